// Written by `cargo xtask codegen` from the model that botocore ships; changes made by hand are lost.

use serde::{Deserialize, Serialize};

use crate::service::{Member, Operation, Protocol, Range, Service, Shape, Text};

pub static SERVICE: Service = Service {
    name: "sts",
    signing_name: "sts",
    endpoint_prefix: "sts",
    protocol: Protocol::Query,
    api_version: "2011-06-15",
    xml_namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    target_prefix: "",
    operations: OPERATIONS,
    known_operations: KNOWN_OPERATIONS,
    known_routes: KNOWN_ROUTES,
    faults: &[
        ("ExpiredTokenException", 400),
        ("IDPCommunicationError", 400),
        ("IDPRejectedClaim", 403),
        ("InvalidIdentityToken", 400),
        ("MalformedPolicyDocument", 400),
        ("PackedPolicyTooLarge", 400),
        ("RegionDisabledException", 403),
    ],
};

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AssumeRoleRequest {
    #[serde(rename = "RoleArn")]
    pub role_arn: String,
    #[serde(rename = "RoleSessionName")]
    pub role_session_name: String,
    #[serde(rename = "PolicyArns")]
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    #[serde(rename = "Policy")]
    pub policy: Option<String>,
    #[serde(rename = "DurationSeconds")]
    pub duration_seconds: Option<i32>,
    #[serde(rename = "Tags")]
    pub tags: Option<Vec<Tag>>,
    #[serde(rename = "TransitiveTagKeys")]
    pub transitive_tag_keys: Option<Vec<String>>,
    #[serde(rename = "ExternalId")]
    pub external_id: Option<String>,
    #[serde(rename = "SerialNumber")]
    pub serial_number: Option<String>,
    #[serde(rename = "TokenCode")]
    pub token_code: Option<String>,
    #[serde(rename = "SourceIdentity")]
    pub source_identity: Option<String>,
    #[serde(rename = "ProvidedContexts")]
    pub provided_contexts: Option<Vec<ProvidedContext>>,
    #[serde(rename = "MinimumSessionTokenSize")]
    pub minimum_session_token_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AssumeRoleResponse {
    #[serde(rename = "Credentials", skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Credentials>,
    #[serde(rename = "AssumedRoleUser", skip_serializing_if = "Option::is_none")]
    pub assumed_role_user: Option<AssumedRoleUser>,
    #[serde(rename = "PackedPolicySize", skip_serializing_if = "Option::is_none")]
    pub packed_policy_size: Option<i32>,
    #[serde(rename = "SourceIdentity", skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
    #[serde(
        rename = "SessionTokenUtilization",
        skip_serializing_if = "Option::is_none"
    )]
    pub session_token_utilization: Option<i32>,
    #[serde(rename = "SessionTokenSize", skip_serializing_if = "Option::is_none")]
    pub session_token_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct AssumeRoleWithWebIdentityRequest {
    #[serde(rename = "RoleArn")]
    pub role_arn: String,
    #[serde(rename = "RoleSessionName")]
    pub role_session_name: String,
    #[serde(rename = "WebIdentityToken")]
    pub web_identity_token: crate::Sensitive,
    #[serde(rename = "ProviderId")]
    pub provider_id: Option<String>,
    #[serde(rename = "PolicyArns")]
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    #[serde(rename = "Policy")]
    pub policy: Option<String>,
    #[serde(rename = "DurationSeconds")]
    pub duration_seconds: Option<i32>,
    #[serde(rename = "MinimumSessionTokenSize")]
    pub minimum_session_token_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AssumeRoleWithWebIdentityResponse {
    #[serde(rename = "Credentials", skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Credentials>,
    #[serde(
        rename = "SubjectFromWebIdentityToken",
        skip_serializing_if = "Option::is_none"
    )]
    pub subject_from_web_identity_token: Option<String>,
    #[serde(rename = "AssumedRoleUser", skip_serializing_if = "Option::is_none")]
    pub assumed_role_user: Option<AssumedRoleUser>,
    #[serde(rename = "PackedPolicySize", skip_serializing_if = "Option::is_none")]
    pub packed_policy_size: Option<i32>,
    #[serde(rename = "Provider", skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    #[serde(rename = "Audience", skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    #[serde(rename = "SourceIdentity", skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
    #[serde(
        rename = "SessionTokenUtilization",
        skip_serializing_if = "Option::is_none"
    )]
    pub session_token_utilization: Option<i32>,
    #[serde(rename = "SessionTokenSize", skip_serializing_if = "Option::is_none")]
    pub session_token_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AssumedRoleUser {
    #[serde(rename = "AssumedRoleId")]
    pub assumed_role_id: String,
    #[serde(rename = "Arn")]
    pub arn: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Credentials {
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
    #[serde(rename = "SecretAccessKey")]
    pub secret_access_key: crate::Sensitive,
    #[serde(rename = "SessionToken")]
    pub session_token: String,
    #[serde(rename = "Expiration")]
    pub expiration: crate::Timestamp,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetAccessKeyInfoRequest {
    #[serde(rename = "AccessKeyId")]
    pub access_key_id: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetAccessKeyInfoResponse {
    #[serde(rename = "Account", skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetCallerIdentityRequest {}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetCallerIdentityResponse {
    #[serde(rename = "UserId", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(rename = "Account", skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    #[serde(rename = "Arn", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct GetSessionTokenRequest {
    #[serde(rename = "DurationSeconds")]
    pub duration_seconds: Option<i32>,
    #[serde(rename = "SerialNumber")]
    pub serial_number: Option<String>,
    #[serde(rename = "TokenCode")]
    pub token_code: Option<String>,
    #[serde(rename = "MinimumSessionTokenSize")]
    pub minimum_session_token_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GetSessionTokenResponse {
    #[serde(rename = "Credentials", skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Credentials>,
    #[serde(
        rename = "SessionTokenUtilization",
        skip_serializing_if = "Option::is_none"
    )]
    pub session_token_utilization: Option<i32>,
    #[serde(rename = "SessionTokenSize", skip_serializing_if = "Option::is_none")]
    pub session_token_size: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PolicyDescriptorType {
    #[serde(rename = "arn")]
    pub arn: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ProvidedContext {
    #[serde(rename = "ProviderArn")]
    pub provider_arn: Option<String>,
    #[serde(rename = "ContextAssertion")]
    pub context_assertion: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Tag {
    #[serde(rename = "Key")]
    pub key: String,
    #[serde(rename = "Value")]
    pub value: String,
}

static OPERATIONS: &[Operation] = &[
    Operation {
        name: "AssumeRole",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ASSUME_ROLE_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("AssumeRoleResult"),
        output_locations: &[],
    },
    Operation {
        name: "AssumeRoleWithWebIdentity",
        method: "POST",
        uri: "/",
        status: 200,
        input: &ASSUME_ROLE_WITH_WEB_IDENTITY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("AssumeRoleWithWebIdentityResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetAccessKeyInfo",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_ACCESS_KEY_INFO_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetAccessKeyInfoResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetCallerIdentity",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_CALLER_IDENTITY_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetCallerIdentityResult"),
        output_locations: &[],
    },
    Operation {
        name: "GetSessionToken",
        method: "POST",
        uri: "/",
        status: 200,
        input: &GET_SESSION_TOKEN_REQUEST,
        input_payload: None,
        has_output: true,
        result_wrapper: Some("GetSessionTokenResult"),
        output_locations: &[],
    },
];

static ASSUME_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleArn", "RoleArn", &ARN_TYPE),
    Member::required(
        "RoleSessionName",
        "RoleSessionName",
        &ROLE_SESSION_NAME_TYPE,
    ),
    Member::optional("PolicyArns", "PolicyArns", &POLICY_DESCRIPTOR_LIST_TYPE),
    Member::optional(
        "Policy",
        "Policy",
        &UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE,
    ),
    Member::optional(
        "DurationSeconds",
        "DurationSeconds",
        &ROLE_DURATION_SECONDS_TYPE,
    ),
    Member::optional("Tags", "Tags", &TAG_LIST_TYPE),
    Member::optional("TransitiveTagKeys", "TransitiveTagKeys", &TAG_KEY_LIST_TYPE),
    Member::optional("ExternalId", "ExternalId", &EXTERNAL_ID_TYPE),
    Member::optional("SerialNumber", "SerialNumber", &SERIAL_NUMBER_TYPE),
    Member::optional("TokenCode", "TokenCode", &TOKEN_CODE_TYPE),
    Member::optional("SourceIdentity", "SourceIdentity", &SOURCE_IDENTITY_TYPE),
    Member::optional(
        "ProvidedContexts",
        "ProvidedContexts",
        &PROVIDED_CONTEXTS_LIST_TYPE,
    ),
    Member::optional(
        "MinimumSessionTokenSize",
        "MinimumSessionTokenSize",
        &MINIMUM_SESSION_TOKEN_SIZE_TYPE,
    ),
]);

static ASSUME_ROLE_WITH_WEB_IDENTITY_REQUEST: Shape = Shape::Structure(&[
    Member::required("RoleArn", "RoleArn", &ARN_TYPE),
    Member::required(
        "RoleSessionName",
        "RoleSessionName",
        &ROLE_SESSION_NAME_TYPE,
    ),
    Member::required("WebIdentityToken", "WebIdentityToken", &CLIENT_TOKEN_TYPE),
    Member::optional("ProviderId", "ProviderId", &URL_TYPE),
    Member::optional("PolicyArns", "PolicyArns", &POLICY_DESCRIPTOR_LIST_TYPE),
    Member::optional("Policy", "Policy", &SESSION_POLICY_DOCUMENT_TYPE),
    Member::optional(
        "DurationSeconds",
        "DurationSeconds",
        &ROLE_DURATION_SECONDS_TYPE,
    ),
    Member::optional(
        "MinimumSessionTokenSize",
        "MinimumSessionTokenSize",
        &MINIMUM_SESSION_TOKEN_SIZE_TYPE,
    ),
]);

static GET_ACCESS_KEY_INFO_REQUEST: Shape = Shape::Structure(&[Member::required(
    "AccessKeyId",
    "AccessKeyId",
    &ACCESS_KEY_ID_TYPE,
)]);

static GET_CALLER_IDENTITY_REQUEST: Shape = Shape::Structure(&[]);

static GET_SESSION_TOKEN_REQUEST: Shape = Shape::Structure(&[
    Member::optional("DurationSeconds", "DurationSeconds", &DURATION_SECONDS_TYPE),
    Member::optional("SerialNumber", "SerialNumber", &SERIAL_NUMBER_TYPE),
    Member::optional("TokenCode", "TokenCode", &TOKEN_CODE_TYPE),
    Member::optional(
        "MinimumSessionTokenSize",
        "MinimumSessionTokenSize",
        &MINIMUM_SESSION_TOKEN_SIZE_TYPE,
    ),
]);

static POLICY_DESCRIPTOR_TYPE: Shape =
    Shape::Structure(&[Member::optional("arn", "arn", &ARN_TYPE)]);

static PROVIDED_CONTEXT: Shape = Shape::Structure(&[
    Member::optional("ProviderArn", "ProviderArn", &ARN_TYPE),
    Member::optional(
        "ContextAssertion",
        "ContextAssertion",
        &CONTEXT_ASSERTION_TYPE,
    ),
]);

static PROVIDED_CONTEXTS_LIST_TYPE: Shape = Shape::List {
    element: &PROVIDED_CONTEXT,
    length: Range::new(Some(1), Some(5)),
};

static TAG: Shape = Shape::Structure(&[
    Member::required("Key", "Key", &TAG_KEY_TYPE),
    Member::required("Value", "Value", &TAG_VALUE_TYPE),
]);

static ACCESS_KEY_ID_TYPE: Shape =
    Shape::Text(Text::matching(Range::new(Some(16), Some(128)), "[\\w]*"));

static ARN_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(20), Some(2048)),
    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
));

static CLIENT_TOKEN_TYPE: Shape =
    Shape::Text(Text::sized(Range::new(Some(4), Some(20000))).hidden());

static CONTEXT_ASSERTION_TYPE: Shape = Shape::Text(Text::sized(Range::new(Some(4), Some(2048))));

static DURATION_SECONDS_TYPE: Shape = Shape::Integer(Range::new(Some(900), Some(129600)));

static EXTERNAL_ID_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(2), Some(1224)),
    "[\\w+=,.@:\\/-]*",
));

static MINIMUM_SESSION_TOKEN_SIZE_TYPE: Shape = Shape::Integer(Range::new(Some(0), Some(4096)));

static POLICY_DESCRIPTOR_LIST_TYPE: Shape = Shape::List {
    element: &POLICY_DESCRIPTOR_TYPE,
    length: Range::ANY,
};

static ROLE_DURATION_SECONDS_TYPE: Shape = Shape::Integer(Range::new(Some(900), Some(43200)));

static ROLE_SESSION_NAME_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(2), Some(64)),
    "[\\w+=,.@-]*",
));

static SERIAL_NUMBER_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(9), Some(256)),
    "[\\w+=/:,.@-]*",
));

static SESSION_POLICY_DOCUMENT_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(2048)),
    "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
));

static SOURCE_IDENTITY_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(2), Some(64)),
    "[\\w+=,.@-]*",
));

static TAG_KEY_LIST_TYPE: Shape = Shape::List {
    element: &TAG_KEY_TYPE,
    length: Range::new(None, Some(50)),
};

static TAG_KEY_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), Some(128)),
    "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
));

static TAG_LIST_TYPE: Shape = Shape::List {
    element: &TAG,
    length: Range::new(None, Some(50)),
};

static TAG_VALUE_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(0), Some(256)),
    "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
));

static TOKEN_CODE_TYPE: Shape = Shape::Text(Text::matching(Range::new(Some(6), Some(6)), "[\\d]*"));

static UNRESTRICTED_SESSION_POLICY_DOCUMENT_TYPE: Shape = Shape::Text(Text::matching(
    Range::new(Some(1), None),
    "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
));

static URL_TYPE: Shape = Shape::Text(Text::sized(Range::new(Some(4), Some(2048))));

static KNOWN_OPERATIONS: &[&str] = &[
    "AssumeRole",
    "AssumeRoleWithSAML",
    "AssumeRoleWithWebIdentity",
    "AssumeRoot",
    "DecodeAuthorizationMessage",
    "GetAccessKeyInfo",
    "GetCallerIdentity",
    "GetDelegatedAccessToken",
    "GetFederationToken",
    "GetSessionToken",
    "GetWebIdentityToken",
];

static KNOWN_ROUTES: &[(&str, &str)] = &[];
