//! Network interfaces as answers and filters see them.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::network::{NetworkInterface, Vpc};
use portcullis_wire::{Fault, ec2 as wire};

use super::super::filter::one;
use super::super::resource::{all, twin};
use super::super::{security_group, tag_set, zone};
use crate::Tx;

pub(super) const FILTERS: &[&str] = &[
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

/// What an answer about interfaces says of other resources.
pub(super) struct World {
    groups: BTreeMap<String, String>,
    /// The VPCs whose hosts have names.
    named: BTreeSet<String>,
}

impl World {
    pub(super) fn of(tx: &Tx<'_>) -> Result<Self, Fault> {
        let vpcs = all::<Vpc>(tx)?
            .into_iter()
            .filter(|vpc| vpc.enable_dns_hostnames);
        Ok(Self {
            groups: security_group::names(tx)?,
            named: vpcs.map(|vpc| vpc.id).collect(),
        })
    }
}

pub(super) fn filter_values(
    tx: &Tx<'_>,
    interface: &NetworkInterface,
    world: &World,
    name: &str,
) -> Vec<String> {
    let attached = is_managed(interface);
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
        "attachment.instance-owner-id" if attached => one(attached_by(interface)),
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
/// The same of an Application Load Balancer.
const BALANCING: &str = "amazon-elb";

/// Whether a service manages the interface.
pub(super) fn is_managed(interface: &NetworkInterface) -> bool {
    interface.vpc_endpoint.is_some() || interface.load_balancer.is_some()
}

fn is_of_network_load_balancer(interface: &NetworkInterface) -> bool {
    let path = interface.load_balancer.as_deref();
    path.is_some_and(|path| path.starts_with("net/"))
}

/// What the attachment of a managed interface is attributed to. Tools that wait for the interfaces of a load balancer to
/// go look for them by it.
fn attached_by(interface: &NetworkInterface) -> &'static str {
    if interface.load_balancer.is_some() && !is_of_network_load_balancer(interface) {
        BALANCING
    } else {
        SERVICE
    }
}

pub(super) fn shown(
    tx: &Tx<'_>,
    interface: &NetworkInterface,
    world: &World,
) -> wire::NetworkInterface {
    let attached = is_managed(interface);
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
        instance_owner_id: Some(attached_by(interface).to_owned()),
        status: Some("attached".to_owned()),
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
        interface_type: Some(if interface.vpc_endpoint.is_some() {
            wire::NetworkInterfaceType::VpcEndpoint
        } else if is_of_network_load_balancer(interface) {
            wire::NetworkInterfaceType::NetworkLoadBalancer
        } else {
            wire::NetworkInterfaceType::Interface
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
        requester_id: Some(match (&interface.vpc_endpoint, &interface.load_balancer) {
            (Some(_), _) => SERVICE.to_owned(),
            (None, Some(_)) => BALANCING.to_owned(),
            (None, None) => interface.account.to_string(),
        }),
        requester_managed: Some(attached),
        source_dest_check: Some(interface.source_dest_check),
        status: Some(match attached {
            true => wire::NetworkInterfaceStatus::InUse,
            false => wire::NetworkInterfaceStatus::Available,
        }),
        subnet_id: Some(interface.subnet.clone()),
        tag_set: tag_set::shown(&interface.tags),
        vpc_id: Some(interface.vpc.clone()),
        ..Default::default()
    }
}
