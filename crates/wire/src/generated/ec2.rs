// Written by `cargo xtask codegen` from the model that botocore ships; changes made by hand are lost.

use serde::{Deserialize, Serialize};

use crate::scalar::string_enum;
use crate::service::{
    BOOLEAN, INTEGER, Member, Operation, Protocol, Range, Service, Shape, TEXT, Text,
};

pub static SERVICE: Service = Service {
    name: "ec2",
    signing_name: "ec2",
    endpoint_prefix: "ec2",
    protocol: Protocol::Ec2Query,
    api_version: "2016-11-15",
    xml_namespace: "http://ec2.amazonaws.com/doc/2016-11-15/",
    target_prefix: "",
    operations: OPERATIONS,
    known_operations: KNOWN_OPERATIONS,
    known_routes: KNOWN_ROUTES,
    faults: &[],
};

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AccountAttribute {
    #[serde(rename = "attributeName", skip_serializing_if = "Option::is_none")]
    pub attribute_name: Option<String>,
    #[serde(rename = "attributeValueSet", skip_serializing_if = "Option::is_none")]
    pub attribute_values: Option<Vec<AccountAttributeValue>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AccountAttributeValue {
    #[serde(rename = "attributeValue", skip_serializing_if = "Option::is_none")]
    pub attribute_value: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AssociateRouteTableRequest {
    #[serde(rename = "GatewayId")]
    pub gateway_id: Option<String>,
    #[serde(rename = "PublicIpv4Pool")]
    pub public_ipv4_pool: Option<String>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "SubnetId")]
    pub subnet_id: Option<String>,
    #[serde(rename = "RouteTableId")]
    pub route_table_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AssociateRouteTableResult {
    #[serde(rename = "associationId", skip_serializing_if = "Option::is_none")]
    pub association_id: Option<String>,
    #[serde(rename = "associationState", skip_serializing_if = "Option::is_none")]
    pub association_state: Option<RouteTableAssociationState>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AttachInternetGatewayRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "InternetGatewayId")]
    pub internet_gateway_id: String,
    #[serde(rename = "VpcId")]
    pub vpc_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AttributeBooleanValue {
    #[serde(
        rename(serialize = "value", deserialize = "Value"),
        skip_serializing_if = "Option::is_none"
    )]
    pub value: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AttributeValue {
    #[serde(rename = "Value")]
    pub value: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AuthorizeSecurityGroupEgressRequest {
    #[serde(rename = "TagSpecification")]
    pub tag_specifications: Option<Vec<TagSpecification>>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "GroupId")]
    pub group_id: String,
    #[serde(rename = "SourceSecurityGroupName")]
    pub source_security_group_name: Option<String>,
    #[serde(rename = "SourceSecurityGroupOwnerId")]
    pub source_security_group_owner_id: Option<String>,
    #[serde(rename = "IpProtocol")]
    pub ip_protocol: Option<String>,
    #[serde(rename = "FromPort")]
    pub from_port: Option<i32>,
    #[serde(rename = "ToPort")]
    pub to_port: Option<i32>,
    #[serde(rename = "CidrIp")]
    pub cidr_ip: Option<String>,
    #[serde(rename = "IpPermissions")]
    pub ip_permissions: Option<Vec<IpPermission>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AuthorizeSecurityGroupEgressResult {
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub r#return: Option<bool>,
    #[serde(
        rename = "securityGroupRuleSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub security_group_rules: Option<Vec<SecurityGroupRule>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AuthorizeSecurityGroupIngressRequest {
    #[serde(rename = "CidrIp")]
    pub cidr_ip: Option<String>,
    #[serde(rename = "FromPort")]
    pub from_port: Option<i32>,
    #[serde(rename = "GroupId")]
    pub group_id: Option<String>,
    #[serde(rename = "GroupName")]
    pub group_name: Option<String>,
    #[serde(rename = "IpPermissions")]
    pub ip_permissions: Option<Vec<IpPermission>>,
    #[serde(rename = "IpProtocol")]
    pub ip_protocol: Option<String>,
    #[serde(rename = "SourceSecurityGroupName")]
    pub source_security_group_name: Option<String>,
    #[serde(rename = "SourceSecurityGroupOwnerId")]
    pub source_security_group_owner_id: Option<String>,
    #[serde(rename = "ToPort")]
    pub to_port: Option<i32>,
    #[serde(rename = "TagSpecification")]
    pub tag_specifications: Option<Vec<TagSpecification>>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AuthorizeSecurityGroupIngressResult {
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub r#return: Option<bool>,
    #[serde(
        rename = "securityGroupRuleSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub security_group_rules: Option<Vec<SecurityGroupRule>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AvailabilityZone {
    #[serde(rename = "optInStatus", skip_serializing_if = "Option::is_none")]
    pub opt_in_status: Option<AvailabilityZoneOptInStatus>,
    #[serde(rename = "messageSet", skip_serializing_if = "Option::is_none")]
    pub messages: Option<Vec<AvailabilityZoneMessage>>,
    #[serde(rename = "regionName", skip_serializing_if = "Option::is_none")]
    pub region_name: Option<String>,
    #[serde(rename = "zoneName", skip_serializing_if = "Option::is_none")]
    pub zone_name: Option<String>,
    #[serde(rename = "zoneId", skip_serializing_if = "Option::is_none")]
    pub zone_id: Option<String>,
    #[serde(rename = "groupName", skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    #[serde(rename = "networkBorderGroup", skip_serializing_if = "Option::is_none")]
    pub network_border_group: Option<String>,
    #[serde(rename = "zoneType", skip_serializing_if = "Option::is_none")]
    pub zone_type: Option<String>,
    #[serde(rename = "parentZoneName", skip_serializing_if = "Option::is_none")]
    pub parent_zone_name: Option<String>,
    #[serde(rename = "parentZoneId", skip_serializing_if = "Option::is_none")]
    pub parent_zone_id: Option<String>,
    #[serde(rename = "groupLongName", skip_serializing_if = "Option::is_none")]
    pub group_long_name: Option<String>,
    #[serde(rename = "geographySet", skip_serializing_if = "Option::is_none")]
    pub geography: Option<Vec<AvailabilityZoneGeography>>,
    #[serde(rename = "subGeographySet", skip_serializing_if = "Option::is_none")]
    pub sub_geography: Option<Vec<AvailabilityZoneSubGeography>>,
    #[serde(rename = "zoneState", skip_serializing_if = "Option::is_none")]
    pub state: Option<AvailabilityZoneState>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AvailabilityZoneGeography {
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AvailabilityZoneMessage {
    #[serde(rename = "message", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AvailabilityZoneSubGeography {
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CreateFlowLogsRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "ClientToken")]
    pub client_token: Option<String>,
    #[serde(rename = "DeliverLogsPermissionArn")]
    pub deliver_logs_permission_arn: Option<String>,
    #[serde(rename = "DeliverCrossAccountRole")]
    pub deliver_cross_account_role: Option<String>,
    #[serde(rename = "LogGroupName")]
    pub log_group_name: Option<String>,
    #[serde(rename = "ResourceId")]
    pub resource_ids: Vec<String>,
    #[serde(rename = "ResourceType")]
    pub resource_type: FlowLogsResourceType,
    #[serde(rename = "TrafficType")]
    pub traffic_type: Option<TrafficType>,
    #[serde(rename = "LogDestinationType")]
    pub log_destination_type: Option<LogDestinationType>,
    #[serde(rename = "LogDestination")]
    pub log_destination: Option<String>,
    #[serde(rename = "LogFormat")]
    pub log_format: Option<String>,
    #[serde(rename = "TagSpecification")]
    pub tag_specifications: Option<Vec<TagSpecification>>,
    #[serde(rename = "MaxAggregationInterval")]
    pub max_aggregation_interval: Option<i32>,
    #[serde(rename = "DestinationOptions")]
    pub destination_options: Option<DestinationOptionsRequest>,
    #[serde(rename = "TagFieldSpecification")]
    pub tag_field_specifications: Option<Vec<TagFieldSpecificationRequest>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateFlowLogsResult {
    #[serde(rename = "clientToken", skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
    #[serde(rename = "flowLogIdSet", skip_serializing_if = "Option::is_none")]
    pub flow_log_ids: Option<Vec<String>>,
    #[serde(rename = "unsuccessful", skip_serializing_if = "Option::is_none")]
    pub unsuccessful: Option<Vec<UnsuccessfulItem>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateInternetGatewayRequest {
    #[serde(rename = "TagSpecification")]
    pub tag_specifications: Option<Vec<TagSpecification>>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateInternetGatewayResult {
    #[serde(rename = "internetGateway", skip_serializing_if = "Option::is_none")]
    pub internet_gateway: Option<InternetGateway>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateNetworkInterfaceRequest {
    #[serde(rename = "Ipv4Prefix")]
    pub ipv4_prefixes: Option<Vec<Ipv4PrefixSpecificationRequest>>,
    #[serde(rename = "Ipv4PrefixCount")]
    pub ipv4_prefix_count: Option<i32>,
    #[serde(rename = "Ipv6Prefix")]
    pub ipv6_prefixes: Option<Vec<Ipv6PrefixSpecificationRequest>>,
    #[serde(rename = "Ipv6PrefixCount")]
    pub ipv6_prefix_count: Option<i32>,
    #[serde(rename = "InterfaceType")]
    pub interface_type: Option<NetworkInterfaceCreationType>,
    #[serde(rename = "TagSpecification")]
    pub tag_specifications: Option<Vec<TagSpecification>>,
    #[serde(rename = "ClientToken")]
    pub client_token: Option<String>,
    #[serde(rename = "EnablePrimaryIpv6")]
    pub enable_primary_ipv6: Option<bool>,
    #[serde(rename = "SubnetId")]
    pub subnet_id: String,
    #[serde(rename = "Description")]
    pub description: Option<String>,
    #[serde(rename = "PrivateIpAddress")]
    pub private_ip_address: Option<String>,
    #[serde(rename = "SecurityGroupId")]
    pub groups: Option<Vec<String>>,
    #[serde(rename = "PrivateIpAddresses")]
    pub private_ip_addresses: Option<Vec<PrivateIpAddressSpecification>>,
    #[serde(rename = "SecondaryPrivateIpAddressCount")]
    pub secondary_private_ip_address_count: Option<i32>,
    #[serde(rename = "Ipv6Addresses")]
    pub ipv6_addresses: Option<Vec<InstanceIpv6Address>>,
    #[serde(rename = "Ipv6AddressCount")]
    pub ipv6_address_count: Option<i32>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateNetworkInterfaceResult {
    #[serde(rename = "networkInterface", skip_serializing_if = "Option::is_none")]
    pub network_interface: Option<NetworkInterface>,
    #[serde(rename = "clientToken", skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateRouteRequest {
    #[serde(rename = "DestinationPrefixListId")]
    pub destination_prefix_list_id: Option<String>,
    #[serde(rename = "VpcEndpointId")]
    pub vpc_endpoint_id: Option<String>,
    #[serde(rename = "TransitGatewayId")]
    pub transit_gateway_id: Option<String>,
    #[serde(rename = "LocalGatewayId")]
    pub local_gateway_id: Option<String>,
    #[serde(rename = "CarrierGatewayId")]
    pub carrier_gateway_id: Option<String>,
    #[serde(rename = "CoreNetworkArn")]
    pub core_network_arn: Option<String>,
    #[serde(rename = "OdbNetworkArn")]
    pub odb_network_arn: Option<String>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "RouteTableId")]
    pub route_table_id: String,
    #[serde(rename = "DestinationCidrBlock")]
    pub destination_cidr_block: Option<String>,
    #[serde(rename = "GatewayId")]
    pub gateway_id: Option<String>,
    #[serde(rename = "DestinationIpv6CidrBlock")]
    pub destination_ipv6_cidr_block: Option<String>,
    #[serde(rename = "EgressOnlyInternetGatewayId")]
    pub egress_only_internet_gateway_id: Option<String>,
    #[serde(rename = "InstanceId")]
    pub instance_id: Option<String>,
    #[serde(rename = "NetworkInterfaceId")]
    pub network_interface_id: Option<String>,
    #[serde(rename = "VpcPeeringConnectionId")]
    pub vpc_peering_connection_id: Option<String>,
    #[serde(rename = "NatGatewayId")]
    pub nat_gateway_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateRouteResult {
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub r#return: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateRouteTableRequest {
    #[serde(rename = "TagSpecification")]
    pub tag_specifications: Option<Vec<TagSpecification>>,
    #[serde(rename = "ClientToken")]
    pub client_token: Option<String>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "VpcId")]
    pub vpc_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateRouteTableResult {
    #[serde(rename = "routeTable", skip_serializing_if = "Option::is_none")]
    pub route_table: Option<RouteTable>,
    #[serde(rename = "clientToken", skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateSecurityGroupRequest {
    #[serde(rename = "GroupDescription")]
    pub description: String,
    #[serde(rename = "GroupName")]
    pub group_name: String,
    #[serde(rename = "VpcId")]
    pub vpc_id: Option<String>,
    #[serde(rename = "TagSpecification")]
    pub tag_specifications: Option<Vec<TagSpecification>>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateSecurityGroupResult {
    #[serde(rename = "groupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "securityGroupArn", skip_serializing_if = "Option::is_none")]
    pub security_group_arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateSubnetRequest {
    #[serde(rename = "TagSpecification")]
    pub tag_specifications: Option<Vec<TagSpecification>>,
    #[serde(rename = "AvailabilityZone")]
    pub availability_zone: Option<String>,
    #[serde(rename = "AvailabilityZoneId")]
    pub availability_zone_id: Option<String>,
    #[serde(rename = "CidrBlock")]
    pub cidr_block: Option<String>,
    #[serde(rename = "Ipv6CidrBlock")]
    pub ipv6_cidr_block: Option<String>,
    #[serde(rename = "OutpostArn")]
    pub outpost_arn: Option<String>,
    #[serde(rename = "VpcId")]
    pub vpc_id: String,
    #[serde(rename = "Ipv6Native")]
    pub ipv6_native: Option<bool>,
    #[serde(rename = "Ipv4IpamPoolId")]
    pub ipv4_ipam_pool_id: Option<String>,
    #[serde(rename = "Ipv4NetmaskLength")]
    pub ipv4_netmask_length: Option<i32>,
    #[serde(rename = "Ipv6IpamPoolId")]
    pub ipv6_ipam_pool_id: Option<String>,
    #[serde(rename = "Ipv6NetmaskLength")]
    pub ipv6_netmask_length: Option<i32>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateSubnetResult {
    #[serde(rename = "subnet", skip_serializing_if = "Option::is_none")]
    pub subnet: Option<Subnet>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateTagsRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "ResourceId")]
    pub resources: Vec<String>,
    #[serde(rename = "Tag")]
    pub tags: Vec<Tag>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateVpcEndpointRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "VpcEndpointType")]
    pub vpc_endpoint_type: Option<VpcEndpointType>,
    #[serde(rename = "VpcId")]
    pub vpc_id: String,
    #[serde(rename = "ServiceName")]
    pub service_name: Option<String>,
    #[serde(rename = "PolicyDocument")]
    pub policy_document: Option<String>,
    #[serde(rename = "RouteTableId")]
    pub route_table_ids: Option<Vec<String>>,
    #[serde(rename = "SubnetId")]
    pub subnet_ids: Option<Vec<String>>,
    #[serde(rename = "SecurityGroupId")]
    pub security_group_ids: Option<Vec<String>>,
    #[serde(rename = "IpAddressType")]
    pub ip_address_type: Option<IpAddressType>,
    #[serde(rename = "DnsOptions")]
    pub dns_options: Option<DnsOptionsSpecification>,
    #[serde(rename = "ClientToken")]
    pub client_token: Option<String>,
    #[serde(rename = "PrivateDnsEnabled")]
    pub private_dns_enabled: Option<bool>,
    #[serde(rename = "TagSpecification")]
    pub tag_specifications: Option<Vec<TagSpecification>>,
    #[serde(rename = "SubnetConfiguration")]
    pub subnet_configurations: Option<Vec<SubnetConfiguration>>,
    #[serde(rename = "ServiceNetworkArn")]
    pub service_network_arn: Option<String>,
    #[serde(rename = "ResourceConfigurationArn")]
    pub resource_configuration_arn: Option<String>,
    #[serde(rename = "ServiceRegion")]
    pub service_region: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateVpcEndpointResult {
    #[serde(rename = "vpcEndpoint", skip_serializing_if = "Option::is_none")]
    pub vpc_endpoint: Option<VpcEndpoint>,
    #[serde(rename = "clientToken", skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateVpcRequest {
    #[serde(rename = "CidrBlock")]
    pub cidr_block: Option<String>,
    #[serde(rename = "Ipv6Pool")]
    pub ipv6_pool: Option<String>,
    #[serde(rename = "Ipv6CidrBlock")]
    pub ipv6_cidr_block: Option<String>,
    #[serde(rename = "Ipv4IpamPoolId")]
    pub ipv4_ipam_pool_id: Option<String>,
    #[serde(rename = "Ipv4NetmaskLength")]
    pub ipv4_netmask_length: Option<i32>,
    #[serde(rename = "Ipv6IpamPoolId")]
    pub ipv6_ipam_pool_id: Option<String>,
    #[serde(rename = "Ipv6NetmaskLength")]
    pub ipv6_netmask_length: Option<i32>,
    #[serde(rename = "Ipv6CidrBlockNetworkBorderGroup")]
    pub ipv6_cidr_block_network_border_group: Option<String>,
    #[serde(rename = "TagSpecification")]
    pub tag_specifications: Option<Vec<TagSpecification>>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "InstanceTenancy")]
    pub instance_tenancy: Option<Tenancy>,
    #[serde(rename = "AmazonProvidedIpv6CidrBlock")]
    pub amazon_provided_ipv6_cidr_block: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateVpcResult {
    #[serde(rename = "vpc", skip_serializing_if = "Option::is_none")]
    pub vpc: Option<Vpc>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteFlowLogsRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "FlowLogId")]
    pub flow_log_ids: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeleteFlowLogsResult {
    #[serde(rename = "unsuccessful", skip_serializing_if = "Option::is_none")]
    pub unsuccessful: Option<Vec<UnsuccessfulItem>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteInternetGatewayRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "InternetGatewayId")]
    pub internet_gateway_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteNetworkInterfaceRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "NetworkInterfaceId")]
    pub network_interface_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteRouteRequest {
    #[serde(rename = "DestinationPrefixListId")]
    pub destination_prefix_list_id: Option<String>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "RouteTableId")]
    pub route_table_id: String,
    #[serde(rename = "DestinationCidrBlock")]
    pub destination_cidr_block: Option<String>,
    #[serde(rename = "DestinationIpv6CidrBlock")]
    pub destination_ipv6_cidr_block: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteRouteTableRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "RouteTableId")]
    pub route_table_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteSecurityGroupRequest {
    #[serde(rename = "GroupId")]
    pub group_id: Option<String>,
    #[serde(rename = "GroupName")]
    pub group_name: Option<String>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeleteSecurityGroupResult {
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub r#return: Option<bool>,
    #[serde(rename = "groupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteSubnetRequest {
    #[serde(rename = "SubnetId")]
    pub subnet_id: String,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteTagsRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "ResourceId")]
    pub resources: Vec<String>,
    #[serde(rename = "Tag")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteVpcEndpointsRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "VpcEndpointId")]
    pub vpc_endpoint_ids: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeleteVpcEndpointsResult {
    #[serde(rename = "unsuccessful", skip_serializing_if = "Option::is_none")]
    pub unsuccessful: Option<Vec<UnsuccessfulItem>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteVpcRequest {
    #[serde(rename = "VpcId")]
    pub vpc_id: String,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeAccountAttributesRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "AttributeName")]
    pub attribute_names: Option<Vec<AccountAttributeName>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeAccountAttributesResult {
    #[serde(
        rename = "accountAttributeSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub account_attributes: Option<Vec<AccountAttribute>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeAvailabilityZonesRequest {
    #[serde(rename = "ZoneName")]
    pub zone_names: Option<Vec<String>>,
    #[serde(rename = "ZoneId")]
    pub zone_ids: Option<Vec<String>>,
    #[serde(rename = "AllAvailabilityZones")]
    pub all_availability_zones: Option<bool>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeAvailabilityZonesResult {
    #[serde(
        rename = "availabilityZoneInfo",
        skip_serializing_if = "Option::is_none"
    )]
    pub availability_zones: Option<Vec<AvailabilityZone>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeFlowLogsRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "Filter")]
    pub filter: Option<Vec<Filter>>,
    #[serde(rename = "FlowLogId")]
    pub flow_log_ids: Option<Vec<String>>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeFlowLogsResult {
    #[serde(rename = "flowLogSet", skip_serializing_if = "Option::is_none")]
    pub flow_logs: Option<Vec<FlowLog>>,
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeInternetGatewaysRequest {
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "InternetGatewayId")]
    pub internet_gateway_ids: Option<Vec<String>>,
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeInternetGatewaysResult {
    #[serde(rename = "internetGatewaySet", skip_serializing_if = "Option::is_none")]
    pub internet_gateways: Option<Vec<InternetGateway>>,
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeNetworkAclsRequest {
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "NetworkAclId")]
    pub network_acl_ids: Option<Vec<String>>,
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeNetworkAclsResult {
    #[serde(rename = "networkAclSet", skip_serializing_if = "Option::is_none")]
    pub network_acls: Option<Vec<NetworkAcl>>,
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeNetworkInterfacesRequest {
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "IncludeManagedResources")]
    pub include_managed_resources: Option<bool>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "NetworkInterfaceId")]
    pub network_interface_ids: Option<Vec<String>>,
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeNetworkInterfacesResult {
    #[serde(
        rename = "networkInterfaceSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub network_interfaces: Option<Vec<NetworkInterface>>,
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribePrefixListsRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "PrefixListId")]
    pub prefix_list_ids: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribePrefixListsResult {
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(rename = "prefixListSet", skip_serializing_if = "Option::is_none")]
    pub prefix_lists: Option<Vec<PrefixList>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeRegionsRequest {
    #[serde(rename = "RegionName")]
    pub region_names: Option<Vec<String>>,
    #[serde(rename = "AllRegions")]
    pub all_regions: Option<bool>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeRegionsResult {
    #[serde(rename = "regionInfo", skip_serializing_if = "Option::is_none")]
    pub regions: Option<Vec<Region>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeRouteTablesRequest {
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "RouteTableId")]
    pub route_table_ids: Option<Vec<String>>,
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeRouteTablesResult {
    #[serde(rename = "routeTableSet", skip_serializing_if = "Option::is_none")]
    pub route_tables: Option<Vec<RouteTable>>,
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeSecurityGroupRulesRequest {
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
    #[serde(rename = "SecurityGroupRuleId")]
    pub security_group_rule_ids: Option<Vec<String>>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeSecurityGroupRulesResult {
    #[serde(
        rename = "securityGroupRuleSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub security_group_rules: Option<Vec<SecurityGroupRule>>,
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeSecurityGroupsRequest {
    #[serde(rename = "GroupId")]
    pub group_ids: Option<Vec<String>>,
    #[serde(rename = "GroupName")]
    pub group_names: Option<Vec<String>>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeSecurityGroupsResult {
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(rename = "securityGroupInfo", skip_serializing_if = "Option::is_none")]
    pub security_groups: Option<Vec<SecurityGroup>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeSubnetsRequest {
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
    #[serde(rename = "SubnetId")]
    pub subnet_ids: Option<Vec<String>>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeSubnetsResult {
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(rename = "subnetSet", skip_serializing_if = "Option::is_none")]
    pub subnets: Option<Vec<Subnet>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeTagsRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeTagsResult {
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<TagDescription>>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DescribeVpcAttributeRequest {
    #[serde(rename = "Attribute")]
    pub attribute: VpcAttributeName,
    #[serde(rename = "VpcId")]
    pub vpc_id: String,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeVpcAttributeResult {
    #[serde(rename = "enableDnsHostnames", skip_serializing_if = "Option::is_none")]
    pub enable_dns_hostnames: Option<AttributeBooleanValue>,
    #[serde(rename = "enableDnsSupport", skip_serializing_if = "Option::is_none")]
    pub enable_dns_support: Option<AttributeBooleanValue>,
    #[serde(
        rename = "enableNetworkAddressUsageMetrics",
        skip_serializing_if = "Option::is_none"
    )]
    pub enable_network_address_usage_metrics: Option<AttributeBooleanValue>,
    #[serde(rename = "vpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeVpcEndpointServicesRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "ServiceName")]
    pub service_names: Option<Vec<String>>,
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "ServiceRegion")]
    pub service_regions: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeVpcEndpointServicesResult {
    #[serde(rename = "serviceNameSet", skip_serializing_if = "Option::is_none")]
    pub service_names: Option<Vec<String>>,
    #[serde(rename = "serviceDetailSet", skip_serializing_if = "Option::is_none")]
    pub service_details: Option<Vec<ServiceDetail>>,
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeVpcEndpointsRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "VpcEndpointId")]
    pub vpc_endpoint_ids: Option<Vec<String>>,
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeVpcEndpointsResult {
    #[serde(rename = "vpcEndpointSet", skip_serializing_if = "Option::is_none")]
    pub vpc_endpoints: Option<Vec<VpcEndpoint>>,
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeVpcsRequest {
    #[serde(rename = "Filter")]
    pub filters: Option<Vec<Filter>>,
    #[serde(rename = "VpcId")]
    pub vpc_ids: Option<Vec<String>>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "MaxResults")]
    pub max_results: Option<i32>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeVpcsResult {
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    #[serde(rename = "vpcSet", skip_serializing_if = "Option::is_none")]
    pub vpcs: Option<Vec<Vpc>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DestinationOptionsRequest {
    #[serde(rename = "FileFormat")]
    pub file_format: Option<DestinationFileFormat>,
    #[serde(rename = "HiveCompatiblePartitions")]
    pub hive_compatible_partitions: Option<bool>,
    #[serde(rename = "PerHourPartition")]
    pub per_hour_partition: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DestinationOptionsResponse {
    #[serde(rename = "fileFormat", skip_serializing_if = "Option::is_none")]
    pub file_format: Option<DestinationFileFormat>,
    #[serde(
        rename = "hiveCompatiblePartitions",
        skip_serializing_if = "Option::is_none"
    )]
    pub hive_compatible_partitions: Option<bool>,
    #[serde(rename = "perHourPartition", skip_serializing_if = "Option::is_none")]
    pub per_hour_partition: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DetachInternetGatewayRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "InternetGatewayId")]
    pub internet_gateway_id: String,
    #[serde(rename = "VpcId")]
    pub vpc_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DisassociateRouteTableRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "AssociationId")]
    pub association_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DnsEntry {
    #[serde(rename = "dnsName", skip_serializing_if = "Option::is_none")]
    pub dns_name: Option<String>,
    #[serde(rename = "hostedZoneId", skip_serializing_if = "Option::is_none")]
    pub hosted_zone_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DnsOptions {
    #[serde(rename = "dnsRecordIpType", skip_serializing_if = "Option::is_none")]
    pub dns_record_ip_type: Option<DnsRecordIpType>,
    #[serde(
        rename = "privateDnsOnlyForInboundResolverEndpoint",
        skip_serializing_if = "Option::is_none"
    )]
    pub private_dns_only_for_inbound_resolver_endpoint: Option<bool>,
    #[serde(
        rename = "privateDnsPreference",
        skip_serializing_if = "Option::is_none"
    )]
    pub private_dns_preference: Option<String>,
    #[serde(
        rename = "privateDnsSpecifiedDomainSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub private_dns_specified_domains: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DnsOptionsSpecification {
    #[serde(rename = "DnsRecordIpType")]
    pub dns_record_ip_type: Option<DnsRecordIpType>,
    #[serde(rename = "PrivateDnsOnlyForInboundResolverEndpoint")]
    pub private_dns_only_for_inbound_resolver_endpoint: Option<bool>,
    #[serde(rename = "PrivateDnsPreference")]
    pub private_dns_preference: Option<String>,
    #[serde(rename = "PrivateDnsSpecifiedDomain")]
    pub private_dns_specified_domains: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Filter {
    #[serde(rename = "Name")]
    pub name: Option<String>,
    #[serde(rename = "Value")]
    pub values: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FlowLog {
    #[serde(rename = "creationTime", skip_serializing_if = "Option::is_none")]
    pub creation_time: Option<crate::Timestamp>,
    #[serde(
        rename = "deliverLogsErrorMessage",
        skip_serializing_if = "Option::is_none"
    )]
    pub deliver_logs_error_message: Option<String>,
    #[serde(
        rename = "deliverLogsPermissionArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub deliver_logs_permission_arn: Option<String>,
    #[serde(
        rename = "deliverCrossAccountRole",
        skip_serializing_if = "Option::is_none"
    )]
    pub deliver_cross_account_role: Option<String>,
    #[serde(rename = "deliverLogsStatus", skip_serializing_if = "Option::is_none")]
    pub deliver_logs_status: Option<String>,
    #[serde(rename = "flowLogId", skip_serializing_if = "Option::is_none")]
    pub flow_log_id: Option<String>,
    #[serde(rename = "flowLogStatus", skip_serializing_if = "Option::is_none")]
    pub flow_log_status: Option<String>,
    #[serde(rename = "logGroupName", skip_serializing_if = "Option::is_none")]
    pub log_group_name: Option<String>,
    #[serde(rename = "resourceId", skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    #[serde(rename = "trafficType", skip_serializing_if = "Option::is_none")]
    pub traffic_type: Option<TrafficType>,
    #[serde(rename = "logDestinationType", skip_serializing_if = "Option::is_none")]
    pub log_destination_type: Option<LogDestinationType>,
    #[serde(rename = "logDestination", skip_serializing_if = "Option::is_none")]
    pub log_destination: Option<String>,
    #[serde(rename = "logFormat", skip_serializing_if = "Option::is_none")]
    pub log_format: Option<String>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(
        rename = "maxAggregationInterval",
        skip_serializing_if = "Option::is_none"
    )]
    pub max_aggregation_interval: Option<i32>,
    #[serde(rename = "destinationOptions", skip_serializing_if = "Option::is_none")]
    pub destination_options: Option<DestinationOptionsResponse>,
    #[serde(
        rename = "tagFieldSpecificationSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub tag_field_specifications: Option<Vec<TagFieldSpecificationResponse>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GroupIdentifier {
    #[serde(rename = "groupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(rename = "groupName", skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IcmpTypeCode {
    #[serde(rename = "code", skip_serializing_if = "Option::is_none")]
    pub code: Option<i32>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct InstanceIpv6Address {
    #[serde(rename = "Ipv6Address")]
    pub ipv6_address: Option<String>,
    #[serde(rename = "IsPrimaryIpv6")]
    pub is_primary_ipv6: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InternetGateway {
    #[serde(rename = "attachmentSet", skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Vec<InternetGatewayAttachment>>,
    #[serde(rename = "internetGatewayId", skip_serializing_if = "Option::is_none")]
    pub internet_gateway_id: Option<String>,
    #[serde(rename = "ownerId", skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InternetGatewayAttachment {
    #[serde(rename = "state", skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(rename = "vpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IpPermission {
    #[serde(
        rename(serialize = "ipProtocol", deserialize = "IpProtocol"),
        skip_serializing_if = "Option::is_none"
    )]
    pub ip_protocol: Option<String>,
    #[serde(
        rename(serialize = "fromPort", deserialize = "FromPort"),
        skip_serializing_if = "Option::is_none"
    )]
    pub from_port: Option<i32>,
    #[serde(
        rename(serialize = "toPort", deserialize = "ToPort"),
        skip_serializing_if = "Option::is_none"
    )]
    pub to_port: Option<i32>,
    #[serde(
        rename(serialize = "groups", deserialize = "Groups"),
        skip_serializing_if = "Option::is_none"
    )]
    pub user_id_group_pairs: Option<Vec<UserIdGroupPair>>,
    #[serde(
        rename(serialize = "ipRanges", deserialize = "IpRanges"),
        skip_serializing_if = "Option::is_none"
    )]
    pub ip_ranges: Option<Vec<IpRange>>,
    #[serde(
        rename(serialize = "ipv6Ranges", deserialize = "Ipv6Ranges"),
        skip_serializing_if = "Option::is_none"
    )]
    pub ipv6_ranges: Option<Vec<Ipv6Range>>,
    #[serde(
        rename(serialize = "prefixListIds", deserialize = "PrefixListIds"),
        skip_serializing_if = "Option::is_none"
    )]
    pub prefix_list_ids: Option<Vec<PrefixListId>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IpRange {
    #[serde(
        rename(serialize = "description", deserialize = "Description"),
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<String>,
    #[serde(
        rename(serialize = "cidrIp", deserialize = "CidrIp"),
        skip_serializing_if = "Option::is_none"
    )]
    pub cidr_ip: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ipv4PrefixSpecification {
    #[serde(rename = "ipv4Prefix", skip_serializing_if = "Option::is_none")]
    pub ipv4_prefix: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Ipv4PrefixSpecificationRequest {
    #[serde(rename = "Ipv4Prefix")]
    pub ipv4_prefix: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ipv6PrefixSpecification {
    #[serde(rename = "ipv6Prefix", skip_serializing_if = "Option::is_none")]
    pub ipv6_prefix: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Ipv6PrefixSpecificationRequest {
    #[serde(rename = "Ipv6Prefix")]
    pub ipv6_prefix: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ipv6Range {
    #[serde(
        rename(serialize = "description", deserialize = "Description"),
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<String>,
    #[serde(
        rename(serialize = "cidrIpv6", deserialize = "CidrIpv6"),
        skip_serializing_if = "Option::is_none"
    )]
    pub cidr_ipv6: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LastError {
    #[serde(rename = "message", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(rename = "code", skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ModifyNetworkInterfaceAttributeRequest {
    #[serde(rename = "EnablePrimaryIpv6")]
    pub enable_primary_ipv6: Option<bool>,
    #[serde(rename = "AssociatePublicIpAddress")]
    pub associate_public_ip_address: Option<bool>,
    #[serde(rename = "AssociatedSubnetId")]
    pub associated_subnet_ids: Option<Vec<String>>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "NetworkInterfaceId")]
    pub network_interface_id: String,
    #[serde(rename = "Description")]
    pub description: Option<AttributeValue>,
    #[serde(rename = "SourceDestCheck")]
    pub source_dest_check: Option<AttributeBooleanValue>,
    #[serde(rename = "SecurityGroupId")]
    pub groups: Option<Vec<String>>,
    #[serde(rename = "Attachment")]
    pub attachment: Option<NetworkInterfaceAttachmentChanges>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ModifySecurityGroupRulesRequest {
    #[serde(rename = "GroupId")]
    pub group_id: String,
    #[serde(rename = "SecurityGroupRule")]
    pub security_group_rules: Vec<SecurityGroupRuleUpdate>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ModifySecurityGroupRulesResult {
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub r#return: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ModifySubnetAttributeRequest {
    #[serde(rename = "AssignIpv6AddressOnCreation")]
    pub assign_ipv6_address_on_creation: Option<AttributeBooleanValue>,
    #[serde(rename = "MapPublicIpOnLaunch")]
    pub map_public_ip_on_launch: Option<AttributeBooleanValue>,
    #[serde(rename = "SubnetId")]
    pub subnet_id: String,
    #[serde(rename = "MapCustomerOwnedIpOnLaunch")]
    pub map_customer_owned_ip_on_launch: Option<AttributeBooleanValue>,
    #[serde(rename = "CustomerOwnedIpv4Pool")]
    pub customer_owned_ipv4_pool: Option<String>,
    #[serde(rename = "EnableDns64")]
    pub enable_dns64: Option<AttributeBooleanValue>,
    #[serde(rename = "PrivateDnsHostnameTypeOnLaunch")]
    pub private_dns_hostname_type_on_launch: Option<HostnameType>,
    #[serde(rename = "EnableResourceNameDnsARecordOnLaunch")]
    pub enable_resource_name_dns_a_record_on_launch: Option<AttributeBooleanValue>,
    #[serde(rename = "EnableResourceNameDnsAAAARecordOnLaunch")]
    pub enable_resource_name_dns_aaaa_record_on_launch: Option<AttributeBooleanValue>,
    #[serde(rename = "EnableLniAtDeviceIndex")]
    pub enable_lni_at_device_index: Option<i32>,
    #[serde(rename = "DisableLniAtDeviceIndex")]
    pub disable_lni_at_device_index: Option<AttributeBooleanValue>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ModifyVpcAttributeRequest {
    #[serde(rename = "EnableDnsHostnames")]
    pub enable_dns_hostnames: Option<AttributeBooleanValue>,
    #[serde(rename = "EnableDnsSupport")]
    pub enable_dns_support: Option<AttributeBooleanValue>,
    #[serde(rename = "VpcId")]
    pub vpc_id: String,
    #[serde(rename = "EnableNetworkAddressUsageMetrics")]
    pub enable_network_address_usage_metrics: Option<AttributeBooleanValue>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ModifyVpcEndpointRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "VpcEndpointId")]
    pub vpc_endpoint_id: String,
    #[serde(rename = "ResetPolicy")]
    pub reset_policy: Option<bool>,
    #[serde(rename = "PolicyDocument")]
    pub policy_document: Option<String>,
    #[serde(rename = "AddRouteTableId")]
    pub add_route_table_ids: Option<Vec<String>>,
    #[serde(rename = "RemoveRouteTableId")]
    pub remove_route_table_ids: Option<Vec<String>>,
    #[serde(rename = "AddSubnetId")]
    pub add_subnet_ids: Option<Vec<String>>,
    #[serde(rename = "RemoveSubnetId")]
    pub remove_subnet_ids: Option<Vec<String>>,
    #[serde(rename = "AddSecurityGroupId")]
    pub add_security_group_ids: Option<Vec<String>>,
    #[serde(rename = "RemoveSecurityGroupId")]
    pub remove_security_group_ids: Option<Vec<String>>,
    #[serde(rename = "IpAddressType")]
    pub ip_address_type: Option<IpAddressType>,
    #[serde(rename = "DnsOptions")]
    pub dns_options: Option<DnsOptionsSpecification>,
    #[serde(rename = "PrivateDnsEnabled")]
    pub private_dns_enabled: Option<bool>,
    #[serde(rename = "SubnetConfiguration")]
    pub subnet_configurations: Option<Vec<SubnetConfiguration>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ModifyVpcEndpointResult {
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub r#return: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NetworkAcl {
    #[serde(rename = "associationSet", skip_serializing_if = "Option::is_none")]
    pub associations: Option<Vec<NetworkAclAssociation>>,
    #[serde(rename = "entrySet", skip_serializing_if = "Option::is_none")]
    pub entries: Option<Vec<NetworkAclEntry>>,
    #[serde(rename = "default", skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
    #[serde(rename = "networkAclId", skip_serializing_if = "Option::is_none")]
    pub network_acl_id: Option<String>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "vpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(rename = "ownerId", skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NetworkAclAssociation {
    #[serde(
        rename = "networkAclAssociationId",
        skip_serializing_if = "Option::is_none"
    )]
    pub network_acl_association_id: Option<String>,
    #[serde(rename = "networkAclId", skip_serializing_if = "Option::is_none")]
    pub network_acl_id: Option<String>,
    #[serde(rename = "subnetId", skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NetworkAclEntry {
    #[serde(rename = "cidrBlock", skip_serializing_if = "Option::is_none")]
    pub cidr_block: Option<String>,
    #[serde(rename = "egress", skip_serializing_if = "Option::is_none")]
    pub egress: Option<bool>,
    #[serde(rename = "icmpTypeCode", skip_serializing_if = "Option::is_none")]
    pub icmp_type_code: Option<IcmpTypeCode>,
    #[serde(rename = "ipv6CidrBlock", skip_serializing_if = "Option::is_none")]
    pub ipv6_cidr_block: Option<String>,
    #[serde(rename = "portRange", skip_serializing_if = "Option::is_none")]
    pub port_range: Option<PortRange>,
    #[serde(rename = "protocol", skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    #[serde(rename = "ruleAction", skip_serializing_if = "Option::is_none")]
    pub rule_action: Option<RuleAction>,
    #[serde(rename = "ruleNumber", skip_serializing_if = "Option::is_none")]
    pub rule_number: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NetworkInterface {
    #[serde(rename = "association", skip_serializing_if = "Option::is_none")]
    pub association: Option<NetworkInterfaceAssociation>,
    #[serde(rename = "attachment", skip_serializing_if = "Option::is_none")]
    pub attachment: Option<NetworkInterfaceAttachment>,
    #[serde(rename = "availabilityZone", skip_serializing_if = "Option::is_none")]
    pub availability_zone: Option<String>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "groupSet", skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<GroupIdentifier>>,
    #[serde(rename = "interfaceType", skip_serializing_if = "Option::is_none")]
    pub interface_type: Option<NetworkInterfaceType>,
    #[serde(rename = "ipv6AddressesSet", skip_serializing_if = "Option::is_none")]
    pub ipv6_addresses: Option<Vec<NetworkInterfaceIpv6Address>>,
    #[serde(rename = "macAddress", skip_serializing_if = "Option::is_none")]
    pub mac_address: Option<String>,
    #[serde(rename = "networkInterfaceId", skip_serializing_if = "Option::is_none")]
    pub network_interface_id: Option<String>,
    #[serde(rename = "outpostArn", skip_serializing_if = "Option::is_none")]
    pub outpost_arn: Option<String>,
    #[serde(rename = "ownerId", skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    #[serde(rename = "privateDnsName", skip_serializing_if = "Option::is_none")]
    pub private_dns_name: Option<String>,
    #[serde(rename = "publicDnsName", skip_serializing_if = "Option::is_none")]
    pub public_dns_name: Option<String>,
    #[serde(rename = "privateIpAddress", skip_serializing_if = "Option::is_none")]
    pub private_ip_address: Option<String>,
    #[serde(
        rename = "privateIpAddressesSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub private_ip_addresses: Option<Vec<NetworkInterfacePrivateIpAddress>>,
    #[serde(rename = "ipv4PrefixSet", skip_serializing_if = "Option::is_none")]
    pub ipv4_prefixes: Option<Vec<Ipv4PrefixSpecification>>,
    #[serde(rename = "ipv6PrefixSet", skip_serializing_if = "Option::is_none")]
    pub ipv6_prefixes: Option<Vec<Ipv6PrefixSpecification>>,
    #[serde(rename = "requesterId", skip_serializing_if = "Option::is_none")]
    pub requester_id: Option<String>,
    #[serde(rename = "requesterManaged", skip_serializing_if = "Option::is_none")]
    pub requester_managed: Option<bool>,
    #[serde(rename = "sourceDestCheck", skip_serializing_if = "Option::is_none")]
    pub source_dest_check: Option<bool>,
    #[serde(rename = "status", skip_serializing_if = "Option::is_none")]
    pub status: Option<NetworkInterfaceStatus>,
    #[serde(rename = "subnetId", skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<String>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tag_set: Option<Vec<Tag>>,
    #[serde(rename = "vpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(rename = "denyAllIgwTraffic", skip_serializing_if = "Option::is_none")]
    pub deny_all_igw_traffic: Option<bool>,
    #[serde(rename = "ipv6Native", skip_serializing_if = "Option::is_none")]
    pub ipv6_native: Option<bool>,
    #[serde(rename = "ipv6Address", skip_serializing_if = "Option::is_none")]
    pub ipv6_address: Option<String>,
    #[serde(
        rename = "associatedSubnetSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub associated_subnets: Option<Vec<String>>,
    #[serde(rename = "availabilityZoneId", skip_serializing_if = "Option::is_none")]
    pub availability_zone_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NetworkInterfaceAssociation {
    #[serde(rename = "allocationId", skip_serializing_if = "Option::is_none")]
    pub allocation_id: Option<String>,
    #[serde(rename = "associationId", skip_serializing_if = "Option::is_none")]
    pub association_id: Option<String>,
    #[serde(rename = "ipOwnerId", skip_serializing_if = "Option::is_none")]
    pub ip_owner_id: Option<String>,
    #[serde(rename = "publicDnsName", skip_serializing_if = "Option::is_none")]
    pub public_dns_name: Option<String>,
    #[serde(rename = "publicIp", skip_serializing_if = "Option::is_none")]
    pub public_ip: Option<String>,
    #[serde(rename = "customerOwnedIp", skip_serializing_if = "Option::is_none")]
    pub customer_owned_ip: Option<String>,
    #[serde(rename = "carrierIp", skip_serializing_if = "Option::is_none")]
    pub carrier_ip: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NetworkInterfaceAttachment {
    #[serde(rename = "attachTime", skip_serializing_if = "Option::is_none")]
    pub attach_time: Option<crate::Timestamp>,
    #[serde(rename = "attachmentId", skip_serializing_if = "Option::is_none")]
    pub attachment_id: Option<String>,
    #[serde(
        rename = "deleteOnTermination",
        skip_serializing_if = "Option::is_none"
    )]
    pub delete_on_termination: Option<bool>,
    #[serde(rename = "deviceIndex", skip_serializing_if = "Option::is_none")]
    pub device_index: Option<i32>,
    #[serde(rename = "networkCardIndex", skip_serializing_if = "Option::is_none")]
    pub network_card_index: Option<i32>,
    #[serde(rename = "instanceId", skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<String>,
    #[serde(rename = "instanceOwnerId", skip_serializing_if = "Option::is_none")]
    pub instance_owner_id: Option<String>,
    #[serde(rename = "status", skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(rename = "enaQueueCount", skip_serializing_if = "Option::is_none")]
    pub ena_queue_count: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct NetworkInterfaceAttachmentChanges {
    #[serde(rename = "DefaultEnaQueueCount")]
    pub default_ena_queue_count: Option<bool>,
    #[serde(rename = "EnaQueueCount")]
    pub ena_queue_count: Option<i32>,
    #[serde(rename = "AttachmentId")]
    pub attachment_id: Option<String>,
    #[serde(rename = "DeleteOnTermination")]
    pub delete_on_termination: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NetworkInterfaceIpv6Address {
    #[serde(rename = "ipv6Address", skip_serializing_if = "Option::is_none")]
    pub ipv6_address: Option<String>,
    #[serde(rename = "publicIpv6DnsName", skip_serializing_if = "Option::is_none")]
    pub public_ipv6_dns_name: Option<String>,
    #[serde(rename = "isPrimaryIpv6", skip_serializing_if = "Option::is_none")]
    pub is_primary_ipv6: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NetworkInterfacePrivateIpAddress {
    #[serde(rename = "association", skip_serializing_if = "Option::is_none")]
    pub association: Option<NetworkInterfaceAssociation>,
    #[serde(rename = "primary", skip_serializing_if = "Option::is_none")]
    pub primary: Option<bool>,
    #[serde(rename = "privateDnsName", skip_serializing_if = "Option::is_none")]
    pub private_dns_name: Option<String>,
    #[serde(rename = "privateIpAddress", skip_serializing_if = "Option::is_none")]
    pub private_ip_address: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PayerResponsibilityEntry {
    #[serde(rename = "scope", skip_serializing_if = "Option::is_none")]
    pub scope: Option<PayerResponsibilityScope>,
    #[serde(
        rename = "payerResponsibilityType",
        skip_serializing_if = "Option::is_none"
    )]
    pub payer_responsibility_type: Option<PayerResponsibilityType>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PortRange {
    #[serde(rename = "from", skip_serializing_if = "Option::is_none")]
    pub from: Option<i32>,
    #[serde(rename = "to", skip_serializing_if = "Option::is_none")]
    pub to: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PrefixList {
    #[serde(rename = "cidrSet", skip_serializing_if = "Option::is_none")]
    pub cidrs: Option<Vec<String>>,
    #[serde(rename = "prefixListId", skip_serializing_if = "Option::is_none")]
    pub prefix_list_id: Option<String>,
    #[serde(rename = "prefixListName", skip_serializing_if = "Option::is_none")]
    pub prefix_list_name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PrefixListId {
    #[serde(
        rename(serialize = "description", deserialize = "Description"),
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<String>,
    #[serde(
        rename(serialize = "prefixListId", deserialize = "PrefixListId"),
        skip_serializing_if = "Option::is_none"
    )]
    pub prefix_list_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PrivateDnsDetails {
    #[serde(rename = "privateDnsName", skip_serializing_if = "Option::is_none")]
    pub private_dns_name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PrivateDnsNameOptionsOnLaunch {
    #[serde(rename = "hostnameType", skip_serializing_if = "Option::is_none")]
    pub hostname_type: Option<HostnameType>,
    #[serde(
        rename = "enableResourceNameDnsARecord",
        skip_serializing_if = "Option::is_none"
    )]
    pub enable_resource_name_dns_a_record: Option<bool>,
    #[serde(
        rename = "enableResourceNameDnsAAAARecord",
        skip_serializing_if = "Option::is_none"
    )]
    pub enable_resource_name_dns_aaaa_record: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PrivateIpAddressSpecification {
    #[serde(rename = "Primary")]
    pub primary: Option<bool>,
    #[serde(rename = "PrivateIpAddress")]
    pub private_ip_address: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PropagatingVgw {
    #[serde(rename = "gatewayId", skip_serializing_if = "Option::is_none")]
    pub gateway_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReferencedSecurityGroup {
    #[serde(rename = "groupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(rename = "peeringStatus", skip_serializing_if = "Option::is_none")]
    pub peering_status: Option<String>,
    #[serde(rename = "userId", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(rename = "vpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(
        rename = "vpcPeeringConnectionId",
        skip_serializing_if = "Option::is_none"
    )]
    pub vpc_peering_connection_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Region {
    #[serde(rename = "optInStatus", skip_serializing_if = "Option::is_none")]
    pub opt_in_status: Option<String>,
    #[serde(rename = "geographySet", skip_serializing_if = "Option::is_none")]
    pub geography: Option<Vec<RegionGeography>>,
    #[serde(rename = "regionName", skip_serializing_if = "Option::is_none")]
    pub region_name: Option<String>,
    #[serde(rename = "regionEndpoint", skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RegionGeography {
    #[serde(rename = "name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ReplaceRouteRequest {
    #[serde(rename = "DestinationPrefixListId")]
    pub destination_prefix_list_id: Option<String>,
    #[serde(rename = "VpcEndpointId")]
    pub vpc_endpoint_id: Option<String>,
    #[serde(rename = "LocalTarget")]
    pub local_target: Option<bool>,
    #[serde(rename = "TransitGatewayId")]
    pub transit_gateway_id: Option<String>,
    #[serde(rename = "LocalGatewayId")]
    pub local_gateway_id: Option<String>,
    #[serde(rename = "CarrierGatewayId")]
    pub carrier_gateway_id: Option<String>,
    #[serde(rename = "CoreNetworkArn")]
    pub core_network_arn: Option<String>,
    #[serde(rename = "OdbNetworkArn")]
    pub odb_network_arn: Option<String>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "RouteTableId")]
    pub route_table_id: String,
    #[serde(rename = "DestinationCidrBlock")]
    pub destination_cidr_block: Option<String>,
    #[serde(rename = "GatewayId")]
    pub gateway_id: Option<String>,
    #[serde(rename = "DestinationIpv6CidrBlock")]
    pub destination_ipv6_cidr_block: Option<String>,
    #[serde(rename = "EgressOnlyInternetGatewayId")]
    pub egress_only_internet_gateway_id: Option<String>,
    #[serde(rename = "InstanceId")]
    pub instance_id: Option<String>,
    #[serde(rename = "NetworkInterfaceId")]
    pub network_interface_id: Option<String>,
    #[serde(rename = "VpcPeeringConnectionId")]
    pub vpc_peering_connection_id: Option<String>,
    #[serde(rename = "NatGatewayId")]
    pub nat_gateway_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ReplaceRouteTableAssociationRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "AssociationId")]
    pub association_id: String,
    #[serde(rename = "RouteTableId")]
    pub route_table_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReplaceRouteTableAssociationResult {
    #[serde(rename = "newAssociationId", skip_serializing_if = "Option::is_none")]
    pub new_association_id: Option<String>,
    #[serde(rename = "associationState", skip_serializing_if = "Option::is_none")]
    pub association_state: Option<RouteTableAssociationState>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RevokeSecurityGroupEgressRequest {
    #[serde(rename = "SecurityGroupRuleId")]
    pub security_group_rule_ids: Option<Vec<String>>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "GroupId")]
    pub group_id: String,
    #[serde(rename = "SourceSecurityGroupName")]
    pub source_security_group_name: Option<String>,
    #[serde(rename = "SourceSecurityGroupOwnerId")]
    pub source_security_group_owner_id: Option<String>,
    #[serde(rename = "IpProtocol")]
    pub ip_protocol: Option<String>,
    #[serde(rename = "FromPort")]
    pub from_port: Option<i32>,
    #[serde(rename = "ToPort")]
    pub to_port: Option<i32>,
    #[serde(rename = "CidrIp")]
    pub cidr_ip: Option<String>,
    #[serde(rename = "IpPermissions")]
    pub ip_permissions: Option<Vec<IpPermission>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RevokeSecurityGroupEgressResult {
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub r#return: Option<bool>,
    #[serde(
        rename = "unknownIpPermissionSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub unknown_ip_permissions: Option<Vec<IpPermission>>,
    #[serde(
        rename = "revokedSecurityGroupRuleSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub revoked_security_group_rules: Option<Vec<RevokedSecurityGroupRule>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RevokeSecurityGroupIngressRequest {
    #[serde(rename = "CidrIp")]
    pub cidr_ip: Option<String>,
    #[serde(rename = "FromPort")]
    pub from_port: Option<i32>,
    #[serde(rename = "GroupId")]
    pub group_id: Option<String>,
    #[serde(rename = "GroupName")]
    pub group_name: Option<String>,
    #[serde(rename = "IpPermissions")]
    pub ip_permissions: Option<Vec<IpPermission>>,
    #[serde(rename = "IpProtocol")]
    pub ip_protocol: Option<String>,
    #[serde(rename = "SourceSecurityGroupName")]
    pub source_security_group_name: Option<String>,
    #[serde(rename = "SourceSecurityGroupOwnerId")]
    pub source_security_group_owner_id: Option<String>,
    #[serde(rename = "ToPort")]
    pub to_port: Option<i32>,
    #[serde(rename = "SecurityGroupRuleId")]
    pub security_group_rule_ids: Option<Vec<String>>,
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RevokeSecurityGroupIngressResult {
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub r#return: Option<bool>,
    #[serde(
        rename = "unknownIpPermissionSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub unknown_ip_permissions: Option<Vec<IpPermission>>,
    #[serde(
        rename = "revokedSecurityGroupRuleSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub revoked_security_group_rules: Option<Vec<RevokedSecurityGroupRule>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RevokedSecurityGroupRule {
    #[serde(
        rename = "securityGroupRuleId",
        skip_serializing_if = "Option::is_none"
    )]
    pub security_group_rule_id: Option<String>,
    #[serde(rename = "groupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(rename = "isEgress", skip_serializing_if = "Option::is_none")]
    pub is_egress: Option<bool>,
    #[serde(rename = "ipProtocol", skip_serializing_if = "Option::is_none")]
    pub ip_protocol: Option<String>,
    #[serde(rename = "fromPort", skip_serializing_if = "Option::is_none")]
    pub from_port: Option<i32>,
    #[serde(rename = "toPort", skip_serializing_if = "Option::is_none")]
    pub to_port: Option<i32>,
    #[serde(rename = "cidrIpv4", skip_serializing_if = "Option::is_none")]
    pub cidr_ipv4: Option<String>,
    #[serde(rename = "cidrIpv6", skip_serializing_if = "Option::is_none")]
    pub cidr_ipv6: Option<String>,
    #[serde(rename = "prefixListId", skip_serializing_if = "Option::is_none")]
    pub prefix_list_id: Option<String>,
    #[serde(rename = "referencedGroupId", skip_serializing_if = "Option::is_none")]
    pub referenced_group_id: Option<String>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Route {
    #[serde(
        rename = "destinationCidrBlock",
        skip_serializing_if = "Option::is_none"
    )]
    pub destination_cidr_block: Option<String>,
    #[serde(
        rename = "destinationIpv6CidrBlock",
        skip_serializing_if = "Option::is_none"
    )]
    pub destination_ipv6_cidr_block: Option<String>,
    #[serde(
        rename = "destinationPrefixListId",
        skip_serializing_if = "Option::is_none"
    )]
    pub destination_prefix_list_id: Option<String>,
    #[serde(
        rename = "egressOnlyInternetGatewayId",
        skip_serializing_if = "Option::is_none"
    )]
    pub egress_only_internet_gateway_id: Option<String>,
    #[serde(rename = "gatewayId", skip_serializing_if = "Option::is_none")]
    pub gateway_id: Option<String>,
    #[serde(rename = "instanceId", skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<String>,
    #[serde(rename = "instanceOwnerId", skip_serializing_if = "Option::is_none")]
    pub instance_owner_id: Option<String>,
    #[serde(rename = "natGatewayId", skip_serializing_if = "Option::is_none")]
    pub nat_gateway_id: Option<String>,
    #[serde(rename = "transitGatewayId", skip_serializing_if = "Option::is_none")]
    pub transit_gateway_id: Option<String>,
    #[serde(rename = "localGatewayId", skip_serializing_if = "Option::is_none")]
    pub local_gateway_id: Option<String>,
    #[serde(rename = "carrierGatewayId", skip_serializing_if = "Option::is_none")]
    pub carrier_gateway_id: Option<String>,
    #[serde(rename = "networkInterfaceId", skip_serializing_if = "Option::is_none")]
    pub network_interface_id: Option<String>,
    #[serde(rename = "origin", skip_serializing_if = "Option::is_none")]
    pub origin: Option<RouteOrigin>,
    #[serde(rename = "state", skip_serializing_if = "Option::is_none")]
    pub state: Option<RouteState>,
    #[serde(
        rename = "vpcPeeringConnectionId",
        skip_serializing_if = "Option::is_none"
    )]
    pub vpc_peering_connection_id: Option<String>,
    #[serde(rename = "coreNetworkArn", skip_serializing_if = "Option::is_none")]
    pub core_network_arn: Option<String>,
    #[serde(rename = "odbNetworkArn", skip_serializing_if = "Option::is_none")]
    pub odb_network_arn: Option<String>,
    #[serde(rename = "ipAddress", skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RouteTable {
    #[serde(rename = "associationSet", skip_serializing_if = "Option::is_none")]
    pub associations: Option<Vec<RouteTableAssociation>>,
    #[serde(rename = "propagatingVgwSet", skip_serializing_if = "Option::is_none")]
    pub propagating_vgws: Option<Vec<PropagatingVgw>>,
    #[serde(rename = "routeTableId", skip_serializing_if = "Option::is_none")]
    pub route_table_id: Option<String>,
    #[serde(rename = "routeSet", skip_serializing_if = "Option::is_none")]
    pub routes: Option<Vec<Route>>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "vpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(rename = "ownerId", skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RouteTableAssociation {
    #[serde(rename = "main", skip_serializing_if = "Option::is_none")]
    pub main: Option<bool>,
    #[serde(
        rename = "routeTableAssociationId",
        skip_serializing_if = "Option::is_none"
    )]
    pub route_table_association_id: Option<String>,
    #[serde(rename = "routeTableId", skip_serializing_if = "Option::is_none")]
    pub route_table_id: Option<String>,
    #[serde(rename = "subnetId", skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<String>,
    #[serde(rename = "gatewayId", skip_serializing_if = "Option::is_none")]
    pub gateway_id: Option<String>,
    #[serde(rename = "publicIpv4Pool", skip_serializing_if = "Option::is_none")]
    pub public_ipv4_pool: Option<String>,
    #[serde(rename = "associationState", skip_serializing_if = "Option::is_none")]
    pub association_state: Option<RouteTableAssociationState>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RouteTableAssociationState {
    #[serde(rename = "state", skip_serializing_if = "Option::is_none")]
    pub state: Option<RouteTableAssociationStateCode>,
    #[serde(rename = "statusMessage", skip_serializing_if = "Option::is_none")]
    pub status_message: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SecurityGroup {
    #[serde(rename = "groupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(
        rename = "ipPermissionsEgress",
        skip_serializing_if = "Option::is_none"
    )]
    pub ip_permissions_egress: Option<Vec<IpPermission>>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "vpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(rename = "securityGroupArn", skip_serializing_if = "Option::is_none")]
    pub security_group_arn: Option<String>,
    #[serde(rename = "ownerId", skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    #[serde(rename = "groupName", skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    #[serde(rename = "groupDescription", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "ipPermissions", skip_serializing_if = "Option::is_none")]
    pub ip_permissions: Option<Vec<IpPermission>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SecurityGroupIdentifier {
    #[serde(rename = "groupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(rename = "groupName", skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SecurityGroupRule {
    #[serde(
        rename = "securityGroupRuleId",
        skip_serializing_if = "Option::is_none"
    )]
    pub security_group_rule_id: Option<String>,
    #[serde(rename = "groupId", skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(rename = "groupOwnerId", skip_serializing_if = "Option::is_none")]
    pub group_owner_id: Option<String>,
    #[serde(rename = "isEgress", skip_serializing_if = "Option::is_none")]
    pub is_egress: Option<bool>,
    #[serde(rename = "ipProtocol", skip_serializing_if = "Option::is_none")]
    pub ip_protocol: Option<String>,
    #[serde(rename = "fromPort", skip_serializing_if = "Option::is_none")]
    pub from_port: Option<i32>,
    #[serde(rename = "toPort", skip_serializing_if = "Option::is_none")]
    pub to_port: Option<i32>,
    #[serde(rename = "cidrIpv4", skip_serializing_if = "Option::is_none")]
    pub cidr_ipv4: Option<String>,
    #[serde(rename = "cidrIpv6", skip_serializing_if = "Option::is_none")]
    pub cidr_ipv6: Option<String>,
    #[serde(rename = "prefixListId", skip_serializing_if = "Option::is_none")]
    pub prefix_list_id: Option<String>,
    #[serde(
        rename = "referencedGroupInfo",
        skip_serializing_if = "Option::is_none"
    )]
    pub referenced_group_info: Option<ReferencedSecurityGroup>,
    #[serde(rename = "description", skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(
        rename = "securityGroupRuleArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub security_group_rule_arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SecurityGroupRuleDescription {
    #[serde(rename = "SecurityGroupRuleId")]
    pub security_group_rule_id: Option<String>,
    #[serde(rename = "Description")]
    pub description: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SecurityGroupRuleRequest {
    #[serde(rename = "IpProtocol")]
    pub ip_protocol: Option<String>,
    #[serde(rename = "FromPort")]
    pub from_port: Option<i32>,
    #[serde(rename = "ToPort")]
    pub to_port: Option<i32>,
    #[serde(rename = "CidrIpv4")]
    pub cidr_ipv4: Option<String>,
    #[serde(rename = "CidrIpv6")]
    pub cidr_ipv6: Option<String>,
    #[serde(rename = "PrefixListId")]
    pub prefix_list_id: Option<String>,
    #[serde(rename = "ReferencedGroupId")]
    pub referenced_group_id: Option<String>,
    #[serde(rename = "Description")]
    pub description: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SecurityGroupRuleUpdate {
    #[serde(rename = "SecurityGroupRuleId")]
    pub security_group_rule_id: String,
    #[serde(rename = "SecurityGroupRule")]
    pub security_group_rule: Option<SecurityGroupRuleRequest>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ServiceDetail {
    #[serde(rename = "serviceName", skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    #[serde(rename = "serviceId", skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    #[serde(rename = "serviceType", skip_serializing_if = "Option::is_none")]
    pub service_type: Option<Vec<ServiceTypeDetail>>,
    #[serde(rename = "serviceRegion", skip_serializing_if = "Option::is_none")]
    pub service_region: Option<String>,
    #[serde(
        rename = "availabilityZoneIdSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub availability_zone_ids: Option<Vec<String>>,
    #[serde(
        rename = "availabilityZoneSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub availability_zones: Option<Vec<String>>,
    #[serde(rename = "owner", skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(
        rename = "baseEndpointDnsNameSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub base_endpoint_dns_names: Option<Vec<String>>,
    #[serde(rename = "privateDnsName", skip_serializing_if = "Option::is_none")]
    pub private_dns_name: Option<String>,
    #[serde(rename = "privateDnsNameSet", skip_serializing_if = "Option::is_none")]
    pub private_dns_names: Option<Vec<PrivateDnsDetails>>,
    #[serde(
        rename = "vpcEndpointPolicySupported",
        skip_serializing_if = "Option::is_none"
    )]
    pub vpc_endpoint_policy_supported: Option<bool>,
    #[serde(rename = "acceptanceRequired", skip_serializing_if = "Option::is_none")]
    pub acceptance_required: Option<bool>,
    #[serde(
        rename = "managesVpcEndpoints",
        skip_serializing_if = "Option::is_none"
    )]
    pub manages_vpc_endpoints: Option<bool>,
    #[serde(
        rename = "payerResponsibility",
        skip_serializing_if = "Option::is_none"
    )]
    pub payer_responsibility: Option<PayerResponsibility>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(
        rename = "privateDnsNameVerificationState",
        skip_serializing_if = "Option::is_none"
    )]
    pub private_dns_name_verification_state: Option<DnsNameState>,
    #[serde(
        rename = "supportedIpAddressTypeSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub supported_ip_address_types: Option<Vec<ServiceConnectivityType>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ServiceTypeDetail {
    #[serde(rename = "serviceType", skip_serializing_if = "Option::is_none")]
    pub service_type: Option<ServiceType>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Subnet {
    #[serde(rename = "availabilityZoneId", skip_serializing_if = "Option::is_none")]
    pub availability_zone_id: Option<String>,
    #[serde(
        rename = "enableLniAtDeviceIndex",
        skip_serializing_if = "Option::is_none"
    )]
    pub enable_lni_at_device_index: Option<i32>,
    #[serde(
        rename = "mapCustomerOwnedIpOnLaunch",
        skip_serializing_if = "Option::is_none"
    )]
    pub map_customer_owned_ip_on_launch: Option<bool>,
    #[serde(
        rename = "customerOwnedIpv4Pool",
        skip_serializing_if = "Option::is_none"
    )]
    pub customer_owned_ipv4_pool: Option<String>,
    #[serde(rename = "ownerId", skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    #[serde(
        rename = "assignIpv6AddressOnCreation",
        skip_serializing_if = "Option::is_none"
    )]
    pub assign_ipv6_address_on_creation: Option<bool>,
    #[serde(
        rename = "ipv6CidrBlockAssociationSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub ipv6_cidr_block_association_set: Option<Vec<SubnetIpv6CidrBlockAssociation>>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "subnetArn", skip_serializing_if = "Option::is_none")]
    pub subnet_arn: Option<String>,
    #[serde(rename = "outpostArn", skip_serializing_if = "Option::is_none")]
    pub outpost_arn: Option<String>,
    #[serde(rename = "enableDns64", skip_serializing_if = "Option::is_none")]
    pub enable_dns64: Option<bool>,
    #[serde(rename = "ipv6Native", skip_serializing_if = "Option::is_none")]
    pub ipv6_native: Option<bool>,
    #[serde(
        rename = "privateDnsNameOptionsOnLaunch",
        skip_serializing_if = "Option::is_none"
    )]
    pub private_dns_name_options_on_launch: Option<PrivateDnsNameOptionsOnLaunch>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(rename = "subnetId", skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<String>,
    #[serde(rename = "state", skip_serializing_if = "Option::is_none")]
    pub state: Option<SubnetState>,
    #[serde(rename = "vpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(rename = "cidrBlock", skip_serializing_if = "Option::is_none")]
    pub cidr_block: Option<String>,
    #[serde(
        rename = "availableIpAddressCount",
        skip_serializing_if = "Option::is_none"
    )]
    pub available_ip_address_count: Option<i32>,
    #[serde(rename = "availabilityZone", skip_serializing_if = "Option::is_none")]
    pub availability_zone: Option<String>,
    #[serde(rename = "defaultForAz", skip_serializing_if = "Option::is_none")]
    pub default_for_az: Option<bool>,
    #[serde(
        rename = "mapPublicIpOnLaunch",
        skip_serializing_if = "Option::is_none"
    )]
    pub map_public_ip_on_launch: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SubnetCidrBlockState {
    #[serde(rename = "state", skip_serializing_if = "Option::is_none")]
    pub state: Option<SubnetCidrBlockStateCode>,
    #[serde(rename = "statusMessage", skip_serializing_if = "Option::is_none")]
    pub status_message: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct SubnetConfiguration {
    #[serde(rename = "SubnetId")]
    pub subnet_id: Option<String>,
    #[serde(rename = "Ipv4")]
    pub ipv4: Option<String>,
    #[serde(rename = "Ipv6")]
    pub ipv6: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SubnetIpPrefixes {
    #[serde(rename = "subnetId", skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<String>,
    #[serde(rename = "ipPrefixSet", skip_serializing_if = "Option::is_none")]
    pub ip_prefixes: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SubnetIpv6CidrBlockAssociation {
    #[serde(rename = "associationId", skip_serializing_if = "Option::is_none")]
    pub association_id: Option<String>,
    #[serde(rename = "ipv6CidrBlock", skip_serializing_if = "Option::is_none")]
    pub ipv6_cidr_block: Option<String>,
    #[serde(rename = "ipv6CidrBlockState", skip_serializing_if = "Option::is_none")]
    pub ipv6_cidr_block_state: Option<SubnetCidrBlockState>,
    #[serde(
        rename = "ipv6AddressAttribute",
        skip_serializing_if = "Option::is_none"
    )]
    pub ipv6_address_attribute: Option<Ipv6AddressAttribute>,
    #[serde(rename = "ipSource", skip_serializing_if = "Option::is_none")]
    pub ip_source: Option<IpSource>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    #[serde(
        rename(serialize = "key", deserialize = "Key"),
        skip_serializing_if = "Option::is_none"
    )]
    pub key: Option<String>,
    #[serde(
        rename(serialize = "value", deserialize = "Value"),
        skip_serializing_if = "Option::is_none"
    )]
    pub value: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TagDescription {
    #[serde(rename = "key", skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(rename = "resourceId", skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    #[serde(rename = "resourceType", skip_serializing_if = "Option::is_none")]
    pub resource_type: Option<ResourceType>,
    #[serde(rename = "value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TagFieldSpecificationRequest {
    #[serde(rename = "ResourceType")]
    pub resource_type: Option<TaggableResourceType>,
    #[serde(rename = "TagKey")]
    pub tag_keys: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TagFieldSpecificationResponse {
    #[serde(rename = "resourceType", skip_serializing_if = "Option::is_none")]
    pub resource_type: Option<TaggableResourceType>,
    #[serde(rename = "tagKeySet", skip_serializing_if = "Option::is_none")]
    pub tag_keys: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TagSpecification {
    #[serde(rename = "ResourceType")]
    pub resource_type: Option<ResourceType>,
    #[serde(rename = "Tag")]
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UnsuccessfulItem {
    #[serde(rename = "error", skip_serializing_if = "Option::is_none")]
    pub error: Option<UnsuccessfulItemError>,
    #[serde(rename = "resourceId", skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UnsuccessfulItemError {
    #[serde(rename = "code", skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(rename = "message", skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateSecurityGroupRuleDescriptionsEgressRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "GroupId")]
    pub group_id: Option<String>,
    #[serde(rename = "GroupName")]
    pub group_name: Option<String>,
    #[serde(rename = "IpPermissions")]
    pub ip_permissions: Option<Vec<IpPermission>>,
    #[serde(rename = "SecurityGroupRuleDescription")]
    pub security_group_rule_descriptions: Option<Vec<SecurityGroupRuleDescription>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UpdateSecurityGroupRuleDescriptionsEgressResult {
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub r#return: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateSecurityGroupRuleDescriptionsIngressRequest {
    #[serde(rename = "DryRun")]
    pub dry_run: Option<bool>,
    #[serde(rename = "GroupId")]
    pub group_id: Option<String>,
    #[serde(rename = "GroupName")]
    pub group_name: Option<String>,
    #[serde(rename = "IpPermissions")]
    pub ip_permissions: Option<Vec<IpPermission>>,
    #[serde(rename = "SecurityGroupRuleDescription")]
    pub security_group_rule_descriptions: Option<Vec<SecurityGroupRuleDescription>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UpdateSecurityGroupRuleDescriptionsIngressResult {
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    pub r#return: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UserIdGroupPair {
    #[serde(
        rename(serialize = "description", deserialize = "Description"),
        skip_serializing_if = "Option::is_none"
    )]
    pub description: Option<String>,
    #[serde(
        rename(serialize = "userId", deserialize = "UserId"),
        skip_serializing_if = "Option::is_none"
    )]
    pub user_id: Option<String>,
    #[serde(
        rename(serialize = "groupName", deserialize = "GroupName"),
        skip_serializing_if = "Option::is_none"
    )]
    pub group_name: Option<String>,
    #[serde(
        rename(serialize = "groupId", deserialize = "GroupId"),
        skip_serializing_if = "Option::is_none"
    )]
    pub group_id: Option<String>,
    #[serde(
        rename(serialize = "vpcId", deserialize = "VpcId"),
        skip_serializing_if = "Option::is_none"
    )]
    pub vpc_id: Option<String>,
    #[serde(
        rename(
            serialize = "vpcPeeringConnectionId",
            deserialize = "VpcPeeringConnectionId"
        ),
        skip_serializing_if = "Option::is_none"
    )]
    pub vpc_peering_connection_id: Option<String>,
    #[serde(
        rename(serialize = "peeringStatus", deserialize = "PeeringStatus"),
        skip_serializing_if = "Option::is_none"
    )]
    pub peering_status: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Vpc {
    #[serde(rename = "ownerId", skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    #[serde(rename = "instanceTenancy", skip_serializing_if = "Option::is_none")]
    pub instance_tenancy: Option<Tenancy>,
    #[serde(
        rename = "ipv6CidrBlockAssociationSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub ipv6_cidr_block_association_set: Option<Vec<VpcIpv6CidrBlockAssociation>>,
    #[serde(
        rename = "cidrBlockAssociationSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub cidr_block_association_set: Option<Vec<VpcCidrBlockAssociation>>,
    #[serde(rename = "isDefault", skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "vpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(rename = "state", skip_serializing_if = "Option::is_none")]
    pub state: Option<VpcState>,
    #[serde(rename = "cidrBlock", skip_serializing_if = "Option::is_none")]
    pub cidr_block: Option<String>,
    #[serde(rename = "dhcpOptionsId", skip_serializing_if = "Option::is_none")]
    pub dhcp_options_id: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VpcCidrBlockAssociation {
    #[serde(rename = "associationId", skip_serializing_if = "Option::is_none")]
    pub association_id: Option<String>,
    #[serde(rename = "cidrBlock", skip_serializing_if = "Option::is_none")]
    pub cidr_block: Option<String>,
    #[serde(rename = "cidrBlockState", skip_serializing_if = "Option::is_none")]
    pub cidr_block_state: Option<VpcCidrBlockState>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VpcCidrBlockState {
    #[serde(rename = "state", skip_serializing_if = "Option::is_none")]
    pub state: Option<VpcCidrBlockStateCode>,
    #[serde(rename = "statusMessage", skip_serializing_if = "Option::is_none")]
    pub status_message: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VpcEndpoint {
    #[serde(rename = "vpcEndpointId", skip_serializing_if = "Option::is_none")]
    pub vpc_endpoint_id: Option<String>,
    #[serde(rename = "vpcEndpointType", skip_serializing_if = "Option::is_none")]
    pub vpc_endpoint_type: Option<VpcEndpointType>,
    #[serde(rename = "vpcId", skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(rename = "serviceName", skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    #[serde(rename = "state", skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(rename = "policyDocument", skip_serializing_if = "Option::is_none")]
    pub policy_document: Option<String>,
    #[serde(rename = "routeTableIdSet", skip_serializing_if = "Option::is_none")]
    pub route_table_ids: Option<Vec<String>>,
    #[serde(rename = "subnetIdSet", skip_serializing_if = "Option::is_none")]
    pub subnet_ids: Option<Vec<String>>,
    #[serde(rename = "groupSet", skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<SecurityGroupIdentifier>>,
    #[serde(rename = "ipAddressType", skip_serializing_if = "Option::is_none")]
    pub ip_address_type: Option<IpAddressType>,
    #[serde(rename = "dnsOptions", skip_serializing_if = "Option::is_none")]
    pub dns_options: Option<DnsOptions>,
    #[serde(rename = "privateDnsEnabled", skip_serializing_if = "Option::is_none")]
    pub private_dns_enabled: Option<bool>,
    #[serde(rename = "requesterManaged", skip_serializing_if = "Option::is_none")]
    pub requester_managed: Option<bool>,
    #[serde(
        rename = "networkInterfaceIdSet",
        skip_serializing_if = "Option::is_none"
    )]
    pub network_interface_ids: Option<Vec<String>>,
    #[serde(rename = "dnsEntrySet", skip_serializing_if = "Option::is_none")]
    pub dns_entries: Option<Vec<DnsEntry>>,
    #[serde(rename = "creationTimestamp", skip_serializing_if = "Option::is_none")]
    pub creation_timestamp: Option<crate::Timestamp>,
    #[serde(rename = "tagSet", skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "ownerId", skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    #[serde(rename = "lastError", skip_serializing_if = "Option::is_none")]
    pub last_error: Option<LastError>,
    #[serde(rename = "ipv4PrefixSet", skip_serializing_if = "Option::is_none")]
    pub ipv4_prefixes: Option<Vec<SubnetIpPrefixes>>,
    #[serde(rename = "ipv6PrefixSet", skip_serializing_if = "Option::is_none")]
    pub ipv6_prefixes: Option<Vec<SubnetIpPrefixes>>,
    #[serde(rename = "failureReason", skip_serializing_if = "Option::is_none")]
    pub failure_reason: Option<String>,
    #[serde(rename = "serviceNetworkArn", skip_serializing_if = "Option::is_none")]
    pub service_network_arn: Option<String>,
    #[serde(
        rename = "resourceConfigurationArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub resource_configuration_arn: Option<String>,
    #[serde(rename = "serviceRegion", skip_serializing_if = "Option::is_none")]
    pub service_region: Option<String>,
    #[serde(
        rename = "payerResponsibilitySet",
        skip_serializing_if = "Option::is_none"
    )]
    pub payer_responsibilities: Option<Vec<PayerResponsibilityEntry>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VpcIpv6CidrBlockAssociation {
    #[serde(rename = "associationId", skip_serializing_if = "Option::is_none")]
    pub association_id: Option<String>,
    #[serde(rename = "ipv6CidrBlock", skip_serializing_if = "Option::is_none")]
    pub ipv6_cidr_block: Option<String>,
    #[serde(rename = "ipv6CidrBlockState", skip_serializing_if = "Option::is_none")]
    pub ipv6_cidr_block_state: Option<VpcCidrBlockState>,
    #[serde(rename = "networkBorderGroup", skip_serializing_if = "Option::is_none")]
    pub network_border_group: Option<String>,
    #[serde(rename = "ipv6Pool", skip_serializing_if = "Option::is_none")]
    pub ipv6_pool: Option<String>,
    #[serde(
        rename = "ipv6AddressAttribute",
        skip_serializing_if = "Option::is_none"
    )]
    pub ipv6_address_attribute: Option<Ipv6AddressAttribute>,
    #[serde(rename = "ipSource", skip_serializing_if = "Option::is_none")]
    pub ip_source: Option<IpSource>,
}

string_enum!(AccountAttributeName {
    SupportedPlatforms = "supported-platforms",
    DefaultVpc = "default-vpc",
});

string_enum!(AvailabilityZoneOptInStatus {
    OptInNotRequired = "opt-in-not-required",
    OptedIn = "opted-in",
    NotOptedIn = "not-opted-in",
});

string_enum!(AvailabilityZoneState {
    Available = "available",
    Information = "information",
    Impaired = "impaired",
    Unavailable = "unavailable",
    Constrained = "constrained",
});

string_enum!(DestinationFileFormat {
    PlainText = "plain-text",
    Parquet = "parquet",
});

string_enum!(DnsNameState {
    PendingVerification = "pendingVerification",
    Verified = "verified",
    Failed = "failed",
});

string_enum!(DnsRecordIpType {
    Ipv4 = "ipv4",
    Dualstack = "dualstack",
    Ipv6 = "ipv6",
    ServiceDefined = "service-defined",
});

string_enum!(FlowLogsResourceType {
    Vpc = "VPC",
    Subnet = "Subnet",
    NetworkInterface = "NetworkInterface",
    TransitGateway = "TransitGateway",
    TransitGatewayAttachment = "TransitGatewayAttachment",
    RegionalNatGateway = "RegionalNatGateway",
    CoreNetwork = "CoreNetwork",
    CoreNetworkEdge = "CoreNetworkEdge",
    CoreNetworkAttachment = "CoreNetworkAttachment",
});

string_enum!(HostnameType {
    IpName = "ip-name",
    ResourceName = "resource-name",
});

string_enum!(IpAddressType {
    Ipv4 = "ipv4",
    Dualstack = "dualstack",
    Ipv6 = "ipv6",
});

string_enum!(IpSource {
    Amazon = "amazon",
    Byoip = "byoip",
    None = "none",
});

string_enum!(Ipv6AddressAttribute {
    Public = "public",
    Private = "private",
});

string_enum!(LogDestinationType {
    CloudWatchLogs = "cloud-watch-logs",
    S3 = "s3",
    KinesisDataFirehose = "kinesis-data-firehose",
});

string_enum!(NetworkInterfaceCreationType {
    Efa = "efa",
    EfaOnly = "efa-only",
    Branch = "branch",
    Trunk = "trunk",
});

string_enum!(NetworkInterfaceStatus {
    Available = "available",
    Associated = "associated",
    Attaching = "attaching",
    InUse = "in-use",
    Detaching = "detaching",
});

string_enum!(NetworkInterfaceType {
    Interface = "interface",
    NatGateway = "natGateway",
    Efa = "efa",
    EfaOnly = "efa-only",
    Trunk = "trunk",
    LoadBalancer = "load_balancer",
    NetworkLoadBalancer = "network_load_balancer",
    VpcEndpoint = "vpc_endpoint",
    Branch = "branch",
    TransitGateway = "transit_gateway",
    Lambda = "lambda",
    Quicksight = "quicksight",
    GlobalAcceleratorManaged = "global_accelerator_managed",
    ApiGatewayManaged = "api_gateway_managed",
    GatewayLoadBalancer = "gateway_load_balancer",
    GatewayLoadBalancerEndpoint = "gateway_load_balancer_endpoint",
    IotRulesManaged = "iot_rules_managed",
    AwsCodestarConnectionsManaged = "aws_codestar_connections_managed",
});

string_enum!(PayerResponsibility {
    ServiceOwner = "ServiceOwner",
});

string_enum!(PayerResponsibilityScope {
    VpcEndpointCharges = "vpc-endpoint-charges",
    ResourceGatewayCharges = "resource-gateway-charges",
});

string_enum!(PayerResponsibilityType {
    VpcEndpointAccount = "vpc-endpoint-account",
    ResourceGatewayAccount = "resource-gateway-account",
    VpcEndpointServiceAccount = "vpc-endpoint-service-account",
});

string_enum!(ResourceType {
    CapacityReservation = "capacity-reservation",
    ClientVpnEndpoint = "client-vpn-endpoint",
    CustomerGateway = "customer-gateway",
    CarrierGateway = "carrier-gateway",
    CoipPool = "coip-pool",
    DeclarativePoliciesReport = "declarative-policies-report",
    DedicatedHost = "dedicated-host",
    DhcpOptions = "dhcp-options",
    EgressOnlyInternetGateway = "egress-only-internet-gateway",
    ElasticIp = "elastic-ip",
    ElasticGpu = "elastic-gpu",
    ExportImageTask = "export-image-task",
    ExportInstanceTask = "export-instance-task",
    FcaPolicy = "fca-policy",
    Fleet = "fleet",
    FpgaImage = "fpga-image",
    HostReservation = "host-reservation",
    Image = "image",
    ImageUsageReport = "image-usage-report",
    ImportImageTask = "import-image-task",
    ImportSnapshotTask = "import-snapshot-task",
    Instance = "instance",
    InstanceEventWindow = "instance-event-window",
    InternetGateway = "internet-gateway",
    Ipam = "ipam",
    IpamPool = "ipam-pool",
    IpamScope = "ipam-scope",
    Ipv4poolEc2 = "ipv4pool-ec2",
    Ipv6poolEc2 = "ipv6pool-ec2",
    KeyPair = "key-pair",
    LaunchTemplate = "launch-template",
    LocalGateway = "local-gateway",
    LocalGatewayRouteTable = "local-gateway-route-table",
    LocalGatewayVirtualInterface = "local-gateway-virtual-interface",
    LocalGatewayVirtualInterfaceGroup = "local-gateway-virtual-interface-group",
    LocalGatewayRouteTableVpcAssociation = "local-gateway-route-table-vpc-association",
    LocalGatewayRouteTableVirtualInterfaceGroupAssociation = "local-gateway-route-table-virtual-interface-group-association",
    Natgateway = "natgateway",
    NetworkAcl = "network-acl",
    NetworkInterface = "network-interface",
    NetworkInsightsAnalysis = "network-insights-analysis",
    NetworkInsightsPath = "network-insights-path",
    NetworkInsightsAccessScope = "network-insights-access-scope",
    NetworkInsightsAccessScopeAnalysis = "network-insights-access-scope-analysis",
    OutpostLag = "outpost-lag",
    PlacementGroup = "placement-group",
    PrefixList = "prefix-list",
    ReplaceRootVolumeTask = "replace-root-volume-task",
    ReservedInstances = "reserved-instances",
    RouteTable = "route-table",
    SecurityGroup = "security-group",
    SecurityGroupRule = "security-group-rule",
    ServiceLinkVirtualInterface = "service-link-virtual-interface",
    Snapshot = "snapshot",
    SpotFleetRequest = "spot-fleet-request",
    SpotInstancesRequest = "spot-instances-request",
    Subnet = "subnet",
    SubnetCidrReservation = "subnet-cidr-reservation",
    TrafficMirrorFilter = "traffic-mirror-filter",
    TrafficMirrorSession = "traffic-mirror-session",
    TrafficMirrorTarget = "traffic-mirror-target",
    TransitGateway = "transit-gateway",
    TransitGatewayAttachment = "transit-gateway-attachment",
    TransitGatewayConnectPeer = "transit-gateway-connect-peer",
    TransitGatewayMulticastDomain = "transit-gateway-multicast-domain",
    TransitGatewayPolicyTable = "transit-gateway-policy-table",
    TransitGatewayMeteringPolicy = "transit-gateway-metering-policy",
    TransitGatewayRouteTable = "transit-gateway-route-table",
    TransitGatewayRouteTableAnnouncement = "transit-gateway-route-table-announcement",
    Volume = "volume",
    Vpc = "vpc",
    VpcEndpoint = "vpc-endpoint",
    VpcEndpointConnection = "vpc-endpoint-connection",
    VpcEndpointService = "vpc-endpoint-service",
    VpcEndpointServicePermission = "vpc-endpoint-service-permission",
    VpcPeeringConnection = "vpc-peering-connection",
    VpnConnection = "vpn-connection",
    VpnGateway = "vpn-gateway",
    VpcFlowLog = "vpc-flow-log",
    CapacityReservationFleet = "capacity-reservation-fleet",
    TrafficMirrorFilterRule = "traffic-mirror-filter-rule",
    VpcEndpointConnectionDeviceType = "vpc-endpoint-connection-device-type",
    VerifiedAccessInstance = "verified-access-instance",
    VerifiedAccessGroup = "verified-access-group",
    VerifiedAccessEndpoint = "verified-access-endpoint",
    VerifiedAccessPolicy = "verified-access-policy",
    VerifiedAccessTrustProvider = "verified-access-trust-provider",
    VpnConnectionDeviceType = "vpn-connection-device-type",
    VpcBlockPublicAccessExclusion = "vpc-block-public-access-exclusion",
    VpcEncryptionControl = "vpc-encryption-control",
    RouteServer = "route-server",
    RouteServerEndpoint = "route-server-endpoint",
    RouteServerPeer = "route-server-peer",
    IpamResourceDiscovery = "ipam-resource-discovery",
    IpamResourceDiscoveryAssociation = "ipam-resource-discovery-association",
    InstanceConnectEndpoint = "instance-connect-endpoint",
    VerifiedAccessEndpointTarget = "verified-access-endpoint-target",
    IpamExternalResourceVerificationToken = "ipam-external-resource-verification-token",
    CapacityBlock = "capacity-block",
    MacModificationTask = "mac-modification-task",
    IpamPrefixListResolver = "ipam-prefix-list-resolver",
    IpamPolicy = "ipam-policy",
    IpamPrefixListResolverTarget = "ipam-prefix-list-resolver-target",
    IpamInternetRegistryAssociation = "ipam-internet-registry-association",
    SecondaryInterface = "secondary-interface",
    SecondaryNetwork = "secondary-network",
    SecondarySubnet = "secondary-subnet",
    CapacityManagerDataExport = "capacity-manager-data-export",
    VpnConcentrator = "vpn-concentrator",
    IpamPoolAllocation = "ipam-pool-allocation",
    CapacityReservationCancellationQuote = "capacity-reservation-cancellation-quote",
    ApplicationStatusCheck = "application-status-check",
    CapacityReservationModificationQuote = "capacity-reservation-modification-quote",
    MetricCategory = "metric-category",
});

string_enum!(RouteOrigin {
    CreateRouteTable = "CreateRouteTable",
    CreateRoute = "CreateRoute",
    EnableVgwRoutePropagation = "EnableVgwRoutePropagation",
    Advertisement = "Advertisement",
});

string_enum!(RouteState {
    Active = "active",
    Blackhole = "blackhole",
    Filtered = "filtered",
});

string_enum!(RouteTableAssociationStateCode {
    Associating = "associating",
    Associated = "associated",
    Disassociating = "disassociating",
    Disassociated = "disassociated",
    Failed = "failed",
});

string_enum!(RuleAction {
    Allow = "allow",
    Deny = "deny",
});

string_enum!(ServiceConnectivityType {
    Ipv4 = "ipv4",
    Ipv6 = "ipv6",
});

string_enum!(ServiceType {
    Interface = "Interface",
    Gateway = "Gateway",
    GatewayLoadBalancer = "GatewayLoadBalancer",
});

string_enum!(SubnetCidrBlockStateCode {
    Associating = "associating",
    Associated = "associated",
    Disassociating = "disassociating",
    Disassociated = "disassociated",
    Failing = "failing",
    Failed = "failed",
});

string_enum!(SubnetState {
    Pending = "pending",
    Available = "available",
    Unavailable = "unavailable",
    Failed = "failed",
    FailedInsufficientCapacity = "failed-insufficient-capacity",
});

string_enum!(TaggableResourceType {
    NetworkInterface = "network-interface",
    Instance = "instance",
    AutoScalingGroup = "auto-scaling-group",
});

string_enum!(Tenancy {
    Default = "default",
    Dedicated = "dedicated",
    Host = "host",
});

string_enum!(TrafficType {
    Accept = "ACCEPT",
    Reject = "REJECT",
    All = "ALL",
});

string_enum!(VpcAttributeName {
    EnableDnsSupport = "enableDnsSupport",
    EnableDnsHostnames = "enableDnsHostnames",
    EnableNetworkAddressUsageMetrics = "enableNetworkAddressUsageMetrics",
});

string_enum!(VpcCidrBlockStateCode {
    Associating = "associating",
    Associated = "associated",
    Disassociating = "disassociating",
    Disassociated = "disassociated",
    Failing = "failing",
    Failed = "failed",
});

string_enum!(VpcEndpointType {
    Interface = "Interface",
    Gateway = "Gateway",
    GatewayLoadBalancer = "GatewayLoadBalancer",
    Resource = "Resource",
    ServiceNetwork = "ServiceNetwork",
    Tunnel = "Tunnel",
});

string_enum!(VpcState {
    Pending = "pending",
    Available = "available",
    Deleting = "deleting",
});

static OPERATIONS: &[Operation] = &[
    Operation {
        name: "AssociateRouteTable",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ASSOCIATE_ROUTE_TABLE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "AttachInternetGateway",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ATTACH_INTERNET_GATEWAY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "AuthorizeSecurityGroupEgress",
        method: "POST",
        uri: "/",
        status: 200,
        input: &AUTHORIZE_SECURITY_GROUP_EGRESS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "AuthorizeSecurityGroupIngress",
        method: "POST",
        uri: "/",
        status: 200,
        input: &AUTHORIZE_SECURITY_GROUP_INGRESS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateFlowLogs",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_FLOW_LOGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateInternetGateway",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_INTERNET_GATEWAY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateNetworkInterface",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_NETWORK_INTERFACE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateRoute",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_ROUTE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateRouteTable",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_ROUTE_TABLE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateSecurityGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_SECURITY_GROUP_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateSubnet",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_SUBNET_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_TAGS_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateVpc",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_VPC_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateVpcEndpoint",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_VPC_ENDPOINT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteFlowLogs",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_FLOW_LOGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteInternetGateway",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_INTERNET_GATEWAY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteNetworkInterface",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_NETWORK_INTERFACE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteRoute",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_ROUTE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteRouteTable",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_ROUTE_TABLE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteSecurityGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_SECURITY_GROUP_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteSubnet",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_SUBNET_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_TAGS_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteVpc",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_VPC_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteVpcEndpoints",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_VPC_ENDPOINTS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeAccountAttributes",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_ACCOUNT_ATTRIBUTES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeAvailabilityZones",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_AVAILABILITY_ZONES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeFlowLogs",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_FLOW_LOGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeInternetGateways",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_INTERNET_GATEWAYS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeNetworkAcls",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_NETWORK_ACLS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeNetworkInterfaces",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_NETWORK_INTERFACES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribePrefixLists",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_PREFIX_LISTS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeRegions",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_REGIONS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeRouteTables",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_ROUTE_TABLES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeSecurityGroupRules",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_SECURITY_GROUP_RULES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeSecurityGroups",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_SECURITY_GROUPS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeSubnets",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_SUBNETS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_TAGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeVpcAttribute",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_VPC_ATTRIBUTE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeVpcEndpointServices",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_VPC_ENDPOINT_SERVICES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeVpcEndpoints",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_VPC_ENDPOINTS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeVpcs",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_VPCS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DetachInternetGateway",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DETACH_INTERNET_GATEWAY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DisassociateRouteTable",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DISASSOCIATE_ROUTE_TABLE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ModifyNetworkInterfaceAttribute",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MODIFY_NETWORK_INTERFACE_ATTRIBUTE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ModifySecurityGroupRules",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MODIFY_SECURITY_GROUP_RULES_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ModifySubnetAttribute",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MODIFY_SUBNET_ATTRIBUTE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ModifyVpcAttribute",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MODIFY_VPC_ATTRIBUTE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ModifyVpcEndpoint",
        method: "POST",
        uri: "/",
        status: 200,
        input: &MODIFY_VPC_ENDPOINT_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ReplaceRoute",
        method: "POST",
        uri: "/",
        status: 200,
        input: &REPLACE_ROUTE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ReplaceRouteTableAssociation",
        method: "POST",
        uri: "/",
        status: 200,
        input: &REPLACE_ROUTE_TABLE_ASSOCIATION_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "RevokeSecurityGroupEgress",
        method: "POST",
        uri: "/",
        status: 200,
        input: &REVOKE_SECURITY_GROUP_EGRESS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "RevokeSecurityGroupIngress",
        method: "POST",
        uri: "/",
        status: 200,
        input: &REVOKE_SECURITY_GROUP_INGRESS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateSecurityGroupRuleDescriptionsEgress",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_EGRESS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateSecurityGroupRuleDescriptionsIngress",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_INGRESS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
];

static ACCOUNT_ATTRIBUTE_NAME: Shape = Shape::Text(Text::one_of(AccountAttributeName::VALUES));

static ACCOUNT_ATTRIBUTE_NAME_STRING_LIST: Shape = Shape::List {
    element: &ACCOUNT_ATTRIBUTE_NAME,
    length: Range::ANY,
};

static ASSOCIATE_ROUTE_TABLE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("GatewayId", "GatewayId", &TEXT),
    Member::optional("PublicIpv4Pool", "PublicIpv4Pool", &TEXT),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("SubnetId", "SubnetId", &TEXT),
    Member::required("RouteTableId", "RouteTableId", &TEXT),
]);

static ATTACH_INTERNET_GATEWAY_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("InternetGatewayId", "InternetGatewayId", &TEXT),
    Member::required("VpcId", "VpcId", &TEXT),
]);

static ATTRIBUTE_BOOLEAN_VALUE: Shape =
    Shape::Structure(&[Member::optional("Value", "Value", &BOOLEAN)]);

static ATTRIBUTE_VALUE: Shape = Shape::Structure(&[Member::optional("Value", "Value", &TEXT)]);

static AUTHORIZE_SECURITY_GROUP_EGRESS_REQUEST: Shape = Shape::Structure(&[
    Member::optional(
        "TagSpecifications",
        "TagSpecification",
        &TAG_SPECIFICATION_LIST,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("GroupId", "GroupId", &TEXT),
    Member::optional("SourceSecurityGroupName", "SourceSecurityGroupName", &TEXT),
    Member::optional(
        "SourceSecurityGroupOwnerId",
        "SourceSecurityGroupOwnerId",
        &TEXT,
    ),
    Member::optional("IpProtocol", "IpProtocol", &TEXT),
    Member::optional("FromPort", "FromPort", &INTEGER),
    Member::optional("ToPort", "ToPort", &INTEGER),
    Member::optional("CidrIp", "CidrIp", &TEXT),
    Member::optional("IpPermissions", "IpPermissions", &IP_PERMISSION_LIST),
]);

static AUTHORIZE_SECURITY_GROUP_INGRESS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("CidrIp", "CidrIp", &TEXT),
    Member::optional("FromPort", "FromPort", &INTEGER),
    Member::optional("GroupId", "GroupId", &TEXT),
    Member::optional("GroupName", "GroupName", &TEXT),
    Member::optional("IpPermissions", "IpPermissions", &IP_PERMISSION_LIST),
    Member::optional("IpProtocol", "IpProtocol", &TEXT),
    Member::optional("SourceSecurityGroupName", "SourceSecurityGroupName", &TEXT),
    Member::optional(
        "SourceSecurityGroupOwnerId",
        "SourceSecurityGroupOwnerId",
        &TEXT,
    ),
    Member::optional("ToPort", "ToPort", &INTEGER),
    Member::optional(
        "TagSpecifications",
        "TagSpecification",
        &TAG_SPECIFICATION_LIST,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static CREATE_FLOW_LOGS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("ClientToken", "ClientToken", &TEXT),
    Member::optional(
        "DeliverLogsPermissionArn",
        "DeliverLogsPermissionArn",
        &TEXT,
    ),
    Member::optional("DeliverCrossAccountRole", "DeliverCrossAccountRole", &TEXT),
    Member::optional("LogGroupName", "LogGroupName", &TEXT),
    Member::required("ResourceIds", "ResourceId", &FLOW_LOG_RESOURCE_IDS),
    Member::required("ResourceType", "ResourceType", &FLOW_LOGS_RESOURCE_TYPE),
    Member::optional("TrafficType", "TrafficType", &TRAFFIC_TYPE),
    Member::optional(
        "LogDestinationType",
        "LogDestinationType",
        &LOG_DESTINATION_TYPE,
    ),
    Member::optional("LogDestination", "LogDestination", &TEXT),
    Member::optional("LogFormat", "LogFormat", &TEXT),
    Member::optional(
        "TagSpecifications",
        "TagSpecification",
        &TAG_SPECIFICATION_LIST,
    ),
    Member::optional("MaxAggregationInterval", "MaxAggregationInterval", &INTEGER),
    Member::optional(
        "DestinationOptions",
        "DestinationOptions",
        &DESTINATION_OPTIONS_REQUEST,
    ),
    Member::optional(
        "TagFieldSpecifications",
        "TagFieldSpecification",
        &TAG_FIELD_SPECIFICATION_LIST_REQUEST,
    ),
]);

static CREATE_INTERNET_GATEWAY_REQUEST: Shape = Shape::Structure(&[
    Member::optional(
        "TagSpecifications",
        "TagSpecification",
        &TAG_SPECIFICATION_LIST,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static CREATE_NETWORK_INTERFACE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Ipv4Prefixes", "Ipv4Prefix", &IPV4_PREFIX_LIST),
    Member::optional("Ipv4PrefixCount", "Ipv4PrefixCount", &INTEGER),
    Member::optional("Ipv6Prefixes", "Ipv6Prefix", &IPV6_PREFIX_LIST),
    Member::optional("Ipv6PrefixCount", "Ipv6PrefixCount", &INTEGER),
    Member::optional(
        "InterfaceType",
        "InterfaceType",
        &NETWORK_INTERFACE_CREATION_TYPE,
    ),
    Member::optional(
        "TagSpecifications",
        "TagSpecification",
        &TAG_SPECIFICATION_LIST,
    ),
    Member::optional("ClientToken", "ClientToken", &TEXT),
    Member::optional("EnablePrimaryIpv6", "EnablePrimaryIpv6", &BOOLEAN),
    Member::required("SubnetId", "SubnetId", &TEXT),
    Member::optional("Description", "Description", &TEXT),
    Member::optional("PrivateIpAddress", "PrivateIpAddress", &TEXT),
    Member::optional("Groups", "SecurityGroupId", &SECURITY_GROUP_ID_STRING_LIST),
    Member::optional(
        "PrivateIpAddresses",
        "PrivateIpAddresses",
        &PRIVATE_IP_ADDRESS_SPECIFICATION_LIST,
    ),
    Member::optional(
        "SecondaryPrivateIpAddressCount",
        "SecondaryPrivateIpAddressCount",
        &INTEGER,
    ),
    Member::optional(
        "Ipv6Addresses",
        "Ipv6Addresses",
        &INSTANCE_IPV6_ADDRESS_LIST,
    ),
    Member::optional("Ipv6AddressCount", "Ipv6AddressCount", &INTEGER),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static CREATE_ROUTE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DestinationPrefixListId", "DestinationPrefixListId", &TEXT),
    Member::optional("VpcEndpointId", "VpcEndpointId", &TEXT),
    Member::optional("TransitGatewayId", "TransitGatewayId", &TEXT),
    Member::optional("LocalGatewayId", "LocalGatewayId", &TEXT),
    Member::optional("CarrierGatewayId", "CarrierGatewayId", &TEXT),
    Member::optional("CoreNetworkArn", "CoreNetworkArn", &TEXT),
    Member::optional("OdbNetworkArn", "OdbNetworkArn", &TEXT),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("RouteTableId", "RouteTableId", &TEXT),
    Member::optional("DestinationCidrBlock", "DestinationCidrBlock", &TEXT),
    Member::optional("GatewayId", "GatewayId", &TEXT),
    Member::optional(
        "DestinationIpv6CidrBlock",
        "DestinationIpv6CidrBlock",
        &TEXT,
    ),
    Member::optional(
        "EgressOnlyInternetGatewayId",
        "EgressOnlyInternetGatewayId",
        &TEXT,
    ),
    Member::optional("InstanceId", "InstanceId", &TEXT),
    Member::optional("NetworkInterfaceId", "NetworkInterfaceId", &TEXT),
    Member::optional("VpcPeeringConnectionId", "VpcPeeringConnectionId", &TEXT),
    Member::optional("NatGatewayId", "NatGatewayId", &TEXT),
]);

static CREATE_ROUTE_TABLE_REQUEST: Shape = Shape::Structure(&[
    Member::optional(
        "TagSpecifications",
        "TagSpecification",
        &TAG_SPECIFICATION_LIST,
    ),
    Member::optional("ClientToken", "ClientToken", &TEXT),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("VpcId", "VpcId", &TEXT),
]);

static CREATE_SECURITY_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member::required("Description", "GroupDescription", &TEXT),
    Member::required("GroupName", "GroupName", &TEXT),
    Member::optional("VpcId", "VpcId", &TEXT),
    Member::optional(
        "TagSpecifications",
        "TagSpecification",
        &TAG_SPECIFICATION_LIST,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static CREATE_SUBNET_REQUEST: Shape = Shape::Structure(&[
    Member::optional(
        "TagSpecifications",
        "TagSpecification",
        &TAG_SPECIFICATION_LIST,
    ),
    Member::optional("AvailabilityZone", "AvailabilityZone", &TEXT),
    Member::optional("AvailabilityZoneId", "AvailabilityZoneId", &TEXT),
    Member::optional("CidrBlock", "CidrBlock", &TEXT),
    Member::optional("Ipv6CidrBlock", "Ipv6CidrBlock", &TEXT),
    Member::optional("OutpostArn", "OutpostArn", &TEXT),
    Member::required("VpcId", "VpcId", &TEXT),
    Member::optional("Ipv6Native", "Ipv6Native", &BOOLEAN),
    Member::optional("Ipv4IpamPoolId", "Ipv4IpamPoolId", &TEXT),
    Member::optional("Ipv4NetmaskLength", "Ipv4NetmaskLength", &INTEGER),
    Member::optional("Ipv6IpamPoolId", "Ipv6IpamPoolId", &TEXT),
    Member::optional("Ipv6NetmaskLength", "Ipv6NetmaskLength", &INTEGER),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static CREATE_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("Resources", "ResourceId", &RESOURCE_ID_LIST),
    Member::required("Tags", "Tag", &TAG_LIST),
]);

static CREATE_VPC_ENDPOINT_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("VpcEndpointType", "VpcEndpointType", &VPC_ENDPOINT_TYPE),
    Member::required("VpcId", "VpcId", &TEXT),
    Member::optional("ServiceName", "ServiceName", &TEXT),
    Member::optional("PolicyDocument", "PolicyDocument", &TEXT),
    Member::optional(
        "RouteTableIds",
        "RouteTableId",
        &VPC_ENDPOINT_ROUTE_TABLE_ID_LIST,
    ),
    Member::optional("SubnetIds", "SubnetId", &VPC_ENDPOINT_SUBNET_ID_LIST),
    Member::optional(
        "SecurityGroupIds",
        "SecurityGroupId",
        &VPC_ENDPOINT_SECURITY_GROUP_ID_LIST,
    ),
    Member::optional("IpAddressType", "IpAddressType", &IP_ADDRESS_TYPE),
    Member::optional("DnsOptions", "DnsOptions", &DNS_OPTIONS_SPECIFICATION),
    Member::optional("ClientToken", "ClientToken", &TEXT),
    Member::optional("PrivateDnsEnabled", "PrivateDnsEnabled", &BOOLEAN),
    Member::optional(
        "TagSpecifications",
        "TagSpecification",
        &TAG_SPECIFICATION_LIST,
    ),
    Member::optional(
        "SubnetConfigurations",
        "SubnetConfiguration",
        &SUBNET_CONFIGURATIONS_LIST,
    ),
    Member::optional("ServiceNetworkArn", "ServiceNetworkArn", &TEXT),
    Member::optional(
        "ResourceConfigurationArn",
        "ResourceConfigurationArn",
        &TEXT,
    ),
    Member::optional("ServiceRegion", "ServiceRegion", &TEXT),
]);

static CREATE_VPC_REQUEST: Shape = Shape::Structure(&[
    Member::optional("CidrBlock", "CidrBlock", &TEXT),
    Member::optional("Ipv6Pool", "Ipv6Pool", &TEXT),
    Member::optional("Ipv6CidrBlock", "Ipv6CidrBlock", &TEXT),
    Member::optional("Ipv4IpamPoolId", "Ipv4IpamPoolId", &TEXT),
    Member::optional("Ipv4NetmaskLength", "Ipv4NetmaskLength", &INTEGER),
    Member::optional("Ipv6IpamPoolId", "Ipv6IpamPoolId", &TEXT),
    Member::optional("Ipv6NetmaskLength", "Ipv6NetmaskLength", &INTEGER),
    Member::optional(
        "Ipv6CidrBlockNetworkBorderGroup",
        "Ipv6CidrBlockNetworkBorderGroup",
        &TEXT,
    ),
    Member::optional(
        "TagSpecifications",
        "TagSpecification",
        &TAG_SPECIFICATION_LIST,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("InstanceTenancy", "InstanceTenancy", &TENANCY),
    Member::optional(
        "AmazonProvidedIpv6CidrBlock",
        "AmazonProvidedIpv6CidrBlock",
        &BOOLEAN,
    ),
]);

static DELETE_FLOW_LOGS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("FlowLogIds", "FlowLogId", &FLOW_LOG_ID_LIST),
]);

static DELETE_INTERNET_GATEWAY_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("InternetGatewayId", "InternetGatewayId", &TEXT),
]);

static DELETE_NETWORK_INTERFACE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("NetworkInterfaceId", "NetworkInterfaceId", &TEXT),
]);

static DELETE_ROUTE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DestinationPrefixListId", "DestinationPrefixListId", &TEXT),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("RouteTableId", "RouteTableId", &TEXT),
    Member::optional("DestinationCidrBlock", "DestinationCidrBlock", &TEXT),
    Member::optional(
        "DestinationIpv6CidrBlock",
        "DestinationIpv6CidrBlock",
        &TEXT,
    ),
]);

static DELETE_ROUTE_TABLE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("RouteTableId", "RouteTableId", &TEXT),
]);

static DELETE_SECURITY_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member::optional("GroupId", "GroupId", &TEXT),
    Member::optional("GroupName", "GroupName", &TEXT),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static DELETE_SUBNET_REQUEST: Shape = Shape::Structure(&[
    Member::required("SubnetId", "SubnetId", &TEXT),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static DELETE_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("Resources", "ResourceId", &RESOURCE_ID_LIST),
    Member::optional("Tags", "Tag", &TAG_LIST),
]);

static DELETE_VPC_ENDPOINTS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("VpcEndpointIds", "VpcEndpointId", &VPC_ENDPOINT_ID_LIST),
]);

static DELETE_VPC_REQUEST: Shape = Shape::Structure(&[
    Member::required("VpcId", "VpcId", &TEXT),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static DESCRIBE_ACCOUNT_ATTRIBUTES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional(
        "AttributeNames",
        "AttributeName",
        &ACCOUNT_ATTRIBUTE_NAME_STRING_LIST,
    ),
]);

static DESCRIBE_AVAILABILITY_ZONES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("ZoneNames", "ZoneName", &ZONE_NAME_STRING_LIST),
    Member::optional("ZoneIds", "ZoneId", &ZONE_ID_STRING_LIST),
    Member::optional("AllAvailabilityZones", "AllAvailabilityZones", &BOOLEAN),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("Filters", "Filter", &FILTER_LIST),
]);

static DESCRIBE_FLOW_LOGS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("Filter", "Filter", &FILTER_LIST),
    Member::optional("FlowLogIds", "FlowLogId", &FLOW_LOG_ID_LIST),
    Member::optional("MaxResults", "MaxResults", &INTEGER),
    Member::optional("NextToken", "NextToken", &TEXT),
]);

static DESCRIBE_INTERNET_GATEWAYS_MAX_RESULTS: Shape =
    Shape::Integer(Range::new(Some(5), Some(1000)));

static DESCRIBE_INTERNET_GATEWAYS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("NextToken", "NextToken", &TEXT),
    Member::optional(
        "MaxResults",
        "MaxResults",
        &DESCRIBE_INTERNET_GATEWAYS_MAX_RESULTS,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional(
        "InternetGatewayIds",
        "InternetGatewayId",
        &INTERNET_GATEWAY_ID_LIST,
    ),
    Member::optional("Filters", "Filter", &FILTER_LIST),
]);

static DESCRIBE_NETWORK_ACLS_MAX_RESULTS: Shape = Shape::Integer(Range::new(Some(5), Some(1000)));

static DESCRIBE_NETWORK_ACLS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("NextToken", "NextToken", &TEXT),
    Member::optional(
        "MaxResults",
        "MaxResults",
        &DESCRIBE_NETWORK_ACLS_MAX_RESULTS,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("NetworkAclIds", "NetworkAclId", &NETWORK_ACL_ID_STRING_LIST),
    Member::optional("Filters", "Filter", &FILTER_LIST),
]);

static DESCRIBE_NETWORK_INTERFACES_MAX_RESULTS: Shape =
    Shape::Integer(Range::new(Some(5), Some(1000)));

static DESCRIBE_NETWORK_INTERFACES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("NextToken", "NextToken", &TEXT),
    Member::optional(
        "MaxResults",
        "MaxResults",
        &DESCRIBE_NETWORK_INTERFACES_MAX_RESULTS,
    ),
    Member::optional(
        "IncludeManagedResources",
        "IncludeManagedResources",
        &BOOLEAN,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional(
        "NetworkInterfaceIds",
        "NetworkInterfaceId",
        &NETWORK_INTERFACE_ID_LIST,
    ),
    Member::optional("Filters", "Filter", &FILTER_LIST),
]);

static DESCRIBE_PREFIX_LISTS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("Filters", "Filter", &FILTER_LIST),
    Member::optional("MaxResults", "MaxResults", &INTEGER),
    Member::optional("NextToken", "NextToken", &TEXT),
    Member::optional(
        "PrefixListIds",
        "PrefixListId",
        &PREFIX_LIST_RESOURCE_ID_STRING_LIST,
    ),
]);

static DESCRIBE_REGIONS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("RegionNames", "RegionName", &REGION_NAME_STRING_LIST),
    Member::optional("AllRegions", "AllRegions", &BOOLEAN),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("Filters", "Filter", &FILTER_LIST),
]);

static DESCRIBE_ROUTE_TABLES_MAX_RESULTS: Shape = Shape::Integer(Range::new(Some(5), Some(100)));

static DESCRIBE_ROUTE_TABLES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("NextToken", "NextToken", &TEXT),
    Member::optional(
        "MaxResults",
        "MaxResults",
        &DESCRIBE_ROUTE_TABLES_MAX_RESULTS,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("RouteTableIds", "RouteTableId", &ROUTE_TABLE_ID_STRING_LIST),
    Member::optional("Filters", "Filter", &FILTER_LIST),
]);

static DESCRIBE_SECURITY_GROUP_RULES_MAX_RESULTS: Shape =
    Shape::Integer(Range::new(Some(5), Some(1000)));

static DESCRIBE_SECURITY_GROUP_RULES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Filters", "Filter", &FILTER_LIST),
    Member::optional(
        "SecurityGroupRuleIds",
        "SecurityGroupRuleId",
        &SECURITY_GROUP_RULE_ID_LIST,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("NextToken", "NextToken", &TEXT),
    Member::optional(
        "MaxResults",
        "MaxResults",
        &DESCRIBE_SECURITY_GROUP_RULES_MAX_RESULTS,
    ),
]);

static DESCRIBE_SECURITY_GROUPS_MAX_RESULTS: Shape =
    Shape::Integer(Range::new(Some(5), Some(1000)));

static DESCRIBE_SECURITY_GROUPS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("GroupIds", "GroupId", &GROUP_ID_STRING_LIST),
    Member::optional("GroupNames", "GroupName", &GROUP_NAME_STRING_LIST),
    Member::optional("NextToken", "NextToken", &TEXT),
    Member::optional(
        "MaxResults",
        "MaxResults",
        &DESCRIBE_SECURITY_GROUPS_MAX_RESULTS,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("Filters", "Filter", &FILTER_LIST),
]);

static DESCRIBE_SUBNETS_MAX_RESULTS: Shape = Shape::Integer(Range::new(Some(5), Some(1000)));

static DESCRIBE_SUBNETS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Filters", "Filter", &FILTER_LIST),
    Member::optional("SubnetIds", "SubnetId", &SUBNET_ID_STRING_LIST),
    Member::optional("NextToken", "NextToken", &TEXT),
    Member::optional("MaxResults", "MaxResults", &DESCRIBE_SUBNETS_MAX_RESULTS),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static DESCRIBE_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("Filters", "Filter", &FILTER_LIST),
    Member::optional("MaxResults", "MaxResults", &INTEGER),
    Member::optional("NextToken", "NextToken", &TEXT),
]);

static DESCRIBE_VPC_ATTRIBUTE_REQUEST: Shape = Shape::Structure(&[
    Member::required("Attribute", "Attribute", &VPC_ATTRIBUTE_NAME),
    Member::required("VpcId", "VpcId", &TEXT),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static DESCRIBE_VPC_ENDPOINT_SERVICES_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("ServiceNames", "ServiceName", &VALUE_STRING_LIST),
    Member::optional("Filters", "Filter", &FILTER_LIST),
    Member::optional("MaxResults", "MaxResults", &INTEGER),
    Member::optional("NextToken", "NextToken", &TEXT),
    Member::optional("ServiceRegions", "ServiceRegion", &VALUE_STRING_LIST),
]);

static DESCRIBE_VPC_ENDPOINTS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("VpcEndpointIds", "VpcEndpointId", &VPC_ENDPOINT_ID_LIST),
    Member::optional("Filters", "Filter", &FILTER_LIST),
    Member::optional("MaxResults", "MaxResults", &INTEGER),
    Member::optional("NextToken", "NextToken", &TEXT),
]);

static DESCRIBE_VPCS_MAX_RESULTS: Shape = Shape::Integer(Range::new(Some(5), Some(1000)));

static DESCRIBE_VPCS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("Filters", "Filter", &FILTER_LIST),
    Member::optional("VpcIds", "VpcId", &VPC_ID_STRING_LIST),
    Member::optional("NextToken", "NextToken", &TEXT),
    Member::optional("MaxResults", "MaxResults", &DESCRIBE_VPCS_MAX_RESULTS),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static DESTINATION_FILE_FORMAT: Shape = Shape::Text(Text::one_of(DestinationFileFormat::VALUES));

static DESTINATION_OPTIONS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("FileFormat", "FileFormat", &DESTINATION_FILE_FORMAT),
    Member::optional(
        "HiveCompatiblePartitions",
        "HiveCompatiblePartitions",
        &BOOLEAN,
    ),
    Member::optional("PerHourPartition", "PerHourPartition", &BOOLEAN),
]);

static DETACH_INTERNET_GATEWAY_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("InternetGatewayId", "InternetGatewayId", &TEXT),
    Member::required("VpcId", "VpcId", &TEXT),
]);

static DISASSOCIATE_ROUTE_TABLE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("AssociationId", "AssociationId", &TEXT),
]);

static DNS_OPTIONS_SPECIFICATION: Shape = Shape::Structure(&[
    Member::optional("DnsRecordIpType", "DnsRecordIpType", &DNS_RECORD_IP_TYPE),
    Member::optional(
        "PrivateDnsOnlyForInboundResolverEndpoint",
        "PrivateDnsOnlyForInboundResolverEndpoint",
        &BOOLEAN,
    ),
    Member::optional("PrivateDnsPreference", "PrivateDnsPreference", &TEXT),
    Member::optional(
        "PrivateDnsSpecifiedDomains",
        "PrivateDnsSpecifiedDomain",
        &PRIVATE_DNS_SPECIFIED_DOMAIN_SET,
    ),
]);

static DNS_RECORD_IP_TYPE: Shape = Shape::Text(Text::one_of(DnsRecordIpType::VALUES));

static FILTER: Shape = Shape::Structure(&[
    Member::optional("Name", "Name", &TEXT),
    Member::optional("Values", "Value", &VALUE_STRING_LIST),
]);

static FILTER_LIST: Shape = Shape::List {
    element: &FILTER,
    length: Range::ANY,
};

static FLOW_LOG_ID_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static FLOW_LOG_RESOURCE_IDS: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static FLOW_LOGS_RESOURCE_TYPE: Shape = Shape::Text(Text::one_of(FlowLogsResourceType::VALUES));

static GROUP_ID_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static GROUP_NAME_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static HOSTNAME_TYPE: Shape = Shape::Text(Text::one_of(HostnameType::VALUES));

static INSTANCE_IPV6_ADDRESS: Shape = Shape::Structure(&[
    Member::optional("Ipv6Address", "Ipv6Address", &TEXT),
    Member::optional("IsPrimaryIpv6", "IsPrimaryIpv6", &BOOLEAN),
]);

static INSTANCE_IPV6_ADDRESS_LIST: Shape = Shape::List {
    element: &INSTANCE_IPV6_ADDRESS,
    length: Range::ANY,
};

static INTERNET_GATEWAY_ID_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static IP_ADDRESS_TYPE: Shape = Shape::Text(Text::one_of(IpAddressType::VALUES));

static IP_PERMISSION: Shape = Shape::Structure(&[
    Member::optional("IpProtocol", "IpProtocol", &TEXT),
    Member::optional("FromPort", "FromPort", &INTEGER),
    Member::optional("ToPort", "ToPort", &INTEGER),
    Member::optional("UserIdGroupPairs", "Groups", &USER_ID_GROUP_PAIR_LIST),
    Member::optional("IpRanges", "IpRanges", &IP_RANGE_LIST),
    Member::optional("Ipv6Ranges", "Ipv6Ranges", &IPV6_RANGE_LIST),
    Member::optional("PrefixListIds", "PrefixListIds", &PREFIX_LIST_ID_LIST),
]);

static IP_PERMISSION_LIST: Shape = Shape::List {
    element: &IP_PERMISSION,
    length: Range::ANY,
};

static IP_RANGE: Shape = Shape::Structure(&[
    Member::optional("Description", "Description", &TEXT),
    Member::optional("CidrIp", "CidrIp", &TEXT),
]);

static IP_RANGE_LIST: Shape = Shape::List {
    element: &IP_RANGE,
    length: Range::ANY,
};

static IPV4_PREFIX_LIST: Shape = Shape::List {
    element: &IPV4_PREFIX_SPECIFICATION_REQUEST,
    length: Range::ANY,
};

static IPV4_PREFIX_SPECIFICATION_REQUEST: Shape =
    Shape::Structure(&[Member::optional("Ipv4Prefix", "Ipv4Prefix", &TEXT)]);

static IPV6_PREFIX_LIST: Shape = Shape::List {
    element: &IPV6_PREFIX_SPECIFICATION_REQUEST,
    length: Range::ANY,
};

static IPV6_PREFIX_SPECIFICATION_REQUEST: Shape =
    Shape::Structure(&[Member::optional("Ipv6Prefix", "Ipv6Prefix", &TEXT)]);

static IPV6_RANGE: Shape = Shape::Structure(&[
    Member::optional("Description", "Description", &TEXT),
    Member::optional("CidrIpv6", "CidrIpv6", &TEXT),
]);

static IPV6_RANGE_LIST: Shape = Shape::List {
    element: &IPV6_RANGE,
    length: Range::ANY,
};

static LOG_DESTINATION_TYPE: Shape = Shape::Text(Text::one_of(LogDestinationType::VALUES));

static MODIFY_NETWORK_INTERFACE_ATTRIBUTE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("EnablePrimaryIpv6", "EnablePrimaryIpv6", &BOOLEAN),
    Member::optional(
        "AssociatePublicIpAddress",
        "AssociatePublicIpAddress",
        &BOOLEAN,
    ),
    Member::optional("AssociatedSubnetIds", "AssociatedSubnetId", &SUBNET_ID_LIST),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("NetworkInterfaceId", "NetworkInterfaceId", &TEXT),
    Member::optional("Description", "Description", &ATTRIBUTE_VALUE),
    Member::optional(
        "SourceDestCheck",
        "SourceDestCheck",
        &ATTRIBUTE_BOOLEAN_VALUE,
    ),
    Member::optional("Groups", "SecurityGroupId", &SECURITY_GROUP_ID_STRING_LIST),
    Member::optional(
        "Attachment",
        "Attachment",
        &NETWORK_INTERFACE_ATTACHMENT_CHANGES,
    ),
]);

static MODIFY_SECURITY_GROUP_RULES_REQUEST: Shape = Shape::Structure(&[
    Member::required("GroupId", "GroupId", &TEXT),
    Member::required(
        "SecurityGroupRules",
        "SecurityGroupRule",
        &SECURITY_GROUP_RULE_UPDATE_LIST,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static MODIFY_SUBNET_ATTRIBUTE_REQUEST: Shape = Shape::Structure(&[
    Member::optional(
        "AssignIpv6AddressOnCreation",
        "AssignIpv6AddressOnCreation",
        &ATTRIBUTE_BOOLEAN_VALUE,
    ),
    Member::optional(
        "MapPublicIpOnLaunch",
        "MapPublicIpOnLaunch",
        &ATTRIBUTE_BOOLEAN_VALUE,
    ),
    Member::required("SubnetId", "SubnetId", &TEXT),
    Member::optional(
        "MapCustomerOwnedIpOnLaunch",
        "MapCustomerOwnedIpOnLaunch",
        &ATTRIBUTE_BOOLEAN_VALUE,
    ),
    Member::optional("CustomerOwnedIpv4Pool", "CustomerOwnedIpv4Pool", &TEXT),
    Member::optional("EnableDns64", "EnableDns64", &ATTRIBUTE_BOOLEAN_VALUE),
    Member::optional(
        "PrivateDnsHostnameTypeOnLaunch",
        "PrivateDnsHostnameTypeOnLaunch",
        &HOSTNAME_TYPE,
    ),
    Member::optional(
        "EnableResourceNameDnsARecordOnLaunch",
        "EnableResourceNameDnsARecordOnLaunch",
        &ATTRIBUTE_BOOLEAN_VALUE,
    ),
    Member::optional(
        "EnableResourceNameDnsAAAARecordOnLaunch",
        "EnableResourceNameDnsAAAARecordOnLaunch",
        &ATTRIBUTE_BOOLEAN_VALUE,
    ),
    Member::optional("EnableLniAtDeviceIndex", "EnableLniAtDeviceIndex", &INTEGER),
    Member::optional(
        "DisableLniAtDeviceIndex",
        "DisableLniAtDeviceIndex",
        &ATTRIBUTE_BOOLEAN_VALUE,
    ),
]);

static MODIFY_VPC_ATTRIBUTE_REQUEST: Shape = Shape::Structure(&[
    Member::optional(
        "EnableDnsHostnames",
        "EnableDnsHostnames",
        &ATTRIBUTE_BOOLEAN_VALUE,
    ),
    Member::optional(
        "EnableDnsSupport",
        "EnableDnsSupport",
        &ATTRIBUTE_BOOLEAN_VALUE,
    ),
    Member::required("VpcId", "VpcId", &TEXT),
    Member::optional(
        "EnableNetworkAddressUsageMetrics",
        "EnableNetworkAddressUsageMetrics",
        &ATTRIBUTE_BOOLEAN_VALUE,
    ),
]);

static MODIFY_VPC_ENDPOINT_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("VpcEndpointId", "VpcEndpointId", &TEXT),
    Member::optional("ResetPolicy", "ResetPolicy", &BOOLEAN),
    Member::optional("PolicyDocument", "PolicyDocument", &TEXT),
    Member::optional(
        "AddRouteTableIds",
        "AddRouteTableId",
        &VPC_ENDPOINT_ROUTE_TABLE_ID_LIST,
    ),
    Member::optional(
        "RemoveRouteTableIds",
        "RemoveRouteTableId",
        &VPC_ENDPOINT_ROUTE_TABLE_ID_LIST,
    ),
    Member::optional("AddSubnetIds", "AddSubnetId", &VPC_ENDPOINT_SUBNET_ID_LIST),
    Member::optional(
        "RemoveSubnetIds",
        "RemoveSubnetId",
        &VPC_ENDPOINT_SUBNET_ID_LIST,
    ),
    Member::optional(
        "AddSecurityGroupIds",
        "AddSecurityGroupId",
        &VPC_ENDPOINT_SECURITY_GROUP_ID_LIST,
    ),
    Member::optional(
        "RemoveSecurityGroupIds",
        "RemoveSecurityGroupId",
        &VPC_ENDPOINT_SECURITY_GROUP_ID_LIST,
    ),
    Member::optional("IpAddressType", "IpAddressType", &IP_ADDRESS_TYPE),
    Member::optional("DnsOptions", "DnsOptions", &DNS_OPTIONS_SPECIFICATION),
    Member::optional("PrivateDnsEnabled", "PrivateDnsEnabled", &BOOLEAN),
    Member::optional(
        "SubnetConfigurations",
        "SubnetConfiguration",
        &SUBNET_CONFIGURATIONS_LIST,
    ),
]);

static NETWORK_ACL_ID_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static NETWORK_INTERFACE_ATTACHMENT_CHANGES: Shape = Shape::Structure(&[
    Member::optional("DefaultEnaQueueCount", "DefaultEnaQueueCount", &BOOLEAN),
    Member::optional("EnaQueueCount", "EnaQueueCount", &INTEGER),
    Member::optional("AttachmentId", "AttachmentId", &TEXT),
    Member::optional("DeleteOnTermination", "DeleteOnTermination", &BOOLEAN),
]);

static NETWORK_INTERFACE_CREATION_TYPE: Shape =
    Shape::Text(Text::one_of(NetworkInterfaceCreationType::VALUES));

static NETWORK_INTERFACE_ID_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static PREFIX_LIST_ID: Shape = Shape::Structure(&[
    Member::optional("Description", "Description", &TEXT),
    Member::optional("PrefixListId", "PrefixListId", &TEXT),
]);

static PREFIX_LIST_ID_LIST: Shape = Shape::List {
    element: &PREFIX_LIST_ID,
    length: Range::ANY,
};

static PREFIX_LIST_RESOURCE_ID_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static PRIVATE_DNS_SPECIFIED_DOMAIN_SET: Shape = Shape::List {
    element: &TEXT,
    length: Range::new(Some(0), Some(10)),
};

static PRIVATE_IP_ADDRESS_SPECIFICATION: Shape = Shape::Structure(&[
    Member::optional("Primary", "Primary", &BOOLEAN),
    Member::optional("PrivateIpAddress", "PrivateIpAddress", &TEXT),
]);

static PRIVATE_IP_ADDRESS_SPECIFICATION_LIST: Shape = Shape::List {
    element: &PRIVATE_IP_ADDRESS_SPECIFICATION,
    length: Range::ANY,
};

static REGION_NAME_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static REPLACE_ROUTE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DestinationPrefixListId", "DestinationPrefixListId", &TEXT),
    Member::optional("VpcEndpointId", "VpcEndpointId", &TEXT),
    Member::optional("LocalTarget", "LocalTarget", &BOOLEAN),
    Member::optional("TransitGatewayId", "TransitGatewayId", &TEXT),
    Member::optional("LocalGatewayId", "LocalGatewayId", &TEXT),
    Member::optional("CarrierGatewayId", "CarrierGatewayId", &TEXT),
    Member::optional("CoreNetworkArn", "CoreNetworkArn", &TEXT),
    Member::optional("OdbNetworkArn", "OdbNetworkArn", &TEXT),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("RouteTableId", "RouteTableId", &TEXT),
    Member::optional("DestinationCidrBlock", "DestinationCidrBlock", &TEXT),
    Member::optional("GatewayId", "GatewayId", &TEXT),
    Member::optional(
        "DestinationIpv6CidrBlock",
        "DestinationIpv6CidrBlock",
        &TEXT,
    ),
    Member::optional(
        "EgressOnlyInternetGatewayId",
        "EgressOnlyInternetGatewayId",
        &TEXT,
    ),
    Member::optional("InstanceId", "InstanceId", &TEXT),
    Member::optional("NetworkInterfaceId", "NetworkInterfaceId", &TEXT),
    Member::optional("VpcPeeringConnectionId", "VpcPeeringConnectionId", &TEXT),
    Member::optional("NatGatewayId", "NatGatewayId", &TEXT),
]);

static REPLACE_ROUTE_TABLE_ASSOCIATION_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("AssociationId", "AssociationId", &TEXT),
    Member::required("RouteTableId", "RouteTableId", &TEXT),
]);

static RESOURCE_ID_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static RESOURCE_TYPE: Shape = Shape::Text(Text::one_of(ResourceType::VALUES));

static REVOKE_SECURITY_GROUP_EGRESS_REQUEST: Shape = Shape::Structure(&[
    Member::optional(
        "SecurityGroupRuleIds",
        "SecurityGroupRuleId",
        &SECURITY_GROUP_RULE_ID_LIST,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::required("GroupId", "GroupId", &TEXT),
    Member::optional("SourceSecurityGroupName", "SourceSecurityGroupName", &TEXT),
    Member::optional(
        "SourceSecurityGroupOwnerId",
        "SourceSecurityGroupOwnerId",
        &TEXT,
    ),
    Member::optional("IpProtocol", "IpProtocol", &TEXT),
    Member::optional("FromPort", "FromPort", &INTEGER),
    Member::optional("ToPort", "ToPort", &INTEGER),
    Member::optional("CidrIp", "CidrIp", &TEXT),
    Member::optional("IpPermissions", "IpPermissions", &IP_PERMISSION_LIST),
]);

static REVOKE_SECURITY_GROUP_INGRESS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("CidrIp", "CidrIp", &TEXT),
    Member::optional("FromPort", "FromPort", &INTEGER),
    Member::optional("GroupId", "GroupId", &TEXT),
    Member::optional("GroupName", "GroupName", &TEXT),
    Member::optional("IpPermissions", "IpPermissions", &IP_PERMISSION_LIST),
    Member::optional("IpProtocol", "IpProtocol", &TEXT),
    Member::optional("SourceSecurityGroupName", "SourceSecurityGroupName", &TEXT),
    Member::optional(
        "SourceSecurityGroupOwnerId",
        "SourceSecurityGroupOwnerId",
        &TEXT,
    ),
    Member::optional("ToPort", "ToPort", &INTEGER),
    Member::optional(
        "SecurityGroupRuleIds",
        "SecurityGroupRuleId",
        &SECURITY_GROUP_RULE_ID_LIST,
    ),
    Member::optional("DryRun", "DryRun", &BOOLEAN),
]);

static ROUTE_TABLE_ID_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static SECURITY_GROUP_ID_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static SECURITY_GROUP_RULE_DESCRIPTION: Shape = Shape::Structure(&[
    Member::optional("SecurityGroupRuleId", "SecurityGroupRuleId", &TEXT),
    Member::optional("Description", "Description", &TEXT),
]);

static SECURITY_GROUP_RULE_DESCRIPTION_LIST: Shape = Shape::List {
    element: &SECURITY_GROUP_RULE_DESCRIPTION,
    length: Range::ANY,
};

static SECURITY_GROUP_RULE_ID_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static SECURITY_GROUP_RULE_REQUEST: Shape = Shape::Structure(&[
    Member::optional("IpProtocol", "IpProtocol", &TEXT),
    Member::optional("FromPort", "FromPort", &INTEGER),
    Member::optional("ToPort", "ToPort", &INTEGER),
    Member::optional("CidrIpv4", "CidrIpv4", &TEXT),
    Member::optional("CidrIpv6", "CidrIpv6", &TEXT),
    Member::optional("PrefixListId", "PrefixListId", &TEXT),
    Member::optional("ReferencedGroupId", "ReferencedGroupId", &TEXT),
    Member::optional("Description", "Description", &TEXT),
]);

static SECURITY_GROUP_RULE_UPDATE: Shape = Shape::Structure(&[
    Member::required("SecurityGroupRuleId", "SecurityGroupRuleId", &TEXT),
    Member::optional(
        "SecurityGroupRule",
        "SecurityGroupRule",
        &SECURITY_GROUP_RULE_REQUEST,
    ),
]);

static SECURITY_GROUP_RULE_UPDATE_LIST: Shape = Shape::List {
    element: &SECURITY_GROUP_RULE_UPDATE,
    length: Range::ANY,
};

static SUBNET_CONFIGURATION: Shape = Shape::Structure(&[
    Member::optional("SubnetId", "SubnetId", &TEXT),
    Member::optional("Ipv4", "Ipv4", &TEXT),
    Member::optional("Ipv6", "Ipv6", &TEXT),
]);

static SUBNET_CONFIGURATIONS_LIST: Shape = Shape::List {
    element: &SUBNET_CONFIGURATION,
    length: Range::ANY,
};

static SUBNET_ID_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static SUBNET_ID_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static TAG: Shape = Shape::Structure(&[
    Member::optional("Key", "Key", &TEXT),
    Member::optional("Value", "Value", &TEXT),
]);

static TAG_FIELD_SPECIFICATION_LIST_REQUEST: Shape = Shape::List {
    element: &TAG_FIELD_SPECIFICATION_REQUEST,
    length: Range::new(Some(1), Some(3)),
};

static TAG_FIELD_SPECIFICATION_REQUEST: Shape = Shape::Structure(&[
    Member::optional("ResourceType", "ResourceType", &TAGGABLE_RESOURCE_TYPE),
    Member::optional("TagKeys", "TagKey", &TAG_KEY_LIST),
]);

static TAG_KEY: Shape = Shape::Text(Text::sized(Range::new(Some(1), Some(128))));

static TAG_KEY_LIST: Shape = Shape::List {
    element: &TAG_KEY,
    length: Range::new(Some(1), Some(2)),
};

static TAG_LIST: Shape = Shape::List {
    element: &TAG,
    length: Range::ANY,
};

static TAG_SPECIFICATION: Shape = Shape::Structure(&[
    Member::optional("ResourceType", "ResourceType", &RESOURCE_TYPE),
    Member::optional("Tags", "Tag", &TAG_LIST),
]);

static TAG_SPECIFICATION_LIST: Shape = Shape::List {
    element: &TAG_SPECIFICATION,
    length: Range::ANY,
};

static TAGGABLE_RESOURCE_TYPE: Shape = Shape::Text(Text::one_of(TaggableResourceType::VALUES));

static TENANCY: Shape = Shape::Text(Text::one_of(Tenancy::VALUES));

static TRAFFIC_TYPE: Shape = Shape::Text(Text::one_of(TrafficType::VALUES));

static UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_EGRESS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("GroupId", "GroupId", &TEXT),
    Member::optional("GroupName", "GroupName", &TEXT),
    Member::optional("IpPermissions", "IpPermissions", &IP_PERMISSION_LIST),
    Member::optional(
        "SecurityGroupRuleDescriptions",
        "SecurityGroupRuleDescription",
        &SECURITY_GROUP_RULE_DESCRIPTION_LIST,
    ),
]);

static UPDATE_SECURITY_GROUP_RULE_DESCRIPTIONS_INGRESS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DryRun", "DryRun", &BOOLEAN),
    Member::optional("GroupId", "GroupId", &TEXT),
    Member::optional("GroupName", "GroupName", &TEXT),
    Member::optional("IpPermissions", "IpPermissions", &IP_PERMISSION_LIST),
    Member::optional(
        "SecurityGroupRuleDescriptions",
        "SecurityGroupRuleDescription",
        &SECURITY_GROUP_RULE_DESCRIPTION_LIST,
    ),
]);

static USER_ID_GROUP_PAIR: Shape = Shape::Structure(&[
    Member::optional("Description", "Description", &TEXT),
    Member::optional("UserId", "UserId", &TEXT),
    Member::optional("GroupName", "GroupName", &TEXT),
    Member::optional("GroupId", "GroupId", &TEXT),
    Member::optional("VpcId", "VpcId", &TEXT),
    Member::optional("VpcPeeringConnectionId", "VpcPeeringConnectionId", &TEXT),
    Member::optional("PeeringStatus", "PeeringStatus", &TEXT),
]);

static USER_ID_GROUP_PAIR_LIST: Shape = Shape::List {
    element: &USER_ID_GROUP_PAIR,
    length: Range::ANY,
};

static VALUE_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static VPC_ATTRIBUTE_NAME: Shape = Shape::Text(Text::one_of(VpcAttributeName::VALUES));

static VPC_ENDPOINT_ID_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static VPC_ENDPOINT_ROUTE_TABLE_ID_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static VPC_ENDPOINT_SECURITY_GROUP_ID_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static VPC_ENDPOINT_SUBNET_ID_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static VPC_ENDPOINT_TYPE: Shape = Shape::Text(Text::one_of(VpcEndpointType::VALUES));

static VPC_ID_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static ZONE_ID_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static ZONE_NAME_STRING_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static KNOWN_OPERATIONS: &[&str] = &[
    "AcceptAddressTransfer",
    "AcceptCapacityReservationBillingOwnership",
    "AcceptReservedInstancesExchangeQuote",
    "AcceptTransitGatewayClientVpnAttachment",
    "AcceptTransitGatewayMulticastDomainAssociations",
    "AcceptTransitGatewayPeeringAttachment",
    "AcceptTransitGatewayVpcAttachment",
    "AcceptVpcEndpointConnections",
    "AcceptVpcPeeringConnection",
    "AdvertiseByoipCidr",
    "AllocateAddress",
    "AllocateHosts",
    "AllocateIpamPoolCidr",
    "ApplySecurityGroupsToClientVpnTargetNetwork",
    "AssignIpv6Addresses",
    "AssignPrivateIpAddresses",
    "AssignPrivateNatGatewayAddress",
    "AssociateAddress",
    "AssociateApplicationStatusCheck",
    "AssociateCapacityReservationBillingOwner",
    "AssociateClientVpnTargetNetwork",
    "AssociateDhcpOptions",
    "AssociateEnclaveCertificateIamRole",
    "AssociateIamInstanceProfile",
    "AssociateInstanceEventWindow",
    "AssociateIpamByoasn",
    "AssociateIpamResourceDiscovery",
    "AssociateKmsKeyId",
    "AssociateNatGatewayAddress",
    "AssociateNetworkingFlexCostAllocationPolicy",
    "AssociateRouteServer",
    "AssociateRouteTable",
    "AssociateSecurityGroupVpc",
    "AssociateSubnetCidrBlock",
    "AssociateTransitGatewayMulticastDomain",
    "AssociateTransitGatewayPolicyTable",
    "AssociateTransitGatewayRouteTable",
    "AssociateTrunkInterface",
    "AssociateVpcCidrBlock",
    "AttachClassicLinkVpc",
    "AttachImageWatermark",
    "AttachInternetGateway",
    "AttachNetworkInterface",
    "AttachVerifiedAccessTrustProvider",
    "AttachVolume",
    "AttachVpnGateway",
    "AuthorizeClientVpnIngress",
    "AuthorizeSecurityGroupEgress",
    "AuthorizeSecurityGroupIngress",
    "BatchModifyIpamRoutingPolicyRegistrations",
    "BundleInstance",
    "CancelBundleTask",
    "CancelCapacityReservation",
    "CancelCapacityReservationFleets",
    "CancelConversionTask",
    "CancelDeclarativePoliciesReport",
    "CancelExportTask",
    "CancelImageLaunchPermission",
    "CancelImportTask",
    "CancelReservedInstancesListing",
    "CancelSpotFleetRequests",
    "CancelSpotInstanceRequests",
    "ConfirmProductInstance",
    "CopyFpgaImage",
    "CopyImage",
    "CopySnapshot",
    "CopyVolumes",
    "CreateApplicationStatusCheck",
    "CreateCapacityManagerDataExport",
    "CreateCapacityReservation",
    "CreateCapacityReservationBySplitting",
    "CreateCapacityReservationCancellationQuote",
    "CreateCapacityReservationDateChangeQuote",
    "CreateCapacityReservationFleet",
    "CreateCarrierGateway",
    "CreateClientVpnEndpoint",
    "CreateClientVpnRoute",
    "CreateCoipCidr",
    "CreateCoipPool",
    "CreateCustomerGateway",
    "CreateDefaultSubnet",
    "CreateDefaultVpc",
    "CreateDelegateMacVolumeOwnershipTask",
    "CreateDhcpOptions",
    "CreateEgressOnlyInternetGateway",
    "CreateFleet",
    "CreateFlowLogs",
    "CreateFpgaImage",
    "CreateImage",
    "CreateImageUsageReport",
    "CreateInstanceConnectEndpoint",
    "CreateInstanceEventWindow",
    "CreateInstanceExportTask",
    "CreateInternetGateway",
    "CreateInterruptibleCapacityReservationAllocation",
    "CreateIpam",
    "CreateIpamExternalResourceVerificationToken",
    "CreateIpamInternetRegistryAssociation",
    "CreateIpamPolicy",
    "CreateIpamPool",
    "CreateIpamPrefixListResolver",
    "CreateIpamPrefixListResolverTarget",
    "CreateIpamResourceDiscovery",
    "CreateIpamRoutingPolicyRegistration",
    "CreateIpamScope",
    "CreateKeyPair",
    "CreateLaunchTemplate",
    "CreateLaunchTemplateVersion",
    "CreateLocalGatewayRoute",
    "CreateLocalGatewayRouteTable",
    "CreateLocalGatewayRouteTableVirtualInterfaceGroupAssociation",
    "CreateLocalGatewayRouteTableVpcAssociation",
    "CreateLocalGatewayVirtualInterface",
    "CreateLocalGatewayVirtualInterfaceGroup",
    "CreateMacSystemIntegrityProtectionModificationTask",
    "CreateManagedPrefixList",
    "CreateMetricCategory",
    "CreateNatGateway",
    "CreateNetworkAcl",
    "CreateNetworkAclEntry",
    "CreateNetworkInsightsAccessScope",
    "CreateNetworkInsightsPath",
    "CreateNetworkInterface",
    "CreateNetworkInterfacePermission",
    "CreateNetworkingFlexCostAllocationPolicy",
    "CreatePlacementGroup",
    "CreatePublicIpv4Pool",
    "CreateReplaceRootVolumeTask",
    "CreateReservedInstancesListing",
    "CreateRestoreImageTask",
    "CreateRoute",
    "CreateRouteServer",
    "CreateRouteServerEndpoint",
    "CreateRouteServerPeer",
    "CreateRouteTable",
    "CreateSecondaryNetwork",
    "CreateSecondarySubnet",
    "CreateSecurityGroup",
    "CreateSnapshot",
    "CreateSnapshots",
    "CreateSpotDatafeedSubscription",
    "CreateStoreImageTask",
    "CreateSubnet",
    "CreateSubnetCidrReservation",
    "CreateTags",
    "CreateTrafficMirrorFilter",
    "CreateTrafficMirrorFilterRule",
    "CreateTrafficMirrorSession",
    "CreateTrafficMirrorTarget",
    "CreateTransitGateway",
    "CreateTransitGatewayConnect",
    "CreateTransitGatewayConnectPeer",
    "CreateTransitGatewayMeteringPolicy",
    "CreateTransitGatewayMeteringPolicyEntry",
    "CreateTransitGatewayMulticastDomain",
    "CreateTransitGatewayNetworkFunctionAttachment",
    "CreateTransitGatewayPeeringAttachment",
    "CreateTransitGatewayPolicyTable",
    "CreateTransitGatewayPolicyTableEntry",
    "CreateTransitGatewayPrefixListReference",
    "CreateTransitGatewayRoute",
    "CreateTransitGatewayRouteTable",
    "CreateTransitGatewayRouteTableAnnouncement",
    "CreateTransitGatewayVpcAttachment",
    "CreateVerifiedAccessEndpoint",
    "CreateVerifiedAccessGroup",
    "CreateVerifiedAccessInstance",
    "CreateVerifiedAccessTrustProvider",
    "CreateVolume",
    "CreateVpc",
    "CreateVpcBlockPublicAccessExclusion",
    "CreateVpcEncryptionControl",
    "CreateVpcEndpoint",
    "CreateVpcEndpointConnectionNotification",
    "CreateVpcEndpointServiceConfiguration",
    "CreateVpcPeeringConnection",
    "CreateVpnConcentrator",
    "CreateVpnConnection",
    "CreateVpnConnectionRoute",
    "CreateVpnGateway",
    "DeleteApplicationStatusCheck",
    "DeleteCapacityManagerDataExport",
    "DeleteCarrierGateway",
    "DeleteClientVpnEndpoint",
    "DeleteClientVpnEndpointAuthorizationPolicy",
    "DeleteClientVpnRoute",
    "DeleteCoipCidr",
    "DeleteCoipPool",
    "DeleteCustomerGateway",
    "DeleteDhcpOptions",
    "DeleteEgressOnlyInternetGateway",
    "DeleteFleets",
    "DeleteFlowLogs",
    "DeleteFpgaImage",
    "DeleteImageUsageReport",
    "DeleteInstanceConnectEndpoint",
    "DeleteInstanceEventWindow",
    "DeleteInternetGateway",
    "DeleteIpam",
    "DeleteIpamExternalResourceVerificationToken",
    "DeleteIpamInternetRegistryAssociation",
    "DeleteIpamPolicy",
    "DeleteIpamPool",
    "DeleteIpamPrefixListResolver",
    "DeleteIpamPrefixListResolverTarget",
    "DeleteIpamResourceDiscovery",
    "DeleteIpamRoutingPolicyRegistration",
    "DeleteIpamScope",
    "DeleteKeyPair",
    "DeleteLaunchTemplate",
    "DeleteLaunchTemplateVersions",
    "DeleteLocalGatewayRoute",
    "DeleteLocalGatewayRouteTable",
    "DeleteLocalGatewayRouteTableVirtualInterfaceGroupAssociation",
    "DeleteLocalGatewayRouteTableVpcAssociation",
    "DeleteLocalGatewayVirtualInterface",
    "DeleteLocalGatewayVirtualInterfaceGroup",
    "DeleteManagedPrefixList",
    "DeleteMetricCategory",
    "DeleteNatGateway",
    "DeleteNetworkAcl",
    "DeleteNetworkAclEntry",
    "DeleteNetworkInsightsAccessScope",
    "DeleteNetworkInsightsAccessScopeAnalysis",
    "DeleteNetworkInsightsAnalysis",
    "DeleteNetworkInsightsPath",
    "DeleteNetworkInterface",
    "DeleteNetworkInterfacePermission",
    "DeleteNetworkingFlexCostAllocationPolicies",
    "DeletePlacementGroup",
    "DeletePublicIpv4Pool",
    "DeleteQueuedReservedInstances",
    "DeleteRoute",
    "DeleteRouteServer",
    "DeleteRouteServerEndpoint",
    "DeleteRouteServerPeer",
    "DeleteRouteTable",
    "DeleteSecondaryNetwork",
    "DeleteSecondarySubnet",
    "DeleteSecurityGroup",
    "DeleteSnapshot",
    "DeleteSpotDatafeedSubscription",
    "DeleteSubnet",
    "DeleteSubnetCidrReservation",
    "DeleteTags",
    "DeleteTrafficMirrorFilter",
    "DeleteTrafficMirrorFilterRule",
    "DeleteTrafficMirrorSession",
    "DeleteTrafficMirrorTarget",
    "DeleteTransitGateway",
    "DeleteTransitGatewayClientVpnAttachment",
    "DeleteTransitGatewayConnect",
    "DeleteTransitGatewayConnectPeer",
    "DeleteTransitGatewayMeteringPolicy",
    "DeleteTransitGatewayMeteringPolicyEntry",
    "DeleteTransitGatewayMulticastDomain",
    "DeleteTransitGatewayNetworkFunctionAttachment",
    "DeleteTransitGatewayPeeringAttachment",
    "DeleteTransitGatewayPolicyTable",
    "DeleteTransitGatewayPolicyTableEntry",
    "DeleteTransitGatewayPrefixListReference",
    "DeleteTransitGatewayRoute",
    "DeleteTransitGatewayRouteTable",
    "DeleteTransitGatewayRouteTableAnnouncement",
    "DeleteTransitGatewayVpcAttachment",
    "DeleteVerifiedAccessEndpoint",
    "DeleteVerifiedAccessGroup",
    "DeleteVerifiedAccessInstance",
    "DeleteVerifiedAccessTrustProvider",
    "DeleteVolume",
    "DeleteVpc",
    "DeleteVpcBlockPublicAccessExclusion",
    "DeleteVpcEncryptionControl",
    "DeleteVpcEndpointConnectionNotifications",
    "DeleteVpcEndpointServiceConfigurations",
    "DeleteVpcEndpoints",
    "DeleteVpcPeeringConnection",
    "DeleteVpnConcentrator",
    "DeleteVpnConnection",
    "DeleteVpnConnectionRoute",
    "DeleteVpnGateway",
    "DeprovisionByoipCidr",
    "DeprovisionIpamByoasn",
    "DeprovisionIpamPoolCidr",
    "DeprovisionPublicIpv4PoolCidr",
    "DeregisterImage",
    "DeregisterInstanceEventNotificationAttributes",
    "DeregisterTransitGatewayMulticastGroupMembers",
    "DeregisterTransitGatewayMulticastGroupSources",
    "DescribeAccountAttributes",
    "DescribeAccountVpcEncryptionControl",
    "DescribeAddressTransfers",
    "DescribeAddresses",
    "DescribeAddressesAttribute",
    "DescribeAggregateIdFormat",
    "DescribeApplicationStatus",
    "DescribeApplicationStatusCheckAssociations",
    "DescribeApplicationStatusChecks",
    "DescribeAvailabilityZones",
    "DescribeAwsNetworkPerformanceMetricSubscriptions",
    "DescribeBundleTasks",
    "DescribeByoipCidrs",
    "DescribeCapacityBlockExtensionHistory",
    "DescribeCapacityBlockExtensionOfferings",
    "DescribeCapacityBlockOfferings",
    "DescribeCapacityBlockStatus",
    "DescribeCapacityBlocks",
    "DescribeCapacityManagerDataExports",
    "DescribeCapacityReservationBillingRequests",
    "DescribeCapacityReservationCancellationQuotes",
    "DescribeCapacityReservationDateChangeQuotes",
    "DescribeCapacityReservationFleets",
    "DescribeCapacityReservationTopology",
    "DescribeCapacityReservations",
    "DescribeCarrierGateways",
    "DescribeClassicLinkInstances",
    "DescribeClientVpnAuthorizationRules",
    "DescribeClientVpnConnections",
    "DescribeClientVpnEndpoints",
    "DescribeClientVpnRoutes",
    "DescribeClientVpnTargetNetworks",
    "DescribeCoipPools",
    "DescribeConversionTasks",
    "DescribeCustomerGateways",
    "DescribeDeclarativePoliciesReports",
    "DescribeDhcpOptions",
    "DescribeEgressOnlyInternetGateways",
    "DescribeElasticGpus",
    "DescribeExportImageTasks",
    "DescribeExportTasks",
    "DescribeFastLaunchImages",
    "DescribeFastSnapshotRestores",
    "DescribeFleetHistory",
    "DescribeFleetInstances",
    "DescribeFleets",
    "DescribeFlowLogs",
    "DescribeFpgaImageAttribute",
    "DescribeFpgaImages",
    "DescribeHostReservationOfferings",
    "DescribeHostReservations",
    "DescribeHosts",
    "DescribeIamInstanceProfileAssociations",
    "DescribeIdFormat",
    "DescribeIdentityIdFormat",
    "DescribeImageAttribute",
    "DescribeImageReferences",
    "DescribeImageUsageReportEntries",
    "DescribeImageUsageReports",
    "DescribeImages",
    "DescribeImportImageTasks",
    "DescribeImportSnapshotTasks",
    "DescribeInstanceAttribute",
    "DescribeInstanceConnectEndpoints",
    "DescribeInstanceCreditSpecifications",
    "DescribeInstanceEventNotificationAttributes",
    "DescribeInstanceEventWindows",
    "DescribeInstanceImageMetadata",
    "DescribeInstanceSqlHaHistoryStates",
    "DescribeInstanceSqlHaStates",
    "DescribeInstanceStatus",
    "DescribeInstanceTopology",
    "DescribeInstanceTypeOfferings",
    "DescribeInstanceTypes",
    "DescribeInstances",
    "DescribeInternetGateways",
    "DescribeIpamByoasn",
    "DescribeIpamExternalResourceVerificationTokens",
    "DescribeIpamInternetRegistryAssociations",
    "DescribeIpamPolicies",
    "DescribeIpamPoolAllocations",
    "DescribeIpamPools",
    "DescribeIpamPrefixListResolverTargets",
    "DescribeIpamPrefixListResolvers",
    "DescribeIpamResourceDiscoveries",
    "DescribeIpamResourceDiscoveryAssociations",
    "DescribeIpamScopes",
    "DescribeIpams",
    "DescribeIpv6Pools",
    "DescribeKeyPairs",
    "DescribeLaunchTemplateVersions",
    "DescribeLaunchTemplates",
    "DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations",
    "DescribeLocalGatewayRouteTableVpcAssociations",
    "DescribeLocalGatewayRouteTables",
    "DescribeLocalGatewayVirtualInterfaceGroups",
    "DescribeLocalGatewayVirtualInterfaces",
    "DescribeLocalGateways",
    "DescribeLockedSnapshots",
    "DescribeMacHosts",
    "DescribeMacModificationTasks",
    "DescribeManagedPrefixLists",
    "DescribeMetricCategories",
    "DescribeMovingAddresses",
    "DescribeNatGateways",
    "DescribeNetworkAcls",
    "DescribeNetworkInsightsAccessScopeAnalyses",
    "DescribeNetworkInsightsAccessScopes",
    "DescribeNetworkInsightsAnalyses",
    "DescribeNetworkInsightsPaths",
    "DescribeNetworkInterfaceAttribute",
    "DescribeNetworkInterfacePermissions",
    "DescribeNetworkInterfaces",
    "DescribeNetworkingFlexCostAllocationPolicies",
    "DescribeNetworkingFlexCostAllocationPolicyAssociations",
    "DescribeOutpostLags",
    "DescribePlacementGroups",
    "DescribePrefixLists",
    "DescribePrincipalIdFormat",
    "DescribePublicIpv4Pools",
    "DescribeRegions",
    "DescribeReplaceRootVolumeTasks",
    "DescribeReservedInstances",
    "DescribeReservedInstancesListings",
    "DescribeReservedInstancesModifications",
    "DescribeReservedInstancesOfferings",
    "DescribeRouteServerEndpoints",
    "DescribeRouteServerPeers",
    "DescribeRouteServers",
    "DescribeRouteTables",
    "DescribeScheduledInstanceAvailability",
    "DescribeScheduledInstances",
    "DescribeSecondaryInterfaces",
    "DescribeSecondaryNetworks",
    "DescribeSecondarySubnets",
    "DescribeSecurityGroupReferences",
    "DescribeSecurityGroupRules",
    "DescribeSecurityGroupVpcAssociations",
    "DescribeSecurityGroups",
    "DescribeServiceLinkVirtualInterfaces",
    "DescribeSnapshotAttribute",
    "DescribeSnapshotTierStatus",
    "DescribeSnapshots",
    "DescribeSpotDatafeedSubscription",
    "DescribeSpotFleetInstances",
    "DescribeSpotFleetRequestHistory",
    "DescribeSpotFleetRequests",
    "DescribeSpotInstanceRequests",
    "DescribeSpotPriceHistory",
    "DescribeStaleSecurityGroups",
    "DescribeStoreImageTasks",
    "DescribeSubnets",
    "DescribeTags",
    "DescribeTrafficMirrorFilterRules",
    "DescribeTrafficMirrorFilters",
    "DescribeTrafficMirrorSessions",
    "DescribeTrafficMirrorTargets",
    "DescribeTransitGatewayAttachments",
    "DescribeTransitGatewayConnectPeers",
    "DescribeTransitGatewayConnects",
    "DescribeTransitGatewayMeteringPolicies",
    "DescribeTransitGatewayMulticastDomains",
    "DescribeTransitGatewayNetworkFunctionAttachments",
    "DescribeTransitGatewayPeeringAttachments",
    "DescribeTransitGatewayPolicyTables",
    "DescribeTransitGatewayRouteTableAnnouncements",
    "DescribeTransitGatewayRouteTables",
    "DescribeTransitGatewayVpcAttachments",
    "DescribeTransitGateways",
    "DescribeTrunkInterfaceAssociations",
    "DescribeVerifiedAccessEndpoints",
    "DescribeVerifiedAccessGroups",
    "DescribeVerifiedAccessInstanceLoggingConfigurations",
    "DescribeVerifiedAccessInstances",
    "DescribeVerifiedAccessTrustProviders",
    "DescribeVolumeAttribute",
    "DescribeVolumeStatus",
    "DescribeVolumes",
    "DescribeVolumesModifications",
    "DescribeVpcAttribute",
    "DescribeVpcBlockPublicAccessExclusions",
    "DescribeVpcBlockPublicAccessOptions",
    "DescribeVpcClassicLink",
    "DescribeVpcClassicLinkDnsSupport",
    "DescribeVpcEncryptionControls",
    "DescribeVpcEndpointAssociations",
    "DescribeVpcEndpointConnectionNotifications",
    "DescribeVpcEndpointConnections",
    "DescribeVpcEndpointServiceConfigurations",
    "DescribeVpcEndpointServicePermissions",
    "DescribeVpcEndpointServices",
    "DescribeVpcEndpoints",
    "DescribeVpcPeeringConnections",
    "DescribeVpcs",
    "DescribeVpnConcentrators",
    "DescribeVpnConnections",
    "DescribeVpnGateways",
    "DetachClassicLinkVpc",
    "DetachImageWatermark",
    "DetachInternetGateway",
    "DetachNetworkInterface",
    "DetachVerifiedAccessTrustProvider",
    "DetachVolume",
    "DetachVpnGateway",
    "DisableAddressTransfer",
    "DisableAllowedImagesSettings",
    "DisableApplicationStatusCheckSuppression",
    "DisableAwsNetworkPerformanceMetricSubscription",
    "DisableCapacityManager",
    "DisableEbsEncryptionByDefault",
    "DisableFastLaunch",
    "DisableFastSnapshotRestores",
    "DisableImage",
    "DisableImageBlockPublicAccess",
    "DisableImageDeprecation",
    "DisableImageDeregistrationProtection",
    "DisableInstanceSqlHaStandbyDetections",
    "DisableIpamOrganizationAdminAccount",
    "DisableIpamPolicy",
    "DisableRouteServerPropagation",
    "DisableSerialConsoleAccess",
    "DisableSnapshotBlockPublicAccess",
    "DisableTransitGatewayRouteTablePropagation",
    "DisableVgwRoutePropagation",
    "DisableVpcClassicLink",
    "DisableVpcClassicLinkDnsSupport",
    "DisassociateAddress",
    "DisassociateApplicationStatusCheck",
    "DisassociateCapacityReservationBillingOwner",
    "DisassociateClientVpnTargetNetwork",
    "DisassociateEnclaveCertificateIamRole",
    "DisassociateIamInstanceProfile",
    "DisassociateInstanceEventWindow",
    "DisassociateIpamByoasn",
    "DisassociateIpamResourceDiscovery",
    "DisassociateKmsKeyId",
    "DisassociateNatGatewayAddress",
    "DisassociateNetworkingFlexCostAllocationPolicy",
    "DisassociateRouteServer",
    "DisassociateRouteTable",
    "DisassociateSecurityGroupVpc",
    "DisassociateSubnetCidrBlock",
    "DisassociateTransitGatewayMulticastDomain",
    "DisassociateTransitGatewayPolicyTable",
    "DisassociateTransitGatewayRouteTable",
    "DisassociateTrunkInterface",
    "DisassociateVpcCidrBlock",
    "EnableAddressTransfer",
    "EnableAllowedImagesSettings",
    "EnableApplicationStatusCheckSuppression",
    "EnableAwsNetworkPerformanceMetricSubscription",
    "EnableCapacityManager",
    "EnableEbsEncryptionByDefault",
    "EnableFastLaunch",
    "EnableFastSnapshotRestores",
    "EnableImage",
    "EnableImageBlockPublicAccess",
    "EnableImageDeprecation",
    "EnableImageDeregistrationProtection",
    "EnableInstanceSqlHaStandbyDetections",
    "EnableIpamInternetRegistryAssociation",
    "EnableIpamOrganizationAdminAccount",
    "EnableIpamPolicy",
    "EnableReachabilityAnalyzerOrganizationSharing",
    "EnableRouteServerPropagation",
    "EnableSerialConsoleAccess",
    "EnableSnapshotBlockPublicAccess",
    "EnableTransitGatewayRouteTablePropagation",
    "EnableVgwRoutePropagation",
    "EnableVolumeIO",
    "EnableVpcClassicLink",
    "EnableVpcClassicLinkDnsSupport",
    "ExportClientVpnClientCertificateRevocationList",
    "ExportClientVpnClientConfiguration",
    "ExportImage",
    "ExportTransitGatewayRoutes",
    "ExportVerifiedAccessInstanceClientConfiguration",
    "GetActiveVpnTunnelStatus",
    "GetAllowedImagesSettings",
    "GetAssociatedEnclaveCertificateIamRoles",
    "GetAssociatedIpv6PoolCidrs",
    "GetAwsNetworkPerformanceData",
    "GetCapacityManagerAttributes",
    "GetCapacityManagerMetricData",
    "GetCapacityManagerMetricDimensions",
    "GetCapacityManagerMonitoredTagKeys",
    "GetCapacityManagerSupportabilityScores",
    "GetCapacityReservationUsage",
    "GetClientVpnEndpointAuthorizationPolicy",
    "GetCoipPoolUsage",
    "GetConsoleOutput",
    "GetConsoleScreenshot",
    "GetDeclarativePoliciesReportSummary",
    "GetDefaultCreditSpecification",
    "GetEbsDefaultKmsKeyId",
    "GetEbsEncryptionByDefault",
    "GetEnabledIpamPolicy",
    "GetFlowLogsIntegrationTemplate",
    "GetGroupsForCapacityReservation",
    "GetHostReservationPurchasePreview",
    "GetImageAncestry",
    "GetImageBlockPublicAccessState",
    "GetImageFindings",
    "GetInstanceMetadataDefaults",
    "GetInstanceTpmEkPub",
    "GetInstanceTypesFromInstanceRequirements",
    "GetInstanceUefiData",
    "GetIpamAddressHistory",
    "GetIpamDiscoveredAccounts",
    "GetIpamDiscoveredPublicAddresses",
    "GetIpamDiscoveredResourceCidrs",
    "GetIpamDiscoveredRoutes",
    "GetIpamInternetRegistryAssociationAsns",
    "GetIpamInternetRegistryAssociationCidrs",
    "GetIpamPolicyAllocationRules",
    "GetIpamPolicyOrganizationTargets",
    "GetIpamPoolAllocations",
    "GetIpamPoolCidrs",
    "GetIpamPrefixListResolverRules",
    "GetIpamPrefixListResolverVersionEntries",
    "GetIpamPrefixListResolverVersions",
    "GetIpamResourceCidrs",
    "GetIpamRouteOriginAuthorizations",
    "GetIpamRouteProtectionFindings",
    "GetIpamRoutingPolicyRegistrationDeltas",
    "GetIpamRoutingPolicyRegistrations",
    "GetLaunchTemplateData",
    "GetManagedPrefixListAssociations",
    "GetManagedPrefixListEntries",
    "GetManagedResourceVisibility",
    "GetNetworkInsightsAccessScopeAnalysisFindings",
    "GetNetworkInsightsAccessScopeContent",
    "GetNetworkingFlexCostAllocationPolicyVersions",
    "GetPasswordData",
    "GetReservedInstancesExchangeQuote",
    "GetRouteServerAssociations",
    "GetRouteServerPropagations",
    "GetRouteServerRoutingDatabase",
    "GetSecurityGroupsForVpc",
    "GetSerialConsoleAccessStatus",
    "GetSnapshotBlockPublicAccessState",
    "GetSpotPlacementScores",
    "GetSubnetCidrReservations",
    "GetTransitGatewayAttachmentNatConfiguration",
    "GetTransitGatewayAttachmentPropagations",
    "GetTransitGatewayMeteringPolicyEntries",
    "GetTransitGatewayMulticastDomainAssociations",
    "GetTransitGatewayPolicyTableAssociations",
    "GetTransitGatewayPolicyTableEntries",
    "GetTransitGatewayPrefixListReferences",
    "GetTransitGatewayRouteTableAssociations",
    "GetTransitGatewayRouteTablePropagations",
    "GetVerifiedAccessEndpointPolicy",
    "GetVerifiedAccessEndpointTargets",
    "GetVerifiedAccessGroupPolicy",
    "GetVpcResourcesBlockingEncryptionEnforcement",
    "GetVpnConnectionDeviceSampleConfiguration",
    "GetVpnConnectionDeviceTypes",
    "GetVpnTunnelReplacementStatus",
    "ImportClientVpnClientCertificateRevocationList",
    "ImportImage",
    "ImportInstance",
    "ImportKeyPair",
    "ImportSnapshot",
    "ImportVolume",
    "ListImagesInRecycleBin",
    "ListSnapshotsInRecycleBin",
    "ListVolumesInRecycleBin",
    "LockSnapshot",
    "ModifyAccountVpcEncryptionControl",
    "ModifyAddressAttribute",
    "ModifyApplicationStatusCheck",
    "ModifyAvailabilityZoneGroup",
    "ModifyCapacityReservation",
    "ModifyCapacityReservationFleet",
    "ModifyClientVpnEndpoint",
    "ModifyClientVpnEndpointAuthorizationPolicy",
    "ModifyDefaultCreditSpecification",
    "ModifyEbsDefaultKmsKeyId",
    "ModifyFleet",
    "ModifyFpgaImageAttribute",
    "ModifyHosts",
    "ModifyIdFormat",
    "ModifyIdentityIdFormat",
    "ModifyImageAttribute",
    "ModifyInstanceAttribute",
    "ModifyInstanceCapacityReservationAttributes",
    "ModifyInstanceConnectEndpoint",
    "ModifyInstanceCpuOptions",
    "ModifyInstanceCreditSpecification",
    "ModifyInstanceEventStartTime",
    "ModifyInstanceEventWindow",
    "ModifyInstanceMaintenanceOptions",
    "ModifyInstanceMetadataDefaults",
    "ModifyInstanceMetadataOptions",
    "ModifyInstanceNetworkPerformanceOptions",
    "ModifyInstancePlacement",
    "ModifyIpam",
    "ModifyIpamPolicyAllocationRules",
    "ModifyIpamPool",
    "ModifyIpamPoolAllocation",
    "ModifyIpamPrefixListResolver",
    "ModifyIpamPrefixListResolverTarget",
    "ModifyIpamResourceCidr",
    "ModifyIpamResourceDiscovery",
    "ModifyIpamRoutingPolicyRegistration",
    "ModifyIpamScope",
    "ModifyLaunchTemplate",
    "ModifyLocalGatewayRoute",
    "ModifyManagedPrefixList",
    "ModifyManagedResourceVisibility",
    "ModifyMetricCategory",
    "ModifyNetworkInterfaceAttribute",
    "ModifyNetworkingFlexCostAllocationPolicy",
    "ModifyPrivateDnsNameOptions",
    "ModifyPublicIpDnsNameOptions",
    "ModifyReservedInstances",
    "ModifyRouteServer",
    "ModifySecurityGroupRules",
    "ModifySnapshotAttribute",
    "ModifySnapshotTier",
    "ModifySpotFleetRequest",
    "ModifySubnetAttribute",
    "ModifyTrafficMirrorFilterNetworkServices",
    "ModifyTrafficMirrorFilterRule",
    "ModifyTrafficMirrorSession",
    "ModifyTransitGateway",
    "ModifyTransitGatewayAttachmentNatConfiguration",
    "ModifyTransitGatewayMeteringPolicy",
    "ModifyTransitGatewayNetworkFunctionAttachment",
    "ModifyTransitGatewayPeeringAttachment",
    "ModifyTransitGatewayPolicyTableEntry",
    "ModifyTransitGatewayPrefixListReference",
    "ModifyTransitGatewayVpcAttachment",
    "ModifyVerifiedAccessEndpoint",
    "ModifyVerifiedAccessEndpointPolicy",
    "ModifyVerifiedAccessGroup",
    "ModifyVerifiedAccessGroupPolicy",
    "ModifyVerifiedAccessInstance",
    "ModifyVerifiedAccessInstanceLoggingConfiguration",
    "ModifyVerifiedAccessTrustProvider",
    "ModifyVolume",
    "ModifyVolumeAttribute",
    "ModifyVpcAttribute",
    "ModifyVpcBlockPublicAccessExclusion",
    "ModifyVpcBlockPublicAccessOptions",
    "ModifyVpcEncryptionControl",
    "ModifyVpcEndpoint",
    "ModifyVpcEndpointConnectionNotification",
    "ModifyVpcEndpointPayerResponsibility",
    "ModifyVpcEndpointServiceConfiguration",
    "ModifyVpcEndpointServicePayerResponsibility",
    "ModifyVpcEndpointServicePermissions",
    "ModifyVpcPeeringConnectionOptions",
    "ModifyVpcTenancy",
    "ModifyVpnConnection",
    "ModifyVpnConnectionOptions",
    "ModifyVpnTunnelCertificate",
    "ModifyVpnTunnelOptions",
    "MonitorInstances",
    "MoveAddressToVpc",
    "MoveByoipCidrToIpam",
    "MoveCapacityReservationInstances",
    "ProvisionByoipCidr",
    "ProvisionIpamByoasn",
    "ProvisionIpamPoolCidr",
    "ProvisionPublicIpv4PoolCidr",
    "PurchaseCapacityBlock",
    "PurchaseCapacityBlockExtension",
    "PurchaseHostReservation",
    "PurchaseReservedInstancesOffering",
    "PurchaseScheduledInstances",
    "RebootInstances",
    "RegisterImage",
    "RegisterInstanceEventNotificationAttributes",
    "RegisterTransitGatewayMulticastGroupMembers",
    "RegisterTransitGatewayMulticastGroupSources",
    "RejectCapacityReservationBillingOwnership",
    "RejectTransitGatewayClientVpnAttachment",
    "RejectTransitGatewayMulticastDomainAssociations",
    "RejectTransitGatewayPeeringAttachment",
    "RejectTransitGatewayVpcAttachment",
    "RejectVpcEndpointConnections",
    "RejectVpcPeeringConnection",
    "ReleaseAddress",
    "ReleaseHosts",
    "ReleaseIpamPoolAllocation",
    "ReplaceIamInstanceProfileAssociation",
    "ReplaceImageCriteriaInAllowedImagesSettings",
    "ReplaceImageInstanceTypeSpecification",
    "ReplaceNetworkAclAssociation",
    "ReplaceNetworkAclEntry",
    "ReplaceRoute",
    "ReplaceRouteTableAssociation",
    "ReplaceTransitGatewayRoute",
    "ReplaceVpnTunnel",
    "ReportInstanceStatus",
    "RequestSpotFleet",
    "RequestSpotInstances",
    "ResetAddressAttribute",
    "ResetEbsDefaultKmsKeyId",
    "ResetFpgaImageAttribute",
    "ResetImageAttribute",
    "ResetInstanceAttribute",
    "ResetNetworkInterfaceAttribute",
    "ResetSnapshotAttribute",
    "RestoreAddressToClassic",
    "RestoreImageFromRecycleBin",
    "RestoreManagedPrefixListVersion",
    "RestoreSnapshotFromRecycleBin",
    "RestoreSnapshotTier",
    "RestoreVolumeFromRecycleBin",
    "RevokeClientVpnIngress",
    "RevokeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
    "RunInstances",
    "RunScheduledInstances",
    "SearchLocalGatewayRoutes",
    "SearchTransitGatewayMulticastGroups",
    "SearchTransitGatewayRoutes",
    "SendDiagnosticInterrupt",
    "StartDeclarativePoliciesReport",
    "StartInstances",
    "StartNetworkInsightsAccessScopeAnalysis",
    "StartNetworkInsightsAnalysis",
    "StartVpcEndpointServicePrivateDnsVerification",
    "StopInstances",
    "TerminateClientVpnConnections",
    "TerminateInstances",
    "UnassignIpv6Addresses",
    "UnassignPrivateIpAddresses",
    "UnassignPrivateNatGatewayAddress",
    "UnlockSnapshot",
    "UnmonitorInstances",
    "UpdateCapacityManagerMonitoredTagKeys",
    "UpdateCapacityManagerOrganizationsAccess",
    "UpdateInterruptibleCapacityReservationAllocation",
    "UpdateSecurityGroupRuleDescriptionsEgress",
    "UpdateSecurityGroupRuleDescriptionsIngress",
    "ValidateSecurityGroupQuotasForInterface",
    "WithdrawByoipCidr",
];

static KNOWN_ROUTES: &[(&str, &str)] = &[];
