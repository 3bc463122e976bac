//! What ends a connection beside the bytes on it: time, and the process's own end. It says so, and does nothing about
//! it. Once it was asked, both wake the task by themselves; until then it costs nearly nothing to ask again.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::sync::watch;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::state::{Ending, Local};

/// Watches over one connection.
pub(super) struct Vigil {
    timer: Pin<Box<Sleep>>,
    ending: watch::Receiver<Ending>,
    told: Pin<Box<dyn Future<Output = ()>>>,
    /// It was said that the connection ends.
    ends: bool,
    /// Both have the task's waker.
    listens: bool,
}

/// What becomes of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// It is closed, as it is.
    Over,
    /// The process ends, and the connection with it.
    Ends,
}

impl Vigil {
    /// Over a connection that ends when the process's end has come so far.
    pub(super) fn new(local: &Local, ends_with: Ending) -> Self {
        let ending = local.common.ending.clone();
        Self {
            timer: Box::pin(sleep_until(Instant::now())),
            told: Box::pin(told(ending.clone(), ends_with)),
            ending,
            ends: false,
            listens: false,
        }
    }

    /// Whether the connection was said to end.
    pub(super) fn ends(&self) -> bool {
        self.ends
    }

    /// Has something to say, or wakes the task when it does. The connection is overdue at a moment that may come to be
    /// later, or earlier, each time.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>, overdue: Instant) -> Poll<Word> {
        let sleeps = !self.timer.is_elapsed() && self.timer.deadline() <= overdue;
        let silent = self.ends || self.ending.has_changed().is_ok_and(|changed| !changed);
        if self.listens && sleeps && silent {
            return Poll::Pending;
        }
        // What is said after this is seen the next time.
        self.ending.mark_unchanged();
        if !self.ends && self.told.as_mut().poll(cx).is_ready() {
            self.ends = true;
            return Poll::Ready(Word::Ends);
        }
        if overdue <= Instant::now() {
            return Poll::Ready(Word::Over);
        }
        if !self.listens || self.timer.is_elapsed() || self.timer.deadline() > overdue {
            self.timer.as_mut().reset(overdue);
        }
        // It may have come just now.
        if self.timer.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Word::Over);
        }
        self.listens = true;
        Poll::Pending
    }
}

/// Waits until the end has come so far. Its sender is gone with the process alone.
async fn told(mut ending: watch::Receiver<Ending>, ends_with: Ending) {
    let _ = ending.wait_for(|ending| *ending >= ends_with).await;
}
