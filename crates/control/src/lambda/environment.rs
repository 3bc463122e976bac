//! The environment variables of a function: judged, sealed for the record that they are in, and opened for the answers
//! to those who may see them.

use std::collections::BTreeMap;

use portcullis_catalog::{Sealed, Secret};
use portcullis_wire::{Fault, lambda as wire};

use super::invalid;
use crate::Tx;
use crate::tx::internal;

/// AWS's quota for all variables together (Lambda Developer Guide, "Lambda quotas").
const MAX_SIZE: usize = 4096;
/// What Lambda sets itself (Lambda Developer Guide, "Defined runtime environment variables").
const RESERVED: [&str; 19] = [
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SECRET_KEY",
    "AWS_SECURITY_TOKEN",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
];

/// Judges the variables of a call and seals them for the record with this key. Without any there is nothing to keep.
pub(super) fn seal(
    tx: &Tx<'_>,
    key: &str,
    environment: wire::Environment,
) -> Result<Option<Sealed>, Fault> {
    let variables = environment.variables.unwrap_or_default();
    if variables.is_empty() {
        return Ok(None);
    }
    let reserved: Vec<&str> = variables
        .keys()
        .map(String::as_str)
        .filter(|name| RESERVED.contains(name) || *name == "LAMBDA_TASK_ROOT")
        .collect();
    if !reserved.is_empty() {
        let reserved = reserved.join(", ");
        return Err(invalid(format!(
            "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: {reserved}"
        )));
    }
    let size: usize = variables
        .iter()
        .map(|(name, value)| name.len() + value.expose().len())
        .sum();
    if size > MAX_SIZE {
        return Err(invalid(
            "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.",
        ));
    }
    let plain: BTreeMap<&str, &str> = variables
        .iter()
        .map(|(name, value)| (name.as_str(), value.expose()))
        .collect();
    let plain = Secret::new(serde_json::to_string(&plain).map_err(internal)?);
    tx.seal(key, &plain).map(Some)
}

/// Opens the variables of the record with one key and seals them for another's.
pub(super) fn reseal(
    tx: &Tx<'_>,
    from: &str,
    to: &str,
    sealed: Option<&Sealed>,
) -> Result<Option<Sealed>, Fault> {
    sealed
        .map(|sealed| tx.seal(to, &open_text(tx, from, sealed)?))
        .transpose()
}

/// The variables as answers show them; none where there are none.
pub(super) fn shown(
    tx: &Tx<'_>,
    key: &str,
    sealed: Option<&Sealed>,
) -> Result<Option<wire::EnvironmentResponse>, Fault> {
    let Some(sealed) = sealed else {
        return Ok(None);
    };
    let plain = open_text(tx, key, sealed)?;
    let variables: BTreeMap<String, String> =
        serde_json::from_str(plain.expose()).map_err(internal)?;
    let variables = variables
        .into_iter()
        .map(|(name, value)| (name, value.into()));
    Ok(Some(wire::EnvironmentResponse {
        variables: Some(variables.collect()),
        error: None,
    }))
}

/// Whether two records have the same variables.
pub(super) fn same(
    tx: &Tx<'_>,
    (one_key, one): (&str, Option<&Sealed>),
    (other_key, other): (&str, Option<&Sealed>),
) -> Result<bool, Fault> {
    Ok(match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            let (one, other) = (
                open_text(tx, one_key, one)?,
                open_text(tx, other_key, other)?,
            );
            one.expose() == other.expose()
        }
        _ => false,
    })
}

fn open_text(tx: &Tx<'_>, key: &str, sealed: &Sealed) -> Result<Secret, Fault> {
    let bytes = sealed
        .bytes()
        .ok_or_else(|| internal("sealed variables are no base64"))?;
    let plain = tx.facts().master_key.open(&bytes, key).map_err(internal)?;
    let plain = String::from_utf8(plain.to_vec()).map_err(internal)?;
    Ok(Secret::new(plain))
}
