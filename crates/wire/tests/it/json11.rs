//! JSON 1.1 with a small service made for the purpose, since none that is offered speaks it yet.

use portcullis_wire::service::{Member, Operation, Shape, TEXT, TIMESTAMP};
use portcullis_wire::{
    Fault, HttpRequest, Protocol, Routed, Service, Timestamp, decode, encode, encode_fault, route,
};
use serde::{Deserialize, Serialize};

use crate::{body, header};

static LEDGER: Service = Service {
    name: "ledger",
    signing_name: "ledger",
    endpoint_prefix: "ledger",
    protocol: Protocol::Json11,
    api_version: "2026-01-01",
    xml_namespace: "",
    target_prefix: "Ledger_20260101",
    operations: &[Operation {
        name: "PutEntry",
        method: "POST",
        uri: "/",
        status: 200,
        input: &PUT_ENTRY,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    }],
    known_operations: &["DeleteEntry", "PutEntry"],
    known_routes: &[],
    faults: &[("EntryExistsException", 400)],
};
static PUT_ENTRY: Shape = Shape::Structure(&[
    Member::required("name", "name", &TEXT),
    Member::optional("at", "at", &TIMESTAMP),
]);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Timestamp>,
}

fn send(target: &str, body: &str) -> Result<Routed, Fault> {
    let mut headers = http::HeaderMap::new();
    headers.insert("x-amz-target", target.parse().unwrap());
    route(
        &LEDGER,
        &HttpRequest {
            method: "POST",
            path: "/",
            query: None,
            headers: &headers,
            body: body.as_bytes(),
        },
    )
}

#[test]
fn an_entry_goes_round() {
    let text = r#"{"name":"a","at":1795262545.25}"#;
    let routed = send("Ledger_20260101.PutEntry", text).unwrap();
    let entry: Entry = decode(&routed).unwrap();
    assert_eq!(
        entry,
        Entry {
            name: "a".to_owned(),
            at: Some(Timestamp::from_unix_millis(1_795_262_545_250))
        }
    );
    let response = encode(&LEDGER, routed.operation, &entry, "f1c2");
    assert_eq!(
        (response.status, response.content_type.as_ref()),
        (200, "application/x-amz-json-1.1")
    );
    assert_eq!(body(&response), text);
}

#[test]
fn refusals() {
    for (target, text, code, message) in [
        (
            "Ledger_20260101.DeleteEntry",
            "{}",
            "UnknownOperationException",
            "The operation Ledger_20260101.DeleteEntry is not offered by this server.",
        ),
        (
            "Ledger_20260101.Foo",
            "{}",
            "UnknownOperationException",
            "Ledger_20260101.Foo is not an operation of ledger.",
        ),
        (
            "PutEntry",
            "{}",
            "UnknownOperationException",
            "PutEntry is not an operation of ledger.",
        ),
        (
            "Other.PutEntry",
            "{}",
            "UnknownOperationException",
            "Other.PutEntry is not an operation of ledger.",
        ),
        (
            "Ledger_20260101.PutEntry",
            "",
            "ValidationException",
            "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
        ),
        (
            "Ledger_20260101.PutEntry",
            r#"{"name": true}"#,
            "SerializationException",
            "BOOLEAN_VALUE at 'name' can not be converted to a String",
        ),
        (
            "Ledger_20260101.PutEntry",
            r#"{"name": "a", "at": "soon"}"#,
            "SerializationException",
            "STRING_VALUE at 'at' can not be converted to a Timestamp",
        ),
    ] {
        let fault = send(target, text)
            .and_then(|routed| decode::<Entry>(&routed))
            .unwrap_err();
        assert_eq!(fault, Fault::new(400, code, message));
    }
}

#[test]
fn a_fault_names_its_type_in_the_body() {
    let response = encode_fault(
        &LEDGER,
        &LEDGER.fault("EntryExistsException", "a exists"),
        "f1c2",
    );
    assert_eq!(
        body(&response),
        r#"{"__type":"EntryExistsException","message":"a exists"}"#
    );
    assert_eq!(header(&response, "x-amzn-requestid"), Some("f1c2"));
}
