//! How much a caller that may call calls: usage plan, stage and account, each asked in turn (API
//! Gateway Developer Guide, "Throttle requests to your REST APIs"). The state is in the snapshot,
//! atomic and shared by all workers; nothing here waits, and the arithmetic is the catalog's.

use portcullis_catalog::Snapshot;
use portcullis_catalog::day::Day;
use portcullis_catalog::meter::Bucket;
use portcullis_catalog::snapshot::{Route, Subscription};
use portcullis_catalog::traffic::{ApiKeyDigest, Throttle};
use portcullis_guard::Settings;
use portcullis_guard::sigv4::HeaderList;

use crate::facts::{API_KEY, Meaning};
use crate::failure::Failure;
use crate::state::Local;

/// The digest of the API key that a request brings, where its method asks for one. Two headers are
/// no key: which one counts could be read in two ways.
pub(crate) fn api_key(
    local: &Local,
    headers: &HeaderList,
    meaning: Meaning<'_>,
) -> Option<ApiKeyDigest> {
    if !meaning.method?.api_key_required {
        return None;
    }
    let mut values = headers.get_all(API_KEY);
    let value = values.next().filter(|value| !value.is_empty())?;
    match values.next() {
        None => Some(local.shared().api_keys.digest(value.as_bytes())),
        Some(_) => None,
    }
}

/// Takes a request from all that bounds it.
///
/// # Errors
/// With what has nothing left.
pub(crate) fn take(
    settings: &Settings,
    world: &Snapshot,
    route: Route<'_>,
    metered: Option<&Subscription>,
    (nanos, today): (u64, Day),
) -> Result<(), Failure> {
    let method = route.method.path_and_verb.as_str();
    let (api, stage) = (route.api.id.as_str(), route.stage.name.as_str());
    if let Some(subscription) = metered {
        let saved = subscription.saved.as_deref();
        let quota = subscription.plan.quota.as_ref();
        if quota.is_some_and(|quota| subscription.meter.is_exhausted(saved, quota, today)) {
            return Err(Failure::quota_exceeded(&subscription.plan.id));
        }
        let throttle = subscription.throttle(api, stage, method);
        let by = || format!("the throttle of usage plan {}", subscription.plan.id);
        token(throttle, nanos, by)?;
    }
    let by = || format!("the throttle of stage {stage} for {method}");
    token(route.stage.throttles.throttle(method), nanos, by)?;
    let account = world.account_bucket(route.api.account);
    let account = account.map(|bucket| (&settings.account_throttle, bucket));
    token(account, nanos, || "the throttle of the account".to_owned())?;
    // Counted last: what is throttled uses up nothing.
    match metered {
        Some(Subscription {
            meter, saved, plan, ..
        }) if !meter.count(saved.as_deref(), plan.quota.as_ref(), today) => {
            Err(Failure::quota_exceeded(&plan.id))
        }
        _ => Ok(()),
    }
}

fn token(
    from: Option<(&Throttle, &Bucket)>,
    nanos: u64,
    by: impl FnOnce() -> String,
) -> Result<(), Failure> {
    match from {
        Some((throttle, bucket)) if !bucket.take(nanos, throttle) => Err(Failure::throttled(by())),
        _ => Ok(()),
    }
}
