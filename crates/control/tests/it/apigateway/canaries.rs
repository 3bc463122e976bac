//! Canary releases, as recorded from AWS.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, text};

const PERCENT: &str = "/canarySettings/percentTraffic";
const DEPLOYMENT: &str = "/canarySettings/deploymentId";

/// An API with two deployments.
fn with_deployments() -> (Api, String, String) {
    let api = Api::new();
    api.mock(&api.root, "GET");
    let (first, second) = (api.deploy(), api.deploy());
    (api, first, second)
}

fn with_stage() -> (Api, String, String) {
    let (api, first, second) = with_deployments();
    let stage = json!({"stageName": "dev", "deploymentId": first, "variables": {"testVar": "test", "testVar2": "test2"}});
    api.call("POST", "/stages", stage).expect(201);
    (api, first, second)
}

fn canary(api: &Api, operations: &[(&str, &str, &str)]) -> Value {
    api.patch("/stages/dev", operations).expect(200).json()["canarySettings"].clone()
}

#[test]
fn a_stage_is_made_with_a_canary_changed_and_made_without() {
    let (api, first, second) = with_deployments();
    let overrides = json!({"testVar": "canary"});
    let stage = json!({"stageName": "dev", "deploymentId": first, "canarySettings": {
        "deploymentId": second, "percentTraffic": 50, "stageVariableOverrides": overrides,
    }});
    let made = api.call("POST", "/stages", stage).expect(201).json();
    assert_eq!(
        made["canarySettings"],
        json!({"deploymentId": second, "percentTraffic": 50.0, "stageVariableOverrides": overrides, "useStageCache": false})
    );
    assert_eq!(api.get("/stages/dev"), made);
    let path = "/canarySettings/stageVariableOverrides/testVar";
    let changed = canary(&api, &[("replace", path, "updated")]);
    assert_eq!(changed["stageVariableOverrides"]["testVar"], "updated");
    let used = format!("/deployments/{second}");
    api.call("DELETE", &used, Value::Null).refused(
        400,
        BAD_REQUEST,
        "Active stages pointing to this deployment must be moved or deleted",
    );
    assert_eq!(
        canary(&api, &[("remove", "/canarySettings", "")]),
        Value::Null
    );
    api.call("DELETE", &used, Value::Null).expect(202);
}

#[test]
fn what_is_set_of_a_canary_begins_one_that_gets_nothing_yet() {
    let (api, first, second) = with_stage();
    let begun = canary(&api, &[("replace", DEPLOYMENT, &second)]);
    assert_eq!(
        begun,
        json!({"deploymentId": second, "percentTraffic": 0.0, "useStageCache": false})
    );
    canary(&api, &[("remove", "/canarySettings", "")]);
    let begun = canary(&api, &[("replace", PERCENT, "50")]);
    assert_eq!(
        begun,
        json!({"deploymentId": first, "percentTraffic": 50.0, "useStageCache": false})
    );
}

#[test]
fn a_deployment_can_be_released_as_a_canary_of_a_stage() {
    let (api, first, _) = with_stage();
    let input = json!({"stageName": "dev", "canarySettings": {"percentTraffic": 40, "stageVariableOverrides": {"a": "b"}}});
    let released = api.call("POST", "/deployments", input).expect(201).json();
    let stage = api.get("/stages/dev");
    assert_eq!(stage["deploymentId"], json!(first));
    assert_eq!(
        stage["canarySettings"],
        json!({"deploymentId": released["id"], "percentTraffic": 40.0, "stageVariableOverrides": {"a": "b"}, "useStageCache": false})
    );
    for (name, said) in [(json!(null), "null"), (json!(""), "")] {
        let input = json!({"stageName": name, "canarySettings": {"percentTraffic": 50}});
        api.call("POST", "/deployments", input).refused(
            400,
            BAD_REQUEST,
            &format!("Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is {said}"),
        );
    }
    let input = json!({"stageName": "none", "canarySettings": {"percentTraffic": 50}});
    api.call("POST", "/deployments", input).refused(
        400,
        BAD_REQUEST,
        "Invalid deployment content specified.Stage none must already be created before making a canary release deployment",
    );
    let deployments = api.get("/deployments")["item"].clone();
    assert_eq!(deployments.as_array().unwrap().len(), 3);
}

#[test]
fn a_canary_is_promoted_by_copying_what_it_has() {
    let (api, _, second) = with_stage();
    let copy = |operations: Value| {
        let patch = json!({"patchOperations": operations});
        api.call("PATCH", "/stages/dev", patch)
    };
    let promote = json!([
        {"op": "copy", "from": DEPLOYMENT, "path": "/deploymentId"},
        {"op": "copy", "from": "/canarySettings/stageVariableOverrides", "path": "/variables"},
    ]);
    copy(promote.clone()).refused(
        400,
        BAD_REQUEST,
        "Promotion not available. Canary does not exist.",
    );
    canary(
        &api,
        &[
            ("replace", DEPLOYMENT, &second),
            (
                "replace",
                "/canarySettings/stageVariableOverrides/testVar",
                "override",
            ),
        ],
    );
    let promoted = copy(promote).expect(200).json();
    assert_eq!(text(&promoted["deploymentId"]), second);
    assert_eq!(
        promoted["variables"],
        json!({"testVar": "override", "testVar2": "test2"})
    );
    assert_eq!(promoted["canarySettings"]["deploymentId"], json!(second));
    let back = json!([{"op": "copy", "path": "/canarySettings/stageVariableOverrides", "from": "/variables"}]);
    copy(back).refused(
        400,
        BAD_REQUEST,
        "Invalid copy operation with path: /canarySettings/stageVariableOverrides and from /variables. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]",
    );
}

#[test]
fn operations_on_canaries_that_aws_refuses_are_refused_with_its_words() {
    let (api, _, second) = with_stage();
    let refused = |operation: (&str, &str, &str), message: &str| {
        api.patch("/stages/dev", &[operation])
            .refused(400, BAD_REQUEST, message);
    };
    refused(
        ("add", DEPLOYMENT, &second),
        "Invalid add operation with path: /canarySettings/deploymentId",
    );
    refused(
        ("replace", DEPLOYMENT, "none"),
        "Deployment id does not exist",
    );
    for member in ["stageVariableOverrides", "badPath"] {
        refused(
            ("remove", &format!("/canarySettings/{member}"), ""),
            &format!(
                "Cannot remove method setting canarySettings/{member} because there is no method setting for this method "
            ),
        );
    }
    for path in ["/canarySettings", "/canarySettings/badPath"] {
        let answer = api.patch("/stages/dev", &[("replace", path, "x")]);
        let message = text(&answer.json()["message"]);
        let begin = format!("Invalid method setting path: {path}. Must be one of: [/deploymentId,");
        assert!(message.starts_with(&begin), "{message}");
    }
    for percent in ["-1", "100.5", "NaN", "x"] {
        let answer = api.patch("/stages/dev", &[("replace", PERCENT, percent)]);
        assert_eq!(answer.status, 400, "{percent}");
    }
    assert_eq!(api.get("/stages/dev").get("canarySettings"), None);
}
