//! VPCs as network namespaces: the document's own caller in its own VPC, by its own URL; nobody from anywhere else; and
//! nothing left behind by a kill, a restart and a stop. Skipped, with a message, where the host does not allow it.

mod left_behind;
mod packets;
mod private_path;
mod served;
mod workloads;

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use portcullis_vpc::netns::within;
use serde_json::{Value, json};

use crate::aws::{A, Account};
use crate::clients::{folder, last_line, skipped, succeed};
use crate::gateway::{Gateway, Scratch, portcullis};

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
        Self::now(&tag_of(data))
    }
}

/// As the binary derives it, so that the test sees what an operator would look for.
fn tag_of(data: &Path) -> String {
    let path = data.canonicalize().unwrap();
    let digest = aws_lc_rs::digest::digest(
        &aws_lc_rs::digest::SHA256,
        path.as_os_str().as_encoded_bytes(),
    );
    let bytes = digest.as_ref().iter().take(4);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

/// The namespace of an interface or, by the id of a VPC, its router.
fn namespace(data: &Path, id: &str) -> File {
    let name = format!("/run/netns/pc-{}-{id}", tag_of(data));
    File::open(&name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Nobody there waits for minutes for an answer that does not come.
fn be_impatient(data: &Path, interface: &str) {
    let set = || std::fs::write("/proc/sys/net/ipv4/tcp_syn_retries", "1");
    within(&namespace(data, interface), set).unwrap().unwrap();
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

/// A data directory of a test, whose namespaces go with it whatever becomes of the gateway.
pub(crate) struct Data {
    path: PathBuf,
    scratch: Scratch,
}

impl Data {
    pub(crate) fn new() -> Self {
        let scratch = Scratch::new();
        let path = scratch.path().join("data");
        std::fs::create_dir_all(&path).unwrap();
        Self { path, scratch }
    }
}

impl std::ops::Deref for Data {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.path
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        let mut teardown = portcullis();
        let torn = teardown.arg("teardown").arg("--data").arg(&self.path);
        let output = torn.output().unwrap();
        if !output.status.success() && !std::thread::panicking() {
            panic!("{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

fn start(data: &Path) -> Gateway {
    let data = data.to_str().unwrap();
    Gateway::dev(&["--resource-tags", "--vpc", "netns", "--data", data])
}

/// `portcullis exec` as the role of the scenario, somewhere.
pub(crate) fn exec(data: &Path, place: &[&str]) -> Command {
    let mut command = portcullis();
    command.arg("exec").arg("--data").arg(data);
    command.args(["--account", A, "--role", "lambda-role"]);
    command.args(place).arg("--");
    command
}

fn trust_of_lambda() -> String {
    let trust = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }
    ]});
    trust.to_string()
}

/// The role that programs run as here.
pub(crate) fn a_role(account: &Account) {
    let trust = trust_of_lambda();
    let parameters = [
        ("RoleName", "lambda-role"),
        ("AssumeRolePolicyDocument", &*trust),
    ];
    account.query("iam", "CreateRole", &parameters).ok();
}

fn let_lambda_assume(account: &Account) {
    let trust = trust_of_lambda();
    let parameters = [("RoleName", "lambda-role"), ("PolicyDocument", &*trust)];
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

/// Runs a script by an interpreter, which may have arguments of its own, and says what it was answered.
fn run_by(python: Command, data: &Path, place: &[&str], script: &Path) -> Value {
    let mut command = exec(data, place);
    command
        .arg(python.get_program())
        .args(python.get_args())
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

/// One in the default group of its VPC.
fn interface(account: &Account, subnet: &str) -> String {
    let made = account.query("ec2", "CreateNetworkInterface", &[("SubnetId", subnet)]);
    made.ok().element("networkInterfaceId")
}

/// A VPC with one subnet.
pub(crate) fn vpc(account: &Account, block: &str, subnet: &str) -> (String, String) {
    let made = account.query("ec2", "CreateVpc", &[("CidrBlock", block)]);
    let vpc = made.ok().element("vpcId");
    let parameters = [("VpcId", vpc.as_str()), ("CidrBlock", subnet)];
    let made = account.query("ec2", "CreateSubnet", &parameters);
    (vpc, made.ok().element("subnetId"))
}

/// A group of a VPC that lets nobody in and everybody out.
pub(crate) fn group(account: &Account, vpc: &str, name: &str) -> String {
    let parameters = [
        ("GroupName", name),
        ("GroupDescription", name),
        ("VpcId", vpc),
    ];
    let made = account.query("ec2", "CreateSecurityGroup", &parameters);
    made.ok().element("groupId")
}

/// A VPC with what is reached on port 443 by the members of one group, an interface that is one and one that is not.
pub(crate) struct Guarded {
    pub(crate) vpc: String,
    pub(crate) subnet: String,
    /// The group that lets the members in.
    pub(crate) guards: String,
    /// The group that is not let in.
    pub(crate) others: String,
    pub(crate) member: String,
    pub(crate) outsider: String,
}

impl Guarded {
    /// `guards` is the name of the group; `flows` is what is written down of its traffic.
    pub(crate) fn new(account: &Account, guards: &str, flows: &str) -> Self {
        let (vpc, subnet) = vpc(account, "10.0.0.0/16", "10.0.1.0/24");
        let (members, others) = (
            group(account, &vpc, "members"),
            group(account, &vpc, "others"),
        );
        let guards = group(account, &vpc, guards);
        let rule = [
            ("GroupId", guards.as_str()),
            ("IpPermissions.1.IpProtocol", "tcp"),
            ("IpPermissions.1.FromPort", "443"),
            ("IpPermissions.1.ToPort", "443"),
            ("IpPermissions.1.Groups.1.GroupId", &members),
        ];
        account
            .query("ec2", "AuthorizeSecurityGroupIngress", &rule)
            .ok();
        log_flows(account, &vpc, flows);
        Self {
            member: interface_in(account, &subnet, &members),
            outsider: interface_in(account, &subnet, &others),
            vpc,
            subnet,
            guards,
            others,
        }
    }
}

pub(crate) fn interface_in(account: &Account, subnet: &str, group: &str) -> String {
    let parameters = [("SubnetId", subnet), ("SecurityGroupId.1", group)];
    let made = account.query("ec2", "CreateNetworkInterface", &parameters);
    made.ok().element("networkInterfaceId")
}

/// The private address of an interface.
pub(crate) fn address_of(account: &Account, interface: &str) -> String {
    let parameters = [("NetworkInterfaceId.1", interface)];
    let described = account.query("ec2", "DescribeNetworkInterfaces", &parameters);
    described.ok().elements("privateIpAddress")[0].clone()
}

/// Writes down what is refused in a VPC, in its own words: on standard output.
fn log_refusals(account: &Account, vpc: &str) {
    log_flows(account, vpc, "REJECT");
}

pub(crate) fn log_flows(account: &Account, vpc: &str, traffic: &str) {
    let parameters = [
        ("ResourceType", "VPC"),
        ("ResourceId.1", vpc),
        ("TrafficType", traffic),
        ("LogDestinationType", "s3"),
        ("LogDestination", "arn:aws:s3:::flow-logs"),
    ];
    account.query("ec2", "CreateFlowLogs", &parameters).ok();
}
