//! Whom a call means that names no user: the caller, who may be a user or the root user, but not a
//! role (IAM API Reference, "GetUser").

use portcullis_catalog::identity::User;
use portcullis_catalog::snapshot::IdentityKind;
use portcullis_wire::{Fault, iam};

use super::entity::permission;
use crate::{Permission, Tx};

/// The user that a call is about: the one that it names, or else the caller; `None` is the root
/// user.
pub(super) fn whom(tx: &Tx<'_>, given: Option<&str>) -> Result<Option<String>, Fault> {
    if let Some(name) = given {
        return Ok(Some(name.to_owned()));
    }
    let identity = &tx.principal()?.identity;
    match identity.kind {
        IdentityKind::User => Ok(Some(identity.name.clone())),
        IdentityKind::Root => Ok(None),
        IdentityKind::Role => {
            let message = "Must specify userName when calling with non-User credentials";
            Err(iam::SERVICE.fault("ValidationError", message))
        }
    }
}

/// The permission for what a call is about, in the same way.
pub(super) fn whose(tx: &Tx<'_>, action: &str, given: Option<&str>) -> Result<Permission, Fault> {
    match whom(tx, given)? {
        Some(name) => permission::<User>(tx, action, &name),
        None => {
            let root = &tx.principal()?.identity.arn;
            Ok(Permission::new(format!("iam:{action}"), root, tx.account()))
        }
    }
}
