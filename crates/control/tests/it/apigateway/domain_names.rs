//! Custom domain names and base path mappings.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, CONFLICT, NOT_FOUND, text};
use crate::harness::{Answer, Harness, START, escape};

const CERTIFICATE: &str = "arn:aws:acm:us-east-1:111111111111:certificate/12345678";
const UNKNOWN: &str = "Invalid domain name identifier specified";
const TAKEN: &str = "The domain name you provided already exists.";
const ALLOW: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"#;

fn call(api: &Api, method: &str, path: &str, body: Value) -> Answer {
    api.harness.rest(&api.keys, method, path, &body)
}

fn regional(name: &str) -> Value {
    json!({"domainName": name, "regionalCertificateArn": CERTIFICATE, "endpointConfiguration": {"types": ["REGIONAL"]}})
}

fn private(name: &str) -> Value {
    json!({"domainName": name, "certificateArn": CERTIFICATE, "endpointConfiguration": {"types": ["PRIVATE"]}, "policy": ALLOW})
}

fn patch(api: &Api, path: &str, operations: &[(&str, &str, &str)]) -> Answer {
    let operations: Vec<Value> = operations
        .iter()
        .map(|(op, path, value)| json!({"op": op, "path": path, "value": value}))
        .collect();
    call(api, "PATCH", path, json!({"patchOperations": operations}))
}

/// A deployed API with a stage `prod`.
fn deployed() -> Api {
    let api = Api::new();
    api.mock(&api.root, "GET");
    api.call("POST", "/deployments", json!({"stageName": "prod"}))
        .expect(201);
    api
}

/// A private API of the same control plane, by its id.
fn private_api(api: &Api) -> String {
    let input =
        json!({"name": "inner", "endpointConfiguration": {"types": ["PRIVATE"]}, "policy": ALLOW});
    text(&call(api, "POST", "/restapis", input).expect(201).json()["id"])
}

#[test]
fn a_regional_name_is_made_shown_tagged_and_deleted() {
    let api = Api::new();
    let mut input = regional("api.example.com");
    input["tags"] = json!({"a": "b"});
    let made = call(&api, "POST", "/domainnames", input).expect(201).json();
    let target = text(&made["regionalDomainName"]);
    assert!(
        target.starts_with("d-") && target.ends_with(".execute-api.us-east-1.amazonaws.com"),
        "{target}"
    );
    assert_eq!(
        made,
        json!({
            "domainName": "api.example.com", "domainNameArn": "arn:aws:apigateway:us-east-1::/domainnames/api.example.com",
            "regionalDomainName": target, "regionalHostedZoneId": "Z1UJRXOUMOOFQ8", "regionalCertificateArn": CERTIFICATE,
            "endpointConfiguration": {"types": ["REGIONAL"], "ipAddressType": "ipv4"}, "domainNameStatus": "AVAILABLE",
            "securityPolicy": "TLS_1_2", "routingMode": "BASE_PATH_MAPPING_ONLY", "tags": {"a": "b"},
        })
    );
    let path = "/domainnames/api.example.com";
    assert_eq!(call(&api, "GET", path, Value::Null).json(), made);
    let tags = format!("/tags/{}", escape(&text(&made["domainNameArn"])));
    call(&api, "PUT", &tags, json!({"tags": {"c": "d"}})).expect(204);
    let shown = call(&api, "GET", path, Value::Null).json();
    assert_eq!(shown["tags"], json!({"a": "b", "c": "d"}));
    call(&api, "DELETE", path, Value::Null).expect(202);
    for method in ["GET", "DELETE", "PATCH"] {
        call(&api, method, path, json!({})).refused(404, NOT_FOUND, UNKNOWN);
    }
}

#[test]
fn an_edge_name_has_a_distribution_and_a_private_one_an_id() {
    let api = Api::new();
    let input = json!({"domainName": "edge.example.com", "certificateArn": CERTIFICATE});
    let edge = call(&api, "POST", "/domainnames", input).expect(201).json();
    let target = text(&edge["distributionDomainName"]);
    assert!(target.ends_with(".cloudfront.net"), "{target}");
    assert_eq!(edge["distributionHostedZoneId"], "Z2FDTNDATAQYW2");
    assert_eq!(edge["certificateUploadDate"], START);
    assert_eq!(edge["endpointConfiguration"]["types"], json!(["EDGE"]));

    let made = call(&api, "POST", "/domainnames", private("inner.example.com"));
    let made = made.expect(201).json();
    let id = text(&made["domainNameId"]);
    assert_eq!(
        made,
        json!({
            "domainName": "inner.example.com", "domainNameId": id, "certificateArn": CERTIFICATE,
            "domainNameArn": format!("arn:aws:apigateway:us-east-1:111111111111:/domainnames/inner.example.com+{id}"),
            "certificateUploadDate": START, "endpointConfiguration": {"types": ["PRIVATE"], "ipAddressType": "dualstack"},
            "domainNameStatus": "AVAILABLE", "securityPolicy": "TLS_1_2", "routingMode": "BASE_PATH_MAPPING_ONLY", "policy": ALLOW,
        })
    );
    let path = format!("/domainnames/inner.example.com?domainNameId={id}");
    assert_eq!(call(&api, "GET", &path, Value::Null).json(), made);
    // Without its id, or with the id in the name, it is another name.
    for path in [
        "/domainnames/inner.example.com".to_owned(),
        format!("/domainnames/inner.example.com%2B{id}"),
    ] {
        call(&api, "GET", &path, Value::Null).refused(404, NOT_FOUND, UNKNOWN);
    }
    // A second private name and a public one may be called the same.
    call(&api, "POST", "/domainnames", private("inner.example.com")).expect(201);
    call(&api, "POST", "/domainnames", regional("inner.example.com")).expect(201);
    let listed = call(&api, "GET", "/domainnames", Value::Null).json();
    assert_eq!(listed["item"].as_array().unwrap().len(), 4);
    let first = call(&api, "GET", "/domainnames?limit=3", Value::Null).json();
    let rest = format!("/domainnames?limit=3&position={}", text(&first["position"]));
    let rest = call(&api, "GET", &rest, Value::Null).json();
    assert_eq!(rest["item"].as_array().unwrap().len(), 1);
}

#[test]
fn a_public_name_belongs_to_one_account() {
    let api = Api::new();
    let other = Harness::other_root();
    let make = |keys, name: &str| {
        let input = regional(name);
        api.harness.rest(keys, "POST", "/domainnames", &input)
    };
    make(&api.keys, "api.example.com").expect(201);
    make(&api.keys, "*.team.example.com").expect(201);
    for name in [
        "api.example.com",
        "*.example.com",
        "a.team.example.com",
        "*.team.example.com",
    ] {
        make(&other, name).refused(400, BAD_REQUEST, TAKEN);
    }
    make(&api.keys, "api.example.com").refused(400, BAD_REQUEST, TAKEN);
    make(&api.keys, "a.team.example.com").expect(201);
    make(&other, "other.example.com").expect(201);
    make(&other, "a.b.team.example.com").expect(201);
}

#[test]
fn names_that_cannot_be_are_refused() {
    let api = Api::new();
    let mut long = "a.".repeat(126);
    long.push_str("example");
    for name in [
        "",
        "example",
        "Api.example.com",
        "api..example.com",
        "-a.example.com",
        "a_b.example.com",
        "api.example.com.",
        "10.0.0.1",
        "a.*.example.com",
        "*",
        "api.example.com+abc",
        "api.example.com/x",
        "abc123.execute-api.us-east-1.amazonaws.com",
        "*.execute-api.us-east-1.amazonaws.com",
        "vpce-1-a.execute-api.us-east-1.vpce.amazonaws.com",
        &long,
    ] {
        let made = call(&api, "POST", "/domainnames", regional(name));
        let message = format!("Invalid domain name specified: {name}");
        made.refused(400, BAD_REQUEST, &message);
    }
    let with = |changes: Value| {
        let mut input = regional("api.example.com");
        for (name, value) in changes.as_object().unwrap() {
            input[name] = value.clone();
        }
        call(&api, "POST", "/domainnames", input)
    };
    let elsewhere = CERTIFICATE.replace("us-east-1", "us-west-2");
    with(json!({"regionalCertificateArn": elsewhere})).refused(
        400,
        BAD_REQUEST,
        &format!("Invalid certificate ARN: {elsewhere}. Certificate must be in 'us-east-1'."),
    );
    for wrong in [
        json!({"regionalCertificateArn": null}),
        json!({"regionalCertificateArn": "arn:aws:s3:::bucket"}),
        json!({"certificateArn": CERTIFICATE, "endpointConfiguration": {"types": ["EDGE", "REGIONAL"]}}),
        json!({"certificateBody": "x", "certificatePrivateKey": "y"}),
        json!({"policy": ALLOW}),
        json!({"mutualTlsAuthentication": {"truststoreUri": "https://bucket/key"}}),
        json!({"securityPolicy": "SecurityPolicy_TLS13_1_3_2025_09"}),
        json!({"endpointAccessMode": "STRICT"}),
        json!({"securityPolicy": "SecurityPolicy_TLS13_2025_EDGE", "endpointAccessMode": "BASIC"}),
        json!({"endpointConfiguration": {"types": ["PRIVATE"], "ipAddressType": "ipv4"}, "certificateArn": CERTIFICATE}),
        json!({"domainName": "*.example.com", "endpointConfiguration": {"types": ["PRIVATE"]}, "certificateArn": CERTIFICATE}),
    ] {
        let answer = with(wrong.clone());
        assert_eq!(answer.status, 400, "{wrong}: {}", answer.body);
    }
    let mut unreadable = private("inner.example.com");
    unreadable["policy"] = json!("{}");
    assert_eq!(call(&api, "POST", "/domainnames", unreadable).status, 400);
    let listed = call(&api, "GET", "/domainnames", Value::Null).json();
    assert_eq!(listed, json!({"item": []}));
}

#[test]
fn a_name_is_patched_and_checked_as_a_whole() {
    let api = Api::new();
    call(&api, "POST", "/domainnames", regional("api.example.com")).expect(201);
    let path = "/domainnames/api.example.com";
    let second = format!("{CERTIFICATE}9");
    let patched = patch(
        &api,
        path,
        &[
            ("replace", "/regionalCertificateArn", &second),
            (
                "replace",
                "/securityPolicy",
                "SecurityPolicy_TLS13_1_3_2025_09",
            ),
            ("replace", "/endpointAccessMode", "STRICT"),
            (
                "replace",
                "/mutualTlsAuthentication/truststoreUri",
                "s3://bucket/store.pem",
            ),
            (
                "replace",
                "/mutualTlsAuthentication/truststoreVersion",
                "v1",
            ),
            (
                "replace",
                "/ownershipVerificationCertificateArn",
                CERTIFICATE,
            ),
            (
                "replace",
                "/routingMode",
                "ROUTING_RULE_THEN_BASE_PATH_MAPPING",
            ),
            (
                "replace",
                "/endpointConfiguration/ipAddressType",
                "dualstack",
            ),
        ],
    );
    let shown = patched.expect(200).json();
    let expected = json!({
        "regionalCertificateArn": second, "securityPolicy": "SecurityPolicy_TLS13_1_3_2025_09",
        "endpointAccessMode": "STRICT", "ownershipVerificationCertificateArn": CERTIFICATE,
        "mutualTlsAuthentication": {"truststoreUri": "s3://bucket/store.pem", "truststoreVersion": "v1"},
        "routingMode": "ROUTING_RULE_THEN_BASE_PATH_MAPPING",
        "endpointConfiguration": {"types": ["REGIONAL"], "ipAddressType": "dualstack"},
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(shown[name], *value, "{name}");
    }
    for operation in [
        ("replace", "/regionalCertificateArn", "x"),
        ("replace", "/securityPolicy", "TLS_1_2"),
        ("replace", "/securityPolicy", "TLS_9"),
        ("replace", "/endpointConfiguration/types/0", "EDGE"),
        ("replace", "/endpointConfiguration/types/0", "PRIVATE"),
        ("remove", "/endpointConfiguration/types", "REGIONAL"),
        ("replace", "/policy", ALLOW),
        ("replace", "/domainName", "b.example.com"),
        ("copy", "/policy", ""),
    ] {
        let answer = patch(&api, path, &[operation]);
        assert_eq!(answer.status, 400, "{operation:?}: {}", answer.body);
    }
    assert_eq!(call(&api, "GET", path, Value::Null).json(), shown);
    let disabled = patch(
        &api,
        path,
        &[("replace", "/mutualTlsAuthentication/truststoreUri", "")],
    );
    assert_eq!(
        disabled.expect(200).json().get("mutualTlsAuthentication"),
        None
    );
}

#[test]
fn a_name_moves_between_edge_and_regional_as_documented() {
    let api = Api::new();
    let input = json!({"domainName": "api.example.com", "certificateArn": CERTIFICATE, "certificateName": "edge-cert"});
    call(&api, "POST", "/domainnames", input).expect(201);
    let path = "/domainnames/api.example.com";
    let both = patch(
        &api,
        path,
        &[
            ("add", "/endpointConfiguration/types", "REGIONAL"),
            ("add", "/regionalCertificateArn", CERTIFICATE),
        ],
    );
    let both = both.expect(200).json();
    assert_eq!(
        both["endpointConfiguration"]["types"],
        json!(["EDGE", "REGIONAL"])
    );
    assert!(both["distributionDomainName"].is_string() && both["regionalDomainName"].is_string());
    let moved = patch(
        &api,
        path,
        &[
            ("remove", "/endpointConfiguration/types", "EDGE"),
            ("remove", "/certificateName", ""),
            ("remove", "/certificateArn", ""),
        ],
    );
    let moved = moved.expect(200).json();
    assert_eq!(moved["regionalDomainName"], both["regionalDomainName"]);
    for gone in [
        "distributionDomainName",
        "certificateArn",
        "certificateName",
        "certificateUploadDate",
    ] {
        assert_eq!(moved.get(gone), None, "{gone}");
    }
}

#[test]
fn paths_are_mapped_to_stages_of_apis() {
    let api = deployed();
    call(&api, "POST", "/domainnames", regional("api.example.com")).expect(201);
    let all = "/domainnames/api.example.com/basepathmappings";
    let make = |input: Value| call(&api, "POST", all, input);
    let made = make(json!({"basePath": "v1", "restApiId": api.id, "stage": "prod"}));
    let expected = json!({"basePath": "v1", "restApiId": api.id, "stage": "prod"});
    assert_eq!(made.expect(201).json(), expected);
    // As Terraform sends what is left out.
    let root = make(json!({"basePath": "", "restApiId": api.id, "stage": ""}));
    let none = json!({"basePath": "(none)", "restApiId": api.id});
    assert_eq!(root.expect(201).json(), none);
    let at = |base: &str| format!("{all}/{base}");
    let get = |path: &str| call(&api, "GET", path, Value::Null);
    assert_eq!(get(&at("v1")).expect(200).json(), expected);
    assert_eq!(get(&at("%28none%29")).expect(200).json(), none);
    assert_eq!(
        get(all).expect(200).json(),
        json!({"item": [none, expected]})
    );
    let taken = make(json!({"basePath": "v1", "restApiId": api.id}));
    taken.refused(
        409,
        CONFLICT,
        "Base path already exists for this domain name",
    );
    for (input, message) in [
        (
            json!({"basePath": "a", "restApiId": "none"}),
            "Invalid REST API identifier specified",
        ),
        (
            json!({"basePath": "a", "restApiId": api.id, "stage": "dev"}),
            "Invalid stage identifier specified",
        ),
        (
            json!({"basePath": "a/b", "restApiId": api.id}),
            "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a multi-level base path mapping, use API Gateway V2.",
        ),
        (
            json!({"basePath": "a", "restApiId": private_api(&api)}),
            "Private APIs can only be mapped to private custom domain names",
        ),
    ] {
        make(input).refused(400, BAD_REQUEST, message);
    }
    for base in ["a b", "a%2Fb", "ü", "..", "ping"] {
        let input = json!({"basePath": base, "restApiId": api.id});
        assert_eq!(make(input).status, 400, "{base}");
    }
    let patched = patch(
        &api,
        &at("v1"),
        &[
            ("replace", "/basePath", "v2"),
            ("replace", "/stage", "(none)"),
        ],
    );
    let moved = json!({"basePath": "v2", "restApiId": api.id});
    assert_eq!(patched.expect(200).json(), moved);
    let unknown = "Invalid base path mapping identifier specified";
    get(&at("v1")).refused(404, NOT_FOUND, unknown);
    let onto = patch(&api, &at("v2"), &[("replace", "/basePath", "")]);
    assert_eq!(onto.status, 409);
    call(&api, "DELETE", &at("v2"), Value::Null).expect(202);
    get(&at("v2")).refused(404, NOT_FOUND, unknown);
}

#[test]
fn what_is_mapped_stays() {
    let api = deployed();
    call(&api, "POST", "/domainnames", regional("api.example.com")).expect(201);
    let all = "/domainnames/api.example.com/basepathmappings";
    let input = json!({"basePath": "v1", "restApiId": api.id, "stage": "prod"});
    call(&api, "POST", all, input).expect(201);
    api.call("DELETE", "/stages/prod", Value::Null).refused(
        400,
        BAD_REQUEST,
        "Deleting stage prod failed. Please remove all base path mappings related to the stage in your domains: api.example.com",
    );
    api.call("DELETE", "", Value::Null).refused(
        400,
        BAD_REQUEST,
        "Deleting RestApi failed. Please remove all base path mappings related to the RestApi in your domains: api.example.com",
    );
    // The name takes its mappings along.
    call(&api, "DELETE", "/domainnames/api.example.com", Value::Null).expect(202);
    api.call("DELETE", "", Value::Null).expect(202);
}

#[test]
fn a_private_name_leads_to_private_apis_only() {
    let api = deployed();
    let made = call(&api, "POST", "/domainnames", private("inner.example.com"));
    let id = text(&made.expect(201).json()["domainNameId"]);
    let all = format!("/domainnames/inner.example.com/basepathmappings?domainNameId={id}");
    let public = json!({"restApiId": api.id, "domainNameId": id});
    call(&api, "POST", &all, public).refused(
        400,
        BAD_REQUEST,
        "Only private APIs can be mapped to private custom domain names",
    );
    let inner = private_api(&api);
    call(&api, "POST", &all, json!({"restApiId": inner})).expect(201);
    let change = json!({"patchOperations": [
        {"op": "replace", "path": "/endpointConfiguration/types/PRIVATE", "value": "REGIONAL"},
    ]});
    call(&api, "PATCH", &format!("/restapis/{inner}"), change).refused(
        400,
        BAD_REQUEST,
        "The endpoint type of an API that is mapped to a private custom domain name cannot be changed",
    );
}

#[test]
fn the_policies_of_a_private_name_need_a_permission_of_their_own() {
    let api = Api::new();
    let made = call(&api, "POST", "/domainnames", private("inner.example.com"));
    let id = text(&made.expect(201).json()["domainNameId"]);
    let arn =
        format!("arn:aws:apigateway:us-east-1:111111111111:/domainnames/inner.example.com+{id}");
    let patcher = api.harness.user(
        &api.keys,
        "patcher",
        &json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": ["apigateway:PATCH", "apigateway:POST"], "Resource": "*"},
        ]}),
    );
    let path = format!("/domainnames/inner.example.com?domainNameId={id}");
    for (member, action) in [
        ("policy", "UpdateDomainNamePolicy"),
        ("managementPolicy", "UpdateDomainNameManagementPolicy"),
    ] {
        let operation = json!({"op": "replace", "path": format!("/{member}"), "value": ALLOW});
        let input = json!({"patchOperations": [operation]});
        let message = format!(
            "User: arn:aws:iam::111111111111:user/patcher is not authorized to perform: apigateway:{action} on resource: {arn} because no identity-based policy allows the apigateway:{action} action"
        );
        api.harness.rest(&patcher, "PATCH", &path, &input).refused(
            403,
            "AccessDeniedException",
            &message,
        );
        let patched = call(&api, "PATCH", &path, input).expect(200).json();
        assert_eq!(patched[member], ALLOW);
    }
    let input = private("b.example.com");
    let made = api.harness.rest(&patcher, "POST", "/domainnames", &input);
    assert_eq!(made.status, 403);
}
