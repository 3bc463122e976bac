//! Models: JSON schemas that name the shape of a body. A method refers to one by its name, and one
//! model to another by a URL; what is edited acts with the next deployment.

mod template;

use std::collections::BTreeMap;

use portcullis_catalog::api::{Resource, RestApi};
use portcullis_catalog::schema::{
    MODEL_REFERENCE, Schema, SchemaError, model_reference, without_model_references,
};
use portcullis_catalog::traffic::Model;
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};
use serde_json::Value;

use super::address::{self, prefix};
use super::fault::{bad_request, conflict, limit_exceeded, not_found};
use super::mapping::check_content_types;
use super::{page, patch};
use crate::{Offered, Permission, Tx, offer};

/// The models that every API is made with: name, description and schema.
const DEFAULTS: [(&str, &str, &str); 2] = [
    (
        "Empty",
        "This is a default empty schema model",
        "{\n  \"$schema\": \"http://json-schema.org/draft-04/schema#\",\n  \"title\" : \"Empty Schema\",\n  \"type\" : \"object\"\n}",
    ),
    (
        "Error",
        "This is a default error schema model",
        "{\n  \"$schema\" : \"http://json-schema.org/draft-04/schema#\",\n  \"title\" : \"Error Schema\",\n  \"type\" : \"object\",\n  \"properties\" : {\n    \"message\" : { \"type\" : \"string\" }\n  }\n}",
    ),
];
const NO_SCHEMA: &str = "Model schema must have at least 1 property or array items defined";
const PATHS: &str = "/description, /schema";
/// Amazon API Gateway quotas.
const MAX_SCHEMA: usize = 400 * 1024;
/// Far beyond what an API of 300 resources uses; it bounds what a deployment holds.
const MAX_MODELS: usize = 1_000;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateModel",
            |tx, input: &wire::CreateModelRequest| {
                Ok(vec![address::on_api(
                    tx,
                    "POST",
                    &input.rest_api_id,
                    "/models",
                )?])
            },
            create,
        ),
        offer(
            "GetModel",
            |tx, input: &wire::GetModelRequest| {
                on(tx, "GET", &input.rest_api_id, &input.model_name, "")
            },
            get,
        ),
        offer(
            "GetModels",
            |tx, input: &wire::GetModelsRequest| {
                Ok(vec![address::on_api(
                    tx,
                    "GET",
                    &input.rest_api_id,
                    "/models",
                )?])
            },
            list,
        ),
        offer(
            "GetModelTemplate",
            |tx, input: &wire::GetModelTemplateRequest| {
                let part = "/default_template";
                on(tx, "GET", &input.rest_api_id, &input.model_name, part)
            },
            template,
        ),
        offer(
            "UpdateModel",
            |tx, input: &wire::UpdateModelRequest| {
                on(tx, "PATCH", &input.rest_api_id, &input.model_name, "")
            },
            update,
        ),
        offer(
            "DeleteModel",
            |tx, input: &wire::DeleteModelRequest| {
                on(tx, "DELETE", &input.rest_api_id, &input.model_name, "")
            },
            delete,
        ),
    ]
}

fn on(
    tx: &Tx<'_>,
    verb: &str,
    api: &str,
    name: &str,
    part: &str,
) -> Result<Vec<Permission>, Fault> {
    let below = format!("/models/{name}{part}");
    Ok(vec![address::on_api(tx, verb, api, &below)?])
}

/// The models of an API, by name.
pub(super) fn all(tx: &Tx<'_>, api: &RestApi) -> Result<Vec<Model>, Fault> {
    let mut models: Vec<Model> = tx.scan(&prefix("model", api))?;
    if !api.default_models_recorded {
        models.extend(DEFAULTS.map(|default| from_default(api, default, understood_id(default.0))));
        models.sort_by(|one, other| one.name.cmp(&other.name));
    }
    Ok(models)
}

/// Makes the models that every API has into records, where they are not yet.
pub(super) fn record_defaults(tx: &mut Tx<'_>, api: &mut RestApi) -> Result<(), Fault> {
    if api.default_models_recorded {
        return Ok(());
    }
    for default in DEFAULTS {
        let id = address::fresh_id(tx, |_| false)?;
        tx.put(&from_default(api, default, id))?;
    }
    api.default_models_recorded = true;
    tx.put(api)
}

/// Refuses models by content type that the API does not have.
pub(super) fn check_known(
    tx: &Tx<'_>,
    api: &str,
    names: &BTreeMap<String, String>,
) -> Result<(), Fault> {
    check_content_types(names)?;
    if names.is_empty() {
        return Ok(());
    }
    let api = address::api(tx, api)?;
    for name in names.values() {
        // Looked up one by one: an import asks this of every method and response.
        let recorded = tx.get::<Model>(&Model::key_of(api.account, &api.id, name))?;
        let understood =
            !api.default_models_recorded && DEFAULTS.iter().any(|(known, ..)| known == name);
        if recorded.is_none() && !understood {
            return Err(bad_request(format!(
                "Invalid model identifier specified: {name}"
            )));
        }
    }
    Ok(())
}

/// The model that is described, if it can be one of this API, where `known` are the others.
fn make(
    tx: &Tx<'_>,
    api: &RestApi,
    known: &[Model],
    input: wire::CreateModelRequest,
) -> Result<Model, Fault> {
    make_among(tx, api, known, known, input)
}

/// The same where several are made at once: `known` are those that are made, `all` those that it
/// may refer to, which may be in circles.
pub(super) fn make_among(
    tx: &Tx<'_>,
    api: &RestApi,
    known: &[Model],
    all: &[Model],
    input: wire::CreateModelRequest,
) -> Result<Model, Fault> {
    let name = input.name;
    if name.is_empty() {
        return Err(bad_request("Model name must be non-empty"));
    }
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(bad_request(format!(
            "Model name must be alphanumeric: {name}"
        )));
    }
    if known.iter().any(|known| known.name == name) {
        return Err(conflict("Model name already exists for this REST API"));
    }
    if known.len() >= MAX_MODELS {
        return Err(limit_exceeded(
            "Maximum number of models for this API has been reached.",
        ));
    }
    let types = BTreeMap::from([(input.content_type.clone(), ())]);
    check_content_types(&types)?;
    check_schema(api, all, &input.content_type, input.schema.as_deref())?;
    Ok(Model {
        account: api.account,
        api: api.id.clone(),
        id: address::fresh_id(tx, |id| known.iter().any(|known| known.id == id))?,
        name,
        description: input.description,
        content_type: input.content_type,
        schema: input.schema,
    })
}

/// Refuses what is no schema that bodies can be validated with.
pub(super) fn check_schema(
    api: &RestApi,
    known: &[Model],
    content_type: &str,
    schema: Option<&str>,
) -> Result<(), Fault> {
    let invalid = |reasons: String| {
        bad_request(format!(
            "Invalid model specified: Validation Result: warnings : [], errors : [{reasons}]"
        ))
    };
    const INVALID: &str = "Invalid model schema specified";
    let schema = schema.filter(|schema| !schema.trim().is_empty());
    let schema = schema.ok_or_else(|| bad_request(NO_SCHEMA))?;
    if schema.len() > MAX_SCHEMA {
        return Err(bad_request(format!(
            "Model schema cannot be larger than {MAX_SCHEMA} bytes"
        )));
    }
    if !content_type.contains("json") {
        return Ok(());
    }
    let document: Value = serde_json::from_str(schema).map_err(|_| invalid(INVALID.to_owned()))?;
    // Written out of this API, a reference would mean another API's model.
    let canonical = format!("{MODEL_REFERENCE}{}/models/", api.id);
    if references(&document).any(|it| !it.starts_with('#') && !it.starts_with(&canonical)) {
        return Err(invalid(
            "Model reference must be in canonical form".to_owned(),
        ));
    }
    let compiled = Schema::compile(&document, &|name| document_of(known, name));
    let compiled = compiled.map_err(|error| {
        invalid(match error {
            SchemaError::Reference { .. } => "Model reference must be in canonical form".to_owned(),
            SchemaError::Model { model } => format!("Reference to model '{model}' not found"),
            SchemaError::Pattern { pattern } => {
                format!("{INVALID}. Unsupported pattern: {pattern}")
            }
            SchemaError::Keyword { .. } | SchemaError::TooLarge => INVALID.to_owned(),
        })
    })?;
    match compiled.unknown_keywords() {
        [] => Ok(()),
        unknown => Err(invalid(format!(
            "{INVALID}. Unsupported keyword(s): {}",
            Value::from(unknown.to_vec())
        ))),
    }
}

fn create(tx: &mut Tx<'_>, input: wire::CreateModelRequest) -> Result<wire::Model, Fault> {
    let mut api = address::api(tx, &input.rest_api_id)?;
    let known = all(tx, &api)?;
    let model = make(tx, &api, &known, input)?;
    record_defaults(tx, &mut api)?;
    tx.put(&model)?;
    Ok(to_wire(&model))
}

fn get(tx: &mut Tx<'_>, input: wire::GetModelRequest) -> Result<wire::Model, Fault> {
    let (models, index) = find(tx, &input.rest_api_id, &input.model_name)?;
    let model = models
        .get(index)
        .ok_or_else(|| unknown(&input.model_name))?;
    let mut shown = to_wire(model);
    if input.flatten.unwrap_or_default()
        && let Some(document) = document_of(&models, &model.name)
    {
        let flat = without_model_references(&document, &|name| document_of(&models, name));
        shown.schema = Some(flat.to_string());
    }
    Ok(shown)
}

fn list(tx: &mut Tx<'_>, input: wire::GetModelsRequest) -> Result<wire::Models, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let models = all(tx, &api)?;
    let models = models.iter().map(|it| (it.name.clone(), to_wire(it)));
    let (items, position) = page::page(models.collect(), input.position.as_deref(), input.limit)?;
    Ok(wire::Models {
        position,
        items: Some(items),
    })
}

fn template(
    tx: &mut Tx<'_>,
    input: wire::GetModelTemplateRequest,
) -> Result<wire::Template, Fault> {
    let (models, index) = find(tx, &input.rest_api_id, &input.model_name)?;
    let model = models
        .get(index)
        .ok_or_else(|| unknown(&input.model_name))?;
    let document = document_of(&models, &model.name);
    let value = document.map(|document| {
        template::of(&without_model_references(&document, &|name| {
            document_of(&models, name)
        }))
    });
    Ok(wire::Template { value })
}

fn update(tx: &mut Tx<'_>, input: wire::UpdateModelRequest) -> Result<wire::Model, Fault> {
    let (mut models, index) = find(tx, &input.rest_api_id, &input.model_name)?;
    let mut api = address::api(tx, &input.rest_api_id)?;
    let mut model = models.remove(index);
    for patch in patch::read(input.patch_operations)? {
        match (patch.path().as_slice(), patch.op) {
            (["description"], Op::Replace) => model.description = patch.optional()?,
            (["schema"], Op::Replace) => model.schema = Some(patch.value),
            _ => return Err(patch.not_among(PATHS)),
        }
    }
    // It may refer to itself.
    models.push(model.clone());
    let schema = model.schema.as_deref();
    check_schema(&api, &models, &model.content_type, schema)?;
    record_defaults(tx, &mut api)?;
    // Recorded just now, a default model has an id of its own.
    let key = Model::key_of(api.account, &api.id, &model.name);
    if let Some(recorded) = tx.get::<Model>(&key)? {
        model.id = recorded.id;
    }
    tx.put(&model)?;
    Ok(to_wire(&model))
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteModelRequest) -> Result<(), Fault> {
    let (models, index) = find(tx, &input.rest_api_id, &input.model_name)?;
    let mut api = address::api(tx, &input.rest_api_id)?;
    let name = &models
        .get(index)
        .ok_or_else(|| unknown(&input.model_name))?
        .name;
    let resources = address::resources(tx, &api)?;
    if let Some(place) = user_among(&resources, name).or_else(|| referrer_among(&models, name)) {
        return Err(conflict(format!(
            "Cannot delete model '{name}', is referenced in {place}"
        )));
    }
    record_defaults(tx, &mut api)?;
    tx.delete(&Model::key_of(api.account, &api.id, name));
    Ok(())
}

/// The method that uses a model.
fn user_among(resources: &[Resource], name: &str) -> Option<String> {
    let uses = |models: &BTreeMap<String, String>| models.values().any(|known| known == name);
    resources.iter().find_map(|resource| {
        resource.methods.iter().find_map(|(verb, method)| {
            let place = format!("{}/{verb}", resource.path);
            if uses(&method.request_models) {
                return Some(format!("method request: {place}"));
            }
            let mut responses = method.responses.iter();
            let (status, _) = responses.find(|(_, response)| uses(&response.models))?;
            Some(format!("method response: {place}/{status}"))
        })
    })
}

/// The model that refers to a model.
fn referrer_among(models: &[Model], name: &str) -> Option<String> {
    let refers = |model: &&Model| {
        let document = document_of(models, &model.name);
        model.name != name
            && document.is_some_and(|document| {
                references(&document)
                    .any(|it| model_reference(it).is_some_and(|(model, _)| model == name))
            })
    };
    let referrer = models.iter().find(refers)?;
    Some(format!("model: {}", referrer.name))
}

/// Every reference in a document.
fn references(document: &Value) -> impl Iterator<Item = &str> {
    let mut found = Vec::new();
    let mut left = vec![document];
    while let Some(value) = left.pop() {
        match value {
            Value::Array(items) => left.extend(items),
            Value::Object(object) => {
                found.extend(object.get("$ref").and_then(Value::as_str));
                left.extend(object.values());
            }
            _ => {}
        }
    }
    found.into_iter()
}

fn document_of(models: &[Model], name: &str) -> Option<Value> {
    let model = models.iter().find(|model| model.name == name)?;
    serde_json::from_str(model.schema.as_deref()?).ok()
}

/// The models of the API and where among them the one is. A wrong API is answered as a wrong
/// model, as on AWS.
fn find(tx: &Tx<'_>, api: &str, name: &str) -> Result<(Vec<Model>, usize), Fault> {
    let Some(api) = tx.get(&RestApi::key_of(tx.account(), api))? else {
        return Err(unknown(name));
    };
    let models = all(tx, &api)?;
    let index = models.iter().position(|model| model.name == name);
    Ok((models, index.ok_or_else(|| unknown(name))?))
}

fn unknown(name: &str) -> Fault {
    not_found(format!("Invalid model name specified: {name}"))
}

fn from_default(
    api: &RestApi,
    (name, description, schema): (&str, &str, &str),
    id: String,
) -> Model {
    Model {
        account: api.account,
        api: api.id.clone(),
        id,
        name: name.to_owned(),
        description: Some(description.to_owned()),
        content_type: "application/json".to_owned(),
        schema: Some(schema.to_owned()),
    }
}

/// The id of a model that is only understood: six characters that do not change.
fn understood_id(name: &str) -> String {
    format!("{}0", name.to_lowercase())
}

/// A model as it is shown.
pub(super) fn to_wire(model: &Model) -> wire::Model {
    wire::Model {
        id: Some(model.id.clone()),
        name: Some(model.name.clone()),
        description: model.description.clone(),
        schema: model.schema.clone(),
        content_type: Some(model.content_type.clone()),
    }
}
