//! Admission of a control-plane call: an IAM action on an ARN, judged by the same evaluator. A
//! control call needs a signature, with the exceptions that AWS documents; no endpoint policy
//! stands in its way, and resource policies only where the thing has one: a role's trust policy,
//! a private domain name's management policy. Who has a token of an OIDC issuer instead of a
//! signature may do one thing: assume a role that trusts the issuer.

use std::sync::Arc;

use portcullis_catalog::identity::Tags;
use portcullis_catalog::snapshot::{AccountEntry, Route};
use portcullis_catalog::{AccountId, Snapshot};
use portcullis_iam::{
    Caller as IamCaller, ConditionKey, Decision, Policies, Policy, PolicyType, Request, Trace,
    Value,
};

use crate::Settings;
use crate::arrival::Arrival;
use crate::context::{RequestContext, Source};
use crate::denial::AccessDenied;
use crate::outcome::Permit;
use crate::principal::Principal;
use crate::web_identity::WebIdentity;

/// One action on one resource.
#[derive(Clone, Copy)]
pub struct ControlCall<'a> {
    /// Such as `iam:CreateRole`.
    pub action: &'a str,
    /// The ARN that it is done to, or `*`.
    pub resource: &'a str,
    /// The account that owns the resource.
    pub resource_account: &'a str,
    /// The unique id of the role whose trust policy must allow, where a role is assumed.
    pub trusted_by: Option<&'a str>,
    /// The resource's own policy, where it has one.
    pub resource_policy: Option<&'a Arc<Policy>>,
    /// The tags that the call brings (`aws:RequestTag`).
    pub request_tags: Option<&'a Tags>,
    /// The tags that the resource has (`aws:ResourceTag`).
    pub resource_tags: Option<&'a Tags>,
    /// Keys of the operation, such as `sts:ExternalId`.
    pub operation: &'a [(ConditionKey, Value<'a>)],
}

/// The subject of a control permit: proof that every action of one call was admitted.
pub struct Controlled(());

impl Permit<Controlled> {
    /// The permit of the one run of a method that a test invocation asks for. Who may have a method
    /// tested is what the control call was judged by; no caller of the API is.
    pub fn to_test(self, route: Route<'_>) -> Permit<Route<'_>> {
        Permit::grant(route)
    }
}

/// Decides a control-plane call: every action must be allowed.
///
/// # Errors
/// With what the first refused action lacks.
pub fn admit_control<T: Trace>(
    settings: &Settings,
    world: &Snapshot,
    arrival: &Arrival<'_>,
    principal: &Principal,
    calls: &[ControlCall<'_>],
    trace: &mut T,
) -> Result<Permit<Controlled>, AccessDenied> {
    for call in calls {
        let decision = decide(settings, world, arrival, principal, call, trace);
        refuse_unless_allowed(decision, principal.arn(), call)?;
    }
    Ok(Permit::grant(Controlled(())))
}

/// Decides a call of somebody whom an OIDC issuer vouches for: the trust policy of the role has to
/// allow every action, and nothing else is asked.
///
/// # Errors
/// With what the first refused action lacks.
pub fn admit_web_identity<T: Trace>(
    settings: &Settings,
    world: &Snapshot,
    arrival: &Arrival<'_>,
    identity: &WebIdentity,
    calls: &[ControlCall<'_>],
    trace: &mut T,
) -> Result<Permit<Controlled>, AccessDenied> {
    let provider = identity.federation().provider.as_str();
    let caller = IamCaller::Federated { provider };
    for call in calls {
        let owner = owner_of(world, call);
        let context = RequestContext {
            supposed: None,
            principal: None,
            web_identity: Some(identity),
            organization: None,
            source: Source::Address(arrival.peer),
            secure: arrival.secure,
            now: arrival.now.unix(),
            headers: arrival.headers,
            region: &settings.domain.region,
            resource_account: call.resource_account,
            resource_organization: owner.and_then(|owner| owner.organization.as_ref()),
            resource_tags: call.resource_tags,
            request_tags: call.request_tags,
            operation: call.operation,
        };
        let request = Request {
            caller: &caller,
            action: call.action,
            resource: call.resource,
            resource_account: call.resource_account,
            has_boundary: false,
            context: &context,
        };
        let role = call.trusted_by.and_then(|id| world.identity_by_id(id));
        let trust = role.map(|role| role.trust.policies()).unwrap_or_default();
        let policies = Policies {
            trust,
            resource_control: owner.map_or(&[], |owner| owner.resource_control.as_slice()),
            resource_control_applies: resource_control_applies(call),
            ..Policies::default()
        };
        // Without a trust policy there is no verdict on the trust, and so no Allow.
        let decision = portcullis_iam::evaluate(&policies, &request, trace);
        refuse_unless_allowed(decision, provider, call)?;
    }
    Ok(Permit::grant(Controlled(())))
}

/// The account that owns the resource, where it is known.
fn owner_of<'w>(world: &'w Snapshot, call: &ControlCall<'_>) -> Option<&'w AccountEntry> {
    world.account(AccountId::parse(call.resource_account).ok()?)
}

/// Of the services here, resource control policies reach STS alone (AWS Organizations User Guide, "Resource control
/// policies", the list of services).
fn resource_control_applies(call: &ControlCall<'_>) -> bool {
    call.action.starts_with("sts:")
}

fn refuse_unless_allowed(
    decision: Decision,
    who: &str,
    call: &ControlCall<'_>,
) -> Result<(), AccessDenied> {
    let (by, explicit) = match decision {
        Decision::Allow => return Ok(()),
        Decision::ImplicitDeny { by } => (by, false),
        Decision::ExplicitDeny { by, .. } => (by, true),
    };
    Err(AccessDenied {
        who: who.to_owned(),
        action: call.action.to_owned(),
        resource: call.resource.to_owned(),
        by,
        explicit,
    })
}

fn decide<T: Trace>(
    settings: &Settings,
    world: &Snapshot,
    arrival: &Arrival<'_>,
    principal: &Principal,
    call: &ControlCall<'_>,
    trace: &mut T,
) -> Decision {
    let identity = &*principal.identity;
    let account = world.account(identity.account);
    let owner = owner_of(world, call);
    let context = RequestContext {
        supposed: None,
        principal: Some(principal),
        web_identity: None,
        organization: account.and_then(|account| account.organization.as_ref()),
        source: Source::Address(arrival.peer),
        secure: arrival.secure,
        now: arrival.now.unix(),
        headers: arrival.headers,
        region: &settings.domain.region,
        resource_account: call.resource_account,
        resource_organization: owner.and_then(|owner| owner.organization.as_ref()),
        resource_tags: call.resource_tags,
        request_tags: call.request_tags,
        operation: call.operation,
    };
    let caller: IamCaller<'_> = principal.as_iam();
    let request = Request {
        caller: &caller,
        action: call.action,
        resource: call.resource,
        resource_account: call.resource_account,
        has_boundary: !identity.boundary.is_empty(),
        context: &context,
    };
    let session = principal
        .session
        .as_ref()
        .map(|session| session.policies.policies());
    let role = call.trusted_by.map(|id| world.identity_by_id(id));
    let trust = role.flatten().map(|role| role.trust.policies());
    let policies = Policies {
        identity: identity.policies.policies(),
        boundary: identity.boundary.policies(),
        session: session.unwrap_or_default(),
        resource: call.resource_policy.map_or(&[], std::slice::from_ref),
        trust: trust.unwrap_or_default(),
        service_control: account.map_or(&[], |account| account.service_control.as_slice()),
        resource_control: owner.map_or(&[], |owner| owner.resource_control.as_slice()),
        resource_control_applies: resource_control_applies(call),
        ..Policies::default()
    };
    let decision = portcullis_iam::evaluate(&policies, &request, trace);
    match (role, decision) {
        // A role that is not there trusts nobody, and looks like one that is there and does not
        // trust: what comes before the trust policy refuses first in both cases.
        (Some(None), Decision::Allow) => Decision::ImplicitDeny {
            by: PolicyType::Trust,
        },
        (Some(None), Decision::ImplicitDeny { by }) if by != PolicyType::ServiceControl => {
            Decision::ImplicitDeny {
                by: PolicyType::Trust,
            }
        }
        (_, decision) => decision,
    }
}
