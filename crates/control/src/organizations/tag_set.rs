//! The tags that a call brings, or that something has: what they may be, and what they mean for permissions. The
//! operations on tags alone are in `tag.rs`.

use portcullis_catalog::identity::Tags;
use portcullis_wire::Fault;
use portcullis_wire::organizations as wire;

use super::caller::organization_of;
use super::fault::{constraint, invalid};
use super::node::Node;
use crate::{Permission, Tx};

/// AWS Organizations User Guide, "Tagging AWS Organizations resources".
const MOST_TAGS: usize = 50;

/// The tags that a call brings.
pub(super) fn read(tags: Option<&[wire::Tag]>) -> Result<Tags, Fault> {
    let mut read = Tags::new();
    for tag in tags.unwrap_or_default() {
        if tag.key.to_ascii_lowercase().starts_with("aws:") {
            return Err(invalid(
                "INVALID_SYSTEM_TAGS_PARAMETER",
                "You specified a tag key that is a system tag. You can't add, edit, or delete system tag keys because they're reserved for AWS use.",
            ));
        }
        if read.insert(tag.key.clone(), tag.value.clone()).is_some() {
            return Err(invalid(
                "DUPLICATE_TAG_KEY",
                "Tag keys must be unique among the tags attached to the same entity.",
            ));
        }
    }
    check_number(&read)?;
    Ok(read)
}

/// What it takes to make something: the permission to make it and, where it comes with tags, the one to tag (AWS
/// Organizations API Reference, "CreateOrganizationalUnit" and its kin).
pub(super) fn creating(
    permission: impl Fn(&str) -> Result<Permission, Fault>,
    action: &str,
    tags: Option<&[wire::Tag]>,
) -> Result<Vec<Permission>, Fault> {
    let tags = read(tags)?;
    if tags.is_empty() {
        return Ok(vec![permission(action)?]);
    }
    let actions = [action, "TagResource"].into_iter();
    actions
        .map(|action| Ok(permission(action)?.bringing(tags.clone())))
        .collect()
}

/// With the tags of the root, unit or account that a permission is about.
pub(super) fn of_node(tx: &Tx<'_>, permission: Permission, id: &str) -> Result<Permission, Fault> {
    let Some(organization) = organization_of(tx, tx.account())? else {
        return Ok(permission);
    };
    let node = Node::find(tx, &organization, id)?;
    Ok(match node {
        Some(node) => permission.tagged(node.tags()),
        None => permission,
    })
}

/// Refuses more tags than one thing may have.
pub(super) fn check_number(tags: &Tags) -> Result<(), Fault> {
    if tags.len() > MOST_TAGS {
        return Err(constraint(
            "MAX_TAG_LIMIT_EXCEEDED",
            "You have exceeded the number of tags allowed on this resource.",
        ));
    }
    Ok(())
}
