//! What is refused before anybody asks who calls: heads that two programs could read in two ways,
//! and heads that are too long. Each rule answers a known attack (`docs/past-mistakes.md`).

use std::borrow::Cow;

use http::Version;
use http::header::{self, HeaderName};
use memchr::memchr_iter;

use crate::failure::Failure;
use crate::head::{Parts, RawHead};

/// Headers that may appear once.
static SINGLE: [HeaderName; 8] = [
    header::HOST,
    header::AUTHORIZATION,
    HeaderName::from_static("x-amz-date"),
    HeaderName::from_static("x-amz-security-token"),
    HeaderName::from_static("x-amz-content-sha256"),
    HeaderName::from_static("x-apigw-api-id"),
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
];

/// How long a head may be.
#[derive(Clone, Copy)]
pub(crate) struct HeadLimits {
    pub(crate) url: usize,
    pub(crate) header_bytes: usize,
    pub(crate) headers: usize,
}

/// Checks a request head. Returns the host that it names: the value that is signed, routed by
/// and shown is the same.
pub(crate) fn head<'r>(
    parts: &'r Parts,
    raw: &RawHead,
    limits: HeadLimits,
) -> Result<&'r str, Failure> {
    let target = parts.uri.path().len() + parts.uri.query().map_or(0, |query| query.len() + 1);
    if target > limits.url {
        return Err(Failure::uri_too_long());
    }
    // Of HTTP/2, nobody has counted them yet.
    if parts.headers.len() > limits.headers {
        return Err(Failure::too_many_headers(limits.headers));
    }
    let mut bytes = 0;
    let mut seen = [false; SINGLE.len()];
    let mut repeated = None;
    let mut of_message = false;
    for (name, value) in &parts.headers {
        bytes += name.as_str().len() + value.len() + 4;
        let single = SINGLE.iter().zip(&mut seen).find(|(it, _)| *it == name);
        if single.is_some_and(|(_, seen)| std::mem::replace(seen, true)) {
            repeated = Some(name);
        }
        of_message |= matches!(
            *name,
            header::CONTENT_LENGTH
                | header::TRANSFER_ENCODING
                | header::TRAILER
                | header::CONNECTION
        );
    }
    if bytes > limits.header_bytes {
        return Err(Failure::header_too_large(limits.header_bytes));
    }
    if let Some(name) = repeated {
        return Err(Failure::bad_request(format!(
            "The header '{name}' may appear only once"
        )));
    }
    if raw.bare_line_feed {
        return Err(Failure::bad_request("A header line does not end in CR LF"));
    }
    if of_message {
        framing(parts, raw)?;
        connection(parts)?;
    }
    host(parts)
}

/// A7: whether a client's header has the name of one that the gateway sets, in any spelling that
/// some back end takes for the same.
pub(crate) fn is_gateway_header(name: &str) -> bool {
    let name = |prefix: &str| {
        name.len() >= prefix.len()
            && name
                .bytes()
                .zip(prefix.bytes())
                .all(|(a, b)| a == b || (a == b'_' && b == b'-'))
    };
    name("x-amzn-") || name("x-amz-apigw-id")
}

fn framing(parts: &Parts, raw: &RawHead) -> Result<(), Failure> {
    let headers = &parts.headers;
    if raw.content_lengths > 1 {
        return Err(Failure::bad_request(
            "The header 'content-length' may appear only once",
        ));
    }
    let chunked = headers.contains(header::TRANSFER_ENCODING);
    if chunked && (headers.contains(header::CONTENT_LENGTH) || raw.content_lengths > 0) {
        return Err(Failure::bad_request(
            "A request cannot have both Content-Length and Transfer-Encoding",
        ));
    }
    // A sign, a list or more than 64 bits mean one thing to one program and another to the next.
    let is_number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u64>().is_ok();
    let length = headers.get(header::CONTENT_LENGTH);
    if !length.is_none_or(|value| value.to_str().is_ok_and(is_number)) {
        return Err(Failure::bad_request(
            "The header 'content-length' is not a number",
        ));
    }
    if chunked && parts.version < Version::HTTP_11 {
        return Err(Failure::bad_request("HTTP/1.0 has no transfer encodings"));
    }
    let mut codings = headers.get_all(header::TRANSFER_ENCODING);
    let plain = codings
        .next()
        .is_none_or(|value| value.as_bytes().eq_ignore_ascii_case(b"chunked"));
    if !plain || codings.next().is_some() {
        return Err(Failure::bad_request(
            "The only transfer encoding that is accepted is 'chunked'",
        ));
    }
    if headers.contains(header::TRAILER) {
        return Err(Failure::bad_request("Trailers are not accepted"));
    }
    Ok(())
}

/// A9: a Connection header asks every proxy to drop the headers that it names. One that names
/// what authentication or the gateway relies on is an attack.
fn connection(parts: &Parts) -> Result<(), Failure> {
    let is_signed = |name: &str| signed_headers(parts).is_some_and(|signed| signed.contains(name));
    for value in parts.headers.get_all(header::CONNECTION) {
        let Ok(value) = value.to_str() else {
            return Err(Failure::bad_request("The header 'connection' is not text"));
        };
        for option in value.split(',').map(str::trim) {
            let option = option.to_ascii_lowercase();
            let relied_on = matches!(
                option.as_str(),
                "authorization" | "host" | "date" | "x-apigw-api-id"
            ) || option.starts_with("x-amz")
                || option.starts_with("content-")
                || is_gateway_header(&option)
                || is_signed(&option);
            if relied_on {
                return Err(Failure::bad_request(format!(
                    "The header 'connection' must not name '{option}'"
                )));
            }
        }
    }
    Ok(())
}

fn host(parts: &Parts) -> Result<&str, Failure> {
    let named = match parts.headers.get(header::HOST) {
        Some(value) => Some(
            value
                .to_str()
                .map_err(|_| Failure::bad_request("The header 'host' is not text"))?,
        ),
        None => None,
    };
    let authority = parts.uri.authority().map(http::uri::Authority::as_str);
    match (named, authority) {
        // A11: two names for one host let two programs choose two hosts.
        (Some(host), Some(authority)) if !host.eq_ignore_ascii_case(authority) => Err(
            Failure::bad_request("The request target and the header 'host' name different hosts"),
        ),
        (Some(host), _) => Ok(host),
        (None, Some(authority)) if parts.version == Version::HTTP_2 => Ok(authority),
        (None, _) => Err(Failure::bad_request("The header 'host' is missing")),
    }
}

/// The names of the headers that a signature covers.
pub(crate) struct SignedHeaders<'r>(Cow<'r, str>);

impl SignedHeaders<'_> {
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.0.split(';').any(|signed| signed == name)
    }
}

/// The list of signed headers that a request claims, unverified.
pub(crate) fn signed_headers(parts: &Parts) -> Option<SignedHeaders<'_>> {
    if let Some(value) = parts.headers.get(header::AUTHORIZATION) {
        let value = value.to_str().ok()?;
        let mut starts = memchr_iter(b'S', value.as_bytes());
        let rest = starts.find_map(|at| value.get(at..)?.strip_prefix("SignedHeaders="))?;
        return rest
            .split([',', ' '])
            .next()
            .map(|list| SignedHeaders(list.into()));
    }
    let (_, rest) = parts.uri.query()?.split_once("X-Amz-SignedHeaders=")?;
    let list = rest.split('&').next()?;
    let list = percent_encoding::percent_decode_str(list)
        .decode_utf8()
        .ok()?;
    Some(SignedHeaders(list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a7_headers_of_the_gateway_are_known_in_every_spelling() {
        for name in [
            "x-amzn-trace-id",
            "x_amzn_trace_id",
            "x-amzn_apigateway-api-id",
            "x-amz-apigw-id",
            "x-amzn-remapped-authorization",
        ] {
            assert!(is_gateway_header(name), "{name}");
        }
        for name in ["x-amz-meta", "x-amz", "x-forwarded-for", "xamzn-trace-id"] {
            assert!(!is_gateway_header(name), "{name}");
        }
    }
}
