//! The body of a request as it comes, over whichever version of HTTP. It is read piece by piece; how much of it may be
//! held, and for how long it is waited for, is for the reader to say.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;

use bytes::BytesMut;
use http_body::Body as _;
use http_body_util::BodyExt as _;

use crate::wire::{Piece, Unreadable, Wire};

/// A body that is still to come.
pub(crate) enum Incoming {
    /// It is read off the connection, on which nothing else is read meanwhile.
    Http1(Rc<RefCell<Wire>>),
    Http2(hyper::body::Incoming),
}

impl Incoming {
    /// Whether nothing of it is to come.
    pub(crate) fn is_over(&self) -> bool {
        match self {
            Self::Http1(wire) => wire.borrow().is_body_over(),
            Self::Http2(body) => body.is_end_stream(),
        }
    }

    /// How many bytes are to come, where the client has said it.
    pub(crate) fn left(&self) -> Option<u64> {
        match self {
            Self::Http1(wire) => wire.borrow().body_left(),
            Self::Http2(body) => body.size_hint().exact(),
        }
    }

    /// Waits for the next piece. Where there is room for it, it may be put there.
    pub(crate) async fn piece(&mut self, room: &mut BytesMut) -> Result<Piece, Unreadable> {
        match self {
            Self::Http1(wire) => poll_fn(|cx| wire.borrow_mut().poll_body(cx, room)).await,
            Self::Http2(body) => match body.frame().await {
                None => Ok(Piece::End),
                Some(Err(_)) => Err(Unreadable::Broken),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => Ok(Piece::Came(data)),
                    Err(_) => Err(Unreadable::Trailers),
                },
            },
        }
    }
}
