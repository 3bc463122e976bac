//! YAML as API Gateway writes it: blocks, the items of a list at the level of its name, and every string in double quotes,
//! so that no reader takes one for something else. Names stand without quotes where nothing could be misread.

use crate::json::quoted;
use crate::node::Node;

use super::scalar;

/// Writes a YAML document.
pub(crate) fn print(node: &Node) -> String {
    let mut text = String::from("---");
    value(node, 0, &mut text);
    text
}

/// A value after its name, its dash or the beginning, with what separates it from that.
fn value(node: &Node, level: usize, text: &mut String) {
    match node {
        Node::List(items) if items.is_empty() => text.push_str(" []\n"),
        Node::Map(entries) if entries.is_empty() => text.push_str(" {}\n"),
        Node::List(items) => {
            text.push('\n');
            for item in items {
                indent(level, text);
                text.push('-');
                item_value(item, level + 1, text);
            }
        }
        Node::Map(entries) => {
            text.push('\n');
            for (name, node) in entries {
                indent(level, text);
                entry(name, node, level, text);
            }
        }
        _ => {
            text.push(' ');
            text.push_str(&one_line(node));
            text.push('\n');
        }
    }
}

/// A value after a dash: the first name of a map stands on the same line.
fn item_value(item: &Node, level: usize, text: &mut String) {
    match item {
        Node::Map(entries) if !entries.is_empty() => {
            for (index, (name, node)) in entries.iter().enumerate() {
                match index {
                    0 => text.push(' '),
                    _ => indent(level, text),
                }
                entry(name, node, level, text);
            }
        }
        _ => value(item, level, text),
    }
}

fn entry(name: &str, node: &Node, level: usize, text: &mut String) {
    match is_plain(name) {
        true => text.push_str(name),
        false => text.push_str(&quoted(name)),
    }
    text.push(':');
    let below = match node {
        Node::List(_) => level,
        _ => level + 1,
    };
    value(node, below, text);
}

fn one_line(node: &Node) -> String {
    match node {
        Node::Text(string) => quoted(string),
        node => node.scalar().unwrap_or_else(|| "null".to_owned()),
    }
}

fn is_plain(name: &str) -> bool {
    let begins = name
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'$' | b'_'));
    begins
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/$_-.{}+".contains(&byte))
        && matches!(scalar::plain(name), Node::Text(_))
}

fn indent(level: usize, text: &mut String) {
    for _ in 0..level {
        text.push_str("  ");
    }
}
