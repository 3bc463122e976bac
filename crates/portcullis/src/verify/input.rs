//! Requests as they were captured: one as text, or one a line (or in an array) as JSON. Whatever the bytes are, each gives
//! a request or says why it is none; nothing is decoded or put in order that a signature covers.

use data_encoding::BASE64;
use http::{HeaderName, HeaderValue};
use portcullis_sigv4::{HeaderList, Request, Timestamp};
use serde::Deserialize;
use serde_json::Value;

/// The headers of one request: more than a signature can cover.
const MOST_HEADERS: usize = 256;
/// The bytes of the head of one request.
const LONGEST_HEAD: usize = 256 * 1024;

/// A request, and what else is known of it.
#[derive(Debug)]
pub(super) struct Captured {
    /// What the input calls it; null where it does not say.
    pub id: Value,
    method: String,
    path: String,
    query: Option<String>,
    authority: Option<String>,
    headers: HeaderList,
    pub body: Vec<u8>,
    /// When it is to be judged.
    pub at: Option<Moment>,
    pub region: Option<String>,
    pub service: Option<String>,
}

/// A time to judge by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    At(Timestamp),
    /// The time of the signature itself.
    Signed,
}

/// A request as JSON: in pieces, or as the text that was sent.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    m: Option<String>,
    t: Option<String>,
    #[serde(default)]
    h: Vec<(String, String)>,
    #[serde(alias = "b")]
    body: Option<String>,
    request: Option<String>,
    #[serde(alias = "now")]
    date: Option<Value>,
    region: Option<String>,
    service: Option<String>,
}

/// How the pieces of a line are written.
#[derive(Clone, Copy)]
enum Spelling {
    Base64,
    Text,
}

/// Every request of an input.
pub(super) fn read(input: &[u8]) -> Box<dyn Iterator<Item = Result<Captured, String>> + '_> {
    let trimmed = input.trim_ascii_start();
    match trimmed.first() {
        Some(b'[') => match serde_json::from_slice::<Vec<Line>>(trimmed) {
            Ok(lines) => Box::new(lines.into_iter().map(Line::captured)),
            Err(error) => Box::new(std::iter::once(Err(error.to_string()))),
        },
        Some(b'{') => match serde_json::from_slice::<Line>(trimmed) {
            Ok(line) => Box::new(std::iter::once(line.captured())),
            Err(_) => Box::new(lines(trimmed)),
        },
        _ => Box::new(std::iter::once(raw(input))),
    }
}

/// Reads a time: as signatures write it, as RFC 3339 does, in seconds since 1970, or `signed`.
pub(super) fn moment(text: &str) -> Result<Moment, String> {
    // A day alone says nothing of the hour.
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if text == "signed" || (digits && text.len() == 8) {
        return Ok(Moment::Signed);
    }
    let at = Timestamp::parse_compact(text)
        .or_else(|| text.parse().ok().map(Timestamp::from_unix))
        .or_else(|| {
            let at: jiff::Timestamp = text.parse().ok()?;
            Some(Timestamp::from_unix(at.as_second()))
        });
    at.map(Moment::At)
        .ok_or_else(|| format!("`{text}` is no time"))
}

impl Captured {
    /// What the verifier is given.
    pub(super) fn request(&self) -> Request<'_> {
        Request {
            method: &self.method,
            path: &self.path,
            query: self.query.as_deref(),
            headers: &self.headers,
            authority: self.authority.as_deref(),
        }
    }

    /// The region in a host name of API Gateway's.
    pub(super) fn region_of_host(&self) -> Option<String> {
        let host = self.headers.get("host")?.to_str().ok()?;
        let (_, rest) = host.split_once(".execute-api.")?;
        Some(rest.split_once('.')?.0.to_owned())
    }

    fn new(method: &[u8], target: &[u8]) -> Result<Self, String> {
        let text = |bytes: &[u8], what| {
            let text =
                std::str::from_utf8(bytes).map_err(|_| format!("the {what} is not UTF-8"))?;
            Ok::<_, String>(text.to_owned())
        };
        let (method, target) = (text(method, "method")?, text(target, "target")?);
        if method.is_empty() || target.is_empty() {
            return Err("a method and a target are needed".to_owned());
        }
        if method.len() + target.len() > LONGEST_HEAD {
            return Err(format!("the target is longer than {LONGEST_HEAD} bytes"));
        }
        let (authority, target) = split_authority(&target);
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (target, None),
        };
        Ok(Self {
            id: Value::Null,
            method,
            path: path.to_owned(),
            query,
            authority: authority.map(str::to_owned),
            headers: HeaderList::new(),
            body: Vec::new(),
            at: None,
            region: None,
            service: None,
        })
    }

    fn add(&mut self, name: &[u8], value: &[u8]) -> Result<(), String> {
        if self.headers.len() >= MOST_HEADERS {
            return Err(format!("there are more than {MOST_HEADERS} headers"));
        }
        let shown = String::from_utf8_lossy(name).into_owned();
        let name = HeaderName::from_bytes(name)
            .map_err(|_| format!("`{shown}` is no name of a header"))?;
        let value = HeaderValue::from_bytes(value.trim_ascii())
            .map_err(|_| format!("the value of `{shown}` holds a control character"))?;
        self.headers.append(name, value);
        Ok(())
    }
}

impl Line {
    fn captured(self) -> Result<Captured, String> {
        let mut captured = match (&self.request, &self.m, &self.t) {
            (Some(text), _, _) => raw(text.as_bytes())?,
            (None, Some(method), Some(target)) => self.in_pieces(method, target)?,
            _ => return Err("neither `request` nor `m` and `t` are there".to_owned()),
        };
        captured.at = match &self.date {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(moment(text)?),
            Some(other) => Some(moment(&other.to_string())?),
        };
        captured.id = self.id;
        captured.region = self.region;
        captured.service = self.service;
        Ok(captured)
    }

    fn in_pieces(&self, method: &str, target: &str) -> Result<Captured, String> {
        let spelling = Spelling::of(target);
        let read = |what: &str, text: &str| {
            spelling
                .read(text)
                .ok_or_else(|| format!("`{what}` is not base64"))
        };
        let mut captured = Captured::new(&read("m", method)?, &read("t", target)?)?;
        for (name, value) in &self.h {
            captured.add(&read("h", name)?, &read("h", value)?)?;
        }
        if let Some(body) = &self.body {
            captured.body = read("body", body)?;
        }
        Ok(captured)
    }
}

impl Spelling {
    /// A target is a path or a URL, and base64 of neither looks like one.
    fn of(target: &str) -> Self {
        match target.starts_with('/') || target.contains("://") {
            true => Self::Text,
            false => Self::Base64,
        }
    }

    fn read(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Base64 => BASE64.decode(text.as_bytes()).ok(),
            Self::Text => Some(text.as_bytes().to_vec()),
        }
    }
}

fn lines(input: &[u8]) -> impl Iterator<Item = Result<Captured, String>> {
    input
        .split(|byte| *byte == b'\n')
        .enumerate()
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .map(|(index, line)| {
            serde_json::from_slice(line)
                .map_err(|error| error.to_string())
                .and_then(Line::captured)
                .map_err(|error| format!("line {}: {error}", index + 1))
        })
}

/// A request as HTTP/1.1 writes it; line ends may have lost their CR.
fn raw(input: &[u8]) -> Result<Captured, String> {
    let (head, rest) = split_head(input);
    if head.len() > LONGEST_HEAD {
        return Err(format!("the head is longer than {LONGEST_HEAD} bytes"));
    }
    let mut lines = head
        .split(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .enumerate()
        .skip_while(|(_, line)| line.is_empty());
    let (_, start) = lines.next().ok_or("there is no request")?;
    let (method, target) = request_line(start).ok_or("the first line is no request line")?;
    let mut captured = Captured::new(method, target)?;
    for (index, line) in lines {
        let colon = line.iter().position(|byte| *byte == b':');
        let folded = line.first().is_some_and(u8::is_ascii_whitespace);
        let (Some(colon), false) = (colon, folded) else {
            return Err(format!("line {}: no `name: value`", index + 1));
        };
        let (name, value) = line.split_at(colon);
        captured
            .add(name, value.get(1..).unwrap_or_default())
            .map_err(|error| format!("line {}: {error}", index + 1))?;
    }
    captured.body = body(&captured.headers, rest)?.to_vec();
    Ok(captured)
}

/// `GET /a b HTTP/1.1`: a target may hold blanks that should have been encoded.
fn request_line(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let space = line.iter().position(|byte| *byte == b' ')?;
    let (method, rest) = (line.get(..space)?, line.get(space + 1..)?);
    let version = rest.iter().rposition(|byte| *byte == b' ')?;
    let target = rest.get(..version)?;
    rest.get(version + 1..)?
        .starts_with(b"HTTP/")
        .then_some((method, target))
}

/// The head, and what follows the empty line.
fn split_head(input: &[u8]) -> (&[u8], &[u8]) {
    let mut from = 0;
    while let Some(end) = find(input, from, b'\n') {
        let after = end + 1;
        let blank = match input.get(after..) {
            Some([b'\n', ..]) => Some(1),
            Some([b'\r', b'\n', ..]) => Some(2),
            _ => None,
        };
        // Empty lines before the request are none of its head.
        let started = input
            .get(..end)
            .is_some_and(|head| !head.trim_ascii().is_empty());
        if let (Some(length), true) = (blank, started) {
            let head = input.get(..end).unwrap_or_default();
            return (head, input.get(after + length..).unwrap_or_default());
        }
        from = after;
    }
    (input.trim_ascii_end(), b"")
}

fn find(input: &[u8], from: usize, byte: u8) -> Option<usize> {
    let place = input.get(from..)?.iter().position(|one| *one == byte)?;
    Some(from + place)
}

/// As long as `content-length` says; without one, all that follows but for the line ends of a text file.
fn body<'a>(headers: &HeaderList, rest: &'a [u8]) -> Result<&'a [u8], String> {
    if headers.contains("transfer-encoding") {
        return Err(
            "a body in chunks is not read: give it whole, with its `content-length`".to_owned(),
        );
    }
    let Some(length) = headers.get("content-length") else {
        let blank = rest.iter().all(u8::is_ascii_whitespace);
        return Ok(if blank { b"" } else { rest });
    };
    let length: usize = length
        .to_str()
        .ok()
        .and_then(|text| text.parse().ok())
        .ok_or("`content-length` is no number")?;
    rest.get(..length)
        .ok_or_else(|| format!("the body has {} bytes, not {length}", rest.len()))
}

/// The authority of an absolute target, and its path and query string.
fn split_authority(target: &str) -> (Option<&str>, &str) {
    let rest = target
        .strip_prefix("http://")
        .or_else(|| target.strip_prefix("https://"));
    let Some(rest) = rest else {
        return (None, target);
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    (Some(authority), path)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(input: &[u8]) -> Result<Captured, String> {
        let mut all: Vec<_> = read(input).collect();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    #[test]
    fn a_request_is_read_as_it_was_sent() {
        for text in [
            "POST /a%20b?x=1&y HTTP/1.1\r\nHost: h:1\r\nx-a:  b  c \r\nX-A: d\r\ncontent-length: 2\r\n\r\n{}\n",
            "\nPOST /a%20b?x=1&y HTTP/1.1\nHost: h:1\nx-a: b  c\nX-A: d\n\n{}",
        ] {
            let captured = one(text.as_bytes()).unwrap();
            let request = captured.request();
            assert_eq!((request.method, request.path), ("POST", "/a%20b"));
            assert_eq!(request.query, Some("x=1&y"));
            let values: Vec<_> = request.headers.get_all("x-a").collect();
            assert_eq!(values, ["b  c", "d"]);
            assert_eq!(captured.body, b"{}");
        }
        let absolute = one(b"GET https://h:1/a?b HTTP/1.1\nhost: h:1\n\n\n").unwrap();
        assert_eq!(absolute.request().authority, Some("h:1"));
        assert_eq!(absolute.request().path, "/a");
        assert!(absolute.body.is_empty());
    }

    #[test]
    fn a_line_of_json_is_read_in_base64_and_in_plain_text() {
        let encode = |text: &str| BASE64.encode(text.as_bytes());
        let line = format!(
            r#"{{"id":7,"m":"{}","t":"{}","h":[["{}","{}"]],"body":"{}","date":"20150830T123600Z","region":"r","service":"s"}}"#,
            encode("POST"),
            encode("/a?b"),
            encode("Host"),
            encode("h"),
            encode("body")
        );
        let plain = r#"{"id":7,"m":"POST","t":"/a?b","h":[["Host","h"]],"body":"body","date":1440938160,"region":"r","service":"s"}"#;
        let raw = r#"{"id":7,"request":"POST /a?b HTTP/1.1\r\nhost: h\r\n\r\nbody","now":"2015-08-30T12:36:00Z","region":"r","service":"s"}"#;
        for line in [line.as_str(), plain, raw] {
            let captured = one(line.as_bytes()).unwrap();
            assert_eq!(captured.id, 7);
            assert_eq!(captured.request().path, "/a");
            assert_eq!(captured.request().headers.get("host").unwrap(), "h");
            assert_eq!(captured.body, b"body");
            assert_eq!(
                captured.at,
                Some(Moment::At(Timestamp::from_unix(1_440_938_160)))
            );
            assert_eq!(captured.region.as_deref(), Some("r"));
            assert_eq!(captured.service.as_deref(), Some("s"));
        }
        let several = format!("{plain}\n\n{{}}\n{raw}\n");
        let all: Vec<_> = read(several.as_bytes()).map(|one| one.is_ok()).collect();
        assert_eq!(all, [true, false, true]);
        let array = format!("[{plain},{raw}]");
        assert_eq!(read(array.as_bytes()).filter(Result::is_ok).count(), 2);
    }

    #[test]
    fn what_is_no_request_says_why() {
        for (input, words) in [
            ("", "there is no request"),
            ("GET /", "no request line"),
            ("GET / HTTP/1.1\nno colon\n\n", "line 2"),
            ("GET / HTTP/1.1\na: b\n folded: c\n\n", "line 3"),
            ("GET / HTTP/1.1\na b: c\n\n", "`a b`"),
            ("GET / HTTP/1.1\na: b\u{1}\n\n", "control character"),
            ("GET / HTTP/1.1\ncontent-length: 3\n\nab", "2 bytes, not 3"),
            (
                "GET / HTTP/1.1\ntransfer-encoding: chunked\n\n0\n\n",
                "chunks",
            ),
            ("[1]", "invalid type"),
            ("{\"m\":\"R0VU\",\"t\":\"x\"}", "`t` is not base64"),
            (
                "{\"m\":\"GET\",\"t\":\"/\",\"date\":\"noon\"}",
                "`noon` is no time",
            ),
        ] {
            let error = one(input.as_bytes()).expect_err(input);
            assert!(error.contains(words), "{input}: {error}");
        }
        let many = format!("GET / HTTP/1.1\n{}\n", "a: b\n".repeat(40_000));
        assert!(one(many.as_bytes()).unwrap_err().contains("headers"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        /// Hostile input gives an answer for each request in it and nothing else.
        #[test]
        fn nothing_makes_reading_panic(pieces in prop::collection::vec(prop_oneof![
            any::<Vec<u8>>(),
            prop::sample::select(vec![
                "GET ", "/", "?", " HTTP/1.1", "\r\n", "\n", "\r\n\r\n", "host: ", "content-length: ", "18446744073709551616",
                "http://", "{", "[", "\"m\":", "\"t\":\"/\"", "\"h\":[[", "]]", ",", "\"", "}", "%", "+", "é",
            ]).prop_map(|text| text.as_bytes().to_vec()),
        ], 0..24)) {
            for captured in read(&pieces.concat()).flatten() {
                let _ = captured.request();
                let _ = captured.region_of_host();
            }
        }
    }
}
