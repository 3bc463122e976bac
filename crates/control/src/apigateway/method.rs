//! Methods of resources: a verb, how its callers prove who they are, and what it takes.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::api::{Authorization, Method};
use portcullis_catalog::authorizer::AuthorizerType;
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::fault::{bad_request, conflict};
use super::mapping::Findings;
use super::patch::{self, Patch};
use super::vocabulary::{authorization, authorization_name, check_verb};
use super::{address, authorizer, integration, method_response, model, request_validator};
use crate::{KeyValue, Offered, Permission, Tx, offer};

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("PutMethod", to_put, put),
        offer(
            "GetMethod",
            |tx, input: &wire::GetMethodRequest| {
                on(
                    tx,
                    "GET",
                    [&input.rest_api_id, &input.resource_id, &input.http_method],
                )
            },
            get,
        ),
        offer("UpdateMethod", to_update, update),
        offer(
            "DeleteMethod",
            |tx, input: &wire::DeleteMethodRequest| {
                let place = [
                    input.rest_api_id.as_str(),
                    &input.resource_id,
                    &input.http_method,
                ];
                let delete = address::on_method(tx, "DELETE", place, "")?;
                Ok(vec![as_it_is(tx, delete, place)?])
            },
            delete,
        ),
    ]
}

/// The permission for a method; `[api, resource, verb]`.
fn on(tx: &Tx<'_>, verb: &str, place: [&str; 3]) -> Result<Vec<Permission>, Fault> {
    Ok(vec![address::on_method(tx, verb, place, "")?])
}

fn to_put(tx: &Tx<'_>, input: &wire::PutMethodRequest) -> Result<Vec<Permission>, Fault> {
    let place = [
        input.rest_api_id.as_str(),
        &input.resource_id,
        &input.http_method,
    ];
    let key = input.api_key_required.unwrap_or_default().to_string();
    let put = address::on_method(tx, "PUT", place, "")?;
    let put = as_it_is(tx, put, place)?
        .with(
            "apigateway:Request/RouteAuthorizationType",
            KeyValue::Text(input.authorization_type.clone()),
        )
        .with("apigateway:Request/ApiKeyRequired", KeyValue::Text(key));
    Ok(vec![put])
}

/// With the keys about the method that is there ("Available during the PutMethod and DeleteMethod
/// operations").
fn as_it_is(tx: &Tx<'_>, permission: Permission, place: [&str; 3]) -> Result<Permission, Fault> {
    let [api, resource, verb] = place;
    let Ok(mut resource) = address::resource(tx, api, resource) else {
        return Ok(permission);
    };
    let Ok(method) = address::method(&mut resource, verb) else {
        return Ok(permission);
    };
    let authorization = authorization_name(method.authorization).to_owned();
    let key = method.api_key_required.to_string();
    Ok(permission
        .with(
            "apigateway:Resource/RouteAuthorizationType",
            KeyValue::Text(authorization),
        )
        .with("apigateway:Resource/ApiKeyRequired", KeyValue::Text(key)))
}

fn to_update(tx: &Tx<'_>, input: &wire::UpdateMethodRequest) -> Result<Vec<Permission>, Fault> {
    let mut update = address::on_method(
        tx,
        "PATCH",
        [&input.rest_api_id, &input.resource_id, &input.http_method],
        "",
    )?;
    for operation in input.patch_operations.iter().flatten() {
        let value = operation.value.clone().unwrap_or_default();
        let (key, value) = match operation.path.as_deref() {
            Some("/authorizationType") => ("apigateway:Request/RouteAuthorizationType", value),
            Some("/apiKeyRequired") => (
                "apigateway:Request/ApiKeyRequired",
                patch::is_true(&value).to_string(),
            ),
            _ => continue,
        };
        update = update.with(key, KeyValue::Text(value));
    }
    Ok(vec![update])
}

fn put(tx: &mut Tx<'_>, input: wire::PutMethodRequest) -> Result<wire::Method, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let verb = input.http_method.clone();
    let method = make(tx, input)?;
    if resource.methods.contains_key(&verb) {
        return Err(conflict("Method already exists for this resource"));
    }
    let shown = to_wire(&verb, &method);
    resource.methods.insert(verb, Box::new(method));
    tx.put(&resource)?;
    Ok(shown)
}

/// The method that is described, if it can be one of this API.
pub(super) fn make(tx: &Tx<'_>, input: wire::PutMethodRequest) -> Result<Method, Fault> {
    check_verb(&input.http_method)?;
    let mut method = Method {
        authorization: authorization(&input.authorization_type)?,
        authorizer_id: input.authorizer_id,
        authorization_scopes: input.authorization_scopes.unwrap_or_default(),
        api_key_required: input.api_key_required.unwrap_or_default(),
        operation_name: input.operation_name,
        request_validator_id: input.request_validator_id.filter(|id| !id.is_empty()),
        request_parameters: input.request_parameters.unwrap_or_default(),
        request_models: input.request_models.unwrap_or_default(),
        responses: BTreeMap::new(),
        integration: None,
    };
    settle_authorizer(tx, &input.rest_api_id, &mut method)?;
    check(tx, &input.rest_api_id, &method)?;
    Ok(method)
}

fn get(tx: &mut Tx<'_>, input: wire::GetMethodRequest) -> Result<wire::Method, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    Ok(to_wire(&input.http_method, method))
}

fn update(tx: &mut Tx<'_>, input: wire::UpdateMethodRequest) -> Result<wire::Method, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    for patch in patch::read(input.patch_operations)? {
        apply(method, &patch)?;
    }
    settle_authorizer(tx, &input.rest_api_id, method)?;
    check(tx, &input.rest_api_id, method)?;
    let shown = to_wire(&input.http_method, method);
    tx.put(&resource)?;
    Ok(shown)
}

fn apply(method: &mut Method, patch: &Patch) -> Result<(), Fault> {
    match patch.path().as_slice() {
        ["authorizationType"] => method.authorization = authorization(patch.replaced()?)?,
        ["authorizerId"] => method.authorizer_id = patch.optional()?,
        ["apiKeyRequired"] => method.api_key_required = patch.boolean()?,
        ["operationName"] => method.operation_name = patch.optional()?,
        ["requestValidatorId"] => method.request_validator_id = patch.optional()?,
        ["authorizationScopes"] => {
            patch.edit_list(&mut method.authorization_scopes, &patch.value)?
        }
        ["requestParameters", name] => {
            let required = patch.value.eq_ignore_ascii_case("true");
            patch.edit(
                &mut method.request_parameters,
                name,
                required,
                "Invalid parameter name specified",
            )?;
        }
        ["requestModels", content_type] => {
            let model = patch.value.clone();
            patch.edit(
                &mut method.request_models,
                content_type,
                model,
                "Content-Type specified was not found",
            )?;
        }
        _ => return Err(patch.unknown()),
    }
    Ok(())
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteMethodRequest) -> Result<(), Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    address::method(&mut resource, &input.http_method)?;
    resource.methods.remove(&input.http_method);
    tx.put(&resource)
}

/// A method that asks an authorizer needs one of the fitting type. One that asks none has no use
/// for an id, and AWS forgets it too.
fn settle_authorizer(tx: &Tx<'_>, api: &str, method: &mut Method) -> Result<(), Fault> {
    let fits: fn(AuthorizerType) -> bool = match method.authorization {
        Authorization::None | Authorization::AwsIam => {
            method.authorizer_id = None;
            return Ok(());
        }
        Authorization::Custom => {
            |kind| matches!(kind, AuthorizerType::Token | AuthorizerType::Request)
        }
        Authorization::CognitoUserPools => |kind| kind == AuthorizerType::CognitoUserPools,
        Authorization::Jwt => |kind| kind == AuthorizerType::Jwt,
    };
    let id = method.authorizer_id.as_deref().unwrap_or_default();
    match authorizer::find(tx, api, id) {
        Ok(authorizer) if fits(authorizer.authorizer_type) => Ok(()),
        _ => Err(bad_request(
            "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.",
        )),
    }
}

fn check(tx: &Tx<'_>, api: &str, method: &Method) -> Result<(), Fault> {
    request_validator::check(tx, api, method.request_validator_id.as_deref())?;
    model::check_known(tx, api, &method.request_models)?;
    let mut findings = Findings::default();
    let mut names = BTreeSet::new();
    let mut unique = true;
    for parameter in method.request_parameters.keys() {
        findings.name(
            parameter,
            "method.request",
            &["querystring", "path", "header"],
        );
        let name = parameter.splitn(4, '.').nth(3).unwrap_or_default();
        unique &= names.insert(name);
    }
    findings.finish()?;
    if unique {
        return Ok(());
    }
    Err(bad_request(
        "Parameter names must be unique across querystring, header and path",
    ))
}

/// A method as it is shown, with its responses and its integration.
pub(super) fn to_wire(verb: &str, method: &Method) -> wire::Method {
    let responses = method.responses.iter();
    let responses: BTreeMap<_, _> = responses
        .map(|(status, response)| (status.clone(), method_response::to_wire(status, response)))
        .collect();
    wire::Method {
        http_method: Some(verb.to_owned()),
        authorization_type: Some(authorization_name(method.authorization).to_owned()),
        authorizer_id: method.authorizer_id.clone(),
        api_key_required: Some(method.api_key_required),
        request_validator_id: method.request_validator_id.clone(),
        operation_name: method.operation_name.clone(),
        request_parameters: Some(method.request_parameters.clone()).filter(|map| !map.is_empty()),
        request_models: Some(method.request_models.clone()).filter(|map| !map.is_empty()),
        method_responses: Some(responses).filter(|map| !map.is_empty()),
        method_integration: method.integration.as_deref().map(integration::to_wire),
        authorization_scopes: Some(method.authorization_scopes.clone())
            .filter(|scopes| !scopes.is_empty()),
    }
}
