//! The record of a CloudWatch Logs log group. What is written to one is not kept here.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Record, identity::Tags};

/// A log group.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are CloudWatch Logs'")]
pub struct LogGroup {
    pub account: AccountId,
    pub name: String,
    /// Unix milliseconds.
    pub created: i64,
    /// None keeps events for ever.
    pub retention_in_days: Option<u32>,
    /// `STANDARD`, `INFREQUENT_ACCESS` or `DELIVERY`.
    pub class: String,
    pub tags: Tags,
}

impl LogGroup {
    /// The key of a log group. Names hold slashes, so the name is the rest of the key.
    pub fn key_of(account: AccountId, name: &str) -> String {
        format!("log-group/{account}/{name}")
    }

    /// `arn:aws:logs:R:A:log-group:NAME`, which some answers end with `:*`.
    pub fn arn(&self, region: &str) -> String {
        format!(
            "arn:aws:logs:{region}:{}:log-group:{}",
            self.account, self.name
        )
    }
}

impl Record for LogGroup {
    const KIND: &'static str = "log-group";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.name)
    }
}
