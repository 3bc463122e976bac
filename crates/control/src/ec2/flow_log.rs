//! Flow logs: made, deleted, described. What they would log is not written yet.

use portcullis_catalog::Record;
use portcullis_catalog::flow_log::FlowLog;
use portcullis_catalog::network::{NetworkInterface, Subnet, Vpc};
use portcullis_iam::Arn;
use portcullis_wire::{Fault, Timestamp, ec2 as wire};

use super::authorize;
use super::filter::{Filters, one};
use super::page::page;
use super::resource::{Kind, all, find, named};
use super::{fault, idempotency, tag_set};
use crate::{Permission, Tx};

/// A bound of ours for an account.
const MAX_LOGS: usize = 1000;
const MAX_FORMAT: usize = 4096;
/// The fields of a log without a format of its own (Amazon VPC User Guide, "Flow log records").
const DEFAULT_FORMAT: &str = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";
const SERVICE: &str = "vpc-flow-logs.amazonaws.com";

const FILTERS: &[&str] = &[
    "deliver-log-status",
    "flow-log-id",
    "log-destination-type",
    "log-group-name",
    "resource-id",
    "traffic-type",
];

pub(super) fn may_create(
    tx: &Tx<'_>,
    input: &wire::CreateFlowLogsRequest,
) -> Result<Vec<Permission>, Fault> {
    const ACTION: &str = "ec2:CreateFlowLogs";
    let specifications = input.tag_specifications.as_deref();
    let mut needed = authorize::creating(tx, "CreateFlowLogs", Kind::FlowLog, specifications);
    for id in &input.resource_ids {
        needed.push(match Kind::of(id) {
            Some(Kind::Vpc) => authorize::on::<Vpc>(tx, ACTION, id)?,
            Some(Kind::Subnet) => authorize::on::<Subnet>(tx, ACTION, id)?,
            Some(Kind::NetworkInterface) => authorize::on::<NetworkInterface>(tx, ACTION, id)?,
            _ => authorize::on_anything(tx, ACTION),
        });
    }
    let role = input.deliver_logs_permission_arn.as_deref();
    if let Some(role) = role.filter(|role| !role.is_empty()) {
        needed.push(Permission::passing_role(tx, role, SERVICE)?);
    }
    Ok(needed)
}

/// Makes one log for each resource that is there, and lists those that are not.
pub(super) fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateFlowLogsRequest,
) -> Result<wire::CreateFlowLogsResult, Fault> {
    let client_token = idempotency::token(input.client_token.as_deref(), &input)?;
    let earlier = idempotency::earlier(tx, client_token.as_ref(), |log: &FlowLog| {
        log.client_token.as_ref()
    })?;
    if earlier.is_some() {
        let mut logs = all::<FlowLog>(tx)?;
        logs.retain(|log| log.client_token == client_token);
        return Ok(wire::CreateFlowLogsResult {
            client_token: input.client_token,
            flow_log_ids: Some(logs.into_iter().map(|log| log.id).collect()),
            unsuccessful: Some(Vec::new()),
        });
    }
    let template = template(tx, &input)?;
    let kind = match input.resource_type {
        wire::FlowLogsResourceType::Vpc => Kind::Vpc,
        wire::FlowLogsResourceType::Subnet => Kind::Subnet,
        wire::FlowLogsResourceType::NetworkInterface => Kind::NetworkInterface,
        other => {
            let message = format!("Flow logs of the resource type {other} are not offered.");
            return Err(fault("UnsupportedOperation", message));
        }
    };
    let existing = all::<FlowLog>(tx)?;
    if existing.len().saturating_add(input.resource_ids.len()) > MAX_LOGS {
        let message = "The maximum number of flow logs has been reached.";
        return Err(fault("FlowLogsLimitExceeded", message));
    }
    let mut made = Vec::new();
    let mut unsuccessful = Vec::new();
    for resource in input.resource_ids {
        let found = match kind {
            Kind::Vpc => find::<Vpc>(tx, &resource).map(|_| ()),
            Kind::Subnet => find::<Subnet>(tx, &resource).map(|_| ()),
            _ => find::<NetworkInterface>(tx, &resource).map(|_| ()),
        };
        let same = existing.iter().any(|log| {
            log.resource == resource
                && log.destination_type == template.destination_type
                && log.destination == template.destination
                && log.log_group_name == template.log_group_name
        });
        let found = found.and(if same {
            Err(fault(
                "FlowLogAlreadyExists",
                "Error. There is an existing Flow Log with the same configuration and log destination.",
            ))
        } else {
            Ok(())
        });
        match found {
            Ok(()) => {
                let log = FlowLog {
                    id: Kind::FlowLog.new_id(tx)?,
                    resource,
                    client_token: client_token.clone(),
                    ..template.clone()
                };
                tx.put(&log)?;
                made.push(log.id);
            }
            Err(refusal) if refusal.status >= 500 => return Err(refusal),
            Err(refusal) => unsuccessful.push(unsuccessful_item(resource, refusal)),
        }
    }
    Ok(wire::CreateFlowLogsResult {
        client_token: input.client_token,
        flow_log_ids: Some(made),
        unsuccessful: Some(unsuccessful),
    })
}

/// A log as the call describes it, without its resource.
fn template(tx: &Tx<'_>, input: &wire::CreateFlowLogsRequest) -> Result<FlowLog, Fault> {
    let invalid = |message: &str| fault("InvalidParameter", message);
    let some = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    if some(&input.deliver_cross_account_role).is_some()
        || input
            .tag_field_specifications
            .as_ref()
            .is_some_and(|fields| !fields.is_empty())
    {
        return Err(fault(
            "UnsupportedOperation",
            "Flow logs of this gateway stay in their account and have no fields of tags.",
        ));
    }
    let Some(traffic) = input.traffic_type else {
        return Err(fault(
            "MissingParameter",
            "The request must contain the parameter TrafficType",
        ));
    };
    let interval = input.max_aggregation_interval.unwrap_or(600);
    let interval = u32::try_from(interval)
        .ok()
        .filter(|interval| matches!(interval, 60 | 600))
        .ok_or_else(|| invalid("Invalid Flow Log Max Aggregation Interval"))?;
    let kind = input
        .log_destination_type
        .unwrap_or(wire::LogDestinationType::CloudWatchLogs);
    let destination = some(&input.log_destination);
    let group = some(&input.log_group_name);
    let role = some(&input.deliver_logs_permission_arn);
    let files = input.destination_options.as_ref().map(|options| {
        let format = options.file_format;
        let format = format.map_or("plain-text", wire::DestinationFileFormat::as_str);
        (
            format.to_owned(),
            options.hive_compatible_partitions == Some(true),
            options.per_hour_partition == Some(true),
        )
    });
    match kind {
        wire::LogDestinationType::CloudWatchLogs => {
            if role.is_none() {
                return Err(invalid(
                    "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
                ));
            }
            match (&destination, &group) {
                (None, None) => {
                    return Err(invalid(
                        "LogDestination and LogGroupName can't be both empty if LogDestinationType is cloud-watch-logs.",
                    ));
                }
                (Some(_), Some(_)) => {
                    return Err(invalid(
                        "Please only provide LogGroupName or only provide LogDestination.",
                    ));
                }
                (Some(destination), None) if !is_arn_of(destination, "logs", "log-group:") => {
                    return Err(invalid("LogDestination is not the ARN of a log group."));
                }
                _ => {}
            }
            if files.is_some() {
                return Err(invalid(
                    "DestinationOptions are only for LogDestinationType s3.",
                ));
            }
        }
        wire::LogDestinationType::S3 => {
            if role.is_some() {
                return Err(invalid(
                    "DeliverLogsPermissionArn is not applicable for s3 delivery",
                ));
            }
            if group.is_some() {
                return Err(invalid("LogGroupName is not applicable for s3 delivery"));
            }
            let destination = destination.as_deref().unwrap_or_default();
            if !is_arn_of(destination, "s3", "") {
                return Err(invalid(
                    "LogDestination can't be empty if LogDestinationType is s3.",
                ));
            }
        }
        wire::LogDestinationType::KinesisDataFirehose => {
            return Err(fault(
                "UnsupportedOperation",
                "Flow logs of this gateway go to log groups and buckets.",
            ));
        }
    }
    let format = some(&input.log_format).unwrap_or_else(|| DEFAULT_FORMAT.to_owned());
    if !is_format(&format) {
        return Err(invalid(
            "Unknown fields provided: the format of a flow log is fields such as ${srcaddr} with spaces between them.",
        ));
    }
    Ok(FlowLog {
        account: tx.account(),
        id: String::new(),
        resource: String::new(),
        traffic_type: traffic.to_string(),
        destination_type: kind.to_string(),
        destination,
        log_group_name: group,
        role,
        log_format: format,
        max_aggregation_interval: interval,
        files,
        created: tx.now(),
        tags: tag_set::specified(input.tag_specifications.clone(), Kind::FlowLog)?,
        client_token: None,
    })
}

fn is_arn_of(text: &str, service: &str, prefix: &str) -> bool {
    Arn::parse(text).is_some_and(|arn| {
        arn.service == service
            && arn.resource.len() > prefix.len()
            && arn.resource.starts_with(prefix)
    })
}

fn is_format(format: &str) -> bool {
    let field = |word: &str| {
        let name = word
            .strip_prefix("${")
            .and_then(|rest| rest.strip_suffix('}'));
        name.is_some_and(|name| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        })
    };
    format.len() <= MAX_FORMAT && format.split(' ').all(field)
}

pub(super) fn may_delete(
    tx: &Tx<'_>,
    input: &wire::DeleteFlowLogsRequest,
) -> Result<Vec<Permission>, Fault> {
    authorize::on_each::<FlowLog>(tx, "ec2:DeleteFlowLogs", Some(&input.flow_log_ids))
}

/// Deletes what is there, and lists what is not.
pub(super) fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteFlowLogsRequest,
) -> Result<wire::DeleteFlowLogsResult, Fault> {
    let mut unsuccessful = Vec::new();
    for id in input.flow_log_ids {
        match find::<FlowLog>(tx, &id) {
            Ok(log) => tx.delete(&log.key()),
            Err(refusal) if refusal.status >= 500 => return Err(refusal),
            Err(refusal) => unsuccessful.push(unsuccessful_item(id, refusal)),
        }
    }
    Ok(wire::DeleteFlowLogsResult {
        unsuccessful: Some(unsuccessful),
    })
}

fn unsuccessful_item(id: String, refusal: Fault) -> wire::UnsuccessfulItem {
    wire::UnsuccessfulItem {
        error: Some(wire::UnsuccessfulItemError {
            code: Some(refusal.code.into_owned()),
            message: Some(refusal.message),
        }),
        resource_id: Some(id),
    }
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeFlowLogsRequest,
) -> Result<wire::DescribeFlowLogsResult, Fault> {
    let filters = Filters::read(input.filter, FILTERS, true)?;
    let mut logs: Vec<FlowLog> = named(tx, input.flow_log_ids.as_deref())?;
    logs.retain(|log| {
        filters.match_resource(&log.tags, |name| match name {
            "flow-log-id" => one(&log.id),
            "log-destination-type" => one(&log.destination_type),
            "log-group-name" => log.log_group_name.iter().cloned().collect(),
            "resource-id" => one(&log.resource),
            "traffic-type" => one(&log.traffic_type),
            _ => Vec::new(),
        })
    });
    let token = input.next_token.as_deref();
    let (logs, next_token) = page(logs, |log| log.id.clone(), input.max_results, token)?;
    Ok(wire::DescribeFlowLogsResult {
        flow_logs: Some(logs.iter().map(shown).collect()),
        next_token,
    })
}

fn shown(log: &FlowLog) -> wire::FlowLog {
    wire::FlowLog {
        creation_time: Some(Timestamp::from_unix(log.created)),
        deliver_logs_permission_arn: log.role.clone(),
        flow_log_id: Some(log.id.clone()),
        flow_log_status: Some("ACTIVE".to_owned()),
        log_group_name: log.log_group_name.clone(),
        resource_id: Some(log.resource.clone()),
        traffic_type: log.traffic_type.parse().ok(),
        log_destination_type: log.destination_type.parse().ok(),
        log_destination: log.destination.clone(),
        log_format: Some(log.log_format.clone()),
        tags: tag_set::shown(&log.tags),
        max_aggregation_interval: i32::try_from(log.max_aggregation_interval).ok(),
        destination_options: log.files.as_ref().map(|(format, hive, hourly)| {
            wire::DestinationOptionsResponse {
                file_format: format.parse().ok(),
                hive_compatible_partitions: Some(*hive),
                per_hour_partition: Some(*hourly),
            }
        }),
        ..Default::default()
    }
}
