//! VPC links, and the integrations that go through them.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, NOT_FOUND, text};
use crate::harness::{Answer, OTHER_ACCOUNT, escape};

const TARGET: &str =
    "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/inner/0123456789abcdef";
const READY: &str = "Your vpc link is ready for use";

fn call(api: &Api, method: &str, path: &str, body: Value) -> Answer {
    api.harness.rest(&api.keys, method, path, &body)
}

fn made(api: &Api) -> String {
    let link = json!({"name": "link", "targetArns": [TARGET]});
    text(&call(api, "POST", "/vpclinks", link).expect(202).json()["id"])
}

#[test]
fn a_link_is_being_made_when_it_is_made_and_ready_when_it_is_read() {
    let api = Api::new();
    let input =
        json!({"name": "link", "description": "d", "targetArns": [TARGET], "tags": {"a": "b"}});
    let answer = call(&api, "POST", "/vpclinks", input.clone())
        .expect(202)
        .json();
    let id = text(&answer["id"]);
    let mut expected = input;
    expected["id"] = json!(id);
    expected["status"] = json!("PENDING");
    assert_eq!(answer, expected);
    expected["status"] = json!("AVAILABLE");
    expected["statusMessage"] = json!(READY);
    let path = format!("/vpclinks/{id}");
    assert_eq!(
        call(&api, "GET", &path, Value::Null).expect(200).json(),
        expected
    );
    let patch = json!({"patchOperations": [
        {"op": "replace", "path": "/name", "value": "renamed"}, {"op": "replace", "path": "/description", "value": ""},
    ]});
    let patched = call(&api, "PATCH", &path, patch).expect(200).json();
    assert_eq!(patched["name"], "renamed");
    assert_eq!(patched.get("description"), None);
    let tags = format!(
        "/tags/{}",
        escape(&format!("arn:aws:apigateway:us-east-1::{path}"))
    );
    call(&api, "PUT", &tags, json!({"tags": {"c": "d"}})).expect(204);
    call(&api, "DELETE", &format!("{tags}?tagKeys=a"), Value::Null).expect(204);
    let shown = call(&api, "GET", &path, Value::Null).json();
    assert_eq!(shown["tags"], json!({"c": "d"}));
    call(&api, "DELETE", &path, Value::Null).expect(202);
    for method in ["GET", "DELETE", "PATCH"] {
        let gone = call(&api, method, &path, json!({}));
        gone.refused(404, NOT_FOUND, "Invalid Vpc Link identifier specified");
    }
}

#[test]
fn links_that_aws_refuses_are_refused_with_its_words() {
    let api = Api::new();
    let elsewhere = TARGET.replace("111111111111", OTHER_ACCOUNT);
    let group = TARGET.replace("loadbalancer/net/inner", "targetgroup/inner");
    for (name, targets, message) in [
        ("", vec![], "Name cannot be empty".to_owned()),
        (
            "a",
            vec![],
            "No target arn specified for vpc link.".to_owned(),
        ),
        (
            "a",
            vec![TARGET, TARGET],
            "More than one target arn specified for vpc link.".to_owned(),
        ),
        (
            "a",
            vec!["invalid-arn"],
            "Invalid ARN. ARN is not well formed invalid-arn".to_owned(),
        ),
        (
            "a",
            vec![&elsewhere],
            format!("Invalid ARN. ARN is not well formed {elsewhere}"),
        ),
        (
            "a",
            vec![&group],
            format!("Invalid ARN. ARN is not well formed {group}"),
        ),
    ] {
        let input = json!({"name": name, "targetArns": targets});
        let answer = call(&api, "POST", "/vpclinks", input);
        answer.refused(400, BAD_REQUEST, &message);
    }
    let path = format!("/vpclinks/{}", made(&api));
    for (path_of, message) in [
        (
            "/targetArns",
            "Target arns are not allowed to be changed/added.",
        ),
        (
            "/id",
            "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/name, /description]",
        ),
        ("/name", "Name cannot be empty"),
    ] {
        let patch = json!({"patchOperations": [{"op": "replace", "path": path_of, "value": ""}]});
        call(&api, "PATCH", &path, patch).refused(400, BAD_REQUEST, message);
    }
}

#[test]
fn links_are_listed_in_pages_by_the_time_they_were_made() {
    let api = Api::new();
    let made: Vec<String> = (0..3)
        .map(|_| {
            api.harness.advance(1);
            made(&api)
        })
        .collect();
    let first = call(&api, "GET", "/vpclinks?limit=2", Value::Null).json();
    let path = format!("/vpclinks?limit=2&position={}", text(&first["position"]));
    let second = call(&api, "GET", &path, Value::Null).json();
    let ids = [&first, &second].map(|page| page["item"].as_array().unwrap().clone());
    let ids: Vec<String> = ids.concat().iter().map(|link| text(&link["id"])).collect();
    assert_eq!(ids, made);
    assert_eq!(second.get("position"), None);
}

#[test]
fn an_integration_goes_through_a_link_that_is_there() {
    let api = Api::new();
    let link = made(&api);
    let method = format!("/resources/{}/methods/GET", api.root);
    api.call("PUT", &method, json!({"authorizationType": "NONE"}))
        .expect(201);
    let integration = format!("{method}/integration");
    let put = |changes: Value| {
        let mut input = json!({
            "type": "HTTP_PROXY", "httpMethod": "GET", "uri": "http://inner.example/", "connectionType": "VPC_LINK",
        });
        for (name, value) in changes.as_object().unwrap() {
            input[name] = value.clone();
        }
        api.call("PUT", &integration, input)
    };
    put(json!({"connectionId": "none"})).refused(
        404,
        NOT_FOUND,
        "Invalid Vpc Link identifier specified",
    );
    let listener = TARGET.replace("loadbalancer/net/inner", "listener/app/inner/aa");
    for wrong in [
        json!({}),
        json!({"connectionId": link, "type": "MOCK"}),
        json!({"connectionId": "x", "integrationTarget": "arn:aws:s3:::bucket"}),
        json!({"connectionType": "INTERNET", "integrationTarget": listener}),
    ] {
        assert_eq!(put(wrong.clone()).status, 400, "{wrong}");
    }
    for right in [
        json!({"connectionId": link}),
        json!({"connectionId": "${stageVariables.link}"}),
        json!({"connectionId": "v2link", "integrationTarget": listener}),
    ] {
        let shown = put(right.clone()).expect(201).json();
        for (name, value) in right.as_object().unwrap() {
            assert_eq!(shown[name], *value);
        }
        assert_eq!(api.get(&integration), shown);
    }
}

#[test]
fn a_link_that_deployed_methods_go_through_stays() {
    let api = Api::new();
    let link = made(&api);
    let path = format!("/vpclinks/{link}");
    let integrate = |connection: &str| {
        let method = format!("/resources/{}/methods/GET", api.root);
        api.call("PUT", &method, json!({"authorizationType": "NONE"}));
        let input = json!({
            "type": "HTTP_PROXY", "httpMethod": "GET", "uri": "http://inner.example/", "connectionType": "VPC_LINK",
            "connectionId": connection,
        });
        api.call("PUT", &format!("{method}/integration"), input)
            .expect(201);
    };
    let expect_used = || {
        let message = format!(
            "Cannot delete vpc link. Vpc link '{link}', is referenced in [{}:GET:{}:prod] in format of [RESTApiId:Method:Resource:Stage].",
            api.id, api.root
        );
        call(&api, "DELETE", &path, Value::Null).refused(400, BAD_REQUEST, &message);
    };
    integrate(&link);
    api.call("POST", "/deployments", json!({"stageName": "prod"}))
        .expect(201);
    expect_used();
    integrate("${stageVariables.link}");
    let variables = json!({"stageName": "prod", "variables": {"link": link}});
    api.call("POST", "/deployments", variables).expect(201);
    expect_used();
    api.call("DELETE", "/stages/prod", Value::Null).expect(202);
    call(&api, "DELETE", &path, Value::Null).expect(202);
}
