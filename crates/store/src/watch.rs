//! Telling threads that wait that there is a new revision. It carries revisions only; what changed
//! is read from the store.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::Revision;

/// Waits for new revisions. Clones see the same store.
#[derive(Clone)]
pub struct Watch {
    signal: Arc<Signal>,
}

impl Watch {
    /// The newest revision that was announced.
    pub fn current(&self) -> Revision {
        *lock(&self.signal.newest)
    }

    /// Waits until the store is past `known`, and says where it is then; `None` when that did not
    /// happen within `timeout`.
    pub fn wait_past(&self, known: Revision, timeout: Duration) -> Option<Revision> {
        // A timeout too long for the clock is for ever.
        let deadline = Instant::now().checked_add(timeout);
        let mut newest = lock(&self.signal.newest);
        while *newest <= known {
            let left =
                deadline.map_or(timeout, |end| end.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return None;
            }
            newest = self
                .signal
                .raised
                .wait_timeout(newest, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        Some(*newest)
    }
}

/// The other end of every [`Watch`] of a store.
pub(crate) struct Announcer {
    signal: Arc<Signal>,
}

impl Announcer {
    pub(crate) fn new(newest: Revision) -> Self {
        Self {
            signal: Arc::new(Signal {
                newest: Mutex::new(newest),
                raised: Condvar::new(),
            }),
        }
    }

    pub(crate) fn current(&self) -> Revision {
        *lock(&self.signal.newest)
    }

    pub(crate) fn watch(&self) -> Watch {
        Watch {
            signal: Arc::clone(&self.signal),
        }
    }

    /// Makes `revision` the newest one. Called in the order of the revisions.
    pub(crate) fn raise(&self, revision: Revision) {
        *lock(&self.signal.newest) = revision;
        self.signal.raised.notify_all();
    }
}

struct Signal {
    newest: Mutex<Revision>,
    raised: Condvar,
}

/// A revision is written in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
