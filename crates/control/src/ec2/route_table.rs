//! Route tables: made, deleted, described, associated with subnets. Their routes are in [`super::route`]; nothing is
//! routed by them here.

use std::collections::BTreeMap;

use portcullis_catalog::network::{RouteTable, Subnet, Vpc};
use portcullis_catalog::{Record, id};
use portcullis_wire::{Fault, ec2 as wire};

use super::authorize;
use super::filter::{Filters, one};
use super::page::page;
use super::resource::{Kind, all, find, malformed, named, of_vpc, twin, well_formed};
use super::{fault, idempotency, route, tag_set};
use crate::{Permission, Tx};

/// AWS's quota for a VPC (Amazon VPC User Guide, "Amazon VPC quotas").
const MAX_TABLES: usize = 200;
const ASSOCIATION: &str = "rtbassoc";

const FILTERS: &[&str] = &[
    "association.gateway-id",
    "association.main",
    "association.route-table-association-id",
    "association.route-table-id",
    "association.subnet-id",
    "owner-id",
    "route-table-id",
    "route.destination-cidr-block",
    "route.destination-ipv6-cidr-block",
    "route.destination-prefix-list-id",
    "route.egress-only-internet-gateway-id",
    "route.gateway-id",
    "route.instance-id",
    "route.nat-gateway-id",
    "route.origin",
    "route.state",
    "route.transit-gateway-id",
    "route.vpc-peering-connection-id",
    "vpc-id",
];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateRouteTableRequest,
) -> Result<Vec<Permission>, Fault> {
    let specifications = input.tag_specifications.as_deref();
    let mut needed = authorize::creating(tx, "CreateRouteTable", Kind::RouteTable, specifications);
    needed.push(authorize::on::<Vpc>(
        tx,
        "ec2:CreateRouteTable",
        &input.vpc_id,
    )?);
    Ok(needed)
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateRouteTableRequest,
) -> Result<wire::CreateRouteTableResult, Fault> {
    let client_token = idempotency::token(input.client_token.as_deref(), &input)?;
    let vpc: Vpc = find(tx, &input.vpc_id)?;
    let earlier = idempotency::earlier(tx, client_token.as_ref(), |table: &RouteTable| {
        table.client_token.as_ref()
    })?;
    let table = match earlier {
        Some(table) => table,
        None => {
            if of_vpc::<RouteTable>(tx, &vpc)?.len() >= MAX_TABLES {
                let message = "The maximum number of route tables has been reached.";
                return Err(fault("RouteTableLimitExceeded", message));
            }
            let table = RouteTable {
                account: tx.account(),
                id: Kind::RouteTable.new_id(tx)?,
                vpc: vpc.id.clone(),
                main: false,
                associations: BTreeMap::new(),
                routes: BTreeMap::new(),
                tags: tag_set::specified(input.tag_specifications, Kind::RouteTable)?,
                client_token,
            };
            tx.put(&table)?;
            table
        }
    };
    let table = shown(tx, &table, Some(&vpc))?;
    Ok(wire::CreateRouteTableResult {
        route_table: Some(table),
        client_token: input.client_token,
    })
}

pub(super) fn may_delete(
    tx: &Tx<'_>,
    input: &wire::DeleteRouteTableRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![authorize::on::<RouteTable>(
        tx,
        "ec2:DeleteRouteTable",
        &input.route_table_id,
    )?])
}

pub(super) fn delete(tx: &mut Tx<'_>, input: wire::DeleteRouteTableRequest) -> Result<(), Fault> {
    let table: RouteTable = find(tx, &input.route_table_id)?;
    if table.main || !table.associations.is_empty() {
        let message = format!(
            "The routeTable '{}' has dependencies and cannot be deleted.",
            table.id
        );
        return Err(fault("DependencyViolation", message));
    }
    tx.delete(&table.key());
    Ok(())
}

pub(super) fn may_associate(
    tx: &Tx<'_>,
    input: &wire::AssociateRouteTableRequest,
) -> Result<Vec<Permission>, Fault> {
    const ACTION: &str = "ec2:AssociateRouteTable";
    let mut needed = vec![authorize::on::<RouteTable>(
        tx,
        ACTION,
        &input.route_table_id,
    )?];
    if let Some(subnet) = &input.subnet_id {
        needed.push(authorize::on::<Subnet>(tx, ACTION, subnet)?);
    }
    Ok(needed)
}

pub(super) fn associate(
    tx: &mut Tx<'_>,
    input: wire::AssociateRouteTableRequest,
) -> Result<wire::AssociateRouteTableResult, Fault> {
    if input.gateway_id.is_some() || input.public_ipv4_pool.is_some() {
        let message = "Route tables of this gateway are associated with subnets only.";
        return Err(fault("UnsupportedOperation", message));
    }
    let mut table: RouteTable = find(tx, &input.route_table_id)?;
    let Some(subnet) = input.subnet_id else {
        return Err(fault(
            "MissingParameter",
            "The request must contain the parameter subnetId or gatewayId",
        ));
    };
    let subnet: Subnet = find(tx, &subnet)?;
    if subnet.vpc != table.vpc {
        let message = format!(
            "route table {} and subnet {} belong to different networks",
            table.id, subnet.id
        );
        return Err(fault("InvalidParameterValue", message));
    }
    let existing = table
        .associations
        .iter()
        .find(|(_, associated)| **associated == subnet.id);
    let association = match existing.map(|(association, _)| association.clone()) {
        Some(association) => association,
        None => {
            if all::<RouteTable>(tx)?
                .iter()
                .any(|other| other.associations.values().any(|id| *id == subnet.id))
            {
                let message = format!(
                    "the specified association for route table {} conflicts with an existing association",
                    table.id
                );
                return Err(fault("Resource.AlreadyAssociated", message));
            }
            let association = id::ec2_id(ASSOCIATION, &tx.random()?);
            table.associations.insert(association.clone(), subnet.id);
            tx.put(&table)?;
            association
        }
    };
    Ok(wire::AssociateRouteTableResult {
        association_id: Some(association),
        association_state: associated(),
    })
}

pub(super) fn may_disassociate(
    tx: &Tx<'_>,
    input: &wire::DisassociateRouteTableRequest,
) -> Result<Vec<Permission>, Fault> {
    const ACTION: &str = "ec2:DisassociateRouteTable";
    let id = &input.association_id;
    let mut tables = all::<RouteTable>(tx)?.into_iter();
    Ok(
        match tables.find(|table| table.associations.contains_key(id)) {
            Some(table) => {
                let mut needed = vec![authorize::on::<RouteTable>(tx, ACTION, &table.id)?];
                if let Some(subnet) = table.associations.get(id) {
                    needed.push(authorize::on::<Subnet>(tx, ACTION, subnet)?);
                }
                needed
            }
            None => vec![authorize::on_anything(tx, ACTION)],
        },
    )
}

pub(super) fn disassociate(
    tx: &mut Tx<'_>,
    input: wire::DisassociateRouteTableRequest,
) -> Result<(), Fault> {
    let id = input.association_id;
    check_association(&id)?;
    for mut table in all::<RouteTable>(tx)? {
        if table.main && twin(&table.id, ASSOCIATION) == id {
            let message = format!("cannot disassociate the main route table association {id}");
            return Err(fault("InvalidParameterValue", message));
        }
        if table.associations.remove(&id).is_some() {
            return tx.put(&table);
        }
    }
    Err(association_not_found(&id))
}

pub(super) fn may_replace_association(
    tx: &Tx<'_>,
    input: &wire::ReplaceRouteTableAssociationRequest,
) -> Result<Vec<Permission>, Fault> {
    const ACTION: &str = "ec2:ReplaceRouteTableAssociation";
    let mut needed = vec![authorize::on::<RouteTable>(
        tx,
        ACTION,
        &input.route_table_id,
    )?];
    for table in all::<RouteTable>(tx)? {
        if let Some(subnet) = table.associations.get(&input.association_id) {
            needed.push(authorize::on::<Subnet>(tx, ACTION, subnet)?);
        }
    }
    Ok(needed)
}

/// Gives a subnet another table, or a VPC another main one, in one step.
pub(super) fn replace_association(
    tx: &mut Tx<'_>,
    input: wire::ReplaceRouteTableAssociationRequest,
) -> Result<wire::ReplaceRouteTableAssociationResult, Fault> {
    let mut wanted: RouteTable = find(tx, &input.route_table_id)?;
    let id = input.association_id;
    check_association(&id)?;
    let mut tables = all::<RouteTable>(tx)?.into_iter();
    let main = |table: &RouteTable| table.main && twin(&table.id, ASSOCIATION) == id;
    let of_id = |table: &RouteTable| main(table) || table.associations.contains_key(&id);
    let mut table = tables
        .find(of_id)
        .ok_or_else(|| association_not_found(&id))?;
    if table.vpc != wanted.vpc {
        let message = format!(
            "route tables {} and {} belong to different networks",
            table.id, wanted.id
        );
        return Err(fault("InvalidParameterValue", message));
    }
    let answer = |id: String| wire::ReplaceRouteTableAssociationResult {
        new_association_id: Some(id),
        association_state: associated(),
    };
    if table.id == wanted.id {
        return Ok(answer(id));
    }
    let new = match table.associations.remove(&id) {
        Some(subnet) => {
            let new = id::ec2_id(ASSOCIATION, &tx.random()?);
            wanted.associations.insert(new.clone(), subnet);
            new
        }
        None => {
            let mut vpc: Vpc = find(tx, &table.vpc)?;
            vpc.main_route_table.clone_from(&wanted.id);
            tx.put(&vpc)?;
            (table.main, wanted.main) = (false, true);
            twin(&wanted.id, ASSOCIATION)
        }
    };
    tx.put(&table)?;
    tx.put(&wanted)?;
    Ok(answer(new))
}

fn check_association(id: &str) -> Result<(), Fault> {
    if well_formed(ASSOCIATION, id) {
        return Ok(());
    }
    let code = "InvalidRouteTableAssociationId.Malformed";
    Err(malformed(code, ASSOCIATION, id))
}

fn association_not_found(id: &str) -> Fault {
    let message = format!("The association ID '{id}' does not exist");
    fault("InvalidAssociationID.NotFound", message)
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeRouteTablesRequest,
) -> Result<wire::DescribeRouteTablesResult, Fault> {
    let filters = Filters::read(input.filters, FILTERS, true)?;
    let vpcs: BTreeMap<String, Vpc> = all::<Vpc>(tx)?
        .into_iter()
        .map(|vpc| (vpc.id.clone(), vpc))
        .collect();
    let mut tables = Vec::new();
    for table in named::<RouteTable>(tx, input.route_table_ids.as_deref())? {
        let routes = route::shown(tx, &table, vpcs.get(&table.vpc))?;
        let values = |name: &str| filter_values(&table, &routes, name);
        if filters.match_resource(&table.tags, values) {
            tables.push(table);
        }
    }
    let token = input.next_token.as_deref();
    let (tables, next_token) = page(tables, |table| table.id.clone(), input.max_results, token)?;
    let tables = tables
        .iter()
        .map(|table| shown(tx, table, vpcs.get(&table.vpc)));
    Ok(wire::DescribeRouteTablesResult {
        route_tables: Some(tables.collect::<Result<_, _>>()?),
        next_token,
    })
}

fn filter_values(table: &RouteTable, routes: &[wire::Route], name: &str) -> Vec<String> {
    let of_routes =
        |part: fn(&wire::Route) -> Option<String>| routes.iter().filter_map(part).collect();
    let mut associations = table.associations.keys().cloned();
    match name {
        "association.main" => {
            let main = table.main.then_some("true");
            let others = (!table.associations.is_empty()).then_some("false");
            main.into_iter().chain(others).map(str::to_owned).collect()
        }
        "association.route-table-association-id" => associations
            .by_ref()
            .chain(table.main.then(|| twin(&table.id, ASSOCIATION)))
            .collect(),
        "association.route-table-id" if table.main || !table.associations.is_empty() => {
            one(&table.id)
        }
        "association.subnet-id" => table.associations.values().cloned().collect(),
        "owner-id" => one(table.account),
        "route-table-id" => one(&table.id),
        "route.destination-cidr-block" => of_routes(|route| route.destination_cidr_block.clone()),
        "route.gateway-id" => of_routes(|route| route.gateway_id.clone()),
        "route.origin" => of_routes(|route| route.origin.map(|origin| origin.to_string())),
        "route.state" => of_routes(|route| route.state.map(|state| state.to_string())),
        "vpc-id" => one(&table.vpc),
        _ => Vec::new(),
    }
}

fn associated() -> Option<wire::RouteTableAssociationState> {
    let state = Some(wire::RouteTableAssociationStateCode::Associated);
    Some(wire::RouteTableAssociationState {
        state,
        ..Default::default()
    })
}

fn shown(tx: &Tx<'_>, table: &RouteTable, vpc: Option<&Vpc>) -> Result<wire::RouteTable, Fault> {
    let association = |id: String, subnet: Option<String>| wire::RouteTableAssociation {
        main: Some(subnet.is_none()),
        route_table_association_id: Some(id),
        route_table_id: Some(table.id.clone()),
        subnet_id: subnet,
        association_state: associated(),
        ..Default::default()
    };
    let main = table
        .main
        .then(|| association(twin(&table.id, ASSOCIATION), None));
    let others = table
        .associations
        .iter()
        .map(|(id, subnet)| association(id.clone(), Some(subnet.clone())));
    Ok(wire::RouteTable {
        associations: Some(main.into_iter().chain(others).collect()),
        propagating_vgws: Some(Vec::new()),
        route_table_id: Some(table.id.clone()),
        routes: Some(route::shown(tx, table, vpc)?),
        tags: tag_set::shown(&table.tags),
        vpc_id: Some(table.vpc.clone()),
        owner_id: Some(table.account.to_string()),
    })
}
