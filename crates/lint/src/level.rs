//! How much a finding matters. It follows from the rule alone, so that a rule can be looked up.

/// How much a finding matters. An error is a policy that AWS refuses or that cannot do what it says; a warning is likely a
/// mistake; a note is worth knowing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Likely a mistake.
    Warning,
    /// Certainly one.
    Error,
}

impl Level {
    /// Its name, as SARIF has it.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}
