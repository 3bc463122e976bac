//! What AWS answers when a document is saved.

use portcullis_iam::{Policy, PolicyType, expand_api_resources, validate};
use serde_json::{Value as Json, json};

#[test]
fn identity_policies_that_iam_refuses_and_takes() {
    let cases: Json =
        serde_json::from_str(include_str!("../cases/policy_validation.json")).unwrap();
    for row in cases["invalid"].as_array().unwrap() {
        let fault = validate(row["document"].as_str().unwrap(), PolicyType::Identity)
            .expect_err(&row.to_string());
        assert_eq!(fault.message(), row["message"], "{row}");
        assert_eq!(fault.code(), row["code"], "{row}");
    }
    for row in cases["valid"].as_array().unwrap() {
        if let Err(fault) = validate(row["document"].as_str().unwrap(), PolicyType::Identity) {
            panic!("{fault:?}: {row}");
        }
    }
}

/// One statement, with elements added or (as null) taken away.
fn with(changes: &Json) -> String {
    let mut statement = json!({"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"});
    for (element, value) in changes.as_object().unwrap() {
        if value.is_null() {
            statement.as_object_mut().unwrap().remove(element);
        } else {
            statement[element] = value.clone();
        }
    }
    json!({"Version": "2012-10-17", "Statement": [statement]}).to_string()
}

fn message(policy_type: PolicyType, changes: &Json) -> Option<String> {
    validate(&with(changes), policy_type)
        .err()
        .map(|fault| fault.message().to_owned())
}

#[test]
fn more_of_iams_messages() {
    for (changes, expected) in [
        (
            json!({"Action": "ListBucket"}),
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        ),
        (
            json!({"Action": "a a:ListBucket"}),
            "Vendor a a is not valid",
        ),
        (
            json!({"Action": []}),
            "Policy statement must contain actions.",
        ),
        (json!({"NotAction": "s3:Get"}), "Syntax errors in policy."),
        (
            json!({"Resource": "a:b"}),
            "Partition \"b\" is not valid for resource \"arn:b:*:*:*:*\".",
        ),
        (
            json!({"Resource": "a:b:c:d:e:f:g:h"}),
            "Partition \"b\" is not valid for resource \"arn:b:c:d:e:f:g:h\".",
        ),
        (
            json!({"Resource": "arn:error:s3:::bucket"}),
            "Partition \"error\" is not valid for resource \"arn:error:s3:::bucket\".",
        ),
        (
            json!({"Resource": "arn:aws:iam:us-east-1::user/x"}),
            "IAM resource arn:aws:iam:us-east-1::user/x cannot contain region information.",
        ),
        (
            json!({"Resource": "arn:aws:iam:::bucket"}),
            "IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.",
        ),
        (
            json!({"Resource": ["arn:aws:s3::bucket"]}),
            "The policy failed legacy parsing",
        ),
        (
            json!({"Effect": "denY"}),
            "The policy failed legacy parsing",
        ),
        (
            json!({"Condition": {"DateEquals": {"a": "9223372036854775808"}}}),
            "The policy failed legacy parsing",
        ),
        (
            json!({"Condition": {"NullIfExists": {"a": "true"}}}),
            "Syntax errors in policy.",
        ),
        (
            json!({"Condition": {"stringequals": {"a": "x"}}}),
            "Syntax errors in policy.",
        ),
        (
            json!({"Condition": {"StringEquals": {"aws:SourceVpce": "x", "AWS:sourcevpce": "x"}}}),
            "Syntax errors in policy.",
        ),
        (
            json!({"Condition": {"StringEquals": {"a": null}}}),
            "Syntax errors in policy.",
        ),
        (
            json!({"Principal": "*"}),
            "Policy document should not specify a principal.",
        ),
    ] {
        assert_eq!(
            message(PolicyType::Identity, &changes).as_deref(),
            Some(expected),
            "{changes}"
        );
    }
    for taken in [
        json!({"Condition": {"NoSuchOperator": {}}}),
        json!({"Condition": {"DateGreaterThan": []}}),
        json!({"Condition": {"Bool": {"a": true}, "NumericEquals": {"a": [1, 2.5]}}}),
        json!({"Condition": {"DateEquals": {"a": "-292275054"}}}),
        json!({"Resource": ["*", null]}),
        json!({"Action": "iam: odd text"}),
        json!({"Action": "*"}),
        json!({"Resource": "arn:aws:execute-api:*"}),
        json!({"Resource": "arn:aws-cn:s3:::bucket/*"}),
    ] {
        assert_eq!(message(PolicyType::Identity, &taken), None, "{taken}");
    }
}

#[test]
fn each_policy_type_has_its_elements() {
    use PolicyType::{
        Endpoint, Identity, Resource, ResourceControl, ServiceControl, Session, Trust,
    };
    let api = "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.";
    let organization =
        "The provided policy document does not meet the requirements of the specified policy type.";
    for (policy_type, changes, expected) in [
        (Identity, json!({}), None),
        (
            Session,
            json!({"Principal": "*"}),
            Some("Policy document should not specify a principal."),
        ),
        (
            ServiceControl,
            json!({"Condition": {"Bool": {"a": "true"}}, "NotAction": "a:b", "Action": null}),
            None,
        ),
        (
            ServiceControl,
            json!({"Principal": "*"}),
            Some(organization),
        ),
        (
            ResourceControl,
            json!({"Effect": "Deny", "Principal": "*"}),
            None,
        ),
        (
            ResourceControl,
            json!({"Effect": "Deny", "Principal": {"AWS": "111111111111"}}),
            Some(organization),
        ),
        (
            ResourceControl,
            json!({"Principal": "*"}),
            Some(organization),
        ),
        (
            ResourceControl,
            json!({"Effect": "Deny", "Principal": "*", "Action": "*"}),
            Some(organization),
        ),
        (Resource, json!({"Principal": "*"}), None),
        (
            Resource,
            json!({"Principal": "*", "Resource": "execute-api:/prod/GET/*"}),
            None,
        ),
        (Resource, json!({}), Some(api)),
        (
            Resource,
            json!({"Principal": {"AWS": "arn:aws:iam::111111111111:role/app*"}}),
            Some(api),
        ),
        (
            Resource,
            json!({"NotPrincipal": {"AWS": "111111111111"}}),
            Some(api),
        ),
        (
            Resource,
            json!({"Effect": "Deny", "NotPrincipal": {"AWS": "111111111111"}}),
            None,
        ),
        (
            Endpoint,
            json!({}),
            Some("The specified policy document is not a valid JSON policy document."),
        ),
        (
            Endpoint,
            json!({"Principal": {"AWS": "arn:aws:iam::111111111111:role/app"}}),
            None,
        ),
        (
            Endpoint,
            json!({"Principal": "*", "Condition": {"StringLike": {"aws:SourceVpce": "vpce-*"}}}),
            Some("The specified policy document is not a valid JSON policy document."),
        ),
        (
            Trust,
            json!({"Principal": {"AWS": "111111111111"}}),
            Some("Has prohibited field Resource"),
        ),
        (
            Trust,
            json!({"Resource": null, "Action": "sts:AssumeRole"}),
            Some("Missing required field Principal"),
        ),
        (
            Trust,
            json!({"Resource": null, "Action": "s3:Get", "Principal": "*"}),
            Some("AssumeRole policy may only specify STS AssumeRole actions."),
        ),
        (
            Trust,
            json!({"Resource": null, "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::1:role/x"}}),
            Some("Invalid principal in policy: \"AWS\":\"arn:aws:iam::1:role/x\""),
        ),
        (
            Trust,
            json!({"Resource": null, "Action": ["sts:AssumeRole", "sts:TagSession"], "Principal": {"Service": "lambda.amazonaws.com"}}),
            None,
        ),
        (
            Trust,
            json!({"Resource": null, "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "accounts.google.com"}}),
            None,
        ),
    ] {
        assert_eq!(
            message(policy_type, &changes).as_deref(),
            expected,
            "{policy_type:?} {changes}"
        );
    }
    let fault = validate("no json", Trust).unwrap_err();
    assert_eq!(fault.message(), "This policy contains invalid Json");
}

#[test]
fn sizes_and_characters() {
    let padded =
        |length: usize| with(&json!({"Resource": format!("arn:aws:s3:::{}", "x".repeat(length))}));
    assert!(validate(&padded(130_000), PolicyType::Identity).is_ok());
    let long = validate(&padded(131_072), PolicyType::Identity).unwrap_err();
    assert_eq!(long.code(), "ValidationError");
    let boundary = validate(&padded(6_144), PolicyType::PermissionsBoundary).unwrap_err();
    assert_eq!(
        boundary.message(),
        "Cannot exceed quota for PolicySize: 6144"
    );
    assert!(validate(&padded(2_048), PolicyType::Session).is_err());
    assert!(validate(&padded(5_120), PolicyType::ServiceControl).is_err());
    assert!(validate(&with(&json!({"Sid": "\u{20ac}"})), PolicyType::Identity).is_err());
}

#[test]
fn faults_know_their_place() {
    let document = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {\"Effect\": \"Allow\", \"Effect\": \"Deny\"}\n}";
    let fault = Policy::compile(document, PolicyType::Identity).unwrap_err();
    assert_eq!((fault.line(), fault.column()), (3, 36));
    assert_eq!(fault.message(), "Syntax errors in policy.");
    assert!(
        fault.detail().contains("`Effect` appears twice"),
        "{}",
        fault.detail()
    );
}

#[test]
fn abbreviated_resources_are_written_out() {
    let document = "{ \"Statement\": {\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\", \"Resource\" : [\"execute-api:/prod/GET/*\", \"*\"]} }";
    let expanded =
        expand_api_resources(document, "arn:aws:execute-api:eu-west-1:222222222222:abc").unwrap();
    let expected = document.replace(
        "execute-api:/prod/GET/*",
        "arn:aws:execute-api:eu-west-1:222222222222:abc/prod/GET/*",
    );
    assert_eq!(expanded, expected);
    assert!(Policy::compile(document, PolicyType::Resource).is_err());
}
