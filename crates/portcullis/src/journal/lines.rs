//! A file that lines are written to by a thread of its own, so that no request waits for a disk. Lines gather in a
//! bounded buffer; what does not fit while the disk lags is counted as lost, and said.

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Bytes that may wait.
const WAITING: usize = 16 << 20;

/// How long the end of the process may wait for the last lines.
const PATIENCE: Duration = Duration::from_secs(5);

/// When the thread looks for more after it wrote: waking it costs a request more than its line does.
#[derive(Clone, Copy)]
pub(super) enum Pace {
    /// At once: somebody reads along.
    Prompt,
    /// A hundred times a second at most.
    Gathered,
}

/// Where lines go.
pub(super) struct Lines(Arc<Shared>);

/// What its owner drops at the end of the process: the lines that still wait are written then, if the disk (or whoever
/// reads standard output) takes them in time. It is apart from `Lines`, which threads hold that nobody waits for.
#[must_use = "dropped, it ends the journal"]
pub(super) struct Writer {
    shared: Arc<Shared>,
    written: Receiver<()>,
}

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    more: Condvar,
    lost: AtomicU64,
}

#[derive(Default)]
struct Waiting {
    bytes: Vec<u8>,
    /// Whether the thread has to be woken.
    asleep: bool,
    closed: bool,
}

impl Lines {
    /// Appends to a file, or writes to standard output.
    pub(super) fn open(file: Option<&Path>, pace: Pace) -> io::Result<(Self, Writer)> {
        let target: Box<dyn Write + Send> = match file {
            Some(file) => Box::new(
                std::fs::OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(file)?,
            ),
            None => Box::new(io::stdout()),
        };
        let shared = Arc::new(Shared::default());
        let (ended, written) = channel();
        let own = Arc::clone(&shared);
        thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || write(target, &own, pace, &ended))?;
        Ok((Self(Arc::clone(&shared)), Writer { shared, written }))
    }

    /// Hands over one line, without its end.
    pub(super) fn push(&self, line: &[u8]) {
        let Self(shared) = self;
        let mut waiting = shared.lock();
        if waiting.bytes.len() + line.len() >= WAITING {
            drop(waiting);
            let lost = shared.lost.fetch_add(1, Ordering::Relaxed) + 1;
            if lost.is_power_of_two() {
                tracing::error!(
                    lost,
                    "journal lines were lost: the journal's file is too slow"
                );
            }
            return;
        }
        waiting.bytes.extend_from_slice(line);
        waiting.bytes.push(b'\n');
        if std::mem::take(&mut waiting.asleep) {
            shared.more.notify_one();
        }
    }

    #[cfg(test)]
    pub(super) fn lost(&self) -> u64 {
        self.0.lost.load(Ordering::Relaxed)
    }
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.more.notify_one();
        if self.written.recv_timeout(PATIENCE).is_err() {
            tracing::error!("the last journal lines were not written");
        }
    }
}

fn write(mut target: Box<dyn Write + Send>, shared: &Shared, pace: Pace, ended: &Sender<()>) {
    let mut batch = Vec::new();
    loop {
        let mut waiting = shared.lock();
        while waiting.bytes.is_empty() && !waiting.closed {
            waiting.asleep = true;
            waiting = shared
                .more
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
        std::mem::swap(&mut batch, &mut waiting.bytes);
        let closed = waiting.closed;
        drop(waiting);
        if let Err(error) = target.write_all(&batch).and_then(|()| target.flush()) {
            tracing::error!(%error, "the journal cannot be written");
        }
        batch.clear();
        if closed {
            // Nobody waits for it where the process ends without ceremony.
            let _ = ended.send(());
            return;
        }
        if matches!(pace, Pace::Gathered) {
            thread::sleep(Duration::from_millis(10));
        }
    }
}
