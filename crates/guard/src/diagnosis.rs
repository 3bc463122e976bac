//! Why a signature is not accepted, for an operator who asks: the request's claim, the secrets behind it and
//! [`portcullis_sigv4::diagnose`]. It is asked where a trace is wanted and nowhere else; it decides nothing, and nothing of it
//! goes to the caller.

use portcullis_catalog::Snapshot;
use portcullis_sigv4::{Diagnosis, Evidence, PayloadHash, Request, Rules, SecretKey, Timestamp};

use crate::Settings;
use crate::key_ring::KeyRing;
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
    /// The server's time.
    pub now: Timestamp,
    /// Other names of the host that was called.
    pub other_hosts: &'a [&'a str],
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
        body: None,
        secret: secrets.as_ref().map(|(own, _)| own),
        // A token that is not its key's was refused before the signature was looked at.
        session_token: claim.as_ref().and_then(|claim| claim.session_token()),
        other_secrets: &others,
        other_hosts,
    };
    portcullis_sigv4::diagnose(request, rules, &evidence, now)
}
