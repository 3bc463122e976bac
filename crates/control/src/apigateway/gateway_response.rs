//! Customised answers to failures. A type that is not customised shows its default, which takes
//! over what DEFAULT_4XX or DEFAULT_5XX says where those are customised (API Gateway Developer
//! Guide, "Gateway response types").

use std::collections::BTreeMap;

use portcullis_catalog::api::{GatewayResponse, RestApi};
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, GatewayResponseType as Type, Op};

use super::address::{self, prefix};
use super::fault::{bad_request, not_found};
use super::mapping::{Findings, check_content_types};
use super::page;
use super::patch::{self, Patch};
use crate::{Offered, Permission, Tx, offer};

const JSON: &str = "application/json";
const DEFAULT_TEMPLATE: &str = r#"{"message":$context.error.messageString}"#;

/// Every type but the two defaults, with its status.
const TYPES: [(Type, u16); 19] = [
    (Type::AccessDenied, 403),
    (Type::ApiConfigurationError, 500),
    (Type::AuthorizerConfigurationError, 500),
    (Type::AuthorizerFailure, 500),
    (Type::BadRequestBody, 400),
    (Type::BadRequestParameters, 400),
    (Type::ExpiredToken, 403),
    (Type::IntegrationFailure, 504),
    (Type::IntegrationTimeout, 504),
    (Type::InvalidApiKey, 403),
    (Type::InvalidSignature, 403),
    (Type::MissingAuthenticationToken, 403),
    (Type::QuotaExceeded, 429),
    (Type::RequestTooLarge, 413),
    (Type::ResourceNotFound, 404),
    (Type::Throttled, 429),
    (Type::Unauthorized, 401),
    (Type::UnsupportedMediaType, 415),
    (Type::WafFiltered, 403),
];

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "PutGatewayResponse",
            |tx, input: &wire::PutGatewayResponseRequest| {
                on(tx, "PUT", &input.rest_api_id, input.response_type)
            },
            put,
        ),
        offer(
            "GetGatewayResponse",
            |tx, input: &wire::GetGatewayResponseRequest| {
                on(tx, "GET", &input.rest_api_id, input.response_type)
            },
            get,
        ),
        offer(
            "GetGatewayResponses",
            |tx, input: &wire::GetGatewayResponsesRequest| {
                Ok(vec![address::on_api(
                    tx,
                    "GET",
                    &input.rest_api_id,
                    "/gatewayresponses",
                )?])
            },
            list,
        ),
        offer(
            "UpdateGatewayResponse",
            |tx, input: &wire::UpdateGatewayResponseRequest| {
                on(tx, "PATCH", &input.rest_api_id, input.response_type)
            },
            update,
        ),
        offer(
            "DeleteGatewayResponse",
            |tx, input: &wire::DeleteGatewayResponseRequest| {
                on(tx, "DELETE", &input.rest_api_id, input.response_type)
            },
            delete,
        ),
    ]
}

fn on(tx: &Tx<'_>, verb: &str, api: &str, response_type: Type) -> Result<Vec<Permission>, Fault> {
    Ok(vec![address::on_api(
        tx,
        verb,
        api,
        &format!("/gatewayresponses/{response_type}"),
    )?])
}

fn put(
    tx: &mut Tx<'_>,
    input: wire::PutGatewayResponseRequest,
) -> Result<wire::GatewayResponse, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let response_type = input.response_type;
    let response = make(&api, input)?;
    tx.put(&response)?;
    Ok(to_wire(response_type, &response, false))
}

/// The answer that is described; what is left out is the default's.
pub(super) fn make(
    api: &RestApi,
    input: wire::PutGatewayResponseRequest,
) -> Result<GatewayResponse, Fault> {
    let mut response = default_of(api, input.response_type);
    if input.status_code.is_some() {
        response.status_code = input.status_code;
    }
    response.parameters = input.response_parameters.unwrap_or_default();
    if let Some(templates) = input
        .response_templates
        .filter(|templates| !templates.is_empty())
    {
        response.templates = templates;
    }
    check(&response)?;
    Ok(response)
}

fn get(
    tx: &mut Tx<'_>,
    input: wire::GetGatewayResponseRequest,
) -> Result<wire::GatewayResponse, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    Ok(shown(&customised(tx, &api)?, &api, input.response_type))
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::GetGatewayResponsesRequest,
) -> Result<wire::GatewayResponses, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let customised = customised(tx, &api)?;
    let types = TYPES
        .iter()
        .map(|(known, _)| *known)
        .chain([Type::Default4xx, Type::Default5xx]);
    let all = types
        .map(|known| (known.as_str().to_owned(), shown(&customised, &api, known)))
        .collect();
    let (items, position) = page::page(all, input.position.as_deref(), input.limit)?;
    Ok(wire::GatewayResponses {
        position,
        items: Some(items),
    })
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateGatewayResponseRequest,
) -> Result<wire::GatewayResponse, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let key = GatewayResponse::key_of(api.account, &api.id, input.response_type.as_str());
    let mut response = tx
        .get(&key)?
        .unwrap_or_else(|| default_of(&api, input.response_type));
    for patch in patch::read(input.patch_operations)? {
        match patch.path().as_slice() {
            ["statusCode"] if patch.op == Op::Replace => {
                response.status_code = Some(patch.value.clone())
            }
            ["responseParameters", name] => {
                edit(&patch, &mut response.parameters, name, "responseParameters")?
            }
            ["responseTemplates", content_type] => edit(
                &patch,
                &mut response.templates,
                content_type,
                "responseTemplates",
            )?,
            _ => return Err(patch.unknown()),
        }
    }
    check(&response)?;
    tx.put(&response)?;
    Ok(to_wire(input.response_type, &response, false))
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteGatewayResponseRequest) -> Result<(), Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let key = GatewayResponse::key_of(api.account, &api.id, input.response_type.as_str());
    if tx.get::<GatewayResponse>(&key)?.is_none() {
        return Err(not_found("Gateway response type not defined on api"));
    }
    tx.delete(&key);
    Ok(())
}

fn edit(
    patch: &Patch,
    map: &mut BTreeMap<String, String>,
    name: &str,
    member: &str,
) -> Result<(), Fault> {
    if patch.op != Op::Remove && patch.value.is_empty() {
        return Err(bad_request(format!(
            "Invalid null or empty value in {member}"
        )));
    }
    patch.edit(
        map,
        name,
        patch.value.clone(),
        "Invalid parameter name specified",
    )
}

fn check(response: &GatewayResponse) -> Result<(), Fault> {
    let is_status = |text: &str| matches!(text.as_bytes(), [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9']);
    if let Some(status) = response
        .status_code
        .as_deref()
        .filter(|status| !is_status(status))
    {
        return Err(bad_request(format!(
            "Invalid status code specified: {status}"
        )));
    }
    let mut findings = Findings::default();
    for (target, source) in &response.parameters {
        findings.name(target, "gatewayresponse", &["header"]);
        findings.gateway_source(source);
    }
    findings.finish()?;
    check_content_types(&response.templates)
}

fn customised(tx: &Tx<'_>, api: &RestApi) -> Result<BTreeMap<String, GatewayResponse>, Fault> {
    let responses: Vec<GatewayResponse> = tx.scan(&prefix("gateway-response", api))?;
    Ok(responses
        .into_iter()
        .map(|response| (response.response_type.clone(), response))
        .collect())
}

/// A type as it is shown: customised, or by default.
fn shown(
    customised: &BTreeMap<String, GatewayResponse>,
    api: &RestApi,
    wanted: Type,
) -> wire::GatewayResponse {
    if let Some(response) = customised.get(wanted.as_str()) {
        return to_wire(wanted, response, false);
    }
    let mut response = default_of(api, wanted);
    let class = match status_of(wanted) {
        Some(400..=499) => Type::Default4xx,
        _ => Type::Default5xx,
    };
    if let Some(default) = customised
        .get(class.as_str())
        .filter(|_| status_of(wanted).is_some())
    {
        if default.status_code.is_some() {
            response.status_code.clone_from(&default.status_code);
        }
        response.parameters.clone_from(&default.parameters);
        response.templates.clone_from(&default.templates);
    }
    to_wire(wanted, &response, true)
}

fn status_of(wanted: Type) -> Option<u16> {
    TYPES
        .iter()
        .find(|(known, _)| *known == wanted)
        .map(|(_, status)| *status)
}

fn default_of(api: &RestApi, response_type: Type) -> GatewayResponse {
    GatewayResponse {
        account: api.account,
        api: api.id.clone(),
        response_type: response_type.as_str().to_owned(),
        status_code: status_of(response_type).map(|status| status.to_string()),
        parameters: BTreeMap::new(),
        templates: BTreeMap::from([(JSON.to_owned(), DEFAULT_TEMPLATE.to_owned())]),
    }
}

fn to_wire(
    response_type: Type,
    response: &GatewayResponse,
    default: bool,
) -> wire::GatewayResponse {
    wire::GatewayResponse {
        response_type: Some(response_type),
        status_code: response.status_code.clone(),
        response_parameters: Some(response.parameters.clone()),
        response_templates: Some(response.templates.clone()),
        default_response: Some(default),
    }
}
