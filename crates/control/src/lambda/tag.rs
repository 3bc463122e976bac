//! Tags of functions, by ARN. Versions and aliases have none of their own.

use portcullis_catalog::function::Function;
use portcullis_catalog::identity::Tags;
use portcullis_wire::{Fault, lambda as wire};

use super::{authorize, invalid, name};
use crate::{Permission, Tx};

/// Lambda Developer Guide, "Tag requirements".
const MAX_TAGS: usize = 50;
const MAX_KEY: usize = 128;
const MAX_VALUE: usize = 256;

pub(super) fn may_add(
    tx: &Tx<'_>,
    input: &wire::TagResourceRequest,
) -> Result<Vec<Permission>, Fault> {
    let permission = authorize::permission(tx, "TagResource", &input.resource, None)?;
    Ok(vec![permission.bringing(input.tags.clone())])
}

pub(super) fn add(tx: &mut Tx<'_>, input: wire::TagResourceRequest) -> Result<(), Fault> {
    let mut function = tagged(tx, &input.resource)?;
    function.tags.extend(input.tags);
    check(&function.tags)?;
    tx.put(&function)
}

pub(super) fn may_remove(
    tx: &Tx<'_>,
    input: &wire::UntagResourceRequest,
) -> Result<Vec<Permission>, Fault> {
    let permission = authorize::permission(tx, "UntagResource", &input.resource, None)?;
    let keys = input.tag_keys.iter();
    let keys: Tags = keys.map(|key| (key.clone(), String::new())).collect();
    Ok(vec![permission.bringing(keys)])
}

pub(super) fn remove(tx: &mut Tx<'_>, input: wire::UntagResourceRequest) -> Result<(), Fault> {
    let mut function = tagged(tx, &input.resource)?;
    function.tags.retain(|key, _| !input.tag_keys.contains(key));
    tx.put(&function)
}

pub(super) fn list(
    tx: &mut Tx<'_>,
    input: wire::ListTagsRequest,
) -> Result<wire::ListTagsResponse, Fault> {
    let function = tagged(tx, &input.resource)?;
    Ok(wire::ListTagsResponse {
        tags: Some(function.tags),
    })
}

/// Refuses tags that AWS refuses.
pub(super) fn check(tags: &Tags) -> Result<(), Fault> {
    if tags.len() > MAX_TAGS {
        return Err(invalid(format!(
            "A function can have at most {MAX_TAGS} tags."
        )));
    }
    for (key, value) in tags {
        let reserved = key
            .get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("aws:"));
        if key.is_empty() || key.chars().count() > MAX_KEY || reserved {
            let message = format!(
                "The tag key '{key}' is not valid: it must have 1 to {MAX_KEY} characters and not begin with aws:"
            );
            return Err(invalid(message));
        }
        if value.chars().count() > MAX_VALUE {
            let message =
                format!("The value of the tag '{key}' has more than {MAX_VALUE} characters");
            return Err(invalid(message));
        }
    }
    Ok(())
}

fn tagged(tx: &Tx<'_>, resource: &str) -> Result<Function, Fault> {
    let named = name::read(tx, resource, None)?;
    if named.qualifier.is_some() {
        return Err(invalid(
            "Tags on function aliases and versions are not supported. Please specify a function ARN.",
        ));
    }
    name::function(tx, &named.name)
}
