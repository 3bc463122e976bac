//! The operations of CloudWatch Logs on offer: log groups with their retention and tags. Nothing is written to one here.

mod group;
mod tag;

use portcullis_catalog::log_group::LogGroup;
use portcullis_wire::{Fault, logs as wire};

use crate::{Offered, Permission, ServiceOffer, Tx, offer};

/// The service with its operations.
pub fn service() -> ServiceOffer {
    ServiceOffer {
        service: &wire::SERVICE,
        operations: groups().into_iter().chain(tags()).collect(),
    }
}

fn groups() -> Vec<Offered> {
    vec![
        offer("CreateLogGroup", group::may_create, group::create),
        offer(
            "DescribeLogGroups",
            |tx, _: &wire::DescribeLogGroupsRequest| on_stream(tx, "DescribeLogGroups", ""),
            group::describe,
        ),
        offer(
            "DeleteLogGroup",
            |tx, input: &wire::DeleteLogGroupRequest| {
                on_stream(tx, "DeleteLogGroup", &input.log_group_name)
            },
            group::delete,
        ),
        offer(
            "PutRetentionPolicy",
            |tx, input: &wire::PutRetentionPolicyRequest| {
                on_stream(tx, "PutRetentionPolicy", &input.log_group_name)
            },
            group::put_retention,
        ),
        offer(
            "DeleteRetentionPolicy",
            |tx, input: &wire::DeleteRetentionPolicyRequest| {
                on_stream(tx, "DeleteRetentionPolicy", &input.log_group_name)
            },
            group::delete_retention,
        ),
    ]
}

fn tags() -> Vec<Offered> {
    vec![
        offer("TagResource", tag::may_add, tag::add),
        offer("UntagResource", tag::may_remove, tag::remove),
        offer(
            "ListTagsForResource",
            |tx, input: &wire::ListTagsForResourceRequest| {
                tag::on_resource(tx, "ListTagsForResource", &input.resource_arn)
            },
            tag::list,
        ),
        // The older calls, which name the group and not its ARN.
        offer("TagLogGroup", tag::may_add_by_name, tag::add_by_name),
        offer(
            "UntagLogGroup",
            tag::may_remove_by_name,
            tag::remove_by_name,
        ),
        offer(
            "ListTagsLogGroup",
            |tx, input: &wire::ListTagsLogGroupRequest| {
                on_stream(tx, "ListTagsLogGroup", &input.log_group_name)
            },
            tag::list_by_name,
        ),
    ]
}

fn fault(code: &'static str, message: impl Into<String>) -> Fault {
    wire::SERVICE.fault(code, message)
}

fn invalid(message: impl Into<String>) -> Fault {
    fault("InvalidParameterException", message)
}

/// An action on a log group as CloudWatch Logs asks for it: on the streams of the group, which is why policies name
/// groups with `:*` behind them (Amazon CloudWatch Logs User Guide, "Overview of managing access permissions").
fn on_stream(tx: &Tx<'_>, operation: &str, group: &str) -> Result<Vec<Permission>, Fault> {
    let (region, account) = (tx.region(), tx.account());
    let arn = format!("arn:aws:logs:{region}:{account}:log-group:{group}:log-stream:");
    tagged(tx, operation, arn, group).map(|permission| vec![permission])
}

/// An action on the group itself, which only those on tags by ARN are.
fn on_group(tx: &Tx<'_>, operation: &str, group: &str) -> Result<Permission, Fault> {
    let (region, account) = (tx.region(), tx.account());
    let arn = format!("arn:aws:logs:{region}:{account}:log-group:{group}");
    tagged(tx, operation, arn, group)
}

fn tagged(tx: &Tx<'_>, operation: &str, arn: String, group: &str) -> Result<Permission, Fault> {
    let permission = Permission::new(format!("logs:{operation}"), arn, tx.account());
    let key = LogGroup::key_of(tx.account(), group);
    Ok(match tx.get::<LogGroup>(&key)? {
        Some(found) => permission.tagged(&found.tags),
        None => permission,
    })
}

/// The group of that name.
fn find(tx: &Tx<'_>, name: &str) -> Result<LogGroup, Fault> {
    let found = tx.get::<LogGroup>(&LogGroup::key_of(tx.account(), name))?;
    found.ok_or_else(|| {
        let message = "The specified log group does not exist.";
        fault("ResourceNotFoundException", message)
    })
}
