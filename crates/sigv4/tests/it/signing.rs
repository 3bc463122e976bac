//! The client's side: what is signed, what is left out, and what cannot be signed.

use portcullis_sigv4::{
    Algorithm, Credentials, PayloadHash, SecretKey, Signing, SigningError, presign, sign_headers,
};

use crate::raw_request::{KEY_ID, NOW, RawRequest, SECRET, api_rules, signing};

#[test]
fn every_form_of_signature_verifies() {
    let secret = SecretKey::new(SECRET);
    for algorithm in [Algorithm::HmacSha256, Algorithm::EcdsaP256Sha256] {
        for session_token in [None, Some("TO/K+EN==")] {
            for content_sha256_header in [false, true] {
                let plain = signing(&secret, algorithm);
                let credentials = Credentials {
                    session_token,
                    ..plain.credentials
                };
                let signing = Signing {
                    credentials,
                    content_sha256_header,
                    ..plain
                };
                let request = RawRequest::to_api("POST", "/prod/a%20b?x=1&x=0&y")
                    .with_body(b"{}")
                    .with("x-a", "b  c");
                let header = request.clone().signed(&signing);
                let claim = header.judge(&api_rules(), NOW).unwrap().unwrap();
                assert_eq!(claim.algorithm(), algorithm);
                assert_eq!(claim.session_token(), session_token);
                assert_eq!(claim.access_key_id(), KEY_ID);
                assert!(!claim.is_presigned() && claim.covers("Host") && claim.covers("x-a"));
                let link = request.presigned(&signing, Some(300));
                let claim = link.judge(&api_rules(), NOW).unwrap().unwrap();
                assert_eq!(claim.session_token(), session_token);
                assert!(claim.is_presigned());
            }
        }
    }
}

#[test]
fn a_region_set_may_hold_several_regions_or_all() {
    let secret = SecretKey::new(SECRET);
    let plain = signing(&secret, Algorithm::EcdsaP256Sha256);
    for (region, accepted) in [
        ("*", true),
        ("eu-west-1,us-east-1", true),
        ("us-east-1", true),
        ("eu-west-1", false),
        ("us-*", false),
    ] {
        let signing = Signing { region, ..plain };
        assert_eq!(
            RawRequest::to_api("GET", "/i")
                .signed(&signing)
                .is_accepted(),
            accepted,
            "{region}"
        );
        assert_eq!(
            RawRequest::to_api("GET", "/i")
                .presigned(&signing, None)
                .is_accepted(),
            accepted,
            "{region}"
        );
    }
}

#[test]
fn headers_that_proxies_change_are_not_signed() {
    let signed = RawRequest::to_api("GET", "/i")
        .with("user-agent", "x/1")
        .with("connection", "keep-alive")
        .with("x-amzn-trace-id", "Root=1")
        .with("accept", "*/*")
        .signed_v4();
    assert!(
        signed
            .header("authorization")
            .contains("SignedHeaders=accept;host;x-amz-date,")
    );
}

#[test]
fn a_date_that_the_request_already_has_is_replaced() {
    let signed = RawRequest::to_api("GET", "/i")
        .with("x-amz-date", "20000101T000000Z")
        .signed_v4();
    assert_eq!(signed.header("x-amz-date"), "20150830T123600Z");
    assert!(signed.is_accepted());
}

#[test]
fn the_authority_is_signed_as_the_host() {
    let mut request = RawRequest::new("GET", "/i");
    request.authority = Some("h.example".to_owned());
    assert!(request.signed_v4().is_accepted());
}

#[test]
fn what_cannot_be_signed_says_why() {
    let secret = SecretKey::new(SECRET);
    let plain = signing(&secret, Algorithm::HmacSha256);
    let header = |request: &RawRequest, signing: &Signing<'_>| {
        sign_headers(&request.request(), &PayloadHash::EMPTY, signing).map(|_| ())
    };
    let good = RawRequest::to_api("GET", "/i");
    assert_eq!(
        header(&RawRequest::new("GET", "/i"), &plain),
        Err(SigningError::NoHost)
    );
    assert_eq!(
        header(&RawRequest::to_api("GET", "/i?a=%zz"), &plain),
        Err(SigningError::NotCanonicalisable)
    );
    let token = Credentials {
        session_token: Some("a\nb"),
        ..plain.credentials
    };
    assert_eq!(
        header(
            &good,
            &Signing {
                credentials: token,
                ..plain
            }
        ),
        Err(SigningError::NotAHeaderValue)
    );
    for expires in [0, 604_801] {
        let result = presign(&good.request(), &PayloadHash::EMPTY, &plain, Some(expires));
        assert_eq!(result.err(), Some(SigningError::Expiry));
    }
}

#[test]
fn two_sigv4_signatures_of_one_request_in_one_second_are_equal() {
    let one = RawRequest::to_api("GET", "/i").signed_v4();
    let two = RawRequest::to_api("GET", "/i").signed_v4();
    assert_eq!(one.header("authorization"), two.header("authorization"));
}
