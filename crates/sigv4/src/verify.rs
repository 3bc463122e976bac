//! The comparison itself: canonical request, string to sign, one constant-time compare. Where signers are known to differ,
//! and only then, the other reading of the same bytes is tried; every reading covers the whole request.

use crate::algorithm::Algorithm;
use crate::canonical::path::ends_in_dots;
use crate::canonical::{Input, Reading, Scope, Seen};
use crate::claim::{Claim, said};
use crate::error::{Echo, Refusal};
use crate::hex;
use crate::keys::SigningKey;
use crate::payload::{DeclaredPayload, PayloadHash};
use crate::request::{Request, Rules};
use crate::sigv4a::PublicKey;

pub use crate::canonical::Scratch;

/// What a signature is checked with, by algorithm.
// The HMAC state is large on purpose: it holds both pads absorbed, and boxing it would cost a miss on each request.
#[allow(clippy::large_enum_variant)]
#[derive(Clone)]
pub enum VerifyingKey {
    /// SigV4.
    Hmac(SigningKey),
    /// SigV4a.
    Ecdsa(PublicKey),
}

/// Verifies a claim against the request that it was read from, with the key of its access key id.
///
/// # Errors
/// [`crate::RefusalKind::SignatureMismatch`], for whatever reason: the caller learns the canonical request that we
/// calculated, and nothing about the key.
pub fn verify(
    claim: &Claim<'_>,
    request: &Request<'_>,
    rules: &Rules<'_>,
    payload: &PayloadHash,
    key: &VerifyingKey,
) -> Result<(), Refusal> {
    verify_with(&mut Scratch::new(), claim, request, rules, payload, key)
}

/// [`verify`] in buffers of the caller's: after the first request it allocates nothing.
///
/// # Errors
/// As [`verify`].
pub fn verify_with(
    scratch: &mut Scratch,
    claim: &Claim<'_>,
    request: &Request<'_>,
    rules: &Rules<'_>,
    payload: &PayloadHash,
    key: &VerifyingKey,
) -> Result<(), Refusal> {
    let hex = hex::encode(payload.as_bytes());
    let (line, declared_fits) = payload_line(claim, rules, payload, &hex);
    let input = Input {
        request,
        signed_headers: claim.signed_headers(),
        payload: line,
        normalise_path: rules.normalise_path,
        presigned: claim.is_presigned(),
    };
    let scope = Scope {
        algorithm: claim.algorithm(),
        signed_at: claim.stamp(),
        region: rules.region,
        service: rules.service,
    };
    let good = declared_fits && any_reading_verifies(scratch, claim, &input, &scope, key);
    let result = if good {
        Ok(())
    } else {
        Err(Refusal::mismatch(
            rules.dialect,
            echo(scratch, &input, &scope),
        ))
    };
    scratch.trim();
    result
}

/// The strings that a request should have signed, whether or not its claim is accepted. `None` where they cannot be
/// written, or where there is no claim that can be read.
///
/// They repeat every signed header, as [`Echo`] says.
#[must_use]
pub fn expected(request: &Request<'_>, rules: &Rules<'_>, payload: &PayloadHash) -> Option<Echo> {
    let said = said(request, rules)?;
    let hex = hex::encode(payload.as_bytes());
    let input = Input {
        request,
        signed_headers: &said.signed_headers,
        payload: &hex,
        normalise_path: rules.normalise_path,
        presigned: said.presigned,
    };
    let scope = Scope {
        algorithm: said.algorithm,
        signed_at: said.signed_at?,
        region: rules.region,
        service: rules.service,
    };
    echo(&mut Scratch::new(), &input, &scope)
}

/// The last line of the canonical request, and whether what the client declared is acceptable. Only the computed hash is
/// ever written, except for `UNSIGNED-PAYLOAD` where the rules allow it.
fn payload_line<'a>(
    claim: &Claim<'_>,
    rules: &Rules<'_>,
    payload: &PayloadHash,
    hex: &'a [u8; 64],
) -> (&'a [u8], bool) {
    match claim.declared_payload() {
        None => (hex, true),
        Some(DeclaredPayload::Sha256(declared)) => (hex, declared == *payload),
        Some(DeclaredPayload::Unsigned) if rules.unsigned_payload => (b"UNSIGNED-PAYLOAD", true),
        Some(DeclaredPayload::Unsigned | DeclaredPayload::Streaming | DeclaredPayload::Unknown) => {
            (hex, false)
        }
    }
}

fn any_reading_verifies(
    scratch: &mut Scratch,
    claim: &Claim<'_>,
    input: &Input<'_>,
    scope: &Scope<'_>,
    key: &VerifyingKey,
) -> bool {
    let Ok(seen) = scratch.build(input, Reading::default(), scope) else {
        return false;
    };
    if signature_fits(scratch, claim, key) {
        return true;
    }
    other_readings(claim, input, seen).any(|reading| {
        scratch.build(input, reading, scope).is_ok() && signature_fits(scratch, claim, key)
    })
}

/// At most fifteen, and none for an ordinary request.
fn other_readings(
    claim: &Claim<'_>,
    input: &Input<'_>,
    seen: Seen,
) -> impl Iterator<Item = Reading> {
    let dots = input.normalise_path && ends_in_dots(input.request.path);
    let token = claim.is_presigned() && claim.session_token().is_some();
    let both = |differs: bool| {
        if differs {
            [false, true].as_slice()
        } else {
            [false].as_slice()
        }
    };
    both(seen.high_byte)
        .iter()
        .flat_map(move |latin1| both(seen.tab).iter().map(move |spaces| (*latin1, *spaces)))
        .flat_map(move |(latin1, spaces)| {
            both(dots).iter().map(move |dots| (latin1, spaces, *dots))
        })
        .flat_map(move |(latin1, spaces, dots)| {
            both(token).iter().map(move |token| Reading {
                dots_end_in_slash: dots,
                spaces_only: spaces,
                latin1,
                without_token: *token,
            })
        })
        .skip(1)
}

fn signature_fits(scratch: &Scratch, claim: &Claim<'_>, key: &VerifyingKey) -> bool {
    match (claim.algorithm(), key) {
        (Algorithm::HmacSha256, VerifyingKey::Hmac(key)) => {
            key.verifies(&scratch.string_to_sign, claim.signature())
        }
        (Algorithm::EcdsaP256Sha256, VerifyingKey::Ecdsa(key)) => {
            key.verifies(&scratch.string_to_sign, claim.signature())
        }
        (Algorithm::HmacSha256, VerifyingKey::Ecdsa(_))
        | (Algorithm::EcdsaP256Sha256, VerifyingKey::Hmac(_)) => false,
    }
}

/// The default reading, whichever readings were tried.
fn echo(scratch: &mut Scratch, input: &Input<'_>, scope: &Scope<'_>) -> Option<Echo> {
    scratch.build(input, Reading::default(), scope).ok()?;
    Some(Echo {
        canonical_request: String::from_utf8_lossy(&scratch.request).into_owned(),
        string_to_sign: String::from_utf8_lossy(&scratch.string_to_sign).into_owned(),
    })
}
