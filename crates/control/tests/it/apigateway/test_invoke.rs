//! TestInvokeMethod: what is handed to the data plane, what comes back, and who may.

use serde_json::{Value, json};

use super::Api;
use crate::harness::ACCOUNT;

#[test]
fn a_test_is_of_the_method_as_it_is_edited() {
    let api = Api::new();
    let pets = api.resource(&api.root, "{petId}");
    api.mock(&pets, "ANY");
    let test = |verb: &str, input: Value| {
        api.call("POST", &format!("/resources/{pets}/methods/{verb}"), input)
    };
    let answer = test(
        "GET",
        json!({
            "pathWithQueryString": "/7?a=b",
            "body": "sent",
            "headers": {"X-One": "1"},
            "multiValueHeaders": {"X-Two": ["2", "3"]},
            "stageVariables": {"colour": "red"},
        }),
    );
    let answer = answer.expect(200).json();
    assert_eq!(
        (&answer["status"], &answer["latency"]),
        (&json!(207), &json!(5))
    );
    assert_eq!(answer["body"], "sent");
    assert_eq!(
        answer["multiValueHeaders"],
        json!({"X-One": ["1"], "X-Two": ["2", "3"]})
    );
    assert_eq!(answer["headers"]["X-One"], "1");
    assert_eq!(
        answer["log"],
        format!(
            "GET /{{petId}} Some(\"/7?a=b\") {{\"colour\": \"red\"}} arn:aws:iam::{ACCOUNT}:root"
        )
    );
    test("GET", json!({})).expect(200);
    test("GET", json!({"pathWithQueryString": "bad"})).refused(
        400,
        "BadRequestException",
        "`bad` is no path",
    );
}

#[test]
fn a_test_shows_back_ends_the_client_certificate_that_it_names() {
    let api = Api::new();
    api.mock(&api.root, "GET");
    let below = format!("/resources/{}/methods/GET", api.root);
    let test = |id: &str| api.call("POST", &below, json!({ "clientCertificateId": id }));
    let made = api
        .harness
        .rest(&api.keys, "POST", "/clientcertificates", &json!({}))
        .expect(201)
        .json();
    let id = made["clientCertificateId"].as_str().unwrap();
    let answer = test(id).expect(200).json();
    assert_eq!(answer["headers"]["X-Shown"], format!("{ACCOUNT}/{id}"));
    let unknown = "Invalid Client Certificate identifier specified";
    test("abc123").refused(404, "NotFoundException", unknown);
    assert_eq!(test("").expect(200).json()["headers"], json!({}));
}

#[test]
fn what_is_not_there_cannot_be_tested() {
    let api = Api::new();
    api.mock(&api.root, "POST");
    let test = |resource: &str, verb: &str| {
        let below = format!("/resources/{resource}/methods/{verb}");
        api.call("POST", &below, json!({}))
    };
    let method = "Invalid Method identifier specified";
    test(&api.root, "HEAD").refused(404, "NotFoundException", method);
    let resource = "Invalid Resource identifier specified";
    test("nothing", "POST").refused(404, "NotFoundException", resource);
}

#[test]
fn a_test_needs_post_on_the_method() {
    let api = Api::new();
    api.mock(&api.root, "GET");
    let path = format!("/restapis/{}/resources/{}/methods/GET", api.id, api.root);
    let user = |name: &str, action: &str| {
        api.harness.user(
            &api.keys,
            name,
            &json!({"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": action, "Resource": format!("arn:aws:apigateway:us-east-1::{path}")},
            ]}),
        )
    };
    let tester = user("tester", "apigateway:POST");
    api.harness
        .rest(&tester, "POST", &path, &json!({}))
        .expect(200);
    let editor = user("editor", "apigateway:PUT");
    api.harness.rest(&editor, "POST", &path, &json!({})).refused(
        403,
        "AccessDeniedException",
        &format!("User: arn:aws:iam::{ACCOUNT}:user/editor is not authorized to perform: apigateway:POST on resource: arn:aws:apigateway:us-east-1::{path} because no identity-based policy allows the apigateway:POST action"),
    );
}
