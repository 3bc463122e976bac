//! Load balancers with their listeners and rules, target groups with the health of their targets, and the VPC links that
//! lead to them. Which rule and which target a request or a connection gets is said in [`crate::balancing`].

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use portcullis_iam::Arn;
use regex::Regex;

use super::Snapshot;
use super::work::Work;
use crate::AccountId;
use crate::backend::VpcLink;
use crate::health::HealthMeter;
use crate::load_balancer::{
    Listener, ListenerRule, LoadBalancer, LoadBalancerKind, LoadBalancingArn, Patterns,
    RuleCondition, Target, TargetGroup, TargetKind,
};
use crate::network::NetworkInterface;

/// A load balancer.
pub struct BalancerEntry {
    /// As it was made.
    pub record: Arc<LoadBalancer>,
    /// Its interfaces, one for each subnet, in the order of their zones.
    pub nodes: Vec<Arc<NetworkInterface>>,
    /// By port.
    pub listeners: BTreeMap<u16, ListenerEntry>,
    turn: Arc<Turn>,
}

/// What a load balancer listens on.
pub struct ListenerEntry {
    /// As it was made.
    pub record: Arc<Listener>,
    /// In the order of their priorities.
    pub rules: Vec<RuleEntry>,
}

/// A rule, ready to be asked.
pub struct RuleEntry {
    /// As it was made.
    pub record: Arc<ListenerRule>,
    /// For each condition its patterns, where they are regular expressions. A pattern that is none matches nothing.
    pub(crate) regexes: Vec<Vec<Option<Arc<Regex>>>>,
}

/// A target group.
pub struct TargetGroupEntry {
    /// As it was made.
    pub record: Arc<TargetGroup>,
    /// In the order in which they were registered.
    pub targets: Vec<TargetEntry>,
    turn: Arc<Turn>,
}

/// A target of a group.
pub struct TargetEntry {
    /// As it was registered.
    pub target: Target,
    /// Its address, where it is one.
    pub address: Option<Ipv4Addr>,
    /// What checks found.
    pub health: Arc<HealthMeter>,
}

/// Whose turn it is. It goes on from one snapshot to the next.
#[derive(Debug, Default)]
pub(crate) struct Turn(AtomicUsize);

impl Turn {
    pub(crate) fn next(&self) -> usize {
        self.0.fetch_add(1, Ordering::Relaxed)
    }
}

impl BalancerEntry {
    /// The node in a zone, or with an address.
    pub fn node_at(&self, private_ip: Ipv4Addr) -> Option<&Arc<NetworkInterface>> {
        self.nodes.iter().find(|node| node.private_ip == private_ip)
    }

    pub(crate) fn turn(&self) -> usize {
        self.turn.next()
    }

    /// The target groups that its listeners forward to, by ARN, some more than once.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.listeners.values().flat_map(|listener| {
            let rules = listener.rules.iter();
            let actions = rules.map(|rule| rule.record.actions.as_slice());
            let all = std::iter::once(listener.record.default_actions.as_slice()).chain(actions);
            all.flat_map(crate::load_balancer::forwarded_to)
        })
    }
}

impl TargetGroupEntry {
    /// The target with an id and a port.
    pub fn target(&self, id: &str, port: Option<u16>) -> Option<&TargetEntry> {
        let mut targets = self.targets.iter();
        targets.find(|it| it.target.id == id && it.target.port == port)
    }

    /// An attribute that was set.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.record.attributes.get(name).map(String::as_str)
    }

    pub(crate) fn turn(&self) -> usize {
        self.turn.next()
    }
}

impl TargetEntry {
    /// Whether it is on its way out: it gets nothing new.
    pub fn is_draining(&self) -> bool {
        self.target.draining.is_some()
    }
}

impl Snapshot {
    /// The revision at which a load balancer or a target group was last made, changed or deleted.
    pub fn balancers_revision(&self) -> u64 {
        self.balancers_revision
    }

    /// Every load balancer.
    pub fn balancers(&self) -> impl Iterator<Item = &Arc<BalancerEntry>> {
        self.balancers.values()
    }

    /// The load balancer with an ARN.
    pub fn balancer(&self, arn: &str) -> Option<&Arc<BalancerEntry>> {
        match parse(arn)? {
            (account, LoadBalancingArn::LoadBalancer { name, id, .. }) => {
                let found = self.balancers.get(&LoadBalancer::key_of(account, name))?;
                (found.record.id == id).then_some(found)
            }
            _ => None,
        }
    }

    /// The load balancer and the port of the listener with an ARN.
    pub fn listener(&self, arn: &str) -> Option<(&Arc<BalancerEntry>, u16)> {
        let (account, LoadBalancingArn::Listener { load_balancer, id }) = parse(arn)? else {
            return None;
        };
        let name = arn.split('/').nth(2)?;
        let found = self.balancers.get(&LoadBalancer::key_of(account, name))?;
        let mut listeners = found.listeners.iter();
        let (port, _) = listeners.find(|(_, listener)| listener.record.id == id)?;
        (found.record.id == load_balancer).then_some((found, *port))
    }

    /// The load balancer that an interface is a node of.
    pub fn balancer_of(&self, node: &NetworkInterface) -> Option<&Arc<BalancerEntry>> {
        let path = node.load_balancer.as_deref()?;
        let name = path.split('/').nth(1)?;
        let found = self
            .balancers
            .get(&LoadBalancer::key_of(node.account, name))?;
        (found.record.path() == path).then_some(found)
    }

    /// The load balancer whose DNS name begins with a label.
    pub fn balancer_named(
        &self,
        kind: LoadBalancerKind,
        label: &str,
    ) -> Option<&Arc<BalancerEntry>> {
        self.balancers.values().find(|balancer| {
            let record = &balancer.record;
            record.kind == kind && record.dns_label.eq_ignore_ascii_case(label)
        })
    }

    /// The target group with an ARN.
    pub fn target_group(&self, arn: &str) -> Option<&Arc<TargetGroupEntry>> {
        match parse(arn)? {
            (account, LoadBalancingArn::TargetGroup { name, id }) => {
                let found = self
                    .target_groups
                    .get(&TargetGroup::key_of(account, name))?;
                (found.record.id == id).then_some(found)
            }
            _ => None,
        }
    }

    /// A VPC link of an account.
    pub fn vpc_link(&self, account: AccountId, id: &str) -> Option<&Arc<VpcLink>> {
        self.vpc_links.get(&VpcLink::key_of(account, id))
    }

    /// The interface that an address means to whoever is in a VPC: one of that VPC, or an interface of an endpoint in a
    /// VPC that it is joined with. The operator says whose VPCs are joined, as a transit gateway would join them. Blocks
    /// of addresses that overlap are not joined, and an address that is there twice means nobody.
    pub fn interface_from(
        &self,
        vpc: &str,
        address: Ipv4Addr,
        joined: &BTreeSet<AccountId>,
    ) -> Option<&Arc<NetworkInterface>> {
        if let Some(own) = self.interface_in(vpc, address) {
            return Some(own);
        }
        let own = self.vpc(vpc)?;
        if !joined.contains(&own.account) {
            return None;
        }
        let mut found = self.private_addresses.iter().filter_map(|(id, in_vpc)| {
            let interface = in_vpc.get(&address)?;
            let other = self.vpc(id)?;
            let apart = !other.cidr.contains(&own.cidr) && !own.cidr.contains(&other.cidr);
            let reached = apart && joined.contains(&other.account);
            (reached && interface.vpc_endpoint.is_some()).then_some(interface)
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

/// An ARN of whatever region: only those of this one are ever saved.
fn parse(arn: &str) -> Option<(AccountId, LoadBalancingArn<'_>)> {
    LoadBalancingArn::parse(arn, Arn::parse(arn)?.region)
}

pub(super) fn load_balancer(
    work: &mut Work<'_>,
    key: &str,
    previous: Option<&BalancerEntry>,
) -> Option<Arc<BalancerEntry>> {
    let record = Arc::clone(work.records.unwatched::<LoadBalancer>(key)?);
    let mut nodes: Vec<Arc<NetworkInterface>> = Vec::with_capacity(record.nodes.len());
    for node in record.nodes.values() {
        let key = NetworkInterface::key_of(record.account, &node.network_interface);
        nodes.extend(work.records.get::<NetworkInterface>(&key).cloned());
    }
    nodes.sort_by(|a, b| a.availability_zone.cmp(&b.availability_zone));
    let below = |kind: &str| format!("{kind}/{}/{}/", record.account, record.id);
    let rules = work.records.under::<ListenerRule>(&below("listener-rule"));
    let listeners = work.records.under::<Listener>(&below("listener"));
    let mut by_port = BTreeMap::new();
    for listener in listeners {
        let mut own: Vec<RuleEntry> = rules
            .iter()
            .filter(|rule| rule.listener == listener.id)
            .map(|rule| compiled(work, rule))
            .collect();
        own.sort_by_key(|rule| rule.record.priority);
        let entry = ListenerEntry {
            record: Arc::clone(listener),
            rules: own,
        };
        by_port.insert(listener.port, entry);
    }
    Some(Arc::new(BalancerEntry {
        nodes,
        listeners: by_port,
        turn: previous.map_or_else(Arc::default, |previous| Arc::clone(&previous.turn)),
        record,
    }))
}

fn compiled(work: &mut Work<'_>, rule: &Arc<ListenerRule>) -> RuleEntry {
    let regexes = rule.conditions.iter().map(|condition| match condition {
        RuleCondition::HostHeader(Patterns::Regexes(texts))
        | RuleCondition::PathPattern(Patterns::Regexes(texts))
        | RuleCondition::HttpHeader {
            patterns: Patterns::Regexes(texts),
            ..
        } => {
            // It matches anywhere, unless it says where.
            let anywhere = texts
                .iter()
                .map(|text| format!("(?s:.*?)(?:{text})(?s:.*)"));
            anywhere.map(|text| work.patterns.compile(&text)).collect()
        }
        _ => Vec::new(),
    });
    RuleEntry {
        regexes: regexes.collect(),
        record: Arc::clone(rule),
    }
}

pub(super) fn target_group(
    work: &mut Work<'_>,
    key: &str,
    previous: Option<&TargetGroupEntry>,
) -> Option<Arc<TargetGroupEntry>> {
    let record = Arc::clone(work.records.unwatched::<TargetGroup>(key)?);
    let previous = previous.filter(|previous| previous.record.id == record.id);
    let targets = record.targets.iter().map(|target| {
        let known = previous.and_then(|previous| previous.target(&target.id, target.port));
        // One that comes back is new.
        let known = known.filter(|known| !known.is_draining() || target.draining.is_some());
        let address = match target.id.parse() {
            Ok(IpAddr::V4(address)) if record.target_kind == TargetKind::Ip => Some(address),
            _ => None,
        };
        TargetEntry {
            target: target.clone(),
            address,
            health: known.map_or_else(Arc::default, |known| Arc::clone(&known.health)),
        }
    });
    Some(Arc::new(TargetGroupEntry {
        targets: targets.collect(),
        turn: previous.map_or_else(Arc::default, |previous| Arc::clone(&previous.turn)),
        record,
    }))
}

pub(super) fn vpc_link(work: &mut Work<'_>, key: &str) -> Option<Arc<VpcLink>> {
    work.records.unwatched::<VpcLink>(key).cloned()
}
