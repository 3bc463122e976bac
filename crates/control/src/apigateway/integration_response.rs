//! How a back end's answer becomes a method's: chosen by a pattern over the back end's status,
//! with its own headers and templates.

use std::collections::BTreeMap;
use std::sync::Arc;

use portcullis_catalog::api::{Integration, IntegrationResponse, Method, MethodResponse};
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};

use super::fault::{bad_request, not_found};
use super::mapping::{Findings, check_content_types};
use super::{address, patch};
use crate::{Offered, Permission, Tx, offer};

const UNKNOWN_STATUS: &str = "Invalid Response status code specified";
const NO_INTEGRATION: &str = "Invalid Integration identifier specified";

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "PutIntegrationResponse",
            |tx, input: &wire::PutIntegrationResponseRequest| {
                on(
                    tx,
                    "PUT",
                    [&input.rest_api_id, &input.resource_id, &input.http_method],
                    &input.status_code,
                )
            },
            put,
        ),
        offer(
            "GetIntegrationResponse",
            |tx, input: &wire::GetIntegrationResponseRequest| {
                on(
                    tx,
                    "GET",
                    [&input.rest_api_id, &input.resource_id, &input.http_method],
                    &input.status_code,
                )
            },
            get,
        ),
        offer(
            "UpdateIntegrationResponse",
            |tx, input: &wire::UpdateIntegrationResponseRequest| {
                on(
                    tx,
                    "PATCH",
                    [&input.rest_api_id, &input.resource_id, &input.http_method],
                    &input.status_code,
                )
            },
            update,
        ),
        offer(
            "DeleteIntegrationResponse",
            |tx, input: &wire::DeleteIntegrationResponseRequest| {
                on(
                    tx,
                    "DELETE",
                    [&input.rest_api_id, &input.resource_id, &input.http_method],
                    &input.status_code,
                )
            },
            delete,
        ),
    ]
}

fn on(tx: &Tx<'_>, verb: &str, place: [&str; 3], status: &str) -> Result<Vec<Permission>, Fault> {
    Ok(vec![address::on_method(
        tx,
        verb,
        place,
        &format!("/integration/responses/{status}"),
    )?])
}

fn put(
    tx: &mut Tx<'_>,
    input: wire::PutIntegrationResponseRequest,
) -> Result<wire::IntegrationResponse, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    let status = input.status_code.clone();
    let response = make(input, method.responses.get(&status))?;
    let shown = to_wire(&status, &response);
    integration(method)?
        .responses
        .insert(status, Box::new(response));
    tx.put(&resource)?;
    Ok(shown)
}

/// The response that is described, if it fits what the method declares for its status.
pub(super) fn make(
    input: wire::PutIntegrationResponseRequest,
    declared: Option<&MethodResponse>,
) -> Result<IntegrationResponse, Fault> {
    let response = IntegrationResponse {
        selection_pattern: input.selection_pattern,
        parameters: input.response_parameters.unwrap_or_default(),
        templates: input.response_templates.unwrap_or_default(),
        content_handling: input
            .content_handling
            .map(|handling| handling.as_str().to_owned()),
    };
    check(&response, declared)?;
    Ok(response)
}

fn get(
    tx: &mut Tx<'_>,
    input: wire::GetIntegrationResponseRequest,
) -> Result<wire::IntegrationResponse, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let integration = integration(address::method(&mut resource, &input.http_method)?)?;
    let response = integration
        .responses
        .get(&input.status_code)
        .ok_or_else(|| not_found(UNKNOWN_STATUS))?;
    Ok(to_wire(&input.status_code, response))
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateIntegrationResponseRequest,
) -> Result<wire::IntegrationResponse, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    let declared = method.responses.get(&input.status_code).cloned();
    let responses = &mut integration(method)?.responses;
    let response = responses
        .get_mut(&input.status_code)
        .ok_or_else(|| not_found(UNKNOWN_STATUS))?;
    for patch in patch::read(input.patch_operations)? {
        match patch.path().as_slice() {
            ["selectionPattern"] => {
                patch.only(&[Op::Replace, Op::Remove])?;
                response.selection_pattern = (patch.op == Op::Replace).then(|| patch.value.clone());
            }
            ["contentHandling"] => {
                let handling = patch
                    .optional()?
                    .map(|sent| sent.parse::<wire::ContentHandlingStrategy>());
                let handling = handling.transpose().map_err(|_| bad_request("Invalid content handling specified. Valid options are CONVERT_TO_BINARY,CONVERT_TO_TEXT"))?;
                response.content_handling = handling.map(|handling| handling.as_str().to_owned());
            }
            ["responseParameters", name] => {
                patch.edit(
                    &mut response.parameters,
                    name,
                    patch.value.clone(),
                    "Invalid parameter name specified",
                )?;
            }
            ["responseTemplates", content_type] => {
                patch.edit(
                    &mut response.templates,
                    content_type,
                    patch.value.clone(),
                    "Content-Type specified was not found",
                )?;
            }
            _ => return Err(patch.unknown()),
        }
    }
    check(response, declared.as_ref())?;
    let shown = to_wire(&input.status_code, response);
    tx.put(&resource)?;
    Ok(shown)
}

/// Deleting names the integration where the method is not there, as AWS does.
fn delete(tx: &mut Tx<'_>, input: wire::DeleteIntegrationResponseRequest) -> Result<(), Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = resource.methods.get_mut(&input.http_method);
    let integration = integration(method.ok_or_else(|| not_found(NO_INTEGRATION))?)?;
    integration
        .responses
        .remove(&input.status_code)
        .ok_or_else(|| not_found(UNKNOWN_STATUS))?;
    tx.put(&resource)
}

fn integration(method: &mut Method) -> Result<&mut Integration, Fault> {
    method
        .integration
        .as_mut()
        .map(Arc::make_mut)
        .ok_or_else(|| not_found(NO_INTEGRATION))
}

/// Mapped headers must be declared by the method response of the same status.
fn check(response: &IntegrationResponse, declared: Option<&MethodResponse>) -> Result<(), Fault> {
    let mut findings = Findings::default();
    let declares = |name: &str| {
        declared.is_some_and(|declared| {
            declared.parameters.contains_key(name)
                || declared
                    .parameters
                    .contains_key(&name.replace("multivalueheader", "header"))
        })
    };
    for (target, source) in &response.parameters {
        findings.name(target, "method.response", &["header", "multivalueheader"]);
        if !declares(target) {
            findings.undeclared(target);
        }
        findings.response_source(source);
    }
    findings.finish()?;
    check_content_types(&response.templates)?;
    let pattern = response.selection_pattern.as_deref().unwrap_or_default();
    match regex::Regex::new(pattern) {
        Ok(_) => Ok(()),
        Err(_) => Err(bad_request(format!(
            "Invalid selection pattern specified: {pattern}"
        ))),
    }
}

/// All responses of an integration as they are shown.
pub(super) fn all_to_wire(
    responses: &BTreeMap<String, Box<IntegrationResponse>>,
) -> Option<BTreeMap<String, wire::IntegrationResponse>> {
    let shown: BTreeMap<_, _> = responses
        .iter()
        .map(|(status, response)| (status.clone(), to_wire(status, response)))
        .collect();
    Some(shown).filter(|shown| !shown.is_empty())
}

fn to_wire(status: &str, response: &IntegrationResponse) -> wire::IntegrationResponse {
    wire::IntegrationResponse {
        status_code: Some(status.to_owned()),
        selection_pattern: response.selection_pattern.clone(),
        response_parameters: Some(response.parameters.clone()).filter(|map| !map.is_empty()),
        response_templates: Some(response.templates.clone()).filter(|map| !map.is_empty()),
        content_handling: response
            .content_handling
            .as_deref()
            .and_then(|handling| handling.parse().ok()),
    }
}
