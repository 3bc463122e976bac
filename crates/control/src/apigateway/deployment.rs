//! Deployments: a frozen copy of an API. What is edited afterwards acts only with the next one
//! (API Gateway Developer Guide, "Deploying REST APIs").

use std::collections::BTreeMap;

use portcullis_catalog::api::{Deployment, EndpointType, Frozen, Resource, RestApi, Stage};
use portcullis_wire::apigateway as wire;
use portcullis_wire::{Fault, Timestamp};

use super::address::{self, prefix};
use super::fault::bad_request;
use super::stage::{self, NewStage};
use super::vocabulary::authorization_name;
use super::{model, page, patch};
use crate::{KeyValue, Offered, Permission, Tx, offer};

type ApiSummary = BTreeMap<String, BTreeMap<String, wire::MethodSnapshot>>;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("CreateDeployment", to_create, create),
        offer(
            "GetDeployment",
            |tx, input: &wire::GetDeploymentRequest| {
                on(tx, "GET", &input.rest_api_id, &input.deployment_id)
            },
            get,
        ),
        offer(
            "GetDeployments",
            |tx, input: &wire::GetDeploymentsRequest| {
                Ok(vec![address::on_api(
                    tx,
                    "GET",
                    &input.rest_api_id,
                    "/deployments",
                )?])
            },
            list,
        ),
        offer(
            "UpdateDeployment",
            |tx, input: &wire::UpdateDeploymentRequest| {
                on(tx, "PATCH", &input.rest_api_id, &input.deployment_id)
            },
            update,
        ),
        offer(
            "DeleteDeployment",
            |tx, input: &wire::DeleteDeploymentRequest| {
                on(tx, "DELETE", &input.rest_api_id, &input.deployment_id)
            },
            delete,
        ),
    ]
}

fn on(tx: &Tx<'_>, verb: &str, api: &str, deployment: &str) -> Result<Vec<Permission>, Fault> {
    Ok(vec![address::on_api(
        tx,
        verb,
        api,
        &format!("/deployments/{deployment}"),
    )?])
}

fn to_create(tx: &Tx<'_>, input: &wire::CreateDeploymentRequest) -> Result<Vec<Permission>, Fault> {
    let mut create = address::on_api(tx, "POST", &input.rest_api_id, "/deployments")?;
    if let Some(stage) = given(input.stage_name.clone()) {
        create = create.with("apigateway:Request/StageName", KeyValue::Text(stage));
    }
    Ok(vec![create])
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateDeploymentRequest,
) -> Result<wire::Deployment, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let canary = input.canary_settings;
    if canary.is_some() {
        check_canary_stage(tx, &api, input.stage_name.as_deref())?;
    }
    let frozen = freeze(tx, &api)?;
    let known = tx.keys(&prefix("deployment", &api))?;
    let deployment = Deployment {
        account: api.account,
        api: api.id.clone(),
        id: address::fresh_id(tx, |id| {
            known.contains(&Deployment::key_of(api.account, &api.id, id))
        })?,
        description: given(input.description),
        created: tx.now(),
        frozen,
    };
    tx.put(&deployment)?;
    if let Some(name) = given(input.stage_name) {
        let settings = NewStage {
            name,
            deployment_id: deployment.id.clone(),
            description: given(input.stage_description),
            variables: input.variables.unwrap_or_default(),
            cache_cluster_enabled: input.cache_cluster_enabled,
            cache_cluster_size: input.cache_cluster_size,
            tracing_enabled: input.tracing_enabled,
            documentation_version: None,
            canary: None,
            tags: Default::default(),
        };
        match canary {
            Some(canary) => stage::release_canary(tx, &api, settings, canary)?,
            None => stage::create_or_move(tx, &api, settings)?,
        }
    }
    Ok(to_wire(&deployment, false))
}

/// A canary release is for a stage that is there already.
fn check_canary_stage(tx: &Tx<'_>, api: &RestApi, name: Option<&str>) -> Result<(), Fault> {
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        return Err(bad_request(format!(
            "Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is {}",
            name.unwrap_or("null")
        )));
    };
    let key = Stage::key_of(api.account, &api.id, name);
    match tx.get::<Stage>(&key)? {
        Some(_) => Ok(()),
        None => Err(bad_request(format!(
            "Invalid deployment content specified.Stage {name} must already be created before making a canary release deployment"
        ))),
    }
}

/// Everything of an API that acts only once it is deployed, if it can be deployed at all.
fn freeze(tx: &Tx<'_>, api: &RestApi) -> Result<Frozen, Fault> {
    let resources = address::resources(tx, api)?;
    let mut methods = resources
        .iter()
        .flat_map(|resource| resource.methods.values())
        .peekable();
    if methods.peek().is_none() {
        return Err(bad_request("The REST API doesn't contain any methods"));
    }
    if methods.any(|method| method.integration.is_none()) {
        return Err(bad_request("No integration defined for method"));
    }
    if api.endpoint.endpoint_type == EndpointType::Private && api.policy.is_none() {
        return Err(bad_request(
            "Private REST API doesn't have a resource policy attached to it",
        ));
    }
    Ok(Frozen {
        resources,
        policy: api.policy.clone(),
        principal_ids: api.principal_ids.clone(),
        gateway_responses: tx.scan(&prefix("gateway-response", api))?,
        models: model::all(tx, api)?,
        request_validators: tx.scan(&prefix("request-validator", api))?,
        authorizers: tx.scan(&prefix("authorizer", api))?,
        binary_media_types: api.binary_media_types.clone(),
        disable_execute_api_endpoint: api.disable_execute_api_endpoint,
    })
}

fn get(tx: &mut Tx<'_>, input: wire::GetDeploymentRequest) -> Result<wire::Deployment, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let deployment = address::deployment(tx, &api, &input.deployment_id)?;
    let embed = input.embed.unwrap_or_default();
    let summary = embed
        .iter()
        .flat_map(|names| names.split(','))
        .any(|name| name == "apisummary");
    Ok(to_wire(&deployment, summary))
}

fn list(tx: &mut Tx<'_>, input: wire::GetDeploymentsRequest) -> Result<wire::Deployments, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let deployments: Vec<Deployment> = tx.scan(&prefix("deployment", &api))?;
    let deployments = deployments
        .iter()
        .map(|deployment| {
            (
                format!("{:020}/{}", deployment.created, deployment.id),
                to_wire(deployment, false),
            )
        })
        .collect();
    let (items, position) = page::page(deployments, input.position.as_deref(), input.limit)?;
    Ok(wire::Deployments {
        position,
        items: Some(items),
    })
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateDeploymentRequest,
) -> Result<wire::Deployment, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let mut deployment = address::deployment(tx, &api, &input.deployment_id)?;
    for patch in patch::read(input.patch_operations)? {
        match (patch.path().as_slice(), patch.op) {
            (["description"], wire::Op::Replace) => {
                deployment.description = given(Some(patch.value))
            }
            _ => return Err(patch.not_among("/description")),
        }
    }
    tx.put(&deployment)?;
    Ok(to_wire(&deployment, false))
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteDeploymentRequest) -> Result<(), Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let deployment = address::deployment(tx, &api, &input.deployment_id)?;
    let stages: Vec<Stage> = tx.scan(&prefix("stage", &api))?;
    let points_here = |stage: &Stage| {
        let canary = stage.canary.as_ref();
        stage.deployment_id == deployment.id
            || canary.is_some_and(|canary| canary.deployment_id == deployment.id)
    };
    if stages.iter().any(points_here) {
        return Err(bad_request(
            "Active stages pointing to this deployment must be moved or deleted",
        ));
    }
    tx.delete(&Deployment::key_of(api.account, &api.id, &deployment.id));
    Ok(())
}

/// Tools send empty strings for what they leave out.
fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

fn to_wire(deployment: &Deployment, with_summary: bool) -> wire::Deployment {
    wire::Deployment {
        id: Some(deployment.id.clone()),
        description: deployment.description.clone(),
        created_date: Some(Timestamp::from_unix(deployment.created)),
        api_summary: with_summary.then(|| summary(&deployment.frozen.resources)),
    }
}

fn summary(resources: &[Resource]) -> ApiSummary {
    let with_methods = resources
        .iter()
        .filter(|resource| !resource.methods.is_empty());
    with_methods
        .map(|resource| {
            let methods = resource.methods.iter().map(|(verb, method)| {
                let snapshot = wire::MethodSnapshot {
                    authorization_type: Some(authorization_name(method.authorization).to_owned()),
                    api_key_required: Some(method.api_key_required),
                };
                (verb.clone(), snapshot)
            });
            (resource.path.clone(), methods.collect())
        })
        .collect()
}
