//! The same findings for people, for programs and as SARIF.

use portcullis_lint::{human, json, lint, read, sarif};

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"#;

#[test]
fn each_form_says_code_place_reason_fix_and_link() {
    let findings = lint(&read("a dir/p.json", POLICY, None).unwrap());
    assert!(!findings.is_empty());
    let text = human(&findings);
    for words in [
        "a dir/p.json:1:",
        "warning [public-allow]",
        "statement `All`",
        "docs/lints.md#public-allow",
        "Name principals",
        "1 warnings",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let list = json(&findings);
    assert_eq!(list["findings"][0]["code"], "public-allow");
    assert_eq!(list["findings"][0]["statement"], 0);
    assert_eq!(list["findings"][0]["link"], "docs/lints.md#public-allow");
}

/// What the schema of SARIF 2.1.0 demands of what is written here.
#[test]
fn sarif_is_a_log_of_one_run() {
    let findings = lint(&read("a dir/p.json", POLICY, None).unwrap());
    let log = sarif(&findings, "1.2.3");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["version"], "1.2.3");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), findings.len());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20dir/p.json");
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        assert!(place["region"]["startColumn"].as_u64().unwrap() >= 1);
    }
    let empty = sarif(&[], "1.2.3");
    assert_eq!(empty["runs"][0]["results"].as_array().unwrap().len(), 0);
}
