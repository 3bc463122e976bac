//! The operations of Elastic Load Balancing on offer: load balancers, listeners, rules and target groups, as records.
//! Each resource has its own file; what is listed here joins AWS's names to them. The data plane does the balancing.

mod action;
mod address;
mod attribute;
mod authorize;
mod condition;
mod limit;
mod listener;
mod listener_certificate;
mod load_balancer;
mod page;
mod placement;
mod protocol;
mod rule;
mod ssl_policy;
mod tag;
mod target;
mod target_group;
mod transform;

use portcullis_wire::{Fault, elbv2 as wire};

use crate::{Offered, Permission, ServiceOffer, Tx, offer};

/// The service with its operations.
pub fn service() -> ServiceOffer {
    let operations = [
        load_balancers(),
        listeners(),
        rules(),
        target_groups(),
        others(),
    ];
    ServiceOffer {
        service: &wire::SERVICE,
        operations: operations.into_iter().flatten().collect(),
    }
}

/// A describe operation, whose permission is on `*`.
macro_rules! describe {
    ($name:ident, $input:ident, $handler:path) => {
        offer(
            stringify!($name),
            |tx: &Tx<'_>, _: &wire::$input| {
                let action = concat!("elasticloadbalancing:", stringify!($name));
                Ok(vec![Permission::new(action, "*", tx.account())])
            },
            $handler,
        )
    };
}

fn load_balancers() -> Vec<Offered> {
    use attribute::of_load_balancer as attributes;
    vec![
        offer(
            "CreateLoadBalancer",
            load_balancer::may_create,
            load_balancer::create,
        ),
        describe!(
            DescribeLoadBalancers,
            DescribeLoadBalancersInput,
            load_balancer::describe
        ),
        offer(
            "DeleteLoadBalancer",
            |tx, input: &wire::DeleteLoadBalancerInput| {
                authorize::on(tx, "DeleteLoadBalancer", &input.load_balancer_arn)
            },
            load_balancer::delete,
        ),
        describe!(
            DescribeLoadBalancerAttributes,
            DescribeLoadBalancerAttributesInput,
            attributes::describe
        ),
        offer(
            "ModifyLoadBalancerAttributes",
            |tx, input: &wire::ModifyLoadBalancerAttributesInput| {
                authorize::on(tx, "ModifyLoadBalancerAttributes", &input.load_balancer_arn)
            },
            attributes::modify,
        ),
        describe!(
            DescribeCapacityReservation,
            DescribeCapacityReservationInput,
            load_balancer::describe_capacity
        ),
        offer(
            "SetSubnets",
            placement::may_set_subnets,
            placement::set_subnets,
        ),
        offer(
            "SetSecurityGroups",
            placement::may_set_security_groups,
            placement::set_security_groups,
        ),
        offer(
            "SetIpAddressType",
            |tx, input: &wire::SetIpAddressTypeInput| {
                authorize::on(tx, "SetIpAddressType", &input.load_balancer_arn)
            },
            placement::set_ip_address_type,
        ),
    ]
}

fn listeners() -> Vec<Offered> {
    use attribute::of_listener as attributes;
    use listener_certificate as certificate;
    vec![
        offer("CreateListener", listener::may_create, listener::create),
        describe!(
            DescribeListeners,
            DescribeListenersInput,
            listener::describe
        ),
        offer("ModifyListener", listener::may_modify, listener::modify),
        offer(
            "DeleteListener",
            |tx, input: &wire::DeleteListenerInput| {
                authorize::on(tx, "DeleteListener", &input.listener_arn)
            },
            listener::delete,
        ),
        describe!(
            DescribeListenerAttributes,
            DescribeListenerAttributesInput,
            attributes::describe
        ),
        offer(
            "ModifyListenerAttributes",
            |tx, input: &wire::ModifyListenerAttributesInput| {
                authorize::on(tx, "ModifyListenerAttributes", &input.listener_arn)
            },
            attributes::modify,
        ),
        offer(
            "AddListenerCertificates",
            |tx, input: &wire::AddListenerCertificatesInput| {
                authorize::on(tx, "AddListenerCertificates", &input.listener_arn)
            },
            certificate::add,
        ),
        describe!(
            DescribeListenerCertificates,
            DescribeListenerCertificatesInput,
            certificate::describe
        ),
        offer(
            "RemoveListenerCertificates",
            |tx, input: &wire::RemoveListenerCertificatesInput| {
                authorize::on(tx, "RemoveListenerCertificates", &input.listener_arn)
            },
            certificate::remove,
        ),
        describe!(
            DescribeSSLPolicies,
            DescribeSSLPoliciesInput,
            ssl_policy::describe
        ),
    ]
}

fn rules() -> Vec<Offered> {
    vec![
        offer("CreateRule", rule::may_create, rule::create),
        describe!(DescribeRules, DescribeRulesInput, rule::describe),
        offer(
            "ModifyRule",
            |tx, input: &wire::ModifyRuleInput| authorize::on(tx, "ModifyRule", &input.rule_arn),
            rule::modify,
        ),
        offer(
            "DeleteRule",
            |tx, input: &wire::DeleteRuleInput| authorize::on(tx, "DeleteRule", &input.rule_arn),
            rule::delete,
        ),
        offer(
            "SetRulePriorities",
            rule::may_set_priorities,
            rule::set_priorities,
        ),
    ]
}

fn target_groups() -> Vec<Offered> {
    use attribute::of_target_group as attributes;
    vec![
        offer(
            "CreateTargetGroup",
            target_group::may_create,
            target_group::create,
        ),
        describe!(
            DescribeTargetGroups,
            DescribeTargetGroupsInput,
            target_group::describe
        ),
        offer(
            "ModifyTargetGroup",
            |tx, input: &wire::ModifyTargetGroupInput| {
                authorize::on(tx, "ModifyTargetGroup", &input.target_group_arn)
            },
            target_group::modify,
        ),
        offer(
            "DeleteTargetGroup",
            |tx, input: &wire::DeleteTargetGroupInput| {
                authorize::on(tx, "DeleteTargetGroup", &input.target_group_arn)
            },
            target_group::delete,
        ),
        describe!(
            DescribeTargetGroupAttributes,
            DescribeTargetGroupAttributesInput,
            attributes::describe
        ),
        offer(
            "ModifyTargetGroupAttributes",
            |tx, input: &wire::ModifyTargetGroupAttributesInput| {
                authorize::on(tx, "ModifyTargetGroupAttributes", &input.target_group_arn)
            },
            attributes::modify,
        ),
        offer(
            "RegisterTargets",
            |tx, input: &wire::RegisterTargetsInput| {
                authorize::on(tx, "RegisterTargets", &input.target_group_arn)
            },
            target::register,
        ),
        offer(
            "DeregisterTargets",
            |tx, input: &wire::DeregisterTargetsInput| {
                authorize::on(tx, "DeregisterTargets", &input.target_group_arn)
            },
            target::deregister,
        ),
        describe!(
            DescribeTargetHealth,
            DescribeTargetHealthInput,
            target::describe_health
        ),
    ]
}

fn others() -> Vec<Offered> {
    vec![
        offer("AddTags", tag::may_add, tag::add),
        offer("RemoveTags", tag::may_remove, tag::remove),
        describe!(DescribeTags, DescribeTagsInput, tag::describe),
        describe!(
            DescribeAccountLimits,
            DescribeAccountLimitsInput,
            limit::describe
        ),
    ]
}

/// A refusal with the status that the model gives to its code.
fn fault(code: &'static str, message: impl Into<String>) -> Fault {
    wire::SERVICE.fault(code, message)
}

/// A refusal of what a request says, whatever is there already.
fn invalid(message: impl Into<String>) -> Fault {
    fault("ValidationError", message)
}

/// A refusal of what does not fit what is there.
fn misconfigured(message: impl Into<String>) -> Fault {
    fault("InvalidConfigurationRequest", message)
}

/// A new last part of an ARN.
fn new_id(tx: &Tx<'_>) -> Result<String, Fault> {
    Ok(data_encoding::HEXLOWER.encode(&tx.random::<8>()?))
}

/// The text of a parameter that clients send empty where they mean nothing.
fn some(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// A name of a load balancer or a target group; the noun is the one of AWS's messages.
fn check_name(noun: &str, name: &str) -> Result<(), Fault> {
    const MAX_NAME: usize = 32;
    if name.is_empty() {
        return Err(invalid(format!("{noun} name cannot be empty")));
    }
    if name.chars().count() > MAX_NAME {
        let message = format!("{noun} name '{name}' cannot be longer than '{MAX_NAME}' characters");
        return Err(invalid(message));
    }
    if !name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    {
        let message = format!(
            "{noun} name '{name}' can only contain characters that are alphanumeric characters or hyphens(-)"
        );
        return Err(invalid(message));
    }
    if name.starts_with('-') || name.ends_with('-') {
        let message = format!("{noun} name '{name}' cannot begin or end with a hyphen(-)");
        return Err(invalid(message));
    }
    Ok(())
}
