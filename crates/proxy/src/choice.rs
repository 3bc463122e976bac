//! What a load balancer makes of a request or a connection, as its own listeners and the links of APIs both do: where its
//! targets are, what it says for whom it forwards, what it answers by itself. Nothing is connected to here.

use std::io;
use std::net::{IpAddr, SocketAddr, SocketAddrV4};

use http::header::{HeaderMap, HeaderName};
use http::{HeaderValue, StatusCode};
use portcullis_catalog::Snapshot;
use portcullis_catalog::balancing::Candidate;
use portcullis_catalog::load_balancer::{
    Action, ActionKind, LoadBalancer, TargetKind, WeightedTargetGroup,
};
use portcullis_catalog::snapshot::RuleEntry;

pub(crate) mod page;

/// How many targets are tried for one connection or request.
pub(crate) const MAX_TRIED: usize = 4;
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FORWARDED_PORT: HeaderName = HeaderName::from_static("x-forwarded-port");

/// The groups that an action forwards to.
pub(crate) fn forwards(action: &Action) -> Option<&[WeightedTargetGroup]> {
    match &action.what {
        ActionKind::Forward { target_groups, .. } => Some(target_groups),
        _ => None,
    }
}

/// The address of a target: its own or, where it is a load balancer, that of a node, in the same zone if there is one.
pub(crate) fn address_of(world: &Snapshot, candidate: &Candidate<'_>) -> Option<SocketAddrV4> {
    let target = &candidate.target.target;
    let port = target.port?;
    let address = match candidate.group.record.target_kind {
        TargetKind::Ip => candidate.target.address?,
        TargetKind::Alb => {
            let nodes = &world.balancer(&target.id)?.nodes;
            let zone = &candidate.node.availability_zone;
            let near = nodes.iter().find(|node| node.availability_zone == *zone);
            near.or(nodes.first())?.private_ip
        }
        TargetKind::Instance | TargetKind::Lambda => return None,
    };
    Some(SocketAddrV4::new(address, port))
}

/// Whether the target sees the client's address rather than the load balancer's, where that can be arranged: what is
/// connected to over a network sees the address that it is connected from.
pub(crate) fn preserves_client(candidate: &Candidate<'_>) -> bool {
    match candidate.group.attribute("preserve_client_ip.enabled") {
        Some(set) => set == "true",
        None => candidate.group.record.target_kind != TargetKind::Ip,
    }
}

/// The headers of a message as rules see them.
pub(crate) fn pairs(headers: &HeaderMap) -> Vec<(&str, &str)> {
    let pairs = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default()));
    pairs.collect()
}

/// The host and the target as the target is asked for them.
pub(crate) fn sent_as(rule: Option<&RuleEntry>, host: &str, target: &str) -> (String, String) {
    let (new_host, new_target) = rule.map_or((None, None), |rule| rule.rewritten(host, target));
    (
        new_host.unwrap_or_else(|| host.to_owned()),
        new_target.unwrap_or_else(|| target.to_owned()),
    )
}

/// Says for whom a request is forwarded (Application Load Balancers User Guide, "HTTP headers and Application Load
/// Balancers").
pub(crate) fn forwarded(
    headers: &mut HeaderMap,
    balancer: &LoadBalancer,
    client: SocketAddr,
    secure: bool,
    port: u16,
) {
    let attribute = |name: &str| balancer.attributes.get(name).map(String::as_str);
    match attribute("routing.http.xff_header_processing.mode") {
        Some("preserve") => {}
        Some("remove") => {
            headers.remove(FORWARDED_FOR);
        }
        _ => {
            let address: IpAddr = client.ip().to_canonical();
            let own = match attribute("routing.http.xff_client_port.enabled") {
                Some("true") => SocketAddr::new(address, client.port()).to_string(),
                _ => address.to_string(),
            };
            let sent = headers.get_all(FORWARDED_FOR).iter();
            let sent = sent.filter_map(|value| value.to_str().ok());
            let all: Vec<&str> = sent.chain([own.as_str()]).collect();
            if let Ok(value) = HeaderValue::from_str(&all.join(", ")) {
                headers.insert(FORWARDED_FOR, value);
            }
        }
    }
    let proto = if secure { "https" } else { "http" };
    headers.insert(FORWARDED_PROTO, HeaderValue::from_static(proto));
    headers.insert(FORWARDED_PORT, HeaderValue::from(port));
}

/// What a connection that was not made is answered with.
pub(crate) fn refused(error: &io::Error) -> StatusCode {
    match error.kind() {
        io::ErrorKind::TimedOut => StatusCode::GATEWAY_TIMEOUT,
        _ => StatusCode::BAD_GATEWAY,
    }
}
