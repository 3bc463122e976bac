//! The evaluator. `judge` asks the policies of one type, `gather` asks all types, `evaluate` combines the answers. One
//! function does the deciding and the explaining, chosen by its [`Trace`].

use std::cell::OnceCell;
use std::sync::Arc;

use crate::action::LowerCase;
use crate::combine::{Decision, Verdict, Verdicts, combine};
use crate::index::Look;
use crate::key::Context;
use crate::policy::{Effect, Policy, PolicyType, Statement, Unmet};
use crate::principal::{Caller, Grant};
use crate::trace::{At, Had, Mismatch, Outcome, Trace};

/// One question: may this caller do this to that?
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Who asks.
    pub caller: &'a Caller<'a>,
    /// Such as `execute-api:Invoke`; compared ignoring case.
    pub action: &'a str,
    /// The resource's ARN, or `*` for an action without one.
    pub resource: &'a str,
    /// The account that owns the resource.
    pub resource_account: &'a str,
    /// Whether the caller has a permissions boundary: `NotPrincipal` with Deny then always fires (IAM User Guide,
    /// "NotPrincipal"). [`evaluate`] finds this out itself.
    pub has_boundary: bool,
    /// What else is known.
    pub context: &'a dyn Context,
}

/// All the policies that may apply to a request. An empty list means that there is no policy of that type.
#[derive(Debug, Clone, Copy, Default)]
pub struct Policies<'a> {
    /// The caller's identity-based policies.
    pub identity: &'a [Arc<Policy>],
    /// The caller's permissions boundary.
    pub boundary: &'a [Arc<Policy>],
    /// The policies passed with the caller's session.
    pub session: &'a [Arc<Policy>],
    /// The resource's policy.
    pub resource: &'a [Arc<Policy>],
    /// The trust policy of the role that is being assumed.
    pub trust: &'a [Arc<Policy>],
    /// The policy of the VPC endpoint that the request came through.
    pub endpoint: &'a [Arc<Policy>],
    /// The service control policies of the caller's account, level by level from the organization's root. Empty for an
    /// account outside an organization and for the management account.
    pub service_control: &'a [Vec<Arc<Policy>>],
    /// The resource control policies of the resource's account, likewise.
    pub resource_control: &'a [Vec<Arc<Policy>>],
    /// Whether resource control policies reach this service. AWS does not apply them to `execute-api`.
    pub resource_control_applies: bool,
}

/// Decides a request.
pub fn evaluate<T: Trace>(
    policies: &Policies<'_>,
    request: &Request<'_>,
    trace: &mut T,
) -> Decision {
    let verdicts = gather(policies, request, trace);
    combine(request.caller, request.resource_account, &verdicts)
}

/// Asks every layer.
pub fn gather<T: Trace>(policies: &Policies<'_>, request: &Request<'_>, trace: &mut T) -> Verdicts {
    let request = Request {
        has_boundary: request.has_boundary || !policies.boundary.is_empty(),
        ..*request
    };
    let question = Question::new(&request);
    let mut ask = |policy_type, policies: &[Arc<Policy>]| {
        let verdict = question.judge(policy_type, policies, trace);
        trace.verdict(policy_type, verdict);
        verdict
    };
    let endpoint = ask(PolicyType::Endpoint, policies.endpoint);
    let resource = ask(PolicyType::Resource, policies.resource);
    let trust = ask(PolicyType::Trust, policies.trust);
    let identity = ask(PolicyType::Identity, policies.identity);
    let boundary = ask(PolicyType::PermissionsBoundary, policies.boundary);
    let session = ask(PolicyType::Session, policies.session);

    // Organization policies do not bind service-linked roles, and service control policies bind principals only.
    let caller = request.caller;
    let resource_control = if policies.resource_control_applies && !caller.is_service_linked() {
        policies.resource_control
    } else {
        &[]
    };
    let service_control = if caller.account().is_some() && !caller.is_service_linked() {
        policies.service_control
    } else {
        &[]
    };
    let mut ask_levels = |policy_type, levels| {
        let verdict = question.judge_levels(policy_type, levels, trace);
        trace.verdict(policy_type, verdict);
        verdict
    };
    Verdicts {
        endpoint,
        resource_control: ask_levels(PolicyType::ResourceControl, resource_control),
        service_control: ask_levels(PolicyType::ServiceControl, service_control),
        resource,
        trust,
        identity,
        boundary,
        session,
    }
}

/// Asks the policies of one type.
pub fn judge<T: Trace>(
    policy_type: PolicyType,
    policies: &[Arc<Policy>],
    request: &Request<'_>,
    trace: &mut T,
) -> Verdict {
    let verdict = Question::new(request).judge(policy_type, policies, trace);
    trace.verdict(policy_type, verdict);
    verdict
}

/// A request, prepared to be compared with many statements.
struct Question<'r> {
    request: &'r Request<'r>,
    action: LowerCase<'r>,
    look: OnceCell<Look>,
}

impl<'r> Question<'r> {
    fn new(request: &'r Request<'r>) -> Question<'r> {
        Question {
            request,
            action: LowerCase::of(request.action),
            look: OnceCell::new(),
        }
    }

    fn judge<T: Trace>(
        &self,
        policy_type: PolicyType,
        policies: &[Arc<Policy>],
        trace: &mut T,
    ) -> Verdict {
        if policies.is_empty() {
            return Verdict::NotApplicable;
        }
        let first = At {
            policy_type,
            level: 0,
            policy: 0,
            statement: 0,
        };
        self.judge_from(first, policies, trace)
    }

    /// Every level has to allow (AWS Organizations User Guide, "SCP evaluation").
    fn judge_levels<T: Trace>(
        &self,
        policy_type: PolicyType,
        levels: &[Vec<Arc<Policy>>],
        trace: &mut T,
    ) -> Verdict {
        let mut all = Verdict::NotApplicable;
        let mut policy = 0;
        for (level, policies) in levels.iter().enumerate() {
            let first = At {
                policy_type,
                level,
                policy,
                statement: 0,
            };
            let verdict = self.judge_from(first, policies, trace);
            policy += policies.len();
            all = match (all, verdict) {
                (Verdict::ExplicitDeny { .. }, _) => all,
                (_, Verdict::ExplicitDeny { .. }) => verdict,
                (Verdict::ImplicitDeny, _) => all,
                _ => verdict,
            };
        }
        all
    }

    fn judge_from<T: Trace>(&self, first: At, policies: &[Arc<Policy>], trace: &mut T) -> Verdict {
        let action = self.action.as_str();
        let mut denied = None;
        let mut allowed: Option<(Grant, usize, usize)> = None;
        for (offset, policy) in policies.iter().enumerate() {
            let at = At {
                policy: first.policy + offset,
                ..first
            };
            for (index, statement) in policy.statements().iter().enumerate() {
                if !T::RECORDS && self.can_skip(policy, index, statement, allowed) {
                    continue;
                }
                let at = At {
                    statement: index,
                    ..at
                };
                let met = self.meets(action, statement);
                if T::RECORDS {
                    let context = self.request.context;
                    trace.statement(at, policy, statement, context, self.outcome(met));
                }
                let Ok(grant) = met else { continue };
                match statement.effect() {
                    Effect::Deny if denied.is_none() => {
                        denied = Some(Verdict::ExplicitDeny {
                            policy: at.policy,
                            statement: at.statement,
                        });
                    }
                    Effect::Allow if allowed.is_none_or(|(strongest, ..)| grant > strongest) => {
                        allowed = Some((grant, at.policy, at.statement));
                    }
                    _ => {}
                }
                if let (false, Some(denied)) = (T::RECORDS, denied) {
                    return denied;
                }
            }
        }
        match (denied, allowed) {
            (Some(denied), _) => denied,
            (None, Some((grant, policy, statement))) => Verdict::Allow {
                grant,
                policy,
                statement,
            },
            (None, None) => Verdict::ImplicitDeny,
        }
    }

    /// Whether a statement cannot change the verdict: the index rules it out, or everything is granted already.
    #[inline]
    fn can_skip(
        &self,
        policy: &Policy,
        index: usize,
        statement: &Statement,
        allowed: Option<(Grant, usize, usize)>,
    ) -> bool {
        if let Some(gate) = policy.gates().get(index) {
            let look = self
                .look
                .get_or_init(|| Look::new(self.action.as_str(), self.request.resource));
            if !gate.lets_through(look) {
                return true;
            }
        }
        statement.effect() == Effect::Allow && matches!(allowed, Some((Grant::Direct, ..)))
    }

    #[inline]
    fn meets<'s>(&self, action: &str, statement: &'s Statement) -> Result<Grant, Unmet<'s>> {
        let request = self.request;
        statement.meets(
            action,
            request.resource,
            request.caller,
            request.has_boundary,
            request.context,
        )
    }

    /// The same answer, told.
    fn outcome<'s>(&'s self, met: Result<Grant, Unmet<'s>>) -> Outcome<'s> {
        let request = self.request;
        Outcome::Failed(match met {
            Ok(grant) => return Outcome::Matched(grant),
            Err(Unmet::Action) => Mismatch::Action {
                requested: request.action,
            },
            Err(Unmet::Resource) => Mismatch::Resource {
                requested: request.resource,
            },
            Err(Unmet::Principal) => Mismatch::Principal {
                caller: request.caller.arn(),
            },
            Err(Unmet::Condition(condition)) => Mismatch::Condition {
                operator: &condition.operator_text,
                key: &condition.key_text,
                had: Had::of(&condition.key, request.context),
                wanted: &condition.wanted,
            },
        })
    }
}
