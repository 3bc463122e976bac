//! An API as a definition describes it, whichever of the two specifications it was written in. References to models are
//! [`MODEL`] and a name. What a document does not say is `None` or empty, so that one definition can be merged into another.

use std::collections::BTreeMap;

use crate::node::Node;

/// What a reference to a model begins with, inside a schema.
pub const MODEL: &str = "#/models/";

/// An API.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "the names are API Gateway's and OpenAPI's")]
pub struct Definition {
    pub title: Option<String>,
    pub description: Option<String>,
    pub version: Option<String>,
    /// Path to verb (or `ANY`) to method; a path may have none.
    pub resources: BTreeMap<String, BTreeMap<String, Method>>,
    /// By name.
    pub models: BTreeMap<String, Model>,
    /// By name.
    pub request_validators: BTreeMap<String, RequestValidator>,
    /// By name.
    pub authorizers: BTreeMap<String, Authorizer>,
    /// By response type, such as `DEFAULT_4XX`.
    pub gateway_responses: BTreeMap<String, GatewayResponse>,
    pub policy: Option<Node>,
    pub binary_media_types: Option<Vec<String>>,
    pub minimum_compression_size: Option<i64>,
    pub api_key_source: Option<String>,
    pub security_policy: Option<String>,
    pub endpoint_access_mode: Option<String>,
    pub endpoint: Endpoint,
    pub documentation: Option<Documentation>,
}

/// `x-amazon-apigateway-endpoint-configuration`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Endpoint {
    pub types: Option<Vec<String>>,
    pub ip_address_type: Option<String>,
    pub vpc_endpoint_ids: Option<Vec<String>>,
    pub disable_execute_api_endpoint: Option<bool>,
}

/// A method.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Method {
    pub authorization: Authorization,
    pub authorization_scopes: Vec<String>,
    pub api_key_required: bool,
    pub operation_name: Option<String>,
    /// By name.
    pub request_validator: Option<String>,
    /// `method.request.header.X` and so on, to required or not.
    pub request_parameters: BTreeMap<String, bool>,
    /// Content type to the name of a model.
    pub request_models: BTreeMap<String, String>,
    /// By status.
    pub responses: BTreeMap<String, MethodResponse>,
    pub integration: Option<Integration>,
}

/// How the caller of a method proves who it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Authorization {
    /// Not at all.
    #[default]
    None,
    /// By a signature.
    AwsIam,
    /// To the authorizer of this name.
    Authorizer(String),
}

/// What a method declares that it answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MethodResponse {
    /// `method.response.header.X`, to required or not.
    pub parameters: BTreeMap<String, bool>,
    /// Content type to the name of a model.
    pub models: BTreeMap<String, String>,
}

/// What stands behind a method.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Integration {
    /// In capitals, such as `HTTP_PROXY`; empty where it was left out.
    pub integration_type: String,
    pub http_method: Option<String>,
    pub uri: Option<String>,
    pub connection_type: Option<String>,
    pub connection_id: Option<String>,
    pub integration_target: Option<String>,
    pub credentials: Option<String>,
    pub request_parameters: BTreeMap<String, String>,
    pub request_templates: BTreeMap<String, String>,
    /// In capitals.
    pub passthrough_behavior: Option<String>,
    pub content_handling: Option<String>,
    pub timeout_in_millis: Option<i64>,
    pub response_transfer_mode: Option<String>,
    pub cache_namespace: Option<String>,
    pub cache_key_parameters: Vec<String>,
    pub tls_config: Option<TlsConfig>,
    /// By the status of the method's response.
    pub responses: BTreeMap<String, IntegrationResponse>,
}

/// `tlsConfig` of an integration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct TlsConfig {
    pub insecure_skip_verification: Option<bool>,
}

/// How a back end's answer becomes a method's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct IntegrationResponse {
    /// `None` is the default response.
    pub selection_pattern: Option<String>,
    pub parameters: BTreeMap<String, String>,
    pub templates: BTreeMap<String, String>,
    pub content_handling: Option<String>,
}

/// A model.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Model {
    pub description: Option<String>,
    /// A JSON schema; references to other models are [`MODEL`] and a name.
    pub schema: Node,
}

/// What of a request is validated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct RequestValidator {
    pub validate_request_body: bool,
    pub validate_request_parameters: bool,
}

/// Who decides whether a caller may call.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Authorizer {
    /// In capitals: `TOKEN`, `REQUEST`, `COGNITO_USER_POOLS` or `JWT`; empty where it was left out.
    pub authorizer_type: String,
    /// A word of the author's.
    pub auth_type: Option<String>,
    pub uri: Option<String>,
    pub credentials: Option<String>,
    pub identity_source: Option<String>,
    pub identity_validation_expression: Option<String>,
    pub result_ttl_in_seconds: Option<i64>,
    pub provider_arns: Vec<String>,
    /// As API Gateway writes it.
    pub jwt_configuration: Option<Node>,
}

/// A customised answer to one kind of failure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct GatewayResponse {
    pub status_code: Option<String>,
    pub parameters: BTreeMap<String, String>,
    pub templates: BTreeMap<String, String>,
}

/// `x-amazon-apigateway-documentation`.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct Documentation {
    pub version: Option<String>,
    /// RFC 3339.
    pub created_date: Option<String>,
    pub parts: Vec<DocumentationPart>,
}

/// What is said of one thing of an API.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names are API Gateway's")]
pub struct DocumentationPart {
    /// `type`, `path`, `method`, `statusCode`, `name`.
    pub location: BTreeMap<String, String>,
    pub properties: Node,
}
