//! Users.

use portcullis_catalog::account::Account;
use portcullis_catalog::id;
use portcullis_catalog::identity::{AccessKey, Group, User};
use portcullis_wire::{Fault, Timestamp, iam};
use serde::Serialize;

use super::caller::{whom, whose};
use super::entity::{self, bounded_by, check_bare, conflict, only, path_of, permission};
use super::page::Page;
use super::{access_key, boundary, tag_set};
use crate::{Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("CreateUser", create_permissions, create),
        offer(
            "GetUser",
            |tx, input: &iam::GetUserRequest| {
                only(whose(tx, "GetUser", input.user_name.as_deref()))
            },
            get,
        ),
        offer("UpdateUser", update_permissions, update),
        offer(
            "DeleteUser",
            |tx, input: &iam::DeleteUserRequest| {
                only(permission::<User>(tx, "DeleteUser", &input.user_name))
            },
            delete,
        ),
        offer(
            "ListUsers",
            |tx, input: &iam::ListUsersRequest| {
                Ok(entity::list_permission::<User>(
                    tx,
                    "ListUsers",
                    input.path_prefix.as_deref(),
                ))
            },
            list,
        ),
    ]
}

/// A user as lists show it: without tags and boundary.
pub(super) fn shown(user: &User) -> iam::User {
    iam::User {
        path: user.path.clone(),
        user_name: user.name.clone(),
        user_id: user.id.clone(),
        arn: user.arn(),
        create_date: Timestamp::from_unix(user.created),
        ..Default::default()
    }
}

fn detailed(user: &User) -> iam::User {
    iam::User {
        permissions_boundary: boundary::shown(user.permissions_boundary.as_deref()),
        tags: tag_set::shown(&user.tags),
        ..shown(user)
    }
}

fn create_permissions(
    tx: &Tx<'_>,
    input: &iam::CreateUserRequest,
) -> Result<Vec<Permission>, Fault> {
    let arn = entity::arn_of::<User>(tx, &path_of(input.path.as_deref()), &input.user_name);
    let permissions = entity::creating(tx, "CreateUser", "TagUser", &arn, input.tags.as_deref())?;
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
    input: iam::CreateUserRequest,
) -> Result<iam::CreateUserResponse, Fault> {
    let tags = tag_set::read(input.tags.as_deref().unwrap_or_default())?;
    entity::check_new::<User>(tx, &input.user_name)?;
    if let Some(boundary) = &input.permissions_boundary {
        boundary::check(tx, boundary)?;
    }
    let user = User {
        account: tx.account(),
        name: input.user_name,
        path: path_of(input.path.as_deref()),
        id: id::unique_id("AIDA", &tx.random()?),
        created: tx.now(),
        tags,
        permissions_boundary: input.permissions_boundary,
        inline_policies: Default::default(),
        attached_policies: Default::default(),
    };
    tx.put(&user)?;
    Ok(iam::CreateUserResponse {
        user: Some(detailed(&user)),
    })
}

/// The answer to GetUser: the root user has neither a name nor a path.
#[derive(Serialize)]
struct Got {
    #[serde(rename = "User")]
    user: UserOrRoot,
}

#[derive(Serialize)]
#[serde(untagged)]
enum UserOrRoot {
    User(iam::User),
    Root(RootUser),
}

#[derive(Serialize)]
struct RootUser {
    #[serde(rename = "UserId")]
    user_id: String,
    #[serde(rename = "Arn")]
    arn: String,
    #[serde(rename = "CreateDate")]
    create_date: Timestamp,
}

fn get(tx: &mut Tx<'_>, input: iam::GetUserRequest) -> Result<Got, Fault> {
    let user = match whom(tx, input.user_name.as_deref())? {
        Some(name) => UserOrRoot::User(detailed(&entity::find(tx, &name)?)),
        None => {
            let account = tx.get::<Account>(&Account::key_of(tx.account()))?;
            UserOrRoot::Root(RootUser {
                user_id: tx.account().to_string(),
                arn: tx.principal()?.identity.arn.clone(),
                create_date: Timestamp::from_unix(account.map_or(0, |account| account.created)),
            })
        }
    };
    Ok(Got { user })
}

/// The permission is needed on the user before and after (IAM API Reference, "UpdateUser").
fn update_permissions(
    tx: &Tx<'_>,
    input: &iam::UpdateUserRequest,
) -> Result<Vec<Permission>, Fault> {
    let permission = permission::<User>(tx, "UpdateUser", &input.user_name)?;
    let Some(user) = entity::lookup::<User>(tx, &input.user_name)? else {
        return Ok(vec![permission]);
    };
    let path = input.new_path.as_deref().unwrap_or(&user.path);
    let name = input.new_user_name.as_deref().unwrap_or(&user.name);
    let after = Permission {
        resource: entity::arn_of::<User>(tx, path, name),
        ..permission.clone()
    };
    Ok(vec![permission, after])
}

fn update(tx: &mut Tx<'_>, input: iam::UpdateUserRequest) -> Result<(), Fault> {
    let mut user: User = entity::find(tx, &input.user_name)?;
    let (key, member) = (
        User::key_of(user.account, &user.name),
        user.name.to_lowercase(),
    );
    if let Some(path) = input.new_path {
        user.path = path;
    }
    if let Some(name) = input.new_user_name {
        let renamed = name.to_lowercase();
        if renamed != member {
            if entity::lookup::<User>(tx, &name)?.is_some() {
                return Err(entity::already_exists::<User>(&name));
            }
            for mut group in groups_of(tx, &member)? {
                group.members.remove(&member);
                group.members.insert(renamed.clone());
                tx.put(&group)?;
            }
            tx.delete(&key);
        }
        for key in access_key::of(tx, Some(&user.id))? {
            tx.put(&AccessKey {
                user: Some(name.clone()),
                ..key
            })?;
        }
        user.name = name;
    }
    tx.put(&user)
}

fn delete(tx: &mut Tx<'_>, input: iam::DeleteUserRequest) -> Result<(), Fault> {
    let user: User = entity::find(tx, &input.user_name)?;
    if !access_key::of(tx, Some(&user.id))?.is_empty() {
        return Err(conflict("must delete access keys first."));
    }
    if !groups_of(tx, &user.name.to_lowercase())?.is_empty() {
        return Err(conflict("must remove users from group first."));
    }
    check_bare(&user)?;
    tx.delete(&User::key_of(user.account, &user.name));
    Ok(())
}

fn list(tx: &mut Tx<'_>, input: iam::ListUsersRequest) -> Result<iam::ListUsersResponse, Fault> {
    let (prefix, marker) = (input.path_prefix.as_deref(), input.marker.as_deref());
    let page = entity::page::<User>(tx, prefix, marker, input.max_items)?;
    let Page {
        items: users,
        is_truncated,
        marker,
    } = page.map(|user| shown(&user));
    Ok(iam::ListUsersResponse {
        users,
        is_truncated,
        marker,
    })
}

/// The groups that a user is in, by its name in lower case.
pub(super) fn groups_of(tx: &Tx<'_>, member: &str) -> Result<Vec<Group>, Fault> {
    let mut groups = entity::all::<Group>(tx, tx.account())?;
    groups.retain(|group| group.members.contains(member));
    Ok(groups)
}
