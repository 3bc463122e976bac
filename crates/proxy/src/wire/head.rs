//! The head of a request of HTTP/1 (RFC 9112, sections 2 to 5), read strictly: what another program could read in
//! another way is refused, here or, where the rest of the head says for whom, by `check`. It holds no state and reads
//! no socket; names and values stay in the bytes that came.

use std::ops::Range;

use arrayvec::ArrayVec;
use bytes::{Buf as _, Bytes, BytesMut};
use http::header::{
    CONNECTION, CONTENT_LENGTH, EXPECT, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use http::{Method, Uri, Version};
use memchr::{memchr, memchr_iter};
use portcullis_guard::sigv4::HeaderList;

use crate::failure::Failure;
use crate::framing::Framing;
use crate::head::{Parts, RawHead, Spelling};

/// The bytes that a head may have. Fewer are allowed to a call of an API, which `check` sees to.
pub(super) const MAX_HEAD: usize = 64 * 1024;
/// The header lines of which places are kept without asking for memory.
const LINES: usize = 100;

/// A head, and what it says about the connection.
pub(crate) struct Head {
    /// Kept in one place: what a task holds is moved as it grows.
    pub(crate) parts: Box<Parts>,
    pub(crate) raw: RawHead,
    /// Of the body. `None` where it cannot be known, which `check` refuses.
    pub(crate) framing: Option<Framing>,
    /// Whether the client wants to go on after this request.
    pub(crate) keeps: bool,
    /// Whether it waits for a word before it sends the body.
    pub(crate) expects_continue: bool,
}

/// Looks for the end of a head, and remembers how far it looked.
#[derive(Default)]
pub(super) struct Search {
    searched: usize,
    /// The request line is there, and is one.
    begun: bool,
}

/// Where a line begins, and where it ends.
type Line = (u32, u32);

/// The lines of a head, as places in what came.
struct Lines {
    request: Line,
    fields: ArrayVec<Line, LINES>,
    /// Those for which there was no room.
    more: Vec<Line>,
    /// Of all, with the empty line; 0 while that is not there.
    length: usize,
    bare_line_feed: bool,
}

impl Search {
    /// Takes a head off the input; `None` where it is not all there.
    pub(super) fn take(
        &mut self,
        input: &mut BytesMut,
        max_fields: usize,
    ) -> Result<Option<Head>, Failure> {
        // Empty lines before a head are no part of it (RFC 9112, section 2.2).
        while input.starts_with(b"\r\n") {
            input.advance(2);
            *self = Self::default();
        }
        let before = std::mem::replace(&mut self.searched, input.len());
        // Who sends a byte at a time does not have each of them looked at from the start.
        let may_end = before == 0 || has_empty_line(input, before);
        let mut lines = Lines::new();
        // No more of it is looked at than a head may have.
        if may_end {
            lines.find(input.get(..MAX_HEAD).unwrap_or(input));
        }
        if lines.length == 0 {
            if input.len() >= MAX_HEAD {
                return Err(Failure::header_too_large(MAX_HEAD));
            }
            return self.begin(input, before).map(|()| None);
        }
        *self = Self::default();
        if lines.fields.len() + lines.more.len() > max_fields {
            return Err(Failure::too_many_headers(max_fields));
        }
        read(input.split_to(lines.length).freeze(), &lines).map(Some)
    }

    /// Looks at the request line as soon as it has come: who speaks something else may never end it.
    fn begin(&mut self, input: &[u8], searched: usize) -> Result<(), Failure> {
        let fresh = input.get(searched..).unwrap_or_default();
        if let (false, Some(end)) = (self.begun, memchr(b'\n', fresh)) {
            let line = input.get(..searched + end).unwrap_or_default();
            request_line(line.strip_suffix(b"\r").unwrap_or(line))?;
            self.begun = true;
        }
        Ok(())
    }
}

/// Whether an empty line ends in what is new. It may begin in what is not.
fn has_empty_line(input: &[u8], searched: usize) -> bool {
    let fresh = input.get(searched.saturating_sub(3)..).unwrap_or_default();
    memchr_iter(b'\n', fresh).any(|at| {
        let rest = fresh.get(at + 1..).unwrap_or_default();
        rest.starts_with(b"\n") || rest.starts_with(b"\r\n")
    })
}

impl Lines {
    const fn new() -> Self {
        Self {
            request: (0, 0),
            fields: ArrayVec::new_const(),
            more: Vec::new(),
            length: 0,
            bare_line_feed: false,
        }
    }

    /// Finds the lines up to the first that is empty.
    fn find(&mut self, input: &[u8]) {
        let mut begins = 0;
        for end in memchr_iter(b'\n', input) {
            let ends_in_cr = end > begins && input.get(end - 1) == Some(&b'\r');
            self.bare_line_feed |= !ends_in_cr;
            // No head is too long for these.
            let line = (begins as u32, (end - usize::from(ends_in_cr)) as u32);
            let is_first = begins == 0;
            begins = end + 1;
            if is_first {
                self.request = line;
            } else if line.0 == line.1 {
                self.length = begins;
                return;
            } else if let Err(full) = self.fields.try_push(line) {
                self.more.push(full.element());
            }
        }
    }

    fn fields(&self) -> impl Iterator<Item = &Line> {
        self.fields.iter().chain(&self.more)
    }
}

fn read(head: Bytes, lines: &Lines) -> Result<Head, Failure> {
    let (begins, ends) = (lines.request.0 as usize, lines.request.1 as usize);
    let (method, target, version) = request_line(head.get(begins..ends).unwrap_or_default())?;
    let target = head.slice(begins + target.start..begins + target.end);
    let target = Uri::from_maybe_shared(target)
        .map_err(|_| Failure::bad_request("The request target cannot be read"))?;
    let mut headers = HeaderList::with_capacity(lines.fields.len());
    let (mut content_lengths, mut codings, mut connections, mut expects) = (0, 0, 0, false);
    for (begins, ends) in lines.fields() {
        let (begins, ends) = (*begins as usize, *ends as usize);
        let line = head.get(begins..ends).unwrap_or_default();
        let colon = memchr(b':', line).ok_or_else(no_header)?;
        // A blank before the colon, or at the start of the line, is in no name (RFC 9112, section 5.1).
        let name = line.get(..colon).unwrap_or_default();
        let name = HeaderName::from_bytes(name).map_err(|_| no_header())?;
        let blank = |byte: &u8| !matches!(byte, b' ' | b'\t');
        let value = line.get(colon + 1..).unwrap_or_default();
        let value = match (value.iter().position(blank), value.iter().rposition(blank)) {
            (Some(first), Some(last)) => {
                let starts = begins + colon + 1;
                head.slice(starts + first..=starts + last)
            }
            _ => Bytes::new(),
        };
        let value = HeaderValue::from_maybe_shared(value).map_err(|_| {
            Failure::bad_request(format!("The header '{name}' has a control character"))
        })?;
        match name {
            CONTENT_LENGTH => content_lengths += 1,
            TRANSFER_ENCODING => codings += 1,
            CONNECTION => connections += 1,
            EXPECT => expects = value.as_bytes().eq_ignore_ascii_case(b"100-continue"),
            _ => {}
        }
        headers.append(name, value);
    }
    let framing = if content_lengths + codings == 0 {
        Some(Framing::None)
    } else {
        Framing::of_request(&headers, version)
    };
    let keeps = if connections == 0 {
        version == Version::HTTP_11
    } else {
        keeps(&headers, version)
    };
    let raw = RawHead {
        content_lengths,
        bare_line_feed: lines.bare_line_feed,
        spelling: Spelling::of_head(head),
    };
    Ok(Head {
        parts: Box::new(Parts {
            method,
            uri: target,
            version,
            headers,
        }),
        raw,
        framing,
        keeps,
        expects_continue: expects && version == Version::HTTP_11,
    })
}

fn no_header() -> Failure {
    Failure::bad_request("A line of the request's head is no header")
}

/// The method, where the target is, and the version.
fn request_line(line: &[u8]) -> Result<(Method, Range<usize>, Version), Failure> {
    let no_line = || Failure::bad_request("The request line cannot be read");
    let mut blanks = memchr_iter(b' ', line);
    let (first, second) = blanks.next().zip(blanks.next()).ok_or_else(no_line)?;
    let method = line.get(..first).unwrap_or_default();
    let method = Method::from_bytes(method).map_err(|_| no_line())?;
    let version = match line.get(second + 1..) {
        Some(b"HTTP/1.1") => Version::HTTP_11,
        Some(b"HTTP/1.0") => Version::HTTP_10,
        _ => return Err(no_line()),
    };
    if first + 1 == second {
        return Err(no_line());
    }
    Ok((method, first + 1..second, version))
}

/// RFC 9112, section 9.3.
fn keeps(headers: &HeaderList, version: Version) -> bool {
    let says = |option: &str| {
        let values = headers.get_all(CONNECTION);
        let mut options = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
        options.any(|it| it.trim_ascii().eq_ignore_ascii_case(option.as_bytes()))
    };
    match version {
        Version::HTTP_11 => !says("close"),
        _ => says("keep-alive") && !says("close"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::framing::Framing::Length;

    const MAX_FIELDS: usize = 100;

    fn take(bytes: &[u8]) -> Result<Option<Head>, Failure> {
        Search::default().take(&mut BytesMut::from(bytes), MAX_FIELDS)
    }

    fn head(text: &str) -> Head {
        take(text.as_bytes()).ok().flatten().expect(text)
    }

    fn status(result: Result<Option<Head>, Failure>) -> Option<u16> {
        Some(result.err()?.status_code().as_u16())
    }

    #[test]
    fn a_head_is_read_and_taken_off_the_input() {
        let text = "\r\nPOST /a?b=c HTTP/1.1\r\nHost: h\r\nX-Empty:\r\nX-Two: a\r\nx-two:\t b \r\nContent-Length: 4\r\n\r\nbody";
        let mut input = BytesMut::from(text);
        let head = Search::default().take(&mut input, MAX_FIELDS);
        let head = head.ok().flatten().unwrap();
        assert_eq!(&input[..], b"body");
        let parts = &head.parts;
        assert_eq!((parts.method.as_str(), parts.uri.path()), ("POST", "/a"));
        assert_eq!(parts.headers.get("x-empty").unwrap(), "");
        let two: Vec<_> = parts.headers.get_all("x-two").collect();
        assert_eq!(two, ["a", "b"]);
        assert_eq!(head.framing, Some(Length(4)));
        assert_eq!(
            (head.raw.content_lengths, head.raw.bare_line_feed),
            (1, false)
        );
        assert_eq!(head.raw.spelling.of("x-two"), "X-Two");
        for end in 0..text.len() - "body".len() {
            assert!(
                take(&text.as_bytes()[..end]).is_ok_and(|head| head.is_none()),
                "{end}"
            );
        }
    }

    #[test]
    fn what_check_refuses_is_seen() {
        let length = "Content-Length: 1\r\n";
        let seen = |fields: &str| {
            let head = head(&format!("POST / HTTP/1.1\r\n{fields}\r\n"));
            (
                head.raw.content_lengths,
                head.raw.bare_line_feed,
                head.framing.is_some(),
            )
        };
        assert_eq!(seen(length), (1, false, true));
        assert_eq!(seen(&length.repeat(2)), (2, false, false));
        assert_eq!(
            seen(&format!("{length}Transfer-Encoding: chunked\r\n")),
            (1, false, false)
        );
        assert_eq!(seen("X: content-length: 4\r\n"), (0, false, true));
        assert_eq!(seen("Host: a\n"), (0, true, true));
        assert!(head("GET / HTTP/1.1\r\nHost: a\r\n\n").raw.bare_line_feed);
        for framing in [
            "Content-Length: +1",
            "Content-Length: 1, 1",
            "Content-Length:",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        ] {
            assert!(!seen(&format!("{framing}\r\n")).2, "{framing}");
        }
        let old = head("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n");
        assert!(old.framing.is_none());
    }

    #[test]
    fn the_client_says_whether_it_goes_on() {
        let check = |version: &str, fields: &str, expected| {
            let head = head(&format!("GET / HTTP/{version}\r\n{fields}\r\n"));
            assert_eq!(head.keeps, expected, "{version} {fields}");
        };
        check("1.1", "", true);
        check("1.1", "Connection: close\r\n", false);
        check(
            "1.1",
            "Connection: x, CLOSE\r\nConnection: keep-alive\r\n",
            false,
        );
        check("1.0", "", false);
        check("1.0", "Connection: Keep-Alive\r\n", true);
        check("1.0", "Connection: keep-alive, close\r\n", false);
    }

    #[test]
    fn what_is_no_head_is_refused() {
        for bad in [
            "GET /\r\n\r\n",
            "GET  / HTTP/1.1\r\n\r\n",
            "GET /  HTTP/1.1\r\n\r\n",
            " GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1 \r\n\r\n",
            "GET / HTTP/1.2\r\n\r\n",
            "GET / http/1.1\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\n",
            "G(T / HTTP/1.1\r\n\r\n",
            "GET /\0 HTTP/1.1\r\n\r\n",
            "GET /\r/ HTTP/1.1\r\n\r\n",
            "\nGET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nname : value\r\n\r\n",
            "GET / HTTP/1.1\r\nname: a\r\n folded\r\n\r\n",
            "GET / HTTP/1.1\r\n\tname: a\r\n\r\n",
            "GET / HTTP/1.1\r\n: value\r\n\r\n",
            "GET / HTTP/1.1\r\nname\r\n\r\n",
            "GET / HTTP/1.1\r\nname: a\rb\r\n\r\n",
            "GET / HTTP/1.1\r\nname: a\0b\r\n\r\n",
            "GET / HTTP/1.1\r\nname: a\x7fb\r\n\r\n",
        ] {
            assert_eq!(status(take(bad.as_bytes())), Some(400), "{bad:?}");
        }
    }

    #[test]
    fn who_speaks_something_else_is_told_so_before_a_head_ends() {
        for other in ["GET /items\r\n", "HELO there\n", "SSH-2.0-x\r\n", "\r\n\n"] {
            assert_eq!(status(take(other.as_bytes())), Some(400), "{other:?}");
        }
        assert!(take(b"GET /items HTTP/1.1\r\n").is_ok_and(|head| head.is_none()));
    }

    #[test]
    fn a_head_has_bounds() {
        let lines = |count| format!("GET / HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(count));
        assert!(take(lines(MAX_FIELDS).as_bytes()).is_ok_and(|head| head.is_some()));
        assert_eq!(status(take(lines(MAX_FIELDS + 1).as_bytes())), Some(431));
        let more = Search::default().take(&mut BytesMut::from(&*lines(150)), 200);
        let more = more.ok().flatten().unwrap();
        assert_eq!(more.parts.headers.len(), 150);
        let long = |count| format!("GET / HTTP/1.1\r\nx: {}", "y".repeat(count));
        assert!(take(long(1000).as_bytes()).is_ok_and(|head| head.is_none()));
        assert_eq!(status(take(long(MAX_HEAD).as_bytes())), Some(431));
        assert_eq!(
            status(take((long(MAX_HEAD) + "\r\n\r\n").as_bytes())),
            Some(431)
        );
    }

    #[test]
    fn a_head_is_looked_at_again_when_an_empty_line_has_come() {
        let text = b"GET / HTTP/1.1\r\na: b\r\n\r\n";
        for first in 1..text.len() {
            let looked_at =
                (first + 1..=text.len()).filter(|end| has_empty_line(&text[..*end], end - 1));
            assert_eq!(looked_at.collect::<Vec<_>>(), [text.len()], "{first}");
        }
    }

    /// A head that is nearly one, or is one.
    fn nearly() -> impl Strategy<Value = Vec<u8>> {
        let end =
            prop_oneof![20 => Just("\r\n"), 1 => Just("\n"), 1 => Just("\r\r\n"), 1 => Just("")];
        let name =
            prop_oneof![10 => "[a-zA-Z-]{1,6}", 1 => "[ -~]{0,3}", 1 => Just(" x".to_owned())];
        let value = prop_oneof![10 => "[ -~]{0,10}", 1 => "[\\x00-\\xff]{0,4}"];
        let colon =
            prop_oneof![10 => Just(": "), 3 => Just(":\t "), 1 => Just(" :"), 1 => Just("")];
        let field = (name, colon, value, end.clone())
            .prop_map(|(name, colon, value, end)| [&name, colon, &value, end].concat());
        let target =
            prop_oneof![5 => "/[a-z?=&%]{0,6}", 1 => "[!-~]{0,6}", 1 => "[\\x00-\\xff]{0,3}"];
        let version =
            prop_oneof![10 => Just("HTTP/1.1"), 1 => Just("HTTP/1.0"), 1 => Just("HTTP/1.")];
        let first = ("[A-Z]{1,4}|[ -~]{0,3}", target, version, end);
        let first = first
            .prop_map(|(method, target, version, end)| format!("{method} {target} {version}{end}"));
        (first, prop::collection::vec(field, 0..5))
            .prop_map(|(first, fields)| (first + &fields.concat() + "\r\n").into_bytes())
    }

    proptest! {
        #[test]
        fn what_is_accepted_another_parser_accepts_and_reads_alike(bytes in nearly()) {
            let mut input = BytesMut::from(&*bytes);
            let Ok(Some(head)) = Search::default().take(&mut input, MAX_FIELDS) else {
                return Ok(());
            };
            let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
            let mut other = httparse::Request::new(&mut fields);
            let length = other.parse(&bytes);
            prop_assert_eq!(length, Ok(httparse::Status::Complete(bytes.len() - input.len())));
            let parts = &head.parts;
            prop_assert_eq!(Some(parts.method.as_str()), other.method);
            prop_assert_eq!(Some(parts.uri.to_string()), other.path.map(str::to_owned));
            prop_assert_eq!(parts.version == Version::HTTP_11, other.version == Some(1));
            let ours = parts.headers.iter().map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()));
            let theirs = other.headers.iter().map(|it| (it.name.to_ascii_lowercase(), it.value.to_vec()));
            let (mut ours, mut theirs): (Vec<_>, Vec<_>) = (ours.collect(), theirs.collect());
            ours.sort();
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn it_does_not_matter_in_which_pieces_a_head_comes(
            bytes in nearly(),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let read = |cuts: &[usize]| {
                let (mut search, mut input) = (Search::default(), BytesMut::new());
                for cut in cuts.windows(2) {
                    input.extend_from_slice(&bytes[cut[0]..cut[1]]);
                    match search.take(&mut input, MAX_FIELDS) {
                        Ok(None) => {}
                        Ok(Some(head)) => return Some(format!("{:?} {:?}", head.parts, head.framing)),
                        Err(failure) => return Some(failure.because().to_owned()),
                    }
                }
                None
            };
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len())).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            prop_assert_eq!(read(&cuts), read(&[0, bytes.len()]));
        }
    }
}
