//! Internet gateways: made, attached to a VPC, detached, deleted, described. Nothing passes through one here; what asks
//! whether a VPC has one is told so.

use portcullis_catalog::Record;
use portcullis_catalog::load_balancer::LoadBalancer;
use portcullis_catalog::network::{InternetGateway, Vpc};
use portcullis_wire::{Fault, ec2 as wire};

use super::authorize;
use super::filter::{Filters, one};
use super::page::page;
use super::resource::{Kind, all, find, named, of_vpc};
use super::{fault, tag_set};
use crate::{Permission, Tx};

/// AWS's quota follows that of VPCs (Amazon VPC User Guide, "Amazon VPC quotas").
const MAX_GATEWAYS: usize = 100;

const FILTERS: &[&str] = &[
    "attachment.state",
    "attachment.vpc-id",
    "internet-gateway-id",
    "owner-id",
];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateInternetGatewayRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(authorize::creating(
        tx,
        "CreateInternetGateway",
        Kind::InternetGateway,
        input.tag_specifications.as_deref(),
    ))
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateInternetGatewayRequest,
) -> Result<wire::CreateInternetGatewayResult, Fault> {
    if all::<InternetGateway>(tx)?.len() >= MAX_GATEWAYS {
        let message = "The maximum number of internet gateways has been reached.";
        return Err(fault("InternetGatewayLimitExceeded", message));
    }
    let gateway = InternetGateway {
        account: tx.account(),
        id: Kind::InternetGateway.new_id(tx)?,
        attached_to: None,
        tags: tag_set::specified(input.tag_specifications, Kind::InternetGateway)?,
    };
    tx.put(&gateway)?;
    Ok(wire::CreateInternetGatewayResult {
        internet_gateway: Some(shown(&gateway)),
    })
}

pub(super) fn may_attach(
    tx: &Tx<'_>,
    input: &wire::AttachInternetGatewayRequest,
) -> Result<Vec<Permission>, Fault> {
    let (gateway, vpc) = (&input.internet_gateway_id, &input.vpc_id);
    on_both(tx, "ec2:AttachInternetGateway", gateway, vpc)
}

pub(super) fn attach(
    tx: &mut Tx<'_>,
    input: wire::AttachInternetGatewayRequest,
) -> Result<(), Fault> {
    let mut gateway: InternetGateway = find(tx, &input.internet_gateway_id)?;
    let vpc: Vpc = find(tx, &input.vpc_id)?;
    if let Some(other) = &gateway.attached_to {
        let message = format!(
            "resource {} is already attached to network {other}",
            gateway.id
        );
        return Err(fault("Resource.AlreadyAssociated", message));
    }
    if !of_vpc::<InternetGateway>(tx, &vpc)?.is_empty() {
        let message = format!(
            "Network {} already has an internet gateway attached",
            vpc.id
        );
        return Err(fault("InvalidParameterValue", message));
    }
    gateway.attached_to = Some(vpc.id);
    tx.put(&gateway)
}

pub(super) fn may_detach(
    tx: &Tx<'_>,
    input: &wire::DetachInternetGatewayRequest,
) -> Result<Vec<Permission>, Fault> {
    let (gateway, vpc) = (&input.internet_gateway_id, &input.vpc_id);
    on_both(tx, "ec2:DetachInternetGateway", gateway, vpc)
}

/// Detaches it, unless there are load balancers that face the internet: they have addresses there.
pub(super) fn detach(
    tx: &mut Tx<'_>,
    input: wire::DetachInternetGatewayRequest,
) -> Result<(), Fault> {
    let mut gateway: InternetGateway = find(tx, &input.internet_gateway_id)?;
    let vpc: Vpc = find(tx, &input.vpc_id)?;
    if gateway.attached_to.as_ref() != Some(&vpc.id) {
        let message = format!(
            "resource {} is not attached to network {}",
            gateway.id, vpc.id
        );
        return Err(fault("Gateway.NotAttached", message));
    }
    let balancers: Vec<LoadBalancer> = tx.scan(&format!("load-balancer/{}/", tx.account()))?;
    if balancers
        .iter()
        .any(|balancer| !balancer.internal && balancer.vpc == vpc.id)
    {
        let message = format!(
            "Network {} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.",
            vpc.id
        );
        return Err(fault("DependencyViolation", message));
    }
    gateway.attached_to = None;
    tx.put(&gateway)
}

pub(super) fn may_delete(
    tx: &Tx<'_>,
    input: &wire::DeleteInternetGatewayRequest,
) -> Result<Vec<Permission>, Fault> {
    Ok(vec![authorize::on::<InternetGateway>(
        tx,
        "ec2:DeleteInternetGateway",
        &input.internet_gateway_id,
    )?])
}

pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteInternetGatewayRequest,
) -> Result<(), Fault> {
    let gateway: InternetGateway = find(tx, &input.internet_gateway_id)?;
    if gateway.attached_to.is_some() {
        let message = format!(
            "The internetGateway '{}' has dependencies and cannot be deleted.",
            gateway.id
        );
        return Err(fault("DependencyViolation", message));
    }
    tx.delete(&gateway.key());
    Ok(())
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeInternetGatewaysRequest,
) -> Result<wire::DescribeInternetGatewaysResult, Fault> {
    let filters = Filters::read(input.filters, FILTERS, true)?;
    let mut gateways: Vec<InternetGateway> = named(tx, input.internet_gateway_ids.as_deref())?;
    gateways.retain(|gateway| {
        filters.match_resource(&gateway.tags, |name| match name {
            "attachment.state" => {
                let attached = gateway.attached_to.is_some();
                attached
                    .then(|| "available".to_owned())
                    .into_iter()
                    .collect()
            }
            "attachment.vpc-id" => gateway.attached_to.iter().cloned().collect(),
            "internet-gateway-id" => one(&gateway.id),
            _ => one(gateway.account),
        })
    });
    let token = input.next_token.as_deref();
    let key = |gateway: &InternetGateway| gateway.id.clone();
    let (gateways, next_token) = page(gateways, key, input.max_results, token)?;
    Ok(wire::DescribeInternetGatewaysResult {
        internet_gateways: Some(gateways.iter().map(shown).collect()),
        next_token,
    })
}

fn on_both(tx: &Tx<'_>, action: &str, gateway: &str, vpc: &str) -> Result<Vec<Permission>, Fault> {
    Ok(vec![
        authorize::on::<InternetGateway>(tx, action, gateway)?,
        authorize::on::<Vpc>(tx, action, vpc)?,
    ])
}

fn shown(gateway: &InternetGateway) -> wire::InternetGateway {
    let attachment = gateway.attached_to.iter();
    // What an attached gateway is called (Amazon EC2 API Reference, "InternetGatewayAttachment").
    let attachments = attachment.map(|vpc| wire::InternetGatewayAttachment {
        state: Some("available".to_owned()),
        vpc_id: Some(vpc.clone()),
    });
    wire::InternetGateway {
        attachments: Some(attachments.collect()),
        internet_gateway_id: Some(gateway.id.clone()),
        owner_id: Some(gateway.account.to_string()),
        tags: tag_set::shown(&gateway.tags),
    }
}
