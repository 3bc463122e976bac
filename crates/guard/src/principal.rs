//! A principal that proved itself, as policies and answers name it, and the reasons why somebody
//! is not believed. Proving is done elsewhere.

use std::sync::Arc;

use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::{Identity, IdentityKind, KeyEntry};
use portcullis_sigv4::Refusal;

use crate::session::Session;

/// A principal that proved itself.
#[derive(Clone)]
pub struct Principal {
    /// The user or role (or root user) behind the credentials.
    pub identity: Arc<Identity>,
    /// The session, where the credentials are temporary.
    pub session: Option<Arc<Session>>,
    /// The access key id that signed.
    pub access_key_id: Arc<str>,
}

/// Why a claim is not believed.
#[derive(Debug, Clone)]
pub enum Rejection {
    /// The signature, or the form of it.
    Signature(Refusal),
    /// The access key id is unknown, inactive, or does not go with the session token.
    UnrecognizedClient,
    /// The session is over.
    ExpiredToken,
    /// The request carries an `Authorization` header that is no signature, such as a bearer
    /// token. On a method without authorization that claims nothing.
    NotASignature(Refusal),
}

impl Rejection {
    /// The same without the strings that should have been signed, which hold the caller's session token.
    pub(crate) fn to_be_kept(&self) -> Self {
        match self {
            Self::Signature(refusal) => Self::Signature(refusal.without_echo()),
            Self::NotASignature(refusal) => Self::NotASignature(refusal.without_echo()),
            Self::UnrecognizedClient => Self::UnrecognizedClient,
            Self::ExpiredToken => Self::ExpiredToken,
        }
    }
}

impl Principal {
    /// The same principal as a later world knows it; `None` where its identity or its long-term
    /// key is gone.
    #[must_use]
    pub fn renewed(&self, world: &Snapshot) -> Option<Self> {
        let identity = match self.identity.kind {
            IdentityKind::Root => Arc::clone(&self.identity),
            IdentityKind::User | IdentityKind::Role => {
                Arc::clone(world.identity_by_id(&self.identity.id)?)
            }
        };
        // Development keys are in no world; they stand for root users and cannot be revoked.
        let long_term = self.session.is_none() && self.access_key_id.starts_with("AKIA");
        if long_term && !world.access_key(&self.access_key_id)?.active {
            return None;
        }
        Some(Self {
            identity,
            ..self.clone()
        })
    }

    /// The same principal with what a world says of its identity; as it was where that says nothing.
    #[must_use]
    pub(crate) fn as_in(&self, world: &Snapshot) -> Self {
        match world.identity_by_id(&self.identity.id) {
            Some(identity) => Self {
                identity: Arc::clone(identity),
                ..self.clone()
            },
            None => self.clone(),
        }
    }

    /// The principal as policies know it.
    pub fn as_iam(&self) -> portcullis_iam::Caller<'_> {
        use portcullis_catalog::snapshot::IdentityKind::{Role, Root, User};
        let identity = &*self.identity;
        let account = identity.account.as_str();
        match (identity.kind, &self.session) {
            (Role, session) => portcullis_iam::Caller::AssumedRole {
                account,
                role_arn: &identity.arn,
                role_id: &identity.id,
                session_arn: session
                    .as_ref()
                    .map_or(&identity.arn, |session| &session.arn),
                session_name: session
                    .as_ref()
                    .map_or("", |session| &session.claims.session_name),
            },
            (User, _) => portcullis_iam::Caller::User {
                account,
                arn: &identity.arn,
                name: &identity.name,
                id: &identity.id,
            },
            (Root, _) => portcullis_iam::Caller::Root {
                account,
                arn: &identity.arn,
            },
        }
    }

    /// The ARN that AWS shows: for a role, that of the session.
    pub fn arn(&self) -> &str {
        match &self.session {
            Some(session) if !session.arn.is_empty() => &session.arn,
            _ => &self.identity.arn,
        }
    }

    /// `AIDA…`, `AROA…:session`, or the account id: what GetCallerIdentity calls UserId.
    pub fn user_id(&self) -> &str {
        match &self.session {
            Some(session) => &session.user_id,
            None => &self.identity.id,
        }
    }
}

impl From<(&Arc<KeyEntry>, Arc<str>)> for Principal {
    fn from((entry, access_key_id): (&Arc<KeyEntry>, Arc<str>)) -> Self {
        Self {
            identity: Arc::clone(&entry.identity),
            session: None,
            access_key_id,
        }
    }
}
