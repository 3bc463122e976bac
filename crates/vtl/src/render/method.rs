//! Which properties and methods a value has. They are Java's, of the classes that templates meet;
//! one that a value does not have, or not for such arguments, is absent and no error, as in
//! Velocity.

use super::{Machine, Outcome, Value};
use crate::error::RenderError;
use crate::number::Number;

impl Machine<'_> {
    /// `$value.name`
    pub(super) fn property(&mut self, value: &Value, name: &str) -> Outcome<Value> {
        match (value, name) {
            (Value::Map(id), name) => Ok(self.heap.get(*id, name).cloned().unwrap_or(Value::Null)),
            (Value::Entry(entry), "key") => Ok(entry.0.clone()),
            (Value::Entry(entry), "value") => Ok(entry.1.clone()),
            (Value::Loop(number), name) => Ok(self.loop_property(*number, name)),
            (Value::Input, "body") => self.body(),
            (Value::List(_) | Value::Text(_), "empty") => self.method(value, "isEmpty", &[]),
            _ => Ok(Value::Null),
        }
    }

    /// `$value.name(arguments)`
    pub(super) fn method(
        &mut self,
        value: &Value,
        name: &str,
        arguments: &[Value],
    ) -> Outcome<Value> {
        self.heap.purse.steps(1)?;
        match (name, arguments) {
            ("toString", []) if !matches!(value, Value::Input | Value::Util) => {
                let text = self.text_of(value)?;
                return Ok(Value::Text(text));
            }
            ("equals", [other]) => return self.equals(value, other).map(Value::Bool),
            _ => {}
        }
        match value {
            Value::Text(text) => self.text_method(text, name, arguments),
            Value::List(id) => self.list_method(*id, name, arguments),
            Value::Map(id) => self.map_method(*id, name, arguments),
            Value::Number(number) => self.number_method(number, name, arguments),
            Value::Bool(it) => Ok(match (name, arguments) {
                ("booleanValue", []) => Value::Bool(*it),
                _ => Value::Null,
            }),
            Value::Entry(entry) => Ok(match (name, arguments) {
                ("getKey", []) => entry.0.clone(),
                ("getValue", []) => entry.1.clone(),
                _ => Value::Null,
            }),
            Value::Loop(number) => match (name, arguments) {
                ("stop", []) => Err(super::Halt::Break(Some(*number))),
                ("hasNext", []) => Ok(self.loop_property(*number, "hasNext")),
                (name, []) => Ok(self.loop_property(*number, &getter(name))),
                _ => Ok(Value::Null),
            },
            Value::Input => self.input_method(name, arguments),
            Value::Util => self.util_method(name, arguments),
            Value::Null | Value::Block(_) => Ok(Value::Null),
        }
    }

    fn loop_property(&self, number: usize, name: &str) -> Value {
        let Some(scope) = self.scopes.get(number) else {
            return Value::Null;
        };
        match name {
            "index" => whole(scope.index),
            "count" => whole(scope.index + 1),
            "hasNext" => Value::Bool(scope.has_next),
            "first" => Value::Bool(scope.index == 0),
            "last" => Value::Bool(!scope.has_next),
            "depth" => whole(number + 1),
            "parent" => scope.parent.map_or(Value::Null, Value::Loop),
            "topmost" => Value::Loop(0),
            _ => Value::Null,
        }
    }
}

/// A count as a template has it.
pub(super) fn whole(count: usize) -> Value {
    Value::Number(Number::Int(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// An exception of Java's.
pub(super) fn failed(method: &'static str, reason: impl Into<String>) -> super::Halt {
    RenderError::Method {
        method,
        reason: reason.into(),
    }
    .into()
}

/// `getIndex` and `isFirst` are `index` and `first`.
fn getter(name: &str) -> String {
    let property = name.strip_prefix("get").or_else(|| name.strip_prefix("is"));
    let mut letters = property.unwrap_or(name).chars();
    let first = letters.next().map(|it| it.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}
