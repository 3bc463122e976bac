//! Published versions: made of the latest one, listed. A version that would be the same as the one before it is not
//! made again (Lambda API Reference, "PublishVersion").

use portcullis_catalog::Record;
use portcullis_catalog::function::{Function, FunctionVersion, PublishedVersion};
use portcullis_wire::{Fault, lambda as wire};

use super::name::LATEST;
use super::page::page;
use super::shown::shown;
use super::{check_revision, environment, fault, invalid, name, new_revision};
use crate::Tx;

/// A bound of ours: with its versions, a function is deleted in one step.
const MAX_VERSIONS: usize = 1000;

pub(super) fn publish(
    tx: &mut Tx<'_>,
    input: wire::PublishVersionRequest,
) -> Result<wire::FunctionConfiguration, Fault> {
    if input.publish_to.is_some() {
        return Err(invalid("PublishTo is not offered by this gateway."));
    }
    let mut function = name::unqualified(tx, &input.function_name)?;
    check_revision(input.revision_id.as_deref(), &function.latest.revision_id)?;
    let current = &function.latest.code_sha256;
    let wanted = input.code_sha256.filter(|wanted| !wanted.is_empty());
    if let Some(wanted) = wanted.filter(|wanted| wanted != current) {
        return Err(invalid(format!(
            "CodeSHA256 ({wanted}) is different from current CodeSHA256 in $LATEST ({current}). Please try again with the CodeSHA256 in $LATEST."
        )));
    }
    let published = make(tx, &mut function, input.description)?;
    tx.put(&function)?;
    let number = published.number.to_string();
    shown(tx, &function, &number, &published.version, Some(&number))
}

/// Makes a version of the latest one and counts it on the function, which the caller stores; or finds the last version
/// where nothing has changed since.
pub(super) fn make(
    tx: &mut Tx<'_>,
    function: &mut Function,
    description: Option<String>,
) -> Result<PublishedVersion, Fault> {
    let mut published = name::all_published(tx, &function.name)?;
    let count = published.len();
    let last = published.pop();
    if let Some(last) = last
        && is_same(tx, function, &last)?
    {
        return Ok(last);
    }
    if count >= MAX_VERSIONS {
        let message = format!("The limit of {MAX_VERSIONS} versions of a function is reached.");
        return Err(fault("CodeStorageExceededException", message));
    }
    let number = function.next_version;
    let key = PublishedVersion::key_of(function.account, &function.name, number);
    let sealed = function.latest.environment.as_ref();
    let version = FunctionVersion {
        description: description.unwrap_or_else(|| function.latest.description.clone()),
        environment: environment::reseal(tx, &function.key(), &key, sealed)?,
        revision_id: new_revision(tx)?,
        ..function.latest.clone()
    };
    let published = PublishedVersion {
        account: function.account,
        function: function.name.clone(),
        number,
        version,
    };
    function.next_version = number.saturating_add(1);
    tx.put(&published)?;
    Ok(published)
}

fn is_same(tx: &Tx<'_>, function: &Function, last: &PublishedVersion) -> Result<bool, Fault> {
    let settings = |version: &FunctionVersion| {
        let sizes = (
            version.timeout,
            version.memory_size,
            version.ephemeral_storage,
        );
        let texts = [
            version.runtime.clone(),
            version.handler.clone(),
            version.role.clone(),
            version.architecture.clone(),
            version.tracing_mode.clone(),
            version.code_sha256.clone(),
        ];
        (
            sizes,
            texts,
            version.vpc.clone(),
            version.dead_letter_target.clone(),
            version.kms_key_arn.clone(),
            version.snap_start,
            version.logging.clone(),
        )
    };
    if settings(&function.latest) != settings(&last.version) {
        return Ok(false);
    }
    let (latest_key, last_key) = (function.key(), last.key());
    let latest = (latest_key.as_str(), function.latest.environment.as_ref());
    let last = (last_key.as_str(), last.version.environment.as_ref());
    environment::same(tx, latest, last)
}

pub(super) fn list(
    tx: &mut Tx<'_>,
    input: wire::ListVersionsByFunctionRequest,
) -> Result<wire::ListVersionsByFunctionResponse, Fault> {
    let function = name::unqualified(tx, &input.function_name)?;
    let latest = (0, LATEST.to_owned(), function.latest.clone());
    let published = name::all_published(tx, &function.name)?;
    let published = published
        .into_iter()
        .map(|it| (it.number, it.number.to_string(), it.version));
    let all: Vec<(u64, String, FunctionVersion)> = [latest].into_iter().chain(published).collect();
    let marker = input.marker.as_deref();
    let key = |(number, ..): &(u64, String, FunctionVersion)| format!("{number:020}");
    let (versions, next_marker) = page(all, key, input.max_items, marker)?;
    let versions = versions
        .iter()
        .map(|(_, version, settings)| shown(tx, &function, version, settings, Some(version)));
    Ok(wire::ListVersionsByFunctionResponse {
        next_marker,
        versions: Some(versions.collect::<Result<_, _>>()?),
    })
}
