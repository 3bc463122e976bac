//! What a candidate would change, counted: which calls it would admit that are refused, and refuse that are admitted. A few
//! of each are kept as examples. It decides nothing and holds no more than its bounds.

use std::collections::BTreeMap;
use std::fmt::Write;

use portcullis_catalog::Snapshot;
use portcullis_guard::{Asked, Decided, Layer, Settings};
use serde::Serialize;

/// The most kinds of change that are told apart.
const MOST_KINDS: usize = 500;

/// What a decision was, or would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ruling {
    Admitted,
    /// By a layer, where it is known which.
    Refused(Option<Layer>),
}

/// What became of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Change {
    /// Admitted by the candidate, and refused without it.
    WouldAdmit,
    /// Refused by the candidate, and admitted without it.
    WouldRefuse,
    /// Refused by both, and by another layer.
    OtherLayer,
}

/// One request that changes.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Example {
    pub(crate) at: i64,
    pub(crate) request_id: String,
    pub(crate) resource: String,
    pub(crate) network: String,
    pub(crate) source_ip: String,
}

/// Equal changes of one caller on one method.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Kind {
    pub(crate) change: Change,
    pub(crate) caller: String,
    /// `API/STAGE/VERB`
    pub(crate) method: String,
    /// The layer that refuses, or `admitted`.
    pub(crate) was: String,
    pub(crate) would: String,
    pub(crate) count: u64,
    pub(crate) example: Example,
}

/// Everything that was counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    compared: u64,
    same: u64,
    changes: BTreeMap<Change, u64>,
    undecided: u64,
    /// What would have to be known, and of how many requests.
    missing: BTreeMap<String, u64>,
    /// Requests that the live side decides in another way by now.
    moved: u64,
    kinds: BTreeMap<(Change, String, String, String, String), Kind>,
    unlisted: u64,
}

impl Ruling {
    pub(crate) fn of(decided: &Decided) -> Self {
        match decided.layer() {
            None => Self::Admitted,
            Some(layer) => Self::Refused(Some(layer)),
        }
    }

    /// Whether they are the same, as far as is known.
    pub(crate) fn agrees(self, other: Self) -> bool {
        match (self, other) {
            (Self::Admitted, Self::Admitted) => true,
            (Self::Refused(one), Self::Refused(other)) => {
                one.is_none() || other.is_none() || one == other
            }
            _ => false,
        }
    }

    fn in_words(self) -> String {
        match self {
            Self::Admitted => "admitted".to_owned(),
            Self::Refused(None) => "refused".to_owned(),
            Self::Refused(Some(layer)) => format!("{layer:?}"),
        }
    }
}

impl Tally {
    /// Compares one request, as it was ruled on, with what a candidate says of it.
    pub(crate) fn compare(
        &mut self,
        settings: &Settings,
        candidate: &Snapshot,
        asked: &Asked,
        was: Ruling,
        request_id: &str,
    ) {
        self.compared = self.compared.saturating_add(1);
        let decided = asked.decide(settings, candidate);
        let would = Ruling::of(&decided);
        let mut missing = decided.missing.clone();
        // What was admitted has passed the policies of its session, which no candidate changes.
        if decided.admitted() && was != Ruling::Admitted && asked.misses_session_policies() {
            missing.push("the policies of the session".to_owned());
        }
        if !missing.is_empty() {
            self.undecided = self.undecided.saturating_add(1);
            for key in missing.into_iter().take(8) {
                let known = self.missing.len();
                if known < MOST_KINDS || self.missing.contains_key(&key) {
                    *self.missing.entry(key).or_default() += 1;
                }
            }
            return;
        }
        let change = match (was, would) {
            _ if was.agrees(would) => None,
            (Ruling::Admitted, _) => Some(Change::WouldRefuse),
            (_, Ruling::Admitted) => Some(Change::WouldAdmit),
            (Ruling::Refused(_), Ruling::Refused(_)) => Some(Change::OtherLayer),
        };
        let Some(change) = change else {
            self.same = self.same.saturating_add(1);
            return;
        };
        *self.changes.entry(change).or_default() += 1;
        let method = method_of(&decided.arn);
        let (was, would) = (was.in_words(), would.in_words());
        let caller = asked.caller_arn();
        let key = (
            change,
            caller.clone(),
            method.clone(),
            was.clone(),
            would.clone(),
        );
        if let Some(kind) = self.kinds.get_mut(&key) {
            kind.count = kind.count.saturating_add(1);
            return;
        }
        if self.kinds.len() >= MOST_KINDS {
            self.unlisted = self.unlisted.saturating_add(1);
            return;
        }
        let kind = Kind {
            change,
            caller,
            method,
            was,
            would,
            count: 1,
            example: Example {
                at: asked.at(),
                request_id: request_id.to_owned(),
                resource: decided.arn,
                network: asked.via().endpoint().unwrap_or("public").to_owned(),
                source_ip: asked.peer().to_string(),
            },
        };
        self.kinds.insert(key, kind);
    }

    /// One request that cannot be compared, because the live side would decide it in another way by now.
    pub(crate) fn moved(&mut self) {
        self.moved = self.moved.saturating_add(1);
    }

    /// One request that cannot be decided at all, and why.
    pub(crate) fn undecidable(&mut self, why: &str) {
        self.compared = self.compared.saturating_add(1);
        self.undecided = self.undecided.saturating_add(1);
        *self.missing.entry(why.to_owned()).or_default() += 1;
    }

    /// Whether anything would change.
    pub(crate) fn changes_something(&self) -> bool {
        !self.changes.is_empty()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        let count = |change| self.changes.get(&change).copied().unwrap_or_default();
        serde_json::json!({
            "compared": self.compared,
            "same": self.same,
            "wouldAdmit": count(Change::WouldAdmit),
            "wouldRefuse": count(Change::WouldRefuse),
            "otherLayer": count(Change::OtherLayer),
            "undecided": self.undecided,
            "missing": self.missing,
            "moved": self.moved,
            "changes": self.kinds.values().collect::<Vec<_>>(),
            "unlisted": self.unlisted,
        })
    }
}

/// What a tally says, for a person. It reads the JSON, because a running gateway answers with that.
pub(crate) fn text(tally: &serde_json::Value) -> String {
    let number = |name: &str| {
        tally
            .get(name)
            .and_then(serde_json::Value::as_u64)
            .unwrap_or_default()
    };
    let mut text = format!(
        "{} compared: {} the same, {} would be admitted, {} would be refused, {} refused by another layer, {} not decided\n",
        number("compared"),
        number("same"),
        number("wouldAdmit"),
        number("wouldRefuse"),
        number("otherLayer"),
        number("undecided")
    );
    let list = tally.get("changes").and_then(serde_json::Value::as_array);
    for kind in list.into_iter().flatten() {
        let of = |name: &str| {
            kind.get(name)
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
        };
        let example = |name: &str| {
            kind.pointer(&format!("/example/{name}"))
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
        };
        let count = kind
            .get("count")
            .and_then(serde_json::Value::as_u64)
            .unwrap_or_default();
        let _ = writeln!(
            text,
            "  {count:>6} x {}  {}\n           {} → {}  such as {} over {} (request {})",
            of("caller"),
            of("method"),
            of("was"),
            of("would"),
            example("resource"),
            example("network"),
            example("requestId")
        );
    }
    if number("unlisted") > 0 {
        let _ = writeln!(text, "  and {} more of other kinds", number("unlisted"));
    }
    let missing = tally.get("missing").and_then(serde_json::Value::as_object);
    for (key, count) in missing.into_iter().flatten() {
        let _ = writeln!(text, "  {count:>6} not decided: {key} is not recorded");
    }
    if number("moved") > 0 {
        let _ = writeln!(
            text,
            "  {:>6} not compared: the configuration changed under them",
            number("moved")
        );
    }
    text
}

/// `API/STAGE/VERB` of a method's ARN.
fn method_of(arn: &str) -> String {
    let called = arn.splitn(6, ':').nth(5).unwrap_or_default();
    called.splitn(4, '/').take(3).collect::<Vec<_>>().join("/")
}
