//! Who may do what: each call needs its action on its ARN, with the tags that AWS lets policies ask for.

use serde_json::{Value, json};

use super::Ec2;
use crate::harness::Harness;

const USER: &str = "arn:aws:iam::111111111111:user/ann";

fn as_user(policy: Value) -> Ec2 {
    let harness = Harness::new();
    let keys = harness.user(&Harness::root(), "ann", &policy);
    Ec2 { harness, keys }
}

fn allow(statements: Value) -> Value {
    json!({"Version": "2012-10-17", "Statement": statements})
}

#[track_caller]
fn denied(ec2: &Ec2, action: &str, parameters: &[(&str, &str)], permission: &str, resource: &str) {
    let message = format!(
        "You are not authorized to perform this operation. User: {USER} is not authorized to perform: {permission} on \
         resource: {resource} because no identity-based policy allows the {permission} action"
    );
    ec2.call(action, parameters)
        .refused(403, "UnauthorizedOperation", &message);
}

#[test]
fn without_a_permission_the_refusal_names_action_and_arn() {
    let ec2 = as_user(allow(
        json!([{"Effect": "Allow", "Action": "ec2:DescribeRegions", "Resource": "*"}]),
    ));
    ec2.done("DescribeRegions", &[]);
    let arn = |rest: &str| format!("arn:aws:ec2:us-east-1:111111111111:{rest}");
    let vpc = ("VpcId", "vpc-0123456789abcdef0");
    for (action, parameters, resource) in [
        ("DescribeVpcs", vec![], "*".to_owned()),
        ("DescribeSecurityGroups", vec![], "*".to_owned()),
        (
            "CreateVpc",
            vec![("CidrBlock", "10.0.0.0/16")],
            arn("vpc/*"),
        ),
        ("DeleteVpc", vec![vpc], arn("vpc/vpc-0123456789abcdef0")),
        (
            "ModifyVpcAttribute",
            vec![vpc, ("EnableDnsSupport.Value", "true")],
            arn("vpc/vpc-0123456789abcdef0"),
        ),
        (
            "CreateSubnet",
            vec![vpc, ("CidrBlock", "10.0.0.0/24")],
            arn("subnet/*"),
        ),
        (
            "CreateSecurityGroup",
            vec![vpc, ("GroupName", "a"), ("GroupDescription", "b")],
            arn("security-group/*"),
        ),
        (
            "AuthorizeSecurityGroupIngress",
            vec![
                ("GroupId", "sg-0123456789abcdef0"),
                ("IpProtocol", "-1"),
                ("CidrIp", "0.0.0.0/0"),
            ],
            arn("security-group/sg-0123456789abcdef0"),
        ),
        (
            "CreateVpcEndpoint",
            vec![vpc, ("ServiceName", "com.amazonaws.us-east-1.execute-api")],
            arn("vpc-endpoint/*"),
        ),
        (
            "DeleteVpcEndpoints",
            vec![("VpcEndpointId.1", "vpce-0123456789abcdef0")],
            arn("vpc-endpoint/vpce-0123456789abcdef0"),
        ),
        (
            "CreateNetworkInterface",
            vec![("SubnetId", "subnet-0123456789abcdef0")],
            arn("network-interface/*"),
        ),
        (
            "CreateTags",
            vec![
                ("ResourceId.1", "sgr-0123456789abcdef0"),
                ("Tag.1.Key", "k"),
            ],
            arn("security-group-rule/sgr-0123456789abcdef0"),
        ),
        ("CreateRouteTable", vec![vpc], arn("route-table/*")),
    ] {
        denied(
            &ec2,
            action,
            &parameters,
            &format!("ec2:{action}"),
            &resource,
        );
    }
    // With DryRun too: the answer tells only those who may.
    denied(
        &ec2,
        "CreateVpc",
        &[("CidrBlock", "10.0.0.0/16"), ("DryRun", "true")],
        "ec2:CreateVpc",
        &arn("vpc/*"),
    );
}

#[test]
fn a_call_needs_every_resource_that_it_touches() {
    let ec2 = as_user(allow(json!([
        {"Effect": "Allow", "Action": "ec2:*", "Resource": ["arn:aws:ec2:us-east-1:111111111111:vpc/*"]},
        {"Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*"}
    ])));
    let vpc = ec2
        .done("CreateVpc", &[("CidrBlock", "10.0.0.0/16")])
        .xml("vpcId");
    let parameters = [("VpcId", vpc.as_str()), ("CidrBlock", "10.0.1.0/24")];
    denied(
        &ec2,
        "CreateSubnet",
        &parameters,
        "ec2:CreateSubnet",
        "arn:aws:ec2:us-east-1:111111111111:subnet/*",
    );
    ec2.done("DeleteVpc", &[("VpcId", &vpc)]);
}

#[test]
fn tags_of_the_request_and_of_the_resource_count() {
    let ec2 = as_user(allow(json!([
        {
            "Effect": "Allow", "Action": "ec2:CreateVpc", "Resource": "*",
            "Condition": {"StringEquals": {"aws:RequestTag/team": "a"}, "ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}}
        },
        {
            "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "arn:aws:ec2:*:*:vpc/*",
            "Condition": {"StringEquals": {"ec2:CreateAction": "CreateVpc"}}
        },
        {
            "Effect": "Allow", "Action": "ec2:DeleteVpc", "Resource": "*",
            "Condition": {"StringEquals": {"aws:ResourceTag/team": "a", "ec2:ResourceTag/team": "a", "ec2:Region": "us-east-1"}}
        }
    ])));
    let tagged = |team: &str| {
        ec2.call(
            "CreateVpc",
            &[
                ("CidrBlock", "10.0.0.0/16"),
                ("TagSpecification.1.ResourceType", "vpc"),
                ("TagSpecification.1.Tag.1.Key", "team"),
                ("TagSpecification.1.Tag.1.Value", team),
            ],
        )
    };
    ec2.call("CreateVpc", &[("CidrBlock", "10.0.0.0/16")])
        .expect(403);
    tagged("b").expect(403);
    let vpc = tagged("a").expect(200).xml("vpcId");
    let later = [
        ("ResourceId.1", vpc.as_str()),
        ("Tag.1.Key", "team"),
        ("Tag.1.Value", "b"),
    ];
    ec2.call("CreateTags", &later).expect(403);
    let root = Ec2 {
        harness: ec2.harness,
        keys: Harness::root(),
    };
    let others = root.vpc("10.1.0.0/16");
    let ec2 = Ec2 {
        harness: root.harness,
        keys: ec2.keys,
    };
    ec2.call("DeleteVpc", &[("VpcId", &others)]).expect(403);
    ec2.done("DeleteVpc", &[("VpcId", &vpc)]);
}

#[test]
fn a_call_about_nothing_needs_something() {
    // Without a resource there would be no permission to ask for either.
    let ec2 = as_user(allow(
        json!([{"Effect": "Allow", "Action": "ec2:DescribeRegions", "Resource": "*"}]),
    ));
    let missing = |parameter: &str| format!("The request must contain the parameter {parameter}");
    ec2.refused(
        "DeleteVpcEndpoints",
        &[],
        "MissingParameter",
        &missing("VpcEndpointId"),
    );
    let tag = [("Tag.1.Key", "k"), ("Tag.1.Value", "v")];
    ec2.refused(
        "CreateTags",
        &tag,
        "MissingParameter",
        &missing("ResourceId"),
    );
    ec2.refused(
        "DeleteTags",
        &tag,
        "MissingParameter",
        &missing("ResourceId"),
    );
}

#[test]
fn every_operation_of_the_model_that_is_generated_is_offered() {
    let offer = portcullis_control::ec2::service();
    let mut offered: Vec<&str> = offer
        .operations
        .iter()
        .map(|operation| operation.name)
        .collect();
    offered.sort_unstable();
    let generated: Vec<&str> = offer
        .service
        .operations
        .iter()
        .map(|operation| operation.name)
        .collect();
    assert_eq!(offered, generated);
}

#[test]
fn a_key_that_ec2_leaves_absent_lets_nothing_match() {
    let root = Ec2::new();
    let vpc = root.vpc("10.0.0.0/16");
    let group = root.group(&vpc, "g");
    let policy = allow(json!([
        {
            "Effect": "Allow",
            "Action": ["ec2:CreateVpcEndpoint", "ec2:DeleteTags"],
            "Resource": "arn:aws:ec2:*:*:security-group/*",
            "Condition": {"ArnLike": {"ec2:Vpc": "*"}}
        },
        {
            "Effect": "Allow", "Action": "ec2:CreateVpcEndpoint",
            "Resource": ["arn:aws:ec2:*:*:vpc/*", "arn:aws:ec2:*:*:vpc-endpoint/*"]
        },
        {
            "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "*",
            "Condition": {"StringLike": {"ec2:VpceServiceName": "*"}}
        }
    ]));
    let keys = root.harness.user(&Harness::root(), "ann", &policy);
    let ec2 = Ec2 {
        harness: root.harness,
        keys,
    };
    let in_group = super::endpoint_parameters(&vpc, &[("SecurityGroupId.1", &group)]);
    let resource = format!("arn:aws:ec2:us-east-1:111111111111:security-group/{group}");
    let action = "ec2:CreateVpcEndpoint";
    denied(&ec2, "CreateVpcEndpoint", &in_group, action, &resource);
    let of_group = [("ResourceId.1", group.as_str()), ("Tag.1.Key", "k")];
    denied(&ec2, "DeleteTags", &of_group, "ec2:DeleteTags", &resource);
    let tags = [
        ("TagSpecification.1.ResourceType", "vpc-endpoint"),
        ("TagSpecification.1.Tag.1.Key", "k"),
        ("TagSpecification.1.Tag.1.Value", "v"),
    ];
    let tagged = super::endpoint_parameters(&vpc, &tags);
    let resource = "arn:aws:ec2:us-east-1:111111111111:vpc-endpoint/*";
    denied(
        &ec2,
        "CreateVpcEndpoint",
        &tagged,
        "ec2:CreateTags",
        resource,
    );
}
