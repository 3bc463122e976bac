//! What an account is shown of a trace. The owner of the API sees all that is the API's; the caller's account and that
//! of the VPC endpoint see what is theirs; of each other they see what was said and not why, as AWS's own answers
//! have it. The account of the operator sees everything. Nobody else sees that there is a trace.

use portcullis_catalog::AccountId;
use portcullis_guard::change::{Change, Suggestion};
use portcullis_guard::{Explanation, Step, StepName, StepVerdict};
use serde_json::{Value, json};

use super::Kept;

/// Who looks.
#[derive(Clone, Copy)]
pub(super) struct Viewer {
    pub(super) account: AccountId,
    pub(super) is_operator: bool,
}

impl Viewer {
    /// Whether there is anything to see.
    pub(super) fn may_see(self, kept: &Kept) -> bool {
        self.is_operator
            || kept.resource_account == self.account.as_str()
            || kept.claimed_account == Some(self.account)
            || kept.endpoint_account() == Some(self.account)
    }

    /// Which API a request was for is not said to others than its owner.
    fn owns(self, owner: Option<&str>, name: StepName) -> bool {
        self.is_operator
            || match owner {
                Some(owner) => owner == self.account.as_str(),
                None => name != StepName::Addressing,
            }
    }

    fn step(self, step: &Step) -> Step {
        if self.owns(step.account.as_deref(), step.name) {
            step.clone()
        } else {
            step.verdict_only()
        }
    }

    fn change(self, change: &Change) -> Value {
        if self.owns(change.account.as_deref(), change.step) {
            return json!(change);
        }
        json!({
            "step": change.step,
            "withheld": true,
            "words": "a change that another account has to make",
        })
    }
}

/// The trace as JSON (`docs/explain.md`).
pub(super) fn shown(
    kept: &Kept,
    explanation: &Explanation,
    viewer: Viewer,
    suggestion: Option<&Suggestion>,
) -> Value {
    let steps: Vec<Step> = explanation
        .steps
        .iter()
        .map(|step| viewer.step(step))
        .collect();
    let deciding = explanation.deciding();
    let owner = viewer.is_operator || kept.resource_account == viewer.account.as_str();
    let let_through = explanation.denial.is_none();
    let refused = deciding.is_some_and(|step| step.verdict == StepVerdict::Refuse);
    let at = jiff::Timestamp::from_second(kept.at).unwrap_or(jiff::Timestamp::MIN);
    json!({
        "sequence": kept.sequence,
        "requestId": kept.request_id,
        "at": at.to_string(),
        "status": kept.status,
        "outcome": if refused { "refused" } else { "admitted" },
        "decidedBy": deciding.map(|step| step.name),
        "method": kept.asked.method(),
        "path": kept.asked.path(),
        "query": kept.query,
        "sourceIp": kept.asked.peer().to_string(),
        "vpcEndpointId": kept.asked.vpc_endpoint(),
        "caller": kept.asked.caller_arn(),
        "accessKeyId": kept.asked.access_key_id(),
        "resource": (owner || let_through).then_some(&explanation.arn),
        "resourceAccount": (owner || let_through).then_some(&kept.resource_account),
        "failure": kept.failure.as_ref().filter(|_| owner),
        "micros": kept.micros,
        "steps": steps,
        // What is needed to decide it again (`docs/journal.md`): it tells of the caller's session.
        "facts": viewer.is_operator.then(|| kept.asked.facts()),
        "suggestion": suggestion.map(|suggestion| json!({
            "verified": suggestion.verified,
            "words": suggestion.words,
            "changes": suggestion.changes.iter().map(|it| viewer.change(it)).collect::<Vec<_>>(),
        })),
    })
}
