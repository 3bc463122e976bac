//! A small JSON reader (RFC 8259) that keeps what policy documents need and ready-made readers drop: repeated keys are
//! an error, and every value knows where it stands. Sizes and depth are bounded; numbers stay text.

use std::ops::Range;

/// The longest document that is read, in bytes. IAM takes 131,072 characters, each at most two bytes long.
pub(crate) const MAX_BYTES: usize = 262_144;
const MAX_DEPTH: usize = 32;

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) value: Json,
    pub(crate) span: Range<usize>,
}

#[derive(Debug, Clone)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    Array(Vec<Node>),
    Object(Vec<(Key, Node)>),
}

#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) at: usize,
}

/// Why a text is not JSON, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonFault {
    pub(crate) at: usize,
    pub(crate) detail: String,
}

/// Reads a whole text.
pub(crate) fn read(text: &str) -> Result<Node, JsonFault> {
    let mut reader = Reader { text, at: 0 };
    if text.len() > MAX_BYTES {
        return Err(reader.fault(format!("longer than {MAX_BYTES} bytes")));
    }
    reader.blank();
    let node = reader.node(0)?;
    reader.blank();
    if reader.at < text.len() {
        return Err(reader.fault("text after the end of the document"));
    }
    Ok(node)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn fault(&self, detail: impl Into<String>) -> JsonFault {
        JsonFault {
            at: self.at,
            detail: detail.into(),
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn node(&mut self, depth: usize) -> Result<Node, JsonFault> {
        if depth > MAX_DEPTH {
            return Err(self.fault(format!("nested deeper than {MAX_DEPTH}")));
        }
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Json::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Json::Number(self.number()?),
            _ if self.take("true") => Json::Bool(true),
            _ if self.take("false") => Json::Bool(false),
            _ if self.take("null") => Json::Null,
            Some(_) => return Err(self.fault("not JSON")),
            None => return Err(self.fault("the document ends too early")),
        };
        Ok(Node {
            value,
            span: start..self.at,
        })
    }

    fn object(&mut self, depth: usize) -> Result<Json, JsonFault> {
        self.at += 1;
        let mut entries: Vec<(Key, Node)> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        self.blank();
        if self.take("}") {
            return Ok(Json::Object(entries));
        }
        loop {
            self.blank();
            let at = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.fault("an object key must be a string"));
            }
            let text = self.string()?;
            if !seen.insert(text.clone()) {
                return Err(JsonFault {
                    at,
                    detail: format!("`{text}` appears twice in one object"),
                });
            }
            self.blank();
            if !self.take(":") {
                return Err(self.fault("a colon is missing"));
            }
            self.blank();
            let node = self.node(depth + 1)?;
            entries.push((Key { text, at }, node));
            self.blank();
            if self.take("}") {
                return Ok(Json::Object(entries));
            }
            if !self.take(",") {
                return Err(self.fault("a comma or closing brace is missing"));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Json, JsonFault> {
        self.at += 1;
        let mut nodes = Vec::new();
        self.blank();
        if self.take("]") {
            return Ok(Json::Array(nodes));
        }
        loop {
            self.blank();
            nodes.push(self.node(depth + 1)?);
            self.blank();
            if self.take("]") {
                return Ok(Json::Array(nodes));
            }
            if !self.take(",") {
                return Err(self.fault("a comma or closing bracket is missing"));
            }
        }
    }

    fn number(&mut self) -> Result<String, JsonFault> {
        let start = self.at;
        self.take("-");
        let leading_zero = self.peek() == Some(b'0');
        let digits = self.digits();
        if digits == 0 || (leading_zero && digits > 1) {
            return Err(self.fault("not a number"));
        }
        if self.take(".") && self.digits() == 0 {
            return Err(self.fault("not a number"));
        }
        if self.take("e") || self.take("E") {
            let _ = self.take("+") || self.take("-");
            if self.digits() == 0 {
                return Err(self.fault("not a number"));
            }
        }
        Ok(self.text.get(start..self.at).unwrap_or("").to_owned())
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn string(&mut self) -> Result<String, JsonFault> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let plain = self
                .rest()
                .find(|c: char| c == '"' || c == '\\' || c < ' ')
                .ok_or_else(|| self.fault("a string does not end"))?;
            out.push_str(self.rest().get(..plain).unwrap_or(""));
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.at += 1;
                    let unescaped = self.escape()?;
                    out.push(unescaped);
                }
                _ => return Err(self.fault("a control character in a string")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonFault> {
        let letter = self.peek();
        self.at += 1;
        Ok(match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let high = self.hex4()?;
                let code = if (0xD800..0xDC00).contains(&high) && self.take("\\u") {
                    let low = self.hex4()?;
                    if !(0xDC00..0xE000).contains(&low) {
                        return Err(self.fault("half a surrogate pair"));
                    }
                    0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
                } else {
                    high
                };
                char::from_u32(code).ok_or_else(|| self.fault("half a surrogate pair"))?
            }
            _ => {
                self.at -= 1;
                return Err(self.fault("an unknown escape in a string"));
            }
        })
    }

    fn hex4(&mut self) -> Result<u32, JsonFault> {
        let digits = self.rest().get(..4).unwrap_or("");
        let all_hex = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u32::from_str_radix(digits, 16) {
            Ok(code) if all_hex => {
                self.at += 4;
                Ok(code)
            }
            _ => Err(self.fault("an unknown escape in a string")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_serde_json_takes_is_taken_and_what_it_refuses_is_refused() {
        for text in [
            "{}",
            "[]",
            " {\"a\" : [1, -2.5e+3, true, null, \"\\u00e9\\ud83d\\ude00\\n\"]} ",
            "0",
            "\"x\"",
            "{\"a\":{\"a\":1}}",
            "",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "01",
            "1.",
            "-",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"a\nb\"",
            "tru",
            "{} {}",
            "{a:1}",
            "\"\\u12",
            "\"\\u+123\"",
            "+1",
            "1e",
            "\"\\",
            "\u{feff}{}",
        ] {
            let ours = read(text).is_ok();
            let theirs = serde_json::from_str::<serde_json::Value>(text).is_ok();
            assert_eq!(ours, theirs, "{text:?}");
        }
    }

    #[test]
    fn repeated_keys_are_refused() {
        assert!(
            read("{\"a\":1,\"\\u0061\":2}")
                .unwrap_err()
                .detail
                .contains("twice")
        );
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let deep = "[".repeat(100_000);
        assert!(read(&deep).unwrap_err().detail.contains("deeper"));
        let long = format!("\"{}\"", "x".repeat(1_000_000));
        assert!(read(&long).unwrap_err().detail.contains("longer"));
    }
}
