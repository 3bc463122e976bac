// Written by `cargo xtask codegen` from the model that botocore ships; changes made by hand are lost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::scalar::string_enum;
use crate::service::{
    BOOLEAN, FLOAT, INTEGER, Location, Member, Operation, Protocol, Range, Service, Shape, TEXT,
    Text,
};

pub static SERVICE: Service = Service {
    name: "apigateway",
    signing_name: "apigateway",
    endpoint_prefix: "apigateway",
    protocol: Protocol::RestJson,
    api_version: "2015-07-09",
    xml_namespace: "",
    target_prefix: "",
    operations: OPERATIONS,
    known_operations: KNOWN_OPERATIONS,
    known_routes: KNOWN_ROUTES,
    faults: &[
        ("BadRequestException", 400),
        ("ConflictException", 409),
        ("LimitExceededException", 429),
        ("NotFoundException", 404),
        ("ServiceUnavailableException", 503),
        ("TooManyRequestsException", 429),
        ("UnauthorizedException", 401),
    ],
};

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AccessLogSettings {
    #[serde(rename = "format", skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    #[serde(rename = "destinationArn", skip_serializing_if = "Option::is_none")]
    pub destination_arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Account {
    #[serde(rename = "cloudwatchRoleArn", skip_serializing_if = "Option::is_none")]
    pub cloudwatch_role_arn: Option<String>,
    #[serde(rename = "throttleSettings", skip_serializing_if = "Option::is_none")]
    pub throttle_settings: Option<ThrottleSettings>,
    #[serde(rename = "features", skip_serializing_if = "Option::is_none")]
    pub features: Option<Vec<String>>,
    #[serde(rename = "apiKeyVersion", skip_serializing_if = "Option::is_none")]
    pub api_key_version: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CanarySettings {
    #[serde(rename = "percentTraffic", skip_serializing_if = "Option::is_none")]
    pub percent_traffic: Option<f64>,
    #[serde(rename = "deploymentId", skip_serializing_if = "Option::is_none")]
    pub deployment_id: Option<String>,
    #[serde(
        rename = "stageVariableOverrides",
        skip_serializing_if = "Option::is_none"
    )]
    pub stage_variable_overrides: Option<BTreeMap<String, String>>,
    #[serde(rename = "useStageCache", skip_serializing_if = "Option::is_none")]
    pub use_stage_cache: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateDeploymentRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "stageName")]
    pub stage_name: Option<String>,
    #[serde(rename = "stageDescription")]
    pub stage_description: Option<String>,
    #[serde(rename = "description")]
    pub description: Option<String>,
    #[serde(rename = "cacheClusterEnabled")]
    pub cache_cluster_enabled: Option<bool>,
    #[serde(rename = "cacheClusterSize")]
    pub cache_cluster_size: Option<CacheClusterSize>,
    #[serde(rename = "variables")]
    pub variables: Option<BTreeMap<String, String>>,
    #[serde(rename = "canarySettings")]
    pub canary_settings: Option<DeploymentCanarySettings>,
    #[serde(rename = "tracingEnabled")]
    pub tracing_enabled: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateResourceRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "parent_id")]
    pub parent_id: String,
    #[serde(rename = "pathPart")]
    pub path_part: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateRestApiRequest {
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "description")]
    pub description: Option<String>,
    #[serde(rename = "version")]
    pub version: Option<String>,
    #[serde(rename = "cloneFrom")]
    pub clone_from: Option<String>,
    #[serde(rename = "binaryMediaTypes")]
    pub binary_media_types: Option<Vec<String>>,
    #[serde(rename = "minimumCompressionSize")]
    pub minimum_compression_size: Option<i32>,
    #[serde(rename = "apiKeySource")]
    pub api_key_source: Option<ApiKeySourceType>,
    #[serde(rename = "endpointConfiguration")]
    pub endpoint_configuration: Option<EndpointConfiguration>,
    #[serde(rename = "policy")]
    pub policy: Option<String>,
    #[serde(rename = "tags")]
    pub tags: Option<BTreeMap<String, String>>,
    #[serde(rename = "disableExecuteApiEndpoint")]
    pub disable_execute_api_endpoint: Option<bool>,
    #[serde(rename = "securityPolicy")]
    pub security_policy: Option<SecurityPolicy>,
    #[serde(rename = "endpointAccessMode")]
    pub endpoint_access_mode: Option<EndpointAccessMode>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateStageRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "stageName")]
    pub stage_name: String,
    #[serde(rename = "deploymentId")]
    pub deployment_id: String,
    #[serde(rename = "description")]
    pub description: Option<String>,
    #[serde(rename = "cacheClusterEnabled")]
    pub cache_cluster_enabled: Option<bool>,
    #[serde(rename = "cacheClusterSize")]
    pub cache_cluster_size: Option<CacheClusterSize>,
    #[serde(rename = "variables")]
    pub variables: Option<BTreeMap<String, String>>,
    #[serde(rename = "documentationVersion")]
    pub documentation_version: Option<String>,
    #[serde(rename = "canarySettings")]
    pub canary_settings: Option<CanarySettings>,
    #[serde(rename = "tracingEnabled")]
    pub tracing_enabled: Option<bool>,
    #[serde(rename = "tags")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteDeploymentRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "deployment_id")]
    pub deployment_id: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DeleteGatewayResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "response_type")]
    pub response_type: GatewayResponseType,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteIntegrationRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteIntegrationResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "status_code")]
    pub status_code: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteMethodRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteMethodResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "status_code")]
    pub status_code: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteResourceRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteRestApiRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteStageRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "stage_name")]
    pub stage_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Deployment {
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<crate::Timestamp>,
    #[serde(rename = "apiSummary", skip_serializing_if = "Option::is_none")]
    pub api_summary: Option<BTreeMap<String, BTreeMap<String, MethodSnapshot>>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeploymentCanarySettings {
    #[serde(rename = "percentTraffic")]
    pub percent_traffic: Option<f64>,
    #[serde(rename = "stageVariableOverrides")]
    pub stage_variable_overrides: Option<BTreeMap<String, String>>,
    #[serde(rename = "useStageCache")]
    pub use_stage_cache: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Deployments {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Deployment>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EndpointConfiguration {
    #[serde(rename = "types", skip_serializing_if = "Option::is_none")]
    pub types: Option<Vec<EndpointType>>,
    #[serde(rename = "ipAddressType", skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<IpAddressType>,
    #[serde(rename = "vpcEndpointIds", skip_serializing_if = "Option::is_none")]
    pub vpc_endpoint_ids: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GatewayResponse {
    #[serde(rename = "responseType", skip_serializing_if = "Option::is_none")]
    pub response_type: Option<GatewayResponseType>,
    #[serde(rename = "statusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    #[serde(rename = "responseParameters", skip_serializing_if = "Option::is_none")]
    pub response_parameters: Option<BTreeMap<String, String>>,
    #[serde(rename = "responseTemplates", skip_serializing_if = "Option::is_none")]
    pub response_templates: Option<BTreeMap<String, String>>,
    #[serde(rename = "defaultResponse", skip_serializing_if = "Option::is_none")]
    pub default_response: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GatewayResponses {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<GatewayResponse>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetAccountRequest {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetDeploymentRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "deployment_id")]
    pub deployment_id: String,
    #[serde(rename = "embed")]
    pub embed: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetDeploymentsRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct GetGatewayResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "response_type")]
    pub response_type: GatewayResponseType,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetGatewayResponsesRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetIntegrationRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetIntegrationResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "status_code")]
    pub status_code: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetMethodRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetMethodResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "status_code")]
    pub status_code: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetResourceRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "embed")]
    pub embed: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetResourcesRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
    #[serde(rename = "embed")]
    pub embed: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetRestApiRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetRestApisRequest {
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetStageRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "stage_name")]
    pub stage_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetStagesRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "deploymentId")]
    pub deployment_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetTagsRequest {
    #[serde(rename = "resource_arn")]
    pub resource_arn: String,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Integration {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<IntegrationType>,
    #[serde(rename = "httpMethod", skip_serializing_if = "Option::is_none")]
    pub http_method: Option<String>,
    #[serde(rename = "uri", skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    #[serde(rename = "connectionType", skip_serializing_if = "Option::is_none")]
    pub connection_type: Option<ConnectionType>,
    #[serde(rename = "connectionId", skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<String>,
    #[serde(rename = "credentials", skip_serializing_if = "Option::is_none")]
    pub credentials: Option<String>,
    #[serde(rename = "requestParameters", skip_serializing_if = "Option::is_none")]
    pub request_parameters: Option<BTreeMap<String, String>>,
    #[serde(rename = "requestTemplates", skip_serializing_if = "Option::is_none")]
    pub request_templates: Option<BTreeMap<String, String>>,
    #[serde(
        rename = "passthroughBehavior",
        skip_serializing_if = "Option::is_none"
    )]
    pub passthrough_behavior: Option<String>,
    #[serde(rename = "contentHandling", skip_serializing_if = "Option::is_none")]
    pub content_handling: Option<ContentHandlingStrategy>,
    #[serde(rename = "timeoutInMillis", skip_serializing_if = "Option::is_none")]
    pub timeout_in_millis: Option<i32>,
    #[serde(rename = "cacheNamespace", skip_serializing_if = "Option::is_none")]
    pub cache_namespace: Option<String>,
    #[serde(rename = "cacheKeyParameters", skip_serializing_if = "Option::is_none")]
    pub cache_key_parameters: Option<Vec<String>>,
    #[serde(
        rename = "integrationResponses",
        skip_serializing_if = "Option::is_none"
    )]
    pub integration_responses: Option<BTreeMap<String, IntegrationResponse>>,
    #[serde(rename = "tlsConfig", skip_serializing_if = "Option::is_none")]
    pub tls_config: Option<TlsConfig>,
    #[serde(
        rename = "responseTransferMode",
        skip_serializing_if = "Option::is_none"
    )]
    pub response_transfer_mode: Option<ResponseTransferMode>,
    #[serde(rename = "integrationTarget", skip_serializing_if = "Option::is_none")]
    pub integration_target: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IntegrationResponse {
    #[serde(rename = "statusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    #[serde(rename = "selectionPattern", skip_serializing_if = "Option::is_none")]
    pub selection_pattern: Option<String>,
    #[serde(rename = "responseParameters", skip_serializing_if = "Option::is_none")]
    pub response_parameters: Option<BTreeMap<String, String>>,
    #[serde(rename = "responseTemplates", skip_serializing_if = "Option::is_none")]
    pub response_templates: Option<BTreeMap<String, String>>,
    #[serde(rename = "contentHandling", skip_serializing_if = "Option::is_none")]
    pub content_handling: Option<ContentHandlingStrategy>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Method {
    #[serde(rename = "httpMethod", skip_serializing_if = "Option::is_none")]
    pub http_method: Option<String>,
    #[serde(rename = "authorizationType", skip_serializing_if = "Option::is_none")]
    pub authorization_type: Option<String>,
    #[serde(rename = "authorizerId", skip_serializing_if = "Option::is_none")]
    pub authorizer_id: Option<String>,
    #[serde(rename = "apiKeyRequired", skip_serializing_if = "Option::is_none")]
    pub api_key_required: Option<bool>,
    #[serde(rename = "requestValidatorId", skip_serializing_if = "Option::is_none")]
    pub request_validator_id: Option<String>,
    #[serde(rename = "operationName", skip_serializing_if = "Option::is_none")]
    pub operation_name: Option<String>,
    #[serde(rename = "requestParameters", skip_serializing_if = "Option::is_none")]
    pub request_parameters: Option<BTreeMap<String, bool>>,
    #[serde(rename = "requestModels", skip_serializing_if = "Option::is_none")]
    pub request_models: Option<BTreeMap<String, String>>,
    #[serde(rename = "methodResponses", skip_serializing_if = "Option::is_none")]
    pub method_responses: Option<BTreeMap<String, MethodResponse>>,
    #[serde(rename = "methodIntegration", skip_serializing_if = "Option::is_none")]
    pub method_integration: Option<Integration>,
    #[serde(
        rename = "authorizationScopes",
        skip_serializing_if = "Option::is_none"
    )]
    pub authorization_scopes: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MethodResponse {
    #[serde(rename = "statusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    #[serde(rename = "responseParameters", skip_serializing_if = "Option::is_none")]
    pub response_parameters: Option<BTreeMap<String, bool>>,
    #[serde(rename = "responseModels", skip_serializing_if = "Option::is_none")]
    pub response_models: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MethodSetting {
    #[serde(rename = "metricsEnabled", skip_serializing_if = "Option::is_none")]
    pub metrics_enabled: Option<bool>,
    #[serde(rename = "loggingLevel", skip_serializing_if = "Option::is_none")]
    pub logging_level: Option<String>,
    #[serde(rename = "dataTraceEnabled", skip_serializing_if = "Option::is_none")]
    pub data_trace_enabled: Option<bool>,
    #[serde(
        rename = "throttlingBurstLimit",
        skip_serializing_if = "Option::is_none"
    )]
    pub throttling_burst_limit: Option<i32>,
    #[serde(
        rename = "throttlingRateLimit",
        skip_serializing_if = "Option::is_none"
    )]
    pub throttling_rate_limit: Option<f64>,
    #[serde(rename = "cachingEnabled", skip_serializing_if = "Option::is_none")]
    pub caching_enabled: Option<bool>,
    #[serde(rename = "cacheTtlInSeconds", skip_serializing_if = "Option::is_none")]
    pub cache_ttl_in_seconds: Option<i32>,
    #[serde(rename = "cacheDataEncrypted", skip_serializing_if = "Option::is_none")]
    pub cache_data_encrypted: Option<bool>,
    #[serde(
        rename = "requireAuthorizationForCacheControl",
        skip_serializing_if = "Option::is_none"
    )]
    pub require_authorization_for_cache_control: Option<bool>,
    #[serde(
        rename = "unauthorizedCacheControlHeaderStrategy",
        skip_serializing_if = "Option::is_none"
    )]
    pub unauthorized_cache_control_header_strategy: Option<UnauthorizedCacheControlHeaderStrategy>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MethodSnapshot {
    #[serde(rename = "authorizationType", skip_serializing_if = "Option::is_none")]
    pub authorization_type: Option<String>,
    #[serde(rename = "apiKeyRequired", skip_serializing_if = "Option::is_none")]
    pub api_key_required: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PatchOperation {
    #[serde(rename = "op")]
    pub op: Option<Op>,
    #[serde(rename = "path")]
    pub path: Option<String>,
    #[serde(rename = "value")]
    pub value: Option<String>,
    #[serde(rename = "from")]
    pub from: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PutGatewayResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "response_type")]
    pub response_type: GatewayResponseType,
    #[serde(rename = "statusCode")]
    pub status_code: Option<String>,
    #[serde(rename = "responseParameters")]
    pub response_parameters: Option<BTreeMap<String, String>>,
    #[serde(rename = "responseTemplates")]
    pub response_templates: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PutIntegrationRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "type")]
    pub r#type: IntegrationType,
    #[serde(rename = "httpMethod")]
    pub integration_http_method: Option<String>,
    #[serde(rename = "uri")]
    pub uri: Option<String>,
    #[serde(rename = "connectionType")]
    pub connection_type: Option<ConnectionType>,
    #[serde(rename = "connectionId")]
    pub connection_id: Option<String>,
    #[serde(rename = "credentials")]
    pub credentials: Option<String>,
    #[serde(rename = "requestParameters")]
    pub request_parameters: Option<BTreeMap<String, String>>,
    #[serde(rename = "requestTemplates")]
    pub request_templates: Option<BTreeMap<String, String>>,
    #[serde(rename = "passthroughBehavior")]
    pub passthrough_behavior: Option<String>,
    #[serde(rename = "cacheNamespace")]
    pub cache_namespace: Option<String>,
    #[serde(rename = "cacheKeyParameters")]
    pub cache_key_parameters: Option<Vec<String>>,
    #[serde(rename = "contentHandling")]
    pub content_handling: Option<ContentHandlingStrategy>,
    #[serde(rename = "timeoutInMillis")]
    pub timeout_in_millis: Option<i32>,
    #[serde(rename = "tlsConfig")]
    pub tls_config: Option<TlsConfig>,
    #[serde(rename = "responseTransferMode")]
    pub response_transfer_mode: Option<ResponseTransferMode>,
    #[serde(rename = "integrationTarget")]
    pub integration_target: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutIntegrationResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "status_code")]
    pub status_code: String,
    #[serde(rename = "selectionPattern")]
    pub selection_pattern: Option<String>,
    #[serde(rename = "responseParameters")]
    pub response_parameters: Option<BTreeMap<String, String>>,
    #[serde(rename = "responseTemplates")]
    pub response_templates: Option<BTreeMap<String, String>>,
    #[serde(rename = "contentHandling")]
    pub content_handling: Option<ContentHandlingStrategy>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutMethodRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "authorizationType")]
    pub authorization_type: String,
    #[serde(rename = "authorizerId")]
    pub authorizer_id: Option<String>,
    #[serde(rename = "apiKeyRequired")]
    pub api_key_required: Option<bool>,
    #[serde(rename = "operationName")]
    pub operation_name: Option<String>,
    #[serde(rename = "requestParameters")]
    pub request_parameters: Option<BTreeMap<String, bool>>,
    #[serde(rename = "requestModels")]
    pub request_models: Option<BTreeMap<String, String>>,
    #[serde(rename = "requestValidatorId")]
    pub request_validator_id: Option<String>,
    #[serde(rename = "authorizationScopes")]
    pub authorization_scopes: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutMethodResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "status_code")]
    pub status_code: String,
    #[serde(rename = "responseParameters")]
    pub response_parameters: Option<BTreeMap<String, bool>>,
    #[serde(rename = "responseModels")]
    pub response_models: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Resource {
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "parentId", skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
    #[serde(rename = "pathPart", skip_serializing_if = "Option::is_none")]
    pub path_part: Option<String>,
    #[serde(rename = "path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(rename = "resourceMethods", skip_serializing_if = "Option::is_none")]
    pub resource_methods: Option<BTreeMap<String, Method>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Resources {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Resource>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RestApi {
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<crate::Timestamp>,
    #[serde(rename = "version", skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(rename = "warnings", skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<String>>,
    #[serde(rename = "binaryMediaTypes", skip_serializing_if = "Option::is_none")]
    pub binary_media_types: Option<Vec<String>>,
    #[serde(
        rename = "minimumCompressionSize",
        skip_serializing_if = "Option::is_none"
    )]
    pub minimum_compression_size: Option<i32>,
    #[serde(rename = "apiKeySource", skip_serializing_if = "Option::is_none")]
    pub api_key_source: Option<ApiKeySourceType>,
    #[serde(
        rename = "endpointConfiguration",
        skip_serializing_if = "Option::is_none"
    )]
    pub endpoint_configuration: Option<EndpointConfiguration>,
    #[serde(rename = "policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
    #[serde(
        rename = "disableExecuteApiEndpoint",
        skip_serializing_if = "Option::is_none"
    )]
    pub disable_execute_api_endpoint: Option<bool>,
    #[serde(rename = "rootResourceId", skip_serializing_if = "Option::is_none")]
    pub root_resource_id: Option<String>,
    #[serde(rename = "securityPolicy", skip_serializing_if = "Option::is_none")]
    pub security_policy: Option<SecurityPolicy>,
    #[serde(rename = "endpointAccessMode", skip_serializing_if = "Option::is_none")]
    pub endpoint_access_mode: Option<EndpointAccessMode>,
    #[serde(rename = "apiStatus", skip_serializing_if = "Option::is_none")]
    pub api_status: Option<ApiStatus>,
    #[serde(rename = "apiStatusMessage", skip_serializing_if = "Option::is_none")]
    pub api_status_message: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RestApis {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<RestApi>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stage {
    #[serde(rename = "deploymentId", skip_serializing_if = "Option::is_none")]
    pub deployment_id: Option<String>,
    #[serde(
        rename = "clientCertificateId",
        skip_serializing_if = "Option::is_none"
    )]
    pub client_certificate_id: Option<String>,
    #[serde(rename = "stageName", skip_serializing_if = "Option::is_none")]
    pub stage_name: Option<String>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(
        rename = "cacheClusterEnabled",
        skip_serializing_if = "Option::is_none"
    )]
    pub cache_cluster_enabled: Option<bool>,
    #[serde(rename = "cacheClusterSize", skip_serializing_if = "Option::is_none")]
    pub cache_cluster_size: Option<CacheClusterSize>,
    #[serde(rename = "cacheClusterStatus", skip_serializing_if = "Option::is_none")]
    pub cache_cluster_status: Option<CacheClusterStatus>,
    #[serde(rename = "methodSettings", skip_serializing_if = "Option::is_none")]
    pub method_settings: Option<BTreeMap<String, MethodSetting>>,
    #[serde(rename = "variables", skip_serializing_if = "Option::is_none")]
    pub variables: Option<BTreeMap<String, String>>,
    #[serde(
        rename = "documentationVersion",
        skip_serializing_if = "Option::is_none"
    )]
    pub documentation_version: Option<String>,
    #[serde(rename = "accessLogSettings", skip_serializing_if = "Option::is_none")]
    pub access_log_settings: Option<AccessLogSettings>,
    #[serde(rename = "canarySettings", skip_serializing_if = "Option::is_none")]
    pub canary_settings: Option<CanarySettings>,
    #[serde(rename = "tracingEnabled", skip_serializing_if = "Option::is_none")]
    pub tracing_enabled: Option<bool>,
    #[serde(rename = "webAclArn", skip_serializing_if = "Option::is_none")]
    pub web_acl_arn: Option<String>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<crate::Timestamp>,
    #[serde(rename = "lastUpdatedDate", skip_serializing_if = "Option::is_none")]
    pub last_updated_date: Option<crate::Timestamp>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stages {
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub item: Option<Vec<Stage>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TagResourceRequest {
    #[serde(rename = "resource_arn")]
    pub resource_arn: String,
    #[serde(rename = "tags")]
    pub tags: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tags {
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ThrottleSettings {
    #[serde(rename = "burstLimit", skip_serializing_if = "Option::is_none")]
    pub burst_limit: Option<i32>,
    #[serde(rename = "rateLimit", skip_serializing_if = "Option::is_none")]
    pub rate_limit: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TlsConfig {
    #[serde(
        rename = "insecureSkipVerification",
        skip_serializing_if = "Option::is_none"
    )]
    pub insecure_skip_verification: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UntagResourceRequest {
    #[serde(rename = "resource_arn")]
    pub resource_arn: String,
    #[serde(rename = "tagKeys")]
    pub tag_keys: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateAccountRequest {
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateDeploymentRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "deployment_id")]
    pub deployment_id: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct UpdateGatewayResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "response_type")]
    pub response_type: GatewayResponseType,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateIntegrationRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateIntegrationResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "status_code")]
    pub status_code: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateMethodRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateMethodResponseRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "status_code")]
    pub status_code: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateResourceRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateRestApiRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateStageRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "stage_name")]
    pub stage_name: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

string_enum!(ApiKeySourceType {
    Header = "HEADER",
    Authorizer = "AUTHORIZER",
});

string_enum!(ApiStatus {
    Updating = "UPDATING",
    Available = "AVAILABLE",
    Pending = "PENDING",
    Failed = "FAILED",
});

string_enum!(CacheClusterSize {
    V0_5 = "0.5",
    V1_6 = "1.6",
    V6_1 = "6.1",
    V13_5 = "13.5",
    V28_4 = "28.4",
    V58_2 = "58.2",
    V118 = "118",
    V237 = "237",
});

string_enum!(CacheClusterStatus {
    CreateInProgress = "CREATE_IN_PROGRESS",
    Available = "AVAILABLE",
    DeleteInProgress = "DELETE_IN_PROGRESS",
    NotAvailable = "NOT_AVAILABLE",
    FlushInProgress = "FLUSH_IN_PROGRESS",
});

string_enum!(ConnectionType {
    Internet = "INTERNET",
    VpcLink = "VPC_LINK",
});

string_enum!(ContentHandlingStrategy {
    ConvertToBinary = "CONVERT_TO_BINARY",
    ConvertToText = "CONVERT_TO_TEXT",
});

string_enum!(EndpointAccessMode {
    Basic = "BASIC",
    Strict = "STRICT",
});

string_enum!(EndpointType {
    Private = "PRIVATE",
    Edge = "EDGE",
    Regional = "REGIONAL",
});

string_enum!(GatewayResponseType {
    RequestTooLarge = "REQUEST_TOO_LARGE",
    ResourceNotFound = "RESOURCE_NOT_FOUND",
    AuthorizerConfigurationError = "AUTHORIZER_CONFIGURATION_ERROR",
    MissingAuthenticationToken = "MISSING_AUTHENTICATION_TOKEN",
    BadRequestBody = "BAD_REQUEST_BODY",
    InvalidSignature = "INVALID_SIGNATURE",
    InvalidApiKey = "INVALID_API_KEY",
    BadRequestParameters = "BAD_REQUEST_PARAMETERS",
    AuthorizerFailure = "AUTHORIZER_FAILURE",
    Unauthorized = "UNAUTHORIZED",
    IntegrationTimeout = "INTEGRATION_TIMEOUT",
    AccessDenied = "ACCESS_DENIED",
    Default4xx = "DEFAULT_4XX",
    Default5xx = "DEFAULT_5XX",
    WafFiltered = "WAF_FILTERED",
    QuotaExceeded = "QUOTA_EXCEEDED",
    Throttled = "THROTTLED",
    ApiConfigurationError = "API_CONFIGURATION_ERROR",
    UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE",
    IntegrationFailure = "INTEGRATION_FAILURE",
    ExpiredToken = "EXPIRED_TOKEN",
});

string_enum!(IntegrationType {
    Http = "HTTP",
    Mock = "MOCK",
    AwsProxy = "AWS_PROXY",
    HttpProxy = "HTTP_PROXY",
    Aws = "AWS",
});

string_enum!(IpAddressType {
    Ipv4 = "ipv4",
    Dualstack = "dualstack",
});

string_enum!(Op {
    Add = "add",
    Remove = "remove",
    Move = "move",
    Test = "test",
    Replace = "replace",
    Copy = "copy",
});

string_enum!(ResponseTransferMode {
    Buffered = "BUFFERED",
    Stream = "STREAM",
});

string_enum!(SecurityPolicy {
    Tls1_0 = "TLS_1_0",
    Tls1_2 = "TLS_1_2",
    SecurityPolicyTLS13_1_3_2025_09 = "SecurityPolicy_TLS13_1_3_2025_09",
    SecurityPolicyTLS13_1_3FIPS2025_09 = "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
    SecurityPolicyTLS13_1_2PFSPQ2025_09 = "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    SecurityPolicyTLS13_1_2FIPSPQ2025_09 = "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
    SecurityPolicyTLS13_1_2FIPSPFSPQ2025_09 = "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
    SecurityPolicyTLS13_1_2Ext2PQ2025_09 = "SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09",
    SecurityPolicyTLS13_1_2Ext2FIPSPQ2025_09 = "SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09",
    SecurityPolicyTLS13_1_2PQ2025_09 = "SecurityPolicy_TLS13_1_2_PQ_2025_09",
    SecurityPolicyTLS13_1_2_2021_06 = "SecurityPolicy_TLS13_1_2_2021_06",
    SecurityPolicyTLS13_2025EDGE = "SecurityPolicy_TLS13_2025_EDGE",
    SecurityPolicyTLS12PFS2025EDGE = "SecurityPolicy_TLS12_PFS_2025_EDGE",
    SecurityPolicyTLS12_2018EDGE = "SecurityPolicy_TLS12_2018_EDGE",
});

string_enum!(UnauthorizedCacheControlHeaderStrategy {
    FailWith403 = "FAIL_WITH_403",
    SucceedWithResponseHeader = "SUCCEED_WITH_RESPONSE_HEADER",
    SucceedWithoutResponseHeader = "SUCCEED_WITHOUT_RESPONSE_HEADER",
});

static OPERATIONS: &[Operation] = &[
    Operation {
        name: "CreateDeployment",
        method: "POST",
        uri: "/restapis/{restapi_id}/deployments",
        status: 201,
        input: &CREATE_DEPLOYMENT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateResource",
        method: "POST",
        uri: "/restapis/{restapi_id}/resources/{parent_id}",
        status: 201,
        input: &CREATE_RESOURCE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateRestApi",
        method: "POST",
        uri: "/restapis",
        status: 201,
        input: &CREATE_REST_API_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateStage",
        method: "POST",
        uri: "/restapis/{restapi_id}/stages",
        status: 201,
        input: &CREATE_STAGE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteDeployment",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/deployments/{deployment_id}",
        status: 202,
        input: &DELETE_DEPLOYMENT_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteGatewayResponse",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}",
        status: 202,
        input: &DELETE_GATEWAY_RESPONSE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteIntegration",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
        status: 204,
        input: &DELETE_INTEGRATION_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteIntegrationResponse",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
        status: 204,
        input: &DELETE_INTEGRATION_RESPONSE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteMethod",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
        status: 204,
        input: &DELETE_METHOD_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteMethodResponse",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
        status: 204,
        input: &DELETE_METHOD_RESPONSE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteResource",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/resources/{resource_id}",
        status: 202,
        input: &DELETE_RESOURCE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteRestApi",
        method: "DELETE",
        uri: "/restapis/{restapi_id}",
        status: 202,
        input: &DELETE_REST_API_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteStage",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/stages/{stage_name}",
        status: 202,
        input: &DELETE_STAGE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetAccount",
        method: "GET",
        uri: "/account",
        status: 200,
        input: &GET_ACCOUNT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetDeployment",
        method: "GET",
        uri: "/restapis/{restapi_id}/deployments/{deployment_id}",
        status: 200,
        input: &GET_DEPLOYMENT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetDeployments",
        method: "GET",
        uri: "/restapis/{restapi_id}/deployments",
        status: 200,
        input: &GET_DEPLOYMENTS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetGatewayResponse",
        method: "GET",
        uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}",
        status: 200,
        input: &GET_GATEWAY_RESPONSE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetGatewayResponses",
        method: "GET",
        uri: "/restapis/{restapi_id}/gatewayresponses",
        status: 200,
        input: &GET_GATEWAY_RESPONSES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetIntegration",
        method: "GET",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
        status: 200,
        input: &GET_INTEGRATION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetIntegrationResponse",
        method: "GET",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
        status: 200,
        input: &GET_INTEGRATION_RESPONSE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetMethod",
        method: "GET",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
        status: 200,
        input: &GET_METHOD_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetMethodResponse",
        method: "GET",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
        status: 200,
        input: &GET_METHOD_RESPONSE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetResource",
        method: "GET",
        uri: "/restapis/{restapi_id}/resources/{resource_id}",
        status: 200,
        input: &GET_RESOURCE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetResources",
        method: "GET",
        uri: "/restapis/{restapi_id}/resources",
        status: 200,
        input: &GET_RESOURCES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetRestApi",
        method: "GET",
        uri: "/restapis/{restapi_id}",
        status: 200,
        input: &GET_REST_API_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetRestApis",
        method: "GET",
        uri: "/restapis",
        status: 200,
        input: &GET_REST_APIS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetStage",
        method: "GET",
        uri: "/restapis/{restapi_id}/stages/{stage_name}",
        status: 200,
        input: &GET_STAGE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetStages",
        method: "GET",
        uri: "/restapis/{restapi_id}/stages",
        status: 200,
        input: &GET_STAGES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetTags",
        method: "GET",
        uri: "/tags/{resource_arn}",
        status: 200,
        input: &GET_TAGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutGatewayResponse",
        method: "PUT",
        uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}",
        status: 201,
        input: &PUT_GATEWAY_RESPONSE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutIntegration",
        method: "PUT",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
        status: 201,
        input: &PUT_INTEGRATION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutIntegrationResponse",
        method: "PUT",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
        status: 201,
        input: &PUT_INTEGRATION_RESPONSE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutMethod",
        method: "PUT",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
        status: 201,
        input: &PUT_METHOD_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutMethodResponse",
        method: "PUT",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
        status: 201,
        input: &PUT_METHOD_RESPONSE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "TagResource",
        method: "PUT",
        uri: "/tags/{resource_arn}",
        status: 204,
        input: &TAG_RESOURCE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UntagResource",
        method: "DELETE",
        uri: "/tags/{resource_arn}",
        status: 204,
        input: &UNTAG_RESOURCE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateAccount",
        method: "PATCH",
        uri: "/account",
        status: 200,
        input: &UPDATE_ACCOUNT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateDeployment",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/deployments/{deployment_id}",
        status: 200,
        input: &UPDATE_DEPLOYMENT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateGatewayResponse",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/gatewayresponses/{response_type}",
        status: 200,
        input: &UPDATE_GATEWAY_RESPONSE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateIntegration",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
        status: 200,
        input: &UPDATE_INTEGRATION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateIntegrationResponse",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
        status: 200,
        input: &UPDATE_INTEGRATION_RESPONSE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateMethod",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
        status: 200,
        input: &UPDATE_METHOD_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateMethodResponse",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
        status: 201,
        input: &UPDATE_METHOD_RESPONSE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateResource",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/resources/{resource_id}",
        status: 200,
        input: &UPDATE_RESOURCE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateRestApi",
        method: "PATCH",
        uri: "/restapis/{restapi_id}",
        status: 200,
        input: &UPDATE_REST_API_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateStage",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/stages/{stage_name}",
        status: 200,
        input: &UPDATE_STAGE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
];

static API_KEY_SOURCE_TYPE: Shape = Shape::Text(Text::one_of(ApiKeySourceType::VALUES));

static CACHE_CLUSTER_SIZE: Shape = Shape::Text(Text::one_of(CacheClusterSize::VALUES));

static CANARY_SETTINGS: Shape = Shape::Structure(&[
    Member::optional("percentTraffic", "percentTraffic", &FLOAT),
    Member::optional("deploymentId", "deploymentId", &TEXT),
    Member::optional(
        "stageVariableOverrides",
        "stageVariableOverrides",
        &MAP_OF_STRING_TO_STRING,
    ),
    Member::optional("useStageCache", "useStageCache", &BOOLEAN),
]);

static CONNECTION_TYPE: Shape = Shape::Text(Text::one_of(ConnectionType::VALUES));

static CONTENT_HANDLING_STRATEGY: Shape =
    Shape::Text(Text::one_of(ContentHandlingStrategy::VALUES));

static CREATE_DEPLOYMENT_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("stageName", "stageName", &TEXT),
    Member::optional("stageDescription", "stageDescription", &TEXT),
    Member::optional("description", "description", &TEXT),
    Member::optional("cacheClusterEnabled", "cacheClusterEnabled", &BOOLEAN),
    Member::optional("cacheClusterSize", "cacheClusterSize", &CACHE_CLUSTER_SIZE),
    Member::optional("variables", "variables", &MAP_OF_STRING_TO_STRING),
    Member::optional(
        "canarySettings",
        "canarySettings",
        &DEPLOYMENT_CANARY_SETTINGS,
    ),
    Member::optional("tracingEnabled", "tracingEnabled", &BOOLEAN),
]);

static CREATE_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("parentId", "parent_id", &TEXT).at(Location::Uri("parent_id")),
    Member::required("pathPart", "pathPart", &TEXT),
]);

static CREATE_REST_API_REQUEST: Shape = Shape::Structure(&[
    Member::required("name", "name", &TEXT),
    Member::optional("description", "description", &TEXT),
    Member::optional("version", "version", &TEXT),
    Member::optional("cloneFrom", "cloneFrom", &TEXT),
    Member::optional("binaryMediaTypes", "binaryMediaTypes", &LIST_OF_STRING),
    Member::optional("minimumCompressionSize", "minimumCompressionSize", &INTEGER),
    Member::optional("apiKeySource", "apiKeySource", &API_KEY_SOURCE_TYPE),
    Member::optional(
        "endpointConfiguration",
        "endpointConfiguration",
        &ENDPOINT_CONFIGURATION,
    ),
    Member::optional("policy", "policy", &TEXT),
    Member::optional("tags", "tags", &MAP_OF_STRING_TO_STRING),
    Member::optional(
        "disableExecuteApiEndpoint",
        "disableExecuteApiEndpoint",
        &BOOLEAN,
    ),
    Member::optional("securityPolicy", "securityPolicy", &SECURITY_POLICY),
    Member::optional(
        "endpointAccessMode",
        "endpointAccessMode",
        &ENDPOINT_ACCESS_MODE,
    ),
]);

static CREATE_STAGE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("stageName", "stageName", &TEXT),
    Member::required("deploymentId", "deploymentId", &TEXT),
    Member::optional("description", "description", &TEXT),
    Member::optional("cacheClusterEnabled", "cacheClusterEnabled", &BOOLEAN),
    Member::optional("cacheClusterSize", "cacheClusterSize", &CACHE_CLUSTER_SIZE),
    Member::optional("variables", "variables", &MAP_OF_STRING_TO_STRING),
    Member::optional("documentationVersion", "documentationVersion", &TEXT),
    Member::optional("canarySettings", "canarySettings", &CANARY_SETTINGS),
    Member::optional("tracingEnabled", "tracingEnabled", &BOOLEAN),
    Member::optional("tags", "tags", &MAP_OF_STRING_TO_STRING),
]);

static DELETE_DEPLOYMENT_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("deploymentId", "deployment_id", &TEXT).at(Location::Uri("deployment_id")),
]);

static DELETE_GATEWAY_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("responseType", "response_type", &GATEWAY_RESPONSE_TYPE)
        .at(Location::Uri("response_type")),
]);

static DELETE_INTEGRATION_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
]);

static DELETE_INTEGRATION_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::required("statusCode", "status_code", &STATUS_CODE).at(Location::Uri("status_code")),
]);

static DELETE_METHOD_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
]);

static DELETE_METHOD_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::required("statusCode", "status_code", &STATUS_CODE).at(Location::Uri("status_code")),
]);

static DELETE_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
]);

static DELETE_REST_API_REQUEST: Shape =
    Shape::Structure(&[
        Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id"))
    ]);

static DELETE_STAGE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("stageName", "stage_name", &TEXT).at(Location::Uri("stage_name")),
]);

static DEPLOYMENT_CANARY_SETTINGS: Shape = Shape::Structure(&[
    Member::optional("percentTraffic", "percentTraffic", &FLOAT),
    Member::optional(
        "stageVariableOverrides",
        "stageVariableOverrides",
        &MAP_OF_STRING_TO_STRING,
    ),
    Member::optional("useStageCache", "useStageCache", &BOOLEAN),
]);

static ENDPOINT_ACCESS_MODE: Shape = Shape::Text(Text::one_of(EndpointAccessMode::VALUES));

static ENDPOINT_CONFIGURATION: Shape = Shape::Structure(&[
    Member::optional("types", "types", &LIST_OF_ENDPOINT_TYPE),
    Member::optional("ipAddressType", "ipAddressType", &IP_ADDRESS_TYPE),
    Member::optional("vpcEndpointIds", "vpcEndpointIds", &LIST_OF_STRING),
]);

static ENDPOINT_TYPE: Shape = Shape::Text(Text::one_of(EndpointType::VALUES));

static GATEWAY_RESPONSE_TYPE: Shape = Shape::Text(Text::one_of(GatewayResponseType::VALUES));

static GET_ACCOUNT_REQUEST: Shape = Shape::Structure(&[]);

static GET_DEPLOYMENT_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("deploymentId", "deployment_id", &TEXT).at(Location::Uri("deployment_id")),
    Member::optional("embed", "embed", &LIST_OF_STRING).at(Location::Query("embed")),
]);

static GET_DEPLOYMENTS_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

static GET_GATEWAY_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("responseType", "response_type", &GATEWAY_RESPONSE_TYPE)
        .at(Location::Uri("response_type")),
]);

static GET_GATEWAY_RESPONSES_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

static GET_INTEGRATION_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
]);

static GET_INTEGRATION_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::required("statusCode", "status_code", &STATUS_CODE).at(Location::Uri("status_code")),
]);

static GET_METHOD_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
]);

static GET_METHOD_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::required("statusCode", "status_code", &STATUS_CODE).at(Location::Uri("status_code")),
]);

static GET_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::optional("embed", "embed", &LIST_OF_STRING).at(Location::Query("embed")),
]);

static GET_RESOURCES_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
    Member::optional("embed", "embed", &LIST_OF_STRING).at(Location::Query("embed")),
]);

static GET_REST_API_REQUEST: Shape =
    Shape::Structure(&[
        Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id"))
    ]);

static GET_REST_APIS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

static GET_STAGE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("stageName", "stage_name", &TEXT).at(Location::Uri("stage_name")),
]);

static GET_STAGES_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("deploymentId", "deploymentId", &TEXT).at(Location::Query("deploymentId")),
]);

static GET_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member::required("resourceArn", "resource_arn", &TEXT).at(Location::Uri("resource_arn")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

static INTEGRATION_TYPE: Shape = Shape::Text(Text::one_of(IntegrationType::VALUES));

static IP_ADDRESS_TYPE: Shape = Shape::Text(Text::one_of(IpAddressType::VALUES));

static LIST_OF_ENDPOINT_TYPE: Shape = Shape::List {
    element: &ENDPOINT_TYPE,
    length: Range::ANY,
};

static LIST_OF_PATCH_OPERATION: Shape = Shape::List {
    element: &PATCH_OPERATION,
    length: Range::ANY,
};

static LIST_OF_STRING: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static MAP_OF_STRING_TO_BOOLEAN: Shape = Shape::Map {
    key: &TEXT,
    value: &BOOLEAN,
    length: Range::ANY,
};

static MAP_OF_STRING_TO_STRING: Shape = Shape::Map {
    key: &TEXT,
    value: &TEXT,
    length: Range::ANY,
};

static OP: Shape = Shape::Text(Text::one_of(Op::VALUES));

static PATCH_OPERATION: Shape = Shape::Structure(&[
    Member::optional("op", "op", &OP),
    Member::optional("path", "path", &TEXT),
    Member::optional("value", "value", &TEXT),
    Member::optional("from", "from", &TEXT),
]);

static PUT_GATEWAY_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("responseType", "response_type", &GATEWAY_RESPONSE_TYPE)
        .at(Location::Uri("response_type")),
    Member::optional("statusCode", "statusCode", &STATUS_CODE),
    Member::optional(
        "responseParameters",
        "responseParameters",
        &MAP_OF_STRING_TO_STRING,
    ),
    Member::optional(
        "responseTemplates",
        "responseTemplates",
        &MAP_OF_STRING_TO_STRING,
    ),
]);

static PUT_INTEGRATION_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::required("type", "type", &INTEGRATION_TYPE),
    Member::optional("integrationHttpMethod", "httpMethod", &TEXT),
    Member::optional("uri", "uri", &TEXT),
    Member::optional("connectionType", "connectionType", &CONNECTION_TYPE),
    Member::optional("connectionId", "connectionId", &TEXT),
    Member::optional("credentials", "credentials", &TEXT),
    Member::optional(
        "requestParameters",
        "requestParameters",
        &MAP_OF_STRING_TO_STRING,
    ),
    Member::optional(
        "requestTemplates",
        "requestTemplates",
        &MAP_OF_STRING_TO_STRING,
    ),
    Member::optional("passthroughBehavior", "passthroughBehavior", &TEXT),
    Member::optional("cacheNamespace", "cacheNamespace", &TEXT),
    Member::optional("cacheKeyParameters", "cacheKeyParameters", &LIST_OF_STRING),
    Member::optional(
        "contentHandling",
        "contentHandling",
        &CONTENT_HANDLING_STRATEGY,
    ),
    Member::optional("timeoutInMillis", "timeoutInMillis", &INTEGER),
    Member::optional("tlsConfig", "tlsConfig", &TLS_CONFIG),
    Member::optional(
        "responseTransferMode",
        "responseTransferMode",
        &RESPONSE_TRANSFER_MODE,
    ),
    Member::optional("integrationTarget", "integrationTarget", &TEXT),
]);

static PUT_INTEGRATION_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::required("statusCode", "status_code", &STATUS_CODE).at(Location::Uri("status_code")),
    Member::optional("selectionPattern", "selectionPattern", &TEXT),
    Member::optional(
        "responseParameters",
        "responseParameters",
        &MAP_OF_STRING_TO_STRING,
    ),
    Member::optional(
        "responseTemplates",
        "responseTemplates",
        &MAP_OF_STRING_TO_STRING,
    ),
    Member::optional(
        "contentHandling",
        "contentHandling",
        &CONTENT_HANDLING_STRATEGY,
    ),
]);

static PUT_METHOD_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::required("authorizationType", "authorizationType", &TEXT),
    Member::optional("authorizerId", "authorizerId", &TEXT),
    Member::optional("apiKeyRequired", "apiKeyRequired", &BOOLEAN),
    Member::optional("operationName", "operationName", &TEXT),
    Member::optional(
        "requestParameters",
        "requestParameters",
        &MAP_OF_STRING_TO_BOOLEAN,
    ),
    Member::optional("requestModels", "requestModels", &MAP_OF_STRING_TO_STRING),
    Member::optional("requestValidatorId", "requestValidatorId", &TEXT),
    Member::optional(
        "authorizationScopes",
        "authorizationScopes",
        &LIST_OF_STRING,
    ),
]);

static PUT_METHOD_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::required("statusCode", "status_code", &STATUS_CODE).at(Location::Uri("status_code")),
    Member::optional(
        "responseParameters",
        "responseParameters",
        &MAP_OF_STRING_TO_BOOLEAN,
    ),
    Member::optional("responseModels", "responseModels", &MAP_OF_STRING_TO_STRING),
]);

static RESPONSE_TRANSFER_MODE: Shape = Shape::Text(Text::one_of(ResponseTransferMode::VALUES));

static SECURITY_POLICY: Shape = Shape::Text(Text::one_of(SecurityPolicy::VALUES));

static STATUS_CODE: Shape = Shape::Text(Text::matching(Range::ANY, "[1-5]\\d\\d"));

static TAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("resourceArn", "resource_arn", &TEXT).at(Location::Uri("resource_arn")),
    Member::required("tags", "tags", &MAP_OF_STRING_TO_STRING),
]);

static TLS_CONFIG: Shape = Shape::Structure(&[Member::optional(
    "insecureSkipVerification",
    "insecureSkipVerification",
    &BOOLEAN,
)]);

static UNTAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("resourceArn", "resource_arn", &TEXT).at(Location::Uri("resource_arn")),
    Member::required("tagKeys", "tagKeys", &LIST_OF_STRING).at(Location::Query("tagKeys")),
]);

static UPDATE_ACCOUNT_REQUEST: Shape = Shape::Structure(&[Member::optional(
    "patchOperations",
    "patchOperations",
    &LIST_OF_PATCH_OPERATION,
)]);

static UPDATE_DEPLOYMENT_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("deploymentId", "deployment_id", &TEXT).at(Location::Uri("deployment_id")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_GATEWAY_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("responseType", "response_type", &GATEWAY_RESPONSE_TYPE)
        .at(Location::Uri("response_type")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_INTEGRATION_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_INTEGRATION_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::required("statusCode", "status_code", &STATUS_CODE).at(Location::Uri("status_code")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_METHOD_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_METHOD_RESPONSE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::required("statusCode", "status_code", &STATUS_CODE).at(Location::Uri("status_code")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_REST_API_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_STAGE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("stageName", "stage_name", &TEXT).at(Location::Uri("stage_name")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static KNOWN_OPERATIONS: &[&str] = &[
    "CreateApiKey",
    "CreateAuthorizer",
    "CreateBasePathMapping",
    "CreateDeployment",
    "CreateDocumentationPart",
    "CreateDocumentationVersion",
    "CreateDomainName",
    "CreateDomainNameAccessAssociation",
    "CreateModel",
    "CreateRequestValidator",
    "CreateResource",
    "CreateRestApi",
    "CreateStage",
    "CreateUsagePlan",
    "CreateUsagePlanKey",
    "CreateVpcLink",
    "DeleteApiKey",
    "DeleteAuthorizer",
    "DeleteBasePathMapping",
    "DeleteClientCertificate",
    "DeleteDeployment",
    "DeleteDocumentationPart",
    "DeleteDocumentationVersion",
    "DeleteDomainName",
    "DeleteDomainNameAccessAssociation",
    "DeleteGatewayResponse",
    "DeleteIntegration",
    "DeleteIntegrationResponse",
    "DeleteMethod",
    "DeleteMethodResponse",
    "DeleteModel",
    "DeleteRequestValidator",
    "DeleteResource",
    "DeleteRestApi",
    "DeleteStage",
    "DeleteUsagePlan",
    "DeleteUsagePlanKey",
    "DeleteVpcLink",
    "FlushStageAuthorizersCache",
    "FlushStageCache",
    "GenerateClientCertificate",
    "GetAccount",
    "GetApiKey",
    "GetApiKeys",
    "GetAuthorizer",
    "GetAuthorizers",
    "GetBasePathMapping",
    "GetBasePathMappings",
    "GetClientCertificate",
    "GetClientCertificates",
    "GetDeployment",
    "GetDeployments",
    "GetDocumentationPart",
    "GetDocumentationParts",
    "GetDocumentationVersion",
    "GetDocumentationVersions",
    "GetDomainName",
    "GetDomainNameAccessAssociations",
    "GetDomainNames",
    "GetExport",
    "GetGatewayResponse",
    "GetGatewayResponses",
    "GetIntegration",
    "GetIntegrationResponse",
    "GetMethod",
    "GetMethodResponse",
    "GetModel",
    "GetModelTemplate",
    "GetModels",
    "GetRequestValidator",
    "GetRequestValidators",
    "GetResource",
    "GetResources",
    "GetRestApi",
    "GetRestApis",
    "GetSdk",
    "GetSdkType",
    "GetSdkTypes",
    "GetStage",
    "GetStages",
    "GetTags",
    "GetUsage",
    "GetUsagePlan",
    "GetUsagePlanKey",
    "GetUsagePlanKeys",
    "GetUsagePlans",
    "GetVpcLink",
    "GetVpcLinks",
    "ImportApiKeys",
    "ImportDocumentationParts",
    "ImportRestApi",
    "PutGatewayResponse",
    "PutIntegration",
    "PutIntegrationResponse",
    "PutMethod",
    "PutMethodResponse",
    "PutRestApi",
    "RejectDomainNameAccessAssociation",
    "TagResource",
    "TestInvokeAuthorizer",
    "TestInvokeMethod",
    "UntagResource",
    "UpdateAccount",
    "UpdateApiKey",
    "UpdateAuthorizer",
    "UpdateBasePathMapping",
    "UpdateClientCertificate",
    "UpdateDeployment",
    "UpdateDocumentationPart",
    "UpdateDocumentationVersion",
    "UpdateDomainName",
    "UpdateGatewayResponse",
    "UpdateIntegration",
    "UpdateIntegrationResponse",
    "UpdateMethod",
    "UpdateMethodResponse",
    "UpdateModel",
    "UpdateRequestValidator",
    "UpdateResource",
    "UpdateRestApi",
    "UpdateStage",
    "UpdateUsage",
    "UpdateUsagePlan",
    "UpdateVpcLink",
];

static KNOWN_ROUTES: &[(&str, &str)] = &[
    ("POST", "/apikeys"),
    ("POST", "/restapis/{restapi_id}/authorizers"),
    ("POST", "/domainnames/{domain_name}/basepathmappings"),
    ("POST", "/restapis/{restapi_id}/deployments"),
    ("POST", "/restapis/{restapi_id}/documentation/parts"),
    ("POST", "/restapis/{restapi_id}/documentation/versions"),
    ("POST", "/domainnames"),
    ("POST", "/domainnameaccessassociations"),
    ("POST", "/restapis/{restapi_id}/models"),
    ("POST", "/restapis/{restapi_id}/requestvalidators"),
    ("POST", "/restapis/{restapi_id}/resources/{parent_id}"),
    ("POST", "/restapis"),
    ("POST", "/restapis/{restapi_id}/stages"),
    ("POST", "/usageplans"),
    ("POST", "/usageplans/{usageplanId}/keys"),
    ("POST", "/vpclinks"),
    ("DELETE", "/apikeys/{api_Key}"),
    (
        "DELETE",
        "/restapis/{restapi_id}/authorizers/{authorizer_id}",
    ),
    (
        "DELETE",
        "/domainnames/{domain_name}/basepathmappings/{base_path}",
    ),
    ("DELETE", "/clientcertificates/{clientcertificate_id}"),
    (
        "DELETE",
        "/restapis/{restapi_id}/deployments/{deployment_id}",
    ),
    (
        "DELETE",
        "/restapis/{restapi_id}/documentation/parts/{part_id}",
    ),
    (
        "DELETE",
        "/restapis/{restapi_id}/documentation/versions/{doc_version}",
    ),
    ("DELETE", "/domainnames/{domain_name}"),
    (
        "DELETE",
        "/domainnameaccessassociations/{domain_name_access_association_arn}",
    ),
    (
        "DELETE",
        "/restapis/{restapi_id}/gatewayresponses/{response_type}",
    ),
    (
        "DELETE",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
    ),
    (
        "DELETE",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
    ),
    (
        "DELETE",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
    ),
    (
        "DELETE",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
    ),
    ("DELETE", "/restapis/{restapi_id}/models/{model_name}"),
    (
        "DELETE",
        "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}",
    ),
    ("DELETE", "/restapis/{restapi_id}/resources/{resource_id}"),
    ("DELETE", "/restapis/{restapi_id}"),
    ("DELETE", "/restapis/{restapi_id}/stages/{stage_name}"),
    ("DELETE", "/usageplans/{usageplanId}"),
    ("DELETE", "/usageplans/{usageplanId}/keys/{keyId}"),
    ("DELETE", "/vpclinks/{vpclink_id}"),
    (
        "DELETE",
        "/restapis/{restapi_id}/stages/{stage_name}/cache/authorizers",
    ),
    (
        "DELETE",
        "/restapis/{restapi_id}/stages/{stage_name}/cache/data",
    ),
    ("POST", "/clientcertificates"),
    ("GET", "/account"),
    ("GET", "/apikeys/{api_Key}"),
    ("GET", "/apikeys"),
    ("GET", "/restapis/{restapi_id}/authorizers/{authorizer_id}"),
    ("GET", "/restapis/{restapi_id}/authorizers"),
    (
        "GET",
        "/domainnames/{domain_name}/basepathmappings/{base_path}",
    ),
    ("GET", "/domainnames/{domain_name}/basepathmappings"),
    ("GET", "/clientcertificates/{clientcertificate_id}"),
    ("GET", "/clientcertificates"),
    ("GET", "/restapis/{restapi_id}/deployments/{deployment_id}"),
    ("GET", "/restapis/{restapi_id}/deployments"),
    (
        "GET",
        "/restapis/{restapi_id}/documentation/parts/{part_id}",
    ),
    ("GET", "/restapis/{restapi_id}/documentation/parts"),
    (
        "GET",
        "/restapis/{restapi_id}/documentation/versions/{doc_version}",
    ),
    ("GET", "/restapis/{restapi_id}/documentation/versions"),
    ("GET", "/domainnames/{domain_name}"),
    ("GET", "/domainnameaccessassociations"),
    ("GET", "/domainnames"),
    (
        "GET",
        "/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}",
    ),
    (
        "GET",
        "/restapis/{restapi_id}/gatewayresponses/{response_type}",
    ),
    ("GET", "/restapis/{restapi_id}/gatewayresponses"),
    (
        "GET",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
    ),
    (
        "GET",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
    ),
    (
        "GET",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
    ),
    (
        "GET",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
    ),
    ("GET", "/restapis/{restapi_id}/models/{model_name}"),
    (
        "GET",
        "/restapis/{restapi_id}/models/{model_name}/default_template",
    ),
    ("GET", "/restapis/{restapi_id}/models"),
    (
        "GET",
        "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}",
    ),
    ("GET", "/restapis/{restapi_id}/requestvalidators"),
    ("GET", "/restapis/{restapi_id}/resources/{resource_id}"),
    ("GET", "/restapis/{restapi_id}/resources"),
    ("GET", "/restapis/{restapi_id}"),
    ("GET", "/restapis"),
    (
        "GET",
        "/restapis/{restapi_id}/stages/{stage_name}/sdks/{sdk_type}",
    ),
    ("GET", "/sdktypes/{sdktype_id}"),
    ("GET", "/sdktypes"),
    ("GET", "/restapis/{restapi_id}/stages/{stage_name}"),
    ("GET", "/restapis/{restapi_id}/stages"),
    ("GET", "/tags/{resource_arn}"),
    ("GET", "/usageplans/{usageplanId}/usage"),
    ("GET", "/usageplans/{usageplanId}"),
    ("GET", "/usageplans/{usageplanId}/keys/{keyId}"),
    ("GET", "/usageplans/{usageplanId}/keys"),
    ("GET", "/usageplans"),
    ("GET", "/vpclinks/{vpclink_id}"),
    ("GET", "/vpclinks"),
    ("POST", "/apikeys?mode=import"),
    ("PUT", "/restapis/{restapi_id}/documentation/parts"),
    ("POST", "/restapis?mode=import"),
    (
        "PUT",
        "/restapis/{restapi_id}/gatewayresponses/{response_type}",
    ),
    (
        "PUT",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
    ),
    (
        "PUT",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
    ),
    (
        "PUT",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
    ),
    (
        "PUT",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
    ),
    ("PUT", "/restapis/{restapi_id}"),
    ("POST", "/rejectdomainnameaccessassociations"),
    ("PUT", "/tags/{resource_arn}"),
    ("POST", "/restapis/{restapi_id}/authorizers/{authorizer_id}"),
    (
        "POST",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
    ),
    ("DELETE", "/tags/{resource_arn}"),
    ("PATCH", "/account"),
    ("PATCH", "/apikeys/{api_Key}"),
    (
        "PATCH",
        "/restapis/{restapi_id}/authorizers/{authorizer_id}",
    ),
    (
        "PATCH",
        "/domainnames/{domain_name}/basepathmappings/{base_path}",
    ),
    ("PATCH", "/clientcertificates/{clientcertificate_id}"),
    (
        "PATCH",
        "/restapis/{restapi_id}/deployments/{deployment_id}",
    ),
    (
        "PATCH",
        "/restapis/{restapi_id}/documentation/parts/{part_id}",
    ),
    (
        "PATCH",
        "/restapis/{restapi_id}/documentation/versions/{doc_version}",
    ),
    ("PATCH", "/domainnames/{domain_name}"),
    (
        "PATCH",
        "/restapis/{restapi_id}/gatewayresponses/{response_type}",
    ),
    (
        "PATCH",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration",
    ),
    (
        "PATCH",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration/responses/{status_code}",
    ),
    (
        "PATCH",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
    ),
    (
        "PATCH",
        "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/responses/{status_code}",
    ),
    ("PATCH", "/restapis/{restapi_id}/models/{model_name}"),
    (
        "PATCH",
        "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}",
    ),
    ("PATCH", "/restapis/{restapi_id}/resources/{resource_id}"),
    ("PATCH", "/restapis/{restapi_id}"),
    ("PATCH", "/restapis/{restapi_id}/stages/{stage_name}"),
    ("PATCH", "/usageplans/{usageplanId}/keys/{keyId}/usage"),
    ("PATCH", "/usageplans/{usageplanId}"),
    ("PATCH", "/vpclinks/{vpclink_id}"),
];
