//! Records made by hand, and the snapshot that they compile to.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use portcullis_catalog::account::Account;
use portcullis_catalog::api::{
    Authorization, Deployment, EndpointType, GatewayResponse, Integration, IntegrationResponse,
    IntegrationType, Method, Resource, RestApi, Stage,
};
use portcullis_catalog::domain::{BasePathMapping, DomainName};
use portcullis_catalog::identity::{AccessKey, Role, Tags, User};
use portcullis_catalog::network::{
    NetworkInterface, Protocol, RulePeer, SecurityGroup, SecurityGroupRule, VpcEndpoint,
};
use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::traffic::{Model, RequestValidator};
use portcullis_catalog::{AccountId, Record, Records, Sealed, Secret, Snapshot};
use serde_json::json;

pub(crate) const OWNER: &str = "222222222222";
pub(crate) const FOREIGN: &str = "111111111111";
pub(crate) const LOG_GROUP: &str = "arn:aws:logs:us-east-1:222222222222:log-group:calls";
pub(crate) const VPC: &str = "vpc-00000000000000001";

/// An access key of a user.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) id: String,
    pub(crate) secret: String,
}

#[derive(Default)]
pub(crate) struct World {
    pub(crate) records: Records,
    keys: u32,
    compiler: Compiler,
}

pub(crate) fn account(id: &str) -> AccountId {
    AccountId::parse(id).unwrap()
}

/// An address of 127.0.0.0/8 that no other test uses.
pub(crate) fn loopback() -> Ipv4Addr {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let process = std::process::id();
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    Ipv4Addr::new(
        127,
        64 + (process % 128) as u8,
        (process >> 7) as u8,
        next as u8,
    )
}

/// Allows everybody to invoke everything.
pub(crate) const ALLOW_ALL: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}"#;
pub(crate) const INVOKE_ALL: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}]}"#;

impl World {
    /// A user with an identity policy, or none, and its key.
    pub(crate) fn user(&mut self, owner: &str, name: &str, policy: Option<&str>) -> Key {
        self.put(&Account::new(account(owner), 0));
        self.put(&User {
            account: account(owner),
            name: name.to_owned(),
            path: "/".to_owned(),
            id: format!("AIDA{name}"),
            created: 0,
            tags: Tags::new(),
            permissions_boundary: None,
            inline_policies: policy
                .map(|policy| ("inline".to_owned(), policy.to_owned()))
                .into_iter()
                .collect(),
            attached_policies: BTreeSet::new(),
        });
        self.keys += 1;
        let key = Key {
            id: format!("AKIAEXAMPLE{:09}", self.keys),
            secret: format!("secret of {name}"),
        };
        self.put(&AccessKey {
            id: key.id.clone(),
            account: account(owner),
            user: Some(name.to_owned()),
            active: true,
            created: 0,
            secret: Sealed::from_bytes(key.secret.as_bytes()),
        });
        key
    }

    /// A role with an identity policy, or none; what it is called by is not asked here.
    pub(crate) fn role(&mut self, owner: &str, name: &str, policy: Option<&str>) {
        self.put(&record::<Role>(json!({
            "account": owner,
            "name": name,
            "path": "/",
            "id": format!("AROA{name}"),
            "created": 0,
            "max_session_duration": 3_600,
            "assume_role_policy": "{}",
            "tags": {},
            "inline_policies": policy.map(|policy| json!({"inline": policy})).unwrap_or(json!({})),
            "attached_policies": [],
        })));
    }

    /// A REST API of [`OWNER`] with one deployment under the stage `prod`.
    pub(crate) fn api(&mut self, api: Api) {
        let owner = account(OWNER);
        let Api {
            id,
            endpoint_type,
            vpc_endpoint_ids,
            policy,
            methods,
            mut gateway_responses,
            variables,
            disable_default,
            binary_media_types,
            access_log,
            models,
            validators,
        } = api;
        let resources = methods.into_iter().enumerate().fold(
            BTreeMap::<String, Resource>::new(),
            |mut resources, (index, (verb, path, method))| {
                let resource = resources.entry(path.clone()).or_insert_with(|| Resource {
                    account: owner,
                    api: id.clone(),
                    id: format!("res{index:03}"),
                    parent_id: None,
                    path_part: path.rsplit('/').next().map(str::to_owned),
                    path,
                    methods: BTreeMap::new(),
                });
                resource.methods.insert(verb, Box::new(method));
                resources
            },
        );
        self.put(&record::<RestApi>(json!({
            "account": OWNER,
            "id": id,
            "name": id,
            "created": 0,
            "endpoint": {
                "endpoint_type": endpoint_type,
                "vpc_endpoint_ids": vpc_endpoint_ids,
                "ip_address_type": "ipv4",
            },
            "tags": {},
            "binary_media_types": [],
            "api_key_source": "HEADER",
            "disable_execute_api_endpoint": disable_default,
            "root_resource_id": "root",
        })));
        for response in &mut gateway_responses {
            response.api.clone_from(&id);
        }
        self.put(&record::<Deployment>(json!({
            "account": OWNER,
            "api": id,
            "id": format!("{id}-d1"),
            "created": 0,
            "frozen": {
                "resources": resources.into_values().collect::<Vec<_>>(),
                "policy": policy,
                "gateway_responses": gateway_responses,
                "models": models,
                "request_validators": validators,
                "binary_media_types": binary_media_types,
                "disable_execute_api_endpoint": disable_default,
            },
        })));
        self.put(&record::<Stage>(json!({
            "account": OWNER,
            "api": id,
            "name": "prod",
            "deployment_id": format!("{id}-d1"),
            "created": 0,
            "updated": 0,
            "variables": variables,
            "tags": {},
            "tracing_enabled": false,
            "cache_cluster_enabled": false,
            "method_settings": {},
            "access_log": access_log.map(|format| json!({
                "format": format,
                "destination_arn": LOG_GROUP,
            })),
        })));
    }

    /// A regional custom domain name of [`OWNER`] whose paths lead to an API's stage `prod`.
    pub(crate) fn domain(&mut self, name: &str, api: &str, change: impl FnOnce(&mut DomainName)) {
        let mut domain = record::<DomainName>(json!({
            "account": OWNER,
            "name": name,
            "endpoint_types": ["REGIONAL"],
            "ip_address_type": "ipv4",
            "created": 0,
            "security_policy": "TLS_1_2",
            "routing_mode": "BASE_PATH_MAPPING_ONLY",
            "tags": {},
        }));
        change(&mut domain);
        self.put(&domain);
        self.put(&BasePathMapping {
            account: account(OWNER),
            domain_name: name.to_owned(),
            domain_name_id: None,
            base_path: String::new(),
            api: api.to_owned(),
            stage: Some("prod".to_owned()),
        });
    }

    /// Changes an API that was made before.
    pub(crate) fn change_api(&mut self, id: &str, change: impl FnOnce(&mut RestApi)) {
        let mut apis = self.records.rest_apis.values();
        let mut api = (**apis.find(|api| api.id == id).unwrap()).clone();
        change(&mut api);
        self.put(&api);
    }

    /// A security group; each rule is a direction and a peer, on the port of the service.
    pub(crate) fn group(&mut self, id: &str, rules: &[(&str, RulePeer)]) {
        let rules = rules
            .iter()
            .enumerate()
            .map(|(index, (direction, peer))| SecurityGroupRule {
                id: format!("sgr-{index}"),
                egress: *direction == "out",
                protocol: Protocol::Tcp,
                from_port: 443,
                to_port: 443,
                peer: peer.clone(),
                description: None,
                tags: Tags::new(),
            });
        let group = SecurityGroup {
            account: account(FOREIGN),
            id: id.to_owned(),
            vpc: VPC.to_owned(),
            name: id.to_owned(),
            description: String::new(),
            tags: Tags::new(),
            rules: rules.collect(),
        };
        self.put(&group);
    }

    /// A network interface, of an endpoint or of a workload. Returns its address on this host.
    pub(crate) fn interface(
        &mut self,
        id: &str,
        private_ip: &str,
        group: &str,
        endpoint: Option<&str>,
    ) -> Ipv4Addr {
        let loopback = loopback();
        self.put(&record::<NetworkInterface>(json!({
            "account": FOREIGN,
            "id": id,
            "vpc": VPC,
            "subnet": "subnet-1",
            "availability_zone": "us-east-1a",
            "private_ip": private_ip,
            "loopback": loopback,
            "mac_address": "",
            "security_groups": [group],
            "description": "",
            "vpc_endpoint": endpoint,
            "source_dest_check": true,
            "tags": {},
        })));
        loopback
    }

    /// An interface VPC endpoint with one interface. Returns the interface's address on this host.
    pub(crate) fn endpoint(
        &mut self,
        id: &str,
        private_ip: &str,
        group: &str,
        policy: Option<&str>,
    ) -> Ipv4Addr {
        let interface = format!("eni-of-{id}");
        let loopback = self.interface(&interface, private_ip, group, Some(id));
        self.put(&record::<VpcEndpoint>(json!({
            "account": FOREIGN,
            "id": id,
            "vpc": VPC,
            "service_name": "com.amazonaws.us-east-1.execute-api",
            "created": 0,
            "policy": policy,
            "subnets": ["subnet-1"],
            "security_groups": [group],
            "network_interfaces": [interface],
            "private_dns_enabled": true,
            "ip_address_type": "ipv4",
            "dns_suffix": "abcdefgh",
            "tags": {},
        })));
        loopback
    }

    /// An endpoint that everybody reaches.
    pub(crate) fn open_endpoint(&mut self, id: &str, private_ip: &str) -> Ipv4Addr {
        self.group("sg-open", &[("in", anywhere())]);
        self.endpoint(id, private_ip, "sg-open", None)
    }

    pub(crate) fn put<T: Record>(&mut self, record: &T) {
        self.records
            .put(&record.key(), &record.encode().unwrap())
            .unwrap();
    }

    pub(crate) fn compile(&mut self) -> Arc<Snapshot> {
        let open =
            |_: &str, sealed: &Sealed| Some(Secret::new(String::from_utf8(sealed.bytes()?).ok()?));
        self.compiler.compile(&self.records, 1, &open)
    }
}

pub(crate) fn anywhere() -> RulePeer {
    RulePeer::Cidr("0.0.0.0/0".parse().unwrap())
}

/// What [`World::api`] makes.
pub(crate) struct Api {
    pub(crate) id: String,
    pub(crate) endpoint_type: EndpointType,
    pub(crate) vpc_endpoint_ids: Vec<String>,
    pub(crate) policy: Option<String>,
    pub(crate) methods: Vec<(String, String, Method)>,
    pub(crate) gateway_responses: Vec<GatewayResponse>,
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) disable_default: bool,
    pub(crate) binary_media_types: Vec<String>,
    pub(crate) access_log: Option<String>,
    pub(crate) models: Vec<Model>,
    pub(crate) validators: Vec<RequestValidator>,
}

impl Api {
    pub(crate) fn regional(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            endpoint_type: EndpointType::Regional,
            vpc_endpoint_ids: Vec::new(),
            policy: None,
            methods: Vec::new(),
            gateway_responses: Vec::new(),
            variables: BTreeMap::new(),
            disable_default: false,
            binary_media_types: Vec::new(),
            access_log: None,
            models: Vec::new(),
            validators: Vec::new(),
        }
    }

    /// A private API whose policy lets everybody in.
    pub(crate) fn private(id: &str) -> Self {
        Self {
            endpoint_type: EndpointType::Private,
            policy: Some(ALLOW_ALL.to_owned()),
            ..Self::regional(id)
        }
    }

    /// Logs calls in this format, to [`LOG_GROUP`].
    pub(crate) fn logged(mut self, format: &str) -> Self {
        self.access_log = Some(format.to_owned());
        self
    }

    pub(crate) fn policy(mut self, policy: &str) -> Self {
        self.policy = Some(policy.to_owned());
        self
    }

    pub(crate) fn variable(mut self, name: &str, value: impl Into<String>) -> Self {
        self.variables.insert(name.to_owned(), value.into());
        self
    }

    pub(crate) fn method(mut self, verb: &str, path: &str, method: Method) -> Self {
        self.methods
            .push((verb.to_owned(), path.to_owned(), method));
        self
    }

    pub(crate) fn model(mut self, name: &str, schema: serde_json::Value) -> Self {
        self.models.push(Model {
            account: account(OWNER),
            api: self.id.clone(),
            id: name.to_owned(),
            name: name.to_owned(),
            description: None,
            content_type: "application/json".to_owned(),
            schema: Some(schema.to_string()),
        });
        self
    }

    /// A validator of bodies, parameters, or both.
    pub(crate) fn validator(mut self, id: &str, body: bool, parameters: bool) -> Self {
        self.validators.push(RequestValidator {
            account: account(OWNER),
            api: self.id.clone(),
            id: id.to_owned(),
            name: None,
            validate_request_body: body,
            validate_request_parameters: parameters,
        });
        self
    }

    pub(crate) fn gateway_response(
        mut self,
        response_type: &str,
        change: impl FnOnce(&mut GatewayResponse),
    ) -> Self {
        let mut response = GatewayResponse {
            account: account(OWNER),
            api: String::new(),
            response_type: response_type.to_owned(),
            status_code: None,
            parameters: BTreeMap::new(),
            templates: BTreeMap::new(),
        };
        change(&mut response);
        self.gateway_responses.push(response);
        self
    }
}

pub(crate) fn open(integration: Integration) -> Method {
    Method {
        authorization: Authorization::None,
        authorizer_id: None,
        authorization_scopes: Vec::new(),
        api_key_required: false,
        operation_name: None,
        request_validator_id: None,
        request_parameters: BTreeMap::new(),
        request_models: BTreeMap::new(),
        responses: BTreeMap::new(),
        integration: Some(Arc::new(integration)),
    }
}

pub(crate) fn signed(integration: Integration) -> Method {
    Method {
        authorization: Authorization::AwsIam,
        ..open(integration)
    }
}

pub(crate) fn integration(integration_type: IntegrationType, uri: Option<String>) -> Integration {
    let http_method = (integration_type != IntegrationType::Mock).then_some("ANY");
    record(json!({
        "integration_type": integration_type,
        "http_method": http_method,
        "uri": uri,
        "request_parameters": {},
        "request_templates": {},
        "passthrough_behavior": "WHEN_NO_MATCH",
        "timeout_millis": 29_000,
        "cache_key_parameters": [],
        "responses": {},
    }))
}

/// A record from its stored form, where what is optional is left out.
fn record<T: serde::de::DeserializeOwned>(stored: serde_json::Value) -> T {
    serde_json::from_value(stored).unwrap()
}

/// MOCK that answers 200 with `{"ok":true}`.
pub(crate) fn mock() -> Integration {
    let mut mock = integration(IntegrationType::Mock, None);
    mock.request_templates
        .insert("application/json".into(), "{\"statusCode\": 200}".into());
    let response = IntegrationResponse {
        templates: BTreeMap::from([("application/json".to_owned(), "{\"ok\":true}".to_owned())]),
        ..IntegrationResponse::default()
    };
    mock.responses.insert("200".into(), Box::new(response));
    mock
}

pub(crate) fn proxied(uri: impl Into<String>) -> Integration {
    integration(IntegrationType::HttpProxy, Some(uri.into()))
}

/// Everything below the root goes to the back end with its path.
pub(crate) fn proxied_all(backend: std::net::SocketAddr) -> Integration {
    let mut integration = proxied(format!("http://{backend}/{{proxy}}"));
    map(
        &mut integration,
        "integration.request.path.proxy",
        "method.request.path.proxy",
    );
    integration
}

pub(crate) fn map(integration: &mut Integration, to: &str, from: &str) {
    integration
        .request_parameters
        .insert(to.to_owned(), from.to_owned());
}
