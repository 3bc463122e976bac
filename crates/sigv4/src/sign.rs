//! The client's side: sign a request in its headers or in its query string, with SigV4 or SigV4a. Time and credentials are
//! arguments. SigV4 signatures are a function of their input; SigV4a's ECDSA nonce is AWS-LC's own.

use http::header::{AUTHORIZATION, HOST};
use http::{HeaderName, HeaderValue};

use crate::algorithm::Algorithm;
use crate::canonical::query::canonical_query;
use crate::canonical::{Input, Reading, Scope, Scratch, push_encoded, write_scope};
use crate::error::SigningError;
use crate::headers::HeaderList;
use crate::keys::SecretKey;
use crate::limits::EXPIRES_SECONDS;
use crate::payload::PayloadHash;
use crate::request::Request;
use crate::sigv4a::KeyPair;
use crate::time::{Stamp, Timestamp};

/// Who signs.
#[derive(Copy, Clone)]
pub struct Credentials<'a> {
    /// The access key id.
    pub access_key_id: &'a str,
    /// Its secret.
    pub secret: &'a SecretKey,
    /// The session token of temporary credentials.
    pub session_token: Option<&'a str>,
}

/// What is signed for.
#[derive(Copy, Clone)]
pub struct Signing<'a> {
    /// Who signs.
    pub credentials: Credentials<'a>,
    /// SigV4 or SigV4a.
    pub algorithm: Algorithm,
    /// The region; for SigV4a the region set: `*`, or names joined with commas.
    pub region: &'a str,
    /// The service, such as `execute-api`.
    pub service: &'a str,
    /// The time of the signature.
    pub time: Timestamp,
    /// Whether to send the payload's hash as `x-amz-content-sha256` too. API Gateway does not ask for it.
    pub content_sha256_header: bool,
}

/// Headers that change on the way, or that a client adds after signing: AWS's signers leave them out.
const NEVER_SIGNED: [&str; 8] = [
    "authorization",
    "connection",
    "expect",
    "keep-alive",
    "te",
    "transfer-encoding",
    "user-agent",
    "x-amzn-trace-id",
];

/// Signs a request in its headers. Returns the headers to set (not to append): `x-amz-date`, `authorization`, and those
/// that the credentials or the algorithm need.
///
/// Every header of the request is signed, but for those that proxies change. Values that the returned headers replace are
/// ignored.
///
/// # Errors
/// When the request has no host or has no canonical form, or the key cannot be derived.
pub fn sign_headers(
    request: &Request<'_>,
    payload: &PayloadHash,
    signing: &Signing<'_>,
) -> Result<Vec<(HeaderName, HeaderValue)>, SigningError> {
    let mut added = vec![(
        HeaderName::from_static("x-amz-date"),
        value(&signing.time.to_compact())?,
    )];
    if let Some(token) = signing.credentials.session_token {
        let mut token = value(token)?;
        token.set_sensitive(true);
        added.push((HeaderName::from_static("x-amz-security-token"), token));
    }
    if signing.algorithm == Algorithm::EcdsaP256Sha256 {
        added.push((
            HeaderName::from_static("x-amz-region-set"),
            value(signing.region)?,
        ));
    }
    if signing.content_sha256_header {
        added.push((
            HeaderName::from_static("x-amz-content-sha256"),
            value(&payload.to_hex())?,
        ));
    }
    let mut headers = request.headers.clone();
    for (name, value) in &added {
        headers.insert(name.clone(), value.clone());
    }
    let signed_headers = signed_header_list(&headers, request.authority)?;
    let signed = Request {
        headers: &headers,
        ..*request
    };
    let signature = signature(&signed, &signed_headers, payload, signing, false)?;
    let authorization = format!(
        "{} Credential={}, SignedHeaders={signed_headers}, Signature={signature}",
        signing.algorithm.as_str(),
        credential(signing)
    );
    let mut authorization = value(&authorization)?;
    authorization.set_sensitive(true);
    added.push((AUTHORIZATION, authorization));
    Ok(added)
}

/// Signs a request in its query string. Returns the whole query string to send, without `?`: the request's own parameters,
/// as they are, then the signature's.
///
/// The body's hash is signed as it is (the empty body for an ordinary link): API Gateway knows no unsigned payload.
///
/// # Errors
/// As [`sign_headers`], or when `expires_seconds` is not between 1 and a week.
pub fn presign(
    request: &Request<'_>,
    payload: &PayloadHash,
    signing: &Signing<'_>,
    expires_seconds: Option<u32>,
) -> Result<String, SigningError> {
    if expires_seconds.is_some_and(|seconds| !(1..=EXPIRES_SECONDS).contains(&seconds)) {
        return Err(SigningError::Expiry);
    }
    let signed_headers = signed_header_list(request.headers, request.authority)?;
    let mut query = request.query.unwrap_or_default().as_bytes().to_vec();
    let mut push = |name: &str, text: &str| {
        if !query.is_empty() {
            query.push(b'&');
        }
        query.extend_from_slice(name.as_bytes());
        query.push(b'=');
        push_encoded(&mut query, text.as_bytes());
    };
    push("X-Amz-Algorithm", signing.algorithm.as_str());
    push("X-Amz-Credential", &credential(signing));
    push("X-Amz-Date", &signing.time.to_compact());
    push("X-Amz-SignedHeaders", &signed_headers);
    if let Some(seconds) = expires_seconds {
        push("X-Amz-Expires", &seconds.to_string());
    }
    if let Some(token) = signing.credentials.session_token {
        push("X-Amz-Security-Token", token);
    }
    if signing.algorithm == Algorithm::EcdsaP256Sha256 {
        push("X-Amz-Region-Set", signing.region);
    }
    let mut query = String::from_utf8(query).map_err(|_| SigningError::NotCanonicalisable)?;
    let signed = Request {
        query: Some(&query),
        ..*request
    };
    let signature = signature(&signed, &signed_headers, payload, signing, true)?;
    query.push_str("&X-Amz-Signature=");
    query.push_str(&signature);
    Ok(query)
}

fn signed_header_list(
    headers: &HeaderList,
    authority: Option<&str>,
) -> Result<String, SigningError> {
    if !headers.contains(HOST) && authority.is_none() {
        return Err(SigningError::NoHost);
    }
    let mut names: Vec<&str> = headers
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| !NEVER_SIGNED.contains(name))
        .collect();
    if !headers.contains(HOST) {
        names.push(HOST.as_str());
    }
    names.sort_unstable();
    names.dedup();
    Ok(names.join(";"))
}

fn signature(
    request: &Request<'_>,
    signed_headers: &str,
    payload: &PayloadHash,
    signing: &Signing<'_>,
    presigned: bool,
) -> Result<String, SigningError> {
    if request
        .query
        .is_some_and(|query| canonical_query(query).is_none())
    {
        return Err(SigningError::NotCanonicalisable);
    }
    let scope = scope(signing);
    let payload = payload.to_hex();
    let input = Input {
        request,
        signed_headers,
        payload: payload.as_bytes(),
        normalise_path: true,
        presigned,
    };
    let mut scratch = Scratch::new();
    scratch
        .build(&input, Reading::default(), &scope)
        .map_err(|_| SigningError::NotCanonicalisable)?;
    let secret = signing.credentials.secret;
    let signature = match signing.algorithm {
        Algorithm::HmacSha256 => {
            let key = secret
                .day(signing.time.date())
                .region(signing.region)
                .service(signing.service)
                .signing();
            key.sign(&scratch.string_to_sign).to_vec()
        }
        Algorithm::EcdsaP256Sha256 => KeyPair::derive(secret, signing.credentials.access_key_id)?
            .sign(&scratch.string_to_sign)?,
    };
    Ok(data_encoding::HEXLOWER.encode(&signature))
}

fn credential(signing: &Signing<'_>) -> String {
    let mut text = signing.credentials.access_key_id.as_bytes().to_vec();
    text.push(b'/');
    write_scope(&mut text, &scope(signing));
    String::from_utf8_lossy(&text).into_owned()
}

fn scope<'a>(signing: &Signing<'a>) -> Scope<'a> {
    Scope {
        algorithm: signing.algorithm,
        signed_at: Stamp::new(signing.time),
        region: signing.region,
        service: signing.service,
    }
}

fn value(text: &str) -> Result<HeaderValue, SigningError> {
    HeaderValue::from_str(text).map_err(|_| SigningError::NotAHeaderValue)
}
