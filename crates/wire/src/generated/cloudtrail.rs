// Written by `cargo xtask codegen` from the model that botocore ships; changes made by hand are lost.

use serde::{Deserialize, Serialize};

use crate::scalar::string_enum;
use crate::service::{BOOLEAN, Member, Operation, Protocol, Range, Service, Shape, TEXT, Text};

pub static SERVICE: Service = Service {
    name: "cloudtrail",
    signing_name: "cloudtrail",
    endpoint_prefix: "cloudtrail",
    protocol: Protocol::Json11,
    api_version: "2013-11-01",
    xml_namespace: "",
    target_prefix: "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
    operations: OPERATIONS,
    known_operations: KNOWN_OPERATIONS,
    known_routes: KNOWN_ROUTES,
    faults: &[
        ("ChannelARNInvalidException", 400),
        ("ChannelNotFoundException", 400),
        ("CloudTrailARNInvalidException", 400),
        ("CloudTrailAccessNotEnabledException", 400),
        ("CloudTrailInvalidClientTokenIdException", 400),
        ("CloudWatchLogsDeliveryUnavailableException", 400),
        ("ConflictException", 400),
        ("EventDataStoreARNInvalidException", 400),
        ("EventDataStoreNotFoundException", 400),
        ("InactiveEventDataStoreException", 400),
        (
            "InsufficientDependencyServiceAccessPermissionException",
            400,
        ),
        ("InsufficientEncryptionPolicyException", 400),
        ("InsufficientS3BucketPolicyException", 400),
        ("InsufficientSnsTopicPolicyException", 400),
        ("InvalidCloudWatchLogsLogGroupArnException", 400),
        ("InvalidCloudWatchLogsRoleArnException", 400),
        ("InvalidEventSelectorsException", 400),
        ("InvalidHomeRegionException", 400),
        ("InvalidKmsKeyIdException", 400),
        ("InvalidParameterCombinationException", 400),
        ("InvalidParameterException", 400),
        ("InvalidS3BucketNameException", 400),
        ("InvalidS3PrefixException", 400),
        ("InvalidSnsTopicNameException", 400),
        ("InvalidTagParameterException", 400),
        ("InvalidTokenException", 400),
        ("InvalidTrailNameException", 400),
        ("KmsException", 400),
        ("KmsKeyDisabledException", 400),
        ("KmsKeyNotFoundException", 400),
        ("MaximumNumberOfTrailsExceededException", 400),
        ("NoManagementAccountSLRExistsException", 400),
        ("NotOrganizationMasterAccountException", 400),
        ("OperationNotPermittedException", 400),
        ("OrganizationNotInAllFeaturesModeException", 400),
        ("OrganizationsNotInUseException", 400),
        ("ResourceNotFoundException", 400),
        ("ResourceTypeNotSupportedException", 400),
        ("S3BucketDoesNotExistException", 400),
        ("TagsLimitExceededException", 400),
        ("ThrottlingException", 400),
        ("TrailAlreadyExistsException", 400),
        ("TrailNotFoundException", 400),
        ("TrailNotProvidedException", 400),
        ("UnsupportedOperationException", 400),
    ],
};

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AddTagsRequest {
    #[serde(rename = "ResourceId")]
    pub resource_id: String,
    #[serde(rename = "TagsList")]
    pub tags_list: Vec<Tag>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AddTagsResponse {}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AdvancedEventSelector {
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "FieldSelectors")]
    pub field_selectors: Vec<AdvancedFieldSelector>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AdvancedFieldSelector {
    #[serde(rename = "Field")]
    pub field: String,
    #[serde(rename = "Equals", skip_serializing_if = "Option::is_none")]
    pub equals: Option<Vec<String>>,
    #[serde(rename = "StartsWith", skip_serializing_if = "Option::is_none")]
    pub starts_with: Option<Vec<String>>,
    #[serde(rename = "EndsWith", skip_serializing_if = "Option::is_none")]
    pub ends_with: Option<Vec<String>>,
    #[serde(rename = "NotEquals", skip_serializing_if = "Option::is_none")]
    pub not_equals: Option<Vec<String>>,
    #[serde(rename = "NotStartsWith", skip_serializing_if = "Option::is_none")]
    pub not_starts_with: Option<Vec<String>>,
    #[serde(rename = "NotEndsWith", skip_serializing_if = "Option::is_none")]
    pub not_ends_with: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateTrailRequest {
    #[serde(rename = "Name")]
    pub name: String,
    #[serde(rename = "S3BucketName")]
    pub s3_bucket_name: String,
    #[serde(rename = "S3KeyPrefix")]
    pub s3_key_prefix: Option<String>,
    #[serde(rename = "SnsTopicName")]
    pub sns_topic_name: Option<String>,
    #[serde(rename = "IncludeGlobalServiceEvents")]
    pub include_global_service_events: Option<bool>,
    #[serde(rename = "IsMultiRegionTrail")]
    pub is_multi_region_trail: Option<bool>,
    #[serde(rename = "EnableLogFileValidation")]
    pub enable_log_file_validation: Option<bool>,
    #[serde(rename = "CloudWatchLogsLogGroupArn")]
    pub cloud_watch_logs_log_group_arn: Option<String>,
    #[serde(rename = "CloudWatchLogsRoleArn")]
    pub cloud_watch_logs_role_arn: Option<String>,
    #[serde(rename = "KmsKeyId")]
    pub kms_key_id: Option<String>,
    #[serde(rename = "IsOrganizationTrail")]
    pub is_organization_trail: Option<bool>,
    #[serde(rename = "TagsList")]
    pub tags_list: Option<Vec<Tag>>,
    #[serde(rename = "RecursiveLogging")]
    pub recursive_logging: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CreateTrailResponse {
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "S3BucketName", skip_serializing_if = "Option::is_none")]
    pub s3_bucket_name: Option<String>,
    #[serde(rename = "S3KeyPrefix", skip_serializing_if = "Option::is_none")]
    pub s3_key_prefix: Option<String>,
    #[serde(rename = "SnsTopicName", skip_serializing_if = "Option::is_none")]
    pub sns_topic_name: Option<String>,
    #[serde(rename = "SnsTopicARN", skip_serializing_if = "Option::is_none")]
    pub sns_topic_arn: Option<String>,
    #[serde(
        rename = "IncludeGlobalServiceEvents",
        skip_serializing_if = "Option::is_none"
    )]
    pub include_global_service_events: Option<bool>,
    #[serde(rename = "IsMultiRegionTrail", skip_serializing_if = "Option::is_none")]
    pub is_multi_region_trail: Option<bool>,
    #[serde(rename = "TrailARN", skip_serializing_if = "Option::is_none")]
    pub trail_arn: Option<String>,
    #[serde(
        rename = "LogFileValidationEnabled",
        skip_serializing_if = "Option::is_none"
    )]
    pub log_file_validation_enabled: Option<bool>,
    #[serde(
        rename = "CloudWatchLogsLogGroupArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub cloud_watch_logs_log_group_arn: Option<String>,
    #[serde(
        rename = "CloudWatchLogsRoleArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub cloud_watch_logs_role_arn: Option<String>,
    #[serde(rename = "KmsKeyId", skip_serializing_if = "Option::is_none")]
    pub kms_key_id: Option<String>,
    #[serde(
        rename = "IsOrganizationTrail",
        skip_serializing_if = "Option::is_none"
    )]
    pub is_organization_trail: Option<bool>,
    #[serde(rename = "RecursiveLogging", skip_serializing_if = "Option::is_none")]
    pub recursive_logging: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DataResource {
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    #[serde(rename = "Values", skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteTrailRequest {
    #[serde(rename = "Name")]
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DeleteTrailResponse {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeTrailsRequest {
    #[serde(rename = "trailNameList")]
    pub trail_name_list: Option<Vec<String>>,
    #[serde(rename = "includeShadowTrails")]
    pub include_shadow_trails: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeTrailsResponse {
    #[serde(rename = "trailList", skip_serializing_if = "Option::is_none")]
    pub trail_list: Option<Vec<Trail>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EventSelector {
    #[serde(rename = "ReadWriteType", skip_serializing_if = "Option::is_none")]
    pub read_write_type: Option<ReadWriteType>,
    #[serde(
        rename = "IncludeManagementEvents",
        skip_serializing_if = "Option::is_none"
    )]
    pub include_management_events: Option<bool>,
    #[serde(rename = "DataResources", skip_serializing_if = "Option::is_none")]
    pub data_resources: Option<Vec<DataResource>>,
    #[serde(
        rename = "ExcludeManagementEventSources",
        skip_serializing_if = "Option::is_none"
    )]
    pub exclude_management_event_sources: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetEventSelectorsRequest {
    #[serde(rename = "TrailName")]
    pub trail_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetEventSelectorsResponse {
    #[serde(rename = "TrailARN", skip_serializing_if = "Option::is_none")]
    pub trail_arn: Option<String>,
    #[serde(rename = "EventSelectors", skip_serializing_if = "Option::is_none")]
    pub event_selectors: Option<Vec<EventSelector>>,
    #[serde(
        rename = "AdvancedEventSelectors",
        skip_serializing_if = "Option::is_none"
    )]
    pub advanced_event_selectors: Option<Vec<AdvancedEventSelector>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetTrailRequest {
    #[serde(rename = "Name")]
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetTrailResponse {
    #[serde(rename = "Trail", skip_serializing_if = "Option::is_none")]
    pub trail: Option<Trail>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetTrailStatusRequest {
    #[serde(rename = "Name")]
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetTrailStatusResponse {
    #[serde(rename = "IsLogging", skip_serializing_if = "Option::is_none")]
    pub is_logging: Option<bool>,
    #[serde(
        rename = "LatestDeliveryError",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_delivery_error: Option<String>,
    #[serde(
        rename = "LatestNotificationError",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_notification_error: Option<String>,
    #[serde(rename = "LatestDeliveryTime", skip_serializing_if = "Option::is_none")]
    pub latest_delivery_time: Option<crate::Timestamp>,
    #[serde(
        rename = "LatestNotificationTime",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_notification_time: Option<crate::Timestamp>,
    #[serde(rename = "StartLoggingTime", skip_serializing_if = "Option::is_none")]
    pub start_logging_time: Option<crate::Timestamp>,
    #[serde(rename = "StopLoggingTime", skip_serializing_if = "Option::is_none")]
    pub stop_logging_time: Option<crate::Timestamp>,
    #[serde(
        rename = "LatestCloudWatchLogsDeliveryError",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_cloud_watch_logs_delivery_error: Option<String>,
    #[serde(
        rename = "LatestCloudWatchLogsDeliveryTime",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_cloud_watch_logs_delivery_time: Option<crate::Timestamp>,
    #[serde(
        rename = "LatestDigestDeliveryTime",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_digest_delivery_time: Option<crate::Timestamp>,
    #[serde(
        rename = "LatestDigestDeliveryError",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_digest_delivery_error: Option<String>,
    #[serde(
        rename = "LatestDeliveryAttemptTime",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_delivery_attempt_time: Option<String>,
    #[serde(
        rename = "LatestNotificationAttemptTime",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_notification_attempt_time: Option<String>,
    #[serde(
        rename = "LatestNotificationAttemptSucceeded",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_notification_attempt_succeeded: Option<String>,
    #[serde(
        rename = "LatestDeliveryAttemptSucceeded",
        skip_serializing_if = "Option::is_none"
    )]
    pub latest_delivery_attempt_succeeded: Option<String>,
    #[serde(rename = "TimeLoggingStarted", skip_serializing_if = "Option::is_none")]
    pub time_logging_started: Option<String>,
    #[serde(rename = "TimeLoggingStopped", skip_serializing_if = "Option::is_none")]
    pub time_logging_stopped: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListTagsRequest {
    #[serde(rename = "ResourceIdList")]
    pub resource_id_list: Vec<String>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListTagsResponse {
    #[serde(rename = "ResourceTagList", skip_serializing_if = "Option::is_none")]
    pub resource_tag_list: Option<Vec<ResourceTag>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListTrailsRequest {
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListTrailsResponse {
    #[serde(rename = "Trails", skip_serializing_if = "Option::is_none")]
    pub trails: Option<Vec<TrailInfo>>,
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutEventSelectorsRequest {
    #[serde(rename = "TrailName")]
    pub trail_name: String,
    #[serde(rename = "EventSelectors")]
    pub event_selectors: Option<Vec<EventSelector>>,
    #[serde(rename = "AdvancedEventSelectors")]
    pub advanced_event_selectors: Option<Vec<AdvancedEventSelector>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PutEventSelectorsResponse {
    #[serde(rename = "TrailARN", skip_serializing_if = "Option::is_none")]
    pub trail_arn: Option<String>,
    #[serde(rename = "EventSelectors", skip_serializing_if = "Option::is_none")]
    pub event_selectors: Option<Vec<EventSelector>>,
    #[serde(
        rename = "AdvancedEventSelectors",
        skip_serializing_if = "Option::is_none"
    )]
    pub advanced_event_selectors: Option<Vec<AdvancedEventSelector>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct RemoveTagsRequest {
    #[serde(rename = "ResourceId")]
    pub resource_id: String,
    #[serde(rename = "TagsList")]
    pub tags_list: Vec<Tag>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RemoveTagsResponse {}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ResourceTag {
    #[serde(rename = "ResourceId", skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    #[serde(rename = "TagsList", skip_serializing_if = "Option::is_none")]
    pub tags_list: Option<Vec<Tag>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct StartLoggingRequest {
    #[serde(rename = "Name")]
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StartLoggingResponse {}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct StopLoggingRequest {
    #[serde(rename = "Name")]
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StopLoggingResponse {}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tag {
    #[serde(rename = "Key")]
    pub key: String,
    #[serde(rename = "Value", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trail {
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "S3BucketName", skip_serializing_if = "Option::is_none")]
    pub s3_bucket_name: Option<String>,
    #[serde(rename = "S3KeyPrefix", skip_serializing_if = "Option::is_none")]
    pub s3_key_prefix: Option<String>,
    #[serde(rename = "SnsTopicName", skip_serializing_if = "Option::is_none")]
    pub sns_topic_name: Option<String>,
    #[serde(rename = "SnsTopicARN", skip_serializing_if = "Option::is_none")]
    pub sns_topic_arn: Option<String>,
    #[serde(
        rename = "IncludeGlobalServiceEvents",
        skip_serializing_if = "Option::is_none"
    )]
    pub include_global_service_events: Option<bool>,
    #[serde(rename = "IsMultiRegionTrail", skip_serializing_if = "Option::is_none")]
    pub is_multi_region_trail: Option<bool>,
    #[serde(rename = "HomeRegion", skip_serializing_if = "Option::is_none")]
    pub home_region: Option<String>,
    #[serde(rename = "TrailARN", skip_serializing_if = "Option::is_none")]
    pub trail_arn: Option<String>,
    #[serde(
        rename = "LogFileValidationEnabled",
        skip_serializing_if = "Option::is_none"
    )]
    pub log_file_validation_enabled: Option<bool>,
    #[serde(
        rename = "CloudWatchLogsLogGroupArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub cloud_watch_logs_log_group_arn: Option<String>,
    #[serde(
        rename = "CloudWatchLogsRoleArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub cloud_watch_logs_role_arn: Option<String>,
    #[serde(rename = "KmsKeyId", skip_serializing_if = "Option::is_none")]
    pub kms_key_id: Option<String>,
    #[serde(
        rename = "HasCustomEventSelectors",
        skip_serializing_if = "Option::is_none"
    )]
    pub has_custom_event_selectors: Option<bool>,
    #[serde(
        rename = "HasInsightSelectors",
        skip_serializing_if = "Option::is_none"
    )]
    pub has_insight_selectors: Option<bool>,
    #[serde(
        rename = "IsOrganizationTrail",
        skip_serializing_if = "Option::is_none"
    )]
    pub is_organization_trail: Option<bool>,
    #[serde(rename = "RecursiveLogging", skip_serializing_if = "Option::is_none")]
    pub recursive_logging: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TrailInfo {
    #[serde(rename = "TrailARN", skip_serializing_if = "Option::is_none")]
    pub trail_arn: Option<String>,
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "HomeRegion", skip_serializing_if = "Option::is_none")]
    pub home_region: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UpdateTrailRequest {
    #[serde(rename = "Name")]
    pub name: String,
    #[serde(rename = "S3BucketName")]
    pub s3_bucket_name: Option<String>,
    #[serde(rename = "S3KeyPrefix")]
    pub s3_key_prefix: Option<String>,
    #[serde(rename = "SnsTopicName")]
    pub sns_topic_name: Option<String>,
    #[serde(rename = "IncludeGlobalServiceEvents")]
    pub include_global_service_events: Option<bool>,
    #[serde(rename = "IsMultiRegionTrail")]
    pub is_multi_region_trail: Option<bool>,
    #[serde(rename = "EnableLogFileValidation")]
    pub enable_log_file_validation: Option<bool>,
    #[serde(rename = "CloudWatchLogsLogGroupArn")]
    pub cloud_watch_logs_log_group_arn: Option<String>,
    #[serde(rename = "CloudWatchLogsRoleArn")]
    pub cloud_watch_logs_role_arn: Option<String>,
    #[serde(rename = "KmsKeyId")]
    pub kms_key_id: Option<String>,
    #[serde(rename = "IsOrganizationTrail")]
    pub is_organization_trail: Option<bool>,
    #[serde(rename = "RecursiveLogging")]
    pub recursive_logging: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UpdateTrailResponse {
    #[serde(rename = "Name", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(rename = "S3BucketName", skip_serializing_if = "Option::is_none")]
    pub s3_bucket_name: Option<String>,
    #[serde(rename = "S3KeyPrefix", skip_serializing_if = "Option::is_none")]
    pub s3_key_prefix: Option<String>,
    #[serde(rename = "SnsTopicName", skip_serializing_if = "Option::is_none")]
    pub sns_topic_name: Option<String>,
    #[serde(rename = "SnsTopicARN", skip_serializing_if = "Option::is_none")]
    pub sns_topic_arn: Option<String>,
    #[serde(
        rename = "IncludeGlobalServiceEvents",
        skip_serializing_if = "Option::is_none"
    )]
    pub include_global_service_events: Option<bool>,
    #[serde(rename = "IsMultiRegionTrail", skip_serializing_if = "Option::is_none")]
    pub is_multi_region_trail: Option<bool>,
    #[serde(rename = "TrailARN", skip_serializing_if = "Option::is_none")]
    pub trail_arn: Option<String>,
    #[serde(
        rename = "LogFileValidationEnabled",
        skip_serializing_if = "Option::is_none"
    )]
    pub log_file_validation_enabled: Option<bool>,
    #[serde(
        rename = "CloudWatchLogsLogGroupArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub cloud_watch_logs_log_group_arn: Option<String>,
    #[serde(
        rename = "CloudWatchLogsRoleArn",
        skip_serializing_if = "Option::is_none"
    )]
    pub cloud_watch_logs_role_arn: Option<String>,
    #[serde(rename = "KmsKeyId", skip_serializing_if = "Option::is_none")]
    pub kms_key_id: Option<String>,
    #[serde(
        rename = "IsOrganizationTrail",
        skip_serializing_if = "Option::is_none"
    )]
    pub is_organization_trail: Option<bool>,
    #[serde(rename = "RecursiveLogging", skip_serializing_if = "Option::is_none")]
    pub recursive_logging: Option<bool>,
}

string_enum!(ReadWriteType {
    ReadOnly = "ReadOnly",
    WriteOnly = "WriteOnly",
    All = "All",
});

static OPERATIONS: &[Operation] = &[
    Operation {
        name: "AddTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ADD_TAGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "CreateTrail",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_TRAIL_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteTrail",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_TRAIL_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeTrails",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_TRAILS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetEventSelectors",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_EVENT_SELECTORS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetTrail",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_TRAIL_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "GetTrailStatus",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_TRAIL_STATUS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_TAGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListTrails",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_TRAILS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutEventSelectors",
        method: "POST",
        uri: "/",
        status: 200,
        input: &PUT_EVENT_SELECTORS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "RemoveTags",
        method: "POST",
        uri: "/",
        status: 200,
        input: &REMOVE_TAGS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "StartLogging",
        method: "POST",
        uri: "/",
        status: 200,
        input: &START_LOGGING_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "StopLogging",
        method: "POST",
        uri: "/",
        status: 200,
        input: &STOP_LOGGING_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UpdateTrail",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UPDATE_TRAIL_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
];

static ADD_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member::required("ResourceId", "ResourceId", &TEXT),
    Member::required("TagsList", "TagsList", &TAGS_LIST),
]);

static ADVANCED_EVENT_SELECTOR: Shape = Shape::Structure(&[
    Member::optional("Name", "Name", &SELECTOR_NAME),
    Member::required(
        "FieldSelectors",
        "FieldSelectors",
        &ADVANCED_FIELD_SELECTORS,
    ),
]);

static ADVANCED_EVENT_SELECTORS: Shape = Shape::List {
    element: &ADVANCED_EVENT_SELECTOR,
    length: Range::ANY,
};

static ADVANCED_FIELD_SELECTOR: Shape = Shape::Structure(&[
    Member::required("Field", "Field", &SELECTOR_FIELD),
    Member::optional("Equals", "Equals", &OPERATOR),
    Member::optional("StartsWith", "StartsWith", &OPERATOR),
    Member::optional("EndsWith", "EndsWith", &OPERATOR),
    Member::optional("NotEquals", "NotEquals", &OPERATOR),
    Member::optional("NotStartsWith", "NotStartsWith", &OPERATOR),
    Member::optional("NotEndsWith", "NotEndsWith", &OPERATOR),
]);

static ADVANCED_FIELD_SELECTORS: Shape = Shape::List {
    element: &ADVANCED_FIELD_SELECTOR,
    length: Range::new(Some(1), None),
};

static CREATE_TRAIL_REQUEST: Shape = Shape::Structure(&[
    Member::required("Name", "Name", &TEXT),
    Member::required("S3BucketName", "S3BucketName", &TEXT),
    Member::optional("S3KeyPrefix", "S3KeyPrefix", &TEXT),
    Member::optional("SnsTopicName", "SnsTopicName", &TEXT),
    Member::optional(
        "IncludeGlobalServiceEvents",
        "IncludeGlobalServiceEvents",
        &BOOLEAN,
    ),
    Member::optional("IsMultiRegionTrail", "IsMultiRegionTrail", &BOOLEAN),
    Member::optional(
        "EnableLogFileValidation",
        "EnableLogFileValidation",
        &BOOLEAN,
    ),
    Member::optional(
        "CloudWatchLogsLogGroupArn",
        "CloudWatchLogsLogGroupArn",
        &TEXT,
    ),
    Member::optional("CloudWatchLogsRoleArn", "CloudWatchLogsRoleArn", &TEXT),
    Member::optional("KmsKeyId", "KmsKeyId", &TEXT),
    Member::optional("IsOrganizationTrail", "IsOrganizationTrail", &BOOLEAN),
    Member::optional("TagsList", "TagsList", &TAGS_LIST),
    Member::optional("RecursiveLogging", "RecursiveLogging", &BOOLEAN),
]);

static DATA_RESOURCE: Shape = Shape::Structure(&[
    Member::optional("Type", "Type", &TEXT),
    Member::optional("Values", "Values", &DATA_RESOURCE_VALUES),
]);

static DATA_RESOURCE_VALUES: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static DATA_RESOURCES: Shape = Shape::List {
    element: &DATA_RESOURCE,
    length: Range::ANY,
};

static DELETE_TRAIL_REQUEST: Shape = Shape::Structure(&[Member::required("Name", "Name", &TEXT)]);

static DESCRIBE_TRAILS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("trailNameList", "trailNameList", &TRAIL_NAME_LIST),
    Member::optional("includeShadowTrails", "includeShadowTrails", &BOOLEAN),
]);

static EVENT_SELECTOR: Shape = Shape::Structure(&[
    Member::optional("ReadWriteType", "ReadWriteType", &READ_WRITE_TYPE),
    Member::optional(
        "IncludeManagementEvents",
        "IncludeManagementEvents",
        &BOOLEAN,
    ),
    Member::optional("DataResources", "DataResources", &DATA_RESOURCES),
    Member::optional(
        "ExcludeManagementEventSources",
        "ExcludeManagementEventSources",
        &EXCLUDE_MANAGEMENT_EVENT_SOURCES,
    ),
]);

static EVENT_SELECTORS: Shape = Shape::List {
    element: &EVENT_SELECTOR,
    length: Range::ANY,
};

static EXCLUDE_MANAGEMENT_EVENT_SOURCES: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static GET_EVENT_SELECTORS_REQUEST: Shape =
    Shape::Structure(&[Member::required("TrailName", "TrailName", &TEXT)]);

static GET_TRAIL_REQUEST: Shape = Shape::Structure(&[Member::required("Name", "Name", &TEXT)]);

static GET_TRAIL_STATUS_REQUEST: Shape =
    Shape::Structure(&[Member::required("Name", "Name", &TEXT)]);

static LIST_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member::required("ResourceIdList", "ResourceIdList", &RESOURCE_ID_LIST),
    Member::optional("NextToken", "NextToken", &TEXT),
]);

static LIST_TRAILS_REQUEST: Shape =
    Shape::Structure(&[Member::optional("NextToken", "NextToken", &TEXT)]);

static OPERATOR: Shape = Shape::List {
    element: &OPERATOR_VALUE,
    length: Range::new(Some(1), None),
};

static OPERATOR_VALUE: Shape = Shape::Text(Text::matching(Range::new(Some(1), Some(2048)), ".+"));

static PUT_EVENT_SELECTORS_REQUEST: Shape = Shape::Structure(&[
    Member::required("TrailName", "TrailName", &TEXT),
    Member::optional("EventSelectors", "EventSelectors", &EVENT_SELECTORS),
    Member::optional(
        "AdvancedEventSelectors",
        "AdvancedEventSelectors",
        &ADVANCED_EVENT_SELECTORS,
    ),
]);

static READ_WRITE_TYPE: Shape = Shape::Text(Text::one_of(ReadWriteType::VALUES));

static REMOVE_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member::required("ResourceId", "ResourceId", &TEXT),
    Member::required("TagsList", "TagsList", &TAGS_LIST),
]);

static RESOURCE_ID_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static SELECTOR_FIELD: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(1000)),
    "[\\w|\\d|\\.|_]+",
));

static SELECTOR_NAME: Shape = Shape::Text(Text::matching(Range::new(Some(0), Some(1000)), ".*"));

static START_LOGGING_REQUEST: Shape = Shape::Structure(&[Member::required("Name", "Name", &TEXT)]);

static STOP_LOGGING_REQUEST: Shape = Shape::Structure(&[Member::required("Name", "Name", &TEXT)]);

static TAG: Shape = Shape::Structure(&[
    Member::required("Key", "Key", &TAG_KEY),
    Member::optional("Value", "Value", &TAG_VALUE),
]);

static TAG_KEY: Shape = Shape::Text(Text::sized(Range::new(Some(1), Some(128))));

static TAG_VALUE: Shape = Shape::Text(Text::sized(Range::new(Some(1), Some(256))));

static TAGS_LIST: Shape = Shape::List {
    element: &TAG,
    length: Range::new(None, Some(200)),
};

static TRAIL_NAME_LIST: Shape = Shape::List {
    element: &TEXT,
    length: Range::ANY,
};

static UPDATE_TRAIL_REQUEST: Shape = Shape::Structure(&[
    Member::required("Name", "Name", &TEXT),
    Member::optional("S3BucketName", "S3BucketName", &TEXT),
    Member::optional("S3KeyPrefix", "S3KeyPrefix", &TEXT),
    Member::optional("SnsTopicName", "SnsTopicName", &TEXT),
    Member::optional(
        "IncludeGlobalServiceEvents",
        "IncludeGlobalServiceEvents",
        &BOOLEAN,
    ),
    Member::optional("IsMultiRegionTrail", "IsMultiRegionTrail", &BOOLEAN),
    Member::optional(
        "EnableLogFileValidation",
        "EnableLogFileValidation",
        &BOOLEAN,
    ),
    Member::optional(
        "CloudWatchLogsLogGroupArn",
        "CloudWatchLogsLogGroupArn",
        &TEXT,
    ),
    Member::optional("CloudWatchLogsRoleArn", "CloudWatchLogsRoleArn", &TEXT),
    Member::optional("KmsKeyId", "KmsKeyId", &TEXT),
    Member::optional("IsOrganizationTrail", "IsOrganizationTrail", &BOOLEAN),
    Member::optional("RecursiveLogging", "RecursiveLogging", &BOOLEAN),
]);

static KNOWN_OPERATIONS: &[&str] = &[
    "AddTags",
    "CancelQuery",
    "CreateChannel",
    "CreateDashboard",
    "CreateEventDataStore",
    "CreateTrail",
    "DeleteChannel",
    "DeleteDashboard",
    "DeleteEventDataStore",
    "DeleteResourcePolicy",
    "DeleteTrail",
    "DeregisterOrganizationDelegatedAdmin",
    "DescribeQuery",
    "DescribeTrails",
    "DisableFederation",
    "EnableFederation",
    "GenerateQuery",
    "GetChannel",
    "GetDashboard",
    "GetEventConfiguration",
    "GetEventDataStore",
    "GetEventSelectors",
    "GetImport",
    "GetInsightSelectors",
    "GetQueryResults",
    "GetResourcePolicy",
    "GetTrail",
    "GetTrailStatus",
    "ListChannels",
    "ListDashboards",
    "ListEventDataStores",
    "ListImportFailures",
    "ListImports",
    "ListInsightsData",
    "ListInsightsMetricData",
    "ListPublicKeys",
    "ListQueries",
    "ListTags",
    "ListTrails",
    "LookupEvents",
    "PutEventConfiguration",
    "PutEventSelectors",
    "PutInsightSelectors",
    "PutResourcePolicy",
    "RegisterOrganizationDelegatedAdmin",
    "RemoveTags",
    "RestoreEventDataStore",
    "SearchSampleQueries",
    "StartDashboardRefresh",
    "StartEventDataStoreIngestion",
    "StartImport",
    "StartLogging",
    "StartQuery",
    "StopEventDataStoreIngestion",
    "StopImport",
    "StopLogging",
    "UpdateChannel",
    "UpdateDashboard",
    "UpdateEventDataStore",
    "UpdateTrail",
];

static KNOWN_ROUTES: &[(&str, &str)] = &[];
