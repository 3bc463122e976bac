//! One connection, from its first byte of HTTP to its close: HTTP/1.1 or HTTP/2, its timeouts,
//! and the one way to end it without a word. One of HTTP/1 on which nothing is under way for a
//! while is parked: its parser and its buffers are given back, until bytes come again.

mod vigil;

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::header::{CONNECTION, HeaderValue};
use http::{Request, Version};
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulConnection;
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

use crate::answer::Answer;
use crate::facts::Socket;
use crate::handshake::Spoken;
use crate::head::{MAX_HEAD, PREFACE, Watch, Watched};
use crate::limits::Limits;
use crate::listen::Role;
use crate::request::Outcome;
use crate::service;
use crate::state::{Ending, Local};
use crate::stream::Stream;
use vigil::{Vigil, Word};

/// How many fields of a head hyper takes by itself.
const HTTP1_FIELDS: usize = 100;
/// How long the close of an idle connection may take.
const GOOD_BYE: Duration = Duration::from_secs(2);

/// Apart from the task, which is small while it is parked.
type Http1<S> = Box<http1::Connection<TokioIo<Watched<Stream>>, S>>;

/// Serves a connection to its end.
pub(crate) async fn serve(
    local: Rc<Local>,
    socket: Socket,
    role: Role,
    stream: Stream,
    spoken: Spoken,
) {
    let watch = Watch::new();
    let peer = socket.peer;
    let socket = Rc::new(socket);
    let service = service_fn({
        let (local, watch) = (Rc::clone(&local), Rc::clone(&watch));
        move |request: Request<Incoming>| {
            let (in_flight, raw) = watch.begin();
            let http1 = request.version() < Version::HTTP_2;
            let (local, socket, watch) = (Rc::clone(&local), Rc::clone(&socket), Rc::clone(&watch));
            // Apart from the connection, which holds nothing of a request while it waits for the next.
            Box::pin(async move {
                match service::serve(Rc::clone(&local), socket, role, request, raw).await {
                    Outcome::Answer(mut answer) => {
                        if http1 && *local.common.ending.borrow() == Ending::Succeeded {
                            let close = HeaderValue::from_static("close");
                            answer.headers_mut().insert(CONNECTION, close);
                        }
                        if answer.headers().contains_key(CONNECTION) {
                            watch.linger();
                        }
                        Ok::<_, Infallible>(answer.map(|body| body.with(in_flight)))
                    }
                    Outcome::Cut => {
                        watch.cut();
                        std::future::pending().await
                    }
                }
            })
        }
    });
    let limits = &local.shared().limits;
    let timer = tokio::time::sleep_until(watch.overdue(limits));
    tokio::pin!(timer);
    let mut vigil = Vigil::new(&local, &watch, timer);
    let mut idle = (Watched::new(stream, Rc::clone(&watch)), service);
    if spoken != Spoken::Http2 {
        let mut may_be_http2 = spoken == Spoken::Any;
        loop {
            match wakes(&mut idle.0, &mut vigil, may_be_http2).await {
                Some(true) => break,
                Some(false) => may_be_http2 = false,
                None => return,
            }
            vigil.serve();
            let (io, service) = idle;
            let connection = http1(limits).serve_connection(TokioIo::new(io), service);
            idle = match serve_http1(Box::new(connection), &mut vigil).await {
                Some(parked) => parked,
                None => return,
            };
            vigil.park();
            tracing::trace!(%peer, "a connection is parked");
        }
    }
    watch.speaks_http2();
    vigil.serve();
    let (io, service) = idle;
    let connection = http2(limits).serve_connection(TokioIo::new(io), service);
    serve_http2(Box::pin(connection), &mut vigil).await;
}

/// Waits for the first bytes after nothing was under way, without a parser and its buffers, and says whether they are
/// HTTP/2. `None` where there are none, and the connection is over.
async fn wakes(
    io: &mut Watched<Stream>,
    vigil: &mut Vigil<'_>,
    may_be_http2: bool,
) -> Option<bool> {
    loop {
        let ahead = io.ahead();
        let undecided = may_be_http2 && ahead.len() < PREFACE.len() && PREFACE.starts_with(ahead);
        if !ahead.is_empty() && !undecided {
            return Some(may_be_http2 && ahead == PREFACE);
        }
        tokio::select! {
            read = io.wait() => match read {
                Ok(1..) => {}
                // Half a preface is for HTTP/1 to judge.
                Ok(0) if !io.ahead().is_empty() => return Some(false),
                Ok(0) => break,
                Err(error) => {
                    tracing::debug!(%error, "a connection ended early");
                    return None;
                }
            },
            word = vigil.word() => match word {
                Word::Over => return None,
                Word::Idle => {}
                Word::Ends => break,
            },
        }
    }
    // The client may have gone; TLS says good-bye all the same.
    let _ = timeout(GOOD_BYE, io.shutdown()).await;
    None
}

/// Serves HTTP/1 until nothing is under way any more. `None` where the connection is over.
async fn serve_http1<S>(
    mut connection: Http1<S>,
    vigil: &mut Vigil<'_>,
) -> Option<(Watched<Stream>, S)>
where
    S: Service<Request<Incoming>, Response = Answer, Error = Infallible> + Unpin,
    S::Future: Unpin,
{
    loop {
        tokio::select! {
            result = connection.as_mut() => {
                ended(result);
                return None;
            }
            word = vigil.word() => match word {
                Word::Over => return None,
                Word::Ends => Pin::new(connection.as_mut()).graceful_shutdown(),
                Word::Idle => match park(connection, vigil.watch()).await {
                    Parking::Parked(io, service) => return Some((io, service)),
                    Parking::Busy(still) => {
                        connection = still;
                        vigil.serve();
                    }
                    Parking::Over(result) => {
                        ended(result);
                        return None;
                    }
                },
            },
        }
    }
}

/// What came of an attempt to park a connection.
enum Parking<C, S> {
    Parked(Watched<Stream>, S),
    /// It is not idle after all.
    Busy(C),
    Over(hyper::Result<()>),
}

/// Takes a connection apart on which nothing is under way. Both have to say so, the watch and hyper: what is still to
/// come of a body, or to be written, would be a request, or lost.
async fn park<S>(mut connection: Http1<S>, watch: &Watch) -> Parking<Http1<S>, S>
where
    S: Service<Request<Incoming>, Response = Answer, Error = Infallible> + Unpin,
    S::Future: Unpin,
{
    // What it has been woken for comes first: it may have to close.
    let now = |cx: &mut Context<'_>| Poll::Ready(Pin::new(&mut connection).poll(cx));
    if let Poll::Ready(result) = poll_fn(now).await {
        return Parking::Over(result);
    }
    if !watch.is_idle() {
        return Parking::Busy(connection);
    }
    // hyper comes to an end at once where it is idle, and there is nothing left then that it has to write. Where it is
    // not, it ends with what it is at.
    Pin::new(connection.as_mut()).graceful_shutdown();
    let end = |cx: &mut Context<'_>| Poll::Ready(connection.poll_without_shutdown(cx));
    match poll_fn(end).await {
        Poll::Pending => Parking::Busy(connection),
        Poll::Ready(Err(error)) => Parking::Over(Err(error)),
        Poll::Ready(Ok(())) => {
            let parts = connection.into_parts();
            let mut io = parts.io.into_inner();
            io.put_back(parts.read_buf);
            Parking::Parked(io, parts.service)
        }
    }
}

/// Serves HTTP/2 to its end.
async fn serve_http2<C>(mut connection: Pin<Box<C>>, vigil: &mut Vigil<'_>)
where
    C: GracefulConnection<Error = hyper::Error>,
{
    loop {
        tokio::select! {
            result = connection.as_mut() => return ended(result),
            word = vigil.word() => match word {
                Word::Over => return,
                Word::Idle => {}
                Word::Ends => connection.as_mut().graceful_shutdown(),
            },
        }
    }
}

fn ended(result: hyper::Result<()>) {
    if let Err(error) = result {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// A server of HTTP/1 within the limits.
pub(crate) fn http1(limits: &Limits) -> http1::Builder {
    let mut builder = http1::Builder::new();
    // Whoever names its default pays for it: the fields of a head are kept on the heap then.
    if limits.max_headers != HTTP1_FIELDS {
        builder.max_headers(limits.max_headers);
    }
    builder
        .max_buf_size(MAX_HEAD)
        // The watchdog keeps time: this one would also end idle connections.
        .header_read_timeout(None)
        .half_close(false);
    builder
}

/// A server of HTTP/2 within the limits.
pub(crate) fn http2(limits: &Limits) -> http2::Builder<LocalExecutor> {
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
        tokio::task::spawn_local(async move {
            future.await;
        });
    }
}
