//! The canonical URI of every service but S3: the raw wire path, normalised while still encoded, then encoded once more.
//! Nothing is decoded: `%20` on the wire becomes `%2520`, as AWS's own answers show (aws-sdk-js#853, aws-sdk-net#3132).

use std::borrow::Cow;

use crate::canonical::encode::{is_unreserved, push_encoded};
use crate::cut::contains;

/// The canonical path of a raw wire path: normalised, then encoded.
#[must_use]
pub fn canonical_path(raw: &str) -> Cow<'_, str> {
    if is_canonical(raw) {
        return Cow::Borrowed(raw);
    }
    let mut out = Vec::with_capacity(raw.len() + 16);
    write_path(&mut out, raw, true, false);
    Cow::Owned(String::from_utf8(out).unwrap_or_default())
}

/// A raw wire path with its empty, `.` and `..` segments resolved, still encoded as it came. A `..` at the root does
/// nothing, as in every signer.
#[must_use]
pub fn normalise_path(raw: &str) -> Cow<'_, str> {
    if is_normal(raw) {
        return Cow::Borrowed(raw);
    }
    let mut out = Vec::with_capacity(raw.len());
    normalise(&mut out, raw, false, |out, segment| {
        out.extend_from_slice(segment.as_bytes())
    });
    Cow::Owned(String::from_utf8(out).unwrap_or_default())
}

/// Appends the canonical path. `dots_end_in_slash` picks how a path ends that ends in a dot segment: most signers make
/// `/a` of `/a/.`, and RFC 3986 §5.2.4 (AWS's Rust signer) makes `/a/`.
pub(crate) fn write_path(out: &mut Vec<u8>, raw: &str, normalised: bool, dots_end_in_slash: bool) {
    if is_canonical(raw) {
        out.extend_from_slice(raw.as_bytes());
    } else if raw.is_empty() {
        out.push(b'/');
    } else if normalised && !is_normal(raw) {
        normalise(out, raw, dots_end_in_slash, |out, segment| {
            push_encoded(out, segment.as_bytes())
        });
    } else {
        for (index, segment) in raw.split('/').enumerate() {
            if index > 0 {
                out.push(b'/');
            }
            push_encoded(out, segment.as_bytes());
        }
    }
}

/// Whether the two rules for the last slash give two paths.
pub(crate) fn ends_in_dots(raw: &str) -> bool {
    raw.ends_with("/.") || raw.ends_with("/..")
}

/// Whether every `%` starts a two-digit escape.
pub(crate) fn has_good_escapes(raw: &str) -> bool {
    if !contains(raw, b'%') {
        return true;
    }
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let two = (bytes.next(), bytes.next());
            if !matches!(two, (Some(high), Some(low)) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
            {
                return false;
            }
        }
    }
    true
}

/// Whether some `..` has nothing left to remove.
pub(crate) fn climbs_above_root(raw: &str) -> bool {
    if !contains(raw, b'.') {
        return false;
    }
    let mut depth = 0u32;
    for segment in raw.split('/') {
        match segment {
            "" | "." => {}
            ".." if depth == 0 => return true,
            ".." => depth -= 1,
            _ => depth += 1,
        }
    }
    false
}

/// Nothing to normalise and nothing to encode: the path of almost every request.
fn is_canonical(raw: &str) -> bool {
    let mut previous = 0u8;
    let ordinary = raw.bytes().all(|byte| {
        // What follows a slash is where a segment is empty or may be a dot segment.
        let follows = std::mem::replace(&mut previous, byte) == b'/';
        match byte {
            b'/' | b'.' => !follows,
            byte => is_unreserved(byte),
        }
    });
    raw.starts_with('/') && ordinary
}

fn is_normal(raw: &str) -> bool {
    let mut previous = 0u8;
    let suspicious = raw.bytes().any(|byte| {
        let found = previous == b'/' && (byte == b'/' || byte == b'.');
        previous = byte;
        found
    });
    if !suspicious {
        return raw.starts_with('/');
    }
    // A segment may start with a dot and be ordinary: `/.well-known`.
    raw.starts_with('/')
        && !raw.contains("//")
        && !raw
            .split('/')
            .any(|segment| segment == "." || segment == "..")
}

fn normalise(
    out: &mut Vec<u8>,
    raw: &str,
    dots_end_in_slash: bool,
    write: impl Fn(&mut Vec<u8>, &str),
) {
    let start = out.len();
    for segment in raw.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                // No segment holds a slash, encoded or not, so the last slash starts the last segment.
                let kept = out
                    .iter()
                    .skip(start)
                    .rposition(|byte| *byte == b'/')
                    .unwrap_or(0);
                out.truncate(start + kept);
            }
            segment => {
                out.push(b'/');
                write(out, segment);
            }
        }
    }
    if out.len() == start || raw.ends_with('/') || (dots_end_in_slash && ends_in_dots(raw)) {
        out.push(b'/');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, normal: &str, canonical: &str) {
        assert_eq!(normalise_path(raw), normal, "normalise {raw}");
        assert_eq!(canonical_path(raw), canonical, "canonicalise {raw}");
    }

    #[test]
    fn paths_are_normalised_while_encoded_and_then_encoded_again() {
        check("/", "/", "/");
        check("", "/", "/");
        check("/prod/pets", "/prod/pets", "/prod/pets");
        check("/prod/pets/", "/prod/pets/", "/prod/pets/");
        check("/a%20b", "/a%20b", "/a%2520b");
        check("/@c/x=", "/@c/x=", "/%40c/x%3D");
        check("/i+j", "/i+j", "/i%2Bj");
        check("/caf\u{e9}", "/caf\u{e9}", "/caf%C3%A9");
        check("//a///b//", "/a/b/", "/a/b/");
        check("/./a/../b", "/b", "/b");
        check("/a/%2e%2e/b", "/a/%2e%2e/b", "/a/%252e%252e/b");
        check("/..", "/", "/");
        check("/../../x", "/x", "/x");
        check("/a/.", "/a", "/a");
        check("/a/..", "/", "/");
        check("/a/b/..", "/a", "/a");
        check("/a/../", "/", "/");
        check("/a/b/../", "/a/", "/a/");
        check("//", "/", "/");
        check("/.well-known/x", "/.well-known/x", "/.well-known/x");
        check("/.../x", "/.../x", "/.../x");
        check("/a.b/.c", "/a.b/.c", "/a.b/.c");
        check("/a//@", "/a/@", "/a/%40");
    }

    #[test]
    fn the_shortcut_gives_what_the_long_way_gives() {
        let mut paths = vec![String::new()];
        for _ in 0..6 {
            let longer = paths.iter().flat_map(|path| {
                ["/", ".", "a", "-", "%", "@"].map(|next| format!("{path}{next}"))
            });
            paths = longer.collect();
            for raw in &paths {
                let mut out = Vec::new();
                normalise(&mut out, raw, false, |out, segment| {
                    push_encoded(out, segment.as_bytes());
                });
                assert_eq!(canonical_path(raw).as_bytes(), out, "{raw}");
            }
        }
    }

    #[test]
    fn the_second_rule_keeps_a_slash_after_a_last_dot_segment() {
        for (raw, expected) in [
            ("/a/.", "/a/"),
            ("/a/b/..", "/a/"),
            ("/a/..", "/"),
            ("/a/b", "/a/b"),
            ("/a//", "/a/"),
        ] {
            let mut out = b"kept ".to_vec();
            write_path(&mut out, raw, true, true);
            assert_eq!(
                String::from_utf8(out).unwrap(),
                format!("kept {expected}"),
                "{raw}"
            );
        }
    }

    #[test]
    fn without_normalisation_the_segments_stay() {
        let mut out = Vec::new();
        write_path(&mut out, "//a/./../b c", false, false);
        assert_eq!(String::from_utf8(out).unwrap(), "//a/./../b%20c");
    }

    #[test]
    fn climbing_above_the_root_and_bad_escapes_are_seen() {
        for raw in ["/..", "/a/../..", "/./..", "//..//a"] {
            assert!(climbs_above_root(raw), "{raw}");
        }
        for raw in ["/a/..", "/a/b/../..", "/...", "/a..b"] {
            assert!(!climbs_above_root(raw), "{raw}");
        }
        for raw in ["/%", "/%2", "/%zz", "/%%20", "/a%2"] {
            assert!(!has_good_escapes(raw), "{raw}");
        }
        assert!(has_good_escapes("/%20%7e%C3"));
    }
}
