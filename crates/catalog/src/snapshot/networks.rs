//! What a connection can come through: VPCs with their subnets and routes, interface VPC endpoints,
//! network interfaces by their addresses, security groups. Who may pass is judged elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use portcullis_iam::PolicyType;

use super::policies::{Origin, PolicySet};
use super::work::Work;
use crate::AccountId;
use crate::flow_log::FlowLog;
use crate::network::{
    InternetGateway, NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint,
};

/// AWS's default endpoint policy (AWS PrivateLink Guide, "Control access using endpoint policies").
const DEFAULT_ENDPOINT_POLICY: &str = r#"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#;

/// An interface VPC endpoint as a request sees it.
#[derive(Clone)]
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
    /// `com.amazonaws.us-east-1.execute-api`
    pub service_name: String,
    /// Whether the service's own names mean this endpoint, in the whole VPC.
    pub private_dns: bool,
    /// The random part of its own name.
    pub dns_suffix: String,
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
        policy: PolicySet::of(
            Origin::Endpoint {
                id: endpoint.id.clone(),
            },
            policy,
        ),
        security_groups: endpoint.security_groups.clone(),
        service_name: endpoint.service_name.clone(),
        private_dns: endpoint.private_dns_enabled,
        dns_suffix: endpoint.dns_suffix.clone(),
    }))
}

pub(super) fn vpc(work: &mut Work<'_>, key: &str) -> Option<Arc<Vpc>> {
    work.records.unwatched::<Vpc>(key).cloned()
}

pub(super) fn subnet(work: &mut Work<'_>, key: &str) -> Option<Arc<Subnet>> {
    work.records.unwatched::<Subnet>(key).cloned()
}

pub(super) fn route_table(work: &mut Work<'_>, key: &str) -> Option<Arc<RouteTable>> {
    work.records.unwatched::<RouteTable>(key).cloned()
}

pub(super) fn internet_gateway(work: &mut Work<'_>, key: &str) -> Option<Arc<InternetGateway>> {
    work.records.unwatched::<InternetGateway>(key).cloned()
}

pub(super) fn flow_log(work: &mut Work<'_>, key: &str) -> Option<Arc<FlowLog>> {
    work.records.unwatched::<FlowLog>(key).cloned()
}
