//! Whose turn it is to change the store. Calls are served in the order in which they came, because
//! a lock that lets the newest in first could keep a call waiting for ever. It knows nothing of
//! what is done in a turn.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A queue of threads.
#[derive(Default)]
pub(crate) struct Turns {
    counter: Mutex<Counter>,
    called: Condvar,
}

#[derive(Default)]
struct Counter {
    /// The number that the next one to come gets.
    next: u64,
    /// The number whose turn it is.
    serving: u64,
}

/// A turn, which ends when it is dropped.
pub(crate) struct Turn<'a>(&'a Turns);

impl Turns {
    /// Waits until everybody who came before is done.
    pub(crate) fn take(&self) -> Turn<'_> {
        let mut counter = self.counter();
        let number = counter.next;
        counter.next += 1;
        while counter.serving != number {
            counter = self
                .called
                .wait(counter)
                .unwrap_or_else(PoisonError::into_inner);
        }
        Turn(self)
    }

    /// Two numbers, each written in one step: a thread that died left nothing half done.
    fn counter(&self) -> MutexGuard<'_, Counter> {
        self.counter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(test)]
    fn waiting(&self) -> u64 {
        let counter = self.counter();
        counter.next - counter.serving
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.counter().serving += 1;
        self.0.called.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_taken_in_the_order_of_arrival() {
        let turns = Turns::default();
        let order = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            let first = turns.take();
            for number in 0..16 {
                // The next one comes only when this one stands in the queue.
                let before = turns.waiting();
                let (turns, order) = (&turns, &order);
                scope.spawn(move || {
                    let _turn = turns.take();
                    order.lock().unwrap().push(number);
                });
                while turns.waiting() == before {
                    std::thread::yield_now();
                }
            }
            drop(first);
        });
        assert_eq!(order.into_inner().unwrap(), (0..16).collect::<Vec<_>>());
    }

    #[test]
    fn a_thread_that_dies_in_its_turn_does_not_keep_the_others_waiting() {
        let turns = Turns::default();
        let died = std::thread::scope(|scope| {
            let thread = scope.spawn(|| {
                let _turn = turns.take();
                panic!("on purpose");
            });
            thread.join().is_err()
        });
        assert!(died);
        drop(turns.take());
    }
}
