//! Rules one by one, as answers show them.

use ipnet::IpNet;
use portcullis_catalog::network::{RulePeer, SecurityGroup, SecurityGroupRule};
use portcullis_wire::ec2 as wire;

use super::super::authorize::arn;
use super::super::ip_permission::protocol_name;
use super::super::resource::Kind;
use super::super::tag_set;
use crate::Tx;

pub(super) fn shown(
    tx: &Tx<'_>,
    group: &SecurityGroup,
    rule: &SecurityGroupRule,
) -> wire::SecurityGroupRule {
    let mut shown = wire::SecurityGroupRule {
        security_group_rule_id: Some(rule.id.clone()),
        group_id: Some(group.id.clone()),
        group_owner_id: Some(group.account.to_string()),
        is_egress: Some(rule.egress),
        ip_protocol: Some(protocol_name(rule.protocol)),
        from_port: Some(rule.from_port),
        to_port: Some(rule.to_port),
        description: rule.description.clone(),
        tags: tag_set::shown(&rule.tags),
        security_group_rule_arn: Some(arn(tx, Kind::SecurityGroupRule, &rule.id)),
        ..Default::default()
    };
    match &rule.peer {
        RulePeer::Cidr(IpNet::V4(cidr)) => shown.cidr_ipv4 = Some(cidr.to_string()),
        RulePeer::Cidr(IpNet::V6(cidr)) => shown.cidr_ipv6 = Some(cidr.to_string()),
        RulePeer::PrefixList(id) => shown.prefix_list_id = Some(id.clone()),
        RulePeer::Group { id, account } => {
            shown.referenced_group_info = Some(wire::ReferencedSecurityGroup {
                group_id: Some(id.clone()),
                user_id: Some(account.to_string()),
                ..Default::default()
            });
        }
    }
    shown
}

pub(super) fn shown_revoked(
    group: &SecurityGroup,
    rule: SecurityGroupRule,
) -> wire::RevokedSecurityGroupRule {
    let mut shown = wire::RevokedSecurityGroupRule {
        security_group_rule_id: Some(rule.id),
        group_id: Some(group.id.clone()),
        is_egress: Some(rule.egress),
        ip_protocol: Some(protocol_name(rule.protocol)),
        from_port: Some(rule.from_port),
        to_port: Some(rule.to_port),
        description: rule.description,
        ..Default::default()
    };
    match rule.peer {
        RulePeer::Cidr(IpNet::V4(cidr)) => shown.cidr_ipv4 = Some(cidr.to_string()),
        RulePeer::Cidr(IpNet::V6(cidr)) => shown.cidr_ipv6 = Some(cidr.to_string()),
        RulePeer::PrefixList(id) => shown.prefix_list_id = Some(id),
        RulePeer::Group { id, .. } => shown.referenced_group_id = Some(id),
    }
    shown
}
