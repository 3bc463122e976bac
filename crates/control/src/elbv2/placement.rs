//! Where a load balancer is: one node in each of its subnets, each with a network interface, guarded by security groups.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use portcullis_catalog::load_balancer::{LoadBalancer, LoadBalancerKind, LoadBalancerNode};
use portcullis_catalog::network::{NetworkInterface, SecurityGroup, Subnet, Vpc};
use portcullis_wire::{Fault, elbv2 as wire};

use super::{address, authorize, fault, invalid, misconfigured};
use crate::ec2::managed;
use crate::{KeyValue, Permission, Tx};

/// The free addresses that each subnet must have (Application Load Balancers User Guide, "Subnets for your load
/// balancer").
const MIN_FREE_ADDRESSES: i32 = 8;
/// AWS's quota of groups on one load balancer.
const MAX_GROUPS: usize = 5;

/// Where a load balancer is to be: subnets of one VPC, each in a zone of its own.
pub(super) struct Wanted {
    pub(super) vpc: String,
    subnets: Vec<(Subnet, Option<Ipv4Addr>)>,
}

impl Wanted {
    /// Whether a load balancer is there already.
    pub(super) fn is_of(&self, balancer: &LoadBalancer) -> bool {
        balancer.nodes.len() == self.subnets.len()
            && self.subnets.iter().all(|(subnet, private_ip)| {
                let node = balancer.nodes.get(&subnet.id);
                node.is_some_and(|node| node.private_ip == *private_ip)
            })
    }
}

/// The subnets that a call names, either way.
pub(super) fn named_subnets(
    subnets: &Option<Vec<String>>,
    mappings: &Option<Vec<wire::SubnetMapping>>,
) -> Vec<String> {
    let mapped = mappings.iter().flatten();
    let mapped = mapped.filter_map(|mapping| mapping.subnet_id.clone());
    subnets.iter().flatten().cloned().chain(mapped).collect()
}

/// Judges the subnets of a call.
pub(super) fn wanted(
    tx: &Tx<'_>,
    kind: LoadBalancerKind,
    internal: bool,
    subnets: Option<Vec<String>>,
    mappings: Option<Vec<wire::SubnetMapping>>,
) -> Result<Wanted, Fault> {
    let named = match (subnets.unwrap_or_default(), mappings.unwrap_or_default()) {
        (subnets, mappings) if !subnets.is_empty() && !mappings.is_empty() => {
            return Err(invalid(
                "You must specify either subnets or subnet mappings, but not both",
            ));
        }
        (subnets, mappings) => {
            let subnets = subnets.into_iter().map(|id| Ok((id, None)));
            let mapped = mappings
                .into_iter()
                .map(|mapping| mapped(kind, internal, mapping));
            subnets.chain(mapped).collect::<Result<Vec<_>, Fault>>()?
        }
    };
    let mut found: BTreeMap<String, (Subnet, Option<Ipv4Addr>)> = BTreeMap::new();
    for (id, private_ip) in named {
        let subnet = tx.get::<Subnet>(&Subnet::key_of(tx.account(), &id))?;
        let subnet = subnet.ok_or_else(|| {
            fault(
                "SubnetNotFound",
                format!("The subnet ID '{id}' does not exist"),
            )
        })?;
        found.insert(id, (subnet, private_ip));
    }
    let subnets: Vec<(Subnet, Option<Ipv4Addr>)> = found.into_values().collect();
    let zones: BTreeSet<&str> = subnets
        .iter()
        .map(|(subnet, _)| subnet.availability_zone.as_str())
        .collect();
    let vpcs: BTreeSet<&str> = subnets
        .iter()
        .map(|(subnet, _)| subnet.vpc.as_str())
        .collect();
    if zones.len() < subnets.len() && vpcs.len() == 1 {
        return Err(misconfigured(
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
        ));
    }
    if kind == LoadBalancerKind::Application && zones.len() < 2 {
        return Err(invalid(
            "At least two subnets in two different Availability Zones must be specified",
        ));
    }
    let vpc = match vpcs.into_iter().collect::<Vec<_>>().as_slice() {
        [] => return Err(invalid("At least one subnet must be specified")),
        [vpc] => (*vpc).to_owned(),
        vpcs => {
            let message = format!(
                "All subnets must belong to the same VPC: '{}'",
                vpcs.join(", ")
            );
            return Err(misconfigured(message));
        }
    };
    if !internal && !managed::has_internet_gateway(tx, &vpc)? {
        return Err(fault(
            "InvalidSubnet",
            format!("VPC {vpc} has no internet gateway"),
        ));
    }
    Ok(Wanted { vpc, subnets })
}

/// A subnet with the address that was chosen in it.
fn mapped(
    kind: LoadBalancerKind,
    internal: bool,
    mapping: wire::SubnetMapping,
) -> Result<(String, Option<Ipv4Addr>), Fault> {
    let Some(id) = mapping.subnet_id else {
        return Err(invalid(
            "A subnet ID must be specified for each subnet mapping",
        ));
    };
    if let Some(allocation) = mapping.allocation_id {
        let message = format!("The allocation IDs '{allocation}' do not exist");
        return Err(fault("AllocationIdNotFound", message));
    }
    if mapping.i_pv6_address.is_some() || mapping.source_nat_ipv6_prefix.is_some() {
        return Err(no_ipv6());
    }
    let Some(address) = mapping.private_i_pv4_address else {
        return Ok((id, None));
    };
    if kind != LoadBalancerKind::Network || !internal {
        return Err(misconfigured(
            "Private IPv4 addresses can only be specified for internal Network Load Balancers",
        ));
    }
    let parsed = address
        .parse()
        .map_err(|_| invalid(format!("'{address}' is not a valid IPv4 address")))?;
    Ok((id, Some(parsed)))
}

/// Subnets here have IPv4 addresses only.
pub(super) fn check_address_type(
    wanted: Option<wire::IpAddressType>,
    prefix: Option<wire::EnablePrefixForIpv6SourceNatEnum>,
) -> Result<(), Fault> {
    let ipv6 = wanted.is_some_and(|wanted| wanted != wire::IpAddressType::Ipv4)
        || prefix == Some(wire::EnablePrefixForIpv6SourceNatEnum::On);
    if ipv6 { Err(no_ipv6()) } else { Ok(()) }
}

fn no_ipv6() -> Fault {
    misconfigured("You must specify subnets with an associated IPv6 CIDR block")
}

/// Judges the groups of a call. An Application Load Balancer without any has the default one of its VPC; a Network
/// Load Balancer has none.
pub(super) fn groups(
    tx: &Tx<'_>,
    kind: LoadBalancerKind,
    vpc: &str,
    named: Option<Vec<String>>,
) -> Result<BTreeSet<String>, Fault> {
    let mut groups: BTreeSet<String> = named.unwrap_or_default().into_iter().collect();
    if groups.is_empty() && kind == LoadBalancerKind::Application {
        let vpc = tx.get::<Vpc>(&Vpc::key_of(tx.account(), vpc))?;
        groups.extend(vpc.map(|vpc| vpc.default_security_group));
    }
    if groups.len() > MAX_GROUPS {
        let message = format!("A load balancer can have at most {MAX_GROUPS} security groups");
        return Err(misconfigured(message));
    }
    for id in &groups {
        let group = tx.get::<SecurityGroup>(&SecurityGroup::key_of(tx.account(), id))?;
        if group.is_none_or(|group| group.vpc != vpc) {
            return Err(misconfigured("One or more security groups are invalid"));
        }
    }
    Ok(groups)
}

/// Puts a load balancer where it is wanted: nodes that stay keep their interface.
pub(super) fn place(
    tx: &mut Tx<'_>,
    balancer: &mut LoadBalancer,
    wanted: &Wanted,
) -> Result<(), Fault> {
    let mut gone = std::mem::take(&mut balancer.nodes);
    for (subnet, private_ip) in &wanted.subnets {
        let kept = gone
            .remove(&subnet.id)
            .filter(|node| private_ip.is_none() || node.private_ip == *private_ip);
        let node = match kept {
            Some(node) => node,
            None => new_node(tx, balancer, subnet, *private_ip)?,
        };
        balancer.nodes.insert(subnet.id.clone(), node);
    }
    for node in gone.into_values() {
        let key = NetworkInterface::key_of(balancer.account, &node.network_interface);
        tx.delete(&key);
    }
    Ok(())
}

fn new_node(
    tx: &mut Tx<'_>,
    balancer: &LoadBalancer,
    subnet: &Subnet,
    private_ip: Option<Ipv4Addr>,
) -> Result<LoadBalancerNode, Fault> {
    if managed::free_addresses(tx, subnet)? < MIN_FREE_ADDRESSES {
        let message = format!(
            "Not enough IP space available in {}. ELB requires at least {MIN_FREE_ADDRESSES} free IP addresses in each subnet.",
            subnet.id
        );
        return Err(fault("InvalidSubnet", message));
    }
    let groups = balancer.security_groups.clone();
    let address = private_ip.map(|address| address.to_string());
    let made = managed::make_interface(tx, subnet, groups, address.as_deref());
    let mut interface = made.map_err(|refusal| match refusal.status {
        400 => misconfigured(refusal.message),
        _ => refusal,
    })?;
    interface.description = format!("ELB {}", balancer.path());
    interface.load_balancer = Some(balancer.path());
    tx.put(&interface)?;
    Ok(LoadBalancerNode {
        availability_zone: subnet.availability_zone.clone(),
        network_interface: interface.id,
        private_ip,
    })
}

pub(super) fn may_set_subnets(
    tx: &Tx<'_>,
    input: &wire::SetSubnetsInput,
) -> Result<Vec<Permission>, Fault> {
    let subnets = named_subnets(&input.subnets, &input.subnet_mappings);
    let permission = authorize::permission(tx, "SetSubnets", &input.load_balancer_arn)?;
    Ok(vec![permission.with(
        "elasticloadbalancing:Subnet",
        KeyValue::Texts(subnets),
    )])
}

pub(super) fn set_subnets(
    tx: &mut Tx<'_>,
    input: wire::SetSubnetsInput,
) -> Result<wire::SetSubnetsOutput, Fault> {
    let mut balancer = address::load_balancer(tx, &input.load_balancer_arn)?;
    let prefix = input.enable_prefix_for_ipv6_source_nat;
    check_address_type(input.ip_address_type, prefix)?;
    let (kind, internal) = (balancer.kind, balancer.internal);
    let wanted = wanted(tx, kind, internal, input.subnets, input.subnet_mappings)?;
    if wanted.vpc != balancer.vpc {
        let message = format!("The subnets must belong to the VPC '{}'", balancer.vpc);
        return Err(misconfigured(message));
    }
    let stays = |id: &String| wanted.subnets.iter().any(|(subnet, _)| subnet.id == *id);
    if kind == LoadBalancerKind::Network && !balancer.nodes.keys().all(stays) {
        return Err(invalid(
            "Subnet removal is not supported for Network Load Balancers. You must specify all existing subnets along with any new ones",
        ));
    }
    place(tx, &mut balancer, &wanted)?;
    tx.put(&balancer)?;
    Ok(wire::SetSubnetsOutput {
        availability_zones: Some(shown(&balancer)),
        ip_address_type: Some(wire::IpAddressType::Ipv4),
        enable_prefix_for_ipv6_source_nat: prefix,
    })
}

pub(super) fn may_set_security_groups(
    tx: &Tx<'_>,
    input: &wire::SetSecurityGroupsInput,
) -> Result<Vec<Permission>, Fault> {
    let permission = authorize::permission(tx, "SetSecurityGroups", &input.load_balancer_arn)?;
    Ok(vec![permission.with(
        "elasticloadbalancing:SecurityGroup",
        KeyValue::Texts(input.security_groups.clone()),
    )])
}

pub(super) fn set_security_groups(
    tx: &mut Tx<'_>,
    input: wire::SetSecurityGroupsInput,
) -> Result<wire::SetSecurityGroupsOutput, Fault> {
    use wire::EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum as Enforcement;
    let mut balancer = address::load_balancer(tx, &input.load_balancer_arn)?;
    let network = balancer.kind == LoadBalancerKind::Network;
    if network && balancer.security_groups.is_empty() {
        return Err(misconfigured(
            "Security groups cannot be set on a Network Load Balancer that was created without any.",
        ));
    }
    if input.security_groups.is_empty() {
        return Err(invalid("At least one security group must be specified"));
    }
    let named = Some(input.security_groups);
    balancer.security_groups = groups(tx, balancer.kind, &balancer.vpc, named)?;
    let asked = input.enforce_security_group_inbound_rules_on_private_link_traffic;
    match (network, asked) {
        (false, Some(_)) => {
            return Err(misconfigured(
                "Inbound rules on PrivateLink traffic can only be enforced by Network Load Balancers",
            ));
        }
        (true, Some(wanted)) => balancer.guards_private_link = Some(wanted == Enforcement::On),
        (_, None) => {}
    }
    for node in balancer.nodes.values() {
        let key = NetworkInterface::key_of(balancer.account, &node.network_interface);
        if let Some(mut interface) = tx.get::<NetworkInterface>(&key)? {
            interface.security_groups = balancer.security_groups.clone();
            tx.put(&interface)?;
        }
    }
    tx.put(&balancer)?;
    Ok(wire::SetSecurityGroupsOutput {
        security_group_ids: Some(balancer.security_groups.iter().cloned().collect()),
        enforce_security_group_inbound_rules_on_private_link_traffic: balancer
            .guards_private_link
            .map(enforcement),
    })
}

/// Whether the groups of a Network Load Balancer guard what comes through PrivateLink, as answers say it.
pub(super) fn enforcement(
    guards: bool,
) -> wire::EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum {
    use wire::EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum as Enforcement;
    if guards {
        Enforcement::On
    } else {
        Enforcement::Off
    }
}

pub(super) fn set_ip_address_type(
    tx: &mut Tx<'_>,
    input: wire::SetIpAddressTypeInput,
) -> Result<wire::SetIpAddressTypeOutput, Fault> {
    address::load_balancer(tx, &input.load_balancer_arn)?;
    check_address_type(Some(input.ip_address_type), None)?;
    Ok(wire::SetIpAddressTypeOutput {
        ip_address_type: Some(input.ip_address_type),
    })
}

/// The nodes as answers show them, by zone: with an address only where one was chosen.
pub(super) fn shown(balancer: &LoadBalancer) -> Vec<wire::AvailabilityZone> {
    let mut nodes: Vec<(&String, &LoadBalancerNode)> = balancer.nodes.iter().collect();
    nodes.sort_by_key(|(_, node)| &node.availability_zone);
    let nodes = nodes.into_iter().map(|(subnet, node)| {
        let chosen = node.private_ip.map(|address| wire::LoadBalancerAddress {
            private_i_pv4_address: Some(address.to_string()),
            ..Default::default()
        });
        wire::AvailabilityZone {
            zone_name: Some(node.availability_zone.clone()),
            subnet_id: Some(subnet.clone()),
            load_balancer_addresses: Some(chosen.into_iter().collect()),
            ..Default::default()
        }
    });
    nodes.collect()
}
