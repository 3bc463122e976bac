//! The parts of an authentication, taken from either form and not yet judged.

use std::borrow::Cow;

use crate::algorithm::Algorithm;
use crate::error::{Refusal, RefusalKind};
use crate::hex;
use crate::payload::DeclaredPayload;
use crate::request::Dialect;
use crate::time::Stamp;

/// What both forms carry.
pub(super) struct Parts<'r> {
    pub algorithm: Algorithm,
    pub presigned: bool,
    pub credential: Cow<'r, str>,
    pub signed_headers: Cow<'r, str>,
    pub signature: Signature,
    /// The date as text, for the message when it cannot be read.
    pub date: Cow<'r, str>,
    pub signed_at: Option<Stamp>,
    pub expires: Option<Cow<'r, str>>,
    pub region_set: Option<Cow<'r, str>>,
    pub session_token: Option<Cow<'r, str>>,
    pub declared_payload: Option<DeclaredPayload>,
}

/// A decoded signature. One that does not decode is empty, which verifies nowhere: AWS reports it last, as a mismatch.
#[derive(Copy, Clone)]
pub(super) struct Signature {
    bytes: [u8; MAX_SIGNATURE],
    len: usize,
}

/// A DER signature of P-256 has at most 72 bytes.
const MAX_SIGNATURE: usize = 72;

impl Signature {
    /// Lower-case hex only, as every signer writes it.
    pub(super) fn decode(text: &str, algorithm: Algorithm) -> Self {
        let text = text.as_bytes();
        let mut signature = Signature {
            bytes: [0; MAX_SIGNATURE],
            len: 0,
        };
        let len = text.len() / 2;
        let fits = match algorithm {
            Algorithm::HmacSha256 => len == 32,
            // ECDSA signatures vary in length: a leading zero byte of r or s is not written.
            Algorithm::EcdsaP256Sha256 => len > 0,
        };
        if let (true, Some(bytes)) = (fits, signature.bytes.get_mut(..len))
            && hex::decode(text, bytes)
        {
            signature.len = len;
        }
        signature
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// A session token that cannot be one. AWS's text for it at the control plane lacks the full stop of the one for a token
/// that is not known.
pub(super) fn malformed_token(dialect: Dialect) -> Refusal {
    let message = match dialect {
        Dialect::ExecuteApi => "The security token included in the request is invalid.",
        Dialect::ControlPlane => "The security token included in the request is invalid",
    };
    Refusal::new(RefusalKind::MalformedToken, dialect, message)
}
