//! Connections to back ends, kept for the next request. Each worker has a pool of its own, so
//! nothing is locked and a connection never changes its thread. It sends nothing by itself.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::Full;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Instant;

use crate::limits::Limits;

/// The idle connections of one worker.
pub(crate) struct Pool {
    idle: Rc<RefCell<IdleConnections>>,
    limits: Limits,
}

/// A connection in use. Dropped, it is closed; [`give_back`](Lease::give_back) keeps it.
pub(crate) struct Lease {
    pub(super) connection: Connection,
    home: Weak<RefCell<IdleConnections>>,
}

/// A connection to a back end.
pub(super) struct Connection {
    authority: Rc<str>,
    pub(super) sender: SendRequest<Full<Bytes>>,
    received: Rc<Cell<u64>>,
}

struct IdleConnections {
    by_authority: HashMap<Rc<str>, Vec<(Connection, Instant)>>,
    count: usize,
    limits: Limits,
}

impl Pool {
    pub(crate) fn new(limits: &Limits) -> Self {
        let idle = IdleConnections {
            by_authority: HashMap::new(),
            count: 0,
            limits: limits.clone(),
        };
        Self {
            idle: Rc::new(RefCell::new(idle)),
            limits: limits.clone(),
        }
    }

    /// The idle connection that was used last and still lives.
    pub(super) async fn reuse(&self, authority: &str) -> Option<Lease> {
        loop {
            let mut connection = self.idle.borrow_mut().take(authority)?;
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
    pub(super) async fn connect(
        &self,
        authority: &str,
        host: &str,
        port: u16,
    ) -> io::Result<Lease> {
        let connecting = TcpStream::connect((host, port));
        let socket = tokio::time::timeout(self.limits.connect_timeout, connecting)
            .await
            .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        socket.set_nodelay(true)?;
        let received = Rc::new(Cell::new(0));
        let io = TokioIo::new(Counted {
            socket,
            received: Rc::clone(&received),
        });
        let (sender, driver) = http1::Builder::new()
            .max_buf_size(256 * 1024)
            .handshake(io)
            .await
            .map_err(io::Error::other)?;
        tokio::task::spawn_local(async move {
            if let Err(error) = driver.await {
                tracing::debug!(%error, "a connection to a back end ended");
            }
        });
        let connection = Connection {
            authority: authority.into(),
            sender,
            received,
        };
        Ok(Lease {
            connection,
            home: Rc::downgrade(&self.idle),
        })
    }

    /// Closes what was idle for too long.
    pub(crate) fn sweep(&self) {
        let mut idle = self.idle.borrow_mut();
        let timeout = self.limits.upstream_idle_timeout;
        let mut closed = 0;
        idle.by_authority.retain(|_, connections| {
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
    fn take(&mut self, authority: &str) -> Option<Connection> {
        let connections = self.by_authority.get_mut(authority)?;
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
            .by_authority
            .entry(Rc::clone(&connection.authority))
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
    socket: TcpStream,
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
