//! Target groups: made, described, changed, deleted. Their targets are in [`super::target`], their attributes in
//! [`super::attribute`].

mod health_check;

use std::collections::{BTreeMap, BTreeSet};

use portcullis_catalog::Record;
use portcullis_catalog::load_balancer::{TargetGroup, TargetKind, TrafficProtocol, forwarded_to};
use portcullis_catalog::network::Vpc;
use portcullis_wire::{Fault, elbv2 as wire};

use super::page::{page, unique};
use super::{
    address, authorize, check_name, fault, invalid, misconfigured, new_id, protocol, some, tag,
};
use crate::{Permission, Tx};

/// AWS's quota for a region (Application Load Balancers User Guide, "Quotas").
const MAX_GROUPS: usize = 3000;
const PROTOCOL_VERSIONS: [&str; 3] = ["HTTP1", "HTTP2", "GRPC"];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateTargetGroupInput,
) -> Result<Vec<Permission>, Fault> {
    let resource = format!("targetgroup/{}/*", input.name);
    let tags = input.tags.as_deref();
    Ok(authorize::creating(
        tx,
        "CreateTargetGroup",
        &resource,
        tags,
    ))
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateTargetGroupInput,
) -> Result<wire::CreateTargetGroupOutput, Fault> {
    check_name("Target group", &input.name)?;
    let group = made(tx, input)?;
    let key = group.key();
    if let Some(existing) = tx.get::<TargetGroup>(&key)? {
        if !same_settings(&existing, &group) {
            let message = format!(
                "A target group with the same name '{}' exists, but with different settings",
                group.name
            );
            return Err(fault("DuplicateTargetGroupName", message));
        }
        let arns = load_balancers_of(tx)?;
        return Ok(wire::CreateTargetGroupOutput {
            target_groups: Some(vec![shown(tx, &existing, &arns)]),
        });
    }
    if address::target_groups(tx)?.len() >= MAX_GROUPS {
        let message = format!("The limit of {MAX_GROUPS} target groups is reached");
        return Err(fault("TooManyTargetGroups", message));
    }
    tx.put(&group)?;
    Ok(wire::CreateTargetGroupOutput {
        target_groups: Some(vec![shown(tx, &group, &BTreeMap::new())]),
    })
}

/// Whether a repeated call makes what is there.
fn same_settings(one: &TargetGroup, other: &TargetGroup) -> bool {
    let settings = |group: &TargetGroup| {
        (
            group.target_kind,
            group.protocol,
            group.protocol_version.clone(),
            group.port,
            group.vpc.clone(),
            group.ipv6,
            group.health_check.clone(),
            group.tags.clone(),
        )
    };
    settings(one) == settings(other)
}

fn made(tx: &Tx<'_>, input: wire::CreateTargetGroupInput) -> Result<TargetGroup, Fault> {
    if input.target_control_port.is_some() {
        return Err(misconfigured(
            "Target control ports are not offered by this gateway.",
        ));
    }
    let target_kind = match input.target_type {
        None | Some(wire::TargetTypeEnum::Instance) => TargetKind::Instance,
        Some(wire::TargetTypeEnum::Ip) => TargetKind::Ip,
        Some(wire::TargetTypeEnum::Lambda) => TargetKind::Lambda,
        Some(wire::TargetTypeEnum::Alb) => TargetKind::Alb,
    };
    let version = some(input.protocol_version);
    let asked = health_check::Asked {
        protocol: input.health_check_protocol,
        port: input.health_check_port,
        enabled: input.health_check_enabled,
        path: input.health_check_path,
        interval: input.health_check_interval_seconds,
        timeout: input.health_check_timeout_seconds,
        healthy_threshold: input.healthy_threshold_count,
        unhealthy_threshold: input.unhealthy_threshold_count,
        matcher: input.matcher,
    };
    let (of, protocol_version, port, vpc) = if target_kind == TargetKind::Lambda {
        for (given, what) in [
            (input.protocol.is_some(), "protocol"),
            (version.is_some(), "protocol version"),
            (input.port.is_some(), "port"),
            (input.vpc_id.is_some(), "VPC ID"),
        ] {
            if given {
                let message = format!(
                    "A {what} cannot be specified for target groups with target type 'lambda'"
                );
                return Err(invalid(message));
            }
        }
        (None, None, None, None)
    } else {
        let of = input
            .protocol
            .ok_or_else(|| invalid("A protocol must be specified"))?;
        let of = protocol::read(of)?;
        let port = input.port.and_then(|port| u16::try_from(port).ok());
        let port = port.ok_or_else(|| invalid("A port must be specified"))?;
        let vpc = some(input.vpc_id).ok_or_else(|| invalid("A VPC ID must be specified"))?;
        if tx.get::<Vpc>(&Vpc::key_of(tx.account(), &vpc))?.is_none() {
            return Err(invalid(format!("The VPC ID '{vpc}' is not found")));
        }
        if target_kind == TargetKind::Alb && of != TrafficProtocol::Tcp {
            return Err(misconfigured(
                "Target groups with target type 'alb' must have the protocol 'TCP'",
            ));
        }
        let version = check_version(of, version)?;
        (Some(of), version, Some(port), Some(vpc))
    };
    let ipv6 = input.ip_address_type == Some(wire::TargetGroupIpAddressTypeEnum::Ipv6);
    if ipv6 && target_kind != TargetKind::Ip {
        // Instances and load balancers here have IPv4 addresses only.
        return Err(misconfigured(
            "The IP address type 'ipv6' is supported for target groups with target type 'ip' only",
        ));
    }
    let health_check = health_check::new(target_kind, of, protocol_version.as_deref(), asked)?;
    Ok(TargetGroup {
        account: tx.account(),
        name: input.name,
        id: new_id(tx)?,
        target_kind,
        protocol: of,
        protocol_version,
        port,
        vpc,
        ipv6,
        health_check,
        attributes: BTreeMap::new(),
        targets: Vec::new(),
        tags: tag::read(input.tags)?,
    })
}

fn check_version(of: TrafficProtocol, version: Option<String>) -> Result<Option<String>, Fault> {
    match version {
        Some(version) if !protocol::is_http(of) => {
            let of = protocol::shown(of);
            let message = format!(
                "The protocol version '{version}' is not supported for target groups with the protocol '{of}'"
            );
            Err(misconfigured(message))
        }
        Some(version) if !PROTOCOL_VERSIONS.contains(&version.as_str()) => {
            let versions = PROTOCOL_VERSIONS.join(", ");
            let message = format!("Protocol version '{version}' must be one of '[{versions}]'");
            Err(invalid(message))
        }
        None if protocol::is_http(of) => Ok(Some("HTTP1".to_owned())),
        version => Ok(version),
    }
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeTargetGroupsInput,
) -> Result<wire::DescribeTargetGroupsOutput, Fault> {
    let not_found = || fault("TargetGroupNotFound", "One or more target groups not found");
    let arns = input.target_group_arns.unwrap_or_default();
    let names = input.names.unwrap_or_default();
    let load_balancer = some(input.load_balancer_arn);
    let ways = [load_balancer.is_some(), !arns.is_empty(), !names.is_empty()];
    if ways.into_iter().filter(|way| *way).count() > 1 {
        return Err(invalid(
            "Load balancer ARN, target group names, and target group ARNs cannot be specified at the same time",
        ));
    }
    let used_by = load_balancers_of(tx)?;
    let groups = if let Some(arn) = load_balancer {
        address::load_balancer(tx, &arn)?;
        let mut groups = address::target_groups(tx)?;
        groups.retain(|group| {
            let balancers = used_by.get(&group.arn(tx.region()));
            balancers.is_some_and(|balancers| balancers.contains(&arn))
        });
        groups
    } else if !arns.is_empty() {
        let found = arns
            .iter()
            .map(|arn| address::find_target_group(tx, arn)?.ok_or_else(not_found));
        found.collect::<Result<_, _>>()?
    } else if !names.is_empty() {
        let found = names.iter().map(|name| {
            tx.get::<TargetGroup>(&TargetGroup::key_of(tx.account(), name))?
                .ok_or_else(not_found)
        });
        found.collect::<Result<_, _>>()?
    } else {
        address::target_groups(tx)?
    };
    let marker = input.marker.as_deref();
    let key = |group: &TargetGroup| group.name.clone();
    let (groups, next_marker) = page(unique(groups, key), key, input.page_size, marker)?;
    Ok(wire::DescribeTargetGroupsOutput {
        target_groups: Some(groups.iter().map(|one| shown(tx, one, &used_by)).collect()),
        next_marker,
    })
}

pub(super) fn modify(
    tx: &mut Tx<'_>,
    input: wire::ModifyTargetGroupInput,
) -> Result<wire::ModifyTargetGroupOutput, Fault> {
    let mut group = address::target_group(tx, &input.target_group_arn)?;
    let asked = health_check::Asked {
        protocol: input.health_check_protocol,
        port: input.health_check_port,
        enabled: input.health_check_enabled,
        path: input.health_check_path,
        interval: input.health_check_interval_seconds,
        timeout: input.health_check_timeout_seconds,
        healthy_threshold: input.healthy_threshold_count,
        unhealthy_threshold: input.unhealthy_threshold_count,
        matcher: input.matcher,
    };
    group.health_check = health_check::changed(&group, asked)?;
    tx.put(&group)?;
    let used_by = load_balancers_of(tx)?;
    Ok(wire::ModifyTargetGroupOutput {
        target_groups: Some(vec![shown(tx, &group, &used_by)]),
    })
}

/// One that is not there is deleted already.
pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteTargetGroupInput,
) -> Result<wire::DeleteTargetGroupOutput, Fault> {
    let arn = input.target_group_arn;
    if let Some(group) = address::find_target_group(tx, &arn)? {
        if load_balancers_of(tx)?.contains_key(&arn) {
            let message =
                format!("Target group '{arn}' is currently in use by a listener or a rule");
            return Err(fault("ResourceInUse", message));
        }
        tx.delete(&group.key());
    }
    Ok(wire::DeleteTargetGroupOutput {})
}

/// The load balancers that forward to each target group that any forwards to, all by ARN.
pub(super) fn load_balancers_of(tx: &Tx<'_>) -> Result<BTreeMap<String, BTreeSet<String>>, Fault> {
    let mut used_by: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut balancers = BTreeMap::new();
    for listener in address::listeners(tx)? {
        let balancer = listener.load_balancer_arn(tx.region());
        for group in forwarded_to(&listener.default_actions) {
            let group = used_by.entry(group.to_owned()).or_default();
            group.insert(balancer.clone());
        }
        balancers.insert((listener.load_balancer_id, listener.id), balancer);
    }
    for rule in address::rules(tx)? {
        let Some(balancer) = balancers.get(&(rule.load_balancer_id, rule.listener)) else {
            continue;
        };
        for group in forwarded_to(&rule.actions) {
            let group = used_by.entry(group.to_owned()).or_default();
            group.insert(balancer.clone());
        }
    }
    Ok(used_by)
}

fn shown(
    tx: &Tx<'_>,
    group: &TargetGroup,
    used_by: &BTreeMap<String, BTreeSet<String>>,
) -> wire::TargetGroup {
    let arn = group.arn(tx.region());
    let check = &group.health_check;
    let balancers = used_by.get(&arn).into_iter().flatten().cloned().collect();
    wire::TargetGroup {
        target_group_arn: Some(arn),
        target_group_name: Some(group.name.clone()),
        protocol: group.protocol.map(protocol::shown),
        port: group.port.map(i32::from),
        vpc_id: group.vpc.clone(),
        health_check_protocol: check.protocol.map(protocol::shown),
        health_check_port: group.port.map(|_| health_check::shown_port(check)),
        health_check_enabled: Some(check.enabled),
        health_check_interval_seconds: Some(check.interval.into()),
        health_check_timeout_seconds: Some(check.timeout.into()),
        healthy_threshold_count: Some(check.healthy_threshold.into()),
        unhealthy_threshold_count: Some(check.unhealthy_threshold.into()),
        health_check_path: check.path.clone(),
        matcher: check.matcher.clone().map(|codes| {
            if group.protocol_version.as_deref() == Some("GRPC") {
                wire::Matcher {
                    grpc_code: Some(codes),
                    http_code: None,
                }
            } else {
                wire::Matcher {
                    http_code: Some(codes),
                    grpc_code: None,
                }
            }
        }),
        load_balancer_arns: Some(balancers),
        target_type: Some(match group.target_kind {
            TargetKind::Instance => wire::TargetTypeEnum::Instance,
            TargetKind::Ip => wire::TargetTypeEnum::Ip,
            TargetKind::Lambda => wire::TargetTypeEnum::Lambda,
            TargetKind::Alb => wire::TargetTypeEnum::Alb,
        }),
        protocol_version: group.protocol_version.clone(),
        ip_address_type: Some(if group.ipv6 {
            wire::TargetGroupIpAddressTypeEnum::Ipv6
        } else {
            wire::TargetGroupIpAddressTypeEnum::Ipv4
        }),
        target_control_port: None,
    }
}
