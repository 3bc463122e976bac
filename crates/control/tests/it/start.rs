//! Starting on a store that is already there.

use std::sync::Arc;

use portcullis_catalog::identity::AccessKey;
use portcullis_catalog::{AccountId, Record, Sealed};
use portcullis_control::{Feed, feed::FeedError};
use portcullis_store::{Batch, MasterKey, SqliteStore, Store};

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
