//! The four steps of a call, whatever the protocol: [`route`] finds the operation, [`decode`] makes the input,
//! [`encode`] writes the output and [`encode_fault`] a refusal. What each protocol does differently stands in its own file.

use std::borrow::Cow;
use std::fmt;

pub use erased_serde::Serialize as Output;

use serde::de::DeserializeOwned;

use crate::fault::Fault;
use crate::message::{HttpRequest, HttpResponse};
use crate::service::{Operation, Protocol, Service};
use crate::tree::{MAX_BODY_BYTES, MAX_CODE_BYTES, Node, from_tree};
use crate::{constraint, json11, query, rest_json, xml};

/// A request whose operation is known, with its parameters read but not yet judged.
pub struct Routed {
    /// The service that was asked.
    pub service: &'static Service,
    /// What it was asked to do.
    pub operation: &'static Operation,
    /// What is wrong with the parameters is kept until they are asked for: who may not call an operation is not told
    /// about its parameters.
    parameters: Result<Node, Fault>,
}

impl Routed {
    /// A parameter of the outermost level by its name on the wire, if it is there and a string. Not yet judged.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.as_ref().ok()?.get(name)?.as_text()
    }
}

/// Without the parameters, some of which are nobody's business.
impl fmt::Debug for Routed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.service.name, self.operation.name)
    }
}

/// Finds the operation that a request asks for.
pub fn route(service: &'static Service, request: &HttpRequest<'_>) -> Result<Routed, Fault> {
    let most = if brings_code(service, request) {
        MAX_CODE_BYTES
    } else {
        MAX_BODY_BYTES
    };
    if request.body.len() > most {
        let code = match service.protocol {
            Protocol::Query | Protocol::Ec2Query => "RequestEntityTooLarge",
            Protocol::RestJson | Protocol::Json11 => "RequestEntityTooLargeException",
        };
        return Err(Fault::new(
            413,
            code,
            format!("the body is longer than {most} bytes"),
        ));
    }
    let (operation, parameters) = match service.protocol {
        Protocol::Query | Protocol::Ec2Query => query::route(service, request)?,
        Protocol::RestJson => rest_json::route(service, request)?,
        Protocol::Json11 => json11::route(service, request)?,
    };
    Ok(Routed {
        service,
        operation,
        parameters,
    })
}

/// Whether it may be a call with the code of a function in it, whose body is larger than any other.
fn brings_code(service: &Service, request: &HttpRequest<'_>) -> bool {
    service.name == "lambda"
        && match request.method {
            "POST" => request.path.ends_with("/functions"),
            "PUT" => request.path.ends_with("/code"),
            _ => false,
        }
}

/// Makes the input of the operation: checks the model's constraints and puts the parameters into their types.
pub fn decode<T: DeserializeOwned>(routed: &Routed) -> Result<T, Fault> {
    let tree = routed.parameters.as_ref().map_err(Fault::clone)?;
    constraint::check(routed.service, routed.operation, tree)?;
    from_tree(tree).map_err(|error| {
        // The constraints leave nothing that can end here, unless `T` is not the input of this operation.
        let code = match routed.service.protocol {
            Protocol::Query | Protocol::Ec2Query => "MalformedInput",
            Protocol::RestJson | Protocol::Json11 => "SerializationException",
        };
        Fault::new(400, code, error.to_string())
    })
}

/// Writes a successful answer; `&()` for an operation without output.
///
/// Its type is erased: hundreds of outputs, each with its own copy of every protocol's writer, would be most of what is
/// compiled.
pub fn encode(
    service: &Service,
    operation: &Operation,
    output: &dyn Output,
    request_id: &str,
) -> HttpResponse {
    let written = match service.protocol {
        Protocol::Query | Protocol::Ec2Query => xml::encode(service, operation, output, request_id),
        Protocol::RestJson => rest_json::encode(operation, output),
        Protocol::Json11 => json11::encode(operation, output),
    };
    match written {
        Ok(response) => identified(response, request_id),
        // Only a type that no model has can fail; the client learns nothing about it.
        Err(_) => encode_fault(
            service,
            &Fault::new(500, "InternalFailure", "the answer cannot be written"),
            request_id,
        ),
    }
}

/// Writes a refusal in the service's own form.
pub fn encode_fault(service: &Service, fault: &Fault, request_id: &str) -> HttpResponse {
    let mut response = match service.protocol {
        Protocol::Query | Protocol::Ec2Query => xml::encode_fault(service, fault, request_id),
        Protocol::RestJson => {
            let headers = vec![("x-amzn-ErrorType".into(), fault.code.to_string())];
            json_fault(fault, &[], rest_json::CONTENT_TYPE, headers)
        }
        Protocol::Json11 => json_fault(
            fault,
            &[("__type", &fault.code)],
            json11::CONTENT_TYPE,
            Vec::new(),
        ),
    };
    if let Some(seconds) = fault.retry_after {
        let header = ("Retry-After".into(), seconds.to_string());
        response.headers.push(header);
    }
    identified(response, request_id)
}

fn json_fault(
    fault: &Fault,
    leading: &[(&'static str, &str)],
    content_type: &'static str,
    headers: Vec<(Cow<'static, str>, String)>,
) -> HttpResponse {
    let fields = fault
        .fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()));
    let members = leading
        .iter()
        .copied()
        .chain([("message", fault.message.as_str())])
        .chain(fields);
    let mut body = String::from("{");
    for (index, (name, value)) in members.enumerate() {
        if index > 0 {
            body.push(',');
        }
        // Strings always serialize; written one by one, so that the order is ours.
        body.push_str(&serde_json::Value::from(name).to_string());
        body.push(':');
        body.push_str(&serde_json::Value::from(value).to_string());
    }
    body.push('}');
    HttpResponse {
        status: fault.status,
        content_type: content_type.into(),
        headers,
        body: body.into_bytes(),
    }
}

fn identified(mut response: HttpResponse, request_id: &str) -> HttpResponse {
    response
        .headers
        .push(("x-amzn-RequestId".into(), request_id.to_owned()));
    response
}
