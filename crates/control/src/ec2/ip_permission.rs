//! Rules as requests and answers write them: an `IpPermission` is a protocol and ports with any
//! number of peers, a rule has one. Read and written here; nothing is stored.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use portcullis_catalog::AccountId;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::network::{Protocol, RulePeer, SecurityGroup, SecurityGroupRule};
use portcullis_wire::{Fault, ec2 as wire};

use super::fault;
use super::resource::{Kind, malformed, well_formed};

/// The most rules that one request may spell out, well above what a group can hold.
const MAX_RULES: usize = 1000;
const MAX_DESCRIPTION: usize = 255;

/// The parameters of the older form of a request, with one peer.
#[derive(Default)]
pub(super) struct Plain {
    pub(super) cidr_ip: Option<String>,
    pub(super) from_port: Option<i32>,
    pub(super) to_port: Option<i32>,
    pub(super) ip_protocol: Option<String>,
    pub(super) source_security_group_name: Option<String>,
    pub(super) source_security_group_owner_id: Option<String>,
}

/// The rules that a request spells out in either form. They have no ids yet.
pub(super) fn read(
    group: &SecurityGroup,
    egress: bool,
    permissions: Option<Vec<wire::IpPermission>>,
    plain: Plain,
) -> Result<Vec<SecurityGroupRule>, Fault> {
    let permissions = permissions.unwrap_or_default();
    let permissions = match plain_permission(plain)? {
        None => permissions,
        Some(permission) if permissions.is_empty() => vec![permission],
        Some(_) => {
            let message =
                "The parameter ipPermissions cannot be used with the parameters of a single rule";
            return Err(fault("InvalidParameterCombination", message));
        }
    };
    let mut rules: Vec<SecurityGroupRule> = Vec::new();
    for permission in permissions {
        read_permission(group, egress, permission, &mut rules)?;
        if rules.len() > MAX_RULES {
            let message = format!("One request may contain {MAX_RULES} rules at most.");
            return Err(fault("InvalidParameterValue", message));
        }
    }
    for (index, rule) in rules.iter().enumerate() {
        if rules.iter().take(index).any(|earlier| same(earlier, rule)) {
            let message = "The same permission must not appear multiple times";
            return Err(fault("InvalidParameterValue", message));
        }
    }
    Ok(rules)
}

/// The rule that `ModifySecurityGroupRules` puts in the place of another.
pub(super) fn read_one(
    group: &SecurityGroup,
    egress: bool,
    request: wire::SecurityGroupRuleRequest,
) -> Result<SecurityGroupRule, Fault> {
    let (protocol, from_port, to_port) =
        ports(request.ip_protocol, request.from_port, request.to_port)?;
    let peers = [
        request.cidr_ipv4.as_deref().map(ipv4),
        request.cidr_ipv6.as_deref().map(ipv6),
        request.prefix_list_id.as_deref().map(prefix_list),
        request
            .referenced_group_id
            .as_deref()
            .map(|id| group_peer(group, id)),
    ];
    let mut peers = peers.into_iter().flatten();
    let (Some(peer), None) = (peers.next(), peers.next()) else {
        let message = "Exactly one of CidrIpv4, CidrIpv6, PrefixListId and ReferencedGroupId must be specified.";
        return Err(fault("InvalidParameterCombination", message));
    };
    rule(
        egress,
        (protocol, from_port, to_port),
        peer?,
        request.description,
    )
}

/// Whether two rules are the same to EC2, which looks at neither ids nor descriptions.
pub(super) fn same(one: &SecurityGroupRule, other: &SecurityGroupRule) -> bool {
    one.egress == other.egress
        && one.protocol == other.protocol
        && one.from_port == other.from_port
        && one.to_port == other.to_port
        && one.peer == other.peer
}

/// A rule as the messages about it say it: `peer: 10.0.0.0/8, TCP, from port: 443, to port: 443, ALLOW`.
pub(super) fn in_words(rule: &SecurityGroupRule) -> String {
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
pub(super) fn protocol_name(protocol: Protocol) -> String {
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
pub(super) fn shown(rules: &[SecurityGroupRule], egress: bool) -> Vec<wire::IpPermission> {
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

/// Whether a text may describe a group or a rule (and, being as free, name a group).
pub(super) fn is_description(text: &str) -> bool {
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b". _-:/()#,@[]+=&;{}!$*".contains(&byte);
    text.len() <= MAX_DESCRIPTION && text.bytes().all(allowed)
}

/// A description of a rule; an empty one is none.
pub(super) fn description(text: Option<String>) -> Result<Option<String>, Fault> {
    match text {
        Some(text) if !is_description(&text) => {
            let message = "Invalid rule description. Valid descriptions are strings less than 256 characters from the \
                           following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*";
            Err(fault("InvalidParameterValue", message))
        }
        Some(text) if text.is_empty() => Ok(None),
        text => Ok(text),
    }
}

fn plain_permission(plain: Plain) -> Result<Option<wire::IpPermission>, Fault> {
    if plain.source_security_group_name.is_some() || plain.source_security_group_owner_id.is_some()
    {
        let message = "The parameter sourceSecurityGroupName is not supported in a nondefault VPC; use ipPermissions.";
        return Err(fault("InvalidParameterCombination", message));
    }
    let Plain {
        cidr_ip,
        from_port,
        to_port,
        ip_protocol,
        ..
    } = plain;
    if cidr_ip.is_none() && from_port.is_none() && to_port.is_none() && ip_protocol.is_none() {
        return Ok(None);
    }
    let Some(cidr) = cidr_ip else {
        return Err(fault(
            "MissingParameter",
            "The request must contain the parameter CidrIp",
        ));
    };
    // EC2 takes an IPv6 range in this form as well, as the AWS CLI's `--cidr` sends it.
    let range = if cidr.contains(':') {
        wire::IpPermission {
            ipv6_ranges: Some(vec![wire::Ipv6Range {
                cidr_ipv6: Some(cidr),
                ..Default::default()
            }]),
            ..Default::default()
        }
    } else {
        wire::IpPermission {
            ip_ranges: Some(vec![wire::IpRange {
                cidr_ip: Some(cidr),
                ..Default::default()
            }]),
            ..Default::default()
        }
    };
    Ok(Some(wire::IpPermission {
        ip_protocol,
        from_port,
        to_port,
        ..range
    }))
}

fn read_permission(
    group: &SecurityGroup,
    egress: bool,
    permission: wire::IpPermission,
    rules: &mut Vec<SecurityGroupRule>,
) -> Result<(), Fault> {
    let traffic = ports(
        permission.ip_protocol,
        permission.from_port,
        permission.to_port,
    )?;
    let before = rules.len();
    for range in permission.ip_ranges.unwrap_or_default() {
        rules.push(rule(
            egress,
            traffic,
            ipv4(&range.cidr_ip.unwrap_or_default())?,
            range.description,
        )?);
    }
    for range in permission.ipv6_ranges.unwrap_or_default() {
        rules.push(rule(
            egress,
            traffic,
            ipv6(&range.cidr_ipv6.unwrap_or_default())?,
            range.description,
        )?);
    }
    for list in permission.prefix_list_ids.unwrap_or_default() {
        rules.push(rule(
            egress,
            traffic,
            prefix_list(&list.prefix_list_id.unwrap_or_default())?,
            list.description,
        )?);
    }
    for pair in permission.user_id_group_pairs.unwrap_or_default() {
        let Some(id) = pair.group_id else {
            // Names are for groups of a default VPC, and no account has one here.
            let name = pair.group_name.unwrap_or_default();
            return Err(fault(
                "InvalidGroup.NotFound",
                format!("The security group '{name}' does not exist"),
            ));
        };
        let mut peer = group_peer(group, &id)?;
        if let (Some(user), RulePeer::Group { account, .. }) = (pair.user_id, &mut peer) {
            *account = AccountId::parse(&user).map_err(|_| {
                fault(
                    "InvalidParameterValue",
                    format!("Invalid value '{user}' for userId."),
                )
            })?;
        }
        rules.push(rule(egress, traffic, peer, pair.description)?);
    }
    if rules.len() == before {
        let message =
            "Invalid value 'null' for IP ranges, groups or prefix lists. A rule must have a peer.";
        return Err(fault("InvalidParameterValue", message));
    }
    Ok(())
}

fn rule(
    egress: bool,
    (protocol, from_port, to_port): (Protocol, i32, i32),
    peer: RulePeer,
    text: Option<String>,
) -> Result<SecurityGroupRule, Fault> {
    Ok(SecurityGroupRule {
        id: String::new(),
        egress,
        protocol,
        from_port,
        to_port,
        peer,
        description: description(text)?,
        tags: Tags::new(),
    })
}

fn ports(
    protocol: Option<String>,
    from: Option<i32>,
    to: Option<i32>,
) -> Result<(Protocol, i32, i32), Fault> {
    let Some(name) = protocol else {
        return Err(fault(
            "MissingParameter",
            "The request must contain the parameter ipProtocol",
        ));
    };
    let protocol = read_protocol(&name)?;
    match protocol {
        Protocol::Tcp | Protocol::Udp => {
            let (Some(from), Some(to)) = (from, to) else {
                let message = "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.";
                return Err(fault("InvalidParameterValue", message));
            };
            if from < 0 || to > 65535 || from > to {
                return Err(fault(
                    "InvalidParameterValue",
                    format!("Invalid TCP/UDP port range ({from}:{to})"),
                ));
            }
            Ok((protocol, from, to))
        }
        Protocol::Icmp | Protocol::Icmpv6 => {
            let (kind, code) = (from.unwrap_or(-1), to.unwrap_or(-1));
            let valid = (-1..=255).contains(&kind)
                && (-1..=255).contains(&code)
                && (kind != -1 || code == -1);
            if !valid {
                return Err(fault(
                    "InvalidParameterValue",
                    format!("ICMP code ({code}) and type ({kind}) are invalid"),
                ));
            }
            Ok((protocol, kind, code))
        }
        // "If you specify any other protocol or -1, traffic on all ports is allowed, whatever
        // ports you specify" (Amazon EC2 API Reference, "IpPermission").
        Protocol::All | Protocol::Number(_) => Ok((protocol, -1, -1)),
    }
}

fn read_protocol(name: &str) -> Result<Protocol, Fault> {
    Ok(match name.to_ascii_lowercase().as_str() {
        "-1" | "all" => Protocol::All,
        "tcp" | "6" => Protocol::Tcp,
        "udp" | "17" => Protocol::Udp,
        "icmp" | "1" => Protocol::Icmp,
        "icmpv6" | "58" => Protocol::Icmpv6,
        number => match number.parse::<u8>() {
            Ok(number) => Protocol::Number(number),
            Err(_) => {
                let message = format!("Invalid value '{name}' for IP protocol. Unknown protocol.");
                return Err(fault("InvalidParameterValue", message));
            }
        },
    })
}

/// Brought into canonical form, as EC2 does.
fn ipv4(text: &str) -> Result<RulePeer, Fault> {
    let cidr: Result<Ipv4Net, _> = text.parse();
    cidr.map(|cidr| RulePeer::Cidr(IpNet::V4(cidr.trunc())))
        .map_err(|_| malformed_cidr(text))
}

fn ipv6(text: &str) -> Result<RulePeer, Fault> {
    let cidr: Result<Ipv6Net, _> = text.parse();
    cidr.map(|cidr| RulePeer::Cidr(IpNet::V6(cidr.trunc())))
        .map_err(|_| malformed_cidr(text))
}

fn malformed_cidr(text: &str) -> Fault {
    fault(
        "InvalidParameterValue",
        format!("CIDR block {text} is malformed"),
    )
}

fn prefix_list(id: &str) -> Result<RulePeer, Fault> {
    if !well_formed("pl", id) {
        return Err(malformed("InvalidPrefixListId.Malformed", "pl", id));
    }
    Ok(RulePeer::PrefixList(id.to_owned()))
}

fn group_peer(group: &SecurityGroup, id: &str) -> Result<RulePeer, Fault> {
    Kind::SecurityGroup.check(id)?;
    Ok(RulePeer::Group {
        id: id.to_owned(),
        account: group.account,
    })
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
