//! Rules going out: together as `IpPermission`s, and in the words of messages.

use ipnet::IpNet;
use portcullis_catalog::network::{Protocol, RulePeer, SecurityGroupRule};
use portcullis_wire::ec2 as wire;

/// A rule as the messages about it say it: `peer: 10.0.0.0/8, TCP, from port: 443, to port: 443, ALLOW`.
pub(in crate::ec2) fn in_words(rule: &SecurityGroupRule) -> String {
    let peer = match &rule.peer {
        RulePeer::Cidr(cidr) => cidr.to_string(),
        RulePeer::Group { id, .. } | RulePeer::PrefixList(id) => id.clone(),
    };
    let traffic = match rule.protocol {
        Protocol::All => "ALL".to_owned(),
        Protocol::Tcp | Protocol::Udp => {
            let name = protocol_name(rule.protocol).to_ascii_uppercase();
            format!(
                "{name}, from port: {}, to port: {}",
                rule.from_port, rule.to_port
            )
        }
        Protocol::Icmp | Protocol::Icmpv6 => {
            let all = |number: i32| {
                if number == -1 {
                    "ALL".to_owned()
                } else {
                    number.to_string()
                }
            };
            let name = protocol_name(rule.protocol).to_ascii_uppercase();
            format!(
                "{name}, type: {}, code: {}",
                all(rule.from_port),
                all(rule.to_port)
            )
        }
        Protocol::Number(number) => format!("protocol: {number}"),
    };
    format!("peer: {peer}, {traffic}, ALLOW")
}

/// The name or number of a protocol.
pub(in crate::ec2) fn protocol_name(protocol: Protocol) -> String {
    match protocol {
        Protocol::All => "-1".to_owned(),
        Protocol::Tcp => "tcp".to_owned(),
        Protocol::Udp => "udp".to_owned(),
        Protocol::Icmp => "icmp".to_owned(),
        Protocol::Icmpv6 => "icmpv6".to_owned(),
        Protocol::Number(number) => number.to_string(),
    }
}

/// The rules of one direction as `IpPermission`s: those with one protocol and one port range
/// together, in the order in which the first of each came.
pub(in crate::ec2) fn shown(rules: &[SecurityGroupRule], egress: bool) -> Vec<wire::IpPermission> {
    let mut shown: Vec<((Protocol, i32, i32), wire::IpPermission)> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.egress == egress) {
        let traffic = (rule.protocol, rule.from_port, rule.to_port);
        match shown.iter_mut().find(|(known, _)| *known == traffic) {
            Some((_, permission)) => add_peer(permission, rule),
            None => {
                // Only these protocols have ports, or types and codes.
                let ported = !matches!(rule.protocol, Protocol::All | Protocol::Number(_));
                let mut permission = wire::IpPermission {
                    ip_protocol: Some(protocol_name(rule.protocol)),
                    from_port: ported.then_some(rule.from_port),
                    to_port: ported.then_some(rule.to_port),
                    user_id_group_pairs: Some(Vec::new()),
                    ip_ranges: Some(Vec::new()),
                    ipv6_ranges: Some(Vec::new()),
                    prefix_list_ids: Some(Vec::new()),
                };
                add_peer(&mut permission, rule);
                shown.push((traffic, permission));
            }
        }
    }
    shown
        .into_iter()
        .map(|(_, permission)| permission)
        .collect()
}

fn add_peer(permission: &mut wire::IpPermission, rule: &SecurityGroupRule) {
    let description = rule.description.clone();
    match &rule.peer {
        RulePeer::Cidr(IpNet::V4(cidr)) => {
            let range = wire::IpRange {
                cidr_ip: Some(cidr.to_string()),
                description,
            };
            permission.ip_ranges.get_or_insert_default().push(range);
        }
        RulePeer::Cidr(IpNet::V6(cidr)) => {
            let range = wire::Ipv6Range {
                cidr_ipv6: Some(cidr.to_string()),
                description,
            };
            permission.ipv6_ranges.get_or_insert_default().push(range);
        }
        RulePeer::Group { id, account } => {
            permission
                .user_id_group_pairs
                .get_or_insert_default()
                .push(wire::UserIdGroupPair {
                    description,
                    user_id: Some(account.to_string()),
                    group_id: Some(id.clone()),
                    ..Default::default()
                });
        }
        RulePeer::PrefixList(id) => {
            let list = wire::PrefixListId {
                prefix_list_id: Some(id.clone()),
                description,
            };
            permission
                .prefix_list_ids
                .get_or_insert_default()
                .push(list);
        }
    }
}
