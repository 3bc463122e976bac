//! The record of a CloudTrail trail: where events are to be delivered and which. Delivering them is not done here.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Record, identity::Tags};

/// A trail.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are CloudTrail's")]
pub struct Trail {
    pub account: AccountId,
    pub name: String,
    /// A name only: no bucket exists here.
    pub s3_bucket_name: String,
    pub s3_key_prefix: Option<String>,
    pub sns_topic_name: Option<String>,
    pub include_global_service_events: bool,
    pub multi_region: bool,
    pub organization: bool,
    pub log_file_validation: bool,
    pub log_group_arn: Option<String>,
    pub log_role_arn: Option<String>,
    pub kms_key_id: Option<String>,
    pub logging: bool,
    /// Unix seconds.
    pub started: Option<i64>,
    /// Unix seconds.
    pub stopped: Option<i64>,
    pub selectors: EventSelectors,
    pub tags: Tags,
}

/// Which events a trail is about: one form or the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventSelectors {
    /// By kind of event.
    Basic(Vec<EventSelector>),
    /// By fields.
    Advanced(Vec<AdvancedEventSelector>),
}

/// A selector by kind of event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are CloudTrail's")]
pub struct EventSelector {
    /// `ReadOnly`, `WriteOnly` or `All`.
    pub read_write_type: String,
    pub include_management_events: bool,
    /// Type and ARNs.
    pub data_resources: Vec<(String, Vec<String>)>,
    pub exclude_management_event_sources: Vec<String>,
}

/// A selector by fields, all of which must match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are CloudTrail's")]
pub struct AdvancedEventSelector {
    pub name: Option<String>,
    pub fields: Vec<FieldSelector>,
}

/// What one field of an event must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are CloudTrail's")]
pub struct FieldSelector {
    pub field: String,
    pub equals: Option<Vec<String>>,
    pub starts_with: Option<Vec<String>>,
    pub ends_with: Option<Vec<String>>,
    pub not_equals: Option<Vec<String>>,
    pub not_starts_with: Option<Vec<String>>,
    pub not_ends_with: Option<Vec<String>>,
}

impl Trail {
    /// The key of a trail: names are unique in an account.
    pub fn key_of(account: AccountId, name: &str) -> String {
        format!("trail/{account}/{name}")
    }

    /// `arn:aws:cloudtrail:R:A:trail/NAME`
    pub fn arn(&self, region: &str) -> String {
        format!(
            "arn:aws:cloudtrail:{region}:{}:trail/{}",
            self.account, self.name
        )
    }
}

impl Record for Trail {
    const KIND: &'static str = "trail";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.name)
    }
}
