//! AWS's own policy checks by their titles (IAM Access Analyzer, "Policy check reference"): those that are looked for, each with a
//! policy that has it and the rule that finds it, and the rest.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::input::codes;

/// How many titles AWS lists.
const TITLES: usize = 135;

#[test]
fn each_check_of_aws_that_is_looked_for_is_found() {
    let file: Value = serde_json::from_str(include_str!("../cases/access_analyzer.json")).unwrap();
    let mut titles = BTreeSet::new();
    for case in file["cases"].as_array().unwrap() {
        let (title, code) = (
            case["title"].as_str().unwrap(),
            case["code"].as_str().unwrap(),
        );
        let found = codes(&case["input"]);
        assert!(
            found.contains(&code),
            "{title}: {code} is not found, but {found:?}"
        );
        titles.insert(title);
    }
    for title in file["not_looked_for"].as_array().unwrap() {
        assert!(
            titles.insert(title.as_str().unwrap()),
            "{title} is looked for"
        );
    }
    assert_eq!(titles.len(), TITLES);
}
