//! Access keys, and who may call IAM at all.

use super::*;

#[test]
fn an_access_key_is_made_used_switched_off_and_deleted() {
    let harness = Harness::new();
    done(&harness, "CreateUser", &[("UserName", "u")]);
    let made = done(&harness, "CreateAccessKey", &[("UserName", "u")]);
    let (id, secret) = (made.xml("AccessKeyId"), made.xml("SecretAccessKey"));
    assert!(id.starts_with("AKIA") && id.len() == 20 && secret.len() == 40);
    let keys = Keys::new(&id, &secret);
    let who = harness.query(&keys, "sts", "GetCallerIdentity", &[]);
    assert_eq!(who.xml("Arn"), format!("arn:aws:iam::{ACCOUNT}:user/u"));
    let account = harness.query(
        &Harness::root(),
        "sts",
        "GetAccessKeyInfo",
        &[("AccessKeyId", &id)],
    );
    assert_eq!(account.xml("Account"), ACCOUNT);

    let update = |status| {
        vec![
            ("UserName", "u"),
            ("AccessKeyId", id.as_str()),
            ("Status", status),
        ]
    };
    done(&harness, "UpdateAccessKey", &update("Inactive"));
    let list = done(&harness, "ListAccessKeys", &[("UserName", "u")]);
    assert_eq!(
        (list.xml_all("AccessKeyId"), list.xml("Status")),
        (vec![id.clone()], "Inactive".into())
    );
    assert!(!list.body.contains(&secret));
    let message = "The security token included in the request is invalid.";
    harness
        .query(&keys, "sts", "GetCallerIdentity", &[])
        .refused(403, "InvalidClientTokenId", message);
    done(&harness, "UpdateAccessKey", &update("Active"));
    harness
        .query(&keys, "sts", "GetCallerIdentity", &[])
        .expect(200);
    let message = "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set";
    iam(&harness, "UpdateAccessKey", &update("Expired")).refused(400, "ValidationError", message);

    let used = done(&harness, "GetAccessKeyLastUsed", &[("AccessKeyId", &id)]);
    assert_eq!(
        (used.xml("UserName"), used.xml("ServiceName")),
        ("u".into(), "N/A".into())
    );
    done(
        &harness,
        "DeleteAccessKey",
        &[("UserName", "u"), ("AccessKeyId", &id)],
    );
    let message = format!("The Access Key with id {id} cannot be found.");
    let gone = iam(
        &harness,
        "DeleteAccessKey",
        &[("UserName", "u"), ("AccessKeyId", &id)],
    );
    gone.refused(404, "NoSuchEntity", &message);
}

#[test]
fn a_user_has_two_keys_at_most_and_the_root_user_too() {
    let harness = Harness::new();
    done(&harness, "CreateUser", &[("UserName", "u")]);
    for user in [&[("UserName", "u")][..], &[]] {
        for _ in 0..2 {
            done(&harness, "CreateAccessKey", user);
        }
        let third = iam(&harness, "CreateAccessKey", user);
        third.refused(
            409,
            "LimitExceeded",
            "Cannot exceed quota for AccessKeysPerUser: 2",
        );
        assert_eq!(
            done(&harness, "ListAccessKeys", user)
                .xml_all("AccessKeyId")
                .len(),
            2
        );
    }
}

#[test]
fn a_renamed_user_keeps_its_keys() {
    let harness = Harness::new();
    done(&harness, "CreateUser", &[("UserName", "u")]);
    let made = done(&harness, "CreateAccessKey", &[("UserName", "u")]);
    let keys = Keys::new(&made.xml("AccessKeyId"), &made.xml("SecretAccessKey"));
    done(
        &harness,
        "UpdateUser",
        &[("UserName", "u"), ("NewUserName", "v"), ("NewPath", "/p/")],
    );
    let who = harness.query(&keys, "sts", "GetCallerIdentity", &[]);
    assert_eq!(who.xml("Arn"), format!("arn:aws:iam::{ACCOUNT}:user/p/v"));
    done(
        &harness,
        "DeleteAccessKey",
        &[("UserName", "v"), ("AccessKeyId", &keys.id)],
    );
}

#[test]
fn each_action_needs_its_permission_on_the_right_arn() {
    let harness = Harness::new();
    let nothing = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "sts:GetAccessKeyInfo", "Resource": "*"}
    ]});
    let alice = harness.user(&Harness::root(), "alice", &nothing);
    done(
        &harness,
        "CreateUser",
        &[("UserName", "bob"), ("Path", "/staff/")],
    );
    let trust = trusting(ACCOUNT);
    let document = allowing("sts:*");
    let local = |kind: &str, name: &str| format!("arn:aws:iam::{ACCOUNT}:{kind}/{name}");
    let policy = local("policy", "p");
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], String);
    let cases: &[Case<'_>] = &[
        (
            "GetUser",
            &[("UserName", "bob")],
            local("user", "staff/bob"),
        ),
        (
            "GetUser",
            &[("UserName", "nobody")],
            local("user", "nobody"),
        ),
        ("GetUser", &[], local("user", "alice")),
        ("ListUsers", &[], local("user", "")),
        ("ListRoles", &[], local("role", "")),
        (
            "CreateUser",
            &[("UserName", "c"), ("Path", "/x/")],
            local("user", "x/c"),
        ),
        ("CreateGroup", &[("GroupName", "g")], local("group", "g")),
        (
            "CreateRole",
            &[("RoleName", "r"), ("AssumeRolePolicyDocument", &trust)],
            local("role", "r"),
        ),
        (
            "CreatePolicy",
            &[("PolicyName", "p"), ("PolicyDocument", &document)],
            policy.clone(),
        ),
        ("GetPolicy", &[("PolicyArn", &policy)], policy.clone()),
        ("ListPolicies", &[], "*".to_owned()),
        ("CreateAccessKey", &[], local("user", "alice")),
        ("GetAccountSummary", &[], "*".to_owned()),
    ];
    for (action, parameters, resource) in cases {
        let message = format!(
            "User: arn:aws:iam::{ACCOUNT}:user/alice is not authorized to perform: iam:{action} on resource: {resource} because no identity-based policy allows the iam:{action} action"
        );
        harness
            .query(&alice, "iam", action, parameters)
            .refused(403, "AccessDenied", &message);
        let grant = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": format!("iam:{action}"), "Resource": resource}
        ]});
        let grant = grant.to_string();
        let put = [
            ("UserName", "alice"),
            ("PolicyName", "only"),
            ("PolicyDocument", &*grant),
        ];
        done(&harness, "PutUserPolicy", &put);
        let answer = harness.query(&alice, "iam", action, parameters);
        assert_ne!(answer.status, 403, "{action}: {}", answer.body);
    }
}

#[test]
fn making_something_with_tags_needs_the_permission_to_tag() {
    let harness = Harness::new();
    let tagging = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "iam:CreateUser", "Resource": "*"},
        {"Effect": "Allow", "Action": "iam:TagUser", "Resource": "*",
         "Condition": {"StringEquals": {"aws:RequestTag/team": "a"}}}
    ]});
    let alice = harness.user(&Harness::root(), "alice", &tagging);
    let new = |name, value| {
        let tags = [
            ("UserName", name),
            ("Tags.member.1.Key", "team"),
            ("Tags.member.1.Value", value),
        ];
        harness.query(&alice, "iam", "CreateUser", &tags)
    };
    new("u", "a").expect(200);
    let message = format!(
        "User: arn:aws:iam::{ACCOUNT}:user/alice is not authorized to perform: iam:TagUser on resource: arn:aws:iam::{ACCOUNT}:user/v because no identity-based policy allows the iam:TagUser action"
    );
    new("v", "b").refused(403, "AccessDenied", &message);
    iam(&harness, "GetUser", &[("UserName", "v")]).expect(404);
}

#[test]
fn a_delegated_administrator_is_held_to_a_boundary() {
    let harness = Harness::new();
    let boundary = format!("arn:aws:iam::{ACCOUNT}:policy/limit");
    let document = allowing("execute-api:*");
    done(
        &harness,
        "CreatePolicy",
        &[("PolicyName", "limit"), ("PolicyDocument", &document)],
    );
    let delegate = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": ["iam:CreateRole", "iam:AttachRolePolicy"], "Resource": "*",
         "Condition": {"StringEquals": {"iam:PermissionsBoundary": boundary}}},
        {"Effect": "Deny", "Action": "iam:AttachRolePolicy", "Resource": "*",
         "Condition": {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess"}}}
    ]});
    let alice = harness.user(&Harness::root(), "alice", &delegate);
    let trust = trusting(ACCOUNT);
    let role = [("RoleName", "r"), ("AssumeRolePolicyDocument", &*trust)];
    harness
        .query(&alice, "iam", "CreateRole", &role)
        .expect(403);
    let bounded = [role[0], role[1], ("PermissionsBoundary", &boundary)];
    let made = harness.query(&alice, "iam", "CreateRole", &bounded);
    assert_eq!(made.expect(200).xml("PermissionsBoundaryArn"), boundary);
    let attach = |arn| {
        harness.query(
            &alice,
            "iam",
            "AttachRolePolicy",
            &[("RoleName", "r"), ("PolicyArn", arn)],
        )
    };
    attach("arn:aws:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess").expect(200);
    attach("arn:aws:iam::aws:policy/AdministratorAccess").expect(403);
}

#[test]
fn the_account_of_another_is_out_of_reach() {
    let harness = Harness::new();
    let document = allowing("sts:*");
    done(
        &harness,
        "CreatePolicy",
        &[("PolicyName", "p"), ("PolicyDocument", &document)],
    );
    let other = Harness::other_root();
    let arn = format!("arn:aws:iam::{ACCOUNT}:policy/p");
    harness
        .query(&other, "iam", "GetPolicy", &[("PolicyArn", &arn)])
        .expect(403);
    harness
        .query(&other, "iam", "CreateUser", &[("UserName", "u")])
        .expect(200);
    let attach = [("UserName", "u"), ("PolicyArn", &*arn)];
    let message = format!("Policy {arn} does not exist or is not attachable.");
    harness
        .query(&other, "iam", "AttachUserPolicy", &attach)
        .refused(404, "NoSuchEntity", &message);
    assert!(
        harness
            .query(&other, "iam", "ListUsers", &[])
            .body
            .contains(OTHER_ACCOUNT)
    );
}
