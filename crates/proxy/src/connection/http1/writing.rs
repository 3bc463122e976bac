//! An answer on its way to a client of HTTP/1: its head, then its body as it comes, framed by what is known of its
//! length (RFC 9112, sections 6 and 7.1). A body that breaks off ends the connection before its end was written, so
//! that nobody takes a part for the whole.

use std::io::Write as _;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use http::header;
use http::{Method, StatusCode, Version};
use http_body::Body as _;
use portcullis_guard::sigv4::HeaderList;

use crate::answer::{Answer, AnswerBody};
use crate::wire::Wire;

/// Up to here a piece of a body is copied behind what is written before it, which costs less than a second piece does.
const COPIED: usize = 8 * 1024;

/// What an answer answers, and whether the connection goes on after it.
pub(super) struct Asked {
    pub(super) method: Method,
    pub(super) version: Version,
    pub(super) keeps: bool,
}

/// One answer.
pub(super) struct Writing {
    /// What is to be written first, and how much of it was.
    copied: Vec<u8>,
    written: usize,
    /// What is to be written behind it.
    piece: Bytes,
    body: AnswerBody,
    framing: Framing,
    keeps: bool,
}

/// What is still to come of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Framing {
    Nothing,
    Length(u64),
    Chunked,
    /// All until the connection ends.
    Connection,
}

/// Why an answer is not written to its end.
pub(super) struct BrokenOff;

impl Writing {
    pub(super) fn new(answer: Answer, mut asked: Asked, date: &str) -> Self {
        let Answer {
            mut status,
            mut headers,
            mut body,
        } = answer;
        // An interim answer would have the client take the next answer for this one.
        if status.is_informational() {
            tracing::error!(%status, "an interim answer is no answer");
            status = StatusCode::INTERNAL_SERVER_ERROR;
            headers = HeaderList::new();
            body = AnswerBody::empty();
            asked.keeps = false;
        }
        let framing = Framing::of(status, &body, &asked);
        asked.keeps &= framing != Framing::Connection;
        let mut copied = Vec::with_capacity(1024);
        write_head(&mut copied, status, &headers, &asked, date);
        framing.write(&mut copied, status, &body, &headers, &asked);
        copied.extend_from_slice(b"\r\n");
        Self {
            copied,
            written: 0,
            piece: Bytes::new(),
            body,
            framing,
            keeps: asked.keeps,
        }
    }

    /// Whether the connection goes on when this was written.
    pub(super) fn keeps(&self) -> bool {
        self.keeps
    }

    /// Writes all that there is. The head goes with the beginning of the body, if that is there.
    pub(super) fn poll(
        &mut self,
        cx: &mut Context<'_>,
        wire: &mut Wire,
    ) -> Poll<Result<(), BrokenOff>> {
        loop {
            let more = match self.framing {
                Framing::Nothing => Poll::Ready(Ok(())),
                _ if !self.piece.is_empty() => Poll::Ready(Ok(())),
                _ => self.poll_piece(cx),
            };
            let is_last = matches!(more, Poll::Ready(Ok(()))) && self.framing == Framing::Nothing;
            let is_short = self.copied.len() <= 2 * COPIED && self.is_unbegun();
            if is_last && is_short && self.keeps && wire.put_off(cx, &mut self.copied) {
                return Poll::Ready(Ok(()));
            }
            while !self.is_written() {
                let rest = self.copied.get(self.written..).unwrap_or_default();
                let copied = rest.len();
                let wrote = wire.poll_write(cx, [rest, &self.piece]);
                let wrote = ready!(wrote).map_err(|_| BrokenOff)?;
                self.written += wrote.min(copied);
                self.piece
                    .advance(wrote.saturating_sub(copied).min(self.piece.len()));
            }
            self.copied.clear();
            self.written = 0;
            match more {
                // What came before is written: it is the client's to see how far it came.
                Poll::Ready(Err(broken)) => {
                    ready!(wire.poll_flush(cx)).map_err(|_| BrokenOff)?;
                    return Poll::Ready(Err(broken));
                }
                Poll::Ready(Ok(())) if self.framing != Framing::Nothing => {}
                Poll::Ready(Ok(())) => return wire.poll_flush(cx).map_err(|_| BrokenOff),
                Poll::Pending => {
                    ready!(wire.poll_flush(cx)).map_err(|_| BrokenOff)?;
                    return Poll::Pending;
                }
            }
        }
    }

    /// Whether nothing of what there is was written, and it is in one place.
    fn is_unbegun(&self) -> bool {
        self.written == 0 && self.piece.is_empty()
    }

    fn is_written(&self) -> bool {
        self.written >= self.copied.len() && self.piece.is_empty()
    }

    /// Takes the next piece of the body.
    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BrokenOff>> {
        let data = match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
            // Back ends' trailers were dropped where their chunks were read.
            Some(Ok(frame)) => frame.into_data().unwrap_or_default(),
            Some(Err(_)) => return Poll::Ready(Err(BrokenOff)),
            None => Bytes::new(),
        };
        let ends = data.is_empty() || self.body.is_end_stream();
        match &mut self.framing {
            Framing::Nothing => {}
            Framing::Length(left) => {
                *left = match left.checked_sub(data.len() as u64) {
                    Some(left) if !ends || left == 0 => left,
                    // It is shorter than it said, or longer.
                    _ => return Poll::Ready(Err(BrokenOff)),
                };
                self.put(data);
            }
            Framing::Chunked => {
                if !data.is_empty() {
                    // To a vector, which takes everything.
                    let _ = write!(self.copied, "{:x}\r\n", data.len());
                    self.copied.extend_from_slice(&data);
                    self.copied.extend_from_slice(b"\r\n");
                }
                if ends {
                    self.copied.extend_from_slice(b"0\r\n\r\n");
                }
            }
            Framing::Connection => self.put(data),
        }
        if ends {
            self.framing = Framing::Nothing;
        }
        Poll::Ready(Ok(()))
    }

    fn put(&mut self, data: Bytes) {
        if data.len() <= COPIED {
            self.copied.extend_from_slice(&data);
        } else {
            self.piece = data;
        }
    }
}

impl Framing {
    fn of(status: StatusCode, body: &AnswerBody, asked: &Asked) -> Self {
        if asked.method == Method::HEAD || is_bodiless(status) {
            return Self::Nothing;
        }
        match body.size_hint().exact() {
            Some(0) => Self::Nothing,
            Some(length) => Self::Length(length),
            None if asked.version == Version::HTTP_11 => Self::Chunked,
            None => Self::Connection,
        }
    }

    /// The header that says it. Of an answer without its body, it says what the body would have: by its own header,
    /// if it has one.
    fn write(
        self,
        into: &mut Vec<u8>,
        status: StatusCode,
        body: &AnswerBody,
        headers: &HeaderList,
        asked: &Asked,
    ) {
        let length = match self {
            Self::Chunked => {
                into.extend_from_slice(b"transfer-encoding: chunked\r\n");
                return;
            }
            Self::Connection => return,
            Self::Length(length) => length,
            Self::Nothing if asked.method != Method::HEAD && !is_bodiless(status) => 0,
            Self::Nothing => {
                let declared = headers.get(header::CONTENT_LENGTH);
                if let Some(declared) = declared.filter(|_| status != StatusCode::NO_CONTENT) {
                    put_field(into, b"content-length", declared.as_bytes());
                    return;
                }
                match body.size_hint().exact() {
                    Some(length @ 1..) if !is_bodiless(status) => length,
                    _ => return,
                }
            }
        };
        put_length(into, length);
    }
}

/// RFC 9110, section 6.4.1.
fn is_bodiless(status: StatusCode) -> bool {
    status == StatusCode::NO_CONTENT || status == StatusCode::NOT_MODIFIED
}

/// The status line, and all headers but for that of the length.
fn write_head(
    into: &mut Vec<u8>,
    status: StatusCode,
    headers: &HeaderList,
    asked: &Asked,
    date: &str,
) {
    let version = match asked.version {
        Version::HTTP_10 => "HTTP/1.0 ",
        _ => "HTTP/1.1 ",
    };
    let reason = status.canonical_reason().unwrap_or_default();
    for piece in [version, status.as_str(), " ", reason, "\r\n"] {
        into.extend_from_slice(piece.as_bytes());
    }
    for (name, value) in headers {
        let ours = matches!(
            *name,
            header::CONTENT_LENGTH | header::TRANSFER_ENCODING | header::CONNECTION
        );
        if !ours {
            put_field(into, name.as_str().as_bytes(), value.as_bytes());
        }
    }
    if !headers.contains(header::DATE) {
        put_field(into, b"date", date.as_bytes());
    }
    match (asked.version, asked.keeps) {
        (_, false) => put_field(into, b"connection", b"close"),
        (Version::HTTP_10, true) => put_field(into, b"connection", b"keep-alive"),
        (_, true) => {}
    }
}

fn put_field(into: &mut Vec<u8>, name: &[u8], value: &[u8]) {
    for piece in [name, b": ", value, b"\r\n"] {
        into.extend_from_slice(piece);
    }
}

fn put_length(into: &mut Vec<u8>, length: u64) {
    let mut digits = itoa::Buffer::new();
    put_field(into, b"content-length", digits.format(length).as_bytes());
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

    /// What is written of an answer whose body is there, and whether the connection goes on.
    fn written(
        asked: (&str, Version, bool),
        status: u16,
        fields: &[(&'static str, &'static str)],
        body: &'static str,
    ) -> (String, bool) {
        let fields = fields.iter().map(|(name, value)| {
            let name = HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        });
        let asked = Asked {
            method: asked.0.parse().unwrap(),
            version: asked.1,
            keeps: asked.2,
        };
        let status = StatusCode::from_u16(status).unwrap();
        let body = AnswerBody::from(Bytes::from_static(body.as_bytes()));
        let answer = Answer {
            status,
            headers: fields.collect(),
            body,
        };
        let mut writing = Writing::new(answer, asked, DATE);
        let mut cx = Context::from_waker(std::task::Waker::noop());
        while writing.framing != Framing::Nothing {
            assert!(matches!(writing.poll_piece(&mut cx), Poll::Ready(Ok(()))));
        }
        (String::from_utf8(writing.copied).unwrap(), writing.keeps)
    }

    #[test]
    fn an_answer_has_the_length_of_its_body_and_a_date() {
        const V11: Version = Version::HTTP_11;
        let date = format!("date: {DATE}\r\n");
        let check = |asked, status, fields: &[_], body, expected: &str, keeps| {
            let (text, kept) = written(asked, status, fields, body);
            assert_eq!((&*text, kept), (&*expected.replace("DATE", &date), keeps));
        };
        let get = ("GET", V11, true);
        check(
            get,
            200,
            &[("x-a", "1")],
            "hello",
            "HTTP/1.1 200 OK\r\nx-a: 1\r\nDATEcontent-length: 5\r\n\r\nhello",
            true,
        );
        // What frames a message is nobody else's to say.
        check(
            get,
            200,
            &[
                ("content-length", "7"),
                ("transfer-encoding", "chunked"),
                ("connection", "x"),
            ],
            "",
            "HTTP/1.1 200 OK\r\nDATEcontent-length: 0\r\n\r\n",
            true,
        );
        check(
            ("GET", V11, false),
            403,
            &[("date", "then")],
            "",
            "HTTP/1.1 403 Forbidden\r\ndate: then\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            false,
        );
        check(
            get,
            204,
            &[],
            "",
            "HTTP/1.1 204 No Content\r\nDATE\r\n",
            true,
        );
        check(
            get,
            304,
            &[("content-length", "9")],
            "",
            "HTTP/1.1 304 Not Modified\r\nDATEcontent-length: 9\r\n\r\n",
            true,
        );
        check(
            get,
            299,
            &[],
            "",
            "HTTP/1.1 299 \r\nDATEcontent-length: 0\r\n\r\n",
            true,
        );
    }

    #[test]
    fn an_answer_to_head_says_how_long_the_body_would_be() {
        let head = ("HEAD", Version::HTTP_11, true);
        let length = |fields: &[_], body| {
            let (text, _) = written(head, 200, fields, body);
            assert!(text.ends_with("\r\n\r\n"), "{text}");
            let lengths = text
                .lines()
                .filter_map(|line| line.strip_prefix("content-length: "));
            lengths.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(length(&[("content-length", "9")], ""), ["9"]);
        assert_eq!(length(&[], "hello"), ["5"]);
        assert!(length(&[], "").is_empty());
    }

    #[test]
    fn an_interim_answer_is_none() {
        let (text, keeps) = written(("GET", Version::HTTP_11, true), 101, &[("x-a", "1")], "a");
        assert!(text.starts_with("HTTP/1.1 500 ") && text.ends_with("content-length: 0\r\n\r\n"));
        assert!(!text.contains("x-a") && !keeps, "{text}");
    }

    #[test]
    fn http_1_0_is_answered_in_kind() {
        let (text, keeps) = written(("GET", Version::HTTP_10, true), 200, &[], "a");
        assert!(text.starts_with("HTTP/1.0 200 OK\r\n") && keeps, "{text}");
        assert!(text.contains("\r\nconnection: keep-alive\r\n"), "{text}");
    }
}
