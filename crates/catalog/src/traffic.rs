//! The records of what an API asks of a request besides who sends it: models and request
//! validators, which a deployment freezes, and API keys and usage plans, which act at once. How
//! much of a quota is used is beside them in [`Usage`]; nothing here counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::identity::Tags;
use crate::{AccountId, InvalidId, Record, Sealed};

/// The shape of a request's or a response's body: a JSON schema of draft 4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Model {
    pub account: AccountId,
    pub api: String,
    pub id: String,
    /// Unique in the API; methods and schemas refer to it.
    pub name: String,
    pub description: Option<String>,
    pub content_type: String,
    /// As sent.
    pub schema: Option<String>,
}

/// What of a request is validated before it goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct RequestValidator {
    pub account: AccountId,
    pub api: String,
    pub id: String,
    pub name: Option<String>,
    pub validate_request_body: bool,
    pub validate_request_parameters: bool,
}

/// A key that meters a client; it proves nothing about who it is.
#[derive(Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct ApiKey {
    pub account: AccountId,
    pub id: String,
    pub name: Option<String>,
    pub description: Option<String>,
    pub customer_id: Option<String>,
    pub enabled: bool,
    /// Unix seconds.
    pub created: i64,
    pub updated: i64,
    /// The value that clients send, sealed with the record's key as associated data.
    pub value: Sealed,
    /// A keyed digest of the value, by which it is found without being opened.
    pub digest: ApiKeyDigest,
    /// `{api}/{stage}`, from before there were usage plans; shown, and without effect.
    pub stage_keys: Vec<String>,
    pub tags: Tags,
}

/// A digest of an API key's value under a key that only this gateway has: it finds an API key, and
/// tells nothing about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApiKeyDigest(pub [u8; 32]);

/// Who may call which API stages how much: the keys in it share its settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct UsagePlan {
    pub account: AccountId,
    pub id: String,
    pub name: String,
    pub description: Option<String>,
    pub created: i64,
    pub api_stages: Vec<PlanStage>,
    /// For each key of the plan.
    pub throttle: Option<Throttle>,
    pub quota: Option<Quota>,
    /// Of the AWS Marketplace; shown, and without effect.
    pub product_code: Option<String>,
    pub tags: Tags,
}

/// A stage that a usage plan lets its keys call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct PlanStage {
    pub api: String,
    pub stage: String,
    /// `/pets/GET` and so on to what replaces the plan's own throttle there.
    pub throttle: BTreeMap<String, Throttle>,
}

/// A token bucket. What is not given is not bounded by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Throttle {
    pub burst_limit: Option<i32>,
    /// Requests a second.
    pub rate_limit: Option<f64>,
}

impl Throttle {
    /// What an account has by default (Amazon API Gateway quotas).
    pub const ACCOUNT: Self = Self {
        burst_limit: Some(5_000),
        rate_limit: Some(10_000.0),
    };
}

/// How many requests a key may make in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Quota {
    pub limit: i64,
    /// The day of the week or the month on which a period begins, from 0.
    pub offset: u8,
    pub period: QuotaPeriod,
}

/// What a quota is counted over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub enum QuotaPeriod {
    Day,
    Week,
    Month,
}

/// That an API key is in a usage plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct UsagePlanKey {
    pub account: AccountId,
    pub usage_plan: String,
    /// The id of the API key.
    pub api_key: String,
    pub created: i64,
}

/// What a key of a usage plan has used. It is saved behind the requests, so it may lag a little.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// Who owns plan and key.
    pub account: AccountId,
    /// The id of the usage plan.
    pub usage_plan: String,
    /// The id of the API key.
    pub api_key: String,
    /// Requests by day, in days since 1970-01-01 UTC.
    pub days: BTreeMap<i64, u64>,
    /// What UpdateUsage granted beyond the plan's quota.
    #[serde(default)]
    pub extension: Option<Extension>,
}

/// A change of what remains of one period's quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The first day of the period that it is for.
    pub period_start: i64,
    /// Added to the limit; negative where less was left than the plan gives.
    pub requests: i64,
}

impl TryFrom<String> for ApiKeyDigest {
    type Error = InvalidId;
    fn try_from(text: String) -> Result<Self, InvalidId> {
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).ok();
        let bytes = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        bytes.map(Self).ok_or(InvalidId {
            text,
            expected: "a digest of an API key",
        })
    }
}

impl From<ApiKeyDigest> for String {
    fn from(digest: ApiKeyDigest) -> Self {
        data_encoding::HEXLOWER.encode(&digest.0)
    }
}

impl Model {
    /// The key of a model.
    pub fn key_of(account: AccountId, api: &str, name: &str) -> String {
        format!("model/{account}/{api}/{name}")
    }
}

impl RequestValidator {
    /// The key of a request validator.
    pub fn key_of(account: AccountId, api: &str, id: &str) -> String {
        format!("request-validator/{account}/{api}/{id}")
    }
}

impl ApiKey {
    /// The key of an API key.
    pub fn key_of(account: AccountId, id: &str) -> String {
        format!("api-key/{account}/{id}")
    }
}

impl UsagePlan {
    /// The key of a usage plan.
    pub fn key_of(account: AccountId, id: &str) -> String {
        format!("usage-plan/{account}/{id}")
    }
}

impl UsagePlanKey {
    /// The key of an API key's place in a usage plan.
    pub fn key_of(account: AccountId, usage_plan: &str, api_key: &str) -> String {
        format!("usage-plan-key/{account}/{usage_plan}/{api_key}")
    }
}

impl Usage {
    /// The key of what an API key has used under a usage plan.
    pub fn key_of(account: AccountId, usage_plan: &str, api_key: &str) -> String {
        format!("usage/{account}/{usage_plan}/{api_key}")
    }
}

impl Record for Model {
    const KIND: &'static str = "model";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.api, &self.name)
    }
}

impl Record for RequestValidator {
    const KIND: &'static str = "request-validator";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.api, &self.id)
    }
}

impl Record for ApiKey {
    const KIND: &'static str = "api-key";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.id)
    }
}

impl Record for UsagePlan {
    const KIND: &'static str = "usage-plan";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.id)
    }
}

impl Record for UsagePlanKey {
    const KIND: &'static str = "usage-plan-key";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.usage_plan, &self.api_key)
    }
}

impl Record for Usage {
    const KIND: &'static str = "usage";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.usage_plan, &self.api_key)
    }
}
