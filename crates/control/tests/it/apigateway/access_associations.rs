//! Domain name access associations: within an account, and across accounts by the management
//! policy.

use serde_json::{Value, json};

use super::{Api, BAD_REQUEST, CONFLICT, NOT_FOUND, text};
use crate::harness::{Answer, Harness, Keys, OTHER_ACCOUNT, escape};

const CERTIFICATE: &str = "arn:aws:acm:us-east-1:111111111111:certificate/12345678";
const ALL: &str = "/domainnameaccessassociations";

/// A private name, by its ARN.
fn domain(api: &Api) -> String {
    let input = json!({
        "domainName": "inner.example.com", "certificateArn": CERTIFICATE, "endpointConfiguration": {"types": ["PRIVATE"]},
    });
    let made = api.harness.rest(&api.keys, "POST", "/domainnames", &input);
    text(&made.expect(201).json()["domainNameArn"])
}

/// An endpoint of an account, by its id.
fn endpoint(api: &Api, keys: &Keys) -> String {
    let call = |action: &str, parameters: &[(&str, &str)]| {
        let answer = api.harness.query(keys, "ec2", action, parameters);
        answer.expect(200);
        answer
    };
    let vpc = call("CreateVpc", &[("CidrBlock", "10.0.0.0/16")]).xml("vpcId");
    let parameters = [
        ("VpcId", vpc.as_str()),
        ("VpcEndpointType", "Interface"),
        ("ServiceName", "com.amazonaws.us-east-1.execute-api"),
        ("PrivateDnsEnabled", "false"),
    ];
    call("CreateVpcEndpoint", &parameters).xml("vpcEndpointId")
}

fn associate(api: &Api, keys: &Keys, domain: &str, endpoint: &str) -> Answer {
    let input = json!({
        "domainNameArn": domain, "accessAssociationSourceType": "VPCE", "accessAssociationSource": endpoint,
    });
    api.harness.rest(keys, "POST", ALL, &input)
}

fn listed(api: &Api, keys: &Keys, owner: &str) -> Vec<Value> {
    let path = format!("{ALL}?resourceOwner={owner}");
    let answer = api.harness.rest(keys, "GET", &path, &Value::Null);
    answer.expect(200).json()["item"]
        .as_array()
        .unwrap()
        .clone()
}

fn set_management_policy(api: &Api, domain: &str, statement: &Value) {
    let id = domain.rsplit('+').next().unwrap();
    let path = format!("/domainnames/inner.example.com?domainNameId={id}");
    let policy = json!({"Version": "2012-10-17", "Statement": [statement]}).to_string();
    let operation = json!({"op": "replace", "path": "/managementPolicy", "value": policy});
    let input = json!({"patchOperations": [operation]});
    api.harness
        .rest(&api.keys, "PATCH", &path, &input)
        .expect(200);
}

#[test]
fn an_endpoint_is_associated_with_a_name_of_the_same_account() {
    let api = Api::new();
    let (domain, endpoint) = (domain(&api), endpoint(&api, &api.keys));
    let made = associate(&api, &api.keys, &domain, &endpoint);
    let arn = format!(
        "arn:aws:apigateway:us-east-1:111111111111:/domainnameaccessassociations/domainname/inner.example.com/vpcesource/{endpoint}"
    );
    let expected = json!({
        "domainNameAccessAssociationArn": arn, "domainNameArn": domain, "accessAssociationSourceType": "VPCE",
        "accessAssociationSource": endpoint,
    });
    assert_eq!(made.expect(201).json(), expected);
    assert_eq!(listed(&api, &api.keys, "SELF"), [expected]);
    assert_eq!(listed(&api, &api.keys, "OTHER_ACCOUNTS"), [] as [Value; 0]);
    let again = associate(&api, &api.keys, &domain, &endpoint);
    assert_eq!(
        (again.status, again.header("x-amzn-ErrorType")),
        (409, Some(CONFLICT))
    );
    let tags = format!("/tags/{}", escape(&arn));
    let call =
        |method: &str, path: &str, body: Value| api.harness.rest(&api.keys, method, path, &body);
    call("PUT", &tags, json!({"tags": {"a": "b"}})).expect(204);
    assert_eq!(
        listed(&api, &api.keys, "SELF")[0]["tags"],
        json!({"a": "b"})
    );
    let reject = format!(
        "/rejectdomainnameaccessassociations?domainNameAccessAssociationArn={}&domainNameArn={}",
        escape(&arn),
        escape(&domain)
    );
    assert_eq!(call("POST", &reject, Value::Null).status, 400);
    let path = format!("{ALL}/{}", escape(&arn));
    call("DELETE", &path, Value::Null).expect(202);
    call("DELETE", &path, Value::Null).refused(
        404,
        NOT_FOUND,
        "Invalid domain name access association identifier specified",
    );
}

#[test]
fn what_is_not_there_is_not_associated() {
    let api = Api::new();
    let (domain, endpoint) = (domain(&api), endpoint(&api, &api.keys));
    let of_another = self::endpoint(&api, &Harness::other_root());
    for source in ["vpce-none", of_another.as_str()] {
        associate(&api, &api.keys, &domain, source).refused(
            400,
            BAD_REQUEST,
            &format!("Invalid VPC endpoint identifier specified: {source}"),
        );
    }
    for wrong in [
        "inner.example.com",
        "arn:aws:apigateway:us-east-1::/domainnames/inner.example.com",
        "arn:aws:apigateway:us-west-2:111111111111:/domainnames/inner.example.com+abc",
    ] {
        associate(&api, &api.keys, wrong, &endpoint).refused(
            400,
            BAD_REQUEST,
            "Invalid ARN specified in the request",
        );
    }
    let unknown = format!("{domain}x");
    associate(&api, &api.keys, &unknown, &endpoint).refused(
        404,
        NOT_FOUND,
        "Invalid domain name identifier specified",
    );
}

#[test]
fn another_account_associates_if_the_management_policy_says_so_and_loses_it_when_rejected() {
    let api = Api::new();
    let other = Harness::other_root();
    let (domain, endpoint) = (domain(&api), endpoint(&api, &other));
    let attempt = || associate(&api, &other, &domain, &endpoint);
    let denied = |answer: &Answer| {
        let code = answer.header("x-amzn-ErrorType");
        assert_eq!((answer.status, code), (403, Some("AccessDeniedException")));
    };
    denied(&attempt());
    // A name that is not there looks the same.
    denied(&associate(&api, &other, &format!("{domain}x"), &endpoint));
    let allow = json!({
        "Effect": "Allow", "Principal": {"AWS": format!("arn:aws:iam::{OTHER_ACCOUNT}:root")},
        "Action": "apigateway:CreateAccessAssociation", "Resource": domain,
    });
    let third = json!({"AWS": "arn:aws:iam::333333333333:root"});
    for (member, wrong) in [
        ("Principal", third),
        ("Action", json!("apigateway:RejectAccessAssociation")),
        ("Resource", json!(format!("{domain}x"))),
    ] {
        let mut statement = allow.clone();
        statement[member] = wrong;
        set_management_policy(&api, &domain, &statement);
        denied(&attempt());
    }
    set_management_policy(&api, &domain, &allow);
    let made = attempt().expect(201).json();
    let arn = text(&made["domainNameAccessAssociationArn"]);
    assert!(arn.contains(OTHER_ACCOUNT), "{arn}");
    assert_eq!(listed(&api, &other, "SELF"), std::slice::from_ref(&made));
    assert_eq!(listed(&api, &api.keys, "OTHER_ACCOUNTS"), [made]);
    assert_eq!(listed(&api, &api.keys, "SELF"), [] as [Value; 0]);
    let shared = api.harness.rest(
        &other,
        "GET",
        "/domainnames?resourceOwner=OTHER_ACCOUNTS",
        &Value::Null,
    );
    assert_eq!(
        shared.expect(200).json()["item"][0]["domainNameArn"],
        json!(domain)
    );

    let reject = format!(
        "/rejectdomainnameaccessassociations?domainNameAccessAssociationArn={}&domainNameArn={}",
        escape(&arn),
        escape(&domain)
    );
    denied(&api.harness.rest(&other, "POST", &reject, &Value::Null));
    // Only who made it can delete it.
    let path = format!("{ALL}/{}", escape(&arn));
    let by_owner = api.harness.rest(&api.keys, "DELETE", &path, &Value::Null);
    assert_eq!(by_owner.status, 404);
    api.harness
        .rest(&api.keys, "POST", &reject, &Value::Null)
        .expect(202);
    assert_eq!(listed(&api, &api.keys, "OTHER_ACCOUNTS"), [] as [Value; 0]);
    api.harness
        .rest(&other, "DELETE", &path, &Value::Null)
        .expect(202);
}
