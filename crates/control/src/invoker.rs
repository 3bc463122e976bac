//! The seam to the data plane for the one kind of call that needs it: a test invocation runs an
//! integration that nobody deployed. Whoever assembles the process says how; here it is only said
//! what is to be run, and for whom.

use std::collections::BTreeMap;
use std::sync::Arc;

use portcullis_catalog::api::{GatewayResponse, Resource, RestApi};
use portcullis_catalog::snapshot::ClientIdentity;
use portcullis_guard::{Controlled, Permit, Principal};

/// Runs test invocations.
pub trait Invoker: Send + Sync {
    /// Runs one, with the proof that the control call was admitted. It waits for the back end.
    ///
    /// # Errors
    /// With what the client is told is wrong with its request.
    fn invoke(
        &self,
        permit: Permit<Controlled>,
        principal: &Principal,
        trial: &Trial,
    ) -> Result<TrialAnswer, String>;
}

/// What is to be run.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The API as it is being edited.
    pub api: RestApi,
    /// The resource, with its methods and their integrations.
    pub resource: Resource,
    /// The API's gateway responses.
    pub gateway_responses: Vec<GatewayResponse>,
    /// The verb.
    pub verb: String,
    /// The path below the stage, and the query string.
    pub path_and_query: Option<String>,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// What the stage would have.
    pub stage_variables: BTreeMap<String, String>,
    /// The client certificate that back ends are shown.
    pub client_identity: Option<Arc<ClientIdentity>>,
    /// The client that asks.
    pub user_agent: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct TrialAnswer {
    /// The status.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body, as text.
    pub body: String,
    /// The execution log.
    pub log: String,
    /// Milliseconds.
    pub latency: i64,
}
