//! Request validators: what of a request is checked before it goes on. Methods name one by its id;
//! what is edited acts with the next deployment.

use portcullis_catalog::api::RestApi;
use portcullis_catalog::traffic::RequestValidator;
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};

use super::address::{self, prefix};
use super::fault::{bad_request, conflict, limit_exceeded, not_found};
use super::{page, patch};
use crate::{Offered, Permission, Tx, offer};

const UNKNOWN: &str = "Invalid Request Validator identifier specified";
const PATHS: &str = "/name, /validateRequestParameters, /validateRequestBody";
const MAX_VALIDATORS: usize = 300;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateRequestValidator",
            |tx, input: &wire::CreateRequestValidatorRequest| {
                Ok(vec![address::on_api(
                    tx,
                    "POST",
                    &input.rest_api_id,
                    "/requestvalidators",
                )?])
            },
            create,
        ),
        offer(
            "GetRequestValidator",
            |tx, input: &wire::GetRequestValidatorRequest| {
                on(tx, "GET", &input.rest_api_id, &input.request_validator_id)
            },
            |tx, input| {
                find(tx, &input.rest_api_id, &input.request_validator_id).map(|it| to_wire(&it))
            },
        ),
        offer(
            "GetRequestValidators",
            |tx, input: &wire::GetRequestValidatorsRequest| {
                Ok(vec![address::on_api(
                    tx,
                    "GET",
                    &input.rest_api_id,
                    "/requestvalidators",
                )?])
            },
            list,
        ),
        offer(
            "UpdateRequestValidator",
            |tx, input: &wire::UpdateRequestValidatorRequest| {
                on(tx, "PATCH", &input.rest_api_id, &input.request_validator_id)
            },
            update,
        ),
        offer(
            "DeleteRequestValidator",
            |tx, input: &wire::DeleteRequestValidatorRequest| {
                on(
                    tx,
                    "DELETE",
                    &input.rest_api_id,
                    &input.request_validator_id,
                )
            },
            delete,
        ),
    ]
}

fn on(tx: &Tx<'_>, verb: &str, api: &str, id: &str) -> Result<Vec<Permission>, Fault> {
    Ok(vec![address::on_api(
        tx,
        verb,
        api,
        &format!("/requestvalidators/{id}"),
    )?])
}

/// The validators of an API.
pub(super) fn all(tx: &Tx<'_>, api: &RestApi) -> Result<Vec<RequestValidator>, Fault> {
    tx.scan(&prefix("request-validator", api))
}

/// Refuses a validator that the API does not have.
pub(super) fn check(tx: &Tx<'_>, api: &str, id: Option<&str>) -> Result<(), Fault> {
    let Some(id) = id else { return Ok(()) };
    let key = RequestValidator::key_of(tx.account(), api, id);
    match tx.get::<RequestValidator>(&key)? {
        Some(_) => Ok(()),
        None => Err(bad_request(UNKNOWN)),
    }
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateRequestValidatorRequest,
) -> Result<wire::RequestValidator, Fault> {
    let api = tx.get(&RestApi::key_of(tx.account(), &input.rest_api_id))?;
    let api = api.ok_or_else(|| bad_request("Invalid REST API identifier specified"))?;
    let validator = make(tx, &api, input)?;
    tx.put(&validator)?;
    Ok(to_wire(&validator))
}

/// The validator that is described, if it can be one of this API.
pub(super) fn make(
    tx: &Tx<'_>,
    api: &RestApi,
    input: wire::CreateRequestValidatorRequest,
) -> Result<RequestValidator, Fault> {
    let known = all(tx, api)?;
    if known.len() >= MAX_VALIDATORS {
        return Err(limit_exceeded(
            "Maximum number of request validators for this API has been reached.",
        ));
    }
    Ok(RequestValidator {
        account: api.account,
        api: api.id.clone(),
        id: address::fresh_id(tx, |id| known.iter().any(|known| known.id == id))?,
        name: input.name.filter(|name| !name.is_empty()),
        validate_request_body: input.validate_request_body.unwrap_or_default(),
        validate_request_parameters: input.validate_request_parameters.unwrap_or_default(),
    })
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::GetRequestValidatorsRequest,
) -> Result<wire::RequestValidators, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let validators = all(tx, &api)?;
    let validators = validators.iter().map(|it| (it.id.clone(), to_wire(it)));
    let (items, position) =
        page::page(validators.collect(), input.position.as_deref(), input.limit)?;
    Ok(wire::RequestValidators {
        position,
        items: Some(items),
    })
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateRequestValidatorRequest,
) -> Result<wire::RequestValidator, Fault> {
    let mut validator = find(tx, &input.rest_api_id, &input.request_validator_id)?;
    for patch in patch::read(input.patch_operations)? {
        match (patch.path().as_slice(), patch.op) {
            (["name"], Op::Replace) if patch.value.is_empty() => {
                return Err(bad_request("Request Validator name cannot be blank"));
            }
            (["name"], Op::Replace) => validator.name = Some(patch.value),
            (["validateRequestParameters"], Op::Replace) => {
                validator.validate_request_parameters = patch.boolean()?;
            }
            (["validateRequestBody"], Op::Replace) => {
                validator.validate_request_body = patch.boolean()?;
            }
            _ => return Err(patch.not_among(PATHS)),
        }
    }
    tx.put(&validator)?;
    Ok(to_wire(&validator))
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteRequestValidatorRequest) -> Result<(), Fault> {
    let validator = find(tx, &input.rest_api_id, &input.request_validator_id)?;
    let api = address::api(tx, &input.rest_api_id)?;
    for resource in address::resources(tx, &api)? {
        for (verb, method) in &resource.methods {
            if method.request_validator_id.as_deref() == Some(&validator.id) {
                let (id, path) = (&validator.id, &resource.path);
                return Err(conflict(format!(
                    "Cannot delete request validator '{id}', is referenced in method request: {path}/{verb}"
                )));
            }
        }
    }
    tx.delete(&RequestValidator::key_of(
        validator.account,
        &validator.api,
        &validator.id,
    ));
    Ok(())
}

/// The validator. A wrong API is answered as a wrong validator, as on AWS.
fn find(tx: &Tx<'_>, api: &str, id: &str) -> Result<RequestValidator, Fault> {
    tx.get(&RequestValidator::key_of(tx.account(), api, id))?
        .ok_or_else(|| not_found(UNKNOWN))
}

/// A validator as it is shown.
pub(super) fn to_wire(validator: &RequestValidator) -> wire::RequestValidator {
    wire::RequestValidator {
        id: Some(validator.id.clone()),
        name: validator.name.clone(),
        validate_request_body: Some(validator.validate_request_body),
        validate_request_parameters: Some(validator.validate_request_parameters),
    }
}
