//! A store between the control plane and the real one, at which a test decides what happens: what
//! is committed in between, and what cannot be read.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use portcullis_store::{
    At, Batch, Change, CommitError, Range, Revision, SqliteStore, Store, StoreError, Versioned,
    Watch,
};

type Before = Box<dyn FnOnce(&SqliteStore) + Send>;

/// The store in between.
pub(crate) struct Interposed {
    inner: SqliteStore,
    /// Happens right before the next commit.
    before: Mutex<Option<Before>>,
    /// How many commits were asked for.
    pub(crate) asked: AtomicUsize,
    /// Somebody else is always faster.
    pub(crate) contested: AtomicBool,
    /// Nothing can be followed.
    pub(crate) unreadable: AtomicBool,
}

impl Interposed {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            inner: SqliteStore::in_memory().unwrap(),
            before: Mutex::default(),
            asked: AtomicUsize::default(),
            contested: AtomicBool::default(),
            unreadable: AtomicBool::default(),
        })
    }

    /// Does something between the next call's work and its commit.
    pub(crate) fn before_next_commit(&self, act: impl FnOnce(&SqliteStore) + Send + 'static) {
        *self.before.lock().unwrap() = Some(Box::new(act));
    }
}

impl Store for Interposed {
    fn revision(&self) -> Revision {
        self.inner.revision()
    }

    fn read(&self, key: &str) -> Result<At<Option<Versioned>>, StoreError> {
        self.inner.read(key)
    }

    fn read_range(&self, range: Range<'_>) -> Result<At<Vec<(String, Versioned)>>, StoreError> {
        self.inner.read_range(range)
    }

    fn read_keys(&self, range: Range<'_>) -> Result<At<Vec<String>>, StoreError> {
        self.inner.read_keys(range)
    }

    fn commit(&self, batch: Batch, at: Revision) -> Result<Revision, CommitError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if let Some(act) = self.before.lock().unwrap().take() {
            act(&self.inner);
        }
        if self.contested.load(Ordering::Relaxed) {
            let current = self.inner.revision();
            return Err(CommitError::Conflict { current });
        }
        self.inner.commit(batch, at)
    }

    fn replace(
        &self,
        records: BTreeMap<String, Vec<u8>>,
        at: Revision,
    ) -> Result<Revision, CommitError> {
        self.inner.replace(records, at)
    }

    fn replay(
        &self,
        since: Revision,
        begin: &mut dyn FnMut(bool),
        each: &mut dyn FnMut(Change) -> ControlFlow<()>,
    ) -> Result<Revision, StoreError> {
        if self.unreadable.load(Ordering::Relaxed) {
            return Err(StoreError::Halted);
        }
        self.inner.replay(since, begin, each)
    }

    fn watch(&self) -> Watch {
        self.inner.watch()
    }
}
