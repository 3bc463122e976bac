//! A set of changes that happen together. A batch holds at most one operation per key, the last
//! one asked for, and is held to its bounds when it is committed, not while it grows.

use std::collections::BTreeMap;
use std::collections::btree_map;

use crate::StoreError;

/// The longest key, in bytes.
pub const MAX_KEY_LEN: usize = 1024;
/// The longest value, in bytes.
pub const MAX_VALUE_LEN: usize = 16 << 20;
/// The most operations in a batch.
pub const MAX_BATCH_LEN: usize = 4096;
/// The most bytes of keys and values in a batch: the largest archive of a function, 50 MB in base64, fits.
pub const MAX_BATCH_BYTES: usize = 80 << 20;

/// What happens to one key.
#[derive(Clone, PartialEq, Eq)]
pub enum Op {
    /// It gets this value.
    Put(Vec<u8>),
    /// It goes away; nothing happens if it is not there.
    Delete,
}

/// Changes that are committed together or not at all.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Batch {
    ops: BTreeMap<String, Op>,
}

impl Batch {
    /// A batch that changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `key` to `value`, whatever this batch said about the key before.
    pub fn put(&mut self, key: impl Into<String>, value: impl Into<Vec<u8>>) -> &mut Self {
        self.ops.insert(key.into(), Op::Put(value.into()));
        self
    }

    /// Removes `key`, whatever this batch said about the key before.
    pub fn delete(&mut self, key: impl Into<String>) -> &mut Self {
        self.ops.insert(key.into(), Op::Delete);
        self
    }

    /// What this batch does to `key`, for a reader who wants to see his own writes.
    pub fn get(&self, key: &str) -> Option<&Op> {
        self.ops.get(key)
    }

    /// How many keys it changes.
    pub fn len(&self) -> usize {
        self.ops.len()
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// The operations in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Op)> {
        self.ops.iter().map(|(key, op)| (key.as_str(), op))
    }

    /// Holds the batch to its bounds.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        if self.ops.len() > MAX_BATCH_LEN {
            return Err(too_large(self.ops.len(), "operations", MAX_BATCH_LEN));
        }
        let mut bytes = 0;
        for (key, op) in &self.ops {
            bytes += key.len();
            match op {
                Op::Put(value) => {
                    check_record(key, value)?;
                    bytes += value.len();
                }
                Op::Delete => check_key(key)?,
            }
        }
        if bytes > MAX_BATCH_BYTES {
            return Err(too_large(bytes, "bytes", MAX_BATCH_BYTES));
        }
        Ok(())
    }
}

impl IntoIterator for Batch {
    type Item = (String, Op);
    type IntoIter = btree_map::IntoIter<String, Op>;

    fn into_iter(self) -> Self::IntoIter {
        self.ops.into_iter()
    }
}

/// Holds one record to its bounds.
pub(crate) fn check_record(key: &str, value: &[u8]) -> Result<(), StoreError> {
    check_key(key)?;
    if value.len() > MAX_VALUE_LEN {
        return Err(StoreError::ValueTooLarge {
            key: key.to_owned(),
            len: value.len(),
            limit: MAX_VALUE_LEN,
        });
    }
    Ok(())
}

/// A key is text without control characters, so that it can be shown, logged and exported.
fn check_key(key: &str) -> Result<(), StoreError> {
    let reason = if key.is_empty() {
        "is empty"
    } else if key.len() > MAX_KEY_LEN {
        "is longer than 1024 bytes"
    } else if key.chars().any(char::is_control) {
        "has a control character"
    } else {
        return Ok(());
    };
    Err(StoreError::BadKey {
        key: key.chars().take(64).collect(),
        reason,
    })
}

fn too_large(len: usize, unit: &'static str, limit: usize) -> StoreError {
    StoreError::BatchTooLarge { len, unit, limit }
}
