//! Enabling and disabling a type of policy in the root. A type that is enabled starts with AWS's policy that allows
//! everything, on the root and everything below; one that is disabled loses all its attachments (AWS Organizations User
//! Guide, "Disabling a policy type").

use std::collections::BTreeSet;

use portcullis_catalog::organization::{Organization, OrganizationPolicyType};
use portcullis_wire::Fault;
use portcullis_wire::organizations as wire;

use super::caller::{managed, node_arn, of_type, on};
use super::fault::fault;
use super::node::{Node, attached_by_default};
use super::policy::{Known, available};
use super::policy_attachment::not_enabled;
use super::tag_set;
use super::tree::root;
use crate::{Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "EnablePolicyType",
            |tx, input: &wire::EnablePolicyTypeRequest| {
                permissions(tx, "EnablePolicyType", &input.root_id, input.policy_type)
            },
            enable,
        ),
        offer(
            "DisablePolicyType",
            |tx, input: &wire::DisablePolicyTypeRequest| {
                permissions(tx, "DisablePolicyType", &input.root_id, input.policy_type)
            },
            disable,
        ),
    ]
}

fn permissions(
    tx: &Tx<'_>,
    action: &str,
    root: &str,
    policy_type: wire::PolicyType,
) -> Result<Vec<Permission>, Fault> {
    let permission = on(tx, action, |organization| node_arn(organization, root))?;
    let permission = tag_set::of_node(tx, permission, root)?;
    Ok(vec![of_type(permission, policy_type.as_str())])
}

fn enable(
    tx: &mut Tx<'_>,
    input: wire::EnablePolicyTypeRequest,
) -> Result<wire::EnablePolicyTypeResponse, Fault> {
    let (mut organization, policy_type) = type_of(tx, &input.root_id, input.policy_type)?;
    if !organization.policy_types.insert(policy_type) {
        return Err(fault(
            "PolicyTypeAlreadyEnabledException",
            "The specified policy type is already enabled.",
        ));
    }
    let everywhere = attached_by_default(&organization);
    tx.put(&organization)?;
    for mut node in Node::all(tx, &organization)? {
        node.attached_mut().extend(everywhere.iter().cloned());
        node.put(tx)?;
    }
    Ok(wire::EnablePolicyTypeResponse {
        root: Some(root(&organization)),
    })
}

fn disable(
    tx: &mut Tx<'_>,
    input: wire::DisablePolicyTypeRequest,
) -> Result<wire::DisablePolicyTypeResponse, Fault> {
    let (mut organization, policy_type) = type_of(tx, &input.root_id, input.policy_type)?;
    if !organization.policy_types.remove(&policy_type) {
        return Err(not_enabled());
    }
    let known = Known::all(tx, &organization)?;
    let of_the_type: BTreeSet<&str> = known
        .iter()
        .filter(|policy| policy.policy_type() == policy_type)
        .map(Known::id)
        .collect();
    tx.put(&organization)?;
    for mut node in Node::all(tx, &organization)? {
        node.attached_mut()
            .retain(|id| !of_the_type.contains(id.as_str()));
        node.put(tx)?;
    }
    Ok(wire::DisablePolicyTypeResponse {
        root: Some(root(&organization)),
    })
}

fn type_of(
    tx: &Tx<'_>,
    root: &str,
    policy_type: wire::PolicyType,
) -> Result<(Organization, OrganizationPolicyType), Fault> {
    let organization = managed(tx)?;
    if organization.root != root {
        return Err(fault(
            "RootNotFoundException",
            "You specified a root that doesn't exist.",
        ));
    }
    let policy_type = available(&organization, policy_type)?;
    Ok((organization, policy_type))
}
