//! AWS CLI as people type it, and what it says of a service or an operation that is not offered:
//! at once, once, and in a form that it can print.

use std::net::SocketAddr;
use std::process::Command;

use serde_json::Value;

use crate::aws::{A, Keys};
use crate::clients::{aws_cli, fail, succeed};
use crate::gateway::Gateway;

fn cli(to: SocketAddr, keys: &Keys, arguments: &str) -> Option<Command> {
    let mut command = aws_cli(to)?;
    command.envs(keys.environment()).args(arguments.split(' '));
    Some(command)
}

#[test]
fn aws_cli_reads_and_writes_in_every_service() {
    let gateway = Gateway::dev(&[]);
    let root = Keys::root(A);
    let run = |keys: &Keys, arguments: &str| -> Option<Value> {
        let printed = succeed(&mut cli(gateway.control, keys, arguments)?);
        Some(if printed.trim().is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&printed).unwrap()
        })
    };
    let Some(whoami) = run(&root, "sts get-caller-identity") else {
        return;
    };
    assert_eq!(whoami["Arn"], "arn:aws:iam::111111111111:root");
    let test = run(&Keys::new("test", "test"), "sts get-caller-identity").unwrap();
    assert_eq!(test["Account"], "000000000000");

    run(&root, "iam create-user --user-name alice");
    assert_eq!(
        run(&root, "iam list-users").unwrap()["Users"][0]["Arn"],
        "arn:aws:iam::111111111111:user/alice"
    );
    let made = run(&root, "apigateway create-rest-api --name orders").unwrap();
    assert_eq!(
        run(&root, "apigateway get-rest-apis").unwrap()["items"][0]["id"],
        made["id"]
    );
    let made = run(&root, "ec2 create-vpc --cidr-block 10.1.0.0/16").unwrap();
    let vpcs = run(&root, "ec2 describe-vpcs").unwrap();
    let ours = vpcs["Vpcs"]
        .as_array()
        .unwrap()
        .iter()
        .find(|vpc| vpc["CidrBlock"] == "10.1.0.0/16")
        .unwrap();
    assert_eq!(ours["VpcId"], made["Vpc"]["VpcId"]);
    // Another account sees none of it.
    let other = Keys::root("333333333333");
    assert_eq!(
        run(&other, "iam list-users").unwrap()["Users"],
        Value::Array(Vec::new())
    );
    // `dev` makes an access key that is used at once.
    let made = run(&root, "iam create-access-key --user-name alice").unwrap();
    let part = |name: &str| made["AccessKey"][name].as_str().unwrap().to_owned();
    let alice = Keys::new(&part("AccessKeyId"), &part("SecretAccessKey"));
    assert_eq!(
        run(&alice, "sts get-caller-identity").unwrap()["Arn"],
        "arn:aws:iam::111111111111:user/alice"
    );
    let refused = fail(&mut cli(gateway.control, &alice, "iam list-users").unwrap());
    let expected = "An error occurred (AccessDenied) when calling the ListUsers operation: User: arn:aws:iam::111111111111:user/alice is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::111111111111:user/ because no identity-based policy allows the iam:ListUsers action";
    assert_eq!(refused.trim(), expected);
}

/// Recorded on AWS: the lines of the log and their order, and the texts of what is not there.
#[test]
fn aws_cli_tests_a_method_that_nobody_deployed() {
    let gateway = Gateway::dev(&[]);
    let root = Keys::root(A);
    let run = |arguments: &[&str]| -> Option<Value> {
        let mut command = aws_cli(gateway.control)?;
        command
            .envs(root.environment())
            .arg("apigateway")
            .args(arguments);
        Some(serde_json::from_str(&succeed(&mut command)).unwrap())
    };
    let Some(made) = run(&["create-rest-api", "--name", "pets"]) else {
        return;
    };
    let (api, top) = (
        made["id"].as_str().unwrap(),
        made["rootResourceId"].as_str().unwrap(),
    );
    let at = ["--rest-api-id", api];
    let with = |arguments: &[&str]| run(&[arguments, at.as_slice()].concat()).unwrap();
    let pet = with(&[
        "create-resource",
        "--parent-id",
        top,
        "--path-part",
        "{petId}",
    ]);
    let pet = pet["id"].as_str().unwrap();
    let method = ["--resource-id", pet, "--http-method", "GET"];
    let on = |arguments: &[&str]| with(&[arguments, method.as_slice()].concat());
    on(&["put-method", "--authorization-type", "AWS_IAM"]);
    let template = r#"{"application/json":"{\"statusCode\": 200}"}"#;
    on(&[
        "put-integration",
        "--type",
        "MOCK",
        "--request-templates",
        template,
    ]);
    on(&["put-method-response", "--status-code", "200"]);
    let template = r#"{"application/json":"{\"petId\": \"$input.params('petId')\", \"from\": \"$context.identity.sourceIp $context.stage $stageVariables.colour\"}"}"#;
    on(&[
        "put-integration-response",
        "--status-code",
        "200",
        "--response-templates",
        template,
    ]);
    let tested = on(&[
        "test-invoke-method",
        "--path-with-query-string",
        "/123?foo=bar",
        "--stage-variables",
        "colour=red",
    ]);
    assert_eq!(tested["status"], 200);
    assert_eq!(
        tested["body"],
        r#"{"petId": "123", "from": "test-invoke-source-ip test-invoke-stage red"}"#
    );
    assert_eq!(
        tested["headers"],
        serde_json::json!({"Content-Type": "application/json"})
    );
    assert_eq!(
        tested["multiValueHeaders"],
        serde_json::json!({"Content-Type": ["application/json"]})
    );
    assert!(tested["latency"].is_i64());
    let log = tested["log"].as_str().unwrap();
    let lines: Vec<&str> = log
        .lines()
        .map(|line| line.split_once(" : ").map_or(line, |(_, said)| said))
        .collect();
    let id = lines[0].strip_prefix("Execution log for request ").unwrap();
    let body = tested["body"].as_str().unwrap();
    assert_eq!(
        lines[1..],
        [
            &*format!("Starting execution for request: {id}"),
            "HTTP Method: GET, Resource Path: /123",
            "Method request path: {petId=123}",
            "Method request query string: {foo=bar}",
            "Method request headers: {}",
            "Method request body before transformations: ",
            &*format!("Method response body after transformations: {body}"),
            "Method response headers: {Content-Type=application/json}",
            "Successfully completed execution",
            "Method completed with status: 200",
        ]
    );
    // Without a path the template stands for it; one of another resource has no parameters.
    for (path, shown) in [(None, "{petId}"), (Some("/random/test"), "")] {
        let mut arguments = vec!["test-invoke-method"];
        arguments.extend(
            path.iter()
                .flat_map(|path| ["--path-with-query-string", path]),
        );
        let body = on(&arguments)["body"].as_str().unwrap().to_owned();
        assert!(
            body.starts_with(&format!("{{\"petId\": \"{shown}\"")),
            "{body}"
        );
    }
    // A test is refused as a call would be.
    let validator = with(&["create-request-validator", "--validate-request-parameters"]);
    let patches = format!(
        "op=replace,path=/requestValidatorId,value={}",
        validator["id"].as_str().unwrap()
    );
    let parameter = "op=add,path=/requestParameters/method.request.querystring.size,value=true";
    on(&["update-method", "--patch-operations", &patches, parameter]);
    let refused = on(&["test-invoke-method"]);
    assert_eq!(refused["status"], 400);
    assert_eq!(
        refused["body"],
        r#"{"message": "Missing required request parameters: [size]"}"#
    );
    let path = ["--path-with-query-string", "/123?size=1"];
    let given = on(&[&["test-invoke-method"], path.as_slice()].concat());
    assert_eq!(given["status"], 200);
    let parameter = "op=remove,path=/requestParameters/method.request.querystring.size";
    on(&["update-method", "--patch-operations", parameter]);
    on(&[
        "put-integration",
        "--type",
        "HTTP_PROXY",
        "--integration-http-method",
        "GET",
        "--uri",
        "http://${stageVariables.none}/",
    ]);
    let failed = on(&["test-invoke-method"]);
    assert_eq!(failed["status"], 500);
    assert_eq!(failed["body"], "{\"message\": \"Internal server error\"}");
    assert_eq!(
        failed["headers"],
        serde_json::json!({"x-amzn-ErrorType": "InternalServerErrorException"})
    );
    let log = failed["log"].as_str().unwrap();
    assert!(
        log.contains(" : Execution failed due to configuration error: "),
        "{log}"
    );
    assert!(
        log.ends_with(" : Method completed with status: 500\n"),
        "{log}"
    );
}

#[test]
fn aws_cli_prints_what_is_not_offered_at_once() {
    let gateway = Gateway::dev(&[]);
    for (arguments, operation, said) in [
        (
            "kms list-keys",
            "ListKeys",
            "This gateway offers apigateway, iam, sts, ec2",
        ),
        (
            "dynamodb list-tables",
            "ListTables",
            "This gateway offers apigateway, iam, sts, ec2",
        ),
        (
            "sns list-topics",
            "ListTopics",
            "This gateway offers apigateway, iam, sts, ec2",
        ),
        ("iam list-saml-providers", "ListSAMLProviders", ""),
        ("ec2 describe-instances", "DescribeInstances", ""),
        (
            "sts get-access-key-info --access-key-id AKIAIOSFODNN7EXAMPLE",
            "GetAccessKeyInfo",
            "",
        ),
        ("apigateway get-sdk-types", "GetSdkTypes", ""),
    ] {
        let Some(mut command) = cli(gateway.control, &Keys::root(A), arguments) else {
            return;
        };
        let printed = fail(&mut command);
        assert!(
            printed.contains(&format!("when calling the {operation} operation")),
            "{arguments}: {printed}"
        );
        assert!(
            printed.contains("An error occurred (") && printed.contains(said),
            "{arguments}: {printed}"
        );
        assert!(
            !printed.contains("reached max retries"),
            "{arguments}: {printed}"
        );
    }
}

#[test]
fn aws_cli_with_keys_that_do_not_hold() {
    let gateway = Gateway::dev(&[]);
    for (keys, arguments, code) in [
        (
            Keys::new(A, "wrong"),
            "sts get-caller-identity",
            "SignatureDoesNotMatch",
        ),
        (
            Keys::new("AKIAIOSFODNN7EXAMPLE", "test"),
            "sts get-caller-identity",
            "InvalidClientTokenId",
        ),
        (
            Keys::new("AKIAIOSFODNN7EXAMPLE", "test"),
            "iam list-users",
            "InvalidClientTokenId",
        ),
        (
            Keys::new("AKIAIOSFODNN7EXAMPLE", "test"),
            "ec2 describe-vpcs",
            "AuthFailure",
        ),
        (
            Keys::new("AKIAIOSFODNN7EXAMPLE", "test"),
            "apigateway get-rest-apis",
            "UnrecognizedClientException",
        ),
        (
            Keys::new(A, "wrong"),
            "apigateway get-rest-apis",
            "InvalidSignatureException",
        ),
    ] {
        let Some(mut command) = cli(gateway.control, &keys, arguments) else {
            return;
        };
        let printed = fail(&mut command);
        assert!(
            printed.contains(&format!("An error occurred ({code})")),
            "{arguments}: {printed}"
        );
    }
}
