//! Changes of an interface VPC endpoint: its policy, its subnets, its groups, its private DNS.

use portcullis_catalog::network::{
    NetworkInterface, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint,
};
use portcullis_wire::{Fault, ec2 as wire};

use super::authorize;
use super::resource::find;
use super::vpc_endpoint::{attach, check_address_type, check_policy, check_private_dns};
use super::{fault, security_group};
use crate::{Permission, Tx};

pub(super) fn may_modify(
    tx: &Tx<'_>,
    input: &wire::ModifyVpcEndpointRequest,
) -> Result<Vec<Permission>, Fault> {
    const ACTION: &str = "ec2:ModifyVpcEndpoint";
    let mut needed = vec![authorize::on::<VpcEndpoint>(
        tx,
        ACTION,
        &input.vpc_endpoint_id,
    )?];
    for subnets in [&input.add_subnet_ids, &input.remove_subnet_ids] {
        needed.extend(authorize::on_each::<Subnet>(
            tx,
            ACTION,
            subnets.as_deref(),
        )?);
    }
    for groups in [
        &input.add_security_group_ids,
        &input.remove_security_group_ids,
    ] {
        needed.extend(authorize::on_each::<SecurityGroup>(
            tx,
            ACTION,
            groups.as_deref(),
        )?);
    }
    for tables in [&input.add_route_table_ids, &input.remove_route_table_ids] {
        needed.extend(authorize::on_each::<RouteTable>(
            tx,
            ACTION,
            tables.as_deref(),
        )?);
    }
    Ok(needed)
}

pub(super) fn modify(
    tx: &mut Tx<'_>,
    input: wire::ModifyVpcEndpointRequest,
) -> Result<wire::ModifyVpcEndpointResult, Fault> {
    let mut endpoint: VpcEndpoint = find(tx, &input.vpc_endpoint_id)?;
    let tables = input
        .add_route_table_ids
        .iter()
        .flatten()
        .chain(input.remove_route_table_ids.iter().flatten());
    if tables.count() > 0 {
        let message = "Route table IDs are only supported for Gateway type VPC Endpoint.";
        return Err(fault("InvalidParameter", message));
    }
    check_address_type(input.ip_address_type, input.dns_options.as_ref())?;
    let document = input
        .policy_document
        .filter(|document| !document.is_empty());
    match (input.reset_policy, document) {
        (Some(true), Some(_)) => {
            let message =
                "The parameter resetPolicy cannot be used with the parameter policyDocument";
            return Err(fault("InvalidParameterCombination", message));
        }
        (Some(true), None) => endpoint.policy = None,
        (_, Some(document)) => endpoint.policy = Some(check_policy(document)?),
        (_, None) => {}
    }
    if let Some(enabled) = input.private_dns_enabled {
        if enabled {
            let vpc: Vpc = find(tx, &endpoint.vpc)?;
            check_private_dns(tx, &vpc, Some(&endpoint.id))?;
        }
        endpoint.private_dns_enabled = enabled;
    }
    change_groups(
        tx,
        &mut endpoint,
        input.add_security_group_ids,
        input.remove_security_group_ids,
    )?;
    for subnet in input.remove_subnet_ids.unwrap_or_default() {
        detach(tx, &mut endpoint, &subnet)?;
    }
    let configurations = input.subnet_configurations.unwrap_or_default();
    for subnet in input.add_subnet_ids.unwrap_or_default() {
        attach(tx, &mut endpoint, &subnet, &configurations)?;
    }
    tx.put(&endpoint)?;
    Ok(wire::ModifyVpcEndpointResult {
        r#return: Some(true),
    })
}

/// Adds and removes groups, on the endpoint and on each of its interfaces.
fn change_groups(
    tx: &mut Tx<'_>,
    endpoint: &mut VpcEndpoint,
    add: Option<Vec<String>>,
    remove: Option<Vec<String>>,
) -> Result<(), Fault> {
    let (add, remove) = (add.unwrap_or_default(), remove.unwrap_or_default());
    if add.is_empty() && remove.is_empty() {
        return Ok(());
    }
    let mut groups = endpoint.security_groups.clone();
    for id in remove {
        let _: SecurityGroup = find(tx, &id)?;
        groups.remove(&id);
    }
    groups.extend(add);
    if groups.is_empty() {
        let message = "An interface endpoint must have at least one security group.";
        return Err(fault("InvalidParameter", message));
    }
    let vpc: Vpc = find(tx, &endpoint.vpc)?;
    endpoint.security_groups =
        security_group::for_interface(tx, &vpc, Some(groups.into_iter().collect()))?;
    for id in &endpoint.network_interfaces {
        let mut interface: NetworkInterface = find(tx, id)?;
        interface.security_groups = endpoint.security_groups.clone();
        tx.put(&interface)?;
    }
    Ok(())
}

/// Takes an endpoint out of a subnet, with its interface there.
fn detach(tx: &mut Tx<'_>, endpoint: &mut VpcEndpoint, subnet: &str) -> Result<(), Fault> {
    let _: Subnet = find(tx, subnet)?;
    if !endpoint.subnets.remove(subnet) {
        let message = format!(
            "The subnet ID '{subnet}' is not a subnet of the VPC endpoint '{}'",
            endpoint.id
        );
        return Err(fault("InvalidParameter", message));
    }
    for id in endpoint.network_interfaces.clone() {
        let interface: NetworkInterface = find(tx, &id)?;
        if interface.subnet == subnet {
            tx.delete(&NetworkInterface::key_of(endpoint.account, &id));
            endpoint.network_interfaces.remove(&id);
        }
    }
    Ok(())
}
