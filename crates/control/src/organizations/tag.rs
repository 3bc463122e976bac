//! Tagging roots, units, accounts and policies.

use portcullis_catalog::identity::Tags;
use portcullis_catalog::organization::{
    ManagedOrganizationPolicy, Organization, OrganizationPolicy,
};
use portcullis_iam::{ConditionKey, KnownKey};
use portcullis_wire::Fault;
use portcullis_wire::organizations as wire;

use super::caller::{managed, node_arn, on};
use super::fault::no_such_target;
use super::node::Node;
use super::page::Page;
use super::policy;
use super::tag_set::{check_number, of_node, read};
use crate::{KeyValue, Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "TagResource",
            |tx, input: &wire::TagResourceRequest| {
                let permission = permission(tx, "TagResource", &input.resource_id)?;
                Ok(vec![permission.bringing(read(Some(&input.tags))?)])
            },
            |tx, input| {
                let added = read(Some(&input.tags))?;
                change(tx, &input.resource_id, |tags| tags.extend(added))
            },
        ),
        offer(
            "UntagResource",
            |tx, input: &wire::UntagResourceRequest| {
                let mut permission = permission(tx, "UntagResource", &input.resource_id)?;
                permission.keys.push((
                    ConditionKey::Known(KnownKey::TagKeys),
                    KeyValue::Texts(input.tag_keys.clone()),
                ));
                Ok(vec![permission])
            },
            |tx, input| {
                change(tx, &input.resource_id, |tags| {
                    tags.retain(|key, _| !input.tag_keys.contains(key));
                })
            },
        ),
        offer(
            "ListTagsForResource",
            |tx, input: &wire::ListTagsForResourceRequest| {
                Ok(vec![permission(
                    tx,
                    "ListTagsForResource",
                    &input.resource_id,
                )?])
            },
            |tx, input| {
                let organization = managed(tx)?;
                let thing = Tagged::find(tx, &organization, &input.resource_id)?;
                let tags = thing.ok_or_else(no_such_target)?.tags().clone();
                let page = Page::of(tags, |(key, _)| key, input.next_token.as_deref(), None)?;
                let (tags, next_token) = page.shown(|(key, value)| wire::Tag { key, value });
                Ok(wire::ListTagsForResourceResponse { tags, next_token })
            },
        ),
    ]
}

fn permission(tx: &Tx<'_>, action: &str, id: &str) -> Result<Permission, Fault> {
    if id.starts_with("p-") {
        return policy::permission(tx, action, id);
    }
    let permission = on(tx, action, |organization| node_arn(organization, id))?;
    of_node(tx, permission, id)
}

fn change(tx: &mut Tx<'_>, id: &str, change: impl FnOnce(&mut Tags)) -> Result<(), Fault> {
    let organization = managed(tx)?;
    let mut thing = Tagged::find(tx, &organization, id)?.ok_or_else(no_such_target)?;
    change(thing.tags_mut());
    check_number(thing.tags())?;
    thing.put(tx)
}

/// Whatever can have tags.
enum Tagged {
    Node(Node),
    Policy(OrganizationPolicy),
}

impl Tagged {
    fn find(tx: &Tx<'_>, organization: &Organization, id: &str) -> Result<Option<Self>, Fault> {
        if !id.starts_with("p-") {
            return Ok(Node::find(tx, organization, id)?.map(Self::Node));
        }
        if ManagedOrganizationPolicy::by_id(id).is_some() {
            return Err(policy::immutable());
        }
        let policy = tx.get(&OrganizationPolicy::key_of(&organization.id, id))?;
        Ok(policy.map(Self::Policy))
    }

    fn tags(&self) -> &Tags {
        match self {
            Self::Node(node) => node.tags(),
            Self::Policy(policy) => &policy.tags,
        }
    }

    fn tags_mut(&mut self) -> &mut Tags {
        match self {
            Self::Node(node) => node.tags_mut(),
            Self::Policy(policy) => &mut policy.tags,
        }
    }

    fn put(self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        match self {
            Self::Node(node) => node.put(tx),
            Self::Policy(policy) => tx.put(&policy),
        }
    }
}
