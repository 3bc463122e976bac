//! A back end's answer on its way to the client, piece by piece, never held whole. When its end
//! was read the connection goes back to the pool; a body that breaks off, or on which nothing
//! moves for the integration's timeout, breaks off towards the client too.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Instant, Sleep};

use crate::upstream::{Broken, Lease};

/// A body in transit.
pub(crate) struct Relay {
    /// Until the end was read.
    lease: Option<Box<Lease>>,
    patience: Duration,
    timer: Pin<Box<Sleep>>,
    /// Why it breaks off, once what came before is written.
    broken: Option<RelayError>,
}

/// Why a body breaks off.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RelayError {
    #[error("the back end stopped sending")]
    Stalled,
    #[error("the back end's answer broke off: {0}")]
    Broken(#[from] Broken),
}

impl Relay {
    /// Relays what comes over a connection.
    pub(crate) fn new(lease: Box<Lease>, patience: Duration) -> Self {
        Self {
            lease: Some(lease),
            patience,
            timer: Box::pin(tokio::time::sleep(patience)),
            broken: None,
        }
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
        if let Some(error) = this.broken.take() {
            return Poll::Ready(Some(Err(error)));
        }
        let Some(lease) = &mut this.lease else {
            return Poll::Ready(None);
        };
        let piece = match lease.poll_body(cx) {
            Poll::Ready(piece) => {
                this.timer.as_mut().reset(Instant::now() + this.patience);
                piece.transpose().map_err(RelayError::from)
            }
            Poll::Pending => {
                ready!(this.timer.as_mut().poll(cx));
                Err(RelayError::Stalled)
            }
        };
        let piece = match piece {
            Ok(piece) => piece,
            Err(error) => {
                this.lease = None;
                this.broken = Some(error);
                // The server forgets what it has not written yet when a body fails.
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
        };
        if let Some(lease) = this
            .lease
            .take_if(|lease| piece.is_none() || lease.is_over())
        {
            lease.give_back(Instant::now());
        }
        Poll::Ready(piece.map(|piece| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.broken.is_none() && self.lease.as_ref().is_none_or(|lease| lease.is_over())
    }

    fn size_hint(&self) -> SizeHint {
        let left = match &self.lease {
            Some(lease) => lease.left(),
            None => Some(0).filter(|_| self.broken.is_none()),
        };
        left.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
