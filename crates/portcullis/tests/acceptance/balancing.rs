//! Private integrations as their clients see them: scenarios 000 and 004 whole, with load balancers that choose among
//! targets, health that boto3's waiters wait for, and each hop taken away in turn. What needs namespaces is skipped, with a
//! message, where the host does not allow them.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::api::{account, deploy, host, set_policy};
use crate::aws::{A, Account, B, Call, Keys};
use crate::clients::{aws_cli, aws_cli_path, curl, folder, last_line, python, succeed};
use crate::gateway::{Gateway, Scratch, portcullis};
use crate::scenarios::accounts;
use crate::vpc_netns::{Data, allowed};
use crate::wire::Answer;

/// What the private API of scenario 004 answers.
const SUCCESSFUL: &str = r#"{"response" : "integration-successful"}"#;
pub(crate) const UNREACHABLE: &str = r#"{"message": "Network error communicating with endpoint"}"#;

/// Scenario 004, set up by its own script, before that takes everything away again.
struct Chain {
    gateway: Gateway,
    built: Value,
}

impl Chain {
    fn build(options: &[&str]) -> Option<Self> {
        // The document takes a transit gateway between the two accounts for granted.
        let joined = ["--joined-account", A, "--joined-account", B];
        let gateway = Gateway::dev(&[options, joined.as_slice()].concat());
        let (cli, reference) = (aws_cli_path()?, aws_cli(gateway.control)?);
        let text = std::fs::read_to_string(folder().join("seed004.sh")).unwrap();
        let (setup, _) = text.split_once("# clean up").unwrap();
        let names = ["gw", "api", "vpce", "sg", "nlb", "tg", "lst", "link", "px"];
        let pairs = names.map(|name| format!("\\\"{name}\\\":\\\"${name}\\\""));
        let last = format!(
            "echo \"{{{},\\\"ip\\\":\\\"${{ips[0]}}\\\"}}\"",
            pairs.join(",")
        );
        let scratch = Scratch::new();
        let file = scratch.file("seed004.sh", &format!("{setup}\n{last}\n"));
        let mut script = std::process::Command::new("bash");
        for (name, value) in reference.get_envs() {
            match value {
                Some(value) => script.env(name, value),
                None => script.env_remove(name),
            };
        }
        script
            .arg(file)
            .env("EP", format!("http://{}", gateway.control))
            .env("AWS", cli)
            .envs(accounts());
        let built = last_line(&succeed(&mut script));
        Some(Self { gateway, built })
    }

    fn text(&self, name: &str) -> &str {
        self.built[name].as_str().unwrap()
    }

    fn owner(&self, id: &str) -> Account {
        account(&self.gateway, id)
    }

    /// From outside, as the document calls: signed, with the id of the private API.
    fn call(&self, verb: &str, path: &str) -> Answer {
        Call::api(verb, &host(self.text("gw")), path)
            .with("x-apigw-api-id", self.text("api"))
            .signed(&Keys::root(A))
            .send(self.gateway.address)
    }

    #[track_caller]
    fn expect(&self, verb: &str, path: &str, status: u16, body: &str) {
        let answer = self.call(verb, path);
        assert_eq!((answer.status, answer.text().as_str()), (status, body));
    }

    fn integration(&self, uri: &str) {
        let owner = self.owner(A);
        let (gw, px) = (self.text("gw"), self.text("px"));
        let path = format!("/restapis/{gw}/resources/{px}/methods/ANY/integration");
        let operations = json!({ "patchOperations": [
            { "op": "replace", "path": "/uri", "value": uri }
        ]});
        owner.rest("PATCH", &path, &operations).ok();
        deploy(&owner, gw, "dev");
    }
}

#[test]
fn scenario_004_whole_and_each_hop_taken_away() {
    let Some(chain) = Chain::build(&[]) else {
        return;
    };
    follow(&chain);
}

#[test]
fn scenario_004_whole_between_namespaces() {
    if !allowed() {
        return;
    }
    let data = Data::new();
    let at = data.to_str().unwrap();
    let Some(chain) = Chain::build(&["--vpc", "netns", "--data", at]) else {
        return;
    };
    follow(&chain);
    chain.gateway.ask_to_stop();
    let (status, _, stderr) = chain.gateway.wait();
    assert!(status.success(), "{stderr}");
}

fn follow(chain: &Chain) {
    let (a, b) = (chain.owner(A), chain.owner(B));
    let api = chain.text("api");
    let wait = |waiter: &str| {
        let mut wait = python().unwrap();
        wait.arg(folder().join("wait_for_targets.py"))
            .args([waiter, chain.text("tg"), A])
            .env(
                "AWS_ENDPOINT_URL",
                format!("http://{}", chain.gateway.control),
            );
        last_line(&succeed(&mut wait))
    };
    let healthy = wait("target_in_service");
    assert_eq!(
        healthy,
        json!([{ "State": "healthy" }, { "State": "healthy" }])
    );

    // The MOCK behind it, and what is not there, in the private API's own words.
    chain.expect("GET", "/dev/test", 200, SUCCESSFUL);
    chain.expect("GET", "/dev/test?x=1", 200, SUCCESSFUL);
    let nothing = r#"{"message":"Missing Authentication Token"}"#;
    chain.expect("POST", "/dev/test", 403, nothing);
    chain.expect("GET", "/dev/no/such/thing", 403, nothing);
    // The private API is not reached from outside by its name.
    let outside = Call::api("GET", &host(api), "/dev/test").send(chain.gateway.address);
    assert_eq!(outside.status, 403, "{}", outside.text());

    // The URL has to name the private API: the name of the load balancer is not in the certificate.
    let right = format!("https://{}/dev/{{proxy}}", host(api));
    chain.integration("https://to-private-api.elb.us-east-1.amazonaws.com/dev/{proxy}");
    chain.expect(
        "GET",
        "/dev/test",
        500,
        r#"{"message": "Internal server error"}"#,
    );
    // Nothing listens on that port of the load balancer.
    chain.integration(&format!("https://{}:8443/dev/{{proxy}}", host(api)));
    chain.expect("GET", "/dev/test", 504, UNREACHABLE);
    // The endpoint speaks TLS only.
    chain.integration(&format!("http://{}:443/dev/{{proxy}}", host(api)));
    assert_ne!(chain.call("GET", "/dev/test").status, 200);
    chain.integration(&right);
    chain.expect("GET", "/dev/test", 200, SUCCESSFUL);

    // The resource policy sees which endpoint it was.
    let policy = |endpoint: &str| {
        json!({ "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
              "Condition": { "StringEquals": { "aws:SourceVpce": endpoint } } }
        ]})
        .to_string()
    };
    set_policy(&b, api, &policy("vpce-0123456789abcdef0"));
    deploy(&b, api, "dev");
    assert_eq!(chain.call("GET", "/dev/test").status, 403);
    set_policy(&b, api, &policy(chain.text("vpce")));
    deploy(&b, api, "dev");
    chain.expect("GET", "/dev/test", 200, SUCCESSFUL);

    // The endpoint's group no longer lets the load balancer's addresses in.
    let rule = [
        ("GroupId", chain.text("sg")),
        ("IpPermissions.1.IpProtocol", "tcp"),
        ("IpPermissions.1.FromPort", "443"),
        ("IpPermissions.1.ToPort", "443"),
        ("IpPermissions.1.IpRanges.1.CidrIp", "10.50.0.0/16"),
    ];
    b.query("ec2", "RevokeSecurityGroupIngress", &rule).ok();
    chain.expect("GET", "/dev/test", 504, UNREACHABLE);
    b.query("ec2", "AuthorizeSecurityGroupIngress", &rule).ok();
    chain.expect("GET", "/dev/test", 200, SUCCESSFUL);

    // A link that is in use stays; without its listener the load balancer leads nowhere.
    let held = a.rest(
        "DELETE",
        &format!("/vpclinks/{}", chain.text("link")),
        &Value::Null,
    );
    assert_eq!(held.status, 400, "{}", held.text());
    a.query(
        "elasticloadbalancing",
        "DeleteListener",
        &[("ListenerArn", chain.text("lst"))],
    )
    .ok();
    chain.expect("GET", "/dev/test", 504, UNREACHABLE);
    let listener = [
        ("LoadBalancerArn", chain.text("nlb")),
        ("Protocol", "TCP"),
        ("Port", "443"),
        ("DefaultActions.member.1.Type", "forward"),
        ("DefaultActions.member.1.TargetGroupArn", chain.text("tg")),
    ];
    a.query("elasticloadbalancing", "CreateListener", &listener)
        .ok();
    chain.expect("GET", "/dev/test", 200, SUCCESSFUL);

    // The endpoint itself goes: its addresses are nobody's.
    b.query(
        "ec2",
        "DeleteVpcEndpoints",
        &[("VpcEndpointId.1", chain.text("vpce"))],
    )
    .ok();
    chain.expect("GET", "/dev/test", 504, UNREACHABLE);
}

/// A back end that runs where an interface is. It ends with its owner.
struct BackendProcess(Child);

impl BackendProcess {
    fn start(data: &Path, interface: &str, name: &str) -> Option<Self> {
        let mut command = portcullis();
        command
            .arg("exec")
            .arg("--data")
            .arg(data)
            .args(["--account", B, "--role", "backend"])
            .args(["--interface", interface, "--"])
            .arg(python()?.get_program())
            .arg(folder().join("backend_process.py"))
            .args(["8080", name])
            .stderr(Stdio::inherit());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        assert_eq!(line.trim(), "ready");
        Some(Self(child))
    }

    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for BackendProcess {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Scenario 000 with its two back ends.
struct Service {
    gateway: Gateway,
    built: Value,
    backends: Vec<BackendProcess>,
    keys: Keys,
    /// What stands before the path where a back end sees it.
    stage: &'static str,
}

impl Service {
    fn build(way: &str, number: &str, data: &Path, options: &[&str]) -> Option<Self> {
        let at = data.to_str().unwrap();
        let gateway = Gateway::dev(&[&["--data", at], options].concat());
        let mut build = python()?;
        build
            .arg(folder().join("build_linked.py"))
            .args([way, number])
            .env("AWS_ENDPOINT_URL", format!("http://{}", gateway.control))
            .envs([("ACCT_A", A), ("ACCT_B", B)]);
        let built = last_line(&succeed(&mut build));
        let part = |index: usize| built["credentials"][index].as_str().unwrap().to_owned();
        let keys = Keys {
            id: part(0),
            secret: part(1),
            token: Some(part(2)),
        };
        let interface = |index: usize| built["backends"][index].as_str().unwrap();
        let backends = ["blue", "green"].into_iter().enumerate();
        let backends = backends
            .map(|(index, name)| BackendProcess::start(data, interface(index), name))
            .collect::<Option<Vec<_>>>()?;
        Some(Self {
            gateway,
            built,
            backends,
            keys,
            stage: if way == "v2" { "/demo" } else { "" },
        })
    }

    fn text(&self, name: &str) -> &str {
        self.built[name].as_str().unwrap()
    }

    fn call(&self, verb: &str, path: &str, body: &str) -> Answer {
        Call::api(verb, &host(self.text("api")), &format!("/demo{path}"))
            .body(body)
            .signed(&self.keys)
            .send(self.gateway.address)
    }

    fn wait(&self, waiter: &str, targets: &[&str]) -> Value {
        let mut wait = python().unwrap();
        wait.arg(folder().join("wait_for_targets.py"))
            .args([waiter, self.text("targetGroup"), B])
            .args(targets)
            .env(
                "AWS_ENDPOINT_URL",
                format!("http://{}", self.gateway.control),
            );
        last_line(&succeed(&mut wait))
    }
}

#[test]
fn scenario_000_whole_by_a_link_to_a_network_load_balancer() {
    let scratch = Scratch::new();
    if let Some(service) = Service::build("v1", "32", scratch.path(), &[]) {
        lose_one(service);
    }
}

#[test]
fn scenario_000_whole_by_integration_target() {
    let scratch = Scratch::new();
    if let Some(service) = Service::build("v2", "33", scratch.path(), &[]) {
        lose_one(service);
    }
}

#[test]
fn scenario_000_whole_in_namespaces_where_nobody_else_reaches_its_back_ends() {
    if !allowed() {
        return;
    }
    let data = Data::new();
    let Some(service) = Service::build("v1", "30", &data, &["--vpc", "netns"]) else {
        return;
    };
    // From the host there is no way.
    let backend = service.built["addresses"][0].as_str().unwrap().to_owned();
    let url = format!("http://{backend}:8080/orders");
    let mut outside = curl();
    outside.args(["-s", "--connect-timeout", "1", &url]);
    // Somebody else on the host's own network may have the address.
    let said = outside.output().unwrap().stdout;
    let said = String::from_utf8_lossy(&said);
    assert!(!said.contains("\"backend\""), "{said}");
    // Nor from the VPC itself, outside of the load balancer's group.
    let owner = account(&service.gateway, B);
    let made = owner.query(
        "ec2",
        "CreateNetworkInterface",
        &[("SubnetId", service.text("subnet"))],
    );
    let neighbour = made.ok().element("networkInterfaceId");
    let from_there = |url: &str| {
        let mut command = portcullis();
        command
            .arg("exec")
            .arg("--data")
            .arg(&*data)
            .args([
                "--account",
                B,
                "--role",
                "backend",
                "--interface",
                &neighbour,
            ])
            .args(["--", "curl", "-s", "--connect-timeout", "1", url]);
        let output = command.output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    assert_eq!(from_there(&url).0, Some(28));
    // But by the load balancers, whose names its resolver knows: as packets, through their listeners.
    service.wait("target_in_service", &[]);
    let (code, said) = from_there(&format!("http://{}/orders/7", service.text("host")));
    assert_eq!(code, Some(0));
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["path"], "/orders/7");
    assert_eq!(said["headers"]["x-forwarded-port"], "80");
    let (_, page) = from_there(&format!("http://{}/nothing", service.text("host")));
    assert_eq!(page, "no such service");
    lose_one(service);
}

fn lose_one(mut service: Service) {
    let healthy = json!([{ "State": "healthy" }, { "State": "healthy" }]);
    assert_eq!(service.wait("target_in_service", &[]), healthy);
    // The rules of the load balancer decide, and say for whom they forward.
    let answer = service.call("POST", "/orders", r#"{"n":1}"#);
    let said = answer.ok().json();
    assert_eq!(
        (&said["method"], &said["body"]),
        (&json!("POST"), &json!(r#"{"n":1}"#))
    );
    assert_eq!(said["headers"]["x-forwarded-proto"], "http");
    assert_eq!(said["headers"]["x-forwarded-port"], "80");
    assert_eq!(said["headers"]["host"], service.text("host"));
    let other = service.call("GET", "/other", "");
    assert_eq!(
        (other.status, other.text().as_str()),
        (404, "no such service")
    );
    // Nobody without the role.
    let stranger = Call::api("GET", &host(service.text("api")), "/demo/orders/1");
    let stranger = stranger
        .signed(&Keys::root(A))
        .send(service.gateway.address);
    assert_eq!(stranger.status, 403, "{}", stranger.text());

    // One is killed in the middle of it: a GET may be sent again, so nobody notices.
    const CALLERS: usize = 8;
    const EACH: usize = 125;
    let done = AtomicUsize::new(0);
    let mut victim = service.backends.remove(0);
    let (by_blue, by_green) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for caller in 0..CALLERS {
            let (service, done) = (&service, &done);
            let (by_blue, by_green) = (&by_blue, &by_green);
            scope.spawn(move || {
                for turn in 0..EACH {
                    let path = format!("/orders/{caller}-{turn}");
                    let said = service.call("GET", &path, "").ok().json();
                    assert_eq!(said["path"], format!("{}{path}", service.stage));
                    let by = if said["backend"] == "blue" {
                        by_blue
                    } else {
                        by_green
                    };
                    by.fetch_add(1, Ordering::Relaxed);
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        while done.load(Ordering::Relaxed) < CALLERS * EACH / 3 {
            std::thread::yield_now();
        }
        victim.kill();
    });
    let (blue, green) = (by_blue.into_inner(), by_green.into_inner());
    assert_eq!(blue + green, CALLERS * EACH);
    assert!(blue > 0 && green > blue, "{blue} {green}");
    // What cannot be connected to has not had the request, whatever that is.
    for _ in 0..20 {
        let said = service.call("POST", "/orders", "{}").ok().json();
        assert_eq!(said["backend"], "green");
    }
    let gone = service.built["addresses"][0].as_str().unwrap();
    let deregistered = service.wait("target_deregistered", &[gone]);
    assert_eq!(deregistered[0]["State"], "unused");
    assert_eq!(deregistered[0]["Reason"], "Target.NotRegistered");

    // The last one goes too: the load balancer answers, and the gateway passes it on.
    let kept = service.built["addresses"][1].as_str().unwrap();
    service.wait("target_deregistered", &[kept]);
    let answer = service.call("GET", "/orders/1", "");
    assert_eq!(answer.status, 503);
    assert!(
        answer
            .text()
            .contains("503 Service Temporarily Unavailable")
    );
}
