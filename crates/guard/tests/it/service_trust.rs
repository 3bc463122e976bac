//! Which roles a service may run something as: what a trust policy says of a service, and what nobody here can know.

use portcullis_guard::{ServiceTrust, trusts_service};

use crate::world::{A, NOW, Plan, World, document};

const LAMBDA: &str = "lambda.amazonaws.com";

fn trust(statements: &str, resource_control: &[&str]) -> ServiceTrust {
    let plan = Plan {
        trust: Some(document(statements)),
        resource_control: resource_control.iter().map(|it| document(it)).collect(),
        ..Plan::default()
    };
    let world = World::of(&plan);
    let arn = format!("arn:aws:iam::{A}:role/app");
    let role = world.snapshot.identity(&arn).expect("the role");
    trusts_service(&world.snapshot, role, LAMBDA, NOW)
}

fn statement(effect: &str, condition: &str) -> String {
    format!(
        r#"{{"Effect":"{effect}","Principal":{{"Service":"{LAMBDA}"}},"Action":"sts:AssumeRole","Condition":{{{condition}}}}}"#
    )
}

fn unknowable(key: &str) -> ServiceTrust {
    ServiceTrust::Unknowable(key.into())
}

#[test]
fn a_trust_policy_names_the_service() {
    assert_eq!(trust(&statement("Allow", ""), &[]), ServiceTrust::Trusted);
    let other = statement("Allow", "").replace(LAMBDA, "ec2.amazonaws.com");
    assert_eq!(trust(&other, &[]), ServiceTrust::Refused);
    let denied = format!("{},{}", statement("Allow", ""), statement("Deny", ""));
    assert_eq!(trust(&denied, &[]), ServiceTrust::Refused);
}

#[test]
fn what_is_known_of_a_service_may_be_asked() {
    for condition in [
        r#""Bool":{"aws:PrincipalIsAWSService":"true","aws:SecureTransport":"true"}"#,
        r#""StringEquals":{"aws:PrincipalServiceName":"lambda.amazonaws.com"}"#,
        r#""StringNotEquals":{"aws:PrincipalServiceName":"ec2.amazonaws.com"}"#,
        r#""DateLessThan":{"aws:CurrentTime":"2100-01-01T00:00:00Z"}"#,
        r#""NumericGreaterThan":{"aws:EpochTime":"1"}"#,
    ] {
        assert_eq!(
            trust(&statement("Allow", condition), &[]),
            ServiceTrust::Trusted,
            "{condition}"
        );
    }
    assert_eq!(
        trust(
            &statement("Allow", r#""Bool":{"aws:PrincipalIsAWSService":"false"}"#),
            &[]
        ),
        ServiceTrust::Refused
    );
}

/// On AWS the key has a value, and the condition may not hold.
#[test]
fn an_allow_that_holds_because_a_key_is_not_known_is_no_trust() {
    for (condition, key) in [
        (
            r#""StringNotEquals":{"aws:SourceAccount":"999999999999"}"#,
            "aws:SourceAccount",
        ),
        (
            r#""StringEqualsIfExists":{"aws:SourceAccount":"111111111111"}"#,
            "aws:SourceAccount",
        ),
        (
            r#""ForAllValues:StringEquals":{"aws:TagKeys":"team"}"#,
            "aws:TagKeys",
        ),
        (r#""Null":{"aws:SourceArn":"true"}"#, "aws:SourceArn"),
        (
            r#""ArnNotLike":{"lambda:SourceFunctionArn":"arn:aws:lambda:*:*:function:x"}"#,
            "lambda:sourcefunctionarn",
        ),
        (
            r#""StringNotEquals":{"aws:PrincipalTag/team":"red"}"#,
            "aws:PrincipalTag/team",
        ),
        (
            r#""StringNotEquals":{"aws:PrincipalServiceName":"${aws:SourceAccount}"}"#,
            "aws:SourceAccount",
        ),
    ] {
        assert_eq!(
            trust(&statement("Allow", condition), &[]),
            unknowable(key),
            "{condition}"
        );
    }
    // One that does not hold allows nothing, and the key is named all the same.
    assert_eq!(
        trust(
            &statement(
                "Allow",
                r#""StringEquals":{"aws:SourceAccount":"111111111111"}"#
            ),
            &[]
        ),
        unknowable("aws:SourceAccount")
    );
}

#[test]
fn a_deny_that_only_an_unknown_key_keeps_off_is_no_trust() {
    let source = statement(
        "Deny",
        r#""StringEquals":{"aws:SourceAccount":"999999999999"}"#,
    );
    let both = format!("{},{source}", statement("Allow", ""));
    assert_eq!(trust(&both, &[]), unknowable("aws:SourceAccount"));
    let control = source
        .replace(&format!(r#"{{"Service":"{LAMBDA}"}}"#), r#""*""#)
        .replace(r#""Action""#, r#""Resource":"*","Action""#);
    assert_eq!(
        trust(&statement("Allow", ""), &[&control]),
        unknowable("aws:SourceAccount")
    );
}

#[test]
fn a_key_that_changes_nothing_is_no_obstacle() {
    // Beside the plain Allow, another that cannot be decided and does not hold.
    let beside = statement(
        "Allow",
        r#""StringEquals":{"aws:SourceAccount":"111111111111"}"#,
    );
    let both = format!("{beside},{}", statement("Allow", ""));
    assert_eq!(trust(&both, &[]), ServiceTrust::Trusted);
    // The usual perimeter: nobody from outside of the organisation but services.
    let perimeter = r#"{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole","Resource":"*","Condition":{
        "StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-exampleorg"},
        "BoolIfExists":{"aws:PrincipalIsAWSService":"false"}}}"#;
    assert_eq!(
        trust(&statement("Allow", ""), &[perimeter]),
        ServiceTrust::Trusted
    );
}
