//! What ends a connection beside the bytes on it: time, and the process's own end. It says so, and does nothing about
//! it. Once it was asked, both wake the task by themselves; until then it costs nearly nothing to ask again.

use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use tokio::sync::watch;
use tokio::task::coop::unconstrained;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::state::Ending;

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
    pub(super) fn new(ending: watch::Receiver<Ending>, ends_with: Ending) -> Self {
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
        // A task that has had its share of the runtime would be told that there is nothing, and neither would wake it.
        if !self.ends && pin!(unconstrained(self.told.as_mut())).poll(cx).is_ready() {
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
        if pin!(unconstrained(self.timer.as_mut())).poll(cx).is_ready() {
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

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::time::Duration;

    use tokio::task::coop::{consume_budget, has_budget_remaining};

    use super::*;

    /// What a vigil says to a task that had used up its share of the runtime when it first asked.
    async fn said_to_a_busy_task(vigil: &mut Vigil, overdue: Instant) -> Word {
        poll_fn(|cx| {
            while has_budget_remaining() {
                let _ = pin!(consume_budget()).poll(cx);
            }
            vigil.poll(cx, overdue)
        })
        .await
    }

    #[tokio::test(start_paused = true)]
    async fn a_task_that_has_had_its_share_is_woken_in_time() {
        let (_ending, told) = watch::channel(Ending::No);
        let mut vigil = Vigil::new(told, Ending::Draining);
        let overdue = Instant::now() + Duration::from_secs(5);
        assert_eq!(said_to_a_busy_task(&mut vigil, overdue).await, Word::Over);
        assert!(Instant::now() >= overdue);
    }

    #[tokio::test(start_paused = true)]
    async fn a_task_that_has_had_its_share_hears_of_the_end() {
        let (ending, told) = watch::channel(Ending::No);
        let mut vigil = Vigil::new(told, Ending::Draining);
        let overdue = Instant::now() + Duration::from_secs(3600);
        let ends = async {
            tokio::task::yield_now().await;
            ending.send_replace(Ending::Succeeded);
            tokio::task::yield_now().await;
            ending.send_replace(Ending::Draining);
        };
        let (word, ()) = tokio::join!(said_to_a_busy_task(&mut vigil, overdue), ends);
        assert_eq!(word, Word::Ends);
        assert!(vigil.ends() && Instant::now() < overdue);
    }
}
