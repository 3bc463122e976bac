//! Connections to back ends, kept for the next request. Each worker has a pool of its own, so
//! nothing is locked and a connection never changes its thread. It sends nothing by itself.

use foldhash::HashMap;
use std::cell::{Cell, RefCell};
use std::io;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::Full;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use portcullis_catalog::health::{HealthMeter, InUse};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::task::AbortHandle;
use tokio::time::Instant;

use super::SendError;
use super::tls::{Connector, Terms, Unsecured};
use crate::inside::{Inside, Way};
use crate::limits::Limits;
use crate::stream::Stream;
use crate::tls::Material;

/// The idle connections of one worker.
pub(crate) struct Pool {
    idle: Rc<RefCell<IdleConnections>>,
    limits: Limits,
    connector: Connector,
    inside: Arc<Inside>,
}

/// Where a request goes, and what makes two connections interchangeable.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Origin {
    pub(crate) place: Place,
    /// `None` is plain HTTP.
    pub(crate) terms: Option<Terms>,
}

/// Where a back end is.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// The host to connect to, and the port.
    Host(String, u16),
    /// A target of a load balancer.
    Inside(Way),
}

/// A connection in use. Dropped, it is closed; [`give_back`](Lease::give_back) keeps it.
pub(crate) struct Lease {
    pub(super) connection: Connection,
    home: Weak<RefCell<IdleConnections>>,
    _in_use: Option<InUse>,
}

/// A connection to a back end.
pub(super) struct Connection {
    origin: Rc<Origin>,
    /// What the back end was verified with, where it was.
    verified: Option<Arc<Material>>,
    pub(super) sender: SendRequest<Full<Bytes>>,
    received: Rc<Cell<u64>>,
    _driver: Driver,
}

/// Ends with the connection what reads and writes it: left alone, it would hold a body for as long as the back end does not
/// take it.
struct Driver(AbortHandle);

impl Drop for Driver {
    fn drop(&mut self) {
        self.0.abort();
    }
}

struct IdleConnections {
    by_origin: HashMap<Rc<Origin>, Vec<(Connection, Instant)>>,
    count: usize,
    limits: Limits,
}

impl Pool {
    pub(crate) fn new(limits: &Limits, connector: Connector, inside: Arc<Inside>) -> Self {
        let idle = IdleConnections {
            by_origin: HashMap::default(),
            count: 0,
            limits: limits.clone(),
        };
        Self {
            idle: Rc::new(RefCell::new(idle)),
            limits: limits.clone(),
            connector,
            inside,
        }
    }

    /// The idle connection that was used last and still lives.
    pub(super) async fn reuse(&self, origin: &Origin) -> Option<Lease> {
        loop {
            let mut connection = self.idle.borrow_mut().take(origin)?;
            // Who was vouched for by authorities that are others now is asked again.
            let verified = connection.verified.as_ref();
            if verified.is_some_and(|verified| !self.connector.still_means(verified)) {
                continue;
            }
            // The connection's own task may not have seen yet that the last answer is over, or
            // that the back end is gone: this waits for its word.
            if !connection.sender.is_closed() && connection.sender.ready().await.is_ok() {
                return Some(Lease {
                    connection,
                    home: Rc::downgrade(&self.idle),
                    _in_use: in_use(origin),
                });
            }
        }
    }

    /// A new connection.
    pub(super) async fn connect(&self, origin: Origin) -> Result<Lease, SendError> {
        let connecting = self.open(&origin);
        let opened = tokio::time::timeout(self.limits.connect_timeout, connecting).await;
        let timed_out = |_| SendError::Connect(io::ErrorKind::TimedOut.into());
        let (socket, verified) = opened.map_err(timed_out)??;
        let received = Rc::new(Cell::new(0));
        let io = TokioIo::new(Counted {
            socket,
            received: Rc::clone(&received),
        });
        let (sender, driver) = http1::Builder::new()
            .max_buf_size(256 * 1024)
            .handshake(io)
            .await
            .map_err(|error| SendError::Connect(io::Error::other(error)))?;
        let driver = tokio::task::spawn_local(async move {
            if let Err(error) = driver.await {
                tracing::debug!(%error, "a connection to a back end ended");
            }
        });
        let in_use = in_use(&origin);
        let connection = Connection {
            origin: Rc::new(origin),
            verified,
            sender,
            received,
            _driver: Driver(driver.abort_handle()),
        };
        Ok(Lease {
            connection,
            home: Rc::downgrade(&self.idle),
            _in_use: in_use,
        })
    }

    async fn open(&self, origin: &Origin) -> Result<(Stream, Option<Arc<Material>>), SendError> {
        let connected = match &origin.place {
            Place::Host(host, port) => to_host(host, *port).await,
            Place::Inside(way) => self.inside.connect(way).await,
        };
        let socket = connected.map_err(SendError::Connect)?;
        match &origin.terms {
            None => Ok((Stream::Plain(socket), None)),
            Some(terms) => {
                let (stream, verified) = self.connector.secure(terms, socket).await?;
                Ok((stream, Some(verified)))
            }
        }
    }

    /// Shakes hands over a connection that is not kept.
    pub(crate) async fn secure(
        &self,
        terms: &Terms,
        stream: TcpStream,
    ) -> Result<Stream, Unsecured> {
        let (stream, _) = self.connector.secure(terms, stream).await?;
        Ok(stream)
    }

    /// Closes what was idle for too long.
    pub(crate) fn sweep(&self) {
        let mut idle = self.idle.borrow_mut();
        let timeout = self.limits.upstream_idle_timeout;
        let mut closed = 0;
        idle.by_origin.retain(|_, connections| {
            let before = connections.len();
            connections.retain(|(it, since)| !it.sender.is_closed() && since.elapsed() < timeout);
            closed += before - connections.len();
            !connections.is_empty()
        });
        idle.count = idle.count.saturating_sub(closed);
    }
}

async fn to_host(host: &str, port: u16) -> io::Result<TcpStream> {
    let socket = TcpStream::connect((host, port)).await?;
    socket.set_nodelay(true)?;
    Ok(socket)
}

fn in_use(origin: &Origin) -> Option<InUse> {
    match &origin.place {
        Place::Host(..) => None,
        Place::Inside(way) => way.health.as_ref().map(HealthMeter::in_use),
    }
}

impl Lease {
    /// How many bytes came over the connection in all.
    pub(super) fn received(&self) -> u64 {
        self.connection.received.get()
    }

    /// Keeps the connection for the next request: its answer was read to the end.
    pub(crate) fn give_back(self) {
        if let Some(home) = self.home.upgrade() {
            home.borrow_mut().put(self.connection);
        }
    }
}

impl IdleConnections {
    fn take(&mut self, origin: &Origin) -> Option<Connection> {
        let connections = self.by_origin.get_mut(origin)?;
        while let Some((connection, since)) = connections.pop() {
            self.count = self.count.saturating_sub(1);
            if since.elapsed() < self.limits.upstream_idle_timeout {
                return Some(connection);
            }
        }
        None
    }

    fn put(&mut self, connection: Connection) {
        if connection.sender.is_closed() || self.count >= self.limits.upstream_idle_total {
            return;
        }
        let connections = self
            .by_origin
            .entry(Rc::clone(&connection.origin))
            .or_default();
        if connections.len() < self.limits.upstream_idle_per_host {
            connections.push((connection, Instant::now()));
            self.count += 1;
        }
    }
}

/// Counts what arrives, to tell a connection that died before its answer from one that died in
/// the middle of it.
struct Counted {
    socket: Stream,
    received: Rc<Cell<u64>>,
}

impl AsyncRead for Counted {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        let result = Pin::new(&mut this.socket).poll_read(cx, buf);
        let fresh = buf.filled().len().saturating_sub(before);
        this.received
            .set(this.received.get().saturating_add(fresh as u64));
        result
    }
}

impl AsyncWrite for Counted {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().socket).poll_write(cx, buf)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().socket).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().socket).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().socket).poll_shutdown(cx)
    }
}
