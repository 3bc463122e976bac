//! Running it: first and second start, what a configuration error says, health, stopping, and
//! that data outlives the process.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::api::{
    Network, account, deploy, host, http_proxy, method, policy, resource, rest_api, set_policy,
    signed_method, user,
};
use crate::aws::{A, Account, B, Call, Keys};
use crate::backend::{Backend, ITEMS};
use crate::gateway::{Gateway, Scratch, portcullis};
use crate::wire::exchange;

#[test]
fn the_first_start_leaves_the_administrators_keys_and_prints_no_secret() {
    let scratch = Scratch::new();
    let configuration = scratch.configuration("");
    let file = scratch
        .path()
        .join("data")
        .join("first-administrator-111111111111.ini");

    let gateway = Gateway::serve(&configuration);
    let text = std::fs::read_to_string(&file).unwrap();
    assert_eq!(
        std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let keys = keys_in(&text);
    let (stdout, stderr) = gateway.output();
    assert!(
        stderr.contains("first-administrator-111111111111.ini"),
        "{stderr}"
    );
    let whoami = Account::new(gateway.control, keys.clone())
        .query("sts", "GetCallerIdentity", &[])
        .ok();
    assert_eq!(whoami.element("Arn"), "arn:aws:iam::111111111111:root");
    // In production an account id is no key.
    let guess = Account::new(gateway.control, Keys::root(A)).query("sts", "GetCallerIdentity", &[]);
    assert_eq!(
        (guess.status, guess.element("Code").as_str()),
        (403, "InvalidClientTokenId")
    );
    for said in [&stdout, &stderr] {
        assert!(
            !said.contains(&keys.secret) && !said.contains(&keys.id),
            "{said}"
        );
    }
    assert!(stderr.contains("enforced  signatures"), "{stderr}");
    gateway.ask_to_stop();
    let (status, ..) = gateway.wait();
    assert!(status.success(), "{status}");

    // The operator takes the file away, as the first start asks.
    std::fs::remove_file(&file).unwrap();
    let again = Gateway::serve(&configuration);
    assert!(!file.exists());
    let (_, stderr) = again.output();
    assert!(!stderr.contains("administrator"), "{stderr}");
    Account::new(again.control, keys.clone())
        .query("sts", "GetCallerIdentity", &[])
        .ok();

    // What is at rest is sealed.
    for entry in std::fs::read_dir(scratch.path().join("data")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap_or_default();
        let found = bytes
            .windows(keys.secret.len())
            .any(|part| part == keys.secret.as_bytes());
        assert!(!found, "{} holds the secret", path.display());
    }
}

#[test]
fn what_serves_no_request_gives_way_to_what_does() {
    let scratch = Scratch::new();
    let gateway = Gateway::serve(&scratch.configuration(""));
    Account::new(gateway.control, Keys::root(A)).query("sts", "GetCallerIdentity", &[]);
    let own = *nice_values(std::process::id()).values().min().unwrap();
    let lower = (own + 10).min(19);
    let lowered = ["control", "feed", "shadow", "traces", "usage"];
    // Each lowers itself when it begins, which may be after the first answer.
    let patience = Instant::now() + Duration::from_secs(30);
    let mut threads = nice_values(gateway.pid());
    while !lowered.iter().all(|it| threads.get(*it) == Some(&lower)) {
        assert!(Instant::now() < patience, "{threads:?}");
        std::thread::yield_now();
        threads = nice_values(gateway.pid());
    }
    for (name, nice) in &threads {
        let expected = if lowered.contains(&name.as_str()) {
            lower
        } else {
            own
        };
        assert_eq!(*nice, expected, "{name} in {threads:?}");
    }
    for serves in ["journal", "proxy-0"] {
        assert!(threads.contains_key(serves), "{threads:?}");
    }
}

#[test]
fn a_configuration_error_names_the_file_the_key_and_the_fix() {
    let scratch = Scratch::new();
    let good = std::fs::read_to_string(scratch.configuration("")).unwrap();
    let cases = [
        (
            good.replace("region = \"us-east-1\"", "region = \"Nowhere!\""),
            "`region`",
            "fix: ",
        ),
        (
            good.replace("[\"111111111111\", \"222222222222\"]", "[]"),
            "`accounts`",
            "fix: ",
        ),
        (
            good.replace(
                "[gateway]\nlisten = [\"127.0.0.1:0\"]",
                "[gateway]\nlisten = []",
            ),
            "`gateway.listen`",
            "fix: ",
        ),
        (
            good.replace("[gateway]", "enforce = false\n[gateway]"),
            "enforce",
            "unknown field",
        ),
        (
            good.replace("[gateway]", "[gateway"),
            "gateway",
            "portcullis.toml",
        ),
    ];
    for (text, key, fix) in cases {
        let file = scratch.file("portcullis.toml", &text);
        let output = portcullis()
            .arg("serve")
            .arg("--config")
            .arg(&file)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains("portcullis.toml") && said.contains(key) && said.contains(fix),
            "{said}"
        );
        assert!(
            !scratch.path().join("data").exists(),
            "it began although it was refused"
        );
    }
    let nowhere = scratch.path().join("missing.toml");
    let output = portcullis()
        .arg("serve")
        .arg("--config")
        .arg(&nowhere)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && said.contains("missing.toml") && said.contains("fix: "),
        "{said}"
    );
}

#[test]
fn a_master_key_that_others_can_read_or_that_is_another_is_refused() {
    let scratch = Scratch::new();
    let configuration = scratch.configuration("");
    drop(Gateway::serve(&configuration));
    let key = scratch.path().join("data").join("master.key");
    let refuse = || {
        let output = portcullis()
            .arg("serve")
            .arg("--config")
            .arg(&configuration)
            .output()
            .unwrap();
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o644)).unwrap();
    let said = refuse();
    assert!(said.contains("master.key"), "{said}");
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o600)).unwrap();
    drop(Gateway::serve(&configuration));

    // Lost, or taken from another installation: what is sealed stays shut, and it says so.
    let ours = std::fs::read(&key).unwrap();
    std::fs::remove_file(&key).unwrap();
    let said = refuse();
    assert!(said.contains("master key is missing"), "{said}");
    assert!(!key.exists(), "no new key takes the lost one's place");
    let other = Scratch::new();
    drop(Gateway::serve(&other.configuration("")));
    std::fs::copy(other.path().join("data").join("master.key"), &key).unwrap();
    let said = refuse();
    assert!(said.contains("master key"), "{said}");
    std::fs::write(&key, ours).unwrap();
    let gateway = Gateway::serve(&configuration);
    let keys = administrator(&scratch);
    Account::new(gateway.control, keys)
        .query("sts", "GetCallerIdentity", &[])
        .ok();
}

#[test]
fn health_is_answered_by_both_planes_and_by_no_api() {
    let scratch = Scratch::new();
    let dev = Gateway::dev(&[]);
    let serve = Gateway::serve(&scratch.configuration(""));
    for (address, mode) in [
        (dev.address, "dev"),
        (serve.address, "serve"),
        (serve.control, "serve"),
    ] {
        let answer = Call::api("GET", &address.to_string(), "/_portcullis/health").send(address);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some("application/json"))
        );
        assert_eq!(answer.json()["status"], "ok");
        assert_eq!(answer.json()["mode"], mode);
    }
    let answer = Call::api("GET", &host("abcdefghij"), "/_portcullis/health").send(dev.address);
    assert_eq!(answer.status, 403);
}

#[test]
fn the_gateway_of_serve_has_no_control_plane_and_the_control_plane_no_apis() {
    let scratch = Scratch::new();
    let gateway = Gateway::serve(&scratch.configuration(""));
    let keys = keys_in(
        &std::fs::read_to_string(
            scratch
                .path()
                .join("data/first-administrator-111111111111.ini"),
        )
        .unwrap(),
    );
    let call = Call::new(
        "GET",
        &gateway.address.to_string(),
        "/restapis",
        "apigateway",
    )
    .signed(&keys);
    assert_eq!(call.send(gateway.address).status, 403);
    let call = Call::api("GET", &host("abcdefghij"), "/prod/items").signed(&keys);
    let answer = call.send(gateway.control);
    assert!((400..500).contains(&answer.status), "{}", answer.status);
}

#[test]
fn sigterm_lets_requests_in_flight_end() {
    let (scratch, backend) = (Scratch::new(), Backend::start());
    let gateway = Gateway::dev(&["--data", scratch.path().join("data").to_str().unwrap()]);
    let owner = account(&gateway, A);
    let (api, root) = rest_api(&owner, "drained", "REGIONAL");
    let held = resource(&owner, &api, &root, "held");
    let integration = http_proxy("GET", &format!("http://{}/held", backend.address));
    method(
        &owner,
        &api,
        &held,
        "GET",
        &json!({ "authorizationType": "NONE" }),
        &integration,
    );
    deploy(&owner, &api, "prod");
    let bytes = Call::api("GET", &host(&api), "/prod/held").bytes();
    let address = gateway.address;
    let in_flight = std::thread::spawn(move || exchange(address, None, &bytes));
    backend.wait_for(1);
    gateway.ask_to_stop();
    gateway.complains("stopping");
    backend.release();
    let answer = in_flight.join().unwrap().expect("an answer");
    assert_eq!((answer.status, answer.text().as_str()), (200, ITEMS));
    let (status, _, stderr) = gateway.wait();
    assert!(status.success(), "{status}\n{stderr}");
    assert!(!stderr.contains("cut"), "{stderr}");

    // With `--data` the API is there again.
    let again = Gateway::dev(&["--data", scratch.path().join("data").to_str().unwrap()]);
    let got = account(&again, A)
        .rest("GET", &format!("/restapis/{api}"), &Value::Null)
        .ok();
    assert_eq!(got.json()["name"], "drained");
    assert_eq!(
        Call::api("GET", &host(&api), "/prod/held")
            .send(again.address)
            .status,
        200
    );
}

#[test]
fn every_request_is_in_the_journal_and_no_secret_is() {
    let (scratch, backend) = (Scratch::new(), Backend::start());
    let file = scratch.path().join("journal.jsonl");
    let gateway = Gateway::serve(&scratch.configuration(&format!("journal = {file:?}")));
    let keys = administrator(&scratch);
    let owner = Account::new(gateway.control, keys.clone());
    let (api, root) = rest_api(&owner, "recorded", "REGIONAL");
    let items = resource(&owner, &api, &root, "items");
    signed_method(&owner, &api, &items, "GET", backend.address);
    deploy(&owner, &api, "prod");
    let session = Keys::in_answer(&owner.query("sts", "GetSessionToken", &[]).ok());
    let token = session.token.clone().unwrap();

    let call = Call::api("GET", &host(&api), "/prod/items");
    let signed = call.clone().signed(&session);
    let mut forged = session.clone();
    forged.secret.push('x');
    for _ in 0..100 {
        assert_eq!(signed.send(gateway.address).status, 200);
        assert_eq!(
            call.clone().signed(&forged).send(gateway.address).status,
            403
        );
    }
    assert_eq!(
        call.clone()
            .presigned(&session, 60)
            .send(gateway.address)
            .status,
        200
    );
    gateway.ask_to_stop();
    let (status, stdout, stderr) = gateway.wait();
    assert!(status.success(), "{status}");

    // The record goes on to the last request before the end.
    let journal = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<Value> = journal
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let invocations: Vec<&Value> = lines
        .iter()
        .filter(|line| line["path"] == "/prod/items")
        .collect();
    assert_eq!(invocations.len(), 201);
    assert_eq!(
        invocations
            .iter()
            .filter(|line| line["status"] == 200)
            .count(),
        101
    );
    let control: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["operation"].as_str())
        .collect();
    for operation in [
        "CreateRestApi",
        "CreateResource",
        "PutMethod",
        "PutIntegration",
        "CreateDeployment",
        "GetSessionToken",
    ] {
        assert!(control.contains(&operation), "{operation} is not recorded");
    }
    let allowed = invocations
        .iter()
        .find(|line| line["status"] == 200)
        .unwrap();
    assert_eq!(allowed["caller"], "arn:aws:iam::111111111111:root");
    assert_eq!(allowed["accessKeyId"], session.id);
    assert_eq!(
        allowed["resource"],
        format!("arn:aws:execute-api:us-east-1:111111111111:{api}/prod/GET/items")
    );
    // What the line says once its facts do not repeat.
    let facts = allowed["facts"].as_object().unwrap();
    assert_eq!(facts["caller"]["arn"], "arn:aws:iam::111111111111:root");
    for said in ["at", "sourceIp", "method", "path"] {
        assert!(!allowed[said].is_null() && !facts.contains_key(said));
    }
    assert_eq!(
        (&allowed["deniedBy"], &allowed["layers"]),
        (&Value::Null, &Value::Null)
    );
    let refused = invocations
        .iter()
        .find(|line| line["status"] == 403)
        .unwrap();
    assert_eq!(refused["deniedBy"], "Identity");
    let layers = refused["layers"].as_array().unwrap();
    let findings: Vec<&Value> = layers.iter().map(|layer| &layer["finding"]).collect();
    assert_eq!(findings, ["-", "-", "-", "refuse"]);
    let because = layers[3]["because"].as_str().unwrap();
    assert!(because.contains("does not match"), "{because}");
    let signature = signed
        .headers
        .iter()
        .find(|(name, _)| name == "authorization")
        .unwrap();
    let (_, signature) = signature.1.split_once("Signature=").unwrap();
    for (place, text) in [
        ("journal", &journal),
        ("stdout", &stdout),
        ("stderr", &stderr),
    ] {
        for secret in [
            &token[..],
            &session.secret,
            &keys.secret,
            signature,
            "X-Amz-Signature",
        ] {
            assert!(!text.contains(secret), "the {place} holds `{secret}`");
        }
    }
}

#[test]
fn serve_runs_the_private_path_of_scenario_003_and_does_so_again_after_a_restart() {
    let (scratch, backend) = (Scratch::new(), Backend::start());
    // A free port that this process had is free at the endpoints' addresses too.
    let port = Gateway::serve(&scratch.configuration("")).address.port();
    let configuration = scratch.configuration("");
    let text = std::fs::read_to_string(&configuration).unwrap();
    let text = text.replace("[gateway]", &format!("[gateway]\nendpoint_port = {port}"));
    std::fs::write(&configuration, text).unwrap();

    let gateway = Gateway::serve(&configuration);
    let account = |id: &str| Account::new(gateway.control, administrator_of(&scratch, id));
    let (a, b) = (account(A), account(B));
    let network = Network::new(&a);
    let (api, root) = rest_api(&b, "items", "PRIVATE");
    let items = resource(&b, &api, &root, "items");
    signed_method(&b, &api, &items, "GET", backend.address);
    let arn = crate::api::arn(B, &api);
    b.rest(
        "PUT",
        &format!("/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2F{api}"),
        &json!({ "tags": { "Project": "your-project" } }),
    )
    .ok();
    let keys = user(
        &a,
        "workload",
        Some(&policy(
            json!([{ "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": format!("{arn}/*") }]),
        )),
    );
    let tagged = |operator: &str, effect: &str, sid: &str| {
        json!({ "Sid": sid, "Effect": effect, "Principal": "*", "Action": "execute-api:*", "Resource": "*",
            "Condition": { operator: { "aws:resourceTag/Project": "your-project" } } })
    };
    let statements = json!([
        tagged("StringEquals", "Allow", "AllowSpecificAPI"),
        tagged("StringNotEquals", "Deny", "DenyEverythingElse")
    ]);
    let (endpoint, address) = network.endpoint(&a, port, Some(&policy(statements)));
    let workload = format!("arn:aws:iam::{A}:user/workload");
    set_policy(
        &b,
        &api,
        &policy(json!([
            { "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": { "StringNotEquals": { "aws:sourceVpce": endpoint } } },
            { "Effect": "Allow", "Principal": { "AWS": workload }, "Action": "execute-api:Invoke", "Resource": "execute-api:/prod/*" },
        ])),
    );
    deploy(&b, &api, "prod");
    let call = || {
        Call::api("GET", &host(&api), "/prod/items")
            .signed(&keys)
            .try_send(address, Some(network.caller))
    };
    let answer = call().expect("an answer");
    assert_eq!((answer.status, answer.text().as_str()), (200, ITEMS));

    // The tag is what opens the endpoint, at once and without a deployment.
    let untag = format!(
        "/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2F{api}?tagKeys=Project"
    );
    b.rest("DELETE", &untag, &Value::Null).ok();
    let answer = call().expect("an answer");
    assert!(
        answer
            .text()
            .ends_with("with an explicit deny in a VPC endpoint policy\"}"),
        "{}",
        answer.text()
    );
    b.rest(
        "PUT",
        untag.split('?').next().unwrap(),
        &json!({ "tags": { "Project": "your-project" } }),
    )
    .ok();
    assert_eq!(call().expect("an answer").status, 200);
    gateway.kill();

    let again = Gateway::serve(&configuration);
    let line = again.complains("endpoint  http://");
    assert!(
        line.contains(&address.to_string()) && line.contains(&endpoint),
        "{line}"
    );
    assert_eq!(call().expect("an answer").status, 200);
    drop(again);

    // Somebody else has the address: it is said, and nothing claims that the endpoint listens.
    let squatter = std::net::TcpListener::bind(address).unwrap();
    let third = Gateway::serve(&configuration);
    let (_, stderr) = third.output();
    let line = stderr
        .lines()
        .find(|line| line.starts_with("endpoint "))
        .unwrap();
    assert!(
        line.contains(&endpoint) && line.contains("does not listen"),
        "{line}"
    );
    drop(squatter);
}

#[test]
fn dev_says_where_it_listens_and_explains_each_refusal_layer_by_layer() {
    let gateway = Gateway::dev(&[]);
    let (stdout, _) = gateway.output();
    assert!(
        stdout.contains(&format!("portcullis dev on http://{}", gateway.address)),
        "{stdout}"
    );
    let owner = account(&gateway, A);
    let (api, root) = rest_api(&owner, "explained", "REGIONAL");
    let items = resource(&owner, &api, &root, "items");
    let backend = Backend::start();
    signed_method(&owner, &api, &items, "GET", backend.address);
    deploy(&owner, &api, "prod");
    let document = policy(
        json!([{ "Sid": "NotThis", "Effect": "Deny", "Action": "execute-api:*", "Resource": "*" }]),
    );
    let keys = user(&owner, "denied", Some(&document));
    let call = Call::api("GET", &host(&api), "/prod/items").signed(&keys);
    assert_eq!(call.send(gateway.address).status, 403);
    let line = gateway.says("403 GET /prod/items");
    assert!(
        line.contains("arn:aws:iam::111111111111:user/denied"),
        "{line}"
    );
    let line = gateway.says("4 identity");
    assert!(
        line.contains("refuse") && line.contains("NotThis"),
        "{line}"
    );
    for layer in [
        "1 security groups",
        "2 endpoint policy",
        "3 resource policy",
    ] {
        gateway.says(layer);
    }
}

pub(crate) fn administrator(scratch: &Scratch) -> Keys {
    administrator_of(scratch, A)
}

fn administrator_of(scratch: &Scratch, account: &str) -> Keys {
    let file = scratch
        .path()
        .join("data")
        .join(format!("first-administrator-{account}.ini"));
    keys_in(&std::fs::read_to_string(file).unwrap())
}

fn keys_in(ini: &str) -> Keys {
    let value = |name: &str| {
        let found = ini
            .lines()
            .find_map(|line| line.split_once(" = ").filter(|(key, _)| *key == name));
        found.unwrap().1.to_owned()
    };
    Keys::new(&value("aws_access_key_id"), &value("aws_secret_access_key"))
}

/// The threads of a process and their nice values, as the kernel says them
/// (<https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>).
fn nice_values(process: u32) -> BTreeMap<String, i64> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let stats = threads.filter_map(|thread| {
        // One that ended meanwhile has none.
        std::fs::read_to_string(thread.unwrap().path().join("stat")).ok()
    });
    let read = |stat: String| {
        let (before, after) = stat.rsplit_once(") ").unwrap();
        let (_, name) = before.split_once('(').unwrap();
        // The third field of the file is the first after the name; the nice value is the nineteenth.
        let nice = after.split(' ').nth(19 - 3).unwrap();
        (name.to_owned(), nice.parse().unwrap())
    };
    stats.map(read).collect()
}
