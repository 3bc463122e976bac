//! What an authorizer must and must not have, by its type (API Gateway API Reference,
//! "CreateAuthorizer"). Whether the function or the user pool is there is found out when it is
//! asked.

use std::collections::BTreeSet;

use portcullis_catalog::authorizer::{Authorizer, AuthorizerType, JwtConfiguration, JwtIssuer};
use portcullis_iam::Arn;
use portcullis_wire::Fault;

use crate::apigateway::fault::bad_request;
use crate::apigateway::role;

const MAX_TTL: u32 = 3_600;
/// Claims that a JWT authorizer always looks at, so that no rule may be about them.
const REGISTERED_CLAIMS: [&str; 7] = ["iss", "aud", "exp", "nbf", "iat", "scope", "scp"];

/// Whether the authorizer asks a function.
pub(super) fn asks_function(authorizer_type: AuthorizerType) -> bool {
    matches!(
        authorizer_type,
        AuthorizerType::Token | AuthorizerType::Request
    )
}

/// How long a result is kept, in seconds.
pub(super) fn ttl(seconds: &str) -> Result<u32, Fault> {
    seconds
        .parse()
        .ok()
        .filter(|seconds| *seconds <= MAX_TTL)
        .ok_or_else(|| {
            bad_request("Authorizer result TTL should be between 0 seconds and 3600 seconds")
        })
}

/// Refuses an authorizer that AWS refuses to save.
pub(super) fn authorizer(authorizer: &Authorizer) -> Result<(), Fault> {
    if authorizer.name.trim().is_empty() {
        return Err(bad_request("Authorizer name cannot be blank"));
    }
    let Authorizer {
        authorizer_type, ..
    } = authorizer;
    if asks_function(*authorizer_type) {
        check_uri(authorizer.uri.as_deref().unwrap_or_default())?;
    } else if authorizer.uri.is_some() {
        return Err(bad_request(
            "Authorizer URI can only be set for authorizers of type TOKEN or REQUEST",
        ));
    }
    if let Some(credentials) = &authorizer.credentials {
        role::check(credentials, authorizer.account)?;
    }
    if *authorizer_type == AuthorizerType::CognitoUserPools {
        check_providers(&authorizer.provider_arns)?;
    } else if !authorizer.provider_arns.is_empty() {
        return Err(bad_request(
            "Provider ARNs can only be set for authorizers of type COGNITO_USER_POOLS",
        ));
    }
    check_identity_source(authorizer)?;
    match (&authorizer.jwt, authorizer_type) {
        (Some(jwt), AuthorizerType::Jwt) => {
            let unsupported = authorizer.identity_validation_expression.is_some()
                || authorizer.result_ttl_seconds.is_some()
                || authorizer.credentials.is_some();
            if unsupported {
                return Err(bad_request(
                    "Credentials, result TTL and identity validation expression are not supported for authorizers of type JWT",
                ));
            }
            check_jwt(jwt)
        }
        (None, AuthorizerType::Jwt) => Err(bad_request(
            "JWT configuration must be set for authorizers of type JWT",
        )),
        (Some(_), _) => Err(bad_request(
            "JWT configuration can only be set for authorizers of type JWT",
        )),
        (None, _) => Ok(()),
    }
}

/// `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION-ARN/invocations`, where
/// stage variables may stand in for parts of the function's ARN.
fn check_uri(uri: &str) -> Result<(), Fault> {
    let function = uri
        .strip_prefix("arn:aws:apigateway:")
        .and_then(|rest| rest.split_once(":lambda:path/"))
        .filter(|(region, _)| !region.is_empty() && !region.contains(':'))
        .and_then(|(_, path)| path.split_once("/functions/"))
        .and_then(|(_, rest)| rest.strip_suffix("/invocations"))
        .filter(|function| function.starts_with("arn:aws:lambda:") || is_variable(function));
    match function {
        Some(_) => Ok(()),
        None => Err(bad_request(format!(
            "Invalid Authorizer URI: {uri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation."
        ))),
    }
}

fn is_variable(text: &str) -> bool {
    text.starts_with("${stageVariables.")
}

fn check_providers(arns: &[String]) -> Result<(), Fault> {
    if arns.is_empty() {
        return Err(bad_request(
            "Provider ARNs must be set for authorizers of type COGNITO_USER_POOLS",
        ));
    }
    let is_pool = |text: &str| {
        Arn::parse(text).is_some_and(|arn| {
            let pool = arn.resource.strip_prefix("userpool/").unwrap_or_default();
            arn.service == "cognito-idp" && !pool.is_empty()
        })
    };
    match arns.iter().find(|arn| !is_pool(arn)) {
        Some(_) => Err(bad_request("Invalid Cognito User Pool ARN")),
        None => Ok(()),
    }
}

fn check_identity_source(authorizer: &Authorizer) -> Result<(), Fault> {
    let sources: Vec<&str> = authorizer
        .identity_source
        .as_deref()
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|source| !source.is_empty())
        .collect();
    let is_header = |source: &str| is_source(source, "method.request.header.");
    let is_any = |source: &str| {
        is_header(source)
            || is_source(source, "method.request.querystring.")
            || is_source(source, "stageVariables.")
            || is_source(source, "context.")
    };
    let invalid = || bad_request("Invalid identity source expression specified");
    match authorizer.authorizer_type {
        AuthorizerType::Request => {
            let caches = authorizer.result_ttl_seconds.unwrap_or_default() > 0;
            if sources.is_empty() && caches {
                return Err(bad_request(
                    "Identity source must be set if authorizer caching is enabled (TTL is greater than 0)",
                ));
            }
            if sources.iter().all(|source| is_any(source)) {
                Ok(())
            } else {
                Err(invalid())
            }
        }
        _ => match sources.as_slice() {
            [one] if is_header(one) => Ok(()),
            [] => Err(bad_request("Invalid request input")),
            _ => Err(invalid()),
        },
    }
}

fn is_source(source: &str, prefix: &str) -> bool {
    source.strip_prefix(prefix).is_some_and(|name| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._$-".contains(&byte))
    })
}

fn check_jwt(jwt: &JwtConfiguration) -> Result<(), Fault> {
    if jwt.issuers.is_empty() || jwt.default_algorithms.is_empty() {
        return Err(bad_request(
            "JWT configuration must have at least one issuer and one signing algorithm",
        ));
    }
    let mut issuers = BTreeSet::new();
    for issuer in &jwt.issuers {
        check_issuer(issuer)?;
        if !issuers.insert(&issuer.issuer) {
            return Err(bad_request("Issuer URLs must be unique"));
        }
    }
    Ok(())
}

fn check_issuer(issuer: &JwtIssuer) -> Result<(), Fault> {
    let rest = issuer.issuer.strip_prefix("https://").unwrap_or_default();
    let host = rest.split('/').next().unwrap_or_default();
    let clean = |character: char| {
        !matches!(character, '@' | '?' | '#')
            && !character.is_whitespace()
            && !character.is_control()
    };
    if host.is_empty() || !rest.chars().all(clean) {
        return Err(bad_request(
            "Issuer must be an absolute https URL without user information, query or fragment",
        ));
    }
    if issuer.audiences.is_empty() || issuer.audiences.iter().any(String::is_empty) {
        return Err(bad_request("Audiences cannot be empty"));
    }
    let mut names = BTreeSet::new();
    for claim in &issuer.additional_claims {
        if claim.name.is_empty() || REGISTERED_CLAIMS.contains(&claim.name.as_str()) {
            return Err(bad_request(format!(
                "Invalid claim name specified: {}",
                claim.name
            )));
        }
        if claim.expected_values.len() > 1 || claim.expected_values.iter().any(String::is_empty) {
            return Err(bad_request(
                "An additional claim can have one expected value, which cannot be empty",
            ));
        }
        if !names.insert(&claim.name) {
            return Err(bad_request("Claim names must be unique within an issuer"));
        }
    }
    Ok(())
}
