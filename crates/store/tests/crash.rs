//! Killed in the middle: the test starts itself again as a child that commits without end, kills it
//! with SIGKILL, and looks at what is left. Every acknowledged batch is there, none is half there.
//!
//! A binary of its own: a child that is about to start holds, for a moment, a copy of every open
//! file of its parent, the locks of the other tests' stores among them.

#[path = "it/scratch.rs"]
mod scratch;

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use portcullis_store::{Batch, Revision, SqliteStore, Store};

use scratch::Scratch;

const DIRECTORY: &str = "PORTCULLIS_STORE_CRASH_DIRECTORY";
const KEYS: usize = 8;

#[test]
fn what_was_acknowledged_survives_a_kill_and_nothing_is_half_there() {
    let scratch = Scratch::new();
    let mut known = Revision::ZERO;
    for round in 0..8 {
        // Another number of commits in each round, so that the kill falls on other moments.
        let acknowledged = run_and_kill(scratch.path(), 1 + round * 5);
        assert!(acknowledged > known, "round {round} made no progress");
        known = check(scratch.path(), acknowledged);
    }
}

/// Not a test of its own: the child of the test above, which sets the variable.
#[test]
fn child_that_commits_until_it_is_killed() {
    let Some(directory) = env::var_os(DIRECTORY) else {
        return;
    };
    let store = SqliteStore::open(Path::new(&directory)).unwrap();
    let mut out = std::io::stdout().lock();
    // The runner's own line is not finished yet.
    writeln!(out).unwrap();
    loop {
        let next = store.revision().number() + 1;
        let revision = store.commit(batch(next), store.revision()).unwrap();
        writeln!(out, "committed {revision}").unwrap();
        out.flush().unwrap();
    }
}

/// Runs a child until it has acknowledged so many commits, kills it, and returns the last one that
/// it acknowledged, which it may have done after the signal was on its way.
fn run_and_kill(directory: &Path, commits: usize) -> Revision {
    let mut child = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "child_that_commits_until_it_is_killed",
            "--nocapture",
        ])
        .env(DIRECTORY, directory)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged = Vec::new();
    for line in lines {
        let line = line.unwrap();
        if let Some(number) = line.strip_prefix("committed ") {
            acknowledged.push(Revision::new(number.parse().unwrap()));
            if acknowledged.len() == commits {
                child.kill().unwrap();
            }
        }
    }
    assert!(!child.wait().unwrap().success());
    *acknowledged.last().unwrap()
}

/// Batch `n` writes `n` under every key, with values that need several pages, and replaces the mark
/// of the batch before.
fn batch(number: u64) -> Batch {
    let mut batch = Batch::new();
    for key in 0..KEYS {
        batch.put(
            format!("k/{key}"),
            number.to_string().repeat(700 * (key + 1)),
        );
    }
    batch.put(format!("mark/{number}"), number.to_string());
    batch.delete(format!("mark/{}", number - 1));
    batch
}

fn check(directory: &Path, acknowledged: Revision) -> Revision {
    let store = SqliteStore::open(directory).unwrap();
    let at = store.revision();
    // One batch may have been committed without the chance to say so.
    let number = at.number();
    assert!(
        (acknowledged.number()..=acknowledged.number() + 1).contains(&number),
        "acknowledged {acknowledged}, found {at}"
    );
    let found = store.scan("").unwrap();
    assert_eq!(found.len(), KEYS + 1);
    for (key, value) in &found {
        assert_eq!(value.revision, at, "`{key}`");
        match batch(number).get(key) {
            Some(portcullis_store::Op::Put(expected)) => {
                assert!(*expected == value.value, "`{key}`")
            }
            _ => panic!("`{key}` should not be there"),
        }
    }
    at
}
