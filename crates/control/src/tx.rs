//! What a handler works on: a view of the store at one revision and a batch that grows. Nothing
//! is written before the commit, and the commit fails where anybody else committed in between;
//! the call is then replayed from the start, so a handler must not act outside its `Tx`.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Bound;

use portcullis_catalog::snapshot::Domain;
use portcullis_catalog::traffic::Throttle;
use portcullis_catalog::{AccountId, Record, Sealed, Secret, Snapshot};
use portcullis_guard::{Controlled, Permit, Principal, TokenKey};
use portcullis_store::{At, Batch, CommitError, MasterKey, Range, Revision, Store, StoreError};
use portcullis_wire::Fault;

use crate::issuer::IssuerKeys;

/// One control call's view and batch.
pub struct Tx<'a> {
    store: &'a dyn Store,
    at: Revision,
    writes: BTreeMap<String, Option<Vec<u8>>>,
    /// Another revision that something was read of.
    moved: Cell<Option<Revision>>,
    facts: &'a Facts<'a>,
}

/// What is known of a call besides its input.
pub struct Facts<'a> {
    /// Who signed the call; nobody, where an operation needs no signature.
    pub principal: Option<&'a Principal>,
    /// The account of the caller, which owns what the call makes; that of the role where somebody
    /// with a token of an OIDC issuer assumes one.
    pub account: AccountId,
    /// Everything there is, compiled, at the revision of the call.
    pub world: &'a Snapshot,
    /// Unix seconds.
    pub now: i64,
    /// The region and the names of the gateway.
    pub domain: &'a Domain,
    /// The id that the answer carries.
    pub request_id: &'a str,
    /// Seals secrets before they are stored.
    pub master_key: &'a MasterKey,
    /// Seals session tokens.
    pub tokens: &'a TokenKey,
    /// Whether development keys are accepted: root users who may assume roles.
    pub development: bool,
    /// How much all APIs of one account are called.
    pub account_throttle: Throttle,
    /// Whether a tag may pin the id of an API, which AWS does not know.
    pub conveniences: bool,
    /// Knows the keys of OIDC issuers.
    pub issuers: &'a dyn IssuerKeys,
}

impl<'a> Tx<'a> {
    pub(crate) fn begin(store: &'a dyn Store, at: Revision, facts: &'a Facts<'a>) -> Self {
        Self {
            store,
            at,
            writes: BTreeMap::new(),
            moved: Cell::new(None),
            facts,
        }
    }

    /// What is known of the call.
    pub fn facts(&self) -> &'a Facts<'a> {
        self.facts
    }

    /// The account of the caller, which owns what the call makes.
    pub fn account(&self) -> AccountId {
        self.facts.account
    }

    /// Who signed the call.
    ///
    /// # Errors
    /// Where the operation needs no signature, so that nobody did.
    pub fn principal(&self) -> Result<&'a Principal, Fault> {
        let nobody = || internal("an operation that nobody signs asked who signed");
        self.facts.principal.ok_or_else(nobody)
    }

    /// Unix seconds.
    pub fn now(&self) -> i64 {
        self.facts.now
    }

    /// The region that this gateway is.
    pub fn region(&self) -> &'a str {
        &self.facts.domain.region
    }

    /// The compiled world of the same revision: what is found there by another way than by its key
    /// (a unique id, an address) need not be searched for. What this call wrote is not in it.
    pub fn world(&self) -> &'a Snapshot {
        self.facts.world
    }

    /// A record by its key, as this call sees it.
    ///
    /// # Errors
    /// When the store fails or the record cannot be read.
    pub fn get<T: Record>(&self, key: &str) -> Result<Option<T>, Fault> {
        let bytes = match self.writes.get(key) {
            Some(written) => written.clone(),
            None => self.seen(self.store.read(key))?.map(|found| found.value),
        };
        bytes
            .map(|bytes| T::decode(key, &bytes).map_err(internal))
            .transpose()
    }

    /// The records of a kind whose key begins with the prefix, in key order, as this call sees
    /// them. A prefix ends with `/`, and says at least whose records it means: a call must not cost
    /// what other accounts have.
    ///
    /// # Errors
    /// When the store fails or a record cannot be read.
    pub fn scan<T: Record>(&self, prefix: &str) -> Result<Vec<T>, Fault> {
        self.scan_after(prefix, None, usize::MAX)
    }

    /// Some of the records that [`scan`](Self::scan) finds: those whose keys come after a key, that
    /// many of them.
    ///
    /// # Errors
    /// When the store fails or a record cannot be read.
    pub fn scan_after<T: Record>(
        &self,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<T>, Fault> {
        // What this call deleted may be among what the store has.
        let range = Range {
            prefix,
            after,
            limit: limit.saturating_add(self.writes.len()),
        };
        let stored = self.seen(self.store.read_range(range))?;
        let stored = stored.into_iter().map(|(key, found)| (key, found.value));
        self.overlaid(range, stored.collect(), limit)
            .iter()
            .map(|(key, bytes)| T::decode(key, bytes).map_err(internal))
            .collect()
    }

    /// The keys of the records that [`scan`](Self::scan) would find, without reading these.
    ///
    /// # Errors
    /// When the store fails.
    pub fn keys(&self, prefix: &str) -> Result<Vec<String>, Fault> {
        let range = Range::of(prefix);
        let stored = self.seen(self.store.read_keys(range))?;
        let stored = stored.into_iter().map(|key| (key, Vec::new())).collect();
        let keys = self.overlaid(range, stored, usize::MAX);
        Ok(keys.into_keys().collect())
    }

    /// What the store has of a range, as this call changed it.
    fn overlaid(
        &self,
        range: Range<'_>,
        mut stored: BTreeMap<String, Vec<u8>>,
        limit: usize,
    ) -> BTreeMap<String, Vec<u8>> {
        // Behind the last piece that the store gave, it may have more that is not known here.
        let whole = stored.len() < range.limit;
        let last = stored.last_key_value().map(|(key, _)| key.clone());
        let from = range.after.map_or(Bound::Included(range.prefix), |after| {
            Bound::Excluded(after.max(range.prefix))
        });
        let written = self.writes.range::<str, _>((from, Bound::Unbounded));
        for (key, value) in written.take_while(|(key, _)| key.starts_with(range.prefix)) {
            if !whole && last.as_ref().is_none_or(|last| key > last) {
                break;
            }
            match value {
                Some(value) => stored.insert(key.clone(), value.clone()),
                None => stored.remove(key),
            };
        }
        while stored.len() > limit {
            stored.pop_last();
        }
        stored
    }

    /// What was read, noting whether it is still of the revision that the call began at.
    fn seen<T>(&self, read: Result<At<T>, StoreError>) -> Result<T, Fault> {
        let read = read.map_err(internal)?;
        if read.revision != self.at {
            self.moved.set(Some(read.revision));
        }
        Ok(read.found)
    }

    /// Writes a record with the commit.
    ///
    /// # Errors
    /// When the record cannot be encoded.
    pub fn put<T: Record>(&mut self, record: &T) -> Result<(), Fault> {
        let bytes = record.encode().map_err(internal)?;
        self.writes.insert(record.key(), Some(bytes));
        Ok(())
    }

    /// Deletes a record with the commit.
    pub fn delete(&mut self, key: &str) {
        self.writes.insert(key.to_owned(), None);
    }

    /// Random bytes from the operating system's generator.
    ///
    /// # Errors
    /// When there are none to be had.
    pub fn random<const N: usize>(&self) -> Result<[u8; N], Fault> {
        let mut bytes = [0; N];
        aws_lc_rs::rand::fill(&mut bytes).map_err(internal)?;
        Ok(bytes)
    }

    /// Seals a secret for the record with this key.
    ///
    /// # Errors
    /// When sealing fails.
    pub fn seal(&self, key: &str, secret: &Secret) -> Result<Sealed, Fault> {
        let sealed = self.facts.master_key.seal(secret.expose().as_bytes(), key);
        Ok(Sealed::from_bytes(&sealed.map_err(internal)?))
    }

    /// Opens what was sealed for the record with this key.
    ///
    /// # Errors
    /// When it was sealed for another record or with another master key.
    pub fn open(&self, key: &str, sealed: &Sealed) -> Result<Secret, Fault> {
        let bytes = sealed
            .bytes()
            .ok_or_else(|| internal("a secret is damaged"))?;
        let plain = self.facts.master_key.open(&bytes, key).map_err(internal)?;
        let text = String::from_utf8(plain.to_vec()).map_err(internal)?;
        Ok(Secret::new(text))
    }

    /// Whether there is anything to commit.
    pub(crate) fn writes(&self) -> bool {
        !self.writes.is_empty()
    }

    /// Commits, with the proof that the call was admitted. Reading alone commits nothing, but
    /// answers a conflict where what was read may be of two revisions.
    pub(crate) fn commit(self, permit: Permit<Controlled>) -> Result<Revision, CommitError> {
        let _spent: Permit<Controlled> = permit;
        if self.writes.is_empty() {
            return self.unchanged().map(|()| self.at);
        }
        let mut batch = Batch::default();
        for (key, value) in self.writes {
            match value {
                Some(value) => batch.put(key, value),
                None => batch.delete(key),
            };
        }
        self.store.commit(batch, self.at)
    }

    /// Commits nothing of it, but answers a conflict where what was read may be of two revisions.
    pub(crate) fn abandon(self) -> Result<(), CommitError> {
        self.unchanged()
    }

    /// Everything that was read was read at the revision that the call began at: what came later
    /// came after it.
    fn unchanged(&self) -> Result<(), CommitError> {
        match self.moved.get() {
            Some(current) => Err(CommitError::Conflict { current }),
            None => Ok(()),
        }
    }
}

/// A failure of ours. The client learns nothing of it but that it may try again.
pub(crate) fn internal(error: impl std::fmt::Display) -> Fault {
    tracing::error!(%error, "a control call failed");
    Fault::new(
        500,
        "InternalFailure",
        "The request processing has failed because of an unknown error, exception or failure.",
    )
}
