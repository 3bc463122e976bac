//! Roles, and whom their trust policies mean.

use super::*;

fn create(harness: &Harness, name: &str, trust: &str) -> Answer {
    iam(
        harness,
        "CreateRole",
        &[("RoleName", name), ("AssumeRolePolicyDocument", trust)],
    )
}

#[test]
fn nobody_makes_a_role_under_the_path_of_service_linked_roles() {
    let harness = Harness::new();
    for path in ["/aws-service-role/x.amazonaws.com/", "/AWS-Service-Role/"] {
        let trust = trusting(ACCOUNT);
        let role = [
            ("RoleName", "r"),
            ("Path", path),
            ("AssumeRolePolicyDocument", &*trust),
        ];
        let refused = iam(&harness, "CreateRole", &role);
        assert_eq!(
            (refused.status, refused.xml("Code")),
            (400, "InvalidInput".into())
        );
    }
}

#[test]
fn a_role_is_made_read_changed_and_deleted() {
    let harness = Harness::new();
    let trust = trusting(ACCOUNT);
    let new = [
        ("RoleName", "r"),
        ("Path", "/svc/"),
        ("AssumeRolePolicyDocument", &*trust),
        ("Description", "d"),
        ("MaxSessionDuration", "7200"),
        ("Tags.member.1.Key", "k"),
        ("Tags.member.1.Value", "v"),
    ];
    let made = done(&harness, "CreateRole", &new);
    assert_eq!(
        made.xml("Arn"),
        format!("arn:aws:iam::{ACCOUNT}:role/svc/r")
    );
    assert!(made.xml("RoleId").starts_with("AROA"));
    let role = ("RoleName", "r");
    let read = done(&harness, "GetRole", &[role]);
    assert_eq!(read.xml("AssumeRolePolicyDocument"), escape(&trust));
    assert_eq!(
        (read.xml("MaxSessionDuration"), read.xml("Description")),
        ("7200".into(), "d".into())
    );
    assert_eq!(
        (read.xml("Key"), read.xml("Path")),
        ("k".into(), "/svc/".into())
    );

    done(
        &harness,
        "UpdateRole",
        &[role, ("MaxSessionDuration", "3700")],
    );
    done(
        &harness,
        "UpdateRoleDescription",
        &[role, ("Description", "e")],
    );
    let read = done(&harness, "GetRole", &[role]);
    assert_eq!(
        (read.xml("MaxSessionDuration"), read.xml("Description")),
        ("3700".into(), "e".into())
    );
    done(
        &harness,
        "TagRole",
        &[
            role,
            ("Tags.member.1.Key", "l"),
            ("Tags.member.1.Value", "w"),
        ],
    );
    done(&harness, "UntagRole", &[role, ("TagKeys.member.1", "k")]);
    assert_eq!(
        done(&harness, "ListRoleTags", &[role]).xml_all("Key"),
        ["l"]
    );
    let roles = done(&harness, "ListRoles", &[("PathPrefix", "/svc/")]);
    assert_eq!(
        (roles.xml_all("RoleName"), roles.body.contains("<Tags>")),
        (vec!["r".into()], false)
    );
    done(&harness, "ListInstanceProfilesForRole", &[role]);

    let document = allowing("sts:*");
    done(
        &harness,
        "PutRolePolicy",
        &[role, ("PolicyName", "p"), ("PolicyDocument", &document)],
    );
    let message = "Cannot delete entity, must delete policies first.";
    iam(&harness, "DeleteRole", &[role]).refused(409, "DeleteConflict", message);
    done(&harness, "DeleteRolePolicy", &[role, ("PolicyName", "p")]);
    done(&harness, "DeleteRole", &[role]);
    let message = "The role with name r cannot be found.";
    iam(&harness, "GetRole", &[role]).refused(404, "NoSuchEntity", message);
}

#[test]
fn a_trust_policy_names_principals_that_exist() {
    let harness = Harness::new();
    done(
        &harness,
        "CreateUser",
        &[("UserName", "u"), ("Path", "/p/")],
    );
    create(&harness, "r", &trusting(ACCOUNT)).expect(200);
    let other = Harness::other_root();
    harness
        .query(&other, "iam", "CreateUser", &[("UserName", "x")])
        .expect(200);
    let accepted = [
        "*".to_owned(),
        "999999999999".to_owned(),
        "arn:aws:iam::999999999999:root".to_owned(),
        format!("arn:aws:iam::{ACCOUNT}:user/p/u"),
        format!("arn:aws:iam::{ACCOUNT}:role/r"),
        format!("arn:aws:iam::{OTHER_ACCOUNT}:user/x"),
        format!("arn:aws:sts::{ACCOUNT}:assumed-role/r/session"),
    ];
    for (index, principal) in accepted.iter().enumerate() {
        create(&harness, &format!("good{index}"), &trusting(principal)).expect(200);
    }
    let refused = [
        format!("arn:aws:iam::{ACCOUNT}:user/u"),
        format!("arn:aws:iam::{ACCOUNT}:user/p/U"),
        format!("arn:aws:iam::{ACCOUNT}:role/nobody"),
        "arn:aws:iam::999999999999:role/nobody".to_owned(),
        format!("arn:aws:sts::{ACCOUNT}:assumed-role/nobody/session"),
        format!("arn:aws:iam::{ACCOUNT}:group/g"),
        "AROAAAAAAAAAAAAAAAAAA".to_owned(),
    ];
    for principal in &refused {
        let message = format!("Invalid principal in policy: \"AWS\":\"{principal}\"");
        create(&harness, "bad", &trusting(principal)).refused(
            400,
            "MalformedPolicyDocument",
            &message,
        );
    }
    let service = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ]});
    create(&harness, "svc", &service.to_string()).expect(200);
    iam(&harness, "GetRole", &[("RoleName", "bad")]).expect(404);
}

#[test]
fn a_principal_that_is_gone_shows_as_its_id_and_its_namesake_is_a_stranger() {
    let harness = Harness::new();
    let user = format!("arn:aws:iam::{ACCOUNT}:user/u");
    let role = format!("arn:aws:iam::{ACCOUNT}:role/r");
    let document = allowing("sts:*");
    let id = done(&harness, "CreateUser", &[("UserName", "u")]).xml("UserId");
    create(&harness, "r", &trusting(&user)).expect(200);
    let shown = || done(&harness, "GetRole", &[("RoleName", "r")]).xml("AssumeRolePolicyDocument");
    assert_eq!(shown(), escape(&trusting(&user)));

    // A new name is still the same user.
    done(
        &harness,
        "UpdateUser",
        &[("UserName", "u"), ("NewUserName", "v")],
    );
    assert_eq!(shown(), escape(&trusting(&user.replace("/u", "/v"))));
    let keys = done(&harness, "CreateAccessKey", &[("UserName", "v")]);
    let keys = Keys::new(&keys.xml("AccessKeyId"), &keys.xml("SecretAccessKey"));
    super::super::sts::assume(&harness, &keys, &role);

    done(
        &harness,
        "DeleteAccessKey",
        &[("UserName", "v"), ("AccessKeyId", &keys.id)],
    );
    done(&harness, "DeleteUser", &[("UserName", "v")]);
    assert_eq!(shown(), escape(&trusting(&id)));
    // What shows cannot be saved again.
    let message = format!("Invalid principal in policy: \"AWS\":\"{id}\"");
    let save = [("RoleName", "r"), ("PolicyDocument", &*trusting(&id))];
    iam(&harness, "UpdateAssumeRolePolicy", &save).refused(
        400,
        "MalformedPolicyDocument",
        &message,
    );

    let namesake = harness.user(
        &Harness::root(),
        "u",
        &serde_json::from_str(&document).unwrap(),
    );
    assert_eq!(shown(), escape(&trusting(&id)));
    let assume = [("RoleArn", &*role), ("RoleSessionName", "session")];
    harness
        .query(&namesake, "sts", "AssumeRole", &assume)
        .expect(403);
    let save = [("RoleName", "r"), ("PolicyDocument", &*trusting(&user))];
    done(&harness, "UpdateAssumeRolePolicy", &save);
    harness
        .query(&namesake, "sts", "AssumeRole", &assume)
        .expect(200);
}

#[test]
fn a_trust_policy_has_a_size() {
    let harness = Harness::new();
    let long = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"AWS": vec![ACCOUNT; 200]}}]});
    let message = "Cannot exceed quota for ACLSizePerRole: 2048";
    create(&harness, "r", &long.to_string()).refused(409, "LimitExceeded", message);
}

#[test]
fn values_outside_the_model_are_refused_in_its_words() {
    let harness = Harness::new();
    let trust = trusting(ACCOUNT);
    let new = [("RoleName", "a b"), ("AssumeRolePolicyDocument", &*trust)];
    let refused = iam(&harness, "CreateRole", &new);
    let message = "1 validation error detected: Value 'a b' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+";
    refused.refused(400, "ValidationError", message);
    let long = [
        ("RoleName", "r"),
        ("AssumeRolePolicyDocument", &*trust),
        ("MaxSessionDuration", "43201"),
    ];
    iam(&harness, "CreateRole", &long).expect(400);
}

#[test]
fn of_a_service_linked_role_only_the_description_and_the_tags_change() {
    let harness = Harness::new();
    let service = [("AWSServiceName", "elasticloadbalancing.amazonaws.com")];
    let made = done(&harness, "CreateServiceLinkedRole", &service);
    let name = made.xml("RoleName");
    let role = ("RoleName", name.as_str());
    done(
        &harness,
        "UpdateRole",
        &[role, ("Description", "by UpdateRole")],
    );
    assert_eq!(
        done(&harness, "GetRole", &[role]).xml("Description"),
        "by UpdateRole"
    );
    done(
        &harness,
        "UpdateRoleDescription",
        &[role, ("Description", "d")],
    );
    let tag = [
        role,
        ("Tags.member.1.Key", "l"),
        ("Tags.member.1.Value", "w"),
    ];
    done(&harness, "TagRole", &tag);
    let message = format!(
        "Cannot perform the operation on the protected role '{name}' - this role is only modifiable by AWS"
    );
    let long = ("MaxSessionDuration", "7200");
    for change in [
        vec![role, long],
        vec![role, ("Description", "e"), long],
        vec![role],
    ] {
        iam(&harness, "UpdateRole", &change).refused(400, "UnmodifiableEntity", &message);
    }
    assert_eq!(done(&harness, "GetRole", &[role]).xml("Description"), "d");
}
