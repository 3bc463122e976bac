//! The smallest change that would let a refused request in: what to edit, where, and as which AWS operation. Each
//! change is made to a hypothetical world and the request judged by that before it is said; it opens the way for this
//! caller to this method on this path and for nobody else. Nothing is changed here.

use portcullis_catalog::Snapshot;
use serde::Serialize;
use serde_json::Value;

use crate::Settings;
use crate::asked::Asked;
use crate::explanation::Explanation;
use crate::steps::StepName;

mod client;
mod document;
mod fix;
mod network;
mod policy;

/// What would have to change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// Whether a world with these changes was tried and lets the request in. What a client has to do can only be said.
    pub verified: bool,
    /// In a sentence, where there is no change, or more to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// All of them are needed, in this order.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// The step that it is for.
    pub step: StepName,
    /// The account that has to make it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// For a person.
    pub words: String,
    /// The AWS call that makes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<Operation>,
    /// What the client has to do otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientFix>,
}

/// A call of an AWS API.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// Such as `iam`.
    pub service: &'static str,
    /// Such as `PutRolePolicy`.
    pub action: &'static str,
    /// As `aws SERVICE ACTION --cli-input-json` takes them.
    pub parameters: Value,
}

/// What a client does otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClientFix {
    /// `sign`, `credentials`, `newSession`, `endpoint`, `request`, `apiKey`, or the code of a cause of `portcullis verify`.
    pub kind: String,
    /// What is needed to do it.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub with: Value,
}

/// What was found for one step.
enum Fixed {
    /// Changes of the configuration, and the world with them.
    World(Vec<Change>, Box<Snapshot>),
    /// Something that the client has to do otherwise; whether it was tried.
    Client(Change, bool),
    /// Nothing, and why.
    Nothing(String),
}

/// More layers than this cannot refuse one after the other.
const MOST_STEPS: usize = 12;

/// Looks for the smallest change.
#[must_use]
pub fn suggest(
    settings: &Settings,
    world: &Snapshot,
    asked: &Asked,
    past: &Explanation,
) -> Suggestion {
    let mut suggestion = Suggestion {
        verified: false,
        words: None,
        changes: Vec::new(),
    };
    if asked.is_rejected() {
        suggestion.changes.extend(client::credentials(past));
        return suggestion;
    }
    let mut world = world.clone();
    for round in 0..MOST_STEPS {
        if asked.is_connection() && network::passes(&world, asked) {
            suggestion.verified = !suggestion.changes.is_empty();
            if round == 0 {
                suggestion.words = Some("a connection is let in by now".to_owned());
            }
            return suggestion;
        }
        let explanation = asked.explain(settings, &world);
        let Some(step) = explanation.deciding() else {
            suggestion.verified = asked.judge(settings, &world).is_ok();
            if round == 0 {
                let changed =
                    "the configuration has changed since: the request would be admitted now";
                suggestion.words = Some(changed.to_owned());
            }
            return suggestion;
        };
        match fix::fix(settings, &world, asked, &explanation, step) {
            Fixed::World(changes, changed) => {
                suggestion.changes.extend(changes);
                world = *changed;
            }
            Fixed::Client(change, tried) => {
                suggestion.changes.push(change);
                suggestion.verified = tried;
                return suggestion;
            }
            Fixed::Nothing(why) => {
                suggestion.words = Some(why);
                return suggestion;
            }
        }
    }
    suggestion.words = Some("no set of changes was found".to_owned());
    suggestion
}

impl Change {
    fn new(step: StepName, account: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            step,
            account: Some(account.into()),
            words: words.into(),
            operation: None,
            client: None,
        }
    }

    fn by(self, service: &'static str, action: &'static str, parameters: Value) -> Self {
        Self {
            operation: Some(Operation {
                service,
                action,
                parameters,
            }),
            ..self
        }
    }

    fn for_client(step: StepName, kind: &str, with: Value, words: impl Into<String>) -> Self {
        Self {
            step,
            account: None,
            words: words.into(),
            operation: None,
            client: Some(ClientFix {
                kind: kind.to_owned(),
                with,
            }),
        }
    }
}
