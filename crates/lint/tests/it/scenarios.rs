//! The policies of the scenarios, as their documents print them, have exactly these findings.

use serde_json::Value;

use crate::input::codes;

#[test]
fn the_scenarios_have_exactly_their_findings() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../cases/scenarios.json")).unwrap();
    for case in &cases {
        let expected: Vec<&str> = case["expected"]
            .as_array()
            .unwrap()
            .iter()
            .map(|code| code.as_str().unwrap())
            .collect();
        assert_eq!(codes(&case["input"]), expected, "{}", case["name"]);
    }
}
