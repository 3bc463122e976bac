//! HTTP/1.1 towards a back end: a request written straight from what was decided, and the head of its answer read. The
//! task of the request does both itself, so a call needs no second task and no queue between two. It knows neither pools
//! nor permits, and never speaks before it is asked.

use std::cell::RefCell;
use std::future::{Future as _, poll_fn};
use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::pin::{Pin, pin};
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use http::header::{CONNECTION, HeaderName, HeaderValue};
use http::uri::PathAndQuery;
use http::{Method, StatusCode, Version};
use portcullis_guard::sigv4::HeaderList;
use tokio::io::{AsyncReadExt as _, AsyncWrite as _};
use tokio::task::coop::unconstrained;
use tokio::time::Instant;

use crate::framing::{BadFraming, Framing, Taken};
use crate::outbox::{Outbox, Sender};
use crate::stream::Stream;

/// The bytes that the head of an answer may have.
const MAX_ANSWER_HEAD: usize = 256 * 1024;
/// The fields that the head of an answer may have.
const MAX_FIELDS: usize = 100;
/// Interim answers before the one that counts.
const MAX_INTERIM: usize = 32;
/// What is read at a time: of a head, and of a body that is known to be longer.
const READ: usize = 8 * 1024;
const READ_OF_BODY: usize = 64 * 1024;
/// Up to here a body is copied behind its head, which costs less than a second piece does.
const COPIED_BODY: usize = 8 * 1024;

/// What is asked of a back end.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    /// In origin form.
    pub(crate) target: PathAndQuery,
    /// Without those that frame the message: they are written from the body that there is.
    pub(crate) headers: HeaderList,
    pub(crate) body: Bytes,
}

/// What an answer begins with.
#[derive(Debug)]
pub(crate) struct AnswerHead {
    /// When it came.
    pub(crate) at: Instant,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderList,
}

/// Why there is no answer, or not all of it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    #[error("{0}")]
    Network(#[from] io::Error),
    #[error("the connection ended before the answer did")]
    Ended,
    #[error("it is no HTTP/1.1: {0}")]
    Malformed(#[from] httparse::Error),
    #[error("its framing cannot be read: {0}")]
    Framing(#[from] BadFraming),
    #[error("its head has more than {MAX_ANSWER_HEAD} bytes or {MAX_FIELDS} fields")]
    TooLarge,
}

/// A connection. One request is on it at a time.
pub(super) struct Http1 {
    stream: Stream,
    /// What was read and not looked at yet.
    input: BytesMut,
    /// What is left to be written: the head, then the body.
    head: Vec<u8>,
    written: usize,
    body: Bytes,
    /// Why no more of it can be.
    unwritten: Option<io::Error>,
    outbox: Outbox,
    /// Whom to tell what could not be written at once.
    asking: Option<Waker>,
    framing: Framing,
    /// Whether the next request may follow the answer that is being read.
    keeps: bool,
    /// Bytes that came, and that went, in all.
    received: u64,
    sent: u64,
}

impl Http1 {
    pub(super) fn new(stream: Stream, outbox: Outbox) -> Rc<RefCell<Self>> {
        Rc::new(RefCell::new(Self {
            stream,
            input: BytesMut::new(),
            head: Vec::new(),
            written: 0,
            body: Bytes::new(),
            unwritten: None,
            outbox,
            asking: None,
            framing: Framing::None,
            keeps: true,
            received: 0,
            sent: 0,
        }))
    }

    /// How many bytes came over the connection, and went, in all.
    pub(super) fn moved(&self) -> (u64, u64) {
        (self.received, self.sent)
    }

    /// Writes a request and reads the head of its answer. What is left of a long body is written while the answer's is
    /// read.
    pub(super) async fn ask(this: &Rc<RefCell<Self>>, asked: &Asked) -> Result<AnswerHead, Broken> {
        let mut waits = this.borrow_mut().put(asked);
        let mut interim = 0;
        let mut searched = 0;
        poll_fn(|cx| {
            let mut http = this.borrow_mut();
            if std::mem::take(&mut waits) {
                http.asking = Some(cx.waker().clone());
                let this: Weak<RefCell<Self>> = Rc::downgrade(this);
                http.outbox.put(this);
            } else {
                // What the back end says counts, however much it took.
                let _ = http.poll_write(cx);
            }
            loop {
                if may_end(&http.input, &mut searched) {
                    match http.take_head(&asked.method)? {
                        Some(answer) if is_interim(answer.status) => {
                            interim += 1;
                            searched = 0;
                            if interim > MAX_INTERIM {
                                return Poll::Ready(Err(Broken::TooLarge));
                            }
                            continue;
                        }
                        Some(answer) => return Poll::Ready(Ok(answer)),
                        None if http.input.len() >= MAX_ANSWER_HEAD => {
                            return Poll::Ready(Err(Broken::TooLarge));
                        }
                        None => {}
                    }
                } else if http.input.len() >= MAX_ANSWER_HEAD {
                    return Poll::Ready(Err(Broken::TooLarge));
                }
                if ready!(http.poll_read(cx, READ))? == 0 {
                    // What could not be written says more than that nothing came.
                    let unwritten = http.unwritten.take().filter(|_| http.input.is_empty());
                    return Poll::Ready(Err(unwritten.map_or(Broken::Ended, Broken::Network)));
                }
                let _ = http.poll_write(cx);
            }
        })
        .await
    }

    /// The next piece of the answer's body; `None` at its end.
    pub(super) fn poll_body(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Broken>>> {
        loop {
            match self.framing.take(&mut self.input) {
                Ok(Taken::Data(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                Ok(Taken::End | Taken::Trailers) => return Poll::Ready(None),
                Ok(Taken::Nothing) => {}
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
            // A back end may want the rest of the request before it says more.
            let _ = self.poll_write(cx);
            let most = self.framing.left().map_or(READ_OF_BODY, |left| {
                usize::try_from(left).map_or(READ_OF_BODY, |left| left.clamp(READ, READ_OF_BODY))
            });
            match ready!(self.poll_read(cx, most)) {
                Ok(0) if self.framing.ends_with_connection() => self.framing = Framing::None,
                Ok(0) => return Poll::Ready(Some(Err(Broken::Ended))),
                Ok(_) => {}
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
        }
    }

    /// The whole body, where all of it has come with the head.
    pub(super) fn whole(&mut self) -> Option<Bytes> {
        self.framing.whole(&mut self.input)
    }

    /// Whether the answer was read to its end.
    pub(super) fn is_over(&self) -> bool {
        self.framing.is_over()
    }

    /// What is left of the answer's body, where its head says it.
    pub(super) fn left(&self) -> Option<u64> {
        self.framing.left()
    }

    /// Whether another request may follow: the last was written and answered to its end, both sides want to go on, and
    /// nothing came that nobody asked for.
    pub(super) fn is_reusable(&self) -> bool {
        self.keeps
            && self.framing.is_over()
            && self.input.is_empty()
            && self.head.is_empty()
            && self.body.is_empty()
    }

    /// Whether the back end has kept the connection, as far as is known without asking the system.
    pub(super) fn is_open(&mut self) -> bool {
        let mut cx = Context::from_waker(Waker::noop());
        // What can be read is its end, an error, or something that nobody asked for. A task that has had its share of the
        // runtime would be told that there is nothing, and take the next answer for its own.
        let read = unconstrained(poll_fn(|cx| self.poll_read(cx, READ)));
        pin!(read).poll(&mut cx).is_pending()
    }

    /// Gives back what only a large message needed.
    pub(super) fn rest(&mut self) {
        if self.input.capacity() > READ {
            self.input = BytesMut::new();
        }
        if self.head.capacity() > 2 * COPIED_BODY {
            self.head = Vec::new();
        }
    }

    /// Whether all of it is small enough to wait until others are as far.
    fn put(&mut self, asked: &Asked) -> bool {
        self.written = 0;
        self.head.clear();
        write_head(&mut self.head, asked);
        if asked.body.len() <= COPIED_BODY {
            self.head.extend_from_slice(&asked.body);
        } else {
            self.body = asked.body.clone();
        }
        self.body.is_empty()
    }

    /// Writes what is left. After an error nothing is written any more; what the back end says is still read.
    fn poll_write(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.head.is_empty() && self.body.is_empty() {
            return Poll::Ready(());
        }
        self.unwritten = ready!(self.poll_write_all(cx)).err();
        self.head.clear();
        self.body = Bytes::new();
        self.keeps &= self.unwritten.is_none();
        Poll::Ready(())
    }

    fn poll_write_all(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            let mut stream = Pin::new(&mut self.stream);
            let head = self.head.get(self.written..).unwrap_or_default();
            let wrote = match (head.is_empty(), self.body.is_empty()) {
                (true, true) => break,
                (false, true) => ready!(stream.as_mut().poll_write(cx, head))?,
                (true, false) => ready!(stream.as_mut().poll_write(cx, &self.body))?,
                (false, false) => {
                    let both = [IoSlice::new(head), IoSlice::new(&self.body)];
                    ready!(stream.as_mut().poll_write_vectored(cx, &both))?
                }
            };
            if wrote == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.sent = self.sent.saturating_add(wrote as u64);
            let of_head = wrote.min(head.len());
            self.written += of_head;
            self.body.advance((wrote - of_head).min(self.body.len()));
        }
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_read(&mut self, cx: &mut Context<'_>, room: usize) -> Poll<io::Result<usize>> {
        self.input.reserve(room);
        let read = pin!(self.stream.read_buf(&mut self.input));
        let read = ready!(read.poll(cx));
        if let Ok(read) = read {
            self.received = self.received.saturating_add(read as u64);
        }
        Poll::Ready(read)
    }

    /// Takes the head of an answer off the input; `None` where it is not all there.
    fn take_head(&mut self, method: &Method) -> Result<Option<AnswerHead>, Broken> {
        let Some((answer, version)) = parse(&mut self.input)? else {
            return Ok(None);
        };
        let AnswerHead {
            status, headers, ..
        } = &answer;
        if !is_interim(*status) {
            self.keeps &= stays(headers, version);
            self.keeps &= *status != StatusCode::SWITCHING_PROTOCOLS;
        }
        self.framing = Framing::of_answer(*status, headers, version, method)?;
        Ok(Some(answer))
    }
}

impl Sender for RefCell<Http1> {
    fn send(&self, cx: &mut Context<'_>, _: Instant) {
        let mut http = self.borrow_mut();
        let asking = http.asking.take();
        // It may be waiting for an answer that never comes.
        let all_sent = http.poll_write(cx).is_ready() && http.unwritten.is_none();
        if let Some(asking) = asking.filter(|_| !all_sent) {
            asking.wake();
        }
    }
}

/// The request line, the fields, the length of the body (RFC 9112, sections 3, 5 and 6).
fn write_head(into: &mut Vec<u8>, asked: &Asked) {
    let (method, target) = (asked.method.as_str(), asked.target.as_str());
    for piece in [method, " ", target, " HTTP/1.1\r\n"] {
        into.extend_from_slice(piece.as_bytes());
    }
    for (name, value) in asked.headers.iter() {
        for piece in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
            into.extend_from_slice(piece);
        }
    }
    if !asked.body.is_empty() {
        let mut digits = itoa::Buffer::new();
        let length = digits.format(asked.body.len());
        for piece in [b"content-length: ", length.as_bytes(), b"\r\n"] {
            into.extend_from_slice(piece);
        }
    }
    into.extend_from_slice(b"\r\n");
}

/// Whether a head is worth parsing: when its first bytes have come, and whenever an empty line has, so that who sends a
/// byte at a time does not have each of them parsed from the start.
fn may_end(input: &[u8], searched: &mut usize) -> bool {
    let before = std::mem::replace(searched, input.len());
    // The end may lie across what was searched and what is new.
    let fresh = input.get(before.saturating_sub(3)..).unwrap_or_default();
    let is_empty_line = |at: usize| {
        let rest = fresh.get(at + 1..).unwrap_or_default();
        rest.starts_with(b"\n") || rest.starts_with(b"\r\n")
    };
    !input.is_empty() && (before == 0 || memchr::memchr_iter(b'\n', fresh).any(is_empty_line))
}

fn is_interim(status: StatusCode) -> bool {
    status.is_informational() && status != StatusCode::SWITCHING_PROTOCOLS
}

/// The head at the start of the input, which is taken off it.
fn parse(input: &mut BytesMut) -> Result<Option<(AnswerHead, Version)>, Broken> {
    let mut fields = [const { MaybeUninit::uninit() }; MAX_FIELDS];
    let mut parsed = httparse::Response::new(&mut []);
    let config = httparse::ParserConfig::default();
    let length = match config.parse_response_with_uninit_headers(&mut parsed, input, &mut fields) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Broken::TooLarge),
        Err(error) => return Err(error.into()),
    };
    let status = parsed.code.and_then(|code| StatusCode::from_u16(code).ok());
    let status = status.ok_or(Broken::Malformed(httparse::Error::Status))?;
    let version = match parsed.version {
        Some(1) => Version::HTTP_11,
        _ => Version::HTTP_10,
    };
    // Names and values stay where they are: what is kept of each is its place.
    let start = input.as_ptr() as usize;
    let place = |piece: &[u8]| {
        let at = (piece.as_ptr() as usize).wrapping_sub(start);
        at..at.wrapping_add(piece.len())
    };
    // Filled where it stands: it is three kilobytes.
    let mut places = arrayvec::ArrayVec::<_, MAX_FIELDS>::new();
    let fields = parsed.headers.iter();
    places.extend(fields.map(|field| (place(field.name.as_bytes()), place(field.value))));
    let head = input.split_to(length).freeze();
    // Where the answer goes on as it is, the gateway adds some.
    let mut headers = HeaderList::with_capacity(places.len() + 4);
    for (name, value) in &places {
        let name = head.get(name.clone()).unwrap_or_default();
        let name = HeaderName::from_bytes(name);
        let name = name.map_err(|_| Broken::Malformed(httparse::Error::HeaderName))?;
        // What is empty may be anywhere.
        let value = match head.get(value.clone()) {
            Some([]) | None => Bytes::new(),
            Some(_) => head.slice(value.clone()),
        };
        let value = HeaderValue::from_maybe_shared(value);
        let value = value.map_err(|_| Broken::Malformed(httparse::Error::HeaderValue))?;
        headers.append(name, value);
    }
    let answer = AnswerHead {
        at: Instant::now(),
        status,
        headers,
    };
    Ok(Some((answer, version)))
}

/// Whether the back end keeps the connection (RFC 9112, section 9.3).
fn stays(headers: &HeaderList, version: Version) -> bool {
    let says = |option: &str| {
        let values = headers.get_all(&CONNECTION);
        let mut options = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
        options.any(|it| it.trim_ascii().eq_ignore_ascii_case(option.as_bytes()))
    };
    if !headers.contains(&CONNECTION) {
        return version == Version::HTTP_11;
    }
    !says("close") && (version == Version::HTTP_11 || says("keep-alive"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::tests::Told;

    fn asked(method: Method, body: &'static str) -> Asked {
        let fields = [("host", "backend"), ("x-two", "a"), ("x-two", "b")];
        let fields = fields.map(|(name, value)| {
            let name = HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        });
        Asked {
            method,
            target: PathAndQuery::from_static("/pets?x=1"),
            headers: fields.into_iter().collect(),
            body: Bytes::from_static(body.as_bytes()),
        }
    }

    #[test]
    fn a_request_is_written_with_the_length_that_its_body_has() {
        let check = |method, body, expected: &str| {
            let mut written = Vec::new();
            write_head(&mut written, &asked(method, body));
            assert_eq!(String::from_utf8(written).unwrap(), expected);
        };
        let fields = "host: backend\r\nx-two: a\r\nx-two: b\r\n";
        check(
            Method::GET,
            "",
            &format!("GET /pets?x=1 HTTP/1.1\r\n{fields}\r\n"),
        );
        check(
            Method::POST,
            "hello",
            &format!("POST /pets?x=1 HTTP/1.1\r\n{fields}content-length: 5\r\n\r\n"),
        );
    }

    #[test]
    fn a_head_is_read_and_taken_off_the_input() {
        let text = "HTTP/1.1 201 Whatever\r\nX-Empty:\r\nX-Two: a\r\nx-two:  b \r\n\r\nbody";
        let mut input = BytesMut::from(text);
        let (answer, version) = parse(&mut input).unwrap().unwrap();
        assert_eq!((answer.status.as_u16(), version), (201, Version::HTTP_11));
        let headers: Vec<_> = answer.headers.into_iter().collect();
        let expected = [("x-empty", ""), ("x-two", "a"), ("x-two", "b")].map(|(name, value)| {
            let name = HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        });
        assert_eq!(headers, expected);
        assert_eq!(&input[..], b"body");
        for end in 0..text.len() - "body".len() {
            let mut input = BytesMut::from(&text[..end]);
            assert!(parse(&mut input).unwrap().is_none(), "{end}");
            assert_eq!(input.len(), end);
        }
    }

    #[test]
    fn what_is_no_head_is_an_error() {
        let many = "x: y\r\n".repeat(MAX_FIELDS + 1);
        for bad in [
            "HTTP/2.0 200 OK\r\n\r\n",
            "HTTP/1.1 20 OK\r\n\r\n",
            "HTTP/1.1 099 OK\r\n\r\n",
            "ICY 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nname : value\r\n\r\n",
            "HTTP/1.1 200 OK\r\nname: a\r\n folded\r\n\r\n",
            "HTTP/1.1 200 OK\r\n: value\r\n\r\n",
            "HTTP/1.1 200 OK\r\nname: a\0b\r\n\r\n",
            &format!("HTTP/1.1 200 OK\r\n{many}\r\n"),
        ] {
            assert!(parse(&mut BytesMut::from(bad)).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_head_is_looked_at_again_when_an_empty_line_has_come() {
        let text = b"HTTP/1.1 200 OK\r\na: b\r\n\r\n";
        for first in 1..text.len() {
            let mut searched = 0;
            assert!(may_end(&text[..first], &mut searched));
            let looked_at =
                (first + 1..=text.len()).filter(|end| may_end(&text[..*end], &mut searched));
            // Once, or twice where the empty line's end is among what is searched again.
            let looked_at: Vec<usize> = looked_at.collect();
            assert!(
                looked_at.contains(&text.len()) && looked_at.len() == 1,
                "{first} {looked_at:?}"
            );
        }
    }

    #[tokio::test]
    async fn what_nobody_asked_for_is_seen_by_a_task_that_has_had_its_share_too() {
        use tokio::io::AsyncWriteExt as _;
        use tokio::net::{TcpListener, TcpStream};
        use tokio::task::coop::{consume_budget, has_budget_remaining};

        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap()).await;
        let (mut back_end, _) = listener.accept().await.unwrap();
        let stream = stream.unwrap();
        back_end
            .write_all(b"HTTP/1.1 200 OK\r\n\r\n")
            .await
            .unwrap();
        stream.readable().await.unwrap();
        let http = Http1::new(Stream::Plain(stream), Outbox::default());
        let open = poll_fn(|cx| {
            while has_budget_remaining() {
                let _ = pin!(consume_budget()).poll(cx);
            }
            Poll::Ready(http.borrow_mut().is_open())
        });
        assert!(!open.await);
    }

    #[tokio::test]
    async fn a_request_that_cannot_be_sent_is_said_to_who_waits_for_its_answer() {
        use tokio::net::{TcpListener, TcpStream};

        // Nothing to say; the back end has gone; and it takes less than there is, more than two sockets hold.
        for (length, gone, expected) in
            [(1, false, false), (1, true, true), (128 << 20, false, true)]
        {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let stream = TcpStream::connect(listener.local_addr().unwrap()).await;
            let (back_end, _) = listener.accept().await.unwrap();
            let http = Http1::new(Stream::Plain(stream.unwrap()), Outbox::default());
            let back_end = Some(back_end).filter(|_| !gone);
            if gone {
                let reading = poll_fn(|cx| http.borrow_mut().poll_read(cx, READ));
                assert_eq!(reading.await.unwrap(), 0);
                // The first byte after the end is what the end's system refuses.
                let writing =
                    poll_fn(|cx| Pin::new(&mut http.borrow_mut().stream).poll_write(cx, b"a"));
                writing.await.unwrap();
            }
            let told = Told::by(|waker| {
                http.borrow_mut().head = vec![b'a'; length];
                http.borrow_mut().asking = Some(waker.clone());
                Rc::<RefCell<Http1>>::clone(&http)
            });
            assert_eq!(told, expected);
            assert_eq!(http.borrow().unwritten.is_some(), gone);
            drop(back_end);
        }
    }

    #[test]
    fn a_connection_stays_as_its_head_says() {
        let check = |version, values: &[&'static str], expected| {
            let mut headers = HeaderList::default();
            for value in values {
                headers.append(CONNECTION, HeaderValue::from_static(value));
            }
            assert_eq!(stays(&headers, version), expected, "{version:?} {values:?}");
        };
        check(Version::HTTP_11, &[], true);
        check(Version::HTTP_11, &["x, Close"], false);
        check(Version::HTTP_11, &["keep-alive", "close"], false);
        check(Version::HTTP_11, &["closed"], true);
        check(Version::HTTP_10, &[], false);
        check(Version::HTTP_10, &["Keep-Alive"], true);
        check(Version::HTTP_10, &["keep-alive, close"], false);
    }
}
