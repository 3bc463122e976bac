//! The role that a call wants to assume: found by its ARN, described to trust policies, and named in
//! the answer. Who may assume it is decided elsewhere.

use portcullis_catalog::AccountId;
use portcullis_catalog::identity::Role;
use portcullis_iam::Arn;
use portcullis_wire::{Fault, sts};

use crate::{KeyValue, Permission, Tx};

/// DurationSeconds where a call does not say.
pub(super) const DEFAULT_SECONDS: i32 = 3600;

/// The account of a role's ARN.
pub(super) fn account_of(role_arn: &str) -> Result<AccountId, Fault> {
    let account = Arn::parse(role_arn).and_then(|arn| {
        let is_role = arn.partition == "aws"
            && arn.service == "iam"
            && arn.region.is_empty()
            && arn
                .resource
                .strip_prefix("role/")
                .is_some_and(|name| !name.is_empty());
        AccountId::parse(arn.account).ok().filter(|_| is_role)
    });
    account.ok_or_else(|| sts::SERVICE.fault("ValidationError", format!("{role_arn} is invalid")))
}

/// The role with this ARN: names differ by case in ARNs, and the path is part of them.
pub(super) fn find(tx: &Tx<'_>, account: AccountId, role_arn: &str) -> Result<Option<Role>, Fault> {
    let name = Arn::parse(role_arn)
        .map(|arn| arn.name())
        .unwrap_or_default();
    let role: Option<Role> = tx.get(&Role::key_of(account, name))?;
    Ok(role.filter(|role| role.arn() == role_arn))
}

/// The permission that the role's trust policy has to give, without its action, and with the keys
/// that every way of assuming a role has.
pub(super) fn described(
    role_arn: &str,
    account: AccountId,
    role: Option<&Role>,
    session_name: &str,
) -> Permission {
    // `sts:DurationSeconds` is a key of GetServiceBearerToken alone.
    let mut permission = Permission::new("", role_arn, account).with(
        "sts:RoleSessionName",
        KeyValue::Text(session_name.to_owned()),
    );
    // A role that is not there has an id that no role has: it trusts nobody.
    permission.trusted_by = Some(role.map(|role| role.id.clone()).unwrap_or_default());
    let Some(role) = role else {
        return permission;
    };
    let permission = permission.tagged(&role.tags);
    role.tags
        .iter()
        .fold(permission, |permission, (key, value)| {
            permission.with(
                &format!("iam:ResourceTag/{key}"),
                KeyValue::Text(value.clone()),
            )
        })
}

/// The same permission for each action.
pub(super) fn for_each(actions: &[&str], permission: &Permission) -> Vec<Permission> {
    let with_action = |action: &&str| Permission {
        action: (*action).to_owned(),
        ..permission.clone()
    };
    actions.iter().map(with_action).collect()
}

/// Refuses a session that is longer than the role allows.
pub(super) fn check_duration(role: &Role, seconds: i32) -> Result<(), Fault> {
    if i64::from(seconds) > i64::from(role.max_session_duration) {
        return Err(sts::SERVICE.fault(
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ));
    }
    Ok(())
}

/// The session as answers name it.
pub(super) fn shown(role: &Role, session_name: &str) -> sts::AssumedRoleUser {
    sts::AssumedRoleUser {
        assumed_role_id: format!("{}:{session_name}", role.id),
        arn: format!(
            "arn:aws:sts::{}:assumed-role/{}/{session_name}",
            role.account, role.name
        ),
    }
}
