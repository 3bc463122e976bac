//! The attributes of target groups.

use portcullis_catalog::load_balancer::{TargetGroup, TargetKind, TrafficProtocol};
use portcullis_wire::{Fault, elbv2 as wire};

use super::super::{address, protocol};
use super::{Attribute, Values, attribute, set, values};
use crate::Tx;

/// The most seconds that a cookie keeps a client with a target: a week.
const WEEK: u32 = 604_800;
/// The most targets of a group, which is the most that may have to be healthy.
const MAX_TARGETS: u32 = 1000;

pub(in super::super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeTargetGroupAttributesInput,
) -> Result<wire::DescribeTargetGroupAttributesOutput, Fault> {
    let group = address::target_group(tx, &input.target_group_arn)?;
    Ok(wire::DescribeTargetGroupAttributesOutput {
        attributes: Some(shown(&group)),
    })
}

pub(in super::super) fn modify(
    tx: &mut Tx<'_>,
    input: wire::ModifyTargetGroupAttributesInput,
) -> Result<wire::ModifyTargetGroupAttributesOutput, Fault> {
    let mut group = address::target_group(tx, &input.target_group_arn)?;
    let known = known(group.target_kind, group.protocol);
    let elsewhere: Vec<Attribute> = [
        (TargetKind::Ip, Some(TrafficProtocol::Http)),
        (TargetKind::Ip, Some(TrafficProtocol::Tcp)),
        (TargetKind::Lambda, None),
    ]
    .into_iter()
    .flat_map(|(kind, protocol)| self::known(kind, protocol))
    .collect();
    let wanted = input.attributes.into_iter();
    let wanted = wanted.map(|attribute| (attribute.key, attribute.value));
    let attributes = &mut group.attributes;
    set("Target group", &known, &elsewhere, attributes, wanted)?;
    tx.put(&group)?;
    Ok(wire::ModifyTargetGroupAttributesOutput {
        attributes: Some(shown(&group)),
    })
}

fn shown(group: &TargetGroup) -> Vec<wire::TargetGroupAttribute> {
    let known = known(group.target_kind, group.protocol);
    values(known, &group.attributes)
        .into_iter()
        .map(|(key, value)| wire::TargetGroupAttribute {
            key: Some(key),
            value: Some(value),
        })
        .collect()
}

fn known(kind: TargetKind, of: Option<TrafficProtocol>) -> Vec<Attribute> {
    use Values::{Boolean, OffOr, OneOf};
    let Some(of) = of else {
        return vec![attribute(
            "lambda.multi_value_headers.enabled",
            "false",
            Boolean,
        )];
    };
    let mut known = vec![
        attribute(
            "deregistration_delay.timeout_seconds",
            "300",
            Values::Number(0..=3600),
        ),
        attribute(
            "load_balancing.cross_zone.enabled",
            "use_load_balancer_configuration",
            OneOf(&["true", "false", "use_load_balancer_configuration"]),
        ),
        attribute("stickiness.enabled", "false", Boolean),
        attribute(
            "target_group_health.dns_failover.minimum_healthy_targets.count",
            "1",
            OffOr(1..=MAX_TARGETS),
        ),
        attribute(
            "target_group_health.dns_failover.minimum_healthy_targets.percentage",
            "off",
            OffOr(1..=100),
        ),
        attribute(
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count",
            "1",
            Values::Number(1..=MAX_TARGETS),
        ),
        attribute(
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage",
            "off",
            OffOr(1..=100),
        ),
    ];
    known.extend(if protocol::is_http(of) {
        of_requests()
    } else {
        of_connections(kind, of)
    });
    known
}

fn of_requests() -> Vec<Attribute> {
    use Values::{Number, OneOf, Text};
    vec![
        attribute(
            "load_balancing.algorithm.anomaly_mitigation",
            "off",
            OneOf(&["on", "off"]),
        ),
        attribute(
            "load_balancing.algorithm.type",
            "round_robin",
            OneOf(&[
                "round_robin",
                "least_outstanding_requests",
                "weighted_random",
            ]),
        ),
        attribute("slow_start.duration_seconds", "0", Number(0..=900)),
        attribute("stickiness.app_cookie.cookie_name", "", Text),
        attribute(
            "stickiness.app_cookie.duration_seconds",
            "86400",
            Number(1..=WEEK),
        ),
        attribute(
            "stickiness.lb_cookie.duration_seconds",
            "86400",
            Number(1..=WEEK),
        ),
        attribute(
            "stickiness.type",
            "lb_cookie",
            OneOf(&["lb_cookie", "app_cookie"]),
        ),
    ]
}

fn of_connections(kind: TargetKind, of: TrafficProtocol) -> Vec<Attribute> {
    use Values::{Boolean, Number, OneOf};
    let datagrams = matches!(of, TrafficProtocol::Udp | TrafficProtocol::TcpUdp);
    let default = |on: bool| if on { "true" } else { "false" };
    let preserved = kind != TargetKind::Ip || datagrams;
    // What AWS does not let be turned off, or on, has one value.
    let only = |on: bool| -> Values {
        match (datagrams, on) {
            (false, _) => Boolean,
            (true, true) => OneOf(&["true"]),
            (true, false) => OneOf(&["false"]),
        }
    };
    vec![
        attribute(
            "deregistration_delay.connection_termination.enabled",
            default(datagrams),
            Boolean,
        ),
        attribute("preserve_client_ip.enabled", default(preserved), only(true)),
        attribute("proxy_protocol_v2.enabled", "false", Boolean),
        attribute("stickiness.type", "source_ip", OneOf(&["source_ip"])),
        attribute(
            "target_health_state.unhealthy.connection_termination.enabled",
            default(!datagrams),
            only(false),
        ),
        attribute(
            "target_health_state.unhealthy.draining_interval_seconds",
            "0",
            Number(0..=360_000),
        ),
    ]
}
