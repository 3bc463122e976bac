//! `$util` (API Gateway Developer Guide, "API Gateway mapping template and access logging variable
//! reference"). Escaping is that of Apache Commons Lang, which the guide describes.

use data_encoding::{BASE64, BASE64_MIME_PERMISSIVE};

use super::method::failed;
use super::{Machine, Outcome, Value};
use crate::error::RenderError;
use crate::json::{self, JsonError};

impl Machine<'_> {
    pub(super) fn util_method(&mut self, name: &str, arguments: &[Value]) -> Outcome<Value> {
        let [argument] = arguments else {
            return Ok(Value::Null);
        };
        if matches!(argument, Value::Null) {
            return Ok(Value::Null);
        }
        let text = self.text_of(argument)?;
        self.heap.purse.read(text.len())?;
        let result = match name {
            "escapeJavaScript" => escape_java_script(&text),
            "urlEncode" => url_encode(&text),
            "urlDecode" => url_decode(&text)?,
            "base64Encode" => BASE64.encode(text.as_bytes()),
            "base64Decode" => {
                let decoded = BASE64_MIME_PERMISSIVE.decode(text.as_bytes());
                let decoded =
                    decoded.map_err(|_| failed("base64Decode", "the text is not base 64"))?;
                String::from_utf8_lossy(&decoded).into_owned()
            }
            "parseJson" => {
                return match json::parse(&text, &mut self.heap) {
                    Ok(value) => Ok(value),
                    Err(JsonError::Limit(error)) => Err(error.into()),
                    Err(JsonError::Syntax(reason)) => Err(RenderError::NotJson(reason).into()),
                };
            }
            _ => return Ok(Value::Null),
        };
        self.heap.purse.make(result.len())?;
        Ok(Value::Text(result.into()))
    }
}

/// Quotes of both kinds, backslashes and slashes get a backslash; what is not plain ASCII is
/// written `\uXXXX`.
fn escape_java_script(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for it in text.chars() {
        match it {
            '\'' | '"' | '\\' | '/' => {
                out.push('\\');
                out.push(it);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            ' '..='~' => out.push(it),
            _ => {
                for unit in it.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04X}"));
                }
            }
        }
    }
    out
}

/// `application/x-www-form-urlencoded` (Java's documentation of `URLEncoder`).
fn url_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'.' | b'-' | b'*' | b'_' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn url_decode(text: &str) -> Outcome<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                let value = digit().zip(digit()).map(|(high, low)| high * 16 + low);
                value
                    .and_then(|value| u8::try_from(value).ok())
                    .ok_or_else(|| failed("urlDecode", "an escape is not two digits"))?
            }
            other => other,
        });
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
