// Written by `cargo xtask codegen` from the model that botocore ships; changes made by hand are lost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::scalar::string_enum;
use crate::service::{
    BLOB, BOOLEAN, FLOAT, INTEGER, Location, Member, Operation, Protocol, Range, Service, Shape,
    TEXT, Text,
};

pub static SERVICE: Service = Service {
    name: "lambda",
    signing_name: "lambda",
    endpoint_prefix: "lambda",
    protocol: Protocol::RestJson,
    api_version: "2015-03-31",
    xml_namespace: "",
    target_prefix: "",
    operations: OPERATIONS,
    known_operations: KNOWN_OPERATIONS,
    known_routes: KNOWN_ROUTES,
    faults: &[
        ("AliasLimitExceededException", 400),
        ("CodeSigningConfigNotFoundException", 404),
        ("CodeStorageExceededException", 400),
        ("CodeVerificationFailedException", 400),
        (
            "FunctionVersionsPerCapacityProviderLimitExceededException",
            400,
        ),
        ("InvalidCodeSignatureException", 400),
        ("InvalidParameterValueException", 400),
        ("PolicyLengthExceededException", 400),
        ("PreconditionFailedException", 412),
        ("PublicPolicyException", 400),
        ("ResourceConflictException", 409),
        ("ResourceNotFoundException", 404),
        ("ServiceException", 500),
        ("TooManyRequestsException", 429),
    ],
};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AcceleratorConfig {
    #[serde(rename = "AcceleratorMemorySize")]
    pub accelerator_memory_size: i32,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AddPermissionRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "StatementId")]
    pub statement_id: String,
    #[serde(rename = "Action")]
    pub action: String,
    #[serde(rename = "Principal")]
    pub principal: String,
    #[serde(rename = "SourceArn")]
    pub source_arn: Option<String>,
    #[serde(rename = "FunctionUrlAuthType")]
    pub function_url_auth_type: Option<FunctionUrlAuthType>,
    #[serde(rename = "InvokedViaFunctionUrl")]
    pub invoked_via_function_url: Option<bool>,
    #[serde(rename = "SourceAccount")]
    pub source_account: Option<String>,
    #[serde(rename = "EventSourceToken")]
    pub event_source_token: Option<String>,
    #[serde(rename = "Qualifier")]
    pub qualifier: Option<String>,
    #[serde(rename = "RevisionId")]
    pub revision_id: Option<String>,
    #[serde(rename = "PrincipalOrgID")]
    pub principal_org_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AddPermissionResponse {
    #[serde(rename = "Statement", skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AliasConfiguration {
    #[serde(rename = "AliasArn", skip_serializing_if = "Option::is_none")]
    pub alias_arn: Option<String>,
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "FunctionVersion", skip_serializing_if = "Option::is_none")]
    pub function_version: Option<String>,
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "RoutingConfig", skip_serializing_if = "Option::is_none")]
    pub routing_config: Option<AliasRoutingConfiguration>,
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AliasRoutingConfiguration {
    #[serde(
        rename = "AdditionalVersionWeights",
        skip_serializing_if = "Option::is_none"
    )]
    pub additional_version_weights: Option<BTreeMap<String, f64>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CapacityProviderConfig {
    #[serde(rename = "LambdaManagedInstancesCapacityProviderConfig")]
    pub lambda_managed_instances_capacity_provider_config:
        LambdaManagedInstancesCapacityProviderConfig,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Concurrency {
    #[serde(
        rename = "ReservedConcurrentExecutions",
        skip_serializing_if = "Option::is_none"
    )]
    pub reserved_concurrent_executions: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateAliasRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "Name")]
    pub name: String,
    #[serde(rename = "FunctionVersion")]
    pub function_version: String,
    #[serde(rename = "Description")]
    pub description: Option<String>,
    #[serde(rename = "RoutingConfig")]
    pub routing_config: Option<AliasRoutingConfiguration>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateFunctionRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "Runtime")]
    pub runtime: Option<Runtime>,
    #[serde(rename = "Role")]
    pub role: String,
    #[serde(rename = "Handler")]
    pub handler: Option<String>,
    #[serde(rename = "Code")]
    pub code: FunctionCode,
    #[serde(rename = "Description")]
    pub description: Option<String>,
    #[serde(rename = "Timeout")]
    pub timeout: Option<i32>,
    #[serde(rename = "MemorySize")]
    pub memory_size: Option<i32>,
    #[serde(rename = "Publish")]
    pub publish: Option<bool>,
    #[serde(rename = "PublishTo")]
    pub publish_to: Option<FunctionVersionLatestPublished>,
    #[serde(rename = "VpcConfig")]
    pub vpc_config: Option<VpcConfig>,
    #[serde(rename = "PackageType")]
    pub package_type: Option<PackageType>,
    #[serde(rename = "DeadLetterConfig")]
    pub dead_letter_config: Option<DeadLetterConfig>,
    #[serde(rename = "Environment")]
    pub environment: Option<Environment>,
    #[serde(rename = "KMSKeyArn")]
    pub kms_key_arn: Option<String>,
    #[serde(rename = "TracingConfig")]
    pub tracing_config: Option<TracingConfig>,
    #[serde(rename = "Tags")]
    pub tags: Option<BTreeMap<String, String>>,
    #[serde(rename = "Layers")]
    pub layers: Option<Vec<String>>,
    #[serde(rename = "FileSystemConfigs")]
    pub file_system_configs: Option<Vec<FileSystemConfig>>,
    #[serde(rename = "CodeSigningConfigArn")]
    pub code_signing_config_arn: Option<String>,
    #[serde(rename = "ImageConfig")]
    pub image_config: Option<ImageConfig>,
    #[serde(rename = "Architectures")]
    pub architectures: Option<Vec<Architecture>>,
    #[serde(rename = "EphemeralStorage")]
    pub ephemeral_storage: Option<EphemeralStorage>,
    #[serde(rename = "SnapStart")]
    pub snap_start: Option<SnapStart>,
    #[serde(rename = "LoggingConfig")]
    pub logging_config: Option<LoggingConfig>,
    #[serde(rename = "TenancyConfig")]
    pub tenancy_config: Option<TenancyConfig>,
    #[serde(rename = "CapacityProviderConfig")]
    pub capacity_provider_config: Option<CapacityProviderConfig>,
    #[serde(rename = "DurableConfig")]
    pub durable_config: Option<DurableConfig>,
    #[serde(rename = "RuntimeConfig")]
    pub runtime_config: Option<FunctionRuntimeConfig>,
    #[serde(rename = "AcceleratorConfig")]
    pub accelerator_config: Option<AcceleratorConfig>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DeadLetterConfig {
    #[serde(rename = "TargetArn", skip_serializing_if = "Option::is_none")]
    pub target_arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteAliasRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "Name")]
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteFunctionConcurrencyRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteFunctionRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "Qualifier")]
    pub qualifier: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeleteFunctionResponse {
    #[serde(rename = "StatusCode", skip_serializing_if = "Option::is_none")]
    pub status_code: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DurableConfig {
    #[serde(rename = "KMSKeyArn", skip_serializing_if = "Option::is_none")]
    pub kms_key_arn: Option<String>,
    #[serde(
        rename = "RetentionPeriodInDays",
        skip_serializing_if = "Option::is_none"
    )]
    pub retention_period_in_days: Option<i32>,
    #[serde(rename = "ExecutionTimeout", skip_serializing_if = "Option::is_none")]
    pub execution_timeout: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Environment {
    #[serde(rename = "Variables")]
    pub variables: Option<BTreeMap<String, crate::Sensitive>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EnvironmentError {
    #[serde(rename = "ErrorCode", skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    #[serde(rename = "Message", skip_serializing_if = "Option::is_none")]
    pub message: Option<crate::Sensitive>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EnvironmentResponse {
    #[serde(rename = "Variables", skip_serializing_if = "Option::is_none")]
    pub variables: Option<BTreeMap<String, crate::Sensitive>>,
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<EnvironmentError>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EphemeralStorage {
    #[serde(rename = "Size")]
    pub size: i32,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileSystemConfig {
    #[serde(rename = "Arn")]
    pub arn: String,
    #[serde(rename = "LocalMountPath")]
    pub local_mount_path: String,
    #[serde(rename = "S3FilesConfig", skip_serializing_if = "Option::is_none")]
    pub s3_files_config: Option<S3FilesConfig>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct FunctionCode {
    #[serde(rename = "ZipFile")]
    pub zip_file: Option<crate::Blob>,
    #[serde(rename = "S3Bucket")]
    pub s3_bucket: Option<String>,
    #[serde(rename = "S3Key")]
    pub s3_key: Option<String>,
    #[serde(rename = "S3ObjectVersion")]
    pub s3_object_version: Option<String>,
    #[serde(rename = "S3ObjectStorageMode")]
    pub s3_object_storage_mode: Option<S3ObjectStorageMode>,
    #[serde(rename = "ImageUri")]
    pub image_uri: Option<String>,
    #[serde(rename = "SourceKMSKeyArn")]
    pub source_kms_key_arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FunctionCodeLocation {
    #[serde(rename = "RepositoryType", skip_serializing_if = "Option::is_none")]
    pub repository_type: Option<String>,
    #[serde(rename = "Location", skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    #[serde(rename = "ImageUri", skip_serializing_if = "Option::is_none")]
    pub image_uri: Option<String>,
    #[serde(rename = "ResolvedImageUri", skip_serializing_if = "Option::is_none")]
    pub resolved_image_uri: Option<String>,
    #[serde(rename = "ResolvedS3Object", skip_serializing_if = "Option::is_none")]
    pub resolved_s3_object: Option<ResolvedS3Object>,
    #[serde(rename = "SourceKMSKeyArn", skip_serializing_if = "Option::is_none")]
    pub source_kms_key_arn: Option<String>,
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<FunctionCodeLocationError>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FunctionCodeLocationError {
    #[serde(rename = "ErrorCode", skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    #[serde(rename = "Message", skip_serializing_if = "Option::is_none")]
    pub message: Option<crate::Sensitive>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FunctionConfiguration {
    #[serde(rename = "FunctionName", skip_serializing_if = "Option::is_none")]
    pub function_name: Option<String>,
    #[serde(rename = "FunctionArn", skip_serializing_if = "Option::is_none")]
    pub function_arn: Option<String>,
    #[serde(rename = "Runtime", skip_serializing_if = "Option::is_none")]
    pub runtime: Option<Runtime>,
    #[serde(rename = "Role", skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(rename = "Handler", skip_serializing_if = "Option::is_none")]
    pub handler: Option<String>,
    #[serde(rename = "CodeSize", skip_serializing_if = "Option::is_none")]
    pub code_size: Option<i64>,
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "Timeout", skip_serializing_if = "Option::is_none")]
    pub timeout: Option<i32>,
    #[serde(rename = "MemorySize", skip_serializing_if = "Option::is_none")]
    pub memory_size: Option<i32>,
    #[serde(rename = "LastModified", skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    #[serde(rename = "CodeSha256", skip_serializing_if = "Option::is_none")]
    pub code_sha256: Option<String>,
    #[serde(rename = "Version", skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(rename = "VpcConfig", skip_serializing_if = "Option::is_none")]
    pub vpc_config: Option<VpcConfigResponse>,
    #[serde(rename = "DeadLetterConfig", skip_serializing_if = "Option::is_none")]
    pub dead_letter_config: Option<DeadLetterConfig>,
    #[serde(rename = "Environment", skip_serializing_if = "Option::is_none")]
    pub environment: Option<EnvironmentResponse>,
    #[serde(rename = "KMSKeyArn", skip_serializing_if = "Option::is_none")]
    pub kms_key_arn: Option<String>,
    #[serde(rename = "TracingConfig", skip_serializing_if = "Option::is_none")]
    pub tracing_config: Option<TracingConfigResponse>,
    #[serde(rename = "MasterArn", skip_serializing_if = "Option::is_none")]
    pub master_arn: Option<String>,
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
    #[serde(rename = "Layers", skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<Layer>>,
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    #[serde(rename = "StateReason", skip_serializing_if = "Option::is_none")]
    pub state_reason: Option<String>,
    #[serde(rename = "StateReasonCode", skip_serializing_if = "Option::is_none")]
    pub state_reason_code: Option<StateReasonCode>,
    #[serde(rename = "LastUpdateStatus", skip_serializing_if = "Option::is_none")]
    pub last_update_status: Option<LastUpdateStatus>,
    #[serde(
        rename = "LastUpdateStatusReason",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_update_status_reason: Option<String>,
    #[serde(
        rename = "LastUpdateStatusReasonCode",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_update_status_reason_code: Option<LastUpdateStatusReasonCode>,
    #[serde(rename = "FileSystemConfigs", skip_serializing_if = "Option::is_none")]
    pub file_system_configs: Option<Vec<FileSystemConfig>>,
    #[serde(
        rename = "SigningProfileVersionArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub signing_profile_version_arn: Option<String>,
    #[serde(rename = "SigningJobArn", skip_serializing_if = "Option::is_none")]
    pub signing_job_arn: Option<String>,
    #[serde(rename = "PackageType", skip_serializing_if = "Option::is_none")]
    pub package_type: Option<PackageType>,
    #[serde(
        rename = "ImageConfigResponse",
        skip_serializing_if = "Option::is_none"
    )]
    pub image_config_response: Option<ImageConfigResponse>,
    #[serde(rename = "Architectures", skip_serializing_if = "Option::is_none")]
    pub architectures: Option<Vec<Architecture>>,
    #[serde(rename = "EphemeralStorage", skip_serializing_if = "Option::is_none")]
    pub ephemeral_storage: Option<EphemeralStorage>,
    #[serde(rename = "SnapStart", skip_serializing_if = "Option::is_none")]
    pub snap_start: Option<SnapStartResponse>,
    #[serde(
        rename = "RuntimeVersionConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub runtime_version_config: Option<RuntimeVersionConfig>,
    #[serde(rename = "LoggingConfig", skip_serializing_if = "Option::is_none")]
    pub logging_config: Option<LoggingConfig>,
    #[serde(rename = "TenancyConfig", skip_serializing_if = "Option::is_none")]
    pub tenancy_config: Option<TenancyConfig>,
    #[serde(
        rename = "CapacityProviderConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub capacity_provider_config: Option<CapacityProviderConfig>,
    #[serde(rename = "ConfigSha256", skip_serializing_if = "Option::is_none")]
    pub config_sha256: Option<String>,
    #[serde(rename = "DurableConfig", skip_serializing_if = "Option::is_none")]
    pub durable_config: Option<DurableConfig>,
    #[serde(rename = "RuntimeConfig", skip_serializing_if = "Option::is_none")]
    pub runtime_config: Option<FunctionRuntimeConfig>,
    #[serde(rename = "AcceleratorConfig", skip_serializing_if = "Option::is_none")]
    pub accelerator_config: Option<AcceleratorConfig>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FunctionRuntimeConfig {
    #[serde(rename = "RuntimeArn")]
    pub runtime_arn: String,
    #[serde(rename = "RuntimeAlias")]
    pub runtime_alias: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetAliasRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "Name")]
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetFunctionCodeSigningConfigRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetFunctionCodeSigningConfigResponse {
    #[serde(rename = "CodeSigningConfigArn")]
    pub code_signing_config_arn: String,
    #[serde(rename = "FunctionName")]
    pub function_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetFunctionConcurrencyRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetFunctionConcurrencyResponse {
    #[serde(
        rename = "ReservedConcurrentExecutions",
        skip_serializing_if = "Option::is_none"
    )]
    pub reserved_concurrent_executions: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetFunctionConfigurationRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "Qualifier")]
    pub qualifier: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetFunctionRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "Qualifier")]
    pub qualifier: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetFunctionResponse {
    #[serde(rename = "Configuration", skip_serializing_if = "Option::is_none")]
    pub configuration: Option<FunctionConfiguration>,
    #[serde(rename = "Code", skip_serializing_if = "Option::is_none")]
    pub code: Option<FunctionCodeLocation>,
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
    #[serde(rename = "TagsError", skip_serializing_if = "Option::is_none")]
    pub tags_error: Option<TagsError>,
    #[serde(rename = "Concurrency", skip_serializing_if = "Option::is_none")]
    pub concurrency: Option<Concurrency>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetPolicyRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "Qualifier")]
    pub qualifier: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetPolicyResponse {
    #[serde(rename = "Policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    #[serde(rename = "RevisionId", skip_serializing_if = "Option::is_none")]
    pub revision_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImageConfig {
    #[serde(rename = "EntryPoint", skip_serializing_if = "Option::is_none")]
    pub entry_point: Option<Vec<String>>,
    #[serde(rename = "Command", skip_serializing_if = "Option::is_none")]
    pub command: Option<Vec<String>>,
    #[serde(rename = "WorkingDirectory", skip_serializing_if = "Option::is_none")]
    pub working_directory: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ImageConfigError {
    #[serde(rename = "ErrorCode", skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    #[serde(rename = "Message", skip_serializing_if = "Option::is_none")]
    pub message: Option<crate::Sensitive>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ImageConfigResponse {
    #[serde(rename = "ImageConfig", skip_serializing_if = "Option::is_none")]
    pub image_config: Option<ImageConfig>,
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<ImageConfigError>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LambdaManagedInstancesCapacityProviderConfig {
    #[serde(rename = "CapacityProviderArn")]
    pub capacity_provider_arn: String,
    #[serde(
        rename = "PerExecutionEnvironmentMaxConcurrency",
        skip_serializing_if = "Option::is_none"
    )]
    pub per_execution_environment_max_concurrency: Option<i32>,
    #[serde(
        rename = "ExecutionEnvironmentMemoryGiBPerVCpu",
        skip_serializing_if = "Option::is_none"
    )]
    pub execution_environment_memory_gi_b_per_v_cpu: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Layer {
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "CodeSize", skip_serializing_if = "Option::is_none")]
    pub code_size: Option<i64>,
    #[serde(
        rename = "SigningProfileVersionArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub signing_profile_version_arn: Option<String>,
    #[serde(rename = "SigningJobArn", skip_serializing_if = "Option::is_none")]
    pub signing_job_arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListAliasesRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "FunctionVersion")]
    pub function_version: Option<String>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListAliasesResponse {
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
    #[serde(rename = "Aliases", skip_serializing_if = "Option::is_none")]
    pub aliases: Option<Vec<AliasConfiguration>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListFunctionsRequest {
    #[serde(rename = "MasterRegion")]
    pub master_region: Option<String>,
    #[serde(rename = "FunctionVersion")]
    pub function_version: Option<FunctionVersion>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListFunctionsResponse {
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
    #[serde(rename = "Functions", skip_serializing_if = "Option::is_none")]
    pub functions: Option<Vec<FunctionConfiguration>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListTagsRequest {
    #[serde(rename = "Resource")]
    pub resource: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListTagsResponse {
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListVersionsByFunctionRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListVersionsByFunctionResponse {
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
    #[serde(rename = "Versions", skip_serializing_if = "Option::is_none")]
    pub versions: Option<Vec<FunctionConfiguration>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LoggingConfig {
    #[serde(rename = "LogFormat", skip_serializing_if = "Option::is_none")]
    pub log_format: Option<LogFormat>,
    #[serde(
        rename = "ApplicationLogLevel",
        skip_serializing_if = "Option::is_none"
    )]
    pub application_log_level: Option<ApplicationLogLevel>,
    #[serde(rename = "SystemLogLevel", skip_serializing_if = "Option::is_none")]
    pub system_log_level: Option<SystemLogLevel>,
    #[serde(rename = "LogGroup", skip_serializing_if = "Option::is_none")]
    pub log_group: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PublishVersionRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "CodeSha256")]
    pub code_sha256: Option<String>,
    #[serde(rename = "Description")]
    pub description: Option<String>,
    #[serde(rename = "RevisionId")]
    pub revision_id: Option<String>,
    #[serde(rename = "PublishTo")]
    pub publish_to: Option<FunctionVersionLatestPublished>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutFunctionConcurrencyRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "ReservedConcurrentExecutions")]
    pub reserved_concurrent_executions: i32,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RemovePermissionRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "StatementId")]
    pub statement_id: String,
    #[serde(rename = "Qualifier")]
    pub qualifier: Option<String>,
    #[serde(rename = "RevisionId")]
    pub revision_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ResolvedS3Object {
    #[serde(rename = "S3Bucket", skip_serializing_if = "Option::is_none")]
    pub s3_bucket: Option<String>,
    #[serde(rename = "S3Key", skip_serializing_if = "Option::is_none")]
    pub s3_key: Option<String>,
    #[serde(rename = "S3ObjectVersion", skip_serializing_if = "Option::is_none")]
    pub s3_object_version: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RuntimeVersionConfig {
    #[serde(rename = "RuntimeVersionArn", skip_serializing_if = "Option::is_none")]
    pub runtime_version_arn: Option<String>,
    #[serde(rename = "Error", skip_serializing_if = "Option::is_none")]
    pub error: Option<RuntimeVersionError>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RuntimeVersionError {
    #[serde(rename = "ErrorCode", skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    #[serde(rename = "Message", skip_serializing_if = "Option::is_none")]
    pub message: Option<crate::Sensitive>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct S3FilesConfig {
    #[serde(rename = "DirectS3Read", skip_serializing_if = "Option::is_none")]
    pub direct_s3_read: Option<DirectS3Read>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SnapStart {
    #[serde(rename = "ApplyOn")]
    pub apply_on: Option<SnapStartApplyOn>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SnapStartResponse {
    #[serde(rename = "ApplyOn", skip_serializing_if = "Option::is_none")]
    pub apply_on: Option<SnapStartApplyOn>,
    #[serde(rename = "OptimizationStatus", skip_serializing_if = "Option::is_none")]
    pub optimization_status: Option<SnapStartOptimizationStatus>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TagResourceRequest {
    #[serde(rename = "Resource")]
    pub resource: String,
    #[serde(rename = "Tags")]
    pub tags: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TagsError {
    #[serde(rename = "ErrorCode")]
    pub error_code: String,
    #[serde(rename = "Message")]
    pub message: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TenancyConfig {
    #[serde(rename = "TenantIsolationMode")]
    pub tenant_isolation_mode: TenantIsolationMode,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TracingConfig {
    #[serde(rename = "Mode")]
    pub mode: Option<TracingMode>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TracingConfigResponse {
    #[serde(rename = "Mode", skip_serializing_if = "Option::is_none")]
    pub mode: Option<TracingMode>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UntagResourceRequest {
    #[serde(rename = "Resource")]
    pub resource: String,
    #[serde(rename = "tagKeys")]
    pub tag_keys: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateAliasRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "Name")]
    pub name: String,
    #[serde(rename = "FunctionVersion")]
    pub function_version: Option<String>,
    #[serde(rename = "Description")]
    pub description: Option<String>,
    #[serde(rename = "RoutingConfig")]
    pub routing_config: Option<AliasRoutingConfiguration>,
    #[serde(rename = "RevisionId")]
    pub revision_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateFunctionCodeRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "ZipFile")]
    pub zip_file: Option<crate::Blob>,
    #[serde(rename = "S3Bucket")]
    pub s3_bucket: Option<String>,
    #[serde(rename = "S3Key")]
    pub s3_key: Option<String>,
    #[serde(rename = "S3ObjectVersion")]
    pub s3_object_version: Option<String>,
    #[serde(rename = "S3ObjectStorageMode")]
    pub s3_object_storage_mode: Option<S3ObjectStorageMode>,
    #[serde(rename = "ImageUri")]
    pub image_uri: Option<String>,
    #[serde(rename = "Architectures")]
    pub architectures: Option<Vec<Architecture>>,
    #[serde(rename = "Publish")]
    pub publish: Option<bool>,
    #[serde(rename = "PublishTo")]
    pub publish_to: Option<FunctionVersionLatestPublished>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "RevisionId")]
    pub revision_id: Option<String>,
    #[serde(rename = "SourceKMSKeyArn")]
    pub source_kms_key_arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateFunctionConfigurationRequest {
    #[serde(rename = "FunctionName")]
    pub function_name: String,
    #[serde(rename = "Role")]
    pub role: Option<String>,
    #[serde(rename = "Handler")]
    pub handler: Option<String>,
    #[serde(rename = "Description")]
    pub description: Option<String>,
    #[serde(rename = "Timeout")]
    pub timeout: Option<i32>,
    #[serde(rename = "MemorySize")]
    pub memory_size: Option<i32>,
    #[serde(rename = "VpcConfig")]
    pub vpc_config: Option<VpcConfig>,
    #[serde(rename = "Environment")]
    pub environment: Option<Environment>,
    #[serde(rename = "Runtime")]
    pub runtime: Option<Runtime>,
    #[serde(rename = "DeadLetterConfig")]
    pub dead_letter_config: Option<DeadLetterConfig>,
    #[serde(rename = "KMSKeyArn")]
    pub kms_key_arn: Option<String>,
    #[serde(rename = "TracingConfig")]
    pub tracing_config: Option<TracingConfig>,
    #[serde(rename = "RevisionId")]
    pub revision_id: Option<String>,
    #[serde(rename = "Layers")]
    pub layers: Option<Vec<String>>,
    #[serde(rename = "FileSystemConfigs")]
    pub file_system_configs: Option<Vec<FileSystemConfig>>,
    #[serde(rename = "ImageConfig")]
    pub image_config: Option<ImageConfig>,
    #[serde(rename = "EphemeralStorage")]
    pub ephemeral_storage: Option<EphemeralStorage>,
    #[serde(rename = "SnapStart")]
    pub snap_start: Option<SnapStart>,
    #[serde(rename = "LoggingConfig")]
    pub logging_config: Option<LoggingConfig>,
    #[serde(rename = "CapacityProviderConfig")]
    pub capacity_provider_config: Option<CapacityProviderConfig>,
    #[serde(rename = "DurableConfig")]
    pub durable_config: Option<DurableConfig>,
    #[serde(rename = "RuntimeConfig")]
    pub runtime_config: Option<FunctionRuntimeConfig>,
    #[serde(rename = "AcceleratorConfig")]
    pub accelerator_config: Option<AcceleratorConfig>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct VpcConfig {
    #[serde(rename = "SubnetIds")]
    pub subnet_ids: Option<Vec<String>>,
    #[serde(rename = "SecurityGroupIds")]
    pub security_group_ids: Option<Vec<String>>,
    #[serde(rename = "Ipv6AllowedForDualStack")]
    pub ipv6_allowed_for_dual_stack: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VpcConfigResponse {
    #[serde(rename = "SubnetIds", skip_serializing_if = "Option::is_none")]
    pub subnet_ids: Option<Vec<String>>,
    #[serde(rename = "SecurityGroupIds", skip_serializing_if = "Option::is_none")]
    pub security_group_ids: Option<Vec<String>>,
    #[serde(rename = "VpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(
        rename = "Ipv6AllowedForDualStack",
        skip_serializing_if = "Option::is_none"
    )]
    pub ipv6_allowed_for_dual_stack: Option<bool>,
}

string_enum!(ApplicationLogLevel {
    Trace = "TRACE",
    Debug = "DEBUG",
    Info = "INFO",
    Warn = "WARN",
    Error = "ERROR",
    Fatal = "FATAL",
});

string_enum!(Architecture {
    X86_64 = "x86_64",
    Arm64 = "arm64",
});

string_enum!(DirectS3Read {
    Enabled = "ENABLED",
    Disabled = "DISABLED",
    Auto = "AUTO",
});

string_enum!(FunctionUrlAuthType {
    None = "NONE",
    AwsIam = "AWS_IAM",
});

string_enum!(FunctionVersion {
    All = "ALL",
});

string_enum!(FunctionVersionLatestPublished {
    LatestPublished = "LATEST_PUBLISHED",
});

string_enum!(LastUpdateStatus {
    Successful = "Successful",
    Failed = "Failed",
    InProgress = "InProgress",
});

string_enum!(LastUpdateStatusReasonCode {
    EniLimitExceeded = "EniLimitExceeded",
    InsufficientRolePermissions = "InsufficientRolePermissions",
    InvalidConfiguration = "InvalidConfiguration",
    InternalError = "InternalError",
    SubnetOutOfIPAddresses = "SubnetOutOfIPAddresses",
    InvalidSubnet = "InvalidSubnet",
    InvalidSecurityGroup = "InvalidSecurityGroup",
    ImageDeleted = "ImageDeleted",
    ImageAccessDenied = "ImageAccessDenied",
    InvalidImage = "InvalidImage",
    KMSKeyAccessDenied = "KMSKeyAccessDenied",
    KMSKeyNotFound = "KMSKeyNotFound",
    InvalidStateKMSKey = "InvalidStateKMSKey",
    DisabledKMSKey = "DisabledKMSKey",
    EFSIOError = "EFSIOError",
    EFSMountConnectivityError = "EFSMountConnectivityError",
    EFSMountFailure = "EFSMountFailure",
    EFSMountTimeout = "EFSMountTimeout",
    InvalidRuntime = "InvalidRuntime",
    InvalidZipFileException = "InvalidZipFileException",
    FunctionError = "FunctionError",
    ServiceQuotaExceededException = "ServiceQuotaExceededException",
    VcpuLimitExceeded = "VcpuLimitExceeded",
    CapacityProviderScalingLimitExceeded = "CapacityProviderScalingLimitExceeded",
    InsufficientCapacity = "InsufficientCapacity",
    EC2RequestLimitExceeded = "EC2RequestLimitExceeded",
    FunctionErrorInitTimeout = "FunctionError.InitTimeout",
    FunctionErrorRuntimeInitError = "FunctionError.RuntimeInitError",
    FunctionErrorExtensionInitError = "FunctionError.ExtensionInitError",
    FunctionErrorInvalidEntryPoint = "FunctionError.InvalidEntryPoint",
    FunctionErrorInvalidWorkingDirectory = "FunctionError.InvalidWorkingDirectory",
    FunctionErrorPermissionDenied = "FunctionError.PermissionDenied",
    FunctionErrorTooManyExtensions = "FunctionError.TooManyExtensions",
    FunctionErrorInitResourceExhausted = "FunctionError.InitResourceExhausted",
    DisallowedByVpcEncryptionControl = "DisallowedByVpcEncryptionControl",
    IncompatibleAcceleratorInstanceTypes = "IncompatibleAcceleratorInstanceTypes",
    DependencyError = "DependencyError",
});

string_enum!(LogFormat {
    Json = "JSON",
    Text = "Text",
});

string_enum!(PackageType {
    Zip = "Zip",
    Image = "Image",
});

string_enum!(Runtime {
    Nodejs = "nodejs",
    Nodejs4_3 = "nodejs4.3",
    Nodejs6_10 = "nodejs6.10",
    Nodejs8_10 = "nodejs8.10",
    Nodejs10X = "nodejs10.x",
    Nodejs12X = "nodejs12.x",
    Nodejs14X = "nodejs14.x",
    Nodejs16X = "nodejs16.x",
    Nodejs18X = "nodejs18.x",
    Nodejs20X = "nodejs20.x",
    Nodejs22X = "nodejs22.x",
    Nodejs24X = "nodejs24.x",
    Java8 = "java8",
    Java8Al2 = "java8.al2",
    Java11 = "java11",
    Java17 = "java17",
    Java21 = "java21",
    Java25 = "java25",
    Python2_7 = "python2.7",
    Python3_6 = "python3.6",
    Python3_7 = "python3.7",
    Python3_8 = "python3.8",
    Python3_9 = "python3.9",
    Python3_10 = "python3.10",
    Python3_11 = "python3.11",
    Python3_12 = "python3.12",
    Python3_13 = "python3.13",
    Python3_14 = "python3.14",
    Dotnetcore1_0 = "dotnetcore1.0",
    Dotnetcore2_0 = "dotnetcore2.0",
    Dotnetcore2_1 = "dotnetcore2.1",
    Dotnetcore3_1 = "dotnetcore3.1",
    Dotnet6 = "dotnet6",
    Dotnet8 = "dotnet8",
    Dotnet10 = "dotnet10",
    Nodejs4_3Edge = "nodejs4.3-edge",
    Go1X = "go1.x",
    Ruby2_5 = "ruby2.5",
    Ruby2_7 = "ruby2.7",
    Ruby3_2 = "ruby3.2",
    Ruby3_3 = "ruby3.3",
    Ruby3_4 = "ruby3.4",
    Ruby4_0 = "ruby4.0",
    Provided = "provided",
    ProvidedAl2 = "provided.al2",
    ProvidedAl2023 = "provided.al2023",
    Nodejs26X = "nodejs26.x",
    Python3_15 = "python3.15",
    Java8Al2023 = "java8.al2023",
    Java11Al2023 = "java11.al2023",
    Java17Al2023 = "java17.al2023",
    Custom = "custom",
});

string_enum!(S3ObjectStorageMode {
    Copy = "COPY",
    Reference = "REFERENCE",
});

string_enum!(SnapStartApplyOn {
    PublishedVersions = "PublishedVersions",
    None = "None",
});

string_enum!(SnapStartOptimizationStatus {
    On = "On",
    Off = "Off",
});

string_enum!(State {
    Pending = "Pending",
    Active = "Active",
    Inactive = "Inactive",
    Failed = "Failed",
    Deactivating = "Deactivating",
    Deactivated = "Deactivated",
    ActiveNonInvocable = "ActiveNonInvocable",
    Deleting = "Deleting",
});

string_enum!(StateReasonCode {
    Idle = "Idle",
    Creating = "Creating",
    Restoring = "Restoring",
    EniLimitExceeded = "EniLimitExceeded",
    InsufficientRolePermissions = "InsufficientRolePermissions",
    InvalidConfiguration = "InvalidConfiguration",
    InternalError = "InternalError",
    SubnetOutOfIPAddresses = "SubnetOutOfIPAddresses",
    InvalidSubnet = "InvalidSubnet",
    InvalidSecurityGroup = "InvalidSecurityGroup",
    ImageDeleted = "ImageDeleted",
    ImageAccessDenied = "ImageAccessDenied",
    InvalidImage = "InvalidImage",
    KMSKeyAccessDenied = "KMSKeyAccessDenied",
    KMSKeyNotFound = "KMSKeyNotFound",
    InvalidStateKMSKey = "InvalidStateKMSKey",
    DisabledKMSKey = "DisabledKMSKey",
    EFSIOError = "EFSIOError",
    EFSMountConnectivityError = "EFSMountConnectivityError",
    EFSMountFailure = "EFSMountFailure",
    EFSMountTimeout = "EFSMountTimeout",
    InvalidRuntime = "InvalidRuntime",
    InvalidZipFileException = "InvalidZipFileException",
    FunctionError = "FunctionError",
    ServiceQuotaExceededException = "ServiceQuotaExceededException",
    VcpuLimitExceeded = "VcpuLimitExceeded",
    CapacityProviderScalingLimitExceeded = "CapacityProviderScalingLimitExceeded",
    InsufficientCapacity = "InsufficientCapacity",
    EC2RequestLimitExceeded = "EC2RequestLimitExceeded",
    FunctionErrorInitTimeout = "FunctionError.InitTimeout",
    FunctionErrorRuntimeInitError = "FunctionError.RuntimeInitError",
    FunctionErrorExtensionInitError = "FunctionError.ExtensionInitError",
    FunctionErrorInvalidEntryPoint = "FunctionError.InvalidEntryPoint",
    FunctionErrorInvalidWorkingDirectory = "FunctionError.InvalidWorkingDirectory",
    FunctionErrorPermissionDenied = "FunctionError.PermissionDenied",
    FunctionErrorTooManyExtensions = "FunctionError.TooManyExtensions",
    FunctionErrorInitResourceExhausted = "FunctionError.InitResourceExhausted",
    DisallowedByVpcEncryptionControl = "DisallowedByVpcEncryptionControl",
    DrainingDurableExecutions = "DrainingDurableExecutions",
    IncompatibleAcceleratorInstanceTypes = "IncompatibleAcceleratorInstanceTypes",
    DependencyError = "DependencyError",
});

string_enum!(SystemLogLevel {
    Debug = "DEBUG",
    Info = "INFO",
    Warn = "WARN",
});

string_enum!(TenantIsolationMode {
    PerTenant = "PER_TENANT",
});

string_enum!(TracingMode {
    Active = "Active",
    PassThrough = "PassThrough",
});

static OPERATIONS: &[Operation] = &[
    Operation {
        name: "AddPermission",
        method: "POST",
        uri: "/2015-03-31/functions/{FunctionName}/policy",
        status: 201,
        input: &ADD_PERMISSION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateAlias",
        method: "POST",
        uri: "/2015-03-31/functions/{FunctionName}/aliases",
        status: 201,
        input: &CREATE_ALIAS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateFunction",
        method: "POST",
        uri: "/2015-03-31/functions",
        status: 201,
        input: &CREATE_FUNCTION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteAlias",
        method: "DELETE",
        uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
        status: 204,
        input: &DELETE_ALIAS_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteFunction",
        method: "DELETE",
        uri: "/2015-03-31/functions/{FunctionName}",
        status: 200,
        input: &DELETE_FUNCTION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[("StatusCode", Location::StatusCode)],
    },
    Operation {
        name: "DeleteFunctionConcurrency",
        method: "DELETE",
        uri: "/2017-10-31/functions/{FunctionName}/concurrency",
        status: 204,
        input: &DELETE_FUNCTION_CONCURRENCY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetAlias",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
        status: 200,
        input: &GET_ALIAS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetFunction",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}",
        status: 200,
        input: &GET_FUNCTION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetFunctionCodeSigningConfig",
        method: "GET",
        uri: "/2020-06-30/functions/{FunctionName}/code-signing-config",
        status: 200,
        input: &GET_FUNCTION_CODE_SIGNING_CONFIG_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetFunctionConcurrency",
        method: "GET",
        uri: "/2019-09-30/functions/{FunctionName}/concurrency",
        status: 200,
        input: &GET_FUNCTION_CONCURRENCY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetFunctionConfiguration",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}/configuration",
        status: 200,
        input: &GET_FUNCTION_CONFIGURATION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetPolicy",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}/policy",
        status: 200,
        input: &GET_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListAliases",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}/aliases",
        status: 200,
        input: &LIST_ALIASES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListFunctions",
        method: "GET",
        uri: "/2015-03-31/functions",
        status: 200,
        input: &LIST_FUNCTIONS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListTags",
        method: "GET",
        uri: "/2017-03-31/tags/{Resource}",
        status: 200,
        input: &LIST_TAGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListVersionsByFunction",
        method: "GET",
        uri: "/2015-03-31/functions/{FunctionName}/versions",
        status: 200,
        input: &LIST_VERSIONS_BY_FUNCTION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PublishVersion",
        method: "POST",
        uri: "/2015-03-31/functions/{FunctionName}/versions",
        status: 201,
        input: &PUBLISH_VERSION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutFunctionConcurrency",
        method: "PUT",
        uri: "/2017-10-31/functions/{FunctionName}/concurrency",
        status: 200,
        input: &PUT_FUNCTION_CONCURRENCY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "RemovePermission",
        method: "DELETE",
        uri: "/2015-03-31/functions/{FunctionName}/policy/{StatementId}",
        status: 204,
        input: &REMOVE_PERMISSION_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "TagResource",
        method: "POST",
        uri: "/2017-03-31/tags/{Resource}",
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
        uri: "/2017-03-31/tags/{Resource}",
        status: 204,
        input: &UNTAG_RESOURCE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateAlias",
        method: "PUT",
        uri: "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
        status: 200,
        input: &UPDATE_ALIAS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateFunctionCode",
        method: "PUT",
        uri: "/2015-03-31/functions/{FunctionName}/code",
        status: 200,
        input: &UPDATE_FUNCTION_CODE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateFunctionConfiguration",
        method: "PUT",
        uri: "/2015-03-31/functions/{FunctionName}/configuration",
        status: 200,
        input: &UPDATE_FUNCTION_CONFIGURATION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
];

static ACCELERATOR_CONFIG: Shape = Shape::Structure(&[Member::required(
    "AcceleratorMemorySize",
    "AcceleratorMemorySize",
    &INTEGER,
)]);

static ACTION: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(10000)),
    "(lambda:[*]|lambda:[a-zA-Z]+|[*])",
));

static ADD_PERMISSION_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &NAMESPACED_FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::required("StatementId", "StatementId", &STATEMENT_ID),
    Member::required("Action", "Action", &ACTION),
    Member::required("Principal", "Principal", &PRINCIPAL),
    Member::optional("SourceArn", "SourceArn", &ARN),
    Member::optional(
        "FunctionUrlAuthType",
        "FunctionUrlAuthType",
        &FUNCTION_URL_AUTH_TYPE,
    ),
    Member::optional("InvokedViaFunctionUrl", "InvokedViaFunctionUrl", &BOOLEAN),
    Member::optional("SourceAccount", "SourceAccount", &SOURCE_OWNER),
    Member::optional("EventSourceToken", "EventSourceToken", &EVENT_SOURCE_TOKEN),
    Member::optional(
        "Qualifier",
        "Qualifier",
        &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
    )
    .at(Location::Query("Qualifier")),
    Member::optional("RevisionId", "RevisionId", &TEXT),
    Member::optional("PrincipalOrgID", "PrincipalOrgID", &PRINCIPAL_ORG_ID),
]);

static ADDITIONAL_VERSION: Shape =
    Shape::Text(Text::matching(Range::new(Some(1), Some(1024)), "[0-9]+"));

static ADDITIONAL_VERSION_WEIGHTS: Shape = Shape::Map {
    key: &ADDITIONAL_VERSION,
    value: &FLOAT,
    length: Range::ANY,
};

static ALIAS: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "(?!^[0-9]+$)([a-zA-Z0-9-_]+)",
));

static ALIAS_ROUTING_CONFIGURATION: Shape = Shape::Structure(&[Member::optional(
    "AdditionalVersionWeights",
    "AdditionalVersionWeights",
    &ADDITIONAL_VERSION_WEIGHTS,
)]);

static APPLICATION_LOG_LEVEL: Shape = Shape::Text(Text::one_of(ApplicationLogLevel::VALUES));

static ARCHITECTURE: Shape = Shape::Text(Text::one_of(Architecture::VALUES));

static ARCHITECTURES_LIST: Shape = Shape::List {
    element: &ARCHITECTURE,
    length: Range::new(Some(1), Some(1)),
};

static ARN: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(10000)),
    "arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)",
));

static CAPACITY_PROVIDER_ARN: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(140)),
    "arn:aws[a-zA-Z-]*:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:capacity-provider:[a-zA-Z0-9-_]+",
));

static CAPACITY_PROVIDER_CONFIG: Shape = Shape::Structure(&[Member::required(
    "LambdaManagedInstancesCapacityProviderConfig",
    "LambdaManagedInstancesCapacityProviderConfig",
    &LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG,
)]);

static CODE_SIGNING_CONFIG_ARN: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(200)),
    "arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:code-signing-config:csc-[a-z0-9]{17}",
));

static CREATE_ALIAS_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::required("Name", "Name", &ALIAS),
    Member::required(
        "FunctionVersion",
        "FunctionVersion",
        &VERSION_WITH_LATEST_PUBLISHED,
    ),
    Member::optional("Description", "Description", &DESCRIPTION),
    Member::optional(
        "RoutingConfig",
        "RoutingConfig",
        &ALIAS_ROUTING_CONFIGURATION,
    ),
]);

static CREATE_FUNCTION_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &FUNCTION_NAME),
    Member::optional("Runtime", "Runtime", &RUNTIME),
    Member::required("Role", "Role", &ROLE_ARN),
    Member::optional("Handler", "Handler", &HANDLER),
    Member::required("Code", "Code", &FUNCTION_CODE),
    Member::optional("Description", "Description", &DESCRIPTION),
    Member::optional("Timeout", "Timeout", &TIMEOUT),
    Member::optional("MemorySize", "MemorySize", &MEMORY_SIZE),
    Member::optional("Publish", "Publish", &BOOLEAN),
    Member::optional("PublishTo", "PublishTo", &FUNCTION_VERSION_LATEST_PUBLISHED),
    Member::optional("VpcConfig", "VpcConfig", &VPC_CONFIG),
    Member::optional("PackageType", "PackageType", &PACKAGE_TYPE),
    Member::optional("DeadLetterConfig", "DeadLetterConfig", &DEAD_LETTER_CONFIG),
    Member::optional("Environment", "Environment", &ENVIRONMENT),
    Member::optional("KMSKeyArn", "KMSKeyArn", &KMS_KEY_ARN),
    Member::optional("TracingConfig", "TracingConfig", &TRACING_CONFIG),
    Member::optional("Tags", "Tags", &TAGS),
    Member::optional("Layers", "Layers", &LAYER_LIST),
    Member::optional(
        "FileSystemConfigs",
        "FileSystemConfigs",
        &FILE_SYSTEM_CONFIG_LIST,
    ),
    Member::optional(
        "CodeSigningConfigArn",
        "CodeSigningConfigArn",
        &CODE_SIGNING_CONFIG_ARN,
    ),
    Member::optional("ImageConfig", "ImageConfig", &IMAGE_CONFIG),
    Member::optional("Architectures", "Architectures", &ARCHITECTURES_LIST),
    Member::optional("EphemeralStorage", "EphemeralStorage", &EPHEMERAL_STORAGE),
    Member::optional("SnapStart", "SnapStart", &SNAP_START),
    Member::optional("LoggingConfig", "LoggingConfig", &LOGGING_CONFIG),
    Member::optional("TenancyConfig", "TenancyConfig", &TENANCY_CONFIG),
    Member::optional(
        "CapacityProviderConfig",
        "CapacityProviderConfig",
        &CAPACITY_PROVIDER_CONFIG,
    ),
    Member::optional("DurableConfig", "DurableConfig", &DURABLE_CONFIG),
    Member::optional("RuntimeConfig", "RuntimeConfig", &FUNCTION_RUNTIME_CONFIG),
    Member::optional(
        "AcceleratorConfig",
        "AcceleratorConfig",
        &ACCELERATOR_CONFIG,
    ),
]);

static DEAD_LETTER_CONFIG: Shape =
    Shape::Structure(&[Member::optional("TargetArn", "TargetArn", &RESOURCE_ARN)]);

static DELETE_ALIAS_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::required("Name", "Name", &ALIAS).at(Location::Uri("Name")),
]);

static DELETE_FUNCTION_CONCURRENCY_REQUEST: Shape =
    Shape::Structure(&[
        Member::required("FunctionName", "FunctionName", &FUNCTION_NAME)
            .at(Location::Uri("FunctionName")),
    ]);

static DELETE_FUNCTION_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &NAMESPACED_FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::optional(
        "Qualifier",
        "Qualifier",
        &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
    )
    .at(Location::Query("Qualifier")),
]);

static DESCRIPTION: Shape = Shape::Text(Text::sized(Range::new(Some(0), Some(256))));

static DIRECT_S3_READ: Shape = Shape::Text(Text::one_of(DirectS3Read::VALUES));

static DURABLE_CONFIG: Shape = Shape::Structure(&[
    Member::optional("KMSKeyArn", "KMSKeyArn", &KMS_KEY_ARN),
    Member::optional(
        "RetentionPeriodInDays",
        "RetentionPeriodInDays",
        &RETENTION_PERIOD_IN_DAYS,
    ),
    Member::optional("ExecutionTimeout", "ExecutionTimeout", &EXECUTION_TIMEOUT),
]);

static ENVIRONMENT: Shape = Shape::Structure(&[Member::optional(
    "Variables",
    "Variables",
    &ENVIRONMENT_VARIABLES,
)]);

static ENVIRONMENT_VARIABLE_NAME: Shape =
    Shape::Text(Text::matching(Range::ANY, "[a-zA-Z]([a-zA-Z0-9_])+").hidden());

static ENVIRONMENT_VARIABLE_VALUE: Shape = Shape::Text(Text::sized(Range::ANY).hidden());

static ENVIRONMENT_VARIABLES: Shape = Shape::Map {
    key: &ENVIRONMENT_VARIABLE_NAME,
    value: &ENVIRONMENT_VARIABLE_VALUE,
    length: Range::ANY,
};

static EPHEMERAL_STORAGE: Shape =
    Shape::Structure(&[Member::required("Size", "Size", &EPHEMERAL_STORAGE_SIZE)]);

static EPHEMERAL_STORAGE_SIZE: Shape = Shape::Integer(Range::new(Some(512), Some(32768)));

static EVENT_SOURCE_TOKEN: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(256)),
    "[a-zA-Z0-9._\\-]+",
));

static EXECUTION_TIMEOUT: Shape = Shape::Integer(Range::new(Some(1), Some(31622400)));

static FILE_SYSTEM_ARN: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(256)),
    "arn:aws[a-zA-Z-]*:elasticfilesystem:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:access-point/fsap-[a-f0-9]{17}$|^arn:aws[-a-z]*:s3files:[0-9a-z-:]+:file-system/fs-[0-9a-f]{17,40}/access-point/fsap-[0-9a-f]{17,40}",
));

static FILE_SYSTEM_CONFIG: Shape = Shape::Structure(&[
    Member::required("Arn", "Arn", &FILE_SYSTEM_ARN),
    Member::required("LocalMountPath", "LocalMountPath", &LOCAL_MOUNT_PATH),
    Member::optional("S3FilesConfig", "S3FilesConfig", &S3_FILES_CONFIG),
]);

static FILE_SYSTEM_CONFIG_LIST: Shape = Shape::List {
    element: &FILE_SYSTEM_CONFIG,
    length: Range::new(Some(0), Some(1)),
};

static FUNCTION_CODE: Shape = Shape::Structure(&[
    Member::optional("ZipFile", "ZipFile", &BLOB),
    Member::optional("S3Bucket", "S3Bucket", &S3_BUCKET),
    Member::optional("S3Key", "S3Key", &S3_KEY),
    Member::optional("S3ObjectVersion", "S3ObjectVersion", &S3_OBJECT_VERSION),
    Member::optional(
        "S3ObjectStorageMode",
        "S3ObjectStorageMode",
        &S3_OBJECT_STORAGE_MODE,
    ),
    Member::optional("ImageUri", "ImageUri", &TEXT),
    Member::optional("SourceKMSKeyArn", "SourceKMSKeyArn", &KMS_KEY_ARN),
]);

static FUNCTION_NAME: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(140)),
    "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?",
));

static FUNCTION_RUNTIME_ALIAS: Shape = Shape::Text(Text::sized(Range::new(Some(1), Some(128))));

static FUNCTION_RUNTIME_ARN: Shape = Shape::Text(Text::matching(
    Range::new(Some(48), Some(2048)),
    "arn:[a-z-]+:lambda:[a-z0-9-]+:\\d{12}:runtime/.+",
));

static FUNCTION_RUNTIME_CONFIG: Shape = Shape::Structure(&[
    Member::required("RuntimeArn", "RuntimeArn", &FUNCTION_RUNTIME_ARN),
    Member::required("RuntimeAlias", "RuntimeAlias", &FUNCTION_RUNTIME_ALIAS),
]);

static FUNCTION_URL_AUTH_TYPE: Shape = Shape::Text(Text::one_of(FunctionUrlAuthType::VALUES));

static FUNCTION_VERSION: Shape = Shape::Text(Text::one_of(FunctionVersion::VALUES));

static FUNCTION_VERSION_LATEST_PUBLISHED: Shape =
    Shape::Text(Text::one_of(FunctionVersionLatestPublished::VALUES));

static GET_ALIAS_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::required("Name", "Name", &ALIAS).at(Location::Uri("Name")),
]);

static GET_FUNCTION_CODE_SIGNING_CONFIG_REQUEST: Shape = Shape::Structure(&[Member::required(
    "FunctionName",
    "FunctionName",
    &NAMESPACED_FUNCTION_NAME,
)
.at(Location::Uri("FunctionName"))]);

static GET_FUNCTION_CONCURRENCY_REQUEST: Shape =
    Shape::Structure(&[
        Member::required("FunctionName", "FunctionName", &FUNCTION_NAME)
            .at(Location::Uri("FunctionName")),
    ]);

static GET_FUNCTION_CONFIGURATION_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &NAMESPACED_FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::optional(
        "Qualifier",
        "Qualifier",
        &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
    )
    .at(Location::Query("Qualifier")),
]);

static GET_FUNCTION_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &NAMESPACED_FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::optional(
        "Qualifier",
        "Qualifier",
        &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
    )
    .at(Location::Query("Qualifier")),
]);

static GET_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &NAMESPACED_FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::optional(
        "Qualifier",
        "Qualifier",
        &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
    )
    .at(Location::Query("Qualifier")),
]);

static HANDLER: Shape = Shape::Text(Text::matching(Range::new(Some(0), Some(128)), "[^\\s]+"));

static IMAGE_CONFIG: Shape = Shape::Structure(&[
    Member::optional("EntryPoint", "EntryPoint", &STRING_LIST),
    Member::optional("Command", "Command", &STRING_LIST),
    Member::optional("WorkingDirectory", "WorkingDirectory", &WORKING_DIRECTORY),
]);

static KMS_KEY_ARN: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(10000)),
    "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()",
));

static LAMBDA_MANAGED_INSTANCES_CAPACITY_PROVIDER_CONFIG: Shape = Shape::Structure(&[
    Member::required(
        "CapacityProviderArn",
        "CapacityProviderArn",
        &CAPACITY_PROVIDER_ARN,
    ),
    Member::optional(
        "PerExecutionEnvironmentMaxConcurrency",
        "PerExecutionEnvironmentMaxConcurrency",
        &PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY,
    ),
    Member::optional(
        "ExecutionEnvironmentMemoryGiBPerVCpu",
        "ExecutionEnvironmentMemoryGiBPerVCpu",
        &FLOAT,
    ),
]);

static LAYER_LIST: Shape = Shape::List {
    element: &LAYER_VERSION_ARN,
    length: Range::ANY,
};

static LAYER_VERSION_ARN: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(2048)),
    "((arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+))",
));

static LIST_ALIASES_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::optional(
        "FunctionVersion",
        "FunctionVersion",
        &VERSION_WITH_LATEST_PUBLISHED,
    )
    .at(Location::Query("FunctionVersion")),
    Member::optional("Marker", "Marker", &TEXT).at(Location::Query("Marker")),
    Member::optional("MaxItems", "MaxItems", &MAX_LIST_ITEMS).at(Location::Query("MaxItems")),
]);

static LIST_FUNCTIONS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("MasterRegion", "MasterRegion", &MASTER_REGION)
        .at(Location::Query("MasterRegion")),
    Member::optional("FunctionVersion", "FunctionVersion", &FUNCTION_VERSION)
        .at(Location::Query("FunctionVersion")),
    Member::optional("Marker", "Marker", &TEXT).at(Location::Query("Marker")),
    Member::optional("MaxItems", "MaxItems", &MAX_LIST_ITEMS).at(Location::Query("MaxItems")),
]);

static LIST_TAGS_REQUEST: Shape =
    Shape::Structure(&[
        Member::required("Resource", "Resource", &TAGGABLE_RESOURCE).at(Location::Uri("Resource"))
    ]);

static LIST_VERSIONS_BY_FUNCTION_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &NAMESPACED_FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::optional("Marker", "Marker", &TEXT).at(Location::Query("Marker")),
    Member::optional("MaxItems", "MaxItems", &MAX_LIST_ITEMS).at(Location::Query("MaxItems")),
]);

static LOCAL_MOUNT_PATH: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(160)),
    "/mnt/[a-zA-Z0-9-_.]+",
));

static LOG_FORMAT: Shape = Shape::Text(Text::one_of(LogFormat::VALUES));

static LOG_GROUP: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(512)),
    "[\\.\\-_/#A-Za-z0-9]+",
));

static LOGGING_CONFIG: Shape = Shape::Structure(&[
    Member::optional("LogFormat", "LogFormat", &LOG_FORMAT),
    Member::optional(
        "ApplicationLogLevel",
        "ApplicationLogLevel",
        &APPLICATION_LOG_LEVEL,
    ),
    Member::optional("SystemLogLevel", "SystemLogLevel", &SYSTEM_LOG_LEVEL),
    Member::optional("LogGroup", "LogGroup", &LOG_GROUP),
]);

static MASTER_REGION: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(50)),
    "ALL|(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}",
));

static MAX_LIST_ITEMS: Shape = Shape::Integer(Range::new(Some(1), Some(10000)));

static MEMORY_SIZE: Shape = Shape::Integer(Range::new(Some(128), Some(32768)));

static NAMESPACED_FUNCTION_NAME: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(256)),
    "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?",
));

static NAMESPACED_STATEMENT_ID: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(100)),
    "([a-zA-Z0-9-_.]+)",
));

static NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
));

static PACKAGE_TYPE: Shape = Shape::Text(Text::one_of(PackageType::VALUES));

static PER_EXECUTION_ENVIRONMENT_MAX_CONCURRENCY: Shape =
    Shape::Integer(Range::new(Some(1), Some(1600)));

static PRINCIPAL: Shape = Shape::Text(Text::matching(Range::new(Some(0), Some(2048)), "[^\\s]+"));

static PRINCIPAL_ORG_ID: Shape = Shape::Text(Text::matching(
    Range::new(Some(12), Some(34)),
    "o-[a-z0-9]{10,32}",
));

static PUBLISH_VERSION_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::optional("CodeSha256", "CodeSha256", &TEXT),
    Member::optional("Description", "Description", &DESCRIPTION),
    Member::optional("RevisionId", "RevisionId", &TEXT),
    Member::optional("PublishTo", "PublishTo", &FUNCTION_VERSION_LATEST_PUBLISHED),
]);

static PUT_FUNCTION_CONCURRENCY_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::required(
        "ReservedConcurrentExecutions",
        "ReservedConcurrentExecutions",
        &RESERVED_CONCURRENT_EXECUTIONS,
    ),
]);

static REMOVE_PERMISSION_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &NAMESPACED_FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::required("StatementId", "StatementId", &NAMESPACED_STATEMENT_ID)
        .at(Location::Uri("StatementId")),
    Member::optional(
        "Qualifier",
        "Qualifier",
        &NUMERIC_LATEST_PUBLISHED_OR_ALIAS_QUALIFIER,
    )
    .at(Location::Query("Qualifier")),
    Member::optional("RevisionId", "RevisionId", &TEXT).at(Location::Query("RevisionId")),
]);

static RESERVED_CONCURRENT_EXECUTIONS: Shape = Shape::Integer(Range::new(Some(0), None));

static RESOURCE_ARN: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(10000)),
    "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()",
));

static RETENTION_PERIOD_IN_DAYS: Shape = Shape::Integer(Range::new(Some(1), Some(90)));

static ROLE_ARN: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(10000)),
    "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
));

static RUNTIME: Shape = Shape::Text(Text::one_of(Runtime::VALUES));

static S3_BUCKET: Shape = Shape::Text(Text::matching(
    Range::new(Some(3), Some(63)),
    "[0-9A-Za-z\\.\\-_]*(?<!\\.)",
));

static S3_FILES_CONFIG: Shape = Shape::Structure(&[Member::optional(
    "DirectS3Read",
    "DirectS3Read",
    &DIRECT_S3_READ,
)]);

static S3_KEY: Shape = Shape::Text(Text::matching(Range::new(Some(1), Some(1024)), ".*"));

static S3_OBJECT_STORAGE_MODE: Shape = Shape::Text(Text::one_of(S3ObjectStorageMode::VALUES));

static S3_OBJECT_VERSION: Shape =
    Shape::Text(Text::matching(Range::new(Some(1), Some(1024)), ".*"));

static SECURITY_GROUP_ID: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(1024)),
    "sg-[0-9a-zA-Z]*",
));

static SECURITY_GROUP_IDS: Shape = Shape::List {
    element: &SECURITY_GROUP_ID,
    length: Range::new(Some(0), Some(5)),
};

static SNAP_START: Shape =
    Shape::Structure(&[Member::optional("ApplyOn", "ApplyOn", &SNAP_START_APPLY_ON)]);

static SNAP_START_APPLY_ON: Shape = Shape::Text(Text::one_of(SnapStartApplyOn::VALUES));

static SOURCE_OWNER: Shape = Shape::Text(Text::matching(Range::new(Some(0), Some(12)), "\\d{12}"));

static STATEMENT_ID: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(100)),
    "([a-zA-Z0-9-_]+)",
));

static STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::new(Some(0), Some(1500)),
};

static SUBNET_ID: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(1024)),
    "subnet-[0-9a-z]*",
));

static SUBNET_IDS: Shape = Shape::List {
    element: &SUBNET_ID,
    length: Range::new(Some(0), Some(16)),
};

static SYSTEM_LOG_LEVEL: Shape = Shape::Text(Text::one_of(SystemLogLevel::VALUES));

static TAG_KEY: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)",
));

static TAG_KEY_LIST: Shape = Shape::List {
    element: &TAG_KEY,
    length: Range::ANY,
};

static TAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("Resource", "Resource", &TAGGABLE_RESOURCE).at(Location::Uri("Resource")),
    Member::required("Tags", "Tags", &TAGS),
]);

static TAG_VALUE: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(256)),
    "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)",
));

static TAGGABLE_RESOURCE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(10000)),
    "arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|(capacity-provider|network-connector):[a-zA-Z0-9-_]{1,64})",
));

static TAGS: Shape = Shape::Map {
    key: &TAG_KEY,
    value: &TAG_VALUE,
    length: Range::ANY,
};

static TENANCY_CONFIG: Shape = Shape::Structure(&[Member::required(
    "TenantIsolationMode",
    "TenantIsolationMode",
    &TENANT_ISOLATION_MODE,
)]);

static TENANT_ISOLATION_MODE: Shape = Shape::Text(Text::one_of(TenantIsolationMode::VALUES));

static TIMEOUT: Shape = Shape::Integer(Range::new(Some(1), Some(5400)));

static TRACING_CONFIG: Shape = Shape::Structure(&[Member::optional("Mode", "Mode", &TRACING_MODE)]);

static TRACING_MODE: Shape = Shape::Text(Text::one_of(TracingMode::VALUES));

static UNTAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("Resource", "Resource", &TAGGABLE_RESOURCE).at(Location::Uri("Resource")),
    Member::required("TagKeys", "tagKeys", &TAG_KEY_LIST).at(Location::Query("tagKeys")),
]);

static UPDATE_ALIAS_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::required("Name", "Name", &ALIAS).at(Location::Uri("Name")),
    Member::optional(
        "FunctionVersion",
        "FunctionVersion",
        &VERSION_WITH_LATEST_PUBLISHED,
    ),
    Member::optional("Description", "Description", &DESCRIPTION),
    Member::optional(
        "RoutingConfig",
        "RoutingConfig",
        &ALIAS_ROUTING_CONFIGURATION,
    ),
    Member::optional("RevisionId", "RevisionId", &TEXT),
]);

static UPDATE_FUNCTION_CODE_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::optional("ZipFile", "ZipFile", &BLOB),
    Member::optional("S3Bucket", "S3Bucket", &S3_BUCKET),
    Member::optional("S3Key", "S3Key", &S3_KEY),
    Member::optional("S3ObjectVersion", "S3ObjectVersion", &S3_OBJECT_VERSION),
    Member::optional(
        "S3ObjectStorageMode",
        "S3ObjectStorageMode",
        &S3_OBJECT_STORAGE_MODE,
    ),
    Member::optional("ImageUri", "ImageUri", &TEXT),
    Member::optional("Architectures", "Architectures", &ARCHITECTURES_LIST),
    Member::optional("Publish", "Publish", &BOOLEAN),
    Member::optional("PublishTo", "PublishTo", &FUNCTION_VERSION_LATEST_PUBLISHED),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("RevisionId", "RevisionId", &TEXT),
    Member::optional("SourceKMSKeyArn", "SourceKMSKeyArn", &KMS_KEY_ARN),
]);

static UPDATE_FUNCTION_CONFIGURATION_REQUEST: Shape = Shape::Structure(&[
    Member::required("FunctionName", "FunctionName", &FUNCTION_NAME)
        .at(Location::Uri("FunctionName")),
    Member::optional("Role", "Role", &ROLE_ARN),
    Member::optional("Handler", "Handler", &HANDLER),
    Member::optional("Description", "Description", &DESCRIPTION),
    Member::optional("Timeout", "Timeout", &TIMEOUT),
    Member::optional("MemorySize", "MemorySize", &MEMORY_SIZE),
    Member::optional("VpcConfig", "VpcConfig", &VPC_CONFIG),
    Member::optional("Environment", "Environment", &ENVIRONMENT),
    Member::optional("Runtime", "Runtime", &RUNTIME),
    Member::optional("DeadLetterConfig", "DeadLetterConfig", &DEAD_LETTER_CONFIG),
    Member::optional("KMSKeyArn", "KMSKeyArn", &KMS_KEY_ARN),
    Member::optional("TracingConfig", "TracingConfig", &TRACING_CONFIG),
    Member::optional("RevisionId", "RevisionId", &TEXT),
    Member::optional("Layers", "Layers", &LAYER_LIST),
    Member::optional(
        "FileSystemConfigs",
        "FileSystemConfigs",
        &FILE_SYSTEM_CONFIG_LIST,
    ),
    Member::optional("ImageConfig", "ImageConfig", &IMAGE_CONFIG),
    Member::optional("EphemeralStorage", "EphemeralStorage", &EPHEMERAL_STORAGE),
    Member::optional("SnapStart", "SnapStart", &SNAP_START),
    Member::optional("LoggingConfig", "LoggingConfig", &LOGGING_CONFIG),
    Member::optional(
        "CapacityProviderConfig",
        "CapacityProviderConfig",
        &CAPACITY_PROVIDER_CONFIG,
    ),
    Member::optional("DurableConfig", "DurableConfig", &DURABLE_CONFIG),
    Member::optional("RuntimeConfig", "RuntimeConfig", &FUNCTION_RUNTIME_CONFIG),
    Member::optional(
        "AcceleratorConfig",
        "AcceleratorConfig",
        &ACCELERATOR_CONFIG,
    ),
]);

static VERSION_WITH_LATEST_PUBLISHED: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(1024)),
    "(\\$LATEST(\\.PUBLISHED)?|[0-9]+)",
));

static VPC_CONFIG: Shape = Shape::Structure(&[
    Member::optional("SubnetIds", "SubnetIds", &SUBNET_IDS),
    Member::optional("SecurityGroupIds", "SecurityGroupIds", &SECURITY_GROUP_IDS),
    Member::optional(
        "Ipv6AllowedForDualStack",
        "Ipv6AllowedForDualStack",
        &BOOLEAN,
    ),
]);

static WORKING_DIRECTORY: Shape = Shape::Text(Text::sized(Range::new(Some(0), Some(1000))));

static KNOWN_OPERATIONS: &[&str] = &[
    "AddLayerVersionPermission",
    "AddPermission",
    "CheckpointDurableExecution",
    "CreateAlias",
    "CreateCapacityProvider",
    "CreateCodeSigningConfig",
    "CreateEventSourceMapping",
    "CreateFunction",
    "CreateFunctionUrlConfig",
    "DeleteAlias",
    "DeleteCapacityProvider",
    "DeleteCodeSigningConfig",
    "DeleteDurableExecution",
    "DeleteEventSourceMapping",
    "DeleteFunction",
    "DeleteFunctionCodeSigningConfig",
    "DeleteFunctionConcurrency",
    "DeleteFunctionEventInvokeConfig",
    "DeleteFunctionUrlConfig",
    "DeleteLayerVersion",
    "DeleteProvisionedConcurrencyConfig",
    "DeleteResourcePolicy",
    "GetAccountSettings",
    "GetAlias",
    "GetCapacityProvider",
    "GetCodeSigningConfig",
    "GetDurableExecution",
    "GetDurableExecutionHistory",
    "GetDurableExecutionState",
    "GetEventSourceMapping",
    "GetFunction",
    "GetFunctionCodeSigningConfig",
    "GetFunctionConcurrency",
    "GetFunctionConfiguration",
    "GetFunctionEventInvokeConfig",
    "GetFunctionRecursionConfig",
    "GetFunctionScalingConfig",
    "GetFunctionUrlConfig",
    "GetLayerVersion",
    "GetLayerVersionByArn",
    "GetLayerVersionPolicy",
    "GetPolicy",
    "GetProvisionedConcurrencyConfig",
    "GetResourcePolicy",
    "GetRuntimeManagementConfig",
    "Invoke",
    "InvokeAsync",
    "InvokeWithResponseStream",
    "ListAliases",
    "ListCapacityProviders",
    "ListCodeSigningConfigs",
    "ListDurableExecutionsByFunction",
    "ListEventSourceMappings",
    "ListFunctionEventInvokeConfigs",
    "ListFunctionUrlConfigs",
    "ListFunctionVersionsByCapacityProvider",
    "ListFunctions",
    "ListFunctionsByCodeSigningConfig",
    "ListLayerVersions",
    "ListLayers",
    "ListProvisionedConcurrencyConfigs",
    "ListTags",
    "ListVersionsByFunction",
    "PauseDurableExecution",
    "PublishLayerVersion",
    "PublishVersion",
    "PutFunctionCodeSigningConfig",
    "PutFunctionConcurrency",
    "PutFunctionEventInvokeConfig",
    "PutFunctionRecursionConfig",
    "PutFunctionScalingConfig",
    "PutProvisionedConcurrencyConfig",
    "PutResourcePolicy",
    "PutRuntimeManagementConfig",
    "RemoveLayerVersionPermission",
    "RemovePermission",
    "ResumeDurableExecution",
    "SendDurableExecutionCallbackFailure",
    "SendDurableExecutionCallbackHeartbeat",
    "SendDurableExecutionCallbackSuccess",
    "StopDurableExecution",
    "TagResource",
    "UntagResource",
    "UpdateAlias",
    "UpdateCapacityProvider",
    "UpdateCodeSigningConfig",
    "UpdateEventSourceMapping",
    "UpdateFunctionCode",
    "UpdateFunctionConfiguration",
    "UpdateFunctionEventInvokeConfig",
    "UpdateFunctionUrlConfig",
];

static KNOWN_ROUTES: &[(&str, &str)] = &[
    (
        "POST",
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
    ),
    ("POST", "/2015-03-31/functions/{FunctionName}/policy"),
    (
        "POST",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint",
    ),
    ("POST", "/2015-03-31/functions/{FunctionName}/aliases"),
    ("POST", "/2025-11-30/capacity-providers"),
    ("POST", "/2020-04-22/code-signing-configs"),
    ("POST", "/2015-03-31/event-source-mappings"),
    ("POST", "/2015-03-31/functions"),
    ("POST", "/2021-10-31/functions/{FunctionName}/url"),
    (
        "DELETE",
        "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
    ),
    (
        "DELETE",
        "/2025-11-30/capacity-providers/{CapacityProviderName}",
    ),
    (
        "DELETE",
        "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
    ),
    (
        "DELETE",
        "/2025-12-01/durable-executions/{DurableExecutionArn}",
    ),
    ("DELETE", "/2015-03-31/event-source-mappings/{UUID}"),
    ("DELETE", "/2015-03-31/functions/{FunctionName}"),
    (
        "DELETE",
        "/2020-06-30/functions/{FunctionName}/code-signing-config",
    ),
    ("DELETE", "/2017-10-31/functions/{FunctionName}/concurrency"),
    (
        "DELETE",
        "/2019-09-25/functions/{FunctionName}/event-invoke-config",
    ),
    ("DELETE", "/2021-10-31/functions/{FunctionName}/url"),
    (
        "DELETE",
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
    ),
    (
        "DELETE",
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
    ),
    ("DELETE", "/2026-07-09/resource-policy/{ResourceArn}"),
    ("GET", "/2016-08-19/account-settings"),
    ("GET", "/2015-03-31/functions/{FunctionName}/aliases/{Name}"),
    (
        "GET",
        "/2025-11-30/capacity-providers/{CapacityProviderName}",
    ),
    (
        "GET",
        "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
    ),
    (
        "GET",
        "/2025-12-01/durable-executions/{DurableExecutionArn}",
    ),
    (
        "GET",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/history",
    ),
    (
        "GET",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/state",
    ),
    ("GET", "/2015-03-31/event-source-mappings/{UUID}"),
    ("GET", "/2015-03-31/functions/{FunctionName}"),
    (
        "GET",
        "/2020-06-30/functions/{FunctionName}/code-signing-config",
    ),
    ("GET", "/2019-09-30/functions/{FunctionName}/concurrency"),
    ("GET", "/2015-03-31/functions/{FunctionName}/configuration"),
    (
        "GET",
        "/2019-09-25/functions/{FunctionName}/event-invoke-config",
    ),
    (
        "GET",
        "/2024-08-31/functions/{FunctionName}/recursion-config",
    ),
    (
        "GET",
        "/2025-11-30/functions/{FunctionName}/function-scaling-config",
    ),
    ("GET", "/2021-10-31/functions/{FunctionName}/url"),
    (
        "GET",
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
    ),
    ("GET", "/2018-10-31/layers?find=LayerVersion"),
    (
        "GET",
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
    ),
    ("GET", "/2015-03-31/functions/{FunctionName}/policy"),
    (
        "GET",
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
    ),
    ("GET", "/2026-07-09/resource-policy/{ResourceArn}"),
    (
        "GET",
        "/2021-07-20/functions/{FunctionName}/runtime-management-config",
    ),
    ("POST", "/2015-03-31/functions/{FunctionName}/invocations"),
    ("POST", "/2014-11-13/functions/{FunctionName}/invoke-async"),
    (
        "POST",
        "/2021-11-15/functions/{FunctionName}/response-streaming-invocations",
    ),
    ("GET", "/2015-03-31/functions/{FunctionName}/aliases"),
    ("GET", "/2025-11-30/capacity-providers"),
    ("GET", "/2020-04-22/code-signing-configs"),
    (
        "GET",
        "/2025-12-01/functions/{FunctionName}/durable-executions",
    ),
    ("GET", "/2015-03-31/event-source-mappings"),
    (
        "GET",
        "/2019-09-25/functions/{FunctionName}/event-invoke-config/list",
    ),
    ("GET", "/2021-10-31/functions/{FunctionName}/urls"),
    (
        "GET",
        "/2025-11-30/capacity-providers/{CapacityProviderName}/function-versions",
    ),
    ("GET", "/2015-03-31/functions"),
    (
        "GET",
        "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions",
    ),
    ("GET", "/2018-10-31/layers/{LayerName}/versions"),
    ("GET", "/2018-10-31/layers"),
    (
        "GET",
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL",
    ),
    ("GET", "/2017-03-31/tags/{Resource}"),
    ("GET", "/2015-03-31/functions/{FunctionName}/versions"),
    (
        "POST",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/pause",
    ),
    ("POST", "/2018-10-31/layers/{LayerName}/versions"),
    ("POST", "/2015-03-31/functions/{FunctionName}/versions"),
    (
        "PUT",
        "/2020-06-30/functions/{FunctionName}/code-signing-config",
    ),
    ("PUT", "/2017-10-31/functions/{FunctionName}/concurrency"),
    (
        "PUT",
        "/2019-09-25/functions/{FunctionName}/event-invoke-config",
    ),
    (
        "PUT",
        "/2024-08-31/functions/{FunctionName}/recursion-config",
    ),
    (
        "PUT",
        "/2025-11-30/functions/{FunctionName}/function-scaling-config",
    ),
    (
        "PUT",
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
    ),
    ("PUT", "/2026-07-09/resource-policy/{ResourceArn}"),
    (
        "PUT",
        "/2021-07-20/functions/{FunctionName}/runtime-management-config",
    ),
    (
        "DELETE",
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}",
    ),
    (
        "DELETE",
        "/2015-03-31/functions/{FunctionName}/policy/{StatementId}",
    ),
    (
        "POST",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/resume",
    ),
    (
        "POST",
        "/2025-12-01/durable-execution-callbacks/{CallbackId}/fail",
    ),
    (
        "POST",
        "/2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat",
    ),
    (
        "POST",
        "/2025-12-01/durable-execution-callbacks/{CallbackId}/succeed",
    ),
    (
        "POST",
        "/2025-12-01/durable-executions/{DurableExecutionArn}/stop",
    ),
    ("POST", "/2017-03-31/tags/{Resource}"),
    ("DELETE", "/2017-03-31/tags/{Resource}"),
    ("PUT", "/2015-03-31/functions/{FunctionName}/aliases/{Name}"),
    (
        "PUT",
        "/2025-11-30/capacity-providers/{CapacityProviderName}",
    ),
    (
        "PUT",
        "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}",
    ),
    ("PUT", "/2015-03-31/event-source-mappings/{UUID}"),
    ("PUT", "/2015-03-31/functions/{FunctionName}/code"),
    ("PUT", "/2015-03-31/functions/{FunctionName}/configuration"),
    (
        "POST",
        "/2019-09-25/functions/{FunctionName}/event-invoke-config",
    ),
    ("PUT", "/2021-10-31/functions/{FunctionName}/url"),
];
