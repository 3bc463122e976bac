//! The default network ACL of each VPC, which tools read. It lets everything through and cannot
//! be changed; who may reach what is for security groups to say.

use portcullis_catalog::network::{Subnet, Vpc};
use portcullis_wire::{Fault, ec2 as wire};

use super::filter::{Filters, one};
use super::page::page;
use super::resource::{Kind, all};
use super::{tag, twin};
use crate::Tx;

const FILTERS: &[&str] = &[
    "association.association-id",
    "association.network-acl-id",
    "association.subnet-id",
    "default",
    "entry.cidr",
    "entry.icmp.code",
    "entry.icmp.type",
    "entry.ipv6-cidr",
    "entry.port-range.from",
    "entry.port-range.to",
    "entry.protocol",
    "entry.rule-action",
    "entry.rule-number",
    "network-acl-id",
    "owner-id",
    "vpc-id",
];
const ASSOCIATION: &str = "aclassoc";
/// The number of the entry that stands behind all others.
const LAST: i32 = 32767;

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeNetworkAclsRequest,
) -> Result<wire::DescribeNetworkAclsResult, Fault> {
    let filters = Filters::read(input.filters, FILTERS, true)?;
    let subnets: Vec<Subnet> = all(tx)?;
    let subnets_of = |vpc: &Vpc| {
        subnets
            .iter()
            .filter(|subnet| subnet.vpc == vpc.id)
            .collect::<Vec<_>>()
    };
    let mut vpcs: Vec<Vpc> = all(tx)?;
    if let Some(ids) = input.network_acl_ids.filter(|ids| !ids.is_empty()) {
        for id in &ids {
            Kind::NetworkAcl.check(id)?;
            if !vpcs.iter().any(|vpc| vpc.default_network_acl == *id) {
                return Err(Kind::NetworkAcl.not_found(id));
            }
        }
        vpcs.retain(|vpc| ids.contains(&vpc.default_network_acl));
    }
    vpcs.retain(|vpc| {
        filters.match_resource(&vpc.default_network_acl_tags, |name| {
            filter_values(vpc, &subnets_of(vpc), name)
        })
    });
    let token = input.next_token.as_deref();
    let (vpcs, next_token) = page(
        vpcs,
        |vpc| vpc.default_network_acl.clone(),
        input.max_results,
        token,
    )?;
    let acls = vpcs.iter().map(|vpc| shown(vpc, &subnets_of(vpc)));
    Ok(wire::DescribeNetworkAclsResult {
        network_acls: Some(acls.collect()),
        next_token,
    })
}

fn filter_values(vpc: &Vpc, subnets: &[&Subnet], name: &str) -> Vec<String> {
    match name {
        "association.association-id" => subnets
            .iter()
            .map(|subnet| twin(&subnet.id, ASSOCIATION))
            .collect(),
        "association.network-acl-id" if !subnets.is_empty() => one(&vpc.default_network_acl),
        "association.subnet-id" => subnets.iter().map(|subnet| subnet.id.clone()).collect(),
        "default" => one(true),
        "entry.cidr" => one("0.0.0.0/0"),
        "entry.protocol" => one("-1"),
        "entry.rule-action" => vec!["allow".to_owned(), "deny".to_owned()],
        "entry.rule-number" => vec!["100".to_owned(), LAST.to_string()],
        "network-acl-id" => one(&vpc.default_network_acl),
        "owner-id" => one(vpc.account),
        "vpc-id" => one(&vpc.id),
        _ => Vec::new(),
    }
}

fn shown(vpc: &Vpc, subnets: &[&Subnet]) -> wire::NetworkAcl {
    let entry = |egress, rule_action, rule_number| wire::NetworkAclEntry {
        cidr_block: Some("0.0.0.0/0".to_owned()),
        egress: Some(egress),
        protocol: Some("-1".to_owned()),
        rule_action: Some(rule_action),
        rule_number: Some(rule_number),
        ..Default::default()
    };
    let entries = [true, false].into_iter().flat_map(|egress| {
        [
            entry(egress, wire::RuleAction::Allow, 100),
            entry(egress, wire::RuleAction::Deny, LAST),
        ]
    });
    let associations = subnets.iter().map(|subnet| wire::NetworkAclAssociation {
        network_acl_association_id: Some(twin(&subnet.id, ASSOCIATION)),
        network_acl_id: Some(vpc.default_network_acl.clone()),
        subnet_id: Some(subnet.id.clone()),
    });
    wire::NetworkAcl {
        associations: Some(associations.collect()),
        entries: Some(entries.collect()),
        is_default: Some(true),
        network_acl_id: Some(vpc.default_network_acl.clone()),
        tags: tag::shown(&vpc.default_network_acl_tags),
        vpc_id: Some(vpc.id.clone()),
        owner_id: Some(vpc.account.to_string()),
    }
}
