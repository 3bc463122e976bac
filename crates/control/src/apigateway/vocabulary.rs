//! The words of API Gateway that several kinds of resources share: verbs, authorization types and
//! the models that every API has.

use std::collections::BTreeMap;

use portcullis_catalog::api::Authorization;
use portcullis_wire::Fault;

use super::fault::bad_request;

const VERBS: [&str; 8] = [
    "GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY",
];
/// The models that every API is made with; models of one's own are not offered.
const MODELS: [&str; 2] = ["Empty", "Error"];

/// Refuses what is no verb of a method or an integration.
pub(super) fn check_verb(verb: &str) -> Result<(), Fault> {
    if VERBS.contains(&verb) {
        return Ok(());
    }
    Err(bad_request(format!(
        "Invalid HttpMethod specified. Valid options are {}",
        VERBS.join(",")
    )))
}

/// Refuses a model that the API does not have.
pub(super) fn check_models(models: &BTreeMap<String, String>) -> Result<(), Fault> {
    match models
        .values()
        .find(|name| !MODELS.contains(&name.as_str()))
    {
        Some(name) => Err(bad_request(format!(
            "Invalid model identifier specified: {name}"
        ))),
        None => Ok(()),
    }
}

/// An authorization type by its name.
pub(super) fn authorization(name: &str) -> Result<Authorization, Fault> {
    match name {
        "NONE" => Ok(Authorization::None),
        "AWS_IAM" => Ok(Authorization::AwsIam),
        "CUSTOM" => Ok(Authorization::Custom),
        "COGNITO_USER_POOLS" => Ok(Authorization::CognitoUserPools),
        "JWT" => Ok(Authorization::Jwt),
        _ => Err(bad_request(
            "Invalid authorization type specified. Valid options are NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS",
        )),
    }
}

/// The name of an authorization type.
pub(super) fn authorization_name(authorization: Authorization) -> &'static str {
    match authorization {
        Authorization::None => "NONE",
        Authorization::AwsIam => "AWS_IAM",
        Authorization::Custom => "CUSTOM",
        Authorization::CognitoUserPools => "COGNITO_USER_POOLS",
        Authorization::Jwt => "JWT",
    }
}
