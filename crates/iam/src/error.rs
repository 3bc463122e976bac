//! What is wrong with a policy document, in two texts: the one AWS's API answers, and the one a person needs to fix it.
//! It does not decide which HTTP status carries the refusal; the service that was called does.

use std::borrow::Cow;

use thiserror::Error;

use crate::document::{SyntaxFault, line_and_column};
use crate::policy::PolicyType;

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

/// IAM's text for most faults.
pub(crate) const SYNTAX: &str = "Syntax errors in policy.";

/// Finds the words for a fault in one document.
pub(crate) struct Faults<'d> {
    pub(crate) document: &'d str,
    pub(crate) policy_type: PolicyType,
}

impl Faults<'_> {
    /// A fault at a byte of the document. `message` is IAM's text; services other than IAM and STS have one text for
    /// every fault.
    pub(crate) fn at(
        &self,
        at: usize,
        message: impl Into<Cow<'static, str>>,
        detail: impl Into<String>,
    ) -> Malformed {
        let (code, message) = match self.policy_type {
            PolicyType::Identity
            | PolicyType::PermissionsBoundary
            | PolicyType::Session
            | PolicyType::Trust => ("MalformedPolicyDocument", message.into()),
            // API Gateway Developer Guide, "Create and attach an API Gateway resource policy to an API".
            PolicyType::Resource => (
                "BadRequestException",
                "Invalid policy document. Please check the policy syntax and ensure that Principals are valid."
                    .into(),
            ),
            // Amazon EC2 API Reference, "Error codes".
            PolicyType::Endpoint => (
                "InvalidPolicyDocument",
                "The specified policy document is not a valid JSON policy document.".into(),
            ),
            // AWS Organizations API Reference, "CreatePolicy".
            PolicyType::ServiceControl | PolicyType::ResourceControl => (
                "MalformedPolicyDocumentException",
                "The provided policy document does not meet the requirements of the specified policy type."
                    .into(),
            ),
        };
        Malformed::new(code, message, detail, line_and_column(self.document, at))
    }

    /// The text is not JSON, or not shaped as a policy.
    pub(crate) fn syntax(&self, fault: &SyntaxFault) -> Malformed {
        let message = if fault.not_json && self.policy_type == PolicyType::Trust {
            "This policy contains invalid Json"
        } else {
            SYNTAX
        };
        self.at(fault.at, message, fault.detail.clone())
    }
}
