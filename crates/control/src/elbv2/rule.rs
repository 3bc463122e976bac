//! Rules of the listeners of Application Load Balancers: made, described, changed, deleted, put in order. Which rule a
//! request meets is not decided here.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::Record;
use portcullis_catalog::load_balancer::{Listener, ListenerRule, LoadBalancerKind};
use portcullis_wire::{Fault, elbv2 as wire};

use super::action::{self, Place};
use super::address::Rule;
use super::page::{page, unique};
use super::{
    address, authorize, condition, fault, invalid, misconfigured, new_id, some, tag, transform,
};
use crate::{KeyValue, Permission, Tx};

/// AWS's quota for a load balancer, without default rules (Application Load Balancers User Guide, "Quotas").
const MAX_RULES: usize = 100;
const MAX_PRIORITY: u32 = 50_000;

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateRuleInput,
) -> Result<Vec<Permission>, Fault> {
    let arn = &input.listener_arn;
    let create = authorize::permission(tx, "CreateRule", arn)?;
    let tags = authorize::brought(input.tags.as_deref());
    if tags.is_empty() {
        return Ok(vec![create]);
    }
    let rule = arn.replacen(":listener/", ":listener-rule/", 1) + "/*";
    let tagging = Permission::new("elasticloadbalancing:AddTags", rule, tx.account())
        .bringing(tags.clone())
        .with(
            "elasticloadbalancing:CreateAction",
            KeyValue::Text("CreateRule".to_owned()),
        );
    Ok(vec![create.bringing(tags), tagging])
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateRuleInput,
) -> Result<wire::CreateRuleOutput, Fault> {
    let listener = address::listener(tx, &input.listener_arn)?;
    if listener.load_balancer_kind != LoadBalancerKind::Application {
        return Err(misconfigured(
            "Rules are supported for listeners of Application Load Balancers only",
        ));
    }
    let rules = address::rules_of(tx, &listener)?;
    let priority = read_priority(input.priority)?;
    if rules.iter().any(|other| other.priority == priority) {
        return Err(priority_in_use(priority));
    }
    let of_balancer = address::rules(tx)?
        .into_iter()
        .filter(|other| other.load_balancer_id == listener.load_balancer_id);
    if of_balancer.count() >= MAX_RULES {
        let message = format!("The limit of {MAX_RULES} rules of a load balancer is reached");
        return Err(fault("TooManyRules", message));
    }
    let rule = ListenerRule {
        account: listener.account,
        load_balancer: listener.load_balancer.clone(),
        load_balancer_id: listener.load_balancer_id.clone(),
        listener: listener.id.clone(),
        id: new_id(tx)?,
        priority,
        conditions: condition::read(input.conditions)?,
        actions: read_actions(tx, &listener, input.actions)?,
        transforms: transform::read(input.transforms.unwrap_or_default())?,
        tags: tag::read(input.tags)?,
    };
    tx.put(&rule)?;
    Ok(wire::CreateRuleOutput {
        rules: Some(vec![shown(tx, &rule)]),
    })
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeRulesInput,
) -> Result<wire::DescribeRulesOutput, Fault> {
    let arns = input.rule_arns.unwrap_or_default();
    let rules: Vec<Rule> = match (some(input.listener_arn), arns.is_empty()) {
        (Some(arn), true) => {
            let listener = address::listener(tx, &arn)?;
            let made = address::rules_of(tx, &listener)?;
            let made = made.into_iter().map(Rule::Made);
            made.chain([Rule::Default(listener)]).collect()
        }
        (None, false) => {
            let found = arns
                .iter()
                .map(|arn| address::find_rule(tx, arn)?.ok_or_else(address::rules_not_found));
            found.collect::<Result<_, _>>()?
        }
        (Some(_), false) => {
            return Err(invalid(
                "A listener ARN and rule ARNs cannot be specified at the same time",
            ));
        }
        (None, true) => {
            return Err(invalid(
                "You must specify either listener rule ARNs or a listener ARN",
            ));
        }
    };
    // In the order in which they are asked, the default one last.
    let key = |rule: &Rule| match rule {
        Rule::Made(rule) => format!("{:010}/{}", rule.priority, rule.key()),
        Rule::Default(listener) => format!("default/{}", listener.key()),
    };
    let marker = input.marker.as_deref();
    let (rules, next_marker) = page(unique(rules, key), key, input.page_size, marker)?;
    let rules = rules.iter().map(|rule| match rule {
        Rule::Made(rule) => shown(tx, rule),
        Rule::Default(listener) => shown_default(tx, listener),
    });
    Ok(wire::DescribeRulesOutput {
        rules: Some(rules.collect()),
        next_marker,
    })
}

pub(super) fn modify(
    tx: &mut Tx<'_>,
    input: wire::ModifyRuleInput,
) -> Result<wire::ModifyRuleOutput, Fault> {
    let Rule::Made(mut rule) = address::rule(tx, &input.rule_arn)? else {
        let message = format!("Default rule '{}' cannot be modified", input.rule_arn);
        return Err(fault("OperationNotPermitted", message));
    };
    let conditions = input.conditions.unwrap_or_default();
    let actions = input.actions.unwrap_or_default();
    let transforms = input.transforms.unwrap_or_default();
    let reset = input.reset_transforms == Some(true);
    if conditions.is_empty() && actions.is_empty() && transforms.is_empty() && !reset {
        return Err(invalid("Either conditions or actions must be specified"));
    }
    if reset && !transforms.is_empty() {
        return Err(invalid(
            "Transforms cannot be specified and reset at the same time",
        ));
    }
    if !conditions.is_empty() {
        rule.conditions = condition::read(conditions)?;
    }
    if !actions.is_empty() {
        let key = Listener::key_of(rule.account, &rule.load_balancer_id, &rule.listener);
        let listener = tx.get::<Listener>(&key)?;
        let listener = listener.ok_or_else(address::listeners_not_found)?;
        rule.actions = read_actions(tx, &listener, actions)?;
    }
    if reset || !transforms.is_empty() {
        rule.transforms = transform::read(transforms)?;
    }
    tx.put(&rule)?;
    Ok(wire::ModifyRuleOutput {
        rules: Some(vec![shown(tx, &rule)]),
    })
}

pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteRuleInput,
) -> Result<wire::DeleteRuleOutput, Fault> {
    match address::rule(tx, &input.rule_arn)? {
        Rule::Made(rule) => {
            tx.delete(&rule.key());
            Ok(wire::DeleteRuleOutput {})
        }
        Rule::Default(_) => {
            let message = format!("Default rule '{}' cannot be deleted", input.rule_arn);
            Err(fault("OperationNotPermitted", message))
        }
    }
}

pub(super) fn may_set_priorities(
    tx: &Tx<'_>,
    input: &wire::SetRulePrioritiesInput,
) -> Result<Vec<Permission>, Fault> {
    let rules = input.rule_priorities.iter();
    let arns = rules.map(|pair| pair.rule_arn.as_deref().unwrap_or("*"));
    let needed: Vec<Permission> = arns
        .map(|arn| authorize::permission(tx, "SetRulePriorities", arn))
        .collect::<Result<_, _>>()?;
    if needed.is_empty() {
        return authorize::on(tx, "SetRulePriorities", "*");
    }
    Ok(needed)
}

/// Puts rules of one listener in another order. What counts is that no two have one priority in the end.
pub(super) fn set_priorities(
    tx: &mut Tx<'_>,
    input: wire::SetRulePrioritiesInput,
) -> Result<wire::SetRulePrioritiesOutput, Fault> {
    let mut changed: BTreeMap<String, ListenerRule> = BTreeMap::new();
    let mut priorities = BTreeSet::new();
    for pair in input.rule_priorities {
        let arn = some(pair.rule_arn).ok_or_else(|| invalid("A rule ARN must be specified"))?;
        let priority = pair.priority.unwrap_or_default();
        let priority = read_priority(priority)?;
        let Rule::Made(mut rule) = address::rule(tx, &arn)? else {
            let message = format!("Default rule '{arn}' cannot be modified");
            return Err(fault("OperationNotPermitted", message));
        };
        if !priorities.insert(priority) {
            let message = format!("Priority '{priority}' was provided multiple times");
            return Err(invalid(message));
        }
        rule.priority = priority;
        changed.insert(rule.key(), rule);
    }
    let listeners: BTreeSet<(&str, &str)> = changed
        .values()
        .map(|rule| (rule.load_balancer_id.as_str(), rule.listener.as_str()))
        .collect();
    if listeners.len() > 1 {
        return Err(invalid("All rules must belong to the same listener"));
    }
    for other in address::rules(tx)? {
        let of_listener =
            listeners.contains(&(other.load_balancer_id.as_str(), other.listener.as_str()));
        let stays = of_listener && !changed.contains_key(&other.key());
        if stays && priorities.contains(&other.priority) {
            return Err(priority_in_use(other.priority));
        }
    }
    for rule in changed.values() {
        tx.put(rule)?;
    }
    Ok(wire::SetRulePrioritiesOutput {
        rules: Some(changed.values().map(|rule| shown(tx, rule)).collect()),
    })
}

fn read_actions(
    tx: &Tx<'_>,
    listener: &Listener,
    actions: Vec<wire::Action>,
) -> Result<Vec<portcullis_catalog::load_balancer::Action>, Fault> {
    let balancer = address::load_balancer(tx, &listener.load_balancer_arn(tx.region()))?;
    let place = Place {
        balancer: &balancer,
        protocol: listener.protocol,
    };
    action::read(tx, &place, actions)
}

fn read_priority(priority: i32) -> Result<u32, Fault> {
    u32::try_from(priority)
        .ok()
        .filter(|priority| (1..=MAX_PRIORITY).contains(priority))
        .ok_or_else(|| invalid(format!("Priority must be within 1-{MAX_PRIORITY}")))
}

fn priority_in_use(priority: u32) -> Fault {
    fault(
        "PriorityInUse",
        format!("Priority '{priority}' is currently in use"),
    )
}

fn shown(tx: &Tx<'_>, rule: &ListenerRule) -> wire::Rule {
    wire::Rule {
        rule_arn: Some(rule.arn(tx.region())),
        priority: Some(rule.priority.to_string()),
        conditions: Some(condition::shown(&rule.conditions)),
        actions: Some(action::shown(&rule.actions)),
        is_default: Some(false),
        transforms: Some(transform::shown(&rule.transforms)),
    }
}

fn shown_default(tx: &Tx<'_>, listener: &Listener) -> wire::Rule {
    wire::Rule {
        rule_arn: Some(listener.default_rule_arn(tx.region())),
        priority: Some("default".to_owned()),
        conditions: Some(Vec::new()),
        actions: Some(action::shown(&listener.default_actions)),
        is_default: Some(true),
        transforms: Some(Vec::new()),
    }
}
