"""Builds the system of scenario 003 with boto3: a PRIVATE API of account B behind an interface VPC endpoint of account
A, with the document's policies. Prints what a caller needs to know."""
import json
import os
import pathlib

import boto3

A, B, REGION, BACKEND = os.environ["ACCT_A"], os.environ["ACCT_B"], "us-east-1", os.environ["BACKEND"]
POLICIES = pathlib.Path(__file__).parent / "policies"


def session(account):
    return boto3.Session(account, "test", region_name=REGION)


def document(name, **placeholders):
    text = (POLICIES / f"{name}.json").read_text()
    text = text.replace("ACCT-A", A).replace("ACCT-B", B).replace("REGION", REGION)
    for placeholder, value in {"API-ID": api, "vpce-0abc1234def56789": placeholders.get("endpoint", "")}.items():
        text = text.replace(placeholder, value)
    return text


iam, ec2, gateway = session(A).client("iam"), session(A).client("ec2"), session(B).client("apigateway")

# Account A: the network of the caller.
vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
ec2.get_waiter("vpc_available").wait(VpcIds=[vpc])
ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
subnets = [
    ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"{REGION}{zone}")["Subnet"]["SubnetId"]
    for number, zone in ((1, "a"), (2, "b"))
]
callers = ec2.create_security_group(GroupName="lambda-caller", Description="Allow outbound 443 to VPCE SG only", VpcId=vpc)["GroupId"]
endpoints = ec2.create_security_group(GroupName="vpce-endpoint", Description="Allow inbound 443 from Lambda SG only", VpcId=vpc)["GroupId"]
https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
ec2.revoke_security_group_egress(GroupId=callers, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
ec2.authorize_security_group_egress(GroupId=callers, IpPermissions=[https | {"UserIdGroupPairs": [{"GroupId": endpoints}]}])
ec2.authorize_security_group_ingress(GroupId=endpoints, IpPermissions=[https | {"UserIdGroupPairs": [{"GroupId": callers}]}])
workload = ec2.create_network_interface(SubnetId=subnets[0], Groups=[callers])["NetworkInterface"]["NetworkInterfaceId"]

# Account B: the API, tagged as the endpoint policy asks.
created = gateway.create_rest_api(name="items", endpointConfiguration={"types": ["PRIVATE"]}, tags={"Project": "your-project"})
api = created["id"]
root = next(item["id"] for item in gateway.get_resources(restApiId=api)["items"] if item["path"] == "/")
items = gateway.create_resource(restApiId=api, parentId=root, pathPart="items")["id"]
for verb in ("GET", "POST", "DELETE"):
    gateway.put_method(restApiId=api, resourceId=items, httpMethod=verb, authorizationType="AWS_IAM")
    gateway.put_integration(
        restApiId=api, resourceId=items, httpMethod=verb, type="HTTP_PROXY", integrationHttpMethod=verb, uri=f"http://{BACKEND}/items"
    )

# Account A: the role, and a deployer that may assume it.
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{A}:root"}, "Action": "sts:AssumeRole"}]}
assume = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}
role = iam.create_role(RoleName="lambda-role", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
iam.get_waiter("role_exists").wait(RoleName="lambda-role")
iam.put_role_policy(RoleName="lambda-role", PolicyName="invoke", PolicyDocument=document("003_identity"))
iam.create_user(UserName="runtime")
iam.put_user_policy(UserName="runtime", PolicyName="assume", PolicyDocument=json.dumps(assume))
key = iam.create_access_key(UserName="runtime")["AccessKey"]
runtime = boto3.Session(key["AccessKeyId"], key["SecretAccessKey"], region_name=REGION)
credentials = runtime.client("sts").assume_role(RoleArn=role, RoleSessionName="function")["Credentials"]

# Account A: the endpoint. Account B: the resource policy, which names it; then the deployment.
made = ec2.create_vpc_endpoint(
    VpcId=vpc, VpcEndpointType="Interface", ServiceName=f"com.amazonaws.{REGION}.execute-api", SubnetIds=subnets,
    SecurityGroupIds=[endpoints], PrivateDnsEnabled=True, PolicyDocument=document("003_endpoint"),
)["VpcEndpoint"]
endpoint = made["VpcEndpointId"]
gateway.update_rest_api(
    restApiId=api, patchOperations=[{"op": "replace", "path": "/policy", "value": document("003_resource", endpoint=endpoint)}]
)
gateway.create_deployment(restApiId=api, stageName="prod")


def address(interface):
    described = ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])["NetworkInterfaces"][0]
    return next(it["PrivateIpAddress"] for it in described["PrivateIpAddresses"] if it["PrivateIpAddress"].startswith("127."))


print(json.dumps({
    "api": api,
    "endpoint": endpoint,
    "vpc": vpc,
    "workload": workload,
    "endpointAddresses": [address(interface) for interface in made["NetworkInterfaceIds"]],
    "workloadAddress": address(workload),
    "credentials": [credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]],
}))
