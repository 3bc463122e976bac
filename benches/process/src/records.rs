//! Records written into a data directory that no gateway has open yet: thousands of them in seconds, as text, because
//! what was written once is read for ever. Which records, whoever calls knows.

use std::path::Path;

use portcullis_store::{Batch, MasterKey, SqliteStore, Store};
use serde_json::{Value, json};

/// Bytes and operations of a batch, well below what the store takes.
const BATCH: (usize, usize) = (16 << 20, 2_000);

/// A store that is written to.
pub struct Writer {
    store: SqliteStore,
    batch: Batch,
    bytes: usize,
}

/// The master key of a directory, made if it has none.
pub fn master_key(directory: &Path) -> MasterKey {
    MasterKey::from_file(&directory.join("master.key")).expect("a master key")
}

impl Writer {
    pub fn open(directory: &Path) -> Self {
        Self {
            store: SqliteStore::open(directory).expect("a store in the directory"),
            batch: Batch::new(),
            bytes: 0,
        }
    }

    pub fn put(&mut self, key: String, record: &Value) {
        let text = json!({"v": 1, "d": record}).to_string();
        self.bytes += text.len();
        self.batch.put(key, text);
        if self.bytes > BATCH.0 || self.batch.len() > BATCH.1 {
            self.commit();
        }
    }

    /// What was put since the last time.
    pub fn commit(&mut self) {
        self.bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        let at = self.store.revision();
        self.store.commit(batch, at).expect("a commit");
    }
}
