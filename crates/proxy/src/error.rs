//! What can go wrong before there is a request: starting, and listening. What goes wrong with a
//! request is an answer, see `failure.rs`.

use std::io;
use std::net::SocketAddr;

/// Why the proxy cannot start or listen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A worker thread or its runtime cannot be made.
    #[error("cannot start a worker thread: {0}")]
    Worker(#[source] io::Error),
    /// An address cannot be listened on.
    #[error("cannot listen on `{address}`: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// A certificate or its key cannot be made, or cannot be used.
    #[error("{0}")]
    Certificate(String),
    /// The proxy is shutting down.
    #[error("the proxy is shutting down")]
    ShuttingDown,
}
