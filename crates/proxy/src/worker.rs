//! One worker thread: a runtime of its own, its share of every listener, its own key ring and
//! connections to back ends. Workers share nothing that a request has to wait for.

use std::collections::HashMap;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use portcullis_guard::layer1_security_group;
use tokio::net::TcpStream;
use tokio::runtime::LocalOptions;
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, JoinSet};

use crate::balance;
use crate::connection;
use crate::facts::Socket;
use crate::flow;
use crate::handshake;
use crate::listen::{Behind, Role, Transport};
use crate::record::{refused_as_stranger, refused_at_accept, refused_at_balancer};
use crate::seat::Seat;
use crate::state::{Common, Local};

/// Threads of a worker that may wait at a time, for what requests wait for: names, namespaces, large bodies.
const BLOCKING_THREADS: usize = 16;

/// What a listener is, for the requests that come through it.
#[derive(Clone)]
pub(crate) struct Listener {
    pub(crate) role: Role,
    pub(crate) transport: Transport,
    /// The load balancer in front of it.
    pub(crate) behind: Option<Arc<Behind>>,
    pub(crate) endpoint: Option<Arc<str>>,
    /// The load balancer that listens, if one does.
    pub(crate) seat: Option<Seat>,
    /// Whether an address of 127.0.0.0/8 may stand for an interface of a VPC.
    pub(crate) stand_ins: bool,
}

impl Listener {
    pub(crate) fn of_balancer(seat: Seat, stand_ins: bool) -> Self {
        Self {
            role: Role::Gateway,
            transport: Transport::Either,
            behind: None,
            endpoint: None,
            seat: Some(seat),
            stand_ins,
        }
    }
}

/// What a worker is told.
pub(crate) enum Command {
    /// Accept on a socket, one of those that a listener has.
    Open(u64, TcpListener, Listener),
    /// Serve a connection that was made inside this process, as if it had come through a listener.
    Adopt {
        /// Neither end has an address of the host.
        stream: std::net::TcpStream,
        /// Who made it, as the VPC knows it.
        peer: SocketAddr,
        /// Whom it is for.
        local: SocketAddr,
        /// Which listener stands for it.
        listener: Listener,
    },
    /// Stop accepting; connections stay.
    Close(u64),
    /// Let what is in flight end for so long, then report how many connections were cut.
    Drain(Duration, std::sync::mpsc::Sender<usize>),
}

/// A worker as its owner holds it. Dropping its sender stops it.
pub(crate) struct Worker {
    pub(crate) commands: mpsc::UnboundedSender<Command>,
    pub(crate) thread: JoinHandle<()>,
}

/// Starts a worker.
pub(crate) fn start(index: usize, common: Common) -> io::Result<Worker> {
    let (commands, inbox) = mpsc::unbounded_channel();
    let (built, outcome) = std::sync::mpsc::sync_channel(1);
    let thread = std::thread::Builder::new()
        .name(format!("proxy-{index}"))
        .spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .enable_time()
                .max_blocking_threads(BLOCKING_THREADS)
                .thread_name("proxy-waiting")
                .build_local(LocalOptions::default());
            // Who waits for this is in the same function.
            match runtime {
                Ok(runtime) => {
                    let _ = built.send(Ok(()));
                    runtime.block_on(run(common, inbox));
                    // What is left is cut here; who looks up a name is not waited for.
                    runtime.shutdown_background();
                }
                Err(error) => {
                    let _ = built.send(Err(error));
                }
            }
        })?;
    let built = outcome.recv();
    built.unwrap_or_else(|_| Err(io::Error::other("the worker's thread ended")))?;
    Ok(Worker { commands, thread })
}

async fn run(common: Common, mut inbox: mpsc::UnboundedReceiver<Command>) {
    let local = Rc::new(Local::new(common));
    let connections = Connections::default();
    let mut listeners: HashMap<u64, Vec<AbortHandle>> = HashMap::new();
    let mut tasks = JoinSet::new();
    tasks.spawn_local(sweep(Rc::clone(&local)));
    while let Some(command) = inbox.recv().await {
        match command {
            Command::Open(id, socket, listener) => {
                let accepting = accept(Rc::clone(&local), connections.clone(), socket, listener);
                let accepting = tasks.spawn_local(accepting);
                listeners.entry(id).or_default().push(accepting);
            }
            Command::Adopt {
                stream,
                peer,
                local: own,
                listener,
            } => {
                let Ok(stream) = TcpStream::from_std(stream) else {
                    continue;
                };
                let (local, connections) = (Rc::clone(&local), connections.clone());
                tasks.spawn_local(async move {
                    let arrived = Arrived {
                        stream,
                        peer,
                        local: own,
                    };
                    arrive(&local, &connections, arrived, &listener).await;
                });
            }
            Command::Close(id) => {
                for task in listeners.remove(&id).into_iter().flatten() {
                    task.abort();
                }
            }
            Command::Drain(patience, done) => {
                tasks.shutdown().await;
                let cut = connections.wait(patience).await;
                // The receiver may have given up.
                let _ = done.send(cut);
                return;
            }
        }
    }
}

/// Accepts connections until it is aborted.
async fn accept(
    local: Rc<Local>,
    connections: Connections,
    socket: TcpListener,
    listener: Listener,
) {
    let socket = match tokio::net::TcpListener::from_std(socket) {
        Ok(socket) => socket,
        Err(error) => {
            tracing::error!(%error, "a listening socket cannot be used");
            return;
        }
    };
    loop {
        let (stream, peer) = match socket.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of descriptors, or a peer that left already: the next may go well.
                tracing::warn!(%error, "a connection cannot be accepted");
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            }
        };
        let own = stream.set_nodelay(true).and_then(|()| stream.local_addr());
        let Ok(own) = own else {
            continue;
        };
        let arrived = Arrived {
            stream,
            peer,
            local: own,
        };
        arrive(&local, &connections, arrived, &listener).await;
    }
}

/// A connection with both its ends.
struct Arrived {
    stream: TcpStream,
    peer: SocketAddr,
    local: SocketAddr,
}

/// Serves a connection, if it may come.
async fn arrive(
    local: &Rc<Local>,
    connections: &Connections,
    arrived: Arrived,
    listener: &Listener,
) {
    let Arrived {
        stream,
        peer,
        local: own,
    } = arrived;
    let facts = Socket {
        endpoint: listener.endpoint.clone(),
        peer,
        local: own,
        secured: None,
        aws_endpoint: false,
    };
    // Nothing of a VPC that is real has such an address; whoever has is a process of this host.
    let in_vpc = listener.endpoint.is_some() || listener.seat.is_some();
    if in_vpc && !listener.stand_ins && peer.ip().to_canonical().is_loopback() {
        flow::record_stranger(local, &local.shared().world.load(), &facts);
        refused_as_stranger(local, &facts);
        return;
    }
    let welcome = match (&listener.behind, &listener.seat) {
        (_, Some(seat)) => is_let_in_at(local, &facts, seat),
        (None, None) => is_let_in(local, &facts),
        // It is believed whatever it says, so nobody else may say it.
        (Some(behind), None) => behind.trusts(peer.ip()),
    };
    if !welcome {
        return;
    }
    // Where too many are open, this one waits, and the next ones in the listen queue.
    let slots = Arc::clone(&local.common.connections);
    let Ok(slot) = slots.acquire_owned().await else {
        return;
    };
    let counted = connections.count();
    let (local, listener) = (Rc::clone(local), listener.clone());
    tokio::task::spawn_local(async move {
        match &listener.seat {
            Some(seat) => Box::pin(balance::serve(local, seat, stream, peer)).await,
            None => serve(local, facts, listener, stream).await,
        }
        drop((counted, slot));
    });
}

/// Serves a connection from its first byte to its end.
async fn serve(local: Rc<Local>, mut facts: Socket, listener: Listener, mut stream: TcpStream) {
    if let Some(behind) = &listener.behind {
        let announced = handshake::announced(&local, &mut facts, behind, &mut stream).await;
        if !announced || !is_let_in(&local, &facts) {
            return;
        }
    }
    // Over soon, and larger than what stays.
    let opened = Box::pin(handshake::open(
        &local,
        &mut facts,
        listener.transport,
        stream,
    ))
    .await;
    if let Some((stream, spoken)) = opened {
        connection::serve(local, facts, listener.role, stream, spoken).await;
    }
}

/// The same at a load balancer.
fn is_let_in_at(local: &Local, facts: &Socket, seat: &Seat) -> bool {
    let world = local.shared().world.load_full();
    let passes = seat.lets_in(&world, facts.peer_ip());
    flow::record_at_balancer(local, &world, seat, facts.peer, passes);
    if !passes {
        refused_at_balancer(local, facts);
    }
    passes
}

/// Layer 1, before a byte of the client is read. It is judged again with each request.
fn is_let_in(local: &Local, facts: &Socket) -> bool {
    let world = local.shared().world.load_full();
    let verdict = layer1_security_group::judge(&world, facts.via(), facts.peer_ip());
    flow::record(local, &world, facts, &verdict);
    if !verdict.passes() {
        refused_at_accept(local, facts, &world);
    }
    verdict.passes()
}

async fn sweep(local: Rc<Local>) {
    let every = local
        .shared()
        .limits
        .upstream_idle_timeout
        .max(Duration::from_millis(100))
        / 2;
    loop {
        tokio::time::sleep(every).await;
        local.pool.sweep();
    }
}

/// The connections of a worker that are open.
#[derive(Clone, Default)]
struct Connections {
    open: Rc<()>,
    closed: Rc<tokio::sync::Notify>,
}

struct Counted {
    open: Option<Rc<()>>,
    closed: Rc<tokio::sync::Notify>,
}

impl Connections {
    fn count(&self) -> Counted {
        Counted {
            open: Some(Rc::clone(&self.open)),
            closed: Rc::clone(&self.closed),
        }
    }

    /// Waits until all are closed; how many are not, when the patience ends.
    async fn wait(&self, patience: Duration) -> usize {
        let all_closed = async {
            // The accepting tasks, which held this too, are gone.
            while Rc::strong_count(&self.open) > 1 {
                self.closed.notified().await;
            }
        };
        match tokio::time::timeout(patience, all_closed).await {
            Ok(()) => 0,
            Err(_) => Rc::strong_count(&self.open).saturating_sub(1),
        }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.open = None;
        self.closed.notify_one();
    }
}
