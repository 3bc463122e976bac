//! The facts of a request before anybody is asked: how it came in, from where, when, and its
//! head. What concerns the network comes from the socket, never from a header.

use std::net::IpAddr;

use portcullis_catalog::snapshot::Via;
use portcullis_catalog::traffic::ApiKeyDigest;
use portcullis_iam::{ConditionKey, Value};
use portcullis_sigv4::{HeaderList, Timestamp};

/// One request as it arrived.
#[derive(Clone, Copy)]
pub struct Arrival<'a> {
    /// The listener that the socket belongs to.
    pub via: Via<'a>,
    /// The peer of the socket.
    pub peer: IpAddr,
    /// Whether it came over TLS.
    pub secure: bool,
    /// When its head was complete.
    pub now: Timestamp,
    /// The verb as received.
    pub method: &'a str,
    /// The decoded path below the stage, as it was routed.
    pub path: &'a str,
    /// Its headers.
    pub headers: &'a HeaderList,
    /// The digest of the API key that it brings, where its method asks for one.
    pub api_key: Option<ApiKeyDigest>,
    /// What is said of a request that nobody has made; `None` of every request that is there, of which all is
    /// known.
    pub supposed: Option<&'a dyn Supposed>,
}

/// What is said, or not known, of a request that nobody has made, or whose connection is gone.
pub trait Supposed {
    /// The value of a condition key; `None` where it is what the request itself says.
    fn value(&self, key: &ConditionKey) -> Option<Value<'_>>;
}
