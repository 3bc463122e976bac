//! Requests that Terraform, the AWS CLI and boto3 sent, and what they must become.

use std::collections::BTreeMap;

use portcullis_wire::{apigateway, decode, ec2, iam, sts};
use serde::Deserialize;
use serde_json::Value;

use crate::Request;

#[derive(Deserialize)]
struct Case {
    operation: String,
    #[serde(flatten)]
    request: Request,
    input: Value,
}

fn check(case: &Case) {
    let routed = case
        .request
        .route()
        .unwrap_or_else(|fault| panic!("{}: {fault}", case.operation));
    assert_eq!(routed.operation.name, case.operation);
    let input: Value =
        decode(&routed).unwrap_or_else(|fault| panic!("{}: {fault}", case.operation));
    assert_eq!(input, case.input, "{}", case.operation);
}

#[test]
fn recorded_requests_arrive_whole() {
    let cases: Vec<Case> =
        serde_json::from_str(include_str!("cases/recorded_requests.json")).unwrap();
    cases.iter().for_each(check);
}

#[test]
fn a_null_in_a_map_is_an_entry_that_is_not_there() {
    let body = r#"{"type": "MOCK", "requestTemplates": {"application/json": null, "text/plain": ""},
        "requestParameters": {"integration.request.header.a": null}}"#;
    let path = "/restapis/a/resources/b/methods/GET/integration";
    let request = Request::json("PUT", path, body);
    let input: apigateway::PutIntegrationRequest = decode(&request.route().unwrap()).unwrap();
    let templates = BTreeMap::from([("text/plain".to_owned(), String::new())]);
    assert_eq!(input.request_templates, Some(templates));
    assert_eq!(input.request_parameters, Some(BTreeMap::new()));

    let body =
        r#"{"authorizationType": "NONE", "requestParameters": {"method.request.header.a": null}}"#;
    let request = Request::json("PUT", "/restapis/a/resources/b/methods/GET", body);
    let input: apigateway::PutMethodRequest = decode(&request.route().unwrap()).unwrap();
    assert_eq!(input.request_parameters, Some(BTreeMap::new()));
}

#[test]
fn a_role_with_tags() {
    let request = Request::form(
        "iam",
        "Action=CreateRole&Version=2010-05-08&RoleName=deployer&Path=%2Fteam%2F&AssumeRolePolicyDocument=%7B%7D\
         &MaxSessionDuration=7200&Tags.member.2.Key=Rev&Tags.member.2.Value=&Tags.member.1.Key=Team&Tags.member.1.Value=a+b",
    );
    let input: iam::CreateRoleRequest = decode(&request.route().unwrap()).unwrap();
    let tag = |key: &str, value: &str| iam::Tag {
        key: key.to_owned(),
        value: value.to_owned(),
    };
    assert_eq!(
        input,
        iam::CreateRoleRequest {
            path: Some("/team/".to_owned()),
            role_name: "deployer".to_owned(),
            assume_role_policy_document: "{}".to_owned(),
            max_session_duration: Some(7200),
            tags: Some(vec![tag("Team", "a b"), tag("Rev", "")]),
            ..Default::default()
        }
    );
}

#[test]
fn a_rule_between_groups() {
    let request = Request::form(
        "ec2",
        "Action=AuthorizeSecurityGroupIngress&Version=2016-11-15&GroupId=sg-1&IpPermissions.1.FromPort=443\
         &IpPermissions.1.ToPort=443&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.Groups.1.GroupId=sg-2&DryRun=false",
    );
    let input: ec2::AuthorizeSecurityGroupIngressRequest =
        decode(&request.route().unwrap()).unwrap();
    let pair = ec2::UserIdGroupPair {
        group_id: Some("sg-2".to_owned()),
        ..Default::default()
    };
    assert_eq!(input.dry_run, Some(false));
    assert_eq!(
        input.ip_permissions,
        Some(vec![ec2::IpPermission {
            ip_protocol: Some("tcp".to_owned()),
            from_port: Some(443),
            to_port: Some(443),
            user_id_group_pairs: Some(vec![pair]),
            ..Default::default()
        }])
    );
}

#[test]
fn gaps_in_a_list_close_and_its_order_is_that_of_the_numbers() {
    let request = Request::form(
        "ec2",
        "Action=DescribeVpcs&Version=2016-11-15&VpcId.10=vpc-c&VpcId.9=vpc-b&VpcId.2=vpc-a",
    );
    let input: ec2::DescribeVpcsRequest = decode(&request.route().unwrap()).unwrap();
    assert_eq!(input.vpc_ids.unwrap(), ["vpc-a", "vpc-b", "vpc-c"]);
}

#[test]
fn an_empty_list_is_an_empty_value() {
    let request = Request::form(
        "iam",
        "Action=UntagRole&Version=2010-05-08&RoleName=r&TagKeys=",
    );
    let input: iam::UntagRoleRequest = decode(&request.route().unwrap()).unwrap();
    assert!(input.tag_keys.is_empty());
}

#[test]
fn parameters_may_stand_in_the_query_string_beside_a_signature() {
    let request = Request {
        method: Some("GET".to_owned()),
        query: Some(
            "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Expires=60&X-Amz-Signature=00"
                .to_owned(),
        ),
        ..Request::form("sts", "")
    };
    let routed = request.route().unwrap();
    assert_eq!(routed.operation.name, "GetCallerIdentity");
    decode::<sts::GetCallerIdentityRequest>(&routed).unwrap();

    let request = Request {
        method: Some("GET".to_owned()),
        query: Some("Action=DescribeRegions&X-Amz-Signature=00".to_owned()),
        ..Request::form("ec2", "")
    };
    decode::<ec2::DescribeRegionsRequest>(&request.route().unwrap()).unwrap();
}

#[test]
fn a_body_cannot_speak_for_the_path() {
    let request = Request::json(
        "PATCH",
        "/restapis/mine",
        r#"{"restapi_id": "yours", "restApiId": "yours", "patchOperations": []}"#,
    );
    let input: apigateway::UpdateRestApiRequest = decode(&request.route().unwrap()).unwrap();
    assert_eq!(input.rest_api_id, "mine");
}

#[test]
fn two_members_with_one_name_in_different_places_are_kept_apart() {
    let body = r#"{"type": "HTTP", "httpMethod": "POST"}"#;
    let request = Request::json(
        "PUT",
        "/restapis/a/resources/b/methods/GET/integration",
        body,
    );
    let input: apigateway::PutIntegrationRequest = decode(&request.route().unwrap()).unwrap();
    assert_eq!(
        (
            input.http_method.as_str(),
            input.integration_http_method.as_deref()
        ),
        ("GET", Some("POST"))
    );
    assert_eq!(input.r#type, apigateway::IntegrationType::Http);
}

#[test]
fn an_encoded_slash_stays_inside_its_label() {
    let arn = "arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Frestapis%2Fabc";
    let mut request = Request::json("DELETE", &format!("/tags/{arn}"), "");
    request.query = Some("tagKeys=Rev&tagKeys=Team%2B+1".to_owned());
    let input: apigateway::UntagResourceRequest = decode(&request.route().unwrap()).unwrap();
    assert_eq!(
        input.resource_arn,
        "arn:aws:apigateway:us-east-1::/restapis/abc"
    );
    assert_eq!(input.tag_keys, ["Rev", "Team+ 1"]);
}

#[test]
fn a_path_of_lambda_may_end_with_a_slash_and_no_other() {
    for (service, path, operation) in [
        ("lambda", "/2015-03-31/functions", Some("ListFunctions")),
        ("lambda", "/2015-03-31/functions/", Some("ListFunctions")),
        ("lambda", "/2015-03-31/functions//", None),
        ("apigateway", "/restapis", Some("GetRestApis")),
        ("apigateway", "/restapis/", None),
    ] {
        let mut request = Request::json("GET", path, "");
        request.service = service.to_owned();
        let routed = request.route().ok().map(|routed| routed.operation.name);
        assert_eq!(routed, operation, "{path}");
    }
}

#[test]
fn numbers_and_lists_come_out_of_a_query_string() {
    let mut request = Request::json("GET", "/restapis/abc/resources", "");
    request.query = Some("embed=methods&limit=500".to_owned());
    let input: apigateway::GetResourcesRequest = decode(&request.route().unwrap()).unwrap();
    assert_eq!(
        (input.limit, input.embed),
        (Some(500), Some(vec!["methods".to_owned()]))
    );
}

#[test]
fn a_parameter_can_be_seen_before_it_is_judged() {
    let routed = Request::form("iam", "Action=GetRole&Version=2010-05-08&RoleName=a+b")
        .route()
        .unwrap();
    assert_eq!(routed.parameter("RoleName"), Some("a b"));
    assert_eq!(routed.parameter("Path"), None);
}
