//! STS from outside: who may assume a role and for how long, what a session carries, and that its
//! token proves it.

use serde_json::{Value, json};

use crate::harness::{ACCOUNT, Answer, Harness, Keys, OTHER_ACCOUNT};

/// The credentials of a session of a role, named `session`.
#[track_caller]
pub(crate) fn assume(harness: &Harness, keys: &Keys, role: &str) -> Keys {
    credentials(&assume_with(harness, keys, role, &[]))
}

fn assume_with(harness: &Harness, keys: &Keys, role: &str, more: &[(&str, &str)]) -> Answer {
    let mut parameters = vec![("RoleArn", role), ("RoleSessionName", "session")];
    parameters.extend_from_slice(more);
    harness.query(keys, "sts", "AssumeRole", &parameters)
}

#[track_caller]
fn credentials(answer: &Answer) -> Keys {
    answer.expect(200);
    let mut keys = Keys::new(&answer.xml("AccessKeyId"), &answer.xml("SecretAccessKey"));
    keys.token = Some(answer.xml("SessionToken"));
    keys
}

fn whoami(harness: &Harness, keys: &Keys) -> String {
    let answer = harness.query(keys, "sts", "GetCallerIdentity", &[]);
    answer.expect(200).xml("Arn")
}

/// A role of an account with this trust policy, by its ARN.
#[track_caller]
fn role(harness: &Harness, account: &str, name: &str, statements: &Value) -> String {
    let trust = json!({"Version": "2012-10-17", "Statement": statements}).to_string();
    let new = [
        ("RoleName", name),
        ("AssumeRolePolicyDocument", &*trust),
        ("MaxSessionDuration", "7200"),
    ];
    harness
        .query(&Keys::new(account, "test"), "iam", "CreateRole", &new)
        .expect(200)
        .xml("Arn")
}

fn allow(principal: &str, actions: &Value) -> Value {
    json!([{"Effect": "Allow", "Principal": {"AWS": principal}, "Action": actions}])
}

fn identity(statements: &Value) -> Value {
    json!({"Version": "2012-10-17", "Statement": statements})
}

fn may(actions: &Value) -> Value {
    identity(&json!([{"Effect": "Allow", "Action": actions, "Resource": "*"}]))
}

fn may_not() -> Value {
    may(&json!("execute-api:Invoke"))
}

fn denied(who: &str, action: &str, role: &str, why: &str) -> String {
    format!("User: {who} is not authorized to perform: {action} on resource: {role}{why}")
}

const NO_IDENTITY: &str = " because no identity-based policy allows the sts:AssumeRole action";
const NO_TRUST: &str = " because no role trust policy allows the sts:AssumeRole action";

#[test]
fn a_session_is_who_it_says_until_it_expires() {
    let harness = Harness::new();
    let arn = role(
        &harness,
        ACCOUNT,
        "r",
        &allow(ACCOUNT, &json!("sts:AssumeRole")),
    );
    let answer = assume_with(
        &harness,
        &Harness::root(),
        &arn,
        &[("DurationSeconds", "900")],
    );
    let keys = credentials(&answer);
    let session = format!("arn:aws:sts::{ACCOUNT}:assumed-role/r/session");
    assert_eq!(answer.xml("Arn"), session);
    assert_eq!(answer.xml("Expiration"), "2026-11-21T12:11:21Z");
    assert!(keys.id.starts_with("ASIA") && answer.xml("AssumedRoleId").ends_with(":session"));
    assert!(answer.xml_all("PackedPolicySize").is_empty());
    let who = harness.query(&keys, "sts", "GetCallerIdentity", &[]);
    assert_eq!(
        (who.xml("Arn"), who.xml("UserId")),
        (session, answer.xml("AssumedRoleId"))
    );

    let mut stolen = keys.clone();
    stolen.token = stolen
        .token
        .map(|token| token.replace(&token[20..24], "AAAA"));
    let invalid = "The security token included in the request is invalid.";
    harness
        .query(&stolen, "sts", "GetCallerIdentity", &[])
        .refused(403, "InvalidClientTokenId", invalid);
    harness.advance(900);
    let expired = "The security token included in the request is expired";
    harness
        .query(&keys, "sts", "GetCallerIdentity", &[])
        .refused(403, "ExpiredToken", expired);
}

#[test]
fn a_session_ends_with_its_role() {
    let harness = Harness::new();
    let arn = role(
        &harness,
        ACCOUNT,
        "r",
        &allow(ACCOUNT, &json!("sts:AssumeRole")),
    );
    let keys = assume(&harness, &Harness::root(), &arn);
    whoami(&harness, &keys);
    harness
        .query(&Harness::root(), "iam", "DeleteRole", &[("RoleName", "r")])
        .expect(200);
    role(
        &harness,
        ACCOUNT,
        "r",
        &allow(ACCOUNT, &json!("sts:AssumeRole")),
    );
    harness
        .query(&keys, "sts", "GetCallerIdentity", &[])
        .expect(403);
}

#[test]
fn the_role_must_trust_and_where_it_trusts_an_account_the_caller_must_be_allowed() {
    let harness = Harness::new();
    let alice = format!("arn:aws:iam::{ACCOUNT}:user/alice");
    let (yes, no) = (may(&json!("sts:AssumeRole")), may_not());
    let never = identity(&json!([{"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"}]));
    let deny = " with an explicit deny in an identity-based policy";
    // The role's account, whom it trusts, what the caller may, and why not.
    let cases = [
        (ACCOUNT, alice.as_str(), &no, None),
        (ACCOUNT, ACCOUNT, &yes, None),
        (ACCOUNT, ACCOUNT, &no, Some(NO_IDENTITY)),
        (ACCOUNT, OTHER_ACCOUNT, &yes, Some(NO_TRUST)),
        (OTHER_ACCOUNT, alice.as_str(), &yes, None),
        (OTHER_ACCOUNT, alice.as_str(), &no, Some(NO_IDENTITY)),
        (OTHER_ACCOUNT, ACCOUNT, &yes, None),
        (OTHER_ACCOUNT, ACCOUNT, &no, Some(NO_IDENTITY)),
        (OTHER_ACCOUNT, OTHER_ACCOUNT, &yes, Some(NO_TRUST)),
        (OTHER_ACCOUNT, alice.as_str(), &never, Some(deny)),
    ];
    let keys = harness.user(&Harness::root(), "alice", &no);
    for (index, (account, trusted, policy, refused)) in cases.iter().enumerate() {
        let document = policy.to_string();
        let put = [
            ("UserName", "alice"),
            ("PolicyName", "only"),
            ("PolicyDocument", &*document),
        ];
        harness
            .query(&Harness::root(), "iam", "PutUserPolicy", &put)
            .expect(200);
        let arn = role(
            &harness,
            account,
            &format!("r{index}"),
            &allow(trusted, &json!("sts:AssumeRole")),
        );
        let answer = assume_with(&harness, &keys, &arn, &[]);
        match refused {
            None => drop(credentials(&answer)),
            Some(why) => answer.refused(
                403,
                "AccessDenied",
                &denied(&alice, "sts:AssumeRole", &arn, why),
            ),
        }
    }
}

#[test]
fn a_role_that_is_not_there_looks_like_one_that_does_not_trust() {
    let harness = Harness::new();
    let alice = format!("arn:aws:iam::{ACCOUNT}:user/alice");
    role(
        &harness,
        OTHER_ACCOUNT,
        "deaf",
        &allow(OTHER_ACCOUNT, &json!("sts:AssumeRole")),
    );
    role(
        &harness,
        OTHER_ACCOUNT,
        "Case",
        &allow(ACCOUNT, &json!("sts:AssumeRole")),
    );
    let never = identity(&json!([{"Effect": "Deny", "Action": "sts:*", "Resource": "*"}]));
    let policies = [
        (may(&json!("sts:*")), NO_TRUST),
        (never, " with an explicit deny in an identity-based policy"),
    ];
    let keys = harness.user(&Harness::root(), "alice", &may_not());
    for (policy, why) in policies {
        let document = policy.to_string();
        let put = [
            ("UserName", "alice"),
            ("PolicyName", "only"),
            ("PolicyDocument", &*document),
        ];
        harness
            .query(&Harness::root(), "iam", "PutUserPolicy", &put)
            .expect(200);
        for name in ["deaf", "nobody", "case", "path/Case"] {
            let arn = format!("arn:aws:iam::{OTHER_ACCOUNT}:role/{name}");
            let message = denied(&alice, "sts:AssumeRole", &arn, why);
            assume_with(&harness, &keys, &arn, &[]).refused(403, "AccessDenied", &message);
        }
    }
}

#[test]
fn what_is_no_role_is_invalid() {
    let harness = Harness::new();
    for arn in [
        "nothing-valid-in-here",
        "arn:aws:iam::111111111111:user/x",
        "arn:aws:iam::1111:role/some-role",
        "arn:aws:sts::111111111111:role/x",
    ] {
        let message = format!("{arn} is invalid");
        assume_with(&harness, &Harness::root(), arn, &[]).refused(400, "ValidationError", &message);
    }
    let arn = format!("arn:aws:iam::{ACCOUNT}:role/r");
    let named = [("RoleArn", arn.as_str()), ("RoleSessionName", "Session1:2")];
    let message = "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*";
    harness
        .query(&Harness::root(), "sts", "AssumeRole", &named)
        .refused(400, "ValidationError", message);
}

#[test]
fn sessions_last_as_long_as_the_role_and_the_chain_allow() {
    let harness = Harness::new();
    let trust = allow("*", &json!("sts:AssumeRole"));
    let one = role(&harness, ACCOUNT, "one", &trust);
    let two = role(
        &harness,
        ACCOUNT,
        "two",
        &allow(&one, &json!("sts:AssumeRole")),
    );
    let root = Harness::root();
    let over = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
    assume_with(&harness, &root, &one, &[("DurationSeconds", "7201")]).refused(
        400,
        "ValidationError",
        over,
    );
    let first = credentials(&assume_with(
        &harness,
        &root,
        &one,
        &[("DurationSeconds", "7200")],
    ));
    let chained = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";
    assume_with(&harness, &first, &two, &[("DurationSeconds", "3601")]).refused(
        400,
        "ValidationError",
        chained,
    );
    let second = credentials(&assume_with(
        &harness,
        &first,
        &two,
        &[("DurationSeconds", "3600")],
    ));
    assert_eq!(
        whoami(&harness, &second),
        format!("arn:aws:sts::{ACCOUNT}:assumed-role/two/session")
    );
    for seconds in ["899", "43201"] {
        assume_with(&harness, &root, &one, &[("DurationSeconds", seconds)]).expect(400);
    }
}

#[test]
fn a_trust_policy_may_ask_for_an_external_id_and_a_session_name() {
    let harness = Harness::new();
    let trust = json!([{"Effect": "Allow", "Principal": {"AWS": OTHER_ACCOUNT}, "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"sts:ExternalId": "e-1"}, "StringLike": {"sts:RoleSessionName": "sess*"}}}]);
    let arn = role(&harness, ACCOUNT, "r", &trust);
    let keys = Harness::other_root();
    assume_with(&harness, &keys, &arn, &[]).expect(403);
    assume_with(&harness, &keys, &arn, &[("ExternalId", "e-2")]).expect(403);
    assume_with(&harness, &keys, &arn, &[("ExternalId", "e-1")]).expect(200);
}

#[test]
fn the_duration_is_no_key_of_assume_role() {
    let harness = Harness::new();
    let trust = json!([{"Effect": "Allow", "Principal": {"AWS": OTHER_ACCOUNT}, "Action": "sts:AssumeRole",
        "Condition": {"NumericLessThanEquals": {"sts:DurationSeconds": "3600"}}}]);
    let arn = role(&harness, ACCOUNT, "r", &trust);
    let more = [("DurationSeconds", "900")];
    assume_with(&harness, &Harness::other_root(), &arn, &more).expect(403);
}

#[test]
fn a_session_policy_limits_and_grants_nothing() {
    let harness = Harness::new();
    let arn = role(
        &harness,
        ACCOUNT,
        "r",
        &allow(ACCOUNT, &json!("sts:AssumeRole")),
    );
    let document = may(&json!(["iam:ListUsers", "iam:ListRoles"])).to_string();
    let put = [
        ("RoleName", "r"),
        ("PolicyName", "p"),
        ("PolicyDocument", &*document),
    ];
    harness
        .query(&Harness::root(), "iam", "PutRolePolicy", &put)
        .expect(200);
    let session = may(&json!(["iam:ListUsers", "iam:ListGroups"])).to_string();
    let check = |keys: &Keys, expected: [u16; 3]| {
        for (action, status) in ["ListUsers", "ListRoles", "ListGroups"]
            .iter()
            .zip(expected)
        {
            harness.query(keys, "iam", action, &[]).expect(status);
        }
    };
    let root = Harness::root();
    check(&assume(&harness, &root, &arn), [200, 200, 403]);
    let limited = assume_with(&harness, &root, &arn, &[("Policy", &session)]);
    assert!(
        limited
            .xml("PackedPolicySize")
            .parse::<i32>()
            .is_ok_and(|size| (1..=100).contains(&size))
    );
    check(&credentials(&limited), [200, 403, 403]);
    // A managed policy limits as it was when the session was made.
    let new = [("PolicyName", "limit"), ("PolicyDocument", &*session)];
    let policy = harness
        .query(&root, "iam", "CreatePolicy", &new)
        .expect(200)
        .xml("Arn");
    let by_arn = credentials(&assume_with(
        &harness,
        &root,
        &arn,
        &[("PolicyArns.member.1.arn", &policy)],
    ));
    harness
        .query(&root, "iam", "DeletePolicy", &[("PolicyArn", &policy)])
        .expect(200);
    check(&by_arn, [200, 403, 403]);
    assume_with(
        &harness,
        &root,
        &arn,
        &[("PolicyArns.member.1.arn", &policy)],
    )
    .refused(
        400,
        "MalformedPolicyDocument",
        &format!("Policy {policy} does not exist or is not attachable."),
    );
    assume_with(&harness, &root, &arn, &[("Policy", "{")]).refused(
        400,
        "MalformedPolicyDocument",
        "Syntax errors in policy.",
    );
}

#[test]
fn what_does_not_fit_into_a_token_is_refused() {
    let harness = Harness::new();
    let actions = json!(["sts:AssumeRole", "sts:TagSession"]);
    let arn = role(&harness, ACCOUNT, "r", &allow(ACCOUNT, &actions));
    let root = Harness::root();
    let long = may(&json!(format!("sts:{}", "a".repeat(2048)))).to_string();
    assume_with(&harness, &root, &arn, &[("Policy", &long)]).expect(400);
    let value = "v".repeat(256);
    let keys: Vec<(String, String)> = (1..=50)
        .map(|number| {
            (
                format!("Tags.member.{number}.Key"),
                format!("Tags.member.{number}.Value"),
            )
        })
        .collect();
    let names: Vec<String> = (1..=50).map(|number| format!("k{number}")).collect();
    let mut tags = Vec::new();
    for ((key, of_value), name) in keys.iter().zip(&names) {
        tags.extend([
            (key.as_str(), name.as_str()),
            (of_value.as_str(), value.as_str()),
        ]);
    }
    let refused = assume_with(&harness, &root, &arn, &tags);
    assert_eq!(
        (refused.status, refused.xml("Code")),
        (400, "PackedPolicyTooLarge".into())
    );
    assume_with(&harness, &root, &arn, &tags[..20]).expect(200);
}

#[test]
fn session_tags_need_their_own_permission_and_override_those_of_the_role() {
    let harness = Harness::new();
    let assume_only = json!("sts:AssumeRole");
    let both = json!(["sts:AssumeRole", "sts:TagSession"]);
    let tag = [("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "a")];
    let strict = role(
        &harness,
        ACCOUNT,
        "strict",
        &allow(OTHER_ACCOUNT, &assume_only),
    );
    let who = format!("arn:aws:iam::{OTHER_ACCOUNT}:root");
    let why = " because no role trust policy allows the sts:TagSession action";
    let message = denied(&who, "sts:TagSession", &strict, why);
    let other = Harness::other_root();
    assume_with(&harness, &other, &strict, &tag).refused(403, "AccessDenied", &message);

    // The identity needs it, too.
    let open = role(&harness, ACCOUNT, "open", &allow(OTHER_ACCOUNT, &both));
    let alice = harness.user(&other, "alice", &may(&assume_only));
    let why = " because no identity-based policy allows the sts:TagSession action";
    let who = format!("arn:aws:iam::{OTHER_ACCOUNT}:user/alice");
    let message = denied(&who, "sts:TagSession", &open, why);
    assume_with(&harness, &alice, &open, &tag).refused(403, "AccessDenied", &message);

    let root = Harness::root();
    let by_tag = identity(
        &json!([{"Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*",
        "Condition": {"StringEquals": {"aws:PrincipalTag/team": "a"}}}]),
    )
    .to_string();
    let put = [
        ("RoleName", "open"),
        ("PolicyName", "p"),
        ("PolicyDocument", &*by_tag),
    ];
    harness
        .query(&root, "iam", "PutRolePolicy", &put)
        .expect(200);
    let own = [
        ("RoleName", "open"),
        ("Tags.member.1.Key", "team"),
        ("Tags.member.1.Value", "z"),
    ];
    harness.query(&root, "iam", "TagRole", &own).expect(200);
    let untagged = assume(&harness, &other, &open);
    harness
        .query(&untagged, "iam", "ListUsers", &[])
        .expect(403);
    let tagged = assume_with(&harness, &other, &open, &tag);
    assert!(tagged.xml("PackedPolicySize") != "0");
    harness
        .query(&credentials(&tagged), "iam", "ListUsers", &[])
        .expect(200);
}

#[test]
fn transitive_tags_go_down_the_chain_and_cannot_be_replaced() {
    let harness = Harness::new();
    let actions = json!(["sts:AssumeRole", "sts:TagSession"]);
    let root = Harness::root();
    let one = role(&harness, ACCOUNT, "one", &allow(ACCOUNT, &actions));
    let two = role(&harness, ACCOUNT, "two", &allow(&one, &actions));
    let closed = role(
        &harness,
        ACCOUNT,
        "closed",
        &allow(&one, &json!("sts:AssumeRole")),
    );
    let tags = [
        ("Tags.member.1.Key", "Team"),
        ("Tags.member.1.Value", "a"),
        ("Tags.member.2.Key", "Other"),
        ("Tags.member.2.Value", "b"),
        ("TransitiveTagKeys.member.1", "team"),
    ];
    let first = credentials(&assume_with(&harness, &root, &one, &tags));
    for (tag, status) in [("Team", 200), ("Other", 403)] {
        let value = if tag == "Team" { "a" } else { "b" };
        let key = format!("aws:PrincipalTag/{tag}");
        let document = identity(
            &json!([{"Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*",
            "Condition": {"StringEquals": {key: value}}}]),
        )
        .to_string();
        let put = [
            ("RoleName", "two"),
            ("PolicyName", "p"),
            ("PolicyDocument", &*document),
        ];
        harness
            .query(&root, "iam", "PutRolePolicy", &put)
            .expect(200);
        let second = assume(&harness, &first, &two);
        harness
            .query(&second, "iam", "ListUsers", &[])
            .expect(status);
    }
    assume_with(&harness, &first, &closed, &[]).expect(403);

    let conflict = "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.";
    let again = [("Tags.member.1.Key", "TEAM"), ("Tags.member.1.Value", "x")];
    assume_with(&harness, &first, &two, &again).refused(400, "InvalidParameterValue", conflict);
    let missing = "The specified transitive tag key must be included in the requested tags.";
    assume_with(
        &harness,
        &root,
        &one,
        &[("TransitiveTagKeys.member.1", "x")],
    )
    .refused(400, "InvalidParameterValue", missing);
    let twice = [
        ("Tags.member.1.Key", "a"),
        ("Tags.member.1.Value", "1"),
        ("Tags.member.2.Key", "A"),
        ("Tags.member.2.Value", "2"),
    ];
    let duplicate = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
    assume_with(&harness, &root, &one, &twice).refused(400, "InvalidParameterValue", duplicate);
}

#[test]
fn a_source_identity_is_set_once_with_permission_and_stays() {
    let harness = Harness::new();
    let actions = json!(["sts:AssumeRole", "sts:SetSourceIdentity"]);
    let one = role(&harness, ACCOUNT, "one", &allow(ACCOUNT, &actions));
    let two = role(&harness, ACCOUNT, "two", &allow(&one, &actions));
    let closed = role(
        &harness,
        ACCOUNT,
        "closed",
        &allow("*", &json!("sts:AssumeRole")),
    );
    let root = Harness::root();
    let alice = [("SourceIdentity", "alice")];
    assume_with(&harness, &root, &closed, &alice).expect(403);
    let first = assume_with(&harness, &root, &one, &alice);
    assert_eq!(first.xml("SourceIdentity"), "alice");
    let first = credentials(&first);
    assert_eq!(
        assume_with(&harness, &first, &two, &[]).xml("SourceIdentity"),
        "alice"
    );
    assume_with(&harness, &first, &closed, &[]).expect(403);
    let message = "The source identity of a session cannot be changed.";
    assume_with(&harness, &first, &two, &[("SourceIdentity", "bob")]).refused(
        403,
        "AccessDenied",
        message,
    );
}

#[test]
fn nobody_has_a_second_factor() {
    let harness = Harness::new();
    let arn = role(
        &harness,
        ACCOUNT,
        "r",
        &allow(ACCOUNT, &json!("sts:AssumeRole")),
    );
    let mfa = [
        ("SerialNumber", "arn:aws:iam::111111111111:mfa/x"),
        ("TokenCode", "123456"),
    ];
    let refused = assume_with(&harness, &Harness::root(), &arn, &mfa);
    assert_eq!(
        (refused.status, refused.xml("Code")),
        (403, "AccessDenied".into())
    );
    harness
        .query(&Harness::root(), "sts", "GetSessionToken", &mfa)
        .expect(403);
}

#[test]
fn a_users_own_session_is_the_user_but_may_not_call_iam() {
    let harness = Harness::new();
    let all = may(&json!("*"));
    let alice = harness.user(&Harness::root(), "alice", &all);
    let session = credentials(&harness.query(&alice, "sts", "GetSessionToken", &[]));
    assert_eq!(
        whoami(&harness, &session),
        format!("arn:aws:iam::{ACCOUNT}:user/alice")
    );
    let message = "The security token included in the request is invalid";
    harness
        .query(&session, "iam", "ListUsers", &[])
        .refused(403, "InvalidClientTokenId", message);
    let message = "Cannot call GetSessionToken with session credentials";
    harness
        .query(&session, "sts", "GetSessionToken", &[])
        .refused(403, "AccessDenied", message);
    let info = [("AccessKeyId", session.id.as_str())];
    harness
        .query(&session, "sts", "GetAccessKeyInfo", &info)
        .expect(403);
    let arn = role(
        &harness,
        ACCOUNT,
        "r",
        &allow(ACCOUNT, &json!("sts:AssumeRole")),
    );
    let role = assume(&harness, &session, &arn);
    harness
        .query(&role, "sts", "GetSessionToken", &[])
        .refused(403, "AccessDenied", message);
    harness
        .query(&alice, "sts", "GetAccessKeyInfo", &info)
        .expect(200);
}

#[test]
fn a_users_session_lasts_half_a_day_and_that_of_the_root_user_an_hour() {
    let harness = Harness::new();
    let alice = harness.user(&Harness::root(), "alice", &may_not());
    for (keys, seconds, expected) in [
        (&alice, None, "2026-11-21T23:56:21Z"),
        (&alice, Some("129600"), "2026-11-22T23:56:21Z"),
        (&Harness::root(), Some("129600"), "2026-11-21T12:56:21Z"),
    ] {
        let parameters: Vec<(&str, &str)> = seconds
            .map(|seconds| ("DurationSeconds", seconds))
            .into_iter()
            .collect();
        let answer = harness.query(keys, "sts", "GetSessionToken", &parameters);
        assert_eq!(answer.expect(200).xml("Expiration"), expected);
    }
}

#[test]
fn nothing_can_stop_a_caller_from_asking_who_it_is() {
    let harness = Harness::new();
    let never = identity(&json!([{"Effect": "Deny", "Action": "*", "Resource": "*"}]));
    let alice = harness.user(&Harness::root(), "alice", &never);
    let who = harness.query(&alice, "sts", "GetCallerIdentity", &[]);
    assert_eq!(
        (who.xml("Account"), who.xml("UserId").len()),
        (ACCOUNT.into(), 21)
    );
    let info = [("AccessKeyId", alice.id.as_str())];
    harness
        .query(&alice, "sts", "GetAccessKeyInfo", &info)
        .expect(403);
}

#[test]
fn a_root_user_assumes_no_role_but_with_development_keys() {
    let (harness, root) = Harness::serving();
    let trust = json!({"Version": "2012-10-17", "Statement": allow("*", &json!("sts:AssumeRole"))});
    let new = [
        ("RoleName", "r"),
        ("AssumeRolePolicyDocument", &*trust.to_string()),
    ];
    let made = harness.query(&root, "iam", "CreateRole", &new);
    let arn = made.expect(200).xml("Arn");
    let message = "Roles may not be assumed by root accounts.";
    assume_with(&harness, &root, &arn, &[]).refused(403, "AccessDenied", message);
    let alice = harness.user(&root, "alice", &may(&json!("sts:AssumeRole")));
    assume(&harness, &alice, &arn);
    let invalid = "The security token included in the request is invalid.";
    let development = harness.query(&Harness::root(), "sts", "GetCallerIdentity", &[]);
    development.refused(403, "InvalidClientTokenId", invalid);
}
