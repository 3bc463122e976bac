//! The tree of an organisation: its root, what is in what, and what something is in.

use portcullis_catalog::organization::{Organization, OrganizationPolicyType};
use portcullis_wire::Fault;
use portcullis_wire::organizations as wire;
use portcullis_wire::organizations::{ChildType, ParentType, PolicyType, PolicyTypeStatus};

use super::caller::{anywhere, managed, node_arn, on};
use super::fault::{fault, no_such_parent};
use super::node::{Node, members, units};
use super::page::Page;
use crate::{Offered, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "ListRoots",
            |tx, _: &wire::ListRootsRequest| Ok(vec![anywhere(tx, "ListRoots")]),
            |tx, _| {
                let organization = managed(tx)?;
                Ok(wire::ListRootsResponse {
                    roots: Some(vec![root(&organization)]),
                    next_token: None,
                })
            },
        ),
        offer(
            "ListChildren",
            |tx, input: &wire::ListChildrenRequest| {
                Ok(vec![on(tx, "ListChildren", |organization| {
                    node_arn(organization, &input.parent_id)
                })?])
            },
            children,
        ),
        offer(
            "ListParents",
            |tx, input: &wire::ListParentsRequest| {
                Ok(vec![on(tx, "ListParents", |organization| {
                    node_arn(organization, &input.child_id)
                })?])
            },
            parents,
        ),
    ]
}

/// A root as answers show it.
pub(super) fn root(organization: &Organization) -> wire::Root {
    let types = organization.policy_types.iter();
    let types = types.map(|policy_type| wire::PolicyTypeSummary {
        r#type: Some(type_shown(*policy_type)),
        status: Some(PolicyTypeStatus::Enabled),
    });
    wire::Root {
        id: Some(organization.root.clone()),
        arn: Some(node_arn(organization, &organization.root)),
        name: Some("Root".to_owned()),
        policy_types: Some(types.collect()),
    }
}

/// A policy type on the wire.
pub(super) const fn type_shown(policy_type: OrganizationPolicyType) -> PolicyType {
    match policy_type {
        OrganizationPolicyType::ServiceControl => PolicyType::ServiceControlPolicy,
        OrganizationPolicyType::ResourceControl => PolicyType::ResourceControlPolicy,
    }
}

fn children(
    tx: &mut Tx<'_>,
    input: wire::ListChildrenRequest,
) -> Result<wire::ListChildrenResponse, Fault> {
    let organization = managed(tx)?;
    let parent = Node::parent(tx, &organization, &input.parent_id)?.ok_or_else(no_such_parent)?;
    let ids: Vec<String> = match input.child_type {
        ChildType::OrganizationalUnit => units(tx, &organization)?
            .into_iter()
            .filter(|unit| unit.parent == parent.id())
            .map(|unit| unit.id)
            .collect(),
        ChildType::Account => members(tx, &organization)?
            .into_iter()
            .filter(|member| member.membership.parent == parent.id())
            .map(|member| member.account.id.to_string())
            .collect(),
    };
    let page = Page::of(
        ids,
        String::as_str,
        input.next_token.as_deref(),
        input.max_results,
    )?;
    let (children, next_token) = page.shown(|id| wire::Child {
        id: Some(id),
        r#type: Some(input.child_type),
    });
    Ok(wire::ListChildrenResponse {
        children,
        next_token,
    })
}

fn parents(
    tx: &mut Tx<'_>,
    input: wire::ListParentsRequest,
) -> Result<wire::ListParentsResponse, Fault> {
    let organization = managed(tx)?;
    let parent = match Node::find(tx, &organization, &input.child_id)? {
        Some(Node::Unit(unit)) => unit.parent,
        Some(Node::Account(member)) => member.membership.parent,
        Some(Node::Root(_)) | None => {
            return Err(fault(
                "ChildNotFoundException",
                "You specified a child that doesn't exist.",
            ));
        }
    };
    let parent_type = if parent == organization.root {
        ParentType::Root
    } else {
        ParentType::OrganizationalUnit
    };
    Ok(wire::ListParentsResponse {
        parents: Some(vec![wire::Parent {
            id: Some(parent),
            r#type: Some(parent_type),
        }]),
        next_token: None,
    })
}
