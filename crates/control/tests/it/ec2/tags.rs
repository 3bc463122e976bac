//! Tags on every kind of resource.

use super::Ec2;

#[test]
fn every_kind_is_tagged_described_and_untagged() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let subnet = ec2.subnet(&vpc, "10.0.1.0/24", "us-east-1a");
    let group = ec2.group(&vpc, "web");
    let id_of = |answer: crate::harness::Answer, element: &str| answer.xml(element);
    let resources = [
        (
            "network-acl",
            id_of(ec2.done("DescribeNetworkAcls", &[]), "networkAclId"),
        ),
        (
            "network-interface",
            id_of(
                ec2.done("CreateNetworkInterface", &[("SubnetId", &subnet)]),
                "networkInterfaceId",
            ),
        ),
        (
            "route-table",
            id_of(ec2.done("DescribeRouteTables", &[]), "routeTableId"),
        ),
        (
            "security-group-rule",
            id_of(
                ec2.done("DescribeSecurityGroupRules", &[]),
                "securityGroupRuleId",
            ),
        ),
        (
            "vpc-endpoint",
            id_of(ec2.endpoint(&vpc, &[]), "vpcEndpointId"),
        ),
        ("security-group", group),
        ("subnet", subnet),
        ("vpc", vpc),
    ];
    for (kind, id) in &resources {
        let tags = [
            ("ResourceId.1", id.as_str()),
            ("Tag.1.Key", "Name"),
            ("Tag.1.Value", kind),
            ("Tag.2.Key", "Empty"),
        ];
        ec2.done("CreateTags", &tags);
        let filter = [
            ("Filter.1.Name", "resource-id"),
            ("Filter.1.Value.1", id.as_str()),
        ];
        let shown = ec2.done("DescribeTags", &filter);
        assert_eq!(shown.xml_all("resourceType"), [*kind, *kind]);
        assert_eq!(shown.xml_all("key"), ["Empty", "Name"]);
    }
    for (action, filter, element, kind) in [
        ("DescribeVpcs", "tag:Name", "vpcId", "vpc"),
        ("DescribeSubnets", "tag:Name", "subnetId", "subnet"),
        (
            "DescribeVpcEndpoints",
            "tag:Name",
            "vpcEndpointId",
            "vpc-endpoint",
        ),
        (
            "DescribeSecurityGroupRules",
            "tag:Name",
            "securityGroupRuleId",
            "security-group-rule",
        ),
        (
            "DescribeNetworkAcls",
            "tag:Name",
            "networkAclId",
            "network-acl",
        ),
    ] {
        let found = ec2.done(
            action,
            &[("Filter.1.Name", filter), ("Filter.1.Value.1", kind)],
        );
        let expected = resources.iter().find(|(known, _)| *known == kind).unwrap();
        assert_eq!(found.xml(element), expected.1, "{action}");
    }
    for (kind, id) in &resources {
        let other = [
            ("ResourceId.1", id.as_str()),
            ("Tag.1.Key", "Name"),
            ("Tag.1.Value", "another value"),
        ];
        ec2.done("DeleteTags", &other);
        let filter = [
            ("Filter.1.Name", "resource-id"),
            ("Filter.1.Value.1", id.as_str()),
        ];
        assert_eq!(
            ec2.done("DescribeTags", &filter).xml_all("key").len(),
            2,
            "{kind}: the value differs"
        );
        ec2.done(
            "DeleteTags",
            &[("ResourceId.1", id.as_str()), ("Tag.1.Key", "Name")],
        );
        ec2.done(
            "DeleteTags",
            &[
                ("ResourceId.1", id.as_str()),
                ("Tag.1.Key", "Empty"),
                ("Tag.1.Value", ""),
            ],
        );
        assert!(
            ec2.done("DescribeTags", &filter).xml_all("key").is_empty(),
            "{kind}"
        );
    }
}

#[test]
fn tags_that_cannot_be_are_refused() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let tag = |key: &str, value: &str| {
        ec2.call(
            "CreateTags",
            &[
                ("ResourceId.1", &vpc),
                ("Tag.1.Key", key),
                ("Tag.1.Value", value),
            ],
        )
    };
    let reserved = "Tag keys starting with 'aws:' are reserved for internal use";
    tag("aws:cloudformation:stack-id", "x").refused(400, "InvalidParameterValue", reserved);
    tag(&"k".repeat(129), "x").expect(400);
    tag("k", &"v".repeat(257)).expect(400);
    ec2.refused(
        "CreateTags",
        &[
            ("ResourceId.1", "what-1"),
            ("Tag.1.Key", "k"),
            ("Tag.1.Value", "v"),
        ],
        "InvalidID",
        "The ID 'what-1' is not valid",
    );
    let keys: Vec<String> = (1..=50).map(|n| format!("Tag.{n}.Key")).collect();
    let names: Vec<String> = (1..=50).map(|n| format!("key-{n}")).collect();
    let mut fifty = vec![("ResourceId.1", vpc.as_str())];
    fifty.extend(
        keys.iter()
            .map(String::as_str)
            .zip(names.iter().map(String::as_str)),
    );
    ec2.done("CreateTags", &fifty);
    let limit = "The maximum number of Tags for a resource has been reached.";
    tag("one more", "x").refused(400, "TagLimitExceeded", limit);
    tag("key-1", "x").expect(200);
    ec2.refused(
        "CreateVpc",
        &[
            ("CidrBlock", "10.1.0.0/16"),
            ("TagSpecification.1.ResourceType", "subnet"),
            ("TagSpecification.1.Tag.1.Key", "Name"),
        ],
        "InvalidParameterValue",
        "'subnet' is not a valid taggable resource type for this operation.",
    );
    // One wrong resource of two: neither is tagged.
    let two = [
        ("ResourceId.1", vpc.as_str()),
        ("ResourceId.2", "subnet-0123456789abcdef0"),
        ("Tag.1.Key", "key-2"),
        ("Tag.1.Value", "changed"),
    ];
    ec2.refused(
        "CreateTags",
        &two,
        "InvalidSubnetID.NotFound",
        "The subnet ID 'subnet-0123456789abcdef0' does not exist",
    );
    let changed = [("Filter.1.Name", "value"), ("Filter.1.Value.1", "changed")];
    assert!(ec2.done("DescribeTags", &changed).xml_all("key").is_empty());
}
