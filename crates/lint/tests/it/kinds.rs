//! The same policy is found fault with wherever it stands: in a file of its own, in a plan of Terraform, in a template of
//! CloudFormation in either syntax, in an OpenAPI document, in the records of a state. Each trap has a policy that falls into it
//! and one beside it that does not.

use portcullis_lint::{Code, Kind, World, lint, read, world_of_state};
use serde_json::{Value, json};

use crate::state::records;

const API: &str = "arn:aws:execute-api:us-east-1:222222222222:abc123/";
const ROLE: &str = "arn:aws:iam::111111111111:role/app";

/// Where a policy stands.
type Places = Vec<(&'static str, World)>;

fn statement(effect: &str, more: Value) -> Value {
    let mut statement = json!({
        "Effect": effect, "Principal": { "AWS": ROLE }, "Action": "execute-api:Invoke",
        "Resource": format!("{API}prod/GET/items"),
    });
    for (name, value) in more.as_object().unwrap() {
        match value.is_null() {
            true => statement.as_object_mut().unwrap().remove(name),
            false => statement
                .as_object_mut()
                .unwrap()
                .insert(name.clone(), value.clone()),
        };
    }
    statement
}

fn policy(statements: &[Value]) -> Value {
    json!({ "Version": "2012-10-17", "Statement": statements })
}

fn plan(resources: &Value) -> World {
    let plan = json!({
        "format_version": "1.2", "terraform_version": "1.9",
        "planned_values": { "root_module": { "resources": resources } },
    });
    read("plan.json", &plan.to_string(), Some(Kind::Terraform)).unwrap()
}

fn resource(kind: &str, values: Value) -> Value {
    json!({ "address": format!("{kind}.x"), "mode": "managed", "type": kind, "name": "x", "values": values })
}

fn template(kind: &str, properties: &Value) -> World {
    let template = json!({ "Resources": { "X": { "Type": kind, "Properties": properties } } });
    read(
        "template.json",
        &template.to_string(),
        Some(Kind::CloudFormation),
    )
    .unwrap()
}

/// The fixture of the catalogue with a record of it changed.
fn state(prefix: &str, change: impl Fn(&mut Value)) -> World {
    let (records, resources) = records(|key, value| {
        if key.starts_with(prefix) {
            change(&mut value["d"]);
        }
    });
    world_of_state("state", &records, &resources, false)
}

/// The policy of an API, everywhere.
fn of_api(private: bool, policy: &Value) -> Places {
    let kind = if private { "PRIVATE" } else { "REGIONAL" };
    let text = policy.to_string();
    let api = json!({ "id": "abc123", "endpoint_configuration": [{ "types": [kind] }] });
    let mut with_policy = api.clone();
    with_policy["policy"] = json!(text);
    let own = json!({ "rest_api_id": "abc123", "policy": text });
    let mut with_body = api.clone();
    with_body["body"] = json!(json!({ "x-amazon-apigateway-policy": policy }).to_string());
    let endpoint_type = json!({ "Types": [kind] });
    let template_body = json!({ "openapi": "3.0.1", "x-amazon-apigateway-policy": policy });
    let yaml = format!(
        "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      EndpointConfiguration:\n        Types: [{kind}]\n      Policy: {text}\n"
    );
    let ids = if private {
        json!(["vpce-0123456789abcdef0"])
    } else {
        json!([])
    };
    let openapi = json!({
        "openapi": "3.0.1", "info": { "title": "x", "version": "1" }, "paths": {},
        "x-amazon-apigateway-policy": policy,
        "x-amazon-apigateway-endpoint-configuration": { "vpcEndpointIds": ids },
    });
    vec![
        (
            "plan, argument",
            plan(&json!([resource("aws_api_gateway_rest_api", with_policy)])),
        ),
        (
            "plan, resource of its own",
            plan(&json!([
                resource("aws_api_gateway_rest_api", api),
                resource("aws_api_gateway_rest_api_policy", own),
            ])),
        ),
        (
            "plan, in the body",
            plan(&json!([resource("aws_api_gateway_rest_api", with_body)])),
        ),
        (
            "template",
            template(
                "AWS::ApiGateway::RestApi",
                &json!({ "EndpointConfiguration": endpoint_type, "Policy": policy }),
            ),
        ),
        (
            "template, in the body",
            template(
                "AWS::ApiGateway::RestApi",
                &json!({ "EndpointConfiguration": endpoint_type, "Body": template_body }),
            ),
        ),
        (
            "template in YAML",
            read("template.yaml", &yaml, None).unwrap(),
        ),
        (
            "OpenAPI",
            read("openapi.json", &openapi.to_string(), None).unwrap(),
        ),
        (
            "state",
            state("rest-api/", |api| {
                api["policy"] = json!(text);
                api["endpoint"]["endpoint_type"] = json!(kind);
            }),
        ),
    ]
}

fn of_identity(policy: &Value) -> Places {
    let text = policy.to_string();
    let managed = json!({ "policy": text });
    let inline = |holder: &str| json!({ "policy": text, holder: "x" });
    let holder = json!({ "name": "x", "inline_policy": [{ "name": "p", "policy": text }] });
    let document = json!({ "PolicyDocument": policy });
    let held = json!({ "Policies": [{ "PolicyName": "p", "PolicyDocument": policy }] });
    let of_plan = |kind: &str, values: &Value| plan(&json!([resource(kind, values.clone())]));
    let file = read("policy.json", &text, None).unwrap();
    vec![
        ("file", file),
        ("managed, plan", of_plan("aws_iam_policy", &managed)),
        (
            "of a role, plan",
            of_plan("aws_iam_role_policy", &inline("role")),
        ),
        (
            "of a user, plan",
            of_plan("aws_iam_user_policy", &inline("user")),
        ),
        (
            "of a group, plan",
            of_plan("aws_iam_group_policy", &inline("group")),
        ),
        ("inside a role, plan", of_plan("aws_iam_role", &holder)),
        (
            "managed, template",
            template("AWS::IAM::ManagedPolicy", &document),
        ),
        ("template", template("AWS::IAM::Policy", &document)),
        (
            "of a role, template",
            template("AWS::IAM::RolePolicy", &document),
        ),
        ("inside a role, template", template("AWS::IAM::Role", &held)),
        ("inside a user, template", template("AWS::IAM::User", &held)),
        (
            "inside a group, template",
            template("AWS::IAM::Group", &held),
        ),
        (
            "state",
            state("user/", |user| {
                user["inline_policies"] = json!({ "p": text })
            }),
        ),
    ]
}

fn of_trust(policy: &Value) -> Places {
    let text = policy.to_string();
    let trust = json!({ "name": "x", "assume_role_policy": text });
    let document = json!({ "AssumeRolePolicyDocument": policy });
    vec![
        ("file", read("trust.json", &text, None).unwrap()),
        ("plan", plan(&json!([resource("aws_iam_role", trust)]))),
        ("template", template("AWS::IAM::Role", &document)),
        (
            "state",
            state("role/", |role| role["assume_role_policy"] = json!(text)),
        ),
    ]
}

fn of_endpoint(policy: &Value) -> Places {
    let text = policy.to_string();
    let values = json!({ "policy": text });
    vec![
        (
            "plan",
            plan(&json!([resource("aws_vpc_endpoint", values.clone())])),
        ),
        (
            "plan, resource of its own",
            plan(&json!([resource("aws_vpc_endpoint_policy", values)])),
        ),
        (
            "template",
            template(
                "AWS::EC2::VPCEndpoint",
                &json!({ "PolicyDocument": policy }),
            ),
        ),
        (
            "state",
            state("vpc-endpoint/", |endpoint| endpoint["policy"] = json!(text)),
        ),
    ]
}

fn of_organization(policy: &Value) -> Places {
    let text = policy.to_string();
    let values = json!({ "type": "SERVICE_CONTROL_POLICY", "content": text });
    let properties = json!({ "Type": "SERVICE_CONTROL_POLICY", "Content": policy });
    vec![
        (
            "plan",
            plan(&json!([resource("aws_organizations_policy", values)])),
        ),
        (
            "template",
            template("AWS::Organizations::Policy", &properties),
        ),
    ]
}

#[track_caller]
fn check(code: Code, bad: Places, good: Places, not_known_in: &[&str]) {
    let found = |world: &World| lint(world).iter().any(|finding| finding.code == code);
    let name = code.name();
    for ((place, bad), (_, good)) in bad.iter().zip(&good) {
        let known = !not_known_in.contains(place);
        assert_eq!(found(bad), known, "{name} in {place}: {:?}", lint(bad));
        assert!(!found(good), "{name} in {place}: {:?}", lint(good));
    }
}

#[test]
fn the_traps_of_an_apis_policy_are_found_wherever_it_stands() {
    let allow = |more: Value| policy(&[statement("Allow", more)]);
    let deny = |more: Value| {
        let denied = statement("Deny", more);
        policy(&[statement("Allow", json!({})), denied])
    };
    let not_from = |key: &str, value: &str| json!({ "Principal": "*", "Condition": { "StringNotEquals": { key: value } } });
    let vpce = "vpce-0123456789abcdef0";
    let only_others = allow(json!({}));
    let closed = deny(
        json!({ "Principal": "*", "Condition": { "ArnNotEquals": { "aws:PrincipalArn": ROLE } } }),
    );
    let by_endpoint = deny(not_from("aws:SourceVpce", vpce));
    let from = |operator: &str, key: &str| {
        deny(json!({ "Principal": "*", "Condition": { operator: { key: "203.0.113.0/24" } } }))
    };
    let session = "arn:aws:sts::111111111111:assumed-role/app/s1";
    let everybody_by = |key: &str| {
        let value = if key.ends_with("Arn") {
            ROLE
        } else {
            "111111111111"
        };
        allow(json!({ "Principal": "*", "Condition": { "StringEquals": { key: value } } }))
    };
    let twice = policy(&[statement("Allow", json!({})), statement("Allow", json!({}))]);
    let denied = deny(json!({ "Principal": "*" }));
    let not_principal = |effect: &str| {
        let all_but = json!({ "Principal": null, "NotPrincipal": { "AWS": ROLE } });
        policy(&[statement(effect, all_but)])
    };
    let cases = [
        (
            Code::WildcardCrossAccount,
            false,
            allow(json!({ "Resource": format!("{API}*") })),
            &only_others,
            &[][..],
        ),
        (
            Code::OpenToOwnAccount,
            false,
            only_others.clone(),
            &closed,
            &[],
        ),
        (
            Code::OwnAccountThroughEndpoint,
            true,
            by_endpoint.clone(),
            &closed,
            &[],
        ),
        (
            Code::PrivateUnrestricted,
            true,
            closed.clone(),
            &by_endpoint,
            &[],
        ),
        (
            Code::KeyNeverPresent,
            true,
            deny(not_from("aws:ResourceTag/Project", "demo")),
            &by_endpoint,
            &[],
        ),
        (
            Code::SourceIpBehindEndpoint,
            true,
            from("NotIpAddress", "aws:SourceIp"),
            &from("NotIpAddress", "aws:VpcSourceIp"),
            &[],
        ),
        // An OpenAPI document does not say that an API is public.
        (
            Code::VpcKeyOnPublicApi,
            false,
            by_endpoint.clone(),
            &from("NotIpAddress", "aws:SourceIp"),
            &["OpenAPI"],
        ),
        (
            Code::VpcValueForm,
            true,
            deny(not_from("aws:SourceVpce", "vpc-0123456789abcdef0")),
            &by_endpoint,
            &[],
        ),
        (
            Code::AllowNotPrincipal,
            false,
            not_principal("Allow"),
            &only_others,
            &[],
        ),
        (
            Code::DenyNotPrincipal,
            false,
            not_principal("Deny"),
            &closed,
            &[],
        ),
        (
            Code::PublicAllow,
            false,
            allow(json!({ "Principal": "*" })),
            &everybody_by("aws:PrincipalAccount"),
            &[],
        ),
        (
            Code::SessionPrincipal,
            false,
            allow(json!({ "Principal": { "AWS": session } })),
            &only_others,
            &[],
        ),
        (
            Code::PrincipalArnCondition,
            false,
            everybody_by("aws:PrincipalArn"),
            &everybody_by("aws:PrincipalAccount"),
            &[],
        ),
        (Code::DuplicateStatement, false, twice, &only_others, &[]),
        (Code::UnreachableAllow, false, denied, &closed, &[]),
    ];
    for (code, private, bad, good, not_known_in) in cases {
        check(
            code,
            of_api(private, &bad),
            of_api(private, good),
            not_known_in,
        );
    }
}

#[test]
fn the_traps_of_other_policies_are_found_wherever_they_stand() {
    let own = |effect: &str, more: Value| {
        let mut statement = statement(effect, more);
        statement.as_object_mut().unwrap().remove("Principal");
        statement
    };
    let plain = policy(&[own("Allow", json!({}))]);
    let tagged = json!({ "Condition": { "StringEquals": { "aws:ResourceTag/team": "a" } } });
    for (code, bad) in [
        (
            Code::PassRoleWildcard,
            policy(&[own(
                "Allow",
                json!({ "Action": "iam:PassRole", "Resource": "*" }),
            )]),
        ),
        (Code::KeyNeverPresent, policy(&[own("Allow", tagged)])),
        (
            Code::DuplicateStatement,
            policy(&[own("Allow", json!({})), own("Allow", json!({}))]),
        ),
        (
            Code::UnreachableAllow,
            policy(&[
                own("Allow", json!({})),
                own("Deny", json!({ "Resource": "*" })),
            ]),
        ),
        (
            Code::ArnMatchesNothing,
            policy(&[own("Allow", json!({ "Resource": format!("{API}prod") }))]),
        ),
    ] {
        check(code, of_identity(&bad), of_identity(&plain), &[]);
    }

    let github = |condition: Value| {
        let issuer = "arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com";
        let more = json!({ "Principal": { "Federated": issuer }, "Action": "sts:AssumeRoleWithWebIdentity",
                           "Resource": null, "Condition": { "StringEquals": condition } });
        policy(&[statement("Allow", more)])
    };
    let aud = "token.actions.githubusercontent.com:aud";
    let sub = "token.actions.githubusercontent.com:sub";
    let any = github(json!({ aud: "sts.amazonaws.com" }));
    let one = github(json!({ aud: "sts.amazonaws.com", sub: "repo:o/r:ref:refs/heads/main" }));
    check(
        Code::GithubSubjectMissing,
        of_trust(&any),
        of_trust(&one),
        &[],
    );

    let behind = |key: &str| {
        let condition = json!({ "IpAddress": { key: "10.0.0.0/8" } });
        policy(&[statement("Allow", json!({ "Condition": condition }))])
    };
    let (wrong, right) = (behind("aws:SourceIp"), behind("aws:VpcSourceIp"));
    check(
        Code::SourceIpBehindEndpoint,
        of_endpoint(&wrong),
        of_endpoint(&right),
        &[],
    );

    let control = |effect: &str| policy(&[own(effect, json!({}))]);
    check(
        Code::ServiceControlLanguage,
        of_organization(&control("Allow")),
        of_organization(&control("Deny")),
        &[],
    );
}

#[test]
fn a_private_api_without_a_policy_is_found_wherever_it_stands() {
    let api = |kind: &str| json!({ "endpoint_configuration": [{ "types": [kind] }] });
    let places = |kind: &str| -> Places {
        let properties = json!({ "EndpointConfiguration": { "Types": [kind] } });
        vec![
            (
                "plan",
                plan(&json!([resource("aws_api_gateway_rest_api", api(kind))])),
            ),
            (
                "template",
                template("AWS::ApiGateway::RestApi", &properties),
            ),
            (
                "state",
                state("rest-api/", |api| {
                    api["policy"] = Value::Null;
                    api["endpoint"]["endpoint_type"] = json!(kind);
                }),
            ),
        ]
    };
    check(
        Code::PrivateWithoutPolicy,
        places("PRIVATE"),
        places("REGIONAL"),
        &[],
    );
    // What is elsewhere is not missing.
    let elsewhere = json!({ "EndpointConfiguration": { "Types": ["PRIVATE"] },
                            "BodyS3Location": { "Bucket": "b", "Key": "k" } });
    let world = template("AWS::ApiGateway::RestApi", &elsewhere);
    assert_eq!(lint(&world), []);
}
