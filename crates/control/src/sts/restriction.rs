//! What a user's own session (GetSessionToken) may not call (IAM User Guide, "Compare AWS STS
//! credentials"). It stands before every policy.

use portcullis_catalog::snapshot::IdentityKind;
use portcullis_guard::Principal;
use portcullis_wire::Fault;

/// Refuses IAM altogether, and STS but for two operations, to the session of a user without a
/// second factor.
///
/// # Errors
/// For IAM with the words of AWS, which calls such a token invalid.
pub(crate) fn refuse_own_session(
    principal: &Principal,
    service: &str,
    operation: &str,
) -> Result<(), Fault> {
    let session = principal.session.as_ref();
    let own = principal.identity.kind != IdentityKind::Role
        && session.is_some_and(|session| session.claims.mfa_at.is_none());
    match service {
        "iam" if own => {
            let message = "The security token included in the request is invalid";
            Err(Fault::new(403, "InvalidClientTokenId", message))
        }
        "sts" if own && !matches!(operation, "AssumeRole" | "GetCallerIdentity") => {
            let message = format!("Cannot call {operation} with session credentials");
            Err(Fault::new(403, "AccessDenied", message))
        }
        _ => Ok(()),
    }
}
