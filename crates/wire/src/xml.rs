//! The query protocols going out: any value of a generated type as XML, in the envelope of IAM and STS or in EC2's.
//! Writes only; no client sends XML to the services that are offered.

mod ser;

use erased_serde::Serialize as Output;

use crate::error::CodecError;
use crate::fault::Fault;
use crate::message::HttpResponse;
use crate::service::{Operation, Protocol, Service};

pub(crate) const CONTENT_TYPE: &str = "text/xml";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Writes an answer in the service's envelope.
pub(crate) fn encode(
    service: &Service,
    operation: &Operation,
    output: &dyn Output,
    request_id: &str,
) -> Result<HttpResponse, CodecError> {
    let mut body = String::with_capacity(512);
    let ec2 = service.protocol == Protocol::Ec2Query;
    if ec2 {
        body.push_str(DECLARATION);
    }
    let root = format!("{}Response", operation.name);
    open_root(&mut body, &root, service.xml_namespace);
    if ec2 {
        element(&mut body, "requestId", request_id);
        match operation.has_output {
            true => ser::write_members(&mut body, ser::Style::Ec2, output)?,
            // Not in the model, but in every answer of EC2 that has nothing else to say.
            false => element(&mut body, "return", "true"),
        }
    } else {
        match (operation.has_output, operation.result_wrapper) {
            (true, Some(wrapper)) => {
                ser::write_element(&mut body, ser::Style::Query, wrapper, output)?
            }
            (true, None) => ser::write_members(&mut body, ser::Style::Query, output)?,
            (false, _) => {}
        }
        body.push_str("<ResponseMetadata>");
        element(&mut body, "RequestId", request_id);
        body.push_str("</ResponseMetadata>");
    }
    close(&mut body, &root);
    Ok(HttpResponse {
        status: operation.status,
        content_type: content_type(service).into(),
        headers: Vec::new(),
        body: body.into_bytes(),
    })
}

/// Writes a refusal in the service's envelope.
pub(crate) fn encode_fault(service: &Service, fault: &Fault, request_id: &str) -> HttpResponse {
    let mut body = String::with_capacity(256);
    if service.protocol == Protocol::Ec2Query {
        body.push_str(DECLARATION);
        body.push_str("<Response><Errors><Error>");
        details(&mut body, fault);
        body.push_str("</Error></Errors>");
        element(&mut body, "RequestID", request_id);
        body.push_str("</Response>");
    } else {
        open_root(&mut body, "ErrorResponse", service.xml_namespace);
        body.push_str("<Error>");
        element(
            &mut body,
            "Type",
            if fault.sender { "Sender" } else { "Receiver" },
        );
        details(&mut body, fault);
        body.push_str("</Error>");
        element(&mut body, "RequestId", request_id);
        body.push_str("</ErrorResponse>");
    }
    HttpResponse {
        status: fault.status,
        content_type: content_type(service).into(),
        headers: Vec::new(),
        body: body.into_bytes(),
    }
}

fn content_type(service: &Service) -> &'static str {
    match service.protocol {
        Protocol::Ec2Query => "text/xml;charset=UTF-8",
        _ => CONTENT_TYPE,
    }
}

fn details(body: &mut String, fault: &Fault) {
    element(body, "Code", &fault.code);
    element(body, "Message", &fault.message);
    for (name, value) in &fault.fields {
        element(body, name, value);
    }
}

fn open_root(body: &mut String, name: &str, namespace: &str) {
    body.push('<');
    body.push_str(name);
    body.push_str(" xmlns=\"");
    ser::escape(body, namespace);
    body.push_str("\">");
}

fn element(body: &mut String, name: &str, text: &str) {
    body.push('<');
    body.push_str(name);
    body.push('>');
    ser::escape(body, text);
    close(body, name);
}

fn close(body: &mut String, name: &str) {
    body.push_str("</");
    body.push_str(name);
    body.push('>');
}
