//! Log groups: made, described, deleted, with how long they keep what is written to them.

use data_encoding::BASE64;
use portcullis_catalog::Record;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::log_group::LogGroup;
use portcullis_wire::{Fault, logs as wire};

use super::{fault, find, invalid, on_group, on_stream, tag};
use crate::{Permission, Tx};

/// A bound of ours for an account; AWS's is a million.
const MAX_GROUPS: usize = 10_000;
/// The longest page, and the one of a call that names no length (CloudWatch Logs API Reference, "DescribeLogGroups").
const LONGEST: usize = 50;
/// How many days a group may keep events (CloudWatch Logs API Reference, "PutRetentionPolicy").
const RETENTIONS: [u32; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateLogGroupRequest,
) -> Result<Vec<Permission>, Fault> {
    let name = &input.log_group_name;
    let create = on_stream(tx, "CreateLogGroup", name)?;
    let tags: Tags = input.tags.clone().unwrap_or_default();
    if tags.is_empty() {
        return Ok(create);
    }
    let create = create.into_iter().map(|it| it.bringing(tags.clone()));
    let tagging = on_group(tx, "TagResource", name)?.bringing(tags.clone());
    Ok(create.chain([tagging]).collect())
}

pub(super) fn create(tx: &mut Tx<'_>, input: wire::CreateLogGroupRequest) -> Result<(), Fault> {
    let name = input.log_group_name;
    if name
        .get(..4)
        .is_some_and(|head| head.eq_ignore_ascii_case("aws/"))
    {
        return Err(invalid(
            "Log groups starting with AWS/ are reserved for AWS.",
        ));
    }
    if input.kms_key_id.is_some_and(|key| !key.is_empty()) {
        // There are no keys here.
        return Err(invalid("Unable to validate if specified KMS key is valid."));
    }
    if input.deletion_protection_enabled == Some(true) {
        return Err(invalid(
            "Deletion protection is not offered by this gateway.",
        ));
    }
    let class = input
        .log_group_class
        .unwrap_or(wire::LogGroupClass::Standard);
    let key = LogGroup::key_of(tx.account(), &name);
    if tx.get::<LogGroup>(&key)?.is_some() {
        let message = "The specified log group already exists";
        return Err(fault("ResourceAlreadyExistsException", message));
    }
    if all(tx)?.len() >= MAX_GROUPS {
        return Err(fault("LimitExceededException", "Resource limit exceeded."));
    }
    let tags = input.tags.unwrap_or_default();
    tag::check(&tags, &name)?;
    tx.put(&LogGroup {
        account: tx.account(),
        name,
        created: tx.now().saturating_mul(1000),
        // What is only passed on is kept for a day.
        retention_in_days: (class == wire::LogGroupClass::Delivery).then_some(1),
        class: class.to_string(),
        tags,
    })
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeLogGroupsRequest,
) -> Result<wire::DescribeLogGroupsResponse, Fault> {
    let prefix = input.log_group_name_prefix.filter(|text| !text.is_empty());
    let pattern = input.log_group_name_pattern.filter(|text| !text.is_empty());
    if prefix.is_some() && pattern.is_some() {
        return Err(invalid(
            "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
        ));
    }
    let identifiers = input.log_group_identifiers.unwrap_or_default();
    if !identifiers.is_empty() && (prefix.is_some() || pattern.is_some()) {
        return Err(invalid(
            "LogGroupIdentifiers and LogGroup name prefix or pattern are mutually exclusive parameters.",
        ));
    }
    let identified = |group: &LogGroup| {
        let arn = group.arn(tx.region());
        identifiers
            .iter()
            .any(|one| *one == group.name || one.strip_suffix(":*").unwrap_or(one.as_str()) == arn)
    };
    let accounts = input.account_identifiers.unwrap_or_default();
    let own = accounts.is_empty() || accounts.iter().any(|one| one == tx.account().as_str());
    let mut groups = if own { all(tx)? } else { Vec::new() };
    groups.retain(|group| {
        prefix
            .as_ref()
            .is_none_or(|prefix| group.name.starts_with(prefix))
            && pattern
                .as_ref()
                .is_none_or(|pattern| group.name.contains(pattern))
            && (identifiers.is_empty() || identified(group))
            && input
                .log_group_class
                .is_none_or(|class| group.class == class.as_str())
    });
    // Keys sort as names do.
    if let Some(token) = input.next_token.filter(|token| !token.is_empty()) {
        let after = BASE64.decode(token.as_bytes()).ok();
        let after = after.and_then(|bytes| String::from_utf8(bytes).ok());
        let after = after.ok_or_else(|| invalid("The specified nextToken is invalid."))?;
        groups.retain(|group| group.name > after);
    }
    let limit = input.limit.and_then(|limit| usize::try_from(limit).ok());
    let limit = limit.unwrap_or(LONGEST).clamp(1, LONGEST);
    let more = groups.len() > limit;
    groups.truncate(limit);
    let last = groups.last().filter(|_| more);
    Ok(wire::DescribeLogGroupsResponse {
        next_token: last.map(|last| BASE64.encode(last.name.as_bytes())),
        log_groups: Some(groups.iter().map(|group| shown(tx, group)).collect()),
    })
}

pub(super) fn delete(tx: &mut Tx<'_>, input: wire::DeleteLogGroupRequest) -> Result<(), Fault> {
    let group = find(tx, &input.log_group_name)?;
    tx.delete(&group.key());
    Ok(())
}

pub(super) fn put_retention(
    tx: &mut Tx<'_>,
    input: wire::PutRetentionPolicyRequest,
) -> Result<(), Fault> {
    let wanted = input.retention_in_days;
    let days = u32::try_from(wanted).ok();
    let days = days.filter(|days| RETENTIONS.contains(days));
    let days = days.ok_or_else(|| {
        let allowed = RETENTIONS.map(|days| days.to_string()).join(", ");
        invalid(format!(
            "1 validation error detected: Value '{wanted}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [{allowed}]"
        ))
    })?;
    let mut group = changeable(tx, &input.log_group_name)?;
    group.retention_in_days = Some(days);
    tx.put(&group)
}

pub(super) fn delete_retention(
    tx: &mut Tx<'_>,
    input: wire::DeleteRetentionPolicyRequest,
) -> Result<(), Fault> {
    let mut group = changeable(tx, &input.log_group_name)?;
    group.retention_in_days = None;
    tx.put(&group)
}

/// A group whose retention may be changed.
fn changeable(tx: &Tx<'_>, name: &str) -> Result<LogGroup, Fault> {
    let group = find(tx, name)?;
    if group.class == wire::LogGroupClass::Delivery.as_str() {
        return Err(invalid(
            "The retention of log groups of the class DELIVERY cannot be changed.",
        ));
    }
    Ok(group)
}

fn all(tx: &Tx<'_>) -> Result<Vec<LogGroup>, Fault> {
    tx.scan(&format!("log-group/{}/", tx.account()))
}

fn shown(tx: &Tx<'_>, group: &LogGroup) -> wire::LogGroup {
    let arn = group.arn(tx.region());
    let days = group.retention_in_days;
    wire::LogGroup {
        log_group_name: Some(group.name.clone()),
        creation_time: Some(group.created),
        retention_in_days: days.and_then(|days| i32::try_from(days).ok()),
        metric_filter_count: Some(0),
        arn: Some(format!("{arn}:*")),
        stored_bytes: Some(0),
        log_group_class: group.class.parse().ok(),
        log_group_arn: Some(arn),
        deletion_protection_enabled: Some(false),
        ..Default::default()
    }
}
