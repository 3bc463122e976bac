//! JSON into values. Entries keep their order, whole numbers their digits; of a name that comes
//! twice the last value stays.

use std::rc::Rc;

use crate::error::RenderError;
use crate::heap::{ENTRY_BYTES, Heap, Value};
use crate::limits::MAX_JSON_DEPTH;
use crate::number::Number;

/// Why a text is not JSON, or cannot be held.
pub(crate) enum JsonError {
    /// What is wrong, and where.
    Syntax(String),
    Limit(RenderError),
}

impl From<RenderError> for JsonError {
    fn from(error: RenderError) -> Self {
        Self::Limit(error)
    }
}

/// Reads a whole text.
pub(crate) fn parse(text: &str, heap: &mut Heap) -> Result<Value, JsonError> {
    heap.purse.read(text.len())?;
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(heap, MAX_JSON_DEPTH)?;
    reader.blanks();
    if reader.at < text.len() {
        return Err(reader.error("something stands behind the end"));
    }
    Ok(value)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn value(&mut self, heap: &mut Heap, depth: usize) -> Result<Value, JsonError> {
        let Some(depth) = depth.checked_sub(1) else {
            return Err(self.error("it nests too deeply"));
        };
        heap.purse.make(ENTRY_BYTES)?;
        self.blanks();
        match self.peek() {
            Some(b'{') => self.object(heap, depth),
            Some(b'[') => self.array(heap, depth),
            Some(b'"') => {
                let text = self.string()?;
                Ok(heap.text(&text)?)
            }
            Some(b'-' | b'0'..=b'9') => self.number().map(Value::Number),
            _ => {
                for (word, value) in [
                    ("true", Value::Bool(true)),
                    ("false", Value::Bool(false)),
                    ("null", Value::Null),
                ] {
                    if self.eat(word) {
                        return Ok(value);
                    }
                }
                Err(self.error("a value is missing"))
            }
        }
    }

    fn object(&mut self, heap: &mut Heap, depth: usize) -> Result<Value, JsonError> {
        let map = heap.new_map()?;
        self.eat("{");
        self.blanks();
        if self.eat("}") {
            return Ok(Value::Map(map));
        }
        loop {
            self.blanks();
            if self.peek() != Some(b'"') {
                return Err(self.error("a name in double quotes is missing"));
            }
            let name: Rc<str> = self.string()?.into();
            self.blanks();
            if !self.eat(":") {
                return Err(self.error("`:` is missing"));
            }
            let value = self.value(heap, depth)?;
            heap.put(map, name, value)?;
            self.blanks();
            if self.eat("}") {
                return Ok(Value::Map(map));
            }
            if !self.eat(",") {
                return Err(self.error("`,` or `}` is missing"));
            }
        }
    }

    fn array(&mut self, heap: &mut Heap, depth: usize) -> Result<Value, JsonError> {
        let mut items = Vec::new();
        self.eat("[");
        self.blanks();
        if self.eat("]") {
            return Ok(heap.json_list(items)?);
        }
        loop {
            items.push(self.value(heap, depth)?);
            self.blanks();
            if self.eat("]") {
                return Ok(heap.json_list(items)?);
            }
            if !self.eat(",") {
                return Err(self.error("`,` or `]` is missing"));
            }
        }
    }

    fn number(&mut self) -> Result<Number, JsonError> {
        let begin = self.at;
        self.eat("-");
        let whole = self.digits();
        let zero = whole.starts_with('0') && whole.len() > 1;
        let mut good = !whole.is_empty() && !zero;
        if self.eat(".") {
            good &= !self.digits().is_empty();
        }
        if self.eat("e") || self.eat("E") {
            let _ = self.eat("+") || self.eat("-");
            good &= !self.digits().is_empty();
        }
        let number = Number::read(self.text.get(begin..self.at).unwrap_or_default());
        match number {
            Some(number) if good => Ok(number),
            _ => Err(self.error("a number is not well formed")),
        }
    }

    fn digits(&mut self) -> &str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest
            .find(|it: char| !it.is_ascii_digit())
            .unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn string(&mut self) -> Result<String, JsonError> {
        self.eat("\"");
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let length = rest
                .find(|it| matches!(it, '"' | '\\' | '\0'..='\x1f'))
                .ok_or_else(|| self.error("a text has no closing quote"))?;
            text.push_str(rest.get(..length).unwrap_or_default());
            self.at += length;
            if self.eat("\"") {
                return Ok(text);
            }
            if !self.eat("\\") {
                return Err(self.error("a control character stands in a text"));
            }
            text.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let Some(escape) = self.peek() else {
            return Err(self.error("a text has no closing quote"));
        };
        let plain = match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.error("an escape is not known")),
        };
        self.at += 1;
        Ok(plain)
    }

    /// What follows `\u`, with its second half where it is one of two.
    fn unicode(&mut self) -> Result<char, JsonError> {
        let first = self.unit()?;
        if let Some(plain) = char::from_u32(u32::from(first)) {
            return Ok(plain);
        }
        let before = self.at;
        if self.eat("\\u") {
            let second = self.unit()?;
            if let Some(Ok(whole)) = char::decode_utf16([first, second]).next() {
                return Ok(whole);
            }
            self.at = before;
        }
        // A half alone is no character; Java would carry it along.
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn unit(&mut self) -> Result<u16, JsonError> {
        let digits = self.text.get(self.at..self.at + 4);
        let digits = digits.filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        self.at += 4;
        unit.ok_or_else(|| self.error("`\\u` needs four digits"))
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, wanted: &str) -> bool {
        let there = self
            .text
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(wanted));
        if there {
            self.at += wanted.len();
        }
        there
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn error(&self, reason: &str) -> JsonError {
        JsonError::Syntax(format!("{reason}, at byte {}", self.at))
    }
}
