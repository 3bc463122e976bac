//! The policies of the scenarios, as their documents print them, have exactly these findings.

use serde_json::{Value, json};

use crate::input::codes;

#[test]
fn the_scenarios_have_exactly_their_findings() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../cases/scenarios.json")).unwrap();
    for case in &cases {
        let expected: Vec<&str> = case["expected"]
            .as_array()
            .unwrap()
            .iter()
            .map(|code| code.as_str().unwrap())
            .collect();
        assert_eq!(codes(&case["input"]), expected, "{}", case["name"]);
    }
}

/// The documents' policies as they are printed, but for the placeholders, which differ from document to document.
macro_rules! printed {
    ($name:literal) => {
        filled(include_str!(concat!(
            "../../../portcullis/tests/clients/policies/",
            $name
        )))
    };
}

#[test]
fn each_policy_as_it_is_printed_has_exactly_its_findings() {
    let open = ["open-to-own-account", "wildcard-cross-account"];
    let account = [
        "account-principal",
        "open-to-own-account",
        "wildcard-cross-account",
    ];
    for (name, policy, policy_type, expected) in [
        ("000", printed!("000_identity.json"), "identity", &[][..]),
        ("000", printed!("000_resource.json"), "resource", &open),
        ("002", printed!("002_identity.json"), "identity", &[]),
        (
            "002",
            printed!("002_resource_account.json"),
            "resource",
            &account,
        ),
        ("002", printed!("002_resource_user.json"), "resource", &open),
        (
            "003",
            printed!("003_endpoint.json"),
            "endpoint",
            &["key-never-present"],
        ),
        ("003", printed!("003_identity.json"), "identity", &[]),
        (
            "003",
            printed!("003_resource.json"),
            "resource",
            &["own-account-through-endpoint"],
        ),
    ] {
        let found = codes(&json!({ "policy": policy, "type": policy_type }));
        assert_eq!(found, expected, "{name} {policy_type}");
    }
}

#[test]
fn each_scenario_as_a_whole_has_exactly_its_findings() {
    let world = |api: Value, identity: Value, arn: &str| {
        json!({
            "apis": [{ "id": "a1b2c3d4e5", "account": "222222222222", "private": false, "policy": api }],
            "identities": [{ "arn": arn, "policies": [identity] }],
        })
    };
    let role = "arn:aws:iam::111111111111:role/service-a-task";
    let of_000 = world(
        printed!("000_resource.json"),
        printed!("000_identity.json"),
        role,
    );
    let open = ["open-to-own-account", "wildcard-cross-account"];
    assert_eq!(codes(&json!({ "world": of_000 })), open);

    let user = "arn:aws:iam::111111111111:user/alice";
    let of_002 = world(
        printed!("002_resource_user.json"),
        printed!("002_identity.json"),
        user,
    );
    assert_eq!(codes(&json!({ "world": of_002 })), open);

    // The endpoint's policy names the role alone, so nobody of the API's own account comes through it.
    let rule = |way: &str, peer: &str| json!({ "way": way, "port": 443, "peer": peer });
    let of_003 = json!({
        "apis": [{ "id": "a1b2c3d4e5", "account": "222222222222", "private": true,
                   "policy": printed!("003_resource.json") }],
        "endpoints": [{ "id": "vpce-0abc1234def56789", "policy": printed!("003_endpoint.json"),
                        "groups": ["sg-vpce"], "address": "10.0.1.9" }],
        "groups": [{ "id": "sg-vpce", "rules": [rule("in", "sg-lambda")] },
                   { "id": "sg-lambda", "rules": [rule("out", "sg-vpce")] }],
        "identities": [{ "arn": "arn:aws:iam::111111111111:role/lambda-role",
                         "policies": [printed!("003_identity.json")] }],
    });
    assert_eq!(codes(&json!({ "world": of_003 })), ["key-never-present"]);
}

/// A Deny closes an API to its own account as well, and nothing else does: without the Deny of scenario 003 users and roles of
/// that account come in by their own policies, through any endpoint. With it the endpoint decides who comes, so that is
/// asked of the endpoint's policy.
#[test]
fn variants_of_scenario_003_have_the_findings_of_what_each_leaves_open() {
    let printed = printed!("003_resource.json");
    let is_deny = |statement: &Value| statement["Effect"] == "Deny";
    let only = |deny: bool| {
        let mut policy = printed.clone();
        let statements = policy["Statement"].as_array_mut().unwrap();
        statements.retain(|statement| is_deny(statement) == deny);
        assert_eq!(statements.len(), 1);
        policy
    };
    let mut unconditioned = only(false);
    unconditioned["Statement"][0]
        .as_object_mut()
        .unwrap()
        .remove("Condition");
    let mut for_the_account = printed.clone();
    for statement in for_the_account["Statement"].as_array_mut().unwrap() {
        if !is_deny(statement) {
            statement["Principal"] = json!({ "AWS": "arn:aws:iam::111111111111:root" });
        }
    }
    let everybody = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }
    ] });
    let role_only = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111111111111:role/lambda-role" },
          "Action": "execute-api:Invoke", "Resource": "*" }
    ] });
    let found = |private: bool, api: &Value, endpoint: &Value| {
        let endpoint = json!({ "id": "vpce-0abc1234def56789", "policy": endpoint });
        let api = json!({ "id": "a1b2c3d4e5", "account": "222222222222", "private": private, "policy": api });
        let found = codes(&json!({ "world": { "apis": [api], "endpoints": [endpoint] } }));
        let of_the_account = [
            "open-to-own-account",
            "own-account-through-endpoint",
            "private-unrestricted",
            "vpc-key-on-public-api",
        ];
        let found = found
            .into_iter()
            .filter(|code| of_the_account.contains(code));
        found.collect::<Vec<_>>()
    };
    let as_printed = &printed!("003_endpoint.json");
    for (name, private, api, endpoint, expected) in [
        ("as printed", true, &printed, as_printed, &[][..]),
        ("without tags", true, &printed, &role_only, &[]),
        (
            "no Deny",
            true,
            &only(false),
            &role_only,
            &["open-to-own-account"],
        ),
        (
            "no Deny, no condition",
            true,
            &unconditioned,
            &role_only,
            &["open-to-own-account", "private-unrestricted"],
        ),
        (
            "the endpoint lets everybody through",
            true,
            &for_the_account,
            &everybody,
            &["own-account-through-endpoint"],
        ),
        (
            "public, no Deny",
            false,
            &unconditioned,
            &role_only,
            &["open-to-own-account"],
        ),
        (
            "public, with the Deny",
            false,
            &printed,
            &role_only,
            &["vpc-key-on-public-api"],
        ),
    ] {
        assert_eq!(found(private, api, endpoint), expected, "{name}");
    }
}

/// The policy with one account, API and region in place of whatever stands for them.
fn filled(text: &str) -> Value {
    let mut text = text.to_owned();
    for (placeholder, value) in [
        ("[AWS_REGION]", "us-east-1"),
        ("{region}", "us-east-1"),
        (":REGION:", ":us-east-1:"),
        ("[AWS_ACCOUNT_A]", "111111111111"),
        ("[AWS_ACCOUNT_B]", "222222222222"),
        ("{other-account-id}", "111111111111"),
        ("{account-id}", "222222222222"),
        ("{iam-username}", "alice"),
        ("[SERVICE_A_TASK_ROLE]", "service-a-task"),
        ("ACCT-A", "111111111111"),
        ("ACCT-B", "222222222222"),
        ("[API_ID]", "a1b2c3d4e5"),
        ("{api-id}", "a1b2c3d4e5"),
        ("API-ID", "a1b2c3d4e5"),
    ] {
        text = text.replace(placeholder, value);
    }
    serde_json::from_str(&text).unwrap()
}
