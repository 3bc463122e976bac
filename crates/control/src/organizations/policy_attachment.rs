//! Attaching policies to roots, units and accounts. Every place has at least one policy of each enabled type, and at
//! most five.

use portcullis_catalog::organization::{
    ManagedOrganizationPolicy, Organization, OrganizationPolicyType,
};
use portcullis_wire::Fault;
use portcullis_wire::organizations as wire;

use super::caller::{managed, node_arn, of_type, on};
use super::fault::{constraint, fault, no_such_policy, no_such_target};
use super::node::Node;
use super::page::Page;
use super::policy::{self, Known};
use super::tag_set;
use super::tree::type_shown;
use crate::{Offered, Permission, Tx, offer};

/// AWS Organizations User Guide, "Quotas for AWS Organizations".
const MOST_ATTACHED: usize = 5;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "AttachPolicy",
            |tx, input: &wire::AttachPolicyRequest| {
                permissions(tx, "AttachPolicy", &input.policy_id, &input.target_id)
            },
            attach,
        ),
        offer(
            "DetachPolicy",
            |tx, input: &wire::DetachPolicyRequest| {
                permissions(tx, "DetachPolicy", &input.policy_id, &input.target_id)
            },
            detach,
        ),
        offer(
            "ListPoliciesForTarget",
            |tx, input: &wire::ListPoliciesForTargetRequest| {
                let permission = on(tx, "ListPoliciesForTarget", |organization| {
                    node_arn(organization, &input.target_id)
                })?;
                let permission = tag_set::of_node(tx, permission, &input.target_id)?;
                Ok(vec![of_type(permission, input.filter.as_str())])
            },
            list_policies,
        ),
        offer(
            "ListTargetsForPolicy",
            |tx, input: &wire::ListTargetsForPolicyRequest| {
                Ok(vec![policy::permission(
                    tx,
                    "ListTargetsForPolicy",
                    &input.policy_id,
                )?])
            },
            list_targets,
        ),
    ]
}

/// Both the policy and the place have to be allowed.
fn permissions(
    tx: &Tx<'_>,
    action: &str,
    policy: &str,
    target: &str,
) -> Result<Vec<Permission>, Fault> {
    let of_policy = policy::permission(tx, action, policy)?;
    let mut of_target = on(tx, action, |organization| node_arn(organization, target))?;
    of_target.keys.clone_from(&of_policy.keys);
    Ok(vec![of_policy, tag_set::of_node(tx, of_target, target)?])
}

fn attach(tx: &mut Tx<'_>, input: wire::AttachPolicyRequest) -> Result<(), Fault> {
    let (organization, policy, mut node) = both(tx, &input.policy_id, &input.target_id)?;
    if !organization.policy_types.contains(&policy.policy_type()) {
        return Err(not_enabled());
    }
    if node.attached().contains(policy.id()) {
        return Err(fault(
            "DuplicatePolicyAttachmentException",
            "A policy with the specified name and type already exists.",
        ));
    }
    if attached_of(tx, &organization, &node, policy.policy_type())?.len() >= MOST_ATTACHED {
        return Err(constraint(
            "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
            "You have attached the maximum number of policies to the specified target.",
        ));
    }
    node.attached_mut().insert(policy.id().to_owned());
    node.put(tx)
}

fn detach(tx: &mut Tx<'_>, input: wire::DetachPolicyRequest) -> Result<(), Fault> {
    let (organization, policy, mut node) = both(tx, &input.policy_id, &input.target_id)?;
    if !node.attached().contains(policy.id()) {
        return Err(fault(
            "PolicyNotAttachedException",
            "The policy isn't attached to the specified target in the specified root.",
        ));
    }
    let policy_type = policy.policy_type();
    // AWS Organizations User Guide, "Resource control policies": RCPFullAWSAccess cannot be detached.
    let stays = policy_type == OrganizationPolicyType::ResourceControl
        && ManagedOrganizationPolicy::by_id(policy.id()).is_some();
    if stays || attached_of(tx, &organization, &node, policy_type)?.len() == 1 {
        return Err(constraint(
            "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
            "You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.",
        ));
    }
    node.attached_mut().remove(policy.id());
    node.put(tx)
}

fn list_policies(
    tx: &mut Tx<'_>,
    input: wire::ListPoliciesForTargetRequest,
) -> Result<wire::ListPoliciesForTargetResponse, Fault> {
    let organization = managed(tx)?;
    let node = Node::find(tx, &organization, &input.target_id)?.ok_or_else(no_such_target)?;
    let attached = attached(tx, &organization, &node)?.into_iter();
    let attached = attached.filter(|policy| type_shown(policy.policy_type()) == input.filter);
    let page = Page::of(
        attached,
        Known::id,
        input.next_token.as_deref(),
        input.max_results,
    )?;
    let (policies, next_token) = page.shown(|policy| policy.summary(&organization));
    Ok(wire::ListPoliciesForTargetResponse {
        policies,
        next_token,
    })
}

fn list_targets(
    tx: &mut Tx<'_>,
    input: wire::ListTargetsForPolicyRequest,
) -> Result<wire::ListTargetsForPolicyResponse, Fault> {
    let organization = managed(tx)?;
    let policy = Known::find(tx, &organization, &input.policy_id)?.ok_or_else(no_such_policy)?;
    let mut nodes = Node::all(tx, &organization)?;
    nodes.retain(|node| node.attached().contains(policy.id()));
    nodes.sort_by(|one, other| one.id().cmp(other.id()));
    let page = Page::of(
        nodes,
        Node::id,
        input.next_token.as_deref(),
        input.max_results,
    )?;
    let (targets, next_token) = page.shown(|node| wire::PolicyTargetSummary {
        target_id: Some(node.id().to_owned()),
        arn: Some(node.arn(&organization)),
        name: Some(node.name()),
        r#type: Some(node.target_type()),
    });
    Ok(wire::ListTargetsForPolicyResponse {
        targets,
        next_token,
    })
}

/// What AWS says of a policy type that is not enabled in the root.
pub(super) fn not_enabled() -> Fault {
    fault(
        "PolicyTypeNotEnabledException",
        "This operation can be performed only for enabled policy types.",
    )
}

fn both(tx: &Tx<'_>, policy: &str, target: &str) -> Result<(Organization, Known, Node), Fault> {
    let organization = managed(tx)?;
    let policy = Known::find(tx, &organization, policy)?.ok_or_else(no_such_policy)?;
    let node = Node::find(tx, &organization, target)?.ok_or_else(no_such_target)?;
    Ok((organization, policy, node))
}

fn attached(tx: &Tx<'_>, organization: &Organization, node: &Node) -> Result<Vec<Known>, Fault> {
    let mut known = Known::all(tx, organization)?;
    known.retain(|policy| node.attached().contains(policy.id()));
    Ok(known)
}

fn attached_of(
    tx: &Tx<'_>,
    organization: &Organization,
    node: &Node,
    policy_type: OrganizationPolicyType,
) -> Result<Vec<Known>, Fault> {
    let mut attached = attached(tx, organization, node)?;
    attached.retain(|policy| policy.policy_type() == policy_type);
    Ok(attached)
}
