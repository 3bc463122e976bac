// Written by `cargo xtask codegen` from the model that botocore ships; changes made by hand are lost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::scalar::string_enum;
use crate::service::{
    BOOLEAN, INTEGER, LONG, Member, Operation, Protocol, Range, Service, Shape, TEXT, Text,
};

pub static SERVICE: Service = Service {
    name: "elbv2",
    signing_name: "elasticloadbalancing",
    endpoint_prefix: "elasticloadbalancing",
    protocol: Protocol::Query,
    api_version: "2015-12-01",
    xml_namespace: "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
    target_prefix: "",
    operations: OPERATIONS,
    known_operations: KNOWN_OPERATIONS,
    known_routes: KNOWN_ROUTES,
    faults: &[
        ("ALPNPolicyNotFound", 400),
        ("AllocationIdNotFound", 400),
        ("AvailabilityZoneNotSupported", 400),
        ("CapacityReservationPending", 400),
        ("CertificateNotFound", 400),
        ("DuplicateListener", 400),
        ("DuplicateLoadBalancerName", 400),
        ("DuplicateTagKeys", 400),
        ("DuplicateTargetGroupName", 400),
        ("HealthUnavailable", 500),
        ("IncompatibleProtocols", 400),
        ("InvalidConfigurationRequest", 400),
        ("InvalidLoadBalancerAction", 400),
        ("InvalidScheme", 400),
        ("InvalidSecurityGroup", 400),
        ("InvalidSubnet", 400),
        ("InvalidTarget", 400),
        ("ListenerNotFound", 400),
        ("LoadBalancerNotFound", 400),
        ("OperationNotPermitted", 400),
        ("PriorityInUse", 400),
        ("ResourceInUse", 400),
        ("RuleNotFound", 400),
        ("SSLPolicyNotFound", 400),
        ("SubnetNotFound", 400),
        ("TargetGroupAssociationLimit", 400),
        ("TargetGroupNotFound", 400),
        ("TooManyActions", 400),
        ("TooManyCertificates", 400),
        ("TooManyListeners", 400),
        ("TooManyLoadBalancers", 400),
        ("TooManyRegistrationsForTargetId", 400),
        ("TooManyRules", 400),
        ("TooManyTags", 400),
        ("TooManyTargetGroups", 400),
        ("TooManyTargets", 400),
        ("TooManyUniqueTargetGroupsPerLoadBalancer", 400),
        ("TrustStoreNotFound", 400),
        ("TrustStoreNotReady", 400),
        ("UnsupportedProtocol", 400),
    ],
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Action {
    #[serde(rename = "Type")]
    pub r#type: ActionTypeEnum,
    #[serde(rename = "TargetGroupArn", skip_serializing_if = "Option::is_none")]
    pub target_group_arn: Option<String>,
    #[serde(
        rename = "AuthenticateOidcConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub authenticate_oidc_config: Option<AuthenticateOidcActionConfig>,
    #[serde(
        rename = "AuthenticateCognitoConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub authenticate_cognito_config: Option<AuthenticateCognitoActionConfig>,
    #[serde(rename = "Order", skip_serializing_if = "Option::is_none")]
    pub order: Option<i32>,
    #[serde(rename = "RedirectConfig", skip_serializing_if = "Option::is_none")]
    pub redirect_config: Option<RedirectActionConfig>,
    #[serde(
        rename = "FixedResponseConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub fixed_response_config: Option<FixedResponseActionConfig>,
    #[serde(rename = "ForwardConfig", skip_serializing_if = "Option::is_none")]
    pub forward_config: Option<ForwardActionConfig>,
    #[serde(
        rename = "JwtValidationConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub jwt_validation_config: Option<JwtValidationActionConfig>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AddListenerCertificatesInput {
    #[serde(rename = "ListenerArn")]
    pub listener_arn: String,
    #[serde(rename = "Certificates")]
    pub certificates: Vec<Certificate>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AddListenerCertificatesOutput {
    #[serde(rename = "Certificates", skip_serializing_if = "Option::is_none")]
    pub certificates: Option<Vec<Certificate>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AddTagsInput {
    #[serde(rename = "ResourceArns")]
    pub resource_arns: Vec<String>,
    #[serde(rename = "Tags")]
    pub tags: Vec<Tag>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AddTagsOutput {}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AdministrativeOverride {
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    pub state: Option<TargetAdministrativeOverrideStateEnum>,
    #[serde(rename = "Reason", skip_serializing_if = "Option::is_none")]
    pub reason: Option<TargetAdministrativeOverrideReasonEnum>,
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AnomalyDetection {
    #[serde(rename = "Result", skip_serializing_if = "Option::is_none")]
    pub result: Option<AnomalyResultEnum>,
    #[serde(rename = "MitigationInEffect", skip_serializing_if = "Option::is_none")]
    pub mitigation_in_effect: Option<MitigationInEffectEnum>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AuthenticateCognitoActionConfig {
    #[serde(rename = "UserPoolArn")]
    pub user_pool_arn: String,
    #[serde(rename = "UserPoolClientId")]
    pub user_pool_client_id: String,
    #[serde(rename = "UserPoolDomain")]
    pub user_pool_domain: String,
    #[serde(rename = "SessionCookieName", skip_serializing_if = "Option::is_none")]
    pub session_cookie_name: Option<String>,
    #[serde(rename = "Scope", skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    #[serde(rename = "SessionTimeout", skip_serializing_if = "Option::is_none")]
    pub session_timeout: Option<i64>,
    #[serde(
        rename = "AuthenticationRequestExtraParams",
        skip_serializing_if = "Option::is_none"
    )]
    pub authentication_request_extra_params: Option<BTreeMap<String, String>>,
    #[serde(
        rename = "OnUnauthenticatedRequest",
        skip_serializing_if = "Option::is_none"
    )]
    pub on_unauthenticated_request: Option<AuthenticateCognitoActionConditionalBehaviorEnum>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AuthenticateOidcActionConfig {
    #[serde(rename = "Issuer")]
    pub issuer: String,
    #[serde(rename = "AuthorizationEndpoint")]
    pub authorization_endpoint: String,
    #[serde(rename = "TokenEndpoint")]
    pub token_endpoint: String,
    #[serde(rename = "UserInfoEndpoint")]
    pub user_info_endpoint: String,
    #[serde(rename = "ClientId")]
    pub client_id: String,
    #[serde(rename = "ClientSecret", skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    #[serde(rename = "SessionCookieName", skip_serializing_if = "Option::is_none")]
    pub session_cookie_name: Option<String>,
    #[serde(rename = "Scope", skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    #[serde(rename = "SessionTimeout", skip_serializing_if = "Option::is_none")]
    pub session_timeout: Option<i64>,
    #[serde(
        rename = "AuthenticationRequestExtraParams",
        skip_serializing_if = "Option::is_none"
    )]
    pub authentication_request_extra_params: Option<BTreeMap<String, String>>,
    #[serde(
        rename = "OnUnauthenticatedRequest",
        skip_serializing_if = "Option::is_none"
    )]
    pub on_unauthenticated_request: Option<AuthenticateOidcActionConditionalBehaviorEnum>,
    #[serde(
        rename = "UseExistingClientSecret",
        skip_serializing_if = "Option::is_none"
    )]
    pub use_existing_client_secret: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AvailabilityZone {
    #[serde(rename = "ZoneName", skip_serializing_if = "Option::is_none")]
    pub zone_name: Option<String>,
    #[serde(rename = "SubnetId", skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<String>,
    #[serde(rename = "OutpostId", skip_serializing_if = "Option::is_none")]
    pub outpost_id: Option<String>,
    #[serde(
        rename = "LoadBalancerAddresses",
        skip_serializing_if = "Option::is_none"
    )]
    pub load_balancer_addresses: Option<Vec<LoadBalancerAddress>>,
    #[serde(
        rename = "SourceNatIpv6Prefixes",
        skip_serializing_if = "Option::is_none"
    )]
    pub source_nat_ipv6_prefixes: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CapacityReservationStatus {
    #[serde(rename = "Code", skip_serializing_if = "Option::is_none")]
    pub code: Option<CapacityReservationStateEnum>,
    #[serde(rename = "Reason", skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Certificate {
    #[serde(rename = "CertificateArn", skip_serializing_if = "Option::is_none")]
    pub certificate_arn: Option<String>,
    #[serde(rename = "IsDefault", skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cipher {
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "Priority", skip_serializing_if = "Option::is_none")]
    pub priority: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateListenerInput {
    #[serde(rename = "LoadBalancerArn")]
    pub load_balancer_arn: String,
    #[serde(rename = "Protocol")]
    pub protocol: Option<ProtocolEnum>,
    #[serde(rename = "Port")]
    pub port: Option<i32>,
    #[serde(rename = "SslPolicy")]
    pub ssl_policy: Option<String>,
    #[serde(rename = "Certificates")]
    pub certificates: Option<Vec<Certificate>>,
    #[serde(rename = "DefaultActions")]
    pub default_actions: Vec<Action>,
    #[serde(rename = "AlpnPolicy")]
    pub alpn_policy: Option<Vec<String>>,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "MutualAuthentication")]
    pub mutual_authentication: Option<MutualAuthenticationAttributes>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateListenerOutput {
    #[serde(rename = "Listeners", skip_serializing_if = "Option::is_none")]
    pub listeners: Option<Vec<Listener>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateLoadBalancerInput {
    #[serde(rename = "Name")]
    pub name: String,
    #[serde(rename = "Subnets")]
    pub subnets: Option<Vec<String>>,
    #[serde(rename = "SubnetMappings")]
    pub subnet_mappings: Option<Vec<SubnetMapping>>,
    #[serde(rename = "SecurityGroups")]
    pub security_groups: Option<Vec<String>>,
    #[serde(rename = "Scheme")]
    pub scheme: Option<LoadBalancerSchemeEnum>,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "Type")]
    pub r#type: Option<LoadBalancerTypeEnum>,
    #[serde(rename = "IpAddressType")]
    pub ip_address_type: Option<IpAddressType>,
    #[serde(rename = "CustomerOwnedIpv4Pool")]
    pub customer_owned_ipv4_pool: Option<String>,
    #[serde(rename = "EnablePrefixForIpv6SourceNat")]
    pub enable_prefix_for_ipv6_source_nat: Option<EnablePrefixForIpv6SourceNatEnum>,
    #[serde(rename = "IpamPools")]
    pub ipam_pools: Option<IpamPools>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateLoadBalancerOutput {
    #[serde(rename = "LoadBalancers", skip_serializing_if = "Option::is_none")]
    pub load_balancers: Option<Vec<LoadBalancer>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateRuleInput {
    #[serde(rename = "ListenerArn")]
    pub listener_arn: String,
    #[serde(rename = "Conditions")]
    pub conditions: Vec<RuleCondition>,
    #[serde(rename = "Priority")]
    pub priority: i32,
    #[serde(rename = "Actions")]
    pub actions: Vec<Action>,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "Transforms")]
    pub transforms: Option<Vec<RuleTransform>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateRuleOutput {
    #[serde(rename = "Rules", skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<Rule>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateTargetGroupInput {
    #[serde(rename = "Name")]
    pub name: String,
    #[serde(rename = "Protocol")]
    pub protocol: Option<ProtocolEnum>,
    #[serde(rename = "ProtocolVersion")]
    pub protocol_version: Option<String>,
    #[serde(rename = "Port")]
    pub port: Option<i32>,
    #[serde(rename = "VpcId")]
    pub vpc_id: Option<String>,
    #[serde(rename = "HealthCheckProtocol")]
    pub health_check_protocol: Option<ProtocolEnum>,
    #[serde(rename = "HealthCheckPort")]
    pub health_check_port: Option<String>,
    #[serde(rename = "HealthCheckEnabled")]
    pub health_check_enabled: Option<bool>,
    #[serde(rename = "HealthCheckPath")]
    pub health_check_path: Option<String>,
    #[serde(rename = "HealthCheckIntervalSeconds")]
    pub health_check_interval_seconds: Option<i32>,
    #[serde(rename = "HealthCheckTimeoutSeconds")]
    pub health_check_timeout_seconds: Option<i32>,
    #[serde(rename = "HealthyThresholdCount")]
    pub healthy_threshold_count: Option<i32>,
    #[serde(rename = "UnhealthyThresholdCount")]
    pub unhealthy_threshold_count: Option<i32>,
    #[serde(rename = "Matcher")]
    pub matcher: Option<Matcher>,
    #[serde(rename = "TargetType")]
    pub target_type: Option<TargetTypeEnum>,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "IpAddressType")]
    pub ip_address_type: Option<TargetGroupIpAddressTypeEnum>,
    #[serde(rename = "TargetControlPort")]
    pub target_control_port: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateTargetGroupOutput {
    #[serde(rename = "TargetGroups", skip_serializing_if = "Option::is_none")]
    pub target_groups: Option<Vec<TargetGroup>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteListenerInput {
    #[serde(rename = "ListenerArn")]
    pub listener_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeleteListenerOutput {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteLoadBalancerInput {
    #[serde(rename = "LoadBalancerArn")]
    pub load_balancer_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeleteLoadBalancerOutput {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteRuleInput {
    #[serde(rename = "RuleArn")]
    pub rule_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeleteRuleOutput {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteTargetGroupInput {
    #[serde(rename = "TargetGroupArn")]
    pub target_group_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeleteTargetGroupOutput {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeregisterTargetsInput {
    #[serde(rename = "TargetGroupArn")]
    pub target_group_arn: String,
    #[serde(rename = "Targets")]
    pub targets: Vec<TargetDescription>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeregisterTargetsOutput {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeAccountLimitsInput {
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "PageSize")]
    pub page_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeAccountLimitsOutput {
    #[serde(rename = "Limits", skip_serializing_if = "Option::is_none")]
    pub limits: Option<Vec<Limit>>,
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeCapacityReservationInput {
    #[serde(rename = "LoadBalancerArn")]
    pub load_balancer_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeCapacityReservationOutput {
    #[serde(rename = "LastModifiedTime", skip_serializing_if = "Option::is_none")]
    pub last_modified_time: Option<crate::Timestamp>,
    #[serde(
        rename = "DecreaseRequestsRemaining",
        skip_serializing_if = "Option::is_none"
    )]
    pub decrease_requests_remaining: Option<i32>,
    #[serde(
        rename = "MinimumLoadBalancerCapacity",
        skip_serializing_if = "Option::is_none"
    )]
    pub minimum_load_balancer_capacity: Option<MinimumLoadBalancerCapacity>,
    #[serde(
        rename = "CapacityReservationState",
        skip_serializing_if = "Option::is_none"
    )]
    pub capacity_reservation_state: Option<Vec<ZonalCapacityReservationState>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeListenerAttributesInput {
    #[serde(rename = "ListenerArn")]
    pub listener_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeListenerAttributesOutput {
    #[serde(rename = "Attributes", skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Vec<ListenerAttribute>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeListenerCertificatesInput {
    #[serde(rename = "ListenerArn")]
    pub listener_arn: String,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "PageSize")]
    pub page_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeListenerCertificatesOutput {
    #[serde(rename = "Certificates", skip_serializing_if = "Option::is_none")]
    pub certificates: Option<Vec<Certificate>>,
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeListenersInput {
    #[serde(rename = "LoadBalancerArn")]
    pub load_balancer_arn: Option<String>,
    #[serde(rename = "ListenerArns")]
    pub listener_arns: Option<Vec<String>>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "PageSize")]
    pub page_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeListenersOutput {
    #[serde(rename = "Listeners", skip_serializing_if = "Option::is_none")]
    pub listeners: Option<Vec<Listener>>,
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeLoadBalancerAttributesInput {
    #[serde(rename = "LoadBalancerArn")]
    pub load_balancer_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeLoadBalancerAttributesOutput {
    #[serde(rename = "Attributes", skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Vec<LoadBalancerAttribute>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeLoadBalancersInput {
    #[serde(rename = "LoadBalancerArns")]
    pub load_balancer_arns: Option<Vec<String>>,
    #[serde(rename = "Names")]
    pub names: Option<Vec<String>>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "PageSize")]
    pub page_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeLoadBalancersOutput {
    #[serde(rename = "LoadBalancers", skip_serializing_if = "Option::is_none")]
    pub load_balancers: Option<Vec<LoadBalancer>>,
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeRulesInput {
    #[serde(rename = "ListenerArn")]
    pub listener_arn: Option<String>,
    #[serde(rename = "RuleArns")]
    pub rule_arns: Option<Vec<String>>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "PageSize")]
    pub page_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeRulesOutput {
    #[serde(rename = "Rules", skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<Rule>>,
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeSSLPoliciesInput {
    #[serde(rename = "Names")]
    pub names: Option<Vec<String>>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "PageSize")]
    pub page_size: Option<i32>,
    #[serde(rename = "LoadBalancerType")]
    pub load_balancer_type: Option<LoadBalancerTypeEnum>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeSSLPoliciesOutput {
    #[serde(rename = "SslPolicies", skip_serializing_if = "Option::is_none")]
    pub ssl_policies: Option<Vec<SslPolicy>>,
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeTagsInput {
    #[serde(rename = "ResourceArns")]
    pub resource_arns: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeTagsOutput {
    #[serde(rename = "TagDescriptions", skip_serializing_if = "Option::is_none")]
    pub tag_descriptions: Option<Vec<TagDescription>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeTargetGroupAttributesInput {
    #[serde(rename = "TargetGroupArn")]
    pub target_group_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeTargetGroupAttributesOutput {
    #[serde(rename = "Attributes", skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Vec<TargetGroupAttribute>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeTargetGroupsInput {
    #[serde(rename = "LoadBalancerArn")]
    pub load_balancer_arn: Option<String>,
    #[serde(rename = "TargetGroupArns")]
    pub target_group_arns: Option<Vec<String>>,
    #[serde(rename = "Names")]
    pub names: Option<Vec<String>>,
    #[serde(rename = "Marker")]
    pub marker: Option<String>,
    #[serde(rename = "PageSize")]
    pub page_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeTargetGroupsOutput {
    #[serde(rename = "TargetGroups", skip_serializing_if = "Option::is_none")]
    pub target_groups: Option<Vec<TargetGroup>>,
    #[serde(rename = "NextMarker", skip_serializing_if = "Option::is_none")]
    pub next_marker: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeTargetHealthInput {
    #[serde(rename = "TargetGroupArn")]
    pub target_group_arn: String,
    #[serde(rename = "Targets")]
    pub targets: Option<Vec<TargetDescription>>,
    #[serde(rename = "Include")]
    pub include: Option<Vec<DescribeTargetHealthInputIncludeEnum>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeTargetHealthOutput {
    #[serde(
        rename = "TargetHealthDescriptions",
        skip_serializing_if = "Option::is_none"
    )]
    pub target_health_descriptions: Option<Vec<TargetHealthDescription>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FixedResponseActionConfig {
    #[serde(rename = "MessageBody", skip_serializing_if = "Option::is_none")]
    pub message_body: Option<String>,
    #[serde(rename = "StatusCode")]
    pub status_code: String,
    #[serde(rename = "ContentType", skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ForwardActionConfig {
    #[serde(rename = "TargetGroups", skip_serializing_if = "Option::is_none")]
    pub target_groups: Option<Vec<TargetGroupTuple>>,
    #[serde(
        rename = "TargetGroupStickinessConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub target_group_stickiness_config: Option<TargetGroupStickinessConfig>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HostHeaderConditionConfig {
    #[serde(rename = "Values", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
    #[serde(rename = "RegexValues", skip_serializing_if = "Option::is_none")]
    pub regex_values: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HostHeaderRewriteConfig {
    #[serde(rename = "Rewrites", skip_serializing_if = "Option::is_none")]
    pub rewrites: Option<Vec<RewriteConfig>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HttpHeaderConditionConfig {
    #[serde(rename = "HttpHeaderName", skip_serializing_if = "Option::is_none")]
    pub http_header_name: Option<String>,
    #[serde(rename = "Values", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
    #[serde(rename = "RegexValues", skip_serializing_if = "Option::is_none")]
    pub regex_values: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HttpRequestMethodConditionConfig {
    #[serde(rename = "Values", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IpamPools {
    #[serde(rename = "Ipv4IpamPoolId", skip_serializing_if = "Option::is_none")]
    pub ipv4_ipam_pool_id: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JwtValidationActionAdditionalClaim {
    #[serde(rename = "Format")]
    pub format: JwtValidationActionAdditionalClaimFormatEnum,
    #[serde(rename = "Name")]
    pub name: String,
    #[serde(rename = "Values")]
    pub values: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct JwtValidationActionConfig {
    #[serde(rename = "JwksEndpoint")]
    pub jwks_endpoint: String,
    #[serde(rename = "Issuer")]
    pub issuer: String,
    #[serde(rename = "AdditionalClaims", skip_serializing_if = "Option::is_none")]
    pub additional_claims: Option<Vec<JwtValidationActionAdditionalClaim>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Limit {
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "Max", skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Listener {
    #[serde(rename = "ListenerArn", skip_serializing_if = "Option::is_none")]
    pub listener_arn: Option<String>,
    #[serde(rename = "LoadBalancerArn", skip_serializing_if = "Option::is_none")]
    pub load_balancer_arn: Option<String>,
    #[serde(rename = "Port", skip_serializing_if = "Option::is_none")]
    pub port: Option<i32>,
    #[serde(rename = "Protocol", skip_serializing_if = "Option::is_none")]
    pub protocol: Option<ProtocolEnum>,
    #[serde(rename = "Certificates", skip_serializing_if = "Option::is_none")]
    pub certificates: Option<Vec<Certificate>>,
    #[serde(rename = "SslPolicy", skip_serializing_if = "Option::is_none")]
    pub ssl_policy: Option<String>,
    #[serde(rename = "DefaultActions", skip_serializing_if = "Option::is_none")]
    pub default_actions: Option<Vec<Action>>,
    #[serde(rename = "AlpnPolicy", skip_serializing_if = "Option::is_none")]
    pub alpn_policy: Option<Vec<String>>,
    #[serde(
        rename = "MutualAuthentication",
        skip_serializing_if = "Option::is_none"
    )]
    pub mutual_authentication: Option<MutualAuthenticationAttributes>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListenerAttribute {
    #[serde(rename = "Key", skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(rename = "Value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LoadBalancer {
    #[serde(rename = "LoadBalancerArn", skip_serializing_if = "Option::is_none")]
    pub load_balancer_arn: Option<String>,
    #[serde(rename = "DNSName", skip_serializing_if = "Option::is_none")]
    pub dns_name: Option<String>,
    #[serde(
        rename = "CanonicalHostedZoneId",
        skip_serializing_if = "Option::is_none"
    )]
    pub canonical_hosted_zone_id: Option<String>,
    #[serde(rename = "CreatedTime", skip_serializing_if = "Option::is_none")]
    pub created_time: Option<crate::Timestamp>,
    #[serde(rename = "LoadBalancerName", skip_serializing_if = "Option::is_none")]
    pub load_balancer_name: Option<String>,
    #[serde(rename = "Scheme", skip_serializing_if = "Option::is_none")]
    pub scheme: Option<LoadBalancerSchemeEnum>,
    #[serde(rename = "VpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    pub state: Option<LoadBalancerState>,
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<LoadBalancerTypeEnum>,
    #[serde(rename = "AvailabilityZones", skip_serializing_if = "Option::is_none")]
    pub availability_zones: Option<Vec<AvailabilityZone>>,
    #[serde(rename = "SecurityGroups", skip_serializing_if = "Option::is_none")]
    pub security_groups: Option<Vec<String>>,
    #[serde(rename = "IpAddressType", skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<IpAddressType>,
    #[serde(
        rename = "CustomerOwnedIpv4Pool",
        skip_serializing_if = "Option::is_none"
    )]
    pub customer_owned_ipv4_pool: Option<String>,
    #[serde(
        rename = "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
        skip_serializing_if = "Option::is_none"
    )]
    pub enforce_security_group_inbound_rules_on_private_link_traffic: Option<String>,
    #[serde(
        rename = "EnablePrefixForIpv6SourceNat",
        skip_serializing_if = "Option::is_none"
    )]
    pub enable_prefix_for_ipv6_source_nat: Option<EnablePrefixForIpv6SourceNatEnum>,
    #[serde(rename = "IpamPools", skip_serializing_if = "Option::is_none")]
    pub ipam_pools: Option<IpamPools>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LoadBalancerAddress {
    #[serde(rename = "IpAddress", skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    #[serde(rename = "AllocationId", skip_serializing_if = "Option::is_none")]
    pub allocation_id: Option<String>,
    #[serde(rename = "PrivateIPv4Address", skip_serializing_if = "Option::is_none")]
    pub private_i_pv4_address: Option<String>,
    #[serde(rename = "IPv6Address", skip_serializing_if = "Option::is_none")]
    pub i_pv6_address: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LoadBalancerAttribute {
    #[serde(rename = "Key", skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(rename = "Value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LoadBalancerState {
    #[serde(rename = "Code", skip_serializing_if = "Option::is_none")]
    pub code: Option<LoadBalancerStateEnum>,
    #[serde(rename = "Reason", skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Matcher {
    #[serde(rename = "HttpCode", skip_serializing_if = "Option::is_none")]
    pub http_code: Option<String>,
    #[serde(rename = "GrpcCode", skip_serializing_if = "Option::is_none")]
    pub grpc_code: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MinimumLoadBalancerCapacity {
    #[serde(rename = "CapacityUnits", skip_serializing_if = "Option::is_none")]
    pub capacity_units: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ModifyListenerAttributesInput {
    #[serde(rename = "ListenerArn")]
    pub listener_arn: String,
    #[serde(rename = "Attributes")]
    pub attributes: Vec<ListenerAttribute>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ModifyListenerAttributesOutput {
    #[serde(rename = "Attributes", skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Vec<ListenerAttribute>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ModifyListenerInput {
    #[serde(rename = "ListenerArn")]
    pub listener_arn: String,
    #[serde(rename = "Port")]
    pub port: Option<i32>,
    #[serde(rename = "Protocol")]
    pub protocol: Option<ProtocolEnum>,
    #[serde(rename = "SslPolicy")]
    pub ssl_policy: Option<String>,
    #[serde(rename = "Certificates")]
    pub certificates: Option<Vec<Certificate>>,
    #[serde(rename = "DefaultActions")]
    pub default_actions: Option<Vec<Action>>,
    #[serde(rename = "AlpnPolicy")]
    pub alpn_policy: Option<Vec<String>>,
    #[serde(rename = "MutualAuthentication")]
    pub mutual_authentication: Option<MutualAuthenticationAttributes>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ModifyListenerOutput {
    #[serde(rename = "Listeners", skip_serializing_if = "Option::is_none")]
    pub listeners: Option<Vec<Listener>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ModifyLoadBalancerAttributesInput {
    #[serde(rename = "LoadBalancerArn")]
    pub load_balancer_arn: String,
    #[serde(rename = "Attributes")]
    pub attributes: Vec<LoadBalancerAttribute>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ModifyLoadBalancerAttributesOutput {
    #[serde(rename = "Attributes", skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Vec<LoadBalancerAttribute>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ModifyRuleInput {
    #[serde(rename = "RuleArn")]
    pub rule_arn: String,
    #[serde(rename = "Conditions")]
    pub conditions: Option<Vec<RuleCondition>>,
    #[serde(rename = "Actions")]
    pub actions: Option<Vec<Action>>,
    #[serde(rename = "Transforms")]
    pub transforms: Option<Vec<RuleTransform>>,
    #[serde(rename = "ResetTransforms")]
    pub reset_transforms: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ModifyRuleOutput {
    #[serde(rename = "Rules", skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<Rule>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ModifyTargetGroupAttributesInput {
    #[serde(rename = "TargetGroupArn")]
    pub target_group_arn: String,
    #[serde(rename = "Attributes")]
    pub attributes: Vec<TargetGroupAttribute>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ModifyTargetGroupAttributesOutput {
    #[serde(rename = "Attributes", skip_serializing_if = "Option::is_none")]
    pub attributes: Option<Vec<TargetGroupAttribute>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ModifyTargetGroupInput {
    #[serde(rename = "TargetGroupArn")]
    pub target_group_arn: String,
    #[serde(rename = "HealthCheckProtocol")]
    pub health_check_protocol: Option<ProtocolEnum>,
    #[serde(rename = "HealthCheckPort")]
    pub health_check_port: Option<String>,
    #[serde(rename = "HealthCheckPath")]
    pub health_check_path: Option<String>,
    #[serde(rename = "HealthCheckEnabled")]
    pub health_check_enabled: Option<bool>,
    #[serde(rename = "HealthCheckIntervalSeconds")]
    pub health_check_interval_seconds: Option<i32>,
    #[serde(rename = "HealthCheckTimeoutSeconds")]
    pub health_check_timeout_seconds: Option<i32>,
    #[serde(rename = "HealthyThresholdCount")]
    pub healthy_threshold_count: Option<i32>,
    #[serde(rename = "UnhealthyThresholdCount")]
    pub unhealthy_threshold_count: Option<i32>,
    #[serde(rename = "Matcher")]
    pub matcher: Option<Matcher>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ModifyTargetGroupOutput {
    #[serde(rename = "TargetGroups", skip_serializing_if = "Option::is_none")]
    pub target_groups: Option<Vec<TargetGroup>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MutualAuthenticationAttributes {
    #[serde(rename = "Mode", skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    #[serde(rename = "TrustStoreArn", skip_serializing_if = "Option::is_none")]
    pub trust_store_arn: Option<String>,
    #[serde(
        rename = "IgnoreClientCertificateExpiry",
        skip_serializing_if = "Option::is_none"
    )]
    pub ignore_client_certificate_expiry: Option<bool>,
    #[serde(
        rename = "TrustStoreAssociationStatus",
        skip_serializing_if = "Option::is_none"
    )]
    pub trust_store_association_status: Option<TrustStoreAssociationStatusEnum>,
    #[serde(
        rename = "AdvertiseTrustStoreCaNames",
        skip_serializing_if = "Option::is_none"
    )]
    pub advertise_trust_store_ca_names: Option<AdvertiseTrustStoreCaNamesEnum>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PathPatternConditionConfig {
    #[serde(rename = "Values", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
    #[serde(rename = "RegexValues", skip_serializing_if = "Option::is_none")]
    pub regex_values: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QueryStringConditionConfig {
    #[serde(rename = "Values", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<QueryStringKeyValuePair>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QueryStringKeyValuePair {
    #[serde(rename = "Key", skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(rename = "Value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RedirectActionConfig {
    #[serde(rename = "Protocol", skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    #[serde(rename = "Port", skip_serializing_if = "Option::is_none")]
    pub port: Option<String>,
    #[serde(rename = "Host", skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    #[serde(rename = "Path", skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    #[serde(rename = "Query", skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    #[serde(rename = "StatusCode")]
    pub status_code: RedirectActionStatusCodeEnum,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RegisterTargetsInput {
    #[serde(rename = "TargetGroupArn")]
    pub target_group_arn: String,
    #[serde(rename = "Targets")]
    pub targets: Vec<TargetDescription>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RegisterTargetsOutput {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RemoveListenerCertificatesInput {
    #[serde(rename = "ListenerArn")]
    pub listener_arn: String,
    #[serde(rename = "Certificates")]
    pub certificates: Vec<Certificate>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RemoveListenerCertificatesOutput {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RemoveTagsInput {
    #[serde(rename = "ResourceArns")]
    pub resource_arns: Vec<String>,
    #[serde(rename = "TagKeys")]
    pub tag_keys: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RemoveTagsOutput {}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RewriteConfig {
    #[serde(rename = "Regex")]
    pub regex: String,
    #[serde(rename = "Replace")]
    pub replace: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rule {
    #[serde(rename = "RuleArn", skip_serializing_if = "Option::is_none")]
    pub rule_arn: Option<String>,
    #[serde(rename = "Priority", skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    #[serde(rename = "Conditions", skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Vec<RuleCondition>>,
    #[serde(rename = "Actions", skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<Action>>,
    #[serde(rename = "IsDefault", skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
    #[serde(rename = "Transforms", skip_serializing_if = "Option::is_none")]
    pub transforms: Option<Vec<RuleTransform>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RuleCondition {
    #[serde(rename = "Field", skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(rename = "Values", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
    #[serde(rename = "HostHeaderConfig", skip_serializing_if = "Option::is_none")]
    pub host_header_config: Option<HostHeaderConditionConfig>,
    #[serde(rename = "PathPatternConfig", skip_serializing_if = "Option::is_none")]
    pub path_pattern_config: Option<PathPatternConditionConfig>,
    #[serde(rename = "HttpHeaderConfig", skip_serializing_if = "Option::is_none")]
    pub http_header_config: Option<HttpHeaderConditionConfig>,
    #[serde(rename = "QueryStringConfig", skip_serializing_if = "Option::is_none")]
    pub query_string_config: Option<QueryStringConditionConfig>,
    #[serde(
        rename = "HttpRequestMethodConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub http_request_method_config: Option<HttpRequestMethodConditionConfig>,
    #[serde(rename = "SourceIpConfig", skip_serializing_if = "Option::is_none")]
    pub source_ip_config: Option<SourceIpConditionConfig>,
    #[serde(rename = "RegexValues", skip_serializing_if = "Option::is_none")]
    pub regex_values: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RulePriorityPair {
    #[serde(rename = "RuleArn")]
    pub rule_arn: Option<String>,
    #[serde(rename = "Priority")]
    pub priority: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuleTransform {
    #[serde(rename = "Type")]
    pub r#type: TransformTypeEnum,
    #[serde(
        rename = "HostHeaderRewriteConfig",
        skip_serializing_if = "Option::is_none"
    )]
    pub host_header_rewrite_config: Option<HostHeaderRewriteConfig>,
    #[serde(rename = "UrlRewriteConfig", skip_serializing_if = "Option::is_none")]
    pub url_rewrite_config: Option<UrlRewriteConfig>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct SetIpAddressTypeInput {
    #[serde(rename = "LoadBalancerArn")]
    pub load_balancer_arn: String,
    #[serde(rename = "IpAddressType")]
    pub ip_address_type: IpAddressType,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SetIpAddressTypeOutput {
    #[serde(rename = "IpAddressType", skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<IpAddressType>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SetRulePrioritiesInput {
    #[serde(rename = "RulePriorities")]
    pub rule_priorities: Vec<RulePriorityPair>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SetRulePrioritiesOutput {
    #[serde(rename = "Rules", skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<Rule>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SetSecurityGroupsInput {
    #[serde(rename = "LoadBalancerArn")]
    pub load_balancer_arn: String,
    #[serde(rename = "SecurityGroups")]
    pub security_groups: Vec<String>,
    #[serde(rename = "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic")]
    pub enforce_security_group_inbound_rules_on_private_link_traffic:
        Option<EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SetSecurityGroupsOutput {
    #[serde(rename = "SecurityGroupIds", skip_serializing_if = "Option::is_none")]
    pub security_group_ids: Option<Vec<String>>,
    #[serde(
        rename = "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
        skip_serializing_if = "Option::is_none"
    )]
    pub enforce_security_group_inbound_rules_on_private_link_traffic:
        Option<EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SetSubnetsInput {
    #[serde(rename = "LoadBalancerArn")]
    pub load_balancer_arn: String,
    #[serde(rename = "Subnets")]
    pub subnets: Option<Vec<String>>,
    #[serde(rename = "SubnetMappings")]
    pub subnet_mappings: Option<Vec<SubnetMapping>>,
    #[serde(rename = "IpAddressType")]
    pub ip_address_type: Option<IpAddressType>,
    #[serde(rename = "EnablePrefixForIpv6SourceNat")]
    pub enable_prefix_for_ipv6_source_nat: Option<EnablePrefixForIpv6SourceNatEnum>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SetSubnetsOutput {
    #[serde(rename = "AvailabilityZones", skip_serializing_if = "Option::is_none")]
    pub availability_zones: Option<Vec<AvailabilityZone>>,
    #[serde(rename = "IpAddressType", skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<IpAddressType>,
    #[serde(
        rename = "EnablePrefixForIpv6SourceNat",
        skip_serializing_if = "Option::is_none"
    )]
    pub enable_prefix_for_ipv6_source_nat: Option<EnablePrefixForIpv6SourceNatEnum>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SourceIpConditionConfig {
    #[serde(rename = "Values", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
    #[serde(rename = "IpAddressType", skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<SourceIpAddressTypeEnum>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SslPolicy {
    #[serde(rename = "SslProtocols", skip_serializing_if = "Option::is_none")]
    pub ssl_protocols: Option<Vec<String>>,
    #[serde(rename = "Ciphers", skip_serializing_if = "Option::is_none")]
    pub ciphers: Option<Vec<Cipher>>,
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(
        rename = "SupportedLoadBalancerTypes",
        skip_serializing_if = "Option::is_none"
    )]
    pub supported_load_balancer_types: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SubnetMapping {
    #[serde(rename = "SubnetId")]
    pub subnet_id: Option<String>,
    #[serde(rename = "AllocationId")]
    pub allocation_id: Option<String>,
    #[serde(rename = "PrivateIPv4Address")]
    pub private_i_pv4_address: Option<String>,
    #[serde(rename = "IPv6Address")]
    pub i_pv6_address: Option<String>,
    #[serde(rename = "SourceNatIpv6Prefix")]
    pub source_nat_ipv6_prefix: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    #[serde(rename = "Key")]
    pub key: String,
    #[serde(rename = "Value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TagDescription {
    #[serde(rename = "ResourceArn", skip_serializing_if = "Option::is_none")]
    pub resource_arn: Option<String>,
    #[serde(rename = "Tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TargetDescription {
    #[serde(rename = "Id")]
    pub id: String,
    #[serde(rename = "Port", skip_serializing_if = "Option::is_none")]
    pub port: Option<i32>,
    #[serde(rename = "AvailabilityZone", skip_serializing_if = "Option::is_none")]
    pub availability_zone: Option<String>,
    #[serde(rename = "QuicServerId", skip_serializing_if = "Option::is_none")]
    pub quic_server_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TargetGroup {
    #[serde(rename = "TargetGroupArn", skip_serializing_if = "Option::is_none")]
    pub target_group_arn: Option<String>,
    #[serde(rename = "TargetGroupName", skip_serializing_if = "Option::is_none")]
    pub target_group_name: Option<String>,
    #[serde(rename = "Protocol", skip_serializing_if = "Option::is_none")]
    pub protocol: Option<ProtocolEnum>,
    #[serde(rename = "Port", skip_serializing_if = "Option::is_none")]
    pub port: Option<i32>,
    #[serde(rename = "VpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(
        rename = "HealthCheckProtocol",
        skip_serializing_if = "Option::is_none"
    )]
    pub health_check_protocol: Option<ProtocolEnum>,
    #[serde(rename = "HealthCheckPort", skip_serializing_if = "Option::is_none")]
    pub health_check_port: Option<String>,
    #[serde(rename = "HealthCheckEnabled", skip_serializing_if = "Option::is_none")]
    pub health_check_enabled: Option<bool>,
    #[serde(
        rename = "HealthCheckIntervalSeconds",
        skip_serializing_if = "Option::is_none"
    )]
    pub health_check_interval_seconds: Option<i32>,
    #[serde(
        rename = "HealthCheckTimeoutSeconds",
        skip_serializing_if = "Option::is_none"
    )]
    pub health_check_timeout_seconds: Option<i32>,
    #[serde(
        rename = "HealthyThresholdCount",
        skip_serializing_if = "Option::is_none"
    )]
    pub healthy_threshold_count: Option<i32>,
    #[serde(
        rename = "UnhealthyThresholdCount",
        skip_serializing_if = "Option::is_none"
    )]
    pub unhealthy_threshold_count: Option<i32>,
    #[serde(rename = "HealthCheckPath", skip_serializing_if = "Option::is_none")]
    pub health_check_path: Option<String>,
    #[serde(rename = "Matcher", skip_serializing_if = "Option::is_none")]
    pub matcher: Option<Matcher>,
    #[serde(rename = "LoadBalancerArns", skip_serializing_if = "Option::is_none")]
    pub load_balancer_arns: Option<Vec<String>>,
    #[serde(rename = "TargetType", skip_serializing_if = "Option::is_none")]
    pub target_type: Option<TargetTypeEnum>,
    #[serde(rename = "ProtocolVersion", skip_serializing_if = "Option::is_none")]
    pub protocol_version: Option<String>,
    #[serde(rename = "IpAddressType", skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<TargetGroupIpAddressTypeEnum>,
    #[serde(rename = "TargetControlPort", skip_serializing_if = "Option::is_none")]
    pub target_control_port: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TargetGroupAttribute {
    #[serde(rename = "Key", skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(rename = "Value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TargetGroupStickinessConfig {
    #[serde(rename = "Enabled", skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(rename = "DurationSeconds", skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TargetGroupTuple {
    #[serde(rename = "TargetGroupArn", skip_serializing_if = "Option::is_none")]
    pub target_group_arn: Option<String>,
    #[serde(rename = "Weight", skip_serializing_if = "Option::is_none")]
    pub weight: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TargetHealth {
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    pub state: Option<TargetHealthStateEnum>,
    #[serde(rename = "Reason", skip_serializing_if = "Option::is_none")]
    pub reason: Option<TargetHealthReasonEnum>,
    #[serde(rename = "Description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TargetHealthDescription {
    #[serde(rename = "Target", skip_serializing_if = "Option::is_none")]
    pub target: Option<TargetDescription>,
    #[serde(rename = "HealthCheckPort", skip_serializing_if = "Option::is_none")]
    pub health_check_port: Option<String>,
    #[serde(rename = "TargetHealth", skip_serializing_if = "Option::is_none")]
    pub target_health: Option<TargetHealth>,
    #[serde(rename = "AnomalyDetection", skip_serializing_if = "Option::is_none")]
    pub anomaly_detection: Option<AnomalyDetection>,
    #[serde(
        rename = "AdministrativeOverride",
        skip_serializing_if = "Option::is_none"
    )]
    pub administrative_override: Option<AdministrativeOverride>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UrlRewriteConfig {
    #[serde(rename = "Rewrites", skip_serializing_if = "Option::is_none")]
    pub rewrites: Option<Vec<RewriteConfig>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ZonalCapacityReservationState {
    #[serde(rename = "State", skip_serializing_if = "Option::is_none")]
    pub state: Option<CapacityReservationStatus>,
    #[serde(rename = "AvailabilityZone", skip_serializing_if = "Option::is_none")]
    pub availability_zone: Option<String>,
    #[serde(
        rename = "EffectiveCapacityUnits",
        skip_serializing_if = "Option::is_none"
    )]
    pub effective_capacity_units: Option<f64>,
}

string_enum!(ActionTypeEnum {
    Forward = "forward",
    AuthenticateOidc = "authenticate-oidc",
    AuthenticateCognito = "authenticate-cognito",
    Redirect = "redirect",
    FixedResponse = "fixed-response",
    JwtValidation = "jwt-validation",
});

string_enum!(AdvertiseTrustStoreCaNamesEnum {
    On = "on",
    Off = "off",
});

string_enum!(AnomalyResultEnum {
    Anomalous = "anomalous",
    Normal = "normal",
});

string_enum!(AuthenticateCognitoActionConditionalBehaviorEnum {
    Deny = "deny",
    Allow = "allow",
    Authenticate = "authenticate",
});

string_enum!(AuthenticateOidcActionConditionalBehaviorEnum {
    Deny = "deny",
    Allow = "allow",
    Authenticate = "authenticate",
});

string_enum!(CapacityReservationStateEnum {
    Provisioned = "provisioned",
    Pending = "pending",
    Rebalancing = "rebalancing",
    Failed = "failed",
});

string_enum!(DescribeTargetHealthInputIncludeEnum {
    AnomalyDetection = "AnomalyDetection",
    All = "All",
});

string_enum!(EnablePrefixForIpv6SourceNatEnum {
    On = "on",
    Off = "off",
});

string_enum!(EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum {
    On = "on",
    Off = "off",
});

string_enum!(IpAddressType {
    Ipv4 = "ipv4",
    Dualstack = "dualstack",
    DualstackWithoutPublicIpv4 = "dualstack-without-public-ipv4",
});

string_enum!(JwtValidationActionAdditionalClaimFormatEnum {
    SingleString = "single-string",
    StringArray = "string-array",
    SpaceSeparatedValues = "space-separated-values",
});

string_enum!(LoadBalancerSchemeEnum {
    InternetFacing = "internet-facing",
    Internal = "internal",
});

string_enum!(LoadBalancerStateEnum {
    Active = "active",
    Provisioning = "provisioning",
    ActiveImpaired = "active_impaired",
    Failed = "failed",
});

string_enum!(LoadBalancerTypeEnum {
    Application = "application",
    Network = "network",
    Gateway = "gateway",
});

string_enum!(MitigationInEffectEnum {
    Yes = "yes",
    No = "no",
});

string_enum!(ProtocolEnum {
    Http = "HTTP",
    Https = "HTTPS",
    Tcp = "TCP",
    Tls = "TLS",
    Udp = "UDP",
    TcpUdp = "TCP_UDP",
    Geneve = "GENEVE",
    Quic = "QUIC",
    TcpQuic = "TCP_QUIC",
});

string_enum!(RedirectActionStatusCodeEnum {
    Http301 = "HTTP_301",
    Http302 = "HTTP_302",
});

string_enum!(SourceIpAddressTypeEnum {
    Ipv4 = "ipv4",
    Ipv6 = "ipv6",
});

string_enum!(TargetAdministrativeOverrideReasonEnum {
    AdministrativeOverrideUnknown = "AdministrativeOverride.Unknown",
    AdministrativeOverrideNoOverride = "AdministrativeOverride.NoOverride",
    AdministrativeOverrideZonalShiftActive = "AdministrativeOverride.ZonalShiftActive",
    AdministrativeOverrideZonalShiftDelegatedToDns = "AdministrativeOverride.ZonalShiftDelegatedToDns",
});

string_enum!(TargetAdministrativeOverrideStateEnum {
    Unknown = "unknown",
    NoOverride = "no_override",
    ZonalShiftActive = "zonal_shift_active",
    ZonalShiftDelegatedToDns = "zonal_shift_delegated_to_dns",
});

string_enum!(TargetGroupIpAddressTypeEnum {
    Ipv4 = "ipv4",
    Ipv6 = "ipv6",
});

string_enum!(TargetHealthReasonEnum {
    ElbRegistrationInProgress = "Elb.RegistrationInProgress",
    ElbInitialHealthChecking = "Elb.InitialHealthChecking",
    TargetResponseCodeMismatch = "Target.ResponseCodeMismatch",
    TargetTimeout = "Target.Timeout",
    TargetFailedHealthChecks = "Target.FailedHealthChecks",
    TargetNotRegistered = "Target.NotRegistered",
    TargetNotInUse = "Target.NotInUse",
    TargetDeregistrationInProgress = "Target.DeregistrationInProgress",
    TargetInvalidState = "Target.InvalidState",
    TargetIpUnusable = "Target.IpUnusable",
    TargetHealthCheckDisabled = "Target.HealthCheckDisabled",
    ElbInternalError = "Elb.InternalError",
});

string_enum!(TargetHealthStateEnum {
    Initial = "initial",
    Healthy = "healthy",
    Unhealthy = "unhealthy",
    UnhealthyDraining = "unhealthy.draining",
    Unused = "unused",
    Draining = "draining",
    Unavailable = "unavailable",
});

string_enum!(TargetTypeEnum {
    Instance = "instance",
    Ip = "ip",
    Lambda = "lambda",
    Alb = "alb",
});

string_enum!(TransformTypeEnum {
    HostHeaderRewrite = "host-header-rewrite",
    UrlRewrite = "url-rewrite",
});

string_enum!(TrustStoreAssociationStatusEnum {
    Active = "active",
    Removed = "removed",
});

static OPERATIONS: &[Operation] = &[
    Operation {
        name: "AddListenerCertificates",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ADD_LISTENER_CERTIFICATES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("AddListenerCertificatesResult"),
        output_locations: &[],
    },
    Operation {
        name: "AddTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ADD_TAGS_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("AddTagsResult"),
        output_locations: &[],
    },
    Operation {
        name: "CreateListener",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_LISTENER_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreateListenerResult"),
        output_locations: &[],
    },
    Operation {
        name: "CreateLoadBalancer",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_LOAD_BALANCER_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreateLoadBalancerResult"),
        output_locations: &[],
    },
    Operation {
        name: "CreateRule",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_RULE_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreateRuleResult"),
        output_locations: &[],
    },
    Operation {
        name: "CreateTargetGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_TARGET_GROUP_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("CreateTargetGroupResult"),
        output_locations: &[],
    },
    Operation {
        name: "DeleteListener",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_LISTENER_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DeleteListenerResult"),
        output_locations: &[],
    },
    Operation {
        name: "DeleteLoadBalancer",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_LOAD_BALANCER_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DeleteLoadBalancerResult"),
        output_locations: &[],
    },
    Operation {
        name: "DeleteRule",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_RULE_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DeleteRuleResult"),
        output_locations: &[],
    },
    Operation {
        name: "DeleteTargetGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_TARGET_GROUP_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DeleteTargetGroupResult"),
        output_locations: &[],
    },
    Operation {
        name: "DeregisterTargets",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DEREGISTER_TARGETS_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DeregisterTargetsResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeAccountLimits",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_ACCOUNT_LIMITS_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeAccountLimitsResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeCapacityReservation",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_CAPACITY_RESERVATION_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeCapacityReservationResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeListenerAttributes",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_LISTENER_ATTRIBUTES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeListenerAttributesResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeListenerCertificates",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_LISTENER_CERTIFICATES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeListenerCertificatesResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeListeners",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_LISTENERS_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeListenersResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeLoadBalancerAttributes",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_LOAD_BALANCER_ATTRIBUTES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeLoadBalancerAttributesResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeLoadBalancers",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_LOAD_BALANCERS_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeLoadBalancersResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeRules",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_RULES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeRulesResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeSSLPolicies",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_SSL_POLICIES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeSSLPoliciesResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_TAGS_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeTagsResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeTargetGroupAttributes",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_TARGET_GROUP_ATTRIBUTES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeTargetGroupAttributesResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeTargetGroups",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_TARGET_GROUPS_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeTargetGroupsResult"),
        output_locations: &[],
    },
    Operation {
        name: "DescribeTargetHealth",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_TARGET_HEALTH_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("DescribeTargetHealthResult"),
        output_locations: &[],
    },
    Operation {
        name: "ModifyListener",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MODIFY_LISTENER_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ModifyListenerResult"),
        output_locations: &[],
    },
    Operation {
        name: "ModifyListenerAttributes",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MODIFY_LISTENER_ATTRIBUTES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ModifyListenerAttributesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ModifyLoadBalancerAttributes",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MODIFY_LOAD_BALANCER_ATTRIBUTES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ModifyLoadBalancerAttributesResult"),
        output_locations: &[],
    },
    Operation {
        name: "ModifyRule",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MODIFY_RULE_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ModifyRuleResult"),
        output_locations: &[],
    },
    Operation {
        name: "ModifyTargetGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MODIFY_TARGET_GROUP_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ModifyTargetGroupResult"),
        output_locations: &[],
    },
    Operation {
        name: "ModifyTargetGroupAttributes",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MODIFY_TARGET_GROUP_ATTRIBUTES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("ModifyTargetGroupAttributesResult"),
        output_locations: &[],
    },
    Operation {
        name: "RegisterTargets",
        method: "POST",
        uri: "/",
        status: 200,
        input: &REGISTER_TARGETS_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("RegisterTargetsResult"),
        output_locations: &[],
    },
    Operation {
        name: "RemoveListenerCertificates",
        method: "POST",
        uri: "/",
        status: 200,
        input: &REMOVE_LISTENER_CERTIFICATES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("RemoveListenerCertificatesResult"),
        output_locations: &[],
    },
    Operation {
        name: "RemoveTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &REMOVE_TAGS_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("RemoveTagsResult"),
        output_locations: &[],
    },
    Operation {
        name: "SetIpAddressType",
        method: "POST",
        uri: "/",
        status: 200,
        input: &SET_IP_ADDRESS_TYPE_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("SetIpAddressTypeResult"),
        output_locations: &[],
    },
    Operation {
        name: "SetRulePriorities",
        method: "POST",
        uri: "/",
        status: 200,
        input: &SET_RULE_PRIORITIES_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("SetRulePrioritiesResult"),
        output_locations: &[],
    },
    Operation {
        name: "SetSecurityGroups",
        method: "POST",
        uri: "/",
        status: 200,
        input: &SET_SECURITY_GROUPS_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("SetSecurityGroupsResult"),
        output_locations: &[],
    },
    Operation {
        name: "SetSubnets",
        method: "POST",
        uri: "/",
        status: 200,
        input: &SET_SUBNETS_INPUT,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("SetSubnetsResult"),
        output_locations: &[],
    },
];

static ACTION: Shape = Shape::Structure(&[
    Member::required("Type", "Type", &ACTION_TYPE_ENUM),
    Member::optional("TargetGroupArn", "TargetGroupArn", &TEXT),
    Member::optional(
        "AuthenticateOidcConfig",
        "AuthenticateOidcConfig",
        &AUTHENTICATE_OIDC_ACTION_CONFIG,
    ),
    Member::optional(
        "AuthenticateCognitoConfig",
        "AuthenticateCognitoConfig",
        &AUTHENTICATE_COGNITO_ACTION_CONFIG,
    ),
    Member::optional("Order", "Order", &ACTION_ORDER),
    Member::optional("RedirectConfig", "RedirectConfig", &REDIRECT_ACTION_CONFIG),
    Member::optional(
        "FixedResponseConfig",
        "FixedResponseConfig",
        &FIXED_RESPONSE_ACTION_CONFIG,
    ),
    Member::optional("ForwardConfig", "ForwardConfig", &FORWARD_ACTION_CONFIG),
    Member::optional(
        "JwtValidationConfig",
        "JwtValidationConfig",
        &JWT_VALIDATION_ACTION_CONFIG,
    ),
]);

static ACTION_ORDER: Shape = Shape::Integer(Range::new(Some(1), Some(50000)));

static ACTION_TYPE_ENUM: Shape = Shape::Text(Text::one_of(ActionTypeEnum::VALUES));

static ACTIONS: Shape = Shape::List {
    element: &ACTION,
    length: Range::ANY,
};

static ADD_LISTENER_CERTIFICATES_INPUT: Shape = Shape::Structure(&[
    Member::required("ListenerArn", "ListenerArn", &TEXT),
    Member::required("Certificates", "Certificates", &CERTIFICATE_LIST),
]);

static ADD_TAGS_INPUT: Shape = Shape::Structure(&[
    Member::required("ResourceArns", "ResourceArns", &RESOURCE_ARNS),
    Member::required("Tags", "Tags", &TAG_LIST),
]);

static ADVERTISE_TRUST_STORE_CA_NAMES_ENUM: Shape =
    Shape::Text(Text::one_of(AdvertiseTrustStoreCaNamesEnum::VALUES));

static ALPN_POLICY_NAME: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static AUTHENTICATE_COGNITO_ACTION_AUTHENTICATION_REQUEST_EXTRA_PARAMS: Shape = Shape::Map {
    key: &TEXT,
    value: &TEXT,
    length: Range::ANY,
};

static AUTHENTICATE_COGNITO_ACTION_CONDITIONAL_BEHAVIOR_ENUM: Shape = Shape::Text(Text::one_of(
    AuthenticateCognitoActionConditionalBehaviorEnum::VALUES,
));

static AUTHENTICATE_COGNITO_ACTION_CONFIG: Shape = Shape::Structure(&[
    Member::required("UserPoolArn", "UserPoolArn", &TEXT),
    Member::required("UserPoolClientId", "UserPoolClientId", &TEXT),
    Member::required("UserPoolDomain", "UserPoolDomain", &TEXT),
    Member::optional("SessionCookieName", "SessionCookieName", &TEXT),
    Member::optional("Scope", "Scope", &TEXT),
    Member::optional("SessionTimeout", "SessionTimeout", &LONG),
    Member::optional(
        "AuthenticationRequestExtraParams",
        "AuthenticationRequestExtraParams",
        &AUTHENTICATE_COGNITO_ACTION_AUTHENTICATION_REQUEST_EXTRA_PARAMS,
    ),
    Member::optional(
        "OnUnauthenticatedRequest",
        "OnUnauthenticatedRequest",
        &AUTHENTICATE_COGNITO_ACTION_CONDITIONAL_BEHAVIOR_ENUM,
    ),
]);

static AUTHENTICATE_OIDC_ACTION_AUTHENTICATION_REQUEST_EXTRA_PARAMS: Shape = Shape::Map {
    key: &TEXT,
    value: &TEXT,
    length: Range::ANY,
};

static AUTHENTICATE_OIDC_ACTION_CONDITIONAL_BEHAVIOR_ENUM: Shape = Shape::Text(Text::one_of(
    AuthenticateOidcActionConditionalBehaviorEnum::VALUES,
));

static AUTHENTICATE_OIDC_ACTION_CONFIG: Shape = Shape::Structure(&[
    Member::required("Issuer", "Issuer", &TEXT),
    Member::required("AuthorizationEndpoint", "AuthorizationEndpoint", &TEXT),
    Member::required("TokenEndpoint", "TokenEndpoint", &TEXT),
    Member::required("UserInfoEndpoint", "UserInfoEndpoint", &TEXT),
    Member::required("ClientId", "ClientId", &TEXT),
    Member::optional("ClientSecret", "ClientSecret", &TEXT),
    Member::optional("SessionCookieName", "SessionCookieName", &TEXT),
    Member::optional("Scope", "Scope", &TEXT),
    Member::optional("SessionTimeout", "SessionTimeout", &LONG),
    Member::optional(
        "AuthenticationRequestExtraParams",
        "AuthenticationRequestExtraParams",
        &AUTHENTICATE_OIDC_ACTION_AUTHENTICATION_REQUEST_EXTRA_PARAMS,
    ),
    Member::optional(
        "OnUnauthenticatedRequest",
        "OnUnauthenticatedRequest",
        &AUTHENTICATE_OIDC_ACTION_CONDITIONAL_BEHAVIOR_ENUM,
    ),
    Member::optional(
        "UseExistingClientSecret",
        "UseExistingClientSecret",
        &BOOLEAN,
    ),
]);

static CERTIFICATE: Shape = Shape::Structure(&[
    Member::optional("CertificateArn", "CertificateArn", &TEXT),
    Member::optional("IsDefault", "IsDefault", &BOOLEAN),
]);

static CERTIFICATE_LIST: Shape = Shape::List {
    element: &CERTIFICATE,
    length: Range::ANY,
};

static CONDITION_FIELD_NAME: Shape = Shape::Text(Text::sized(Range::new(None, Some(64))));

static CREATE_LISTENER_INPUT: Shape = Shape::Structure(&[
    Member::required("LoadBalancerArn", "LoadBalancerArn", &TEXT),
    Member::optional("Protocol", "Protocol", &PROTOCOL_ENUM),
    Member::optional("Port", "Port", &PORT),
    Member::optional("SslPolicy", "SslPolicy", &TEXT),
    Member::optional("Certificates", "Certificates", &CERTIFICATE_LIST),
    Member::required("DefaultActions", "DefaultActions", &ACTIONS),
    Member::optional("AlpnPolicy", "AlpnPolicy", &ALPN_POLICY_NAME),
    Member::optional("Tags", "Tags", &TAG_LIST),
    Member::optional(
        "MutualAuthentication",
        "MutualAuthentication",
        &MUTUAL_AUTHENTICATION_ATTRIBUTES,
    ),
]);

static CREATE_LOAD_BALANCER_INPUT: Shape = Shape::Structure(&[
    Member::required("Name", "Name", &TEXT),
    Member::optional("Subnets", "Subnets", &SUBNETS),
    Member::optional("SubnetMappings", "SubnetMappings", &SUBNET_MAPPINGS),
    Member::optional("SecurityGroups", "SecurityGroups", &SECURITY_GROUPS),
    Member::optional("Scheme", "Scheme", &LOAD_BALANCER_SCHEME_ENUM),
    Member::optional("Tags", "Tags", &TAG_LIST),
    Member::optional("Type", "Type", &LOAD_BALANCER_TYPE_ENUM),
    Member::optional("IpAddressType", "IpAddressType", &IP_ADDRESS_TYPE),
    Member::optional(
        "CustomerOwnedIpv4Pool",
        "CustomerOwnedIpv4Pool",
        &CUSTOMER_OWNED_IPV4_POOL,
    ),
    Member::optional(
        "EnablePrefixForIpv6SourceNat",
        "EnablePrefixForIpv6SourceNat",
        &ENABLE_PREFIX_FOR_IPV6_SOURCE_NAT_ENUM,
    ),
    Member::optional("IpamPools", "IpamPools", &IPAM_POOLS),
]);

static CREATE_RULE_INPUT: Shape = Shape::Structure(&[
    Member::required("ListenerArn", "ListenerArn", &TEXT),
    Member::required("Conditions", "Conditions", &RULE_CONDITION_LIST),
    Member::required("Priority", "Priority", &RULE_PRIORITY),
    Member::required("Actions", "Actions", &ACTIONS),
    Member::optional("Tags", "Tags", &TAG_LIST),
    Member::optional("Transforms", "Transforms", &RULE_TRANSFORM_LIST),
]);

static CREATE_TARGET_GROUP_INPUT: Shape = Shape::Structure(&[
    Member::required("Name", "Name", &TEXT),
    Member::optional("Protocol", "Protocol", &PROTOCOL_ENUM),
    Member::optional("ProtocolVersion", "ProtocolVersion", &TEXT),
    Member::optional("Port", "Port", &PORT),
    Member::optional("VpcId", "VpcId", &TEXT),
    Member::optional("HealthCheckProtocol", "HealthCheckProtocol", &PROTOCOL_ENUM),
    Member::optional("HealthCheckPort", "HealthCheckPort", &TEXT),
    Member::optional("HealthCheckEnabled", "HealthCheckEnabled", &BOOLEAN),
    Member::optional("HealthCheckPath", "HealthCheckPath", &PATH),
    Member::optional(
        "HealthCheckIntervalSeconds",
        "HealthCheckIntervalSeconds",
        &HEALTH_CHECK_INTERVAL_SECONDS,
    ),
    Member::optional(
        "HealthCheckTimeoutSeconds",
        "HealthCheckTimeoutSeconds",
        &HEALTH_CHECK_TIMEOUT_SECONDS,
    ),
    Member::optional(
        "HealthyThresholdCount",
        "HealthyThresholdCount",
        &HEALTH_CHECK_THRESHOLD_COUNT,
    ),
    Member::optional(
        "UnhealthyThresholdCount",
        "UnhealthyThresholdCount",
        &HEALTH_CHECK_THRESHOLD_COUNT,
    ),
    Member::optional("Matcher", "Matcher", &MATCHER),
    Member::optional("TargetType", "TargetType", &TARGET_TYPE_ENUM),
    Member::optional("Tags", "Tags", &TAG_LIST),
    Member::optional(
        "IpAddressType",
        "IpAddressType",
        &TARGET_GROUP_IP_ADDRESS_TYPE_ENUM,
    ),
    Member::optional(
        "TargetControlPort",
        "TargetControlPort",
        &TARGET_CONTROL_PORT,
    ),
]);

static CUSTOMER_OWNED_IPV4_POOL: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(256)),
    "^(ipv4pool-coip-)[a-zA-Z0-9]+$",
));

static DELETE_LISTENER_INPUT: Shape =
    Shape::Structure(&[Member::required("ListenerArn", "ListenerArn", &TEXT)]);

static DELETE_LOAD_BALANCER_INPUT: Shape = Shape::Structure(&[Member::required(
    "LoadBalancerArn",
    "LoadBalancerArn",
    &TEXT,
)]);

static DELETE_RULE_INPUT: Shape =
    Shape::Structure(&[Member::required("RuleArn", "RuleArn", &TEXT)]);

static DELETE_TARGET_GROUP_INPUT: Shape =
    Shape::Structure(&[Member::required("TargetGroupArn", "TargetGroupArn", &TEXT)]);

static DEREGISTER_TARGETS_INPUT: Shape = Shape::Structure(&[
    Member::required("TargetGroupArn", "TargetGroupArn", &TEXT),
    Member::required("Targets", "Targets", &TARGET_DESCRIPTIONS),
]);

static DESCRIBE_ACCOUNT_LIMITS_INPUT: Shape = Shape::Structure(&[
    Member::optional("Marker", "Marker", &TEXT),
    Member::optional("PageSize", "PageSize", &PAGE_SIZE),
]);

static DESCRIBE_CAPACITY_RESERVATION_INPUT: Shape = Shape::Structure(&[Member::required(
    "LoadBalancerArn",
    "LoadBalancerArn",
    &TEXT,
)]);

static DESCRIBE_LISTENER_ATTRIBUTES_INPUT: Shape =
    Shape::Structure(&[Member::required("ListenerArn", "ListenerArn", &TEXT)]);

static DESCRIBE_LISTENER_CERTIFICATES_INPUT: Shape = Shape::Structure(&[
    Member::required("ListenerArn", "ListenerArn", &TEXT),
    Member::optional("Marker", "Marker", &TEXT),
    Member::optional("PageSize", "PageSize", &PAGE_SIZE),
]);

static DESCRIBE_LISTENERS_INPUT: Shape = Shape::Structure(&[
    Member::optional("LoadBalancerArn", "LoadBalancerArn", &TEXT),
    Member::optional("ListenerArns", "ListenerArns", &LISTENER_ARNS),
    Member::optional("Marker", "Marker", &TEXT),
    Member::optional("PageSize", "PageSize", &PAGE_SIZE),
]);

static DESCRIBE_LOAD_BALANCER_ATTRIBUTES_INPUT: Shape = Shape::Structure(&[Member::required(
    "LoadBalancerArn",
    "LoadBalancerArn",
    &TEXT,
)]);

static DESCRIBE_LOAD_BALANCERS_INPUT: Shape = Shape::Structure(&[
    Member::optional("LoadBalancerArns", "LoadBalancerArns", &LOAD_BALANCER_ARNS),
    Member::optional("Names", "Names", &LOAD_BALANCER_NAMES),
    Member::optional("Marker", "Marker", &TEXT),
    Member::optional("PageSize", "PageSize", &PAGE_SIZE),
]);

static DESCRIBE_RULES_INPUT: Shape = Shape::Structure(&[
    Member::optional("ListenerArn", "ListenerArn", &TEXT),
    Member::optional("RuleArns", "RuleArns", &RULE_ARNS),
    Member::optional("Marker", "Marker", &TEXT),
    Member::optional("PageSize", "PageSize", &PAGE_SIZE),
]);

static DESCRIBE_SSL_POLICIES_INPUT: Shape = Shape::Structure(&[
    Member::optional("Names", "Names", &SSL_POLICY_NAMES),
    Member::optional("Marker", "Marker", &TEXT),
    Member::optional("PageSize", "PageSize", &PAGE_SIZE),
    Member::optional(
        "LoadBalancerType",
        "LoadBalancerType",
        &LOAD_BALANCER_TYPE_ENUM,
    ),
]);

static DESCRIBE_TAGS_INPUT: Shape = Shape::Structure(&[Member::required(
    "ResourceArns",
    "ResourceArns",
    &RESOURCE_ARNS,
)]);

static DESCRIBE_TARGET_GROUP_ATTRIBUTES_INPUT: Shape =
    Shape::Structure(&[Member::required("TargetGroupArn", "TargetGroupArn", &TEXT)]);

static DESCRIBE_TARGET_GROUPS_INPUT: Shape = Shape::Structure(&[
    Member::optional("LoadBalancerArn", "LoadBalancerArn", &TEXT),
    Member::optional("TargetGroupArns", "TargetGroupArns", &TARGET_GROUP_ARNS),
    Member::optional("Names", "Names", &TARGET_GROUP_NAMES),
    Member::optional("Marker", "Marker", &TEXT),
    Member::optional("PageSize", "PageSize", &PAGE_SIZE),
]);

static DESCRIBE_TARGET_HEALTH_INPUT: Shape = Shape::Structure(&[
    Member::required("TargetGroupArn", "TargetGroupArn", &TEXT),
    Member::optional("Targets", "Targets", &TARGET_DESCRIPTIONS),
    Member::optional(
        "Include",
        "Include",
        &LIST_OF_DESCRIBE_TARGET_HEALTH_INCLUDE_OPTIONS,
    ),
]);

static DESCRIBE_TARGET_HEALTH_INPUT_INCLUDE_ENUM: Shape =
    Shape::Text(Text::one_of(DescribeTargetHealthInputIncludeEnum::VALUES));

static ENABLE_PREFIX_FOR_IPV6_SOURCE_NAT_ENUM: Shape =
    Shape::Text(Text::one_of(EnablePrefixForIpv6SourceNatEnum::VALUES));

static ENFORCE_SECURITY_GROUP_INBOUND_RULES_ON_PRIVATE_LINK_TRAFFIC_ENUM: Shape = Shape::Text(
    Text::one_of(EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum::VALUES),
);

static FIXED_RESPONSE_ACTION_CONFIG: Shape = Shape::Structure(&[
    Member::optional("MessageBody", "MessageBody", &FIXED_RESPONSE_ACTION_MESSAGE),
    Member::required(
        "StatusCode",
        "StatusCode",
        &FIXED_RESPONSE_ACTION_STATUS_CODE,
    ),
    Member::optional(
        "ContentType",
        "ContentType",
        &FIXED_RESPONSE_ACTION_CONTENT_TYPE,
    ),
]);

static FIXED_RESPONSE_ACTION_CONTENT_TYPE: Shape =
    Shape::Text(Text::sized(Range::new(Some(0), Some(32))));

static FIXED_RESPONSE_ACTION_MESSAGE: Shape =
    Shape::Text(Text::sized(Range::new(Some(0), Some(1024))));

static FIXED_RESPONSE_ACTION_STATUS_CODE: Shape =
    Shape::Text(Text::matching(Range::ANY, "^(2|4|5)\\d\\d$"));

static FORWARD_ACTION_CONFIG: Shape = Shape::Structure(&[
    Member::optional("TargetGroups", "TargetGroups", &TARGET_GROUP_LIST),
    Member::optional(
        "TargetGroupStickinessConfig",
        "TargetGroupStickinessConfig",
        &TARGET_GROUP_STICKINESS_CONFIG,
    ),
]);

static HEALTH_CHECK_INTERVAL_SECONDS: Shape = Shape::Integer(Range::new(Some(5), Some(300)));

static HEALTH_CHECK_THRESHOLD_COUNT: Shape = Shape::Integer(Range::new(Some(2), Some(10)));

static HEALTH_CHECK_TIMEOUT_SECONDS: Shape = Shape::Integer(Range::new(Some(2), Some(120)));

static HOST_HEADER_CONDITION_CONFIG: Shape = Shape::Structure(&[
    Member::optional("Values", "Values", &LIST_OF_STRING),
    Member::optional("RegexValues", "RegexValues", &LIST_OF_STRING),
]);

static HOST_HEADER_REWRITE_CONFIG: Shape = Shape::Structure(&[Member::optional(
    "Rewrites",
    "Rewrites",
    &REWRITE_CONFIG_LIST,
)]);

static HTTP_HEADER_CONDITION_CONFIG: Shape = Shape::Structure(&[
    Member::optional("HttpHeaderName", "HttpHeaderName", &TEXT),
    Member::optional("Values", "Values", &LIST_OF_STRING),
    Member::optional("RegexValues", "RegexValues", &LIST_OF_STRING),
]);

static HTTP_REQUEST_METHOD_CONDITION_CONFIG: Shape =
    Shape::Structure(&[Member::optional("Values", "Values", &LIST_OF_STRING)]);

static IP_ADDRESS_TYPE: Shape = Shape::Text(Text::one_of(IpAddressType::VALUES));

static IPAM_POOL_ID: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(1000)),
    "^(ipam-pool-)[a-zA-Z0-9]+$",
));

static IPAM_POOLS: Shape = Shape::Structure(&[Member::optional(
    "Ipv4IpamPoolId",
    "Ipv4IpamPoolId",
    &IPAM_POOL_ID,
)]);

static JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM: Shape = Shape::Structure(&[
    Member::required(
        "Format",
        "Format",
        &JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_FORMAT_ENUM,
    ),
    Member::required("Name", "Name", &TEXT),
    Member::required(
        "Values",
        "Values",
        &JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_VALUES,
    ),
]);

static JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_FORMAT_ENUM: Shape = Shape::Text(Text::one_of(
    JwtValidationActionAdditionalClaimFormatEnum::VALUES,
));

static JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM_VALUES: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static JWT_VALIDATION_ACTION_ADDITIONAL_CLAIMS: Shape = Shape::List {
    element: &JWT_VALIDATION_ACTION_ADDITIONAL_CLAIM,
    length: Range::ANY,
};

static JWT_VALIDATION_ACTION_CONFIG: Shape = Shape::Structure(&[
    Member::required("JwksEndpoint", "JwksEndpoint", &TEXT),
    Member::required("Issuer", "Issuer", &TEXT),
    Member::optional(
        "AdditionalClaims",
        "AdditionalClaims",
        &JWT_VALIDATION_ACTION_ADDITIONAL_CLAIMS,
    ),
]);

static LIST_OF_DESCRIBE_TARGET_HEALTH_INCLUDE_OPTIONS: Shape = Shape::List {
    element: &DESCRIBE_TARGET_HEALTH_INPUT_INCLUDE_ENUM,
    length: Range::ANY,
};

static LIST_OF_STRING: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static LISTENER_ARNS: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static LISTENER_ATTRIBUTE: Shape = Shape::Structure(&[
    Member::optional("Key", "Key", &LISTENER_ATTRIBUTE_KEY),
    Member::optional("Value", "Value", &TEXT),
]);

static LISTENER_ATTRIBUTE_KEY: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(256)),
    "^[a-zA-Z0-9._]+$",
));

static LISTENER_ATTRIBUTES: Shape = Shape::List {
    element: &LISTENER_ATTRIBUTE,
    length: Range::ANY,
};

static LOAD_BALANCER_ARNS: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static LOAD_BALANCER_ATTRIBUTE: Shape = Shape::Structure(&[
    Member::optional("Key", "Key", &LOAD_BALANCER_ATTRIBUTE_KEY),
    Member::optional("Value", "Value", &LOAD_BALANCER_ATTRIBUTE_VALUE),
]);

static LOAD_BALANCER_ATTRIBUTE_KEY: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(256)),
    "^[a-zA-Z0-9._]+$",
));

static LOAD_BALANCER_ATTRIBUTE_VALUE: Shape =
    Shape::Text(Text::sized(Range::new(None, Some(1024))));

static LOAD_BALANCER_ATTRIBUTES: Shape = Shape::List {
    element: &LOAD_BALANCER_ATTRIBUTE,
    length: Range::new(None, Some(20)),
};

static LOAD_BALANCER_NAMES: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static LOAD_BALANCER_SCHEME_ENUM: Shape = Shape::Text(Text::one_of(LoadBalancerSchemeEnum::VALUES));

static LOAD_BALANCER_TYPE_ENUM: Shape = Shape::Text(Text::one_of(LoadBalancerTypeEnum::VALUES));

static MATCHER: Shape = Shape::Structure(&[
    Member::optional("HttpCode", "HttpCode", &TEXT),
    Member::optional("GrpcCode", "GrpcCode", &TEXT),
]);

static MODIFY_LISTENER_ATTRIBUTES_INPUT: Shape = Shape::Structure(&[
    Member::required("ListenerArn", "ListenerArn", &TEXT),
    Member::required("Attributes", "Attributes", &LISTENER_ATTRIBUTES),
]);

static MODIFY_LISTENER_INPUT: Shape = Shape::Structure(&[
    Member::required("ListenerArn", "ListenerArn", &TEXT),
    Member::optional("Port", "Port", &PORT),
    Member::optional("Protocol", "Protocol", &PROTOCOL_ENUM),
    Member::optional("SslPolicy", "SslPolicy", &TEXT),
    Member::optional("Certificates", "Certificates", &CERTIFICATE_LIST),
    Member::optional("DefaultActions", "DefaultActions", &ACTIONS),
    Member::optional("AlpnPolicy", "AlpnPolicy", &ALPN_POLICY_NAME),
    Member::optional(
        "MutualAuthentication",
        "MutualAuthentication",
        &MUTUAL_AUTHENTICATION_ATTRIBUTES,
    ),
]);

static MODIFY_LOAD_BALANCER_ATTRIBUTES_INPUT: Shape = Shape::Structure(&[
    Member::required("LoadBalancerArn", "LoadBalancerArn", &TEXT),
    Member::required("Attributes", "Attributes", &LOAD_BALANCER_ATTRIBUTES),
]);

static MODIFY_RULE_INPUT: Shape = Shape::Structure(&[
    Member::required("RuleArn", "RuleArn", &TEXT),
    Member::optional("Conditions", "Conditions", &RULE_CONDITION_LIST),
    Member::optional("Actions", "Actions", &ACTIONS),
    Member::optional("Transforms", "Transforms", &RULE_TRANSFORM_LIST),
    Member::optional("ResetTransforms", "ResetTransforms", &BOOLEAN),
]);

static MODIFY_TARGET_GROUP_ATTRIBUTES_INPUT: Shape = Shape::Structure(&[
    Member::required("TargetGroupArn", "TargetGroupArn", &TEXT),
    Member::required("Attributes", "Attributes", &TARGET_GROUP_ATTRIBUTES),
]);

static MODIFY_TARGET_GROUP_INPUT: Shape = Shape::Structure(&[
    Member::required("TargetGroupArn", "TargetGroupArn", &TEXT),
    Member::optional("HealthCheckProtocol", "HealthCheckProtocol", &PROTOCOL_ENUM),
    Member::optional("HealthCheckPort", "HealthCheckPort", &TEXT),
    Member::optional("HealthCheckPath", "HealthCheckPath", &PATH),
    Member::optional("HealthCheckEnabled", "HealthCheckEnabled", &BOOLEAN),
    Member::optional(
        "HealthCheckIntervalSeconds",
        "HealthCheckIntervalSeconds",
        &HEALTH_CHECK_INTERVAL_SECONDS,
    ),
    Member::optional(
        "HealthCheckTimeoutSeconds",
        "HealthCheckTimeoutSeconds",
        &HEALTH_CHECK_TIMEOUT_SECONDS,
    ),
    Member::optional(
        "HealthyThresholdCount",
        "HealthyThresholdCount",
        &HEALTH_CHECK_THRESHOLD_COUNT,
    ),
    Member::optional(
        "UnhealthyThresholdCount",
        "UnhealthyThresholdCount",
        &HEALTH_CHECK_THRESHOLD_COUNT,
    ),
    Member::optional("Matcher", "Matcher", &MATCHER),
]);

static MUTUAL_AUTHENTICATION_ATTRIBUTES: Shape = Shape::Structure(&[
    Member::optional("Mode", "Mode", &TEXT),
    Member::optional("TrustStoreArn", "TrustStoreArn", &TEXT),
    Member::optional(
        "IgnoreClientCertificateExpiry",
        "IgnoreClientCertificateExpiry",
        &BOOLEAN,
    ),
    Member::optional(
        "TrustStoreAssociationStatus",
        "TrustStoreAssociationStatus",
        &TRUST_STORE_ASSOCIATION_STATUS_ENUM,
    ),
    Member::optional(
        "AdvertiseTrustStoreCaNames",
        "AdvertiseTrustStoreCaNames",
        &ADVERTISE_TRUST_STORE_CA_NAMES_ENUM,
    ),
]);

static PAGE_SIZE: Shape = Shape::Integer(Range::new(Some(1), Some(400)));

static PATH: Shape = Shape::Text(Text::sized(Range::new(Some(1), Some(1024))));

static PATH_PATTERN_CONDITION_CONFIG: Shape = Shape::Structure(&[
    Member::optional("Values", "Values", &LIST_OF_STRING),
    Member::optional("RegexValues", "RegexValues", &LIST_OF_STRING),
]);

static PORT: Shape = Shape::Integer(Range::new(Some(1), Some(65535)));

static PROTOCOL_ENUM: Shape = Shape::Text(Text::one_of(ProtocolEnum::VALUES));

static QUERY_STRING_CONDITION_CONFIG: Shape = Shape::Structure(&[Member::optional(
    "Values",
    "Values",
    &QUERY_STRING_KEY_VALUE_PAIR_LIST,
)]);

static QUERY_STRING_KEY_VALUE_PAIR: Shape = Shape::Structure(&[
    Member::optional("Key", "Key", &TEXT),
    Member::optional("Value", "Value", &TEXT),
]);

static QUERY_STRING_KEY_VALUE_PAIR_LIST: Shape = Shape::List {
    element: &QUERY_STRING_KEY_VALUE_PAIR,
    length: Range::ANY,
};

static QUIC_SERVER_ID: Shape = Shape::Text(Text::sized(Range::new(Some(1), Some(256))));

static REDIRECT_ACTION_CONFIG: Shape = Shape::Structure(&[
    Member::optional("Protocol", "Protocol", &REDIRECT_ACTION_PROTOCOL),
    Member::optional("Port", "Port", &TEXT),
    Member::optional("Host", "Host", &REDIRECT_ACTION_HOST),
    Member::optional("Path", "Path", &REDIRECT_ACTION_PATH),
    Member::optional("Query", "Query", &REDIRECT_ACTION_QUERY),
    Member::required(
        "StatusCode",
        "StatusCode",
        &REDIRECT_ACTION_STATUS_CODE_ENUM,
    ),
]);

static REDIRECT_ACTION_HOST: Shape = Shape::Text(Text::sized(Range::new(Some(1), Some(128))));

static REDIRECT_ACTION_PATH: Shape = Shape::Text(Text::sized(Range::new(Some(1), Some(128))));

static REDIRECT_ACTION_PROTOCOL: Shape =
    Shape::Text(Text::matching(Range::ANY, "^(HTTPS?|#\\{protocol\\})$"));

static REDIRECT_ACTION_QUERY: Shape = Shape::Text(Text::sized(Range::new(Some(0), Some(128))));

static REDIRECT_ACTION_STATUS_CODE_ENUM: Shape =
    Shape::Text(Text::one_of(RedirectActionStatusCodeEnum::VALUES));

static REGISTER_TARGETS_INPUT: Shape = Shape::Structure(&[
    Member::required("TargetGroupArn", "TargetGroupArn", &TEXT),
    Member::required("Targets", "Targets", &TARGET_DESCRIPTIONS),
]);

static REMOVE_LISTENER_CERTIFICATES_INPUT: Shape = Shape::Structure(&[
    Member::required("ListenerArn", "ListenerArn", &TEXT),
    Member::required("Certificates", "Certificates", &CERTIFICATE_LIST),
]);

static REMOVE_TAGS_INPUT: Shape = Shape::Structure(&[
    Member::required("ResourceArns", "ResourceArns", &RESOURCE_ARNS),
    Member::required("TagKeys", "TagKeys", &TAG_KEYS),
]);

static RESOURCE_ARNS: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static REWRITE_CONFIG: Shape = Shape::Structure(&[
    Member::required("Regex", "Regex", &TEXT),
    Member::required("Replace", "Replace", &TEXT),
]);

static REWRITE_CONFIG_LIST: Shape = Shape::List {
    element: &REWRITE_CONFIG,
    length: Range::ANY,
};

static RULE_ARNS: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static RULE_CONDITION: Shape = Shape::Structure(&[
    Member::optional("Field", "Field", &CONDITION_FIELD_NAME),
    Member::optional("Values", "Values", &LIST_OF_STRING),
    Member::optional(
        "HostHeaderConfig",
        "HostHeaderConfig",
        &HOST_HEADER_CONDITION_CONFIG,
    ),
    Member::optional(
        "PathPatternConfig",
        "PathPatternConfig",
        &PATH_PATTERN_CONDITION_CONFIG,
    ),
    Member::optional(
        "HttpHeaderConfig",
        "HttpHeaderConfig",
        &HTTP_HEADER_CONDITION_CONFIG,
    ),
    Member::optional(
        "QueryStringConfig",
        "QueryStringConfig",
        &QUERY_STRING_CONDITION_CONFIG,
    ),
    Member::optional(
        "HttpRequestMethodConfig",
        "HttpRequestMethodConfig",
        &HTTP_REQUEST_METHOD_CONDITION_CONFIG,
    ),
    Member::optional(
        "SourceIpConfig",
        "SourceIpConfig",
        &SOURCE_IP_CONDITION_CONFIG,
    ),
    Member::optional("RegexValues", "RegexValues", &LIST_OF_STRING),
]);

static RULE_CONDITION_LIST: Shape = Shape::List {
    element: &RULE_CONDITION,
    length: Range::ANY,
};

static RULE_PRIORITY: Shape = Shape::Integer(Range::new(Some(1), Some(50000)));

static RULE_PRIORITY_LIST: Shape = Shape::List {
    element: &RULE_PRIORITY_PAIR,
    length: Range::ANY,
};

static RULE_PRIORITY_PAIR: Shape = Shape::Structure(&[
    Member::optional("RuleArn", "RuleArn", &TEXT),
    Member::optional("Priority", "Priority", &RULE_PRIORITY),
]);

static RULE_TRANSFORM: Shape = Shape::Structure(&[
    Member::required("Type", "Type", &TRANSFORM_TYPE_ENUM),
    Member::optional(
        "HostHeaderRewriteConfig",
        "HostHeaderRewriteConfig",
        &HOST_HEADER_REWRITE_CONFIG,
    ),
    Member::optional("UrlRewriteConfig", "UrlRewriteConfig", &URL_REWRITE_CONFIG),
]);

static RULE_TRANSFORM_LIST: Shape = Shape::List {
    element: &RULE_TRANSFORM,
    length: Range::ANY,
};

static SECURITY_GROUPS: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static SET_IP_ADDRESS_TYPE_INPUT: Shape = Shape::Structure(&[
    Member::required("LoadBalancerArn", "LoadBalancerArn", &TEXT),
    Member::required("IpAddressType", "IpAddressType", &IP_ADDRESS_TYPE),
]);

static SET_RULE_PRIORITIES_INPUT: Shape = Shape::Structure(&[Member::required(
    "RulePriorities",
    "RulePriorities",
    &RULE_PRIORITY_LIST,
)]);

static SET_SECURITY_GROUPS_INPUT: Shape = Shape::Structure(&[
    Member::required("LoadBalancerArn", "LoadBalancerArn", &TEXT),
    Member::required("SecurityGroups", "SecurityGroups", &SECURITY_GROUPS),
    Member::optional(
        "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
        "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
        &ENFORCE_SECURITY_GROUP_INBOUND_RULES_ON_PRIVATE_LINK_TRAFFIC_ENUM,
    ),
]);

static SET_SUBNETS_INPUT: Shape = Shape::Structure(&[
    Member::required("LoadBalancerArn", "LoadBalancerArn", &TEXT),
    Member::optional("Subnets", "Subnets", &SUBNETS),
    Member::optional("SubnetMappings", "SubnetMappings", &SUBNET_MAPPINGS),
    Member::optional("IpAddressType", "IpAddressType", &IP_ADDRESS_TYPE),
    Member::optional(
        "EnablePrefixForIpv6SourceNat",
        "EnablePrefixForIpv6SourceNat",
        &ENABLE_PREFIX_FOR_IPV6_SOURCE_NAT_ENUM,
    ),
]);

static SOURCE_IP_ADDRESS_TYPE_ENUM: Shape =
    Shape::Text(Text::one_of(SourceIpAddressTypeEnum::VALUES));

static SOURCE_IP_CONDITION_CONFIG: Shape = Shape::Structure(&[
    Member::optional("Values", "Values", &LIST_OF_STRING),
    Member::optional(
        "IpAddressType",
        "IpAddressType",
        &SOURCE_IP_ADDRESS_TYPE_ENUM,
    ),
]);

static SSL_POLICY_NAMES: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static SUBNET_MAPPING: Shape = Shape::Structure(&[
    Member::optional("SubnetId", "SubnetId", &TEXT),
    Member::optional("AllocationId", "AllocationId", &TEXT),
    Member::optional("PrivateIPv4Address", "PrivateIPv4Address", &TEXT),
    Member::optional("IPv6Address", "IPv6Address", &TEXT),
    Member::optional("SourceNatIpv6Prefix", "SourceNatIpv6Prefix", &TEXT),
]);

static SUBNET_MAPPINGS: Shape = Shape::List {
    element: &SUBNET_MAPPING,
    length: Range::ANY,
};

static SUBNETS: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static TAG: Shape = Shape::Structure(&[
    Member::required("Key", "Key", &TAG_KEY),
    Member::optional("Value", "Value", &TAG_VALUE),
]);

static TAG_KEY: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
));

static TAG_KEYS: Shape = Shape::List {
    element: &TAG_KEY,
    length: Range::ANY,
};

static TAG_LIST: Shape = Shape::List {
    element: &TAG,
    length: Range::new(Some(1), None),
};

static TAG_VALUE: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(256)),
    "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
));

static TARGET_CONTROL_PORT: Shape = Shape::Integer(Range::new(Some(1), Some(65535)));

static TARGET_DESCRIPTION: Shape = Shape::Structure(&[
    Member::required("Id", "Id", &TEXT),
    Member::optional("Port", "Port", &PORT),
    Member::optional("AvailabilityZone", "AvailabilityZone", &TEXT),
    Member::optional("QuicServerId", "QuicServerId", &QUIC_SERVER_ID),
]);

static TARGET_DESCRIPTIONS: Shape = Shape::List {
    element: &TARGET_DESCRIPTION,
    length: Range::ANY,
};

static TARGET_GROUP_ARNS: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static TARGET_GROUP_ATTRIBUTE: Shape = Shape::Structure(&[
    Member::optional("Key", "Key", &TARGET_GROUP_ATTRIBUTE_KEY),
    Member::optional("Value", "Value", &TEXT),
]);

static TARGET_GROUP_ATTRIBUTE_KEY: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(256)),
    "^[a-zA-Z0-9._]+$",
));

static TARGET_GROUP_ATTRIBUTES: Shape = Shape::List {
    element: &TARGET_GROUP_ATTRIBUTE,
    length: Range::ANY,
};

static TARGET_GROUP_IP_ADDRESS_TYPE_ENUM: Shape =
    Shape::Text(Text::one_of(TargetGroupIpAddressTypeEnum::VALUES));

static TARGET_GROUP_LIST: Shape = Shape::List {
    element: &TARGET_GROUP_TUPLE,
    length: Range::ANY,
};

static TARGET_GROUP_NAMES: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static TARGET_GROUP_STICKINESS_CONFIG: Shape = Shape::Structure(&[
    Member::optional("Enabled", "Enabled", &BOOLEAN),
    Member::optional("DurationSeconds", "DurationSeconds", &INTEGER),
]);

static TARGET_GROUP_TUPLE: Shape = Shape::Structure(&[
    Member::optional("TargetGroupArn", "TargetGroupArn", &TEXT),
    Member::optional("Weight", "Weight", &INTEGER),
]);

static TARGET_TYPE_ENUM: Shape = Shape::Text(Text::one_of(TargetTypeEnum::VALUES));

static TRANSFORM_TYPE_ENUM: Shape = Shape::Text(Text::one_of(TransformTypeEnum::VALUES));

static TRUST_STORE_ASSOCIATION_STATUS_ENUM: Shape =
    Shape::Text(Text::one_of(TrustStoreAssociationStatusEnum::VALUES));

static URL_REWRITE_CONFIG: Shape = Shape::Structure(&[Member::optional(
    "Rewrites",
    "Rewrites",
    &REWRITE_CONFIG_LIST,
)]);

static KNOWN_OPERATIONS: &[&str] = &[
    "AddListenerCertificates",
    "AddTags",
    "AddTrustStoreRevocations",
    "CreateListener",
    "CreateLoadBalancer",
    "CreateRule",
    "CreateTargetGroup",
    "CreateTrustStore",
    "DeleteListener",
    "DeleteLoadBalancer",
    "DeleteRule",
    "DeleteSharedTrustStoreAssociation",
    "DeleteTargetGroup",
    "DeleteTrustStore",
    "DeregisterTargets",
    "DescribeAccountLimits",
    "DescribeCapacityReservation",
    "DescribeListenerAttributes",
    "DescribeListenerCertificates",
    "DescribeListeners",
    "DescribeLoadBalancerAttributes",
    "DescribeLoadBalancers",
    "DescribeRules",
    "DescribeSSLPolicies",
    "DescribeTags",
    "DescribeTargetGroupAttributes",
    "DescribeTargetGroups",
    "DescribeTargetHealth",
    "DescribeTrustStoreAssociations",
    "DescribeTrustStoreRevocations",
    "DescribeTrustStores",
    "GetResourcePolicy",
    "GetTrustStoreCaCertificatesBundle",
    "GetTrustStoreRevocationContent",
    "ModifyCapacityReservation",
    "ModifyIpPools",
    "ModifyListener",
    "ModifyListenerAttributes",
    "ModifyLoadBalancerAttributes",
    "ModifyRule",
    "ModifyTargetGroup",
    "ModifyTargetGroupAttributes",
    "ModifyTrustStore",
    "RegisterTargets",
    "RemoveListenerCertificates",
    "RemoveTags",
    "RemoveTrustStoreRevocations",
    "SetIpAddressType",
    "SetRulePriorities",
    "SetSecurityGroups",
    "SetSubnets",
];

static KNOWN_ROUTES: &[(&str, &str)] = &[];
