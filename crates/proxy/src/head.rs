//! The head of a request as all that follows reads it, and what one of HTTP/1 says beside: what two programs could read in
//! two ways, and how its names are spelled. Of HTTP/2 there is nothing to say.

use bytes::Bytes;
use http::{Method, Uri, Version, request};
use portcullis_guard::sigv4::HeaderList;

/// The head of a request.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) version: Version,
    /// In the order in which they came; of HTTP/2, those of one name together.
    pub(crate) headers: HeaderList,
}

impl From<request::Parts> for Parts {
    fn from(parts: request::Parts) -> Self {
        Self {
            method: parts.method,
            uri: parts.uri,
            version: parts.version,
            headers: parts.headers.into(),
        }
    }
}

/// Beside the parsed head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawHead {
    /// Lines that say Content-Length.
    pub(crate) content_lengths: usize,
    /// A line ends in a line feed alone.
    pub(crate) bare_line_feed: bool,
    /// How its names are spelled.
    pub(crate) spelling: Spelling,
}

/// The bytes of a head of HTTP/1, for the names of its headers as the client spells them, which
/// templates see. Empty for HTTP/2, where every name is in lower case.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Spelling(Bytes);

impl Spelling {
    pub(crate) fn of_head(head: Bytes) -> Self {
        Self(head)
    }

    /// A header's name as the client spells it first.
    pub(crate) fn of<'s>(&'s self, name: &'s str) -> &'s str {
        let mut lines = self.0.split(|byte| *byte == b'\n').skip(1);
        let spelled = lines.find_map(|line| {
            let (spelled, rest) = line.split_at_checked(name.len())?;
            let found = rest.starts_with(b":") && spelled.eq_ignore_ascii_case(name.as_bytes());
            found.then_some(spelled)
        });
        spelled
            .and_then(|spelled| std::str::from_utf8(spelled).ok())
            .unwrap_or(name)
    }
}

/// A head may hold credentials.
impl std::fmt::Debug for Spelling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Spelling")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_the_client_spells_them() {
        let head = Bytes::from_static(b"GET / HTTP/1.1\r\nX-API-key: 1\r\naccept: 2\r\n\r\n");
        let spelling = Spelling::of_head(head);
        assert_eq!(spelling.of("x-api-key"), "X-API-key");
        assert_eq!(spelling.of("accept"), "accept");
        assert_eq!(spelling.of("host"), "host");
        assert_eq!(Spelling::default().of("host"), "host");
    }
}
