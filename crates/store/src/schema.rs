//! The tables, and how a database gets from nothing or from an older version to this one. Every
//! version that a release has written stays in [`STEPS`] for ever; steps are only added.

use rusqlite::{Connection, TransactionBehavior};

/// Marks the file as ours (`PRAGMA application_id`): "PCLS" in ASCII.
pub(crate) const APPLICATION_ID: i64 = 0x5043_4c53;

/// `STEPS[n]` takes a database from version `n` to version `n + 1`.
const STEPS: &[&str] = &[
    // Tombstones keep deletions for readers who catch up; `state.forgotten` is the highest revision
    // whose deletions have been dropped again.
    "CREATE TABLE records (
         key TEXT NOT NULL PRIMARY KEY,
         value BLOB NOT NULL,
         revision INTEGER NOT NULL
     ) STRICT;
     CREATE INDEX records_by_revision ON records (revision);
     CREATE TABLE tombstones (
         key TEXT NOT NULL PRIMARY KEY,
         revision INTEGER NOT NULL
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX tombstones_by_revision ON tombstones (revision);
     CREATE TABLE state (
         only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
         revision INTEGER NOT NULL,
         forgotten INTEGER NOT NULL
     ) STRICT;
     INSERT INTO state VALUES (1, 0, 0);",
];

/// The version that this build reads and writes.
pub(crate) const VERSION: i64 = STEPS.len() as i64;

/// The mark and the version of a database; a new, empty file has (0, 0).
pub(crate) fn identity(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    let read = |pragma| connection.pragma_query_value(None, pragma, |row| row.get(0));
    Ok((read("application_id")?, read("user_version")?))
}

/// Brings a database that [`identity`] found to be ours or empty to [`VERSION`], all at once.
pub(crate) fn upgrade(connection: &mut Connection, from: i64) -> rusqlite::Result<()> {
    let steps = usize::try_from(from)
        .ok()
        .and_then(|from| STEPS.get(from..));
    let Some(steps) = steps.filter(|steps| !steps.is_empty()) else {
        return Ok(());
    };
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in steps {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}
