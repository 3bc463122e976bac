//! The world of the tests, and a way to ask it. Account 111111111111 (A) calls; account
//! 222222222222 (B) owns the APIs.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use portcullis_catalog::account::{Account, Membership};
use portcullis_catalog::api::{
    Authorization, Deployment, EndpointConfiguration, EndpointType, Frozen, Integration,
    IntegrationType, Method, Resource, RestApi, Stage,
};
use portcullis_catalog::domain::{BasePathMapping, DomainName, DomainNameAccessAssociation};
use portcullis_catalog::identity::{AccessKey, Role, Tags, User};
use portcullis_catalog::network::{
    NetworkInterface, Protocol, RulePeer, SecurityGroup, SecurityGroupRule, VpcEndpoint,
};
use portcullis_catalog::organization::{
    Organization, OrganizationPolicy, OrganizationPolicyType, OrganizationalUnit,
};
use portcullis_catalog::snapshot::{Addressing, Compiler, Domain, Handshake, Via};
use portcullis_catalog::{AccountId, Record, Records, RequestPath, Sealed, Secret, Snapshot};
use portcullis_guard::sigv4::{HeaderList, Timestamp};
use portcullis_guard::{
    ApiKeyDigester, Arrival, Caller, Denial, Explanation, Principal, Settings, admit, explain,
};
use portcullis_iam::NoTrace;

pub(crate) const A: &str = "111111111111";
pub(crate) const B: &str = "222222222222";
pub(crate) const ENDPOINT: &str = "vpce-0123456789abcdef0";
pub(crate) const OTHER_ENDPOINT: &str = "vpce-0fedcba9876543210";
/// A private custom domain name of account B, and its ARN.
pub(crate) const DOMAIN: &str = "inner.example.com";
pub(crate) const DOMAIN_ARN: &str =
    "arn:aws:execute-api:us-east-1:222222222222:/domainnames/inner.example.com+abc";
pub(crate) const NOW: i64 = 1_790_000_000;

/// The address of the caller's interface, and of one outside its group.
pub(crate) const CALLER: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 1, 20));
pub(crate) const OUTSIDER: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 1, 21));
pub(crate) const STRANGER: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));

/// What a test changes before the world is compiled.
#[derive(Debug)]
pub(crate) struct Plan {
    pub authorization: Authorization,
    pub private_policy: Option<String>,
    pub regional_policy: Option<String>,
    pub endpoint_policy: Option<String>,
    pub role_policy: Option<String>,
    /// The trust policy of the role; that of its account if absent.
    pub trust: Option<String>,
    pub b_user_policy: Option<String>,
    pub boundary: Option<String>,
    /// For root, unit and account; what is not said allows everything. Where nothing is said there is no organisation.
    pub service_control: Vec<Vec<String>>,
    /// Of the organisation's root.
    pub resource_control: Vec<String>,
    pub closed: Option<&'static str>,
    /// The policy of the private custom domain name that leads to the private API.
    pub domain_policy: Option<String>,
    pub api_tags: Tags,
    pub role_tags: Tags,
    pub resource_tags: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            authorization: Authorization::AwsIam,
            private_policy: Some(allow(&format!("arn:aws:iam::{A}:role/app"))),
            regional_policy: Some(allow(&format!("arn:aws:iam::{A}:role/app"))),
            endpoint_policy: None,
            role_policy: Some(invoke_all()),
            trust: None,
            b_user_policy: None,
            boundary: None,
            service_control: Vec::new(),
            resource_control: Vec::new(),
            closed: None,
            domain_policy: None,
            api_tags: Tags::new(),
            role_tags: Tags::new(),
            resource_tags: false,
        }
    }
}

pub(crate) fn document(statements: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)
}

/// What finds API keys.
pub(crate) fn digester() -> ApiKeyDigester {
    ApiKeyDigester::new(&[3; 32])
}

/// A resource policy that allows one principal.
pub(crate) fn allow(principal: &str) -> String {
    document(&format!(
        r#"{{"Sid":"AllowIt","Effect":"Allow","Principal":{{"AWS":"{principal}"}},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}}"#
    ))
}

pub(crate) fn invoke_all() -> String {
    document(r#"{"Sid":"Invoke","Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}"#)
}

pub(crate) struct World {
    pub snapshot: Arc<Snapshot>,
    pub settings: Settings,
}

/// One request, to be asked of the world.
pub(crate) struct Ask<'a> {
    pub api: &'a str,
    pub path: &'a str,
    pub method: &'a str,
    pub via: Via<'a>,
    pub peer: IpAddr,
    pub caller: Caller,
    pub headers: HeaderList,
}

impl World {
    pub(crate) fn of(plan: &Plan) -> Self {
        let snapshot = Compiler::default().compile(&records(plan), 1, &|_, sealed| {
            String::from_utf8(sealed.bytes()?).ok().map(Secret::new)
        });
        Self {
            snapshot,
            settings: settings(plan.resource_tags),
        }
    }

    pub(crate) fn principal(&self, arn: &str) -> Caller {
        let identity = Arc::clone(self.snapshot.identity(arn).expect(arn));
        Caller::Signed(Principal {
            identity,
            session: None,
            access_key_id: "AKIATEST".into(),
        })
    }

    pub(crate) fn role(&self) -> Caller {
        self.principal(&format!("arn:aws:iam::{A}:role/app"))
    }

    pub(crate) fn b_user(&self) -> Caller {
        self.principal(&format!("arn:aws:iam::{B}:user/operator"))
    }

    /// The private API through its endpoint.
    pub(crate) fn private<'a>(&self, caller: Caller) -> Ask<'a> {
        Ask {
            via: Via::Endpoint(ENDPOINT),
            peer: CALLER,
            ..self.regional(caller)
        }
        .for_api("priv")
    }

    /// The regional API from outside.
    pub(crate) fn regional<'a>(&self, caller: Caller) -> Ask<'a> {
        Ask {
            api: "regional",
            path: "/prod/items",
            method: "GET",
            via: Via::Public,
            peer: STRANGER,
            caller,
            headers: HeaderList::new(),
        }
    }

    pub(crate) fn admit(&self, ask: &Ask<'_>) -> Result<(), Denial> {
        let mut arn = String::new();
        self.with(ask, |arrival, routed| {
            admit(
                &self.settings,
                &self.snapshot,
                arrival,
                routed,
                &ask.caller,
                &mut arn,
                &mut NoTrace,
            )
            .map(|_| ())
        })
    }

    pub(crate) fn explain(&self, ask: &Ask<'_>) -> Explanation {
        self.with(ask, |arrival, routed| {
            explain(&self.settings, &self.snapshot, arrival, routed, &ask.caller)
        })
    }

    pub(crate) fn with<R>(
        &self,
        ask: &Ask<'_>,
        then: impl FnOnce(
            &Arrival<'_>,
            Result<portcullis_catalog::snapshot::Route<'_>, portcullis_catalog::snapshot::Miss<'_>>,
        ) -> R,
    ) -> R {
        let host = match ask.api {
            DOMAIN => DOMAIN.to_owned(),
            api => format!("{api}.execute-api.us-east-1.amazonaws.com"),
        };
        let path = RequestPath::parse(ask.path).unwrap();
        let routed = self.snapshot.route(
            &self.settings.domain,
            Addressing {
                handshake: Handshake::default(),
                host: &host,
                api_id_header: None,
                via: ask.via,
                method: ask.method,
                path: &path,
            },
        );
        let arrival = Arrival {
            supposed: None,
            via: ask.via,
            peer: ask.peer,
            secure: false,
            now: Timestamp::from_unix(NOW),
            method: ask.method,
            path: routed.map_or(path.split_stage().1, |route| route.path),
            headers: &ask.headers,
            api_key: ask
                .headers
                .get("x-api-key")
                .map(|value| digester().digest(value.as_bytes())),
        };
        then(&arrival, routed)
    }
}

impl<'a> Ask<'a> {
    pub(crate) fn for_api(self, api: &'a str) -> Self {
        Self { api, ..self }
    }
}

pub(crate) fn settings(resource_tags: bool) -> Settings {
    Settings {
        domain: Domain {
            region: "us-east-1".to_owned(),
            suffixes: vec!["amazonaws.com".to_owned()],
        },
        resource_tags,
        development_keys: true,
        conveniences: false,
        echo_canonical_request: true,
        account_throttle: portcullis_catalog::traffic::Throttle::ACCOUNT,
    }
}

pub(crate) fn account(text: &str) -> AccountId {
    AccountId::parse(text).unwrap()
}

/// The place of A in `o-exampleorg`, whose management account is elsewhere.
fn organization(records: &mut Records, plan: &Plan) -> Option<Membership> {
    if plan.service_control.is_empty() && plan.resource_control.is_empty() {
        return None;
    }
    let mut attach = |documents: &[String], policy_type, prefix: &str| {
        let mut ids = BTreeSet::new();
        for (index, document) in documents.iter().enumerate() {
            let id = format!("p-{prefix}{index}");
            let policy = OrganizationPolicy {
                organization: "o-exampleorg".to_owned(),
                id: id.clone(),
                policy_type,
                name: format!("Of{prefix}"),
                description: String::new(),
                document: document.clone(),
                tags: Tags::new(),
            };
            put(records, &policy);
            ids.insert(id);
        }
        ids
    };
    let mut level = |index: usize, prefix: &str| match plan.service_control.get(index) {
        Some(documents) => attach(documents, OrganizationPolicyType::ServiceControl, prefix),
        None => BTreeSet::from(["p-FullAWSAccess".to_owned()]),
    };
    let (mut root, unit, own) = (level(0, "root"), level(1, "unit"), level(2, "account"));
    let mut policy_types = BTreeSet::from([OrganizationPolicyType::ServiceControl]);
    if !plan.resource_control.is_empty() {
        policy_types.insert(OrganizationPolicyType::ResourceControl);
    }
    root.insert("p-RCPFullAWSAccess".to_owned());
    root.extend(attach(
        &plan.resource_control,
        OrganizationPolicyType::ResourceControl,
        "resources",
    ));
    let everywhere = |mut ids: BTreeSet<String>| {
        ids.insert("p-RCPFullAWSAccess".to_owned());
        ids
    };
    put(
        records,
        &Organization {
            id: "o-exampleorg".to_owned(),
            management: account("999999999999"),
            all_features: true,
            created: 0,
            root: "r-ab12".to_owned(),
            policy_types,
            attached_policies: root,
            root_tags: Tags::new(),
            service_access: BTreeMap::new(),
        },
    );
    put(
        records,
        &OrganizationalUnit {
            organization: "o-exampleorg".to_owned(),
            id: "ou-ab12-11111111".to_owned(),
            parent: "r-ab12".to_owned(),
            name: "workloads".to_owned(),
            attached_policies: everywhere(unit),
            tags: Tags::new(),
        },
    );
    Some(Membership {
        organization_id: "o-exampleorg".to_owned(),
        parent: "ou-ab12-11111111".to_owned(),
        joined: 0,
        invited: true,
        attached_policies: everywhere(own),
        tags: Tags::new(),
    })
}

/// A private custom domain name that leads to the private API's stage, through the endpoint.
fn domain(records: &mut Records, plan: &Plan) {
    let name = || (DOMAIN.to_owned(), "abc".to_owned());
    let (domain_name, id) = name();
    put(
        records,
        &DomainName {
            account: account(B),
            name: domain_name,
            id: Some(id),
            endpoint_types: vec![EndpointType::Private],
            ip_address_type: "dualstack".to_owned(),
            created: 0,
            certificate_arn: None,
            certificate_name: None,
            certificate_uploaded: None,
            regional_certificate_arn: None,
            regional_certificate_name: None,
            ownership_verification_certificate_arn: None,
            mutual_tls: None,
            security_policy: "TLS_1_2".to_owned(),
            endpoint_access_mode: None,
            routing_mode: "BASE_PATH_MAPPING_ONLY".to_owned(),
            regional_label: None,
            distribution_label: None,
            policy: plan.domain_policy.clone(),
            principal_ids: BTreeMap::new(),
            management_policy: None,
            management_principal_ids: BTreeMap::new(),
            tags: Tags::new(),
        },
    );
    let (domain_name, id) = name();
    put(
        records,
        &BasePathMapping {
            account: account(B),
            domain_name,
            domain_name_id: Some(id),
            base_path: String::new(),
            api: "priv".to_owned(),
            stage: Some("prod".to_owned()),
        },
    );
    let (domain_name, domain_name_id) = name();
    put(
        records,
        &DomainNameAccessAssociation {
            account: account(A),
            domain_account: account(B),
            domain_name,
            domain_name_id,
            vpc_endpoint: ENDPOINT.to_owned(),
            created: 0,
            rejected: false,
            tags: Tags::new(),
        },
    );
}

pub(crate) fn records(plan: &Plan) -> Records {
    let mut records = Records::default();
    domain(&mut records, plan);
    for id in [A, B] {
        let organization = (id == A)
            .then(|| organization(&mut records, plan))
            .flatten();
        put(
            &mut records,
            &Account {
                closed: plan.closed.filter(|closed| *closed == id).map(|_| NOW),
                organization,
                ..Account::new(account(id), 0)
            },
        );
    }
    let boundary_arn = format!("arn:aws:iam::{A}:policy/boundary");
    if let Some(document) = &plan.boundary {
        put(
            &mut records,
            &portcullis_catalog::identity::ManagedPolicy {
                account: account(A),
                name: "boundary".to_owned(),
                path: "/".to_owned(),
                id: "ANPABOUNDARY".to_owned(),
                created: 0,
                updated: 0,
                description: None,
                tags: Tags::new(),
                default_version: "v1".to_owned(),
                versions: vec![portcullis_catalog::identity::PolicyVersion {
                    id: "v1".to_owned(),
                    document: document.clone(),
                    created: 0,
                }],
                next_version: 2,
            },
        );
    }
    put(
        &mut records,
        &Role {
            account: account(A),
            name: "app".to_owned(),
            path: "/".to_owned(),
            id: "AROAAPP".to_owned(),
            created: 0,
            description: None,
            max_session_duration: 3_600,
            assume_role_policy: plan.trust.clone().unwrap_or_else(|| document(&format!(
                r#"{{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{A}:root"}},"Action":"sts:AssumeRole"}}"#
            ))),
            trusted_ids: BTreeMap::new(),
            tags: plan.role_tags.clone(),
            permissions_boundary: plan.boundary.is_some().then_some(boundary_arn),
            inline_policies: plan
                .role_policy
                .iter()
                .map(|it| ("invoke".to_owned(), it.clone()))
                .collect(),
            attached_policies: BTreeSet::new(),
        },
    );
    put(
        &mut records,
        &User {
            account: account(B),
            name: "operator".to_owned(),
            path: "/".to_owned(),
            id: "AIDAOPERATOR".to_owned(),
            created: 0,
            tags: Tags::new(),
            permissions_boundary: None,
            inline_policies: plan
                .b_user_policy
                .iter()
                .map(|it| ("own".to_owned(), it.clone()))
                .collect(),
            attached_policies: BTreeSet::new(),
        },
    );
    put(
        &mut records,
        &AccessKey {
            id: "AKIAOPERATOR".to_owned(),
            account: account(B),
            user: Some("operator".to_owned()),
            active: true,
            created: 0,
            secret: Sealed::from_bytes(b"operators-secret"),
        },
    );
    for (id, endpoint_type, policy) in [
        ("priv", EndpointType::Private, &plan.private_policy),
        ("regional", EndpointType::Regional, &plan.regional_policy),
    ] {
        api(&mut records, plan, id, endpoint_type, policy.as_deref());
    }
    network(&mut records, plan);
    records
}

fn api(
    records: &mut Records,
    plan: &Plan,
    id: &str,
    endpoint_type: EndpointType,
    policy: Option<&str>,
) {
    put(
        records,
        &RestApi {
            account: account(B),
            id: id.to_owned(),
            name: id.to_owned(),
            description: None,
            version: None,
            created: 0,
            endpoint: EndpointConfiguration {
                endpoint_type,
                vpc_endpoint_ids: Vec::new(),
                ip_address_type: "ipv4".to_owned(),
            },
            policy: None,
            principal_ids: BTreeMap::new(),
            tags: plan.api_tags.clone(),
            binary_media_types: Vec::new(),
            minimum_compression_size: None,
            api_key_source: "HEADER".to_owned(),
            disable_execute_api_endpoint: false,
            root_resource_id: "root".to_owned(),
            default_models_recorded: true,
            security_policy: None,
            endpoint_access_mode: None,
        },
    );
    let method = |authorization, api_key_required| Method {
        authorization,
        authorizer_id: None,
        authorization_scopes: Vec::new(),
        api_key_required,
        operation_name: None,
        request_validator_id: None,
        request_parameters: BTreeMap::new(),
        request_models: BTreeMap::new(),
        responses: BTreeMap::new(),
        integration: Some(Arc::new(Integration {
            integration_type: IntegrationType::Mock,
            http_method: None,
            uri: None,
            connection_type: None,
            connection_id: None,
            credentials: None,
            request_parameters: BTreeMap::new(),
            request_templates: BTreeMap::new(),
            passthrough_behavior: "WHEN_NO_MATCH".to_owned(),
            content_handling: None,
            timeout_millis: 29_000,
            cache_namespace: None,
            cache_key_parameters: Vec::new(),
            insecure_skip_verification: false,
            response_transfer_mode: None,
            integration_target: None,
            tls_config: false,
            responses: BTreeMap::new(),
        })),
    };
    let resource = |path: &str, methods: Vec<(&str, Method)>| Resource {
        account: account(B),
        api: id.to_owned(),
        id: path.to_owned(),
        parent_id: None,
        path_part: None,
        path: path.to_owned(),
        methods: methods
            .into_iter()
            .map(|(verb, method)| (verb.to_owned(), Box::new(method)))
            .collect(),
    };
    put(
        records,
        &Deployment {
            account: account(B),
            api: id.to_owned(),
            id: "dep".to_owned(),
            description: None,
            created: 0,
            frozen: Frozen {
                resources: vec![
                    resource("/items", vec![("GET", method(plan.authorization, false))]),
                    resource("/keyed", vec![("GET", method(plan.authorization, true))]),
                    resource(
                        "/custom",
                        vec![("GET", method(Authorization::Custom, false))],
                    ),
                    resource(
                        "/{proxy+}",
                        vec![("PUT", method(plan.authorization, false))],
                    ),
                ],
                policy: policy.map(str::to_owned),
                principal_ids: BTreeMap::new(),
                gateway_responses: Vec::new(),
                models: Vec::new(),
                request_validators: Vec::new(),
                authorizers: Vec::new(),
                binary_media_types: Vec::new(),
                disable_execute_api_endpoint: false,
            },
        },
    );
    put(
        records,
        &Stage {
            account: account(B),
            api: id.to_owned(),
            name: "prod".to_owned(),
            deployment_id: "dep".to_owned(),
            description: None,
            created: 0,
            updated: 0,
            variables: BTreeMap::new(),
            tags: Tags::new(),
            client_certificate_id: None,
            documentation_version: None,
            tracing_enabled: false,
            cache_cluster_enabled: false,
            cache_cluster_size: None,
            method_settings: BTreeMap::new(),
            access_log: None,
            canary: None,
        },
    );
}

fn network(records: &mut Records, plan: &Plan) {
    let rule = |id: &str, egress, group: &str| SecurityGroupRule {
        id: id.to_owned(),
        egress,
        protocol: Protocol::Tcp,
        from_port: 443,
        to_port: 443,
        peer: RulePeer::Group {
            id: group.to_owned(),
            account: account(A),
        },
        description: None,
        tags: Tags::new(),
    };
    let group = |id: &str, rules| SecurityGroup {
        account: account(A),
        id: id.to_owned(),
        vpc: "vpc-1".to_owned(),
        name: id.to_owned(),
        description: String::new(),
        tags: Tags::new(),
        rules,
    };
    put(
        records,
        &group("sg-caller", vec![rule("sgr-out", true, "sg-endpoint")]),
    );
    put(
        records,
        &group("sg-endpoint", vec![rule("sgr-in", false, "sg-caller")]),
    );
    put(
        records,
        &group("sg-other", vec![rule("sgr-other-out", true, "sg-endpoint")]),
    );
    let interface = |id: &str, last: u8, group: &str, endpoint: Option<&str>| NetworkInterface {
        account: account(A),
        id: id.to_owned(),
        vpc: "vpc-1".to_owned(),
        subnet: "subnet-1".to_owned(),
        availability_zone: "us-east-1a".to_owned(),
        private_ip: Ipv4Addr::new(10, 0, 1, last),
        loopback: Ipv4Addr::new(127, 0, 1, last),
        mac_address: String::new(),
        security_groups: BTreeSet::from([group.to_owned()]),
        description: String::new(),
        vpc_endpoint: endpoint.map(str::to_owned),
        load_balancer: None,
        source_dest_check: true,
        tags: Tags::new(),
        client_token: None,
    };
    put(records, &interface("eni-caller", 20, "sg-caller", None));
    put(records, &interface("eni-outsider", 21, "sg-other", None));
    for (last, id, policy) in [
        (4, ENDPOINT, plan.endpoint_policy.clone()),
        (5, OTHER_ENDPOINT, None),
    ] {
        let eni = format!("eni-{last}");
        put(records, &interface(&eni, last, "sg-endpoint", Some(id)));
        put(
            records,
            &VpcEndpoint {
                account: account(A),
                id: id.to_owned(),
                vpc: "vpc-1".to_owned(),
                service_name: "com.amazonaws.us-east-1.execute-api".to_owned(),
                created: 0,
                policy,
                subnets: BTreeSet::new(),
                security_groups: BTreeSet::from(["sg-endpoint".to_owned()]),
                network_interfaces: BTreeSet::from([eni]),
                private_dns_enabled: false,
                ip_address_type: "ipv4".to_owned(),
                dns_suffix: "abcdefgh".to_owned(),
                tags: Tags::new(),
                client_token: None,
            },
        );
    }
}

pub(crate) fn put<T: Record>(records: &mut Records, record: &T) {
    records
        .put(&record.key(), &record.encode().unwrap())
        .unwrap();
}
