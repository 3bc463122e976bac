//! What names mean in a VPC: those of execute-api, of interface endpoints, of load balancers and of addresses. One function from a
//! question to an answer over a snapshot. It knows no other names, opens no socket, and asks nobody.

pub mod message;

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr};

use portcullis_catalog::Snapshot;
use portcullis_catalog::api::EndpointType;
use portcullis_catalog::load_balancer::LoadBalancerKind;
use portcullis_catalog::network::Vpc;
use portcullis_catalog::snapshot::{Domain, EndpointEntry};

/// Where the resolver of every VPC is reached beside the third address of the VPC's block (Amazon VPC User Guide,
/// "Understanding Amazon DNS").
pub const LINK_LOCAL_RESOLVER: Ipv4Addr = Ipv4Addr::new(169, 254, 169, 253);

/// The names that this gateway has, and where its public ones lead.
#[derive(Clone, Debug)]
pub struct Names {
    /// The region and the domains.
    pub domain: Domain,
    /// The addresses of the listeners for regional APIs, as clients outside of VPCs know them.
    pub public: Vec<IpAddr>,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These addresses.
    Addresses(Vec<IpAddr>),
    /// The name exists and has no address.
    Empty,
    /// The name does not exist.
    NoSuchName,
    /// The name is none of ours.
    NotOurs,
}

/// What a name, in lower case and without a last dot, means in a VPC.
pub fn answer(world: &Snapshot, vpc: &str, names: &Names, name: &str) -> Answer {
    let Some(vpc) = world.vpc(vpc) else {
        return Answer::NotOurs;
    };
    let region = &names.domain.region;
    for suffix in &names.domain.suffixes {
        let service = format!("execute-api.{region}.{suffix}");
        if let Some(label) = below(name, &service) {
            return of_service(world, vpc, names, label);
        }
        let endpoints = format!("execute-api.{region}.vpce.{suffix}");
        if let Some(label) = below(name, &endpoints) {
            return of_endpoint(world, label);
        }
        for (kind, balancers) in [
            (LoadBalancerKind::Network, format!("elb.{region}.{suffix}")),
            (
                LoadBalancerKind::Application,
                format!("{region}.elb.{suffix}"),
            ),
        ] {
            if let Some(label) = below(name, &balancers) {
                return of_balancer(world, kind, label);
            }
        }
    }
    // Amazon VPC User Guide, "DNS attributes in your VPC".
    let internal = match region.as_str() {
        "us-east-1" => "ec2.internal".to_owned(),
        region => format!("{region}.compute.internal"),
    };
    match below(name, &internal) {
        Some(label) => of_address(world, vpc, label),
        None => Answer::NotOurs,
    }
}

/// What stands before a name, without the dot; nothing where it is the name itself.
fn below<'n>(name: &'n str, parent: &str) -> Option<&'n str> {
    let rest = name.strip_suffix(parent)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_suffix('.')
}

/// With private DNS the service's name and every one below it mean the VPC's endpoint, those of public APIs included
/// (API Gateway Developer Guide, "Private REST APIs": calls of public APIs fail then). Without it the names mean what
/// they mean on the internet.
fn of_service(world: &Snapshot, vpc: &Vpc, names: &Names, label: &str) -> Answer {
    // Both attributes have to be on (AWS PrivateLink Guide, "Private DNS").
    let private = vpc.enable_dns_support && vpc.enable_dns_hostnames;
    if let (true, Some(endpoint)) = (private, endpoint_with_private_dns(world, &vpc.id)) {
        return found(addresses(endpoint, None).collect());
    }
    if label.is_empty() {
        return Answer::Empty;
    }
    if let Some((api, endpoint)) = label.split_once("-vpce-") {
        // API Gateway Developer Guide, "Invoke a private API": an alias that exists where the API names the endpoint.
        let id = format!("vpce-{endpoint}");
        let named = world
            .api(api)
            .is_some_and(|api| api.vpc_endpoint_ids.contains(&id));
        return match world.endpoint(&id) {
            Some(endpoint) if named => found(addresses(endpoint, None).collect()),
            _ => Answer::NoSuchName,
        };
    }
    match world.api(label) {
        Some(api) if api.endpoint_type != EndpointType::Private => found(names.public.clone()),
        _ => Answer::NoSuchName,
    }
}

/// `vpce-ID-SUFFIX`, or `vpce-ID-SUFFIX-ZONE`: public names of private addresses.
fn of_endpoint(world: &Snapshot, label: &str) -> Answer {
    if label.is_empty() {
        return Answer::Empty;
    }
    let found_endpoint = || {
        let (id, rest) = label.strip_prefix("vpce-")?.split_once('-')?;
        let endpoint = world.endpoint(&format!("vpce-{id}"))?;
        let zone = rest.strip_prefix(endpoint.dns_suffix.as_str())?;
        Some((endpoint, zone))
    };
    match found_endpoint() {
        Some((endpoint, "")) => found(addresses(endpoint, None).collect()),
        Some((endpoint, zone)) => match zone.strip_prefix('-') {
            Some(zone) => found(addresses(endpoint, Some(zone)).collect()),
            None => Answer::NoSuchName,
        },
        None => Answer::NoSuchName,
    }
}

/// The name of a load balancer: public, whatever its addresses are. Before that of a Network Load Balancer a zone may
/// stand (Network Load Balancers User Guide, "Zonal DNS names").
fn of_balancer(world: &Snapshot, kind: LoadBalancerKind, label: &str) -> Answer {
    if label.is_empty() {
        return Answer::Empty;
    }
    let zonal = label.split_once('.');
    let (zone, label) = match (kind, zonal) {
        (LoadBalancerKind::Network, Some((zone, label))) => (Some(zone), label),
        _ => (None, label),
    };
    let Some(balancer) = world.balancer_named(kind, label) else {
        return Answer::NoSuchName;
    };
    let nodes = balancer.nodes_in_service(world).into_iter();
    let in_zone = nodes.filter(|node| zone.is_none_or(|zone| zone == node.availability_zone));
    let sorted: BTreeSet<Ipv4Addr> = in_zone.map(|node| node.private_ip).collect();
    found(sorted.into_iter().map(IpAddr::V4).collect())
}

/// `ip-10-0-1-4`
fn of_address(world: &Snapshot, vpc: &Vpc, label: &str) -> Answer {
    if label.is_empty() {
        return Answer::Empty;
    }
    let dashed = label.strip_prefix("ip-").map(|it| it.replace('-', "."));
    let address = dashed.and_then(|it| it.parse::<Ipv4Addr>().ok());
    match address.filter(|it| world.interface_in(&vpc.id, *it).is_some()) {
        Some(address) => Answer::Addresses(vec![IpAddr::V4(address)]),
        None => Answer::NoSuchName,
    }
}

/// EC2 lets one endpoint of a service have private DNS in a VPC; should there be more, the first by id.
fn endpoint_with_private_dns<'w>(world: &'w Snapshot, vpc: &str) -> Option<&'w EndpointEntry> {
    world
        .endpoints()
        .filter(|endpoint| endpoint.vpc == vpc && endpoint.private_dns)
        .min_by(|a, b| a.id.cmp(&b.id))
}

fn addresses<'w>(
    endpoint: &'w EndpointEntry,
    zone: Option<&'w str>,
) -> impl Iterator<Item = IpAddr> + 'w {
    let interfaces = endpoint.interfaces.iter();
    let in_zone = interfaces.filter(move |it| zone.is_none_or(|zone| zone == it.availability_zone));
    let sorted: BTreeSet<Ipv4Addr> = in_zone.map(|it| it.private_ip).collect();
    sorted.into_iter().map(IpAddr::V4)
}

fn found(addresses: Vec<IpAddr>) -> Answer {
    if addresses.is_empty() {
        return Answer::NoSuchName;
    }
    Answer::Addresses(addresses)
}
