//! Why, for people: what each of the four layers says of a request, with the statement or rule
//! that decided, and every step. It comes from the same [`admit`](crate::admit) that decides, run with a trace.

use std::net::IpAddr;

use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::{Miss, Route, Via};
use portcullis_iam::Recorder;

use crate::Settings;
use crate::arrival::Arrival;
use crate::caller::Caller;
use crate::denial::{Denial, Layer, Reason};
use crate::diagnosis::SignatureCause;
use crate::layers::{Finding, Judging, LayerSaid, connection, missing, silent};
use crate::outcome::admit;
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

/// Explains a request: the decision, and every layer.
pub fn explain<'w>(
    settings: &Settings,
    world: &'w Snapshot,
    arrival: &Arrival<'_>,
    routed: Result<Route<'w>, Miss<'w>>,
    caller: &Caller,
) -> Explanation {
    explain_with(settings, world, arrival, routed, caller, &[])
}

/// The same with what was found to be wrong with the signature.
pub(crate) fn explain_with<'w>(
    settings: &Settings,
    world: &'w Snapshot,
    arrival: &Arrival<'_>,
    routed: Result<Route<'w>, Miss<'w>>,
    caller: &Caller,
    causes: &[SignatureCause],
) -> Explanation {
    let mut trace = Recorder::new();
    let mut arn = String::new();
    let denial = admit(
        settings, world, arrival, routed, caller, &mut arn, &mut trace,
    )
    .err();
    let judging = Judging {
        world,
        via: arrival.via,
        peer: arrival.peer,
        routed,
        caller,
        denial: denial.as_ref(),
        arn: &arn,
        causes,
    };
    let layers = judging
        .layers(&trace)
        .map(|layer| LayerReport::from(&layer));
    let [connection, ..] = &layers;
    let mut steps = steps(&Judged {
        world,
        arrival,
        routed,
        caller,
        trace: &trace,
        denial: denial.as_ref(),
        arn: &arn,
        connection: (connection.finding.into(), &connection.because),
        asked: judging.asked(),
    });
    let unknown = matches!(
        denial.as_ref().map(|denial| &denial.reason),
        Some(Reason::UnrecognizedClient)
    );
    let about = if unknown {
        StepName::Session
    } else {
        StepName::Signature
    };
    if let Some(step) = steps.iter_mut().find(|it| it.name == about) {
        for SignatureCause { code, words } in causes {
            step.because.push_str(&format!("; {code}: {words}"));
        }
    }
    Explanation {
        missing: routed.err().map(missing),
        layers,
        steps,
        arn,
        causes: causes.to_vec(),
        denial,
    }
}

/// Explains a connection that layer 1 drops: nothing of it was read, so nobody else was asked.
pub fn explain_dropped(world: &Snapshot, via: Via<'_>, peer: IpAddr) -> Explanation {
    let layers = layers_of_dropped(world, via, peer).map(|layer| LayerReport::from(&layer));
    let [connection, ..] = &layers;
    let told = (connection.finding.into(), connection.because.as_str());
    let refused = connection.finding == Finding::Refuse;
    let step = Step {
        decides: refused,
        ..network_path(world, via, told)
    };
    Explanation {
        missing: None,
        layers,
        steps: vec![step],
        arn: String::new(),
        causes: Vec::new(),
        denial: refused.then_some(Denial {
            layer: Layer::SecurityGroup,
            reason: Reason::Dropped,
        }),
    }
}

/// The layers of such a connection.
pub(crate) fn layers_of_dropped<'w>(
    world: &'w Snapshot,
    via: Via<'_>,
    peer: IpAddr,
) -> [LayerSaid<'w>; 4] {
    let silent = silent("not reached");
    [connection(world, via, peer), silent, silent, silent]
}

impl From<&LayerSaid<'_>> for LayerReport {
    fn from(said: &LayerSaid<'_>) -> Self {
        Self {
            finding: said.finding,
            by: said.by(),
            because: said.to_string(),
        }
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
}
