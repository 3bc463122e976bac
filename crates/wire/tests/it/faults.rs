//! The forms of a fault byte for byte.

use portcullis_wire::{Fault, encode_fault, iam};

use crate::{body, header, service};

fn check(name: &str, fault: &Fault, content_type: &str, error_type: Option<&str>, expected: &str) {
    let response = encode_fault(service(name), fault, "f1c2");
    assert_eq!(response.status, fault.status);
    assert_eq!(response.content_type, content_type);
    assert_eq!(header(&response, "x-amzn-errortype"), error_type);
    assert_eq!(header(&response, "x-amzn-requestid"), Some("f1c2"));
    assert_eq!(body(&response), expected);
}

#[test]
fn iam() {
    let fault = iam::SERVICE.fault("NoSuchEntity", "The role with name a<b cannot be found.");
    check(
        "iam",
        &fault,
        "text/xml",
        None,
        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type><Code>NoSuchEntity</Code>\
         <Message>The role with name a&lt;b cannot be found.</Message></Error><RequestId>f1c2</RequestId></ErrorResponse>",
    );
    assert_eq!(fault.status, 404);
}

#[test]
fn sts_when_the_server_is_to_blame() {
    check(
        "sts",
        &Fault::new(500, "InternalFailure", "no answer"),
        "text/xml",
        None,
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Receiver</Type>\
         <Code>InternalFailure</Code><Message>no answer</Message></Error><RequestId>f1c2</RequestId></ErrorResponse>",
    );
}

#[test]
fn ec2() {
    check(
        "ec2",
        &service("ec2").fault("InvalidVpcID.NotFound", "The vpc ID 'vpc-1' does not exist"),
        "text/xml;charset=UTF-8",
        None,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code>\
         <Message>The vpc ID 'vpc-1' does not exist</Message></Error></Errors><RequestID>f1c2</RequestID></Response>",
    );
}

#[test]
fn api_gateway() {
    check(
        "apigateway",
        &service("apigateway").fault(
            "NotFoundException",
            "Invalid API identifier specified 111111111111:\"x\"",
        ),
        "application/json",
        Some("NotFoundException"),
        r#"{"message":"Invalid API identifier specified 111111111111:\"x\""}"#,
    );
}

#[test]
fn further_members_follow_the_message() {
    let fault = Fault::new(429, "TooManyRequestsException", "Too many requests")
        .with_field("retryAfterSeconds", "5");
    check(
        "apigateway",
        &fault,
        "application/json",
        Some("TooManyRequestsException"),
        r#"{"message":"Too many requests","retryAfterSeconds":"5"}"#,
    );
}
