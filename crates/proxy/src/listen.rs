//! Listening sockets: one for each worker and address, shared by SO_REUSEPORT, so that the kernel
//! spreads connections and nothing is handed from thread to thread.

use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;

use ipnet::IpNet;
use socket2::{Domain, Protocol, Socket, Type};

/// What a listener serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Calls of APIs.
    Gateway,
    /// The control plane.
    Control,
    /// Both, told apart by Host and by the service that the credential scope names.
    Both,
}

/// How HTTP comes to a listener.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// In the clear.
    Http,
    /// Inside TLS; in the clear it is refused.
    Https,
    /// As the client chooses.
    Either,
}

/// A load balancer in front of a listener. It says for whom it speaks, by the PROXY protocol.
#[derive(Clone, Debug, Default)]
pub struct Behind {
    /// Its addresses. Whoever else connects is turned away.
    pub peers: Vec<IpNet>,
    /// The endpoints of AWS's own that may come through it.
    pub aws_endpoints: BTreeSet<String>,
}

impl Behind {
    pub(crate) fn trusts(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        self.peers.iter().any(|block| block.contains(&peer))
    }
}

/// One listener, for status pages and start-up lines.
#[derive(Clone, Debug)]
pub struct ListenerStatus {
    /// Where.
    pub address: SocketAddr,
    /// What it serves.
    pub role: Role,
    /// In the clear or inside TLS.
    pub transport: Transport,
    /// The VPC endpoint that it stands for; a load balancer's has none.
    pub endpoint: Option<Arc<str>>,
    /// Whether it listens.
    pub state: ListenerState,
}

/// Whether a listener listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListenerState {
    /// It does.
    Listening,
    /// It does not, for this reason; the next reconciliation tries again.
    Failed(String),
}

/// Binds an address once for each worker, each to a socket that `make` makes. `shared` says that
/// another listener of this process may hold the port on every address.
pub(crate) fn bind(
    address: SocketAddr,
    workers: usize,
    shared: bool,
    make: &dyn Fn() -> io::Result<Socket>,
) -> io::Result<(SocketAddr, Vec<TcpListener>)> {
    if address.port() != 0 && !shared {
        // SO_REUSEPORT would let us share the port with another process of the same user, which
        // then gets half of the connections: ask without it first.
        listening_socket(make()?, address, false)?;
    }
    let first = listening_socket(make()?, address, true)?;
    let address = first.local_addr()?;
    let mut sockets = vec![first];
    while sockets.len() < workers {
        sockets.push(listening_socket(make()?, address, true)?);
    }
    Ok((address, sockets))
}

/// A TCP socket for an address of this host.
pub(crate) fn socket_for(address: SocketAddr) -> io::Result<Socket> {
    let domain = Domain::for_address(address);
    Socket::new(domain, Type::STREAM, Some(Protocol::TCP))
}

fn listening_socket(
    socket: Socket,
    address: SocketAddr,
    reuse_port: bool,
) -> io::Result<TcpListener> {
    socket.set_reuse_address(true)?;
    socket.set_reuse_port(reuse_port)?;
    socket.set_nonblocking(true)?;
    socket.bind(&address.into())?;
    socket.listen(1_024)?;
    Ok(socket.into())
}
