//! The permissions of Elastic Load Balancing's operations in the forms of the Service Authorization Reference,
//! "Actions, resources, and condition keys for AWS Elastic Load Balancing V2". Describe calls are on `*` and are not
//! here.

use portcullis_catalog::identity::Tags;
use portcullis_catalog::load_balancer::LoadBalancingArn;
use portcullis_wire::{Fault, elbv2 as wire};

use super::address;
use crate::{KeyValue, Permission, Tx};

/// An operation on the resource of an ARN. If there is none, the handler will say so.
pub(super) fn on(tx: &Tx<'_>, operation: &str, arn: &str) -> Result<Vec<Permission>, Fault> {
    Ok(vec![permission(tx, operation, arn)?])
}

/// The same, to add to.
pub(super) fn permission(tx: &Tx<'_>, operation: &str, arn: &str) -> Result<Permission, Fault> {
    let action = format!("elasticloadbalancing:{operation}");
    let mut permission = Permission::new(action, arn, tx.account());
    if let Some(tags) = tags_of(tx, arn)? {
        permission = permission.tagged(&tags);
        for (key, value) in tags {
            let name = format!("elasticloadbalancing:ResourceTag/{key}");
            permission = permission.with(&name, KeyValue::Text(value));
        }
    }
    Ok(permission)
}

/// Making a resource whose ARN ends in a wildcard, and tagging it where the call brings tags.
pub(super) fn creating(
    tx: &Tx<'_>,
    operation: &str,
    resource: &str,
    tags: Option<&[wire::Tag]>,
) -> Vec<Permission> {
    let (region, account) = (tx.region(), tx.account());
    let arn = format!("arn:aws:elasticloadbalancing:{region}:{account}:{resource}");
    let action = format!("elasticloadbalancing:{operation}");
    let mut create = Permission::new(action, arn.clone(), account);
    let mut needed = Vec::new();
    let tags = brought(tags);
    if !tags.is_empty() {
        create = create.bringing(tags.clone());
        let tagging = Permission::new("elasticloadbalancing:AddTags", arn, account)
            .bringing(tags)
            .with(
                "elasticloadbalancing:CreateAction",
                KeyValue::Text(operation.to_owned()),
            );
        needed.push(tagging);
    }
    needed.insert(0, create);
    needed
}

/// The tags of a call as they come, unjudged: for the condition keys about them.
pub(super) fn brought(tags: Option<&[wire::Tag]>) -> Tags {
    let tags = tags.unwrap_or_default().iter();
    tags.map(|tag| (tag.key.clone(), tag.value.clone().unwrap_or_default()))
        .collect()
}

fn tags_of(tx: &Tx<'_>, arn: &str) -> Result<Option<Tags>, Fault> {
    let Some((_, named)) = LoadBalancingArn::parse(arn, tx.region()) else {
        return Ok(None);
    };
    Ok(match named {
        LoadBalancingArn::LoadBalancer { .. } => {
            address::find_load_balancer(tx, arn)?.map(|found| found.tags)
        }
        LoadBalancingArn::TargetGroup { .. } => {
            address::find_target_group(tx, arn)?.map(|found| found.tags)
        }
        LoadBalancingArn::Listener { .. } => {
            address::find_listener(tx, arn)?.map(|found| found.tags)
        }
        LoadBalancingArn::Rule { .. } => address::find_rule(tx, arn)?.map(|found| match found {
            address::Rule::Default(listener) => listener.default_rule_tags,
            address::Rule::Made(rule) => rule.tags,
        }),
    })
}
