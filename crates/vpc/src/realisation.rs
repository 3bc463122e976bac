//! The three ways in which the records of VPCs are there on a host. Whoever listens, connects or starts something in a
//! VPC asks here and need not know which it is.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use portcullis_catalog::Snapshot;
use portcullis_catalog::network::NetworkInterface;
use socket2::{Domain, Protocol, Socket, Type};

use crate::error::Error;
use crate::netns::Namespaces;
use crate::plan::Plan;
use crate::resolver::{Resolver, Settings, World};
use crate::watcher::{Tell, Watcher};

/// How VPCs are there.
pub enum Realisation {
    /// Addresses of 127.0.0.0/8 stand for those of interfaces. Needs nothing and isolates nothing.
    Loopback,
    /// The private addresses are there already, on real networks.
    Host,
    /// Namespaces, made by this process.
    Namespaces(Box<Real>),
}

/// VPCs that this process has made.
pub struct Real {
    namespaces: Namespaces,
    resolver: Resolver,
    watcher: Watcher,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What was last made, and whether all of it could be.
    revision: Option<u64>,
    resolved: BTreeMap<String, Ipv4Addr>,
    watched: BTreeSet<String>,
}

impl Realisation {
    /// VPCs as namespaces with a tag, with resolvers that answer from the world; somebody is told of refused packets.
    /// Nothing is made yet.
    ///
    /// # Errors
    /// When the host does not allow it, with what to do about it.
    pub fn namespaces(
        tag: &str,
        settings: Settings,
        world: World,
        tell: Tell,
    ) -> Result<Self, Error> {
        let namespaces = Namespaces::open(tag)?;
        let resolver = Resolver::start(settings, world).map_err(Error::Thread)?;
        Ok(Self::Namespaces(Box::new(Real {
            namespaces,
            resolver,
            watcher: Watcher::start(tell).map_err(Error::Thread)?,
            state: Mutex::default(),
        })))
    }

    /// Brings the host in step with the records. What failed is tried again with the next call.
    pub fn reconcile(&self, world: &Snapshot) -> Vec<Error> {
        match self {
            Self::Loopback | Self::Host => Vec::new(),
            Self::Namespaces(real) => real.reconcile(world),
        }
    }

    /// The address of this host, or of the interface's namespace, at which an interface is.
    pub fn address(&self, interface: &NetworkInterface) -> Ipv4Addr {
        match self {
            Self::Loopback => interface.loopback,
            Self::Host | Self::Namespaces(_) => interface.private_ip,
        }
    }

    /// Whether each VPC has addresses of its own: the same address may then be there many times.
    pub fn is_apart(&self) -> bool {
        matches!(self, Self::Namespaces(_))
    }

    /// A TCP socket to bind to the address of an interface.
    ///
    /// # Errors
    /// When there is no such interface on this host.
    pub fn socket(&self, interface: &NetworkInterface) -> io::Result<Socket> {
        let here = || Socket::new(Domain::IPV4, Type::STREAM, Some(Protocol::TCP));
        match self {
            Self::Loopback => here(),
            Self::Host => {
                let address = interface.private_ip;
                here()?.bind(&SocketAddr::from((address, 0)).into()).map_err(|error| {
                    let reason = format!(
                        "`{address}`, the address of {}, is no address of this host ({error}): give it to one of the host's interfaces, or choose another `vpc.realisation`",
                        interface.id
                    );
                    io::Error::new(error.kind(), reason)
                })?;
                here()
            }
            Self::Namespaces(real) => real.namespaces.socket(&interface.id),
        }
    }

    /// A connection from an interface to an address that it reaches: blocks.
    ///
    /// # Errors
    /// When the interface is not there, or nobody answers in time.
    pub fn connect(
        &self,
        interface: &NetworkInterface,
        to: SocketAddr,
        patience: std::time::Duration,
    ) -> io::Result<std::net::TcpStream> {
        let socket = self.socket(interface)?;
        let own = SocketAddr::from((self.address(interface), 0));
        socket.bind(&own.into())?;
        socket.connect_timeout(&to.into(), patience)?;
        Ok(socket.into())
    }

    /// The file that stands for the namespace of an interface, where it has one.
    pub fn namespace(&self, interface: &str) -> Option<PathBuf> {
        match self {
            Self::Loopback | Self::Host => None,
            Self::Namespaces(real) => real.namespaces.path(interface).ok(),
        }
    }

    /// The address of the resolver of a VPC, where there is one.
    pub fn resolver(&self, vpc: &str) -> Option<Ipv4Addr> {
        match self {
            Self::Loopback | Self::Host => None,
            Self::Namespaces(real) => real.state().resolved.get(vpc).copied(),
        }
    }

    /// Removes everything that was made on the host.
    pub fn remove_all(&self) -> Vec<Error> {
        match self {
            Self::Loopback | Self::Host => Vec::new(),
            Self::Namespaces(real) => real.follow(&Plan::default()),
        }
    }
}

impl Real {
    fn reconcile(&self, world: &Snapshot) -> Vec<Error> {
        let revision = world.networks_revision();
        if self.state().revision == Some(revision) {
            return Vec::new();
        }
        let failures = self.follow(&Plan::of(world));
        self.state().revision = failures.is_empty().then_some(revision);
        failures
    }

    fn follow(&self, plan: &Plan) -> Vec<Error> {
        let mut state = self.state();
        let gone: BTreeSet<String> = state
            .resolved
            .iter()
            .filter(|(vpc, address)| {
                let network = plan.networks.get(*vpc);
                network.and_then(|network| network.resolver) != Some(**address)
            })
            .map(|(vpc, _)| vpc.clone())
            .collect();
        for vpc in gone {
            self.resolver.stop(&vpc);
            state.resolved.remove(&vpc);
        }
        let gone: Vec<String> = state
            .watched
            .iter()
            .filter(|vpc| !plan.networks.contains_key(*vpc))
            .cloned()
            .collect();
        for vpc in gone {
            self.watcher.stop(&vpc);
            state.watched.remove(&vpc);
        }
        let mut failures = self.namespaces.reconcile(plan);
        for vpc in plan.networks.keys() {
            if state.watched.contains(vpc) {
                continue;
            }
            match self.namespaces.refused(vpc) {
                Ok(log) => {
                    self.watcher.watch(vpc, log);
                    state.watched.insert(vpc.clone());
                }
                Err(source) => failures.push(Error::Kernel {
                    what: format!("the log of refused packets of `{vpc}`"),
                    source,
                }),
            }
        }
        for (vpc, network) in &plan.networks {
            let Some(address) = network.resolver else {
                continue;
            };
            if state.resolved.contains_key(vpc) {
                continue;
            }
            match self.namespaces.resolver(vpc, address) {
                Ok(sockets) => {
                    self.resolver.serve(vpc, sockets);
                    state.resolved.insert(vpc.clone(), address);
                }
                Err(source) => failures.push(Error::Kernel {
                    what: format!("the resolver of `{vpc}`"),
                    source,
                }),
            }
        }
        failures
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
