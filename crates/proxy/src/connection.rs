//! One connection, from its first byte of HTTP to its close: HTTP/1.1 or HTTP/2, its timeouts,
//! and the one way to end it without a word.

use std::convert::Infallible;
use std::rc::Rc;

use http::Version;
use http::header::{CONNECTION, HeaderValue};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::conn::auto;

use crate::facts::Socket;
use crate::handshake::Spoken;
use crate::head::{MAX_HEAD, Watch, Watched};
use crate::limits::Limits;
use crate::listen::Role;
use crate::request::Outcome;
use crate::service;
use crate::state::{Ending, Local};
use crate::stream::Stream;

/// Serves a connection to its end.
pub(crate) async fn serve(
    local: Rc<Local>,
    socket: Socket,
    role: Role,
    stream: Stream,
    spoken: Spoken,
) {
    let watch = Watch::new();
    let socket = Rc::new(socket);
    let service = service_fn({
        let (local, watch) = (Rc::clone(&local), Rc::clone(&watch));
        move |request: http::Request<hyper::body::Incoming>| {
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
    let io = TokioIo::new(Watched::new(stream, Rc::clone(&watch)));
    let builder = builder(limits, spoken);
    let connection = builder.serve_connection(io, service);
    tokio::pin!(connection);

    let mut ending = local.common.ending.clone();
    let check = || watch.check(limits.idle_timeout, limits.header_timeout);
    let Ok(first) = check() else { return };
    let watchdog = tokio::time::sleep_until(first);
    tokio::pin!(watchdog);
    let mut known = Ending::No;
    loop {
        tokio::select! {
            result = connection.as_mut() => {
                if let Err(error) = result {
                    tracing::debug!(%error, "a connection ended early");
                }
                return;
            }
            () = watch.is_cut() => return,
            () = watchdog.as_mut() => match check() {
                Ok(next) => watchdog.as_mut().reset(next),
                Err(()) => return,
            },
            told = ending.wait_for(|ending| *ending > known), if known < Ending::Draining => {
                // Its sender is gone with the process alone.
                known = told.map_or(Ending::Draining, |ending| *ending);
                // HTTP/2 has a word for it, after which no request is lost.
                if known == Ending::Draining || watch.is_http2() {
                    connection.as_mut().graceful_shutdown();
                }
            }
        }
    }
}

/// A server of HTTP within the limits.
pub(crate) fn builder(limits: &Limits, spoken: Spoken) -> auto::Builder<LocalExecutor> {
    let mut builder = auto::Builder::new(LocalExecutor);
    builder
        .http1()
        .max_buf_size(MAX_HEAD)
        .max_headers(limits.max_headers)
        // The watchdog keeps time: this one would also end idle connections.
        .header_read_timeout(None)
        .half_close(false);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(limits.max_concurrent_streams)
        .max_header_list_size(64 * 1024)
        .max_send_buf_size(256 * 1024);
    match spoken {
        Spoken::Any => builder,
        Spoken::Http1 => builder.http1_only(),
        Spoken::Http2 => builder.http2_only(),
    }
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
