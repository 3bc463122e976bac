//! Tags of log groups, by ARN and, in the older calls, by name.

use portcullis_catalog::identity::Tags;
use portcullis_catalog::log_group::LogGroup;
use portcullis_wire::{Fault, logs as wire};

use super::{fault, find, invalid, on_group, on_stream};
use crate::{Permission, Tx};

/// AWS's quota for a resource; the lengths and characters of keys and values are the wire's.
const MAX_TAGS: usize = 50;

/// The permission for a call that names a resource by ARN.
pub(super) fn on_resource(
    tx: &Tx<'_>,
    operation: &str,
    arn: &str,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![match name_of(tx, arn) {
        Ok(name) => on_group(tx, operation, &name)?,
        // The handler will say what is wrong with it.
        Err(_) => Permission::new(format!("logs:{operation}"), arn, tx.account()),
    }])
}

pub(super) fn may_add(
    tx: &Tx<'_>,
    input: &wire::TagResourceRequest,
) -> Result<Vec<Permission>, Fault> {
    let needed = on_resource(tx, "TagResource", &input.resource_arn)?;
    Ok(bringing(needed, &input.tags))
}

pub(super) fn add(tx: &mut Tx<'_>, input: wire::TagResourceRequest) -> Result<(), Fault> {
    let group = resource(tx, &input.resource_arn)?;
    put(tx, group, input.tags)
}

pub(super) fn may_remove(
    tx: &Tx<'_>,
    input: &wire::UntagResourceRequest,
) -> Result<Vec<Permission>, Fault> {
    let needed = on_resource(tx, "UntagResource", &input.resource_arn)?;
    Ok(bringing(needed, &keys(&input.tag_keys)))
}

pub(super) fn remove(tx: &mut Tx<'_>, input: wire::UntagResourceRequest) -> Result<(), Fault> {
    let group = resource(tx, &input.resource_arn)?;
    take(tx, group, &input.tag_keys)
}

pub(super) fn list(
    tx: &mut Tx<'_>,
    input: wire::ListTagsForResourceRequest,
) -> Result<wire::ListTagsForResourceResponse, Fault> {
    let group = resource(tx, &input.resource_arn)?;
    Ok(wire::ListTagsForResourceResponse {
        tags: Some(group.tags),
    })
}

pub(super) fn may_add_by_name(
    tx: &Tx<'_>,
    input: &wire::TagLogGroupRequest,
) -> Result<Vec<Permission>, Fault> {
    let needed = on_stream(tx, "TagLogGroup", &input.log_group_name)?;
    Ok(bringing(needed, &input.tags))
}

pub(super) fn add_by_name(tx: &mut Tx<'_>, input: wire::TagLogGroupRequest) -> Result<(), Fault> {
    let group = find(tx, &input.log_group_name)?;
    put(tx, group, input.tags)
}

pub(super) fn may_remove_by_name(
    tx: &Tx<'_>,
    input: &wire::UntagLogGroupRequest,
) -> Result<Vec<Permission>, Fault> {
    let needed = on_stream(tx, "UntagLogGroup", &input.log_group_name)?;
    Ok(bringing(needed, &keys(&input.tags)))
}

pub(super) fn remove_by_name(
    tx: &mut Tx<'_>,
    input: wire::UntagLogGroupRequest,
) -> Result<(), Fault> {
    let group = find(tx, &input.log_group_name)?;
    take(tx, group, &input.tags)
}

pub(super) fn list_by_name(
    tx: &mut Tx<'_>,
    input: wire::ListTagsLogGroupRequest,
) -> Result<wire::ListTagsLogGroupResponse, Fault> {
    let group = find(tx, &input.log_group_name)?;
    Ok(wire::ListTagsLogGroupResponse {
        tags: Some(group.tags),
    })
}

/// Refuses tags that AWS refuses.
pub(super) fn check(tags: &Tags, group: &str) -> Result<(), Fault> {
    if tags.len() > MAX_TAGS {
        let message = format!("A resource can have at most {MAX_TAGS} tags.");
        let refused = fault("TooManyTagsException", message);
        return Err(refused.with_field("resourceName", group));
    }
    let reserved = tags.keys().find(|key| {
        key.get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("aws:"))
    });
    match reserved {
        Some(key) => Err(invalid(format!(
            "The tag key '{key}' must not begin with aws:"
        ))),
        None => Ok(()),
    }
}

fn bringing(needed: Vec<Permission>, tags: &Tags) -> Vec<Permission> {
    needed
        .into_iter()
        .map(|permission| permission.bringing(tags.clone()))
        .collect()
}

fn keys(keys: &[String]) -> Tags {
    keys.iter()
        .map(|key| (key.clone(), String::new()))
        .collect()
}

fn put(tx: &mut Tx<'_>, mut group: LogGroup, tags: Tags) -> Result<(), Fault> {
    group.tags.extend(tags);
    check(&group.tags, &group.name)?;
    tx.put(&group)
}

fn take(tx: &mut Tx<'_>, mut group: LogGroup, keys: &[String]) -> Result<(), Fault> {
    group.tags.retain(|key, _| !keys.contains(key));
    tx.put(&group)
}

/// The group of an ARN, which other answers end with `:*`.
fn resource(tx: &Tx<'_>, arn: &str) -> Result<LogGroup, Fault> {
    let name = name_of(tx, arn)?;
    let found = tx.get::<LogGroup>(&LogGroup::key_of(tx.account(), &name))?;
    found.ok_or_else(|| {
        let message = "The specified resource does not exist.";
        fault("ResourceNotFoundException", message)
    })
}

fn name_of(tx: &Tx<'_>, arn: &str) -> Result<String, Fault> {
    let (region, account) = (tx.region(), tx.account());
    let here = format!("arn:aws:logs:{region}:{account}:log-group:");
    let name = arn.strip_prefix(&here);
    let name = name.map(|name| name.strip_suffix(":*").unwrap_or(name));
    match name {
        Some(name) if !name.is_empty() && !name.contains(':') => Ok(name.to_owned()),
        _ => Err(invalid(format!(
            "The resource ARN '{arn}' is not one of a log group here."
        ))),
    }
}
