//! What can go wrong here, told for the operator: which file, which limit, what to do. None of it
//! is text for a caller of the gateway; the control plane answers those with its own fault.

use std::error::Error;
use std::path::PathBuf;

use thiserror::Error;

use crate::Revision;

/// Whatever the backend put forward as the reason.
pub(crate) type Source = Box<dyn Error + Send + Sync>;

/// Why the store could not do it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A newer build wrote the database, and this one does not know how to read it.
    #[error(
        "`{}` has schema version {found}, and this build of portcullis knows versions up to {known}: \
         start the newer build again, or restore a backup made before the upgrade",
        path.display()
    )]
    Newer {
        /// The database file.
        path: PathBuf,
        /// The version found in it.
        found: i64,
        /// The newest version that this build knows.
        known: i64,
    },
    /// Another process has the database open for writing.
    #[error(
        "`{}` is in use by another portcullis process: stop that one, or choose another data directory",
        path.display()
    )]
    InUse {
        /// The lock file.
        path: PathBuf,
    },
    /// The file is there and is not a sound Portcullis database.
    #[error(
        "`{}` is damaged or is not a portcullis database ({reason}): restore it from a backup; it was left as it is",
        path.display()
    )]
    Damaged {
        /// The database file.
        path: PathBuf,
        /// What SQLite says about it.
        reason: String,
    },
    /// A file or directory cannot be used.
    #[error("cannot {doing} `{}`: {source}", path.display())]
    File {
        /// What was being done.
        doing: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The backend failed.
    #[error("the store failed to {doing}: {source}")]
    Backend {
        /// What was being done.
        doing: &'static str,
        /// Why not.
        source: Source,
    },
    /// An earlier write failed in a way that leaves open what is on disk.
    #[error(
        "the store takes no more commits, because the disk failed during an earlier one: \
         check the disk, then start portcullis again"
    )]
    Halted,
    /// The store was let go, so that another process may write.
    #[error("another process is taking over: the store takes no more commits from this one")]
    LetGo,
    /// A key that no record may have.
    #[error("the key `{}` {reason}", key.escape_debug())]
    BadKey {
        /// The key, cut to its first bytes.
        key: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A value over the limit.
    #[error("the value of `{key}` has {len} bytes; the limit is {limit}")]
    ValueTooLarge {
        /// The key.
        key: String,
        /// The value's length.
        len: usize,
        /// The limit.
        limit: usize,
    },
    /// A batch over the limit.
    #[error("the batch has {len} {unit}; the limit is {limit}")]
    BatchTooLarge {
        /// How many.
        len: usize,
        /// Of what.
        unit: &'static str,
        /// The limit.
        limit: usize,
    },
}

/// Why a batch was not committed.
#[derive(Debug, Error)]
pub enum CommitError {
    /// Something else was committed first: read again at `current` and do the work again.
    #[error("the store has moved on to revision {current}")]
    Conflict {
        /// Where the store is now.
        current: Revision,
    },
    /// It cannot be committed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a master key could not be had, or something could not be sealed or opened.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SealError {
    /// Others than its owner may read or write the key file.
    #[error(
        "the master key file `{}` has mode {mode:04o}, which lets others than its owner at it: run `chmod 600 {}`",
        path.display(), path.display()
    )]
    Exposed {
        /// The key file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// What was given is not a master key.
    #[error(
        "{place} does not hold a master key, which is 64 hexadecimal digits: put the right key there; \
         a new key cannot open what the old one sealed"
    )]
    NotAKey {
        /// The file or the environment variable.
        place: String,
    },
    /// The environment variable is not set.
    #[error(
        "the environment variable `{variable}` is not set; it should hold the master key, 64 hexadecimal digits"
    )]
    NotSet {
        /// Its name.
        variable: String,
    },
    /// The key file cannot be used.
    #[error("cannot {doing} the master key file `{}`: {source}", path.display())]
    File {
        /// What was being done.
        doing: &'static str,
        /// The key file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// Another master key sealed this.
    #[error(
        "`{record}` was sealed with the master key {sealed_by}, and the one in use is {in_use}"
    )]
    OtherKey {
        /// The record.
        record: String,
        /// The id of the key that sealed it.
        sealed_by: String,
        /// The id of the key in use.
        in_use: String,
    },
    /// Not sealed by this product, or by a newer one.
    #[error("what is stored in `{record}` is not in a sealed form that this build knows")]
    UnknownForm {
        /// The record.
        record: String,
    },
    /// It was changed after it was sealed, or it belongs to another record.
    #[error("what is sealed in `{record}` was changed, or was moved there from another record")]
    Tampered {
        /// The record.
        record: String,
    },
    /// The cryptographic library failed, which it does only without entropy or memory.
    #[error("the cryptographic library failed to {doing}")]
    Crypto {
        /// What was being done.
        doing: &'static str,
    },
}
