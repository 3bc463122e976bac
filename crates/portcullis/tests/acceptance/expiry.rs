//! What only time shows: a session that is over. The shortest one lives for fifteen minutes, so the gateway and its
//! client are started again in a time after that; nothing here waits.

use std::process::Command;

use serde_json::{Value, json};

use crate::api::{account, deploy, host, policy, resource, rest_api, signed_method};
use crate::aws::{Account, B};
use crate::backend::Backend;
use crate::clients::{answer, folder, last_line, later, python, succeed, succeed_with};
use crate::gateway::{Gateway, Scratch, portcullis};
use crate::wire::Answer;

/// One more than the shortest session.
const MINUTES: i32 = 16;

#[test]
fn a_session_that_is_over_is_refused_as_expired() {
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    let options = ["--data", data.to_str().unwrap()];
    let Some(now) = python() else { return };
    let Some(then) = later(&now, MINUTES) else {
        return;
    };
    let Some(gateway_then) = later(&portcullis(), MINUTES) else {
        return;
    };

    let (backend, gateway) = (Backend::start(), Gateway::dev(&options));
    let owner = account(&gateway, B);
    let (api, root) = rest_api(&owner, "sessions", "REGIONAL");
    let items = resource(&owner, &api, &root, "items");
    signed_method(&owner, &api, &items, "GET", backend.address);
    deploy(&owner, &api, "prod");
    role(&owner);

    let session = assume(&now, &gateway);
    assert_eq!(call(&now, &gateway, &api, &session).status, 200);
    gateway.ask_to_stop();
    assert!(gateway.wait().0.success());

    let gateway = Gateway::dev_as(gateway_then, &options);
    let refused = call(&then, &gateway, &api, &session);
    let body = r#"{"message":"The security token included in the request is expired"}"#;
    assert_eq!((refused.status, refused.text().as_str()), (403, body));
    assert_eq!(
        refused.header("x-amzn-errortype"),
        Some("ExpiredTokenException")
    );
    assert_eq!(refused.header("content-type"), Some("application/json"));
    assert!(refused.header("x-amzn-requestid").is_some());
    assert!(refused.header("x-amz-apigw-id").is_some());

    // The control plane says it in its own words, and nothing but the session is too old.
    let said = succeed(
        with_keys(&then, &session)
            .args(["-c", IDENTITY])
            .arg(format!("http://{}", gateway.control)),
    );
    assert_eq!(
        said.trim(),
        "403 ExpiredToken The security token included in the request is expired"
    );
    let session = assume(&then, &gateway);
    assert_eq!(call(&then, &gateway, &api, &session).status, 200);
    assert_eq!(backend.received().len(), 2);
}

const IDENTITY: &str = "
import sys, boto3, botocore.exceptions
try:
    print(boto3.client('sts', endpoint_url=sys.argv[1]).get_caller_identity()['Arn'])
except botocore.exceptions.ClientError as error:
    answer = error.response
    print(answer['ResponseMetadata']['HTTPStatusCode'], answer['Error']['Code'], answer['Error']['Message'])
";

/// A role `short` that its own account may assume, and that may call every API.
fn role(owner: &Account) {
    let trust = policy(json!([{
        "Effect": "Allow", "Principal": { "AWS": format!("arn:aws:iam::{B}:root") }, "Action": "sts:AssumeRole"
    }]));
    owner
        .query(
            "iam",
            "CreateRole",
            &[("RoleName", "short"), ("AssumeRolePolicyDocument", &trust)],
        )
        .ok();
    let invoke =
        policy(json!([{ "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*" }]));
    owner
        .query(
            "iam",
            "PutRolePolicy",
            &[
                ("RoleName", "short"),
                ("PolicyName", "invoke"),
                ("PolicyDocument", &invoke),
            ],
        )
        .ok();
}

/// The keys that boto3 is given: id, secret, token.
fn assume(python: &Command, gateway: &Gateway) -> Value {
    let mut python = with_keys(python, &json!([B, "test"]));
    python
        .arg(folder().join("assume_role.py"))
        .arg(format!("http://{}", gateway.control))
        .arg(format!("arn:aws:iam::{B}:role/short"));
    last_line(&succeed(&mut python))
}

/// A call of the API that botocore signs.
fn call(python: &Command, gateway: &Gateway, api: &str, keys: &Value) -> Answer {
    let case = json!([{
        "to": gateway.address.to_string(), "host": host(api), "target": "/prod/items", "credentials": keys
    }]);
    let printed = succeed_with(
        again(python).arg(folder().join("sign.py")),
        &case.to_string(),
    );
    answer(&last_line(&printed)[0])
}

fn with_keys(python: &Command, keys: &Value) -> Command {
    let mut python = again(python);
    for (index, name) in [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
    ]
    .into_iter()
    .enumerate()
    {
        if let Some(value) = keys[index].as_str() {
            python.env(name, value);
        }
    }
    python
}

/// A command can be started once for each time that it is made.
fn again(command: &Command) -> Command {
    let mut again = Command::new(command.get_program());
    again.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => again.env(name, value),
            None => again.env_remove(name),
        };
    }
    again
}
