//! The operations of CloudTrail on offer: trails, as records. What happens is journalled elsewhere; nothing is delivered
//! by a trail here.

mod selector;
mod tag;
mod trail;

use portcullis_catalog::trail::Trail;
use portcullis_iam::Arn;
use portcullis_wire::{Fault, cloudtrail as wire};

use crate::{Offered, Permission, ServiceOffer, Tx, offer};

/// The service with its operations.
pub fn service() -> ServiceOffer {
    ServiceOffer {
        service: &wire::SERVICE,
        operations: trails().into_iter().chain(others()).collect(),
    }
}

/// An operation whose permission is on the trail that it names.
macro_rules! on_trail {
    ($name:ident, $input:ident, $member:ident, $handler:path) => {
        offer(
            stringify!($name),
            |tx: &Tx<'_>, input: &wire::$input| {
                Ok(vec![permission(tx, stringify!($name), &input.$member)?])
            },
            $handler,
        )
    };
}

fn trails() -> Vec<Offered> {
    vec![
        offer("CreateTrail", trail::may_create, trail::create),
        offer("UpdateTrail", trail::may_update, trail::update),
        on_trail!(DeleteTrail, DeleteTrailRequest, name, trail::delete),
        on_trail!(GetTrail, GetTrailRequest, name, trail::get),
        on_trail!(
            GetTrailStatus,
            GetTrailStatusRequest,
            name,
            trail::get_status
        ),
        on_trail!(StartLogging, StartLoggingRequest, name, trail::start),
        on_trail!(StopLogging, StopLoggingRequest, name, trail::stop),
        offer(
            "DescribeTrails",
            |tx, _: &wire::DescribeTrailsRequest| on_anything(tx, "DescribeTrails"),
            trail::describe,
        ),
        offer(
            "ListTrails",
            |tx, _: &wire::ListTrailsRequest| on_anything(tx, "ListTrails"),
            trail::list,
        ),
    ]
}

fn others() -> Vec<Offered> {
    vec![
        on_trail!(
            PutEventSelectors,
            PutEventSelectorsRequest,
            trail_name,
            selector::put
        ),
        on_trail!(
            GetEventSelectors,
            GetEventSelectorsRequest,
            trail_name,
            selector::get
        ),
        offer("AddTags", tag::may_add, tag::add),
        offer("RemoveTags", tag::may_remove, tag::remove),
        offer("ListTags", tag::may_list, tag::list),
    ]
}

fn fault(code: &'static str, message: impl Into<String>) -> Fault {
    wire::SERVICE.fault(code, message)
}

fn on_anything(tx: &Tx<'_>, operation: &str) -> Result<Vec<Permission>, Fault> {
    let action = format!("cloudtrail:{operation}");
    Ok(vec![Permission::new(action, "*", tx.account())])
}

/// An operation on a trail by name or ARN. If there is none, the handler will say so.
fn permission(tx: &Tx<'_>, operation: &str, name: &str) -> Result<Permission, Fault> {
    let action = format!("cloudtrail:{operation}");
    let Ok(name) = name_of(tx, name) else {
        return Ok(Permission::new(action, name, tx.account()));
    };
    let permission = Permission::new(action, arn(tx, &name), tx.account());
    let found = tx.get::<Trail>(&Trail::key_of(tx.account(), &name))?;
    Ok(match found {
        Some(found) => permission.tagged(&found.tags),
        None => permission,
    })
}

fn arn(tx: &Tx<'_>, name: &str) -> String {
    let (region, account) = (tx.region(), tx.account());
    format!("arn:aws:cloudtrail:{region}:{account}:trail/{name}")
}

/// The name of a trail that is named by name or ARN.
fn name_of(tx: &Tx<'_>, text: &str) -> Result<String, Fault> {
    let Some(parsed) = Arn::parse(text) else {
        return Ok(text.to_owned());
    };
    let name = parsed.resource.strip_prefix("trail/");
    let here = parsed.service == "cloudtrail" && parsed.region == tx.region();
    match name.filter(|name| here && !name.is_empty()) {
        Some(name) if parsed.account == tx.account().as_str() => Ok(name.to_owned()),
        Some(_) => Err(unknown(tx, text)),
        None => Err(fault(
            "CloudTrailARNInvalidException",
            format!(
                "Invalid ARN: {text}. The ARN of a trail has the form arn:aws:cloudtrail:REGION:ACCOUNT:trail/NAME."
            ),
        )),
    }
}

/// The trail that a call names.
fn find(tx: &Tx<'_>, text: &str) -> Result<Trail, Fault> {
    let name = name_of(tx, text)?;
    let found = tx.get::<Trail>(&Trail::key_of(tx.account(), &name))?;
    found.ok_or_else(|| unknown(tx, &arn(tx, &name)))
}

fn unknown(tx: &Tx<'_>, arn: &str) -> Fault {
    let message = format!("Unknown trail: {arn} for the user: {}", tx.account());
    fault("TrailNotFoundException", message)
}
