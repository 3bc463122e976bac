//! The proxy as its owner holds it: workers, listeners, and keeping the listeners of endpoints and load balancers in
//! step with the snapshot. It serves no request itself; the workers do.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

use portcullis_catalog::Snapshot;
use portcullis_catalog::load_balancer::TrafficProtocol;
use portcullis_catalog::network::NetworkInterface;
use socket2::Socket;
use tokio::sync::{Semaphore, watch};

use crate::balance::checks::Checks;
use crate::body::Budget;
use crate::control_gate::ControlGate;
use crate::error::Error;
use crate::inside::{Handed, WayEnd};
use crate::listen::{self, Behind, ListenerState, ListenerStatus, Role, Transport};
use crate::network::Network;
use crate::passed::Passed;
use crate::seat::Seat;
use crate::state::{Common, Ending, Shared};
use crate::worker::{self, Command, Listener, Worker};

/// The data plane. Dropping it stops it at once; [`drain`](Proxy::drain) lets requests end.
pub struct Proxy {
    shared: Arc<Shared>,
    workers: Vec<Worker>,
    ending: watch::Sender<Ending>,
    network: Arc<dyn Network>,
    checks: Checks,
    next_id: AtomicU64,
    listeners: Mutex<Listeners>,
}

/// How draining ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drained {
    /// Connections that were still open when the patience ended, and were cut.
    pub cut: usize,
}

#[derive(Default)]
struct Listeners {
    own: Vec<(u64, ListenerStatus)>,
    /// In VPCs. The id is that of an open listener.
    inside: BTreeMap<Place, (Option<u64>, ListenerStatus)>,
    /// Whether the addresses of VPCs are apart from those of this host.
    apart: bool,
    /// What another process held, until somebody wants to listen there.
    inherited: Vec<Passed>,
    /// The sockets of what is open, for the process that comes after this one.
    sockets: BTreeMap<u64, Vec<TcpListener>>,
}

/// Where a listener is to be.
struct Wanted<'a> {
    address: SocketAddr,
    /// The network interface, in a VPC.
    interface: Option<&'a str>,
    /// Whether another listener of ours may hold the port on every address.
    shared: bool,
}

/// Where somebody is to listen in a VPC.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    owner: Owner,
    /// The network interface. Another may come to have its address.
    interface: Arc<str>,
    address: SocketAddr,
}

/// Who listens in a VPC.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    Endpoint(Arc<str>),
    Balancer(Seat),
}

impl Owner {
    fn endpoint(&self) -> Option<&Arc<str>> {
        match self {
            Self::Endpoint(id) => Some(id),
            Self::Balancer(_) => None,
        }
    }

    /// For those who read logs.
    fn name(&self) -> &str {
        match self {
            Self::Endpoint(id) => id,
            Self::Balancer(seat) => &seat.interface,
        }
    }
}

impl Proxy {
    /// Starts the worker threads. Nothing listens yet.
    ///
    /// # Errors
    /// When a thread cannot be started.
    pub fn new(shared: Shared, workers: usize) -> Result<Self, Error> {
        let shared = Arc::new(shared);
        let (ending, told) = watch::channel(Ending::No);
        let common = Common {
            shared: Arc::clone(&shared),
            budget: Budget::default(),
            connections: Arc::new(Semaphore::new(
                shared.limits.max_connections.min(Semaphore::MAX_PERMITS),
            )),
            control: ControlGate::new(shared.limits.max_control_waiting).map_err(Error::Worker)?,
            ending: told,
        };
        let workers: Result<Vec<_>, _> = (0..workers.max(1))
            .map(|index| worker::start(index, common.clone()))
            .collect();
        let workers = workers.map_err(Error::Worker)?;
        let inside = &shared.inside;
        inside.hand_to(serve_by(&workers));
        let network = Arc::clone(&inside.network);
        let listeners = Listeners {
            apart: network.is_apart(),
            ..Listeners::default()
        };
        Ok(Self {
            workers,
            ending,
            network,
            checks: Checks::start(Arc::clone(&shared)).map_err(Error::Worker)?,
            next_id: AtomicU64::new(0),
            listeners: Mutex::new(listeners),
            shared,
        })
    }

    /// Listens on an address, with port 0 on a free one. Returns where.
    ///
    /// # Errors
    /// When the address cannot be bound.
    pub fn listen(
        &self,
        address: SocketAddr,
        role: Role,
        transport: Transport,
    ) -> Result<SocketAddr, Error> {
        self.listen_as(address, role, transport, None)
    }

    /// Listens for APIs behind a load balancer that speaks the PROXY protocol. Returns where.
    ///
    /// # Errors
    /// When the address cannot be bound.
    pub fn listen_behind(
        &self,
        address: SocketAddr,
        transport: Transport,
        behind: Behind,
    ) -> Result<SocketAddr, Error> {
        self.listen_as(address, Role::Gateway, transport, Some(Arc::new(behind)))
    }

    fn listen_as(
        &self,
        address: SocketAddr,
        role: Role,
        transport: Transport,
        behind: Option<Arc<Behind>>,
    ) -> Result<SocketAddr, Error> {
        let mut listeners = self.lock();
        let listener = Listener {
            role,
            transport,
            behind,
            endpoint: None,
            seat: None,
            stand_ins: true,
        };
        let make = || listen::socket_for(address);
        let shared = listeners.hold_port(address);
        if listeners.is_taken(address) {
            let source = std::io::ErrorKind::AddrInUse.into();
            return Err(Error::Listen { address, source });
        }
        let wanted = Wanted {
            address,
            interface: None,
            shared,
        };
        let (id, address) = self.open(&mut listeners, wanted, &make, &listener)?;
        let status = ListenerStatus {
            address,
            role,
            transport,
            endpoint: None,
            state: ListenerState::Listening,
        };
        listeners.own.push((id, status));
        Ok(address)
    }

    /// Brings the listeners of VPC endpoints and load balancers in step with the current snapshot, and the health checks:
    /// opens what is new, closes what is gone, tries again what failed. Call it after each new snapshot. Returns the
    /// state of every listener.
    pub fn reconcile(&self) -> Vec<ListenerStatus> {
        let world = self.shared.world.load_full();
        self.checks.wake();
        let mut listeners = self.lock();
        let port = self.shared.endpoint_port;
        let port = port.or_else(|| listeners.gateway_port());
        let wanted = self.wanted(&world, port);
        let Listeners {
            inside, sockets, ..
        } = &mut *listeners;
        inside.retain(|place, (id, _)| {
            let keep = wanted.contains_key(place);
            if let (Some(id), false) = (*id, keep) {
                tracing::info!(of = place.owner.name(), address = %place.address, "a listener in a VPC is closed");
                self.tell(|| Command::Close(id));
                sockets.remove(&id);
            }
            keep
        });
        for (place, interface) in wanted {
            let known = listeners.inside.get(&place);
            if known.is_some_and(|(id, _)| id.is_some()) {
                continue;
            }
            let known = known.map(|(_, known)| known.state.clone());
            let entry = self.open_inside(&mut listeners, &place, &interface);
            // What fails for the same reason as the last time was said then.
            if let ListenerState::Failed(reason) = &entry.1.state
                && known.is_none_or(|known| known != entry.1.state)
            {
                tracing::error!(of = place.owner.name(), address = %place.address, reason, "a listener in a VPC cannot be opened");
            }
            listeners.inside.insert(place, entry);
        }
        listeners.status()
    }

    /// The state of every listener.
    pub fn status(&self) -> Vec<ListenerStatus> {
        self.lock().status()
    }

    /// Listens with what another process held, wherever that suits; call it before anything listens.
    pub fn inherit(&self, passed: Vec<Passed>) {
        self.lock().inherited = passed;
    }

    /// Closes what was inherited and nobody listens with.
    pub fn disown(&self) {
        for passed in std::mem::take(&mut self.lock().inherited) {
            tracing::info!(address = %passed.address, "an inherited listener is not in the configuration any more");
        }
    }

    /// The sockets of everything that listens, for the process that comes after this one.
    ///
    /// # Errors
    /// When this process has no descriptor left for one.
    pub fn pass_on(&self) -> std::io::Result<Vec<Passed>> {
        let listeners = self.lock();
        let own = listeners.own.iter().map(|(id, status)| (*id, status, None));
        let inside = listeners.inside.iter().filter_map(|(place, (id, status))| {
            Some(((*id)?, status, Some(place.interface.to_string())))
        });
        own.chain(inside)
            .map(|(id, status, interface)| {
                let sockets = listeners.sockets.get(&id).into_iter().flatten();
                Ok(Passed {
                    address: status.address,
                    role: status.role,
                    interface,
                    sockets: sockets
                        .map(TcpListener::try_clone)
                        .collect::<std::io::Result<_>>()?,
                })
            })
            .collect()
    }

    /// Ends after another process has taken over: stops accepting, ends each connection with its next answer, and after
    /// `patience` cuts what is left. Blocks.
    pub fn succeed(self, patience: Duration) -> Drained {
        self.end(Ending::Succeeded, patience)
    }

    /// Stops listening, lets requests in flight end for at most `patience`, then cuts what is
    /// left. Blocks.
    pub fn drain(self, patience: Duration) -> Drained {
        self.end(Ending::Draining, patience)
    }

    fn end(self, how: Ending, patience: Duration) -> Drained {
        self.ending.send_replace(how);
        // Who wants to connect from now on is the next process's, or is refused.
        self.lock().sockets.clear();
        let ends = Instant::now() + patience;
        let (done, reports) = mpsc::channel();
        for worker in &self.workers {
            let left = ends.saturating_duration_since(Instant::now());
            // A worker that is gone has nothing left to cut.
            let _ = worker.commands.send(Command::Drain(left, done.clone()));
        }
        drop(done);
        let cut = reports.into_iter().sum();
        for worker in self.workers {
            drop(worker.commands);
            if worker.thread.join().is_err() {
                tracing::error!("a worker thread panicked");
            }
        }
        Drained { cut }
    }

    /// Who is to listen where. Endpoints do on one port, load balancers on those of their listeners.
    fn wanted(
        &self,
        world: &Snapshot,
        port: Option<u16>,
    ) -> BTreeMap<Place, Arc<NetworkInterface>> {
        let mut wanted = BTreeMap::new();
        let mut add = |owner: Owner, interface: &Arc<NetworkInterface>, port: u16| {
            let place = Place {
                owner,
                interface: interface.id.as_str().into(),
                address: (self.network.address(interface), port).into(),
            };
            wanted.insert(place, Arc::clone(interface));
        };
        for endpoint in world.endpoints() {
            let id: Arc<str> = endpoint.id.as_str().into();
            for interface in &endpoint.interfaces {
                if let Some(port) = port {
                    add(Owner::Endpoint(Arc::clone(&id)), interface, port);
                }
            }
        }
        for balancer in world.balancers() {
            for (port, listener) in &balancer.listeners {
                // Datagrams are not forwarded.
                if listener.record.protocol == TrafficProtocol::Udp {
                    continue;
                }
                for node in &balancer.nodes {
                    add(Owner::Balancer(Seat::of(node, *port)), node, *port);
                }
            }
        }
        wanted
    }

    fn open_inside(
        &self,
        listeners: &mut Listeners,
        place: &Place,
        interface: &NetworkInterface,
    ) -> (Option<u64>, ListenerStatus) {
        let address = place.address;
        let stand_ins = self.network.has_stand_ins();
        let listener = match &place.owner {
            Owner::Balancer(seat) => Listener::of_balancer(seat.clone(), stand_ins),
            Owner::Endpoint(endpoint) => Listener {
                role: Role::Gateway,
                transport: of_endpoint(address),
                behind: None,
                endpoint: Some(Arc::clone(endpoint)),
                seat: None,
                stand_ins,
            },
        };
        let make = || self.network.socket(interface);
        let apart = self.network.is_apart();
        let opened = if !apart && listeners.is_taken(address) {
            let source = std::io::ErrorKind::AddrInUse.into();
            Err(Error::Listen { address, source })
        } else {
            let wanted = Wanted {
                address,
                interface: Some(&place.interface),
                shared: !apart && listeners.hold_port(address),
            };
            self.open(listeners, wanted, &make, &listener)
        };
        let (id, state) = match opened {
            Ok((id, _)) => {
                tracing::info!(of = place.owner.name(), %address, "a listener in a VPC is open");
                (Some(id), ListenerState::Listening)
            }
            Err(error) => (None, ListenerState::Failed(error.to_string())),
        };
        (
            id,
            ListenerStatus {
                address,
                role: Role::Gateway,
                transport: listener.transport,
                endpoint: place.owner.endpoint().cloned(),
                state,
            },
        )
    }

    fn open(
        &self,
        listeners: &mut Listeners,
        wanted: Wanted<'_>,
        make: &dyn Fn() -> std::io::Result<Socket>,
        listener: &Listener,
    ) -> Result<(u64, SocketAddr), Error> {
        let Wanted {
            address,
            interface,
            shared,
        } = wanted;
        let workers = self.workers.len();
        let suits = |it: &mut Passed| it.suits(address, listener.role, interface);
        let bound = match listeners.inherited.extract_if(.., suits).next() {
            Some(passed) => {
                let address = passed.address;
                passed.spread(workers).map(|sockets| (address, sockets))
            }
            None => listen::bind(address, workers, shared, make),
        };
        let failed = |source| Error::Listen { address, source };
        let (bound, sockets) = bound.map_err(failed)?;
        let kept: std::io::Result<_> = sockets.iter().map(TcpListener::try_clone).collect();
        let kept = kept.map_err(failed)?;
        let id = self.next_id.fetch_add(1, Ordering::Relaxed);
        for (worker, socket) in self.workers.iter().cycle().zip(sockets) {
            let command = Command::Open(id, socket, listener.clone());
            worker
                .commands
                .send(command)
                .map_err(|_| Error::ShuttingDown)?;
        }
        listeners.sockets.insert(id, kept);
        Ok((id, bound))
    }

    fn tell(&self, command: impl Fn() -> Command) {
        for worker in &self.workers {
            // A worker that is gone has closed everything.
            let _ = worker.commands.send(command());
        }
    }

    fn lock(&self) -> MutexGuard<'_, Listeners> {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Hands connections that were made inside this process to the workers, whose threads end with the proxy.
fn serve_by(workers: &[Worker]) -> impl Fn(Handed, usize) -> bool + Send + Sync + 'static {
    let workers: Vec<_> = workers
        .iter()
        .map(|worker| worker.commands.downgrade())
        .collect();
    move |handed, turn| {
        let listener = match handed.end {
            WayEnd::Address(_) => return false,
            WayEnd::Balancer(seat) => Listener::of_balancer(seat, false),
            WayEnd::Endpoint(endpoint) => Listener {
                role: Role::Gateway,
                transport: Transport::Https,
                behind: None,
                endpoint: Some(endpoint),
                seat: None,
                stand_ins: false,
            },
        };
        let mut command = Command::Adopt {
            stream: handed.stream,
            peer: handed.peer,
            local: handed.local,
            listener,
        };
        let first = turn.checked_rem(workers.len()).unwrap_or_default();
        for worker in workers.iter().cycle().skip(first).take(workers.len()) {
            let Some(worker) = worker.upgrade() else {
                continue;
            };
            match worker.send(command) {
                Ok(()) => return true,
                Err(refused) => command = refused.0,
            }
        }
        false
    }
}

/// An endpoint speaks HTTPS, as on AWS. On an address that nobody else reaches, plain HTTP too.
fn of_endpoint(address: SocketAddr) -> Transport {
    if address.ip().is_loopback() {
        Transport::Either
    } else {
        Transport::Https
    }
}

impl Listeners {
    fn gateway_port(&self) -> Option<u16> {
        let mut serving = self
            .own
            .iter()
            .filter(|(_, status)| status.role != Role::Control);
        serving.next().map(|(_, status)| status.address.port())
    }

    /// Whether a listener of ours has the address. Two must never share one: a connection could
    /// then come through either.
    fn is_taken(&self, address: SocketAddr) -> bool {
        address.port() != 0 && self.listening().any(|it| it.address == address)
    }

    /// Whether one of ours holds the port of an address on every address, or the other way round.
    fn hold_port(&self, address: SocketAddr) -> bool {
        let everywhere = |address: SocketAddr| address.ip().is_unspecified();
        self.listening().any(|it| {
            it.address.port() == address.port() && (everywhere(it.address) || everywhere(address))
        })
    }

    fn listening(&self) -> impl Iterator<Item = &ListenerStatus> {
        let own = self.own.iter().map(|(_, status)| status);
        let inside = self.inside.values().map(|(_, status)| status);
        let here = inside.filter(|_| !self.apart);
        own.chain(here)
            .filter(|status| status.state == ListenerState::Listening)
    }

    fn status(&self) -> Vec<ListenerStatus> {
        let own = self.own.iter().map(|(_, status)| status);
        own.chain(self.inside.values().map(|(_, status)| status))
            .cloned()
            .collect()
    }
}
