//! The head of a request of HTTP/1 (RFC 9112, sections 2 to 5), read strictly: what another program could read in
//! another way is refused, here or, where the rest of the head says for whom, by `check`. It holds no state and reads
//! no socket; names and values stay in the bytes that came.

use arrayvec::ArrayVec;
use bytes::{Bytes, BytesMut};
use http::header::{CONNECTION, EXPECT, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Uri, Version};
use memchr::{memchr, memchr_iter};

use crate::failure::Failure;
use crate::framing::Framing;
use crate::head::{RawHead, Spelling};

/// The bytes that a head may have. Fewer are allowed to a call of an API, which `check` sees to.
pub(super) const MAX_HEAD: usize = 64 * 1024;
/// The header lines of which places are kept without asking for memory.
const LINES: usize = 100;

/// A head, and what it says about the connection.
pub(super) struct Head {
    pub(super) request: Request<()>,
    pub(super) raw: RawHead,
    /// Of the body. `None` where it cannot be known, which `check` refuses.
    pub(super) framing: Option<Framing>,
    /// Whether the client wants to go on after this request.
    pub(super) keeps: bool,
    /// Whether it waits for a word before it sends the body.
    pub(super) expects_continue: bool,
}

/// Looks for the end of a head, and remembers how far it looked.
#[derive(Default)]
pub(super) struct Search {
    searched: usize,
}

/// The lines of a head, as places in what came.
struct Lines {
    first: (usize, usize),
    fields: ArrayVec<(usize, usize), LINES>,
    /// Those for which there was no room.
    more: Vec<(usize, usize)>,
    /// Of all, with the empty line.
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
        let before = std::mem::replace(&mut self.searched, input.len());
        // Who sends a byte at a time does not have each of them looked at from the start.
        let may_end = before == 0 || has_empty_line(input, before);
        let lines = match may_end.then(|| Lines::find(input)).flatten() {
            Some(lines) if lines.length <= MAX_HEAD => lines,
            None if input.len() < MAX_HEAD => return Ok(None),
            _ => return Err(Failure::header_too_large(MAX_HEAD)),
        };
        self.searched = 0;
        if lines.fields.len() + lines.more.len() > max_fields {
            return Err(Failure::too_many_headers(max_fields));
        }
        read(input.split_to(lines.length).freeze(), &lines).map(Some)
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
    /// The lines up to the first that is empty; `None` where none is. Empty lines before a head are no part of it
    /// (RFC 9112, section 2.2).
    fn find(input: &[u8]) -> Option<Self> {
        let mut lines = Self {
            first: (0, 0),
            fields: ArrayVec::new(),
            more: Vec::new(),
            length: 0,
            bare_line_feed: false,
        };
        let mut begins = 0;
        for end in memchr_iter(b'\n', input) {
            let ends_in_cr = end > begins && input.get(end - 1) == Some(&b'\r');
            lines.bare_line_feed |= !ends_in_cr;
            let line = (begins, end - usize::from(ends_in_cr));
            begins = end + 1;
            let is_empty = line.0 == line.1;
            if lines.first.1 == 0 {
                if !is_empty {
                    lines.first = line;
                }
            } else if is_empty {
                lines.length = begins;
                return Some(lines);
            } else if let Err(full) = lines.fields.try_push(line) {
                lines.more.push(full.element());
            }
        }
        None
    }

    fn fields(&self) -> impl Iterator<Item = &(usize, usize)> {
        self.fields.iter().chain(&self.more)
    }
}

fn read(head: Bytes, lines: &Lines) -> Result<Head, Failure> {
    let (method, target, version) = request_line(&head, lines.first)?;
    let mut headers = HeaderMap::with_capacity(lines.fields.len());
    let mut content_lengths = 0;
    for (begin, end) in lines.fields() {
        let line = head.get(*begin..*end).unwrap_or_default();
        let colon = memchr(b':', line).ok_or_else(no_header)?;
        let (name, value) = line.split_at_checked(colon).unwrap_or_default();
        // A blank before the colon, or at the start of the line, is in no name (RFC 9112, section 5.1).
        let name = HeaderName::from_bytes(name).map_err(|_| no_header())?;
        content_lengths += usize::from(name == http::header::CONTENT_LENGTH);
        let value = value.get(1..).unwrap_or_default();
        let blank = |byte: &u8| !matches!(byte, b' ' | b'\t');
        let from = value.iter().position(blank).unwrap_or(value.len());
        let to = value.iter().rposition(blank).map_or(from, |last| last + 1);
        let value = if from == to {
            Bytes::new()
        } else {
            let starts = begin + colon + 1;
            head.slice(starts + from..starts + to)
        };
        let value = HeaderValue::from_maybe_shared(value).map_err(|_| {
            Failure::bad_request(format!("The header '{name}' has a control character"))
        })?;
        headers.append(name, value);
    }
    let mut request = Request::new(());
    *request.method_mut() = method;
    *request.uri_mut() = target;
    *request.version_mut() = version;
    let framing = Framing::of_request(&headers, version);
    let keeps = keeps(&headers, version);
    let expects = headers.get(EXPECT);
    let expects = expects.is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(b"100-continue"));
    *request.headers_mut() = headers;
    let raw = RawHead {
        content_lengths,
        bare_line_feed: lines.bare_line_feed,
        spelling: Spelling::of_head(head),
    };
    Ok(Head {
        request,
        raw,
        framing,
        keeps,
        expects_continue: expects && version == Version::HTTP_11,
    })
}

fn no_header() -> Failure {
    Failure::bad_request("A line of the request's head is no header")
}

fn request_line(head: &Bytes, line: (usize, usize)) -> Result<(Method, Uri, Version), Failure> {
    let no_line = || Failure::bad_request("The request line cannot be read");
    let text = head.get(line.0..line.1).unwrap_or_default();
    let mut blanks = memchr_iter(b' ', text);
    let (first, second) = blanks.next().zip(blanks.next()).ok_or_else(no_line)?;
    let method = text.get(..first).unwrap_or_default();
    let method = Method::from_bytes(method).map_err(|_| no_line())?;
    let version = match text.get(second + 1..) {
        Some(b"HTTP/1.1") => Version::HTTP_11,
        Some(b"HTTP/1.0") => Version::HTTP_10,
        _ => return Err(no_line()),
    };
    if first + 1 == second {
        return Err(no_line());
    }
    let target = head.slice(line.0 + first + 1..line.0 + second);
    let target = Uri::from_maybe_shared(target)
        .map_err(|_| Failure::bad_request("The request target cannot be read"))?;
    Ok((method, target, version))
}

/// RFC 9112, section 9.3.
fn keeps(headers: &HeaderMap, version: Version) -> bool {
    let says = |option: &str| {
        let values = headers.get_all(CONNECTION).iter();
        let mut options = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
        options.any(|it| it.trim_ascii().eq_ignore_ascii_case(option.as_bytes()))
    };
    match version {
        Version::HTTP_11 => !says("close"),
        _ => says("keep-alive") && !says("close"),
    }
}
