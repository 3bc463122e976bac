//! HTTP/1 towards clients: one request after the other, each judged, forwarded and answered in the task of its
//! connection. It reads no head and writes no answer itself, and decides only whether the connection goes on.

use std::cell::RefCell;
use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::header::CONNECTION;
use http::{Method, Version};
use tokio::time::timeout;

mod writing;

use super::vigil::{Vigil, Word};
use crate::answer::{Answer, identify};
use crate::facts::Socket;
use crate::failure::Failure;
use crate::in_place::in_place;
use crate::incoming::Incoming;
use crate::listen::Role;
use crate::record;
use crate::request::Outcome;
use crate::service;
use crate::state::{Ending, Local};
use crate::wire::{Head, Wire};
use writing::{Asked, BrokenOff, Writing};

/// How long, and for how much, a client that is still sending is listened to after the answer: a
/// socket that is closed with unread bytes resets the connection, and the answer is lost.
const LINGER: Duration = Duration::from_secs(2);
const LINGER_BYTES: usize = 16 * 1024 * 1024;
/// How long the close of a connection may take.
const GOOD_BYE: Duration = Duration::from_secs(2);

/// What comes next on a connection.
enum Next {
    Request(Head),
    /// It cannot be read as one.
    Refused(Failure),
    /// Nothing. It is closed, with a good-bye.
    End,
    /// Nothing, and nobody is there to be told.
    Over,
}

/// How a connection goes on after an answer.
enum Then {
    Next,
    /// It is closed, and who may still be sending is listened to for a while.
    Close {
        lingers: bool,
    },
    /// Nobody is there to be told.
    Over,
}

/// Serves a connection to its end.
pub(super) async fn serve(local: Rc<Local>, socket: Rc<Socket>, role: Role, wire: Wire) {
    // A process that takes over leaves an idle connection to its client, whose next request may be on its way already.
    let mut vigil = Vigil::new(local.common.ending.clone(), Ending::Draining);
    let wire = Rc::new(RefCell::new(wire));
    loop {
        let next = next(&local, &wire, &mut vigil).await;
        // Apart from the connection, which holds nothing of a request while it waits for the next.
        let then = match next {
            Next::Request(head) => {
                in_place(|| exchange(&local, &socket, role, &wire, &mut vigil, head)).await
            }
            Next::Refused(failure) => {
                Box::pin(refuse(&local, &socket, role, &wire, &mut vigil, &failure)).await
            }
            Next::End => Then::Close { lingers: false },
            Next::Over => Then::Over,
        };
        match then {
            Then::Next => wire.borrow_mut().next(),
            Then::Close { lingers } => return Box::pin(close(&wire, lingers)).await,
            Then::Over => return,
        }
        tracing::trace!(peer = %socket.peer, "a connection waits for its next request");
    }
}

/// One request, from its head to the last byte of its answer.
async fn exchange(
    local: &Rc<Local>,
    socket: &Rc<Socket>,
    role: Role,
    wire: &Rc<RefCell<Wire>>,
    vigil: &mut Vigil,
    head: Head,
) -> Then {
    let Head {
        parts, raw, keeps, ..
    } = head;
    let (method, version) = (parts.method.clone(), parts.version);
    let incoming = Incoming::Http1(Rc::clone(wire));
    let answer = {
        let mut served = pin!(service::serve(
            Rc::clone(local),
            Rc::clone(socket),
            role,
            parts,
            incoming,
            raw,
        ));
        let served = poll_fn(|cx| match served.as_mut().poll(cx) {
            Poll::Ready(outcome) => Poll::Ready(outcome),
            // With the connection the request is over.
            Poll::Pending => poll_over(cx, local, wire, vigil).map(|()| Outcome::Cut),
        });
        match served.await {
            Outcome::Answer(answer) => answer,
            Outcome::Cut => return Then::Over,
        }
    };
    let succeeded = *local.common.ending.borrow() == Ending::Succeeded;
    // What is left of a body would be taken for the next request.
    let ends = succeeded || answer.headers.contains(CONNECTION) || !wire.borrow().is_body_over();
    let asked = Asked {
        method,
        version,
        keeps: keeps && !ends && !vigil.ends(),
    };
    write(local, wire, vigil, answer, asked, ends).await
}

/// Answers what cannot be read as a request.
async fn refuse(
    local: &Local,
    socket: &Socket,
    role: Role,
    wire: &Rc<RefCell<Wire>>,
    vigil: &mut Vigil,
    failure: &Failure,
) -> Then {
    let mut answer = failure.answer();
    let (request_id, extended_id) = {
        let mut ids = local.ids.borrow_mut();
        (ids.request_id(), ids.extended_id())
    };
    identify(&mut answer.headers, &request_id, &extended_id);
    if role != Role::Control {
        record::unreadable(local, socket, &request_id, answer.status.as_u16(), failure);
    }
    let asked = Asked {
        method: Method::GET,
        version: Version::HTTP_11,
        keeps: false,
    };
    write(local, wire, vigil, answer, asked, true).await
}

/// Waits for a head.
async fn next(local: &Local, wire: &RefCell<Wire>, vigil: &mut Vigil) -> Next {
    let limits = &local.shared().limits;
    poll_fn(|cx| {
        let mut wire = wire.borrow_mut();
        if let Poll::Ready(next) = poll_head(cx, &mut wire, limits.max_headers) {
            return Poll::Ready(next);
        }
        match vigil.poll(cx, wire.overdue(limits)) {
            Poll::Ready(Word::Over) => Poll::Ready(Next::Over),
            Poll::Ready(Word::Ends) => Poll::Ready(Next::End),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Reads a head. What a client does not take keeps it from being read.
fn poll_head(cx: &mut Context<'_>, wire: &mut Wire, max_headers: usize) -> Poll<Next> {
    let over = |error: io::Error| {
        tracing::debug!(%error, "a connection ended early");
        Poll::Ready(Next::Over)
    };
    // While it waits for others, the next request may come.
    if !wire.is_put_off()
        && let Err(error) = ready!(wire.poll_send(cx))
    {
        return over(error);
    }
    loop {
        match wire.take_head(max_headers) {
            Ok(Some(head)) => return Poll::Ready(Next::Request(head)),
            Ok(None) => {}
            Err(failure) => return Poll::Ready(Next::Refused(failure)),
        }
        match ready!(wire.poll_read(cx)) {
            Ok(1..) => {}
            Ok(0) => return Poll::Ready(Next::End),
            Err(error) => return over(error),
        }
    }
}

/// Writes an answer to its end.
async fn write(
    local: &Local,
    wire: &Rc<RefCell<Wire>>,
    vigil: &mut Vigil,
    answer: Answer,
    asked: Asked,
    lingers: bool,
) -> Then {
    let mut writing = Writing::new(answer, asked, &local.date());
    let written = poll_fn(|cx| {
        let written = writing.poll(cx, &mut wire.borrow_mut());
        match written {
            Poll::Ready(result) => Poll::Ready(result),
            Poll::Pending => poll_over(cx, local, wire, vigil).map(|()| Err(BrokenOff)),
        }
    });
    match written.await {
        Ok(()) if writing.keeps() => {
            if wire.borrow().is_put_off() {
                let wire: Weak<RefCell<Wire>> = Rc::downgrade(wire);
                local.outbox.put(wire);
            }
            Then::Next
        }
        Ok(()) => Then::Close { lingers },
        Err(BrokenOff) => Then::Over,
    }
}

/// Whether a connection on which something is under way is over all the same.
fn poll_over(
    cx: &mut Context<'_>,
    local: &Local,
    wire: &RefCell<Wire>,
    vigil: &mut Vigil,
) -> Poll<()> {
    let mut wire = wire.borrow_mut();
    if wire.poll_gone(cx).is_ready() {
        return Poll::Ready(());
    }
    match vigil.poll(cx, wire.overdue(&local.shared().limits)) {
        Poll::Ready(Word::Over) => Poll::Ready(()),
        // With its answer.
        Poll::Ready(Word::Ends) | Poll::Pending => Poll::Pending,
    }
}

/// Closes the connection. Whoever may still be sending is listened to for a while.
async fn close(wire: &RefCell<Wire>, lingers: bool) {
    let shutdown = poll_fn(|cx| wire.borrow_mut().poll_shutdown(cx));
    // The client may have gone.
    let said = timeout(GOOD_BYE, shutdown).await;
    if !lingers || !matches!(said, Ok(Ok(()))) {
        return;
    }
    let mut left = LINGER_BYTES;
    let listen = async {
        while left > 0 {
            match poll_fn(|cx| wire.borrow_mut().poll_discard(cx)).await {
                Ok(read @ 1..) => left = left.saturating_sub(read),
                Ok(0) | Err(_) => return,
            }
        }
    };
    // Nothing depends on whether it came to its end.
    let _ = timeout(LINGER, listen).await;
}
