//! The finer points of evaluation, each with the rule it shows.

use std::sync::Arc;

use portcullis_iam::{
    Caller, Decision, Grant, Leaning, NoContext, NoTrace, Policies, Policy, PolicyType, Request,
    Verdict, evaluate, judge,
};
use serde_json::{Value as Json, json};

use crate::{check, compile, decide, decide_compiled};

const RESOURCE: &str = "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5/prod/GET/items";
const SESSION: &str = "arn:aws:sts::222222222222:assumed-role/app/s1";

fn document(statements: &Json) -> Json {
    json!({"Version": "2012-10-17", "Statement": statements})
}

fn allow(extra: &Json) -> Json {
    let mut statement = json!({"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"});
    for (name, value) in extra.as_object().unwrap() {
        statement[name] = value.clone();
    }
    document(&statement)
}

/// A case of a role session in the API's account, changed as given.
fn expect(expected: &str, changes: &Json) {
    let mut case = json!({
        "principal": SESSION, "action": "execute-api:Invoke", "resource": RESOURCE, "expected": expected,
    });
    for (name, value) in changes.as_object().unwrap() {
        case[name] = value.clone();
    }
    check(&case);
}

/// An identity policy with one condition decides.
fn expect_condition(effect: &str, expected: &str, condition: &Json, context: &Json) {
    let mut statements =
        vec![json!({"Effect": effect, "Action": "*", "Resource": "*", "Condition": condition})];
    if effect == "Deny" {
        statements.push(json!({"Effect": "Allow", "Action": "*", "Resource": "*"}));
    }
    expect(
        expected,
        &json!({"identity": document(&json!(statements)), "context": context}),
    );
}

#[test]
fn a_recreated_role_is_somebody_else() {
    let policy = |principal: &str| {
        let text = allow(&json!({"Principal": {"AWS": principal}})).to_string();
        [Arc::new(
            Policy::compile(&text, PolicyType::Resource).unwrap(),
        )]
    };
    let session = |role_id| Caller::AssumedRole {
        account: "222222222222",
        role_arn: "arn:aws:iam::222222222222:role/app",
        role_id,
        session_arn: SESSION,
        session_name: "s1",
    };
    let ask = |policies: &[Arc<Policy>], caller: &Caller<'_>| {
        let request = Request {
            caller,
            action: "execute-api:Invoke",
            resource: RESOURCE,
            resource_account: "222222222222",
            has_boundary: false,
            context: &NoContext,
        };
        judge(PolicyType::Resource, policies, &request, &mut NoTrace)
    };
    let by_id = policy("AROAEXAMPLE1EXAMPLE01");
    let allowed = Verdict::Allow {
        grant: Grant::Role,
        policy: 0,
        statement: 0,
    };
    assert_eq!(ask(&by_id, &session("AROAEXAMPLE1EXAMPLE01")), allowed);
    assert_eq!(
        ask(&by_id, &session("AROAEXAMPLE2EXAMPLE02")),
        Verdict::ImplicitDeny
    );
    assert_eq!(ask(&by_id, &session("")), Verdict::ImplicitDeny);
    let by_arn = policy("arn:aws:iam::222222222222:role/app");
    assert_eq!(ask(&by_arn, &session("AROAEXAMPLE2EXAMPLE02")), allowed);
}

#[test]
fn an_endpoint_policy_that_names_a_role_keeps_others_and_anonymous_out() {
    let endpoint =
        allow(&json!({"Principal": {"AWS": "arn:aws:iam::222222222222:role/service-a"}}));
    let open = allow(&json!({"Principal": "*"}));
    for principal in ["anonymous", SESSION] {
        expect(
            "ImplicitDeny",
            &json!({"principal": principal, "endpointPolicy": endpoint, "resourcePolicy": open}),
        );
    }
    expect(
        "Allow",
        &json!({"principal": "anonymous", "resourcePolicy": open}),
    );
    expect(
        "ImplicitDeny",
        &json!({"principal": "anonymous", "resourcePolicy": allow(&json!({"Principal": {"AWS": "222222222222"}}))}),
    );
}

#[test]
fn a_repeated_element_is_not_the_last_one_wins() {
    let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}}"#;
    assert!(Policy::compile(text, PolicyType::Identity).is_err());
    let case = format!(
        r#"{{"principal":"{SESSION}","action":"a:b","resource":"{RESOURCE}","identity":[{text}]}}"#
    );
    let case: portcullis_iam::case::Case = serde_json::from_str(&case).unwrap();
    let error = case.compile().unwrap_err().to_string();
    assert!(error.contains("`Effect` appears twice"), "{error}");
}

#[test]
fn one_value_needs_no_brackets_and_scalars_need_no_quotes() {
    let bare = json!({"NumericEquals": {"n": 10}, "Bool": {"b": true}});
    let quoted = json!({"NumericEquals": {"n": ["10"]}, "Bool": {"b": ["true"]}});
    for condition in [bare, quoted] {
        expect_condition(
            "Allow",
            "Allow",
            &condition,
            &json!({"n": 10.0, "b": "true"}),
        );
        expect_condition(
            "Allow",
            "ImplicitDeny",
            &condition,
            &json!({"n": 11, "b": true}),
        );
    }
}

#[test]
fn a_star_in_a_tag_is_a_star() {
    let identity = allow(
        &json!({"Resource": "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5/prod/GET/${aws:PrincipalTag/team}"}),
    );
    let context = json!({"aws:PrincipalTag/team": "*"});
    expect(
        "ImplicitDeny",
        &json!({"identity": identity, "context": context}),
    );
    let at_star = RESOURCE.replace("items", "*");
    expect(
        "Allow",
        &json!({"identity": identity, "context": context, "resource": at_star}),
    );
}

#[test]
fn what_a_silent_boundary_or_session_policy_limits() {
    let silent = allow(&json!({"Action": "s3:*"}));
    let user = "arn:aws:iam::222222222222:user/bob";
    let federated = "arn:aws:sts::222222222222:federated-user/fred";
    for (principal, named, with_boundary, with_session) in [
        (user, user, "Allow", "Allow"),
        (
            SESSION,
            "arn:aws:iam::222222222222:role/app",
            "ImplicitDeny",
            "ImplicitDeny",
        ),
        (SESSION, SESSION, "Allow", "Allow"),
        (federated, federated, "Allow", "Allow"),
        (SESSION, "*", "Allow", "Allow"),
        (SESSION, "222222222222", "ImplicitDeny", "ImplicitDeny"),
    ] {
        let resource = allow(&json!({"Principal": {"AWS": named}}));
        let base = json!({"principal": principal, "resourcePolicy": resource});
        for (layer, expected) in [
            ("permissionsBoundary", with_boundary),
            ("sessionPolicy", with_session),
        ] {
            let mut case = base.clone();
            case[layer] = silent.clone();
            expect(expected, &case);
        }
    }
    // Across accounts a silent boundary limits every form.
    let outside = "arn:aws:iam::111111111111:user/ana";
    let resource = allow(&json!({"Principal": {"AWS": outside}}));
    let base =
        json!({"principal": outside, "resourcePolicy": resource, "identity": allow(&json!({}))});
    expect("Allow", &base);
    for layer in ["permissionsBoundary", "sessionPolicy"] {
        let mut case = base.clone();
        case[layer] = silent.clone();
        expect("ImplicitDeny", &case);
    }
}

#[test]
fn the_user_behind_a_federated_session() {
    let text =
        allow(&json!({"Principal": {"AWS": "arn:aws:iam::222222222222:user/bob"}})).to_string();
    let resource = [Arc::new(
        Policy::compile(&text, PolicyType::Resource).unwrap(),
    )];
    let text = allow(&json!({})).to_string();
    let session = [Arc::new(
        Policy::compile(&text, PolicyType::Session).unwrap(),
    )];
    let caller = Caller::FederatedUser {
        account: "222222222222",
        arn: "arn:aws:sts::222222222222:federated-user/fred",
        name: "fred",
        user_arn: "arn:aws:iam::222222222222:user/bob",
        user_id: "",
    };
    let request = Request {
        caller: &caller,
        action: "execute-api:Invoke",
        resource: RESOURCE,
        resource_account: "222222222222",
        has_boundary: false,
        context: &NoContext,
    };
    let without = Policies {
        resource: &resource,
        ..Policies::default()
    };
    let silent = Decision::ImplicitDeny {
        by: PolicyType::Session,
    };
    assert_eq!(evaluate(&without, &request, &mut NoTrace), silent);
    let with = Policies {
        session: &session,
        ..without
    };
    assert_eq!(evaluate(&with, &request, &mut NoTrace), Decision::Allow);
}

#[test]
fn a_federated_session_without_a_session_policy_may_nothing_of_its_own() {
    let principal = "arn:aws:sts::222222222222:federated-user/fred";
    expect(
        "ImplicitDeny",
        &json!({"principal": principal, "identity": allow(&json!({}))}),
    );
    expect(
        "Allow",
        &json!({"principal": principal, "identity": allow(&json!({})), "sessionPolicy": allow(&json!({}))}),
    );
}

#[test]
fn a_trust_policy_must_itself_allow() {
    let role = "arn:aws:iam::222222222222:role/deployer";
    let trust = |principal: Json, action: &str| {
        document(&json!({"Effect": "Allow", "Principal": principal, "Action": action}))
    };
    let assume =
        document(&json!({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": role}));
    let base = |principal: &str, trust: Json, identity: Json| {
        json!({
            "principal": principal, "action": "sts:AssumeRole", "resource": role, "resourceAccount": "222222222222",
            "resourcePolicy": trust, "identity": identity,
        })
    };
    let user = "arn:aws:iam::222222222222:user/bob";
    let outside = "arn:aws:iam::111111111111:user/ana";
    let account = |id: &str| trust(json!({"AWS": id}), "sts:AssumeRole");
    // The same account: the user's ARN is enough, the account needs an identity policy too, silence is a refusal.
    expect(
        "Allow",
        &base(
            user,
            trust(json!({"AWS": user}), "sts:AssumeRole"),
            Json::Null,
        ),
    );
    expect(
        "ImplicitDeny",
        &base(user, account("222222222222"), Json::Null),
    );
    expect(
        "Allow",
        &base(user, account("222222222222"), assume.clone()),
    );
    expect(
        "ImplicitDeny",
        &base(user, account("111111111111"), assume.clone()),
    );
    // Another account: both.
    expect(
        "Allow",
        &base(outside, account("111111111111"), assume.clone()),
    );
    expect(
        "ImplicitDeny",
        &base(outside, account("111111111111"), Json::Null),
    );
    // A service and an identity provider have no policies of their own.
    let service = trust(
        json!({"Service": ["ecs.amazonaws.com", "lambda.amazonaws.com"]}),
        "sts:AssumeRole",
    );
    expect(
        "Allow",
        &base("lambda.amazonaws.com", service.clone(), Json::Null),
    );
    expect(
        "ImplicitDeny",
        &base("ec2.amazonaws.com", service, Json::Null),
    );
    let text = trust(
        json!({"Federated": "accounts.google.com"}),
        "sts:AssumeRoleWithWebIdentity",
    )
    .to_string();
    let policy = [Arc::new(Policy::compile(&text, PolicyType::Trust).unwrap())];
    for (provider, expected) in [
        ("accounts.google.com", Decision::Allow),
        (
            "www.amazon.com",
            Decision::ImplicitDeny {
                by: PolicyType::Trust,
            },
        ),
    ] {
        let request = Request {
            caller: &Caller::Federated { provider },
            action: "sts:AssumeRoleWithWebIdentity",
            resource: role,
            resource_account: "222222222222",
            has_boundary: false,
            context: &NoContext,
        };
        let policies = Policies {
            trust: &policy,
            ..Policies::default()
        };
        assert_eq!(evaluate(&policies, &request, &mut NoTrace), expected);
    }
}

#[test]
fn organization_policies_reach_whom_aws_says() {
    let deny = document(&json!({"Effect": "Deny", "Action": "*", "Resource": "*"}));
    let full = document(&json!({"Effect": "Allow", "Action": "*", "Resource": "*"}));
    let identity = allow(&json!({}));
    expect(
        "ExplicitDeny",
        &json!({"identity": identity, "scps": [[full], [full, deny]]}),
    );
    expect(
        "Allow",
        &json!({"identity": identity, "scps": [[full], [full]]}),
    );
    expect(
        "ImplicitDeny",
        &json!({"identity": identity, "scps": [[full], []]}),
    );
    expect(
        "ExplicitDeny",
        &json!({"principal": "arn:aws:iam::222222222222:root", "scps": [[deny]]}),
    );
    let linked = "arn:aws:iam::222222222222:role/aws-service-role/x.amazonaws.com/linked";
    expect(
        "Allow",
        &json!({"principal": linked, "identity": identity, "scps": [[deny]]}),
    );
    let lookalike = "arn:aws:iam::222222222222:role/a:role/aws-service-role/x.amazonaws.com/linked";
    expect(
        "ExplicitDeny",
        &json!({"principal": lookalike, "identity": identity, "scps": [[deny]]}),
    );
    let everyone = allow(&json!({"Principal": "*"}));
    expect(
        "Allow",
        &json!({"principal": "anonymous", "resourcePolicy": everyone, "scps": [[deny]]}),
    );
    let rcp = document(
        &json!({"Effect": "Deny", "Principal": "*", "Action": "execute-api:*", "Resource": "*"}),
    );
    expect("Allow", &json!({"identity": identity, "rcps": [[rcp]]}));
    expect(
        "ExplicitDeny",
        &json!({"identity": identity, "rcps": [[rcp]], "rcpsApply": true}),
    );
    expect(
        "ExplicitDeny",
        &json!({"principal": "anonymous", "resourcePolicy": everyone, "rcps": [[rcp]], "rcpsApply": true}),
    );
}

#[test]
fn malformed_values_help_nobody() {
    for (condition, context) in [
        (json!({"NumericEquals": {"k": "10"}}), json!({"k": "10abc"})),
        (json!({"NumericNotEquals": {"k": "10"}}), json!({"k": "x"})),
        (
            json!({"NotIpAddress": {"k": "10.0.0.0/8"}}),
            json!({"k": "bogus"}),
        ),
        (json!({"Bool": {"k": "false"}}), json!({"k": "perhaps"})),
        (
            json!({"DateLessThan": {"k": "2026-01-01"}}),
            json!({"k": "soon"}),
        ),
        (json!({"BinaryEquals": {"k": "QQ=="}}), json!({"k": "?"})),
        (
            json!({"ArnNotLike": {"k": "arn:aws:iam::1:*"}}),
            json!({"k": "nobody"}),
        ),
        (
            json!({"IpAddress": {"k": "not a range"}}),
            json!({"k": "10.0.0.1"}),
        ),
        // AWS does not say whether the mapped form is in the IPv4 range.
        (
            json!({"IpAddress": {"k": "10.0.0.0/8"}}),
            json!({"k": "::ffff:10.0.0.1"}),
        ),
        (
            json!({"NotIpAddress": {"k": "10.0.0.0/8"}}),
            json!({"k": "::ffff:10.0.0.1"}),
        ),
    ] {
        expect_condition("Allow", "ImplicitDeny", &condition, &context);
        expect_condition("Deny", "ExplicitDeny", &condition, &context);
    }
}

#[test]
fn several_values_under_a_plain_operator_never_match() {
    for operator in [
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIfExists",
        "StringNotLikeIfExists",
    ] {
        let condition = json!({operator: {"aws:TagKeys": "a"}});
        for values in [json!(["a"]), json!(["a", "b"]), json!(["c"])] {
            let context = json!({"aws:TagKeys": values});
            expect_condition("Allow", "ImplicitDeny", &condition, &context);
            expect_condition("Deny", "Allow", &condition, &context);
        }
    }
}

#[test]
fn absent_keys_and_empty_lists() {
    let absent = json!({});
    for (operator, values, context, expected) in [
        ("StringEquals", json!("a"), absent.clone(), false),
        ("StringNotEquals", json!("a"), absent.clone(), true),
        ("NotIpAddress", json!("10.0.0.0/8"), absent.clone(), true),
        ("DateNotEquals", json!("2026-01-01"), absent.clone(), true),
        ("StringEqualsIfExists", json!("a"), absent.clone(), true),
        (
            "ForAllValues:StringEquals",
            json!("a"),
            absent.clone(),
            true,
        ),
        (
            "ForAllValues:StringEquals",
            json!("a"),
            json!({"k": []}),
            true,
        ),
        (
            "ForAllValues:StringEquals",
            json!("a"),
            json!({"k": ""}),
            true,
        ),
        (
            "ForAnyValue:StringEquals",
            json!("a"),
            absent.clone(),
            false,
        ),
        (
            "ForAnyValue:StringNotEquals",
            json!("a"),
            absent.clone(),
            false,
        ),
        ("Null", json!("true"), absent.clone(), true),
        ("Null", json!(false), absent.clone(), false),
        ("Null", json!("false"), json!({"k": ""}), true),
        ("Null", json!("true"), json!({"k": []}), true),
        ("ForAllValues:Null", json!("true"), json!({"k": "x"}), true),
        ("ForAnyValue:Null", json!("true"), absent.clone(), false),
        (
            "ForAllValues:StringEquals",
            json!([]),
            json!({"k": "x"}),
            false,
        ),
        ("ForAllValues:StringEquals", json!([]), absent.clone(), true),
        (
            "ForAnyValue:StringEquals",
            json!([]),
            json!({"k": "x"}),
            false,
        ),
        ("StringEqualsIfExists", json!([]), absent.clone(), true),
        ("StringEqualsIfExists", json!([]), json!({"k": "x"}), false),
        ("StringEquals", json!([]), json!({"k": "x"}), false),
        ("StringNotEquals", json!([]), json!({"k": "x"}), true),
        ("StringEquals", json!(""), json!({"k": ""}), true),
    ] {
        let expected = if expected { "Allow" } else { "ImplicitDeny" };
        expect_condition(
            "Allow",
            expected,
            &json!({operator: {"k": values}}),
            &context,
        );
    }
    for empty in [
        json!({"Action": []}),
        json!({"Resource": []}),
        json!({"NotAction": [], "Action": null}),
    ] {
        let mut statement = json!({"Effect": "Deny", "Action": "*", "Resource": "*"});
        for (name, value) in empty.as_object().unwrap() {
            statement[name] = value.clone();
        }
        statement
            .as_object_mut()
            .unwrap()
            .retain(|_, value| !value.is_null());
        let identity =
            document(&json!([statement, {"Effect": "Allow", "Action": "*", "Resource": "*"}]));
        expect("Allow", &json!({"identity": identity}));
    }
}

#[test]
fn a_variable_without_a_value_under_not_resource_helps_nobody() {
    let not_resource = "arn:aws:execute-api:us-east-1:222222222222:other/${aws:PrincipalTag/team}";
    let statement =
        |effect: &str| json!({"Effect": effect, "Action": "*", "NotResource": not_resource});
    expect(
        "ImplicitDeny",
        &json!({"identity": document(&statement("Allow"))}),
    );
    let both = json!([statement("Deny"), {"Effect": "Allow", "Action": "*", "Resource": "*"}]);
    expect("ExplicitDeny", &json!({"identity": document(&both)}));
}

#[test]
fn the_default_of_a_variable_does_not_stand_for_a_key_that_nobody_knows_yet() {
    let resource = "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5/prod/GET/${aws:PrincipalTag/team, 'items'}";
    let statement =
        |effect: &str, element: &str| json!({"Effect": effect, "Action": "*", element: resource});
    let everything = json!({"Effect": "Allow", "Action": "*", "Resource": "*"});
    for statements in [
        json!([statement("Allow", "Resource")]),
        json!([statement("Allow", "NotResource")]),
        json!([everything, statement("Deny", "Resource")]),
        json!([everything, statement("Deny", "NotResource")]),
    ] {
        let case = json!({
            "principal": SESSION, "action": "execute-api:Invoke", "resource": RESOURCE,
            "identity": document(&statements),
        });
        let leaning = |leaning| {
            let mut case = compile(&case).unwrap();
            case.undetermine("aws:PrincipalTag/team", leaning);
            decide_compiled(&case) == Decision::Allow
        };
        // The tag may be `items`, or absent, or anything else.
        assert!(leaning(Leaning::ForCaller), "{statements}");
        assert!(!leaning(Leaning::AgainstCaller), "{statements}");
    }
}

#[test]
fn short_arns_reach_on_only_through_a_star_at_their_end() {
    for (resource, expected) in [
        ("arn:aws:execute-api:*", "Allow"),
        ("arn:aws:execute-api:us-east-1:*", "Allow"),
        ("arn:aws:execute-api:us-*:222222222222:*", "Allow"),
        ("arn:aws:execute-api:*:*:*", "Allow"),
        ("arn:aws:execute-api:us-east-1:222222222222", "ImplicitDeny"),
        (
            "arn:aws:execute-api:*:a1b2c3d4e5/prod/GET/items",
            "ImplicitDeny",
        ),
        ("arn:aws:execute-api:eu-*", "ImplicitDeny"),
        ("ARN:aws:execute-api:*", "refused"),
    ] {
        let case = json!({
            "principal": SESSION, "action": "execute-api:Invoke", "resource": RESOURCE, "expected": expected,
            "identity": allow(&json!({"Resource": resource})),
        });
        match expected {
            "refused" => assert!(decide(&case).is_err()),
            _ => check(&case),
        }
    }
}

#[test]
fn abbreviated_resources_mean_this_api() {
    for (resource, expected) in [
        ("execute-api:/prod/GET/*", "Allow"),
        ("execute-api:/*", "Allow"),
        ("execute-api:/dev/*", "ImplicitDeny"),
    ] {
        let policy = allow(&json!({"Principal": "*", "Resource": resource}));
        expect(
            expected,
            &json!({"principal": "anonymous", "resourcePolicy": policy}),
        );
    }
}

#[test]
fn the_role_of_a_session_may_have_a_path() {
    let role = "arn:aws:iam::222222222222:role/team/app";
    let policy = allow(&json!({"Principal": {"AWS": role}}));
    expect("ImplicitDeny", &json!({"resourcePolicy": policy}));
    expect(
        "Allow",
        &json!({"resourcePolicy": policy, "context": {"aws:PrincipalArn": role}}),
    );
}

#[test]
fn what_cannot_be_compiled_denies() {
    for policy_type in [
        PolicyType::Identity,
        PolicyType::Resource,
        PolicyType::Endpoint,
    ] {
        let policies = [Arc::new(Policy::deny_all(
            "stored document is damaged",
            policy_type,
        ))];
        let request = Request {
            caller: &Caller::Anonymous,
            action: "any:Thing",
            resource: "*",
            resource_account: "222222222222",
            has_boundary: false,
            context: &NoContext,
        };
        let verdict = judge(policy_type, &policies, &request, &mut NoTrace);
        assert_eq!(
            verdict,
            Verdict::ExplicitDeny {
                policy: 0,
                statement: 0
            }
        );
    }
}

#[test]
fn numbers_of_policies_count_through_all_levels() {
    let full = || {
        Arc::new(
            Policy::compile(&allow(&json!({})).to_string(), PolicyType::ServiceControl).unwrap(),
        )
    };
    let deny = Arc::new(Policy::deny_all("", PolicyType::ServiceControl));
    let levels = [vec![full(), full()], vec![full(), deny]];
    let caller = Caller::Root {
        account: "222222222222",
        arn: "arn:aws:iam::222222222222:root",
    };
    let request = Request {
        caller: &caller,
        action: "execute-api:Invoke",
        resource: RESOURCE,
        resource_account: "222222222222",
        has_boundary: false,
        context: &NoContext,
    };
    let policies = Policies {
        service_control: &levels,
        ..Policies::default()
    };
    let expected = Decision::ExplicitDeny {
        by: PolicyType::ServiceControl,
        policy: 3,
        statement: 0,
    };
    assert_eq!(evaluate(&policies, &request, &mut NoTrace), expected);
}
