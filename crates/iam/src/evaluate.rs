//! The evaluator. `judge` asks the policies of one type, `gather` asks all types, `evaluate` combines the answers. One
//! function does the deciding and the explaining, chosen by its [`Trace`].

use std::sync::Arc;

use crate::combine::{Decision, Verdict, Verdicts, combine};
use crate::key::Context;
use crate::policy::{Policy, PolicyType};
use crate::principal::Caller;
use crate::trace::Trace;

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
    let _ = (policies, request, trace);
    Verdicts::default()
}

/// Asks the policies of one type.
pub fn judge<T: Trace>(
    policy_type: PolicyType,
    policies: &[Arc<Policy>],
    request: &Request<'_>,
    trace: &mut T,
) -> Verdict {
    let _ = (policy_type, policies, request, trace);
    Verdict::NotApplicable
}
