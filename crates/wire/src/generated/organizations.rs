// Written by `cargo xtask codegen` from the model that botocore ships; changes made by hand are lost.

use serde::{Deserialize, Serialize};

use crate::scalar::string_enum;
use crate::service::{EMPTY, Member, Operation, Protocol, Range, Service, Shape, Text};

pub static SERVICE: Service = Service {
    name: "organizations",
    signing_name: "organizations",
    endpoint_prefix: "organizations",
    protocol: Protocol::Json11,
    api_version: "2016-11-28",
    xml_namespace: "",
    target_prefix: "AWSOrganizationsV20161128",
    operations: OPERATIONS,
    known_operations: KNOWN_OPERATIONS,
    known_routes: KNOWN_ROUTES,
    faults: &[
        ("AWSOrganizationsNotInUseException", 400),
        ("AccessDeniedException", 400),
        ("AccessDeniedForDependencyException", 400),
        ("AccountAlreadyClosedException", 400),
        ("AccountNotFoundException", 400),
        ("AccountOwnerNotVerifiedException", 400),
        ("AlreadyInOrganizationException", 400),
        ("ChildNotFoundException", 400),
        ("ConcurrentModificationException", 400),
        ("ConflictException", 400),
        ("ConstraintViolationException", 400),
        ("CreateAccountStatusNotFoundException", 400),
        ("DestinationParentNotFoundException", 400),
        ("DuplicateAccountException", 400),
        ("DuplicateHandshakeException", 400),
        ("DuplicateOrganizationalUnitException", 400),
        ("DuplicatePolicyAttachmentException", 400),
        ("DuplicatePolicyException", 400),
        ("FinalizingOrganizationException", 400),
        ("HandshakeAlreadyInStateException", 400),
        ("HandshakeConstraintViolationException", 400),
        ("HandshakeNotFoundException", 400),
        ("InvalidHandshakeTransitionException", 400),
        ("InvalidInputException", 400),
        ("MalformedPolicyDocumentException", 400),
        ("MasterCannotLeaveOrganizationException", 400),
        ("OrganizationNotEmptyException", 400),
        ("OrganizationalUnitNotEmptyException", 400),
        ("OrganizationalUnitNotFoundException", 400),
        ("ParentNotFoundException", 400),
        ("PolicyChangesInProgressException", 400),
        ("PolicyInUseException", 400),
        ("PolicyNotAttachedException", 400),
        ("PolicyNotFoundException", 400),
        ("PolicyTypeAlreadyEnabledException", 400),
        ("PolicyTypeNotAvailableForOrganizationException", 400),
        ("PolicyTypeNotEnabledException", 400),
        ("RootNotFoundException", 400),
        ("ServiceException", 400),
        ("SourceParentNotFoundException", 400),
        ("TargetNotFoundException", 400),
        ("TooManyRequestsException", 400),
        ("UnsupportedAPIEndpointException", 400),
    ],
};

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AcceptHandshakeRequest {
    #[serde(rename = "HandshakeId")]
    pub handshake_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AcceptHandshakeResponse {
    #[serde(rename = "Handshake", skip_serializing_if = "Option::is_none")]
    pub handshake: Option<Handshake>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Account {
    #[serde(rename = "Id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "Email", skip_serializing_if = "Option::is_none")]
    pub email: Option<crate::Sensitive>,
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<crate::Sensitive>,
    #[serde(rename = "Status", skip_serializing_if = "Option::is_none")]
    pub status: Option<AccountStatus>,
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    pub state: Option<AccountState>,
    #[serde(rename = "Paths", skip_serializing_if = "Option::is_none")]
    pub paths: Option<Vec<String>>,
    #[serde(rename = "JoinedMethod", skip_serializing_if = "Option::is_none")]
    pub joined_method: Option<AccountJoinedMethod>,
    #[serde(rename = "JoinedTimestamp", skip_serializing_if = "Option::is_none")]
    pub joined_timestamp: Option<crate::Timestamp>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AttachPolicyRequest {
    #[serde(rename = "PolicyId")]
    pub policy_id: String,
    #[serde(rename = "TargetId")]
    pub target_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CancelHandshakeRequest {
    #[serde(rename = "HandshakeId")]
    pub handshake_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CancelHandshakeResponse {
    #[serde(rename = "Handshake", skip_serializing_if = "Option::is_none")]
    pub handshake: Option<Handshake>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Child {
    #[serde(rename = "Id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<ChildType>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CloseAccountRequest {
    #[serde(rename = "AccountId")]
    pub account_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateAccountRequest {
    #[serde(rename = "Email")]
    pub email: crate::Sensitive,
    #[serde(rename = "AccountName")]
    pub account_name: crate::Sensitive,
    #[serde(rename = "RoleName")]
    pub role_name: Option<String>,
    #[serde(rename = "IamUserAccessToBilling")]
    pub iam_user_access_to_billing: Option<IAMUserAccessToBilling>,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateAccountResponse {
    #[serde(
        rename = "CreateAccountStatus",
        skip_serializing_if = "Option::is_none"
    )]
    pub create_account_status: Option<CreateAccountStatus>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateAccountStatus {
    #[serde(rename = "Id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "AccountName", skip_serializing_if = "Option::is_none")]
    pub account_name: Option<crate::Sensitive>,
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    pub state: Option<CreateAccountState>,
    #[serde(rename = "RequestedTimestamp", skip_serializing_if = "Option::is_none")]
    pub requested_timestamp: Option<crate::Timestamp>,
    #[serde(rename = "CompletedTimestamp", skip_serializing_if = "Option::is_none")]
    pub completed_timestamp: Option<crate::Timestamp>,
    #[serde(rename = "AccountId", skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    #[serde(rename = "GovCloudAccountId", skip_serializing_if = "Option::is_none")]
    pub gov_cloud_account_id: Option<String>,
    #[serde(rename = "FailureReason", skip_serializing_if = "Option::is_none")]
    pub failure_reason: Option<CreateAccountFailureReason>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateOrganizationRequest {
    #[serde(rename = "FeatureSet")]
    pub feature_set: Option<OrganizationFeatureSet>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateOrganizationResponse {
    #[serde(rename = "Organization", skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateOrganizationalUnitRequest {
    #[serde(rename = "ParentId")]
    pub parent_id: String,
    #[serde(rename = "Name")]
    pub name: String,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateOrganizationalUnitResponse {
    #[serde(rename = "OrganizationalUnit", skip_serializing_if = "Option::is_none")]
    pub organizational_unit: Option<OrganizationalUnit>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CreatePolicyRequest {
    #[serde(rename = "Content")]
    pub content: String,
    #[serde(rename = "Description")]
    pub description: String,
    #[serde(rename = "Name")]
    pub name: String,
    #[serde(rename = "Type")]
    pub r#type: PolicyType,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreatePolicyResponse {
    #[serde(rename = "Policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeclineHandshakeRequest {
    #[serde(rename = "HandshakeId")]
    pub handshake_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeclineHandshakeResponse {
    #[serde(rename = "Handshake", skip_serializing_if = "Option::is_none")]
    pub handshake: Option<Handshake>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DelegatedAdministrator {
    #[serde(rename = "Id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "Email", skip_serializing_if = "Option::is_none")]
    pub email: Option<crate::Sensitive>,
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<crate::Sensitive>,
    #[serde(rename = "Status", skip_serializing_if = "Option::is_none")]
    pub status: Option<AccountStatus>,
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    pub state: Option<AccountState>,
    #[serde(rename = "JoinedMethod", skip_serializing_if = "Option::is_none")]
    pub joined_method: Option<AccountJoinedMethod>,
    #[serde(rename = "JoinedTimestamp", skip_serializing_if = "Option::is_none")]
    pub joined_timestamp: Option<crate::Timestamp>,
    #[serde(
        rename = "DelegationEnabledDate",
        skip_serializing_if = "Option::is_none"
    )]
    pub delegation_enabled_date: Option<crate::Timestamp>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteOrganizationalUnitRequest {
    #[serde(rename = "OrganizationalUnitId")]
    pub organizational_unit_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeletePolicyRequest {
    #[serde(rename = "PolicyId")]
    pub policy_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeAccountRequest {
    #[serde(rename = "AccountId")]
    pub account_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeAccountResponse {
    #[serde(rename = "Account", skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeCreateAccountStatusRequest {
    #[serde(rename = "CreateAccountRequestId")]
    pub create_account_request_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeCreateAccountStatusResponse {
    #[serde(
        rename = "CreateAccountStatus",
        skip_serializing_if = "Option::is_none"
    )]
    pub create_account_status: Option<CreateAccountStatus>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeHandshakeRequest {
    #[serde(rename = "HandshakeId")]
    pub handshake_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeHandshakeResponse {
    #[serde(rename = "Handshake", skip_serializing_if = "Option::is_none")]
    pub handshake: Option<Handshake>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeOrganizationResponse {
    #[serde(rename = "Organization", skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeOrganizationalUnitRequest {
    #[serde(rename = "OrganizationalUnitId")]
    pub organizational_unit_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeOrganizationalUnitResponse {
    #[serde(rename = "OrganizationalUnit", skip_serializing_if = "Option::is_none")]
    pub organizational_unit: Option<OrganizationalUnit>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribePolicyRequest {
    #[serde(rename = "PolicyId")]
    pub policy_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribePolicyResponse {
    #[serde(rename = "Policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DetachPolicyRequest {
    #[serde(rename = "PolicyId")]
    pub policy_id: String,
    #[serde(rename = "TargetId")]
    pub target_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DisableAWSServiceAccessRequest {
    #[serde(rename = "ServicePrincipal")]
    pub service_principal: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DisablePolicyTypeRequest {
    #[serde(rename = "RootId")]
    pub root_id: String,
    #[serde(rename = "PolicyType")]
    pub policy_type: PolicyType,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DisablePolicyTypeResponse {
    #[serde(rename = "Root", skip_serializing_if = "Option::is_none")]
    pub root: Option<Root>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct EnableAWSServiceAccessRequest {
    #[serde(rename = "ServicePrincipal")]
    pub service_principal: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct EnablePolicyTypeRequest {
    #[serde(rename = "RootId")]
    pub root_id: String,
    #[serde(rename = "PolicyType")]
    pub policy_type: PolicyType,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EnablePolicyTypeResponse {
    #[serde(rename = "Root", skip_serializing_if = "Option::is_none")]
    pub root: Option<Root>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EnabledServicePrincipal {
    #[serde(rename = "ServicePrincipal", skip_serializing_if = "Option::is_none")]
    pub service_principal: Option<String>,
    #[serde(rename = "DateEnabled", skip_serializing_if = "Option::is_none")]
    pub date_enabled: Option<crate::Timestamp>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Handshake {
    #[serde(rename = "Id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "Parties", skip_serializing_if = "Option::is_none")]
    pub parties: Option<Vec<HandshakeParty>>,
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    pub state: Option<HandshakeState>,
    #[serde(rename = "RequestedTimestamp", skip_serializing_if = "Option::is_none")]
    pub requested_timestamp: Option<crate::Timestamp>,
    #[serde(
        rename = "ExpirationTimestamp",
        skip_serializing_if = "Option::is_none"
    )]
    pub expiration_timestamp: Option<crate::Timestamp>,
    #[serde(rename = "Action", skip_serializing_if = "Option::is_none")]
    pub action: Option<ActionType>,
    #[serde(rename = "Resources", skip_serializing_if = "Option::is_none")]
    pub resources: Option<Vec<HandshakeResource>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct HandshakeFilter {
    #[serde(rename = "ActionType")]
    pub action_type: Option<ActionType>,
    #[serde(rename = "ParentHandshakeId")]
    pub parent_handshake_id: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandshakeParty {
    #[serde(rename = "Id")]
    pub id: crate::Sensitive,
    #[serde(rename = "Type")]
    pub r#type: HandshakePartyType,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HandshakeResource {
    #[serde(rename = "Value", skip_serializing_if = "Option::is_none")]
    pub value: Option<crate::Sensitive>,
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<HandshakeResourceType>,
    #[serde(rename = "Resources", skip_serializing_if = "Option::is_none")]
    pub resources: Option<Vec<HandshakeResource>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct InviteAccountToOrganizationRequest {
    #[serde(rename = "Target")]
    pub target: HandshakeParty,
    #[serde(rename = "Notes")]
    pub notes: Option<crate::Sensitive>,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InviteAccountToOrganizationResponse {
    #[serde(rename = "Handshake", skip_serializing_if = "Option::is_none")]
    pub handshake: Option<Handshake>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListAWSServiceAccessForOrganizationRequest {
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListAWSServiceAccessForOrganizationResponse {
    #[serde(
        rename = "EnabledServicePrincipals",
        skip_serializing_if = "Option::is_none"
    )]
    pub enabled_service_principals: Option<Vec<EnabledServicePrincipal>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListAccountsForParentRequest {
    #[serde(rename = "ParentId")]
    pub parent_id: String,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListAccountsForParentResponse {
    #[serde(rename = "Accounts", skip_serializing_if = "Option::is_none")]
    pub accounts: Option<Vec<Account>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListAccountsRequest {
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListAccountsResponse {
    #[serde(rename = "Accounts", skip_serializing_if = "Option::is_none")]
    pub accounts: Option<Vec<Account>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ListChildrenRequest {
    #[serde(rename = "ParentId")]
    pub parent_id: String,
    #[serde(rename = "ChildType")]
    pub child_type: ChildType,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListChildrenResponse {
    #[serde(rename = "Children", skip_serializing_if = "Option::is_none")]
    pub children: Option<Vec<Child>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListCreateAccountStatusRequest {
    #[serde(rename = "States")]
    pub states: Option<Vec<CreateAccountState>>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListCreateAccountStatusResponse {
    #[serde(
        rename = "CreateAccountStatuses",
        skip_serializing_if = "Option::is_none"
    )]
    pub create_account_statuses: Option<Vec<CreateAccountStatus>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListDelegatedAdministratorsRequest {
    #[serde(rename = "ServicePrincipal")]
    pub service_principal: Option<String>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListDelegatedAdministratorsResponse {
    #[serde(
        rename = "DelegatedAdministrators",
        skip_serializing_if = "Option::is_none"
    )]
    pub delegated_administrators: Option<Vec<DelegatedAdministrator>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListHandshakesForAccountRequest {
    #[serde(rename = "Filter")]
    pub filter: Option<HandshakeFilter>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListHandshakesForAccountResponse {
    #[serde(rename = "Handshakes", skip_serializing_if = "Option::is_none")]
    pub handshakes: Option<Vec<Handshake>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListHandshakesForOrganizationRequest {
    #[serde(rename = "Filter")]
    pub filter: Option<HandshakeFilter>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListHandshakesForOrganizationResponse {
    #[serde(rename = "Handshakes", skip_serializing_if = "Option::is_none")]
    pub handshakes: Option<Vec<Handshake>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListOrganizationalUnitsForParentRequest {
    #[serde(rename = "ParentId")]
    pub parent_id: String,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListOrganizationalUnitsForParentResponse {
    #[serde(
        rename = "OrganizationalUnits",
        skip_serializing_if = "Option::is_none"
    )]
    pub organizational_units: Option<Vec<OrganizationalUnit>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListParentsRequest {
    #[serde(rename = "ChildId")]
    pub child_id: String,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListParentsResponse {
    #[serde(rename = "Parents", skip_serializing_if = "Option::is_none")]
    pub parents: Option<Vec<Parent>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ListPoliciesForTargetRequest {
    #[serde(rename = "TargetId")]
    pub target_id: String,
    #[serde(rename = "Filter")]
    pub filter: PolicyType,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListPoliciesForTargetResponse {
    #[serde(rename = "Policies", skip_serializing_if = "Option::is_none")]
    pub policies: Option<Vec<PolicySummary>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ListPoliciesRequest {
    #[serde(rename = "Filter")]
    pub filter: PolicyType,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListPoliciesResponse {
    #[serde(rename = "Policies", skip_serializing_if = "Option::is_none")]
    pub policies: Option<Vec<PolicySummary>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListRootsRequest {
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListRootsResponse {
    #[serde(rename = "Roots", skip_serializing_if = "Option::is_none")]
    pub roots: Option<Vec<Root>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListTagsForResourceRequest {
    #[serde(rename = "ResourceId")]
    pub resource_id: String,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListTagsForResourceResponse {
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListTargetsForPolicyRequest {
    #[serde(rename = "PolicyId")]
    pub policy_id: String,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListTargetsForPolicyResponse {
    #[serde(rename = "Targets", skip_serializing_if = "Option::is_none")]
    pub targets: Option<Vec<PolicyTargetSummary>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct MoveAccountRequest {
    #[serde(rename = "AccountId")]
    pub account_id: String,
    #[serde(rename = "SourceParentId")]
    pub source_parent_id: String,
    #[serde(rename = "DestinationParentId")]
    pub destination_parent_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Organization {
    #[serde(rename = "Id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "FeatureSet", skip_serializing_if = "Option::is_none")]
    pub feature_set: Option<OrganizationFeatureSet>,
    #[serde(rename = "MasterAccountArn", skip_serializing_if = "Option::is_none")]
    pub master_account_arn: Option<String>,
    #[serde(rename = "MasterAccountId", skip_serializing_if = "Option::is_none")]
    pub master_account_id: Option<String>,
    #[serde(rename = "MasterAccountEmail", skip_serializing_if = "Option::is_none")]
    pub master_account_email: Option<crate::Sensitive>,
    #[serde(
        rename = "AvailablePolicyTypes",
        skip_serializing_if = "Option::is_none"
    )]
    pub available_policy_types: Option<Vec<PolicyTypeSummary>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OrganizationalUnit {
    #[serde(rename = "Id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Parent {
    #[serde(rename = "Id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<ParentType>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Policy {
    #[serde(rename = "PolicySummary", skip_serializing_if = "Option::is_none")]
    pub policy_summary: Option<PolicySummary>,
    #[serde(rename = "Content", skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PolicySummary {
    #[serde(rename = "Id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<PolicyType>,
    #[serde(rename = "AwsManaged", skip_serializing_if = "Option::is_none")]
    pub aws_managed: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PolicyTargetSummary {
    #[serde(rename = "TargetId", skip_serializing_if = "Option::is_none")]
    pub target_id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<TargetType>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PolicyTypeSummary {
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<PolicyType>,
    #[serde(rename = "Status", skip_serializing_if = "Option::is_none")]
    pub status: Option<PolicyTypeStatus>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RemoveAccountFromOrganizationRequest {
    #[serde(rename = "AccountId")]
    pub account_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Root {
    #[serde(rename = "Id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "PolicyTypes", skip_serializing_if = "Option::is_none")]
    pub policy_types: Option<Vec<PolicyTypeSummary>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    #[serde(rename = "Key")]
    pub key: String,
    #[serde(rename = "Value")]
    pub value: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TagResourceRequest {
    #[serde(rename = "ResourceId")]
    pub resource_id: String,
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UntagResourceRequest {
    #[serde(rename = "ResourceId")]
    pub resource_id: String,
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateOrganizationalUnitRequest {
    #[serde(rename = "OrganizationalUnitId")]
    pub organizational_unit_id: String,
    #[serde(rename = "Name")]
    pub name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UpdateOrganizationalUnitResponse {
    #[serde(rename = "OrganizationalUnit", skip_serializing_if = "Option::is_none")]
    pub organizational_unit: Option<OrganizationalUnit>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdatePolicyRequest {
    #[serde(rename = "PolicyId")]
    pub policy_id: String,
    #[serde(rename = "Name")]
    pub name: Option<String>,
    #[serde(rename = "Description")]
    pub description: Option<String>,
    #[serde(rename = "Content")]
    pub content: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UpdatePolicyResponse {
    #[serde(rename = "Policy", skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
}

string_enum!(AccountJoinedMethod {
    Invited = "INVITED",
    Created = "CREATED",
});

string_enum!(AccountState {
    PendingActivation = "PENDING_ACTIVATION",
    Active = "ACTIVE",
    Suspended = "SUSPENDED",
    PendingClosure = "PENDING_CLOSURE",
    Closed = "CLOSED",
});

string_enum!(AccountStatus {
    Active = "ACTIVE",
    Suspended = "SUSPENDED",
    PendingClosure = "PENDING_CLOSURE",
});

string_enum!(ActionType {
    Invite = "INVITE",
    EnableAllFeatures = "ENABLE_ALL_FEATURES",
    ApproveAllFeatures = "APPROVE_ALL_FEATURES",
    AddOrganizationsServiceLinkedRole = "ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE",
    TransferResponsibility = "TRANSFER_RESPONSIBILITY",
});

string_enum!(ChildType {
    Account = "ACCOUNT",
    OrganizationalUnit = "ORGANIZATIONAL_UNIT",
});

string_enum!(CreateAccountFailureReason {
    AccountLimitExceeded = "ACCOUNT_LIMIT_EXCEEDED",
    EmailAlreadyExists = "EMAIL_ALREADY_EXISTS",
    InvalidAddress = "INVALID_ADDRESS",
    InvalidEmail = "INVALID_EMAIL",
    ConcurrentAccountModification = "CONCURRENT_ACCOUNT_MODIFICATION",
    InternalFailure = "INTERNAL_FAILURE",
    GovcloudAccountAlreadyExists = "GOVCLOUD_ACCOUNT_ALREADY_EXISTS",
    MissingBusinessValidation = "MISSING_BUSINESS_VALIDATION",
    FailedBusinessValidation = "FAILED_BUSINESS_VALIDATION",
    PendingBusinessValidation = "PENDING_BUSINESS_VALIDATION",
    InvalidIdentityForBusinessValidation = "INVALID_IDENTITY_FOR_BUSINESS_VALIDATION",
    UnknownBusinessValidation = "UNKNOWN_BUSINESS_VALIDATION",
    MissingPaymentInstrument = "MISSING_PAYMENT_INSTRUMENT",
    InvalidPaymentInstrument = "INVALID_PAYMENT_INSTRUMENT",
    UpdateExistingResourcePolicyWithTagsNotSupported = "UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED",
});

string_enum!(CreateAccountState {
    InProgress = "IN_PROGRESS",
    Succeeded = "SUCCEEDED",
    Failed = "FAILED",
});

string_enum!(HandshakePartyType {
    Account = "ACCOUNT",
    Organization = "ORGANIZATION",
    Email = "EMAIL",
});

string_enum!(HandshakeResourceType {
    Account = "ACCOUNT",
    Organization = "ORGANIZATION",
    OrganizationFeatureSet = "ORGANIZATION_FEATURE_SET",
    Email = "EMAIL",
    MasterEmail = "MASTER_EMAIL",
    MasterName = "MASTER_NAME",
    Notes = "NOTES",
    ParentHandshake = "PARENT_HANDSHAKE",
    ResponsibilityTransfer = "RESPONSIBILITY_TRANSFER",
    TransferStartTimestamp = "TRANSFER_START_TIMESTAMP",
    TransferType = "TRANSFER_TYPE",
    ManagementAccount = "MANAGEMENT_ACCOUNT",
    ManagementEmail = "MANAGEMENT_EMAIL",
    ManagementName = "MANAGEMENT_NAME",
});

string_enum!(HandshakeState {
    Requested = "REQUESTED",
    Open = "OPEN",
    Canceled = "CANCELED",
    Accepted = "ACCEPTED",
    Declined = "DECLINED",
    Expired = "EXPIRED",
});

string_enum!(IAMUserAccessToBilling {
    Allow = "ALLOW",
    Deny = "DENY",
});

string_enum!(OrganizationFeatureSet {
    All = "ALL",
    ConsolidatedBilling = "CONSOLIDATED_BILLING",
});

string_enum!(ParentType {
    Root = "ROOT",
    OrganizationalUnit = "ORGANIZATIONAL_UNIT",
});

string_enum!(PolicyType {
    ServiceControlPolicy = "SERVICE_CONTROL_POLICY",
    ResourceControlPolicy = "RESOURCE_CONTROL_POLICY",
    TagPolicy = "TAG_POLICY",
    BackupPolicy = "BACKUP_POLICY",
    AiservicesOptOutPolicy = "AISERVICES_OPT_OUT_POLICY",
    ChatbotPolicy = "CHATBOT_POLICY",
    DeclarativePolicyEc2 = "DECLARATIVE_POLICY_EC2",
    SecurityhubPolicy = "SECURITYHUB_POLICY",
    SecurityhubCspmPolicy = "SECURITYHUB_CSPM_POLICY",
    InspectorPolicy = "INSPECTOR_POLICY",
    UpgradeRolloutPolicy = "UPGRADE_ROLLOUT_POLICY",
    BedrockPolicy = "BEDROCK_POLICY",
    S3Policy = "S3_POLICY",
    NetworkSecurityDirectorPolicy = "NETWORK_SECURITY_DIRECTOR_POLICY",
    GuarddutyPolicy = "GUARDDUTY_POLICY",
});

string_enum!(PolicyTypeStatus {
    Enabled = "ENABLED",
    PendingEnable = "PENDING_ENABLE",
    PendingDisable = "PENDING_DISABLE",
});

string_enum!(TargetType {
    Account = "ACCOUNT",
    OrganizationalUnit = "ORGANIZATIONAL_UNIT",
    Root = "ROOT",
});

static OPERATIONS: &[Operation] = &[
    Operation {
        name: "AcceptHandshake",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ACCEPT_HANDSHAKE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "AttachPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ATTACH_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CancelHandshake",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CANCEL_HANDSHAKE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CloseAccount",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CLOSE_ACCOUNT_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateAccount",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_ACCOUNT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateOrganization",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_ORGANIZATION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateOrganizationalUnit",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_ORGANIZATIONAL_UNIT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
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
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeclineHandshake",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DECLINE_HANDSHAKE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteOrganization",
        method: "POST",
        uri: "/",
        status: 200,
        input: &EMPTY,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteOrganizationalUnit",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_ORGANIZATIONAL_UNIT_REQUEST,
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
        name: "DescribeAccount",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_ACCOUNT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeCreateAccountStatus",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_CREATE_ACCOUNT_STATUS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeHandshake",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_HANDSHAKE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeOrganization",
        method: "POST",
        uri: "/",
        status: 200,
        input: &EMPTY,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeOrganizationalUnit",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_ORGANIZATIONAL_UNIT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DetachPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DETACH_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DisableAWSServiceAccess",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DISABLE_AWS_SERVICE_ACCESS_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DisablePolicyType",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DISABLE_POLICY_TYPE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "EnableAWSServiceAccess",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ENABLE_AWS_SERVICE_ACCESS_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "EnablePolicyType",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ENABLE_POLICY_TYPE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "InviteAccountToOrganization",
        method: "POST",
        uri: "/",
        status: 200,
        input: &INVITE_ACCOUNT_TO_ORGANIZATION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "LeaveOrganization",
        method: "POST",
        uri: "/",
        status: 200,
        input: &EMPTY,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListAWSServiceAccessForOrganization",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_AWS_SERVICE_ACCESS_FOR_ORGANIZATION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListAccounts",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ACCOUNTS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListAccountsForParent",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ACCOUNTS_FOR_PARENT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListChildren",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_CHILDREN_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListCreateAccountStatus",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_CREATE_ACCOUNT_STATUS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListDelegatedAdministrators",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_DELEGATED_ADMINISTRATORS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListHandshakesForAccount",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_HANDSHAKES_FOR_ACCOUNT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListHandshakesForOrganization",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_HANDSHAKES_FOR_ORGANIZATION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListOrganizationalUnitsForParent",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ORGANIZATIONAL_UNITS_FOR_PARENT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListParents",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_PARENTS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
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
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListPoliciesForTarget",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_POLICIES_FOR_TARGET_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListRoots",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_ROOTS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListTagsForResource",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_TAGS_FOR_RESOURCE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListTargetsForPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_TARGETS_FOR_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "MoveAccount",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MOVE_ACCOUNT_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "RemoveAccountFromOrganization",
        method: "POST",
        uri: "/",
        status: 200,
        input: &REMOVE_ACCOUNT_FROM_ORGANIZATION_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "TagResource",
        method: "POST",
        uri: "/",
        status: 200,
        input: &TAG_RESOURCE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UntagResource",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UNTAG_RESOURCE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateOrganizationalUnit",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_ORGANIZATIONAL_UNIT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdatePolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_POLICY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
];

static ACCEPT_HANDSHAKE_REQUEST: Shape = Shape::Structure(&[Member::required(
    "HandshakeId",
    "HandshakeId",
    &HANDSHAKE_ID,
)]);

static ACCOUNT_ID: Shape = Shape::Text(Text::matching(Range::new(None, Some(12)), "^\\d{12}$"));

static ACTION_TYPE: Shape = Shape::Text(Text::one_of(ActionType::VALUES));

static ATTACH_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyId", "PolicyId", &POLICY_ID),
    Member::required("TargetId", "TargetId", &POLICY_TARGET_ID),
]);

static CANCEL_HANDSHAKE_REQUEST: Shape = Shape::Structure(&[Member::required(
    "HandshakeId",
    "HandshakeId",
    &HANDSHAKE_ID,
)]);

static CHILD_ID: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(100)),
    "^(\\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$",
));

static CHILD_TYPE: Shape = Shape::Text(Text::one_of(ChildType::VALUES));

static CLOSE_ACCOUNT_REQUEST: Shape =
    Shape::Structure(&[Member::required("AccountId", "AccountId", &ACCOUNT_ID)]);

static CREATE_ACCOUNT_NAME: Shape =
    Shape::Text(Text::matching(Range::new(Some(1), Some(50)), "[\\u0020-\\u007E]+").hidden());

static CREATE_ACCOUNT_REQUEST: Shape = Shape::Structure(&[
    Member::required("Email", "Email", &EMAIL),
    Member::required("AccountName", "AccountName", &CREATE_ACCOUNT_NAME),
    Member::optional("RoleName", "RoleName", &ROLE_NAME),
    Member::optional(
        "IamUserAccessToBilling",
        "IamUserAccessToBilling",
        &IAM_USER_ACCESS_TO_BILLING,
    ),
    Member::optional("Tags", "Tags", &TAGS),
]);

static CREATE_ACCOUNT_REQUEST_ID: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(36)),
    "^car-[a-z0-9]{8,32}$",
));

static CREATE_ACCOUNT_STATE: Shape = Shape::Text(Text::one_of(CreateAccountState::VALUES));

static CREATE_ACCOUNT_STATES: Shape = Shape::List {
    element: &CREATE_ACCOUNT_STATE,
    length: Range::ANY,
};

static CREATE_ORGANIZATION_REQUEST: Shape = Shape::Structure(&[Member::optional(
    "FeatureSet",
    "FeatureSet",
    &ORGANIZATION_FEATURE_SET,
)]);

static CREATE_ORGANIZATIONAL_UNIT_REQUEST: Shape = Shape::Structure(&[
    Member::required("ParentId", "ParentId", &PARENT_ID),
    Member::required("Name", "Name", &ORGANIZATIONAL_UNIT_NAME),
    Member::optional("Tags", "Tags", &TAGS),
]);

static CREATE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("Content", "Content", &POLICY_CONTENT),
    Member::required("Description", "Description", &POLICY_DESCRIPTION),
    Member::required("Name", "Name", &POLICY_NAME),
    Member::required("Type", "Type", &POLICY_TYPE),
    Member::optional("Tags", "Tags", &TAGS),
]);

static DECLINE_HANDSHAKE_REQUEST: Shape = Shape::Structure(&[Member::required(
    "HandshakeId",
    "HandshakeId",
    &HANDSHAKE_ID,
)]);

static DELETE_ORGANIZATIONAL_UNIT_REQUEST: Shape = Shape::Structure(&[Member::required(
    "OrganizationalUnitId",
    "OrganizationalUnitId",
    &ORGANIZATIONAL_UNIT_ID,
)]);

static DELETE_POLICY_REQUEST: Shape =
    Shape::Structure(&[Member::required("PolicyId", "PolicyId", &POLICY_ID)]);

static DESCRIBE_ACCOUNT_REQUEST: Shape =
    Shape::Structure(&[Member::required("AccountId", "AccountId", &ACCOUNT_ID)]);

static DESCRIBE_CREATE_ACCOUNT_STATUS_REQUEST: Shape = Shape::Structure(&[Member::required(
    "CreateAccountRequestId",
    "CreateAccountRequestId",
    &CREATE_ACCOUNT_REQUEST_ID,
)]);

static DESCRIBE_HANDSHAKE_REQUEST: Shape = Shape::Structure(&[Member::required(
    "HandshakeId",
    "HandshakeId",
    &HANDSHAKE_ID,
)]);

static DESCRIBE_ORGANIZATIONAL_UNIT_REQUEST: Shape = Shape::Structure(&[Member::required(
    "OrganizationalUnitId",
    "OrganizationalUnitId",
    &ORGANIZATIONAL_UNIT_ID,
)]);

static DESCRIBE_POLICY_REQUEST: Shape =
    Shape::Structure(&[Member::required("PolicyId", "PolicyId", &POLICY_ID)]);

static DETACH_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyId", "PolicyId", &POLICY_ID),
    Member::required("TargetId", "TargetId", &POLICY_TARGET_ID),
]);

static DISABLE_AWS_SERVICE_ACCESS_REQUEST: Shape = Shape::Structure(&[Member::required(
    "ServicePrincipal",
    "ServicePrincipal",
    &SERVICE_PRINCIPAL,
)]);

static DISABLE_POLICY_TYPE_REQUEST: Shape = Shape::Structure(&[
    Member::required("RootId", "RootId", &ROOT_ID),
    Member::required("PolicyType", "PolicyType", &POLICY_TYPE),
]);

static EMAIL: Shape = Shape::Text(
    Text::matching(
        Range::new(Some(6), Some(64)),
        "[^\\s@]+@[^\\s@]+\\.[^\\s@]+",
    )
    .hidden(),
);

static ENABLE_AWS_SERVICE_ACCESS_REQUEST: Shape = Shape::Structure(&[Member::required(
    "ServicePrincipal",
    "ServicePrincipal",
    &SERVICE_PRINCIPAL,
)]);

static ENABLE_POLICY_TYPE_REQUEST: Shape = Shape::Structure(&[
    Member::required("RootId", "RootId", &ROOT_ID),
    Member::required("PolicyType", "PolicyType", &POLICY_TYPE),
]);

static HANDSHAKE_FILTER: Shape = Shape::Structure(&[
    Member::optional("ActionType", "ActionType", &ACTION_TYPE),
    Member::optional("ParentHandshakeId", "ParentHandshakeId", &HANDSHAKE_ID),
]);

static HANDSHAKE_ID: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(34)),
    "^h-[0-9a-z]{8,32}$",
));

static HANDSHAKE_NOTES: Shape =
    Shape::Text(Text::matching(Range::new(None, Some(1024)), "[\\s\\S]*").hidden());

static HANDSHAKE_PARTY: Shape = Shape::Structure(&[
    Member::required("Id", "Id", &HANDSHAKE_PARTY_ID),
    Member::required("Type", "Type", &HANDSHAKE_PARTY_TYPE),
]);

static HANDSHAKE_PARTY_ID: Shape =
    Shape::Text(Text::matching(Range::new(Some(1), Some(64)), "[\\s\\S]*").hidden());

static HANDSHAKE_PARTY_TYPE: Shape = Shape::Text(Text::one_of(HandshakePartyType::VALUES));

static IAM_USER_ACCESS_TO_BILLING: Shape =
    Shape::Text(Text::one_of(IAMUserAccessToBilling::VALUES));

static INVITE_ACCOUNT_TO_ORGANIZATION_REQUEST: Shape = Shape::Structure(&[
    Member::required("Target", "Target", &HANDSHAKE_PARTY),
    Member::optional("Notes", "Notes", &HANDSHAKE_NOTES),
    Member::optional("Tags", "Tags", &TAGS),
]);

static LIST_AWS_SERVICE_ACCESS_FOR_ORGANIZATION_REQUEST: Shape = Shape::Structure(&[
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_ACCOUNTS_FOR_PARENT_REQUEST: Shape = Shape::Structure(&[
    Member::required("ParentId", "ParentId", &PARENT_ID),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_ACCOUNTS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_CHILDREN_REQUEST: Shape = Shape::Structure(&[
    Member::required("ParentId", "ParentId", &PARENT_ID),
    Member::required("ChildType", "ChildType", &CHILD_TYPE),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_CREATE_ACCOUNT_STATUS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("States", "States", &CREATE_ACCOUNT_STATES),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_DELEGATED_ADMINISTRATORS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("ServicePrincipal", "ServicePrincipal", &SERVICE_PRINCIPAL),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_HANDSHAKES_FOR_ACCOUNT_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Filter", "Filter", &HANDSHAKE_FILTER),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_HANDSHAKES_FOR_ORGANIZATION_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Filter", "Filter", &HANDSHAKE_FILTER),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_ORGANIZATIONAL_UNITS_FOR_PARENT_REQUEST: Shape = Shape::Structure(&[
    Member::required("ParentId", "ParentId", &PARENT_ID),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_PARENTS_REQUEST: Shape = Shape::Structure(&[
    Member::required("ChildId", "ChildId", &CHILD_ID),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_POLICIES_FOR_TARGET_REQUEST: Shape = Shape::Structure(&[
    Member::required("TargetId", "TargetId", &POLICY_TARGET_ID),
    Member::required("Filter", "Filter", &POLICY_TYPE),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_POLICIES_REQUEST: Shape = Shape::Structure(&[
    Member::required("Filter", "Filter", &POLICY_TYPE),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_ROOTS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static LIST_TAGS_FOR_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("ResourceId", "ResourceId", &TAGGABLE_RESOURCE_ID),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
]);

static LIST_TARGETS_FOR_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyId", "PolicyId", &POLICY_ID),
    Member::optional("NextToken", "NextToken", &NEXT_TOKEN),
    Member::optional("MaxResults", "MaxResults", &MAX_RESULTS),
]);

static MAX_RESULTS: Shape = Shape::Integer(Range::new(Some(1), Some(20)));

static MOVE_ACCOUNT_REQUEST: Shape = Shape::Structure(&[
    Member::required("AccountId", "AccountId", &ACCOUNT_ID),
    Member::required("SourceParentId", "SourceParentId", &PARENT_ID),
    Member::required("DestinationParentId", "DestinationParentId", &PARENT_ID),
]);

static NEXT_TOKEN: Shape = Shape::Text(Text::matching(Range::new(None, Some(100000)), "[\\s\\S]*"));

static ORGANIZATION_FEATURE_SET: Shape = Shape::Text(Text::one_of(OrganizationFeatureSet::VALUES));

static ORGANIZATIONAL_UNIT_ID: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(68)),
    "^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$",
));

static ORGANIZATIONAL_UNIT_NAME: Shape =
    Shape::Text(Text::matching(Range::new(Some(1), Some(128)), "[\\s\\S]*"));

static PARENT_ID: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(100)),
    "^(r-[0-9a-z]{4,32})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$",
));

static POLICY_CONTENT: Shape = Shape::Text(Text::matching(Range::new(Some(1), None), "[\\s\\S]*"));

static POLICY_DESCRIPTION: Shape =
    Shape::Text(Text::matching(Range::new(None, Some(512)), "[\\s\\S]*"));

static POLICY_ID: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(130)),
    "^p-[0-9a-zA-Z_]{8,128}$",
));

static POLICY_NAME: Shape =
    Shape::Text(Text::matching(Range::new(Some(1), Some(128)), "[\\s\\S]*"));

static POLICY_TARGET_ID: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(100)),
    "^(r-[0-9a-z]{4,32})|(\\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$",
));

static POLICY_TYPE: Shape = Shape::Text(Text::one_of(PolicyType::VALUES));

static REMOVE_ACCOUNT_FROM_ORGANIZATION_REQUEST: Shape =
    Shape::Structure(&[Member::required("AccountId", "AccountId", &ACCOUNT_ID)]);

static ROLE_NAME: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(64)),
    "[\\w+=,.@-]{1,64}",
));

static ROOT_ID: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(34)),
    "^r-[0-9a-z]{4,32}$",
));

static SERVICE_PRINCIPAL: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "[\\w+=,.@-]*",
));

static TAG: Shape = Shape::Structure(&[
    Member::required("Key", "Key", &TAG_KEY),
    Member::required("Value", "Value", &TAG_VALUE),
]);

static TAG_KEY: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
));

static TAG_KEYS: Shape = Shape::List {
    element: &TAG_KEY,
    length: Range::ANY,
};

static TAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("ResourceId", "ResourceId", &TAGGABLE_RESOURCE_ID),
    Member::required("Tags", "Tags", &TAGS),
]);

static TAG_VALUE: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(256)),
    "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
));

static TAGGABLE_RESOURCE_ID: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(130)),
    "^(r-[0-9a-z]{4,32})|(\\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})|(^p-[0-9a-zA-Z_]{8,128})|(^rp-[0-9a-zA-Z_]{4,128})|(^rt-[0-9a-zA-Z_]{8,32})$",
));

static TAGS: Shape = Shape::List {
    element: &TAG,
    length: Range::ANY,
};

static UNTAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("ResourceId", "ResourceId", &TAGGABLE_RESOURCE_ID),
    Member::required("TagKeys", "TagKeys", &TAG_KEYS),
]);

static UPDATE_ORGANIZATIONAL_UNIT_REQUEST: Shape = Shape::Structure(&[
    Member::required(
        "OrganizationalUnitId",
        "OrganizationalUnitId",
        &ORGANIZATIONAL_UNIT_ID,
    ),
    Member::optional("Name", "Name", &ORGANIZATIONAL_UNIT_NAME),
]);

static UPDATE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("PolicyId", "PolicyId", &POLICY_ID),
    Member::optional("Name", "Name", &POLICY_NAME),
    Member::optional("Description", "Description", &POLICY_DESCRIPTION),
    Member::optional("Content", "Content", &POLICY_CONTENT),
]);

static KNOWN_OPERATIONS: &[&str] = &[
    "AcceptHandshake",
    "AttachPolicy",
    "CancelHandshake",
    "CloseAccount",
    "CreateAccount",
    "CreateGovCloudAccount",
    "CreateOrganization",
    "CreateOrganizationalUnit",
    "CreatePolicy",
    "DeclineHandshake",
    "DeleteOrganization",
    "DeleteOrganizationalUnit",
    "DeletePolicy",
    "DeleteResourcePolicy",
    "DeregisterDelegatedAdministrator",
    "DescribeAccount",
    "DescribeCreateAccountStatus",
    "DescribeEffectivePolicy",
    "DescribeHandshake",
    "DescribeOrganization",
    "DescribeOrganizationalUnit",
    "DescribePolicy",
    "DescribeResourcePolicy",
    "DescribeResponsibilityTransfer",
    "DetachPolicy",
    "DisableAWSServiceAccess",
    "DisablePolicyType",
    "EnableAWSServiceAccess",
    "EnableAllFeatures",
    "EnablePolicyType",
    "InviteAccountToOrganization",
    "InviteOrganizationToTransferResponsibility",
    "LeaveOrganization",
    "ListAWSServiceAccessForOrganization",
    "ListAccounts",
    "ListAccountsForParent",
    "ListAccountsWithInvalidEffectivePolicy",
    "ListChildren",
    "ListCreateAccountStatus",
    "ListDelegatedAdministrators",
    "ListDelegatedServicesForAccount",
    "ListEffectivePolicyValidationErrors",
    "ListHandshakesForAccount",
    "ListHandshakesForOrganization",
    "ListInboundResponsibilityTransfers",
    "ListOrganizationalUnitsForParent",
    "ListOutboundResponsibilityTransfers",
    "ListParents",
    "ListPolicies",
    "ListPoliciesForTarget",
    "ListRoots",
    "ListTagsForResource",
    "ListTargetsForPolicy",
    "MoveAccount",
    "PutResourcePolicy",
    "RegisterDelegatedAdministrator",
    "RemoveAccountFromOrganization",
    "TagResource",
    "TerminateResponsibilityTransfer",
    "UntagResource",
    "UpdateOrganizationalUnit",
    "UpdatePolicy",
    "UpdateResponsibilityTransfer",
];

static KNOWN_ROUTES: &[(&str, &str)] = &[];
