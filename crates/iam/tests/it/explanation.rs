//! What a person is told: every statement, and the first element that failed with the request's side of it.

use portcullis_iam::case::Case;
use portcullis_iam::{Decision, PolicyType, Recorder, Verdict};

const CASE: &str = r#"{
  "principal": "arn:aws:sts::111111111111:assumed-role/service-a/task-1",
  "action": "execute-api:Invoke",
  "resource": "arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5/prod/GET/items",
  "context": {"aws:SourceVpce": "vpce-2", "aws:TagKeys": ["a", "b"]},
  "identity": [{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "execute-api:*", "Resource": "*"}}],
  "resourcePolicy": {
    "Version": "2012-10-17",
    "Statement": [
      {"Sid": "OtherAction", "Effect": "Allow", "Principal": "*", "Action": "execute-api:ManageConnections", "Resource": "*"},
      {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "execute-api:/dev/*"},
      {"Effect": "Allow", "Principal": {"AWS": "333333333333"}, "Action": "*", "Resource": "*"},
      {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
       "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "c"]}}},
      {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}},
      {"Sid": "OnlyThroughOurEndpoint", "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*",
       "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}},
      {"Sid": "ServiceA", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:role/service-a"}, "Action": "*", "Resource": "*"}
    ]
  }
}"#;

#[test]
fn every_statement_says_why() {
    let case: Case = serde_json::from_str(CASE).unwrap();
    let mut told = Recorder::new();
    let decision = case.compile().unwrap().decide(&mut told);
    let denied = Decision::ExplicitDeny {
        by: PolicyType::Resource,
        policy: 0,
        statement: 5,
    };
    assert_eq!(decision, denied);
    let entry = told.entry(PolicyType::Resource, 0, 5).unwrap();
    assert_eq!(entry.sid.as_deref(), Some("OnlyThroughOurEndpoint"));
    assert_eq!((entry.line, entry.column), (10, 7));

    let lines: Vec<String> = told.entries.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "resource-based policy 1, statement 1 `OtherAction` (line 4), Allow: action: request has `execute-api:Invoke`",
            "resource-based policy 1, statement 2 (line 5), Allow: resource: request has `arn:aws:execute-api:us-east-1:222222222222:a1b2c3d4e5/prod/GET/items`",
            "resource-based policy 1, statement 3 (line 6), Allow: principal: caller is `arn:aws:sts::111111111111:assumed-role/service-a/task-1`",
            "resource-based policy 1, statement 4 (line 7), Allow: condition ForAllValues:StringEquals `aws:TagKeys`: request has `[a, b]`, policy has `a`, `c`",
            "resource-based policy 1, statement 5 (line 9), Allow: condition IpAddress `aws:SourceIp`: absent from the request, policy has `10.0.0.0/8`",
            "resource-based policy 1, statement 6 `OnlyThroughOurEndpoint` (line 10), Deny: matches",
            "resource-based policy 1, statement 7 `ServiceA` (line 12), Allow: matches through the role",
            "identity-based policy 1, statement 1 (line 1), Allow: matches",
        ]
    );
    assert_eq!(
        told.verdict_of(PolicyType::Endpoint),
        Some(Verdict::NotApplicable)
    );
    assert!(matches!(
        told.verdict_of(PolicyType::Identity),
        Some(Verdict::Allow { .. })
    ));
    assert_eq!(told.layer(PolicyType::Resource).count(), 7);
}
