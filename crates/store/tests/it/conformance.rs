//! What every backend of [`Store`] keeps to. The suite takes a way to make an empty store, so a
//! second backend runs it by adding one module at the end of this file.

use std::ops::ControlFlow;
use std::thread;
use std::time::Duration;

use portcullis_store::{
    Batch, Change, CommitError, MAX_BATCH_BYTES, MAX_BATCH_LEN, MAX_KEY_LEN, MAX_VALUE_LEN, Range,
    Revision, Store, StoreError,
};

/// Makes an empty store.
pub(crate) type Make<'a> = &'a dyn Fn() -> Box<dyn Store>;

/// Long enough that only a hang gets there; nothing waits this long when all is well.
const HANG: Duration = Duration::from_secs(60);

pub(crate) fn an_empty_store_is_at_zero(make: Make<'_>) {
    let store = make();
    assert_eq!(store.revision(), Revision::ZERO);
    assert_eq!(store.get("role/a").unwrap(), None);
    assert_eq!(scan(&*store, ""), Vec::<String>::new());
    let changes = store.changes_since(Revision::ZERO).unwrap();
    assert_eq!((changes.at, changes.changes), (Revision::ZERO, Vec::new()));
}

pub(crate) fn what_was_put_is_read_back_with_its_revision(make: Make<'_>) {
    let store = make();
    let first = put(&*store, &[("role/a", "1"), ("role/b", "2")]);
    let second = put(&*store, &[("role/b", "3")]);
    assert!(second > first && first > Revision::ZERO);
    assert_eq!(store.revision(), second);

    let a = store.get("role/a").unwrap().unwrap();
    let b = store.get("role/b").unwrap().unwrap();
    assert_eq!((a.value.as_slice(), a.revision), (&b"1"[..], first));
    assert_eq!((b.value.as_slice(), b.revision), (&b"3"[..], second));
}

pub(crate) fn any_bytes_are_a_value(make: Make<'_>) {
    let store = make();
    for value in [vec![], vec![0], (0..=255).collect::<Vec<u8>>()] {
        let mut batch = Batch::new();
        batch.put("k", value.clone());
        store.commit(batch, store.revision()).unwrap();
        assert_eq!(store.get("k").unwrap().unwrap().value, value);
    }
}

pub(crate) fn a_deleted_key_is_gone(make: Make<'_>) {
    let store = make();
    put(&*store, &[("a", "1"), ("b", "1")]);
    delete(&*store, &["a", "never"]);
    assert_eq!(store.get("a").unwrap(), None);
    assert_eq!(scan(&*store, ""), ["b"]);
}

pub(crate) fn the_last_operation_on_a_key_counts(make: Make<'_>) {
    let store = make();
    let mut batch = Batch::new();
    batch.put("a", "1").delete("a").put("b", "1").put("b", "2");
    batch.delete("c").put("c", "3");
    store.commit(batch, store.revision()).unwrap();
    assert_eq!(scan(&*store, ""), ["b", "c"]);
    assert_eq!(store.get("b").unwrap().unwrap().value, b"2");
}

pub(crate) fn a_scan_is_every_key_with_the_prefix_in_byte_order(make: Make<'_>) {
    let store = make();
    let keys = [
        "role/1/b",
        "role/1/a",
        "role/1/é",
        "role/1/\u{10FFFF}z",
        "role/1/%",
        "role/1/_",
        "role/1",
        "role/10/a",
        "role/2/a",
        "Role/1/a",
        "rolf",
        "user/1/a",
        "role/1/ab",
    ];
    put(&*store, &keys.map(|key| (key, "v")));
    assert_eq!(
        scan(&*store, "role/1/"),
        [
            "role/1/%",
            "role/1/_",
            "role/1/a",
            "role/1/ab",
            "role/1/b",
            "role/1/é",
            "role/1/\u{10FFFF}z"
        ]
    );
    assert_eq!(scan(&*store, "role/1/a"), ["role/1/a", "role/1/ab"]);
    // Wild cards of a query language mean nothing here.
    assert_eq!(scan(&*store, "role/1/_"), ["role/1/_"]);
    assert_eq!(scan(&*store, "role/3"), Vec::<String>::new());
    assert_eq!(scan(&*store, "").len(), keys.len());
}

pub(crate) fn a_batch_at_an_old_revision_changes_nothing(make: Make<'_>) {
    let store = make();
    let old = store.revision();
    let current = put(&*store, &[("a", "1")]);
    for wrong in [old, Revision::new(current.number() + 1)] {
        let mut batch = Batch::new();
        batch.put("a", "2").put("unrelated", "2");
        match store.commit(batch, wrong) {
            Err(CommitError::Conflict { current: told }) => assert_eq!(told, current),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(store.get("a").unwrap().unwrap().value, b"1");
    assert_eq!(
        (scan(&*store, ""), store.revision()),
        (vec!["a".to_owned()], current)
    );
}

pub(crate) fn an_empty_batch_makes_no_revision(make: Make<'_>) {
    let store = make();
    let current = put(&*store, &[("a", "1")]);
    assert_eq!(store.commit(Batch::new(), current).unwrap(), current);
    assert_eq!(store.revision(), current);
    assert!(matches!(
        store.commit(Batch::new(), Revision::ZERO),
        Err(CommitError::Conflict { .. })
    ));
}

pub(crate) fn no_update_is_lost_between_writers(make: Make<'_>) {
    const WRITERS: u64 = 4;
    const EACH: u64 = 25;
    let store = make();
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let store = &*store;
            scope.spawn(move || {
                (0..EACH).for_each(|turn| increment(store, &format!("w/{writer}/{turn}")))
            });
        }
    });
    assert_eq!(counter(&*store), WRITERS * EACH);
    assert_eq!(scan(&*store, "w/").len() as u64, WRITERS * EACH);
    assert_eq!(store.revision(), Revision::new(WRITERS * EACH));
}

pub(crate) fn a_reader_never_sees_half_a_batch(make: Make<'_>) {
    let store = make();
    thread::scope(|scope| {
        let store = &*store;
        let writer = scope.spawn(move || {
            for turn in 0..50 {
                let turn = turn.to_string();
                put(store, &[("pair/left", &turn), ("pair/right", &turn)]);
            }
        });
        while !writer.is_finished() {
            let pair = store.scan("pair/").unwrap();
            assert!(pair.is_empty() || pair.len() == 2);
            assert!(pair.iter().all(|(_, one)| *one == pair[0].1));
        }
    });
}

pub(crate) fn a_batch_out_of_bounds_is_refused_whole(make: Make<'_>) {
    let store = make();
    let longest = "k".repeat(MAX_KEY_LEN);
    let too_long = "k".repeat(MAX_KEY_LEN + 1);
    for key in ["", "a\nb", "a\0b", &too_long] {
        let mut batch = Batch::new();
        batch.put("fine", "1").delete(key);
        assert!(
            matches!(refusal(&*store, batch), StoreError::BadKey { .. }),
            "{key:?}"
        );
    }

    let mut batch = Batch::new();
    batch
        .put("fine", "1")
        .put("big", vec![0; MAX_VALUE_LEN + 1]);
    assert!(
        matches!(refusal(&*store, batch), StoreError::ValueTooLarge { len, .. } if len == MAX_VALUE_LEN + 1)
    );

    let mut batch = Batch::new();
    (0..=MAX_BATCH_LEN).for_each(|n| {
        batch.put(format!("n/{n}"), "1");
    });
    assert!(matches!(
        refusal(&*store, batch),
        StoreError::BatchTooLarge {
            unit: "operations",
            ..
        }
    ));

    let mut batch = Batch::new();
    (0..MAX_BATCH_BYTES / MAX_VALUE_LEN).for_each(|n| {
        batch.put(format!("n/{n}"), vec![0; MAX_VALUE_LEN]);
    });
    assert!(matches!(
        refusal(&*store, batch),
        StoreError::BatchTooLarge { unit: "bytes", .. }
    ));
    assert_eq!(
        (scan(&*store, ""), store.revision()),
        (vec![], Revision::ZERO)
    );

    let mut batch = Batch::new();
    batch.put(&longest, vec![7; MAX_VALUE_LEN]);
    (1..MAX_BATCH_LEN).for_each(|n| {
        batch.put(format!("n/{n}"), "1");
    });
    store.commit(batch, Revision::ZERO).unwrap();
    assert_eq!(
        store.get(&longest).unwrap().unwrap().value.len(),
        MAX_VALUE_LEN
    );
    assert_eq!(scan(&*store, "").len(), MAX_BATCH_LEN);
}

pub(crate) fn changes_lead_from_any_revision_to_now(make: Make<'_>) {
    let store = make();
    let one = put(&*store, &[("b", "1"), ("a", "1"), ("c", "1")]);
    let two = delete(&*store, &["b"]);
    let three = put(&*store, &[("a", "2")]);
    let four = put(&*store, &[("b", "2")]);
    let five = delete(&*store, &["c"]);

    let check = |since: Revision, expected: &[(&str, Option<&str>, Revision)]| {
        let changes = store.changes_since(since).unwrap();
        assert_eq!((changes.at, changes.reset), (five, since == Revision::ZERO));
        let found: Vec<_> = changes.changes.iter().map(seen).collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(key, value, at)| ((*key).to_owned(), value.map(str::to_owned), *at))
            .collect();
        assert_eq!(found, expected, "since {since}");
    };
    check(
        Revision::ZERO,
        &[("a", Some("2"), three), ("b", Some("2"), four)],
    );
    check(
        one,
        &[
            ("a", Some("2"), three),
            ("b", Some("2"), four),
            ("c", None, five),
        ],
    );
    check(
        two,
        &[
            ("a", Some("2"), three),
            ("b", Some("2"), four),
            ("c", None, five),
        ],
    );
    check(three, &[("b", Some("2"), four), ("c", None, five)]);
    check(four, &[("c", None, five)]);
    check(five, &[]);
}

pub(crate) fn a_reader_from_another_future_starts_afresh(make: Make<'_>) {
    let store = make();
    put(&*store, &[("a", "1")]);
    let changes = store.changes_since(Revision::new(1_000_000)).unwrap();
    assert!(changes.reset);
    assert_eq!((changes.at, changes.changes.len()), (store.revision(), 1));
}

pub(crate) fn following_the_changes_gives_the_store(make: Make<'_>) {
    let store = make();
    let mut copy = std::collections::BTreeMap::new();
    let mut known = Revision::ZERO;
    for turn in 0_u32..120 {
        let key = format!("k/{}", turn.wrapping_mul(7919) % 23);
        if turn % 3 == 2 {
            delete(&*store, &[&key]);
        } else {
            put(&*store, &[(&key, &turn.to_string())]);
        }
        if turn % 5 == 0 {
            continue;
        }
        let changes = store.changes_since(known).unwrap();
        if changes.reset {
            copy.clear();
        }
        known = changes.at;
        for change in changes.changes {
            match change {
                Change::Put { key, value } => {
                    copy.insert(key, value);
                }
                Change::Delete { key, .. } => {
                    copy.remove(&key);
                }
            }
        }
        assert_eq!(
            copy.clone().into_iter().collect::<Vec<_>>(),
            store.scan("").unwrap()
        );
    }
}

pub(crate) fn a_commit_wakes_who_waits(make: Make<'_>) {
    let store = make();
    let watch = store.watch();
    assert_eq!(watch.current(), Revision::ZERO);
    assert_eq!(watch.wait_past(Revision::ZERO, Duration::ZERO), None);
    thread::scope(|scope| {
        let waiting = watch.clone();
        let waiter = scope.spawn(move || waiting.wait_past(Revision::ZERO, HANG));
        let one = put(&*store, &[("a", "1")]);
        assert_eq!(waiter.join().unwrap(), Some(one));
    });
    // Who comes late does not wait, and a refused batch wakes nobody.
    assert_eq!(
        watch.wait_past(Revision::ZERO, HANG),
        Some(store.revision())
    );
    assert!(store.commit(Batch::new(), Revision::ZERO).is_err());
    assert_eq!(
        watch.wait_past(store.revision(), Duration::from_millis(1)),
        None
    );
}

pub(crate) fn a_range_is_read_in_pieces(make: Make<'_>) {
    let store = make();
    let pairs = ["a/1", "a/2", "a/3", "a/4", "b/1"].map(|key| (key, "v"));
    let at = put(&*store, &pairs);
    let piece = |prefix, after, limit| {
        let range = Range {
            prefix,
            after,
            limit,
        };
        let found = store.read_range(range).unwrap();
        assert_eq!(found.revision, at);
        let keys: Vec<String> = found.found.into_iter().map(|(key, _)| key).collect();
        assert_eq!(store.read_keys(range).unwrap().found, keys);
        keys
    };
    assert_eq!(piece("a/", None, 2), ["a/1", "a/2"]);
    assert_eq!(piece("a/", Some("a/2"), 2), ["a/3", "a/4"]);
    // What the piece before ended with may be gone by now.
    assert_eq!(piece("a/", Some("a/25"), 9), ["a/3", "a/4"]);
    assert_eq!(piece("a/", Some("a/4"), 9), [""; 0]);
    assert_eq!(piece("b/", Some("a/4"), 9), ["b/1"]);
    assert_eq!(piece("a/", None, 0), [""; 0]);
}

pub(crate) fn who_has_seen_enough_is_told_no_more(make: Make<'_>) {
    let store = make();
    put(&*store, &[("a", "1"), ("b", "1"), ("c", "1")]);
    let mut told = 0;
    let mut whole = false;
    let each = &mut |_| {
        told += 1;
        ControlFlow::Break(())
    };
    let at = store.replay(Revision::ZERO, &mut |reset| whole = reset, each);
    assert_eq!(at.unwrap(), store.revision());
    assert_eq!((told, whole), (1, true));
}

fn put(store: &dyn Store, pairs: &[(&str, &str)]) -> Revision {
    let mut batch = Batch::new();
    for (key, value) in pairs {
        batch.put(*key, *value);
    }
    store.commit(batch, store.revision()).unwrap()
}

fn delete(store: &dyn Store, keys: &[&str]) -> Revision {
    let mut batch = Batch::new();
    for key in keys {
        batch.delete(*key);
    }
    store.commit(batch, store.revision()).unwrap()
}

fn scan(store: &dyn Store, prefix: &str) -> Vec<String> {
    store
        .scan(prefix)
        .unwrap()
        .into_iter()
        .map(|(key, _)| key)
        .collect()
}

fn counter(store: &dyn Store) -> u64 {
    store.get("counter").unwrap().map_or(0, |found| {
        u64::from_le_bytes(found.value.try_into().unwrap())
    })
}

/// Raises the counter and leaves `mark`, again and again until nobody came between.
fn increment(store: &dyn Store, mark: &str) {
    loop {
        let at = store.revision();
        let mut batch = Batch::new();
        batch
            .put("counter", (counter(store) + 1).to_le_bytes())
            .put(mark, "");
        match store.commit(batch, at) {
            Ok(_) => return,
            Err(CommitError::Conflict { current }) => assert!(current > at),
            Err(other) => panic!("{other}"),
        }
    }
}

pub(crate) fn everything_is_replaced_at_once_or_not_at_all(make: Make<'_>) {
    let store = make();
    let first = put(&*store, &[("a", "1"), ("b", "1")]);
    let before = put(&*store, &[("c", "1")]);
    let records = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter();
        let owned = pairs.map(|(key, value)| ((*key).to_owned(), value.as_bytes().to_vec()));
        owned.collect::<std::collections::BTreeMap<_, _>>()
    };
    let stale = store.replace(records(&[("x", "1")]), first);
    assert!(matches!(stale, Err(CommitError::Conflict { current }) if current == before));
    let bad = store.replace(records(&[("x", "1"), ("", "1")]), before);
    assert!(matches!(
        bad,
        Err(CommitError::Store(StoreError::BadKey { .. }))
    ));
    assert_eq!(scan(&*store, ""), ["a", "b", "c"]);
    assert_eq!(store.revision(), before);

    let watch = store.watch();
    let after = store.replace(records(&[("b", "2"), ("d", "1")]), before);
    let after = after.unwrap();
    assert!(after > before);
    assert_eq!(watch.current(), after);
    assert_eq!(scan(&*store, ""), ["b", "d"]);
    // Whoever knew the time before forgets it.
    for since in [Revision::ZERO, first, before] {
        let changes = store.changes_since(since).unwrap();
        assert!(changes.reset, "{since}");
        assert_eq!(changes.changes.len(), 2, "{since}");
    }
    assert!(!store.changes_since(after).unwrap().reset);
    let emptied = store.replace(records(&[]), after).unwrap();
    assert_eq!(scan(&*store, ""), Vec::<String>::new());
    assert!(store.changes_since(after).unwrap().reset);
    let more = put(&*store, &[("e", "1")]);
    assert!(more > emptied);
    let changes = store.changes_since(emptied).unwrap();
    assert!(!changes.reset);
    assert_eq!(changes.changes.len(), 1);
}

fn refusal(store: &dyn Store, batch: Batch) -> StoreError {
    match store.commit(batch, store.revision()) {
        Err(CommitError::Store(error)) => error,
        other => panic!("{other:?}"),
    }
}

fn seen(change: &Change) -> (String, Option<String>, Revision) {
    let value = match change {
        Change::Put { value, .. } => Some(String::from_utf8(value.value.clone()).unwrap()),
        Change::Delete { .. } => None,
    };
    (change.key().to_owned(), value, change.revision())
}

/// One test for each function of the suite.
macro_rules! suite {
    ($backend:ident, $make:expr, $($name:ident)*) => {
        mod $backend {
            $(#[test]
            fn $name() {
                super::$name(&$make);
            })*
        }
    };
}

macro_rules! every_test {
    ($backend:ident, $make:expr) => {
        suite! { $backend, $make,
            an_empty_store_is_at_zero
            what_was_put_is_read_back_with_its_revision
            any_bytes_are_a_value
            a_deleted_key_is_gone
            the_last_operation_on_a_key_counts
            a_scan_is_every_key_with_the_prefix_in_byte_order
            a_batch_at_an_old_revision_changes_nothing
            an_empty_batch_makes_no_revision
            no_update_is_lost_between_writers
            a_reader_never_sees_half_a_batch
            a_batch_out_of_bounds_is_refused_whole
            changes_lead_from_any_revision_to_now
            a_reader_from_another_future_starts_afresh
            following_the_changes_gives_the_store
            a_commit_wakes_who_waits
            a_range_is_read_in_pieces
            who_has_seen_enough_is_told_no_more
            everything_is_replaced_at_once_or_not_at_all
        }
    };
}

every_test!(
    sqlite_in_memory,
    || Box::new(portcullis_store::SqliteStore::in_memory().unwrap())
        as Box<dyn portcullis_store::Store>
);

every_test!(sqlite_on_disk, || Box::new(crate::sqlite::OnDisk::new())
    as Box<dyn portcullis_store::Store>);
