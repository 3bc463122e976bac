//! Asks the gateway's own evaluator about every call that could be made: each principal, each method
//! of each stage, each way in. What nobody knows of a request before it is made is asked both ways.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use portcullis_catalog::api::EndpointType;
use portcullis_catalog::network::RulePeer;
use portcullis_catalog::path::encode_into;
use portcullis_catalog::snapshot::{
    Addressing, Api, EndpointEntry, Handshake, Identity, IdentityKind, StageEntry, Via,
};
use portcullis_catalog::traffic::ApiKeyDigest;
use portcullis_catalog::{RequestPath, Snapshot};
use portcullis_guard::sigv4::{HeaderList, Timestamp};
use portcullis_guard::{
    Arrival, Caller, NoTrace, Principal, Reason, Session, SessionClaims, admit,
    layer1_security_group as layer1,
};
use portcullis_iam::Leaning;

use super::Filter;
use super::matrix::{Access, Cell, Endpoint, Group, Matrix, Row, Stage, VERSION, group};
use super::named::Named;
use super::unknown::{self, Open};
use crate::world::World;

/// What stands for a path parameter that can be anything.
const ANYTHING: &str = "portcullis-any";
/// What an API key is called among condition keys.
const API_KEY: &str = "an API key of a usage plan";
/// The verbs that ANY stands for (API Gateway Developer Guide, "Set up an HTTP method").
const VERBS: [&str; 7] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/// More calls than were to be asked about.
#[derive(Debug, thiserror::Error)]
#[error(
    "there are more than {0} calls to ask about\n  fix: narrow them with --api, --principal or --account, or raise --max-cells"
)]
pub(super) struct TooMany(pub(super) usize);

/// Asks about everything that the filter leaves.
///
/// # Errors
/// When that is too much.
pub(super) fn survey(world: &World, filter: &Filter) -> Result<Matrix, TooMany> {
    let named = Named::in_policies(world);
    let principals = principals(world, &named, filter);
    let ways = ways(&world.snapshot);
    let mut stages = Vec::new();
    let mut cells = BTreeMap::new();
    let mut asked: usize = 0;
    let mut apis: Vec<&Api> = world.snapshot.apis().collect();
    apis.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    for api in apis.into_iter().filter(|api| filter.takes_api(&api.id)) {
        let mut of_api: Vec<_> = api.stages().collect();
        of_api.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        for stage in of_api {
            let calls = calls(&named, api, stage);
            let ways: Vec<&Way> = match api.endpoint_type {
                EndpointType::Private => ways.iter().filter(|way| way.endpoint.is_some()).collect(),
                _ => ways.iter().filter(|way| way.endpoint.is_none()).collect(),
            };
            asked += calls.len() * ways.len() * principals.len();
            if asked > filter.max_cells {
                return Err(TooMany(filter.max_cells));
            }
            let mut methods: Vec<String> = calls.iter().map(|call| call.method.clone()).collect();
            methods.dedup();
            stages.push(Stage {
                api: api.id.clone(),
                api_name: name_of(world, api),
                account: api.account.to_string(),
                stage: stage.name.clone(),
                methods,
            });
            for way in ways {
                let Some(peer) = way.peer else { continue };
                for who in &principals {
                    let said = calls.iter().map(|call| {
                        let asking = Asking {
                            world,
                            way,
                            peer,
                            who,
                            api_key: api_key(world, api, stage),
                        };
                        asking.about(api, call)
                    });
                    let said: Vec<_> = said.collect();
                    for (call, access) in calls.iter().zip(&said) {
                        // An example that is answered as its template is says nothing more.
                        let template = calls.iter().position(|it| it.method == call.method);
                        let as_template = template.and_then(|at| said.get(at));
                        if call.example.is_some() && as_template == Some(access) {
                            continue;
                        }
                        let Some(access) = access else { continue };
                        let cell = Cell {
                            api: api.id.clone(),
                            stage: stage.name.clone(),
                            network: way.name.clone(),
                            principal: who.name.clone(),
                            method: call.to_string(),
                        };
                        cells.insert(cell, access.clone());
                    }
                }
            }
        }
    }
    let rows = group(&cells).into_iter().map(Row::from).collect();
    Ok(Matrix {
        portcullis_access: VERSION,
        region: world.settings.domain.region.clone(),
        principals: principals.into_iter().map(|it| it.name).collect(),
        stages,
        endpoints: ways.into_iter().filter_map(|it| it.endpoint).collect(),
        assumptions: super::ASSUMPTIONS.map(str::to_owned).to_vec(),
        rows,
    })
}

/// A way to an API.
struct Way {
    /// `public`, or the id of an endpoint.
    name: String,
    endpoint: Option<Endpoint>,
    /// One peer that gets in.
    peer: Option<IpAddr>,
}

/// Somebody who may call.
struct Who {
    name: String,
    caller: Caller,
    brings: unknown::Caller,
}

/// A call of a method.
struct Call {
    /// `GET /pets/{id}`
    method: String,
    verb: String,
    /// Encoded, the stage included.
    path: String,
    /// A path of the method that a policy names.
    example: Option<String>,
}

impl std::fmt::Display for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.example {
            None => f.write_str(&self.method),
            Some(example) => write!(f, "{} as {example}", self.method),
        }
    }
}

struct Asking<'a> {
    world: &'a World,
    way: &'a Way,
    peer: IpAddr,
    who: &'a Who,
    api_key: Option<ApiKeyDigest>,
}

impl Asking<'_> {
    /// Whether the call is allowed; `None` where it never is.
    fn about(&self, api: &Api, call: &Call) -> Option<Access> {
        let open = Open::new(self.who.brings, self.way.endpoint.is_some());
        let admits = |leaning, turned: Option<&str>| {
            open.lean(leaning, turned);
            self.admits(api, call, &open)
        };
        let (best, metered) = admits(Leaning::ForCaller, None);
        if !best {
            return None;
        }
        let mut keys: Vec<String> = metered.then(|| API_KEY.to_owned()).into_iter().collect();
        if !admits(Leaning::AgainstCaller, None).0 {
            let asked = open.asked();
            let decisive = asked.iter().filter(|key| {
                let without = admits(Leaning::ForCaller, Some(key)).0;
                let with = admits(Leaning::AgainstCaller, Some(key)).0;
                !without || with
            });
            let decisive: Vec<String> = decisive.cloned().collect();
            // None alone decides where several ways lead there, each by more keys than one.
            keys.extend(if decisive.is_empty() {
                asked.into_iter().collect()
            } else {
                decisive
            });
        }
        Some(match keys.is_empty() {
            true => Access::Always,
            false => Access::Conditional(keys),
        })
    }

    /// Whether it is admitted, and whether by an API key.
    fn admits(&self, api: &Api, call: &Call, open: &Open) -> (bool, bool) {
        let (world, settings) = (&self.world.snapshot, &self.world.settings);
        let Ok(path) = RequestPath::parse(&call.path) else {
            return (false, false);
        };
        let via = match &self.way.endpoint {
            Some(endpoint) => Via::Endpoint(&endpoint.id),
            None => Via::Public,
        };
        let host = host_of(self.world, api);
        let routed = world.route(
            &settings.domain,
            Addressing {
                host: &host,
                api_id_header: None,
                via,
                handshake: Handshake {
                    server_name: Some(&host),
                    truststore: None,
                },
                method: &call.verb,
                path: &path,
            },
        );
        let Ok(route) = routed else {
            return (false, false);
        };
        let headers = HeaderList::new();
        let arrival = Arrival {
            via,
            peer: self.peer,
            secure: true,
            now: Timestamp::from_unix(0),
            method: &call.verb,
            path: route.path,
            headers: &headers,
            api_key: self.api_key,
            supposed: Some(open),
        };
        let mut arn = String::new();
        let admitted = admit(
            settings,
            world,
            &arrival,
            Ok(route),
            &self.who.caller,
            &mut arn,
            &mut NoTrace,
        );
        match admitted {
            Ok(_) => (true, route.method.api_key_required),
            Err(denial) => {
                debug_assert!(!matches!(denial.reason, Reason::Signature(_)));
                (false, false)
            }
        }
    }
}

fn host_of(world: &World, api: &Api) -> String {
    let domain = &world.settings.domain;
    let suffix = domain.suffixes.first().map_or("", String::as_str);
    format!("{}.execute-api.{}.{suffix}", api.id, domain.region)
}

/// An API key that meters calls of a stage, if there is one that is enabled.
fn api_key(world: &World, api: &Api, stage: &StageEntry) -> Option<ApiKeyDigest> {
    let keys = world.records.api_keys.values();
    let mut keys = keys.filter(|key| key.enabled && key.account == api.account);
    let found = keys.find(|key| {
        let place = world
            .snapshot
            .subscription_to(&key.id, &api.id, &stage.name);
        place.is_some()
    });
    found.map(|key| key.digest)
}

fn name_of(world: &World, api: &Api) -> String {
    let mut apis = world.records.rest_apis.values();
    apis.find(|it| it.id == api.id && it.account == api.account)
        .map_or_else(String::new, |it| it.name.clone())
}

/// Every user, role and root user that exists, the sessions that policies name, and nobody.
fn principals(world: &World, named: &Named, filter: &Filter) -> Vec<Who> {
    let mut all = Vec::new();
    // In a development double accounts are there without a record.
    let snapshot = &world.snapshot;
    let accounts = snapshot.accounts().map(|account| account.id);
    let accounts: BTreeSet<_> = accounts
        .chain(snapshot.identities().map(|identity| identity.account))
        .chain(snapshot.apis().map(|api| api.account))
        .chain(snapshot.endpoints().map(|endpoint| endpoint.account))
        .collect();
    for account in accounts {
        all.push(signed(Arc::new(Identity::root(account)), None));
    }
    for identity in world.snapshot.identities() {
        all.push(signed(Arc::clone(identity), None));
        if identity.kind != IdentityKind::Role {
            continue;
        }
        let sessions = named.sessions(identity.account.as_str(), &identity.name);
        all.extend(sessions.map(|name| signed(Arc::clone(identity), Some(name))));
    }
    all.push(Who {
        name: "anonymous".to_owned(),
        caller: Caller::Anonymous,
        brings: unknown::Caller::default(),
    });
    all.retain(|who| filter.takes_principal(&who.name));
    all.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    all
}

fn signed(identity: Arc<Identity>, session: Option<&str>) -> Who {
    // A session of a role may bring tags, or an issuer's word, where the role trusts somebody with it.
    let trusts = |word: &str| {
        let mut policies = identity.trust.policies().iter();
        policies.any(|policy| policy.document().to_ascii_lowercase().contains(word))
    };
    let brings = unknown::Caller {
        kind: Some(identity.kind),
        session_known: session.is_some(),
        may_be_tagged: trusts("sts:tagsession") || trusts("sts:*") || trusts("\"*\""),
        federated: trusts("federated"),
    };
    let session = session.map(|name| {
        let claims = SessionClaims {
            access_key_id: String::new(),
            secret_access_key: String::new().into(),
            account: identity.account,
            identity_id: identity.id.clone(),
            session_name: name.to_owned(),
            issued: 0,
            expires: i64::MAX,
            policies: Vec::new(),
            tags: Vec::new(),
            source_identity: None,
            chained: false,
            mfa_at: None,
            federation: None,
        };
        Arc::new(Session::new(claims, Some(&identity.name)))
    });
    let principal = Principal {
        identity,
        session,
        access_key_id: "".into(),
    };
    Who {
        name: principal.arn().to_owned(),
        caller: Caller::Signed(principal),
        brings,
    }
}

/// The public listener, and every endpoint with a peer that its security groups let in.
fn ways(world: &Snapshot) -> Vec<Way> {
    let mut endpoints: Vec<&EndpointEntry> = world.endpoints().collect();
    endpoints.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let endpoints = endpoints.into_iter().map(|endpoint| {
        let (reached_from, peer) = reach(world, endpoint);
        Way {
            name: endpoint.id.clone(),
            endpoint: Some(Endpoint {
                id: endpoint.id.clone(),
                vpc: endpoint.vpc.clone(),
                reached_from,
            }),
            peer,
        }
    });
    let public = Way {
        name: "public".to_owned(),
        endpoint: None,
        peer: Some(Ipv4Addr::UNSPECIFIED.into()),
    };
    std::iter::once(public).chain(endpoints).collect()
}

/// Who gets through layer 1: interfaces of the VPC by id, and the ranges of rules for everybody else.
pub(crate) fn reach(world: &Snapshot, endpoint: &EndpointEntry) -> (Vec<String>, Option<IpAddr>) {
    let mut from = BTreeSet::new();
    let mut peer = None;
    let mut passes = |address: IpAddr| {
        let passes = layer1::judge(world, Via::Endpoint(&endpoint.id), address).passes();
        if passes {
            peer.get_or_insert(address);
        }
        passes
    };
    let mut taken = BTreeSet::new();
    let interfaces = world.interfaces();
    for interface in interfaces.filter(|it| it.vpc == endpoint.vpc) {
        taken.insert(interface.private_ip);
        let is_caller = interface.vpc_endpoint.is_none() && interface.load_balancer.is_none();
        if is_caller && passes(interface.private_ip.into()) {
            from.insert(format!("{} ({})", interface.id, interface.private_ip));
        }
    }
    for id in &endpoint.security_groups {
        let Some(group) = world.security_group(id) else {
            continue;
        };
        for rule in group.rules.iter().filter(|rule| !rule.egress) {
            let RulePeer::Cidr(ipnet::IpNet::V4(network)) = &rule.peer else {
                continue;
            };
            // Any host of the range that is no interface: those have rules of their own to pass.
            let mut hosts = network.hosts().take(taken.len() + 1);
            let host = hosts.find(|host| !taken.contains(host));
            if host.is_some_and(|host| passes(host.into())) {
                from.insert(network.to_string());
            }
        }
    }
    (from.into_iter().collect(), peer)
}

/// Every call of a stage: each verb of each method, and the paths of it that policies name.
fn calls(named: &Named, api: &Api, stage: &StageEntry) -> Vec<Call> {
    let mut methods = BTreeSet::new();
    for method in stage.deployed.methods() {
        let verbs = match method.http_method.as_str() {
            "ANY" => VERBS.to_vec(),
            verb => vec![verb],
        };
        for verb in verbs {
            methods.insert((method.resource_path.as_str(), verb.to_owned()));
        }
    }
    let mut calls = Vec::new();
    for (template, verb) in methods {
        let called = |below: &str| {
            let found = stage.deployed.method(&verb, below)?;
            (found.resource_path == template).then_some(())
        };
        let mut push = |below: &str, example: Option<String>| {
            let mut path = format!("/{}/", stage.name);
            encode_into(&mut path, below);
            calls.push(Call {
                method: format!("{verb} {template}"),
                verb: verb.clone(),
                path,
                example,
            });
        };
        let below = stand_in(template);
        if called(&below).is_some() {
            push(&below, None);
        }
        if template.contains('{') {
            for example in named.paths(&api.id).filter(|it| called(it).is_some()) {
                push(example, Some(format!("/{example}")));
            }
        }
    }
    calls
}

/// A path that only the template itself means.
fn stand_in(template: &str) -> String {
    let segments = template.split('/').filter(|it| !it.is_empty());
    let segments = segments.map(|segment| match segment.starts_with('{') {
        true => ANYTHING,
        false => segment,
    });
    segments.collect::<Vec<_>>().join("/")
}

impl From<Group<Access>> for Row {
    fn from(group: Group<Access>) -> Self {
        Self {
            api: group.api,
            stage: group.stage,
            network: group.network,
            access: group.said,
            methods: group.methods,
            principals: group.principals,
        }
    }
}
