//! Whether anybody gets as far as an endpoint: the rules of its groups must let callers in, and those of the callers' groups
//! must let them out (Amazon VPC User Guide, "Security groups"). Known of a state only, in which every group is.

use std::net::IpAddr;

use portcullis_catalog::network::{RulePeer, SecurityGroup, SecurityGroupRule};

use crate::code::Code;
use crate::finding::Finding;
use crate::world::{Endpoint, World};

/// The port that every endpoint serves.
const HTTPS: u16 = 443;

pub(super) fn check(world: &World, findings: &mut Vec<Finding>) {
    for endpoint in &world.endpoints {
        check_endpoint(world, endpoint, findings);
    }
}

fn check_endpoint(world: &World, endpoint: &Endpoint, findings: &mut Vec<Finding>) {
    let Some(ids) = &endpoint.groups else { return };
    let group = |id: &str| world.groups.iter().find(|group| group.id == id);
    let guards = ids.iter().filter_map(|id| group(id));
    let rules = guards.flat_map(|group| &group.rules);
    let ingress: Vec<&SecurityGroupRule> = rules
        .filter(|rule| !rule.egress && rule.covers_tcp(HTTPS))
        .collect();
    let named = |rule: &SecurityGroupRule| match &rule.peer {
        RulePeer::Group { id, .. } => Some(id.clone()),
        RulePeer::Cidr(_) | RulePeer::PrefixList(_) => None,
    };
    let admits = |rule: &&SecurityGroupRule| match &rule.peer {
        RulePeer::Cidr(_) => true,
        RulePeer::Group { id, .. } => group(id).is_some(),
        RulePeer::PrefixList(_) => false,
    };
    if !ingress.iter().any(admits) {
        let reason = match ingress.is_empty() {
            true => "no rule of its security groups lets TCP port 443 in",
            false => "the rules that let TCP port 443 in name no group and no range that exists",
        };
        let subject = endpoint.subject.clone();
        findings.push(finding(
            Code::EndpointAdmitsNobody,
            endpoint,
            subject,
            reason.to_owned(),
        ));
        return;
    }
    let mut callers: Vec<String> = ingress.iter().filter_map(|rule| named(rule)).collect();
    callers.sort();
    callers.dedup();
    for callers in callers.iter().filter_map(|id| group(id)) {
        if lets_out_to(callers, endpoint, ids) {
            continue;
        }
        let name = endpoint.id.as_deref().unwrap_or("the endpoint");
        let reason = format!(
            "`{name}` lets the group in, and no rule of it lets TCP port 443 out to the endpoint"
        );
        let subject = format!(
            "security group {} of account {}",
            callers.id, callers.account
        );
        findings.push(finding(
            Code::CallerWithoutEgress,
            endpoint,
            subject,
            reason,
        ));
    }
}

/// Whether members of a group get out to an endpoint; where its addresses are not known, to any.
fn lets_out_to(
    callers: &SecurityGroup,
    endpoint: &Endpoint,
    guards: &std::collections::BTreeSet<String>,
) -> bool {
    callers.rules.iter().any(|rule| {
        let reaches = |address: &std::net::Ipv4Addr| rule.names(IpAddr::V4(*address), guards);
        let somewhere = match endpoint.addresses.as_slice() {
            [] => !matches!(&rule.peer, RulePeer::Group { id, .. } if !guards.contains(id)),
            addresses => addresses.iter().any(reaches),
        };
        rule.egress && rule.covers_tcp(HTTPS) && somewhere
    })
}

fn finding(code: Code, endpoint: &Endpoint, subject: String, reason: String) -> Finding {
    Finding {
        code,
        file: endpoint.file.clone(),
        subject,
        statement: None,
        sid: None,
        line: 1,
        column: 1,
        reason,
    }
}
