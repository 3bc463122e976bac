//! Who may: verbs on path ARNs, and a second action for the resource policy.

use serde_json::{Value, json};

use super::Api;
use crate::harness::{ACCOUNT, Harness, Keys};

fn denied(
    api: &Api,
    keys: &Keys,
    (method, path, body): (&str, &str, &Value),
    action: &str,
    resource: &str,
    user: &str,
) {
    let message = format!(
        "User: arn:aws:iam::{ACCOUNT}:user/{user} is not authorized to perform: {action} on resource: \
         arn:aws:apigateway:us-east-1::{resource} because no identity-based policy allows the {action} action"
    );
    api.harness
        .rest(keys, method, path, body)
        .refused(403, "AccessDeniedException", &message);
}

#[test]
fn a_user_without_permission_is_told_the_verb_and_the_path() {
    let api = Api::new();
    let nobody = api.harness.user(
        &api.keys,
        "nobody",
        &json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"},
        ]}),
    );
    let id = &api.id;
    let none = &Value::Null;
    for (method, path, body, action, resource) in [
        (
            "POST",
            "/restapis".to_owned(),
            &json!({"name": "x"}),
            "apigateway:POST",
            "/restapis".to_owned(),
        ),
        (
            "GET",
            "/restapis".to_owned(),
            none,
            "apigateway:GET",
            "/restapis".to_owned(),
        ),
        (
            "GET",
            format!("/restapis/{id}"),
            none,
            "apigateway:GET",
            format!("/restapis/{id}"),
        ),
        (
            "GET",
            format!("/restapis/{id}/resources"),
            none,
            "apigateway:GET",
            format!("/restapis/{id}/resources"),
        ),
        (
            "PUT",
            format!("/restapis/{id}/resources/abc/methods/GET/integration"),
            &json!({"type": "MOCK"}),
            "apigateway:PUT",
            format!("/restapis/{id}/resources/abc/methods/GET/integration"),
        ),
        (
            "DELETE",
            format!("/restapis/{id}/stages/prod"),
            none,
            "apigateway:DELETE",
            format!("/restapis/{id}/stages/prod"),
        ),
        (
            "GET",
            "/account".to_owned(),
            none,
            "apigateway:GET",
            "/account".to_owned(),
        ),
        (
            "GET",
            format!("/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2F{id}"),
            none,
            "apigateway:GET",
            format!("/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2F{id}"),
        ),
    ] {
        denied(
            &api,
            &nobody,
            (method, &path, body),
            action,
            &resource,
            "nobody",
        );
    }
}

#[test]
fn a_user_with_permission_passes() {
    let api = Api::new();
    let reader = api.harness.user(&api.keys, "reader", &json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "apigateway:GET", "Resource": "arn:aws:apigateway:us-east-1::/restapis*"},
    ]}));
    let path = format!("/restapis/{}", api.id);
    api.harness
        .rest(&reader, "GET", &path, &Value::Null)
        .expect(200);
    api.harness
        .rest(&reader, "GET", &format!("{path}/resources"), &Value::Null)
        .expect(200);
    denied(
        &api,
        &reader,
        ("DELETE", &path, &Value::Null),
        "apigateway:DELETE",
        &path,
        "reader",
    );
    api.harness
        .rest(&api.keys, "GET", &path, &Value::Null)
        .expect(200);
}

#[test]
fn the_resource_policy_needs_an_action_of_its_own() {
    let api = Api::new();
    let editor = api.harness.user(
        &api.keys,
        "editor",
        &json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": ["apigateway:PATCH", "apigateway:POST"], "Resource": "*"},
        ]}),
    );
    let path = format!("/restapis/{}", api.id);
    let patch = |path: &str, value: &str| json!({"patchOperations": [{"op": "replace", "path": path, "value": value}]});
    api.harness
        .rest(&editor, "PATCH", &path, &patch("/description", "d"))
        .expect(200);
    let action = "apigateway:UpdateRestApiPolicy";
    denied(
        &api,
        &editor,
        ("PATCH", &path, &patch("/policy", "")),
        action,
        &path,
        "editor",
    );
    let with_policy = json!({"name": "x", "policy": "{}"});
    denied(
        &api,
        &editor,
        ("POST", "/restapis", &with_policy),
        action,
        "/restapis",
        "editor",
    );
}

#[test]
fn conditions_see_the_tags_of_the_api_and_of_the_request_and_the_endpoint_type() {
    let api = Api::with(&json!({"name": "x", "tags": {"Team": "blue"}}));
    let blue = api.harness.user(
        &api.keys,
        "blue",
        &json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "apigateway:GET", "Resource": "*",
                "Condition": {"StringEquals": {"aws:ResourceTag/Team": "blue"}}},
            {"Effect": "Allow", "Action": "apigateway:POST", "Resource": "*",
                "Condition": {
                    "StringEquals": {"aws:RequestTag/Team": "blue"},
                    "ForAllValues:StringEquals": {"apigateway:Request/EndpointType": ["PRIVATE"]},
                }},
        ]}),
    );
    api.harness
        .rest(
            &blue,
            "GET",
            &format!("/restapis/{}/resources", api.id),
            &Value::Null,
        )
        .expect(200);
    let other = api
        .harness
        .rest(&api.keys, "POST", "/restapis", &json!({"name": "y"}))
        .expect(201)
        .json();
    let path = format!("/restapis/{}", super::text(&other["id"]));
    denied(
        &api,
        &blue,
        ("GET", &path, &Value::Null),
        "apigateway:GET",
        &path,
        "blue",
    );
    let make = |tags: Value, kind: &str| {
        let input = json!({"name": "z", "tags": tags, "endpointConfiguration": {"types": [kind]}});
        api.harness.rest(&blue, "POST", "/restapis", &input).status
    };
    assert_eq!(make(json!({"Team": "blue"}), "PRIVATE"), 201);
    assert_eq!(make(json!({"Team": "red"}), "PRIVATE"), 403);
    assert_eq!(make(json!({"Team": "blue"}), "REGIONAL"), 403);
}

#[test]
fn a_request_without_a_signature_or_with_a_wrong_one_is_refused_in_json() {
    let harness = Harness::new();
    let unsigned = harness.send(
        None,
        ("apigateway", "us-east-1"),
        "GET",
        "/restapis",
        ("", b""),
    );
    unsigned.refused(
        403,
        "MissingAuthenticationTokenException",
        "Missing Authentication Token",
    );
    let wrong = harness.rest(
        &Keys::new(ACCOUNT, "wrong"),
        "GET",
        "/restapis",
        &Value::Null,
    );
    assert_eq!(
        (wrong.status, wrong.header("x-amzn-ErrorType")),
        (403, Some("InvalidSignatureException"))
    );
}

#[test]
fn the_keys_of_an_api_are_there_only_when_the_api_itself_is_changed_or_deleted() {
    let api = Api::new();
    let policy = json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "apigateway:*", "Resource": "*",
        "Condition": {"StringLike": {"apigateway:Resource/ApiName": "*"}}
    }]});
    let user = api.harness.user(&api.keys, "u", &policy);
    let (id, none) = (&api.id, &Value::Null);
    for (method, path, status) in [
        ("GET", format!("/restapis/{id}"), 403),
        ("GET", format!("/restapis/{id}/resources"), 403),
        ("DELETE", format!("/restapis/{id}/stages/prod"), 403),
        ("DELETE", format!("/restapis/{id}"), 202),
    ] {
        api.harness.rest(&user, method, &path, none).expect(status);
    }
}

#[test]
fn an_operation_that_is_not_offered_answers_a_4xx_in_json() {
    let api = Api::new();
    for (method, path) in [
        ("GET", "/sdktypes"),
        ("POST", "/nothing"),
        ("GET", "/restapis/x/models"),
    ] {
        let answer = api.harness.rest(&api.keys, method, path, &Value::Null);
        assert!(
            (400..500).contains(&answer.status),
            "{path}: {}",
            answer.status
        );
        assert_eq!(answer.content_type, "application/json");
        assert!(answer.header("x-amzn-ErrorType").is_some());
        answer.json();
    }
}
