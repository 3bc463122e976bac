//! Who may do what to load balancers.

use serde_json::json;

use super::Elb;

#[test]
fn a_user_may_do_what_the_policy_names_by_arn_tag_and_scheme() {
    let elb = Elb::new();
    let arn = elb.balancer("network", "mine");
    let other = elb.balancer("network", "theirs");
    let tags = [
        ("ResourceArns.member.1", arn.as_str()),
        ("Tags.member.1.Key", "team"),
        ("Tags.member.1.Value", "a"),
    ];
    elb.done("AddTags", &tags);
    let policy = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "elasticloadbalancing:DescribeLoadBalancers", "Resource": "*"},
        {"Effect": "Allow", "Action": "elasticloadbalancing:DeleteLoadBalancer", "Resource": "*",
         "Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}},
        {"Effect": "Allow", "Action": "elasticloadbalancing:CreateLoadBalancer",
         "Resource": "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/a-*",
         "Condition": {"StringEquals": {"elasticloadbalancing:Scheme": "internal"}}},
    ]});
    let user = elb.harness.user(&elb.keys, "operator", &policy);
    let call = |action: &str, parameters: &[(&str, &str)]| {
        let service = "elasticloadbalancing";
        elb.harness.query(&user, service, action, parameters).status
    };
    assert_eq!(call("DescribeLoadBalancers", &[]), 200);
    assert_eq!(call("DescribeTargetGroups", &[]), 403);
    assert_eq!(
        call("DeleteLoadBalancer", &[("LoadBalancerArn", &other)]),
        403
    );
    assert_eq!(
        call("DeleteLoadBalancer", &[("LoadBalancerArn", &arn)]),
        200
    );
    let create = |name: &str, scheme: &str| {
        let parameters = [
            ("Name", name),
            ("Type", "network"),
            ("Scheme", scheme),
            ("Subnets.member.1", elb.subnets[0].as_str()),
        ];
        call("CreateLoadBalancer", &parameters)
    };
    assert_eq!(create("b-one", "internal"), 403);
    assert_eq!(create("a-one", "internet-facing"), 403);
    assert_eq!(create("a-one", "internal"), 200);
}

#[test]
fn nobody_sees_the_load_balancers_of_another_account() {
    let elb = Elb::new();
    let arn = elb.balancer("network", "nlb");
    let other = crate::harness::Harness::other_root();
    let call = |action: &str, parameters: &[(&str, &str)]| {
        let service = "elasticloadbalancing";
        elb.harness.query(&other, service, action, parameters)
    };
    assert!(
        call("DescribeLoadBalancers", &[])
            .xml_all("LoadBalancerArn")
            .is_empty()
    );
    call(
        "DescribeLoadBalancers",
        &[("LoadBalancerArns.member.1", &arn)],
    )
    .refused(
        400,
        "LoadBalancerNotFound",
        "One or more load balancers not found",
    );
    call("DeleteLoadBalancer", &[("LoadBalancerArn", &arn)]).expect(200);
    assert_eq!(
        elb.done("DescribeLoadBalancers", &[])
            .xml_all("LoadBalancerArn"),
        [arn]
    );
}
