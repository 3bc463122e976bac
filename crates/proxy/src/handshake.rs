//! From an accepted socket to a connection that HTTP is spoken on: for whom a load balancer speaks,
//! whether a client begins with TLS, and the handshake. All of it is bounded in time. Whether the
//! client may come at all is judged elsewhere; who it is, is asked later.

use std::cell::RefCell;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use portcullis_catalog::Snapshot;
use portcullis_catalog::domain::MutualTls;
use portcullis_catalog::snapshot::{Domain, Via};
use rustls::server::{Acceptor, ClientHello, ServerConfig};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::{LazyConfigAcceptor, TlsStream};

use crate::error::Error;
use crate::facts::Socket;
use crate::listen::{Behind, Transport};
use crate::proxy_protocol::{FIXED, ProxyHeader};
use crate::secured::{Client, Secured};
use crate::state::{Ending, Local};
use crate::stream::Stream;
use crate::tls::{Asked, Material, Presented, Tls};

/// The first byte of a TLS connection: a record of the type handshake (RFC 8446, section 5.1).
const HANDSHAKE_RECORD: u8 = 22;

/// What a client in the clear is told where TLS is spoken.
const PLAIN: &str = "This port speaks HTTPS; use an https:// URL.\n";

/// The version of HTTP that was agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoken {
    /// Nothing was: HTTP/1.1, or HTTP/2 with prior knowledge.
    Any,
    Http1,
    Http2,
}

/// Reads for whom a load balancer speaks, and takes its word for it. Says whether the connection
/// may go on: it may not come through an endpoint that nobody here knows.
pub(crate) async fn announced(
    local: &Local,
    socket: &mut Socket,
    behind: &Behind,
    stream: &mut TcpStream,
) -> bool {
    let shared = local.shared();
    let read = timeout(shared.limits.handshake_timeout, read_header(stream)).await;
    let read = read.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
    let (source, destination, endpoint) = match read {
        Ok(ProxyHeader::Local) => return true,
        Ok(ProxyHeader::Client {
            source,
            destination,
            endpoint,
        }) => (source, destination, endpoint),
        Err(error) => {
            tracing::debug!(peer = %socket.peer, %error, "a load balancer does not say for whom it speaks");
            return false;
        }
    };
    (socket.peer, socket.local) = (source, destination);
    let Some(id) = endpoint else {
        return true;
    };
    let known = shared.world.load().endpoint(&id).is_some();
    socket.aws_endpoint = !known;
    let admitted = known || behind.aws_endpoints.contains(&id);
    if !admitted {
        tracing::info!(
            endpoint = id,
            "a connection comes through an unknown endpoint"
        );
    }
    socket.endpoint = Some(id.into());
    admitted
}

/// Shakes hands as a listener of a load balancer: with the operator's certificate for the name that is asked for, or else
/// with one that the local authority makes for the load balancer's own name.
pub(crate) async fn for_balancer(
    local: &Local,
    own_name: &str,
    stream: TcpStream,
) -> Option<(Stream, Spoken)> {
    let shared = local.shared();
    let now = shared.clock.now();
    let material = shared.tls.material();
    let choose = |hello: &ClientHello<'_>| {
        let asked = Asked {
            mutual_tls: None,
            server_name: hello.server_name(),
            custom: Some(own_name),
            address: None,
            only_tls13: false,
        };
        let mut presented = local.presented.borrow_mut();
        presented.to(asked, &shared.tls, &material, now)
    };
    let stream = match handshake(stream, choose, shared.limits.handshake_timeout).await {
        Ok(stream) => stream,
        Err(error) => {
            tracing::debug!(%error, "a TLS handshake with a load balancer failed");
            return None;
        }
    };
    let spoken = match stream.get_ref().1.alpn_protocol() {
        Some(b"h2") => Spoken::Http2,
        _ => Spoken::Http1,
    };
    Some((Stream::Tls(Box::new(TlsStream::Server(stream))), spoken))
}

async fn read_header(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<ProxyHeader> {
    // Not a byte more than the header: what follows it is the client's.
    let mut fixed = [0; FIXED];
    stream.read_exact(&mut fixed).await?;
    let mut header = fixed.to_vec();
    let rest = ProxyHeader::rest(&fixed).map_err(io::Error::other)?;
    header.resize(FIXED + rest, 0);
    if let Some(rest) = header.get_mut(FIXED..) {
        stream.read_exact(rest).await?;
    }
    ProxyHeader::read(&header).map_err(io::Error::other)
}

/// Opens a connection; `None` where it cannot be opened, which is over then.
pub(crate) async fn open(
    local: &Local,
    socket: &mut Socket,
    transport: Transport,
    stream: TcpStream,
) -> Option<(Stream, Spoken)> {
    let limits = &local.shared().limits;
    let patience = match transport {
        Transport::Http => return Some((Stream::Plain(stream), Spoken::Any)),
        Transport::Https => limits.handshake_timeout,
        // It may be a head that is awaited.
        Transport::Either => limits.header_timeout,
    };
    let mut first = [0];
    let mut ending = local.common.ending.clone();
    let peeked = tokio::select! {
        peeked = timeout(patience, stream.peek(&mut first)) => peeked,
        // Who has said nothing yet is not waited for.
        _ = ending.wait_for(|ending| *ending == Ending::Draining) => return None,
    };
    let Ok(Ok(1..)) = peeked else {
        return None;
    };
    if first == [HANDSHAKE_RECORD] {
        return secured(local, socket, stream).await;
    }
    match transport {
        Transport::Https => {
            // A client that is told nothing would be looked at for long.
            let _ = timeout(limits.handshake_timeout, say_plain(stream)).await;
            None
        }
        Transport::Either | Transport::Http => Some((Stream::Plain(stream), Spoken::Any)),
    }
}

async fn say_plain(mut stream: TcpStream) -> io::Result<()> {
    stream.readable().await?;
    // What is left unread would reset the connection before the answer is read.
    let _ = stream.try_read(&mut [0; 16 * 1024]);
    let answer = format!(
        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{PLAIN}",
        PLAIN.len()
    );
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await
}

async fn secured(
    local: &Local,
    socket: &mut Socket,
    stream: TcpStream,
) -> Option<(Stream, Spoken)> {
    let shared = local.shared();
    let world = shared.world.load_full();
    let now = shared.clock.now();
    let material = shared.tls.material();
    let mut mutual_tls = None;
    let choose = |hello: &ClientHello<'_>| {
        let address = socket.local;
        choose(
            &local.presented,
            &shared.tls,
            &mut mutual_tls,
            Ask {
                material: &material,
                world: &world,
                domain: &shared.settings.domain,
                via: socket.via(),
                hello,
                address,
                now,
            },
        )
    };
    let stream = match handshake(stream, choose, shared.limits.handshake_timeout).await {
        Ok(stream) => stream,
        Err(error) => {
            // A name whose truststore is missing is the operator's to mend.
            if matches!(&mutual_tls, Some(required) if material.truststore(required).is_none()) {
                tracing::warn!(peer = %socket.peer, %error, "a name with mutual TLS is not served");
            } else {
                tracing::debug!(peer = %socket.peer, %error, "a TLS handshake failed");
            }
            return None;
        }
    };
    let (_, connection) = stream.get_ref();
    let spoken = match connection.alpn_protocol() {
        Some(b"h2") => Spoken::Http2,
        _ => Spoken::Http1,
    };
    let mut secured = Secured::of(connection);
    if let Some(mutual_tls) = mutual_tls {
        let chain = connection.peer_certificates().unwrap_or_default();
        let truststore = material.truststore(&mutual_tls);
        let judged = match truststore {
            Some(truststore) => truststore.verify(chain, now),
            None => Err("the truststore is not mapped to a file".to_owned()),
        };
        if let Err(reason) = &judged {
            let name = secured.server_name.as_deref().unwrap_or_default();
            tracing::info!(peer = %socket.peer, name, reason, "a client certificate is refused");
        }
        secured.client = judged.ok().and_then(|()| Client::of(mutual_tls, chain));
    }
    socket.secured = Some(secured);
    Some((Stream::Tls(Box::new(TlsStream::Server(stream))), spoken))
}

/// Reads what a client asks for, and shakes hands as is chosen for it.
async fn handshake<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    choose: impl FnOnce(&ClientHello<'_>) -> Result<Arc<ServerConfig>, Error>,
    patience: Duration,
) -> io::Result<tokio_rustls::server::TlsStream<S>> {
    let shaking = async {
        let start = LazyConfigAcceptor::new(Acceptor::default(), stream).await?;
        let config = choose(&start.client_hello()).map_err(io::Error::other)?;
        start.into_stream(config).await
    };
    match timeout(patience, shaking).await {
        Ok(shaken) => shaken,
        Err(_) => Err(io::ErrorKind::TimedOut.into()),
    }
}

/// What a client is shown depends on these.
struct Ask<'a> {
    material: &'a Arc<Material>,
    world: &'a Snapshot,
    domain: &'a Domain,
    via: Via<'a>,
    hello: &'a ClientHello<'a>,
    address: SocketAddr,
    now: i64,
}

fn choose(
    presented: &RefCell<Presented>,
    tls: &Tls,
    mutual_tls: &mut Option<MutualTls>,
    ask: Ask<'_>,
) -> Result<Arc<ServerConfig>, Error> {
    let server_name = ask.hello.server_name();
    let custom = server_name.and_then(|name| match ask.via.endpoint() {
        None => ask.world.public_domain(name),
        Some(endpoint) => ask.world.private_domain(endpoint, name),
    });
    let api = server_name.and_then(|name| ask.world.api_named(ask.domain, name));
    // Behind an endpoint's own address a client has to say a name, as on AWS. An address of this
    // host that stands for it is none of AWS's.
    let address = ask.address.ip().to_canonical();
    let vouched = ask.via == Via::Public || address.is_loopback();
    let required = custom.and_then(|custom| custom.mutual_tls.as_ref());
    *mutual_tls = required.cloned();
    let asked = Asked {
        mutual_tls: required,
        server_name,
        custom: custom.map(|custom| custom.name.as_str()),
        address: vouched.then_some(address),
        only_tls13: custom.is_some_and(|custom| custom.only_tls13)
            || api.is_some_and(|api| api.only_tls13),
    };
    let mut presented = presented.borrow_mut();
    presented.to(asked, tls, ask.material, ask.now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_handshake_is_bounded_however_slowly_its_bytes_come() {
        use tokio::time::{Duration, Instant, sleep};

        let patience = Duration::from_secs(10);
        let never = |_: &ClientHello<'_>| -> Result<Arc<ServerConfig>, Error> {
            Err(Error::Certificate("nobody asked".to_owned()))
        };
        let (mut client, server) = tokio::io::duplex(64);
        let dripping = tokio::spawn(async move {
            // A record that announces 512 bytes, of which one comes each second.
            for byte in [HANDSHAKE_RECORD, 3, 1, 2, 0, 1, 0, 1, 252].iter().cycle() {
                if client.write_all(&[*byte]).await.is_err() {
                    return;
                }
                sleep(Duration::from_secs(1)).await;
            }
        });
        let began = Instant::now();
        let error = handshake(server, never, patience).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert_eq!(began.elapsed(), patience);
        dripping.await.unwrap();
    }
}
