//! What tests build through the gateway's own AWS API: users, roles, REST APIs with their
//! policies, endpoints with their groups.

use std::net::{Ipv4Addr, SocketAddr};

use serde_json::{Value, json};

use crate::aws::{Account, Keys, REGION};
use crate::gateway::Gateway;

/// An account of a `dev` gateway, as its root user.
pub(crate) fn account(gateway: &Gateway, id: &str) -> Account {
    Account::new(gateway.control, Keys::root(id))
}

/// The host name of an API.
pub(crate) fn host(api: &str) -> String {
    format!("{api}.execute-api.{REGION}.amazonaws.com")
}

pub(crate) fn arn(owner: &str, api: &str) -> String {
    format!("arn:aws:execute-api:{REGION}:{owner}:{api}")
}

/// The resource of an access-denied text, its account masked.
pub(crate) fn masked(owner: &str, api: &str, rest: &str) -> String {
    format!(
        "arn:aws:execute-api:{REGION}:********{}:{api}/{rest}",
        &owner[owner.len() - 4..]
    )
}

pub(crate) fn policy(statements: Value) -> String {
    json!({ "Version": "2012-10-17", "Statement": statements }).to_string()
}

/// A user with at most one inline policy.
pub(crate) fn user(account: &Account, name: &str, policy: Option<&str>) -> Keys {
    account
        .query("iam", "CreateUser", &[("UserName", name)])
        .ok();
    if let Some(policy) = policy {
        let parameters = [
            ("UserName", name),
            ("PolicyName", "inline"),
            ("PolicyDocument", policy),
        ];
        account.query("iam", "PutUserPolicy", &parameters).ok();
    }
    Keys::in_answer(
        &account
            .query("iam", "CreateAccessKey", &[("UserName", name)])
            .ok(),
    )
}

/// A REST API; its id and its root resource.
pub(crate) fn rest_api(account: &Account, name: &str, endpoint_type: &str) -> (String, String) {
    let made = account
        .rest(
            "POST",
            "/restapis",
            &json!({ "name": name, "endpointConfiguration": { "types": [endpoint_type] } }),
        )
        .ok()
        .json();
    let id = made["id"].as_str().unwrap().to_owned();
    (id, made["rootResourceId"].as_str().unwrap().to_owned())
}

pub(crate) fn resource(account: &Account, api: &str, parent: &str, part: &str) -> String {
    let made = account.rest(
        "POST",
        &format!("/restapis/{api}/resources/{parent}"),
        &json!({ "pathPart": part }),
    );
    made.ok().json()["id"].as_str().unwrap().to_owned()
}

pub(crate) fn method(
    account: &Account,
    api: &str,
    resource: &str,
    verb: &str,
    method: &Value,
    integration: &Value,
) {
    let path = format!("/restapis/{api}/resources/{resource}/methods/{verb}");
    account.rest("PUT", &path, method).ok();
    account
        .rest("PUT", &format!("{path}/integration"), integration)
        .ok();
}

/// A method that asks for a signature in front of a back end.
pub(crate) fn signed_method(
    account: &Account,
    api: &str,
    resource: &str,
    verb: &str,
    backend: SocketAddr,
) {
    let integration = http_proxy(verb, &format!("http://{backend}/items"));
    method(
        account,
        api,
        resource,
        verb,
        &json!({ "authorizationType": "AWS_IAM" }),
        &integration,
    );
}

pub(crate) fn http_proxy(verb: &str, uri: &str) -> Value {
    json!({ "type": "HTTP_PROXY", "httpMethod": verb, "uri": uri })
}

pub(crate) fn set_policy(account: &Account, api: &str, policy: &str) {
    patch(account, api, "/policy", policy);
}

pub(crate) fn patch(account: &Account, api: &str, path: &str, value: &str) {
    let operations =
        json!({ "patchOperations": [{ "op": "replace", "path": path, "value": value }] });
    account
        .rest("PATCH", &format!("/restapis/{api}"), &operations)
        .ok();
}

pub(crate) fn deploy(account: &Account, api: &str, stage: &str) {
    account
        .rest(
            "POST",
            &format!("/restapis/{api}/deployments"),
            &json!({ "stageName": stage }),
        )
        .ok();
}

/// A VPC with a group for callers, a group for endpoints that lets those in, and an interface of
/// a caller.
pub(crate) struct Network {
    pub(crate) vpc: String,
    pub(crate) subnet: String,
    pub(crate) endpoint_group: String,
    /// The address of this host that stands for the caller.
    pub(crate) caller: Ipv4Addr,
    /// The address of an interface in the VPC's default group, which the endpoint does not let in.
    pub(crate) outsider: Ipv4Addr,
}

impl Network {
    pub(crate) fn new(account: &Account) -> Self {
        let ec2 = |action: &str, parameters: &[(&str, &str)]| {
            account.query("ec2", action, parameters).ok()
        };
        let vpc = ec2("CreateVpc", &[("CidrBlock", "10.0.0.0/16")]).element("vpcId");
        let subnet = ec2(
            "CreateSubnet",
            &[("VpcId", &vpc), ("CidrBlock", "10.0.1.0/24")],
        )
        .element("subnetId");
        let group = |name: &str| {
            let parameters = [
                ("GroupName", name),
                ("GroupDescription", name),
                ("VpcId", &vpc),
            ];
            ec2("CreateSecurityGroup", &parameters).element("groupId")
        };
        let (callers, endpoint_group, others) =
            (group("callers"), group("endpoints"), group("others"));
        let rule = [
            ("GroupId", endpoint_group.as_str()),
            ("IpPermissions.1.IpProtocol", "tcp"),
            ("IpPermissions.1.FromPort", "443"),
            ("IpPermissions.1.ToPort", "443"),
            ("IpPermissions.1.Groups.1.GroupId", &callers),
        ];
        ec2("AuthorizeSecurityGroupIngress", &rule);
        let interface = |group: &str| {
            let made = ec2(
                "CreateNetworkInterface",
                &[("SubnetId", &subnet), ("SecurityGroupId.1", group)],
            );
            address_of(account, &made.element("networkInterfaceId"))
        };
        let (caller, outsider) = (interface(&callers), interface(&others));
        Self {
            subnet,
            endpoint_group,
            caller,
            outsider,
            vpc,
        }
    }

    /// An endpoint: its id and where it listens.
    pub(crate) fn endpoint(
        &self,
        account: &Account,
        port: u16,
        policy: Option<&str>,
    ) -> (String, SocketAddr) {
        let mut parameters = vec![
            ("VpcId", self.vpc.as_str()),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", "com.amazonaws.us-east-1.execute-api"),
            ("SubnetId.1", &self.subnet),
            ("SecurityGroupId.1", &self.endpoint_group),
            ("PrivateDnsEnabled", "false"),
        ];
        parameters.extend(policy.map(|policy| ("PolicyDocument", policy)));
        let made = account.query("ec2", "CreateVpcEndpoint", &parameters).ok();
        let interfaces = made.element("networkInterfaceIdSet");
        let (_, rest) = interfaces.split_once("<item>").unwrap();
        let (interface, _) = rest.split_once("</item>").unwrap();
        (
            made.element("vpcEndpointId"),
            (address_of(account, interface), port).into(),
        )
    }
}

/// The address of this host that stands for an interface: the one in 127.0.0.0/8.
fn address_of(account: &Account, interface: &str) -> Ipv4Addr {
    let described = account
        .query(
            "ec2",
            "DescribeNetworkInterfaces",
            &[("NetworkInterfaceId.1", interface)],
        )
        .ok();
    let text = described.text();
    let mut addresses = text
        .split("<privateIpAddress>")
        .filter_map(|part| part.split('<').next()?.parse::<Ipv4Addr>().ok());
    addresses
        .find(Ipv4Addr::is_loopback)
        .unwrap_or_else(|| panic!("no address on this host in {text}"))
}
