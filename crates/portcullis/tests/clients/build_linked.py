"""Builds the system of scenario 000 with boto3: a regional API of account B with AWS_IAM and a resource policy for a role
of account A, a VPC link, and an internal Application Load Balancer in front of two private interfaces. Prints what a
caller and the back ends need to know. The argument is how the API gets to the load balancer: `v1`, by a Network Load
Balancer, or `v2`, by `integrationTarget`. The second argument is the second number of the addresses, which on a host without namespaces no other test may have."""
import json
import os
import sys

import boto3

A, B, REGION = os.environ["ACCT_A"], os.environ["ACCT_B"], "us-east-1"
WAY, NUMBER = sys.argv[1:]
# By `integrationTarget` the back end sees the stage in the path.
STAGE = "/demo" if WAY == "v2" else ""


def session(account):
    return boto3.Session(account, "test", region_name=REGION)


ec2, elb, gateway = (session(B).client(name) for name in ("ec2", "elbv2", "apigateway"))
iam = session(A).client("iam")

# The network of account B: nothing leads in from outside.
vpc = ec2.create_vpc(CidrBlock=f"10.{NUMBER}.0.0/16")["Vpc"]["VpcId"]
subnets = [
    ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.{NUMBER}.{number}.0/24", AvailabilityZone=f"{REGION}{zone}")["Subnet"]["SubnetId"]
    for number, zone in ((0, "a"), (1, "b"))
]


def group(name, port, source):
    made = ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=made, IpPermissions=[{"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **source}])
    return made


outer = group("alb", 80, {"IpRanges": [{"CidrIp": f"10.{NUMBER}.0.0/16"}]})
inner = group("svc", 8080, {"UserIdGroupPairs": [{"GroupId": outer}]})
backends = [
    ec2.create_network_interface(SubnetId=subnet, Groups=[inner], PrivateIpAddress=f"10.{NUMBER}.{number}.50")["NetworkInterface"]
    for number, subnet in enumerate(subnets)
]


def balancer(name, kind, **more):
    return elb.create_load_balancer(Name=name, Type=kind, Scheme="internal", Subnets=subnets, **more)["LoadBalancers"][0]


def forward(target_group):
    return [{"Type": "forward", "TargetGroupArn": target_group}]


alb = balancer("svc-b-alb", "application", SecurityGroups=[outer])
service = elb.create_target_group(
    Name="svc-b", Protocol="HTTP", Port=8080, TargetType="ip", VpcId=vpc, HealthCheckPath="/health", Matcher={"HttpCode": "200"},
    HealthCheckIntervalSeconds=5, HealthCheckTimeoutSeconds=2, HealthyThresholdCount=2,
)["TargetGroups"][0]["TargetGroupArn"]
elb.register_targets(TargetGroupArn=service, Targets=[{"Id": one["PrivateIpAddress"], "Port": 8080} for one in backends])
away = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404", "ContentType": "text/plain", "MessageBody": "no such service"}}]
listener = elb.create_listener(LoadBalancerArn=alb["LoadBalancerArn"], Protocol="HTTP", Port=80, DefaultActions=away)["Listeners"][0]["ListenerArn"]
elb.create_rule(
    ListenerArn=listener, Priority=10, Actions=forward(service), Conditions=[{"Field": "path-pattern", "PathPatternConfig": {"Values": [STAGE + "/orders", STAGE + "/orders/*"]}}],
)
more = {"connectionType": "VPC_LINK"}
if WAY == "v1":
    nlb = balancer("svc-b-nlb", "network")
    via = elb.create_target_group(Name="svc-b-via-alb", Protocol="TCP", Port=80, TargetType="alb", VpcId=vpc, HealthCheckPath="/orders")["TargetGroups"][0]["TargetGroupArn"]
    elb.register_targets(TargetGroupArn=via, Targets=[{"Id": alb["LoadBalancerArn"], "Port": 80}])
    elb.create_listener(LoadBalancerArn=nlb["LoadBalancerArn"], Protocol="TCP", Port=80, DefaultActions=forward(via))
    more["connectionId"] = gateway.create_vpc_link(name="to-svc-b", targetArns=[nlb["LoadBalancerArn"]])["id"]
    host = nlb["DNSName"]
else:
    more |= {"connectionId": "abcdef1234", "integrationTarget": listener}
    host = alb["DNSName"]

# Account A: the caller's role.
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com", "AWS": f"arn:aws:iam::{A}:root"}, "Action": "sts:AssumeRole"}]}
role = iam.create_role(RoleName="service-a-task", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]

# Account B: the API.
created = gateway.create_rest_api(name="service-b", endpointConfiguration={"types": ["REGIONAL"]})
api, root = created["id"], created["rootResourceId"]


def allow(resource, **who):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": resource, **who}]})


mine = f"arn:aws:execute-api:{REGION}:{B}:{api}"
iam.put_role_policy(RoleName="service-a-task", PolicyName="invoke-service-b", PolicyDocument=allow(f"{mine}/demo/*/*"))
gateway.update_rest_api(restApiId=api, patchOperations=[{"op": "replace", "path": "/policy", "value": allow(f"{mine}/*/*/*", Principal={"AWS": role})}])
orders = gateway.create_resource(restApiId=api, parentId=root, pathPart="orders")["id"]
order = gateway.create_resource(restApiId=api, parentId=orders, pathPart="{id}")["id"]
other = gateway.create_resource(restApiId=api, parentId=root, pathPart="other")["id"]
for resource, verb, path, parameters in (
    (orders, "POST", "/orders", {}), (order, "GET", "/orders/{id}", {"integration.request.path.id": "method.request.path.id"}), (other, "GET", "/other", {}),
):
    required = {name.replace("integration.", "method."): True for name in parameters}
    gateway.put_method(restApiId=api, resourceId=resource, httpMethod=verb, authorizationType="AWS_IAM", requestParameters=required)
    gateway.put_integration(
        restApiId=api, resourceId=resource, httpMethod=verb, type="HTTP_PROXY", integrationHttpMethod=verb, uri=f"http://{host}{path}", requestParameters=parameters, **more
    )
gateway.create_deployment(restApiId=api, stageName="demo")
iam.create_user(UserName="runtime")
assume = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}
iam.put_user_policy(UserName="runtime", PolicyName="assume", PolicyDocument=json.dumps(assume))
key = iam.create_access_key(UserName="runtime")["AccessKey"]
runtime = boto3.Session(key["AccessKeyId"], key["SecretAccessKey"], region_name=REGION)
credentials = runtime.client("sts").assume_role(RoleArn=role, RoleSessionName="task")["Credentials"]

# Account B: what the back ends run as.
iam_b = session(B).client("iam")
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
iam_b.create_role(RoleName="backend", AssumeRolePolicyDocument=json.dumps(trust))
print(json.dumps({
    "api": api, "vpc": vpc, "targetGroup": service, "listener": listener, "host": host, "alb": alb["LoadBalancerArn"], "albGroup": outer,
    "backends": [one["NetworkInterfaceId"] for one in backends], "addresses": [one["PrivateIpAddress"] for one in backends], "subnet": subnets[0],
    "credentials": [credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]],
}))
