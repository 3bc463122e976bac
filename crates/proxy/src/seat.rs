//! Where a load balancer listens inside a VPC, found again in each snapshot, and who may come to it there. Serving those
//! who come is not done here.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use portcullis_catalog::Snapshot;
use portcullis_catalog::network::NetworkInterface;
use portcullis_catalog::snapshot::{BalancerEntry, ListenerEntry};
use portcullis_guard::layer1_security_group::{End, lets_through};

/// Where a load balancer listens: a port of one of its interfaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Seat {
    /// The network interface. Another may come to have its address.
    pub(crate) interface: Arc<str>,
    pub(crate) vpc: Arc<str>,
    address: Ipv4Addr,
    port: u16,
}

/// A load balancer as somebody comes to it.
#[derive(Clone)]
pub(crate) struct Found<'w> {
    pub(crate) balancer: &'w Arc<BalancerEntry>,
    pub(crate) listener: &'w ListenerEntry,
    pub(crate) node: &'w Arc<NetworkInterface>,
}

impl Seat {
    pub(crate) fn of(node: &NetworkInterface, port: u16) -> Self {
        Self {
            interface: node.id.as_str().into(),
            vpc: node.vpc.as_str().into(),
            address: node.private_ip,
            port,
        }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// What it is now.
    pub(crate) fn find<'w>(&self, world: &'w Snapshot) -> Option<Found<'w>> {
        let node = world.interface_in(&self.vpc, self.address)?;
        let balancer = world.balancer_of(node)?;
        let listener = balancer.listeners.get(&self.port)?;
        (*node.id == *self.interface).then_some(Found {
            balancer,
            listener,
            node,
        })
    }

    /// Whether its groups, and those of a caller of the same VPC, let a connection in. An internal load balancer is for
    /// its VPC: whoever comes from an address of this host that stands for nobody there is not let in.
    pub(crate) fn lets_in(&self, world: &Snapshot, peer: IpAddr) -> bool {
        let Some(found) = self.find(world) else {
            return false;
        };
        let (address, caller) = known_as(world, &self.vpc, peer);
        if address.is_loopback() && found.balancer.record.internal {
            return false;
        }
        let from = End {
            address,
            interface: caller.map(AsRef::as_ref),
        };
        let to = End {
            address: IpAddr::V4(self.address),
            interface: Some(found.node),
        };
        lets_through(world, from, to, self.port)
    }
}

/// Who a peer is to a VPC: the address of its interface, where one of the VPC's stands for it or has it.
pub(crate) fn known_as<'w>(
    world: &'w Snapshot,
    vpc: &str,
    peer: IpAddr,
) -> (IpAddr, Option<&'w Arc<NetworkInterface>>) {
    let peer = peer.to_canonical();
    let IpAddr::V4(address) = peer else {
        return (peer, None);
    };
    let interface = if address.is_loopback() {
        let stood_for = world.interface_at(address);
        stood_for.filter(|interface| interface.vpc == vpc)
    } else {
        world.interface_in(vpc, address)
    };
    let seen: Ipv4Addr = interface.map_or(address, |interface| interface.private_ip);
    (IpAddr::V4(seen), interface)
}
