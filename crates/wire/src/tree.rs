//! The bounded tree that every request becomes before it becomes a value of a generated type, and the limits on it.
//! Knows no protocol: [`crate::query`], [`crate::rest_json`] and [`crate::json11`] build it, [`crate::constraint`] judges it.

mod de;
mod json;

use std::collections::BTreeMap;

pub(crate) use de::from_tree;
pub(crate) use json::from_json;

/// The largest body that is read: the 6 MB that API Gateway takes for an imported definition.
pub(crate) const MAX_BODY_BYTES: usize = 6 * 1024 * 1024;
/// The largest body of a call that brings the code of a function: the 50 MB that Lambda takes, in base64.
pub(crate) const MAX_CODE_BYTES: usize = 69_905_067;
/// The most parameters, or values in a JSON body, that one request may have.
pub(crate) const MAX_VALUES: usize = 20_000;
/// The most names between dots in a form parameter; the deepest of the generated shapes has nine.
pub(crate) const MAX_DEPTH: usize = 20;
/// The greatest index in a list of form parameters.
pub(crate) const MAX_INDEX: u32 = 20_000;

/// One value of a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// Text that may stand for any scalar: a form parameter, a label, a parameter of a query string, a header.
    Untyped(String),
    /// JSON's null.
    Null,
    /// JSON's booleans.
    Bool(bool),
    /// JSON's numbers.
    Number(serde_json::Number),
    /// JSON's strings.
    String(String),
    /// Values in order.
    List(Vec<Node>),
    /// Values by name.
    Map(BTreeMap<String, Node>),
}

impl Node {
    /// The value of that name, if this is a map that has one other than null.
    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        match self {
            Self::Map(entries) => entries.get(name).filter(|node| **node != Self::Null),
            _ => None,
        }
    }

    /// The text of a string of either kind.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Untyped(text) | Self::String(text) => Some(text),
            _ => None,
        }
    }
}
