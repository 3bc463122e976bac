//! API keys with the usage plans that they are in, and the throttles of stages. The meters and
//! buckets in them move; what is compiled again takes them over from what it was before.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::HashMap;

use super::Snapshot;
use super::work::Work;
use crate::AccountId;
use crate::api::Stage;
use crate::meter::{Bucket, Meter};
use crate::route::DeployedMethod;
use crate::traffic::{ApiKey, ApiKeyDigest, Throttle, Usage, UsagePlan, UsagePlanKey};

/// An API key as a request finds it.
pub struct ApiKeyEntry {
    /// Its owner.
    pub account: AccountId,
    /// Its id.
    pub id: String,
    /// What it is found by.
    pub digest: ApiKeyDigest,
    /// Disabled keys let nobody through.
    pub enabled: bool,
}

/// An API key in a usage plan.
pub struct Subscription {
    /// The id of the API key.
    pub api_key: String,
    /// The plan.
    pub plan: Arc<UsagePlan>,
    /// What the key uses.
    pub meter: Arc<Meter>,
    /// What was saved of it.
    pub saved: Option<Arc<Usage>>,
    /// The plan's throttles of single methods, by API, stage and method.
    methods: HashMap<String, (Throttle, Arc<Bucket>)>,
}

/// The throttles of a stage for its methods, by resource path and verb.
#[derive(Default, Clone)]
pub struct StageThrottles(HashMap<String, (Throttle, Arc<Bucket>)>);

/// What every method setting begins with: the account's own throttle, which is asked anyway.
const UNSET: Throttle = Throttle::ACCOUNT;

impl Snapshot {
    /// An API key of an account, by the digest of its value.
    pub fn api_key(&self, account: AccountId, digest: ApiKeyDigest) -> Option<&Arc<ApiKeyEntry>> {
        self.api_keys.get(&(account, digest))
    }

    /// The place of an API key in the usage plan that has a stage.
    pub fn subscription_to(
        &self,
        api_key: &str,
        api: &str,
        stage: &str,
    ) -> Option<&Arc<Subscription>> {
        self.subscribed.get(&subscribed(api_key, api, stage))
    }

    /// The place of an API key in a usage plan.
    pub fn subscription(
        &self,
        account: AccountId,
        usage_plan: &str,
        api_key: &str,
    ) -> Option<&Arc<Subscription>> {
        self.subscriptions
            .get(&Usage::key_of(account, usage_plan, api_key))
    }

    /// Every API key in every usage plan.
    pub fn subscriptions(&self) -> impl Iterator<Item = &Arc<Subscription>> {
        self.subscriptions.values()
    }

    /// What all calls of an account's APIs are taken from.
    pub fn account_bucket(&self, account: AccountId) -> Option<&Bucket> {
        self.account_buckets.get(&account).map(AsRef::as_ref)
    }
}

impl Subscription {
    /// The throttle and the bucket for a method, which is named as
    /// [`DeployedMethod::path_and_verb`](crate::route::DeployedMethod) is.
    pub fn throttle(&self, api: &str, stage: &str, method: &str) -> Option<(&Throttle, &Bucket)> {
        if !self.methods.is_empty()
            && let Some((throttle, bucket)) = self.methods.get(&place(api, stage, method))
        {
            return Some((throttle, bucket));
        }
        let throttle = self.plan.throttle.as_ref()?;
        Some((throttle, &self.meter.bucket))
    }

    pub(super) fn enter(this: &Arc<Self>, snapshot: &mut Snapshot) {
        for key in this.stages() {
            snapshot.subscribed.insert_mut(key, Arc::clone(this));
        }
        let key = this.usage_key();
        snapshot.subscriptions.insert_mut(key, Arc::clone(this));
    }

    pub(super) fn leave(&self, snapshot: &mut Snapshot) {
        for key in self.stages() {
            snapshot.subscribed.remove_mut(&key);
        }
        snapshot.subscriptions.remove_mut(&self.usage_key());
    }

    /// The key of the record that its usage is saved in.
    pub fn usage_key(&self) -> String {
        Usage::key_of(self.plan.account, &self.plan.id, &self.api_key)
    }

    fn stages(&self) -> impl Iterator<Item = String> {
        let stages = self.plan.api_stages.iter();
        stages.map(|stage| subscribed(&self.api_key, &stage.api, &stage.stage))
    }
}

impl StageThrottles {
    /// The throttle and the bucket for a method.
    pub fn throttle(&self, method: &str) -> Option<(&Throttle, &Bucket)> {
        let (throttle, bucket) = self.0.get(method)?;
        Some((throttle, bucket))
    }

    /// The throttles that a stage's settings name, each method with a bucket of its own: a setting
    /// for all methods is what those have that have none (API Gateway API Reference,
    /// "MethodSetting").
    pub(super) fn compile<'m>(
        stage: &Stage,
        methods: impl Iterator<Item = &'m Arc<DeployedMethod>>,
        previous: Option<&Self>,
    ) -> Self {
        let settings: BTreeMap<String, Throttle> = stage
            .method_settings
            .iter()
            .filter_map(|(method, setting)| Some((canonical(method), throttle_of(setting)?)))
            .collect();
        if settings.is_empty() {
            return Self::default();
        }
        let throttles = methods.filter_map(|method| {
            let name = method.path_and_verb.as_str();
            let throttle = settings.get(name).or_else(|| settings.get(EVERY_METHOD))?;
            if *throttle == UNSET {
                return None;
            }
            let bucket = previous.and_then(|previous| previous.0.get(name));
            Some((name.to_owned(), (*throttle, taken_over(bucket))))
        });
        Self(throttles.collect())
    }
}

const EVERY_METHOD: &str = "/*/*";

pub(super) fn api_key(work: &Work<'_>, key: &str) -> Option<Arc<ApiKeyEntry>> {
    let key = work.records.unwatched::<ApiKey>(key)?;
    Some(Arc::new(ApiKeyEntry {
        account: key.account,
        id: key.id.clone(),
        digest: key.digest,
        enabled: key.enabled,
    }))
}

pub(super) fn subscription(
    work: &mut Work<'_>,
    key: &str,
    previous: Option<&Subscription>,
) -> Option<Arc<Subscription>> {
    let place = work.records.unwatched::<UsagePlanKey>(key)?;
    let plan = UsagePlan::key_of(place.account, &place.usage_plan);
    let plan = work.records.get::<UsagePlan>(&plan)?;
    let usage = Usage::key_of(place.account, &place.usage_plan, &place.api_key);
    let saved = work.records.get::<Usage>(&usage).cloned();
    let meter = match previous {
        Some(previous) => Arc::clone(&previous.meter),
        None => Arc::new(Meter::resumed(saved.as_deref())),
    };
    let mut methods = HashMap::default();
    for stage in &plan.api_stages {
        for (method, throttle) in &stage.throttle {
            let name = self::place(&stage.api, &stage.stage, &canonical(method));
            let bucket = previous.and_then(|previous| previous.methods.get(&name));
            let bucket = taken_over(bucket);
            methods.insert(name, (*throttle, bucket));
        }
    }
    Some(Arc::new(Subscription {
        api_key: place.api_key.clone(),
        plan: Arc::clone(plan),
        meter,
        saved,
        methods,
    }))
}

fn taken_over(known: Option<&(Throttle, Arc<Bucket>)>) -> Arc<Bucket> {
    known.map_or_else(Arc::default, |(_, bucket)| Arc::clone(bucket))
}

fn subscribed(api_key: &str, api: &str, stage: &str) -> String {
    format!("{api_key}/{api}/{stage}")
}

fn place(api: &str, stage: &str, method: &str) -> String {
    format!("{api}/{stage}{method}")
}

/// `/pets/GET` for `pets/GET`, `~1pets/GET` and `/pets/GET`, `//GET` for the root: tools write a
/// method in all of these ways.
fn canonical(method: &str) -> String {
    let plain = method.replace("~1", "/").replace("~0", "~");
    let (path, verb) = plain.rsplit_once('/').unwrap_or(("", &plain));
    let path = path.trim_start_matches('/');
    format!("/{path}/{verb}")
}

fn throttle_of(setting: &serde_json::Value) -> Option<Throttle> {
    let burst = setting.get("throttlingBurstLimit")?.as_i64()?;
    Some(Throttle {
        burst_limit: i32::try_from(burst).ok(),
        rate_limit: Some(setting.get("throttlingRateLimit")?.as_f64()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_is_the_same_however_tools_write_it() {
        for (written, expected) in [
            ("/pets/GET", "/pets/GET"),
            ("pets/GET", "/pets/GET"),
            ("~1pets~1{id}/GET", "/pets/{id}/GET"),
            ("//GET", "//GET"),
            ("/GET", "//GET"),
            ("~1/GET", "//GET"),
            ("*/*", EVERY_METHOD),
            ("/*/*", EVERY_METHOD),
        ] {
            assert_eq!(canonical(written), expected, "{written}");
        }
    }
}
