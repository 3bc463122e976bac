//! What a diagnosis may look at besides the request. It is all the caller's to give: nothing is looked up here.

use crate::keys::SecretKey;
use crate::payload::PayloadHash;

/// What is known of the two ends.
#[derive(Copy, Clone)]
pub struct Evidence<'a> {
    /// The hash of the body that arrived.
    pub payload: &'a PayloadHash,
    /// The body itself, where it is at hand: its line ends are then looked at too.
    pub body: Option<&'a [u8]>,
    /// The secret of the access key that the request names. Without it, only what the head says by itself is found.
    pub secret: Option<&'a SecretKey>,
    /// The session token that belongs to it.
    pub session_token: Option<&'a str>,
    /// The secrets of other access keys that may have been taken for it, such as the same user's.
    pub other_secrets: &'a [(&'a str, &'a SecretKey)],
    /// Other names of the host that was called.
    pub other_hosts: &'a [&'a str],
}
