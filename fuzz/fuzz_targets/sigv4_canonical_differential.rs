//! Path, query and header canonicalisation against a second, naive implementation that is written from the rules in the plainest
//! way: whole strings, no fast paths, no shared code. The two must agree on every input.
#![no_main]

use http::{HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;
use portcullis_sigv4::{
    Algorithm, Credentials, HeaderList, PayloadHash, Request, Rules, SecretKey, Signing, Timestamp,
    VerifyingKey, canonical_path, canonical_query, claim, normalise_path, sign_headers, verify,
};

const NOW: Timestamp = Timestamp::from_unix(1_440_938_160);

// The input is lines: path, query, one header value.
fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let mut lines = text.split('\n');
    let path = lines.next().unwrap_or_default();
    let query = lines.next().unwrap_or_default();
    let value = lines.next().unwrap_or_default();

    if path.is_empty() || path.starts_with('/') {
        assert_eq!(normalise_path(path), naive_normal(path), "{path:?}");
        assert_eq!(
            canonical_path(path),
            encode(naive_normal(path).as_bytes(), true),
            "{path:?}"
        );
    }
    assert_eq!(canonical_query(query), naive_query(query), "{query:?}");
    whole_request(path, query, value);
});

/// A request signed here must carry the signature of the canonical request that the naive rules give.
fn whole_request(path: &str, query: &str, value: &str) {
    let Ok(header) = HeaderValue::from_bytes(value.as_bytes()) else {
        return;
    };
    let Some(canonical_query) = naive_query(query) else {
        return;
    };
    if !path.starts_with('/') || query.contains("X-Amz-") || query.contains('%') {
        return;
    }
    let mut headers = HeaderList::new();
    headers.insert(
        HeaderName::from_static("host"),
        HeaderValue::from_static("h"),
    );
    headers.insert(HeaderName::from_static("x-value"), header);
    let secret = SecretKey::new("fuzz");
    let signing = Signing {
        credentials: Credentials {
            access_key_id: "AKIDFUZZ",
            secret: &secret,
            session_token: None,
        },
        algorithm: Algorithm::HmacSha256,
        region: "us-east-1",
        service: "execute-api",
        time: NOW,
        content_sha256_header: false,
    };
    let unsigned = Request {
        method: "GET",
        path,
        query: Some(query),
        headers: &headers,
        authority: None,
    };
    let Ok(added) = sign_headers(&unsigned, &PayloadHash::EMPTY, &signing) else {
        return;
    };
    let mut signed = headers.clone();
    for (name, value) in added {
        signed.insert(name, value);
    }
    // A wrong key makes the verifier say what it calculated.
    let rules = Rules::execute_api("us-east-1");
    let request = Request {
        headers: &signed,
        ..unsigned
    };
    let Ok(Some(claim)) = claim(&request, &rules, NOW) else {
        return;
    };
    let key = |secret: &SecretKey| {
        VerifyingKey::Hmac(
            secret
                .day(NOW.date())
                .region(rules.region)
                .service(rules.service)
                .signing(),
        )
    };
    verify(&claim, &request, &rules, &PayloadHash::EMPTY, &key(&secret))
        .expect("what was signed verifies");
    let refusal = verify(
        &claim,
        &request,
        &rules,
        &PayloadHash::EMPTY,
        &key(&SecretKey::new("other")),
    )
    .unwrap_err();
    let expected = format!(
        "GET\n{}\n{canonical_query}\nhost:h\nx-amz-date:20150830T123600Z\nx-value:{}\n\nhost;x-amz-date;x-value\n{}",
        encode(naive_normal(path).as_bytes(), true),
        value
            .split([' ', '\t'])
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        PayloadHash::EMPTY.to_hex(),
    );
    assert_eq!(
        refusal
            .echo()
            .expect("a canonical request")
            .canonical_request,
        expected
    );
}

fn naive_normal(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        if segment == ".." {
            kept.pop();
        } else if !segment.is_empty() && segment != "." {
            kept.push(segment);
        }
    }
    let slash = if path.ends_with('/') && !kept.is_empty() {
        "/"
    } else {
        ""
    };
    format!("/{}{slash}", kept.join("/"))
}

fn naive_query(query: &str) -> Option<String> {
    let mut pairs = Vec::new();
    for pair in query.split('&') {
        if !pair.is_empty() {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            pairs.push((
                encode(&decode(name)?, false),
                encode(&decode(value)?, false),
            ));
        }
    }
    if pairs.len() > 512 {
        return None;
    }
    pairs.sort();
    Some(
        pairs
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("&"),
    )
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'+' => out.push(b' '),
            b'%' => {
                let digits = bytes.get(at + 1..at + 3)?;
                if !digits.iter().all(u8::is_ascii_hexdigit) {
                    return None;
                }
                out.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
                at += 2;
            }
            byte => out.push(byte),
        }
        at += 1;
    }
    Some(out)
}

fn encode(bytes: &[u8], keep_slash: bool) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(*byte).to_string()
            }
            b'/' if keep_slash => "/".to_owned(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
