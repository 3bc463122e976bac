//! Why, for people: what each of the four layers says of a request, with the statement or rule
//! that decided. It comes from the same [`admit`](crate::admit) that decides, run with a trace.

use std::net::IpAddr;

use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::{Miss, PolicySet, Route, Via};
use portcullis_iam::{PolicyType, Recorder, Verdict};
use portcullis_sigv4::Diagnosis;

use crate::Settings;
use crate::arrival::Arrival;
use crate::caller::Caller;
use crate::denial::{Denial, Layer, Reason};
use crate::layer1_security_group as layer1;
use crate::outcome::admit;
use crate::principal::{Principal, Rejection};
use crate::steps::{Judged, Step, StepName, StepVerdict, network_path, steps};

/// What the layers say of one request.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Where the request names nothing that exists here, what is missing; no layer is at fault.
    pub missing: Option<&'static str>,
    /// Layers 1 to 4.
    pub layers: [LayerReport; 4],
    /// Every step from the network to the back end, in order.
    pub steps: Vec<Step>,
    /// The ARN of the method; empty where nothing was found.
    pub arn: String,
    /// What was found to be wrong with the signature, where that was looked for.
    pub causes: Vec<SignatureCause>,
    /// The first refusal; `None` where the request is admitted.
    pub denial: Option<Denial>,
}

/// One thing that is wrong with a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureCause {
    /// The code that `portcullis verify` has for it.
    pub code: &'static str,
    /// In words.
    pub words: String,
}

/// What one layer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerReport {
    /// What it says.
    pub finding: Finding,
    /// The short name of what decided: a statement's Sid, a rule's id; empty where nothing did.
    pub by: String,
    /// The statement or rule that decided, or what is missing, in words.
    pub because: String,
}

/// What a layer can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It lets the request pass.
    Pass,
    /// It refuses.
    Refuse,
    /// It has nothing to say: there is no such layer on this way, or it was not reached.
    NotAsked,
}

/// Explains a request: the decision, and every layer.
pub fn explain<'w>(
    settings: &Settings,
    world: &'w Snapshot,
    arrival: &Arrival<'_>,
    routed: Result<Route<'w>, Miss<'w>>,
    caller: &Caller,
) -> Explanation {
    let mut trace = Recorder::new();
    let mut arn = String::new();
    let denial = admit(
        settings, world, arrival, routed, caller, &mut arn, &mut trace,
    )
    .err();
    let route = routed.ok();
    let missing = routed.err().map(missing);
    let asked = missing.is_none() && !refused_unasked(denial.as_ref());
    let layers = [
        explain_connection(world, arrival.via, arrival.peer),
        endpoint_policy(world, arrival, &trace, asked),
        resource_policy(route, &trace, caller, denial.as_ref(), asked),
        identity(world, route, caller, &trace, denial.as_ref()),
    ];
    let [connection, ..] = &layers;
    let steps = steps(&Judged {
        world,
        arrival,
        routed,
        caller,
        trace: &trace,
        denial: denial.as_ref(),
        arn: &arn,
        connection: (connection.finding.into(), &connection.because),
        asked,
    });
    Explanation {
        missing,
        layers,
        steps,
        arn,
        causes: Vec::new(),
        denial,
    }
}

/// Explains a connection that layer 1 drops: nothing of it was read, so nobody else was asked.
pub fn explain_dropped(world: &Snapshot, via: Via<'_>, peer: IpAddr) -> Explanation {
    let connection = explain_connection(world, via, peer);
    let told = (connection.finding.into(), connection.because.as_str());
    let refused = connection.finding == Finding::Refuse;
    let step = Step {
        decides: refused,
        ..network_path(world, via, told)
    };
    let silent = || report(Finding::NotAsked, "not reached");
    Explanation {
        missing: None,
        layers: [connection, silent(), silent(), silent()],
        steps: vec![step],
        arn: String::new(),
        causes: Vec::new(),
        denial: refused.then_some(Denial {
            layer: Layer::SecurityGroup,
            reason: Reason::Dropped,
        }),
    }
}

impl From<Finding> for StepVerdict {
    fn from(finding: Finding) -> Self {
        match finding {
            Finding::Pass => Self::Pass,
            Finding::Refuse => Self::Refuse,
            Finding::NotAsked => Self::NotAsked,
        }
    }
}

impl Explanation {
    /// One step.
    pub fn step(&self, name: StepName) -> Option<&Step> {
        self.steps.iter().find(|step| step.name == name)
    }

    /// The step whose refusal is the answer.
    pub fn deciding(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.decides)
    }

    /// What became of a request that was admitted: the step that it ended at and why, or the
    /// status that it was answered with.
    pub fn add_ending(&mut self, ending: Result<u16, (StepName, &str)>) {
        let ended_at = match ending {
            Ok(_) => StepName::Backend,
            Err((name, _)) => name,
        };
        for step in &mut self.steps {
            if step.name < StepName::Throttle || step.name > ended_at {
                continue;
            }
            let (verdict, because) = match ending {
                Err((name, because)) if name == step.name => {
                    step.decides = true;
                    (StepVerdict::Refuse, because.to_owned())
                }
                Ok(status) if step.name == StepName::Backend => {
                    (StepVerdict::Pass, format!("answered with {status}"))
                }
                _ => (StepVerdict::Pass, "nothing in the way".to_owned()),
            };
            step.verdict = verdict;
            step.because = because;
        }
    }

    /// Adds what was found out about the signature to what layer 4 says of it.
    pub fn add_diagnosis(&mut self, diagnosis: &Diagnosis) {
        self.causes
            .extend(diagnosis.causes.iter().map(|cause| SignatureCause {
                code: cause.code(),
                words: cause.to_string(),
            }));
        let unknown = matches!(
            self.denial.as_ref().map(|denial| &denial.reason),
            Some(Reason::UnrecognizedClient)
        );
        let about = if unknown {
            StepName::Session
        } else {
            StepName::Signature
        };
        if let Some(step) = self.steps.iter_mut().find(|it| it.name == about) {
            for cause in &diagnosis.causes {
                step.because
                    .push_str(&format!("; {}: {cause}", cause.code()));
            }
        }
        let [.., identity] = &mut self.layers;
        for cause in &diagnosis.causes {
            let separator = if identity.by.is_empty() { ": " } else { "; " };
            if identity.by.is_empty() {
                cause.code().clone_into(&mut identity.by);
            }
            identity.because.push_str(separator);
            identity.because.push_str(&cause.to_string());
        }
    }
}

/// Whether a request is refused before any policy is asked: its signature does not hold, so
/// there is nobody to ask about.
fn refused_unasked(denial: Option<&Denial>) -> bool {
    matches!(
        denial.map(|denial| &denial.reason),
        Some(Reason::Signature(_) | Reason::UnrecognizedClient | Reason::ExpiredToken)
    )
}

fn missing(miss: Miss<'_>) -> &'static str {
    match miss {
        Miss::NoApi => "no API of that name",
        Miss::WrongNetwork(_) => "the API cannot be reached this way",
        Miss::Conflict => "Host and x-apigw-api-id name two APIs",
        Miss::NoMapping => "nothing is mapped there at the custom domain name",
        Miss::NoStage(_) => "no such stage: not deployed",
        Miss::EndpointDisabled(_) => "the default host name is switched off",
        Miss::NoMethod(..) => "no such resource or verb in the deployment",
    }
}

/// Explains layer 1 alone: what becomes of a connection before a byte of it is read.
pub fn explain_connection(world: &Snapshot, via: Via<'_>, peer: IpAddr) -> LayerReport {
    match layer1::judge(world, via, peer) {
        layer1::Verdict::NotApplicable => {
            let because = match via {
                Via::AwsEndpoint(_) => "AWS's to judge",
                _ => "public listener",
            };
            report(Finding::NotAsked, because)
        }
        layer1::Verdict::Pass {
            ingress: (group, rule),
            egress: None,
        } => decided(Finding::Pass, rule, format!("in by {rule} of {group}")),
        layer1::Verdict::Pass {
            ingress: (to, rule),
            egress: Some((from, out)),
        } => decided(
            Finding::Pass,
            rule,
            format!("out by {out} of {from}, in by {rule} of {to}"),
        ),
        layer1::Verdict::NoEndpoint => report(Finding::Refuse, "the endpoint is gone"),
        layer1::Verdict::NoEgress { interface } => report(
            Finding::Refuse,
            format!("no rule lets {interface} out to the endpoint"),
        ),
        layer1::Verdict::NoIngress => report(
            Finding::Refuse,
            "no rule of the endpoint's groups lets the caller in",
        ),
    }
}

fn report(finding: Finding, because: impl Into<String>) -> LayerReport {
    decided(finding, "", because)
}

fn decided(finding: Finding, by: impl Into<String>, because: impl Into<String>) -> LayerReport {
    LayerReport {
        finding,
        by: by.into(),
        because: because.into(),
    }
}

fn endpoint_policy(
    world: &Snapshot,
    arrival: &Arrival<'_>,
    trace: &Recorder,
    asked: bool,
) -> LayerReport {
    let id = match arrival.via {
        Via::Endpoint(id) => id,
        Via::AwsEndpoint(_) => return report(Finding::NotAsked, "AWS's to judge"),
        Via::Public => return report(Finding::NotAsked, "not through an endpoint"),
    };
    match (world.endpoint(id), trace.verdict_of(PolicyType::Endpoint)) {
        (Some(endpoint), Some(verdict)) if asked => {
            policies(PolicyType::Endpoint, &endpoint.policy, verdict, trace)
        }
        _ => report(Finding::NotAsked, "not asked"),
    }
}

fn resource_policy(
    route: Option<Route<'_>>,
    trace: &Recorder,
    caller: &Caller,
    denial: Option<&Denial>,
    asked: bool,
) -> LayerReport {
    let Some(route) = route.filter(|_| asked) else {
        return report(Finding::NotAsked, "not asked");
    };
    let set = &route.stage.deployed.policy;
    match trace.verdict_of(PolicyType::Resource) {
        Some(Verdict::NotApplicable) | None => {
            let refuses = denial.is_some_and(|denial| denial.layer == Layer::ResourcePolicy);
            let finding = if refuses {
                Finding::Refuse
            } else {
                Finding::NotAsked
            };
            report(finding, "the API has no resource policy")
        }
        Some(verdict) => {
            let mut layer = policies(PolicyType::Resource, set, verdict, trace);
            // Silence refuses only where the tables say so: within one account the caller's own
            // policies may allow by themselves.
            let same_account = matches!(caller, Caller::Signed(principal)
                if principal.identity.account == route.api.account);
            if verdict == Verdict::ImplicitDeny && same_account {
                layer.finding = Finding::NotAsked;
            }
            layer
        }
    }
}

fn identity(
    world: &Snapshot,
    route: Option<Route<'_>>,
    caller: &Caller,
    trace: &Recorder,
    denial: Option<&Denial>,
) -> LayerReport {
    if let Some(Reason::InvalidApiKey(fault)) = denial.map(|denial| &denial.reason) {
        return report(Finding::Refuse, fault.because());
    }
    match caller {
        Caller::Rejected(rejection) => report(Finding::Refuse, rejected(rejection)),
        Caller::Anonymous => {
            let refuses = denial.is_some_and(|denial| denial.layer == Layer::Identity);
            report(
                if refuses {
                    Finding::Refuse
                } else {
                    Finding::NotAsked
                },
                "unsigned",
            )
        }
        Caller::Signed(principal) => own_policies(world, route, principal, trace),
    }
}

fn rejected(rejection: &Rejection) -> String {
    match rejection {
        Rejection::Signature(refusal) => refusal.message().to_owned(),
        // Its text repeats the header, which may be somebody's token.
        Rejection::NotASignature(_) => "the Authorization header is no signature".to_owned(),
        Rejection::UnrecognizedClient => "unknown access key or session token".to_owned(),
        Rejection::ExpiredToken => "the session is over".to_owned(),
    }
}

fn own_policies(
    world: &Snapshot,
    route: Option<Route<'_>>,
    principal: &Principal,
    trace: &Recorder,
) -> LayerReport {
    let identity = &principal.identity;
    let account = world.account(identity.account);
    let service_control = account.map(|account| account.service_control.flat());
    let none = PolicySet::default();
    let session = principal
        .session
        .as_ref()
        .map_or(&none, |session| &session.policies);
    let limits = [
        (PolicyType::ServiceControl, service_control.unwrap_or(&none)),
        (PolicyType::PermissionsBoundary, &identity.boundary),
        (PolicyType::Session, session),
    ];
    for (policy_type, set) in limits {
        let verdict = trace.verdict_of(policy_type);
        if let Some(verdict @ (Verdict::ImplicitDeny | Verdict::ExplicitDeny { .. })) = verdict {
            return policies(policy_type, set, verdict, trace);
        }
    }
    let verdict = trace.verdict_of(PolicyType::Identity);
    match verdict {
        None => report(Finding::NotAsked, format!("signed by {}", principal.arn())),
        Some(Verdict::NotApplicable)
            if matches!(principal.as_iam(), portcullis_iam::Caller::Root { .. }) =>
        {
            report(Finding::Pass, "the account's root user")
        }
        Some(verdict) => {
            let mut layer = policies(PolicyType::Identity, &identity.policies, verdict, trace);
            let silent = matches!(verdict, Verdict::ImplicitDeny | Verdict::NotApplicable);
            if silent {
                let same_account = route.is_some_and(|route| route.api.account == identity.account);
                let granted = matches!(
                    trace.verdict_of(PolicyType::Resource),
                    Some(Verdict::Allow { grant, .. }) if grant != portcullis_iam::Grant::Account
                );
                layer.finding = if same_account && granted {
                    Finding::NotAsked
                } else {
                    Finding::Refuse
                };
                layer.because = format!("no policy of {} allows it", identity.arn);
            }
            layer
        }
    }
}

/// The report on one type of policy: the statement that decided, by name.
fn policies(
    policy_type: PolicyType,
    set: &PolicySet,
    verdict: Verdict,
    trace: &Recorder,
) -> LayerReport {
    let by = |finding, verb, policy: usize, statement: usize| {
        let entry = trace.entry(policy_type, policy, statement);
        let sid = entry.and_then(|entry| entry.sid.clone());
        let sid = sid.unwrap_or_else(|| format!("statement {}", statement + 1));
        let line = entry.map_or(0, |entry| entry.line);
        let because = match set.name(policy) {
            "" => format!("{verb} by {sid} (line {line}) of a {policy_type} policy"),
            policy => format!("{verb} by {sid} (line {line}) of {policy}"),
        };
        decided(finding, sid, because)
    };
    match verdict {
        Verdict::Allow {
            policy, statement, ..
        } => by(Finding::Pass, "allowed", policy, statement),
        Verdict::ExplicitDeny { policy, statement } => {
            by(Finding::Refuse, "denied", policy, statement)
        }
        Verdict::ImplicitDeny => {
            // The Allow that came closest says best what is missing.
            let nearest = trace
                .layer(policy_type)
                .filter(|entry| entry.effect == portcullis_iam::Effect::Allow)
                .max_by_key(|entry| closeness(&entry.reason));
            let because = match nearest {
                None => "no statement allows it".to_owned(),
                Some(entry) => match &entry.sid {
                    Some(sid) => format!("no statement allows it; {sid}: {}", entry.reason),
                    None => format!("no statement allows it; {}", entry.reason),
                },
            };
            report(Finding::Refuse, because)
        }
        Verdict::NotApplicable => report(Finding::NotAsked, "no policy"),
    }
}

/// How far a statement matched, by the element that failed: action, resource, principal and
/// conditions narrow a request down in this order.
fn closeness(reason: &str) -> usize {
    let elements = ["action", "resource", "principal", "condition"];
    elements
        .iter()
        .position(|element| reason.starts_with(element))
        .map_or(0, |position| position + 1)
}
