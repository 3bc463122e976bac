//! Calls of AWS's own APIs by somebody who may make them: what the benchmarks build their worlds with. An answer that
//! is no success ends the benchmark.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::client::{Answer, Call, Client, Keys};

/// A control plane, and who calls it.
pub struct Control {
    client: Client,
    keys: Keys,
}

impl Control {
    pub fn of(address: SocketAddr, keys: &Keys) -> Self {
        Self {
            client: Client::connect(address),
            keys: keys.clone(),
        }
    }

    pub fn iam(&mut self, form: &str) -> String {
        ok(self.client.query(&self.keys, "iam", form))
    }

    pub fn ec2(&mut self, form: &str) -> String {
        ok(self.client.query(&self.keys, "ec2", form))
    }

    pub fn rest(&mut self, method: &str, target: &str, body: &Value) -> Value {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let call = Call {
            service: "apigateway",
            host: "localhost",
            method,
            target,
            body: &body,
        };
        let answer = ok(self.client.send(&self.keys, &call));
        serde_json::from_str(&answer).unwrap_or(Value::Null)
    }

    /// Replaces one value of a resource of API Gateway.
    pub fn replace(&mut self, target: &str, path: &str, value: &str) {
        let patch = json!({"patchOperations": [{"op": "replace", "path": path, "value": value}]});
        self.rest("PATCH", target, &patch);
    }

    /// A user with one policy and an access key.
    pub fn user(&mut self, name: &str, policy: &Value) -> Keys {
        self.iam(&format!("Action=CreateUser&UserName={name}"));
        self.user_policy(name, policy);
        self.access_key(name)
    }

    pub fn user_policy(&mut self, name: &str, policy: &Value) {
        let policy = escape(&policy.to_string());
        self.iam(&format!(
            "Action=PutUserPolicy&UserName={name}&PolicyName=own&PolicyDocument={policy}"
        ));
    }

    pub fn access_key(&mut self, name: &str) -> Keys {
        let made = self.iam(&format!("Action=CreateAccessKey&UserName={name}"));
        Keys {
            id: text_of(&made, "AccessKeyId"),
            secret: text_of(&made, "SecretAccessKey"),
        }
    }

    /// A VPC with a subnet.
    pub fn vpc(&mut self) -> Vpc {
        let made = self.ec2("Action=CreateVpc&CidrBlock=10.0.0.0/16");
        let id = text_of(&made, "vpcId");
        let made = self.ec2(&format!(
            "Action=CreateSubnet&VpcId={id}&CidrBlock=10.0.1.0/24"
        ));
        Vpc {
            subnet: text_of(&made, "subnetId"),
            id,
        }
    }

    /// A security group that lets this machine in.
    pub fn security_group(&mut self, vpc: &Vpc, name: &str) -> String {
        let made = self.ec2(&format!(
            "Action=CreateSecurityGroup&GroupName={name}&GroupDescription=endpoint&VpcId={}",
            vpc.id
        ));
        let group = text_of(&made, "groupId");
        self.ingress("Authorize", &group);
        group
    }

    /// Authorizes or revokes what lets this machine in.
    pub fn ingress(&mut self, verb: &str, group: &str) {
        self.ec2(&format!(
            "Action={verb}SecurityGroupIngress&GroupId={group}&IpPermissions.1.IpProtocol=tcp\
             &IpPermissions.1.FromPort=443&IpPermissions.1.ToPort=443&IpPermissions.1.IpRanges.1.CidrIp=127.0.0.0/8"
        ));
    }

    /// An interface endpoint for APIs: its id, and the address of this host that stands for it.
    pub fn endpoint(&mut self, vpc: &Vpc, group: &str, policy: &Value) -> (String, String) {
        let made = self.ec2(&format!(
            "Action=CreateVpcEndpoint&VpcId={}&VpcEndpointType=Interface&ServiceName=com.amazonaws.us-east-1.execute-api\
             &SubnetId.1={}&SecurityGroupId.1={group}&PrivateDnsEnabled=false&PolicyDocument={}",
            vpc.id,
            vpc.subnet,
            escape(&policy.to_string())
        ));
        let id = text_of(&made, "vpcEndpointId");
        let interface = text_of(&made, "networkInterfaceIdSet");
        let interface = text_of(&interface, "item");
        let described = self.ec2(&format!(
            "Action=DescribeNetworkInterfaces&NetworkInterfaceId.1={interface}"
        ));
        let mut addresses = described.split("<privateIpAddress>").skip(1);
        let address =
            addresses.find_map(|rest| rest.split('<').next().filter(|it| it.starts_with("127.")));
        (id, address.expect("an address of this host").to_owned())
    }
}

/// A VPC and its subnet.
pub struct Vpc {
    id: String,
    subnet: String,
}

fn ok(answer: Answer) -> String {
    assert!(answer.status < 300, "{} {}", answer.status, answer.body);
    answer.body
}

/// The text of the first element of this name.
pub fn text_of(xml: &str, name: &str) -> String {
    let rest = xml.split_once(&format!("<{name}>")).map(|(_, rest)| rest);
    let text = rest.and_then(|rest| rest.split_once(&format!("</{name}>")));
    text.unwrap_or_else(|| panic!("no {name} in {xml}"))
        .0
        .to_owned()
}

/// For forms.
pub fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
