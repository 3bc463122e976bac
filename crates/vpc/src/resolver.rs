//! The resolvers of VPCs: sockets around [`answer`]. One thread answers for all of them. A question that is none of ours
//! is refused, or handed on where the operator has named a server for that; nothing is kept between questions.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use portcullis_catalog::Snapshot;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;

use crate::dns::message::{MAX_QUERY, Query, read};
use crate::dns::{Answer, Names, answer};

/// Questions of one VPC that are waited for at a time: on streams, and of another server.
const MAX_WAITING: usize = 64;
/// How long a stream may be silent, and another server.
const PATIENCE: Duration = Duration::from_secs(5);
const MAX_ANSWER: usize = 4_096;

/// What a resolver answers from: the world as it is when the question comes.
pub type World = Arc<dyn Fn() -> Arc<Snapshot> + Send + Sync>;

/// What all resolvers have in common.
#[derive(Clone)]
pub struct Settings {
    /// The names that this gateway has.
    pub names: Names,
    /// Who is asked about others; nobody where it is empty.
    pub forward: Vec<SocketAddr>,
}

/// The sockets that a resolver answers on.
pub struct ResolverSockets {
    /// For datagrams, one for each address; they must not block.
    pub datagrams: Vec<std::net::UdpSocket>,
    /// For streams, one for each address; they must not block.
    pub streams: Vec<std::net::TcpListener>,
}

/// The thread that answers. It ends when this is dropped.
pub struct Resolver(mpsc::UnboundedSender<Command>);

enum Command {
    Serve(String, ResolverSockets),
    Stop(String),
}

impl Resolver {
    /// Starts the thread. Nothing is answered yet.
    ///
    /// # Errors
    /// When there is none to be had.
    pub fn start(settings: Settings, world: World) -> io::Result<Self> {
        let (commands, inbox) = mpsc::unbounded_channel();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()?;
        let common = Arc::new(Common { settings, world });
        std::thread::Builder::new()
            .name("vpc-resolver".to_owned())
            .spawn(move || runtime.block_on(run(common, inbox)))?;
        Ok(Self(commands))
    }

    /// Answers the questions of a VPC on these sockets.
    pub fn serve(&self, vpc: &str, sockets: ResolverSockets) {
        // The thread lives as long as this.
        let _ = self.0.send(Command::Serve(vpc.to_owned(), sockets));
    }

    /// Closes the sockets of a VPC.
    pub fn stop(&self, vpc: &str) {
        let _ = self.0.send(Command::Stop(vpc.to_owned()));
    }
}

struct Common {
    settings: Settings,
    world: World,
}

/// One VPC.
struct Place {
    common: Arc<Common>,
    vpc: String,
    waiting: Arc<Semaphore>,
}

async fn run(common: Arc<Common>, mut inbox: mpsc::UnboundedReceiver<Command>) {
    let mut served: BTreeMap<String, JoinSet<()>> = BTreeMap::new();
    while let Some(command) = inbox.recv().await {
        match command {
            Command::Serve(vpc, sockets) => {
                let place = Arc::new(Place {
                    common: Arc::clone(&common),
                    vpc: vpc.clone(),
                    waiting: Arc::new(Semaphore::new(MAX_WAITING)),
                });
                let mut tasks = JoinSet::new();
                for socket in sockets.datagrams {
                    match UdpSocket::from_std(socket) {
                        Ok(socket) => {
                            tasks.spawn(datagrams(Arc::clone(&place), Arc::new(socket)));
                        }
                        Err(error) => tracing::error!(vpc, %error, "a resolver cannot be asked"),
                    }
                }
                for socket in sockets.streams {
                    match TcpListener::from_std(socket) {
                        Ok(socket) => {
                            tasks.spawn(streams(Arc::clone(&place), socket));
                        }
                        Err(error) => tracing::error!(vpc, %error, "a resolver cannot be asked"),
                    }
                }
                served.insert(vpc, tasks);
            }
            Command::Stop(vpc) => {
                served.remove(&vpc);
            }
        }
    }
}

async fn datagrams(place: Arc<Place>, socket: Arc<UdpSocket>) {
    let mut buffer = vec![0; MAX_QUERY + 1];
    loop {
        let Ok((length, peer)) = socket.recv_from(&mut buffer).await else {
            // An error of a datagram sent earlier.
            continue;
        };
        let bytes = buffer.get(..length).unwrap_or_default();
        match place.consider(bytes, false) {
            Considered::Say(answer) => {
                // Who asked may be gone.
                let _ = socket.send_to(&answer, peer).await;
            }
            Considered::Nothing => {}
            Considered::AskOn(query) => {
                let Ok(permit) = Arc::clone(&place.waiting).try_acquire_owned() else {
                    let _ = socket.send_to(&query.fail(), peer).await;
                    continue;
                };
                let (place, socket) = (Arc::clone(&place), Arc::clone(&socket));
                let bytes = bytes.to_vec();
                tokio::spawn(async move {
                    let answer = place.ask_on(&query, &bytes, false).await;
                    let _ = socket.send_to(&answer, peer).await;
                    drop(permit);
                });
            }
        }
    }
}

async fn streams(place: Arc<Place>, socket: TcpListener) {
    loop {
        let Ok(permit) = Arc::clone(&place.waiting).acquire_owned().await else {
            return;
        };
        match socket.accept().await {
            Ok((stream, _)) => {
                let place = Arc::clone(&place);
                tokio::spawn(async move {
                    // A peer that breaks off has its reasons.
                    let _ = converse(&place, stream).await;
                    drop(permit);
                });
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// One stream: each message after its length (RFC 1035, section 4.2.2).
async fn converse(place: &Place, mut stream: TcpStream) -> io::Result<()> {
    loop {
        let Ok(length) = tokio::time::timeout(PATIENCE, stream.read_u16()).await else {
            return Ok(());
        };
        let length = usize::from(length?);
        if length > MAX_QUERY {
            return Ok(());
        }
        let mut bytes = vec![0; length];
        let read = tokio::time::timeout(PATIENCE, stream.read_exact(&mut bytes)).await;
        read.map_err(io::Error::from)??;
        let answer = match place.consider(&bytes, true) {
            Considered::Say(answer) => answer,
            Considered::Nothing => return Ok(()),
            Considered::AskOn(query) => place.ask_on(&query, &bytes, true).await,
        };
        let length = u16::try_from(answer.len()).unwrap_or_default();
        let mut framed = length.to_be_bytes().to_vec();
        framed.extend(answer);
        let written = tokio::time::timeout(PATIENCE, stream.write_all(&framed)).await;
        written.map_err(io::Error::from)??;
    }
}

enum Considered {
    Say(Vec<u8>),
    Nothing,
    AskOn(Query),
}

impl Place {
    fn consider(&self, bytes: &[u8], stream: bool) -> Considered {
        let query = match read(bytes) {
            Ok(query) => query,
            Err(malformed) => {
                return malformed
                    .respond()
                    .map_or(Considered::Nothing, Considered::Say);
            }
        };
        let settings = &self.common.settings;
        let world = (self.common.world)();
        let found = answer(&world, &self.vpc, &settings.names, &query.name);
        if found == Answer::NotOurs && !settings.forward.is_empty() {
            return Considered::AskOn(query);
        }
        Considered::Say(query.respond(&found, stream))
    }

    /// Asks the servers in turn, in the way that it was asked.
    async fn ask_on(&self, query: &Query, bytes: &[u8], stream: bool) -> Vec<u8> {
        for server in &self.common.settings.forward {
            let asked = async {
                if stream {
                    ask_by_stream(*server, bytes).await
                } else {
                    ask_by_datagram(*server, bytes).await
                }
            };
            match tokio::time::timeout(PATIENCE / 2, asked).await {
                // The same identifier, and an answer.
                Ok(Ok(answer))
                    if answer.get(..2) == bytes.get(..2)
                        && answer.get(2).is_some_and(|flags| flags & 0x80 != 0) =>
                {
                    return answer;
                }
                _ => {}
            }
        }
        query.fail()
    }
}

async fn ask_by_datagram(server: SocketAddr, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let any = match server {
        SocketAddr::V4(_) => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        SocketAddr::V6(_) => IpAddr::V6(std::net::Ipv6Addr::UNSPECIFIED),
    };
    let socket = UdpSocket::bind(SocketAddr::new(any, 0)).await?;
    // From here on nobody else's datagrams are taken.
    socket.connect(server).await?;
    socket.send(bytes).await?;
    let mut answer = vec![0; MAX_ANSWER];
    let length = socket.recv(&mut answer).await?;
    answer.truncate(length);
    Ok(answer)
}

async fn ask_by_stream(server: SocketAddr, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server).await?;
    let length = u16::try_from(bytes.len()).unwrap_or_default();
    let mut framed = length.to_be_bytes().to_vec();
    framed.extend(bytes);
    stream.write_all(&framed).await?;
    let length = usize::from(stream.read_u16().await?);
    let mut answer = vec![0; length];
    stream.read_exact(&mut answer).await?;
    Ok(answer)
}
