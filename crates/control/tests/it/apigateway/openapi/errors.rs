//! What is wrong with a definition is told in API Gateway's words, all of it together, and changes nothing.

use serde_json::{Value, json};

use super::{Api, full, mock, openapi, send};
use crate::harness::{ACCOUNT, Harness};

const BAD_REQUEST: &str = "BadRequestException";

#[track_caller]
fn refused(document: &Value, query: &str, message: &str) {
    let harness = Harness::new();
    let keys = Harness::root();
    let target = format!("/restapis?mode=import{query}");
    send(&harness, &keys, "POST", &target, &document.to_string()).refused(
        400,
        BAD_REQUEST,
        message,
    );
    let all = harness.rest(&keys, "GET", "/restapis", &Value::Null);
    assert_eq!(
        all.expect(200).json(),
        json!({"item": []}),
        "nothing was made"
    );

    let api = Api::imported(&full(), "");
    api.publish("prod");
    let before = api.everything();
    for mode in ["merge", "overwrite"] {
        api.put(document, &format!("mode={mode}{query}"))
            .refused(400, BAD_REQUEST, message);
        assert_eq!(api.everything(), before, "{mode}");
    }
}

fn one(path: &str, operation: Value) -> Value {
    openapi(json!({"paths": {path: {"get": operation}}}))
}

#[test]
fn what_is_no_definition_is_refused_before_the_api_is_looked_for() {
    let harness = Harness::new();
    let keys = Harness::root();
    let yaml = "test:\n    value:\n        - \"value ... \\\"escaped\\\": $var, \\\"dt\\\": $(var +\"%a\")}\\\"\n        \"\"\"\n";
    for body in [
        yaml,
        "{'key:value}",
        "",
        "{}",
        "[]",
        "openapi: 3.1.0\npaths: {}\n",
    ] {
        for (method, target) in [
            ("POST", "/restapis?mode=import"),
            ("PUT", "/restapis/abcdefghij?mode=merge"),
        ] {
            send(&harness, &keys, method, target, body).refused(
                400,
                BAD_REQUEST,
                "Invalid OpenAPI input.",
            );
        }
    }
    let document = openapi(json!({"paths": {}})).to_string();
    let message = format!("Invalid API identifier specified {ACCOUNT}:abcdefghij");
    send(&harness, &keys, "PUT", "/restapis/abcdefghij", &document).refused(
        404,
        "NotFoundException",
        &message,
    );
}

#[test]
fn all_errors_are_told_together_and_the_warnings_beside_them() {
    let http = |uri: &str| json!({"x-amazon-apigateway-integration": {"type": "http", "httpMethod": "GET", "uri": uri}});
    let document = openapi(json!({
        "servers": [{"url": "/"}, {"url": "/other"}],
        "paths": {"/": {"get": http("nowhere")}, "/{proxy+}": {"x-amazon-apigateway-any-method": http("")}},
    }));
    refused(
        &document,
        "",
        "Errors found during import:\n\t\
         Unable to put integration on 'GET' for resource at path '/': Invalid HTTP endpoint specified for URI\n\t\
         Unable to put integration on 'ANY' for resource at path '/{proxy+}': Invalid HTTP endpoint specified for URI\n\
         Additionally, these warnings were found:\n\t\
         More than one server provided. Ignoring all but the first for defining endpoint configuration",
    );
}

#[test]
fn each_part_is_judged_as_when_it_is_made_alone() {
    let wrong = |document: &Value, what: &str| {
        refused(
            document,
            "",
            &format!("Errors found during import:\n\t{what}"),
        );
    };
    wrong(
        &openapi(json!({"paths": {"/a/{id}": {"get": mock()}, "/a/{name}": {"get": mock()}}})),
        "Unable to create resource at path '/a/{name}': A sibling ({id}) of this resource already has a variable path part -- only one is allowed",
    );
    wrong(
        &one("/a b", mock()),
        "Unable to create resource at path '/a b': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
    wrong(
        &one(
            "/x",
            json!({"x-amazon-apigateway-integration": {"type": "magic"}}),
        ),
        "Unable to put integration on 'GET' for resource at path '/x': Enumeration value for IntegrationType must be non-empty and one of AWS,AWS_PROXY,HTTP,HTTP_PROXY,MOCK",
    );
    wrong(
        &one(
            "/x",
            json!({"x-amazon-apigateway-integration": {"type": "aws", "httpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:s3:x"}}),
        ),
        "Unable to put integration on 'GET' for resource at path '/x': AWS ARN for integration must contain path or action",
    );
    wrong(
        &one(
            "/x",
            json!({"x-amazon-apigateway-integration": {"type": "http", "httpMethod": "GET", "uri": "https://a.example/",
            "requestParameters": {"integration.request.header.Authorization": "method.request.header.Authorization"}}}),
        ),
        "Unable to put integration on 'GET' for resource at path '/x': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.header.Authorization]",
    );
    wrong(
        &one(
            "/x",
            json!({"x-amazon-apigateway-request-validator": "gone"}),
        ),
        "Unable to put method 'GET' on resource at path '/x': Invalid Request Validator identifier specified",
    );
    wrong(
        &openapi(json!({"paths": {}, "components": {"schemas": {"Foo_Bar": {"type": "object"}}}})),
        "Unable to create model for 'Foo_Bar': Model name must be alphanumeric: Foo_Bar",
    );
    wrong(
        &openapi(
            json!({"paths": {}, "components": {"schemas": {"Far": {"$ref": "https://elsewhere.example/x.json"}}}}),
        ),
        "Unable to create model for 'Far': Invalid model specified: Validation Result: warnings : [], errors : [Model reference must be in canonical form]",
    );
    wrong(
        &openapi(
            json!({"paths": {}, "x-amazon-apigateway-gateway-responses": {"TEAPOT": {"statusCode": 418}}}),
        ),
        "Unable to put gateway response 'TEAPOT': Unsupported response type: TEAPOT",
    );
    wrong(
        &openapi(
            json!({"paths": {}, "x-amazon-apigateway-policy": {"Version": "2012-10-17", "Statement": [{}]}}),
        ),
        "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.",
    );
    wrong(
        &openapi(json!({"paths": {}, "x-amazon-apigateway-minimum-compression-size": -1})),
        "Invalid minimum compression size, must be between 0 and 10485760",
    );
    wrong(
        &openapi(json!({"paths": {}, "x-amazon-apigateway-api-key-source": "POCKET"})),
        "Invalid API key source specified. Valid options are HEADER,AUTHORIZER",
    );
}

#[test]
fn a_quota_holds_for_imports_too_and_is_told_once() {
    let paths = |count: usize| -> Value {
        let paths = (0..count).map(|n| (format!("/p{n:03}"), json!({})));
        openapi(json!({"paths": paths.collect::<serde_json::Map<String, Value>>()}))
    };
    let message = "Errors found during import:\n\tUnable to create resource at path '/p299': Maximum number of resources for this API has been reached. Please contact AWS if you need additional resources.";
    let harness = Harness::new();
    let document = paths(310).to_string();
    send(
        &harness,
        &Harness::root(),
        "POST",
        "/restapis?mode=import",
        &document,
    )
    .refused(400, BAD_REQUEST, message);
    let api = Api::imported(&paths(299), "");
    assert_eq!(api.paths().len(), 300);
    api.put(&paths(299), "mode=overwrite").expect(200);
    api.put(&paths(310), "mode=merge")
        .refused(400, BAD_REQUEST, message);
}

#[test]
fn warnings_are_in_the_answer_or_stop_the_import() {
    let document = one(
        "/x",
        json!({"x-amazon-apigateway-integration": {"type": "mock", "requestParameters": {"integration.request.header.n": true}}}),
    );
    let warning = "Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.n' of resource '/x' and method 'GET' but got 'true'";
    let api = Api::imported(&document, "&failonwarnings=false");
    assert!(api.get("")["warnings"].is_null(), "they are told once");
    let shown = api.put(&document, "mode=overwrite");
    assert_eq!(shown.expect(200).json()["warnings"], json!([warning]));
    refused(
        &document,
        "&failonwarnings=true",
        &format!("Warnings found during import:\n\t{warning}"),
    );
}

#[test]
fn parameters_that_mean_nothing_are_refused() {
    let harness = Harness::new();
    let keys = Harness::root();
    let document = one("/x", mock()).to_string();
    for (query, message) in [
        (
            "&basepath=maybe",
            "Invalid basepath specified. Valid options are ignore,prepend,split",
        ),
        (
            "&endpointConfigurationTypes=MOON",
            "Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE",
        ),
        (
            "&endpointConfigurationTypes=EDGE,REGIONAL",
            "Cannot create an api with multiple Endpoint Types.",
        ),
    ] {
        let target = format!("/restapis?mode=import{query}");
        send(&harness, &keys, "POST", &target, &document).refused(400, BAD_REQUEST, message);
    }
    let untitled = json!({"swagger": "2.0", "paths": {}}).to_string();
    send(&harness, &keys, "POST", "/restapis?mode=import", &untitled).refused(
        400,
        BAD_REQUEST,
        "API name cannot be empty",
    );
}
