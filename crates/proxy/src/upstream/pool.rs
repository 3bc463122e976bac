//! Connections to back ends, kept for the next request. Each worker has a pool of its own, so
//! nothing is locked and a connection never changes its thread. It sends nothing by itself.

use std::cell::RefCell;
use std::io;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use foldhash::HashMap;
use portcullis_catalog::health::{HealthMeter, InUse};
use tokio::net::TcpStream;
use tokio::time::Instant;

use super::http1::{Broken, Http1};
use super::timer::Timer;
use super::tls::{Connector, Terms, Unsecured};
use super::{Answered, SendError};
use crate::inside::{Inside, Way};
use crate::limits::Limits;
use crate::outbox::Outbox;
use crate::stream::Stream;
use crate::tls::Material;

/// The idle connections of one worker.
pub(crate) struct Pool {
    idle: Rc<RefCell<IdleConnections>>,
    limits: Limits,
    connector: Connector,
    inside: Arc<Inside>,
    outbox: Outbox,
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
    Host(Arc<str>, u16),
    /// A target of a load balancer.
    Inside(Way),
}

/// A connection in use. Dropped, it is closed.
pub(crate) struct Lease {
    pub(super) http: Rc<RefCell<Http1>>,
    pub(super) timer: Timer,
    origin: Rc<Origin>,
    /// What the back end was verified with, where it was.
    verified: Option<Arc<Material>>,
    home: Weak<RefCell<IdleConnections>>,
    since: Instant,
    in_use: Option<InUse>,
}

struct IdleConnections {
    by_origin: HashMap<Rc<Origin>, Vec<(Box<Lease>, Instant)>>,
    count: usize,
    limits: Limits,
}

impl Pool {
    pub(crate) fn new(
        limits: &Limits,
        connector: Connector,
        inside: Arc<Inside>,
        outbox: Outbox,
    ) -> Self {
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
            outbox,
        }
    }

    /// The idle connection that was used last and still lives.
    pub(super) fn reuse(&self, origin: &Origin, now: Instant) -> Option<Box<Lease>> {
        loop {
            let mut lease = self.idle.borrow_mut().take(origin, now)?;
            // Who was vouched for by authorities that are others now is asked again.
            let verified = lease.verified.as_ref();
            let vouched = verified.is_none_or(|verified| self.connector.still_means(verified));
            if vouched && lease.http.borrow_mut().is_open() {
                lease.in_use = in_use(origin);
                return Some(lease);
            }
        }
    }

    /// A new connection.
    pub(super) async fn connect(&self, origin: &Origin) -> Result<Box<Lease>, SendError> {
        let connecting = self.open(origin);
        let opened = tokio::time::timeout(self.limits.connect_timeout, connecting).await;
        let timed_out = |_| SendError::Connect(io::ErrorKind::TimedOut.into());
        let (stream, verified) = opened.map_err(timed_out)??;
        Ok(Box::new(Lease {
            http: Http1::new(stream, self.outbox.clone()),
            timer: Timer::new(),
            origin: Rc::new(origin.clone()),
            verified,
            home: Rc::downgrade(&self.idle),
            since: Instant::now(),
            in_use: in_use(origin),
        }))
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

    /// Closes what was idle for too long, and what its back end has closed.
    pub(crate) fn sweep(&self) {
        let mut idle = self.idle.borrow_mut();
        let timeout = self.limits.upstream_idle_timeout;
        let mut closed = 0;
        idle.by_origin.retain(|_, connections| {
            let before = connections.len();
            connections.retain_mut(|(it, since)| {
                since.elapsed() < timeout && it.http.borrow_mut().is_open()
            });
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
    /// The body of the answer whose head was read just now.
    pub(super) fn answered(self: Box<Self>, now: Instant) -> Answered {
        let whole = self.http.borrow_mut().whole();
        match whole {
            Some(body) => {
                self.give_back(now);
                Answered::Whole(body)
            }
            None => Answered::Coming(self),
        }
    }

    /// The next piece of the answer's body; `None` at its end.
    pub(crate) fn poll_body(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Broken>>> {
        self.http.borrow_mut().poll_body(cx)
    }

    /// Whether the answer was read to its end.
    pub(crate) fn is_over(&self) -> bool {
        self.http.borrow().is_over()
    }

    /// What is left of the answer's body, where its head says it.
    pub(crate) fn left(&self) -> Option<u64> {
        self.http.borrow().left()
    }

    /// Keeps the connection for the next request, if there may be one.
    pub(crate) fn give_back(mut self: Box<Self>, now: Instant) {
        self.in_use = None;
        if !self.http.borrow().is_reusable() {
            return;
        }
        if let Some(home) = self.home.upgrade() {
            self.http.borrow_mut().rest();
            home.borrow_mut().put(self, now);
        }
    }
}

impl IdleConnections {
    fn take(&mut self, origin: &Origin, now: Instant) -> Option<Box<Lease>> {
        let connections = self.by_origin.get_mut(origin)?;
        while let Some((lease, since)) = connections.pop() {
            self.count = self.count.saturating_sub(1);
            if now.duration_since(since) < self.limits.upstream_idle_timeout {
                return Some(lease);
            }
        }
        None
    }

    fn put(&mut self, lease: Box<Lease>, now: Instant) {
        let old = now.duration_since(lease.since) >= self.limits.upstream_lifetime;
        if old || self.count >= self.limits.upstream_idle_total {
            return;
        }
        let origin = Rc::clone(&lease.origin);
        let connections = self.by_origin.entry(origin).or_default();
        if connections.len() < self.limits.upstream_idle_per_host {
            connections.push((lease, now));
            self.count += 1;
        }
    }
}
