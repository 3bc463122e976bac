//! Layer 1: the one rule of a security group that is missing, for the peer's own group where it has one, else for its
//! address alone.

use std::net::IpAddr;

use portcullis_catalog::Snapshot;
use portcullis_catalog::network::{Protocol, RulePeer, SecurityGroupRule};
use serde_json::{Value, json};

use super::{Change, Fixed};
use crate::asked::Asked;
use crate::layer1_security_group::{self as layer1, SERVICE_PORT, Verdict};
use crate::steps::StepName;

/// Whether layer 1 lets the connection of a request in.
pub(super) fn passes(world: &Snapshot, asked: &Asked) -> bool {
    layer1::judge(world, asked.via(), asked.peer()).passes()
}

/// The missing rule, and the world with it.
pub(super) fn rule(world: &Snapshot, asked: &Asked) -> Fixed {
    let gone = || Fixed::Nothing("the endpoint is gone, or has no security group".to_owned());
    let via = asked.via();
    let endpoint = via.endpoint().and_then(|id| world.endpoint(id));
    let Some((endpoint, guard)) =
        endpoint.and_then(|endpoint| Some((endpoint, endpoint.security_groups.first()?)))
    else {
        return gone();
    };
    let interface = layer1::interface_of(world, endpoint, asked.peer());
    let own = interface.and_then(|interface| interface.security_groups.first());
    let port = SERVICE_PORT;
    let (egress, group, peer, words) = match layer1::judge(world, via, asked.peer()) {
        Verdict::NoEgress { interface } => {
            let Some(own) = own else { return gone() };
            let words = format!(
                "security group {own} of {interface}: add egress tcp {port} to security group {guard}"
            );
            (true, own, group_peer(world, guard), words)
        }
        Verdict::NoIngress => {
            let (peer, named) = match own {
                Some(own) => (group_peer(world, own), format!("security group {own}")),
                None => {
                    let address = asked.peer().to_canonical();
                    (Some(RulePeer::Cidr(address.into())), single(address))
                }
            };
            let words = format!("security group {guard}: add ingress tcp {port} from {named}");
            (false, guard, peer, words)
        }
        _ => return gone(),
    };
    let (Some(peer), Some(owner)) = (peer, world.security_group(group)) else {
        return gone();
    };
    let parameters = json!({ "GroupId": group, "IpPermissions": [permission(&peer)] });
    let action = if egress {
        "AuthorizeSecurityGroupEgress"
    } else {
        "AuthorizeSecurityGroupIngress"
    };
    let rule = SecurityGroupRule {
        id: String::new(),
        egress,
        protocol: Protocol::Tcp,
        from_port: i32::from(port),
        to_port: i32::from(port),
        peer,
        description: None,
        tags: portcullis_catalog::identity::Tags::new(),
    };
    let change = Change::new(StepName::NetworkPath, owner.account.as_str(), words)
        .by("ec2", action, parameters);
    match world.with_rule(group, rule) {
        Some(changed) => Fixed::World(vec![change], Box::new(changed)),
        None => gone(),
    }
}

fn group_peer(world: &Snapshot, id: &str) -> Option<RulePeer> {
    let group = world.security_group(id)?;
    Some(RulePeer::Group {
        id: group.id.clone(),
        account: group.account,
    })
}

fn single(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => format!("{address}/32"),
        IpAddr::V6(address) => format!("{address}/128"),
    }
}

/// In the form of EC2's `IpPermission`.
fn permission(peer: &RulePeer) -> Value {
    let port = SERVICE_PORT;
    let mut permission = json!({ "IpProtocol": "tcp", "FromPort": port, "ToPort": port });
    let (name, value) = match peer {
        RulePeer::Group { id, account } => (
            "UserIdGroupPairs",
            json!([{ "GroupId": id, "UserId": account.as_str() }]),
        ),
        RulePeer::Cidr(range) if range.addr().is_ipv6() => {
            ("Ipv6Ranges", json!([{ "CidrIpv6": range.to_string() }]))
        }
        RulePeer::Cidr(range) => ("IpRanges", json!([{ "CidrIp": range.to_string() }])),
        RulePeer::PrefixList(id) => ("PrefixListIds", json!([{ "PrefixListId": id }])),
    };
    if let Some(permission) = permission.as_object_mut() {
        permission.insert(name.to_owned(), value);
    }
    permission
}
