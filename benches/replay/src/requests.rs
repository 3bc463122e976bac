//! The requests that are replayed, to the byte.

use http::HeaderValue;
use portcullis_guard::sigv4::{
    Algorithm, Credentials, HeaderList, PayloadHash, Request, SecretKey, Signing, Timestamp,
    sign_headers,
};

use crate::world::{PRIVATE, REGIONAL, SECRET, access_key};

/// 2025-01-01T00:00:00Z
pub const NOW: i64 = 1_735_689_600;

/// A request, and where it goes.
pub struct Replayed {
    pub name: &'static str,
    /// Through the endpoint, or to the public listener.
    pub endpoint: bool,
    pub bytes: Vec<u8>,
    pub status: u16,
}

pub fn all() -> Vec<Replayed> {
    let one = |name, endpoint, status, bytes| Replayed {
        name,
        endpoint,
        bytes,
        status,
    };
    let body = br#"{"name":"Rex","kind":"dog"},"#.repeat(37);
    let forged = format!("{SECRET}x");
    vec![
        one(
            "GET-four-layers",
            true,
            200,
            signed(PRIVATE, "GET", "caller", SECRET, b""),
        ),
        one(
            "GET-regional",
            false,
            200,
            signed(REGIONAL, "GET", "caller", SECRET, b""),
        ),
        one(
            "POST-1-KiB",
            true,
            200,
            signed(PRIVATE, "POST", "caller", SECRET, &body[..1024]),
        ),
        one(
            "GET-denied",
            true,
            403,
            signed(PRIVATE, "GET", "denied", SECRET, b""),
        ),
        one(
            "GET-forged",
            true,
            403,
            signed(PRIVATE, "GET", "caller", &forged, b""),
        ),
        one(
            "GET-unsigned",
            false,
            403,
            bytes(REGIONAL, "GET", &HeaderList::new(), b""),
        ),
    ]
}

fn host(api: &str) -> String {
    format!("{api}.execute-api.us-east-1.amazonaws.com")
}

/// What SDKs send beside a signature.
fn usual() -> [(&'static str, &'static str); 3] {
    [
        ("accept", "*/*"),
        ("accept-encoding", "gzip, deflate"),
        ("user-agent", "aws-sdk/1.0"),
    ]
}

fn signed(api: &str, method: &str, user: &str, secret: &str, body: &[u8]) -> Vec<u8> {
    let mut headers = HeaderList::new();
    let host = HeaderValue::from_str(&host(api)).expect("a host");
    headers.insert(http::header::HOST, host);
    let request = Request {
        method,
        path: "/prod/items",
        query: None,
        headers: &headers,
        authority: None,
    };
    let id = access_key(user);
    let secret = SecretKey::new(secret);
    let signing = Signing {
        credentials: Credentials {
            access_key_id: &id,
            secret: &secret,
            session_token: None,
        },
        algorithm: Algorithm::HmacSha256,
        region: "us-east-1",
        service: "execute-api",
        time: Timestamp::from_unix(NOW),
        content_sha256_header: false,
    };
    let added = sign_headers(&request, &PayloadHash::of(body), &signing).expect("a signature");
    let mut headers = HeaderList::new();
    for (name, value) in added {
        headers.insert(name, value);
    }
    bytes(api, method, &headers, body)
}

fn bytes(api: &str, method: &str, headers: &HeaderList, body: &[u8]) -> Vec<u8> {
    let mut text = format!("{method} /prod/items HTTP/1.1\r\nhost: {}\r\n", host(api));
    for (name, value) in usual() {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    for (name, value) in headers {
        let value = value.to_str().expect("text");
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        text.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}
