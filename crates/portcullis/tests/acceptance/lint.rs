//! `portcullis lint` as CI runs it: files of each kind and a state, the three formats, the exit codes.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::api::{account, policy, rest_api, user};
use crate::aws::B;
use crate::gateway::{Gateway, Scratch};

/// The policy of a REST API that lets everybody in.
const OPEN: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"#;
const GOOD: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:222222222222:a/prod/GET/items"}]}"#;

fn lint(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_portcullis"))
        .arg("lint")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have refused its arguments already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// The codes of a JSON report, each once.
fn codes(output: &Output) -> Vec<String> {
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let mut codes: Vec<String> = findings
        .map(|it| it["code"].as_str().unwrap().to_owned())
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn the_exit_code_says_whether_something_was_found() {
    for (arguments, input, code) in [
        (&[][..], GOOD, 0),
        (&[], OPEN, 1),
        (&["--fail-on", "error"], OPEN, 0),
        (&["--fail-on", "never"], "{", 2),
        (&["--fail-on", "never", "--policy-type", "identity"], "{", 0),
        (&["--policy-type", "identity"], "{", 1),
        (&[], "x: 1", 2),
        (&["/nowhere/at/all"], "", 2),
        (&["--state", "/nowhere/at/all"], "", 2),
    ] {
        let output = lint(arguments, input);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?} {input}: {said}"
        );
    }
}

#[test]
fn each_format_is_printed() {
    let text = String::from_utf8(lint(&[], OPEN).stdout).unwrap();
    assert!(
        text.contains("stdin:1:") && text.contains("[public-allow]"),
        "{text}"
    );
    assert_eq!(codes(&lint(&["--format", "json"], OPEN)), ["public-allow"]);
    let sarif: Value = serde_json::from_slice(&lint(&["--format", "sarif"], OPEN).stdout).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "public-allow");
}

#[test]
fn a_state_is_looked_at_as_a_whole() {
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    let directory = data.to_str().unwrap();
    let gateway = Gateway::dev(&["--data", directory]);
    let owner = account(&gateway, B);
    rest_api(&owner, "inner", "PRIVATE");
    let tagged = policy(serde_json::json!([{
        "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*",
        "Condition": { "StringEquals": { "aws:ResourceTag/team": "a" } }
    }]));
    let keys = user(&owner, "caller", Some(&tagged));
    gateway.ask_to_stop();
    gateway.wait();
    let output = lint(&["--state", directory, "--format", "json"], "");
    let found = codes(&output);
    for code in ["private-without-policy", "key-never-present"] {
        assert!(found.iter().any(|it| it == code), "{code}: {found:?}");
    }
    assert!(!String::from_utf8_lossy(&output.stdout).contains(&keys.secret));
    let tags = ["--state", directory, "--format", "json", "--resource-tags"];
    assert!(
        !codes(&lint(&tags, ""))
            .iter()
            .any(|it| it == "key-never-present")
    );
}
