//! Why a signature is not accepted, for an operator who asks: the request's claim, the secrets behind it and
//! [`portcullis_sigv4::diagnose`]. It is asked where a trace is wanted and nowhere else; it decides nothing, and nothing of it
//! goes to the caller.

use portcullis_catalog::{AccountId, Snapshot};
use portcullis_sigv4::{
    Cause, Diagnosis, Evidence, PayloadHash, Request, Rules, SecretKey, Timestamp,
};

use crate::Settings;
use crate::key_ring::{KeyRing, development_account};
use crate::session::TokenKey;

/// What was verified and refused.
#[derive(Clone, Copy)]
pub struct Refused<'a> {
    /// The head as it was received.
    pub request: &'a Request<'a>,
    /// The rules that it was verified by.
    pub rules: &'a Rules<'a>,
    /// The hash of its body, so far as that was read.
    pub payload: &'a PayloadHash,
    /// The body itself, where it was held.
    pub body: Option<&'a [u8]>,
    /// The server's time.
    pub now: Timestamp,
    /// Other names of the host that was called.
    pub other_hosts: &'a [&'a str],
}

/// One thing that is wrong with a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureCause {
    /// The code that `portcullis verify` has for it.
    pub code: &'static str,
    /// In words.
    pub words: String,
}

impl From<&Cause> for SignatureCause {
    fn from(cause: &Cause) -> Self {
        Self {
            code: cause.code(),
            words: cause.to_string(),
        }
    }
}

/// The account that a request claims to be from, whoever signed it: that of the access key that it names. The account may
/// read why such a request was refused.
#[must_use]
pub fn claimed_account(
    settings: &Settings,
    tokens: &TokenKey,
    world: &Snapshot,
    request: &Request<'_>,
) -> Option<AccountId> {
    let id = portcullis_sigv4::peek_access_key_id(request)?;
    if let Some(key) = world.access_key(id) {
        return Some(key.identity.account);
    }
    let token = request.headers.get("x-amz-security-token");
    match token.and_then(|token| token.to_str().ok()) {
        Some(token) => tokens
            .open(token)
            .filter(|claims| claims.access_key_id == id)
            .map(|claims| claims.account),
        None if settings.development_keys => development_account(id),
        None => None,
    }
}

/// What is wrong with credentials that nobody knows, where the head says it: access key ids of temporary credentials begin
/// with `ASIA`, those of long-term ones with `AKIA` (IAM User Guide, "Understanding unique ID prefixes"), and a token of this
/// gateway says whose it is.
#[must_use]
pub fn diagnose_credentials(tokens: &TokenKey, request: &Request<'_>) -> Diagnosis {
    let id = portcullis_sigv4::peek_access_key_id(request).unwrap_or_default();
    let query = request.query.unwrap_or_default();
    let header = request.headers.get("x-amz-security-token");
    let token = header.is_some() || query.contains("X-Amz-Security-Token=");
    let of_others = || {
        let opened = header
            .and_then(|token| token.to_str().ok())
            .and_then(|token| tokens.open(token));
        opened.is_some_and(|claims| claims.access_key_id != id)
    };
    let cause = match (id.get(..4), token) {
        (Some("ASIA"), false) => Some(Cause::TokenMissing),
        (Some("AKIA"), true) => Some(Cause::TokenUnexpected),
        (Some("ASIA"), true) if of_others() => Some(Cause::TokenOfOthers),
        _ => None,
    };
    Diagnosis {
        causes: cause.into_iter().collect(),
        ..Diagnosis::default()
    }
}

/// Looks for what is wrong with the signature of a refused request.
#[must_use]
pub fn diagnose(
    settings: &Settings,
    tokens: &TokenKey,
    world: &Snapshot,
    ring: &mut KeyRing,
    refused: &Refused<'_>,
) -> Diagnosis {
    let Refused {
        request,
        rules,
        payload,
        body,
        now,
        other_hosts,
    } = *refused;
    let claim = portcullis_sigv4::claim(request, rules, now).ok().flatten();
    let secrets = claim
        .as_ref()
        .and_then(|claim| ring.secrets(settings, tokens, world, claim));
    let others: Vec<(&str, &SecretKey)> = secrets
        .iter()
        .flat_map(|(_, others)| others)
        .map(|(id, secret)| (id.as_str(), secret))
        .collect();
    let evidence = Evidence {
        payload,
        body,
        secret: secrets.as_ref().map(|(own, _)| own),
        // A token that is not its key's was refused before the signature was looked at.
        session_token: claim.as_ref().and_then(|claim| claim.session_token()),
        other_secrets: &others,
        other_hosts,
    };
    portcullis_sigv4::diagnose(request, rules, &evidence, now)
}
