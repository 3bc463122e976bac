//! Inline policies: documents that live in a user, a group or a role.

use portcullis_catalog::identity::{Group, Role, User};
use portcullis_iam::PolicyType;
use portcullis_wire::{Fault, iam};

use super::document;
use super::entity::{self, Entity, bounded_permission, only, permission};
use super::page::Page;
use crate::{Offered, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    let mut offers = of_users();
    offers.extend(of_groups());
    offers.extend(of_roles());
    offers
}

fn of_users() -> Vec<Offered> {
    vec![
        offer(
            "PutUserPolicy",
            |tx, input: &iam::PutUserPolicyRequest| {
                only(bounded_permission::<User>(
                    tx,
                    "PutUserPolicy",
                    &input.user_name,
                ))
            },
            |tx, input| {
                put::<User>(
                    tx,
                    &input.user_name,
                    input.policy_name,
                    input.policy_document,
                )
            },
        ),
        offer(
            "GetUserPolicy",
            |tx, input: &iam::GetUserPolicyRequest| {
                only(permission::<User>(tx, "GetUserPolicy", &input.user_name))
            },
            |tx, input| {
                let (user_name, policy_document) =
                    get::<User>(tx, &input.user_name, &input.policy_name)?;
                Ok(iam::GetUserPolicyResponse {
                    user_name,
                    policy_name: input.policy_name,
                    policy_document,
                })
            },
        ),
        offer(
            "DeleteUserPolicy",
            |tx, input: &iam::DeleteUserPolicyRequest| {
                only(bounded_permission::<User>(
                    tx,
                    "DeleteUserPolicy",
                    &input.user_name,
                ))
            },
            |tx, input| delete::<User>(tx, &input.user_name, &input.policy_name),
        ),
        offer(
            "ListUserPolicies",
            |tx, input: &iam::ListUserPoliciesRequest| {
                only(permission::<User>(tx, "ListUserPolicies", &input.user_name))
            },
            |tx, input| {
                let page = list::<User>(
                    tx,
                    &input.user_name,
                    input.marker.as_deref(),
                    input.max_items,
                )?;
                let Page {
                    items: policy_names,
                    is_truncated,
                    marker,
                } = page;
                Ok(iam::ListUserPoliciesResponse {
                    policy_names,
                    is_truncated,
                    marker,
                })
            },
        ),
    ]
}

fn of_groups() -> Vec<Offered> {
    vec![
        offer(
            "PutGroupPolicy",
            |tx, input: &iam::PutGroupPolicyRequest| {
                only(permission::<Group>(tx, "PutGroupPolicy", &input.group_name))
            },
            |tx, input| {
                put::<Group>(
                    tx,
                    &input.group_name,
                    input.policy_name,
                    input.policy_document,
                )
            },
        ),
        offer(
            "GetGroupPolicy",
            |tx, input: &iam::GetGroupPolicyRequest| {
                only(permission::<Group>(tx, "GetGroupPolicy", &input.group_name))
            },
            |tx, input| {
                let (group_name, policy_document) =
                    get::<Group>(tx, &input.group_name, &input.policy_name)?;
                Ok(iam::GetGroupPolicyResponse {
                    group_name,
                    policy_name: input.policy_name,
                    policy_document,
                })
            },
        ),
        offer(
            "DeleteGroupPolicy",
            |tx, input: &iam::DeleteGroupPolicyRequest| {
                only(permission::<Group>(
                    tx,
                    "DeleteGroupPolicy",
                    &input.group_name,
                ))
            },
            |tx, input| delete::<Group>(tx, &input.group_name, &input.policy_name),
        ),
        offer(
            "ListGroupPolicies",
            |tx, input: &iam::ListGroupPoliciesRequest| {
                only(permission::<Group>(
                    tx,
                    "ListGroupPolicies",
                    &input.group_name,
                ))
            },
            |tx, input| {
                let page = list::<Group>(
                    tx,
                    &input.group_name,
                    input.marker.as_deref(),
                    input.max_items,
                )?;
                let Page {
                    items: policy_names,
                    is_truncated,
                    marker,
                } = page;
                Ok(iam::ListGroupPoliciesResponse {
                    policy_names,
                    is_truncated,
                    marker,
                })
            },
        ),
    ]
}

fn of_roles() -> Vec<Offered> {
    vec![
        offer(
            "PutRolePolicy",
            |tx, input: &iam::PutRolePolicyRequest| {
                only(bounded_permission::<Role>(
                    tx,
                    "PutRolePolicy",
                    &input.role_name,
                ))
            },
            |tx, input| {
                put::<Role>(
                    tx,
                    &input.role_name,
                    input.policy_name,
                    input.policy_document,
                )
            },
        ),
        offer(
            "GetRolePolicy",
            |tx, input: &iam::GetRolePolicyRequest| {
                only(permission::<Role>(tx, "GetRolePolicy", &input.role_name))
            },
            |tx, input| {
                let (role_name, policy_document) =
                    get::<Role>(tx, &input.role_name, &input.policy_name)?;
                Ok(iam::GetRolePolicyResponse {
                    role_name,
                    policy_name: input.policy_name,
                    policy_document,
                })
            },
        ),
        offer(
            "DeleteRolePolicy",
            |tx, input: &iam::DeleteRolePolicyRequest| {
                only(bounded_permission::<Role>(
                    tx,
                    "DeleteRolePolicy",
                    &input.role_name,
                ))
            },
            |tx, input| delete::<Role>(tx, &input.role_name, &input.policy_name),
        ),
        offer(
            "ListRolePolicies",
            |tx, input: &iam::ListRolePoliciesRequest| {
                only(permission::<Role>(tx, "ListRolePolicies", &input.role_name))
            },
            |tx, input| {
                let page = list::<Role>(
                    tx,
                    &input.role_name,
                    input.marker.as_deref(),
                    input.max_items,
                )?;
                let Page {
                    items: policy_names,
                    is_truncated,
                    marker,
                } = page;
                Ok(iam::ListRolePoliciesResponse {
                    policy_names,
                    is_truncated,
                    marker,
                })
            },
        ),
    ]
}

fn put<E: Entity>(
    tx: &mut Tx<'_>,
    name: &str,
    policy: String,
    policy_document: String,
) -> Result<(), Fault> {
    let mut entity: E = entity::find_modifiable(tx, name)?;
    document::check(&policy_document, PolicyType::Identity)?;
    entity.inline_policies_mut().insert(policy, policy_document);
    let total: usize = entity
        .inline_policies()
        .values()
        .map(|document| document::size(document))
        .sum();
    if total > E::INLINE_SIZE {
        let (limit, noun, name) = (E::INLINE_SIZE, E::NOUN, entity.name());
        let message = format!("Maximum policy size of {limit} bytes exceeded for {noun} {name}");
        return Err(iam::SERVICE.fault("LimitExceeded", message));
    }
    tx.put(&entity)
}

/// The entity's name as it is written, and the document.
fn get<E: Entity>(tx: &Tx<'_>, name: &str, policy: &str) -> Result<(String, String), Fault> {
    let entity: E = entity::find(tx, name)?;
    let found = entity.inline_policies().get(policy);
    let found = found.ok_or_else(|| no_such::<E>(policy))?;
    Ok((entity.name().to_owned(), document::encoded(found)))
}

fn delete<E: Entity>(tx: &mut Tx<'_>, name: &str, policy: &str) -> Result<(), Fault> {
    let mut entity: E = entity::find_modifiable(tx, name)?;
    entity
        .inline_policies_mut()
        .remove(policy)
        .ok_or_else(|| no_such::<E>(policy))?;
    tx.put(&entity)
}

fn list<E: Entity>(
    tx: &Tx<'_>,
    name: &str,
    marker: Option<&str>,
    max_items: Option<i32>,
) -> Result<Page<String>, Fault> {
    let entity: E = entity::find(tx, name)?;
    Page::of(
        entity.inline_policies().keys().cloned(),
        String::clone,
        marker,
        max_items,
    )
}

fn no_such<E: Entity>(policy: &str) -> Fault {
    entity::no_such(&format!("{} policy", E::NOUN), policy)
}
