//! Opening the database: the directory, the lock that keeps a second process out, the checks
//! that come before the first write, and the settings that durability rests on.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::failed;
use crate::{StoreError, schema};

/// How long a connection waits for another one, such as a backup tool's, before it gives up.
const BUSY: Duration = Duration::from_secs(10);

pub(super) struct Opened {
    pub(super) writer: Connection,
    pub(super) reader: Connection,
    pub(super) lock: File,
}

pub(super) fn on_disk(directory: &Path) -> Result<Opened, StoreError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)
        .map_err(file_error("make the directory", directory))?;
    let lock = take_lock(directory)?;

    // Made here so that it is private from its first byte on; SQLite gives its WAL the same mode.
    let path = directory.join("portcullis.db");
    private(&path).map_err(file_error("open the database", &path))?;
    let mut writer = connect(&path)?;
    refuse_unknown(&writer, &path)?;
    configure(&writer, &path)?;
    upgrade(&mut writer).map_err(or_damaged("bring its schema up to date", &path))?;
    sync_directory(directory).map_err(file_error("sync the directory", directory))?;

    let reader = connect(&path)?;
    reader
        .pragma_update(None, "query_only", true)
        .map_err(failed("set up a reader"))?;
    Ok(Opened {
        writer,
        reader,
        lock,
    })
}

pub(super) fn in_memory() -> Result<Connection, StoreError> {
    let mut connection = Connection::open_in_memory().map_err(failed("open in memory"))?;
    upgrade(&mut connection).map_err(failed("make its tables"))?;
    Ok(connection)
}

/// Keeps other processes out of a directory, while what is returned lives.
pub(super) fn take_lock(directory: &Path) -> Result<File, StoreError> {
    let path = &directory.join("portcullis.lock");
    let file = private(path).map_err(file_error("open the lock file", path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: path.clone() }),
        Err(TryLockError::Error(source)) => Err(file_error("lock", path)(source)),
    }
}

/// Opens a file, making it for its owner alone when it is missing.
fn private(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(or_damaged("open the database", path))?;
    connection
        .busy_timeout(BUSY)
        .and_then(|()| connection.pragma_update(None, "trusted_schema", false))
        .and_then(|()| connection.pragma_update(None, "cell_size_check", true))
        .map_err(or_damaged("set up a connection", path))?;
    Ok(connection)
}

/// Nothing has been written when this refuses.
fn refuse_unknown(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let check = or_damaged("check the database", path);
    let (application, version, tables, verdict) = schema::identity(connection)
        .and_then(|(application, version)| {
            let tables: i64 =
                connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            let verdict: String =
                connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
            Ok((application, version, tables, verdict))
        })
        .map_err(check)?;

    let empty = application == 0 && version == 0 && tables == 0;
    let reason = if application != schema::APPLICATION_ID && !empty {
        "another program wrote it".to_owned()
    } else if version > schema::VERSION {
        return Err(StoreError::Newer {
            path: path.to_path_buf(),
            found: version,
            known: schema::VERSION,
        });
    } else if version < 1 && !empty {
        format!("its schema version is {version}")
    } else if verdict != "ok" {
        verdict
    } else {
        return Ok(());
    };
    Err(StoreError::Damaged {
        path: path.to_path_buf(),
        reason,
    })
}

fn configure(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let mode: String = connection
        .pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))
        .map_err(or_damaged("turn write-ahead logging on", path))?;
    if mode != "wal" {
        let source = io::Error::other(format!(
            "the file system does not support it (SQLite stays in mode `{mode}`); \
             put the data directory on a local disk"
        ));
        return Err(file_error("turn write-ahead logging on for", path)(source));
    }
    connection
        .pragma_update(None, "synchronous", "full")
        // Matters on Apple's systems only, where a plain fsync does not reach the platter.
        .and_then(|()| connection.pragma_update(None, "fullfsync", true))
        .and_then(|()| connection.pragma_update(None, "checkpoint_fullfsync", true))
        // A large batch does not leave a large log behind.
        .and_then(|()| {
            connection.pragma_update_and_check(None, "journal_size_limit", 64 << 20, |_| Ok(()))
        })
        .map_err(failed("set up the writer"))
}

fn upgrade(connection: &mut Connection) -> rusqlite::Result<()> {
    let (_, version) = schema::identity(connection)?;
    schema::upgrade(connection, version)
}

/// A new file is only there for good when its directory is on the disk.
fn sync_directory(directory: &Path) -> io::Result<()> {
    fs::File::open(directory)?.sync_all()
}

fn file_error(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_path_buf();
    move |source| StoreError::File {
        doing,
        path,
        source,
    }
}

/// Tells a damaged file from a failing one.
fn or_damaged(doing: &'static str, path: &Path) -> impl FnOnce(rusqlite::Error) -> StoreError {
    let path = path.to_path_buf();
    move |error| match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged {
            path,
            reason: error.to_string(),
        },
        _ => failed(doing)(error),
    }
}
