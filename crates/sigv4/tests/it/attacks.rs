//! Attacks that other verifiers fell to, by the number they have in the table that this project keeps (docs/past-mistakes.md).
//! Those that are not about a signature have their tests where they are prevented: A6's and A7's stripping, A8, A9's 400,
//! A18's body limit and A19 in the proxy, A17's key cache and A24 in the guard.

use portcullis_sigv4::{
    Algorithm, Credentials, DeclaredPayload, PayloadHash, RefusalKind, SecretKey, Signing,
    Timestamp, VerifyingKey, canonical_query, verify,
};

use crate::raw_request::{KEY_ID, NOW, RawRequest, SECRET, api_rules, signing};

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

#[test]
fn a1_no_form_method_or_payload_literal_skips_the_signature() {
    let secret = SecretKey::new(SECRET);
    let literals = [
        None,
        Some("UNSIGNED-PAYLOAD"),
        Some("STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
        Some("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
        Some("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
        Some("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"),
    ];
    for algorithm in [Algorithm::HmacSha256, Algorithm::EcdsaP256Sha256] {
        for presigned in [false, true] {
            for method in METHODS {
                for literal in literals {
                    for unsigned_payload in [false, true] {
                        let mut request = RawRequest::to_api(method, "/i").with_body(b"body");
                        if let Some(literal) = literal {
                            request.set("x-amz-content-sha256", literal);
                        }
                        let request = match presigned {
                            false => request.signed(&signing(&secret, algorithm)),
                            true => request.presigned(&signing(&secret, algorithm), None),
                        };
                        let mut rules = api_rules();
                        rules.unsigned_payload = unsigned_payload;
                        if literal.is_some() {
                            // Our own signer signs the real hash, so no literal can make this one good.
                            assert!(request.judge(&rules, NOW).is_err(), "{method} {literal:?}");
                        } else {
                            assert!(request.judge(&rules, NOW).is_ok(), "{method}");
                        }
                        let forged = flip_last_digit(request);
                        assert!(
                            forged.judge(&rules, NOW).is_err(),
                            "{method} {literal:?} forged"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a1_an_empty_or_short_signature_is_none() {
    for signature in [
        "",
        "0",
        "00",
        &"0".repeat(64),
        &"0".repeat(62),
        &"0".repeat(66),
        &"0".repeat(200),
    ] {
        let request = signed();
        let own = own_signature(&request);
        assert!(
            !request
                .clone()
                .edit("authorization", &own, signature)
                .is_accepted(),
            "{signature}"
        );
        let upper = own.to_ascii_uppercase();
        assert!(upper == own || !request.edit("authorization", &own, &upper).is_accepted());
    }
}

#[test]
fn a2_the_date_is_needed_and_bounds_both_ways() {
    for (seconds, accepted) in [
        (299, true),
        (300, true),
        (301, false),
        (-299, true),
        (-300, true),
        (-301, false),
    ] {
        let now = Timestamp::from_unix(NOW.unix() + seconds);
        assert_eq!(
            signed().judge(&api_rules(), now).is_ok(),
            accepted,
            "header {seconds}"
        );
        assert_eq!(
            presigned().judge(&api_rules(), now).is_ok(),
            accepted,
            "presigned {seconds}"
        );
    }
    let mut none = signed();
    none.headers.remove("x-amz-date");
    assert_eq!(none.refusal().kind(), RefusalKind::MissingParameter);
    // `Date` stands in, and is judged by the same window; it does not make up for a signed `x-amz-date` that is gone.
    none.set("date", "Sun, 30 Aug 2015 12:36:00 GMT");
    assert_eq!(none.refusal().kind(), RefusalKind::SignatureMismatch);
    none.set("date", "Sun, 30 Aug 2009 12:36:00 GMT");
    assert_eq!(none.refusal().kind(), RefusalKind::Expired);
    let mut both = signed();
    both.set("date", "Sun, 30 Aug 2009 12:36:00 GMT");
    assert!(both.is_accepted(), "x-amz-date counts");
}

#[test]
fn a3_a_signature_is_for_one_host_stage_and_service() {
    let mut other_host = signed();
    other_host.set("host", "evil.execute-api.us-east-1.amazonaws.com");
    assert!(!other_host.is_accepted());
    let mut other_stage = RawRequest::to_api("GET", "/prod/i").signed_v4();
    other_stage.path = "/test/i".to_owned();
    assert!(!other_stage.is_accepted());
    let sts = portcullis_sigv4::Rules::control("us-east-1", "sts");
    assert_eq!(
        signed().judge(&sts, NOW).unwrap_err().kind(),
        RefusalKind::WrongScope
    );
}

#[test]
fn a3_authentication_parameters_have_one_spelling_and_one_value() {
    let lower = presigned().edit_query("X-Amz-Credential", "x-amz-credential");
    assert_eq!(lower.refusal().kind(), RefusalKind::MissingParameter);
    for name in [
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "X-Amz-SignedHeaders",
        "X-Amz-Signature",
    ] {
        let link = presigned();
        let pairs = link.query.clone().unwrap();
        let pair = pairs
            .split('&')
            .find(|pair| pair.starts_with(name))
            .unwrap();
        let spelled = pair.replacen('X', "%58", 1);
        for again in [pair, &format!("{name}=x"), &spelled] {
            for query in [format!("{pairs}&{again}"), format!("{again}&{pairs}")] {
                let mut doubled = link.clone();
                doubled.query = Some(query);
                assert_eq!(
                    doubled.refusal().kind(),
                    RefusalKind::RepeatedParameter,
                    "{again}"
                );
            }
        }
    }
    for name in ["Credential", "SignedHeaders", "Signature"] {
        let request = signed();
        let doubled = format!("{}, {name}=x", request.header("authorization"));
        let mut request = request;
        request.set("authorization", &doubled);
        assert_eq!(
            request.refusal().kind(),
            RefusalKind::RepeatedParameter,
            "{name}"
        );
    }
}

// That the gateway reads such a path in one way only is shown in the catalog's `path.rs`.
#[test]
fn a4_paths_that_share_a_signature_are_exactly_those_that_normalise_to_one() {
    let admin = RawRequest::to_api("GET", "/prod/admin").signed_v4();
    for path in [
        "/prod/x/../admin",
        "/prod//admin",
        "/prod/./admin",
        "//prod/admin",
        "/prod/x/./../admin",
    ] {
        let mut request = admin.clone();
        request.path = path.to_owned();
        assert!(
            request.is_accepted(),
            "AWS's rule: {path} has the canonical path of /prod/admin"
        );
    }
    for path in [
        "/prod/%2e%2e/admin",
        "/prod/x/%2e%2e/admin",
        "/prod/x/..%2fadmin",
        "/prod/x%5c..%5cadmin",
        "/prod/admin%00",
    ] {
        let mut request = admin.clone();
        request.path = path.to_owned();
        assert!(!request.is_accepted(), "{path}");
    }
}

#[test]
fn a5_queries_that_share_a_signature_have_one_canonical_form_to_hand_on() {
    let signed = RawRequest::to_api("GET", "/i?x=1&y=b%20c&z").signed_v4();
    for query in ["x=%31&y=b+c&z=", "z&y=b%20c&x=1", "&x=1&&y=b+c&z&"] {
        let mut same = signed.clone();
        same.query = Some(query.to_owned());
        assert!(same.is_accepted(), "{query}");
        assert_eq!(
            canonical_query(query),
            canonical_query("x=1&y=b%20c&z"),
            "{query}"
        );
    }
    for query in [
        "x=1&x=2&y=b%20c&z",
        "x=1&y=b%20c&z&",
        "x=1&y=b%2Bc&z",
        "x=1;y=b%20c&z",
        "X=1&y=b%20c&z",
    ] {
        let mut other = signed.clone();
        other.query = Some(query.to_owned());
        let same = canonical_query(query) == canonical_query("x=1&y=b%20c&z");
        assert_eq!(other.is_accepted(), same, "{query}");
    }
}

#[test]
fn a6_a_header_added_after_signing_is_known_to_be_unsigned() {
    let mut request = signed();
    request.set("x-amz-copy-source", "/secret");
    let claim = request.judge(&api_rules(), NOW).unwrap().unwrap();
    assert!(!claim.covers("x-amz-copy-source"));
    assert!(claim.covers("HOST") && claim.covers("x-amz-date"));
    assert_eq!(
        claim.signed_header_names().collect::<Vec<_>>(),
        ["host", "x-amz-date"]
    );
}

#[test]
fn a9_a_signed_header_that_a_connection_list_made_vanish_refuses() {
    let mut request = RawRequest::to_api("GET", "/i")
        .with("x-foo", "1")
        .signed_v4();
    request.set("connection", "x-foo");
    assert!(
        request.is_accepted(),
        "verified before the list is acted on"
    );
    request.headers.remove("x-foo");
    assert!(!request.is_accepted());
}

#[test]
fn a10_a_header_that_must_be_single_is_refused_when_doubled() {
    for name in [
        "authorization",
        "host",
        "x-amz-date",
        "date",
        "x-amz-security-token",
        "x-amz-content-sha256",
        "content-length",
        "content-type",
        "x-amz-region-set",
    ] {
        for (first, second) in [("a", "a"), ("a", "b")] {
            let mut request = signed();
            if !request.headers.contains(name) {
                request.set(name, first);
            }
            let doubled = if first == second {
                request.header(name)
            } else {
                second.to_owned()
            };
            let request = request.with(name, &doubled);
            let refusal = request.refusal();
            assert_eq!(
                (refusal.kind(), refusal.status()),
                (RefusalKind::RepeatedHeader, 400),
                "{name}"
            );
        }
    }
    assert!(
        RawRequest::to_api("GET", "/i")
            .with("x-dup", "1")
            .with("x-dup", "2")
            .signed_v4()
            .is_accepted()
    );
}

#[test]
fn a11_the_signed_host_is_the_one_received_and_equals_the_authority() {
    let mut request = signed();
    request.set("x-forwarded-host", "other");
    request.authority = Some("abc123.execute-api.us-east-1.amazonaws.com".to_owned());
    assert!(request.is_accepted());
    for authority in [
        "other",
        "ABC123.execute-api.us-east-1.amazonaws.com",
        "abc123.execute-api.us-east-1.amazonaws.com:443",
        "",
    ] {
        request.authority = Some(authority.to_owned());
        let refusal = request.refusal();
        assert_eq!(
            (refusal.kind(), refusal.status()),
            (RefusalKind::AuthorityMismatch, 400),
            "{authority}"
        );
    }
    let mut rebuilt = signed();
    rebuilt.set("x-forwarded-host", &rebuilt.header("host"));
    rebuilt.set("host", "other");
    assert!(!rebuilt.is_accepted());
}

#[test]
fn a12_the_body_is_bound_whatever_is_declared() {
    let good = PayloadHash::of(b"good").to_hex();
    let secret = SecretKey::new(SECRET);
    let with_header = Signing {
        content_sha256_header: true,
        ..signing(&secret, Algorithm::HmacSha256)
    };
    let request = RawRequest::to_api("POST", "/i")
        .with_body(b"good")
        .signed(&with_header);
    assert_eq!(request.header("x-amz-content-sha256"), good);
    assert!(request.is_accepted());
    assert!(
        !request.clone().with_body(b"evil").is_accepted(),
        "declared and signed, and not what came"
    );
    assert!(
        !RawRequest::to_api("POST", "/i")
            .with_body(b"good")
            .signed_v4()
            .with_body(b"evil")
            .is_accepted()
    );
    let mut unsigned_claim = RawRequest::to_api("POST", "/i")
        .with_body(b"good")
        .signed_v4();
    unsigned_claim.set("x-amz-content-sha256", &PayloadHash::of(b"other").to_hex());
    assert!(
        !unsigned_claim.is_accepted(),
        "an unsigned declaration must be true as well"
    );
    unsigned_claim.set("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    assert!(!unsigned_claim.is_accepted());
    let mut rules = api_rules();
    rules.unsigned_payload = true;
    assert!(
        unsigned_claim.judge(&rules, NOW).is_err(),
        "nobody signed that the payload is unsigned"
    );
}

#[test]
fn a13_a_signed_header_is_never_taken_from_the_query_string() {
    let honest = RawRequest::to_api("GET", "/i?x-foo=1")
        .with("x-foo", "1")
        .signed_v4();
    assert!(honest.is_accepted());
    let mut request = honest;
    request.headers.remove("x-foo");
    assert_eq!(request.refusal().kind(), RefusalKind::SignatureMismatch);
}

#[test]
fn a14_a_signed_header_that_is_absent_refuses() {
    let request = signed().edit("authorization", "host;", "host;x-absent;");
    assert_eq!(request.refusal().kind(), RefusalKind::SignatureMismatch);
    let mut none = RawRequest::to_api("GET", "/i")
        .with("x-empty", "")
        .signed_v4();
    assert!(none.is_accepted());
    none.headers.remove("x-empty");
    assert!(!none.is_accepted(), "absent is not empty");
}

#[test]
fn a15_only_the_two_algorithms_exist_and_they_are_not_interchangeable() {
    for word in [
        "AWS",
        "AWS4-HMAC-SHA1",
        "AWS4-HMAC-SHA512",
        "AWS4-ECDSA-P256-SHA1",
        "aws4-hmac-sha256",
        "AWS3",
    ] {
        assert!(
            !signed()
                .edit("authorization", "AWS4-HMAC-SHA256", word)
                .is_accepted(),
            "{word}"
        );
        assert!(
            presigned()
                .edit_query("AWS4-HMAC-SHA256", word)
                .judge(&api_rules(), NOW)
                .is_err(),
            "{word}"
        );
    }
    let v2 = RawRequest::to_api("GET", "/i").with("authorization", "AWS AKIDEXAMPLE:c2lnbmF0dXJl");
    assert_eq!(v2.refusal().kind(), RefusalKind::UnsupportedAlgorithm);
    // A key of the other kind verifies nothing.
    let request = signed();
    let claim = request.claim(&api_rules(), NOW).unwrap().unwrap();
    let public = portcullis_sigv4::PublicKey::derive(&SecretKey::new(SECRET), KEY_ID).unwrap();
    let other = VerifyingKey::Ecdsa(public);
    assert!(
        verify(
            &claim,
            &request.request(),
            &api_rules(),
            &PayloadHash::EMPTY,
            &other
        )
        .is_err()
    );
}

#[test]
fn a16_secrets_and_signatures_are_compared_in_constant_time_only() {
    let keys = include_str!("../../src/keys.rs");
    for compared in [
        "(&right, signature.as_bytes())",
        "(self.0.as_bytes(), other.as_bytes())",
    ] {
        let call = format!("constant_time::verify_slices_are_equal{compared}");
        assert!(keys.contains(&call), "{call}");
    }
    for text in [
        "right ==",
        "== right",
        "right !=",
        "!= right",
        "signature ==",
        "== signature",
    ] {
        assert!(!keys.contains(text), "{text}");
    }
    let verify = include_str!("../../src/verify.rs");
    assert!(
        !verify.contains("signature() =="),
        "a signature is never compared with `==`"
    );
}

#[test]
fn a17_a_rotated_secret_verifies_nothing() {
    let request = signed();
    let claim = request.claim(&api_rules(), NOW).unwrap().unwrap();
    let judge = |secret: &str| {
        let key = crate::raw_request::key_of(&claim, &api_rules(), secret);
        verify(
            &claim,
            &request.request(),
            &api_rules(),
            &PayloadHash::EMPTY,
            &key,
        )
    };
    assert!(judge(SECRET).is_ok());
    assert!(judge("the new secret").is_err());
}

#[test]
fn a18_everything_but_the_signature_is_judged_without_body_or_key() {
    // The claim takes neither, so a stale or foreign request is refused before a byte of its body is read.
    let stale = Timestamp::from_unix(NOW.unix() + 3600);
    assert_eq!(
        signed().claim(&api_rules(), stale).unwrap_err().kind(),
        RefusalKind::Expired
    );
    // With a declared hash the signature itself can be checked first, and the body against the hash later.
    let secret = SecretKey::new(SECRET);
    let with_header = Signing {
        content_sha256_header: true,
        ..signing(&secret, Algorithm::HmacSha256)
    };
    let request = RawRequest::to_api("POST", "/i")
        .with_body(b"a large body")
        .signed(&with_header);
    let claim = request.claim(&api_rules(), NOW).unwrap().unwrap();
    let Some(DeclaredPayload::Sha256(declared)) = claim.declared_payload() else {
        panic!("declared")
    };
    let key = crate::raw_request::key_of(&claim, &api_rules(), SECRET);
    verify(&claim, &request.request(), &api_rules(), &declared, &key).unwrap();
    assert_eq!(declared, PayloadHash::of(b"a large body"));
}

#[test]
fn a20_a_signature_in_a_form_is_no_authentication() {
    let form =
        "--b\r\nContent-Disposition: form-data; name=\"x-amz-signature\"\r\n\r\n00\r\n--b--\r\n";
    let request = RawRequest::to_api("POST", "/i")
        .with("content-type", "multipart/form-data; boundary=b")
        .with_body(form.as_bytes());
    assert!(request.judge(&api_rules(), NOW).unwrap().is_none());
}

#[test]
fn a21_what_can_be_logged_holds_no_token_and_no_signature() {
    let secret = SecretKey::new(SECRET);
    let plain = signing(&secret, Algorithm::HmacSha256);
    let credentials = Credentials {
        session_token: Some("SECRETTOKEN"),
        ..plain.credentials
    };
    for request in [
        RawRequest::to_api("GET", "/i").signed(&Signing {
            credentials,
            ..plain
        }),
        RawRequest::to_api("GET", "/i").presigned(
            &Signing {
                credentials,
                ..plain
            },
            None,
        ),
    ] {
        let claim = request.claim(&api_rules(), NOW).unwrap().unwrap();
        let mut wrong = request.clone();
        wrong.method = "PUT".to_owned();
        let refusal = wrong.refusal();
        let logged = format!("{claim:?} {refusal:?} {refusal} {:?}", refusal.echo());
        assert!(!logged.contains("SECRETTOKEN"), "{logged}");
        assert!(
            refusal.message_with_echo().contains("SECRETTOKEN"),
            "the caller's own token, for the caller"
        );
    }
}

#[test]
fn a22_the_same_bytes_pass_again_inside_the_window() {
    // AWS keeps no nonces; a replay cache is the gateway's option, and must not be keyed by a SigV4a signature (A23).
    let request = signed();
    assert!(request.is_accepted() && request.is_accepted());
}

#[test]
fn a23_a_negated_sigv4a_signature_verifies_too_so_it_is_no_identity() {
    let secret = SecretKey::new(SECRET);
    let request =
        RawRequest::to_api("GET", "/i").signed(&signing(&secret, Algorithm::EcdsaP256Sha256));
    let own = own_signature(&request);
    let negated = negate_s(&own);
    assert_ne!(own, negated);
    assert!(request.edit("authorization", &own, &negated).is_accepted());
}

fn signed() -> RawRequest {
    RawRequest::to_api("GET", "/i").signed_v4()
}

fn presigned() -> RawRequest {
    RawRequest::to_api("GET", "/i").presigned_v4(Some(300))
}

fn own_signature(request: &RawRequest) -> String {
    let text = match request.headers.contains("authorization") {
        true => request.header("authorization"),
        false => request.query.clone().unwrap(),
    };
    text.rsplit_once("Signature=").unwrap().1.to_owned()
}

fn flip_last_digit(request: RawRequest) -> RawRequest {
    let own = own_signature(&request);
    let last = if own.ends_with('0') { '1' } else { '0' };
    let forged = format!("{}{last}", &own[..own.len() - 1]);
    match request.headers.contains("authorization") {
        true => request.edit("authorization", &own, &forged),
        false => request.edit_query(&own, &forged),
    }
}

/// `(r, s)` to `(r, n - s)`, in DER.
fn negate_s(hex: &str) -> String {
    const ORDER: &str = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    let bytes = |hex: &str| -> Vec<u8> {
        (0..hex.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
            .collect()
    };
    let der = bytes(hex);
    let r_end = 4 + usize::from(der[3]);
    let s = &der[r_end + 2..];
    let mut padded = vec![0u8; 32];
    let significant: Vec<u8> = s.iter().copied().skip_while(|byte| *byte == 0).collect();
    padded[32 - significant.len()..].copy_from_slice(&significant);
    let mut borrow = 0i16;
    let mut difference = bytes(ORDER);
    for (digit, other) in difference.iter_mut().zip(&padded).rev() {
        let value = i16::from(*digit) - i16::from(*other) - borrow;
        borrow = i16::from(value < 0);
        *digit = u8::try_from(value.rem_euclid(256)).unwrap();
    }
    let mut s: Vec<u8> = difference
        .into_iter()
        .skip_while(|byte| *byte == 0)
        .collect();
    if s[0] >= 0x80 {
        s.insert(0, 0);
    }
    let mut out = vec![0x30, 0];
    out.extend_from_slice(&der[2..r_end]);
    out.extend_from_slice(&[2, u8::try_from(s.len()).unwrap()]);
    out.extend_from_slice(&s);
    out[1] = u8::try_from(out.len() - 2).unwrap();
    out.iter().map(|byte| format!("{byte:02x}")).collect()
}
