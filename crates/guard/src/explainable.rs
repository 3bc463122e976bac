//! A request that was judged, for whoever wants to know why: at once, or later. Nothing is found out before it is asked
//! for. What is kept to ask later is the request without its secrets and the very world that judged it.

use std::sync::Arc;

use portcullis_catalog::snapshot::{Miss, Route};
use portcullis_catalog::{AccountId, Snapshot};
use portcullis_sigv4::Request;

use crate::Settings;
use crate::arrival::Arrival;
use crate::asked::{Asked, Asking};
use crate::caller::Caller;
use crate::denial::Denial;
use crate::diagnosis::{SignatureCause, claimed_account};
use crate::explanation::{Explanation, explain_dropped, explain_with, layers_of_dropped};
use crate::glance::Glance;
use crate::layers::{Judging, LayerSaid, missing};
use crate::outcome::admit;
use crate::principal::Rejection;
use crate::session::TokenKey;
use crate::steps::StepName;

/// For the ARN of nearly every method.
const ROOM: usize = 256;

/// A request that was judged, while it is there.
#[derive(Clone, Copy)]
pub struct Explainable<'a> {
    /// How it was judged.
    pub settings: &'a Arc<Settings>,
    /// By which world.
    pub world: &'a Arc<Snapshot>,
    /// What it is.
    pub asking: Asking<'a>,
    /// How it was understood; nothing where its connection was dropped before a byte of it was read.
    pub call: Option<Call<'a>>,
    /// The refusal.
    pub denial: Option<&'a Denial>,
    /// What was found to be wrong with its signature.
    pub causes: &'a [SignatureCause],
    /// Of one that was admitted: the step that it ended at and why, or the status that it was answered with.
    pub ending: Option<Result<u16, (StepName, &'a str)>>,
}

/// A call of an API, as it was understood.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// Its facts.
    pub arrival: &'a Arrival<'a>,
    /// Where it led.
    pub routed: Result<Route<'a>, Miss<'a>>,
    /// Who it is from.
    pub caller: &'a Caller,
    /// Opens the token that it brings.
    pub tokens: &'a TokenKey,
    /// Its head as signatures see it.
    pub request: &'a Request<'a>,
}

/// What the four layers say of a request.
pub struct Said<'a> {
    /// Where the request names nothing that exists here, what is missing; no layer is at fault.
    pub missing: Option<&'static str>,
    /// Layers 1 to 4.
    pub layers: [LayerSaid<'a>; 4],
}

/// A request that was judged, kept to be explained later, beside what [`Asked`] keeps of it.
pub struct Unexplained {
    settings: Arc<Settings>,
    world: Arc<Snapshot>,
    rejection: Option<Rejection>,
    causes: Vec<SignatureCause>,
    ending: Option<Result<u16, (StepName, String)>>,
}

impl Explainable<'_> {
    /// What the four layers say of it, without their steps and statements. Policies are asked only where they have a say.
    pub fn layers<R>(&self, then: impl FnOnce(&Said<'_>) -> R) -> R {
        let world = &**self.world;
        let Some(call) = self.call else {
            let (via, peer) = (self.asking.via(), self.asking.peer());
            return then(&Said {
                missing: None,
                layers: layers_of_dropped(world, via, peer),
            });
        };
        let mut glance = Glance::default();
        let mut arn = String::with_capacity(ROOM);
        let judging = Judging {
            world,
            via: call.arrival.via,
            peer: call.arrival.peer,
            routed: call.routed,
            caller: call.caller,
            denial: self.denial,
            arn: "",
            causes: self.causes,
        };
        if judging.asked() {
            // What it decides is known: it decided before.
            let _ = admit(
                self.settings,
                world,
                call.arrival,
                call.routed,
                call.caller,
                &mut arn,
                &mut glance,
            );
        }
        let judging = Judging {
            arn: &arn,
            ..judging
        };
        then(&Said {
            missing: call.routed.err().map(missing),
            layers: judging.layers(&glance),
        })
    }

    /// Everything, now.
    pub fn explain(&self) -> Explanation {
        let (settings, world) = (&**self.settings, &**self.world);
        let mut explanation = match self.call {
            Some(call) => explain_with(
                settings,
                world,
                call.arrival,
                call.routed,
                call.caller,
                self.causes,
            ),
            None => explain_dropped(world, self.asking.via(), self.asking.peer()),
        };
        if let Some(ending) = self.ending {
            explanation.add_ending(ending);
        }
        explanation
    }

    /// Keeps what is needed to explain it later.
    pub fn keep(&self) -> Unexplained {
        let rejection = match self.call.map(|call| call.caller) {
            Some(Caller::Rejected(rejection)) => Some(rejection.to_be_kept()),
            _ => None,
        };
        Unexplained {
            settings: Arc::clone(self.settings),
            world: Arc::clone(self.world),
            rejection,
            causes: self.causes.to_vec(),
            ending: self
                .ending
                .map(|ending| ending.map_err(|(step, because)| (step, because.to_owned()))),
        }
    }

    /// The account whose access key it claims to be signed with, whether or not that is so.
    pub fn claimed_account(&self) -> Option<AccountId> {
        let call = self.call?;
        match call.caller {
            Caller::Signed(principal) => Some(principal.identity.account),
            Caller::Rejected(_) => {
                claimed_account(self.settings, call.tokens, self.world, call.request)
            }
            Caller::Anonymous => None,
        }
    }
}

impl Unexplained {
    /// The world that judged the request.
    pub fn world(&self) -> &Arc<Snapshot> {
        &self.world
    }

    /// Everything: what would have been said at once.
    pub fn explain(&self, asked: &Asked) -> Explanation {
        let rejection = self.rejection.as_ref();
        let mut explanation =
            asked.explain_as_judged(&self.settings, &self.world, rejection, &self.causes);
        if let Some(ending) = &self.ending {
            let ending = ending.as_ref();
            explanation.add_ending(
                ending
                    .copied()
                    .map_err(|(step, because)| (*step, because.as_str())),
            );
        }
        explanation
    }
}
