//! Who may import and export: one action on the whole API, with conditions on what is brought.

use serde_json::{Value, json};

use super::{ACCOUNT, Api, full, mock, openapi, send};
use crate::harness::Keys;

fn user(api: &Api, name: &str, statements: Value) -> Keys {
    let policy = json!({"Version": "2012-10-17", "Statement": statements});
    api.harness.user(&api.keys, name, &policy)
}

#[track_caller]
fn denied(answer: &super::Answer, user: &str, action: &str, resource: &str) {
    answer.refused(
        403,
        "AccessDeniedException",
        &format!(
            "User: arn:aws:iam::{ACCOUNT}:user/{user} is not authorized to perform: {action} on resource: {resource} \
             because no identity-based policy allows the {action} action"
        ),
    );
}

fn allow(action: &str, resource: &str) -> Value {
    json!({"Effect": "Allow", "Action": action, "Resource": resource})
}

#[test]
fn an_import_is_a_post_and_a_put_and_an_export_a_get() {
    let api = Api::imported(&openapi(json!({"paths": {"/": {"get": mock()}}})), "");
    api.publish("prod");
    let id = &api.id;
    let plain = openapi(json!({"paths": {"/": {"get": mock()}}})).to_string();
    let nobody = user(&api, "nobody", json!([allow("s3:GetObject", "*")]));
    let arn = |path: &str| format!("arn:aws:apigateway:us-east-1::{path}");
    let put = format!("/restapis/{id}?mode=overwrite");
    let parts = format!("/restapis/{id}/documentation/parts");
    let export = format!("/restapis/{id}/stages/prod/exports/oas30");
    for (method, target, action, path) in [
        (
            "POST",
            "/restapis?mode=import".to_owned(),
            "apigateway:POST",
            "/restapis".to_owned(),
        ),
        ("PUT", put, "apigateway:PUT", format!("/restapis/{id}")),
        ("PUT", parts.clone(), "apigateway:PUT", parts),
        ("GET", export.clone(), "apigateway:GET", export),
    ] {
        let body = if method == "GET" { "" } else { &plain };
        let answer = send(&api.harness, &nobody, method, &target, body);
        denied(&answer, "nobody", action, &arn(&path));
    }
}

#[test]
fn a_policy_that_comes_or_goes_needs_its_own_action() {
    let api = Api::imported(&full(), "");
    let id = &api.id;
    let arn = format!("arn:aws:apigateway:us-east-1::/restapis/{id}");
    let writer = user(
        &api,
        "writer",
        json!([allow("apigateway:PUT", &arn), allow("iam:PassRole", "*")]),
    );
    let put = |keys: &Keys, document: &Value, mode: &str| {
        send(
            &api.harness,
            keys,
            "PUT",
            &format!("/restapis/{id}?mode={mode}"),
            &document.to_string(),
        )
    };
    let silent = openapi(json!({"paths": {"/": {"get": mock()}}}));
    put(&writer, &silent, "merge").expect(200);
    denied(
        &put(&writer, &silent, "overwrite"),
        "writer",
        "apigateway:UpdateRestApiPolicy",
        &arn,
    );
    denied(
        &put(&writer, &full(), "merge"),
        "writer",
        "apigateway:UpdateRestApiPolicy",
        &arn,
    );
    let owner = user(
        &api,
        "owner",
        json!([allow("apigateway:*", "*"), allow("iam:PassRole", "*")]),
    );
    put(&owner, &full(), "overwrite").expect(200);
}

#[test]
fn roles_that_a_definition_hands_over_have_to_be_passed() {
    let api = Api::imported(&openapi(json!({"paths": {"/": {"get": mock()}}})), "");
    let role = |name: &str| format!("arn:aws:iam::{ACCOUNT}:role/{name}");
    let document = openapi(
        json!({"paths": {"/": {"get": {"x-amazon-apigateway-integration": {
            "type": "http", "httpMethod": "GET", "uri": "https://a.example/", "credentials": role("call"),
        }}}}}),
    );
    let put = |keys: &Keys| {
        send(
            &api.harness,
            keys,
            "PUT",
            &format!("/restapis/{}", api.id),
            &document.to_string(),
        )
    };
    let without = user(
        &api,
        "without",
        json!([
            allow("apigateway:*", "*"),
            allow("iam:PassRole", &role("other"))
        ]),
    );
    denied(&put(&without), "without", "iam:PassRole", &role("call"));
    let with = user(
        &api,
        "with",
        json!([
            allow("apigateway:*", "*"),
            allow("iam:PassRole", &role("call"))
        ]),
    );
    put(&with).expect(200);
}

#[test]
fn conditions_see_every_authorization_type_of_a_definition() {
    let api = Api::imported(&openapi(json!({"paths": {"/": {"get": mock()}}})), "");
    let signed_only = json!([{
        "Effect": "Allow", "Action": "apigateway:PUT", "Resource": "*",
        "Condition": {"ForAllValues:StringEquals": {"apigateway:Request/RouteAuthorizationType": "AWS_IAM"}},
    }]);
    let keys = user(&api, "careful", signed_only);
    let signed = json!({"x-amazon-apigateway-auth": {"type": "AWS_IAM"}, "x-amazon-apigateway-integration": {"type": "mock"}});
    let put = |paths: Value| {
        let document = openapi(json!({"paths": paths})).to_string();
        send(
            &api.harness,
            &keys,
            "PUT",
            &format!("/restapis/{}", api.id),
            &document,
        )
    };
    put(json!({"/": {"get": signed}})).expect(200);
    let arn = format!("arn:aws:apigateway:us-east-1::/restapis/{}", api.id);
    denied(
        &put(json!({"/": {"get": signed}, "/open": {"get": mock()}})),
        "careful",
        "apigateway:PUT",
        &arn,
    );
}
