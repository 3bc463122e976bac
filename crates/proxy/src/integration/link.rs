//! Private integrations: from a VPC link to the targets of a load balancer, by the listener on the port of the URI (or
//! the one that `integrationTarget` names) and its rules, as the load balancer itself would choose. The gateway then
//! connects to a target and no load balancer stands between; where one ends TLS, it does. Nothing is sent here.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use ::http::header::HOST;
use ::http::{HeaderValue, Response, StatusCode};
use bytes::Bytes;
use portcullis_catalog::RequestPath;
use portcullis_catalog::api::Integration;
use portcullis_catalog::backend::VpcLinkStatus;
use portcullis_catalog::balancing::{Candidate, Head};
use portcullis_catalog::load_balancer::{LoadBalancerKind, TargetKind, TrafficProtocol};
use portcullis_catalog::network::NetworkInterface;
use portcullis_catalog::snapshot::{BalancerEntry, ListenerEntry};
use portcullis_guard::layer1_security_group::{End, lets_through};
use portcullis_guard::sigv4::HeaderList;
use portcullis_vtl::Overrides;

use super::target::{origin_form, with_stage_variables};
use super::{Broken, Call};
use crate::choice::{MAX_TRIED, address_of, forwarded, forwards, page, pairs, refused, sent_as};
use crate::inside::Way;
use crate::upstream::{Asked, Origin, Place, SendError, Terms};

/// Where a private integration leads.
pub(super) struct Reached {
    /// The targets in the order in which they are tried.
    pub(super) origins: Vec<Origin>,
    /// Whether it is an Application Load Balancer that chose them: it answers where they do not.
    pub(super) by_requests: bool,
}

/// What a load balancer makes of a call.
pub(super) enum Linked {
    Reached(Reached),
    /// It answers by itself.
    Answered(Response<Bytes>),
}

struct Walk<'a> {
    call: &'a Call<'a>,
    terms: Option<Terms>,
    asked: &'a mut Asked,
}

/// The path that a link of the second generation brings to a back end: the stage, then what the URI says, unless a template
/// says otherwise (API Gateway Developer Guide, "Private integrations for REST APIs in API Gateway").
pub(super) fn staged(
    call: &Call<'_>,
    path_and_query: &str,
    overrides: &Overrides,
) -> Result<String, Broken> {
    let query = path_and_query.split_once('?').map(|(_, query)| query);
    let path = match overrides.request_whole_path() {
        Some(path) => format!("/{}", path.trim_start_matches('/')),
        None => {
            let stage = call.meaning.stage.map_or("", |stage| stage.name.as_str());
            let path = path_and_query.split('?').next().unwrap_or_default();
            format!("/{stage}{path}")
        }
    };
    if path.contains(['?', '#']) || RequestPath::parse(&path).is_err() {
        let reason = format!("`{path}` is no path of a request");
        return Err(Broken::Configuration(reason));
    }
    Ok(match query {
        Some(query) => format!("{path}?{query}"),
        None => path,
    })
}

/// Finds the targets. An Application Load Balancer changes the request on its way.
pub(super) fn reach(
    call: &Call<'_>,
    integration: &Integration,
    port: u16,
    terms: Option<Terms>,
    asked: &mut Asked,
) -> Result<Linked, Broken> {
    let (balancer, port, private_link) = entrance(call, integration, port)?;
    let mut walk = Walk { call, terms, asked };
    let listener = balancer.listeners.get(&port).ok_or_else(|| {
        // What nobody listens to drops packets.
        unreachable("the load balancer has no listener on the port")
    })?;
    match balancer.record.kind {
        LoadBalancerKind::Network => walk.network(balancer, listener, private_link),
        LoadBalancerKind::Application => {
            let nodes = balancer.nodes.iter().filter(|node| {
                // A link of the second generation has interfaces in the VPC, which no record here names: it counts as
                // somebody in the load balancer's own subnets, without groups.
                walk.lets_in(IpAddr::V4(node.private_ip), None, node, port)
            });
            let node = nodes.into_iter().next();
            let node = node.ok_or_else(|| unreachable("no security group lets the link in"))?;
            let client = SocketAddr::from((node.private_ip, 0));
            walk.application(balancer, listener, Some(node), client)
        }
    }
}

/// The load balancer behind the link, the port, and whether it is reached by PrivateLink.
fn entrance<'a>(
    call: &'a Call<'_>,
    integration: &Integration,
    port: u16,
) -> Result<(&'a Arc<BalancerEntry>, u16, bool), Broken> {
    let world = call.world;
    let account = call.meaning.api.map(|api| api.account);
    let Some(account) = account else {
        return Err(Broken::configuration("the API is unknown"));
    };
    let link = integration.connection_id.as_deref().unwrap_or_default();
    let link = with_stage_variables(call, link)?;
    let gone = |arn: &str| Broken::Configuration(format!("the load balancer `{arn}` is not there"));
    if let Some(target) = integration.integration_target.as_deref() {
        let arn = with_stage_variables(call, target)?;
        let named = world.listener(&arn);
        let found = named.or_else(|| Some((world.balancer(&arn)?, port)));
        let found = found.filter(|(balancer, _)| balancer.record.account == account);
        let (balancer, port) = found.ok_or_else(|| gone(&arn))?;
        return Ok((balancer, port, false));
    }
    let link = world
        .vpc_link(account, &link)
        .ok_or_else(|| Broken::Configuration(format!("the VPC link `{link}` is not there")))?;
    if link.status != VpcLinkStatus::Available {
        let (id, why) = (&link.id, &link.status_message);
        let reason = format!("the VPC link `{id}` is not available: {why}");
        return Err(Broken::Configuration(reason));
    }
    let arn = link.target_arns.first().map_or("", String::as_str);
    let balancer = world.balancer(arn);
    let balancer = balancer.filter(|it| it.record.kind == LoadBalancerKind::Network);
    Ok((balancer.ok_or_else(|| gone(arn))?, port, true))
}

impl Walk<'_> {
    fn lets_in(
        &self,
        from: IpAddr,
        interface: Option<&NetworkInterface>,
        node: &NetworkInterface,
        port: u16,
    ) -> bool {
        let from = End {
            address: from,
            interface,
        };
        let to = End {
            address: IpAddr::V4(node.private_ip),
            interface: Some(node),
        };
        lets_through(self.call.world, from, to, port)
    }

    fn network(
        &mut self,
        balancer: &Arc<BalancerEntry>,
        listener: &ListenerEntry,
        private_link: bool,
    ) -> Result<Linked, Broken> {
        let world = self.call.world;
        let port = listener.record.port;
        // The other side of PrivateLink has no address here: only a rule for everybody lets it in (Network Load
        // Balancers User Guide, "Update the security groups for your Network Load Balancer").
        let guards = balancer.record.guards_private_link == Some(true) || !private_link;
        let nodes: Vec<&Arc<NetworkInterface>> = balancer
            .nodes
            .iter()
            .filter(|node| {
                let from = if private_link {
                    Ipv4Addr::UNSPECIFIED
                } else {
                    node.private_ip
                };
                !guards || self.lets_in(IpAddr::V4(from), None, node, port)
            })
            .collect();
        if nodes.is_empty() {
            return Err(unreachable("no security group lets the link in"));
        }
        match listener.record.protocol {
            TrafficProtocol::Tcp | TrafficProtocol::TcpUdp => {}
            // It ends TLS, so it is asked itself.
            TrafficProtocol::Tls => return self.itself(&nodes, port),
            _ => return Err(unreachable("the listener takes no connections")),
        }
        let groups = listener.action(None).and_then(forwards).unwrap_or_default();
        let candidates = balancer.candidates(world, groups, None, MAX_TRIED);
        if let Some(first) = candidates.first()
            && first.group.record.target_kind == TargetKind::Alb
        {
            return self.through(first);
        }
        let mut origins = Vec::with_capacity(candidates.len());
        let mut failed = None;
        for candidate in &candidates {
            let group = candidate.group;
            if group.attribute("proxy_protocol_v2.enabled") == Some("true")
                || group.record.protocol == Some(TrafficProtocol::Tls)
            {
                // What is sent to the target is not what was sent to the load balancer.
                return self.itself(&nodes, port);
            }
            match self.way(candidate) {
                Ok(way) => {
                    let mut terms = self.terms.clone();
                    if let Some(terms) = &mut terms {
                        terms.own = way.is_to_endpoint();
                    }
                    origins.push(Origin {
                        place: Place::Inside(way),
                        terms,
                    });
                }
                Err(error) => failed = Some(error),
            }
        }
        if origins.is_empty() {
            let none = || io::Error::new(io::ErrorKind::ConnectionReset, "there is no target");
            return Err(SendError::Connect(failed.unwrap_or_else(none)).into());
        }
        Ok(Linked::Reached(Reached {
            origins,
            by_requests: false,
        }))
    }

    /// A Network Load Balancer in front of an Application Load Balancer.
    fn through(&mut self, candidate: &Candidate<'_>) -> Result<Linked, Broken> {
        let world = self.call.world;
        let node = candidate.node;
        let to = address_of(world, candidate);
        let balancer = world.balancer(&candidate.target.target.id);
        let found = balancer.zip(to).and_then(|(balancer, to)| {
            let inner = balancer.node_at(*to.ip())?;
            Some((balancer, inner, balancer.listeners.get(&to.port())?))
        });
        let (balancer, inner, listener) =
            found.ok_or_else(|| unreachable("the target has no listener on the port"))?;
        let (own, port) = (IpAddr::V4(node.private_ip), listener.record.port);
        if !self.lets_in(own, Some(node), inner, port) {
            return Err(unreachable("no security group lets the connection through"));
        }
        let client = SocketAddr::new(own, 0);
        self.application(balancer, listener, Some(inner), client)
    }

    fn application(
        &mut self,
        balancer: &Arc<BalancerEntry>,
        listener: &ListenerEntry,
        node: Option<&Arc<NetworkInterface>>,
        client: SocketAddr,
    ) -> Result<Linked, Broken> {
        let port = listener.record.port;
        if listener.record.protocol == TrafficProtocol::Https {
            let nodes: Vec<_> = node.into_iter().collect();
            return self.itself(&nodes, port);
        }
        if self.terms.is_some() {
            let reason = "the listener of the load balancer does not speak TLS";
            return Err(Broken::configuration(reason));
        }
        let uri = self.asked.target.clone();
        // Rules look headers up by name.
        let mut headers = self.asked.headers.to_map();
        let host = headers.get(HOST);
        let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
        let host = host.to_owned();
        let named = pairs(&headers);
        let head = Head {
            method: self.asked.method.as_str(),
            host: &host,
            path: uri.path(),
            query: uri.query().unwrap_or_default(),
            headers: &named,
            source: client.ip(),
        };
        let rule = listener.rule(&head);
        let Some(action) = listener.action(rule) else {
            return Ok(answered(StatusCode::SERVICE_UNAVAILABLE));
        };
        if let Some(made) = page::of_action(&action.what, &head, false, port) {
            return Ok(Linked::Answered(made));
        }
        let (host, target) = sent_as(rule, &host, uri.as_str());
        let (Ok(host), Some(target)) = (HeaderValue::from_str(&host), origin_form(target)) else {
            return Ok(answered(StatusCode::BAD_REQUEST));
        };
        headers.insert(HOST, host);
        forwarded(&mut headers, &balancer.record, client, false, port);
        self.asked.headers = HeaderList::from(&headers);
        self.asked.target = target;
        let groups = forwards(action).unwrap_or_default();
        let candidates = balancer.candidates(self.call.world, groups, node, MAX_TRIED);
        let mut failed = StatusCode::SERVICE_UNAVAILABLE;
        let mut origins = Vec::with_capacity(candidates.len());
        for candidate in &candidates {
            match self.way(candidate) {
                Ok(way) => {
                    let https = candidate.group.record.protocol == Some(TrafficProtocol::Https);
                    let address = candidate.target.target.id.as_str();
                    origins.push(Origin {
                        place: Place::Inside(way),
                        terms: https.then(|| Terms::of_balancer(address)),
                    });
                }
                Err(error) => failed = refused(&error),
            }
        }
        if origins.is_empty() {
            return Ok(answered(failed));
        }
        Ok(Linked::Reached(Reached {
            origins,
            by_requests: true,
        }))
    }

    /// The load balancer's own listener, in this process.
    fn itself(&self, nodes: &[&Arc<NetworkInterface>], port: u16) -> Result<Linked, Broken> {
        let inside = &self.call.local.shared().inside;
        let ways = nodes.iter().map(|node| inside.way_in(node, port));
        let origins = ways.map(|way| Origin {
            place: Place::Inside(way),
            terms: self.terms.clone(),
        });
        Ok(Linked::Reached(Reached {
            origins: origins.collect(),
            by_requests: false,
        }))
    }

    fn way(&self, candidate: &Candidate<'_>) -> io::Result<Way> {
        let world = self.call.world;
        let unknown = || io::Error::from(io::ErrorKind::AddrNotAvailable);
        let to = address_of(world, candidate).ok_or_else(unknown)?;
        let inside = &self.call.local.shared().inside;
        // The client of a link is the load balancer itself, whether a client's address is kept or not.
        let way = inside.way(world, candidate.node, to, None)?;
        Ok(way.counted(&candidate.target.health))
    }
}

fn answered(status: StatusCode) -> Linked {
    Linked::Answered(page::error(status))
}

fn unreachable(why: &str) -> Broken {
    SendError::Connect(io::Error::new(io::ErrorKind::TimedOut, why)).into()
}
