//! A request that was kept, decided again: by another world, at another time, and where not all of it is known, as far as
//! what is known goes. What comes of it is an answer and no permit.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::IdentityKind;
use portcullis_iam::{ConditionKey, Leaning, NoTrace, Strings, Value};

use super::{Asked, AskedCaller};
use crate::Settings;
use crate::arrival::Supposed;
use crate::caller::Caller;
use crate::denial::{Denial, Layer};
use crate::outcome::admit;
use crate::principal::{Principal, Rejection};

/// What is decided about a request.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The refusal; `None` where it is admitted.
    pub denial: Option<Denial>,
    /// The ARN of the method; empty where there is none.
    pub arn: String,
    /// What is not known of the request and would have to be. Where this is not empty nothing is decided: it may be
    /// admitted or refused.
    pub missing: Vec<String>,
}

impl Decided {
    /// Whether it is admitted.
    pub fn admitted(&self) -> bool {
        self.denial.is_none()
    }

    /// The layer that refuses.
    pub fn layer(&self) -> Option<Layer> {
        self.denial.as_ref().map(|denial| denial.layer)
    }
}

impl Asked {
    /// Decides it by a world, as it would be decided there.
    pub fn decide(&self, settings: &Settings, world: &Snapshot) -> Decided {
        let supposition = Supposition::new(self);
        let caller = self.caller_in(world);
        let once = |leaning| {
            supposition.leaning.set(leaning);
            let supposed: &dyn Supposed = &supposition;
            self.put(
                settings,
                world,
                Some(supposed),
                &caller,
                |arrival, routed, caller| {
                    let mut arn = String::new();
                    let admitted = admit(
                        settings,
                        world,
                        arrival,
                        routed,
                        caller,
                        &mut arn,
                        &mut NoTrace,
                    );
                    (admitted.err(), arn)
                },
            )
        };
        let (denial, arn) = once(Leaning::AgainstCaller);
        let mut missing = Vec::new();
        if denial.is_some() && !self.unrecorded.is_empty() && once(Leaning::ForCaller).0.is_none() {
            missing.extend(supposition.seen.take());
        }
        Decided {
            denial,
            arn,
            missing,
        }
    }
}

impl Asked {
    /// The caller as a world knows it. Whom it does not know proves nothing there.
    fn caller_in(&self, world: &Snapshot) -> Caller {
        let principal = match &self.caller {
            AskedCaller::Anonymous | AskedCaller::Rejected => return Caller::Anonymous,
            AskedCaller::Signed(principal) => match principal.identity.kind {
                IdentityKind::Root => Some(principal.clone()),
                IdentityKind::User | IdentityKind::Role => world
                    .identity_by_id(&principal.identity.id)
                    .map(|identity| Principal {
                        identity: Arc::clone(identity),
                        ..principal.clone()
                    }),
            },
            AskedCaller::Recorded(recorded) => recorded.in_world(world),
        };
        principal.map_or(
            Caller::Rejected(Rejection::UnrecognizedClient),
            Caller::Signed,
        )
    }
}

/// What is said of a request beside what it is, and what is not known of it.
pub(super) struct Supposition<'a> {
    asked: &'a Asked,
    leaning: Cell<Leaning>,
    seen: RefCell<BTreeSet<String>>,
}

impl<'a> Supposition<'a> {
    pub(super) fn new(asked: &'a Asked) -> Self {
        Self {
            asked,
            leaning: Cell::new(Leaning::AgainstCaller),
            seen: RefCell::default(),
        }
    }
}

impl Supposed for Supposition<'_> {
    fn value(&self, key: &ConditionKey) -> Option<Value<'_>> {
        let said = self.asked.said.iter().find(|(known, _)| known == key);
        if let Some((_, values)) = said {
            return Some(match values.as_slice() {
                [] => Value::Absent,
                [one] => Value::Str(one),
                several => Value::Strs(Strings::Owned(several)),
            });
        }
        if self.asked.unrecorded.is_empty() {
            return None;
        }
        let name = key.to_string();
        let wanted = match key {
            ConditionKey::PrincipalTag(_) => "aws:principaltag".to_owned(),
            ConditionKey::Other(_) => "federation".to_owned(),
            _ => name.to_ascii_lowercase(),
        };
        if !self.asked.unrecorded.contains(&wanted) {
            return None;
        }
        self.seen.borrow_mut().insert(name);
        Some(Value::Undetermined(self.leaning.get()))
    }
}
