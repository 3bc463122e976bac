//! The journal of the demonstration: it keeps the explanation of every request by its id, and the flow-log lines of
//! refused packets until somebody asks for them.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use portcullis_guard::{AccessLine, Entry, Explanation, Journal};

use crate::traces::Traces;

/// The kernel tells of a refused packet at once; whoever waits for longer waits for nothing.
const PATIENCE: Duration = Duration::from_secs(5);

/// Keeps explanations.
pub(crate) struct Witness {
    explanations: Mutex<HashMap<String, Explanation>>,
    flows: Mutex<Vec<String>>,
    seen: Condvar,
    /// For `portcullis explain`, while the demonstration runs on.
    traces: Arc<Traces>,
}

impl Witness {
    pub(crate) fn new(traces: Arc<Traces>) -> Self {
        Self {
            explanations: Mutex::default(),
            flows: Mutex::default(),
            seen: Condvar::new(),
            traces,
        }
    }

    /// The explanation of a request.
    pub(crate) fn of(&self, request_id: &str) -> Option<Explanation> {
        self.explanations
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(request_id)
    }

    /// The flow-log line of a packet from one address to another, once it is there.
    pub(crate) fn flow(&self, from: &str, to: &str) -> Option<String> {
        let is_wanted = |line: &String| {
            let mut fields = line.split(' ').skip(3);
            fields.next() == Some(from) && fields.next() == Some(to)
        };
        let flows = self.flows.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .seen
            .wait_timeout_while(flows, PATIENCE, |flows| !flows.iter().any(is_wanted));
        let (flows, _) = waited.unwrap_or_else(PoisonError::into_inner);
        flows.iter().find(|line| is_wanted(line)).cloned()
    }
}

impl Journal for Witness {
    fn record(&self, entry: &Entry<'_>) {
        self.traces.keep(entry);
        if let Some(explainable) = &entry.explainable {
            let explanation = explainable.explain();
            let mut kept = self
                .explanations
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            kept.insert(entry.request_id.to_owned(), explanation);
        }
    }

    fn access(&self, line: &AccessLine<'_>) {
        let mut flows = self.flows.lock().unwrap_or_else(PoisonError::into_inner);
        flows.push(line.line.to_owned());
        self.seen.notify_all();
    }

    fn wants_diagnosis(&self) -> bool {
        true
    }

    fn wants_explanation(&self, _denied: bool) -> bool {
        true
    }
}
