//! Who may call: a requirement that is there must not get lost on the way.

use portcullis_openapi::definition::{Authorization, Method};
use serde_json::{Value, json};

use super::{openapi, reading};

fn schemes() -> Value {
    json!({"securitySchemes": {
        "signed": {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"},
        "key": {"type": "apiKey", "name": "X-API-Key", "in": "header"},
        "gate": {"type": "apiKey", "name": "Unused", "in": "header", "x-amazon-apigateway-authorizer": {"type": "request"}},
        "pool": {"type": "apiKey", "name": "Token", "in": "header", "x-amazon-apigateway-authorizer": {"type": "cognito_user_pools"}},
        "basic": {"type": "http", "scheme": "basic"},
        "flow": {"type": "oauth2", "flows": {}},
        "odd": {"type": "oauth2", "x-amazon-apigateway-authorizer": {"type": "token"}},
    }})
}

fn document(root: Value, members: Value) -> Value {
    let mut document = openapi(json!({"components": schemes(), "paths": {"/x": {"get": members}}}));
    if !root.is_null() {
        document["security"] = root;
    }
    document
}

#[track_caller]
fn method(root: Value, members: Value) -> Method {
    let reading = reading(&document(root, members));
    assert_eq!(reading.errors, Vec::<String>::new());
    reading.definition.resources["/x"]["GET"].clone()
}

fn asked(name: &str) -> Authorization {
    Authorization::Authorizer(name.to_owned())
}

#[test]
fn a_method_is_open_only_if_nothing_is_said() {
    let open = method(Value::Null, json!({}));
    assert_eq!(open.authorization, Authorization::None);
    assert!(!open.api_key_required);
}

#[test]
fn the_name_of_a_scheme_is_free_and_its_words_say_what_it_is() {
    let signed = method(Value::Null, json!({"security": [{"signed": []}]}));
    assert_eq!(signed.authorization, Authorization::AwsIam);
    let key = method(Value::Null, json!({"security": [{"key": []}]}));
    assert!(key.api_key_required);
    assert_eq!(key.authorization, Authorization::None);
    let scoped = method(Value::Null, json!({"security": [{"pool": ["email"]}]}));
    assert_eq!(scoped.authorization, asked("pool"));
    assert_eq!(scoped.authorization_scopes, ["email"]);
    let odd = method(Value::Null, json!({"security": [{"odd": []}]}));
    assert_eq!(odd.authorization, asked("odd"), "closed rather than open");
}

#[test]
fn requirements_add_up_and_a_signature_stays() {
    for security in [
        json!([{"signed": [], "key": []}]),
        json!([{"signed": []}, {"key": []}]),
        json!([{"gate": ["a"]}, {"signed": []}, {"key": []}]),
    ] {
        let both = method(Value::Null, json!({"security": security}));
        assert_eq!(both.authorization, Authorization::AwsIam, "{security}");
        assert!(both.api_key_required, "{security}");
        assert!(both.authorization_scopes.is_empty());
    }
}

#[test]
fn the_root_holds_for_methods_that_say_nothing() {
    let root = json!([{"pool": ["email"]}]);
    let silent = method(root.clone(), json!({}));
    assert_eq!(silent.authorization, asked("pool"));
    assert_eq!(silent.authorization_scopes, ["email"]);
    let other = method(root.clone(), json!({"security": [{"gate": []}]}));
    assert_eq!(other.authorization, asked("gate"));
    let open = method(root, json!({"security": []}));
    assert_eq!(open.authorization, Authorization::None, "it says so itself");
}

#[test]
fn the_extension_names_the_type_and_never_opens_what_the_method_closes() {
    let auth = |kind: &str| json!({"type": kind});
    let iam = method(
        Value::Null,
        json!({"x-amazon-apigateway-auth": auth("aws_iam")}),
    );
    assert_eq!(iam.authorization, Authorization::AwsIam);
    let none = method(
        json!([{"signed": []}]),
        json!({"x-amazon-apigateway-auth": auth("NONE")}),
    );
    assert_eq!(none.authorization, Authorization::None);
    let both = method(
        Value::Null,
        json!({"x-amazon-apigateway-auth": auth("NONE"), "security": [{"signed": []}]}),
    );
    assert_eq!(both.authorization, Authorization::AwsIam);
    let scoped = method(
        Value::Null,
        json!({"x-amazon-apigateway-auth": auth("AWS_IAM"), "security": [{"pool": ["a"]}]}),
    );
    assert_eq!(scoped.authorization, Authorization::AwsIam);
    assert!(scoped.authorization_scopes.is_empty());
    let unknown = reading(&document(
        Value::Null,
        json!({"x-amazon-apigateway-auth": auth("CUSTOM")}),
    ));
    assert_eq!(
        unknown.errors,
        [
            "Unable to put method 'GET' on resource at path '/x': Invalid authorization type specified. Valid options are NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS"
        ]
    );
}

#[test]
fn schemes_that_api_gateway_does_not_know_are_warned_of() {
    let reading = reading(&document(Value::Null, json!({"security": [{"basic": []}]})));
    assert_eq!(reading.errors, Vec::<String>::new());
    assert_eq!(
        reading.warnings,
        [
            "Unsupported security definition type 'http' for 'basic'. Ignoring.",
            "Unsupported security definition type 'oauth2' for 'flow'. Ignoring.",
        ]
    );
}

#[test]
fn a_requirement_that_cannot_be_understood_is_an_error() {
    for (security, error) in [
        (
            json!([{"gone": []}]),
            "Unable to put method 'GET' on resource at path '/x': Security definition 'gone' not found",
        ),
        (
            json!({"signed": []}),
            "Parse issue: attribute paths.'/x'(GET).security is not of type `array`",
        ),
        (
            json!(["signed"]),
            "Parse issue: attribute paths.'/x'(GET).security is not of type `object`",
        ),
        (
            json!([{"pool": "email"}]),
            "Parse issue: attribute paths.'/x'(GET).security.pool is not of type `array`",
        ),
    ] {
        let own = reading(&document(Value::Null, json!({"security": security})));
        assert_eq!(own.errors, [error]);
        let root = reading(&document(security, json!({})));
        assert_eq!(root.errors, [error]);
    }
}

#[test]
fn the_source_of_a_token_is_the_header_of_its_scheme() {
    let authorizers = reading(&document(Value::Null, json!({})))
        .definition
        .authorizers;
    let source = |name: &str| authorizers[name].identity_source.as_deref();
    assert_eq!(source("pool"), Some("method.request.header.Token"));
    assert_eq!(source("gate"), None, "a request has several");
}
