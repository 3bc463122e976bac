//! A Network Load Balancer's connections: bytes from a client to a target and back, unread. A TLS listener ends TLS here.
//! A connection that no target takes is reset.

use std::cell::Cell;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use portcullis_catalog::Snapshot;
use portcullis_catalog::balancing::Candidate;
use portcullis_catalog::load_balancer::TrafficProtocol;
use portcullis_guard::layer1_security_group::End;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadHalf, WriteHalf};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until, timeout};

use crate::choice::{MAX_TRIED, address_of, forwards, preserves_client};
use crate::handshake;
use crate::proxy_protocol;
use crate::seat::{Found, known_as};
use crate::state::Local;
use crate::stream::Stream;
use crate::upstream::Terms;

/// After so long without a byte a connection is forgotten (Network Load Balancers User Guide, "Connection idle timeout").
const IDLE: Duration = Duration::from_secs(350);
const PIECE: usize = 16 * 1024;

/// Serves a connection to its end.
pub(super) async fn serve(
    local: &Local,
    world: &Snapshot,
    found: &Found<'_>,
    stream: TcpStream,
    client: SocketAddr,
) {
    let listener = found.listener;
    let groups = listener.action(None).and_then(forwards).unwrap_or_default();
    let balancer = found.balancer;
    let candidates = balancer.candidates(world, groups, Some(found.node), MAX_TRIED);
    let stream = match listener.record.protocol {
        TrafficProtocol::Tls => {
            let name = dns_name(local, found);
            match handshake::for_balancer(local, &name, stream).await {
                Some((stream, _)) => stream,
                None => return,
            }
        }
        _ => Stream::Plain(stream),
    };
    for candidate in &candidates {
        match open(local, world, candidate, client, listener.record.port).await {
            Ok(target) => {
                let _in_use = candidate.target.health.in_use();
                relay(stream, target).await;
                return;
            }
            Err(error) => {
                let target = &candidate.target.target.id;
                tracing::debug!(target, %error, "a target cannot be connected to");
            }
        }
    }
    if let Stream::Plain(stream) = stream {
        // A socket pair has no such thing, and is closed.
        let _ = socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO));
    }
}

/// Its own name, which the authority vouches for where the operator brings no certificate.
pub(super) fn dns_name(local: &Local, found: &Found<'_>) -> String {
    let domain = &local.shared().settings.domain;
    let suffix = domain.suffixes.first().map_or("", String::as_str);
    found.balancer.record.dns_name(&domain.region, suffix)
}

async fn open(
    local: &Local,
    world: &Snapshot,
    candidate: &Candidate<'_>,
    client: SocketAddr,
    port: u16,
) -> io::Result<Stream> {
    let shared = local.shared();
    let unknown = || io::Error::from(io::ErrorKind::AddrNotAvailable);
    let to = address_of(world, candidate).ok_or_else(unknown)?;
    let preserved = preserves_client(candidate);
    let (address, interface) = known_as(world, &candidate.node.vpc, client.ip());
    let seen = preserved.then_some(End {
        address,
        interface: interface.map(AsRef::as_ref),
    });
    let way = shared.inside.way(world, candidate.node, to, seen)?;
    let way = way.for_client(preserved.then_some(client));
    let limits = &shared.limits;
    let connecting = shared.inside.connect(&way);
    let mut target = timeout(limits.connect_timeout, connecting).await??;
    if candidate.group.attribute("proxy_protocol_v2.enabled") == Some("true") {
        let destination = SocketAddr::from((candidate.node.private_ip, port));
        let header = proxy_protocol::written(client, destination);
        target.write_all(&header).await?;
    }
    if candidate.group.record.protocol == Some(TrafficProtocol::Tls) {
        let terms = Terms::of_balancer(&to.ip().to_string());
        let secured = local.pool.secure(&terms, target);
        let secured = timeout(limits.handshake_timeout, secured).await?;
        return secured.map_err(|error| io::Error::other(format!("{error:?}")));
    }
    Ok(Stream::Plain(target))
}

/// Copies both ways until both ends are done, one breaks, or nothing moves for too long.
async fn relay(client: Stream, target: Stream) {
    let moved = Cell::new(Instant::now());
    let (from_client, to_client) = tokio::io::split(client);
    let (from_target, to_target) = tokio::io::split(target);
    let both = async {
        let _ = tokio::try_join!(
            copy(from_client, to_target, &moved),
            copy(from_target, to_client, &moved),
        );
    };
    let idle = async {
        loop {
            let ends = moved.get() + IDLE;
            sleep_until(ends).await;
            if moved.get() + IDLE <= Instant::now() {
                return;
            }
        }
    };
    tokio::select! {
        () = both => {}
        () = idle => {}
    }
}

async fn copy<A: AsyncRead, B: AsyncWrite>(
    mut from: ReadHalf<A>,
    mut to: WriteHalf<B>,
    moved: &Cell<Instant>,
) -> io::Result<()> {
    let mut piece = vec![0; PIECE];
    loop {
        let length = from.read(&mut piece).await?;
        moved.set(Instant::now());
        let Some(read) = piece.get(..length).filter(|read| !read.is_empty()) else {
            return to.shutdown().await;
        };
        to.write_all(read).await?;
        to.flush().await?;
        moved.set(Instant::now());
    }
}
