//! The routes of a route table beside its local one. Nothing is routed by them here; a table keeps and shows them.

use ipnet::Ipv4Net;
use portcullis_catalog::network::{
    InternetGateway, NetworkInterface, RouteTable, RouteTarget, Vpc, VpcEndpoint,
};
use portcullis_wire::{Fault, ec2 as wire};

use super::authorize;
use super::fault;
use super::resource::{Kind, find};
use crate::{Permission, Tx};

/// AWS's quota for a table, which may be raised to this (Amazon VPC User Guide, "Amazon VPC quotas").
const MAX_ROUTES: usize = 1000;

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateRouteRequest,
) -> Result<Vec<Permission>, Fault> {
    on_table(tx, "ec2:CreateRoute", &input.route_table_id)
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateRouteRequest,
) -> Result<wire::CreateRouteResult, Fault> {
    let mut table: RouteTable = find(tx, &input.route_table_id)?;
    let destination = destination(
        input.destination_cidr_block.as_deref(),
        input.destination_ipv6_cidr_block.as_deref(),
        input.destination_prefix_list_id.as_deref(),
    )?;
    let target = target(tx, &table, &Targets::of_create(&input))?;
    check_local(tx, &table, destination, &target)?;
    if table.routes.contains_key(&destination) {
        let message = format!("The route identified by {destination} already exists.");
        return Err(fault("RouteAlreadyExists", message));
    }
    if table.routes.len() >= MAX_ROUTES {
        let message = "The maximum number of routes has been reached.";
        return Err(fault("RouteLimitExceeded", message));
    }
    table.routes.insert(destination, target);
    tx.put(&table)?;
    Ok(wire::CreateRouteResult {
        r#return: Some(true),
    })
}

pub(super) fn may_replace(
    tx: &Tx<'_>,
    input: &wire::ReplaceRouteRequest,
) -> Result<Vec<Permission>, Fault> {
    on_table(tx, "ec2:ReplaceRoute", &input.route_table_id)
}

pub(super) fn replace(tx: &mut Tx<'_>, input: wire::ReplaceRouteRequest) -> Result<(), Fault> {
    let mut table: RouteTable = find(tx, &input.route_table_id)?;
    if input.local_target == Some(true) {
        return Err(fault(
            "UnsupportedOperation",
            "The local route of this gateway's route tables cannot be replaced.",
        ));
    }
    let destination = destination(
        input.destination_cidr_block.as_deref(),
        input.destination_ipv6_cidr_block.as_deref(),
        input.destination_prefix_list_id.as_deref(),
    )?;
    let target = target(tx, &table, &Targets::of_replace(&input))?;
    let Some(route) = table.routes.get_mut(&destination) else {
        let message = format!(
            "There is no route defined for '{destination}' in the route table. Use CreateRoute instead."
        );
        return Err(fault("InvalidParameterValue", message));
    };
    *route = target;
    tx.put(&table)
}

pub(super) fn may_delete(
    tx: &Tx<'_>,
    input: &wire::DeleteRouteRequest,
) -> Result<Vec<Permission>, Fault> {
    on_table(tx, "ec2:DeleteRoute", &input.route_table_id)
}

pub(super) fn delete(tx: &mut Tx<'_>, input: wire::DeleteRouteRequest) -> Result<(), Fault> {
    let mut table: RouteTable = find(tx, &input.route_table_id)?;
    let destination = destination(
        input.destination_cidr_block.as_deref(),
        input.destination_ipv6_cidr_block.as_deref(),
        input.destination_prefix_list_id.as_deref(),
    )?;
    if table.routes.remove(&destination).is_some() {
        return tx.put(&table);
    }
    let vpc: Vpc = find(tx, &table.vpc)?;
    if vpc.cidr == destination {
        let message = format!(
            "cannot remove local route {destination} in route table {}",
            table.id
        );
        return Err(fault("InvalidParameterValue", message));
    }
    let message = format!(
        "no route with destination-cidr-block {destination} in route table {}",
        table.id
    );
    Err(fault("InvalidRoute.NotFound", message))
}

/// The routes of a table as answers show them, the local one first.
pub(super) fn shown(
    tx: &Tx<'_>,
    table: &RouteTable,
    vpc: Option<&Vpc>,
) -> Result<Vec<wire::Route>, Fault> {
    let mut routes = vec![wire::Route {
        destination_cidr_block: vpc.map(|vpc| vpc.cidr.to_string()),
        gateway_id: Some("local".to_owned()),
        origin: Some(wire::RouteOrigin::CreateRouteTable),
        state: Some(wire::RouteState::Active),
        ..Default::default()
    }];
    for (destination, target) in &table.routes {
        let mut route = wire::Route {
            destination_cidr_block: Some(destination.to_string()),
            origin: Some(wire::RouteOrigin::CreateRoute),
            ..Default::default()
        };
        let leads = match target {
            RouteTarget::InternetGateway(id) => {
                route.gateway_id = Some(id.clone());
                let gateway =
                    tx.get::<InternetGateway>(&InternetGateway::key_of(table.account, id))?;
                gateway.is_some_and(|gateway| gateway.attached_to.as_ref() == Some(&table.vpc))
            }
            RouteTarget::NetworkInterface(id) => {
                route.network_interface_id = Some(id.clone());
                let key = NetworkInterface::key_of(table.account, id);
                tx.get::<NetworkInterface>(&key)?.is_some()
            }
        };
        route.state = Some(if leads {
            wire::RouteState::Active
        } else {
            wire::RouteState::Blackhole
        });
        routes.push(route);
    }
    Ok(routes)
}

fn on_table(tx: &Tx<'_>, action: &str, table: &str) -> Result<Vec<Permission>, Fault> {
    Ok(vec![authorize::on::<RouteTable>(tx, action, table)?])
}

fn destination(
    cidr: Option<&str>,
    ipv6: Option<&str>,
    prefix_list: Option<&str>,
) -> Result<Ipv4Net, Fault> {
    if ipv6.is_some() {
        return Err(fault(
            "UnsupportedOperation",
            "VPCs of this gateway have one IPv4 CIDR block; their routes lead to IPv4 addresses.",
        ));
    }
    if let Some(list) = prefix_list {
        let message = format!("The prefix list ID '{list}' does not exist");
        return Err(fault("InvalidPrefixListID.NotFound", message));
    }
    let Some(cidr) = cidr else {
        return Err(fault(
            "MissingParameter",
            "The request must contain the parameter destinationCidrBlock",
        ));
    };
    let parsed: Result<Ipv4Net, _> = cidr.parse();
    parsed.map(|cidr| cidr.trunc()).map_err(|_| {
        let message = format!(
            "Value ({cidr}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block."
        );
        fault("InvalidParameterValue", message)
    })
}

/// A destination within the VPC is the local route's, unless an interface is put in its way.
fn check_local(
    tx: &Tx<'_>,
    table: &RouteTable,
    destination: Ipv4Net,
    target: &RouteTarget,
) -> Result<(), Fault> {
    let vpc: Vpc = find(tx, &table.vpc)?;
    if vpc.cidr == destination {
        let message = format!("The route identified by {destination} already exists.");
        return Err(fault("RouteAlreadyExists", message));
    }
    let to_interface = matches!(target, RouteTarget::NetworkInterface(_));
    if vpc.cidr.contains(&destination) && !to_interface {
        let message = format!(
            "The destination CIDR block {destination} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance."
        );
        return Err(fault("InvalidParameterValue", message));
    }
    Ok(())
}

/// The targets that a call names: one is right.
struct Targets<'a> {
    gateway: Option<&'a str>,
    interface: Option<&'a str>,
    /// What does not exist here: the code and the text of not finding it.
    elsewhere: Vec<(&'static str, String)>,
}

macro_rules! targets {
    ($input:expr) => {{
        let input = $input;
        let mut elsewhere = Vec::new();
        for (id, code, noun) in [
            (
                &input.instance_id,
                "InvalidInstanceID.NotFound",
                "instance ID",
            ),
            (
                &input.nat_gateway_id,
                "InvalidNatGatewayID.NotFound",
                "natGateway ID",
            ),
            (
                &input.transit_gateway_id,
                "InvalidTransitGatewayID.NotFound",
                "transitGateway ID",
            ),
            (
                &input.vpc_peering_connection_id,
                "InvalidVpcPeeringConnectionID.NotFound",
                "vpcPeeringConnection ID",
            ),
            (
                &input.local_gateway_id,
                "InvalidLocalGatewayID.NotFound",
                "localGateway ID",
            ),
            (
                &input.carrier_gateway_id,
                "InvalidCarrierGatewayID.NotFound",
                "carrierGateway ID",
            ),
            (
                &input.egress_only_internet_gateway_id,
                "InvalidGatewayID.NotFound",
                "gateway ID",
            ),
            (
                &input.core_network_arn,
                "InvalidCoreNetworkArn.NotFound",
                "core network ARN",
            ),
            (
                &input.odb_network_arn,
                "InvalidOdbNetworkArn.NotFound",
                "ODB network ARN",
            ),
            (
                &input.vpc_endpoint_id,
                "InvalidVpcEndpointId.NotFound",
                "Vpc Endpoint Id",
            ),
        ] {
            if let Some(id) = id {
                elsewhere.push((code, format!("The {noun} '{id}' does not exist")));
            }
        }
        Targets {
            gateway: input.gateway_id.as_deref(),
            interface: input.network_interface_id.as_deref(),
            elsewhere,
        }
    }};
}

impl<'a> Targets<'a> {
    fn of_create(input: &'a wire::CreateRouteRequest) -> Self {
        targets!(input)
    }

    fn of_replace(input: &'a wire::ReplaceRouteRequest) -> Self {
        targets!(input)
    }
}

fn target(tx: &Tx<'_>, table: &RouteTable, targets: &Targets<'_>) -> Result<RouteTarget, Fault> {
    let count = targets.elsewhere.len()
        + usize::from(targets.gateway.is_some())
        + usize::from(targets.interface.is_some());
    if count != 1 {
        let message = "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId, localGatewayId, carrierGatewayId, vpcEndpointId, coreNetworkArn or instanceId";
        let code = if count == 0 {
            "MissingParameter"
        } else {
            "InvalidParameterCombination"
        };
        return Err(fault(code, message));
    }
    if let Some((code, message)) = targets.elsewhere.first() {
        return Err(fault(code, message.clone()));
    }
    let elsewhere = |id: &str| {
        let message = format!(
            "route table {} and network gateway {id} belong to different networks",
            table.id
        );
        fault("InvalidParameterValue", message)
    };
    match (targets.gateway, targets.interface) {
        (Some(id), _) if Kind::of(id) == Some(Kind::VpcEndpoint) => {
            // An interface endpoint has addresses, not routes.
            find::<VpcEndpoint>(tx, id)?;
            Err(elsewhere(id))
        }
        (Some(id), _) => {
            let key = InternetGateway::key_of(tx.account(), id);
            let Some(gateway) = tx.get::<InternetGateway>(&key)? else {
                let message = format!("The gateway ID '{id}' does not exist");
                return Err(fault("InvalidGatewayID.NotFound", message));
            };
            if gateway.attached_to.as_ref() != Some(&table.vpc) {
                return Err(elsewhere(id));
            }
            Ok(RouteTarget::InternetGateway(gateway.id))
        }
        (None, id) => {
            let interface: NetworkInterface = find(tx, id.unwrap_or_default())?;
            if interface.vpc != table.vpc {
                let message = format!(
                    "route table {} and interface {} belong to different networks",
                    table.id, interface.id
                );
                return Err(fault("InvalidParameterValue", message));
            }
            Ok(RouteTarget::NetworkInterface(interface.id))
        }
    }
}
