//! Connections that this process makes inside VPCs, from the interfaces of load balancers. Security groups of both ends
//! are asked first. Whoever listens there in this process, an endpoint or another load balancer, is handed the connection
//! with the interface as its peer, and nothing goes over a network; everybody else is connected to from where the
//! interface is. Which target is tried is chosen elsewhere.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::io;
use std::net::{IpAddr, SocketAddr, SocketAddrV4};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, OnceLock};

use portcullis_catalog::health::HealthMeter;
use portcullis_catalog::network::NetworkInterface;
use portcullis_catalog::{AccountId, Snapshot};
use portcullis_guard::layer1_security_group::{End, SERVICE_PORT, lets_through};
use tokio::net::{TcpSocket, TcpStream};

use crate::network::{Loopback, Network};
use crate::seat::Seat;

/// Where ports that nobody binds begin, and how many there are.
const EPHEMERAL: (u16, u16) = (32_768, 28_000);

/// How interfaces of VPCs are reached from this process.
pub struct Inside {
    pub(crate) network: Arc<dyn Network>,
    /// The accounts whose VPCs reach each other.
    joined: BTreeSet<AccountId>,
    served_by: OnceLock<Serve>,
    turn: AtomicU16,
}

/// A connection that somebody in this process is to serve.
pub(crate) struct Handed {
    /// Neither end has an address of the host.
    pub(crate) stream: std::net::TcpStream,
    /// Who made it, as the VPC knows it.
    pub(crate) peer: SocketAddr,
    /// Whom it is for.
    pub(crate) local: SocketAddr,
    /// Who that is.
    pub(crate) end: WayEnd,
}

/// Serves a connection; the number spreads them.
type Serve = Box<dyn Fn(Handed, usize) -> bool + Send + Sync>;

/// A way from an interface to a target. Two are the same if they lead from the same interface to the same place.
#[derive(Clone)]
pub(crate) struct Way {
    from: Arc<NetworkInterface>,
    to: SocketAddrV4,
    end: WayEnd,
    /// For whom the connection is made, where the target is to see it.
    client: Option<SocketAddr>,
    /// What counts the target's connections.
    pub(crate) health: Option<Arc<HealthMeter>>,
}

/// Where a way ends.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum WayEnd {
    /// An interface of an endpoint.
    Endpoint(Arc<str>),
    /// A node of a load balancer.
    Balancer(Seat),
    /// An address that the interface reaches.
    Address(SocketAddr),
}

impl Way {
    /// Whether it leads to an endpoint of this gateway's.
    pub(crate) fn is_to_endpoint(&self) -> bool {
        matches!(self.end, WayEnd::Endpoint(_))
    }

    /// The same, seen by the target as from a client.
    pub(crate) fn for_client(mut self, client: Option<SocketAddr>) -> Self {
        self.client = client;
        self
    }

    /// The same, counted.
    pub(crate) fn counted(mut self, health: &Arc<HealthMeter>) -> Self {
        self.health = Some(Arc::clone(health));
        self
    }
}

impl PartialEq for Way {
    fn eq(&self, other: &Self) -> bool {
        self.from.id == other.from.id
            && self.to == other.to
            && self.end == other.end
            && self.client == other.client
    }
}

impl Eq for Way {}

impl Hash for Way {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.from.id.hash(state);
        self.to.hash(state);
        self.end.hash(state);
    }
}

impl Default for Inside {
    fn default() -> Self {
        Self::new(Arc::new(Loopback), BTreeSet::new())
    }
}

impl Inside {
    /// Interfaces are where somebody else knows them to be. VPCs of the accounts that are joined reach each other's
    /// endpoints, as through a transit gateway.
    pub fn new(network: Arc<dyn Network>, joined: BTreeSet<AccountId>) -> Self {
        Self {
            network,
            joined,
            served_by: OnceLock::new(),
            turn: AtomicU16::new(0),
        }
    }

    /// Who serves connections that are handed over. It says whether it does.
    pub(crate) fn hand_to(&self, serve: impl Fn(Handed, usize) -> bool + Send + Sync + 'static) {
        // One data plane has one.
        let _ = self.served_by.set(Box::new(serve));
    }

    /// The way from an interface to an address. A client that is to be seen by the target is judged in its stead.
    ///
    /// # Errors
    /// When there is none: `TimedOut` where packets would be dropped without an answer, `ConnectionRefused` where nobody
    /// listens.
    pub(crate) fn way(
        &self,
        world: &Snapshot,
        from: &Arc<NetworkInterface>,
        to: SocketAddrV4,
        client: Option<End<'_>>,
    ) -> io::Result<Way> {
        let (address, port) = (*to.ip(), to.port());
        let interface = world.interface_from(&from.vpc, address, &self.joined);
        let own = End {
            address: IpAddr::V4(from.private_ip),
            interface: Some(from),
        };
        let end = End {
            address: IpAddr::V4(address),
            interface: interface.map(AsRef::as_ref),
        };
        // The load balancer's own rules hold for what it sends, the target's for what the target sees.
        let unguarded = End {
            interface: None,
            ..end
        };
        let let_through = match client {
            None => lets_through(world, own, end, port),
            Some(client) => {
                let seen = End {
                    address: client.address,
                    interface: None,
                };
                lets_through(world, own, unguarded, port)
                    && (lets_through(world, seen, end, port)
                        || lets_through(world, client, end, port))
            }
        };
        if !let_through {
            return Err(dropped("no security group lets the connection through"));
        }
        let end = match interface {
            Some(interface) if interface.vpc_endpoint.is_some() => {
                let endpoint = interface.vpc_endpoint.as_deref().unwrap_or_default();
                if port != SERVICE_PORT || world.endpoint(endpoint).is_none() {
                    return Err(dropped("an endpoint has no other port"));
                }
                WayEnd::Endpoint(endpoint.into())
            }
            Some(interface) if interface.load_balancer.is_some() => {
                let balancer = world.balancer_of(interface);
                if balancer.is_none_or(|balancer| !balancer.listeners.contains_key(&port)) {
                    return Err(dropped("the load balancer has no such listener"));
                }
                WayEnd::Balancer(Seat::of(interface, port))
            }
            found => WayEnd::Address(self.place(found.map(AsRef::as_ref), to)?),
        };
        Ok(Way {
            from: Arc::clone(from),
            to,
            end,
            client: None,
            health: None,
        })
    }

    /// The way to a listener of a load balancer, for who was let in.
    pub(crate) fn way_in(&self, node: &Arc<NetworkInterface>, port: u16) -> Way {
        Way {
            from: Arc::clone(node),
            to: SocketAddrV4::new(node.private_ip, port),
            end: WayEnd::Balancer(Seat::of(node, port)),
            client: None,
            health: None,
        }
    }

    /// Where the host has an address of a VPC.
    fn place(
        &self,
        interface: Option<&NetworkInterface>,
        to: SocketAddrV4,
    ) -> io::Result<SocketAddr> {
        if self.network.has_stand_ins() {
            let nobody = || dropped("no interface has the address");
            let loopback = interface.ok_or_else(nobody)?.loopback;
            return Ok((loopback, to.port()).into());
        }
        // What is not of a VPC is not reached by calling it a target.
        let ip = to.ip();
        let own = ip.is_loopback() || ip.is_link_local() || ip.is_unspecified();
        if own || ip.is_multicast() || ip.is_broadcast() {
            return Err(dropped("it is no address of a target"));
        }
        Ok(SocketAddr::V4(to))
    }

    /// Connects.
    ///
    /// # Errors
    /// When nobody is there.
    pub(crate) async fn connect(&self, way: &Way) -> io::Result<TcpStream> {
        if let WayEnd::Address(to) = way.end {
            return self.dial(&way.from, to).await;
        }
        let (first, count) = EPHEMERAL;
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        let own = SocketAddr::from((way.from.private_ip, first + turn % count));
        let (near, far) = pair()?;
        let handed = Handed {
            stream: far,
            peer: way.client.unwrap_or(own),
            local: way.to.into(),
            end: way.end.clone(),
        };
        let served = self.served_by.get();
        if served.is_some_and(|serve| serve(handed, turn.into())) {
            return TcpStream::from_std(near);
        }
        Err(io::ErrorKind::ConnectionRefused.into())
    }

    async fn dial(&self, from: &Arc<NetworkInterface>, to: SocketAddr) -> io::Result<TcpStream> {
        let (network, from) = (Arc::clone(&self.network), Arc::clone(from));
        // To enter a namespace is to wait for a thread.
        let made = tokio::task::spawn_blocking(move || {
            let socket = network.socket(&from)?;
            let own = SocketAddr::from((network.address(&from), 0));
            socket.bind(&own.into())?;
            socket.set_nonblocking(true)?;
            io::Result::Ok(socket)
        });
        let socket = made.await.map_err(io::Error::other)??;
        let stream = TcpSocket::from_std_stream(socket.into())
            .connect(to)
            .await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

/// Two ends of a connection that nobody else can reach. They are read, written and shut down as TCP's are; what is asked
/// of TCP itself they refuse.
fn pair() -> io::Result<(std::net::TcpStream, std::net::TcpStream)> {
    let (near, far) = UnixStream::pair()?;
    let as_stream = |end: UnixStream| {
        end.set_nonblocking(true)?;
        io::Result::Ok(std::net::TcpStream::from(OwnedFd::from(end)))
    };
    Ok((as_stream(near)?, as_stream(far)?))
}

fn dropped(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, why)
}
