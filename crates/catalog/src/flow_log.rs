//! The record of an EC2 flow log: what it is about and where its entries are to go. Writing entries is not done here.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Record, identity::Tags, network::ClientToken};

/// A flow log.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are EC2's")]
pub struct FlowLog {
    pub account: AccountId,
    pub id: String,
    /// The id of a VPC, a subnet or a network interface.
    pub resource: String,
    /// `ACCEPT`, `REJECT` or `ALL`.
    pub traffic_type: String,
    /// `cloud-watch-logs` or `s3`.
    pub destination_type: String,
    /// The ARN of the log group or bucket.
    pub destination: Option<String>,
    pub log_group_name: Option<String>,
    /// The role that delivers to a log group.
    pub role: Option<String>,
    pub log_format: String,
    /// Seconds.
    pub max_aggregation_interval: u32,
    /// `plain-text` or `parquet`, Hive-compatible or not, one partition for each hour or not: of files in a bucket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub files: Option<(String, bool, bool)>,
    /// Unix seconds.
    pub created: i64,
    pub tags: Tags,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_token: Option<ClientToken>,
}

impl FlowLog {
    /// The key of a flow log.
    pub fn key_of(account: AccountId, id: &str) -> String {
        format!("flow-log/{account}/{id}")
    }
}

impl Record for FlowLog {
    const KIND: &'static str = "flow-log";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.id)
    }
}
