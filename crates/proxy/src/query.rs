//! The query string, parsed once: mappings read these pairs and the back end gets them written
//! out again, so nobody reads the same bytes in another way. Order and repetition stay.

use std::borrow::Cow;

/// More pairs are refused.
const MAX_PAIRS: usize = 512;

/// Decoded pairs in the order in which they came.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Query<'a> {
    pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

/// Why a query string is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadQuery {
    #[error("the query string has an incomplete or illegal escape")]
    Escape,
    #[error("the query string is not UTF-8")]
    NotUtf8,
    #[error("the query string has more than 512 parameters")]
    TooMany,
}

impl<'a> Query<'a> {
    /// Parses what follows the `?`: `+` is a blank, empty pairs are dropped.
    pub(crate) fn parse(raw: &'a str) -> Result<Self, BadQuery> {
        let mut pairs = Vec::new();
        for pair in raw.split('&').filter(|pair| !pair.is_empty()) {
            if pairs.len() == MAX_PAIRS {
                return Err(BadQuery::TooMany);
            }
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            pairs.push((decode(name)?, decode(value)?));
        }
        Ok(Self { pairs })
    }

    /// The values of a parameter.
    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.pairs
            .iter()
            .filter(move |(it, _)| it == name)
            .map(|(_, value)| &**value)
    }

    /// Every pair.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (&**name, &**value))
    }
}

/// Appends a pair to a query string, with everything escaped that is not unreserved (RFC 3986).
pub(crate) fn push_pair(target: &mut String, name: &str, value: &str) {
    if !target.is_empty() {
        target.push('&');
    }
    push_escaped(target, name);
    target.push('=');
    push_escaped(target, value);
}

/// Appends text with everything escaped that is not unreserved.
pub(crate) fn push_escaped(target: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            target.push(char::from(byte));
        } else {
            target.push('%');
            for nibble in [byte >> 4, byte & 15] {
                target.push(
                    HEX.get(usize::from(nibble))
                        .copied()
                        .map_or('0', char::from),
                );
            }
        }
    }
}

fn decode(text: &str) -> Result<Cow<'_, str>, BadQuery> {
    if !text.contains(['%', '+']) {
        return Ok(Cow::Borrowed(text));
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                let value = digit().zip(digit()).map(|(high, low)| high * 16 + low);
                value
                    .and_then(|value| u8::try_from(value).ok())
                    .ok_or(BadQuery::Escape)?
            }
            other => other,
        });
    }
    String::from_utf8(decoded)
        .map(Cow::Owned)
        .map_err(|_| BadQuery::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, again: Result<&str, BadQuery>) {
        let written = Query::parse(raw).map(|query| {
            let mut text = String::new();
            for (name, value) in query.pairs() {
                push_pair(&mut text, name, value);
            }
            text
        });
        assert_eq!(written.as_deref().map_err(|error| *error), again, "{raw}");
    }

    #[test]
    fn readings_that_share_a_signature_are_written_out_alike() {
        check("b%20c=1&d", Ok("b%20c=1&d="));
        check("b+c=1&&d=", Ok("b%20c=1&d="));
        check("x=%31", Ok("x=1"));
        check("x=%2f%26%3d&x=2", Ok("x=%2F%26%3D&x=2"));
        check("a=b=c", Ok("a=b%3Dc"));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        check("a=%", Err(BadQuery::Escape));
        check("a=%%", Err(BadQuery::Escape));
        check("a=%g0", Err(BadQuery::Escape));
        check("a=%ff", Err(BadQuery::NotUtf8));
        check(&"a&".repeat(513), Err(BadQuery::TooMany));
    }
}
