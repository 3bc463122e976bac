//! The bytes of a connection of HTTP/1, in both directions: heads are taken off what was read, bodies are read to where
//! they are kept. Nothing is held while nothing is under way: what comes is read on the stack first. It knows neither
//! requests' meaning nor how long anything may take, but says since when it waits.

use std::cell::RefCell;
use std::io;
use std::mem::MaybeUninit;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker, ready};

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use tokio::io::{AsyncRead as _, AsyncReadExt as _, AsyncWrite as _, ReadBuf};
use tokio::time::Instant;

use crate::failure::Failure;
use crate::framing::{Framing, Taken};
use crate::limits::Limits;
use crate::outbox::Sender;
use crate::stream::Stream;

mod head;

pub(crate) use head::Head;
use head::Search;

/// What is read at a time of what has no place yet, and of a body that has one.
const PIECE: usize = 8 * 1024;
const PIECE_OF_BODY: usize = 256 * 1024;

const CONTINUE: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// A connection, and where its client is.
pub(crate) struct Wire {
    stream: Stream,
    /// What was read and not looked at yet.
    input: BytesMut,
    search: Search,
    /// What is left of the request's body.
    framing: Framing,
    /// What is left to be said to a client that waits to be asked for the body.
    invitation: &'static [u8],
    /// An answer that was put off, and how much of it was sent.
    answer: Vec<u8>,
    sent: usize,
    /// Whom to tell when it cannot be sent at once, until that was tried.
    serving: Option<Waker>,
    /// When something last moved.
    moved: Instant,
    /// When the first byte of the next head came, or the connection.
    head_since: Option<Instant>,
}

/// What came of a body.
pub(crate) enum Piece {
    /// These bytes.
    Came(Bytes),
    /// Bytes that are where there was room for them.
    Placed,
    /// All has come.
    End,
}

/// Why the rest of a body cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It breaks off, or its framing is none.
    Broken,
    /// Header fields follow it.
    Trailers,
}

impl Wire {
    pub(crate) fn new(stream: Stream) -> Self {
        let now = Instant::now();
        Self {
            stream,
            input: BytesMut::new(),
            search: Search::default(),
            framing: Framing::None,
            invitation: b"",
            answer: Vec::new(),
            sent: 0,
            serving: None,
            moved: now,
            head_since: Some(now),
        }
    }

    /// What was read and not looked at.
    pub(crate) fn ahead(&self) -> &[u8] {
        &self.input
    }

    /// The connection itself, and what was read and not looked at.
    pub(crate) fn into_parts(self) -> (Stream, BytesMut) {
        (self.stream, self.input)
    }

    /// When the connection has waited too long: for the next byte, or for the rest of a head.
    pub(crate) fn overdue(&self, limits: &Limits) -> Instant {
        let idle = self.moved + limits.idle_timeout;
        let head = self.head_since.map(|since| since + limits.header_timeout);
        head.map_or(idle, |head| head.min(idle))
    }

    /// Takes the next head off what was read, if all of it is there.
    pub(crate) fn take_head(&mut self, max_fields: usize) -> Result<Option<Head>, Failure> {
        if self.input.is_empty() {
            return Ok(None);
        }
        let mut head = self.search.take(&mut self.input, max_fields)?;
        if let Some(head) = &mut head {
            self.head_since = None;
            // What has no end is never over, and the connection ends with it.
            self.framing = head.framing.take().unwrap_or(Framing::Connection);
            if head.expects_continue {
                self.invitation = CONTINUE;
            }
        } else if self.head_since.is_none() {
            self.head_since = Some(self.moved);
        }
        Ok(head)
    }

    /// Reads on; how much came, 0 at the end.
    pub(crate) fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let mut scratch = [MaybeUninit::uninit(); PIECE];
        let mut piece = ReadBuf::uninit(&mut scratch);
        ready!(Pin::new(&mut self.stream).poll_read(cx, &mut piece))?;
        let fresh = piece.filled();
        if !fresh.is_empty() {
            self.input.extend_from_slice(fresh);
            self.moved = Instant::now();
        }
        Poll::Ready(Ok(fresh.len()))
    }

    /// Whether the request's body was read to its end.
    pub(crate) fn is_body_over(&self) -> bool {
        self.framing.is_over()
    }

    /// What is left of the request's body, where that is known.
    pub(crate) fn body_left(&self) -> Option<u64> {
        self.framing.left()
    }

    /// The next piece of the request's body: into the room that there is for it, or by itself.
    pub(crate) fn poll_body(
        &mut self,
        cx: &mut Context<'_>,
        room: &mut BytesMut,
    ) -> Poll<Result<Piece, Unreadable>> {
        loop {
            match self.framing.take(&mut self.input) {
                Ok(Taken::Data(bytes)) => return Poll::Ready(Ok(Piece::Came(bytes))),
                Ok(Taken::End) => return Poll::Ready(Ok(Piece::End)),
                Ok(Taken::Trailers) => return Poll::Ready(Err(Unreadable::Trailers)),
                Ok(Taken::Nothing) => {}
                Err(_) => return Poll::Ready(Err(Unreadable::Broken)),
            }
            ready!(self.poll_invite(cx)).map_err(|_| Unreadable::Broken)?;
            let free = room.capacity() - room.len();
            let read = match &mut self.framing {
                Framing::Connection => return Poll::Ready(Err(Unreadable::Broken)),
                Framing::Length(left) if free > 0 => {
                    let most = usize::try_from(*left).unwrap_or(usize::MAX);
                    let mut place = room.limit(most.min(free).min(PIECE_OF_BODY));
                    let read = pin!(self.stream.read_buf(&mut place));
                    let read = ready!(read.poll(cx)).map_err(|_| Unreadable::Broken)?;
                    *left -= read as u64;
                    if *left == 0 {
                        self.framing = Framing::None;
                    }
                    self.moved = Instant::now();
                    Some(read)
                }
                _ => None,
            };
            match read {
                Some(1..) => return Poll::Ready(Ok(Piece::Placed)),
                None if matches!(ready!(self.poll_read(cx)), Ok(1..)) => {}
                _ => return Poll::Ready(Err(Unreadable::Broken)),
            }
        }
    }

    /// Tells a client that waits for it to send the body (RFC 9110, section 10.1.1). One that has begun is told nothing.
    fn poll_invite(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.invitation.is_empty() {
            return Poll::Ready(Ok(()));
        }
        ready!(self.poll_send(cx))?;
        while !self.invitation.is_empty() {
            let wrote = ready!(Pin::new(&mut self.stream).poll_write(cx, self.invitation))?;
            if wrote == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.invitation.advance(wrote);
        }
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    /// Whether the client has left while it is being answered. What it sends ahead is kept, and one piece of it is
    /// enough: the rest waits where it is. The answer before goes on being sent meanwhile.
    pub(crate) fn poll_gone(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if !self.is_put_off() && matches!(self.poll_send(cx), Poll::Ready(Err(_))) {
            return Poll::Ready(());
        }
        if !self.framing.is_over() || !self.input.is_empty() {
            return Poll::Pending;
        }
        match ready!(self.poll_read(cx)) {
            Ok(1..) => Poll::Pending,
            Ok(0) | Err(_) => Poll::Ready(()),
        }
    }

    /// Writes some of these; how much.
    pub(crate) fn poll_write(
        &mut self,
        cx: &mut Context<'_>,
        pieces: [&[u8]; 2],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_send(cx))?;
        let stream = Pin::new(&mut self.stream);
        let wrote = match pieces {
            [piece, []] | [[], piece] => ready!(stream.poll_write(cx, piece))?,
            [one, two] => {
                let both = [io::IoSlice::new(one), io::IoSlice::new(two)];
                ready!(stream.poll_write_vectored(cx, &both))?
            }
        };
        if wrote == 0 {
            return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
        }
        self.moved = Instant::now();
        Poll::Ready(Ok(wrote))
    }

    /// What was written is on its way.
    pub(crate) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    /// Puts the rest of an answer off until it is sent with others', if none is put off already.
    pub(crate) fn put_off(&mut self, cx: &Context<'_>, answer: &mut Vec<u8>) -> bool {
        let takes = self.answer.is_empty();
        if takes {
            std::mem::swap(&mut self.answer, answer);
            self.sent = 0;
            self.serving = Some(cx.waker().clone());
        }
        takes
    }

    /// Whether an answer is put off of which nobody has tried to send anything.
    pub(crate) fn is_put_off(&self) -> bool {
        self.serving.is_some()
    }

    /// Sends what was put off.
    pub(crate) fn poll_send(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_send_at(cx, Instant::now)
    }

    fn poll_send_at(
        &mut self,
        cx: &mut Context<'_>,
        now: impl Fn() -> Instant,
    ) -> Poll<io::Result<()>> {
        self.serving = None;
        if self.answer.is_empty() {
            return Poll::Ready(Ok(()));
        }
        while let Some(rest @ [_, ..]) = self.answer.get(self.sent..) {
            let wrote = ready!(Pin::new(&mut self.stream).poll_write(cx, rest))?;
            if wrote == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.sent += wrote;
            self.moved = now();
        }
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        self.answer = Vec::new();
        Poll::Ready(Ok(()))
    }

    /// The request was answered: the next may come.
    pub(crate) fn next(&mut self) {
        self.invitation = b"";
        if self.input.is_empty() {
            // A connection that waits holds no room for what it waits for.
            self.input = BytesMut::new();
        }
    }

    /// Says good-bye.
    pub(crate) fn poll_shutdown(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_send(cx))?;
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    /// Reads and forgets; how much.
    pub(crate) fn poll_discard(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let mut scratch = [MaybeUninit::uninit(); PIECE];
        let mut piece = ReadBuf::uninit(&mut scratch);
        ready!(Pin::new(&mut self.stream).poll_read(cx, &mut piece))?;
        Poll::Ready(Ok(piece.filled().len()))
    }
}

impl Sender for RefCell<Wire> {
    fn send(&self, cx: &mut Context<'_>, now: Instant) {
        let mut wire = self.borrow_mut();
        let serving = wire.serving.take();
        let all_sent = matches!(wire.poll_send_at(cx, || now), Poll::Ready(Ok(())));
        if let Some(serving) = serving.filter(|_| !all_sent) {
            serving.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::rc::Rc;

    use tokio::net::{TcpListener, TcpStream};

    use super::*;
    use crate::outbox::tests::Told;

    #[tokio::test]
    async fn an_answer_that_cannot_be_sent_at_once_is_sent_by_its_own_task_whatever_that_waits_for()
    {
        // A few bytes, and more than two sockets hold.
        for length in [1_000, 128 << 20] {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let client = TcpStream::connect(listener.local_addr().unwrap()).await;
            let (stream, _) = listener.accept().await.unwrap();
            let mut client = client.unwrap();
            let wire = Rc::new(RefCell::new(Wire::new(Stream::Plain(stream))));
            let answer = vec![b'a'; length];
            let told = Told::by(|waker| {
                let cx = Context::from_waker(waker);
                assert!(wire.borrow_mut().put_off(&cx, &mut answer.clone()));
                // One at a time.
                assert!(!wire.borrow_mut().put_off(&cx, &mut answer.clone()));
                assert!(wire.borrow().is_put_off());
                Rc::<RefCell<Wire>>::clone(&wire)
            });
            assert_eq!(told, length > 1_000);
            assert!(!wire.borrow().is_put_off());
            // It goes on while the next request is served, which may take long.
            let mut came = vec![0; length];
            tokio::select! {
                () = poll_fn(|cx| wire.borrow_mut().poll_gone(cx)) => panic!("the client is there"),
                read = client.read_exact(&mut came) => assert_eq!(read.unwrap(), length),
            }
            assert!(came == answer);
        }
    }
}
