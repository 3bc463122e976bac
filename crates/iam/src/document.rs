//! The shape of a policy document: which elements there are and what JSON each of them is made of (IAM User Guide,
//! "Grammar of the IAM JSON policy language"). What the values mean, and which policy type may hold which element, is
//! decided elsewhere.

pub(crate) mod element;
pub(crate) mod json;

use std::ops::Range;

use json::{Json, Key, Node};

/// A document with the right shape.
#[derive(Debug, Clone)]
pub struct Document {
    /// The `Version`, where there is one.
    pub version: Option<Version>,
    /// The statements in order.
    pub statements: Vec<Source>,
}

/// The version of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// `2008-10-17`.
    V2008,
    /// `2012-10-17`.
    V2012,
}

/// One statement.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// `Sid`.
    pub sid: Option<Text>,
    /// `Effect`, as it is written.
    pub effect: Text,
    /// `Action` or `NotAction`.
    pub action: Option<Element>,
    /// `Resource` or `NotResource`.
    pub resource: Option<Element>,
    /// `Principal` or `NotPrincipal`.
    pub principal: Option<PrincipalElement>,
    /// `Condition`.
    pub condition: Vec<Block>,
}

/// A string and its place.
#[derive(Debug, Clone)]
pub struct Text {
    /// The string.
    pub text: String,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
}

/// `Action`, `NotAction`, `Resource` or `NotResource`.
#[derive(Debug, Clone)]
pub struct Element {
    /// Where its name stands.
    pub at: usize,
    /// Whether it is the `Not` form.
    pub negated: bool,
    /// Its list.
    pub values: Vec<Text>,
}

/// `Principal` or `NotPrincipal`.
#[derive(Debug, Clone)]
pub struct PrincipalElement {
    /// Where its name stands.
    pub at: usize,
    /// Whether it is `NotPrincipal`.
    pub negated: bool,
    /// Its list.
    pub principals: Vec<PrincipalText>,
}

/// One principal with its kind: `AWS`, `Service`, `Federated` or `CanonicalUser`. A bare `*` has the kind `AWS`.
#[derive(Debug, Clone)]
pub struct PrincipalText {
    /// `AWS`, `Service`, `Federated` or `CanonicalUser`.
    pub kind: String,
    /// The principal.
    pub value: Text,
}

/// One condition operator with its keys.
#[derive(Debug, Clone)]
pub struct Block {
    /// The operator, qualifier and `IfExists` included.
    pub operator: Text,
    /// Its keys, each with its values.
    pub keys: Vec<(Text, Vec<Text>)>,
}

/// What is wrong with the shape, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxFault {
    /// The byte.
    pub at: usize,
    /// In our words.
    pub detail: String,
    /// The text is not even JSON.
    pub not_json: bool,
}

/// Reads a document.
///
/// # Errors
/// When it is no JSON or has not the shape of a policy.
pub fn read(text: &str) -> Result<Document, SyntaxFault> {
    let root = json::read(text).map_err(|fault| SyntaxFault {
        at: fault.at,
        detail: fault.detail,
        not_json: true,
    })?;
    let mut version = None;
    let mut statements = None;
    for (key, node) in entries(&root, "the document")? {
        match key.text.as_str() {
            "Version" => version = Some(version_of(node)?),
            "Id" => {
                string(node, "Id")?;
            }
            "Statement" => statements = Some(statements_of(node)?),
            _ => return fault(key.at, format!("unknown element `{}`", key.text)),
        }
    }
    match statements {
        Some(statements) if !statements.is_empty() => Ok(Document {
            version,
            statements,
        }),
        _ => fault(root.span.start, "a policy needs at least one Statement"),
    }
}

/// The line and column of a byte, both from 1.
#[must_use]
pub fn line_and_column(document: &str, at: usize) -> (u32, u32) {
    let before = (0..=at.min(document.len()))
        .rev()
        .find_map(|end| document.get(..end))
        .unwrap_or("");
    let line = before.bytes().filter(|byte| *byte == b'\n').count();
    let column = before.chars().rev().take_while(|c| *c != '\n').count();
    let from_one = |count| u32::try_from(count).unwrap_or(u32::MAX - 1) + 1;
    (from_one(line), from_one(column))
}

/// The byte of a line and column: the reverse of [`line_and_column`].
#[must_use]
pub fn offset(document: &str, line: u32, column: u32) -> usize {
    let skipped = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    let start: usize = document
        .split_inclusive('\n')
        .take(skipped)
        .map(str::len)
        .sum();
    let rest = document.get(start..).unwrap_or("");
    let column = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
    let inside = rest.char_indices().nth(column);
    start + inside.map_or(rest.len(), |(at, _)| at)
}

fn version_of(node: &Node) -> Result<Version, SyntaxFault> {
    match string(node, "Version")?.text.as_str() {
        "2008-10-17" => Ok(Version::V2008),
        "2012-10-17" => Ok(Version::V2012),
        other => fault(node.span.start, format!("unknown Version `{other}`")),
    }
}

fn statements_of(node: &Node) -> Result<Vec<Source>, SyntaxFault> {
    match &node.value {
        Json::Array(nodes) => nodes.iter().map(statement).collect(),
        _ => Ok(vec![statement(node)?]),
    }
}

fn statement(node: &Node) -> Result<Source, SyntaxFault> {
    let mut sid = None;
    let mut effect = None;
    let mut action = None;
    let mut resource = None;
    let mut principal = None;
    let mut condition = Vec::new();
    for (key, value) in entries(node, "a Statement")? {
        let name = key.text.as_str();
        match name {
            "Sid" => sid = Some(string(value, name)?),
            "Effect" => effect = Some(effect_of(value)?),
            "Action" | "NotAction" => {
                one_of(action.is_some(), key, "Action and NotAction")?;
                action = Some(element(key, value, false)?);
            }
            "Resource" | "NotResource" => {
                one_of(resource.is_some(), key, "Resource and NotResource")?;
                resource = Some(element(key, value, true)?);
            }
            "Principal" | "NotPrincipal" => {
                one_of(principal.is_some(), key, "Principal and NotPrincipal")?;
                principal = Some(principal_of(key, value)?);
            }
            "Condition" => condition = blocks(value)?,
            _ => return fault(key.at, format!("unknown element `{name}`")),
        }
    }
    let Some(effect) = effect else {
        return fault(node.span.start, "a Statement needs an Effect");
    };
    Ok(Source {
        span: node.span.clone(),
        sid,
        effect,
        action,
        resource,
        principal,
        condition,
    })
}

fn one_of(present: bool, key: &Key, pair: &str) -> Result<(), SyntaxFault> {
    if present {
        return fault(key.at, format!("{pair} exclude each other"));
    }
    Ok(())
}

fn effect_of(node: &Node) -> Result<Text, SyntaxFault> {
    let effect = string(node, "Effect")?;
    let known = ["allow", "deny"]
        .iter()
        .any(|name| effect.text.eq_ignore_ascii_case(name));
    if !known {
        return fault(node.span.start, format!("unknown Effect `{}`", effect.text));
    }
    Ok(effect)
}

/// IAM overlooks `null` in a list of resources, and there alone.
fn element(key: &Key, node: &Node, nulls: bool) -> Result<Element, SyntaxFault> {
    let values = match &node.value {
        Json::Array(nodes) => nodes
            .iter()
            .filter(|node| !(nulls && matches!(node.value, Json::Null)))
            .map(|node| string(node, &key.text))
            .collect::<Result<_, _>>()?,
        _ => vec![string(node, &key.text)?],
    };
    Ok(Element {
        at: key.at,
        negated: key.text.starts_with("Not"),
        values,
    })
}

fn principal_of(key: &Key, node: &Node) -> Result<PrincipalElement, SyntaxFault> {
    let mut principals = Vec::new();
    match &node.value {
        Json::String(text) if text == "*" => principals.push(PrincipalText {
            kind: "AWS".to_owned(),
            value: string(node, "Principal")?,
        }),
        Json::Array(nodes) if nodes.is_empty() => {}
        Json::Object(kinds) => {
            for (kind, values) in kinds {
                if !matches!(
                    kind.text.as_str(),
                    "AWS" | "Service" | "Federated" | "CanonicalUser"
                ) {
                    return fault(kind.at, format!("unknown principal kind `{}`", kind.text));
                }
                for value in element(kind, values, false)?.values {
                    principals.push(PrincipalText {
                        kind: kind.text.clone(),
                        value,
                    });
                }
            }
        }
        _ => {
            return fault(
                node.span.start,
                "a principal is \"*\" or an object such as {\"AWS\": ...}",
            );
        }
    }
    Ok(PrincipalElement {
        at: key.at,
        negated: key.text.starts_with("Not"),
        principals,
    })
}

fn blocks(node: &Node) -> Result<Vec<Block>, SyntaxFault> {
    let mut blocks = Vec::new();
    for (operator, keys) in entries(node, "Condition")? {
        // IAM takes an empty list where an operator's keys belong.
        if matches!(&keys.value, Json::Array(nodes) if nodes.is_empty()) {
            continue;
        }
        let mut block = Block {
            operator: Text {
                text: operator.text.clone(),
                span: operator.at..operator.at,
            },
            keys: Vec::new(),
        };
        let mut seen = std::collections::HashMap::new();
        for (key, values) in entries(keys, &operator.text)? {
            if let Some(other) = seen.insert(key.text.to_lowercase(), &key.text) {
                let detail = format!(
                    "`{other}` and `{}` under `{}` are the same condition key: key names ignore case",
                    key.text, operator.text
                );
                return fault(key.at, detail);
            }
            let name = Text {
                text: key.text.clone(),
                span: key.at..key.at,
            };
            block.keys.push((name, scalars(values)?));
        }
        if !block.keys.is_empty() {
            blocks.push(block);
        }
    }
    Ok(blocks)
}

fn scalars(node: &Node) -> Result<Vec<Text>, SyntaxFault> {
    match &node.value {
        Json::Array(nodes) => nodes.iter().map(scalar).collect(),
        _ => Ok(vec![scalar(node)?]),
    }
}

fn scalar(node: &Node) -> Result<Text, SyntaxFault> {
    let text = match &node.value {
        Json::String(text) | Json::Number(text) => text.clone(),
        Json::Bool(value) => value.to_string(),
        Json::Null | Json::Array(_) | Json::Object(_) => {
            return fault(
                node.span.start,
                "a condition value is a string, number or Boolean",
            );
        }
    };
    Ok(Text {
        text,
        span: node.span.clone(),
    })
}

fn string(node: &Node, what: &str) -> Result<Text, SyntaxFault> {
    match &node.value {
        Json::String(text) => Ok(Text {
            text: text.clone(),
            span: node.span.clone(),
        }),
        _ => fault(node.span.start, format!("`{what}` must hold strings")),
    }
}

fn entries<'n>(node: &'n Node, what: &str) -> Result<&'n [(Key, Node)], SyntaxFault> {
    match &node.value {
        Json::Object(entries) => Ok(entries),
        _ => fault(node.span.start, format!("`{what}` must be an object")),
    }
}

fn fault<T>(at: usize, detail: impl Into<String>) -> Result<T, SyntaxFault> {
    Err(SyntaxFault {
        at,
        detail: detail.into(),
        not_json: false,
    })
}
