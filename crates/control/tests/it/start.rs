//! Starting on a store that is already there, and following it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::SystemTime;

use portcullis_catalog::identity::AccessKey;
use portcullis_catalog::{AccountId, Record, Sealed};
use portcullis_control::{Feed, feed::FeedError};
use portcullis_store::{Batch, MasterKey, SqliteStore, Store};

use crate::interposed::Interposed;

#[test]
fn another_master_key_is_refused_before_anybody_is_taken_for_a_stranger() {
    let store: Arc<dyn Store> = Arc::new(SqliteStore::in_memory().unwrap());
    let right = Arc::new(MasterKey::generate().unwrap());
    let key = AccessKey::key_of("AKIAEXAMPLE");
    let record = AccessKey {
        id: "AKIAEXAMPLE".to_owned(),
        account: AccountId::parse("111111111111").unwrap(),
        user: None,
        active: true,
        created: 0,
        secret: Sealed::from_bytes(&right.seal(b"secret", &key).unwrap()),
    };
    let mut batch = Batch::default();
    batch.put(key.clone(), record.encode().unwrap());
    store.commit(batch, store.revision()).unwrap();

    let wrong = Arc::new(MasterKey::generate().unwrap());
    match Feed::start(Arc::clone(&store), wrong).map(|_| ()) {
        Err(FeedError::MasterKey { record }) => assert_eq!(record, key),
        other => panic!("{other:?}"),
    }
    assert!(Feed::start(store, right).is_ok());
}

/// A record that somebody committed beside the control plane.
fn commit(store: &dyn Store, key: &str, bytes: &str) {
    let mut batch = Batch::default();
    batch.put(key, bytes);
    store.commit(batch, store.revision()).unwrap();
}

const ACCOUNT: &str = r#"{"v":1,"d":{"id":"333333333333","created":0}}"#;

#[test]
fn what_cannot_be_followed_says_since_when_and_the_last_snapshot_keeps_deciding() {
    let store = Interposed::new();
    let master_key = Arc::new(MasterKey::generate().unwrap());
    let feed = Feed::start(store.clone(), master_key).unwrap();
    assert_eq!(feed.stale_since(), None);
    let before = SystemTime::now();
    let world = feed.world().load_full();
    commit(&*store, "account/333333333333", ACCOUNT);
    store.unreadable.store(true, Ordering::Relaxed);
    assert!(matches!(feed.catch_up(), Err(FeedError::Store(_))));
    let since = feed.stale_since().unwrap();
    assert!(before <= since && since <= SystemTime::now());
    assert!(feed.catch_up().is_err());
    assert_eq!(
        feed.stale_since(),
        Some(since),
        "it is stale since the first time"
    );
    assert!(Arc::ptr_eq(&world, &feed.world().load_full()));

    store.unreadable.store(false, Ordering::Relaxed);
    feed.catch_up().unwrap();
    assert_eq!(feed.stale_since(), None);
    let account = AccountId::parse("333333333333").unwrap();
    assert!(feed.world().load().account(account).is_some());
}

#[test]
fn a_record_that_cannot_be_read_takes_none_of_its_batch_along() {
    let store = Interposed::new();
    let feed = Feed::start(store.clone(), Arc::new(MasterKey::generate().unwrap())).unwrap();
    let mut batch = Batch::default();
    batch.put("account/333333333333", ACCOUNT);
    batch.put("user/333333333333/a", "{");
    store.commit(batch, store.revision()).unwrap();
    assert!(matches!(feed.catch_up(), Err(FeedError::Decode(_))));
    assert!(feed.stale_since().is_some());
    let account = AccountId::parse("333333333333").unwrap();
    assert!(feed.world().load().account(account).is_none());
    let mut batch = Batch::default();
    batch.delete("user/333333333333/a");
    store.commit(batch, store.revision()).unwrap();
    feed.catch_up().unwrap();
    assert!(feed.world().load().account(account).is_some());
}

#[test]
fn what_is_committed_beside_the_calls_is_followed_too() {
    let store = Interposed::new();
    let feed = Feed::start(store.clone(), Arc::new(MasterKey::generate().unwrap())).unwrap();
    let (swapped, seen) = mpsc::channel();
    feed.after_swap(move |world| swapped.send(world.revision()).unwrap());
    let feed = Arc::new(feed);
    feed.follow(|| {}).unwrap();
    commit(&*store, "account/333333333333", ACCOUNT);
    let at = store.revision().number();
    assert!(seen.iter().any(|revision| revision == at));
}

/// The thread that follows the store may be the first to take a commit over. Whoever committed waits for it all the same.
#[test]
fn what_is_called_back_is_done_before_a_call_is_answered() {
    let world = crate::harness::Harness::new();
    let heard = Arc::new(AtomicU64::new(0));
    let hearing = Arc::clone(&heard);
    world.feed.after_swap(move |snapshot| {
        // Long enough for a call that does not wait to be answered meanwhile.
        (0..100).for_each(|_| std::thread::yield_now());
        hearing.store(snapshot.revision(), Ordering::SeqCst);
    });
    world.feed.follow(|| {}).unwrap();
    for number in 0..10 {
        let name = format!("user-{number}");
        let keys = crate::harness::Harness::root();
        let made = world.query(&keys, "iam", "CreateUser", &[("UserName", &name)]);
        assert_eq!(made.status, 200, "{}", made.body);
        let (heard, at) = (
            heard.load(Ordering::SeqCst),
            world.store.revision().number(),
        );
        assert!(heard >= at, "{heard} of {at}");
    }
}
