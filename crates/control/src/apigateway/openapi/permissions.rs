//! What an import and an export need. An import is one action on the API and not one on each of its parts, but conditions
//! see what it brings (API Gateway Developer Guide, "Condition keys for Amazon API Gateway": "also available during
//! import"); roles that it hands to API Gateway have to be passed.

use std::collections::BTreeSet;

use portcullis_catalog::Record;
use portcullis_catalog::api::RestApi;
use portcullis_catalog::authorizer::Authorizer;
use portcullis_openapi::Definition;
use portcullis_openapi::definition::Authorization;
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::import::endpoint_types;
use super::source;
use crate::apigateway::authorizer::type_name;
use crate::apigateway::rest_api::POLICY_ACTION;
use crate::apigateway::vocabulary::authorization_name;
use crate::apigateway::{address, role};
use crate::{KeyValue, Permission, Tx};

pub(super) fn to_import(
    tx: &Tx<'_>,
    input: &wire::ImportRestApiRequest,
) -> Result<Vec<Permission>, Fault> {
    let import = address::permission(tx, "POST", "/restapis");
    // What cannot be read is refused by the handler, and changes nothing.
    let Ok(reading) = source::reading(tx, &input.body.0, &input.parameters) else {
        return Ok(vec![import]);
    };
    let definition = &reading.definition;
    let types = endpoint_types(&input.parameters, definition).unwrap_or_default();
    let types = types.unwrap_or_else(|| vec![wire::EndpointType::Edge]);
    let types = types.iter().map(|name| name.as_str().to_owned()).collect();
    let disabled = definition.endpoint.disable_execute_api_endpoint;
    let import = brought(import, definition)
        .with("apigateway:Request/EndpointType", KeyValue::Texts(types))
        .with(
            "apigateway:Request/DisableExecuteApiEndpoint",
            KeyValue::Text(disabled.unwrap_or_default().to_string()),
        );
    let mut needed = vec![import];
    if definition.policy.is_some() {
        let mut policy = address::permission(tx, "", "/restapis");
        policy.action = POLICY_ACTION.to_owned();
        needed.push(policy);
    }
    needed.extend(passed(tx, definition)?);
    Ok(needed)
}

pub(super) fn to_put(
    tx: &Tx<'_>,
    input: &wire::PutRestApiRequest,
) -> Result<Vec<Permission>, Fault> {
    let id = &input.rest_api_id;
    let put = address::on_api(tx, "PUT", id, "")?;
    let Ok(reading) = source::reading(tx, &input.body.0, &input.parameters) else {
        return Ok(vec![put]);
    };
    let definition = &reading.definition;
    let mut put = brought(as_it_is(tx, put, id)?, definition);
    if let Some(disabled) = definition.endpoint.disable_execute_api_endpoint {
        put = put.with(
            "apigateway:Request/DisableExecuteApiEndpoint",
            KeyValue::Text(disabled.to_string()),
        );
    }
    let mut needed = vec![put];
    // To overwrite with a definition that has no policy takes the policy away.
    let known = tx.get::<RestApi>(&RestApi::key_of(tx.account(), id))?;
    let loses = input.mode == Some(wire::PutMode::Overwrite)
        && known.is_some_and(|api| api.policy.is_some());
    if definition.policy.is_some() || loses {
        let mut policy = address::on_api(tx, "PUT", id, "")?;
        policy.action = POLICY_ACTION.to_owned();
        needed.push(policy);
    }
    needed.extend(passed(tx, definition)?);
    Ok(needed)
}

pub(super) fn to_import_documentation(
    tx: &Tx<'_>,
    input: &wire::ImportDocumentationPartsRequest,
) -> Result<Vec<Permission>, Fault> {
    let below = "/documentation/parts";
    Ok(vec![address::on_api(tx, "PUT", &input.rest_api_id, below)?])
}

pub(super) fn to_export(
    tx: &Tx<'_>,
    input: &wire::GetExportRequest,
) -> Result<Vec<Permission>, Fault> {
    let mut export = address::on_stage(tx, "GET", &input.rest_api_id, &input.stage_name)?;
    export.resource = format!("{}/exports/{}", export.resource, input.export_type);
    Ok(vec![export])
}

/// With the condition keys that say what a definition brings.
fn brought(permission: Permission, definition: &Definition) -> Permission {
    let methods = || {
        definition
            .resources
            .values()
            .flat_map(|methods| methods.values())
    };
    let kind = |method: &portcullis_openapi::definition::Method| match &method.authorization {
        Authorization::None => "NONE",
        Authorization::AwsIam => "AWS_IAM",
        Authorization::Authorizer(name) => match definition.authorizers.get(name) {
            Some(known) if known.authorizer_type == COGNITO => COGNITO,
            _ => "CUSTOM",
        },
    };
    let mut permission = permission;
    if let Some(title) = &definition.title {
        let title = KeyValue::Text(title.clone());
        permission = permission.with("apigateway:Request/ApiName", title);
    }
    let authorizers = definition.authorizers.values();
    let collections: [(&str, BTreeSet<String>); 4] = [
        (
            "RouteAuthorizationType",
            methods().map(|method| kind(method).to_owned()).collect(),
        ),
        (
            "ApiKeyRequired",
            methods()
                .map(|method| method.api_key_required.to_string())
                .collect(),
        ),
        (
            "AuthorizerType",
            authorizers
                .clone()
                .map(|known| known.authorizer_type.clone())
                .collect(),
        ),
        (
            "AuthorizerUri",
            authorizers.filter_map(|known| known.uri.clone()).collect(),
        ),
    ];
    for (key, values) in collections {
        if !values.is_empty() {
            let values = KeyValue::Texts(values.into_iter().collect());
            permission = permission.with(&format!("apigateway:Request/{key}"), values);
        }
    }
    permission
}

/// With the keys about what is there already ("Also available as a collection during reimport").
fn as_it_is(tx: &Tx<'_>, permission: Permission, id: &str) -> Result<Permission, Fault> {
    let Ok(api) = address::api(tx, id) else {
        return Ok(permission);
    };
    let resources = address::resources(tx, &api)?;
    let methods = || resources.iter().flat_map(|it| it.methods.values());
    let authorizers: Vec<Authorizer> = tx.scan(&address::prefix(Authorizer::KIND, &api))?;
    let collections: [(&str, BTreeSet<String>); 4] = [
        (
            "RouteAuthorizationType",
            methods()
                .map(|method| authorization_name(method.authorization).to_owned())
                .collect(),
        ),
        (
            "ApiKeyRequired",
            methods()
                .map(|method| method.api_key_required.to_string())
                .collect(),
        ),
        (
            "AuthorizerType",
            authorizers
                .iter()
                .map(|known| type_name(known.authorizer_type).to_owned())
                .collect(),
        ),
        (
            "AuthorizerUri",
            authorizers
                .iter()
                .filter_map(|known| known.uri.clone())
                .collect(),
        ),
    ];
    let mut permission = permission;
    for (key, values) in collections {
        if !values.is_empty() {
            let values = KeyValue::Texts(values.into_iter().collect());
            permission = permission.with(&format!("apigateway:Resource/{key}"), values);
        }
    }
    Ok(permission)
}

const COGNITO: &str = "COGNITO_USER_POOLS";

/// The roles that a definition hands over.
fn passed(tx: &Tx<'_>, definition: &Definition) -> Result<Vec<Permission>, Fault> {
    let integrations = definition
        .resources
        .values()
        .flat_map(|methods| methods.values())
        .filter_map(|method| method.integration.as_ref()?.credentials.as_deref());
    let authorizers = definition.authorizers.values();
    let roles: BTreeSet<&str> = authorizers
        .filter_map(|known| known.credentials.as_deref())
        .chain(integrations)
        .collect();
    let mut needed = Vec::new();
    for role in roles {
        needed.extend(role::to_pass(tx, Some(role))?);
    }
    Ok(needed)
}
