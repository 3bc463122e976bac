//! Connections to back ends, kept for the next request. Each worker has a pool of its own, so
//! nothing is locked and a connection never changes its thread. It sends nothing by itself.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::Full;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Instant;

use super::SendError;
use super::tls::{Connector, Terms};
use crate::limits::Limits;
use crate::stream::Stream;
use crate::tls::Material;

/// The idle connections of one worker.
pub(crate) struct Pool {
    idle: Rc<RefCell<IdleConnections>>,
    limits: Limits,
    connector: Connector,
}

/// Where a request goes, and what makes two connections interchangeable.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Origin {
    /// The host to connect to.
    pub(crate) host: String,
    pub(crate) port: u16,
    /// `None` is plain HTTP.
    pub(crate) terms: Option<Terms>,
}

/// A connection in use. Dropped, it is closed; [`give_back`](Lease::give_back) keeps it.
pub(crate) struct Lease {
    pub(super) connection: Connection,
    home: Weak<RefCell<IdleConnections>>,
}

/// A connection to a back end.
pub(super) struct Connection {
    origin: Rc<Origin>,
    /// What the back end was verified with, where it was.
    verified: Option<Arc<Material>>,
    pub(super) sender: SendRequest<Full<Bytes>>,
    received: Rc<Cell<u64>>,
}

struct IdleConnections {
    by_origin: HashMap<Rc<Origin>, Vec<(Connection, Instant)>>,
    count: usize,
    limits: Limits,
}

impl Pool {
    pub(crate) fn new(limits: &Limits, connector: Connector) -> Self {
        let idle = IdleConnections {
            by_origin: HashMap::new(),
            count: 0,
            limits: limits.clone(),
        };
        Self {
            idle: Rc::new(RefCell::new(idle)),
            limits: limits.clone(),
            connector,
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
        tokio::task::spawn_local(async move {
            if let Err(error) = driver.await {
                tracing::debug!(%error, "a connection to a back end ended");
            }
        });
        let connection = Connection {
            origin: Rc::new(origin),
            verified,
            sender,
            received,
        };
        Ok(Lease {
            connection,
            home: Rc::downgrade(&self.idle),
        })
    }

    async fn open(&self, origin: &Origin) -> Result<(Stream, Option<Arc<Material>>), SendError> {
        let connecting = TcpStream::connect((origin.host.as_str(), origin.port));
        let socket = connecting.await.map_err(SendError::Connect)?;
        socket.set_nodelay(true).map_err(SendError::Connect)?;
        match &origin.terms {
            None => Ok((Stream::Plain(socket), None)),
            Some(terms) => {
                let (stream, verified) = self.connector.secure(terms, socket).await?;
                Ok((stream, Some(verified)))
            }
        }
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
