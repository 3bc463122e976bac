//! Successful answers byte for byte.

use std::collections::BTreeMap;

use portcullis_wire::{Blob, HttpResponse, Timestamp, apigateway, ec2, encode, iam, sts};
use serde::Serialize;

use crate::{body, header, service};

const CREATED: Timestamp = Timestamp::from_unix(1_795_262_545);

fn answer<T: Serialize>(name: &str, operation: &str, output: &T) -> HttpResponse {
    let service = service(name);
    encode(
        service,
        service.operation(operation).unwrap(),
        output,
        "f1c2",
    )
}

#[test]
fn a_role() {
    let output = iam::CreateRoleResponse {
        role: iam::Role {
            path: "/".to_owned(),
            role_name: "a&b".to_owned(),
            role_id: "AROA1".to_owned(),
            arn: "arn:aws:iam::111111111111:role/a".to_owned(),
            create_date: CREATED,
            max_session_duration: Some(3600),
            tags: Some(vec![iam::Tag {
                key: "Team".to_owned(),
                value: "\"<x>\"".to_owned(),
            }]),
            role_last_used: Some(iam::RoleLastUsed::default()),
            ..Default::default()
        },
    };
    let response = answer("iam", "CreateRole", &output);
    assert_eq!(
        (response.status, response.content_type.as_ref()),
        (200, "text/xml")
    );
    assert_eq!(header(&response, "x-amzn-requestid"), Some("f1c2"));
    assert_eq!(
        body(&response),
        "<CreateRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><CreateRoleResult><Role><Path>/</Path>\
         <RoleName>a&amp;b</RoleName><RoleId>AROA1</RoleId><Arn>arn:aws:iam::111111111111:role/a</Arn>\
         <CreateDate>2026-11-21T12:02:25Z</CreateDate><MaxSessionDuration>3600</MaxSessionDuration><Tags><member>\
         <Key>Team</Key><Value>&quot;&lt;x&gt;&quot;</Value></member></Tags><RoleLastUsed/></Role></CreateRoleResult>\
         <ResponseMetadata><RequestId>f1c2</RequestId></ResponseMetadata></CreateRoleResponse>"
    );
}

#[test]
fn an_empty_list_of_iam_is_an_empty_element() {
    let output = iam::ListRolePoliciesResponse {
        is_truncated: Some(false),
        ..Default::default()
    };
    assert_eq!(
        body(&answer("iam", "ListRolePolicies", &output)),
        "<ListRolePoliciesResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListRolePoliciesResult><PolicyNames/>\
         <IsTruncated>false</IsTruncated></ListRolePoliciesResult><ResponseMetadata><RequestId>f1c2</RequestId>\
         </ResponseMetadata></ListRolePoliciesResponse>"
    );
}

#[test]
fn a_map_of_iam_is_made_of_entries() {
    let summary = BTreeMap::from([
        (iam::SummaryKeyType::Users, 3),
        (iam::SummaryKeyType::Groups, 1),
    ]);
    let output = iam::GetAccountSummaryResponse {
        summary_map: Some(summary),
    };
    assert!(body(&answer("iam", "GetAccountSummary", &output)).contains(
        "<SummaryMap><entry><key>Users</key><value>3</value></entry><entry><key>Groups</key><value>1</value></entry></SummaryMap>"
    ));
}

#[test]
fn an_operation_of_iam_without_output_has_no_result() {
    assert_eq!(
        body(&answer("iam", "TagRole", &())),
        "<TagRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ResponseMetadata><RequestId>f1c2</RequestId>\
         </ResponseMetadata></TagRoleResponse>"
    );
}

#[test]
fn a_caller_of_sts() {
    let output = sts::GetCallerIdentityResponse {
        user_id: Some("AROA1:s".to_owned()),
        account: Some("111111111111".to_owned()),
        arn: Some("arn:aws:sts::111111111111:assumed-role/deployer/s".to_owned()),
    };
    assert_eq!(
        body(&answer("sts", "GetCallerIdentity", &output)),
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>\
         <UserId>AROA1:s</UserId><Account>111111111111</Account>\
         <Arn>arn:aws:sts::111111111111:assumed-role/deployer/s</Arn></GetCallerIdentityResult><ResponseMetadata>\
         <RequestId>f1c2</RequestId></ResponseMetadata></GetCallerIdentityResponse>"
    );
}

#[test]
fn a_security_group_of_ec2() {
    let range = ec2::IpRange {
        cidr_ip: Some("10.0.0.0/8".to_owned()),
        ..Default::default()
    };
    let permission = ec2::IpPermission {
        ip_protocol: Some("tcp".to_owned()),
        from_port: Some(443),
        to_port: Some(443),
        user_id_group_pairs: Some(vec![]),
        ip_ranges: Some(vec![range]),
        ..Default::default()
    };
    let group = ec2::SecurityGroup {
        group_id: Some("sg-1".to_owned()),
        tags: Some(vec![]),
        description: Some("web".to_owned()),
        ip_permissions: Some(vec![permission]),
        ..Default::default()
    };
    let output = ec2::DescribeSecurityGroupsResult {
        security_groups: Some(vec![group]),
        ..Default::default()
    };
    let response = answer("ec2", "DescribeSecurityGroups", &output);
    assert_eq!(response.content_type.as_ref(), "text/xml;charset=UTF-8");
    assert_eq!(
        body(&response),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <DescribeSecurityGroupsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>f1c2</requestId>\
         <securityGroupInfo><item><groupId>sg-1</groupId><tagSet/><groupDescription>web</groupDescription><ipPermissions>\
         <item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort><groups/><ipRanges><item>\
         <cidrIp>10.0.0.0/8</cidrIp></item></ipRanges></item></ipPermissions></item></securityGroupInfo>\
         </DescribeSecurityGroupsResponse>"
    );
}

#[test]
fn times_of_ec2_have_milliseconds() {
    let endpoint = ec2::VpcEndpoint {
        creation_timestamp: Some(CREATED),
        ..Default::default()
    };
    let output = ec2::CreateVpcEndpointResult {
        vpc_endpoint: Some(endpoint),
        ..Default::default()
    };
    let response = answer("ec2", "CreateVpcEndpoint", &output);
    assert!(
        body(&response).contains("<creationTimestamp>2026-11-21T12:02:25.000Z</creationTimestamp>")
    );
}

#[test]
fn an_operation_of_ec2_without_output_returns_true() {
    assert_eq!(
        body(&answer("ec2", "DeleteVpc", &())),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DeleteVpcResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\
         <requestId>f1c2</requestId><return>true</return></DeleteVpcResponse>"
    );
}

#[test]
fn what_xml_cannot_hold_is_escaped_or_replaced() {
    let group = ec2::SecurityGroup {
        description: Some("a\u{0}\r\n<&>".to_owned()),
        ..Default::default()
    };
    let output = ec2::DescribeSecurityGroupsResult {
        security_groups: Some(vec![group]),
        ..Default::default()
    };
    let response = answer("ec2", "DescribeSecurityGroups", &output);
    assert!(
        body(&response)
            .contains("<groupDescription>a\u{fffd}&#xD;\n&lt;&amp;&gt;</groupDescription>")
    );
}

#[test]
fn a_rest_api() {
    let output = apigateway::RestApi {
        id: Some("p3ehcweb2s".to_owned()),
        name: Some("items".to_owned()),
        created_date: Some(CREATED),
        endpoint_configuration: Some(apigateway::EndpointConfiguration {
            types: Some(vec![apigateway::EndpointType::Private]),
            ..Default::default()
        }),
        tags: Some(BTreeMap::from([("Rev".to_owned(), "1".to_owned())])),
        ..Default::default()
    };
    let response = answer("apigateway", "CreateRestApi", &output);
    assert_eq!(
        (response.status, response.content_type.as_ref()),
        (201, "application/json")
    );
    assert_eq!(
        body(&response),
        r#"{"id":"p3ehcweb2s","name":"items","createdDate":1795262545,"endpointConfiguration":{"types":["PRIVATE"]},"tags":{"Rev":"1"}}"#
    );
}

#[test]
fn the_list_of_api_gateway_is_called_item() {
    let output = apigateway::RestApis {
        items: Some(vec![apigateway::RestApi::default()]),
        ..Default::default()
    };
    assert_eq!(
        body(&answer("apigateway", "GetRestApis", &output)),
        r#"{"item":[{}]}"#
    );
}

#[test]
fn an_operation_of_api_gateway_without_output_has_no_body() {
    let response = answer("apigateway", "DeleteRestApi", &());
    assert_eq!((response.status, body(&response)), (202, ""));
    assert_eq!(answer("apigateway", "TagResource", &()).status, 204);
}

#[test]
fn an_export_of_api_gateway_is_its_bytes_with_the_headers_of_the_model() {
    let document = b"---\nopenapi: \"3.0.1\"\n";
    let output = apigateway::ExportResponse {
        content_type: Some("application/octet-stream".to_owned()),
        content_disposition: Some("attachment; filename=\"oas30_1.0.yaml\"".to_owned()),
        body: Some(Blob(document.to_vec())),
    };
    let response = answer("apigateway", "GetExport", &output);
    assert_eq!(
        (response.status, response.content_type.as_ref()),
        (200, "application/octet-stream")
    );
    assert_eq!(response.body, document);
    assert_eq!(
        header(&response, "content-disposition"),
        Some("attachment; filename=\"oas30_1.0.yaml\"")
    );
    assert_eq!(header(&response, "content-type"), None, "it is said once");
    assert_eq!(header(&response, "x-amzn-requestid"), Some("f1c2"));
}

#[test]
fn an_export_may_hold_any_bytes_and_none() {
    let export = |body: Option<Vec<u8>>| apigateway::ExportResponse {
        body: body.map(Blob),
        ..Default::default()
    };
    let bytes: Vec<u8> = (0..=255).collect();
    let response = answer("apigateway", "GetExport", &export(Some(bytes.clone())));
    assert_eq!(response.body, bytes);
    let empty = answer("apigateway", "GetExport", &export(Some(Vec::new())));
    assert!(empty.body.is_empty());
}

#[test]
fn an_output_that_cannot_be_written_is_an_internal_failure() {
    let response = answer("iam", "GetRole", &(1, 2));
    assert_eq!(response.status, 200, "a tuple is a list to XML");
    let response = answer("apigateway", "GetRestApi", &BTreeMap::from([((1, 2), 3)]));
    assert_eq!(response.status, 500);
    assert_eq!(
        header(&response, "x-amzn-errortype"),
        Some("InternalFailure")
    );
}
