//! The paths that the gateway refuses before it routes, and the ones that look odd and are ordinary.

use portcullis_sigv4::{AmbiguousPath, WirePath, canonical_path, normalise_path};
use proptest::prelude::*;

use crate::generated;

#[test]
fn ordinary_paths_have_one_reading() {
    for raw in [
        "/",
        "/prod/pets",
        "/prod/pets/",
        "/prod/a%20b",
        "/prod/caf%C3%A9",
        "/prod/caf\u{e9}",
        "/prod/a%2Fb",
        "/prod/a%2fb",
        "/prod/@c/x=",
        "/prod/a+b",
        "/prod/a:b@c=d;e,f$g!h'i(j)*k&l",
        "/prod/.well-known/x",
        "/prod/...",
        "/prod/a..b",
        "/prod/%252e%252e/x",
        "/prod/;x",
    ] {
        let path = WirePath::parse(raw).unwrap_or_else(|error| panic!("{raw}: {error}"));
        assert_eq!(path.as_str(), raw);
        assert_eq!(path.canonical(), canonical_path(raw));
    }
    assert_eq!(WirePath::parse("").unwrap().as_str(), "/");
}

#[test]
fn a_path_with_two_readings_is_refused() {
    use AmbiguousPath::*;
    for (raw, reason) in [
        ("prod", NotAbsolute),
        ("*", NotAbsolute),
        ("//prod", EmptySegment),
        ("/prod//admin", EmptySegment),
        ("/prod/admin//", EmptySegment),
        ("/prod/../admin", DotSegment),
        ("/prod/./admin", DotSegment),
        ("/prod/..", DotSegment),
        ("/prod/.", DotSegment),
        ("/..", DotSegment),
        ("/prod/..;/admin", DotSegment),
        ("/prod/..;a=b/admin", DotSegment),
        ("/prod/%2e%2e/admin", EncodedDotSegment),
        ("/prod/%2E%2E/admin", EncodedDotSegment),
        ("/prod/.%2e/admin", EncodedDotSegment),
        ("/prod/%2e./admin", EncodedDotSegment),
        ("/prod/%2e/admin", EncodedDotSegment),
        ("/prod/%2e%2e%3b/admin", EncodedDotSegment),
        ("/prod/a%00", ControlCharacter),
        ("/prod/a%0d%0ab", ControlCharacter),
        ("/prod/a\nb", ControlCharacter),
        ("/prod/a\u{0}b", ControlCharacter),
        ("/prod/a%7f", ControlCharacter),
        ("/prod\\admin", Backslash),
        ("/prod/..%5cadmin", Backslash),
        ("/prod/..%5Cadmin", Backslash),
        ("/prod/%", BadEscape),
        ("/prod/%2", BadEscape),
        ("/prod/%zz", BadEscape),
        ("/prod/a?b", NotAPath),
        ("/prod/a#b", NotAPath),
        ("/prod/%ff", NotUtf8),
        ("/prod/%c0%ae%c0%ae/admin", NotUtf8),
    ] {
        assert_eq!(WirePath::parse(raw), Err(reason), "{raw}");
    }
    assert_eq!(
        WirePath::parse(&format!("/{}", "a".repeat(9000))),
        Err(TooLong)
    );
}

#[test]
fn segments_are_split_before_they_are_decoded() {
    let path = WirePath::parse("/prod/a%2Fb/caf%C3%A9/").unwrap();
    assert_eq!(
        path.segments().collect::<Vec<_>>(),
        ["prod", "a%2Fb", "caf%C3%A9", ""]
    );
    assert_eq!(
        path.decoded_segments().collect::<Vec<_>>(),
        ["prod", "a/b", "caf\u{e9}", ""]
    );
    assert_eq!(
        WirePath::parse("/").unwrap().segments().collect::<Vec<_>>(),
        [""]
    );
}

proptest! {
    #[test]
    fn an_accepted_path_is_not_changed_by_normalisation(raw in prop_oneof![generated::path(), "/.{0,30}"]) {
        if let Ok(path) = WirePath::parse(&raw) {
            prop_assert_eq!(normalise_path(&raw), raw.as_str());
            prop_assert!(path.decoded_segments().all(|segment| segment != "." && segment != ".."));
            // Decoding twice must not climb either way: what is decoded once holds no dot segment between slashes.
            prop_assert!(!path.decoded_segments().any(|segment| segment.contains('\0') || segment.contains('\\')));
        }
    }

    #[test]
    fn normalising_twice_is_normalising_once(raw in generated::path()) {
        let once = normalise_path(&raw).into_owned();
        prop_assert_eq!(normalise_path(&once), once.as_str());
    }
}
