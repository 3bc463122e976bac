//! A compiled policy as the rest of the product holds it: immutable, shared, and still able to show its source.

use std::ops::Range;

use crate::error::Malformed;

/// Where a policy document is attached, which decides what it may contain and how it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PolicyType {
    /// Inline or managed, on a user, group or role.
    Identity,
    /// On a REST API.
    Resource,
    /// On a VPC endpoint.
    Endpoint,
    /// A permissions boundary.
    PermissionsBoundary,
    /// Passed when a session is made.
    Session,
    /// An organization's service control policy.
    ServiceControl,
    /// An organization's resource control policy.
    ResourceControl,
    /// A role's trust policy.
    Trust,
}

/// `Allow` or `Deny`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The statement grants.
    Allow,
    /// The statement refuses, whatever else grants.
    Deny,
}

/// A place in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Byte range in the document.
    pub range: Range<usize>,
    /// Line of the first character, from 1.
    pub line: u32,
    /// Column of the first character, from 1.
    pub column: u32,
}

/// A policy document, compiled.
#[derive(Debug, Clone)]
pub struct Policy {
    document: Box<str>,
    policy_type: PolicyType,
    statements: Box<[Statement]>,
}

/// One statement of a policy.
#[derive(Debug, Clone)]
pub struct Statement {
    sid: Option<Box<str>>,
    effect: Effect,
    span: Span,
}

impl Policy {
    /// Compiles a document.
    ///
    /// Stricter than storage in nothing, laxer in matters of form that do not change what a document means (sizes, Sids).
    pub fn compile(document: &str, policy_type: PolicyType) -> Result<Policy, Malformed> {
        let _ = (document, policy_type);
        Ok(Policy::deny_all("not built yet", policy_type))
    }

    /// Compiles an API's resource policy, in which `execute-api:/stage/VERB/path` may stand for an ARN of this API.
    ///
    /// `api_arn` is `arn:{partition}:execute-api:{region}:{account}:{api id}`.
    pub fn compile_for_api(document: &str, api_arn: &str) -> Result<Policy, Malformed> {
        let _ = api_arn;
        Policy::compile(document, PolicyType::Resource)
    }

    /// A policy that denies everything: what takes the place of a stored document that cannot be compiled.
    pub fn deny_all(reason: &str, policy_type: PolicyType) -> Policy {
        Policy {
            document: reason.into(),
            policy_type,
            statements: Box::new([]),
        }
    }

    /// The document as it was written.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The type it was compiled for.
    pub fn policy_type(&self) -> PolicyType {
        self.policy_type
    }

    /// The statements in order.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// One statement.
    pub fn statement(&self, index: usize) -> Option<&Statement> {
        self.statements.get(index)
    }

    /// The source text of a statement.
    pub fn text(&self, statement: &Statement) -> &str {
        self.document
            .get(statement.span.range.clone())
            .unwrap_or("")
    }
}

impl Statement {
    /// The statement's id, if it has one.
    pub fn sid(&self) -> Option<&str> {
        self.sid.as_deref()
    }

    /// The statement's effect.
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// Where the statement stands in the document.
    pub fn span(&self) -> &Span {
        &self.span
    }
}
