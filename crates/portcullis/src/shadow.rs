//! Shadow mode: a candidate beside the live configuration on real traffic. Requests are copied to a bounded queue once they
//! are answered, and decided again by a thread of its own; no request waits for it, and what it finds is counted and never
//! enforced. What does not fit in the queue is dropped, and that is counted too.

mod command;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use arc_swap::ArcSwap;
use portcullis_catalog::Snapshot;
use portcullis_guard::{AccessLine, Asked, Entry, Journal, Layer, Settings};
use portcullis_proxy::give_way;
use serde_json::{Value, json};

use crate::candidate::{Candidate, Prepared};
use crate::comparison::{Ruling, Tally};

pub(crate) use command::{Command, run};

/// How many requests may wait: some megabytes.
const QUEUE: usize = 4_096;

/// What runs, if anything.
pub(crate) struct Shadow {
    settings: Arc<Settings>,
    world: Arc<ArcSwap<Snapshot>>,
    /// Whether requests are wanted; looked at by every request.
    active: AtomicBool,
    running: Mutex<Option<Running>>,
    queue: SyncSender<Observed>,
    dropped: AtomicU64,
}

struct Running {
    prepared: Prepared,
    since: i64,
    tally: Tally,
    /// The world that the candidate was last laid over, and what came of it.
    laid: Option<Laid>,
}

/// A world, and the candidate laid over it; or why it does not fit.
type Laid = (Arc<Snapshot>, Result<Arc<Snapshot>, String>);

/// One request that was answered.
struct Observed {
    asked: Asked,
    denied_by: Option<Layer>,
    request_id: String,
}

/// A journal that shows requests to the shadow beside keeping them.
pub(crate) struct ShadowJournal {
    pub(crate) inner: Arc<dyn Journal>,
    pub(crate) shadow: Arc<Shadow>,
}

impl Shadow {
    /// Starts the thread; nothing is compared yet.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub(crate) fn new(
        settings: Arc<Settings>,
        world: Arc<ArcSwap<Snapshot>>,
    ) -> std::io::Result<Arc<Self>> {
        let (queue, observed) = sync_channel(QUEUE);
        let shadow = Arc::new(Self {
            settings,
            world,
            active: AtomicBool::new(false),
            running: Mutex::new(None),
            queue,
            dropped: AtomicU64::new(0),
        });
        let weak = Arc::downgrade(&shadow);
        let work = move |observed: Receiver<Observed>| {
            give_way();
            while let Ok(one) = observed.recv() {
                let Some(shadow) = weak.upgrade() else { return };
                shadow.compare(&one);
            }
        };
        thread::Builder::new()
            .name("shadow".to_owned())
            .spawn(move || work(observed))?;
        Ok(shadow)
    }

    /// Begins to compare, forgetting what was compared before.
    ///
    /// # Errors
    /// When the candidate does not serve, or something that it is about does not exist.
    pub(crate) fn start(&self, candidate: Candidate) -> Result<Value, String> {
        let prepared = candidate.prepare(&self.settings)?;
        prepared.over(&self.world.load())?;
        self.run(prepared);
        Ok(self.status())
    }

    /// The same where nobody waits for an answer: what a candidate of the configuration is about may be gone or not there yet, and
    /// that is no reason not to serve. It is said in the status, and in the log.
    ///
    /// # Errors
    /// When AWS would refuse the candidate.
    pub(crate) fn begin(&self, candidate: Candidate) -> Result<(), String> {
        let prepared = candidate
            .prepare(&self.settings)
            .map_err(|problem| format!("`shadow`: {problem}"))?;
        if let Err(problem) = prepared.over(&self.world.load()) {
            tracing::warn!(%problem, "the candidate of `shadow` does not fit");
        }
        self.run(prepared);
        Ok(())
    }

    fn run(&self, prepared: Prepared) {
        let started = Running {
            prepared,
            since: jiff::Timestamp::now().as_second(),
            tally: Tally::default(),
            laid: None,
        };
        self.dropped.store(0, Ordering::Relaxed);
        *self.running() = Some(started);
        self.active.store(true, Ordering::Release);
    }

    /// Ends it; what was found is the answer.
    pub(crate) fn stop(&self) -> Value {
        self.active.store(false, Ordering::Release);
        let status = self.status();
        *self.running() = None;
        status
    }

    /// What was found so far.
    pub(crate) fn status(&self) -> Value {
        let running = self.running();
        let Some(running) = running.as_ref() else {
            return json!({ "running": false });
        };
        let stale = running
            .laid
            .as_ref()
            .and_then(|(_, laid)| laid.as_ref().err());
        json!({
            "running": self.active.load(Ordering::Acquire),
            "since": running.since,
            "candidate": running.prepared.summary(),
            "dropped": self.dropped.load(Ordering::Relaxed),
            "problem": stale,
            "found": running.tally.json(),
        })
    }

    /// Takes a request that was answered, if there is room.
    fn observe(&self, entry: &Entry<'_>) {
        if !self.active.load(Ordering::Acquire) || entry.service != "execute-api" {
            return;
        }
        // A connection that was refused said nothing that could be decided again.
        let Some(asking) = entry.asked.filter(|asking| !asking.is_connection()) else {
            return;
        };
        let observed = Observed {
            asked: asking.keep(),
            denied_by: entry.denial.map(|denial| denial.layer),
            request_id: entry.request_id.to_owned(),
        };
        if self.queue.try_send(observed).is_err() {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn compare(&self, observed: &Observed) {
        let live = self.world.load_full();
        let mut running = self.running();
        let Some(running) = running.as_mut() else {
            return;
        };
        let known = running.laid.as_ref();
        if known.is_none_or(|(over, _)| !Arc::ptr_eq(over, &live)) {
            let laid = running.prepared.over(&live).map(Arc::new);
            running.laid = Some((Arc::clone(&live), laid));
        }
        let Some((_, laid)) = &running.laid else {
            return;
        };
        // Only what the live side would still decide as it did says something about the candidate.
        let now = observed.asked.decide(&self.settings, &live);
        let was = match observed.denied_by {
            None => Ruling::Admitted,
            layer => Ruling::Refused(layer),
        };
        match laid {
            Err(problem) => {
                let problem = problem.clone();
                running.tally.undecidable(&problem);
            }
            Ok(_) if !was.agrees(Ruling::of(&now)) => running.tally.moved(),
            Ok(candidate) => {
                let candidate = Arc::clone(candidate);
                let id = &observed.request_id;
                let asked = &observed.asked;
                running
                    .tally
                    .compare(&self.settings, &candidate, asked, was, id);
            }
        }
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Journal for ShadowJournal {
    fn record(&self, entry: &Entry<'_>) {
        self.shadow.observe(entry);
        self.inner.record(entry);
    }

    fn access(&self, line: &AccessLine<'_>) {
        self.inner.access(line);
    }

    fn wants_explanation(&self, denied: bool) -> bool {
        self.inner.wants_explanation(denied)
    }

    fn names_layers(&self) -> bool {
        self.inner.names_layers()
    }

    fn wants_diagnosis(&self) -> bool {
        self.inner.wants_diagnosis()
    }
}
