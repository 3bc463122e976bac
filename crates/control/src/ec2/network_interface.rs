//! Network interfaces: those of endpoints and load balancers, which come and go with them, and those that stand for
//! workloads. An interface shows its private address first and then the address of this host
//! that stands for it, which is where an endpoint listens and what a workload calls from.

mod shown;

use std::collections::BTreeSet;

use portcullis_catalog::Record;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::network::{NetworkInterface, SecurityGroup, Subnet, Vpc};
use portcullis_wire::{Fault, ec2 as wire};

use self::shown::{FILTERS, World, filter_values, is_managed, shown};
use super::authorize;
use super::filter::Filters;
use super::page::page;
use super::resource::{Kind, all, find, named};
use super::{address, fault, idempotency, security_group, tag_set};
use crate::{Permission, Tx};

/// AWS's quota for a region (Amazon VPC User Guide, "Amazon VPC quotas").
const MAX_INTERFACES: usize = 5000;

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
            interface.tags = tag_set::specified(input.tag_specifications, Kind::NetworkInterface)?;
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
    if is_managed(&interface) {
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
    if is_managed(&interface) {
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
        load_balancer: None,
        source_dest_check: true,
        tags: Tags::new(),
        client_token: None,
    })
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
