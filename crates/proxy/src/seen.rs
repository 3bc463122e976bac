//! What was seen of the exchange with a back end, noted while it happens and read once the
//! request is answered: by access logs and by test invocations.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use crate::ids::TraceId;

/// One exchange.
#[derive(Default)]
pub(crate) struct Seen {
    status: Cell<Option<u16>>,
    latency: Cell<Option<Duration>>,
    error: RefCell<Option<String>>,
    trace: Cell<Option<TraceId>>,
    /// What a test invocation shows; nothing is written where there is none.
    log: Option<RefCell<Vec<String>>>,
}

impl Seen {
    /// One that keeps an execution log.
    pub(crate) fn logging() -> Self {
        Self {
            log: Some(RefCell::default()),
            ..Self::default()
        }
    }

    /// Writes a line of the execution log, if there is one.
    pub(crate) fn log(&self, line: impl FnOnce() -> String) {
        if let Some(log) = &self.log {
            log.borrow_mut().push(line());
        }
    }

    /// The execution log.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.log
            .as_ref()
            .map(|log| log.borrow().clone())
            .unwrap_or_default()
    }

    /// Whether there is an execution log.
    pub(crate) fn is_logging(&self) -> bool {
        self.log.is_some()
    }

    /// The head of an answer came.
    pub(crate) fn answered(&self, status: u16, latency: Duration) {
        self.status.set(Some(status));
        self.latency.set(Some(latency));
    }

    /// Why there is no answer, or none that can be used.
    pub(crate) fn failed(&self, why: &str) {
        self.log(|| why.to_owned());
        *self.error.borrow_mut() = Some(why.to_owned());
    }

    /// The trace that the request belongs to.
    pub(crate) fn traced(&self, root: TraceId) {
        self.trace.set(Some(root));
    }

    /// A variable by its name without `context.`
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        match name {
            "integration.status" | "integration.integrationStatus" | "integrationStatus" => {
                self.status.get().map(|status| status.to_string())
            }
            "integration.latency" | "integrationLatency" => {
                let latency = self.latency.get();
                latency.map(|latency| latency.as_millis().to_string())
            }
            "integration.error" | "integrationErrorMessage" => self.error.borrow().clone(),
            "xrayTraceId" => self.trace.get().map(|root| root.to_string()),
            _ => None,
        }
    }
}
