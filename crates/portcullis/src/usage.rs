//! Saves what API keys have used, behind the requests that use it: every half minute, and once more
//! when requests have ended. No request waits for it; a process that is killed forgets at most what
//! was used since.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use portcullis_catalog::Record;
use portcullis_catalog::snapshot::Subscription;
use portcullis_catalog::traffic::{Usage, UsagePlanKey};
use portcullis_control::Feed;
use portcullis_proxy::give_way;
use portcullis_store::{Batch, CommitError, Store};

const INTERVAL: Duration = Duration::from_secs(30);
/// API Gateway shows 90 days; a quota is counted over at most a month before them.
const KEPT_DAYS: i64 = 90 + 31;
/// API keys of one commit.
const BATCH: usize = 500;
/// Others commit too.
const ATTEMPTS: usize = 32;

/// The thread that saves.
pub(crate) struct UsageSaver {
    save: Arc<dyn Fn() + Send + Sync>,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl UsageSaver {
    /// Starts the thread.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn start(store: Arc<dyn Store>, feed: Arc<Feed>) -> std::io::Result<Self> {
        let save: Arc<dyn Fn() + Send + Sync> = Arc::new(move || {
            if let Err(error) = save(&*store, &feed) {
                tracing::error!(%error, "the usage of API keys was not saved");
            }
        });
        let (stop, stopped) = channel::<()>();
        let saving = Arc::clone(&save);
        let thread = std::thread::Builder::new()
            .name("usage".to_owned())
            .spawn(move || {
                give_way();
                loop {
                    let last = stopped.recv_timeout(INTERVAL) != Err(RecvTimeoutError::Timeout);
                    saving();
                    if last {
                        return;
                    }
                }
            })?;
        Ok(Self {
            save,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl UsageSaver {
    /// Saves at once, when it is called; nothing once this value is gone.
    pub(crate) fn now(&self) -> impl Fn() + Send + use<> {
        let save = Arc::downgrade(&self.save);
        move || {
            if let Some(save) = save.upgrade() {
                save();
            }
        }
    }
}

/// What was used to the end is saved before it is gone.
impl Drop for UsageSaver {
    fn drop(&mut self) {
        self.stop = None;
        let ended = self.thread.take().map(JoinHandle::join);
        if matches!(ended, Some(Err(_))) {
            tracing::error!("the thread that saves the usage of API keys panicked");
        }
    }
}

fn save(store: &dyn Store, feed: &Feed) -> Result<(), Box<dyn Error>> {
    let world = feed.world().load_full();
    let unsaved: Vec<&Arc<Subscription>> = world
        .subscriptions()
        .filter(|subscription| is_unsaved(subscription))
        .collect();
    for some in unsaved.chunks(BATCH) {
        commit(store, some)?;
    }
    if !unsaved.is_empty() {
        feed.catch_up()?;
    }
    Ok(())
}

fn is_unsaved(subscription: &Subscription) -> bool {
    let saved = subscription.saved.as_ref();
    subscription.meter.days().any(|(day, count)| {
        let known = saved.and_then(|saved| saved.days.get(&day.0));
        known.is_none_or(|known| *known < count)
    })
}

fn commit(store: &dyn Store, some: &[&Arc<Subscription>]) -> Result<(), Box<dyn Error>> {
    for _ in 0..ATTEMPTS {
        let at = store.revision();
        let mut batch = Batch::default();
        let mut any = false;
        for subscription in some {
            if let Some(usage) = merged(store, subscription)? {
                batch.put(usage.key(), usage.encode()?);
                any = true;
            }
        }
        if !any {
            return Ok(());
        }
        match store.commit(batch, at) {
            Ok(_) => return Ok(()),
            Err(CommitError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err("others committed all the time".into())
}

/// The record as it should be; `None` where the API key was taken out of its plan.
fn merged(store: &dyn Store, subscription: &Subscription) -> Result<Option<Usage>, Box<dyn Error>> {
    let (plan, key) = (&subscription.plan, &subscription.api_key);
    let place = UsagePlanKey::key_of(plan.account, &plan.id, key);
    if store.get(&place)?.is_none() {
        return Ok(None);
    }
    let stored = store.get(&subscription.usage_key())?;
    let mut usage = match stored {
        Some(found) => Usage::decode(&subscription.usage_key(), &found.value)?,
        None => Usage {
            account: plan.account,
            usage_plan: plan.id.clone(),
            api_key: key.clone(),
            days: BTreeMap::new(),
            extension: None,
        },
    };
    for (day, count) in subscription.meter.days() {
        let known = usage.days.entry(day.0).or_default();
        *known = count.max(*known);
    }
    if let Some((latest, _)) = usage.days.last_key_value() {
        let first = latest - KEPT_DAYS;
        usage.days.retain(|day, _| *day >= first);
    }
    Ok(Some(usage))
}
