//! A state document: every record of a store as JSON, in the order of the keys, with a version. Its
//! secrets are sealed, each for its record, with the key that the document names: that of the store
//! it comes from, or one made to carry it elsewhere. Nothing in it is ever in the clear.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use data_encoding::BASE64;
use portcullis_control::state::{State, StateError, adopt};
use portcullis_store::{MasterKey, SealError};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// The version that is written. A version, once released, is read for ever.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    /// The version of the document.
    portcullis_state: u32,
    /// What wrote it.
    build: String,
    /// The id of the key that its secrets are sealed with.
    sealed_by: String,
    #[serde(deserialize_with = "each_key_once")]
    records: BTreeMap<String, Value>,
}

/// Only what says whether the rest is understood.
#[derive(Deserialize)]
struct Head {
    portcullis_state: u32,
}

/// What is wrong with a document, or with a key for it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DocumentError {
    /// It is no document, or one that somebody broke.
    #[error("this is no state document: {0}")]
    Malformed(serde_json::Error),
    /// A newer build wrote it.
    #[error(
        "the state document has version {found}, and this build knows versions up to {VERSION}\n  fix: import it with the build that exported it, or a newer one"
    )]
    Newer {
        /// Its version.
        found: u32,
    },
    /// Its secrets need a key that is not at hand.
    #[error(
        "the secret of `{record}` is sealed with the key {sealed_by}\n  fix: give the file of that key as the state key"
    )]
    OtherKey {
        /// The key of the record.
        record: String,
        /// The id of the key.
        sealed_by: String,
    },
    /// A secret does not open.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A record does not serve.
    #[error(transparent)]
    State(#[from] StateError),
    /// A stored record is no JSON.
    #[error("`{record}` is damaged: {reason}")]
    Damaged {
        /// The key of the record.
        record: String,
        /// Why.
        reason: serde_json::Error,
    },
}

/// The document of a state whose secrets `master_key` sealed: as they are, or sealed with
/// `state_key` instead.
///
/// # Errors
/// When a record is damaged.
pub(crate) fn write(
    state: &State,
    master_key: &MasterKey,
    state_key: Option<&MasterKey>,
) -> Result<Vec<u8>, DocumentError> {
    let to = state_key.unwrap_or(master_key);
    let sealed = Sealed {
        by: master_key.key_id(),
        from: Some(master_key),
        to,
    };
    let mut records = BTreeMap::new();
    for (key, bytes) in state {
        let record = serde_json::from_slice(bytes);
        let mut record = record.map_err(|reason| damaged(key, reason))?;
        sealed.again(key, &mut record)?;
        records.insert(key.clone(), record);
    }
    let document = Document {
        portcullis_state: VERSION,
        build: env!("CARGO_PKG_VERSION").to_owned(),
        sealed_by: to.key_id(),
        records,
    };
    let mut text = serde_json::to_vec_pretty(&document).map_err(DocumentError::Malformed)?;
    text.push(b'\n');
    Ok(text)
}

/// The state of a document, its secrets sealed with `master_key`, and everything found by it.
///
/// # Errors
/// When it is no document, or when its secrets need another key than the two.
pub(crate) fn read(
    text: &[u8],
    master_key: &MasterKey,
    state_key: Option<&MasterKey>,
) -> Result<State, DocumentError> {
    let head: Head = serde_json::from_slice(text).map_err(DocumentError::Malformed)?;
    if head.portcullis_state > VERSION {
        let found = head.portcullis_state;
        return Err(DocumentError::Newer { found });
    }
    let document: Document = serde_json::from_slice(text).map_err(DocumentError::Malformed)?;
    let sealed = Sealed {
        from: state_key.filter(|key| key.key_id() == document.sealed_by),
        by: document.sealed_by,
        to: master_key,
    };
    let mut state = State::new();
    for (key, mut record) in document.records {
        sealed.again(&key, &mut record)?;
        let bytes = serde_json::to_vec(&record).map_err(|reason| damaged(&key, reason))?;
        state.insert(key, bytes);
    }
    adopt(&mut state, master_key)?;
    Ok(state)
}

/// The records of a document as they are, their secrets sealed: for whoever only asks what would be
/// allowed, which no secret decides.
///
/// # Errors
/// When it is no document.
pub(crate) fn read_sealed(text: &[u8]) -> Result<State, DocumentError> {
    let head: Head = serde_json::from_slice(text).map_err(DocumentError::Malformed)?;
    if head.portcullis_state > VERSION {
        let found = head.portcullis_state;
        return Err(DocumentError::Newer { found });
    }
    let document: Document = serde_json::from_slice(text).map_err(DocumentError::Malformed)?;
    let records = document.records.into_iter().map(|(key, record)| {
        let bytes = serde_json::to_vec(&record).map_err(|reason| damaged(&key, reason))?;
        Ok((key, bytes))
    });
    records.collect()
}

/// From which key to which.
struct Sealed<'k> {
    by: String,
    from: Option<&'k MasterKey>,
    to: &'k MasterKey,
}

impl Sealed<'_> {
    /// Seals every secret of a record again. A text is a secret where it says that the key sealed
    /// it; one that says so and does not open stops everything, rather than being lost.
    fn again(&self, record: &str, value: &mut Value) -> Result<(), DocumentError> {
        match value {
            Value::String(text) => {
                let bytes = BASE64.decode(text.as_bytes()).unwrap_or_default();
                let by = MasterKey::sealed_by(&bytes);
                if by.as_ref() != Some(&self.by) || self.by == self.to.key_id() {
                    return Ok(());
                }
                let from = self.from.ok_or_else(|| DocumentError::OtherKey {
                    record: record.to_owned(),
                    sealed_by: self.by.clone(),
                })?;
                let plain = from.open(&bytes, record)?;
                *text = BASE64.encode(&self.to.seal(&plain, record)?);
                Ok(())
            }
            Value::Array(items) => items
                .iter_mut()
                .try_for_each(|item| self.again(record, item)),
            Value::Object(members) => members
                .values_mut()
                .try_for_each(|member| self.again(record, member)),
            Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        }
    }
}

fn damaged(record: &str, reason: serde_json::Error) -> DocumentError {
    DocumentError::Damaged {
        record: record.to_owned(),
        reason,
    }
}

/// A key that stands there twice would mean one of two records.
fn each_key_once<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, Value>, D::Error> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = BTreeMap<String, Value>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("records by their keys")
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let mut records = BTreeMap::new();
            while let Some((key, record)) = map.next_entry::<String, Value>()? {
                match records.entry(key) {
                    Entry::Vacant(place) => {
                        place.insert(record);
                    }
                    Entry::Occupied(place) => {
                        let key = place.key();
                        return Err(M::Error::custom(format!("`{key}` is there twice")));
                    }
                }
            }
            Ok(records)
        }
    }
    from.deserialize_map(Members)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const RECORD: &str = "access-key/AKIA";

    fn state(key: &MasterKey) -> State {
        let sealed = BASE64.encode(&key.seal(b"secret", RECORD).unwrap());
        // A text of a user's that looks like base64 stays what it is.
        let record = json!({"v": 1, "d": {"nested": [{"secret": sealed}], "text": "AQIDBAUGBwgJ"}});
        State::from([(RECORD.to_owned(), record.to_string().into_bytes())])
    }

    fn secret(state: &State, key: &MasterKey) -> Option<Vec<u8>> {
        let record: Value = serde_json::from_slice(&state[RECORD]).unwrap();
        assert_eq!(record["d"]["text"], "AQIDBAUGBwgJ");
        let sealed = record["d"]["nested"][0]["secret"].as_str().unwrap();
        let sealed = BASE64.decode(sealed.as_bytes()).unwrap();
        key.open(&sealed, RECORD).ok().map(|plain| plain.to_vec())
    }

    #[test]
    fn secrets_stay_sealed_or_are_sealed_for_the_way() {
        let [here, there, way] = [(); 3].map(|()| MasterKey::generate().unwrap());
        let state = state(&here);
        let document = write(&state, &here, None).unwrap();
        assert_eq!(
            secret(&read(&document, &here, None).unwrap(), &here).unwrap(),
            b"secret"
        );
        let refused = read(&document, &there, Some(&way)).unwrap_err();
        assert!(refused.to_string().contains(&here.key_id()), "{refused}");

        let document = write(&state, &here, Some(&way)).unwrap();
        let text = String::from_utf8(document.clone()).unwrap();
        assert!(!text.contains("secret\":\"secret") && text.contains(&way.key_id()));
        let arrived = read(&document, &there, Some(&way)).unwrap();
        assert_eq!(secret(&arrived, &there).unwrap(), b"secret");
        assert_eq!(secret(&arrived, &way), None);
        for other in [None, Some(&here)] {
            assert!(read(&document, &there, other).is_err());
        }
    }

    #[test]
    fn a_secret_that_does_not_open_is_not_lost_in_silence() {
        let [here, way] = [(); 2].map(|()| MasterKey::generate().unwrap());
        let elsewhere = BASE64.encode(&here.seal(b"secret", "another/record").unwrap());
        let record = json!({"v": 1, "d": {"secret": elsewhere}}).to_string();
        let state = State::from([(RECORD.to_owned(), record.into_bytes())]);
        assert!(write(&state, &here, Some(&way)).is_err());
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let key = MasterKey::generate().unwrap();
        let id = key.key_id();
        for (text, said) in [
            ("{}".to_owned(), "portcullis_state"),
            ("[]".to_owned(), "this is no state document"),
            (r#"{"portcullis_state":2}"#.to_owned(), "version 2"),
            (
                format!(
                    r#"{{"portcullis_state":1,"build":"","sealed_by":"{id}","records":{{}},"more":1}}"#
                ),
                "more",
            ),
            (
                format!(
                    r#"{{"portcullis_state":1,"build":"","sealed_by":"{id}","records":{{"a":1,"a":2}}}}"#
                ),
                "twice",
            ),
        ] {
            let refused = read(text.as_bytes(), &key, None).unwrap_err().to_string();
            assert!(refused.contains(said), "{text}: {refused}");
        }
    }
}
