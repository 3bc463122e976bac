//! Network interfaces: those of endpoints, which come and go with them, and those that stand for
//! workloads. An interface shows its private address first and then the address of this host
//! that stands for it, which is where an endpoint listens and what a workload calls from.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::Record;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::network::{NetworkInterface, SecurityGroup, Subnet, Vpc};
use portcullis_wire::{Fault, ec2 as wire};

use super::authorize;
use super::filter::{Filters, one};
use super::page::page;
use super::resource::{Kind, all, find, named};
use super::{address, fault, idempotency, security_group, tag, twin, zone};
use crate::{Permission, Tx};

/// AWS's quota for a region (Amazon VPC User Guide, "Amazon VPC quotas").
const MAX_INTERFACES: usize = 5000;

const FILTERS: &[&str] = &[
    "addresses.association.owner-id",
    "addresses.association.public-ip",
    "addresses.primary",
    "addresses.private-ip-address",
    "association.allocation-id",
    "association.association-id",
    "association.carrier-ip",
    "association.customer-owned-ip",
    "association.ip-owner-id",
    "association.public-dns-name",
    "association.public-ip",
    "attachment.attach-time",
    "attachment.attachment-id",
    "attachment.delete-on-termination",
    "attachment.device-index",
    "attachment.instance-id",
    "attachment.instance-owner-id",
    "attachment.nat-gateway-id",
    "attachment.status",
    "availability-zone",
    "availability-zone-id",
    "description",
    "group-id",
    "group-name",
    "interface-type",
    "ipv6-addresses.ipv6-address",
    "mac-address",
    "network-interface-id",
    "operator.managed",
    "operator.principal",
    "owner-id",
    "private-dns-name",
    "private-ip-address",
    "requester-id",
    "requester-managed",
    "source-dest-check",
    "status",
    "subnet-id",
    "vpc-id",
];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateNetworkInterfaceRequest,
) -> Result<Vec<Permission>, Fault> {
    const ACTION: &str = "ec2:CreateNetworkInterface";
    let specifications = input.tag_specifications.as_deref();
    let mut needed = authorize::creating(
        tx,
        "CreateNetworkInterface",
        Kind::NetworkInterface,
        specifications,
    );
    needed.push(authorize::on::<Subnet>(tx, ACTION, &input.subnet_id)?);
    needed.extend(authorize::on_each::<SecurityGroup>(
        tx,
        ACTION,
        input.groups.as_deref(),
    )?);
    Ok(needed)
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateNetworkInterfaceRequest,
) -> Result<wire::CreateNetworkInterfaceResult, Fault> {
    let client_token = idempotency::token(input.client_token.as_deref(), &input)?;
    let earlier =
        idempotency::earlier(tx, client_token.as_ref(), |interface: &NetworkInterface| {
            interface.client_token.as_ref()
        })?;
    let interface = match earlier {
        Some(interface) => interface,
        None => {
            let wanted = wanted_address(&input)?;
            let subnet: Subnet = find(tx, &input.subnet_id)?;
            let vpc: Vpc = find(tx, &subnet.vpc)?;
            let groups = security_group::for_interface(tx, &vpc, input.groups)?;
            let mut interface = make(tx, &subnet, groups, wanted.as_deref())?;
            interface.description = input.description.unwrap_or_default();
            interface.tags = tag::specified(input.tag_specifications, Kind::NetworkInterface)?;
            interface.client_token = client_token;
            tx.put(&interface)?;
            interface
        }
    };
    let world = World::of(tx)?;
    Ok(wire::CreateNetworkInterfaceResult {
        network_interface: Some(shown(tx, &interface, &world)),
        client_token: input.client_token,
    })
}

pub(super) fn may_delete(
    tx: &Tx<'_>,
    input: &wire::DeleteNetworkInterfaceRequest,
) -> Result<Vec<Permission>, Fault> {
    let id = &input.network_interface_id;
    Ok(vec![authorize::on::<NetworkInterface>(
        tx,
        "ec2:DeleteNetworkInterface",
        id,
    )?])
}

pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteNetworkInterfaceRequest,
) -> Result<(), Fault> {
    let interface: NetworkInterface = find(tx, &input.network_interface_id)?;
    if interface.vpc_endpoint.is_some() {
        let message = format!("Network interface '{}' is currently in use.", interface.id);
        return Err(fault("InvalidParameterValue", message));
    }
    tx.delete(&interface.key());
    Ok(())
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeNetworkInterfacesRequest,
) -> Result<wire::DescribeNetworkInterfacesResult, Fault> {
    let filters = Filters::read(input.filters, FILTERS, true)?;
    let world = World::of(tx)?;
    let mut interfaces: Vec<NetworkInterface> = named(tx, input.network_interface_ids.as_deref())?;
    interfaces.retain(|interface| {
        filters.match_resource(&interface.tags, |name| {
            filter_values(tx, interface, &world, name)
        })
    });
    let token = input.next_token.as_deref();
    let (interfaces, next_token) = page(
        interfaces,
        |interface| interface.id.clone(),
        input.max_results,
        token,
    )?;
    let interfaces = interfaces
        .iter()
        .map(|interface| shown(tx, interface, &world));
    Ok(wire::DescribeNetworkInterfacesResult {
        network_interfaces: Some(interfaces.collect()),
        next_token,
    })
}

pub(super) fn may_modify(
    tx: &Tx<'_>,
    input: &wire::ModifyNetworkInterfaceAttributeRequest,
) -> Result<Vec<Permission>, Fault> {
    const ACTION: &str = "ec2:ModifyNetworkInterfaceAttribute";
    let mut needed = vec![authorize::on::<NetworkInterface>(
        tx,
        ACTION,
        &input.network_interface_id,
    )?];
    needed.extend(authorize::on_each::<SecurityGroup>(
        tx,
        ACTION,
        input.groups.as_deref(),
    )?);
    Ok(needed)
}

pub(super) fn modify(
    tx: &mut Tx<'_>,
    input: wire::ModifyNetworkInterfaceAttributeRequest,
) -> Result<(), Fault> {
    let mut interface: NetworkInterface = find(tx, &input.network_interface_id)?;
    if interface.vpc_endpoint.is_some() {
        // What AWS answers where a service manages the interface.
        return Err(fault(
            "AuthFailure",
            "You do not have permission to access the specified resource.",
        ));
    }
    let unsupported = input.attachment.is_some()
        || input.enable_primary_ipv6 == Some(true)
        || input.associate_public_ip_address == Some(true)
        || input.associated_subnet_ids.is_some();
    if unsupported {
        let message = "Interfaces of this gateway have a description, groups and a source/destination check to modify.";
        return Err(fault("UnsupportedOperation", message));
    }
    if let Some(description) = input.description {
        interface.description = description.value.unwrap_or_default();
    }
    if let Some(check) = input
        .source_dest_check
        .and_then(|attribute| attribute.value)
    {
        interface.source_dest_check = check;
    }
    if let Some(groups) = input.groups {
        let vpc: Vpc = find(tx, &interface.vpc)?;
        interface.security_groups = security_group::for_interface(tx, &vpc, Some(groups))?;
    }
    tx.put(&interface)
}

/// A new interface in a subnet, not stored yet.
pub(super) fn make(
    tx: &Tx<'_>,
    subnet: &Subnet,
    security_groups: BTreeSet<String>,
    wanted: Option<&str>,
) -> Result<NetworkInterface, Fault> {
    if all::<NetworkInterface>(tx)?.len() >= MAX_INTERFACES {
        let message = "The maximum number of network interfaces has been reached.";
        return Err(fault("NetworkInterfaceLimitExceeded", message));
    }
    let addresses = address::allocate(tx, subnet, wanted)?;
    let [a, b, c, d, e] = tx.random()?;
    Ok(NetworkInterface {
        account: subnet.account,
        id: Kind::NetworkInterface.new_id(tx)?,
        vpc: subnet.vpc.clone(),
        subnet: subnet.id.clone(),
        availability_zone: subnet.availability_zone.clone(),
        private_ip: addresses.private,
        loopback: addresses.loopback,
        mac_address: format!("02:{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}"),
        security_groups,
        description: String::new(),
        vpc_endpoint: None,
        source_dest_check: true,
        tags: Tags::new(),
        client_token: None,
    })
}

/// What an answer about interfaces says of other resources.
struct World {
    groups: BTreeMap<String, String>,
    /// The VPCs whose hosts have names.
    named: BTreeSet<String>,
}

impl World {
    fn of(tx: &Tx<'_>) -> Result<Self, Fault> {
        let vpcs = all::<Vpc>(tx)?
            .into_iter()
            .filter(|vpc| vpc.enable_dns_hostnames);
        Ok(Self {
            groups: security_group::names(tx)?,
            named: vpcs.map(|vpc| vpc.id).collect(),
        })
    }
}

/// The one address that a request asks for.
fn wanted_address(input: &wire::CreateNetworkInterfaceRequest) -> Result<Option<String>, Fault> {
    let many = input.secondary_private_ip_address_count.unwrap_or_default() > 0
        || input.ipv6_address_count.unwrap_or_default() > 0
        || input
            .ipv6_addresses
            .as_ref()
            .is_some_and(|addresses| !addresses.is_empty())
        || input.ipv4_prefix_count.unwrap_or_default() > 0
        || input
            .ipv4_prefixes
            .as_ref()
            .is_some_and(|prefixes| !prefixes.is_empty())
        || input.ipv6_prefix_count.unwrap_or_default() > 0
        || input
            .ipv6_prefixes
            .as_ref()
            .is_some_and(|prefixes| !prefixes.is_empty())
        || input
            .private_ip_addresses
            .as_ref()
            .is_some_and(|addresses| addresses.len() > 1);
    if many || input.interface_type.is_some() {
        let message = "Interfaces of this gateway have one private IPv4 address.";
        return Err(fault("UnsupportedOperation", message));
    }
    let listed = input.private_ip_addresses.iter().flatten().next();
    let listed = listed.and_then(|address| address.private_ip_address.clone());
    match (input.private_ip_address.clone(), listed) {
        (Some(one), Some(other)) if one != other => Err(fault(
            "InvalidParameterCombination",
            "Only one primary private IP address can be specified.",
        )),
        (one, other) => Ok(one.or(other)),
    }
}

fn filter_values(
    tx: &Tx<'_>,
    interface: &NetworkInterface,
    world: &World,
    name: &str,
) -> Vec<String> {
    let attached = interface.vpc_endpoint.is_some();
    let shown = || shown(tx, interface, world);
    match name {
        "addresses.primary" => vec!["true".to_owned(), "false".to_owned()],
        "addresses.private-ip-address" => vec![
            interface.private_ip.to_string(),
            interface.loopback.to_string(),
        ],
        "attachment.attachment-id" if attached => one(twin(&interface.id, "ela-attach")),
        "attachment.delete-on-termination" if attached => one(false),
        "attachment.device-index" if attached => one(1),
        "attachment.instance-owner-id" if attached => one(SERVICE),
        "attachment.status" if attached => one("attached"),
        "availability-zone" => one(&interface.availability_zone),
        "availability-zone-id" => one(zone::id_of(tx.region(), &interface.availability_zone)),
        "description" => one(&interface.description),
        "group-id" => interface.security_groups.iter().cloned().collect(),
        "group-name" => interface
            .security_groups
            .iter()
            .filter_map(|id| world.groups.get(id))
            .cloned()
            .collect(),
        "interface-type" => shown()
            .interface_type
            .map(|kind| kind.to_string())
            .into_iter()
            .collect(),
        "mac-address" => one(&interface.mac_address),
        "network-interface-id" => one(&interface.id),
        "operator.managed" => one(false),
        "owner-id" => one(interface.account),
        "private-dns-name" => shown().private_dns_name.into_iter().collect(),
        "private-ip-address" => one(interface.private_ip),
        "requester-id" => shown().requester_id.into_iter().collect(),
        "requester-managed" => one(attached),
        "source-dest-check" => one(interface.source_dest_check),
        "status" => shown()
            .status
            .map(|status| status.to_string())
            .into_iter()
            .collect(),
        "subnet-id" => one(&interface.subnet),
        "vpc-id" => one(&interface.vpc),
        _ => Vec::new(),
    }
}

/// Who has an interface that a service manages.
const SERVICE: &str = "amazon-aws";

fn shown(tx: &Tx<'_>, interface: &NetworkInterface, world: &World) -> wire::NetworkInterface {
    let attached = interface.vpc_endpoint.is_some();
    let private_dns_name = world.named.contains(&interface.vpc).then(|| {
        let host = interface.private_ip.to_string().replace('.', "-");
        match tx.region() {
            "us-east-1" => format!("ip-{host}.ec2.internal"),
            region => format!("ip-{host}.{region}.compute.internal"),
        }
    });
    let groups = interface
        .security_groups
        .iter()
        .map(|id| wire::GroupIdentifier {
            group_id: Some(id.clone()),
            group_name: world.groups.get(id).cloned(),
        });
    let attachment = attached.then(|| wire::NetworkInterfaceAttachment {
        attachment_id: Some(twin(&interface.id, "ela-attach")),
        delete_on_termination: Some(false),
        device_index: Some(1),
        instance_owner_id: Some(SERVICE.to_owned()),
        status: Some(wire::AttachmentStatus::Attached),
        ..Default::default()
    });
    let address = |address: std::net::Ipv4Addr, primary| wire::NetworkInterfacePrivateIpAddress {
        primary: Some(primary),
        private_ip_address: Some(address.to_string()),
        private_dns_name: private_dns_name.clone().filter(|_| primary),
        ..Default::default()
    };
    wire::NetworkInterface {
        attachment,
        availability_zone: Some(interface.availability_zone.clone()),
        availability_zone_id: Some(zone::id_of(tx.region(), &interface.availability_zone)),
        description: Some(interface.description.clone()),
        groups: Some(groups.collect()),
        interface_type: Some(match attached {
            true => wire::NetworkInterfaceType::VpcEndpoint,
            false => wire::NetworkInterfaceType::Interface,
        }),
        ipv6_addresses: Some(Vec::new()),
        mac_address: Some(interface.mac_address.clone()),
        network_interface_id: Some(interface.id.clone()),
        owner_id: Some(interface.account.to_string()),
        private_ip_address: Some(interface.private_ip.to_string()),
        private_ip_addresses: Some(vec![
            address(interface.private_ip, true),
            address(interface.loopback, false),
        ]),
        private_dns_name,
        requester_id: Some(if attached {
            SERVICE.to_owned()
        } else {
            interface.account.to_string()
        }),
        requester_managed: Some(attached),
        source_dest_check: Some(interface.source_dest_check),
        status: Some(match attached {
            true => wire::NetworkInterfaceStatus::InUse,
            false => wire::NetworkInterfaceStatus::Available,
        }),
        subnet_id: Some(interface.subnet.clone()),
        tag_set: tag::shown(&interface.tags),
        vpc_id: Some(interface.vpc.clone()),
        ..Default::default()
    }
}
