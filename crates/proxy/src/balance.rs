//! Load balancers as this process serves them: what listens on their interfaces inside VPCs, and who may come. What then
//! happens with connections is in `balance/connections.rs`, with requests in `balance/requests.rs`; `balance/checks.rs`
//! finds out which targets are healthy. The way of an API's own calls to targets is `integration/link.rs`: it chooses a
//! target as these listeners do, and connects to it without them.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, SocketAddrV4};
use std::rc::Rc;
use std::sync::Arc;

use portcullis_catalog::Snapshot;
use portcullis_catalog::balancing::Candidate;
use portcullis_catalog::load_balancer::{Action, ActionKind, LoadBalancerKind, TargetKind};
use portcullis_catalog::network::NetworkInterface;
use portcullis_catalog::snapshot::{BalancerEntry, ListenerEntry};
use portcullis_guard::layer1_security_group::{End, lets_through};
use tokio::net::TcpStream;

use crate::inside::known_as;
use crate::state::Local;

pub(crate) mod checks;
mod connections;
pub(crate) mod page;
pub(crate) mod requests;

/// How many targets are tried for one connection or request.
pub(crate) const MAX_TRIED: usize = 4;

/// Where a load balancer listens: a port of one of its interfaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Seat {
    /// The network interface. Another may come to have its address.
    pub(crate) interface: Arc<str>,
    vpc: Arc<str>,
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

    fn find<'w>(&self, world: &'w Snapshot) -> Option<Found<'w>> {
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

/// Serves a connection that was let in, to its end.
pub(crate) async fn serve(local: Rc<Local>, seat: &Seat, stream: TcpStream, peer: SocketAddr) {
    let world = local.shared().world.load_full();
    let Some(found) = seat.find(&world) else {
        return;
    };
    let (address, _) = known_as(&world, &seat.vpc, peer.ip());
    let client = SocketAddr::new(address, peer.port());
    match found.balancer.record.kind {
        LoadBalancerKind::Network => {
            connections::serve(&local, &world, &found, stream, client).await;
        }
        LoadBalancerKind::Application => {
            requests::serve(&local, seat, stream, client).await;
        }
    }
}

/// The groups that an action forwards to.
pub(crate) fn forwards(
    action: &Action,
) -> Option<&[portcullis_catalog::load_balancer::WeightedTargetGroup]> {
    match &action.what {
        ActionKind::Forward { target_groups, .. } => Some(target_groups),
        _ => None,
    }
}

/// The address of a target: its own or, where it is a load balancer, that of a node, in the same zone if there is one.
pub(crate) fn address_of(world: &Snapshot, candidate: &Candidate<'_>) -> Option<SocketAddrV4> {
    let target = &candidate.target.target;
    let port = target.port?;
    let address = match candidate.group.record.target_kind {
        TargetKind::Ip => candidate.target.address?,
        TargetKind::Alb => {
            let nodes = &world.balancer(&target.id)?.nodes;
            let zone = &candidate.node.availability_zone;
            let near = nodes.iter().find(|node| node.availability_zone == *zone);
            near.or(nodes.first())?.private_ip
        }
        TargetKind::Instance | TargetKind::Lambda => return None,
    };
    Some(SocketAddrV4::new(address, port))
}

/// Whether the target sees the client's address rather than the load balancer's, where that can be arranged: what is
/// connected to over a network sees the address that it is connected from.
pub(crate) fn preserves_client(candidate: &Candidate<'_>) -> bool {
    match candidate.group.attribute("preserve_client_ip.enabled") {
        Some(set) => set == "true",
        None => candidate.group.record.target_kind != TargetKind::Ip,
    }
}
