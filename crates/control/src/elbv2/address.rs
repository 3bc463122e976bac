//! Finding what an ARN names, with the faults for an ARN that names nothing. An account sees its own resources only.

use portcullis_catalog::load_balancer::{
    Listener, ListenerRule, LoadBalancer, LoadBalancingArn, TargetGroup,
};
use portcullis_wire::Fault;

use super::{fault, invalid};
use crate::Tx;

/// The load balancer of an ARN.
pub(super) fn load_balancer(tx: &Tx<'_>, arn: &str) -> Result<LoadBalancer, Fault> {
    find_load_balancer(tx, arn)?.ok_or_else(|| {
        fault(
            "LoadBalancerNotFound",
            format!("Load balancer '{arn}' not found"),
        )
    })
}

/// The load balancer of an ARN, if there is one.
pub(super) fn find_load_balancer(tx: &Tx<'_>, arn: &str) -> Result<Option<LoadBalancer>, Fault> {
    match LoadBalancingArn::parse(arn, tx.region()) {
        Some((account, LoadBalancingArn::LoadBalancer { name, .. })) if account == tx.account() => {
            let found = tx.get::<LoadBalancer>(&LoadBalancer::key_of(account, name))?;
            Ok(found.filter(|found| found.arn(tx.region()) == arn))
        }
        Some((_, LoadBalancingArn::LoadBalancer { .. })) => Ok(None),
        _ => Err(invalid(format!("'{arn}' is not a valid load balancer ARN"))),
    }
}

/// The target group of an ARN.
pub(super) fn target_group(tx: &Tx<'_>, arn: &str) -> Result<TargetGroup, Fault> {
    find_target_group(tx, arn)?.ok_or_else(|| target_group_not_found(arn))
}

/// The target group of an ARN, if there is one.
pub(super) fn find_target_group(tx: &Tx<'_>, arn: &str) -> Result<Option<TargetGroup>, Fault> {
    match LoadBalancingArn::parse(arn, tx.region()) {
        Some((account, LoadBalancingArn::TargetGroup { name, .. })) if account == tx.account() => {
            let found = tx.get::<TargetGroup>(&TargetGroup::key_of(account, name))?;
            Ok(found.filter(|found| found.arn(tx.region()) == arn))
        }
        Some((_, LoadBalancingArn::TargetGroup { .. })) => Ok(None),
        _ => Err(invalid(format!("'{arn}' is not a valid target group ARN"))),
    }
}

pub(super) fn target_group_not_found(arn: &str) -> Fault {
    fault(
        "TargetGroupNotFound",
        format!("Target groups '{arn}' not found"),
    )
}

/// The listener of an ARN.
pub(super) fn listener(tx: &Tx<'_>, arn: &str) -> Result<Listener, Fault> {
    find_listener(tx, arn)?.ok_or_else(listeners_not_found)
}

/// The listener of an ARN, if there is one.
pub(super) fn find_listener(tx: &Tx<'_>, arn: &str) -> Result<Option<Listener>, Fault> {
    match LoadBalancingArn::parse(arn, tx.region()) {
        Some((account, LoadBalancingArn::Listener { load_balancer, id }))
            if account == tx.account() =>
        {
            let found = tx.get::<Listener>(&Listener::key_of(account, load_balancer, id))?;
            Ok(found.filter(|found| found.arn(tx.region()) == arn))
        }
        Some((_, LoadBalancingArn::Listener { .. })) => Ok(None),
        _ => Err(invalid(format!("'{arn}' is not a valid listener ARN"))),
    }
}

pub(super) fn listeners_not_found() -> Fault {
    fault("ListenerNotFound", "One or more listeners not found")
}

/// What the ARN of a rule names.
pub(super) enum Rule {
    /// The one that every listener has.
    Default(Listener),
    /// One that was made.
    Made(ListenerRule),
}

/// The rule of an ARN.
pub(super) fn rule(tx: &Tx<'_>, arn: &str) -> Result<Rule, Fault> {
    find_rule(tx, arn)?.ok_or_else(rules_not_found)
}

/// The rule of an ARN, if there is one.
pub(super) fn find_rule(tx: &Tx<'_>, arn: &str) -> Result<Option<Rule>, Fault> {
    let region = tx.region();
    match LoadBalancingArn::parse(arn, region) {
        Some((
            account,
            LoadBalancingArn::Rule {
                load_balancer,
                listener,
                id,
            },
        )) if account == tx.account() => {
            let key = ListenerRule::key_of(account, load_balancer, listener, id);
            let made = tx.get::<ListenerRule>(&key)?;
            if let Some(made) = made.filter(|made| made.arn(region) == arn) {
                return Ok(Some(Rule::Made(made)));
            }
            let key = Listener::key_of(account, load_balancer, listener);
            let listener = tx.get::<Listener>(&key)?;
            Ok(listener
                .filter(|listener| listener.default_rule_arn(region) == arn)
                .map(Rule::Default))
        }
        Some((_, LoadBalancingArn::Rule { .. })) => Ok(None),
        _ => Err(invalid(format!("'{arn}' is not a valid listener rule ARN"))),
    }
}

pub(super) fn rules_not_found() -> Fault {
    fault("RuleNotFound", "One or more rules not found")
}

/// All load balancers of the account.
pub(super) fn load_balancers(tx: &Tx<'_>) -> Result<Vec<LoadBalancer>, Fault> {
    tx.scan(&format!("load-balancer/{}/", tx.account()))
}

/// All target groups of the account.
pub(super) fn target_groups(tx: &Tx<'_>) -> Result<Vec<TargetGroup>, Fault> {
    tx.scan(&format!("target-group/{}/", tx.account()))
}

/// All listeners of the account.
pub(super) fn listeners(tx: &Tx<'_>) -> Result<Vec<Listener>, Fault> {
    tx.scan(&format!("listener/{}/", tx.account()))
}

/// The listeners of a load balancer.
pub(super) fn listeners_of(tx: &Tx<'_>, balancer: &LoadBalancer) -> Result<Vec<Listener>, Fault> {
    tx.scan(&format!("listener/{}/{}/", balancer.account, balancer.id))
}

/// The rules of a listener, but for its default one.
pub(super) fn rules_of(tx: &Tx<'_>, listener: &Listener) -> Result<Vec<ListenerRule>, Fault> {
    tx.scan(&format!(
        "listener-rule/{}/{}/{}/",
        listener.account, listener.load_balancer_id, listener.id
    ))
}

/// The rules of all listeners of the account, but for the default ones.
pub(super) fn rules(tx: &Tx<'_>) -> Result<Vec<ListenerRule>, Fault> {
    tx.scan(&format!("listener-rule/{}/", tx.account()))
}
