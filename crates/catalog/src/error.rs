//! What can be wrong with a stored record or an identifier.

/// A stored record that this build cannot read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// The key names no kind of record that this build knows.
    #[error("the record `{key}` is of no kind that this version knows")]
    UnknownKind {
        /// The store key.
        key: String,
    },
    /// The record was written by a newer build.
    #[error("the record `{key}` has version {found}; this version reads up to {known}")]
    Newer {
        /// The store key.
        key: String,
        /// The version in the record.
        found: u16,
        /// The newest version that this build reads.
        known: u16,
    },
    /// The bytes are not what the version promises.
    #[error("the record `{key}` cannot be read: {reason}")]
    Malformed {
        /// The store key.
        key: String,
        /// What the decoder said.
        reason: String,
    },
}

/// Text that is not the identifier that it should be.
#[derive(Debug, thiserror::Error)]
#[error("`{text}` is not {expected}")]
pub struct InvalidId {
    /// The text as given.
    pub text: String,
    /// What it should have been.
    pub expected: &'static str,
}
