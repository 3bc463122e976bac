//! Subnets: ranges of a VPC's range that do not overlap, each in one availability zone.

use std::collections::BTreeMap;

use portcullis_catalog::Record;
use portcullis_catalog::network::{NetworkInterface, RouteTable, Subnet, Vpc, VpcEndpoint};
use portcullis_wire::{Fault, ec2 as wire};

use super::authorize::{self, arn};
use super::filter::{Filters, one};
use super::page::page;
use super::resource::{Kind, all, find, named};
use super::vpc::{PREFIX_LENGTHS, of_vpc, read_cidr};
use super::{address, fault, tag, zone};
use crate::{Permission, Tx};

/// AWS's quota (Amazon VPC User Guide, "Amazon VPC quotas").
const MAX_SUBNETS: usize = 200;

const FILTERS: &[&str] = &[
    "availability-zone",
    "availability-zone-id",
    "availabilityZone",
    "availabilityZoneId",
    "available-ip-address-count",
    "cidr",
    "cidr-block",
    "cidrBlock",
    "customer-owned-ipv4-pool",
    "default-for-az",
    "defaultForAz",
    "enable-dns64",
    "enable-lni-at-device-index",
    "ipv6-cidr-block-association.association-id",
    "ipv6-cidr-block-association.ipv6-cidr-block",
    "ipv6-cidr-block-association.state",
    "ipv6-native",
    "map-customer-owned-ip-on-launch",
    "map-public-ip-on-launch",
    "outpost-arn",
    "owner-id",
    "private-dns-name-options-on-launch.enable-resource-name-dns-a-record",
    "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record",
    "private-dns-name-options-on-launch.hostname-type",
    "state",
    "subnet-arn",
    "subnet-id",
    "vpc-id",
];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateSubnetRequest,
) -> Result<Vec<Permission>, Fault> {
    let mut needed = authorize::creating(
        tx,
        "CreateSubnet",
        Kind::Subnet,
        input.tag_specifications.as_deref(),
    );
    needed.push(authorize::on::<Vpc>(tx, "ec2:CreateSubnet", &input.vpc_id)?);
    Ok(needed)
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateSubnetRequest,
) -> Result<wire::CreateSubnetResult, Fault> {
    let unsupported = input.ipv6_cidr_block.is_some()
        || input.ipv6_native == Some(true)
        || input.ipv6_ipam_pool_id.is_some()
        || input.ipv6_netmask_length.is_some()
        || input.ipv4_ipam_pool_id.is_some()
        || input.ipv4_netmask_length.is_some()
        || input.outpost_arn.is_some();
    if unsupported {
        let message = "Subnets of this gateway have one IPv4 CIDR block, which cidrBlock names.";
        return Err(fault("UnsupportedOperation", message));
    }
    let vpc: Vpc = find(tx, &input.vpc_id)?;
    let Some(wanted) = input.cidr_block else {
        return Err(fault(
            "MissingParameter",
            "Either 'cidrBlock' or 'ipv6CidrBlock' should be provided.",
        ));
    };
    let cidr = read_cidr(&wanted)?;
    if !PREFIX_LENGTHS.contains(&cidr.prefix_len()) || !vpc.cidr.contains(&cidr) {
        return Err(fault(
            "InvalidSubnet.Range",
            format!("The CIDR '{wanted}' is invalid."),
        ));
    }
    let others: Vec<Subnet> = of_vpc(tx, &vpc)?;
    if others
        .iter()
        .any(|other| other.cidr.contains(&cidr) || cidr.contains(&other.cidr))
    {
        return Err(fault(
            "InvalidSubnet.Conflict",
            format!("The CIDR '{wanted}' conflicts with another subnet"),
        ));
    }
    if others.len() >= MAX_SUBNETS {
        return Err(fault(
            "SubnetLimitExceeded",
            "The maximum number of subnets has been reached.",
        ));
    }
    let availability_zone = zone_for(
        tx.region(),
        &others,
        input.availability_zone.as_deref(),
        input.availability_zone_id.as_deref(),
    )?;
    let subnet = Subnet {
        account: tx.account(),
        id: Kind::Subnet.new_id(tx)?,
        vpc: vpc.id,
        cidr,
        availability_zone,
        map_public_ip_on_launch: false,
        tags: tag::specified(input.tag_specifications, Kind::Subnet)?,
    };
    tx.put(&subnet)?;
    Ok(wire::CreateSubnetResult {
        subnet: Some(shown(tx, &subnet, 0)),
    })
}

pub(super) fn may_delete(
    tx: &Tx<'_>,
    input: &wire::DeleteSubnetRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![authorize::on::<Subnet>(
        tx,
        "ec2:DeleteSubnet",
        &input.subnet_id,
    )?])
}

pub(super) fn delete(tx: &mut Tx<'_>, input: wire::DeleteSubnetRequest) -> Result<(), Fault> {
    let subnet: Subnet = find(tx, &input.subnet_id)?;
    let used = all::<NetworkInterface>(tx)?
        .iter()
        .any(|interface| interface.subnet == subnet.id)
        || all::<VpcEndpoint>(tx)?
            .iter()
            .any(|endpoint| endpoint.subnets.contains(&subnet.id));
    if used {
        let message = format!(
            "The subnet '{}' has dependencies and cannot be deleted.",
            subnet.id
        );
        return Err(fault("DependencyViolation", message));
    }
    for mut table in all::<RouteTable>(tx)? {
        let before = table.associations.len();
        table
            .associations
            .retain(|_, associated| *associated != subnet.id);
        if table.associations.len() < before {
            tx.put(&table)?;
        }
    }
    tx.delete(&subnet.key());
    Ok(())
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeSubnetsRequest,
) -> Result<wire::DescribeSubnetsResult, Fault> {
    let filters = Filters::read(input.filters, FILTERS, true)?;
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for interface in all::<NetworkInterface>(tx)? {
        *used.entry(interface.subnet).or_default() += 1;
    }
    let used_of = |subnet: &Subnet| used.get(&subnet.id).copied().unwrap_or_default();
    let mut subnets: Vec<Subnet> = named(tx, input.subnet_ids.as_deref())?;
    subnets.retain(|subnet| {
        filters.match_resource(&subnet.tags, |name| {
            filter_values(tx, subnet, used_of(subnet), name)
        })
    });
    let token = input.next_token.as_deref();
    let (subnets, next_token) = page(
        subnets,
        |subnet| subnet.id.clone(),
        input.max_results,
        token,
    )?;
    let subnets = subnets
        .iter()
        .map(|subnet| shown(tx, subnet, used_of(subnet)));
    Ok(wire::DescribeSubnetsResult {
        subnets: Some(subnets.collect()),
        next_token,
    })
}

pub(super) fn may_modify(
    tx: &Tx<'_>,
    input: &wire::ModifySubnetAttributeRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![authorize::on::<Subnet>(
        tx,
        "ec2:ModifySubnetAttribute",
        &input.subnet_id,
    )?])
}

pub(super) fn modify(
    tx: &mut Tx<'_>,
    input: wire::ModifySubnetAttributeRequest,
) -> Result<(), Fault> {
    let mut subnet: Subnet = find(tx, &input.subnet_id)?;
    let on = |attribute: &Option<wire::AttributeBooleanValue>| {
        attribute.as_ref().and_then(|attribute| attribute.value) == Some(true)
    };
    let unsupported = on(&input.assign_ipv6_address_on_creation)
        || on(&input.map_customer_owned_ip_on_launch)
        || on(&input.enable_dns64)
        || on(&input.enable_resource_name_dns_a_record_on_launch)
        || on(&input.enable_resource_name_dns_aaaa_record_on_launch)
        || input.customer_owned_ipv4_pool.is_some()
        || input.enable_lni_at_device_index.is_some()
        || input.private_dns_hostname_type_on_launch == Some(wire::HostnameType::ResourceName);
    if unsupported {
        let message = "Subnets of this gateway have no attribute that can be turned on but mapPublicIpOnLaunch.";
        return Err(fault("UnsupportedOperation", message));
    }
    if let Some(map) = input
        .map_public_ip_on_launch
        .and_then(|attribute| attribute.value)
    {
        subnet.map_public_ip_on_launch = map;
        tx.put(&subnet)?;
    }
    Ok(())
}

/// The zone that is named, or the one with the fewest subnets of the VPC.
fn zone_for(
    region: &str,
    others: &[Subnet],
    name: Option<&str>,
    id: Option<&str>,
) -> Result<String, Fault> {
    if name.is_none() && id.is_none() {
        let count = |zone: &String| {
            others
                .iter()
                .filter(|other| other.availability_zone == *zone)
                .count()
        };
        let fewest = zone::names(region).into_iter().min_by_key(count);
        return fewest
            .ok_or_else(|| fault("InvalidParameterValue", "There is no availability zone."));
    }
    zone::resolve(region, name, id).ok_or_else(|| {
        let (parameter, value) = match name {
            Some(name) => ("availabilityZone", name),
            None => ("availabilityZoneId", id.unwrap_or_default()),
        };
        let zones = zone::names(region).join(", ");
        let message = format!(
            "Value ({value}) for parameter {parameter} is invalid. \
             Subnets can currently only be created in the following availability zones: {zones}."
        );
        fault("InvalidParameterValue", message)
    })
}

fn filter_values(tx: &Tx<'_>, subnet: &Subnet, used: usize, name: &str) -> Vec<String> {
    match name {
        "availability-zone" | "availabilityZone" => one(&subnet.availability_zone),
        "availability-zone-id" | "availabilityZoneId" => {
            one(zone::id_of(tx.region(), &subnet.availability_zone))
        }
        "available-ip-address-count" => one(address::available(subnet, used)),
        "cidr" | "cidr-block" | "cidrBlock" => one(subnet.cidr),
        "default-for-az"
        | "defaultForAz"
        | "enable-dns64"
        | "ipv6-native"
        | "map-customer-owned-ip-on-launch" => one(false),
        "private-dns-name-options-on-launch.enable-resource-name-dns-a-record"
        | "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record" => one(false),
        "private-dns-name-options-on-launch.hostname-type" => one("ip-name"),
        "map-public-ip-on-launch" => one(subnet.map_public_ip_on_launch),
        "owner-id" => one(subnet.account),
        "state" => one("available"),
        "subnet-arn" => one(arn(tx, Kind::Subnet, &subnet.id)),
        "subnet-id" => one(&subnet.id),
        "vpc-id" => one(&subnet.vpc),
        _ => Vec::new(),
    }
}

fn shown(tx: &Tx<'_>, subnet: &Subnet, used: usize) -> wire::Subnet {
    wire::Subnet {
        availability_zone_id: Some(zone::id_of(tx.region(), &subnet.availability_zone)),
        map_customer_owned_ip_on_launch: Some(false),
        owner_id: Some(subnet.account.to_string()),
        assign_ipv6_address_on_creation: Some(false),
        ipv6_cidr_block_association_set: Some(Vec::new()),
        tags: tag::shown(&subnet.tags),
        subnet_arn: Some(arn(tx, Kind::Subnet, &subnet.id)),
        enable_dns64: Some(false),
        ipv6_native: Some(false),
        private_dns_name_options_on_launch: Some(wire::PrivateDnsNameOptionsOnLaunch {
            hostname_type: Some(wire::HostnameType::IpName),
            enable_resource_name_dns_a_record: Some(false),
            enable_resource_name_dns_aaaa_record: Some(false),
        }),
        subnet_id: Some(subnet.id.clone()),
        state: Some(wire::SubnetState::Available),
        vpc_id: Some(subnet.vpc.clone()),
        cidr_block: Some(subnet.cidr.to_string()),
        available_ip_address_count: Some(address::available(subnet, used)),
        availability_zone: Some(subnet.availability_zone.clone()),
        default_for_az: Some(false),
        map_public_ip_on_launch: Some(subnet.map_public_ip_on_launch),
        ..Default::default()
    }
}
