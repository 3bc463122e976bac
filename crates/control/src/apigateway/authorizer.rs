//! Authorizers of an API: stored and shown, and frozen by a deployment. Nobody is asked here; a
//! method that asks an authorizer refuses every call until the data plane can run one.

mod check;

use portcullis_catalog::api::{Resource, RestApi};
use portcullis_catalog::authorizer::{
    Authorizer, AuthorizerType, JwtClaim, JwtConfiguration, JwtIssuer,
};
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};

use super::address::{self, prefix};
use super::fault::{bad_request, conflict, not_found};
use super::patch::{self, Patch};
use super::{page, role};
use crate::{KeyValue, Offered, Permission, Tx, offer};

const DEFAULT_TTL: u32 = 300;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("CreateAuthorizer", to_create, create),
        offer(
            "GetAuthorizer",
            |tx, input: &wire::GetAuthorizerRequest| {
                on(tx, "GET", &input.rest_api_id, &input.authorizer_id)
            },
            get,
        ),
        offer(
            "GetAuthorizers",
            |tx, input: &wire::GetAuthorizersRequest| {
                Ok(vec![address::on_api(
                    tx,
                    "GET",
                    &input.rest_api_id,
                    "/authorizers",
                )?])
            },
            list,
        ),
        offer("UpdateAuthorizer", to_update, update),
        offer(
            "DeleteAuthorizer",
            |tx, input: &wire::DeleteAuthorizerRequest| {
                on(tx, "DELETE", &input.rest_api_id, &input.authorizer_id)
            },
            delete,
        ),
    ]
}

fn on(tx: &Tx<'_>, verb: &str, api: &str, id: &str) -> Result<Vec<Permission>, Fault> {
    let mut permission = address::on_api(tx, verb, api, &format!("/authorizers/{id}"))?;
    let key = Authorizer::key_of(tx.account(), api, id);
    // "Available during UpdateAuthorizer and DeleteAuthorizer operations."
    if !matches!(verb, "PATCH" | "DELETE") {
        return Ok(vec![permission]);
    }
    if let Some(known) = tx.get::<Authorizer>(&key)? {
        permission = permission.with(
            "apigateway:Resource/AuthorizerType",
            KeyValue::Text(type_name(known.authorizer_type).to_owned()),
        );
        if let Some(uri) = known.uri {
            permission = permission.with("apigateway:Resource/AuthorizerUri", KeyValue::Text(uri));
        }
    }
    Ok(vec![permission])
}

fn to_create(tx: &Tx<'_>, input: &wire::CreateAuthorizerRequest) -> Result<Vec<Permission>, Fault> {
    let mut create = address::on_api(tx, "POST", &input.rest_api_id, "/authorizers")?.with(
        "apigateway:Request/AuthorizerType",
        KeyValue::Text(input.r#type.as_str().to_owned()),
    );
    if let Some(uri) = input.authorizer_uri.clone() {
        create = create.with("apigateway:Request/AuthorizerUri", KeyValue::Text(uri));
    }
    let mut needed = vec![create];
    needed.extend(role::to_pass(tx, input.authorizer_credentials.as_deref())?);
    Ok(needed)
}

fn to_update(tx: &Tx<'_>, input: &wire::UpdateAuthorizerRequest) -> Result<Vec<Permission>, Fault> {
    let mut needed = on(tx, "PATCH", &input.rest_api_id, &input.authorizer_id)?;
    for operation in input.patch_operations.iter().flatten() {
        let value = operation.value.as_deref();
        let key = match operation.path.as_deref() {
            Some("/type") => "apigateway:Request/AuthorizerType",
            Some("/authorizerUri") => "apigateway:Request/AuthorizerUri",
            Some("/authorizerCredentials") => {
                needed.extend(role::to_pass(tx, value)?);
                continue;
            }
            _ => continue,
        };
        let text = KeyValue::Text(value.unwrap_or_default().to_owned());
        needed = needed
            .into_iter()
            .enumerate()
            .map(|(index, permission)| match index {
                0 => permission.with(key, text.clone()),
                _ => permission,
            })
            .collect();
    }
    Ok(needed)
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateAuthorizerRequest,
) -> Result<wire::Authorizer, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let known: Vec<Authorizer> = tx.scan(&prefix("authorizer", &api))?;
    let authorizer = make(tx, &api, &known, input)?;
    tx.put(&authorizer)?;
    Ok(to_wire(&authorizer))
}

/// The authorizer that is described, if it can stand beside those that the API has.
pub(super) fn make(
    tx: &Tx<'_>,
    api: &RestApi,
    known: &[Authorizer],
    input: wire::CreateAuthorizerRequest,
) -> Result<Authorizer, Fault> {
    let authorizer_type = type_of(input.r#type);
    let asks_function = check::asks_function(authorizer_type);
    let given = |text: Option<String>| text.filter(|text| !text.is_empty());
    let default_auth_type = match authorizer_type {
        AuthorizerType::Token | AuthorizerType::Request => Some("custom".to_owned()),
        AuthorizerType::CognitoUserPools => Some("cognito_user_pools".to_owned()),
        AuthorizerType::Jwt => None,
    };
    let ttl = match input.authorizer_result_ttl_in_seconds {
        Some(sent) => Some(check::ttl(&sent.to_string())?),
        None => asks_function.then_some(DEFAULT_TTL),
    };
    let authorizer = Authorizer {
        account: api.account,
        api: api.id.clone(),
        id: address::fresh_id(tx, |id| known.iter().any(|known| known.id == id))?,
        name: input.name,
        authorizer_type,
        provider_arns: input.provider_ar_ns.unwrap_or_default(),
        auth_type: given(input.auth_type).or(default_auth_type),
        uri: given(input.authorizer_uri),
        // Nobody is asked with it, so AWS forgets it.
        credentials: given(input.authorizer_credentials)
            .filter(|_| authorizer_type != AuthorizerType::CognitoUserPools),
        identity_source: given(input.identity_source),
        identity_validation_expression: given(input.identity_validation_expression),
        result_ttl_seconds: ttl,
        jwt: input.jwt_configuration.map(jwt_from_wire),
    };
    check::authorizer(&authorizer)?;
    check_name(&authorizer, known)?;
    Ok(authorizer)
}

fn get(tx: &mut Tx<'_>, input: wire::GetAuthorizerRequest) -> Result<wire::Authorizer, Fault> {
    Ok(to_wire(&find(
        tx,
        &input.rest_api_id,
        &input.authorizer_id,
    )?))
}

fn list(tx: &mut Tx<'_>, input: wire::GetAuthorizersRequest) -> Result<wire::Authorizers, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let authorizers: Vec<Authorizer> = tx.scan(&prefix("authorizer", &api))?;
    let authorizers = authorizers
        .iter()
        .map(|known| (known.name.clone(), to_wire(known)))
        .collect();
    let (items, position) = page::page(authorizers, input.position.as_deref(), input.limit)?;
    Ok(wire::Authorizers {
        position,
        items: Some(items),
    })
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateAuthorizerRequest,
) -> Result<wire::Authorizer, Fault> {
    let mut authorizer = find(tx, &input.rest_api_id, &input.authorizer_id)?;
    for patch in patch::read(input.patch_operations)? {
        apply(&mut authorizer, &patch)?;
    }
    check::authorizer(&authorizer)?;
    let api = address::api(tx, &input.rest_api_id)?;
    check_name(&authorizer, &tx.scan(&prefix("authorizer", &api))?)?;
    tx.put(&authorizer)?;
    Ok(to_wire(&authorizer))
}

fn apply(authorizer: &mut Authorizer, patch: &Patch) -> Result<(), Fault> {
    match patch.path().as_slice() {
        ["name"] => patch.replaced()?.clone_into(&mut authorizer.name),
        ["type"] => {
            let sent = patch.replaced()?.parse().map_err(|_| {
                bad_request("Invalid authorizer type specified. Valid options are TOKEN, REQUEST, COGNITO_USER_POOLS, JWT")
            })?;
            authorizer.authorizer_type = type_of(sent);
        }
        ["authType"] => authorizer.auth_type = patch.optional()?,
        ["authorizerUri"] => authorizer.uri = patch.optional()?,
        ["authorizerCredentials"] => authorizer.credentials = patch.optional()?,
        ["identitySource"] => authorizer.identity_source = patch.optional()?,
        ["identityValidationExpression"] => {
            authorizer.identity_validation_expression = patch.optional()?;
        }
        ["authorizerResultTtlInSeconds"] => {
            authorizer.result_ttl_seconds = Some(check::ttl(patch.replaced()?)?);
        }
        ["providerARNs"] if patch.op != Op::Replace => {
            patch.edit_list(&mut authorizer.provider_arns, &patch.value)?;
        }
        _ => return Err(patch.unknown()),
    }
    Ok(())
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteAuthorizerRequest) -> Result<(), Fault> {
    let authorizer = find(tx, &input.rest_api_id, &input.authorizer_id)?;
    let api = address::api(tx, &input.rest_api_id)?;
    let resources = address::resources(tx, &api)?;
    if let Some(place) = place_of_use(&resources, &authorizer.id) {
        return Err(conflict(format!(
            "Cannot delete authorizer '{}', is referenced in method: {place}",
            authorizer.name
        )));
    }
    tx.delete(&Authorizer::key_of(api.account, &api.id, &authorizer.id));
    Ok(())
}

/// The first method that asks the authorizer, as path and verb.
fn place_of_use(resources: &[Resource], authorizer: &str) -> Option<String> {
    resources.iter().find_map(|resource| {
        let mut methods = resource.methods.iter();
        let (verb, _) =
            methods.find(|(_, method)| method.authorizer_id.as_deref() == Some(authorizer))?;
        Some(format!("{}/{verb}", resource.path))
    })
}

/// The authorizer of an API. A wrong API is answered as a wrong authorizer.
pub(super) fn find(tx: &Tx<'_>, api: &str, id: &str) -> Result<Authorizer, Fault> {
    tx.get(&Authorizer::key_of(tx.account(), api, id))?
        .ok_or_else(|| not_found("Invalid Authorizer identifier specified"))
}

fn check_name(authorizer: &Authorizer, known: &[Authorizer]) -> Result<(), Fault> {
    let Authorizer { id, name, .. } = authorizer;
    if known
        .iter()
        .any(|known| known.id != *id && known.name == *name)
    {
        return Err(bad_request(format!(
            "Authorizer name must be unique. Authorizer {name} already exists in this RestApi."
        )));
    }
    Ok(())
}

fn type_of(sent: wire::AuthorizerType) -> AuthorizerType {
    match sent {
        wire::AuthorizerType::Token => AuthorizerType::Token,
        wire::AuthorizerType::Request => AuthorizerType::Request,
        wire::AuthorizerType::CognitoUserPools => AuthorizerType::CognitoUserPools,
        wire::AuthorizerType::Jwt => AuthorizerType::Jwt,
    }
}

fn type_to_wire(known: AuthorizerType) -> wire::AuthorizerType {
    match known {
        AuthorizerType::Token => wire::AuthorizerType::Token,
        AuthorizerType::Request => wire::AuthorizerType::Request,
        AuthorizerType::CognitoUserPools => wire::AuthorizerType::CognitoUserPools,
        AuthorizerType::Jwt => wire::AuthorizerType::Jwt,
    }
}

pub(super) fn type_name(known: AuthorizerType) -> &'static str {
    type_to_wire(known).as_str()
}

fn jwt_from_wire(sent: wire::JwtConfigurationInput) -> JwtConfiguration {
    let issuers = sent.issuers.into_iter().map(|issuer| JwtIssuer {
        issuer: issuer.issuer,
        audiences: issuer.audiences,
        additional_claims: issuer
            .additional_claims
            .unwrap_or_default()
            .into_iter()
            .map(|claim| JwtClaim {
                name: claim.claim_name,
                format: claim.format.as_str().to_owned(),
                required: claim.required.unwrap_or_default(),
                expected_values: claim.expected_values.unwrap_or_default(),
            })
            .collect(),
    });
    JwtConfiguration {
        issuers: issuers.collect(),
        default_algorithms: sent
            .default_algorithms
            .iter()
            .map(|algorithm| algorithm.as_str().to_owned())
            .collect(),
    }
}

fn jwt_to_wire(known: &JwtConfiguration) -> wire::JwtConfiguration {
    let claim = |claim: &JwtClaim| {
        Some(wire::JwtAdditionalClaim {
            claim_name: claim.name.clone(),
            format: claim.format.parse().ok()?,
            required: Some(claim.required),
            expected_values: Some(claim.expected_values.clone())
                .filter(|values| !values.is_empty()),
        })
    };
    let issuers = known.issuers.iter().map(|issuer| wire::JwtIssuer {
        issuer: Some(issuer.issuer.clone()),
        audiences: Some(issuer.audiences.clone()),
        additional_claims: Some(issuer.additional_claims.iter().filter_map(claim).collect())
            .filter(|claims: &Vec<_>| !claims.is_empty()),
        jwks_uri: None,
    });
    let algorithms = known.default_algorithms.iter();
    wire::JwtConfiguration {
        issuers: Some(issuers.collect()),
        default_algorithms: Some(algorithms.filter_map(|it| it.parse().ok()).collect()),
    }
}

/// An authorizer as it is shown.
pub(super) fn to_wire(authorizer: &Authorizer) -> wire::Authorizer {
    wire::Authorizer {
        id: Some(authorizer.id.clone()),
        name: Some(authorizer.name.clone()),
        r#type: Some(type_to_wire(authorizer.authorizer_type)),
        provider_ar_ns: Some(authorizer.provider_arns.clone()).filter(|arns| !arns.is_empty()),
        auth_type: authorizer.auth_type.clone(),
        authorizer_uri: authorizer.uri.clone(),
        authorizer_credentials: authorizer.credentials.clone(),
        identity_source: authorizer.identity_source.clone(),
        identity_validation_expression: authorizer.identity_validation_expression.clone(),
        authorizer_result_ttl_in_seconds: authorizer
            .result_ttl_seconds
            .and_then(|seconds| i32::try_from(seconds).ok()),
        jwt_configuration: authorizer.jwt.as_ref().map(jwt_to_wire),
    }
}
