//! Who the caller is, and whose an access key is.

use portcullis_catalog::id;
use portcullis_wire::{Fault, sts};

use crate::{Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        // No policy can take this away (STS API Reference, "GetCallerIdentity").
        offer(
            "GetCallerIdentity",
            |_, _: &sts::GetCallerIdentityRequest| Ok(Vec::new()),
            identity,
        ),
        offer(
            "GetAccessKeyInfo",
            |tx, _: &sts::GetAccessKeyInfoRequest| {
                Ok(vec![Permission::new(
                    "sts:GetAccessKeyInfo",
                    "*",
                    tx.account(),
                )])
            },
            key_info,
        ),
    ]
}

fn identity(
    tx: &mut Tx<'_>,
    _: sts::GetCallerIdentityRequest,
) -> Result<sts::GetCallerIdentityResponse, Fault> {
    let principal = tx.principal()?;
    Ok(sts::GetCallerIdentityResponse {
        user_id: Some(principal.user_id().to_owned()),
        account: Some(tx.account().to_string()),
        arn: Some(principal.arn().to_owned()),
    })
}

/// The account is read from the id alone: whether the key exists is not told.
fn key_info(
    _: &mut Tx<'_>,
    input: sts::GetAccessKeyInfoRequest,
) -> Result<sts::GetAccessKeyInfoResponse, Fault> {
    let account = id::account_of_access_key(&input.access_key_id).ok_or_else(|| {
        let message = format!("{} is not a valid access key id", input.access_key_id);
        sts::SERVICE.fault("ValidationError", message)
    })?;
    Ok(sts::GetAccessKeyInfoResponse {
        account: Some(account.to_string()),
    })
}
