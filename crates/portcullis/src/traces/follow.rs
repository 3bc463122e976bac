//! Lets go of worlds: what waits to be explained by a world that decides no longer is explained by it then, on a thread of
//! its own, within about a second. So the ring keeps no secret and no policy for long after it was taken away.

use std::io;
use std::sync::{Arc, PoisonError};
use std::thread;
use std::time::Duration;

use arc_swap::ArcSwap;
use portcullis_catalog::Snapshot;
use portcullis_proxy::give_way;

use super::{Kept, Traces};

/// How often it is looked whether another world decides, once a request waits for one.
const PACE: Duration = Duration::from_secs(1);

impl Traces {
    /// Starts the thread. Without it nothing is left for later.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub(crate) fn follow(self: &Arc<Self>, world: Arc<ArcSwap<Snapshot>>) -> io::Result<()> {
        let traces = Arc::clone(self);
        let follow = move || {
            give_way();
            loop {
                traces.wait();
                thread::sleep(PACE);
                traces.settle(&world.load());
            }
        };
        thread::Builder::new()
            .name("traces".to_owned())
            .spawn(follow)?;
        self.ring().followed = true;
        Ok(())
    }

    /// Waits until a request waits.
    fn wait(&self) {
        let waited = self
            .more
            .wait_while(self.ring(), |ring| ring.worlds.is_empty());
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// Explains all that waits for another world than the one that decides.
    pub(super) fn settle(&self, world: &Arc<Snapshot>) {
        let mut ring = self.ring();
        ring.worlds.retain(|it| it.strong_count() > 0);
        if ring
            .worlds
            .iter()
            .all(|it| it.as_ptr() == Arc::as_ptr(world))
        {
            return;
        }
        let kept: Vec<Arc<Kept>> = ring.kept.iter().cloned().collect();
        drop(ring);
        for kept in kept.iter().filter(|kept| kept.waits_for_another(world)) {
            self.explanation(kept);
        }
    }
}
