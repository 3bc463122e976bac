//! What each of the four layers says of a request, with the statement or rule that decided. It borrows everything from the
//! world that decided and is put into words only where it is written, so that the line of a refusal costs little. It is
//! made from what [`admit`](crate::admit) reports to a trace, and decides nothing.

use std::fmt;
use std::net::IpAddr;

use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::{Miss, PolicySet, Route, Via};
use portcullis_iam::{Grant, PolicyType, Statement, Verdict};

use crate::caller::Caller;
use crate::denial::{Denial, Layer, Reason};
use crate::diagnosis::SignatureCause;
use crate::glance::{Findings, Missed};
use crate::layer1_security_group as layer1;
use crate::outcome::INVOKE;
use crate::principal::{Principal, Rejection};

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

/// What one layer says. Its `Display` is the statement or rule that decided, or what is missing, in words.
#[derive(Clone, Copy)]
pub struct LayerSaid<'a> {
    /// What it says.
    pub finding: Finding,
    by: By<'a>,
    because: Because<'a>,
    /// What was found to be wrong with the signature.
    causes: &'a [SignatureCause],
}

/// The short name of what decided.
#[derive(Clone, Copy)]
pub(crate) enum By<'a> {
    Nothing,
    /// A statement's Sid, a rule's id.
    Name(&'a str),
    /// A statement without a Sid, counted from 0.
    Number(usize),
}

#[derive(Clone, Copy)]
enum Because<'a> {
    Text(&'a str),
    /// A group and its rule let it in, and where the peer is an interface of ours others let it out.
    Groups {
        out: Option<(&'a str, &'a str)>,
        into: (&'a str, &'a str),
    },
    NoWayOut(&'a str),
    Statement {
        verb: &'static str,
        by: By<'a>,
        line: u32,
        /// The policy's name; empty where it has none.
        policy: &'a str,
        policy_type: PolicyType,
    },
    NoneAllows {
        sid: Option<&'a str>,
        nearest: Option<Missed<'a>>,
        arn: &'a str,
    },
    NoPolicyOf(&'a str),
    SignedBy(&'a str),
}

/// One request that was judged.
#[derive(Clone, Copy)]
pub(crate) struct Judging<'a> {
    pub(crate) world: &'a Snapshot,
    pub(crate) via: Via<'a>,
    pub(crate) peer: IpAddr,
    pub(crate) routed: Result<Route<'a>, Miss<'a>>,
    pub(crate) caller: &'a Caller,
    pub(crate) denial: Option<&'a Denial>,
    /// The ARN of the method.
    pub(crate) arn: &'a str,
    /// What was found to be wrong with the signature.
    pub(crate) causes: &'a [SignatureCause],
}

impl<'a> Judging<'a> {
    /// Layers 1 to 4.
    pub(crate) fn layers(&self, findings: &'a impl Findings) -> [LayerSaid<'a>; 4] {
        [
            connection(self.world, self.via, self.peer),
            self.endpoint_policy(findings),
            self.resource_policy(findings),
            LayerSaid {
                causes: self.causes,
                ..self.identity(findings)
            },
        ]
    }

    /// Whether it came so far that policies were asked: where a signature does not hold there is nobody to ask about.
    pub(crate) fn asked(&self) -> bool {
        let unasked = matches!(
            self.denial.map(|denial| &denial.reason),
            Some(Reason::Signature(_) | Reason::UnrecognizedClient | Reason::ExpiredToken)
        );
        self.routed.is_ok() && !unasked
    }

    fn endpoint_policy(&self, findings: &'a impl Findings) -> LayerSaid<'a> {
        let id = match self.via {
            Via::Endpoint(id) => id,
            Via::AwsEndpoint(_) => return silent("AWS's to judge"),
            Via::Public => return silent("not through an endpoint"),
        };
        let policy_type = PolicyType::Endpoint;
        match (self.world.endpoint(id), findings.verdict_of(policy_type)) {
            (Some(endpoint), Some(verdict)) if self.asked() => {
                self.policies(policy_type, Some(&endpoint.policy), verdict, findings)
            }
            _ => silent("not asked"),
        }
    }

    fn resource_policy(&self, findings: &'a impl Findings) -> LayerSaid<'a> {
        let Some(route) = self.routed.ok().filter(|_| self.asked()) else {
            return silent("not asked");
        };
        let policy_type = PolicyType::Resource;
        match findings.verdict_of(policy_type) {
            Some(Verdict::NotApplicable) | None => {
                let finding = self.refusal_of(Layer::ResourcePolicy);
                said(finding, Because::Text("the API has no resource policy"))
            }
            Some(verdict) => {
                let set = &route.stage.deployed.policy;
                let mut layer = self.policies(policy_type, Some(set), verdict, findings);
                // Silence refuses only where the tables say so: within one account the caller's own
                // policies may allow by themselves.
                let same_account = matches!(self.caller, Caller::Signed(principal)
                    if principal.identity.account == route.api.account);
                if verdict == Verdict::ImplicitDeny && same_account {
                    layer.finding = Finding::NotAsked;
                }
                layer
            }
        }
    }

    fn identity(&self, findings: &'a impl Findings) -> LayerSaid<'a> {
        if let Some(Reason::InvalidApiKey(fault)) = self.denial.map(|denial| &denial.reason) {
            return said(Finding::Refuse, Because::Text(fault.because()));
        }
        match self.caller {
            Caller::Rejected(rejection) => {
                said(Finding::Refuse, Because::Text(rejected(rejection)))
            }
            Caller::Anonymous => said(self.refusal_of(Layer::Identity), Because::Text("unsigned")),
            Caller::Signed(principal) => self.own_policies(principal, findings),
        }
    }

    fn refusal_of(&self, layer: Layer) -> Finding {
        if self.denial.is_some_and(|denial| denial.layer == layer) {
            Finding::Refuse
        } else {
            Finding::NotAsked
        }
    }

    fn own_policies(&self, principal: &'a Principal, findings: &'a impl Findings) -> LayerSaid<'a> {
        let identity = &*principal.identity;
        let account = self.world.account(identity.account);
        let session = principal.session.as_deref();
        let limits = [
            (
                PolicyType::ServiceControl,
                account.map(|account| account.service_control.flat()),
            ),
            (PolicyType::PermissionsBoundary, Some(&identity.boundary)),
            (
                PolicyType::Session,
                session.map(|session| &session.policies),
            ),
        ];
        for (policy_type, set) in limits {
            let verdict = findings.verdict_of(policy_type);
            if let Some(verdict @ (Verdict::ImplicitDeny | Verdict::ExplicitDeny { .. })) = verdict
            {
                return self.policies(policy_type, set, verdict, findings);
            }
        }
        let policy_type = PolicyType::Identity;
        match findings.verdict_of(policy_type) {
            None => said(Finding::NotAsked, Because::SignedBy(principal.arn())),
            Some(Verdict::NotApplicable)
                if matches!(principal.as_iam(), portcullis_iam::Caller::Root { .. }) =>
            {
                said(Finding::Pass, Because::Text("the account's root user"))
            }
            Some(Verdict::ImplicitDeny | Verdict::NotApplicable) => {
                let same_account = self
                    .routed
                    .is_ok_and(|route| route.api.account == identity.account);
                let granted = matches!(
                    findings.verdict_of(PolicyType::Resource),
                    Some(Verdict::Allow { grant, .. }) if grant != Grant::Account
                );
                let finding = if same_account && granted {
                    Finding::NotAsked
                } else {
                    Finding::Refuse
                };
                said(finding, Because::NoPolicyOf(&identity.arn))
            }
            Some(verdict) => {
                self.policies(policy_type, Some(&identity.policies), verdict, findings)
            }
        }
    }

    /// What the policies of one type say: the statement that decided, by name.
    fn policies(
        &self,
        policy_type: PolicyType,
        set: Option<&'a PolicySet>,
        verdict: Verdict,
        findings: &'a impl Findings,
    ) -> LayerSaid<'a> {
        let found = |policy: usize, statement: usize| -> Option<&'a Statement> {
            set?.policies().get(policy)?.statements().get(statement)
        };
        let decided = |finding, verb, policy: usize, statement: usize| {
            let known = found(policy, statement);
            let by = match known.and_then(Statement::sid) {
                Some(sid) => By::Name(sid),
                None => By::Number(statement),
            };
            let because = Because::Statement {
                verb,
                by,
                line: known.map_or(0, |known| known.span().line),
                policy: set.map_or("", |set| set.name(policy)),
                policy_type,
            };
            LayerSaid {
                by,
                ..said(finding, because)
            }
        };
        match verdict {
            Verdict::Allow {
                policy, statement, ..
            } => decided(Finding::Pass, "allowed", policy, statement),
            Verdict::ExplicitDeny { policy, statement } => {
                decided(Finding::Refuse, "denied", policy, statement)
            }
            Verdict::ImplicitDeny => {
                // The Allow that came closest says best what is missing.
                let nearest = findings.nearest(policy_type);
                let known = nearest.and_then(|it| found(it.policy, it.statement));
                let because = Because::NoneAllows {
                    sid: known.and_then(Statement::sid),
                    nearest: nearest.map(|nearest| nearest.missed),
                    arn: self.arn,
                };
                said(Finding::Refuse, because)
            }
            Verdict::NotApplicable => silent("no policy"),
        }
    }
}

/// Layer 1 alone: what becomes of a connection before a byte of it is read.
pub(crate) fn connection<'w>(world: &'w Snapshot, via: Via<'_>, peer: IpAddr) -> LayerSaid<'w> {
    match layer1::judge(world, via, peer) {
        layer1::Verdict::NotApplicable => silent(match via {
            Via::AwsEndpoint(_) => "AWS's to judge",
            _ => "public listener",
        }),
        layer1::Verdict::Pass { ingress, egress } => LayerSaid {
            by: By::Name(ingress.1),
            ..said(
                Finding::Pass,
                Because::Groups {
                    out: egress,
                    into: ingress,
                },
            )
        },
        layer1::Verdict::NoEndpoint => said(Finding::Refuse, Because::Text("the endpoint is gone")),
        layer1::Verdict::NoEgress { interface } => {
            said(Finding::Refuse, Because::NoWayOut(interface))
        }
        layer1::Verdict::NoIngress => said(
            Finding::Refuse,
            Because::Text("no rule of the endpoint's groups lets the caller in"),
        ),
    }
}

/// A layer that was not asked.
pub(crate) fn silent(because: &str) -> LayerSaid<'_> {
    said(Finding::NotAsked, Because::Text(because))
}

/// Where a request names nothing that exists here, what is missing.
pub(crate) fn missing(miss: Miss<'_>) -> &'static str {
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

fn said<'a>(finding: Finding, because: Because<'a>) -> LayerSaid<'a> {
    LayerSaid {
        finding,
        by: By::Nothing,
        because,
        causes: &[],
    }
}

fn rejected(rejection: &Rejection) -> &str {
    match rejection {
        Rejection::Signature(refusal) => refusal.message(),
        // Its text repeats the header, which may be somebody's token.
        Rejection::NotASignature(_) => "the Authorization header is no signature",
        Rejection::UnrecognizedClient => "unknown access key or session token",
        Rejection::ExpiredToken => "the session is over",
    }
}

impl LayerSaid<'_> {
    /// The short name of what decided: a statement's Sid, a rule's id, the code of a mistake; empty where nothing did.
    pub(crate) fn by(&self) -> String {
        match (self.by, self.causes) {
            (By::Nothing, [first, ..]) => first.code.to_owned(),
            (by, _) => by.to_string(),
        }
    }
}

impl fmt::Display for By<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Name(name) => f.write_str(name),
            Self::Number(index) => write!(f, "statement {}", index.saturating_add(1)),
        }
    }
}

impl fmt::Display for LayerSaid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.because.fmt(f)?;
        for (index, cause) in self.causes.iter().enumerate() {
            let first = index == 0 && matches!(self.by, By::Nothing);
            f.write_str(if first { ": " } else { "; " })?;
            f.write_str(&cause.words)?;
        }
        Ok(())
    }
}

impl fmt::Display for Because<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Groups { out, into } => {
                if let Some((group, rule)) = out {
                    each(f, &["out by ", rule, " of ", group, ", "])?;
                }
                let (group, rule) = into;
                each(f, &["in by ", rule, " of ", group])
            }
            Self::NoWayOut(interface) => {
                each(f, &["no rule lets ", interface, " out to the endpoint"])
            }
            Self::Statement {
                verb,
                by,
                line,
                policy,
                policy_type,
            } => {
                each(f, &[verb, " by "])?;
                by.fmt(f)?;
                write!(f, " (line {line}) of ")?;
                match *policy {
                    "" => write!(f, "a {policy_type} policy"),
                    policy => f.write_str(policy),
                }
            }
            Self::NoneAllows { sid, nearest, arn } => {
                f.write_str("no statement allows it")?;
                let Some(nearest) = nearest else {
                    return Ok(());
                };
                f.write_str("; ")?;
                if let Some(sid) = sid {
                    each(f, &[sid, ": "])?;
                }
                match nearest {
                    Missed::Action => each(f, &["action: request has `", INVOKE, "`"]),
                    Missed::Resource => each(f, &["resource: request has `", arn, "`"]),
                    Missed::Told(words) => f.write_str(words),
                }
            }
            Self::NoPolicyOf(arn) => each(f, &["no policy of ", arn, " allows it"]),
            Self::SignedBy(arn) => each(f, &["signed by ", arn]),
        }
    }
}

fn each(f: &mut fmt::Formatter<'_>, texts: &[&str]) -> fmt::Result {
    texts.iter().try_for_each(|text| f.write_str(text))
}
