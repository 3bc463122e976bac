//! Tags of APIs and stages, and the settings of the account.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, NOT_FOUND};
use crate::harness::escape;

fn at(api: &Api, below: &str) -> String {
    format!(
        "/tags/{}",
        escape(&format!(
            "arn:aws:apigateway:us-east-1::/restapis/{}{below}",
            api.id
        ))
    )
}

#[test]
fn tags_of_an_api_and_of_a_stage_are_added_and_removed() {
    let api = Api::new();
    api.mock(&api.root, "GET");
    api.call("POST", "/deployments", json!({"stageName": "prod"}))
        .expect(201);
    for (below, shown) in [("", ""), ("/stages/prod", "/stages/prod")] {
        let path = at(&api, below);
        let call = |method: &str, target: &str, body: Value| {
            api.harness.rest(&api.keys, method, target, &body)
        };
        call("PUT", &path, json!({"tags": {"Project": "x", "Rev": "1"}})).expect(204);
        call("PUT", &path, json!({"tags": {"Rev": "2"}})).expect(204);
        let tags = json!({"Project": "x", "Rev": "2"});
        assert_eq!(
            call("GET", &path, Value::Null).expect(200).json(),
            json!({"tags": tags})
        );
        assert_eq!(api.get(shown)["tags"], tags);
        call(
            "DELETE",
            &format!("{path}?tagKeys=Rev&tagKeys=Absent"),
            Value::Null,
        )
        .expect(204);
        assert_eq!(
            call("GET", &path, Value::Null).json(),
            json!({"tags": {"Project": "x"}})
        );
    }
}

#[test]
fn arns_that_name_nothing_and_tags_that_aws_refuses_are_refused() {
    let api = Api::new();
    let put = |path: &str, tags: Value| {
        api.harness
            .rest(&api.keys, "PUT", path, &json!({"tags": tags}))
    };
    let elsewhere = format!(
        "/tags/{}",
        escape("arn:aws:apigateway:eu-west-1::/restapis/x")
    );
    put(&elsewhere, json!({"a": "b"})).refused(
        400,
        BAD_REQUEST,
        "Invalid ARN specified in the request",
    );
    put(&at(&api, "/stages/none"), json!({"a": "b"})).refused(
        404,
        NOT_FOUND,
        "Invalid stage identifier specified",
    );
    assert_eq!(put(&at(&api, ""), json!({"aws:x": "b"})).status, 400);
    let many: serde_json::Map<String, Value> = (0..51)
        .map(|number| (format!("k{number}"), json!("v")))
        .collect();
    assert_eq!(put(&at(&api, ""), Value::Object(many)).status, 400);
    assert_eq!(api.get("").get("tags"), None);
}

#[test]
fn the_account_settings_hold_the_role_for_logs() {
    let api = Api::new();
    let account =
        |method: &str, body: Value| api.harness.rest(&api.keys, method, "/account", &body);
    let mut expected = json!({
        "throttleSettings": {"burstLimit": 5000, "rateLimit": 10000.0}, "features": ["UsagePlans"], "apiKeyVersion": "4",
    });
    assert_eq!(account("GET", Value::Null).expect(200).json(), expected);
    let role = "arn:aws:iam::111111111111:role/service/logs";
    let replace = |value: &str| json!({"patchOperations": [{"op": "replace", "path": "/cloudwatchRoleArn", "value": value}]});
    expected["cloudwatchRoleArn"] = json!(role);
    assert_eq!(account("PATCH", replace(role)).expect(200).json(), expected);
    assert_eq!(account("GET", Value::Null).json(), expected);
    assert_eq!(account("PATCH", replace("not a role")).status, 400);
    assert_eq!(
        account("PATCH", replace(""))
            .expect(200)
            .json()
            .get("cloudwatchRoleArn"),
        None
    );
}
