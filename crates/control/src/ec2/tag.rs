//! Tags on every kind of resource: the three operations, and the tags that a create call brings.
//! The rules of keys and values are those of the Amazon EC2 User Guide, "Tag restrictions".

use std::collections::BTreeSet;

use portcullis_catalog::identity::Tags;
use portcullis_catalog::network::{
    NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint,
};
use portcullis_wire::{Fault, ec2 as wire};

use super::authorize::{self, arn};
use super::filter::{Filters, one};
use super::page::page;
use super::resource::{Kind, Resource, all, find};
use super::{fault, security_group_rule};
use crate::{Permission, Tx};

const MAX_TAGS: usize = 50;
const MAX_KEY: usize = 128;
const MAX_VALUE: usize = 256;
/// The most resources that one call may tag.
const MAX_RESOURCES: usize = 1000;

const FILTERS: &[&str] = &["key", "resource-id", "resource-type", "value"];

/// The tags of a call as they come, unjudged: for the condition keys about them.
pub(super) fn brought(specifications: Option<&[wire::TagSpecification]>) -> Tags {
    let tags = specifications
        .unwrap_or_default()
        .iter()
        .filter_map(|one| one.tags.as_ref())
        .flatten();
    tags.map(|tag| {
        (
            tag.key.clone().unwrap_or_default(),
            tag.value.clone().unwrap_or_default(),
        )
    })
    .collect()
}

/// The tags for what a call makes, which is of one kind.
pub(super) fn specified(
    specifications: Option<Vec<wire::TagSpecification>>,
    kind: Kind,
) -> Result<Tags, Fault> {
    let mut tags = Tags::new();
    for specification in specifications.unwrap_or_default() {
        let Some(named) = specification.resource_type else {
            return Err(fault(
                "MissingParameter",
                "The request must contain the parameter TagSpecification.1.ResourceType",
            ));
        };
        if named != kind.resource_type() {
            let message =
                format!("'{named}' is not a valid taggable resource type for this operation.");
            return Err(fault("InvalidParameterValue", message));
        }
        add(&mut tags, specification.tags.unwrap_or_default())?;
    }
    Ok(tags)
}

/// Tags as answers show them.
pub(super) fn shown(tags: &Tags) -> Option<Vec<wire::Tag>> {
    let tags = tags.iter().map(|(key, value)| wire::Tag {
        key: Some(key.clone()),
        value: Some(value.clone()),
    });
    Some(tags.collect())
}

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

fn add(tags: &mut Tags, new: Vec<wire::Tag>) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for tag in new {
        let key = tag.key.unwrap_or_default();
        let value = tag.value.unwrap_or_default();
        check_key(&key)?;
        if value.chars().count() > MAX_VALUE {
            let message = format!("Tag value exceeds the maximum length of {MAX_VALUE} characters");
            return Err(fault("InvalidParameterValue", message));
        }
        if !seen.insert(key.clone()) {
            return Err(fault(
                "InvalidParameterValue",
                format!("Duplicate tag key '{key}' specified."),
            ));
        }
        tags.insert(key, value);
    }
    if tags.len() > MAX_TAGS {
        return Err(fault(
            "TagLimitExceeded",
            "The maximum number of Tags for a resource has been reached.",
        ));
    }
    Ok(())
}

fn check_key(key: &str) -> Result<(), Fault> {
    if key.is_empty() {
        return Err(fault(
            "InvalidParameterValue",
            "Tag key cannot be null or empty",
        ));
    }
    if key.chars().count() > MAX_KEY {
        let message = format!("Tag key exceeds the maximum length of {MAX_KEY} characters");
        return Err(fault("InvalidParameterValue", message));
    }
    if key
        .get(..4)
        .is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:"))
    {
        let message = "Tag keys starting with 'aws:' are reserved for internal use";
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
        Some(kind @ Kind::NetworkAcl) => {
            let vpc = all::<Vpc>(tx)?
                .into_iter()
                .find(|vpc| vpc.default_network_acl == id);
            let tags = vpc
                .map(|vpc| vpc.default_network_acl_tags)
                .unwrap_or_default();
            Ok(authorize::with_resource_tags(
                Permission::new(action, arn(tx, kind, id), tx.account()),
                &tags,
            ))
        }
        Some(kind @ Kind::SecurityGroupRule) => {
            let permission = Permission::new(action, arn(tx, kind, id), tx.account());
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
