//! Names and values of a form body or a query string, percent-decoded. Refuses what cannot be decoded exactly instead
//! of guessing; what the names mean is not known here.

use crate::tree::MAX_VALUES;

/// The pairs of a form body or a query string, in order. The error is fit to be shown.
pub(crate) fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
    let mut pairs = Vec::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        if pairs.len() >= MAX_VALUES {
            return Err(format!("more than {MAX_VALUES} parameters"));
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        pairs.push((decode_form(name)?, decode_form(value)?));
    }
    Ok(pairs)
}

/// One segment of a path, percent-decoded; a plus stays a plus.
pub(crate) fn decode_segment(text: &str) -> Result<String, String> {
    decode(text.bytes(), text)
}

fn decode_form(text: &str) -> Result<String, String> {
    decode(
        text.bytes()
            .map(|byte| if byte == b'+' { b' ' } else { byte }),
        text,
    )
}

fn decode(mut bytes: impl Iterator<Item = u8>, shown: &str) -> Result<String, String> {
    let mut decoded = Vec::with_capacity(shown.len());
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match (digit(bytes.next()), digit(bytes.next())) {
            // Two hexadecimal digits make at most 255.
            (Some(high), Some(low)) => decoded.push((high * 16 + low) as u8),
            _ => {
                return Err(format!(
                    "a percent sign without two hexadecimal digits in `{}`",
                    clip(shown)
                ));
            }
        }
    }
    String::from_utf8(decoded).map_err(|_| format!("bytes that are not UTF-8 in `{}`", clip(shown)))
}

/// The beginning of a text that came from outside, short enough for a message.
pub(crate) fn clip(text: &str) -> &str {
    const SHOWN: usize = 128;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}
