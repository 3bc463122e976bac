//! Elastic Load Balancing from outside: load balancers, target groups, listeners and rules, made and read as tools do it.

mod authorisation;
mod balancers;
mod groups;
mod listeners;

use crate::harness::{Answer, Harness, Keys};

/// A control plane, the root user of one account, and a VPC with subnets in two zones.
struct Elb {
    harness: Harness,
    keys: Keys,
    vpc: String,
    subnets: [String; 2],
}

impl Elb {
    fn new() -> Self {
        let harness = Harness::new();
        let keys = Harness::root();
        let ec2 = |action: &str, parameters: &[(&str, &str)], element: &str| {
            let answer = harness.query(&keys, "ec2", action, parameters);
            answer.expect(200);
            answer.xml(element)
        };
        let vpc = ec2("CreateVpc", &[("CidrBlock", "10.30.0.0/16")], "vpcId");
        let subnets = [
            ("10.30.0.0/24", "us-east-1a"),
            ("10.30.1.0/24", "us-east-1b"),
        ];
        let subnets = subnets.map(|(cidr, zone)| {
            let parameters = [
                ("VpcId", vpc.as_str()),
                ("CidrBlock", cidr),
                ("AvailabilityZone", zone),
            ];
            ec2("CreateSubnet", &parameters, "subnetId")
        });
        Self {
            harness,
            keys,
            vpc,
            subnets,
        }
    }

    fn call(&self, action: &str, parameters: &[(&str, &str)]) -> Answer {
        let service = "elasticloadbalancing";
        self.harness.query(&self.keys, service, action, parameters)
    }

    fn ec2(&self, action: &str, parameters: &[(&str, &str)]) -> Answer {
        self.harness.query(&self.keys, "ec2", action, parameters)
    }

    /// A call that must succeed.
    #[track_caller]
    fn done(&self, action: &str, parameters: &[(&str, &str)]) -> Answer {
        let answer = self.call(action, parameters);
        answer.expect(200);
        answer
    }

    /// A call that must be refused.
    #[track_caller]
    fn refused(&self, action: &str, parameters: &[(&str, &str)], code: &str, message: &str) {
        self.call(action, parameters).refused(400, code, message);
    }

    /// An internal load balancer in both subnets: its ARN.
    #[track_caller]
    fn balancer(&self, kind: &str, name: &str) -> String {
        let parameters = [
            ("Name", name),
            ("Type", kind),
            ("Scheme", "internal"),
            ("Subnets.member.1", &self.subnets[0]),
            ("Subnets.member.2", &self.subnets[1]),
        ];
        self.done("CreateLoadBalancer", &parameters)
            .xml("LoadBalancerArn")
    }

    /// A target group of addresses: its ARN.
    #[track_caller]
    fn group(&self, name: &str, protocol: &str, port: &str) -> String {
        let parameters = [
            ("Name", name),
            ("Protocol", protocol),
            ("Port", port),
            ("VpcId", &self.vpc),
            ("TargetType", "ip"),
        ];
        self.done("CreateTargetGroup", &parameters)
            .xml("TargetGroupArn")
    }

    /// A listener that forwards to a group: its ARN.
    #[track_caller]
    fn listener(&self, balancer: &str, protocol: &str, port: &str, group: &str) -> String {
        let parameters = [
            ("LoadBalancerArn", balancer),
            ("Protocol", protocol),
            ("Port", port),
            ("DefaultActions.member.1.Type", "forward"),
            ("DefaultActions.member.1.TargetGroupArn", group),
        ];
        self.done("CreateListener", &parameters).xml("ListenerArn")
    }
}
