//! Input that nobody means well: bounded, refused clearly, never a panic and never the server's fault.

use std::fmt::Write;

use portcullis_wire::{Fault, HttpRequest, decode, ec2, encode_fault, iam, route};
use proptest::prelude::*;
use serde_json::Value;

use crate::{Request, service};

fn refused(request: &Request) -> Fault {
    request
        .route()
        .and_then(|routed| decode::<Value>(&routed))
        .unwrap_err()
}

#[test]
fn a_million_parameters() {
    let mut body = "Action=CreateTags&Version=2016-11-15".to_owned();
    for index in 0..400_000 {
        write!(body, "&A{index}=").unwrap();
    }
    let fault = refused(&Request::form("ec2", body));
    assert_eq!(
        fault,
        Fault::new(400, "MalformedQueryString", "more than 20000 parameters")
    );

    let mut body = "Action=CreateTags&Version=2016-11-15".to_owned();
    for index in 0..1_000_000 {
        write!(body, "&A{index}=").unwrap();
    }
    assert_eq!(refused(&Request::form("ec2", body)).status, 413);
}

#[test]
fn a_parameter_of_a_million_parts() {
    let name = vec!["a"; 1_000_000].join(".");
    let fault = refused(&Request::form(
        "iam",
        format!("Action=ListUsers&Version=2010-05-08&{name}="),
    ));
    assert_eq!(fault.code, "MalformedQueryString");
    assert!(
        fault.message.ends_with("has more than 20 parts") && fault.message.len() < 256,
        "{}",
        fault.message
    );
}

#[test]
fn json_that_is_nested_deep() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let fault = refused(&Request::json(
            "POST",
            "/restapis",
            format!(r#"{{"name": "a", "tags": {nested}}}"#),
        ));
        assert_eq!(fault.code, "SerializationException");
        assert!(
            fault.message.contains("recursion limit exceeded"),
            "{}",
            fault.message
        );
    }
}

#[test]
fn json_with_a_million_values() {
    let values = vec!["1"; 1_000_000].join(",");
    let fault = refused(&Request::json(
        "POST",
        "/restapis",
        format!(r#"{{"name": "a", "binaryMediaTypes": [{values}]}}"#),
    ));
    assert_eq!(fault.code, "SerializationException");
    assert!(
        fault.message.contains("more than 20000 values"),
        "{}",
        fault.message
    );
}

#[test]
fn a_long_value_is_not_repeated() {
    let fault = refused(&Request::form(
        "iam",
        format!(
            "Action=GetRole&Version=2010-05-08&RoleName={}",
            "r".repeat(1 << 20)
        ),
    ));
    assert_eq!(
        fault.message,
        "1 validation error detected: Value at 'roleName' failed to satisfy constraint: \
         Member must have length less than or equal to 64"
    );
}

#[test]
fn many_violations_are_cut_short() {
    let mut body = "Action=TagRole&Version=2010-05-08&RoleName=r".to_owned();
    for index in 1..=5_000 {
        write!(body, "&Tags.member.{index}.Key=").unwrap();
    }
    let fault = refused(&Request::form("iam", body));
    assert!(
        fault.message.starts_with("32 validation errors detected: "),
        "{}",
        fault.message
    );
    assert!(fault.message.len() < 8_192);
}

#[test]
fn a_path_of_many_segments() {
    let fault = refused(&Request::json("GET", &"/a".repeat(1_000), ""));
    assert_eq!(fault.code, "UnknownOperationException");
    assert!(fault.message.len() < 512);
    assert_eq!(
        refused(&Request::json("GET", &"/a".repeat(1_000_000), "")).code,
        "BadRequestException"
    );
}

proptest! {
    #[test]
    fn no_form_is_the_servers_fault(
        action in prop::sample::select(["CreateTags", "CreateRole", "AuthorizeSecurityGroupIngress", "TagRole", "AssumeRole"].as_slice()),
        parts in prop::collection::vec("(Tags?|IpPermissions|Key|Value|member|ResourceId|RoleName|[0-9]{1,3}|[%+.=&a-z]{0,4})", 0..12),
    ) {
        let query = format!("Version=2010-05-08&{}", parts.join("."));
        for service in [&ec2::SERVICE, &iam::SERVICE] {
            let body = format!("Action={action}&{query}");
            let headers = http::HeaderMap::new();
            let request = HttpRequest { method: "POST", path: "/", query: None, headers: &headers, body: body.as_bytes() };
            if let Err(fault) = route(service, &request).and_then(|routed| decode::<Value>(&routed)) {
                prop_assert!((400..500).contains(&fault.status), "{fault}");
                encode_fault(service, &fault, "f1c2");
            }
        }
    }

    #[test]
    fn no_bytes_are_the_servers_fault(
        name in prop::sample::select(["apigateway", "ec2", "iam", "sts"].as_slice()),
        method in prop::sample::select(["GET", "POST", "PUT", "PATCH", "DELETE"].as_slice()),
        path in "(/|/restapis(/[a-z%0-9{}]{0,6}){0,3}|/tags/.{0,12}|.{0,16})",
        query in "([a-zA-Z%=&+0-9]{0,32})",
        body in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        let service = service(name);
        let headers = http::HeaderMap::new();
        let request = HttpRequest { method, path: &path, query: Some(&query), headers: &headers, body: &body };
        if let Err(fault) = route(service, &request).and_then(|routed| decode::<Value>(&routed)) {
            prop_assert!((400..500).contains(&fault.status), "{fault}");
            let response = encode_fault(service, &fault, "f1c2");
            prop_assert!(std::str::from_utf8(&response.body).is_ok());
        }
    }
}
