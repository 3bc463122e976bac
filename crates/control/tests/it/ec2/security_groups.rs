//! Security groups and their rules: names, limits, duplicates, references.

use super::Ec2;

const FROM_ANYWHERE: [(&str, &str); 4] = [
    ("IpPermissions.1.IpProtocol", "tcp"),
    ("IpPermissions.1.FromPort", "443"),
    ("IpPermissions.1.ToPort", "443"),
    ("IpPermissions.1.IpRanges.1.CidrIp", "10.0.0.0/8"),
];

fn with<'a>(group: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [("GroupId", group)]
        .into_iter()
        .chain(more.iter().copied())
        .collect()
}

#[test]
fn names_follow_ec2s_rules() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let refused = |name: &str, code: &str, message: &str| {
        let parameters = [
            ("VpcId", vpc.as_str()),
            ("GroupName", name),
            ("GroupDescription", "d"),
        ];
        ec2.refused("CreateSecurityGroup", &parameters, code, message);
    };
    let not_sg = "Value (sg-vpce-endpoint) for parameter GroupName is invalid. Group names may not be in the format sg-*.";
    refused("sg-vpce-endpoint", "InvalidParameterValue", not_sg);
    refused(
        "default",
        "InvalidParameterValue",
        "Cannot use reserved security group name: default",
    );
    ec2.group(&vpc, "web");
    let message = format!("The security group 'web' already exists for VPC '{vpc}'");
    refused("web", "InvalidGroup.Duplicate", &message);
    let long = "n".repeat(256);
    let parameters = [
        ("VpcId", vpc.as_str()),
        ("GroupName", long.as_str()),
        ("GroupDescription", "d"),
    ];
    ec2.call("CreateSecurityGroup", &parameters).expect(400);
    ec2.group(&vpc, &"n".repeat(255));
    // The same name in another VPC is another group.
    let other = ec2.vpc("10.1.0.0/16");
    ec2.group(&other, "web");
    let no_vpc = [("GroupName", "x"), ("GroupDescription", "d")];
    ec2.refused(
        "CreateSecurityGroup",
        &no_vpc,
        "VPCIdNotSpecified",
        "No default VPC for this user",
    );
}

#[test]
fn a_new_group_lets_everything_out_and_nothing_in() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let group = ec2.group(&vpc, "web");
    let shown = ec2.done("DescribeSecurityGroups", &[("GroupId.1", &group)]);
    assert!(
        shown.body.contains("<ipPermissions></ipPermissions>")
            || shown.body.contains("<ipPermissions/>"),
        "{}",
        shown.body
    );
    assert_eq!(shown.xml("cidrIp"), "0.0.0.0/0");
    assert_eq!(shown.xml("ipProtocol"), "-1");
    assert!(shown.xml_all("fromPort").is_empty());
    // What the Terraform provider does to every new group.
    let all_v4 = with(
        &group,
        &[
            ("IpPermissions.1.IpProtocol", "-1"),
            ("IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"),
        ],
    );
    let revoked = ec2.done("RevokeSecurityGroupEgress", &all_v4);
    assert_eq!(revoked.xml("return"), "true");
    let all_v6 = with(
        &group,
        &[
            ("IpPermissions.1.IpProtocol", "-1"),
            ("IpPermissions.1.Ipv6Ranges.1.CidrIpv6", "::/0"),
        ],
    );
    let message = "The specified rule does not exist in this security group.";
    ec2.refused(
        "RevokeSecurityGroupEgress",
        &all_v6,
        "InvalidPermission.NotFound",
        message,
    );
}

#[test]
fn rules_are_authorized_once_with_ids_and_revoked_by_what_they_say_or_by_id() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let (caller, endpoint) = (
        ec2.group(&vpc, "lambda-caller"),
        ec2.group(&vpc, "vpce-endpoint"),
    );
    let made = ec2.done(
        "AuthorizeSecurityGroupIngress",
        &with(&endpoint, &FROM_ANYWHERE),
    );
    let rule = made.xml("securityGroupRuleId");
    assert!(rule.starts_with("sgr-"));
    assert_eq!(made.xml("isEgress"), "false");
    assert_eq!(made.xml("cidrIpv4"), "10.0.0.0/8");
    ec2.refused(
        "AuthorizeSecurityGroupIngress",
        &with(&endpoint, &FROM_ANYWHERE),
        "InvalidPermission.Duplicate",
        "the specified rule \"peer: 10.0.0.0/8, TCP, from port: 443, to port: 443, ALLOW\" already exists",
    );
    // The same once more, written otherwise.
    let plain = with(
        &endpoint,
        &[
            ("IpProtocol", "6"),
            ("FromPort", "443"),
            ("ToPort", "443"),
            ("CidrIp", "10.9.9.9/8"),
        ],
    );
    ec2.call("AuthorizeSecurityGroupIngress", &plain)
        .expect(400);
    let from_group = [
        ("IpPermissions.1.IpProtocol", "tcp"),
        ("IpPermissions.1.FromPort", "443"),
        ("IpPermissions.1.ToPort", "443"),
        ("IpPermissions.1.Groups.1.GroupId", caller.as_str()),
        (
            "IpPermissions.1.Groups.1.Description",
            "HTTPS from Lambda SG only",
        ),
    ];
    let made = ec2.done(
        "AuthorizeSecurityGroupIngress",
        &with(&endpoint, &from_group),
    );
    assert!(
        made.body
            .contains(&format!("<referencedGroupInfo><groupId>{caller}</groupId>")),
        "{}",
        made.body
    );
    let words = format!(
        "the specified rule \"peer: {caller}, TCP, from port: 443, to port: 443, ALLOW\" already exists"
    );
    ec2.refused(
        "AuthorizeSecurityGroupIngress",
        &with(&endpoint, &from_group),
        "InvalidPermission.Duplicate",
        &words,
    );
    // Both in one permission, as they share protocol and ports.
    let shown = ec2.done("DescribeSecurityGroups", &[("GroupId.1", &endpoint)]);
    assert_eq!(shown.xml_all("fromPort"), ["443"]);
    let by_group = [
        ("Filter.1.Name", "group-id"),
        ("Filter.1.Value.1", endpoint.as_str()),
    ];
    assert_eq!(
        ec2.done("DescribeSecurityGroupRules", &by_group)
            .xml_all("securityGroupRuleId")
            .len(),
        3
    );
    assert_eq!(
        ec2.done(
            "DescribeSecurityGroupRules",
            &[("SecurityGroupRuleId.1", &rule)]
        )
        .xml("groupId"),
        endpoint
    );

    ec2.done(
        "RevokeSecurityGroupIngress",
        &with(&endpoint, &[("SecurityGroupRuleId.1", &rule)]),
    );
    let gone = format!("The security group rule ID '{rule}' does not exist");
    let by_id = with(&endpoint, &[("SecurityGroupRuleId.1", &rule)]);
    ec2.refused(
        "RevokeSecurityGroupIngress",
        &by_id,
        "InvalidSecurityGroupRuleId.NotFound",
        &gone,
    );
    ec2.done("RevokeSecurityGroupIngress", &with(&endpoint, &from_group));
    let none = "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.";
    ec2.refused(
        "RevokeSecurityGroupIngress",
        &with(&endpoint, &[]),
        "MissingParameter",
        none,
    );
}

#[test]
fn one_wrong_rule_of_many_changes_nothing() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let group = ec2.group(&vpc, "web");
    let many = |last: &'static str| {
        let mut many = FROM_ANYWHERE.to_vec();
        many.push(("IpPermissions.1.IpRanges.2.CidrIp", last));
        many
    };
    let malformed = "CIDR block 10.0.0.0 is malformed";
    let parameters = many("10.0.0.0");
    ec2.refused(
        "AuthorizeSecurityGroupIngress",
        &with(&group, &parameters),
        "InvalidParameterValue",
        malformed,
    );
    let twice = "The same permission must not appear multiple times";
    let parameters = many("10.7.7.7/8");
    ec2.refused(
        "AuthorizeSecurityGroupIngress",
        &with(&group, &parameters),
        "InvalidParameterValue",
        twice,
    );
    let shown = ec2.done("DescribeSecurityGroups", &[("GroupId.1", &group)]);
    assert_eq!(
        shown.xml_all("cidrIp"),
        ["0.0.0.0/0"],
        "only the rule to everywhere"
    );
    ec2.done(
        "AuthorizeSecurityGroupIngress",
        &with(&group, &FROM_ANYWHERE),
    );
    // The first of the two is there, the second is not: neither goes.
    let parameters = many("192.168.0.0/16");
    let message = "The specified rule does not exist in this security group.";
    ec2.refused(
        "RevokeSecurityGroupIngress",
        &with(&group, &parameters),
        "InvalidPermission.NotFound",
        message,
    );
    ec2.done("RevokeSecurityGroupIngress", &with(&group, &FROM_ANYWHERE));
}

#[test]
fn protocols_and_ports_are_judged() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let group = ec2.group(&vpc, "web");
    let portless =
        "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.";
    for (protocol, from, to, message) in [
        (
            "xtp",
            Some("1"),
            Some("2"),
            "Invalid value 'xtp' for IP protocol. Unknown protocol.",
        ),
        ("tcp", None, None, portless),
        ("tcp", Some("443"), None, portless),
        (
            "tcp",
            Some("443"),
            Some("80"),
            "Invalid TCP/UDP port range (443:80)",
        ),
        (
            "udp",
            Some("0"),
            Some("65536"),
            "Invalid TCP/UDP port range (0:65536)",
        ),
        (
            "tcp",
            Some("-1"),
            Some("-1"),
            "Invalid TCP/UDP port range (-1:-1)",
        ),
        (
            "icmp",
            Some("-1"),
            Some("0"),
            "ICMP code (0) and type (-1) are invalid",
        ),
    ] {
        let mut parameters = with(&group, &[("IpPermissions.1.IpProtocol", protocol)]);
        parameters.extend(from.map(|from| ("IpPermissions.1.FromPort", from)));
        parameters.extend(to.map(|to| ("IpPermissions.1.ToPort", to)));
        parameters.push(("IpPermissions.1.IpRanges.1.CidrIp", "10.0.0.0/8"));
        ec2.refused(
            "AuthorizeSecurityGroupIngress",
            &parameters,
            "InvalidParameterValue",
            message,
        );
    }
    for (protocol, shown) in [
        ("17", "udp"),
        ("1", "icmp"),
        ("58", "icmpv6"),
        ("47", "47"),
        ("-1", "-1"),
    ] {
        let parameters = with(
            &group,
            &[
                ("IpPermissions.1.IpProtocol", protocol),
                ("IpPermissions.1.FromPort", "3"),
                ("IpPermissions.1.ToPort", "4"),
                (
                    "IpPermissions.1.PrefixListIds.1.PrefixListId",
                    "pl-63a5400a",
                ),
            ],
        );
        let made = ec2.done("AuthorizeSecurityGroupIngress", &parameters);
        assert_eq!(made.xml("ipProtocol"), shown);
        let ports = if matches!(protocol, "47" | "-1") {
            "-1"
        } else {
            "3"
        };
        assert_eq!(made.xml("fromPort"), ports, "{protocol}");
    }
}

#[test]
fn a_group_holds_sixty_rules_for_each_direction_and_family() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let group = ec2.group(&vpc, "web");
    let names: Vec<String> = (1..=60)
        .map(|n| format!("IpPermissions.1.IpRanges.{n}.CidrIp"))
        .collect();
    let cidrs: Vec<String> = (1..=60).map(|n| format!("10.{n}.0.0/16")).collect();
    let mut parameters = with(&group, &[("IpPermissions.1.IpProtocol", "-1")]);
    parameters.extend(
        names
            .iter()
            .map(String::as_str)
            .zip(cidrs.iter().map(String::as_str)),
    );
    ec2.done("AuthorizeSecurityGroupIngress", &parameters);
    let one_more = with(&group, &FROM_ANYWHERE);
    let message = "The maximum number of rules per security group has been reached.";
    ec2.refused(
        "AuthorizeSecurityGroupIngress",
        &one_more,
        "RulesPerSecurityGroupLimitExceeded",
        message,
    );
    let v6 = [
        ("IpPermissions.1.IpProtocol", "-1"),
        ("IpPermissions.1.Ipv6Ranges.1.CidrIpv6", "2001:db8::/32"),
    ];
    ec2.done("AuthorizeSecurityGroupIngress", &with(&group, &v6));
    ec2.done("AuthorizeSecurityGroupEgress", &one_more);
}

#[test]
fn a_group_in_use_stays() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let subnet = ec2.subnet(&vpc, "10.0.1.0/24", "us-east-1a");
    let default = ec2.default_group(&vpc);
    let message =
        format!("the specified group: \"{default}\" name: \"default\" cannot be deleted by a user");
    ec2.refused(
        "DeleteSecurityGroup",
        &[("GroupId", &default)],
        "CannotDelete",
        &message,
    );
    let (one, two) = (ec2.group(&vpc, "one"), ec2.group(&vpc, "two"));
    let dependent = format!("resource {one} has a dependent object");
    let reference = [
        ("IpPermissions.1.IpProtocol", "-1"),
        ("IpPermissions.1.Groups.1.GroupId", one.as_str()),
    ];
    ec2.done("AuthorizeSecurityGroupEgress", &with(&two, &reference));
    ec2.refused(
        "DeleteSecurityGroup",
        &[("GroupId", &one)],
        "DependencyViolation",
        &dependent,
    );
    ec2.done("RevokeSecurityGroupEgress", &with(&two, &reference));
    let parameters = [
        ("SubnetId", subnet.as_str()),
        ("SecurityGroupId.1", one.as_str()),
    ];
    let interface = ec2
        .done("CreateNetworkInterface", &parameters)
        .xml("networkInterfaceId");
    ec2.refused(
        "DeleteSecurityGroup",
        &[("GroupId", &one)],
        "DependencyViolation",
        &dependent,
    );
    ec2.done(
        "DeleteNetworkInterface",
        &[("NetworkInterfaceId", &interface)],
    );
    // A rule about the group itself does not keep it.
    ec2.done("AuthorizeSecurityGroupIngress", &with(&one, &reference));
    ec2.done("DeleteSecurityGroup", &[("GroupId", &one)]);
    let gone = format!("The security group '{one}' does not exist");
    ec2.refused(
        "DeleteSecurityGroup",
        &[("GroupId", &one)],
        "InvalidGroup.NotFound",
        &gone,
    );
}

#[test]
fn rules_refer_to_groups_of_the_same_vpc_only() {
    let ec2 = Ec2::new();
    let (here, there) = (ec2.vpc("10.0.0.0/16"), ec2.vpc("10.1.0.0/16"));
    let (one, two) = (ec2.group(&here, "one"), ec2.group(&there, "two"));
    let reference = |id: &'static str| {
        [
            ("IpPermissions.1.IpProtocol", "-1"),
            ("IpPermissions.1.Groups.1.GroupId", id),
        ]
    };
    let absent = "The security group 'sg-0123456789abcdef0' does not exist";
    let parameters = reference("sg-0123456789abcdef0");
    ec2.refused(
        "AuthorizeSecurityGroupIngress",
        &with(&one, &parameters),
        "InvalidGroup.NotFound",
        absent,
    );
    let elsewhere = [
        ("IpPermissions.1.IpProtocol", "-1"),
        ("IpPermissions.1.Groups.1.GroupId", two.as_str()),
    ];
    let message = "You have specified two resources that belong to different networks.";
    ec2.refused(
        "AuthorizeSecurityGroupIngress",
        &with(&one, &elsewhere),
        "InvalidGroup.NotFound",
        message,
    );
}

#[test]
fn rules_are_modified_and_described_in_place() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let (one, two) = (ec2.group(&vpc, "one"), ec2.group(&vpc, "two"));
    let made = ec2.done("AuthorizeSecurityGroupIngress", &with(&one, &FROM_ANYWHERE));
    let rule = made.xml("securityGroupRuleId");
    let update = |peer: (&'static str, &'static str)| {
        vec![
            ("SecurityGroupRule.1.SecurityGroupRule.IpProtocol", "tcp"),
            ("SecurityGroupRule.1.SecurityGroupRule.FromPort", "443"),
            ("SecurityGroupRule.1.SecurityGroupRule.ToPort", "444"),
            peer,
        ]
    };
    let mut parameters = update((
        "SecurityGroupRule.1.SecurityGroupRule.CidrIpv4",
        "10.51.0.0/16",
    ));
    parameters.push(("SecurityGroupRule.1.SecurityGroupRuleId", &rule));
    ec2.done("ModifySecurityGroupRules", &with(&one, &parameters));
    let shown = ec2.done(
        "DescribeSecurityGroupRules",
        &[("SecurityGroupRuleId.1", &rule)],
    );
    assert_eq!(
        (shown.xml("cidrIpv4"), shown.xml("toPort")),
        ("10.51.0.0/16".to_owned(), "444".to_owned())
    );
    let mut parameters = update(("SecurityGroupRule.1.SecurityGroupRule.CidrIpv6", "::/0"));
    parameters.push(("SecurityGroupRule.1.SecurityGroupRuleId", &rule));
    ec2.call("ModifySecurityGroupRules", &with(&one, &parameters))
        .expect(400);

    let mut reference = vec![
        ("IpPermissions.1.IpProtocol", "tcp"),
        ("IpPermissions.1.FromPort", "443"),
        ("IpPermissions.1.ToPort", "443"),
        ("IpPermissions.1.Groups.1.GroupId", two.as_str()),
    ];
    ec2.done("AuthorizeSecurityGroupIngress", &with(&one, &reference));
    reference.push(("IpPermissions.1.Groups.1.Description", "said later"));
    ec2.done(
        "UpdateSecurityGroupRuleDescriptionsIngress",
        &with(&one, &reference),
    );
    let shown = ec2.done("DescribeSecurityGroups", &[("GroupId.1", &one)]);
    assert!(
        shown.body.contains("<description>said later</description>"),
        "{}",
        shown.body
    );
    let by_id = [
        (
            "SecurityGroupRuleDescription.1.SecurityGroupRuleId",
            rule.as_str(),
        ),
        ("SecurityGroupRuleDescription.1.Description", "by id"),
    ];
    ec2.done(
        "UpdateSecurityGroupRuleDescriptionsIngress",
        &with(&one, &by_id),
    );
    let message = "The specified rule does not exist in this security group.";
    ec2.refused(
        "UpdateSecurityGroupRuleDescriptionsEgress",
        &with(&one, &reference),
        "InvalidPermission.NotFound",
        message,
    );
    let gone = format!("The security group rule ID '{rule}' does not exist");
    ec2.refused(
        "UpdateSecurityGroupRuleDescriptionsEgress",
        &with(&one, &by_id),
        "InvalidSecurityGroupRuleId.NotFound",
        &gone,
    );
}

#[test]
fn groups_are_found_by_their_rules() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.0.0.0/16");
    let group = ec2.group(&vpc, "web");
    ec2.group(&vpc, "other");
    ec2.done(
        "AuthorizeSecurityGroupIngress",
        &with(&group, &FROM_ANYWHERE),
    );
    for (name, value) in [
        ("ip-permission.cidr", "10.0.0.0/8"),
        ("ip-permission.from-port", "443"),
        ("ip-permission.protocol", "tcp"),
        ("group-name", "w*"),
    ] {
        let filter = [("Filter.1.Name", name), ("Filter.1.Value.1", value)];
        assert_eq!(
            ec2.done("DescribeSecurityGroups", &filter)
                .xml_all("groupName"),
            ["web"],
            "{name}"
        );
    }
}
