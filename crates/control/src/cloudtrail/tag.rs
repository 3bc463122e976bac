//! Tags of trails, by ARN.

use std::collections::BTreeSet;

use portcullis_catalog::identity::Tags;
use portcullis_catalog::trail::Trail;
use portcullis_wire::{Fault, cloudtrail as wire};

use super::{fault, name_of, permission};
use crate::{Permission, Tx};

/// AWS CloudTrail API Reference, "AddTags" and "ListTags".
const MAX_TAGS: usize = 50;
const MAX_LISTED: usize = 20;

/// The tags of a call as they come, unjudged: for the condition keys about them.
pub(super) fn brought(tags: Option<&[wire::Tag]>) -> Tags {
    let tags = tags.unwrap_or_default().iter();
    tags.map(|tag| (tag.key.clone(), tag.value.clone().unwrap_or_default()))
        .collect()
}

/// The tags of a call that makes a trail.
pub(super) fn read(tags: Vec<wire::Tag>) -> Result<Tags, Fault> {
    let mut read = Tags::new();
    put(&mut read, tags)?;
    Ok(read)
}

pub(super) fn may_add(tx: &Tx<'_>, input: &wire::AddTagsRequest) -> Result<Vec<Permission>, Fault> {
    let tags = brought(Some(&input.tags_list));
    let permission = permission(tx, "AddTags", &input.resource_id)?;
    Ok(vec![permission.bringing(tags)])
}

pub(super) fn add(
    tx: &mut Tx<'_>,
    input: wire::AddTagsRequest,
) -> Result<wire::AddTagsResponse, Fault> {
    let mut trail = find(tx, &input.resource_id)?;
    put(&mut trail.tags, input.tags_list)?;
    tx.put(&trail)?;
    Ok(wire::AddTagsResponse {})
}

pub(super) fn may_remove(
    tx: &Tx<'_>,
    input: &wire::RemoveTagsRequest,
) -> Result<Vec<Permission>, Fault> {
    let tags = brought(Some(&input.tags_list));
    let permission = permission(tx, "RemoveTags", &input.resource_id)?;
    Ok(vec![permission.bringing(tags)])
}

/// A tag with a value goes only where it has that value.
pub(super) fn remove(
    tx: &mut Tx<'_>,
    input: wire::RemoveTagsRequest,
) -> Result<wire::RemoveTagsResponse, Fault> {
    let mut trail = find(tx, &input.resource_id)?;
    for tag in input.tags_list {
        let wanted = tag.value.filter(|value| !value.is_empty());
        let has = trail.tags.get(&tag.key);
        if wanted.is_none() || has == wanted.as_ref() {
            trail.tags.remove(&tag.key);
        }
    }
    tx.put(&trail)?;
    Ok(wire::RemoveTagsResponse {})
}

pub(super) fn may_list(
    tx: &Tx<'_>,
    input: &wire::ListTagsRequest,
) -> Result<Vec<Permission>, Fault> {
    let each = input.resource_id_list.iter();
    let needed: Vec<Permission> = each
        .map(|id| permission(tx, "ListTags", id))
        .collect::<Result<_, _>>()?;
    if needed.is_empty() {
        return super::on_anything(tx, "ListTags");
    }
    Ok(needed)
}

pub(super) fn list(
    tx: &mut Tx<'_>,
    input: wire::ListTagsRequest,
) -> Result<wire::ListTagsResponse, Fault> {
    if input.resource_id_list.len() > MAX_LISTED {
        let message = format!("At most {MAX_LISTED} resources can be listed in one call.");
        return Err(fault("InvalidParameterException", message));
    }
    let listed = input.resource_id_list.into_iter().map(|id| {
        let tags = find(tx, &id)?
            .tags
            .into_iter()
            .map(|(key, value)| wire::Tag {
                key,
                value: Some(value),
            });
        Ok(wire::ResourceTag {
            resource_id: Some(id),
            tags_list: Some(tags.collect()),
        })
    });
    Ok(wire::ListTagsResponse {
        resource_tag_list: Some(listed.collect::<Result<_, Fault>>()?),
        next_token: None,
    })
}

fn put(tags: &mut Tags, new: Vec<wire::Tag>) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for tag in new {
        let reserved = tag
            .key
            .get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("aws:"));
        if tag.key.is_empty() || reserved {
            let message = format!("The tag key '{}' is not valid.", tag.key);
            return Err(fault("InvalidTagParameterException", message));
        }
        if !seen.insert(tag.key.clone()) {
            let message = format!("The tag key '{}' is specified more than once.", tag.key);
            return Err(fault("InvalidTagParameterException", message));
        }
        tags.insert(tag.key, tag.value.unwrap_or_default());
    }
    if tags.len() > MAX_TAGS {
        let message = format!(
            "The number of tags per trail has exceeded the permitted amount. Currently, the limit is {MAX_TAGS}."
        );
        return Err(fault("TagsLimitExceededException", message));
    }
    Ok(())
}

fn find(tx: &Tx<'_>, arn: &str) -> Result<Trail, Fault> {
    if !arn.starts_with("arn:") {
        let message = format!("Invalid ARN: {arn}");
        return Err(fault("CloudTrailARNInvalidException", message));
    }
    let name = name_of(tx, arn)?;
    let found = tx.get::<Trail>(&Trail::key_of(tx.account(), &name))?;
    found.ok_or_else(|| {
        let message = format!("The resource {arn} does not exist.");
        fault("ResourceNotFoundException", message)
    })
}
