//! JSON 1.1: one path, the operation in `X-Amz-Target`, JSON in and out.

use erased_serde::Serialize as Output;

use crate::error::CodecError;
use crate::fault::Fault;
use crate::form::clip;
use crate::message::{HttpRequest, HttpResponse};
use crate::rest_json::json_body;
use crate::service::{Operation, Service};
use crate::tree::Node;

pub(crate) const CONTENT_TYPE: &str = "application/x-amz-json-1.1";

/// The operation that a target names, if it is one of the service. Clients write the service's name in full as its model
/// has it, or its last part alone: `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101` or `CloudTrail_20131101`.
pub fn operation_name<'t>(service: &Service, target: &'t str) -> Option<&'t str> {
    let (prefix, name) = target.rsplit_once('.')?;
    let full = service.target_prefix;
    let last = full.rsplit('.').next().unwrap_or(full);
    (!full.is_empty() && (prefix == full || prefix == last)).then_some(name)
}

/// Finds the operation in the header and reads the body.
pub(crate) fn route(
    service: &'static Service,
    request: &HttpRequest<'_>,
) -> Result<(&'static Operation, Result<Node, Fault>), Fault> {
    let unknown = |message: String| Fault::new(400, "UnknownOperationException", message);
    let mut targets = request.headers.get_all("x-amz-target").iter();
    let target = match (targets.next(), targets.next()) {
        (Some(target), None) => target.to_str().unwrap_or_default(),
        _ => {
            return Err(unknown(
                "the request must have one `X-Amz-Target` header".to_owned(),
            ));
        }
    };
    if request.method != "POST" || !matches!(request.path, "" | "/") {
        return Err(unknown(format!(
            "{} {} is not POST /",
            clip(request.method),
            clip(request.path)
        )));
    }
    let name = operation_name(service, target);
    match name.and_then(|name| service.operation(name)) {
        Some(operation) => Ok((operation, json_body(request.body).map(Node::Map))),
        None if name.is_some_and(|name| service.known_operations.contains(&name)) => {
            Err(unknown(format!(
                "The operation {} is not offered by this server.",
                clip(target)
            )))
        }
        None => Err(unknown(format!(
            "{} is not an operation of {}.",
            clip(target),
            service.name
        ))),
    }
}

/// Writes an answer.
pub(crate) fn encode(
    operation: &Operation,
    output: &dyn Output,
) -> Result<HttpResponse, CodecError> {
    let body = match operation.has_output {
        true => serde_json::to_vec(output).map_err(serde::ser::Error::custom)?,
        false => Vec::new(),
    };
    Ok(HttpResponse {
        status: operation.status,
        content_type: CONTENT_TYPE.into(),
        headers: Vec::new(),
        body,
    })
}
