//! `$input` (API Gateway Developer Guide, "API Gateway mapping template and access logging
//! variable reference"). An empty payload reads `{}`; a parameter is looked for in the path, the
//! query string and the headers, in that order.

use std::rc::Rc;

use super::{Machine, Outcome, Value};
use crate::path::JsonPath;
use crate::print;

impl Machine<'_> {
    pub(super) fn body(&mut self) -> Outcome<Value> {
        let body = self.inputs.body;
        Ok(self.heap.text(if body.is_empty() { "{}" } else { body })?)
    }

    pub(super) fn input_method(&mut self, name: &str, arguments: &[Value]) -> Outcome<Value> {
        match (name, arguments) {
            ("json", [Value::Text(path)]) => {
                let value = self.at_path(path)?;
                // A path that leads nowhere is an empty text, in quotes as any other.
                let value = match value {
                    Value::Null => Value::Text(Rc::clone(&self.empty)),
                    value => value,
                };
                let mut text = String::new();
                print::json(&self.heap, &value, &mut text)?;
                self.heap.purse.make(text.len())?;
                Ok(Value::Text(text.into()))
            }
            ("path", [Value::Text(path)]) => self.at_path(path),
            ("params", []) => self.parameters(),
            ("params", [Value::Text(name)]) => self.parameter(name),
            ("getBody", []) => self.body(),
            _ => Ok(Value::Null),
        }
    }

    fn at_path(&mut self, path: &str) -> Outcome<Value> {
        let path = JsonPath::read(path)?;
        let root = self.payload()?;
        Ok(path.evaluate(&mut self.heap, &mut self.patterns, &root)?)
    }

    fn parameters(&mut self) -> Outcome<Value> {
        let all = self.heap.new_map()?;
        for kind in ["path", "querystring", "header"] {
            let map = self.parameters_of(kind)?;
            self.heap.put(all, kind.into(), map)?;
        }
        Ok(Value::Map(all))
    }

    /// Of a name that comes more than once the last value counts.
    fn parameters_of(&mut self, kind: &str) -> Outcome<Value> {
        let id = self.heap.new_map()?;
        if let Some(map) = self.heap.map_mut(id) {
            map.ignores_case = kind == "header";
        }
        let parameters = &self.inputs.parameters;
        let pairs = match kind {
            "path" => &parameters.path,
            "querystring" => &parameters.querystring,
            _ => &parameters.header,
        };
        for (name, value) in pairs {
            let value = self.heap.text(value)?;
            self.heap.put(id, (*name).into(), value)?;
        }
        Ok(Value::Map(id))
    }

    fn parameter(&mut self, name: &str) -> Outcome<Value> {
        let parameters = &self.inputs.parameters;
        let last = |pairs: &[(&'_ str, &'_ str)]| {
            let found = pairs.iter().rfind(|(it, _)| *it == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let header = || {
            let headers = parameters.header.iter();
            let found = headers.rev().find(|(it, _)| it.eq_ignore_ascii_case(name));
            found.map(|(_, value)| (*value).to_owned())
        };
        let found = last(&parameters.path)
            .or_else(|| last(&parameters.querystring))
            .or_else(header);
        match (found, name) {
            (Some(value), _) => Ok(self.heap.text(&value)?),
            (None, "path" | "querystring" | "header") => self.parameters_of(name),
            (None, _) => Ok(Value::Null),
        }
    }
}
