//! The four layers in order, and API Gateway's tables: within an account either side's Allow is
//! enough, across accounts both must allow (API Gateway Developer Guide, "How API Gateway
//! resource policies affect authorization workflow"). Combining is done in one place, in
//! `iam::combine`; this file decides which layers are asked, and when a request needs none.

use portcullis_catalog::Snapshot;
use portcullis_catalog::api::{Authorization, EndpointType};
use portcullis_catalog::snapshot::{EndpointEntry, Miss, Route, Standing, Via};
use portcullis_iam::{
    Caller as IamCaller, ConditionKey, Decision, MethodArn, PolicyType, Request, Subject, Trace,
    Value, Verdict, Verdicts,
};

use crate::api_key;
use crate::arrival::Arrival;
use crate::caller::Caller;
use crate::context::{RequestContext, Source};
use crate::denial::{AccessDenied, Denial, Layer, Reason, masked};
use crate::principal::{Principal, Rejection};
use crate::{
    Settings, layer1_security_group, layer2_endpoint_policy, layer3_resource_policy,
    layer4_identity,
};

/// API Gateway refuses a longer method ARN with 414 (Amazon API Gateway quotas).
const MAX_ARN: usize = 1_600;

/// The key that holds the ARN of the private custom domain name that a call came by.
const VIA_DOMAIN: &str = "execute-api:viaDomainArn";

/// The action of every call of an API.
pub const INVOKE: &str = "execute-api:Invoke";

/// The proof that a request was admitted, for one use: sending it on, or committing what it asks.
/// Only this crate makes one.
#[must_use = "a permit that is not used means that an admitted request goes nowhere"]
pub struct Permit<S> {
    subject: S,
}

impl<S> Permit<S> {
    pub(crate) fn grant(subject: S) -> Self {
        Self { subject }
    }

    /// What was admitted.
    pub fn subject(&self) -> &S {
        &self.subject
    }
}

/// Decides a call of an API: the layers in order, the first refusal is the answer. With a trace
/// that records, every layer is asked all the same, and the answer stays that of the first.
///
/// `arn` is a buffer; it is left holding the ARN of the method.
///
/// # Errors
/// With the first refusal.
pub fn admit<'w, T: Trace>(
    settings: &Settings,
    world: &'w Snapshot,
    arrival: &Arrival<'_>,
    routed: Result<Route<'w>, Miss<'w>>,
    caller: &Caller,
    arn: &mut String,
    trace: &mut T,
) -> Result<Permit<Route<'w>>, Denial> {
    arn.clear();
    let mut first = First::default();

    if !layer1_security_group::judge(world, arrival.via, arrival.peer).passes() {
        first.refuse::<T>(Layer::SecurityGroup, Reason::Dropped)?;
    }
    let route = match routed {
        Ok(route) => route,
        Err(miss) => return Err(first.or(Layer::Addressing, unrouted(miss, caller))),
    };
    // Nothing in a closed account serves anybody.
    let owner = world.account(route.api.account);
    if owner.is_some_and(|owner| owner.closed) {
        return Err(first.or(Layer::Addressing, Reason::Forbidden));
    }
    MethodArn {
        partition: "aws",
        region: &settings.domain.region,
        account: route.api.account.as_str(),
        api: &route.api.id,
        stage: &route.stage.name,
        verb: arrival.method,
        path: route.path,
    }
    .write_to(arn);
    let private = route.api.endpoint_type == EndpointType::Private;
    let authorization = route.method.authorization;
    if arn.len() > MAX_ARN && (private || authorization != Authorization::None) {
        first.refuse::<T>(Layer::Addressing, Reason::UriTooLong)?;
    }

    // An invalid signature is refused before any policy is asked: behind an endpoint on every
    // method, elsewhere where the method asks for one.
    let principal = match caller {
        Caller::Signed(principal) => Some(principal),
        Caller::Anonymous => None,
        Caller::Rejected(rejection) => {
            let signed = !matches!(rejection, Rejection::NotASignature(_));
            if authorization == Authorization::AwsIam || (private && signed) {
                first.refuse::<T>(Layer::Identity, rejection.into())?;
            }
            None
        }
    };

    let account = principal.and_then(|principal| world.account(principal.identity.account));
    let by_private_domain = route.via_domain.filter(|via| via.domain.private);
    let domain_arn = by_private_domain.map(|via| via.domain.arn(&settings.domain.region));
    let via_domain: Vec<(ConditionKey, Value<'_>)> = domain_arn
        .iter()
        .map(|arn| (ConditionKey::parse(VIA_DOMAIN), Value::Str(arn)))
        .collect();
    let question = Question {
        settings,
        world,
        arrival,
        route,
        arn,
        operation: &via_domain,
        organization: account.and_then(|account| account.organization.as_ref()),
        resource_organization: owner.and_then(|owner| owner.organization.as_ref()),
    };
    let endpoint = match arrival.via {
        Via::Endpoint(id) => world.endpoint(id),
        Via::AwsEndpoint(_) | Via::Public => None,
    };
    let mut verdicts = Verdicts {
        endpoint: question.ask(principal, endpoint, |request| {
            layer2_endpoint_policy::judge(endpoint, request, trace)
        }),
        ..Verdicts::default()
    };
    if !matches!(
        verdicts.endpoint,
        Verdict::Allow { .. } | Verdict::NotApplicable
    ) {
        let explicit = matches!(verdicts.endpoint, Verdict::ExplicitDeny { .. });
        let reason = question.denied(principal, PolicyType::Endpoint, explicit);
        first.refuse::<T>(Layer::EndpointPolicy, reason)?;
    }

    // The private name is a resource of its own beside the API: the endpoint's policy and its own
    // must both allow it to everybody, whatever the method asks (API Gateway Developer Guide, "Custom
    // domain names for private APIs").
    if let (Some(via), Some(arn)) = (by_private_domain, &domain_arn) {
        let question = Question { arn, ..question };
        trace.turn_to(Subject::DomainName);
        let own = principal.map_or_else(Verdicts::default, |principal| {
            question.ask(Some(principal), endpoint, |request| {
                layer4_identity::judge(principal, account, request, trace)
            })
        });
        let of_endpoint = question.ask(principal, endpoint, |request| {
            layer2_endpoint_policy::judge(endpoint, request, trace)
        });
        let of_domain = question.ask(principal, endpoint, |request| {
            let policies = via.domain.policy.policies();
            portcullis_iam::judge(PolicyType::Resource, policies, request, trace)
        });
        trace.turn_to(Subject::Main);
        let on_domain = Verdicts {
            endpoint: of_endpoint,
            resource: of_domain,
            ..own
        };
        let iam_caller = principal.map_or(IamCaller::Anonymous, Principal::as_iam);
        let own_account = via.domain.account.as_str();
        let denied = match portcullis_iam::combine(&iam_caller, own_account, &on_domain) {
            Decision::ExplicitDeny { by, .. } => Some((by, true)),
            _ if !matches!(of_endpoint, Verdict::Allow { .. }) => {
                Some((PolicyType::Endpoint, false))
            }
            _ if !matches!(of_domain, Verdict::Allow { .. }) => Some((PolicyType::Resource, false)),
            _ => None,
        };
        if let Some((by, explicit)) = denied {
            let reason = question.denied(principal, by, explicit);
            first.refuse::<T>(Layer::of(by), reason)?;
        }
    }

    let signed = match authorization {
        Authorization::AwsIam => {
            if principal.is_none() && !matches!(caller, Caller::Rejected(_)) {
                first.refuse::<T>(Layer::Identity, Reason::MissingAuthenticationToken)?;
            }
            principal
        }
        // Nobody authenticates for these methods: to the resource policy the caller is anonymous.
        Authorization::None => None,
        Authorization::Custom | Authorization::CognitoUserPools | Authorization::Jwt => {
            first.refuse::<T>(Layer::Identity, Reason::AuthorizerUnavailable)?;
            None
        }
    };
    verdicts.resource = question.ask(signed, endpoint, |request| {
        layer3_resource_policy::judge(&route.stage.deployed, request, trace)
    });
    if let Some(principal) = signed {
        let own = question.ask(signed, endpoint, |request| {
            layer4_identity::judge(principal, account, request, trace)
        });
        verdicts = Verdicts {
            endpoint: verdicts.endpoint,
            resource: verdicts.resource,
            ..own
        };
    }

    let decision = if private && verdicts.resource == Verdict::NotApplicable {
        // A private API without a resource policy lets nobody in.
        Decision::ImplicitDeny {
            by: PolicyType::Resource,
        }
    } else if signed.is_none() && verdicts.resource == Verdict::NotApplicable {
        // An open method of an API without a resource policy is open; one that asks for a
        // signature was refused above.
        Decision::Allow
    } else {
        let iam_caller = signed.map_or(IamCaller::Anonymous, Principal::as_iam);
        portcullis_iam::combine(&iam_caller, route.api.account.as_str(), &verdicts)
    };
    let (by, explicit) = match decision {
        Decision::Allow => {
            // Asked last: a key meters a caller that may call.
            if let Err(fault) = api_key::metered(world, route, arrival) {
                first.refuse::<T>(Layer::Identity, Reason::InvalidApiKey(fault))?;
            }
            return match first.into_denial() {
                None => Ok(Permit::grant(route)),
                Some(denial) => Err(denial),
            };
        }
        Decision::ImplicitDeny { by } => (by, false),
        Decision::ExplicitDeny { by, .. } => (by, true),
    };
    Err(first.or(Layer::of(by), question.denied(signed, by, explicit)))
}

/// The first refusal. Where nothing is recorded it ends the judging; otherwise the layers after
/// it are asked too, for the explanation.
#[derive(Default)]
struct First(Option<Denial>);

impl First {
    fn refuse<T: Trace>(&mut self, layer: Layer, reason: Reason) -> Result<(), Denial> {
        let denial = Denial { layer, reason };
        if !T::RECORDS {
            return Err(denial);
        }
        self.0.get_or_insert(denial);
        Ok(())
    }

    fn or(self, layer: Layer, reason: Reason) -> Denial {
        self.0.unwrap_or(Denial { layer, reason })
    }

    fn into_denial(self) -> Option<Denial> {
        self.0
    }
}

/// One call of one method, ready to be put to the policies.
#[derive(Clone, Copy)]
struct Question<'a, 'w> {
    settings: &'a Settings,
    world: &'w Snapshot,
    arrival: &'a Arrival<'a>,
    route: Route<'w>,
    arn: &'a str,
    operation: &'a [(ConditionKey, Value<'a>)],
    /// The place of the caller's account, wherever the caller is asked about.
    organization: Option<&'w Standing>,
    resource_organization: Option<&'w Standing>,
}

impl Question<'_, '_> {
    fn ask<R>(
        &self,
        principal: Option<&Principal>,
        endpoint: Option<&EndpointEntry>,
        judge: impl FnOnce(&Request<'_>) -> R,
    ) -> R {
        let (world, arrival, api) = (self.world, self.arrival, self.route.api);
        let source = match (endpoint, arrival.via) {
            (Some(endpoint), _) => Source::Endpoint {
                id: &endpoint.id,
                vpc: Some(&endpoint.vpc),
                address: layer1_security_group::vpc_address(world, endpoint, arrival.peer),
            },
            (None, Via::AwsEndpoint(id)) => Source::Endpoint {
                id,
                vpc: None,
                address: arrival.peer,
            },
            (None, _) => Source::Address(arrival.peer),
        };
        let context = RequestContext {
            principal,
            web_identity: None,
            organization: self.organization.filter(|_| principal.is_some()),
            source,
            secure: arrival.secure,
            now: arrival.now.unix(),
            headers: arrival.headers,
            region: &self.settings.domain.region,
            resource_account: api.account.as_str(),
            resource_organization: self.resource_organization,
            resource_tags: self.settings.resource_tags.then_some(&api.tags),
            request_tags: None,
            operation: self.operation,
            supposed: arrival.supposed,
        };
        judge(&Request {
            caller: &principal.map_or(IamCaller::Anonymous, Principal::as_iam),
            action: INVOKE,
            resource: self.arn,
            resource_account: api.account.as_str(),
            has_boundary: principal.is_some_and(|it| !it.identity.boundary.is_empty()),
            context: &context,
        })
    }

    fn denied(&self, principal: Option<&Principal>, by: PolicyType, explicit: bool) -> Reason {
        Reason::AccessDenied(Box::new(AccessDenied {
            who: principal.map_or("anonymous", Principal::arn).to_owned(),
            action: INVOKE.to_owned(),
            resource: masked(self.arn),
            by,
            explicit,
        }))
    }
}

/// An unknown resource or verb behaves as a method that asks for a signature and never has one;
/// everything that is wrong before that is plain Forbidden.
fn unrouted(miss: Miss<'_>, caller: &Caller) -> Reason {
    match (miss, caller) {
        (Miss::NoMethod(..), Caller::Rejected(rejection)) => rejection.into(),
        (Miss::NoMethod(..), _) => Reason::MissingAuthenticationToken,
        _ => Reason::Forbidden,
    }
}

impl From<&Rejection> for Reason {
    fn from(rejection: &Rejection) -> Self {
        match rejection {
            Rejection::Signature(refusal) | Rejection::NotASignature(refusal) => {
                Self::Signature(refusal.clone())
            }
            Rejection::UnrecognizedClient => Self::UnrecognizedClient,
            Rejection::ExpiredToken => Self::ExpiredToken,
        }
    }
}
