//! One API that uses everything, in both specifications: both say the same.

use portcullis_openapi::definition::Authorization;
use serde_json::{Value, json};

use super::reading;

fn lambda() -> &'static str {
    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:auth/invocations"
}

fn integration() -> Value {
    json!({
        "type": "http", "httpMethod": "POST", "uri": "https://items.internal/{id}",
        "connectionType": "VPC_LINK", "connectionId": "abc123", "credentials": "arn:aws:iam::111111111111:role/call",
        "requestParameters": {"integration.request.path.id": "method.request.path.id"},
        "requestTemplates": {"application/json": "{\"a\": $input.json('$')}"},
        "passthroughBehavior": "when_no_templates", "contentHandling": "CONVERT_TO_TEXT", "timeoutInMillis": 1500,
        "cacheNamespace": "items", "cacheKeyParameters": ["method.request.path.id"],
        "tlsConfig": {"insecureSkipVerification": true},
        "responses": {
            "default": {"statusCode": "200", "responseParameters": {"method.response.header.X-Id": "'1'"}},
            "4\\d{2}": {"statusCode": 400, "responseTemplates": {"application/json": "{}"}, "contentHandling": "CONVERT_TO_BINARY"},
        },
    })
}

fn root_extensions() -> Value {
    json!({
        "x-amazon-apigateway-request-validators": {
            "all": {"validateRequestBody": true, "validateRequestParameters": true},
            "params": {"validateRequestBody": false, "validateRequestParameters": true},
        },
        "x-amazon-apigateway-request-validator": "params",
        "x-amazon-apigateway-gateway-responses": {
            "ACCESS_DENIED": {
                "statusCode": 403, "responseParameters": {"gatewayresponse.header.X": "'1'"},
                "responseTemplates": {"application/json": "{}"},
            },
        },
        "x-amazon-apigateway-policy": {"Version": "2012-10-17", "Statement": []},
        "x-amazon-apigateway-binary-media-types": ["image/png"],
        "x-amazon-apigateway-minimum-compression-size": 1024,
        "x-amazon-apigateway-api-key-source": "AUTHORIZER",
        "x-amazon-apigateway-documentation": {
            "version": "1.0", "createdDate": "2016-11-17T07:03:59Z",
            "documentationParts": [{"location": {"type": "METHOD", "path": "/items/{id}", "method": "POST"}, "properties": {"description": "Makes one."}}],
        },
    })
}

fn schemes() -> Value {
    json!({
        "sigv4": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"},
        "api_key": {"type": "apiKey", "name": "x-api-key", "in": "header"},
        "gate": {
            "type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "custom",
            "x-amazon-apigateway-authorizer": {
                "type": "token", "authorizerUri": lambda(), "authorizerCredentials": "arn:aws:iam::111111111111:role/r",
                "identityValidationExpression": "^x-[a-z]+", "authorizerResultTtlInSeconds": 60,
            },
        },
    })
}

fn schemas(prefix: &str) -> Value {
    json!({
        "Item": {"type": "object", "description": "An item.", "properties": {"kind": {"$ref": format!("{prefix}Kind")}}, "required": ["kind"]},
        "Kind": {"type": "string", "enum": ["a", "b"]},
    })
}

fn merged(parts: &[Value]) -> Value {
    let mut all = serde_json::Map::new();
    for part in parts {
        all.extend(part.as_object().unwrap().clone());
    }
    Value::Object(all)
}

pub(crate) fn swagger() -> Value {
    let document = json!({
        "swagger": "2.0",
        "info": {"title": "items", "description": "All items", "version": "v1"},
        "basePath": "/v1",
        "schemes": ["https"],
        "securityDefinitions": schemes(),
        "definitions": schemas("#/definitions/"),
        "x-amazon-apigateway-endpoint-configuration": {"vpcEndpointIds": ["vpce-0123456789abcdef0"], "disableExecuteApiEndpoint": true},
        "paths": {
            "/items/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": true, "type": "string"}],
                "post": {
                    "operationId": "MakeItem", "consumes": ["application/json"], "produces": ["application/json"],
                    "parameters": [
                        {"name": "X-Trace", "in": "header", "required": true, "type": "string"},
                        {"name": "q", "in": "query", "required": false, "type": "string"},
                        {"name": "Item", "in": "body", "required": true, "schema": {"$ref": "#/definitions/Item"}},
                    ],
                    "responses": {
                        "200": {"description": "fine", "schema": {"$ref": "#/definitions/Item"}, "headers": {"X-Id": {"type": "string"}}},
                        "400": {"description": "not fine"},
                    },
                    "security": [{"sigv4": []}, {"api_key": []}],
                    "x-amazon-apigateway-request-validator": "all",
                    "x-amazon-apigateway-integration": integration(),
                },
                "x-amazon-apigateway-any-method": {
                    "responses": {}, "security": [{"gate": ["read"]}],
                    "x-amazon-apigateway-integration": {"type": "MOCK"},
                },
            },
        },
    });
    merged(&[document, root_extensions()])
}

pub(crate) fn openapi() -> Value {
    let document = json!({
        "openapi": "3.0.1",
        "info": {"title": "items", "description": "All items", "version": "v1"},
        "servers": [{
            "url": "https://example.com/{basePath}", "variables": {"basePath": {"default": "v1"}},
            "x-amazon-apigateway-endpoint-configuration": {"vpcEndpointIds": ["vpce-0123456789abcdef0"], "disableExecuteApiEndpoint": true},
        }],
        "components": {"securitySchemes": schemes(), "schemas": schemas("#/components/schemas/")},
        "paths": {
            "/items/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
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
                        "400": {"description": "not fine", "content": {}},
                    },
                    "security": [{"sigv4": []}, {"api_key": []}],
                    "x-amazon-apigateway-request-validator": "all",
                    "x-amazon-apigateway-integration": integration(),
                },
                "x-amazon-apigateway-any-method": {
                    "responses": {}, "security": [{"gate": ["read"]}],
                    "x-amazon-apigateway-integration": {"type": "MOCK"},
                },
            },
        },
    });
    merged(&[document, root_extensions()])
}

#[test]
fn both_specifications_say_the_same() {
    let (one, other) = (reading(&swagger()), reading(&openapi()));
    assert_eq!(one.errors, Vec::<String>::new());
    assert_eq!(one.warnings, Vec::<String>::new());
    assert_eq!(one, other);
}

#[test]
fn everything_is_understood() {
    let definition = reading(&openapi()).definition;
    assert_eq!(definition.title.as_deref(), Some("items"));
    assert_eq!(definition.description.as_deref(), Some("All items"));
    assert_eq!(definition.version.as_deref(), Some("v1"));
    let methods = &definition.resources["/items/{id}"];
    assert_eq!(methods.keys().collect::<Vec<_>>(), ["ANY", "POST"]);
    let post = &methods["POST"];
    assert_eq!(post.authorization, Authorization::AwsIam);
    assert!(post.api_key_required);
    assert_eq!(post.operation_name.as_deref(), Some("MakeItem"));
    assert_eq!(post.request_validator.as_deref(), Some("all"));
    let parameters: Vec<_> = post
        .request_parameters
        .iter()
        .map(|(name, required)| (name.as_str(), *required))
        .collect();
    assert_eq!(
        parameters,
        [
            ("method.request.header.X-Trace", true),
            ("method.request.path.id", true),
            ("method.request.querystring.q", false),
        ]
    );
    assert_eq!(post.request_models["application/json"], "Item");
    let ok = &post.responses["200"];
    assert!(!ok.parameters["method.response.header.X-Id"]);
    assert_eq!(ok.models["application/json"], "Item");
    assert_eq!(post.responses["400"], Default::default());
    let behind = post.integration.as_ref().unwrap();
    assert_eq!(behind.integration_type, "HTTP");
    assert_eq!(
        behind.passthrough_behavior.as_deref(),
        Some("WHEN_NO_TEMPLATES")
    );
    assert_eq!(behind.timeout_in_millis, Some(1500));
    assert_eq!(behind.connection_id.as_deref(), Some("abc123"));
    assert_eq!(behind.cache_key_parameters, ["method.request.path.id"]);
    assert_eq!(
        behind.tls_config.unwrap().insecure_skip_verification,
        Some(true)
    );
    assert_eq!(behind.responses["200"].selection_pattern, None);
    assert_eq!(
        behind.responses["400"].selection_pattern.as_deref(),
        Some("4\\d{2}")
    );
    let any = &methods["ANY"];
    assert_eq!(
        any.authorization,
        Authorization::Authorizer("gate".to_owned())
    );
    assert_eq!(any.authorization_scopes, ["read"]);
    assert_eq!(
        any.request_validator.as_deref(),
        Some("params"),
        "the root's"
    );
    let gate = &definition.authorizers["gate"];
    assert_eq!(gate.authorizer_type, "TOKEN");
    assert_eq!(gate.auth_type.as_deref(), Some("custom"));
    assert_eq!(
        gate.identity_source.as_deref(),
        Some("method.request.header.Authorization")
    );
    assert_eq!(gate.result_ttl_in_seconds, Some(60));
    assert!(definition.request_validators["all"].validate_request_body);
    assert_eq!(
        definition.gateway_responses["ACCESS_DENIED"]
            .status_code
            .as_deref(),
        Some("403")
    );
    assert_eq!(
        definition.models["Item"].description.as_deref(),
        Some("An item.")
    );
    let schema = &definition.models["Item"].schema;
    let kind = schema.get("properties").unwrap().get("kind").unwrap();
    assert_eq!(kind.get("$ref").unwrap().text(), Some("#/models/Kind"));
    assert_eq!(definition.binary_media_types.unwrap(), ["image/png"]);
    assert_eq!(definition.minimum_compression_size, Some(1024));
    assert_eq!(definition.api_key_source.as_deref(), Some("AUTHORIZER"));
    assert!(definition.policy.is_some());
    assert_eq!(
        definition.endpoint.vpc_endpoint_ids.unwrap(),
        ["vpce-0123456789abcdef0"]
    );
    assert_eq!(definition.endpoint.disable_execute_api_endpoint, Some(true));
    let documentation = definition.documentation.unwrap();
    assert_eq!(documentation.version.as_deref(), Some("1.0"));
    assert_eq!(documentation.parts[0].location["type"], "METHOD");
}
