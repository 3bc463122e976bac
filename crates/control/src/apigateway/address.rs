//! Finding what a request names, and the ARN that it is authorised as: API Gateway's actions are
//! HTTP verbs and its ARNs are the paths of its own API (Service Authorization Reference,
//! "Amazon API Gateway Management").

use portcullis_catalog::api::{
    AccessLog, Deployment, EndpointType, Method, Resource, RestApi, Stage,
};
use portcullis_catalog::id;
use portcullis_wire::Fault;

use super::fault::not_found;
use crate::{KeyValue, Permission, Tx};

/// The API, or the fault that names it.
pub(super) fn api(tx: &Tx<'_>, id: &str) -> Result<RestApi, Fault> {
    let account = tx.account();
    tx.get(&RestApi::key_of(account, id))?
        .ok_or_else(|| not_found(format!("Invalid API identifier specified {account}:{id}")))
}

/// The resource. A wrong API is answered as a wrong resource, as on AWS.
pub(super) fn resource(tx: &Tx<'_>, api: &str, id: &str) -> Result<Resource, Fault> {
    tx.get(&Resource::key_of(tx.account(), api, id))?
        .ok_or_else(|| not_found("Invalid Resource identifier specified"))
}

/// All resources of an API, in key order.
pub(super) fn resources(tx: &Tx<'_>, api: &RestApi) -> Result<Vec<Resource>, Fault> {
    tx.scan(&prefix("resource", api))
}

/// The method of a resource.
pub(super) fn method<'r>(resource: &'r mut Resource, verb: &str) -> Result<&'r mut Method, Fault> {
    resource
        .methods
        .get_mut(verb)
        .map(AsMut::as_mut)
        .ok_or_else(|| not_found("Invalid Method identifier specified"))
}

/// The deployment.
pub(super) fn deployment(tx: &Tx<'_>, api: &RestApi, id: &str) -> Result<Deployment, Fault> {
    tx.get(&Deployment::key_of(api.account, &api.id, id))?
        .ok_or_else(|| not_found("Invalid Deployment identifier specified"))
}

/// The stage. A wrong API is answered as a wrong stage.
pub(super) fn stage(tx: &Tx<'_>, api: &str, name: &str) -> Result<Stage, Fault> {
    tx.get(&Stage::key_of(tx.account(), api, name))?
        .ok_or_else(|| not_found("Invalid stage identifier specified"))
}

/// What the keys of one kind of an API's records begin with.
pub(super) fn prefix(kind: &str, api: &RestApi) -> String {
    format!("{kind}/{}/{}/", api.account, api.id)
}

/// An id of a part of an API that no record has yet.
pub(super) fn fresh_id(tx: &Tx<'_>, taken: impl Fn(&str) -> bool) -> Result<String, Fault> {
    loop {
        let id = id::api_part_id(&tx.random()?);
        if !taken(&id) {
            return Ok(id);
        }
    }
}

/// `apigateway:VERB` on `arn:aws:apigateway:REGION::PATH`.
pub(super) fn permission(tx: &Tx<'_>, verb: &str, path: &str) -> Permission {
    let arn = format!("arn:aws:apigateway:{}::{path}", tx.region());
    Permission::new(format!("apigateway:{verb}"), arn, tx.account())
}

/// The permission for something of an API, with the API's tags. The `apigateway:Resource/…` keys of
/// an API are there when the API itself is changed or deleted, and not for what is below it
/// (Service Authorization Reference: "Available during the UpdateRestApi and DeleteRestApi
/// operations"): a key that AWS leaves absent may not let an Allow match here.
pub(super) fn on_api(tx: &Tx<'_>, verb: &str, api: &str, below: &str) -> Result<Permission, Fault> {
    let permission = permission(tx, verb, &format!("/restapis/{api}{below}"));
    let Some(api) = tx.get::<RestApi>(&RestApi::key_of(tx.account(), api))? else {
        return Ok(permission);
    };
    let permission = permission.tagged(&api.tags);
    if !below.is_empty() || !matches!(verb, "PATCH" | "DELETE") {
        return Ok(permission);
    }
    let types = vec![endpoint_type(api.endpoint.endpoint_type).to_owned()];
    let disabled = api.disable_execute_api_endpoint.to_string();
    let permission = match api.security_policy {
        Some(policy) => {
            permission.with("apigateway:Resource/SecurityPolicy", KeyValue::Text(policy))
        }
        None => permission,
    };
    Ok(permission
        .with("apigateway:Resource/ApiName", KeyValue::Text(api.name))
        .with("apigateway:Resource/EndpointType", KeyValue::Texts(types))
        .with(
            "apigateway:Resource/DisableExecuteApiEndpoint",
            KeyValue::Text(disabled),
        ))
}

/// The permission for a method or a part of it; the place is API, resource and verb.
pub(super) fn on_method(
    tx: &Tx<'_>,
    verb: &str,
    place: [&str; 3],
    part: &str,
) -> Result<Permission, Fault> {
    let [api, resource, method] = place;
    on_api(
        tx,
        verb,
        api,
        &format!("/resources/{resource}/methods/{method}{part}"),
    )
}

/// The permission for something of a stage: as for its API, but with the stage's own tags, and where
/// it is changed or deleted with what it logs ("Available during the UpdateStage and DeleteStage
/// operations").
pub(super) fn on_stage(
    tx: &Tx<'_>,
    verb: &str,
    api: &str,
    stage: &str,
) -> Result<Permission, Fault> {
    let permission = on_api(tx, verb, api, &format!("/stages/{stage}"))?;
    let key = Stage::key_of(tx.account(), api, stage);
    let Some(stage) = tx.get::<Stage>(&key)? else {
        return Ok(permission);
    };
    let permission = permission.tagged(&stage.tags);
    let log = stage
        .access_log
        .filter(|_| matches!(verb, "PATCH" | "DELETE"));
    let Some(AccessLog {
        format,
        destination_arn,
    }) = log
    else {
        return Ok(permission);
    };
    let keys = [
        (
            "apigateway:Resource/AccessLoggingDestination",
            destination_arn,
        ),
        ("apigateway:Resource/AccessLoggingFormat", format),
    ];
    Ok(keys
        .into_iter()
        .fold(permission, |permission, (key, value)| match value {
            Some(value) => permission.with(key, KeyValue::Text(value)),
            None => permission,
        }))
}

/// API Gateway's word for an endpoint type.
pub(super) fn endpoint_type(endpoint_type: EndpointType) -> &'static str {
    match endpoint_type {
        EndpointType::Edge => "EDGE",
        EndpointType::Regional => "REGIONAL",
        EndpointType::Private => "PRIVATE",
    }
}
