//! Values into text: as Java's `toString` writes them, `{a=1, b=[…]}`, and as JSON. Lists that
//! came from JSON are written as JSON wherever they stand, which is what API Gateway was recorded
//! to do.

use crate::error::RenderError;
use crate::heap::{Heap, Value};

/// Writes a value as Java does.
pub(crate) fn java(heap: &Heap, value: &Value, out: &mut String) -> Result<(), RenderError> {
    java_below(heap, value, out, heap.purse.max_depth() * 2)
}

/// Writes a value as JSON.
pub(crate) fn json(heap: &Heap, value: &Value, out: &mut String) -> Result<(), RenderError> {
    json_below(heap, value, out, heap.purse.max_depth() * 2)
}

/// Writes a text as JSON, quotes included.
pub(crate) fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\0'..='\x1f' => out.push_str(&format!("\\u{:04x}", u32::from(it))),
            _ => out.push(it),
        }
    }
    out.push('"');
}

fn java_below(
    heap: &Heap,
    value: &Value,
    out: &mut String,
    depth: usize,
) -> Result<(), RenderError> {
    let depth = depth.checked_sub(1).ok_or(RenderError::TooDeep)?;
    let before = out.len();
    let nested = matches!(value, Value::List(_) | Value::Map(_) | Value::Entry(_));
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(it) => out.push_str(if *it { "true" } else { "false" }),
        Value::Number(number) => number.write(out),
        Value::Text(text) => out.push_str(text),
        Value::List(id) if heap.list(*id).is_some_and(|list| list.json) => {
            return json(heap, value, out);
        }
        Value::List(id) => {
            out.push('[');
            for (at, item) in heap.items(*id).iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                java_below(heap, item, out, depth)?;
            }
            out.push(']');
        }
        Value::Map(id) => {
            out.push('{');
            let entries = heap.map(*id).into_iter().flat_map(|map| &map.entries);
            for (at, (name, item)) in entries.enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                out.push_str(name);
                out.push('=');
                java_below(heap, item, out, depth)?;
            }
            out.push('}');
        }
        Value::Entry(entry) => {
            java_below(heap, &entry.0, out, depth)?;
            out.push('=');
            java_below(heap, &entry.1, out, depth)?;
        }
        Value::Block(_) | Value::Loop(_) | Value::Input | Value::Util => {}
    }
    let added = if nested { 0 } else { out.len() - before };
    heap.purse.grown(added, out.len())
}

fn json_below(
    heap: &Heap,
    value: &Value,
    out: &mut String,
    depth: usize,
) -> Result<(), RenderError> {
    let depth = depth.checked_sub(1).ok_or(RenderError::TooDeep)?;
    let before = out.len();
    let nested = matches!(value, Value::List(_) | Value::Map(_));
    match value {
        Value::Text(text) => quoted(text, out),
        Value::List(id) => {
            out.push('[');
            for (at, item) in heap.items(*id).iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                json_below(heap, item, out, depth)?;
            }
            out.push(']');
        }
        Value::Map(id) => {
            out.push('{');
            let entries = heap.map(*id).into_iter().flat_map(|map| &map.entries);
            for (at, (name, item)) in entries.enumerate() {
                if at > 0 {
                    out.push(',');
                }
                quoted(name, out);
                out.push(':');
                json_below(heap, item, out, depth)?;
            }
            out.push('}');
        }
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::Entry(_)
        | Value::Block(_)
        | Value::Loop(_)
        | Value::Input
        | Value::Util => return java_below(heap, value, out, depth),
    }
    // A nested value was paid for piece by piece.
    let added = if nested { 0 } else { out.len() - before };
    heap.purse.grown(added, out.len())
}
