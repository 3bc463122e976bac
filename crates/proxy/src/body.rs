//! Reading a request body: up to its limit, in time, hashed piece by piece as it comes. It is
//! held whole, because the signature covers it and nothing may be sent on before it is verified.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use portcullis_guard::sigv4::{HeaderList, PayloadHash, PayloadHasher};
use tokio::time::{Instant, timeout_at};

use crate::failure::Failure;
use crate::in_place::in_place;
use crate::incoming::Incoming;
use crate::limits::Limits;
use crate::wire::{Piece, Unreadable};

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
pub(crate) fn check_length(headers: &HeaderList, max: usize) -> Result<(), Failure> {
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
    incoming: Incoming,
    max: usize,
    limits: &Limits,
    budget: &Budget,
) -> Result<Payload, Failure> {
    if incoming.is_over() {
        return Ok(Payload {
            bytes: Bytes::new(),
            hash: PayloadHash::EMPTY,
            _held: budget.hold(),
        });
    }
    // Large, and most requests have no body.
    in_place(|| read_on(incoming, max, limits, budget)).await
}

async fn read_on(
    mut incoming: Incoming,
    max: usize,
    limits: &Limits,
    budget: &Budget,
) -> Result<Payload, Failure> {
    let mut held = budget.hold();
    let ends = Instant::now() + limits.body_timeout;
    let declared = incoming.left();
    let declared = declared.map(|bytes| usize::try_from(bytes).unwrap_or(max).min(max));
    let mut hasher = PayloadHasher::new();
    let mut read: usize = 0;
    let mut first = Bytes::new();
    let mut room = BytesMut::new();
    loop {
        let deadline = ends.min(Instant::now() + limits.body_idle_timeout);
        let piece = timeout_at(deadline, incoming.piece(&mut room)).await;
        let data = match piece.map_err(|_| Failure::body_timeout())? {
            Ok(Piece::Came(data)) => data,
            Ok(Piece::Placed) => {
                hasher.update(room.get(read..).unwrap_or_default());
                read = room.len();
                continue;
            }
            Ok(Piece::End) => break,
            Err(Unreadable::Broken) => {
                return Err(Failure::bad_request("The request body cannot be read"));
            }
            // A12: nothing signs trailers, so nothing may come in them.
            Err(Unreadable::Trailers) => {
                return Err(Failure::bad_request("Trailers are not accepted"));
            }
        };
        read = read.saturating_add(data.len());
        if read > max {
            return Err(Failure::too_large(max));
        }
        hasher.update(&data);
        if held.bytes < read {
            held.grow(claim(read, declared, max), limits.max_buffered_body)?;
        }
        if declared == Some(read) && room.is_empty() {
            first = data;
            continue;
        }
        // What is held is what was claimed, and never in two places but while it is moved.
        if room.capacity() < read {
            let mut larger = BytesMut::with_capacity(held.bytes);
            larger.extend_from_slice(&room);
            room = larger;
        }
        room.extend_from_slice(&data);
    }
    let bytes = if room.is_empty() {
        first
    } else {
        room.freeze()
    };
    Ok(Payload {
        bytes,
        hash: hasher.finish(),
        _held: held,
    })
}

/// From here on a body gets room for all that it said it would have: it is moved once less.
const MUCH: usize = 512 * 1024;

/// For how many bytes there has to be room, when so many have come. A client gets eight times what it has sent, up to
/// what it said that it would send: what cannot be held is refused when little of it has come, and who declares much
/// and sends little gets little.
fn claim(read: usize, declared: Option<usize>, max: usize) -> usize {
    match declared {
        Some(declared) if read >= MUCH => declared,
        Some(declared) => declared.min(read.saturating_mul(8)),
        None => max.min(read.saturating_mul(2)),
    }
    .max(read)
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
    /// Holds more, unless all together hold too much then.
    pub(crate) fn add(&mut self, bytes: usize, max: usize) -> Result<(), Failure> {
        let more = |total: usize| total.checked_add(bytes).filter(|total| *total <= max);
        let total = &self.budget.0;
        total
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more)
            .map_err(|_| Failure::overloaded())?;
        self.bytes += bytes;
        Ok(())
    }

    /// Holds so much.
    fn grow(&mut self, to: usize, max: usize) -> Result<(), Failure> {
        self.add(to.saturating_sub(self.bytes), max)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.budget.0.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}
