//! The records that requests are judged by: a private API behind an interface endpoint of another account, so that all
//! four layers are asked, and a regional one. They are written as the store keeps them.

use std::net::Ipv4Addr;
use std::sync::Arc;

use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::{Records, Sealed, Secret, Snapshot};
use serde_json::{Value, json};

/// The account of the callers, and that of the APIs.
const A: &str = "111111111111";
const B: &str = "222222222222";

pub const PRIVATE: &str = "private123";
pub const REGIONAL: &str = "regional12";
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// The access key of a user.
pub fn access_key(user: &str) -> String {
    format!("AKIAEXAMPLE0{:0>8}", user.to_uppercase())
}

pub fn snapshot(backend: &str, endpoint: Ipv4Addr) -> Arc<Snapshot> {
    let mut records = Records::default();
    let mut put = |key: String, record: Value| {
        let text = json!({"v": 1, "d": record}).to_string();
        records.put(&key, text.as_bytes()).expect("a record");
    };
    for account in [A, B] {
        put(
            format!("account/{account}"),
            json!({"id": account, "created": 0}),
        );
    }
    for name in ["caller", "denied"] {
        put(format!("user/{A}/{name}"), user(name));
        let id = access_key(name);
        put(format!("access-key/{id}"), key(&id, name));
    }
    put(format!("security-group/{A}/sg-1"), security_group());
    put(format!("network-interface/{A}/eni-1"), interface(endpoint));
    put(format!("vpc-endpoint/{A}/vpce-1"), vpc_endpoint());
    for (api, kind) in [(PRIVATE, "PRIVATE"), (REGIONAL, "REGIONAL")] {
        put(format!("rest-api/{B}/{api}"), rest_api(api, kind));
        put(
            format!("deployment/{B}/{api}/d1"),
            deployment(api, kind, backend),
        );
        put(format!("stage/{B}/{api}/prod"), stage(api));
    }
    let open =
        |_: &str, sealed: &Sealed| Some(Secret::new(String::from_utf8(sealed.bytes()?).ok()?));
    Compiler::default().compile(&records, 1, &open)
}

fn user(name: &str) -> Value {
    let policy = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"},
        {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": format!("arn:aws:execute-api:us-east-1:{B}:*/prod/*/items")},
    ]});
    json!({
        "account": A, "name": name, "path": "/", "id": format!("AIDA{name}"), "created": 0, "tags": {"team": "red"},
        "permissions_boundary": null, "inline_policies": {"own": policy.to_string()}, "attached_policies": [],
    })
}

fn key(id: &str, user: &str) -> Value {
    let secret = Sealed::from_bytes(SECRET.as_bytes());
    json!({"id": id, "account": A, "user": user, "active": true, "created": 0, "secret": secret})
}

fn security_group() -> Value {
    json!({
        "account": A, "id": "sg-1", "vpc": "vpc-1", "name": "endpoint", "description": "", "tags": {},
        "rules": [{
            "id": "sgr-1", "egress": false, "protocol": "tcp", "from_port": 443, "to_port": 443,
            "peer": {"cidr": "127.0.0.0/8"}, "description": null, "tags": {},
        }],
    })
}

fn interface(loopback: Ipv4Addr) -> Value {
    json!({
        "account": A, "id": "eni-1", "vpc": "vpc-1", "subnet": "subnet-1", "availability_zone": "us-east-1a",
        "private_ip": "10.0.1.4", "loopback": loopback, "mac_address": "", "security_groups": ["sg-1"],
        "description": "", "vpc_endpoint": "vpce-1", "source_dest_check": true, "tags": {},
    })
}

fn vpc_endpoint() -> Value {
    let policy = json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"AWS": format!("arn:aws:iam::{A}:root")}, "Action": "execute-api:Invoke",
        "Resource": format!("arn:aws:execute-api:us-east-1:{B}:*"), "Condition": {"StringEquals": {"aws:PrincipalAccount": A}},
    }]});
    json!({
        "account": A, "id": "vpce-1", "vpc": "vpc-1", "service_name": "com.amazonaws.us-east-1.execute-api",
        "created": 0, "policy": policy.to_string(), "subnets": ["subnet-1"], "security_groups": ["sg-1"],
        "network_interfaces": ["eni-1"], "private_dns_enabled": false, "ip_address_type": "ipv4",
        "dns_suffix": "abcdefgh", "tags": {},
    })
}

fn rest_api(id: &str, kind: &str) -> Value {
    json!({
        "account": B, "id": id, "name": id, "created": 0,
        "endpoint": {"endpoint_type": kind, "vpc_endpoint_ids": [], "ip_address_type": "ipv4"},
        "tags": {}, "binary_media_types": [], "api_key_source": "HEADER",
        "disable_execute_api_endpoint": false, "root_resource_id": "root",
    })
}

fn deployment(api: &str, kind: &str, backend: &str) -> Value {
    let mut allow = json!({
        "Sid": "Caller", "Effect": "Allow", "Principal": {"AWS": format!("arn:aws:iam::{A}:user/caller")},
        "Action": "execute-api:Invoke", "Resource": format!("arn:aws:execute-api:us-east-1:{B}:{api}/prod/*"),
    });
    let mut statements = Vec::new();
    if kind == "PRIVATE" {
        allow["Condition"] = json!({"StringEquals": {"aws:SourceVpce": "vpce-1"}});
        statements.push(json!({
            "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke",
            "Resource": format!("arn:aws:execute-api:us-east-1:{B}:{api}/*"),
            "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}},
        }));
    }
    statements.push(allow);
    let policy = json!({"Version": "2012-10-17", "Statement": statements});
    let method = |verb: &str| {
        json!({
            "authorization": "AWS_IAM", "authorizer_id": null, "authorization_scopes": [], "api_key_required": false,
            "operation_name": null, "request_validator_id": null, "request_parameters": {}, "request_models": {},
            "responses": {},
            "integration": {
                "integration_type": "HTTP_PROXY", "http_method": verb, "uri": format!("http://{backend}/items"),
                "request_parameters": {}, "request_templates": {}, "passthrough_behavior": "WHEN_NO_MATCH",
                "timeout_millis": 29_000, "cache_key_parameters": [], "responses": {},
            },
        })
    };
    json!({
        "account": B, "api": api, "id": "d1", "created": 0,
        "frozen": {
            "resources": [{
                "account": B, "api": api, "id": "res001", "parent_id": null, "path_part": "items", "path": "/items",
                "methods": {"GET": method("GET"), "POST": method("POST")},
            }],
            "policy": policy.to_string(), "gateway_responses": [], "binary_media_types": [],
            "disable_execute_api_endpoint": false,
        },
    })
}

fn stage(api: &str) -> Value {
    json!({
        "account": B, "api": api, "name": "prod", "deployment_id": "d1", "created": 0, "updated": 0, "variables": {},
        "tags": {}, "tracing_enabled": false, "cache_cluster_enabled": false, "method_settings": {}, "access_log": null,
    })
}
