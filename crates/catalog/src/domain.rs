//! The records of custom domain names: the name, which API stands under which first segment of
//! its paths, and which VPC endpoints may reach a private one. A public name belongs to one
//! account; private names are told apart by an id (API Gateway Developer Guide, "Custom domain
//! names for private APIs").

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::api::EndpointType;
use crate::{AccountId, Record, identity::Tags};

/// A custom domain name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct DomainName {
    pub account: AccountId,
    /// In lower case; a wildcard is written `*.example.com`.
    pub name: String,
    /// What tells private names apart; `None` for a public one.
    pub id: Option<String>,
    /// One, or EDGE and REGIONAL while a name moves from one to the other.
    pub endpoint_types: Vec<EndpointType>,
    /// `ipv4` or `dualstack`.
    pub ip_address_type: String,
    /// Unix seconds.
    pub created: i64,
    /// Of an edge-optimized or a private name.
    pub certificate_arn: Option<String>,
    pub certificate_name: Option<String>,
    /// Unix seconds.
    pub certificate_uploaded: Option<i64>,
    pub regional_certificate_arn: Option<String>,
    pub regional_certificate_name: Option<String>,
    pub ownership_verification_certificate_arn: Option<String>,
    pub mutual_tls: Option<MutualTls>,
    pub security_policy: String,
    pub endpoint_access_mode: Option<String>,
    pub routing_mode: String,
    /// The label of the regional name, `d-…`.
    pub regional_label: Option<String>,
    /// The label of the distribution's name, `d…`.
    pub distribution_label: Option<String>,
    /// Who may call through a private name, as sent.
    pub policy: Option<String>,
    /// The principals of that policy as unique ids, ARN to id, fixed when it was saved.
    #[serde(default)]
    pub principal_ids: BTreeMap<String, String>,
    /// Who may associate endpoints with a private name, as sent.
    pub management_policy: Option<String>,
    /// As for the other policy.
    #[serde(default)]
    pub management_principal_ids: BTreeMap<String, String>,
    pub tags: Tags,
}

/// Which client certificates a name takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct MutualTls {
    pub truststore_uri: String,
    pub truststore_version: Option<String>,
}

/// Which API stands under a first segment of a custom domain name's paths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct BasePathMapping {
    pub account: AccountId,
    pub domain_name: String,
    pub domain_name_id: Option<String>,
    /// One segment; empty is `(none)`, every path that no other mapping takes.
    pub base_path: String,
    pub api: String,
    /// `None` takes the stage from the path.
    pub stage: Option<String>,
}

/// Lets a VPC endpoint reach a private custom domain name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct DomainNameAccessAssociation {
    /// The owner of the endpoint, who made the association.
    pub account: AccountId,
    /// The owner of the name.
    pub domain_account: AccountId,
    pub domain_name: String,
    pub domain_name_id: String,
    /// `vpce-…`
    pub vpc_endpoint: String,
    /// Unix seconds.
    pub created: i64,
    /// Whether the owner of the name has taken the permission back.
    #[serde(default)]
    pub rejected: bool,
    pub tags: Tags,
}

impl DomainName {
    /// The key of a domain name.
    pub fn key_of(account: AccountId, name: &str, id: Option<&str>) -> String {
        format!("domain-name/{account}/{}", full_name(name, id))
    }

    /// The name, with its id where it has one: `private.example.com+abcd1234`.
    pub fn full_name(&self) -> String {
        full_name(&self.name, self.id.as_deref())
    }

    /// Whether it is reached through VPC endpoints only.
    pub fn is_private(&self) -> bool {
        self.endpoint_types.contains(&EndpointType::Private)
    }
}

impl BasePathMapping {
    /// The key of a base path mapping.
    pub fn key_of(account: AccountId, name: &str, id: Option<&str>, base_path: &str) -> String {
        format!("{}{base_path}", Self::prefix(account, name, id))
    }

    /// What the keys of a domain name's mappings begin with.
    pub fn prefix(account: AccountId, name: &str, id: Option<&str>) -> String {
        format!("base-path-mapping/{account}/{}/", full_name(name, id))
    }
}

impl DomainNameAccessAssociation {
    /// The key of an access association.
    pub fn key_of(account: AccountId, name: &str, id: &str, vpc_endpoint: &str) -> String {
        let name = full_name(name, Some(id));
        format!("domain-name-access-association/{account}/{name}/{vpc_endpoint}")
    }
}

impl Record for DomainName {
    const KIND: &'static str = "domain-name";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.name, self.id.as_deref())
    }
}

impl Record for BasePathMapping {
    const KIND: &'static str = "base-path-mapping";
    fn key(&self) -> String {
        Self::key_of(
            self.account,
            &self.domain_name,
            self.domain_name_id.as_deref(),
            &self.base_path,
        )
    }
}

impl Record for DomainNameAccessAssociation {
    const KIND: &'static str = "domain-name-access-association";
    fn key(&self) -> String {
        Self::key_of(
            self.account,
            &self.domain_name,
            &self.domain_name_id,
            &self.vpc_endpoint,
        )
    }
}

fn full_name(name: &str, id: Option<&str>) -> String {
    match id {
        Some(id) => format!("{name}+{id}"),
        None => name.to_owned(),
    }
}
