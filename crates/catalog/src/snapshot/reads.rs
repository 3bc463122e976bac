//! Which entry of a snapshot was compiled from which records. Compiling reads records only
//! through [`Reader`], so what an entry depends on is what was read for it, and nobody has to
//! keep a list. It does not say what to compile; [`Compiler`](super::Compiler) does.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use crate::Records;
use crate::records::Kept;

/// The records, for the compiling of one entry.
pub(super) struct Reader<'a> {
    records: &'a Records,
    read: Vec<Box<str>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(records: &'a Records) -> Self {
        Self {
            records,
            read: Vec::new(),
        }
    }

    /// The record with the key. Where there is none, its coming is waited for.
    pub(super) fn get<T: Kept>(&mut self, key: &str) -> Option<&'a Arc<T>> {
        self.read.push(key.into());
        T::all(self.records).get(key)
    }

    /// The records below a prefix, which ends with `/`, and those that will be there one day.
    pub(super) fn under<T: Kept>(&mut self, prefix: &str) -> Vec<&'a Arc<T>> {
        self.read.push(prefix.into());
        let all: &'a BTreeMap<String, Arc<T>> = T::all(self.records);
        let range = (Bound::Included(prefix), Bound::Unbounded);
        all.range::<str, _>(range)
            .take_while(|(key, _)| key.starts_with(prefix))
            .map(|(_, record)| record)
            .collect()
    }

    /// The record with the key, where it is known in another way when it changes: the record that
    /// the entry is named after, and the groups of a user ([`Members`](super::members::Members)).
    pub(super) fn unwatched<T: Kept>(&self, key: &str) -> Option<&'a Arc<T>> {
        T::all(self.records).get(key)
    }

    /// What was read, each key once.
    pub(super) fn finish(mut self) -> Box<[Box<str>]> {
        self.read.sort_unstable();
        self.read.dedup();
        self.read.into()
    }
}

/// Who read what: by the key of a record, or a prefix of keys, the keys of the entries.
#[derive(Default)]
pub(super) struct Readers {
    by_key: HashMap<Box<str>, BTreeSet<Arc<str>>>,
}

impl Readers {
    pub(super) fn add(&mut self, entry: &Arc<str>, read: &[Box<str>]) {
        for key in read {
            match self.by_key.get_mut(key) {
                Some(readers) => readers.insert(Arc::clone(entry)),
                None => self
                    .by_key
                    .entry(key.clone())
                    .or_default()
                    .insert(Arc::clone(entry)),
            };
        }
    }

    pub(super) fn remove(&mut self, entry: &str, read: &[Box<str>]) {
        for key in read {
            let Some(readers) = self.by_key.get_mut(key) else {
                continue;
            };
            readers.remove(entry);
            if readers.is_empty() {
                self.by_key.remove(key);
            }
        }
    }

    /// The entries that read the record with this key, by its key or by a prefix.
    pub(super) fn of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Arc<str>> {
        let prefixes = key.match_indices('/').filter_map(|(at, _)| key.get(..=at));
        prefixes
            .chain(std::iter::once(key))
            .filter_map(|key| self.by_key.get(key))
            .flatten()
    }

    /// How many keys and prefixes are waited for.
    pub(super) fn len(&self) -> usize {
        self.by_key.len()
    }
}
