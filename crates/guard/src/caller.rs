//! Who calls. Authentication has two steps, because a signature covers the body: what can be
//! refused by the head alone is refused before a byte of the body is read ([`present`]), the
//! signature itself is verified once the body's hash is known ([`Presented::verify`]).

use std::sync::Arc;

use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::{Identity, KeyEntry};
use portcullis_sigv4::{Claim, PayloadHash, Refusal, Request, Rules, Timestamp, VerifyingKey};

use crate::Settings;
use crate::key_ring::KeyRing;
use crate::session::{Session, TokenKey};

/// Who a request is from, so far as it proved it.
pub enum Caller {
    /// It claims nothing.
    Anonymous,
    /// It proved to be this principal.
    Signed(Principal),
    /// It claims to be somebody and failed to prove it.
    Rejected(Rejection),
}

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

/// A claim whose head holds, waiting for the body.
pub enum Presented<'r> {
    /// It claims nothing.
    Anonymous,
    /// It claims to be this principal.
    Claimed(Box<Claimed<'r>>),
    /// The head alone refutes it.
    Rejected(Rejection),
}

/// What is needed to verify a claim.
pub struct Claimed<'r> {
    claim: Claim<'r>,
    principal: Principal,
    key: Arc<VerifyingKey>,
}

/// Reads the claim of a request and looks its key up; everything short of the signature.
pub fn present<'r>(
    settings: &Settings,
    tokens: &TokenKey,
    world: &Snapshot,
    ring: &mut KeyRing,
    request: &Request<'r>,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Presented<'r> {
    match portcullis_sigv4::claim(request, rules, now) {
        Ok(None) => Presented::Anonymous,
        Err(refusal) if is_signature(request) => Presented::Rejected(Rejection::Signature(refusal)),
        Err(refusal) => Presented::Rejected(Rejection::NotASignature(refusal)),
        Ok(Some(claim)) => match ring.find(settings, tokens, world, &claim, rules, now) {
            Ok((principal, key)) => Presented::Claimed(Box::new(Claimed {
                claim,
                principal,
                key,
            })),
            Err(rejection) => Presented::Rejected(rejection),
        },
    }
}

impl<'r> Presented<'r> {
    /// Verifies the signature over the request and the hash of its body.
    pub fn verify(self, request: &Request<'r>, rules: &Rules<'_>, payload: &PayloadHash) -> Caller {
        match self {
            Self::Anonymous => Caller::Anonymous,
            Self::Rejected(rejection) => Caller::Rejected(rejection),
            Self::Claimed(claimed) => {
                let Claimed {
                    claim,
                    principal,
                    key,
                } = *claimed;
                match portcullis_sigv4::verify(&claim, request, rules, payload, &key) {
                    Ok(()) => Caller::Signed(principal),
                    Err(refusal) => Caller::Rejected(Rejection::Signature(refusal)),
                }
            }
        }
    }

    /// Whether the head alone refutes the claim, so that the body need not be read.
    pub fn is_rejected(&self) -> bool {
        matches!(self, Self::Rejected(_))
    }
}

impl Principal {
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

/// Whether a request is signed at all, however badly; a bearer token is not.
fn is_signature(request: &Request<'_>) -> bool {
    let header = request.headers.get_all(http::header::AUTHORIZATION);
    let signed = header
        .iter()
        .any(|value| value.as_bytes().starts_with(b"AWS4-"));
    signed || request.query.is_some_and(|query| query.contains("X-Amz-"))
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
