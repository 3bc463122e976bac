//! The immutable compiled world that one request needs, at one revision of the store. A request
//! takes one snapshot and keeps it to its end. Compiling happens beside the request path
//! ([`Compiler`]); looking things up here allocates nothing.

use std::net::Ipv4Addr;
use std::sync::Arc;

use foldhash::fast::RandomState;
use rpds::HashTrieMapSync;

use crate::AccountId;
use crate::backend::VpcLink;

mod apis;
mod client_identities;
mod compile;
mod domains;
mod handshakes;
mod hypothesis;
mod identities;
mod load_balancers;
mod members;
mod networks;
mod organizations;
mod policies;
mod reads;
mod traffic;
mod work;

pub use apis::{Address, Addressing, Api, Deployed, Domain, Miss, Route, StageEntry, Via};
pub use client_identities::ClientIdentity;
pub use compile::{Compiler, Cost};
pub use domains::{DomainEntry, ViaDomain};
pub use handshakes::Handshake;
pub use identities::{Identity, IdentityKind, KeyEntry};
pub use load_balancers::{BalancerEntry, ListenerEntry, RuleEntry, TargetEntry, TargetGroupEntry};
pub use networks::EndpointEntry;
pub use organizations::{AccountEntry, Levels, Standing};
pub use policies::{Origin, PolicySet};
pub use traffic::{ApiKeyEntry, StageThrottles, Subscription};

use crate::flow_log::FlowLog;
use crate::meter::Bucket;
use crate::network::{InternetGateway, NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc};
use crate::traffic::ApiKeyDigest;

/// Only who administers an account puts keys into these maps, so nobody can choose many that collide; a request looks up
/// twenty.
type Map<K, V> = HashTrieMapSync<K, V, RandomState>;

/// Everything that a request can ask about, frozen. A clone shares everything with its original,
/// and a change to one copies only the way to what changed.
#[derive(Clone, Default)]
pub struct Snapshot {
    revision: u64,
    endpoints_revision: u64,
    networks_revision: u64,
    balancers_revision: u64,
    accounts: Map<AccountId, Arc<AccountEntry>>,
    access_keys: Map<String, Arc<KeyEntry>>,
    /// By the unique id of their owner.
    access_keys_of: Map<String, Vec<Arc<KeyEntry>>>,
    /// By ARN: users and roles.
    identities: Map<String, Arc<Identity>>,
    /// By unique id: roles and users, for session tokens.
    identities_by_id: Map<String, Arc<Identity>>,
    apis: Map<String, Arc<Api>>,
    /// By name, wildcards as they are written.
    public_domains: Map<String, Arc<DomainEntry>>,
    /// By account, name and id.
    private_domains: Map<String, Arc<DomainEntry>>,
    /// By endpoint and name, which private domain name is meant.
    associations: Map<String, String>,
    endpoints: Map<String, Arc<EndpointEntry>>,
    interfaces: Map<Ipv4Addr, Arc<NetworkInterface>>,
    /// By VPC and private address, which means something in its VPC only.
    private_addresses: Map<String, Map<Ipv4Addr, Arc<NetworkInterface>>>,
    groups: Map<String, Arc<SecurityGroup>>,
    api_keys: Map<(AccountId, ApiKeyDigest), Arc<ApiKeyEntry>>,
    /// By the keys of their usage.
    subscriptions: Map<String, Arc<Subscription>>,
    /// The same by API key and stage.
    subscribed: Map<String, Arc<Subscription>>,
    account_buckets: Map<AccountId, Arc<Bucket>>,
    vpcs: Map<String, Arc<Vpc>>,
    subnets: Map<String, Arc<Subnet>>,
    route_tables: Map<String, Arc<RouteTable>>,
    internet_gateways: Map<String, Arc<InternetGateway>>,
    /// By the VPC, subnet or interface that they are about.
    flow_logs: Map<String, Vec<Arc<FlowLog>>>,
    /// By the keys of their records, as the next two.
    balancers: Map<String, Arc<BalancerEntry>>,
    target_groups: Map<String, Arc<TargetGroupEntry>>,
    vpc_links: Map<String, Arc<VpcLink>>,
}

impl Snapshot {
    /// The store revision that this is the picture of.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The revision at which an endpoint was last made, changed or deleted.
    pub fn endpoints_revision(&self) -> u64 {
        self.endpoints_revision
    }

    /// The revision at which anything of a VPC was last made, changed or deleted: the VPC, a subnet,
    /// a route table, a gateway, a security group, an interface, an endpoint.
    pub fn networks_revision(&self) -> u64 {
        self.networks_revision
    }

    /// An account, where it is known.
    pub fn account(&self, id: AccountId) -> Option<&AccountEntry> {
        self.accounts.get(&id).map(AsRef::as_ref)
    }

    /// Every account that is known.
    pub fn accounts(&self) -> impl Iterator<Item = &AccountEntry> {
        self.accounts.values().map(AsRef::as_ref)
    }

    /// A long-term access key.
    pub fn access_key(&self, id: &str) -> Option<&Arc<KeyEntry>> {
        self.access_keys.get(id)
    }

    /// The long-term access keys of a user by its unique id, or of an account's root user by that
    /// of the account, in the order of their ids.
    pub fn access_keys_of(&self, owner: &str) -> impl Iterator<Item = &Arc<KeyEntry>> {
        self.access_keys_of.get(owner).into_iter().flatten()
    }

    /// Every long-term access key.
    pub fn access_keys(&self) -> impl Iterator<Item = &Arc<KeyEntry>> {
        self.access_keys.values()
    }

    /// A user or role by its ARN, path included.
    pub fn identity(&self, arn: &str) -> Option<&Arc<Identity>> {
        self.identities.get(arn)
    }

    /// Every user and every role.
    pub fn identities(&self) -> impl Iterator<Item = &Arc<Identity>> {
        self.identities.values()
    }

    /// A user or role by its unique id (`AIDA…`, `AROA…`).
    pub fn identity_by_id(&self, id: &str) -> Option<&Arc<Identity>> {
        self.identities_by_id.get(id)
    }

    /// A REST API by its id, in lower case.
    pub fn api(&self, id: &str) -> Option<&Api> {
        self.apis.get(id).map(AsRef::as_ref)
    }

    /// Every REST API.
    pub fn apis(&self) -> impl Iterator<Item = &Api> {
        self.apis.values().map(AsRef::as_ref)
    }

    /// An interface VPC endpoint by its id.
    pub fn endpoint(&self, id: &str) -> Option<&EndpointEntry> {
        self.endpoints.get(id).map(AsRef::as_ref)
    }

    /// Every interface VPC endpoint: what has to be listened on.
    pub fn endpoints(&self) -> impl Iterator<Item = &EndpointEntry> {
        self.endpoints.values().map(AsRef::as_ref)
    }

    /// The network interface that an address of this host stands for.
    pub fn interface_at(&self, loopback: Ipv4Addr) -> Option<&Arc<NetworkInterface>> {
        self.interfaces.get(&loopback)
    }

    /// The network interface that has a private address in a VPC.
    pub fn interface_in(&self, vpc: &str, private: Ipv4Addr) -> Option<&Arc<NetworkInterface>> {
        self.private_addresses.get(vpc)?.get(&private)
    }

    /// Every network interface.
    pub fn interfaces(&self) -> impl Iterator<Item = &Arc<NetworkInterface>> {
        self.interfaces.values()
    }

    /// A VPC by its id.
    pub fn vpc(&self, id: &str) -> Option<&Arc<Vpc>> {
        self.vpcs.get(id)
    }

    /// Every VPC.
    pub fn vpcs(&self) -> impl Iterator<Item = &Arc<Vpc>> {
        self.vpcs.values()
    }

    /// A subnet by its id.
    pub fn subnet(&self, id: &str) -> Option<&Arc<Subnet>> {
        self.subnets.get(id)
    }

    /// Every subnet.
    pub fn subnets(&self) -> impl Iterator<Item = &Arc<Subnet>> {
        self.subnets.values()
    }

    /// The flow logs that an interface is seen by: its own, those of its subnet and of its VPC.
    pub fn flow_logs_of(
        &self,
        interface: &NetworkInterface,
    ) -> impl Iterator<Item = &Arc<FlowLog>> {
        let about = [&interface.id, &interface.subnet, &interface.vpc];
        let found = about.map(|resource| self.flow_logs.get(resource));
        found.into_iter().flatten().flatten()
    }

    /// Every route table.
    pub fn route_tables(&self) -> impl Iterator<Item = &Arc<RouteTable>> {
        self.route_tables.values()
    }

    /// Every internet gateway.
    pub fn internet_gateways(&self) -> impl Iterator<Item = &Arc<InternetGateway>> {
        self.internet_gateways.values()
    }

    /// A security group by its id.
    pub fn security_group(&self, id: &str) -> Option<&Arc<SecurityGroup>> {
        self.groups.get(id)
    }
}
