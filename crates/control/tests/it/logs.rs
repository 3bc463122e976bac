//! CloudWatch Logs from outside: log groups with their retention and tags.

use serde_json::{Value, json};

use crate::harness::{Answer, Harness, Keys};

struct Logs {
    harness: Harness,
    keys: Keys,
}

impl Logs {
    fn new() -> Self {
        Self {
            harness: Harness::new(),
            keys: Harness::root(),
        }
    }

    fn call(&self, operation: &str, body: &Value) -> Answer {
        let target = format!("Logs_20140328.{operation}");
        self.harness.json(&self.keys, "logs", &target, body)
    }

    #[track_caller]
    fn done(&self, operation: &str, body: &Value) -> Value {
        let answer = self.call(operation, body);
        answer.expect(200);
        answer.json()
    }

    fn names(&self, body: &Value) -> Vec<String> {
        let groups = self.done("DescribeLogGroups", body);
        let groups = groups["logGroups"].as_array().unwrap().iter();
        groups
            .map(|group| group["logGroupName"].as_str().unwrap().to_owned())
            .collect()
    }
}

#[test]
fn a_group_keeps_its_retention_and_tags() {
    let logs = Logs::new();
    let name = "/aws/lambda/items";
    logs.done(
        "CreateLogGroup",
        &json!({"logGroupName": name, "tags": {"a": "1"}}),
    );
    logs.call("CreateLogGroup", &json!({"logGroupName": name}))
        .refused(
            400,
            "ResourceAlreadyExistsException",
            "The specified log group already exists",
        );
    logs.done(
        "PutRetentionPolicy",
        &json!({"logGroupName": name, "retentionInDays": 14}),
    );
    let described = logs.done("DescribeLogGroups", &json!({"logGroupNamePrefix": name}));
    let group = &described["logGroups"][0];
    let arn = "arn:aws:logs:us-east-1:111111111111:log-group:/aws/lambda/items";
    for (field, expected) in [
        ("retentionInDays", json!(14)),
        ("arn", json!(format!("{arn}:*"))),
        ("logGroupArn", json!(arn)),
        ("logGroupClass", json!("STANDARD")),
        ("creationTime", json!(1_795_262_181_000_i64)),
        ("storedBytes", json!(0)),
    ] {
        assert_eq!(group[field], expected, "{field}");
    }
    let tags = logs.done("ListTagsForResource", &json!({"resourceArn": arn}));
    assert_eq!(tags["tags"], json!({"a": "1"}));
    logs.done(
        "TagResource",
        &json!({"resourceArn": arn, "tags": {"b": "2"}}),
    );
    logs.done(
        "UntagLogGroup",
        &json!({"logGroupName": name, "tags": ["a"]}),
    );
    let tags = logs.done("ListTagsLogGroup", &json!({"logGroupName": name}));
    assert_eq!(tags["tags"], json!({"b": "2"}));
    logs.done("DeleteRetentionPolicy", &json!({"logGroupName": name}));
    let described = logs.done("DescribeLogGroups", &json!({}));
    assert_eq!(described["logGroups"][0]["retentionInDays"], Value::Null);
    logs.done("DeleteLogGroup", &json!({"logGroupName": name}));
    logs.call("DeleteLogGroup", &json!({"logGroupName": name}))
        .refused(
            400,
            "ResourceNotFoundException",
            "The specified log group does not exist.",
        );
    assert!(logs.names(&json!({"logGroupNamePrefix": name})).is_empty());
}

#[test]
fn only_some_retentions_are_allowed() {
    let logs = Logs::new();
    logs.done("CreateLogGroup", &json!({"logGroupName": "g"}));
    for days in [1, 400, 3653] {
        logs.done(
            "PutRetentionPolicy",
            &json!({"logGroupName": "g", "retentionInDays": days}),
        );
    }
    for days in [0, 2, 29, 3654, -1] {
        let refused = logs.call(
            "PutRetentionPolicy",
            &json!({"logGroupName": "g", "retentionInDays": days}),
        );
        assert_eq!(
            refused.json()["__type"],
            "InvalidParameterException",
            "{days}"
        );
    }
}

#[test]
fn groups_are_found_by_prefix_and_part_page_by_page() {
    let logs = Logs::new();
    for name in ["/a/one", "/a/two", "/b/one"] {
        logs.done("CreateLogGroup", &json!({"logGroupName": name}));
    }
    assert_eq!(
        logs.names(&json!({"logGroupNamePrefix": "/a"})),
        ["/a/one", "/a/two"]
    );
    assert_eq!(
        logs.names(&json!({"logGroupNamePattern": "one"})),
        ["/a/one", "/b/one"]
    );
    let both = json!({"logGroupNamePrefix": "/a", "logGroupNamePattern": "one"});
    logs.call("DescribeLogGroups", &both).refused(
        400,
        "InvalidParameterException",
        "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
    );
    let first = logs.done("DescribeLogGroups", &json!({"limit": 2}));
    let token = &first["nextToken"];
    logs.done("CreateLogGroup", &json!({"logGroupName": "/a/later"}));
    assert_eq!(logs.names(&json!({"nextToken": token})), ["/b/one"]);
}

#[test]
fn policies_name_groups_with_what_is_behind_them() {
    let logs = Logs::new();
    logs.done("CreateLogGroup", &json!({"logGroupName": "/a/one"}));
    let policy = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "logs:PutRetentionPolicy",
         "Resource": "arn:aws:logs:us-east-1:111111111111:log-group:/a/*:*"},
        {"Effect": "Allow", "Action": ["logs:DeleteLogGroup", "logs:ListTagsForResource"],
         "Resource": "arn:aws:logs:us-east-1:111111111111:log-group:/a/one"},
    ]});
    let user = logs.harness.user(&logs.keys, "operator", &policy);
    let call = |operation: &str, body: Value| {
        let target = format!("Logs_20140328.{operation}");
        logs.harness.json(&user, "logs", &target, &body)
    };
    let retention = json!({"logGroupName": "/a/one", "retentionInDays": 7});
    call("PutRetentionPolicy", retention).expect(200);
    let arn = "arn:aws:logs:us-east-1:111111111111:log-group:/a/one";
    call("ListTagsForResource", json!({"resourceArn": arn})).expect(200);
    // Without `:*` the policy does not reach what AWS asks about.
    let refused = call("DeleteLogGroup", json!({"logGroupName": "/a/one"}));
    assert_eq!(
        (refused.status, refused.json()["__type"].clone()),
        (400, json!("AccessDeniedException"))
    );
    call("DescribeLogGroups", json!({})).expect(400);
}

#[test]
fn a_stranger_is_told_so_in_json() {
    let logs = Logs::new();
    let stranger = Keys::new("AKIAIOSFODNN7EXAMPLE", "x");
    let target = "Logs_20140328.DescribeLogGroups";
    let answer = logs.harness.json(&stranger, "logs", target, &json!({}));
    assert_eq!(answer.content_type, "application/x-amz-json-1.1");
    answer.refused(
        400,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
    );
}
