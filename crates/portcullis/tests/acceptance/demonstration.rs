//! `portcullis demo --exit`: the table that a newcomer sees, row by row, and the same where the callers are in network
//! namespaces.

use std::collections::BTreeSet;

use crate::gateway::portcullis;
use crate::vpc_netns::allowed;

/// Status and caller of every row, in order.
const ROWS: [(&str, &str); 23] = [
    ("403", "lambda-role"),
    ("200", "lambda-role"),
    ("403", "unsigned"),
    ("403", "lambda-role, tampered"),
    ("403", "lambda-role, 6 min old"),
    ("403", "other-role"),
    ("403", "lambda-role"),
    ("403", "lambda-role"),
    ("---", "lambda-role"),
    ("403", "lambda-role"),
    ("403", "lambda-role"),
    ("403", "lambda-role"),
    ("200", "role, both allow"),
    ("403", "unsigned"),
    ("403", "role, identity silent"),
    ("403", "role, resource silent"),
    ("200", "user alice, identity allows"),
    ("403", "user bob, identity silent"),
    ("403", "user mallory, identity denies"),
    ("200", "B's operator, identity allows"),
    ("403", "B's visitor, both silent"),
    ("403", "orders-late, policy saved"),
    ("200", "orders-late, policy deployed"),
];

/// Runs it; all of its output, which has every row as expected.
fn demo(options: &[&str]) -> String {
    let output = portcullis()
        .args(["demo", "--exit"])
        .args(options)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{}\n{text}\n{errors}",
        output.status
    );
    assert!(
        !text.contains("EXPECTED") && !text.contains('\x1b'),
        "{text}"
    );
    let rows: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.trim_start().split_once(' '))
        .filter(|(status, _)| {
            *status == "---" || (status.len() == 3 && status.bytes().all(|it| it.is_ascii_digit()))
        })
        .filter_map(|(status, rest)| Some((status, rest.trim_start().split("  ").next()?)))
        .collect();
    assert_eq!(rows, ROWS, "{text}");

    // Every refusal that is one of the four layers says why, in words.
    let refusals = rows.iter().filter(|(status, _)| *status != "200").count();
    let reasons = text.lines().filter(|line| line.contains("└")).count();
    assert!(
        reasons > 0 && reasons <= refusals,
        "{reasons} reasons for {refusals} refusals\n{text}"
    );
    text
}

#[test]
fn the_demo_shows_every_outcome_and_each_is_as_expected() {
    let text = demo(&[]);
    assert!(text.contains("the connection is closed without a word"));
    assert!(!text.contains("flow log"), "{text}");
}

#[test]
fn the_demo_shows_the_same_in_network_namespaces_with_the_packet_that_was_dropped() {
    if !allowed() {
        return;
    }
    let text = demo(&["--vpc", "netns"]);
    assert!(text.contains("the packets are dropped"), "{text}");
    let silent = text
        .lines()
        .skip_while(|line| !line.trim_start().starts_with("--- "));
    let told: Vec<&str> = silent.take(3).collect();
    assert!(told[1].contains("└ layer 1: "), "{told:?}");
    assert!(
        told[2].contains("flow log: 2 111111111111 eni-") && told[2].ends_with(" REJECT OK"),
        "{told:?}"
    );

    // It takes everything with it.
    let tags: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.split_once("namespaces ")?.1.strip_suffix("-*."))
        .collect();
    assert_eq!(tags.len(), 2, "{text}");
    let left = std::fs::read_dir("/run/netns").into_iter().flatten();
    let left = left.map(|it| it.unwrap().file_name().into_string().unwrap());
    let left: Vec<String> = left
        .filter(|name| tags.iter().any(|tag| name.starts_with(tag)))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}
