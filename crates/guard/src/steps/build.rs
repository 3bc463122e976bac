//! From what was recorded of one judging to its steps. Each verdict is the one that the evaluator
//! reported; only what silence means is read off the table that combines them.

use portcullis_catalog::Snapshot;
use portcullis_catalog::api::{Authorization, EndpointType};
use portcullis_catalog::snapshot::{IdentityKind, Miss, PolicySet, Route, Via};
use portcullis_iam::{Effect, Grant, PolicyType, Recorder, Subject, Verdict};

use super::describe::{closeness, decided_by, policies};
use super::{Step, StepName, StepVerdict};
use crate::arrival::Arrival;
use crate::caller::Caller;
use crate::denial::{Denial, Layer, Reason};
use crate::principal::{Principal, Rejection};

/// One request that was judged with a trace.
pub(crate) struct Judged<'a, 'w> {
    pub(crate) world: &'w Snapshot,
    pub(crate) arrival: &'a Arrival<'a>,
    pub(crate) routed: Result<Route<'w>, Miss<'w>>,
    pub(crate) caller: &'a Caller,
    pub(crate) trace: &'a Recorder,
    pub(crate) denial: Option<&'a Denial>,
    pub(crate) arn: &'a str,
    /// What layer 1 says, and why.
    pub(crate) connection: (StepVerdict, &'a str),
    /// Whether it came so far that policies were asked.
    pub(crate) asked: bool,
}

/// All steps, in order.
pub(crate) fn steps(judged: &Judged<'_, '_>) -> Vec<Step> {
    let mut steps = vec![
        network_path(judged.world, judged.arrival.via, judged.connection),
        judged.addressing(),
        judged.endpoint_policy(),
        judged.signature(),
        judged.session(),
    ];
    steps.extend(judged.own_policies());
    steps.push(judged.resource_policy());
    steps.extend(judged.domain_name_policy());
    steps.push(judged.method());
    steps.push(judged.api_key());
    for name in [StepName::Throttle, StepName::Validation, StepName::Backend] {
        let step = Step::plain(name, StepVerdict::NotAsked, "not reached");
        steps.push(judged.of_owner(step));
    }
    let decides = judged.denial.map(|denial| judged.deciding(denial));
    for step in &mut steps {
        step.decides = decides == Some(step.name);
        if step.decides {
            step.verdict = StepVerdict::Refuse;
        }
    }
    steps
}

impl<'w> Judged<'_, 'w> {
    /// The step that a denial is of.
    fn deciding(&self, denial: &Denial) -> StepName {
        match (&denial.reason, denial.layer) {
            (Reason::Dropped, _) | (_, Layer::SecurityGroup) => StepName::NetworkPath,
            _ if matches!(self.routed, Err(Miss::NoMethod(..))) => StepName::Method,
            (Reason::Signature(_) | Reason::MissingAuthenticationToken, _) => StepName::Signature,
            (Reason::UnrecognizedClient | Reason::ExpiredToken, _) => StepName::Session,
            (Reason::InvalidApiKey(_), _) => StepName::ApiKey,
            (Reason::AuthorizerUnavailable, _) => StepName::Method,
            (Reason::AccessDenied(denied), _) if denied.resource.contains(":/domainnames/") => {
                StepName::DomainNamePolicy
            }
            (Reason::AccessDenied(denied), _) => match denied.by {
                PolicyType::Endpoint => StepName::EndpointPolicy,
                PolicyType::Resource | PolicyType::ResourceControl | PolicyType::Trust => {
                    StepName::ResourcePolicy
                }
                PolicyType::Identity => StepName::IdentityPolicy,
                PolicyType::PermissionsBoundary => StepName::PermissionsBoundary,
                PolicyType::Session => StepName::SessionPolicy,
                PolicyType::ServiceControl => StepName::ServiceControlPolicy,
            },
            (Reason::Forbidden | Reason::UriTooLong, _) => StepName::Addressing,
        }
    }

    fn of_owner(&self, step: Step) -> Step {
        match self.routed {
            Ok(route) => step.of(route.api.account.as_str()),
            Err(miss) => match missed_api(miss) {
                Some(api) => step.of(api.account.as_str()),
                None => step,
            },
        }
    }

    fn addressing(&self) -> Step {
        let name = StepName::Addressing;
        let step = match self.routed {
            Ok(route) => {
                let closed = self.world.account(route.api.account);
                if closed.is_some_and(|owner| owner.closed) {
                    let because = "the account that owns the API is closed";
                    Step::plain(name, StepVerdict::Refuse, because)
                } else {
                    let (api, stage) = (route.api, route.stage);
                    let because = format!(
                        "API {} of account {}, stage `{}` with deployment {}: {}",
                        api.id, api.account, stage.name, stage.deployed.id, self.arn
                    );
                    Step::plain(name, StepVerdict::Pass, because)
                }
            }
            Err(Miss::NoMethod(api, stage)) => {
                let because = format!(
                    "API {}, stage `{}` with deployment {}",
                    api.id, stage.name, stage.deployed.id
                );
                Step::plain(name, StepVerdict::Pass, because)
            }
            Err(miss) => {
                let because = missed(miss, self.arrival.via);
                Step::plain(name, StepVerdict::Refuse, because)
            }
        };
        self.of_owner(step)
    }

    fn endpoint_policy(&self) -> Step {
        let name = StepName::EndpointPolicy;
        let not_asked = |because| Step::plain(name, StepVerdict::NotAsked, because);
        let id = match self.arrival.via {
            Via::Endpoint(id) => id,
            Via::AwsEndpoint(_) => return not_asked("AWS's to judge"),
            Via::Public => return not_asked("not through an endpoint"),
        };
        let Some(endpoint) = self.world.endpoint(id) else {
            return not_asked("the endpoint is gone");
        };
        let verdict = self.trace.verdict_of(PolicyType::Endpoint);
        match verdict.filter(|_| self.asked) {
            Some(verdict) => {
                self.judged(name, PolicyType::Endpoint, &endpoint.policy, verdict, true)
            }
            None => not_asked("not reached"),
        }
        .of(endpoint.account.as_str())
    }

    fn signature(&self) -> Step {
        let name = StepName::Signature;
        match self.caller {
            Caller::Signed(principal) => {
                let because = format!(
                    "holds: access key {} of {}",
                    principal.access_key_id,
                    principal.arn()
                );
                Step::plain(name, StepVerdict::Pass, because)
                    .of(principal.identity.account.as_str())
            }
            Caller::Anonymous => {
                Step::plain(name, StepVerdict::NotAsked, "the request is unsigned")
            }
            Caller::Rejected(Rejection::Signature(refusal)) => {
                Step::plain(name, StepVerdict::Silent, refusal.message())
            }
            // Its text repeats the header, which may be somebody's token.
            Caller::Rejected(Rejection::NotASignature(_)) => {
                let because = "the Authorization header is no signature";
                Step::plain(name, StepVerdict::Silent, because)
            }
            Caller::Rejected(_) => Step::plain(name, StepVerdict::NotAsked, "not reached"),
        }
    }

    fn session(&self) -> Step {
        let name = StepName::Session;
        match self.caller {
            Caller::Signed(principal) => {
                let because = match &principal.session {
                    Some(session) => {
                        format!("a session until {} (Unix time)", session.claims.expires)
                    }
                    None => "a long-term access key".to_owned(),
                };
                Step::plain(name, StepVerdict::Pass, because)
                    .of(principal.identity.account.as_str())
            }
            Caller::Rejected(Rejection::UnrecognizedClient) => {
                let because =
                    "the access key is unknown or inactive, or does not go with the session token";
                Step::plain(name, StepVerdict::Silent, because)
            }
            Caller::Rejected(Rejection::ExpiredToken) => {
                Step::plain(name, StepVerdict::Silent, "the session is over")
            }
            _ => Step::plain(name, StepVerdict::NotAsked, "nobody is signed in"),
        }
    }

    fn own_policies(&self) -> Vec<Step> {
        let names = [
            (StepName::IdentityPolicy, PolicyType::Identity),
            (
                StepName::PermissionsBoundary,
                PolicyType::PermissionsBoundary,
            ),
            (StepName::SessionPolicy, PolicyType::Session),
            (StepName::ServiceControlPolicy, PolicyType::ServiceControl),
        ];
        let steps = names.map(|(name, policy_type)| match self.caller {
            Caller::Signed(principal) => self
                .own(principal, name, policy_type)
                .of(principal.identity.account.as_str()),
            _ => Step::plain(name, StepVerdict::NotAsked, "nobody is signed in"),
        });
        steps.into()
    }

    fn own(&self, principal: &Principal, name: StepName, policy_type: PolicyType) -> Step {
        let identity = &principal.identity;
        let none = PolicySet::default();
        let set = match policy_type {
            PolicyType::PermissionsBoundary => &identity.boundary,
            PolicyType::Session => principal
                .session
                .as_ref()
                .map_or(&none, |session| &session.policies),
            PolicyType::ServiceControl => self
                .world
                .account(identity.account)
                .map_or(&none, |account| account.service_control.flat()),
            _ => &identity.policies,
        };
        let Some(verdict) = self.trace.verdict_of(policy_type) else {
            return Step::plain(name, StepVerdict::NotAsked, "not reached");
        };
        let grant = match self.trace.verdict_of(PolicyType::Resource) {
            Some(Verdict::Allow { grant, .. }) if self.is_same_account(principal) => Some(grant),
            _ => None,
        };
        // What the resource policy of the same account gives the caller itself needs no other Allow; what it gives the
        // caller's role is limited by boundary and session.
        let needed = match policy_type {
            PolicyType::Identity => !matches!(
                grant,
                Some(Grant::Direct | Grant::Role | Grant::UserOfFederated)
            ),
            PolicyType::ServiceControl => true,
            _ => grant != Some(Grant::Direct),
        };
        let mut step = self.judged(name, policy_type, set, verdict, needed);
        if policy_type == PolicyType::Identity
            && matches!(verdict, Verdict::NotApplicable | Verdict::ImplicitDeny)
        {
            if identity.kind == IdentityKind::Root {
                step.verdict = StepVerdict::Pass;
                "the account's root user".clone_into(&mut step.because);
            } else if verdict == Verdict::NotApplicable {
                step.verdict = if needed {
                    StepVerdict::Refuse
                } else {
                    StepVerdict::Silent
                };
                step.because = format!("{} has no policies", identity.arn);
            }
        }
        step
    }

    fn resource_policy(&self) -> Step {
        let name = StepName::ResourcePolicy;
        let step = match (self.routed, self.trace.verdict_of(PolicyType::Resource)) {
            (Ok(route), Some(verdict)) if self.asked => {
                let set = &route.stage.deployed.policy;
                let needed = match self.caller {
                    Caller::Signed(principal) => !self.is_same_account(principal),
                    _ => true,
                };
                let mut step = self.judged(name, PolicyType::Resource, set, verdict, needed);
                if verdict == Verdict::NotApplicable {
                    "the API has no resource policy".clone_into(&mut step.because);
                }
                let saved = route.api.saved.policy.as_deref();
                let deployed = set.policies().first().map(|policy| policy.document());
                if saved != deployed {
                    let stage = &route.stage.name;
                    let id = &route.stage.deployed.id;
                    step.because.push_str(&format!(
                        "; the policy was edited but not deployed: stage `{stage}` still runs deployment {id}"
                    ));
                }
                step
            }
            _ => Step::plain(name, StepVerdict::NotAsked, "not reached"),
        };
        self.of_owner(step)
    }

    fn domain_name_policy(&self) -> Option<Step> {
        let via = self.routed.ok()?.via_domain?;
        if !via.domain.private {
            return None;
        }
        let verdict = self
            .trace
            .verdict_on(Subject::DomainName, PolicyType::Resource)?;
        let name = StepName::DomainNamePolicy;
        let step = self.judged_on(
            Subject::DomainName,
            name,
            PolicyType::Resource,
            &via.domain.policy,
            verdict,
            true,
        );
        Some(step.of(via.domain.account.as_str()))
    }

    fn method(&self) -> Step {
        let name = StepName::Method;
        let step = match self.routed {
            Ok(route) => {
                let method = route.method;
                let asks = match method.authorization {
                    Authorization::AwsIam => "AWS_IAM",
                    Authorization::None => "NONE",
                    _ => "an authorizer, which is not run here",
                };
                let because = format!(
                    "{} {}, authorization: {asks}",
                    method.http_method, method.resource_path
                );
                Step::plain(name, StepVerdict::Pass, because)
            }
            Err(Miss::NoMethod(_, stage)) => {
                let because = format!(
                    "deployment {} has no {} /{}",
                    stage.deployed.id, self.arrival.method, self.arrival.path
                );
                Step::plain(name, StepVerdict::Refuse, because)
            }
            Err(_) => Step::plain(name, StepVerdict::NotAsked, "not reached"),
        };
        self.of_owner(step)
    }

    fn api_key(&self) -> Step {
        let name = StepName::ApiKey;
        let step = match (self.routed, self.denial.map(|denial| &denial.reason)) {
            (Ok(_), Some(Reason::InvalidApiKey(fault))) => {
                Step::plain(name, StepVerdict::Refuse, fault.because())
            }
            (Ok(route), _) if !route.method.api_key_required => {
                Step::plain(name, StepVerdict::NotAsked, "the method asks for none")
            }
            (Ok(_), None) => {
                Step::plain(name, StepVerdict::Pass, "of a usage plan with this stage")
            }
            _ => Step::plain(name, StepVerdict::NotAsked, "not reached"),
        };
        self.of_owner(step)
    }

    fn is_same_account(&self, principal: &Principal) -> bool {
        self.routed
            .is_ok_and(|route| route.api.account == principal.identity.account)
    }

    fn judged(
        &self,
        name: StepName,
        policy_type: PolicyType,
        set: &PolicySet,
        verdict: Verdict,
        needed: bool,
    ) -> Step {
        self.judged_on(Subject::Main, name, policy_type, set, verdict, needed)
    }

    /// What the policies of one type said.
    fn judged_on(
        &self,
        subject: Subject,
        name: StepName,
        policy_type: PolicyType,
        set: &PolicySet,
        verdict: Verdict,
        needed: bool,
    ) -> Step {
        let entries = || self.trace.layer_on(subject, policy_type);
        let decided = |policy: usize, statement: usize| {
            let mut entries = entries();
            let entry =
                entries.find(|entry| entry.policy == policy && entry.statement == statement);
            decided_by(set, policy, statement, entry)
        };
        let (verdict, because, decided_by) = match verdict {
            Verdict::Allow {
                policy,
                statement,
                grant,
            } => {
                let by = decided(policy, statement);
                let through = match grant {
                    Grant::Account => {
                        ", through the account: the caller's own policies must allow too"
                    }
                    _ => "",
                };
                let because = format!("allowed by {}{through}", by.described());
                (StepVerdict::Pass, because, Some(by))
            }
            Verdict::ExplicitDeny { policy, statement } => {
                let by = decided(policy, statement);
                let because = format!("denied by {}", by.described());
                (StepVerdict::Refuse, because, Some(by))
            }
            Verdict::ImplicitDeny => {
                let allows = entries().filter(|entry| entry.effect == Effect::Allow);
                let nearest = allows.max_by_key(|entry| closeness(entry));
                let nearest = nearest.map(|entry| {
                    let by = decided_by(set, entry.policy, entry.statement, Some(entry));
                    format!("; the nearest, {}: {}", by.described(), entry.reason)
                });
                let because = format!("no statement allows it{}", nearest.unwrap_or_default());
                let verdict = if needed {
                    StepVerdict::Refuse
                } else {
                    StepVerdict::Silent
                };
                (verdict, because, None)
            }
            Verdict::NotApplicable => (StepVerdict::NotAsked, "no policy".to_owned(), None),
        };
        Step {
            decided_by,
            policies: policies(set, entries()),
            ..Step::plain(name, verdict, because)
        }
    }
}

fn missed_api(miss: Miss<'_>) -> Option<&portcullis_catalog::snapshot::Api> {
    match miss {
        Miss::WrongNetwork(api)
        | Miss::NoStage(api)
        | Miss::EndpointDisabled(api)
        | Miss::NoMethod(api, _) => Some(api),
        Miss::NoApi | Miss::Conflict | Miss::NoMapping => None,
    }
}

fn missed(miss: Miss<'_>, via: Via<'_>) -> String {
    match miss {
        Miss::NoApi => "neither host nor `x-apigw-api-id` name an API that exists".to_owned(),
        Miss::WrongNetwork(api) => match (api.endpoint_type, via) {
            (EndpointType::Private, Via::Public) => format!(
                "API {} is PRIVATE: it is reached through interface VPC endpoints only",
                api.id
            ),
            (EndpointType::Private, _) => {
                format!(
                    "API {} is not reached under that name through this endpoint",
                    api.id
                )
            }
            (_, Via::Public) => format!("API {} has no name with an endpoint's id", api.id),
            _ => format!(
                "API {} is public: VPC endpoints lead to PRIVATE APIs only",
                api.id
            ),
        },
        Miss::Conflict => "Host and `x-apigw-api-id` name two different APIs".to_owned(),
        Miss::NoMapping => "nothing is mapped there at the custom domain name".to_owned(),
        Miss::NoStage(api) => {
            let mut stages: Vec<&str> = api.stages().map(|stage| stage.name.as_str()).collect();
            stages.sort_unstable();
            format!(
                "API {} has no such stage; it has: {}",
                api.id,
                stages.join(", ")
            )
        }
        Miss::EndpointDisabled(api) => {
            format!("the default host name of API {} is switched off", api.id)
        }
        Miss::NoMethod(..) => "no such resource or verb in the deployment".to_owned(),
    }
}

/// The step of layer 1, by what it said and why.
pub(crate) fn network_path(
    world: &Snapshot,
    via: Via<'_>,
    (verdict, because): (StepVerdict, &str),
) -> Step {
    let endpoint = match via {
        Via::Endpoint(id) => world.endpoint(id),
        Via::AwsEndpoint(_) | Via::Public => None,
    };
    match endpoint {
        Some(endpoint) => {
            let because = format!("{}: {because}", endpoint.id);
            Step::plain(StepName::NetworkPath, verdict, because).of(endpoint.account.as_str())
        }
        None => Step::plain(StepName::NetworkPath, verdict, because),
    }
}
