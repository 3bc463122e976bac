//! What users, groups and roles have in common: a name that is looked up, an ARN that is asked
//! permission for, inline and attached policies. Users and roles have tags and a permissions
//! boundary besides.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::identity::{Group, Role, Tags, User};
use portcullis_catalog::{AccountId, Record};
use portcullis_wire::{Fault, iam};

use super::page::Page;
use super::tag_set;
use crate::{KeyValue, Permission, Tx};

/// A user, a group or a role.
pub(super) trait Entity: Record {
    /// As in messages: `user`.
    const NOUN: &'static str;
    /// As in the names of quotas: `User`.
    const QUOTA: &'static str;
    /// The most characters of all inline policies together.
    const INLINE_SIZE: usize;
    /// How many an account may have.
    const PER_ACCOUNT: usize;

    fn name(&self) -> &str;
    fn path(&self) -> &str;
    fn id(&self) -> &str;
    fn arn(&self) -> String;
    fn inline_policies(&self) -> &BTreeMap<String, String>;
    fn inline_policies_mut(&mut self) -> &mut BTreeMap<String, String>;
    fn attached_policies(&self) -> &BTreeSet<String>;
    fn attached_policies_mut(&mut self) -> &mut BTreeSet<String>;
    /// The tags and the permissions boundary, where the kind has them.
    fn particulars(&self) -> Option<(&Tags, Option<&str>)>;

    /// Whether only a service may change it: a role below the path that is kept for those.
    fn is_protected(&self) -> bool {
        Self::NOUN == "role" && self.path().starts_with(SERVICE_PATH)
    }
}

/// The path of service-linked roles. Organization policies do not bind what is below it, so nobody
/// makes or changes anything there but IAM itself.
pub(super) const SERVICE_PATH: &str = "/aws-service-role/";

/// A user or a role.
pub(super) trait Principal: Entity {
    fn tags_mut(&mut self) -> &mut Tags;
    fn boundary_mut(&mut self) -> &mut Option<String>;
}

macro_rules! entity {
    ($kind:ty, $noun:literal, $quota:literal, $inline:literal, $count:literal, |$this:ident| $particulars:expr) => {
        impl Entity for $kind {
            const NOUN: &'static str = $noun;
            const QUOTA: &'static str = $quota;
            const INLINE_SIZE: usize = $inline;
            const PER_ACCOUNT: usize = $count;

            fn name(&self) -> &str {
                &self.name
            }
            fn path(&self) -> &str {
                &self.path
            }
            fn id(&self) -> &str {
                &self.id
            }
            fn arn(&self) -> String {
                Self::arn(self)
            }
            fn inline_policies(&self) -> &BTreeMap<String, String> {
                &self.inline_policies
            }
            fn inline_policies_mut(&mut self) -> &mut BTreeMap<String, String> {
                &mut self.inline_policies
            }
            fn attached_policies(&self) -> &BTreeSet<String> {
                &self.attached_policies
            }
            fn attached_policies_mut(&mut self) -> &mut BTreeSet<String> {
                &mut self.attached_policies
            }
            fn particulars(&self) -> Option<(&Tags, Option<&str>)> {
                let $this = self;
                $particulars
            }
        }
    };
}

// The quotas are those of the IAM User Guide, "IAM and AWS STS quotas".
entity!(User, "user", "User", 2048, 5000, |user| Some((
    &user.tags,
    user.permissions_boundary.as_deref()
)));
entity!(Role, "role", "Role", 10240, 1000, |role| Some((
    &role.tags,
    role.permissions_boundary.as_deref()
)));
entity!(Group, "group", "Group", 5120, 300, |_group| None);

macro_rules! principal {
    ($kind:ty) => {
        impl Principal for $kind {
            fn tags_mut(&mut self) -> &mut Tags {
                &mut self.tags
            }
            fn boundary_mut(&mut self) -> &mut Option<String> {
                &mut self.permissions_boundary
            }
        }
    };
}

principal!(User);
principal!(Role);

/// The entity with this name, ignoring case, in the caller's account.
pub(super) fn lookup<E: Entity>(tx: &Tx<'_>, name: &str) -> Result<Option<E>, Fault> {
    tx.get(&format!(
        "{}/{}/{}",
        E::KIND,
        tx.account(),
        name.to_lowercase()
    ))
}

/// The same, which must be there.
pub(super) fn find<E: Entity>(tx: &Tx<'_>, name: &str) -> Result<E, Fault> {
    lookup(tx, name)?.ok_or_else(|| no_such(E::NOUN, name))
}

/// The same, which must be there and may be changed.
pub(super) fn find_modifiable<E: Entity>(tx: &Tx<'_>, name: &str) -> Result<E, Fault> {
    let entity: E = find(tx, name)?;
    check_modifiable(&entity)?;
    Ok(entity)
}

/// Refuses what only AWS may change.
pub(super) fn check_modifiable<E: Entity>(entity: &E) -> Result<(), Fault> {
    if entity.is_protected() {
        let message = format!(
            "Cannot perform the operation on the protected role '{}' - this role is only modifiable by AWS",
            entity.name()
        );
        return Err(iam::SERVICE.fault("UnmodifiableEntity", message));
    }
    Ok(())
}

/// All of an account, by name ignoring case.
pub(super) fn all<E: Entity>(tx: &Tx<'_>, account: AccountId) -> Result<Vec<E>, Fault> {
    tx.scan(&format!("{}/{account}/", E::KIND))
}

/// How many there are in an account.
pub(super) fn count<E: Entity>(tx: &Tx<'_>, account: AccountId) -> Result<usize, Fault> {
    let keys = tx.keys(&format!("{}/{account}/", E::KIND))?;
    Ok(keys.len())
}

/// A page of those of the caller's account whose path begins with a prefix.
pub(super) fn page<E: Entity>(
    tx: &Tx<'_>,
    path_prefix: Option<&str>,
    marker: Option<&str>,
    max_items: Option<i32>,
) -> Result<Page<E>, Fault> {
    let prefix = format!("{}/{}/", E::KIND, tx.account());
    let path_prefix = path_prefix.unwrap_or("/");
    Page::read(
        |after, limit| {
            let after = after.map(|name| format!("{prefix}{name}"));
            tx.scan_after(&prefix, after.as_deref(), limit)
        },
        |entity: &E| entity.name().to_lowercase(),
        |entity: &E| entity.path().starts_with(path_prefix),
        marker,
        max_items,
    )
}

/// What IAM says of a name that nothing has.
pub(super) fn no_such(noun: &str, name: &str) -> Fault {
    iam::SERVICE.fault(
        "NoSuchEntity",
        format!("The {noun} with name {name} cannot be found."),
    )
}

/// What IAM says of a name that is taken.
pub(super) fn already_exists<E: Entity>(name: &str) -> Fault {
    let message = format!("{} with name {name} already exists.", E::QUOTA);
    iam::SERVICE.fault("EntityAlreadyExists", message)
}

/// Refuses a new one where the name is taken or the account is full.
pub(super) fn check_new<E: Entity>(tx: &Tx<'_>, name: &str) -> Result<(), Fault> {
    if lookup::<E>(tx, name)?.is_some() {
        return Err(already_exists::<E>(name));
    }
    if count::<E>(tx, tx.account())? >= E::PER_ACCOUNT {
        let quota = format!("{}sPerAccount", E::QUOTA);
        return Err(super::document::over_quota(&quota, E::PER_ACCOUNT));
    }
    Ok(())
}

/// The path of something new.
pub(super) fn path_of(given: Option<&str>) -> String {
    given.unwrap_or("/").to_owned()
}

/// The ARN that an entity of this path and name has, or would have.
pub(super) fn arn_of<E: Entity>(tx: &Tx<'_>, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{}:{}{path}{name}", tx.account(), E::NOUN)
}

/// The permission to do something to an entity that may or may not exist.
pub(super) fn permission<E: Entity>(
    tx: &Tx<'_>,
    action: &str,
    name: &str,
) -> Result<Permission, Fault> {
    let action = format!("iam:{action}");
    let Some(entity) = lookup::<E>(tx, name)? else {
        return Ok(Permission::new(
            action,
            arn_of::<E>(tx, "/", name),
            tx.account(),
        ));
    };
    let permission = Permission::new(action, entity.arn(), tx.account());
    Ok(match entity.particulars() {
        Some((tags, _)) => tag_set::tagged(permission, tags),
        None => permission,
    })
}

/// The same for an action that changes what the entity may do: a policy of an administrator who
/// delegates asks which boundary holds it back.
pub(super) fn bounded_permission<E: Entity>(
    tx: &Tx<'_>,
    action: &str,
    name: &str,
) -> Result<Permission, Fault> {
    let permission = permission::<E>(tx, action, name)?;
    let entity = lookup::<E>(tx, name)?;
    let boundary = entity
        .as_ref()
        .and_then(Entity::particulars)
        .and_then(|(_, boundary)| boundary);
    Ok(match boundary {
        Some(boundary) => bounded_by(permission, boundary),
        None => permission,
    })
}

/// With the condition key `iam:PermissionsBoundary`.
pub(super) fn bounded_by(permission: Permission, boundary: &str) -> Permission {
    permission.with(
        "iam:PermissionsBoundary",
        KeyValue::Text(boundary.to_owned()),
    )
}

/// A permission alone, as most operations need it.
pub(super) fn only(permission: Result<Permission, Fault>) -> Result<Vec<Permission>, Fault> {
    permission.map(|permission| vec![permission])
}

/// What it takes to make something: the permission to make it, and where it comes with tags, the
/// one to tag it (IAM User Guide, "Tags for IAM resources").
pub(super) fn creating(
    tx: &Tx<'_>,
    action: &str,
    tag_action: &str,
    arn: &str,
    tags: Option<&[iam::Tag]>,
) -> Result<Vec<Permission>, Fault> {
    let permission = |action: &str| Permission::new(format!("iam:{action}"), arn, tx.account());
    let tags = tag_set::read(tags.unwrap_or_default())?;
    if tags.is_empty() {
        return Ok(vec![permission(action)]);
    }
    let actions = [action, tag_action];
    Ok(actions
        .iter()
        .map(|action| permission(action).bringing(tags.clone()))
        .collect())
}

/// The permission to list a kind: on the path prefix, as AWS's refusals show it.
pub(super) fn list_permission<E: Entity>(
    tx: &Tx<'_>,
    action: &str,
    prefix: Option<&str>,
) -> Vec<Permission> {
    let resource = arn_of::<E>(tx, prefix.unwrap_or("/"), "");
    vec![Permission::new(
        format!("iam:{action}"),
        resource,
        tx.account(),
    )]
}

/// Refuses to delete what policies still hang on.
pub(super) fn check_bare<E: Entity>(entity: &E) -> Result<(), Fault> {
    if !entity.attached_policies().is_empty() {
        return Err(conflict("must detach all policies first."));
    }
    if !entity.inline_policies().is_empty() {
        return Err(conflict("must delete policies first."));
    }
    Ok(())
}

/// What IAM says where something has to go first.
pub(super) fn conflict(what: &str) -> Fault {
    iam::SERVICE.fault("DeleteConflict", format!("Cannot delete entity, {what}"))
}
