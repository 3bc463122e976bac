//! Sending a request on. [`send`] takes the permit by value, and only `guard` makes permits:
//! there is no way to a back end around the four layers. It maps no headers and judges nothing.

use bytes::Bytes;
use http::{Method, Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use portcullis_catalog::snapshot::Route;
use portcullis_guard::Permit;
use tokio::time::Instant;

mod pool;
mod tls;

pub(crate) use pool::{Lease, Origin, Pool};
pub(crate) use tls::{Connector, Terms, Unsecured};

/// A request ready to be sent.
pub(crate) struct Outbound {
    /// The back end as the configuration writes it, for those who read logs.
    pub(crate) authority: String,
    /// Where to.
    pub(crate) origin: Origin,
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
/// A request is sent a second time only where the first cannot have had an effect: a connection
/// that was kept turned out to be dead, no byte of an answer came, and the request was never
/// written or its method is idempotent (RFC 9110, section 9.2.2).
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
        origin,
        mut request,
    } = outbound;
    if let Some(mut lease) = pool.reuse(&origin).await {
        let before = lease.received();
        let spare = is_idempotent(request.method()).then(|| request.clone());
        match lease.connection.sender.try_send_request(request).await {
            Ok(response) => return Ok((response, lease)),
            Err(mut error) => {
                let unsent = error.take_message();
                let silent = lease.received() == before;
                match unsent.or(spare).filter(|_| silent) {
                    Some(again) => request = again,
                    None => return Err(SendError::Exchange(error.into_error())),
                }
            }
        }
    }
    let mut lease = pool.connect(origin).await?;
    let sent = lease.connection.sender.send_request(request).await;
    Ok((sent.map_err(SendError::Exchange)?, lease))
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
