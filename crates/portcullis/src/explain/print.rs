//! A trace for a person at a terminal: a line for the request, a line for each step that was asked, the statements
//! that matter under the step that decided, and what to change. It shows what the JSON holds and nothing else.

use serde_json::Value;

/// One trace as text.
pub(crate) fn text(trace: &Value) -> String {
    let of = |name: &str| string(trace, name);
    let way = match of("vpcEndpointId") {
        "" => format!("from {}", of("sourceIp")),
        endpoint => format!("from {} through {endpoint}", of("sourceIp")),
    };
    let mut lines = vec![
        format!(
            "{} {} {} {}  {}",
            trace.get("status").unwrap_or(&Value::Null),
            of("outcome"),
            of("method"),
            of("path"),
            of("requestId")
        ),
        format!("    {}  {}  {way}", of("at"), of("caller")),
    ];
    for step in list(trace, "steps") {
        let decides = step.get("decides") == Some(&Value::Bool(true));
        let verdict = string(step, "verdict");
        if verdict == "notAsked" && !decides {
            continue;
        }
        let mark = if decides { ">" } else { " " };
        let shown = if verdict == "refuse" {
            "REFUSE"
        } else {
            verdict
        };
        let (name, because) = (title(string(step, "name")), string(step, "because"));
        lines.push(format!("  {mark} {name:<19} {shown:<7} {because}"));
        if decides {
            lines.extend(statements(step));
        }
    }
    let suggestion = trace.get("suggestion").filter(|it| !it.is_null());
    if let Some(suggestion) = suggestion {
        lines.push(match suggestion.get("verified") {
            Some(Value::Bool(true)) => {
                "    the smallest change that would allow it (tried):".to_owned()
            }
            _ => "    what would have to change:".to_owned(),
        });
        for (index, change) in list(suggestion, "changes").iter().enumerate() {
            lines.push(format!("      {}. {}", index + 1, string(change, "words")));
            if let Some(operation) = change.get("operation").filter(|it| !it.is_null()) {
                let account = string(change, "account");
                lines.push(format!(
                    "         {} {} in account {account} (--json has its parameters)",
                    string(operation, "service"),
                    string(operation, "action")
                ));
            }
        }
        let words = string(suggestion, "words");
        if !words.is_empty() {
            lines.push(format!("      {words}"));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The statements of a step that matched, and of the others those that failed by a condition.
fn statements(step: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for policy in list(step, "policies") {
        for statement in list(policy, "statements") {
            let matched = statement.get("matched") == Some(&Value::Bool(true));
            if !matched && string(statement, "failed") != "condition" {
                continue;
            }
            let sid = match string(statement, "sid") {
                "" => String::new(),
                sid => format!(" `{sid}`"),
            };
            let number = |name: &str| statement.get(name).and_then(Value::as_u64).unwrap_or(0);
            lines.push(format!(
                "        {} by statement {}{sid}, line {}, column {}: {}",
                string(statement, "effect"),
                number("statement"),
                number("line"),
                number("column"),
                if matched { "matches" } else { "does not match" }
            ));
            for condition in list(statement, "conditions") {
                lines.push(format!("          {}", self::condition(condition)));
            }
        }
    }
    lines
}

fn condition(condition: &Value) -> String {
    let expected: Vec<&str> = list(condition, "expected")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let actual = match condition.get("actual").and_then(Value::as_str) {
        Some(actual) => format!("the request has `{actual}`"),
        None => "the key is absent".to_owned(),
    };
    let holds = match condition.get("holds") {
        Some(Value::Bool(true)) => "holds",
        Some(Value::Bool(false)) => "does not hold",
        _ => "cannot be compared",
    };
    format!(
        "{} {} [{}]: {actual}, {holds}",
        string(condition, "operator"),
        string(condition, "key"),
        expected.join(", ")
    )
}

fn title(name: &str) -> String {
    let mut title = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            title.push(' ');
        }
        title.push(character.to_ascii_lowercase());
    }
    title
}

fn string<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or("")
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value
        .get(name)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}
