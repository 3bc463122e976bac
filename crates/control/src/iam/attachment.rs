//! Managed policies attached to users, groups and roles.

use portcullis_catalog::identity::{Group, Role, User};
use portcullis_wire::{Fault, iam};

use super::entity::{self, Entity, bounded_permission, only, permission};
use super::page::Page;
use super::{document, policy};
use crate::{KeyValue, Offered, Permission, Tx, offer};

/// How many an entity may have (IAM User Guide, "IAM and AWS STS quotas").
const MAX_ATTACHED: usize = 10;

pub(super) fn offers() -> Vec<Offered> {
    let mut offers = of_users();
    offers.extend(of_groups());
    offers.extend(of_roles());
    offers
}

/// What IAM says of a policy that cannot be attached because it is not there.
pub(super) fn not_attachable(arn: &str) -> Fault {
    let message = format!("Policy {arn} does not exist or is not attachable.");
    iam::SERVICE.fault("NoSuchEntity", message)
}

/// An attached policy as answers carry it.
pub(super) fn shown(arn: &str) -> Option<iam::AttachedPolicy> {
    let (_, name) = arn.rsplit_once('/')?;
    Some(iam::AttachedPolicy {
        policy_name: Some(name.to_owned()),
        policy_arn: Some(arn.to_owned()),
    })
}

fn of_users() -> Vec<Offered> {
    vec![
        offer(
            "AttachUserPolicy",
            |tx, input: &iam::AttachUserPolicyRequest| {
                changing::<User>(tx, "AttachUserPolicy", &input.user_name, &input.policy_arn)
            },
            |tx, input| attach::<User>(tx, &input.user_name, input.policy_arn),
        ),
        offer(
            "DetachUserPolicy",
            |tx, input: &iam::DetachUserPolicyRequest| {
                changing::<User>(tx, "DetachUserPolicy", &input.user_name, &input.policy_arn)
            },
            |tx, input| detach::<User>(tx, &input.user_name, &input.policy_arn),
        ),
        offer(
            "ListAttachedUserPolicies",
            |tx, input: &iam::ListAttachedUserPoliciesRequest| {
                only(permission::<User>(
                    tx,
                    "ListAttachedUserPolicies",
                    &input.user_name,
                ))
            },
            |tx, input| {
                let prefix = input.path_prefix.as_deref();
                let (marker, max) = (input.marker.as_deref(), input.max_items);
                let page = list::<User>(tx, &input.user_name, prefix, marker, max)?;
                Ok(iam::ListAttachedUserPoliciesResponse {
                    attached_policies: Some(page.items),
                    is_truncated: page.is_truncated,
                    marker: page.marker,
                })
            },
        ),
    ]
}

fn of_groups() -> Vec<Offered> {
    vec![
        offer(
            "AttachGroupPolicy",
            |tx, input: &iam::AttachGroupPolicyRequest| {
                changing::<Group>(
                    tx,
                    "AttachGroupPolicy",
                    &input.group_name,
                    &input.policy_arn,
                )
            },
            |tx, input| attach::<Group>(tx, &input.group_name, input.policy_arn),
        ),
        offer(
            "DetachGroupPolicy",
            |tx, input: &iam::DetachGroupPolicyRequest| {
                changing::<Group>(
                    tx,
                    "DetachGroupPolicy",
                    &input.group_name,
                    &input.policy_arn,
                )
            },
            |tx, input| detach::<Group>(tx, &input.group_name, &input.policy_arn),
        ),
        offer(
            "ListAttachedGroupPolicies",
            |tx, input: &iam::ListAttachedGroupPoliciesRequest| {
                only(permission::<Group>(
                    tx,
                    "ListAttachedGroupPolicies",
                    &input.group_name,
                ))
            },
            |tx, input| {
                let prefix = input.path_prefix.as_deref();
                let (marker, max) = (input.marker.as_deref(), input.max_items);
                let page = list::<Group>(tx, &input.group_name, prefix, marker, max)?;
                Ok(iam::ListAttachedGroupPoliciesResponse {
                    attached_policies: Some(page.items),
                    is_truncated: page.is_truncated,
                    marker: page.marker,
                })
            },
        ),
    ]
}

fn of_roles() -> Vec<Offered> {
    vec![
        offer(
            "AttachRolePolicy",
            |tx, input: &iam::AttachRolePolicyRequest| {
                changing::<Role>(tx, "AttachRolePolicy", &input.role_name, &input.policy_arn)
            },
            |tx, input| attach::<Role>(tx, &input.role_name, input.policy_arn),
        ),
        offer(
            "DetachRolePolicy",
            |tx, input: &iam::DetachRolePolicyRequest| {
                changing::<Role>(tx, "DetachRolePolicy", &input.role_name, &input.policy_arn)
            },
            |tx, input| detach::<Role>(tx, &input.role_name, &input.policy_arn),
        ),
        offer(
            "ListAttachedRolePolicies",
            |tx, input: &iam::ListAttachedRolePoliciesRequest| {
                only(permission::<Role>(
                    tx,
                    "ListAttachedRolePolicies",
                    &input.role_name,
                ))
            },
            |tx, input| {
                let prefix = input.path_prefix.as_deref();
                let (marker, max) = (input.marker.as_deref(), input.max_items);
                let page = list::<Role>(tx, &input.role_name, prefix, marker, max)?;
                Ok(iam::ListAttachedRolePoliciesResponse {
                    attached_policies: Some(page.items),
                    is_truncated: page.is_truncated,
                    marker: page.marker,
                })
            },
        ),
    ]
}

fn changing<E: Entity>(
    tx: &Tx<'_>,
    action: &str,
    name: &str,
    arn: &str,
) -> Result<Vec<Permission>, Fault> {
    let permission = bounded_permission::<E>(tx, action, name)?;
    Ok(vec![
        permission.with("iam:PolicyARN", KeyValue::Text(arn.to_owned())),
    ])
}

fn attach<E: Entity>(tx: &mut Tx<'_>, name: &str, arn: String) -> Result<(), Fault> {
    let mut entity: E = entity::find_modifiable(tx, name)?;
    if arn.starts_with("arn:aws:iam::aws:policy/aws-service-role/") {
        let message = "Cannot attach a Service Role Policy to a Customer Role.";
        return Err(iam::SERVICE.fault("PolicyNotAttachable", message));
    }
    if policy::lookup(tx, tx.account(), &arn)?.is_none() {
        return Err(not_attachable(&arn));
    }
    entity.attached_policies_mut().insert(arn);
    if entity.attached_policies().len() > MAX_ATTACHED {
        return Err(document::over_quota(
            &format!("PoliciesPer{}", E::QUOTA),
            MAX_ATTACHED,
        ));
    }
    tx.put(&entity)
}

fn detach<E: Entity>(tx: &mut Tx<'_>, name: &str, arn: &str) -> Result<(), Fault> {
    let mut entity: E = entity::find_modifiable(tx, name)?;
    // Reads the ARN, whatever is attached.
    policy::lookup(tx, tx.account(), arn)?;
    if !entity.attached_policies_mut().remove(arn) {
        return Err(iam::SERVICE.fault("NoSuchEntity", format!("Policy {arn} was not found.")));
    }
    tx.put(&entity)
}

fn list<E: Entity>(
    tx: &Tx<'_>,
    name: &str,
    prefix: Option<&str>,
    marker: Option<&str>,
    max_items: Option<i32>,
) -> Result<Page<iam::AttachedPolicy>, Fault> {
    let entity: E = entity::find(tx, name)?;
    let prefix = prefix.unwrap_or("/");
    let mut attached: Vec<(&str, &String)> = entity
        .attached_policies()
        .iter()
        .filter_map(|arn| {
            let (_, path) = arn.split_once(":policy")?;
            let (_, name) = path.rsplit_once('/')?;
            path.starts_with(prefix).then_some((name, arn))
        })
        .collect();
    // A policy of AWS's may have the name of one of the account's.
    let key = |(name, arn): &(&str, &String)| {
        let owner = if policy::is_aws(arn) { "aws" } else { "local" };
        format!("{name}/{owner}")
    };
    attached.sort_by_key(key);
    let page = Page::of(attached, key, marker, max_items)?;
    Ok(page.map(|(name, arn)| iam::AttachedPolicy {
        policy_name: Some(name.to_owned()),
        policy_arn: Some(arn.clone()),
    }))
}
