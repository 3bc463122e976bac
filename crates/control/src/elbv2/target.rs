//! Targets of a target group: registered, deregistered, and what is known of their health. The data plane checks it and
//! counts connections; here it is only said.

use std::collections::BTreeSet;
use std::net::IpAddr;

use portcullis_catalog::function::Function;
use portcullis_catalog::health::{Condition, Finding};
use portcullis_catalog::load_balancer::{
    LoadBalancer, LoadBalancerKind, Target, TargetGroup, TargetKind,
};
use portcullis_catalog::network::{Subnet, Vpc};
use portcullis_wire::{Fault, elbv2 as wire};

use super::{address, fault, invalid, some, target_group};
use crate::Tx;

/// AWS's quota for a target group (Application Load Balancers User Guide, "Quotas").
const MAX_TARGETS: usize = 1000;
const EVERY_ZONE: &str = "all";

pub(super) fn register(
    tx: &mut Tx<'_>,
    input: wire::RegisterTargetsInput,
) -> Result<wire::RegisterTargetsOutput, Fault> {
    let mut group = address::target_group(tx, &input.target_group_arn)?;
    if input.targets.is_empty() {
        return Err(invalid("Targets cannot be empty"));
    }
    for wanted in input.targets {
        let target = checked(tx, &group, wanted)?;
        let mut others = group.targets.iter_mut();
        match others.find(|other| (&other.id, other.port) == (&target.id, target.port)) {
            // One that is there stays as it is; one that was on its way out comes back.
            Some(known) if known.draining.is_none() => {
                known.availability_zone = target.availability_zone
            }
            Some(known) => *known = target,
            None => group.targets.push(target),
        }
    }
    forget_drained(tx, &mut group);
    let most = match group.target_kind {
        TargetKind::Lambda | TargetKind::Alb => 1,
        TargetKind::Instance | TargetKind::Ip => MAX_TARGETS,
    };
    if group.targets.len() > most {
        let message = format!(
            "The maximum number of targets of the target group '{}' is {most}",
            input.target_group_arn
        );
        return Err(fault("TooManyTargets", message));
    }
    tx.put(&group)?;
    Ok(wire::RegisterTargetsOutput {})
}

/// Deregisters what is there. A target that still has connections keeps them for as long as the group's delay says; any
/// other goes at once (Application Load Balancers User Guide, "Deregistration delay").
pub(super) fn deregister(
    tx: &mut Tx<'_>,
    input: wire::DeregisterTargetsInput,
) -> Result<wire::DeregisterTargetsOutput, Fault> {
    let mut group = address::target_group(tx, &input.target_group_arn)?;
    for target in input.targets {
        let port = port_of(&group, target.port);
        let mut targets = group.targets.iter_mut();
        let found = targets.find(|other| other.id == target.id && other.port == port);
        if let Some(found) = found.filter(|found| found.draining.is_none()) {
            found.draining = Some(tx.now());
        }
    }
    forget_drained(tx, &mut group);
    tx.put(&group)?;
    Ok(wire::DeregisterTargetsOutput {})
}

pub(super) fn describe_health(
    tx: &mut Tx<'_>,
    input: wire::DescribeTargetHealthInput,
) -> Result<wire::DescribeTargetHealthOutput, Fault> {
    let mut group = address::target_group(tx, &input.target_group_arn)?;
    forget_drained(tx, &mut group);
    let zones = zones_in_use(tx, &group)?;
    let descriptions = match input.targets {
        Some(asked) if !asked.is_empty() => asked
            .into_iter()
            .map(|asked| {
                let port = port_of(&group, asked.port);
                let found = group
                    .targets
                    .iter()
                    .find(|target| target.id == asked.id && target.port == port);
                match found {
                    Some(found) => described(tx, &group, found, zones.as_ref()),
                    None => not_registered(asked, port),
                }
            })
            .collect(),
        _ => group
            .targets
            .iter()
            .map(|target| described(tx, &group, target, zones.as_ref()))
            .collect(),
    };
    Ok(wire::DescribeTargetHealthOutput {
        target_health_descriptions: Some(descriptions),
    })
}

/// Takes out the targets that were deregistered and have no connection left, or had the time that the group gives them.
fn forget_drained(tx: &Tx<'_>, group: &mut TargetGroup) {
    let arn = group.arn(tx.region());
    let delay = group.attributes.get("deregistration_delay.timeout_seconds");
    let delay = delay.and_then(|text| text.parse().ok()).unwrap_or(300);
    let now = tx.now();
    let known = tx.world().target_group(&arn);
    group.targets.retain(|target| {
        let Some(since) = target.draining else {
            return true;
        };
        let known = known.and_then(|known| known.target(&target.id, target.port));
        let connected = known.is_some_and(|known| known.health.connections() > 0);
        connected && now < since.saturating_add(delay)
    });
}

/// The port that a call means: its own, or the group's.
fn port_of(group: &TargetGroup, port: Option<i32>) -> Option<u16> {
    let own = port.and_then(|port| u16::try_from(port).ok());
    group.port.map(|port| own.unwrap_or(port))
}

fn checked(
    tx: &Tx<'_>,
    group: &TargetGroup,
    wanted: wire::TargetDescription,
) -> Result<Target, Fault> {
    if wanted.quic_server_id.is_some() {
        return Err(invalid(
            "A QUIC server ID can be specified for target groups with a QUIC protocol only",
        ));
    }
    let port = port_of(group, wanted.port);
    let zone = some(wanted.availability_zone);
    let id = wanted.id;
    let availability_zone = match group.target_kind {
        TargetKind::Instance => {
            // No instances run here.
            let message = format!(
                "The following targets are not in a running state and cannot be registered: '{id}'"
            );
            return Err(fault("InvalidTarget", message));
        }
        TargetKind::Ip => zone_of_address(tx, group, &id, zone)?,
        TargetKind::Lambda => {
            check_function(tx, &id)?;
            Some(EVERY_ZONE.to_owned())
        }
        TargetKind::Alb => {
            check_load_balancer(tx, group, &id, port)?;
            None
        }
    };
    Ok(Target {
        id,
        port,
        availability_zone,
        registered: tx.now(),
        draining: None,
    })
}

/// The zone of an address: of its subnet, or the one that the call names for an address outside the VPC.
fn zone_of_address(
    tx: &Tx<'_>,
    group: &TargetGroup,
    text: &str,
    zone: Option<String>,
) -> Result<Option<String>, Fault> {
    let address: IpAddr = text.parse().map_err(|_| {
        invalid(format!(
            "The IP address '{text}' is not a valid IPv4 address"
        ))
    })?;
    let IpAddr::V4(address) = address else {
        return if group.ipv6 {
            Ok(zone.or_else(|| Some(EVERY_ZONE.to_owned())))
        } else {
            let message = format!("The IP address '{text}' is not a valid IPv4 address");
            Err(invalid(message))
        };
    };
    if group.ipv6 {
        let message = format!("The IP address '{text}' is not a valid IPv6 address");
        return Err(invalid(message));
    }
    let subnets: Vec<Subnet> = tx.scan(&format!("subnet/{}/", group.account))?;
    let within = subnets
        .into_iter()
        .find(|subnet| group.vpc.as_deref() == Some(&subnet.vpc) && subnet.cidr.contains(&address));
    if let Some(subnet) = within {
        let own = subnet.availability_zone;
        return match zone {
            Some(zone) if zone != own => Err(invalid(format!(
                "The IP address '{text}' is within the VPC, and cannot have its Availability Zone overridden to '{zone}' from '{own}'"
            ))),
            _ => Ok(Some(own)),
        };
    }
    let carrier = ipnet::Ipv4Net::new_assert(std::net::Ipv4Addr::new(100, 64, 0, 0), 10);
    let vpc = group
        .vpc
        .as_ref()
        .map(|vpc| Vpc::key_of(group.account, vpc));
    let vpc = vpc.map(|key| tx.get::<Vpc>(&key)).transpose()?.flatten();
    let in_vpc = vpc.is_some_and(|vpc| vpc.cidr.contains(&address));
    if !(address.is_private() || carrier.contains(&address) || in_vpc) {
        let message = format!(
            "The IP address '{text}' is not in a subnet of the VPC, nor in 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12 or 192.168.0.0/16"
        );
        return Err(invalid(message));
    }
    let known = |zone: &String| zone == EVERY_ZONE || zone.starts_with(tx.region());
    match zone {
        None => Err(invalid(format!(
            "The Availability Zone is required for IP address '{text}' because it is not in the VPC"
        ))),
        Some(zone) if known(&zone) => Ok(Some(zone)),
        Some(_) => Err(invalid(format!(
            "You must specify a valid Availability Zone or select 'all' for all enabled Availability zones, since the IP address '{text}' is outside the VPC"
        ))),
    }
}

fn check_function(tx: &Tx<'_>, arn: &str) -> Result<(), Fault> {
    let (region, account) = (tx.region(), tx.account());
    let here = format!("arn:aws:lambda:{region}:{account}:function:");
    let name = arn.strip_prefix(&here);
    let name = name.map(|rest| rest.split(':').next().unwrap_or(rest));
    let exists = match name {
        Some(name) => tx
            .get::<Function>(&Function::key_of(account, name))?
            .is_some(),
        None => false,
    };
    if exists {
        return Ok(());
    }
    let message = format!("The Lambda function '{arn}' does not exist");
    Err(fault("InvalidTarget", message))
}

/// An Application Load Balancer of the same VPC, with a listener on the port.
fn check_load_balancer(
    tx: &Tx<'_>,
    group: &TargetGroup,
    arn: &str,
    port: Option<u16>,
) -> Result<(), Fault> {
    let balancer = address::find_load_balancer(tx, arn)?;
    let balancer = balancer.filter(|balancer| balancer.kind == LoadBalancerKind::Application);
    let Some(balancer) = balancer.filter(|balancer| group.vpc.as_ref() == Some(&balancer.vpc))
    else {
        let message = format!(
            "The Application Load Balancer '{arn}' does not exist or is not in the same VPC as the target group"
        );
        return Err(fault("InvalidTarget", message));
    };
    let listeners = address::listeners_of(tx, &balancer)?;
    if listeners.iter().any(|listener| Some(listener.port) == port) {
        return Ok(());
    }
    Err(invalid(
        "If the target type is ALB, the target must have at least one listener that matches the target group port or any specified port overrides",
    ))
}

/// The zones of the load balancers that forward to a group; none where no load balancer does.
fn zones_in_use(tx: &Tx<'_>, group: &TargetGroup) -> Result<Option<BTreeSet<String>>, Fault> {
    let used_by = target_group::load_balancers_of(tx)?;
    let Some(arns) = used_by.get(&group.arn(tx.region())) else {
        return Ok(None);
    };
    let mut zones = BTreeSet::new();
    for arn in arns {
        let balancer: Option<LoadBalancer> = address::find_load_balancer(tx, arn)?;
        let nodes = balancer.into_iter().flat_map(|balancer| balancer.nodes);
        zones.extend(nodes.map(|(_, node)| node.availability_zone));
    }
    Ok(Some(zones))
}

fn described(
    tx: &Tx<'_>,
    group: &TargetGroup,
    target: &Target,
    zones: Option<&BTreeSet<String>>,
) -> wire::TargetHealthDescription {
    use wire::TargetHealthReasonEnum as Reason;
    use wire::TargetHealthStateEnum as State;
    let zone = target.availability_zone.as_deref();
    let elsewhere = |zones: &BTreeSet<String>| {
        zone.is_some_and(|zone| zone != EVERY_ZONE && !zones.contains(zone))
    };
    let group_entry = tx.world().target_group(&group.arn(tx.region()));
    let known = group_entry.and_then(|known| known.target(&target.id, target.port));
    let condition = known.map_or(Condition::Registering, |known| known.health.condition());
    let mismatch;
    let (state, reason, description) = match zones {
        _ if target.draining.is_some() => (
            State::Draining,
            Some(Reason::TargetDeregistrationInProgress),
            "Target deregistration is in progress",
        ),
        None => (
            State::Unused,
            Some(Reason::TargetNotInUse),
            "Target group is not configured to receive traffic from the load balancer",
        ),
        Some(zones) if elsewhere(zones) => (
            State::Unused,
            Some(Reason::TargetNotInUse),
            "Target is in an Availability Zone that is not enabled for the load balancer",
        ),
        Some(_) if !group.health_check.enabled => (
            State::Unavailable,
            Some(Reason::TargetHealthCheckDisabled),
            "Health checks are not enabled for this target",
        ),
        Some(_) => match condition {
            Condition::Registering => (
                State::Initial,
                Some(Reason::ElbRegistrationInProgress),
                "Target registration is in progress",
            ),
            Condition::Checking => (
                State::Initial,
                Some(Reason::ElbInitialHealthChecking),
                "Initial health checks in progress",
            ),
            Condition::Healthy => (State::Healthy, None, ""),
            Condition::Unhealthy(Finding::Mismatch(code)) => {
                mismatch = format!("Health checks failed with these codes: [{code}]");
                (
                    State::Unhealthy,
                    Some(Reason::TargetResponseCodeMismatch),
                    mismatch.as_str(),
                )
            }
            Condition::Unhealthy(Finding::Timeout) => (
                State::Unhealthy,
                Some(Reason::TargetTimeout),
                "Request timed out",
            ),
            Condition::Unhealthy(_) => (
                State::Unhealthy,
                Some(Reason::TargetFailedHealthChecks),
                "Health checks failed",
            ),
        },
    };
    let check_port = group.health_check.port.or(target.port);
    wire::TargetHealthDescription {
        target: Some(wire::TargetDescription {
            id: target.id.clone(),
            port: target.port.map(i32::from),
            availability_zone: target.availability_zone.clone(),
            quic_server_id: None,
        }),
        health_check_port: check_port.map(|port| port.to_string()),
        target_health: Some(wire::TargetHealth {
            state: Some(state),
            reason,
            description: (!description.is_empty()).then(|| description.to_owned()),
        }),
        ..Default::default()
    }
}

fn not_registered(
    asked: wire::TargetDescription,
    port: Option<u16>,
) -> wire::TargetHealthDescription {
    wire::TargetHealthDescription {
        target: Some(wire::TargetDescription {
            port: port.map(i32::from),
            ..asked
        }),
        target_health: Some(wire::TargetHealth {
            state: Some(wire::TargetHealthStateEnum::Unused),
            reason: Some(wire::TargetHealthReasonEnum::TargetNotRegistered),
            description: Some("Target is not registered to the target group".to_owned()),
        }),
        ..Default::default()
    }
}
