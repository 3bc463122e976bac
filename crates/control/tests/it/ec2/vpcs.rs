//! VPCs, subnets, route tables, network ACLs, zones: made, read, refused.

use super::Ec2;

#[test]
fn a_vpc_comes_with_what_every_vpc_has() {
    let ec2 = Ec2::new();
    let made = ec2.done("CreateVpc", &[("CidrBlock", "10.20.1.9/16")]);
    assert_eq!(made.xml("cidrBlock"), "10.20.0.0/16", "canonical");
    assert_eq!(made.xml("instanceTenancy"), "default");
    assert_eq!(made.xml("isDefault"), "false");
    assert_eq!(made.xml("ownerId"), "111111111111");
    assert!(!made.xml("dhcpOptionsId").is_empty());
    let vpc = made.xml("vpcId");
    assert_eq!(vpc.len(), 21);
    for (attribute, expected) in [
        ("enableDnsSupport", "true"),
        ("enableDnsHostnames", "false"),
        ("enableNetworkAddressUsageMetrics", "false"),
    ] {
        let parameters = [("VpcId", vpc.as_str()), ("Attribute", attribute)];
        let answer = ec2.done("DescribeVpcAttribute", &parameters);
        assert_eq!(answer.xml("value"), expected, "{attribute}");
    }
    // As the Terraform provider looks them up.
    let of_vpc = |first: (&'static str, &'static str), action: &str| {
        let parameters = [
            ("Filter.1.Name", first.0),
            ("Filter.1.Value.1", first.1),
            ("Filter.2.Name", "vpc-id"),
            ("Filter.2.Value.1", vpc.as_str()),
        ];
        ec2.done(action, &parameters)
    };
    let acl = of_vpc(("default", "true"), "DescribeNetworkAcls");
    assert_eq!(acl.xml_all("ruleNumber"), ["100", "32767", "100", "32767"]);
    let table = of_vpc(("association.main", "true"), "DescribeRouteTables");
    assert_eq!(table.xml("destinationCidrBlock"), "10.20.0.0/16");
    assert_eq!(table.xml("gatewayId"), "local");
    let group = of_vpc(("group-name", "default"), "DescribeSecurityGroups");
    let id = group.xml("groupId");
    assert!(
        group.body.contains(&format!(
            "<groups><item><userId>111111111111</userId><groupId>{id}</groupId></item></groups>"
        )),
        "{}",
        group.body
    );
    assert_eq!(group.xml("cidrIp"), "0.0.0.0/0");

    ec2.done("DeleteVpc", &[("VpcId", &vpc)]);
    let gone = format!("The vpc ID '{vpc}' does not exist");
    ec2.refused(
        "DescribeVpcs",
        &[("VpcId.1", &vpc)],
        "InvalidVpcID.NotFound",
        &gone,
    );
    for action in [
        "DescribeVpcs",
        "DescribeRouteTables",
        "DescribeSecurityGroups",
        "DescribeNetworkAcls",
    ] {
        assert!(!ec2.done(action, &[]).body.contains("<item>"), "{action}");
    }
}

#[test]
fn what_is_no_range_is_refused() {
    let ec2 = Ec2::new();
    for cidr in [
        "10.0.0.0/8",
        "10.0.0.0/29",
        "127.0.0.0/16",
        "169.254.0.0/16",
        "224.0.0.0/16",
    ] {
        let message = format!("The CIDR '{cidr}' is invalid.");
        ec2.refused(
            "CreateVpc",
            &[("CidrBlock", cidr)],
            "InvalidVpc.Range",
            &message,
        );
    }
    ec2.refused(
        "CreateVpc",
        &[("CidrBlock", "ten")],
        "InvalidParameterValue",
        "Value (ten) for parameter cidrBlock is invalid. This is not a valid CIDR block.",
    );
    ec2.call(
        "CreateVpc",
        &[("CidrBlock", "10.0.0.0/16"), ("InstanceTenancy", "host")],
    )
    .expect(400);
    let vpc = ec2.vpc("10.0.0.0/16");
    for cidr in ["10.1.0.0/24", "10.0.0.0/15", "10.0.0.0/29"] {
        let message = format!("The CIDR '{cidr}' is invalid.");
        let parameters = [("VpcId", vpc.as_str()), ("CidrBlock", cidr)];
        ec2.refused("CreateSubnet", &parameters, "InvalidSubnet.Range", &message);
    }
    ec2.subnet(&vpc, "10.0.1.0/24", "us-east-1a");
    for cidr in ["10.0.1.0/24", "10.0.0.0/20", "10.0.1.128/28"] {
        let message = format!("The CIDR '{cidr}' conflicts with another subnet");
        let parameters = [("VpcId", vpc.as_str()), ("CidrBlock", cidr)];
        ec2.refused(
            "CreateSubnet",
            &parameters,
            "InvalidSubnet.Conflict",
            &message,
        );
    }
    ec2.refused(
        "CreateSubnet",
        &[("VpcId", &vpc), ("CidrBlock", "10.0.2.0/24"), ("AvailabilityZone", "eu-west-1a")],
        "InvalidParameterValue",
        "Value (eu-west-1a) for parameter availabilityZone is invalid. Subnets can currently only be created in the \
         following availability zones: us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f.",
    );
}

#[test]
fn ids_are_malformed_or_not_found_as_ec2_spells_it() {
    let ec2 = Ec2::new();
    for (action, parameter, prefix, malformed, not_found, noun) in [
        (
            "DescribeVpcs",
            "VpcId.1",
            "vpc",
            "InvalidVpcID.Malformed",
            "InvalidVpcID.NotFound",
            "vpc ID",
        ),
        (
            "DescribeSubnets",
            "SubnetId.1",
            "subnet",
            "InvalidSubnetID.Malformed",
            "InvalidSubnetID.NotFound",
            "subnet ID",
        ),
        (
            "DescribeSecurityGroups",
            "GroupId.1",
            "sg",
            "InvalidGroupId.Malformed",
            "InvalidGroup.NotFound",
            "security group",
        ),
        (
            "DescribeSecurityGroupRules",
            "SecurityGroupRuleId.1",
            "sgr",
            "InvalidSecurityGroupRuleId.Malformed",
            "InvalidSecurityGroupRuleId.NotFound",
            "security group rule ID",
        ),
        (
            "DescribeVpcEndpoints",
            "VpcEndpointId.1",
            "vpce",
            "InvalidVpcEndpointId.Malformed",
            "InvalidVpcEndpointId.NotFound",
            "Vpc Endpoint Id",
        ),
        (
            "DescribeNetworkInterfaces",
            "NetworkInterfaceId.1",
            "eni",
            "InvalidNetworkInterfaceId.Malformed",
            "InvalidNetworkInterfaceID.NotFound",
            "networkInterface ID",
        ),
        (
            "DescribeRouteTables",
            "RouteTableId.1",
            "rtb",
            "InvalidRouteTableId.Malformed",
            "InvalidRouteTableID.NotFound",
            "routeTable ID",
        ),
        (
            "DescribeNetworkAcls",
            "NetworkAclId.1",
            "acl",
            "InvalidNetworkAclId.Malformed",
            "InvalidNetworkAclID.NotFound",
            "networkAcl ID",
        ),
    ] {
        for wrong in [
            "nonsense",
            &format!("{prefix}-12"),
            &format!("{prefix}-ABCDEFAB"),
            "i-0123456789abcdef0",
        ] {
            let message = format!("Invalid id: \"{wrong}\" (expecting \"{prefix}-...\")");
            ec2.refused(action, &[(parameter, wrong)], malformed, &message);
        }
        let absent = format!("{prefix}-0123456789abcdef0");
        let message = format!("The {noun} '{absent}' does not exist");
        ec2.refused(action, &[(parameter, &absent)], not_found, &message);
    }
}

#[test]
fn a_subnet_is_made_read_changed_and_deleted() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let made = ec2.done(
        "CreateSubnet",
        &[("VpcId", &vpc), ("CidrBlock", "10.0.1.0/28")],
    );
    assert_eq!(made.xml("availabilityZone"), "us-east-1a");
    assert_eq!(made.xml("availabilityZoneId"), "use1-az1");
    assert_eq!(made.xml("availableIpAddressCount"), "11");
    assert_eq!(made.xml("state"), "available");
    assert_eq!(made.xml("mapPublicIpOnLaunch"), "false");
    let subnet = made.xml("subnetId");
    assert_eq!(
        made.xml("subnetArn"),
        format!("arn:aws:ec2:us-east-1:111111111111:subnet/{subnet}")
    );
    let second = ec2.done(
        "CreateSubnet",
        &[("VpcId", &vpc), ("CidrBlock", "10.0.2.0/24")],
    );
    assert_eq!(
        second.xml("availabilityZone"),
        "us-east-1b",
        "spread over the zones"
    );
    ec2.done(
        "ModifySubnetAttribute",
        &[("SubnetId", &subnet), ("MapPublicIpOnLaunch.Value", "true")],
    );
    ec2.done("CreateNetworkInterface", &[("SubnetId", &subnet)]);
    let shown = ec2.done("DescribeSubnets", &[("SubnetId.1", &subnet)]);
    assert_eq!(shown.xml("mapPublicIpOnLaunch"), "true");
    assert_eq!(shown.xml("availableIpAddressCount"), "10");
    let message = format!("The subnet '{subnet}' has dependencies and cannot be deleted.");
    ec2.refused(
        "DeleteSubnet",
        &[("SubnetId", &subnet)],
        "DependencyViolation",
        &message,
    );
    let message = format!("The vpc '{vpc}' has dependencies and cannot be deleted.");
    ec2.refused(
        "DeleteVpc",
        &[("VpcId", &vpc)],
        "DependencyViolation",
        &message,
    );
    ec2.done("DeleteSubnet", &[("SubnetId", &second.xml("subnetId"))]);
}

#[test]
fn route_tables_are_associated_with_subnets() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let subnet = ec2.subnet(&vpc, "10.0.1.0/24", "us-east-1a");
    let made = ec2.done(
        "CreateRouteTable",
        &[("VpcId", &vpc), ("ClientToken", "t-1")],
    );
    let again = ec2.done(
        "CreateRouteTable",
        &[("VpcId", &vpc), ("ClientToken", "t-1")],
    );
    let table = made.xml("routeTableId");
    assert_eq!(table, again.xml("routeTableId"), "one call");
    let parameters = [
        ("RouteTableId", table.as_str()),
        ("SubnetId", subnet.as_str()),
    ];
    let association = ec2
        .done("AssociateRouteTable", &parameters)
        .xml("associationId");
    let other = ec2
        .done("CreateRouteTable", &[("VpcId", &vpc)])
        .xml("routeTableId");
    let conflict = format!(
        "the specified association for route table {other} conflicts with an existing association"
    );
    let parameters = [
        ("RouteTableId", other.as_str()),
        ("SubnetId", subnet.as_str()),
    ];
    ec2.refused(
        "AssociateRouteTable",
        &parameters,
        "Resource.AlreadyAssociated",
        &conflict,
    );
    let filter = [
        ("Filter.1.Name", "association.route-table-association-id"),
        ("Filter.1.Value.1", association.as_str()),
    ];
    let found = ec2.done("DescribeRouteTables", &filter);
    assert_eq!(found.xml_all("subnetId"), std::slice::from_ref(&subnet));
    let message = format!("The routeTable '{table}' has dependencies and cannot be deleted.");
    ec2.refused(
        "DeleteRouteTable",
        &[("RouteTableId", &table)],
        "DependencyViolation",
        &message,
    );
    ec2.done("DisassociateRouteTable", &[("AssociationId", &association)]);
    let message = format!("The association ID '{association}' does not exist");
    ec2.refused(
        "DisassociateRouteTable",
        &[("AssociationId", &association)],
        "InvalidAssociationID.NotFound",
        &message,
    );
    ec2.done("DeleteRouteTable", &[("RouteTableId", &table)]);
    ec2.done("DeleteRouteTable", &[("RouteTableId", &other)]);
    let main = ec2.done("DescribeRouteTables", &[]);
    let main_table = main.xml("routeTableId");
    let message = format!("The routeTable '{main_table}' has dependencies and cannot be deleted.");
    ec2.refused(
        "DeleteRouteTable",
        &[("RouteTableId", &main_table)],
        "DependencyViolation",
        &message,
    );
}

#[test]
fn zones_regions_and_attributes_are_those_of_one_region() {
    let ec2 = Ec2::new();
    let zones = ec2.done(
        "DescribeAvailabilityZones",
        &[
            ("Filter.1.Name", "state"),
            ("Filter.1.Value.1", "available"),
        ],
    );
    let names = [
        "us-east-1a",
        "us-east-1b",
        "us-east-1c",
        "us-east-1d",
        "us-east-1e",
        "us-east-1f",
    ];
    assert_eq!(zones.xml_all("zoneName"), names);
    assert_eq!(
        ec2.done("DescribeRegions", &[]).xml_all("regionName"),
        ["us-east-1"]
    );
    assert_eq!(
        ec2.done("DescribeRegions", &[]).xml("regionEndpoint"),
        "ec2.us-east-1.amazonaws.com"
    );
    let attributes = ec2.done(
        "DescribeAccountAttributes",
        &[("AttributeName.1", "default-vpc")],
    );
    assert_eq!(attributes.xml("attributeValue"), "none");
    ec2.refused(
        "DescribeAvailabilityZones",
        &[("ZoneName.1", "mars-1a")],
        "InvalidParameterValue",
        "Invalid availability zone: [mars-1a]",
    );
}

#[test]
fn filters_that_are_unknown_are_refused_and_known_ones_combine() {
    let ec2 = Ec2::new();
    let one = ec2.vpc("10.1.0.0/16");
    let two = ec2.vpc("10.2.0.0/16");
    for action in [
        "DescribeVpcs",
        "DescribeSubnets",
        "DescribeSecurityGroups",
        "DescribeSecurityGroupRules",
        "DescribeVpcEndpoints",
        "DescribeNetworkInterfaces",
        "DescribeRouteTables",
        "DescribeNetworkAcls",
        "DescribeTags",
        "DescribeRegions",
        "DescribeAvailabilityZones",
        "DescribeVpcEndpointServices",
        "DescribePrefixLists",
    ] {
        let filter = [("Filter.1.Name", "colour"), ("Filter.1.Value.1", "blue")];
        ec2.refused(
            action,
            &filter,
            "InvalidParameterValue",
            "The filter 'colour' is invalid",
        );
    }
    let found = |filters: &[(&str, &str)]| {
        let mut found = ec2.done("DescribeVpcs", filters).xml_all("vpcId");
        found.sort();
        found
    };
    let mut both = vec![one.clone(), two.clone()];
    both.sort();
    let of = |name, value| [("Filter.1.Name", name), ("Filter.1.Value.1", value)];
    assert_eq!(found(&of("cidr", "10.*.0.0/16")), both);
    assert_eq!(found(&of("cidr", "10.?.0.0/16")), both);
    assert_eq!(
        found(&of("cidr", "10.1.0.0/16")),
        std::slice::from_ref(&one)
    );
    assert_eq!(found(&of("is-default", "true")), Vec::<String>::new());
    let two_values = [
        ("Filter.1.Name", "cidr"),
        ("Filter.1.Value.1", "10.1.*"),
        ("Filter.1.Value.2", "10.2.*"),
    ];
    assert_eq!(found(&two_values), both);
    let two_filters = [
        ("Filter.1.Name", "cidr"),
        ("Filter.1.Value.1", "10.1.*"),
        ("Filter.2.Name", "vpc-id"),
        ("Filter.2.Value.1", &two),
    ];
    assert_eq!(found(&two_filters), Vec::<String>::new());
}

#[test]
fn pages_follow_each_other_whatever_changes_in_between() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let mut all: Vec<String> = (0..12)
        .map(|third| ec2.subnet(&vpc, &format!("10.0.{third}.0/24"), "us-east-1a"))
        .collect();
    all.sort();
    let first = ec2.done("DescribeSubnets", &[("MaxResults", "5")]);
    assert_eq!(first.xml_all("subnetId"), all[..5]);
    let token = first.xml("nextToken");
    // The subnet that the page ended with goes, and the next page begins where it should.
    ec2.done("DeleteSubnet", &[("SubnetId", &all[4])]);
    let second = ec2.done(
        "DescribeSubnets",
        &[("MaxResults", "5"), ("NextToken", &token)],
    );
    assert_eq!(second.xml_all("subnetId"), all[5..10]);
    let third = ec2.done(
        "DescribeSubnets",
        &[("MaxResults", "5"), ("NextToken", &second.xml("nextToken"))],
    );
    assert_eq!(third.xml_all("subnetId"), all[10..]);
    assert!(third.xml_all("nextToken").is_empty());
    let wrong = [("MaxResults", "5"), ("NextToken", "!")];
    ec2.refused(
        "DescribeSubnets",
        &wrong,
        "InvalidNextToken",
        "The specified NextToken is not valid.",
    );
    ec2.call("DescribeSubnets", &[("MaxResults", "4")])
        .expect(400);
}

#[test]
fn a_dry_run_changes_nothing_and_says_that_it_would() {
    let ec2 = Ec2::new();
    let message = "Request would have succeeded, but DryRun flag is set.";
    let dry = ec2.call(
        "CreateVpc",
        &[("CidrBlock", "10.0.0.0/16"), ("DryRun", "true")],
    );
    dry.refused(412, "DryRunOperation", message);
    assert!(!ec2.done("DescribeVpcs", &[]).body.contains("vpcId"));
    ec2.call("DescribeVpcs", &[("DryRun", "true")])
        .refused(412, "DryRunOperation", message);
}

#[test]
fn attributes_of_a_vpc_change_one_at_a_time() {
    let ec2 = Ec2::new();
    let vpc = ec2
        .done("CreateVpc", &[("CidrBlock", "10.0.0.0/16")])
        .xml("vpcId");
    let both = [
        ("VpcId", vpc.as_str()),
        ("EnableDnsSupport.Value", "true"),
        ("EnableDnsHostnames.Value", "true"),
    ];
    ec2.call("ModifyVpcAttribute", &both).expect(400);
    ec2.done(
        "ModifyVpcAttribute",
        &[("VpcId", &vpc), ("EnableDnsSupport.Value", "false")],
    );
    let shown = ec2.done(
        "DescribeVpcAttribute",
        &[("VpcId", &vpc), ("Attribute", "enableDnsSupport")],
    );
    assert_eq!(shown.xml("value"), "false");
}
