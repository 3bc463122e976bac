//! Which API, stage and method a request means, and what was deployed there. The forms of host
//! names are those of the API Gateway Developer Guide, "Invoke a private API".

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use foldhash::HashMap;
use portcullis_iam::Policy;

use super::Snapshot;
use super::client_identities::{self, ClientIdentity};
use super::domains::{DomainEntry, ViaDomain};
use super::handshakes::{Handshake, only_tls13};
use super::policies::{Origin, PolicySet, compile_for_api};
use super::traffic::StageThrottles;
use super::work::Work;
use crate::api::{Deployment, EndpointType, Frozen, GatewayResponse, Resource, RestApi, Stage};
use crate::identity::Tags;
use crate::path::RequestPath;
use crate::path_form::PathForm;
use crate::pattern::Patterns;
use crate::principals::with_unique_ids;
use crate::route::{DeployedMethod, RouteTable};
use crate::templates::{DeployedGatewayResponse, StageLog};
use crate::{AccountId, Record};

/// A REST API with its stages.
#[derive(Clone)]
pub struct Api {
    /// The id that names it in hosts and ARNs.
    pub id: String,
    /// Its owner.
    pub account: AccountId,
    /// How it is reached.
    pub endpoint_type: EndpointType,
    /// The endpoints that give it a name of its own.
    pub vpc_endpoint_ids: Vec<String>,
    /// Its tags, live: they need no deployment.
    pub tags: Tags,
    /// Whether TLS 1.2 is too old for it.
    pub only_tls13: bool,
    /// Whether the server name of TLS has to be the host.
    strict: bool,
    /// Where clients bring their API keys: `HEADER` or `AUTHORIZER`.
    pub api_key_source: String,
    /// The API as it is being edited, which may differ from what its stages run.
    pub saved: Arc<RestApi>,
    stages: HashMap<String, StageEntry>,
}

/// A stage: a name for a deployment, with settings that act at once.
#[derive(Clone)]
pub struct StageEntry {
    /// Its name.
    pub name: String,
    /// Its variables.
    pub variables: BTreeMap<String, String>,
    /// How its calls are logged, where they are.
    pub access_log: Option<Arc<StageLog>>,
    /// How its calls prove to back ends where they come from, where they do.
    pub client_identity: Option<Arc<ClientIdentity>>,
    /// What is called under this name.
    pub deployed: Arc<Deployed>,
    /// How much its methods are called.
    pub throttles: StageThrottles,
}

/// A compiled deployment.
#[derive(Clone)]
pub struct Deployed {
    /// Its id.
    pub id: String,
    /// The resource policy, if the API had one when it was deployed.
    pub policy: PolicySet,
    /// Customised answers, by response type.
    pub gateway_responses: HashMap<String, DeployedGatewayResponse>,
    /// Media types that are binary.
    pub binary_media_types: Vec<String>,
    /// Whether the default host name is switched off.
    pub disable_execute_api_endpoint: bool,
    routes: RouteTable,
    /// What it was compiled from. The record may be gone; its place in memory is not used again.
    source: Weak<Deployment>,
}

/// The names under which this gateway is called.
#[derive(Clone, Debug)]
pub struct Domain {
    /// Such as `us-east-1`.
    pub region: String,
    /// Such as `amazonaws.com`; the first is the one that is shown.
    pub suffixes: Vec<String>,
}

/// What a host name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address<'a> {
    /// `{api}.execute-api.{region}.{suffix}`
    Api(&'a str),
    /// `{api}-{vpce}.execute-api.{region}.{suffix}`
    ApiAtEndpoint(&'a str, &'a str),
    /// Any other name: an endpoint's own, an address, a load balancer's.
    Other,
}

/// What the socket says about how a request came in; never a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via<'a> {
    /// The public listener.
    Public,
    /// The interface VPC endpoint with this id.
    Endpoint(&'a str),
    /// An endpoint of AWS's own with this id, as a load balancer names it that is trusted to. Its
    /// security groups and its policy are AWS's to judge.
    AwsEndpoint(&'a str),
}

/// How a request addresses an API.
#[derive(Clone, Copy)]
pub struct Addressing<'a> {
    /// The Host header or `:authority`, as received, with or without a port.
    pub host: &'a str,
    /// The `x-apigw-api-id` header; it counts only behind an endpoint.
    pub api_id_header: Option<&'a str>,
    /// The way in.
    pub via: Via<'a>,
    /// The TLS that it came over.
    pub handshake: Handshake<'a>,
    /// The verb as received.
    pub method: &'a str,
    /// The whole path, the stage included.
    pub path: &'a RequestPath<'a>,
}

/// The deployed method that a request means.
#[derive(Clone, Copy)]
pub struct Route<'w> {
    /// The API.
    pub api: &'w Api,
    /// The stage.
    pub stage: &'w StageEntry,
    /// The method.
    pub method: &'w DeployedMethod,
    /// The decoded path below the stage, without a leading slash.
    pub path: &'w str,
    /// The custom domain name that the request came by, if by one.
    pub via_domain: Option<ViaDomain<'w>>,
}

/// Why there is no route.
#[derive(Clone, Copy)]
pub enum Miss<'w> {
    /// Neither host nor header name an API that exists.
    NoApi,
    /// The API exists, but not on this way in: a private one from outside, a public one through
    /// an endpoint, or one under another endpoint's name.
    WrongNetwork(&'w Api),
    /// Host and header name two different APIs that both exist, or a custom domain name and an
    /// API.
    Conflict,
    /// Nothing stands under the path at the custom domain name, or the name is not served.
    NoMapping,
    /// The first segment of the path is no stage of the API.
    NoStage(&'w Api),
    /// The default host name of the API is switched off.
    EndpointDisabled(&'w Api),
    /// The stage exists; the resource, or the verb on it, does not.
    NoMethod(&'w Api, &'w StageEntry),
}

impl Snapshot {
    /// Finds the deployed method that a request means.
    ///
    /// # Errors
    /// With the reason why there is none.
    pub fn route<'w>(
        &'w self,
        domain: &Domain,
        request: Addressing<'w>,
    ) -> Result<Route<'w>, Miss<'w>> {
        // The gateway's own names come first: no custom name can stand in their place.
        let address = domain.read(request.host);
        if address == Address::Other {
            let custom = match request.via.endpoint() {
                None => self.public_domain(request.host),
                Some(endpoint) => self.private_domain(endpoint, request.host),
            };
            if let Some(custom) = custom {
                if request.via.endpoint().is_some() && request.api_id_header.is_some() {
                    return Err(Miss::Conflict);
                }
                return self.route_by_domain(custom, request);
            }
        }
        let api = self.select(address, request)?;
        if api.strict && !request.handshake.names(request.host) {
            return Err(Miss::EndpointDisabled(api));
        }
        let (stage, path) = request.path.split_stage();
        api.find(stage, path, request, None)
    }

    /// The same for a request whose path names API and stage itself: the host says nothing then, and
    /// the path of `request` is the one below the stage. It stands for the default host name of the
    /// API on the public listener.
    ///
    /// # Errors
    /// With the reason why there is none.
    pub fn route_by_path<'w>(
        &'w self,
        form: &PathForm<'_>,
        request: Addressing<'w>,
    ) -> Result<Route<'w>, Miss<'w>> {
        let api = self.api(form.api).ok_or(Miss::NoApi)?;
        if request.via != Via::Public || api.endpoint_type == EndpointType::Private {
            return Err(Miss::WrongNetwork(api));
        }
        if api.strict {
            return Err(Miss::EndpointDisabled(api));
        }
        api.find(form.stage, request.path.as_str(), request, None)
    }

    fn route_by_domain<'w>(
        &'w self,
        domain: &'w DomainEntry,
        request: Addressing<'w>,
    ) -> Result<Route<'w>, Miss<'w>> {
        if !domain.takes(request.host, request.handshake) {
            return Err(Miss::NoMapping);
        }
        let found = domain.lead(request.path.as_str());
        let (mapping, base_path, below) = found.ok_or(Miss::NoMapping)?;
        let api = self.api(&mapping.api).filter(|api| {
            let private = api.endpoint_type == EndpointType::Private;
            let fits = !api.strict || request.handshake.names(request.host);
            api.account == domain.account && private == domain.private && fits
        });
        let api = api.ok_or(Miss::NoMapping)?;
        let (stage, path) = match &mapping.stage {
            Some(stage) => (stage.as_str(), below),
            None => below.split_once('/').unwrap_or((below, "")),
        };
        let via = ViaDomain { domain, base_path };
        api.find(stage, path, request, Some(via))
    }

    fn select<'w>(
        &'w self,
        address: Address<'_>,
        request: Addressing<'_>,
    ) -> Result<&'w Api, Miss<'w>> {
        let by_host = self.api_at(address);
        let Some(endpoint) = request.via.endpoint() else {
            let api = by_host.ok_or(Miss::NoApi)?;
            let public = api.endpoint_type != EndpointType::Private;
            return if public && matches!(address, Address::Api(_)) {
                Ok(api)
            } else {
                Err(Miss::WrongNetwork(api))
            };
        };
        let api = match (request.api_id_header, by_host) {
            (None, by_host) => by_host.ok_or(Miss::NoApi)?,
            (Some(id), None) => self.api_ignoring_case(id).ok_or(Miss::NoApi)?,
            (Some(id), Some(by_host)) if by_host.id.eq_ignore_ascii_case(id) => by_host,
            (Some(_), Some(_)) => return Err(Miss::Conflict),
        };
        if api.endpoint_type != EndpointType::Private {
            return Err(Miss::WrongNetwork(api));
        }
        if let Address::ApiAtEndpoint(_, named) = address {
            let associated = api.vpc_endpoint_ids.iter().any(|id| id == endpoint);
            if !associated || !named.eq_ignore_ascii_case(endpoint) {
                return Err(Miss::WrongNetwork(api));
            }
        }
        Ok(api)
    }

    /// The API whose default name a host is, on whatever way in.
    pub fn api_named<'w>(&'w self, domain: &Domain, host: &str) -> Option<&'w Api> {
        self.api_at(domain.read(host))
    }

    fn api_at(&self, address: Address<'_>) -> Option<&Api> {
        match address {
            Address::Api(id) | Address::ApiAtEndpoint(id, _) => self.api_ignoring_case(id),
            Address::Other => None,
        }
    }

    fn api_ignoring_case(&self, id: &str) -> Option<&Api> {
        if id.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return self.api(&id.to_ascii_lowercase());
        }
        self.api(id)
    }
}

impl<'a> Via<'a> {
    /// The id of the endpoint, if through one.
    pub fn endpoint(self) -> Option<&'a str> {
        match self {
            Self::Public => None,
            Self::Endpoint(id) | Self::AwsEndpoint(id) => Some(id),
        }
    }
}

impl Domain {
    /// Reads a host name, with or without a port, ignoring case.
    pub fn read<'a>(&self, host: &'a str) -> Address<'a> {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        let name = name.strip_suffix('.').unwrap_or(name);
        let Some((label, rest)) = name.split_once('.') else {
            return Address::Other;
        };
        if !self.is_execute_api(rest) {
            return Address::Other;
        }
        match find_ignoring_case(label, "-vpce-") {
            Some(at) => match (label.get(..at), label.get(at + 1..)) {
                (Some(api), Some(endpoint)) => Address::ApiAtEndpoint(api, endpoint),
                _ => Address::Other,
            },
            None => Address::Api(label),
        }
    }

    fn is_execute_api(&self, rest: &str) -> bool {
        let rest = strip_prefix_ignoring_case(rest, "execute-api.");
        let rest = rest.and_then(|rest| strip_prefix_ignoring_case(rest, &self.region));
        let Some(suffix) = rest.and_then(|rest| rest.strip_prefix('.')) else {
            return false;
        };
        self.suffixes
            .iter()
            .any(|known| is_same_name(suffix, known))
    }
}

impl Api {
    /// The method of a stage for a path below it.
    fn find<'w>(
        &'w self,
        stage: &str,
        path: &'w str,
        request: Addressing<'_>,
        via_domain: Option<ViaDomain<'w>>,
    ) -> Result<Route<'w>, Miss<'w>> {
        let stage = self.stages.get(stage).ok_or(Miss::NoStage(self))?;
        if stage.deployed.disable_execute_api_endpoint && via_domain.is_none() {
            return Err(Miss::EndpointDisabled(self));
        }
        let method = stage.deployed.routes.find(request.method, path);
        let method = method.ok_or(Miss::NoMethod(self, stage))?;
        Ok(Route {
            api: self,
            stage,
            method,
            path,
            via_domain,
        })
    }

    /// An API as it is being edited, with one resource under one stage that no host name reaches:
    /// what a test invocation runs.
    pub fn undeployed(
        api: &RestApi,
        resource: &Resource,
        gateway_responses: Vec<GatewayResponse>,
        stage: &str,
        variables: BTreeMap<String, String>,
        client_identity: Option<Arc<ClientIdentity>>,
    ) -> Self {
        let deployment = Arc::new(Deployment {
            account: api.account,
            api: api.id.clone(),
            id: String::new(),
            description: None,
            created: 0,
            frozen: Frozen {
                resources: vec![resource.clone()],
                policy: None,
                principal_ids: BTreeMap::new(),
                gateway_responses,
                models: Vec::new(),
                request_validators: Vec::new(),
                authorizers: Vec::new(),
                binary_media_types: api.binary_media_types.clone(),
                disable_execute_api_endpoint: false,
            },
        });
        let entry = StageEntry {
            name: stage.to_owned(),
            variables,
            access_log: None,
            client_identity,
            deployed: Arc::new(Deployed::compile(
                &deployment,
                &arn_prefix(api),
                &mut Patterns::default(),
            )),
            throttles: StageThrottles::default(),
        };
        Self {
            id: api.id.clone(),
            account: api.account,
            endpoint_type: api.endpoint.endpoint_type,
            vpc_endpoint_ids: api.endpoint.vpc_endpoint_ids.clone(),
            tags: api.tags.clone(),
            only_tls13: false,
            strict: false,
            api_key_source: api.api_key_source.clone(),
            saved: Arc::new(api.clone()),
            stages: HashMap::from_iter([(stage.to_owned(), entry)]),
        }
    }

    /// The same API with another resource policy deployed to a stage.
    pub(super) fn with_policy(&self, stage: &str, policy: Arc<Policy>) -> Option<Self> {
        let mut changed = self.clone();
        let entry = changed.stages.get_mut(stage)?;
        let mut deployed = (*entry.deployed).clone();
        let origin = Origin::Api {
            id: self.id.clone(),
            deployment: deployed.id.clone(),
        };
        deployed.policy = PolicySet::of(origin, policy);
        entry.deployed = Arc::new(deployed);
        Some(changed)
    }

    /// The stages that there are.
    pub fn stages(&self) -> impl Iterator<Item = &StageEntry> {
        self.stages.values()
    }

    /// A stage by its name.
    pub fn stage(&self, name: &str) -> Option<&StageEntry> {
        self.stages.get(name)
    }
}

impl Deployed {
    /// The method for a verb and a decoded path below the stage, without a leading slash.
    pub fn method(&self, verb: &str, path: &str) -> Option<&DeployedMethod> {
        self.routes.find(verb, path).map(|method| &**method)
    }

    fn compile(deployment: &Arc<Deployment>, api_arn: &str, patterns: &mut Patterns) -> Self {
        let frozen = &deployment.frozen;
        Self {
            id: deployment.id.clone(),
            policy: frozen
                .policy
                .as_deref()
                .map_or_else(PolicySet::default, |document| {
                    let replaced = with_unique_ids(document, &frozen.principal_ids);
                    let policy = compile_for_api(&replaced, document, api_arn);
                    let origin = Origin::Api {
                        id: deployment.api.clone(),
                        deployment: deployment.id.clone(),
                    };
                    PolicySet::of(origin, policy)
                }),
            gateway_responses: frozen
                .gateway_responses
                .iter()
                .map(|response| {
                    let compiled = DeployedGatewayResponse::compile(response);
                    (response.response_type.clone(), compiled)
                })
                .collect(),
            binary_media_types: frozen.binary_media_types.clone(),
            disable_execute_api_endpoint: frozen.disable_execute_api_endpoint,
            routes: RouteTable::compile(frozen, patterns),
            source: Arc::downgrade(deployment),
        }
    }

    /// Every method.
    pub fn methods(&self) -> impl Iterator<Item = &Arc<DeployedMethod>> {
        self.routes.methods()
    }
}

pub(super) fn rest_api(work: &mut Work<'_>, key: &str, previous: Option<&Api>) -> Option<Arc<Api>> {
    let api = work.records.unwatched::<RestApi>(key)?;
    let mut stages: HashMap<String, StageEntry> = HashMap::default();
    let prefix = format!("{}/{}/{}/", Stage::KIND, api.account, api.id);
    for stage in work.records.under::<Stage>(&prefix) {
        // Calls are not shared out yet. Those that AWS would send to the canary could be let in by
        // the other deployment's policy, so such a stage is not called at all.
        let canary = stage.canary.as_ref();
        if canary.is_some_and(|canary| canary.percent_traffic > 0.0) {
            continue;
        }
        let key = Deployment::key_of(api.account, &api.id, &stage.deployment_id);
        let Some(deployment) = work.records.get::<Deployment>(&key) else {
            continue;
        };
        // Stages may share a deployment, and one that did not change stays as it is compiled.
        let mut known = stages.values().chain(
            previous
                .iter()
                .flat_map(|previous| previous.stages.values()),
        );
        let same = Arc::downgrade(deployment);
        let deployed = known
            .find(|stage| stage.deployed.source.ptr_eq(&same))
            .map(|stage| Arc::clone(&stage.deployed));
        let deployed = deployed.unwrap_or_else(|| {
            let deployed = Deployed::compile(deployment, &arn_prefix(api), work.patterns);
            Arc::new(deployed)
        });
        let before = previous.and_then(|previous| previous.stages.get(&stage.name));
        let before = before.map(|before| &before.throttles);
        let client_identity = client_identities::of_stage(work, api.account, stage);
        stages.insert(
            stage.name.clone(),
            StageEntry {
                client_identity,
                name: stage.name.clone(),
                variables: stage.variables.clone(),
                access_log: stage
                    .access_log
                    .as_ref()
                    .and_then(StageLog::compile)
                    .map(Arc::new),
                throttles: StageThrottles::compile(stage, deployed.methods(), before),
                deployed,
            },
        );
    }
    Some(Arc::new(Api {
        id: api.id.clone(),
        account: api.account,
        endpoint_type: api.endpoint.endpoint_type,
        vpc_endpoint_ids: api.endpoint.vpc_endpoint_ids.clone(),
        tags: api.tags.clone(),
        only_tls13: api.security_policy.as_deref().is_some_and(only_tls13),
        strict: api.endpoint_access_mode.as_deref() == Some("STRICT"),
        api_key_source: api.api_key_source.clone(),
        saved: Arc::clone(api),
        stages,
    }))
}

pub(super) fn arn_prefix(api: &RestApi) -> String {
    format!("arn:aws:execute-api:*:{}:{}", api.account, api.id)
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    is_same_name(head, prefix)
        .then(|| text.get(prefix.len()..))
        .flatten()
}

/// Whether two names are one; nearly every client writes them as they are.
fn is_same_name(name: &str, known: &str) -> bool {
    name == known || name.eq_ignore_ascii_case(known)
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    let first = wanted.bytes().next()?;
    let places = text.bytes().enumerate();
    let mut places = places.filter(|(_, byte)| byte.eq_ignore_ascii_case(&first));
    places.find_map(|(at, _)| {
        strip_prefix_ignoring_case(text.get(at..)?, wanted)?;
        Some(at)
    })
}
