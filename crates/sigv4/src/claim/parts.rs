//! The parts of an authentication, taken from either form and not yet judged.

use std::borrow::Cow;

use crate::algorithm::Algorithm;
use crate::error::{Refusal, RefusalKind};
use crate::payload::DeclaredPayload;
use crate::request::Dialect;
use crate::time::Stamp;

/// What both forms carry.
pub(super) struct Parts<'r> {
    pub algorithm: Algorithm,
    pub presigned: bool,
    pub credential: Cow<'r, str>,
    pub signed_headers: Cow<'r, str>,
    /// As sent. One that is none verifies nowhere: AWS reports it last, as a mismatch.
    pub signature: &'r str,
    /// The date as text, for the message when it cannot be read.
    pub date: Cow<'r, str>,
    pub signed_at: Option<Stamp>,
    pub expires: Option<Cow<'r, str>>,
    pub region_set: Option<Cow<'r, str>>,
    pub session_token: Option<Cow<'r, str>>,
    pub declared_payload: Option<DeclaredPayload>,
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
