//! The whole state at once: every record as it is stored, and putting other records in its place,
//! for an operator who exports, imports or starts again. Who may ask for that, and in what form
//! records travel, is decided elsewhere.

use std::collections::BTreeMap;

use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::traffic::ApiKey;
use portcullis_catalog::{DecodeError, Record, Records, Sealed, Secret};
use portcullis_guard::{API_KEY_DIGESTS, ApiKeyDigester};
use portcullis_store::{CommitError, MasterKey, Range, Revision, SealError, Store, StoreError};

use crate::call::Control;
use crate::feed::FeedError;

/// How often it is tried to replace the state while somebody beside the control plane commits.
const MAX_ATTEMPTS: usize = 16;

/// Records by their store keys.
pub type State = BTreeMap<String, Vec<u8>>;

/// Why the state cannot be replaced. Nothing of it was changed, but for [`StateError::Feed`].
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// A record is no record of this build.
    #[error(transparent)]
    Record(#[from] DecodeError),
    /// A secret was sealed with another master key.
    #[error("the master key does not open the secret of `{record}`")]
    Secret {
        /// The key of the record.
        record: String,
    },
    /// Nothing can be derived from the master key.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The store refuses.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// It is replaced, and cannot be followed.
    #[error(transparent)]
    Feed(#[from] FeedError),
}

/// Every record, as of one revision.
///
/// # Errors
/// When the store cannot be read.
pub fn everything(store: &dyn Store) -> Result<State, StoreError> {
    let found = store.read_range(Range::of(""))?.found;
    let records = found.into_iter().map(|(key, found)| (key, found.value));
    Ok(records.collect())
}

/// Makes what is found by something that is derived from the master key findable by this one: API
/// keys, by the digests of their values. What is sealed has to be sealed with it already.
///
/// # Errors
/// When an API key cannot be read or opened.
pub fn adopt(state: &mut State, master_key: &MasterKey) -> Result<(), StateError> {
    let digester = ApiKeyDigester::new(&*master_key.derive(API_KEY_DIGESTS)?);
    let place = format!("{}/", ApiKey::KIND);
    for (record, bytes) in state.range_mut(place.clone()..) {
        if !record.starts_with(&place) {
            break;
        }
        let mut key = ApiKey::decode(record, bytes)?;
        let value = open(master_key, record, &key.value);
        let value = value.ok_or_else(|| StateError::Secret {
            record: record.clone(),
        })?;
        key.digest = digester.digest(value.expose().as_bytes());
        *bytes = key.encode()?;
    }
    Ok(())
}

/// Reads all records as a start would, and changes nothing: what passes can be decided by.
///
/// # Errors
/// When a record cannot be read, or an access key not be opened.
pub fn check(state: &State, master_key: &MasterKey) -> Result<(), StateError> {
    let mut records = Records::default();
    for (key, bytes) in state {
        records.put(key, bytes)?;
    }
    let open = |record: &str, sealed: &Sealed| open(master_key, record, sealed);
    let world = Compiler::default().compile(&records, 0, &open);
    let mut keys = world.access_keys();
    match keys.find(|key| key.secret.is_none()) {
        None => Ok(()),
        Some(key) => Err(StateError::Secret {
            record: portcullis_catalog::identity::AccessKey::key_of(&key.id),
        }),
    }
}

fn open(master_key: &MasterKey, record: &str, sealed: &Sealed) -> Option<Secret> {
    let plain = master_key.open(&sealed.bytes()?, record).ok()?;
    String::from_utf8(plain.to_vec()).ok().map(Secret::new)
}

impl Control {
    /// Every record, as of one revision.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn state(&self) -> Result<State, StoreError> {
        everything(&*self.parts().store)
    }

    /// Puts these records in the place of all there are, in one step: a call sees the state before
    /// or after, and so does a request of the data plane. When it returns, they decide.
    ///
    /// # Errors
    /// When a record does not serve, or the store fails.
    pub fn replace_state(&self, state: &State) -> Result<Revision, StateError> {
        let parts = self.parts();
        check(state, &parts.master_key)?;
        // Calls that are under way commit before or are done again after.
        let _turn = self.turns().take();
        let mut attempts = 0;
        let at = loop {
            attempts += 1;
            match parts.store.replace(state.clone(), parts.store.revision()) {
                Ok(at) => break at,
                Err(CommitError::Conflict { .. }) if attempts < MAX_ATTEMPTS => {}
                Err(error) => return Err(error.into()),
            }
        };
        parts.feed.catch_up()?;
        Ok(at)
    }
}
