//! A connection under watch: when something last moved on it, whether a request head is under
//! way, and the raw bytes of that head. hyper parses; what it forgives (a repeated
//! Content-Length, Content-Length beside Transfer-Encoding, bare line feeds) is seen only here.
//! It is also where bytes wait that were read while nobody parsed.

use std::cell::{Cell, RefCell};
use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use memchr::memchr_iter;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::Notify;
use tokio::time::{Duration, Instant, Sleep};

use crate::limits::Limits;

/// No head that hyper accepts is longer.
pub(crate) const MAX_HEAD: usize = 64 * 1024;

/// How long, and for how much, a client that is still sending is listened to after the answer: a
/// socket that is closed with unread bytes resets the connection, and the answer is lost.
const LINGER: Duration = Duration::from_secs(2);
const LINGER_BYTES: usize = 16 * 1024 * 1024;

/// How much is read at a time, until so much of a request has come. hyper takes more and more, up to [`MAX_HEAD`], and
/// keeps the room: it is for those whose body has a place in memory.
const PIECE: usize = 8 * 1024;
const SMALL: usize = 64 * 1024;

/// What is read at most while nobody parses: as much as tells HTTP/1 from HTTP/2.
pub(crate) const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// What is known of a connection, shared by its socket, its requests and its watchdog.
pub(crate) struct Watch {
    moved: Cell<Instant>,
    head_since: Cell<Option<Instant>>,
    in_flight: Cell<usize>,
    /// Bytes that were read since the last head was complete.
    read: Cell<usize>,
    /// A request has begun since all that was written was also sent.
    unsent: Cell<bool>,
    http2: Cell<bool>,
    lingers: Cell<bool>,
    /// Its parser has come to an end, and closes it.
    closes: Cell<bool>,
    head: RefCell<Vec<u8>>,
    cut: Notify,
}

/// What a look at a connection finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// It has been idle, or at one head, for too long.
    Overdue,
    /// Nothing is under way on it, and nothing has moved for a while.
    Idle,
    /// Neither; when to look again.
    Alive(Instant),
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
    /// What was read and is still to be parsed.
    ahead: Bytes,
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
            read: Cell::new(0),
            unsent: Cell::new(false),
            http2: Cell::new(false),
            lingers: Cell::new(false),
            closes: Cell::new(false),
            head: RefCell::new(Vec::new()),
            cut: Notify::new(),
        })
    }

    /// A request head is complete.
    pub(crate) fn begin(self: &Rc<Self>) -> (InFlight, RawHead) {
        self.in_flight.set(self.in_flight.get() + 1);
        self.head_since.set(None);
        self.read.set(0);
        self.unsent.set(true);
        let head = std::mem::take(&mut *self.head.borrow_mut());
        let raw = RawHead {
            spelling: Spelling(head),
            ..RawHead::default()
        };
        (InFlight(Rc::clone(self)), raw.read())
    }

    /// Looks at the connection.
    pub(crate) fn look(&self, limits: &Limits) -> Found {
        let now = Instant::now();
        let idle_at = self.moved.get() + limits.idle_timeout;
        let head_at = self
            .head_since
            .get()
            .map(|since| since + limits.header_timeout);
        if idle_at <= now || head_at.is_some_and(|at| at <= now) {
            return Found::Overdue;
        }
        // A head may begin any time.
        let next = idle_at.min(head_at.unwrap_or(now + limits.header_timeout));
        if self.http2.get() {
            return Found::Alive(next);
        }
        let park_at = if self.is_idle() {
            let park_at = self.moved.get() + limits.park_after;
            if park_at <= now {
                return Found::Idle;
            }
            park_at
        } else {
            now + limits.park_after.max(Duration::from_millis(1))
        };
        Found::Alive(next.min(park_at))
    }

    /// When a connection is overdue that nothing is read from.
    pub(crate) fn overdue(&self, limits: &Limits) -> Instant {
        let idle_at = self.moved.get() + limits.idle_timeout;
        let head_at = self
            .head_since
            .get()
            .map(|since| since + limits.header_timeout);
        head_at.map_or(idle_at, |at| at.min(idle_at))
    }

    /// No request is being answered, every answer was sent, nothing of the next request has come, and there may be one:
    /// what comes after an answer that was the last is no request.
    pub(crate) fn is_idle(&self) -> bool {
        self.in_flight.get() == 0
            && !self.unsent.get()
            && !self.lingers.get()
            && !self.closes.get()
            && self.head_since.get().is_none()
            && self.head.borrow().is_empty()
    }

    /// Whether so little of a request has come that it has no claim to much room.
    fn reads_little(&self) -> bool {
        !self.http2.get() && self.read.get() < SMALL
    }

    /// HTTP/2 is spoken: there is no head to watch.
    pub(crate) fn speaks_http2(&self) {
        self.http2.set(true);
        self.head.take();
    }

    /// Whether HTTP/2 is spoken, as far as is known.
    pub(crate) fn is_http2(&self) -> bool {
        self.http2.get()
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
        self.read.set(self.read.get().saturating_add(bytes.len()));
        if self.in_flight.get() > 0 || self.http2.get() {
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
        let mut begun = false;
        for end in memchr_iter(b'\n', &self.spelling.0) {
            let ended = self.spelling.0.get(begins..end).unwrap_or_default();
            begins = end + 1;
            let Some(text) = ended.strip_suffix(b"\r") else {
                raw.bare_line_feed = true;
                if ended.is_empty() && begun {
                    break;
                }
                continue;
            };
            if text.is_empty() {
                // Blank lines before a head are no part of it (RFC 9112, section 2.2).
                if begun {
                    break;
                }
                continue;
            }
            begun = true;
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
            ahead: Bytes::new(),
            lingering: None,
        }
    }

    /// What was read and is still to be parsed.
    pub(crate) fn ahead(&self) -> &[u8] {
        &self.ahead
    }

    /// Takes back what a parser had read and not looked at. It is the beginning of a head.
    pub(crate) fn put_back(&mut self, unread: Bytes) {
        if !unread.is_empty() {
            self.watch.read(&unread);
            self.ahead = unread;
        }
    }
}

impl<S: AsyncRead + Unpin> Watched<S> {
    /// Waits for bytes and holds no room for them meanwhile; how many came, 0 at the end. There must be less ahead than
    /// the preface is long.
    pub(crate) async fn wait(&mut self) -> io::Result<usize> {
        std::future::poll_fn(|cx| self.poll_wait(cx)).await
    }

    /// Reads less than there is room for. Apart, for its room on the stack.
    #[inline(never)]
    fn poll_piece(&mut self, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let mut scratch = [MaybeUninit::uninit(); PIECE];
        let mut piece = ReadBuf::uninit(&mut scratch);
        let result = Pin::new(&mut self.socket).poll_read(cx, &mut piece);
        buf.put_slice(piece.filled());
        result
    }

    fn poll_wait(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let mut scratch = [0; PREFACE.len()];
        let room = scratch.len().saturating_sub(self.ahead.len());
        let mut buffer = ReadBuf::new(scratch.get_mut(..room).unwrap_or_default());
        ready!(Pin::new(&mut self.socket).poll_read(cx, &mut buffer))?;
        let fresh = buffer.filled();
        if !fresh.is_empty() {
            self.watch.read(fresh);
            self.ahead = [&self.ahead, fresh].concat().into();
        }
        Poll::Ready(Ok(fresh.len()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.ahead.is_empty() {
            let held = this.ahead.split_to(buf.remaining().min(this.ahead.len()));
            buf.put_slice(&held);
            return Poll::Ready(Ok(()));
        }
        let before = buf.filled().len();
        let result = if buf.remaining() > PIECE && this.watch.reads_little() {
            this.poll_piece(cx, buf)
        } else {
            Pin::new(&mut this.socket).poll_read(cx, buf)
        };
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
        let this = self.get_mut();
        let result = Pin::new(&mut this.socket).poll_flush(cx);
        // hyper flushes a socket when it has nothing left to write to it. An answer that is not over may have more.
        if matches!(result, Poll::Ready(Ok(()))) && this.watch.in_flight.get() == 0 {
            this.watch.unsent.set(false);
        }
        result
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.watch.closes.set(true);
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
        // Lines that a parser skips before a head do not hide it.
        let head = b"\r\n\r\nPOST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n";
        assert_eq!(read(head), (2, false));
        assert_eq!(
            read(b"\nGET / HTTP/1.1\r\nContent-Length: 1\r\n\r\n"),
            (1, true)
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_is_idle_when_nothing_is_under_way_for_a_while() {
        use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
        use tokio::time::advance;

        let limits = Limits::default();
        let while_ = limits.park_after;
        let (mut client, server) = duplex(1024);
        let watch = Watch::new();
        let mut io = Watched::new(server, Rc::clone(&watch));
        let looks = async || {
            advance(while_).await;
            watch.look(&limits) == Found::Idle
        };
        // A head is awaited, and then comes.
        assert!(!looks().await);
        client.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
        assert_eq!(io.wait().await.unwrap(), 18);
        let mut buffer = [0; 64];
        assert_eq!(io.read(&mut buffer).await.unwrap(), 18);
        assert_eq!(&buffer[..18], b"GET / HTTP/1.1\r\n\r\n");
        assert!(!looks().await);
        // It is answered: until the request is over, and all that was written is sent.
        let (in_flight, _) = watch.begin();
        io.flush().await.unwrap();
        assert!(!looks().await);
        drop(in_flight);
        assert!(!looks().await);
        io.write_all(b"HTTP/1.1 204 No Content\r\n\r\n")
            .await
            .unwrap();
        assert!(!looks().await);
        io.flush().await.unwrap();
        assert!(looks().await);
        // What a parser read too far is the next head.
        io.put_back(Bytes::from_static(b"GET"));
        assert!(!looks().await);
        advance(limits.header_timeout).await;
        assert_eq!(watch.look(&limits), Found::Overdue);
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_is_parked_or_served_is_overdue_in_its_time() {
        use tokio::time::advance;

        let limits = Limits::default();
        let watch = Watch::new();
        let began = Instant::now();
        assert_eq!(watch.overdue(&limits), began + limits.header_timeout);
        drop(watch.begin());
        assert_eq!(watch.overdue(&limits), began + limits.idle_timeout);
        // HTTP/2 is not parked.
        watch.speaks_http2();
        watch.unsent.set(false);
        advance(limits.park_after * 2).await;
        assert!(matches!(watch.look(&limits), Found::Alive(_)));
        advance(limits.idle_timeout).await;
        assert_eq!(watch.look(&limits), Found::Overdue);
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
