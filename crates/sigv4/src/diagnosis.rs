//! Why a signature does not match. A signature is a hash, so what was signed cannot be read from it; but signers, proxies
//! and people make the same few mistakes again and again, and each can be made here too and compared. One that fits is
//! proved: nobody finds another text with that signature. What none fits is unknown, and said to be.
//!
//! This is for people who may see the answer: an operator, or whoever holds the credentials. It is no part of verifying,
//! it never makes a request good, and no caller may be shown what it says on the wire.

mod bodies;
mod candidates;
mod cause;
mod evidence;
mod keys;
mod query;
mod right;
mod search;
mod variant;

pub use cause::{
    BodyMistake, Cause, HeaderMistake, KeyMistake, LayoutMistake, PathMistake, QueryMistake,
};
pub use evidence::Evidence;

use crate::canonical::{Input, Scope};
use crate::claim::{Claim, claim, said};
use crate::cut::split;
use crate::error::RefusalKind;
use crate::hex;
use crate::request::{Request, Rules};
use crate::time::Timestamp;
use crate::verify::verify;
use search::Search;
use variant::Variant;

/// What was found out about a request whose signature is not accepted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Diagnosis {
    /// What is wrong: nothing where that is unknown (or where the signature is good).
    pub causes: Vec<Cause>,
    /// Whether the signature is good after all.
    pub holds: bool,
    /// How many strings to sign were compared with the signature. It has a bound.
    pub tried: usize,
}

/// Looks for what is wrong with a request's signature.
///
/// A request without a readable claim has no diagnosis: what [`claim()`] says of it is all there is.
#[must_use]
pub fn diagnose(
    request: &Request<'_>,
    rules: &Rules<'_>,
    evidence: &Evidence<'_>,
    now: Timestamp,
) -> Diagnosis {
    let causes = match claim(request, rules, now) {
        Ok(None) => Vec::new(),
        Err(refusal) => plain(refusal.kind(), request, rules, now),
        Ok(Some(claim)) => {
            let causes = certain(&claim, request, evidence);
            if causes.is_empty() {
                return search(&claim, request, rules, evidence);
            }
            causes
        }
    };
    Diagnosis {
        causes,
        ..Diagnosis::default()
    }
}

/// What the head says by itself, where it is refused for it.
fn plain(
    kind: RefusalKind,
    request: &Request<'_>,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Vec<Cause> {
    let Some(said) = said(request, rules) else {
        return Vec::new();
    };
    let mut causes = Vec::with_capacity(2);
    match (kind, said.signed_at) {
        (RefusalKind::Expired | RefusalKind::NotYetCurrent, Some(signed_at)) => {
            causes.push(Cause::Skew {
                seconds: signed_at.timestamp().unix() - now.unix(),
            });
        }
        (RefusalKind::WrongScope, Some(signed_at)) => {
            let date = signed_at.date();
            if let Some(region) = said.region.filter(|region| region != rules.region) {
                causes.push(Cause::ScopeRegion {
                    scope: region,
                    region: rules.region.to_owned(),
                });
            }
            if said.service != rules.service {
                causes.push(Cause::ScopeService {
                    scope: said.service,
                    service: rules.service.to_owned(),
                });
            }
            if said.date != date.as_str() {
                causes.push(Cause::ScopeDate {
                    scope: said.date,
                    date: date.as_str().to_owned(),
                });
            }
        }
        _ => {}
    }
    causes
}

/// What is wrong whatever was signed: nothing has to be tried for it.
fn certain(claim: &Claim<'_>, request: &Request<'_>, evidence: &Evidence<'_>) -> Vec<Cause> {
    let mut causes = Vec::with_capacity(2);
    if !claim.has_signature() {
        causes.push(Cause::NotASignature);
    }
    let absent = claim.signed_header_names().find(|name| {
        let authority = request.authority.is_some() && matches!(*name, "host" | ":authority");
        !authority && !request.headers.contains(*name)
    });
    causes.extend(absent.map(|name| Cause::HeaderAbsent(name.to_owned())));
    match (claim.session_token(), evidence.session_token) {
        (None, Some(_)) if absent != Some("x-amz-security-token") => {
            causes.push(Cause::TokenMissing);
        }
        (Some(_), None) => causes.push(Cause::TokenUnexpected),
        (Some(token), Some(own)) if token != own => causes.push(Cause::TokenOfOthers),
        _ => {}
    }
    causes
}

fn search(
    claim: &Claim<'_>,
    request: &Request<'_>,
    rules: &Rules<'_>,
    evidence: &Evidence<'_>,
) -> Diagnosis {
    let key = evidence
        .secret
        .and_then(|secret| keys::right(claim, rules, secret));
    let Some(key) = key else {
        return Diagnosis::default();
    };
    if verify(claim, request, rules, evidence.payload, &key).is_ok() {
        return Diagnosis {
            holds: true,
            ..Diagnosis::default()
        };
    }
    let hash = hex::encode(evidence.payload.as_bytes());
    let input = Input {
        request,
        signed_headers: claim.signed_headers(),
        payload: &hash,
        normalise_path: rules.normalise_path,
        presigned: claim.is_presigned(),
    };
    let scope = Scope {
        algorithm: claim.algorithm(),
        signed_at: claim.stamp(),
        region: rules.region,
        service: rules.service,
    };
    let Some(mut search) = Search::new(claim, input, scope, key) else {
        return Diagnosis::default();
    };
    Diagnosis {
        causes: differing(&mut search, request, evidence),
        holds: false,
        tried: search.tried(),
    }
}

fn differing(
    search: &mut Search<'_>,
    request: &Request<'_>,
    evidence: &Evidence<'_>,
) -> Vec<Cause> {
    // The signature holds, and was refused for what the request says of its body.
    if search.fits(&Variant::default()) {
        return vec![Cause::Body(BodyMistake::DeclaredWrongly)];
    }
    let claim = search.claim;
    let bodies = bodies::lines(request, evidence);
    let listed = with_token(claim, request);
    let cheap = candidates::copied(
        request,
        claim.signed_headers(),
        evidence,
        &bodies,
        listed.as_deref(),
    );
    for variant in cheap {
        if search.fits(&variant) {
            return variant.causes();
        }
    }
    if let Some(mistake) = keys::mistaken(search, evidence) {
        return vec![Cause::Key(mistake)];
    }
    if search.fits_with_newline() {
        return vec![Cause::Layout(LayoutMistake::StringToSignNewline)];
    }
    for variant in candidates::rewritten(request, &bodies, claim.is_presigned()) {
        if search.fits(&variant) {
            return variant.causes();
        }
    }
    Vec::new()
}

/// The list of signed headers with the session token in it, where the request has one that is not listed.
fn with_token(claim: &Claim<'_>, request: &Request<'_>) -> Option<String> {
    const TOKEN: &str = "x-amz-security-token";
    if claim.is_presigned() || claim.covers(TOKEN) || !request.headers.contains(TOKEN) {
        return None;
    }
    let mut names: Vec<&str> = split(claim.signed_headers(), b';').collect();
    let place = names.partition_point(|name| *name < TOKEN);
    names.insert(place, TOKEN);
    Some(names.join(";"))
}
