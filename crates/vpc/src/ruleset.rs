//! Security groups as packet rules: for each interface what may leave it and what may reach it, with groups expanded
//! to the addresses of their members. The same questions are asked of the records at accept, by layer 1 of a request;
//! a property test holds both to the same answer. Handing the rules to the kernel is not done here.

mod nft;

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Net};
use portcullis_catalog::Snapshot;
use portcullis_catalog::network::{
    NetworkInterface, Protocol, RulePeer, SecurityGroupRule, Traffic,
};

/// The group of the kernel's log that refused packets are told to.
pub(crate) const REFUSED: u16 = 4_430;

/// 36 to the 14th is more than 16 to the 17th.
const LINK_DIGITS: usize = 14;

/// The rules of one VPC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ruleset {
    /// By the id of the interface.
    pub ports: BTreeMap<String, Port>,
}

/// The rules of one interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    /// The router's end of its cable.
    pub link: String,
    /// Its private address.
    pub address: Ipv4Addr,
    /// Whether only packets from and to its own address pass (`SourceDestCheck`).
    pub checked: bool,
    /// What may reach it.
    pub ingress: Vec<Accept>,
    /// What may leave it.
    pub egress: Vec<Accept>,
}

/// One rule that lets packets pass. What none lets pass is dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accept {
    /// The id of the security group's rule.
    pub rule: String,
    /// Which traffic.
    pub covers: Covers,
    /// The other end: none of these blocks holds another.
    pub peers: Vec<IpNet>,
}

/// The traffic that a rule lets pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// Every protocol.
    All,
    /// TCP to ports from the first to the last.
    Tcp(u16, u16),
    /// UDP to ports from the first to the last.
    Udp(u16, u16),
    /// ICMP of a type and code; of every one where there is none.
    Icmp(Option<u8>, Option<u8>),
    /// ICMP for IPv6, in the same way.
    Icmpv6(Option<u8>, Option<u8>),
    /// Another protocol, by its number.
    Protocol(u8),
}

/// The name of the router's end of an interface's cable. The kernel takes 15 characters; an id has 17 hexadecimal digits,
/// which are 14 of base 36, so no two ids have one name. What is no such id keeps its first characters behind another
/// letter; whoever makes cables has to see that no two are alike.
pub fn link_name(interface: &str) -> String {
    let id = interface.strip_prefix("eni-").unwrap_or(interface);
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let number = (id.len() == 17 && id.bytes().all(is_digit))
        .then(|| u128::from_str_radix(id, 16).ok())
        .flatten();
    let Some(mut number) = number else {
        let known = id.chars().filter(char::is_ascii_alphanumeric);
        return std::iter::once('x').chain(known.take(14)).collect();
    };
    let mut digits: Vec<char> = Vec::with_capacity(LINK_DIGITS);
    while digits.len() < LINK_DIGITS {
        let digit = u32::try_from(number % 36).unwrap_or_default();
        digits.extend(char::from_digit(digit, 36));
        number /= 36;
    }
    std::iter::once('e')
        .chain(digits.into_iter().rev())
        .collect()
}

impl Ruleset {
    /// Compiles the security groups of the interfaces of one VPC.
    pub fn compile(world: &Snapshot, interfaces: &[&NetworkInterface]) -> Self {
        let mut members: BTreeMap<&str, BTreeSet<Ipv4Addr>> = BTreeMap::new();
        for interface in interfaces {
            for group in &interface.security_groups {
                let addresses = members.entry(group).or_default();
                addresses.insert(interface.private_ip);
            }
        }
        let ports = interfaces.iter().map(|interface| {
            let groups = interface.security_groups.iter();
            let rules: Vec<&SecurityGroupRule> = groups
                .filter_map(|id| world.security_group(id))
                .flat_map(|group| &group.rules)
                .collect();
            // A Network Load Balancer without groups is not guarded (Network Load Balancers User Guide, "Update the
            // security groups for your Network Load Balancer").
            let unguarded =
                interface.load_balancer.is_some() && interface.security_groups.is_empty();
            let accepted = |egress: bool| {
                if unguarded {
                    return vec![everything()];
                }
                let rules = rules.iter().filter(|rule| rule.egress == egress);
                rules.filter_map(|rule| accept(rule, &members)).collect()
            };
            let port = Port {
                link: link_name(&interface.id),
                address: interface.private_ip,
                checked: interface.source_dest_check,
                ingress: accepted(false),
                egress: accepted(true),
            };
            (interface.id.clone(), port)
        });
        Self {
            ports: ports.collect(),
        }
    }

    /// Whether a first packet may leave the interface for a peer.
    pub fn lets_out(&self, interface: &str, to: IpAddr, traffic: Traffic) -> bool {
        let port = self.ports.get(interface);
        port.is_some_and(|port| any(&port.egress, to, traffic))
    }

    /// Whether a first packet from a peer may reach the interface.
    pub fn lets_in(&self, interface: &str, from: IpAddr, traffic: Traffic) -> bool {
        let port = self.ports.get(interface);
        port.is_some_and(|port| any(&port.ingress, from, traffic))
    }

    /// The rules as input for `nft -f -`: one transaction that replaces what is there.
    pub fn script(&self, resolver: Option<Ipv4Addr>) -> String {
        nft::script(self, resolver)
    }
}

impl Covers {
    /// Whether it covers traffic of a kind.
    pub fn contains(self, traffic: Traffic) -> bool {
        let icmp = |kind: Option<u8>, code: Option<u8>, found: (u8, u8)| {
            kind.is_none_or(|kind| kind == found.0) && code.is_none_or(|code| code == found.1)
        };
        match (self, traffic) {
            (Self::All, _) => true,
            (Self::Tcp(first, last), Traffic::Tcp(port))
            | (Self::Udp(first, last), Traffic::Udp(port)) => (first..=last).contains(&port),
            (Self::Icmp(kind, code), Traffic::Icmp(found, its))
            | (Self::Icmpv6(kind, code), Traffic::Icmpv6(found, its)) => {
                icmp(kind, code, (found, its))
            }
            (Self::Protocol(number), Traffic::Other(other)) => number == other,
            _ => false,
        }
    }

    /// What a rule covers; `None` where its numbers leave nothing.
    fn of(rule: &SecurityGroupRule) -> Option<Self> {
        let (from, to) = (rule.from_port, rule.to_port);
        let ports = if (from, to) == (-1, -1) {
            Some((0, u16::MAX))
        } else {
            let clamped = |port: i32| u16::try_from(port.clamp(0, i32::from(u16::MAX))).ok();
            let beyond = from > i32::from(u16::MAX) || to < 0;
            clamped(from)
                .zip(clamped(to))
                .filter(|(first, last)| !beyond && first <= last)
        };
        let icmp = || {
            if from == -1 {
                return Some((None, None));
            }
            let kind = u8::try_from(from).ok()?;
            let code = match to {
                -1 => None,
                code => Some(u8::try_from(code).ok()?),
            };
            Some((Some(kind), code))
        };
        Some(match rule.protocol {
            Protocol::All => Self::All,
            Protocol::Tcp | Protocol::Number(6) => ports.map(|(a, b)| Self::Tcp(a, b))?,
            Protocol::Udp | Protocol::Number(17) => ports.map(|(a, b)| Self::Udp(a, b))?,
            Protocol::Icmp | Protocol::Number(1) => icmp().map(|(a, b)| Self::Icmp(a, b))?,
            Protocol::Icmpv6 | Protocol::Number(58) => icmp().map(|(a, b)| Self::Icmpv6(a, b))?,
            Protocol::Number(number) => Self::Protocol(number),
        })
    }
}

fn everything() -> Accept {
    Accept {
        rule: "none".to_owned(),
        covers: Covers::All,
        peers: vec![
            IpNet::V4(Ipv4Net::default()),
            IpNet::V6(ipnet::Ipv6Net::default()),
        ],
    }
}

fn any(accepts: &[Accept], peer: IpAddr, traffic: Traffic) -> bool {
    accepts.iter().any(|accept| {
        accept.covers.contains(traffic) && accept.peers.iter().any(|block| block.contains(&peer))
    })
}

fn accept(
    rule: &SecurityGroupRule,
    members: &BTreeMap<&str, BTreeSet<Ipv4Addr>>,
) -> Option<Accept> {
    let peers = match &rule.peer {
        RulePeer::Cidr(block) => vec![block.trunc()],
        RulePeer::Group { id, .. } => {
            let addresses = members.get(id.as_str()).into_iter().flatten();
            let blocks = addresses.map(|address| IpNet::V4(Ipv4Net::from(*address)));
            IpNet::aggregate(&blocks.collect())
        }
        RulePeer::PrefixList(_) => Vec::new(),
    };
    if peers.is_empty() {
        return None;
    }
    Some(Accept {
        rule: rule.id.clone(),
        covers: Covers::of(rule)?,
        peers,
    })
}
