//! Whole APIs as OpenAPI 3.0 and Swagger 2.0: imported, merged, overwritten, exported.

mod errors;
mod exports;
mod imports;
mod modes;
mod permissions;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Api, text};
use crate::harness::{ACCOUNT, Answer, Harness, Keys, REGION};

const LAMBDA: &str = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:gate/invocations";

/// A call whose body is a document, as clients send it.
fn send(harness: &Harness, keys: &Keys, method: &str, target: &str, body: &str) -> Answer {
    harness.send(
        Some(keys),
        ("apigateway", REGION),
        method,
        target,
        ("application/octet-stream", body.as_bytes()),
    )
}

impl Api {
    /// An API imported from this document.
    fn imported(document: &Value, query: &str) -> Self {
        Self::imported_text(&document.to_string(), query)
    }

    fn imported_text(document: &str, query: &str) -> Self {
        let harness = Harness::new();
        let keys = Harness::root();
        Self::import_into(harness, keys, document, query)
    }

    fn import_into(harness: Harness, keys: Keys, document: &str, query: &str) -> Self {
        let target = format!("/restapis?mode=import{query}");
        let made = send(&harness, &keys, "POST", &target, document);
        let made = made.expect(201).json();
        let (id, root) = (text(&made["id"]), text(&made["rootResourceId"]));
        Self {
            harness,
            keys,
            id,
            root,
        }
    }

    /// PutRestApi with this document.
    fn put(&self, document: &Value, query: &str) -> Answer {
        let target = format!("/restapis/{}?{query}", self.id);
        send(
            &self.harness,
            &self.keys,
            "PUT",
            &target,
            &document.to_string(),
        )
    }

    /// Resource ids by path.
    fn paths(&self) -> BTreeMap<String, String> {
        let resources = self.get("/resources?limit=500");
        let items = resources["item"].as_array().unwrap();
        items
            .iter()
            .map(|resource| (text(&resource["path"]), text(&resource["id"])))
            .collect()
    }

    /// A method, by the path of its resource.
    fn method(&self, path: &str, verb: &str) -> Value {
        let id = &self.paths()[path];
        self.get(&format!("/resources/{id}/methods/{verb}"))
    }

    /// A new deployment on a stage.
    fn publish(&self, stage: &str) {
        self.call("POST", "/deployments", json!({"stageName": stage}))
            .expect(201);
    }

    /// GetExport.
    fn export(&self, stage: &str, kind: &str, extensions: &str, accept: &str) -> Answer {
        let target = format!(
            "/restapis/{}/stages/{stage}/exports/{kind}?extensions={extensions}",
            self.id
        );
        self.harness.send_with(
            &[("accept", accept)],
            Some(&self.keys),
            ("apigateway", REGION),
            "GET",
            &target,
            ("", b""),
        )
    }

    /// Everything that can be seen of an API.
    fn everything(&self) -> Vec<Value> {
        [
            "",
            "/resources?embed=methods&limit=500",
            "/models?limit=500",
            "/requestvalidators",
            "/authorizers",
            "/gatewayresponses",
            "/documentation/parts?limit=500",
            "/deployments",
            "/stages",
        ]
        .map(|below| self.get(below))
        .to_vec()
    }
}

fn openapi(members: Value) -> Value {
    document(
        json!({"openapi": "3.0.1", "info": {"title": "items", "version": "1"}}),
        members,
    )
}

fn swagger(members: Value) -> Value {
    document(
        json!({"swagger": "2.0", "info": {"title": "items", "version": "1"}}),
        members,
    )
}

fn document(mut document: Value, members: Value) -> Value {
    for (name, value) in members.as_object().unwrap() {
        document[name] = value.clone();
    }
    document
}

/// A method with a MOCK behind it.
fn mock() -> Value {
    json!({"x-amazon-apigateway-integration": {"type": "mock"}})
}

/// A document that uses everything.
fn full() -> Value {
    openapi(json!({
        "info": {"title": "items", "description": "All items", "version": "v1"},
        "servers": [{"url": "https://example.com/{basePath}", "variables": {"basePath": {"default": "v1"}}}],
        "components": {
            "securitySchemes": {
                "sigv4": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"},
                "api_key": {"type": "apiKey", "name": "x-api-key", "in": "header"},
                "gate": {
                    "type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "custom",
                    "x-amazon-apigateway-authorizer": {
                        "type": "token", "authorizerUri": LAMBDA, "identityValidationExpression": "^x-[a-z]+",
                        "authorizerCredentials": format!("arn:aws:iam::{ACCOUNT}:role/gate"),
                        "authorizerResultTtlInSeconds": 60,
                    },
                },
                "several": {
                    "type": "apiKey", "name": "Unused", "in": "header", "x-amazon-apigateway-authtype": "custom",
                    "x-amazon-apigateway-authorizer": {
                        "type": "request", "authorizerUri": LAMBDA, "authorizerResultTtlInSeconds": 0,
                        "identitySource": "method.request.header.A, method.request.querystring.b",
                    },
                },
            },
            "schemas": {
                "Item": {
                    "type": "object", "description": "An item.", "required": ["kind"],
                    "properties": {"kind": {"$ref": "#/components/schemas/Kind"}, "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}},
                },
                "Kind": {"type": "string", "enum": ["a", "b"]},
            },
        },
        "paths": {
            "/items/{id}": {
                "post": {
                    "operationId": "MakeItem",
                    "parameters": [
                        {"name": "X-Trace", "in": "header", "required": true, "schema": {"type": "string"}},
                        {"name": "q", "in": "query", "schema": {"type": "string"}},
                    ],
                    "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}},
                    "responses": {
                        "200": {
                            "description": "fine", "headers": {"X-Id": {"schema": {"type": "string"}}},
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}},
                        },
                        "400": {"description": "not fine"},
                    },
                    "security": [{"sigv4": []}, {"api_key": []}],
                    "x-amazon-apigateway-request-validator": "all",
                    "x-amazon-apigateway-integration": {
                        "type": "http", "httpMethod": "POST", "uri": "https://items.internal/{id}",
                        "connectionType": "VPC_LINK", "connectionId": "${stageVariables.link}",
                        "requestParameters": {"integration.request.path.id": "method.request.path.id"},
                        "requestTemplates": {"application/json": "{\"a\": $input.json('$')}"},
                        "passthroughBehavior": "when_no_templates", "contentHandling": "CONVERT_TO_TEXT", "timeoutInMillis": 1500,
                        "cacheNamespace": "items", "cacheKeyParameters": ["method.request.path.id"],
                        "tlsConfig": {"insecureSkipVerification": true},
                        "responses": {
                            "default": {"statusCode": "200", "responseParameters": {"method.response.header.X-Id": "'1'"}},
                            "4\\d{2}": {"statusCode": "400", "responseTemplates": {"application/json": "{}"}, "contentHandling": "CONVERT_TO_BINARY"},
                        },
                    },
                },
                "get": {
                    "security": [{"gate": []}],
                    "x-amazon-apigateway-integration": {"type": "http_proxy", "httpMethod": "GET", "uri": "https://items.internal/"},
                },
                "x-amazon-apigateway-any-method": {"security": [{"several": []}], "x-amazon-apigateway-integration": {"type": "mock"}},
            },
            "/signed": {"get": {"x-amazon-apigateway-auth": {"type": "AWS_IAM"}, "x-amazon-apigateway-integration": {"type": "mock"}}},
        },
        "x-amazon-apigateway-request-validators": {
            "all": {"validateRequestBody": true, "validateRequestParameters": true},
            "params": {"validateRequestBody": false, "validateRequestParameters": true},
        },
        "x-amazon-apigateway-request-validator": "params",
        "x-amazon-apigateway-gateway-responses": {
            "ACCESS_DENIED": {
                "statusCode": 404, "responseParameters": {"gatewayresponse.header.X": "'1'"},
                "responseTemplates": {"application/json": "{}"},
            },
        },
        "x-amazon-apigateway-policy": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"},
        ]},
        "x-amazon-apigateway-binary-media-types": ["image/png"],
        "x-amazon-apigateway-minimum-compression-size": 1024,
        "x-amazon-apigateway-api-key-source": "AUTHORIZER",
        "x-amazon-apigateway-documentation": {
            "version": "1.0",
            "documentationParts": [
                {"location": {"type": "API"}, "properties": {"info": {"description": "The items."}}},
                {"location": {"type": "METHOD", "path": "/items/{id}", "method": "POST"}, "properties": {"summary": "Makes one."}},
            ],
        },
    }))
}
