//! Sending a request on. [`send`] takes the permit by value, and only `guard` makes permits:
//! there is no way to a back end around the four layers. It maps no headers and judges nothing.

use std::io;

use bytes::Bytes;
use http::{Method, Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use portcullis_catalog::snapshot::Route;
use portcullis_guard::Permit;
use tokio::time::Instant;

mod pool;
mod tls;

pub(crate) use pool::{Lease, Origin, Place, Pool};
pub(crate) use tls::{Connector, Terms, Unsecured};

/// A request ready to be sent.
pub(crate) struct Outbound {
    /// The back end as the configuration writes it, for those who read logs.
    pub(crate) authority: String,
    /// Where to: the first that takes it. There is at least one.
    pub(crate) origins: Vec<Origin>,
    /// With a target in origin form.
    pub(crate) request: Request<Full<Bytes>>,
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
    Exchange(#[source] hyper::Error),
}

/// Sends an admitted request, on a connection that is kept or a new one. Returns the head of the
/// answer, its body still to come, and the connection to give back once the body is read.
///
/// A request is sent again only where the first time cannot have had an effect, or the same one: no byte of an answer
/// came, and the request was never written or its method is idempotent (RFC 9110, section 9.2.2). Where a back end
/// is one host, the connection has to have been kept from before; the targets of a load balancer follow each other.
pub(crate) async fn send(
    permit: Permit<Route<'_>>,
    pool: &Pool,
    outbound: Outbound,
    deadline: Instant,
) -> Result<(Response<Incoming>, Lease), SendError> {
    let exchange = exchange(pool, outbound);
    let result = tokio::time::timeout_at(deadline, exchange).await;
    // The permit is for this one sending.
    drop(permit);
    result.unwrap_or(Err(SendError::Timeout))
}

async fn exchange(
    pool: &Pool,
    outbound: Outbound,
) -> Result<(Response<Incoming>, Lease), SendError> {
    let Outbound {
        authority: _,
        origins,
        mut request,
    } = outbound;
    let mut left = origins.len();
    let mut failed = SendError::Connect(io::ErrorKind::NotFound.into());
    for origin in origins {
        left -= 1;
        if let Some(lease) = pool.reuse(&origin).await {
            match attempt(lease, request, true).await {
                Ok(answered) => return Ok(answered),
                Err((error, None)) => return Err(error),
                Err((_, Some(again))) => request = *again,
            }
        }
        // Rare, and large: a request that finds a connection does not carry it about.
        match Box::pin(pool.connect(origin)).await {
            Ok(lease) => match attempt(lease, request, left > 0).await {
                Ok(answered) => return Ok(answered),
                Err((error, Some(again))) if left > 0 => {
                    request = *again;
                    failed = error;
                }
                Err((error, _)) => return Err(error),
            },
            Err(error @ SendError::Connect(_)) => failed = error,
            Err(error) => return Err(error),
        }
    }
    Err(failed)
}

/// Sends over one connection. With the error comes the request, where it may be sent again, if it is to be.
async fn attempt(
    mut lease: Lease,
    request: Request<Full<Bytes>>,
    again: bool,
) -> Result<(Response<Incoming>, Lease), (SendError, Option<Box<Request<Full<Bytes>>>>)> {
    let before = lease.received();
    let spare = (again && is_idempotent(request.method())).then(|| request.clone());
    match lease.connection.sender.try_send_request(request).await {
        Ok(response) => Ok((response, lease)),
        Err(mut error) => {
            let unsent = error.take_message();
            let silent = lease.received() == before;
            let again = unsent.or(spare).filter(|_| silent);
            Err((SendError::Exchange(error.into_error()), again.map(Box::new)))
        }
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
