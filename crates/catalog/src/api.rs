//! The records of API Gateway REST APIs. What is edited (API, resources with their methods and
//! integrations, gateway responses) is apart from what is deployed: a [`Deployment`] is a frozen
//! copy, a [`Stage`] points at one (API Gateway Developer Guide, "Deploying REST APIs").

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::authorizer::Authorizer;
use crate::identity::Tags;
use crate::traffic::{Model, RequestValidator};
use crate::{AccountId, Record};

/// A REST API as it is being edited.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct RestApi {
    pub account: AccountId,
    pub id: String,
    pub name: String,
    pub description: Option<String>,
    pub version: Option<String>,
    /// Unix seconds.
    pub created: i64,
    pub endpoint: EndpointConfiguration,
    /// The resource policy, as sent: abbreviated resources are expanded when it is compiled.
    pub policy: Option<String>,
    /// The principals of the policy as unique ids, ARN to id, fixed when it was saved.
    #[serde(default)]
    pub principal_ids: BTreeMap<String, String>,
    pub tags: Tags,
    pub binary_media_types: Vec<String>,
    pub minimum_compression_size: Option<i32>,
    /// `HEADER` or `AUTHORIZER`.
    pub api_key_source: String,
    pub disable_execute_api_endpoint: bool,
    pub root_resource_id: String,
    /// Whether the models that every API is made with are records; they are understood where not,
    /// as earlier releases did it.
    #[serde(default)]
    pub default_models_recorded: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security_policy: Option<String>,
    /// `BASIC` or `STRICT`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint_access_mode: Option<String>,
}

/// How an API is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct EndpointConfiguration {
    pub endpoint_type: EndpointType,
    /// The endpoints that get a name of their own, `{api}-{vpce}`; PRIVATE only.
    pub vpc_endpoint_ids: Vec<String>,
    /// `ipv4` or `dualstack`.
    pub ip_address_type: String,
}

/// The type of an API's endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub enum EndpointType {
    Edge,
    Regional,
    Private,
}

/// A node of the resource tree, with its methods.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Resource {
    pub account: AccountId,
    pub api: String,
    pub id: String,
    /// `None` for the root.
    pub parent_id: Option<String>,
    /// Literal, `{name}` or `{name+}`; `None` for the root.
    pub path_part: Option<String>,
    /// From the root: `/`, `/pets`, `/pets/{id}`.
    pub path: String,
    /// Verb (or `ANY`) to method; boxed, because a map keeps room for eleven of them.
    pub methods: BTreeMap<String, Box<Method>>,
}

/// A method of a resource, with its integration.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Method {
    pub authorization: Authorization,
    pub authorizer_id: Option<String>,
    #[serde(default)]
    pub authorization_scopes: Vec<String>,
    pub api_key_required: bool,
    pub operation_name: Option<String>,
    pub request_validator_id: Option<String>,
    /// `method.request.header.X` and so on, to required or not.
    pub request_parameters: BTreeMap<String, bool>,
    pub request_models: BTreeMap<String, String>,
    /// Status code to response.
    pub responses: BTreeMap<String, MethodResponse>,
    /// What is called shares it with the deployment.
    pub integration: Option<Arc<Integration>>,
}

/// How the caller of a method proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub enum Authorization {
    #[serde(rename = "NONE")]
    None,
    #[serde(rename = "AWS_IAM")]
    AwsIam,
    #[serde(rename = "CUSTOM")]
    Custom,
    #[serde(rename = "COGNITO_USER_POOLS")]
    CognitoUserPools,
    #[serde(rename = "JWT")]
    Jwt,
}

/// What a method declares that it answers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct MethodResponse {
    pub parameters: BTreeMap<String, bool>,
    pub models: BTreeMap<String, String>,
}

/// What stands behind a method.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Integration {
    pub integration_type: IntegrationType,
    /// The verb towards the back end; `None` for MOCK.
    pub http_method: Option<String>,
    pub uri: Option<String>,
    /// `INTERNET` or `VPC_LINK`; `None` for MOCK.
    pub connection_type: Option<String>,
    pub connection_id: Option<String>,
    pub credentials: Option<String>,
    pub request_parameters: BTreeMap<String, String>,
    pub request_templates: BTreeMap<String, String>,
    /// `WHEN_NO_MATCH`, `WHEN_NO_TEMPLATES` or `NEVER`.
    pub passthrough_behavior: String,
    pub content_handling: Option<String>,
    /// 50 to 29,000 ms (API Gateway quotas).
    pub timeout_millis: u32,
    pub cache_namespace: Option<String>,
    pub cache_key_parameters: Vec<String>,
    #[serde(default)]
    pub insecure_skip_verification: bool,
    /// Whether a TLS configuration was given, which is shown even where it says nothing.
    #[serde(default)]
    pub tls_config: bool,
    /// `STREAM`; `None` is `BUFFERED`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_transfer_mode: Option<String>,
    /// The load balancer or listener behind a VPC link of the second generation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integration_target: Option<String>,
    /// Status code to response.
    pub responses: BTreeMap<String, Box<IntegrationResponse>>,
}

/// The type of an integration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub enum IntegrationType {
    Mock,
    Http,
    HttpProxy,
    Aws,
    AwsProxy,
}

/// How a back end's answer becomes a method's.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct IntegrationResponse {
    /// A regular expression over the back end's status; `None` is the default response.
    pub selection_pattern: Option<String>,
    /// `method.response.header.X` to a source.
    pub parameters: BTreeMap<String, String>,
    pub templates: BTreeMap<String, String>,
    pub content_handling: Option<String>,
}

/// A customised answer to one kind of failure.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct GatewayResponse {
    pub account: AccountId,
    pub api: String,
    /// Such as `ACCESS_DENIED`.
    pub response_type: String,
    pub status_code: Option<String>,
    /// `gatewayresponse.header.X` to a source.
    pub parameters: BTreeMap<String, String>,
    /// Content type to template.
    pub templates: BTreeMap<String, String>,
}

/// A frozen copy of an API, made by CreateDeployment.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Deployment {
    pub account: AccountId,
    pub api: String,
    pub id: String,
    pub description: Option<String>,
    pub created: i64,
    pub frozen: Frozen,
}

/// What a deployment freezes: everything of an API that acts only once it is deployed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Frozen {
    pub resources: Vec<Resource>,
    pub policy: Option<String>,
    #[serde(default)]
    pub principal_ids: BTreeMap<String, String>,
    pub gateway_responses: Vec<GatewayResponse>,
    #[serde(default)]
    pub models: Vec<Model>,
    #[serde(default)]
    pub request_validators: Vec<RequestValidator>,
    #[serde(default)]
    pub authorizers: Vec<Authorizer>,
    pub binary_media_types: Vec<String>,
    pub disable_execute_api_endpoint: bool,
}

/// A name under which a deployment is called, with settings that act at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Stage {
    pub account: AccountId,
    pub api: String,
    pub name: String,
    pub deployment_id: String,
    pub description: Option<String>,
    pub created: i64,
    pub updated: i64,
    pub variables: BTreeMap<String, String>,
    pub tags: Tags,
    pub client_certificate_id: Option<String>,
    pub documentation_version: Option<String>,
    pub tracing_enabled: bool,
    pub cache_cluster_enabled: bool,
    pub cache_cluster_size: Option<String>,
    /// `{resource}/{verb}` or `*/*` to settings, stored as API Gateway shows them.
    pub method_settings: BTreeMap<String, serde_json::Value>,
    pub access_log: Option<AccessLog>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canary: Option<Canary>,
}

/// A part of a stage's calls that goes to another deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Canary {
    pub deployment_id: String,
    /// 0 to 100.
    pub percent_traffic: f64,
    pub stage_variable_overrides: BTreeMap<String, String>,
    pub use_stage_cache: bool,
}

/// Where and how a stage writes its access log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct AccessLog {
    pub format: Option<String>,
    pub destination_arn: Option<String>,
}

/// The settings of API Gateway for one account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct AccountSettings {
    pub account: AccountId,
    pub cloudwatch_role_arn: Option<String>,
}

impl AccountSettings {
    /// The key of an account's settings.
    pub fn key_of(account: AccountId) -> String {
        format!("api-account/{account}")
    }
}

impl RestApi {
    /// The key of a REST API.
    pub fn key_of(account: AccountId, api: &str) -> String {
        format!("rest-api/{account}/{api}")
    }
}

impl Resource {
    /// The key of a resource.
    pub fn key_of(account: AccountId, api: &str, id: &str) -> String {
        format!("resource/{account}/{api}/{id}")
    }
}

impl GatewayResponse {
    /// The key of a gateway response.
    pub fn key_of(account: AccountId, api: &str, response_type: &str) -> String {
        format!("gateway-response/{account}/{api}/{response_type}")
    }
}

impl Deployment {
    /// The key of a deployment.
    pub fn key_of(account: AccountId, api: &str, id: &str) -> String {
        format!("deployment/{account}/{api}/{id}")
    }
}

impl Stage {
    /// The key of a stage.
    pub fn key_of(account: AccountId, api: &str, name: &str) -> String {
        format!("stage/{account}/{api}/{name}")
    }
}

impl Record for AccountSettings {
    const KIND: &'static str = "api-account";
    fn key(&self) -> String {
        Self::key_of(self.account)
    }
}

impl Record for RestApi {
    const KIND: &'static str = "rest-api";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.id)
    }
}

impl Record for Resource {
    const KIND: &'static str = "resource";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.api, &self.id)
    }
}

impl Record for GatewayResponse {
    const KIND: &'static str = "gateway-response";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.api, &self.response_type)
    }
}

impl Record for Deployment {
    const KIND: &'static str = "deployment";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.api, &self.id)
    }
}

impl Record for Stage {
    const KIND: &'static str = "stage";
    fn key(&self) -> String {
        Self::key_of(self.account, &self.api, &self.name)
    }
}
