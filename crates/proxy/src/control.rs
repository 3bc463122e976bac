//! The seam to the control plane, which may share a port with the data plane. The proxy hands
//! whole requests over, unauthenticated, and sends back what it is given.

use std::net::SocketAddr;

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use portcullis_guard::sigv4::HeaderList;

/// Answers what is not a call of an API.
pub trait ControlPlane: Send + Sync {
    /// Answers one request. It may block: it runs on a thread of its own.
    fn handle(&self, request: ControlRequest) -> ControlResponse;

    /// Answers one request that there is no thread for, so that its client tries again. It must
    /// not block.
    fn turn_away(&self, request: ControlRequest) -> ControlResponse;
}

/// A request for the control plane, its body read whole.
#[derive(Debug)]
pub struct ControlRequest {
    /// As received.
    pub method: String,
    /// The raw path of the request target.
    pub path: String,
    /// The raw query string without its `?`.
    pub query: Option<String>,
    /// As received.
    pub headers: HeaderList,
    /// HTTP/2's `:authority`, or that of an absolute-form target.
    pub authority: Option<String>,
    /// At most [`Limits::max_control_body`](crate::Limits::max_control_body) bytes, or
    /// [`Limits::max_code_body`](crate::Limits::max_code_body) where it may bring the code of a function.
    pub body: Bytes,
    /// The peer of the socket.
    pub peer: SocketAddr,
    /// The address that it connected to.
    pub local: SocketAddr,
    /// Whether it came over TLS.
    pub secure: bool,
    /// What `x-amzn-RequestId` should say.
    pub request_id: String,
}

/// What to answer.
#[derive(Debug)]
pub struct ControlResponse {
    /// The status code.
    pub status: u16,
    /// Everything but what frames the message (`content-length`, `connection`, `date`).
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The body.
    pub body: Bytes,
}

impl ControlResponse {
    /// A JSON document.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        let content_type = (
            http::header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        Self {
            status,
            headers: vec![content_type],
            body: body.into(),
        }
    }
}
