//! How each service says that a parameter is wrong. Only words; what is wrong was found before.

use super::{Constraint, Mistyped, Violation};
use crate::fault::Fault;
use crate::form::clip;
use crate::service::{Operation, Protocol, Service};
use crate::tree::Node;

/// The longest value that a message repeats.
const MAX_SHOWN: usize = 1024;

/// What a service answers to values that break constraints; there is at least one.
pub(super) fn violations(
    service: &Service,
    operation: &Operation,
    violations: &[Violation],
) -> Fault {
    match (service.protocol, violations.first()) {
        // EC2 names one parameter at a time.
        (Protocol::Ec2Query, Some(first)) => ec2(first),
        (Protocol::RestJson, _) => {
            let missing = violations
                .iter()
                .any(|violation| matches!(violation.constraint, Constraint::NotNull));
            let code = if missing {
                "BadRequestException"
            } else {
                "ValidationException"
            };
            Fault::new(400, code, counted(located(operation, violations)))
        }
        (Protocol::Json11, _) => Fault::new(400, "ValidationException", counted(plain(violations))),
        (Protocol::Query | Protocol::Ec2Query, _) => {
            Fault::new(400, "ValidationError", counted(plain(violations)))
        }
    }
}

/// What a service answers to a value of another type than the parameter's.
pub(super) fn mistyped(service: &Service, mistyped: &Mistyped) -> Fault {
    let Mistyped {
        parameter,
        value,
        wanted,
    } = mistyped;
    let article = if *wanted == "Integer" { "an" } else { "a" };
    match service.protocol {
        Protocol::Query => Fault::new(
            400,
            "MalformedInput",
            format!("`{value}` at '{parameter}' can not be converted to {article} {wanted}"),
        ),
        Protocol::Ec2Query => {
            let message = format!(
                "Value ({value}) for parameter {parameter} is invalid. It is not {article} {wanted}."
            );
            Fault::new(400, "InvalidParameterValue", message)
        }
        Protocol::RestJson | Protocol::Json11 => Fault::new(
            400,
            "SerializationException",
            format!("{value} at '{parameter}' can not be converted to {article} {wanted}"),
        ),
    }
}

/// A list of strings as messages show it; none for a list of anything else.
pub(super) fn shown_list(nodes: &[Node]) -> Option<String> {
    let texts: Option<Vec<&str>> = nodes.iter().map(Node::as_text).collect();
    texts.map(|texts| format!("[{}]", texts.join(", ")))
}

/// A value of the wrong type as messages show it: form text as it is, JSON by the kind of its token.
pub(super) fn shown_value(node: &Node) -> String {
    match node {
        Node::Untyped(text) => clip(text).to_owned(),
        Node::Null => "NULL_VALUE".to_owned(),
        Node::Bool(_) => "BOOLEAN_VALUE".to_owned(),
        Node::Number(_) => "NUMBER_VALUE".to_owned(),
        Node::String(_) => "STRING_VALUE".to_owned(),
        Node::List(_) => "START_ARRAY".to_owned(),
        Node::Map(_) => "START_OBJECT".to_owned(),
    }
}

fn ec2(violation: &Violation) -> Fault {
    let parameter = &violation.parameter;
    let shown = violation.shown.as_deref().map(clip).unwrap_or_default();
    let expected = match violation.constraint {
        Constraint::NotNull => {
            return Fault::new(
                400,
                "MissingParameter",
                format!("The request must contain the parameter {parameter}"),
            );
        }
        Constraint::Min(bound) => format!("Expecting a value of at least {bound}."),
        Constraint::Max(bound) => format!("Expecting a value of at most {bound}."),
        Constraint::MinLength(bound) => format!("Expecting a length of at least {bound}."),
        Constraint::MaxLength(bound) => format!("Expecting a length of at most {bound}."),
        Constraint::Pattern(pattern) => format!("Expecting a match of {pattern}."),
        Constraint::Values(values) => {
            // The longest enum has over a hundred values, which help nobody.
            const LISTED: usize = 16;
            if values.len() > LISTED {
                String::new()
            } else {
                format!("Expecting one of {}.", values.join(", "))
            }
        }
    };
    let message = format!("Value ({shown}) for parameter {parameter} is invalid. {expected}");
    Fault::new(400, "InvalidParameterValue", message.trim_end())
}

fn plain(violations: &[Violation]) -> Vec<String> {
    violations
        .iter()
        .map(|violation| sentence("", violation))
        .collect()
}

/// API Gateway speaks of the body first, starting from the name of its own input class (`putIntegrationInput.type`),
/// and then of the path and the query string, by the member's name alone (`statusCode`).
fn located(operation: &Operation, violations: &[Violation]) -> Vec<String> {
    let mut characters = operation.name.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    let prefix: String = first
        .into_iter()
        .chain(characters)
        .chain("Input.".chars())
        .collect();
    let (body, elsewhere): (Vec<_>, Vec<_>) =
        violations.iter().partition(|violation| violation.in_body);
    let body = body
        .into_iter()
        .map(|violation| sentence(&prefix, violation));
    let elsewhere = elsewhere
        .into_iter()
        .map(|violation| sentence("", violation));
    body.chain(elsewhere).collect()
}

fn counted(sentences: Vec<String>) -> String {
    let number = sentences.len();
    let errors = if number == 1 { "error" } else { "errors" };
    format!(
        "{number} validation {errors} detected: {}",
        sentences.join("; ")
    )
}

fn sentence(prefix: &str, violation: &Violation) -> String {
    let value = match (&violation.constraint, &violation.shown) {
        (Constraint::NotNull, _) => "Value null".to_owned(),
        (_, Some(shown)) if shown.len() <= MAX_SHOWN => format!("Value '{shown}'"),
        _ => "Value".to_owned(),
    };
    let constraint = match &violation.constraint {
        Constraint::NotNull => "Member must not be null".to_owned(),
        Constraint::MinLength(bound) => {
            format!("Member must have length greater than or equal to {bound}")
        }
        Constraint::MaxLength(bound) => {
            format!("Member must have length less than or equal to {bound}")
        }
        Constraint::Min(bound) => {
            format!("Member must have value greater than or equal to {bound}")
        }
        Constraint::Max(bound) => format!("Member must have value less than or equal to {bound}"),
        Constraint::Pattern(pattern) => {
            format!("Member must satisfy regular expression pattern: {pattern}")
        }
        Constraint::Values(values) => format!(
            "Member must satisfy enum value set: [{}]",
            values.join(", ")
        ),
    };
    format!(
        "{value} at '{prefix}{}' failed to satisfy constraint: {constraint}",
        violation.path
    )
}
