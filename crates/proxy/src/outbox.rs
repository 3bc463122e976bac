//! What the connections of a worker have to send, kept until everybody who is ready has had a turn and then sent, one
//! after the other: whoever sleeps at the other end is woken once for all of it, and waking costs more than writing. It
//! knows no message, and what cannot be sent at once stays with its connection.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use tokio::time::Instant;

/// How many connections send before the others have a turn again.
const AT_ONCE: usize = 64;

/// A connection with something to send.
pub(crate) trait Sender {
    /// Sends what it has. Where that cannot be, its own task is told. All who send in one turn send at the same time, as
    /// far as anybody counts it.
    fn send(&self, cx: &mut Context<'_>, now: Instant);
}

/// The connections of one worker that wait for the others. One that is dropped meanwhile sends nothing.
#[derive(Clone, Default)]
pub(crate) struct Outbox(Rc<Waiting>);

#[derive(Default)]
struct Waiting {
    senders: RefCell<VecDeque<Weak<dyn Sender>>>,
    /// The task that has them send, once there was one to send.
    task: RefCell<Task>,
}

#[derive(Default)]
enum Task {
    #[default]
    None,
    Started,
    Waits(Waker),
}

impl Outbox {
    /// Has a connection send when the others have come as far.
    pub(crate) fn put(&self, sender: Weak<dyn Sender>) {
        let mut senders = self.0.senders.borrow_mut();
        let is_first = senders.is_empty();
        senders.push_back(sender);
        let mut task = self.0.task.borrow_mut();
        match &*task {
            Task::None => {
                *task = Task::Started;
                tokio::task::spawn_local(send(Rc::clone(&self.0)));
            }
            Task::Waits(waker) if is_first => waker.wake_by_ref(),
            // It is to run already.
            Task::Started | Task::Waits(_) => {}
        }
    }
}

/// Has all connections send that have something to send, for as long as the worker lives.
async fn send(waiting: Rc<Waiting>) {
    poll_fn(|cx| {
        *waiting.task.borrow_mut() = Task::Waits(cx.waker().clone());
        let now = Instant::now();
        for _ in 0..AT_ONCE {
            // Nothing is borrowed while one sends.
            let next = waiting.senders.borrow_mut().pop_front();
            let Some(sender) = next else {
                return Poll::Pending;
            };
            if let Some(sender) = sender.upgrade() {
                // A panic ends the task that it is in, and this one sends for all. It is reported, and what was not sent
                // is the connection's own to send.
                let _ = catch_unwind(AssertUnwindSafe(|| sender.send(cx, now)));
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::Wake;

    use tokio::task::{LocalSet, spawn_local, yield_now};

    use super::*;

    /// Whether a task was told to go on.
    #[derive(Default)]
    pub(crate) struct Told(AtomicBool);

    impl Wake for Told {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    impl Told {
        /// Whether a sender told the task whose waker it was given.
        pub(crate) fn by(given: impl FnOnce(&Waker) -> Rc<dyn Sender>) -> bool {
            let told = Arc::new(Self::default());
            let sender = given(&Waker::from(Arc::clone(&told)));
            sender.send(&mut Context::from_waker(Waker::noop()), Instant::now());
            told.0.load(Ordering::Relaxed)
        }
    }

    /// What happened, in its order.
    #[derive(Clone, Default)]
    struct Happened(Rc<RefCell<Vec<String>>>);

    struct Connection(usize, Happened);

    impl Sender for Connection {
        fn send(&self, _: &mut Context<'_>, _: Instant) {
            let Self(number, Happened(happened)) = self;
            happened.borrow_mut().push(format!("{number} sent"));
        }
    }

    impl Happened {
        fn connection(&self, number: usize) -> Rc<dyn Sender> {
            Rc::new(Connection(number, self.clone()))
        }

        /// What happened since it was asked last.
        fn take(&self) -> Vec<String> {
            self.0.take()
        }
    }

    #[tokio::test]
    async fn what_is_ready_together_is_sent_together() {
        let (outbox, happened) = (Outbox::default(), Happened::default());
        let connections = [0, 1, 2].map(|number| happened.connection(number));
        let work = async {
            for _ in 0..2 {
                for connection in &connections {
                    let (outbox, happened) = (outbox.clone(), happened.clone());
                    let sender = Rc::downgrade(connection);
                    spawn_local(async move {
                        outbox.put(sender);
                        happened.0.borrow_mut().push("ready".to_owned());
                    });
                }
                while happened.0.borrow().len() < 6 {
                    yield_now().await;
                }
                let expected = ["ready", "ready", "ready", "0 sent", "1 sent", "2 sent"];
                assert_eq!(happened.take(), expected);
            }
        };
        LocalSet::new().run_until(work).await;
    }

    #[tokio::test]
    async fn many_leave_turns_to_others_and_who_is_gone_sends_nothing() {
        let (outbox, happened) = (Outbox::default(), Happened::default());
        let all = AT_ONCE + 2;
        let connections: Vec<_> = (0..all).map(|number| happened.connection(number)).collect();
        let work = async {
            for connection in &connections {
                outbox.put(Rc::downgrade(connection));
            }
            outbox.put(Rc::downgrade(&happened.connection(all)));
            let other = happened.clone();
            spawn_local(async move {
                for _ in 0..4 {
                    other.0.borrow_mut().push("another's turn".to_owned());
                    yield_now().await;
                }
            })
            .await
            .unwrap();
            let happened = happened.take();
            let turns = happened.split(|it| it == "another's turn");
            let sent: Vec<usize> = turns.map(<[_]>::len).filter(|sent| *sent > 0).collect();
            assert_eq!(sent, [AT_ONCE, 2]);
        };
        LocalSet::new().run_until(work).await;
    }

    #[tokio::test]
    async fn who_panics_sends_nothing_and_keeps_nobody_from_it() {
        struct Panics;

        impl Sender for Panics {
            fn send(&self, _: &mut Context<'_>, _: Instant) {
                panic!("a sender that panics");
            }
        }

        let (outbox, happened) = (Outbox::default(), Happened::default());
        let panics: Rc<dyn Sender> = Rc::new(Panics);
        let connections = [0, 1].map(|number| happened.connection(number));
        let work = async {
            for connection in &connections {
                outbox.put(Rc::downgrade(&panics));
                outbox.put(Rc::downgrade(connection));
                yield_now().await;
            }
        };
        LocalSet::new().run_until(work).await;
        assert_eq!(happened.take(), ["0 sent", "1 sent"]);
    }
}
