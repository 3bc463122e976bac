//! A stage's deployment as a document, and the way back.

use serde_json::{Value, json};

use super::{Api, document, full, mock, openapi, send};

const JSON: &str = "application/json";
const YAML: &str = "application/yaml";

fn published(document: &Value) -> Api {
    let api = Api::imported(document, "&endpointConfigurationTypes=REGIONAL");
    api.publish("prod");
    api
}

/// Publishes the documentation, which an import does not.
fn document_stage(api: &Api) {
    let version = json!({"documentationVersion": "1.0", "stageName": "prod"});
    api.call("POST", "/documentation/versions", version)
        .expect(201);
}

/// An export without what is the API's own: ids and hosts.
fn neutral(api: &Api, exported: &str) -> String {
    exported.replace(&api.id, "ID")
}

#[test]
fn what_is_exported_is_imported_as_what_it_was() {
    let first = published(&full());
    document_stage(&first);
    for kind in ["oas30", "swagger"] {
        for accept in [JSON, YAML] {
            let exported = first.export("prod", kind, "apigateway,documentation", accept);
            exported.expect(200);
            let second = Api::imported_text(
                &exported.body,
                "&endpointConfigurationTypes=REGIONAL&failonwarnings=true",
            );
            second.publish("prod");
            document_stage(&second);
            let again = second.export("prod", kind, "apigateway,documentation", accept);
            // The policy names the first API in both, as on AWS.
            let policy = format!("{}/*", first.id);
            let (one, other) = (
                exported.body.replace(&policy, "*"),
                again.body.replace(&policy, "*"),
            );
            assert_eq!(
                neutral(&first, &one),
                neutral(&second, &other),
                "{kind} {accept}"
            );
            let comparable = |api: &Api| -> Vec<Value> {
                let shown = api.get("/resources?embed=methods");
                let methods = shown["item"].as_array().unwrap().iter();
                methods
                    .map(|resource| without_ids(&resource["resourceMethods"]))
                    .collect()
            };
            assert_eq!(comparable(&first), comparable(&second), "{kind} {accept}");
        }
    }
}

fn without_ids(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "authorizerId" | "requestValidatorId"))
            .map(|(name, value)| match (name.as_str(), value.as_str()) {
                // The id of the resource, unless somebody chose another.
                ("cacheNamespace", Some(text)) if text.len() < 8 && text != "items" => {
                    (name.clone(), Value::Null)
                }
                _ => (name.clone(), without_ids(value)),
            })
            .collect(),
        other => other.clone(),
    }
}

#[test]
fn the_answer_is_a_file() {
    let api = published(&full());
    for (kind, accept, name) in [
        ("oas30", JSON, "oas30_v1.json"),
        ("oas30", YAML, "oas30_v1.yaml"),
        ("swagger", "*/*", "swagger_v1.json"),
        ("swagger", YAML, "swagger_v1.yaml"),
    ] {
        let exported = api.export("prod", kind, "", accept);
        exported.expect(200);
        assert_eq!(exported.content_type, "application/octet-stream");
        let disposition = format!("attachment; filename=\"{name}\"");
        assert_eq!(
            exported.header("content-disposition"),
            Some(disposition.as_str())
        );
        assert_eq!(exported.body.starts_with("---\n"), accept == YAML);
    }
}

#[test]
fn an_api_without_a_version_has_the_time_of_its_making() {
    let api = published(&openapi(
        json!({"info": {"title": "a"}, "paths": {"/": {"get": mock()}}}),
    ));
    let exported = api.export("prod", "oas30", "", JSON);
    assert_eq!(exported.json()["info"]["version"], "2026-11-21T11:56:21Z");
    assert_eq!(
        exported.header("content-disposition"),
        Some("attachment; filename=\"oas30_2026-11-21T11:56:21Z.json\"")
    );
}

#[test]
fn a_version_cannot_break_out_of_its_header() {
    let info = json!({"title": "a", "version": "1\"\r\nX-Evil: \\ é"});
    let api = published(&openapi(
        json!({"info": info, "paths": {"/": {"get": mock()}}}),
    ));
    let exported = api.export("prod", "oas30", "", JSON);
    exported.expect(200);
    assert_eq!(
        exported.header("content-disposition"),
        Some("attachment; filename=\"oas30_1___X-Evil: _ _.json\"")
    );
}

#[test]
fn the_export_is_what_the_stage_froze() {
    let api = published(&openapi(json!({"paths": {"/old": {"get": mock()}}})));
    api.put(
        &openapi(json!({"paths": {"/new": {"get": mock()}}})),
        "mode=overwrite",
    )
    .expect(200);
    let paths = || {
        let exported = api.export("prod", "oas30", "", JSON).expect(200).json();
        exported["paths"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(), ["/old"]);
    api.publish("prod");
    assert_eq!(paths(), ["/new"]);
}

#[test]
fn each_specification_names_the_host_and_the_stage() {
    let api = published(&full());
    let host = format!("{}.execute-api.us-east-1.amazonaws.com", api.id);
    let swagger = api.export("prod", "swagger", "", JSON).json();
    assert_eq!(swagger["host"], host);
    assert_eq!(swagger["basePath"], "/prod");
    assert_eq!(swagger["schemes"], json!(["https"]));
    let openapi = api.export("prod", "oas30", "", JSON).json();
    assert_eq!(
        openapi["servers"],
        json!([{"url": format!("https://{host}/{{basePath}}"), "variables": {"basePath": {"default": "prod"}}}])
    );
    assert!(openapi["paths"]["/items/{id}"]["post"]["x-amazon-apigateway-integration"].is_null());
}

#[test]
fn what_cannot_be_exported_is_said() {
    let api = published(&full());
    for (stage, kind, extensions, accept, status, message) in [
        (
            "gone",
            "oas30",
            "",
            JSON,
            404,
            "Invalid stage identifier specified",
        ),
        (
            "prod",
            "raml",
            "",
            JSON,
            400,
            "Invalid export type specified. Valid options are oas30,swagger",
        ),
        (
            "prod",
            "oas30",
            "postman",
            JSON,
            400,
            "Invalid extension specified: postman. Valid options are integrations,apigateway,authorizers,documentation",
        ),
        (
            "prod",
            "oas30",
            "",
            "text/html",
            400,
            "Invalid Accept header specified. Valid options are application/json,application/yaml",
        ),
    ] {
        let code = if status == 404 {
            "NotFoundException"
        } else {
            "BadRequestException"
        };
        api.export(stage, kind, extensions, accept)
            .refused(status, code, message);
    }
    let xml = json!({"application/xml": {"schema": {"$ref": "#/components/schemas/M"}}});
    let api = published(&openapi(json!({
        "components": {"schemas": {"M": {"type": "object"}}},
        "paths": {"/x": {"post": {"requestBody": {"content": xml}, "x-amazon-apigateway-integration": {"type": "mock"}}}},
    })));
    api.export("prod", "oas30", "", JSON).refused(
        400,
        "BadRequestException",
        "Only found non-JSON body models for POST /x",
    );
}

#[test]
fn an_api_made_by_hand_is_exported_too() {
    let api = Api::new();
    let child = api.resource(&api.root, "items");
    api.mock(&child, "GET");
    api.publish("prod");
    let exported = api
        .export("prod", "oas30", "apigateway", JSON)
        .expect(200)
        .json();
    assert_eq!(
        document(exported["paths"].clone(), json!({})),
        json!({"/items": {"get": {
            "responses": {}, "security": [{"sigv4": []}],
            "x-amazon-apigateway-integration": {"type": "mock", "passthroughBehavior": "when_no_match"},
        }}})
    );
    assert_eq!(
        exported["components"]["securitySchemes"],
        json!({"sigv4": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}})
    );
    assert!(exported["components"]["schemas"]["Empty"].is_object());
    let target = "/restapis?mode=import&failonwarnings=true";
    send(
        &api.harness,
        &api.keys,
        "POST",
        target,
        &exported.to_string(),
    )
    .expect(201);
}
