//! The documents' own callers, as they stand, through the systems that the documents describe:
//! the Python of 003, the JavaScript of 000 and 001, each through the private and the regional API.

use std::net::SocketAddr;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::api::{
    account, deploy, host, masked, policy, resource, rest_api, set_policy, signed_method, user,
};
use crate::aws::{A, Account, B, Call, Keys, REGION};
use crate::backend::{Backend, ITEMS};
use crate::clients::{self, answer, aws_cli_path, folder, last_line, node, python, succeed};
use crate::gateway::{Gateway, Scratch};
use crate::wire::Answer;

/// A way to an API: the address to connect to, and the caller's own where that matters.
struct Way {
    to: SocketAddr,
    from: Option<String>,
    /// The authority that its certificate is from.
    authority: PathBuf,
}

#[test]
fn private_api_lets_the_documents_callers_through_and_refuses_them_without_either_policy() {
    let (backend, scratch) = (Backend::start(), Scratch::new());
    let gateway = Gateway::dev(&["--resource-tags"]);
    let Some(built) = build_private(&gateway, &backend) else {
        return;
    };
    let api = text(&built, "api");
    let role = session(&built);
    let way = private_way(&built, &gateway);
    let (owner, caller) = (account(&gateway, B), account(&gateway, A));

    for answer in every_caller(&scratch, &api, "prod", &role, &way) {
        assert_eq!((answer.status, answer.text().as_str()), (200, ITEMS));
    }
    let received = backend.received();
    assert_eq!(
        received
            .iter()
            .filter(|it| it.method == "GET" && it.target == "/items")
            .count(),
        2
    );
    let post = received.iter().find(|it| it.method == "POST").unwrap();
    assert_eq!(post.body, br#"{"order":1}"#);
    for request in &received {
        for secret in ["authorization", "x-amz-security-token"] {
            assert_eq!(request.header(secret), None, "the back end sees {secret}");
        }
    }

    // The resource policy without the role: nothing changes until it is deployed.
    let (saved, shut) = (
        saved_policy(&owner, &api),
        policy(json!([deny_elsewhere(&built, &api)])),
    );
    set_policy(&owner, &api, &shut);
    assert_eq!(
        python_003(&api, &role, &way).status,
        200,
        "saved is not deployed"
    );
    deploy(&owner, &api, "prod");
    let why = "because no resource-based policy allows the execute-api:Invoke action";
    for (answer, verb) in every_caller(&scratch, &api, "prod", &role, &way)
        .iter()
        .zip(["GET", "POST", "GET"])
    {
        refused(
            answer,
            "lambda-role/function",
            &masked(B, &api, &format!("prod/{verb}/items")),
            why,
        );
    }
    set_policy(&owner, &api, &saved);
    deploy(&owner, &api, "prod");
    assert_eq!(python_003(&api, &role, &way).status, 200);

    // The role without its own policy: at once.
    caller
        .query(
            "iam",
            "DeleteRolePolicy",
            &[("RoleName", "lambda-role"), ("PolicyName", "invoke")],
        )
        .ok();
    let why = "because no identity-based policy allows the execute-api:Invoke action";
    for (answer, verb) in every_caller(&scratch, &api, "prod", &role, &way)
        .iter()
        .zip(["GET", "POST", "GET"])
    {
        refused(
            answer,
            "lambda-role/function",
            &masked(B, &api, &format!("prod/{verb}/items")),
            why,
        );
    }
}

#[test]
fn private_api_as_aws_evaluates_the_document_refuses_everybody_at_the_endpoint() {
    let backend = Backend::start();
    let gateway = Gateway::dev(&[]);
    let Some(built) = build_private(&gateway, &backend) else {
        return;
    };
    let (api, role, way) = (
        text(&built, "api"),
        session(&built),
        private_way(&built, &gateway),
    );

    let answer = python_003(&api, &role, &way);
    let resource = masked(B, &api, "prod/GET/items");
    refused(
        &answer,
        "lambda-role/function",
        &resource,
        "with an explicit deny in a VPC endpoint policy",
    );

    // The same call from anywhere but the group's own interfaces gets no word at all.
    let outside = Way { from: None, ..way };
    let printed = run_python_003(&api, &role, &outside);
    assert_eq!(printed["status"], Value::Null, "{printed}");
    assert!(backend.received().is_empty());
}

#[test]
fn regional_api_lets_the_documents_callers_through_and_refuses_them_without_either_policy() {
    let (backend, scratch) = (Backend::start(), Scratch::new());
    let gateway = Gateway::dev(&[]);
    let Some(cli) = aws_cli_path() else { return };
    let (owner, caller) = (account(&gateway, B), account(&gateway, A));
    caller
        .query("iam", "CreateUser", &[("UserName", "deployer")])
        .ok();
    let made = caller
        .query("iam", "CreateAccessKey", &[("UserName", "deployer")])
        .ok();
    let deployer = Account::new(gateway.control, Keys::in_answer(&made));

    let mut build = clients::aws_cli(gateway.control).unwrap();
    let variables: Vec<_> = build
        .get_envs()
        .map(|(name, value)| (name.to_owned(), value.map(ToOwned::to_owned)))
        .collect();
    build = std::process::Command::new("bash");
    for (name, value) in variables {
        match value {
            Some(value) => build.env(name, value),
            None => build.env_remove(name),
        };
    }
    build
        .arg(folder().join("build_regional.sh"))
        .envs([
            ("ACCT_A", A),
            ("ACCT_B", B),
            ("BACKEND", &backend.address.to_string()),
        ])
        .env("AWS", cli);
    let api = text(&last_line(&succeed(&mut build)), "api");
    let assume = [
        ("RoleArn", "arn:aws:iam::111111111111:role/service-a"),
        ("RoleSessionName", "task"),
    ];
    let role = Keys::in_answer(&deployer.query("sts", "AssumeRole", &assume).ok());
    let way = Way {
        to: gateway.address,
        from: None,
        authority: gateway.authority(),
    };

    for answer in every_javascript_caller(&scratch, &api, "demo", &role, &way) {
        assert_eq!((answer.status, answer.text().as_str()), (200, ITEMS));
    }
    // 003's caller calls another stage: deployed there, and allowed by 000's resource policy.
    deploy(&owner, &api, "prod");
    let invoke =
        policy(json!([{ "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*" }]));
    let parameters = [
        ("RoleName", "service-a"),
        ("PolicyName", "prod"),
        ("PolicyDocument", invoke.as_str()),
    ];
    caller.query("iam", "PutRolePolicy", &parameters).ok();
    assert_eq!(python_003(&api, &role, &way).status, 200);
    caller
        .query("iam", "DeleteRolePolicy", &parameters[..2])
        .ok();

    // Another role in the resource policy.
    let saved = saved_policy(&owner, &api);
    set_policy(
        &owner,
        &api,
        &saved.replace("role/service-a", "user/deployer"),
    );
    deploy(&owner, &api, "demo");
    let why = "because no resource-based policy allows the execute-api:Invoke action";
    for (answer, verb) in every_javascript_caller(&scratch, &api, "demo", &role, &way)
        .iter()
        .zip(["POST", "GET"])
    {
        refused(
            answer,
            "service-a/task",
            &masked(B, &api, &format!("demo/{verb}/items")),
            why,
        );
    }
    set_policy(&owner, &api, &saved);
    deploy(&owner, &api, "demo");

    // No policy of its own.
    caller
        .query(
            "iam",
            "DeleteRolePolicy",
            &[("RoleName", "service-a"), ("PolicyName", "invoke")],
        )
        .ok();
    let why = "because no identity-based policy allows the execute-api:Invoke action";
    for (answer, verb) in every_javascript_caller(&scratch, &api, "demo", &role, &way)
        .iter()
        .zip(["POST", "GET"])
    {
        refused(
            answer,
            "service-a/task",
            &masked(B, &api, &format!("demo/{verb}/items")),
            why,
        );
    }
    let answer = python_003(&api, &role, &way);
    refused(
        &answer,
        "service-a/task",
        &masked(B, &api, "prod/GET/items"),
        why,
    );
    assert_eq!(backend.received().len(), 3);
}

#[test]
fn scenario_002_trusts_an_account_or_single_users_of_it() {
    let backend = Backend::start();
    let gateway = Gateway::dev(&[]);
    let (owner, caller) = (account(&gateway, B), account(&gateway, A));
    let (api, root) = rest_api(&owner, "partner-api", "REGIONAL");
    let orders = resource(&owner, &api, &root, "orders");
    signed_method(&owner, &api, &orders, "GET", backend.address);
    let document = |name: &str| {
        let text = std::fs::read_to_string(folder().join("policies").join(name)).unwrap();
        let text = text
            .replace("{region}", REGION)
            .replace("{account-id}", B)
            .replace("{api-id}", &api);
        text.replace("{other-account-id}", A)
            .replace("{iam-username}", "alice")
    };
    let permission = document("002_identity.json");
    let alice = user(&caller, "alice", Some(&permission));
    let carol = user(&caller, "carol", Some(&permission));
    // Bob has it from a group and a managed policy, dave not at all.
    let (bob, dave) = (user(&caller, "bob", None), user(&caller, "dave", None));
    caller
        .query("iam", "CreateGroup", &[("GroupName", "api-callers")])
        .ok();
    let made = caller
        .query(
            "iam",
            "CreatePolicy",
            &[("PolicyName", "invoke"), ("PolicyDocument", &permission)],
        )
        .ok();
    let attached = made.element("Arn");
    caller
        .query(
            "iam",
            "AttachGroupPolicy",
            &[("GroupName", "api-callers"), ("PolicyArn", &attached)],
        )
        .ok();
    caller
        .query(
            "iam",
            "AddUserToGroup",
            &[("GroupName", "api-callers"), ("UserName", "bob")],
        )
        .ok();

    let call = |keys: &Keys| {
        Call::api("GET", &host(&api), "/v1/orders")
            .signed(keys)
            .send(gateway.address)
    };
    let denied = |keys: &Keys, name: &str, kind: &str| {
        let answer = call(keys);
        let resource = masked(B, &api, "v1/GET/orders");
        let message = format!(
            "User: arn:aws:iam::{A}:user/{name} is not authorized to perform: execute-api:Invoke on resource: {resource} because no {kind} policy allows the execute-api:Invoke action"
        );
        assert_eq!(answer.text(), format!(r#"{{"Message":"{message}"}}"#));
        assert_eq!(answer.status, 403);
    };
    let publish = |name: &str| {
        set_policy(&owner, &api, &document(name));
        deploy(&owner, &api, "v1");
    };
    publish("002_resource_account.json");
    for keys in [&alice, &bob, &carol] {
        assert_eq!(call(keys).ok().text(), ITEMS);
    }
    denied(&dave, "dave", "identity-based");
    publish("002_resource_user.json");
    assert_eq!(call(&alice).ok().text(), ITEMS);
    denied(&bob, "bob", "resource-based");
    denied(&carol, "carol", "resource-based");
    // Who leaves the group loses what it gave, at once.
    publish("002_resource_account.json");
    caller
        .query(
            "iam",
            "RemoveUserFromGroup",
            &[("GroupName", "api-callers"), ("UserName", "bob")],
        )
        .ok();
    denied(&bob, "bob", "identity-based");
}

#[test]
fn scenario_002_is_set_up_with_aws_cli_as_it_stands() {
    let Some(output) = run_script("seed002.sh") else {
        return;
    };
    assert!(output.trim_end().ends_with("SEED002-CLI-OK"), "{output}");
    // Whom it made, who is in what, and what they may.
    for said in [
        r#""PolicyName": "invoke-partner-api""#,
        r#""GroupName": "api-callers""#,
        r#""authorizationType": "AWS_IAM""#,
        r#""stageName": "v1""#,
        r#""name": "partner-api""#,
    ] {
        assert!(output.contains(said), "{said} is not in {output}");
    }
}

#[test]
fn scenario_004_is_set_up_with_aws_cli_as_it_stands() {
    let Some(output) = run_script("seed004.sh") else {
        return;
    };
    assert!(output.trim_end().ends_with("SEED004-CLI-OK"), "{output}");
    // The test invocation answers what the private API answers, and the rest is as it was asked for.
    for said in [
        r#""status": 200"#,
        r#"{\"response\" : \"integration-successful\"}"#,
        r#""Type": "network""#,
        r#""connectionType": "VPC_LINK""#,
        r#""insecureSkipVerification": true"#,
    ] {
        assert!(output.contains(said), "{said} is not in {output}");
    }
    assert!(!output.contains("not supported"), "{output}");
}

/// A script of AWS CLI calls, to its end; what it printed.
fn run_script(name: &str) -> Option<String> {
    let gateway = Gateway::dev(&[]);
    let (cli, reference) = (aws_cli_path()?, clients::aws_cli(gateway.control)?);
    let mut script = std::process::Command::new("bash");
    for (name, value) in reference.get_envs() {
        match value {
            Some(value) => script.env(name, value),
            None => script.env_remove(name),
        };
    }
    script
        .arg(folder().join(name))
        .env("EP", format!("http://{}", gateway.control))
        .env("AWS", cli)
        .envs(accounts());
    Some(succeed(&mut script))
}

#[test]
fn scenarios_002_and_003_are_set_up_with_boto3_as_they_stand() {
    let gateway = Gateway::dev(&[]);
    let Some(mut python) = python() else { return };
    python
        .arg(folder().join("seed_boto3.py"))
        .env("AWS_ENDPOINT_URL", format!("http://{}", gateway.control))
        .envs(accounts());
    let output = succeed(&mut python);
    let expected = [
        "111111111111 222222222222",
        "available <class 'dict'>",
        r#"policy as returned: {\"Version\":"#,
        "get_rest_api NotFoundException 404 Invalid API identifier specified 222222222222:nosuchapi0",
        "get_role NoSuchEntity 404 The role with name nosuch cannot be found.",
        "describe_vpc_endpoints InvalidVpcEndpointId.NotFound 400 ",
        "create_role ",
        "BOTO3-OK",
    ];
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), expected.len(), "{output}");
    for (line, expected) in lines.iter().zip(expected) {
        assert!(
            line.starts_with(expected),
            "`{line}` does not start with `{expected}`"
        );
    }
}

pub(crate) fn accounts() -> [(&'static str, &'static str); 4] {
    [
        ("TF_VAR_a_access_key", A),
        ("TF_VAR_a_secret_key", "test"),
        ("TF_VAR_b_access_key", B),
        ("TF_VAR_b_secret_key", "test"),
    ]
}

pub(crate) fn build_private(gateway: &Gateway, backend: &Backend) -> Option<Value> {
    let mut build = python()?;
    build
        .arg(folder().join("build_private.py"))
        .env("AWS_ENDPOINT_URL", format!("http://{}", gateway.control))
        .envs([
            ("ACCT_A", A),
            ("ACCT_B", B),
            ("BACKEND", &backend.address.to_string()),
        ]);
    Some(last_line(&succeed(&mut build)))
}

fn private_way(built: &Value, gateway: &Gateway) -> Way {
    // Either of the endpoint's two addresses; the second here.
    let endpoint = built["endpointAddresses"][1].as_str().unwrap();
    Way {
        to: (
            endpoint.parse::<std::net::IpAddr>().unwrap(),
            gateway.address.port(),
        )
            .into(),
        from: Some(text(built, "workloadAddress")),
        authority: gateway.authority(),
    }
}

pub(crate) fn session(built: &Value) -> Keys {
    let part = |index: usize| built["credentials"][index].as_str().unwrap().to_owned();
    Keys {
        id: part(0),
        secret: part(1),
        token: Some(part(2)),
    }
}

/// The Deny of 003's resource policy, without its Allow.
pub(crate) fn deny_elsewhere(built: &Value, api: &str) -> Value {
    json!({
        "Sid": "DenyPublicAccess",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "execute-api:Invoke",
        "Resource": format!("arn:aws:execute-api:{REGION}:{B}:{api}/*"),
        "Condition": { "StringNotEquals": { "aws:sourceVpce": text(built, "endpoint") } }
    })
}

/// The policy of an API, which GET returns as an escaped JSON string.
pub(crate) fn saved_policy(owner: &Account, api: &str) -> String {
    let got = owner
        .rest("GET", &format!("/restapis/{api}"), &Value::Null)
        .ok()
        .json();
    let escaped = got["policy"].as_str().unwrap();
    serde_json::from_str(&format!("\"{escaped}\"")).unwrap()
}

/// 003's Python, 000's JavaScript, 001's JavaScript.
fn every_caller(scratch: &Scratch, api: &str, stage: &str, keys: &Keys, way: &Way) -> Vec<Answer> {
    let mut answers = vec![python_003(api, keys, way)];
    answers.extend(every_javascript_caller(scratch, api, stage, keys, way));
    answers
}

#[track_caller]
fn python_003(api: &str, keys: &Keys, way: &Way) -> Answer {
    answer(&run_python_003(api, keys, way))
}

fn run_python_003(api: &str, keys: &Keys, way: &Way) -> Value {
    let scratch = Scratch::new();
    let source = std::fs::read_to_string(folder().join("scenario_003.py")).unwrap();
    let filled = source.replace("API-ID", api).replace("REGION", REGION);
    let script: PathBuf = scratch.file("scenario_003.py", &filled);
    let mut python = python().unwrap();
    python.arg(folder().join("run_scenario.py")).arg(script);
    last_line(&succeed(surrounded(&mut python, keys, way)))
}

fn every_javascript_caller(
    scratch: &Scratch,
    api: &str,
    stage: &str,
    keys: &Keys,
    way: &Way,
) -> Vec<Answer> {
    let url = format!("https://{}/{stage}/items", host(api));
    let run = |script: &str| {
        let mut node = node(scratch)?;
        node.args(["--require", "./loopback.cjs", script])
            .env("API_URL", &url);
        Some(answer(&last_line(&succeed(surrounded(
            &mut node, keys, way,
        )))))
    };
    ["run_000.cjs", "run_001.mjs"]
        .into_iter()
        .filter_map(run)
        .collect()
}

fn surrounded<'c>(
    command: &'c mut std::process::Command,
    keys: &Keys,
    way: &Way,
) -> &'c mut std::process::Command {
    command
        .envs(keys.environment())
        .env("PORTCULLIS_TO", way.to.to_string())
        .env("REQUESTS_CA_BUNDLE", &way.authority)
        .env("NODE_EXTRA_CA_CERTS", &way.authority);
    if let Some(from) = &way.from {
        command.env("PORTCULLIS_FROM", from);
    }
    command
}

/// AWS's access-denied answer, to the byte.
#[track_caller]
fn refused(answer: &Answer, session: &str, resource: &str, why: &str) {
    let who = format!("arn:aws:sts::{A}:assumed-role/{session}");
    let message = format!(
        "User: {who} is not authorized to perform: execute-api:Invoke on resource: {resource} {why}"
    );
    assert_eq!(answer.text(), format!(r#"{{"Message":"{message}"}}"#));
    assert_eq!(answer.status, 403);
    assert_eq!(
        answer.header("x-amzn-errortype"),
        Some("AccessDeniedException")
    );
}

#[track_caller]
fn text(value: &Value, name: &str) -> String {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("no `{name}` in {value}"))
        .to_owned()
}
