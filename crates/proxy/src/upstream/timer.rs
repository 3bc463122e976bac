//! The timer that a connection keeps for its exchanges. To put off one that runs is a store into it, where a new one for each
//! exchange would be put among all the others of the worker and taken out again. What happens when it is late is not its
//! business.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

use tokio::task::coop::unconstrained;
use tokio::time::{Instant, Sleep, sleep_until};

pub(super) struct Timer(Pin<Box<Sleep>>);

impl Timer {
    pub(super) fn new() -> Self {
        Self(Box::pin(sleep_until(Instant::now())))
    }

    /// What the future yields; `None` where the deadline comes first.
    pub(super) fn before<F: Future>(
        &mut self,
        deadline: Instant,
        mut future: Pin<&mut F>,
    ) -> impl Future<Output = Option<F::Output>> {
        self.0.as_mut().reset(deadline);
        poll_fn(move |cx| match future.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            // Time is over for a future that always has something to do, too.
            Poll::Pending => pin!(unconstrained(self.0.as_mut())).poll(cx).map(|()| None),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};
    use std::time::Duration;

    use tokio::task::coop::consume_budget;
    use tokio::task::yield_now;

    use super::*;

    #[tokio::test]
    async fn a_timer_serves_one_deadline_after_the_other() {
        let mut timer = Timer::new();
        let soon = || Instant::now() + Duration::from_millis(5);
        let later = || Instant::now() + Duration::from_secs(3_600);
        assert_eq!(timer.before(later(), pin!(ready(1))).await, Some(1));
        assert_eq!(timer.before(soon(), pin!(pending::<()>())).await, None);
        assert_eq!(timer.before(later(), pin!(yield_now())).await, Some(()));
        let deadline = soon();
        assert_eq!(timer.before(deadline, pin!(pending::<()>())).await, None);
        assert!(Instant::now() >= deadline);
    }

    #[tokio::test]
    async fn a_future_that_is_never_done_with_its_share_ends_too() {
        let busy = async {
            loop {
                consume_budget().await;
            }
        };
        let deadline = Instant::now() + Duration::from_millis(5);
        assert_eq!(Timer::new().before(deadline, pin!(busy)).await, None::<()>);
    }
}
