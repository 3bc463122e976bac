//! A connection under watch: when something last moved on it, whether a request head is under
//! way, and the raw bytes of that head. hyper parses; what it forgives (a repeated
//! Content-Length, Content-Length beside Transfer-Encoding, bare line feeds) is seen only here.

use std::cell::{Cell, RefCell};
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use memchr::memchr_iter;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::Notify;
use tokio::time::{Duration, Instant, Sleep};

/// No head that hyper accepts is longer.
pub(crate) const MAX_HEAD: usize = 64 * 1024;

/// How long, and for how much, a client that is still sending is listened to after the answer: a
/// socket that is closed with unread bytes resets the connection, and the answer is lost.
const LINGER: Duration = Duration::from_secs(2);
const LINGER_BYTES: usize = 16 * 1024 * 1024;

/// What is known of a connection, shared by its socket, its requests and its watchdog.
pub(crate) struct Watch {
    moved: Cell<Instant>,
    head_since: Cell<Option<Instant>>,
    in_flight: Cell<usize>,
    http2: Cell<Option<bool>>,
    lingers: Cell<bool>,
    head: RefCell<Vec<u8>>,
    cut: Notify,
}

/// What hyper does not tell about a head.
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
pub(crate) struct Spelling(Vec<u8>);

/// One request being answered. Ends when it is dropped.
pub(crate) struct InFlight(Rc<Watch>);

/// A socket whose bytes are watched.
pub(crate) struct Watched<S> {
    socket: S,
    watch: Rc<Watch>,
    lingering: Option<Lingering>,
}

struct Lingering {
    timer: Pin<Box<Sleep>>,
    left: usize,
}

impl Watch {
    pub(crate) fn new() -> Rc<Self> {
        let now = Instant::now();
        Rc::new(Self {
            moved: Cell::new(now),
            head_since: Cell::new(Some(now)),
            in_flight: Cell::new(0),
            http2: Cell::new(None),
            lingers: Cell::new(false),
            head: RefCell::new(Vec::new()),
            cut: Notify::new(),
        })
    }

    /// A request head is complete.
    pub(crate) fn begin(self: &Rc<Self>) -> (InFlight, RawHead) {
        self.in_flight.set(self.in_flight.get() + 1);
        self.head_since.set(None);
        let head = std::mem::take(&mut *self.head.borrow_mut());
        let raw = RawHead {
            spelling: Spelling(head),
            ..RawHead::default()
        };
        (InFlight(Rc::clone(self)), raw.read())
    }

    /// When the connection is overdue, `Err`; otherwise when to look again.
    pub(crate) fn check(&self, idle: Duration, head: Duration) -> Result<Instant, ()> {
        let now = Instant::now();
        let idle_at = self.moved.get() + idle;
        let head_at = self.head_since.get().map(|since| since + head);
        if idle_at <= now || head_at.is_some_and(|at| at <= now) {
            return Err(());
        }
        Ok(idle_at.min(head_at.unwrap_or(now + head)))
    }

    /// Whether HTTP/2 is spoken, as far as is known.
    pub(crate) fn is_http2(&self) -> bool {
        self.http2.get() == Some(true)
    }

    /// The answer ends the connection while the client may still be sending.
    pub(crate) fn linger(&self) {
        self.lingers.set(true);
    }

    /// Closes the connection without a word.
    pub(crate) fn cut(&self) {
        self.cut.notify_one();
    }

    /// Waits for [`cut`](Self::cut).
    pub(crate) async fn is_cut(&self) {
        self.cut.notified().await;
    }

    fn read(&self, bytes: &[u8]) {
        self.moved.set(Instant::now());
        if self.in_flight.get() > 0 {
            return;
        }
        let http2 = match self.http2.get() {
            Some(http2) => http2,
            None => {
                // No method of HTTP/1 that is served here begins like the preface of HTTP/2.
                let http2 = bytes.starts_with(b"PRI");
                self.http2.set(Some(http2));
                http2
            }
        };
        if http2 {
            return;
        }
        if self.head_since.get().is_none() {
            self.head_since.set(Some(self.moved.get()));
        }
        let mut head = self.head.borrow_mut();
        let room = MAX_HEAD.saturating_sub(head.len());
        head.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let left = self.0.in_flight.get().saturating_sub(1);
        self.0.in_flight.set(left);
        if left == 0 {
            self.0.head.borrow_mut().clear();
        }
    }
}

impl RawHead {
    /// Reads raw bytes up to the blank line. A pipelined head may be missing or cut at its
    /// beginning: then nothing is said of what is not there.
    fn read(self) -> Self {
        const NAME: &[u8] = b"content-length";
        let mut raw = Self::default();
        let mut begins = 0;
        for end in memchr_iter(b'\n', &self.spelling.0) {
            let ended = self.spelling.0.get(begins..end).unwrap_or_default();
            begins = end + 1;
            let Some(text) = ended.strip_suffix(b"\r") else {
                raw.bare_line_feed = true;
                if ended.is_empty() {
                    break;
                }
                continue;
            };
            if text.is_empty() {
                break;
            }
            let (name, _) = text.split_at_checked(NAME.len() + 1).unwrap_or((text, b""));
            if name
                .strip_suffix(b":")
                .is_some_and(|name| name.eq_ignore_ascii_case(NAME))
            {
                raw.content_lengths += 1;
            }
        }
        raw.spelling = self.spelling;
        raw
    }
}

impl Spelling {
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

impl<S> Watched<S> {
    pub(crate) fn new(socket: S, watch: Rc<Watch>) -> Self {
        Self {
            socket,
            watch,
            lingering: None,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        let result = Pin::new(&mut this.socket).poll_read(cx, buf);
        if let Some(fresh) = buf.filled().get(before..).filter(|fresh| !fresh.is_empty()) {
            this.watch.read(fresh);
        }
        result
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.socket).poll_write(cx, buf);
        if matches!(result, Poll::Ready(Ok(_))) {
            this.watch.moved.set(Instant::now());
        }
        result
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let result = Pin::new(&mut this.socket).poll_write_vectored(cx, bufs);
        if matches!(result, Poll::Ready(Ok(_))) {
            this.watch.moved.set(Instant::now());
        }
        result
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().socket).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.watch.lingers.get() {
            return Pin::new(&mut this.socket).poll_shutdown(cx);
        }
        let lingering = match &mut this.lingering {
            Some(lingering) => lingering,
            none => {
                ready!(Pin::new(&mut this.socket).poll_shutdown(cx))?;
                none.insert(Lingering {
                    timer: Box::pin(tokio::time::sleep(LINGER)),
                    left: LINGER_BYTES,
                })
            }
        };
        let mut scratch = [0; 8 * 1024];
        loop {
            if lingering.timer.as_mut().poll(cx).is_ready() {
                return Poll::Ready(Ok(()));
            }
            let mut buffer = ReadBuf::new(&mut scratch);
            let result = ready!(Pin::new(&mut this.socket).poll_read(cx, &mut buffer));
            let read = buffer.filled().len();
            lingering.left = lingering.left.saturating_sub(read);
            if result.is_err() || read == 0 || lingering.left == 0 {
                return Poll::Ready(Ok(()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn framing_headers_are_counted_as_they_came() {
        let read = |head: &[u8]| {
            let raw = RawHead {
                spelling: Spelling(head.to_vec()),
                ..RawHead::default()
            };
            let raw = raw.read();
            (raw.content_lengths, raw.bare_line_feed)
        };
        let head = b"POST / HTTP/1.1\r\nContent-Length: 1\r\ncontent-LENGTH: 1\r\nTransfer-Encoding: chunked\r\n\r\nContent-Length: 9\r\n";
        assert_eq!(read(head), (2, false));
        assert!(read(b"GET / HTTP/1.1\r\nHost: a\n\r\n").1);
        assert!(read(b"GET / HTTP/1.1\r\nHost: a\r\n\n").1);
        assert_eq!(
            read(b"GET / HTTP/1.1\r\nX: content-length: 4\r\n\r\n\n"),
            (0, false)
        );
    }

    #[test]
    fn names_are_spelled_as_the_client_spells_them() {
        let spelling = Spelling(b"GET / HTTP/1.1\r\nX-API-key: 1\r\naccept: 2\r\n\r\n".to_vec());
        assert_eq!(spelling.of("x-api-key"), "X-API-key");
        assert_eq!(spelling.of("accept"), "accept");
        assert_eq!(spelling.of("host"), "host");
        assert_eq!(Spelling::default().of("host"), "host");
    }
}
