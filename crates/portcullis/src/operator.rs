//! The paths of a development double that AWS does not have: its state to take, to put in place, and
//! to begin again with. They are unsigned, so `serve` has none of them; and they are for tools, so a
//! request that a browser makes for a page is refused.

use std::sync::Arc;

use bytes::Bytes;
use portcullis_control::Control;
use portcullis_control::state::{State, StateError};
use portcullis_guard::sigv4::HeaderList;
use portcullis_proxy::{ControlPlane, ControlRequest, ControlResponse};
use portcullis_store::MasterKey;
use serde_json::json;

use crate::document;

const RESET: &str = "/_portcullis/reset";
const STATE: &str = "/_portcullis/state";

/// What a development double begins with, and how its secrets travel.
pub(crate) struct Beginning {
    /// The state that a reset goes back to.
    pub(crate) state: State,
    /// Seals the secrets of documents, in place of the master key.
    pub(crate) state_key: Option<MasterKey>,
}

/// Answers under `/_portcullis/`.
pub(crate) struct Operator {
    pub(crate) control: Arc<Control>,
    pub(crate) master_key: Arc<MasterKey>,
    pub(crate) beginning: Beginning,
}

impl ControlPlane for Operator {
    fn handle(&self, request: ControlRequest) -> ControlResponse {
        if is_of_a_page(&request.headers) {
            return problem(403, "a page in a browser may not ask for this");
        }
        match (request.path.as_str(), request.method.as_str()) {
            (RESET, "POST") => self.replace(&self.beginning.state),
            (STATE, "GET") => self.export(),
            (STATE, "PUT" | "POST") => self.import(&request.body),
            (RESET, _) => not_with_this_verb("POST"),
            (STATE, _) => not_with_this_verb("GET, PUT"),
            (path, _) => problem(404, &format!("there is nothing at `{path}`")),
        }
    }

    fn turn_away(&self, _: ControlRequest) -> ControlResponse {
        problem(503, "too many calls wait already; try again")
    }
}

impl Operator {
    fn export(&self) -> ControlResponse {
        let Beginning { state_key, .. } = &self.beginning;
        let document = self.control.state().map_err(|error| error.to_string());
        let document = document.and_then(|state| {
            document::write(&state, &self.master_key, state_key.as_ref())
                .map_err(|error| error.to_string())
        });
        match document {
            Ok(text) => ControlResponse::json(200, text),
            Err(error) => problem(500, &error),
        }
    }

    fn import(&self, text: &Bytes) -> ControlResponse {
        let Beginning { state_key, .. } = &self.beginning;
        match document::read(text, &self.master_key, state_key.as_ref()) {
            Ok(state) => self.replace(&state),
            Err(error) => problem(400, &error.to_string()),
        }
    }

    fn replace(&self, state: &State) -> ControlResponse {
        match self.control.replace_state(state) {
            Ok(revision) => {
                let told = json!({"revision": revision.number(), "records": state.len()});
                ControlResponse::json(200, told.to_string())
            }
            Err(error @ (StateError::Record(_) | StateError::Secret { .. })) => {
                problem(400, &error.to_string())
            }
            Err(error) => problem(500, &error.to_string()),
        }
    }
}

/// Browsers say so of every request that changes something, and of most others.
fn is_of_a_page(headers: &HeaderList) -> bool {
    headers.contains(http::header::ORIGIN) || headers.contains("sec-fetch-site")
}

fn not_with_this_verb(allowed: &'static str) -> ControlResponse {
    let mut answer = problem(405, &format!("the verbs here are: {allowed}"));
    let allowed = http::HeaderValue::from_static(allowed);
    answer.headers.push((http::header::ALLOW, allowed));
    answer
}

fn problem(status: u16, message: &str) -> ControlResponse {
    ControlResponse::json(status, json!({ "message": message }).to_string())
}
