//! An Application Load Balancer's requests: each is held against the rules of its listener and forwarded to a target,
//! its body as it comes, or answered here. Nothing is sent a second time once a target has it.

use std::cell::Cell;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONNECTION, HOST};
use http::uri::PathAndQuery;
use http::{HeaderValue, Request, Response, StatusCode, Uri, Version};
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulConnection;
use portcullis_catalog::Snapshot;
use portcullis_catalog::balancing::{Candidate, Head};
use portcullis_catalog::load_balancer::{LoadBalancer, TrafficProtocol};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::connections::dns_name;
use crate::choice::{MAX_TRIED, address_of, forwarded, forwards, page, pairs, refused, sent_as};
use crate::connection;
use crate::handshake::{self, Spoken};
use crate::limits::Limits;
use crate::seat::{Found, Seat};
use crate::state::{Ending, Local};
use crate::stream::Stream;
use crate::upstream::Terms;

type Answer = Response<Either<Incoming, Full<Bytes>>>;

/// How long a target may take to accept a connection (Application Load Balancers User Guide, "Troubleshoot your
/// Application Load Balancers").
const CONNECT: Duration = Duration::from_secs(10);
/// The bytes that the head of a request may have.
const MAX_HEAD: usize = 64 * 1024;
/// Of the connection, not of the message.
const HOP_BY_HOP: [&str; 7] = [
    "connection",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Serves a connection to its end.
pub(super) async fn serve(local: &Rc<Local>, seat: &Seat, stream: TcpStream, client: SocketAddr) {
    let world = local.shared().world.load_full();
    let Some(found) = seat.find(&world) else {
        return;
    };
    let (stream, spoken) = match found.listener.record.protocol {
        TrafficProtocol::Https => {
            let name = dns_name(local, &found);
            match handshake::for_balancer(local, &name, stream).await {
                Some(opened) => opened,
                None => return,
            }
        }
        _ => (Stream::Plain(stream), Spoken::Http1),
    };
    let idle = idle_timeout(&found.balancer.record);
    let http2 = Cell::new(false);
    let service = service_fn(|request: Request<Incoming>| {
        let (local, seat) = (Rc::clone(local), seat.clone());
        http2.set(request.version() >= Version::HTTP_2);
        let http1 = !http2.get();
        async move {
            let mut answer = answer(&local, &seat, client, request).await;
            if http1 && *local.common.ending.borrow() == Ending::Succeeded {
                let close = HeaderValue::from_static("close");
                answer.headers_mut().insert(CONNECTION, close);
            }
            Ok::<_, Infallible>(answer)
        }
    });
    let (limits, io) = (&local.shared().limits, TokioIo::new(stream));
    if spoken == Spoken::Http2 {
        let serving = connection::http2(limits).serve_connection(io, service);
        serve_connection(local, serving, &http2).await;
    } else {
        let serving = http1_server(limits, idle).serve_connection(io, service);
        serve_connection(local, serving, &http2).await;
    }
}

/// A server of HTTP/1 within the limits.
fn http1_server(limits: &Limits, idle: Duration) -> hyper::server::conn::http1::Builder {
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder
        .max_headers(limits.max_headers)
        .max_buf_size(MAX_HEAD)
        .timer(TokioTimer::new())
        .header_read_timeout(Some(idle))
        .half_close(false);
    builder
}

async fn serve_connection(
    local: &Local,
    serving: impl GracefulConnection<Error = hyper::Error>,
    http2: &Cell<bool>,
) {
    tokio::pin!(serving);
    let mut ending = local.common.ending.clone();
    let mut known = Ending::No;
    loop {
        tokio::select! {
            ended = serving.as_mut() => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection to a load balancer ended early");
                }
                return;
            }
            told = ending.wait_for(|ending| *ending > known), if known < Ending::Draining => {
                known = told.map_or(Ending::Draining, |ending| *ending);
                // As in `connection`.
                if known == Ending::Draining || http2.get() {
                    serving.as_mut().graceful_shutdown();
                }
            }
        }
    }
}

fn idle_timeout(balancer: &LoadBalancer) -> Duration {
    let set = balancer.attributes.get("idle_timeout.timeout_seconds");
    let seconds = set.and_then(|text| text.parse().ok()).unwrap_or(60);
    Duration::from_secs(seconds)
}

async fn answer(
    local: &Local,
    seat: &Seat,
    client: SocketAddr,
    request: Request<Incoming>,
) -> Answer {
    let world = local.shared().world.load_full();
    let Some(found) = seat.find(&world) else {
        return held(page::error(StatusCode::SERVICE_UNAVAILABLE));
    };
    let secure = found.listener.record.protocol == TrafficProtocol::Https;
    let port = found.listener.record.port;
    let (mut parts, body) = request.into_parts();
    let host = match (parts.headers.get(HOST), parts.uri.authority()) {
        (_, Some(authority)) if parts.version == Version::HTTP_2 => authority.to_string(),
        (Some(host), _) => host.to_str().unwrap_or_default().to_owned(),
        (None, _) => String::new(),
    };
    let named = pairs(&parts.headers);
    let head = Head {
        method: parts.method.as_str(),
        host: &host,
        path: parts.uri.path(),
        query: parts.uri.query().unwrap_or_default(),
        headers: &named,
        source: client.ip(),
    };
    let rule = found.listener.rule(&head);
    let Some(action) = found.listener.action(rule) else {
        return held(page::error(StatusCode::SERVICE_UNAVAILABLE));
    };
    if let Some(made) = page::of_action(&action.what, &head, secure, port) {
        return held(made);
    }
    let target = parts.uri.path_and_query().map_or("/", PathAndQuery::as_str);
    let (host, target) = sent_as(rule, &host, target);
    for name in HOP_BY_HOP {
        parts.headers.remove(name);
    }
    forwarded(
        &mut parts.headers,
        &found.balancer.record,
        client,
        secure,
        port,
    );
    let (Ok(host), Ok(uri)) = (HeaderValue::from_str(&host), target.parse::<Uri>()) else {
        return held(page::error(StatusCode::BAD_REQUEST));
    };
    parts.headers.insert(HOST, host);
    parts.uri = uri;
    parts.version = Version::HTTP_11;
    let groups = forwards(action).unwrap_or_default();
    let balancer = found.balancer;
    let candidates = balancer.candidates(&world, groups, Some(found.node), MAX_TRIED);
    let sent = Request::from_parts(parts, body);
    forward(local, &world, &found, &candidates, sent).await
}

async fn forward(
    local: &Local,
    world: &Snapshot,
    found: &Found<'_>,
    candidates: &[Candidate<'_>],
    request: Request<Incoming>,
) -> Answer {
    let mut failed = StatusCode::SERVICE_UNAVAILABLE;
    for candidate in candidates {
        let target = &candidate.target.target.id;
        match timeout(CONNECT, open(local, world, candidate)).await {
            Ok(Ok(stream)) => {
                let patience = idle_timeout(&found.balancer.record);
                return exchange(stream, candidate, request, patience).await;
            }
            Ok(Err(error)) => {
                tracing::debug!(target, %error, "a target cannot be connected to");
                failed = refused(&error);
            }
            Err(_) => failed = StatusCode::GATEWAY_TIMEOUT,
        }
    }
    held(page::error(failed))
}

async fn open(local: &Local, world: &Snapshot, candidate: &Candidate<'_>) -> io::Result<Stream> {
    let unknown = || io::Error::from(io::ErrorKind::AddrNotAvailable);
    let to = address_of(world, candidate).ok_or_else(unknown)?;
    let inside = &local.shared().inside;
    let way = inside.way(world, candidate.node, to, None)?;
    let stream = inside.connect(&way).await?;
    if candidate.group.record.protocol == Some(TrafficProtocol::Https) {
        let terms = Terms::of_balancer(&to.ip().to_string());
        let secured = local.pool.secure(&terms, stream).await;
        return secured.map_err(|error| io::Error::other(format!("{error:?}")));
    }
    Ok(Stream::Plain(stream))
}

async fn exchange(
    stream: Stream,
    candidate: &Candidate<'_>,
    request: Request<Incoming>,
    patience: Duration,
) -> Answer {
    let bad = || held(page::error(StatusCode::BAD_GATEWAY));
    let Ok((mut sender, driver)) = http1::handshake(TokioIo::new(stream)).await else {
        return bad();
    };
    let in_use = candidate.target.health.in_use();
    tokio::task::spawn_local(async move {
        if let Err(error) = driver.await {
            tracing::debug!(%error, "a connection to a target ended");
        }
        drop(in_use);
    });
    match timeout(patience, sender.send_request(request)).await {
        Err(_) => held(page::error(StatusCode::GATEWAY_TIMEOUT)),
        Ok(Err(error)) => {
            tracing::debug!(%error, "a target gives no answer");
            bad()
        }
        Ok(Ok(response)) => {
            let (mut parts, body) = response.into_parts();
            if parts.status.is_informational() {
                return bad();
            }
            for name in HOP_BY_HOP {
                parts.headers.remove(name);
            }
            Response::from_parts(parts, Either::Left(body))
        }
    }
}

fn held(made: Response<Bytes>) -> Answer {
    made.map(|body| Either::Right(Full::new(body)))
}
