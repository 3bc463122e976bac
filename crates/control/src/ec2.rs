//! The operations of ec2 on offer: the network that the private path needs, as records. Each
//! resource has its own file; what is listed here joins AWS's names to them.

mod address;
mod authorize;
mod cidr;
mod condition_keys;
mod endpoint_service;
mod filter;
mod flow_log;
mod idempotency;
mod internet_gateway;
mod ip_permission;
pub(crate) mod managed;
mod network_acl;
mod network_interface;
mod page;
mod resource;
mod route;
mod route_table;
mod security_group;
mod security_group_rule;
mod subnet;
mod tag;
mod tag_set;
mod vpc;
mod vpc_endpoint;
mod vpc_endpoint_change;
mod zone;

use portcullis_wire::{Fault, ec2 as wire};

use crate::{Offered, ServiceOffer, Tx, offer};

/// The service with its operations.
pub fn service() -> ServiceOffer {
    let operations = [
        places(),
        vpcs(),
        groups(),
        endpoints(),
        interfaces(),
        tables(),
        gateways(),
        flow_logs(),
        tags(),
    ];
    ServiceOffer {
        service: &wire::SERVICE,
        operations: operations.into_iter().flatten().collect(),
    }
}

/// An operation with its permissions. One that is asked with `DryRun` does everything and then
/// answers that it would have succeeded, which undoes it.
macro_rules! operation {
    ($name:ident, $input:ident, $permissions:path, $handler:path) => {
        offer(
            stringify!($name),
            $permissions,
            |tx: &mut Tx<'_>, input: wire::$input| {
                let dry_run = input.dry_run;
                let output = $handler(tx, input)?;
                unless_dry_run(dry_run, output)
            },
        )
    };
}

/// A describe operation, whose permission is on `*`.
macro_rules! describe {
    ($name:ident, $input:ident, $handler:path) => {
        offer(
            stringify!($name),
            |tx: &Tx<'_>, _: &wire::$input| {
                Ok(vec![authorize::on_anything(
                    tx,
                    concat!("ec2:", stringify!($name)),
                )])
            },
            |tx: &mut Tx<'_>, input: wire::$input| {
                let dry_run = input.dry_run;
                let output = $handler(tx, input)?;
                unless_dry_run(dry_run, output)
            },
        )
    };
}

fn places() -> Vec<Offered> {
    vec![
        describe!(
            DescribeAvailabilityZones,
            DescribeAvailabilityZonesRequest,
            zone::describe
        ),
        describe!(
            DescribeRegions,
            DescribeRegionsRequest,
            zone::describe_regions
        ),
        describe!(
            DescribeAccountAttributes,
            DescribeAccountAttributesRequest,
            zone::describe_account_attributes
        ),
    ]
}

fn vpcs() -> Vec<Offered> {
    vec![
        operation!(CreateVpc, CreateVpcRequest, vpc::may_create, vpc::create),
        operation!(DeleteVpc, DeleteVpcRequest, vpc::may_delete, vpc::delete),
        describe!(DescribeVpcs, DescribeVpcsRequest, vpc::describe),
        operation!(
            DescribeVpcAttribute,
            DescribeVpcAttributeRequest,
            vpc::may_describe_attribute,
            vpc::describe_attribute
        ),
        // These two have no DryRun.
        offer(
            "ModifyVpcAttribute",
            vpc::may_modify_attribute,
            vpc::modify_attribute,
        ),
        offer("ModifySubnetAttribute", subnet::may_modify, subnet::modify),
        operation!(
            CreateSubnet,
            CreateSubnetRequest,
            subnet::may_create,
            subnet::create
        ),
        operation!(
            DeleteSubnet,
            DeleteSubnetRequest,
            subnet::may_delete,
            subnet::delete
        ),
        describe!(DescribeSubnets, DescribeSubnetsRequest, subnet::describe),
    ]
}

fn groups() -> Vec<Offered> {
    use security_group as group;
    use security_group_rule as rule;
    use security_group_rule::change;
    vec![
        operation!(
            CreateSecurityGroup,
            CreateSecurityGroupRequest,
            group::may_create,
            group::create
        ),
        operation!(
            DeleteSecurityGroup,
            DeleteSecurityGroupRequest,
            group::may_delete,
            group::delete
        ),
        describe!(
            DescribeSecurityGroups,
            DescribeSecurityGroupsRequest,
            group::describe
        ),
        operation!(
            AuthorizeSecurityGroupIngress,
            AuthorizeSecurityGroupIngressRequest,
            rule::may_authorize_ingress,
            rule::authorize_ingress
        ),
        operation!(
            AuthorizeSecurityGroupEgress,
            AuthorizeSecurityGroupEgressRequest,
            rule::may_authorize_egress,
            rule::authorize_egress
        ),
        operation!(
            RevokeSecurityGroupIngress,
            RevokeSecurityGroupIngressRequest,
            rule::may_revoke_ingress,
            rule::revoke_ingress
        ),
        operation!(
            RevokeSecurityGroupEgress,
            RevokeSecurityGroupEgressRequest,
            rule::may_revoke_egress,
            rule::revoke_egress
        ),
        describe!(
            DescribeSecurityGroupRules,
            DescribeSecurityGroupRulesRequest,
            rule::describe
        ),
        operation!(
            ModifySecurityGroupRules,
            ModifySecurityGroupRulesRequest,
            change::may_modify,
            change::modify
        ),
        operation!(
            UpdateSecurityGroupRuleDescriptionsIngress,
            UpdateSecurityGroupRuleDescriptionsIngressRequest,
            change::may_describe_ingress,
            change::describe_ingress
        ),
        operation!(
            UpdateSecurityGroupRuleDescriptionsEgress,
            UpdateSecurityGroupRuleDescriptionsEgressRequest,
            change::may_describe_egress,
            change::describe_egress
        ),
    ]
}

fn endpoints() -> Vec<Offered> {
    vec![
        operation!(
            CreateVpcEndpoint,
            CreateVpcEndpointRequest,
            vpc_endpoint::may_create,
            vpc_endpoint::create
        ),
        operation!(
            ModifyVpcEndpoint,
            ModifyVpcEndpointRequest,
            vpc_endpoint_change::may_modify,
            vpc_endpoint_change::modify
        ),
        operation!(
            DeleteVpcEndpoints,
            DeleteVpcEndpointsRequest,
            vpc_endpoint::may_delete,
            vpc_endpoint::delete
        ),
        describe!(
            DescribeVpcEndpoints,
            DescribeVpcEndpointsRequest,
            vpc_endpoint::describe
        ),
        describe!(
            DescribeVpcEndpointServices,
            DescribeVpcEndpointServicesRequest,
            endpoint_service::describe
        ),
        describe!(
            DescribePrefixLists,
            DescribePrefixListsRequest,
            endpoint_service::describe_prefix_lists
        ),
    ]
}

fn interfaces() -> Vec<Offered> {
    use network_interface as interface;
    vec![
        operation!(
            CreateNetworkInterface,
            CreateNetworkInterfaceRequest,
            interface::may_create,
            interface::create
        ),
        operation!(
            DeleteNetworkInterface,
            DeleteNetworkInterfaceRequest,
            interface::may_delete,
            interface::delete
        ),
        describe!(
            DescribeNetworkInterfaces,
            DescribeNetworkInterfacesRequest,
            interface::describe
        ),
        operation!(
            ModifyNetworkInterfaceAttribute,
            ModifyNetworkInterfaceAttributeRequest,
            interface::may_modify,
            interface::modify
        ),
    ]
}

fn tables() -> Vec<Offered> {
    vec![
        describe!(
            DescribeNetworkAcls,
            DescribeNetworkAclsRequest,
            network_acl::describe
        ),
        describe!(
            DescribeRouteTables,
            DescribeRouteTablesRequest,
            route_table::describe
        ),
        operation!(
            CreateRouteTable,
            CreateRouteTableRequest,
            route_table::may_create,
            route_table::create
        ),
        operation!(
            DeleteRouteTable,
            DeleteRouteTableRequest,
            route_table::may_delete,
            route_table::delete
        ),
        operation!(
            AssociateRouteTable,
            AssociateRouteTableRequest,
            route_table::may_associate,
            route_table::associate
        ),
        operation!(
            DisassociateRouteTable,
            DisassociateRouteTableRequest,
            route_table::may_disassociate,
            route_table::disassociate
        ),
        operation!(
            ReplaceRouteTableAssociation,
            ReplaceRouteTableAssociationRequest,
            route_table::may_replace_association,
            route_table::replace_association
        ),
        operation!(
            CreateRoute,
            CreateRouteRequest,
            route::may_create,
            route::create
        ),
        operation!(
            ReplaceRoute,
            ReplaceRouteRequest,
            route::may_replace,
            route::replace
        ),
        operation!(
            DeleteRoute,
            DeleteRouteRequest,
            route::may_delete,
            route::delete
        ),
    ]
}

fn gateways() -> Vec<Offered> {
    use internet_gateway as gateway;
    vec![
        operation!(
            CreateInternetGateway,
            CreateInternetGatewayRequest,
            gateway::may_create,
            gateway::create
        ),
        operation!(
            AttachInternetGateway,
            AttachInternetGatewayRequest,
            gateway::may_attach,
            gateway::attach
        ),
        operation!(
            DetachInternetGateway,
            DetachInternetGatewayRequest,
            gateway::may_detach,
            gateway::detach
        ),
        operation!(
            DeleteInternetGateway,
            DeleteInternetGatewayRequest,
            gateway::may_delete,
            gateway::delete
        ),
        describe!(
            DescribeInternetGateways,
            DescribeInternetGatewaysRequest,
            gateway::describe
        ),
    ]
}

fn flow_logs() -> Vec<Offered> {
    vec![
        operation!(
            CreateFlowLogs,
            CreateFlowLogsRequest,
            flow_log::may_create,
            flow_log::create
        ),
        operation!(
            DeleteFlowLogs,
            DeleteFlowLogsRequest,
            flow_log::may_delete,
            flow_log::delete
        ),
        describe!(
            DescribeFlowLogs,
            DescribeFlowLogsRequest,
            flow_log::describe
        ),
    ]
}

fn tags() -> Vec<Offered> {
    vec![
        operation!(CreateTags, CreateTagsRequest, tag::may_create, tag::create),
        operation!(DeleteTags, DeleteTagsRequest, tag::may_delete, tag::delete),
        describe!(DescribeTags, DescribeTagsRequest, tag::describe),
    ]
}

fn unless_dry_run<T>(dry_run: Option<bool>, output: T) -> Result<T, Fault> {
    match dry_run {
        Some(true) => Err(Fault::new(
            412,
            "DryRunOperation",
            "Request would have succeeded, but DryRun flag is set.",
        )),
        _ => Ok(output),
    }
}

/// A refusal. EC2's model declares no statuses; all of these are the client's to mend.
fn fault(code: &'static str, message: impl Into<String>) -> Fault {
    wire::SERVICE.fault(code, message)
}

/// What the names of this gateway end in.
fn suffix<'a>(tx: &Tx<'a>) -> &'a str {
    tx.facts()
        .domain
        .suffixes
        .first()
        .map_or("amazonaws.com", String::as_str)
}
