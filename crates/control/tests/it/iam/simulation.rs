//! The policy simulator: the decisions of the evaluator, with the statements that they rest on and the
//! context that was missing.

use serde_json::json;

use super::{allowing, done, iam, trusting};
use crate::harness::{ACCOUNT, Answer, Harness, OTHER_ACCOUNT};

/// `Name.member.1`, `Name.member.2` and so on.
fn list<'a>(name: &str, values: &[&'a str]) -> Vec<(String, &'a str)> {
    let numbered = values.iter().enumerate();
    numbered
        .map(|(index, value)| (format!("{name}.member.{}", index + 1), *value))
        .collect()
}

/// A call with some lists and some plain parameters.
fn call(
    harness: &Harness,
    action: &str,
    lists: &[(&str, &[&str])],
    plain: &[(&str, &str)],
) -> Answer {
    let lists: Vec<(String, &str)> = lists
        .iter()
        .flat_map(|(name, values)| list(name, values))
        .collect();
    let mut parameters: Vec<(&str, &str)> = lists
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    parameters.extend_from_slice(plain);
    iam(harness, action, &parameters)
}

fn custom(harness: &Harness, policies: &[&str], actions: &[&str], more: &[(&str, &str)]) -> Answer {
    let lists = [("PolicyInputList", policies), ("ActionNames", actions)];
    let answer = call(harness, "SimulateCustomPolicy", &lists, more);
    answer.expect(200);
    answer
}

fn decisions(answer: &Answer) -> Vec<String> {
    answer.xml_all("EvalDecision")
}

fn policy(statements: &serde_json::Value) -> String {
    json!({"Version": "2012-10-17", "Statement": statements}).to_string()
}

#[test]
fn an_answer_is_as_recorded_from_aws() {
    let harness = Harness::new();
    let document = r#"{"Version": "2012-10-17", "Statement": {"Sid": "", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}}"#;
    let new = [("PolicyName", "writer"), ("PolicyDocument", document)];
    let arn = done(&harness, "CreatePolicy", &new).xml("Arn");
    let trust = trusting(ACCOUNT);
    let new = [
        ("RoleName", "r"),
        ("AssumeRolePolicyDocument", trust.as_str()),
    ];
    done(&harness, "CreateRole", &new);
    done(&harness, "CreateGroup", &[("GroupName", "g")]);
    done(&harness, "CreateUser", &[("UserName", "u")]);
    for (action, name) in [
        ("AttachRolePolicy", ("RoleName", "r")),
        ("AttachGroupPolicy", ("GroupName", "g")),
        ("AttachUserPolicy", ("UserName", "u")),
    ] {
        done(&harness, action, &[name, ("PolicyArn", &arn)]);
    }
    for entity in ["role/r", "group/g", "user/u"] {
        let source = format!("arn:aws:iam::{ACCOUNT}:{entity}");
        let lists: [(&str, &[&str]); 2] = [
            ("ActionNames", &["s3:PutObject", "s3:GetObjectVersion"]),
            ("ResourceArns", &["arn:aws:s3:::bucket"]),
        ];
        let plain = [("PolicySourceArn", source.as_str())];
        let answer = call(&harness, "SimulatePrincipalPolicy", &lists, &plain);
        answer.expect(200);
        assert_eq!(decisions(&answer), ["allowed", "implicitDeny"], "{entity}");
        let statement = "<member><SourcePolicyId>writer</SourcePolicyId><SourcePolicyType>IAM Policy</SourcePolicyType><StartPosition><Line>1</Line><Column>41</Column></StartPosition><EndPosition><Line>1</Line><Column>113</Column></EndPosition></member>";
        let first = format!(
            "<member><EvalActionName>s3:PutObject</EvalActionName><EvalResourceName>arn:aws:s3:::bucket</EvalResourceName><EvalDecision>allowed</EvalDecision><MatchedStatements>{statement}</MatchedStatements><MissingContextValues/><EvalDecisionDetails/><ResourceSpecificResults><member><EvalResourceName>arn:aws:s3:::bucket</EvalResourceName><EvalResourceDecision>allowed</EvalResourceDecision><MatchedStatements>{statement}</MatchedStatements><MissingContextValues/></member></ResourceSpecificResults></member>"
        );
        assert!(answer.body.contains(&first), "{}", answer.body);
        assert_eq!(answer.xml("IsTruncated"), "false");
    }
}

#[test]
fn a_deny_is_shown_alone_and_the_worst_of_all_resources_counts() {
    let harness = Harness::new();
    let document = policy(&json!([
        {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::*"},
        {"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::a/*"},
    ]));
    let lists: [(&str, &[&str]); 3] = [
        ("PolicyInputList", &[&document]),
        (
            "ActionNames",
            &["s3:DeleteObject", "s3:GetObject", "iam:ListUsers"],
        ),
        ("ResourceArns", &["arn:aws:s3:::a/1", "arn:aws:s3:::b/1"]),
    ];
    let answer = call(&harness, "SimulateCustomPolicy", &lists, &[]);
    answer.expect(200);
    assert_eq!(
        decisions(&answer),
        ["explicitDeny", "allowed", "implicitDeny"]
    );
    assert_eq!(
        answer.xml_all("EvalResourceDecision"),
        [
            "explicitDeny",
            "allowed",
            "allowed",
            "allowed",
            "implicitDeny",
            "implicitDeny"
        ]
    );
    // The deny at the top and for its resource, then the allow of the other one.
    let after = |text: &str| document.find(text).unwrap() + 2;
    let allow = after("{\"Action\":\"s3:*\"").to_string();
    let deny = [
        after("{\"Action\":\"s3:DeleteObject\"").to_string(),
        after("}],\"Version\"").to_string(),
    ];
    let columns = answer.xml_all("Column");
    assert_eq!((&columns[..2], &columns[2..4]), (&deny[..], &deny[..]));
    assert_eq!(columns[4], allow);
    assert_eq!(answer.xml("SourcePolicyId"), "PolicyInputList.1");
}

#[test]
fn what_a_condition_needs_and_nobody_gave_is_named_as_the_policy_writes_it() {
    let harness = Harness::new();
    let document = policy(&json!([{
        "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::home/${AWS:UserName}/*",
        "Condition": {"Bool": {"aws:SecureTransport": "true"}, "IpAddress": {"aws:SourceIp": "10.0.0.0/8"}},
    }]));
    let resource = [("ResourceArns.member.1", "arn:aws:s3:::home/alice/x")];
    let answer = custom(&harness, &[&document], &["s3:GetObject"], &resource);
    assert_eq!(decisions(&answer), ["implicitDeny"]);
    assert!(
        answer
            .body
            .contains("<MissingContextValues><member>AWS:UserName</member></MissingContextValues>"),
        "{}",
        answer.body
    );
    // Who calls implies the name.
    let alice = format!("arn:aws:iam::{ACCOUNT}:user/alice");
    let mut more = resource.to_vec();
    more.push(("CallerArn", &alice));
    let answer = custom(&harness, &[&document], &["s3:GetObject"], &more);
    assert!(answer.body.contains("<MissingContextValues><member>aws:SecureTransport</member><member>aws:SourceIp</member></MissingContextValues>"), "{}", answer.body);
    more.extend([
        (
            "ContextEntries.member.1.ContextKeyName",
            "aws:securetransport",
        ),
        ("ContextEntries.member.1.ContextKeyValues.member.1", "true"),
        ("ContextEntries.member.1.ContextKeyType", "boolean"),
        ("ContextEntries.member.2.ContextKeyName", "aws:SourceIp"),
        (
            "ContextEntries.member.2.ContextKeyValues.member.1",
            "10.1.2.3",
        ),
        ("ContextEntries.member.2.ContextKeyType", "ip"),
    ]);
    let answer = custom(&harness, &[&document], &["s3:GetObject"], &more);
    assert_eq!(decisions(&answer), ["allowed"]);
    assert!(answer.body.contains("<MissingContextValues/>"));
    let other = more.iter().map(|(name, value)| match *value {
        "10.1.2.3" => (*name, "192.168.0.1"),
        _ => (*name, *value),
    });
    let answer = custom(
        &harness,
        &[&document],
        &["s3:GetObject"],
        &other.collect::<Vec<_>>(),
    );
    assert_eq!(decisions(&answer), ["implicitDeny"]);
}

#[test]
fn context_values_have_types() {
    let harness = Harness::new();
    let document = allowing("s3:*");
    let refused = |key: &str, kind: &str, values: &[&str], message: &str| {
        let lists: [(&str, &[&str]); 3] = [
            ("PolicyInputList", &[&document]),
            ("ActionNames", &["s3:GetObject"]),
            ("ContextEntries.member.1.ContextKeyValues", values),
        ];
        let plain = [
            ("ContextEntries.member.1.ContextKeyName", key),
            ("ContextEntries.member.1.ContextKeyType", kind),
        ];
        let answer = call(&harness, "SimulateCustomPolicy", &lists, &plain);
        answer.refused(400, "InvalidInput", message);
    };
    refused(
        "aws:SourceIp",
        "ip",
        &["10.0.0"],
        "The value 10.0.0 of aws:SourceIp is not of the type ip.",
    );
    refused(
        "s3:max-keys",
        "numeric",
        &["ten"],
        "The value ten of s3:max-keys is not of the type numeric.",
    );
    refused(
        "aws:SecureTransport",
        "boolean",
        &["yes"],
        "The value yes of aws:SecureTransport is not of the type boolean.",
    );
    refused(
        "aws:PrincipalTag/a",
        "string",
        &["1", "2"],
        "The context key aws:PrincipalTag/a has the type string and needs exactly one value.",
    );
}

#[test]
fn a_boundary_and_an_organisation_hold_back_what_policies_allow() {
    let harness = Harness::new();
    let (all, users, roles) = (
        allowing("iam:*"),
        allowing("iam:ListUsers"),
        allowing("iam:ListRoles"),
    );
    let lists: [(&str, &[&str]); 3] = [
        ("PolicyInputList", &[&all]),
        ("ActionNames", &["iam:ListUsers", "iam:ListRoles"]),
        ("PermissionsBoundaryPolicyInputList", &[&users]),
    ];
    let answer = call(&harness, "SimulateCustomPolicy", &lists, &[]);
    assert_eq!(decisions(answer.expect(200)), ["allowed", "implicitDeny"]);
    assert_eq!(
        answer.xml_all("AllowedByPermissionsBoundary"),
        ["true", "false"]
    );
    assert!(answer.xml_all("AllowedByOrganizations").is_empty());

    let level = |index: usize| {
        format!("OrderedOrganizationPolicyInputList.member.{index}.ServiceControlPolicyInputList")
    };
    let (root, account) = (level(1), level(2));
    let lists: [(&str, &[&str]); 4] = [
        ("PolicyInputList", &[&all]),
        ("ActionNames", &["iam:ListUsers", "iam:ListRoles"]),
        (&root, &[&all]),
        (&account, &[&roles]),
    ];
    let answer = call(&harness, "SimulateCustomPolicy", &lists, &[]);
    assert_eq!(decisions(answer.expect(200)), ["implicitDeny", "allowed"]);
    assert_eq!(answer.xml_all("AllowedByOrganizations"), ["false", "true"]);
    // Two boundaries are one too many.
    let lists: [(&str, &[&str]); 3] = [
        ("PolicyInputList", &[&all]),
        ("ActionNames", &["iam:ListUsers"]),
        ("PermissionsBoundaryPolicyInputList", &[&users, &roles]),
    ];
    call(&harness, "SimulateCustomPolicy", &lists, &[]).refused(
        400,
        "InvalidInput",
        "Only one permissions boundary can be simulated.",
    );
}

#[test]
fn a_resource_policy_speaks_for_its_account() {
    let harness = Harness::new();
    let alice = format!("arn:aws:iam::{ACCOUNT}:user/alice");
    let api = format!("arn:aws:execute-api:us-east-1:{OTHER_ACCOUNT}:abc123/prod/GET/items");
    let (call_it, nothing) = (allowing("execute-api:Invoke"), allowing("s3:*"));
    let for_alice = policy(
        &json!([{"Effect": "Allow", "Principal": {"AWS": alice}, "Action": "execute-api:Invoke", "Resource": "execute-api:/prod/GET/*"}]),
    );
    let for_nobody =
        policy(&json!([{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]));
    let ask = |own: &str, theirs: &str, resource: &str| {
        let more = [
            ("CallerArn", alice.as_str()),
            ("ResourceArns.member.1", resource),
            ("ResourcePolicy", theirs),
        ];
        custom(&harness, &[own], &["execute-api:Invoke"], &more)
    };
    // Two accounts: both sides have to allow.
    for (own, theirs, decision, sides) in [
        (&call_it, &for_alice, "allowed", ["allowed", "allowed"]),
        (
            &nothing,
            &for_alice,
            "implicitDeny",
            ["implicitDeny", "allowed"],
        ),
        (
            &call_it,
            &for_nobody,
            "explicitDeny",
            ["allowed", "explicitDeny"],
        ),
    ] {
        let answer = ask(own, theirs, &api);
        assert_eq!(decisions(&answer), [decision]);
        let details = format!(
            "<EvalDecisionDetails><entry><key>IAM Policy</key><value>{}</value></entry><entry><key>Resource Policy</key><value>{}</value></entry></EvalDecisionDetails>",
            sides[0], sides[1]
        );
        assert!(answer.body.contains(&details), "{}", answer.body);
    }
    // One account: either side is enough, and there are no sides to tell apart.
    let own_api = api.replace(OTHER_ACCOUNT, ACCOUNT);
    let answer = ask(&nothing, &for_alice, &own_api);
    assert_eq!(decisions(&answer), ["allowed"]);
    assert!(answer.body.contains("<EvalDecisionDetails/>"));
    assert_eq!(answer.xml("SourcePolicyType"), "Resource Policy");
    // A resource without an owner in its name has the one that the call names.
    let bucket = policy(
        &json!([{"Effect": "Allow", "Principal": {"AWS": alice}, "Action": "s3:*", "Resource": "*"}]),
    );
    let owner = format!("arn:aws:iam::{OTHER_ACCOUNT}:root");
    let more = [
        ("CallerArn", alice.as_str()),
        ("ResourceArns.member.1", "arn:aws:s3:::bucket/x"),
        ("ResourcePolicy", &bucket),
        ("ResourceOwner", &owner),
    ];
    let answer = custom(&harness, &[&call_it], &["s3:GetObject"], &more);
    assert_eq!(decisions(&answer), ["implicitDeny"]);
    let answer = custom(&harness, &[&call_it], &["s3:GetObject"], &more[..3]);
    assert_eq!(decisions(&answer), ["allowed"]);
    // A trust policy is the policy of a role.
    let role = format!("arn:aws:iam::{OTHER_ACCOUNT}:role/r");
    let assume = allowing("sts:AssumeRole");
    let trust = trusting(ACCOUNT);
    let more = [
        ("CallerArn", alice.as_str()),
        ("ResourceArns.member.1", &role),
        ("ResourcePolicy", &trust),
    ];
    let answer = custom(&harness, &[&assume], &["sts:AssumeRole"], &more);
    assert_eq!(decisions(&answer), ["allowed"]);
    // It has to be known who calls.
    let lists: [(&str, &[&str]); 2] = [
        ("PolicyInputList", &[&assume]),
        ("ActionNames", &["sts:AssumeRole"]),
    ];
    call(&harness, "SimulateCustomPolicy", &lists, &more[1..]).refused(
        400,
        "InvalidInput",
        "CallerArn is required if a ResourcePolicy is included.",
    );
}

#[test]
fn a_user_is_simulated_with_its_groups_boundary_and_tags_and_without_what_is_excluded() {
    let harness = Harness::new();
    let limit = allowing("iam:*");
    let boundary = [("PolicyName", "limit"), ("PolicyDocument", &*limit)];
    let boundary = done(&harness, "CreatePolicy", &boundary).xml("Arn");
    let new = [
        ("UserName", "Alice"),
        ("PermissionsBoundary", &boundary),
        ("Tags.member.1.Key", "Team"),
        ("Tags.member.1.Value", "a"),
    ];
    done(&harness, "CreateUser", &new);
    done(&harness, "CreateGroup", &[("GroupName", "Ops")]);
    done(
        &harness,
        "AddUserToGroup",
        &[("GroupName", "Ops"), ("UserName", "Alice")],
    );
    let by_tag = policy(
        &json!([{"Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*",
        "Condition": {"StringEquals": {"aws:PrincipalTag/team": "a", "aws:username": "Alice"}}}]),
    );
    let put = |action: &str, kind: &str, name: &str, document: &str| {
        let parameters = [
            (kind, name),
            ("PolicyName", "inline"),
            ("PolicyDocument", document),
        ];
        done(&harness, action, &parameters);
    };
    put("PutUserPolicy", "UserName", "Alice", &by_tag);
    put(
        "PutGroupPolicy",
        "GroupName",
        "Ops",
        &allowing("iam:ListRoles"),
    );
    let reader = allowing("s3:GetObject");
    let managed = [("PolicyName", "reader"), ("PolicyDocument", &*reader)];
    let managed = done(&harness, "CreatePolicy", &managed).xml("Arn");
    let attach = [("UserName", "Alice"), ("PolicyArn", managed.as_str())];
    done(&harness, "AttachUserPolicy", &attach);

    let source = format!("arn:aws:iam::{ACCOUNT}:user/Alice");
    let actions: &[&str] = &["iam:ListUsers", "iam:ListRoles", "s3:GetObject"];
    let simulate = |more: &[(&str, &str)]| {
        let mut plain = vec![("PolicySourceArn", source.as_str())];
        plain.extend_from_slice(more);
        let answer = call(
            &harness,
            "SimulatePrincipalPolicy",
            &[("ActionNames", actions)],
            &plain,
        );
        answer.expect(200);
        answer
    };
    let answer = simulate(&[]);
    assert_eq!(decisions(&answer), ["allowed", "allowed", "implicitDeny"]);
    assert_eq!(
        answer.xml_all("SourcePolicyId"),
        ["user_Alice_inline", "group_Ops_inline"]
    );
    assert_eq!(
        answer.xml_all("AllowedByPermissionsBoundary"),
        ["true", "true", "false"]
    );
    // All resources: nothing is said of single ones.
    assert_eq!(answer.xml("EvalResourceName"), "*");
    assert!(!answer.body.contains("ResourceSpecificResults"));
    let without = |more: &[(&str, &str)]| decisions(&simulate(more));
    let exclude = "PolicyExclusionList.member.1";
    let typed = format!("{exclude}.PolicyType");
    assert_eq!(
        without(&[(&typed, "permission-boundary")]),
        ["allowed", "allowed", "allowed"]
    );
    assert_eq!(
        without(&[(&typed, "inline")]),
        ["implicitDeny", "implicitDeny", "implicitDeny"]
    );
    let named = |part: &str| format!("{exclude}.InlinePolicyIdentifier.{part}");
    assert_eq!(
        without(&[
            (&named("PolicyName"), "inline"),
            (&named("AttachmentType"), "group"),
            (&named("AttachmentName"), "ops"),
        ]),
        ["allowed", "implicitDeny", "implicitDeny"]
    );
    let by_arn = format!("{exclude}.PolicyArn");
    let limit = format!("arn:aws:iam::{ACCOUNT}:policy/l?m*");
    assert_eq!(
        without(&[(&by_arn, &limit)]),
        ["allowed", "allowed", "allowed"]
    );
    // As somebody else, with these policies.
    let bob = format!("arn:aws:iam::{ACCOUNT}:user/bob");
    assert_eq!(
        without(&[("CallerArn", &bob)]),
        ["implicitDeny", "allowed", "implicitDeny"]
    );
    // With a policy more.
    let more = [("PolicyInputList.member.1", &*allowing("iam:*"))];
    assert_eq!(without(&more), ["allowed", "allowed", "implicitDeny"]);
}

#[test]
fn results_come_in_pages() {
    let harness = Harness::new();
    let document = allowing("iam:ListUsers");
    let actions = ["iam:ListUsers", "iam:ListRoles", "iam:ListGroups"];
    let page = |marker: Option<&str>| {
        let mut more = vec![("MaxItems", "2")];
        more.extend(marker.map(|marker| ("Marker", marker)));
        custom(&harness, &[&document], &actions, &more)
    };
    let first = page(None);
    assert_eq!(first.xml_all("EvalActionName"), actions[..2]);
    assert_eq!(first.xml("IsTruncated"), "true");
    let second = page(Some(&first.xml("Marker")));
    assert_eq!(second.xml_all("EvalActionName"), actions[2..]);
    assert_eq!(second.xml("IsTruncated"), "false");
}

#[test]
fn what_cannot_be_simulated_is_refused() {
    let harness = Harness::new();
    let document = allowing("s3:*");
    let refused = |policies: &[&str], actions: &[&str], more: &[(&str, &str)], message: &str| {
        let lists = [("PolicyInputList", policies), ("ActionNames", actions)];
        let answer = call(&harness, "SimulateCustomPolicy", &lists, more);
        answer.refused(400, "InvalidInput", message);
    };
    refused(&[&document], &["s3:Get*"], &[], "Invalid Action: s3:Get*");
    refused(
        &[&document],
        &["GetObject"],
        &[],
        "Invalid Action: GetObject",
    );
    refused(&["{}"], &["s3:GetObject"], &[], "Syntax errors in policy.");
    refused(
        &[&document],
        &["s3:GetObject"],
        &[("ResourceArns.member.1", "bucket")],
        "Resource bucket must be in ARN format or \"*\".",
    );
    refused(
        &[&document],
        &["s3:GetObject"],
        &[("ResourceOwner", "me")],
        "Invalid ResourceOwner: me",
    );
    let session = format!("arn:aws:sts::{ACCOUNT}:assumed-role/r/session");
    let unclear =
        format!("Invalid Entity Arn: {session} does not clearly define entity type and name.");
    refused(
        &[&document],
        &["s3:GetObject"],
        &[("CallerArn", &session)],
        &unclear,
    );
    let principal = |source: &str| {
        let plain = [("PolicySourceArn", source)];
        let lists: [(&str, &[&str]); 1] = [("ActionNames", &["s3:GetObject"])];
        call(&harness, "SimulatePrincipalPolicy", &lists, &plain)
    };
    principal(&session).refused(400, "InvalidInput", &unclear);
    principal(&format!("arn:aws:iam::{ACCOUNT}:user/nobody")).refused(
        404,
        "NoSuchEntity",
        "The user with name nobody cannot be found.",
    );
    let foreign = principal(&format!("arn:aws:iam::{OTHER_ACCOUNT}:user/alice"));
    assert_eq!(foreign.expect(403).xml("Code"), "AccessDenied");
}

#[test]
fn the_keys_that_policies_ask_about_can_be_listed() {
    let harness = Harness::new();
    let one = policy(
        &json!([{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::${aws:username}",
        "Condition": {"StringEquals": {"aws:PrincipalTag/Team": "a"}}}]),
    );
    let two = policy(&json!([{"Effect": "Deny", "Action": "*", "Resource": "*",
        "Condition": {"Bool": {"aws:SecureTransport": "false"}, "StringEquals": {"AWS:username": "x"}}}]));
    let lists: [(&str, &[&str]); 1] = [("PolicyInputList", &[&one, &two])];
    let answer = call(&harness, "GetContextKeysForCustomPolicy", &lists, &[]);
    answer.expect(200);
    assert_eq!(
        answer.xml_all("member"),
        [
            "aws:username",
            "aws:PrincipalTag/Team",
            "aws:SecureTransport"
        ]
    );
    done(&harness, "CreateUser", &[("UserName", "u")]);
    let inline = [
        ("UserName", "u"),
        ("PolicyName", "p"),
        ("PolicyDocument", &one),
    ];
    done(&harness, "PutUserPolicy", &inline);
    let source = format!("arn:aws:iam::{ACCOUNT}:user/u");
    let lists: [(&str, &[&str]); 1] = [("PolicyInputList", &[&two])];
    let plain = [("PolicySourceArn", source.as_str())];
    let answer = call(&harness, "GetContextKeysForPrincipalPolicy", &lists, &plain);
    assert_eq!(answer.expect(200).xml_all("member").len(), 3);
    // Who may ask is a matter of policies, too.
    let only = allowing("iam:SimulateCustomPolicy");
    let user = harness.user(
        &Harness::root(),
        "asker",
        &serde_json::from_str(&only).unwrap(),
    );
    let ask = |action: &str, parameters: &[(&str, &str)]| {
        harness.query(&user, "iam", action, parameters).status
    };
    let custom = [
        ("PolicyInputList.member.1", one.as_str()),
        ("ActionNames.member.1", "s3:GetObject"),
    ];
    assert_eq!(ask("SimulateCustomPolicy", &custom), 200);
    let principal = [
        ("PolicySourceArn", source.as_str()),
        ("ActionNames.member.1", "s3:GetObject"),
    ];
    assert_eq!(ask("SimulatePrincipalPolicy", &principal), 403);
}
