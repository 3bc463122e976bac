//! Reading a request body: up to its limit, in time, hashed piece by piece as it comes. It is
//! held whole, because the signature covers it and nothing may be sent on before it is verified.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::CONTENT_LENGTH;
use http_body::Body as _;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use portcullis_guard::sigv4::{PayloadHash, PayloadHasher};
use tokio::time::{Instant, timeout_at};

use crate::failure::Failure;
use crate::limits::Limits;

/// A body that was read whole.
pub(crate) struct Payload {
    pub(crate) bytes: Bytes,
    pub(crate) hash: PayloadHash,
    _held: Held,
}

/// How many bytes of bodies all workers hold.
#[derive(Clone, Default)]
pub(crate) struct Budget(Arc<AtomicUsize>);

/// Bytes that are held; they are given back when this is dropped.
pub(crate) struct Held {
    budget: Budget,
    bytes: usize,
}

/// Refuses by the head alone a body that will be too large.
pub(crate) fn check_length(headers: &HeaderMap, max: usize) -> Result<(), Failure> {
    let declared = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok());
    match declared.map(str::parse::<u64>) {
        None => Ok(()),
        Some(Ok(length)) if usize::try_from(length).is_ok_and(|length| length <= max) => Ok(()),
        Some(_) => Err(Failure::too_large(max)),
    }
}

/// Reads a body to its end.
pub(crate) async fn read(
    mut body: Incoming,
    max: usize,
    limits: &Limits,
    budget: &Budget,
) -> Result<Payload, Failure> {
    let mut held = budget.hold();
    if body.is_end_stream() {
        return Ok(Payload {
            bytes: Bytes::new(),
            hash: PayloadHash::EMPTY,
            _held: held,
        });
    }
    let ends = Instant::now() + limits.body_timeout;
    let declared = body.size_hint().exact().unwrap_or_default();
    let declared = usize::try_from(declared).unwrap_or(max).min(max);
    let mut hasher = PayloadHasher::new();
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    loop {
        let deadline = ends.min(Instant::now() + limits.body_idle_timeout);
        let frame = match timeout_at(deadline, body.frame()).await {
            Err(_) => return Err(Failure::body_timeout()),
            Ok(None) => break,
            Ok(Some(Err(_))) => {
                return Err(Failure::bad_request("The request body cannot be read"));
            }
            Ok(Some(Ok(frame))) => frame,
        };
        // A12: nothing signs trailers, so nothing may come in them.
        let data = frame
            .into_data()
            .map_err(|_| Failure::bad_request("Trailers are not accepted"))?;
        if held.bytes + data.len() > max {
            return Err(Failure::too_large(max));
        }
        held.add(data.len(), limits.max_buffered_body)?;
        hasher.update(&data);
        if first.is_empty() {
            first = data;
        } else {
            if rest.is_empty() {
                rest.extend_from_slice(&first);
            }
            // What is there is moved when it outgrows its room, so there is room for all once an eighth has come. Not
            // before: who declares much and sends nothing gets nothing.
            if rest.capacity() < declared && held.bytes.saturating_mul(8) >= declared {
                rest.reserve(declared.saturating_sub(rest.len()));
            }
            rest.extend_from_slice(&data);
        }
    }
    let bytes = if rest.is_empty() {
        first
    } else {
        rest.freeze()
    };
    Ok(Payload {
        bytes,
        hash: hasher.finish(),
        _held: held,
    })
}

impl Budget {
    /// Nothing yet.
    pub(crate) fn hold(&self) -> Held {
        Held {
            budget: self.clone(),
            bytes: 0,
        }
    }
}

impl Held {
    pub(crate) fn add(&mut self, bytes: usize, max: usize) -> Result<(), Failure> {
        let total = self.budget.0.fetch_add(bytes, Ordering::Relaxed) + bytes;
        self.bytes += bytes;
        if total > max {
            Err(Failure::overloaded())
        } else {
            Ok(())
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.budget.0.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}
