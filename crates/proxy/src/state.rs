//! What requests are served with: the world and how to judge by it, which all workers share, and
//! what one worker thread keeps between requests. Nothing is locked on the way of a request.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use arc_swap::ArcSwap;
use portcullis_catalog::Snapshot;
use portcullis_guard::{ApiKeyDigester, Journal, KeyRing, Settings, TokenKey};
use tokio::sync::{Semaphore, watch};

use crate::body::Budget;
use crate::clock::Clock;
use crate::control::{ControlPlane, ControlResponse};
use crate::control_gate::ControlGate;
use crate::ids::Ids;
use crate::inside::Inside;
use crate::limits::Limits;
use crate::outbox::Outbox;
use crate::tls::{Presented, Tls};
use crate::upstream::{Connector, Pool};

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
    /// Finds API keys.
    pub api_keys: Arc<ApiKeyDigester>,
    /// Where requests are recorded.
    pub journal: Arc<dyn Journal>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The bounds.
    pub limits: Limits,
    /// What answers on listeners with the role `Control` or `Both`.
    pub control: Option<Arc<dyn ControlPlane>>,
    /// What answers on other paths under `/_portcullis/`, on listeners with the role `Both`: it is
    /// unsigned, so only a development double has it.
    pub operator: Option<Arc<dyn ControlPlane>>,
    /// What answers `/_portcullis/health`.
    pub health: Health,
    /// What TLS needs.
    pub tls: Arc<Tls>,
    /// The port of the VPC endpoints' listeners; by default that of the first listener that
    /// serves APIs.
    pub endpoint_port: Option<u16>,
    /// How interfaces of VPCs are reached.
    pub inside: Arc<Inside>,
}

/// What the workers count together.
#[derive(Clone)]
pub(crate) struct Common {
    pub(crate) shared: Arc<Shared>,
    pub(crate) budget: Budget,
    /// A permit for each connection that may be open.
    pub(crate) connections: Arc<Semaphore>,
    /// Who may ask the control plane.
    pub(crate) control: ControlGate,
    /// How the process is about to end.
    pub(crate) ending: watch::Receiver<Ending>,
}

/// Whether this process ends, and how its connections end with it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ending {
    /// It does not.
    No,
    /// Another process has taken over: each connection ends with its next answer. One that is idle is left to its
    /// client, whose next request may be on its way already.
    Succeeded,
    /// No new requests; what is in flight ends.
    Draining,
}

/// The state of one worker.
pub(crate) struct Local {
    pub(crate) common: Common,
    pub(crate) ring: RefCell<KeyRing>,
    pub(crate) ids: RefCell<Ids>,
    pub(crate) pool: Pool,
    pub(crate) outbox: Outbox,
    pub(crate) presented: RefCell<Presented>,
    /// Buffers for method ARNs, so that judging allocates nothing.
    arns: RefCell<Vec<String>>,
    /// The second for which the date was written last, and how.
    date: RefCell<(i64, Rc<str>)>,
}

impl Local {
    pub(crate) fn new(common: Common) -> Self {
        let shared = &common.shared;
        let connector = Connector::new(Arc::clone(&shared.tls), Arc::clone(&shared.clock));
        let (inside, outbox) = (Arc::clone(&shared.inside), Outbox::default());
        let pool = Pool::new(&shared.limits, connector, inside, outbox.clone());
        Self {
            common,
            ring: RefCell::default(),
            ids: RefCell::new(Ids::new()),
            pool,
            outbox,
            presented: RefCell::default(),
            arns: RefCell::default(),
            date: RefCell::new((i64::MIN, Rc::from(""))),
        }
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.common.shared
    }

    /// The time of day, for the header Date (RFC 9110, section 5.6.7).
    pub(crate) fn date(&self) -> Rc<str> {
        let now = self.shared().clock.now();
        let mut date = self.date.borrow_mut();
        if date.0 != now {
            let since = Duration::from_secs(u64::try_from(now).unwrap_or_default());
            *date = (now, httpdate::fmt_http_date(UNIX_EPOCH + since).into());
        }
        Rc::clone(&date.1)
    }

    pub(crate) fn take_arn(&self) -> String {
        self.arns.borrow_mut().pop().unwrap_or_default()
    }

    pub(crate) fn give_back_arn(&self, arn: String) {
        let mut arns = self.arns.borrow_mut();
        if arns.len() < 256 {
            arns.push(arn);
        }
    }
}
