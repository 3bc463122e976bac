//! Changes of rules in place: all of a rule, or only its description.

use ipnet::IpNet;
use portcullis_catalog::network::{RulePeer, SecurityGroup};
use portcullis_wire::{Fault, ec2 as wire};

use super::super::authorize::{self, arn};
use super::super::fault;
use super::super::ip_permission::{self, Plain, same};
use super::super::resource::{Kind, find};
use super::super::security_group::{on_group, wanted};
use super::{check_reference, duplicate, not_in_group};
use crate::{KeyValue, Permission, Tx};

pub(in crate::ec2) fn may_modify(
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

pub(in crate::ec2) fn modify(
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

pub(in crate::ec2) fn may_describe_ingress(
    tx: &Tx<'_>,
    input: &wire::UpdateSecurityGroupRuleDescriptionsIngressRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![on_group(
        tx,
        "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
        input.group_id.as_deref(),
    )?])
}

pub(in crate::ec2) fn describe_ingress(
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

pub(in crate::ec2) fn may_describe_egress(
    tx: &Tx<'_>,
    input: &wire::UpdateSecurityGroupRuleDescriptionsEgressRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![on_group(
        tx,
        "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
        input.group_id.as_deref(),
    )?])
}

pub(in crate::ec2) fn describe_egress(
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

fn same_type(one: &RulePeer, other: &RulePeer) -> bool {
    match (one, other) {
        (RulePeer::Cidr(IpNet::V4(_)), RulePeer::Cidr(IpNet::V4(_))) => true,
        (RulePeer::Cidr(IpNet::V6(_)), RulePeer::Cidr(IpNet::V6(_))) => true,
        (RulePeer::Cidr(_), _) | (_, RulePeer::Cidr(_)) => false,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
