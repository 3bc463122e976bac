//! Interface VPC endpoints: made, deleted, described. One is a network interface in each of its
//! subnets, groups that guard them, a policy, and names. Listening on them is the proxy's work.

mod shown;

use std::collections::BTreeSet;

use portcullis_catalog::Record;
use portcullis_catalog::id::rest_api_id;
use portcullis_catalog::network::{NetworkInterface, SecurityGroup, Subnet, Vpc, VpcEndpoint};
use portcullis_iam::PolicyType;
use portcullis_wire::{Fault, ec2 as wire};

use self::shown::{shown, zones};
use super::authorize;
use super::filter::{Filters, one};
use super::page::page;
use super::resource::{Kind, find, named, of_vpc};
use super::{endpoint_service, fault, idempotency, network_interface, security_group, tag_set};
use crate::{KeyValue, Permission, Tx};

/// AWS's quota for a VPC (AWS PrivateLink Guide, "AWS PrivateLink quotas").
const MAX_ENDPOINTS: usize = 50;

const FILTERS: &[&str] = &[
    "ip-address-type",
    "service-name",
    "service-region",
    "vpc-endpoint-id",
    "vpc-endpoint-state",
    "vpc-endpoint-type",
    "vpc-id",
];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateVpcEndpointRequest,
) -> Result<Vec<Permission>, Fault> {
    const ACTION: &str = "ec2:CreateVpcEndpoint";
    let specifications = input.tag_specifications.as_deref();
    let service = input.service_name.clone().unwrap_or_default();
    let region = input.service_region.clone();
    let region = region.unwrap_or_else(|| tx.region().to_owned());
    let creating = authorize::creating(tx, "CreateVpcEndpoint", Kind::VpcEndpoint, specifications);
    let describe = |permission: Permission| {
        // Tagging what is made is an action of its own, and knows nothing of the service.
        if permission.action != ACTION {
            return permission;
        }
        permission
            .with("ec2:VpceServiceName", KeyValue::Text(service.clone()))
            .with("ec2:VpceServiceOwner", KeyValue::Text("amazon".to_owned()))
            .with("ec2:VpceServiceRegion", KeyValue::Text(region.clone()))
    };
    let mut needed: Vec<Permission> = creating.into_iter().map(describe).collect();
    needed.push(authorize::on::<Vpc>(tx, ACTION, &input.vpc_id)?);
    needed.extend(authorize::on_each::<Subnet>(
        tx,
        ACTION,
        input.subnet_ids.as_deref(),
    )?);
    needed.extend(authorize::on_each::<SecurityGroup>(
        tx,
        ACTION,
        input.security_group_ids.as_deref(),
    )?);
    Ok(needed)
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateVpcEndpointRequest,
) -> Result<wire::CreateVpcEndpointResult, Fault> {
    let client_token = idempotency::token(input.client_token.as_deref(), &input)?;
    let earlier = idempotency::earlier(tx, client_token.as_ref(), |endpoint: &VpcEndpoint| {
        endpoint.client_token.as_ref()
    })?;
    let endpoint = match earlier {
        Some(endpoint) => endpoint,
        None => {
            let mut endpoint = made(tx, input.clone())?;
            endpoint.client_token = client_token;
            tx.put(&endpoint)?;
            endpoint
        }
    };
    let names = security_group::names(tx)?;
    let zones = zones(tx)?;
    Ok(wire::CreateVpcEndpointResult {
        vpc_endpoint: Some(shown(tx, &endpoint, &names, &zones)),
        client_token: input.client_token,
    })
}

pub(super) fn may_delete(
    tx: &Tx<'_>,
    input: &wire::DeleteVpcEndpointsRequest,
) -> Result<Vec<Permission>, Fault> {
    authorize::on_each::<VpcEndpoint>(tx, "ec2:DeleteVpcEndpoints", Some(&input.vpc_endpoint_ids))
}

/// Deletes what is there, and lists what is not.
pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteVpcEndpointsRequest,
) -> Result<wire::DeleteVpcEndpointsResult, Fault> {
    let mut unsuccessful = Vec::new();
    for id in input.vpc_endpoint_ids {
        Kind::VpcEndpoint.check(&id)?;
        match tx.get::<VpcEndpoint>(&VpcEndpoint::key_of(tx.account(), &id))? {
            Some(endpoint) => {
                for interface in &endpoint.network_interfaces {
                    tx.delete(&NetworkInterface::key_of(endpoint.account, interface));
                }
                tx.delete(&endpoint.key());
            }
            None => unsuccessful.push(wire::UnsuccessfulItem {
                error: Some(wire::UnsuccessfulItemError {
                    code: Some("InvalidVpcEndpoint.NotFound".to_owned()),
                    message: Some(Kind::VpcEndpoint.not_found(&id).message),
                }),
                resource_id: Some(id),
            }),
        }
    }
    Ok(wire::DeleteVpcEndpointsResult {
        unsuccessful: Some(unsuccessful),
    })
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeVpcEndpointsRequest,
) -> Result<wire::DescribeVpcEndpointsResult, Fault> {
    let filters = Filters::read(input.filters, FILTERS, true)?;
    let mut endpoints: Vec<VpcEndpoint> = named(tx, input.vpc_endpoint_ids.as_deref())?;
    endpoints.retain(|endpoint| {
        filters.match_resource(&endpoint.tags, |name| match name {
            "ip-address-type" => one(&endpoint.ip_address_type),
            "service-name" => one(&endpoint.service_name),
            "service-region" => one(tx.region()),
            "vpc-endpoint-id" => one(&endpoint.id),
            "vpc-endpoint-state" => one("available"),
            "vpc-endpoint-type" => one("Interface"),
            _ => one(&endpoint.vpc),
        })
    });
    let token = input.next_token.as_deref();
    let (endpoints, next_token) = page(
        endpoints,
        |endpoint| endpoint.id.clone(),
        input.max_results,
        token,
    )?;
    let names = security_group::names(tx)?;
    let zones = zones(tx)?;
    let endpoints = endpoints
        .iter()
        .map(|endpoint| shown(tx, endpoint, &names, &zones));
    Ok(wire::DescribeVpcEndpointsResult {
        vpc_endpoints: Some(endpoints.collect()),
        next_token,
    })
}

/// The one kind of address that subnets without IPv6 have.
pub(super) fn check_address_type(
    wanted: Option<wire::IpAddressType>,
    options: Option<&wire::DnsOptionsSpecification>,
) -> Result<(), Fault> {
    if wanted.is_some_and(|wanted| wanted != wire::IpAddressType::Ipv4) {
        let message = "The specified IpAddressType is not supported by the subnets: they have no IPv6 CIDR block.";
        return Err(fault("InvalidParameter", message));
    }
    let kind = options.and_then(|options| options.dns_record_ip_type);
    if kind.is_some_and(|kind| {
        !matches!(
            kind,
            wire::DnsRecordIpType::Ipv4 | wire::DnsRecordIpType::ServiceDefined
        )
    }) {
        let message = "The specified DnsRecordIpType is not supported for an endpoint whose IpAddressType is ipv4.";
        return Err(fault("InvalidParameter", message));
    }
    Ok(())
}

/// A policy as it will be stored: as it was sent, once it is one.
pub(super) fn check_policy(document: String) -> Result<String, Fault> {
    match portcullis_iam::validate(&document, PolicyType::Endpoint) {
        Ok(()) => Ok(document),
        Err(malformed) => Err(fault(malformed.code(), malformed.message())),
    }
}

/// Private DNS needs a VPC that resolves names, and only one endpoint can answer to one name.
pub(super) fn check_private_dns(
    tx: &Tx<'_>,
    vpc: &Vpc,
    endpoint: Option<&str>,
) -> Result<(), Fault> {
    if !(vpc.enable_dns_support && vpc.enable_dns_hostnames) {
        let message = format!(
            "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {}",
            vpc.id
        );
        return Err(fault("InvalidParameter", message));
    }
    let others = of_vpc::<VpcEndpoint>(tx, vpc)?;
    if others
        .iter()
        .any(|other| other.private_dns_enabled && Some(other.id.as_str()) != endpoint)
    {
        let message = format!(
            "private-dns-enabled cannot be set because there is already a conflicting DNS domain for {} in the VPC {}",
            endpoint_service::private_name(tx),
            vpc.id
        );
        return Err(fault("InvalidParameter", message));
    }
    Ok(())
}

/// Puts an endpoint into a subnet: an interface with its groups.
pub(super) fn attach(
    tx: &mut Tx<'_>,
    endpoint: &mut VpcEndpoint,
    id: &str,
    configurations: &[wire::SubnetConfiguration],
) -> Result<(), Fault> {
    let subnet: Subnet = find(tx, id)?;
    if subnet.vpc != endpoint.vpc {
        let message = format!(
            "The subnet ID '{id}' does not belong to the VPC '{}'",
            endpoint.vpc
        );
        return Err(fault("InvalidParameter", message));
    }
    if endpoint.subnets.contains(id) {
        return Ok(());
    }
    for other in &endpoint.subnets {
        let other: Subnet = find(tx, other)?;
        if other.availability_zone == subnet.availability_zone {
            let message = format!(
                "Found another VPC endpoint subnet in the availability zone of {}",
                other.id
            );
            return Err(fault("DuplicateSubnetsInSameZone", message));
        }
    }
    let configured = configurations
        .iter()
        .find(|one| one.subnet_id.as_deref() == Some(id));
    let wanted = configured.and_then(|configuration| configuration.ipv4.as_deref());
    let mut interface =
        network_interface::make(tx, &subnet, endpoint.security_groups.clone(), wanted)?;
    interface.description = format!("VPC Endpoint Interface {}", endpoint.id);
    interface.vpc_endpoint = Some(endpoint.id.clone());
    tx.put(&interface)?;
    endpoint.subnets.insert(subnet.id);
    endpoint.network_interfaces.insert(interface.id);
    Ok(())
}

fn made(tx: &mut Tx<'_>, input: wire::CreateVpcEndpointRequest) -> Result<VpcEndpoint, Fault> {
    if input.service_network_arn.is_some() || input.resource_configuration_arn.is_some() {
        return Err(fault(
            "UnsupportedOperation",
            "Endpoints of this gateway are made for a service, by ServiceName.",
        ));
    }
    let Some(service_name) = input.service_name else {
        return Err(fault(
            "MissingParameter",
            "The request must contain the parameter ServiceName",
        ));
    };
    if service_name != endpoint_service::name(tx) {
        return Err(endpoint_service::unknown(&service_name));
    }
    if let Some(region) = input.service_region.filter(|region| region != tx.region()) {
        let message = format!(
            "The service region '{region}' is not supported; this gateway is {}.",
            tx.region()
        );
        return Err(fault("InvalidParameter", message));
    }
    // Gateway is what a request means that names no type.
    let kind = input
        .vpc_endpoint_type
        .unwrap_or(wire::VpcEndpointType::Gateway);
    if kind != wire::VpcEndpointType::Interface {
        let message =
            format!("Endpoint type ({kind}) does not match available service types ([Interface]).");
        return Err(fault("InvalidParameter", message));
    }
    if input
        .route_table_ids
        .is_some_and(|tables| !tables.is_empty())
    {
        let message = "Route table IDs are only supported for Gateway type VPC Endpoint.";
        return Err(fault("InvalidParameter", message));
    }
    check_address_type(input.ip_address_type, input.dns_options.as_ref())?;
    let vpc: Vpc = find(tx, &input.vpc_id)?;
    let policy = input
        .policy_document
        .filter(|document| !document.is_empty())
        .map(check_policy)
        .transpose()?;
    let private_dns_enabled = input.private_dns_enabled.unwrap_or(true);
    if private_dns_enabled {
        check_private_dns(tx, &vpc, None)?;
    }
    if of_vpc::<VpcEndpoint>(tx, &vpc)?.len() >= MAX_ENDPOINTS {
        let message = "The maximum number of VPC endpoints has been reached.";
        return Err(fault("VpcEndpointLimitExceeded", message));
    }
    let mut dns_suffix = rest_api_id(&tx.random()?);
    dns_suffix.truncate(8);
    let mut endpoint = VpcEndpoint {
        account: tx.account(),
        id: Kind::VpcEndpoint.new_id(tx)?,
        security_groups: security_group::for_interface(tx, &vpc, input.security_group_ids)?,
        vpc: vpc.id,
        service_name,
        created: tx.now(),
        policy,
        subnets: BTreeSet::new(),
        network_interfaces: BTreeSet::new(),
        private_dns_enabled,
        ip_address_type: wire::IpAddressType::Ipv4.as_str().to_owned(),
        dns_suffix,
        tags: tag_set::specified(input.tag_specifications, Kind::VpcEndpoint)?,
        client_token: None,
    };
    let configurations = input.subnet_configurations.unwrap_or_default();
    for subnet in input.subnet_ids.unwrap_or_default() {
        attach(tx, &mut endpoint, &subnet, &configurations)?;
    }
    if let Some(stray) = configurations
        .iter()
        .filter_map(|one| one.subnet_id.as_ref())
        .find(|id| !endpoint.subnets.contains(*id))
    {
        let message = format!(
            "The subnet ID '{stray}' of a subnet configuration is not a subnet of the endpoint"
        );
        return Err(fault("InvalidParameter", message));
    }
    Ok(endpoint)
}
