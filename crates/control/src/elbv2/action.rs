//! The actions of listeners and rules: forward, redirect, fixed response. Actions that authenticate users are not
//! offered: to store one and let everybody pass would be a lie.

use std::collections::BTreeSet;

use portcullis_catalog::load_balancer::{
    Action, ActionKind, LoadBalancer, LoadBalancerKind, TrafficProtocol, WeightedTargetGroup,
    forwarded_to,
};
use portcullis_wire::{Fault, elbv2 as wire};

use super::{address, fault, invalid, protocol, some, target_group};
use crate::Tx;

/// AWS's quota of target groups in one action (Application Load Balancers User Guide, "Quotas").
const MAX_GROUPS: usize = 5;
const MAX_WEIGHT: i32 = 999;
/// The most seconds that a client stays with one target group: a week.
const MAX_STICKINESS: u32 = 604_800;
const CONTENT_TYPES: [&str; 5] = [
    "text/plain",
    "text/css",
    "text/html",
    "application/javascript",
    "application/json",
];

/// Where actions are to be: a listener of a load balancer.
pub(super) struct Place<'a> {
    pub(super) balancer: &'a LoadBalancer,
    pub(super) protocol: TrafficProtocol,
}

/// Reads the actions of a call and judges them for the listener that they are to be of.
pub(super) fn read(
    tx: &Tx<'_>,
    place: &Place<'_>,
    actions: Vec<wire::Action>,
) -> Result<Vec<Action>, Fault> {
    if actions.is_empty() {
        return Err(invalid("At least one action must be specified"));
    }
    if actions.len() > 1 {
        // Each of the kinds on offer ends what is done with a request.
        let message = "Exactly one forward, redirect or fixed-response action must be specified";
        return Err(fault("TooManyActions", message));
    }
    let read = actions
        .into_iter()
        .map(read_one)
        .collect::<Result<Vec<_>, _>>()?;
    for action in &read {
        let network = place.balancer.kind == LoadBalancerKind::Network;
        if network && !matches!(action.what, ActionKind::Forward { .. }) {
            let message =
                "Actions of listeners of Network Load Balancers must be of the type 'forward'";
            return Err(fault("InvalidLoadBalancerAction", message));
        }
    }
    check_groups(tx, place, &read)?;
    Ok(read)
}

fn read_one(action: wire::Action) -> Result<Action, Fault> {
    let order = action.order.and_then(|order| u32::try_from(order).ok());
    let mismatched = |what: &str| {
        let kind = action.r#type;
        invalid(format!("An action of the type '{kind}' cannot have {what}"))
    };
    let is = |kind| action.r#type == kind;
    if !is(wire::ActionTypeEnum::Redirect) && action.redirect_config.is_some() {
        return Err(mismatched("a redirect configuration"));
    }
    if !is(wire::ActionTypeEnum::FixedResponse) && action.fixed_response_config.is_some() {
        return Err(mismatched("a fixed response configuration"));
    }
    if !is(wire::ActionTypeEnum::Forward)
        && (some(action.target_group_arn.clone()).is_some() || action.forward_config.is_some())
    {
        return Err(mismatched("target groups"));
    }
    let what = match action.r#type {
        wire::ActionTypeEnum::Forward => {
            forward(some(action.target_group_arn), action.forward_config)?
        }
        wire::ActionTypeEnum::Redirect => {
            let config = action.redirect_config;
            redirect(config.ok_or_else(|| {
                invalid("A redirect configuration must be specified for redirect actions")
            })?)?
        }
        wire::ActionTypeEnum::FixedResponse => {
            let config = action.fixed_response_config;
            fixed_response(config.ok_or_else(|| {
                invalid(
                    "A fixed response configuration must be specified for fixed-response actions",
                )
            })?)?
        }
        kind @ (wire::ActionTypeEnum::AuthenticateOidc
        | wire::ActionTypeEnum::AuthenticateCognito
        | wire::ActionTypeEnum::JwtValidation) => {
            let message = format!("Actions of the type '{kind}' are not offered by this gateway.");
            return Err(fault("InvalidLoadBalancerAction", message));
        }
    };
    Ok(Action { order, what })
}

fn forward(
    arn: Option<String>,
    config: Option<wire::ForwardActionConfig>,
) -> Result<ActionKind, Fault> {
    let config = config.unwrap_or(wire::ForwardActionConfig {
        target_groups: None,
        target_group_stickiness_config: None,
    });
    let tuples = config.target_groups.unwrap_or_default();
    let mut target_groups = Vec::new();
    let mut seen = BTreeSet::new();
    for tuple in tuples {
        let Some(arn) = some(tuple.target_group_arn) else {
            return Err(invalid("A target group ARN must be specified"));
        };
        let weight = tuple.weight.unwrap_or(1);
        let fits = u16::try_from(weight).ok().filter(|_| weight <= MAX_WEIGHT);
        let Some(weight) = fits else {
            let message =
                format!("The weight '{weight}' of a target group must be within 0-{MAX_WEIGHT}");
            return Err(invalid(message));
        };
        if !seen.insert(arn.clone()) {
            let message = format!("Target group '{arn}' is specified more than once");
            return Err(invalid(message));
        }
        target_groups.push(WeightedTargetGroup { arn, weight });
    }
    match (arn, target_groups.as_slice()) {
        (None, []) => return Err(invalid("A target group ARN must be specified")),
        (Some(arn), []) => target_groups.push(WeightedTargetGroup { arn, weight: 1 }),
        // Both may be sent where they say the same.
        (Some(arn), [only]) if only.arn == arn => {}
        (Some(_), _) => {
            return Err(invalid(
                "You can specify either a target group ARN or a forward configuration, but not both unless they specify the same target group",
            ));
        }
        (None, _) => {}
    }
    if target_groups.len() > MAX_GROUPS {
        let message = format!("An action can forward to at most {MAX_GROUPS} target groups");
        return Err(fault("TooManyTargetGroups", message));
    }
    let stickiness = config.target_group_stickiness_config;
    let stickiness = stickiness.filter(|stickiness| stickiness.enabled == Some(true));
    let stickiness = stickiness
        .map(|stickiness| {
            let seconds = stickiness.duration_seconds;
            seconds
                .and_then(|seconds| u32::try_from(seconds).ok())
                .filter(|seconds| (1..=MAX_STICKINESS).contains(seconds))
                .ok_or_else(|| {
                    invalid(format!(
                        "The duration of target group stickiness must be within 1-{MAX_STICKINESS} seconds"
                    ))
                })
        })
        .transpose()?;
    Ok(ActionKind::Forward {
        target_groups,
        stickiness,
    })
}

fn redirect(config: wire::RedirectActionConfig) -> Result<ActionKind, Fault> {
    let part = |part: Option<String>, default: &str| part.unwrap_or_else(|| default.to_owned());
    let protocol = part(config.protocol, "#{protocol}");
    let port = part(config.port, "#{port}");
    let host = part(config.host, "#{host}");
    let path = part(config.path, "/#{path}");
    let query = part(config.query, "#{query}");
    let number = port.parse::<u16>().is_ok_and(|number| number > 0);
    if port != "#{port}" && !(number && port.bytes().all(|byte| byte.is_ascii_digit())) {
        let message =
            format!("Redirect port '{port}' must be a number from 1 to 65535 or '#{{port}}'");
        return Err(invalid(message));
    }
    if !path.starts_with('/') {
        let message = format!("Redirect path '{path}' must begin with a '/' character");
        return Err(invalid(message));
    }
    let same = ["#{protocol}", "#{port}", "#{host}", "/#{path}", "#{query}"];
    let parts = [&protocol, &port, &host, &path].map(String::as_str);
    if parts.as_slice() == &same[..4] {
        // Sent there, a client would come back for ever.
        return Err(fault(
            "InvalidLoadBalancerAction",
            "The redirect configuration is not valid because it creates a loop.",
        ));
    }
    Ok(ActionKind::Redirect {
        protocol,
        port,
        host,
        path,
        query,
        permanent: config.status_code == wire::RedirectActionStatusCodeEnum::Http301,
    })
}

fn fixed_response(config: wire::FixedResponseActionConfig) -> Result<ActionKind, Fault> {
    let content_type = some(config.content_type);
    if let Some(unknown) = content_type
        .as_deref()
        .filter(|kind| !CONTENT_TYPES.contains(kind))
    {
        let types = CONTENT_TYPES.join("', '");
        let message = format!("The ContentType must be one of:'{types}', not '{unknown}'");
        return Err(fault("InvalidLoadBalancerAction", message));
    }
    Ok(ActionKind::FixedResponse {
        status_code: config.status_code,
        content_type,
        message_body: some(config.message_body),
    })
}

/// Whether a listener may forward to these groups: they exist, fit, and are of no other load balancer.
fn check_groups(tx: &Tx<'_>, place: &Place<'_>, actions: &[Action]) -> Result<(), Fault> {
    let own = place.balancer.arn(tx.region());
    let used_by = target_group::load_balancers_of(tx)?;
    for arn in forwarded_to(actions) {
        let group = address::target_group(tx, arn)?;
        let fits = match group.protocol {
            // A function takes requests.
            None => place.balancer.kind == LoadBalancerKind::Application,
            Some(of) => protocol::fit(place.protocol, of),
        };
        if !fits {
            let message = format!(
                "The listener and its associated target group '{arn}' have incompatible protocols"
            );
            return Err(fault("IncompatibleProtocols", message));
        }
        if group.vpc.is_some_and(|vpc| vpc != place.balancer.vpc) {
            let message =
                format!("Target group '{arn}' and load balancer '{own}' must be in the same VPC");
            return Err(fault("InvalidConfigurationRequest", message));
        }
        let balancers = used_by.get(arn);
        if balancers.is_some_and(|balancers| balancers.iter().any(|other| *other != own)) {
            let message = format!(
                "The following target groups cannot be associated with more than one load balancer: {arn}"
            );
            return Err(fault("TargetGroupAssociationLimit", message));
        }
    }
    Ok(())
}

/// Actions as answers show them: one that forwards to a single group names it in both ways.
pub(super) fn shown(actions: &[Action]) -> Vec<wire::Action> {
    actions.iter().map(shown_one).collect()
}

fn shown_one(action: &Action) -> wire::Action {
    let kind = match action.what {
        ActionKind::Forward { .. } => wire::ActionTypeEnum::Forward,
        ActionKind::Redirect { .. } => wire::ActionTypeEnum::Redirect,
        ActionKind::FixedResponse { .. } => wire::ActionTypeEnum::FixedResponse,
    };
    let mut shown = wire::Action {
        r#type: kind,
        target_group_arn: None,
        authenticate_oidc_config: None,
        authenticate_cognito_config: None,
        order: action.order.and_then(|order| i32::try_from(order).ok()),
        redirect_config: None,
        fixed_response_config: None,
        forward_config: None,
        jwt_validation_config: None,
    };
    match &action.what {
        ActionKind::Forward {
            target_groups,
            stickiness,
        } => {
            if let [only] = target_groups.as_slice() {
                shown.target_group_arn = Some(only.arn.clone());
            }
            let tuples = target_groups.iter().map(|group| wire::TargetGroupTuple {
                target_group_arn: Some(group.arn.clone()),
                weight: Some(group.weight.into()),
            });
            shown.forward_config = Some(wire::ForwardActionConfig {
                target_groups: Some(tuples.collect()),
                target_group_stickiness_config: Some(wire::TargetGroupStickinessConfig {
                    enabled: Some(stickiness.is_some()),
                    duration_seconds: stickiness.and_then(|seconds| i32::try_from(seconds).ok()),
                }),
            });
        }
        ActionKind::Redirect {
            protocol,
            port,
            host,
            path,
            query,
            permanent,
        } => {
            shown.redirect_config = Some(wire::RedirectActionConfig {
                protocol: Some(protocol.clone()),
                port: Some(port.clone()),
                host: Some(host.clone()),
                path: Some(path.clone()),
                query: Some(query.clone()),
                status_code: if *permanent {
                    wire::RedirectActionStatusCodeEnum::Http301
                } else {
                    wire::RedirectActionStatusCodeEnum::Http302
                },
            });
        }
        ActionKind::FixedResponse {
            status_code,
            content_type,
            message_body,
        } => {
            shown.fixed_response_config = Some(wire::FixedResponseActionConfig {
                message_body: message_body.clone(),
                status_code: status_code.clone(),
                content_type: content_type.clone(),
            });
        }
    }
    shown
}
