//! VPCs, with what each is made with: a default security group, a main route table and a default
//! network ACL. There is no default VPC, and no range but one of IPv4.

use ipnet::Ipv4Net;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::network::{
    InternetGateway, NetworkInterface, Protocol, RouteTable, RulePeer, SecurityGroup,
    SecurityGroupRule, Subnet, Vpc, VpcEndpoint,
};
use portcullis_catalog::{Record, id};
use portcullis_wire::{Fault, ec2 as wire};

use super::authorize;
use super::cidr::{PREFIX_LENGTHS, read_cidr};
use super::filter::{Filters, one};
use super::page::page;
use super::resource::{Kind, Resource, all, find, named, of_vpc, twin};
use super::{fault, security_group, tag_set};
use crate::{Permission, Tx};

/// AWS's quota is 5 and may be raised; this is how far (Amazon VPC User Guide, "Amazon VPC quotas").
const MAX_VPCS: usize = 100;

const FILTERS: &[&str] = &[
    "cidr",
    "cidr-block-association.association-id",
    "cidr-block-association.cidr-block",
    "cidr-block-association.state",
    "cidrBlock",
    "dhcp-options-id",
    "dhcpOptionsId",
    "ipv6-cidr-block-association.association-id",
    "ipv6-cidr-block-association.ipv6-cidr-block",
    "ipv6-cidr-block-association.ipv6-pool",
    "ipv6-cidr-block-association.state",
    "is-default",
    "isDefault",
    "owner-id",
    "state",
    "vpc-id",
];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateVpcRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(authorize::creating(
        tx,
        "CreateVpc",
        Kind::Vpc,
        input.tag_specifications.as_deref(),
    ))
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateVpcRequest,
) -> Result<wire::CreateVpcResult, Fault> {
    let ipv6 = input.amazon_provided_ipv6_cidr_block == Some(true)
        || input.ipv6_cidr_block.is_some()
        || input.ipv6_pool.is_some()
        || input.ipv6_ipam_pool_id.is_some()
        || input.ipv6_netmask_length.is_some();
    if ipv6 || input.ipv4_ipam_pool_id.is_some() || input.ipv4_netmask_length.is_some() {
        return Err(fault(
            "UnsupportedOperation",
            "VPCs of this gateway have one IPv4 CIDR block, which cidrBlock names.",
        ));
    }
    let Some(wanted) = input.cidr_block else {
        return Err(fault(
            "MissingParameter",
            "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.",
        ));
    };
    let cidr = read_cidr(&wanted)?;
    if !PREFIX_LENGTHS.contains(&cidr.prefix_len()) || is_reserved(cidr) {
        return Err(fault(
            "InvalidVpc.Range",
            format!("The CIDR '{wanted}' is invalid."),
        ));
    }
    let tenancy = input.instance_tenancy.unwrap_or(wire::Tenancy::Default);
    if tenancy == wire::Tenancy::Host {
        let message = "Value (host) for parameter instanceTenancy is invalid. Expecting one of default, dedicated.";
        return Err(fault("InvalidParameterValue", message));
    }
    if all::<Vpc>(tx)?.len() >= MAX_VPCS {
        return Err(fault(
            "VpcLimitExceeded",
            "The maximum number of VPCs has been reached.",
        ));
    }
    let vpc = Vpc {
        account: tx.account(),
        id: Kind::Vpc.new_id(tx)?,
        cidr,
        tags: tag_set::specified(input.tag_specifications, Kind::Vpc)?,
        enable_dns_support: true,
        enable_dns_hostnames: false,
        instance_tenancy: tenancy.as_str().to_owned(),
        default_security_group: Kind::SecurityGroup.new_id(tx)?,
        default_network_acl: Kind::NetworkAcl.new_id(tx)?,
        main_route_table: Kind::RouteTable.new_id(tx)?,
        default_network_acl_tags: Tags::new(),
    };
    tx.put(&default_group(tx, &vpc)?)?;
    tx.put(&RouteTable {
        account: vpc.account,
        id: vpc.main_route_table.clone(),
        vpc: vpc.id.clone(),
        main: true,
        associations: Default::default(),
        routes: Default::default(),
        tags: Tags::new(),
        client_token: None,
    })?;
    tx.put(&vpc)?;
    Ok(wire::CreateVpcResult {
        vpc: Some(shown(&vpc)),
    })
}

pub(super) fn may_delete(
    tx: &Tx<'_>,
    input: &wire::DeleteVpcRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![authorize::on::<Vpc>(
        tx,
        "ec2:DeleteVpc",
        &input.vpc_id,
    )?])
}

pub(super) fn delete(tx: &mut Tx<'_>, input: wire::DeleteVpcRequest) -> Result<(), Fault> {
    let vpc: Vpc = find(tx, &input.vpc_id)?;
    let used = has_any::<Subnet>(tx, &vpc)?
        || has_any::<VpcEndpoint>(tx, &vpc)?
        || has_any::<NetworkInterface>(tx, &vpc)?
        || has_any::<InternetGateway>(tx, &vpc)?
        || of_vpc::<SecurityGroup>(tx, &vpc)?
            .iter()
            .any(|group| group.id != vpc.default_security_group)
        || of_vpc::<RouteTable>(tx, &vpc)?
            .iter()
            .any(|table| !table.main);
    if used {
        let message = format!(
            "The vpc '{}' has dependencies and cannot be deleted.",
            vpc.id
        );
        return Err(fault("DependencyViolation", message));
    }
    tx.delete(&SecurityGroup::key_of(
        vpc.account,
        &vpc.default_security_group,
    ));
    tx.delete(&RouteTable::key_of(vpc.account, &vpc.main_route_table));
    tx.delete(&vpc.key());
    Ok(())
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeVpcsRequest,
) -> Result<wire::DescribeVpcsResult, Fault> {
    let filters = Filters::read(input.filters, FILTERS, true)?;
    let mut vpcs: Vec<Vpc> = named(tx, input.vpc_ids.as_deref())?;
    vpcs.retain(|vpc| filters.match_resource(&vpc.tags, |name| filter_values(vpc, name)));
    let (vpcs, next_token) = page(
        vpcs,
        |vpc| vpc.id.clone(),
        input.max_results,
        input.next_token.as_deref(),
    )?;
    Ok(wire::DescribeVpcsResult {
        vpcs: Some(vpcs.iter().map(shown).collect()),
        next_token,
    })
}

pub(super) fn may_describe_attribute(
    tx: &Tx<'_>,
    input: &wire::DescribeVpcAttributeRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![authorize::on::<Vpc>(
        tx,
        "ec2:DescribeVpcAttribute",
        &input.vpc_id,
    )?])
}

pub(super) fn describe_attribute(
    tx: &mut Tx<'_>,
    input: wire::DescribeVpcAttributeRequest,
) -> Result<wire::DescribeVpcAttributeResult, Fault> {
    let vpc: Vpc = find(tx, &input.vpc_id)?;
    let value = |value| Some(wire::AttributeBooleanValue { value: Some(value) });
    let mut result = wire::DescribeVpcAttributeResult {
        vpc_id: Some(vpc.id),
        ..Default::default()
    };
    match input.attribute {
        wire::VpcAttributeName::EnableDnsSupport => {
            result.enable_dns_support = value(vpc.enable_dns_support)
        }
        wire::VpcAttributeName::EnableDnsHostnames => {
            result.enable_dns_hostnames = value(vpc.enable_dns_hostnames)
        }
        wire::VpcAttributeName::EnableNetworkAddressUsageMetrics => {
            result.enable_network_address_usage_metrics = value(false);
        }
    }
    Ok(result)
}

pub(super) fn may_modify_attribute(
    tx: &Tx<'_>,
    input: &wire::ModifyVpcAttributeRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![authorize::on::<Vpc>(
        tx,
        "ec2:ModifyVpcAttribute",
        &input.vpc_id,
    )?])
}

pub(super) fn modify_attribute(
    tx: &mut Tx<'_>,
    input: wire::ModifyVpcAttributeRequest,
) -> Result<(), Fault> {
    let mut vpc: Vpc = find(tx, &input.vpc_id)?;
    let support = input
        .enable_dns_support
        .and_then(|attribute| attribute.value);
    let hostnames = input
        .enable_dns_hostnames
        .and_then(|attribute| attribute.value);
    let metrics = input
        .enable_network_address_usage_metrics
        .and_then(|attribute| attribute.value);
    match (support, hostnames, metrics) {
        (Some(support), None, None) => vpc.enable_dns_support = support,
        (None, Some(hostnames), None) => vpc.enable_dns_hostnames = hostnames,
        (None, None, Some(false)) => {}
        (None, None, Some(true)) => {
            return Err(fault(
                "UnsupportedOperation",
                "This gateway keeps no network address usage metrics.",
            ));
        }
        (None, None, None) => {
            return Err(fault(
                "MissingParameter",
                "The request must contain one attribute to modify",
            ));
        }
        _ => {
            let message = "Fields for multiple attribute types specified; only one attribute may be modified at a time.";
            return Err(fault("InvalidParameterCombination", message));
        }
    }
    tx.put(&vpc)
}

fn has_any<R: Resource>(tx: &Tx<'_>, vpc: &Vpc) -> Result<bool, Fault> {
    Ok(!of_vpc::<R>(tx, vpc)?.is_empty())
}

/// Ranges that no VPC can have: this host's own, link-local, multicast and what is above.
fn is_reserved(cidr: Ipv4Net) -> bool {
    let first = cidr.network();
    first.octets()[0] == 0
        || first.is_loopback()
        || first.is_link_local()
        || first.octets()[0] >= 224
}

/// The group that takes what names none: in from its members, out to everywhere.
fn default_group(tx: &Tx<'_>, vpc: &Vpc) -> Result<SecurityGroup, Fault> {
    let id = vpc.default_security_group.clone();
    let among_members = SecurityGroupRule {
        id: id::ec2_id(Kind::SecurityGroupRule.prefix(), &tx.random()?),
        egress: false,
        protocol: Protocol::All,
        from_port: -1,
        to_port: -1,
        peer: RulePeer::Group {
            id: id.clone(),
            account: vpc.account,
        },
        description: None,
        tags: Tags::new(),
    };
    Ok(SecurityGroup {
        account: vpc.account,
        id,
        vpc: vpc.id.clone(),
        name: security_group::DEFAULT.to_owned(),
        description: "default VPC security group".to_owned(),
        tags: Tags::new(),
        rules: vec![among_members, security_group::allow_all_out(tx)?],
    })
}

fn filter_values(vpc: &Vpc, name: &str) -> Vec<String> {
    match name {
        "cidr" | "cidrBlock" | "cidr-block-association.cidr-block" => one(vpc.cidr),
        "cidr-block-association.association-id" => one(twin(&vpc.id, "vpc-cidr-assoc")),
        "cidr-block-association.state" => one("associated"),
        "dhcp-options-id" | "dhcpOptionsId" => one("default"),
        "is-default" | "isDefault" => one(false),
        "owner-id" => one(vpc.account),
        "state" => one("available"),
        "vpc-id" => one(&vpc.id),
        _ => Vec::new(),
    }
}

fn shown(vpc: &Vpc) -> wire::Vpc {
    let associated = wire::VpcCidrBlockState {
        state: Some(wire::VpcCidrBlockStateCode::Associated),
        ..Default::default()
    };
    wire::Vpc {
        owner_id: Some(vpc.account.to_string()),
        instance_tenancy: vpc.instance_tenancy.parse().ok(),
        ipv6_cidr_block_association_set: Some(Vec::new()),
        cidr_block_association_set: Some(vec![wire::VpcCidrBlockAssociation {
            association_id: Some(twin(&vpc.id, "vpc-cidr-assoc")),
            cidr_block: Some(vpc.cidr.to_string()),
            cidr_block_state: Some(associated),
        }]),
        is_default: Some(false),
        tags: tag_set::shown(&vpc.tags),
        vpc_id: Some(vpc.id.clone()),
        state: Some(wire::VpcState::Available),
        cidr_block: Some(vpc.cidr.to_string()),
        // The set that every VPC has when it is given no other (Amazon VPC User Guide, "DHCP option sets").
        dhcp_options_id: Some("default".to_owned()),
    }
}
