//! Policies and what they are attached to.

use serde_json::{Value, json};

use super::{World, ids, text};
use crate::harness::{ACCOUNT, Answer};

pub(super) fn everything() -> Value {
    json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
}

pub(super) fn create(world: &World, policy_type: &str, name: &str, document: &Value) -> Answer {
    world.call(
        "CreatePolicy",
        &json!({"Name": name, "Description": "", "Type": policy_type, "Content": document.to_string()}),
    )
}

/// A service control policy.
#[track_caller]
pub(super) fn scp(world: &World, name: &str, document: &Value) -> String {
    let made = create(world, "SERVICE_CONTROL_POLICY", name, document);
    text(&made.expect(200).json()["Policy"]["PolicySummary"]["Id"])
}

#[track_caller]
pub(super) fn enable(world: &World, policy_type: &str) {
    world.done(
        "EnablePolicyType",
        &json!({"RootId": world.root, "PolicyType": policy_type}),
    );
}

#[track_caller]
pub(super) fn attach(world: &World, policy: &str, target: &str) {
    world.done(
        "AttachPolicy",
        &json!({"PolicyId": policy, "TargetId": target}),
    );
}

fn attached(world: &World, target: &str) -> Vec<String> {
    let body = json!({"TargetId": target, "Filter": "SERVICE_CONTROL_POLICY"});
    ids(&world.done("ListPoliciesForTarget", &body)["Policies"])
}

#[test]
fn enabling_a_type_attaches_full_access_everywhere_and_disabling_detaches_everything() {
    let world = World::new();
    let unit = world.unit(&world.root, "workloads");
    world.join();
    let everywhere = [world.root.as_str(), &unit, ACCOUNT, "222222222222"];
    for target in everywhere {
        assert_eq!(attached(&world, target), Vec::<String>::new());
    }
    let guardrail = scp(&world, "guardrail", &everything());
    let attach_early = json!({"PolicyId": guardrail, "TargetId": unit});
    let not_enabled = "This operation can be performed only for enabled policy types.";
    world.call("AttachPolicy", &attach_early).refused(
        400,
        "PolicyTypeNotEnabledException",
        not_enabled,
    );

    let kind = json!({"RootId": world.root, "PolicyType": "SERVICE_CONTROL_POLICY"});
    let enabled = world.done("EnablePolicyType", &kind);
    let types = json!([{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}]);
    assert_eq!(enabled["Root"]["PolicyTypes"], types);
    world.call("EnablePolicyType", &kind).refused(
        400,
        "PolicyTypeAlreadyEnabledException",
        "The specified policy type is already enabled.",
    );
    for target in everywhere {
        assert_eq!(attached(&world, target), ["p-FullAWSAccess"]);
    }
    // What is new has it from the start.
    let later = world.unit(&unit, "later");
    assert_eq!(attached(&world, &later), ["p-FullAWSAccess"]);
    let made = world.done(
        "CreateAccount",
        &json!({"Email": "c@example.com", "AccountName": "c"}),
    );
    let account = text(&made["CreateAccountStatus"]["AccountId"]);
    assert_eq!(attached(&world, &account), ["p-FullAWSAccess"]);

    attach(&world, &guardrail, &unit);
    let disabled = world.done("DisablePolicyType", &kind);
    assert_eq!(disabled["Root"]["PolicyTypes"], json!([]));
    world.call("DisablePolicyType", &kind).refused(
        400,
        "PolicyTypeNotEnabledException",
        not_enabled,
    );
    world.done("EnablePolicyType", &kind);
    assert_eq!(
        attached(&world, &unit),
        ["p-FullAWSAccess"],
        "the guardrail is not back"
    );

    for (root, kind, code) in [
        ("r-zzzz", "SERVICE_CONTROL_POLICY", "RootNotFoundException"),
        (
            world.root.as_str(),
            "TAG_POLICY",
            "PolicyTypeNotAvailableForOrganizationException",
        ),
        (
            world.root.as_str(),
            "BACKUP_POLICY",
            "PolicyTypeNotAvailableForOrganizationException",
        ),
    ] {
        let answer = world.call(
            "EnablePolicyType",
            &json!({"RootId": root, "PolicyType": kind}),
        );
        assert_eq!(answer.json()["__type"], code);
    }
}

#[test]
fn policies_are_made_changed_listed_and_deleted() {
    let world = World::new();
    let id = scp(&world, "guardrail", &everything());
    assert!(id.len() == 10 && id.starts_with("p-"), "{id}");
    let summary = json!({
        "Id": id, "Arn": world.arn("policy", &format!("service_control_policy/{id}")), "Name": "guardrail",
        "Description": "", "Type": "SERVICE_CONTROL_POLICY", "AwsManaged": false,
    });
    let described = world.done("DescribePolicy", &json!({"PolicyId": id}))["Policy"].clone();
    assert_eq!(
        described,
        json!({"PolicySummary": summary, "Content": everything().to_string()})
    );
    let managed =
        world.done("DescribePolicy", &json!({"PolicyId": "p-FullAWSAccess"}))["Policy"].clone();
    assert_eq!(
        managed["PolicySummary"],
        json!({
            "Id": "p-FullAWSAccess", "Arn": "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
            "Name": "FullAWSAccess", "Description": "Allows access to every operation",
            "Type": "SERVICE_CONTROL_POLICY", "AwsManaged": true,
        })
    );
    let list = |kind: &str| ids(&world.done("ListPolicies", &json!({"Filter": kind}))["Policies"]);
    let mut expected = vec!["p-FullAWSAccess".to_owned(), id.clone()];
    expected.sort();
    assert_eq!(list("SERVICE_CONTROL_POLICY"), expected);
    assert_eq!(list("RESOURCE_CONTROL_POLICY"), ["p-RCPFullAWSAccess"]);
    assert!(list("TAG_POLICY").is_empty());

    let taken = "A policy with the specified name and type already exists.";
    create(&world, "SERVICE_CONTROL_POLICY", "guardrail", &everything()).refused(
        400,
        "DuplicatePolicyException",
        taken,
    );
    create(
        &world,
        "SERVICE_CONTROL_POLICY",
        "FullAWSAccess",
        &everything(),
    )
    .refused(400, "DuplicatePolicyException", taken);
    let other = scp(&world, "other", &everything());
    let rename = json!({"PolicyId": other, "Name": "guardrail"});
    world
        .call("UpdatePolicy", &rename)
        .refused(400, "DuplicatePolicyException", taken);
    let changed = world.done(
        "UpdatePolicy",
        &json!({"PolicyId": other, "Name": "another", "Description": "why"}),
    );
    let changed = &changed["Policy"]["PolicySummary"];
    assert_eq!(
        (&changed["Name"], &changed["Description"]),
        (&json!("another"), &json!("why"))
    );
    for (operation, body) in [
        (
            "UpdatePolicy",
            json!({"PolicyId": "p-FullAWSAccess", "Name": "mine"}),
        ),
        ("DeletePolicy", json!({"PolicyId": "p-FullAWSAccess"})),
    ] {
        assert_eq!(
            world.call(operation, &body).json()["Reason"],
            "IMMUTABLE_POLICY"
        );
    }
    world.done("DeletePolicy", &json!({"PolicyId": other}));
    let gone = world.call("DescribePolicy", &json!({"PolicyId": other}));
    gone.refused(
        400,
        "PolicyNotFoundException",
        "You specified a policy that doesn't exist.",
    );
}

#[test]
fn documents_are_checked_as_their_type_demands() {
    let world = World::new();
    let malformed = (
        "MalformedPolicyDocumentException",
        "The provided policy document does not meet the requirements of the specified policy type.",
    );
    let statement = |statement: Value| json!({"Version": "2012-10-17", "Statement": statement});
    for (kind, document) in [
        ("SERVICE_CONTROL_POLICY", json!({})),
        (
            "SERVICE_CONTROL_POLICY",
            statement(json!({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"})),
        ),
        (
            "SERVICE_CONTROL_POLICY",
            json!({"Version": "2008-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}),
        ),
        (
            "RESOURCE_CONTROL_POLICY",
            statement(
                json!({"Effect": "Allow", "Principal": "*", "Action": "sts:*", "Resource": "*"}),
            ),
        ),
        (
            "RESOURCE_CONTROL_POLICY",
            statement(json!({"Effect": "Deny", "Action": "sts:*", "Resource": "*"})),
        ),
    ] {
        create(&world, kind, "bad", &document).refused(400, malformed.0, malformed.1);
    }
    let id = scp(&world, "guardrail", &everything());
    let update =
        |content: &str| world.call("UpdatePolicy", &json!({"PolicyId": id, "Content": content}));
    update("{").refused(400, malformed.0, malformed.1);
    assert_eq!(
        update(&" ".repeat(5_121)).json()["Reason"],
        "POLICY_CONTENT_LIMIT_EXCEEDED"
    );
    let described = world.done("DescribePolicy", &json!({"PolicyId": id}));
    assert_eq!(described["Policy"]["Content"], everything().to_string());
    let tag_policy = create(&world, "TAG_POLICY", "tags", &json!({"tags": {}}));
    assert_eq!(
        tag_policy.json()["__type"],
        "PolicyTypeNotAvailableForOrganizationException"
    );
}

#[test]
fn attachments_have_a_least_and_a_most() {
    let world = World::new();
    enable(&world, "SERVICE_CONTROL_POLICY");
    let unit = world.unit(&world.root, "workloads");
    let policies: Vec<String> = (0..5)
        .map(|n| scp(&world, &format!("p{n}"), &everything()))
        .collect();
    for policy in &policies[..4] {
        attach(&world, policy, &unit);
    }
    let call = |operation: &str, policy: &str, target: &str| {
        world.call(operation, &json!({"PolicyId": policy, "TargetId": target}))
    };
    call("AttachPolicy", &policies[4], &unit).refused(
        400,
        "ConstraintViolationException",
        "You have attached the maximum number of policies to the specified target.",
    );
    call("AttachPolicy", &policies[0], &unit).refused(
        400,
        "DuplicatePolicyAttachmentException",
        "A policy with the specified name and type already exists.",
    );
    call("AttachPolicy", "p-00000000", &unit).refused(
        400,
        "PolicyNotFoundException",
        "You specified a policy that doesn't exist.",
    );
    call("AttachPolicy", &policies[0], "ou-zzzz-00000000").refused(
        400,
        "TargetNotFoundException",
        "You specified a target that doesn't exist.",
    );
    let in_use = world.call("DeletePolicy", &json!({"PolicyId": policies[0]}));
    assert_eq!(in_use.json()["__type"], "PolicyInUseException");
    let targets = world.done("ListTargetsForPolicy", &json!({"PolicyId": policies[0]}));
    let target = json!({"TargetId": unit, "Arn": world.arn("ou", &unit), "Name": "workloads", "Type": "ORGANIZATIONAL_UNIT"});
    assert_eq!(targets, json!({"Targets": [target]}));
    let targets = world.done(
        "ListTargetsForPolicy",
        &json!({"PolicyId": "p-FullAWSAccess"}),
    );
    assert_eq!(targets["Targets"].as_array().unwrap().len(), 3);

    // The default may go once another is there; the last one stays.
    call("DetachPolicy", "p-FullAWSAccess", &unit).expect(200);
    for policy in &policies[..3] {
        call("DetachPolicy", policy, &unit).expect(200);
    }
    let last = call("DetachPolicy", &policies[3], &unit);
    last.refused(
        400,
        "ConstraintViolationException",
        "You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.",
    );
    assert_eq!(
        last.json()["Reason"],
        "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"
    );
    let not_attached = call("DetachPolicy", &policies[0], &unit);
    assert_eq!(not_attached.json()["__type"], "PolicyNotAttachedException");

    enable(&world, "RESOURCE_CONTROL_POLICY");
    let stays = call("DetachPolicy", "p-RCPFullAWSAccess", &unit);
    assert_eq!(
        stays.json()["Reason"],
        "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"
    );
}
