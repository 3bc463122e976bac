//! Small builders of records, so that a test names only what it is about.

use std::collections::{BTreeMap, BTreeSet};

use std::sync::Arc;

use portcullis_catalog::api::{
    Authorization, Deployment, EndpointConfiguration, EndpointType, Frozen, Integration,
    IntegrationType, Method, Resource, RestApi, Stage,
};
use portcullis_catalog::domain::{BasePathMapping, DomainName};
use portcullis_catalog::identity::{Role, Tags};
use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::{AccountId, Record, Records, Secret, Snapshot};

pub(crate) fn account(text: &str) -> AccountId {
    AccountId::parse(text).unwrap()
}

pub(crate) fn owner() -> AccountId {
    account("222222222222")
}

pub(crate) fn api(id: &str, endpoint_type: EndpointType) -> RestApi {
    RestApi {
        account: owner(),
        id: id.to_owned(),
        name: id.to_owned(),
        description: None,
        version: None,
        created: 1_700_000_000,
        endpoint: EndpointConfiguration {
            endpoint_type,
            vpc_endpoint_ids: Vec::new(),
            ip_address_type: "ipv4".to_owned(),
        },
        policy: None,
        principal_ids: BTreeMap::new(),
        tags: Tags::new(),
        binary_media_types: Vec::new(),
        minimum_compression_size: None,
        api_key_source: "HEADER".to_owned(),
        disable_execute_api_endpoint: false,
        root_resource_id: "root00".to_owned(),
        default_models_recorded: true,
        security_policy: None,
        endpoint_access_mode: None,
    }
}

/// A resource of the API with a method for each verb.
pub(crate) fn resource(path: &str, verbs: &[&str]) -> Resource {
    let method = || Method {
        authorization: Authorization::AwsIam,
        authorizer_id: None,
        authorization_scopes: Vec::new(),
        api_key_required: false,
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
    Resource {
        account: owner(),
        api: "abc123".to_owned(),
        id: format!("r{path}"),
        parent_id: None,
        path_part: None,
        path: path.to_owned(),
        methods: verbs
            .iter()
            .map(|verb| ((*verb).to_owned(), Box::new(method())))
            .collect(),
    }
}

pub(crate) fn deployment(api: &str, resources: Vec<Resource>) -> Deployment {
    Deployment {
        account: owner(),
        api: api.to_owned(),
        id: "dep001".to_owned(),
        description: None,
        created: 1_700_000_000,
        frozen: Frozen {
            resources,
            policy: None,
            principal_ids: BTreeMap::new(),
            gateway_responses: Vec::new(),
            models: Vec::new(),
            request_validators: Vec::new(),
            authorizers: Vec::new(),
            binary_media_types: Vec::new(),
            disable_execute_api_endpoint: false,
        },
    }
}

pub(crate) fn stage(api: &str, name: &str) -> Stage {
    Stage {
        account: owner(),
        api: api.to_owned(),
        name: name.to_owned(),
        deployment_id: "dep001".to_owned(),
        description: None,
        created: 1_700_000_000,
        updated: 1_700_000_000,
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
    }
}

/// A custom domain name: private with an id, else public.
pub(crate) fn domain_name(name: &str, id: Option<&str>) -> DomainName {
    let kind = match id {
        Some(_) => EndpointType::Private,
        None => EndpointType::Regional,
    };
    DomainName {
        account: owner(),
        name: name.to_owned(),
        id: id.map(str::to_owned),
        endpoint_types: vec![kind],
        ip_address_type: "dualstack".to_owned(),
        created: 1_700_000_000,
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
        policy: None,
        principal_ids: BTreeMap::new(),
        management_policy: None,
        management_principal_ids: BTreeMap::new(),
        tags: Tags::new(),
    }
}

pub(crate) fn mapping(
    domain: &DomainName,
    base_path: &str,
    api: &str,
    stage: Option<&str>,
) -> BasePathMapping {
    BasePathMapping {
        account: domain.account,
        domain_name: domain.name.clone(),
        domain_name_id: domain.id.clone(),
        base_path: base_path.to_owned(),
        api: api.to_owned(),
        stage: stage.map(str::to_owned),
    }
}

pub(crate) fn role(name: &str) -> Role {
    Role {
        account: owner(),
        name: name.to_owned(),
        path: "/".to_owned(),
        id: format!("AROA{name}"),
        created: 1_700_000_000,
        description: None,
        max_session_duration: 3_600,
        assume_role_policy: String::new(),
        trusted_ids: BTreeMap::new(),
        tags: Tags::new(),
        permissions_boundary: None,
        inline_policies: BTreeMap::new(),
        attached_policies: BTreeSet::new(),
    }
}

pub(crate) fn put<T: Record>(records: &mut Records, record: &T) {
    records
        .put(&record.key(), &record.encode().unwrap())
        .unwrap();
}

pub(crate) fn compile(records: &Records) -> std::sync::Arc<Snapshot> {
    Compiler::default().compile(records, 1, &|_, _| Some(Secret::new("secret".to_owned())))
}
