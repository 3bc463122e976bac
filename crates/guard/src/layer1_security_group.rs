//! Layer 1: may this peer reach this endpoint? Both ends are asked, as EC2 asks them: a rule of
//! the caller's groups must let it out, a rule of the endpoint's groups must let it in (Amazon
//! VPC User Guide, "Security groups"). Rules only allow; what none allows is dropped.

use std::collections::BTreeSet;
use std::net::IpAddr;

use portcullis_catalog::Snapshot;
use portcullis_catalog::network::{NetworkInterface, SecurityGroup, SecurityGroupRule};
use portcullis_catalog::snapshot::{EndpointEntry, Via};

/// The port that every endpoint serves, whatever port stands for it on this host.
pub const SERVICE_PORT: u16 = 443;

/// What layer 1 says of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<'w> {
    /// The public listener is guarded by no security group, and an endpoint of AWS's by AWS.
    NotApplicable,
    /// Let in.
    Pass {
        /// The rule that let it in: the group's and the rule's id.
        ingress: (&'w str, &'w str),
        /// The rule that let it out, where the peer is an interface of ours.
        egress: Option<(&'w str, &'w str)>,
    },
    /// The endpoint is gone.
    NoEndpoint,
    /// No rule of the caller's groups lets it out to the endpoint.
    NoEgress {
        /// The caller's interface.
        interface: &'w str,
    },
    /// No rule of the endpoint's groups lets it in.
    NoIngress,
}

/// Judges a connection from a peer: at accept, and again with each request, since rules change
/// under a connection that stays.
pub fn judge<'w>(world: &'w Snapshot, via: Via<'_>, peer: IpAddr) -> Verdict<'w> {
    let Via::Endpoint(id) = via else {
        return Verdict::NotApplicable;
    };
    let Some(endpoint) = world.endpoint(id) else {
        return Verdict::NoEndpoint;
    };
    let interface = interface_of(world, endpoint, peer);
    let mut egress = None;
    if let Some(interface) = interface.filter(|interface| is_guarded(interface)) {
        egress = find(world, &interface.security_groups, |rule| {
            rule.egress && reaches(rule, endpoint)
        });
        if egress.is_none() {
            return Verdict::NoEgress {
                interface: &interface.id,
            };
        }
    }
    let (address, groups) = match interface {
        Some(interface) => (IpAddr::V4(interface.private_ip), &interface.security_groups),
        None => (peer, const { &BTreeSet::new() }),
    };
    let ingress = find(world, &endpoint.security_groups, |rule| {
        !rule.egress && rule.names(address, groups)
    });
    match ingress {
        Some(ingress) => Verdict::Pass { ingress, egress },
        None => Verdict::NoIngress,
    }
}

/// One end of a connection.
#[derive(Clone, Copy)]
pub struct End<'a> {
    /// Its address, as a VPC knows it.
    pub address: IpAddr,
    /// The interface that has the address, where it is one of ours.
    pub interface: Option<&'a NetworkInterface>,
}

/// Whether the groups of both ends let a connection to a TCP port through.
pub fn lets_through(world: &Snapshot, from: End<'_>, to: End<'_>, port: u16) -> bool {
    lets_out(world, from, to, port) && allows(world, to, from, port, false)
}

/// Whether the groups of the one end let a connection out to a TCP port of the other.
pub fn lets_out(world: &Snapshot, from: End<'_>, to: End<'_>, port: u16) -> bool {
    allows(world, from, to, port, true)
}

fn allows(world: &Snapshot, own: End<'_>, other: End<'_>, port: u16, egress: bool) -> bool {
    let Some(guarded) = own.interface.filter(|own| is_guarded(own)) else {
        return true;
    };
    let groups = match other.interface {
        // Groups mean nothing in another VPC.
        Some(other) if other.vpc == guarded.vpc => &other.security_groups,
        _ => const { &BTreeSet::new() },
    };
    let mut rules = guarded
        .security_groups
        .iter()
        .filter_map(|id| world.security_group(id))
        .flat_map(|group| &group.rules);
    rules.any(|rule| {
        rule.egress == egress && rule.covers_tcp(port) && rule.names(other.address, groups)
    })
}

/// A Network Load Balancer that was made without groups lets everything in and out (Network Load Balancers User Guide,
/// "Update the security groups for your Network Load Balancer"). Every other interface without groups lets nothing.
fn is_guarded(interface: &NetworkInterface) -> bool {
    interface.load_balancer.is_none() || !interface.security_groups.is_empty()
}

impl Verdict<'_> {
    /// Whether the connection may stay.
    pub fn passes(&self) -> bool {
        matches!(self, Self::NotApplicable | Self::Pass { .. })
    }
}

/// The address of a peer as its VPC knows it: the private address of the interface that it is,
/// or the address of the socket.
pub(crate) fn vpc_address(world: &Snapshot, endpoint: &EndpointEntry, peer: IpAddr) -> IpAddr {
    match interface_of(world, endpoint, peer) {
        Some(interface) => IpAddr::V4(interface.private_ip),
        None => peer,
    }
}

/// The interface that a peer is, if it is one of the endpoint's own VPC: groups mean nothing in
/// another, whose hosts are strangers here.
pub(crate) fn interface_of<'w>(
    world: &'w Snapshot,
    endpoint: &EndpointEntry,
    peer: IpAddr,
) -> Option<&'w NetworkInterface> {
    let IpAddr::V4(address) = peer.to_canonical() else {
        return None;
    };
    // An address of 127.0.0.0/8 stands for an interface where VPCs are not real on this host; the
    // listeners of VPCs that are accept nobody with one.
    if !address.is_loopback() {
        return world
            .interface_in(&endpoint.vpc, address)
            .map(AsRef::as_ref);
    }
    let interface = world.interface_at(address)?;
    (interface.vpc == endpoint.vpc).then_some(interface.as_ref())
}

fn reaches(rule: &SecurityGroupRule, endpoint: &EndpointEntry) -> bool {
    endpoint
        .interfaces
        .iter()
        .any(|interface| rule.names(IpAddr::V4(interface.private_ip), &endpoint.security_groups))
}

fn find<'w>(
    world: &'w Snapshot,
    groups: &BTreeSet<String>,
    wanted: impl Fn(&SecurityGroupRule) -> bool,
) -> Option<(&'w str, &'w str)> {
    groups.iter().find_map(|id| {
        let group: &SecurityGroup = world.security_group(id)?;
        let rule = group
            .rules
            .iter()
            .find(|rule| rule.covers_tcp(SERVICE_PORT) && wanted(rule))?;
        Some((group.id.as_str(), rule.id.as_str()))
    })
}
