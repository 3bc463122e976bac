//! A set of tags as IAM keeps it: keys are compared ignoring case and kept as they were written
//! (IAM User Guide, "Tags for IAM resources"). The operations that set them are in `tag`.

use portcullis_catalog::identity::Tags;
use portcullis_wire::{Fault, iam};

use super::document::over_quota;
use super::page::Page;
use crate::{KeyValue, Permission};

/// How many a resource may have.
const MAX_TAGS: usize = 50;

/// The tags of a request, each key once.
pub(super) fn read(tags: &[iam::Tag]) -> Result<Tags, Fault> {
    let mut read = Tags::new();
    for tag in tags {
        if has_prefix(&tag.key) {
            let message = "Tag keys that begin with the reserved prefix 'aws:' cannot be set.";
            return Err(iam::SERVICE.fault("InvalidInput", message));
        }
        if remove_key(&mut read, &tag.key) {
            let message =
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
            return Err(iam::SERVICE.fault("InvalidInput", message));
        }
        read.insert(tag.key.clone(), tag.value.clone());
    }
    Ok(read)
}

/// The tags as answers carry them; absent where there are none.
pub(super) fn shown(tags: &Tags) -> Option<Vec<iam::Tag>> {
    (!tags.is_empty()).then(|| tags.iter().map(shown_tag).collect())
}

/// With the keys that ask for the resource's tags: `aws:ResourceTag/…` and IAM's own.
pub(super) fn tagged(permission: Permission, tags: &Tags) -> Permission {
    tags.iter()
        .fold(permission.tagged(tags), |permission, (key, value)| {
            permission.with(
                &format!("iam:ResourceTag/{key}"),
                KeyValue::Text(value.clone()),
            )
        })
}

/// Sets tags beside those that are there.
pub(super) fn merge(tags: &mut Tags, new: &[iam::Tag], kind: &str) -> Result<(), Fault> {
    for (key, value) in read(new)? {
        remove_key(tags, &key);
        tags.insert(key, value);
    }
    if tags.len() > MAX_TAGS {
        return Err(over_quota(&format!("TagsPer{kind}"), MAX_TAGS));
    }
    Ok(())
}

/// Takes tags away; a key that is not there is no error.
pub(super) fn remove(tags: &mut Tags, keys: &[String]) {
    for key in keys {
        remove_key(tags, key);
    }
}

/// A page of tags.
pub(super) fn page(
    tags: &Tags,
    marker: Option<&str>,
    max_items: Option<i32>,
) -> Result<Page<iam::Tag>, Fault> {
    Page::of(
        tags.iter().map(shown_tag),
        |tag| tag.key.clone(),
        marker,
        max_items,
    )
}

/// One tag as answers carry it.
fn shown_tag((key, value): (&String, &String)) -> iam::Tag {
    iam::Tag {
        key: key.clone(),
        value: value.clone(),
    }
}

fn remove_key(tags: &mut Tags, key: &str) -> bool {
    let count = tags.len();
    let key = key.to_lowercase();
    tags.retain(|known, _| known.to_lowercase() != key);
    tags.len() < count
}

fn has_prefix(key: &str) -> bool {
    key.get(..4)
        .is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:"))
}
