//! The methods of `java.lang.String`. Positions count UTF-16 units, as Java's do.

use std::rc::Rc;

use super::method::{failed, whole};
use super::{Machine, Outcome, Value};
use crate::number::Number;
use crate::pattern::{Replacement, replacement};

impl Machine<'_> {
    pub(super) fn text_method(
        &mut self,
        text: &Rc<str>,
        name: &str,
        arguments: &[Value],
    ) -> Outcome<Value> {
        self.heap.purse.read(text.len())?;
        match arguments {
            [] => self.text_alone(text, name),
            [Value::Text(other)] => self.text_with_text(text, name, other),
            [Value::Number(Number::Int(at))] => self.text_with_number(text, name, *at),
            [
                Value::Number(Number::Int(from)),
                Value::Number(Number::Int(to)),
            ] => match name {
                "substring" | "subSequence" => self.substring(text, *from, Some(*to)),
                _ => Ok(Value::Null),
            },
            [Value::Text(first), Value::Text(second)] => {
                self.text_replaced(text, name, first, second)
            }
            [Value::Text(separator), Value::Number(Number::Int(limit))] => match name {
                "split" => self.split(text, separator, *limit),
                "indexOf" => Ok(position(text, separator, Some(*limit))),
                "startsWith" => {
                    let from = usize::try_from(*limit).unwrap_or(usize::MAX);
                    let rest = units(text).get(from..).map(String::from_utf16_lossy);
                    let begins = rest.is_some_and(|rest| rest.starts_with(&**separator));
                    Ok(Value::Bool(begins))
                }
                _ => Ok(Value::Null),
            },
            _ => Ok(Value::Null),
        }
    }

    fn text_alone(&mut self, text: &Rc<str>, name: &str) -> Outcome<Value> {
        let changed = match name {
            "length" => return Ok(whole(text.encode_utf16().count())),
            "isEmpty" => return Ok(Value::Bool(text.is_empty())),
            "isBlank" => return Ok(Value::Bool(text.trim().is_empty())),
            "hashCode" => return Ok(Value::Number(Number::Int(i64::from(hash(text))))),
            "intern" => return Ok(Value::Text(Rc::clone(text))),
            "toUpperCase" => text.to_uppercase(),
            "toLowerCase" => text.to_lowercase(),
            // Java's trim takes everything up to the blank.
            "trim" => text.trim_matches(|it| it <= ' ').to_owned(),
            "strip" => text.trim().to_owned(),
            "toCharArray" => {
                let letters = text.chars().map(String::from);
                return self.texts(letters.collect());
            }
            _ => return Ok(Value::Null),
        };
        Ok(self.heap.text(&changed)?)
    }

    fn text_with_text(&mut self, text: &Rc<str>, name: &str, other: &Rc<str>) -> Outcome<Value> {
        self.heap.purse.read(other.len())?;
        Ok(match name {
            "contains" => Value::Bool(text.contains(&**other)),
            "startsWith" => Value::Bool(text.starts_with(&**other)),
            "endsWith" => Value::Bool(text.ends_with(&**other)),
            "equalsIgnoreCase" => Value::Bool(text.to_lowercase() == other.to_lowercase()),
            "contentEquals" => Value::Bool(text == other),
            "compareTo" => compared(text, other),
            "compareToIgnoreCase" => compared(&text.to_lowercase(), &other.to_lowercase()),
            "indexOf" => position(text, other, None),
            "lastIndexOf" => {
                let before = text.rfind(&**other).and_then(|at| text.get(..at));
                let found = before.map_or(-1, |before| {
                    i64::try_from(before.encode_utf16().count()).unwrap_or(-1)
                });
                Value::Number(Number::Int(found))
            }
            "concat" => {
                self.heap.purse.make(text.len() + other.len())?;
                Value::Text(format!("{text}{other}").into())
            }
            "matches" => {
                let whole = format!("^(?:{other})$");
                let pattern = self.patterns.get(&whole, text, &self.heap.purse)?;
                Value::Bool(pattern.is_match(text))
            }
            "split" => return self.split(text, other, 0),
            _ => Value::Null,
        })
    }

    fn text_with_number(&mut self, text: &Rc<str>, name: &str, at: i64) -> Outcome<Value> {
        match name {
            "substring" => self.substring(text, at, None),
            "charAt" => {
                let unit = usize::try_from(at)
                    .ok()
                    .and_then(|at| units(text).get(at).copied());
                let unit = unit.ok_or_else(|| failed("charAt", format!("{at} is no position")))?;
                Ok(self.heap.text(&String::from_utf16_lossy(&[unit]))?)
            }
            "repeat" => {
                let times = usize::try_from(at)
                    .map_err(|_| failed("repeat", format!("{at} is less than nothing")))?;
                self.heap.purse.make(text.len().saturating_mul(times))?;
                Ok(Value::Text(text.repeat(times).into()))
            }
            _ => Ok(Value::Null),
        }
    }

    fn text_replaced(
        &mut self,
        text: &Rc<str>,
        name: &str,
        first: &Rc<str>,
        second: &Rc<str>,
    ) -> Outcome<Value> {
        let result = match name {
            "replace" => {
                let times = text.matches(&**first).count();
                let length = times.saturating_mul(second.len());
                self.heap.purse.make(length.saturating_add(text.len()))?;
                text.replace(&**first, second)
            }
            "replaceAll" => self.replace_matches(text, first, second, usize::MAX)?,
            "replaceFirst" => self.replace_matches(text, first, second, 1)?,
            _ => return Ok(Value::Null),
        };
        Ok(Value::Text(result.into()))
    }

    fn replace_matches(
        &mut self,
        text: &str,
        pattern: &str,
        by: &str,
        times: usize,
    ) -> Outcome<String> {
        let pattern = self.patterns.get(pattern, text, &self.heap.purse)?;
        let by = replacement(by)?;
        let mut result = String::new();
        let mut from = 0;
        for groups in pattern.captures_iter(text).take(times) {
            let Some(whole) = groups.get(0) else { break };
            self.heap.purse.steps(1)?;
            let before = result.len();
            result.push_str(text.get(from..whole.start()).unwrap_or_default());
            for part in &by {
                match part {
                    Replacement::Text(plain) => result.push_str(plain),
                    Replacement::Group(number) if *number < groups.len() => {
                        result.push_str(groups.get(*number).map_or("", |it| it.as_str()));
                    }
                    Replacement::Group(number) => {
                        return Err(failed("replaceAll", format!("there is no group {number}")));
                    }
                }
            }
            self.heap.purse.make(result.len() - before)?;
            from = whole.end();
        }
        let rest = text.get(from..).unwrap_or_default();
        self.heap.purse.make(rest.len())?;
        result.push_str(rest);
        Ok(result)
    }

    /// Trailing empty pieces are dropped, unless a limit says otherwise (Java's documentation of
    /// `String.split`).
    fn split(&mut self, text: &str, separator: &str, limit: i64) -> Outcome<Value> {
        let pattern = self.patterns.get(separator, text, &self.heap.purse)?;
        let most = usize::try_from(limit).unwrap_or(0);
        let mut pieces: Vec<String> = Vec::new();
        let mut from = 0;
        for found in pattern.find_iter(text) {
            if most > 0 && pieces.len() + 1 == most {
                break;
            }
            // An empty match at the beginning separates nothing.
            if found.end() == 0 || (found.is_empty() && found.start() == text.len()) {
                continue;
            }
            self.heap.purse.steps(1)?;
            pieces.push(text.get(from..found.start()).unwrap_or_default().to_owned());
            from = found.end();
        }
        pieces.push(text.get(from..).unwrap_or_default().to_owned());
        if limit == 0 && pieces.len() > 1 {
            while pieces.last().is_some_and(String::is_empty) {
                pieces.pop();
            }
        }
        self.texts(pieces)
    }

    fn texts(&mut self, texts: Vec<String>) -> Outcome<Value> {
        let mut values = Vec::with_capacity(texts.len());
        for text in texts {
            values.push(self.heap.text(&text)?);
        }
        Ok(self.heap.list_value(values)?)
    }

    fn substring(&mut self, text: &str, from: i64, to: Option<i64>) -> Outcome<Value> {
        let units = units(text);
        let outside = || failed("substring", "a position is outside of the text");
        let begin = usize::try_from(from).map_err(|_| outside())?;
        let end = match to {
            Some(to) => usize::try_from(to).map_err(|_| outside())?,
            None => units.len(),
        };
        let part = units.get(begin..end).ok_or_else(outside)?;
        Ok(self.heap.text(&String::from_utf16_lossy(part))?)
    }
}

fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

/// Where a text stands in another, from a position on; -1 where it does not.
fn position(text: &str, wanted: &str, from: Option<i64>) -> Value {
    let from = from
        .and_then(|from| usize::try_from(from).ok())
        .unwrap_or(0);
    let mut seen = 0;
    let mut begin = text.len();
    for (at, it) in text.char_indices() {
        if seen >= from {
            begin = at;
            break;
        }
        seen += it.len_utf16();
    }
    let rest = text.get(begin..).unwrap_or_default();
    let found = rest.find(wanted).and_then(|at| rest.get(..at));
    let found = found.map(|before| seen + before.encode_utf16().count());
    Value::Number(Number::Int(
        found.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1),
    ))
}

/// The difference at the first unit that differs, else of the lengths.
fn compared(left: &str, right: &str) -> Value {
    let (left, right) = (units(left), units(right));
    let differs = left.iter().zip(&right).find(|(left, right)| left != right);
    let difference = match differs {
        Some((left, right)) => i64::from(*left) - i64::from(*right),
        None => left.len() as i64 - right.len() as i64,
    };
    Value::Number(Number::Int(difference))
}

fn hash(text: &str) -> i32 {
    let step = |hash: i32, unit| hash.wrapping_mul(31).wrapping_add(i32::from(unit));
    text.encode_utf16().fold(0, step)
}
