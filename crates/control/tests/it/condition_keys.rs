//! The condition keys of the services, as the Service Authorization Reference lists them: a Deny that asks for one fires,
//! and an Allow that asks for one that AWS leaves absent does not.

use std::cell::Cell;

use serde_json::{Value, json};

use crate::harness::{Answer, Harness, Keys};
use crate::lambda::zip;

/// Users whose policies ask for keys.
struct Policies {
    harness: Harness,
    root: Keys,
    users: Cell<usize>,
}

impl Policies {
    fn new() -> Self {
        Self {
            harness: Harness::new(),
            root: Harness::root(),
            users: Cell::default(),
        }
    }

    fn user(&self, statements: Value) -> Keys {
        let name = format!("user{}", self.users.replace(self.users.get() + 1));
        let policy = json!({"Version": "2012-10-17", "Statement": statements});
        self.harness.user(&self.root, &name, &policy)
    }

    /// A Deny for this value fires, and one for another value does not.
    #[track_caller]
    fn fires(&self, key: &str, value: &str, call: impl Fn(&Keys) -> Answer) {
        let denied_for = |value: &str| {
            self.user(json!([
                {"Effect": "Allow", "Action": "*", "Resource": "*"},
                {"Effect": "Deny", "Action": "*", "Resource": "*",
                 "Condition": {"ForAnyValue:StringEquals": {key: value}}},
            ]))
        };
        let denied = call(&denied_for(value));
        assert!(
            is_refusal(&denied) && denied.body.contains("explicit deny"),
            "{key} = {value}: {} {}",
            denied.status,
            denied.body
        );
        let passed = call(&denied_for("anything else"));
        assert!(
            !passed.body.contains("explicit deny"),
            "{key}: {}",
            passed.body
        );
    }

    /// An Allow that asks for the key does not match.
    #[track_caller]
    fn is_absent(&self, key: &str, call: impl Fn(&Keys) -> Answer) {
        self.is_absent_on("*", key, call);
    }

    /// The same where a call needs more than what it needs on such resources.
    #[track_caller]
    fn is_absent_on(&self, resource: &str, key: &str, call: impl Fn(&Keys) -> Answer) {
        let user = self.user(json!([
            {"Effect": "Allow", "Action": "*", "NotResource": resource},
            {"Effect": "Allow", "Action": "*", "Resource": resource, "Condition": {"Null": {key: "false"}}},
        ]));
        let refused = call(&user);
        assert!(
            is_refusal(&refused) && refused.body.contains("no identity-based policy"),
            "{key}: {} {}",
            refused.status,
            refused.body
        );
    }

    /// Such as the text of `vpcId` in the answer to CreateVpc.
    #[track_caller]
    fn ec2(&self, action: &str, parameters: &[(&str, &str)], element: &str) -> String {
        let made = self.harness.query(&self.root, "ec2", action, parameters);
        assert_eq!(made.status, 200, "{}", made.body);
        made.xml(element).to_owned()
    }

    #[track_caller]
    fn rest(&self, method: &str, path: &str, body: &Value) -> Value {
        let made = self.harness.rest(&self.root, method, path, body);
        assert!(made.status < 300, "{path}: {}", made.body);
        serde_json::from_str(&made.body).unwrap_or_default()
    }

    #[track_caller]
    fn iam(&self, action: &str, parameters: &[(&str, &str)]) {
        let done = self.harness.query(&self.root, "iam", action, parameters);
        assert_eq!(done.status, 200, "{}", done.body);
    }
}

/// Organizations refuses with 400.
fn is_refusal(answer: &Answer) -> bool {
    matches!(answer.status, 400 | 403)
}

#[test]
fn the_boundary_of_a_role_is_known_to_every_action_that_changes_it() {
    const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
    const NOTHING: &str =
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;
    let world = Policies::new();
    let boundary = "arn:aws:iam::111111111111:policy/edge";
    world.iam(
        "CreatePolicy",
        &[("PolicyName", "edge"), ("PolicyDocument", NOTHING)],
    );
    for (name, more) in [
        ("bound", Some(("PermissionsBoundary", boundary))),
        ("free", None),
    ] {
        let mut parameters = vec![("RoleName", name), ("AssumeRolePolicyDocument", TRUST)];
        parameters.extend(more);
        world.iam("CreateRole", &parameters);
    }
    for (action, more) in [
        ("GetRole", &[][..]),
        ("UpdateRole", &[("Description", "d")]),
        ("UpdateRoleDescription", &[("Description", "d")]),
        ("UpdateAssumeRolePolicy", &[("PolicyDocument", TRUST)]),
        ("DeleteRole", &[]),
    ] {
        let call = |name: &'static str| {
            let harness = &world.harness;
            move |keys: &Keys| {
                let parameters = [&[("RoleName", name)], more].concat();
                harness.query(keys, "iam", action, &parameters)
            }
        };
        world.is_absent("iam:PermissionsBoundary", call("free"));
        world.fires("iam:PermissionsBoundary", boundary, call("bound"));
    }
    // What AWS does not list it for.
    world.iam(
        "CreateRole",
        &[
            ("RoleName", "bound"),
            ("AssumeRolePolicyDocument", TRUST),
            ("PermissionsBoundary", boundary),
        ],
    );
    for action in [
        "ListRolePolicies",
        "ListRoleTags",
        "ListAttachedRolePolicies",
    ] {
        world.is_absent("iam:PermissionsBoundary", |keys| {
            world
                .harness
                .query(keys, "iam", action, &[("RoleName", "bound")])
        });
    }
}

#[test]
fn ec2_knows_the_ids_the_zone_and_the_tenancy_of_what_an_action_is_on() {
    let world = Policies::new();
    let query = |action: &'static str, parameters: Vec<(&'static str, String)>| {
        let harness = &world.harness;
        move |keys: &Keys| {
            let borrowed = parameters
                .iter()
                .map(|(name, value)| (*name, value.as_str()));
            let borrowed: Vec<(&str, &str)> = borrowed.collect();
            harness.query(keys, "ec2", action, &borrowed)
        }
    };
    let vpc = world.ec2("CreateVpc", &[("CidrBlock", "10.0.0.0/16")], "vpcId");
    let zone = ("AvailabilityZone", "us-east-1a");
    let subnet = [("VpcId", &*vpc), ("CidrBlock", "10.0.0.0/24"), zone];
    let subnet = world.ec2("CreateSubnet", &subnet, "subnetId");
    let group = [
        ("VpcId", &*vpc),
        ("GroupName", "g"),
        ("GroupDescription", "g"),
    ];
    let group = world.ec2("CreateSecurityGroup", &group, "groupId");
    let interface = [("SubnetId", &*subnet)];
    let interface = world.ec2("CreateNetworkInterface", &interface, "networkInterfaceId");
    let table = world.ec2("CreateRouteTable", &[("VpcId", &vpc)], "routeTableId");
    let gateway = world.ec2("CreateInternetGateway", &[], "internetGatewayId");
    let service = "com.amazonaws.us-east-1.execute-api";
    let endpoint = [
        ("VpcId", &*vpc),
        ("ServiceName", service),
        ("VpcEndpointType", "Interface"),
        ("SubnetId.1", &*subnet),
        ("PrivateDnsEnabled", "false"),
    ];
    let endpoint = world.ec2("CreateVpcEndpoint", &endpoint, "vpcEndpointId");
    let arn = |rest: &str| format!("arn:aws:ec2:us-east-1:111111111111:{rest}");
    let in_vpc = arn(&format!("vpc/{vpc}"));

    // Tagging is on the resource alone, and changes nothing that the next case asks for.
    let tag = |id: &str| {
        let tags = [("Tag.1.Key", "a"), ("Tag.1.Value", "b")];
        let tags = tags.map(|(name, value)| (name, value.to_owned()));
        let mut parameters = vec![("ResourceId.1", id.to_owned())];
        parameters.extend(tags);
        parameters
    };
    let region_zone = "use1-az1";
    for (id, keys) in [
        (&vpc, vec![("ec2:VpcID", &*vpc), ("ec2:Tenancy", "default")]),
        (
            &subnet,
            vec![
                ("ec2:SubnetID", &*subnet),
                ("ec2:Vpc", &in_vpc),
                ("ec2:AvailabilityZone", "us-east-1a"),
                ("ec2:AvailabilityZoneId", region_zone),
            ],
        ),
        (
            &group,
            vec![("ec2:SecurityGroupID", &*group), ("ec2:Vpc", &in_vpc)],
        ),
        (
            &interface,
            vec![
                ("ec2:NetworkInterfaceID", &*interface),
                ("ec2:Vpc", &in_vpc),
                ("ec2:AvailabilityZone", "us-east-1a"),
            ],
        ),
        (
            &table,
            vec![("ec2:RouteTableID", &*table), ("ec2:Vpc", &in_vpc)],
        ),
        (&gateway, vec![("ec2:InternetGatewayID", &*gateway)]),
    ] {
        for (key, value) in keys {
            world.fires(key, value, query("CreateTags", tag(id)));
            world.is_absent(key, query("DeleteTags", tag(id)));
        }
        for action in ["CreateTags", "DeleteTags"] {
            world.fires("ec2:Region", "us-east-1", query(action, tag(id)));
        }
    }
    for key in ["ec2:VpceServiceName", "ec2:VpceServiceRegion"] {
        world.is_absent(key, query("CreateTags", tag(&endpoint)));
    }
    let subnet_arn = arn(&format!("subnet/{subnet}"));
    let described = ("NetworkInterfaceId", interface.clone());
    let delete = query("DeleteNetworkInterface", vec![described]);
    world.fires("ec2:Subnet", &subnet_arn, delete);

    // Making an endpoint knows the ids of what it is in, and no more of them.
    let making = || {
        vec![
            ("VpcId", vpc.clone()),
            ("ServiceName", service.to_owned()),
            ("VpcEndpointType", "Interface".to_owned()),
            ("SubnetId.1", subnet.clone()),
            ("SecurityGroupId.1", group.clone()),
            ("PrivateDnsEnabled", "false".to_owned()),
        ]
    };
    for (key, value) in [
        ("ec2:VpcID", &*vpc),
        ("ec2:SubnetID", &subnet),
        ("ec2:SecurityGroupID", &group),
        ("ec2:VpceServiceName", service),
        ("ec2:VpceServiceOwner", "amazon"),
        ("ec2:VpceServiceRegion", "us-east-1"),
    ] {
        world.fires(key, value, query("CreateVpcEndpoint", making()));
    }
    for (kind, key) in [
        ("vpc", "ec2:Tenancy"),
        ("subnet", "ec2:Vpc"),
        ("subnet", "ec2:AvailabilityZone"),
        ("security-group", "ec2:Vpc"),
    ] {
        let kind = arn(&format!("{kind}/*"));
        world.is_absent_on(&kind, key, query("CreateVpcEndpoint", making()));
    }
    let change = || {
        vec![
            ("VpcEndpointId", endpoint.clone()),
            ("ResetPolicy", "true".to_owned()),
        ]
    };
    world.fires(
        "ec2:VpceServiceRegion",
        "us-east-1",
        query("ModifyVpcEndpoint", change()),
    );
    world.is_absent("ec2:VpceServiceName", query("ModifyVpcEndpoint", change()));
    let delete = || vec![("VpcEndpointId.1", endpoint.clone())];
    world.fires(
        "ec2:VpceServiceName",
        service,
        query("DeleteVpcEndpoints", delete()),
    );
}

#[test]
fn api_gateway_knows_the_stage_and_the_method_that_are_there() {
    let world = Policies::new();
    let made = world.rest("POST", "/restapis", &json!({"name": "items"}));
    let (api, root) = (made["id"].as_str().unwrap(), &made["rootResourceId"]);
    let root = root.as_str().unwrap();
    let method = format!("/restapis/{api}/resources/{root}/methods/GET");
    let put = json!({"authorizationType": "AWS_IAM", "apiKeyRequired": true});
    world.rest("PUT", &method, &put);
    world.rest(
        "PUT",
        &format!("{method}/integration"),
        &json!({"type": "MOCK"}),
    );
    let deployments = format!("/restapis/{api}/deployments");
    world.rest("POST", &deployments, &json!({"stageName": "prod"}));
    let stage = format!("/restapis/{api}/stages/prod");
    let group = "arn:aws:logs:us-east-1:111111111111:log-group:calls";
    let log = |value: &str| {
        json!({"patchOperations": [
            {"op": "replace", "path": "/accessLogSettings/destinationArn", "value": value},
            {"op": "replace", "path": "/accessLogSettings/format", "value": "$context.requestId"},
        ]})
    };
    let role = json!({"patchOperations": [
        {"op": "replace", "path": "/cloudwatchRoleArn", "value": "arn:aws:iam::111111111111:role/logs"},
    ]});
    world.rest("PATCH", "/account", &role);
    world.rest("PATCH", &stage, &log(group));
    let rest = |method: &'static str, path: &str, body: Value| {
        let (harness, path) = (&world.harness, path.to_owned());
        move |keys: &Keys| harness.rest(keys, method, &path, &body)
    };
    let describe =
        json!({"patchOperations": [{"op": "replace", "path": "/description", "value": "d"}]});

    for (key, value) in [
        ("apigateway:Resource/AccessLoggingDestination", group),
        (
            "apigateway:Resource/AccessLoggingFormat",
            "$context.requestId",
        ),
    ] {
        world.fires(key, value, rest("PATCH", &stage, describe.clone()));
        world.is_absent(key, rest("GET", &stage, Value::Null));
    }
    let request = "apigateway:Request/AccessLoggingDestination";
    world.fires(request, group, rest("PATCH", &stage, log(group)));
    world.is_absent(request, rest("PATCH", &stage, describe));
    // The name of a stage is known where a deployment brings it, and nowhere else.
    let name = "apigateway:Request/StageName";
    let deploy = json!({"stageName": "prod"});
    world.fires(name, "prod", rest("POST", &deployments, deploy));
    let create = json!({"stageName": "other", "deploymentId": "abcdef"});
    let stages = format!("/restapis/{api}/stages");
    world.is_absent(name, rest("POST", &stages, create));

    for (key, value) in [
        ("apigateway:Resource/RouteAuthorizationType", "AWS_IAM"),
        ("apigateway:Resource/ApiKeyRequired", "true"),
    ] {
        world.fires(key, value, rest("PUT", &method, put.clone()));
        world.is_absent(key, rest("GET", &method, Value::Null));
        let other = method.replace("/GET", "/POST");
        world.is_absent(key, rest("PUT", &other, put.clone()));
        // An import over it sees all that is there.
        let definition = json!({"swagger": "2.0", "info": {"title": "items"}, "paths": {}});
        let whole = format!("/restapis/{api}?mode=merge");
        world.fires(key, value, rest("PUT", &whole, definition));
    }
    let delete = rest("DELETE", &method, Value::Null);
    world.fires(
        "apigateway:Resource/RouteAuthorizationType",
        "AWS_IAM",
        delete,
    );
    let source = "apigateway:Request/ApiKeySource";
    let definition = json!({"swagger": "2.0", "info": {"title": "a"}, "paths": {}, "x-amazon-apigateway-api-key-source": "HEADER"});
    world.is_absent(source, rest("POST", "/restapis?mode=import", definition));
    world.fires(
        "apigateway:Resource/AccessLoggingDestination",
        group,
        rest("DELETE", &stage, Value::Null),
    );
}

#[test]
fn of_two_values_for_one_key_the_one_counts_that_is_applied() {
    let world = Policies::new();
    let made = world.rest("POST", "/restapis", &json!({"name": "items"}));
    let (api, root) = (made["id"].as_str().unwrap(), &made["rootResourceId"]);
    let method = format!(
        "/restapis/{api}/resources/{}/methods/GET",
        root.as_str().unwrap()
    );
    let put = json!({"authorizationType": "AWS_IAM", "apiKeyRequired": true});
    world.rest("PUT", &method, &put);
    let twice = |path: &str, first: &str, second: &str| {
        json!({"patchOperations": [
            {"op": "replace", "path": path, "value": first},
            {"op": "replace", "path": path, "value": second},
        ]})
    };
    for (key, forbidden, body) in [
        (
            "apigateway:Request/RouteAuthorizationType",
            "NONE",
            twice("/authorizationType", "AWS_IAM", "NONE"),
        ),
        (
            "apigateway:Request/ApiKeyRequired",
            "false",
            twice("/apiKeyRequired", "true", "FALSE"),
        ),
    ] {
        world.fires(key, forbidden, |keys| {
            world.harness.rest(keys, "PATCH", &method, &body)
        });
    }
    let path = format!("/restapis/{api}");
    let body = twice("/disableExecuteApiEndpoint", "true", "no");
    let key = "apigateway:Request/DisableExecuteApiEndpoint";
    world.fires(key, "false", |keys| {
        world.harness.rest(keys, "PATCH", &path, &body)
    });
}

#[test]
fn custom_domain_names_are_known_where_they_are_changed_or_deleted() {
    let world = Policies::new();
    let certificate =
        "arn:aws:acm:us-east-1:111111111111:certificate/00000000-0000-0000-0000-000000000000";
    let create = json!({
        "domainName": "a.example.com",
        "regionalCertificateArn": certificate,
        "endpointConfiguration": {"types": ["REGIONAL"]},
        "securityPolicy": "TLS_1_2",
        "routingMode": "BASE_PATH_MAPPING_ONLY",
    });
    let rest = |method: &'static str, path: &str, body: &Value| {
        let (harness, path, body) = (&world.harness, path.to_owned(), body.clone());
        move |keys: &Keys| harness.rest(keys, method, &path, &body)
    };
    for (key, value) in [
        ("apigateway:Request/EndpointType", "REGIONAL"),
        ("apigateway:Request/SecurityPolicy", "TLS_1_2"),
        ("apigateway:Request/RoutingMode", "BASE_PATH_MAPPING_ONLY"),
    ] {
        world.fires(key, value, rest("POST", "/domainnames", &create));
        let gone = world.harness.rest(
            &world.root,
            "DELETE",
            "/domainnames/a.example.com",
            &Value::Null,
        );
        assert_eq!(gone.status, 202, "{}", gone.body);
    }
    world.rest("POST", "/domainnames", &create);
    let name = "/domainnames/a.example.com";
    let change = json!({"patchOperations": [{"op": "replace", "path": "/routingMode", "value": "BASE_PATH_MAPPING_ONLY"}]});
    for (key, value) in [
        ("apigateway:Resource/EndpointType", "REGIONAL"),
        ("apigateway:Resource/SecurityPolicy", "TLS_1_2"),
        ("apigateway:Resource/RoutingMode", "BASE_PATH_MAPPING_ONLY"),
    ] {
        world.fires(key, value, rest("PATCH", name, &change));
        world.is_absent(key, rest("GET", name, &Value::Null));
        let mappings = format!("{name}/basepathmappings");
        world.is_absent(key, rest("GET", &mappings, &Value::Null));
    }
    let domain = "arn:aws:apigateway:us-east-1:111111111111:/domainnames/b.example.com+abcdef1234";
    let associate = json!({
        "domainNameArn": domain,
        "accessAssociationSourceType": "VPCE",
        "accessAssociationSource": "vpce-0123456789abcdef0",
    });
    for (key, value) in [
        (
            "apigateway:Request/AccessAssociationSource",
            "vpce-0123456789abcdef0",
        ),
        ("apigateway:Request/DomainNameArn", domain),
    ] {
        let path = "/domainnameaccessassociations";
        world.fires(key, value, rest("POST", path, &associate));
    }
}

#[test]
fn lambda_knows_whom_a_statement_lets_in_that_is_taken_away() {
    let world = Policies::new();
    const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
    world.iam(
        "CreateRole",
        &[("RoleName", "f"), ("AssumeRolePolicyDocument", TRUST)],
    );
    let function = json!({
        "FunctionName": "f",
        "Runtime": "python3.13",
        "Role": "arn:aws:iam::111111111111:role/f",
        "Handler": "index.handler",
        "Code": {"ZipFile": zip("def handler(event, context): pass")},
    });
    let lambda = |keys: &Keys, method: &str, path: &str, body: &Value| {
        world.harness.rest_of(keys, "lambda", method, path, body)
    };
    let functions = "/2015-03-31/functions";
    let made = lambda(&world.root, "POST", functions, &function);
    assert_eq!(made.status, 201, "{}", made.body);
    let policy = format!("{functions}/f/policy");
    let statement = json!({"StatementId": "s", "Action": "lambda:InvokeFunction", "Principal": "apigateway.amazonaws.com"});
    let added = lambda(&world.root, "POST", &policy, &statement);
    assert_eq!(added.status, 201, "{}", added.body);
    let remove = |keys: &Keys| lambda(keys, "DELETE", &format!("{policy}/s"), &Value::Null);
    world.is_absent("lambda:FunctionUrlAuthType", remove);
    world.fires("lambda:Principal", "apigateway.amazonaws.com", remove);
}

#[test]
fn organizations_knows_the_service_that_is_asked_about() {
    let world = Policies::new();
    let made = world
        .harness
        .organizations(&world.root, "CreateOrganization", &json!({}));
    assert_eq!(made.status, 200, "{}", made.body);
    let list = |body: Value| {
        let harness = &world.harness;
        move |keys: &Keys| harness.organizations(keys, "ListDelegatedAdministrators", &body)
    };
    let service = "config.amazonaws.com";
    let key = "organizations:ServicePrincipal";
    let asked = list(json!({"ServicePrincipal": service}));
    world.fires(key, service, asked);
    world.is_absent(key, list(json!({})));
}
