//! Stages: names under which deployments are called, with settings that act at once.

mod canary;
mod method_setting;
mod update;

use std::collections::BTreeMap;

use portcullis_catalog::api::{RestApi, Stage};
use portcullis_catalog::identity::Tags;
use portcullis_wire::apigateway as wire;
use portcullis_wire::{Fault, Timestamp};

use super::address::{self, prefix};
use super::fault::{bad_request, conflict, limit_exceeded};
use super::{base_path_mapping, client_certificate, documentation_version, tag_set, usage_plan};
use crate::{Offered, Permission, Tx, offer};

const MAX_NAME: usize = 128;
/// API Gateway's quota on the stages of one API.
const MAX_STAGES: usize = 10;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("CreateStage", to_create, create),
        offer(
            "GetStage",
            |tx, input: &wire::GetStageRequest| {
                on(tx, "GET", &input.rest_api_id, &input.stage_name)
            },
            get,
        ),
        offer(
            "GetStages",
            |tx, input: &wire::GetStagesRequest| {
                Ok(vec![address::on_api(
                    tx,
                    "GET",
                    &input.rest_api_id,
                    "/stages",
                )?])
            },
            list,
        ),
        offer("UpdateStage", update::permissions, update::update),
        offer(
            "DeleteStage",
            |tx, input: &wire::DeleteStageRequest| {
                on(tx, "DELETE", &input.rest_api_id, &input.stage_name)
            },
            delete,
        ),
    ]
}

/// What a stage is made with, by CreateStage or along with a deployment.
pub(super) struct NewStage {
    pub(super) name: String,
    pub(super) deployment_id: String,
    pub(super) description: Option<String>,
    pub(super) variables: BTreeMap<String, String>,
    pub(super) cache_cluster_enabled: Option<bool>,
    pub(super) cache_cluster_size: Option<wire::CacheClusterSize>,
    pub(super) tracing_enabled: Option<bool>,
    pub(super) documentation_version: Option<String>,
    pub(super) canary: Option<wire::CanarySettings>,
    pub(super) tags: Tags,
}

/// Makes the stage of a deployment, or points the one that is there to it.
pub(super) fn create_or_move(tx: &mut Tx<'_>, api: &RestApi, new: NewStage) -> Result<(), Fault> {
    let Some(mut stage) = tx.get::<Stage>(&Stage::key_of(api.account, &api.id, &new.name))? else {
        make(tx, api, new)?;
        return Ok(());
    };
    for (name, value) in &new.variables {
        check_variable(name, value)?;
    }
    stage.deployment_id = new.deployment_id;
    stage.updated = tx.now();
    stage.variables.extend(new.variables);
    if new.description.is_some() {
        stage.description = new.description;
    }
    if let Some(enabled) = new.tracing_enabled {
        stage.tracing_enabled = enabled;
    }
    if let Some(enabled) = new.cache_cluster_enabled {
        stage.cache_cluster_enabled = enabled;
    }
    let kept = stage.cache_cluster_size.as_deref().map(str::parse);
    let size = new.cache_cluster_size.or_else(|| kept?.ok());
    stage.cache_cluster_size = cache_size(stage.cache_cluster_enabled, size);
    tx.put(&stage)
}

/// Sends a part of a stage's calls to the new deployment, and leaves the rest where they go.
pub(super) fn release_canary(
    tx: &mut Tx<'_>,
    api: &RestApi,
    new: NewStage,
    sent: wire::DeploymentCanarySettings,
) -> Result<(), Fault> {
    let mut stage = address::stage(tx, &api.id, &new.name)?;
    let settings = wire::CanarySettings {
        percent_traffic: sent.percent_traffic,
        deployment_id: Some(new.deployment_id),
        stage_variable_overrides: sent.stage_variable_overrides,
        use_stage_cache: sent.use_stage_cache,
    };
    stage.canary = Some(canary::from_wire(tx, api, &stage.deployment_id, settings)?);
    stage.updated = tx.now();
    tx.put(&stage)
}

fn on(tx: &Tx<'_>, verb: &str, api: &str, stage: &str) -> Result<Vec<Permission>, Fault> {
    Ok(vec![address::on_stage(tx, verb, api, stage)?])
}

fn to_create(tx: &Tx<'_>, input: &wire::CreateStageRequest) -> Result<Vec<Permission>, Fault> {
    let mut create = address::on_api(tx, "POST", &input.rest_api_id, "/stages")?;
    if let Some(tags) = input.tags.clone().filter(|tags| !tags.is_empty()) {
        create = create.bringing(tags);
    }
    Ok(vec![create])
}

fn create(tx: &mut Tx<'_>, input: wire::CreateStageRequest) -> Result<wire::Stage, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    if tx
        .get::<Stage>(&Stage::key_of(api.account, &api.id, &input.stage_name))?
        .is_some()
    {
        return Err(conflict("Stage already exists"));
    }
    address::deployment(tx, &api, &input.deployment_id)?;
    let new = NewStage {
        name: input.stage_name,
        deployment_id: input.deployment_id,
        description: input.description.filter(|text| !text.is_empty()),
        variables: input.variables.unwrap_or_default(),
        cache_cluster_enabled: input.cache_cluster_enabled,
        cache_cluster_size: input.cache_cluster_size,
        tracing_enabled: input.tracing_enabled,
        documentation_version: input.documentation_version.filter(|text| !text.is_empty()),
        canary: input.canary_settings,
        tags: input.tags.unwrap_or_default(),
    };
    Ok(to_wire(&make(tx, &api, new)?))
}

fn make(tx: &mut Tx<'_>, api: &RestApi, new: NewStage) -> Result<Stage, Fault> {
    let named = !new.name.is_empty()
        && new.name.len() <= MAX_NAME
        && new
            .name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if !named {
        return Err(bad_request("Stage name only allows a-zA-Z0-9_-"));
    }
    for (name, value) in &new.variables {
        check_variable(name, value)?;
    }
    tag_set::check(&new.tags)?;
    if tx.keys(&prefix("stage", api))?.len() >= MAX_STAGES {
        return Err(limit_exceeded(
            "Maximum number of stages for this API has been reached. Please contact AWS if you need additional stages.",
        ));
    }
    check_documentation_version(tx, api, new.documentation_version.as_deref())?;
    let canary = match new.canary {
        Some(sent) => Some(canary::from_wire(tx, api, &new.deployment_id, sent)?),
        None => None,
    };
    let cache_cluster_enabled = new.cache_cluster_enabled.unwrap_or_default();
    let stage = Stage {
        account: api.account,
        api: api.id.clone(),
        name: new.name,
        deployment_id: new.deployment_id,
        description: new.description,
        created: tx.now(),
        updated: tx.now(),
        variables: new.variables,
        tags: new.tags,
        client_certificate_id: None,
        documentation_version: new.documentation_version,
        tracing_enabled: new.tracing_enabled.unwrap_or_default(),
        cache_cluster_enabled,
        cache_cluster_size: cache_size(cache_cluster_enabled, new.cache_cluster_size),
        method_settings: BTreeMap::new(),
        access_log: None,
        canary,
    };
    tx.put(&stage)?;
    Ok(stage)
}

fn get(tx: &mut Tx<'_>, input: wire::GetStageRequest) -> Result<wire::Stage, Fault> {
    Ok(to_wire(&address::stage(
        tx,
        &input.rest_api_id,
        &input.stage_name,
    )?))
}

fn list(tx: &mut Tx<'_>, input: wire::GetStagesRequest) -> Result<wire::Stages, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let stages: Vec<Stage> = tx.scan(&prefix("stage", &api))?;
    let wanted = input.deployment_id.filter(|id| !id.is_empty());
    let stages = stages
        .iter()
        .filter(|stage| wanted.as_ref().is_none_or(|id| stage.deployment_id == *id));
    Ok(wire::Stages {
        item: Some(stages.map(to_wire).collect()),
    })
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteStageRequest) -> Result<(), Fault> {
    let stage = address::stage(tx, &input.rest_api_id, &input.stage_name)?;
    let api = address::api(tx, &stage.api)?;
    let domains = base_path_mapping::domains_of(tx, &api, Some(&stage.name))?;
    if !domains.is_empty() {
        return Err(bad_request(format!(
            "Deleting stage {} failed. Please remove all base path mappings related to the stage in your domains: {}",
            stage.name,
            domains.join(", ")
        )));
    }
    usage_plan::forget(tx, &stage.api, Some(&stage.name))?;
    tx.delete(&Stage::key_of(stage.account, &stage.api, &stage.name));
    Ok(())
}

/// The size of a cache; the smallest, where there is a cache and nothing is said of its size.
fn cache_size(enabled: bool, sent: Option<wire::CacheClusterSize>) -> Option<String> {
    let smallest = enabled.then_some(wire::CacheClusterSize::V0_5);
    sent.or(smallest).map(|size| size.as_str().to_owned())
}

fn check_documentation_version(
    tx: &Tx<'_>,
    api: &RestApi,
    version: Option<&str>,
) -> Result<(), Fault> {
    match version {
        Some(version) => documentation_version::find(tx, api, version)
            .map(|_| ())
            .map_err(|fault| bad_request(fault.message)),
        None => Ok(()),
    }
}

fn check_client_certificate(tx: &Tx<'_>, id: Option<&str>) -> Result<(), Fault> {
    match id {
        Some(id) => client_certificate::find(tx, id)
            .map(|_| ())
            .map_err(|fault| bad_request(fault.message)),
        None => Ok(()),
    }
}

/// Stage variables are put into addresses, so their alphabet is narrow (API Gateway Developer
/// Guide, "Use stage variables").
fn check_variable(name: &str, value: &str) -> Result<(), Fault> {
    let named = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !named {
        return Err(bad_request(format!(
            "Invalid stage variable name: {name}. Please use alphanumeric characters and underscores only."
        )));
    }
    if value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#&=,".contains(&byte))
    {
        return Ok(());
    }
    Err(bad_request(format!(
        "Stage variable value {value} for {name} is invalid. Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','."
    )))
}

/// A stage as it is shown.
fn to_wire(stage: &Stage) -> wire::Stage {
    let access_log = stage
        .access_log
        .as_ref()
        .map(|log| wire::AccessLogSettings {
            format: log.format.clone(),
            destination_arn: log.destination_arn.clone(),
        });
    let cache = match stage.cache_cluster_enabled {
        true => wire::CacheClusterStatus::Available,
        false => wire::CacheClusterStatus::NotAvailable,
    };
    wire::Stage {
        deployment_id: Some(stage.deployment_id.clone()),
        client_certificate_id: stage.client_certificate_id.clone(),
        stage_name: Some(stage.name.clone()),
        description: stage.description.clone(),
        cache_cluster_enabled: Some(stage.cache_cluster_enabled),
        cache_cluster_size: stage
            .cache_cluster_size
            .as_deref()
            .and_then(|size| size.parse().ok()),
        cache_cluster_status: Some(cache),
        method_settings: Some(method_setting::all_to_wire(&stage.method_settings)),
        variables: Some(stage.variables.clone()).filter(|variables| !variables.is_empty()),
        documentation_version: stage.documentation_version.clone(),
        access_log_settings: access_log,
        canary_settings: stage.canary.as_ref().map(canary::to_wire),
        tracing_enabled: Some(stage.tracing_enabled),
        tags: Some(stage.tags.clone()).filter(|tags| !tags.is_empty()),
        created_date: Some(Timestamp::from_unix(stage.created)),
        last_updated_date: Some(Timestamp::from_unix(stage.updated)),
        ..wire::Stage::default()
    }
}
