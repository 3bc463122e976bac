//! What the line of a refused request needs of its judging: the verdict of each type of policy, and where none allows the
//! Allow that came closest. It keeps numbers and, of that one statement, words; everything that a [`Recorder`] writes down
//! is for whoever asks later.

use std::fmt::Write as _;

use portcullis_iam::{
    At, Context, Effect, FailedElement, Mismatch, Outcome, Policy, PolicyType, Recorder, Statement,
    Subject, Trace, Verdict,
};

/// What a trace knows of the main resource of a request, whichever trace it is.
pub(crate) trait Findings {
    /// What the policies of one type said, if they were asked.
    fn verdict_of(&self, policy_type: PolicyType) -> Option<Verdict>;

    /// The Allow that came closest to matching, the last of several.
    fn nearest(&self, policy_type: PolicyType) -> Option<Nearest<'_>>;
}

/// A statement that does not match.
#[derive(Clone, Copy)]
pub(crate) struct Nearest<'t> {
    pub(crate) policy: usize,
    pub(crate) statement: usize,
    pub(crate) missed: Missed<'t>,
}

/// What did not match.
#[derive(Clone, Copy)]
pub(crate) enum Missed<'t> {
    Action,
    Resource,
    /// In words.
    Told(&'t str),
}

/// A trace of no more than that.
#[derive(Default)]
pub(crate) struct Glance {
    seen: [Seen; 8],
    elsewhere: bool,
}

#[derive(Default)]
struct Seen {
    verdict: Option<Verdict>,
    nearest: Option<(FailedElement, usize, usize)>,
    /// What was missed, where it is a principal or a condition.
    told: String,
}

impl Glance {
    fn of(&self, policy_type: PolicyType) -> Option<&Seen> {
        self.seen.get(place(policy_type))
    }
}

impl Trace for Glance {
    const RECORDS: bool = true;

    fn statement(
        &mut self,
        at: At,
        _: &Policy,
        statement: &Statement,
        _: &dyn Context,
        outcome: Outcome<'_>,
    ) {
        let Outcome::Failed(mismatch) = outcome else {
            return;
        };
        if self.elsewhere || statement.effect() != Effect::Allow {
            return;
        }
        let Some(seen) = self.seen.get_mut(place(at.policy_type)) else {
            return;
        };
        let element = mismatch.element();
        if seen.nearest.is_some_and(|(nearest, ..)| nearest > element) {
            return;
        }
        seen.nearest = Some((element, at.policy, at.statement));
        if matches!(
            mismatch,
            Mismatch::Principal { .. } | Mismatch::Condition { .. }
        ) {
            seen.told.clear();
            // Writing to a string cannot fail.
            let _ = write!(seen.told, "{mismatch}");
        }
    }

    fn verdict(&mut self, policy_type: PolicyType, verdict: Verdict) {
        if self.elsewhere {
            return;
        }
        if let Some(seen) = self.seen.get_mut(place(policy_type)) {
            seen.verdict.get_or_insert(verdict);
        }
    }

    fn turn_to(&mut self, subject: Subject) {
        self.elsewhere = subject != Subject::Main;
    }
}

impl Findings for Glance {
    fn verdict_of(&self, policy_type: PolicyType) -> Option<Verdict> {
        self.of(policy_type)?.verdict
    }

    fn nearest(&self, policy_type: PolicyType) -> Option<Nearest<'_>> {
        let seen = self.of(policy_type)?;
        let (element, policy, statement) = seen.nearest?;
        Some(Nearest {
            policy,
            statement,
            missed: match element {
                FailedElement::Action => Missed::Action,
                FailedElement::Resource => Missed::Resource,
                FailedElement::Principal | FailedElement::Condition => Missed::Told(&seen.told),
            },
        })
    }
}

impl Findings for Recorder {
    fn verdict_of(&self, policy_type: PolicyType) -> Option<Verdict> {
        Recorder::verdict_of(self, policy_type)
    }

    fn nearest(&self, policy_type: PolicyType) -> Option<Nearest<'_>> {
        let allows = self
            .layer(policy_type)
            .filter(|entry| entry.effect == Effect::Allow && entry.failed.is_some());
        let nearest = allows.max_by_key(|entry| entry.failed)?;
        Some(Nearest {
            policy: nearest.policy,
            statement: nearest.statement,
            missed: Missed::Told(&nearest.reason),
        })
    }
}

fn place(policy_type: PolicyType) -> usize {
    match policy_type {
        PolicyType::Identity => 0,
        PolicyType::Resource => 1,
        PolicyType::Endpoint => 2,
        PolicyType::PermissionsBoundary => 3,
        PolicyType::Session => 4,
        PolicyType::ServiceControl => 5,
        PolicyType::ResourceControl => 6,
        PolicyType::Trust => 7,
    }
}
