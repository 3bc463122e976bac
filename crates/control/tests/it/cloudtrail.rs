//! CloudTrail from outside: trails, what they select, and whether they log.

use serde_json::{Value, json};

use crate::harness::{Answer, Harness, Keys};

const ARN: &str = "arn:aws:cloudtrail:us-east-1:111111111111:trail/audit";

struct CloudTrail {
    harness: Harness,
    keys: Keys,
}

impl CloudTrail {
    fn new() -> Self {
        Self {
            harness: Harness::new(),
            keys: Harness::root(),
        }
    }

    fn call(&self, operation: &str, body: &Value) -> Answer {
        let target = format!("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.{operation}");
        self.harness.json(&self.keys, "cloudtrail", &target, body)
    }

    #[track_caller]
    fn done(&self, operation: &str, body: &Value) -> Value {
        let answer = self.call(operation, body);
        answer.expect(200);
        answer.json()
    }

    #[track_caller]
    fn refused(&self, operation: &str, body: &Value, code: &str) {
        let answer = self.call(operation, body);
        assert_eq!(
            (answer.status, &answer.json()["__type"]),
            (400, &json!(code)),
            "{}",
            answer.body
        );
    }
}

#[test]
fn a_trail_is_made_read_changed_and_deleted() {
    let trails = CloudTrail::new();
    let create = json!({"Name": "audit", "S3BucketName": "audit-bucket", "TagsList": [{"Key": "a", "Value": "1"}]});
    let made = trails.done("CreateTrail", &create);
    assert_eq!(made["TrailARN"], ARN);
    assert_eq!(made["IncludeGlobalServiceEvents"], true);
    trails.call("CreateTrail", &create).refused(
        400,
        "TrailAlreadyExistsException",
        "Trail audit already exists for customer: 111111111111",
    );
    let status = trails.done("GetTrailStatus", &json!({"Name": ARN}));
    assert_eq!(status["IsLogging"], false);
    trails.done("StartLogging", &json!({"Name": "audit"}));
    let status = trails.done("GetTrailStatus", &json!({"Name": "audit"}));
    assert_eq!(status["IsLogging"], true);
    assert_eq!(status["StartLoggingTime"], 1_795_262_181);
    trails.done("StopLogging", &json!({"Name": "audit"}));
    let update = json!({"Name": "audit", "IsMultiRegionTrail": true, "S3KeyPrefix": "p"});
    trails.done("UpdateTrail", &update);
    for named in [
        json!({}),
        json!({"trailNameList": ["audit", "other"]}),
        json!({"trailNameList": [ARN]}),
    ] {
        let described = trails.done("DescribeTrails", &named);
        let trail = &described["trailList"][0];
        for (field, expected) in [
            ("Name", json!("audit")),
            ("S3BucketName", json!("audit-bucket")),
            ("S3KeyPrefix", json!("p")),
            ("IsMultiRegionTrail", json!(true)),
            ("HomeRegion", json!("us-east-1")),
            ("TrailARN", json!(ARN)),
            ("HasCustomEventSelectors", json!(false)),
            ("HasInsightSelectors", json!(false)),
            ("IsOrganizationTrail", json!(false)),
            ("LogFileValidationEnabled", json!(false)),
        ] {
            assert_eq!(trail[field], expected, "{field}");
        }
    }
    trails.done(
        "AddTags",
        &json!({"ResourceId": ARN, "TagsList": [{"Key": "b", "Value": "2"}]}),
    );
    trails.done(
        "RemoveTags",
        &json!({"ResourceId": ARN, "TagsList": [{"Key": "a"}]}),
    );
    let tags = trails.done("ListTags", &json!({"ResourceIdList": [ARN]}));
    assert_eq!(
        tags["ResourceTagList"],
        json!([{"ResourceId": ARN, "TagsList": [{"Key": "b", "Value": "2"}]}])
    );
    trails.done("DeleteTrail", &json!({"Name": "audit"}));
    trails.call("GetTrail", &json!({"Name": "audit"})).refused(
        400,
        "TrailNotFoundException",
        &format!("Unknown trail: {ARN} for the user: 111111111111"),
    );
    assert_eq!(trails.done("ListTrails", &json!({}))["Trails"], json!([]));
}

#[test]
fn what_no_trail_can_be_is_refused() {
    let trails = CloudTrail::new();
    let with = |more: Value| {
        let mut body = json!({"Name": "audit", "S3BucketName": "audit-bucket"});
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        body
    };
    for (more, code) in [
        (json!({"Name": "ab"}), "InvalidTrailNameException"),
        (json!({"Name": "a..b"}), "InvalidTrailNameException"),
        (json!({"Name": "10.0.0.1"}), "InvalidTrailNameException"),
        (json!({"Name": "-audit"}), "InvalidTrailNameException"),
        (
            json!({"S3BucketName": "Bucket"}),
            "InvalidS3BucketNameException",
        ),
        (
            json!({"IsMultiRegionTrail": true, "IncludeGlobalServiceEvents": false}),
            "InvalidParameterCombinationException",
        ),
        (
            json!({"IsOrganizationTrail": true}),
            "OrganizationsNotInUseException",
        ),
        (json!({"KmsKeyId": "alias/none"}), "KmsKeyNotFoundException"),
        (
            json!({"CloudWatchLogsLogGroupArn": "arn:aws:logs:us-east-1:111111111111:log-group:none:*"}),
            "InvalidCloudWatchLogsLogGroupArnException",
        ),
    ] {
        trails.refused("CreateTrail", &with(more), code);
    }
    for number in 0..5 {
        trails.done(
            "CreateTrail",
            &with(json!({"Name": format!("trail-{number}")})),
        );
    }
    trails.refused(
        "CreateTrail",
        &with(json!({})),
        "MaximumNumberOfTrailsExceededException",
    );
    trails.refused(
        "StartLogging",
        &json!({"Name": "arn:aws:s3:::bucket"}),
        "CloudTrailARNInvalidException",
    );
}

#[test]
fn a_target_is_written_in_full_or_by_its_last_part() {
    let trails = CloudTrail::new();
    for (target, status) in [
        ("CloudTrail_20131101.ListTrails", 200),
        (
            "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.ListTrails",
            200,
        ),
        ("v20131101.CloudTrail_20131101.ListTrails", 400),
        ("Logs_20140328.ListTrails", 400),
        ("ListTrails", 400),
        (".ListTrails", 400),
    ] {
        let body = &json!({});
        let answer = trails
            .harness
            .json(&trails.keys, "cloudtrail", target, body);
        assert_eq!(answer.status, status, "{target}: {}", answer.body);
    }
}

#[test]
fn selectors_of_either_form_come_back() {
    let trails = CloudTrail::new();
    trails.done(
        "CreateTrail",
        &json!({"Name": "audit", "S3BucketName": "audit-bucket"}),
    );
    let read = trails.done("GetEventSelectors", &json!({"TrailName": "audit"}));
    assert_eq!(
        read["EventSelectors"],
        json!([{"ReadWriteType": "All", "IncludeManagementEvents": true, "DataResources": [], "ExcludeManagementEventSources": []}])
    );
    let advanced = json!([{"Name": "all", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}]);
    let put = json!({"TrailName": "audit", "AdvancedEventSelectors": advanced});
    trails.done("PutEventSelectors", &put);
    let read = trails.done("GetEventSelectors", &json!({"TrailName": "audit"}));
    assert_eq!(read["AdvancedEventSelectors"], advanced);
    assert_eq!(read["EventSelectors"], Value::Null);
    let described = trails.done("DescribeTrails", &json!({}));
    assert_eq!(described["trailList"][0]["HasCustomEventSelectors"], true);
    for wrong in [
        json!({"TrailName": "audit"}),
        json!({"TrailName": "audit", "AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "readOnly", "Equals": ["true"]}]}]}),
        json!({"TrailName": "audit", "EventSelectors": [{"IncludeManagementEvents": false}]}),
    ] {
        trails.refused(
            "PutEventSelectors",
            &wrong,
            "InvalidEventSelectorsException",
        );
    }
}
