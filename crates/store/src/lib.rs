//! Where records live: ordered keys, opaque values, one revision that every commit raises by one,
//! and secrets sealed before they are stored. It knows nothing about what a record means; the
//! catalog does. Nothing on the path of a request waits for this crate.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod batch;
mod error;
mod schema;
mod seal;
mod sqlite;
mod watch;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;

pub use batch::{Batch, MAX_BATCH_BYTES, MAX_BATCH_LEN, MAX_KEY_LEN, MAX_VALUE_LEN, Op};
pub use error::{CommitError, SealError, StoreError};
pub use seal::MasterKey;
pub use sqlite::{MAX_TOMBSTONES, SqliteStore};
pub use watch::Watch;

/// A store of records under one global revision.
///
/// Whoever changes it reads at a revision, prepares a [`Batch`], and commits it at that revision.
/// If anything at all was committed in between, the answer is [`CommitError::Conflict`], and the
/// work is done again on the newer state.
pub trait Store: Send + Sync {
    /// The revision of the last commit; [`Revision::ZERO`] when there was none.
    fn revision(&self) -> Revision;

    /// One record.
    ///
    /// # Errors
    /// When the backend fails.
    fn read(&self, key: &str) -> Result<At<Option<Versioned>>, StoreError>;

    /// Records in the byte order of their keys, all of them as of one revision.
    ///
    /// # Errors
    /// When the backend fails.
    fn read_range(&self, range: Range<'_>) -> Result<At<Vec<(String, Versioned)>>, StoreError>;

    /// The keys of a range alone, without their values.
    ///
    /// # Errors
    /// When the backend fails.
    fn read_keys(&self, range: Range<'_>) -> Result<At<Vec<String>>, StoreError>;

    /// Applies the whole batch, or nothing of it, provided that the store is still at `at`.
    ///
    /// When this returns `Ok`, the batch survives a crash of the process and of the host. An empty
    /// batch is checked against `at` like any other and makes no new revision.
    ///
    /// # Errors
    /// [`CommitError::Conflict`] when the store is at another revision, [`CommitError::Store`] when
    /// the batch is out of bounds or the backend fails.
    fn commit(&self, batch: Batch, at: Revision) -> Result<Revision, CommitError>;

    /// Has exactly these records from the next revision on, whatever there was, provided that the
    /// store is still at `at`: all of it or nothing, as with [`commit`](Self::commit), and without
    /// the bounds of a batch. Whoever follows the store is told to forget what it knows.
    ///
    /// # Errors
    /// As for [`commit`](Self::commit).
    fn replace(
        &self,
        records: BTreeMap<String, Vec<u8>>,
        at: Revision,
    ) -> Result<Revision, CommitError>;

    /// Tells a reader who knows the store as of `since` what it has to learn to know it as of one
    /// later revision: the last change of each key, in no particular order. From
    /// [`Revision::ZERO`] this is everything there is. It ends early where `each` says so.
    ///
    /// `begin` is called first, and told whether the reader first forgets everything that it knows.
    ///
    /// # Errors
    /// When the backend fails.
    fn replay(
        &self,
        since: Revision,
        begin: &mut dyn FnMut(bool),
        each: &mut dyn FnMut(Change) -> ControlFlow<()>,
    ) -> Result<Revision, StoreError>;

    /// A handle that waits for new revisions, for any thread.
    fn watch(&self) -> Watch;

    /// The record that [`read`](Self::read) finds.
    ///
    /// # Errors
    /// When the backend fails.
    fn get(&self, key: &str) -> Result<Option<Versioned>, StoreError> {
        Ok(self.read(key)?.found)
    }

    /// Every record whose key starts with `prefix`.
    ///
    /// # Errors
    /// When the backend fails.
    fn scan(&self, prefix: &str) -> Result<Vec<(String, Versioned)>, StoreError> {
        Ok(self.read_range(Range::of(prefix))?.found)
    }

    /// What [`replay`](Self::replay) tells, held at once.
    ///
    /// # Errors
    /// When the backend fails.
    fn changes_since(&self, since: Revision) -> Result<Changes, StoreError> {
        let mut reset = false;
        let mut changes = Vec::new();
        let at = self.replay(since, &mut |whole| reset = whole, &mut |change| {
            changes.push(change);
            ControlFlow::Continue(())
        })?;
        changes.sort_by(|a, b| (a.revision(), a.key()).cmp(&(b.revision(), b.key())));
        Ok(Changes { at, reset, changes })
    }
}

/// What was read, and the revision that the store was at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// What was read is as of this revision.
    pub revision: Revision,
    /// What was read.
    pub found: T,
}

/// Keys that stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range<'a> {
    /// What they all begin with.
    pub prefix: &'a str,
    /// Only those behind this one.
    pub after: Option<&'a str>,
    /// No more than this.
    pub limit: usize,
}

impl<'a> Range<'a> {
    /// Every key with the prefix.
    pub fn of(prefix: &'a str) -> Self {
        Self {
            prefix,
            after: None,
            limit: usize::MAX,
        }
    }
}

/// How many commits there have been.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(u64);

impl Revision {
    /// Before the first commit.
    pub const ZERO: Self = Self(0);

    /// The revision with this number.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// Its number.
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A value and the revision that wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned {
    /// The bytes as they were put.
    pub value: Vec<u8>,
    /// The revision of the commit that put them.
    pub revision: Revision,
}

/// The way from one revision to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The revision that the reader knows after this.
    pub at: Revision,
    /// The reader first forgets everything that it knows: it asked from zero, from further back
    /// than deletions are remembered, or from a revision that this store has never reached.
    pub reset: bool,
    /// The last change of each key, in the order of the revisions, then of the keys.
    pub changes: Vec<Change>,
}

/// One key's new state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It has this value now.
    Put {
        /// The key.
        key: String,
        /// The value, and the revision that wrote it.
        value: Versioned,
    },
    /// It is gone.
    Delete {
        /// The key.
        key: String,
        /// The revision that removed it.
        revision: Revision,
    },
}

impl Change {
    /// The key that changed.
    pub fn key(&self) -> &str {
        match self {
            Self::Put { key, .. } | Self::Delete { key, .. } => key,
        }
    }

    /// The revision that changed it.
    pub fn revision(&self) -> Revision {
        match self {
            Self::Put { value, .. } => value.revision,
            Self::Delete { revision, .. } => *revision,
        }
    }
}
