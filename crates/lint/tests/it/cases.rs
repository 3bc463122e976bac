//! Every rule has a case that it finds and one beside it that it leaves alone.

use std::collections::BTreeSet;

use portcullis_lint::Code;
use serde_json::Value;

use crate::input::codes;

#[test]
fn every_rule_finds_its_case_and_leaves_the_one_beside_it_alone() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../cases/rules.json")).unwrap();
    for case in &cases {
        check(case);
    }
    let with_cases: BTreeSet<&str> = cases
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect();
    let all: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(with_cases, all);
}

#[track_caller]
fn check(case: &Value) {
    let code = case["code"].as_str().unwrap();
    let found = codes(&case["found"]);
    assert!(
        found.contains(&code),
        "{code} is not found, but {found:?}: {}",
        case["found"]
    );
    let left = codes(&case["left"]);
    assert!(!left.contains(&code), "{code} is found: {}", case["left"]);
}
