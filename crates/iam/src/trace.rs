//! What an evaluation tells about itself. The evaluator is generic over [`Trace`]: with [`NoTrace`] every report is
//! compiled away, with [`Recorder`] every statement of every policy is kept, so that what explains is what decided.

use std::fmt;

use crate::combine::Verdict;
use crate::condition::Answer;
use crate::key::{ConditionKey, Context};
use crate::policy::{Effect, Policy, PolicyType, Statement};
use crate::principal::Grant;
use crate::value::shown;

/// Where a statement stands among the policies of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The layer.
    pub policy_type: PolicyType,
    /// The level of the organization's tree, from the root; 0 for every other policy type.
    pub level: usize,
    /// The policy, counted from 0 within its type (through all levels).
    pub policy: usize,
    /// The statement, counted from 0 within its policy.
    pub statement: usize,
}

/// Receives what the evaluator finds, statement by statement.
pub trait Trace {
    /// Whether reports are kept. Where they are not, the evaluator may skip statements that cannot change the answer.
    const RECORDS: bool;

    /// One statement was looked at.
    fn statement(
        &mut self,
        at: At,
        policy: &Policy,
        statement: &Statement,
        context: &dyn Context,
        outcome: Outcome<'_>,
    );

    /// One layer has its verdict.
    fn verdict(&mut self, policy_type: PolicyType, verdict: Verdict);

    /// What follows is about this resource of the request, until another is named.
    fn turn_to(&mut self, _subject: Subject) {}
}

/// Which resource of a request is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Subject {
    /// What the request is for.
    #[default]
    Main,
    /// The private custom domain name that it came by.
    DomainName,
}

/// What came of one statement.
#[derive(Debug, Clone)]
pub enum Outcome<'a> {
    /// Everything matched.
    Matched(Grant),
    /// The first element that did not match.
    Failed(Mismatch<'a>),
}

/// The element of a statement that did not match, with the request's side of it.
#[derive(Debug, Clone)]
pub enum Mismatch<'a> {
    /// `Action` or `NotAction`.
    Action {
        /// The requested action.
        requested: &'a str,
    },
    /// `Resource` or `NotResource`.
    Resource {
        /// The requested resource.
        requested: &'a str,
    },
    /// `Principal` or `NotPrincipal`.
    Principal {
        /// The caller, as AWS names it.
        caller: &'a str,
    },
    /// One key under one condition operator.
    Condition {
        /// The operator as written, set qualifier and `IfExists` included.
        operator: &'a str,
        /// The key as written.
        key: &'a str,
        /// What the request had there.
        had: Had<'a>,
        /// The policy's values as written.
        wanted: &'a [Box<str>],
    },
}

/// The value of a key in a request, which is put into words only for whoever wants them.
#[derive(Clone, Copy)]
pub struct Had<'a> {
    key: &'a ConditionKey,
    context: &'a dyn Context,
}

impl<'a> Had<'a> {
    pub(crate) fn of(key: &'a ConditionKey, context: &'a dyn Context) -> Had<'a> {
        Had { key, context }
    }

    /// As text; `None` where the key is absent.
    pub fn shown(&self) -> Option<String> {
        shown(self.key, self.context.value(self.key))
    }
}

impl fmt::Debug for Had<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Had").field(&self.shown()).finish()
    }
}

/// Keeps nothing and costs nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoTrace;

impl Trace for NoTrace {
    const RECORDS: bool = false;

    #[inline]
    fn statement(&mut self, _: At, _: &Policy, _: &Statement, _: &dyn Context, _: Outcome<'_>) {}

    #[inline]
    fn verdict(&mut self, _: PolicyType, _: Verdict) {}
}

/// Keeps everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recorder {
    /// Every statement that was looked at, in order.
    pub entries: Vec<Entry>,
    /// Each layer's verdict, in the order in which they were judged.
    pub verdicts: Vec<LayerVerdict>,
    subject: Subject,
}

/// One layer and what it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayerVerdict {
    /// The resource that was asked about.
    pub subject: Subject,
    /// The layer.
    pub policy_type: PolicyType,
    /// What it said.
    pub verdict: Verdict,
}

/// One statement as [`Recorder`] keeps it. Its `Display` is one line for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The resource that was asked about.
    pub subject: Subject,
    /// The layer.
    pub policy_type: PolicyType,
    /// The level of the organization's tree; 0 for every other policy type.
    pub level: usize,
    /// The policy's index within its type.
    pub policy: usize,
    /// The statement's index within its policy.
    pub statement: usize,
    /// The statement's `Sid`.
    pub sid: Option<String>,
    /// The statement's effect.
    pub effect: Effect,
    /// The statement's line in its document, from 1.
    pub line: u32,
    /// The statement's column, from 1.
    pub column: u32,
    /// Whether the statement matched.
    pub matched: bool,
    /// The first element that did not match.
    pub failed: Option<FailedElement>,
    /// What the match is worth, or which element failed and what the request had there.
    pub reason: String,
    /// Every condition, whether or not it was reached.
    pub conditions: Vec<ConditionEntry>,
}

/// An element of a statement, in the order in which they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the elements")]
pub enum FailedElement {
    Action,
    Resource,
    Principal,
    Condition,
}

/// One key under one condition operator, and what the request had there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionEntry {
    /// The operator as written, set qualifier and `IfExists` included.
    pub operator: String,
    /// The key as written.
    pub key: String,
    /// The policy's values as written.
    pub expected: Vec<String>,
    /// The request's value as text; `None` where the key is absent.
    pub actual: Option<String>,
    /// Whether it holds; `None` where a value cannot be read as what the operator compares: an Allow does not rely on
    /// that, a Deny is not escaped by it.
    pub holds: Option<bool>,
}

impl Recorder {
    /// An empty recorder.
    pub fn new() -> Recorder {
        Recorder::default()
    }

    /// The statement that a verdict or decision points at.
    pub fn entry(
        &self,
        policy_type: PolicyType,
        policy: usize,
        statement: usize,
    ) -> Option<&Entry> {
        self.entries.iter().find(|entry| {
            entry.subject == Subject::Main
                && entry.policy_type == policy_type
                && entry.policy == policy
                && entry.statement == statement
        })
    }

    /// The statements of one layer.
    pub fn layer(&self, policy_type: PolicyType) -> impl Iterator<Item = &Entry> {
        self.layer_on(Subject::Main, policy_type)
    }

    /// The statements of one layer about one resource of the request.
    pub fn layer_on(
        &self,
        subject: Subject,
        policy_type: PolicyType,
    ) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| entry.subject == subject && entry.policy_type == policy_type)
    }

    /// The verdict of one layer, if it was judged.
    pub fn verdict_of(&self, policy_type: PolicyType) -> Option<Verdict> {
        self.verdict_on(Subject::Main, policy_type)
    }

    /// The verdict of one layer about one resource of the request, if it was judged.
    pub fn verdict_on(&self, subject: Subject, policy_type: PolicyType) -> Option<Verdict> {
        self.verdicts
            .iter()
            .find(|layer| layer.subject == subject && layer.policy_type == policy_type)
            .map(|layer| layer.verdict)
    }
}

impl Trace for Recorder {
    const RECORDS: bool = true;

    fn statement(
        &mut self,
        at: At,
        _: &Policy,
        statement: &Statement,
        context: &dyn Context,
        outcome: Outcome<'_>,
    ) {
        let span = statement.span();
        let conditions = statement.conditions.iter().map(|condition| ConditionEntry {
            operator: condition.operator_text.to_string(),
            key: condition.key_text.to_string(),
            expected: condition.wanted.iter().map(ToString::to_string).collect(),
            actual: shown(&condition.key, context.value(&condition.key)),
            holds: match condition.holds(context) {
                Answer::Yes => Some(true),
                Answer::No => Some(false),
                Answer::Unknown | Answer::Open(_) => None,
            },
        });
        self.entries.push(Entry {
            subject: self.subject,
            conditions: conditions.collect(),
            failed: match &outcome {
                Outcome::Matched(_) => None,
                Outcome::Failed(mismatch) => Some(mismatch.element()),
            },
            policy_type: at.policy_type,
            level: at.level,
            policy: at.policy,
            statement: at.statement,
            sid: statement.sid().map(str::to_owned),
            effect: statement.effect(),
            line: span.line,
            column: span.column,
            matched: matches!(outcome, Outcome::Matched(_)),
            reason: match outcome {
                Outcome::Matched(grant) => grant.to_string(),
                Outcome::Failed(mismatch) => mismatch.to_string(),
            },
        });
    }

    fn verdict(&mut self, policy_type: PolicyType, verdict: Verdict) {
        self.verdicts.push(LayerVerdict {
            subject: self.subject,
            policy_type,
            verdict,
        });
    }

    fn turn_to(&mut self, subject: Subject) {
        self.subject = subject;
    }
}

impl Mismatch<'_> {
    /// Which element it is.
    pub fn element(&self) -> FailedElement {
        match self {
            Mismatch::Action { .. } => FailedElement::Action,
            Mismatch::Resource { .. } => FailedElement::Resource,
            Mismatch::Principal { .. } => FailedElement::Principal,
            Mismatch::Condition { .. } => FailedElement::Condition,
        }
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Grant::Account => {
                "matches through the account: the caller's own policies must allow too"
            }
            Grant::UserOfFederated => "matches through the federating user",
            Grant::Role => "matches through the role",
            Grant::Direct => "matches",
        })
    }
}

impl fmt::Display for Mismatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mismatch::Action { requested } => write!(f, "action: request has `{requested}`"),
            Mismatch::Resource { requested } => write!(f, "resource: request has `{requested}`"),
            Mismatch::Principal { caller } => write!(f, "principal: caller is `{caller}`"),
            Mismatch::Condition {
                operator,
                key,
                had,
                wanted,
            } => {
                write!(f, "condition {operator} `{key}`: ")?;
                match had.shown() {
                    Some(value) => write!(f, "request has `{value}`")?,
                    None => f.write_str("absent from the request")?,
                }
                f.write_str(", policy has ")?;
                if wanted.is_empty() {
                    f.write_str("no value")?;
                }
                for (index, value) in wanted.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}`{value}`")?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} policy {}, statement {}",
            self.policy_type,
            self.policy + 1,
            self.statement + 1
        )?;
        if let Some(sid) = &self.sid {
            write!(f, " `{sid}`")?;
        }
        write!(
            f,
            " (line {}), {:?}: {}",
            self.line, self.effect, self.reason
        )
    }
}

impl fmt::Display for PolicyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PolicyType::Identity => "identity-based",
            PolicyType::Resource => "resource-based",
            PolicyType::Endpoint => "VPC endpoint",
            PolicyType::PermissionsBoundary => "permissions boundary",
            PolicyType::Session => "session",
            PolicyType::ServiceControl => "service control",
            PolicyType::ResourceControl => "resource control",
            PolicyType::Trust => "role trust",
        })
    }
}
