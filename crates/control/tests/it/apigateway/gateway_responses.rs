//! Gateway responses: defaults, the cascade of DEFAULT_4XX and DEFAULT_5XX, and patches.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, NOT_FOUND};

const TEMPLATE: &str = r#"{"message":$context.error.messageString}"#;

fn response(kind: &str, status: &str, default: bool) -> Value {
    json!({
        "responseType": kind, "statusCode": status, "defaultResponse": default, "responseParameters": {},
        "responseTemplates": {"application/json": TEMPLATE},
    })
}

#[test]
fn every_type_has_its_default() {
    let api = Api::new();
    let listed = api.get("/gatewayresponses?limit=500");
    let statuses: Vec<(&str, Option<&str>)> = listed["item"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            (
                item["responseType"].as_str().unwrap(),
                item["statusCode"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        statuses,
        [
            ("ACCESS_DENIED", Some("403")),
            ("API_CONFIGURATION_ERROR", Some("500")),
            ("AUTHORIZER_CONFIGURATION_ERROR", Some("500")),
            ("AUTHORIZER_FAILURE", Some("500")),
            ("BAD_REQUEST_BODY", Some("400")),
            ("BAD_REQUEST_PARAMETERS", Some("400")),
            ("DEFAULT_4XX", None),
            ("DEFAULT_5XX", None),
            ("EXPIRED_TOKEN", Some("403")),
            ("INTEGRATION_FAILURE", Some("504")),
            ("INTEGRATION_TIMEOUT", Some("504")),
            ("INVALID_API_KEY", Some("403")),
            ("INVALID_SIGNATURE", Some("403")),
            ("MISSING_AUTHENTICATION_TOKEN", Some("403")),
            ("QUOTA_EXCEEDED", Some("429")),
            ("REQUEST_TOO_LARGE", Some("413")),
            ("RESOURCE_NOT_FOUND", Some("404")),
            ("THROTTLED", Some("429")),
            ("UNAUTHORIZED", Some("401")),
            ("UNSUPPORTED_MEDIA_TYPE", Some("415")),
            ("WAF_FILTERED", Some("403")),
        ]
    );
    assert_eq!(
        api.get("/gatewayresponses/ACCESS_DENIED"),
        response("ACCESS_DENIED", "403", true)
    );
}

#[test]
fn omitted_members_keep_the_defaults_of_the_type() {
    let api = Api::new();
    let put = |input| {
        api.call(
            "PUT",
            "/gatewayresponses/MISSING_AUTHENTICATION_TOKEN",
            input,
        )
        .expect(201)
        .json()
    };
    let kind = "MISSING_AUTHENTICATION_TOKEN";
    assert_eq!(
        put(json!({"statusCode": "404"})),
        response(kind, "404", false)
    );
    let header = json!({"gatewayresponse.header.x": "method.request.header.Accept"});
    let mut expected = response(kind, "403", false);
    expected["responseParameters"] = header.clone();
    assert_eq!(
        put(json!({"responseParameters": header})),
        expected,
        "a PUT replaces the whole"
    );
    api.call(
        "DELETE",
        "/gatewayresponses/MISSING_AUTHENTICATION_TOKEN",
        Value::Null,
    )
    .expect(202);
    let again = api.call(
        "DELETE",
        "/gatewayresponses/MISSING_AUTHENTICATION_TOKEN",
        Value::Null,
    );
    again.refused(404, NOT_FOUND, "Gateway response type not defined on api");
    assert_eq!(
        api.get("/gatewayresponses/MISSING_AUTHENTICATION_TOKEN"),
        response(kind, "403", true)
    );
}

#[test]
fn the_default_of_a_class_shows_in_every_type_that_is_not_customised() {
    let api = Api::new();
    let header = json!({"gatewayresponse.header.x": "'1'"});
    let input = json!({"statusCode": "599", "responseParameters": header, "responseTemplates": {"text/plain": "t"}});
    api.call("PUT", "/gatewayresponses/DEFAULT_5XX", input)
        .expect(201);
    api.call("PUT", "/gatewayresponses/AUTHORIZER_FAILURE", json!({}))
        .expect(201);
    assert_eq!(
        api.get("/gatewayresponses/INTEGRATION_TIMEOUT"),
        json!({
            "responseType": "INTEGRATION_TIMEOUT", "statusCode": "599", "defaultResponse": true,
            "responseParameters": header, "responseTemplates": {"text/plain": "t"},
        })
    );
    assert_eq!(
        api.get("/gatewayresponses/AUTHORIZER_FAILURE"),
        response("AUTHORIZER_FAILURE", "500", false)
    );
    assert_eq!(
        api.get("/gatewayresponses/THROTTLED"),
        response("THROTTLED", "429", true),
        "the other class"
    );
}

#[test]
fn a_gateway_response_is_patched() {
    let api = Api::new();
    let at = "/gatewayresponses/DEFAULT_4XX";
    let patched = api
        .patch(at, &[("replace", "/statusCode", "444")])
        .expect(200)
        .json();
    assert_eq!(
        patched,
        response("DEFAULT_4XX", "444", false),
        "a patch customises what was not"
    );
    let header = "/responseParameters/gatewayresponse.header.x";
    api.patch(
        at,
        &[
            ("add", header, "'a'"),
            ("add", "/responseTemplates/application~1xml", "<m/>"),
        ],
    )
    .expect(200);
    let shown = api.get(at);
    assert_eq!(
        shown["responseParameters"],
        json!({"gatewayresponse.header.x": "'a'"})
    );
    assert_eq!(
        shown["responseTemplates"],
        json!({"application/json": TEMPLATE, "application/xml": "<m/>"})
    );
    for (op, path, value, status, code, message) in [
        (
            "add",
            "/statusCode",
            "444",
            400,
            BAD_REQUEST,
            "Invalid patch path /statusCode",
        ),
        (
            "remove",
            "/statusCode",
            "",
            400,
            BAD_REQUEST,
            "Invalid patch path /statusCode",
        ),
        (
            "add",
            "/wrongPath",
            "x",
            400,
            BAD_REQUEST,
            "Invalid patch path /wrongPath",
        ),
        (
            "replace",
            "/responseParameters/gatewayresponse.header.y",
            "'1'",
            404,
            NOT_FOUND,
            "Invalid parameter name specified",
        ),
        (
            "replace",
            "/responseTemplates/application~1json",
            "",
            400,
            BAD_REQUEST,
            "Invalid null or empty value in responseTemplates",
        ),
        (
            "replace",
            header,
            "",
            400,
            BAD_REQUEST,
            "Invalid null or empty value in responseParameters",
        ),
    ] {
        api.patch(at, &[(op, path, value)])
            .refused(status, code, message);
    }
}

#[test]
fn an_unknown_type_and_a_wrong_status_are_refused() {
    let api = Api::new();
    let unknown = api.call("GET", "/gatewayresponses/FAKE", Value::Null);
    assert_eq!(
        (unknown.status, unknown.header("x-amzn-ErrorType")),
        (400, Some("ValidationException"))
    );
    let wrong = api.call(
        "PUT",
        "/gatewayresponses/THROTTLED",
        json!({"statusCode": "999"}),
    );
    assert_eq!(wrong.status, 400);
}
