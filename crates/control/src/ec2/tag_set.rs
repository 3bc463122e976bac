//! The tags of one resource: read from requests, judged, shown. The rules of keys and values are
//! those of the Amazon EC2 User Guide, "Tag restrictions".

use std::collections::BTreeSet;

use portcullis_catalog::identity::Tags;
use portcullis_wire::{Fault, ec2 as wire};

use super::fault;
use super::resource::Kind;

const MAX_TAGS: usize = 50;
const MAX_KEY: usize = 128;
const MAX_VALUE: usize = 256;

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

/// Adds tags, each key once, and no more than a resource may have.
pub(super) fn add(tags: &mut Tags, new: Vec<wire::Tag>) -> Result<(), Fault> {
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

/// Refuses a key that no tag can have.
pub(super) fn check_key(key: &str) -> Result<(), Fault> {
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
