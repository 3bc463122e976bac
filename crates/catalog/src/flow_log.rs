//! The record of an EC2 flow log: what it is about, where its lines are to go, and the line of one flow. Who sees flows, and
//! where lines are written, is not known here.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::network::{ClientToken, NetworkInterface};
use crate::{AccountId, Record, identity::Tags};

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

/// What was seen of one flow of packets at one interface.
#[derive(Clone, Copy, Debug)]
pub struct Flow<'a> {
    /// Where it was seen.
    pub interface: &'a NetworkInterface,
    /// Whether it was on its way to the interface.
    pub ingress: bool,
    /// Who sent it; port 0 where the protocol has none.
    pub source: (IpAddr, u16),
    /// Whom it is for.
    pub destination: (IpAddr, u16),
    /// By its IANA number.
    pub protocol: u8,
    /// Packets and bytes, where they were counted.
    pub counted: Option<(u64, u64)>,
    /// The first and the last packet, Unix seconds.
    pub seen: (i64, i64),
    /// Whether security groups let it pass.
    pub accepted: bool,
}

/// The fields of a line where the flow log names none (Amazon VPC User Guide, "Flow log records").
const DEFAULT_FORMAT: &str = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

impl FlowLog {
    /// Whether it wants a flow that was let pass, or refused.
    pub fn wants(&self, accepted: bool) -> bool {
        match self.traffic_type.as_str() {
            "ACCEPT" => accepted,
            "REJECT" => !accepted,
            _ => true,
        }
    }

    /// The line of a flow, in the format of this log. A field that is not known here is `-`, as AWS writes it.
    pub fn line(&self, flow: &Flow<'_>) -> String {
        let format = match self.log_format.as_str() {
            "" => DEFAULT_FORMAT,
            format => format,
        };
        let fields = format.split_whitespace().map(|field| {
            let name = field.strip_prefix("${").and_then(|it| it.strip_suffix('}'));
            name.and_then(|name| flow.field(name))
                .unwrap_or_else(|| "-".to_owned())
        });
        fields.collect::<Vec<_>>().join(" ")
    }
}

impl Flow<'_> {
    fn field(&self, name: &str) -> Option<String> {
        let interface = self.interface;
        Some(match name {
            "version" => "2".to_owned(),
            "account-id" => interface.account.to_string(),
            "interface-id" => interface.id.clone(),
            "srcaddr" | "pkt-srcaddr" => self.source.0.to_string(),
            "dstaddr" | "pkt-dstaddr" => self.destination.0.to_string(),
            "srcport" => self.source.1.to_string(),
            "dstport" => self.destination.1.to_string(),
            "protocol" => self.protocol.to_string(),
            "packets" => self.counted?.0.to_string(),
            "bytes" => self.counted?.1.to_string(),
            "start" => self.seen.0.to_string(),
            "end" => self.seen.1.to_string(),
            "action" if self.accepted => "ACCEPT".to_owned(),
            "action" => "REJECT".to_owned(),
            "log-status" => "OK".to_owned(),
            "vpc-id" => interface.vpc.clone(),
            "subnet-id" => interface.subnet.clone(),
            "type" if self.source.0.is_ipv4() => "IPv4".to_owned(),
            "type" => "IPv6".to_owned(),
            "flow-direction" if self.ingress => "ingress".to_owned(),
            "flow-direction" => "egress".to_owned(),
            _ => return None,
        })
    }
}
