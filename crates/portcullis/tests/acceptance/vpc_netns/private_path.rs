//! Scenario 003 whole: the document's script, unchanged and by its own URL, is let through from where it should run, and
//! from everywhere else it is refused by the layer that is there for it.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

use super::{
    Data, address_of, allowed, be_impatient, curl, exec, group, interface_in, let_lambda_assume,
    log_refusals, run_by, script, start, vpc,
};
use crate::api::{account, deploy, host, policy, set_policy};
use crate::aws::{A, Account, B, Call};
use crate::backend::{Backend, ITEMS};
use crate::clients::{folder, last_line, later, python, skipped, succeed};
use crate::gateway::Gateway;
use crate::scenarios::{build_private, deny_elsewhere, saved_policy, session};

/// The system of the scenario, and who may change it.
struct Scene {
    backend: Backend,
    gateway: Gateway,
    /// After the gateway.
    data: Data,
    built: Value,
    caller: Account,
    owner: Account,
    script: PathBuf,
}

impl Scene {
    fn build() -> Option<Self> {
        let (backend, data) = (Backend::start(), Data::new());
        let gateway = start(&data);
        let built = build_private(&gateway, &backend)?;
        let (caller, owner) = (account(&gateway, A), account(&gateway, B));
        let_lambda_assume(&caller);
        let script = script(&data.scratch, built["api"].as_str().unwrap());
        let scene = Self {
            backend,
            gateway,
            data,
            built,
            caller,
            owner,
            script,
        };
        log_refusals(&scene.caller, &scene.text("vpc"));
        Some(scene)
    }

    fn text(&self, name: &str) -> String {
        self.built[name].as_str().unwrap().to_owned()
    }

    fn ec2(&self, action: &str, parameters: &[(&str, &str)]) -> crate::wire::Answer {
        self.caller.query("ec2", action, parameters).ok()
    }

    /// The script, where an interface is.
    fn run_at(&self, interface: &str) -> Value {
        self.run_with(interface, python().unwrap())
    }

    fn run_with(&self, interface: &str, python: Command) -> Value {
        run_by(
            python,
            &self.data,
            &["--interface", interface],
            &self.script,
        )
    }

    /// It comes through.
    #[track_caller]
    fn passes(&self) {
        let before = self.backend.received().len();
        let answer = self.run_at(&self.text("workload"));
        assert_eq!(
            (&answer["status"], &answer["body"]),
            (&json!(200), &json!(ITEMS)),
            "{answer}"
        );
        assert_eq!(self.backend.received().len(), before + 1);
    }

    /// Runs the script, which a layer has to refuse: the journal says which one, and the answer is its own.
    #[track_caller]
    fn refused_by(&self, layer: &str, why: &str, run: impl FnOnce() -> Value) {
        let (before, mark) = (self.backend.received().len(), self.gateway.mark());
        let answer = run();
        assert_eq!(answer["status"], 403, "{answer}");
        assert!(answer["body"].as_str().unwrap().contains(why), "{answer}");
        let lines = self.gateway.says_after(mark, "    4 identity");
        let told = lines.iter().filter(|line| line.starts_with("    "));
        let first = told
            .filter_map(|line| line.split_once("refuse"))
            .map(|(name, _)| name.trim())
            .next();
        assert_eq!(first, Some(layer), "{lines:#?}");
        assert_eq!(self.backend.received().len(), before);
    }

    /// The groups and the subnets of the document's endpoint.
    fn endpoint_group(&self) -> String {
        let endpoint = self.text("endpoint");
        let described = self.ec2("DescribeVpcEndpoints", &[("VpcEndpointId.1", &endpoint)]);
        described.elements("groupId")[0].clone()
    }

    fn subnet(&self) -> String {
        let vpc = self.text("vpc");
        let parameters = [("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", &*vpc)];
        self.ec2("DescribeSubnets", &parameters)
            .elements("subnetId")[0]
            .clone()
    }

    fn endpoint(&self, vpc: &str, subnet: &str, group: &str, private_dns: bool) -> String {
        let private_dns = private_dns.to_string();
        let parameters = [
            ("VpcId", vpc),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", "com.amazonaws.us-east-1.execute-api"),
            ("SubnetId.1", subnet),
            ("SecurityGroupId.1", group),
            ("PrivateDnsEnabled", &private_dns),
        ];
        let made = self.ec2("CreateVpcEndpoint", &parameters);
        made.element("vpcEndpointId")
    }

    fn modify(&self, endpoint: &str, name: &str, value: &str) {
        let parameters = [("VpcEndpointId", endpoint), (name, value)];
        self.ec2("ModifyVpcEndpoint", &parameters);
    }

    /// Where a name leads from an interface.
    fn resolved(&self, interface: &str, name: &str) -> Vec<String> {
        let look = "import json, socket, sys
try: found = sorted({it[4][0] for it in socket.getaddrinfo(sys.argv[1], 443)})
except socket.gaierror: found = []
print(json.dumps(found))";
        let mut names = exec(&self.data, &["--interface", interface]);
        let python = python().unwrap();
        names.arg(python.get_program()).args(["-c", look, name]);
        let found = last_line(&succeed(&mut names));
        let found = found.as_array().unwrap().iter();
        found.map(|it| it.as_str().unwrap().to_owned()).collect()
    }
}

/// The same interpreter with its clock off by some minutes.
fn off_by(minutes: &str) -> Option<Command> {
    let python = python()?;
    let faketime = later(&python, 0)?;
    let mut command = Command::new(faketime.get_program());
    command
        .args(["-m", "--exclude-monotonic", "-f", minutes])
        .arg(python.get_program());
    Some(command)
}

#[test]
fn the_documents_caller_is_let_through_and_everybody_else_is_refused_at_their_own_layer() {
    if !allowed() {
        return;
    }
    let Some(scene) = Scene::build() else { return };
    let (api, workload) = (scene.text("api"), scene.text("workload"));
    let (vpc_of_a, endpoint) = (scene.text("vpc"), scene.text("endpoint"));
    scene.passes();

    // Where the name leads, as the VPC's own resolver says.
    let addresses = scene.resolved(&workload, &host(&api));
    assert_eq!(addresses.len(), 2, "{addresses:?}");
    assert!(addresses[0].starts_with("10.0.1.") && addresses[1].starts_with("10.0.2."));

    // Layer 1: outside the group. Nobody answers, and the flow log has the packet.
    let (subnet, others) = (scene.subnet(), group(&scene.caller, &vpc_of_a, "others"));
    let outsider = interface_in(&scene.caller, &subnet, &others);
    be_impatient(&scene.data, &outsider);
    let mark = scene.gateway.mark();
    let answer = scene.run_at(&outsider);
    assert_eq!(answer["status"], Value::Null, "{answer}");
    let from = address_of(&scene.caller, &outsider);
    for to in &addresses {
        let lines = scene.gateway.says_after(mark, &format!(" {from} {to} "));
        let line = lines.last().unwrap();
        assert!(
            line.contains(" 443 6 1 ") && line.ends_with("REJECT OK"),
            "{line}"
        );
        assert!(!lines.iter().any(|line| line.contains("GET ")), "{lines:?}");
    }

    // From another VPC: the name means nothing there, and the address leads nowhere.
    let (elsewhere, subnet_there) = vpc(&scene.caller, "10.0.0.0/16", "10.0.9.0/24");
    scene.ec2(
        "ModifyVpcAttribute",
        &[("VpcId", &elsewhere), ("EnableDnsHostnames.Value", "true")],
    );
    let group_there = group(&scene.caller, &elsewhere, "everybody");
    let stranger = interface_in(&scene.caller, &subnet_there, &group_there);
    let mark = scene.gateway.mark();
    assert_eq!(scene.resolved(&stranger, &host(&api)), Vec::<String>::new());
    let answer = scene.run_at(&stranger);
    assert_eq!(answer["status"], Value::Null, "{answer}");
    for address in &addresses {
        let url = format!("https://{address}/prod/items");
        assert_eq!(curl(&scene.data, &stranger, &url), Some(28), "{address}");
    }

    // From the host: by the gateway's own listener the API cannot be reached, whoever signs.
    let call = Call::api("GET", &host(&api), "/prod/items").signed(&session(&scene.built));
    let answer = call.send(scene.gateway.address);
    assert_eq!(answer.status, 403, "{}", answer.text());
    let lines = scene
        .gateway
        .says_after(mark, "the API cannot be reached this way");
    let calls = lines.iter().filter(|line| line.contains("GET /prod/items"));
    assert_eq!(
        calls.count(),
        1,
        "nothing came from the other VPC: {lines:?}"
    );

    // Layer 3: through another endpoint of the same VPC, with the same URL, and of another VPC.
    let explicit = "with an explicit deny in a resource-based policy";
    let second = scene.endpoint(&vpc_of_a, &subnet, &scene.endpoint_group(), false);
    scene.modify(&endpoint, "PrivateDnsEnabled", "false");
    scene.modify(&second, "PrivateDnsEnabled", "true");
    let there = scene.resolved(&workload, &host(&api));
    assert!(
        there.len() == 1 && !addresses.contains(&there[0]),
        "{there:?}"
    );
    scene.refused_by("3 resource policy", explicit, || scene.run_at(&workload));
    scene.modify(&second, "PrivateDnsEnabled", "false");
    scene.modify(&endpoint, "PrivateDnsEnabled", "true");
    scene.passes();
    let open = [
        ("GroupId", group_there.as_str()),
        ("IpPermissions.1.IpProtocol", "-1"),
        ("IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"),
    ];
    scene.ec2("AuthorizeSecurityGroupIngress", &open);
    scene.endpoint(&elsewhere, &subnet_there, &group_there, true);
    scene.refused_by("3 resource policy", explicit, || scene.run_at(&stranger));

    // Layer 2: the endpoint policy names another API.
    let narrowed = std::fs::read_to_string(folder().join("policies/003_endpoint.json")).unwrap();
    let document = |api: &str| {
        let text = narrowed.replace("ACCT-A", A).replace("ACCT-B", B);
        text.replace("REGION", "us-east-1").replace("API-ID", api)
    };
    scene.modify(&endpoint, "PolicyDocument", &document("anotherapi"));
    let silent = "because no VPC endpoint policy allows the execute-api:Invoke action";
    scene.refused_by("2 endpoint policy", silent, || scene.run_at(&workload));
    scene.modify(&endpoint, "PolicyDocument", &document(&api));
    scene.passes();

    // Layer 3: the resource policy no longer names the role.
    let saved = saved_policy(&scene.owner, &api);
    let without = policy(json!([deny_elsewhere(&scene.built, &api)]));
    set_policy(&scene.owner, &api, &without);
    deploy(&scene.owner, &api, "prod");
    let silent = "because no resource-based policy allows the execute-api:Invoke action";
    scene.refused_by("3 resource policy", silent, || scene.run_at(&workload));
    set_policy(&scene.owner, &api, &saved);
    deploy(&scene.owner, &api, "prod");
    scene.passes();

    // Layer 4: a clock that is six minutes off, either way.
    for (minutes, why) in [
        ("-6m", "Signature expired"),
        ("+6m", "Signature not yet current"),
    ] {
        let Some(python) = off_by(minutes) else {
            skipped("there is no faketime");
            break;
        };
        scene.refused_by("4 identity", why, || scene.run_with(&workload, python));
    }

    // Layer 4: the role's own policy is gone, at once.
    let parameters = [("RoleName", "lambda-role"), ("PolicyName", "invoke")];
    scene
        .caller
        .query("iam", "DeleteRolePolicy", &parameters)
        .ok();
    let silent = "because no identity-based policy allows the execute-api:Invoke action";
    scene.refused_by("4 identity", silent, || scene.run_at(&workload));
}
