//! Tagging users, roles and managed policies. How a set of tags behaves is in `tag_set`.

use portcullis_catalog::identity::{ManagedPolicy, Role, User};
use portcullis_wire::{Fault, iam};

use super::entity::{self, Principal, only};
use super::page::Page;
use super::policy;
use super::tag_set::{merge, page, read, remove};
use crate::{KeyValue, Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "TagUser",
            |tx, input: &iam::TagUserRequest| {
                bringing::<User>(tx, "TagUser", &input.user_name, &input.tags)
            },
            |tx, input| tag::<User>(tx, &input.user_name, &input.tags),
        ),
        offer(
            "TagRole",
            |tx, input: &iam::TagRoleRequest| {
                bringing::<Role>(tx, "TagRole", &input.role_name, &input.tags)
            },
            |tx, input| tag::<Role>(tx, &input.role_name, &input.tags),
        ),
        offer(
            "UntagUser",
            |tx, input: &iam::UntagUserRequest| {
                removing(
                    entity::permission::<User>(tx, "UntagUser", &input.user_name),
                    &input.tag_keys,
                )
            },
            |tx, input| untag::<User>(tx, &input.user_name, &input.tag_keys),
        ),
        offer(
            "UntagRole",
            |tx, input: &iam::UntagRoleRequest| {
                removing(
                    entity::permission::<Role>(tx, "UntagRole", &input.role_name),
                    &input.tag_keys,
                )
            },
            |tx, input| untag::<Role>(tx, &input.role_name, &input.tag_keys),
        ),
        offer(
            "ListUserTags",
            |tx, input: &iam::ListUserTagsRequest| {
                only(entity::permission::<User>(
                    tx,
                    "ListUserTags",
                    &input.user_name,
                ))
            },
            |tx, input| {
                let user: User = entity::find(tx, &input.user_name)?;
                let Page {
                    items: tags,
                    is_truncated,
                    marker,
                } = page(&user.tags, input.marker.as_deref(), input.max_items)?;
                Ok(iam::ListUserTagsResponse {
                    tags,
                    is_truncated,
                    marker,
                })
            },
        ),
        offer(
            "ListRoleTags",
            |tx, input: &iam::ListRoleTagsRequest| {
                only(entity::permission::<Role>(
                    tx,
                    "ListRoleTags",
                    &input.role_name,
                ))
            },
            |tx, input| {
                let role: Role = entity::find(tx, &input.role_name)?;
                let Page {
                    items: tags,
                    is_truncated,
                    marker,
                } = page(&role.tags, input.marker.as_deref(), input.max_items)?;
                Ok(iam::ListRoleTagsResponse {
                    tags,
                    is_truncated,
                    marker,
                })
            },
        ),
        offer(
            "TagPolicy",
            |tx, input: &iam::TagPolicyRequest| {
                let permission = policy::permission(tx, "TagPolicy", &input.policy_arn)?;
                Ok(vec![permission.bringing(read(&input.tags)?)])
            },
            |tx, input| {
                let mut policy: ManagedPolicy = policy::own(tx, &input.policy_arn)?;
                merge(&mut policy.tags, &input.tags, "Policy")?;
                tx.put(&policy)
            },
        ),
        offer(
            "UntagPolicy",
            |tx, input: &iam::UntagPolicyRequest| {
                removing(
                    policy::permission(tx, "UntagPolicy", &input.policy_arn),
                    &input.tag_keys,
                )
            },
            |tx, input| {
                let mut policy: ManagedPolicy = policy::own(tx, &input.policy_arn)?;
                remove(&mut policy.tags, &input.tag_keys);
                tx.put(&policy)
            },
        ),
        offer(
            "ListPolicyTags",
            |tx, input: &iam::ListPolicyTagsRequest| {
                only(policy::permission(tx, "ListPolicyTags", &input.policy_arn))
            },
            |tx, input| {
                let policy = policy::find(tx, &input.policy_arn)?;
                let Page {
                    items: tags,
                    is_truncated,
                    marker,
                } = page(&policy.tags, input.marker.as_deref(), input.max_items)?;
                Ok(iam::ListPolicyTagsResponse {
                    tags,
                    is_truncated,
                    marker,
                })
            },
        ),
    ]
}

fn bringing<E: Principal>(
    tx: &Tx<'_>,
    action: &str,
    name: &str,
    tags: &[iam::Tag],
) -> Result<Vec<Permission>, Fault> {
    let permission = entity::permission::<E>(tx, action, name)?;
    Ok(vec![permission.bringing(read(tags)?)])
}

fn removing(
    permission: Result<Permission, Fault>,
    keys: &[String],
) -> Result<Vec<Permission>, Fault> {
    only(
        permission.map(|permission| permission.with("aws:TagKeys", KeyValue::Texts(keys.to_vec()))),
    )
}

fn tag<E: Principal>(tx: &mut Tx<'_>, name: &str, tags: &[iam::Tag]) -> Result<(), Fault> {
    let mut entity: E = entity::find(tx, name)?;
    merge(entity.tags_mut(), tags, E::QUOTA)?;
    tx.put(&entity)
}

fn untag<E: Principal>(tx: &mut Tx<'_>, name: &str, keys: &[String]) -> Result<(), Fault> {
    let mut entity: E = entity::find(tx, name)?;
    remove(entity.tags_mut(), keys);
    tx.put(&entity)
}
