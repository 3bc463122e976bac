//! Step 7: what stands behind a method. Every way takes the permit by value. An integration that
//! cannot work as it is configured is answered 500, as API Gateway does; why is for the log.

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use portcullis_catalog::Snapshot;
use portcullis_catalog::api::{Integration, IntegrationType};
use portcullis_catalog::snapshot::Route;
use portcullis_guard::Permit;

use crate::answer::Answer;
use crate::facts::{Facts, Meaning};
use crate::failure::Failure;
use crate::seen::Seen;
use crate::state::Local;
use crate::upstream::SendError;

mod headers;
mod http;
mod link;
mod mapping;
mod mock;
mod payload;
mod reply;
mod target;
mod transform;
mod whole;

/// An admitted call.
pub(crate) struct Call<'a> {
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) meaning: Meaning<'a>,
    pub(crate) local: &'a Local,
    pub(crate) body: &'a Bytes,
    pub(crate) seen: &'a Seen,
    /// What the request was judged by.
    pub(crate) world: &'a Snapshot,
}

/// Why an integration gives no answer of its own.
enum Broken {
    /// It cannot work as it is configured.
    Configuration(String),
    /// The back end cannot be reached, or not in time.
    Upstream(SendError),
    /// Something else that is the caller's to know.
    Answer(Failure),
}

/// Runs the integration of an admitted call.
pub(crate) async fn run(permit: Permit<Route<'_>>, call: &Call<'_>) -> Result<Answer, Failure> {
    let route = *permit.subject();
    let result = match &route.method.integration {
        None => Err(Broken::configuration("the method has no integration")),
        Some(deployed) => match deployed.integration.integration_type {
            IntegrationType::Mock => mock::run(permit, call, deployed),
            IntegrationType::Http => pin!(http::run(permit, call, deployed)).await,
            IntegrationType::HttpProxy => pin!(http::run_proxy(permit, call, deployed)).await,
            IntegrationType::Aws | IntegrationType::AwsProxy => Err(Broken::configuration(
                "integrations of the types AWS and AWS_PROXY are not offered yet",
            )),
        },
    };
    result.map_err(|broken| broken.into_failure(call.seen, route))
}

fn is_vpc_link(integration: &Integration) -> bool {
    integration.connection_type.as_deref() == Some("VPC_LINK")
}

/// From 50 ms to 29 s, or to 15 minutes where the answer is streamed (Amazon API Gateway quotas).
fn patience(integration: &Integration) -> Duration {
    Duration::from_millis(u64::from(integration.timeout_millis.clamp(50, 900_000)))
}

impl Broken {
    fn configuration(reason: impl Into<String>) -> Self {
        Self::Configuration(reason.into())
    }

    fn into_failure(self, seen: &Seen, route: Route<'_>) -> Failure {
        let Route {
            api, stage, method, ..
        } = route;
        let (api, stage) = (api.id.as_str(), stage.name.as_str());
        let (resource, verb) = (method.resource_path.as_str(), method.http_method.as_str());
        match self {
            Self::Configuration(reason) => {
                seen.failed(&format!(
                    "Execution failed due to configuration error: {reason}"
                ));
                tracing::warn!(
                    api,
                    stage,
                    resource,
                    verb,
                    reason,
                    "execution failed due to configuration error"
                );
                Failure::configuration()
            }
            Self::Upstream(SendError::Timeout) => {
                seen.failed("Execution failed due to a timeout error");
                tracing::warn!(api, stage, resource, verb, "the integration timed out");
                Failure::integration_timeout()
            }
            Self::Upstream(error) => {
                seen.failed("Network error communicating with endpoint");
                tracing::warn!(api, stage, resource, verb, %error, "the integration failed");
                Failure::integration_failure()
            }
            Self::Answer(failure) => failure,
        }
    }
}

impl From<SendError> for Broken {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Configuration(reason) => Self::Configuration(reason),
            error => Self::Upstream(error),
        }
    }
}
