//! GetAccountAuthorizationDetails: every user, group, role and policy of an account with what hangs on
//! what, page by page. It shows no secrets and no tags of policies, as IAM's shape has none.

use std::collections::BTreeMap;

use portcullis_catalog::identity::{Group, ManagedPolicy, Role, User};
use portcullis_wire::iam::EntityType;
use portcullis_wire::{Fault, Timestamp, iam};

use super::entity::{self, Entity};
use super::page::Page;
use super::policy::{self, Known, Usage};
use super::{attachment, boundary, document, tag_set, trust, user};
use crate::{Offered, Permission, Tx, offer};

pub(super) fn offered() -> Offered {
    offer(
        "GetAccountAuthorizationDetails",
        |tx, _: &iam::GetAccountAuthorizationDetailsRequest| {
            Ok(vec![Permission::new(
                "iam:GetAccountAuthorizationDetails",
                "*",
                tx.account(),
            )])
        },
        details,
    )
}

/// One thing of the account, before its details are gathered.
enum Item {
    User(User),
    Group(Group),
    Role(Role),
    Policy(Known),
}

impl Item {
    /// Kinds one after the other, names in each ignoring case.
    fn key(&self) -> String {
        match self {
            Self::User(it) => format!("1/{}", it.name.to_lowercase()),
            Self::Group(it) => format!("2/{}", it.name.to_lowercase()),
            Self::Role(it) => format!("3/{}", it.name.to_lowercase()),
            Self::Policy(it) if it.is_aws() => format!("5/{}", it.arn),
            Self::Policy(it) => format!("4/{}", it.name.to_lowercase()),
        }
    }
}

fn details(
    tx: &mut Tx<'_>,
    input: iam::GetAccountAuthorizationDetailsRequest,
) -> Result<iam::GetAccountAuthorizationDetailsResponse, Fault> {
    let filter = input.filter.unwrap_or_default();
    let wanted = |kind: EntityType| filter.is_empty() || filter.contains(&kind);
    let account = tx.account();
    let usage = policy::usage(tx)?;
    let mut items: Vec<Item> = Vec::new();
    if wanted(EntityType::User) {
        items.extend(entity::all(tx, account)?.into_iter().map(Item::User));
    }
    if wanted(EntityType::Group) {
        items.extend(entity::all(tx, account)?.into_iter().map(Item::Group));
    }
    if wanted(EntityType::Role) {
        items.extend(entity::all(tx, account)?.into_iter().map(Item::Role));
    }
    if wanted(EntityType::LocalManagedPolicy) {
        let own = tx.scan::<ManagedPolicy>(&format!("policy/{account}/"))?;
        items.extend(own.into_iter().map(Known::from).map(Item::Policy));
    }
    if wanted(EntityType::AWSManagedPolicy) {
        // Of AWS's own policies those that the account uses.
        for arn in usage.keys().filter(|arn| policy::is_aws(arn)) {
            items.extend(policy::lookup(tx, account, arn)?.map(Item::Policy));
        }
    }
    items.sort_by_cached_key(Item::key);
    let page = Page::of(items, Item::key, input.marker.as_deref(), input.max_items)?;
    let (mut users, mut groups, mut roles, mut policies) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for item in page.items {
        match item {
            Item::User(it) => users.push(of_user(tx, &it)?),
            Item::Group(it) => groups.push(of_group(&it)),
            Item::Role(it) => roles.push(of_role(tx, &it)?),
            Item::Policy(it) => policies.push(of_policy(&it, &usage)),
        }
    }
    Ok(iam::GetAccountAuthorizationDetailsResponse {
        user_detail_list: Some(users),
        group_detail_list: Some(groups),
        role_detail_list: Some(roles),
        policies: Some(policies),
        is_truncated: page.is_truncated,
        marker: page.marker,
    })
}

fn of_user(tx: &Tx<'_>, user: &User) -> Result<iam::UserDetail, Fault> {
    let groups = user::groups_of(tx, &user.name.to_lowercase())?;
    Ok(iam::UserDetail {
        path: Some(user.path.clone()),
        user_name: Some(user.name.clone()),
        user_id: Some(user.id.clone()),
        arn: Some(user.arn()),
        create_date: Some(Timestamp::from_unix(user.created)),
        user_policy_list: inline(user),
        group_list: Some(groups.into_iter().map(|group| group.name).collect()),
        attached_managed_policies: attached(user),
        permissions_boundary: boundary::shown(user.permissions_boundary.as_deref()),
        tags: tag_set::shown(&user.tags),
    })
}

fn of_group(group: &Group) -> iam::GroupDetail {
    iam::GroupDetail {
        path: Some(group.path.clone()),
        group_name: Some(group.name.clone()),
        group_id: Some(group.id.clone()),
        arn: Some(group.arn()),
        create_date: Some(Timestamp::from_unix(group.created)),
        group_policy_list: inline(group),
        attached_managed_policies: attached(group),
    }
}

fn of_role(tx: &Tx<'_>, role: &Role) -> Result<iam::RoleDetail, Fault> {
    Ok(iam::RoleDetail {
        path: Some(role.path.clone()),
        role_name: Some(role.name.clone()),
        role_id: Some(role.id.clone()),
        arn: Some(role.arn()),
        create_date: Some(Timestamp::from_unix(role.created)),
        assume_role_policy_document: Some(trust::shown(tx, role)?),
        instance_profile_list: Some(Vec::new()),
        role_policy_list: inline(role),
        attached_managed_policies: attached(role),
        permissions_boundary: boundary::shown(role.permissions_boundary.as_deref()),
        tags: tag_set::shown(&role.tags),
        role_last_used: Some(iam::RoleLastUsed::default()),
    })
}

fn of_policy(policy: &Known, usage: &BTreeMap<String, Usage>) -> iam::ManagedPolicyDetail {
    let used = usage.get(&policy.arn).copied().unwrap_or_default();
    let version = |version: &portcullis_catalog::identity::PolicyVersion| iam::PolicyVersion {
        document: Some(document::encoded(&version.document)),
        version_id: Some(version.id.clone()),
        is_default_version: Some(version.id == policy.default_version),
        create_date: Some(Timestamp::from_unix(version.created)),
    };
    iam::ManagedPolicyDetail {
        policy_name: Some(policy.name.clone()),
        policy_id: Some(policy.id.clone()),
        arn: Some(policy.arn.clone()),
        path: Some(policy.path.clone()),
        default_version_id: Some(policy.default_version.clone()),
        attachment_count: Some(used.attached),
        permissions_boundary_usage_count: Some(used.boundaries),
        is_attachable: Some(true),
        description: policy.description.clone(),
        create_date: Some(Timestamp::from_unix(policy.created)),
        update_date: Some(Timestamp::from_unix(policy.updated)),
        // The newest first.
        policy_version_list: Some(policy.versions.iter().rev().map(version).collect()),
    }
}

fn inline<E: Entity>(entity: &E) -> Option<Vec<iam::PolicyDetail>> {
    let policies = entity.inline_policies().iter();
    let shown = policies.map(|(name, text)| iam::PolicyDetail {
        policy_name: Some(name.clone()),
        policy_document: Some(document::encoded(text)),
    });
    Some(shown.collect())
}

fn attached<E: Entity>(entity: &E) -> Option<Vec<iam::AttachedPolicy>> {
    let arns = entity.attached_policies().iter();
    Some(arns.filter_map(|arn| attachment::shown(arn)).collect())
}
