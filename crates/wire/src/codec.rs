//! The four steps of a call, whatever the protocol: [`route`] finds the operation, [`decode`] makes the input,
//! [`encode`] writes the output and [`encode_fault`] a refusal. What each protocol does differently stands in its own file.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fault::Fault;
use crate::message::{HttpRequest, HttpResponse};
use crate::service::{Operation, Service};

/// A request whose operation is known, with its parameters read but not yet judged.
#[derive(Debug)]
pub struct Routed {
    /// The service that was asked.
    pub service: &'static Service,
    /// What it was asked to do.
    pub operation: &'static Operation,
}

/// Finds the operation that a request asks for.
pub fn route(service: &'static Service, request: &HttpRequest<'_>) -> Result<Routed, Fault> {
    let _ = (service, request);
    Err(Fault::new(500, "InternalFailure", ""))
}

/// Makes the input of the operation: checks the model's constraints and puts the parameters into their types.
pub fn decode<T: DeserializeOwned>(routed: &Routed) -> Result<T, Fault> {
    let _ = routed;
    Err(Fault::new(500, "InternalFailure", ""))
}

/// Writes a successful answer; `&()` for an operation without output.
pub fn encode<T: Serialize>(
    service: &Service,
    operation: &Operation,
    output: &T,
    request_id: &str,
) -> HttpResponse {
    let _ = (service, output, request_id);
    HttpResponse {
        status: operation.status,
        content_type: "text/xml",
        headers: Vec::new(),
        body: Vec::new(),
    }
}

/// Writes a refusal in the service's own form.
pub fn encode_fault(service: &Service, fault: &Fault, request_id: &str) -> HttpResponse {
    let _ = (service, request_id);
    HttpResponse {
        status: fault.status,
        content_type: "text/xml",
        headers: Vec::new(),
        body: Vec::new(),
    }
}
