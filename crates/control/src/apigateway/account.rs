//! The settings of API Gateway for a whole account. Throttling is AWS's default or what the
//! operator says, and is not changed by these operations.

use portcullis_catalog::api::AccountSettings;
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};

use super::fault::bad_request;
use super::{address, patch, role};
use crate::{Offered, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "GetAccount",
            |tx, _: &wire::GetAccountRequest| Ok(vec![address::permission(tx, "GET", "/account")]),
            get,
        ),
        offer(
            "UpdateAccount",
            |tx, input: &wire::UpdateAccountRequest| {
                let mut needed = vec![address::permission(tx, "PATCH", "/account")];
                for operation in input.patch_operations.iter().flatten() {
                    if operation.path.as_deref() == Some("/cloudwatchRoleArn") {
                        needed.extend(role::to_pass(tx, operation.value.as_deref())?);
                    }
                }
                Ok(needed)
            },
            update,
        ),
    ]
}

/// Whether the account has a role for writing logs, without which a stage cannot log.
pub(super) fn can_log(tx: &Tx<'_>) -> Result<bool, Fault> {
    Ok(settings(tx)?.cloudwatch_role_arn.is_some())
}

fn get(tx: &mut Tx<'_>, _: wire::GetAccountRequest) -> Result<wire::Account, Fault> {
    Ok(to_wire(tx, settings(tx)?))
}

fn update(tx: &mut Tx<'_>, input: wire::UpdateAccountRequest) -> Result<wire::Account, Fault> {
    let mut settings = settings(tx)?;
    for patch in patch::read(input.patch_operations)? {
        match patch.path().as_slice() {
            ["cloudwatchRoleArn"] => {
                patch.only(&[Op::Replace, Op::Remove])?;
                let arn = (patch.op == Op::Replace && !patch.value.is_empty())
                    .then(|| patch.value.clone());
                if arn.as_deref().is_some_and(|arn| !is_role(arn)) {
                    return Err(bad_request(
                        "The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.",
                    ));
                }
                settings.cloudwatch_role_arn = arn;
            }
            // Every account has usage plans since 2017.
            ["features"] if patch.value == "UsagePlans" => patch.only(&[Op::Add])?,
            _ => return Err(patch.not_among("/cloudwatchRoleArn")),
        }
    }
    tx.put(&settings)?;
    Ok(to_wire(tx, settings))
}

fn settings(tx: &Tx<'_>) -> Result<AccountSettings, Fault> {
    let stored = tx.get(&AccountSettings::key_of(tx.account()))?;
    Ok(stored.unwrap_or(AccountSettings {
        account: tx.account(),
        cloudwatch_role_arn: None,
    }))
}

fn is_role(arn: &str) -> bool {
    let role = arn
        .strip_prefix("arn:aws:iam::")
        .and_then(|rest| rest.split_once(":role/"));
    role.is_some_and(|(account, name)| {
        account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty()
    })
}

fn to_wire(tx: &Tx<'_>, settings: AccountSettings) -> wire::Account {
    let throttle = tx.facts().account_throttle;
    wire::Account {
        cloudwatch_role_arn: settings.cloudwatch_role_arn,
        throttle_settings: Some(wire::ThrottleSettings {
            burst_limit: throttle.burst_limit,
            rate_limit: throttle.rate_limit,
        }),
        features: Some(vec!["UsagePlans".to_owned()]),
        api_key_version: Some("4".to_owned()),
    }
}
