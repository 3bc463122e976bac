//! Tags of REST APIs and stages, which are one resource of their own: the ARN is a label of the
//! path. They act at once, without a deployment.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use portcullis_catalog::api::{RestApi, Stage};
use portcullis_catalog::identity::Tags;
use portcullis_wire::{Fault, apigateway as wire};

use super::address;
use super::fault::bad_request;
use crate::{Offered, Permission, Tx, offer};

/// The most tags of one resource (API Gateway Developer Guide, "Tag restrictions").
const MAX_TAGS: usize = 50;
const MAX_KEY: usize = 128;
const MAX_VALUE: usize = 256;

/// Unreserved characters stay, as SDKs encode a label.
const LABEL: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "GetTags",
            |tx, input: &wire::GetTagsRequest| need(tx, "GET", &input.resource_arn, None),
            get,
        ),
        offer(
            "TagResource",
            |tx, input: &wire::TagResourceRequest| {
                need(tx, "PUT", &input.resource_arn, Some(&input.tags))
            },
            add,
        ),
        offer(
            "UntagResource",
            |tx, input: &wire::UntagResourceRequest| {
                let keys = input
                    .tag_keys
                    .iter()
                    .map(|key| (key.clone(), String::new()))
                    .collect();
                need(tx, "DELETE", &input.resource_arn, Some(&keys))
            },
            remove,
        ),
    ]
}

/// Refuses tags that AWS refuses.
pub(super) fn check(tags: &Tags) -> Result<(), Fault> {
    if tags.len() > MAX_TAGS {
        return Err(bad_request(format!(
            "A resource can have at most {MAX_TAGS} tags"
        )));
    }
    for (key, value) in tags {
        if key.is_empty() || key.chars().count() > MAX_KEY {
            return Err(bad_request(format!(
                "Tag keys must have between 1 and {MAX_KEY} characters"
            )));
        }
        if key
            .get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("aws:"))
        {
            return Err(bad_request("Tag keys must not begin with aws:"));
        }
        if value.chars().count() > MAX_VALUE {
            return Err(bad_request(format!(
                "Tag values can have at most {MAX_VALUE} characters"
            )));
        }
    }
    Ok(())
}

/// What an ARN of a tag operation names.
enum Tagged {
    Api(RestApi),
    Stage(Stage),
}

fn get(tx: &mut Tx<'_>, input: wire::GetTagsRequest) -> Result<wire::Tags, Fault> {
    let tags = match find(tx, &input.resource_arn)? {
        Tagged::Api(api) => api.tags,
        Tagged::Stage(stage) => stage.tags,
    };
    Ok(wire::Tags { tags: Some(tags) })
}

fn add(tx: &mut Tx<'_>, input: wire::TagResourceRequest) -> Result<(), Fault> {
    edit(tx, &input.resource_arn, |tags| tags.extend(input.tags))
}

fn remove(tx: &mut Tx<'_>, input: wire::UntagResourceRequest) -> Result<(), Fault> {
    edit(tx, &input.resource_arn, |tags| {
        tags.retain(|key, _| !input.tag_keys.contains(key))
    })
}

fn edit(tx: &mut Tx<'_>, arn: &str, change: impl FnOnce(&mut Tags)) -> Result<(), Fault> {
    match find(tx, arn)? {
        Tagged::Api(mut api) => {
            change(&mut api.tags);
            check(&api.tags)?;
            tx.put(&api)
        }
        Tagged::Stage(mut stage) => {
            change(&mut stage.tags);
            check(&stage.tags)?;
            tx.put(&stage)
        }
    }
}

fn find(tx: &Tx<'_>, arn: &str) -> Result<Tagged, Fault> {
    let invalid = || bad_request("Invalid ARN specified in the request");
    let here = format!("arn:aws:apigateway:{}::/restapis/", tx.region());
    let path = arn.strip_prefix(&here).ok_or_else(invalid)?;
    let segments: Vec<&str> = path.split('/').collect();
    match segments.as_slice() {
        [id] => Ok(Tagged::Api(address::api(tx, id)?)),
        [id, "stages", name] => Ok(Tagged::Stage(address::stage(tx, id, name)?)),
        _ => Err(invalid()),
    }
}

fn need(
    tx: &Tx<'_>,
    verb: &str,
    arn: &str,
    brought: Option<&Tags>,
) -> Result<Vec<Permission>, Fault> {
    let path = format!("/tags/{}", utf8_percent_encode(arn, LABEL));
    let mut permission = address::permission(tx, verb, &path);
    match find(tx, arn) {
        Ok(Tagged::Api(api)) => permission = permission.tagged(&api.tags),
        Ok(Tagged::Stage(stage)) => permission = permission.tagged(&stage.tags),
        // Who may not tag it does not learn that it is not there.
        Err(_) => {}
    }
    if let Some(tags) = brought {
        permission = permission.bringing(tags.clone());
    }
    Ok(vec![permission])
}
