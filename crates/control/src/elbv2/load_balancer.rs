//! Load balancers: made, described, deleted. Where their nodes are is in [`super::placement`], what else they are set
//! to in [`super::attribute`].

use std::collections::BTreeMap;

use portcullis_catalog::Record;
use portcullis_catalog::backend::VpcLink;
use portcullis_catalog::load_balancer::{LoadBalancer, LoadBalancerKind, Target, TargetKind};
use portcullis_catalog::network::NetworkInterface;
use portcullis_wire::{Fault, Timestamp, elbv2 as wire};

use super::page::{page, unique};
use super::{
    address, attribute, authorize, check_name, fault, invalid, listener, misconfigured, new_id,
    placement, tag,
};
use crate::{KeyValue, Permission, Tx};

/// AWS's quota for each kind (Application and Network Load Balancers User Guides, "Quotas").
const MAX_OF_A_KIND: usize = 50;
/// The zones that alias records of Route 53 name, in us-east-1; they mean something to Route 53 only.
const APPLICATION_ZONE: &str = "Z35SXDOTRQ7X7K";
const NETWORK_ZONE: &str = "Z26RNL4JYFTOTI";

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateLoadBalancerInput,
) -> Result<Vec<Permission>, Fault> {
    let word = match input.r#type {
        Some(wire::LoadBalancerTypeEnum::Network) => "net",
        Some(wire::LoadBalancerTypeEnum::Gateway) => "gwy",
        _ => "app",
    };
    let resource = format!("loadbalancer/{word}/{}/*", input.name);
    let tags = input.tags.as_deref();
    let mut needed = authorize::creating(tx, "CreateLoadBalancer", &resource, tags);
    if let Some(create) = needed.first_mut() {
        let scheme = input
            .scheme
            .unwrap_or(wire::LoadBalancerSchemeEnum::InternetFacing);
        let subnets = placement::named_subnets(&input.subnets, &input.subnet_mappings);
        let groups = input.security_groups.clone().unwrap_or_default();
        let texts = |name: &str, texts: Vec<String>| {
            (
                format!("elasticloadbalancing:{name}"),
                KeyValue::Texts(texts),
            )
        };
        for (name, value) in [
            (
                "elasticloadbalancing:Scheme".to_owned(),
                KeyValue::Text(scheme.to_string()),
            ),
            texts("Subnet", subnets),
            texts("SecurityGroup", groups),
        ] {
            *create = create.clone().with(&name, value);
        }
    }
    Ok(needed)
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateLoadBalancerInput,
) -> Result<wire::CreateLoadBalancerOutput, Fault> {
    check_name("Load balancer", &input.name)?;
    if input.name.starts_with("internal-") {
        let message = format!(
            "The load balancer name '{}' cannot begin with 'internal-'",
            input.name
        );
        return Err(invalid(message));
    }
    let kind = match input.r#type {
        None | Some(wire::LoadBalancerTypeEnum::Application) => LoadBalancerKind::Application,
        Some(wire::LoadBalancerTypeEnum::Network) => LoadBalancerKind::Network,
        Some(wire::LoadBalancerTypeEnum::Gateway) => {
            return Err(misconfigured(
                "Load balancers of type 'gateway' are not offered by this gateway.",
            ));
        }
    };
    if input.customer_owned_ipv4_pool.is_some() || input.ipam_pools.is_some() {
        return Err(misconfigured(
            "Load balancers of this gateway take addresses from their subnets only.",
        ));
    }
    let prefix = input.enable_prefix_for_ipv6_source_nat;
    placement::check_address_type(input.ip_address_type, prefix)?;
    let internal = input.scheme == Some(wire::LoadBalancerSchemeEnum::Internal);
    let wanted = placement::wanted(tx, kind, internal, input.subnets, input.subnet_mappings)?;
    let security_groups = placement::groups(tx, kind, &wanted.vpc, input.security_groups)?;
    let tags = tag::read(input.tags)?;
    if let Some(existing) =
        tx.get::<LoadBalancer>(&LoadBalancer::key_of(tx.account(), &input.name))?
    {
        let same = existing.kind == kind
            && existing.internal == internal
            && existing.security_groups == security_groups
            && wanted.is_of(&existing)
            && existing.tags == tags;
        if !same {
            let message = format!(
                "A load balancer with the same name '{}' exists, but with different settings",
                input.name
            );
            return Err(fault("DuplicateLoadBalancerName", message));
        }
        return Ok(created(tx, &existing));
    }
    let of_kind = address::load_balancers(tx)?
        .into_iter()
        .filter(|other| other.kind == kind);
    if of_kind.count() >= MAX_OF_A_KIND {
        let message =
            format!("The limit of {MAX_OF_A_KIND} load balancers of this type is reached");
        return Err(fault("TooManyLoadBalancers", message));
    }
    let id = new_id(tx)?;
    let dns_label = match kind {
        LoadBalancerKind::Network => format!("{}-{id}", input.name),
        LoadBalancerKind::Application => {
            let number = u32::from_be_bytes(tx.random()?);
            let scheme = if internal { "internal-" } else { "" };
            format!("{scheme}{}-{number}", input.name)
        }
    };
    let guarded = kind == LoadBalancerKind::Network && !security_groups.is_empty();
    let mut balancer = LoadBalancer {
        account: tx.account(),
        name: input.name,
        id,
        kind,
        internal,
        created: tx.now(),
        vpc: wanted.vpc.clone(),
        nodes: BTreeMap::new(),
        security_groups,
        dns_label,
        guards_private_link: guarded.then_some(true),
        attributes: BTreeMap::new(),
        tags,
    };
    placement::place(tx, &mut balancer, &wanted)?;
    tx.put(&balancer)?;
    Ok(created(tx, &balancer))
}

fn created(tx: &Tx<'_>, balancer: &LoadBalancer) -> wire::CreateLoadBalancerOutput {
    wire::CreateLoadBalancerOutput {
        load_balancers: Some(vec![shown(tx, balancer)]),
    }
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeLoadBalancersInput,
) -> Result<wire::DescribeLoadBalancersOutput, Fault> {
    let not_found = || {
        fault(
            "LoadBalancerNotFound",
            "One or more load balancers not found",
        )
    };
    let arns = input.load_balancer_arns.unwrap_or_default();
    let names = input.names.unwrap_or_default();
    let balancers = match (arns.is_empty(), names.is_empty()) {
        (true, true) => address::load_balancers(tx)?,
        (false, false) => {
            return Err(invalid(
                "Load balancer names and load balancer ARNs cannot be specified at the same time",
            ));
        }
        (false, true) => {
            let found = arns
                .iter()
                .map(|arn| address::find_load_balancer(tx, arn)?.ok_or_else(not_found));
            found.collect::<Result<_, _>>()?
        }
        (true, false) => {
            let found = names.iter().map(|name| {
                tx.get::<LoadBalancer>(&LoadBalancer::key_of(tx.account(), name))?
                    .ok_or_else(not_found)
            });
            found.collect::<Result<_, _>>()?
        }
    };
    let marker = input.marker.as_deref();
    let key = |balancer: &LoadBalancer| balancer.name.clone();
    let (balancers, next_marker) = page(unique(balancers, key), key, input.page_size, marker)?;
    Ok(wire::DescribeLoadBalancersOutput {
        load_balancers: Some(balancers.iter().map(|one| shown(tx, one)).collect()),
        next_marker,
    })
}

/// Deletes it with its listeners and interfaces. One that is not there is deleted already.
pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteLoadBalancerInput,
) -> Result<wire::DeleteLoadBalancerOutput, Fault> {
    let arn = input.load_balancer_arn;
    let Some(balancer) = address::find_load_balancer(tx, &arn)? else {
        return Ok(wire::DeleteLoadBalancerOutput {});
    };
    if attribute::is_protected(&balancer) {
        let message = format!(
            "Load balancer '{arn}' cannot be deleted because deletion protection is enabled"
        );
        return Err(fault("OperationNotPermitted", message));
    }
    if is_target(tx, &arn)? || is_linked(tx, &arn)? {
        let message = format!(
            "Load balancer '{arn}' cannot be deleted because it is currently associated with another service"
        );
        return Err(fault("ResourceInUse", message));
    }
    for listener in address::listeners_of(tx, &balancer)? {
        listener::remove(tx, &listener)?;
    }
    for node in balancer.nodes.values() {
        let key = NetworkInterface::key_of(balancer.account, &node.network_interface);
        tx.delete(&key);
    }
    tx.delete(&balancer.key());
    Ok(wire::DeleteLoadBalancerOutput {})
}

/// Whether an Application Load Balancer is a target of a Network Load Balancer.
fn is_target(tx: &Tx<'_>, arn: &str) -> Result<bool, Fault> {
    let groups = address::target_groups(tx)?;
    let targets = |targets: &[Target]| targets.iter().any(|target| target.id == arn);
    Ok(groups
        .iter()
        .any(|group| group.target_kind == TargetKind::Alb && targets(&group.targets)))
}

/// Whether a VPC link goes to a Network Load Balancer: it then is behind an endpoint service of API Gateway's.
fn is_linked(tx: &Tx<'_>, arn: &str) -> Result<bool, Fault> {
    let links: Vec<VpcLink> = tx.scan(&VpcLink::keys_of(tx.account()))?;
    Ok(links.iter().any(|link| link.holds(arn)))
}

/// What capacity is reserved, which is none: nothing here is measured in capacity units.
pub(super) fn describe_capacity(
    tx: &mut Tx<'_>,
    input: wire::DescribeCapacityReservationInput,
) -> Result<wire::DescribeCapacityReservationOutput, Fault> {
    /// How often a reservation may be lowered in a day.
    const DECREASES: i32 = 2;
    let balancer = address::load_balancer(tx, &input.load_balancer_arn)?;
    Ok(wire::DescribeCapacityReservationOutput {
        last_modified_time: Some(Timestamp::from_unix(balancer.created)),
        decrease_requests_remaining: Some(DECREASES),
        minimum_load_balancer_capacity: None,
        capacity_reservation_state: Some(Vec::new()),
    })
}

fn shown(tx: &Tx<'_>, balancer: &LoadBalancer) -> wire::LoadBalancer {
    let region = tx.region();
    let suffix = tx.facts().domain.suffixes.first();
    let suffix = suffix.map_or("amazonaws.com", String::as_str);
    let dns_name = balancer.dns_name(region, suffix);
    let (kind, zone) = match balancer.kind {
        LoadBalancerKind::Application => {
            (wire::LoadBalancerTypeEnum::Application, APPLICATION_ZONE)
        }
        LoadBalancerKind::Network => (wire::LoadBalancerTypeEnum::Network, NETWORK_ZONE),
    };
    let groups: Vec<String> = balancer.security_groups.iter().cloned().collect();
    wire::LoadBalancer {
        load_balancer_arn: Some(balancer.arn(region)),
        dns_name: Some(dns_name),
        canonical_hosted_zone_id: Some(zone.to_owned()),
        created_time: Some(Timestamp::from_unix(balancer.created)),
        load_balancer_name: Some(balancer.name.clone()),
        scheme: Some(if balancer.internal {
            wire::LoadBalancerSchemeEnum::Internal
        } else {
            wire::LoadBalancerSchemeEnum::InternetFacing
        }),
        vpc_id: Some(balancer.vpc.clone()),
        state: Some(wire::LoadBalancerState {
            code: Some(wire::LoadBalancerStateEnum::Active),
            reason: None,
        }),
        r#type: Some(kind),
        availability_zones: Some(placement::shown(balancer)),
        security_groups: (!groups.is_empty()).then_some(groups),
        ip_address_type: Some(wire::IpAddressType::Ipv4),
        enforce_security_group_inbound_rules_on_private_link_traffic: balancer
            .guards_private_link
            .map(|guards| placement::enforcement(guards).to_string()),
        enable_prefix_for_ipv6_source_nat: (balancer.kind == LoadBalancerKind::Network)
            .then_some(wire::EnablePrefixForIpv6SourceNatEnum::Off),
        ..Default::default()
    }
}
