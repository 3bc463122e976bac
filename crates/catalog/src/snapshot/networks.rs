//! What a connection can come through: interface VPC endpoints, network interfaces by their
//! address on this host, security groups.

use std::collections::BTreeSet;
use std::sync::Arc;

use portcullis_iam::PolicyType;

use super::Snapshot;
use super::policies::{Policies, PolicySet};
use crate::network::NetworkInterface;
use crate::{AccountId, Records};

/// AWS's default endpoint policy (AWS PrivateLink Guide, "Control access using endpoint policies").
const DEFAULT_ENDPOINT_POLICY: &str = r#"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#;

/// An interface VPC endpoint as a request sees it.
pub struct EndpointEntry {
    /// `vpce-…`
    pub id: String,
    /// Its owner, which need not own the API.
    pub account: AccountId,
    /// `vpc-…`
    pub vpc: String,
    /// Its policy; AWS's default where it was given none.
    pub policy: PolicySet,
    /// The groups that guard it.
    pub security_groups: BTreeSet<String>,
    /// Its interfaces, one for each subnet.
    pub interfaces: Vec<Arc<NetworkInterface>>,
}

pub(super) fn compile(records: &Records, policies: &mut Policies, snapshot: &mut Snapshot) {
    for group in records.security_groups.values() {
        snapshot.groups.insert(group.id.clone(), Arc::clone(group));
    }
    for interface in records.network_interfaces.values() {
        snapshot
            .interfaces
            .insert(interface.loopback, Arc::clone(interface));
    }
    for endpoint in records.vpc_endpoints.values() {
        let document = endpoint
            .policy
            .as_deref()
            .unwrap_or(DEFAULT_ENDPOINT_POLICY);
        let interfaces = endpoint
            .network_interfaces
            .iter()
            .filter_map(|id| {
                records
                    .network_interfaces
                    .get(&NetworkInterface::key_of(endpoint.account, id))
            })
            .cloned()
            .collect();
        snapshot.endpoints.insert(
            endpoint.id.clone(),
            EndpointEntry {
                id: endpoint.id.clone(),
                account: endpoint.account,
                vpc: endpoint.vpc.clone(),
                policy: PolicySet::of(
                    format!("endpoint policy of {}", endpoint.id),
                    policies.compile(document, PolicyType::Endpoint, None),
                ),
                security_groups: endpoint.security_groups.clone(),
                interfaces,
            },
        );
    }
}
