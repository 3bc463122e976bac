//! Roles that API Gateway is handed: for writing logs, for asking an authorizer, for calling a
//! back end. Who hands one over needs iam:PassRole on it (IAM User Guide, "Grant a user
//! permissions to pass a role to an AWS service"). Nothing here assumes a role.

use portcullis_catalog::AccountId;
use portcullis_iam::Arn;
use portcullis_wire::Fault;

use super::fault::bad_request;
use crate::{Permission, Tx};

const SERVICE: &str = "apigateway.amazonaws.com";

/// Refuses what is no role of this account.
pub(super) fn check(arn: &str, account: AccountId) -> Result<(), Fault> {
    let parsed = Arn::parse(arn).filter(|parsed| {
        parsed.service == "iam"
            && parsed
                .resource
                .strip_prefix("role/")
                .is_some_and(|name| !name.is_empty())
    });
    match parsed {
        Some(parsed) if parsed.account == account.as_str() => Ok(()),
        Some(_) => Err(Fault::new(
            403,
            "AccessDeniedException",
            "Cross-account pass role is not allowed.",
        )),
        None => Err(bad_request("Invalid ARN specified in the request")),
    }
}

/// The permission to hand over a role of the caller's account. What is no such role is refused
/// by the handler, so nothing is needed for it here.
pub(super) fn to_pass(tx: &Tx<'_>, arn: Option<&str>) -> Result<Option<Permission>, Fault> {
    let Some(arn) = arn.filter(|arn| check(arn, tx.account()).is_ok()) else {
        return Ok(None);
    };
    Permission::passing_role(tx, arn, SERVICE).map(Some)
}
