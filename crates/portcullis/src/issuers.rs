//! The keys of OIDC issuers, fetched beside the calls that need them: at the start, every ten
//! minutes, and when a token names a key that is not among them. A control call takes what is known
//! and waits for nobody. Keys that cannot be fetched again are used for a day and no longer.

mod fetch;
mod followed;
pub(crate) mod source;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use portcullis_control::{IssuerKeys, Known};
use portcullis_guard::web_identity::KeySet;
use tokio::sync::{Notify, mpsc};

use fetch::Fetcher;
use followed::{Followed, Look};
use source::Source;

/// How often keys are fetched again.
const REFRESH: Duration = Duration::from_secs(600);
/// The same after a failure.
const RETRY: Duration = Duration::from_secs(30);
/// How many issuers are followed that were found by discovery. Who has not been asked about for
/// longest makes room.
const MAX_DISCOVERED: usize = 256;

/// Follows the issuers that the operator named and, where that is allowed, those that accounts
/// trust.
pub(crate) struct Issuers {
    followed: Mutex<BTreeMap<String, Entry>>,
    discovery: bool,
    starts: mpsc::UnboundedSender<Start>,
}

struct Entry {
    followed: Followed,
    discovered: bool,
    asked: Instant,
    again: Arc<Notify>,
    /// Ends the following when it is dropped.
    _stop: mpsc::Sender<()>,
}

/// What the thread is told that fetches.
struct Start {
    issuer: String,
    source: Source,
    again: Arc<Notify>,
    stop: mpsc::Receiver<()>,
}

impl Issuers {
    /// Follows these from now on.
    ///
    /// # Errors
    /// When a thread cannot be started.
    pub(crate) fn follow(
        sources: Vec<(String, Source)>,
        discovery: bool,
    ) -> std::io::Result<Arc<Self>> {
        let (starts, inbox) = mpsc::unbounded_channel();
        let issuers = Arc::new(Self {
            followed: Mutex::default(),
            discovery,
            starts,
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let weak = Arc::downgrade(&issuers);
        std::thread::Builder::new()
            .name("issuers".to_owned())
            .spawn(move || runtime.block_on(work(weak, inbox)))?;
        let mut followed = issuers.lock();
        for (issuer, source) in sources {
            issuers.start(&mut followed, issuer, source, false);
        }
        drop(followed);
        Ok(issuers)
    }

    fn start(
        &self,
        followed: &mut BTreeMap<String, Entry>,
        issuer: String,
        source: Source,
        discovered: bool,
    ) {
        let again = Arc::new(Notify::new());
        let (stopper, stop) = mpsc::channel(1);
        let entry = Entry {
            followed: Followed::default(),
            discovered,
            asked: Instant::now(),
            again: Arc::clone(&again),
            _stop: stopper,
        };
        followed.insert(issuer.clone(), entry);
        // The thread that would read this ends only with its owner.
        let _ = self.starts.send(Start {
            issuer,
            source,
            again,
            stop,
        });
    }

    fn discover(&self, followed: &mut BTreeMap<String, Entry>, issuer: &str) {
        let discovered = followed.iter().filter(|(_, entry)| entry.discovered);
        if discovered.clone().count() >= MAX_DISCOVERED {
            let oldest = discovered.min_by_key(|(_, entry)| entry.asked);
            if let Some(oldest) = oldest.map(|(issuer, _)| issuer.clone()) {
                followed.remove(&oldest);
            }
        }
        self.start(followed, issuer.to_owned(), Source::Discovery, true);
    }

    fn learned(&self, issuer: &str, fetched: Result<KeySet, String>) {
        let mut followed = self.lock();
        let Some(entry) = followed.get_mut(issuer) else {
            return;
        };
        match (&fetched, entry.followed.is_well()) {
            (Ok(_), false) => tracing::info!(issuer, "the keys of an issuer are known"),
            (Err(reason), true) => {
                tracing::warn!(issuer, %reason, "the keys of an issuer cannot be fetched");
            }
            _ => {}
        }
        entry.followed.learn(fetched.ok(), Instant::now());
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Entry>> {
        self.followed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl IssuerKeys for Issuers {
    fn keys(&self, issuer: &str, key_id: Option<&str>) -> Known {
        let mut followed = self.lock();
        if let Some(entry) = followed.get_mut(issuer) {
            let now = Instant::now();
            entry.asked = now;
            let (known, look) = entry.followed.answer(key_id, now);
            if look == Look::Again {
                entry.again.notify_one();
            }
            return known;
        }
        if !self.discovery {
            return Known::NotConfigured;
        }
        self.discover(&mut followed, issuer);
        Known::Unreachable
    }
}

/// Fetches for as long as anybody holds the issuers.
async fn work(issuers: Weak<Issuers>, mut inbox: mpsc::UnboundedReceiver<Start>) {
    let fetcher = Arc::new(Fetcher::default());
    while let Some(start) = inbox.recv().await {
        tokio::spawn(follow(issuers.clone(), Arc::clone(&fetcher), start));
    }
}

async fn follow(issuers: Weak<Issuers>, fetcher: Arc<Fetcher>, start: Start) {
    let Start {
        issuer,
        source,
        again,
        mut stop,
    } = start;
    loop {
        let fetched = fetcher.fetch(&issuer, &source).await;
        let pause = if fetched.is_ok() { REFRESH } else { RETRY };
        match issuers.upgrade() {
            Some(issuers) => issuers.learned(&issuer, fetched),
            None => return,
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = again.notified() => {}
            // Nobody ever sends: this ends with the entry.
            _ = stop.recv() => return,
        }
    }
}
