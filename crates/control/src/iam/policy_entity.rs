//! Who uses a managed policy: the users, groups and roles of the account that have it attached or
//! as their permissions boundary.

use portcullis_catalog::identity::{Group, Role, User};
use portcullis_wire::{Fault, iam};

use super::entity::{self, Entity, only};
use super::page::Page;
use super::policy;
use crate::{Offered, Tx, offer};

pub(super) fn offered() -> Offered {
    offer(
        "ListEntitiesForPolicy",
        |tx, input: &iam::ListEntitiesForPolicyRequest| {
            only(policy::permission(
                tx,
                "ListEntitiesForPolicy",
                &input.policy_arn,
            ))
        },
        list_entities,
    )
}

fn list_entities(
    tx: &mut Tx<'_>,
    input: iam::ListEntitiesForPolicyRequest,
) -> Result<iam::ListEntitiesForPolicyResponse, Fault> {
    policy::find(tx, &input.policy_arn)?;
    let mut found = Vec::new();
    using::<Group>(tx, &input, Some(iam::EntityType::Group), &mut found)?;
    using::<Role>(tx, &input, Some(iam::EntityType::Role), &mut found)?;
    using::<User>(tx, &input, Some(iam::EntityType::User), &mut found)?;
    let key = |(noun, name, _): &(&str, String, String)| format!("{noun}/{}", name.to_lowercase());
    let page = Page::of(found, key, input.marker.as_deref(), input.max_items)?;
    let (mut groups, mut roles, mut users) = (Vec::new(), Vec::new(), Vec::new());
    for (noun, name, id) in page.items {
        let (name, id) = (Some(name), Some(id));
        match noun {
            "group" => groups.push(iam::PolicyGroup {
                group_name: name,
                group_id: id,
            }),
            "role" => roles.push(iam::PolicyRole {
                role_name: name,
                role_id: id,
            }),
            _ => users.push(iam::PolicyUser {
                user_name: name,
                user_id: id,
            }),
        }
    }
    Ok(iam::ListEntitiesForPolicyResponse {
        policy_groups: Some(groups),
        policy_users: Some(users),
        policy_roles: Some(roles),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

fn using<E: Entity>(
    tx: &Tx<'_>,
    input: &iam::ListEntitiesForPolicyRequest,
    kind: Option<iam::EntityType>,
    found: &mut Vec<(&'static str, String, String)>,
) -> Result<(), Fault> {
    if input.entity_filter.is_some() && input.entity_filter != kind {
        return Ok(());
    }
    let prefix = input.path_prefix.as_deref().unwrap_or("/");
    for entity in entity::all::<E>(tx, tx.account())? {
        let attached = entity.attached_policies().contains(&input.policy_arn);
        let boundary = entity.particulars().and_then(|(_, boundary)| boundary);
        let boundary = boundary == Some(input.policy_arn.as_str());
        let wanted = match input.policy_usage_filter {
            None => attached || boundary,
            Some(iam::PolicyUsageType::PermissionsPolicy) => attached,
            Some(iam::PolicyUsageType::PermissionsBoundary) => boundary,
        };
        if wanted && entity.path().starts_with(prefix) {
            found.push((E::NOUN, entity.name().to_owned(), entity.id().to_owned()));
        }
    }
    Ok(())
}
