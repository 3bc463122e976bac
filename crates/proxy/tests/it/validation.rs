//! Request validation: parameters that must be there and bodies that must fit a model.

use std::collections::BTreeMap;

use portcullis_catalog::api::{Integration, Method};
use serde_json::json;

use crate::client::Request;
use crate::gateway::Gateway;
use crate::world::{Api, World, mock, open};

const API: &str = "public1234";
const INVALID: &str = "{\"message\": \"Invalid request body\"}";

fn validated(validator: &str, models: &[(&str, &str)], parameters: &[&str]) -> Method {
    let text = |(one, other): &(&str, &str)| ((*one).to_owned(), (*other).to_owned());
    Method {
        request_validator_id: Some(validator.to_owned()),
        request_models: models.iter().map(text).collect(),
        request_parameters: parameters
            .iter()
            .map(|name| (format!("method.request.{name}"), true))
            .collect::<BTreeMap<_, _>>(),
        ..open(mock_of_any_type())
    }
}

/// MOCK that answers whatever the body is.
fn mock_of_any_type() -> Integration {
    let mut mock = mock();
    let template = mock.request_templates["application/json"].clone();
    mock.request_templates.insert("text/plain".into(), template);
    mock
}

fn numbers() -> serde_json::Value {
    json!({
        "type": "object", "required": ["a", "b"],
        "properties": {"a": {"type": "number"}, "b": {"type": "number"}},
    })
}

#[test]
fn missing_parameters_are_named_in_the_order_header_path_query() {
    let mut world = World::default();
    let parameters = ["querystring.qs1", "header.x-header-param", "path.issuer"];
    let mut optional = validated("v", &[], &["header.must"]);
    optional
        .request_parameters
        .insert("method.request.header.may".to_owned(), false);
    world.api(
        Api::regional(API)
            .validator("v", true, true)
            .validator("body", true, false)
            .method("POST", "/nested/{test}", validated("v", &[], &parameters))
            .method("POST", "/path/{issuer}", validated("v", &[], &parameters))
            .method("POST", "/unasked", validated("body", &[], &parameters))
            .method("POST", "/optional", optional),
    );
    let gateway = Gateway::start(&mut world);
    let request = |target: &str| gateway.request("POST", &format!("/prod{target}")).api(API);
    let refused = |request: Request, names: &str| {
        request.send().is(
            400,
            "BadRequestException",
            &format!("{{\"message\": \"Missing required request parameters: [{names}]\"}}"),
        );
    };
    refused(request("/nested/value"), "x-header-param, issuer, qs1");
    refused(request("/path/value?qs1=x"), "x-header-param");
    refused(request("/path/value").header("X-Header-Param", "x"), "qs1");
    refused(
        request("/path/value?qs1=").header("x-header-param", " "),
        "x-header-param, qs1",
    );
    refused(
        request("/path/%20?qs1=x").header("x-header-param", "x"),
        "issuer",
    );
    request("/path/value?qs1=x")
        .header("x-header-param", "x")
        .send()
        .is_ok();
    request("/unasked").send().is_ok();
    refused(request("/optional"), "must");
    request("/optional").header("must", "x").send().is_ok();
}

#[test]
fn a_body_must_fit_the_model_of_its_type() {
    let mut world = World::default();
    let json_only = [("application/json", "Numbers")];
    let any = [("$default", "Numbers"), ("application/json", "List")];
    let reference = format!("https://apigateway.amazonaws.com/restapis/{API}/models/Numbers");
    world.api(
        Api::regional(API)
            .validator("v", true, true)
            .validator("off", false, true)
            .model("Numbers", numbers())
            .model(
                "List",
                json!({"type": "array", "items": {"$ref": reference}}),
            )
            .model("Optional", json!({"type": "object"}))
            .model("Broken", json!({"$ref": "#/definitions/nothing"}))
            .method("POST", "/json", validated("v", &json_only, &[]))
            .method("POST", "/any", validated("v", &any, &[]))
            .method(
                "POST",
                "/optional",
                validated("v", &[("application/json", "Optional")], &[]),
            )
            .method(
                "POST",
                "/broken",
                validated("v", &[("application/json", "Broken")], &[]),
            )
            .method(
                "POST",
                "/gone",
                validated("v", &[("application/json", "Gone")], &[]),
            )
            .method("POST", "/off", validated("off", &json_only, &[]))
            .method(
                "POST",
                "/dangling",
                validated("nobody", &json_only, &["header.x"]),
            ),
    );
    let gateway = Gateway::start(&mut world);
    let send = |target: &str, content_type: &str, body: &str| {
        let request = gateway.request("POST", &format!("/prod{target}")).api(API);
        let request = match content_type {
            "" => request,
            content_type => request.header("content-type", content_type),
        };
        request.body(body).send()
    };
    let good = "{\"a\":1,\"b\":2}";
    for (target, content_type, body) in [
        ("/json", "application/json", good),
        ("/json", "", good),
        ("/json", "Application/JSON; charset=utf-8", good),
        // No model is for this type.
        ("/json", "text/plain", "anything"),
        ("/any", "text/plain", good),
        ("/any", "application/json", "[{\"a\":1,\"b\":2}]"),
        // No body is an empty object.
        ("/optional", "", ""),
        ("/off", "application/json", "{}"),
    ] {
        send(target, content_type, body).is_ok();
    }
    for (target, content_type, body, why) in [
        (
            "/json",
            "application/json",
            "{\"test\":1}",
            "[object has missing required properties ([\"a\",\"b\"])]",
        ),
        (
            "/json",
            "",
            "",
            "[object has missing required properties ([\"a\",\"b\"])]",
        ),
        (
            "/json",
            "application/json",
            "{\"a\":1,",
            "[the body is not JSON]",
        ),
        (
            "/json",
            "application/json",
            "{\"a\":\"x\",\"b\":null}",
            "[instance type (string) does not match any allowed primitive type (allowed: [\"integer\",\"number\"]), instance type (null) does not match any allowed primitive type (allowed: [\"integer\",\"number\"])]",
        ),
        (
            "/any",
            "text/plain",
            "[]",
            "[instance type (array) does not match any allowed primitive type (allowed: [\"object\"])]",
        ),
        (
            "/any",
            "application/json",
            "[{\"a\":1}]",
            "[object has missing required properties ([\"b\"])]",
        ),
        (
            "/broken",
            "",
            good,
            "[`#/definitions/nothing` does not refer to anything]",
        ),
        ("/gone", "", good, "[the model Gone is not a JSON schema]"),
    ] {
        send(target, content_type, body).is(400, "BadRequestException", INVALID);
        assert_eq!(
            gateway.journal.last().failure.as_deref(),
            Some(why),
            "{target} {body}"
        );
    }
    // A validator that is not there asks everything.
    assert_eq!(send("/dangling", "", good).status, 400);
    // A large body is validated too.
    let large = format!("[{}{good}]", format!("{good},").repeat(20_000));
    send("/any", "application/json", &large).is_ok();
    let large = format!("[{}{{}}]", format!("{good},").repeat(20_000));
    send("/any", "application/json", &large).is(400, "BadRequestException", INVALID);
}

#[test]
fn why_a_body_is_refused_is_for_the_owners_templates() {
    let mut world = World::default();
    let template = "{\"why\":\"$context.error.validationErrorString\"}";
    let custom = |it: &mut portcullis_catalog::api::GatewayResponse| {
        it.status_code = Some("422".into());
        it.templates
            .insert("application/json".into(), template.into());
    };
    world.api(
        Api::regional(API)
            .validator("v", true, true)
            .model("List", json!({"type": "array"}))
            .method(
                "POST",
                "/list",
                validated("v", &[("application/json", "List")], &["header.x"]),
            )
            .gateway_response("BAD_REQUEST_BODY", custom)
            .gateway_response("BAD_REQUEST_PARAMETERS", custom),
    );
    let gateway = Gateway::start(&mut world);
    let request = || gateway.request("POST", "/prod/list").api(API).body("1");
    request().send().is(
        422,
        "BadRequestException",
        "{\"why\":\"Missing required request parameters: [x]\"}",
    );
    request().header("x", "y").send().is(
        422,
        "BadRequestException",
        "{\"why\":\"[instance type (integer) does not match any allowed primitive type (allowed: [\"array\"])]\"}",
    );
}
