//! The one place where the verdicts of the layers become a decision, for callers of the resource's own account and for
//! others (IAM User Guide, "Policy evaluation for requests within a single account" and "Cross-account policy evaluation
//! logic"; API Gateway Developer Guide, "How API Gateway resource policies affect authorization workflow").

use crate::policy::PolicyType;
use crate::principal::{Caller, Grant};

/// What the policies of one type say about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A statement allows, and none denies.
    Allow {
        /// The strongest grant among the matching statements.
        grant: Grant,
        /// The policy's index within its type.
        policy: usize,
        /// The statement's index within the policy.
        statement: usize,
    },
    /// A statement denies.
    ExplicitDeny {
        /// The policy's index within its type.
        policy: usize,
        /// The statement's index within the policy.
        statement: usize,
    },
    /// There are policies, and none of them says anything.
    ImplicitDeny,
    /// There is no policy of this type.
    NotApplicable,
}

/// The verdicts of all layers on one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdicts {
    /// The policy of the VPC endpoint that the request came through.
    pub endpoint: Verdict,
    /// Resource control policies of the resource's account, all levels.
    pub resource_control: Verdict,
    /// Service control policies of the caller's account, all levels.
    pub service_control: Verdict,
    /// The resource's own policy.
    pub resource: Verdict,
    /// The trust policy, where the resource is a role that is being assumed.
    pub trust: Verdict,
    /// The caller's identity-based policies.
    pub identity: Verdict,
    /// The caller's permissions boundary.
    pub boundary: Verdict,
    /// The policies passed when the caller's session was made.
    pub session: Verdict,
}

impl Default for Verdicts {
    fn default() -> Self {
        Verdicts {
            endpoint: Verdict::NotApplicable,
            resource_control: Verdict::NotApplicable,
            service_control: Verdict::NotApplicable,
            resource: Verdict::NotApplicable,
            trust: Verdict::NotApplicable,
            identity: Verdict::NotApplicable,
            boundary: Verdict::NotApplicable,
            session: Verdict::NotApplicable,
        }
    }
}

/// The answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Go ahead.
    Allow,
    /// Nothing allows it.
    ImplicitDeny {
        /// The first layer that had to allow and did not.
        by: PolicyType,
    },
    /// A statement refuses it.
    ExplicitDeny {
        /// The layer of the statement.
        by: PolicyType,
        /// The policy's index within its type.
        policy: usize,
        /// The statement's index within the policy.
        statement: usize,
    },
}

impl Decision {
    /// Whether the request may go ahead.
    pub fn is_allow(&self) -> bool {
        *self == Decision::Allow
    }

    /// `Allow`, `ImplicitDeny` or `ExplicitDeny`.
    pub fn name(&self) -> &'static str {
        match self {
            Decision::Allow => "Allow",
            Decision::ImplicitDeny { .. } => "ImplicitDeny",
            Decision::ExplicitDeny { .. } => "ExplicitDeny",
        }
    }
}

/// Combines the verdicts of the layers.
///
/// Where several layers refuse, the one that is reported comes first in this order: endpoint, resource control, service
/// control, resource, trust, identity, boundary, session; explicit denies come before silence.
pub fn combine(caller: &Caller<'_>, resource_account: &str, verdicts: &Verdicts) -> Decision {
    if let Some(denied) = explicit_deny(verdicts) {
        return denied;
    }
    let gates = [
        (verdicts.endpoint, PolicyType::Endpoint),
        (verdicts.resource_control, PolicyType::ResourceControl),
        (verdicts.service_control, PolicyType::ServiceControl),
    ];
    for (verdict, by) in gates {
        if verdict == Verdict::ImplicitDeny {
            return Decision::ImplicitDeny { by };
        }
    }

    let is_trust = verdicts.trust != Verdict::NotApplicable;
    let (owner, owner_type) = if is_trust {
        (grant(verdicts.trust), PolicyType::Trust)
    } else {
        (grant(verdicts.resource), PolicyType::Resource)
    };
    let owner_silent = Decision::ImplicitDeny { by: owner_type };
    let Some(account) = caller.account() else {
        // Nobody's own policies can speak for a caller without an account.
        return if owner == Some(Grant::Direct) {
            Decision::Allow
        } else {
            owner_silent
        };
    };

    if account != resource_account {
        if owner.is_none() {
            return owner_silent;
        }
        return by_caller(caller, verdicts, true);
    }
    match owner {
        Some(Grant::Direct) => Decision::Allow,
        Some(Grant::Role | Grant::UserOfFederated) => by_caller(caller, verdicts, false),
        Some(Grant::Account) => by_caller(caller, verdicts, true),
        // Only a role's trust policy must itself allow: everywhere else the account's own policies are enough.
        None if is_trust => owner_silent,
        None => by_caller(caller, verdicts, true),
    }
}

fn explicit_deny(verdicts: &Verdicts) -> Option<Decision> {
    let layers = [
        (verdicts.endpoint, PolicyType::Endpoint),
        (verdicts.resource_control, PolicyType::ResourceControl),
        (verdicts.service_control, PolicyType::ServiceControl),
        (verdicts.resource, PolicyType::Resource),
        (verdicts.trust, PolicyType::Trust),
        (verdicts.identity, PolicyType::Identity),
        (verdicts.boundary, PolicyType::PermissionsBoundary),
        (verdicts.session, PolicyType::Session),
    ];
    layers.into_iter().find_map(|(verdict, by)| match verdict {
        Verdict::ExplicitDeny { policy, statement } => Some(Decision::ExplicitDeny {
            by,
            policy,
            statement,
        }),
        _ => None,
    })
}

fn grant(verdict: Verdict) -> Option<Grant> {
    match verdict {
        Verdict::Allow { grant, .. } => Some(grant),
        _ => None,
    }
}

/// The caller's own side: identity policies where they are needed, and what limits them.
fn by_caller(caller: &Caller<'_>, verdicts: &Verdicts, needs_identity: bool) -> Decision {
    let allows = |verdict| matches!(verdict, Verdict::Allow { .. });
    let is_root = matches!(caller, Caller::Root { .. });
    if needs_identity && !is_root && !allows(verdicts.identity) {
        return Decision::ImplicitDeny {
            by: PolicyType::Identity,
        };
    }
    if verdicts.boundary != Verdict::NotApplicable && !allows(verdicts.boundary) {
        return Decision::ImplicitDeny {
            by: PolicyType::PermissionsBoundary,
        };
    }
    // A role session without a session policy is not limited; a federated user's session is limited to nothing.
    let unlimited = verdicts.session == Verdict::NotApplicable
        && !matches!(caller, Caller::FederatedUser { .. });
    if !unlimited && !allows(verdicts.session) {
        return Decision::ImplicitDeny {
            by: PolicyType::Session,
        };
    }
    Decision::Allow
}
