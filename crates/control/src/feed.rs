//! From the store to the snapshot: the feed follows the revisions, keeps the records decoded and
//! swaps in what it compiled. If the store fails, the last snapshot keeps deciding.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwap;
use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::{DecodeError, Decoded, Records, Sealed, Secret, Snapshot};
use portcullis_store::{Change, MasterKey, Revision, Store, StoreError};

/// The follower of one store.
pub struct Feed {
    store: Arc<dyn Store>,
    master_key: Arc<MasterKey>,
    world: Arc<ArcSwap<Snapshot>>,
    state: Mutex<State>,
    after_swap: Mutex<Vec<AfterSwap>>,
}

type AfterSwap = Box<dyn Fn(&Arc<Snapshot>) + Send + Sync>;

#[derive(Default)]
struct State {
    records: Records,
    revision: Revision,
    compiler: Compiler,
}

/// Why the feed cannot follow.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A record cannot be read.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// What is stored was sealed with another master key.
    #[error(
        "the master key does not open the secret of `{record}`: it is not the key that this store was sealed with\n  fix: put the right key back; without it every access key is lost"
    )]
    MasterKey {
        /// The key of the record.
        record: String,
    },
}

impl Feed {
    /// Reads everything and compiles the first snapshot.
    ///
    /// # Errors
    /// When the store or a record cannot be read: better not to start than to decide without it.
    pub fn start(store: Arc<dyn Store>, master_key: Arc<MasterKey>) -> Result<Self, FeedError> {
        let feed = Self {
            store,
            master_key,
            world: Arc::default(),
            state: Mutex::default(),
            after_swap: Mutex::default(),
        };
        feed.catch_up()?;
        // Better not to start than to take every caller for a stranger.
        if let Some(key) = feed
            .world
            .load()
            .access_keys()
            .find(|key| key.secret.is_none())
        {
            let record = portcullis_catalog::identity::AccessKey::key_of(&key.id);
            return Err(FeedError::MasterKey { record });
        }
        Ok(feed)
    }

    /// The snapshot that decides, which this feed swaps.
    pub fn world(&self) -> Arc<ArcSwap<Snapshot>> {
        Arc::clone(&self.world)
    }

    /// Calls back after each swap, and once now.
    pub fn after_swap(&self, callback: impl Fn(&Arc<Snapshot>) + Send + Sync + 'static) {
        callback(&self.world.load_full());
        lock(&self.after_swap).push(Box::new(callback));
    }

    /// Takes over what was committed since the last time, compiles it and swaps it in. When it
    /// returns, every commit before the call decides.
    ///
    /// # Errors
    /// When the store or a record cannot be read; the last snapshot then keeps deciding.
    pub fn catch_up(&self) -> Result<(), FeedError> {
        let mut state = self.state();
        let State {
            records,
            revision,
            compiler,
        } = &mut *state;
        let changes = self.store.changes_since(*revision)?;
        if changes.changes.is_empty() && !changes.reset {
            *revision = changes.at;
            return Ok(());
        }
        // Everything is decoded before anything is taken over: a record that cannot be read must
        // not leave half a change behind.
        let mut updates = Vec::with_capacity(changes.changes.len());
        for change in &changes.changes {
            updates.push(match change {
                Change::Put { key, value } => Update::Put(Decoded::new(key, &value.value)?),
                Change::Delete { key, .. } => Update::Delete(key),
            });
        }
        if changes.reset {
            *records = Records::default();
        }
        for update in updates {
            match update {
                Update::Put(record) => records.insert(record),
                Update::Delete(key) => records.remove(key),
            }
        }
        *revision = changes.at;
        let open = |key: &str, sealed: &Sealed| {
            let plain = self.master_key.open(&sealed.bytes()?, key).ok()?;
            String::from_utf8(plain.to_vec()).ok().map(Secret::new)
        };
        let snapshot = if changes.reset {
            compiler.compile(records, revision.number(), &open)
        } else {
            let changed = changes.changes.iter().map(Change::key);
            compiler.update(records, changed, revision.number(), &open)
        };
        self.world.store(Arc::clone(&snapshot));
        for callback in lock(&self.after_swap).iter() {
            callback(&snapshot);
        }
        Ok(())
    }

    /// What is known so far. If a thread died while it changed it, nothing of it counts: it is read
    /// again from the beginning.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| {
            self.state.clear_poison();
            let mut state = poisoned.into_inner();
            *state = State::default();
            state
        })
    }
}

/// One change, decoded.
enum Update<'a> {
    Put(Decoded),
    Delete(&'a str),
}

/// A list of callbacks is whole at any time.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
