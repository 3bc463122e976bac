//! Policy documents with one more statement, or with a Deny that leaves one request alone. Everything else of a text
//! stays as it was written. What is written is judged again by whoever asked for it.

use portcullis_iam::document;
use serde_json::{Map, Value, json};

/// The request that shall pass, as a policy can name it.
#[derive(Clone, Debug)]
pub(super) struct Exact<'a> {
    /// The method's ARN.
    pub(super) resource: &'a str,
    /// The ARN of the user or role; nothing for a caller that is anonymous to policies.
    pub(super) principal: Option<&'a str>,
    /// The VPC endpoint, unless the policy is its own.
    pub(super) endpoint: Option<&'a str>,
    /// The account that owns the API.
    pub(super) owner: &'a str,
}

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The policy of an API or a private domain name: all that it is ever asked about is below its owner.
    Owned,
    /// The policy of an endpoint: it names principals.
    Endpoint,
    /// A policy of one principal and nobody else.
    Own,
    /// A policy that others have too.
    Shared,
}

/// An edit of one document.
pub(super) struct Edit<'a> {
    pub(super) exact: &'a Exact<'a>,
    pub(super) kind: Kind,
    /// The statements that deny the request, counted from 0.
    pub(super) denies: Vec<usize>,
    /// Whether to add a statement that allows it.
    pub(super) allow: bool,
}

const INVOKE: &str = "execute-api:Invoke";
/// How keys are written here.
const PRINCIPAL: &str = "aws:PrincipalArn";
const ENDPOINT: &str = "aws:SourceVpce";
const OWNER: &str = "aws:ResourceAccount";

impl Edit<'_> {
    /// The edited document; nothing where the text is no policy.
    pub(super) fn apply(&self, text: &str) -> Option<String> {
        let read = document::read(text).ok()?;
        let first = read.statements.first()?.span.start;
        let last = read.statements.last()?.span.end;
        let is_list = text.get(..first)?.trim_end().ends_with('[');
        let mut sids: Vec<String> = read
            .statements
            .iter()
            .filter_map(|source| source.sid.as_ref().map(|sid| sid.text.clone()))
            .collect();
        let mut edited = String::with_capacity(text.len().saturating_mul(2));
        edited.push_str(text.get(..first)?);
        if !is_list {
            edited.push('[');
        }
        let indent = indentation(text.get(..first)?);
        let mut from = first;
        for (index, source) in read.statements.iter().enumerate() {
            // What stands between two statements.
            edited.push_str(text.get(from..source.span.start)?);
            let written = text.get(source.span.clone())?;
            if self.denies.contains(&index) {
                let deny: Map<String, Value> = serde_json::from_str(written).ok()?;
                let statements = self.exempt(&deny, &mut sids);
                edited.push_str(&list(&statements, indent));
            } else {
                edited.push_str(written);
            }
            from = source.span.end;
        }
        if self.allow {
            edited.push_str(separator(indent).as_str());
            edited.push_str(&list(&[self.allowing(&sids)], indent));
        }
        if !is_list {
            edited.push(']');
        }
        edited.push_str(text.get(last..)?);
        Some(edited)
    }

    /// A document of nothing but the one statement.
    pub(super) fn alone(&self) -> String {
        let document = json!({ "Version": "2012-10-17", "Statement": [self.allowing(&[])] });
        serde_json::to_string_pretty(&document).unwrap_or_default()
    }

    fn allowing(&self, sids: &[String]) -> Value {
        let Exact {
            resource,
            principal,
            ..
        } = self.exact;
        let mut statement = json!({
            "Sid": unused("AllowThisCall", sids),
            "Effect": "Allow",
            "Action": INVOKE,
            "Resource": resource,
        });
        let mut condition = Map::new();
        match self.kind {
            Kind::Owned | Kind::Endpoint => {
                let named = principal.map_or(json!("*"), |arn| json!({ "AWS": arn }));
                put(&mut statement, "Principal", named);
            }
            // Whoever else has this policy gets nothing by it.
            Kind::Shared => {
                if let Some(arn) = principal {
                    add(&mut condition, "ArnEquals", PRINCIPAL, arn, false);
                }
            }
            Kind::Own => {}
        }
        if let (Some(endpoint), Kind::Owned) = (self.exact.endpoint, self.kind) {
            add(&mut condition, "StringEquals", ENDPOINT, endpoint, false);
        }
        if !condition.is_empty() {
            put(&mut statement, "Condition", Value::Object(condition));
        }
        statement
    }

    /// A Deny as several that deny the same but for the one request. One statement cannot say that, as all of its
    /// elements have to match; several can: the same for other resources, for other principals, for other endpoints.
    fn exempt(&self, deny: &Map<String, Value>, sids: &mut Vec<String>) -> Vec<Value> {
        let Exact {
            resource,
            endpoint,
            owner,
            ..
        } = *self.exact;
        let mut statements = Vec::new();
        let mut elsewhere = deny.clone();
        let exact = if let Some(Value::Array(list)) = elsewhere.get_mut("NotResource") {
            list.push(json!(resource));
            true
        } else if let Some(one) = elsewhere.remove("NotResource") {
            elsewhere.insert("NotResource".to_owned(), json!([one, resource]));
            true
        } else {
            let covers = self.covers(elsewhere.remove("Resource").as_ref());
            elsewhere.insert("NotResource".to_owned(), json!(resource));
            covers
        };
        let named = self.kind != Kind::Own;
        if exact {
            // What it denied of other resources, it denies of them still.
            statements.push(Value::Object(elsewhere));
            let mut here = deny.clone();
            here.remove("NotResource");
            here.insert("Resource".to_owned(), json!(resource));
            if named {
                let mut others = here.clone();
                self.others(&mut others);
                statements.push(sidded(others, "Others", sids));
            }
            if let Some(endpoint) = endpoint {
                let mut ways = here;
                if named {
                    self.this(&mut ways);
                }
                add_to(&mut ways, "StringNotEquals", ENDPOINT, endpoint, true);
                statements.push(sidded(ways, "OtherWays", sids));
            }
            return statements;
        }
        // No pattern says "all of these but one". So others keep the statement as it is, and this caller is denied whatever
        // else there is of the same owner: more than before, never less.
        if named {
            let mut others = deny.clone();
            self.others(&mut others);
            statements.push(Value::Object(others));
            self.this(&mut elsewhere);
        }
        if self.kind != Kind::Owned {
            add_to(&mut elsewhere, "StringEquals", OWNER, owner, false);
        }
        let elsewhere = if named {
            sidded(elsewhere, "Elsewhere", sids)
        } else {
            Value::Object(elsewhere)
        };
        statements.push(elsewhere);
        if let Some(endpoint) = endpoint {
            let mut ways = deny.clone();
            if named {
                self.this(&mut ways);
            }
            add_to(&mut ways, "StringNotEquals", ENDPOINT, endpoint, true);
            statements.push(sidded(ways, "OtherWays", sids));
        }
        statements
    }

    /// Whether a `Resource` is everything that its document is ever asked about, so that naming what it is not about
    /// loses nothing.
    fn covers(&self, resource: Option<&Value>) -> bool {
        let patterns: Vec<&str> = match resource {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(one)) => vec![one],
            _ => return resource.is_none(),
        };
        let api = self.exact.resource.split('/').next().unwrap_or_default();
        patterns.iter().any(|pattern| {
            *pattern == "*"
                || self.kind == Kind::Owned
                    && (*pattern == "execute-api:/*"
                        || pattern.strip_suffix("/*") == Some(api)
                        || *pattern == format!("{api}*"))
        })
    }

    /// Limits a statement to everybody else.
    fn others(&self, statement: &mut Map<String, Value>) {
        match self.exact.principal {
            Some(arn) => add_to(statement, "ArnNotEquals", PRINCIPAL, arn, true),
            None => add_to(statement, "Null", PRINCIPAL, "false", false),
        }
    }

    /// Limits a statement to this caller.
    fn this(&self, statement: &mut Map<String, Value>) {
        match self.exact.principal {
            Some(arn) => add_to(statement, "ArnEquals", PRINCIPAL, arn, false),
            None => add_to(statement, "Null", PRINCIPAL, "true", false),
        }
    }
}

/// Adds a condition that has to hold too. Where the operator has the key already, a negated list grows; of another list
/// the value is one, and only it is left.
fn add_to(statement: &mut Map<String, Value>, operator: &str, key: &str, value: &str, grows: bool) {
    let condition = statement
        .entry("Condition")
        .or_insert_with(|| Value::Object(Map::new()));
    if let Some(condition) = condition.as_object_mut() {
        add(condition, operator, key, value, grows);
    }
}

fn add(condition: &mut Map<String, Value>, operator: &str, key: &str, value: &str, grows: bool) {
    let name = condition
        .keys()
        .find(|known| known.eq_ignore_ascii_case(operator))
        .cloned()
        .unwrap_or_else(|| operator.to_owned());
    let keys = condition
        .entry(name)
        .or_insert_with(|| Value::Object(Map::new()));
    let Some(keys) = keys.as_object_mut() else {
        return;
    };
    let name = keys
        .keys()
        .find(|known| known.eq_ignore_ascii_case(key))
        .cloned()
        .unwrap_or_else(|| key.to_owned());
    let values = match keys.remove(&name) {
        Some(Value::Array(mut list)) if grows => {
            list.push(json!(value));
            Value::Array(list)
        }
        Some(one @ Value::String(_)) if grows => json!([one, value]),
        _ => json!(value),
    };
    keys.insert(name, values);
}

fn put(statement: &mut Value, name: &str, value: Value) {
    if let Some(statement) = statement.as_object_mut() {
        statement.insert(name.to_owned(), value);
    }
}

/// With a Sid of its own, where the statement has one.
fn sidded(mut statement: Map<String, Value>, suffix: &str, sids: &mut Vec<String>) -> Value {
    if let Some(Value::String(sid)) = statement.get("Sid") {
        let own = unused(&format!("{sid}{suffix}"), sids);
        sids.push(own.clone());
        statement.insert("Sid".to_owned(), json!(own));
    }
    Value::Object(statement)
}

fn unused(sid: &str, sids: &[String]) -> String {
    let mut own = sid.to_owned();
    let mut number = 1_u32;
    while sids.contains(&own) {
        number = number.saturating_add(1);
        own = format!("{sid}{number}");
    }
    own
}

/// The blanks before a statement, where it begins a line.
fn indentation(before: &str) -> Option<usize> {
    let line = before.rsplit_once('\n')?.1;
    line.chars()
        .all(|character| character == ' ')
        .then_some(line.len())
}

fn separator(indent: Option<usize>) -> String {
    match indent {
        Some(indent) => format!(",\n{}", " ".repeat(indent)),
        None => ",".to_owned(),
    }
}

fn list(statements: &[Value], indent: Option<usize>) -> String {
    let texts = statements.iter().map(|statement| match indent {
        Some(indent) => {
            let pretty = serde_json::to_string_pretty(statement).unwrap_or_default();
            pretty.replace('\n', &format!("\n{}", " ".repeat(indent)))
        }
        None => statement.to_string(),
    });
    let texts: Vec<String> = texts.collect();
    texts.join(&separator(indent))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARN: &str = "arn:aws:execute-api:us-east-1:222222222222:abc/prod/GET/items";

    fn exact() -> Exact<'static> {
        Exact {
            resource: ARN,
            principal: Some("arn:aws:iam::111111111111:role/app"),
            endpoint: Some("vpce-2"),
            owner: "222222222222",
        }
    }

    #[test]
    fn what_is_not_edited_stays_as_it_was_written() {
        let text = "{ \"Version\": \"2012-10-17\",\n \"Statement\": [\n  {\"Effect\":\"Allow\", \"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}\n ]}";
        let edit = Edit {
            exact: &exact(),
            kind: Kind::Owned,
            denies: Vec::new(),
            allow: true,
        };
        let edited = edit.apply(text).unwrap();
        let (before, after) = text.split_once("\n ]}").unwrap();
        assert!(
            edited.starts_with(before) && edited.ends_with("\n ]}"),
            "{edited}{after}"
        );
        let read: Value = serde_json::from_str(&edited).unwrap();
        let added = &read["Statement"][1];
        assert_eq!(added["Resource"], ARN);
        assert_eq!(added["Principal"]["AWS"], exact().principal.unwrap());
        assert_eq!(
            added["Condition"]["StringEquals"]["aws:SourceVpce"],
            "vpce-2"
        );
    }

    #[test]
    fn a_single_statement_becomes_a_list() {
        let text = r#"{"Statement":{"Sid":"No","Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:sourceVpce":"vpce-1"}}}}"#;
        let edit = Edit {
            exact: &exact(),
            kind: Kind::Owned,
            denies: vec![0],
            allow: false,
        };
        let read: Value = serde_json::from_str(&edit.apply(text).unwrap()).unwrap();
        let statements = read["Statement"].as_array().unwrap();
        assert_eq!(statements.len(), 3);
        assert_eq!(statements[0]["NotResource"], ARN);
        let others = &statements[1];
        assert_eq!(others["Sid"], "NoOthers");
        assert_eq!(
            others["Condition"]["ArnNotEquals"]["aws:PrincipalArn"],
            exact().principal.unwrap()
        );
        let ways = &statements[2]["Condition"]["StringNotEquals"];
        assert_eq!(ways["aws:sourceVpce"], json!(["vpce-1", "vpce-2"]));
    }
}
