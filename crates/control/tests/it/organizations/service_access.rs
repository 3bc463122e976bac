//! Trusted access of services: kept and listed.

use serde_json::json;

use super::World;
use crate::harness::Harness;

#[test]
fn services_are_let_in_listed_and_kept_out() {
    let world = World::new();
    let listed = |input| world.done("ListAWSServiceAccessForOrganization", &input);
    assert_eq!(listed(json!({})), json!({"EnabledServicePrincipals": []}));
    for (operation, service) in [
        ("EnableAWSServiceAccess", "sso.amazonaws.com"),
        (
            "EnableAWSServiceAccess",
            "member.org.stacksets.cloudformation.amazonaws.com",
        ),
        ("EnableAWSServiceAccess", "cloudtrail.amazonaws.com"),
        // What is so already stays so.
        ("EnableAWSServiceAccess", "sso.amazonaws.com"),
        ("DisableAWSServiceAccess", "config.amazonaws.com"),
        ("DisableAWSServiceAccess", "cloudtrail.amazonaws.com"),
    ] {
        let answer = world.call(operation, &json!({"ServicePrincipal": service}));
        assert_eq!((answer.status, answer.body.as_str()), (200, ""));
        world.harness.advance(1);
    }
    let first = listed(json!({"MaxResults": 1}));
    let second = listed(json!({"MaxResults": 1, "NextToken": first["NextToken"]}));
    let name =
        |page: &serde_json::Value| page["EnabledServicePrincipals"][0]["ServicePrincipal"].clone();
    assert_eq!(
        name(&first),
        "member.org.stacksets.cloudformation.amazonaws.com"
    );
    assert_eq!(name(&second), "sso.amazonaws.com");
    assert_eq!(second.get("NextToken"), None);
    let since = |page: &serde_json::Value| {
        page["EnabledServicePrincipals"][0]["DateEnabled"]
            .as_f64()
            .unwrap()
    };
    assert!(since(&second) < since(&first), "{first} {second}");
}

#[test]
fn what_is_no_service_and_who_does_not_manage_is_refused() {
    let world = World::new();
    for wrong in [
        "cloudtrail",
        "amazonaws.com",
        ".amazonaws.com",
        "a..amazonaws.com",
        "cloudtrail.example.com",
    ] {
        for operation in ["EnableAWSServiceAccess", "DisableAWSServiceAccess"] {
            world
                .call(operation, &json!({"ServicePrincipal": wrong}))
                .refused(
                    400,
                    "InvalidInputException",
                    "You specified an unrecognized service principal.",
                );
        }
    }
    world.join();
    let input = json!({"ServicePrincipal": "sso.amazonaws.com"});
    let member = Harness::other_root();
    let refused = world
        .harness
        .organizations(&member, "EnableAWSServiceAccess", &input);
    refused.refused(
        400,
        "AccessDeniedException",
        "You don't have permissions to access this resource.",
    );
}

#[test]
fn a_policy_may_name_the_services() {
    let world = World::new();
    let policy = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "organizations:*AWSServiceAccess", "Resource": "*",
         "Condition": {"StringEquals": {"organizations:ServicePrincipal": "sso.amazonaws.com"}}},
    ]});
    let user = world.harness.user(&world.keys, "operator", &policy);
    for (service, status) in [("sso.amazonaws.com", 200), ("config.amazonaws.com", 400)] {
        let input = json!({"ServicePrincipal": service});
        world
            .harness
            .organizations(&user, "EnableAWSServiceAccess", &input)
            .expect(status);
    }
}
