//! A compiled policy as the rest of the product holds it: immutable, shared, and still able to show its source. It is
//! made by the compiler and asked by the evaluator.

use std::ops::Range;

use crate::action::Actions;
use crate::condition::{Answer, Condition};
use crate::index::{Gate, WORTH_IT, common_prefix};
use crate::key::{ConditionKey, Context, Leaning};
use crate::principal::{Caller, Grant, Principals};
use crate::resource::ArnPattern;
use crate::variable;

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
    /// One gate for each statement, in policies large enough.
    gates: Box<[Gate]>,
}

/// One statement of a policy.
#[derive(Debug, Clone)]
pub struct Statement {
    pub(crate) sid: Option<Box<str>>,
    pub(crate) effect: Effect,
    pub(crate) span: Span,
    pub(crate) action: Actions,
    /// Absent in a trust policy: the role is the resource.
    pub(crate) resource: Option<Resources>,
    /// Absent in policies of a principal, which mean that principal.
    pub(crate) principal: Option<Principals>,
    pub(crate) conditions: Box<[Condition]>,
}

/// A compiled `Resource` or `NotResource`.
#[derive(Debug, Clone)]
pub(crate) struct Resources {
    pub(crate) negated: bool,
    pub(crate) patterns: Box<[ArnPattern]>,
    /// The keys of the variables in its values.
    pub(crate) variables: Box<[ConditionKey]>,
}

/// The first element of a statement that a request does not meet.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Unmet<'s> {
    Action,
    Resource,
    Principal,
    Condition(&'s Condition),
}

impl Policy {
    pub(crate) fn new(
        document: &str,
        policy_type: PolicyType,
        statements: Vec<Statement>,
    ) -> Policy {
        let gates = if statements.len() < WORTH_IT {
            Box::default()
        } else {
            statements.iter().map(Statement::gate).collect()
        };
        Policy {
            document: document.into(),
            policy_type,
            statements: statements.into(),
            gates,
        }
    }

    /// A policy that denies everything: what takes the place of a stored document that cannot be compiled. `reason`
    /// becomes its document.
    pub fn deny_all(reason: &str, policy_type: PolicyType) -> Policy {
        let statement = Statement {
            sid: None,
            effect: Effect::Deny,
            span: Span {
                range: 0..reason.len(),
                line: 1,
                column: 1,
            },
            action: Actions::any(),
            resource: None,
            principal: None,
            conditions: Box::default(),
        };
        Policy::new(reason, policy_type, vec![statement])
    }

    /// The same policy with the places of its statements in another text of the same statements: the one that its author
    /// knows, where a principal's ARN was replaced before compiling.
    #[must_use]
    pub(crate) fn shown_in(mut self, document: &str, spans: Vec<Span>) -> Policy {
        if spans.len() == self.statements.len() {
            for (statement, span) in self.statements.iter_mut().zip(spans) {
                statement.span = span;
            }
            self.document = document.into();
        }
        self
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

    /// The line and column, both from 1, of the character after a statement.
    pub fn end(&self, statement: &Statement) -> (u32, u32) {
        let (mut line, mut column) = (statement.span.line, statement.span.column);
        for character in self.text(statement).chars() {
            if character == '\n' {
                line = line.saturating_add(1);
                column = 1;
            } else {
                column = column.saturating_add(1);
            }
        }
        (line, column)
    }

    /// One gate for each statement; empty in a small policy.
    pub(crate) fn gates(&self) -> &[Gate] {
        &self.gates
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

    /// The keys that the statement's conditions name, as they are written.
    pub fn condition_keys(&self) -> impl Iterator<Item = &str> {
        self.conditions.iter().map(|condition| &*condition.key_text)
    }

    /// Where the statement stands in the document.
    pub fn span(&self) -> &Span {
        &self.span
    }

    /// Whether a request, its action in lower case, meets the whole statement, and what that is worth to an Allow.
    ///
    /// Where a value is malformed, an Allow is not met and a Deny is.
    #[inline]
    pub(crate) fn meets(
        &self,
        action: &str,
        resource: &str,
        caller: &Caller<'_>,
        has_boundary: bool,
        context: &dyn Context,
    ) -> Result<Grant, Unmet<'_>> {
        if !self.action.matches(action) {
            return Err(Unmet::Action);
        }
        if let Some(resources) = &self.resource
            && !self.is_met(resources.matches(resource, context))
        {
            return Err(Unmet::Resource);
        }
        let grant = match &self.principal {
            Some(principals) => principals
                .matches(caller, has_boundary)
                .ok_or(Unmet::Principal)?,
            None => Grant::Direct,
        };
        for condition in &self.conditions {
            if !self.is_met(condition.holds(context)) {
                return Err(Unmet::Condition(condition));
            }
        }
        Ok(grant)
    }

    fn is_met(&self, answer: Answer) -> bool {
        match answer {
            Answer::Yes => true,
            Answer::No => false,
            Answer::Unknown | Answer::Open(Leaning::AgainstCaller) => self.effect == Effect::Deny,
            Answer::Open(Leaning::ForCaller) => self.effect == Effect::Allow,
        }
    }

    fn gate(&self) -> Gate {
        let prefixes = match &self.resource {
            Some(resources) if !resources.negated => {
                resources.patterns.iter().map(ArnPattern::prefix).collect()
            }
            _ => Vec::new(),
        };
        Gate::new(self.action.literal(), common_prefix(&prefixes))
    }
}

impl Resources {
    /// An element without values gives its statement no effect. Under `NotResource` a variable without a value leaves the
    /// answer open, so that neither an Allow nor a Deny is the weaker for it.
    #[inline]
    fn matches(&self, resource: &str, context: &dyn Context) -> Answer {
        if self.patterns.is_empty() {
            return Answer::No;
        }
        let mut open = false;
        for pattern in &self.patterns {
            match pattern.matches(resource, context) {
                Some(true) if self.negated => return Answer::No,
                Some(true) => return Answer::Yes,
                Some(false) => {}
                None => open = true,
            }
        }
        if open && let Some(leaning) = variable::undetermined(&self.variables, context) {
            return Answer::Open(leaning);
        }
        match (self.negated, open) {
            (false, _) => Answer::No,
            (true, true) => Answer::Unknown,
            (true, false) => Answer::Yes,
        }
    }
}
