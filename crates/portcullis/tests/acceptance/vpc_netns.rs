//! VPCs as network namespaces: the document's own caller in its own VPC, by its own URL; nobody from anywhere else; and
//! nothing left behind by a kill, a restart and a stop. Skipped, with a message, where the host does not allow it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::api::account;
use crate::aws::{A, Account};
use crate::backend::{Backend, ITEMS};
use crate::clients::{folder, last_line, python, skipped, succeed};
use crate::gateway::{Gateway, Scratch, portcullis};
use crate::scenarios::build_private;

/// What only a host with namespaces has: the names of those of one data directory, and what is in the host's own.
#[derive(Debug, PartialEq, Eq)]
struct Host {
    namespaces: BTreeSet<String>,
    links: String,
    rules: String,
}

impl Host {
    fn now(tag: &str) -> Self {
        let told = |program: &str, arguments: &[&str]| {
            let output = Command::new(program).args(arguments).output().unwrap();
            String::from_utf8(output.stdout).unwrap()
        };
        let prefix = format!("pc-{tag}-");
        let entries = std::fs::read_dir("/run/netns").into_iter().flatten();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        Self {
            namespaces: names.filter(|name| name.starts_with(&prefix)).collect(),
            links: told("ip", &["-o", "link"]),
            rules: told("nft", &["list", "ruleset"]),
        }
    }

    fn of(data: &Path) -> Self {
        // As the binary derives it, so that the test sees what an operator would look for.
        let path = data.canonicalize().unwrap();
        let digest = aws_lc_rs::digest::digest(
            &aws_lc_rs::digest::SHA256,
            path.as_os_str().as_encoded_bytes(),
        );
        let bytes = digest.as_ref().iter().take(4);
        let tag: String = bytes.map(|byte| format!("{byte:02x}")).collect();
        Self::now(&tag)
    }
}

/// Whether this host lets a test make namespaces.
pub(crate) fn allowed() -> bool {
    let works = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output();
        output.is_ok_and(|output| output.status.success())
    };
    let allowed = works("unshare", &["--net", "true"])
        && works("nft", &["--version"])
        && works("ip", &["-V"]);
    if !allowed {
        skipped("network namespaces need root, nftables and iproute2");
    }
    allowed
}

fn start(data: &Path) -> Gateway {
    std::fs::create_dir_all(data).unwrap();
    let data = data.to_str().unwrap();
    Gateway::dev(&["--resource-tags", "--vpc", "netns", "--data", data])
}

/// `portcullis exec` as the role of the scenario, somewhere.
fn exec(data: &Path, place: &[&str]) -> Command {
    let mut command = portcullis();
    command.arg("exec").arg("--data").arg(data);
    command.args(["--account", A, "--role", "lambda-role"]);
    command.args(place).arg("--");
    command
}

fn let_lambda_assume(account: &Account) {
    let trust = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }
    ]});
    let parameters = [
        ("RoleName", "lambda-role"),
        ("PolicyDocument", &trust.to_string()),
    ];
    account
        .query("iam", "UpdateAssumeRolePolicy", &parameters)
        .ok();
}

/// The script of the document, with its placeholders filled in and nothing else.
fn script(scratch: &Scratch, api: &str) -> PathBuf {
    let text = std::fs::read_to_string(folder().join("scenario_003.py")).unwrap();
    let text = text.replace("API-ID", api).replace("REGION", "us-east-1");
    scratch.file("scenario_003_filled.py", &text)
}

const PRINT: &str = "import json, runpy, sys
try:
    response = runpy.run_path(sys.argv[1])['response']
    print(json.dumps({'status': response.status_code, 'body': response.text}))
except Exception as error:
    print(json.dumps({'status': None, 'error': str(error)}))
";

fn run(data: &Path, place: &[&str], script: &Path) -> Value {
    let python = python().unwrap();
    let mut command = exec(data, place);
    command
        .arg(python.get_program())
        .args(["-c", PRINT])
        .arg(script);
    last_line(&succeed(&mut command))
}

/// The exit code of curl at an address of the endpoint: 28 is that nobody answers.
fn curl(data: &Path, interface: &str, url: &str) -> Option<i32> {
    let mut command = exec(data, &["--interface", interface]);
    command.args([
        "curl",
        "-sk",
        "--connect-timeout",
        "1",
        "-o",
        "/dev/null",
        url,
    ]);
    let output = command.output().unwrap();
    output.status.code()
}

#[test]
fn the_documents_caller_runs_unchanged_in_its_vpc_and_nobody_gets_in_from_elsewhere() {
    if !allowed() {
        return;
    }
    let (backend, scratch) = (Backend::start(), Scratch::new());
    let data = scratch.path().join("data");
    let gateway = start(&data);
    let before = Host::of(&data);
    let Some(built) = build_private(&gateway, &backend) else {
        return;
    };
    let text = |name: &str| built[name].as_str().unwrap().to_owned();
    let caller = account(&gateway, A);
    let_lambda_assume(&caller);
    let script = script(&scratch, &text("api"));
    let vpc = text("vpc");

    // Its own URL, its own port, the credentials of its role.
    let answer = run(&data, &["--vpc", &vpc], &script);
    assert_eq!(
        (&answer["status"], &answer["body"]),
        (&json!(200), &json!(ITEMS)),
        "{answer}"
    );
    let identity = "import boto3; print(__import__('json').dumps(boto3.Session().get_credentials().get_frozen_credentials().access_key[:4]))";
    let mut who = exec(&data, &["--vpc", &vpc]);
    who.arg(python().unwrap().get_program())
        .args(["-c", identity]);
    assert_eq!(last_line(&succeed(&mut who)), "ASIA");

    // Where the name leads, as the VPC's own resolver says.
    let addresses = "import json, socket, sys; print(json.dumps(sorted({it[4][0] for it in socket.getaddrinfo(sys.argv[1], 443)})))";
    let mut names = exec(&data, &["--vpc", &vpc]);
    let host = crate::api::host(&text("api"));
    names
        .arg(python().unwrap().get_program())
        .args(["-c", addresses, &host]);
    let resolved = last_line(&succeed(&mut names));
    let resolved: Vec<&str> = resolved
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(resolved.len(), 2, "{resolved:?}");
    assert!(
        resolved[0].starts_with("10.0.1.") && resolved[1].starts_with("10.0.2."),
        "{resolved:?}"
    );

    // From the same VPC without the group, and from another VPC.
    let endpoint = format!("https://{}/", resolved[0]);
    assert_eq!(curl(&data, &text("workload"), &endpoint), Some(0));
    let subnet = caller.query(
        "ec2",
        "DescribeSubnets",
        &[("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", &vpc)],
    );
    let subnet = subnet.elements("subnetId")[0].clone();
    let outsider = interface(&caller, &subnet);
    assert_eq!(
        curl(&data, &outsider, &endpoint),
        Some(28),
        "outside the group"
    );
    let elsewhere = caller
        .query("ec2", "CreateVpc", &[("CidrBlock", "10.0.0.0/16")])
        .element("vpcId");
    let parameters = [("VpcId", elsewhere.as_str()), ("CidrBlock", "10.0.9.0/24")];
    let subnet = caller
        .query("ec2", "CreateSubnet", &parameters)
        .element("subnetId");
    let stranger = interface(&caller, &subnet);
    assert_eq!(curl(&data, &stranger, &endpoint), Some(28), "another VPC");
    let answer = run(&data, &["--vpc", &elsewhere], &script);
    assert_eq!(
        answer["status"],
        Value::Null,
        "the name means nothing there: {answer}"
    );
    assert_eq!(backend.received().len(), 1, "one call in all came through");

    // Layer 4 refuses in its own words, through the same path.
    let parameters = [("RoleName", "lambda-role"), ("PolicyName", "invoke")];
    caller.query("iam", "DeleteRolePolicy", &parameters).ok();
    let answer = run(&data, &["--interface", &text("workload")], &script);
    assert_eq!(answer["status"], 403, "{answer}");
    assert!(
        answer["body"]
            .as_str()
            .unwrap()
            .contains("no identity-based policy allows"),
        "{answer}"
    );

    gateway.ask_to_stop();
    let (status, _, stderr) = gateway.wait();
    assert!(status.success(), "{stderr}");
    assert_eq!(
        Host::of(&data),
        before,
        "a development double takes everything with it"
    );
}

fn interface(account: &Account, subnet: &str) -> String {
    let made = account.query("ec2", "CreateNetworkInterface", &[("SubnetId", subnet)]);
    made.element("networkInterfaceId")
}

#[test]
fn a_role_that_trusts_no_service_runs_nothing() {
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    std::fs::create_dir_all(&data).unwrap();
    let gateway = Gateway::dev(&["--data", data.to_str().unwrap()]);
    let caller = account(&gateway, A);
    let trust = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Principal": { "AWS": A }, "Action": "sts:AssumeRole" }
    ]});
    let parameters = [
        ("RoleName", "lambda-role"),
        ("AssumeRolePolicyDocument", &trust.to_string()),
    ];
    caller.query("iam", "CreateRole", &parameters).ok();
    let mut refused = exec(&data, &[]);
    let told = crate::clients::fail(refused.arg("true"));
    assert!(
        told.contains("allows none of lambda.amazonaws.com"),
        "{told}"
    );
    let_lambda_assume(&caller);
    let mut allowed = exec(&data, &[]);
    // The endpoint tells nobody else: without the token it says no.
    let ask = "curl -s -o /dev/null -w '%{http_code} ' $AWS_CONTAINER_CREDENTIALS_FULL_URI; curl -s -o /dev/null -w '%{http_code}' -H \"Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN\" $AWS_CONTAINER_CREDENTIALS_FULL_URI";
    assert_eq!(succeed(allowed.args(["sh", "-c", ask])).trim(), "401 200");
}

#[test]
fn a_kill_a_restart_and_a_stop_leave_nothing_behind() {
    if !allowed() {
        return;
    }
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    let gateway = start(&data);
    let before = Host::of(&data);
    let caller = account(&gateway, A);
    let vpc = caller
        .query("ec2", "CreateVpc", &[("CidrBlock", "10.7.0.0/16")])
        .element("vpcId");
    let parameters = [("VpcId", vpc.as_str()), ("CidrBlock", "10.7.1.0/24")];
    let subnet = caller
        .query("ec2", "CreateSubnet", &parameters)
        .element("subnetId");
    let (first, second) = (interface(&caller, &subnet), interface(&caller, &subnet));
    let made = Host::of(&data);
    assert_eq!(made.namespaces.len(), 3, "{made:?}");
    assert_eq!(
        (&made.links, &made.rules),
        (&before.links, &before.rules),
        "the host has none of it"
    );

    gateway.kill();
    assert_eq!(Host::of(&data), made, "nobody was there to tidy up");
    let gateway = start(&data);
    let caller = account(&gateway, A);
    assert_eq!(Host::of(&data), made, "found again");
    caller
        .query(
            "ec2",
            "DeleteNetworkInterface",
            &[("NetworkInterfaceId", &first)],
        )
        .ok();
    let left = Host::of(&data).namespaces;
    assert_eq!(left.len(), 2, "{left:?}");
    gateway.kill();

    // What the records no longer have goes at the next start, or by hand.
    let configuration = scratch.file(
        "portcullis.toml",
        &format!("region = \"us-east-1\"\ndata = {data:?}\naccounts = [\"{A}\"]\n[gateway]\nlisten = [\"127.0.0.1:0\"]\n[control]\nlisten = [\"127.0.0.1:0\"]\n"),
    );
    let mut teardown = portcullis();
    succeed(teardown.arg("teardown").arg("--config").arg(&configuration));
    assert_eq!(Host::of(&data), before);

    let gateway = start(&data);
    let caller = account(&gateway, A);
    assert_eq!(Host::of(&data).namespaces, left);
    caller
        .query(
            "ec2",
            "DeleteNetworkInterface",
            &[("NetworkInterfaceId", &second)],
        )
        .ok();
    caller
        .query("ec2", "DeleteSubnet", &[("SubnetId", &subnet)])
        .ok();
    caller.query("ec2", "DeleteVpc", &[("VpcId", &vpc)]).ok();
    assert_eq!(Host::of(&data), before);
}
