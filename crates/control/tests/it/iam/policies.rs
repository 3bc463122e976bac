//! Managed and inline policies: versions, attachment, quotas, documents as they come back.

use super::*;

const ADMINISTRATOR: &str = "arn:aws:iam::aws:policy/AdministratorAccess";

#[test]
fn a_managed_policy_has_versions_of_which_one_is_in_force() {
    let harness = Harness::new();
    let arn = format!("arn:aws:iam::{ACCOUNT}:policy/team/p");
    let by_arn = ("PolicyArn", arn.as_str());
    let document = allowing("sts:*");
    let new = [
        ("PolicyName", "p"),
        ("Path", "/team/"),
        ("Description", "d"),
        ("PolicyDocument", &*document),
    ];
    let made = done(&harness, "CreatePolicy", &new);
    assert_eq!(
        (made.xml("Arn"), made.xml("DefaultVersionId")),
        (arn.clone(), "v1".into())
    );
    let read = done(&harness, "GetPolicy", &[by_arn]);
    assert_eq!(
        (read.xml("Path"), read.xml("Description")),
        ("/team/".into(), "d".into())
    );
    assert_eq!(
        (read.xml("AttachmentCount"), read.xml("IsAttachable")),
        ("0".into(), "true".into())
    );

    for number in 2..=5 {
        let document = allowing(&format!("iam:Action{number}"));
        let version = [
            by_arn,
            ("PolicyDocument", &document),
            ("SetAsDefault", if number == 3 { "true" } else { "false" }),
        ];
        let made = done(&harness, "CreatePolicyVersion", &version);
        assert_eq!(made.xml("VersionId"), format!("v{number}"));
    }
    let message = "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.";
    let sixth = [by_arn, ("PolicyDocument", &*document)];
    iam(&harness, "CreatePolicyVersion", &sixth).refused(409, "LimitExceeded", message);

    let version = done(&harness, "GetPolicyVersion", &[by_arn, ("VersionId", "v3")]);
    assert_eq!(version.xml("Document"), escape(&allowing("iam:Action3")));
    assert_eq!(version.xml("IsDefaultVersion"), "true");
    let message = "Cannot delete the default version of a policy.";
    iam(
        &harness,
        "DeletePolicyVersion",
        &[by_arn, ("VersionId", "v3")],
    )
    .refused(409, "DeleteConflict", message);
    let message = "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
    iam(&harness, "DeletePolicy", &[by_arn]).refused(409, "DeleteConflict", message);
    done(
        &harness,
        "SetDefaultPolicyVersion",
        &[by_arn, ("VersionId", "v5")],
    );
    let versions = done(&harness, "ListPolicyVersions", &[by_arn, ("MaxItems", "2")]);
    assert_eq!(versions.xml_all("VersionId"), ["v5", "v4"]);
    let marker = versions.xml("Marker");
    let versions = done(
        &harness,
        "ListPolicyVersions",
        &[by_arn, ("Marker", &marker)],
    );
    assert_eq!(versions.xml_all("VersionId"), ["v3", "v2", "v1"]);
    for number in 1..5 {
        done(
            &harness,
            "DeletePolicyVersion",
            &[by_arn, ("VersionId", &format!("v{number}"))],
        );
    }
    // A number is not used again.
    assert_eq!(
        done(&harness, "CreatePolicyVersion", &sixth).xml("VersionId"),
        "v6"
    );
    done(
        &harness,
        "DeletePolicyVersion",
        &[by_arn, ("VersionId", "v6")],
    );
    done(&harness, "DeletePolicy", &[by_arn]);
    let message = format!("Policy {arn} was not found.");
    iam(&harness, "GetPolicy", &[by_arn]).refused(404, "NoSuchEntity", &message);
    let message = format!("Policy {ADMINISTRATOR} version v9 does not exist or is not attachable.");
    let unknown = iam(
        &harness,
        "GetPolicyVersion",
        &[("PolicyArn", ADMINISTRATOR), ("VersionId", "v9")],
    );
    unknown.refused(404, "NoSuchEntity", &message);
}

#[test]
fn an_attached_policy_is_counted_and_listed_and_cannot_be_deleted() {
    let harness = Harness::new();
    let arn = format!("arn:aws:iam::{ACCOUNT}:policy/p");
    let (by_arn, user, group) = (
        ("PolicyArn", arn.as_str()),
        ("UserName", "u"),
        ("GroupName", "g"),
    );
    let document = allowing("sts:*");
    done(
        &harness,
        "CreatePolicy",
        &[("PolicyName", "p"), ("PolicyDocument", &document)],
    );
    done(
        &harness,
        "CreateUser",
        &[user, ("PermissionsBoundary", &arn)],
    );
    done(&harness, "CreateGroup", &[group]);
    for _ in 0..2 {
        done(&harness, "AttachUserPolicy", &[user, by_arn]);
    }
    done(&harness, "AttachGroupPolicy", &[group, by_arn]);
    done(
        &harness,
        "AttachUserPolicy",
        &[user, ("PolicyArn", ADMINISTRATOR)],
    );
    let read = done(&harness, "GetPolicy", &[by_arn]);
    let counts = (
        read.xml("AttachmentCount"),
        read.xml("PermissionsBoundaryUsageCount"),
    );
    assert_eq!(counts, ("2".into(), "1".into()));
    let attached = done(&harness, "ListAttachedUserPolicies", &[user]);
    assert_eq!(attached.xml_all("PolicyName"), ["AdministratorAccess", "p"]);
    let message = "Cannot delete a policy attached to entities.";
    iam(&harness, "DeletePolicy", &[by_arn]).refused(409, "DeleteConflict", message);
    let entities = done(&harness, "ListEntitiesForPolicy", &[by_arn]);
    assert_eq!(
        (entities.xml("GroupName"), entities.xml("UserName")),
        ("g".into(), "u".into())
    );
    let only = done(
        &harness,
        "ListEntitiesForPolicy",
        &[by_arn, ("EntityFilter", "Group")],
    );
    assert!(only.xml_all("UserName").is_empty());

    done(&harness, "DetachUserPolicy", &[user, by_arn]);
    let message = format!("Policy {arn} was not found.");
    iam(&harness, "DetachUserPolicy", &[user, by_arn]).refused(404, "NoSuchEntity", &message);
    done(&harness, "DetachGroupPolicy", &[group, by_arn]);
    iam(&harness, "DeletePolicy", &[by_arn]).expect(409);
    done(&harness, "DeleteUserPermissionsBoundary", &[user]);
    done(&harness, "DeletePolicy", &[by_arn]);
    let message = format!("Scope ARN: {arn} does not exist or is not attachable.");
    let gone = [user, ("PermissionsBoundary", &*arn)];
    iam(&harness, "PutUserPermissionsBoundary", &gone).refused(404, "NoSuchEntity", &message);
}

#[test]
fn the_policies_of_aws_are_read_and_attached_but_not_changed() {
    let harness = Harness::new();
    let read = done(&harness, "GetPolicy", &[("PolicyArn", ADMINISTRATOR)]);
    assert_eq!(
        (read.xml("PolicyName"), read.xml("DefaultVersionId")),
        ("AdministratorAccess".into(), "v1".into())
    );
    let version = [("PolicyArn", ADMINISTRATOR), ("VersionId", "v1")];
    assert!(
        done(&harness, "GetPolicyVersion", &version)
            .xml("Document")
            .contains("%22Action%22%3A%22%2A%22")
    );
    let document = allowing("sts:*");
    let message = format!(
        "User: arn:aws:iam::{ACCOUNT}:root is not authorized to perform: iam:CreatePolicyVersion on resource: policy {ADMINISTRATOR}"
    );
    let change = [("PolicyArn", ADMINISTRATOR), ("PolicyDocument", &*document)];
    iam(&harness, "CreatePolicyVersion", &change).refused(403, "AccessDenied", &message);
    iam(&harness, "DeletePolicy", &[("PolicyArn", ADMINISTRATOR)]).expect(403);
    assert!(
        done(&harness, "ListPolicies", &[("Scope", "Local")])
            .xml_all("Arn")
            .is_empty()
    );
    assert!(
        done(&harness, "ListPolicies", &[])
            .xml_all("Arn")
            .contains(&ADMINISTRATOR.to_owned())
    );
    assert!(
        done(&harness, "ListPolicies", &[("OnlyAttached", "true")])
            .xml_all("Arn")
            .is_empty()
    );
}

#[test]
fn an_arn_that_is_none_is_told_apart_from_one_that_names_nothing() {
    let harness = Harness::new();
    done(&harness, "CreateUser", &[("UserName", "u")]);
    let nothing = "arn:aws:iam::aws:policy/NoSuchPolicy";
    let cases = [
        (
            "longer-than-twenty-characters",
            400,
            "ValidationError",
            "Invalid ARN:  Could not be parsed!".to_owned(),
        ),
        (
            "arn:aws:s3:::bucket/longer",
            400,
            "InvalidInput",
            "ARN arn:aws:s3:::bucket/longer is not valid.".to_owned(),
        ),
        (
            nothing,
            404,
            "NoSuchEntity",
            format!("Policy {nothing} does not exist or is not attachable."),
        ),
    ];
    for (arn, status, code, message) in cases {
        let attach = [("UserName", "u"), ("PolicyArn", arn)];
        iam(&harness, "AttachUserPolicy", &attach).refused(status, code, &message);
    }
}

#[test]
fn an_inline_policy_comes_back_as_it_was_saved_percent_encoded() {
    let harness = Harness::new();
    let document = "{ \"Version\":\"2012-10-17\",\n\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:*\",\"Resource\":\"*\"}}";
    done(&harness, "CreateGroup", &[("GroupName", "g")]);
    let put = [
        ("GroupName", "g"),
        ("PolicyName", "p"),
        ("PolicyDocument", document),
    ];
    done(&harness, "PutGroupPolicy", &put);
    let named = [("GroupName", "g"), ("PolicyName", "p")];
    let read = done(&harness, "GetGroupPolicy", &named);
    assert_eq!(read.xml("PolicyDocument"), escape(document));
    assert_eq!(
        done(&harness, "ListGroupPolicies", &[named[0]]).xml_all("member"),
        ["p"]
    );
    done(&harness, "DeleteGroupPolicy", &named);
    let message = "The group policy with name p cannot be found.";
    for action in ["GetGroupPolicy", "DeleteGroupPolicy"] {
        iam(&harness, action, &named).refused(404, "NoSuchEntity", message);
    }
}

#[test]
fn documents_have_sizes_that_white_space_does_not_count_for() {
    let harness = Harness::new();
    let of_size = |size: usize| {
        let frame = allowing("sts:*").len();
        allowing(&format!("sts:{}*", "a".repeat(size - frame)))
    };
    let padded = |size: usize| of_size(size).replace("\"Statement\"", "\"Statement\"\n\t   ");
    done(&harness, "CreateUser", &[("UserName", "u")]);
    let put = |name: &str, document: &str| {
        iam(
            &harness,
            "PutUserPolicy",
            &[
                ("UserName", "u"),
                ("PolicyName", name),
                ("PolicyDocument", document),
            ],
        )
    };
    put("p", &padded(2048)).expect(200);
    let message = "Maximum policy size of 2048 bytes exceeded for user u";
    put("p", &of_size(2049)).refused(409, "LimitExceeded", message);
    put("q", &allowing("sts:*")).refused(409, "LimitExceeded", message);
    let create = |document: &str| {
        iam(
            &harness,
            "CreatePolicy",
            &[("PolicyName", "p"), ("PolicyDocument", document)],
        )
    };
    create(&of_size(6145)).refused(
        409,
        "LimitExceeded",
        "Cannot exceed quota for PolicySize: 6144",
    );
    create(&padded(6144)).expect(200);
}

#[test]
fn ten_policies_are_attached_at_most() {
    let harness = Harness::new();
    let document = allowing("sts:*");
    done(&harness, "CreateGroup", &[("GroupName", "g")]);
    let attach = |number: usize| {
        let name = format!("p{number}");
        done(
            &harness,
            "CreatePolicy",
            &[("PolicyName", &name), ("PolicyDocument", &document)],
        );
        let arn = format!("arn:aws:iam::{ACCOUNT}:policy/{name}");
        iam(
            &harness,
            "AttachGroupPolicy",
            &[("GroupName", "g"), ("PolicyArn", &arn)],
        )
    };
    for number in 0..10 {
        attach(number).expect(200);
    }
    attach(10).refused(
        409,
        "LimitExceeded",
        "Cannot exceed quota for PoliciesPerGroup: 10",
    );
}

#[test]
fn a_document_that_iam_does_not_take_changes_nothing() {
    let harness = Harness::new();
    done(&harness, "CreateUser", &[("UserName", "u")]);
    for (document, message) in [
        ("{", "Syntax errors in policy."),
        (
            r#"{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"sts:*","Resource":"*"}}"#,
            "Policy document must be version 2012-10-17 or greater.",
        ),
        (
            r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:*","Resource":"x"}}"#,
            "Resource x must be in ARN format or \"*\".",
        ),
    ] {
        let put = [
            ("UserName", "u"),
            ("PolicyName", "p"),
            ("PolicyDocument", document),
        ];
        iam(&harness, "PutUserPolicy", &put).refused(400, "MalformedPolicyDocument", message);
    }
    assert!(
        done(&harness, "ListUserPolicies", &[("UserName", "u")])
            .xml_all("member")
            .is_empty()
    );
}
