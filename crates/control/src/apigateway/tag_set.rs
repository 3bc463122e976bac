//! The tags that something is made with, or gets: what they may be, and what bringing them needs.
//! The operations on tags alone are in `tag.rs`.

use portcullis_catalog::identity::Tags;
use portcullis_wire::Fault;

use super::fault::bad_request;
use crate::Permission;

/// The most tags of one resource (API Gateway Developer Guide, "Tag restrictions").
const MAX_TAGS: usize = 50;
const MAX_KEY: usize = 128;
const MAX_VALUE: usize = 256;

/// Refuses tags that AWS refuses.
pub(super) fn check(tags: &Tags) -> Result<(), Fault> {
    if tags.len() > MAX_TAGS {
        return Err(bad_request(format!(
            "A resource can have at most {MAX_TAGS} tags"
        )));
    }
    for (key, value) in tags {
        if key.is_empty() || key.chars().count() > MAX_KEY {
            return Err(bad_request(format!(
                "Tag keys must have between 1 and {MAX_KEY} characters"
            )));
        }
        if key
            .get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("aws:"))
        {
            return Err(bad_request("Tag keys must not begin with aws:"));
        }
        if value.chars().count() > MAX_VALUE {
            return Err(bad_request(format!(
                "Tag values can have at most {MAX_VALUE} characters"
            )));
        }
    }
    Ok(())
}

/// The permission for making something, with the tags that it is made with.
pub(super) fn brought(permission: Permission, tags: Option<&Tags>) -> Permission {
    match tags.filter(|tags| !tags.is_empty()) {
        Some(tags) => permission.bringing(tags.clone()),
        None => permission,
    }
}
