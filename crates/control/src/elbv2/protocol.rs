//! The protocols of requests and records, and which of them go together.

use portcullis_catalog::load_balancer::{LoadBalancerKind, TrafficProtocol};
use portcullis_wire::{Fault, elbv2 as wire};

use super::fault;

/// The protocol of a request as records have it. What only a Gateway Load Balancer speaks, and QUIC, are not offered.
pub(super) fn read(protocol: wire::ProtocolEnum) -> Result<TrafficProtocol, Fault> {
    Ok(match protocol {
        wire::ProtocolEnum::Http => TrafficProtocol::Http,
        wire::ProtocolEnum::Https => TrafficProtocol::Https,
        wire::ProtocolEnum::Tcp => TrafficProtocol::Tcp,
        wire::ProtocolEnum::Tls => TrafficProtocol::Tls,
        wire::ProtocolEnum::Udp => TrafficProtocol::Udp,
        wire::ProtocolEnum::TcpUdp => TrafficProtocol::TcpUdp,
        wire::ProtocolEnum::Geneve | wire::ProtocolEnum::Quic | wire::ProtocolEnum::TcpQuic => {
            let message = format!("The protocol '{protocol}' is not offered by this gateway.");
            return Err(fault("UnsupportedProtocol", message));
        }
    })
}

/// The protocol of a record as answers have it.
pub(super) fn shown(protocol: TrafficProtocol) -> wire::ProtocolEnum {
    match protocol {
        TrafficProtocol::Http => wire::ProtocolEnum::Http,
        TrafficProtocol::Https => wire::ProtocolEnum::Https,
        TrafficProtocol::Tcp => wire::ProtocolEnum::Tcp,
        TrafficProtocol::Tls => wire::ProtocolEnum::Tls,
        TrafficProtocol::Udp => wire::ProtocolEnum::Udp,
        TrafficProtocol::TcpUdp => wire::ProtocolEnum::TcpUdp,
    }
}

/// Whether it is of requests rather than connections.
pub(super) fn is_http(protocol: TrafficProtocol) -> bool {
    matches!(protocol, TrafficProtocol::Http | TrafficProtocol::Https)
}

/// Whether it is encrypted, so that a listener needs a certificate.
pub(super) fn is_secure(protocol: TrafficProtocol) -> bool {
    matches!(protocol, TrafficProtocol::Https | TrafficProtocol::Tls)
}

/// Which load balancers listen with it.
pub(super) fn listened_by(protocol: TrafficProtocol) -> LoadBalancerKind {
    if is_http(protocol) {
        LoadBalancerKind::Application
    } else {
        LoadBalancerKind::Network
    }
}

/// Whether a listener may forward to a target group with these protocols (Network Load Balancers User Guide,
/// "Listener configuration"; Application Load Balancers User Guide, "Listener configuration").
pub(super) fn fit(listener: TrafficProtocol, group: TrafficProtocol) -> bool {
    use TrafficProtocol::{Http, Https, Tcp, TcpUdp, Tls, Udp};
    match listener {
        Http | Https => is_http(group),
        Tcp => matches!(group, Tcp | TcpUdp),
        Tls => matches!(group, Tcp | Tls),
        Udp => matches!(group, Udp | TcpUdp),
        TcpUdp => group == TcpUdp,
    }
}
