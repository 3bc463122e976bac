//! What ends a connection, or changes it, beside the bytes on it: time, the process's own end, and
//! a request that is to be left without an answer. It says so, and does nothing about it.

use std::pin::Pin;
use std::rc::Rc;

use tokio::sync::watch;
use tokio::time::{Instant, Sleep};

use crate::head::{Found, Watch};
use crate::limits::Limits;
use crate::state::{Ending, Local};

/// Watches over one connection.
pub(super) struct Vigil<'c> {
    watch: &'c Rc<Watch>,
    limits: &'c Limits,
    timer: Pin<&'c mut Sleep>,
    ending: watch::Receiver<Ending>,
    known: Ending,
    parked: bool,
}

/// What became of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// It is closed, as it is.
    Over,
    /// Nothing has moved on it for a while, and nothing is under way.
    Idle,
    /// The process ends, and the connection with it.
    Ends,
}

impl<'c> Vigil<'c> {
    /// Begins with a connection on which nothing has come yet.
    pub(super) fn new(local: &'c Local, watch: &'c Rc<Watch>, timer: Pin<&'c mut Sleep>) -> Self {
        Self {
            watch,
            limits: &local.shared().limits,
            timer,
            ending: local.common.ending.clone(),
            known: Ending::No,
            parked: true,
        }
    }

    /// From now on nothing is under way.
    pub(super) fn park(&mut self) {
        self.parked = true;
        self.timer.as_mut().reset(self.watch.overdue(self.limits));
    }

    /// From now on the connection is served.
    pub(super) fn serve(&mut self) {
        self.parked = false;
        let now = Instant::now();
        let next = match self.watch.look(self.limits) {
            Found::Alive(next) => next,
            Found::Overdue => now,
            // Its parser does not say so, and is to end.
            Found::Idle => now + self.limits.header_timeout,
        };
        self.timer.as_mut().reset(next);
    }

    pub(super) fn watch(&self) -> &Rc<Watch> {
        self.watch
    }

    /// Waits for something to say.
    pub(super) async fn word(&mut self) -> Word {
        loop {
            let known = self.known;
            tokio::select! {
                () = self.watch.is_cut() => return Word::Over,
                () = self.timer.as_mut() => {
                    let next = match self.watch.look(self.limits) {
                        Found::Overdue => return Word::Over,
                        // It is over as soon as it is idle, once the process ends.
                        Found::Idle if self.parked || self.known == Ending::Draining => {
                            self.watch.overdue(self.limits)
                        }
                        Found::Idle => return Word::Idle,
                        Found::Alive(next) => next,
                    };
                    self.timer.as_mut().reset(next);
                }
                told = self.ending.wait_for(|ending| *ending > known), if known < Ending::Draining => {
                    // Its sender is gone with the process alone.
                    self.known = told.map_or(Ending::Draining, |ending| *ending);
                    // HTTP/2 has a word for it, after which no request is lost.
                    if self.known == Ending::Draining || self.watch.is_http2() {
                        return Word::Ends;
                    }
                }
            }
        }
    }
}
