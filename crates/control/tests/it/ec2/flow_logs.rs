//! Flow logs, stored and told as they were asked for.

use serde_json::json;

use super::Ec2;

const ROLE: &str = "arn:aws:iam::111111111111:role/flow";
const GROUP: &str = "arn:aws:logs:us-east-1:111111111111:log-group:/vpc/flow";

#[test]
fn a_flow_log_is_made_once_described_and_deleted() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.20.0.0/16");
    let create = [
        ("ClientToken", "terraform-1"),
        ("DeliverLogsPermissionArn", ROLE),
        ("LogDestination", GROUP),
        ("LogDestinationType", "cloud-watch-logs"),
        ("MaxAggregationInterval", "600"),
        ("ResourceId.1", vpc.as_str()),
        ("ResourceType", "VPC"),
        ("TrafficType", "ALL"),
    ];
    let made = ec2.done("CreateFlowLogs", &create);
    let id = made
        .body
        .split("<item>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    assert!(id.starts_with("fl-"), "{id}");
    let again = ec2.done("CreateFlowLogs", &create);
    assert!(
        again.body.contains(&format!("<item>{id}</item>")),
        "{}",
        again.body
    );
    let described = ec2.done("DescribeFlowLogs", &[("FlowLogId.1", &id)]);
    for (element, expected) in [
        ("flowLogStatus", "ACTIVE"),
        ("resourceId", vpc.as_str()),
        ("trafficType", "ALL"),
        ("logDestinationType", "cloud-watch-logs"),
        ("logDestination", GROUP),
        ("deliverLogsPermissionArn", ROLE),
        ("maxAggregationInterval", "600"),
    ] {
        assert_eq!(described.xml(element), expected, "{element}");
    }
    assert!(
        described
            .xml("logFormat")
            .starts_with("${version} ${account-id}")
    );
    let filter = [
        ("Filter.1.Name", "resource-id"),
        ("Filter.1.Value.1", "vpc-*"),
    ];
    assert_eq!(ec2.done("DescribeFlowLogs", &filter).xml("flowLogId"), id);
    let other_token: Vec<(&str, &str)> = create[1..].to_vec();
    let twice = ec2.done("CreateFlowLogs", &other_token);
    assert_eq!(twice.xml("code"), "FlowLogAlreadyExists");
    ec2.done("DeleteFlowLogs", &[("FlowLogId.1", &id)]);
    let gone = ec2.done("DeleteFlowLogs", &[("FlowLogId.1", &id)]);
    assert_eq!(gone.xml("code"), "InvalidFlowLogId.NotFound");
}

#[test]
fn what_does_not_go_together_is_refused() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.20.0.0/16");
    let create = |more: &[(&'static str, &str)]| {
        let mut parameters = vec![("ResourceId.1", vpc.as_str()), ("ResourceType", "VPC")];
        parameters.extend_from_slice(more);
        ec2.call("CreateFlowLogs", &parameters)
    };
    for more in [
        vec![
            ("LogDestination", GROUP),
            ("DeliverLogsPermissionArn", ROLE),
        ],
        vec![("TrafficType", "ALL"), ("LogDestination", GROUP)],
        vec![("TrafficType", "ALL"), ("DeliverLogsPermissionArn", ROLE)],
        vec![
            ("TrafficType", "ALL"),
            ("LogDestinationType", "s3"),
            ("LogDestination", "arn:aws:s3:::bucket"),
            ("DeliverLogsPermissionArn", ROLE),
        ],
        vec![
            ("TrafficType", "ALL"),
            ("LogDestinationType", "s3"),
            ("LogDestination", "bucket"),
        ],
        vec![
            ("TrafficType", "ALL"),
            ("LogDestinationType", "s3"),
            ("LogDestination", "arn:aws:s3:::bucket"),
            ("MaxAggregationInterval", "61"),
        ],
        vec![
            ("TrafficType", "ALL"),
            ("LogDestinationType", "s3"),
            ("LogDestination", "arn:aws:s3:::bucket"),
            ("LogFormat", "srcaddr"),
        ],
    ] {
        create(&more).expect(400);
    }
    assert!(
        ec2.done("DescribeFlowLogs", &[])
            .xml_all("flowLogId")
            .is_empty()
    );
    let missing = [
        ("ResourceId.1", "vpc-0123456789abcdef0"),
        ("ResourceType", "VPC"),
        ("TrafficType", "ALL"),
        ("LogDestinationType", "s3"),
        ("LogDestination", "arn:aws:s3:::bucket"),
    ];
    let answer = ec2.done("CreateFlowLogs", &missing);
    assert_eq!(answer.xml("code"), "InvalidVpcID.NotFound");
}

#[test]
fn a_role_is_passed_only_by_who_may_pass_it() {
    let ec2 = Ec2::new();
    let vpc = ec2.vpc("10.20.0.0/16");
    let policy = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"},
        {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111111111111:role/flow",
         "Condition": {"StringEquals": {"iam:PassedToService": "vpc-flow-logs.amazonaws.com"}}},
    ]});
    let user = ec2.harness.user(&ec2.keys, "operator", &policy);
    let create = |role: &str| {
        let parameters = [
            ("DeliverLogsPermissionArn", role),
            ("LogDestination", GROUP),
            ("ResourceId.1", vpc.as_str()),
            ("ResourceType", "VPC"),
            ("TrafficType", "ALL"),
        ];
        ec2.harness
            .query(&user, "ec2", "CreateFlowLogs", &parameters)
    };
    assert_eq!(
        create("arn:aws:iam::111111111111:role/admin").xml("Code"),
        "UnauthorizedOperation"
    );
    create(ROLE).expect(200);
}
