//! The permissions of EC2's operations in the forms of the Service Authorization Reference,
//! "Actions, resources, and condition keys for Amazon EC2". Which operation needs which stands
//! next to its handler.

use portcullis_catalog::identity::Tags;
use portcullis_wire::{Fault, ec2 as wire};

use super::condition_keys::{Described, describe};
use super::resource::Kind;
pub(super) use super::resource::arn;
use super::tag_set;
use crate::{KeyValue, Permission, Tx};

/// An action without a resource.
pub(super) fn on_anything(tx: &Tx<'_>, action: &str) -> Permission {
    in_region(tx, Permission::new(action, "*", tx.account()))
}

/// An action on a resource that exists; if it does not, the handler will say so.
pub(super) fn on<R: Described>(tx: &Tx<'_>, action: &str, id: &str) -> Result<Permission, Fault> {
    let permission = in_region(
        tx,
        Permission::new(action, arn(tx, R::OF, id), tx.account()),
    );
    let found: Option<R> = match R::OF.check(id) {
        Ok(()) => tx.get(&R::key_for(tx.account(), id))?,
        Err(_) => None,
    };
    let Some(found) = found else {
        return Ok(permission);
    };
    let permission = with_resource_tags(permission, found.tags());
    Ok(describe(tx, permission, &found))
}

/// An action on something that has no record of its own.
pub(super) fn on_part(tx: &Tx<'_>, action: &str, kind: Kind, id: &str) -> Permission {
    in_region(tx, Permission::new(action, arn(tx, kind, id), tx.account()))
}

/// An action on each of some resources.
pub(super) fn on_each<R: Described>(
    tx: &Tx<'_>,
    action: &str,
    ids: Option<&[String]>,
) -> Result<Vec<Permission>, Fault> {
    ids.unwrap_or_default()
        .iter()
        .map(|id| on::<R>(tx, action, id))
        .collect()
}

/// Making a resource, and tagging it where the call brings tags.
pub(super) fn creating(
    tx: &Tx<'_>,
    operation: &str,
    kind: Kind,
    specifications: Option<&[wire::TagSpecification]>,
) -> Vec<Permission> {
    let arn = arn(tx, kind, "*");
    let create = in_region(
        tx,
        Permission::new(format!("ec2:{operation}"), arn.clone(), tx.account()),
    );
    let tags = tag_set::brought(specifications);
    if tags.is_empty() {
        return vec![create];
    }
    vec![
        create.bringing(tags.clone()),
        tagging(tx, operation, &arn, tags),
    ]
}

/// Tagging what a call makes: `ec2:CreateTags` with `ec2:CreateAction`.
pub(super) fn tagging(tx: &Tx<'_>, operation: &str, arn: &str, tags: Tags) -> Permission {
    in_region(tx, Permission::new("ec2:CreateTags", arn, tx.account()))
        .bringing(tags)
        .with("ec2:CreateAction", KeyValue::Text(operation.to_owned()))
}

/// With the tags of the resource under both of the names that EC2 has for them.
pub(super) fn with_resource_tags(permission: Permission, tags: &Tags) -> Permission {
    let permission = permission.tagged(tags);
    tags.iter().fold(permission, |permission, (key, value)| {
        permission.with(
            &format!("ec2:ResourceTag/{key}"),
            KeyValue::Text(value.clone()),
        )
    })
}

fn in_region(tx: &Tx<'_>, permission: Permission) -> Permission {
    permission.with("ec2:Region", KeyValue::Text(tx.region().to_owned()))
}
