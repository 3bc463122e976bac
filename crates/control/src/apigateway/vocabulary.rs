//! The words of API Gateway that several kinds of resources share: verbs and authorization types.

use portcullis_catalog::api::Authorization;
use portcullis_wire::Fault;

use super::fault::bad_request;

const VERBS: [&str; 8] = [
    "GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY",
];

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
