//! rest-json: the path, the query string, headers and a JSON body into one tree, and a value of a generated type into a
//! JSON response. Which operation a path means is decided against all routes of the model, so that one that is not
//! offered is never taken for a neighbour that is.

mod uri;

use std::collections::BTreeMap;

use erased_serde::Serialize as Output;
use serde_json::Value;

use crate::error::CodecError;
use crate::fault::Fault;
use crate::form::{self, clip};
use crate::message::{HttpRequest, HttpResponse};
use crate::service::{Location, Member, Operation, Service, Shape};
use crate::tree::{Node, from_json};

pub(crate) const CONTENT_TYPE: &str = "application/json";

/// Finds the operation by method and path, and gathers the parameters from wherever they stand.
pub(crate) fn route(
    service: &'static Service,
    request: &HttpRequest<'_>,
) -> Result<(&'static Operation, Result<Node, Fault>), Fault> {
    let query = form::pairs(request.query.unwrap_or_default()).map_err(bad_request)?;
    let matched = uri::find(service, request.method, request.path, &query).map_err(bad_request)?;
    let Some((name, labels)) = matched else {
        let message = format!(
            "{} {} is not an operation of {}.",
            clip(request.method),
            clip(request.path),
            service.name
        );
        return Err(Fault::new(404, "UnknownOperationException", message));
    };
    let Some(operation) = service.operation(name) else {
        let message = format!(
            "The operation {name} of {} is not offered by this server.",
            service.name
        );
        return Err(Fault::new(400, "UnknownOperationException", message));
    };
    Ok((operation, tree(request, operation, labels, query)))
}

/// Writes an answer: the body, and what the model puts elsewhere.
pub(crate) fn encode(
    operation: &Operation,
    output: &dyn Output,
) -> Result<HttpResponse, CodecError> {
    let mut response = HttpResponse {
        status: operation.status,
        content_type: CONTENT_TYPE.into(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    if !operation.has_output {
        return Ok(response);
    }
    if operation.output_locations.is_empty() {
        response.body = serde_json::to_vec(output).map_err(serde::ser::Error::custom)?;
        return Ok(response);
    }
    let Value::Object(mut members) =
        serde_json::to_value(output).map_err(serde::ser::Error::custom)?
    else {
        return Err(serde::ser::Error::custom(
            "an output that is not a structure",
        ));
    };
    let mut payload = None;
    for (name, location) in operation.output_locations {
        let Some(value) = members.remove(*name) else {
            continue;
        };
        match (location, value) {
            (Location::StatusCode, value) => {
                response.status = value
                    .as_u64()
                    .and_then(|status| status.try_into().ok())
                    .unwrap_or(operation.status);
            }
            // A null byte string is an empty body.
            (Location::Payload, value) => {
                let text = value.as_str().unwrap_or_default();
                let bytes = data_encoding::BASE64.decode(text.as_bytes());
                payload = Some(bytes.map_err(serde::ser::Error::custom)?);
            }
            (Location::Header(header), Value::String(text))
                if header.eq_ignore_ascii_case("content-type") =>
            {
                response.content_type = text.into();
            }
            (Location::Header(header), Value::String(text)) => {
                response.headers.push(((*header).into(), text))
            }
            (Location::Header(header), value) => {
                response.headers.push(((*header).into(), value.to_string()))
            }
            (Location::Headers(prefix), Value::Object(entries)) => {
                let headers = entries
                    .into_iter()
                    .filter_map(|(name, value)| Some((name, value.as_str()?.to_owned())));
                response
                    .headers
                    .extend(headers.map(|(name, value)| (format!("{prefix}{name}").into(), value)));
            }
            _ => {
                return Err(serde::ser::Error::custom(
                    "a member that has no place in a response",
                ));
            }
        }
    }
    response.body = match payload {
        Some(bytes) => bytes,
        // No content (RFC 9110, section 15.3.5).
        None if response.status == 204 => Vec::new(),
        None => serde_json::to_vec(&members).map_err(serde::ser::Error::custom)?,
    };
    Ok(response)
}

/// A JSON body as a map, empty for an empty body.
pub(crate) fn json_body(body: &[u8]) -> Result<BTreeMap<String, Node>, Fault> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(BTreeMap::new());
    }
    match from_json(body) {
        Ok(Node::Map(entries)) => Ok(entries),
        Ok(_) => Err(serialization("the body is not a JSON object")),
        Err(error) => Err(serialization(format!(
            "the body is not valid JSON: {error}"
        ))),
    }
}

fn tree(
    request: &HttpRequest<'_>,
    operation: &'static Operation,
    mut labels: BTreeMap<&'static str, String>,
    query: Vec<(String, String)>,
) -> Result<Node, Fault> {
    let Shape::Structure(members) = operation.input else {
        return Ok(Node::Map(BTreeMap::new()));
    };
    let mut entries = body(request, operation, members)?;
    for member in *members {
        let node = match member.location {
            Location::Uri(label) => labels.remove(label).map(Node::Untyped),
            Location::Query(name) => query_member(member, name, members, &query)?,
            Location::Header(name) => header(request, name)?.map(Node::Untyped),
            Location::Headers(prefix) => Some(headers(request, prefix)?),
            Location::Body | Location::StatusCode | Location::Payload => None,
        };
        if let Some(node) = node {
            entries.insert(member.wire.to_owned(), node);
        }
    }
    Ok(Node::Map(entries))
}

/// The members that the body holds, and only those: it cannot speak for the path or the query string.
fn body(
    request: &HttpRequest<'_>,
    operation: &Operation,
    members: &[Member],
) -> Result<BTreeMap<String, Node>, Fault> {
    if let Some(payload) = operation.input_payload {
        let member = members.iter().find(|member| member.name == payload);
        let node = match member.map(|member| member.shape) {
            Some(Shape::Structure(_)) => Node::Map(json_body(request.body)?),
            _ => Node::String(data_encoding::BASE64.encode(request.body)),
        };
        return Ok(member
            .map(|member| (member.wire.to_owned(), node))
            .into_iter()
            .collect());
    }
    let in_body = |name: &str| {
        members
            .iter()
            .any(|member| member.wire == name && member.location == Location::Body)
    };
    if !members
        .iter()
        .any(|member| member.location == Location::Body)
    {
        return Ok(BTreeMap::new());
    }
    let mut entries = json_body(request.body)?;
    entries.retain(|name, _| in_body(name));
    Ok(entries)
}

fn query_member(
    member: &Member,
    name: &str,
    members: &[Member],
    query: &[(String, String)],
) -> Result<Option<Node>, Fault> {
    let mut values = query
        .iter()
        .filter(|(known, _)| known == name)
        .map(|(_, value)| value.clone());
    match member.shape {
        Shape::List { .. } => {
            let nodes: Vec<Node> = values.map(Node::Untyped).collect();
            Ok((!nodes.is_empty()).then_some(Node::List(nodes)))
        }
        Shape::Map { value, .. } => {
            let claimed = |name: &str| {
                let is_claim = |member: &Member| {
                    matches!(member.location, Location::Query(claim) if claim == name)
                        && !matches!(member.shape, Shape::Map { .. })
                };
                members.iter().any(is_claim)
            };
            let mut entries: BTreeMap<String, Node> = BTreeMap::new();
            for (name, text) in query.iter().filter(|(name, _)| !claimed(name)) {
                let node = Node::Untyped(text.clone());
                match (value, entries.get_mut(name)) {
                    (Shape::List { .. }, Some(Node::List(nodes))) => nodes.push(node),
                    (Shape::List { .. }, _) => {
                        entries.insert(name.clone(), Node::List(vec![node]));
                    }
                    (_, None) => {
                        entries.insert(name.clone(), node);
                    }
                    (_, Some(_)) => {
                        return Err(bad_request(format!(
                            "the parameter `{}` stands twice",
                            clip(name)
                        )));
                    }
                }
            }
            Ok((!entries.is_empty()).then_some(Node::Map(entries)))
        }
        _ => match (values.next(), values.next()) {
            (value, None) => Ok(value.map(Node::Untyped)),
            _ => Err(bad_request(format!("the parameter `{name}` stands twice"))),
        },
    }
}

fn header(request: &HttpRequest<'_>, name: &str) -> Result<Option<String>, Fault> {
    let mut values = request.headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => match value.to_str() {
            Ok(text) => Ok(Some(text.to_owned())),
            Err(_) => Err(bad_request(format!("the header `{name}` is not text"))),
        },
        _ => Err(bad_request(format!("the header `{name}` stands twice"))),
    }
}

fn headers(request: &HttpRequest<'_>, prefix: &str) -> Result<Node, Fault> {
    let mut entries = BTreeMap::new();
    for name in request.headers.keys() {
        if let Some(rest) = name.as_str().strip_prefix(prefix)
            && let Some(text) = header(request, name.as_str())?
        {
            entries.insert(rest.to_owned(), Node::Untyped(text));
        }
    }
    Ok(Node::Map(entries))
}

fn bad_request(message: impl Into<String>) -> Fault {
    Fault::new(400, "BadRequestException", message)
}

fn serialization(message: impl Into<String>) -> Fault {
    Fault::new(400, "SerializationException", message)
}
