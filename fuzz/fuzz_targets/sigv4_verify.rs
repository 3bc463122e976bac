//! Arbitrary request heads through claim and verify. Nothing may panic, nothing may be accepted that was not signed, and what
//! is signed from the same bytes must be accepted.
#![no_main]

use std::sync::LazyLock;

use http::{HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;
use portcullis_sigv4::{
    Algorithm, Credentials, Evidence, HeaderList, PayloadHash, Request, Rules, Scratch, SecretKey,
    Signing, Timestamp, VerifyingKey, claim, diagnose, peek_service, presign, sign_headers,
    verify_with,
};

const NOW: Timestamp = Timestamp::from_unix(1_440_938_160);
const RULES: Rules<'static> = Rules::execute_api("us-east-1");

static SECRET: LazyLock<SecretKey> = LazyLock::new(|| SecretKey::new("fuzz"));
static KEY: LazyLock<VerifyingKey> = LazyLock::new(|| {
    VerifyingKey::Hmac(
        SECRET
            .day(NOW.date())
            .region(RULES.region)
            .service(RULES.service)
            .signing(),
    )
});

// The input is lines: method, path, query, authority, then `name:value` headers; what follows an empty line is the body.
fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.split('\n');
    let method = lines.next().unwrap_or_default();
    let path = lines.next().unwrap_or_default();
    let query = lines.next().filter(|line| !line.is_empty());
    let authority = lines.next().filter(|line| !line.is_empty());
    let mut headers = HeaderList::new();
    for line in lines.take(40) {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let (Ok(name), Ok(value)) = (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_bytes(value.as_bytes()),
        ) else {
            continue;
        };
        headers.append(name, value);
    }
    let request = Request {
        method,
        path,
        query,
        headers: &headers,
        authority,
    };
    let payload = PayloadHash::of(body.as_bytes());
    let mut scratch = Scratch::new();

    let _ = peek_service(&request);
    if let Ok(Some(claim)) = claim(&request, &RULES, NOW) {
        assert!(claim.covers("host") || claim.covers(":authority"));
        let verdict = verify_with(&mut scratch, &claim, &request, &RULES, &payload, &KEY);
        assert!(verdict.is_err(), "a signature out of nothing");
    }
    let evidence = Evidence {
        payload: &payload,
        body: Some(body.as_bytes()),
        secret: Some(&SECRET),
        session_token: None,
        other_secrets: &[],
        other_hosts: &[],
    };
    let found = diagnose(&request, &RULES, &evidence, NOW);
    assert!(found.tried <= 128 && !found.holds, "{found:?}");

    // The same request, signed: whatever can be signed and claimed must verify.
    let signing = Signing {
        credentials: Credentials {
            access_key_id: "AKIDFUZZ",
            secret: &SECRET,
            session_token: None,
        },
        algorithm: Algorithm::HmacSha256,
        region: RULES.region,
        service: RULES.service,
        time: NOW,
        content_sha256_header: false,
    };
    let mut plain = headers.clone();
    for name in [
        "authorization",
        "x-amz-date",
        "x-amz-content-sha256",
        "x-amz-security-token",
    ] {
        plain.remove(name);
    }
    let unsigned = Request {
        headers: &plain,
        ..request
    };
    if let Ok(query) = presign(&unsigned, &payload, &signing, None) {
        accepted(
            &mut scratch,
            &Request {
                query: Some(&query),
                ..unsigned
            },
            &payload,
        );
    }
    if let Ok(added) = sign_headers(&unsigned, &payload, &signing) {
        let mut signed = plain.clone();
        for (name, value) in added {
            signed.insert(name, value);
        }
        accepted(
            &mut scratch,
            &Request {
                headers: &signed,
                ..unsigned
            },
            &payload,
        );
    }
});

fn accepted(scratch: &mut Scratch, request: &Request<'_>, payload: &PayloadHash) {
    // The claim may refuse what the fuzzer put in beside the signature: a repeated header, a second form, too much of anything.
    if let Ok(Some(claim)) = claim(request, &RULES, NOW) {
        verify_with(scratch, &claim, request, &RULES, payload, &KEY)
            .expect("what was signed verifies");
    }
}
