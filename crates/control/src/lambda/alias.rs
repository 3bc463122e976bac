//! Aliases of versions, and the weights by which one shares its calls between two.

use portcullis_catalog::Record;
use portcullis_catalog::function::{Function, FunctionAlias};
use portcullis_wire::{Fault, lambda as wire};

use super::name::LATEST;
use super::page::page;
use super::{check_revision, conflict, fault, invalid, name, new_revision};
use crate::Tx;

/// A bound of ours for a function.
const MAX_ALIASES: usize = 1000;

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateAliasRequest,
) -> Result<wire::AliasConfiguration, Fault> {
    check_name(&input.name)?;
    let function = name::unqualified(tx, &input.function_name)?;
    let aliases = name::aliases(tx, &function.name)?;
    if aliases.iter().any(|other| other.name == input.name) {
        let arn = name::arn(tx, &function.name, Some(&input.name));
        return Err(conflict(format!("Alias already exists: {arn}")));
    }
    if aliases.len() >= MAX_ALIASES {
        let message = format!("The limit of {MAX_ALIASES} aliases of a function is reached.");
        return Err(fault("AliasLimitExceededException", message));
    }
    check_version(tx, &function, &input.function_version)?;
    let alias = FunctionAlias {
        account: function.account,
        name: input.name,
        additional: routing(tx, &function, &input.function_version, input.routing_config)?,
        function: function.name,
        version: input.function_version,
        description: input.description.unwrap_or_default(),
        revision_id: new_revision(tx)?,
    };
    tx.put(&alias)?;
    Ok(shown(tx, &alias))
}

pub(super) fn get(
    tx: &mut Tx<'_>,
    input: wire::GetAliasRequest,
) -> Result<wire::AliasConfiguration, Fault> {
    let function = name::unqualified(tx, &input.function_name)?;
    let alias = name::find_alias(tx, &function.name, &input.name)?;
    Ok(shown(tx, &alias))
}

pub(super) fn list(
    tx: &mut Tx<'_>,
    input: wire::ListAliasesRequest,
) -> Result<wire::ListAliasesResponse, Fault> {
    let function = name::unqualified(tx, &input.function_name)?;
    let mut aliases = name::aliases(tx, &function.name)?;
    if let Some(version) = input.function_version {
        aliases.retain(|alias| {
            let additional = alias.additional.as_ref();
            alias.version == version || additional.is_some_and(|(it, _)| *it == version)
        });
    }
    let marker = input.marker.as_deref();
    let key = |alias: &FunctionAlias| alias.name.clone();
    let (aliases, next_marker) = page(aliases, key, input.max_items, marker)?;
    Ok(wire::ListAliasesResponse {
        next_marker,
        aliases: Some(aliases.iter().map(|alias| shown(tx, alias)).collect()),
    })
}

pub(super) fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateAliasRequest,
) -> Result<wire::AliasConfiguration, Fault> {
    let function = name::unqualified(tx, &input.function_name)?;
    let mut alias = name::find_alias(tx, &function.name, &input.name)?;
    check_revision(input.revision_id.as_deref(), &alias.revision_id)?;
    if let Some(version) = input.function_version {
        check_version(tx, &function, &version)?;
        alias.version = version;
    }
    if let Some(description) = input.description {
        alias.description = description;
    }
    alias.additional = match input.routing_config {
        Some(config) => routing(tx, &function, &alias.version, Some(config))?,
        None => alias.additional,
    };
    alias.revision_id = new_revision(tx)?;
    tx.put(&alias)?;
    Ok(shown(tx, &alias))
}

/// One that is not there is deleted already.
pub(super) fn delete(tx: &mut Tx<'_>, input: wire::DeleteAliasRequest) -> Result<(), Fault> {
    let named = name::read(tx, &input.function_name, None)?;
    let key = FunctionAlias::key_of(tx.account(), &named.name, &input.name);
    if let Some(alias) = tx.get::<FunctionAlias>(&key)? {
        tx.delete(&alias.key());
        let mut function = name::function(tx, &named.name)?;
        if function.policies.remove(&alias.name).is_some() {
            tx.put(&function)?;
        }
    }
    Ok(())
}

/// What the model's pattern says and the wire leaves to us: a name is no number.
fn check_name(name: &str) -> Result<(), Fault> {
    if !name::is_number(name) {
        return Ok(());
    }
    let message = format!(
        "1 validation error detected: Value '{name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)"
    );
    Err(Fault::new(400, "ValidationException", message))
}

fn check_version(tx: &Tx<'_>, function: &Function, version: &str) -> Result<(), Fault> {
    if version == LATEST {
        return Ok(());
    }
    name::published(tx, &function.name, version).map(|_| ())
}

fn routing(
    tx: &Tx<'_>,
    function: &Function,
    version: &str,
    config: Option<wire::AliasRoutingConfiguration>,
) -> Result<Option<(String, f64)>, Fault> {
    let weights = config.and_then(|config| config.additional_version_weights);
    let mut weights = weights.unwrap_or_default().into_iter();
    let Some((additional, weight)) = weights.next() else {
        return Ok(None);
    };
    if weights.next().is_some() {
        return Err(invalid(
            "Number of items in AdditionalVersionWeights cannot be greater than 1.",
        ));
    }
    if version == LATEST || additional == LATEST {
        return Err(invalid(
            "$LATEST is not supported for an alias pointing to more than 1 version",
        ));
    }
    if additional == version {
        return Err(invalid(format!(
            "Invalid function version {additional}. Function version {additional} is already included in routing configuration."
        )));
    }
    if !(0.0..=1.0).contains(&weight) {
        return Err(invalid(
            "Value for AdditionalVersionWeights must be between 0.0 and 1.0.",
        ));
    }
    check_version(tx, function, &additional)?;
    Ok(Some((additional, weight)))
}

fn shown(tx: &Tx<'_>, alias: &FunctionAlias) -> wire::AliasConfiguration {
    let routing =
        alias
            .additional
            .as_ref()
            .map(|(version, weight)| wire::AliasRoutingConfiguration {
                additional_version_weights: Some([(version.clone(), *weight)].into()),
            });
    wire::AliasConfiguration {
        alias_arn: Some(name::arn(tx, &alias.function, Some(&alias.name))),
        name: Some(alias.name.clone()),
        function_version: Some(alias.version.clone()),
        description: Some(alias.description.clone()),
        routing_config: routing,
        revision_id: Some(alias.revision_id.clone()),
    }
}
