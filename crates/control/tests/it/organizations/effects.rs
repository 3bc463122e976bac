//! What a place in an organisation does to control calls: service control policies for the callers of an account,
//! resource control policies for its roles, and the condition keys of organisations.

use serde_json::{Value, json};

use super::World;
use super::policies::{attach, create, enable, scp};
use crate::harness::{ACCOUNT, Harness, Keys, OTHER_ACCOUNT};

fn document(statements: &Value) -> Value {
    json!({"Version": "2012-10-17", "Statement": statements})
}

fn deny(action: &str) -> Value {
    document(&json!([{"Effect": "Deny", "Action": action, "Resource": "*"}]))
}

fn create_user(world: &World, keys: &Keys, name: &str) -> crate::harness::Answer {
    world
        .harness
        .query(keys, "iam", "CreateUser", &[("UserName", name)])
}

#[test]
fn service_control_policies_bind_every_principal_of_a_member_and_nobody_of_the_management() {
    let world = World::new();
    world.join();
    let unit = world.unit(&world.root, "workloads");
    let body = json!({"AccountId": OTHER_ACCOUNT, "SourceParentId": world.root, "DestinationParentId": unit});
    world.done("MoveAccount", &body);
    enable(&world, "SERVICE_CONTROL_POLICY");
    let other = Harness::other_root();
    create_user(&world, &other, "before").expect(200);

    let guardrail = scp(&world, "no-users", &deny("iam:CreateUser"));
    for target in [world.root.as_str(), &unit, OTHER_ACCOUNT] {
        attach(&world, &guardrail, target);
        create_user(&world, &other, "after").refused(
            403,
            "AccessDenied",
            &format!(
                "User: arn:aws:iam::{OTHER_ACCOUNT}:root is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::{OTHER_ACCOUNT}:user/after with an explicit deny in a service control policy"
            ),
        );
        // The management account is bound by none, even where one is attached to it.
        create_user(&world, &world.keys, &format!("of-{target}")).expect(200);
        world.done(
            "DetachPolicy",
            &json!({"PolicyId": guardrail, "TargetId": target}),
        );
        create_user(&world, &other, &format!("after-{target}")).expect(200);
    }
    attach(&world, &guardrail, ACCOUNT);
    create_user(&world, &world.keys, "still").expect(200);

    // What a level does not allow is denied, whatever the others say.
    let reading = scp(
        &world,
        "reading",
        &document(&json!([{"Effect": "Allow", "Action": "iam:Get*", "Resource": "*"}])),
    );
    attach(&world, &reading, &unit);
    world.done(
        "DetachPolicy",
        &json!({"PolicyId": "p-FullAWSAccess", "TargetId": unit}),
    );
    let answer = create_user(&world, &other, "silent");
    assert!(
        answer
            .body
            .contains("because no service control policy allows the iam:CreateUser action"),
        "{}",
        answer.body
    );
    let body = json!({"AccountId": OTHER_ACCOUNT, "SourceParentId": unit, "DestinationParentId": world.root});
    world.done("MoveAccount", &body);
    create_user(&world, &other, "moved").expect(200);
}

#[test]
fn a_change_of_a_policy_binds_at_once_and_leaving_unbinds() {
    let world = World::new();
    world.join();
    enable(&world, "SERVICE_CONTROL_POLICY");
    let guardrail = scp(&world, "guardrail", &deny("s3:*"));
    attach(&world, &guardrail, &world.root);
    let other = Harness::other_root();
    create_user(&world, &other, "one").expect(200);
    let content = deny("iam:*").to_string();
    world.done(
        "UpdatePolicy",
        &json!({"PolicyId": guardrail, "Content": content}),
    );
    create_user(&world, &other, "two").expect(403);
    let kind = json!({"RootId": world.root, "PolicyType": "SERVICE_CONTROL_POLICY"});
    world.done("DisablePolicyType", &kind);
    create_user(&world, &other, "two").expect(200);
    world.done("EnablePolicyType", &kind);
    attach(&world, &guardrail, OTHER_ACCOUNT);
    create_user(&world, &other, "three").expect(403);
    world.done(
        "RemoveAccountFromOrganization",
        &json!({"AccountId": OTHER_ACCOUNT}),
    );
    create_user(&world, &other, "three").expect(200);
}

#[test]
fn a_session_of_a_member_is_bound_too() {
    let world = World::new();
    enable(&world, "SERVICE_CONTROL_POLICY");
    let made = world.done(
        "CreateAccount",
        &json!({"Email": "c@example.com", "AccountName": "c"}),
    );
    let account = super::text(&made["CreateAccountStatus"]["AccountId"]);
    let role = format!("arn:aws:iam::{account}:role/OrganizationAccountAccessRole");
    let assume =
        document(&json!([{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]));
    let administrator = world.harness.user(&world.keys, "administrator", &assume);
    let session = crate::sts::assume(&world.harness, &administrator, &role);
    create_user(&world, &session, "one").expect(200);
    let guardrail = scp(&world, "guardrail", &deny("iam:*"));
    attach(&world, &guardrail, &account);
    create_user(&world, &session, "two").expect(403);

    // Assuming a role is judged by the policies of the caller's account.
    let no_roles = scp(&world, "no-roles", &deny("sts:AssumeRole"));
    attach(&world, &no_roles, &account);
    crate::sts::assume(&world.harness, &administrator, &role);
}

#[test]
fn nobody_in_a_closed_account_may_do_anything() {
    let world = World::new();
    world.join();
    world.done("CloseAccount", &json!({"AccountId": OTHER_ACCOUNT}));
    let account =
        world.done("DescribeAccount", &json!({"AccountId": OTHER_ACCOUNT}))["Account"].clone();
    assert_eq!(
        (&account["Status"], &account["State"]),
        (&json!("SUSPENDED"), &json!("SUSPENDED"))
    );
    let other = Harness::other_root();
    create_user(&world, &other, "one").expect(403);
    let leave = world
        .harness
        .organizations(&other, "LeaveOrganization", &json!({}));
    assert_eq!(leave.json()["__type"], "AccessDeniedException");
    let close = |id: &str| world.call("CloseAccount", &json!({"AccountId": id})).json();
    assert_eq!(
        close(OTHER_ACCOUNT)["__type"],
        "AccountAlreadyClosedException"
    );
    assert_eq!(close(ACCOUNT)["Reason"], "CANNOT_CLOSE_MANAGEMENT_ACCOUNT");
}

/// A role of the member that everybody in the management account may assume where the condition holds.
fn trusting(world: &World, name: &str, condition: &Value) -> String {
    let trust = document(&json!([{
        "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole", "Condition": condition
    }]));
    let parameters = [
        ("RoleName", name),
        ("AssumeRolePolicyDocument", &*trust.to_string()),
    ];
    let made = world
        .harness
        .query(&Harness::other_root(), "iam", "CreateRole", &parameters);
    made.expect(200).xml("Arn")
}

fn assume(world: &World, keys: &Keys, role: &str) -> u16 {
    let parameters = [("RoleArn", role), ("RoleSessionName", "session")];
    world
        .harness
        .query(keys, "sts", "AssumeRole", &parameters)
        .status
}

#[test]
fn condition_keys_know_the_organisations_of_caller_and_resource() {
    let world = World::new();
    world.join();
    let everything = document(&json!([{"Effect": "Allow", "Action": "*", "Resource": "*"}]));
    let member = world.harness.user(&world.keys, "member", &everything);
    let stranger = world
        .harness
        .user(&Keys::new("333333333333", "test"), "stranger", &everything);
    let by_id = trusting(
        &world,
        "by-id",
        &json!({"StringEquals": {"aws:PrincipalOrgID": world.id}}),
    );
    let path = format!("{}/{}/*", world.id, world.root);
    let by_path = trusting(
        &world,
        "by-path",
        &json!({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": path}}),
    );
    for role in [&by_id, &by_path] {
        assert_eq!(
            (
                assume(&world, &member, role),
                assume(&world, &stranger, role)
            ),
            (200, 403)
        );
    }

    // The resource's organisation, in a policy of the caller.
    let open = trusting(
        &world,
        "open",
        &json!({"Bool": {"aws:SecureTransport": "false"}}),
    );
    let own = |id: &str| {
        document(
            &json!([{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*",
            "Condition": {"StringEquals": {"aws:ResourceOrgID": id},
                          "ForAllValues:StringLike": {"aws:ResourceOrgPaths": format!("{id}/*")}}}]),
        )
    };
    let inside = world.harness.user(&world.keys, "inside", &own(&world.id));
    let outside = world
        .harness
        .user(&world.keys, "outside", &own("o-elsewhere1"));
    assert_eq!(
        (
            assume(&world, &inside, &open),
            assume(&world, &outside, &open)
        ),
        (200, 403)
    );
}

#[test]
fn resource_control_policies_guard_the_roles_of_a_member() {
    let world = World::new();
    world.join();
    enable(&world, "RESOURCE_CONTROL_POLICY");
    let everything = document(&json!([{"Effect": "Allow", "Action": "*", "Resource": "*"}]));
    let member = world.harness.user(&world.keys, "member", &everything);
    let stranger = world
        .harness
        .user(&Keys::new("333333333333", "test"), "stranger", &everything);
    let role = trusting(
        &world,
        "open",
        &json!({"Bool": {"aws:SecureTransport": "false"}}),
    );
    assert_eq!(
        (
            assume(&world, &member, &role),
            assume(&world, &stranger, &role)
        ),
        (200, 200)
    );
    let perimeter = document(&json!([{
        "Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole", "Resource": "*",
        "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": world.id}}
    }]));
    let made = create(&world, "RESOURCE_CONTROL_POLICY", "perimeter", &perimeter);
    let id = super::text(&made.expect(200).json()["Policy"]["PolicySummary"]["Id"]);
    attach(&world, &id, &world.root);
    assert_eq!(
        (
            assume(&world, &member, &role),
            assume(&world, &stranger, &role)
        ),
        (200, 403)
    );
}
