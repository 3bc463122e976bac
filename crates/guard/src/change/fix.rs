//! Which change a refusing step asks for. The documents are edited in [`document`](super::document); this file knows
//! whose they are and by which call they are put in place.

use portcullis_catalog::Snapshot;
use portcullis_catalog::api::Authorization;
use portcullis_catalog::snapshot::{IdentityKind, Route};

use super::{Change, Fixed, client, network, policy};
use crate::Settings;
use crate::api_key::ApiKeyFault;
use crate::asked::Asked;
use crate::denial::Reason;
use crate::explanation::Explanation;
use crate::steps::{Step, StepName};

/// The change for one step of a request that a world refuses.
pub(super) fn fix(
    settings: &Settings,
    world: &Snapshot,
    asked: &Asked,
    explanation: &Explanation,
    step: &Step,
) -> Fixed {
    if step.name == StepName::NetworkPath {
        return network::rule(world, asked);
    }
    asked.with(settings, world, |_, routed, _| {
        let route = match routed {
            Ok(route) => route,
            Err(miss) => return client::unrouted(settings, world, asked, miss),
        };
        let signs = route.method.authorization == Authorization::AwsIam;
        if signs && asked.principal().is_none() {
            // Opening policies to everybody would not be enough, and would be too much.
            return client::sign(settings);
        }
        let place = policy::Place {
            world,
            route,
            principal: asked.principal().filter(|_| signs),
            asked,
            arn: &explanation.arn,
        };
        let found = match step.name {
            StepName::EndpointPolicy => {
                // The endpoint's policy knows whoever signed, whatever the method asks.
                let principal = asked.principal();
                policy::Place { principal, ..place }.endpoint(step)
            }
            StepName::ResourcePolicy => place.resource(settings, step),
            StepName::DomainNamePolicy => place.domain_name(step),
            StepName::IdentityPolicy | StepName::PermissionsBoundary => place.identity(step),
            StepName::ServiceControlPolicy => place.service_control(step),
            StepName::SessionPolicy => {
                let words =
                    "get new credentials with a session policy that allows the call, or with none";
                let change =
                    Change::for_client(step.name, "newSession", serde_json::Value::Null, words);
                return Fixed::Client(change, false);
            }
            StepName::ApiKey => return api_key(explanation, route, step),
            StepName::Addressing => {
                return Fixed::Nothing(step.because.clone());
            }
            _ => None,
        };
        match found {
            Some((changes, changed)) => Fixed::World(changes, Box::new(changed)),
            None => Fixed::Nothing(nothing(place.principal.map(|it| it.identity.kind), step)),
        }
    })
}

fn nothing(kind: Option<IdentityKind>, step: &Step) -> String {
    let whose = match step.name {
        StepName::IdentityPolicy | StepName::PermissionsBoundary
            if kind == Some(IdentityKind::Root) =>
        {
            "a root user has no policies"
        }
        StepName::PermissionsBoundary | StepName::ServiceControlPolicy => {
            "the policy that decides is AWS's own or is not known: put one of your own in its place"
        }
        StepName::Method => "the method's authorizer cannot be run here",
        _ => "there is no document that could be edited",
    };
    format!("{}: {whose}", step.name.title())
}

fn api_key(explanation: &Explanation, route: Route<'_>, step: &Step) -> Fixed {
    let Some(Reason::InvalidApiKey(fault)) = explanation.denial.as_ref().map(|it| &it.reason)
    else {
        return Fixed::Nothing(step.because.clone());
    };
    let (api, stage) = (&route.api.id, &route.stage.name);
    match fault {
        ApiKeyFault::Missing => {
            let words = format!(
                "send the header `x-api-key` with a key of a usage plan that has stage `{stage}` of API {api}"
            );
            let change = Change::for_client(step.name, "apiKey", serde_json::Value::Null, words);
            Fixed::Client(change, false)
        }
        ApiKeyFault::Unknown => {
            let words = "send an API key that exists in the account of the API";
            let change = Change::for_client(step.name, "apiKey", serde_json::Value::Null, words);
            Fixed::Client(change, false)
        }
        ApiKeyFault::Disabled => Fixed::Nothing(
            "enable the API key: `apigateway update-api-key` with replace /enabled true".to_owned(),
        ),
        ApiKeyFault::NotInPlan => Fixed::Nothing(format!(
            "add stage `{stage}` of API {api} to a usage plan of the key: `apigateway update-usage-plan` with add /apiStages {api}:{stage}, `create-usage-plan-key`"
        )),
        ApiKeyFault::NoAuthorizer => Fixed::Nothing(
            "the API takes keys from an authorizer: set its API key source to HEADER, or give the method one".to_owned(),
        ),
    }
}
