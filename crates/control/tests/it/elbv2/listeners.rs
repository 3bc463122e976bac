//! Listeners, their actions, certificates and rules.

use super::Elb;

#[test]
fn a_listener_forwards_to_a_group_of_its_load_balancer() {
    let elb = Elb::new();
    let balancer = elb.balancer("network", "nlb");
    let group = elb.group("svc", "TCP", "443");
    let arn = elb.listener(&balancer, "TCP", "443", &group);
    assert!(
        arn.starts_with(&balancer.replace(":loadbalancer/", ":listener/")),
        "{arn}"
    );
    assert_eq!(
        elb.listener(&balancer, "TCP", "443", &group),
        arn,
        "the same call again"
    );
    let described = elb.done("DescribeListeners", &[("ListenerArns.member.1", &arn)]);
    assert_eq!(described.xml("Port"), "443");
    assert_eq!(
        described.xml_all("TargetGroupArn"),
        [group.clone(), group.clone()]
    );
    assert!(!described.body.contains("SslPolicy"), "{}", described.body);
    let attributes = elb.done("DescribeListenerAttributes", &[("ListenerArn", &arn)]);
    assert_eq!(attributes.xml("Key"), "tcp.idle_timeout.seconds");
    assert_eq!(attributes.xml("Value"), "350");

    let other = elb.balancer("network", "other");
    let elsewhere = [
        ("LoadBalancerArn", other.as_str()),
        ("Protocol", "TCP"),
        ("Port", "443"),
        ("DefaultActions.member.1.Type", "forward"),
        ("DefaultActions.member.1.TargetGroupArn", group.as_str()),
    ];
    let said = format!(
        "The following target groups cannot be associated with more than one load balancer: {group}"
    );
    elb.refused(
        "CreateListener",
        &elsewhere,
        "TargetGroupAssociationLimit",
        &said,
    );

    let moved = [
        ("ListenerArn", arn.as_str()),
        ("Port", "8443"),
        ("Protocol", "TCP"),
        ("SslPolicy", ""),
    ];
    assert_eq!(elb.done("ModifyListener", &moved).xml("Port"), "8443");
    elb.done("DeleteListener", &[("ListenerArn", &arn)]);
    elb.refused(
        "DescribeListeners",
        &[("ListenerArns.member.1", &arn)],
        "ListenerNotFound",
        "One or more listeners not found",
    );
}

#[test]
fn protocols_and_ports_must_fit() {
    let elb = Elb::new();
    let network = elb.balancer("network", "nlb");
    let application = elb.balancer("application", "alb");
    let http = elb.group("web", "HTTP", "8080");
    let tcp = elb.group("wire", "TCP", "443");
    let create = |balancer: &str, protocol: &str, port: &str, group: &str| {
        let parameters = [
            ("LoadBalancerArn", balancer),
            ("Protocol", protocol),
            ("Port", port),
            ("DefaultActions.member.1.Type", "forward"),
            ("DefaultActions.member.1.TargetGroupArn", group),
        ];
        elb.call("CreateListener", &parameters)
    };
    create(&application, "TCP", "80", &tcp).refused(
        400,
        "ValidationError",
        "Listener protocol 'TCP' must be one of 'HTTPS, HTTP'",
    );
    create(&network, "HTTP", "80", &http).refused(
        400,
        "ValidationError",
        "Listener protocol 'HTTP' must be one of 'UDP, TCP, TCP_UDP, TLS'",
    );
    create(&network, "TCP", "80", &http).refused(
        400,
        "IncompatibleProtocols",
        &format!(
            "The listener and its associated target group '{http}' have incompatible protocols"
        ),
    );
    let gone = tcp.replace("wire", "gone");
    create(&network, "TCP", "80", &gone).refused(
        400,
        "TargetGroupNotFound",
        &format!("Target groups '{gone}' not found"),
    );
    create(&application, "HTTP", "80", &http).expect(200);
    let more = elb.group("more", "HTTP", "8080");
    create(&application, "HTTP", "80", &more).refused(
        400,
        "DuplicateListener",
        &format!("A listener already exists on this port for this load balancer '{application}'"),
    );
}

#[test]
fn a_secure_listener_needs_a_certificate_and_has_a_policy() {
    let elb = Elb::new();
    let balancer = elb.balancer("application", "alb");
    let group = elb.group("web", "HTTP", "8080");
    let certificate = |id: &str| format!("arn:aws:acm:us-east-1:111111111111:certificate/{id}");
    let (one, two) = (certificate("one"), certificate("two"));
    let create = |more: &[(&'static str, &str)]| {
        let mut parameters = vec![
            ("LoadBalancerArn", balancer.as_str()),
            ("Protocol", "HTTPS"),
            ("Port", "443"),
            ("DefaultActions.member.1.Type", "forward"),
            ("DefaultActions.member.1.TargetGroupArn", group.as_str()),
        ];
        parameters.extend_from_slice(more);
        elb.call("CreateListener", &parameters)
    };
    create(&[]).refused(
        400,
        "ValidationError",
        "A certificate must be specified for HTTPS listeners",
    );
    let foreign = "arn:aws:acm:us-east-1:222222222222:certificate/one";
    create(&[("Certificates.member.1.CertificateArn", foreign)]).expect(400);
    create(&[
        ("Certificates.member.1.CertificateArn", &one),
        ("SslPolicy", "ELBSecurityPolicy-None"),
    ])
    .refused(
        400,
        "SSLPolicyNotFound",
        "SSL policy 'ELBSecurityPolicy-None' not found",
    );
    let made = create(&[("Certificates.member.1.CertificateArn", &one)]);
    made.expect(200);
    assert_eq!(made.xml("SslPolicy"), "ELBSecurityPolicy-2016-08");
    assert_eq!(made.xml("Mode"), "off");
    let listener = made.xml("ListenerArn");
    let with = |arn: &str| {
        vec![
            ("ListenerArn".to_owned(), listener.clone()),
            (
                "Certificates.member.1.CertificateArn".to_owned(),
                arn.to_owned(),
            ),
        ]
    };
    let call = |action: &str, parameters: &[(String, String)]| {
        let borrowed = parameters
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        elb.call(action, &borrowed.collect::<Vec<_>>())
    };
    call("AddListenerCertificates", &with(&two)).expect(200);
    let listed = elb.done(
        "DescribeListenerCertificates",
        &[("ListenerArn", &listener)],
    );
    assert_eq!(listed.xml_all("CertificateArn"), [one.clone(), two.clone()]);
    assert_eq!(listed.xml_all("IsDefault"), ["true", "false"]);
    call("RemoveListenerCertificates", &with(&one)).refused(
        400,
        "OperationNotPermitted",
        &format!("Default certificate '{one}' cannot be removed"),
    );
    call("ModifyListener", &with(&two)).expect(200);
    let listed = elb.done(
        "DescribeListenerCertificates",
        &[("ListenerArn", &listener)],
    );
    assert_eq!(listed.xml_all("CertificateArn"), [two]);
}

#[test]
fn each_kind_of_action_comes_back_as_it_was_sent() {
    let elb = Elb::new();
    let balancer = elb.balancer("application", "alb");
    let (blue, green) = (
        elb.group("blue", "HTTP", "80"),
        elb.group("green", "HTTP", "80"),
    );
    let create = |port: &str, more: &[(&'static str, &str)]| {
        let mut parameters = vec![
            ("LoadBalancerArn", balancer.as_str()),
            ("Protocol", "HTTP"),
            ("Port", port),
        ];
        parameters.extend_from_slice(more);
        elb.call("CreateListener", &parameters)
    };
    let weighted = create(
        "80",
        &[
            ("DefaultActions.member.1.Type", "forward"),
            (
                "DefaultActions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn",
                &blue,
            ),
            (
                "DefaultActions.member.1.ForwardConfig.TargetGroups.member.1.Weight",
                "90",
            ),
            (
                "DefaultActions.member.1.ForwardConfig.TargetGroups.member.2.TargetGroupArn",
                &green,
            ),
            (
                "DefaultActions.member.1.ForwardConfig.TargetGroups.member.2.Weight",
                "10",
            ),
            (
                "DefaultActions.member.1.ForwardConfig.TargetGroupStickinessConfig.Enabled",
                "true",
            ),
            (
                "DefaultActions.member.1.ForwardConfig.TargetGroupStickinessConfig.DurationSeconds",
                "60",
            ),
        ],
    );
    weighted.expect(200);
    assert_eq!(weighted.xml_all("Weight"), ["90", "10"]);
    assert_eq!(weighted.xml("DurationSeconds"), "60");
    assert_eq!(weighted.xml_all("TargetGroupArn").len(), 2);
    let redirect = create(
        "81",
        &[
            ("DefaultActions.member.1.Type", "redirect"),
            ("DefaultActions.member.1.RedirectConfig.Protocol", "HTTPS"),
            ("DefaultActions.member.1.RedirectConfig.Port", "443"),
            (
                "DefaultActions.member.1.RedirectConfig.StatusCode",
                "HTTP_301",
            ),
        ],
    );
    redirect.expect(200);
    assert_eq!(redirect.xml("Path"), "/#{path}");
    assert_eq!(redirect.xml("StatusCode"), "HTTP_301");
    let fixed = create(
        "82",
        &[
            ("DefaultActions.member.1.Type", "fixed-response"),
            (
                "DefaultActions.member.1.FixedResponseConfig.StatusCode",
                "503",
            ),
            (
                "DefaultActions.member.1.FixedResponseConfig.ContentType",
                "text/plain",
            ),
            (
                "DefaultActions.member.1.FixedResponseConfig.MessageBody",
                "away",
            ),
        ],
    );
    fixed.expect(200);
    assert_eq!(fixed.xml("MessageBody"), "away");
    for (more, code) in [
        (
            vec![
                ("DefaultActions.member.1.Type", "redirect"),
                (
                    "DefaultActions.member.1.RedirectConfig.StatusCode",
                    "HTTP_302",
                ),
            ],
            "InvalidLoadBalancerAction",
        ),
        (
            vec![("DefaultActions.member.1.Type", "forward")],
            "ValidationError",
        ),
        (
            vec![
                ("DefaultActions.member.1.Type", "fixed-response"),
                (
                    "DefaultActions.member.1.FixedResponseConfig.StatusCode",
                    "302",
                ),
            ],
            "ValidationError",
        ),
        (
            vec![
                ("DefaultActions.member.1.Type", "authenticate-oidc"),
                (
                    "DefaultActions.member.1.AuthenticateOidcConfig.Issuer",
                    "https://a.example",
                ),
                (
                    "DefaultActions.member.1.AuthenticateOidcConfig.ClientId",
                    "c",
                ),
                (
                    "DefaultActions.member.1.AuthenticateOidcConfig.AuthorizationEndpoint",
                    "https://a",
                ),
                (
                    "DefaultActions.member.1.AuthenticateOidcConfig.TokenEndpoint",
                    "https://a",
                ),
                (
                    "DefaultActions.member.1.AuthenticateOidcConfig.UserInfoEndpoint",
                    "https://a",
                ),
            ],
            "InvalidLoadBalancerAction",
        ),
    ] {
        let refused = create("83", &more);
        assert_eq!((refused.status, refused.xml("Code").as_str()), (400, code));
    }
}

#[test]
fn rules_have_priorities_conditions_and_actions() {
    let elb = Elb::new();
    let balancer = elb.balancer("application", "alb");
    let group = elb.group("svc", "HTTP", "8080");
    let listener = elb.listener(&balancer, "HTTP", "80", &group);
    let create = |priority: &str, more: &[(&'static str, &str)]| {
        let mut parameters = vec![
            ("ListenerArn", listener.as_str()),
            ("Priority", priority),
            ("Actions.member.1.Type", "forward"),
            ("Actions.member.1.TargetGroupArn", group.as_str()),
        ];
        parameters.extend_from_slice(more);
        elb.call("CreateRule", &parameters)
    };
    const PATHS: &[(&str, &str)] = &[
        ("Conditions.member.1.Field", "path-pattern"),
        (
            "Conditions.member.1.PathPatternConfig.Values.member.1",
            "/orders/*",
        ),
        (
            "Conditions.member.1.PathPatternConfig.Values.member.2",
            "/r1/*",
        ),
    ];
    let made = create("10", PATHS);
    made.expect(200);
    let rule = made.xml("RuleArn");
    assert!(rule.starts_with(&listener.replace(":listener/", ":listener-rule/")));
    assert!(
        made.body
            .contains("<Values><member>/orders/*</member><member>/r1/*</member></Values>")
    );
    create("10", PATHS).refused(400, "PriorityInUse", "Priority '10' is currently in use");
    let second = create(
        "5",
        &[
            ("Conditions.member.1.Field", "host-header"),
            ("Conditions.member.1.Values.member.1", "*.example.com"),
            ("Conditions.member.2.Field", "http-header"),
            (
                "Conditions.member.2.HttpHeaderConfig.HttpHeaderName",
                "X-Team",
            ),
            ("Conditions.member.2.HttpHeaderConfig.Values.member.1", "a"),
            ("Conditions.member.3.Field", "source-ip"),
            (
                "Conditions.member.3.SourceIpConfig.Values.member.1",
                "10.0.0.0/8",
            ),
        ],
    );
    second.expect(200);
    let described = elb.done("DescribeRules", &[("ListenerArn", &listener)]);
    assert_eq!(described.xml_all("Priority"), ["5", "10", "default"]);
    assert_eq!(described.xml_all("IsDefault"), ["false", "false", "true"]);
    let arns = described.xml_all("RuleArn");
    let swap = [
        ("RulePriorities.member.1.RuleArn", arns[0].as_str()),
        ("RulePriorities.member.1.Priority", "10"),
        ("RulePriorities.member.2.RuleArn", arns[1].as_str()),
        ("RulePriorities.member.2.Priority", "5"),
    ];
    elb.done("SetRulePriorities", &swap);
    let described = elb.done("DescribeRules", &[("ListenerArn", &listener)]);
    assert_eq!(
        described.xml_all("RuleArn"),
        [arns[1].clone(), arns[0].clone(), arns[2].clone()]
    );
    let clash = [
        ("RulePriorities.member.1.RuleArn", arns[0].as_str()),
        ("RulePriorities.member.1.Priority", "5"),
    ];
    elb.refused(
        "SetRulePriorities",
        &clash,
        "PriorityInUse",
        "Priority '5' is currently in use",
    );
    let modify = [
        ("RuleArn", rule.as_str()),
        ("Conditions.member.1.Field", "path-pattern"),
        (
            "Conditions.member.1.PathPatternConfig.Values.member.1",
            "/r2/*",
        ),
    ];
    let modified = elb.done("ModifyRule", &modify);
    assert!(modified.body.contains("/r2/*") && !modified.body.contains("/r1/*"));
    assert_eq!(modified.xml("TargetGroupArn"), group);
    for (action, said) in [
        (
            "DeleteRule",
            format!("Default rule '{}' cannot be deleted", arns[2]),
        ),
        (
            "ModifyRule",
            format!("Default rule '{}' cannot be modified", arns[2]),
        ),
    ] {
        let parameters = [("RuleArn", arns[2].as_str())];
        elb.refused(action, &parameters, "OperationNotPermitted", &said);
    }
    elb.done("DeleteRule", &[("RuleArn", &rule)]);
    elb.refused(
        "DescribeRules",
        &[("RuleArns.member.1", &rule)],
        "RuleNotFound",
        "One or more rules not found",
    );
    // With the load balancer go its listeners and their rules.
    elb.done("DeleteLoadBalancer", &[("LoadBalancerArn", &balancer)]);
    elb.done("DeleteTargetGroup", &[("TargetGroupArn", &group)]);
}

#[test]
fn conditions_that_no_rule_can_have_are_refused() {
    let elb = Elb::new();
    let balancer = elb.balancer("application", "alb");
    let group = elb.group("svc", "HTTP", "8080");
    let listener = elb.listener(&balancer, "HTTP", "80", &group);
    for (conditions, said) in [
        (
            vec![("Conditions.member.1.Field", "colour")],
            "Condition field 'colour' must be one of '[path-pattern, host-header, http-header, http-request-method, source-ip, query-string]'",
        ),
        (
            vec![("Conditions.member.1.Field", "path-pattern")],
            "A condition value must be specified for 'path-pattern'",
        ),
        (
            vec![
                ("Conditions.member.1.Field", "path-pattern"),
                ("Conditions.member.1.HostHeaderConfig.Values.member.1", "a"),
            ],
            "The condition configuration does not match the field 'path-pattern'",
        ),
        (
            vec![
                ("Conditions.member.1.Field", "source-ip"),
                (
                    "Conditions.member.1.SourceIpConfig.Values.member.1",
                    "10.0.0",
                ),
            ],
            "The condition value '10.0.0' is not a valid CIDR block",
        ),
        (
            vec![
                ("Conditions.member.1.Field", "path-pattern"),
                ("Conditions.member.1.Values.member.1", "/a"),
                ("Conditions.member.2.Field", "path-pattern"),
                ("Conditions.member.2.Values.member.1", "/b"),
            ],
            "A rule can only have one 'path-pattern' condition",
        ),
        (
            vec![
                ("Conditions.member.1.Field", "path-pattern"),
                ("Conditions.member.1.Values.member.1", "/a"),
                ("Conditions.member.1.Values.member.2", "/b"),
                ("Conditions.member.1.Values.member.3", "/c"),
                ("Conditions.member.1.Values.member.4", "/d"),
                ("Conditions.member.1.Values.member.5", "/e"),
                ("Conditions.member.1.Values.member.6", "/f"),
            ],
            "A rule can only have '5' condition values",
        ),
    ] {
        let mut parameters = vec![
            ("ListenerArn", listener.as_str()),
            ("Priority", "1"),
            ("Actions.member.1.Type", "forward"),
            ("Actions.member.1.TargetGroupArn", group.as_str()),
        ];
        parameters.extend(conditions);
        elb.refused("CreateRule", &parameters, "ValidationError", said);
    }
}
