//! What is wrong with a policy document, in two texts: the one AWS's API answers, and the one a person needs to fix it.
//! It does not decide which HTTP status carries the refusal; the service that was called does.

use std::borrow::Cow;

use thiserror::Error;

/// A policy document that cannot be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct Malformed {
    code: &'static str,
    message: Cow<'static, str>,
    detail: String,
    line: u32,
    column: u32,
}

impl Malformed {
    pub(crate) fn new(
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
        detail: impl Into<String>,
        (line, column): (u32, u32),
    ) -> Malformed {
        Malformed {
            code,
            message: message.into(),
            detail: detail.into(),
            line,
            column,
        }
    }

    /// The error code of the service that would have stored the document, such as `MalformedPolicyDocument`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// AWS's text, exactly.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What is wrong, in our words. AWS often says no more than "Syntax errors in policy.".
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// The line of the fault, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The column of the fault in characters, from 1.
    pub fn column(&self) -> u32 {
        self.column
    }
}
