// Written by `cargo xtask codegen` from the model that botocore ships; changes made by hand are lost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::scalar::string_enum;
use crate::service::{BOOLEAN, INTEGER, Member, Operation, Protocol, Range, Service, Shape, Text};

pub static SERVICE: Service = Service {
    name: "logs",
    signing_name: "logs",
    endpoint_prefix: "logs",
    protocol: Protocol::Json11,
    api_version: "2014-03-28",
    xml_namespace: "",
    target_prefix: "Logs_20140328",
    operations: OPERATIONS,
    known_operations: KNOWN_OPERATIONS,
    known_routes: KNOWN_ROUTES,
    faults: &[
        ("InvalidParameterException", 400),
        ("LimitExceededException", 400),
        ("OperationAbortedException", 400),
        ("ResourceAlreadyExistsException", 400),
        ("ResourceNotFoundException", 400),
        ("ServiceUnavailableException", 400),
        ("TooManyTagsException", 400),
        ("ValidationException", 400),
    ],
};

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CreateLogGroupRequest {
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
    #[serde(rename = "kmsKeyId")]
    pub kms_key_id: Option<String>,
    #[serde(rename = "tags")]
    pub tags: Option<BTreeMap<String, String>>,
    #[serde(rename = "logGroupClass")]
    pub log_group_class: Option<LogGroupClass>,
    #[serde(rename = "deletionProtectionEnabled")]
    pub deletion_protection_enabled: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteLogGroupRequest {
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DeleteRetentionPolicyRequest {
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct DescribeLogGroupsRequest {
    #[serde(rename = "accountIdentifiers")]
    pub account_identifiers: Option<Vec<String>>,
    #[serde(rename = "logGroupNamePrefix")]
    pub log_group_name_prefix: Option<String>,
    #[serde(rename = "logGroupNamePattern")]
    pub log_group_name_pattern: Option<String>,
    #[serde(rename = "nextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "limit")]
    pub limit: Option<i32>,
    #[serde(rename = "includeLinkedAccounts")]
    pub include_linked_accounts: Option<bool>,
    #[serde(rename = "logGroupClass")]
    pub log_group_class: Option<LogGroupClass>,
    #[serde(rename = "logGroupIdentifiers")]
    pub log_group_identifiers: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DescribeLogGroupsResponse {
    #[serde(rename = "logGroups", skip_serializing_if = "Option::is_none")]
    pub log_groups: Option<Vec<LogGroup>>,
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListTagsForResourceRequest {
    #[serde(rename = "resourceArn")]
    pub resource_arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListTagsForResourceResponse {
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ListTagsLogGroupRequest {
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ListTagsLogGroupResponse {
    #[serde(rename = "tags", skip_serializing_if = "Option::is_none")]
    pub tags: Option<BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LogGroup {
    #[serde(rename = "logGroupName", skip_serializing_if = "Option::is_none")]
    pub log_group_name: Option<String>,
    #[serde(rename = "creationTime", skip_serializing_if = "Option::is_none")]
    pub creation_time: Option<i64>,
    #[serde(rename = "retentionInDays", skip_serializing_if = "Option::is_none")]
    pub retention_in_days: Option<i32>,
    #[serde(rename = "metricFilterCount", skip_serializing_if = "Option::is_none")]
    pub metric_filter_count: Option<i32>,
    #[serde(rename = "arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(rename = "storedBytes", skip_serializing_if = "Option::is_none")]
    pub stored_bytes: Option<i64>,
    #[serde(rename = "kmsKeyId", skip_serializing_if = "Option::is_none")]
    pub kms_key_id: Option<String>,
    #[serde(
        rename = "dataProtectionStatus",
        skip_serializing_if = "Option::is_none"
    )]
    pub data_protection_status: Option<DataProtectionStatus>,
    #[serde(
        rename = "inheritedProperties",
        skip_serializing_if = "Option::is_none"
    )]
    pub inherited_properties: Option<Vec<InheritedProperty>>,
    #[serde(rename = "logGroupClass", skip_serializing_if = "Option::is_none")]
    pub log_group_class: Option<LogGroupClass>,
    #[serde(rename = "logGroupArn", skip_serializing_if = "Option::is_none")]
    pub log_group_arn: Option<String>,
    #[serde(
        rename = "deletionProtectionEnabled",
        skip_serializing_if = "Option::is_none"
    )]
    pub deletion_protection_enabled: Option<bool>,
    #[serde(
        rename = "bearerTokenAuthenticationEnabled",
        skip_serializing_if = "Option::is_none"
    )]
    pub bearer_token_authentication_enabled: Option<bool>,
    #[serde(
        rename = "retentionPolicyName",
        skip_serializing_if = "Option::is_none"
    )]
    pub retention_policy_name: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PutRetentionPolicyRequest {
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
    #[serde(rename = "retentionInDays")]
    pub retention_in_days: i32,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TagLogGroupRequest {
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
    #[serde(rename = "tags")]
    pub tags: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TagResourceRequest {
    #[serde(rename = "resourceArn")]
    pub resource_arn: String,
    #[serde(rename = "tags")]
    pub tags: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UntagLogGroupRequest {
    #[serde(rename = "logGroupName")]
    pub log_group_name: String,
    #[serde(rename = "tags")]
    pub tags: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UntagResourceRequest {
    #[serde(rename = "resourceArn")]
    pub resource_arn: String,
    #[serde(rename = "tagKeys")]
    pub tag_keys: Vec<String>,
}

string_enum!(DataProtectionStatus {
    Activated = "ACTIVATED",
    Deleted = "DELETED",
    Archived = "ARCHIVED",
    Disabled = "DISABLED",
});

string_enum!(InheritedProperty {
    AccountDataProtection = "ACCOUNT_DATA_PROTECTION",
});

string_enum!(LogGroupClass {
    Standard = "STANDARD",
    InfrequentAccess = "INFREQUENT_ACCESS",
    Delivery = "DELIVERY",
    Essentials = "ESSENTIALS",
});

static OPERATIONS: &[Operation] = &[
    Operation {
        name: "CreateLogGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &CREATE_LOG_GROUP_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteLogGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_LOG_GROUP_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DeleteRetentionPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DELETE_RETENTION_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "DescribeLogGroups",
        method: "POST",
        uri: "/",
        status: 200,
        input: &DESCRIBE_LOG_GROUPS_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListTagsForResource",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_TAGS_FOR_RESOURCE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "ListTagsLogGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &LIST_TAGS_LOG_GROUP_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "PutRetentionPolicy",
        method: "POST",
        uri: "/",
        status: 200,
        input: &PUT_RETENTION_POLICY_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "TagLogGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &TAG_LOG_GROUP_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "TagResource",
        method: "POST",
        uri: "/",
        status: 200,
        input: &TAG_RESOURCE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UntagLogGroup",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UNTAG_LOG_GROUP_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
    Operation {
        name: "UntagResource",
        method: "POST",
        uri: "/",
        status: 200,
        input: &UNTAG_RESOURCE_REQUEST,
        input_payload: None,
        has_output: false,
        result_wrapper: None,
        output_locations: &[],
    },
];

static ACCOUNT_ID: Shape = Shape::Text(Text::matching(Range::new(Some(12), Some(12)), "^\\d{12}$"));

static ACCOUNT_IDS: Shape = Shape::List {
    element: &ACCOUNT_ID,
    length: Range::new(Some(0), Some(20)),
};

static AMAZON_RESOURCE_NAME: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(1011)),
    "[\\w+=/:,.@-]*",
));

static CREATE_LOG_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member::required("logGroupName", "logGroupName", &LOG_GROUP_NAME),
    Member::optional("kmsKeyId", "kmsKeyId", &KMS_KEY_ID),
    Member::optional("tags", "tags", &TAGS),
    Member::optional("logGroupClass", "logGroupClass", &LOG_GROUP_CLASS),
    Member::optional(
        "deletionProtectionEnabled",
        "deletionProtectionEnabled",
        &BOOLEAN,
    ),
]);

static DELETE_LOG_GROUP_REQUEST: Shape = Shape::Structure(&[Member::required(
    "logGroupName",
    "logGroupName",
    &LOG_GROUP_NAME,
)]);

static DELETE_RETENTION_POLICY_REQUEST: Shape = Shape::Structure(&[Member::required(
    "logGroupName",
    "logGroupName",
    &LOG_GROUP_NAME,
)]);

static DESCRIBE_LIMIT: Shape = Shape::Integer(Range::new(Some(1), Some(50)));

static DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS: Shape = Shape::List {
    element: &LOG_GROUP_IDENTIFIER,
    length: Range::new(Some(1), Some(50)),
};

static DESCRIBE_LOG_GROUPS_REQUEST: Shape = Shape::Structure(&[
    Member::optional("accountIdentifiers", "accountIdentifiers", &ACCOUNT_IDS),
    Member::optional("logGroupNamePrefix", "logGroupNamePrefix", &LOG_GROUP_NAME),
    Member::optional(
        "logGroupNamePattern",
        "logGroupNamePattern",
        &LOG_GROUP_NAME_PATTERN,
    ),
    Member::optional("nextToken", "nextToken", &NEXT_TOKEN),
    Member::optional("limit", "limit", &DESCRIBE_LIMIT),
    Member::optional("includeLinkedAccounts", "includeLinkedAccounts", &BOOLEAN),
    Member::optional("logGroupClass", "logGroupClass", &LOG_GROUP_CLASS),
    Member::optional(
        "logGroupIdentifiers",
        "logGroupIdentifiers",
        &DESCRIBE_LOG_GROUPS_LOG_GROUP_IDENTIFIERS,
    ),
]);

static KMS_KEY_ID: Shape = Shape::Text(Text::sized(Range::new(None, Some(256))));

static LIST_TAGS_FOR_RESOURCE_REQUEST: Shape = Shape::Structure(&[Member::required(
    "resourceArn",
    "resourceArn",
    &AMAZON_RESOURCE_NAME,
)]);

static LIST_TAGS_LOG_GROUP_REQUEST: Shape = Shape::Structure(&[Member::required(
    "logGroupName",
    "logGroupName",
    &LOG_GROUP_NAME,
)]);

static LOG_GROUP_CLASS: Shape = Shape::Text(Text::one_of(LogGroupClass::VALUES));

static LOG_GROUP_IDENTIFIER: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(2048)),
    "[\\w#+=/:,.@-]*",
));

static LOG_GROUP_NAME: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(512)),
    "[\\.\\-_/#A-Za-z0-9]+",
));

static LOG_GROUP_NAME_PATTERN: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(512)),
    "[\\.\\-_/#A-Za-z0-9]*",
));

static NEXT_TOKEN: Shape = Shape::Text(Text::sized(Range::new(Some(1), None)));

static PUT_RETENTION_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member::required("logGroupName", "logGroupName", &LOG_GROUP_NAME),
    Member::required("retentionInDays", "retentionInDays", &INTEGER),
]);

static TAG_KEY: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+)$",
));

static TAG_KEY_LIST: Shape = Shape::List {
    element: &TAG_KEY,
    length: Range::new(Some(0), Some(50)),
};

static TAG_LIST: Shape = Shape::List {
    element: &TAG_KEY,
    length: Range::new(Some(1), None),
};

static TAG_LOG_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member::required("logGroupName", "logGroupName", &LOG_GROUP_NAME),
    Member::required("tags", "tags", &TAGS),
]);

static TAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("resourceArn", "resourceArn", &AMAZON_RESOURCE_NAME),
    Member::required("tags", "tags", &TAGS),
]);

static TAG_VALUE: Shape = Shape::Text(Text::matching(
    Range::new(None, Some(256)),
    "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
));

static TAGS: Shape = Shape::Map {
    key: &TAG_KEY,
    value: &TAG_VALUE,
    length: Range::new(Some(1), Some(50)),
};

static UNTAG_LOG_GROUP_REQUEST: Shape = Shape::Structure(&[
    Member::required("logGroupName", "logGroupName", &LOG_GROUP_NAME),
    Member::required("tags", "tags", &TAG_LIST),
]);

static UNTAG_RESOURCE_REQUEST: Shape = Shape::Structure(&[
    Member::required("resourceArn", "resourceArn", &AMAZON_RESOURCE_NAME),
    Member::required("tagKeys", "tagKeys", &TAG_KEY_LIST),
]);

static KNOWN_OPERATIONS: &[&str] = &[
    "AssociateKmsKey",
    "AssociateSourceToS3TableIntegration",
    "CancelExportTask",
    "CancelImportTask",
    "CreateDelivery",
    "CreateExportTask",
    "CreateImportTask",
    "CreateLogAnomalyDetector",
    "CreateLogGroup",
    "CreateLogStream",
    "CreateLookupTable",
    "CreateScheduledQuery",
    "DeleteAccountPolicy",
    "DeleteDataProtectionPolicy",
    "DeleteDelivery",
    "DeleteDeliveryDestination",
    "DeleteDeliveryDestinationPolicy",
    "DeleteDeliverySource",
    "DeleteDestination",
    "DeleteIndexPolicy",
    "DeleteIntegration",
    "DeleteLogAnomalyDetector",
    "DeleteLogGroup",
    "DeleteLogStream",
    "DeleteLookupTable",
    "DeleteMetricFilter",
    "DeleteQueryDefinition",
    "DeleteResourcePolicy",
    "DeleteRetentionPolicy",
    "DeleteScheduledQuery",
    "DeleteSubscriptionFilter",
    "DeleteSyslogConfiguration",
    "DeleteTransformer",
    "DescribeAccountPolicies",
    "DescribeConfigurationTemplates",
    "DescribeDeliveries",
    "DescribeDeliveryDestinations",
    "DescribeDeliverySources",
    "DescribeDestinations",
    "DescribeExportTasks",
    "DescribeFieldIndexes",
    "DescribeImportTaskBatches",
    "DescribeImportTasks",
    "DescribeIndexPolicies",
    "DescribeLogGroups",
    "DescribeLogStreams",
    "DescribeLookupTables",
    "DescribeMetricFilters",
    "DescribeQueries",
    "DescribeQueryDefinitions",
    "DescribeResourcePolicies",
    "DescribeSubscriptionFilters",
    "DisassociateKmsKey",
    "DisassociateSourceFromS3TableIntegration",
    "FilterLogEvents",
    "GetDataProtectionPolicy",
    "GetDelivery",
    "GetDeliveryDestination",
    "GetDeliveryDestinationPolicy",
    "GetDeliverySource",
    "GetIntegration",
    "GetLogAnomalyDetector",
    "GetLogEvents",
    "GetLogFields",
    "GetLogGroupFields",
    "GetLogObject",
    "GetLogRecord",
    "GetLookupTable",
    "GetQueryResults",
    "GetScheduledQuery",
    "GetScheduledQueryHistory",
    "GetStorageTierPolicy",
    "GetTransformer",
    "ListAggregateLogGroupSummaries",
    "ListAnomalies",
    "ListIntegrations",
    "ListLogAnomalyDetectors",
    "ListLogGroups",
    "ListLogGroupsForQuery",
    "ListScheduledQueries",
    "ListSourcesForS3TableIntegration",
    "ListSyslogConfigurations",
    "ListTagsForResource",
    "ListTagsLogGroup",
    "PutAccountPolicy",
    "PutBearerTokenAuthentication",
    "PutDataProtectionPolicy",
    "PutDeliveryDestination",
    "PutDeliveryDestinationPolicy",
    "PutDeliverySource",
    "PutDestination",
    "PutDestinationPolicy",
    "PutIndexPolicy",
    "PutIntegration",
    "PutLogEvents",
    "PutLogGroupDeletionProtection",
    "PutMetricFilter",
    "PutQueryDefinition",
    "PutResourcePolicy",
    "PutRetentionPolicy",
    "PutStorageTierPolicy",
    "PutSubscriptionFilter",
    "PutSyslogConfiguration",
    "PutTransformer",
    "StartLiveTail",
    "StartQuery",
    "StopQuery",
    "TagLogGroup",
    "TagResource",
    "TestMetricFilter",
    "TestTransformer",
    "UntagLogGroup",
    "UntagResource",
    "UpdateAnomaly",
    "UpdateDeliveryConfiguration",
    "UpdateLogAnomalyDetector",
    "UpdateLookupTable",
    "UpdateScheduledQuery",
];

static KNOWN_ROUTES: &[(&str, &str)] = &[];
