//! AWS's own signer (the crate `aws-sigv4`) signs random requests; the verifier must accept each one. That compares the whole
//! canonicalisation, since one different byte refuses.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    SessionTokenMode, SignableBody, SignableRequest, SignatureLocation, SigningParams,
    SigningSettings, sign,
};
use aws_sigv4::sign::{v4, v4a};
use portcullis_sigv4::{Algorithm, Refusal};
use proptest::prelude::*;

use crate::generated;
use crate::raw_request::{KEY_ID, NOW, REGION, RawRequest, SECRET, api_rules, signing};

#[derive(Copy, Clone, Debug)]
struct How {
    algorithm: Algorithm,
    presigned: bool,
    token: Token,
}

#[derive(Copy, Clone, Debug)]
enum Token {
    None,
    Signed,
    AddedAfterwards,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_oracle_signs_is_accepted(request in generated::request(), presigned: bool, token in tokens()) {
        let how = How { algorithm: Algorithm::HmacSha256, presigned, token };
        let signed = oracle(&request, how);
        let result = verdict(&signed);
        prop_assert!(result.is_ok(), "{result:?}\n{signed:?}");
    }

    #[test]
    fn our_signer_and_the_oracle_give_the_same_signature(request in generated::request(), presigned: bool) {
        // AWS's signer takes the other rule for a last dot segment.
        prop_assume!(!request.path.ends_with("/.") && !request.path.ends_with("/.."));
        let how = How { algorithm: Algorithm::HmacSha256, presigned, token: Token::None };
        let theirs = signature(&oracle(&request, how));
        let secret = portcullis_sigv4::SecretKey::new(SECRET);
        let ours = match presigned {
            false => request.signed(&signing(&secret, Algorithm::HmacSha256)),
            true => request.presigned(&signing(&secret, Algorithm::HmacSha256), Some(300)),
        };
        prop_assert_eq!(signature(&ours), theirs);
    }
}

proptest! {
    // P-256 in the oracle is slow without optimisation.
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_oracle_signs_with_sigv4a_is_accepted(request in generated::request(), presigned: bool, token in tokens()) {
        let how = How { algorithm: Algorithm::EcdsaP256Sha256, presigned, token };
        let signed = oracle(&request, how);
        let result = verdict(&signed);
        prop_assert!(result.is_ok(), "{result:?}\n{signed:?}");
    }
}

#[test]
fn the_oracles_reading_of_a_tab_is_accepted() {
    let request = RawRequest::to_api("GET", "/i").with("x-tab", "a\t b  c");
    for presigned in [false, true] {
        let how = How {
            algorithm: Algorithm::HmacSha256,
            presigned,
            token: Token::None,
        };
        verdict(&oracle(&request, how)).unwrap();
    }
}

fn tokens() -> impl Strategy<Value = Token> {
    prop::sample::select(vec![Token::None, Token::Signed, Token::AddedAfterwards])
}

fn verdict(signed: &RawRequest) -> Result<(), Refusal> {
    let accepted = signed.judge(&api_rules(), NOW)?;
    assert!(accepted.is_some(), "taken for anonymous: {signed:?}");
    Ok(())
}

fn oracle(request: &RawRequest, how: How) -> RawRequest {
    let token = match how.token {
        Token::None => None,
        Token::Signed | Token::AddedAfterwards => Some("IQoJ/b3+Jp==".to_owned()),
    };
    let identity = Credentials::new(KEY_ID, SECRET, token, None, "tests").into();
    let mut settings = SigningSettings::default();
    if how.presigned {
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(Duration::from_secs(300));
    }
    if matches!(how.token, Token::AddedAfterwards) {
        settings.session_token_mode = SessionTokenMode::Exclude;
    }
    let time = UNIX_EPOCH + Duration::from_secs(u64::try_from(NOW.unix()).unwrap());
    let params: SigningParams<'_> = match how.algorithm {
        Algorithm::HmacSha256 => v4::SigningParams::builder()
            .identity(&identity)
            .region(REGION)
            .name("execute-api")
            .time(time)
            .settings(settings)
            .build()
            .unwrap()
            .into(),
        Algorithm::EcdsaP256Sha256 => v4a::SigningParams::builder()
            .identity(&identity)
            .region_set(REGION)
            .name("execute-api")
            .time(time)
            .settings(settings)
            .build()
            .unwrap()
            .into(),
    };
    let query = request
        .query
        .as_ref()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    let uri = format!("https://{}{}{query}", request.header("host"), request.path);
    let headers: Vec<(String, String)> = request
        .headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap().to_owned()))
        .collect();
    let headers = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let signable = SignableRequest::new(
        &request.method,
        uri,
        headers,
        SignableBody::Bytes(&request.body),
    )
    .unwrap();
    let (headers, parameters) = sign(signable, &params).unwrap().into_parts().0.into_parts();
    let mut signed = request.clone();
    for header in headers {
        signed.set(header.name(), header.value());
    }
    for (name, value) in parameters {
        let query = signed.query.get_or_insert_default();
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(&format!("{name}={}", encode(&value)));
    }
    signed
}

fn encode(value: &str) -> String {
    value
        .bytes()
        .map(
            |byte| match byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                true => char::from(byte).to_string(),
                false => format!("%{byte:02X}"),
            },
        )
        .collect()
}

fn signature(request: &RawRequest) -> String {
    let text = match request.headers.contains("authorization") {
        true => request.header("authorization"),
        false => request.query.clone().unwrap(),
    };
    text.rsplit_once("Signature=").unwrap().1.to_owned()
}
