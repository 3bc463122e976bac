//! The operations on tags, for every kind of resource that has some. What a tag may be is said in
//! [`super::tag_set`].

use portcullis_catalog::flow_log::FlowLog;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::network::{
    InternetGateway, NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint,
};
use portcullis_wire::{Fault, ec2 as wire};

use super::authorize;
use super::condition_keys::describe_acl;
use super::filter::{Filters, one};
use super::page::page;
use super::resource::{Kind, Resource, all, find};
use super::tag_set::{add, check_key};
use super::{fault, security_group_rule};
use crate::{Permission, Tx};

/// The most resources that one call may tag.
const MAX_RESOURCES: usize = 1000;

const FILTERS: &[&str] = &["key", "resource-id", "resource-type", "value"];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateTagsRequest,
) -> Result<Vec<Permission>, Fault> {
    let tags = input.tags.iter().map(|tag| {
        (
            tag.key.clone().unwrap_or_default(),
            tag.value.clone().unwrap_or_default(),
        )
    });
    let tags: Tags = tags.collect();
    let each = input
        .resources
        .iter()
        .map(|id| Ok(on_any(tx, "ec2:CreateTags", id)?.bringing(tags.clone())));
    each.collect()
}

pub(super) fn create(tx: &mut Tx<'_>, input: wire::CreateTagsRequest) -> Result<(), Fault> {
    check_resources(&input.resources)?;
    if input.tags.is_empty() {
        return Err(fault(
            "MissingParameter",
            "The request must contain the parameter Tag",
        ));
    }
    for id in &input.resources {
        change(tx, id, |tags| add(tags, input.tags.clone()))?;
    }
    Ok(())
}

pub(super) fn may_delete(
    tx: &Tx<'_>,
    input: &wire::DeleteTagsRequest,
) -> Result<Vec<Permission>, Fault> {
    let tags = input.tags.iter().flatten();
    let tags = tags.map(|tag| {
        (
            tag.key.clone().unwrap_or_default(),
            tag.value.clone().unwrap_or_default(),
        )
    });
    let tags: Tags = tags.collect();
    let each = input
        .resources
        .iter()
        .map(|id| Ok(on_any(tx, "ec2:DeleteTags", id)?.bringing(tags.clone())));
    each.collect()
}

/// A tag with a value goes only where it has that value; a call that names no tags deletes all.
pub(super) fn delete(tx: &mut Tx<'_>, input: wire::DeleteTagsRequest) -> Result<(), Fault> {
    check_resources(&input.resources)?;
    for id in &input.resources {
        change(tx, id, |tags| {
            let Some(wanted) = input.tags.as_ref().filter(|wanted| !wanted.is_empty()) else {
                tags.clear();
                return Ok(());
            };
            for tag in wanted {
                let key = tag.key.clone().unwrap_or_default();
                check_key(&key)?;
                if tag.value.is_none() || tags.get(&key) == tag.value.as_ref() {
                    tags.remove(&key);
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeTagsRequest,
) -> Result<wire::DescribeTagsResult, Fault> {
    // `tag:KEY` and `tag-key` speak of one tag here, as if it were the only one of its resource.
    let filters = Filters::read(input.filters, FILTERS, true)?;
    let mut found: Vec<(Kind, String, Tags)> = Vec::new();
    collect::<Vpc>(tx, &mut found)?;
    collect::<Subnet>(tx, &mut found)?;
    collect::<SecurityGroup>(tx, &mut found)?;
    collect::<VpcEndpoint>(tx, &mut found)?;
    collect::<NetworkInterface>(tx, &mut found)?;
    collect::<RouteTable>(tx, &mut found)?;
    collect::<InternetGateway>(tx, &mut found)?;
    collect::<FlowLog>(tx, &mut found)?;
    for vpc in all::<Vpc>(tx)? {
        found.push((
            Kind::NetworkAcl,
            vpc.default_network_acl,
            vpc.default_network_acl_tags,
        ));
    }
    for rule in all::<SecurityGroup>(tx)?
        .into_iter()
        .flat_map(|group| group.rules)
    {
        found.push((Kind::SecurityGroupRule, rule.id, rule.tags));
    }
    let mut tags = Vec::new();
    for (kind, id, of_resource) in found {
        for (key, value) in of_resource {
            let alone = Tags::from([(key.clone(), value.clone())]);
            let matched = filters.match_resource(&alone, |name| match name {
                "key" => one(&key),
                "value" => one(&value),
                "resource-id" => one(&id),
                _ => one(kind.resource_type()),
            });
            if matched {
                tags.push((kind, id.clone(), key, value));
            }
        }
    }
    let key = |(_, id, key, _): &(Kind, String, String, String)| format!("{id}/{key}");
    let (tags, next_token) = page(tags, key, input.max_results, input.next_token.as_deref())?;
    let tags = tags
        .into_iter()
        .map(|(kind, id, key, value)| wire::TagDescription {
            key: Some(key),
            resource_id: Some(id),
            resource_type: Some(kind.resource_type()),
            value: Some(value),
        });
    Ok(wire::DescribeTagsResult {
        tags: Some(tags.collect()),
        next_token,
    })
}

fn collect<R: Resource>(tx: &Tx<'_>, found: &mut Vec<(Kind, String, Tags)>) -> Result<(), Fault> {
    for resource in all::<R>(tx)? {
        found.push((R::OF, resource.id().to_owned(), resource.tags().clone()));
    }
    Ok(())
}

fn check_resources(ids: &[String]) -> Result<(), Fault> {
    if ids.len() > MAX_RESOURCES {
        let message =
            format!("The maximum number of resources that one call may tag is {MAX_RESOURCES}.");
        return Err(fault("InvalidParameterValue", message));
    }
    Ok(())
}

fn change(
    tx: &mut Tx<'_>,
    id: &str,
    edit: impl FnOnce(&mut Tags) -> Result<(), Fault>,
) -> Result<(), Fault> {
    match Kind::of(id) {
        Some(Kind::Vpc) => change_of::<Vpc>(tx, id, edit),
        Some(Kind::Subnet) => change_of::<Subnet>(tx, id, edit),
        Some(Kind::SecurityGroup) => change_of::<SecurityGroup>(tx, id, edit),
        Some(Kind::VpcEndpoint) => change_of::<VpcEndpoint>(tx, id, edit),
        Some(Kind::NetworkInterface) => change_of::<NetworkInterface>(tx, id, edit),
        Some(Kind::RouteTable) => change_of::<RouteTable>(tx, id, edit),
        Some(Kind::InternetGateway) => change_of::<InternetGateway>(tx, id, edit),
        Some(Kind::FlowLog) => change_of::<FlowLog>(tx, id, edit),
        Some(Kind::NetworkAcl) => {
            Kind::NetworkAcl.check(id)?;
            let mut vpcs = all::<Vpc>(tx)?
                .into_iter()
                .filter(|vpc| vpc.default_network_acl == id);
            let mut vpc = vpcs.next().ok_or_else(|| Kind::NetworkAcl.not_found(id))?;
            edit(&mut vpc.default_network_acl_tags)?;
            tx.put(&vpc)
        }
        Some(Kind::SecurityGroupRule) => {
            let mut group = security_group_rule::group_of(tx, id)?;
            if let Some(rule) = group.rules.iter_mut().find(|rule| rule.id == id) {
                edit(&mut rule.tags)?;
            }
            tx.put(&group)
        }
        None => Err(fault("InvalidID", format!("The ID '{id}' is not valid"))),
    }
}

fn change_of<R: Resource>(
    tx: &mut Tx<'_>,
    id: &str,
    edit: impl FnOnce(&mut Tags) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut resource: R = find(tx, id)?;
    edit(resource.tags_mut())?;
    tx.put(&resource)
}

fn on_any(tx: &Tx<'_>, action: &str, id: &str) -> Result<Permission, Fault> {
    match Kind::of(id) {
        Some(Kind::Vpc) => authorize::on::<Vpc>(tx, action, id),
        Some(Kind::Subnet) => authorize::on::<Subnet>(tx, action, id),
        Some(Kind::SecurityGroup) => authorize::on::<SecurityGroup>(tx, action, id),
        Some(Kind::VpcEndpoint) => authorize::on::<VpcEndpoint>(tx, action, id),
        Some(Kind::NetworkInterface) => authorize::on::<NetworkInterface>(tx, action, id),
        Some(Kind::RouteTable) => authorize::on::<RouteTable>(tx, action, id),
        Some(Kind::InternetGateway) => authorize::on::<InternetGateway>(tx, action, id),
        Some(Kind::FlowLog) => authorize::on::<FlowLog>(tx, action, id),
        Some(kind @ Kind::NetworkAcl) => {
            let permission = authorize::on_part(tx, action, kind, id);
            let mut vpcs = all::<Vpc>(tx)?.into_iter();
            let Some(vpc) = vpcs.find(|vpc| vpc.default_network_acl == id) else {
                return Ok(permission);
            };
            let tags = &vpc.default_network_acl_tags;
            let permission = authorize::with_resource_tags(permission, tags);
            Ok(describe_acl(tx, permission, id, &vpc))
        }
        Some(kind @ Kind::SecurityGroupRule) => {
            let permission = authorize::on_part(tx, action, kind, id);
            let rules = all::<SecurityGroup>(tx)?
                .into_iter()
                .flat_map(|group| group.rules);
            let tags = rules
                .into_iter()
                .find(|rule| rule.id == id)
                .map(|rule| rule.tags)
                .unwrap_or_default();
            Ok(authorize::with_resource_tags(permission, &tags))
        }
        None => Ok(authorize::on_anything(tx, action)),
    }
}
