//! The requests of AWS's signing test suite (aws-c-auth) as one table: what is asked, and the signatures that AWS's own
//! signer gives, in both forms and both algorithms. The requests are put together here by the suite's rules.

use portcullis_sigv4::{
    Algorithm, Credentials, Dialect, Rules, SecretKey, Signing, canonical_query,
};
use serde_json::Value;

use crate::raw_request::{KEY_ID, NOW, RawRequest, SECRET};

const V4: Algorithm = Algorithm::HmacSha256;
const V4A: Algorithm = Algorithm::EcdsaP256Sha256;

#[test]
fn every_request_of_the_official_suite_verifies_in_both_forms_and_algorithms() {
    let cases = cases();
    assert_eq!(cases.len(), 38);
    for case in &cases {
        for algorithm in [V4, V4A] {
            check(case, algorithm, header_request(case, algorithm));
            check(case, algorithm, query_request(case, algorithm));
        }
    }
}

#[test]
fn no_request_of_the_official_suite_verifies_with_another_ones_signature() {
    let cases = cases();
    for (one, two) in cases.iter().zip(cases.iter().cycle().skip(1)) {
        if signature(one, V4, 0) == signature(two, V4, 0) {
            continue;
        }
        let own = signature(one, V4, 0);
        let other = signature(two, V4, 0);
        let request = header_request(one, V4).edit("authorization", &own, &other);
        assert!(
            request.judge(&rules(one), NOW).is_err(),
            "{} with {}",
            one["name"],
            two["name"]
        );
    }
}

#[test]
fn our_signer_gives_the_official_signatures() {
    for case in cases()
        .iter()
        .filter(|case| case["normalise"].is_null() && case["token_unsigned"].is_null())
    {
        let secret = SecretKey::new(SECRET);
        let signing = Signing {
            credentials: Credentials {
                access_key_id: KEY_ID,
                secret: &secret,
                session_token: case["token"].as_str(),
            },
            algorithm: V4,
            region: "us-east-1",
            service: "service",
            time: NOW,
            content_sha256_header: case["sign_body"] == true,
        };
        let signed = plain_request(case).signed(&signing);
        assert!(
            signed
                .header("authorization")
                .ends_with(&signature(case, V4, 0)),
            "{}",
            case["name"]
        );
        let link = plain_request(case).presigned(&signing, Some(3600));
        assert!(
            link.query.unwrap().ends_with(&signature(case, V4, 1)),
            "{}",
            case["name"]
        );
    }
}

#[track_caller]
fn check(case: &Value, algorithm: Algorithm, request: RawRequest) {
    let result = request.judge(&rules(case), NOW);
    assert!(
        matches!(result, Ok(Some(_))),
        "{} {algorithm:?}: {result:?}\n{request:?}",
        case["name"]
    );
    // The same signature with one digit changed. (The last digits of a SigV4a signature are always significant.)
    let own = signature(
        case,
        algorithm,
        usize::from(!request.headers.contains("authorization")),
    );
    let last = if own.ends_with('0') { "1" } else { "0" };
    let forged = format!("{}{last}", &own[..own.len() - 1]);
    let request = match request.headers.contains("authorization") {
        true => request.edit("authorization", &own, &forged),
        false => request.edit_query(&own, &forged),
    };
    assert!(
        request.judge(&rules(case), NOW).is_err(),
        "{} {algorithm:?} forged",
        case["name"]
    );
}

fn rules(case: &Value) -> Rules<'static> {
    Rules {
        dialect: Dialect::ControlPlane,
        normalise_path: case["normalise"].is_null(),
        max_presigned_seconds: 3600,
        ..Rules::control("us-east-1", "service")
    }
}

fn cases() -> Vec<Value> {
    serde_json::from_str(include_str!("../cases/official_suite.json")).unwrap()
}

fn plain_request(case: &Value) -> RawRequest {
    let mut request = RawRequest::new(
        case["method"].as_str().unwrap(),
        case["path"].as_str().unwrap(),
    );
    request.query = case["query"].as_str().map(str::to_owned);
    for header in case["headers"].as_array().unwrap() {
        request = request.with(header[0].as_str().unwrap(), header[1].as_str().unwrap());
    }
    request.with_body(case["body"].as_str().unwrap_or_default().as_bytes())
}

fn header_request(case: &Value, algorithm: Algorithm) -> RawRequest {
    let mut request = plain_request(case);
    request.set("x-amz-date", "20150830T123600Z");
    if algorithm == V4A {
        request.set("x-amz-region-set", "us-east-1");
    }
    if case["sign_body"] == true {
        let hash = request.payload().to_hex();
        request.set("x-amz-content-sha256", &hash);
    }
    let unsigned_token = case["token_unsigned"] == true;
    if let (Some(token), false) = (case["token"].as_str(), unsigned_token) {
        request.set("x-amz-security-token", token);
    }
    let authorization = format!(
        "{} Credential={KEY_ID}/{}, SignedHeaders={}, Signature={}",
        algorithm.as_str(),
        scope(algorithm),
        signed_headers(&request),
        signature(case, algorithm, 0)
    );
    request.set("authorization", &authorization);
    if let (Some(token), true) = (case["token"].as_str(), unsigned_token) {
        request.set("x-amz-security-token", token);
    }
    request
}

fn query_request(case: &Value, algorithm: Algorithm) -> RawRequest {
    let mut request = plain_request(case);
    let mut pairs: Vec<String> = request.query.take().into_iter().collect();
    let mut push = |name: &str, value: &str| {
        let encoded = canonical_query(&format!(
            "{name}={}",
            value.replace('+', "%2B").replace('=', "%3D")
        ))
        .unwrap();
        pairs.push(encoded);
    };
    push("X-Amz-Algorithm", algorithm.as_str());
    push(
        "X-Amz-Credential",
        &format!("{KEY_ID}/{}", scope(algorithm)),
    );
    push("X-Amz-Date", "20150830T123600Z");
    push("X-Amz-SignedHeaders", &signed_headers(&request));
    push("X-Amz-Expires", "3600");
    if let Some(token) = case["token"].as_str() {
        push("X-Amz-Security-Token", token);
    }
    if algorithm == V4A {
        push("X-Amz-Region-Set", "us-east-1");
    }
    push("X-Amz-Signature", &signature(case, algorithm, 1));
    request.query = Some(pairs.join("&"));
    request
}

fn signed_headers(request: &RawRequest) -> String {
    let mut names: Vec<&str> = request
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    names.join(";")
}

fn scope(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::HmacSha256 => "20150830/us-east-1/service/aws4_request",
        Algorithm::EcdsaP256Sha256 => "20150830/service/aws4_request",
    }
}

fn signature(case: &Value, algorithm: Algorithm, form: usize) -> String {
    let key = if algorithm == V4 { "v4" } else { "v4a" };
    case[key][form].as_str().unwrap().to_owned()
}
