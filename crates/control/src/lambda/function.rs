//! Functions themselves: made, read, listed, deleted.

use portcullis_catalog::Record;
use portcullis_catalog::function::Function;
use portcullis_catalog::identity::Tags;
use portcullis_wire::{Fault, lambda as wire};

use super::code::{self, Source};
use super::name::LATEST;
use super::page::page;
use super::settings::{self, Asked};
use super::shown::shown;
use super::{authorize, conflict, fault, invalid, name, new_revision, tag, version};
use crate::{KeyValue, Permission, Tx};

const SERVICE: &str = "lambda.amazonaws.com";
/// A bound of ours for an account.
const MAX_FUNCTIONS: usize = 1000;

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateFunctionRequest,
) -> Result<Vec<Permission>, Fault> {
    let function = &input.function_name;
    let mut create = authorize::permission(tx, "CreateFunction", function, None)?;
    let (vpc, layers) = (input.vpc_config.as_ref(), input.layers.as_deref());
    create = authorize::about_settings(tx, create, vpc, layers)?;
    if let Some(config) = &input.code_signing_config_arn {
        let name = "lambda:CodeSigningConfigArn";
        create = create.with(name, KeyValue::Text(config.clone()));
    }
    let pass = Permission::passing_role(tx, &input.role, SERVICE)?;
    let tags: Tags = input.tags.clone().unwrap_or_default();
    if tags.is_empty() {
        return Ok(vec![create, pass]);
    }
    let tagging = authorize::permission(tx, "TagResource", function, None)?;
    Ok(vec![
        create.bringing(tags.clone()),
        pass,
        tagging.bringing(tags),
    ])
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateFunctionRequest,
) -> Result<wire::FunctionConfiguration, Fault> {
    let named = name::read(tx, &input.function_name, None)?;
    if named.qualifier.is_some() {
        return Err(invalid("A function cannot be created with a qualifier."));
    }
    let name = named.name;
    if let Some(config) = &input.code_signing_config_arn {
        let message = format!(
            "Code signing configuration cannot be found. Check that the provided configuration is not deleted: {config}."
        );
        return Err(fault("CodeSigningConfigNotFoundException", message));
    }
    if input.package_type == Some(wire::PackageType::Image) {
        return Err(invalid(
            "Functions of this gateway are archives; container images are not offered.",
        ));
    }
    let unoffered = [
        (input.image_config.is_some(), "ImageConfig"),
        (input.tenancy_config.is_some(), "TenancyConfig"),
        (
            input.capacity_provider_config.is_some(),
            "CapacityProviderConfig",
        ),
        (input.durable_config.is_some(), "DurableConfig"),
        (input.runtime_config.is_some(), "RuntimeConfig"),
        (input.accelerator_config.is_some(), "AcceleratorConfig"),
        (input.publish_to.is_some(), "PublishTo"),
    ];
    let asked = Asked {
        description: input.description,
        runtime: input.runtime,
        handler: input.handler,
        role: Some(input.role),
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
    let mut latest = settings::defaults(&name, tx.now());
    if let Some(architecture) = architecture(input.architectures)? {
        latest.architecture = architecture;
    }
    settings::apply(tx, &name, &mut latest, asked)?;
    let tags = input.tags.unwrap_or_default();
    tag::check(&tags)?;
    let key = Function::key_of(tx.account(), &name);
    if tx.get::<Function>(&key)?.is_some() {
        return Err(conflict(format!("Function already exist: {name}")));
    }
    if all(tx)?.len() >= MAX_FUNCTIONS {
        let message = format!("The limit of {MAX_FUNCTIONS} functions is reached.");
        return Err(fault("CodeStorageExceededException", message));
    }
    let code = code::read(Source {
        zip: input.code.zip_file.map(|blob| blob.0),
        s3_bucket: input.code.s3_bucket,
        s3_key: input.code.s3_key,
        image_uri: input.code.image_uri,
    })?;
    code::keep(tx, &name, &code)?;
    latest.code_sha256 = code.sha256();
    latest.code_size = code.size();
    latest.revision_id = new_revision(tx)?;
    let mut function = Function {
        account: tx.account(),
        name,
        latest,
        next_version: 1,
        reserved_concurrent_executions: None,
        policies: Default::default(),
        tags,
    };
    if input.publish == Some(true) {
        let published = version::make(tx, &mut function, None)?;
        tx.put(&function)?;
        let number = published.number.to_string();
        return shown(tx, &function, &number, &published.version, Some(&number));
    }
    tx.put(&function)?;
    shown(tx, &function, LATEST, &function.latest, None)
}

/// The one architecture that a call names.
pub(super) fn architecture(
    architectures: Option<Vec<wire::Architecture>>,
) -> Result<Option<String>, Fault> {
    match architectures.unwrap_or_default().as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.to_string())),
        _ => Err(invalid("A function can have one architecture only.")),
    }
}

pub(super) fn get(
    tx: &mut Tx<'_>,
    input: wire::GetFunctionRequest,
) -> Result<wire::GetFunctionResponse, Fault> {
    let found = name::version(tx, &input.function_name, input.qualifier.as_deref())?;
    let function = &found.function;
    let qualifier = found.qualifier.as_deref();
    let configuration = shown(tx, function, &found.version, &found.settings, qualifier)?;
    let reserved = function.reserved_concurrent_executions;
    Ok(wire::GetFunctionResponse {
        configuration: Some(configuration),
        // Where AWS has a link to the archive there is none: what was stored can be run, not downloaded.
        code: Some(wire::FunctionCodeLocation {
            repository_type: Some("S3".to_owned()),
            ..Default::default()
        }),
        tags: (!function.tags.is_empty()).then(|| function.tags.clone()),
        tags_error: None,
        concurrency: reserved.map(|reserved| wire::Concurrency {
            reserved_concurrent_executions: i32::try_from(reserved).ok(),
        }),
    })
}

pub(super) fn get_configuration(
    tx: &mut Tx<'_>,
    input: wire::GetFunctionConfigurationRequest,
) -> Result<wire::FunctionConfiguration, Fault> {
    let found = name::version(tx, &input.function_name, input.qualifier.as_deref())?;
    let qualifier = found.qualifier.as_deref();
    shown(
        tx,
        &found.function,
        &found.version,
        &found.settings,
        qualifier,
    )
}

/// That there is no configuration for signed code, which an empty ARN says.
pub(super) fn get_code_signing_config(
    tx: &mut Tx<'_>,
    input: wire::GetFunctionCodeSigningConfigRequest,
) -> Result<wire::GetFunctionCodeSigningConfigResponse, Fault> {
    let function = name::unqualified(tx, &input.function_name)?;
    Ok(wire::GetFunctionCodeSigningConfigResponse {
        code_signing_config_arn: String::new(),
        function_name: function.name,
    })
}

pub(super) fn list(
    tx: &mut Tx<'_>,
    input: wire::ListFunctionsRequest,
) -> Result<wire::ListFunctionsResponse, Fault> {
    let with_versions = input.function_version == Some(wire::FunctionVersion::All);
    let mut items = Vec::new();
    for function in all(tx)? {
        let latest = with_versions.then_some(LATEST);
        let name = function.name.clone();
        let arn_end = latest.map(str::to_owned);
        let settings = function.latest.clone();
        // A space sorts before whatever a name may hold.
        items.push((
            format!("{name} "),
            function.clone(),
            LATEST.to_owned(),
            settings,
            arn_end,
        ));
        if with_versions {
            for version in name::all_published(tx, &name)? {
                let number = version.number.to_string();
                let key = format!("{name} {:020}", version.number);
                let end = Some(number.clone());
                items.push((key, function.clone(), number, version.version, end));
            }
        }
    }
    items.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let marker = input.marker.as_deref();
    let (items, next_marker) = page(items, |(key, ..)| key.clone(), input.max_items, marker)?;
    let functions = items.iter().map(|(_, function, version, settings, end)| {
        shown(tx, function, version, settings, end.as_deref())
    });
    Ok(wire::ListFunctionsResponse {
        next_marker,
        functions: Some(functions.collect::<Result<_, _>>()?),
    })
}

/// Deletes a function with its versions, aliases and code, or one version.
pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteFunctionRequest,
) -> Result<wire::DeleteFunctionResponse, Fault> {
    let named = name::read(tx, &input.function_name, input.qualifier.as_deref())?;
    let mut function = name::function(tx, &named.name)?;
    match named.qualifier.as_deref() {
        None => {
            let mut had = vec![code::of(&function.latest)];
            for version in name::all_published(tx, &function.name)? {
                had.push(code::of(&version.version));
                tx.delete(&version.key());
            }
            for alias in name::aliases(tx, &function.name)? {
                tx.delete(&alias.key());
            }
            tx.delete(&function.key());
            code::drop_unused(tx, &function.name, had)?;
        }
        Some(LATEST) => {
            return Err(invalid(
                "$LATEST version cannot be deleted without deleting the function.",
            ));
        }
        Some(qualifier) if name::is_number(qualifier) => {
            let version = name::published(tx, &function.name, qualifier)?;
            let aliases = name::aliases(tx, &function.name)?;
            let uses = |alias: &&portcullis_catalog::function::FunctionAlias| {
                let additional = alias.additional.as_ref();
                alias.version == qualifier || additional.is_some_and(|(it, _)| it == qualifier)
            };
            let users: Vec<&str> = aliases
                .iter()
                .filter(uses)
                .map(|it| it.name.as_str())
                .collect();
            if !users.is_empty() {
                let arn = name::arn(tx, &function.name, Some(qualifier));
                let message = format!(
                    "Version(s) {arn} cannot be deleted because they are referenced by alias(es): {}",
                    users.join(", ")
                );
                return Err(conflict(message));
            }
            tx.delete(&version.key());
            function.policies.remove(qualifier);
            tx.put(&function)?;
            code::drop_unused(tx, &function.name, [code::of(&version.version)])?;
        }
        Some(_) => {
            return Err(invalid("An alias is deleted by DeleteAlias."));
        }
    }
    Ok(wire::DeleteFunctionResponse {
        status_code: Some(204),
    })
}

fn all(tx: &Tx<'_>) -> Result<Vec<Function>, Fault> {
    tx.scan(&format!("function/{}/", tx.account()))
}
