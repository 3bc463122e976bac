//! VPC links: a name for the private way to one Network Load Balancer of the same account. Whether a link is ready or has
//! failed is settled at once, though its maker is told that it is being made, as on AWS. How calls go through one is the
//! data plane's matter.

use portcullis_catalog::api::{Deployment, Integration, Resource, RestApi, Stage};
use portcullis_catalog::backend::{VpcLink, VpcLinkStatus};
use portcullis_catalog::identity::Tags;
use portcullis_catalog::load_balancer::{LoadBalancer, LoadBalancerKind, LoadBalancingArn};
use portcullis_iam::Arn;
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire};

use super::address;
use super::fault::{bad_request, not_found};
use super::{page, patch, tag_set};
use crate::{Offered, Permission, Tx, offer};

const READY: &str = "Your vpc link is ready for use";
const MALFORMED: &str = "NLB ARN is malformed";
const TAKEN: &str = "NLB is already associated with another VPC Endpoint Service";

/// What API Gateway does for the caller when it makes a link: it offers the load balancer as an endpoint service and
/// lets itself use that (API Gateway Developer Guide, "Grant permissions for API Gateway to create a VPC link").
const MAKING: [&str; 4] = [
    "elasticloadbalancing:DescribeLoadBalancers",
    "ec2:CreateVpcEndpointServiceConfiguration",
    "ec2:DescribeVpcEndpointServiceConfigurations",
    "ec2:ModifyVpcEndpointServicePermissions",
];
/// The same, when it takes a link away.
const REMOVING: [&str; 2] = [
    "ec2:DescribeVpcEndpointServiceConfigurations",
    "ec2:DeleteVpcEndpointServiceConfigurations",
];

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("CreateVpcLink", to_create, create),
        offer(
            "GetVpcLink",
            |tx, input: &wire::GetVpcLinkRequest| on(tx, "GET", &input.vpc_link_id),
            get,
        ),
        offer(
            "GetVpcLinks",
            |tx, _: &wire::GetVpcLinksRequest| {
                Ok(vec![address::permission(tx, "GET", "/vpclinks")])
            },
            list,
        ),
        offer(
            "UpdateVpcLink",
            |tx, input: &wire::UpdateVpcLinkRequest| on(tx, "PATCH", &input.vpc_link_id),
            update,
        ),
        offer(
            "DeleteVpcLink",
            |tx, input: &wire::DeleteVpcLinkRequest| {
                let mut needed = on(tx, "DELETE", &input.vpc_link_id)?;
                needed.extend(REMOVING.map(|action| on_its_behalf(tx, action)));
                Ok(needed)
            },
            delete,
        ),
    ]
}

fn on(tx: &Tx<'_>, verb: &str, id: &str) -> Result<Vec<Permission>, Fault> {
    let permission = address::permission(tx, verb, &format!("/vpclinks/{id}"));
    let link: Option<VpcLink> = tx.get(&VpcLink::key_of(tx.account(), id))?;
    Ok(vec![match link {
        Some(link) => permission.tagged(&link.tags),
        None => permission,
    }])
}

fn to_create(tx: &Tx<'_>, input: &wire::CreateVpcLinkRequest) -> Result<Vec<Permission>, Fault> {
    let create = address::permission(tx, "POST", "/vpclinks");
    let mut needed = vec![tag_set::brought(create, input.tags.as_ref())];
    needed.extend(MAKING.map(|action| on_its_behalf(tx, action)));
    Ok(needed)
}

fn on_its_behalf(tx: &Tx<'_>, action: &str) -> Permission {
    Permission::new(action, "*", tx.account())
}

fn create(tx: &mut Tx<'_>, input: wire::CreateVpcLinkRequest) -> Result<wire::VpcLink, Fault> {
    check_name(&input.name)?;
    let target = match input.target_arns.as_slice() {
        [one] => one,
        [] => return Err(bad_request("No target arn specified for vpc link.")),
        _ => {
            return Err(bad_request(
                "More than one target arn specified for vpc link.",
            ));
        }
    };
    check_target(tx, target)?;
    let tags = input.tags.unwrap_or_default();
    tag_set::check(&tags)?;
    let known: Vec<VpcLink> = tx.scan(&all(tx))?;
    let (status, status_message) = outcome(tx, target, &known)?;
    let link = VpcLink {
        account: tx.account(),
        id: address::fresh_id(tx, |id| known.iter().any(|known| known.id == id))?,
        name: input.name,
        description: input.description.filter(|text| !text.is_empty()),
        target_arns: input.target_arns,
        created: tx.now(),
        status,
        status_message,
        tags,
    };
    tx.put(&link)?;
    Ok(wire::VpcLink {
        status: Some(wire::VpcLinkStatus::Pending),
        status_message: None,
        ..to_wire(&link, Some(&link.tags).filter(|tags| !tags.is_empty()))
    })
}

fn get(tx: &mut Tx<'_>, input: wire::GetVpcLinkRequest) -> Result<wire::VpcLink, Fault> {
    let link = find(tx, &input.vpc_link_id)?;
    Ok(to_wire(&link, Some(&link.tags)))
}

fn list(tx: &mut Tx<'_>, input: wire::GetVpcLinksRequest) -> Result<wire::VpcLinks, Fault> {
    let links: Vec<VpcLink> = tx.scan(&all(tx))?;
    let links = links
        .iter()
        .map(|link| {
            let tags = Some(&link.tags).filter(|tags| !tags.is_empty());
            (
                format!("{:020}/{}", link.created, link.id),
                to_wire(link, tags),
            )
        })
        .collect();
    let (items, position) = page::page(links, input.position.as_deref(), input.limit)?;
    Ok(wire::VpcLinks {
        position,
        items: Some(items),
    })
}

fn update(tx: &mut Tx<'_>, input: wire::UpdateVpcLinkRequest) -> Result<wire::VpcLink, Fault> {
    let mut link = find(tx, &input.vpc_link_id)?;
    for patch in patch::read(input.patch_operations)? {
        match patch.path().as_slice() {
            ["name"] => {
                let name = patch.replaced()?;
                check_name(name)?;
                name.clone_into(&mut link.name);
            }
            ["description"] => link.description = patch.optional()?,
            ["targetArns", ..] => {
                return Err(bad_request(
                    "Target arns are not allowed to be changed/added.",
                ));
            }
            _ => return Err(patch.not_among("/name, /description")),
        }
    }
    tx.put(&link)?;
    Ok(to_wire(&link, Some(&link.tags)))
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteVpcLinkRequest) -> Result<(), Fault> {
    let link = find(tx, &input.vpc_link_id)?;
    let used = places_of_use(tx, &link.id)?;
    if !used.is_empty() {
        return Err(bad_request(format!(
            "Cannot delete vpc link. Vpc link '{}', is referenced in [{}] in format of [RESTApiId:Method:Resource:Stage].",
            link.id,
            used.join(", ")
        )));
    }
    tx.delete(&VpcLink::key_of(link.account, &link.id));
    Ok(())
}

/// The link of the caller's account with this id.
pub(super) fn find(tx: &Tx<'_>, id: &str) -> Result<VpcLink, Fault> {
    tx.get(&VpcLink::key_of(tx.account(), id))?
        .ok_or_else(|| not_found("Invalid Vpc Link identifier specified"))
}

/// The deployed methods that go through the link. What is only being edited does not hold it: it
/// cannot be deployed, nor called, once the link is gone.
fn places_of_use(tx: &Tx<'_>, id: &str) -> Result<Vec<String>, Fault> {
    let mut places = Vec::new();
    for api in tx.scan::<RestApi>(&format!("rest-api/{}/", tx.account()))? {
        for stage in tx.scan::<Stage>(&address::prefix("stage", &api))? {
            let Some(deployment): Option<Deployment> = tx.get(&Deployment::key_of(
                api.account,
                &api.id,
                &stage.deployment_id,
            ))?
            else {
                continue;
            };
            for (verb, resource) in methods_through(&deployment.frozen.resources, id, &stage) {
                places.push(format!("{}:{verb}:{}:{}", api.id, resource.id, stage.name));
            }
        }
    }
    Ok(places)
}

fn methods_through<'r>(
    resources: &'r [Resource],
    link: &str,
    stage: &Stage,
) -> Vec<(&'r str, &'r Resource)> {
    let through = |integration: &Integration| {
        let sent = integration.connection_id.as_deref().unwrap_or_default();
        let variable = sent
            .strip_prefix("${stageVariables.")
            .and_then(|rest| rest.strip_suffix('}'));
        match variable {
            Some(name) => stage.variables.get(name).is_some_and(|value| value == link),
            None => sent == link,
        }
    };
    resources
        .iter()
        .flat_map(|resource| {
            let methods = resource.methods.iter();
            methods.map(move |(verb, method)| (verb.as_str(), resource, method))
        })
        .filter(|(_, _, method)| method.integration.as_deref().is_some_and(through))
        .map(|(verb, resource, _)| (verb, resource))
        .collect()
}

fn all(tx: &Tx<'_>) -> String {
    VpcLink::keys_of(tx.account())
}

fn check_name(name: &str) -> Result<(), Fault> {
    if name.is_empty() {
        return Err(bad_request("Name cannot be empty"));
    }
    Ok(())
}

/// What becomes of a link to this load balancer. One load balancer is behind one endpoint service, thus behind one link;
/// a link that failed holds none. AWS publishes no text for a load balancer that does not exist.
fn outcome(tx: &Tx<'_>, target: &str, links: &[VpcLink]) -> Result<(VpcLinkStatus, String), Fault> {
    let failed = |message: &str| Ok((VpcLinkStatus::Failed, message.to_owned()));
    let Some((account, LoadBalancingArn::LoadBalancer { name, .. })) =
        LoadBalancingArn::parse(target, tx.region())
    else {
        return failed(MALFORMED);
    };
    let balancer: Option<LoadBalancer> = tx.get(&LoadBalancer::key_of(account, name))?;
    match balancer.filter(|balancer| balancer.arn(tx.region()) == target) {
        None => failed(&format!("NLB `{target}` was not found")),
        Some(balancer) if balancer.kind != LoadBalancerKind::Network => failed(MALFORMED),
        Some(_) if links.iter().any(|link| link.holds(target)) => failed(TAKEN),
        Some(_) => Ok((VpcLinkStatus::Available, READY.to_owned())),
    }
}

/// The ARN of a load balancer of this account and region. That it has to be a Network Load Balancer is found out later.
fn check_target(tx: &Tx<'_>, arn: &str) -> Result<(), Fault> {
    let target = Arn::parse(arn).filter(|target| {
        let parts: Vec<&str> = target.resource.split('/').collect();
        target.service == "elasticloadbalancing"
            && matches!(parts.as_slice(), ["loadbalancer", "net" | "app", name, id] if !name.is_empty() && !id.is_empty())
    });
    match target {
        Some(target) if target.account == tx.account().as_str() && target.region == tx.region() => {
            Ok(())
        }
        _ => Err(bad_request(format!(
            "Invalid ARN. ARN is not well formed {arn}"
        ))),
    }
}

fn to_wire(link: &VpcLink, tags: Option<&Tags>) -> wire::VpcLink {
    wire::VpcLink {
        id: Some(link.id.clone()),
        name: Some(link.name.clone()),
        description: link.description.clone(),
        target_arns: Some(link.target_arns.clone()),
        status: Some(match link.status {
            VpcLinkStatus::Available => wire::VpcLinkStatus::Available,
            VpcLinkStatus::Failed => wire::VpcLinkStatus::Failed,
        }),
        status_message: Some(link.status_message.clone()),
        tags: tags.cloned(),
    }
}
