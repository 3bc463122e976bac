//! Functions as answers show them.

use portcullis_catalog::Record;
use portcullis_catalog::function::{Function, FunctionVersion, PublishedVersion};
use portcullis_wire::{Fault, Timestamp, lambda as wire};

use super::{environment, name};
use crate::Tx;

/// One version of a function; the qualifier is what its ARN ends in.
pub(super) fn shown(
    tx: &Tx<'_>,
    function: &Function,
    version: &str,
    settings: &FunctionVersion,
    qualifier: Option<&str>,
) -> Result<wire::FunctionConfiguration, Fault> {
    let sealed_for = sealed_for(function, version);
    let sealed = settings.environment.as_ref();
    let variables = environment::shown(tx, &sealed_for, sealed)?;
    let published = version != name::LATEST;
    let arn = name::arn(tx, &function.name, qualifier);
    let optimized = settings.snap_start && published;
    Ok(wire::FunctionConfiguration {
        function_name: Some(function.name.clone()),
        function_arn: Some(arn),
        runtime: settings.runtime.parse().ok(),
        role: Some(settings.role.clone()),
        handler: Some(settings.handler.clone()),
        code_size: i64::try_from(settings.code_size).ok(),
        description: Some(settings.description.clone()),
        timeout: i32::try_from(settings.timeout).ok(),
        memory_size: i32::try_from(settings.memory_size).ok(),
        last_modified: Some(time(settings.last_modified)),
        code_sha256: Some(settings.code_sha256.clone()),
        version: Some(version.to_owned()),
        vpc_config: settings.vpc.as_ref().map(|vpc| wire::VpcConfigResponse {
            subnet_ids: Some(vpc.subnets.iter().cloned().collect()),
            security_group_ids: Some(vpc.security_groups.iter().cloned().collect()),
            vpc_id: Some(vpc.vpc.clone()),
            ipv6_allowed_for_dual_stack: Some(false),
        }),
        dead_letter_config: settings.dead_letter_target.clone().map(|target| {
            wire::DeadLetterConfig {
                target_arn: Some(target),
            }
        }),
        environment: variables,
        kms_key_arn: settings.kms_key_arn.clone(),
        tracing_config: Some(wire::TracingConfigResponse {
            mode: settings.tracing_mode.parse().ok(),
        }),
        revision_id: Some(settings.revision_id.clone()),
        state: Some(wire::State::Active),
        last_update_status: Some(wire::LastUpdateStatus::Successful),
        package_type: Some(wire::PackageType::Zip),
        architectures: settings.architecture.parse().ok().map(|one| vec![one]),
        ephemeral_storage: i32::try_from(settings.ephemeral_storage)
            .ok()
            .map(|size| wire::EphemeralStorage { size }),
        snap_start: Some(wire::SnapStartResponse {
            apply_on: Some(if settings.snap_start {
                wire::SnapStartApplyOn::PublishedVersions
            } else {
                wire::SnapStartApplyOn::None
            }),
            optimization_status: Some(if optimized {
                wire::SnapStartOptimizationStatus::On
            } else {
                wire::SnapStartOptimizationStatus::Off
            }),
        }),
        logging_config: Some(wire::LoggingConfig {
            log_format: settings.logging.format.parse().ok(),
            application_log_level: level(settings.logging.application_level.as_deref()),
            system_log_level: level(settings.logging.system_level.as_deref()),
            log_group: Some(settings.logging.log_group.clone()),
        }),
        ..Default::default()
    })
}

/// The key that the variables of a version are sealed for.
pub(super) fn sealed_for(function: &Function, version: &str) -> String {
    match version.parse() {
        Ok(number) => PublishedVersion::key_of(function.account, &function.name, number),
        Err(_) => function.key(),
    }
}

fn level<T: std::str::FromStr>(level: Option<&str>) -> Option<T> {
    level.and_then(|level| level.parse().ok())
}

/// ISO 8601 with a numeric zone (Lambda API Reference, "FunctionConfiguration").
fn time(milliseconds: i64) -> String {
    let seconds = Timestamp::from_unix(milliseconds.div_euclid(1000)).to_iso8601();
    let seconds = seconds.trim_end_matches('Z');
    format!("{seconds}.{:03}+0000", milliseconds.rem_euclid(1000))
}
