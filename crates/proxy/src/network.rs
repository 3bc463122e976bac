//! Where the network interfaces of VPCs are on this host, told by whoever makes them real. Here only listeners ask.

use std::io;
use std::net::Ipv4Addr;

use portcullis_catalog::network::NetworkInterface;
use socket2::{Domain, Protocol, Socket, Type};

/// How interfaces are reached.
pub trait Network: Send + Sync {
    /// The address at which an interface is.
    fn address(&self, interface: &NetworkInterface) -> Ipv4Addr;

    /// A TCP socket that can be bound to that address.
    ///
    /// # Errors
    /// When the interface is not on this host.
    fn socket(&self, interface: &NetworkInterface) -> io::Result<Socket>;

    /// Whether the addresses of each VPC are apart from those of the host and of other VPCs.
    fn is_apart(&self) -> bool;

    /// Whether addresses of 127.0.0.0/8 stand for interfaces. Where they do not, nobody with such an address is a peer.
    fn has_stand_ins(&self) -> bool;
}

/// Addresses of 127.0.0.0/8 stand for interfaces.
pub(crate) struct Loopback;

impl Network for Loopback {
    fn address(&self, interface: &NetworkInterface) -> Ipv4Addr {
        interface.loopback
    }

    fn socket(&self, _: &NetworkInterface) -> io::Result<Socket> {
        Socket::new(Domain::IPV4, Type::STREAM, Some(Protocol::TCP))
    }

    fn is_apart(&self) -> bool {
        false
    }

    fn has_stand_ins(&self) -> bool {
        true
    }
}
