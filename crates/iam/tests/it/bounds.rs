//! Hostile documents: refused or decided, soon, and without a panic.

use portcullis_iam::{Policy, PolicyType, expand_api_resources, validate};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value as Json, json};

use crate::decide;

const TYPES: [PolicyType; 8] = [
    PolicyType::Identity,
    PolicyType::Resource,
    PolicyType::Endpoint,
    PolicyType::PermissionsBoundary,
    PolicyType::Session,
    PolicyType::ServiceControl,
    PolicyType::ResourceControl,
    PolicyType::Trust,
];

fn identity(statement: &Json, resource: &str) -> Json {
    json!({
        "principal": "arn:aws:iam::222222222222:user/bob", "action": "execute-api:Invoke", "resource": resource,
        "resourceAccount": "222222222222", "context": {"k": "a".repeat(2_000)},
        "identity": {"Version": "2012-10-17", "Statement": statement},
    })
}

#[test]
fn deep_and_large_documents_are_refused() {
    for text in [
        "[".repeat(1_000_000),
        "{\"Statement\":".repeat(10_000),
        format!("{{\"Version\":\"{}\"}}", "x".repeat(1_000_000)),
        format!("{{\"Statement\":[{}]}}", "{},".repeat(400_000)),
        "\u{feff}".to_owned(),
        String::new(),
    ] {
        for policy_type in TYPES {
            assert!(validate(&text, policy_type).is_err());
            assert!(Policy::compile(&text, policy_type).is_err());
        }
    }
}

#[test]
fn many_wildcards_do_not_explode() {
    let stars = "*a".repeat(1_000);
    let resource = format!(
        "arn:aws:execute-api:us-east-1:222222222222:{}",
        "a".repeat(1_500)
    );
    let statement = json!({
        "Effect": "Allow", "Action": format!("execute-api:{stars}b"),
        "Resource": [format!("arn:aws:execute-api:us-east-1:222222222222:{stars}b"), "*"],
        "Condition": {"StringLike": {"k": [format!("{stars}b"), format!("{}?b", "*?a".repeat(500))]}},
    });
    assert_eq!(
        decide(&identity(&statement, &resource)).unwrap().name(),
        "ImplicitDeny"
    );
}

#[test]
fn more_variables_than_fit_are_refused() {
    let variables = |count| {
        format!(
            "arn:aws:execute-api:us-east-1:222222222222:{}",
            "${aws:username}".repeat(count)
        )
    };
    let statement = |count| json!({"Effect": "Allow", "Action": "*", "Resource": variables(count)});
    let resource = format!(
        "arn:aws:execute-api:us-east-1:222222222222:{}",
        "bob".repeat(16)
    );
    assert_eq!(
        decide(&identity(&statement(16), &resource)).unwrap().name(),
        "Allow"
    );
    assert!(decide(&identity(&statement(17), &resource)).is_err());
}

#[test]
fn a_large_policy_is_decided_statement_by_statement() {
    let api = "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5";
    let statements: Vec<Json> = (0..1_000)
        .map(|n| json!({"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": format!("{api}/prod/GET/item{n}")}))
        .collect();
    for (path, expected) in [
        ("item0", "Allow"),
        ("item999", "Allow"),
        ("item1000", "ImplicitDeny"),
        ("item", "ImplicitDeny"),
    ] {
        let case = identity(&json!(statements), &format!("{api}/prod/GET/{path}"));
        assert_eq!(decide(&case).unwrap().name(), expected, "{path}");
    }
}

#[test]
fn odd_requests_are_decided() {
    let statement =
        json!({"Effect": "Allow", "Action": "*", "Resource": "arn:aws:execute-api:*:*:x/?"});
    for resource in [
        "",
        "*",
        "arn",
        "arn:",
        ":::::",
        "arn:aws:execute-api:a:b:x/\u{1f600}",
        "\u{0}",
    ] {
        let decided = decide(&identity(&statement, resource)).unwrap();
        assert_eq!(
            decided.is_allow(),
            resource.ends_with('\u{1f600}'),
            "{resource:?}"
        );
    }
}

const SAMPLES: [&str; 3] = [
    r#"{"Version":"2012-10-17","Id":"x","Statement":[{"Sid":"a","Effect":"Deny","NotPrincipal":{"AWS":["111111111111","*"],"Service":"a.b"},"Action":["execute-api:*","*"],"NotResource":["arn:aws:execute-api:*:*:x/${aws:username, 'y'}*","execute-api:/a"],"Condition":{"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["a*","${*}"]},"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:00.5+01:00"},"NumericEquals":{"n":[1,-2.5e3]},"Null":{"k":true}}}]}"#,
    r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::222222222222:role/a"},"Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"},"BinaryEquals":{"b":"QQ=="},"ArnLike":{"aws:SourceArn":"arn:aws:iam::${a}:*"}}}}"#,
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":["arn:aws:s3:::b/*","*"]},{"Effect":"Deny","NotAction":"iam:*","Resource":"arn:aws:iam::*:user/${aws:username}"}]}"#,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Documents with pieces cut out, doubled and put elsewhere: no panic, and what a service would store compiles.
    #[test]
    fn damaged_documents_are_refused_or_decided(
        sample in select(&SAMPLES[..]),
        edits in prop::collection::vec((any::<Index>(), any::<Index>(), 0_usize..12, "[\\PC\"\\\\{}\\[\\]:,*$]{0,2}"), 0..4),
    ) {
        let mut text: Vec<char> = sample.chars().collect();
        for (from, to, length, new) in edits {
            let start = from.index(text.len() + 1);
            let end = (start + length).min(text.len());
            let cut: Vec<char> = text.drain(start..end).collect();
            let at = to.index(text.len() + 1);
            text.splice(at..at, new.chars().chain(cut));
        }
        let text: String = text.into_iter().collect();
        let api = "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5";
        for policy_type in TYPES {
            let compiled = match policy_type {
                PolicyType::Resource => Policy::compile_for_api(&text, api),
                _ => Policy::compile(&text, policy_type),
            };
            prop_assert!(validate(&text, policy_type).is_err() || compiled.is_ok(), "{policy_type}: {text}");
        }
        if let Ok(expanded) = expand_api_resources(&text, api) {
            let whole = Policy::compile_for_api(&text, api).is_ok();
            prop_assert_eq!(whole, Policy::compile(&expanded, PolicyType::Resource).is_ok());
        }
    }
}
