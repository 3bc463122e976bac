//! Findings for people, for programs, and as SARIF 2.1.0 for code scanning. The same findings in each.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::code::Code;
use crate::finding::Finding;

/// Where the rules are described.
const DOCUMENTATION: &str = "docs/lints.md";

/// A line for each finding, what to do, and where to read more; a summary last.
#[must_use]
pub fn human(findings: &[Finding]) -> String {
    let mut text = String::new();
    for it in findings {
        text.push_str(&format!(
            "{}:{}:{}: {} [{}]\n    {}{}: {}\n    {}\n    see {}\n",
            it.file,
            it.line,
            it.column,
            it.level().name(),
            it.code.name(),
            it.subject,
            statement(it),
            it.reason,
            it.code.fix(),
            link(it.code),
        ));
    }
    let count = |level| {
        findings
            .iter()
            .filter(|it| it.level().name() == level)
            .count()
    };
    text.push_str(&format!(
        "{} errors, {} warnings, {} notes\n",
        count("error"),
        count("warning"),
        count("note")
    ));
    text
}

/// A list of findings.
#[must_use]
pub fn json(findings: &[Finding]) -> Value {
    let findings: Vec<Value> = findings
        .iter()
        .map(|it| {
            json!({
                "code": it.code.name(),
                "level": it.level().name(),
                "file": it.file,
                "subject": it.subject,
                "statement": it.statement,
                "sid": it.sid,
                "line": it.line,
                "column": it.column,
                "reason": it.reason,
                "fix": it.code.fix(),
                "link": link(it.code),
            })
        })
        .collect();
    json!({ "findings": findings })
}

/// A log of one run (OASIS, "Static Analysis Results Interchange Format Version 2.1.0").
#[must_use]
pub fn sarif(findings: &[Finding], version: &str) -> Value {
    let used: BTreeSet<Code> = findings.iter().map(|it| it.code).collect();
    let rules: Vec<Value> = used
        .iter()
        .map(|code| {
            json!({
                "id": code.name(),
                "shortDescription": { "text": code.title() },
                "help": { "text": format!("{} See {}.", code.fix(), link(*code)) },
                "defaultConfiguration": { "level": code.level().name() },
            })
        })
        .collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|it| {
            let index = used.iter().position(|code| *code == it.code);
            json!({
                "ruleId": it.code.name(),
                "ruleIndex": index,
                "level": it.level().name(),
                "message": { "text": format!("{}{}: {}. {}", it.subject, statement(it), it.reason, it.code.fix()) },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": uri(&it.file) },
                        "region": { "startLine": it.line, "startColumn": it.column },
                    },
                    "logicalLocations": [{ "fullyQualifiedName": format!("{}{}", it.subject, statement(it)) }],
                }],
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "portcullis lint", "version": version, "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn link(code: Code) -> String {
    format!("{DOCUMENTATION}#{}", code.name())
}

fn statement(finding: &Finding) -> String {
    match (&finding.sid, finding.statement) {
        (Some(sid), _) if !sid.is_empty() => format!(", statement `{sid}`"),
        (_, Some(index)) => format!(", statement {}", index + 1),
        (_, None) => String::new(),
    }
}

/// A path as a relative reference: what a URI cannot hold is encoded.
fn uri(file: &str) -> String {
    file.replace('\\', "/")
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
