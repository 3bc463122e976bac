//! What VPC flow logs say of a connection to an endpoint or a load balancer, where this process sees it first: at accept, let in or refused.
//! Packets and bytes are not counted here, and where the kernel drops packets this sees none of them.

use std::net::{IpAddr, SocketAddr};

use portcullis_catalog::Snapshot;
use portcullis_catalog::flow_log::Flow;
use portcullis_catalog::network::NetworkInterface;
use portcullis_guard::AccessLine;
use portcullis_guard::layer1_security_group::{End, SERVICE_PORT, Verdict, lets_out};

use crate::facts::Socket;
use crate::seat::{Seat, known_as};
use crate::state::Local;

/// The number of TCP.
const TCP: u8 = 6;

/// Tells the flow logs of both ends of a connection, so far as they are in this VPC.
pub(crate) fn record(local: &Local, world: &Snapshot, socket: &Socket, verdict: &Verdict<'_>) {
    let endpoint = socket.endpoint.as_deref().and_then(|id| world.endpoint(id));
    let Some(endpoint) = endpoint else { return };
    let own = endpoint.interfaces.iter().find(|interface| {
        let address = socket.local.ip().to_canonical();
        address == interface.private_ip || address == interface.loopback
    });
    let Some(own) = own else { return };
    let peer = SocketAddr::new(socket.peer_ip(), socket.peer.port());
    let caller = match peer.ip() {
        IpAddr::V4(address) if address.is_loopback() => world
            .interface_at(address)
            .filter(|interface| interface.vpc == endpoint.vpc),
        IpAddr::V4(address) => world.interface_in(&endpoint.vpc, address),
        IpAddr::V6(_) => None,
    };
    let address = caller.map_or(peer.ip(), |it| IpAddr::V4(it.private_ip));
    let now = local.shared().clock.now();
    let flow = |interface, ingress, accepted| Flow {
        interface,
        ingress,
        source: (address, peer.port()),
        destination: (IpAddr::V4(own.private_ip), SERVICE_PORT),
        protocol: TCP,
        counted: None,
        seen: (now, now),
        accepted,
    };
    let left = !matches!(verdict, Verdict::NoEgress { .. });
    if let Some(caller) = caller {
        tell(local, world, &flow(&**caller, false, left));
    }
    // What was not let out does not arrive.
    if left {
        tell(local, world, &flow(&**own, true, verdict.passes()));
    }
}

/// Tells them of a connection from an address that nothing in a VPC has.
pub(crate) fn record_stranger(local: &Local, world: &Snapshot, socket: &Socket) {
    let endpoint = socket.endpoint.as_deref().and_then(|id| world.endpoint(id));
    let mut interfaces = endpoint.into_iter().flat_map(|it| &it.interfaces);
    let address = socket.local.ip().to_canonical();
    let Some(own) = interfaces.find(|interface| address == interface.private_ip) else {
        return;
    };
    let now = local.shared().clock.now();
    let flow = Flow {
        interface: own,
        ingress: true,
        source: (socket.peer_ip(), socket.peer.port()),
        destination: (IpAddr::V4(own.private_ip), SERVICE_PORT),
        protocol: TCP,
        counted: None,
        seen: (now, now),
        accepted: false,
    };
    tell(local, world, &flow);
}

/// Tells them of a connection to a load balancer.
pub(crate) fn record_at_balancer(
    local: &Local,
    world: &Snapshot,
    seat: &Seat,
    peer: SocketAddr,
    accepted: bool,
) {
    let Some(found) = seat.find(world) else {
        return;
    };
    let (address, caller) = known_as(world, &seat.vpc, peer.ip());
    let (own, port) = (&**found.node, seat.port());
    let from = End {
        address,
        interface: caller.map(AsRef::as_ref),
    };
    let to = End {
        address: IpAddr::V4(own.private_ip),
        interface: Some(own),
    };
    let now = local.shared().clock.now();
    let flow = |interface, ingress, accepted| Flow {
        interface,
        ingress,
        source: (address, peer.port()),
        destination: (to.address, port),
        protocol: TCP,
        counted: None,
        seen: (now, now),
        accepted,
    };
    let left = accepted || lets_out(world, from, to, port);
    if let Some(caller) = caller {
        tell(local, world, &flow(caller, false, left));
    }
    if left {
        tell(local, world, &flow(own, true, accepted));
    }
}

fn tell(local: &Local, world: &Snapshot, flow: &Flow<'_>) {
    let interface: &NetworkInterface = flow.interface;
    for log in world.flow_logs_of(interface) {
        if !log.wants(flow.accepted) {
            continue;
        }
        let destination = log.destination.as_deref();
        local.shared().journal.access(&AccessLine {
            destination: destination
                .or(log.log_group_name.as_deref())
                .unwrap_or_default(),
            line: &log.line(flow),
        });
    }
}
