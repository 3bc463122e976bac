//! What a method declares that it answers: by status, the headers and the models.

use portcullis_catalog::api::{Method, MethodResponse};
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::fault::{conflict, not_found};
use super::mapping::Findings;
use super::{address, model, patch};
use crate::{Offered, Permission, Tx, offer};

const UNKNOWN_STATUS: &str = "Invalid Response status code specified";

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "PutMethodResponse",
            |tx, input: &wire::PutMethodResponseRequest| {
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
            "GetMethodResponse",
            |tx, input: &wire::GetMethodResponseRequest| {
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
            "UpdateMethodResponse",
            |tx, input: &wire::UpdateMethodResponseRequest| {
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
            "DeleteMethodResponse",
            |tx, input: &wire::DeleteMethodResponseRequest| {
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
        &format!("/responses/{status}"),
    )?])
}

fn put(
    tx: &mut Tx<'_>,
    input: wire::PutMethodResponseRequest,
) -> Result<wire::MethodResponse, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    if method.responses.contains_key(&input.status_code) {
        return Err(conflict("Response already exists for this resource"));
    }
    let status = input.status_code.clone();
    let response = make(tx, input)?;
    let shown = to_wire(&status, &response);
    method.responses.insert(status, response);
    tx.put(&resource)?;
    Ok(shown)
}

/// The response that is described, if a method of this API can have it.
pub(super) fn make(
    tx: &Tx<'_>,
    input: wire::PutMethodResponseRequest,
) -> Result<MethodResponse, Fault> {
    let response = MethodResponse {
        parameters: input.response_parameters.unwrap_or_default(),
        models: input.response_models.unwrap_or_default(),
    };
    check(tx, &input.rest_api_id, &response)?;
    Ok(response)
}

fn get(
    tx: &mut Tx<'_>,
    input: wire::GetMethodResponseRequest,
) -> Result<wire::MethodResponse, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let response = find(
        address::method(&mut resource, &input.http_method)?,
        &input.status_code,
    )?;
    Ok(to_wire(&input.status_code, response))
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateMethodResponseRequest,
) -> Result<wire::MethodResponse, Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let response = find(
        address::method(&mut resource, &input.http_method)?,
        &input.status_code,
    )?;
    for patch in patch::read(input.patch_operations)? {
        match patch.path().as_slice() {
            ["responseParameters", name] => {
                let required = patch.value.eq_ignore_ascii_case("true");
                patch.edit(
                    &mut response.parameters,
                    name,
                    required,
                    "Invalid parameter name specified",
                )?;
            }
            ["responseModels", content_type] => {
                let model = patch.value.clone();
                patch.edit(
                    &mut response.models,
                    content_type,
                    model,
                    "Content-Type specified was not found",
                )?;
            }
            _ => return Err(patch.unknown()),
        }
    }
    check(tx, &input.rest_api_id, response)?;
    let shown = to_wire(&input.status_code, response);
    tx.put(&resource)?;
    Ok(shown)
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteMethodResponseRequest) -> Result<(), Fault> {
    let mut resource = address::resource(tx, &input.rest_api_id, &input.resource_id)?;
    let method = address::method(&mut resource, &input.http_method)?;
    method
        .responses
        .remove(&input.status_code)
        .ok_or_else(|| not_found(UNKNOWN_STATUS))?;
    tx.put(&resource)
}

fn find<'m>(method: &'m mut Method, status: &str) -> Result<&'m mut MethodResponse, Fault> {
    method
        .responses
        .get_mut(status)
        .ok_or_else(|| not_found(UNKNOWN_STATUS))
}

fn check(tx: &Tx<'_>, api: &str, response: &MethodResponse) -> Result<(), Fault> {
    model::check_known(tx, api, &response.models)?;
    let mut findings = Findings::default();
    for parameter in response.parameters.keys() {
        findings.name(
            parameter,
            "method.response",
            &["header", "multivalueheader"],
        );
    }
    findings.finish()
}

/// A method response as it is shown.
pub(super) fn to_wire(status: &str, response: &MethodResponse) -> wire::MethodResponse {
    wire::MethodResponse {
        status_code: Some(status.to_owned()),
        response_parameters: Some(response.parameters.clone()).filter(|map| !map.is_empty()),
        response_models: Some(response.models.clone()).filter(|map| !map.is_empty()),
    }
}
