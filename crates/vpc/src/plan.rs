//! What the records ask for, VPC by VPC: addresses, routes and packet rules, as values that can be compared. Making
//! them real is the business of the realisations; a plan knows nothing of what there is on the host.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use portcullis_catalog::Snapshot;
use portcullis_catalog::network::{NetworkInterface, Subnet};

use crate::ruleset::{Ruleset, link_name};

/// Every VPC that is to be real.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// By the id of the VPC.
    pub networks: BTreeMap<String, Network>,
}

/// One VPC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// Its block of addresses.
    pub cidr: Ipv4Net,
    /// The first address of each subnet, which its router has.
    pub gateways: BTreeSet<Ipv4Addr>,
    /// Where its names are resolved; nowhere where the VPC has DNS switched off.
    pub resolver: Option<Ipv4Addr>,
    /// By id.
    pub interfaces: BTreeMap<String, Interface>,
    /// Which packets pass.
    pub rules: Ruleset,
}

/// One network interface.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interface {
    /// Its private address.
    pub address: Ipv4Addr,
    /// The address of the router in its subnet.
    pub gateway: Ipv4Addr,
    /// Its hardware address.
    pub mac: [u8; 6],
    /// The router's end of its cable, by a name that the kernel takes.
    pub link: String,
}

impl Plan {
    /// What the records of a snapshot ask for. An interface whose VPC or subnet is gone is not part of it.
    pub fn of(world: &Snapshot) -> Self {
        let mut networks: BTreeMap<String, Network> = world
            .vpcs()
            .map(|vpc| {
                let network = Network {
                    cidr: vpc.cidr,
                    gateways: BTreeSet::new(),
                    resolver: vpc.enable_dns_support.then(|| resolver(vpc.cidr)),
                    interfaces: BTreeMap::new(),
                    rules: Ruleset::default(),
                };
                (vpc.id.clone(), network)
            })
            .collect();
        for subnet in world.subnets() {
            if let Some(network) = networks.get_mut(&subnet.vpc) {
                network.gateways.insert(gateway(subnet));
            }
        }
        let mut members: BTreeMap<&str, Vec<&NetworkInterface>> = BTreeMap::new();
        for interface in world.interfaces() {
            let Some(subnet) = world.subnet(&interface.subnet) else {
                continue;
            };
            let Some(network) = networks.get_mut(&interface.vpc) else {
                continue;
            };
            network
                .interfaces
                .insert(interface.id.clone(), planned(interface, subnet));
            members.entry(&interface.vpc).or_default().push(interface);
        }
        for (vpc, interfaces) in members {
            if let Some(network) = networks.get_mut(vpc) {
                network.rules = Ruleset::compile(world, &interfaces);
            }
        }
        Self { networks }
    }
}

fn planned(interface: &NetworkInterface, subnet: &Subnet) -> Interface {
    Interface {
        address: interface.private_ip,
        gateway: gateway(subnet),
        mac: mac(interface),
        link: link_name(&interface.id),
    }
}

/// The second address of a subnet is the router's (Amazon VPC User Guide, "Subnet CIDR blocks").
fn gateway(subnet: &Subnet) -> Ipv4Addr {
    let network = u32::from(subnet.cidr.network());
    Ipv4Addr::from(network.saturating_add(1))
}

/// The resolver has the base of the VPC's block plus two.
fn resolver(cidr: Ipv4Net) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(cidr.network()).saturating_add(2))
}

fn mac(interface: &NetworkInterface) -> [u8; 6] {
    let mut octets = interface
        .mac_address
        .split(':')
        .filter_map(|octet| u8::from_str_radix(octet, 16).ok());
    let [a, b, c, d] = interface.private_ip.octets();
    // One that cannot be read becomes one that is locally administered and as unique as the address.
    [0x02, 0, a, b, c, d].map(|fallback| octets.next().unwrap_or(fallback))
}
