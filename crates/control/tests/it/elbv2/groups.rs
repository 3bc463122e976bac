//! Target groups, their health checks, attributes and targets.

use portcullis_catalog::health::Finding;

use super::Elb;

#[test]
fn a_group_has_the_health_check_of_its_protocol() {
    let elb = Elb::new();
    let describe =
        |arn: &str| elb.done("DescribeTargetGroups", &[("TargetGroupArns.member.1", arn)]);
    let http = describe(&elb.group("web", "HTTP", "8080"));
    for (element, expected) in [
        ("HealthCheckProtocol", "HTTP"),
        ("HealthCheckPort", "traffic-port"),
        ("HealthCheckPath", "/"),
        ("HealthCheckIntervalSeconds", "30"),
        ("HealthCheckTimeoutSeconds", "5"),
        ("HealthyThresholdCount", "5"),
        ("UnhealthyThresholdCount", "2"),
        ("HttpCode", "200"),
        ("ProtocolVersion", "HTTP1"),
        ("TargetType", "ip"),
    ] {
        assert_eq!(http.xml(element), expected, "{element}");
    }
    let tcp = describe(&elb.group("wire", "TCP", "443"));
    assert_eq!(tcp.xml("HealthCheckProtocol"), "TCP");
    assert_eq!(tcp.xml("HealthCheckTimeoutSeconds"), "10");
    for absent in ["HealthCheckPath", "Matcher", "ProtocolVersion"] {
        assert!(!tcp.body.contains(absent), "{}", tcp.body);
    }
    let parameters = [
        ("Name", "via-alb"),
        ("Protocol", "TCP"),
        ("Port", "80"),
        ("VpcId", elb.vpc.as_str()),
        ("TargetType", "alb"),
    ];
    let alb = elb.done("CreateTargetGroup", &parameters);
    assert_eq!(alb.xml("HealthCheckProtocol"), "HTTP");
    assert_eq!(alb.xml("HttpCode"), "200-399");
    let lambda = elb.done(
        "CreateTargetGroup",
        &[("Name", "f"), ("TargetType", "lambda")],
    );
    assert_eq!(lambda.xml("HealthCheckEnabled"), "false");
    assert_eq!(lambda.xml("HealthCheckIntervalSeconds"), "35");
    assert!(!lambda.body.contains("<Port>"), "{}", lambda.body);
}

#[test]
fn what_a_group_cannot_be_is_refused() {
    let elb = Elb::new();
    let vpc = elb.vpc.as_str();
    for (parameters, code, said) in [
        (
            vec![("Port", "80"), ("VpcId", vpc)],
            "ValidationError",
            "A protocol must be specified",
        ),
        (
            vec![("Protocol", "HTTP"), ("VpcId", vpc)],
            "ValidationError",
            "A port must be specified",
        ),
        (
            vec![("Protocol", "HTTP"), ("Port", "80")],
            "ValidationError",
            "A VPC ID must be specified",
        ),
        (
            vec![
                ("Protocol", "HTTP"),
                ("Port", "80"),
                ("VpcId", "vpc-0123456789abcdef0"),
            ],
            "ValidationError",
            "The VPC ID 'vpc-0123456789abcdef0' is not found",
        ),
        (
            vec![
                ("Protocol", "HTTP"),
                ("Port", "80"),
                ("VpcId", vpc),
                ("TargetType", "alb"),
            ],
            "InvalidConfigurationRequest",
            "Target groups with target type 'alb' must have the protocol 'TCP'",
        ),
        (
            vec![
                ("Protocol", "HTTP"),
                ("Port", "80"),
                ("VpcId", vpc),
                ("HealthCheckProtocol", "TCP"),
            ],
            "InvalidConfigurationRequest",
            "The health check protocol 'TCP' is not supported for this target group",
        ),
        (
            vec![
                ("Protocol", "HTTP"),
                ("Port", "80"),
                ("VpcId", vpc),
                ("HealthCheckIntervalSeconds", "10"),
                ("HealthCheckTimeoutSeconds", "20"),
            ],
            "ValidationError",
            "Health check timeout '20' must be smaller than or equal to the interval '10'",
        ),
        (
            vec![
                ("Protocol", "HTTP"),
                ("Port", "80"),
                ("VpcId", vpc),
                ("Matcher.HttpCode", "200-600"),
            ],
            "ValidationError",
            "Health check matcher '200-600' must be codes or ranges of codes within '200-499'",
        ),
        (
            vec![
                ("Protocol", "HTTP"),
                ("Port", "80"),
                ("VpcId", vpc),
                ("HealthCheckPath", "health"),
            ],
            "ValidationError",
            "Health check path 'health' must begin with a '/' character",
        ),
        (
            vec![("Protocol", "GENEVE"), ("Port", "6081"), ("VpcId", vpc)],
            "UnsupportedProtocol",
            "The protocol 'GENEVE' is not offered by this gateway.",
        ),
    ] {
        let all: Vec<(&str, &str)> = [("Name", "t")].into_iter().chain(parameters).collect();
        elb.refused("CreateTargetGroup", &all, code, said);
    }
    elb.refused(
        "DescribeTargetGroups",
        &[("Names.member.1", "t")],
        "TargetGroupNotFound",
        "One or more target groups not found",
    );
}

#[test]
fn a_repeated_call_finds_what_it_made_and_another_is_a_duplicate() {
    let elb = Elb::new();
    let arn = elb.group("svc", "HTTP", "8080");
    assert_eq!(elb.group("svc", "HTTP", "8080"), arn);
    let other = [
        ("Name", "svc"),
        ("Protocol", "HTTP"),
        ("Port", "8081"),
        ("VpcId", elb.vpc.as_str()),
        ("TargetType", "ip"),
    ];
    elb.refused(
        "CreateTargetGroup",
        &other,
        "DuplicateTargetGroupName",
        "A target group with the same name 'svc' exists, but with different settings",
    );
}

#[test]
fn a_health_check_changes_in_part() {
    let elb = Elb::new();
    let arn = elb.group("svc", "TCP", "443");
    let to_http = [
        ("TargetGroupArn", arn.as_str()),
        ("HealthCheckProtocol", "HTTP"),
        ("HealthCheckPath", "/health"),
        ("HealthCheckPort", "8080"),
    ];
    let changed = elb.done("ModifyTargetGroup", &to_http);
    assert_eq!(changed.xml("HealthCheckPath"), "/health");
    assert_eq!(changed.xml("HealthCheckPort"), "8080");
    assert_eq!(changed.xml("HttpCode"), "200-399");
    let count = [
        ("TargetGroupArn", arn.as_str()),
        ("HealthyThresholdCount", "3"),
    ];
    let changed = elb.done("ModifyTargetGroup", &count);
    assert_eq!(changed.xml("HealthyThresholdCount"), "3");
    assert_eq!(changed.xml("HealthCheckPath"), "/health");
    let to_tcp = [
        ("TargetGroupArn", arn.as_str()),
        ("HealthCheckProtocol", "TCP"),
    ];
    let changed = elb.done("ModifyTargetGroup", &to_tcp);
    assert!(
        !changed.body.contains("HealthCheckPath"),
        "{}",
        changed.body
    );
}

#[test]
fn attributes_depend_on_the_protocol() {
    let elb = Elb::new();
    let value = |arn: &str, key: &str| {
        let answer = elb.done("DescribeTargetGroupAttributes", &[("TargetGroupArn", arn)]);
        let member = answer
            .body
            .split("<member>")
            .find(|it| it.contains(&format!(">{key}<")));
        member.map(|it| {
            it.split("<Value>")
                .nth(1)
                .unwrap()
                .split('<')
                .next()
                .unwrap()
                .to_owned()
        })
    };
    let http = elb.group("web", "HTTP", "8080");
    let tcp = elb.group("wire", "TCP", "443");
    let udp = elb.group("datagrams", "UDP", "53");
    for (arn, key, expected) in [
        (&http, "stickiness.type", Some("lb_cookie")),
        (&http, "preserve_client_ip.enabled", None),
        (&http, "deregistration_delay.timeout_seconds", Some("300")),
        (&tcp, "stickiness.type", Some("source_ip")),
        (&tcp, "preserve_client_ip.enabled", Some("false")),
        (&tcp, "slow_start.duration_seconds", None),
        (&udp, "preserve_client_ip.enabled", Some("true")),
    ] {
        assert_eq!(value(arn, key).as_deref(), expected, "{key}");
    }
    let set = |arn: &str, key: &str, value: &str| {
        let parameters = [
            ("TargetGroupArn", arn),
            ("Attributes.member.1.Key", key),
            ("Attributes.member.1.Value", value),
        ];
        elb.call("ModifyTargetGroupAttributes", &parameters).status
    };
    assert_eq!(set(&tcp, "preserve_client_ip.enabled", "true"), 200);
    assert_eq!(
        value(&tcp, "preserve_client_ip.enabled").as_deref(),
        Some("true")
    );
    assert_eq!(set(&udp, "preserve_client_ip.enabled", "false"), 400);
    assert_eq!(
        set(&http, "deregistration_delay.timeout_seconds", "3601"),
        400
    );
    assert_eq!(set(&http, "stickiness.type", "source_ip"), 400);
}

#[test]
fn addresses_are_registered_with_the_zone_that_they_are_in() {
    let elb = Elb::new();
    let arn = elb.group("svc", "TCP", "443");
    let register = |id: &str, zone: &str| {
        let mut parameters = vec![
            ("TargetGroupArn", arn.as_str()),
            ("Targets.member.1.Id", id),
        ];
        if !zone.is_empty() {
            parameters.push(("Targets.member.1.AvailabilityZone", zone));
        }
        elb.call("RegisterTargets", &parameters)
    };
    register("10.30.1.50", "").expect(200);
    register("10.40.0.4", "all").expect(200);
    let health = elb.done("DescribeTargetHealth", &[("TargetGroupArn", &arn)]);
    assert_eq!(health.xml_all("Id"), ["10.30.1.50", "10.40.0.4"]);
    assert_eq!(health.xml_all("AvailabilityZone"), ["us-east-1b", "all"]);
    assert_eq!(health.xml_all("HealthCheckPort"), ["443", "443"]);
    assert_eq!(health.xml_all("State"), ["unused", "unused"]);
    assert_eq!(health.xml("Reason"), "Target.NotInUse");
    for (id, zone, said) in [
        (
            "10.40.0.5",
            "",
            "The Availability Zone is required for IP address '10.40.0.5' because it is not in the VPC",
        ),
        (
            "10.30.0.9",
            "all",
            "The IP address '10.30.0.9' is within the VPC, and cannot have its Availability Zone overridden to 'all' from 'us-east-1a'",
        ),
        (
            "10.40.0.5",
            "mars",
            "You must specify a valid Availability Zone or select 'all' for all enabled Availability zones, since the IP address '10.40.0.5' is outside the VPC",
        ),
        (
            "8.8.8.8",
            "all",
            "The IP address '8.8.8.8' is not in a subnet of the VPC, nor in 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12 or 192.168.0.0/16",
        ),
        (
            "host",
            "",
            "The IP address 'host' is not a valid IPv4 address",
        ),
    ] {
        register(id, zone).refused(400, "ValidationError", said);
    }
    let without_port = [
        ("TargetGroupArn", arn.as_str()),
        ("Targets.member.1.Id", "10.40.0.4"),
    ];
    elb.done("DeregisterTargets", &without_port);
    let one = [
        ("TargetGroupArn", arn.as_str()),
        ("Targets.member.1.Id", "10.40.0.4"),
        ("Targets.member.1.Port", "443"),
        ("Targets.member.1.AvailabilityZone", "all"),
    ];
    let health = elb.done("DescribeTargetHealth", &one);
    assert_eq!(health.xml("Reason"), "Target.NotRegistered");
    // What is not registered is deregistered already.
    elb.done("DeregisterTargets", &without_port);
}

#[test]
fn a_target_of_a_group_in_use_is_being_checked() {
    let elb = Elb::new();
    let balancer = elb.balancer("network", "nlb");
    let group = elb.group("svc", "TCP", "443");
    elb.listener(&balancer, "TCP", "443", &group);
    let register = [
        ("TargetGroupArn", group.as_str()),
        ("Targets.member.1.Id", "10.30.0.50"),
        ("Targets.member.1.Port", "8443"),
    ];
    elb.done("RegisterTargets", &register);
    let health = elb.done("DescribeTargetHealth", &[("TargetGroupArn", &group)]);
    assert_eq!(health.xml("State"), "initial");
    assert_eq!(health.xml("Reason"), "Elb.RegistrationInProgress");
    assert_eq!(health.xml("HealthCheckPort"), "8443");
    let described = elb.done("DescribeTargetGroups", &[("LoadBalancerArn", &balancer)]);
    assert_eq!(described.xml("TargetGroupArn"), group);
    assert!(
        described
            .body
            .contains(&format!("<LoadBalancerArns><member>{balancer}</member>"))
    );
    elb.refused(
        "DeleteTargetGroup",
        &[("TargetGroupArn", &group)],
        "ResourceInUse",
        &format!("Target group '{group}' is currently in use by a listener or a rule"),
    );
}

#[test]
fn health_is_said_as_it_was_found_and_a_target_in_use_drains() {
    let elb = Elb::new();
    let balancer = elb.balancer("network", "nlb");
    let group = elb.group("svc", "TCP", "443");
    elb.listener(&balancer, "TCP", "443", &group);
    let target = [
        ("TargetGroupArn", group.as_str()),
        ("Targets.member.1.Id", "10.30.0.50"),
    ];
    elb.done("RegisterTargets", &target);
    let health = || elb.done("DescribeTargetHealth", &[("TargetGroupArn", &group)]);
    let meter = || {
        let world = elb.harness.feed.world().load_full();
        let known = world.target_group(&group).unwrap();
        let found = known.target("10.30.0.50", Some(443)).unwrap();
        (
            std::sync::Arc::clone(&found.health),
            known.record.health_check.clone(),
        )
    };
    let found = |finding: Finding| {
        let (health, check) = meter();
        for _ in 0..5 {
            health.observe(finding, &check);
        }
    };
    for (finding, state, reason, said) in [
        (Finding::Passed, "healthy", None, None),
        (
            Finding::Mismatch(404),
            "unhealthy",
            Some("Target.ResponseCodeMismatch"),
            Some("Health checks failed with these codes: [404]"),
        ),
        (
            Finding::Timeout,
            "unhealthy",
            Some("Target.Timeout"),
            Some("Request timed out"),
        ),
        (
            Finding::Failed,
            "unhealthy",
            Some("Target.FailedHealthChecks"),
            Some("Health checks failed"),
        ),
    ] {
        found(finding);
        let health = health();
        assert_eq!(health.xml("State"), state);
        let one = |name: &str| health.xml_all(name).into_iter().next();
        assert_eq!(one("Reason").as_deref(), reason);
        assert_eq!(one("Description").as_deref(), said);
    }
    // Registered again it stays what it is.
    elb.done("RegisterTargets", &target);
    assert_eq!(health().xml("State"), "unhealthy");

    let in_use = meter().0.in_use();
    elb.done("DeregisterTargets", &target);
    assert_eq!(health().xml("State"), "draining");
    assert_eq!(health().xml("Reason"), "Target.DeregistrationInProgress");
    elb.harness.advance(301);
    assert_eq!(
        health().xml_all("State"),
        Vec::<String>::new(),
        "it had its time"
    );
    elb.done("RegisterTargets", &target);
    assert_eq!(health().xml("State"), "initial", "it is new");
    drop(in_use);
    elb.done("DeregisterTargets", &target);
    let one = elb.done("DescribeTargetHealth", &target);
    assert_eq!(one.xml("State"), "unused");
    assert_eq!(one.xml("Reason"), "Target.NotRegistered");
}

#[test]
fn a_load_balancer_is_a_target_while_it_listens_on_the_port() {
    let elb = Elb::new();
    let application = elb.balancer("application", "alb");
    let parameters = [
        ("Name", "via-alb"),
        ("Protocol", "TCP"),
        ("Port", "80"),
        ("VpcId", elb.vpc.as_str()),
        ("TargetType", "alb"),
    ];
    let via = elb
        .done("CreateTargetGroup", &parameters)
        .xml("TargetGroupArn");
    let register = [
        ("TargetGroupArn", via.as_str()),
        ("Targets.member.1.Id", application.as_str()),
    ];
    let said = "If the target type is ALB, the target must have at least one listener that matches the target group port or any specified port overrides";
    elb.refused("RegisterTargets", &register, "ValidationError", said);
    let group = elb.group("svc", "HTTP", "8080");
    let listener = elb.listener(&application, "HTTP", "80", &group);
    elb.done("RegisterTargets", &register);
    elb.refused(
        "DeleteListener",
        &[("ListenerArn", &listener)],
        "ResourceInUse",
        &format!("Listener port '80' is in use by registered target '{application}' and cannot be removed."),
    );
    elb.refused(
        "DeleteLoadBalancer",
        &[("LoadBalancerArn", &application)],
        "ResourceInUse",
        &format!("Load balancer '{application}' cannot be deleted because it is currently associated with another service"),
    );
    elb.done("DeregisterTargets", &register);
    elb.done("DeleteListener", &[("ListenerArn", &listener)]);
    elb.done("DeleteLoadBalancer", &[("LoadBalancerArn", &application)]);
    elb.done("DeleteTargetGroup", &[("TargetGroupArn", &via)]);
    elb.done("DeleteTargetGroup", &[("TargetGroupArn", &via)]);
}
