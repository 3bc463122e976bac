//! Request validation: what the deployed method asks of parameters and body before the integration
//! runs (API Gateway Developer Guide, "Request validation for REST APIs"). What it asks was compiled
//! with the deployment.

use std::sync::Arc;

use bytes::Bytes;
use portcullis_catalog::validation::{BodyModel, ParameterPlace, RequiredParameter};

use crate::facts::{Facts, Meaning};
use crate::failure::Failure;

/// A larger body is validated on a thread that may take its time, so that others need not wait.
const AT_ONCE: usize = 64 * 1024;

/// Refuses a request that lacks required parameters; a blank one is lacking.
pub(crate) fn parameters(facts: &Facts<'_>, meaning: Meaning<'_>) -> Result<(), Failure> {
    let Some(validation) = meaning.method.and_then(|method| method.validation.as_ref()) else {
        return Ok(());
    };
    let missing: Vec<&str> = validation
        .parameters
        .iter()
        .filter(|parameter| !is_given(parameter, facts, meaning))
        .map(|parameter| parameter.name.as_str())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::missing_parameters(&missing))
}

/// Refuses a body that is not what its model describes.
pub(crate) async fn body(
    facts: &Facts<'_>,
    meaning: Meaning<'_>,
    body: &Bytes,
) -> Result<(), Failure> {
    let Some(validation) = meaning.method.and_then(|method| method.validation.as_ref()) else {
        return Ok(());
    };
    let content_type = facts.header_values("content-type").next();
    let Some(model) = validation.model_for(content_type) else {
        return Ok(());
    };
    let verdict = if body.len() <= AT_ONCE {
        model.validate(body)
    } else {
        let (model, body) = (Arc::clone(model), body.clone());
        let validated = tokio::task::spawn_blocking(move || BodyModel::validate(&model, &body));
        let failed = |error| {
            tracing::error!(%error, "a body could not be validated");
            Failure::configuration()
        };
        validated.await.map_err(failed)?
    };
    verdict.map_err(Failure::invalid_body)
}

fn is_given(parameter: &RequiredParameter, facts: &Facts<'_>, meaning: Meaning<'_>) -> bool {
    let is_there = |value: &str| !value.trim().is_empty();
    let name = parameter.name.as_str();
    match parameter.place {
        ParameterPlace::Header => facts.header_values(name).any(is_there),
        ParameterPlace::QueryString => facts.query.values(name).any(is_there),
        ParameterPlace::Path => {
            let mut given = facts.path_parameters(meaning);
            given.any(|(known, value)| known == name && is_there(value))
        }
    }
}
