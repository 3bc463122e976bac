"""Runs the same steps against two servers: one is restarted between each two steps, the other never.

What describes the world must look the same at both after every step. Ids are made anew by each server, so strings
count as the same where they stand for each other everywhere.
"""

import http.client
import json
import subprocess
import sys
import datetime

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

BINARY, *DIRECTORIES = sys.argv[1:]
ACCOUNT = "111111111111"
NAMES = ("path", "name", "UserName", "RoleName", "GroupName", "PolicyName", "stageName", "CidrBlock", "description",
         "Description", "responseType", "CidrIpv4")
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "sts:AssumeRole"}]})
INVOKE = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"}]})


class Server:
    def __init__(self, directory, restarted):
        self.directory, self.restarted, self.process = directory, restarted, None
        self.made = {}
        self.start()

    def start(self):
        self.process = subprocess.Popen([BINARY, "dev", "--listen", "127.0.0.1:0", "--data", self.directory],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            if "http://" in line:
                self.address = line.split("http://")[1].split()[0]
                return
        raise SystemExit("the server did not start")

    def stop(self):
        self.process.terminate()
        self.process.communicate()

    def restart(self):
        if self.restarted:
            self.stop()
            self.start()

    def client(self, service, keys=(ACCOUNT, "test", None)):
        return boto3.client(service, region_name="us-east-1", endpoint_url=f"http://{self.address}",
                            aws_access_key_id=keys[0], aws_secret_access_key=keys[1], aws_session_token=keys[2],
                            config=Config(retries={"max_attempts": 1}))

    def invoke(self, keys):
        host = f"{self.made['api']}.execute-api.us-east-1.amazonaws.com"
        request = AWSRequest("GET", f"http://{host}/prod/items")
        SigV4Auth(Credentials(*keys), "execute-api", "us-east-1").add_auth(request)
        connection = http.client.HTTPConnection(self.address, timeout=60)
        connection.request("GET", "/prod/items", headers={"Host": host, **dict(request.headers.items())})
        answer = connection.getresponse()
        return {"status": answer.status, "body": answer.read().decode()}


def attempt(call, **arguments):
    """An answer, or the error that there is instead."""
    try:
        answer = call(**arguments)
    except ClientError as error:
        answer = error.response
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def keep(server, name, value):
    server.made[name] = value
    return value


def user(server):
    iam = server.client("iam")
    yield iam.create_user(UserName="alice", Tags=[{"Key": "team", "Value": "a"}])
    key = server.client("iam").create_access_key(UserName="alice")["AccessKey"]
    keep(server, "alice", (key["AccessKeyId"], key["SecretAccessKey"], None))
    yield {}
    for name in ("bob", "carol", "dave", "erin"):
        server.client("iam").create_user(UserName=name)
    yield {}
    # A list that is begun before a restart and read on after it.
    page = server.client("iam").list_users(MaxItems=2)
    keep(server, "marker", page["Marker"])
    yield page
    yield server.client("iam").list_users(MaxItems=2, Marker=server.made["marker"])


def session(server):
    iam = server.client("iam")
    iam.create_role(RoleName="app", AssumeRolePolicyDocument=TRUST)
    yield {}
    server.client("iam").put_role_policy(RoleName="app", PolicyName="invoke", PolicyDocument=INVOKE)
    yield {}
    made = server.client("sts").assume_role(RoleArn=f"arn:aws:iam::{ACCOUNT}:role/app", RoleSessionName="work")
    keep(server, "session", tuple(made["Credentials"][it] for it in ("AccessKeyId", "SecretAccessKey", "SessionToken")))
    yield {}
    yield server.client("sts", server.made["session"]).get_caller_identity()


def api(server):
    call = lambda: server.client("apigateway")
    made = call().create_rest_api(name="items", endpointConfiguration={"types": ["REGIONAL"]}, tags={"a": "b"})
    keep(server, "api", made["id"])
    keep(server, "root", made["rootResourceId"])
    yield made
    made = call().create_resource(restApiId=server.made["api"], parentId=server.made["root"], pathPart="items")
    keep(server, "items", made["id"])
    yield made
    where = {"restApiId": server.made["api"], "resourceId": server.made["items"], "httpMethod": "GET"}
    yield call().put_method(**where, authorizationType="AWS_IAM")
    yield call().put_method_response(**where, statusCode="200")
    yield call().put_integration(**where, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    yield call().put_integration_response(**where, statusCode="200", responseTemplates={"application/json": '{"v": 1}'})
    yield call().create_deployment(restApiId=server.made["api"], stageName="prod")
    # Edited and not deployed: what is called stays as it is.
    yield call().put_integration_response(**where, statusCode="200", responseTemplates={"application/json": '{"v": 2}'})
    for name in ("second", "third", "fourth"):
        call().create_rest_api(name=name)
        yield {}
    page = call().get_rest_apis(limit=500)
    yield page
    yield call().update_stage(restApiId=server.made["api"], stageName="prod", patchOperations=[
        {"op": "replace", "path": "/variables/color", "value": "blue"}])
    yield call().create_deployment(restApiId=server.made["api"], stageName="prod")


def network(server):
    call = lambda: server.client("ec2")
    vpc = keep(server, "vpc", call().create_vpc(CidrBlock=server.cidr)["Vpc"]["VpcId"])
    yield {}
    subnet = call().create_subnet(VpcId=vpc, CidrBlock=server.cidr.replace("/16", "/24"))["Subnet"]["SubnetId"]
    keep(server, "subnet", subnet)
    yield {}
    group = call().create_security_group(VpcId=vpc, GroupName="g", Description="d")["GroupId"]
    yield {}
    ask = {"VpcId": vpc, "ServiceName": "com.amazonaws.us-east-1.execute-api", "VpcEndpointType": "Interface",
           "SubnetIds": [subnet], "SecurityGroupIds": [group], "PrivateDnsEnabled": False, "ClientToken": "once"}
    made = call().create_vpc_endpoint(**ask)["VpcEndpoint"]["VpcEndpointId"]
    yield {}
    # The same token after a restart is the same call.
    again = call().create_vpc_endpoint(**ask)["VpcEndpoint"]["VpcEndpointId"]
    assert again == made, (again, made)
    yield {}
    keep(server, "token", made)


def removal(server):
    server.client("iam").delete_role_policy(RoleName="app", PolicyName="invoke")
    yield {}
    server.client("iam").delete_user(UserName="erin")
    yield {}
    server.client("apigateway").delete_rest_api(restApiId=server.made["api"])
    yield {}


def view(server):
    """Everything that a client can see of what the steps made."""
    iam, gateway, ec2 = (server.client(it) for it in ("iam", "apigateway", "ec2"))
    seen = {
        "users": attempt(iam.list_users), "roles": attempt(iam.list_roles),
        "keys": attempt(iam.list_access_keys, UserName="alice"),
        "tags": attempt(iam.list_user_tags, UserName="alice"),
        "policy": attempt(iam.get_role_policy, RoleName="app", PolicyName="invoke"),
        "apis": attempt(gateway.get_rest_apis, limit=500),
        "endpoints": attempt(ec2.describe_vpc_endpoints),
    }
    if "vpc" in server.made:
        ours = [{"Name": "vpc-id", "Values": [server.made["vpc"]]}]
        seen["vpc"] = attempt(ec2.describe_vpcs, VpcIds=[server.made["vpc"]])
        seen["subnets"] = attempt(ec2.describe_subnets, Filters=ours)
        seen["groups"] = attempt(ec2.describe_security_groups, Filters=ours)
        seen["interfaces"] = attempt(ec2.describe_network_interfaces, Filters=ours)
    if "api" in server.made:
        where = {"restApiId": server.made["api"]}
        seen["resources"] = attempt(gateway.get_resources, **where, embed=["methods"])
        seen["deployments"] = attempt(gateway.get_deployments, **where)
        seen["stages"] = attempt(gateway.get_stages, **where)
        seen["invoked by alice"] = server.invoke(server.made["alice"])
        if "session" in server.made:
            seen["invoked by the session"] = server.invoke(server.made["session"])
    return seen


def order(value):
    if isinstance(value, dict):
        names = [str(value[name]) for name in NAMES if name in value]
        return (0, names, len(value))
    return (1, [str(type(value))], 0)


def same(one, other, twins, where):
    """Whether two answers say the same; strings that differ have to stand for each other everywhere."""
    if isinstance(one, dict) and isinstance(other, dict):
        assert one.keys() == other.keys(), (where, one, other)
        for name in one:
            same(one[name], other[name], twins, f"{where}.{name}")
    elif isinstance(one, list) and isinstance(other, list):
        assert len(one) == len(other), (where, one, other)
        for at, (left, right) in enumerate(zip(sorted(one, key=order), sorted(other, key=order))):
            same(left, right, twins, f"{where}[{at}]")
    elif isinstance(one, datetime.datetime) and isinstance(other, datetime.datetime):
        assert abs((one - other).total_seconds()) < 600, (where, one, other)
    elif isinstance(one, str) and isinstance(other, str):
        if one != other:
            assert twins.setdefault(one, other) == other, (where, one, other)
            assert twins.setdefault((other,), one) == one, (where, one, other)
    else:
        assert one == other, (where, one, other)


def main():
    servers = [Server(directory, restarted) for directory, restarted in zip(DIRECTORIES, (True, False))]
    # Stand-ins of addresses on this host are not to meet.
    servers[0].cidr, servers[1].cidr = "10.87.0.0/16", "10.88.0.0/16"
    twins, steps = {"10.87.0.0/16": "10.88.0.0/16"}, 0
    try:
        for story in (user, session, api, network, removal):
            walks = [story(server) for server in servers]
            while True:
                answers = [next(walk, None) for walk in walks]
                if answers[0] is None and answers[1] is None:
                    break
                for answer in answers:
                    answer.pop("ResponseMetadata", None)
                same(*answers, twins, story.__name__)
                steps += 1
                for server in servers:
                    server.restart()
                same(*(view(server) for server in servers), twins, f"restarted after a step of {story.__name__}")
    finally:
        for server in servers:
            server.stop()
    print(f"{steps} steps, the same with a restart after each")


main()
