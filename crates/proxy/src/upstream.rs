//! Sending a request on. [`send`] takes the permit by value, and only `guard` makes permits:
//! there is no way to a back end around the four layers. It maps no headers and judges nothing.

use std::io;
use std::pin::pin;
use std::sync::Arc;

use bytes::Bytes;
use http::Method;
use portcullis_catalog::snapshot::Route;
use portcullis_guard::Permit;
use tokio::time::{Instant, timeout_at};

mod http1;
mod pool;
mod timer;
mod tls;

use http1::Http1;
pub(crate) use http1::{AnswerHead, Asked, Broken};
pub(crate) use pool::{Lease, Origin, Place, Pool};
pub(crate) use tls::{Connector, Terms, Unsecured};

/// A request ready to be sent.
pub(crate) struct Outbound {
    /// The back end as the configuration writes it, for those who read logs.
    pub(crate) authority: Arc<str>,
    /// Where to: the first that takes it. There is at least one.
    pub(crate) origins: Vec<Origin>,
    pub(crate) asked: Asked,
}

/// The body of an answer.
pub(crate) enum Answered {
    /// It came with its head, and the connection is back in its pool.
    Whole(Bytes),
    /// It is still on its connection.
    Coming(Box<Lease>),
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    /// The integration's time is over.
    #[error("the back end did not answer in time")]
    Timeout,
    /// No connection.
    #[error("cannot connect to the back end: {0}")]
    Connect(#[source] std::io::Error),
    /// The other side is not who it should be.
    #[error("{0}")]
    Configuration(String),
    /// The connection broke, or what came is no HTTP.
    #[error("the back end's answer cannot be read: {0}")]
    Exchange(#[source] Broken),
}

/// Sends an admitted request, on a connection that is kept or a new one. Returns the head of the answer and its body,
/// which may still be to come.
///
/// A request is sent again only where the first time cannot have had an effect, or the same one: no byte of an answer
/// came, and none of the request was written or its method is idempotent (RFC 9110, section 9.2.2). Where a back end
/// is one host, the connection has to have been kept from before; the targets of a load balancer follow each other.
pub(crate) async fn send(
    permit: Permit<Route<'_>>,
    pool: &Pool,
    outbound: &Outbound,
    now: Instant,
    deadline: Instant,
) -> Result<(AnswerHead, Answered), SendError> {
    let result = pin!(exchange(pool, outbound, now, deadline)).await;
    // The permit is for this one sending.
    drop(permit);
    result
}

async fn exchange(
    pool: &Pool,
    outbound: &Outbound,
    now: Instant,
    deadline: Instant,
) -> Result<(AnswerHead, Answered), SendError> {
    let Outbound { origins, asked, .. } = outbound;
    let mut left = origins.len();
    let mut failed = SendError::Connect(io::ErrorKind::NotFound.into());
    for origin in origins {
        left -= 1;
        if let Some(lease) = pool.reuse(origin, now) {
            match pin!(attempt(lease, asked, deadline)).await {
                Ok(answered) => return Ok(answered),
                Err((error, Again::Never)) => return Err(error),
                Err((_, Again::Possible)) => {}
            }
        }
        // Rare, and large: a request that finds a connection does not carry it about.
        let connecting = Box::pin(timeout_at(deadline, pool.connect(origin)));
        match connecting.await.unwrap_or(Err(SendError::Timeout)) {
            Ok(lease) => match pin!(attempt(lease, asked, deadline)).await {
                Ok(answered) => return Ok(answered),
                Err((error, Again::Possible)) if left > 0 => failed = error,
                Err((error, _)) => return Err(error),
            },
            Err(error @ SendError::Connect(_)) => failed = error,
            Err(error) => return Err(error),
        }
    }
    Err(failed)
}

/// Whether a request may be sent a second time.
enum Again {
    Possible,
    Never,
}

/// Sends over one connection.
async fn attempt(
    mut lease: Box<Lease>,
    asked: &Asked,
    deadline: Instant,
) -> Result<(AnswerHead, Answered), (SendError, Again)> {
    let Lease { http, timer, .. } = &mut *lease;
    let (received, sent) = http.borrow().moved();
    let answered = {
        let asking = pin!(Http1::ask(http, asked));
        timer.before(deadline, asking).await
    };
    match answered {
        None => Err((SendError::Timeout, Again::Never)),
        Some(Ok(head)) => {
            let body = lease.answered(head.at);
            Ok((head, body))
        }
        Some(Err(error)) => {
            let (received_now, sent_now) = http.borrow().moved();
            let silent = received_now == received;
            let harmless = sent_now == sent || is_idempotent(&asked.method);
            let again = if silent && harmless {
                Again::Possible
            } else {
                Again::Never
            };
            Err((error.into(), again))
        }
    }
}

impl From<Broken> for SendError {
    fn from(error: Broken) -> Self {
        Self::Exchange(error)
    }
}

impl From<Unsecured> for SendError {
    fn from(error: Unsecured) -> Self {
        match error {
            Unsecured::Network(error) => Self::Connect(error),
            Unsecured::Configuration(reason) => Self::Configuration(reason),
        }
    }
}

fn is_idempotent(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET | Method::HEAD | Method::OPTIONS | Method::PUT | Method::DELETE | Method::TRACE
    )
}
