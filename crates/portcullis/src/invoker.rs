//! Test invocations of the control plane, run with the data plane's code. It translates between
//! the two and decides nothing.

use bytes::Bytes;
use portcullis_catalog::snapshot::Api;
use portcullis_control::{Invoker, Trial, TrialAnswer};
use portcullis_guard::{Controlled, Permit, Principal};
use portcullis_proxy::{TestCall, TestInvoker};

/// Runs what the control plane wants tested.
pub(crate) struct DataPlane(pub(crate) TestInvoker);

impl Invoker for DataPlane {
    fn invoke(
        &self,
        permit: Permit<Controlled>,
        principal: &Principal,
        trial: &Trial,
    ) -> Result<TrialAnswer, String> {
        let api = Api::undeployed(
            &trial.api,
            &trial.resource,
            trial.gateway_responses.clone(),
            TestInvoker::STAGE,
            trial.stage_variables.clone(),
            trial.client_identity.clone(),
        );
        let call = TestCall {
            api,
            resource_path: &trial.resource.path,
            verb: &trial.verb,
            path_and_query: trial.path_and_query.as_deref(),
            headers: &trial.headers,
            body: Bytes::copy_from_slice(trial.body.as_bytes()),
            principal,
            user_agent: trial.user_agent.as_deref(),
        };
        let answer = self.0.invoke(permit, &call);
        let answer = answer.map_err(|error| error.to_string())?;
        Ok(TrialAnswer {
            status: answer.status,
            headers: answer.headers,
            body: String::from_utf8_lossy(&answer.body).into_owned(),
            log: answer.log,
            latency: i64::try_from(answer.latency.as_millis()).unwrap_or(i64::MAX),
        })
    }
}
