//! A control call as the listener hands it over, before anything is known of it.

use std::net::IpAddr;

use portcullis_guard::sigv4::HeaderList;

/// A control call as it came off the wire.
#[derive(Clone, Copy)]
pub struct ControlRequest<'a> {
    /// The verb.
    pub method: &'a str,
    /// The raw path.
    pub path: &'a str,
    /// The raw query string.
    pub query: Option<&'a str>,
    /// HTTP/2's `:authority`.
    pub authority: Option<&'a str>,
    /// The headers in arrival order.
    pub headers: &'a HeaderList,
    /// The whole body.
    pub body: &'a [u8],
    /// The peer of the socket.
    pub peer: IpAddr,
    /// Whether over TLS.
    pub secure: bool,
    /// When it arrived, Unix seconds.
    pub now: i64,
    /// The id that the answer carries.
    pub request_id: &'a str,
}
