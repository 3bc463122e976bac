//! Trails: made, changed, read, deleted, started and stopped. A bucket is a name here: none exists that could be asked.

use portcullis_catalog::Record;
use portcullis_catalog::account::Account;
use portcullis_catalog::organization::Organization;
use portcullis_catalog::trail::{EventSelector, EventSelectors, Trail};
use portcullis_iam::Arn;
use portcullis_wire::{Fault, Timestamp, cloudtrail as wire};

use super::{arn, fault, find, name_of, permission, tag};
use crate::{Permission, Tx};

const SERVICE: &str = "cloudtrail.amazonaws.com";
/// AWS's quota for a region (AWS CloudTrail User Guide, "Quotas in AWS CloudTrail").
const MAX_TRAILS: usize = 5;
const MAX_PREFIX: usize = 200;

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateTrailRequest,
) -> Result<Vec<Permission>, Fault> {
    let mut create = permission(tx, "CreateTrail", &input.name)?;
    let tags = tag::brought(input.tags_list.as_deref());
    let mut more = Vec::new();
    if !tags.is_empty() {
        create = create.bringing(tags.clone());
        more.push(permission(tx, "AddTags", &input.name)?.bringing(tags));
    }
    more.extend(to_pass(tx, input.cloud_watch_logs_role_arn.as_deref())?);
    Ok([create].into_iter().chain(more).collect())
}

pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateTrailRequest,
) -> Result<wire::CreateTrailResponse, Fault> {
    check_name(&input.name)?;
    let key = Trail::key_of(tx.account(), &input.name);
    if tx.get::<Trail>(&key)?.is_some() {
        let message = format!(
            "Trail {} already exists for customer: {}",
            input.name,
            tx.account()
        );
        return Err(fault("TrailAlreadyExistsException", message));
    }
    if all(tx)?.len() >= MAX_TRAILS {
        let message = format!(
            "User: {} already has {MAX_TRAILS} trails in {}.",
            tx.account(),
            tx.region()
        );
        return Err(fault("MaximumNumberOfTrailsExceededException", message));
    }
    let mut trail = Trail {
        account: tx.account(),
        name: input.name,
        s3_bucket_name: String::new(),
        s3_key_prefix: None,
        sns_topic_name: None,
        include_global_service_events: true,
        multi_region: false,
        organization: false,
        log_file_validation: false,
        log_group_arn: None,
        log_role_arn: None,
        kms_key_id: None,
        logging: false,
        started: None,
        stopped: None,
        selectors: EventSelectors::Basic(vec![EventSelector {
            read_write_type: wire::ReadWriteType::All.to_string(),
            include_management_events: true,
            data_resources: Vec::new(),
            exclude_management_event_sources: Vec::new(),
        }]),
        tags: tag::read(input.tags_list.unwrap_or_default())?,
    };
    let asked = Asked {
        bucket: Some(input.s3_bucket_name),
        prefix: input.s3_key_prefix,
        topic: input.sns_topic_name,
        global: input.include_global_service_events,
        multi_region: input.is_multi_region_trail,
        organization: input.is_organization_trail,
        validation: input.enable_log_file_validation,
        log_group: input.cloud_watch_logs_log_group_arn,
        log_role: input.cloud_watch_logs_role_arn,
        kms_key: input.kms_key_id,
        recursive: input.recursive_logging,
    };
    apply(tx, &mut trail, asked)?;
    tx.put(&trail)?;
    let shown = shown(tx, &trail);
    Ok(wire::CreateTrailResponse {
        name: shown.name,
        s3_bucket_name: shown.s3_bucket_name,
        s3_key_prefix: shown.s3_key_prefix,
        sns_topic_name: shown.sns_topic_name,
        sns_topic_arn: shown.sns_topic_arn,
        include_global_service_events: shown.include_global_service_events,
        is_multi_region_trail: shown.is_multi_region_trail,
        trail_arn: shown.trail_arn,
        log_file_validation_enabled: shown.log_file_validation_enabled,
        cloud_watch_logs_log_group_arn: shown.cloud_watch_logs_log_group_arn,
        cloud_watch_logs_role_arn: shown.cloud_watch_logs_role_arn,
        kms_key_id: None,
        is_organization_trail: shown.is_organization_trail,
        recursive_logging: None,
    })
}

pub(super) fn may_update(
    tx: &Tx<'_>,
    input: &wire::UpdateTrailRequest,
) -> Result<Vec<Permission>, Fault> {
    let update = permission(tx, "UpdateTrail", &input.name)?;
    let pass = to_pass(tx, input.cloud_watch_logs_role_arn.as_deref())?;
    Ok([update].into_iter().chain(pass).collect())
}

pub(super) fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateTrailRequest,
) -> Result<wire::UpdateTrailResponse, Fault> {
    let mut trail = find(tx, &input.name)?;
    let asked = Asked {
        bucket: input.s3_bucket_name,
        prefix: input.s3_key_prefix,
        topic: input.sns_topic_name,
        global: input.include_global_service_events,
        multi_region: input.is_multi_region_trail,
        organization: input.is_organization_trail,
        validation: input.enable_log_file_validation,
        log_group: input.cloud_watch_logs_log_group_arn,
        log_role: input.cloud_watch_logs_role_arn,
        kms_key: input.kms_key_id,
        recursive: input.recursive_logging,
    };
    apply(tx, &mut trail, asked)?;
    tx.put(&trail)?;
    let shown = shown(tx, &trail);
    Ok(wire::UpdateTrailResponse {
        name: shown.name,
        s3_bucket_name: shown.s3_bucket_name,
        s3_key_prefix: shown.s3_key_prefix,
        sns_topic_name: shown.sns_topic_name,
        sns_topic_arn: shown.sns_topic_arn,
        include_global_service_events: shown.include_global_service_events,
        is_multi_region_trail: shown.is_multi_region_trail,
        trail_arn: shown.trail_arn,
        log_file_validation_enabled: shown.log_file_validation_enabled,
        cloud_watch_logs_log_group_arn: shown.cloud_watch_logs_log_group_arn,
        cloud_watch_logs_role_arn: shown.cloud_watch_logs_role_arn,
        kms_key_id: None,
        is_organization_trail: shown.is_organization_trail,
        recursive_logging: None,
    })
}

pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteTrailRequest,
) -> Result<wire::DeleteTrailResponse, Fault> {
    let trail = find(tx, &input.name)?;
    tx.delete(&trail.key());
    Ok(wire::DeleteTrailResponse {})
}

pub(super) fn get(
    tx: &mut Tx<'_>,
    input: wire::GetTrailRequest,
) -> Result<wire::GetTrailResponse, Fault> {
    let trail = find(tx, &input.name)?;
    Ok(wire::GetTrailResponse {
        trail: Some(shown(tx, &trail)),
    })
}

/// The trails that are named, as far as they are there, or all.
pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeTrailsRequest,
) -> Result<wire::DescribeTrailsResponse, Fault> {
    let named = input.trail_name_list.unwrap_or_default();
    let mut trails = all(tx)?;
    if !named.is_empty() {
        let names = named.iter().filter_map(|name| name_of(tx, name).ok());
        let names: Vec<String> = names.collect();
        trails.retain(|trail| names.contains(&trail.name));
    }
    Ok(wire::DescribeTrailsResponse {
        trail_list: Some(trails.iter().map(|trail| shown(tx, trail)).collect()),
    })
}

/// All trails: there are too few for a second page.
pub(super) fn list(
    tx: &mut Tx<'_>,
    _: wire::ListTrailsRequest,
) -> Result<wire::ListTrailsResponse, Fault> {
    let trails = all(tx)?.into_iter().map(|trail| wire::TrailInfo {
        trail_arn: Some(trail.arn(tx.region())),
        name: Some(trail.name),
        home_region: Some(tx.region().to_owned()),
    });
    Ok(wire::ListTrailsResponse {
        trails: Some(trails.collect()),
        next_token: None,
    })
}

pub(super) fn start(
    tx: &mut Tx<'_>,
    input: wire::StartLoggingRequest,
) -> Result<wire::StartLoggingResponse, Fault> {
    let mut trail = find(tx, &input.name)?;
    if !trail.logging {
        trail.logging = true;
        trail.started = Some(tx.now());
        tx.put(&trail)?;
    }
    Ok(wire::StartLoggingResponse {})
}

pub(super) fn stop(
    tx: &mut Tx<'_>,
    input: wire::StopLoggingRequest,
) -> Result<wire::StopLoggingResponse, Fault> {
    let mut trail = find(tx, &input.name)?;
    if trail.logging {
        trail.logging = false;
        trail.stopped = Some(tx.now());
        tx.put(&trail)?;
    }
    Ok(wire::StopLoggingResponse {})
}

pub(super) fn get_status(
    tx: &mut Tx<'_>,
    input: wire::GetTrailStatusRequest,
) -> Result<wire::GetTrailStatusResponse, Fault> {
    let trail = find(tx, &input.name)?;
    let text = |time: Option<i64>| {
        let time = time.map(|time| Timestamp::from_unix(time).to_iso8601());
        Some(time.unwrap_or_default())
    };
    Ok(wire::GetTrailStatusResponse {
        is_logging: Some(trail.logging),
        start_logging_time: trail.started.map(Timestamp::from_unix),
        stop_logging_time: trail.stopped.map(Timestamp::from_unix),
        latest_delivery_attempt_time: Some(String::new()),
        latest_notification_attempt_time: Some(String::new()),
        latest_notification_attempt_succeeded: Some(String::new()),
        latest_delivery_attempt_succeeded: Some(String::new()),
        time_logging_started: text(trail.started),
        time_logging_stopped: text(trail.stopped),
        ..Default::default()
    })
}

/// What a call says of a trail; what it does not say stays.
struct Asked {
    bucket: Option<String>,
    prefix: Option<String>,
    topic: Option<String>,
    global: Option<bool>,
    multi_region: Option<bool>,
    organization: Option<bool>,
    validation: Option<bool>,
    log_group: Option<String>,
    log_role: Option<String>,
    kms_key: Option<String>,
    recursive: Option<bool>,
}

fn apply(tx: &Tx<'_>, trail: &mut Trail, asked: Asked) -> Result<(), Fault> {
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    if let Some(bucket) = asked.bucket {
        check_bucket(&bucket)?;
        trail.s3_bucket_name = bucket;
    }
    if let Some(prefix) = asked.prefix {
        if prefix.len() > MAX_PREFIX {
            let message = "S3 prefix is longer than maximum length.";
            return Err(fault("InvalidS3PrefixException", message));
        }
        trail.s3_key_prefix = some(prefix);
    }
    if let Some(topic) = asked.topic {
        check_topic(&topic)?;
        trail.sns_topic_name = some(topic);
    }
    trail.include_global_service_events =
        asked.global.unwrap_or(trail.include_global_service_events);
    trail.multi_region = asked.multi_region.unwrap_or(trail.multi_region);
    if trail.multi_region && !trail.include_global_service_events {
        let message = "Multi-Region trail must include global service events.";
        return Err(fault("InvalidParameterCombinationException", message));
    }
    if asked.organization == Some(true) && !trail.organization {
        check_organization(tx)?;
    }
    trail.organization = asked.organization.unwrap_or(trail.organization);
    trail.log_file_validation = asked.validation.unwrap_or(trail.log_file_validation);
    if let Some(group) = asked.log_group {
        check_log_group(tx, &group)?;
        trail.log_group_arn = some(group);
    }
    if let Some(role) = asked.log_role {
        trail.log_role_arn = some(role);
    }
    match (&trail.log_group_arn, &trail.log_role_arn) {
        (Some(_), None) => {
            return Err(fault(
                "InvalidCloudWatchLogsRoleArnException",
                "You must specify a role ARN as well as a log group.",
            ));
        }
        (None, Some(_)) => {
            return Err(fault(
                "InvalidCloudWatchLogsLogGroupArnException",
                "You must specify a log group as well as a role ARN.",
            ));
        }
        _ => {}
    }
    if let Some(key) = asked.kms_key.and_then(some) {
        // There are no keys here.
        let message = format!("The KMS key '{key}' does not exist.");
        return Err(fault("KmsKeyNotFoundException", message));
    }
    if asked.recursive == Some(true) {
        return Err(fault(
            "UnsupportedOperationException",
            "Recursive logging is not offered by this gateway.",
        ));
    }
    Ok(())
}

/// AWS CloudTrail API Reference, "CreateTrail", `Name`.
fn check_name(name: &str) -> Result<(), Fault> {
    let refused = |why: &str| Err(fault("InvalidTrailNameException", why));
    if name.len() < 3 {
        return refused(
            "Trail name too short. Minimum allowed length: 3 characters. Specified name length: shorter.",
        );
    }
    if name.len() > 128 {
        return refused(
            "Trail name too long. Maximum allowed length: 128 characters. Specified name length: longer.",
        );
    }
    let edge = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    if !edge(name.bytes().next()) {
        return refused("Trail name must starts with a letter or number.");
    }
    if !edge(name.bytes().next_back()) {
        return refused("Trail name must ends with a letter or number.");
    }
    let mark = |byte: u8| b"._-".contains(&byte);
    if !name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || mark(byte))
    {
        return refused(
            "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).",
        );
    }
    let bytes = name.as_bytes();
    let adjacent = bytes.iter().zip(bytes.iter().skip(1));
    if adjacent
        .into_iter()
        .any(|(one, other)| mark(*one) && mark(*other))
    {
        return refused("Trail name cannot have adjacent periods, hyphens or underscores.");
    }
    if name.parse::<std::net::Ipv4Addr>().is_ok() {
        return refused("Trail name must not be in IP address format.");
    }
    Ok(())
}

/// Amazon S3 User Guide, "General purpose bucket naming rules".
fn check_bucket(name: &str) -> Result<(), Fault> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let edges = [name.bytes().next(), name.bytes().next_back()];
    let fits = (3..=63).contains(&name.len())
        && name
            .bytes()
            .all(|byte| plain(byte) || b".-".contains(&byte))
        && edges.into_iter().all(|byte| byte.is_some_and(plain))
        && !name.contains("..");
    if fits {
        return Ok(());
    }
    let message = format!("Bucket name '{name}' is not valid.");
    Err(fault("InvalidS3BucketNameException", message))
}

fn check_topic(topic: &str) -> Result<(), Fault> {
    let name = Arn::parse(topic).map_or(topic, |arn| arn.resource);
    let fits = name.len() <= 256
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if fits {
        return Ok(());
    }
    let message = format!("SNS topic name '{topic}' is not valid.");
    Err(fault("InvalidSnsTopicNameException", message))
}

fn check_log_group(tx: &Tx<'_>, text: &str) -> Result<(), Fault> {
    let group = Arn::parse(text).and_then(|arn| {
        let own = arn.service == "logs" && arn.account == tx.account().as_str();
        let name = arn.resource.strip_prefix("log-group:")?;
        let name = name.strip_suffix(":*").unwrap_or(name);
        (own && arn.region == tx.region()).then(|| name.to_owned())
    });
    let exists = match group {
        _ if text.is_empty() => true,
        Some(name) => {
            let key = portcullis_catalog::log_group::LogGroup::key_of(tx.account(), &name);
            tx.get::<portcullis_catalog::log_group::LogGroup>(&key)?
                .is_some()
        }
        None => false,
    };
    if exists {
        return Ok(());
    }
    Err(fault(
        "InvalidCloudWatchLogsLogGroupArnException",
        "CloudTrail cannot validate the specified log group ARN.",
    ))
}

/// Only the management account of an organisation has trails for all of it.
fn check_organization(tx: &Tx<'_>) -> Result<(), Fault> {
    let account = tx.get::<Account>(&Account::key_of(tx.account()))?;
    let Some(membership) = account.and_then(|account| account.organization) else {
        return Err(fault(
            "OrganizationsNotInUseException",
            "The request could not be processed because your account is not a member of an organization.",
        ));
    };
    let key = Organization::key_of(&membership.organization_id);
    let organization = tx.get::<Organization>(&key)?;
    if organization.is_some_and(|organization| organization.management == tx.account()) {
        return Ok(());
    }
    Err(fault(
        "NotOrganizationMasterAccountException",
        "The request could not be processed because your account is not the management account of the organization.",
    ))
}

fn to_pass(tx: &Tx<'_>, role: Option<&str>) -> Result<Option<Permission>, Fault> {
    let role = role.filter(|role| !role.is_empty());
    role.map(|role| Permission::passing_role(tx, role, SERVICE))
        .transpose()
}

fn all(tx: &Tx<'_>) -> Result<Vec<Trail>, Fault> {
    tx.scan(&format!("trail/{}/", tx.account()))
}

fn shown(tx: &Tx<'_>, trail: &Trail) -> wire::Trail {
    let (region, account) = (tx.region(), tx.account());
    let topic_arn = trail.sns_topic_name.as_ref().map(|topic| {
        if Arn::parse(topic).is_some() {
            topic.clone()
        } else {
            format!("arn:aws:sns:{region}:{account}:{topic}")
        }
    });
    let default = EventSelectors::Basic(vec![EventSelector {
        read_write_type: wire::ReadWriteType::All.to_string(),
        include_management_events: true,
        data_resources: Vec::new(),
        exclude_management_event_sources: Vec::new(),
    }]);
    wire::Trail {
        name: Some(trail.name.clone()),
        s3_bucket_name: Some(trail.s3_bucket_name.clone()),
        s3_key_prefix: trail.s3_key_prefix.clone(),
        sns_topic_name: trail.sns_topic_name.clone(),
        sns_topic_arn: topic_arn,
        include_global_service_events: Some(trail.include_global_service_events),
        is_multi_region_trail: Some(trail.multi_region),
        home_region: Some(region.to_owned()),
        trail_arn: Some(arn(tx, &trail.name)),
        log_file_validation_enabled: Some(trail.log_file_validation),
        cloud_watch_logs_log_group_arn: trail.log_group_arn.clone(),
        cloud_watch_logs_role_arn: trail.log_role_arn.clone(),
        kms_key_id: None,
        has_custom_event_selectors: Some(trail.selectors != default),
        has_insight_selectors: Some(false),
        is_organization_trail: Some(trail.organization),
        recursive_logging: None,
    }
}
