//! `portcullis explain` against a running gateway: what it says to whom, and what real signers' mistakes are called.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Command;

use serde_json::{Value, json};

use crate::api::{self, account, deploy, host, policy, resource, rest_api, set_policy, user};
use crate::aws::{Account, Call, Keys};
use crate::clients::{folder, node, python, succeed};
use crate::gateway::{Gateway, Scratch, portcullis};
use crate::operating::administrator;

const A: &str = "111111111111";
const B: &str = "222222222222";

/// A gateway with a regional API of account B: everything below `/prod`, for whoever signs and may.
pub(crate) struct World {
    pub(crate) gateway: Gateway,
    pub(crate) owner: Account,
    pub(crate) api: String,
}

impl World {
    pub(crate) fn new(options: &[&str]) -> Self {
        let gateway = Gateway::dev(options);
        let owner = account(&gateway, B);
        let (api, root) = rest_api(&owner, "orders", "REGIONAL");
        let all = resource(&owner, &api, &root, "{proxy+}");
        let integration = json!({
            "type": "MOCK",
            "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
        });
        let asks = json!({ "authorizationType": "AWS_IAM" });
        api::method(&owner, &api, &all, "ANY", &asks, &integration);
        deploy(&owner, &api, "prod");
        Self {
            gateway,
            owner,
            api,
        }
    }

    pub(crate) fn explain(
        &self,
        keys: Option<&Keys>,
        arguments: &[&str],
    ) -> (String, String, Option<i32>) {
        let mut command = portcullis();
        for name in [
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
        ] {
            command.env_remove(name);
        }
        command
            .env(
                "AWS_ENDPOINT_URL",
                format!("http://{}", self.gateway.address),
            )
            .env_remove("AWS_REGION")
            .env_remove("AWS_DEFAULT_REGION");
        if let Some(keys) = keys {
            command.envs(keys.environment());
        }
        let output = command.arg("explain").args(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            text(output.stdout),
            text(output.stderr),
            output.status.code(),
        )
    }

    pub(crate) fn trace(&self, keys: Option<&Keys>, id: &str) -> Option<Value> {
        let (printed, _, code) = self.explain(keys, &["--json", id]);
        (code == Some(0)).then(|| serde_json::from_str(&printed).unwrap())
    }

    fn call(&self, target: &str) -> Call {
        Call::api("GET", &host(&self.api), target)
    }
}

fn id(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

fn step<'t>(trace: &'t Value, name: &str) -> &'t Value {
    let mut steps = trace["steps"].as_array().unwrap().iter();
    steps.find(|step| step["name"] == name).unwrap()
}

#[test]
fn each_account_reads_what_is_its_own() {
    let world = World::new(&[]);
    let caller = account(&world.gateway, A);
    let keys = user(&caller, "alice", None);
    let statement = json!([{
        "Sid": "NotAlice",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "execute-api:Invoke",
        "Resource": "execute-api:/*",
    }]);
    set_policy(&world.owner, &world.api, &policy(statement));
    deploy(&world.owner, &world.api, "prod");
    let id = id(1);
    let refused = world
        .call("/prod/orders?password=planted")
        .with("x-amzn-requestid", &id)
        .signed(&keys)
        .send(world.gateway.address);
    assert_eq!(refused.status, 403);
    assert_eq!(refused.header("x-portcullis-denied-by"), None);

    // The test keys of no account are the operator's.
    let all = world.trace(None, &id).unwrap();
    assert_eq!(all["decidedBy"], "resourcePolicy");
    assert_eq!(step(&all, "resourcePolicy")["decidedBy"]["sid"], "NotAlice");
    assert_eq!(all["query"], json!(["password"]));
    let of_owner = world.trace(Some(&Keys::root(B)), &id).unwrap();
    assert_eq!(
        step(&of_owner, "resourcePolicy"),
        step(&all, "resourcePolicy")
    );
    assert_eq!(step(&of_owner, "identityPolicy")["withheld"], true);
    let of_caller = world.trace(Some(&Keys::root(A)), &id).unwrap();
    let withheld = step(&of_caller, "resourcePolicy");
    assert_eq!(
        (&withheld["verdict"], &withheld["withheld"]),
        (&json!("refuse"), &json!(true))
    );
    assert!(!of_caller.to_string().contains("NotAlice"));
    assert_eq!(of_caller["resourceAccount"], Value::Null);
    assert_eq!(
        step(&of_caller, "identityPolicy"),
        step(&all, "identityPolicy")
    );
    // Anybody else does not learn that there is one; alice herself may not ask.
    let (_, errors, code) = world.explain(Some(&Keys::root("333333333333")), &[&id]);
    assert_eq!(code, Some(2));
    assert!(errors.contains("ResourceNotFoundException"), "{errors}");
    let (_, errors, _) = world.explain(Some(&keys), &[&id]);
    assert!(errors.contains("AccessDeniedException"), "{errors}");
    let wrong = Keys::new(B, "not the secret");
    let (_, errors, _) = world.explain(Some(&wrong), &[&id]);
    assert!(errors.contains("InvalidSignatureException"), "{errors}");

    let (printed, _, code) = world.explain(None, &["--last"]);
    assert_eq!(code, Some(0));
    for part in [
        "> resource policy",
        "REFUSE",
        "`NotAlice`",
        "UpdateRestApi",
        &id,
    ] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
}

#[test]
fn what_was_decided_is_explained_by_what_decided_it_whatever_was_changed_since() {
    let world = World::new(&[]);
    let keys = user(&account(&world.gateway, A), "alice", None);
    let deny = |sid: &str| {
        let statement = json!([{
            "Sid": sid, "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
        }]);
        set_policy(&world.owner, &world.api, &policy(statement));
        deploy(&world.owner, &world.api, "prod");
    };
    let refused = |number| {
        let call = world
            .call("/prod/orders")
            .with("x-amzn-requestid", &id(number));
        assert_eq!(call.signed(&keys).send(world.gateway.address).status, 403);
    };
    let sid = |number| {
        let trace = world.trace(None, &id(number)).unwrap();
        step(&trace, "resourcePolicy")["decidedBy"]["sid"].clone()
    };
    let names = ["First", "Second", "Third"];
    for (number, name) in [1, 2, 3].into_iter().zip(names) {
        deny(name);
        refused(number);
        refused(number + 10);
    }
    for (number, name) in [1, 2, 3].into_iter().zip(names).rev() {
        assert_eq!(sid(number), name);
        assert_eq!(sid(number), name);
    }
    deny("Last");
    for (number, name) in [11, 12, 13].into_iter().zip(names) {
        assert_eq!(sid(number), name);
    }
}

#[test]
fn what_is_admitted_is_kept_where_it_is_wanted_and_layers_are_named_where_asked_for() {
    let plain = World::new(&[]);
    let keys = Keys::root(B);
    let send = |world: &World, number: u32, keys: Option<&Keys>| {
        let call = world
            .call("/prod/orders")
            .with("x-amzn-requestid", &id(number));
        let call = match keys {
            Some(keys) => call.signed(keys),
            None => call,
        };
        call.send(world.gateway.address)
    };
    let admitted = send(&plain, 1, Some(&keys)).status;
    assert!(plain.trace(None, &id(1)).is_none());
    let (_, _, code) = plain.explain(None, &["--last"]);
    assert_eq!(code, Some(1));

    let world = World::new(&["--trace-admitted", "--layer-header", "--trace-query-values"]);
    let first = send(&world, 1, Some(&keys));
    // A trace changes no answer.
    assert_eq!(first.status, admitted);
    let trace = world.trace(None, &id(1)).unwrap();
    assert_eq!(trace["suggestion"], Value::Null);
    assert_eq!(step(&trace, "resourcePolicy")["verdict"], "notAsked");
    let refused = send(&world, 2, None);
    assert_eq!(refused.header("x-portcullis-denied-by"), Some("identity"));
    let trace = world.trace(None, &id(2)).unwrap();
    assert_eq!(trace["suggestion"]["changes"][0]["client"]["kind"], "sign");
}

/// Sends each request as it stands, and asks why it was refused.
fn check_mistakes(world: &World, requests: &str, first: u32, found: &mut BTreeSet<String>) {
    let named = format!("host: {}", host(&world.api));
    for (number, line) in requests.lines().enumerate() {
        let line: Value = serde_json::from_str(line).unwrap();
        let (mistake, text) = (
            line["id"].as_str().unwrap(),
            line["request"].as_str().unwrap(),
        );
        // Under another name there is no API to call.
        if mistake.is_empty() || !text.contains(&named) {
            continue;
        }
        let id = id(first + u32::try_from(number).unwrap());
        let text = text.replacen(
            "\r\n",
            &format!("\r\nx-amzn-requestid: {id}\r\nconnection: close\r\n"),
            1,
        );
        let mut stream = TcpStream::connect(world.gateway.address).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 403"), "{mistake}: {answer}");
        let trace = world.trace(None, &id).unwrap();
        let changes = trace["suggestion"]["changes"].as_array().unwrap();
        let kinds: Vec<&str> = changes
            .iter()
            .map(|change| change["client"]["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, [mistake], "{trace:#}\n{text}");
        if mistake != "unknown" {
            found.insert(mistake.to_owned());
        }
    }
}

#[test]
fn the_mistakes_of_real_signers_are_named_through_the_gateway() {
    let world = World::new(&[]);
    let keys = user(&world.owner, "alice", None);
    let other = Keys::in_answer(&world.owner.query(
        "iam",
        "CreateAccessKey",
        &[("UserName", "alice")],
    ));
    let variables = |command: &mut Command| {
        let environment = |keys: &Keys, name: &str| {
            let found = keys
                .environment()
                .into_iter()
                .find(|(known, _)| *known == name);
            found.unwrap().1
        };
        command
            .env("PLANTED_LIVE", "1")
            .env("PLANTED_HOST", host(&world.api))
            .env("PLANTED_KEY", environment(&keys, "AWS_ACCESS_KEY_ID"))
            .env(
                "PLANTED_SECRET",
                environment(&keys, "AWS_SECRET_ACCESS_KEY"),
            )
            .env(
                "PLANTED_OTHER",
                environment(&other, "AWS_SECRET_ACCESS_KEY"),
            );
    };
    let mut found = BTreeSet::new();
    let Some(mut python) = python() else { return };
    variables(&mut python);
    let requests = succeed(python.arg(folder().join("mistakes.py")));
    check_mistakes(&world, &requests, 1_000, &mut found);
    let scratch = Scratch::new();
    let Some(mut node) = node(&scratch) else {
        return;
    };
    variables(&mut node);
    let requests = succeed(node.arg(folder().join("mistakes.cjs").file_name().unwrap()));
    check_mistakes(&world, &requests, 2_000, &mut found);
    for mistake in [
        "body-changed",
        "body-empty",
        "body-line-ends",
        "clock-skew",
        "header-changed",
        "host",
        "key-blank",
        "key-other",
        "path-encoded-once",
        "path-not-normalised",
        "query-not-encoded",
        "query-not-sorted",
        "scope-date",
        "scope-region",
        "scope-service",
        "token-missing",
        "token-unexpected",
    ] {
        assert!(found.contains(mistake), "{mistake} is not named: {found:?}");
    }
}

#[test]
fn the_ring_keeps_as_many_as_the_operator_says_and_follow_prints_what_comes() {
    let scratch = Scratch::new();
    let more = format!("[explain]\nrequests = 2\noperator = \"{A}\"");
    let gateway = Gateway::serve(&scratch.configuration(&more));
    let keys = administrator(&scratch);
    let root = Account::new(gateway.control, keys.clone());
    let (api, top) = rest_api(&root, "orders", "REGIONAL");
    let signed = json!({ "authorizationType": "AWS_IAM" });
    api::method(
        &root,
        &api,
        &top,
        "GET",
        &signed,
        &json!({ "type": "MOCK" }),
    );
    deploy(&root, &api, "prod");
    let refused = || {
        let answer = Call::api("GET", &host(&api), "/prod").send(gateway.address);
        assert_eq!(answer.status, 403);
        answer.header("x-amzn-requestid").unwrap().to_owned()
    };
    let explain = |arguments: &[&str]| {
        let mut command = portcullis();
        command
            .env("AWS_ENDPOINT_URL", format!("http://{}", gateway.control))
            .env_remove("AWS_SESSION_TOKEN")
            .envs(keys.environment())
            .arg("explain")
            .args(arguments);
        command
    };
    let (_, second, third) = (refused(), refused(), refused());
    let output = explain(&["--last", "100", "--json"]).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let kept: Vec<Value> = printed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ids: Vec<&Value> = kept.iter().map(|trace| &trace["requestId"]).collect();
    assert_eq!(ids, [second.as_str(), &third], "the oldest went");

    // What was last is printed first, so it is known when following has begun.
    let mut following = explain(&["--last", "1", "--follow", "--json"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(following.stdout.take().unwrap()).lines();
    let mut next = || lines.next().unwrap().unwrap();
    assert!(next().contains(&third));
    let fourth = refused();
    assert!(next().contains(&fourth));
    following.kill().unwrap();
    following.wait().unwrap();
}
