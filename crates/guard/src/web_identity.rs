//! What an OIDC token proves: who issued it, to whom, for which audience. A token is read before
//! anything in it is believed ([`Token`]), and believed only when a key of its issuer signed it
//! ([`Token::verify`]). Where those keys come from, and which issuers an account trusts, is known
//! elsewhere.

mod claims;
mod key_set;
mod token;

use std::fmt;

use portcullis_iam::Value;

pub use key_set::{KeySet, KeySetError};
pub use token::{Token, TokenError};

use crate::session::{Federation, SessionTag};

/// What IAM knows of an issuer: an OIDC identity provider of the account.
#[derive(Clone, Copy, Debug)]
pub struct Provider<'a> {
    /// `arn:aws:iam::A:oidc-provider/host/path`
    pub arn: &'a str,
    /// The issuer without `https://`.
    pub url: &'a str,
    /// The audiences that are accepted.
    pub client_ids: &'a [String],
}

/// Somebody an issuer vouches for. Only a verified token makes one.
#[derive(Clone, Debug)]
pub struct WebIdentity {
    pub(crate) federation: Federation,
    pub(crate) other_audience: String,
    pub(crate) tags: Vec<SessionTag>,
    pub(crate) source_identity: Option<String>,
}

impl WebIdentity {
    /// What a session keeps.
    pub fn federation(&self) -> &Federation {
        &self.federation
    }

    /// The tags that the token brings.
    pub fn tags(&self) -> &[SessionTag] {
        &self.tags
    }

    /// The source identity that the token brings.
    pub fn source_identity(&self) -> Option<&str> {
        self.source_identity.as_deref()
    }

    /// The condition key of that name, in lower case, while a role is being assumed.
    pub(crate) fn value(&self, name: &str) -> Value<'_> {
        match self.federation.claim(name) {
            Some("oaud") => Value::Str(&self.other_audience),
            _ => self.federation.value(name),
        }
    }
}

/// As CloudTrail names such a caller: provider, audience, subject (IAM User Guide, "Logging IAM
/// and AWS STS API calls with AWS CloudTrail").
impl fmt::Display for WebIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Federation {
            provider,
            audience,
            subject,
            ..
        } = &self.federation;
        write!(f, "{provider}:{audience}:{subject}")
    }
}
