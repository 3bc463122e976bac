//! The threads that run calls of the control plane, and who may have one. They are of all workers together, wait for the
//! disk and for each other as long as it takes, and give way to those that serve requests. What a call does is not known here.

use std::io;
use std::sync::Arc;

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinHandle;

use crate::priority::give_way;

/// Threads that the control plane gets. They spend their time waiting, and must not outnumber by far those that forward
/// requests.
const CONTROL_THREADS: usize = 32;

/// A permit for each call of the control plane that runs, and for each that runs or waits to.
#[derive(Clone)]
pub(crate) struct ControlGate {
    pool: Arc<Pool>,
    threads: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

/// Leave to ask the control plane, until it is dropped.
pub(crate) struct Admission {
    pool: Handle,
    _thread: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
}

impl ControlGate {
    /// Lets so many calls wait beside those that run. A thread is started when it is needed.
    pub(crate) fn new(waiting: usize) -> io::Result<Self> {
        let places = waiting.saturating_add(CONTROL_THREADS);
        Ok(Self {
            pool: Arc::new(Pool::start()?),
            threads: Arc::new(Semaphore::new(CONTROL_THREADS)),
            queue: Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS))),
        })
    }

    /// Waits for a thread, in the order of arrival. `None` where too many wait already.
    pub(crate) async fn enter(&self) -> Option<Admission> {
        let place = Arc::clone(&self.queue).try_acquire_owned().ok()?;
        let thread = Arc::clone(&self.threads).acquire_owned().await.ok()?;
        Some(Admission {
            pool: self.pool.handle.clone(),
            _thread: thread,
            _place: place,
        })
    }
}

impl Admission {
    /// Runs this on a thread of the control plane. The thread itself holds the admission: a client that hangs up does not
    /// make it free.
    pub(crate) fn run<T: Send + 'static>(
        self,
        call: impl FnOnce() -> T + Send + 'static,
    ) -> JoinHandle<T> {
        self.pool.clone().spawn_blocking(move || {
            let _admission = self;
            call()
        })
    }
}

/// A runtime that nobody drives: only its threads for what may wait are used. The workers' own are for what requests wait
/// for (names, namespaces, large bodies), and a thread that gave way cannot take that back.
struct Pool {
    handle: Handle,
    /// There until this is dropped.
    runtime: Option<Runtime>,
}

impl Pool {
    fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread()
            .max_blocking_threads(CONTROL_THREADS)
            .thread_name("control")
            .on_thread_start(give_way)
            .build()?;
        Ok(Self {
            handle: runtime.handle().clone(),
            runtime: Some(runtime),
        })
    }
}

impl Drop for Pool {
    /// The last worker ends with it, which must not wait for a call: what is left is cut with the process.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
