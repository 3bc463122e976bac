//! IAM from outside: what is made, read, changed and deleted, what is refused and in which words,
//! and who may.

use serde_json::json;

use crate::harness::{ACCOUNT, Answer, Harness, Keys, OTHER_ACCOUNT, escape};

mod access;
mod oidc_providers;
mod policies;
mod roles;
mod simulation;

/// A call by the root user that succeeds.
#[track_caller]
fn done(harness: &Harness, action: &str, parameters: &[(&str, &str)]) -> Answer {
    let answer = iam(harness, action, parameters);
    answer.expect(200);
    answer
}

/// A call by the root user.
fn iam(harness: &Harness, action: &str, parameters: &[(&str, &str)]) -> Answer {
    harness.query(&Harness::root(), "iam", action, parameters)
}

/// A policy that allows one action on everything.
fn allowing(action: &str) -> String {
    json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]})
        .to_string()
}

/// A trust policy for one principal.
fn trusting(principal: &str) -> String {
    json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "sts:AssumeRole"}
    ]})
    .to_string()
}

#[test]
fn a_user_is_made_read_changed_and_deleted() {
    let harness = Harness::new();
    let made = done(
        &harness,
        "CreateUser",
        &[
            ("UserName", "Alice"),
            ("Path", "/staff/"),
            ("Tags.member.1.Key", "Team"),
            ("Tags.member.1.Value", "a b"),
        ],
    );
    assert_eq!(
        made.xml("Arn"),
        format!("arn:aws:iam::{ACCOUNT}:user/staff/Alice")
    );
    assert!(made.xml("UserId").starts_with("AIDA") && made.xml("UserId").len() == 21);
    assert_eq!(made.xml("CreateDate"), "2026-11-21T11:56:21Z");
    assert_eq!(
        (made.xml("Key"), made.xml("Value")),
        ("Team".into(), "a b".into())
    );

    let renamed = [
        ("UserName", "Alice"),
        ("NewUserName", "Bob"),
        ("NewPath", "/"),
    ];
    done(&harness, "UpdateUser", &renamed);
    let read = done(&harness, "GetUser", &[("UserName", "Bob")]);
    assert_eq!(read.xml("Path"), "/");
    assert_eq!(read.xml("UserId"), made.xml("UserId"));
    done(&harness, "DeleteUser", &[("UserName", "Bob")]);
    for name in ["Alice", "Bob"] {
        let message = format!("The user with name {name} cannot be found.");
        iam(&harness, "GetUser", &[("UserName", name)]).refused(404, "NoSuchEntity", &message);
    }
}

#[test]
fn names_are_unique_ignoring_case() {
    let harness = Harness::new();
    done(&harness, "CreateUser", &[("UserName", "alice")]);
    let again = iam(&harness, "CreateUser", &[("UserName", "ALICE")]);
    again.refused(
        409,
        "EntityAlreadyExists",
        "User with name ALICE already exists.",
    );
    done(&harness, "CreateGroup", &[("GroupName", "g")]);
    let again = iam(&harness, "CreateGroup", &[("GroupName", "G")]);
    again.refused(
        409,
        "EntityAlreadyExists",
        "Group with name G already exists.",
    );
    let policy = allowing("sts:*");
    let new = |name| vec![("PolicyName", name), ("PolicyDocument", policy.as_str())];
    done(&harness, "CreatePolicy", &new("p"));
    let message = "A policy called P already exists. Duplicate names are not allowed.";
    iam(&harness, "CreatePolicy", &new("P")).refused(409, "EntityAlreadyExists", message);
    let trust = trusting(ACCOUNT);
    let new = |name| {
        vec![
            ("RoleName", name),
            ("AssumeRolePolicyDocument", trust.as_str()),
        ]
    };
    done(&harness, "CreateRole", &new("r"));
    let message = "Role with name R already exists.";
    iam(&harness, "CreateRole", &new("R")).refused(409, "EntityAlreadyExists", message);
    // Another account has names of its own.
    let other = Harness::other_root();
    harness
        .query(&other, "iam", "CreateUser", &[("UserName", "alice")])
        .expect(200);
}

#[test]
fn the_caller_is_meant_where_no_user_is_named() {
    let harness = Harness::new();
    let alice = harness.user(
        &Harness::root(),
        "alice",
        &serde_json::from_str(&allowing("iam:*")).unwrap(),
    );
    assert_eq!(
        harness.query(&alice, "iam", "GetUser", &[]).xml("UserName"),
        "alice"
    );
    let root = iam(&harness, "GetUser", &[]);
    assert_eq!(root.xml("Arn"), format!("arn:aws:iam::{ACCOUNT}:root"));
    assert_eq!(
        (root.xml("UserId"), root.body.contains("UserName")),
        (ACCOUNT.into(), false)
    );

    let trust = trusting(ACCOUNT);
    done(
        &harness,
        "CreateRole",
        &[("RoleName", "r"), ("AssumeRolePolicyDocument", &trust)],
    );
    let role = super::sts::assume(
        &harness,
        &Harness::root(),
        &format!("arn:aws:iam::{ACCOUNT}:role/r"),
    );
    let message = "Must specify userName when calling with non-User credentials";
    for action in ["GetUser", "CreateAccessKey", "ListAccessKeys"] {
        harness
            .query(&role, "iam", action, &[])
            .refused(400, "ValidationError", message);
    }
}

#[test]
fn what_is_still_used_cannot_be_deleted() {
    let harness = Harness::new();
    let document = allowing("sts:*");
    let admin = ("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess");
    let user = ("UserName", "u");
    done(&harness, "CreateUser", &[user]);
    done(&harness, "CreateGroup", &[("GroupName", "g")]);
    let key = done(&harness, "CreateAccessKey", &[user]).xml("AccessKeyId");
    done(&harness, "AddUserToGroup", &[("GroupName", "g"), user]);
    done(&harness, "AttachUserPolicy", &[user, admin]);
    done(
        &harness,
        "PutUserPolicy",
        &[user, ("PolicyName", "p"), ("PolicyDocument", &document)],
    );

    let conflict = |action: &str, parameters: &[(&str, &str)], what: &str| {
        let message = format!("Cannot delete entity, {what}");
        iam(&harness, action, parameters).refused(409, "DeleteConflict", &message);
    };
    conflict("DeleteUser", &[user], "must delete access keys first.");
    done(&harness, "DeleteAccessKey", &[user, ("AccessKeyId", &key)]);
    conflict("DeleteUser", &[user], "must remove users from group first.");
    conflict(
        "DeleteGroup",
        &[("GroupName", "g")],
        "must remove users from group first.",
    );
    done(&harness, "RemoveUserFromGroup", &[("GroupName", "g"), user]);
    done(&harness, "DeleteGroup", &[("GroupName", "g")]);
    conflict("DeleteUser", &[user], "must detach all policies first.");
    done(&harness, "DetachUserPolicy", &[user, admin]);
    conflict("DeleteUser", &[user], "must delete policies first.");
    done(&harness, "DeleteUserPolicy", &[user, ("PolicyName", "p")]);
    done(&harness, "DeleteUser", &[user]);
}

#[test]
fn a_group_has_members_who_keep_their_place_when_renamed() {
    let harness = Harness::new();
    done(
        &harness,
        "CreateGroup",
        &[("GroupName", "Devs"), ("Path", "/x/")],
    );
    for user in ["b", "A"] {
        done(&harness, "CreateUser", &[("UserName", user)]);
        for _ in 0..2 {
            done(
                &harness,
                "AddUserToGroup",
                &[("GroupName", "devs"), ("UserName", user)],
            );
        }
    }
    done(
        &harness,
        "UpdateUser",
        &[("UserName", "A"), ("NewUserName", "c")],
    );
    let group = done(&harness, "GetGroup", &[("GroupName", "Devs")]);
    assert_eq!(group.xml_all("UserName"), ["b", "c"]);
    assert_eq!(
        group.xml("Arn"),
        format!("arn:aws:iam::{ACCOUNT}:group/x/Devs")
    );
    done(
        &harness,
        "UpdateGroup",
        &[("GroupName", "Devs"), ("NewGroupName", "Ops")],
    );
    let groups = done(&harness, "ListGroupsForUser", &[("UserName", "c")]);
    assert_eq!(groups.xml_all("GroupName"), ["Ops"]);
    let leave = [("GroupName", "Ops"), ("UserName", "b")];
    done(&harness, "RemoveUserFromGroup", &leave);
    iam(&harness, "RemoveUserFromGroup", &leave).refused(
        404,
        "NoSuchEntity",
        "User b not in group Ops",
    );
}

#[test]
fn lists_come_in_pages_that_survive_a_deletion_between_them() {
    let harness = Harness::new();
    for name in ["d", "B", "a", "C"] {
        let path = if name == "d" { "/other/" } else { "/team/" };
        done(
            &harness,
            "CreateUser",
            &[("UserName", name), ("Path", path)],
        );
    }
    let first = done(&harness, "ListUsers", &[("MaxItems", "2")]);
    assert_eq!(
        (first.xml_all("UserName"), first.xml("IsTruncated")),
        (vec!["a".into(), "B".into()], "true".into())
    );
    let marker = first.xml("Marker");
    done(&harness, "DeleteUser", &[("UserName", "B")]);
    let rest = done(&harness, "ListUsers", &[("Marker", &marker)]);
    assert_eq!(
        (rest.xml_all("UserName"), rest.xml("IsTruncated")),
        (vec!["C".into(), "d".into()], "false".into())
    );
    assert!(rest.xml_all("Marker").is_empty());
    let team = done(&harness, "ListUsers", &[("PathPrefix", "/team/")]);
    assert_eq!(team.xml_all("UserName"), ["a", "C"]);
    iam(&harness, "ListUsers", &[("Marker", "!")]).refused(
        400,
        "ValidationError",
        "Invalid Marker.",
    );
}

#[test]
fn tags_are_set_replaced_ignoring_case_and_limited_to_fifty() {
    let harness = Harness::new();
    done(&harness, "CreateUser", &[("UserName", "u")]);
    let tag = |key: &str, value: &str| {
        let tag = [
            ("UserName", "u"),
            ("Tags.member.1.Key", key),
            ("Tags.member.1.Value", value),
        ];
        iam(&harness, "TagUser", &tag)
    };
    tag("Team", "1").expect(200);
    tag("team", "2").expect(200);
    let tags = done(&harness, "ListUserTags", &[("UserName", "u")]);
    assert_eq!(
        (tags.xml_all("Key"), tags.xml_all("Value")),
        (vec!["team".into()], vec!["2".into()])
    );
    for number in 1..50 {
        tag(&format!("k{number}"), "v").expect(200);
    }
    tag("one-more", "v").refused(
        409,
        "LimitExceeded",
        "Cannot exceed quota for TagsPerUser: 50",
    );
    let untag = [
        ("UserName", "u"),
        ("TagKeys.member.1", "TEAM"),
        ("TagKeys.member.2", "never"),
    ];
    done(&harness, "UntagUser", &untag);
    tag("one-more", "v").expect(200);
    let twice = [
        ("UserName", "u"),
        ("Tags.member.1.Key", "a"),
        ("Tags.member.1.Value", ""),
        ("Tags.member.2.Key", "A"),
        ("Tags.member.2.Value", ""),
    ];
    let message = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
    iam(&harness, "TagUser", &twice).refused(400, "InvalidInput", message);
}

#[test]
fn credentials_that_nobody_has_are_empty_lists() {
    let harness = Harness::new();
    done(&harness, "CreateUser", &[("UserName", "u")]);
    for action in [
        "ListSSHPublicKeys",
        "ListMFADevices",
        "ListSigningCertificates",
        "ListServiceSpecificCredentials",
    ] {
        assert_eq!(
            done(&harness, action, &[("UserName", "u")]).xml("IsTruncated"),
            "false"
        );
        iam(&harness, action, &[("UserName", "v")]).expect(404);
    }
    done(&harness, "ListVirtualMFADevices", &[]);
    done(&harness, "ListAccountAliases", &[]);
    let message = "Login Profile for User u cannot be found.";
    for action in ["GetLoginProfile", "DeleteLoginProfile"] {
        iam(&harness, action, &[("UserName", "u")]).refused(404, "NoSuchEntity", message);
    }
    let summary = done(&harness, "GetAccountSummary", &[]);
    assert!(
        summary
            .body
            .contains("<entry><key>Users</key><value>1</value></entry>"),
        "{}",
        summary.body
    );
}

#[test]
fn every_operation_of_the_model_that_is_generated_is_offered() {
    for offer in [
        portcullis_control::iam::service(),
        portcullis_control::sts::service(),
    ] {
        let mut offered: Vec<&str> = offer
            .operations
            .iter()
            .map(|operation| operation.name)
            .collect();
        offered.sort_unstable();
        let generated: Vec<&str> = offer
            .service
            .operations
            .iter()
            .map(|operation| operation.name)
            .collect();
        assert_eq!(offered, generated);
    }
}
