//! Canary releases: a share of a stage's calls goes to another deployment, with variables of its
//! own on top of the stage's (API Gateway Developer Guide, "Set up an API Gateway canary release
//! deployment").

use portcullis_catalog::api::{Canary, RestApi, Stage};
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};

use super::check_variable;
use crate::Tx;
use crate::apigateway::address;
use crate::apigateway::fault::bad_request;
use crate::apigateway::patch::Patch;

/// The settings that are sent for a stage of this deployment.
pub(super) fn from_wire(
    tx: &Tx<'_>,
    api: &RestApi,
    deployment: &str,
    sent: wire::CanarySettings,
) -> Result<Canary, Fault> {
    let deployment_id = sent
        .deployment_id
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| deployment.to_owned());
    check_deployment(tx, api, &deployment_id)?;
    let overrides = sent.stage_variable_overrides.unwrap_or_default();
    for (name, value) in &overrides {
        check_variable(name, value)?;
    }
    let percent_traffic = sent.percent_traffic.unwrap_or_default();
    check_percent(percent_traffic)?;
    Ok(Canary {
        deployment_id,
        percent_traffic,
        stage_variable_overrides: overrides,
        use_stage_cache: sent.use_stage_cache.unwrap_or_default(),
    })
}

/// Applies an operation on the canary; false where it is none.
pub(super) fn apply(
    tx: &Tx<'_>,
    stage: &mut Stage,
    patch: &Patch,
    path: &[&str],
) -> Result<bool, Fault> {
    let ["canarySettings", member @ ..] = path else {
        return Ok(false);
    };
    if patch.op == Op::Remove {
        return Ok(match (member, &mut stage.canary) {
            ([], canary @ Some(_)) => {
                *canary = None;
                true
            }
            (["stageVariableOverrides", name], Some(canary)) => {
                canary.stage_variable_overrides.remove(*name).is_some()
            }
            _ => false,
        });
    }
    let known = matches!(
        member,
        ["deploymentId" | "percentTraffic" | "useStageCache"] | ["stageVariableOverrides", _]
    );
    if !known {
        return Ok(false);
    }
    if patch.op != Op::Replace {
        return Err(bad_request(format!(
            "Invalid {} operation with path: {}",
            patch.op, patch.raw
        )));
    }
    let api = address::api(tx, &stage.api)?;
    // Without a canary, what is set begins one that gets nothing yet.
    let canary = stage.canary.get_or_insert_with(|| Canary {
        deployment_id: stage.deployment_id.clone(),
        percent_traffic: 0.0,
        stage_variable_overrides: Default::default(),
        use_stage_cache: false,
    });
    match member {
        ["deploymentId"] => {
            check_deployment(tx, &api, &patch.value)?;
            canary.deployment_id.clone_from(&patch.value);
        }
        ["percentTraffic"] => {
            let percent = patch.value.parse().map_err(|_| invalid_percent())?;
            check_percent(percent)?;
            canary.percent_traffic = percent;
        }
        ["useStageCache"] => canary.use_stage_cache = patch.boolean()?,
        [_, name] => {
            check_variable(name, &patch.value)?;
            let value = patch.value.clone();
            canary
                .stage_variable_overrides
                .insert((*name).to_owned(), value);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Takes what the canary has over into the stage. The canary stays until it is removed.
pub(super) fn promote(stage: &mut Stage, patch: &Patch) -> Result<(), Fault> {
    let from = patch.from.as_deref().unwrap_or("null");
    let deployment = match (patch.raw.as_str(), from) {
        ("/deploymentId", "/canarySettings/deploymentId") => true,
        ("/variables", "/canarySettings/stageVariableOverrides") => false,
        (path, from) => {
            return Err(bad_request(format!(
                "Invalid copy operation with path: {path} and from {from}. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]"
            )));
        }
    };
    let canary = stage
        .canary
        .as_ref()
        .ok_or_else(|| bad_request("Promotion not available. Canary does not exist."))?;
    if deployment {
        stage.deployment_id.clone_from(&canary.deployment_id);
    } else {
        stage
            .variables
            .extend(canary.stage_variable_overrides.clone());
    }
    Ok(())
}

fn check_deployment(tx: &Tx<'_>, api: &RestApi, id: &str) -> Result<(), Fault> {
    address::deployment(tx, api, id)
        .map(|_| ())
        .map_err(|_| bad_request("Deployment id does not exist"))
}

fn check_percent(percent: f64) -> Result<(), Fault> {
    if (0.0..=100.0).contains(&percent) {
        return Ok(());
    }
    Err(invalid_percent())
}

fn invalid_percent() -> Fault {
    bad_request("Invalid percent traffic specified. Must be between 0.0 and 100.0")
}

/// The canary as it is shown.
pub(super) fn to_wire(canary: &Canary) -> wire::CanarySettings {
    wire::CanarySettings {
        percent_traffic: Some(canary.percent_traffic),
        deployment_id: Some(canary.deployment_id.clone()),
        stage_variable_overrides: Some(canary.stage_variable_overrides.clone())
            .filter(|overrides| !overrides.is_empty()),
        use_stage_cache: Some(canary.use_stage_cache),
    }
}
