//! What all workers share: the world and how to judge by it. Nothing here is per request.

use std::sync::Arc;

use arc_swap::ArcSwap;
use portcullis_catalog::Snapshot;
use portcullis_guard::{Journal, Settings, TokenKey};

use crate::clock::Clock;
use crate::control::{ControlPlane, ControlResponse};
use crate::limits::Limits;

/// Answers `/_portcullis/health`. It must not block.
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
    /// The port of the VPC endpoints' listeners; by default that of the first listener that
    /// serves APIs.
    pub endpoint_port: Option<u16>,
}
