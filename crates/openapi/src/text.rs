//! Texts into trees and back: JSON where it is JSON, YAML otherwise. Which it is decides the text, not a header: clients
//! send both as `application/octet-stream`.

use crate::error::Unreadable;
use crate::limits::MAX_BYTES;
use crate::node::Node;
use crate::{json, yaml};

/// The form of a written document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Indented JSON.
    Json,
    /// JSON without blanks.
    Compact,
    /// YAML in blocks.
    Yaml,
}

/// Reads JSON or YAML.
///
/// # Errors
/// When it is neither, or too much.
pub fn parse(bytes: &[u8]) -> Result<Node, Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLong);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Unreadable::Syntax(error.to_string()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // What begins like JSON may still be YAML, whose flow style has braces too.
    if text.trim_start().starts_with('{') {
        match json::parse(text) {
            Err(Unreadable::Syntax(_)) => {}
            outcome => return outcome,
        }
    }
    yaml::parse(text)
}

/// Writes a tree.
pub fn print(node: &Node, format: Format) -> String {
    match format {
        Format::Json => json::print(node),
        Format::Compact => json::compact(node),
        Format::Yaml => yaml::print(node),
    }
}
