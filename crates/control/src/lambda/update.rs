//! Changes of the latest version of a function: its code, its settings.

use portcullis_wire::{Fault, lambda as wire};

use super::code::{self, Source};
use super::name::LATEST;
use super::settings::{self, Asked};
use super::shown::shown;
use super::{authorize, check_revision, function, invalid, name, new_revision, version};
use crate::{Permission, Tx};

const SERVICE: &str = "lambda.amazonaws.com";

pub(super) fn code(
    tx: &mut Tx<'_>,
    input: wire::UpdateFunctionCodeRequest,
) -> Result<wire::FunctionConfiguration, Fault> {
    let mut function = name::unqualified(tx, &input.function_name)?;
    check_revision(input.revision_id.as_deref(), &function.latest.revision_id)?;
    if input.publish_to.is_some() {
        return Err(invalid("PublishTo is not offered by this gateway."));
    }
    let code = code::read(Source {
        zip: input.zip_file.map(|blob| blob.0),
        s3_bucket: input.s3_bucket,
        s3_key: input.s3_key,
        image_uri: input.image_uri,
    })?;
    let before = code::of(&function.latest);
    if let Some(architecture) = function::architecture(input.architectures)? {
        function.latest.architecture = architecture;
    }
    function.latest.code_sha256 = code.sha256();
    function.latest.code_size = code.size();
    if input.dry_run == Some(true) {
        return shown(tx, &function, LATEST, &function.latest, None);
    }
    code::keep(tx, &function.name, &code)?;
    function.latest.last_modified = tx.now().saturating_mul(1000);
    function.latest.revision_id = new_revision(tx)?;
    let published = match input.publish {
        Some(true) => Some(version::make(tx, &mut function, None)?),
        _ => None,
    };
    tx.put(&function)?;
    code::drop_unused(tx, &function.name, [before])?;
    match published {
        Some(published) => {
            let number = published.number.to_string();
            shown(tx, &function, &number, &published.version, Some(&number))
        }
        None => shown(tx, &function, LATEST, &function.latest, None),
    }
}

pub(super) fn may_configure(
    tx: &Tx<'_>,
    input: &wire::UpdateFunctionConfigurationRequest,
) -> Result<Vec<Permission>, Fault> {
    let operation = "UpdateFunctionConfiguration";
    let update = authorize::permission(tx, operation, &input.function_name, None)?;
    let (vpc, layers) = (input.vpc_config.as_ref(), input.layers.as_deref());
    let mut needed = vec![authorize::about_settings(tx, update, vpc, layers)?];
    if let Some(role) = &input.role {
        needed.push(Permission::passing_role(tx, role, SERVICE)?);
    }
    Ok(needed)
}

pub(super) fn configuration(
    tx: &mut Tx<'_>,
    input: wire::UpdateFunctionConfigurationRequest,
) -> Result<wire::FunctionConfiguration, Fault> {
    let mut function = name::unqualified(tx, &input.function_name)?;
    check_revision(input.revision_id.as_deref(), &function.latest.revision_id)?;
    let unoffered = [
        (input.image_config.is_some(), "ImageConfig"),
        (
            input.capacity_provider_config.is_some(),
            "CapacityProviderConfig",
        ),
        (input.durable_config.is_some(), "DurableConfig"),
        (input.runtime_config.is_some(), "RuntimeConfig"),
        (input.accelerator_config.is_some(), "AcceleratorConfig"),
    ];
    let asked = Asked {
        description: input.description,
        runtime: input.runtime,
        handler: input.handler,
        role: input.role,
        timeout: input.timeout,
        memory_size: input.memory_size,
        ephemeral_storage: input.ephemeral_storage,
        vpc: input.vpc_config,
        environment: input.environment,
        dead_letter: input.dead_letter_config,
        tracing: input.tracing_config,
        kms_key_arn: input.kms_key_arn,
        snap_start: input.snap_start,
        logging: input.logging_config,
        layers: input.layers,
        file_systems: input.file_system_configs,
        unoffered: unoffered
            .into_iter()
            .find(|(asked, _)| *asked)
            .map(|(_, what)| what),
    };
    settings::apply(tx, &function.name, &mut function.latest, asked)?;
    function.latest.last_modified = tx.now().saturating_mul(1000);
    function.latest.revision_id = new_revision(tx)?;
    tx.put(&function)?;
    shown(tx, &function, LATEST, &function.latest, None)
}
