//! The caller's place: which organisation its account is in, whether it is the management account, and the permissions
//! that it needs, on ARNs in the forms of the Service Authorization Reference, "AWS Organizations".

use portcullis_catalog::AccountId;
use portcullis_catalog::account::Account;
use portcullis_catalog::organization::{Organization, OrganizationPolicyType};
use portcullis_wire::Fault;

use super::fault::{not_for_this_account, not_in_use};
use crate::{KeyValue, Permission, Tx};

/// The organisation of an account, where it is in one.
pub(super) fn organization_of(
    tx: &Tx<'_>,
    account: AccountId,
) -> Result<Option<Organization>, Fault> {
    let account: Option<Account> = tx.get(&Account::key_of(account))?;
    let Some(membership) = account.and_then(|account| account.organization) else {
        return Ok(None);
    };
    tx.get(&Organization::key_of(&membership.organization_id))
}

/// The organisation of the caller's account, for what every member may ask.
pub(super) fn member_of(tx: &Tx<'_>) -> Result<Organization, Fault> {
    organization_of(tx, tx.account())?.ok_or_else(not_in_use)
}

/// The organisation that the caller's account manages, for everything else.
pub(super) fn managed(tx: &Tx<'_>) -> Result<Organization, Fault> {
    let organization = member_of(tx)?;
    if organization.management == tx.account() {
        Ok(organization)
    } else {
        Err(not_for_this_account())
    }
}

/// The permission for an action without a resource.
pub(super) fn anywhere(tx: &Tx<'_>, action: &str) -> Permission {
    Permission::new(format!("organizations:{action}"), "*", tx.account())
}

/// The permission for an action on something of the caller's organisation; on anything at all, where it is in none and
/// will be told so.
pub(super) fn on(
    tx: &Tx<'_>,
    action: &str,
    arn: impl FnOnce(&Organization) -> String,
) -> Result<Permission, Fault> {
    let organization = organization_of(tx, tx.account())?;
    Ok(match organization {
        Some(organization) => Permission {
            resource: arn(&organization),
            ..anywhere(tx, action)
        },
        None => anywhere(tx, action),
    })
}

/// With the condition key `organizations:PolicyType`.
pub(super) fn of_type(permission: Permission, policy_type: &str) -> Permission {
    permission.with(
        "organizations:PolicyType",
        KeyValue::Text(policy_type.to_owned()),
    )
}

/// `arn:aws:organizations::MANAGEMENT:account/o-…/ACCOUNT`, and the like for a root, a unit, a policy and a handshake.
pub(super) fn arn(organization: &Organization, kind: &str, rest: &str) -> String {
    format!(
        "arn:aws:organizations::{}:{kind}/{}/{rest}",
        organization.management, organization.id
    )
}

/// The ARN of whatever has such an id: a root, a unit or an account.
pub(super) fn node_arn(organization: &Organization, id: &str) -> String {
    let kind = match id.split_once('-') {
        Some(("r", _)) => "root",
        Some(("ou", _)) => "ou",
        _ => "account",
    };
    arn(organization, kind, id)
}

/// The ARN of the organisation itself.
pub(super) fn organization_arn(organization: &Organization) -> String {
    format!(
        "arn:aws:organizations::{}:organization/{}",
        organization.management, organization.id
    )
}

/// As ARNs name a type of policy.
pub(super) fn type_in_arn(policy_type: OrganizationPolicyType) -> &'static str {
    match policy_type {
        OrganizationPolicyType::ServiceControl => "service_control_policy",
        OrganizationPolicyType::ResourceControl => "resource_control_policy",
    }
}
