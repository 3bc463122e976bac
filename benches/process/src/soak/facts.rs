//! What is true of the gateway while that changes. A change has a beginning, before the call that asks for it, and an
//! end, after its acknowledgement; what holds in between is the old or the new.

use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU64, Ordering};

/// A fact that changes: how often it was begun to be changed, and how often that ended, as one number. Odd is under way.
#[derive(Default)]
pub struct Fact(AtomicU64);

/// Every fact.
#[derive(Default)]
pub struct Facts {
    /// The identity policy of `edited` allows.
    pub identity: Fact,
    /// The access key of `keyed` is active.
    pub key: Fact,
    /// The deployed resource policies name `admitted`.
    pub resource: Fact,
    /// The endpoint policy lets `guest` through.
    pub endpoint: Fact,
    /// The stage `beta` is there.
    pub stage: Fact,
    /// The security group of the second endpoint lets this machine in.
    pub group: Fact,
    /// The mortal back end lives.
    pub backend: Fact,
    /// The value of the stage variable.
    pub variable: Fact,
    /// The number in the deployed answer of the mock.
    pub version: Fact,
}

/// What may have been true while a request was on its way.
pub struct Seen<'a> {
    facts: &'a Facts,
    began: [u64; 9],
    ended: [u64; 9],
}

impl Fact {
    /// Changes it; the closure is told how often it was changed before, and returns when that is acknowledged.
    pub fn change(&self, change: impl FnOnce(u64)) {
        let turn = self.begin();
        change(turn);
        self.end();
    }

    /// Which turn begins: 1 is the first.
    pub fn begin(&self) -> u64 {
        self.0.fetch_add(1, Ordering::SeqCst) / 2 + 1
    }

    pub fn end(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    fn now(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Whether a fact that is switched holds after so many turns: it does in the beginning.
pub fn holds(turn: u64) -> bool {
    turn.is_multiple_of(2)
}

impl Facts {
    /// A request is about to be sent.
    pub fn before(&self) -> [u64; 9] {
        self.all().map(Fact::now)
    }

    /// Its answer has come.
    pub fn after(&self, began: [u64; 9]) -> Seen<'_> {
        Seen {
            facts: self,
            began,
            ended: self.before(),
        }
    }

    fn all(&self) -> [&Fact; 9] {
        [
            &self.identity,
            &self.key,
            &self.resource,
            &self.endpoint,
            &self.stage,
            &self.group,
            &self.backend,
            &self.variable,
            &self.version,
        ]
    }
}

impl Seen<'_> {
    /// The turns that may have decided: from the last that was acknowledged before the request was sent, to the last
    /// that had begun when its answer came.
    pub fn turns(&self, fact: fn(&Facts) -> &Fact) -> RangeInclusive<u64> {
        let wanted = fact(self.facts);
        let at = self
            .facts
            .all()
            .into_iter()
            .position(|it| std::ptr::eq(it, wanted));
        let at = at.expect("a fact of these");
        self.began[at] / 2..=self.ended[at].div_ceil(2)
    }

    /// Whether a fact that is switched may have held, and whether it may not have.
    pub fn may(&self, fact: fn(&Facts) -> &Fact) -> (bool, bool) {
        let turns = self.turns(fact);
        (turns.clone().any(holds), turns.clone().any(|it| !holds(it)))
    }
}
