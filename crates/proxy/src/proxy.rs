//! The proxy as its owner holds it: workers, listeners, and keeping the endpoints' listeners in
//! step with the snapshot. It serves no request itself; the workers do.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use portcullis_catalog::Snapshot;
use portcullis_guard::{Journal, Settings, TokenKey};

use crate::clock::Clock;
use crate::control::{ControlPlane, ControlResponse};
use crate::error::Error;
use crate::limits::Limits;
use crate::listen::{ListenerStatus, Role};

/// Answers `GET /_portcullis/health`. It must not block.
pub type Health = Arc<dyn Fn() -> ControlResponse + Send + Sync>;

/// What all workers share.
#[derive(Clone)]
pub struct Shared {
    /// The world that requests are judged by; swapped when it changes.
    pub world: Arc<ArcSwap<Snapshot>>,
    /// How requests are judged.
    pub settings: Arc<Settings>,
    /// Opens session tokens.
    pub tokens: Arc<TokenKey>,
    /// Where requests are recorded.
    pub journal: Arc<dyn Journal>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The bounds.
    pub limits: Limits,
    /// What answers on listeners with the role `Control` or `Both`.
    pub control: Option<Arc<dyn ControlPlane>>,
    /// What answers `/_portcullis/health`.
    pub health: Health,
    /// The port of the VPC endpoints' listeners; by default that of the first gateway listener.
    pub endpoint_port: Option<u16>,
}

/// The data plane. Dropping it stops it at once; [`drain`](Proxy::drain) lets requests end.
pub struct Proxy {
    _shared: Arc<Shared>,
}

/// How draining ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drained {
    /// Connections that were still open when the patience ended.
    pub cut: usize,
}

impl Proxy {
    /// Starts the worker threads. Nothing listens yet.
    ///
    /// # Errors
    /// When a thread cannot be started.
    pub fn new(shared: Shared, _workers: usize) -> Result<Self, Error> {
        Ok(Self { _shared: Arc::new(shared) })
    }

    /// Listens on an address, with port 0 on a free one. Returns where.
    ///
    /// # Errors
    /// When the address cannot be bound.
    pub fn listen(&self, _address: SocketAddr, _role: Role) -> Result<SocketAddr, Error> {
        Err(Error::ShuttingDown)
    }

    /// Brings the VPC endpoints' listeners in step with the current snapshot: opens what is new,
    /// closes what is gone, tries again what failed. Call it after each new snapshot. Returns the
    /// state of every listener.
    pub fn reconcile(&self) -> Vec<ListenerStatus> {
        Vec::new()
    }

    /// The state of every listener.
    pub fn status(&self) -> Vec<ListenerStatus> {
        Vec::new()
    }

    /// Stops listening, lets requests in flight end for at most `patience`, then cuts what is
    /// left. Blocks.
    pub fn drain(self, _patience: Duration) -> Drained {
        Drained { cut: 0 }
    }
}
