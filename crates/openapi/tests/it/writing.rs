//! A document as API Gateway exports it. The forms are those of exports that were recorded from AWS.

use portcullis_openapi::{Dialect, Extensions, Format, Target, Unwritable, print, write};
use serde_json::{Value, json};

use super::{BOTH, documents, openapi, reading, target};

fn written(document: &Value, target: &Target) -> Value {
    let definition = reading(document).definition;
    let node = write(&definition, target).unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_str(&print(&node, Format::Json)).unwrap()
}

fn plain(dialect: Dialect) -> Target {
    Target {
        extensions: Extensions::default(),
        ..target(dialect)
    }
}

fn pets() -> Value {
    openapi(json!({
        "components": {"schemas": {"Pet": {"type": "object"}, "Pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}},
        "paths": {
            "/pets": {"get": {
                "parameters": [{"name": "type", "in": "query"}],
                "responses": {"200": {
                    "headers": {"Access-Control-Allow-Origin": {"schema": {"type": "string"}}},
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pets"}}},
                }},
                "x-amazon-apigateway-integration": {
                    "type": "http", "httpMethod": "GET", "uri": "http://petstore.example/pets", "passthroughBehavior": "when_no_match",
                    "responses": {"default": {"statusCode": "200", "responseParameters": {"method.response.header.Access-Control-Allow-Origin": "'*'"}}},
                },
            }},
            "/pets/{petId}": {"get": {
                "operationId": "GetPet", "responses": {"200": {}},
            }, "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
            }},
        },
    }))
}

#[test]
fn without_extensions_it_is_what_callers_need() {
    assert_eq!(
        written(&pets(), &plain(Dialect::Swagger)),
        json!({
            "swagger": "2.0", "info": {"version": "1", "title": "pets"},
            "host": "abc.execute-api.us-east-1.amazonaws.com", "basePath": "/prod", "schemes": ["https"],
            "paths": {
                "/pets": {"get": {
                    "produces": ["application/json"],
                    "parameters": [{"name": "type", "in": "query", "required": false, "type": "string"}],
                    "responses": {"200": {
                        "description": "200 response", "schema": {"$ref": "#/definitions/Pets"},
                        "headers": {"Access-Control-Allow-Origin": {"type": "string"}},
                    }},
                }},
                "/pets/{petId}": {
                    "get": {
                        "operationId": "GetPet",
                        "parameters": [{"name": "petId", "in": "path", "required": true, "type": "string"}],
                        "responses": {"200": {"description": "200 response"}},
                    },
                    "post": {
                        "consumes": ["application/json"],
                        "parameters": [
                            {"name": "petId", "in": "path", "required": true, "type": "string"},
                            {"in": "body", "name": "Pet", "required": true, "schema": {"$ref": "#/definitions/Pet"}},
                        ],
                        "responses": {},
                    },
                },
            },
            "definitions": {"Pet": {"type": "object"}, "Pets": {"type": "array", "items": {"$ref": "#/definitions/Pet"}}},
        })
    );
    assert_eq!(
        written(&pets(), &plain(Dialect::OpenApi)),
        json!({
            "openapi": "3.0.1", "info": {"title": "pets", "version": "1"},
            "servers": [{"url": "https://abc.execute-api.us-east-1.amazonaws.com/{basePath}", "variables": {"basePath": {"default": "prod"}}}],
            "paths": {
                "/pets": {"get": {
                    "parameters": [{"name": "type", "in": "query", "schema": {"type": "string"}}],
                    "responses": {"200": {
                        "description": "200 response",
                        "headers": {"Access-Control-Allow-Origin": {"schema": {"type": "string"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pets"}}},
                    }},
                }},
                "/pets/{petId}": {
                    "get": {
                        "operationId": "GetPet",
                        "parameters": [{"name": "petId", "in": "path", "required": true, "schema": {"type": "string"}}],
                        "responses": {"200": {"description": "200 response", "content": {}}},
                    },
                    "post": {
                        "parameters": [{"name": "petId", "in": "path", "required": true, "schema": {"type": "string"}}],
                        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}, "required": true},
                        "responses": {},
                    },
                },
            },
            "components": {"schemas": {"Pet": {"type": "object"}, "Pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}},
        })
    );
}

#[test]
fn each_extension_is_asked_for_by_its_name() {
    let with = |extensions: Extensions| {
        let target = Target {
            extensions,
            ..target(Dialect::OpenApi)
        };
        written(&documents::openapi(), &target)
    };
    let post = |document: &Value| document["paths"]["/items/{id}"]["post"].clone();
    let gate = |document: &Value| document["components"]["securitySchemes"]["gate"].clone();
    let none = with(Extensions::default());
    assert!(post(&none)["x-amazon-apigateway-integration"].is_null());
    assert!(gate(&none)["x-amazon-apigateway-authorizer"].is_null());
    assert_eq!(gate(&none)["x-amazon-apigateway-authtype"], "custom");
    assert_eq!(
        post(&none)["security"],
        json!([{"sigv4": []}, {"api_key": []}])
    );
    assert!(none["x-amazon-apigateway-policy"].is_null());
    let integrations = with(Extensions {
        integrations: true,
        ..Extensions::default()
    });
    assert!(post(&integrations)["x-amazon-apigateway-integration"].is_object());
    assert!(gate(&integrations)["x-amazon-apigateway-authorizer"].is_null());
    let authorizers = with(Extensions {
        authorizers: true,
        ..Extensions::default()
    });
    assert!(gate(&authorizers)["x-amazon-apigateway-authorizer"].is_object());
    let documentation = with(Extensions {
        documentation: true,
        ..Extensions::default()
    });
    assert!(documentation["x-amazon-apigateway-documentation"].is_object());
    let all = with(Extensions {
        apigateway: true,
        ..Extensions::default()
    });
    assert!(post(&all)["x-amazon-apigateway-integration"].is_object());
    assert!(gate(&all)["x-amazon-apigateway-authorizer"].is_object());
    assert_eq!(post(&all)["x-amazon-apigateway-request-validator"], "all");
    for name in [
        "gateway-responses",
        "policy",
        "request-validators",
        "binary-media-types",
        "minimum-compression-size",
        "api-key-source",
    ] {
        assert!(
            !all[format!("x-amazon-apigateway-{name}")].is_null(),
            "{name}"
        );
    }
    assert!(all["x-amazon-apigateway-documentation"].is_null());
}

#[test]
fn a_method_whose_bodies_are_none_of_json_is_not_exported() {
    let document = openapi(json!({
        "components": {"schemas": {"M": {"type": "object"}}},
        "paths": {"/x": {"post": {"requestBody": {"content": {"application/xml": {"schema": {"$ref": "#/components/schemas/M"}}}}}}},
    }));
    let definition = reading(&document).definition;
    for dialect in BOTH {
        let error = write(&definition, &target(dialect)).unwrap_err();
        let expected = Unwritable::OnlyOtherBodies {
            verb: "POST".to_owned(),
            path: "/x".to_owned(),
        };
        assert_eq!(error, expected);
        assert_eq!(
            error.to_string(),
            "Only found non-JSON body models for POST /x"
        );
    }
}

#[test]
fn resources_without_methods_appear_where_nothing_else_says_that_they_are_there() {
    let document = openapi(json!({"paths": {"/a": {}, "/b": {}, "/b/c": {"get": {}}, "/": {}}}));
    let written = written(&document, &target(Dialect::OpenApi));
    let paths: Vec<_> = written["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/a", "/b/c"]);
}

#[test]
fn documentation_stands_where_it_belongs() {
    let part = |location: Value, properties: Value| json!({"location": location, "properties": properties});
    let mut document = pets();
    document["x-amazon-apigateway-documentation"] = json!({"documentationParts": [
        part(json!({"type": "API"}), json!({"info": {"description": "All pets.", "version": "not taken"}})),
        part(json!({"type": "METHOD", "path": "/pets", "method": "GET"}), json!({
            "summary": "Lists.", "tags": ["pets"], "x-note": 1, "responses": {}, "operationId": "no",
            "x-amazon-apigateway-integration": {"type": "mock"},
        })),
        part(json!({"type": "METHOD"}), json!({"summary": "Any."})),
        part(json!({"type": "RESOURCE", "path": "/pets"}), json!({"description": "The pets."})),
        part(json!({"type": "QUERY_PARAMETER", "name": "type"}), json!({"description": "Which."})),
        part(json!({"type": "PATH_PARAMETER", "path": "/pets/{petId}", "name": "petId"}), json!({"description": "Whose."})),
        part(json!({"type": "REQUEST_BODY"}), json!({"description": "A pet."})),
        part(json!({"type": "RESPONSE", "statusCode": "200"}), json!({"description": "Fine."})),
        part(json!({"type": "RESPONSE", "path": "/pets/{petId}", "statusCode": "200"}), json!({"description": "This one."})),
        part(json!({"type": "RESPONSE", "path": "/pet"}), json!({"description": "Not below."})),
        part(json!({"type": "RESPONSE_HEADER", "name": "Access-Control-Allow-Origin"}), json!({"description": "From where."})),
        part(json!({"type": "MODEL", "name": "Pet"}), json!({"title": "A pet"})),
    ]});
    let written = written(&document, &plain(Dialect::OpenApi));
    assert_eq!(written["info"]["description"], "All pets.");
    assert_eq!(written["info"]["version"], "1");
    let item = &written["paths"]["/pets"];
    assert_eq!(item["description"], "The pets.");
    let get = &item["get"];
    assert_eq!(get["summary"], "Lists.");
    assert_eq!(get["tags"], json!(["pets"]));
    assert_eq!(get["x-note"], 1);
    assert!(get["operationId"].is_null() && get["x-amazon-apigateway-integration"].is_null());
    assert_eq!(get["parameters"][0]["description"], "Which.");
    assert_eq!(get["responses"]["200"]["description"], "Fine.");
    assert_eq!(
        get["responses"]["200"]["headers"]["Access-Control-Allow-Origin"]["description"],
        "From where."
    );
    let one = &written["paths"]["/pets/{petId}"];
    assert!(
        one["description"].is_null(),
        "what is said of a resource is not said of those below"
    );
    assert_eq!(
        one["get"]["summary"], "Lists.",
        "what is said of a method is said of those below"
    );
    assert_eq!(one["post"]["summary"], "Any.");
    assert_eq!(one["get"]["responses"]["200"]["description"], "This one.");
    assert_eq!(one["get"]["parameters"][0]["description"], "Whose.");
    assert_eq!(one["post"]["requestBody"]["description"], "A pet.");
    assert_eq!(written["components"]["schemas"]["Pet"]["title"], "A pet");
}
