//! The traces of past requests, for whoever may ask why: a ring that is bounded by count, by bytes and by age, as the
//! operator sets them. A request is kept without its secrets, beside the world that decided it, and explained when somebody
//! asks, or when that world no longer decides ([`follow`]); who may read what of it is decided in [`view`].

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use portcullis_catalog::snapshot::Via;
use portcullis_catalog::{AccountId, Snapshot};
use portcullis_guard::{
    AccessLine, Asked, Entry, Explanation, Journal, Step, StepName, Unexplained,
};

use crate::journal::LineJournal;

mod answers;
mod follow;
mod view;

pub(crate) use answers::TraceInquiries;

/// Signatures of one second that are looked into: whoever knows an access key id could keep a processor busy with more.
const DIAGNOSES_A_SECOND: u32 = 50;

/// Worlds that requests may wait to be explained by. A world shares with the next all that did not change between them; what
/// did is held until the follower has let go of it.
const WORLDS: usize = 8;

/// What the operator decides about traces.
#[derive(Clone, Debug)]
pub(crate) struct TraceSettings {
    /// Whether refused requests are kept.
    pub(crate) refused: bool,
    /// Whether admitted ones are.
    pub(crate) admitted: bool,
    /// The most requests.
    pub(crate) most: usize,
    /// The most bytes, about.
    pub(crate) bytes: usize,
    /// For how long.
    pub(crate) age: Duration,
    /// Whether the values of query parameters are kept beside their names.
    pub(crate) query_values: bool,
    /// The account that sees every trace whole.
    pub(crate) operator: Option<AccountId>,
    /// Whether refusals name their layer in a header.
    pub(crate) layer_header: bool,
}

impl Default for TraceSettings {
    fn default() -> Self {
        Self {
            refused: true,
            admitted: false,
            most: 1_000,
            bytes: 16 * 1024 * 1024,
            age: Duration::from_hours(24),
            query_values: false,
            operator: None,
            layer_header: false,
        }
    }
}

/// One request, kept.
pub(crate) struct Kept {
    sequence: u64,
    at: i64,
    request_id: String,
    status: u16,
    refused: bool,
    query: Vec<String>,
    resource_account: String,
    claimed_account: Option<AccountId>,
    micros: u64,
    failure: Option<String>,
    asked: Asked,
    told: Mutex<Told>,
    /// Changed by who holds the ring alone.
    weight: AtomicUsize,
}

/// Why it was answered as it was.
enum Told {
    /// To be found out when somebody asks, by the world that decided.
    Later(Box<Unexplained>),
    /// Found out.
    Whole(Arc<Explanation>),
}

/// The ring.
pub(crate) struct Traces {
    settings: TraceSettings,
    ring: Mutex<Ring>,
    /// Told of each world that is new to the ring.
    more: Condvar,
}

#[derive(Default)]
struct Ring {
    kept: VecDeque<Arc<Kept>>,
    bytes: usize,
    sequence: u64,
    /// Whether somebody lets go of worlds that are gone. Where nobody does, nothing is left for later.
    followed: bool,
    /// The worlds that requests may wait to be explained by, the newest last.
    worlds: Vec<Weak<Snapshot>>,
}

/// A journal that keeps traces beside its lines.
pub(crate) struct TracingJournal {
    lines: LineJournal,
    traces: Arc<Traces>,
    /// The second that is counted, and how many signatures were looked into in it.
    second: AtomicI64,
    diagnoses: AtomicU32,
}

impl Traces {
    pub(crate) fn new(settings: TraceSettings) -> Self {
        Self {
            settings,
            ring: Mutex::default(),
            more: Condvar::new(),
        }
    }

    /// The account that sees every trace whole.
    pub(crate) fn operator(&self) -> Option<AccountId> {
        self.settings.operator
    }

    fn wants(&self, denied: bool) -> bool {
        if denied {
            self.settings.refused
        } else {
            self.settings.admitted
        }
    }

    /// Keeps a request, to be explained when somebody asks.
    pub(crate) fn keep(&self, entry: &Entry<'_>) {
        let (Some(explainable), Some(asking)) = (&entry.explainable, entry.asked) else {
            return;
        };
        if !self.wants(entry.denial.is_some()) {
            return;
        }
        let told = if self.takes(explainable.world) {
            Told::Later(Box::new(explainable.keep()))
        } else {
            Told::Whole(Arc::new(explainable.explain()))
        };
        let weight = match &told {
            Told::Later(_) => size_of::<Unexplained>(),
            Told::Whole(explanation) => weight(explanation),
        };
        let mut kept = Kept {
            sequence: 0,
            at: entry.at,
            request_id: entry.request_id.to_owned(),
            status: entry.status,
            refused: entry.denial.is_some(),
            query: query(entry.query.unwrap_or_default(), self.settings.query_values),
            resource_account: entry.resource_account.to_owned(),
            claimed_account: explainable.claimed_account(),
            micros: u64::try_from(entry.took.as_micros()).unwrap_or(u64::MAX),
            failure: entry.failure.map(str::to_owned),
            asked: asking.keep(),
            told: Mutex::new(told),
            weight: AtomicUsize::new(weight),
        };
        kept.add_weight(kept.own_weight());
        let mut ring = self.ring();
        ring.sequence += 1;
        kept.sequence = ring.sequence;
        ring.bytes += kept.weight();
        ring.kept.push_back(Arc::new(kept));
        let gone = ring.trim(&self.settings, entry.at);
        drop(ring);
        drop(gone);
    }

    /// Whether what this world decided may be left for later: only so many worlds are kept for it.
    fn takes(&self, world: &Arc<Snapshot>) -> bool {
        let mut ring = self.ring();
        let known = |it: &Weak<Snapshot>| it.as_ptr() == Arc::as_ptr(world);
        if ring.worlds.iter().rev().any(known) {
            return true;
        }
        ring.worlds.retain(|it| it.strong_count() > 0);
        let takes = ring.followed && ring.worlds.len() < WORLDS;
        if takes {
            ring.worlds.push(Arc::downgrade(world));
            self.more.notify_one();
        }
        takes
    }

    /// Why a request was answered as it was.
    fn explanation(&self, kept: &Kept) -> Arc<Explanation> {
        let mut told = kept.told.lock().unwrap_or_else(PoisonError::into_inner);
        let unexplained = match &*told {
            Told::Whole(explanation) => return Arc::clone(explanation),
            Told::Later(unexplained) => unexplained,
        };
        let explanation = Arc::new(unexplained.explain(&kept.asked));
        *told = Told::Whole(Arc::clone(&explanation));
        drop(told);
        let gone = self.ring().grow(kept, weight(&explanation), &self.settings);
        drop(gone);
        explanation
    }

    /// What there is, newest first, and the number of the newest ever kept.
    fn all(&self, now: i64) -> (Vec<Arc<Kept>>, u64) {
        let mut ring = self.ring();
        let gone = ring.trim(&self.settings, now);
        let all = (ring.kept.iter().rev().cloned().collect(), ring.sequence);
        drop(ring);
        drop(gone);
        all
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ring {
    /// Drops what is too much or too old; it is given back, so that nothing waits for its memory.
    fn trim(&mut self, settings: &TraceSettings, now: i64) -> Vec<Arc<Kept>> {
        let age = i64::try_from(settings.age.as_secs()).unwrap_or(i64::MAX);
        let oldest = now.saturating_sub(age);
        self.drop_while(|ring, first| {
            let too_much = ring.kept.len() > settings.most || ring.bytes > settings.bytes;
            too_much || first.at < oldest
        })
    }

    /// What was kept weighs so much more.
    fn grow(&mut self, kept: &Kept, more: usize, settings: &TraceSettings) -> Vec<Arc<Kept>> {
        let first = self.kept.front().map(|first| first.sequence);
        if first.is_none_or(|first| first > kept.sequence) {
            return Vec::new();
        }
        kept.add_weight(more);
        self.bytes += more;
        self.drop_while(|ring, _| ring.bytes > settings.bytes)
    }

    fn drop_while(&mut self, goes: impl Fn(&Self, &Kept) -> bool) -> Vec<Arc<Kept>> {
        let mut gone = Vec::new();
        while self.kept.front().is_some_and(|first| goes(self, first)) {
            let first = self.kept.pop_front();
            self.bytes -= first.as_ref().map_or(0, |first| first.weight());
            gone.extend(first);
        }
        gone
    }
}

impl Kept {
    /// The account of the VPC endpoint that it came through.
    fn endpoint_account(&self) -> Option<AccountId> {
        let Via::Endpoint(id) = self.asked.via() else {
            return None;
        };
        match &*self.told.lock().unwrap_or_else(PoisonError::into_inner) {
            Told::Later(unexplained) => Some(unexplained.world().endpoint(id)?.account),
            Told::Whole(explanation) => {
                let step = explanation.step(StepName::NetworkPath)?;
                AccountId::parse(step.account.as_deref()?).ok()
            }
        }
    }

    /// Whether a world waits for it that is not this one.
    fn waits_for_another(&self, world: &Arc<Snapshot>) -> bool {
        match &*self.told.lock().unwrap_or_else(PoisonError::into_inner) {
            Told::Later(unexplained) => !Arc::ptr_eq(unexplained.world(), world),
            Told::Whole(_) => false,
        }
    }

    fn weight(&self) -> usize {
        self.weight.load(Ordering::Relaxed)
    }

    fn add_weight(&self, more: usize) {
        self.weight.fetch_add(more, Ordering::Relaxed);
    }

    /// About how many bytes it takes without its explanation.
    fn own_weight(&self) -> usize {
        let query: usize = self.query.iter().map(String::len).sum();
        size_of::<Self>() + self.request_id.len() + query + self.asked.weight()
    }
}

impl TracingJournal {
    pub(crate) fn new(lines: LineJournal, traces: Arc<Traces>) -> Self {
        Self {
            lines,
            traces,
            second: AtomicI64::new(0),
            diagnoses: AtomicU32::new(0),
        }
    }
}

impl Journal for TracingJournal {
    fn record(&self, entry: &Entry<'_>) {
        self.traces.keep(entry);
        self.lines.record(entry);
    }

    fn access(&self, line: &AccessLine<'_>) {
        self.lines.access(line);
    }

    fn wants_explanation(&self, denied: bool) -> bool {
        self.traces.wants(denied) || self.lines.wants_explanation(denied)
    }

    fn names_layers(&self) -> bool {
        self.traces.settings.layer_header
    }

    fn wants_diagnosis(&self) -> bool {
        if self.lines.wants_diagnosis() {
            return true;
        }
        let now = jiff::Timestamp::now().as_second();
        if self.second.swap(now, Ordering::Relaxed) != now {
            self.diagnoses.store(0, Ordering::Relaxed);
        }
        self.traces.settings.refused
            && self.diagnoses.fetch_add(1, Ordering::Relaxed) < DIAGNOSES_A_SECOND
    }
}

/// The parameters of a query: their names, and their values where they are wanted. What signs a request is named alone.
fn query(query: &str, values: bool) -> Vec<String> {
    let parts = query.split('&').filter(|part| !part.is_empty()).take(64);
    parts
        .map(|part| {
            let name = part.split_once('=').map_or(part, |(name, _)| name);
            let signs = name.to_ascii_lowercase().starts_with("x-amz-") || name.contains('%');
            let shown = if values && !signs { part } else { name };
            shown.chars().take(256).collect()
        })
        .collect()
}

/// About how many bytes an explanation takes.
fn weight(explanation: &Explanation) -> usize {
    let steps: usize = explanation.steps.iter().map(step_weight).sum();
    let layers = explanation.layers.iter();
    let layers: usize = layers.map(|layer| layer.because.len() + 64).sum();
    size_of::<Explanation>() + steps + layers
}

fn step_weight(step: &Step) -> usize {
    let policies = step.policies.iter().map(|policy| {
        let statements = policy.statements.iter().map(|statement| {
            let conditions = statement.conditions.iter().map(|condition| {
                let expected: usize = condition.expected.iter().map(|it| it.len() + 24).sum();
                let actual = condition.actual.as_ref().map_or(0, String::len);
                128 + condition.operator.len() + condition.key.len() + expected + actual
            });
            192 + statement.reason.len() + conditions.sum::<usize>()
        });
        192 + policy.policy.described.len() * 2 + statements.sum::<usize>()
    });
    size_of::<Step>() + step.because.len() + policies.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use portcullis_catalog::snapshot::Domain;
    use portcullis_guard::sigv4::Timestamp;
    use portcullis_guard::{Asking, Denial, Explainable, Layer, Reason, Settings};

    use super::*;

    const DROPPED: Denial = Denial {
        layer: Layer::SecurityGroup,
        reason: Reason::Dropped,
    };

    fn traces(settings: TraceSettings, followed: bool) -> Traces {
        let traces = Traces::new(settings);
        traces.ring().followed = followed;
        traces
    }

    /// Keeps a connection that a world refuses.
    fn refused_by(traces: &Traces, world: &Arc<Snapshot>) {
        let settings = Arc::new(Settings {
            domain: Domain {
                region: "us-east-1".to_owned(),
                suffixes: Vec::new(),
            },
            resource_tags: false,
            development_keys: false,
            conveniences: false,
            echo_canonical_request: false,
            account_throttle: portcullis_catalog::traffic::Throttle::default(),
        });
        let peer = Ipv4Addr::LOCALHOST.into();
        let asking = Asking::connection(Via::Endpoint("vpce-1"), peer, Timestamp::from_unix(0));
        traces.keep(&Entry {
            request_id: "id",
            service: "execute-api",
            operation: "Invoke",
            resource: "",
            resource_account: "",
            caller: "anonymous",
            access_key_id: "",
            peer,
            vpc_endpoint: Some("vpce-1"),
            method: "",
            path: "",
            status: 0,
            at: 0,
            took: Duration::ZERO,
            denial: Some(&DROPPED),
            failure: None,
            explainable: Some(Explainable {
                settings: &settings,
                world,
                asking,
                call: None,
                denial: Some(&DROPPED),
                causes: &[],
                ending: None,
            }),
            asked: Some(asking),
            query: None,
        });
    }

    fn explained(traces: &Traces) -> Vec<String> {
        let (all, _) = traces.all(0);
        let because = |kept: &Arc<Kept>| traces.explanation(kept).layers[0].because.clone();
        all.iter().map(because).collect()
    }

    #[track_caller]
    fn weighs_what_it_holds(traces: &Traces) {
        let ring = traces.ring();
        let weights = ring.kept.iter().map(|kept| kept.weight());
        assert_eq!(ring.bytes, weights.sum::<usize>());
    }

    #[test]
    fn what_a_world_decided_is_explained_before_it_is_let_go_of() {
        let traces = traces(TraceSettings::default(), true);
        let [old, live] = [(), ()].map(|()| Arc::new(Snapshot::default()));
        refused_by(&traces, &old);
        refused_by(&traces, &live);
        let gone = Arc::downgrade(&old);
        drop(old);
        traces.settle(&live);
        assert!(gone.upgrade().is_none());
        let (all, _) = traces.all(0);
        let waits = |kept: &Arc<Kept>| matches!(*kept.told.lock().unwrap(), Told::Later(_));
        assert_eq!(all.iter().map(waits).collect::<Vec<_>>(), [true, false]);
        weighs_what_it_holds(&traces);
        assert_eq!(explained(&traces), ["the endpoint is gone"; 2]);
        assert_eq!(Arc::strong_count(&live), 1);
        weighs_what_it_holds(&traces);
    }

    #[test]
    fn only_so_many_worlds_wait_and_none_where_nobody_follows() {
        for (followed, wait) in [(true, WORLDS), (false, 0)] {
            let traces = traces(TraceSettings::default(), followed);
            let worlds = [(); 3 * WORLDS].map(|()| Arc::new(Snapshot::default()));
            for world in worlds.iter().chain(&worlds) {
                refused_by(&traces, world);
            }
            let waiting = worlds.iter().filter(|it| Arc::strong_count(it) > 1);
            assert_eq!(waiting.count(), wait);
            assert_eq!(
                explained(&traces),
                ["the endpoint is gone"; 6 * WORLDS],
                "whoever was to be explained at once was"
            );
        }
    }

    #[test]
    fn the_ring_is_bounded_by_count_by_age_and_by_what_explanations_weigh() {
        let world = Arc::new(Snapshot::default());
        let kept_of = |settings: TraceSettings| {
            let traces = traces(settings, true);
            for _ in 0..100 {
                refused_by(&traces, &world);
            }
            weighs_what_it_holds(&traces);
            let before = traces.all(0).0.len();
            explained(&traces);
            weighs_what_it_holds(&traces);
            let (held, bytes) = (traces.all(0).0.len(), traces.ring().bytes);
            let settings = &traces.settings;
            assert!(held <= settings.most && bytes <= settings.bytes);
            let day = i64::try_from(settings.age.as_secs()).unwrap();
            assert_eq!(traces.all(day + 1).0.len(), 0);
            (before, held)
        };
        let default = TraceSettings::default;
        let few = TraceSettings {
            most: 10,
            ..default()
        };
        assert_eq!(kept_of(few), (10, 10));
        let light = TraceSettings {
            bytes: 100 * 1024,
            ..default()
        };
        let (before, held) = kept_of(light);
        assert!(0 < held && held < before, "{held} of {before}");
    }

    #[test]
    fn of_a_query_only_the_names_are_kept_unless_more_is_wanted() {
        let sent = "a=secret&b&X-Amz-Signature=f00&%58-Amz-Credential=x";
        let names = ["a", "b", "X-Amz-Signature", "%58-Amz-Credential"];
        assert_eq!(query(sent, false), names);
        let values = ["a=secret", "b", "X-Amz-Signature", "%58-Amz-Credential"];
        assert_eq!(query(sent, true), values);
    }
}
