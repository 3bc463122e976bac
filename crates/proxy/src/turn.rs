//! Whose turn it is on a worker's thread. What is about to be written waits until the others that are ready have come as
//! far: whoever sleeps at the other end is woken once for all of it, and waking costs more than writing does.

use std::future::poll_fn;
use std::task::Poll;

/// Lets everybody else who is ready have a turn.
pub(crate) async fn after_the_others() {
    let mut had = false;
    poll_fn(|cx| {
        if std::mem::replace(&mut had, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
