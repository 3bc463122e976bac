//! The world that is measured, as records in a data directory: written as text, because what was
//! written once is read for ever. It is spread over accounts as AWS's quotas have it.

use std::path::Path;

use portcullis_store::MasterKey;
use serde_json::{Value, json};

use crate::records::{self, Writer};

/// Users of an account (IAM quotas).
const USERS_PER_ACCOUNT: usize = 5_000;
/// REST APIs of an account (API Gateway quotas).
const APIS_PER_ACCOUNT: usize = 600;

/// How many APIs there are with so many users.
pub fn apis(size: usize) -> usize {
    (size / 10).max(1)
}

/// The account of a user.
pub fn user_account(user: usize) -> String {
    format!("{:012}", 100_000_000_001 + user / USERS_PER_ACCOUNT)
}

/// The account of an API.
pub fn api_account(api: usize) -> String {
    format!("{:012}", 100_000_000_001 + api / APIS_PER_ACCOUNT)
}

/// An API of a user's account.
pub fn api_beside(user: usize) -> usize {
    user / USERS_PER_ACCOUNT * APIS_PER_ACCOUNT
}

/// The id of an API.
pub fn api_id(api: usize) -> String {
    format!("api{api:07}")
}

/// The access key of a user.
pub fn access_key(user: usize) -> String {
    format!("AKIA{user:016}")
}

/// The secret of every key: sealing is what costs.
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// A policy that allows calling one path of one's own, so that each is another.
pub fn policy(user: usize) -> String {
    json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Action": "execute-api:Invoke",
        "Resource": ["arn:aws:execute-api:*:*:*/prod/GET/r0", format!("arn:aws:execute-api:*:*:*/prod/GET/own/{user}")]
    }]})
    .to_string()
}

/// Writes the world of this size.
pub fn write(directory: &Path, size: usize) {
    let master_key = records::master_key(directory);
    let mut writer = Writer::open(directory);
    for user in 0..size {
        if user % USERS_PER_ACCOUNT == 0 {
            account(&mut writer, &user_account(user));
        }
        identities(&mut writer, &master_key, user);
    }
    for api in 0..apis(size) {
        rest_api(&mut writer, api);
    }
    writer.commit();
}

fn account(writer: &mut Writer, account: &str) {
    writer.put(
        format!("account/{account}"),
        &json!({"id": account, "created": 0}),
    );
    writer.put(
        format!("policy/{account}/shared"),
        &json!({
            "account": account, "name": "shared", "path": "/", "id": "ANPAAAAAAAAAAAAAAAAAA",
            "created": 0, "updated": 0, "description": null, "tags": {}, "default_version": "v1",
            "versions": [{"id": "v1", "document": policy(0), "created": 0}], "next_version": 2
        }),
    );
    writer.put(
        format!("role/{account}/app"),
        &json!({
            "account": account, "name": "app", "path": "/", "id": format!("AROA{account}00000"),
            "created": 0, "description": null, "max_session_duration": 3600,
            "assume_role_policy": json!({"Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Principal": {"AWS": account}, "Action": "sts:AssumeRole"
            }]}).to_string(),
            "trusted_ids": {}, "tags": {}, "permissions_boundary": null,
            "inline_policies": {}, "attached_policies": []
        }),
    );
}

fn identities(writer: &mut Writer, master_key: &MasterKey, user: usize) {
    let account = user_account(user);
    let name = format!("user{user}");
    // The last thousand of an account share a policy.
    let shared = user % USERS_PER_ACCOUNT >= 4_000;
    let attached: Vec<String> = shared
        .then(|| format!("arn:aws:iam::{account}:policy/shared"))
        .into_iter()
        .collect();
    writer.put(
        format!("user/{account}/{name}"),
        &json!({
            "account": account, "name": name, "path": "/", "id": format!("AIDA{user:017}"),
            "created": 0, "tags": {"team": format!("t{}", user % 50)},
            "permissions_boundary": null, "inline_policies": {"own": policy(user)},
            "attached_policies": attached
        }),
    );
    let id = access_key(user);
    let key = format!("access-key/{id}");
    let sealed = master_key.seal(SECRET.as_bytes(), &key).expect("sealing");
    writer.put(
        key,
        &json!({
            "id": id, "account": account, "user": name, "active": true, "created": 0,
            "secret": data_encoding::BASE64.encode(&sealed)
        }),
    );
}

fn rest_api(writer: &mut Writer, api: usize) {
    let (account, id) = (api_account(api), api_id(api));
    writer.put(
        format!("rest-api/{account}/{id}"),
        &json!({
            "account": account, "id": id, "name": id, "description": "d", "version": null, "created": api,
            "endpoint": {"endpoint_type": "REGIONAL", "vpc_endpoint_ids": [], "ip_address_type": "ipv4"},
            "policy": null, "tags": {"team": "a"}, "binary_media_types": [],
            "minimum_compression_size": null, "api_key_source": "HEADER",
            "disable_execute_api_endpoint": false, "root_resource_id": "root00"
        }),
    );
    // Five resources of four methods each.
    let mut resources = vec![resource(&account, &id, None)];
    resources.extend((0..5).map(|at| resource(&account, &id, Some(at))));
    for resource in &resources {
        let key = resource["id"].as_str().unwrap_or_default();
        writer.put(format!("resource/{account}/{id}/{key}"), resource);
    }
    let document = json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke",
        "Resource": format!("arn:aws:execute-api:us-east-1:{account}:{id}/prod/GET/open")
    }]});
    writer.put(
        format!("deployment/{account}/{id}/dep000"),
        &json!({
            "account": account, "api": id, "id": "dep000", "description": null, "created": 0,
            "frozen": {
                "resources": resources, "policy": document.to_string(), "gateway_responses": [],
                "binary_media_types": [], "disable_execute_api_endpoint": false
            }
        }),
    );
    writer.put(
        format!("stage/{account}/{id}/prod"),
        &json!({
            "account": account, "api": id, "name": "prod", "deployment_id": "dep000",
            "description": null, "created": 0, "updated": 0, "variables": {"host": "backend.example"},
            "tags": {}, "client_certificate_id": null, "documentation_version": null,
            "tracing_enabled": false, "cache_cluster_enabled": false, "cache_cluster_size": null,
            "method_settings": {}, "access_log": null
        }),
    );
}

fn resource(account: &str, api: &str, at: Option<usize>) -> Value {
    let part = at.map(|at| format!("r{at}"));
    let methods: serde_json::Map<String, Value> = ["GET", "POST", "PUT", "DELETE"]
        .into_iter()
        .filter(|_| at.is_some())
        .map(|verb| (verb.to_owned(), method(verb, at == Some(0))))
        .collect();
    json!({
        "account": account, "api": api,
        "id": part.as_ref().map_or("root00".to_owned(), |part| format!("res{part}")),
        "parent_id": part.as_ref().map(|_| "root00"),
        "path_part": part,
        "path": part.as_ref().map_or("/".to_owned(), |part| format!("/{part}")),
        "methods": methods
    })
}

fn method(verb: &str, mock: bool) -> Value {
    let integration = if mock {
        json!({
            "integration_type": "MOCK", "http_method": null, "uri": null, "connection_type": null,
            "request_templates": {"application/json": "{\"statusCode\": 200}"}
        })
    } else {
        json!({
            "integration_type": "HTTP", "http_method": verb, "uri": "http://127.0.0.1:9/items",
            "connection_type": "INTERNET",
            "request_templates": {"application/json": "{\"path\": \"$context.resourcePath\", \"body\": $input.json('$')}"}
        })
    };
    let mut whole = json!({
        "connection_id": null, "credentials": null, "request_parameters": {},
        "passthrough_behavior": "WHEN_NO_MATCH", "content_handling": null,
        "timeout_millis": 29000, "cache_namespace": "root00", "cache_key_parameters": [],
        "insecure_skip_verification": false,
        "responses": {
            "200": {"selection_pattern": null, "parameters": {"method.response.header.X-Api": "'a'"}, "templates": {"application/json": "{\"ok\": true}"}, "content_handling": null},
            "502": {"selection_pattern": "5\\d{2}", "parameters": {}, "templates": {}, "content_handling": null}
        }
    });
    for (name, value) in integration.as_object().into_iter().flatten() {
        whole[name] = value.clone();
    }
    json!({
        "authorization": "AWS_IAM", "authorizer_id": null, "authorization_scopes": [],
        "api_key_required": false, "operation_name": null, "request_validator_id": null,
        "request_parameters": {"method.request.header.X-Tenant": false}, "request_models": {},
        "responses": {
            "200": {"parameters": {"method.response.header.X-Api": false}, "models": {"application/json": "Empty"}},
            "502": {"parameters": {}, "models": {}}
        },
        "integration": whole
    })
}
