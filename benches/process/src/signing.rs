//! Signing requests as a client of AWS does, now.

use std::time::{SystemTime, UNIX_EPOCH};

use http::{HeaderName, HeaderValue};
use portcullis_sigv4::{
    Algorithm, Credentials, HeaderList, PayloadHash, Request as Signed, SecretKey, Signing,
    Timestamp, sign_headers,
};

use crate::client::Keys;
use crate::load::Request;

/// Adds the headers of a signature over the whole request.
pub fn sign(keys: &Keys, service: &str, request: &mut Request) {
    let mut headers = HeaderList::new();
    let value = |text: &str| HeaderValue::from_str(text).expect("the value of a header");
    headers.insert(HeaderName::from_static("host"), value(&request.host));
    for (name, text) in &request.headers {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("the name of a header");
        headers.insert(name, value(text));
    }
    let (path, query) = match request.target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (request.target.as_str(), None),
    };
    let signed = Signed {
        method: &request.method,
        path,
        query,
        headers: &headers,
        authority: None,
    };
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock");
    let secret = SecretKey::new(&keys.secret);
    let signing = Signing {
        credentials: Credentials {
            access_key_id: &keys.id,
            secret: &secret,
            session_token: None,
        },
        algorithm: Algorithm::HmacSha256,
        region: "us-east-1",
        service,
        time: Timestamp::from_unix(now.as_secs().try_into().expect("a time")),
        content_sha256_header: false,
    };
    let payload = PayloadHash::of(&request.body);
    let added = sign_headers(&signed, &payload, &signing).expect("a signature");
    let added = added
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().expect("text").to_owned()));
    request.headers.extend(added);
}
