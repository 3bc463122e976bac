//! A back end's answer on its way to the client, piece by piece, never held whole. When its end
//! was read the connection goes back to the pool; a body that breaks off, or on which nothing
//! moves for the integration's timeout, breaks off towards the client too.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Instant, Sleep};

use crate::upstream::Lease;

/// A body in transit.
pub(crate) struct Relay {
    body: Incoming,
    lease: Option<Lease>,
    patience: Duration,
    timer: Pin<Box<Sleep>>,
}

/// Why a body breaks off.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RelayError {
    #[error("the back end stopped sending")]
    Stalled,
    #[error("the back end's answer broke off: {0}")]
    Broken(#[from] hyper::Error),
}

impl Relay {
    /// Relays a body; `None` where it is empty, which frees the connection at once.
    pub(crate) fn new(body: Incoming, lease: Lease, patience: Duration) -> Option<Self> {
        if body.is_end_stream() {
            lease.give_back();
            return None;
        }
        let timer = Box::pin(tokio::time::sleep(patience));
        Some(Self {
            body,
            lease: Some(lease),
            patience,
            timer,
        })
    }
}

impl Body for Relay {
    type Data = Bytes;
    type Error = RelayError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, RelayError>>> {
        let this = self.get_mut();
        loop {
            let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) else {
                ready!(this.timer.as_mut().poll(cx));
                return Poll::Ready(Some(Err(RelayError::Stalled)));
            };
            this.timer.as_mut().reset(Instant::now() + this.patience);
            match frame {
                // Trailers end here: nothing of them is mapped.
                Some(Ok(frame)) if !frame.is_data() => {}
                Some(Ok(frame)) => {
                    if this.body.is_end_stream() {
                        this.end();
                    }
                    return Poll::Ready(Some(Ok(frame)));
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
                None => {
                    this.end();
                    return Poll::Ready(None);
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Relay {
    fn end(&mut self) {
        if let Some(lease) = self.lease.take() {
            lease.give_back();
        }
    }
}
