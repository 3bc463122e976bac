//! Load balancers, their nodes, attributes and tags.

use super::Elb;

#[test]
fn a_network_load_balancer_has_a_managed_interface_in_each_subnet() {
    let elb = Elb::new();
    let arn = elb.balancer("network", "to-api");
    let id = arn.rsplit('/').next().unwrap().to_owned();
    assert_eq!(
        arn,
        format!("arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/to-api/{id}")
    );
    assert_eq!(id.len(), 16);
    let described = elb.done("DescribeLoadBalancers", &[("Names.member.1", "to-api")]);
    assert_eq!(described.xml("Code"), "active");
    assert_eq!(described.xml("Scheme"), "internal");
    assert_eq!(described.xml("IpAddressType"), "ipv4");
    assert_eq!(
        described.xml("DNSName"),
        format!("to-api-{id}.elb.us-east-1.amazonaws.com")
    );
    assert_eq!(described.xml_all("ZoneName"), ["us-east-1a", "us-east-1b"]);
    assert!(
        !described.body.contains("SecurityGroups"),
        "{}",
        described.body
    );
    let description = format!("ELB net/to-api/{id}");
    let filter = [
        ("Filter.1.Name", "description"),
        ("Filter.1.Value.1", description.as_str()),
    ];
    let interfaces = elb.ec2("DescribeNetworkInterfaces", &filter);
    assert_eq!(
        interfaces.xml_all("interfaceType"),
        ["network_load_balancer", "network_load_balancer"]
    );
    assert_eq!(interfaces.xml("requesterManaged"), "true");
    assert_eq!(interfaces.xml("instanceOwnerId"), "amazon-aws");
    let addresses = interfaces.xml_all("privateIpAddress");
    assert!(
        addresses.iter().any(|it| it.starts_with("10.30.0.")),
        "{addresses:?}"
    );
    assert!(
        addresses.iter().any(|it| it.starts_with("10.30.1.")),
        "{addresses:?}"
    );
    let interface = interfaces.xml("networkInterfaceId");
    elb.ec2(
        "DeleteNetworkInterface",
        &[("NetworkInterfaceId", &interface)],
    )
    .expect(400);
    elb.ec2("DeleteSubnet", &[("SubnetId", &elb.subnets[0])])
        .expect(400);

    elb.done("DeleteLoadBalancer", &[("LoadBalancerArn", &arn)]);
    let interfaces = elb.ec2("DescribeNetworkInterfaces", &filter);
    assert!(interfaces.xml_all("networkInterfaceId").is_empty());
    elb.ec2("DeleteSubnet", &[("SubnetId", &elb.subnets[0])])
        .expect(200);
    // As AWS: what is gone is deleted.
    elb.done("DeleteLoadBalancer", &[("LoadBalancerArn", &arn)]);
}

#[test]
fn an_application_load_balancer_needs_two_zones_and_has_a_group() {
    let elb = Elb::new();
    let one = [
        ("Name", "alb"),
        ("Scheme", "internal"),
        ("Subnets.member.1", elb.subnets[0].as_str()),
    ];
    let said = "At least two subnets in two different Availability Zones must be specified";
    elb.refused("CreateLoadBalancer", &one, "ValidationError", said);
    let arn = elb.balancer("application", "alb");
    assert!(arn.contains(":loadbalancer/app/alb/"), "{arn}");
    let described = elb.done(
        "DescribeLoadBalancers",
        &[("LoadBalancerArns.member.1", &arn)],
    );
    let name = described.xml("DNSName");
    assert!(
        name.starts_with("internal-alb-") && name.ends_with(".us-east-1.elb.amazonaws.com"),
        "{name}"
    );
    let groups = elb.ec2("DescribeSecurityGroups", &[]);
    assert!(described.body.contains(&groups.xml("groupId")));
    let interfaces = elb.ec2(
        "DescribeNetworkInterfaces",
        &[
            ("Filter.1.Name", "attachment.instance-owner-id"),
            ("Filter.1.Value.1", "amazon-elb"),
        ],
    );
    assert_eq!(
        interfaces.xml_all("interfaceType"),
        ["interface", "interface"]
    );
}

#[test]
fn a_name_is_looked_up_before_it_is_taken() {
    let elb = Elb::new();
    elb.refused(
        "DescribeLoadBalancers",
        &[("Names.member.1", "svc")],
        "LoadBalancerNotFound",
        "One or more load balancers not found",
    );
    let arn = elb.balancer("network", "svc");
    assert_eq!(elb.balancer("network", "svc"), arn, "the same call again");
    let other = [
        ("Name", "svc"),
        ("Type", "network"),
        ("Scheme", "internal"),
        ("Subnets.member.1", &elb.subnets[0]),
    ];
    elb.refused(
        "CreateLoadBalancer",
        &other,
        "DuplicateLoadBalancerName",
        "A load balancer with the same name 'svc' exists, but with different settings",
    );
    for (name, said) in [
        (
            "-svc",
            "Load balancer name '-svc' cannot begin or end with a hyphen(-)",
        ),
        (
            "a_b",
            "Load balancer name 'a_b' can only contain characters that are alphanumeric characters or hyphens(-)",
        ),
        (
            "internal-svc",
            "The load balancer name 'internal-svc' cannot begin with 'internal-'",
        ),
        (
            "a23456789012345678901234567890123",
            "Load balancer name 'a23456789012345678901234567890123' cannot be longer than '32' characters",
        ),
    ] {
        let parameters = [
            ("Name", name),
            ("Type", "network"),
            ("Scheme", "internal"),
            ("Subnets.member.1", &elb.subnets[0]),
        ];
        elb.refused("CreateLoadBalancer", &parameters, "ValidationError", said);
    }
    elb.refused(
        "DescribeLoadBalancerAttributes",
        &[("LoadBalancerArn", "svc")],
        "ValidationError",
        "'svc' is not a valid load balancer ARN",
    );
    let gone = arn.replace("svc", "gone");
    elb.refused(
        "DescribeLoadBalancerAttributes",
        &[("LoadBalancerArn", &gone)],
        "LoadBalancerNotFound",
        &format!("Load balancer '{gone}' not found"),
    );
}

#[test]
fn a_way_from_the_internet_needs_a_gateway() {
    let elb = Elb::new();
    let parameters = [
        ("Name", "public"),
        ("Type", "network"),
        ("Subnets.member.1", elb.subnets[0].as_str()),
    ];
    let said = format!("VPC {} has no internet gateway", elb.vpc);
    elb.refused("CreateLoadBalancer", &parameters, "InvalidSubnet", &said);
    let gateway = elb
        .ec2("CreateInternetGateway", &[])
        .xml("internetGatewayId");
    let attach = [
        ("InternetGatewayId", gateway.as_str()),
        ("VpcId", elb.vpc.as_str()),
    ];
    elb.ec2("AttachInternetGateway", &attach).expect(200);
    let made = elb.done("CreateLoadBalancer", &parameters);
    assert_eq!(made.xml("Scheme"), "internet-facing");
}

#[test]
fn subnets_are_judged_before_anything_is_made() {
    let elb = Elb::new();
    let third = elb.ec2(
        "CreateSubnet",
        &[
            ("VpcId", &elb.vpc),
            ("CidrBlock", "10.30.2.0/24"),
            ("AvailabilityZone", "us-east-1a"),
        ],
    );
    let third = third.xml("subnetId");
    let create = |subnets: [&str; 2], code: &str, said: &str| {
        let parameters = [
            ("Name", "lb"),
            ("Scheme", "internal"),
            ("Subnets.member.1", subnets[0]),
            ("Subnets.member.2", subnets[1]),
        ];
        elb.refused("CreateLoadBalancer", &parameters, code, said);
    };
    create(
        [&elb.subnets[0], "subnet-0123456789abcdef0"],
        "SubnetNotFound",
        "The subnet ID 'subnet-0123456789abcdef0' does not exist",
    );
    create(
        [&elb.subnets[0], &third],
        "InvalidConfigurationRequest",
        "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    );
    let group = [
        ("Name", "lb"),
        ("Scheme", "internal"),
        ("Subnets.member.1", elb.subnets[0].as_str()),
        ("Subnets.member.2", elb.subnets[1].as_str()),
        ("SecurityGroups.member.1", "sg-0123456789abcdef0"),
    ];
    let said = "One or more security groups are invalid";
    elb.refused(
        "CreateLoadBalancer",
        &group,
        "InvalidConfigurationRequest",
        said,
    );
    assert!(
        elb.done("DescribeLoadBalancers", &[])
            .xml_all("LoadBalancerArn")
            .is_empty()
    );
}

#[test]
fn attributes_have_defaults_by_type_and_keep_what_is_set() {
    let elb = Elb::new();
    let value = |arn: &str, key: &str| {
        let answer = elb.done(
            "DescribeLoadBalancerAttributes",
            &[("LoadBalancerArn", arn)],
        );
        let pairs = answer.body.split("<member>").skip(1);
        let pair = pairs
            .into_iter()
            .find(|pair| pair.contains(&format!("<Key>{key}</Key>")));
        pair.map(|pair| {
            let value = pair.split("<Value>").nth(1).unwrap_or_default();
            value
                .split("</Value>")
                .next()
                .unwrap_or_default()
                .to_owned()
        })
    };
    let application = elb.balancer("application", "alb");
    let network = elb.balancer("network", "nlb");
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        value(&application, "idle_timeout.timeout_seconds"),
        some("60")
    );
    assert_eq!(
        value(&application, "load_balancing.cross_zone.enabled"),
        some("true")
    );
    assert_eq!(value(&application, "routing.http2.enabled"), some("true"));
    assert_eq!(value(&network, "idle_timeout.timeout_seconds"), None);
    assert_eq!(
        value(&network, "load_balancing.cross_zone.enabled"),
        some("false")
    );
    assert_eq!(
        value(&network, "dns_record.client_routing_policy"),
        some("any_availability_zone")
    );
    let set = |arn: &str, key: &str, value: &str| {
        let parameters = [
            ("LoadBalancerArn", arn),
            ("Attributes.member.1.Key", key),
            ("Attributes.member.1.Value", value),
        ];
        elb.call("ModifyLoadBalancerAttributes", &parameters)
    };
    set(&application, "idle_timeout.timeout_seconds", "61").expect(200);
    assert_eq!(
        value(&application, "idle_timeout.timeout_seconds"),
        some("61")
    );
    set(&network, "idle_timeout.timeout_seconds", "61").refused(
        400,
        "InvalidConfigurationRequest",
        "Load balancer attribute key 'idle_timeout.timeout_seconds' is not supported here",
    );
    set(&network, "colour", "red").refused(
        400,
        "ValidationError",
        "Load balancer attribute key 'colour' is not recognized",
    );
    for (key, wrong) in [
        ("idle_timeout.timeout_seconds", "4001"),
        ("idle_timeout.timeout_seconds", "+60"),
        ("routing.http2.enabled", "yes"),
        ("load_balancing.cross_zone.enabled", "false"),
        ("access_logs.s3.enabled", "true"),
    ] {
        set(&application, key, wrong).expect(400);
    }
    assert_eq!(
        value(&application, "idle_timeout.timeout_seconds"),
        some("61")
    );
}

#[test]
fn deletion_protection_holds_until_it_is_taken_off() {
    let elb = Elb::new();
    let arn = elb.balancer("network", "nlb");
    let protect = |value: &str| {
        let parameters = [
            ("LoadBalancerArn", arn.as_str()),
            ("Attributes.member.1.Key", "deletion_protection.enabled"),
            ("Attributes.member.1.Value", value),
        ];
        elb.done("ModifyLoadBalancerAttributes", &parameters);
    };
    protect("true");
    elb.refused(
        "DeleteLoadBalancer",
        &[("LoadBalancerArn", &arn)],
        "OperationNotPermitted",
        &format!("Load balancer '{arn}' cannot be deleted because deletion protection is enabled"),
    );
    protect("false");
    elb.done("DeleteLoadBalancer", &[("LoadBalancerArn", &arn)]);
}

#[test]
fn subnets_and_groups_change_with_the_interfaces() {
    let elb = Elb::new();
    let network = elb.balancer("network", "nlb");
    let fewer = [
        ("LoadBalancerArn", network.as_str()),
        ("Subnets.member.1", elb.subnets[0].as_str()),
    ];
    let said = "Subnet removal is not supported for Network Load Balancers. You must specify all existing subnets along with any new ones";
    elb.refused("SetSubnets", &fewer, "ValidationError", said);
    let third = elb.ec2(
        "CreateSubnet",
        &[
            ("VpcId", &elb.vpc),
            ("CidrBlock", "10.30.2.0/24"),
            ("AvailabilityZone", "us-east-1c"),
        ],
    );
    let third = third.xml("subnetId");
    let application = elb.balancer("application", "alb");
    let other = [
        ("LoadBalancerArn", application.as_str()),
        ("Subnets.member.1", elb.subnets[0].as_str()),
        ("Subnets.member.2", third.as_str()),
    ];
    let zones = elb.done("SetSubnets", &other).xml_all("ZoneName");
    assert_eq!(zones, ["us-east-1a", "us-east-1c"]);
    let group = elb.ec2(
        "CreateSecurityGroup",
        &[
            ("GroupName", "alb"),
            ("GroupDescription", "alb"),
            ("VpcId", &elb.vpc),
        ],
    );
    let group = group.xml("groupId");
    let guard = [
        ("LoadBalancerArn", application.as_str()),
        ("SecurityGroups.member.1", group.as_str()),
    ];
    elb.done("SetSecurityGroups", &guard);
    let filter = [
        ("Filter.1.Name", "group-id"),
        ("Filter.1.Value.1", group.as_str()),
    ];
    let interfaces = elb.ec2("DescribeNetworkInterfaces", &filter);
    let mut subnets = interfaces.xml_all("subnetId");
    subnets.sort();
    let mut expected = vec![elb.subnets[0].clone(), third];
    expected.sort();
    assert_eq!(subnets, expected);
    elb.ec2("DeleteSecurityGroup", &[("GroupId", &group)])
        .refused(
            400,
            "DependencyViolation",
            &format!("resource {group} has a dependent object"),
        );
}

#[test]
fn an_address_can_be_chosen_for_each_subnet() {
    let elb = Elb::new();
    let parameters = [
        ("Name", "nlb"),
        ("Type", "network"),
        ("Scheme", "internal"),
        ("SubnetMappings.member.1.SubnetId", elb.subnets[0].as_str()),
        ("SubnetMappings.member.1.PrivateIPv4Address", "10.30.0.77"),
    ];
    let made = elb.done("CreateLoadBalancer", &parameters);
    assert_eq!(made.xml("PrivateIPv4Address"), "10.30.0.77");
    let interfaces = elb.ec2("DescribeNetworkInterfaces", &[]);
    assert_eq!(interfaces.xml("privateIpAddress"), "10.30.0.77");
    let elsewhere = [
        ("Name", "other"),
        ("Type", "network"),
        ("Scheme", "internal"),
        ("SubnetMappings.member.1.SubnetId", elb.subnets[0].as_str()),
        ("SubnetMappings.member.1.PrivateIPv4Address", "10.99.0.1"),
    ];
    elb.call("CreateLoadBalancer", &elsewhere).expect(400);
}

#[test]
fn pages_hold_their_place() {
    let elb = Elb::new();
    for name in ["a", "b", "c"] {
        elb.balancer("network", name);
    }
    let first = elb.done("DescribeLoadBalancers", &[("PageSize", "2")]);
    assert_eq!(first.xml_all("LoadBalancerName"), ["a", "b"]);
    let marker = first.xml("NextMarker");
    elb.balancer("network", "aa");
    let second = elb.done(
        "DescribeLoadBalancers",
        &[("PageSize", "2"), ("Marker", &marker)],
    );
    assert_eq!(second.xml_all("LoadBalancerName"), ["c"]);
    assert!(!second.body.contains("NextMarker"));
}

#[test]
fn tags_are_on_everything_that_has_an_arn() {
    let elb = Elb::new();
    let balancer = elb.balancer("application", "alb");
    let group = elb.group("svc", "HTTP", "8080");
    let listener = elb.listener(&balancer, "HTTP", "80", &group);
    let rules = elb.done("DescribeRules", &[("ListenerArn", &listener)]);
    let rule = rules.xml("RuleArn");
    for arn in [&balancer, &group, &listener, &rule] {
        let tags = [
            ("ResourceArns.member.1", arn.as_str()),
            ("Tags.member.1.Key", "a"),
            ("Tags.member.1.Value", "1"),
            ("Tags.member.2.Key", "b"),
        ];
        elb.done("AddTags", &tags);
        let keys = [
            ("ResourceArns.member.1", arn.as_str()),
            ("TagKeys.member.1", "b"),
        ];
        elb.done("RemoveTags", &keys);
        let described = elb.done("DescribeTags", &[("ResourceArns.member.1", arn)]);
        assert_eq!(described.xml_all("Key"), ["a"], "{arn}");
        assert_eq!(described.xml("ResourceArn"), *arn);
    }
    let twice = [
        ("ResourceArns.member.1", balancer.as_str()),
        ("Tags.member.1.Key", "a"),
        ("Tags.member.2.Key", "a"),
    ];
    let said = "Tag key was specified more than once: a";
    elb.refused("AddTags", &twice, "DuplicateTagKeys", said);
}

#[test]
fn capacity_and_limits_are_told() {
    let elb = Elb::new();
    let arn = elb.balancer("network", "nlb");
    let capacity = elb.done("DescribeCapacityReservation", &[("LoadBalancerArn", &arn)]);
    assert_eq!(capacity.xml("DecreaseRequestsRemaining"), "2");
    let limits = elb.done("DescribeAccountLimits", &[]);
    assert!(
        limits
            .xml_all("Name")
            .contains(&"network-load-balancers".to_owned())
    );
    let policies = elb.done(
        "DescribeSSLPolicies",
        &[("Names.member.1", "ELBSecurityPolicy-TLS13-1-2-2021-06")],
    );
    let versions: Vec<bool> = ["TLSv1.1", "TLSv1.2", "TLSv1.3"]
        .map(|version| {
            policies
                .body
                .contains(&format!("<member>{version}</member>"))
        })
        .to_vec();
    assert_eq!(versions, [false, true, true]);
}
