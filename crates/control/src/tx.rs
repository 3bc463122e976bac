//! What a handler works on: a view of the store at one revision and a batch that grows. Nothing
//! is written before the commit, and the commit fails where anybody else committed in between;
//! the call is then replayed from the start, so a handler must not act outside its `Tx`.

use std::collections::BTreeMap;

use portcullis_catalog::snapshot::Domain;
use portcullis_catalog::{AccountId, Record, Sealed, Secret};
use portcullis_guard::{Controlled, Permit, Principal, TokenKey};
use portcullis_store::{Batch, CommitError, MasterKey, Revision, Store};
use portcullis_wire::Fault;

use crate::issuer::IssuerKeys;

/// One control call's view and batch.
pub struct Tx<'a> {
    store: &'a dyn Store,
    at: Revision,
    writes: BTreeMap<String, Option<Vec<u8>>>,
    facts: &'a Facts<'a>,
}

/// What is known of a call besides its input.
pub struct Facts<'a> {
    /// Who signed the call; nobody, where an operation needs no signature.
    pub principal: Option<&'a Principal>,
    /// The account of the caller, which owns what the call makes; that of the role where somebody
    /// with a token of an OIDC issuer assumes one.
    pub account: AccountId,
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
    /// Knows the keys of OIDC issuers.
    pub issuers: &'a dyn IssuerKeys,
}

impl<'a> Tx<'a> {
    pub(crate) fn begin(store: &'a dyn Store, at: Revision, facts: &'a Facts<'a>) -> Self {
        Self {
            store,
            at,
            writes: BTreeMap::new(),
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

    /// A record by its key, as this call sees it.
    ///
    /// # Errors
    /// When the store fails or the record cannot be read.
    pub fn get<T: Record>(&self, key: &str) -> Result<Option<T>, Fault> {
        let bytes = match self.writes.get(key) {
            Some(written) => written.clone(),
            None => self
                .store
                .get(key)
                .map_err(internal)?
                .map(|found| found.value),
        };
        bytes
            .map(|bytes| T::decode(key, &bytes).map_err(internal))
            .transpose()
    }

    /// The records of a kind whose key begins with the prefix, in key order, as this call sees
    /// them. A prefix ends with `/`.
    ///
    /// # Errors
    /// When the store fails or a record cannot be read.
    pub fn scan<T: Record>(&self, prefix: &str) -> Result<Vec<T>, Fault> {
        let stored = self.store.scan(prefix).map_err(internal)?;
        let mut seen: BTreeMap<String, Vec<u8>> = stored
            .into_iter()
            .map(|(key, found)| (key, found.value))
            .collect();
        for (key, value) in &self.writes {
            if key.starts_with(prefix) {
                match value {
                    Some(value) => seen.insert(key.clone(), value.clone()),
                    None => seen.remove(key),
                };
            }
        }
        seen.iter()
            .map(|(key, bytes)| T::decode(key, bytes).map_err(internal))
            .collect()
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

    /// Commits, with the proof that the call was admitted. Reading alone commits nothing, but
    /// answers a conflict where what was read may be of two revisions.
    pub(crate) fn commit(self, permit: Permit<Controlled>) -> Result<Revision, CommitError> {
        let _spent: Permit<Controlled> = permit;
        if self.writes.is_empty() {
            let current = self.store.revision();
            return if current == self.at {
                Ok(current)
            } else {
                Err(CommitError::Conflict { current })
            };
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
