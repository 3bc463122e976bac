//! Permissions boundaries of users and roles: a managed policy that limits what the others grant.

use portcullis_catalog::identity::{Role, User};
use portcullis_wire::{Fault, iam};

use super::entity::{self, Principal, bounded_by, bounded_permission, only};
use super::policy;
use crate::{Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "PutUserPermissionsBoundary",
            |tx, input: &iam::PutUserPermissionsBoundaryRequest| {
                putting::<User>(
                    tx,
                    "PutUserPermissionsBoundary",
                    &input.user_name,
                    &input.permissions_boundary,
                )
            },
            |tx, input| put::<User>(tx, &input.user_name, input.permissions_boundary),
        ),
        offer(
            "PutRolePermissionsBoundary",
            |tx, input: &iam::PutRolePermissionsBoundaryRequest| {
                putting::<Role>(
                    tx,
                    "PutRolePermissionsBoundary",
                    &input.role_name,
                    &input.permissions_boundary,
                )
            },
            |tx, input| put::<Role>(tx, &input.role_name, input.permissions_boundary),
        ),
        offer(
            "DeleteUserPermissionsBoundary",
            |tx, input: &iam::DeleteUserPermissionsBoundaryRequest| {
                only(bounded_permission::<User>(
                    tx,
                    "DeleteUserPermissionsBoundary",
                    &input.user_name,
                ))
            },
            |tx, input| delete::<User>(tx, &input.user_name),
        ),
        offer(
            "DeleteRolePermissionsBoundary",
            |tx, input: &iam::DeleteRolePermissionsBoundaryRequest| {
                only(bounded_permission::<Role>(
                    tx,
                    "DeleteRolePermissionsBoundary",
                    &input.role_name,
                ))
            },
            |tx, input| delete::<Role>(tx, &input.role_name),
        ),
    ]
}

/// Refuses a boundary that does not exist.
pub(super) fn check(tx: &Tx<'_>, arn: &str) -> Result<(), Fault> {
    match policy::lookup(tx, tx.account(), arn)? {
        Some(_) => Ok(()),
        None => {
            let message = format!("Scope ARN: {arn} does not exist or is not attachable.");
            Err(iam::SERVICE.fault("NoSuchEntity", message))
        }
    }
}

/// A boundary as answers carry it.
pub(super) fn shown(boundary: Option<&str>) -> Option<iam::AttachedPermissionsBoundary> {
    boundary.map(|arn| iam::AttachedPermissionsBoundary {
        permissions_boundary_type: Some(
            iam::PermissionsBoundaryAttachmentType::PermissionsBoundaryPolicy,
        ),
        permissions_boundary_arn: Some(arn.to_owned()),
    })
}

fn putting<E: Principal>(
    tx: &Tx<'_>,
    action: &str,
    name: &str,
    arn: &str,
) -> Result<Vec<Permission>, Fault> {
    // The new boundary is what a condition asks for, not the one that it replaces.
    let permission = entity::permission::<E>(tx, action, name)?;
    Ok(vec![bounded_by(permission, arn)])
}

fn put<E: Principal>(tx: &mut Tx<'_>, name: &str, arn: String) -> Result<(), Fault> {
    let mut entity: E = entity::find_modifiable(tx, name)?;
    check(tx, &arn)?;
    *entity.boundary_mut() = Some(arn);
    tx.put(&entity)
}

fn delete<E: Principal>(tx: &mut Tx<'_>, name: &str) -> Result<(), Fault> {
    let mut entity: E = entity::find_modifiable(tx, name)?;
    if entity.boundary_mut().take().is_none() {
        let (noun, name) = (E::NOUN, entity.name());
        let message = format!("The {noun} with name {name} does not have a permissions boundary.");
        return Err(iam::SERVICE.fault("NoSuchEntity", message));
    }
    tx.put(&entity)
}
