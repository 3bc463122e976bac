//! One action on one resource, put to the evaluator, and what of its answer the simulator's callers are
//! shown. It decides nothing: the evaluator does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portcullis_iam::{
    Arn, At, Caller, ConditionKey, Context, Decision, Effect, Mismatch, Outcome, Policies, Policy,
    PolicyType, Request, Statement, Trace, Verdict, combine, gather,
};
use portcullis_wire::{Fault, iam};

use super::context::SimulatedContext;
use super::invalid;
use super::source::{SimulatedCaller, Sources};

/// What the statements of policies are called in answers, as recorded from AWS.
const IAM_POLICY: &str = "IAM Policy";
const RESOURCE_POLICY: &str = "Resource Policy";

/// What is asked, but for the action and the resource.
pub(super) struct Question<'a> {
    pub(super) sources: &'a Sources,
    pub(super) caller: Option<&'a SimulatedCaller>,
    pub(super) context: &'a SimulatedContext,
    pub(super) resource_policy: Option<&'a str>,
    /// The account of resources whose ARNs name none.
    pub(super) owner: Option<&'a str>,
    /// The condition keys as the policies write them.
    pub(super) names: Vec<String>,
}

/// What was found.
pub(super) struct Finding {
    pub(super) decision: iam::PolicyEvaluationDecisionType,
    pub(super) matched: Vec<iam::Statement>,
    pub(super) missing: BTreeSet<String>,
    /// Whether the organisation allows; `None` outside one.
    pub(super) organizations: Option<bool>,
    /// Whether the permissions boundary allows; `None` without one.
    pub(super) boundary: Option<bool>,
    /// What each side said, where two accounts are concerned.
    pub(super) details: BTreeMap<String, iam::PolicyEvaluationDecisionType>,
}

impl Question<'_> {
    pub(super) fn ask(&self, action: &str, resource: &str) -> Result<Finding, Fault> {
        let nobody = Caller::User {
            account: "",
            arn: "",
            name: "",
            id: "",
        };
        let caller = self.caller.map_or(nobody, SimulatedCaller::as_iam);
        let account = caller.account().unwrap_or_default();
        let owner = Arn::parse(resource)
            .map(|arn| arn.account)
            .filter(|account| !account.is_empty())
            .or(self.owner)
            .unwrap_or(account);
        let attached = match self.resource_policy {
            Some(document) => vec![resource_policy(document, action, resource)?],
            None => Vec::new(),
        };
        // Without the resource's own policy only the caller's side is simulated, whoever owns it.
        let owner = if attached.is_empty() { account } else { owner };
        let is_trust = attached
            .first()
            .is_some_and(|policy| policy.policy_type() == PolicyType::Trust);
        let (trust, of_resource) = if is_trust {
            (attached.as_slice(), [].as_slice())
        } else {
            ([].as_slice(), attached.as_slice())
        };
        let policies = Policies {
            identity: &self.sources.identity,
            boundary: &self.sources.boundary,
            service_control: &self.sources.service_control,
            resource: of_resource,
            trust,
            ..Policies::default()
        };
        let request = Request {
            caller: &caller,
            action,
            resource,
            resource_account: owner,
            has_boundary: false,
            context: self.context,
        };
        let mut seen = Seen::default();
        let verdicts = gather(&policies, &request, &mut seen);
        let decision = combine(&caller, owner, &verdicts);
        let of_owner = if is_trust {
            verdicts.trust
        } else {
            verdicts.resource
        };
        let mut details = BTreeMap::new();
        if owner != account {
            details.insert(IAM_POLICY.to_owned(), of_verdict(verdicts.identity));
            details.insert(RESOURCE_POLICY.to_owned(), of_verdict(of_owner));
        }
        Ok(Finding {
            matched: self.matched(decision, &seen, &attached),
            missing: self.missing(&seen),
            organizations: self
                .sources
                .in_organization
                .then(|| is_open(verdicts.service_control)),
            boundary: (!self.sources.boundary.is_empty()).then(|| is_open(verdicts.boundary)),
            decision: of_decision(decision),
            details,
        })
    }

    /// The statements that the decision rests on, of identity and resource policies only (IAM API
    /// Reference, "EvaluationResult").
    fn matched(
        &self,
        decision: Decision,
        seen: &Seen,
        attached: &[Arc<Policy>],
    ) -> Vec<iam::Statement> {
        let effect = match decision {
            Decision::Allow => Effect::Allow,
            Decision::ExplicitDeny { .. } => Effect::Deny,
            Decision::ImplicitDeny { .. } => return Vec::new(),
        };
        let mut matched = Vec::new();
        for (at, found) in &seen.matched {
            if *found != effect {
                continue;
            }
            let (policy, id, kind) = match at.policy_type {
                PolicyType::Identity => (
                    self.sources.identity.get(at.policy),
                    self.sources.ids.get(at.policy).cloned(),
                    IAM_POLICY,
                ),
                PolicyType::Resource | PolicyType::Trust => (
                    attached.get(at.policy),
                    Some("ResourcePolicy".to_owned()),
                    RESOURCE_POLICY,
                ),
                _ => continue,
            };
            let Some(policy) = policy else { continue };
            let Some(statement) = policy.statement(at.statement) else {
                continue;
            };
            let span = statement.span();
            matched.push(iam::Statement {
                source_policy_id: id,
                source_policy_type: Some(kind.to_owned()),
                // Each place is that after the brace, as recorded from AWS.
                start_position: Some(position((span.line, span.column.saturating_add(1)))),
                end_position: Some(position(policy.end(statement))),
            });
        }
        matched
    }

    /// The keys that would have been needed and that nothing gave, as the policies write them.
    fn missing(&self, seen: &Seen) -> BTreeSet<String> {
        let asked = self.context.take_missed();
        let named = seen.keys.iter().map(|name| ConditionKey::parse(name));
        let wanted = named.filter(|key| !self.context.has(key)).chain(asked);
        // What only a boundary or an organisation asks about is not shown.
        let written = |key: ConditionKey| {
            let mut names = self.names.iter();
            names.find(|name| ConditionKey::parse(name) == key).cloned()
        };
        wanted.filter_map(written).collect()
    }
}

/// Keeps the statements that matched, and the condition keys of those that matched but for their
/// conditions.
#[derive(Default)]
struct Seen {
    matched: Vec<(At, Effect)>,
    keys: BTreeSet<String>,
}

impl Trace for Seen {
    const RECORDS: bool = true;

    fn statement(
        &mut self,
        at: At,
        _: &Policy,
        statement: &Statement,
        _: &dyn Context,
        outcome: Outcome<'_>,
    ) {
        let reported = !matches!(
            at.policy_type,
            PolicyType::ServiceControl | PolicyType::ResourceControl
        );
        let reached = match outcome {
            Outcome::Matched(_) => {
                self.matched.push((at, statement.effect()));
                true
            }
            Outcome::Failed(Mismatch::Condition { .. }) => true,
            Outcome::Failed(_) => false,
        };
        if reached && reported {
            self.keys
                .extend(statement.condition_keys().map(str::to_owned));
        }
    }

    fn verdict(&mut self, _: PolicyType, _: Verdict) {}
}

/// The policy of the resource: a role that is assumed has a trust policy.
fn resource_policy(document: &str, action: &str, resource: &str) -> Result<Arc<Policy>, Fault> {
    let arn = Arn::parse(resource);
    let is_sts = action
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("sts:"));
    let is_role = arn.is_some_and(|arn| arn.service == "iam" && arn.resource.starts_with("role/"));
    let policy = match arn {
        _ if is_sts && is_role => Policy::compile(document, PolicyType::Trust),
        Some(arn) if arn.service == "execute-api" => {
            let api = resource.split('/').next().unwrap_or(resource);
            Policy::compile_for_api(document, api)
        }
        _ => Policy::compile(document, PolicyType::Resource),
    };
    policy
        .map(Arc::new)
        .map_err(|malformed| invalid(malformed.message()))
}

fn is_open(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Allow { .. } | Verdict::NotApplicable)
}

fn of_verdict(verdict: Verdict) -> iam::PolicyEvaluationDecisionType {
    match verdict {
        Verdict::Allow { .. } => iam::PolicyEvaluationDecisionType::Allowed,
        Verdict::ExplicitDeny { .. } => iam::PolicyEvaluationDecisionType::ExplicitDeny,
        Verdict::ImplicitDeny | Verdict::NotApplicable => {
            iam::PolicyEvaluationDecisionType::ImplicitDeny
        }
    }
}

fn of_decision(decision: Decision) -> iam::PolicyEvaluationDecisionType {
    match decision {
        Decision::Allow => iam::PolicyEvaluationDecisionType::Allowed,
        Decision::ImplicitDeny { .. } => iam::PolicyEvaluationDecisionType::ImplicitDeny,
        Decision::ExplicitDeny { .. } => iam::PolicyEvaluationDecisionType::ExplicitDeny,
    }
}

fn position((line, column): (u32, u32)) -> iam::Position {
    iam::Position {
        line: i32::try_from(line).ok(),
        column: i32::try_from(column).ok(),
    }
}
