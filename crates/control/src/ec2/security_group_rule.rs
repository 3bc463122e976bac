//! The rules of security groups: authorized, revoked, modified, described one by one. How a
//! request spells them is in [`super::ip_permission`].

use ipnet::IpNet;
use portcullis_catalog::network::{RulePeer, SecurityGroup, SecurityGroupRule};
use portcullis_wire::{Fault, ec2 as wire};

use super::authorize::{self, arn};
use super::filter::{Filters, one};
use super::ip_permission::{self, Plain, in_words, protocol_name, same};
use super::page::page;
use super::resource::{Kind, all, find};
use super::security_group::{on_group, wanted};
use super::{fault, tag};
use crate::{KeyValue, Permission, Tx};

/// AWS's quota of rules for each direction. Ranges of IPv4 and of IPv6 count apart, everything
/// else in both (Amazon VPC User Guide, "Amazon VPC quotas").
const MAX_RULES: usize = 60;

const FILTERS: &[&str] = &["group-id", "security-group-rule-id"];

/// The older form of a request, which the four inputs have in common.
macro_rules! plain {
    ($input:ident) => {
        Plain {
            cidr_ip: $input.cidr_ip,
            from_port: $input.from_port,
            to_port: $input.to_port,
            ip_protocol: $input.ip_protocol,
            source_security_group_name: $input.source_security_group_name,
            source_security_group_owner_id: $input.source_security_group_owner_id,
        }
    };
}

pub(super) fn may_authorize_ingress(
    tx: &Tx<'_>,
    input: &wire::AuthorizeSecurityGroupIngressRequest,
) -> Result<Vec<Permission>, Fault> {
    let specifications = input.tag_specifications.as_deref();
    authorizing(
        tx,
        "AuthorizeSecurityGroupIngress",
        input.group_id.as_deref(),
        specifications,
    )
}

pub(super) fn authorize_ingress(
    tx: &mut Tx<'_>,
    input: wire::AuthorizeSecurityGroupIngressRequest,
) -> Result<wire::AuthorizeSecurityGroupIngressResult, Fault> {
    let group = wanted(tx, input.group_id.as_deref(), input.group_name.as_deref())?;
    let plain = plain!(input);
    let rules = ip_permission::read(&group, false, input.ip_permissions, plain)?;
    let rules = authorize_rules(tx, group, rules, input.tag_specifications)?;
    Ok(wire::AuthorizeSecurityGroupIngressResult {
        r#return: Some(true),
        security_group_rules: Some(rules),
    })
}

pub(super) fn may_authorize_egress(
    tx: &Tx<'_>,
    input: &wire::AuthorizeSecurityGroupEgressRequest,
) -> Result<Vec<Permission>, Fault> {
    let specifications = input.tag_specifications.as_deref();
    authorizing(
        tx,
        "AuthorizeSecurityGroupEgress",
        Some(&input.group_id),
        specifications,
    )
}

pub(super) fn authorize_egress(
    tx: &mut Tx<'_>,
    input: wire::AuthorizeSecurityGroupEgressRequest,
) -> Result<wire::AuthorizeSecurityGroupEgressResult, Fault> {
    let group: SecurityGroup = find(tx, &input.group_id)?;
    let plain = plain!(input);
    let rules = ip_permission::read(&group, true, input.ip_permissions, plain)?;
    let rules = authorize_rules(tx, group, rules, input.tag_specifications)?;
    Ok(wire::AuthorizeSecurityGroupEgressResult {
        r#return: Some(true),
        security_group_rules: Some(rules),
    })
}

pub(super) fn may_revoke_ingress(
    tx: &Tx<'_>,
    input: &wire::RevokeSecurityGroupIngressRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![on_group(
        tx,
        "ec2:RevokeSecurityGroupIngress",
        input.group_id.as_deref(),
    )?])
}

pub(super) fn revoke_ingress(
    tx: &mut Tx<'_>,
    input: wire::RevokeSecurityGroupIngressRequest,
) -> Result<wire::RevokeSecurityGroupIngressResult, Fault> {
    let group = wanted(tx, input.group_id.as_deref(), input.group_name.as_deref())?;
    let plain = plain!(input);
    let rules = ip_permission::read(&group, false, input.ip_permissions, plain)?;
    let revoked = revoke_rules(tx, group, false, rules, input.security_group_rule_ids)?;
    Ok(wire::RevokeSecurityGroupIngressResult {
        r#return: Some(true),
        unknown_ip_permissions: Some(Vec::new()),
        revoked_security_group_rules: Some(revoked),
    })
}

pub(super) fn may_revoke_egress(
    tx: &Tx<'_>,
    input: &wire::RevokeSecurityGroupEgressRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![on_group(
        tx,
        "ec2:RevokeSecurityGroupEgress",
        Some(&input.group_id),
    )?])
}

pub(super) fn revoke_egress(
    tx: &mut Tx<'_>,
    input: wire::RevokeSecurityGroupEgressRequest,
) -> Result<wire::RevokeSecurityGroupEgressResult, Fault> {
    let group: SecurityGroup = find(tx, &input.group_id)?;
    let plain = plain!(input);
    let rules = ip_permission::read(&group, true, input.ip_permissions, plain)?;
    let revoked = revoke_rules(tx, group, true, rules, input.security_group_rule_ids)?;
    Ok(wire::RevokeSecurityGroupEgressResult {
        r#return: Some(true),
        unknown_ip_permissions: Some(Vec::new()),
        revoked_security_group_rules: Some(revoked),
    })
}

pub(super) fn may_modify(
    tx: &Tx<'_>,
    input: &wire::ModifySecurityGroupRulesRequest,
) -> Result<Vec<Permission>, Fault> {
    const ACTION: &str = "ec2:ModifySecurityGroupRules";
    let mut needed = vec![on_group(tx, ACTION, Some(&input.group_id))?];
    let group: Option<SecurityGroup> =
        tx.get(&SecurityGroup::key_of(tx.account(), &input.group_id))?;
    for update in &input.security_group_rules {
        let id = &update.security_group_rule_id;
        let permission =
            Permission::new(ACTION, arn(tx, Kind::SecurityGroupRule, id), tx.account())
                .with("ec2:Region", KeyValue::Text(tx.region().to_owned()));
        let rule = group
            .as_ref()
            .and_then(|group| group.rules.iter().find(|rule| rule.id == *id));
        needed.push(match rule {
            Some(rule) => authorize::with_resource_tags(permission, &rule.tags),
            None => permission,
        });
    }
    Ok(needed)
}

pub(super) fn modify(
    tx: &mut Tx<'_>,
    input: wire::ModifySecurityGroupRulesRequest,
) -> Result<wire::ModifySecurityGroupRulesResult, Fault> {
    let mut group: SecurityGroup = find(tx, &input.group_id)?;
    for update in input.security_group_rules {
        let id = update.security_group_rule_id;
        Kind::SecurityGroupRule.check(&id)?;
        let index = group.rules.iter().position(|rule| rule.id == id);
        let old = index.and_then(|index| group.rules.get(index)).cloned();
        let old = old.ok_or_else(|| Kind::SecurityGroupRule.not_found(&id))?;
        let Some(request) = update.security_group_rule else {
            return Err(fault(
                "MissingParameter",
                "The request must contain the parameter SecurityGroupRule",
            ));
        };
        let mut new = ip_permission::read_one(&group, old.egress, request)?;
        if !same_type(&old.peer, &new.peer) {
            let message =
                format!("The type of the source or destination of rule '{id}' cannot be changed.");
            return Err(fault("InvalidParameterValue", message));
        }
        check_reference(tx, &group, &new)?;
        if group
            .rules
            .iter()
            .any(|other| other.id != id && same(other, &new))
        {
            return Err(duplicate(&new));
        }
        new.id = id;
        new.tags = old.tags;
        if let Some(slot) = index.and_then(|index| group.rules.get_mut(index)) {
            *slot = new;
        }
    }
    tx.put(&group)?;
    Ok(wire::ModifySecurityGroupRulesResult {
        r#return: Some(true),
    })
}

pub(super) fn may_describe_ingress(
    tx: &Tx<'_>,
    input: &wire::UpdateSecurityGroupRuleDescriptionsIngressRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![on_group(
        tx,
        "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
        input.group_id.as_deref(),
    )?])
}

pub(super) fn describe_ingress(
    tx: &mut Tx<'_>,
    input: wire::UpdateSecurityGroupRuleDescriptionsIngressRequest,
) -> Result<wire::UpdateSecurityGroupRuleDescriptionsIngressResult, Fault> {
    let group = wanted(tx, input.group_id.as_deref(), input.group_name.as_deref())?;
    update_descriptions(
        tx,
        group,
        false,
        input.ip_permissions,
        input.security_group_rule_descriptions,
    )?;
    Ok(wire::UpdateSecurityGroupRuleDescriptionsIngressResult {
        r#return: Some(true),
    })
}

pub(super) fn may_describe_egress(
    tx: &Tx<'_>,
    input: &wire::UpdateSecurityGroupRuleDescriptionsEgressRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![on_group(
        tx,
        "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
        input.group_id.as_deref(),
    )?])
}

pub(super) fn describe_egress(
    tx: &mut Tx<'_>,
    input: wire::UpdateSecurityGroupRuleDescriptionsEgressRequest,
) -> Result<wire::UpdateSecurityGroupRuleDescriptionsEgressResult, Fault> {
    let group = wanted(tx, input.group_id.as_deref(), input.group_name.as_deref())?;
    update_descriptions(
        tx,
        group,
        true,
        input.ip_permissions,
        input.security_group_rule_descriptions,
    )?;
    Ok(wire::UpdateSecurityGroupRuleDescriptionsEgressResult {
        r#return: Some(true),
    })
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeSecurityGroupRulesRequest,
) -> Result<wire::DescribeSecurityGroupRulesResult, Fault> {
    let filters = Filters::read(input.filters, FILTERS, true)?;
    let mut rules: Vec<(SecurityGroup, SecurityGroupRule)> = Vec::new();
    for mut group in all::<SecurityGroup>(tx)? {
        for rule in std::mem::take(&mut group.rules) {
            rules.push((group.clone(), rule));
        }
    }
    if let Some(ids) = input.security_group_rule_ids.filter(|ids| !ids.is_empty()) {
        for id in &ids {
            Kind::SecurityGroupRule.check(id)?;
            if !rules.iter().any(|(_, rule)| rule.id == *id) {
                return Err(Kind::SecurityGroupRule.not_found(id));
            }
        }
        rules.retain(|(_, rule)| ids.contains(&rule.id));
    }
    rules.retain(|(group, rule)| {
        filters.match_resource(&rule.tags, |name| match name {
            "group-id" => one(&group.id),
            _ => one(&rule.id),
        })
    });
    let token = input.next_token.as_deref();
    let (rules, next_token) = page(rules, |(_, rule)| rule.id.clone(), input.max_results, token)?;
    let rules = rules.iter().map(|(group, rule)| shown(tx, group, rule));
    Ok(wire::DescribeSecurityGroupRulesResult {
        security_group_rules: Some(rules.collect()),
        next_token,
    })
}

/// The group that a rule is of.
pub(super) fn group_of(tx: &Tx<'_>, id: &str) -> Result<SecurityGroup, Fault> {
    Kind::SecurityGroupRule.check(id)?;
    let mut groups = all::<SecurityGroup>(tx)?.into_iter();
    let group = groups.find(|group| group.rules.iter().any(|rule| rule.id == id));
    group.ok_or_else(|| Kind::SecurityGroupRule.not_found(id))
}

fn authorizing(
    tx: &Tx<'_>,
    operation: &str,
    group: Option<&str>,
    specifications: Option<&[wire::TagSpecification]>,
) -> Result<Vec<Permission>, Fault> {
    let mut needed = vec![on_group(tx, &format!("ec2:{operation}"), group)?];
    if !tag::brought(specifications).is_empty() {
        needed.extend(authorize::creating(
            tx,
            operation,
            Kind::SecurityGroupRule,
            specifications,
        ));
    }
    Ok(needed)
}

fn authorize_rules(
    tx: &mut Tx<'_>,
    mut group: SecurityGroup,
    rules: Vec<SecurityGroupRule>,
    specifications: Option<Vec<wire::TagSpecification>>,
) -> Result<Vec<wire::SecurityGroupRule>, Fault> {
    if rules.is_empty() {
        return Err(fault(
            "MissingParameter",
            "The request must contain the parameter ipPermissions",
        ));
    }
    let tags = tag::specified(specifications, Kind::SecurityGroupRule)?;
    let mut added = Vec::new();
    for mut rule in rules {
        check_reference(tx, &group, &rule)?;
        if group.rules.iter().any(|other| same(other, &rule)) {
            return Err(duplicate(&rule));
        }
        rule.id = Kind::SecurityGroupRule.new_id(tx)?;
        rule.tags = tags.clone();
        added.push(shown(tx, &group, &rule));
        group.rules.push(rule);
    }
    check_limit(&group)?;
    tx.put(&group)?;
    Ok(added)
}

fn revoke_rules(
    tx: &mut Tx<'_>,
    mut group: SecurityGroup,
    egress: bool,
    rules: Vec<SecurityGroupRule>,
    ids: Option<Vec<String>>,
) -> Result<Vec<wire::RevokedSecurityGroupRule>, Fault> {
    let ids = ids.unwrap_or_default();
    match (rules.is_empty(), ids.is_empty()) {
        (true, true) => {
            let message = "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.";
            return Err(fault("MissingParameter", message));
        }
        (false, false) => {
            let message = "The parameter ipPermissions cannot be used with the parameter securityGroupRuleIds";
            return Err(fault("InvalidParameterCombination", message));
        }
        _ => {}
    }
    let mut revoked = Vec::new();
    for wanted in &rules {
        // Only a default VPC's groups answer with the rules that were not there; others refuse
        // (Amazon EC2 API Reference, "RevokeSecurityGroupIngress").
        let index = group
            .rules
            .iter()
            .position(|rule| same(rule, wanted))
            .ok_or_else(not_in_group)?;
        revoked.push(group.rules.remove(index));
    }
    for id in &ids {
        Kind::SecurityGroupRule.check(id)?;
        let index = group
            .rules
            .iter()
            .position(|rule| rule.id == *id && rule.egress == egress);
        revoked.push(
            group
                .rules
                .remove(index.ok_or_else(|| Kind::SecurityGroupRule.not_found(id))?),
        );
    }
    tx.put(&group)?;
    Ok(revoked
        .into_iter()
        .map(|rule| shown_revoked(&group, rule))
        .collect())
}

fn update_descriptions(
    tx: &mut Tx<'_>,
    mut group: SecurityGroup,
    egress: bool,
    permissions: Option<Vec<wire::IpPermission>>,
    by_id: Option<Vec<wire::SecurityGroupRuleDescription>>,
) -> Result<(), Fault> {
    let rules = ip_permission::read(&group, egress, permissions, Plain::default())?;
    let by_id = by_id.unwrap_or_default();
    if rules.is_empty() == by_id.is_empty() {
        let (code, message) = if rules.is_empty() {
            (
                "MissingParameter",
                "Either 'ipPermissions' or 'securityGroupRuleDescriptions' should be provided.",
            )
        } else {
            let message = "The parameter ipPermissions cannot be used with the parameter securityGroupRuleDescriptions";
            ("InvalidParameterCombination", message)
        };
        return Err(fault(code, message));
    }
    for wanted in rules {
        let rule = group
            .rules
            .iter_mut()
            .find(|rule| same(rule, &wanted))
            .ok_or_else(not_in_group)?;
        rule.description = wanted.description;
    }
    for wanted in by_id {
        let id = wanted.security_group_rule_id.unwrap_or_default();
        Kind::SecurityGroupRule.check(&id)?;
        let mut rules = group.rules.iter_mut();
        let rule = rules.find(|rule| rule.id == id && rule.egress == egress);
        let rule = rule.ok_or_else(|| Kind::SecurityGroupRule.not_found(&id))?;
        rule.description = ip_permission::description(wanted.description)?;
    }
    tx.put(&group)
}

/// A group that a rule names must be one of the same VPC: no VPC is peered with another here.
fn check_reference(
    tx: &Tx<'_>,
    group: &SecurityGroup,
    rule: &SecurityGroupRule,
) -> Result<(), Fault> {
    let RulePeer::Group { id, account } = &rule.peer else {
        return Ok(());
    };
    if *account != group.account {
        return Err(Kind::SecurityGroup.not_found(id));
    }
    let other: SecurityGroup = find(tx, id)?;
    if other.vpc != group.vpc {
        let message = "You have specified two resources that belong to different networks.";
        return Err(fault("InvalidGroup.NotFound", message));
    }
    Ok(())
}

fn check_limit(group: &SecurityGroup) -> Result<(), Fault> {
    let count = |egress: bool, other_family: fn(&IpNet) -> bool| {
        let rules = group.rules.iter().filter(|rule| rule.egress == egress);
        rules
            .filter(|rule| !matches!(&rule.peer, RulePeer::Cidr(cidr) if other_family(cidr)))
            .count()
    };
    let is_v4 = |cidr: &IpNet| matches!(cidr, IpNet::V4(_));
    let is_v6 = |cidr: &IpNet| matches!(cidr, IpNet::V6(_));
    let most = [
        count(false, is_v4),
        count(false, is_v6),
        count(true, is_v4),
        count(true, is_v6),
    ];
    if most.into_iter().any(|count| count > MAX_RULES) {
        let message = "The maximum number of rules per security group has been reached.";
        return Err(fault("RulesPerSecurityGroupLimitExceeded", message));
    }
    Ok(())
}

fn same_type(one: &RulePeer, other: &RulePeer) -> bool {
    match (one, other) {
        (RulePeer::Cidr(IpNet::V4(_)), RulePeer::Cidr(IpNet::V4(_))) => true,
        (RulePeer::Cidr(IpNet::V6(_)), RulePeer::Cidr(IpNet::V6(_))) => true,
        (RulePeer::Cidr(_), _) | (_, RulePeer::Cidr(_)) => false,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}

fn duplicate(rule: &SecurityGroupRule) -> Fault {
    fault(
        "InvalidPermission.Duplicate",
        format!("the specified rule \"{}\" already exists", in_words(rule)),
    )
}

fn not_in_group() -> Fault {
    fault(
        "InvalidPermission.NotFound",
        "The specified rule does not exist in this security group.",
    )
}

fn shown(tx: &Tx<'_>, group: &SecurityGroup, rule: &SecurityGroupRule) -> wire::SecurityGroupRule {
    let mut shown = wire::SecurityGroupRule {
        security_group_rule_id: Some(rule.id.clone()),
        group_id: Some(group.id.clone()),
        group_owner_id: Some(group.account.to_string()),
        is_egress: Some(rule.egress),
        ip_protocol: Some(protocol_name(rule.protocol)),
        from_port: Some(rule.from_port),
        to_port: Some(rule.to_port),
        description: rule.description.clone(),
        tags: tag::shown(&rule.tags),
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

fn shown_revoked(group: &SecurityGroup, rule: SecurityGroupRule) -> wire::RevokedSecurityGroupRule {
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
