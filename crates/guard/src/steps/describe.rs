//! Policies and their statements as a trace names them: where a document is found, and what each of
//! its statements made of the request. It judges nothing.

use portcullis_catalog::snapshot::{Origin, PolicySet};
use portcullis_iam::{Effect, Entry, FailedElement};

use super::{ConditionTrace, DecidedBy, MOST_STATEMENTS, PolicyName, PolicyTrace, StatementTrace};

/// Which policy of a set it is.
pub(super) fn policy_name(set: &PolicySet, index: usize) -> PolicyName {
    let name =
        |kind, name: &str, on: Option<&str>, version: Option<&str>, described: String| PolicyName {
            kind,
            name: name.to_owned(),
            on: on.map(str::to_owned),
            version: version.map(str::to_owned),
            described,
        };
    match set.origin(index) {
        Some(Origin::Inline { on, name: inline }) => {
            let described = format!("inline policy `{inline}` of {on}");
            name("inline", inline, Some(on), None, described)
        }
        Some(Origin::Managed { arn, version, on }) => {
            let described = match version.as_str() {
                "" => format!("managed policy {arn}, which is gone, on {on}"),
                version => format!("managed policy {arn} ({version}) on {on}"),
            };
            name("managed", arn, Some(on), Some(version), described)
        }
        Some(Origin::Trust { role }) => {
            let described = format!("trust policy of role `{role}`");
            name("trust", role, None, None, described)
        }
        Some(Origin::Endpoint { id }) => {
            let described = format!("policy of VPC endpoint {id}");
            name("endpoint", id, None, None, described)
        }
        Some(Origin::Api { id, deployment }) => {
            let described = format!("resource policy of API {id} as deployed by {deployment}");
            name("api", id, None, Some(deployment), described)
        }
        Some(Origin::DomainName { name: domain }) => {
            let described = format!("policy of private domain name {domain}");
            name("domainName", domain, None, None, described)
        }
        Some(Origin::Organization {
            id,
            name: title,
            target,
        }) => {
            let described = format!("organization policy `{title}` ({id}) on {target}");
            name("organization", id, Some(target), None, described)
        }
        Some(Origin::Session { number }) => {
            let described = format!("session policy {number}");
            name("session", &number.to_string(), None, None, described)
        }
        Some(Origin::Closed) | None => {
            let described = "what stands for a policy that cannot be known".to_owned();
            name("closed", "", None, None, described)
        }
    }
}

/// The statement that decided, with its place.
pub(super) fn decided_by(
    set: &PolicySet,
    policy: usize,
    statement: usize,
    entry: Option<&Entry>,
) -> DecidedBy {
    DecidedBy {
        policy: policy_name(set, policy),
        statement: statement.saturating_add(1),
        sid: entry.and_then(|entry| entry.sid.clone()),
        line: entry.map_or(0, |entry| entry.line),
        column: entry.map_or(0, |entry| entry.column),
    }
}

impl DecidedBy {
    /// In words: `statement 2 "Sid" (line 3, column 5) of …`.
    pub(super) fn described(&self) -> String {
        let Self {
            policy,
            statement,
            sid,
            line,
            column,
        } = self;
        let sid = sid
            .as_ref()
            .map(|sid| format!(" `{sid}`"))
            .unwrap_or_default();
        let place = &policy.described;
        format!("statement {statement}{sid} (line {line}, column {column}) of the {place}")
    }
}

/// Every policy of a set with its statements: all that matched, and of the others those that came closest.
pub(super) fn policies<'e>(
    set: &PolicySet,
    entries: impl Iterator<Item = &'e Entry>,
) -> Vec<PolicyTrace> {
    let mut traced: Vec<PolicyTrace> = (0..set.policies().len())
        .map(|index| PolicyTrace {
            policy: policy_name(set, index),
            statements: Vec::new(),
            omitted: 0,
        })
        .collect();
    let mut entries: Vec<&Entry> = entries.collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(closeness(entry)));
    for (rank, entry) in entries.into_iter().enumerate() {
        let Some(policy) = traced.get_mut(entry.policy) else {
            continue;
        };
        if rank < MOST_STATEMENTS {
            policy.statements.push(statement(entry));
        } else {
            policy.omitted = policy.omitted.saturating_add(1);
        }
    }
    for policy in &mut traced {
        policy.statements.sort_by_key(|known| known.statement);
    }
    traced
}

/// How far a statement matched: elements narrow a request down in their order.
pub(super) fn closeness(entry: &Entry) -> u8 {
    match entry.failed {
        Some(FailedElement::Action) => 0,
        Some(FailedElement::Resource) => 1,
        Some(FailedElement::Principal) => 2,
        Some(FailedElement::Condition) => 3,
        None => 4,
    }
}

fn statement(entry: &Entry) -> StatementTrace {
    StatementTrace {
        statement: entry.statement.saturating_add(1),
        sid: entry.sid.clone(),
        effect: match entry.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        },
        line: entry.line,
        column: entry.column,
        matched: entry.matched,
        failed: entry.failed.map(|failed| match failed {
            FailedElement::Action => "action",
            FailedElement::Resource => "resource",
            FailedElement::Principal => "principal",
            FailedElement::Condition => "condition",
        }),
        reason: entry.reason.clone(),
        conditions: entry
            .conditions
            .iter()
            .map(|condition| ConditionTrace {
                operator: condition.operator.clone(),
                key: condition.key.clone(),
                expected: condition.expected.clone(),
                actual: condition.actual.clone(),
                absent: condition.actual.is_none(),
                holds: condition.holds,
            })
            .collect(),
    }
}
