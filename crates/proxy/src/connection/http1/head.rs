//! The head of a request of HTTP/1 (RFC 9112, sections 2 to 5), read strictly: what another program could read in
//! another way is refused, here or, where the rest of the head says for whom, by `check`. It holds no state and reads
//! no socket; names and values stay in the bytes that came.

use arrayvec::ArrayVec;
use bytes::{Bytes, BytesMut};
use http::header::{
    CONNECTION, CONTENT_LENGTH, EXPECT, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
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

/// Where a line begins, and where it ends.
type Line = (u32, u32);

/// The lines of a head, as places in what came.
struct Lines {
    first: Line,
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
        let before = std::mem::replace(&mut self.searched, input.len());
        // Who sends a byte at a time does not have each of them looked at from the start.
        let may_end = before == 0 || has_empty_line(input, before);
        let mut lines = Lines::new();
        // No more of it is looked at than a head may have.
        if may_end {
            lines.find(input.get(..MAX_HEAD).unwrap_or(input));
        }
        if lines.length == 0 {
            return if input.len() < MAX_HEAD {
                Ok(None)
            } else {
                Err(Failure::header_too_large(MAX_HEAD))
            };
        }
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
    const fn new() -> Self {
        Self {
            first: (0, 0),
            fields: ArrayVec::new_const(),
            more: Vec::new(),
            length: 0,
            bare_line_feed: false,
        }
    }

    /// Finds the lines up to the first that is empty. Empty lines before a head are no part of it (RFC 9112, section
    /// 2.2).
    fn find(&mut self, input: &[u8]) {
        let mut begins = 0;
        for end in memchr_iter(b'\n', input) {
            let ends_in_cr = end > begins && input.get(end - 1) == Some(&b'\r');
            self.bare_line_feed |= !ends_in_cr;
            // There are at most as many as a head may have.
            let line = (begins as u32, (end - usize::from(ends_in_cr)) as u32);
            begins = end + 1;
            let is_empty = line.0 == line.1;
            if self.first.1 == 0 {
                if !is_empty {
                    self.first = line;
                }
            } else if is_empty {
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
    let (method, target, version) = request_line(&head, lines.first)?;
    let mut headers = HeaderMap::with_capacity(lines.fields.len());
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
    let mut request = Request::new(());
    *request.method_mut() = method;
    *request.uri_mut() = target;
    *request.version_mut() = version;
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

fn request_line(head: &Bytes, line: Line) -> Result<(Method, Uri, Version), Failure> {
    let no_line = || Failure::bad_request("The request line cannot be read");
    let (begins, ends) = (line.0 as usize, line.1 as usize);
    let text = head.get(begins..ends).unwrap_or_default();
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
    let target = head.slice(begins + first + 1..begins + second);
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
