//! What is made of a document besides what everybody writes.

use portcullis_openapi::{Options, Unreadable, Variables, parse, read};
use serde_json::{Value, json};

use super::{openapi, reading, reading_with, swagger, tree};

fn one(members: Value) -> Value {
    openapi(json!({"paths": {"/x": {"get": members}}}))
}

#[track_caller]
fn warned(document: &Value, expected: &[&str]) {
    let reading = reading(document);
    assert_eq!(reading.errors, Vec::<String>::new());
    assert_eq!(reading.warnings, expected);
}

#[track_caller]
fn wrong(document: &Value, expected: &[&str]) {
    assert_eq!(reading(document).errors, expected);
}

#[test]
fn other_specifications_are_none() {
    for document in [
        json!({}),
        json!([]),
        json!("swagger"),
        json!({"swagger": "1.2", "paths": {}}),
        json!({"openapi": "3.1.0", "paths": {}}),
        json!({"openapi": "3.0.1", "swagger": "2.0", "paths": {}}),
        json!({"info": {"title": "x"}, "paths": {}}),
    ] {
        let outcome = read(tree(&document), &Options::default());
        assert_eq!(outcome, Err(Unreadable::Version), "{document}");
    }
    let unquoted = parse(b"swagger: 2.0\ninfo: {title: x, version: 1.0}\npaths: {}\n").unwrap();
    let reading = read(unquoted, &Options::default()).unwrap();
    assert_eq!(reading.definition.version.as_deref(), Some("1.0"));
}

#[test]
fn variables_of_aws_are_filled_in() {
    let document = openapi(
        json!({"paths": {"/x": {"get": {"x-amazon-apigateway-integration": {
            "type": "aws_proxy", "httpMethod": "POST",
            "uri": "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/x/arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${stageVariables.f}",
        }}}}}),
    );
    let uri = |variables: Option<Variables>| {
        let options = Options {
            variables,
            ..Options::default()
        };
        let mut methods = reading_with(&document, &options).definition.resources;
        let get = methods.remove("/x").unwrap().remove("GET").unwrap();
        get.integration.unwrap().uri.unwrap()
    };
    let variables = Variables {
        account_id: "111111111111".to_owned(),
        partition: "aws".to_owned(),
        region: "eu-west-1".to_owned(),
    };
    assert_eq!(
        uri(Some(variables)),
        "arn:aws:apigateway:eu-west-1:lambda:path/x/arn:aws:lambda:eu-west-1:111111111111:function:${stageVariables.f}"
    );
    assert!(uri(None).contains("${AWS::Region}"));
}

#[test]
fn the_variables_of_a_path_are_parameters_whether_declared_or_not() {
    let document =
        openapi(json!({"paths": {"/a/{b}/{proxy+}": {"x-amazon-apigateway-any-method": {}}}}));
    let definition = reading(&document).definition;
    let any = &definition.resources["/a/{b}/{proxy+}"]["ANY"];
    let names: Vec<_> = any.request_parameters.iter().collect();
    assert_eq!(
        names,
        [
            (&"method.request.path.b".to_owned(), &true),
            (&"method.request.path.proxy".to_owned(), &true)
        ]
    );
}

#[test]
fn an_operation_overrides_the_parameters_of_its_path() {
    let parameter = |required: bool| json!({"name": "q", "in": "query", "required": required});
    let document = openapi(json!({"paths": {"/x": {
        "parameters": [parameter(false)], "get": {"parameters": [parameter(true)]}, "put": {},
    }}}));
    let methods = &reading(&document).definition.resources["/x"];
    assert!(methods["GET"].request_parameters["method.request.querystring.q"]);
    assert!(!methods["PUT"].request_parameters["method.request.querystring.q"]);
}

#[test]
fn parameters_responses_bodies_and_headers_may_be_references() {
    let document = openapi(json!({
        "components": {
            "parameters": {"Q": {"name": "q", "in": "query", "required": true}, "R": {"$ref": "#/components/parameters/Q"}},
            "responses": {"Bad": {"description": "", "headers": {"X": {"$ref": "#/components/headers/H"}}}},
            "headers": {"H": {"schema": {"type": "string"}}},
            "requestBodies": {"B": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/M"}}}}},
            "schemas": {"M": {"type": "object"}},
        },
        "paths": {"/x": {"post": {
            "parameters": [{"$ref": "#/components/parameters/R"}], "requestBody": {"$ref": "#/components/requestBodies/B"},
            "responses": {"400": {"$ref": "#/components/responses/Bad"}},
        }}},
    }));
    let reading = reading(&document);
    assert_eq!(reading.errors, Vec::<String>::new());
    let post = &reading.definition.resources["/x"]["POST"];
    assert!(post.request_parameters["method.request.querystring.q"]);
    assert_eq!(post.request_models["application/json"], "M");
    assert!(
        post.responses["400"]
            .parameters
            .contains_key("method.response.header.X")
    );
}

#[test]
fn a_reference_to_another_kind_of_thing_is_an_error() {
    let document = openapi(json!({
        "components": {"responses": {"P": {"name": "q", "in": "query"}}},
        "paths": {"/x": {"get": {"parameters": [{"$ref": "#/components/responses/P"}, {"$ref": "other.yaml#/P"}]}}},
    }));
    wrong(
        &document,
        &[
            "Parse issue: reference #/components/responses/P is missing",
            "Parse issue: reference other.yaml#/P is missing",
        ],
    );
}

#[test]
fn a_body_without_a_name_becomes_a_model_with_the_same_name_each_time() {
    let document = one(json!({"responses": {"200": {"content": {
        "application/json": {"schema": {"type": "object", "properties": {"a": {"type": "string"}}}},
        "application/xml": {"schema": {"type": "array", "items": {"type": "string"}}},
    }}}}));
    let first = reading(&document);
    assert_eq!(first, reading(&document));
    let models = &first.definition.resources["/x"]["GET"].responses["200"].models;
    let names: Vec<&String> = models.values().collect();
    assert_eq!(names.len(), 2);
    assert_ne!(names[0], names[1]);
    for name in names {
        assert!(name.starts_with("MODEL") && name.len() == 11, "{name}");
        assert!(first.definition.models.contains_key(name));
    }
}

#[test]
fn what_api_gateway_passes_over_is_warned_of_in_its_words() {
    let content = |schema: Value| json!({"application/json": {"schema": schema}});
    warned(
        &one(json!({"responses": {"201": {"content": content(json!({"type": "string"}))}}})),
        &["Unsupported model type 'StringSchema' in 201 response to method 'GET /x'. Ignoring."],
    );
    warned(
        &swagger(
            json!({"paths": {"/x": {"get": {"responses": {"201": {"schema": {"type": "integer"}}}}}}}),
        ),
        &["Unsupported model type 'IntegerProperty' in 201 response to method 'GET /x'. Ignoring."],
    );
    warned(
        &one(
            json!({"responses": {"200": {"content": content(json!({"$ref": "#/components/schemas/Gone"}))}}}),
        ),
        &["Reference to model 'Gone' not found. Ignoring."],
    );
    warned(
        &openapi(json!({"servers": [{"url": "/"}, {"url": "/b"}], "paths": {}})),
        &[
            "More than one server provided. Ignoring all but the first for defining endpoint configuration",
        ],
    );
    warned(
        &one(
            json!({"x-amazon-apigateway-integration": {"type": "mock", "requestParameters": {
                "integration.request.header.nothing": true, "integration.request.header.a": "'b'",
            }}}),
        ),
        &[
            "Invalid format for 'requestParameters'. Expected type string for property 'integration.request.header.nothing' of resource '/x' and method 'GET' but got 'true'",
        ],
    );
}

#[test]
fn a_status_that_is_none_is_passed_over() {
    let document = one(json!({"responses": {"default": {}, "2XX": {}, "x-note": {}, "204": {}}}));
    warned(
        &document,
        &["Unsupported response status '2XX' in method 'GET /x'. Ignoring."],
    );
    let definition = reading(&document).definition;
    let statuses: Vec<_> = definition.resources["/x"]["GET"].responses.keys().collect();
    assert_eq!(statuses, ["204"]);
}

#[test]
fn what_is_malformed_is_an_error() {
    wrong(
        &openapi(json!({"paths": []})),
        &["Parse issue: attribute paths is not of type `object`"],
    );
    wrong(
        &openapi(json!({"paths": {"users": {}}})),
        &["Parse issue: attribute paths. Resource users should start with /"],
    );
    wrong(
        &openapi(json!({"paths": {"/x": {"get": "here"}}})),
        &["Parse issue: attribute paths.'/x'(GET) is not of type `object`"],
    );
    wrong(
        &one(
            json!({"x-amazon-apigateway-integration": {"timeoutInMillis": "soon", "responses": {"default": {}}}}),
        ),
        &[
            "Parse issue: attribute paths.'/x'(GET).x-amazon-apigateway-integration.timeoutInMillis is not of type `integer`",
            "Parse issue: attribute paths.'/x'(GET).x-amazon-apigateway-integration.responses.default.statusCode is missing",
        ],
    );
    wrong(
        &one(json!({"parameters": [{"in": "query"}]})),
        &["Parse issue: attribute paths.'/x'(GET).parameters.name is missing"],
    );
    wrong(
        &openapi(json!({"paths": {"/x": {"get": {}}, "/x/": {"get": {}}}})),
        &[
            "Unable to put method 'GET' on resource at path '/x': Method already exists for this resource",
        ],
    );
}

#[test]
fn a_schema_loses_the_words_that_are_openapis_alone_and_no_property() {
    let words =
        json!({"example": 1, "nullable": true, "x-note": "n", "readOnly": true, "format": "int64"});
    let schema = json!({
        "type": "object", "xml": {}, "discriminator": {"propertyName": "kind"}, "enum": [{"example": 1}], "default": {"xml": 1},
        "properties": {"example": words, "x-id": {"items": words}, "xml": {"allOf": [words]}},
        "additionalProperties": words,
    });
    let document = openapi(json!({"components": {"schemas": {"M": schema}}}));
    let model = &reading(&document).definition.models["M"];
    let shown = portcullis_openapi::print(&model.schema, portcullis_openapi::Format::Json);
    let kept = json!({"format": "int64"});
    assert_eq!(
        serde_json::from_str::<Value>(&shown).unwrap(),
        json!({
            "type": "object", "enum": [{"example": 1}], "default": {"xml": 1},
            "properties": {"example": kept, "x-id": {"items": kept}, "xml": {"allOf": [kept]}},
            "additionalProperties": kept,
        })
    );
}

#[test]
fn documentation_can_be_passed_over() {
    let document = openapi(json!({"x-amazon-apigateway-documentation": {
        "documentationParts": [{"location": {"type": "API"}, "properties": {"info": {"description": "x"}}}],
    }}));
    assert!(reading(&document).definition.documentation.is_some());
    let options = Options {
        ignore_documentation: true,
        ..Options::default()
    };
    assert_eq!(
        reading_with(&document, &options).definition.documentation,
        None
    );
}
