//! Why an input is not looked at. What is wrong inside a policy is a finding, not an error.

use thiserror::Error;

/// An input that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// It is neither JSON nor YAML.
    #[error("line {line}: {detail}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        detail: String,
    },
    /// It is over a bound.
    #[error("there is too much {0} in it")]
    TooMuch(&'static str),
    /// It is none of the kinds that are looked at.
    #[error(
        "it is no policy, no Terraform plan, no CloudFormation template and no OpenAPI document"
    )]
    UnknownKind,
}
