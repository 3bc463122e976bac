//! What a connection can come through: interface VPC endpoints, network interfaces by their
//! address on this host, security groups. Who may pass is judged elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use portcullis_iam::PolicyType;

use super::policies::PolicySet;
use super::work::Work;
use crate::AccountId;
use crate::network::{NetworkInterface, SecurityGroup, VpcEndpoint};

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

pub(super) fn security_group(work: &mut Work<'_>, key: &str) -> Option<Arc<SecurityGroup>> {
    let group = work.records.unwatched::<SecurityGroup>(key)?;
    Some(Arc::clone(group))
}

pub(super) fn network_interface(work: &mut Work<'_>, key: &str) -> Option<Arc<NetworkInterface>> {
    let interface = work.records.unwatched::<NetworkInterface>(key)?;
    Some(Arc::clone(interface))
}

pub(super) fn vpc_endpoint(work: &mut Work<'_>, key: &str) -> Option<Arc<EndpointEntry>> {
    let endpoint = work.records.unwatched::<VpcEndpoint>(key)?;
    let document = endpoint
        .policy
        .as_deref()
        .unwrap_or(DEFAULT_ENDPOINT_POLICY);
    let policy = work.policies.compile(document, PolicyType::Endpoint);
    let interfaces = endpoint.network_interfaces.iter().filter_map(|id| {
        let key = NetworkInterface::key_of(endpoint.account, id);
        work.records.get::<NetworkInterface>(&key).cloned()
    });
    Some(Arc::new(EndpointEntry {
        id: endpoint.id.clone(),
        account: endpoint.account,
        vpc: endpoint.vpc.clone(),
        interfaces: interfaces.collect(),
        policy: PolicySet::of(format!("endpoint policy of {}", endpoint.id), policy),
        security_groups: endpoint.security_groups.clone(),
    }))
}
