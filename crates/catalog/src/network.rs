//! The records of EC2 that the private path needs: VPCs, subnets, route tables, security groups, interface VPC
//! endpoints and network interfaces. How an address becomes reachable on a host is not said
//! here, but for [`NetworkInterface::loopback`]: the address that stands for it on this machine.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Net};
use serde::{Deserialize, Serialize};

use crate::{AccountId, Record, identity::Tags};

/// A virtual private cloud.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are EC2's")]
pub struct Vpc {
    pub account: AccountId,
    pub id: String,
    pub cidr: Ipv4Net,
    pub tags: Tags,
    pub enable_dns_support: bool,
    pub enable_dns_hostnames: bool,
    pub instance_tenancy: String,
    /// The ids of what every VPC is made with.
    pub default_security_group: String,
    pub default_network_acl: String,
    pub main_route_table: String,
    /// The tags of that network ACL, which has no record of its own.
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub default_network_acl_tags: Tags,
}

/// What makes a repeated create call one call: the token that the client chose and a digest of
/// the request that came with it, because the same token with another request is an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "said above")]
pub struct ClientToken {
    pub token: String,
    pub request: String,
}

/// A subnet.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are EC2's")]
pub struct Subnet {
    pub account: AccountId,
    pub id: String,
    pub vpc: String,
    pub cidr: Ipv4Net,
    pub availability_zone: String,
    pub map_public_ip_on_launch: bool,
    pub tags: Tags,
}

/// A route table. The local route is implied by its VPC.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are EC2's")]
pub struct RouteTable {
    pub account: AccountId,
    pub id: String,
    pub vpc: String,
    pub main: bool,
    /// Association id to subnet id.
    pub associations: BTreeMap<String, String>,
    /// The routes that were made, by destination.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub routes: BTreeMap<Ipv4Net, RouteTarget>,
    pub tags: Tags,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_token: Option<ClientToken>,
}

/// Where a route leads. What it names may be gone; the route is then a black hole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteTarget {
    /// `igw-…`
    InternetGateway(String),
    /// `eni-…`
    NetworkInterface(String),
}

/// An internet gateway.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are EC2's")]
pub struct InternetGateway {
    pub account: AccountId,
    pub id: String,
    /// The VPC that it is attached to.
    pub attached_to: Option<String>,
    pub tags: Tags,
}

/// A security group with its rules.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are EC2's")]
pub struct SecurityGroup {
    pub account: AccountId,
    pub id: String,
    pub vpc: String,
    pub name: String,
    pub description: String,
    pub tags: Tags,
    pub rules: Vec<SecurityGroupRule>,
}

/// One rule: one direction, one protocol and port range, one peer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are EC2's")]
pub struct SecurityGroupRule {
    /// `sgr-…`
    pub id: String,
    pub egress: bool,
    pub protocol: Protocol,
    /// For TCP and UDP a port range; −1 where the protocol has none.
    pub from_port: i32,
    pub to_port: i32,
    pub peer: RulePeer,
    pub description: Option<String>,
    #[serde(default)]
    pub tags: Tags,
}

/// The protocol of a rule, by its IANA number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Protocol {
    /// `-1`: every protocol, every port.
    All,
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
    /// ICMP.
    Icmp,
    /// ICMP for IPv6.
    Icmpv6,
    /// Any other, by number.
    Number(u8),
}

/// What a rule may cover: the first packet of a connection, or what stands for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Traffic {
    /// To a TCP port.
    Tcp(u16),
    /// To a UDP port.
    Udp(u16),
    /// ICMP, its type and code.
    Icmp(u8, u8),
    /// ICMP for IPv6, its type and code.
    Icmpv6(u8, u8),
    /// Another protocol, by its number.
    Other(u8),
}

/// Whom a rule lets in, or lets itself out to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulePeer {
    /// Addresses, IPv4 or IPv6.
    Cidr(IpNet),
    /// Members of a security group, of the same or a named account.
    Group {
        /// `sg-…`
        id: String,
        /// The owner of that group.
        account: AccountId,
    },
    /// A managed prefix list; none exists here, so it matches nobody.
    PrefixList(String),
}

/// An interface VPC endpoint.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are EC2's")]
pub struct VpcEndpoint {
    pub account: AccountId,
    pub id: String,
    pub vpc: String,
    pub service_name: String,
    /// Unix seconds.
    pub created: i64,
    /// The endpoint policy; `None` is AWS's default, which allows everything.
    pub policy: Option<String>,
    pub subnets: BTreeSet<String>,
    pub security_groups: BTreeSet<String>,
    pub network_interfaces: BTreeSet<String>,
    pub private_dns_enabled: bool,
    pub ip_address_type: String,
    /// The random part of the endpoint's own DNS name, `vpce-ID-SUFFIX.execute-api…`.
    pub dns_suffix: String,
    pub tags: Tags,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_token: Option<ClientToken>,
}

/// A network interface: of an endpoint, or of a workload.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are EC2's")]
pub struct NetworkInterface {
    pub account: AccountId,
    pub id: String,
    pub vpc: String,
    pub subnet: String,
    pub availability_zone: String,
    /// The address in the subnet: what policies and rules see.
    pub private_ip: Ipv4Addr,
    /// The address of this host that stands for it, in 127.0.0.0/8.
    pub loopback: Ipv4Addr,
    pub mac_address: String,
    pub security_groups: BTreeSet<String>,
    pub description: String,
    /// The endpoint that it belongs to, if to one.
    pub vpc_endpoint: Option<String>,
    /// The load balancer that it is a node of, if of one: `net/NAME/ID`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load_balancer: Option<String>,
    pub source_dest_check: bool,
    pub tags: Tags,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_token: Option<ClientToken>,
}

impl SecurityGroupRule {
    /// Whether the rule covers a TCP connection to the port.
    pub fn covers_tcp(&self, port: u16) -> bool {
        self.covers(Traffic::Tcp(port))
    }

    /// Whether the rule covers traffic of a kind (Amazon EC2 API Reference, `IpPermission`).
    pub fn covers(&self, traffic: Traffic) -> bool {
        let ports = |port: u16| {
            let port = i32::from(port);
            // -1 to -1 is how EC2 writes "all ports" of a protocol.
            (self.from_port == -1 && self.to_port == -1)
                || (self.from_port <= port && port <= self.to_port)
        };
        // The type is where ports have their first, the code where they have their last.
        let icmp = |kind: u8, code: u8| {
            let all = self.from_port == -1;
            let this = self.from_port == i32::from(kind);
            all || (this && (self.to_port == -1 || self.to_port == i32::from(code)))
        };
        match (self.protocol, traffic) {
            (Protocol::All, _) => true,
            (Protocol::Tcp | Protocol::Number(6), Traffic::Tcp(port))
            | (Protocol::Udp | Protocol::Number(17), Traffic::Udp(port)) => ports(port),
            (Protocol::Icmp | Protocol::Number(1), Traffic::Icmp(kind, code))
            | (Protocol::Icmpv6 | Protocol::Number(58), Traffic::Icmpv6(kind, code)) => {
                icmp(kind, code)
            }
            (Protocol::Number(number), Traffic::Other(other)) => number == other,
            _ => false,
        }
    }

    /// Whether the rule's peer is the host with this address and these groups.
    pub fn names(&self, address: IpAddr, groups: &BTreeSet<String>) -> bool {
        match &self.peer {
            RulePeer::Cidr(network) => network.contains(&address),
            RulePeer::Group { id, .. } => groups.contains(id),
            RulePeer::PrefixList(_) => false,
        }
    }
}

macro_rules! record {
    ($type:ident, $kind:literal) => {
        impl $type {
            /// The key of this kind of record.
            pub fn key_of(account: AccountId, id: &str) -> String {
                format!(concat!($kind, "/{}/{}"), account, id)
            }
        }
        impl Record for $type {
            const KIND: &'static str = $kind;
            fn key(&self) -> String {
                Self::key_of(self.account, &self.id)
            }
        }
    };
}

record!(Vpc, "vpc");
record!(Subnet, "subnet");
record!(RouteTable, "route-table");
record!(InternetGateway, "internet-gateway");
record!(SecurityGroup, "security-group");
record!(VpcEndpoint, "vpc-endpoint");
record!(NetworkInterface, "network-interface");
