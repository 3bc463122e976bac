//! The path of a request, decoded once. The same text is routed by, matched against policies and
//! sent to the back end, so no two parts of the gateway can read a path differently
//! (`docs/past-mistakes.md`, path confusion).

use std::borrow::Cow;

/// A request path with its escapes decoded, but for `%2F` and `%25`: an escaped slash is data
/// inside a segment, never a separator, and the two stay escaped so that different paths stay
/// different texts. Empty segments and a trailing slash are dropped, as API Gateway ignores both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestPath<'a> {
    /// Without a leading slash: `prod/items/a b`.
    decoded: Cow<'a, str>,
}

/// Why a path is refused: it could be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmbiguousPath {
    /// It does not begin with `/`.
    #[error("the path does not begin with a slash")]
    NotAbsolute,
    /// A `%` without two hexadecimal digits.
    #[error("the path has an incomplete or illegal escape")]
    BadEscape,
    /// A `.` or `..` segment, escaped or not.
    #[error("the path has a `.` or `..` segment")]
    DotSegment,
    /// A backslash or a control character, escaped or not.
    #[error("the path has a backslash or a control character")]
    ForbiddenCharacter,
    /// The escapes do not spell UTF-8.
    #[error("the path is not UTF-8")]
    NotUtf8,
}

impl<'a> RequestPath<'a> {
    /// Reads the path of a request target as it came, up to the `?`.
    ///
    /// # Errors
    /// When two readers could take the path for different ones.
    pub fn parse(raw: &'a str) -> Result<Self, AmbiguousPath> {
        let rest = raw.strip_prefix('/').ok_or(AmbiguousPath::NotAbsolute)?;
        let decoded = if is_decoded(rest) {
            Cow::Borrowed(rest.strip_suffix('/').unwrap_or(rest))
        } else {
            Cow::Owned(decode(rest)?)
        };
        if decoded
            .bytes()
            .any(|byte| byte == b'\\' || byte.is_ascii_control())
        {
            return Err(AmbiguousPath::ForbiddenCharacter);
        }
        if decoded.contains('.') && decoded.split('/').any(is_step) {
            return Err(AmbiguousPath::DotSegment);
        }
        Ok(Self { decoded })
    }

    /// The first segment, which names the stage, and the path below it.
    pub fn split_stage(&self) -> (&str, &str) {
        self.decoded.split_once('/').unwrap_or((&self.decoded, ""))
    }

    /// The decoded text without a leading slash.
    pub fn as_str(&self) -> &str {
        &self.decoded
    }
}

/// Escapes decoded text again for a request target: what [`RequestPath`] decoded, encoded so
/// that it decodes to the same text.
pub fn encode_into(target: &mut String, decoded: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in decoded.bytes() {
        // A `%` in decoded text always begins `%2F` or `%25`: it stays.
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&byte) {
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

/// Whether there is no escape and no empty segment but a last one.
fn is_decoded(rest: &str) -> bool {
    let mut before = b'/';
    rest.bytes().all(|byte| {
        let doubled = byte == b'/' && before == b'/';
        before = byte;
        byte != b'%' && !doubled
    })
}

/// Whether some reader takes the segment for a step to the same or the parent folder: also with
/// path parameters, which servlet containers cut off (`..;x`), and beside an escaped slash, which
/// others decode (`..%2Fx`).
fn is_step(segment: &str) -> bool {
    segment
        .split("%2F")
        .filter_map(|piece| piece.split(';').next())
        .any(|piece| matches!(piece, "." | ".."))
}

fn decode(raw: &str) -> Result<String, AmbiguousPath> {
    let mut bytes = raw.bytes();
    let mut decoded = Vec::with_capacity(raw.len());
    while let Some(byte) = bytes.next() {
        match byte {
            b'%' => {
                let high = bytes
                    .next()
                    .and_then(hex_digit)
                    .ok_or(AmbiguousPath::BadEscape)?;
                let low = bytes
                    .next()
                    .and_then(hex_digit)
                    .ok_or(AmbiguousPath::BadEscape)?;
                match high * 16 + low {
                    b'/' => decoded.extend_from_slice(b"%2F"),
                    b'%' => decoded.extend_from_slice(b"%25"),
                    other => decoded.push(other),
                }
            }
            b'/' if decoded.is_empty() || decoded.last() == Some(&b'/') => {}
            other => decoded.push(other),
        }
    }
    if decoded.last() == Some(&b'/') {
        decoded.pop();
    }
    String::from_utf8(decoded).map_err(|_| AmbiguousPath::NotUtf8)
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: Result<&str, AmbiguousPath>) {
        let path = RequestPath::parse(raw);
        assert_eq!(
            path.as_ref()
                .map(RequestPath::as_str)
                .map_err(|error| *error),
            expected,
            "{raw}"
        );
    }

    #[test]
    fn paths_that_api_gateway_takes_for_the_same_are_the_same_text() {
        for raw in [
            "/prod/items",
            "/prod/items/",
            "//prod//items",
            "/prod/%69tems",
        ] {
            check(raw, Ok("prod/items"));
        }
        check("/", Ok(""));
        check("/prod/", Ok("prod"));
        check("/prod/caf%C3%A9%20a", Ok("prod/café a"));
    }

    #[test]
    fn an_escaped_slash_is_data_and_never_a_separator() {
        check("/prod/a%2fb", Ok("prod/a%2Fb"));
        check("/prod/a%252Fb", Ok("prod/a%252Fb"));
    }

    #[test]
    fn a_path_that_two_readers_could_take_differently_is_refused() {
        use AmbiguousPath::*;
        for raw in [
            "/prod/x/../admin",
            "/prod/./a",
            "/prod/%2e%2e/admin",
            "/prod/%2E/a",
            "/prod/..",
            "/prod/..;/admin",
            "/prod/..;a=b/admin",
            "/prod/%2e%2e%3b/admin",
            "/prod/x/..%2fadmin",
            "/prod/x/a%2F..%2Fadmin",
        ] {
            check(raw, Err(DotSegment));
        }
        for raw in [
            "/prod/a\\b",
            "/prod/a%5cb",
            "/prod/a%00",
            "/prod/a%0d%0aX",
            "/prod/a%7f",
        ] {
            check(raw, Err(ForbiddenCharacter));
        }
        check("/prod/%zz", Err(BadEscape));
        check("/prod/%2", Err(BadEscape));
        check("/prod/%FF", Err(NotUtf8));
        check("/prod/%c0%ae%c0%ae/admin", Err(NotUtf8));
        for raw in ["/prod/...", "/prod/a..b", "/prod/.well-known/x", "/prod/;x"] {
            assert!(RequestPath::parse(raw).is_ok(), "{raw}");
        }
        check("prod", Err(NotAbsolute));
    }

    #[test]
    fn what_was_decoded_encodes_to_something_that_decodes_to_the_same() {
        for raw in [
            "/prod/caf%C3%A9%20a",
            "/prod/a%2fb",
            "/prod/a%252Fb",
            "/p/a+b@c=d;e",
        ] {
            let path = RequestPath::parse(raw).unwrap();
            let mut again = "/".to_owned();
            encode_into(&mut again, path.as_str());
            assert_eq!(
                RequestPath::parse(&again).unwrap(),
                path,
                "{raw} -> {again}"
            );
        }
    }
}
