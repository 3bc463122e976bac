//! What a scalar means: the core schema of YAML 1.2. A number with a leading zero stays text, because nobody who writes an
//! account id without quotes means a number, and so does a number that JSON cannot carry.

use saphyr_parser::{ScalarStyle, Tag};
use serde_json::Number;

use crate::error::Unreadable;
use crate::node::Node;

/// The value of a scalar.
pub(super) fn resolve(
    text: &str,
    style: ScalarStyle,
    tag: Option<&Tag>,
) -> Result<Node, Unreadable> {
    if let Some(tag) = tag {
        return tagged(text, tag)
            .ok_or_else(|| Unreadable::Syntax(format!("a tag that `{text}` cannot have")));
    }
    Ok(match style {
        ScalarStyle::Plain => plain(text),
        _ => Node::from(text),
    })
}

/// Whether a tag is this one of the core schema, or the one that says nothing.
pub(super) fn is_core(tag: &Tag, suffix: &str) -> bool {
    (tag.is_yaml_core_schema() && tag.suffix == suffix)
        || (tag.handle == "!" && tag.suffix.is_empty())
}

/// The value of a scalar without quotes.
pub(super) fn plain(text: &str) -> Node {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Node::Null,
        "true" | "True" | "TRUE" => Node::Bool(true),
        "false" | "False" | "FALSE" => Node::Bool(false),
        _ => number(text).map_or_else(|| Node::from(text), Node::Number),
    }
}

fn tagged(text: &str, tag: &Tag) -> Option<Node> {
    if is_core(tag, "str") || tag.handle == "!" && tag.suffix.is_empty() {
        return Some(Node::from(text));
    }
    let node = plain(text);
    let fits = match &node {
        Node::Null => is_core(tag, "null"),
        Node::Bool(_) => is_core(tag, "bool"),
        Node::Number(number) => is_core(tag, "float") || (is_core(tag, "int") && !number.is_f64()),
        _ => false,
    };
    fits.then_some(node)
}

fn number(text: &str) -> Option<Number> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    let some_digits = !whole.is_empty() || fraction.is_some_and(|digits| !digits.is_empty());
    if !digits(whole) || !fraction.is_none_or(digits) || !exponent_fits || !some_digits {
        return None;
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    if fraction.is_none() && exponent.is_none() {
        let text = text.strip_prefix('+').unwrap_or(text);
        let whole = text.parse::<i64>().map(Number::from);
        return whole
            .or_else(|_| text.parse::<u64>().map(Number::from))
            .ok();
    }
    Number::from_f64(text.parse().ok()?)
}
