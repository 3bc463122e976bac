//! Who calls. Authentication has two steps, because a signature covers the body: what can be
//! refused by the head alone is refused before a byte of the body is read ([`present`]), the
//! signature itself is verified once the body's hash is known ([`Presented::verify`]).

use std::sync::Arc;

use portcullis_catalog::Snapshot;
use portcullis_sigv4::{Claim, PayloadHash, Request, Rules, Timestamp, VerifyingKey};

use crate::Settings;
use crate::key_ring::KeyRing;
use crate::principal::{Principal, Rejection};
use crate::session::TokenKey;

/// Who a request is from, so far as it proved it.
pub enum Caller {
    /// It claims nothing.
    Anonymous,
    /// It proved to be this principal.
    Signed(Principal),
    /// It claims to be somebody and failed to prove it.
    Rejected(Rejection),
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
    pub fn verify(
        self,
        ring: &mut KeyRing,
        request: &Request<'r>,
        rules: &Rules<'_>,
        payload: &PayloadHash,
    ) -> Caller {
        match self {
            Self::Anonymous => Caller::Anonymous,
            Self::Rejected(rejection) => Caller::Rejected(rejection),
            Self::Claimed(claimed) => {
                let Claimed {
                    claim,
                    principal,
                    key,
                } = *claimed;
                let scratch = &mut ring.scratch;
                match portcullis_sigv4::verify_with(scratch, &claim, request, rules, payload, &key)
                {
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

/// Whether a request is signed at all, however badly; a bearer token is not.
fn is_signature(request: &Request<'_>) -> bool {
    let mut header = request.headers.get_all(http::header::AUTHORIZATION);
    let signed = header.any(|value| value.as_bytes().starts_with(b"AWS4-"));
    signed || request.query.is_some_and(|query| query.contains("X-Amz-"))
}
