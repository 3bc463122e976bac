//! One connection, from its first byte of HTTP to its close: which version is spoken, and what ends it beside the bytes
//! on it. The versions themselves are below.

use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

mod http1;
mod http2;
mod vigil;

use crate::facts::Socket;
use crate::handshake::Spoken;
use crate::listen::Role;
use crate::state::{Ending, Local};
use crate::stream::Stream;
use crate::wire::Wire;
pub(crate) use http2::builder as http2;
use vigil::Vigil;

/// What a client of HTTP/2 says first (RFC 9113, section 3.4).
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Serves a connection to its end.
pub(crate) async fn serve(
    local: Rc<Local>,
    socket: Socket,
    role: Role,
    stream: Stream,
    spoken: Spoken,
) {
    let socket = Rc::new(socket);
    let mut wire = Wire::new(stream);
    let speaks_http2 = match spoken {
        Spoken::Http1 => false,
        Spoken::Http2 => true,
        Spoken::Any => begins_with_preface(&local, &mut wire).await,
    };
    if speaks_http2 {
        // Large, and most connections are not this one.
        Box::pin(http2::serve(local, socket, role, wire)).await;
    } else {
        http1::serve(local, socket, role, wire).await;
    }
}

/// Reads until it is known whether it is HTTP/2. Half a preface, and whatever ends the connection meanwhile, is for
/// HTTP/1 to judge.
async fn begins_with_preface(local: &Local, wire: &mut Wire) -> bool {
    let limits = &local.shared().limits;
    let mut vigil = Vigil::new(local.common.ending.clone(), Ending::Draining);
    poll_fn(|cx| {
        loop {
            let ahead = wire.ahead();
            if ahead.len() >= PREFACE.len() || !PREFACE.starts_with(ahead) {
                return Poll::Ready(ahead.starts_with(PREFACE));
            }
            match wire.poll_read(cx) {
                Poll::Ready(Ok(1..)) => {}
                Poll::Ready(_) => return Poll::Ready(false),
                Poll::Pending => break,
            }
        }
        vigil.poll(cx, wire.overdue(limits)).map(|_| false)
    })
    .await
}
