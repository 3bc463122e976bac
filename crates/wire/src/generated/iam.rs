// Written by `cargo xtask codegen` from the model that botocore ships; changes made by hand are lost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::scalar::string_enum;
use crate::service::{
    BOOLEAN, EMPTY, Member, Operation, Protocol, Range, Service, Shape, TEXT, Text,
};

pub static SERVICE: Service = Service {
    name: "iam",
    signing_name: "iam",
    endpoint_prefix: "iam",
    protocol: Protocol::Query,
    api_version: "2010-05-08",
    xml_namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    target_prefix: "",
    operations: OPERATIONS,
    known_operations: KNOWN_OPERATIONS,
    known_routes: KNOWN_ROUTES,
    faults: &[
        ("ConcurrentModification", 409),
        ("DeleteConflict", 409),
        ("EntityAlreadyExists", 409),
        ("EntityTemporarilyUnmodifiable", 409),
        ("InvalidInput", 400),
        ("LimitExceeded", 409),
        ("MalformedPolicyDocument", 400),
        ("NoSuchEntity", 404),
        ("NotSupportedService", 404),
        ("OpenIdIdpCommunicationError", 400),
        ("PolicyEvaluation", 500),
        ("PolicyNotAttachable", 400),
        ("ServiceFailure", 500),
        ("UnmodifiableEntity", 400),
    ],
};

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AccessKey {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
    #[serde(rename = "Status")]
    pub status: StatusType,
    #[serde(rename = "SecretAccessKey")]
    pub secret_access_key: crate::Sensitive,
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<crate::Timestamp>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AccessKeyLastUsed {
    #[serde(rename = "LastUsedDate", skip_serializing_if = "Option::is_none")]
    pub last_used_date: Option<crate::Timestamp>,
    #[serde(rename = "ServiceName")]
    pub service_name: String,
    #[serde(rename = "Region")]
    pub region: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AccessKeyMetadata {
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    #[serde(rename = "AccessKeyId", skip_serializing_if = "Option::is_none")]
    pub access_key_id: Option<String>,
    #[serde(rename = "Status", skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusType>,
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<crate::Timestamp>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AddClientIDToOpenIDConnectProviderRequest {
    #[serde(rename = "OpenIDConnectProviderArn")]
    pub open_id_connect_provider_arn: String,
    #[serde(rename = "ClientID")]
    pub client_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AddUserToGroupRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "UserName")]
    pub user_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AttachGroupPolicyRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AttachRolePolicyRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AttachUserPolicyRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AttachedPermissionsBoundary {
    #[serde(
        rename = "PermissionsBoundaryType",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_type: Option<PermissionsBoundaryAttachmentType>,
    #[serde(
        rename = "PermissionsBoundaryArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AttachedPolicy {
    #[serde(rename = "PolicyName", skip_serializing_if = "Option::is_none")]
    pub policy_name: Option<String>,
    #[serde(rename = "PolicyArn", skip_serializing_if = "Option::is_none")]
    pub policy_arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ContextEntry {
    #[serde(rename = "ContextKeyName")]
    pub context_key_name: Option<String>,
    #[serde(rename = "ContextKeyValues")]
    pub context_key_values: Option<Vec<String>>,
    #[serde(rename = "ContextKeyType")]
    pub context_key_type: Option<ContextKeyTypeEnum>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateAccessKeyRequest {
    #[serde(rename = "UserName")]
    pub user_name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CreateAccessKeyResponse {
    #[serde(rename = "AccessKey")]
    pub access_key: AccessKey,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateAccountAliasRequest {
    #[serde(rename = "AccountAlias")]
    pub account_alias: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateGroupRequest {
    #[serde(rename = "Path")]
    pub path: Option<String>,
    #[serde(rename = "GroupName")]
    pub group_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateGroupResponse {
    #[serde(rename = "Group")]
    pub group: Group,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateOpenIDConnectProviderRequest {
    #[serde(rename = "Url")]
    pub url: String,
    #[serde(rename = "ClientIDList")]
    pub client_id_list: Option<Vec<String>>,
    #[serde(rename = "ThumbprintList")]
    pub thumbprint_list: Option<Vec<String>>,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateOpenIDConnectProviderResponse {
    #[serde(
        rename = "OpenIDConnectProviderArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub open_id_connect_provider_arn: Option<String>,
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreatePolicyRequest {
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    #[serde(rename = "Path")]
    pub path: Option<String>,
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
    #[serde(rename = "Description")]
    pub description: Option<String>,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreatePolicyResponse {
    #[serde(rename = "Policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreatePolicyVersionRequest {
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
    #[serde(rename = "SetAsDefault")]
    pub set_as_default: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreatePolicyVersionResponse {
    #[serde(rename = "PolicyVersion", skip_serializing_if = "Option::is_none")]
    pub policy_version: Option<PolicyVersion>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateRoleRequest {
    #[serde(rename = "Path")]
    pub path: Option<String>,
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "AssumeRolePolicyDocument")]
    pub assume_role_policy_document: String,
    #[serde(rename = "Description")]
    pub description: Option<String>,
    #[serde(rename = "MaxSessionDuration")]
    pub max_session_duration: Option<i32>,
    #[serde(rename = "PermissionsBoundary")]
    pub permissions_boundary: Option<String>,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateRoleResponse {
    #[serde(rename = "Role")]
    pub role: Role,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateServiceLinkedRoleRequest {
    #[serde(rename = "AWSServiceName")]
    pub aws_service_name: String,
    #[serde(rename = "Description")]
    pub description: Option<String>,
    #[serde(rename = "CustomSuffix")]
    pub custom_suffix: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateServiceLinkedRoleResponse {
    #[serde(rename = "Role", skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateUserRequest {
    #[serde(rename = "Path")]
    pub path: Option<String>,
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "PermissionsBoundary")]
    pub permissions_boundary: Option<String>,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateUserResponse {
    #[serde(rename = "User", skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteAccessKeyRequest {
    #[serde(rename = "UserName")]
    pub user_name: Option<String>,
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteAccountAliasRequest {
    #[serde(rename = "AccountAlias")]
    pub account_alias: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteGroupPolicyRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteGroupRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteLoginProfileRequest {
    #[serde(rename = "UserName")]
    pub user_name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteOpenIDConnectProviderRequest {
    #[serde(rename = "OpenIDConnectProviderArn")]
    pub open_id_connect_provider_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeletePolicyRequest {
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeletePolicyVersionRequest {
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    #[serde(rename = "VersionId")]
    pub version_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteRolePermissionsBoundaryRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteRolePolicyRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteRoleRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteServiceLinkedRoleRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeleteServiceLinkedRoleResponse {
    #[serde(rename = "DeletionTaskId")]
    pub deletion_task_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteUserPermissionsBoundaryRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteUserPolicyRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteUserRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeletionTaskFailureReasonType {
    #[serde(rename = "Reason", skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(rename = "RoleUsageList", skip_serializing_if = "Option::is_none")]
    pub role_usage_list: Option<Vec<RoleUsageType>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DetachGroupPolicyRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DetachRolePolicyRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DetachUserPolicyRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EvaluationResult {
    #[serde(rename = "EvalActionName")]
    pub eval_action_name: String,
    #[serde(rename = "EvalResourceName", skip_serializing_if = "Option::is_none")]
    pub eval_resource_name: Option<String>,
    #[serde(rename = "EvalDecision")]
    pub eval_decision: PolicyEvaluationDecisionType,
    #[serde(rename = "MatchedStatements", skip_serializing_if = "Option::is_none")]
    pub matched_statements: Option<Vec<Statement>>,
    #[serde(
        rename = "MissingContextValues",
        skip_serializing_if = "Option::is_none"
    )]
    pub missing_context_values: Option<Vec<String>>,
    #[serde(
        rename = "OrganizationsDecisionDetail",
        skip_serializing_if = "Option::is_none"
    )]
    pub organizations_decision_detail: Option<OrganizationsDecisionDetail>,
    #[serde(
        rename = "PermissionsBoundaryDecisionDetail",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_decision_detail: Option<PermissionsBoundaryDecisionDetail>,
    #[serde(
        rename = "EvalDecisionDetails",
        skip_serializing_if = "Option::is_none"
    )]
    pub eval_decision_details: Option<BTreeMap<String, PolicyEvaluationDecisionType>>,
    #[serde(
        rename = "ResourceSpecificResults",
        skip_serializing_if = "Option::is_none"
    )]
    pub resource_specific_results: Option<Vec<ResourceSpecificResult>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetAccessKeyLastUsedRequest {
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetAccessKeyLastUsedResponse {
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    #[serde(rename = "AccessKeyLastUsed", skip_serializing_if = "Option::is_none")]
    pub access_key_last_used: Option<AccessKeyLastUsed>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetAccountAuthorizationDetailsRequest {
    #[serde(rename = "Filter")]
    pub filter: Option<Vec<EntityType>>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetAccountAuthorizationDetailsResponse {
    #[serde(rename = "UserDetailList", skip_serializing_if = "Option::is_none")]
    pub user_detail_list: Option<Vec<UserDetail>>,
    #[serde(rename = "GroupDetailList", skip_serializing_if = "Option::is_none")]
    pub group_detail_list: Option<Vec<GroupDetail>>,
    #[serde(rename = "RoleDetailList", skip_serializing_if = "Option::is_none")]
    pub role_detail_list: Option<Vec<RoleDetail>>,
    #[serde(rename = "Policies", skip_serializing_if = "Option::is_none")]
    pub policies: Option<Vec<ManagedPolicyDetail>>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetAccountSummaryResponse {
    #[serde(rename = "SummaryMap", skip_serializing_if = "Option::is_none")]
    pub summary_map: Option<BTreeMap<SummaryKeyType, i32>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetContextKeysForCustomPolicyRequest {
    #[serde(rename = "PolicyInputList")]
    pub policy_input_list: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetContextKeysForPolicyResponse {
    #[serde(rename = "ContextKeyNames", skip_serializing_if = "Option::is_none")]
    pub context_key_names: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetContextKeysForPrincipalPolicyRequest {
    #[serde(rename = "PolicySourceArn")]
    pub policy_source_arn: String,
    #[serde(rename = "PolicyInputList")]
    pub policy_input_list: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetGroupPolicyRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetGroupPolicyResponse {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetGroupRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetGroupResponse {
    #[serde(rename = "Group")]
    pub group: Group,
    #[serde(rename = "Users")]
    pub users: Vec<User>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetLoginProfileRequest {
    #[serde(rename = "UserName")]
    pub user_name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetLoginProfileResponse {
    #[serde(rename = "LoginProfile")]
    pub login_profile: LoginProfile,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetOpenIDConnectProviderRequest {
    #[serde(rename = "OpenIDConnectProviderArn")]
    pub open_id_connect_provider_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetOpenIDConnectProviderResponse {
    #[serde(rename = "Url", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(rename = "ClientIDList", skip_serializing_if = "Option::is_none")]
    pub client_id_list: Option<Vec<String>>,
    #[serde(rename = "ThumbprintList", skip_serializing_if = "Option::is_none")]
    pub thumbprint_list: Option<Vec<String>>,
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<crate::Timestamp>,
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetPolicyRequest {
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetPolicyResponse {
    #[serde(rename = "Policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetPolicyVersionRequest {
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    #[serde(rename = "VersionId")]
    pub version_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetPolicyVersionResponse {
    #[serde(rename = "PolicyVersion", skip_serializing_if = "Option::is_none")]
    pub policy_version: Option<PolicyVersion>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetRolePolicyRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetRolePolicyResponse {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetRoleRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetRoleResponse {
    #[serde(rename = "Role")]
    pub role: Role,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetServiceLinkedRoleDeletionStatusRequest {
    #[serde(rename = "DeletionTaskId")]
    pub deletion_task_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GetServiceLinkedRoleDeletionStatusResponse {
    #[serde(rename = "Status")]
    pub status: DeletionTaskStatusType,
    #[serde(rename = "Reason", skip_serializing_if = "Option::is_none")]
    pub reason: Option<DeletionTaskFailureReasonType>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetUserPolicyRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetUserPolicyResponse {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetUserRequest {
    #[serde(rename = "UserName")]
    pub user_name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetUserResponse {
    #[serde(rename = "User")]
    pub user: User,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    #[serde(rename = "Path")]
    pub path: String,
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "GroupId")]
    pub group_id: String,
    #[serde(rename = "Arn")]
    pub arn: String,
    #[serde(rename = "CreateDate")]
    pub create_date: crate::Timestamp,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GroupDetail {
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(rename = "GroupName", skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    #[serde(rename = "GroupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<crate::Timestamp>,
    #[serde(rename = "GroupPolicyList", skip_serializing_if = "Option::is_none")]
    pub group_policy_list: Option<Vec<PolicyDetail>>,
    #[serde(
        rename = "AttachedManagedPolicies",
        skip_serializing_if = "Option::is_none"
    )]
    pub attached_managed_policies: Option<Vec<AttachedPolicy>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct InlinePolicyIdentifierType {
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    #[serde(rename = "AttachmentType")]
    pub attachment_type: AttachmentType,
    #[serde(rename = "AttachmentName")]
    pub attachment_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InstanceProfile {
    #[serde(rename = "Path")]
    pub path: String,
    #[serde(rename = "InstanceProfileName")]
    pub instance_profile_name: String,
    #[serde(rename = "InstanceProfileId")]
    pub instance_profile_id: String,
    #[serde(rename = "Arn")]
    pub arn: String,
    #[serde(rename = "CreateDate")]
    pub create_date: crate::Timestamp,
    #[serde(rename = "Roles")]
    pub roles: Vec<Role>,
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListAccessKeysRequest {
    #[serde(rename = "UserName")]
    pub user_name: Option<String>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListAccessKeysResponse {
    #[serde(rename = "AccessKeyMetadata")]
    pub access_key_metadata: Vec<AccessKeyMetadata>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListAccountAliasesRequest {
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListAccountAliasesResponse {
    #[serde(rename = "AccountAliases")]
    pub account_aliases: Vec<String>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListAttachedGroupPoliciesRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "PathPrefix")]
    pub path_prefix: Option<String>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListAttachedGroupPoliciesResponse {
    #[serde(rename = "AttachedPolicies", skip_serializing_if = "Option::is_none")]
    pub attached_policies: Option<Vec<AttachedPolicy>>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListAttachedRolePoliciesRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "PathPrefix")]
    pub path_prefix: Option<String>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListAttachedRolePoliciesResponse {
    #[serde(rename = "AttachedPolicies", skip_serializing_if = "Option::is_none")]
    pub attached_policies: Option<Vec<AttachedPolicy>>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListAttachedUserPoliciesRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "PathPrefix")]
    pub path_prefix: Option<String>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListAttachedUserPoliciesResponse {
    #[serde(rename = "AttachedPolicies", skip_serializing_if = "Option::is_none")]
    pub attached_policies: Option<Vec<AttachedPolicy>>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListEntitiesForPolicyRequest {
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    #[serde(rename = "EntityFilter")]
    pub entity_filter: Option<EntityType>,
    #[serde(rename = "PathPrefix")]
    pub path_prefix: Option<String>,
    #[serde(rename = "PolicyUsageFilter")]
    pub policy_usage_filter: Option<PolicyUsageType>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListEntitiesForPolicyResponse {
    #[serde(rename = "PolicyGroups", skip_serializing_if = "Option::is_none")]
    pub policy_groups: Option<Vec<PolicyGroup>>,
    #[serde(rename = "PolicyUsers", skip_serializing_if = "Option::is_none")]
    pub policy_users: Option<Vec<PolicyUser>>,
    #[serde(rename = "PolicyRoles", skip_serializing_if = "Option::is_none")]
    pub policy_roles: Option<Vec<PolicyRole>>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListGroupPoliciesRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListGroupPoliciesResponse {
    #[serde(rename = "PolicyNames")]
    pub policy_names: Vec<String>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListGroupsForUserRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListGroupsForUserResponse {
    #[serde(rename = "Groups")]
    pub groups: Vec<Group>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListGroupsRequest {
    #[serde(rename = "PathPrefix")]
    pub path_prefix: Option<String>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListGroupsResponse {
    #[serde(rename = "Groups")]
    pub groups: Vec<Group>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListInstanceProfilesForRoleRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListInstanceProfilesForRoleResponse {
    #[serde(rename = "InstanceProfiles")]
    pub instance_profiles: Vec<InstanceProfile>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListMFADevicesRequest {
    #[serde(rename = "UserName")]
    pub user_name: Option<String>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListMFADevicesResponse {
    #[serde(rename = "MFADevices")]
    pub mfa_devices: Vec<MFADevice>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListOpenIDConnectProviderTagsRequest {
    #[serde(rename = "OpenIDConnectProviderArn")]
    pub open_id_connect_provider_arn: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListOpenIDConnectProviderTagsResponse {
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListOpenIDConnectProvidersRequest {}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListOpenIDConnectProvidersResponse {
    #[serde(
        rename = "OpenIDConnectProviderList",
        skip_serializing_if = "Option::is_none"
    )]
    pub open_id_connect_provider_list: Option<Vec<OpenIDConnectProviderListEntry>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListPoliciesRequest {
    #[serde(rename = "Scope")]
    pub scope: Option<PolicyScopeType>,
    #[serde(rename = "OnlyAttached")]
    pub only_attached: Option<bool>,
    #[serde(rename = "PathPrefix")]
    pub path_prefix: Option<String>,
    #[serde(rename = "PolicyUsageFilter")]
    pub policy_usage_filter: Option<PolicyUsageType>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListPoliciesResponse {
    #[serde(rename = "Policies", skip_serializing_if = "Option::is_none")]
    pub policies: Option<Vec<Policy>>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListPolicyTagsRequest {
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListPolicyTagsResponse {
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListPolicyVersionsRequest {
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListPolicyVersionsResponse {
    #[serde(rename = "Versions", skip_serializing_if = "Option::is_none")]
    pub versions: Option<Vec<PolicyVersion>>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListRolePoliciesRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListRolePoliciesResponse {
    #[serde(rename = "PolicyNames")]
    pub policy_names: Vec<String>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListRoleTagsRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListRoleTagsResponse {
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListRolesRequest {
    #[serde(rename = "PathPrefix")]
    pub path_prefix: Option<String>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListRolesResponse {
    #[serde(rename = "Roles")]
    pub roles: Vec<Role>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListSSHPublicKeysRequest {
    #[serde(rename = "UserName")]
    pub user_name: Option<String>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListSSHPublicKeysResponse {
    #[serde(rename = "SSHPublicKeys", skip_serializing_if = "Option::is_none")]
    pub ssh_public_keys: Option<Vec<SSHPublicKeyMetadata>>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListServiceSpecificCredentialsRequest {
    #[serde(rename = "UserName")]
    pub user_name: Option<String>,
    #[serde(rename = "ServiceName")]
    pub service_name: Option<String>,
    #[serde(rename = "AllUsers")]
    pub all_users: Option<bool>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListServiceSpecificCredentialsResponse {
    #[serde(
        rename = "ServiceSpecificCredentials",
        skip_serializing_if = "Option::is_none"
    )]
    pub service_specific_credentials: Option<Vec<ServiceSpecificCredentialMetadata>>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListSigningCertificatesRequest {
    #[serde(rename = "UserName")]
    pub user_name: Option<String>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListSigningCertificatesResponse {
    #[serde(rename = "Certificates")]
    pub certificates: Vec<SigningCertificate>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListUserPoliciesRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListUserPoliciesResponse {
    #[serde(rename = "PolicyNames")]
    pub policy_names: Vec<String>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListUserTagsRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListUserTagsResponse {
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListUsersRequest {
    #[serde(rename = "PathPrefix")]
    pub path_prefix: Option<String>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListUsersResponse {
    #[serde(rename = "Users")]
    pub users: Vec<User>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListVirtualMFADevicesRequest {
    #[serde(rename = "AssignmentStatus")]
    pub assignment_status: Option<AssignmentStatusType>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListVirtualMFADevicesResponse {
    #[serde(rename = "VirtualMFADevices")]
    pub virtual_mfa_devices: Vec<VirtualMFADevice>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LoginProfile {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "CreateDate")]
    pub create_date: crate::Timestamp,
    #[serde(
        rename = "PasswordResetRequired",
        skip_serializing_if = "Option::is_none"
    )]
    pub password_reset_required: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MFADevice {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "SerialNumber")]
    pub serial_number: String,
    #[serde(rename = "EnableDate")]
    pub enable_date: crate::Timestamp,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ManagedPolicyDetail {
    #[serde(rename = "PolicyName", skip_serializing_if = "Option::is_none")]
    pub policy_name: Option<String>,
    #[serde(rename = "PolicyId", skip_serializing_if = "Option::is_none")]
    pub policy_id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(rename = "DefaultVersionId", skip_serializing_if = "Option::is_none")]
    pub default_version_id: Option<String>,
    #[serde(rename = "AttachmentCount", skip_serializing_if = "Option::is_none")]
    pub attachment_count: Option<i32>,
    #[serde(
        rename = "PermissionsBoundaryUsageCount",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_usage_count: Option<i32>,
    #[serde(rename = "IsAttachable", skip_serializing_if = "Option::is_none")]
    pub is_attachable: Option<bool>,
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<crate::Timestamp>,
    #[serde(rename = "UpdateDate", skip_serializing_if = "Option::is_none")]
    pub update_date: Option<crate::Timestamp>,
    #[serde(rename = "PolicyVersionList", skip_serializing_if = "Option::is_none")]
    pub policy_version_list: Option<Vec<PolicyVersion>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OpenIDConnectProviderListEntry {
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct OrderedOrganizationPolicyType {
    #[serde(rename = "ServiceControlPolicyInputList")]
    pub service_control_policy_input_list: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OrganizationsDecisionDetail {
    #[serde(
        rename = "AllowedByOrganizations",
        skip_serializing_if = "Option::is_none"
    )]
    pub allowed_by_organizations: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PermissionsBoundaryDecisionDetail {
    #[serde(
        rename = "AllowedByPermissionsBoundary",
        skip_serializing_if = "Option::is_none"
    )]
    pub allowed_by_permissions_boundary: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Policy {
    #[serde(rename = "PolicyName", skip_serializing_if = "Option::is_none")]
    pub policy_name: Option<String>,
    #[serde(rename = "PolicyId", skip_serializing_if = "Option::is_none")]
    pub policy_id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(rename = "DefaultVersionId", skip_serializing_if = "Option::is_none")]
    pub default_version_id: Option<String>,
    #[serde(rename = "AttachmentCount", skip_serializing_if = "Option::is_none")]
    pub attachment_count: Option<i32>,
    #[serde(
        rename = "PermissionsBoundaryUsageCount",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_usage_count: Option<i32>,
    #[serde(rename = "IsAttachable", skip_serializing_if = "Option::is_none")]
    pub is_attachable: Option<bool>,
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<crate::Timestamp>,
    #[serde(rename = "UpdateDate", skip_serializing_if = "Option::is_none")]
    pub update_date: Option<crate::Timestamp>,
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PolicyDetail {
    #[serde(rename = "PolicyName", skip_serializing_if = "Option::is_none")]
    pub policy_name: Option<String>,
    #[serde(rename = "PolicyDocument", skip_serializing_if = "Option::is_none")]
    pub policy_document: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PolicyGroup {
    #[serde(rename = "GroupName", skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    #[serde(rename = "GroupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PolicyIdentifier {
    #[serde(rename = "PolicyType")]
    pub policy_type: Option<PolicyIdentifierPolicyType>,
    #[serde(rename = "PolicyArn")]
    pub policy_arn: Option<String>,
    #[serde(rename = "InlinePolicyIdentifier")]
    pub inline_policy_identifier: Option<InlinePolicyIdentifierType>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PolicyRole {
    #[serde(rename = "RoleName", skip_serializing_if = "Option::is_none")]
    pub role_name: Option<String>,
    #[serde(rename = "RoleId", skip_serializing_if = "Option::is_none")]
    pub role_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PolicyUser {
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    #[serde(rename = "UserId", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PolicyVersion {
    #[serde(rename = "Document", skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    #[serde(rename = "VersionId", skip_serializing_if = "Option::is_none")]
    pub version_id: Option<String>,
    #[serde(rename = "IsDefaultVersion", skip_serializing_if = "Option::is_none")]
    pub is_default_version: Option<bool>,
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<crate::Timestamp>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Position {
    #[serde(rename = "Line", skip_serializing_if = "Option::is_none")]
    pub line: Option<i32>,
    #[serde(rename = "Column", skip_serializing_if = "Option::is_none")]
    pub column: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutGroupPolicyRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutRolePermissionsBoundaryRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "PermissionsBoundary")]
    pub permissions_boundary: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutRolePolicyRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutUserPermissionsBoundaryRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "PermissionsBoundary")]
    pub permissions_boundary: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutUserPolicyRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "PolicyName")]
    pub policy_name: String,
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RemoveClientIDFromOpenIDConnectProviderRequest {
    #[serde(rename = "OpenIDConnectProviderArn")]
    pub open_id_connect_provider_arn: String,
    #[serde(rename = "ClientID")]
    pub client_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RemoveUserFromGroupRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "UserName")]
    pub user_name: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ResourceSpecificResult {
    #[serde(rename = "EvalResourceName")]
    pub eval_resource_name: String,
    #[serde(rename = "EvalResourceDecision")]
    pub eval_resource_decision: PolicyEvaluationDecisionType,
    #[serde(rename = "MatchedStatements", skip_serializing_if = "Option::is_none")]
    pub matched_statements: Option<Vec<Statement>>,
    #[serde(
        rename = "MissingContextValues",
        skip_serializing_if = "Option::is_none"
    )]
    pub missing_context_values: Option<Vec<String>>,
    #[serde(
        rename = "EvalDecisionDetails",
        skip_serializing_if = "Option::is_none"
    )]
    pub eval_decision_details: Option<BTreeMap<String, PolicyEvaluationDecisionType>>,
    #[serde(
        rename = "PermissionsBoundaryDecisionDetail",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary_decision_detail: Option<PermissionsBoundaryDecisionDetail>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Role {
    #[serde(rename = "Path")]
    pub path: String,
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "RoleId")]
    pub role_id: String,
    #[serde(rename = "Arn")]
    pub arn: String,
    #[serde(rename = "CreateDate")]
    pub create_date: crate::Timestamp,
    #[serde(
        rename = "AssumeRolePolicyDocument",
        skip_serializing_if = "Option::is_none"
    )]
    pub assume_role_policy_document: Option<String>,
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "MaxSessionDuration", skip_serializing_if = "Option::is_none")]
    pub max_session_duration: Option<i32>,
    #[serde(
        rename = "PermissionsBoundary",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "RoleLastUsed", skip_serializing_if = "Option::is_none")]
    pub role_last_used: Option<RoleLastUsed>,
    #[serde(rename = "SourceRoleTemplate", skip_serializing_if = "Option::is_none")]
    pub source_role_template: Option<SourceRoleTemplate>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RoleDetail {
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(rename = "RoleName", skip_serializing_if = "Option::is_none")]
    pub role_name: Option<String>,
    #[serde(rename = "RoleId", skip_serializing_if = "Option::is_none")]
    pub role_id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<crate::Timestamp>,
    #[serde(
        rename = "AssumeRolePolicyDocument",
        skip_serializing_if = "Option::is_none"
    )]
    pub assume_role_policy_document: Option<String>,
    #[serde(
        rename = "InstanceProfileList",
        skip_serializing_if = "Option::is_none"
    )]
    pub instance_profile_list: Option<Vec<InstanceProfile>>,
    #[serde(rename = "RolePolicyList", skip_serializing_if = "Option::is_none")]
    pub role_policy_list: Option<Vec<PolicyDetail>>,
    #[serde(
        rename = "AttachedManagedPolicies",
        skip_serializing_if = "Option::is_none"
    )]
    pub attached_managed_policies: Option<Vec<AttachedPolicy>>,
    #[serde(
        rename = "PermissionsBoundary",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "RoleLastUsed", skip_serializing_if = "Option::is_none")]
    pub role_last_used: Option<RoleLastUsed>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RoleLastUsed {
    #[serde(rename = "LastUsedDate", skip_serializing_if = "Option::is_none")]
    pub last_used_date: Option<crate::Timestamp>,
    #[serde(rename = "Region", skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RoleUsageType {
    #[serde(rename = "Region", skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(rename = "Resources", skip_serializing_if = "Option::is_none")]
    pub resources: Option<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SSHPublicKeyMetadata {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "SSHPublicKeyId")]
    pub ssh_public_key_id: String,
    #[serde(rename = "Status")]
    pub status: StatusType,
    #[serde(rename = "UploadDate")]
    pub upload_date: crate::Timestamp,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ServiceSpecificCredentialMetadata {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "Status")]
    pub status: StatusType,
    #[serde(rename = "ServiceUserName", skip_serializing_if = "Option::is_none")]
    pub service_user_name: Option<String>,
    #[serde(
        rename = "ServiceCredentialAlias",
        skip_serializing_if = "Option::is_none"
    )]
    pub service_credential_alias: Option<String>,
    #[serde(rename = "CreateDate")]
    pub create_date: crate::Timestamp,
    #[serde(rename = "ExpirationDate", skip_serializing_if = "Option::is_none")]
    pub expiration_date: Option<crate::Timestamp>,
    #[serde(rename = "ServiceSpecificCredentialId")]
    pub service_specific_credential_id: String,
    #[serde(rename = "ServiceName")]
    pub service_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SetDefaultPolicyVersionRequest {
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    #[serde(rename = "VersionId")]
    pub version_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SigningCertificate {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "CertificateId")]
    pub certificate_id: String,
    #[serde(rename = "CertificateBody")]
    pub certificate_body: String,
    #[serde(rename = "Status")]
    pub status: StatusType,
    #[serde(rename = "UploadDate", skip_serializing_if = "Option::is_none")]
    pub upload_date: Option<crate::Timestamp>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SimulateCustomPolicyRequest {
    #[serde(rename = "PolicyInputList")]
    pub policy_input_list: Vec<String>,
    #[serde(rename = "PermissionsBoundaryPolicyInputList")]
    pub permissions_boundary_policy_input_list: Option<Vec<String>>,
    #[serde(rename = "OrderedOrganizationPolicyInputList")]
    pub ordered_organization_policy_input_list: Option<Vec<OrderedOrganizationPolicyType>>,
    #[serde(rename = "ActionNames")]
    pub action_names: Vec<String>,
    #[serde(rename = "ResourceArns")]
    pub resource_arns: Option<Vec<String>>,
    #[serde(rename = "ResourcePolicy")]
    pub resource_policy: Option<String>,
    #[serde(rename = "ResourceOwner")]
    pub resource_owner: Option<String>,
    #[serde(rename = "CallerArn")]
    pub caller_arn: Option<String>,
    #[serde(rename = "ContextEntries")]
    pub context_entries: Option<Vec<ContextEntry>>,
    #[serde(rename = "ResourceHandlingOption")]
    pub resource_handling_option: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SimulatePolicyResponse {
    #[serde(rename = "EvaluationResults", skip_serializing_if = "Option::is_none")]
    pub evaluation_results: Option<Vec<EvaluationResult>>,
    #[serde(rename = "IsTruncated", skip_serializing_if = "Option::is_none")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "Marker", skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SimulatePrincipalPolicyRequest {
    #[serde(rename = "PolicySourceArn")]
    pub policy_source_arn: String,
    #[serde(rename = "PolicyInputList")]
    pub policy_input_list: Option<Vec<String>>,
    #[serde(rename = "PermissionsBoundaryPolicyInputList")]
    pub permissions_boundary_policy_input_list: Option<Vec<String>>,
    #[serde(rename = "PolicyExclusionList")]
    pub policy_exclusion_list: Option<Vec<PolicyIdentifier>>,
    #[serde(rename = "ActionNames")]
    pub action_names: Vec<String>,
    #[serde(rename = "ResourceArns")]
    pub resource_arns: Option<Vec<String>>,
    #[serde(rename = "ResourcePolicy")]
    pub resource_policy: Option<String>,
    #[serde(rename = "ResourceOwner")]
    pub resource_owner: Option<String>,
    #[serde(rename = "CallerArn")]
    pub caller_arn: Option<String>,
    #[serde(rename = "ContextEntries")]
    pub context_entries: Option<Vec<ContextEntry>>,
    #[serde(rename = "ResourceHandlingOption")]
    pub resource_handling_option: Option<String>,
    #[serde(rename = "MaxItems")]
    pub max_items: Option<i32>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SourceRoleTemplate {
    #[serde(rename = "TemplateArn")]
    pub template_arn: String,
    #[serde(rename = "TemplateMinorVersion")]
    pub template_minor_version: i32,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Statement {
    #[serde(rename = "SourcePolicyId", skip_serializing_if = "Option::is_none")]
    pub source_policy_id: Option<String>,
    #[serde(rename = "SourcePolicyType", skip_serializing_if = "Option::is_none")]
    pub source_policy_type: Option<String>,
    #[serde(rename = "StartPosition", skip_serializing_if = "Option::is_none")]
    pub start_position: Option<Position>,
    #[serde(rename = "EndPosition", skip_serializing_if = "Option::is_none")]
    pub end_position: Option<Position>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    #[serde(rename = "Key")]
    pub key: String,
    #[serde(rename = "Value")]
    pub value: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TagOpenIDConnectProviderRequest {
    #[serde(rename = "OpenIDConnectProviderArn")]
    pub open_id_connect_provider_arn: String,
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TagPolicyRequest {
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TagRoleRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TagUserRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UntagOpenIDConnectProviderRequest {
    #[serde(rename = "OpenIDConnectProviderArn")]
    pub open_id_connect_provider_arn: String,
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UntagPolicyRequest {
    #[serde(rename = "PolicyArn")]
    pub policy_arn: String,
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UntagRoleRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UntagUserRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct UpdateAccessKeyRequest {
    #[serde(rename = "UserName")]
    pub user_name: Option<String>,
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
    #[serde(rename = "Status")]
    pub status: StatusType,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateAssumeRolePolicyRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "PolicyDocument")]
    pub policy_document: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateGroupRequest {
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "NewPath")]
    pub new_path: Option<String>,
    #[serde(rename = "NewGroupName")]
    pub new_group_name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateOpenIDConnectProviderThumbprintRequest {
    #[serde(rename = "OpenIDConnectProviderArn")]
    pub open_id_connect_provider_arn: String,
    #[serde(rename = "ThumbprintList")]
    pub thumbprint_list: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateRoleDescriptionRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "Description")]
    pub description: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UpdateRoleDescriptionResponse {
    #[serde(rename = "Role", skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateRoleRequest {
    #[serde(rename = "RoleName")]
    pub role_name: String,
    #[serde(rename = "Description")]
    pub description: Option<String>,
    #[serde(rename = "MaxSessionDuration")]
    pub max_session_duration: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UpdateRoleResponse {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateUserRequest {
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "NewPath")]
    pub new_path: Option<String>,
    #[serde(rename = "NewUserName")]
    pub new_user_name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct User {
    #[serde(rename = "Path")]
    pub path: String,
    #[serde(rename = "UserName")]
    pub user_name: String,
    #[serde(rename = "UserId")]
    pub user_id: String,
    #[serde(rename = "Arn")]
    pub arn: String,
    #[serde(rename = "CreateDate")]
    pub create_date: crate::Timestamp,
    #[serde(rename = "PasswordLastUsed", skip_serializing_if = "Option::is_none")]
    pub password_last_used: Option<crate::Timestamp>,
    #[serde(
        rename = "PermissionsBoundary",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UserDetail {
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(rename = "UserName", skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    #[serde(rename = "UserId", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "CreateDate", skip_serializing_if = "Option::is_none")]
    pub create_date: Option<crate::Timestamp>,
    #[serde(rename = "UserPolicyList", skip_serializing_if = "Option::is_none")]
    pub user_policy_list: Option<Vec<PolicyDetail>>,
    #[serde(rename = "GroupList", skip_serializing_if = "Option::is_none")]
    pub group_list: Option<Vec<String>>,
    #[serde(
        rename = "AttachedManagedPolicies",
        skip_serializing_if = "Option::is_none"
    )]
    pub attached_managed_policies: Option<Vec<AttachedPolicy>>,
    #[serde(
        rename = "PermissionsBoundary",
        skip_serializing_if = "Option::is_none"
    )]
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VirtualMFADevice {
    #[serde(rename = "SerialNumber")]
    pub serial_number: String,
    #[serde(rename = "Base32StringSeed", skip_serializing_if = "Option::is_none")]
    pub base32_string_seed: Option<crate::Blob>,
    #[serde(rename = "QRCodePNG", skip_serializing_if = "Option::is_none")]
    pub qr_code_png: Option<crate::Blob>,
    #[serde(rename = "User", skip_serializing_if = "Option::is_none")]
    pub user: Option<User>,
    #[serde(rename = "EnableDate", skip_serializing_if = "Option::is_none")]
    pub enable_date: Option<crate::Timestamp>,
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

string_enum!(AttachmentType {
    User = "user",
    Group = "group",
    Role = "role",
});

string_enum!(ContextKeyTypeEnum {
    String = "string",
    StringList = "stringList",
    Numeric = "numeric",
    NumericList = "numericList",
    Boolean = "boolean",
    BooleanList = "booleanList",
    Ip = "ip",
    IpList = "ipList",
    Binary = "binary",
    BinaryList = "binaryList",
    Date = "date",
    DateList = "dateList",
});

string_enum!(DeletionTaskStatusType {
    Succeeded = "SUCCEEDED",
    InProgress = "IN_PROGRESS",
    Failed = "FAILED",
    NotStarted = "NOT_STARTED",
});

string_enum!(EntityType {
    User = "User",
    Role = "Role",
    Group = "Group",
    LocalManagedPolicy = "LocalManagedPolicy",
    AWSManagedPolicy = "AWSManagedPolicy",
});

string_enum!(PermissionsBoundaryAttachmentType {
    PermissionsBoundaryPolicy = "PermissionsBoundaryPolicy",
});

string_enum!(PolicyEvaluationDecisionType {
    Allowed = "allowed",
    ExplicitDeny = "explicitDeny",
    ImplicitDeny = "implicitDeny",
});

string_enum!(PolicyIdentifierPolicyType {
    Inline = "inline",
    AwsManaged = "aws-managed",
    UserManaged = "user-managed",
    PermissionBoundary = "permission-boundary",
    Scp = "scp",
    Rcp = "rcp",
});

string_enum!(PolicyUsageType {
    PermissionsPolicy = "PermissionsPolicy",
    PermissionsBoundary = "PermissionsBoundary",
});

string_enum!(AssignmentStatusType {
    Assigned = "Assigned",
    Unassigned = "Unassigned",
    Any = "Any",
});

string_enum!(PolicyScopeType {
    All = "All",
    Aws = "AWS",
    Local = "Local",
});

string_enum!(StatusType {
    Active = "Active",
    Inactive = "Inactive",
    Expired = "Expired",
});

string_enum!(SummaryKeyType {
    Users = "Users",
    UsersQuota = "UsersQuota",
    Groups = "Groups",
    GroupsQuota = "GroupsQuota",
    ServerCertificates = "ServerCertificates",
    ServerCertificatesQuota = "ServerCertificatesQuota",
    UserPolicySizeQuota = "UserPolicySizeQuota",
    GroupPolicySizeQuota = "GroupPolicySizeQuota",
    GroupsPerUserQuota = "GroupsPerUserQuota",
    SigningCertificatesPerUserQuota = "SigningCertificatesPerUserQuota",
    AccessKeysPerUserQuota = "AccessKeysPerUserQuota",
    MFADevices = "MFADevices",
    MFADevicesInUse = "MFADevicesInUse",
    AccountMFAEnabled = "AccountMFAEnabled",
    AccountAccessKeysPresent = "AccountAccessKeysPresent",
    AccountPasswordPresent = "AccountPasswordPresent",
    AccountSigningCertificatesPresent = "AccountSigningCertificatesPresent",
    AttachedPoliciesPerGroupQuota = "AttachedPoliciesPerGroupQuota",
    AttachedPoliciesPerRoleQuota = "AttachedPoliciesPerRoleQuota",
    AttachedPoliciesPerUserQuota = "AttachedPoliciesPerUserQuota",
    Policies = "Policies",
    PoliciesQuota = "PoliciesQuota",
    PolicySizeQuota = "PolicySizeQuota",
    PolicyVersionsInUse = "PolicyVersionsInUse",
    PolicyVersionsInUseQuota = "PolicyVersionsInUseQuota",
    VersionsPerPolicyQuota = "VersionsPerPolicyQuota",
    GlobalEndpointTokenVersion = "GlobalEndpointTokenVersion",
    AssumeRolePolicySizeQuota = "AssumeRolePolicySizeQuota",
    InstanceProfiles = "InstanceProfiles",
    InstanceProfilesQuota = "InstanceProfilesQuota",
    Providers = "Providers",
    RolePolicySizeQuota = "RolePolicySizeQuota",
    Roles = "Roles",
    RolesQuota = "RolesQuota",
});

static OPERATIONS: &[Operation] = &[
    Operation {
        name: "AddClientIDToOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "AddUserToGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ADD_USER_TO_GROUP_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "AttachGroupPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ATTACH_GROUP_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "AttachRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ATTACH_ROLE_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "AttachUserPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ATTACH_USER_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateAccessKey",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_ACCESS_KEY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreateAccessKeyResult"),
        output_locations: &[],
    },
    Operation {
        name: "CreateAccountAlias",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_ACCOUNT_ALIAS_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_GROUP_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreateGroupResult"),
        output_locations: &[],
    },
    Operation {
        name: "CreateOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreateOpenIDConnectProviderResult"),
        output_locations: &[],
    },
    Operation {
        name: "CreatePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreatePolicyResult"),
        output_locations: &[],
    },
    Operation {
        name: "CreatePolicyVersion",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_POLICY_VERSION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreatePolicyVersionResult"),
        output_locations: &[],
    },
    Operation {
        name: "CreateRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_ROLE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreateRoleResult"),
        output_locations: &[],
    },
    Operation {
        name: "CreateServiceLinkedRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_SERVICE_LINKED_ROLE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreateServiceLinkedRoleResult"),
        output_locations: &[],
    },
    Operation {
        name: "CreateUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_USER_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreateUserResult"),
        output_locations: &[],
    },
    Operation {
        name: "DeleteAccessKey",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_ACCESS_KEY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteAccountAlias",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_ACCOUNT_ALIAS_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_GROUP_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteGroupPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_GROUP_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteLoginProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_LOGIN_PROFILE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeletePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeletePolicyVersion",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_POLICY_VERSION_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_ROLE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteRolePermissionsBoundary",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_ROLE_PERMISSIONS_BOUNDARY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_ROLE_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteServiceLinkedRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_SERVICE_LINKED_ROLE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DeleteServiceLinkedRoleResult"),
        output_locations: &[],
    },
    Operation {
        name: "DeleteUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_USER_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteUserPermissionsBoundary",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_USER_PERMISSIONS_BOUNDARY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteUserPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_USER_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DetachGroupPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DETACH_GROUP_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DetachRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DETACH_ROLE_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DetachUserPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DETACH_USER_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetAccessKeyLastUsed",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_ACCESS_KEY_LAST_USED_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetAccessKeyLastUsedResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetAccountAuthorizationDetails",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_ACCOUNT_AUTHORIZATION_DETAILS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetAccountAuthorizationDetailsResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetAccountSummary",
        method: "POST",
        uri: "/",
        status: 200,
        input: &EMPTY,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetAccountSummaryResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetContextKeysForCustomPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetContextKeysForCustomPolicyResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetContextKeysForPrincipalPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetContextKeysForPrincipalPolicyResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_GROUP_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetGroupResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetGroupPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_GROUP_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetGroupPolicyResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetLoginProfile",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_LOGIN_PROFILE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetLoginProfileResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetOpenIDConnectProviderResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetPolicyResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetPolicyVersion",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_POLICY_VERSION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetPolicyVersionResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_ROLE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetRoleResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_ROLE_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetRolePolicyResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetServiceLinkedRoleDeletionStatus",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_SERVICE_LINKED_ROLE_DELETION_STATUS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetServiceLinkedRoleDeletionStatusResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_USER_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetUserResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetUserPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_USER_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetUserPolicyResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListAccessKeys",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ACCESS_KEYS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListAccessKeysResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListAccountAliases",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ACCOUNT_ALIASES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListAccountAliasesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListAttachedGroupPolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ATTACHED_GROUP_POLICIES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListAttachedGroupPoliciesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListAttachedRolePolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ATTACHED_ROLE_POLICIES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListAttachedRolePoliciesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListAttachedUserPolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ATTACHED_USER_POLICIES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListAttachedUserPoliciesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListEntitiesForPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ENTITIES_FOR_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListEntitiesForPolicyResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListGroupPolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_GROUP_POLICIES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListGroupPoliciesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListGroups",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_GROUPS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListGroupsResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListGroupsForUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_GROUPS_FOR_USER_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListGroupsForUserResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListInstanceProfilesForRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListInstanceProfilesForRoleResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListMFADevices",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_MFA_DEVICES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListMFADevicesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListOpenIDConnectProviderTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListOpenIDConnectProviderTagsResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListOpenIDConnectProviders",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_OPEN_ID_CONNECT_PROVIDERS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListOpenIDConnectProvidersResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListPolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_POLICIES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListPoliciesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListPolicyTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_POLICY_TAGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListPolicyTagsResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListPolicyVersions",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_POLICY_VERSIONS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListPolicyVersionsResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListRolePolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ROLE_POLICIES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListRolePoliciesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListRoleTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ROLE_TAGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListRoleTagsResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListRoles",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ROLES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListRolesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListSSHPublicKeys",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_SSH_PUBLIC_KEYS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListSSHPublicKeysResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListServiceSpecificCredentials",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_SERVICE_SPECIFIC_CREDENTIALS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListServiceSpecificCredentialsResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListSigningCertificates",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_SIGNING_CERTIFICATES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListSigningCertificatesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListUserPolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_USER_POLICIES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListUserPoliciesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListUserTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_USER_TAGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListUserTagsResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListUsers",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_USERS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListUsersResult"),
        output_locations: &[],
    },
    Operation {
        name: "ListVirtualMFADevices",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_VIRTUAL_MFA_DEVICES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ListVirtualMFADevicesResult"),
        output_locations: &[],
    },
    Operation {
        name: "PutGroupPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &PUT_GROUP_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutRolePermissionsBoundary",
        method: "POST",
        uri: "/",
        status: 200,
        input: &PUT_ROLE_PERMISSIONS_BOUNDARY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &PUT_ROLE_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutUserPermissionsBoundary",
        method: "POST",
        uri: "/",
        status: 200,
        input: &PUT_USER_PERMISSIONS_BOUNDARY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutUserPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &PUT_USER_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "RemoveClientIDFromOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "RemoveUserFromGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &REMOVE_USER_FROM_GROUP_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "SetDefaultPolicyVersion",
        method: "POST",
        uri: "/",
        status: 200,
        input: &SET_DEFAULT_POLICY_VERSION_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "SimulateCustomPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &SIMULATE_CUSTOM_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("SimulateCustomPolicyResult"),
        output_locations: &[],
    },
    Operation {
        name: "SimulatePrincipalPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &SIMULATE_PRINCIPAL_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("SimulatePrincipalPolicyResult"),
        output_locations: &[],
    },
    Operation {
        name: "TagOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &TAG_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "TagPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &TAG_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "TagRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &TAG_ROLE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "TagUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &TAG_USER_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UntagOpenIDConnectProvider",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UNTAG_OPEN_ID_CONNECT_PROVIDER_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UntagPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UNTAG_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UntagRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UNTAG_ROLE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UntagUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UNTAG_USER_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateAccessKey",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_ACCESS_KEY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateAssumeRolePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_ASSUME_ROLE_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_GROUP_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateOpenIDConnectProviderThumbprint",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_ROLE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("UpdateRoleResult"),
        output_locations: &[],
    },
    Operation {
        name: "UpdateRoleDescription",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_ROLE_DESCRIPTION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("UpdateRoleDescriptionResult"),
        output_locations: &[],
    },
    Operation {
        name: "UpdateUser",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_USER_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
];

static ACTION_NAME_LIST_TYPE: Shape = Shape::List {
    element: &ACTION_NAME_TYPE,
    length: Range::ANY,
};

static ACTION_NAME_TYPE: Shape = Shape::Text(Text::sized(Range::new(Some(3), Some(128))));

static ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER_REQUEST: Shape = Shape::Structure(&[
    Member::required(
        "OpenIDConnectProviderArn",
        "OpenIDConnectProviderArn",
        &ARN_TYPE,
    ),
    Member::required("ClientID", "ClientID", &CLIENT_ID_TYPE),
]);

static ADD_USER_TO_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
    Member::required("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
]);

static ATTACH_GROUP_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
]);

static ATTACH_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
]);

static ATTACH_USER_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &USER_NAME_TYPE),
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
]);

static ATTACHMENT_NAME: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "[\\w+=,.@-]+",
));

static ATTACHMENT_TYPE: Shape = Shape::Text(Text::one_of(AttachmentType::VALUES));

static CONTEXT_ENTRY: Shape = Shape::Structure(&[
    Member::optional("ContextKeyName", "ContextKeyName", &CONTEXT_KEY_NAME_TYPE),
    Member::optional(
        "ContextKeyValues",
        "ContextKeyValues",
        &CONTEXT_KEY_VALUE_LIST_TYPE,
    ),
    Member::optional("ContextKeyType", "ContextKeyType", &CONTEXT_KEY_TYPE_ENUM),
]);

static CONTEXT_ENTRY_LIST_TYPE: Shape = Shape::List {
    element: &CONTEXT_ENTRY,
    length: Range::ANY,
};

static CONTEXT_KEY_NAME_TYPE: Shape = Shape::Text(Text::sized(Range::new(Some(5), Some(256))));

static CONTEXT_KEY_TYPE_ENUM: Shape = Shape::Text(Text::one_of(ContextKeyTypeEnum::VALUES));

static CONTEXT_KEY_VALUE_LIST_TYPE: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static CREATE_ACCESS_KEY_REQUEST: Shape = Shape::Structure(&[Member::optional(
    "UserName",
    "UserName",
    &EXISTING_USER_NAME_TYPE,
)]);

static CREATE_ACCOUNT_ALIAS_REQUEST: Shape = Shape::Structure(&[Member::required(
    "AccountAlias",
    "AccountAlias",
    &ACCOUNT_ALIAS_TYPE,
)]);

static CREATE_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Path", "Path", &PATH_TYPE),
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
]);

static CREATE_OPEN_ID_CONNECT_PROVIDER_REQUEST: Shape = Shape::Structure(&[
    Member::required("Url", "Url", &OPEN_ID_CONNECT_PROVIDER_URL_TYPE),
    Member::optional("ClientIDList", "ClientIDList", &CLIENT_ID_LIST_TYPE),
    Member::optional("ThumbprintList", "ThumbprintList", &THUMBPRINT_LIST_TYPE),
    Member::optional("Tags", "Tags", &TAG_LIST_TYPE),
]);

static CREATE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyName", "PolicyName", &POLICY_NAME_TYPE),
    Member::optional("Path", "Path", &POLICY_PATH_TYPE),
    Member::required("PolicyDocument", "PolicyDocument", &POLICY_DOCUMENT_TYPE),
    Member::optional("Description", "Description", &POLICY_DESCRIPTION_TYPE),
    Member::optional("Tags", "Tags", &TAG_LIST_TYPE),
]);

static CREATE_POLICY_VERSION_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
    Member::required("PolicyDocument", "PolicyDocument", &POLICY_DOCUMENT_TYPE),
    Member::optional("SetAsDefault", "SetAsDefault", &BOOLEAN),
]);

static CREATE_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Path", "Path", &PATH_TYPE),
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::required(
        "AssumeRolePolicyDocument",
        "AssumeRolePolicyDocument",
        &POLICY_DOCUMENT_TYPE,
    ),
    Member::optional("Description", "Description", &ROLE_DESCRIPTION_TYPE),
    Member::optional(
        "MaxSessionDuration",
        "MaxSessionDuration",
        &ROLE_MAX_SESSION_DURATION_TYPE,
    ),
    Member::optional("PermissionsBoundary", "PermissionsBoundary", &ARN_TYPE),
    Member::optional("Tags", "Tags", &TAG_LIST_TYPE),
]);

static CREATE_SERVICE_LINKED_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member::required("AWSServiceName", "AWSServiceName", &GROUP_NAME_TYPE),
    Member::optional("Description", "Description", &ROLE_DESCRIPTION_TYPE),
    Member::optional("CustomSuffix", "CustomSuffix", &CUSTOM_SUFFIX_TYPE),
]);

static CREATE_USER_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Path", "Path", &PATH_TYPE),
    Member::required("UserName", "UserName", &USER_NAME_TYPE),
    Member::optional("PermissionsBoundary", "PermissionsBoundary", &ARN_TYPE),
    Member::optional("Tags", "Tags", &TAG_LIST_TYPE),
]);

static DELETE_ACCESS_KEY_REQUEST: Shape = Shape::Structure(&[
    Member::optional("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::required("AccessKeyId", "AccessKeyId", &ACCESS_KEY_ID_TYPE),
]);

static DELETE_ACCOUNT_ALIAS_REQUEST: Shape = Shape::Structure(&[Member::required(
    "AccountAlias",
    "AccountAlias",
    &ACCOUNT_ALIAS_TYPE,
)]);

static DELETE_GROUP_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
    Member::required("PolicyName", "PolicyName", &POLICY_NAME_TYPE),
]);

static DELETE_GROUP_REQUEST: Shape =
    Shape::Structure(&[Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE)]);

static DELETE_LOGIN_PROFILE_REQUEST: Shape =
    Shape::Structure(&[Member::optional("UserName", "UserName", &USER_NAME_TYPE)]);

static DELETE_OPEN_ID_CONNECT_PROVIDER_REQUEST: Shape = Shape::Structure(&[Member::required(
    "OpenIDConnectProviderArn",
    "OpenIDConnectProviderArn",
    &ARN_TYPE,
)]);

static DELETE_POLICY_REQUEST: Shape =
    Shape::Structure(&[Member::required("PolicyArn", "PolicyArn", &ARN_TYPE)]);

static DELETE_POLICY_VERSION_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
    Member::required("VersionId", "VersionId", &POLICY_VERSION_ID_TYPE),
]);

static DELETE_ROLE_PERMISSIONS_BOUNDARY_REQUEST: Shape =
    Shape::Structure(&[Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE)]);

static DELETE_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::required("PolicyName", "PolicyName", &POLICY_NAME_TYPE),
]);

static DELETE_ROLE_REQUEST: Shape =
    Shape::Structure(&[Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE)]);

static DELETE_SERVICE_LINKED_ROLE_REQUEST: Shape =
    Shape::Structure(&[Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE)]);

static DELETE_USER_PERMISSIONS_BOUNDARY_REQUEST: Shape =
    Shape::Structure(&[Member::required("UserName", "UserName", &USER_NAME_TYPE)]);

static DELETE_USER_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::required("PolicyName", "PolicyName", &POLICY_NAME_TYPE),
]);

static DELETE_USER_REQUEST: Shape = Shape::Structure(&[Member::required(
    "UserName",
    "UserName",
    &EXISTING_USER_NAME_TYPE,
)]);

static DELETION_TASK_ID_TYPE: Shape = Shape::Text(Text::sized(Range::new(Some(1), Some(1000))));

static DETACH_GROUP_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
]);

static DETACH_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
]);

static DETACH_USER_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &USER_NAME_TYPE),
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
]);

static ENTITY_TYPE: Shape = Shape::Text(Text::one_of(EntityType::VALUES));

static GET_ACCESS_KEY_LAST_USED_REQUEST: Shape = Shape::Structure(&[Member::required(
    "AccessKeyId",
    "AccessKeyId",
    &ACCESS_KEY_ID_TYPE,
)]);

static GET_ACCOUNT_AUTHORIZATION_DETAILS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Filter", "Filter", &ENTITY_LIST_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
]);

static GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY_REQUEST: Shape = Shape::Structure(&[Member::required(
    "PolicyInputList",
    "PolicyInputList",
    &SIMULATION_POLICY_LIST_TYPE,
)]);

static GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicySourceArn", "PolicySourceArn", &ARN_TYPE),
    Member::optional(
        "PolicyInputList",
        "PolicyInputList",
        &SIMULATION_POLICY_LIST_TYPE,
    ),
]);

static GET_GROUP_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
    Member::required("PolicyName", "PolicyName", &POLICY_NAME_TYPE),
]);

static GET_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static GET_LOGIN_PROFILE_REQUEST: Shape =
    Shape::Structure(&[Member::optional("UserName", "UserName", &USER_NAME_TYPE)]);

static GET_OPEN_ID_CONNECT_PROVIDER_REQUEST: Shape = Shape::Structure(&[Member::required(
    "OpenIDConnectProviderArn",
    "OpenIDConnectProviderArn",
    &ARN_TYPE,
)]);

static GET_POLICY_REQUEST: Shape =
    Shape::Structure(&[Member::required("PolicyArn", "PolicyArn", &ARN_TYPE)]);

static GET_POLICY_VERSION_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
    Member::required("VersionId", "VersionId", &POLICY_VERSION_ID_TYPE),
]);

static GET_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::required("PolicyName", "PolicyName", &POLICY_NAME_TYPE),
]);

static GET_ROLE_REQUEST: Shape =
    Shape::Structure(&[Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE)]);

static GET_SERVICE_LINKED_ROLE_DELETION_STATUS_REQUEST: Shape =
    Shape::Structure(&[Member::required(
        "DeletionTaskId",
        "DeletionTaskId",
        &DELETION_TASK_ID_TYPE,
    )]);

static GET_USER_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::required("PolicyName", "PolicyName", &POLICY_NAME_TYPE),
]);

static GET_USER_REQUEST: Shape = Shape::Structure(&[Member::optional(
    "UserName",
    "UserName",
    &EXISTING_USER_NAME_TYPE,
)]);

static INLINE_POLICY_IDENTIFIER_TYPE: Shape = Shape::Structure(&[
    Member::required("PolicyName", "PolicyName", &POLICY_NAME_TYPE),
    Member::required("AttachmentType", "AttachmentType", &ATTACHMENT_TYPE),
    Member::required("AttachmentName", "AttachmentName", &ATTACHMENT_NAME),
]);

static LIST_ACCESS_KEYS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_ACCOUNT_ALIASES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_ATTACHED_GROUP_POLICIES_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
    Member::optional("PathPrefix", "PathPrefix", &POLICY_PATH_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_ATTACHED_ROLE_POLICIES_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::optional("PathPrefix", "PathPrefix", &POLICY_PATH_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_ATTACHED_USER_POLICIES_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &USER_NAME_TYPE),
    Member::optional("PathPrefix", "PathPrefix", &POLICY_PATH_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_ENTITIES_FOR_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
    Member::optional("EntityFilter", "EntityFilter", &ENTITY_TYPE),
    Member::optional("PathPrefix", "PathPrefix", &PATH_TYPE),
    Member::optional("PolicyUsageFilter", "PolicyUsageFilter", &POLICY_USAGE_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_GROUP_POLICIES_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_GROUPS_FOR_USER_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_GROUPS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("PathPrefix", "PathPrefix", &PATH_PREFIX_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_MFA_DEVICES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member::required(
        "OpenIDConnectProviderArn",
        "OpenIDConnectProviderArn",
        &ARN_TYPE,
    ),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_OPEN_ID_CONNECT_PROVIDERS_REQUEST: Shape = Shape::Structure(&[]);

static LIST_POLICIES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Scope", "Scope", &POLICY_SCOPE_TYPE),
    Member::optional("OnlyAttached", "OnlyAttached", &BOOLEAN),
    Member::optional("PathPrefix", "PathPrefix", &POLICY_PATH_TYPE),
    Member::optional("PolicyUsageFilter", "PolicyUsageFilter", &POLICY_USAGE_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_POLICY_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_POLICY_VERSIONS_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_ROLE_POLICIES_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_ROLE_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_ROLES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("PathPrefix", "PathPrefix", &PATH_PREFIX_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_SSH_PUBLIC_KEYS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("UserName", "UserName", &USER_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_SERVICE_SPECIFIC_CREDENTIALS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("UserName", "UserName", &USER_NAME_TYPE),
    Member::optional("ServiceName", "ServiceName", &TEXT),
    Member::optional("AllUsers", "AllUsers", &BOOLEAN),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_SIGNING_CERTIFICATES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_USER_POLICIES_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_USER_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_USERS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("PathPrefix", "PathPrefix", &PATH_PREFIX_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static LIST_VIRTUAL_MFA_DEVICES_REQUEST: Shape = Shape::Structure(&[
    Member::optional(
        "AssignmentStatus",
        "AssignmentStatus",
        &ASSIGNMENT_STATUS_TYPE,
    ),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
]);

static OPEN_ID_CONNECT_PROVIDER_URL_TYPE: Shape =
    Shape::Text(Text::sized(Range::new(Some(1), Some(255))));

static ORDERED_ORGANIZATION_POLICY_TYPE: Shape = Shape::Structure(&[Member::optional(
    "ServiceControlPolicyInputList",
    "ServiceControlPolicyInputList",
    &SIMULATION_POLICY_LIST_TYPE,
)]);

static ORGANIZATION_POLICY_LIST_TYPE: Shape = Shape::List {
    element: &ORDERED_ORGANIZATION_POLICY_TYPE,
    length: Range::new(None, Some(7)),
};

static POLICY_EXCLUSIONS_LIST_TYPE: Shape = Shape::List {
    element: &POLICY_IDENTIFIER,
    length: Range::new(None, Some(256)),
};

static POLICY_IDENTIFIER: Shape = Shape::Structure(&[
    Member::optional("PolicyType", "PolicyType", &POLICY_IDENTIFIER_POLICY_TYPE),
    Member::optional("PolicyArn", "PolicyArn", &ARN_TYPE),
    Member::optional(
        "InlinePolicyIdentifier",
        "InlinePolicyIdentifier",
        &INLINE_POLICY_IDENTIFIER_TYPE,
    ),
]);

static POLICY_IDENTIFIER_POLICY_TYPE: Shape =
    Shape::Text(Text::one_of(PolicyIdentifierPolicyType::VALUES));

static POLICY_USAGE_TYPE: Shape = Shape::Text(Text::one_of(PolicyUsageType::VALUES));

static PUT_GROUP_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
    Member::required("PolicyName", "PolicyName", &POLICY_NAME_TYPE),
    Member::required("PolicyDocument", "PolicyDocument", &POLICY_DOCUMENT_TYPE),
]);

static PUT_ROLE_PERMISSIONS_BOUNDARY_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::required("PermissionsBoundary", "PermissionsBoundary", &ARN_TYPE),
]);

static PUT_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::required("PolicyName", "PolicyName", &POLICY_NAME_TYPE),
    Member::required("PolicyDocument", "PolicyDocument", &POLICY_DOCUMENT_TYPE),
]);

static PUT_USER_PERMISSIONS_BOUNDARY_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &USER_NAME_TYPE),
    Member::required("PermissionsBoundary", "PermissionsBoundary", &ARN_TYPE),
]);

static PUT_USER_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::required("PolicyName", "PolicyName", &POLICY_NAME_TYPE),
    Member::required("PolicyDocument", "PolicyDocument", &POLICY_DOCUMENT_TYPE),
]);

static REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER_REQUEST: Shape = Shape::Structure(&[
    Member::required(
        "OpenIDConnectProviderArn",
        "OpenIDConnectProviderArn",
        &ARN_TYPE,
    ),
    Member::required("ClientID", "ClientID", &CLIENT_ID_TYPE),
]);

static REMOVE_USER_FROM_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
    Member::required("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
]);

static RESOURCE_HANDLING_OPTION_TYPE: Shape =
    Shape::Text(Text::sized(Range::new(Some(1), Some(64))));

static RESOURCE_NAME_LIST_TYPE: Shape = Shape::List {
    element: &RESOURCE_NAME_TYPE,
    length: Range::ANY,
};

static RESOURCE_NAME_TYPE: Shape = Shape::Text(Text::sized(Range::new(Some(1), Some(2048))));

static SET_DEFAULT_POLICY_VERSION_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
    Member::required("VersionId", "VersionId", &POLICY_VERSION_ID_TYPE),
]);

static SIMULATE_CUSTOM_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required(
        "PolicyInputList",
        "PolicyInputList",
        &SIMULATION_POLICY_LIST_TYPE,
    ),
    Member::optional(
        "PermissionsBoundaryPolicyInputList",
        "PermissionsBoundaryPolicyInputList",
        &SIMULATION_POLICY_LIST_TYPE,
    ),
    Member::optional(
        "OrderedOrganizationPolicyInputList",
        "OrderedOrganizationPolicyInputList",
        &ORGANIZATION_POLICY_LIST_TYPE,
    ),
    Member::required("ActionNames", "ActionNames", &ACTION_NAME_LIST_TYPE),
    Member::optional("ResourceArns", "ResourceArns", &RESOURCE_NAME_LIST_TYPE),
    Member::optional("ResourcePolicy", "ResourcePolicy", &POLICY_DOCUMENT_TYPE),
    Member::optional("ResourceOwner", "ResourceOwner", &RESOURCE_NAME_TYPE),
    Member::optional("CallerArn", "CallerArn", &RESOURCE_NAME_TYPE),
    Member::optional("ContextEntries", "ContextEntries", &CONTEXT_ENTRY_LIST_TYPE),
    Member::optional(
        "ResourceHandlingOption",
        "ResourceHandlingOption",
        &RESOURCE_HANDLING_OPTION_TYPE,
    ),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
]);

static SIMULATE_PRINCIPAL_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicySourceArn", "PolicySourceArn", &ARN_TYPE),
    Member::optional(
        "PolicyInputList",
        "PolicyInputList",
        &SIMULATION_POLICY_LIST_TYPE,
    ),
    Member::optional(
        "PermissionsBoundaryPolicyInputList",
        "PermissionsBoundaryPolicyInputList",
        &SIMULATION_POLICY_LIST_TYPE,
    ),
    Member::optional(
        "PolicyExclusionList",
        "PolicyExclusionList",
        &POLICY_EXCLUSIONS_LIST_TYPE,
    ),
    Member::required("ActionNames", "ActionNames", &ACTION_NAME_LIST_TYPE),
    Member::optional("ResourceArns", "ResourceArns", &RESOURCE_NAME_LIST_TYPE),
    Member::optional("ResourcePolicy", "ResourcePolicy", &POLICY_DOCUMENT_TYPE),
    Member::optional("ResourceOwner", "ResourceOwner", &RESOURCE_NAME_TYPE),
    Member::optional("CallerArn", "CallerArn", &RESOURCE_NAME_TYPE),
    Member::optional("ContextEntries", "ContextEntries", &CONTEXT_ENTRY_LIST_TYPE),
    Member::optional(
        "ResourceHandlingOption",
        "ResourceHandlingOption",
        &RESOURCE_HANDLING_OPTION_TYPE,
    ),
    Member::optional("MaxItems", "MaxItems", &MAX_ITEMS_TYPE),
    Member::optional("Marker", "Marker", &MARKER_TYPE),
]);

static SIMULATION_POLICY_LIST_TYPE: Shape = Shape::List {
    element: &POLICY_DOCUMENT_TYPE,
    length: Range::ANY,
};

static TAG: Shape = Shape::Structure(&[
    Member::required("Key", "Key", &TAG_KEY_TYPE),
    Member::required("Value", "Value", &TAG_VALUE_TYPE),
]);

static TAG_OPEN_ID_CONNECT_PROVIDER_REQUEST: Shape = Shape::Structure(&[
    Member::required(
        "OpenIDConnectProviderArn",
        "OpenIDConnectProviderArn",
        &ARN_TYPE,
    ),
    Member::required("Tags", "Tags", &TAG_LIST_TYPE),
]);

static TAG_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
    Member::required("Tags", "Tags", &TAG_LIST_TYPE),
]);

static TAG_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::required("Tags", "Tags", &TAG_LIST_TYPE),
]);

static TAG_USER_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::required("Tags", "Tags", &TAG_LIST_TYPE),
]);

static UNTAG_OPEN_ID_CONNECT_PROVIDER_REQUEST: Shape = Shape::Structure(&[
    Member::required(
        "OpenIDConnectProviderArn",
        "OpenIDConnectProviderArn",
        &ARN_TYPE,
    ),
    Member::required("TagKeys", "TagKeys", &TAG_KEY_LIST_TYPE),
]);

static UNTAG_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyArn", "PolicyArn", &ARN_TYPE),
    Member::required("TagKeys", "TagKeys", &TAG_KEY_LIST_TYPE),
]);

static UNTAG_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::required("TagKeys", "TagKeys", &TAG_KEY_LIST_TYPE),
]);

static UNTAG_USER_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::required("TagKeys", "TagKeys", &TAG_KEY_LIST_TYPE),
]);

static UPDATE_ACCESS_KEY_REQUEST: Shape = Shape::Structure(&[
    Member::optional("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::required("AccessKeyId", "AccessKeyId", &ACCESS_KEY_ID_TYPE),
    Member::required("Status", "Status", &STATUS_TYPE),
]);

static UPDATE_ASSUME_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::required("PolicyDocument", "PolicyDocument", &POLICY_DOCUMENT_TYPE),
]);

static UPDATE_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupName", "GroupName", &GROUP_NAME_TYPE),
    Member::optional("NewPath", "NewPath", &PATH_TYPE),
    Member::optional("NewGroupName", "NewGroupName", &GROUP_NAME_TYPE),
]);

static UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT_REQUEST: Shape = Shape::Structure(&[
    Member::required(
        "OpenIDConnectProviderArn",
        "OpenIDConnectProviderArn",
        &ARN_TYPE,
    ),
    Member::required("ThumbprintList", "ThumbprintList", &THUMBPRINT_LIST_TYPE),
]);

static UPDATE_ROLE_DESCRIPTION_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::required("Description", "Description", &ROLE_DESCRIPTION_TYPE),
]);

static UPDATE_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleName", "RoleName", &ROLE_NAME_TYPE),
    Member::optional("Description", "Description", &ROLE_DESCRIPTION_TYPE),
    Member::optional(
        "MaxSessionDuration",
        "MaxSessionDuration",
        &ROLE_MAX_SESSION_DURATION_TYPE,
    ),
]);

static UPDATE_USER_REQUEST: Shape = Shape::Structure(&[
    Member::required("UserName", "UserName", &EXISTING_USER_NAME_TYPE),
    Member::optional("NewPath", "NewPath", &PATH_TYPE),
    Member::optional("NewUserName", "NewUserName", &USER_NAME_TYPE),
]);

static ACCESS_KEY_ID_TYPE: Shape =
    Shape::Text(Text::matching(Range::new(Some(16), Some(128)), "[\\w]+"));

static ACCOUNT_ALIAS_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(3), Some(63)),
    "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
));

static ARN_TYPE: Shape = Shape::Text(Text::sized(Range::new(Some(20), Some(2048))));

static ASSIGNMENT_STATUS_TYPE: Shape = Shape::Text(Text::one_of(AssignmentStatusType::VALUES));

static CLIENT_ID_LIST_TYPE: Shape = Shape::List {
    element: &CLIENT_ID_TYPE,
    length: Range::ANY,
};

static CLIENT_ID_TYPE: Shape = Shape::Text(Text::sized(Range::new(Some(1), Some(255))));

static CUSTOM_SUFFIX_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(64)),
    "[\\w+=,.@-]+",
));

static ENTITY_LIST_TYPE: Shape = Shape::List {
    element: &ENTITY_TYPE,
    length: Range::ANY,
};

static EXISTING_USER_NAME_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "[\\w+=,.@-]+",
));

static GROUP_NAME_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "[\\w+=,.@-]+",
));

static MARKER_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(320)),
    "[\\u0020-\\u00FF]+",
));

static MAX_ITEMS_TYPE: Shape = Shape::Integer(Range::new(Some(1), Some(1000)));

static PATH_PREFIX_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(512)),
    "\\u002F[\\u0021-\\u007F]*",
));

static PATH_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(512)),
    "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)",
));

static POLICY_DESCRIPTION_TYPE: Shape = Shape::Text(Text::sized(Range::new(None, Some(1000))));

static POLICY_DOCUMENT_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(131072)),
    "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
));

static POLICY_NAME_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "[\\w+=,.@-]+",
));

static POLICY_PATH_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(512)),
    "((/[A-Za-z0-9\\.,\\+@=_-]+)*)/",
));

static POLICY_SCOPE_TYPE: Shape = Shape::Text(Text::one_of(PolicyScopeType::VALUES));

static POLICY_VERSION_ID_TYPE: Shape = Shape::Text(Text::matching(
    Range::ANY,
    "v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?",
));

static ROLE_DESCRIPTION_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(1000)),
    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*",
));

static ROLE_MAX_SESSION_DURATION_TYPE: Shape = Shape::Integer(Range::new(Some(3600), Some(43200)));

static ROLE_NAME_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(64)),
    "[\\w+=,.@-]+",
));

static STATUS_TYPE: Shape = Shape::Text(Text::one_of(StatusType::VALUES));

static TAG_KEY_LIST_TYPE: Shape = Shape::List {
    element: &TAG_KEY_TYPE,
    length: Range::new(None, Some(50)),
};

static TAG_KEY_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
));

static TAG_LIST_TYPE: Shape = Shape::List {
    element: &TAG,
    length: Range::new(None, Some(50)),
};

static TAG_VALUE_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(256)),
    "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
));

static THUMBPRINT_LIST_TYPE: Shape = Shape::List {
    element: &THUMBPRINT_TYPE,
    length: Range::ANY,
};

static THUMBPRINT_TYPE: Shape = Shape::Text(Text::sized(Range::new(Some(40), Some(40))));

static USER_NAME_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(64)),
    "[\\w+=,.@-]+",
));

static KNOWN_OPERATIONS: &[&str] = &[
    "AcceptDelegationRequest",
    "AcquireRole",
    "AddClientIDToOpenIDConnectProvider",
    "AddRoleToInstanceProfile",
    "AddUserToGroup",
    "AssociateDelegationRequest",
    "AttachGroupPolicy",
    "AttachRolePolicy",
    "AttachUserPolicy",
    "ChangePassword",
    "CreateAccessKey",
    "CreateAccountAlias",
    "CreateDelegationRequest",
    "CreateGroup",
    "CreateInstanceProfile",
    "CreateLoginProfile",
    "CreateOpenIDConnectProvider",
    "CreatePolicy",
    "CreatePolicyVersion",
    "CreateRole",
    "CreateSAMLProvider",
    "CreateServiceLinkedRole",
    "CreateServiceSpecificCredential",
    "CreateUser",
    "CreateVirtualMFADevice",
    "DeactivateMFADevice",
    "DeleteAccessKey",
    "DeleteAccountAlias",
    "DeleteAccountPasswordPolicy",
    "DeleteGroup",
    "DeleteGroupPolicy",
    "DeleteInstanceProfile",
    "DeleteLoginProfile",
    "DeleteOpenIDConnectProvider",
    "DeletePolicy",
    "DeletePolicyVersion",
    "DeleteRole",
    "DeleteRolePermissionsBoundary",
    "DeleteRolePolicy",
    "DeleteSAMLProvider",
    "DeleteSSHPublicKey",
    "DeleteServerCertificate",
    "DeleteServiceLinkedRole",
    "DeleteServiceSpecificCredential",
    "DeleteSigningCertificate",
    "DeleteUser",
    "DeleteUserPermissionsBoundary",
    "DeleteUserPolicy",
    "DeleteVirtualMFADevice",
    "DetachGroupPolicy",
    "DetachRolePolicy",
    "DetachUserPolicy",
    "DisableOrganizationsRootCredentialsManagement",
    "DisableOrganizationsRootSessions",
    "DisableOutboundWebIdentityFederation",
    "EnableMFADevice",
    "EnableOrganizationsRootCredentialsManagement",
    "EnableOrganizationsRootSessions",
    "EnableOutboundWebIdentityFederation",
    "GenerateCredentialReport",
    "GenerateOrganizationsAccessReport",
    "GenerateServiceLastAccessedDetails",
    "GetAccessKeyLastUsed",
    "GetAccountAuthorizationDetails",
    "GetAccountPasswordPolicy",
    "GetAccountProperties",
    "GetAccountSummary",
    "GetContextKeysForCustomPolicy",
    "GetContextKeysForPrincipalPolicy",
    "GetCredentialReport",
    "GetDelegationRequest",
    "GetGroup",
    "GetGroupPolicy",
    "GetHumanReadableSummary",
    "GetInstanceProfile",
    "GetLoginProfile",
    "GetMFADevice",
    "GetOpenIDConnectProvider",
    "GetOrganizationsAccessReport",
    "GetOutboundWebIdentityFederationInfo",
    "GetPolicy",
    "GetPolicyVersion",
    "GetRole",
    "GetRolePolicy",
    "GetRoleTemplateVersion",
    "GetSAMLProvider",
    "GetSSHPublicKey",
    "GetServerCertificate",
    "GetServiceLastAccessedDetails",
    "GetServiceLastAccessedDetailsWithEntities",
    "GetServiceLinkedRoleDeletionStatus",
    "GetUser",
    "GetUserPolicy",
    "ListAccessKeys",
    "ListAccountAliases",
    "ListAttachedGroupPolicies",
    "ListAttachedRolePolicies",
    "ListAttachedUserPolicies",
    "ListDelegationRequests",
    "ListEntitiesForPolicy",
    "ListGroupPolicies",
    "ListGroups",
    "ListGroupsForUser",
    "ListInstanceProfileTags",
    "ListInstanceProfiles",
    "ListInstanceProfilesForRole",
    "ListMFADeviceTags",
    "ListMFADevices",
    "ListOpenIDConnectProviderTags",
    "ListOpenIDConnectProviders",
    "ListOrganizationsFeatures",
    "ListPolicies",
    "ListPoliciesGrantingServiceAccess",
    "ListPolicyTags",
    "ListPolicyVersions",
    "ListRolePolicies",
    "ListRoleTags",
    "ListRoles",
    "ListSAMLProviderTags",
    "ListSAMLProviders",
    "ListSSHPublicKeys",
    "ListServerCertificateTags",
    "ListServerCertificates",
    "ListServiceSpecificCredentials",
    "ListSigningCertificates",
    "ListUserPolicies",
    "ListUserTags",
    "ListUsers",
    "ListVirtualMFADevices",
    "PutAccountProperties",
    "PutGroupPolicy",
    "PutRolePermissionsBoundary",
    "PutRolePolicy",
    "PutUserPermissionsBoundary",
    "PutUserPolicy",
    "RejectDelegationRequest",
    "RemoveClientIDFromOpenIDConnectProvider",
    "RemoveRoleFromInstanceProfile",
    "RemoveUserFromGroup",
    "ResetServiceSpecificCredential",
    "ResyncMFADevice",
    "SendDelegationToken",
    "SetDefaultPolicyVersion",
    "SetSecurityTokenServicePreferences",
    "SimulateCustomPolicy",
    "SimulatePrincipalPolicy",
    "TagInstanceProfile",
    "TagMFADevice",
    "TagOpenIDConnectProvider",
    "TagPolicy",
    "TagRole",
    "TagSAMLProvider",
    "TagServerCertificate",
    "TagUser",
    "UntagInstanceProfile",
    "UntagMFADevice",
    "UntagOpenIDConnectProvider",
    "UntagPolicy",
    "UntagRole",
    "UntagSAMLProvider",
    "UntagServerCertificate",
    "UntagUser",
    "UpdateAccessKey",
    "UpdateAccountPasswordPolicy",
    "UpdateAssumeRolePolicy",
    "UpdateDelegationRequest",
    "UpdateGroup",
    "UpdateLoginProfile",
    "UpdateOpenIDConnectProviderThumbprint",
    "UpdateRole",
    "UpdateRoleDescription",
    "UpdateSAMLProvider",
    "UpdateSSHPublicKey",
    "UpdateServerCertificate",
    "UpdateServiceSpecificCredential",
    "UpdateSigningCertificate",
    "UpdateUser",
    "UploadSSHPublicKey",
    "UploadServerCertificate",
    "UploadSigningCertificate",
];

static KNOWN_ROUTES: &[(&str, &str)] = &[];
