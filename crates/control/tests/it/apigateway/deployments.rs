//! Deployments: what can be deployed, what is frozen, and the stage that goes with one.

use portcullis_catalog::Record;
use portcullis_catalog::api::Deployment;
use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, NOT_FOUND, text};
use crate::harness::START;

const ALLOW: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"#;

fn frozen(api: &Api, id: &str) -> Deployment {
    let key = Deployment::key_of(
        crate::harness::ACCOUNT.to_owned().try_into().unwrap(),
        &api.id,
        id,
    );
    let found = api.harness.store.get(&key).unwrap().unwrap();
    Deployment::decode(&key, &found.value).unwrap()
}

#[test]
fn an_api_that_is_not_finished_cannot_be_deployed() {
    let api = Api::with(&json!({"name": "x", "endpointConfiguration": {"types": ["PRIVATE"]}}));
    let refused = |message: &str| {
        api.call("POST", "/deployments", json!({}))
            .refused(400, BAD_REQUEST, message)
    };
    refused("The REST API doesn't contain any methods");
    let method = format!("/resources/{}/methods/GET", api.root);
    api.call("PUT", &method, json!({"authorizationType": "AWS_IAM"}))
        .expect(201);
    refused("No integration defined for method");
    api.call(
        "PUT",
        &format!("{method}/integration"),
        json!({"type": "MOCK"}),
    )
    .expect(201);
    refused("Private REST API doesn't have a resource policy attached to it");
    api.patch("", &[("replace", "/policy", ALLOW)]).expect(200);
    let made = api.call(
        "POST",
        "/deployments",
        json!({"description": "", "stageName": "", "variables": {}}),
    );
    let made = made.expect(201).json();
    assert_eq!(made, json!({"id": made["id"], "createdDate": START}));
    assert_eq!(
        api.get("/stages"),
        json!({"item": []}),
        "an empty stage name is none"
    );
}

#[test]
fn what_is_edited_after_a_deployment_is_not_in_it() {
    let api = Api::new();
    api.mock(&api.root, "GET");
    api.patch("", &[("replace", "/policy", ALLOW)]).expect(200);
    let first = api.deploy();
    api.patch(
        "",
        &[
            ("replace", "/policy", ""),
            ("replace", "/disableExecuteApiEndpoint", "true"),
            ("add", "/binaryMediaTypes/image~1png", ""),
        ],
    )
    .expect(200);
    api.call(
        "PUT",
        "/gatewayresponses/ACCESS_DENIED",
        json!({"statusCode": "404"}),
    )
    .expect(201);
    api.mock(&api.root, "POST");
    let first = frozen(&api, &first).frozen;
    assert_eq!(first.policy.as_deref(), Some(ALLOW));
    assert!(!first.disable_execute_api_endpoint && first.binary_media_types.is_empty());
    assert!(first.gateway_responses.is_empty());
    assert_eq!(
        first.resources[0].methods.keys().collect::<Vec<_>>(),
        ["GET"]
    );
    let second = frozen(&api, &api.deploy()).frozen;
    assert_eq!(second.policy, None);
    assert!(second.disable_execute_api_endpoint);
    assert_eq!(second.binary_media_types, ["image/png"]);
    assert_eq!(
        second.gateway_responses[0].status_code.as_deref(),
        Some("404")
    );
    assert_eq!(second.resources[0].methods.len(), 2);
}

#[test]
fn a_deployment_with_a_stage_name_makes_the_stage_or_moves_it() {
    let api = Api::new();
    api.mock(&api.root, "GET");
    let input =
        json!({"stageName": "prod", "stageDescription": "s", "variables": {"a": "1", "b": "2"}});
    let first = text(&api.call("POST", "/deployments", input).expect(201).json()["id"]);
    let stage = api.get("/stages/prod");
    assert_eq!(
        (&stage["deploymentId"], &stage["description"]),
        (&json!(first), &json!("s"))
    );
    assert_eq!(stage["variables"], json!({"a": "1", "b": "2"}));
    api.harness.advance(10);
    let input = json!({"stageName": "prod", "variables": {"b": "3"}});
    let second = text(&api.call("POST", "/deployments", input).expect(201).json()["id"]);
    let stage = api.get("/stages/prod");
    assert_eq!(
        (&stage["deploymentId"], &stage["description"]),
        (&json!(second), &json!("s"))
    );
    assert_eq!(stage["variables"], json!({"a": "1", "b": "3"}));
    assert_eq!(
        (&stage["createdDate"], &stage["lastUpdatedDate"]),
        (&json!(START), &json!(START + 10))
    );
    let in_use = "Active stages pointing to this deployment must be moved or deleted";
    api.call("DELETE", &format!("/deployments/{second}"), Value::Null)
        .refused(400, BAD_REQUEST, in_use);
    api.call("DELETE", &format!("/deployments/{first}"), Value::Null)
        .expect(202);
    let gone = "Invalid Deployment identifier specified";
    for verb in ["GET", "DELETE"] {
        api.call(verb, &format!("/deployments/{first}"), Value::Null)
            .refused(404, NOT_FOUND, gone);
    }
}

#[test]
fn a_refused_stage_name_leaves_no_deployment_behind() {
    let api = Api::new();
    api.mock(&api.root, "GET");
    let answer = api.call("POST", "/deployments", json!({"stageName": "no/slash"}));
    answer.refused(400, BAD_REQUEST, "Stage name only allows a-zA-Z0-9_-");
    assert_eq!(api.get("/deployments"), json!({"item": []}));
}

#[test]
fn a_deployment_is_described_listed_and_summed_up() {
    let api = Api::new();
    api.mock(&api.root, "GET");
    let first = api.deploy();
    api.harness.advance(1);
    let second = api.deploy();
    let at = format!("/deployments/{first}");
    let described = api
        .patch(&at, &[("replace", "/description", "d")])
        .expect(200)
        .json();
    assert_eq!(described["description"], "d");
    api.patch(&at, &[("replace", "/id", "d")]).refused(
        400,
        BAD_REQUEST,
        "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description]",
    );
    let page = api.get("/deployments?limit=1");
    assert_eq!(page["item"][0]["id"], json!(first));
    let next = text(&page["position"]).replace('=', "%3D");
    assert_eq!(
        api.get(&format!("/deployments?position={next}"))["item"][0]["id"],
        json!(second)
    );
    let summary = json!({"/": {"GET": {"authorizationType": "AWS_IAM", "apiKeyRequired": false}}});
    assert_eq!(
        api.get(&format!("{at}?embed=apisummary"))["apiSummary"],
        summary
    );
    assert_eq!(api.get(&at).get("apiSummary"), None);
}
