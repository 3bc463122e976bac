//! Listening sockets that go from one process to the next, so that no connection is refused while a binary is replaced:
//! what waits in a socket's queue is accepted by whoever holds the socket. How they travel is the owner's business.

use std::io;
use std::net::{SocketAddr, TcpListener};

use crate::listen::Role;

/// The sockets of one listener.
#[derive(Debug)]
pub struct Passed {
    /// Where it listens.
    pub address: SocketAddr,
    /// What it serves.
    pub role: Role,
    /// The network interface that it stands for, if it is a VPC endpoint's. Several may have the same address.
    pub interface: Option<String>,
    /// One for each worker that there was.
    pub sockets: Vec<TcpListener>,
}

impl Passed {
    /// Whether these are the sockets that a listener wants. A port that was to be a free one is the one that it became.
    pub(crate) fn suits(&self, address: SocketAddr, role: Role, interface: Option<&str>) -> bool {
        let port = address.port() == 0 || address.port() == self.address.port();
        let place = self.address.ip() == address.ip() && port;
        place && self.role == role && self.interface.as_deref() == interface
    }

    /// A socket for each of so many workers, and all that there are.
    pub(crate) fn spread(mut self, workers: usize) -> io::Result<Vec<TcpListener>> {
        let there = self.sockets.len();
        for next in there..workers {
            // Two workers then accept from one queue.
            let Some(shared) = self.sockets.get(next % there.max(1)) else {
                return Err(io::ErrorKind::NotConnected.into());
            };
            self.sockets.push(shared.try_clone()?);
        }
        Ok(self.sockets)
    }
}
