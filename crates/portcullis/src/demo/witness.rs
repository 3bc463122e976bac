//! The journal of the demonstration: it keeps the explanation of every request by its id.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use portcullis_guard::{AccessLine, Entry, Explanation, Journal};

/// Keeps explanations.
#[derive(Default)]
pub(crate) struct Witness(Mutex<HashMap<String, Explanation>>);

impl Witness {
    /// The explanation of a request.
    pub(crate) fn of(&self, request_id: &str) -> Option<Explanation> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(request_id)
    }
}

impl Journal for Witness {
    fn record(&self, entry: &Entry<'_>) {
        if let Some(explanation) = entry.explanation {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            kept.insert(entry.request_id.to_owned(), explanation.clone());
        }
    }

    fn access(&self, _line: &AccessLine<'_>) {}

    fn wants_explanation(&self, _denied: bool) -> bool {
        true
    }
}
