//! The methods of Java's numbers, among them the parsing ones, which templates reach through any
//! number: `#set($Integer = 0) $Integer.parseInt("5")`.

use super::method::failed;
use super::{Machine, Outcome, Value};
use crate::number::Number;

impl Machine<'_> {
    pub(super) fn number_method(
        &mut self,
        number: &Number,
        name: &str,
        arguments: &[Value],
    ) -> Outcome<Value> {
        let int = |whole| Value::Number(Number::Int(whole));
        Ok(match (name, arguments) {
            ("intValue" | "longValue", []) => number.truncated().map_or(Value::Null, int),
            ("doubleValue" | "floatValue", []) => Value::Number(Number::Float(number.as_float())),
            ("compareTo", [Value::Number(other)]) => {
                let order = number.compare(other);
                order.map_or(Value::Null, |order| int(order as i64))
            }
            ("parseInt" | "parseLong" | "valueOf", [Value::Text(text)])
                if number.as_int().is_some() =>
            {
                let text = text.strip_prefix('+').unwrap_or(text);
                let parsed = text.parse().map_err(|_| {
                    let shown: String = text.chars().take(40).collect();
                    failed("parseInt", format!("`{shown}` is no whole number"))
                })?;
                int(parsed)
            }
            ("parseDouble" | "parseFloat" | "valueOf", [Value::Text(text)]) => {
                let parsed: f64 = text.trim().parse().map_err(|_| {
                    let shown: String = text.chars().take(40).collect();
                    failed("parseDouble", format!("`{shown}` is no number"))
                })?;
                Value::Number(Number::Float(parsed))
            }
            ("valueOf", [Value::Number(other)]) => Value::Number(other.clone()),
            ("toString", [Value::Number(other)]) => {
                let mut text = String::new();
                other.write(&mut text);
                self.heap.text(&text)?
            }
            _ => Value::Null,
        })
    }
}
