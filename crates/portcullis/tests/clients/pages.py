"""Every paginator that botocore knows for the operations in a list, and every waiter: a world with several of everything,
each list walked in the smallest pages that its model allows and compared with the whole of it, and walked again while
things come and go between two pages. An operation with a paginator that is not said here how to walk is an error."""
import io
import json
import sys
import zipfile

import boto3
from botocore import xform_name
from botocore.config import Config

offered = json.load(sys.stdin)
session = boto3.Session()
assert session.get_credentials().access_key == "111111111111"
clients = {}


def client(service, account="111111111111"):
    if (service, account) not in clients:
        config = Config(parameter_validation=True, retries={"total_max_attempts": 1})
        clients[service, account] = session.client(service, aws_access_key_id=account, aws_secret_access_key="test", config=config)
    return clients[service, account]


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


ALLOW = document({"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"})


def trusts(principal):
    return document({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"})


# Names whose order differs with and without regard to case.
NAMES = ["alpha", "Beta", "gamma"]
TAGS = [{"Key": name, "Value": name} for name in NAMES]
MANY = range(7)


def each(function, items=NAMES):
    return [function(item) for item in items]


class World:
    """What is listed."""

    def __init__(self):
        self.iam()
        self.ec2()
        self.elbv2()
        self.apigateway()
        self.others()
        self.organizations()

    def iam(self):
        iam = client("iam")
        self.policies = each(lambda name: iam.create_policy(PolicyName=name, PolicyDocument=ALLOW, Tags=TAGS)["Policy"]["Arn"])
        for _ in range(3):
            iam.create_policy_version(PolicyArn=self.policies[0], PolicyDocument=ALLOW)
        each(lambda name: iam.create_group(GroupName=name))
        each(lambda name: iam.create_user(UserName=name, Tags=TAGS))
        trust = trusts({"Service": "lambda.amazonaws.com"})
        self.roles = each(lambda name: iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust, Tags=TAGS)["Role"]["Arn"])
        for one in NAMES:
            iam.put_user_policy(UserName="alpha", PolicyName=one, PolicyDocument=ALLOW)
            iam.put_group_policy(GroupName="alpha", PolicyName=one, PolicyDocument=ALLOW)
            iam.put_role_policy(RoleName="alpha", PolicyName=one, PolicyDocument=ALLOW)
            iam.add_user_to_group(GroupName=one, UserName="alpha")
            if one != "alpha":
                iam.add_user_to_group(GroupName="alpha", UserName=one)
            iam.attach_user_policy(UserName=one, PolicyArn=self.policies[0])
            iam.attach_group_policy(GroupName=one, PolicyArn=self.policies[0])
            iam.attach_role_policy(RoleName=one, PolicyArn=self.policies[0])
        for policy in self.policies[1:]:
            iam.attach_user_policy(UserName="alpha", PolicyArn=policy)
            iam.attach_group_policy(GroupName="alpha", PolicyArn=policy)
            iam.attach_role_policy(RoleName="alpha", PolicyArn=policy)
        for _ in range(2):
            iam.create_access_key(UserName="alpha")
        iam.create_account_alias(AccountAlias="paginators")
        provider = iam.create_open_id_connect_provider(Url="https://issuer.example", ClientIDList=["a"], ThumbprintList=["0" * 40], Tags=TAGS)
        self.provider = provider["OpenIDConnectProviderArn"]

    def ec2(self):
        ec2 = client("ec2")
        self.vpcs = [ec2.create_vpc(CidrBlock=f"10.{n}.0.0/16")["Vpc"]["VpcId"] for n in MANY]
        vpc = self.vpcs[0]
        self.subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24")["Subnet"]["SubnetId"] for n in MANY]
        self.groups = [ec2.create_security_group(GroupName=f"g{n}", Description="g", VpcId=vpc)["GroupId"] for n in MANY]
        service = "com.amazonaws.us-east-1.execute-api"
        self.endpoints = [ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName=service, SubnetIds=[subnet], PrivateDnsEnabled=False)["VpcEndpoint"]["VpcEndpointId"] for subnet in self.subnets]
        self.interfaces = [ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"] for subnet in self.subnets]
        self.gateways = [ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"] for _ in MANY]
        ec2.create_tags(Resources=self.vpcs, Tags=TAGS)
        for vpc in self.vpcs:
            ec2.create_flow_logs(ResourceIds=[vpc], ResourceType="VPC", TrafficType="ALL", LogGroupName="flows", DeliverLogsPermissionArn=self.roles[0])

    def elbv2(self):
        elbv2 = client("elbv2")
        make = lambda name: elbv2.create_load_balancer(Name=name, Type="network", Scheme="internal", Subnets=self.subnets[:1])
        self.balancers = each(lambda name: make(name)["LoadBalancers"][0]["LoadBalancerArn"])
        make = lambda name: elbv2.create_target_group(Name=name, Protocol="TCP", Port=80, TargetType="ip", VpcId=self.vpcs[0])
        self.target_groups = each(lambda name: make(name)["TargetGroups"][0]["TargetGroupArn"])
        forward = lambda n: [{"Type": "forward", "TargetGroupArn": self.target_groups[n]}]
        for n in range(3):
            elbv2.create_listener(LoadBalancerArn=self.balancers[0], Protocol="TCP", Port=80 + n, DefaultActions=forward(n))
        application = elbv2.create_load_balancer(Name="app", Type="application", Scheme="internal", Subnets=self.zoned())
        self.application = application["LoadBalancers"][0]["LoadBalancerArn"]
        fixed = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}]
        listener = elbv2.create_listener(LoadBalancerArn=self.application, Protocol="HTTPS", Port=443, DefaultActions=fixed, Certificates=[{"CertificateArn": self.certificate(0)}])
        self.listener = listener["Listeners"][0]["ListenerArn"]
        elbv2.add_listener_certificates(ListenerArn=self.listener, Certificates=[{"CertificateArn": self.certificate(n)} for n in [1, 2]])
        for n in [10, 9, 100]:
            elbv2.create_rule(ListenerArn=self.listener, Priority=n, Conditions=[{"Field": "path-pattern", "Values": [f"/{n}"]}], Actions=fixed)

    def zoned(self):
        ec2 = client("ec2")
        zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]]
        return [ec2.create_subnet(VpcId=self.vpcs[1], CidrBlock=f"10.1.{n}.0/24", AvailabilityZone=zones[n])["Subnet"]["SubnetId"] for n in range(2)]

    def certificate(self, n):
        return f"arn:aws:acm:us-east-1:111111111111:certificate/{n:08}-0000-0000-0000-000000000000"

    def apigateway(self):
        gateway = client("apigateway")
        apis = each(lambda name: gateway.create_rest_api(name=name))
        self.api, root = apis[0]["id"], apis[0]["rootResourceId"]
        resources = each(lambda name: gateway.create_resource(restApiId=self.api, parentId=root, pathPart=name)["id"])
        gateway.put_method(restApiId=self.api, resourceId=resources[0], httpMethod="GET", authorizationType="NONE")
        gateway.put_integration(restApiId=self.api, resourceId=resources[0], httpMethod="GET", type="MOCK")
        lambda_uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:f/invocations"
        for name in NAMES:
            gateway.create_deployment(restApiId=self.api, stageName=name)
            gateway.create_model(restApiId=self.api, name=name, contentType="application/json", schema="{}")
            gateway.create_request_validator(restApiId=self.api, name=name)
            gateway.create_authorizer(restApiId=self.api, name=name, type="TOKEN", authorizerUri=lambda_uri, identitySource="method.request.header.Authorization")
            gateway.create_documentation_part(restApiId=self.api, location={"type": "MODEL", "name": name}, properties='{"description":"d"}')
            gateway.create_documentation_version(restApiId=self.api, documentationVersion=name)
            gateway.generate_client_certificate(description=name)
            gateway.create_domain_name(domainName=f"{name.lower()}.example.com", regionalCertificateArn=self.certificate(0), endpointConfiguration={"types": ["REGIONAL"]})
            gateway.create_base_path_mapping(domainName="alpha.example.com", basePath=name, restApiId=self.api, stage="alpha")
        stages = [{"apiId": self.api, "stage": "alpha"}]
        self.plans = each(lambda name: gateway.create_usage_plan(name=name, apiStages=stages if name == "alpha" else [], quota={"limit": 10, "period": "DAY"})["id"])
        for name in NAMES:
            key = gateway.create_api_key(name=name, enabled=True)["id"]
            gateway.create_usage_plan_key(usagePlanId=self.plans[0], keyId=key, keyType="API_KEY")
        self.links = each(lambda n: gateway.create_vpc_link(name=f"l{n}", targetArns=[self.balancers[n]])["id"], range(3))

    def others(self):
        code = io.BytesIO()
        with zipfile.ZipFile(code, "w") as archive:
            archive.writestr("index.py", "def handler(event, context): return event")
        self.code = {"ZipFile": code.getvalue()}
        functions = client("lambda")
        for name in NAMES:
            self.function(name)
            version = functions.publish_version(FunctionName="alpha")["Version"] if name == "alpha" else None
            changed = functions.update_function_configuration(FunctionName="alpha", Description=name)
            version = functions.publish_version(FunctionName="alpha")["Version"]
            functions.create_alias(FunctionName="alpha", Name=name, FunctionVersion=version)
        logs = client("logs")
        each(lambda name: logs.create_log_group(logGroupName=name))
        if "cloudtrail" in offered:
            self.trails = each(lambda name: client("cloudtrail").create_trail(Name=name, S3BucketName="bucket")["TrailARN"])

    def function(self, name):
        return client("lambda").create_function(FunctionName=name, Runtime="python3.13", Role=self.roles[0], Handler="index.handler", Code=self.code)

    def organizations(self):
        organizations = client("organizations")
        organizations.create_organization(FeatureSet="ALL")
        self.root = organizations.list_roots()["Roots"][0]["Id"]
        organizations.enable_policy_type(RootId=self.root, PolicyType="SERVICE_CONTROL_POLICY")
        self.units = each(lambda name: organizations.create_organizational_unit(ParentId=self.root, Name=name)["OrganizationalUnit"]["Id"])
        each(lambda name: organizations.create_account(Email=f"{name}@example.com", AccountName=name))
        for n in range(3):
            organizations.invite_account_to_organization(Target={"Type": "ACCOUNT", "Id": f"{n + 2}" * 12})
        deny = document({"Effect": "Deny", "Action": "iam:*", "Resource": "*"})
        for name in NAMES:
            policy = organizations.create_policy(Content=deny, Description=name, Name=name, Type="SERVICE_CONTROL_POLICY")["Policy"]["PolicySummary"]["Id"]
            organizations.attach_policy(PolicyId=policy, TargetId=self.units[0])
            if name == "alpha":
                self.scp = policy
                for unit in self.units[1:]:
                    organizations.attach_policy(PolicyId=policy, TargetId=unit)
        organizations.tag_resource(ResourceId=self.scp, Tags=TAGS)


def walks(world):
    """How to walk each operation that has a paginator. `None` in the place of parameters: there is at most one page."""
    api = {"restApiId": world.api}
    alpha = {"UserName": "alpha"}
    actions = ["iam:GetUser", "iam:CreateUser", "iam:DeleteUser"]
    return {
        "apigateway": {
            "GetRestApis": {}, "GetResources": api, "GetDeployments": api, "GetGatewayResponses": api, "GetModels": api,
            "GetRequestValidators": api, "GetAuthorizers": api, "GetApiKeys": {}, "GetUsagePlans": {},
            "GetUsagePlanKeys": {"usagePlanId": world.plans[0]},
            "GetUsage": {"usagePlanId": world.plans[0], "startDate": today(), "endDate": today()},
            "GetVpcLinks": {}, "GetDomainNames": {}, "GetBasePathMappings": {"domainName": "alpha.example.com"},
            "GetClientCertificates": {}, "GetDocumentationParts": api, "GetDocumentationVersions": api,
        },
        "iam": {
            "ListUsers": {}, "ListUserTags": alpha, "ListUserPolicies": alpha, "ListAttachedUserPolicies": alpha,
            "ListGroupsForUser": alpha, "GetGroup": {"GroupName": "alpha"}, "ListGroups": {},
            "ListGroupPolicies": {"GroupName": "alpha"}, "ListAttachedGroupPolicies": {"GroupName": "alpha"},
            "ListRoles": {}, "ListRoleTags": {"RoleName": "alpha"}, "ListRolePolicies": {"RoleName": "alpha"},
            "ListAttachedRolePolicies": {"RoleName": "alpha"}, "ListPolicies": {"Scope": "Local"},
            "ListPolicyVersions": {"PolicyArn": world.policies[0]}, "ListEntitiesForPolicy": {"PolicyArn": world.policies[0]},
            "ListPolicyTags": {"PolicyArn": world.policies[0]}, "ListAccessKeys": alpha, "GetAccountAuthorizationDetails": {},
            "ListOpenIDConnectProviderTags": {"OpenIDConnectProviderArn": world.provider},
            "SimulatePrincipalPolicy": {"PolicySourceArn": "arn:aws:iam::111111111111:user/alpha", "ActionNames": actions},
            "SimulateCustomPolicy": {"PolicyInputList": [ALLOW], "ActionNames": actions},
            # One alias, and kinds of things that nobody has here.
            "ListAccountAliases": ({}, None), "ListInstanceProfilesForRole": ({"RoleName": "alpha"}, None),
            "ListSSHPublicKeys": (alpha, None), "ListVirtualMFADevices": ({}, None), "ListMFADevices": (alpha, None),
            "ListSigningCertificates": (alpha, None),
        },
        "ec2": {
            "DescribeVpcs": {}, "DescribeSubnets": {}, "DescribeSecurityGroups": {}, "DescribeSecurityGroupRules": {},
            "DescribeVpcEndpoints": {}, "DescribeVpcEndpointServices": ({}, None), "DescribePrefixLists": ({}, None),
            "DescribeNetworkInterfaces": {}, "DescribeTags": {}, "DescribeNetworkAcls": {}, "DescribeRouteTables": {},
            "DescribeInternetGateways": {}, "DescribeFlowLogs": {},
        },
        "elbv2": {
            "DescribeLoadBalancers": {}, "DescribeListeners": {"LoadBalancerArn": world.balancers[0]},
            "DescribeListenerCertificates": {"ListenerArn": world.listener}, "DescribeSSLPolicies": {},
            "DescribeRules": {"ListenerArn": world.listener}, "DescribeTargetGroups": {}, "DescribeAccountLimits": {},
        },
        "lambda": {"ListFunctions": {}, "ListVersionsByFunction": {"FunctionName": "alpha"}, "ListAliases": {"FunctionName": "alpha"}},
        "logs": {"DescribeLogGroups": {}},
        "cloudtrail": {"ListTrails": ({}, None), "ListTags": ({"ResourceIdList": getattr(world, "trails", [])}, None)},
        "organizations": {
            "ListRoots": ({}, None), "ListOrganizationalUnitsForParent": {"ParentId": world.root},
            "ListChildren": {"ParentId": world.root, "ChildType": "ORGANIZATIONAL_UNIT"},
            "ListParents": ({"ChildId": world.units[0]}, None), "ListCreateAccountStatus": {}, "ListAccounts": {},
            "ListAccountsForParent": {"ParentId": world.root}, "ListHandshakesForAccount": ({}, None),
            "ListHandshakesForOrganization": {}, "ListPolicies": {"Filter": "SERVICE_CONTROL_POLICY"},
            "ListPoliciesForTarget": {"TargetId": world.units[0], "Filter": "SERVICE_CONTROL_POLICY"},
            "ListTargetsForPolicy": {"PolicyId": world.scp}, "ListTagsForResource": ({"ResourceId": world.scp}, None),
            "ListAWSServiceAccessForOrganization": ({}, None), "ListDelegatedAdministrators": ({}, None),
        },
    }


def today():
    import datetime

    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")


def parts(page, keys):
    """What a page lists; a map is a list of its entries."""
    found = []
    for key in keys:
        value = page.get(key) or []
        found += [(key, entry) for entry in (sorted(value.items()) if isinstance(value, dict) else value)]
    return [json.dumps(entry, default=str, sort_keys=True) for entry in found]


def walk(service, operation, model, known):
    parameters, several = (known, True) if isinstance(known, dict) else (known[0], False)
    paginator = client(service).get_paginator(xform_name(operation))
    keys = model["result_key"] if isinstance(model["result_key"], list) else [model["result_key"]]
    whole = [part for page in paginator.paginate(**parameters) for part in parts(page, keys)]
    assert len(set(whole)) == len(whole), f"{operation} lists something twice"
    size = None
    if "limit_key" in model:
        shape = client(service).meta.service_model.operation_model(operation).input_shape.members[model["limit_key"]]
        size = max(1, int(shape.metadata.get("min", 1)))
    pages = [parts(page, keys) for page in paginator.paginate(**parameters, PaginationConfig={"PageSize": size})]
    walked = [part for page in pages for part in page]
    if len(keys) > 1:
        # One page of several lists shows them side by side, several show them one after the other.
        walked, whole = sorted(walked), sorted(whole)
    assert walked == whole, f"{operation} in pages of {size}:\n{walked}\nand at once:\n{whole}"
    if not several:
        assert len(pages) == 1 or len(whole) > size, f"{operation}: {len(pages)} pages"
        return len(pages)
    assert len(whole) > size, f"{operation}: there are only {len(whole)}, and a page has {size}"
    assert all(1 <= len(page) <= size for page in pages), f"{operation}: pages of {[len(page) for page in pages]}"
    assert len(pages) == -(-len(whole) // size), f"{operation}: {len(pages)} pages of {size} for {len(whole)}"
    # Begun anew at the place that a token names.
    resumed = paginator.paginate(**parameters, PaginationConfig={"PageSize": size, "MaxItems": 1 if len(keys) == 1 else None})
    if len(keys) == 1 and not isinstance(resumed.build_full_result().get(keys[0]), dict):
        token, rest = resumed.resume_token, []
        for page in paginator.paginate(**parameters, PaginationConfig={"PageSize": size, "StartingToken": token}):
            rest += parts(page, keys)
        assert rest == whole[1:], f"{operation} from a token on:\n{rest}\nand:\n{whole[1:]}"
    return len(pages)


def paginators(world):
    known, counted = walks(world), {}
    for service, operations in offered.items():
        try:
            model = session._session.get_paginator_model(service)
        except Exception:
            continue
        for operation in operations:
            if operation in model._paginator_config:
                assert operation in known.get(service, {}), f"{service} {operation} has a paginator that nothing here walks"
                counted[f"{service}.{operation}"] = walk(service, operation, model.get_paginator(operation), known[service][operation])
    return counted


def changing():
    """Lists that change while they are walked: what was there before and after is listed once, whatever comes or goes."""
    iam, gateway, ec2, elbv2, functions, logs, organizations = map(client, ["iam", "apigateway", "ec2", "elbv2", "lambda", "logs", "organizations"])
    unit = organizations.create_organizational_unit(ParentId=world.root, Name="crowd")["OrganizationalUnit"]["Id"]
    vpc = world.vpcs[2]
    cases = [
        (iam, "list_users", {"PathPrefix": "/crowd/"}, "Users", "UserName", lambda n: iam.create_user(UserName=n, Path="/crowd/"), lambda u: iam.delete_user(UserName=u["UserName"])),
        (iam, "list_policies", {"PathPrefix": "/crowd/"}, "Policies", "PolicyName", lambda n: iam.create_policy(PolicyName=n, Path="/crowd/", PolicyDocument=ALLOW), lambda p: iam.delete_policy(PolicyArn=p["Arn"])),
        (gateway, "get_rest_apis", {}, "items", "name", lambda n: gateway.create_rest_api(name=n), lambda a: gateway.delete_rest_api(restApiId=a["id"])),
        (gateway, "get_resources", {"restApiId": world.api}, "items", "path", lambda n: gateway.create_resource(restApiId=world.api, parentId=gateway.get_rest_api(restApiId=world.api)["rootResourceId"], pathPart=n), lambda r: gateway.delete_resource(restApiId=world.api, resourceId=r["id"])),
        (ec2, "describe_security_groups", {"Filters": [{"Name": "vpc-id", "Values": [vpc]}]}, "SecurityGroups", "GroupName", lambda n: ec2.create_security_group(GroupName=n, Description=n, VpcId=vpc), lambda g: ec2.delete_security_group(GroupId=g["GroupId"])),
        (elbv2, "describe_target_groups", {}, "TargetGroups", "TargetGroupName", lambda n: elbv2.create_target_group(Name=n, Protocol="TCP", Port=80, VpcId=vpc), lambda g: elbv2.delete_target_group(TargetGroupArn=g["TargetGroupArn"])),
        (functions, "list_functions", {}, "Functions", "FunctionName", lambda n: world.function(n), lambda f: functions.delete_function(FunctionName=f["FunctionName"])),
        (logs, "describe_log_groups", {"logGroupNamePrefix": "crowd"}, "logGroups", "logGroupName", lambda n: logs.create_log_group(logGroupName=n), lambda g: logs.delete_log_group(logGroupName=g["logGroupName"])),
        (organizations, "list_organizational_units_for_parent", {"ParentId": unit}, "OrganizationalUnits", "Name", lambda n: organizations.create_organizational_unit(ParentId=unit, Name=n), lambda u: organizations.delete_organizational_unit(OrganizationalUnitId=u["Id"])),
    ]
    for service, operation, parameters, key, name, make, delete in cases:
        size = 5 if service is ec2 else 2
        for n in range(3 * size):
            make(f"crowd-{n:02}")
        paginator = service.get_paginator(operation)
        whole = [item for page in paginator.paginate(**parameters) for item in page[key]]
        ours = [item for item in whole if "crowd-" in item[name]]
        seen, gone, made = [], [], 0
        for page in paginator.paginate(**parameters, PaginationConfig={"PageSize": size}):
            seen += [item[name] for item in page[key]]
            # The last that was given, one that was given before, and one that was not yet.
            listed = [item for item in ours if item[name] not in gone]
            given = [item for item in listed if item[name] in seen]
            for victim in given[-1:] + [item for item in listed if item[name] not in seen][-1:]:
                delete(victim)
                gone.append(victim[name])
            make(f"crowd-x{made}")
            made += 1
            assert made < 100, f"{operation} does not end"
        stayed = [item[name] for item in whole if item[name] not in gone]
        assert len(set(seen)) == len(seen), f"{operation} repeats: {seen}"
        assert [one for one in seen if one in stayed] == stayed, f"{operation}: of {stayed} there came {seen}"


def waiters(world):
    ec2, elbv2, iam, functions = map(client, ["ec2", "elbv2", "iam", "lambda"])
    gone = elbv2.create_load_balancer(Name="gone", Type="network", Scheme="internal", Subnets=world.subnets[:1])["LoadBalancers"][0]["LoadBalancerArn"]
    elbv2.delete_load_balancer(LoadBalancerArn=gone)
    group = {"TargetGroupArn": world.target_groups[0]}
    target = {"Id": "10.0.0.9", "Port": 80}
    function = {"FunctionName": "alpha"}
    known = {
        "iam": {"PolicyExists": {"PolicyArn": world.policies[0]}, "RoleExists": {"RoleName": "alpha"}, "UserExists": {"UserName": "alpha"}},
        "ec2": {
            "InternetGatewayExists": {"InternetGatewayIds": world.gateways}, "NetworkInterfaceAvailable": {"NetworkInterfaceIds": world.interfaces},
            "SecurityGroupExists": {"GroupIds": world.groups}, "SubnetAvailable": {"SubnetIds": world.subnets},
            "VpcAvailable": {"VpcIds": world.vpcs}, "VpcExists": {"VpcIds": world.vpcs},
        },
        "elbv2": {
            "LoadBalancerAvailable": {"LoadBalancerArns": world.balancers}, "LoadBalancerExists": {"LoadBalancerArns": world.balancers},
            "LoadBalancersDeleted": {"LoadBalancerArns": [gone]}, "TargetInService": None, "TargetDeregistered": {**group, "Targets": [target]},
        },
        "lambda": {
            "FunctionActive": function, "FunctionActiveV2": function, "FunctionExists": function, "FunctionUpdated": function,
            "FunctionUpdatedV2": function, "PublishedVersionActive": {**function, "Qualifier": "1"},
        },
    }
    elbv2.register_targets(**group, Targets=[target])
    elbv2.deregister_targets(**group, Targets=[target])
    counted = []
    for service, operations in offered.items():
        try:
            model = session._session.get_waiter_model(service)
        except Exception:
            continue
        for name in model.waiter_names:
            if model.get_waiter(name).operation in operations:
                assert name in known.get(service, {}), f"{service} {name} is a waiter that nothing here waits with"
                if known[service][name] is not None:
                    # What is acknowledged is there: nobody has to wait for a second look.
                    client(service).get_waiter(xform_name(name)).wait(**known[service][name], WaiterConfig={"Delay": 0, "MaxAttempts": 1})
                    counted.append(f"{service}.{name}")
    return counted


world = World()
print(json.dumps({"pages": paginators(world), "waited": waiters(world), "changing": changing()}))
