//! `portcullis verify` over what real signers make: each mistake that botocore, @smithy/signature-v4 and curl were led to is
//! named, what they do right is accepted, and no secret, token or body is printed.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::thread;

use serde_json::{Value, json};

use crate::clients::{curl, folder, node, python, succeed};
use crate::gateway::Scratch;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const OTHER: &str = "another/secret+of=the=same=user";
const TOKEN: &str = "planted-session-token";

/// Runs `portcullis verify` with an input; what it printed, and whether it was content.
fn verify(arguments: &[&str], input: &str) -> (String, bool) {
    let scratch = Scratch::new();
    let keys = scratch.path().join("credentials");
    fs::write(
        &keys,
        format!(
            "[default]\naws_access_key_id=AKIDEXAMPLE\naws_secret_access_key={SECRET}\n[other]\naws_access_key_id=AKIDOTHER\naws_secret_access_key={OTHER}\n[session]\naws_access_key_id=ASIDEXAMPLE\naws_secret_access_key={SECRET}\naws_session_token={TOKEN}\n"
        ),
    )
    .unwrap();
    let file = scratch.path().join("requests");
    fs::write(&file, input).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_portcullis"))
        .arg("verify")
        .arg("--credentials")
        .arg(&keys)
        .args(arguments)
        .arg(&file)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    let kept = [SECRET, OTHER, "{\"a\""];
    let shown_if_asked = [TOKEN, "planted-key", "planted-cookie"];
    let asked = arguments.contains(&"--show-tokens");
    let shown_if_asked = shown_if_asked.iter().filter(|_| !asked);
    for secret in kept.iter().chain(shown_if_asked) {
        assert!(
            !printed.contains(secret) && !errors.contains(secret),
            "{secret} is printed"
        );
    }
    assert!(matches!(output.status.code(), Some(0 | 1)), "{errors}");
    (printed, output.status.success())
}

/// Every line says in its id which mistake was made: none where it is empty.
fn check(requests: &str) -> usize {
    let (printed, _) = verify(
        &[
            "--json",
            "--host",
            "abc123.execute-api.us-east-1.amazonaws.com",
            "--host",
            "gateway.example.com",
        ],
        requests,
    );
    let mut count = 0;
    for line in printed.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let codes: Vec<&str> = line["causes"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|cause| cause["code"].as_str().unwrap())
            .collect();
        match line["id"].as_str().unwrap() {
            "" => assert_eq!(line["verdict"], "accepted", "{line}"),
            "unknown" => assert!(codes.is_empty() && line["verdict"] == "refused", "{line}"),
            mistake => assert_eq!(codes, [mistake], "{line}"),
        }
        count += 1;
    }
    count
}

#[test]
fn the_mistakes_that_botocore_can_be_led_to_are_named() {
    let Some(mut python) = python() else { return };
    let requests = succeed(python.arg(folder().join("mistakes.py")));
    assert!(check(&requests) >= 20);
}

#[test]
fn the_mistakes_that_smithy_can_be_led_to_are_named() {
    let scratch = Scratch::new();
    let Some(mut node) = node(&scratch) else {
        return;
    };
    let requests = succeed(node.arg(folder().join("mistakes.cjs").file_name().unwrap()));
    assert!(check(&requests) >= 10);
}

#[test]
fn the_mistakes_that_curl_can_be_led_to_are_named() {
    for (mistake, arguments) in [
        (
            "path-not-normalised",
            ["--path-as-is", "--url", "/prod//pets"],
        ),
        (
            "scope-service",
            ["--aws-sigv4", "aws:amz:us-east-1:lambda", "/prod/pets"],
        ),
        ("", ["--request", "GET", "/prod/pets"]),
    ] {
        let request = sent_by_curl(&arguments);
        let line = json!({ "id": mistake, "request": request });
        assert_eq!(check(&line.to_string()), 1);
    }
}

#[test]
fn a_request_as_text_is_judged_and_explained_for_people() {
    let vectors = include_str!("../../../sigv4/tests/cases/sigv4_vectors.json");
    let vectors: Vec<Value> = serde_json::from_str(vectors).unwrap();
    let request = |id: &str| {
        let case = vectors.iter().find(|case| case["id"] == id).unwrap();
        case["request"].as_str().unwrap().to_owned()
    };
    let (printed, good) = verify(&["--at", "20150830T123600Z"], &request("S1a"));
    assert!(good && printed.starts_with("accepted"), "{printed}");
    let (printed, good) = verify(&["--at", "2015-08-30T12:36:00Z"], &request("S1b"));
    assert!(!good);
    for words in [
        "refused   403 InvalidSignatureException",
        "[path-encoded-once]",
        "  /prod/a%2520b\n",
        "  20150830/us-east-1/execute-api/aws4_request\n",
    ] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
    let (printed, _) = verify(&["--at", "1440939000"], &request("S1a"));
    assert!(
        printed.contains("[clock-skew]") && printed.contains("840 seconds"),
        "{printed}"
    );
    let (printed, _) = verify(
        &["--at", "signed", "--region", "eu-west-1"],
        &request("S1a"),
    );
    assert!(printed.contains("[scope-region]"), "{printed}");
}

#[test]
fn tokens_keys_and_cookies_are_shown_to_whoever_asks_for_them_alone() {
    let planted = [
        ("X-Amz-Security-Token", TOKEN),
        ("X-Api-Key", "planted-key"),
        ("Cookie", "id=planted-cookie"),
    ];
    let headers: Vec<String> = planted
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    let options: Vec<&str> = headers
        .iter()
        .flat_map(|header| ["--header", header.as_str()])
        .chain(["/prod/pets"])
        .collect();
    let request = sent_by_curl(&options);
    // Of the credentials that the token belongs to, of those that have none, and signed by another secret.
    for (key, accepted) in [
        ("ASIDEXAMPLE", true),
        ("AKIDEXAMPLE", false),
        ("AKIDOTHER", false),
    ] {
        let request = request.replace("AKIDEXAMPLE", key);
        for form in [&[][..], &["--json"]] {
            let (printed, good) = verify(form, &request);
            assert_eq!(good, accepted, "{printed}");
            let shown = "x-amz-security-token:(not shown)";
            assert!(printed.contains(shown), "{printed}");
            assert!(
                printed.contains("x-api-key:(not shown)") && printed.contains("cookie:(not shown)")
            );
            let (in_full, _) = verify(&[form, &["--show-tokens"]].concat(), &request);
            for (name, value) in planted {
                let line = format!("{}:{value}", name.to_lowercase());
                assert!(in_full.contains(&line), "{line}: {in_full}");
            }
        }
    }
}

/// What curl sends, with the arguments whose last is a path.
fn sent_by_curl(arguments: &[&str]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let to = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(reader.read_line(&mut head).unwrap() > 0, "{head}");
        }
        stream
            .write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")
            .unwrap();
        drop(stream.shutdown(std::net::Shutdown::Write));
        let _ = reader.read_to_end(&mut Vec::new());
        head
    });
    let host = "abc123.execute-api.us-east-1.amazonaws.com";
    let (path, options) = arguments.split_last().unwrap();
    let options: Vec<&&str> = options
        .iter()
        .filter(|option| **option != "--url")
        .collect();
    let mut curl = curl();
    curl.arg("--http1.1")
        .arg("--connect-to")
        .arg(format!("{host}:80:{}:{}", to.ip(), to.port()))
        .arg("--user")
        .arg(format!("AKIDEXAMPLE:{SECRET}"));
    if !options.contains(&&"--aws-sigv4") {
        curl.args(["--aws-sigv4", "aws:amz:us-east-1:execute-api"]);
    }
    curl.args(options).arg(format!("http://{host}{path}"));
    succeed(&mut curl);
    server.join().unwrap()
}
