//! The engine against the naive implementation, on generated policies and requests.

use portcullis_iam::{Decision, Leaning, NoTrace};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value as Json, json};

use crate::{decide, naive};

const API: &str = "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5";

fn one_of(values: &'static [&'static str]) -> impl Strategy<Value = Json> + Clone {
    select(values).prop_map(|text| Json::from(text.replace("<api>", API)))
}

/// One value, or a list of up to two.
fn few(value: impl Strategy<Value = Json> + Clone + 'static) -> impl Strategy<Value = Json> {
    prop_oneof![
        4 => value.clone(),
        2 => prop::collection::vec(value, 0..3).prop_map(Json::from),
    ]
}

fn principal() -> impl Strategy<Value = Json> {
    select(vec![
        "anonymous",
        "lambda.amazonaws.com",
        "arn:aws:iam::222222222222:root",
        "arn:aws:iam::111111111111:root",
        "arn:aws:iam::222222222222:user/bob",
        "arn:aws:iam::111111111111:user/x/bob",
        "arn:aws:sts::222222222222:assumed-role/app/s1",
        "arn:aws:sts::222222222222:assumed-role/app/s1",
        "arn:aws:sts::111111111111:assumed-role/app/s1",
        "arn:aws:sts::222222222222:federated-user/fred",
        "arn:aws:iam::222222222222:role/app",
        "arn:aws:iam::222222222222:role/aws-service-role/x.amazonaws.com/app",
    ])
    .prop_map(Json::from)
}

fn named_principals() -> impl Strategy<Value = Json> {
    let aws = one_of(&[
        "*",
        "222222222222",
        "111111111111",
        "arn:aws:iam::222222222222:root",
        "arn:aws:iam::222222222222:user/bob",
        "arn:aws:iam::111111111111:user/x/bob",
        "arn:aws:iam::222222222222:role/app",
        "arn:aws:iam::111111111111:role/app",
        "arn:aws:sts::222222222222:assumed-role/app/s1",
        "arn:aws:sts::222222222222:federated-user/fred",
    ]);
    prop_oneof![
        2 => Just(json!("*")),
        6 => prop::collection::vec(aws, 0..4).prop_map(|list| json!({ "AWS": list })),
        1 => Just(json!({"Service": "lambda.amazonaws.com"})),
    ]
}

fn resources() -> impl Strategy<Value = Json> {
    few(one_of(&[
        "*",
        "*",
        "<api>/*",
        "<api>/prod/GET/items",
        "<api>/*/GET/*",
        "<api>/prod/GET/${aws:username}",
        "<api>/*${aws:PrincipalTag/team}*",
        "<api>/dev/*/${aws:PrincipalTag/team, 'red'}/?",
        "<api>/prod/GET/${*}",
        "arn:aws:execute-api:*",
        "arn:aws:execute-api:us-east-1:222222222222",
        "arn:aws:*:us-*:2222?2222222:a1b2c3d4e5/*",
        "arn:aws:exec*",
        "arn:*:*:*:*:*",
        "arn:aws:s3:::bucket/*",
    ]))
}

fn actions() -> impl Strategy<Value = Json> {
    few(one_of(&[
        "*",
        "execute-api:Invoke",
        "EXECUTE-API:in*",
        "execute-api:I?voke",
        "execute-api:*",
        "s3:*",
        "*:*",
    ]))
}

/// An operator and values that suit it, now and then some that do not.
fn condition() -> impl Strategy<Value = (String, String, Json)> {
    let texts = &[
        "red",
        "RED",
        "r*",
        "*",
        "r?d",
        "",
        "${aws:PrincipalTag/team}",
        "${aws:nothing}",
        "${aws:nothing, 'red'}",
        "x${*}",
        "${aws:username}",
        "true",
    ];
    let arns = &[
        "arn:aws:iam::222222222222:role/app",
        "arn:aws:iam::*:role/*",
        "arn:aws:*:role/app",
        "arn:aws:iam::222222222222:user/${aws:username}",
        "arn:aws:iam::${aws:PrincipalAccount}:*",
        "${aws:PrincipalArn}",
        "*",
        "red",
    ];
    let numbers = &["10", "10.0", "-1", "10.5", "abc", "1767225600"];
    let dates = &[
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00+01:00",
        "2026-01-01",
        "1767225600",
        "2030-06-15T12:30:00Z",
    ];
    let booleans = &[
        "true",
        "false",
        "TRUE",
        "maybe",
        "${aws:SecureTransport}",
        "${aws:nothing}",
    ];
    let ranges = &[
        "10.0.0.0/8",
        "10.1.2.3/24",
        "10.0.0.5",
        "2001:db8::/32",
        "::/0",
        "0.0.0.0/0",
        "bogus",
        "10.0.0.0/40",
    ];
    let binary = &["QQ==", "QUI=", "!", "QR=="];
    let suited = prop_oneof![
        4 => (one_of_names(&["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"]), few(one_of(texts))),
        2 => (one_of_names(&["ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals"]), few(one_of(arns))),
        2 => (one_of_names(&["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"]), few(one_of(numbers))),
        2 => (one_of_names(&["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"]), few(one_of(dates))),
        1 => (one_of_names(&["Bool"]), few(one_of(booleans))),
        1 => (one_of_names(&["BinaryEquals"]), few(one_of(binary))),
        2 => (one_of_names(&["IpAddress", "NotIpAddress"]), few(one_of(ranges))),
        1 => (one_of_names(&["Null"]), few(one_of(&["true", "false", "x"]))),
    ];
    let set = select(vec!["", "", "", "ForAllValues:", "ForAnyValue:"]);
    (suited, set, any::<bool>(), key()).prop_map(|((name, values), set, if_exists, key)| {
        let suffix = if if_exists && name != "Null" {
            "IfExists"
        } else {
            ""
        };
        (format!("{set}{name}{suffix}"), key, values)
    })
}

fn one_of_names(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(names).prop_map(str::to_owned)
}

fn key() -> impl Strategy<Value = String> {
    select(vec![
        "aws:PrincipalTag/team",
        "aws:principaltag/Team",
        "aws:PrincipalArn",
        "aws:SourceIp",
        "aws:CurrentTime",
        "aws:SecureTransport",
        "aws:TagKeys",
        "aws:username",
        "AWS:PrincipalAccount",
        "my:Key",
        "aws:MultiFactorAuthAge",
    ])
    .prop_map(str::to_owned)
}

fn context() -> impl Strategy<Value = Json> {
    let value = prop_oneof![
        select(vec![
            "red",
            "RED",
            "*",
            "",
            "true",
            "10",
            "10.0",
            "10.5",
            "abc",
            "1767225600",
            "2026-01-01T00:00:00Z",
            "2030-06-15T12:30:00Z",
            "10.0.0.5",
            "10.1.2.3",
            "::ffff:10.0.0.5",
            "2001:DB8::1",
            "QQ==",
            "QUI=",
            "arn:aws:iam::222222222222:role/app",
            "x*",
        ])
        .prop_map(Json::from),
        any::<bool>().prop_map(Json::from),
        select(vec![10, 0, 1_767_225_600]).prop_map(Json::from),
    ];
    let value = prop_oneof![
        5 => value.clone(),
        2 => prop::collection::vec(value, 0..3).prop_map(Json::from),
        1 => Just(Json::Null),
    ];
    prop::collection::btree_map(
        select(vec![
            "aws:PrincipalTag/team",
            "aws:SourceIp",
            "aws:CurrentTime",
            "aws:SecureTransport",
            "aws:TagKeys",
            "my:key",
            "aws:MultiFactorAuthAge",
        ]),
        value,
        0..5,
    )
    .prop_map(|map| json!(map))
}

fn statement(with_principal: bool) -> impl Strategy<Value = Json> {
    let conditions = prop::collection::vec(condition(), 0..3);
    let element = (
        actions(),
        prop::bool::weighted(0.15),
        resources(),
        prop::bool::weighted(0.15),
    );
    let effect = prop::bool::weighted(0.7);
    (
        effect,
        element,
        named_principals(),
        prop::bool::weighted(0.3),
        conditions,
    )
        .prop_map(
            move |(
                allows,
                (action, not_action, resource, not_resource),
                principal,
                not_principal,
                conditions,
            )| {
                let mut statement = Map::new();
                let effect = if allows { "Allow" } else { "Deny" };
                statement.insert("Effect".into(), effect.into());
                let name =
                    |name: &str, not: bool| format!("{}{name}", if not { "Not" } else { "" });
                statement.insert(name("Action", not_action), action);
                statement.insert(name("Resource", not_resource), resource);
                if with_principal {
                    statement.insert(name("Principal", not_principal && !allows), principal);
                }
                let mut blocks = Map::new();
                for (operator, key, values) in conditions {
                    blocks
                        .entry(operator)
                        .or_insert_with(|| json!({ key: values }));
                }
                if !blocks.is_empty() {
                    statement.insert("Condition".into(), blocks.into());
                }
                statement.into()
            },
        )
}

/// A document, sometimes long enough for the index to be used.
fn document(with_principal: bool) -> impl Strategy<Value = Json> {
    let version = select(vec!["2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17"]);
    let statements = prop_oneof![
        12 => prop::collection::vec(statement(with_principal), 1..4),
        1 => prop::collection::vec(statement(with_principal), 14..20),
    ];
    (version, statements)
        .prop_map(|(version, statements)| json!({"Version": version, "Statement": statements}))
}

fn maybe(chance: f64, document: impl Strategy<Value = Json>) -> impl Strategy<Value = Json> {
    prop::option::weighted(chance, document).prop_map(|document| document.unwrap_or(Json::Null))
}

fn level() -> impl Strategy<Value = Json> {
    prop::collection::vec(document(false), 1..3).prop_map(Json::from)
}

fn case() -> impl Strategy<Value = Json> {
    let resource = one_of(&[
        "<api>/prod/GET/items",
        "<api>/prod/GET/items",
        "<api>/prod/GET/bob",
        "<api>/prod/GET/*",
        "<api>/dev/POST/red/x",
        "arn:aws:s3:::bucket/key",
        "*",
    ]);
    let account = select(vec!["222222222222", "222222222222", "111111111111"]);
    let scps = prop::option::weighted(0.15, prop::collection::vec(level(), 1..3));
    (
        (principal(), resource, account, context()),
        prop::collection::vec(document(false), 0..3),
        maybe(0.6, document(true)),
        maybe(0.2, document(false)),
        maybe(0.2, document(false)),
        maybe(0.2, document(true)),
        scps,
    )
        .prop_map(|((principal, resource, account, context), identity, policy, boundary, session, endpoint, scps)| {
            json!({
                "principal": principal, "action": "execute-api:Invoke", "resource": resource,
                "resourceAccount": account, "context": context, "identity": identity, "resourcePolicy": policy,
                "permissionsBoundary": boundary, "sessionPolicy": session, "endpointPolicy": endpoint, "scps": scps,
            })
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Both implementations give the same answer, and the engine gives it with and without a trace (`decide` compares).
    #[test]
    fn the_engine_and_the_naive_implementation_agree(case in case()) {
        prop_assert_eq!(decide(&case).unwrap().name(), naive::decide(&case), "{}", case);
    }

    /// What is decided for whatever a key may be lies between its two leanings, so neither hides what could happen.
    #[test]
    fn every_value_of_a_key_lies_between_its_leanings(case in case(), keys in prop::collection::vec(key(), 1..4)) {
        let compiled = crate::compile(&case).unwrap();
        let leaning = |leaning| {
            let mut compiled = crate::compile(&case).unwrap();
            keys.iter().for_each(|key| compiled.undetermine(key, leaning));
            compiled.decide(&mut NoTrace) == Decision::Allow
        };
        let (best, worst) = (leaning(Leaning::ForCaller), leaning(Leaning::AgainstCaller));
        let allowed = compiled.decide(&mut NoTrace) == Decision::Allow;
        prop_assert!(best || !allowed, "allowed, and not at best: {keys:?} {}", case);
        prop_assert!(allowed || !worst, "refused, and allowed at worst: {keys:?} {}", case);
    }

    /// One statement, one condition: the operators get most of the attention.
    #[test]
    fn they_agree_on_conditions(
        (operator, key, values) in condition(), context in context(), deny in any::<bool>(), principal in principal(),
    ) {
        let allow = json!({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"});
        let mut statement = allow.clone();
        statement["Effect"] = if deny { "Deny" } else { "Allow" }.into();
        statement["Condition"] = json!({operator: {key: values}});
        let statements = if deny { vec![allow, statement] } else { vec![statement] };
        let case = json!({
            "principal": principal, "action": "execute-api:Invoke", "resource": "*", "resourceAccount": "333333333333",
            "context": context, "identity": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}},
            "resourcePolicy": {"Version": "2012-10-17", "Statement": statements}, "sessionPolicy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}},
        });
        prop_assert_eq!(decide(&case).unwrap().name(), naive::decide(&case), "{}", case);
    }
}
