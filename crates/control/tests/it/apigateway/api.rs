//! REST APIs: made, shown, listed, deleted, and the resource policy.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, NOT_FOUND, text};
use crate::harness::{ACCOUNT, Harness, START};

const INVALID_POLICY: &str =
    "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";

#[test]
fn an_api_shows_the_fields_that_tools_need() {
    let api = Api::with(&json!({
        "name": "items", "description": "private items", "version": "v1",
        "endpointConfiguration": {"types": ["PRIVATE"], "vpcEndpointIds": ["vpce-0123456789abcdef0"]},
        "tags": {"Project": "xacct"}, "binaryMediaTypes": ["image/png"], "minimumCompressionSize": 0,
    }));
    assert_eq!(
        api.get(""),
        json!({
            "id": api.id, "name": "items", "description": "private items", "version": "v1", "createdDate": START,
            "apiKeySource": "HEADER", "disableExecuteApiEndpoint": false, "rootResourceId": api.root,
            "endpointConfiguration": {
                "types": ["PRIVATE"], "ipAddressType": "dualstack", "vpcEndpointIds": ["vpce-0123456789abcdef0"],
            },
            "tags": {"Project": "xacct"}, "binaryMediaTypes": ["image/png"], "minimumCompressionSize": 0,
        })
    );
    assert_eq!(
        api.get("/resources"),
        json!({"item": [{"id": api.root, "path": "/"}]})
    );
}

#[test]
fn an_api_without_an_endpoint_type_is_edge() {
    let api = Api::with(&json!({"name": "x"}));
    assert_eq!(
        api.get("")["endpointConfiguration"],
        json!({"types": ["EDGE"], "ipAddressType": "ipv4"})
    );
}

#[test]
fn inputs_that_aws_refuses_are_refused_with_its_words() {
    let harness = Harness::new();
    let keys = Harness::root();
    let endpoint = |endpoint: Value| json!({"name": "x", "endpointConfiguration": endpoint});
    for (input, message) in [
        (
            json!({"name": "x", "description": ""}),
            "Description cannot be an empty string",
        ),
        (
            json!({"name": "x", "minimumCompressionSize": -1}),
            "Invalid minimum compression size, must be between 0 and 10485760",
        ),
        (
            endpoint(json!({"types": []})),
            "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.",
        ),
        (
            endpoint(json!({"types": ["EDGE", "REGIONAL"]})),
            "Cannot create an api with multiple Endpoint Types.",
        ),
        (
            endpoint(json!({"types": ["PRIVATE"], "ipAddressType": "ipv4"})),
            "Only dualstack ipAddressType is supported for Private APIs.",
        ),
        (json!({"name": "x", "policy": "{"}), INVALID_POLICY),
        (
            json!({"name": "x", "policy": r#"{"Version":"2012-10-17","Statement":[{}]}"#}),
            INVALID_POLICY,
        ),
    ] {
        harness
            .rest(&keys, "POST", "/restapis", &input)
            .refused(400, BAD_REQUEST, message);
    }
    let all = harness.rest(&keys, "GET", "/restapis", &Value::Null);
    assert_eq!(
        all.expect(200).json(),
        json!({"item": []}),
        "nothing was made"
    );
}

#[test]
fn an_unknown_api_is_named_with_the_account() {
    let api = Api::new();
    let message = format!("Invalid API identifier specified {ACCOUNT}:abcdefghij");
    for (method, path, body) in [
        ("GET", "/restapis/abcdefghij", Value::Null),
        (
            "PATCH",
            "/restapis/abcdefghij",
            json!({"patchOperations": []}),
        ),
        ("DELETE", "/restapis/abcdefghij", Value::Null),
        ("GET", "/restapis/abcdefghij/resources", Value::Null),
        ("GET", "/restapis/abcdefghij/stages", Value::Null),
        ("GET", "/restapis/abcdefghij/deployments", Value::Null),
        ("GET", "/restapis/abcdefghij/gatewayresponses", Value::Null),
        ("POST", "/restapis/abcdefghij/deployments", json!({})),
    ] {
        api.harness
            .rest(&api.keys, method, path, &body)
            .refused(404, NOT_FOUND, &message);
    }
}

#[test]
fn an_api_belongs_to_its_account_alone() {
    let api = Api::new();
    let other = Harness::other_root();
    let path = format!("/restapis/{}", api.id);
    let message = format!("Invalid API identifier specified 222222222222:{}", api.id);
    for method in ["GET", "DELETE"] {
        api.harness
            .rest(&other, method, &path, &Value::Null)
            .refused(404, NOT_FOUND, &message);
    }
    let listed = api.harness.rest(&other, "GET", "/restapis", &Value::Null);
    assert_eq!(listed.expect(200).json(), json!({"item": []}));
}

#[test]
fn deleting_an_api_deletes_everything_of_it() {
    let api = Api::new();
    api.mock(&api.root, "GET");
    api.call("POST", "/deployments", json!({"stageName": "prod"}))
        .expect(201);
    api.call("PUT", "/gatewayresponses/ACCESS_DENIED", json!({}))
        .expect(201);
    let deleted = api.call("DELETE", "", Value::Null);
    assert_eq!(deleted.expect(202).body, "");
    for kind in [
        "rest-api",
        "resource",
        "deployment",
        "stage",
        "gateway-response",
    ] {
        assert!(
            api.harness
                .store
                .scan(&format!("{kind}/"))
                .unwrap()
                .is_empty(),
            "{kind}"
        );
    }
}

#[test]
fn the_policy_comes_back_escaped_once_more_and_otherwise_as_sent() {
    let api = Api::new();
    let policy = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
        "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]}"#;
    let updated = api
        .patch("", &[("replace", "/policy", policy)])
        .expect(200)
        .json();
    let shown = text(&updated["policy"]);
    let unescaped: String = serde_json::from_str(&format!("\"{shown}\"")).unwrap();
    assert_eq!(unescaped, policy, "not expanded, not reformatted");
    assert_eq!(updated.get("warnings"), None);
    assert_eq!(api.get("")["policy"], updated["policy"]);
    let removed = api
        .patch("", &[("replace", "/policy", "")])
        .expect(200)
        .json();
    assert_eq!(removed.get("policy"), None, "an empty value removes it");
    api.patch("", &[("replace", "/policy", "[]")])
        .refused(400, BAD_REQUEST, INVALID_POLICY);
}

#[test]
fn a_policy_longer_than_aws_takes_is_refused() {
    let api = Api::new();
    let policy = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Sid":"{}","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}}]}}"#,
        "x".repeat(8_192)
    );
    assert_eq!(
        api.patch("", &[("replace", "/policy", &policy)]).status,
        400
    );
    assert_eq!(api.get("").get("policy"), None);
}

#[test]
fn a_policy_with_a_resource_tag_condition_comes_with_a_warning() {
    let api = Api::new();
    let policy = json!({"Version": "2012-10-17", "Statement": {
        "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:resourceTag/Project": "x"}},
    }});
    let updated = api
        .patch("", &[("replace", "/policy", &policy.to_string())])
        .expect(200)
        .json();
    let warning = text(&updated["warnings"][0]);
    assert!(
        warning.contains("aws:resourceTag/Project") && warning.contains("does not document"),
        "{warning}"
    );
}

#[test]
fn lists_come_in_pages_that_hold_their_place_while_others_delete() {
    let harness = Harness::new();
    let keys = Harness::root();
    let mut ids = Vec::new();
    for number in 0..5 {
        let made = harness.rest(
            &keys,
            "POST",
            "/restapis",
            &json!({"name": format!("api {number}")}),
        );
        ids.push(text(&made.expect(201).json()["id"]));
        harness.advance(1);
    }
    let page = |target: &str| {
        harness
            .rest(&keys, "GET", target, &Value::Null)
            .expect(200)
            .json()
    };
    let listed = |page: &Value| -> Vec<String> {
        page["item"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| text(&item["id"]))
            .collect()
    };
    let first = page("/restapis?limit=2");
    assert_eq!(listed(&first), ids[..2]);
    harness
        .rest(
            &keys,
            "DELETE",
            &format!("/restapis/{}", ids[1]),
            &Value::Null,
        )
        .expect(202);
    let position = text(&first["position"]).replace('=', "%3D");
    let second = page(&format!("/restapis?limit=2&position={position}"));
    assert_eq!(
        listed(&second),
        ids[2..4],
        "the deleted last item does not move the next page"
    );
    let position = text(&second["position"]).replace('=', "%3D");
    let third = page(&format!("/restapis?limit=2&position={position}"));
    assert_eq!(
        (listed(&third), third.get("position")),
        (ids[4..].to_vec(), None)
    );
    let nonsense = harness.rest(&keys, "GET", "/restapis?position=!", &Value::Null);
    nonsense.refused(400, BAD_REQUEST, "Invalid position parameter specified");
}

#[test]
fn a_clone_has_the_methods_of_its_source() {
    let api = Api::new();
    let pets = api.resource(&api.root, "pets");
    api.mock(&pets, "GET");
    let made = api.harness.rest(
        &api.keys,
        "POST",
        "/restapis",
        &json!({"name": "copy", "cloneFrom": api.id}),
    );
    let copy = made.expect(201).json();
    let path = format!("/restapis/{}/resources", text(&copy["id"]));
    let resources = api
        .harness
        .rest(&api.keys, "GET", &path, &Value::Null)
        .expect(200)
        .json();
    assert_eq!(resources["item"][0]["id"], copy["rootResourceId"]);
    assert_eq!(resources["item"][1]["parentId"], copy["rootResourceId"]);
    assert_eq!(resources["item"][1]["resourceMethods"], json!({"GET": {}}));
}

#[test]
fn a_policy_that_names_somebody_who_is_not_there_is_not_saved() {
    let harness = Harness::new();
    let root = Harness::root();
    let anything = json!({"Effect": "Allow", "Action": "*", "Resource": "*"});
    harness.user(
        &root,
        "alice",
        &json!({"Version": "2012-10-17", "Statement": [anything]}),
    );
    let policy = |principal: &str| {
        let statement = json!({
            "Effect": "Allow", "Principal": {"AWS": principal},
            "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
        });
        json!({"Version": "2012-10-17", "Statement": [statement]}).to_string()
    };
    let created = harness.rest(
        &root,
        "POST",
        "/restapis",
        &json!({"name": "a", "policy": policy(&format!("arn:aws:iam::{ACCOUNT}:user/alice"))}),
    );
    let id = text(&created.expect(201).json()["id"]);
    let before = harness
        .rest(&root, "GET", &format!("/restapis/{id}"), &Value::Null)
        .json();
    for nobody in [
        format!("arn:aws:iam::{ACCOUNT}:role/not-there-yet"),
        format!("arn:aws:iam::{ACCOUNT}:user/Alice"),
        "arn:aws:iam::222222222222:user/alice".to_owned(),
        format!("arn:aws:sts::{ACCOUNT}:assumed-role/not-there-yet/session"),
    ] {
        let patch = json!({"patchOperations": [
            {"op": "replace", "path": "/policy", "value": policy(&nobody)},
        ]});
        harness
            .rest(&root, "PATCH", &format!("/restapis/{id}"), &patch)
            .refused(400, BAD_REQUEST, INVALID_POLICY);
        harness
            .rest(
                &root,
                "POST",
                "/restapis",
                &json!({"name": "b", "policy": policy(&nobody)}),
            )
            .refused(400, BAD_REQUEST, INVALID_POLICY);
    }
    let after = harness
        .rest(&root, "GET", &format!("/restapis/{id}"), &Value::Null)
        .json();
    assert_eq!(before, after, "nothing was changed");
    // Accounts are named without being looked up.
    for anybody in ["*", "333333333333", "arn:aws:iam::333333333333:root"] {
        let patch = json!({"patchOperations": [
            {"op": "replace", "path": "/policy", "value": policy(anybody)},
        ]});
        harness
            .rest(&root, "PATCH", &format!("/restapis/{id}"), &patch)
            .expect(200);
    }
}
