//! What is signed is accepted; any one change to what is signed refuses; changes that mean nothing do not.

use portcullis_sigv4::{SecretKey, canonical_path, canonical_query};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::generated;
use crate::raw_request::{NOW, RawRequest, SECRET, api_rules, signing};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_single_mutation_refuses(request in generated::request(), presigned: bool, at: Index) {
        let signed = sign(request, presigned);
        prop_assert!(signed.is_accepted(), "{:?}", signed.refusal());
        for (what, mutant) in mutants(&signed, at) {
            prop_assert!(!mutant.is_accepted(), "{what}\n{signed:?}\n{mutant:?}");
        }
        for seconds in [-301, 301, -100_000, 100_000_000] {
            let now = portcullis_sigv4::Timestamp::from_unix(NOW.unix() + seconds);
            prop_assert!(signed.judge(&api_rules(), now).is_err(), "{seconds} s\n{signed:?}");
        }
    }

    #[test]
    fn neutral_changes_pass(request in generated::request(), presigned: bool) {
        let signed = sign(request, presigned);
        for (what, changed) in neutral(&signed) {
            let result = changed.judge(&api_rules(), NOW);
            prop_assert!(matches!(result, Ok(Some(_))), "{what}: {result:?}\n{signed:?}\n{changed:?}");
        }
    }

    #[test]
    fn no_bytes_make_the_verifier_panic(
        path in ".{0,40}", query in proptest::option::of(".{0,60}"), authorization in "[ -~]{0,120}", token in "[ -~]{0,20}",
    ) {
        let mut request = RawRequest::to_api("GET", "/").with("x-amz-date", "20150830T123600Z");
        request.path = path;
        request.query = query;
        for scheme in ["", "AWS4-HMAC-SHA256 ", "AWS4-ECDSA-P256-SHA256 Credential=A/20150830/execute-api/aws4_request,"] {
            request.set("authorization", &format!("{scheme}{authorization}"));
            prop_assert!(!request.is_accepted());
            request.set("x-amz-security-token", &token);
            prop_assert!(!request.is_accepted());
        }
    }
}

fn sign(request: RawRequest, presigned: bool) -> RawRequest {
    let secret = SecretKey::new(SECRET);
    match presigned {
        false => request.signed(&signing(&secret, portcullis_sigv4::Algorithm::HmacSha256)),
        true => request.presigned(
            &signing(&secret, portcullis_sigv4::Algorithm::HmacSha256),
            Some(300),
        ),
    }
}

fn mutants(signed: &RawRequest, at: Index) -> Vec<(String, RawRequest)> {
    let mut mutants = Vec::new();
    let mut add = |what: String, change: &dyn Fn(&mut RawRequest)| {
        let mut mutant = signed.clone();
        change(&mut mutant);
        mutants.push((what, mutant));
    };
    add("method".to_owned(), &|request| request.method.push('X'));
    let path = swap(&signed.path, at);
    if canonical_path(&path) != canonical_path(&signed.path) {
        add(format!("path {path}"), &|request| {
            request.path.clone_from(&path)
        });
    }
    if let Some(query) = signed.query.as_deref().filter(|query| !query.is_empty()) {
        let changed = swap(query, at);
        if canonical_query(&changed) != canonical_query(query) {
            add(format!("query {changed}"), &|request| {
                request.query = Some(changed.clone())
            });
        }
    }
    add("a pair added".to_owned(), &|request| {
        let query = request.query.get_or_insert_default();
        query.push_str("&zz=1");
    });
    add("a body byte added".to_owned(), &|request| {
        request.body.push(b'x')
    });
    if !signed.body.is_empty() {
        add("a body byte changed".to_owned(), &|request| {
            let index = at.index(request.body.len());
            request.body[index] ^= 1;
        });
    }
    for name in signed_headers(signed) {
        add(format!("header {name} changed"), &|request| {
            let value = format!("{}Q", request.header(&name));
            let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
            let mut values: Vec<_> = request.headers.get_all(&name).cloned().collect();
            values[0] = http::HeaderValue::from_str(&value).unwrap();
            request.headers.remove(&name);
            for value in values {
                request.headers.append(name.clone(), value);
            }
        });
        add(format!("header {name} removed"), &|request| {
            request.headers.remove(name.as_str());
        });
    }
    let fields: &[(&str, &str)] = &[
        ("us-east-1", "us-west-2"),
        ("execute-api", "iam"),
        ("20150830", "20150829"),
        ("aws4_request", "aws4_Request"),
        ("SignedHeaders=", "SignedHeaders=accept-charset;"),
        ("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"),
    ];
    for (from, to) in fields {
        add(format!("{from} is {to}"), &|request| {
            edit_authentication(request, |text| text.replacen(from, to, 1))
        });
    }
    add("one digit of the signature".to_owned(), &|request| {
        edit_authentication(request, |text| {
            let start = text.rfind("Signature=").unwrap() + "Signature=".len();
            let index = start + at.index(64);
            let digit = if &text[index..=index] == "0" {
                "1"
            } else {
                "0"
            };
            format!("{}{digit}{}", &text[..index], &text[index + 1..])
        });
    });
    mutants
}

/// Changes that AWS's canonical form does away with.
fn neutral(signed: &RawRequest) -> Vec<(&'static str, RawRequest)> {
    let mut changed = Vec::new();
    let mut add = |what, change: &dyn Fn(&mut RawRequest)| {
        let mut copy = signed.clone();
        change(&mut copy);
        changed.push((what, copy));
    };
    add("header order", &|request| {
        let old = std::mem::take(&mut request.headers);
        let mut names: Vec<_> = old.iter().map(|(name, _)| name).collect();
        names.reverse();
        for name in names {
            let values: Vec<_> = old.get_all(name).cloned().collect();
            request.headers.set(name, values);
        }
    });
    add("an unsigned header", &|request| {
        request.set("x-added-on-the-way", "1")
    });
    if let Some(query) = &signed.query {
        let pairs: Vec<&str> = query.split('&').collect();
        let reversed = pairs.iter().rev().copied().collect::<Vec<_>>().join("&");
        add("pair order", &|request| {
            request.query = Some(reversed.clone())
        });
        let with_equals: Vec<String> = pairs
            .iter()
            .map(|pair| {
                if pair.is_empty() || pair.contains('=') {
                    (*pair).to_owned()
                } else {
                    format!("{pair}=")
                }
            })
            .collect();
        add("?a is ?a=", &|request| {
            request.query = Some(with_equals.join("&"))
        });
        add("empty pairs", &|request| {
            request.query = Some(format!("&{query}&&"))
        });
        add("+ is %20", &|request| {
            request.query = Some(query.replace('+', "%20"))
        });
    }
    add("doubled spaces", &|request| {
        let doubled = |(name, value): (_, http::HeaderValue)| {
            let doubled = value.to_str().unwrap().replace(' ', "  ");
            // A blank in the credential is no header value that is signed.
            let doubled = (!doubled.starts_with("AWS4-")).then(|| format!(" {doubled} "));
            let doubled = doubled.map(|it| http::HeaderValue::from_str(&it).unwrap());
            (name, doubled.unwrap_or(value))
        };
        let headers = std::mem::take(&mut request.headers);
        request.headers = headers.into_iter().map(doubled).collect();
    });
    changed
}

/// One character replaced by a letter that the generators do not use.
fn swap(text: &str, at: Index) -> String {
    let index = at.index(text.len().max(1));
    let (start, old) = text
        .char_indices()
        .rfind(|(start, _)| *start <= index)
        .unwrap_or((0, ' '));
    let new = if old == 'Q' { 'R' } else { 'Q' };
    format!(
        "{}{new}{}",
        &text[..start],
        text.get(start + old.len_utf8()..).unwrap_or_default()
    )
}

fn signed_headers(signed: &RawRequest) -> Vec<String> {
    let claim = signed.claim(&api_rules(), NOW).unwrap().unwrap();
    claim.signed_header_names().map(str::to_owned).collect()
}

fn edit_authentication(request: &mut RawRequest, edit: impl Fn(&str) -> String) {
    if request.headers.contains("authorization") {
        let text = edit(&request.header("authorization"));
        request.set("authorization", &text);
    } else {
        request.query = request.query.as_deref().map(edit);
    }
}
