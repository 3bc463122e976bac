//! How often layer 1 has refused somebody: the numbers in the health answer. Everything passes through on its way to the
//! journal, which keeps the single refusals; nothing is decided here.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use portcullis_guard::{AccessLine, Entry, Journal, Reason};

/// Since the start of the process.
#[derive(Default)]
pub(crate) struct Refusals {
    /// Connections that were closed without a word.
    connections: AtomicU64,
    /// Packets that the kernel has told to be dropped.
    packets: AtomicU64,
}

impl Refusals {
    /// One more packet.
    pub(crate) fn packet(&self) {
        self.packets.fetch_add(1, Ordering::Relaxed);
    }

    /// As JSON.
    pub(crate) fn told(&self) -> String {
        let connections = self.connections.load(Ordering::Relaxed);
        let packets = self.packets.load(Ordering::Relaxed);
        format!(r#"{{"connections":{connections},"packets":{packets}}}"#)
    }
}

/// A journal that counts on the way.
pub(crate) struct Counting {
    pub(crate) journal: Arc<dyn Journal>,
    pub(crate) refusals: Arc<Refusals>,
}

impl Journal for Counting {
    fn record(&self, entry: &Entry<'_>) {
        if entry
            .denial
            .is_some_and(|denial| matches!(denial.reason, Reason::Dropped))
        {
            self.refusals.connections.fetch_add(1, Ordering::Relaxed);
        }
        self.journal.record(entry);
    }

    fn access(&self, line: &AccessLine<'_>) {
        self.journal.access(line);
    }

    fn wants_explanation(&self, denied: bool) -> bool {
        self.journal.wants_explanation(denied)
    }

    fn wants_diagnosis(&self) -> bool {
        self.journal.wants_diagnosis()
    }

    fn names_layers(&self) -> bool {
        self.journal.names_layers()
    }
}
