//! HTTP/2 towards clients: hyper speaks it, and its requests are served each in a task of its own. What is added is the
//! time that a connection may be silent, and the one way to end it without a word.

use std::cell::Cell;
use std::convert::Infallible;
use std::future::poll_fn;
use std::io::{self, IoSlice};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll};

use bytes::{Buf as _, BytesMut};
use http::{Request, Response};
use hyper::body::Incoming as Body;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::Notify;
use tokio::time::Instant;

use super::vigil::{Vigil, Word};
use crate::facts::Socket;
use crate::head::{Parts, RawHead};
use crate::in_place::in_place;
use crate::incoming::Incoming;
use crate::limits::Limits;
use crate::listen::Role;
use crate::request::Outcome;
use crate::service;
use crate::state::{Ending, Local};
use crate::stream::Stream;
use crate::wire::Wire;

/// Serves a connection to its end.
pub(super) async fn serve(local: Rc<Local>, socket: Rc<Socket>, role: Role, wire: Wire) {
    let (stream, ahead) = wire.into_parts();
    let watch = Rc::new(Watch {
        moved: Cell::new(Instant::now()),
        begun: Cell::new(false),
        cut: Notify::new(),
    });
    let io = Watched {
        stream,
        ahead,
        watch: Rc::clone(&watch),
    };
    let service = service_fn({
        let (local, watch) = (Rc::clone(&local), Rc::clone(&watch));
        move |request: Request<Body>| {
            watch.begun.set(true);
            let (local, socket, watch) = (Rc::clone(&local), Rc::clone(&socket), Rc::clone(&watch));
            let (parts, body) = request.into_parts();
            let (parts, incoming) = (Box::new(Parts::from(parts)), Incoming::Http2(body));
            // hyper moves it, and puts it into a task: what is moved is a pointer.
            in_place(|| async move {
                let raw = RawHead::default();
                match service::serve(local, socket, role, parts, incoming, raw).await {
                    Outcome::Answer(answer) => Ok::<Response<_>, Infallible>(answer.into()),
                    Outcome::Cut => {
                        watch.cut.notify_one();
                        std::future::pending().await
                    }
                }
            })
        }
    });
    let limits = &local.shared().limits;
    let mut connection = pin!(builder(limits).serve_connection(TokioIo::new(io), service));
    // HTTP/2 has a word for the end, after which no request is lost.
    let mut vigil = Vigil::new(local.common.ending.clone(), Ending::Succeeded);
    let mut cut = pin!(watch.cut.notified());
    poll_fn(|cx| {
        if let Poll::Ready(result) = connection.as_mut().poll(cx) {
            if let Err(error) = result {
                tracing::debug!(%error, "a connection ended early");
            }
            return Poll::Ready(());
        }
        if cut.as_mut().poll(cx).is_ready() {
            return Poll::Ready(());
        }
        match vigil.poll(cx, watch.overdue(limits)) {
            Poll::Ready(Word::Over) => Poll::Ready(()),
            Poll::Ready(Word::Ends) => {
                connection.as_mut().graceful_shutdown();
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            Poll::Pending => Poll::Pending,
        }
    })
    .await;
}

/// A server of HTTP/2 within the limits.
pub(crate) fn builder(limits: &Limits) -> http2::Builder<LocalExecutor> {
    let mut builder = http2::Builder::new(LocalExecutor);
    builder
        .timer(TokioTimer::new())
        .max_concurrent_streams(limits.max_concurrent_streams)
        .max_header_list_size(64 * 1024)
        .max_send_buf_size(256 * 1024);
    builder
}

/// Runs what HTTP/2 spawns on this thread.
#[derive(Clone, Copy)]
pub(crate) struct LocalExecutor;

impl<F> hyper::rt::Executor<F> for LocalExecutor
where
    F: Future + 'static,
{
    fn execute(&self, future: F) {
        // As it is: around it, it would be moved once more, and have room twice.
        tokio::task::spawn_local(future);
    }
}

/// What is known of a connection, shared by its socket and its requests.
struct Watch {
    /// When something last moved.
    moved: Cell<Instant>,
    /// Whether there was a request.
    begun: Cell<bool>,
    /// The connection is closed without a word.
    cut: Notify,
}

impl Watch {
    /// When the connection has been silent for too long.
    fn overdue(&self, limits: &Limits) -> Instant {
        let patience = if self.begun.get() {
            limits.idle_timeout
        } else {
            limits.idle_timeout.min(limits.header_timeout)
        };
        self.moved.get() + patience
    }
}

/// A socket whose bytes are watched, and of which some were read before.
struct Watched {
    stream: Stream,
    ahead: BytesMut,
    watch: Rc<Watch>,
}

impl AsyncRead for Watched {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.ahead.is_empty() {
            let held = buf.remaining().min(this.ahead.len());
            buf.put_slice(this.ahead.get(..held).unwrap_or_default());
            this.ahead.advance(held);
            return Poll::Ready(Ok(()));
        }
        let before = buf.filled().len();
        let result = Pin::new(&mut this.stream).poll_read(cx, buf);
        if buf.filled().len() > before {
            this.watch.moved.set(Instant::now());
        }
        result
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.watch
            .wrote(Pin::new(&mut this.stream).poll_write(cx, buf))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let wrote = Pin::new(&mut this.stream).poll_write_vectored(cx, bufs);
        this.watch.wrote(wrote)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

impl Watch {
    fn wrote(&self, result: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if matches!(result, Poll::Ready(Ok(_))) {
            self.moved.set(Instant::now());
        }
        result
    }
}
