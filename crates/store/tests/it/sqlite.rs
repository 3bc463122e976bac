//! What SQLite adds to the conformance suite: a directory that outlives the process, one owner at a
//! time, and databases that must be refused and left as they are.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use portcullis_store::{
    At, Batch, Change, CommitError, MAX_TOMBSTONES, Range, Revision, SqliteStore, Store,
    StoreError, Versioned, Watch,
};

use crate::scratch::Scratch;

/// A store on disk that takes its directory with it.
pub(crate) struct OnDisk {
    store: SqliteStore,
    _scratch: Scratch,
}

impl OnDisk {
    pub(crate) fn new() -> Self {
        let scratch = Scratch::new();
        Self {
            store: SqliteStore::open(scratch.path()).unwrap(),
            _scratch: scratch,
        }
    }
}

impl Store for OnDisk {
    fn revision(&self) -> Revision {
        self.store.revision()
    }

    fn read(&self, key: &str) -> Result<At<Option<Versioned>>, StoreError> {
        self.store.read(key)
    }

    fn read_range(&self, range: Range<'_>) -> Result<At<Vec<(String, Versioned)>>, StoreError> {
        self.store.read_range(range)
    }

    fn read_keys(&self, range: Range<'_>) -> Result<At<Vec<String>>, StoreError> {
        self.store.read_keys(range)
    }

    fn commit(&self, batch: Batch, at: Revision) -> Result<Revision, CommitError> {
        self.store.commit(batch, at)
    }

    fn replace(
        &self,
        records: BTreeMap<String, Vec<u8>>,
        at: Revision,
    ) -> Result<Revision, CommitError> {
        self.store.replace(records, at)
    }

    fn replay(
        &self,
        since: Revision,
        begin: &mut dyn FnMut(bool),
        each: &mut dyn FnMut(Change) -> ControlFlow<()>,
    ) -> Result<Revision, StoreError> {
        self.store.replay(since, begin, each)
    }

    fn watch(&self) -> Watch {
        self.store.watch()
    }
}

#[test]
fn everything_is_there_after_a_restart() {
    let scratch = Scratch::new();
    let directory = scratch.path().join("made/on/first/start");
    {
        let store = SqliteStore::open(&directory).unwrap();
        commit(&store, &[("a", "1"), ("b", "1")], &[]);
        commit(&store, &[("a", "2")], &["b"]);
    }
    let store = SqliteStore::open(&directory).unwrap();
    assert_eq!(store.revision(), Revision::new(2));
    assert_eq!(store.watch().current(), Revision::new(2));
    assert_eq!(store.get("a").unwrap().unwrap().value, b"2");
    assert_eq!(
        store.changes_since(Revision::new(1)).unwrap().changes.len(),
        2
    );
    commit(&store, &[("c", "1")], &[]);
    assert_eq!(store.revision(), Revision::new(3));
}

#[test]
fn what_it_makes_is_for_its_owner_alone() {
    let scratch = Scratch::new();
    let directory = scratch.path().join("data");
    let store = SqliteStore::open(&directory).unwrap();
    commit(&store, &[("a", "1")], &[]);
    assert_eq!(mode(&directory), 0o700);
    let mut names = Vec::new();
    for entry in fs::read_dir(&directory).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        names.push(path.file_name().unwrap().to_str().unwrap().to_owned());
    }
    names.sort();
    assert_eq!(
        names,
        [
            "portcullis.db",
            "portcullis.db-shm",
            "portcullis.db-wal",
            "portcullis.lock"
        ]
    );
}

#[test]
fn a_second_owner_is_refused() {
    let scratch = Scratch::new();
    let first = SqliteStore::open(scratch.path()).unwrap();
    let error = refusal(scratch.path());
    assert!(matches!(error, StoreError::InUse { .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains("in use by another portcullis process")
    );
    drop(first);
    SqliteStore::open(scratch.path()).unwrap();
}

#[test]
fn a_store_that_is_let_go_is_anothers_to_write_until_it_is_taken_back() {
    let scratch = Scratch::new();
    let first = SqliteStore::open(scratch.path()).unwrap();
    let batch = |key: &str| {
        let mut batch = Batch::new();
        batch.put(key.to_owned(), "{}");
        batch
    };
    let one = first.commit(batch("a"), first.revision()).unwrap();
    first.let_go();
    let refused = first.commit(batch("b"), one);
    assert!(
        matches!(refused, Err(CommitError::Store(StoreError::LetGo))),
        "{refused:?}"
    );
    assert!(
        first.read("a").unwrap().found.is_some(),
        "it can still be read"
    );

    let second = SqliteStore::open(scratch.path()).unwrap();
    let two = second.commit(batch("b"), second.revision()).unwrap();
    assert!(matches!(first.take_back(), Err(StoreError::InUse { .. })));
    drop(second);
    first.take_back().unwrap();
    assert_eq!(
        first.revision(),
        two,
        "what was committed in between is known"
    );
    first.commit(batch("c"), two).unwrap();
}

#[test]
fn a_database_of_a_newer_build_is_refused_and_left_as_it_is() {
    let scratch = with_one_record();
    on_the_database(scratch.path(), "PRAGMA user_version = 77");
    let before = fs::read(database(scratch.path())).unwrap();
    let error = refusal(scratch.path());
    assert!(
        matches!(
            error,
            StoreError::Newer {
                found: 77,
                known: 1,
                ..
            }
        ),
        "{error}"
    );
    assert!(
        error
            .to_string()
            .contains("portcullis.db` has schema version 77"),
        "{error}"
    );
    assert_eq!(fs::read(database(scratch.path())).unwrap(), before);
}

#[test]
fn a_database_of_another_program_is_refused() {
    let scratch = Scratch::new();
    on_the_database(
        scratch.path(),
        "CREATE TABLE theirs (x); PRAGMA user_version = 1",
    );
    let error = refusal(scratch.path());
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert!(
        error.to_string().contains("another program wrote it"),
        "{error}"
    );
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let scratch = Scratch::new();
    fs::write(database(scratch.path()), "not a database, ".repeat(512)).unwrap();
    let error = refusal(scratch.path());
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert!(
        error.to_string().contains("restore it from a backup"),
        "{error}"
    );
}

#[test]
fn a_database_with_an_overwritten_page_is_refused() {
    let scratch = with_one_record();
    let path = database(scratch.path());
    let mut file = OpenOptions::new().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(4096)).unwrap();
    file.write_all(&[0xA5; 4096]).unwrap();
    drop(file);
    let error = refusal(scratch.path());
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[test]
fn a_directory_that_cannot_be_made_is_named() {
    let scratch = Scratch::new();
    let file = scratch.path().join("file");
    fs::write(&file, "").unwrap();
    let error = refusal(&file.join("data"));
    assert!(
        error.to_string().starts_with("cannot make the directory `"),
        "{error}"
    );
    assert!(error.to_string().contains("file/data`"), "{error}");
}

#[test]
fn deletions_are_forgotten_only_past_the_bound_and_a_late_reader_starts_afresh() {
    let store = SqliteStore::in_memory().unwrap();
    let start = commit(&store, &[("kept", "1")], &[]);
    let names: Vec<String> = (0..=MAX_TOMBSTONES).map(|n| format!("n/{n:06}")).collect();
    let mut last_within = start;
    for names in names.chunks(4096) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let pairs: Vec<_> = names.iter().map(|name| (*name, "1")).collect();
        commit(&store, &pairs, &[]);
    }
    let filled = store.revision();
    for names in names[..MAX_TOMBSTONES].chunks(4096) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        last_within = commit(&store, &[], &names);
    }
    let changes = store.changes_since(filled).unwrap();
    assert_eq!(
        (changes.reset, changes.changes.len()),
        (false, MAX_TOMBSTONES)
    );

    // One more deletion, and the older half is dropped.
    commit(&store, &[], &[&names[MAX_TOMBSTONES]]);
    let changes = store.changes_since(filled).unwrap();
    assert!(changes.reset);
    assert_eq!(changes.changes.len(), 1);
    let changes = store.changes_since(last_within).unwrap();
    assert_eq!((changes.reset, changes.changes.len()), (false, 1));
}

fn with_one_record() -> Scratch {
    let scratch = Scratch::new();
    let store = SqliteStore::open(scratch.path()).unwrap();
    commit(&store, &[("a", "1")], &[]);
    scratch
}

fn commit(store: &dyn Store, puts: &[(&str, &str)], deletes: &[&str]) -> Revision {
    let mut batch = Batch::new();
    for (key, value) in puts {
        batch.put(*key, *value);
    }
    for key in deletes {
        batch.delete(*key);
    }
    store.commit(batch, store.revision()).unwrap()
}

fn refusal(directory: &Path) -> StoreError {
    match SqliteStore::open(directory) {
        Err(error) => error,
        Ok(_) => panic!("{} was opened", directory.display()),
    }
}

fn database(directory: &Path) -> std::path::PathBuf {
    directory.join("portcullis.db")
}

fn on_the_database(directory: &Path, sql: &str) {
    rusqlite::Connection::open(database(directory))
        .unwrap()
        .execute_batch(sql)
        .unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}
