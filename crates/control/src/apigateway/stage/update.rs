//! UpdateStage: which paths a stage has, and what each does to it.

use portcullis_catalog::api::{AccessLog, Stage};
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};

use super::method_setting::{self, Field};
use super::{
    cache_size, canary, check_client_certificate, check_documentation_version, check_variable,
    to_wire,
};
use crate::apigateway::fault::bad_request;
use crate::apigateway::patch::{self, Patch};
use crate::apigateway::{account, address};
use crate::{KeyValue, Permission, Tx};

const NO_LOG_ROLE: &str =
    "CloudWatch Logs role ARN must be set in account settings to enable logging";
const LOG_PATHS: &str = "Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]";
/// AWS's list, with the commas that it leaves out.
const PATHS: &str = "[/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, /{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel, /{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, /{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, /*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted, /*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled]";

pub(super) fn permissions(
    tx: &Tx<'_>,
    input: &wire::UpdateStageRequest,
) -> Result<Vec<Permission>, Fault> {
    let mut patch = address::on_stage(tx, "PATCH", &input.rest_api_id, &input.stage_name)?;
    for operation in input.patch_operations.iter().flatten() {
        let key = match operation.path.as_deref() {
            Some("/accessLogSettings/destinationArn") => {
                "apigateway:Request/AccessLoggingDestination"
            }
            Some("/accessLogSettings/format") => "apigateway:Request/AccessLoggingFormat",
            _ => continue,
        };
        patch = patch.with(
            key,
            KeyValue::Text(operation.value.clone().unwrap_or_default()),
        );
    }
    Ok(vec![patch])
}

pub(super) fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateStageRequest,
) -> Result<wire::Stage, Fault> {
    let mut stage = address::stage(tx, &input.rest_api_id, &input.stage_name)?;
    for patch in patch::read(input.patch_operations)? {
        apply(tx, &mut stage, &patch)?;
    }
    stage.updated = tx.now();
    tx.put(&stage)?;
    Ok(to_wire(&stage))
}

fn apply(tx: &Tx<'_>, stage: &mut Stage, patch: &Patch) -> Result<(), Fault> {
    if patch.op == Op::Copy {
        return canary::promote(stage, patch);
    }
    match patch.path().as_slice() {
        ["deploymentId"] => {
            let id = patch.replaced()?;
            let api = address::api(tx, &stage.api)?;
            address::deployment(tx, &api, id)
                .map_err(|_| bad_request("Deployment id does not exist"))?;
            id.clone_into(&mut stage.deployment_id);
        }
        ["description"] => stage.description = patch.optional()?,
        ["documentationVersion"] => {
            let version = patch.optional()?;
            let api = address::api(tx, &stage.api)?;
            check_documentation_version(tx, &api, version.as_deref())?;
            stage.documentation_version = version;
        }
        ["tracingEnabled"] => stage.tracing_enabled = patch.boolean()?,
        ["cacheClusterEnabled"] => {
            stage.cache_cluster_enabled = patch.boolean()?;
            if stage.cache_cluster_size.is_none() {
                stage.cache_cluster_size = cache_size(stage.cache_cluster_enabled, None);
            }
        }
        ["cacheClusterSize"] => {
            let size = patch
                .optional()?
                .map(|size| size.parse::<wire::CacheClusterSize>())
                .transpose();
            let size = size.map_err(|_| bad_request("Invalid cache cluster size specified"))?;
            stage.cache_cluster_size = size.map(|size| size.as_str().to_owned());
        }
        ["clientCertificateId"] => {
            let id = patch.optional()?;
            check_client_certificate(tx, id.as_deref())?;
            stage.client_certificate_id = id;
        }
        ["variables", name] => edit_variable(stage, patch, name)?,
        ["accessLogSettings", rest @ ..] => edit_access_log(tx, stage, patch, rest)?,
        path => {
            if !canary::apply(tx, stage, patch, path)? {
                edit_method_setting(tx, stage, patch)?;
            }
        }
    }
    Ok(())
}

fn edit_variable(stage: &mut Stage, patch: &Patch, name: &str) -> Result<(), Fault> {
    patch.only(&[Op::Add, Op::Remove, Op::Replace])?;
    if patch.op == Op::Remove {
        stage.variables.remove(name);
        return Ok(());
    }
    check_variable(name, &patch.value)?;
    stage.variables.insert(name.to_owned(), patch.value.clone());
    Ok(())
}

fn edit_access_log(
    tx: &Tx<'_>,
    stage: &mut Stage,
    patch: &Patch,
    path: &[&str],
) -> Result<(), Fault> {
    if patch.op == Op::Remove {
        if !path.is_empty() {
            return Err(no_such_setting(patch));
        }
        stage.access_log = None;
        return Ok(());
    }
    let [member @ ("destinationArn" | "format")] = path else {
        return Err(bad_request(LOG_PATHS));
    };
    patch.only(&[Op::Add, Op::Replace])?;
    if patch.value.is_empty() {
        return Err(bad_request("Access Log value must not be empty"));
    }
    if !account::can_log(tx)? {
        return Err(bad_request(NO_LOG_ROLE));
    }
    let log = stage.access_log.get_or_insert_with(AccessLog::default);
    let value = Some(patch.value.clone());
    match *member {
        "format" => log.format = value,
        _ => log.destination_arn = value,
    }
    Ok(())
}

fn edit_method_setting(tx: &Tx<'_>, stage: &mut Stage, patch: &Patch) -> Result<(), Fault> {
    if patch.op == Op::Remove {
        let method = patch.raw.strip_prefix('/').unwrap_or_default();
        return match stage.method_settings.remove(method) {
            Some(_) => Ok(()),
            None => Err(no_such_setting(patch)),
        };
    }
    let (method, field) = method_setting::split(&patch.raw).ok_or_else(|| {
        bad_request(format!(
            "Invalid method setting path: {}. Must be one of: {PATHS}",
            patch.raw
        ))
    })?;
    patch.only(&[Op::Add, Op::Replace])?;
    if field == Field::LogLevel && patch.value != "OFF" && !account::can_log(tx)? {
        return Err(bad_request(NO_LOG_ROLE));
    }
    method_setting::set(&mut stage.method_settings, method, field, &patch.value)
}

fn no_such_setting(patch: &Patch) -> Fault {
    let path = patch.raw.strip_prefix('/').unwrap_or_default();
    bad_request(format!(
        "Cannot remove method setting {path} because there is no method setting for this method "
    ))
}
