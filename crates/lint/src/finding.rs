//! One thing that was found, with everything that a person or a program needs to act on it.

use crate::code::Code;
use crate::level::Level;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub code: Code,
    /// The file, or the state, as it was named.
    pub file: String,
    /// What holds the policy: a resource of a plan or template, an API, a role.
    pub subject: String,
    /// The statement, from 0, where the finding is about one.
    pub statement: Option<usize>,
    /// Its Sid.
    pub sid: Option<String>,
    /// The line, from 1: in the file, or in the policy where that is no part of a file.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// What is so, and what follows from it.
    pub reason: String,
}

impl Finding {
    /// How much it matters.
    pub const fn level(&self) -> Level {
        self.code.level()
    }
}
