//! What one worker thread keeps between requests. Nothing here is shared between threads but
//! what [`Shared`] and [`Common`] hold, so nothing is locked on the way of a request.

use std::cell::RefCell;
use std::sync::Arc;

use portcullis_guard::KeyRing;
use tokio::sync::{Semaphore, watch};

use crate::body::Budget;
use crate::ids::Ids;
use crate::shared::Shared;
use crate::upstream::Pool;

/// What the workers count together.
#[derive(Clone)]
pub(crate) struct Common {
    pub(crate) shared: Arc<Shared>,
    pub(crate) budget: Budget,
    /// A permit for each connection that may be open.
    pub(crate) connections: Arc<Semaphore>,
    /// Set once: no new requests, finish what is in flight.
    pub(crate) draining: watch::Receiver<bool>,
}

/// The state of one worker.
pub(crate) struct Local {
    pub(crate) common: Common,
    pub(crate) ring: RefCell<KeyRing>,
    pub(crate) ids: RefCell<Ids>,
    pub(crate) pool: Pool,
    /// Buffers for method ARNs, so that judging allocates nothing.
    arns: RefCell<Vec<String>>,
}

impl Local {
    pub(crate) fn new(common: Common) -> Self {
        let pool = Pool::new(&common.shared.limits);
        Self {
            common,
            ring: RefCell::default(),
            ids: RefCell::new(Ids::new()),
            pool,
            arns: RefCell::default(),
        }
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.common.shared
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
