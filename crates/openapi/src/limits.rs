//! How much of a definition is worked on. The bytes are API Gateway's limit; the rest is what keeps a small text from
//! becoming a large one.

use crate::error::Unreadable;

/// The longest definition: API Gateway takes 6 MB (API Reference, "ImportRestApi").
pub const MAX_BYTES: usize = 6 * 1024 * 1024;
/// The most values in a document, aliases expanded.
pub(crate) const MAX_VALUES: usize = 500_000;
/// The deepest nesting, aliases expanded.
pub(crate) const MAX_DEPTH: usize = 100;
/// The most bytes of text in a document, aliases expanded.
pub(crate) const MAX_TEXT: usize = 4 * MAX_BYTES;
/// The longest chain of references to references.
pub(crate) const MAX_HOPS: usize = 16;
/// The most that reading makes of a document: methods, parameters, headers, values of inline schemas.
pub(crate) const MAX_WORK: usize = 1_000_000;

/// The most models of one API.
pub(crate) const MAX_MODELS: usize = 10_000;

/// Counts down.
pub(crate) struct Budget {
    left: usize,
    of: &'static str,
}

impl Budget {
    pub(crate) fn new(left: usize, of: &'static str) -> Self {
        Self { left, of }
    }

    /// Takes so much away.
    pub(crate) fn spend(&mut self, amount: usize) -> Result<(), Unreadable> {
        self.left = self
            .left
            .checked_sub(amount)
            .ok_or(Unreadable::TooMuch(self.of))?;
        Ok(())
    }
}
