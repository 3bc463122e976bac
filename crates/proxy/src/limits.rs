//! Every bound of the data plane in one place. The defaults are API Gateway's quotas (Amazon API
//! Gateway quotas and important notes) where it has one.

use std::time::Duration;

/// How much, how many, how long.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections at a time, over all workers. More wait in the listen queue.
    pub max_connections: usize,
    /// Bytes of request bodies held at a time, over all workers; more is answered with 503.
    pub max_buffered_body: usize,
    /// Bytes of the body of a call of an API: 10 MB.
    pub max_body: usize,
    /// Bytes of the body of a control-plane request.
    pub max_control_body: usize,
    /// Calls of the control plane that wait for a thread, over all workers; more are asked to come
    /// again.
    pub max_control_waiting: usize,
    /// Bytes of the body of a control-plane request that brings the code of a function.
    pub max_code_body: usize,
    /// Characters of the URL of a public API.
    pub max_url: usize,
    /// Characters of the URL of a private API.
    pub max_private_url: usize,
    /// Bytes of all header names, values and line ends of a public API.
    pub max_header_bytes: usize,
    /// The same of a private API.
    pub max_private_header_bytes: usize,
    /// Header lines.
    pub max_headers: usize,
    /// Requests at a time on one HTTP/2 connection.
    pub max_concurrent_streams: u32,
    /// For the handshake of TLS, from the first byte on.
    pub handshake_timeout: Duration,
    /// From the first byte of a head to its last.
    pub header_timeout: Duration,
    /// Between two pieces of a request body.
    pub body_idle_timeout: Duration,
    /// For a whole request body.
    pub body_timeout: Duration,
    /// A connection on which nothing moves is closed.
    pub idle_timeout: Duration,
    /// To connect to a back end.
    pub connect_timeout: Duration,
    /// How long a connection to a back end is kept for the next request.
    pub upstream_idle_timeout: Duration,
    /// How old a connection may be when it is kept: a name may mean another address by then.
    pub upstream_lifetime: Duration,
    /// How many such connections a worker keeps for one back end.
    pub upstream_idle_per_host: usize,
    /// How many it keeps for all back ends.
    pub upstream_idle_total: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_connections: 20_000,
            max_buffered_body: 512 * 1024 * 1024,
            max_body: 10 * 1024 * 1024,
            max_control_body: 10 * 1024 * 1024,
            max_control_waiting: 512,
            max_code_body: 70 * 1024 * 1024,
            max_url: 10_240,
            max_private_url: 8_192,
            max_header_bytes: 10_240,
            max_private_header_bytes: 8_000,
            max_headers: 100,
            max_concurrent_streams: 128,
            handshake_timeout: Duration::from_secs(10),
            header_timeout: Duration::from_secs(30),
            body_idle_timeout: Duration::from_secs(30),
            body_timeout: Duration::from_secs(310),
            idle_timeout: Duration::from_secs(310),
            connect_timeout: Duration::from_secs(5),
            upstream_idle_timeout: Duration::from_secs(30),
            upstream_lifetime: Duration::from_secs(600),
            upstream_idle_per_host: 256,
            upstream_idle_total: 1_024,
        }
    }
}
