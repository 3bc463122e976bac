//! Interface VPC endpoints: what they are made of, what is refused, how they change.

use super::{Ec2, endpoint_parameters};

#[test]
fn an_endpoint_is_interfaces_groups_a_policy_and_names() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.20.0.0/16");
    let a = ec2.subnet(&vpc, "10.20.1.0/24", "us-east-1a");
    let b = ec2.subnet(&vpc, "10.20.2.0/24", "us-east-1b");
    let group = ec2.group(&vpc, "vpce-endpoint");
    let made = ec2.endpoint(
        &vpc,
        &[
            ("SubnetId.1", &a),
            ("SubnetId.2", &b),
            ("SecurityGroupId.1", &group),
            ("PrivateDnsEnabled", "true"),
            ("TagSpecification.1.ResourceType", "vpc-endpoint"),
            ("TagSpecification.1.Tag.1.Key", "Project"),
            ("TagSpecification.1.Tag.1.Value", "xacct"),
        ],
    );
    let id = made.xml("vpcEndpointId");
    assert_eq!(made.xml("state"), "available");
    assert_eq!(made.xml("vpcEndpointType"), "Interface");
    assert_eq!(made.xml("requesterManaged"), "false");
    assert_eq!(made.xml("ownerId"), "111111111111");
    assert_eq!(made.xml("creationTimestamp"), "2026-11-21T11:56:21.000Z");
    assert_eq!(made.xml("value"), "xacct");
    let policy: serde_json::Value = serde_json::from_str(&made.xml("policyDocument")).unwrap();
    assert_eq!(
        policy,
        serde_json::json!({"Statement": [{"Action": "*", "Effect": "Allow", "Principal": "*", "Resource": "*"}]})
    );
    let names = made.xml_all("dnsName");
    let label = names[0]
        .strip_suffix(".execute-api.us-east-1.vpce.amazonaws.com")
        .unwrap();
    assert!(
        label.starts_with(&format!("{id}-")) && label.len() == id.len() + 9,
        "{label}"
    );
    assert_eq!(
        names[1..],
        [
            format!("{label}-us-east-1a.execute-api.us-east-1.vpce.amazonaws.com"),
            format!("{label}-us-east-1b.execute-api.us-east-1.vpce.amazonaws.com"),
            "execute-api.us-east-1.amazonaws.com".to_owned(),
            "*.execute-api.us-east-1.amazonaws.com".to_owned(),
        ]
    );
    let filter = [
        ("Filter.1.Name", "subnet-id"),
        ("Filter.1.Value.1", a.as_str()),
    ];
    let interface = ec2.done("DescribeNetworkInterfaces", &filter);
    assert_eq!(
        interface.xml("description"),
        format!("VPC Endpoint Interface {id}")
    );
    assert_eq!(interface.xml("interfaceType"), "vpc_endpoint");
    assert_eq!(interface.xml_all("status"), ["attached", "in-use"]);
    assert_eq!(interface.xml("requesterManaged"), "true");
    assert_eq!(interface.xml("groupId"), group);
    // The first is the primary address again, then where it listens on this machine.
    assert_eq!(
        interface.xml_all("privateIpAddress"),
        ["10.20.1.4", "10.20.1.4", "127.20.1.4"]
    );
    let eni = interface.xml("networkInterfaceId");
    assert!(made.body.contains(&eni));
    let in_use = format!("Network interface '{eni}' is currently in use.");
    ec2.refused(
        "DeleteNetworkInterface",
        &[("NetworkInterfaceId", &eni)],
        "InvalidParameterValue",
        &in_use,
    );

    let dependent = format!("resource {group} has a dependent object");
    ec2.refused(
        "DeleteSecurityGroup",
        &[("GroupId", &group)],
        "DependencyViolation",
        &dependent,
    );
    let deleted = ec2.done("DeleteVpcEndpoints", &[("VpcEndpointId.1", &id)]);
    assert!(deleted.xml_all("code").is_empty());
    let gone = format!("The Vpc Endpoint Id '{id}' does not exist");
    ec2.refused(
        "DescribeVpcEndpoints",
        &[("VpcEndpointId.1", &id)],
        "InvalidVpcEndpointId.NotFound",
        &gone,
    );
    let again = ec2.done("DeleteVpcEndpoints", &[("VpcEndpointId.1", &id)]);
    assert_eq!(
        (again.xml("code"), again.xml("message")),
        ("InvalidVpcEndpoint.NotFound".to_owned(), gone)
    );
    assert!(
        ec2.done("DescribeNetworkInterfaces", &[])
            .xml_all("networkInterfaceId")
            .is_empty()
    );
    ec2.done("DeleteSecurityGroup", &[("GroupId", &group)]);
    ec2.done("DeleteSubnet", &[("SubnetId", &a)]);
    ec2.done("DeleteSubnet", &[("SubnetId", &b)]);
    ec2.done("DeleteVpc", &[("VpcId", &vpc)]);
}

#[test]
fn what_cannot_be_an_endpoint_is_refused() {
    let ec2 = Ec2::new();
    let vpc = ec2
        .done("CreateVpc", &[("CidrBlock", "10.20.0.0/16")])
        .xml("vpcId");
    let a = ec2.subnet(&vpc, "10.20.1.0/24", "us-east-1a");
    let also_a = ec2.subnet(&vpc, "10.20.2.0/24", "us-east-1a");
    let other = ec2.vpc("10.21.0.0/16");
    let elsewhere = ec2.subnet(&other, "10.21.1.0/24", "us-east-1b");
    let refused = |parameters: &[(&str, &str)], code: &str, message: &str| {
        ec2.refused("CreateVpcEndpoint", parameters, code, message);
    };
    let private_dns = format!(
        "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {vpc}"
    );
    refused(
        &endpoint_parameters(&vpc, &[("PrivateDnsEnabled", "true")]),
        "InvalidParameter",
        &private_dns,
    );
    let by_default = [
        ("VpcId", vpc.as_str()),
        ("VpcEndpointType", "Interface"),
        ("ServiceName", "com.amazonaws.us-east-1.execute-api"),
    ];
    refused(&by_default, "InvalidParameter", &private_dns);
    refused(
        &[
            ("VpcId", &vpc),
            ("ServiceName", "com.amazonaws.us-east-1.execute-api"),
        ],
        "InvalidParameter",
        "Endpoint type (Gateway) does not match available service types ([Interface]).",
    );
    refused(
        &[
            ("VpcId", &vpc),
            ("ServiceName", "com.amazonaws.us-east-1.s3"),
        ],
        "InvalidServiceName",
        "The Vpc Endpoint Service 'com.amazonaws.us-east-1.s3' does not exist",
    );
    let one_zone = format!("Found another VPC endpoint subnet in the availability zone of {a}");
    let twice = endpoint_parameters(&vpc, &[("SubnetId.1", &a), ("SubnetId.2", &also_a)]);
    refused(&twice, "DuplicateSubnetsInSameZone", &one_zone);
    let message = format!("The subnet ID '{elsewhere}' does not belong to the VPC '{vpc}'");
    refused(
        &endpoint_parameters(&vpc, &[("SubnetId.1", &elsewhere)]),
        "InvalidParameter",
        &message,
    );
    let foreign = ec2.group(&other, "foreign");
    let message = "You have specified two resources that belong to different networks.";
    refused(
        &endpoint_parameters(&vpc, &[("SecurityGroupId.1", &foreign)]),
        "InvalidGroup.NotFound",
        message,
    );
    ec2.call(
        "CreateVpcEndpoint",
        &endpoint_parameters(&vpc, &[("PolicyDocument", "{]")]),
    )
    .expect(400);
    ec2.call(
        "CreateVpcEndpoint",
        &endpoint_parameters(&vpc, &[("IpAddressType", "ipv6")]),
    )
    .expect(400);
    let no_vpc = endpoint_parameters("vpc-0123456789abcdef0", &[]);
    refused(
        &no_vpc,
        "InvalidVpcID.NotFound",
        "The vpc ID 'vpc-0123456789abcdef0' does not exist",
    );
    assert!(
        ec2.done("DescribeNetworkInterfaces", &[])
            .xml_all("networkInterfaceId")
            .is_empty(),
        "nothing stays"
    );
}

#[test]
fn private_dns_belongs_to_one_endpoint_of_a_vpc() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.20.0.0/16");
    ec2.endpoint(&vpc, &[("PrivateDnsEnabled", "true")]);
    let message = format!(
        "private-dns-enabled cannot be set because there is already a conflicting DNS domain for \
         execute-api.us-east-1.amazonaws.com in the VPC {vpc}"
    );
    let second = endpoint_parameters(&vpc, &[("PrivateDnsEnabled", "true")]);
    ec2.refused("CreateVpcEndpoint", &second, "InvalidParameter", &message);
    let without = ec2.endpoint(&vpc, &[]).xml("vpcEndpointId");
    let turn_on = [
        ("VpcEndpointId", without.as_str()),
        ("PrivateDnsEnabled", "true"),
    ];
    ec2.refused("ModifyVpcEndpoint", &turn_on, "InvalidParameter", &message);
}

#[test]
fn a_repeated_call_makes_one_endpoint() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.20.0.0/16");
    let first = ec2.endpoint(&vpc, &[("ClientToken", "terraform-1")]);
    let again = ec2.endpoint(&vpc, &[("ClientToken", "terraform-1")]);
    assert_eq!(first.xml("vpcEndpointId"), again.xml("vpcEndpointId"));
    assert_eq!(again.xml("clientToken"), "terraform-1");
    ec2.refused(
        "CreateVpcEndpoint",
        &endpoint_parameters(&vpc, &[("ClientToken", "terraform-1"), ("PrivateDnsEnabled", "true")]),
        "IdempotentParameterMismatch",
        "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).",
    );
    let other = ec2.endpoint(&vpc, &[("ClientToken", "terraform-2")]);
    assert_ne!(first.xml("vpcEndpointId"), other.xml("vpcEndpointId"));
}

#[test]
fn an_endpoint_changes_its_policy_groups_and_subnets() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.20.0.0/16");
    let a = ec2.subnet(&vpc, "10.20.1.0/24", "us-east-1a");
    let b = ec2.subnet(&vpc, "10.20.2.0/24", "us-east-1b");
    let (one, two) = (ec2.group(&vpc, "one"), ec2.group(&vpc, "two"));
    let default = ec2.default_group(&vpc);
    let made = ec2.endpoint(&vpc, &[("SubnetId.1", &a)]);
    assert_eq!(
        made.xml("groupId"),
        default,
        "the default group where none is named"
    );
    let id = made.xml("vpcEndpointId");
    let modify = |more: &[(&str, &str)]| {
        let parameters: Vec<_> = [("VpcEndpointId", id.as_str())]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        ec2.call("ModifyVpcEndpoint", &parameters)
    };
    let shown = || ec2.done("DescribeVpcEndpoints", &[("VpcEndpointId.1", &id)]);

    let document = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}"#;
    modify(&[("PolicyDocument", document)]).expect(200);
    assert_eq!(shown().xml("policyDocument"), document, "as it was sent");
    modify(&[("PolicyDocument", document), ("ResetPolicy", "true")]).expect(400);
    modify(&[("ResetPolicy", "true")]).expect(200);
    assert_ne!(shown().xml("policyDocument"), document);

    modify(&[
        ("AddSecurityGroupId.1", &one),
        ("AddSecurityGroupId.2", &two),
        ("RemoveSecurityGroupId.1", &default),
    ])
    .expect(200);
    let mut groups = shown().xml_all("groupId");
    groups.sort();
    let mut expected = vec![one.clone(), two.clone()];
    expected.sort();
    assert_eq!(groups, expected);
    let interface = ec2.done("DescribeNetworkInterfaces", &[]);
    assert_eq!(
        interface.xml_all("groupId").len(),
        2,
        "its interfaces have them too"
    );
    modify(&[
        ("RemoveSecurityGroupId.1", &one),
        ("RemoveSecurityGroupId.2", &two),
    ])
    .expect(400);

    modify(&[("AddSubnetId.1", &b)]).expect(200);
    assert_eq!(shown().xml("subnetIdSet").matches("<item>").count(), 2);
    modify(&[("RemoveSubnetId.1", &a)]).expect(200);
    assert_eq!(shown().xml("subnetIdSet"), format!("<item>{b}</item>"));
    assert_eq!(
        ec2.done("DescribeNetworkInterfaces", &[])
            .xml_all("networkInterfaceId")
            .len(),
        1
    );
    modify(&[("RemoveSubnetId.1", &a)]).expect(400);
    ec2.done("DeleteSubnet", &[("SubnetId", &a)]);
}

#[test]
fn the_one_service_is_described() {
    let ec2 = Ec2::new();
    let name = "com.amazonaws.us-east-1.execute-api";
    let shown = ec2.done("DescribeVpcEndpointServices", &[("ServiceName.1", name)]);
    assert_eq!(shown.xml("serviceName"), name);
    assert_eq!(
        shown.xml("privateDnsName"),
        "execute-api.us-east-1.amazonaws.com"
    );
    assert_eq!(shown.xml("acceptanceRequired"), "false");
    ec2.refused(
        "DescribeVpcEndpointServices",
        &[("ServiceName.1", "com.amazonaws.us-east-1.s3")],
        "InvalidServiceName",
        "The Vpc Endpoint Service 'com.amazonaws.us-east-1.s3' does not exist",
    );
    let lists = [
        ("Filter.1.Name", "prefix-list-name"),
        ("Filter.1.Value.1", name),
    ];
    assert!(
        !ec2.done("DescribePrefixLists", &lists)
            .body
            .contains("<item>")
    );
}
