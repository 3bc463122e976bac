//! VPC links, and the integrations that go through them.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, NOT_FOUND, text};
use crate::harness::{Answer, OTHER_ACCOUNT, escape};

/// Well formed, and the name of nothing.
const TARGET: &str =
    "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/inner/0123456789abcdef";
const READY: &str = "Your vpc link is ready for use";

fn call(api: &Api, method: &str, path: &str, body: Value) -> Answer {
    api.harness.rest(&api.keys, method, path, &body)
}

/// An internal load balancer in a VPC of its own: its ARN.
fn balancer(api: &Api, kind: &str, name: &str) -> String {
    let query = |service: &str, action: &str, parameters: &[(&str, &str)], element: &str| {
        let answer = api.harness.query(&api.keys, service, action, parameters);
        answer.expect(200);
        answer.xml(element)
    };
    let vpc = query(
        "ec2",
        "CreateVpc",
        &[("CidrBlock", "10.30.0.0/16")],
        "vpcId",
    );
    let subnets = [
        ("10.30.0.0/24", "us-east-1a"),
        ("10.30.1.0/24", "us-east-1b"),
    ];
    let [first, second] = subnets.map(|(cidr, zone)| {
        let parameters = [
            ("VpcId", vpc.as_str()),
            ("CidrBlock", cidr),
            ("AvailabilityZone", zone),
        ];
        query("ec2", "CreateSubnet", &parameters, "subnetId")
    });
    let parameters = [
        ("Name", name),
        ("Type", kind),
        ("Scheme", "internal"),
        ("Subnets.member.1", &first),
        ("Subnets.member.2", &second),
    ];
    query(
        "elasticloadbalancing",
        "CreateLoadBalancer",
        &parameters,
        "LoadBalancerArn",
    )
}

fn link(api: &Api, target: &str) -> String {
    let link = json!({"name": "link", "targetArns": [target]});
    text(&call(api, "POST", "/vpclinks", link).expect(202).json()["id"])
}

/// A link that is ready.
fn made(api: &Api) -> String {
    link(api, &balancer(api, "network", "inner"))
}

#[test]
fn a_link_is_being_made_when_it_is_made_and_ready_when_it_is_read() {
    let api = Api::new();
    let target = balancer(&api, "network", "inner");
    let input =
        json!({"name": "link", "description": "d", "targetArns": [target], "tags": {"a": "b"}});
    let answer = call(&api, "POST", "/vpclinks", input.clone())
        .expect(202)
        .json();
    let id = text(&answer["id"]);
    let mut expected = input;
    expected["id"] = json!(id);
    expected["status"] = json!("PENDING");
    assert_eq!(answer, expected);
    expected["status"] = json!("AVAILABLE");
    expected["statusMessage"] = json!(READY);
    let path = format!("/vpclinks/{id}");
    assert_eq!(
        call(&api, "GET", &path, Value::Null).expect(200).json(),
        expected
    );
    let patch = json!({"patchOperations": [
        {"op": "replace", "path": "/name", "value": "renamed"}, {"op": "replace", "path": "/description", "value": ""},
    ]});
    let patched = call(&api, "PATCH", &path, patch).expect(200).json();
    assert_eq!(patched["name"], "renamed");
    assert_eq!(patched.get("description"), None);
    let tags = format!(
        "/tags/{}",
        escape(&format!("arn:aws:apigateway:us-east-1::{path}"))
    );
    call(&api, "PUT", &tags, json!({"tags": {"c": "d"}})).expect(204);
    call(&api, "DELETE", &format!("{tags}?tagKeys=a"), Value::Null).expect(204);
    let shown = call(&api, "GET", &path, Value::Null).json();
    assert_eq!(shown["tags"], json!({"c": "d"}));
    call(&api, "DELETE", &path, Value::Null).expect(202);
    for method in ["GET", "DELETE", "PATCH"] {
        let gone = call(&api, method, &path, json!({}));
        gone.refused(404, NOT_FOUND, "Invalid Vpc Link identifier specified");
    }
}

#[test]
fn links_that_aws_refuses_are_refused_with_its_words() {
    let api = Api::new();
    let elsewhere = TARGET.replace("111111111111", OTHER_ACCOUNT);
    let group = TARGET.replace("loadbalancer/net/inner", "targetgroup/inner");
    for (name, targets, message) in [
        ("", vec![], "Name cannot be empty".to_owned()),
        (
            "a",
            vec![],
            "No target arn specified for vpc link.".to_owned(),
        ),
        (
            "a",
            vec![TARGET, TARGET],
            "More than one target arn specified for vpc link.".to_owned(),
        ),
        (
            "a",
            vec!["invalid-arn"],
            "Invalid ARN. ARN is not well formed invalid-arn".to_owned(),
        ),
        (
            "a",
            vec![&elsewhere],
            format!("Invalid ARN. ARN is not well formed {elsewhere}"),
        ),
        (
            "a",
            vec![&group],
            format!("Invalid ARN. ARN is not well formed {group}"),
        ),
    ] {
        let input = json!({"name": name, "targetArns": targets});
        let answer = call(&api, "POST", "/vpclinks", input);
        answer.refused(400, BAD_REQUEST, &message);
    }
    let path = format!("/vpclinks/{}", made(&api));
    for (path_of, message) in [
        (
            "/targetArns",
            "Target arns are not allowed to be changed/added.",
        ),
        (
            "/id",
            "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/name, /description]",
        ),
        ("/name", "Name cannot be empty"),
    ] {
        let patch = json!({"patchOperations": [{"op": "replace", "path": path_of, "value": ""}]});
        call(&api, "PATCH", &path, patch).refused(400, BAD_REQUEST, message);
    }
}

/// API Gateway's words, as people quote them (hashicorp/terraform-provider-aws issues 30910 and 12796).
#[test]
fn a_link_to_what_it_cannot_go_to_fails_after_it_was_made() {
    let api = Api::new();
    let taken = balancer(&api, "network", "taken");
    let ready = link(&api, &taken);
    let outcome = |id: &str| {
        let shown = call(&api, "GET", &format!("/vpclinks/{id}"), Value::Null).json();
        (text(&shown["status"]), text(&shown["statusMessage"]))
    };
    assert_eq!(outcome(&ready), ("AVAILABLE".into(), READY.into()));
    let application = balancer(&api, "application", "alb");
    let renamed = application.replace("/app/", "/net/");
    let malformed = "NLB ARN is malformed".to_owned();
    for (target, message) in [
        (application.as_str(), malformed.clone()),
        (&renamed, format!("NLB `{renamed}` was not found")),
        (TARGET, format!("NLB `{TARGET}` was not found")),
        (
            &taken,
            "NLB is already associated with another VPC Endpoint Service".to_owned(),
        ),
    ] {
        let input = json!({"name": "link", "targetArns": [target]});
        let answer = call(&api, "POST", "/vpclinks", input).expect(202).json();
        assert_eq!(answer["status"], "PENDING");
        let id = text(&answer["id"]);
        assert_eq!(outcome(&id), ("FAILED".into(), message), "{target}");
        call(&api, "DELETE", &format!("/vpclinks/{id}"), Value::Null).expect(202);
    }
    // Once the first link is gone, the load balancer is free.
    call(&api, "DELETE", &format!("/vpclinks/{ready}"), Value::Null).expect(202);
    assert_eq!(outcome(&link(&api, &taken)).0, "AVAILABLE");
}

#[test]
fn a_load_balancer_behind_a_link_stays() {
    let api = Api::new();
    let target = balancer(&api, "network", "inner");
    let ready = link(&api, &target);
    let failed = link(&api, &target);
    let delete = || {
        let parameters = [("LoadBalancerArn", target.as_str())];
        let service = "elasticloadbalancing";
        let keys = &api.keys;
        api.harness
            .query(keys, service, "DeleteLoadBalancer", &parameters)
    };
    let message = format!(
        "Load balancer '{target}' cannot be deleted because it is currently associated with another service"
    );
    delete().refused(400, "ResourceInUse", &message);
    call(&api, "DELETE", &format!("/vpclinks/{ready}"), Value::Null).expect(202);
    // A link that failed holds nothing.
    delete().expect(200);
    call(&api, "DELETE", &format!("/vpclinks/{failed}"), Value::Null).expect(202);
}

/// API Gateway Developer Guide, "Grant permissions for API Gateway to create a VPC link".
#[test]
fn who_makes_a_link_may_do_what_is_done_for_them() {
    let api = Api::new();
    let target = balancer(&api, "network", "inner");
    let input = json!({"name": "link", "targetArns": [target]});
    let making = [
        "elasticloadbalancing:DescribeLoadBalancers",
        "ec2:CreateVpcEndpointServiceConfiguration",
        "ec2:DescribeVpcEndpointServiceConfigurations",
        "ec2:ModifyVpcEndpointServicePermissions",
    ];
    for missing in making {
        let others: Vec<&str> = making.into_iter().filter(|one| *one != missing).collect();
        let name = missing.replace(':', "-");
        let policy = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "apigateway:*", "Resource": "*"},
            {"Effect": "Allow", "Action": others, "Resource": "*"},
        ]});
        let user = api.harness.user(&api.keys, &name, &policy);
        let answer = api.harness.rest(&user, "POST", "/vpclinks", &input);
        answer.expect(403);
        assert!(answer.body.contains(missing), "{}", answer.body);
    }
    let policy = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "apigateway:*", "Resource": "*"},
        {"Effect": "Allow", "Action": making, "Resource": "*"},
    ]});
    let user = api.harness.user(&api.keys, "maker", &policy);
    let made = api.harness.rest(&user, "POST", "/vpclinks", &input);
    let path = format!("/vpclinks/{}", text(&made.expect(202).json()["id"]));
    let answer = api.harness.rest(&user, "DELETE", &path, &Value::Null);
    answer.expect(403);
    let needed = "ec2:DeleteVpcEndpointServiceConfigurations";
    assert!(answer.body.contains(needed), "{}", answer.body);
}

#[test]
fn links_are_listed_in_pages_by_the_time_they_were_made() {
    let api = Api::new();
    let made: Vec<String> = ["one", "two", "three"]
        .map(|name| {
            api.harness.advance(1);
            link(&api, &balancer(&api, "network", name))
        })
        .to_vec();
    let first = call(&api, "GET", "/vpclinks?limit=2", Value::Null).json();
    let path = format!("/vpclinks?limit=2&position={}", text(&first["position"]));
    let second = call(&api, "GET", &path, Value::Null).json();
    let ids = [&first, &second].map(|page| page["item"].as_array().unwrap().clone());
    let ids: Vec<String> = ids.concat().iter().map(|link| text(&link["id"])).collect();
    assert_eq!(ids, made);
    assert_eq!(second.get("position"), None);
}

#[test]
fn an_integration_goes_through_a_link_that_is_there() {
    let api = Api::new();
    let link = made(&api);
    let method = format!("/resources/{}/methods/GET", api.root);
    api.call("PUT", &method, json!({"authorizationType": "NONE"}))
        .expect(201);
    let integration = format!("{method}/integration");
    let put = |changes: Value| {
        let mut input = json!({
            "type": "HTTP_PROXY", "httpMethod": "GET", "uri": "http://inner.example/", "connectionType": "VPC_LINK",
        });
        for (name, value) in changes.as_object().unwrap() {
            input[name] = value.clone();
        }
        api.call("PUT", &integration, input)
    };
    put(json!({"connectionId": "none"})).refused(
        404,
        NOT_FOUND,
        "Invalid Vpc Link identifier specified",
    );
    let listener = TARGET.replace("loadbalancer/net/inner", "listener/app/inner/aa");
    for wrong in [
        json!({}),
        json!({"connectionId": link, "type": "MOCK"}),
        json!({"connectionId": "x", "integrationTarget": "arn:aws:s3:::bucket"}),
        json!({"connectionType": "INTERNET", "integrationTarget": listener}),
    ] {
        assert_eq!(put(wrong.clone()).status, 400, "{wrong}");
    }
    for right in [
        json!({"connectionId": link}),
        json!({"connectionId": "${stageVariables.link}"}),
        json!({"connectionId": "v2link", "integrationTarget": listener}),
    ] {
        let shown = put(right.clone()).expect(201).json();
        for (name, value) in right.as_object().unwrap() {
            assert_eq!(shown[name], *value);
        }
        assert_eq!(api.get(&integration), shown);
    }
}

#[test]
fn a_link_that_deployed_methods_go_through_stays() {
    let api = Api::new();
    let link = made(&api);
    let path = format!("/vpclinks/{link}");
    let integrate = |connection: &str| {
        let method = format!("/resources/{}/methods/GET", api.root);
        api.call("PUT", &method, json!({"authorizationType": "NONE"}));
        let input = json!({
            "type": "HTTP_PROXY", "httpMethod": "GET", "uri": "http://inner.example/", "connectionType": "VPC_LINK",
            "connectionId": connection,
        });
        api.call("PUT", &format!("{method}/integration"), input)
            .expect(201);
    };
    let expect_used = || {
        let message = format!(
            "Cannot delete vpc link. Vpc link '{link}', is referenced in [{}:GET:{}:prod] in format of [RESTApiId:Method:Resource:Stage].",
            api.id, api.root
        );
        call(&api, "DELETE", &path, Value::Null).refused(400, BAD_REQUEST, &message);
    };
    integrate(&link);
    api.call("POST", "/deployments", json!({"stageName": "prod"}))
        .expect(201);
    expect_used();
    integrate("${stageVariables.link}");
    let variables = json!({"stageName": "prod", "variables": {"link": link}});
    api.call("POST", "/deployments", variables).expect(201);
    expect_used();
    api.call("DELETE", "/stages/prod", Value::Null).expect(202);
    call(&api, "DELETE", &path, Value::Null).expect(202);
}
