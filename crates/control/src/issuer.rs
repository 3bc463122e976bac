//! The seam to whoever knows the keys of OIDC issuers. Keys are fetched elsewhere and beforehand:
//! a control call asks what is known now and waits for nobody.

use std::sync::Arc;

use portcullis_guard::web_identity::KeySet;

/// Knows the keys of issuers.
pub trait IssuerKeys: Send + Sync {
    /// What is known of an issuer (`https://…`). An id that is in none of its keys makes whoever
    /// answers look again, which the next call will see.
    fn keys(&self, issuer: &str, key_id: Option<&str>) -> Known;
}

/// What is known of an issuer.
#[derive(Clone, Debug)]
pub enum Known {
    /// Its keys.
    Keys(Arc<KeySet>),
    /// It is being asked, or cannot be reached: the caller may try again.
    Unreachable,
    /// The operator has not said where its keys come from, and it may not be asked.
    NotConfigured,
}

/// An operator who trusts no issuer.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoIssuers;

impl IssuerKeys for NoIssuers {
    fn keys(&self, _: &str, _: Option<&str>) -> Known {
        Known::NotConfigured
    }
}
