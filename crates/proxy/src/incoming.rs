//! The body of a request as it comes, over whichever version of HTTP. It is read piece by piece; how much of it may be
//! held, and for how long it is waited for, is for the reader to say.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::BodyExt as _;

use crate::connection::http1::Wire;

/// A body that is still to come.
pub(crate) enum Incoming {
    /// It is read off the connection, on which nothing else is read meanwhile.
    Http1(Rc<RefCell<Wire>>),
    Http2(hyper::body::Incoming),
}

/// What came of a body.
pub(crate) enum Piece {
    /// These bytes.
    Came(Bytes),
    /// Bytes that are where there was room for them.
    Placed,
    /// All has come.
    End,
}

/// Why the rest of a body cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It breaks off, or its framing is none.
    Broken,
    /// Header fields follow it.
    Trailers,
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
