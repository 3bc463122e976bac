//! JSON. A name that stands twice is refused, because two readers could take different values for it. Written is what
//! API Gateway writes: two blanks for each level, a blank before the colon, lists on one line.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use crate::error::Unreadable;
use crate::limits::{MAX_DEPTH, MAX_VALUES};
use crate::node::Node;

/// Reads a JSON document.
pub(crate) fn parse(text: &str) -> Result<Node, Unreadable> {
    let count = Cell::new(0);
    let counted = Counted {
        count: &count,
        depth: 0,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let parsed = counted
        .deserialize(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node));
    parsed.map_err(|error| {
        if count.get() > MAX_VALUES {
            Unreadable::TooMuch("values")
        } else {
            Unreadable::Syntax(error.to_string())
        }
    })
}

/// Writes a JSON document.
pub(crate) fn print(node: &Node) -> String {
    let mut text = String::new();
    write(node, 0, &mut text);
    text
}

/// Writes a JSON document without any blanks.
pub(crate) fn compact(node: &Node) -> String {
    match node {
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(compact).collect();
            format!("[{}]", items.join(","))
        }
        Node::Map(entries) => {
            let entries = entries.iter();
            let entries: Vec<String> = entries
                .map(|(name, value)| format!("{}:{}", quoted(name), compact(value)))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
        scalar => print(scalar),
    }
}

/// A string with its quotes and escapes.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn write(node: &Node, level: usize, text: &mut String) {
    match node {
        Node::Null => text.push_str("null"),
        Node::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Node::Number(number) => text.push_str(&number.to_string()),
        Node::Text(string) => text.push_str(&quoted(string)),
        Node::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { " " } else { ", " });
                write(item, level, text);
            }
            text.push_str(" ]");
        }
        Node::Map(entries) if entries.is_empty() => text.push_str("{ }"),
        Node::Map(entries) => {
            text.push('{');
            for (index, (name, value)) in entries.iter().enumerate() {
                text.push_str(if index == 0 { "\n" } else { ",\n" });
                indent(level + 1, text);
                text.push_str(&quoted(name));
                text.push_str(" : ");
                write(value, level + 1, text);
            }
            text.push('\n');
            indent(level, text);
            text.push('}');
        }
    }
}

fn indent(level: usize, text: &mut String) {
    for _ in 0..level {
        text.push_str("  ");
    }
}

#[derive(Clone, Copy)]
struct Counted<'c> {
    count: &'c Cell<usize>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Counted<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.count.set(self.count.get().saturating_add(1));
        if self.count.get() > MAX_VALUES {
            return Err(D::Error::custom("too many values"));
        }
        if self.depth > MAX_DEPTH {
            return Err(D::Error::custom("too deep"));
        }
        let deeper = Self {
            depth: self.depth + 1,
            ..self
        };
        deserializer.deserialize_any(deeper)
    }
}

impl<'de> Visitor<'de> for Counted<'_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Node, E> {
        Ok(Node::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Node, E> {
        Number::from_f64(number)
            .map(Node::Number)
            .ok_or_else(|| E::custom("a number out of range"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = elements.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        let mut names = BTreeSet::new();
        while let Some(name) = members.next_key::<String>()? {
            if !names.insert(name.clone()) {
                return Err(A::Error::custom(format_args!(
                    "the name `{name}` stands twice"
                )));
            }
            entries.push((name, members.next_value_seed(self)?));
        }
        Ok(Node::Map(entries))
    }
}
