//! Each rule has its section in the documentation, and each section its rule.

use std::collections::BTreeSet;

use portcullis_lint::Code;

#[test]
fn every_rule_has_its_section() {
    let text = include_str!("../../../../docs/lints.md");
    let sections: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .collect();
    let rules: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(sections, rules);
    for code in Code::ALL {
        let start = text.find(&format!("### {}\n", code.name())).unwrap();
        let body = text[start..].split("\n### ").next().unwrap();
        assert!(
            body.contains(code.level().name()),
            "{} does not say its level",
            code.name()
        );
    }
}
