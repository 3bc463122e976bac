//! VPCs as network namespaces: one for the router of each VPC and one for each network interface, with a cable between
//! them. Everything is made inside these namespaces and nothing in that of the host, so removing their names removes all
//! of it. Names follow from the ids of resources and a tag of this installation: a later start finds what an earlier one
//! made, whatever became of that. Packets are judged in the router, out of reach of whoever is root in a workload.

mod links;
mod named;
mod netlink;
mod processes;
mod refused;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::net::UnixListener;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use socket2::{Domain, Protocol, Socket, Type};

use self::named::Names;
use crate::dns::LINK_LOCAL_RESOLVER;
use crate::error::Error;
use crate::plan::{Network, Plan};
use crate::resolver::ResolverSockets;

pub use self::named::{tags, within};
pub use self::refused::Refused;
pub(crate) use self::refused::RefusedLog;

const DNS: u16 = 53;

/// The namespaces of one installation.
pub struct Namespaces {
    names: Names,
    made: Mutex<Plan>,
    /// Held for as long as this is: nobody else with the tag makes or removes anything.
    _alone: UnixListener,
}

impl Namespaces {
    /// Checks that the host allows it. Nothing is made yet. The tag, letters and digits, tells the installations of one
    /// host apart.
    ///
    /// # Errors
    /// When it does not, with what to do about it.
    pub fn open(tag: &str) -> Result<Self, Error> {
        let names = Names::new(tag)?;
        let address =
            std::os::unix::net::SocketAddr::from_abstract_name(format!("portcullis-vpc-{tag}"));
        let alone = address.and_then(|address| UnixListener::bind_addr(&address));
        let alone = alone.map_err(|_| Error::Busy(tag.to_owned()))?;
        let version = Command::new("nft")
            .arg("--version")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        version.map_err(Error::NoNft)?;
        named::permitted().map_err(Error::NotPermitted)?;
        Ok(Self {
            names,
            made: Mutex::default(),
            _alone: alone,
        })
    }

    /// Makes what a plan asks for and removes what it does not, whoever made it before. What cannot be made is told and
    /// tried again the next time; it keeps nothing else from being made.
    pub fn reconcile(&self, plan: &Plan) -> Vec<Error> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let mut failures = Vec::new();
        let mut wanted: BTreeSet<&str> = BTreeSet::new();
        for (vpc, network) in &plan.networks {
            if let Err(error) = self.can_be_named(vpc, network) {
                failures.push(error);
                continue;
            }
            wanted.insert(vpc);
            wanted.extend(network.interfaces.keys().map(String::as_str));
            if made.networks.get(vpc) == Some(network) {
                continue;
            }
            let before = made.networks.remove(vpc);
            match self.realise(vpc, network, before.as_ref()) {
                Ok(()) => {
                    made.networks.insert(vpc.clone(), network.clone());
                }
                Err(error) => failures.push(error),
            }
        }
        made.networks.retain(|vpc, _| wanted.contains(vpc.as_str()));
        match self.names.present() {
            Ok(present) => {
                let gone = present.iter().filter(|id| !wanted.contains(id.as_str()));
                failures.extend(self.remove(gone.map(String::as_str).collect()));
            }
            Err(error) => failures.push(error),
        }
        failures
    }

    /// Removes every namespace with the tag.
    ///
    /// # Errors
    /// With what could not be removed.
    pub fn remove_all(&self) -> Vec<Error> {
        self.reconcile(&Plan::default())
    }

    /// A TCP socket in the namespace of an interface, neither bound nor connected.
    ///
    /// # Errors
    /// When there is no such namespace.
    pub fn socket(&self, interface: &str) -> io::Result<Socket> {
        let namespace = self.names.open(interface).map_err(io::Error::other)?;
        within(&namespace, || {
            Socket::new(Domain::IPV4, Type::STREAM, Some(Protocol::TCP))
        })?
    }

    /// Starts a command in the namespace of an interface.
    ///
    /// # Errors
    /// When there is no such namespace, or the command cannot be started.
    pub fn enter(&self, interface: &str, command: &mut Command) -> io::Result<Child> {
        let namespace = self.names.open(interface).map_err(io::Error::other)?;
        within(&namespace, || command.spawn())?
    }

    /// The file that stands for the namespace of an interface or, by the id of a VPC, its router.
    ///
    /// # Errors
    /// When the id can be part of no path.
    pub fn path(&self, id: &str) -> Result<std::path::PathBuf, Error> {
        self.names.path(id)
    }

    /// The sockets of the resolver of a VPC, in its router.
    ///
    /// # Errors
    /// When the VPC is not real.
    pub fn resolver(&self, vpc: &str, address: Ipv4Addr) -> io::Result<ResolverSockets> {
        let router = self.names.open(vpc).map_err(io::Error::other)?;
        within(&router, || {
            let addresses = [address, LINK_LOCAL_RESOLVER];
            let mut sockets = ResolverSockets {
                datagrams: Vec::new(),
                streams: Vec::new(),
            };
            for address in addresses {
                let address = SocketAddr::new(IpAddr::V4(address), DNS);
                let datagrams = UdpSocket::bind(address)?;
                datagrams.set_nonblocking(true)?;
                sockets.datagrams.push(datagrams);
                let streams = TcpListener::bind(address)?;
                streams.set_nonblocking(true)?;
                sockets.streams.push(streams);
            }
            Ok(sockets)
        })?
    }

    /// What the kernel says of the packets that a VPC's rules refuse.
    pub(crate) fn refused(&self, vpc: &str) -> io::Result<RefusedLog> {
        let router = self.names.open(vpc).map_err(io::Error::other)?;
        within(&router, RefusedLog::open)?
    }

    /// Ids are part of paths and of packet rules, and the rules for one cable must not be those for another.
    fn can_be_named(&self, vpc: &str, network: &Network) -> Result<(), Error> {
        self.names.path(vpc)?;
        let mut links = BTreeMap::new();
        for (id, interface) in &network.interfaces {
            self.names.path(id)?;
            if let Some(other) = links.insert(interface.link.as_str(), id) {
                return Err(Error::Alike(other.clone(), id.clone()));
            }
        }
        Ok(())
    }

    fn realise(&self, vpc: &str, network: &Network, before: Option<&Network>) -> Result<(), Error> {
        let (router, fresh) = self.names.ensure(vpc)?;
        // Without the rules first, a packet could pass before it is judged. Where they are not taken, those of before
        // would still let pass what the records no longer do: nothing passes until they are.
        if let Err(error) = self.load_rules(vpc, &router, network) {
            links::forward(&router, false)?;
            return Err(error);
        }
        links::router(&router, network)?;
        let before = before.filter(|_| !fresh);
        let mut made = BTreeMap::new();
        for (id, interface) in &network.interfaces {
            if before.and_then(|before| before.interfaces.get(id)) == Some(interface) {
                continue;
            }
            let (namespace, new) = self.names.ensure(id)?;
            made.insert(interface, (namespace, new));
        }
        links::interfaces(&router, network, &made)
    }

    fn load_rules(&self, vpc: &str, router: &File, network: &Network) -> Result<(), Error> {
        let script = network.rules.script(network.resolver);
        let mut command = Command::new("nft");
        command
            .args(["-f", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let output = within(router, || {
            let mut child = command.spawn()?;
            // Whoever ends before it has read everything says why.
            let written = match child.stdin.take() {
                Some(mut input) => input.write_all(script.as_bytes()),
                None => Ok(()),
            };
            let output = child.wait_with_output()?;
            if output.status.success() {
                written?;
            }
            Ok(output)
        });
        let output = output.and_then(|output| output).map_err(Error::NoNft)?;
        if output.status.success() {
            return Ok(());
        }
        let told = String::from_utf8_lossy(&output.stderr);
        Err(Error::Nft {
            vpc: vpc.to_owned(),
            told: told.lines().take(5).collect::<Vec<_>>().join("; "),
        })
    }

    /// With whoever runs there: a namespace would live for as long as they do, and nobody would find it any more. Their
    /// packets pass no longer, since the rules know nothing of their interface.
    fn remove(&self, ids: Vec<&str>) -> Vec<Error> {
        let there = ids.iter().filter_map(|id| self.names.open(id).ok());
        let ended = processes::end(&there.collect::<Vec<_>>());
        let mut failures: Vec<Error> = ended
            .map_err(|source| Error::Kernel {
                what: "what runs in a namespace that is gone".to_owned(),
                source,
            })
            .err()
            .into_iter()
            .collect();
        for id in ids {
            if let Ok(namespace) = self.names.open(id) {
                failures.extend(links::cut(&namespace).err());
            }
            failures.extend(self.names.remove(id).err());
        }
        failures
    }
}
