//! A request's value as text, without allocating: what policy variables put in place and what the string operators
//! compare.

use std::fmt::{self, Write};

use crate::date;
use crate::key::{ConditionKey, KnownKey, Value};

/// The text of one value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Text<'a> {
    Borrowed(&'a str),
    Inline(Inline),
}

impl<'a> Text<'a> {
    /// The text of a single value; `None` for an absent or multivalued key.
    pub(crate) fn of(value: Value<'a>) -> Option<Text<'a>> {
        let mut inline = Inline::default();
        let written = match value {
            Value::Absent | Value::Strs(_) | Value::Undetermined(_) => return None,
            Value::Str(text) => return Some(Text::Borrowed(text)),
            Value::Bool(value) => {
                return Some(Text::Borrowed(if value { "true" } else { "false" }));
            }
            Value::Number(number) => write!(inline, "{number}"),
            Value::Date(seconds) => date::write_iso(&mut inline, seconds),
            Value::Ip(address) => write!(inline, "{address}"),
        };
        written.ok().map(|()| Text::Inline(inline))
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Text::Borrowed(text) => text,
            Text::Inline(inline) => inline.as_str(),
        }
    }
}

/// The value of a key for a person to read, lists included; `None` for an absent key. The page that a client comes from is
/// shown without its query, where sites put secrets.
pub(crate) fn shown(key: &ConditionKey, value: Value<'_>) -> Option<String> {
    let mut text = match value {
        Value::Strs(list) => {
            let values = list.iter().collect::<Vec<_>>();
            format!("[{}]", values.join(", "))
        }
        value => Text::of(value)?.as_str().to_owned(),
    };
    if let (ConditionKey::Known(KnownKey::Referer), Some(at)) = (key, text.find(['?', '#'])) {
        text.truncate(at);
    }
    Some(text)
}

/// Room for the text of a number, a date or an address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Inline {
    bytes: [u8; 48],
    length: usize,
}

impl Default for Inline {
    fn default() -> Self {
        Inline {
            bytes: [0; 48],
            length: 0,
        }
    }
}

impl Inline {
    fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or(&[]);
        std::str::from_utf8(bytes).unwrap_or("")
    }
}

impl Write for Inline {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        let room = self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}
