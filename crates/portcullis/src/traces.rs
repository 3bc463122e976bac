//! The traces of past requests, for whoever may ask why: a ring that is bounded by count, by bytes and by age, as the
//! operator sets them. What is kept is what [`Explanation`] says and nothing secret; who may read what of it is decided
//! in [`view`].

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use portcullis_catalog::AccountId;
use portcullis_guard::{AccessLine, Asked, Entry, Explanation, Journal, Step};

use crate::journal::LineJournal;

mod answers;
mod view;

pub(crate) use answers::TraceInquiries;

/// Signatures of one second that are looked into: whoever knows an access key id could keep a processor busy with more.
const DIAGNOSES_A_SECOND: u32 = 50;

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
    method: String,
    path: String,
    query: Vec<String>,
    caller: String,
    access_key_id: String,
    peer: IpAddr,
    vpc_endpoint: Option<String>,
    resource_account: String,
    claimed_account: Option<AccountId>,
    micros: u64,
    failure: Option<String>,
    explanation: Explanation,
    asked: Asked,
    weight: usize,
}

/// The ring.
pub(crate) struct Traces {
    settings: TraceSettings,
    ring: Mutex<Ring>,
}

#[derive(Default)]
struct Ring {
    kept: VecDeque<Arc<Kept>>,
    bytes: usize,
    sequence: u64,
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

    /// Keeps a request that was explained.
    pub(crate) fn keep(&self, entry: &Entry<'_>) {
        let (Some(explanation), Some(asking)) = (entry.explanation, entry.asked) else {
            return;
        };
        if !self.wants(entry.denial.is_some()) {
            return;
        }
        let mut kept = Kept {
            sequence: 0,
            at: entry.at,
            request_id: entry.request_id.to_owned(),
            status: entry.status,
            method: entry.method.to_owned(),
            path: entry.path.to_owned(),
            query: query(entry.query.unwrap_or_default(), self.settings.query_values),
            caller: entry.caller.to_owned(),
            access_key_id: entry.access_key_id.to_owned(),
            peer: entry.peer,
            vpc_endpoint: entry.vpc_endpoint.map(str::to_owned),
            resource_account: entry.resource_account.to_owned(),
            claimed_account: entry.claimed_account,
            micros: u64::try_from(entry.took.as_micros()).unwrap_or(u64::MAX),
            failure: entry.failure.map(str::to_owned),
            explanation: explanation.clone(),
            asked: asking.keep(),
            weight: 0,
        };
        kept.weight = weight(&kept);
        let mut ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        ring.sequence += 1;
        kept.sequence = ring.sequence;
        ring.bytes += kept.weight;
        ring.kept.push_back(Arc::new(kept));
        ring.trim(&self.settings, entry.at);
    }

    /// What there is, newest first, and the number of the newest ever kept.
    fn all(&self, now: i64) -> (Vec<Arc<Kept>>, u64) {
        let mut ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        ring.trim(&self.settings, now);
        (ring.kept.iter().rev().cloned().collect(), ring.sequence)
    }
}

impl Ring {
    fn trim(&mut self, settings: &TraceSettings, now: i64) {
        let age = i64::try_from(settings.age.as_secs()).unwrap_or(i64::MAX);
        let oldest = now.saturating_sub(age);
        while let Some(first) = self.kept.front() {
            let too_much = self.kept.len() > settings.most || self.bytes > settings.bytes;
            if !too_much && first.at >= oldest {
                break;
            }
            self.bytes -= first.weight;
            self.kept.pop_front();
        }
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

/// About how many bytes a trace takes.
fn weight(kept: &Kept) -> usize {
    let texts = kept.request_id.len() + kept.path.len() + kept.caller.len();
    let query: usize = kept.query.iter().map(String::len).sum();
    let steps: usize = kept.explanation.steps.iter().map(step_weight).sum();
    let layers = kept.explanation.layers.iter();
    let layers: usize = layers.map(|layer| layer.because.len() + 64).sum();
    size_of::<Kept>() + texts + query + steps + layers + kept.asked.weight()
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
    use super::*;

    #[test]
    fn of_a_query_only_the_names_are_kept_unless_more_is_wanted() {
        let sent = "a=secret&b&X-Amz-Signature=f00&%58-Amz-Credential=x";
        let names = ["a", "b", "X-Amz-Signature", "%58-Amz-Credential"];
        assert_eq!(query(sent, false), names);
        let values = ["a=secret", "b", "X-Amz-Signature", "%58-Amz-Credential"];
        assert_eq!(query(sent, true), values);
    }
}
