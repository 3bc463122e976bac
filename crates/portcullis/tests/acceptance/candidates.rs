//! Requests that nobody has made, candidates beside the live configuration, and decisions decided again: each held against
//! what the gateway itself answers.

use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};

use crate::access::{self, CALLER, LOCAL, OTHER, OWNER, allow};
use crate::api::{account, deploy, host, policy, set_policy};
use crate::aws::{A, Account, B, Call, Keys};
use crate::backend::Backend;
use crate::gateway::{Gateway, Scratch, portcullis};

#[test]
fn what_is_simulated_is_what_the_gateway_answers() {
    let (backend, scratch) = (Backend::start(), Scratch::new());
    let gateway = Gateway::dev(&[]);
    let built = access::build(&gateway, &backend);
    let document = access::state(&gateway, &scratch, "state.json");
    let from_document = ["--state", document.to_str().unwrap()];
    let endpoint = url(&gateway);
    let asked_of_it = ["--gateway", "--endpoint", &endpoint];
    for (who, keys) in &built.callers {
        for target in [
            "/prod/items",
            "/prod/pets/1",
            "/prod/pets/7",
            "/prod/nothing",
        ] {
            let call = Call::api("GET", &host(&built.orders), target);
            let call = match keys {
                Some(keys) => call.signed(keys),
                None => call,
            };
            let status = call.send(gateway.address).status;
            let called = format!("https://{}{target}?a=secret-value", host(&built.orders));
            for place in [&from_document[..], &asked_of_it] {
                let asked = ["--principal", who, "--url", &called, "--json"];
                let output = run("simulate", &[&asked[..], place].concat());
                let trace = json(&output);
                let admitted = trace["outcome"] == "admitted";
                assert_eq!(admitted, status != 403, "{who} {target}: {trace}");
                assert_eq!(output.status.success(), admitted);
                if !admitted {
                    assert_eq!(trace["status"], status, "{trace}");
                }
                assert!(!trace.to_string().contains("secret-value"));
            }
        }
    }

    // What the request would bring is not guessed.
    let open = format!("https://{}/prod/open", host(&built.orders));
    let asked = ["--principal", OTHER, "--url", &open, "--json"];
    let ask = |more: &[&str]| {
        json(&run(
            "simulate",
            &[&asked[..], &from_document, more].concat(),
        ))
    };
    let unknown = ask(&[]);
    assert_eq!(unknown["outcome"], "undecided", "{unknown}");
    assert_eq!(unknown["missing"], json!(["aws:SourceIp"]));
    for (more, outcome) in [
        (["--source-ip", "127.0.0.9"], "admitted"),
        (["--source-ip", "203.0.113.9"], "refused"),
        (["--context", "aws:SourceIp=127.0.0.9"], "admitted"),
        (["--context", "aws:SourceIp"], "refused"),
    ] {
        assert_eq!(ask(&more)["outcome"], outcome, "{more:?}");
    }

    // Through the endpoint, and as an IAM action.
    let inner = format!("https://{}/prod/inner", host(&built.inner));
    let private = [
        "--principal",
        CALLER,
        "--url",
        &inner,
        "--vpc-endpoint",
        &built.endpoint,
        "--json",
    ];
    let through = json(&run("simulate", &[&private[..], &from_document].concat()));
    assert_eq!(through["outcome"], "admitted", "{through}");
    let outside = ["--principal", CALLER, "--url", &inner, "--json"];
    let outside = json(&run("simulate", &[&outside[..], &from_document].concat()));
    assert_eq!(outside["outcome"], "refused", "{outside}");
    let user = "arn:aws:iam::111111111111:user/new";
    for (who, decision) in [
        ("arn:aws:iam::111111111111:root", "allowed"),
        (CALLER, "refused"),
    ] {
        let asked = [
            "--principal",
            who,
            "--action",
            "iam:CreateUser",
            "--resource",
            user,
            "--json",
        ];
        let answer = json(&run("simulate", &[&asked[..], &from_document].concat()));
        assert_eq!(answer["decision"], decision, "{answer}");
    }

    // A trace for people names the steps; the suggested change is that of `explain`.
    let items = format!("https://{}/prod/items", host(&built.orders));
    let asked = ["--principal", OTHER, "--url", &items];
    let text = run("simulate", &[&asked[..], &from_document].concat());
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(
        text.contains("resource policy") && text.contains("refused"),
        "{text}"
    );
    let nobody = [
        "--principal",
        "arn:aws:iam::111111111111:user/nobody",
        "--url",
        &items,
    ];
    let nobody = run("simulate", &[&nobody[..], &from_document].concat());
    assert_eq!(nobody.status.code(), Some(2));
}

#[test]
fn a_shadow_counts_what_a_candidate_would_change_and_changes_nothing() {
    let (backend, scratch) = (Backend::start(), Scratch::new());
    let gateway = Gateway::dev(&[]);
    let built = access::build(&gateway, &backend);
    let candidate = policy(json!([allow(OTHER, "execute-api:/prod/GET/items")]));
    let file = scratch.file("candidate.json", &candidate);
    let endpoint = url(&gateway);
    let shadow = |arguments: &[&str]| {
        let asking = ["--endpoint", endpoint.as_str(), "--json"];
        run("shadow", &[arguments, &asking[..]].concat())
    };
    assert_eq!(json(&shadow(&["status"]))["running"], false);
    let of_api = format!("{}={}", built.orders, file.display());
    let started = json(&shadow(&["start", "--resource-policy", &of_api]));
    assert_eq!(started["running"], true, "{started}");

    let call = |index: usize| {
        let (_, keys) = &built.callers[index];
        let call = Call::api("GET", &host(&built.orders), "/prod/items");
        let call = match keys {
            Some(keys) => call.signed(keys),
            None => call,
        };
        call.send(gateway.address).status
    };
    // The live answers are the same as before: the caller comes through, the other does not.
    for (index, status) in [(0, 200), (0, 200), (1, 403), (2, 200), (3, 200), (4, 403)] {
        assert_eq!(call(index), status, "{}", built.callers[index].0);
    }
    let found = compared(&shadow, 6);
    assert_eq!(
        (&found["wouldRefuse"], &found["wouldAdmit"], &found["same"]),
        (&json!(2), &json!(1), &json!(3)),
        "{found}"
    );
    let changes = found["changes"].as_array().unwrap();
    let of = |who: &str| changes.iter().find(|it| it["caller"] == who).unwrap();
    assert_eq!(of(CALLER)["count"], 2);
    assert_eq!(
        (&of(CALLER)["was"], &of(CALLER)["would"]),
        (&json!("admitted"), &json!("ResourcePolicy"))
    );
    assert_eq!(of(OTHER)["change"], "wouldAdmit");
    let resource = of(OTHER)["example"]["resource"].as_str().unwrap();
    assert!(resource.ends_with("/prod/GET/items"), "{resource}");

    // It follows the live side: what is deployed beside it counts from the next request on.
    let owner = account(&gateway, B);
    let everybody = policy(json!([
        allow(CALLER, "execute-api:/*"),
        allow(OTHER, "execute-api:/*")
    ]));
    set_policy(&owner, &built.orders, &everybody);
    deploy(&owner, &built.orders, "prod");
    assert_eq!(call(1), 200);
    let found = compared(&shadow, 7);
    assert_eq!(
        (&found["same"], &found["wouldAdmit"]),
        (&json!(4), &json!(1)),
        "{found}"
    );

    // Only the operator's account may ask, and what does not fit is refused.
    let stranger = portcullis_as(&Keys::root(A));
    let refused = { stranger }
        .args(["shadow", "status", "--endpoint", &endpoint])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("AccessDenied"));
    let nowhere = format!("nothere={}", file.display());
    let refused = shadow(&["start", "--resource-policy", &nowhere]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no API `nothere`"));

    let ended = json(&shadow(&["stop"]));
    assert_eq!(
        (&ended["running"], &ended["found"]["compared"]),
        (&json!(false), &json!(7))
    );
    assert_eq!(json(&shadow(&["status"])), json!({ "running": false }));
    for (_, keys) in &built.callers {
        assert!(
            keys.as_ref()
                .is_none_or(|keys| !ended.to_string().contains(&keys.secret))
        );
    }
}

#[test]
fn a_state_and_the_policies_of_callers_and_endpoints_are_candidates_too() {
    let (backend, scratch) = (Backend::start(), Scratch::new());
    let gateway = Gateway::dev(&[]);
    let built = access::build(&gateway, &backend);
    let before = access::state(&gateway, &scratch, "before.json");
    let nothing = policy(json!([
        { "Effect": "Deny", "Action": "execute-api:Invoke", "Resource": "*" }
    ]));
    let nothing = scratch.file("nothing.json", &nothing);
    let endpoint = url(&gateway);
    let shadow = |arguments: &[&str]| {
        let asking = ["--endpoint", endpoint.as_str(), "--json"];
        run("shadow", &[arguments, &asking[..]].concat())
    };
    let call = || {
        let keys = built.callers[0].1.as_ref().unwrap();
        let call = Call::api("GET", &host(&built.orders), "/prod/items").signed(keys);
        call.send(gateway.address).status
    };
    let of_caller = format!("{CALLER}#inline={}", nothing.display());
    json(&shadow(&["start", "--identity-policy", &of_caller]));
    assert_eq!(call(), 200);
    assert_eq!(compared(&shadow, 1)["wouldRefuse"], 1);

    // A state in which the caller is still allowed, beside one in which it is not any more.
    let owner = account(&gateway, B);
    set_policy(
        &owner,
        &built.orders,
        &policy(json!([allow(OTHER, "execute-api:/*")])),
    );
    deploy(&owner, &built.orders, "prod");
    assert_eq!(call(), 403);
    json(&shadow(&["start", "--candidate", before.to_str().unwrap()]));
    assert_eq!(call(), 403);
    assert_eq!(compared(&shadow, 1)["wouldAdmit"], 1);

    // A policy that AWS refuses is no candidate.
    let broken = scratch.file("broken.json", r#"{"Statement":[{"Effect":"Permit"}]}"#);
    let broken = format!("{}={}", built.endpoint, broken.display());
    let refused = shadow(&["start", "--endpoint-policy", &broken]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_journal_is_decided_again() {
    let (backend, scratch) = (Backend::start(), Scratch::new());
    let journal = scratch.path().join("journal.jsonl");
    let configuration = scratch.configuration(&format!("journal = {journal:?}"));
    let gateway = Gateway::serve(&configuration);
    let keys = |account: &str| {
        let file = format!("first-administrator-{account}.ini");
        let text = std::fs::read_to_string(scratch.path().join("data").join(file)).unwrap();
        let value = |name: &str| {
            let (_, rest) = text.split_once(&format!("{name} = ")).unwrap();
            rest.lines().next().unwrap().to_owned()
        };
        Keys::new(&value("aws_access_key_id"), &value("aws_secret_access_key"))
    };
    let owner = Account::new(gateway.control, keys(B));
    let caller = Account::new(gateway.control, keys(A));
    let callers = access::callers(&caller, &owner);
    let orders = access::orders(&owner, &backend);
    let ask = |who: usize, target: &str| {
        let call = Call::api("GET", &host(&orders), target);
        let call = match &callers[who].1 {
            Some(keys) => call.signed(keys),
            None => call,
        };
        call.send(gateway.address).status
    };
    for (who, target, status) in [
        (0, "/prod/items?password=hidden-value", 200),
        (1, "/prod/items", 403),
        (2, "/prod/items", 200),
        (3, "/prod/open", 200),
        (3, "/nowhere", 403),
    ] {
        assert_eq!(ask(who, target), status, "{} {target}", callers[who].0);
    }
    gateway.ask_to_stop();
    gateway.wait();

    let replay = |file: &Path, more: &[&str]| {
        let place = [
            file.to_str().unwrap(),
            "--config",
            configuration.to_str().unwrap(),
            "--json",
        ];
        json(&run("replay", &[&place[..], more].concat()))
    };
    let same = replay(&journal, &[]);
    assert_eq!(
        (
            &same["found"]["compared"],
            &same["found"]["same"],
            &same["read"]["malformed"]
        ),
        (&json!(5), &json!(5), &json!(0)),
        "{same}"
    );
    assert!(same["read"]["otherCalls"].as_u64().unwrap() > 5);

    let candidate = policy(json!([
        allow(OTHER, "execute-api:/prod/GET/items"),
        { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/prod/GET/open",
          "Condition": { "StringLike": { "aws:UserAgent": "friendly*" } } },
    ]));
    let file = scratch.file("candidate.json", &candidate);
    let of_api = format!("{orders}={}", file.display());
    let changed = &replay(&journal, &["--resource-policy", &of_api])["found"];
    assert_eq!(
        (
            &changed["wouldAdmit"],
            &changed["wouldRefuse"],
            &changed["undecided"]
        ),
        (&json!(1), &json!(2), &json!(0)),
        "{changed}"
    );

    // Without what a condition asks for, nothing is decided, and what is missing is said.
    let text = std::fs::read_to_string(&journal).unwrap();
    let bare = text.lines().map(|line| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        line.as_object_mut().unwrap().remove("facts");
        format!("{line}\n")
    });
    let bare = scratch.file("bare.jsonl", &bare.collect::<String>());
    let guessed = replay(&bare, &["--resource-policy", &of_api]);
    let guessed = &guessed["found"];
    assert_eq!(guessed["undecided"], 1, "{guessed}");
    assert_eq!(guessed["missing"], json!({ "aws:UserAgent": 1 }));
    assert_eq!(
        (&guessed["wouldAdmit"], &guessed["wouldRefuse"]),
        (&json!(1), &json!(1))
    );

    // Nothing secret is written down, and what is no line is counted.
    for (_, keys) in &callers {
        assert!(
            keys.as_ref()
                .is_none_or(|keys| !text.contains(&keys.secret))
        );
    }
    assert!(!text.contains("hidden-value") && !text.to_lowercase().contains("signature="));
    let broken = scratch.file("broken.jsonl", "not a line\n{}\n");
    assert_eq!(replay(&broken, &[])["read"]["malformed"], 2);
    let ended = run(
        "replay",
        &[
            journal.to_str().unwrap(),
            "--config",
            configuration.to_str().unwrap(),
            "--resource-policy",
            &of_api,
            "--exit-code",
        ],
    );
    assert_eq!(ended.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ended.stdout).contains("would be refused"));
}

#[test]
fn a_candidate_of_the_configuration_is_compared_after_a_restart_too() {
    let (backend, scratch) = (Backend::start(), Scratch::new());
    let plain = scratch.configuration("");
    let gateway = Gateway::serve(&plain);
    let administrator = |account: &str| {
        let file = format!("data/first-administrator-{account}.ini");
        let text = std::fs::read_to_string(scratch.path().join(file)).unwrap();
        let value = |name: &str| {
            let (_, rest) = text.split_once(&format!("{name} = ")).unwrap();
            rest.lines().next().unwrap().to_owned()
        };
        Keys::new(&value("aws_access_key_id"), &value("aws_secret_access_key"))
    };
    let (of_a, of_b) = (administrator(A), administrator(B));
    let owner = Account::new(gateway.control, of_b);
    let callers = access::callers(&Account::new(gateway.control, of_a.clone()), &owner);
    let orders = access::orders(&owner, &backend);
    gateway.ask_to_stop();
    gateway.wait();

    let nobody = policy(json!([
        { "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }
    ]));
    let nobody = scratch.file("nobody.json", &nobody);
    let shadow = |api: &str, file: &Path| {
        let of_api = format!("{api}={}", file.display());
        scratch.configuration(&format!(
            "[explain]\noperator = \"{A}\"\n[shadow]\nresource_policy = [{of_api:?}]"
        ))
    };
    let status = |gateway: &Gateway| {
        json(
            &portcullis_as(&of_a)
                .args(["shadow", "status", "--json", "--endpoint", &url(gateway)])
                .output()
                .unwrap(),
        )
    };
    let configured = shadow(&orders, &nobody);
    for _ in 0..2 {
        let gateway = Gateway::serve(&configured);
        let call = Call::api("GET", &host(&orders), "/prod/items");
        let call = call.signed(callers[0].1.as_ref().unwrap());
        assert_eq!(call.send(gateway.address).status, 200);
        let found = (0..2_000).find_map(|_| {
            let found = status(&gateway)["found"].clone();
            (found["compared"] == 1).then_some(found)
        });
        assert_eq!(found.unwrap()["wouldRefuse"], 1);
        gateway.ask_to_stop();
        gateway.wait();
    }

    // What is not there is no reason not to serve; what is no policy is.
    let gateway = Gateway::serve(&shadow("nothere", &nobody));
    gateway.complains("the candidate of `shadow` does not fit");
    assert_eq!(status(&gateway)["running"], true);
    gateway.ask_to_stop();
    gateway.wait();
    let broken = scratch.file("broken.json", r#"{"Statement":[{"Effect":"Permit"}]}"#);
    for file in [broken, scratch.path().join("nowhere.json")] {
        let refused = portcullis()
            .args(["serve", "--config"])
            .arg(shadow(&orders, &file))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&refused.stderr);
        assert!(
            !refused.status.success() && said.contains("`shadow`"),
            "{said}"
        );
    }
}

#[test]
fn a_running_gateway_is_linted_and_surveyed() {
    let backend = Backend::start();
    let gateway = Gateway::dev(&[]);
    let built = access::build(&gateway, &backend);
    let endpoint = url(&gateway);
    let asking = [
        "--gateway",
        "--endpoint",
        endpoint.as_str(),
        "--format",
        "json",
    ];
    let findings = json(&run("lint", &asking));
    let codes: Vec<_> = findings["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["code"])
        .collect();
    assert!(codes.contains(&&json!("open-to-own-account")), "{codes:?}");
    let matrix = json(&run("access", &asking));
    assert!(
        matrix["principals"]
            .as_array()
            .unwrap()
            .contains(&json!(LOCAL))
    );
    for (_, keys) in &built.callers {
        assert!(
            keys.as_ref()
                .is_none_or(|keys| !matrix.to_string().contains(&keys.secret))
        );
    }
    assert!(
        matrix["principals"]
            .as_array()
            .unwrap()
            .contains(&json!(OWNER))
    );
    let stranger = portcullis_as(&Keys::root(A))
        .arg("lint")
        .args(asking)
        .output()
        .unwrap();
    assert_eq!(stranger.status.code(), Some(2));
}

/// Asks until so many requests were compared: it happens beside them.
fn compared(shadow: &dyn Fn(&[&str]) -> Output, count: u64) -> Value {
    for _ in 0..2_000 {
        let found = json(&shadow(&["status"]))["found"].clone();
        if found["compared"].as_u64().unwrap() + found["moved"].as_u64().unwrap() >= count {
            return found;
        }
    }
    panic!("{count} requests were not compared");
}

fn url(gateway: &Gateway) -> String {
    format!("http://{}", gateway.control)
}

/// A command of the binary, asking with the test keys of `dev`.
fn run(command: &str, arguments: &[&str]) -> Output {
    let keys = Keys::new("test", "test");
    portcullis_as(&keys)
        .arg(command)
        .args(arguments)
        .output()
        .unwrap()
}

fn portcullis_as(keys: &Keys) -> std::process::Command {
    let mut command = portcullis();
    command.env_remove("AWS_SESSION_TOKEN");
    command.envs(keys.environment());
    command
}

fn json(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}
