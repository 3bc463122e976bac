//! Documentation parts: what is said about one place of an API. Which members the place has, and
//! what stands for those left out, follows from its type (API Gateway Developer Guide,
//! "Representation of API documentation in API Gateway").

use std::collections::BTreeSet;

use portcullis_catalog::api::{Resource, RestApi};
use portcullis_catalog::authorizer::Authorizer;
use portcullis_catalog::documentation::{DocumentationLocation, DocumentationPart};
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, DocumentationPartType as Type};

use super::address::{self, prefix};
use super::fault::{bad_request, conflict, not_found};
use super::vocabulary::check_verb;
use super::{model, page, patch};
use crate::{Offered, Permission, Tx, offer};

/// The default of a method and of a status code: any.
const ANY: &str = "*";
const ROOT: &str = "/";

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateDocumentationPart",
            |tx, input: &wire::CreateDocumentationPartRequest| {
                on_all(tx, "POST", &input.rest_api_id)
            },
            create,
        ),
        offer(
            "GetDocumentationPart",
            |tx, input: &wire::GetDocumentationPartRequest| {
                on(tx, "GET", &input.rest_api_id, &input.documentation_part_id)
            },
            get,
        ),
        offer(
            "GetDocumentationParts",
            |tx, input: &wire::GetDocumentationPartsRequest| on_all(tx, "GET", &input.rest_api_id),
            list,
        ),
        offer(
            "UpdateDocumentationPart",
            |tx, input: &wire::UpdateDocumentationPartRequest| {
                on(
                    tx,
                    "PATCH",
                    &input.rest_api_id,
                    &input.documentation_part_id,
                )
            },
            update,
        ),
        offer(
            "DeleteDocumentationPart",
            |tx, input: &wire::DeleteDocumentationPartRequest| {
                on(
                    tx,
                    "DELETE",
                    &input.rest_api_id,
                    &input.documentation_part_id,
                )
            },
            delete,
        ),
    ]
}

fn on_all(tx: &Tx<'_>, verb: &str, api: &str) -> Result<Vec<Permission>, Fault> {
    Ok(vec![address::on_api(
        tx,
        verb,
        api,
        "/documentation/parts",
    )?])
}

fn on(tx: &Tx<'_>, verb: &str, api: &str, id: &str) -> Result<Vec<Permission>, Fault> {
    let below = format!("/documentation/parts/{id}");
    Ok(vec![address::on_api(tx, verb, api, &below)?])
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateDocumentationPartRequest,
) -> Result<wire::DocumentationPart, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let known = all(tx, &api)?;
    let part = make(tx, &api, &known, input)?;
    tx.put(&part)?;
    Ok(to_wire(&part))
}

/// The part that is described, if its place is one and nothing is said about it yet.
pub(super) fn make(
    tx: &Tx<'_>,
    api: &RestApi,
    known: &[DocumentationPart],
    input: wire::CreateDocumentationPartRequest,
) -> Result<DocumentationPart, Fault> {
    check_properties(&input.properties)?;
    let location = location_from_wire(input.location)?;
    if known
        .iter()
        .any(|known| with_defaults(&known.location) == with_defaults(&location))
    {
        return Err(conflict(format!(
            "Documentation part already exists for the specified location: {}.",
            described(&location)
        )));
    }
    Ok(DocumentationPart {
        account: api.account,
        api: api.id.clone(),
        id: address::fresh_id(tx, |id| known.iter().any(|known| known.id == id))?,
        location,
        properties: input.properties,
    })
}

/// All parts of an API.
pub(super) fn all(tx: &Tx<'_>, api: &RestApi) -> Result<Vec<DocumentationPart>, Fault> {
    tx.scan(&prefix("documentation-part", api))
}

fn get(
    tx: &mut Tx<'_>,
    input: wire::GetDocumentationPartRequest,
) -> Result<wire::DocumentationPart, Fault> {
    let part = find(tx, &input.rest_api_id, &input.documentation_part_id)?;
    Ok(to_wire(&part))
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::GetDocumentationPartsRequest,
) -> Result<wire::DocumentationParts, Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let mut parts = all(tx, &api)?;
    if input.location_status == Some(wire::LocationStatusType::Undocumented) {
        parts = undocumented(tx, &api, &parts)?;
    }
    parts.retain(|part| {
        let DocumentationLocation {
            part_type,
            path,
            name,
            ..
        } = &part.location;
        let of_type = input
            .r#type
            .is_none_or(|wanted| wanted.as_str() == part_type);
        let at_path = input.path.as_ref().is_none_or(|wanted| {
            path.as_ref() == Some(wanted) || (path.is_none() && wanted == ROOT)
        });
        let named = input.name_query.as_ref().is_none_or(|wanted| {
            name.as_ref()
                .is_some_and(|name| name.contains(wanted.as_str()))
        });
        of_type && at_path && named
    });
    let parts = parts
        .iter()
        .map(|part| (place(&part.location, &part.id), to_wire(part)))
        .collect();
    let (items, position) = page::page(parts, input.position.as_deref(), input.limit)?;
    Ok(wire::DocumentationParts {
        position,
        items: Some(items),
    })
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateDocumentationPartRequest,
) -> Result<wire::DocumentationPart, Fault> {
    let mut part = find(tx, &input.rest_api_id, &input.documentation_part_id)?;
    for patch in patch::read(input.patch_operations)? {
        match (patch.path().as_slice(), patch.op) {
            (["properties"], wire::Op::Replace) => {
                check_properties(&patch.value)?;
                part.properties.clone_from(&patch.value);
            }
            _ => return Err(patch.not_among("/properties")),
        }
    }
    tx.put(&part)?;
    Ok(to_wire(&part))
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteDocumentationPartRequest) -> Result<(), Fault> {
    let api = address::api(tx, &input.rest_api_id)?;
    let part = find(tx, &api.id, &input.documentation_part_id)?;
    tx.delete(&DocumentationPart::key_of(api.account, &api.id, &part.id));
    Ok(())
}

/// A wrong API is answered as a wrong part, as on AWS.
fn find(tx: &Tx<'_>, api: &str, id: &str) -> Result<DocumentationPart, Fault> {
    tx.get(&DocumentationPart::key_of(tx.account(), api, id))?
        .ok_or_else(|| not_found("Invalid Documentation part identifier specified"))
}

/// The content is a JSON object.
pub(super) fn check_properties(properties: &str) -> Result<(), Fault> {
    match serde_json::from_str::<serde_json::Value>(properties) {
        Ok(serde_json::Value::Object(_)) => Ok(()),
        _ => Err(bad_request(
            "Invalid documentation properties specified. Properties must be a valid JSON object",
        )),
    }
}

/// Which members the place of a type has besides the type: path, method, status code, name; and
/// whether a name must be given.
fn members(part_type: Type) -> ([bool; 4], bool) {
    match part_type {
        Type::Api => ([false, false, false, false], false),
        Type::Authorizer | Type::Model => ([false, false, false, true], true),
        Type::Resource => ([true, false, false, false], false),
        Type::Method | Type::RequestBody => ([true, true, false, false], false),
        Type::PathParameter | Type::QueryParameter | Type::RequestHeader => {
            ([true, true, false, true], true)
        }
        Type::Response | Type::ResponseBody => ([true, true, true, false], false),
        Type::ResponseHeader => ([true, true, true, true], true),
    }
}

fn location_from_wire(
    sent: wire::DocumentationPartLocation,
) -> Result<DocumentationLocation, Fault> {
    let given = |text: Option<String>| text.filter(|text| !text.is_empty());
    let location = DocumentationLocation {
        part_type: sent.r#type.as_str().to_owned(),
        path: given(sent.path),
        method: given(sent.method),
        status_code: given(sent.status_code),
        name: given(sent.name),
    };
    let ([path, method, status_code, name], named) = members(sent.r#type);
    let has = [
        ("path", location.path.is_some(), path),
        ("method", location.method.is_some(), method),
        ("statusCode", location.status_code.is_some(), status_code),
        ("name", location.name.is_some(), name),
    ];
    if let Some((member, ..)) = has.iter().find(|(_, given, allowed)| *given && !allowed) {
        return Err(bad_request(format!(
            "Invalid location field specified: {member} is not valid for type {}",
            location.part_type
        )));
    }
    if named && location.name.is_none() {
        return Err(bad_request(format!(
            "Invalid location specified: name is required for type {}",
            location.part_type
        )));
    }
    if location
        .path
        .as_ref()
        .is_some_and(|path| !path.starts_with('/'))
    {
        return Err(bad_request("Invalid location path specified"));
    }
    match location.method.as_deref() {
        None | Some(ANY) => {}
        Some(verb) => check_verb(verb)?,
    }
    let is_status = |text: &str| {
        text == ANY || matches!(text.as_bytes(), [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'])
    };
    if location
        .status_code
        .as_deref()
        .is_some_and(|text| !is_status(text))
    {
        return Err(bad_request("Invalid location status code specified"));
    }
    Ok(location)
}

/// Whether two locations mean the same place.
pub(super) fn is_same_place(one: &DocumentationLocation, other: &DocumentationLocation) -> bool {
    with_defaults(one) == with_defaults(other)
}

/// The place with what stands for the members that were left out.
fn with_defaults(location: &DocumentationLocation) -> DocumentationLocation {
    let part_type = location.part_type.parse::<Type>();
    let ([path, method, status_code, _], _) =
        part_type.map_or_else(|_| ([false; 4], false), members);
    let or = |known: &Option<String>, has: bool, default: &str| {
        known.clone().or_else(|| has.then(|| default.to_owned()))
    };
    DocumentationLocation {
        part_type: location.part_type.clone(),
        path: or(&location.path, path, ROOT),
        method: or(&location.method, method, ANY),
        status_code: or(&location.status_code, status_code, ANY),
        name: location.name.clone(),
    }
}

fn described(location: &DocumentationLocation) -> String {
    let mut text = format!("type '{}'", location.part_type);
    let known = with_defaults(location);
    for (member, value) in [
        ("path", known.path),
        ("method", known.method),
        ("statusCode", known.status_code),
        ("name", known.name),
    ] {
        if let Some(value) = value {
            text.push_str(&format!(", {member} '{value}'"));
        }
    }
    text
}

/// Where a part stands in a list: by its place; the id tells the undocumented ones apart.
fn place(location: &DocumentationLocation, id: &str) -> String {
    let part = |member: &Option<String>| member.clone().unwrap_or_default();
    [
        location.part_type.clone(),
        part(&location.path),
        part(&location.method),
        part(&location.status_code),
        part(&location.name),
        id.to_owned(),
    ]
    .join("\u{1}")
}

/// The places of an API that nothing is said about, as parts without content.
fn undocumented(
    tx: &Tx<'_>,
    api: &RestApi,
    known: &[DocumentationPart],
) -> Result<Vec<DocumentationPart>, Fault> {
    let documented: BTreeSet<DocumentationLocation> = known
        .iter()
        .map(|part| with_defaults(&part.location))
        .collect();
    let location = |part_type: Type| DocumentationLocation {
        part_type: part_type.as_str().to_owned(),
        path: None,
        method: None,
        status_code: None,
        name: None,
    };
    let mut places = vec![location(Type::Api)];
    for authorizer in tx.scan::<Authorizer>(&prefix("authorizer", api))? {
        places.push(DocumentationLocation {
            name: Some(authorizer.name),
            ..location(Type::Authorizer)
        });
    }
    for model in model::all(tx, api)? {
        places.push(DocumentationLocation {
            name: Some(model.name),
            ..location(Type::Model)
        });
    }
    for resource in address::resources(tx, api)? {
        places.extend(places_of(&resource, location));
    }
    places.retain(|place| !documented.contains(&with_defaults(place)));
    let empty = |location| DocumentationPart {
        account: api.account,
        api: api.id.clone(),
        id: String::new(),
        location,
        properties: String::new(),
    };
    Ok(places.into_iter().map(empty).collect())
}

fn places_of(
    resource: &Resource,
    location: impl Fn(Type) -> DocumentationLocation,
) -> Vec<DocumentationLocation> {
    let at = |part_type: Type| DocumentationLocation {
        path: Some(resource.path.clone()),
        ..location(part_type)
    };
    let mut places = vec![at(Type::Resource)];
    for (verb, method) in &resource.methods {
        let of_method = |part_type: Type| DocumentationLocation {
            method: Some(verb.clone()),
            ..at(part_type)
        };
        places.extend([of_method(Type::Method), of_method(Type::RequestBody)]);
        for parameter in method.request_parameters.keys() {
            let (kind, name) = match parameter.splitn(4, '.').collect::<Vec<_>>().as_slice() {
                ["method", "request", "path", name] => (Type::PathParameter, *name),
                ["method", "request", "querystring", name] => (Type::QueryParameter, *name),
                ["method", "request", "header", name] => (Type::RequestHeader, *name),
                _ => continue,
            };
            places.push(DocumentationLocation {
                name: Some(name.to_owned()),
                ..of_method(kind)
            });
        }
        for (status, response) in &method.responses {
            let of_response = |part_type: Type| DocumentationLocation {
                status_code: Some(status.clone()),
                ..of_method(part_type)
            };
            places.extend([of_response(Type::Response), of_response(Type::ResponseBody)]);
            let headers = response
                .parameters
                .keys()
                .filter_map(|name| name.strip_prefix("method.response.header."));
            places.extend(headers.map(|name| DocumentationLocation {
                name: Some(name.to_owned()),
                ..of_response(Type::ResponseHeader)
            }));
        }
    }
    places
}

fn to_wire(part: &DocumentationPart) -> wire::DocumentationPart {
    let location = &part.location;
    wire::DocumentationPart {
        id: Some(part.id.clone()).filter(|id| !id.is_empty()),
        location: location.part_type.parse().ok().map(|part_type| {
            wire::DocumentationPartLocation {
                r#type: part_type,
                path: location.path.clone(),
                method: location.method.clone(),
                status_code: location.status_code.clone(),
                name: location.name.clone(),
            }
        }),
        properties: Some(part.properties.clone()).filter(|properties| !properties.is_empty()),
    }
}
