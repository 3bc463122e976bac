//! The two ends of a call as plain data: the request as it arrived and the response to be written.
//! No HTTP library is involved here beyond the header map.

use std::borrow::Cow;

/// A request as it arrived, nothing decoded.
#[derive(Clone, Copy, Debug)]
pub struct HttpRequest<'a> {
    /// `GET`, `POST` and so on.
    pub method: &'a str,
    /// The path as it stands in the request line.
    pub path: &'a str,
    /// What follows the question mark.
    pub query: Option<&'a str>,
    /// All headers.
    pub headers: &'a http::HeaderMap,
    /// The whole body.
    pub body: &'a [u8],
}

/// A response ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpResponse {
    /// The HTTP status.
    pub status: u16,
    /// The value of `Content-Type`.
    pub content_type: Cow<'static, str>,
    /// All other headers but `Content-Length`.
    pub headers: Vec<(Cow<'static, str>, String)>,
    /// The body.
    pub body: Vec<u8>,
}
