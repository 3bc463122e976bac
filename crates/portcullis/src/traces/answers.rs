//! The operation `Explain`: which traces are asked for, and the change that would have let each refused request in, tried
//! on the world as it is when the question comes.

use std::sync::Arc;

use portcullis_catalog::Snapshot;
use portcullis_control::{Inquiries, InquiryFault};
use portcullis_guard::change::suggest;
use portcullis_guard::{Principal, Settings};
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::{Viewer, shown};
use super::{Kept, Traces};

/// The most traces in one answer.
const MOST: usize = 100;
/// The most of them that a change is looked for: each is judged several times.
const MOST_SUGGESTIONS: usize = 10;

/// Answers from a ring.
pub(crate) struct TraceInquiries {
    pub(crate) traces: Arc<Traces>,
    pub(crate) settings: Arc<Settings>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct ExplainRequest {
    /// The request with this id.
    request_id: Option<String>,
    /// What was kept after this one.
    after: Option<u64>,
    /// At most so many; 1 if absent.
    limit: Option<usize>,
    /// Only what was refused.
    #[serde(default)]
    refused: bool,
    /// Whether to look for changes; so if absent.
    suggest: Option<bool>,
}

impl Inquiries for TraceInquiries {
    fn operations(&self) -> &[&'static str] {
        &["Explain"]
    }

    fn answer(
        &self,
        _operation: &str,
        principal: &Principal,
        world: &Snapshot,
        input: &Value,
    ) -> Result<Value, InquiryFault> {
        let asked: ExplainRequest = ExplainRequest::deserialize(input)
            .map_err(|error| InquiryFault::Invalid(error.to_string()))?;
        let account = principal.identity.account;
        let viewer = Viewer {
            account,
            is_operator: self.traces.settings.operator == Some(account),
        };
        let limit = asked.limit.unwrap_or(1).clamp(1, MOST);
        let (all, newest) = self.traces.all(jiff::Timestamp::now().as_second());
        let wanted = all
            .into_iter()
            .filter(|kept| viewer.may_see(kept))
            .filter(|kept| asked.after.is_none_or(|after| kept.sequence > after))
            .filter(|kept| !asked.refused || kept.refused)
            .filter(|kept| {
                asked
                    .request_id
                    .as_ref()
                    .is_none_or(|id| kept.request_id == *id)
            });
        // Who follows wants what comes next, everybody else what came last.
        let mut found: Vec<Arc<Kept>> = wanted.collect();
        if asked.after.is_some() {
            found.reverse();
        }
        found.truncate(limit);
        if let (true, Some(id)) = (found.is_empty(), &asked.request_id) {
            let message = format!("there is no trace of request `{id}` that this account may read");
            return Err(InquiryFault::NotFound(message));
        }
        let suggests = asked.suggest.unwrap_or(true);
        let traces: Vec<Value> = found
            .iter()
            .enumerate()
            .map(|(index, kept)| {
                let explanation = self.traces.explanation(kept);
                let suggestion = (suggests && kept.refused && index < MOST_SUGGESTIONS)
                    .then(|| suggest(&self.settings, world, &kept.asked, &explanation));
                shown(kept, &explanation, viewer, suggestion.as_ref())
            })
            .collect();
        let next = match (asked.after, found.last()) {
            (Some(_), Some(last)) if found.len() == limit => last.sequence,
            _ => newest,
        };
        Ok(json!({ "traces": traces, "sequence": next }))
    }
}
