//! Secrets in two forms: [`Sealed`], which may be stored, and [`Secret`], which may not even be
//! printed. Opening one into the other is the store's business; this crate only carries them.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A secret in the clear, wiped when dropped. It has no `Debug` and no `Serialize`.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text, for deriving a key and for the one answer that hands it to its owner.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// A secret under the store's master key (AEAD), safe to store.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(String);

impl Sealed {
    /// Wraps what the store's seal returned.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(data_encoding::BASE64.encode(bytes))
    }

    /// What the store's seal returned; `None` where the record is damaged.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        data_encoding::BASE64.decode(self.0.as_bytes()).ok()
    }
}
