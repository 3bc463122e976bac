//! Groups and who is in them.

use portcullis_catalog::id;
use portcullis_catalog::identity::{Group, User};
use portcullis_wire::{Fault, Timestamp, iam};

use super::entity::{self, check_bare, conflict, only, path_of, permission};
use super::page::Page;
use super::{document, user};
use crate::{Offered, Permission, Tx, offer};

/// How many a user may be in (IAM User Guide, "IAM and AWS STS quotas").
const GROUPS_PER_USER: usize = 10;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateGroup",
            |tx, input: &iam::CreateGroupRequest| {
                let arn =
                    entity::arn_of::<Group>(tx, &path_of(input.path.as_deref()), &input.group_name);
                Ok(vec![Permission::new("iam:CreateGroup", arn, tx.account())])
            },
            create,
        ),
        offer(
            "GetGroup",
            |tx, input: &iam::GetGroupRequest| {
                only(permission::<Group>(tx, "GetGroup", &input.group_name))
            },
            get,
        ),
        offer("UpdateGroup", update_permissions, update),
        offer(
            "DeleteGroup",
            |tx, input: &iam::DeleteGroupRequest| {
                only(permission::<Group>(tx, "DeleteGroup", &input.group_name))
            },
            |tx, input| {
                let group: Group = entity::find(tx, &input.group_name)?;
                if !group.members.is_empty() {
                    return Err(conflict("must remove users from group first."));
                }
                check_bare(&group)?;
                tx.delete(&Group::key_of(group.account, &group.name));
                Ok(())
            },
        ),
        offer(
            "ListGroups",
            |tx, input: &iam::ListGroupsRequest| {
                Ok(entity::list_permission::<Group>(
                    tx,
                    "ListGroups",
                    input.path_prefix.as_deref(),
                ))
            },
            |tx, input| {
                let (prefix, marker) = (input.path_prefix.as_deref(), input.marker.as_deref());
                let page = entity::page::<Group>(tx, prefix, marker, input.max_items)?;
                let page = page.map(|group| shown(&group));
                let Page {
                    items: groups,
                    is_truncated,
                    marker,
                } = page;
                Ok(iam::ListGroupsResponse {
                    groups,
                    is_truncated,
                    marker,
                })
            },
        ),
        offer(
            "ListGroupsForUser",
            |tx, input: &iam::ListGroupsForUserRequest| {
                only(permission::<User>(
                    tx,
                    "ListGroupsForUser",
                    &input.user_name,
                ))
            },
            |tx, input| {
                let user: User = entity::find(tx, &input.user_name)?;
                let groups = user::groups_of(tx, &user.name.to_lowercase())?;
                let page = page(groups, input.marker.as_deref(), input.max_items)?;
                let Page {
                    items: groups,
                    is_truncated,
                    marker,
                } = page;
                Ok(iam::ListGroupsForUserResponse {
                    groups,
                    is_truncated,
                    marker,
                })
            },
        ),
        offer(
            "AddUserToGroup",
            |tx, input: &iam::AddUserToGroupRequest| {
                only(permission::<Group>(tx, "AddUserToGroup", &input.group_name))
            },
            add,
        ),
        offer(
            "RemoveUserFromGroup",
            |tx, input: &iam::RemoveUserFromGroupRequest| {
                only(permission::<Group>(
                    tx,
                    "RemoveUserFromGroup",
                    &input.group_name,
                ))
            },
            |tx, input| {
                let mut group: Group = entity::find(tx, &input.group_name)?;
                let user: User = entity::find(tx, &input.user_name)?;
                if !group.members.remove(&user.name.to_lowercase()) {
                    let message = format!("User {} not in group {}", user.name, group.name);
                    return Err(iam::SERVICE.fault("NoSuchEntity", message));
                }
                tx.put(&group)
            },
        ),
    ]
}

fn create(
    tx: &mut Tx<'_>,
    input: iam::CreateGroupRequest,
) -> Result<iam::CreateGroupResponse, Fault> {
    entity::check_new::<Group>(tx, &input.group_name)?;
    let group = Group {
        account: tx.account(),
        name: input.group_name,
        path: path_of(input.path.as_deref()),
        id: id::unique_id("AGPA", &tx.random()?),
        created: tx.now(),
        members: Default::default(),
        inline_policies: Default::default(),
        attached_policies: Default::default(),
    };
    tx.put(&group)?;
    Ok(iam::CreateGroupResponse {
        group: shown(&group),
    })
}

fn get(tx: &mut Tx<'_>, input: iam::GetGroupRequest) -> Result<iam::GetGroupResponse, Fault> {
    let group: Group = entity::find(tx, &input.group_name)?;
    let mut users = Vec::new();
    for member in &group.members {
        users.extend(entity::lookup::<User>(tx, member)?);
    }
    let key = |user: &User| user.name.to_lowercase();
    let page = Page::of(users, key, input.marker.as_deref(), input.max_items)?;
    let Page {
        items: users,
        is_truncated,
        marker,
    } = page.map(|user| user::shown(&user));
    Ok(iam::GetGroupResponse {
        group: shown(&group),
        users,
        is_truncated,
        marker,
    })
}

/// The permission is needed on the group before and after (IAM API Reference, "UpdateGroup").
fn update_permissions(
    tx: &Tx<'_>,
    input: &iam::UpdateGroupRequest,
) -> Result<Vec<Permission>, Fault> {
    let permission = permission::<Group>(tx, "UpdateGroup", &input.group_name)?;
    let Some(group) = entity::lookup::<Group>(tx, &input.group_name)? else {
        return Ok(vec![permission]);
    };
    let path = input.new_path.as_deref().unwrap_or(&group.path);
    let name = input.new_group_name.as_deref().unwrap_or(&group.name);
    let after = Permission {
        resource: entity::arn_of::<Group>(tx, path, name),
        ..permission.clone()
    };
    Ok(vec![permission, after])
}

fn update(tx: &mut Tx<'_>, input: iam::UpdateGroupRequest) -> Result<(), Fault> {
    let mut group: Group = entity::find(tx, &input.group_name)?;
    if let Some(path) = input.new_path {
        group.path = path;
    }
    if let Some(name) = input.new_group_name {
        if !name.eq_ignore_ascii_case(&group.name) {
            if entity::lookup::<Group>(tx, &name)?.is_some() {
                return Err(entity::already_exists::<Group>(&name));
            }
            tx.delete(&Group::key_of(group.account, &group.name));
        }
        group.name = name;
    }
    tx.put(&group)
}

fn add(tx: &mut Tx<'_>, input: iam::AddUserToGroupRequest) -> Result<(), Fault> {
    let mut group: Group = entity::find(tx, &input.group_name)?;
    let user: User = entity::find(tx, &input.user_name)?;
    let member = user.name.to_lowercase();
    let known = group.members.contains(&member);
    if !known && user::groups_of(tx, &member)?.len() >= GROUPS_PER_USER {
        return Err(document::over_quota("GroupsPerUser", GROUPS_PER_USER));
    }
    group.members.insert(member);
    tx.put(&group)
}

fn page(
    groups: Vec<Group>,
    marker: Option<&str>,
    max_items: Option<i32>,
) -> Result<Page<iam::Group>, Fault> {
    let page = Page::of(groups, |group| group.name.to_lowercase(), marker, max_items)?;
    Ok(page.map(|group| shown(&group)))
}

fn shown(group: &Group) -> iam::Group {
    iam::Group {
        path: group.path.clone(),
        group_name: group.name.clone(),
        group_id: group.id.clone(),
        arn: group.arn(),
        create_date: Timestamp::from_unix(group.created),
    }
}
