//! From the store to the snapshot: the feed follows the revisions, keeps the records decoded and
//! swaps in what it compiled. If the store fails, the last snapshot keeps deciding, and the feed
//! says since when.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use arc_swap::ArcSwap;
use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::{DecodeError, Decoded, Records, Sealed, Secret, Snapshot};
use portcullis_store::{Change, MasterKey, Revision, Store, StoreError};

/// How long the store is left alone after it could not be read.
const RETRY: Duration = Duration::from_secs(1);

/// The follower of one store.
pub struct Feed {
    store: Arc<dyn Store>,
    master_key: Arc<MasterKey>,
    world: Arc<ArcSwap<Snapshot>>,
    /// The revision that everybody who is called back has heard of.
    settled: AtomicU64,
    state: Mutex<State>,
    after_swap: Mutex<Vec<AfterSwap>>,
    stale_since: Mutex<Option<SystemTime>>,
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
            settled: AtomicU64::default(),
            state: Mutex::default(),
            after_swap: Mutex::default(),
            stale_since: Mutex::default(),
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
        let caught_up = self.take_over(&mut self.state());
        self.note(caught_up.as_ref().err());
        caught_up
    }

    /// Brings what is called back after each swap to this revision, whoever else is on the way there: a snapshot decides
    /// before they are done.
    ///
    /// # Errors
    /// As [`catch_up`](Self::catch_up).
    pub fn settle(&self, at: Revision) -> Result<(), FeedError> {
        if self.settled.load(Ordering::Acquire) >= at.number() {
            return Ok(());
        }
        self.catch_up()
    }

    /// Since when the snapshot may be behind the store, because the store or a record in it cannot
    /// be read. `None` when all is well.
    pub fn stale_since(&self) -> Option<SystemTime> {
        *lock(&self.stale_since)
    }

    /// Follows the store from a thread of its own, until the feed is dropped: takes over what was
    /// committed by somebody who does not call [`catch_up`](Self::catch_up), and tries again where
    /// that failed. What the thread is to do before all this, such as to give way to others, is told.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub fn follow(self: &Arc<Self>, begin: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
        let watch = self.store.watch();
        let feed = Arc::downgrade(self);
        let follow = move || {
            begin();
            while let Some(feed) = feed.upgrade() {
                let known = watch.current();
                // What fails is noted, and is over at the latest when it is tried again.
                let _ = feed.catch_up();
                drop(feed);
                watch.wait_past(known, RETRY);
            }
        };
        let thread = std::thread::Builder::new().name("feed".to_owned());
        thread.spawn(follow).map(drop)
    }

    fn take_over(&self, state: &mut State) -> Result<(), FeedError> {
        let State {
            records,
            revision,
            compiler,
        } = state;
        // Everything is decoded before anything is taken over: a record that cannot be read must
        // not leave half a change behind.
        let mut news = News::default();
        let at = {
            let news = RefCell::new(&mut news);
            self.store.replay(
                *revision,
                &mut |everything| news.borrow_mut().everything = everything,
                &mut |change| news.borrow_mut().take(change),
            )?
        };
        if let Some(error) = news.unreadable {
            return Err(error.into());
        }
        if at == *revision && !news.everything {
            return Ok(());
        }
        if news.everything {
            *records = Records::default();
        }
        news.gone.iter().for_each(|key| records.remove(key));
        news.records.into_iter().for_each(|it| records.insert(it));
        *revision = at;
        let open = |key: &str, sealed: &Sealed| {
            let plain = self.master_key.open(&sealed.bytes()?, key).ok()?;
            String::from_utf8(plain.to_vec()).ok().map(Secret::new)
        };
        let snapshot = if news.everything {
            compiler.compile(records, revision.number(), &open)
        } else {
            let changed = news.changed.iter().map(String::as_str);
            compiler.update(records, changed, revision.number(), &open)
        };
        self.world.store(Arc::clone(&snapshot));
        for callback in lock(&self.after_swap).iter() {
            callback(&snapshot);
        }
        self.settled.store(at.number(), Ordering::Release);
        Ok(())
    }

    fn note(&self, error: Option<&FeedError>) {
        let mut stale_since = lock(&self.stale_since);
        match (error, *stale_since) {
            (Some(error), None) => {
                *stale_since = Some(SystemTime::now());
                tracing::error!(%error, "the store cannot be followed; the last snapshot keeps deciding");
            }
            (None, Some(_)) => {
                *stale_since = None;
                tracing::info!("the store is followed again");
            }
            _ => {}
        }
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

/// What the store tells, decoded.
#[derive(Default)]
struct News {
    /// It tells everything there is.
    everything: bool,
    records: Vec<Decoded>,
    gone: Vec<String>,
    changed: Vec<String>,
    unreadable: Option<DecodeError>,
}

impl News {
    fn take(&mut self, change: Change) -> ControlFlow<()> {
        if !self.everything {
            self.changed.push(change.key().to_owned());
        }
        match change {
            Change::Delete { key, .. } => self.gone.push(key),
            Change::Put { key, value } => match Decoded::new(&key, &value.value) {
                Ok(record) => self.records.push(record),
                Err(error) => {
                    self.unreadable = Some(error);
                    return ControlFlow::Break(());
                }
            },
        }
        ControlFlow::Continue(())
    }
}

/// A list of callbacks and a point in time are whole whenever somebody looks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
