//! The store in one SQLite file: WAL, `synchronous = FULL`, one writer. A commit returns when the
//! write-ahead log is on the disk. One process owns the data directory at a time; there is no
//! server, no network and no second writer here.

mod open;

use std::collections::BTreeMap;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, Transaction, TransactionBehavior};

use crate::batch::check_record;
use crate::watch::Announcer;
use crate::{
    At, Batch, Change, CommitError, Op, Range, Revision, Store, StoreError, Versioned, Watch,
};

/// How many deletions are remembered at most. A reader who is further behind starts afresh.
pub const MAX_TOMBSTONES: usize = 16_384;

/// A store in a SQLite database.
pub struct SqliteStore {
    writer: Mutex<Writer>,
    /// Reads do not wait for a commit's trip to the disk. A database in memory has one connection.
    reader: Option<Mutex<Connection>>,
    announcer: Announcer,
    /// Where the lock is; nowhere for a database in memory.
    directory: Option<PathBuf>,
}

struct Writer {
    connection: Connection,
    halted: bool,
    hold: Hold,
}

/// What keeps other processes from writing.
enum Hold {
    /// The kernel releases the lock however the process ends.
    Locked(#[expect(dead_code, reason = "held, not used")] File),
    /// Nobody else can see a database in memory.
    Alone,
    /// Nothing: another process may.
    LetGo,
}

impl SqliteStore {
    /// Opens the store in `directory`, making both when they are missing.
    ///
    /// # Errors
    /// When another process has it open, when a newer build wrote it, when it is damaged, and when
    /// the file system refuses. A database that is refused is left as it is.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        let opened = open::on_disk(directory)?;
        let directory = Some(directory.to_path_buf());
        Self::new(
            opened.writer,
            Some(opened.reader),
            Some(opened.lock),
            directory,
        )
    }

    /// A store that is gone when it is dropped.
    ///
    /// # Errors
    /// When SQLite cannot be started.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::new(open::in_memory()?, None, None, None)
    }

    fn new(
        writer: Connection,
        reader: Option<Connection>,
        lock: Option<File>,
        directory: Option<PathBuf>,
    ) -> Result<Self, StoreError> {
        let state = State::read(&writer).map_err(failed("read its revision"))?;
        Ok(Self {
            writer: Mutex::new(Writer {
                connection: writer,
                halted: false,
                hold: lock.map_or(Hold::Alone, Hold::Locked),
            }),
            reader: reader.map(Mutex::new),
            announcer: Announcer::new(state.revision),
            directory,
        })
    }

    /// Lets another process write: waits for the commit that is under way, commits nothing more and gives the lock away.
    /// What is there can still be read.
    pub fn let_go(&self) {
        lock(&self.writer).hold = Hold::LetGo;
    }

    /// Writes again after [`let_go`](Self::let_go), where nobody else does.
    ///
    /// # Errors
    /// When another process has the store by now.
    pub fn take_back(&self) -> Result<(), StoreError> {
        let Some(directory) = &self.directory else {
            return Ok(());
        };
        let mut writer = lock(&self.writer);
        if matches!(writer.hold, Hold::LetGo) {
            let lock = open::take_lock(directory)?;
            // It may have committed before it went.
            let now = State::read(&writer.connection).map_err(failed("read its revision"))?;
            self.announcer.raise(now.revision);
            writer.hold = Hold::Locked(lock);
        }
        Ok(())
    }

    /// Reads as of one revision, and says which.
    fn look<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<At<T>, StoreError> {
        let work = |connection: &mut Connection| {
            let transaction = connection.transaction()?;
            let at = At {
                revision: State::read(&transaction)?.revision,
                found: work(&transaction)?,
            };
            transaction.commit()?;
            Ok(at)
        };
        match &self.reader {
            Some(reader) => work(&mut lock(reader)),
            None => work(&mut lock(&self.writer).connection),
        }
        .map_err(failed(doing))
    }
}

impl Store for SqliteStore {
    fn revision(&self) -> Revision {
        self.announcer.current()
    }

    fn read(&self, key: &str) -> Result<At<Option<Versioned>>, StoreError> {
        self.look("read a record", |connection| {
            connection
                .prepare_cached("SELECT value, revision FROM records WHERE key = ?1")?
                .query_row([key], |row| {
                    Ok(Versioned {
                        value: row.get(0)?,
                        revision: revision(row.get(1)?),
                    })
                })
                .optional()
        })
    }

    fn read_range(&self, range: Range<'_>) -> Result<At<Vec<(String, Versioned)>>, StoreError> {
        self.look("read a range of records", |connection| {
            let query = "SELECT key, value, revision FROM records WHERE key >= ?1 ORDER BY key";
            let mut found = Vec::new();
            within(connection, query, range, |key, row| {
                let value = Versioned {
                    value: row.get(1)?,
                    revision: revision(row.get(2)?),
                };
                found.push((key, value));
                Ok(())
            })?;
            Ok(found)
        })
    }

    fn read_keys(&self, range: Range<'_>) -> Result<At<Vec<String>>, StoreError> {
        self.look("read a range of keys", |connection| {
            let query = "SELECT key FROM records WHERE key >= ?1 ORDER BY key";
            let mut found = Vec::new();
            within(connection, query, range, |key, _| {
                found.push(key);
                Ok(())
            })?;
            Ok(found)
        })
    }

    fn commit(&self, batch: Batch, at: Revision) -> Result<Revision, CommitError> {
        batch.check()?;
        self.write(at, |connection| apply(connection, batch, at))
    }

    fn replace(
        &self,
        records: BTreeMap<String, Vec<u8>>,
        at: Revision,
    ) -> Result<Revision, CommitError> {
        for (key, value) in &records {
            check_record(key, value)?;
        }
        self.write(at, |connection| exchange(connection, &records, at))
    }

    fn replay(
        &self,
        since: Revision,
        begin: &mut dyn FnMut(bool),
        each: &mut dyn FnMut(Change) -> ControlFlow<()>,
    ) -> Result<Revision, StoreError> {
        let told = self.look("read what changed", |connection| {
            let state = State::read(connection)?;
            let reset =
                since == Revision::ZERO || since < state.forgotten || since > state.revision;
            begin(reset);
            let since = if reset { Revision::ZERO } else { since };
            if tell_puts(connection, since, each)?.is_continue() && !reset {
                tell_deletes(connection, since, each)?;
            }
            Ok(())
        })?;
        Ok(told.revision)
    }

    fn watch(&self) -> Watch {
        self.announcer.watch()
    }
}

impl SqliteStore {
    /// One transaction of the writer's, and what it came to.
    fn write(
        &self,
        at: Revision,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<Applied>,
    ) -> Result<Revision, CommitError> {
        let mut writer = lock(&self.writer);
        if writer.halted {
            return Err(StoreError::Halted.into());
        }
        if matches!(writer.hold, Hold::LetGo) {
            return Err(StoreError::LetGo.into());
        }
        match work(&mut writer.connection) {
            Ok(Applied::Conflict { current }) => Err(CommitError::Conflict { current }),
            Ok(Applied::Unchanged) => Ok(at),
            Ok(Applied::Committed(next)) => {
                self.announcer.raise(next);
                Ok(next)
            }
            Err(error) => {
                writer.halted = leaves_the_disk_unknown(&error);
                Err(failed("commit a batch")(error).into())
            }
        }
    }
}

/// The rows of a range. Keys with the prefix stand together, so the first other one is behind them.
fn within(
    connection: &Connection,
    query: &str,
    range: Range<'_>,
    mut each: impl FnMut(String, &Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(query)?;
    let from = range
        .after
        .map_or(range.prefix, |after| after.max(range.prefix));
    let mut rows = statement.query([from])?;
    let mut left = range.limit;
    while left > 0
        && let Some(row) = rows.next()?
    {
        let key: String = row.get(0)?;
        if !key.starts_with(range.prefix) {
            break;
        }
        if range.after.is_none_or(|after| key.as_str() > after) {
            each(key, row)?;
            left -= 1;
        }
    }
    Ok(())
}

enum Applied {
    Committed(Revision),
    Unchanged,
    Conflict { current: Revision },
}

/// The single row that says where the database is.
struct State {
    revision: Revision,
    forgotten: Revision,
}

impl State {
    fn read(connection: &Connection) -> rusqlite::Result<Self> {
        connection
            .prepare_cached("SELECT revision, forgotten FROM state WHERE only = 1")?
            .query_row([], |row| {
                Ok(Self {
                    revision: revision(row.get(0)?),
                    forgotten: revision(row.get(1)?),
                })
            })
    }
}

/// The batch in one transaction. What is committed is decided by the revision in the database, not
/// by one remembered beside it.
fn apply(connection: &mut Connection, batch: Batch, at: Revision) -> rusqlite::Result<Applied> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let state = State::read(&transaction)?;
    if state.revision != at {
        return Ok(Applied::Conflict {
            current: state.revision,
        });
    }
    if batch.is_empty() {
        return Ok(Applied::Unchanged);
    }
    let next = Revision::new(at.number() + 1);
    let mut deleted = 0;
    for (key, op) in batch {
        match op {
            Op::Put(value) => put(&transaction, &key, &value, next)?,
            Op::Delete => deleted += delete(&transaction, &key, next)?,
        }
    }
    if deleted > 0 {
        forget(&transaction)?;
    }
    transaction
        .prepare_cached("UPDATE state SET revision = ?1 WHERE only = 1")?
        .execute([number(next)])?;
    transaction.commit()?;
    Ok(Applied::Committed(next))
}

/// Everything goes, and these records come. Nobody's memory of the time before counts any more.
fn exchange(
    connection: &mut Connection,
    records: &BTreeMap<String, Vec<u8>>,
    at: Revision,
) -> rusqlite::Result<Applied> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let state = State::read(&transaction)?;
    if state.revision != at {
        return Ok(Applied::Conflict {
            current: state.revision,
        });
    }
    let next = Revision::new(at.number() + 1);
    transaction.execute("DELETE FROM records", [])?;
    transaction.execute("DELETE FROM tombstones", [])?;
    for (key, value) in records {
        put(&transaction, key, value, next)?;
    }
    transaction.execute(
        "UPDATE state SET revision = ?1, forgotten = ?1 WHERE only = 1",
        [number(next)],
    )?;
    transaction.commit()?;
    Ok(Applied::Committed(next))
}

fn put(
    transaction: &Transaction<'_>,
    key: &str,
    value: &[u8],
    next: Revision,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO records (key, value, revision) VALUES (?1, ?2, ?3)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value, revision = excluded.revision",
        )?
        .execute((key, value, number(next)))?;
    transaction
        .prepare_cached("DELETE FROM tombstones WHERE key = ?1")?
        .execute([key])?;
    Ok(())
}

/// Deleting what is not there leaves no tombstone: nobody has ever seen it, or its tombstone stands.
fn delete(transaction: &Transaction<'_>, key: &str, next: Revision) -> rusqlite::Result<usize> {
    let deleted = transaction
        .prepare_cached("DELETE FROM records WHERE key = ?1")?
        .execute([key])?;
    if deleted > 0 {
        transaction
            .prepare_cached("INSERT INTO tombstones (key, revision) VALUES (?1, ?2)")?
            .execute((key, number(next)))?;
    }
    Ok(deleted)
}

/// When there are too many tombstones, drops the older half, so that it happens seldom.
fn forget(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let count: usize = transaction
        .prepare_cached("SELECT count(*) FROM tombstones")?
        .query_row([], |row| row.get(0))?;
    if count <= MAX_TOMBSTONES {
        return Ok(());
    }
    let cut: i64 = transaction.query_row(
        "SELECT revision FROM tombstones ORDER BY revision DESC LIMIT 1 OFFSET ?1",
        [MAX_TOMBSTONES / 2],
        |row| row.get(0),
    )?;
    transaction.execute("DELETE FROM tombstones WHERE revision <= ?1", [cut])?;
    transaction.execute("UPDATE state SET forgotten = ?1 WHERE only = 1", [cut])?;
    Ok(())
}

fn tell_puts(
    connection: &Connection,
    since: Revision,
    each: &mut dyn FnMut(Change) -> ControlFlow<()>,
) -> rusqlite::Result<ControlFlow<()>> {
    // Everything is read in the order in which it lies there.
    let query = if since == Revision::ZERO {
        "SELECT key, value, revision FROM records WHERE ?1 = 0"
    } else {
        "SELECT key, value, revision FROM records WHERE revision > ?1"
    };
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query([number(since)])?;
    while let Some(row) = rows.next()? {
        let put = Change::Put {
            key: row.get(0)?,
            value: Versioned {
                value: row.get(1)?,
                revision: revision(row.get(2)?),
            },
        };
        if each(put).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn tell_deletes(
    connection: &Connection,
    since: Revision,
    each: &mut dyn FnMut(Change) -> ControlFlow<()>,
) -> rusqlite::Result<()> {
    let mut statement =
        connection.prepare_cached("SELECT key, revision FROM tombstones WHERE revision > ?1")?;
    let mut rows = statement.query([number(since)])?;
    while let Some(row) = rows.next()? {
        let delete = Change::Delete {
            key: row.get(0)?,
            revision: revision(row.get(1)?),
        };
        if each(delete).is_break() {
            break;
        }
    }
    Ok(())
}

/// After a failed write or sync the kernel may have dropped what it could not write, so trying
/// again on top proves nothing (<https://www.sqlite.org/atomiccommit.html>, section 9). A full disk
/// is told before anything is half written and is no such case.
fn leaves_the_disk_unknown(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

fn failed(doing: &'static str) -> impl FnOnce(rusqlite::Error) -> StoreError {
    move |error| StoreError::Backend {
        doing,
        source: Box::new(error),
    }
}

/// SQLite's integers are signed; a commit a nanosecond would need 292 years to get past them.
fn number(revision: Revision) -> i64 {
    i64::try_from(revision.number()).unwrap_or(i64::MAX)
}

fn revision(number: i64) -> Revision {
    Revision::new(u64::try_from(number).unwrap_or(0))
}

/// A thread that panicked inside left a transaction that was rolled back when it was dropped.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn only_failures_that_leave_the_disk_unknown_halt_the_store() {
        let failure = |code| rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        for code in [
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_IOERR_WRITE,
            ffi::SQLITE_CORRUPT,
        ] {
            assert!(leaves_the_disk_unknown(&failure(code)), "{code}");
        }
        for code in [ffi::SQLITE_FULL, ffi::SQLITE_BUSY, ffi::SQLITE_NOMEM] {
            assert!(!leaves_the_disk_unknown(&failure(code)), "{code}");
        }
    }

    #[test]
    fn a_halted_store_still_reads_and_commits_nothing() {
        let store = SqliteStore::in_memory().unwrap();
        let mut batch = Batch::new();
        batch.put("a", "1");
        let at = store.commit(batch.clone(), Revision::ZERO).unwrap();
        lock(&store.writer).halted = true;
        let refused = store.commit(batch, at);
        assert!(matches!(
            refused,
            Err(CommitError::Store(StoreError::Halted))
        ));
        assert!(store.get("a").unwrap().is_some());
        assert_eq!(store.revision(), at);
    }
}
