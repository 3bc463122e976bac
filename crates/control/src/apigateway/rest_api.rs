//! REST APIs. What is set here is the API as it is being edited, but for the endpoint type and
//! the tags, which act at once; everything else acts with the next deployment.

pub(super) mod endpoint;
mod update;

use portcullis_catalog::Record;
use portcullis_catalog::api::{
    Deployment, EndpointType, GatewayResponse, Resource, RestApi, Stage,
};
use portcullis_catalog::authorizer::Authorizer;
use portcullis_catalog::documentation::{DocumentationPart, DocumentationVersion};
use portcullis_catalog::id;
use portcullis_catalog::schema::MODEL_REFERENCE;
use portcullis_catalog::traffic::{Model, RequestValidator};
use portcullis_wire::apigateway as wire;
use portcullis_wire::{Fault, Timestamp};

use super::address::{self, prefix};
use super::fault::bad_request;
use super::{
    base_path_mapping, model, page, pinned_id, policy, security_policy, tag_set, usage_plan,
};
use crate::{KeyValue, Offered, Permission, Tx, offer};

pub(super) use update::POLICY_ACTION;

/// What minimumCompressionSize may be.
const COMPRESSION_SIZES: std::ops::RangeInclusive<i32> = 0..=10_485_760;
const MAX_DESCRIPTION: usize = 1_024;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("CreateRestApi", to_create, create),
        offer(
            "GetRestApi",
            |tx, input: &wire::GetRestApiRequest| on(tx, "GET", &input.rest_api_id),
            get,
        ),
        offer(
            "GetRestApis",
            |tx, _: &wire::GetRestApisRequest| {
                Ok(vec![address::permission(tx, "GET", "/restapis")])
            },
            list,
        ),
        offer("UpdateRestApi", update::permissions, update::update),
        offer(
            "DeleteRestApi",
            |tx, input: &wire::DeleteRestApiRequest| on(tx, "DELETE", &input.rest_api_id),
            delete,
        ),
    ]
}

fn on(tx: &Tx<'_>, verb: &str, api: &str) -> Result<Vec<Permission>, Fault> {
    Ok(vec![address::on_api(tx, verb, api, "")?])
}

fn to_create(tx: &Tx<'_>, input: &wire::CreateRestApiRequest) -> Result<Vec<Permission>, Fault> {
    let types = input
        .endpoint_configuration
        .as_ref()
        .and_then(|endpoint| endpoint.types.clone());
    let types = types
        .filter(|types| !types.is_empty())
        .unwrap_or_else(|| vec![wire::EndpointType::Edge]);
    let types = types.iter().map(|name| name.as_str().to_owned()).collect();
    let disabled = input
        .disable_execute_api_endpoint
        .unwrap_or_default()
        .to_string();
    let mut create = address::permission(tx, "POST", "/restapis")
        .with(
            "apigateway:Request/ApiName",
            KeyValue::Text(input.name.clone()),
        )
        .with("apigateway:Request/EndpointType", KeyValue::Texts(types))
        .with(
            "apigateway:Request/DisableExecuteApiEndpoint",
            KeyValue::Text(disabled),
        );
    if let Some(policy) = input.security_policy {
        let policy = KeyValue::Text(policy.as_str().to_owned());
        create = create.with("apigateway:Request/SecurityPolicy", policy);
    }
    if let Some(tags) = input.tags.clone().filter(|tags| !tags.is_empty()) {
        create = create.bringing(tags);
    }
    let mut needed = vec![create];
    if input
        .policy
        .as_deref()
        .is_some_and(|policy| !policy.is_empty())
    {
        let mut policy = address::permission(tx, "", "/restapis");
        policy.action = update::POLICY_ACTION.to_owned();
        needed.push(policy);
    }
    if let Some(source) = input
        .clone_from
        .as_deref()
        .filter(|source| !source.is_empty())
    {
        needed.push(address::on_api(tx, "GET", source, "")?);
    }
    Ok(needed)
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateRestApiRequest,
) -> Result<wire::RestApi, Fault> {
    if input.name.is_empty() {
        return Err(bad_request("API name cannot be empty"));
    }
    check_description(input.description.as_deref())?;
    let minimum_compression_size = input
        .minimum_compression_size
        .map(|size| compression_size(i64::from(size)))
        .transpose()?;
    let endpoint = endpoint::from_wire(input.endpoint_configuration)?;
    let security_policy = input.security_policy.map(|sent| sent.as_str().to_owned());
    let endpoint_access_mode = input
        .endpoint_access_mode
        .map(|sent| sent.as_str().to_owned());
    security_policy::check(
        security_policy.as_deref(),
        endpoint_access_mode.as_deref(),
        &[endpoint.endpoint_type],
    )?;
    let resource_policy = input.policy.filter(|policy| !policy.is_empty());
    if let Some(document) = &resource_policy {
        policy::check(document)?;
    }
    let tags = input.tags.unwrap_or_default();
    tag_set::check(&tags)?;
    let source = match input
        .clone_from
        .as_deref()
        .filter(|source| !source.is_empty())
    {
        Some(source) => Some(address::api(tx, source)?),
        None => None,
    };
    let mut api = RestApi {
        account: tx.account(),
        id: pinned_id::choose(tx, &tags)?,
        name: input.name,
        description: input.description,
        version: input.version,
        created: tx.now(),
        endpoint,
        principal_ids: policy::principal_ids(tx, resource_policy.as_deref())?,
        policy: resource_policy,
        tags,
        binary_media_types: input.binary_media_types.unwrap_or_default(),
        minimum_compression_size,
        api_key_source: input
            .api_key_source
            .unwrap_or(wire::ApiKeySourceType::Header)
            .as_str()
            .to_owned(),
        disable_execute_api_endpoint: input.disable_execute_api_endpoint.unwrap_or_default(),
        root_resource_id: id::rest_api_id(&tx.random()?),
        default_models_recorded: source.is_some(),
        security_policy,
        endpoint_access_mode,
    };
    match source {
        Some(source) => clone_parts(tx, &source, &api)?,
        None => tx.put(&Resource {
            account: api.account,
            api: api.id.clone(),
            id: api.root_resource_id.clone(),
            parent_id: None,
            path_part: None,
            path: "/".to_owned(),
            methods: Default::default(),
        })?,
    }
    tx.put(&api)?;
    model::record_defaults(tx, &mut api)?;
    Ok(to_wire(&api))
}

/// Ids are unique within an API, so the copies keep theirs, but for the root resource.
fn clone_parts(tx: &mut Tx<'_>, source: &RestApi, api: &RestApi) -> Result<(), Fault> {
    let renamed = |id: String| {
        if id == source.root_resource_id {
            api.root_resource_id.clone()
        } else {
            id
        }
    };
    for mut resource in address::resources(tx, source)? {
        resource.api.clone_from(&api.id);
        resource.id = renamed(resource.id);
        resource.parent_id = resource.parent_id.map(renamed);
        tx.put(&resource)?;
    }
    for mut response in tx.scan::<GatewayResponse>(&prefix("gateway-response", source))? {
        response.api.clone_from(&api.id);
        tx.put(&response)?;
    }
    // Models refer to each other by URLs that name the API.
    let place = |api: &RestApi| format!("{MODEL_REFERENCE}{}/models/", api.id);
    for mut model in model::all(tx, source)? {
        model.api.clone_from(&api.id);
        let schema = model.schema.as_ref();
        model.schema = schema.map(|schema| schema.replace(&place(source), &place(api)));
        tx.put(&model)?;
    }
    for mut validator in tx.scan::<RequestValidator>(&prefix("request-validator", source))? {
        validator.api.clone_from(&api.id);
        tx.put(&validator)?;
    }
    for mut authorizer in tx.scan::<Authorizer>(&prefix("authorizer", source))? {
        authorizer.api.clone_from(&api.id);
        tx.put(&authorizer)?;
    }
    for mut part in tx.scan::<DocumentationPart>(&prefix("documentation-part", source))? {
        part.api.clone_from(&api.id);
        tx.put(&part)?;
    }
    Ok(())
}

fn get(tx: &mut Tx<'_>, input: wire::GetRestApiRequest) -> Result<wire::RestApi, Fault> {
    Ok(to_wire(&address::api(tx, &input.rest_api_id)?))
}

fn list(tx: &mut Tx<'_>, input: wire::GetRestApisRequest) -> Result<wire::RestApis, Fault> {
    let apis: Vec<RestApi> = tx.scan(&format!("rest-api/{}/", tx.account()))?;
    let apis = apis
        .iter()
        .map(|api| (format!("{:020}/{}", api.created, api.id), to_wire(api)))
        .collect();
    let (items, position) = page::page(apis, input.position.as_deref(), input.limit)?;
    Ok(wire::RestApis {
        position,
        items: Some(items),
    })
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteRestApiRequest) -> Result<(), Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let domains = base_path_mapping::domains_of(tx, &api, None)?;
    if !domains.is_empty() {
        return Err(bad_request(format!(
            "Deleting RestApi failed. Please remove all base path mappings related to the RestApi in your domains: {}",
            domains.join(", ")
        )));
    }
    delete_parts::<Resource>(tx, &api)?;
    delete_parts::<GatewayResponse>(tx, &api)?;
    delete_parts::<Model>(tx, &api)?;
    delete_parts::<RequestValidator>(tx, &api)?;
    delete_parts::<Authorizer>(tx, &api)?;
    delete_parts::<DocumentationPart>(tx, &api)?;
    delete_parts::<DocumentationVersion>(tx, &api)?;
    usage_plan::forget(tx, &api.id, None)?;
    delete_parts::<Stage>(tx, &api)?;
    delete_parts::<Deployment>(tx, &api)?;
    tx.delete(&RestApi::key_of(api.account, &api.id));
    Ok(())
}

fn delete_parts<T: Record>(tx: &mut Tx<'_>, api: &RestApi) -> Result<(), Fault> {
    for key in tx.keys(&prefix(T::KIND, api))? {
        tx.delete(&key);
    }
    Ok(())
}

/// An API as it is shown.
pub(super) fn to_wire(api: &RestApi) -> wire::RestApi {
    wire::RestApi {
        id: Some(api.id.clone()),
        name: Some(api.name.clone()),
        description: api.description.clone(),
        created_date: Some(Timestamp::from_unix(api.created)),
        version: api.version.clone(),
        warnings: api.policy.as_deref().and_then(policy::warnings),
        binary_media_types: Some(api.binary_media_types.clone()).filter(|types| !types.is_empty()),
        minimum_compression_size: api.minimum_compression_size,
        api_key_source: api.api_key_source.parse().ok(),
        endpoint_configuration: Some(endpoint::to_wire(&api.endpoint)),
        policy: api.policy.as_deref().map(policy::escaped),
        tags: Some(api.tags.clone()).filter(|tags| !tags.is_empty()),
        disable_execute_api_endpoint: Some(api.disable_execute_api_endpoint),
        root_resource_id: Some(api.root_resource_id.clone()),
        security_policy: api
            .security_policy
            .as_deref()
            .and_then(|policy| policy.parse().ok()),
        endpoint_access_mode: api
            .endpoint_access_mode
            .as_deref()
            .and_then(|mode| mode.parse().ok()),
        ..wire::RestApi::default()
    }
}

/// Refuses a description that AWS refuses.
pub(super) fn check_description(description: Option<&str>) -> Result<(), Fault> {
    match description {
        Some("") => Err(bad_request("Description cannot be an empty string")),
        Some(text) if text.chars().count() > MAX_DESCRIPTION => Err(bad_request(format!(
            "Description cannot be longer than {MAX_DESCRIPTION} characters"
        ))),
        _ => Ok(()),
    }
}

/// The size from which on bodies are compressed.
pub(super) fn compression_size(size: i64) -> Result<i32, Fault> {
    let size = i32::try_from(size).ok();
    size.filter(|size| COMPRESSION_SIZES.contains(size))
        .ok_or_else(|| {
            bad_request("Invalid minimum compression size, must be between 0 and 10485760")
        })
}

/// Where API keys come from.
pub(super) fn api_key_source(name: &str) -> Result<wire::ApiKeySourceType, Fault> {
    name.parse().map_err(|_| {
        bad_request("Invalid API key source specified. Valid options are HEADER,AUTHORIZER")
    })
}

/// A private API has no public name, and what it may not be turned into (API Gateway Developer
/// Guide, "Change a public or private API endpoint type").
fn is_convertible(from: EndpointType, to: EndpointType) -> bool {
    !(from == EndpointType::Private && to == EndpointType::Edge)
}
