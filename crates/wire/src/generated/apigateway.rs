// Written by `cargo xtask codegen` from the model that botocore ships; changes made by hand are lost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::scalar::string_enum;
use crate::service::{
    BLOB, BOOLEAN, FLOAT, INTEGER, Location, Member, Operation, Protocol, Range, Service, Shape,
    TEXT, Text,
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

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ApiKey {
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "customerId", skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "enabled", skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<crate::Timestamp>,
    #[serde(rename = "lastUpdatedDate", skip_serializing_if = "Option::is_none")]
    pub last_updated_date: Option<crate::Timestamp>,
    #[serde(rename = "stageKeys", skip_serializing_if = "Option::is_none")]
    pub stage_keys: Option<Vec<String>>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ApiKeyIds {
    #[serde(rename = "ids", skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<String>>,
    #[serde(rename = "warnings", skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ApiKeys {
    #[serde(rename = "warnings", skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<String>>,
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ApiKey>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ApiStage {
    #[serde(rename = "apiId", skip_serializing_if = "Option::is_none")]
    pub api_id: Option<String>,
    #[serde(rename = "stage", skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    #[serde(rename = "throttle", skip_serializing_if = "Option::is_none")]
    pub throttle: Option<BTreeMap<String, ThrottleSettings>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Authorizer {
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<AuthorizerType>,
    #[serde(rename = "providerARNs", skip_serializing_if = "Option::is_none")]
    pub provider_ar_ns: Option<Vec<String>>,
    #[serde(rename = "authType", skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<String>,
    #[serde(rename = "authorizerUri", skip_serializing_if = "Option::is_none")]
    pub authorizer_uri: Option<String>,
    #[serde(
        rename = "authorizerCredentials",
        skip_serializing_if = "Option::is_none"
    )]
    pub authorizer_credentials: Option<String>,
    #[serde(rename = "identitySource", skip_serializing_if = "Option::is_none")]
    pub identity_source: Option<String>,
    #[serde(
        rename = "identityValidationExpression",
        skip_serializing_if = "Option::is_none"
    )]
    pub identity_validation_expression: Option<String>,
    #[serde(
        rename = "authorizerResultTtlInSeconds",
        skip_serializing_if = "Option::is_none"
    )]
    pub authorizer_result_ttl_in_seconds: Option<i32>,
    #[serde(rename = "jwtConfiguration", skip_serializing_if = "Option::is_none")]
    pub jwt_configuration: Option<JwtConfiguration>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Authorizers {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Authorizer>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BasePathMapping {
    #[serde(rename = "basePath", skip_serializing_if = "Option::is_none")]
    pub base_path: Option<String>,
    #[serde(rename = "restApiId", skip_serializing_if = "Option::is_none")]
    pub rest_api_id: Option<String>,
    #[serde(rename = "stage", skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BasePathMappings {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<BasePathMapping>>,
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

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClientCertificate {
    #[serde(
        rename = "clientCertificateId",
        skip_serializing_if = "Option::is_none"
    )]
    pub client_certificate_id: Option<String>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(
        rename = "pemEncodedCertificate",
        skip_serializing_if = "Option::is_none"
    )]
    pub pem_encoded_certificate: Option<String>,
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<crate::Timestamp>,
    #[serde(rename = "expirationDate", skip_serializing_if = "Option::is_none")]
    pub expiration_date: Option<crate::Timestamp>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClientCertificates {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ClientCertificate>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateApiKeyRequest {
    #[serde(rename = "name")]
    pub name: Option<String>,
    #[serde(rename = "description")]
    pub description: Option<String>,
    #[serde(rename = "enabled")]
    pub enabled: Option<bool>,
    #[serde(rename = "generateDistinctId")]
    pub generate_distinct_id: Option<bool>,
    #[serde(rename = "value")]
    pub value: Option<String>,
    #[serde(rename = "stageKeys")]
    pub stage_keys: Option<Vec<StageKey>>,
    #[serde(rename = "customerId")]
    pub customer_id: Option<String>,
    #[serde(rename = "tags")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CreateAuthorizerRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "type")]
    pub r#type: AuthorizerType,
    #[serde(rename = "providerARNs")]
    pub provider_ar_ns: Option<Vec<String>>,
    #[serde(rename = "authType")]
    pub auth_type: Option<String>,
    #[serde(rename = "authorizerUri")]
    pub authorizer_uri: Option<String>,
    #[serde(rename = "authorizerCredentials")]
    pub authorizer_credentials: Option<String>,
    #[serde(rename = "identitySource")]
    pub identity_source: Option<String>,
    #[serde(rename = "identityValidationExpression")]
    pub identity_validation_expression: Option<String>,
    #[serde(rename = "authorizerResultTtlInSeconds")]
    pub authorizer_result_ttl_in_seconds: Option<i32>,
    #[serde(rename = "jwtConfiguration")]
    pub jwt_configuration: Option<JwtConfigurationInput>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateBasePathMappingRequest {
    #[serde(rename = "domain_name")]
    pub domain_name: String,
    #[serde(rename = "domainNameId")]
    pub domain_name_id: Option<String>,
    #[serde(rename = "basePath")]
    pub base_path: Option<String>,
    #[serde(rename = "restApiId")]
    pub rest_api_id: String,
    #[serde(rename = "stage")]
    pub stage: Option<String>,
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

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CreateDocumentationPartRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "location")]
    pub location: DocumentationPartLocation,
    #[serde(rename = "properties")]
    pub properties: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateDocumentationVersionRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "documentationVersion")]
    pub documentation_version: String,
    #[serde(rename = "stageName")]
    pub stage_name: Option<String>,
    #[serde(rename = "description")]
    pub description: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CreateDomainNameAccessAssociationRequest {
    #[serde(rename = "domainNameArn")]
    pub domain_name_arn: String,
    #[serde(rename = "accessAssociationSourceType")]
    pub access_association_source_type: AccessAssociationSourceType,
    #[serde(rename = "accessAssociationSource")]
    pub access_association_source: String,
    #[serde(rename = "tags")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateDomainNameRequest {
    #[serde(rename = "domainName")]
    pub domain_name: String,
    #[serde(rename = "certificateName")]
    pub certificate_name: Option<String>,
    #[serde(rename = "certificateBody")]
    pub certificate_body: Option<String>,
    #[serde(rename = "certificatePrivateKey")]
    pub certificate_private_key: Option<String>,
    #[serde(rename = "certificateChain")]
    pub certificate_chain: Option<String>,
    #[serde(rename = "certificateArn")]
    pub certificate_arn: Option<String>,
    #[serde(rename = "regionalCertificateName")]
    pub regional_certificate_name: Option<String>,
    #[serde(rename = "regionalCertificateArn")]
    pub regional_certificate_arn: Option<String>,
    #[serde(rename = "endpointConfiguration")]
    pub endpoint_configuration: Option<EndpointConfiguration>,
    #[serde(rename = "tags")]
    pub tags: Option<BTreeMap<String, String>>,
    #[serde(rename = "securityPolicy")]
    pub security_policy: Option<SecurityPolicy>,
    #[serde(rename = "endpointAccessMode")]
    pub endpoint_access_mode: Option<EndpointAccessMode>,
    #[serde(rename = "mutualTlsAuthentication")]
    pub mutual_tls_authentication: Option<MutualTlsAuthenticationInput>,
    #[serde(rename = "ownershipVerificationCertificateArn")]
    pub ownership_verification_certificate_arn: Option<String>,
    #[serde(rename = "policy")]
    pub policy: Option<String>,
    #[serde(rename = "routingMode")]
    pub routing_mode: Option<RoutingMode>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateModelRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "description")]
    pub description: Option<String>,
    #[serde(rename = "schema")]
    pub schema: Option<String>,
    #[serde(rename = "contentType")]
    pub content_type: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateRequestValidatorRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "name")]
    pub name: Option<String>,
    #[serde(rename = "validateRequestBody")]
    pub validate_request_body: Option<bool>,
    #[serde(rename = "validateRequestParameters")]
    pub validate_request_parameters: Option<bool>,
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
pub struct CreateUsagePlanKeyRequest {
    #[serde(rename = "usageplanId")]
    pub usage_plan_id: String,
    #[serde(rename = "keyId")]
    pub key_id: String,
    #[serde(rename = "keyType")]
    pub key_type: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateUsagePlanRequest {
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "description")]
    pub description: Option<String>,
    #[serde(rename = "apiStages")]
    pub api_stages: Option<Vec<ApiStage>>,
    #[serde(rename = "throttle")]
    pub throttle: Option<ThrottleSettings>,
    #[serde(rename = "quota")]
    pub quota: Option<QuotaSettings>,
    #[serde(rename = "tags")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateVpcLinkRequest {
    #[serde(rename = "name")]
    pub name: String,
    #[serde(rename = "description")]
    pub description: Option<String>,
    #[serde(rename = "targetArns")]
    pub target_arns: Vec<String>,
    #[serde(rename = "tags")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteApiKeyRequest {
    #[serde(rename = "api_Key")]
    pub api_key: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteAuthorizerRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "authorizer_id")]
    pub authorizer_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteBasePathMappingRequest {
    #[serde(rename = "domain_name")]
    pub domain_name: String,
    #[serde(rename = "domainNameId")]
    pub domain_name_id: Option<String>,
    #[serde(rename = "base_path")]
    pub base_path: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteClientCertificateRequest {
    #[serde(rename = "clientcertificate_id")]
    pub client_certificate_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteDeploymentRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "deployment_id")]
    pub deployment_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteDocumentationPartRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "part_id")]
    pub documentation_part_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteDocumentationVersionRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "doc_version")]
    pub documentation_version: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteDomainNameAccessAssociationRequest {
    #[serde(rename = "domain_name_access_association_arn")]
    pub domain_name_access_association_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteDomainNameRequest {
    #[serde(rename = "domain_name")]
    pub domain_name: String,
    #[serde(rename = "domainNameId")]
    pub domain_name_id: Option<String>,
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
pub struct DeleteModelRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "model_name")]
    pub model_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteRequestValidatorRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "requestvalidator_id")]
    pub request_validator_id: String,
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

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteUsagePlanKeyRequest {
    #[serde(rename = "usageplanId")]
    pub usage_plan_id: String,
    #[serde(rename = "keyId")]
    pub key_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteUsagePlanRequest {
    #[serde(rename = "usageplanId")]
    pub usage_plan_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteVpcLinkRequest {
    #[serde(rename = "vpclink_id")]
    pub vpc_link_id: String,
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

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DocumentationPart {
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "location", skip_serializing_if = "Option::is_none")]
    pub location: Option<DocumentationPartLocation>,
    #[serde(rename = "properties", skip_serializing_if = "Option::is_none")]
    pub properties: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DocumentationPartIds {
    #[serde(rename = "ids", skip_serializing_if = "Option::is_none")]
    pub ids: Option<Vec<String>>,
    #[serde(rename = "warnings", skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentationPartLocation {
    #[serde(rename = "type")]
    pub r#type: DocumentationPartType,
    #[serde(rename = "path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(rename = "method", skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    #[serde(rename = "statusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DocumentationParts {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<DocumentationPart>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DocumentationVersion {
    #[serde(rename = "version", skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(rename = "createdDate", skip_serializing_if = "Option::is_none")]
    pub created_date: Option<crate::Timestamp>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DocumentationVersions {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<DocumentationVersion>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DomainName {
    #[serde(rename = "domainName", skip_serializing_if = "Option::is_none")]
    pub domain_name: Option<String>,
    #[serde(rename = "domainNameId", skip_serializing_if = "Option::is_none")]
    pub domain_name_id: Option<String>,
    #[serde(rename = "domainNameArn", skip_serializing_if = "Option::is_none")]
    pub domain_name_arn: Option<String>,
    #[serde(rename = "certificateName", skip_serializing_if = "Option::is_none")]
    pub certificate_name: Option<String>,
    #[serde(rename = "certificateArn", skip_serializing_if = "Option::is_none")]
    pub certificate_arn: Option<String>,
    #[serde(
        rename = "certificateUploadDate",
        skip_serializing_if = "Option::is_none"
    )]
    pub certificate_upload_date: Option<crate::Timestamp>,
    #[serde(rename = "regionalDomainName", skip_serializing_if = "Option::is_none")]
    pub regional_domain_name: Option<String>,
    #[serde(
        rename = "regionalHostedZoneId",
        skip_serializing_if = "Option::is_none"
    )]
    pub regional_hosted_zone_id: Option<String>,
    #[serde(
        rename = "regionalCertificateName",
        skip_serializing_if = "Option::is_none"
    )]
    pub regional_certificate_name: Option<String>,
    #[serde(
        rename = "regionalCertificateArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub regional_certificate_arn: Option<String>,
    #[serde(
        rename = "distributionDomainName",
        skip_serializing_if = "Option::is_none"
    )]
    pub distribution_domain_name: Option<String>,
    #[serde(
        rename = "distributionHostedZoneId",
        skip_serializing_if = "Option::is_none"
    )]
    pub distribution_hosted_zone_id: Option<String>,
    #[serde(
        rename = "endpointConfiguration",
        skip_serializing_if = "Option::is_none"
    )]
    pub endpoint_configuration: Option<EndpointConfiguration>,
    #[serde(rename = "domainNameStatus", skip_serializing_if = "Option::is_none")]
    pub domain_name_status: Option<DomainNameStatus>,
    #[serde(
        rename = "domainNameStatusMessage",
        skip_serializing_if = "Option::is_none"
    )]
    pub domain_name_status_message: Option<String>,
    #[serde(rename = "securityPolicy", skip_serializing_if = "Option::is_none")]
    pub security_policy: Option<SecurityPolicy>,
    #[serde(rename = "endpointAccessMode", skip_serializing_if = "Option::is_none")]
    pub endpoint_access_mode: Option<EndpointAccessMode>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
    #[serde(
        rename = "mutualTlsAuthentication",
        skip_serializing_if = "Option::is_none"
    )]
    pub mutual_tls_authentication: Option<MutualTlsAuthentication>,
    #[serde(
        rename = "ownershipVerificationCertificateArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub ownership_verification_certificate_arn: Option<String>,
    #[serde(rename = "managementPolicy", skip_serializing_if = "Option::is_none")]
    pub management_policy: Option<String>,
    #[serde(rename = "policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    #[serde(rename = "routingMode", skip_serializing_if = "Option::is_none")]
    pub routing_mode: Option<RoutingMode>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DomainNameAccessAssociation {
    #[serde(
        rename = "domainNameAccessAssociationArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub domain_name_access_association_arn: Option<String>,
    #[serde(rename = "domainNameArn", skip_serializing_if = "Option::is_none")]
    pub domain_name_arn: Option<String>,
    #[serde(
        rename = "accessAssociationSourceType",
        skip_serializing_if = "Option::is_none"
    )]
    pub access_association_source_type: Option<AccessAssociationSourceType>,
    #[serde(
        rename = "accessAssociationSource",
        skip_serializing_if = "Option::is_none"
    )]
    pub access_association_source: Option<String>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DomainNameAccessAssociations {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<DomainNameAccessAssociation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DomainNames {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<DomainName>>,
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
pub struct ExportResponse {
    #[serde(rename = "Content-Type", skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    #[serde(
        rename = "Content-Disposition",
        skip_serializing_if = "Option::is_none"
    )]
    pub content_disposition: Option<String>,
    #[serde(rename = "body", skip_serializing_if = "Option::is_none")]
    pub body: Option<crate::Blob>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct FlushStageAuthorizersCacheRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "stage_name")]
    pub stage_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct FlushStageCacheRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "stage_name")]
    pub stage_name: String,
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
pub struct GenerateClientCertificateRequest {
    #[serde(rename = "description")]
    pub description: Option<String>,
    #[serde(rename = "tags")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetAccountRequest {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetApiKeyRequest {
    #[serde(rename = "api_Key")]
    pub api_key: String,
    #[serde(rename = "includeValue")]
    pub include_value: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetApiKeysRequest {
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
    #[serde(rename = "name")]
    pub name_query: Option<String>,
    #[serde(rename = "customerId")]
    pub customer_id: Option<String>,
    #[serde(rename = "includeValues")]
    pub include_values: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetAuthorizerRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "authorizer_id")]
    pub authorizer_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetAuthorizersRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetBasePathMappingRequest {
    #[serde(rename = "domain_name")]
    pub domain_name: String,
    #[serde(rename = "domainNameId")]
    pub domain_name_id: Option<String>,
    #[serde(rename = "base_path")]
    pub base_path: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetBasePathMappingsRequest {
    #[serde(rename = "domain_name")]
    pub domain_name: String,
    #[serde(rename = "domainNameId")]
    pub domain_name_id: Option<String>,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetClientCertificateRequest {
    #[serde(rename = "clientcertificate_id")]
    pub client_certificate_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetClientCertificatesRequest {
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

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

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetDocumentationPartRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "part_id")]
    pub documentation_part_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetDocumentationPartsRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "type")]
    pub r#type: Option<DocumentationPartType>,
    #[serde(rename = "name")]
    pub name_query: Option<String>,
    #[serde(rename = "path")]
    pub path: Option<String>,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
    #[serde(rename = "locationStatus")]
    pub location_status: Option<LocationStatusType>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetDocumentationVersionRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "doc_version")]
    pub documentation_version: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetDocumentationVersionsRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetDomainNameAccessAssociationsRequest {
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
    #[serde(rename = "resourceOwner")]
    pub resource_owner: Option<ResourceOwner>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetDomainNameRequest {
    #[serde(rename = "domain_name")]
    pub domain_name: String,
    #[serde(rename = "domainNameId")]
    pub domain_name_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetDomainNamesRequest {
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
    #[serde(rename = "resourceOwner")]
    pub resource_owner: Option<ResourceOwner>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetExportRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "stage_name")]
    pub stage_name: String,
    #[serde(rename = "export_type")]
    pub export_type: String,
    #[serde(rename = "parameters")]
    pub parameters: Option<BTreeMap<String, String>>,
    #[serde(rename = "Accept")]
    pub accepts: Option<String>,
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
pub struct GetModelRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "model_name")]
    pub model_name: String,
    #[serde(rename = "flatten")]
    pub flatten: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetModelTemplateRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "model_name")]
    pub model_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetModelsRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetRequestValidatorRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "requestvalidator_id")]
    pub request_validator_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetRequestValidatorsRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
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

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetUsagePlanKeyRequest {
    #[serde(rename = "usageplanId")]
    pub usage_plan_id: String,
    #[serde(rename = "keyId")]
    pub key_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetUsagePlanKeysRequest {
    #[serde(rename = "usageplanId")]
    pub usage_plan_id: String,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
    #[serde(rename = "name")]
    pub name_query: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetUsagePlanRequest {
    #[serde(rename = "usageplanId")]
    pub usage_plan_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetUsagePlansRequest {
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "keyId")]
    pub key_id: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetUsageRequest {
    #[serde(rename = "usageplanId")]
    pub usage_plan_id: String,
    #[serde(rename = "keyId")]
    pub key_id: Option<String>,
    #[serde(rename = "startDate")]
    pub start_date: String,
    #[serde(rename = "endDate")]
    pub end_date: String,
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetVpcLinkRequest {
    #[serde(rename = "vpclink_id")]
    pub vpc_link_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetVpcLinksRequest {
    #[serde(rename = "position")]
    pub position: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ImportApiKeysRequest {
    #[serde(rename = "body")]
    pub body: crate::Blob,
    #[serde(rename = "format")]
    pub format: ApiKeysFormat,
    #[serde(rename = "failonwarnings")]
    pub fail_on_warnings: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ImportDocumentationPartsRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "mode")]
    pub mode: Option<PutMode>,
    #[serde(rename = "failonwarnings")]
    pub fail_on_warnings: Option<bool>,
    #[serde(rename = "body")]
    pub body: crate::Blob,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ImportRestApiRequest {
    #[serde(rename = "failonwarnings")]
    pub fail_on_warnings: Option<bool>,
    #[serde(rename = "parameters")]
    pub parameters: Option<BTreeMap<String, String>>,
    #[serde(rename = "body")]
    pub body: crate::Blob,
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JwtAdditionalClaim {
    #[serde(rename = "claimName")]
    pub claim_name: String,
    #[serde(rename = "format")]
    pub format: JwtClaimFormat,
    #[serde(rename = "required", skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    #[serde(rename = "expectedValues", skip_serializing_if = "Option::is_none")]
    pub expected_values: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct JwtConfiguration {
    #[serde(rename = "issuers", skip_serializing_if = "Option::is_none")]
    pub issuers: Option<Vec<JwtIssuer>>,
    #[serde(rename = "defaultAlgorithms", skip_serializing_if = "Option::is_none")]
    pub default_algorithms: Option<Vec<JwtSigningAlgorithm>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct JwtConfigurationInput {
    #[serde(rename = "issuers")]
    pub issuers: Vec<JwtIssuerInput>,
    #[serde(rename = "defaultAlgorithms")]
    pub default_algorithms: Vec<JwtSigningAlgorithm>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct JwtIssuer {
    #[serde(rename = "issuer", skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    #[serde(rename = "audiences", skip_serializing_if = "Option::is_none")]
    pub audiences: Option<Vec<String>>,
    #[serde(rename = "additionalClaims", skip_serializing_if = "Option::is_none")]
    pub additional_claims: Option<Vec<JwtAdditionalClaim>>,
    #[serde(rename = "jwksUri", skip_serializing_if = "Option::is_none")]
    pub jwks_uri: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct JwtIssuerInput {
    #[serde(rename = "issuer")]
    pub issuer: String,
    #[serde(rename = "audiences")]
    pub audiences: Vec<String>,
    #[serde(rename = "additionalClaims")]
    pub additional_claims: Option<Vec<JwtAdditionalClaim>>,
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

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Model {
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    #[serde(rename = "contentType", skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Models {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<Model>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MutualTlsAuthentication {
    #[serde(rename = "truststoreUri", skip_serializing_if = "Option::is_none")]
    pub truststore_uri: Option<String>,
    #[serde(rename = "truststoreVersion", skip_serializing_if = "Option::is_none")]
    pub truststore_version: Option<String>,
    #[serde(rename = "truststoreWarnings", skip_serializing_if = "Option::is_none")]
    pub truststore_warnings: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct MutualTlsAuthenticationInput {
    #[serde(rename = "truststoreUri")]
    pub truststore_uri: Option<String>,
    #[serde(rename = "truststoreVersion")]
    pub truststore_version: Option<String>,
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

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutRestApiRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "mode")]
    pub mode: Option<PutMode>,
    #[serde(rename = "failonwarnings")]
    pub fail_on_warnings: Option<bool>,
    #[serde(rename = "parameters")]
    pub parameters: Option<BTreeMap<String, String>>,
    #[serde(rename = "body")]
    pub body: crate::Blob,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QuotaSettings {
    #[serde(rename = "limit", skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    #[serde(rename = "offset", skip_serializing_if = "Option::is_none")]
    pub offset: Option<i32>,
    #[serde(rename = "period", skip_serializing_if = "Option::is_none")]
    pub period: Option<QuotaPeriodType>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RejectDomainNameAccessAssociationRequest {
    #[serde(rename = "domainNameAccessAssociationArn")]
    pub domain_name_access_association_arn: String,
    #[serde(rename = "domainNameArn")]
    pub domain_name_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RequestValidator {
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(
        rename = "validateRequestBody",
        skip_serializing_if = "Option::is_none"
    )]
    pub validate_request_body: Option<bool>,
    #[serde(
        rename = "validateRequestParameters",
        skip_serializing_if = "Option::is_none"
    )]
    pub validate_request_parameters: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RequestValidators {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<RequestValidator>>,
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

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct StageKey {
    #[serde(rename = "restApiId")]
    pub rest_api_id: Option<String>,
    #[serde(rename = "stageName")]
    pub stage_name: Option<String>,
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
pub struct Template {
    #[serde(rename = "value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TestInvokeMethodRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "resource_id")]
    pub resource_id: String,
    #[serde(rename = "http_method")]
    pub http_method: String,
    #[serde(rename = "pathWithQueryString")]
    pub path_with_query_string: Option<String>,
    #[serde(rename = "body")]
    pub body: Option<String>,
    #[serde(rename = "headers")]
    pub headers: Option<BTreeMap<String, String>>,
    #[serde(rename = "multiValueHeaders")]
    pub multi_value_headers: Option<BTreeMap<String, Vec<String>>>,
    #[serde(rename = "clientCertificateId")]
    pub client_certificate_id: Option<String>,
    #[serde(rename = "stageVariables")]
    pub stage_variables: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TestInvokeMethodResponse {
    #[serde(rename = "status", skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
    #[serde(rename = "body", skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(rename = "headers", skip_serializing_if = "Option::is_none")]
    pub headers: Option<BTreeMap<String, String>>,
    #[serde(rename = "multiValueHeaders", skip_serializing_if = "Option::is_none")]
    pub multi_value_headers: Option<BTreeMap<String, Vec<String>>>,
    #[serde(rename = "log", skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    #[serde(rename = "latency", skip_serializing_if = "Option::is_none")]
    pub latency: Option<i64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
pub struct UpdateApiKeyRequest {
    #[serde(rename = "api_Key")]
    pub api_key: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateAuthorizerRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "authorizer_id")]
    pub authorizer_id: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateBasePathMappingRequest {
    #[serde(rename = "domain_name")]
    pub domain_name: String,
    #[serde(rename = "domainNameId")]
    pub domain_name_id: Option<String>,
    #[serde(rename = "base_path")]
    pub base_path: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateClientCertificateRequest {
    #[serde(rename = "clientcertificate_id")]
    pub client_certificate_id: String,
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

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateDocumentationPartRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "part_id")]
    pub documentation_part_id: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateDocumentationVersionRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "doc_version")]
    pub documentation_version: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateDomainNameRequest {
    #[serde(rename = "domain_name")]
    pub domain_name: String,
    #[serde(rename = "domainNameId")]
    pub domain_name_id: Option<String>,
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
pub struct UpdateModelRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "model_name")]
    pub model_name: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateRequestValidatorRequest {
    #[serde(rename = "restapi_id")]
    pub rest_api_id: String,
    #[serde(rename = "requestvalidator_id")]
    pub request_validator_id: String,
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

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateUsagePlanRequest {
    #[serde(rename = "usageplanId")]
    pub usage_plan_id: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateUsageRequest {
    #[serde(rename = "usageplanId")]
    pub usage_plan_id: String,
    #[serde(rename = "keyId")]
    pub key_id: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateVpcLinkRequest {
    #[serde(rename = "vpclink_id")]
    pub vpc_link_id: String,
    #[serde(rename = "patchOperations")]
    pub patch_operations: Option<Vec<PatchOperation>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Usage {
    #[serde(rename = "usagePlanId", skip_serializing_if = "Option::is_none")]
    pub usage_plan_id: Option<String>,
    #[serde(rename = "startDate", skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    #[serde(rename = "endDate", skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "values", skip_serializing_if = "Option::is_none")]
    pub items: Option<BTreeMap<String, Vec<Vec<i64>>>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UsagePlan {
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "apiStages", skip_serializing_if = "Option::is_none")]
    pub api_stages: Option<Vec<ApiStage>>,
    #[serde(rename = "throttle", skip_serializing_if = "Option::is_none")]
    pub throttle: Option<ThrottleSettings>,
    #[serde(rename = "quota", skip_serializing_if = "Option::is_none")]
    pub quota: Option<QuotaSettings>,
    #[serde(rename = "productCode", skip_serializing_if = "Option::is_none")]
    pub product_code: Option<String>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UsagePlanKey {
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(rename = "value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UsagePlanKeys {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<UsagePlanKey>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UsagePlans {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<UsagePlan>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VpcLink {
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "targetArns", skip_serializing_if = "Option::is_none")]
    pub target_arns: Option<Vec<String>>,
    #[serde(rename = "status", skip_serializing_if = "Option::is_none")]
    pub status: Option<VpcLinkStatus>,
    #[serde(rename = "statusMessage", skip_serializing_if = "Option::is_none")]
    pub status_message: Option<String>,
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VpcLinks {
    #[serde(rename = "position", skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(rename = "item", skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<VpcLink>>,
}

string_enum!(AccessAssociationSourceType {
    Vpce = "VPCE",
});

string_enum!(ApiKeySourceType {
    Header = "HEADER",
    Authorizer = "AUTHORIZER",
});

string_enum!(ApiKeysFormat {
    Csv = "csv",
});

string_enum!(ApiStatus {
    Updating = "UPDATING",
    Available = "AVAILABLE",
    Pending = "PENDING",
    Failed = "FAILED",
});

string_enum!(AuthorizerType {
    Token = "TOKEN",
    Request = "REQUEST",
    CognitoUserPools = "COGNITO_USER_POOLS",
    Jwt = "JWT",
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

string_enum!(DocumentationPartType {
    Api = "API",
    Authorizer = "AUTHORIZER",
    Model = "MODEL",
    Resource = "RESOURCE",
    Method = "METHOD",
    PathParameter = "PATH_PARAMETER",
    QueryParameter = "QUERY_PARAMETER",
    RequestHeader = "REQUEST_HEADER",
    RequestBody = "REQUEST_BODY",
    Response = "RESPONSE",
    ResponseHeader = "RESPONSE_HEADER",
    ResponseBody = "RESPONSE_BODY",
});

string_enum!(DomainNameStatus {
    Available = "AVAILABLE",
    Updating = "UPDATING",
    Pending = "PENDING",
    PendingCertificateReimport = "PENDING_CERTIFICATE_REIMPORT",
    PendingOwnershipVerification = "PENDING_OWNERSHIP_VERIFICATION",
    Failed = "FAILED",
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

string_enum!(JwtClaimFormat {
    SingleString = "SINGLE_STRING",
});

string_enum!(JwtSigningAlgorithm {
    Rs256 = "RS256",
    Rs384 = "RS384",
    Rs512 = "RS512",
    Es256 = "ES256",
    Es384 = "ES384",
    Es512 = "ES512",
});

string_enum!(LocationStatusType {
    Documented = "DOCUMENTED",
    Undocumented = "UNDOCUMENTED",
});

string_enum!(Op {
    Add = "add",
    Remove = "remove",
    Move = "move",
    Test = "test",
    Replace = "replace",
    Copy = "copy",
});

string_enum!(PutMode {
    Merge = "merge",
    Overwrite = "overwrite",
});

string_enum!(QuotaPeriodType {
    Day = "DAY",
    Week = "WEEK",
    Month = "MONTH",
});

string_enum!(ResourceOwner {
    Self_ = "SELF",
    OtherAccounts = "OTHER_ACCOUNTS",
});

string_enum!(ResponseTransferMode {
    Buffered = "BUFFERED",
    Stream = "STREAM",
});

string_enum!(RoutingMode {
    BasePathMappingOnly = "BASE_PATH_MAPPING_ONLY",
    RoutingRuleOnly = "ROUTING_RULE_ONLY",
    RoutingRuleThenBasePathMapping = "ROUTING_RULE_THEN_BASE_PATH_MAPPING",
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

string_enum!(VpcLinkStatus {
    Available = "AVAILABLE",
    Pending = "PENDING",
    Deleting = "DELETING",
    Failed = "FAILED",
});

static OPERATIONS: &[Operation] = &[
    Operation {
        name: "CreateApiKey",
        method: "POST",
        uri: "/apikeys",
        status: 201,
        input: &CREATE_API_KEY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateAuthorizer",
        method: "POST",
        uri: "/restapis/{restapi_id}/authorizers",
        status: 201,
        input: &CREATE_AUTHORIZER_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateBasePathMapping",
        method: "POST",
        uri: "/domainnames/{domain_name}/basepathmappings",
        status: 201,
        input: &CREATE_BASE_PATH_MAPPING_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
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
        name: "CreateDocumentationPart",
        method: "POST",
        uri: "/restapis/{restapi_id}/documentation/parts",
        status: 201,
        input: &CREATE_DOCUMENTATION_PART_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateDocumentationVersion",
        method: "POST",
        uri: "/restapis/{restapi_id}/documentation/versions",
        status: 201,
        input: &CREATE_DOCUMENTATION_VERSION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateDomainName",
        method: "POST",
        uri: "/domainnames",
        status: 201,
        input: &CREATE_DOMAIN_NAME_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateDomainNameAccessAssociation",
        method: "POST",
        uri: "/domainnameaccessassociations",
        status: 201,
        input: &CREATE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateModel",
        method: "POST",
        uri: "/restapis/{restapi_id}/models",
        status: 201,
        input: &CREATE_MODEL_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateRequestValidator",
        method: "POST",
        uri: "/restapis/{restapi_id}/requestvalidators",
        status: 201,
        input: &CREATE_REQUEST_VALIDATOR_REQUEST,
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
        name: "CreateUsagePlan",
        method: "POST",
        uri: "/usageplans",
        status: 201,
        input: &CREATE_USAGE_PLAN_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateUsagePlanKey",
        method: "POST",
        uri: "/usageplans/{usageplanId}/keys",
        status: 201,
        input: &CREATE_USAGE_PLAN_KEY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateVpcLink",
        method: "POST",
        uri: "/vpclinks",
        status: 202,
        input: &CREATE_VPC_LINK_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteApiKey",
        method: "DELETE",
        uri: "/apikeys/{api_Key}",
        status: 202,
        input: &DELETE_API_KEY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteAuthorizer",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/authorizers/{authorizer_id}",
        status: 202,
        input: &DELETE_AUTHORIZER_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteBasePathMapping",
        method: "DELETE",
        uri: "/domainnames/{domain_name}/basepathmappings/{base_path}",
        status: 202,
        input: &DELETE_BASE_PATH_MAPPING_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteClientCertificate",
        method: "DELETE",
        uri: "/clientcertificates/{clientcertificate_id}",
        status: 202,
        input: &DELETE_CLIENT_CERTIFICATE_REQUEST,
        input_payload: None,
        has_output: false,
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
        name: "DeleteDocumentationPart",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/documentation/parts/{part_id}",
        status: 202,
        input: &DELETE_DOCUMENTATION_PART_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteDocumentationVersion",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/documentation/versions/{doc_version}",
        status: 202,
        input: &DELETE_DOCUMENTATION_VERSION_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteDomainName",
        method: "DELETE",
        uri: "/domainnames/{domain_name}",
        status: 202,
        input: &DELETE_DOMAIN_NAME_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteDomainNameAccessAssociation",
        method: "DELETE",
        uri: "/domainnameaccessassociations/{domain_name_access_association_arn}",
        status: 202,
        input: &DELETE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST,
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
        name: "DeleteModel",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/models/{model_name}",
        status: 202,
        input: &DELETE_MODEL_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteRequestValidator",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}",
        status: 202,
        input: &DELETE_REQUEST_VALIDATOR_REQUEST,
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
        name: "DeleteUsagePlan",
        method: "DELETE",
        uri: "/usageplans/{usageplanId}",
        status: 202,
        input: &DELETE_USAGE_PLAN_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteUsagePlanKey",
        method: "DELETE",
        uri: "/usageplans/{usageplanId}/keys/{keyId}",
        status: 202,
        input: &DELETE_USAGE_PLAN_KEY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteVpcLink",
        method: "DELETE",
        uri: "/vpclinks/{vpclink_id}",
        status: 202,
        input: &DELETE_VPC_LINK_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "FlushStageAuthorizersCache",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/stages/{stage_name}/cache/authorizers",
        status: 202,
        input: &FLUSH_STAGE_AUTHORIZERS_CACHE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "FlushStageCache",
        method: "DELETE",
        uri: "/restapis/{restapi_id}/stages/{stage_name}/cache/data",
        status: 202,
        input: &FLUSH_STAGE_CACHE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GenerateClientCertificate",
        method: "POST",
        uri: "/clientcertificates",
        status: 201,
        input: &GENERATE_CLIENT_CERTIFICATE_REQUEST,
        input_payload: None,
        has_output: true,
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
        name: "GetApiKey",
        method: "GET",
        uri: "/apikeys/{api_Key}",
        status: 200,
        input: &GET_API_KEY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetApiKeys",
        method: "GET",
        uri: "/apikeys",
        status: 200,
        input: &GET_API_KEYS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetAuthorizer",
        method: "GET",
        uri: "/restapis/{restapi_id}/authorizers/{authorizer_id}",
        status: 200,
        input: &GET_AUTHORIZER_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetAuthorizers",
        method: "GET",
        uri: "/restapis/{restapi_id}/authorizers",
        status: 200,
        input: &GET_AUTHORIZERS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetBasePathMapping",
        method: "GET",
        uri: "/domainnames/{domain_name}/basepathmappings/{base_path}",
        status: 200,
        input: &GET_BASE_PATH_MAPPING_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetBasePathMappings",
        method: "GET",
        uri: "/domainnames/{domain_name}/basepathmappings",
        status: 200,
        input: &GET_BASE_PATH_MAPPINGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetClientCertificate",
        method: "GET",
        uri: "/clientcertificates/{clientcertificate_id}",
        status: 200,
        input: &GET_CLIENT_CERTIFICATE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetClientCertificates",
        method: "GET",
        uri: "/clientcertificates",
        status: 200,
        input: &GET_CLIENT_CERTIFICATES_REQUEST,
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
        name: "GetDocumentationPart",
        method: "GET",
        uri: "/restapis/{restapi_id}/documentation/parts/{part_id}",
        status: 200,
        input: &GET_DOCUMENTATION_PART_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetDocumentationParts",
        method: "GET",
        uri: "/restapis/{restapi_id}/documentation/parts",
        status: 200,
        input: &GET_DOCUMENTATION_PARTS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetDocumentationVersion",
        method: "GET",
        uri: "/restapis/{restapi_id}/documentation/versions/{doc_version}",
        status: 200,
        input: &GET_DOCUMENTATION_VERSION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetDocumentationVersions",
        method: "GET",
        uri: "/restapis/{restapi_id}/documentation/versions",
        status: 200,
        input: &GET_DOCUMENTATION_VERSIONS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetDomainName",
        method: "GET",
        uri: "/domainnames/{domain_name}",
        status: 200,
        input: &GET_DOMAIN_NAME_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetDomainNameAccessAssociations",
        method: "GET",
        uri: "/domainnameaccessassociations",
        status: 200,
        input: &GET_DOMAIN_NAME_ACCESS_ASSOCIATIONS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetDomainNames",
        method: "GET",
        uri: "/domainnames",
        status: 200,
        input: &GET_DOMAIN_NAMES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetExport",
        method: "GET",
        uri: "/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}",
        status: 200,
        input: &GET_EXPORT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[
            ("Content-Type", Location::Header("content-type")),
            (
                "Content-Disposition",
                Location::Header("content-disposition"),
            ),
            ("body", Location::Payload),
        ],
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
        name: "GetModel",
        method: "GET",
        uri: "/restapis/{restapi_id}/models/{model_name}",
        status: 200,
        input: &GET_MODEL_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetModelTemplate",
        method: "GET",
        uri: "/restapis/{restapi_id}/models/{model_name}/default_template",
        status: 200,
        input: &GET_MODEL_TEMPLATE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetModels",
        method: "GET",
        uri: "/restapis/{restapi_id}/models",
        status: 200,
        input: &GET_MODELS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetRequestValidator",
        method: "GET",
        uri: "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}",
        status: 200,
        input: &GET_REQUEST_VALIDATOR_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetRequestValidators",
        method: "GET",
        uri: "/restapis/{restapi_id}/requestvalidators",
        status: 200,
        input: &GET_REQUEST_VALIDATORS_REQUEST,
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
        name: "GetUsage",
        method: "GET",
        uri: "/usageplans/{usageplanId}/usage",
        status: 200,
        input: &GET_USAGE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetUsagePlan",
        method: "GET",
        uri: "/usageplans/{usageplanId}",
        status: 200,
        input: &GET_USAGE_PLAN_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetUsagePlanKey",
        method: "GET",
        uri: "/usageplans/{usageplanId}/keys/{keyId}",
        status: 200,
        input: &GET_USAGE_PLAN_KEY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetUsagePlanKeys",
        method: "GET",
        uri: "/usageplans/{usageplanId}/keys",
        status: 200,
        input: &GET_USAGE_PLAN_KEYS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetUsagePlans",
        method: "GET",
        uri: "/usageplans",
        status: 200,
        input: &GET_USAGE_PLANS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetVpcLink",
        method: "GET",
        uri: "/vpclinks/{vpclink_id}",
        status: 200,
        input: &GET_VPC_LINK_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetVpcLinks",
        method: "GET",
        uri: "/vpclinks",
        status: 200,
        input: &GET_VPC_LINKS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ImportApiKeys",
        method: "POST",
        uri: "/apikeys?mode=import",
        status: 201,
        input: &IMPORT_API_KEYS_REQUEST,
        input_payload: Some("body"),
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ImportDocumentationParts",
        method: "PUT",
        uri: "/restapis/{restapi_id}/documentation/parts",
        status: 200,
        input: &IMPORT_DOCUMENTATION_PARTS_REQUEST,
        input_payload: Some("body"),
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ImportRestApi",
        method: "POST",
        uri: "/restapis?mode=import",
        status: 201,
        input: &IMPORT_REST_API_REQUEST,
        input_payload: Some("body"),
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
        name: "PutRestApi",
        method: "PUT",
        uri: "/restapis/{restapi_id}",
        status: 200,
        input: &PUT_REST_API_REQUEST,
        input_payload: Some("body"),
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "RejectDomainNameAccessAssociation",
        method: "POST",
        uri: "/rejectdomainnameaccessassociations",
        status: 202,
        input: &REJECT_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST,
        input_payload: None,
        has_output: false,
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
        name: "TestInvokeMethod",
        method: "POST",
        uri: "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}",
        status: 200,
        input: &TEST_INVOKE_METHOD_REQUEST,
        input_payload: None,
        has_output: true,
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
        name: "UpdateApiKey",
        method: "PATCH",
        uri: "/apikeys/{api_Key}",
        status: 200,
        input: &UPDATE_API_KEY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateAuthorizer",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/authorizers/{authorizer_id}",
        status: 200,
        input: &UPDATE_AUTHORIZER_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateBasePathMapping",
        method: "PATCH",
        uri: "/domainnames/{domain_name}/basepathmappings/{base_path}",
        status: 200,
        input: &UPDATE_BASE_PATH_MAPPING_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateClientCertificate",
        method: "PATCH",
        uri: "/clientcertificates/{clientcertificate_id}",
        status: 200,
        input: &UPDATE_CLIENT_CERTIFICATE_REQUEST,
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
        name: "UpdateDocumentationPart",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/documentation/parts/{part_id}",
        status: 200,
        input: &UPDATE_DOCUMENTATION_PART_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateDocumentationVersion",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/documentation/versions/{doc_version}",
        status: 200,
        input: &UPDATE_DOCUMENTATION_VERSION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateDomainName",
        method: "PATCH",
        uri: "/domainnames/{domain_name}",
        status: 200,
        input: &UPDATE_DOMAIN_NAME_REQUEST,
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
        name: "UpdateModel",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/models/{model_name}",
        status: 200,
        input: &UPDATE_MODEL_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateRequestValidator",
        method: "PATCH",
        uri: "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}",
        status: 200,
        input: &UPDATE_REQUEST_VALIDATOR_REQUEST,
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
    Operation {
        name: "UpdateUsage",
        method: "PATCH",
        uri: "/usageplans/{usageplanId}/keys/{keyId}/usage",
        status: 200,
        input: &UPDATE_USAGE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateUsagePlan",
        method: "PATCH",
        uri: "/usageplans/{usageplanId}",
        status: 200,
        input: &UPDATE_USAGE_PLAN_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateVpcLink",
        method: "PATCH",
        uri: "/vpclinks/{vpclink_id}",
        status: 200,
        input: &UPDATE_VPC_LINK_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
];

static ACCESS_ASSOCIATION_SOURCE_TYPE: Shape =
    Shape::Text(Text::one_of(AccessAssociationSourceType::VALUES));

static API_KEY_SOURCE_TYPE: Shape = Shape::Text(Text::one_of(ApiKeySourceType::VALUES));

static API_KEYS_FORMAT: Shape = Shape::Text(Text::one_of(ApiKeysFormat::VALUES));

static API_STAGE: Shape = Shape::Structure(&[
    Member::optional("apiId", "apiId", &TEXT),
    Member::optional("stage", "stage", &TEXT),
    Member::optional("throttle", "throttle", &MAP_OF_API_STAGE_THROTTLE_SETTINGS),
]);

static AUTHORIZER_TYPE: Shape = Shape::Text(Text::one_of(AuthorizerType::VALUES));

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

static CREATE_API_KEY_REQUEST: Shape = Shape::Structure(&[
    Member::optional("name", "name", &TEXT),
    Member::optional("description", "description", &TEXT),
    Member::optional("enabled", "enabled", &BOOLEAN),
    Member::optional("generateDistinctId", "generateDistinctId", &BOOLEAN),
    Member::optional("value", "value", &TEXT),
    Member::optional("stageKeys", "stageKeys", &LIST_OF_STAGE_KEYS),
    Member::optional("customerId", "customerId", &TEXT),
    Member::optional("tags", "tags", &MAP_OF_STRING_TO_STRING),
]);

static CREATE_AUTHORIZER_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("name", "name", &TEXT),
    Member::required("type", "type", &AUTHORIZER_TYPE),
    Member::optional("providerARNs", "providerARNs", &LIST_OF_AR_NS),
    Member::optional("authType", "authType", &TEXT),
    Member::optional("authorizerUri", "authorizerUri", &TEXT),
    Member::optional("authorizerCredentials", "authorizerCredentials", &TEXT),
    Member::optional("identitySource", "identitySource", &TEXT),
    Member::optional(
        "identityValidationExpression",
        "identityValidationExpression",
        &TEXT,
    ),
    Member::optional(
        "authorizerResultTtlInSeconds",
        "authorizerResultTtlInSeconds",
        &INTEGER,
    ),
    Member::optional(
        "jwtConfiguration",
        "jwtConfiguration",
        &JWT_CONFIGURATION_INPUT,
    ),
]);

static CREATE_BASE_PATH_MAPPING_REQUEST: Shape = Shape::Structure(&[
    Member::required("domainName", "domain_name", &TEXT).at(Location::Uri("domain_name")),
    Member::optional("domainNameId", "domainNameId", &TEXT).at(Location::Query("domainNameId")),
    Member::optional("basePath", "basePath", &TEXT),
    Member::required("restApiId", "restApiId", &TEXT),
    Member::optional("stage", "stage", &TEXT),
]);

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

static CREATE_DOCUMENTATION_PART_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("location", "location", &DOCUMENTATION_PART_LOCATION),
    Member::required("properties", "properties", &TEXT),
]);

static CREATE_DOCUMENTATION_VERSION_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("documentationVersion", "documentationVersion", &TEXT),
    Member::optional("stageName", "stageName", &TEXT),
    Member::optional("description", "description", &TEXT),
]);

static CREATE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST: Shape = Shape::Structure(&[
    Member::required("domainNameArn", "domainNameArn", &TEXT),
    Member::required(
        "accessAssociationSourceType",
        "accessAssociationSourceType",
        &ACCESS_ASSOCIATION_SOURCE_TYPE,
    ),
    Member::required("accessAssociationSource", "accessAssociationSource", &TEXT),
    Member::optional("tags", "tags", &MAP_OF_STRING_TO_STRING),
]);

static CREATE_DOMAIN_NAME_REQUEST: Shape = Shape::Structure(&[
    Member::required("domainName", "domainName", &TEXT),
    Member::optional("certificateName", "certificateName", &TEXT),
    Member::optional("certificateBody", "certificateBody", &TEXT),
    Member::optional("certificatePrivateKey", "certificatePrivateKey", &TEXT),
    Member::optional("certificateChain", "certificateChain", &TEXT),
    Member::optional("certificateArn", "certificateArn", &TEXT),
    Member::optional("regionalCertificateName", "regionalCertificateName", &TEXT),
    Member::optional("regionalCertificateArn", "regionalCertificateArn", &TEXT),
    Member::optional(
        "endpointConfiguration",
        "endpointConfiguration",
        &ENDPOINT_CONFIGURATION,
    ),
    Member::optional("tags", "tags", &MAP_OF_STRING_TO_STRING),
    Member::optional("securityPolicy", "securityPolicy", &SECURITY_POLICY),
    Member::optional(
        "endpointAccessMode",
        "endpointAccessMode",
        &ENDPOINT_ACCESS_MODE,
    ),
    Member::optional(
        "mutualTlsAuthentication",
        "mutualTlsAuthentication",
        &MUTUAL_TLS_AUTHENTICATION_INPUT,
    ),
    Member::optional(
        "ownershipVerificationCertificateArn",
        "ownershipVerificationCertificateArn",
        &TEXT,
    ),
    Member::optional("policy", "policy", &TEXT),
    Member::optional("routingMode", "routingMode", &ROUTING_MODE),
]);

static CREATE_MODEL_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("name", "name", &TEXT),
    Member::optional("description", "description", &TEXT),
    Member::optional("schema", "schema", &TEXT),
    Member::required("contentType", "contentType", &TEXT),
]);

static CREATE_REQUEST_VALIDATOR_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("name", "name", &TEXT),
    Member::optional("validateRequestBody", "validateRequestBody", &BOOLEAN),
    Member::optional(
        "validateRequestParameters",
        "validateRequestParameters",
        &BOOLEAN,
    ),
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

static CREATE_USAGE_PLAN_KEY_REQUEST: Shape = Shape::Structure(&[
    Member::required("usagePlanId", "usageplanId", &TEXT).at(Location::Uri("usageplanId")),
    Member::required("keyId", "keyId", &TEXT),
    Member::required("keyType", "keyType", &TEXT),
]);

static CREATE_USAGE_PLAN_REQUEST: Shape = Shape::Structure(&[
    Member::required("name", "name", &TEXT),
    Member::optional("description", "description", &TEXT),
    Member::optional("apiStages", "apiStages", &LIST_OF_API_STAGE),
    Member::optional("throttle", "throttle", &THROTTLE_SETTINGS),
    Member::optional("quota", "quota", &QUOTA_SETTINGS),
    Member::optional("tags", "tags", &MAP_OF_STRING_TO_STRING),
]);

static CREATE_VPC_LINK_REQUEST: Shape = Shape::Structure(&[
    Member::required("name", "name", &TEXT),
    Member::optional("description", "description", &TEXT),
    Member::required("targetArns", "targetArns", &LIST_OF_STRING),
    Member::optional("tags", "tags", &MAP_OF_STRING_TO_STRING),
]);

static DELETE_API_KEY_REQUEST: Shape =
    Shape::Structure(&[Member::required("apiKey", "api_Key", &TEXT).at(Location::Uri("api_Key"))]);

static DELETE_AUTHORIZER_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("authorizerId", "authorizer_id", &TEXT).at(Location::Uri("authorizer_id")),
]);

static DELETE_BASE_PATH_MAPPING_REQUEST: Shape = Shape::Structure(&[
    Member::required("domainName", "domain_name", &TEXT).at(Location::Uri("domain_name")),
    Member::optional("domainNameId", "domainNameId", &TEXT).at(Location::Query("domainNameId")),
    Member::required("basePath", "base_path", &TEXT).at(Location::Uri("base_path")),
]);

static DELETE_CLIENT_CERTIFICATE_REQUEST: Shape =
    Shape::Structure(&[
        Member::required("clientCertificateId", "clientcertificate_id", &TEXT)
            .at(Location::Uri("clientcertificate_id")),
    ]);

static DELETE_DEPLOYMENT_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("deploymentId", "deployment_id", &TEXT).at(Location::Uri("deployment_id")),
]);

static DELETE_DOCUMENTATION_PART_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("documentationPartId", "part_id", &TEXT).at(Location::Uri("part_id")),
]);

static DELETE_DOCUMENTATION_VERSION_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("documentationVersion", "doc_version", &TEXT).at(Location::Uri("doc_version")),
]);

static DELETE_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST: Shape =
    Shape::Structure(&[Member::required(
        "domainNameAccessAssociationArn",
        "domain_name_access_association_arn",
        &TEXT,
    )
    .at(Location::Uri("domain_name_access_association_arn"))]);

static DELETE_DOMAIN_NAME_REQUEST: Shape = Shape::Structure(&[
    Member::required("domainName", "domain_name", &TEXT).at(Location::Uri("domain_name")),
    Member::optional("domainNameId", "domainNameId", &TEXT).at(Location::Query("domainNameId")),
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

static DELETE_MODEL_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("modelName", "model_name", &TEXT).at(Location::Uri("model_name")),
]);

static DELETE_REQUEST_VALIDATOR_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("requestValidatorId", "requestvalidator_id", &TEXT)
        .at(Location::Uri("requestvalidator_id")),
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

static DELETE_USAGE_PLAN_KEY_REQUEST: Shape = Shape::Structure(&[
    Member::required("usagePlanId", "usageplanId", &TEXT).at(Location::Uri("usageplanId")),
    Member::required("keyId", "keyId", &TEXT).at(Location::Uri("keyId")),
]);

static DELETE_USAGE_PLAN_REQUEST: Shape =
    Shape::Structure(&[
        Member::required("usagePlanId", "usageplanId", &TEXT).at(Location::Uri("usageplanId"))
    ]);

static DELETE_VPC_LINK_REQUEST: Shape =
    Shape::Structure(&[
        Member::required("vpcLinkId", "vpclink_id", &TEXT).at(Location::Uri("vpclink_id"))
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

static DOCUMENTATION_PART_LOCATION: Shape = Shape::Structure(&[
    Member::required("type", "type", &DOCUMENTATION_PART_TYPE),
    Member::optional("path", "path", &TEXT),
    Member::optional("method", "method", &TEXT),
    Member::optional(
        "statusCode",
        "statusCode",
        &DOCUMENTATION_PART_LOCATION_STATUS_CODE,
    ),
    Member::optional("name", "name", &TEXT),
]);

static DOCUMENTATION_PART_LOCATION_STATUS_CODE: Shape =
    Shape::Text(Text::matching(Range::ANY, "^([1-5]\\d\\d|\\*|\\s*)$"));

static DOCUMENTATION_PART_TYPE: Shape = Shape::Text(Text::one_of(DocumentationPartType::VALUES));

static ENDPOINT_ACCESS_MODE: Shape = Shape::Text(Text::one_of(EndpointAccessMode::VALUES));

static ENDPOINT_CONFIGURATION: Shape = Shape::Structure(&[
    Member::optional("types", "types", &LIST_OF_ENDPOINT_TYPE),
    Member::optional("ipAddressType", "ipAddressType", &IP_ADDRESS_TYPE),
    Member::optional("vpcEndpointIds", "vpcEndpointIds", &LIST_OF_STRING),
]);

static ENDPOINT_TYPE: Shape = Shape::Text(Text::one_of(EndpointType::VALUES));

static FLUSH_STAGE_AUTHORIZERS_CACHE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("stageName", "stage_name", &TEXT).at(Location::Uri("stage_name")),
]);

static FLUSH_STAGE_CACHE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("stageName", "stage_name", &TEXT).at(Location::Uri("stage_name")),
]);

static GATEWAY_RESPONSE_TYPE: Shape = Shape::Text(Text::one_of(GatewayResponseType::VALUES));

static GENERATE_CLIENT_CERTIFICATE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("description", "description", &TEXT),
    Member::optional("tags", "tags", &MAP_OF_STRING_TO_STRING),
]);

static GET_ACCOUNT_REQUEST: Shape = Shape::Structure(&[]);

static GET_API_KEY_REQUEST: Shape = Shape::Structure(&[
    Member::required("apiKey", "api_Key", &TEXT).at(Location::Uri("api_Key")),
    Member::optional("includeValue", "includeValue", &BOOLEAN).at(Location::Query("includeValue")),
]);

static GET_API_KEYS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
    Member::optional("nameQuery", "name", &TEXT).at(Location::Query("name")),
    Member::optional("customerId", "customerId", &TEXT).at(Location::Query("customerId")),
    Member::optional("includeValues", "includeValues", &BOOLEAN)
        .at(Location::Query("includeValues")),
]);

static GET_AUTHORIZER_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("authorizerId", "authorizer_id", &TEXT).at(Location::Uri("authorizer_id")),
]);

static GET_AUTHORIZERS_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

static GET_BASE_PATH_MAPPING_REQUEST: Shape = Shape::Structure(&[
    Member::required("domainName", "domain_name", &TEXT).at(Location::Uri("domain_name")),
    Member::optional("domainNameId", "domainNameId", &TEXT).at(Location::Query("domainNameId")),
    Member::required("basePath", "base_path", &TEXT).at(Location::Uri("base_path")),
]);

static GET_BASE_PATH_MAPPINGS_REQUEST: Shape = Shape::Structure(&[
    Member::required("domainName", "domain_name", &TEXT).at(Location::Uri("domain_name")),
    Member::optional("domainNameId", "domainNameId", &TEXT).at(Location::Query("domainNameId")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

static GET_CLIENT_CERTIFICATE_REQUEST: Shape =
    Shape::Structure(&[
        Member::required("clientCertificateId", "clientcertificate_id", &TEXT)
            .at(Location::Uri("clientcertificate_id")),
    ]);

static GET_CLIENT_CERTIFICATES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

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

static GET_DOCUMENTATION_PART_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("documentationPartId", "part_id", &TEXT).at(Location::Uri("part_id")),
]);

static GET_DOCUMENTATION_PARTS_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("type", "type", &DOCUMENTATION_PART_TYPE).at(Location::Query("type")),
    Member::optional("nameQuery", "name", &TEXT).at(Location::Query("name")),
    Member::optional("path", "path", &TEXT).at(Location::Query("path")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
    Member::optional("locationStatus", "locationStatus", &LOCATION_STATUS_TYPE)
        .at(Location::Query("locationStatus")),
]);

static GET_DOCUMENTATION_VERSION_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("documentationVersion", "doc_version", &TEXT).at(Location::Uri("doc_version")),
]);

static GET_DOCUMENTATION_VERSIONS_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

static GET_DOMAIN_NAME_ACCESS_ASSOCIATIONS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
    Member::optional("resourceOwner", "resourceOwner", &RESOURCE_OWNER)
        .at(Location::Query("resourceOwner")),
]);

static GET_DOMAIN_NAME_REQUEST: Shape = Shape::Structure(&[
    Member::required("domainName", "domain_name", &TEXT).at(Location::Uri("domain_name")),
    Member::optional("domainNameId", "domainNameId", &TEXT).at(Location::Query("domainNameId")),
]);

static GET_DOMAIN_NAMES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
    Member::optional("resourceOwner", "resourceOwner", &RESOURCE_OWNER)
        .at(Location::Query("resourceOwner")),
]);

static GET_EXPORT_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("stageName", "stage_name", &TEXT).at(Location::Uri("stage_name")),
    Member::required("exportType", "export_type", &TEXT).at(Location::Uri("export_type")),
    Member::optional("parameters", "parameters", &MAP_OF_STRING_TO_STRING)
        .at(Location::Query("parameters")),
    Member::optional("accepts", "Accept", &TEXT).at(Location::Header("accept")),
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

static GET_MODEL_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("modelName", "model_name", &TEXT).at(Location::Uri("model_name")),
    Member::optional("flatten", "flatten", &BOOLEAN).at(Location::Query("flatten")),
]);

static GET_MODEL_TEMPLATE_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("modelName", "model_name", &TEXT).at(Location::Uri("model_name")),
]);

static GET_MODELS_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

static GET_REQUEST_VALIDATOR_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("requestValidatorId", "requestvalidator_id", &TEXT)
        .at(Location::Uri("requestvalidator_id")),
]);

static GET_REQUEST_VALIDATORS_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
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

static GET_USAGE_PLAN_KEY_REQUEST: Shape = Shape::Structure(&[
    Member::required("usagePlanId", "usageplanId", &TEXT).at(Location::Uri("usageplanId")),
    Member::required("keyId", "keyId", &TEXT).at(Location::Uri("keyId")),
]);

static GET_USAGE_PLAN_KEYS_REQUEST: Shape = Shape::Structure(&[
    Member::required("usagePlanId", "usageplanId", &TEXT).at(Location::Uri("usageplanId")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
    Member::optional("nameQuery", "name", &TEXT).at(Location::Query("name")),
]);

static GET_USAGE_PLAN_REQUEST: Shape =
    Shape::Structure(&[
        Member::required("usagePlanId", "usageplanId", &TEXT).at(Location::Uri("usageplanId"))
    ]);

static GET_USAGE_PLANS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("keyId", "keyId", &TEXT).at(Location::Query("keyId")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

static GET_USAGE_REQUEST: Shape = Shape::Structure(&[
    Member::required("usagePlanId", "usageplanId", &TEXT).at(Location::Uri("usageplanId")),
    Member::optional("keyId", "keyId", &TEXT).at(Location::Query("keyId")),
    Member::required("startDate", "startDate", &TEXT).at(Location::Query("startDate")),
    Member::required("endDate", "endDate", &TEXT).at(Location::Query("endDate")),
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

static GET_VPC_LINK_REQUEST: Shape =
    Shape::Structure(&[
        Member::required("vpcLinkId", "vpclink_id", &TEXT).at(Location::Uri("vpclink_id"))
    ]);

static GET_VPC_LINKS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("position", "position", &TEXT).at(Location::Query("position")),
    Member::optional("limit", "limit", &INTEGER).at(Location::Query("limit")),
]);

static IMPORT_API_KEYS_REQUEST: Shape = Shape::Structure(&[
    Member::required("body", "body", &BLOB),
    Member::required("format", "format", &API_KEYS_FORMAT).at(Location::Query("format")),
    Member::optional("failOnWarnings", "failonwarnings", &BOOLEAN)
        .at(Location::Query("failonwarnings")),
]);

static IMPORT_DOCUMENTATION_PARTS_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("mode", "mode", &PUT_MODE).at(Location::Query("mode")),
    Member::optional("failOnWarnings", "failonwarnings", &BOOLEAN)
        .at(Location::Query("failonwarnings")),
    Member::required("body", "body", &BLOB),
]);

static IMPORT_REST_API_REQUEST: Shape = Shape::Structure(&[
    Member::optional("failOnWarnings", "failonwarnings", &BOOLEAN)
        .at(Location::Query("failonwarnings")),
    Member::optional("parameters", "parameters", &MAP_OF_STRING_TO_STRING)
        .at(Location::Query("parameters")),
    Member::required("body", "body", &BLOB),
]);

static INTEGRATION_TYPE: Shape = Shape::Text(Text::one_of(IntegrationType::VALUES));

static IP_ADDRESS_TYPE: Shape = Shape::Text(Text::one_of(IpAddressType::VALUES));

static JWT_ADDITIONAL_CLAIM: Shape = Shape::Structure(&[
    Member::required("claimName", "claimName", &TEXT),
    Member::required("format", "format", &JWT_CLAIM_FORMAT),
    Member::optional("required", "required", &BOOLEAN),
    Member::optional("expectedValues", "expectedValues", &LIST_OF_STRING),
]);

static JWT_CLAIM_FORMAT: Shape = Shape::Text(Text::one_of(JwtClaimFormat::VALUES));

static JWT_CONFIGURATION_INPUT: Shape = Shape::Structure(&[
    Member::required("issuers", "issuers", &LIST_OF_JWT_ISSUER_INPUT),
    Member::required(
        "defaultAlgorithms",
        "defaultAlgorithms",
        &LIST_OF_JWT_SIGNING_ALGORITHM,
    ),
]);

static JWT_ISSUER_INPUT: Shape = Shape::Structure(&[
    Member::required("issuer", "issuer", &TEXT),
    Member::required("audiences", "audiences", &LIST_OF_STRING),
    Member::optional(
        "additionalClaims",
        "additionalClaims",
        &LIST_OF_JWT_ADDITIONAL_CLAIM,
    ),
]);

static JWT_SIGNING_ALGORITHM: Shape = Shape::Text(Text::one_of(JwtSigningAlgorithm::VALUES));

static LIST_OF_AR_NS: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static LIST_OF_API_STAGE: Shape = Shape::List {
    element: &API_STAGE,
    length: Range::ANY,
};

static LIST_OF_ENDPOINT_TYPE: Shape = Shape::List {
    element: &ENDPOINT_TYPE,
    length: Range::ANY,
};

static LIST_OF_JWT_ADDITIONAL_CLAIM: Shape = Shape::List {
    element: &JWT_ADDITIONAL_CLAIM,
    length: Range::ANY,
};

static LIST_OF_JWT_ISSUER_INPUT: Shape = Shape::List {
    element: &JWT_ISSUER_INPUT,
    length: Range::ANY,
};

static LIST_OF_JWT_SIGNING_ALGORITHM: Shape = Shape::List {
    element: &JWT_SIGNING_ALGORITHM,
    length: Range::ANY,
};

static LIST_OF_PATCH_OPERATION: Shape = Shape::List {
    element: &PATCH_OPERATION,
    length: Range::ANY,
};

static LIST_OF_STAGE_KEYS: Shape = Shape::List {
    element: &STAGE_KEY,
    length: Range::ANY,
};

static LIST_OF_STRING: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static LOCATION_STATUS_TYPE: Shape = Shape::Text(Text::one_of(LocationStatusType::VALUES));

static MAP_OF_API_STAGE_THROTTLE_SETTINGS: Shape = Shape::Map {
    key: &TEXT,
    value: &THROTTLE_SETTINGS,
    length: Range::ANY,
};

static MAP_OF_STRING_TO_BOOLEAN: Shape = Shape::Map {
    key: &TEXT,
    value: &BOOLEAN,
    length: Range::ANY,
};

static MAP_OF_STRING_TO_LIST: Shape = Shape::Map {
    key: &TEXT,
    value: &LIST_OF_STRING,
    length: Range::ANY,
};

static MAP_OF_STRING_TO_STRING: Shape = Shape::Map {
    key: &TEXT,
    value: &TEXT,
    length: Range::ANY,
};

static MUTUAL_TLS_AUTHENTICATION_INPUT: Shape = Shape::Structure(&[
    Member::optional("truststoreUri", "truststoreUri", &TEXT),
    Member::optional("truststoreVersion", "truststoreVersion", &TEXT),
]);

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

static PUT_MODE: Shape = Shape::Text(Text::one_of(PutMode::VALUES));

static PUT_REST_API_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::optional("mode", "mode", &PUT_MODE).at(Location::Query("mode")),
    Member::optional("failOnWarnings", "failonwarnings", &BOOLEAN)
        .at(Location::Query("failonwarnings")),
    Member::optional("parameters", "parameters", &MAP_OF_STRING_TO_STRING)
        .at(Location::Query("parameters")),
    Member::required("body", "body", &BLOB),
]);

static QUOTA_PERIOD_TYPE: Shape = Shape::Text(Text::one_of(QuotaPeriodType::VALUES));

static QUOTA_SETTINGS: Shape = Shape::Structure(&[
    Member::optional("limit", "limit", &INTEGER),
    Member::optional("offset", "offset", &INTEGER),
    Member::optional("period", "period", &QUOTA_PERIOD_TYPE),
]);

static REJECT_DOMAIN_NAME_ACCESS_ASSOCIATION_REQUEST: Shape = Shape::Structure(&[
    Member::required(
        "domainNameAccessAssociationArn",
        "domainNameAccessAssociationArn",
        &TEXT,
    )
    .at(Location::Query("domainNameAccessAssociationArn")),
    Member::required("domainNameArn", "domainNameArn", &TEXT).at(Location::Query("domainNameArn")),
]);

static RESOURCE_OWNER: Shape = Shape::Text(Text::one_of(ResourceOwner::VALUES));

static RESPONSE_TRANSFER_MODE: Shape = Shape::Text(Text::one_of(ResponseTransferMode::VALUES));

static ROUTING_MODE: Shape = Shape::Text(Text::one_of(RoutingMode::VALUES));

static SECURITY_POLICY: Shape = Shape::Text(Text::one_of(SecurityPolicy::VALUES));

static STAGE_KEY: Shape = Shape::Structure(&[
    Member::optional("restApiId", "restApiId", &TEXT),
    Member::optional("stageName", "stageName", &TEXT),
]);

static STATUS_CODE: Shape = Shape::Text(Text::matching(Range::ANY, "[1-5]\\d\\d"));

static TAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("resourceArn", "resource_arn", &TEXT).at(Location::Uri("resource_arn")),
    Member::required("tags", "tags", &MAP_OF_STRING_TO_STRING),
]);

static TEST_INVOKE_METHOD_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("resourceId", "resource_id", &TEXT).at(Location::Uri("resource_id")),
    Member::required("httpMethod", "http_method", &TEXT).at(Location::Uri("http_method")),
    Member::optional("pathWithQueryString", "pathWithQueryString", &TEXT),
    Member::optional("body", "body", &TEXT),
    Member::optional("headers", "headers", &MAP_OF_STRING_TO_STRING),
    Member::optional(
        "multiValueHeaders",
        "multiValueHeaders",
        &MAP_OF_STRING_TO_LIST,
    ),
    Member::optional("clientCertificateId", "clientCertificateId", &TEXT),
    Member::optional("stageVariables", "stageVariables", &MAP_OF_STRING_TO_STRING),
]);

static THROTTLE_SETTINGS: Shape = Shape::Structure(&[
    Member::optional("burstLimit", "burstLimit", &INTEGER),
    Member::optional("rateLimit", "rateLimit", &FLOAT),
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

static UPDATE_API_KEY_REQUEST: Shape = Shape::Structure(&[
    Member::required("apiKey", "api_Key", &TEXT).at(Location::Uri("api_Key")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_AUTHORIZER_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("authorizerId", "authorizer_id", &TEXT).at(Location::Uri("authorizer_id")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_BASE_PATH_MAPPING_REQUEST: Shape = Shape::Structure(&[
    Member::required("domainName", "domain_name", &TEXT).at(Location::Uri("domain_name")),
    Member::optional("domainNameId", "domainNameId", &TEXT).at(Location::Query("domainNameId")),
    Member::required("basePath", "base_path", &TEXT).at(Location::Uri("base_path")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_CLIENT_CERTIFICATE_REQUEST: Shape = Shape::Structure(&[
    Member::required("clientCertificateId", "clientcertificate_id", &TEXT)
        .at(Location::Uri("clientcertificate_id")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_DEPLOYMENT_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("deploymentId", "deployment_id", &TEXT).at(Location::Uri("deployment_id")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_DOCUMENTATION_PART_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("documentationPartId", "part_id", &TEXT).at(Location::Uri("part_id")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_DOCUMENTATION_VERSION_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("documentationVersion", "doc_version", &TEXT).at(Location::Uri("doc_version")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_DOMAIN_NAME_REQUEST: Shape = Shape::Structure(&[
    Member::required("domainName", "domain_name", &TEXT).at(Location::Uri("domain_name")),
    Member::optional("domainNameId", "domainNameId", &TEXT).at(Location::Query("domainNameId")),
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

static UPDATE_MODEL_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("modelName", "model_name", &TEXT).at(Location::Uri("model_name")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_REQUEST_VALIDATOR_REQUEST: Shape = Shape::Structure(&[
    Member::required("restApiId", "restapi_id", &TEXT).at(Location::Uri("restapi_id")),
    Member::required("requestValidatorId", "requestvalidator_id", &TEXT)
        .at(Location::Uri("requestvalidator_id")),
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

static UPDATE_USAGE_PLAN_REQUEST: Shape = Shape::Structure(&[
    Member::required("usagePlanId", "usageplanId", &TEXT).at(Location::Uri("usageplanId")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_USAGE_REQUEST: Shape = Shape::Structure(&[
    Member::required("usagePlanId", "usageplanId", &TEXT).at(Location::Uri("usageplanId")),
    Member::required("keyId", "keyId", &TEXT).at(Location::Uri("keyId")),
    Member::optional(
        "patchOperations",
        "patchOperations",
        &LIST_OF_PATCH_OPERATION,
    ),
]);

static UPDATE_VPC_LINK_REQUEST: Shape = Shape::Structure(&[
    Member::required("vpcLinkId", "vpclink_id", &TEXT).at(Location::Uri("vpclink_id")),
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
