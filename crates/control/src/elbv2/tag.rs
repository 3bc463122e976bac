//! Tags of load balancers, target groups, listeners and rules, by the ARN of each. The rules of keys and values are
//! those of the model's `Tag`; the wire has checked their lengths and characters.

use std::collections::BTreeSet;

use portcullis_catalog::identity::Tags;
use portcullis_catalog::load_balancer::LoadBalancingArn;
use portcullis_wire::{Fault, elbv2 as wire};

use super::address::{self, Rule};
use super::{authorize, fault, invalid};
use crate::{Permission, Tx};

/// AWS's quota for a resource.
const MAX_TAGS: usize = 50;
/// How many resources one call may describe.
const MAX_DESCRIBED: usize = 20;

/// The tags of a call that makes something.
pub(super) fn read(tags: Option<Vec<wire::Tag>>) -> Result<Tags, Fault> {
    let mut read = Tags::new();
    put(&mut read, &tags.unwrap_or_default())?;
    Ok(read)
}

pub(super) fn may_add(tx: &Tx<'_>, input: &wire::AddTagsInput) -> Result<Vec<Permission>, Fault> {
    let brought = authorize::brought(Some(&input.tags));
    let each = input.resource_arns.iter();
    each.map(|arn| Ok(authorize::permission(tx, "AddTags", arn)?.bringing(brought.clone())))
        .collect()
}

pub(super) fn add(
    tx: &mut Tx<'_>,
    input: wire::AddTagsInput,
) -> Result<wire::AddTagsOutput, Fault> {
    for arn in &input.resource_arns {
        change(tx, arn, |tags| put(tags, &input.tags))?;
    }
    Ok(wire::AddTagsOutput {})
}

pub(super) fn may_remove(
    tx: &Tx<'_>,
    input: &wire::RemoveTagsInput,
) -> Result<Vec<Permission>, Fault> {
    let keys = input.tag_keys.iter();
    let brought: Tags = keys.map(|key| (key.clone(), String::new())).collect();
    let each = input.resource_arns.iter();
    each.map(|arn| Ok(authorize::permission(tx, "RemoveTags", arn)?.bringing(brought.clone())))
        .collect()
}

pub(super) fn remove(
    tx: &mut Tx<'_>,
    input: wire::RemoveTagsInput,
) -> Result<wire::RemoveTagsOutput, Fault> {
    for arn in &input.resource_arns {
        change(tx, arn, |tags| {
            tags.retain(|key, _| !input.tag_keys.contains(key));
            Ok(())
        })?;
    }
    Ok(wire::RemoveTagsOutput {})
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeTagsInput,
) -> Result<wire::DescribeTagsOutput, Fault> {
    if input.resource_arns.len() > MAX_DESCRIBED {
        let message = format!("Cannot have more than {MAX_DESCRIBED} resources described");
        return Err(invalid(message));
    }
    let descriptions = input.resource_arns.into_iter().map(|arn| {
        let tags = match resource(tx, &arn)? {
            Tagged::LoadBalancer(balancer) => balancer.tags,
            Tagged::TargetGroup(group) => group.tags,
            Tagged::Listener(listener) => listener.tags,
            Tagged::Rule(Rule::Default(listener)) => listener.default_rule_tags,
            Tagged::Rule(Rule::Made(rule)) => rule.tags,
        };
        let tags = tags.into_iter().map(|(key, value)| wire::Tag {
            key,
            value: Some(value),
        });
        Ok(wire::TagDescription {
            resource_arn: Some(arn),
            tags: Some(tags.collect()),
        })
    });
    Ok(wire::DescribeTagsOutput {
        tag_descriptions: Some(descriptions.collect::<Result<_, Fault>>()?),
    })
}

enum Tagged {
    LoadBalancer(portcullis_catalog::load_balancer::LoadBalancer),
    TargetGroup(portcullis_catalog::load_balancer::TargetGroup),
    Listener(portcullis_catalog::load_balancer::Listener),
    Rule(Rule),
}

fn resource(tx: &Tx<'_>, arn: &str) -> Result<Tagged, Fault> {
    Ok(match LoadBalancingArn::parse(arn, tx.region()) {
        Some((_, LoadBalancingArn::LoadBalancer { .. })) => {
            Tagged::LoadBalancer(address::load_balancer(tx, arn)?)
        }
        Some((_, LoadBalancingArn::TargetGroup { .. })) => {
            Tagged::TargetGroup(address::target_group(tx, arn)?)
        }
        Some((_, LoadBalancingArn::Listener { .. })) => {
            Tagged::Listener(address::listener(tx, arn)?)
        }
        Some((_, LoadBalancingArn::Rule { .. })) => Tagged::Rule(address::rule(tx, arn)?),
        None => {
            let message = format!("'{arn}' is not a valid Elastic Load Balancing ARN");
            return Err(invalid(message));
        }
    })
}

fn change(
    tx: &mut Tx<'_>,
    arn: &str,
    edit: impl FnOnce(&mut Tags) -> Result<(), Fault>,
) -> Result<(), Fault> {
    match resource(tx, arn)? {
        Tagged::LoadBalancer(mut balancer) => {
            edit(&mut balancer.tags)?;
            tx.put(&balancer)
        }
        Tagged::TargetGroup(mut group) => {
            edit(&mut group.tags)?;
            tx.put(&group)
        }
        Tagged::Listener(mut listener) => {
            edit(&mut listener.tags)?;
            tx.put(&listener)
        }
        Tagged::Rule(Rule::Default(mut listener)) => {
            edit(&mut listener.default_rule_tags)?;
            tx.put(&listener)
        }
        Tagged::Rule(Rule::Made(mut rule)) => {
            edit(&mut rule.tags)?;
            tx.put(&rule)
        }
    }
}

fn put(tags: &mut Tags, new: &[wire::Tag]) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for tag in new {
        if !seen.insert(&tag.key) {
            let message = format!("Tag key was specified more than once: {}", tag.key);
            return Err(fault("DuplicateTagKeys", message));
        }
        if tag
            .key
            .get(..4)
            .is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:"))
        {
            return Err(invalid(
                "aws: prefixed tag key names are not allowed for external use.",
            ));
        }
        tags.insert(tag.key.clone(), tag.value.clone().unwrap_or_default());
    }
    if tags.len() > MAX_TAGS {
        let message = format!("A resource can have at most {MAX_TAGS} tags");
        return Err(fault("TooManyTags", message));
    }
    Ok(())
}
