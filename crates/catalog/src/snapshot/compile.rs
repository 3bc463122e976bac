//! From records to a snapshot, change by change: what is compiled again is what read a record that
//! changed, and the rest is shared with the snapshot before. How one entry is compiled is said in
//! the files beside this one.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::domains::{self, AssociationEntry, DomainEntry};
use super::identities::{self, Identity, KeyEntry};
use super::load_balancers::{self, BalancerEntry, TargetGroupEntry};
use super::members::Members;
use super::networks::{self, EndpointEntry};
use super::organizations::{self, AccountEntry};
use super::policies::Policies;
use super::reads::{Reader, Readers};
use super::work::Work;
use super::{Api, ApiKeyEntry, Snapshot, Subscription, apis, traffic};
use crate::account::Account;
use crate::api::RestApi;
use crate::backend::VpcLink;
use crate::domain::{DomainName, DomainNameAccessAssociation};
use crate::flow_log::FlowLog;
use crate::identity::{AccessKey, Group, Role, User};
use crate::load_balancer::{LoadBalancer, TargetGroup};
use crate::network::{
    InternetGateway, NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint,
};
use crate::pattern::Patterns;
use crate::records::kind_of;
use crate::traffic::{ApiKey, UsagePlanKey};
use crate::{Record, Records, Sealed, Secret};

/// The kinds of records that have an entry in the snapshot, and how it is compiled, with the entry
/// as it was to take over what did not change. An entry may use the entries of kinds above its own.
const ENTRIES: &[(&str, Compile)] = &[
    (Account::KIND, |work, key, _| {
        organizations::account(work, key).map(Entry::Account)
    }),
    (User::KIND, |work, key, _| {
        identities::user(work, key).map(Entry::Identity)
    }),
    (Role::KIND, |work, key, _| {
        identities::role(work, key).map(Entry::Identity)
    }),
    (AccessKey::KIND, |work, key, previous| {
        let previous = match previous {
            Some(Entry::AccessKey(previous)) => Some(&**previous),
            _ => None,
        };
        identities::access_key(work, key, previous).map(Entry::AccessKey)
    }),
    (RestApi::KIND, |work, key, previous| {
        let previous = match previous {
            Some(Entry::Api(previous)) => Some(&**previous),
            _ => None,
        };
        apis::rest_api(work, key, previous).map(Entry::Api)
    }),
    (DomainName::KIND, |work, key, _| {
        domains::domain_name(work, key).map(Entry::DomainName)
    }),
    (DomainNameAccessAssociation::KIND, |work, key, _| {
        domains::association(work, key).map(Entry::Association)
    }),
    (ApiKey::KIND, |work, key, _| {
        traffic::api_key(work, key).map(Entry::ApiKey)
    }),
    (UsagePlanKey::KIND, |work, key, previous| {
        let previous = match previous {
            Some(Entry::Subscription(previous)) => Some(&**previous),
            _ => None,
        };
        traffic::subscription(work, key, previous).map(Entry::Subscription)
    }),
    (SecurityGroup::KIND, |work, key, _| {
        networks::security_group(work, key).map(Entry::SecurityGroup)
    }),
    (NetworkInterface::KIND, |work, key, _| {
        networks::network_interface(work, key).map(Entry::Interface)
    }),
    (VpcEndpoint::KIND, |work, key, _| {
        networks::vpc_endpoint(work, key).map(Entry::Endpoint)
    }),
    (Vpc::KIND, |work, key, _| {
        networks::vpc(work, key).map(Entry::Vpc)
    }),
    (Subnet::KIND, |work, key, _| {
        networks::subnet(work, key).map(Entry::Subnet)
    }),
    (RouteTable::KIND, |work, key, _| {
        networks::route_table(work, key).map(Entry::RouteTable)
    }),
    (FlowLog::KIND, |work, key, _| {
        networks::flow_log(work, key).map(Entry::FlowLog)
    }),
    (InternetGateway::KIND, |work, key, _| {
        networks::internet_gateway(work, key).map(Entry::InternetGateway)
    }),
    (TargetGroup::KIND, |work, key, previous| {
        let previous = match previous {
            Some(Entry::TargetGroup(previous)) => Some(&**previous),
            _ => None,
        };
        load_balancers::target_group(work, key, previous).map(Entry::TargetGroup)
    }),
    (LoadBalancer::KIND, |work, key, previous| {
        let previous = match previous {
            Some(Entry::Balancer(previous)) => Some(&**previous),
            _ => None,
        };
        load_balancers::load_balancer(work, key, previous).map(Entry::Balancer)
    }),
    (VpcLink::KIND, |work, key, _| {
        load_balancers::vpc_link(work, key).map(Entry::VpcLink)
    }),
];

/// Compiles the entry that a record with this key has, if there is such a record.
type Compile = fn(&mut Work<'_>, &str, Option<&Entry>) -> Option<Entry>;

/// Compiles snapshots, one after the other, remembering what was compiled from what.
#[derive(Default)]
pub struct Compiler {
    policies: Policies,
    patterns: Patterns,
    members: Members,
    /// By the key of the record that it is named after.
    compiled: HashMap<Arc<str>, Compiled>,
    readers: Readers,
    last: Arc<Snapshot>,
    compilations: u64,
}

/// How much a compiler has done, and how much it remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Entries compiled since the compiler was made.
    pub compilations: u64,
    /// Entries that are remembered.
    pub entries: usize,
    /// Keys and prefixes that entries depend on.
    pub dependencies: usize,
    /// Policy documents that are remembered.
    pub documents: usize,
}

/// One thing in a snapshot.
enum Entry {
    Account(Arc<AccountEntry>),
    Identity(Arc<Identity>),
    AccessKey(Arc<KeyEntry>),
    Api(Arc<Api>),
    DomainName(Arc<DomainEntry>),
    Association(Arc<AssociationEntry>),
    ApiKey(Arc<ApiKeyEntry>),
    Subscription(Arc<Subscription>),
    SecurityGroup(Arc<SecurityGroup>),
    Interface(Arc<NetworkInterface>),
    Endpoint(Arc<EndpointEntry>),
    Vpc(Arc<Vpc>),
    Subnet(Arc<Subnet>),
    RouteTable(Arc<RouteTable>),
    InternetGateway(Arc<InternetGateway>),
    FlowLog(Arc<FlowLog>),
    TargetGroup(Arc<TargetGroupEntry>),
    Balancer(Arc<BalancerEntry>),
    VpcLink(Arc<VpcLink>),
}

struct Compiled {
    entry: Option<Entry>,
    /// The keys and prefixes that it was compiled from.
    read: Box<[Box<str>]>,
}

impl Compiler {
    /// Compiles all records as they are at a revision, remembering nothing of earlier ones. `open`
    /// unseals a secret, given the key of the record that holds it.
    pub fn compile(
        &mut self,
        records: &Records,
        revision: u64,
        open: &dyn Fn(&str, &Sealed) -> Option<Secret>,
    ) -> Arc<Snapshot> {
        *self = Self::default();
        self.update(records, records.keys(), revision, open)
    }

    /// Compiles what follows from the records that changed since the last time: came, went, or are
    /// others now. Its cost follows the change.
    pub fn update<'k>(
        &mut self,
        records: &Records,
        changed: impl Iterator<Item = &'k str>,
        revision: u64,
        open: &dyn Fn(&str, &Sealed) -> Option<Secret>,
    ) -> Arc<Snapshot> {
        let stale = self.stale(records, changed);
        let mut snapshot = Snapshot::clone(&self.last);
        snapshot.revision = revision;
        // What is stale goes first, all of it: an id or ARN may pass from one record to another.
        let mut previous = HashMap::new();
        for (_, key) in &stale {
            let Some(compiled) = self.compiled.remove(key) else {
                continue;
            };
            self.readers.remove(key, &compiled.read);
            if let Some(entry) = compiled.entry {
                entry.leave(&mut snapshot);
                previous.insert(Arc::clone(key), entry);
            }
        }
        for (order, key) in stale {
            let Some((_, compile)) = ENTRIES.get(order) else {
                continue;
            };
            let mut work = Work {
                records: Reader::new(records),
                policies: &mut self.policies,
                patterns: &mut self.patterns,
                members: &self.members,
                open,
                snapshot: &snapshot,
            };
            let entry = compile(&mut work, &key, previous.get(&key));
            let read = work.records.finish();
            self.compilations = self.compilations.saturating_add(1);
            if entry.is_none() && read.is_empty() {
                continue;
            }
            if let Some(entry) = &entry {
                entry.enter(&mut snapshot);
            }
            self.readers.add(&key, &read);
            self.compiled.insert(key, Compiled { entry, read });
        }
        self.last = Arc::new(snapshot);
        Arc::clone(&self.last)
    }

    /// What this compiler has done and remembers.
    pub fn cost(&self) -> Cost {
        Cost {
            compilations: self.compilations,
            entries: self.compiled.len(),
            dependencies: self.readers.len(),
            documents: self.policies.len(),
        }
    }

    /// The entries that have to be compiled again, in the order of their kinds: those named after
    /// what changed, those compiled from it, those compiled from these, and so on.
    fn stale<'k>(
        &mut self,
        records: &Records,
        changed: impl Iterator<Item = &'k str>,
    ) -> BTreeSet<(usize, Arc<str>)> {
        let mut stale = BTreeSet::new();
        let mut seen: HashSet<Arc<str>> = HashSet::new();
        let mut queue: Vec<Arc<str>> = Vec::new();
        for key in changed {
            queue.push(key.into());
            if kind_of(key) == Group::KIND {
                let members = self.members.update(key, records);
                queue.extend(members.into_iter().map(Arc::from));
            }
        }
        while let Some(key) = queue.pop() {
            if !seen.insert(Arc::clone(&key)) {
                continue;
            }
            queue.extend(self.readers.of(&key).cloned());
            let order = ENTRIES.iter().position(|(kind, _)| *kind == kind_of(&key));
            if let Some(order) = order {
                stale.insert((order, key));
            }
        }
        stale
    }
}

impl Entry {
    /// Puts it where requests look for it.
    fn enter(&self, snapshot: &mut Snapshot) {
        self.touch(snapshot);
        match self {
            Self::Account(it) => {
                snapshot.accounts.insert_mut(it.id, Arc::clone(it));
            }
            Self::Identity(it) => {
                let (arn, id) = (it.arn.clone(), it.id.clone());
                snapshot.identities.insert_mut(arn, Arc::clone(it));
                snapshot.identities_by_id.insert_mut(id, Arc::clone(it));
            }
            Self::AccessKey(it) => {
                let owner = &it.identity.id;
                let mut keys: Vec<_> = snapshot.access_keys_of(owner).cloned().collect();
                keys.push(Arc::clone(it));
                keys.sort_unstable_by(|a, b| a.id.cmp(&b.id));
                snapshot.access_keys_of.insert_mut(owner.clone(), keys);
                let id = it.id.clone();
                snapshot.access_keys.insert_mut(id, Arc::clone(it));
            }
            Self::Api(it) => {
                snapshot.apis.insert_mut(it.id.clone(), Arc::clone(it));
                // It stays when the last API goes: a new one is not a new allowance.
                if !snapshot.account_buckets.contains_key(&it.account) {
                    let bucket = Arc::default();
                    snapshot.account_buckets.insert_mut(it.account, bucket);
                }
            }
            Self::DomainName(it) => it.enter(snapshot),
            Self::Association(it) => it.enter(snapshot),
            Self::ApiKey(it) => {
                let place = (it.account, it.digest);
                snapshot.api_keys.insert_mut(place, Arc::clone(it));
            }
            Self::Subscription(it) => Subscription::enter(it, snapshot),
            Self::SecurityGroup(it) => {
                snapshot.groups.insert_mut(it.id.clone(), Arc::clone(it));
            }
            Self::Interface(it) => {
                snapshot.interfaces.insert_mut(it.loopback, Arc::clone(it));
                let in_vpc = snapshot.private_addresses.get(&it.vpc).cloned();
                let mut in_vpc = in_vpc.unwrap_or_default();
                in_vpc.insert_mut(it.private_ip, Arc::clone(it));
                let vpc = it.vpc.clone();
                snapshot.private_addresses.insert_mut(vpc, in_vpc);
            }
            Self::Endpoint(it) => {
                snapshot.endpoints.insert_mut(it.id.clone(), Arc::clone(it));
            }
            Self::Vpc(it) => {
                snapshot.vpcs.insert_mut(it.id.clone(), Arc::clone(it));
            }
            Self::Subnet(it) => {
                snapshot.subnets.insert_mut(it.id.clone(), Arc::clone(it));
            }
            Self::RouteTable(it) => {
                let id = it.id.clone();
                snapshot.route_tables.insert_mut(id, Arc::clone(it));
            }
            Self::InternetGateway(it) => {
                let id = it.id.clone();
                snapshot.internet_gateways.insert_mut(id, Arc::clone(it));
            }
            Self::FlowLog(it) => {
                let others = snapshot.flow_logs.get(&it.resource).cloned();
                let mut logs = others.unwrap_or_default();
                logs.push(Arc::clone(it));
                logs.sort_unstable_by(|a, b| a.id.cmp(&b.id));
                snapshot.flow_logs.insert_mut(it.resource.clone(), logs);
            }
            Self::TargetGroup(it) => {
                let key = it.record.key();
                snapshot.target_groups.insert_mut(key, Arc::clone(it));
            }
            Self::Balancer(it) => {
                let key = it.record.key();
                snapshot.balancers.insert_mut(key, Arc::clone(it));
            }
            Self::VpcLink(it) => {
                snapshot.vpc_links.insert_mut(it.key(), Arc::clone(it));
            }
        }
    }

    /// Takes it out again.
    fn leave(&self, snapshot: &mut Snapshot) {
        self.touch(snapshot);
        match self {
            Self::Account(it) => {
                snapshot.accounts.remove_mut(&it.id);
            }
            Self::Identity(it) => {
                snapshot.identities.remove_mut(&it.arn);
                snapshot.identities_by_id.remove_mut(&it.id);
            }
            Self::AccessKey(it) => {
                let owner = &it.identity.id;
                let mut keys: Vec<_> = snapshot.access_keys_of(owner).cloned().collect();
                keys.retain(|key| key.id != it.id);
                if keys.is_empty() {
                    snapshot.access_keys_of.remove_mut(owner);
                } else {
                    snapshot.access_keys_of.insert_mut(owner.clone(), keys);
                }
                snapshot.access_keys.remove_mut(&it.id);
            }
            Self::Api(it) => {
                snapshot.apis.remove_mut(&it.id);
            }
            Self::DomainName(it) => it.leave(snapshot),
            Self::Association(it) => it.leave(snapshot),
            Self::ApiKey(it) => {
                snapshot.api_keys.remove_mut(&(it.account, it.digest));
            }
            Self::Subscription(it) => it.leave(snapshot),
            Self::SecurityGroup(it) => {
                snapshot.groups.remove_mut(&it.id);
            }
            Self::Interface(it) => {
                snapshot.interfaces.remove_mut(&it.loopback);
                if let Some(mut in_vpc) = snapshot.private_addresses.get(&it.vpc).cloned() {
                    in_vpc.remove_mut(&it.private_ip);
                    if in_vpc.is_empty() {
                        snapshot.private_addresses.remove_mut(&it.vpc);
                    } else {
                        let vpc = it.vpc.clone();
                        snapshot.private_addresses.insert_mut(vpc, in_vpc);
                    }
                }
            }
            Self::Endpoint(it) => {
                snapshot.endpoints.remove_mut(&it.id);
            }
            Self::Vpc(it) => {
                snapshot.vpcs.remove_mut(&it.id);
            }
            Self::Subnet(it) => {
                snapshot.subnets.remove_mut(&it.id);
            }
            Self::RouteTable(it) => {
                snapshot.route_tables.remove_mut(&it.id);
            }
            Self::InternetGateway(it) => {
                snapshot.internet_gateways.remove_mut(&it.id);
            }
            Self::FlowLog(it) => {
                let others = snapshot.flow_logs.get(&it.resource).cloned();
                let mut logs = others.unwrap_or_default();
                logs.retain(|log| log.id != it.id);
                if logs.is_empty() {
                    snapshot.flow_logs.remove_mut(&it.resource);
                } else {
                    snapshot.flow_logs.insert_mut(it.resource.clone(), logs);
                }
            }
            Self::TargetGroup(it) => {
                snapshot.target_groups.remove_mut(&it.record.key());
            }
            Self::Balancer(it) => {
                snapshot.balancers.remove_mut(&it.record.key());
            }
            Self::VpcLink(it) => {
                snapshot.vpc_links.remove_mut(&it.key());
            }
        }
    }

    /// Says at which revision what others keep in step with was last another.
    fn touch(&self, snapshot: &mut Snapshot) {
        match self {
            Self::Endpoint(_) => {
                snapshot.endpoints_revision = snapshot.revision;
                snapshot.networks_revision = snapshot.revision;
            }
            Self::SecurityGroup(_)
            | Self::Interface(_)
            | Self::Vpc(_)
            | Self::Subnet(_)
            | Self::RouteTable(_)
            | Self::InternetGateway(_) => snapshot.networks_revision = snapshot.revision,
            Self::TargetGroup(_) | Self::Balancer(_) => {
                snapshot.balancers_revision = snapshot.revision;
            }
            Self::Account(_)
            | Self::Identity(_)
            | Self::AccessKey(_)
            | Self::Api(_)
            | Self::DomainName(_)
            | Self::Association(_)
            | Self::ApiKey(_)
            | Self::FlowLog(_)
            | Self::VpcLink(_)
            | Self::Subscription(_) => {}
        }
    }
}
