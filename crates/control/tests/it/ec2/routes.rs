//! Internet gateways, routes and the associations of route tables.

use super::Ec2;

struct Table {
    ec2: Ec2,
    vpc: String,
    id: String,
    gateway: String,
}

/// A VPC with an internet gateway and a route table.
fn table() -> Table {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.20.0.0/16");
    let id = ec2
        .done("CreateRouteTable", &[("VpcId", &vpc)])
        .xml("routeTableId");
    let gateway = ec2
        .done("CreateInternetGateway", &[])
        .xml("internetGatewayId");
    let attach = [
        ("InternetGatewayId", gateway.as_str()),
        ("VpcId", vpc.as_str()),
    ];
    ec2.done("AttachInternetGateway", &attach);
    Table {
        ec2,
        vpc,
        id,
        gateway,
    }
}

#[test]
fn an_internet_gateway_is_attached_to_one_vpc_at_a_time() {
    let Table {
        ec2, vpc, gateway, ..
    } = table();
    let described = ec2.done(
        "DescribeInternetGateways",
        &[
            ("Filter.1.Name", "attachment.vpc-id"),
            ("Filter.1.Value.1", &vpc),
        ],
    );
    assert_eq!(described.xml("internetGatewayId"), gateway);
    assert_eq!(described.xml("state"), "available");
    let other_vpc = ec2.vpc("10.21.0.0/16");
    ec2.refused(
        "AttachInternetGateway",
        &[("InternetGatewayId", &gateway), ("VpcId", &other_vpc)],
        "Resource.AlreadyAssociated",
        &format!("resource {gateway} is already attached to network {vpc}"),
    );
    let second = ec2
        .done("CreateInternetGateway", &[])
        .xml("internetGatewayId");
    ec2.refused(
        "AttachInternetGateway",
        &[("InternetGatewayId", &second), ("VpcId", &vpc)],
        "InvalidParameterValue",
        &format!("Network {vpc} already has an internet gateway attached"),
    );
    ec2.refused(
        "DetachInternetGateway",
        &[("InternetGatewayId", &second), ("VpcId", &vpc)],
        "Gateway.NotAttached",
        &format!("resource {second} is not attached to network {vpc}"),
    );
    ec2.refused(
        "DeleteInternetGateway",
        &[("InternetGatewayId", &gateway)],
        "DependencyViolation",
        &format!("The internetGateway '{gateway}' has dependencies and cannot be deleted."),
    );
    ec2.done(
        "DetachInternetGateway",
        &[("InternetGatewayId", &gateway), ("VpcId", &vpc)],
    );
    ec2.done("DeleteInternetGateway", &[("InternetGatewayId", &gateway)]);
    ec2.refused(
        "DescribeInternetGateways",
        &[("InternetGatewayId.1", &gateway)],
        "InvalidInternetGatewayID.NotFound",
        &format!("The internetGateway ID '{gateway}' does not exist"),
    );
}

#[test]
fn a_vpc_with_a_gateway_stays() {
    let Table {
        ec2,
        vpc,
        id,
        gateway,
    } = table();
    ec2.done("DeleteRouteTable", &[("RouteTableId", &id)]);
    ec2.refused(
        "DeleteVpc",
        &[("VpcId", &vpc)],
        "DependencyViolation",
        &format!("The vpc '{vpc}' has dependencies and cannot be deleted."),
    );
    ec2.done(
        "DetachInternetGateway",
        &[("InternetGatewayId", &gateway), ("VpcId", &vpc)],
    );
    ec2.done("DeleteVpc", &[("VpcId", &vpc)]);
}

#[test]
fn a_route_is_made_replaced_and_deleted() {
    let Table {
        ec2,
        id,
        vpc,
        gateway,
    } = table();
    let out = [
        ("RouteTableId", id.as_str()),
        ("DestinationCidrBlock", "0.0.0.0/0"),
        ("GatewayId", gateway.as_str()),
    ];
    ec2.done("CreateRoute", &out);
    ec2.refused(
        "CreateRoute",
        &out,
        "RouteAlreadyExists",
        "The route identified by 0.0.0.0/0 already exists.",
    );
    let described = ec2.done("DescribeRouteTables", &[("RouteTableId.1", &id)]);
    assert_eq!(
        described.xml_all("destinationCidrBlock"),
        ["10.20.0.0/16", "0.0.0.0/0"]
    );
    assert_eq!(
        described.xml_all("gatewayId"),
        ["local".to_owned(), gateway.clone()]
    );
    assert_eq!(
        described.xml_all("origin"),
        ["CreateRouteTable", "CreateRoute"]
    );
    let by_gateway = [
        ("Filter.1.Name", "route.gateway-id"),
        ("Filter.1.Value.1", gateway.as_str()),
    ];
    let found = ec2.done("DescribeRouteTables", &by_gateway);
    assert_eq!(found.xml("routeTableId"), id);

    let subnet = ec2.subnet(&vpc, "10.20.0.0/24", "us-east-1a");
    let interface = ec2.done("CreateNetworkInterface", &[("SubnetId", &subnet)]);
    let interface = interface.xml("networkInterfaceId");
    ec2.done(
        "ReplaceRoute",
        &[
            ("RouteTableId", &id),
            ("DestinationCidrBlock", "0.0.0.0/0"),
            ("NetworkInterfaceId", &interface),
        ],
    );
    let described = ec2.done("DescribeRouteTables", &[("RouteTableId.1", &id)]);
    assert_eq!(described.xml("networkInterfaceId"), interface);
    // What a route leads to may go; the route stays and leads nowhere.
    ec2.done(
        "DeleteNetworkInterface",
        &[("NetworkInterfaceId", &interface)],
    );
    let described = ec2.done("DescribeRouteTables", &[("RouteTableId.1", &id)]);
    assert!(
        described.body.contains("<state>blackhole</state>"),
        "{}",
        described.body
    );

    let delete = [
        ("RouteTableId", id.as_str()),
        ("DestinationCidrBlock", "0.0.0.0/0"),
    ];
    ec2.done("DeleteRoute", &delete);
    ec2.refused(
        "DeleteRoute",
        &delete,
        "InvalidRoute.NotFound",
        &format!("no route with destination-cidr-block 0.0.0.0/0 in route table {id}"),
    );
}

#[test]
fn routes_that_no_table_can_have_are_refused() {
    let Table {
        ec2,
        id,
        vpc,
        gateway,
    } = table();
    let unattached = ec2
        .done("CreateInternetGateway", &[])
        .xml("internetGatewayId");
    for (destination, target, code, said) in [
        (
            "10.20.0.0/16",
            ("GatewayId", gateway.as_str()),
            "RouteAlreadyExists",
            "The route identified by 10.20.0.0/16 already exists.".to_owned(),
        ),
        (
            "10.20.1.0/24",
            ("GatewayId", &gateway),
            "InvalidParameterValue",
            "The destination CIDR block 10.20.1.0/24 is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.".to_owned(),
        ),
        (
            "nowhere",
            ("GatewayId", &gateway),
            "InvalidParameterValue",
            "Value (nowhere) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.".to_owned(),
        ),
        (
            "0.0.0.0/0",
            ("GatewayId", &unattached),
            "InvalidParameterValue",
            format!("route table {id} and network gateway {unattached} belong to different networks"),
        ),
        (
            "0.0.0.0/0",
            ("GatewayId", "igw-0123456789abcdef0"),
            "InvalidGatewayID.NotFound",
            "The gateway ID 'igw-0123456789abcdef0' does not exist".to_owned(),
        ),
        (
            "0.0.0.0/0",
            ("NatGatewayId", "nat-0123456789abcdef0"),
            "InvalidNatGatewayID.NotFound",
            "The natGateway ID 'nat-0123456789abcdef0' does not exist".to_owned(),
        ),
    ] {
        let parameters = [
            ("RouteTableId", id.as_str()),
            ("DestinationCidrBlock", destination),
            target,
        ];
        ec2.refused("CreateRoute", &parameters, code, &said);
    }
    ec2.refused(
        "ReplaceRoute",
        &[
            ("RouteTableId", &id),
            ("DestinationCidrBlock", "0.0.0.0/0"),
            ("GatewayId", &gateway),
        ],
        "InvalidParameterValue",
        "There is no route defined for '0.0.0.0/0' in the route table. Use CreateRoute instead.",
    );
    ec2.refused(
        "DeleteRoute",
        &[
            ("RouteTableId", &id),
            ("DestinationCidrBlock", "10.20.0.0/16"),
        ],
        "InvalidParameterValue",
        &format!("cannot remove local route 10.20.0.0/16 in route table {id}"),
    );
    let described = ec2.done("DescribeRouteTables", &[("RouteTableId.1", &id)]);
    assert_eq!(described.xml_all("destinationCidrBlock"), ["10.20.0.0/16"]);
    assert_eq!(described.xml("vpcId"), vpc);
}

#[test]
fn an_association_is_replaced_in_one_step() {
    let Table { ec2, id, vpc, .. } = table();
    let subnet = ec2.subnet(&vpc, "10.20.0.0/24", "us-east-1a");
    let other = ec2
        .done("CreateRouteTable", &[("VpcId", &vpc)])
        .xml("routeTableId");
    let associate = [("RouteTableId", id.as_str()), ("SubnetId", subnet.as_str())];
    let association = ec2
        .done("AssociateRouteTable", &associate)
        .xml("associationId");
    let replaced = ec2.done(
        "ReplaceRouteTableAssociation",
        &[("AssociationId", &association), ("RouteTableId", &other)],
    );
    let new = replaced.xml("newAssociationId");
    assert_ne!(new, association);
    let by_subnet = [
        ("Filter.1.Name", "association.subnet-id"),
        ("Filter.1.Value.1", subnet.as_str()),
    ];
    let described = ec2.done("DescribeRouteTables", &by_subnet);
    assert_eq!(described.xml_all("routeTableAssociationId"), [new]);
    assert_eq!(described.xml("routeTableId"), other);
    ec2.refused(
        "ReplaceRouteTableAssociation",
        &[("AssociationId", &association), ("RouteTableId", &id)],
        "InvalidAssociationID.NotFound",
        &format!("The association ID '{association}' does not exist"),
    );
}

#[test]
fn another_table_becomes_the_main_one() {
    let Table {
        ec2,
        id,
        vpc,
        gateway,
    } = table();
    let main = [
        ("Filter.1.Name", "association.main"),
        ("Filter.1.Value.1", "true"),
        ("Filter.2.Name", "vpc-id"),
        ("Filter.2.Value.1", vpc.as_str()),
    ];
    let before = ec2.done("DescribeRouteTables", &main);
    let (old, association) = (
        before.xml("routeTableId"),
        before.xml("routeTableAssociationId"),
    );
    ec2.done(
        "ReplaceRouteTableAssociation",
        &[("AssociationId", &association), ("RouteTableId", &id)],
    );
    let after = ec2.done("DescribeRouteTables", &main);
    assert_eq!(after.xml("routeTableId"), id);
    ec2.done("DeleteRouteTable", &[("RouteTableId", &old)]);
    ec2.done(
        "DetachInternetGateway",
        &[("InternetGatewayId", &gateway), ("VpcId", &vpc)],
    );
    ec2.done("DeleteVpc", &[("VpcId", &vpc)]);
    let tables = ec2.done("DescribeRouteTables", &[]);
    assert!(tables.xml_all("routeTableId").is_empty(), "{}", tables.body);
}
