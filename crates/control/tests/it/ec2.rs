//! EC2 from outside: the network of the private path, made and read as tools do it.

mod authorisation;
mod endpoints;
mod flow_logs;
mod interfaces;
mod routes;
mod security_groups;
mod tags;
mod vpcs;

use crate::harness::{Answer, Harness, Keys};

/// A control plane and the root user of one account.
struct Ec2 {
    harness: Harness,
    keys: Keys,
}

impl Ec2 {
    fn new() -> Self {
        Self {
            harness: Harness::new(),
            keys: Harness::root(),
        }
    }

    fn call(&self, action: &str, parameters: &[(&str, &str)]) -> Answer {
        self.harness.query(&self.keys, "ec2", action, parameters)
    }

    /// A call that must succeed.
    #[track_caller]
    fn done(&self, action: &str, parameters: &[(&str, &str)]) -> Answer {
        let answer = self.call(action, parameters);
        answer.expect(200);
        answer
    }

    /// A call that must be refused, with status 400.
    #[track_caller]
    fn refused(&self, action: &str, parameters: &[(&str, &str)], code: &str, message: &str) {
        self.call(action, parameters).refused(400, code, message);
    }

    /// A VPC whose hosts have names.
    #[track_caller]
    fn vpc(&self, cidr: &str) -> String {
        let vpc = self.done("CreateVpc", &[("CidrBlock", cidr)]).xml("vpcId");
        let hostnames = [
            ("VpcId", vpc.as_str()),
            ("EnableDnsHostnames.Value", "true"),
        ];
        self.done("ModifyVpcAttribute", &hostnames);
        vpc
    }

    #[track_caller]
    fn subnet(&self, vpc: &str, cidr: &str, zone: &str) -> String {
        let parameters = [
            ("VpcId", vpc),
            ("CidrBlock", cidr),
            ("AvailabilityZone", zone),
        ];
        self.done("CreateSubnet", &parameters).xml("subnetId")
    }

    #[track_caller]
    fn group(&self, vpc: &str, name: &str) -> String {
        let parameters = [
            ("VpcId", vpc),
            ("GroupName", name),
            ("GroupDescription", "for a test"),
        ];
        self.done("CreateSecurityGroup", &parameters).xml("groupId")
    }

    #[track_caller]
    fn default_group(&self, vpc: &str) -> String {
        let filters = [
            ("Filter.1.Name", "group-name"),
            ("Filter.1.Value.1", "default"),
            ("Filter.2.Name", "vpc-id"),
            ("Filter.2.Value.1", vpc),
        ];
        self.done("DescribeSecurityGroups", &filters).xml("groupId")
    }

    #[track_caller]
    fn endpoint(&self, vpc: &str, more: &[(&str, &str)]) -> Answer {
        self.done("CreateVpcEndpoint", &endpoint_parameters(vpc, more))
    }
}

/// The parameters of an interface endpoint without private DNS, and more.
fn endpoint_parameters<'a>(vpc: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut parameters = vec![
        ("VpcId", vpc),
        ("VpcEndpointType", "Interface"),
        ("ServiceName", "com.amazonaws.us-east-1.execute-api"),
    ];
    if !more.iter().any(|(name, _)| *name == "PrivateDnsEnabled") {
        parameters.push(("PrivateDnsEnabled", "false"));
    }
    parameters.extend(more);
    parameters
}
