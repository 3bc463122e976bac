//! Where AWS's signers disagree with each other and each is right by some reading. The signatures are made here, from canonical
//! requests that are written out by hand.

use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use portcullis_sigv4::{Algorithm, Credentials, PayloadHash, SecretKey, Signing};
use std::time::{Duration, UNIX_EPOCH};

use crate::raw_request::{NOW, REGION, RawRequest, SECRET, signing};

const HOST_LINE: &str = "host:abc123.execute-api.us-east-1.amazonaws.com\n";
const DATE_LINE: &str = "x-amz-date:20150830T123600Z\n";
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn a_path_that_ends_in_a_dot_segment_verifies_with_and_without_a_last_slash() {
    for (wire, first, second, wrong) in [
        ("/a/.", "/a", "/a/", "/a/."),
        ("/a/b/..", "/a", "/a/", "/a/b"),
    ] {
        for (canonical, accepted) in [(first, true), (second, true), (wrong, false), ("/", false)] {
            let request = RawRequest::to_api("GET", wire);
            let signed = by_hand(
                request,
                &format!("GET\n{canonical}\n\n{HOST_LINE}{DATE_LINE}"),
                "host;x-amz-date",
            );
            assert_eq!(signed.is_accepted(), accepted, "{wire} as {canonical}");
        }
    }
}

#[test]
fn an_ordinary_path_has_one_reading_of_its_last_slash() {
    for (wire, canonical) in [("/a", "/a/"), ("/a/", "/a")] {
        let request = RawRequest::to_api("GET", wire);
        let signed = by_hand(
            request,
            &format!("GET\n{canonical}\n\n{HOST_LINE}{DATE_LINE}"),
            "host;x-amz-date",
        );
        assert!(!signed.is_accepted(), "{wire}");
    }
}

#[test]
fn a_tab_may_be_collapsed_or_kept() {
    for (value, accepted) in [
        ("a b c", true),
        ("a\t b c", true),
        ("a\tb c", false),
        ("a  b c", false),
    ] {
        let request = RawRequest::to_api("GET", "/i").with("x-tab", "a\t b  c");
        let lines = format!("GET\n/i\n\n{HOST_LINE}{DATE_LINE}x-tab:{value}\n");
        assert_eq!(
            by_hand(request, &lines, "host;x-amz-date;x-tab").is_accepted(),
            accepted,
            "{value}"
        );
    }
}

#[test]
fn latin_1_on_the_wire_may_be_utf_8_in_the_signature() {
    let latin1 = || {
        let mut request = RawRequest::to_api("GET", "/i");
        request.headers.insert(
            http::HeaderName::from_static("x-name"),
            http::HeaderValue::from_bytes(b"caf\xe9").unwrap(),
        );
        request
    };
    let lines = format!("GET\n/i\n\n{HOST_LINE}{DATE_LINE}x-name:caf\u{e9}\n");
    assert!(by_hand(latin1(), &lines, "host;x-amz-date;x-name").is_accepted());
    let utf8 = RawRequest::to_api("GET", "/i").with("x-name", "caf\u{e9}");
    assert!(by_hand(utf8, &lines, "host;x-amz-date;x-name").is_accepted());
    let other = format!("GET\n/i\n\n{HOST_LINE}{DATE_LINE}x-name:cafe\n");
    assert!(!by_hand(latin1(), &other, "host;x-amz-date;x-name").is_accepted());
}

#[test]
fn all_readings_may_be_needed_at_once() {
    let mut request = RawRequest::to_api("GET", "/a/.");
    request.headers.insert(
        http::HeaderName::from_static("x-name"),
        http::HeaderValue::from_bytes(b"caf\xe9\tb").unwrap(),
    );
    let lines = format!("GET\n/a/\n\n{HOST_LINE}{DATE_LINE}x-name:caf\u{e9}\tb\n");
    assert!(by_hand(request, &lines, "host;x-amz-date;x-name").is_accepted());
}

#[test]
fn the_presigned_token_may_be_added_after_signing() {
    let signed = RawRequest::to_api("GET", "/i?a=1").presigned_v4(Some(300));
    let mut with_token = signed.clone();
    with_token.query = signed
        .query
        .map(|query| format!("{query}&X-Amz-Security-Token=TO%2FKEN"));
    assert!(with_token.is_accepted());
    let claim = with_token
        .judge(&crate::raw_request::api_rules(), NOW)
        .unwrap()
        .unwrap();
    assert_eq!(claim.session_token(), Some("TO/KEN"));

    let secret = SecretKey::new(SECRET);
    let plain = signing(&secret, Algorithm::HmacSha256);
    let credentials = Credentials {
        session_token: Some("TO/KEN"),
        ..plain.credentials
    };
    let before = RawRequest::to_api("GET", "/i?a=1").presigned(
        &Signing {
            credentials,
            ..plain
        },
        None,
    );
    assert!(before.is_accepted());
    assert!(
        !before.edit_query("TO%2FKEN", "TO%2FKEM").is_accepted(),
        "a token that is signed cannot be changed"
    );
}

#[test]
fn the_authority_of_http_2_stands_for_the_host() {
    let mut request = RawRequest::new("GET", "/i");
    request.authority = Some("abc123.execute-api.us-east-1.amazonaws.com".to_owned());
    let lines = format!("GET\n/i\n\n{HOST_LINE}{DATE_LINE}");
    assert!(by_hand(request.clone(), &lines, "host;x-amz-date").is_accepted());
    let own = "GET\n/i\n\n:authority:abc123.execute-api.us-east-1.amazonaws.com\nx-amz-date:20150830T123600Z\n";
    assert!(by_hand(request.clone(), own, ":authority;x-amz-date").is_accepted());
    let both = request.with("host", "abc123.execute-api.us-east-1.amazonaws.com");
    assert!(by_hand(both, &lines, "host;x-amz-date").is_accepted());
}

#[test]
fn the_list_of_signed_headers_counts_as_it_was_sent() {
    for (list, lines) in [
        ("x-amz-date;host", format!("{DATE_LINE}{HOST_LINE}")),
        (
            "host;host;x-amz-date",
            format!("{HOST_LINE}{HOST_LINE}{DATE_LINE}"),
        ),
    ] {
        let signed = by_hand(
            RawRequest::to_api("GET", "/i"),
            &format!("GET\n/i\n\n{lines}"),
            list,
        );
        assert!(signed.is_accepted(), "{list}");
    }
    let upper = by_hand(
        RawRequest::to_api("GET", "/i"),
        &format!("GET\n/i\n\nHost:x\n{HOST_LINE}"),
        "Host;host",
    );
    assert!(!upper.is_accepted());
}

#[test]
fn a_date_header_is_enough_in_any_of_its_forms() {
    for (name, value) in [
        ("date", "Sun, 30 Aug 2015 12:36:00 GMT"),
        ("date", "20150830T123600Z"),
        ("date", "2015-08-30T12:36:00Z"),
        ("x-amz-date", "2015-08-30T12:36:00Z"),
    ] {
        let request = RawRequest::to_api("GET", "/i").with(name, value);
        let signed = by_hand_with_date(
            request,
            &format!("GET\n/i\n\n{HOST_LINE}{name}:{value}\n"),
            &format!("host;{name}"),
        );
        assert!(signed.is_accepted(), "{name}: {value}");
    }
}

#[test]
fn x_amz_date_counts_before_date() {
    let request = RawRequest::to_api("GET", "/i").with("date", "Sun, 30 Aug 2009 12:36:00 GMT");
    assert!(
        by_hand(
            request,
            &format!("GET\n/i\n\n{HOST_LINE}{DATE_LINE}"),
            "host;x-amz-date"
        )
        .is_accepted()
    );
}

fn by_hand(mut request: RawRequest, lines: &str, signed_headers: &str) -> RawRequest {
    request.set("x-amz-date", "20150830T123600Z");
    by_hand_with_date(request, lines, signed_headers)
}

fn by_hand_with_date(mut request: RawRequest, lines: &str, signed_headers: &str) -> RawRequest {
    let canonical = format!("{lines}\n{signed_headers}\n{EMPTY}");
    let scope = "20150830/us-east-1/execute-api/aws4_request";
    let hash = PayloadHash::of(canonical.as_bytes()).to_hex();
    let string_to_sign = format!("AWS4-HMAC-SHA256\n20150830T123600Z\n{scope}\n{hash}");
    let time = UNIX_EPOCH + Duration::from_secs(u64::try_from(NOW.unix()).unwrap());
    let key = generate_signing_key(SECRET, time, REGION, "execute-api");
    let signature = calculate_signature(key, string_to_sign.as_bytes());
    request.set(
        "authorization",
        &format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{scope}, SignedHeaders={signed_headers}, Signature={signature}"
        ),
    );
    request
}
