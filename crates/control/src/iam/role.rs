//! Roles.

use portcullis_catalog::id;
use portcullis_catalog::identity::Role;
use portcullis_wire::{Fault, Timestamp, iam};

use super::entity::{
    self, SERVICE_PATH, bounded_by, bounded_permission, check_bare, only, path_of, permission,
};
use super::page::Page;
use super::{boundary, tag_set, trust};
use crate::{Offered, Permission, Tx, offer};

/// MaxSessionDuration where none is given: one hour.
const DEFAULT_SESSION: u32 = 3600;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("CreateRole", create_permissions, create),
        offer(
            "GetRole",
            |tx, input: &iam::GetRoleRequest| {
                only(bounded_permission::<Role>(tx, "GetRole", &input.role_name))
            },
            |tx, input| {
                let role = entity::find(tx, &input.role_name)?;
                Ok(iam::GetRoleResponse {
                    role: detailed(tx, &role)?,
                })
            },
        ),
        offer(
            "UpdateRole",
            |tx, input: &iam::UpdateRoleRequest| {
                only(bounded_permission::<Role>(
                    tx,
                    "UpdateRole",
                    &input.role_name,
                ))
            },
            |tx, input| {
                let mut role: Role = entity::find(tx, &input.role_name)?;
                // Of a service-linked role the description may be edited (IAM User Guide, "Edit a service-linked role
                // description").
                if input.max_session_duration.is_some() || input.description.is_none() {
                    entity::check_modifiable(&role)?;
                }
                if input.description.is_some() {
                    role.description = input.description;
                }
                role.max_session_duration = duration(input.max_session_duration);
                tx.put(&role)?;
                Ok(iam::UpdateRoleResponse {})
            },
        ),
        offer(
            "UpdateRoleDescription",
            |tx, input: &iam::UpdateRoleDescriptionRequest| {
                only(bounded_permission::<Role>(
                    tx,
                    "UpdateRoleDescription",
                    &input.role_name,
                ))
            },
            |tx, input| {
                let mut role: Role = entity::find(tx, &input.role_name)?;
                role.description = Some(input.description);
                tx.put(&role)?;
                Ok(iam::UpdateRoleDescriptionResponse {
                    role: Some(detailed(tx, &role)?),
                })
            },
        ),
        offer(
            "UpdateAssumeRolePolicy",
            |tx, input: &iam::UpdateAssumeRolePolicyRequest| {
                only(bounded_permission::<Role>(
                    tx,
                    "UpdateAssumeRolePolicy",
                    &input.role_name,
                ))
            },
            |tx, input| {
                let mut role: Role = entity::find_modifiable(tx, &input.role_name)?;
                let trust = trust::read(tx, &input.policy_document)?;
                role.assume_role_policy = trust.document;
                role.trusted_ids = trust.ids;
                tx.put(&role)
            },
        ),
        offer(
            "DeleteRole",
            |tx, input: &iam::DeleteRoleRequest| {
                only(bounded_permission::<Role>(
                    tx,
                    "DeleteRole",
                    &input.role_name,
                ))
            },
            |tx, input| {
                let role: Role = entity::find_modifiable(tx, &input.role_name)?;
                check_bare(&role)?;
                tx.delete(&Role::key_of(role.account, &role.name));
                Ok(())
            },
        ),
        offer(
            "ListRoles",
            |tx, input: &iam::ListRolesRequest| {
                Ok(entity::list_permission::<Role>(
                    tx,
                    "ListRoles",
                    input.path_prefix.as_deref(),
                ))
            },
            list,
        ),
        offer(
            "ListInstanceProfilesForRole",
            |tx, input: &iam::ListInstanceProfilesForRoleRequest| {
                only(permission::<Role>(
                    tx,
                    "ListInstanceProfilesForRole",
                    &input.role_name,
                ))
            },
            |tx, input| {
                // There are no instances here, so no profiles for them.
                entity::find::<Role>(tx, &input.role_name)?;
                let Page {
                    items: instance_profiles,
                    is_truncated,
                    marker,
                } = Page::empty();
                Ok(iam::ListInstanceProfilesForRoleResponse {
                    instance_profiles,
                    is_truncated,
                    marker,
                })
            },
        ),
    ]
}

fn create_permissions(
    tx: &Tx<'_>,
    input: &iam::CreateRoleRequest,
) -> Result<Vec<Permission>, Fault> {
    let arn = entity::arn_of::<Role>(tx, &path_of(input.path.as_deref()), &input.role_name);
    let permissions = entity::creating(tx, "CreateRole", "TagRole", &arn, input.tags.as_deref())?;
    Ok(match &input.permissions_boundary {
        Some(boundary) => permissions
            .into_iter()
            .map(|each| bounded_by(each, boundary))
            .collect(),
        None => permissions,
    })
}

fn create(
    tx: &mut Tx<'_>,
    input: iam::CreateRoleRequest,
) -> Result<iam::CreateRoleResponse, Fault> {
    let tags = tag_set::read(input.tags.as_deref().unwrap_or_default())?;
    let path = path_of(input.path.as_deref());
    // Sessions of service-linked roles are bound by no organisation's policies, so nobody may make
    // a role that looks like one (IAM User Guide, "Create a service-linked role").
    if path.to_ascii_lowercase().starts_with(SERVICE_PATH) {
        let message = format!("The path {SERVICE_PATH} is kept for service-linked roles.");
        return Err(iam::SERVICE.fault("InvalidInput", message));
    }
    entity::check_new::<Role>(tx, &input.role_name)?;
    let trust = trust::read(tx, &input.assume_role_policy_document)?;
    if let Some(boundary) = &input.permissions_boundary {
        boundary::check(tx, boundary)?;
    }
    let role = Role {
        account: tx.account(),
        name: input.role_name,
        path,
        id: id::unique_id("AROA", &tx.random()?),
        created: tx.now(),
        description: input.description,
        max_session_duration: duration(input.max_session_duration),
        assume_role_policy: trust.document,
        trusted_ids: trust.ids,
        tags,
        permissions_boundary: input.permissions_boundary,
        inline_policies: Default::default(),
        attached_policies: Default::default(),
    };
    tx.put(&role)?;
    Ok(iam::CreateRoleResponse {
        role: detailed(tx, &role)?,
    })
}

fn list(tx: &mut Tx<'_>, input: iam::ListRolesRequest) -> Result<iam::ListRolesResponse, Fault> {
    let (prefix, marker) = (input.path_prefix.as_deref(), input.marker.as_deref());
    let page = entity::page::<Role>(tx, prefix, marker, input.max_items)?;
    let roles: Result<_, _> = page.items.iter().map(|role| shown(tx, role)).collect();
    Ok(iam::ListRolesResponse {
        roles: roles?,
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

/// A role as lists show it: without tags, boundary and last use.
fn shown(tx: &Tx<'_>, role: &Role) -> Result<iam::Role, Fault> {
    Ok(iam::Role {
        path: role.path.clone(),
        role_name: role.name.clone(),
        role_id: role.id.clone(),
        arn: role.arn(),
        create_date: Timestamp::from_unix(role.created),
        assume_role_policy_document: Some(trust::shown(tx, role)?),
        description: role.description.clone(),
        max_session_duration: i32::try_from(role.max_session_duration).ok(),
        ..Default::default()
    })
}

/// A role as it is shown alone.
pub(super) fn detailed(tx: &Tx<'_>, role: &Role) -> Result<iam::Role, Fault> {
    Ok(iam::Role {
        permissions_boundary: boundary::shown(role.permissions_boundary.as_deref()),
        tags: tag_set::shown(&role.tags),
        role_last_used: Some(iam::RoleLastUsed::default()),
        ..shown(tx, role)?
    })
}

fn duration(given: Option<i32>) -> u32 {
    given
        .and_then(|seconds| u32::try_from(seconds).ok())
        .unwrap_or(DEFAULT_SESSION)
}
