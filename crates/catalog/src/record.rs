//! The versioned encoding of every stored record: a JSON envelope `{"v":1,"d":{…}}`. A version,
//! once written by a release, decodes for ever; `tests/it/records.rs` keeps a fixture of each.

use serde::{Serialize, de::DeserializeOwned};

use crate::DecodeError;

/// Something that the control plane stores.
pub trait Record: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// The first segment of the key, such as `role`.
    const KIND: &'static str;
    /// The version that [`encode`](Record::encode) writes.
    const VERSION: u16 = 1;

    /// The store key: the kind, then what identifies the record, joined with `/`.
    fn key(&self) -> String;

    /// The bytes to store.
    ///
    /// # Errors
    /// Only where a map has keys that JSON cannot carry, which no record has.
    fn encode(&self) -> Result<Vec<u8>, DecodeError> {
        serde_json::to_vec(&Envelope {
            v: Self::VERSION,
            d: self,
        })
        .map_err(|error| malformed(&self.key(), &error))
    }

    /// Reads what [`encode`](Record::encode) of this or an older build wrote.
    ///
    /// # Errors
    /// When the record is newer than this build, or damaged.
    fn decode(key: &str, bytes: &[u8]) -> Result<Self, DecodeError> {
        let version: Version =
            serde_json::from_slice(bytes).map_err(|error| malformed(key, &error))?;
        if version.v > Self::VERSION {
            return Err(DecodeError::Newer {
                key: key.to_owned(),
                found: version.v,
                known: Self::VERSION,
            });
        }
        let envelope: Envelope<Self> =
            serde_json::from_slice(bytes).map_err(|error| malformed(key, &error))?;
        Ok(envelope.d)
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Envelope<T> {
    v: u16,
    d: T,
}

#[derive(serde::Deserialize)]
struct Version {
    v: u16,
}

fn malformed(key: &str, error: &serde_json::Error) -> DecodeError {
    DecodeError::Malformed {
        key: key.to_owned(),
        reason: error.to_string(),
    }
}
