//! Stages: made, patched, their method settings and access log.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, CONFLICT, NOT_FOUND};
use crate::harness::START;

fn with_stage() -> (Api, String) {
    let api = Api::new();
    api.mock(&api.root, "GET");
    let deployment = api.deploy();
    let version = json!({"documentationVersion": "v123"});
    api.call("POST", "/documentation/versions", version)
        .expect(201);
    let input = json!({
        "stageName": "s1", "deploymentId": deployment, "description": "my stage", "documentationVersion": "v123",
    });
    api.call("POST", "/stages", input).expect(201);
    (api, deployment)
}

fn grant_logging(api: &Api) {
    let operations = json!({"patchOperations": [
        {"op": "replace", "path": "/cloudwatchRoleArn", "value": "arn:aws:iam::111111111111:role/logs"},
    ]});
    api.harness
        .rest(&api.keys, "PATCH", "/account", &operations)
        .expect(200);
}

#[test]
fn a_stage_shows_the_fields_that_tools_need() {
    let (api, deployment) = with_stage();
    assert_eq!(
        api.get("/stages/s1"),
        json!({
            "stageName": "s1", "deploymentId": deployment, "description": "my stage", "documentationVersion": "v123",
            "cacheClusterEnabled": false, "cacheClusterStatus": "NOT_AVAILABLE", "methodSettings": {},
            "tracingEnabled": false, "createdDate": START, "lastUpdatedDate": START,
        })
    );
    let listed = api.get(&format!("/stages?deploymentId={deployment}"));
    assert_eq!(listed["item"].as_array().unwrap().len(), 1);
    assert_eq!(api.get("/stages?deploymentId=abcdef"), json!({"item": []}));
    let again = api.call(
        "POST",
        "/stages",
        json!({"stageName": "s1", "deploymentId": deployment}),
    );
    again.refused(409, CONFLICT, "Stage already exists");
    let unknown = api.call(
        "POST",
        "/stages",
        json!({"stageName": "s2", "deploymentId": "abcdef"}),
    );
    unknown.refused(404, NOT_FOUND, "Invalid Deployment identifier specified");
    api.call("DELETE", "/stages/s1", Value::Null).expect(202);
    for verb in ["GET", "DELETE"] {
        let answer = api.call(verb, "/stages/s1", Value::Null);
        answer.refused(404, NOT_FOUND, "Invalid stage identifier specified");
    }
}

#[test]
fn a_stage_is_patched_as_recorded_from_aws() {
    let (api, deployment) = with_stage();
    let updated = api.patch(
        "/stages/s1",
        &[
            ("replace", "/description", "stage new"),
            ("replace", "/variables/var1", "test"),
            ("replace", "/variables/var2", "test2"),
            ("replace", "/*/*/throttling/burstLimit", "123"),
            ("replace", "/*/*/caching/enabled", "true"),
            ("replace", "/tracingEnabled", "true"),
            ("replace", "/test/GET/throttling/burstLimit", "124"),
        ],
    );
    let setting = |burst: u32| {
        json!({
            "cacheDataEncrypted": false, "cacheTtlInSeconds": 300, "cachingEnabled": true, "dataTraceEnabled": false,
            "metricsEnabled": false, "requireAuthorizationForCacheControl": true, "throttlingBurstLimit": burst,
            "throttlingRateLimit": 10000.0, "unauthorizedCacheControlHeaderStrategy": "SUCCEED_WITH_RESPONSE_HEADER",
        })
    };
    let expected = json!({
        "stageName": "s1", "deploymentId": deployment, "description": "stage new", "documentationVersion": "v123",
        "cacheClusterEnabled": false, "cacheClusterStatus": "NOT_AVAILABLE", "tracingEnabled": true,
        "variables": {"var1": "test", "var2": "test2"}, "createdDate": START, "lastUpdatedDate": START,
        "methodSettings": {"*/*": setting(123), "test/GET": setting(124)},
    });
    assert_eq!(updated.expect(200).json(), expected);
    assert_eq!(api.get("/stages/s1"), expected);
    let override_ = api
        .patch(
            "/stages/s1",
            &[("replace", "/*/*/throttling/burstLimit", "100")],
        )
        .expect(200)
        .json();
    assert_eq!(
        override_["methodSettings"],
        json!({"*/*": setting(100), "test/GET": setting(124)})
    );
    let reset = api.patch(
        "/stages/s1",
        &[("remove", "/*/*", ""), ("remove", "/test/GET", "")],
    );
    assert_eq!(reset.expect(200).json()["methodSettings"], json!({}));
    api.patch("/stages/s1", &[("remove", "/*/*", "")]).refused(
        400,
        BAD_REQUEST,
        "Cannot remove method setting */* because there is no method setting for this method ",
    );
}

#[test]
fn numbers_come_as_texts_and_go_as_numbers() {
    let (api, _) = with_stage();
    let patched = api.patch(
        "/stages/s1",
        &[
            (
                "replace",
                "/~1pets~1{id}/GET/throttling/rateLimit",
                "100.000000",
            ),
            ("replace", "/~1pets~1{id}/GET/caching/ttlInSeconds", "60"),
        ],
    );
    let setting = &patched.expect(200).json()["methodSettings"]["~1pets~1{id}/GET"];
    assert_eq!(
        (
            &setting["throttlingRateLimit"],
            &setting["cacheTtlInSeconds"]
        ),
        (&json!(100.0), &json!(60))
    );
    for (path, value) in [
        ("/*/*/throttling/rateLimit", "fast"),
        ("/*/*/throttling/rateLimit", "NaN"),
        ("/*/*/throttling/burstLimit", "1.5"),
        ("/*/*/caching/ttlInSeconds", "3601"),
        ("/*/*/logging/loglevel", "LOUD"),
        (
            "/*/*/caching/unauthorizedCacheControlHeaderStrategy",
            "WRONG",
        ),
    ] {
        assert_eq!(
            api.patch("/stages/s1", &[("replace", path, value)]).status,
            400,
            "{path} {value}"
        );
    }
}

#[test]
fn an_unknown_path_is_answered_with_the_list_of_paths() {
    let (api, _) = with_stage();
    for path in [
        "/documentation_version",
        "/tags/tag1",
        "/*/*/unknown/setting",
    ] {
        let answer = api.patch("/stages/s1", &[("replace", path, "x")]);
        let message = super::text(&answer.json()["message"]);
        let expected = format!(
            "Invalid method setting path: {path}. Must be one of: [/deploymentId, /description,"
        );
        assert!(
            answer.status == 400 && message.starts_with(&expected),
            "{message}"
        );
    }
    let answer = api.patch("/stages/s1", &[("replace", "/deploymentId", "abcdef")]);
    answer.refused(400, BAD_REQUEST, "Deployment id does not exist");
}

#[test]
fn a_stage_moves_to_another_deployment() {
    let (api, first) = with_stage();
    let second = api.deploy();
    let moved = api
        .patch("/stages/s1", &[("replace", "/deploymentId", &second)])
        .expect(200)
        .json();
    assert_eq!(moved["deploymentId"], json!(second));
    api.call("DELETE", &format!("/deployments/{first}"), Value::Null)
        .expect(202);
}

#[test]
fn logging_needs_a_role_in_the_account_settings() {
    let (api, _) = with_stage();
    let arn = "arn:aws:logs:us-east-1:111111111111:log-group:x";
    let destination = [("replace", "/accessLogSettings/destinationArn", arn)];
    let level = [("replace", "/*/*/logging/loglevel", "INFO")];
    let message = "CloudWatch Logs role ARN must be set in account settings to enable logging";
    api.patch("/stages/s1", &destination)
        .refused(400, BAD_REQUEST, message);
    api.patch("/stages/s1", &level)
        .refused(400, BAD_REQUEST, message);
    grant_logging(&api);
    let logged = api
        .patch("/stages/s1", &[destination[0], level[0]])
        .expect(200)
        .json();
    assert_eq!(logged["accessLogSettings"], json!({"destinationArn": arn}));
    assert_eq!(logged["methodSettings"]["*/*"]["loggingLevel"], "INFO");
}

#[test]
fn access_log_settings_have_two_paths_and_one_way_out() {
    let (api, _) = with_stage();
    grant_logging(&api);
    let paths = "Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]";
    let gone = |path: &str| {
        format!(
            "Cannot remove method setting {path} because there is no method setting for this method "
        )
    };
    for (op, path, value, message) in [
        (
            "add",
            "/accessLogSettings/randomValue",
            "x",
            paths.to_owned(),
        ),
        ("replace", "/accessLogSettings/*", "x", paths.to_owned()),
        ("replace", "/accessLogSettings", "x", paths.to_owned()),
        (
            "replace",
            "/accessLogSettings/format",
            "",
            "Access Log value must not be empty".to_owned(),
        ),
        (
            "remove",
            "/accessLogSettings/destinationArn",
            "",
            gone("accessLogSettings/destinationArn"),
        ),
        (
            "remove",
            "/accessLogSettings/*",
            "",
            gone("accessLogSettings/*"),
        ),
    ] {
        api.patch("/stages/s1", &[(op, path, value)])
            .refused(400, BAD_REQUEST, &message);
    }
    let format = "$context.requestId $context.identity.sourceIp";
    let set = api
        .patch(
            "/stages/s1",
            &[("add", "/accessLogSettings/format", format)],
        )
        .expect(200)
        .json();
    assert_eq!(set["accessLogSettings"], json!({"format": format}));
    let removed = api
        .patch("/stages/s1", &[("remove", "/accessLogSettings", "")])
        .expect(200)
        .json();
    assert_eq!(removed.get("accessLogSettings"), None);
}

#[test]
fn a_stage_names_only_what_is_there() {
    let (api, deployment) = with_stage();
    let version = "Invalid Documentation version specified";
    let certificate = "Invalid Client Certificate identifier specified";
    for (path, message) in [
        ("/documentationVersion", version),
        ("/clientCertificateId", certificate),
    ] {
        let patched = api.patch("/stages/s1", &[("replace", path, "none")]);
        patched.refused(400, BAD_REQUEST, message);
        api.patch("/stages/s1", &[("replace", path, "")])
            .expect(200);
    }
    let input = json!({"stageName": "s2", "deploymentId": deployment, "documentationVersion": "x"});
    let made = api.call("POST", "/stages", input);
    made.refused(400, BAD_REQUEST, version);
}

#[test]
fn a_cache_has_the_smallest_size_unless_another_is_asked_for() {
    let (api, _) = with_stage();
    let enabled = api.patch("/stages/s1", &[("replace", "/cacheClusterEnabled", "true")]);
    let shown = enabled.expect(200).json();
    assert_eq!(
        (&shown["cacheClusterSize"], &shown["cacheClusterStatus"]),
        (&json!("0.5"), &json!("AVAILABLE"))
    );
    let grown = api.patch("/stages/s1", &[("replace", "/cacheClusterSize", "1.6")]);
    assert_eq!(grown.expect(200).json()["cacheClusterSize"], "1.6");
    let wrong = api.patch("/stages/s1", &[("replace", "/cacheClusterSize", "2")]);
    assert_eq!(wrong.status, 400);
    for part in ["data", "authorizers"] {
        let cache = |stage| format!("/stages/{stage}/cache/{part}");
        api.call("DELETE", &cache("s1"), Value::Null).expect(202);
        let unknown = api.call("DELETE", &cache("s2"), Value::Null);
        unknown.refused(404, NOT_FOUND, "Invalid stage identifier specified");
    }
}

#[test]
fn variables_have_the_narrow_alphabet_of_addresses() {
    let (api, _) = with_stage();
    for (name, value) in [("a-b", "x"), ("a", "white space"), ("a", "<script>")] {
        let path = format!("/variables/{name}");
        assert_eq!(
            api.patch("/stages/s1", &[("replace", &path, value)]).status,
            400,
            "{name}={value}"
        );
    }
    let set = [
        ("add", "/variables/host", "api.example.com:8443/x?y=1,2"),
        ("add", "/variables/b", "2"),
    ];
    api.patch("/stages/s1", &set).expect(200);
    let removed = api
        .patch("/stages/s1", &[("remove", "/variables/b", "")])
        .expect(200)
        .json();
    assert_eq!(
        removed["variables"],
        json!({"host": "api.example.com:8443/x?y=1,2"})
    );
}

#[test]
fn an_api_has_at_most_ten_stages() {
    let (api, deployment) = with_stage();
    let make = |name: String| {
        api.call(
            "POST",
            "/stages",
            json!({"stageName": name, "deploymentId": deployment}),
        )
    };
    for number in 2..=10 {
        make(format!("s{number}")).expect(201);
    }
    assert_eq!(
        make("s11".to_owned()).header("x-amzn-ErrorType"),
        Some("LimitExceededException")
    );
}
