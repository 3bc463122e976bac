//! The records that stand between an API and its back ends: VPC links, the private way there,
//! and client certificates, by which a back end knows who calls. Nothing here connects.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Record, Sealed, identity::Tags};

/// A private way to a Network Load Balancer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct VpcLink {
    pub account: AccountId,
    pub id: String,
    pub name: String,
    pub description: Option<String>,
    /// One load balancer's ARN.
    pub target_arns: Vec<String>,
    /// Unix seconds.
    pub created: i64,
    pub status: VpcLinkStatus,
    pub status_message: String,
    pub tags: Tags,
}

/// How far a VPC link came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub enum VpcLinkStatus {
    Available,
    Failed,
}

/// A key pair by which this gateway proves itself to back ends.
#[derive(Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct ClientCertificate {
    pub account: AccountId,
    pub id: String,
    pub description: Option<String>,
    pub pem_encoded_certificate: String,
    /// The private key in PEM, sealed with the record's key as associated data.
    pub private_key: Sealed,
    /// Unix seconds.
    pub created: i64,
    pub expires: i64,
    pub tags: Tags,
}

impl VpcLink {
    /// The key of a VPC link.
    pub fn key_of(account: AccountId, id: &str) -> String {
        format!("vpc-link/{account}/{id}")
    }

    /// Where the keys of an account's VPC links begin.
    pub fn keys_of(account: AccountId) -> String {
        format!("vpc-link/{account}/")
    }

    /// Whether it keeps the load balancer of this ARN from being deleted, and from being behind another link.
    pub fn holds(&self, load_balancer: &str) -> bool {
        self.status == VpcLinkStatus::Available
            && self.target_arns.iter().any(|arn| arn == load_balancer)
    }
}

impl ClientCertificate {
    /// The key of a client certificate.
    pub fn key_of(account: AccountId, id: &str) -> String {
        format!("client-certificate/{account}/{id}")
    }
}

impl Record for VpcLink {
    const KIND: &'static str = "vpc-link";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.id)
    }
}

impl Record for ClientCertificate {
    const KIND: &'static str = "client-certificate";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.id)
    }
}
