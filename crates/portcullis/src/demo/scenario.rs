//! What the demonstration builds, through the gateway's own AWS API: a private API behind an
//! interface VPC endpoint of another account, and a regional API for callers of both accounts.

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};

use serde_json::{Value, json};

use super::REGION;
use super::client::{Client, Keys, element};
use super::inside::Place;

/// The account of the callers.
pub(crate) const A: &str = "111111111111";
/// The account of the APIs.
pub(crate) const B: &str = "222222222222";

/// The private path.
pub(crate) struct PrivatePath {
    /// The gateway's public listener.
    pub(crate) public: SocketAddr,
    pub(crate) api: String,
    /// The endpoint that the resource policy names: its id and where it listens.
    pub(crate) endpoint: (String, SocketAddr),
    /// Another endpoint of the same VPC, whose policy allows everything.
    pub(crate) other_endpoint: (String, SocketAddr),
    /// Service A's interface, in the group that may call.
    pub(crate) service_a: Place,
    /// An interface outside that group.
    pub(crate) outsider: Place,
    pub(crate) lambda_role: Keys,
    pub(crate) other_role: Keys,
}

/// The regional API.
pub(crate) struct Regional {
    pub(crate) public: SocketAddr,
    pub(crate) api: String,
    pub(crate) role_with_both: Keys,
    pub(crate) role_without_identity: Keys,
    pub(crate) role_without_resource: Keys,
    pub(crate) alice: Keys,
    pub(crate) bob: Keys,
    pub(crate) denied: Keys,
    pub(crate) of_b: Keys,
    pub(crate) of_b_silent: Keys,
    pub(crate) late: Keys,
}

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Scenario 003: VPC, groups, endpoints, roles in account A; the private API in account B.
pub(crate) fn private_path(client: &Client, backend: SocketAddr) -> Outcome<PrivatePath> {
    let (a, b) = (Keys::root(A), Keys::root(B));
    let ec2 =
        |action: &str, parameters: &[(&str, &str)]| client.query(&a, "ec2", action, parameters);

    let vpc = element(&ec2("CreateVpc", &[("CidrBlock", "10.0.0.0/16")])?, "vpcId")?.to_owned();
    let subnet = ec2(
        "CreateSubnet",
        &[("VpcId", &vpc), ("CidrBlock", "10.0.1.0/24")],
    )?;
    let subnet = element(&subnet, "subnetId")?.to_owned();
    let group = |name: &str, description: &str| -> Outcome<String> {
        let parameters = [
            ("GroupName", name),
            ("GroupDescription", description),
            ("VpcId", &vpc),
        ];
        Ok(element(&ec2("CreateSecurityGroup", &parameters)?, "groupId")?.to_owned())
    };
    let caller_group = group("lambda-caller", "may call the endpoint")?;
    let endpoint_group = group("vpce-endpoint", "lets the callers in")?;
    let other_group = group("batch-jobs", "may not")?;
    let https = |action: &str, group: &str, peer: &str| {
        ec2(
            action,
            &[
                ("GroupId", group),
                ("IpPermissions.1.IpProtocol", "tcp"),
                ("IpPermissions.1.FromPort", "443"),
                ("IpPermissions.1.ToPort", "443"),
                ("IpPermissions.1.Groups.1.GroupId", peer),
            ],
        )
    };
    ec2(
        "RevokeSecurityGroupEgress",
        &[
            ("GroupId", &caller_group),
            ("IpPermissions.1.IpProtocol", "-1"),
            ("IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"),
        ],
    )?;
    https(
        "AuthorizeSecurityGroupEgress",
        &caller_group,
        &endpoint_group,
    )?;
    https(
        "AuthorizeSecurityGroupIngress",
        &endpoint_group,
        &caller_group,
    )?;
    if client.is_inside() {
        // What the kernel drops is seen nowhere else.
        let parameters = [
            ("ResourceType", "VPC"),
            ("ResourceId.1", &vpc),
            ("TrafficType", "REJECT"),
            ("LogDestinationType", "s3"),
            ("LogDestination", "arn:aws:s3:::demo-flow-logs"),
        ];
        ec2("CreateFlowLogs", &parameters)?;
    }
    let interface = |group: &str| -> Outcome<Place> {
        let made = ec2(
            "CreateNetworkInterface",
            &[("SubnetId", &subnet), ("SecurityGroupId.1", group)],
        )?;
        let interface = element(&made, "networkInterfaceId")?.to_owned();
        let described = ec2(
            "DescribeNetworkInterfaces",
            &[("NetworkInterfaceId.1", &interface)],
        )?;
        Ok(Place {
            address: address_of(client, &described)?,
            interface,
        })
    };
    let service_a = interface(&caller_group)?;
    let outsider = interface(&other_group)?;

    let api = create_api(client, &b, "items", "PRIVATE", json!({ "Project": "demo" }))?;
    let role = role_arn("lambda-role");
    let endpoint_policy = document(json!([
        {
            "Sid": "AllowSpecificAPI",
            "Effect": "Allow",
            "Principal": { "AWS": role },
            "Action": "execute-api:Invoke",
            "Resource": format!("{}/*", api_arn(&api)),
            "Condition": { "StringEquals": { "aws:resourceTag/Project": "demo" } }
        },
        {
            "Sid": "DenyEverythingElse",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "execute-api:*",
            "Resource": "*",
            "Condition": { "StringNotEquals": { "aws:resourceTag/Project": "demo" } }
        }
    ]));
    let invoke_items = document(json!([{
        "Sid": "AllowAPIInvoke",
        "Effect": "Allow",
        "Action": "execute-api:Invoke",
        "Resource": [format!("{}/prod/GET/items", api_arn(&api)), format!("{}/prod/POST/items", api_arn(&api))]
    }]));
    let lambda_role = make_role(client, &a, "lambda-role", Some(&invoke_items))?;
    let other_role = make_role(client, &a, "other-role", Some(&invoke_items))?;

    let endpoint = |policy: Option<&str>| -> Outcome<(String, SocketAddr)> {
        let service = format!("com.amazonaws.{REGION}.execute-api");
        let mut parameters = vec![
            ("VpcId", vpc.as_str()),
            ("VpcEndpointType", "Interface"),
            ("ServiceName", &service),
            ("SubnetId.1", &subnet),
            ("SecurityGroupId.1", &endpoint_group),
            ("PrivateDnsEnabled", "false"),
        ];
        parameters.extend(policy.map(|policy| ("PolicyDocument", policy)));
        let made = ec2("CreateVpcEndpoint", &parameters)?;
        let id = element(&made, "vpcEndpointId")?.to_owned();
        let interface = element(&made, "networkInterfaceIdSet")?;
        let interface = element(interface, "item")?;
        let described = ec2(
            "DescribeNetworkInterfaces",
            &[("NetworkInterfaceId.1", interface)],
        )?;
        // One that has an address of its own has AWS's port too.
        let port = match client.is_inside() {
            true => 443,
            false => client.address().port(),
        };
        Ok((id, (address_of(client, &described)?, port).into()))
    };
    let endpoint_1 = endpoint(Some(&endpoint_policy))?;
    let endpoint_2 = endpoint(None)?;

    let resource_policy = document(json!([
        {
            "Sid": "DenyPublicAccess",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "execute-api:Invoke",
            "Resource": format!("{}/*", api_arn(&api)),
            "Condition": { "StringNotEquals": { "aws:sourceVpce": endpoint_1.0 } }
        },
        {
            "Sid": "AllowFromVPCEndpoint",
            "Effect": "Allow",
            "Principal": { "AWS": role },
            "Action": "execute-api:Invoke",
            "Resource": format!("{}/prod/*", api_arn(&api)),
            "Condition": { "StringEquals": { "aws:sourceVpce": endpoint_1.0 } }
        }
    ]));
    let items = add_resource(client, &b, &api, "items")?;
    add_method(client, &b, &api, &items, "GET", backend)?;
    add_method(client, &b, &api, &items, "DELETE", backend)?;
    set_policy(client, &b, &api, &resource_policy)?;
    create_deployment(client, &b, &api, "prod")?;
    Ok(PrivatePath {
        public: client.address(),
        api,
        endpoint: endpoint_1,
        other_endpoint: endpoint_2,
        service_a,
        outsider,
        lambda_role,
        other_role,
    })
}

/// Scenarios 000 and 002: roles and users of account A, and account B's own, at a regional API.
pub(crate) fn regional(client: &Client, backend: SocketAddr) -> Outcome<Regional> {
    let (a, b) = (Keys::root(A), Keys::root(B));
    let api = create_api(client, &b, "orders", "REGIONAL", json!({}))?;
    let invoke = document(json!([{
        "Sid": "InvokeOrders",
        "Effect": "Allow",
        "Action": "execute-api:Invoke",
        "Resource": format!("{}/*", api_arn(&api))
    }]));
    let deny = document(json!([
        { "Sid": "InvokeAnything", "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*" },
        { "Sid": "NotThisOne", "Effect": "Deny", "Action": "execute-api:Invoke", "Resource": format!("{}/*", api_arn(&api)) }
    ]));
    let role_with_both = make_role(client, &a, "orders-reader", Some(&invoke))?;
    let role_without_identity = make_role(client, &a, "orders-silent", None)?;
    let role_without_resource = make_role(client, &a, "orders-unnamed", Some(&invoke))?;
    let alice = make_user(client, &a, "alice", Some(&invoke))?;
    let bob = make_user(client, &a, "bob", None)?;
    let denied = make_user(client, &a, "mallory", Some(&deny))?;
    let late = make_role(client, &a, "orders-late", Some(&invoke))?;
    let of_b = make_user(client, &b, "operator", Some(&invoke))?;
    let of_b_silent = make_user(client, &b, "visitor", None)?;

    let orders = add_resource(client, &b, &api, "orders")?;
    add_method(client, &b, &api, &orders, "GET", backend)?;
    let accounts = add_resource(client, &b, &api, "accounts")?;
    add_method(client, &b, &api, &accounts, "GET", backend)?;
    set_policy(
        client,
        &b,
        &api,
        &orders_policy(&api, &["orders-reader", "orders-silent"]),
    )?;
    create_deployment(client, &b, &api, "v1")?;
    Ok(Regional {
        public: client.address(),
        api,
        role_with_both,
        role_without_identity,
        role_without_resource,
        alice,
        bob,
        denied,
        of_b,
        of_b_silent,
        late,
    })
}

/// Names one more role in the saved resource policy, and does not deploy it.
pub(crate) fn save_without_deploying(client: &Client, regional: &Regional) -> Outcome<()> {
    let policy = orders_policy(
        &regional.api,
        &["orders-reader", "orders-silent", "orders-late"],
    );
    set_policy(client, &Keys::root(B), &regional.api, &policy)
}

/// Deploys what is saved.
pub(crate) fn deploy(client: &Client, regional: &Regional) -> Outcome<()> {
    create_deployment(client, &Keys::root(B), &regional.api, "v1")
}

/// Roles by name on `/orders`; the whole account A on `/accounts`.
fn orders_policy(api: &str, roles: &[&str]) -> String {
    let roles: Vec<String> = roles.iter().map(|role| role_arn(role)).collect();
    document(json!([
        {
            "Sid": "AllowRoles",
            "Effect": "Allow",
            "Principal": { "AWS": roles },
            "Action": "execute-api:Invoke",
            "Resource": format!("{}/*/GET/orders", api_arn(api))
        },
        {
            "Sid": "AllowAccountA",
            "Effect": "Allow",
            "Principal": { "AWS": format!("arn:aws:iam::{A}:root") },
            "Action": "execute-api:Invoke",
            "Resource": format!("{}/*/GET/accounts", api_arn(api))
        }
    ]))
}

fn create_api(
    client: &Client,
    keys: &Keys,
    name: &str,
    endpoint_type: &str,
    tags: Value,
) -> Outcome<String> {
    let made = client.rest(
        keys,
        "POST",
        "/restapis",
        &json!({
            "name": name,
            "endpointConfiguration": { "types": [endpoint_type] },
            "tags": tags
        }),
    )?;
    text(&made, "id")
}

fn add_resource(client: &Client, keys: &Keys, api: &str, part: &str) -> Outcome<String> {
    let found = client.rest(keys, "GET", &format!("/restapis/{api}"), &Value::Null)?;
    let root = text(&found, "rootResourceId")?;
    let made = client.rest(
        keys,
        "POST",
        &format!("/restapis/{api}/resources/{root}"),
        &json!({ "pathPart": part }),
    )?;
    text(&made, "id")
}

fn add_method(
    client: &Client,
    keys: &Keys,
    api: &str,
    resource: &str,
    verb: &str,
    backend: SocketAddr,
) -> Outcome<()> {
    let path = format!("/restapis/{api}/resources/{resource}/methods/{verb}");
    client.rest(
        keys,
        "PUT",
        &path,
        &json!({ "authorizationType": "AWS_IAM" }),
    )?;
    client.rest(
        keys,
        "PUT",
        &format!("{path}/integration"),
        &json!({
            "type": "HTTP_PROXY",
            "httpMethod": verb,
            "uri": format!("http://{backend}/items")
        }),
    )?;
    Ok(())
}

fn set_policy(client: &Client, keys: &Keys, api: &str, policy: &str) -> Outcome<()> {
    let patch =
        json!({ "patchOperations": [{ "op": "replace", "path": "/policy", "value": policy }] });
    client.rest(keys, "PATCH", &format!("/restapis/{api}"), &patch)?;
    Ok(())
}

fn create_deployment(client: &Client, keys: &Keys, api: &str, stage: &str) -> Outcome<()> {
    client.rest(
        keys,
        "POST",
        &format!("/restapis/{api}/deployments"),
        &json!({ "stageName": stage }),
    )?;
    Ok(())
}

fn make_role(client: &Client, keys: &Keys, name: &str, policy: Option<&str>) -> Outcome<Keys> {
    let trust = document(json!([{
        "Effect": "Allow",
        "Principal": { "AWS": format!("arn:aws:iam::{A}:root") },
        "Action": "sts:AssumeRole"
    }]));
    client.query(
        keys,
        "iam",
        "CreateRole",
        &[("RoleName", name), ("AssumeRolePolicyDocument", &trust)],
    )?;
    if let Some(policy) = policy {
        client.query(
            keys,
            "iam",
            "PutRolePolicy",
            &[
                ("RoleName", name),
                ("PolicyName", "invoke"),
                ("PolicyDocument", policy),
            ],
        )?;
    }
    let session = client.query(
        keys,
        "sts",
        "AssumeRole",
        &[("RoleArn", &role_arn(name)), ("RoleSessionName", "demo")],
    )?;
    Ok(Keys {
        access_key_id: element(&session, "AccessKeyId")?.to_owned(),
        secret: element(&session, "SecretAccessKey")?.to_owned(),
        token: Some(element(&session, "SessionToken")?.to_owned()),
    })
}

fn make_user(client: &Client, keys: &Keys, name: &str, policy: Option<&str>) -> Outcome<Keys> {
    client.query(keys, "iam", "CreateUser", &[("UserName", name)])?;
    if let Some(policy) = policy {
        client.query(
            keys,
            "iam",
            "PutUserPolicy",
            &[
                ("UserName", name),
                ("PolicyName", "invoke"),
                ("PolicyDocument", policy),
            ],
        )?;
    }
    let key = client.query(keys, "iam", "CreateAccessKey", &[("UserName", name)])?;
    Ok(Keys {
        access_key_id: element(&key, "AccessKeyId")?.to_owned(),
        secret: element(&key, "SecretAccessKey")?.to_owned(),
        token: None,
    })
}

/// Where an interface is: at its private address, or at the address of this host that stands for it, which EC2 is told as
/// its second one.
fn address_of(client: &Client, description: &str) -> Outcome<Ipv4Addr> {
    let addresses = description.split("<privateIpAddress>").skip(1);
    let mut addresses =
        addresses.filter_map(|rest| rest.split('<').next()?.parse::<Ipv4Addr>().ok());
    addresses
        .find(|address| address.is_loopback() != client.is_inside())
        .ok_or_else(|| format!("the interface has no address on this host: {description}").into())
}

fn document(statements: Value) -> String {
    // Indented, so that the lines in explanations mean something.
    let document = json!({ "Version": "2012-10-17", "Statement": statements });
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

fn role_arn(name: &str) -> String {
    format!("arn:aws:iam::{A}:role/{name}")
}

fn api_arn(api: &str) -> String {
    format!("arn:aws:execute-api:{REGION}:{B}:{api}")
}

fn text(value: &Value, name: &str) -> Outcome<String> {
    let found = value.get(name).and_then(Value::as_str);
    found
        .map(str::to_owned)
        .ok_or_else(|| format!("the answer has no `{name}`: {value}").into())
}
