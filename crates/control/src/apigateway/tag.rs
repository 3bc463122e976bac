//! Tags of whatever of API Gateway has some, which are one resource of their own: the ARN is a
//! label of the path. They act at once, without a deployment.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use portcullis_catalog::api::{RestApi, Stage};
use portcullis_catalog::backend::{ClientCertificate, VpcLink};
use portcullis_catalog::domain::{DomainName, DomainNameAccessAssociation};
use portcullis_catalog::identity::Tags;
use portcullis_catalog::traffic::{ApiKey, UsagePlan};
use portcullis_iam::Arn;
use portcullis_wire::{Fault, apigateway as wire};

use super::fault::bad_request;
use super::{
    access_association, address, api_key, client_certificate, domain_name, subscription, tag_set,
    vpc_link,
};
use crate::{Offered, Permission, Tx, offer};

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

/// What has tags, as a tag operation sees it.
trait Tagged {
    fn tags(&mut self) -> &mut Tags;
    fn store(&self, tx: &mut Tx<'_>) -> Result<(), Fault>;
}

macro_rules! tagged {
    ($($record:ty),+ $(,)?) => {
        $(impl Tagged for $record {
            fn tags(&mut self) -> &mut Tags {
                &mut self.tags
            }
            fn store(&self, tx: &mut Tx<'_>) -> Result<(), Fault> {
                tx.put(self)
            }
        })+
    };
}

tagged!(
    RestApi,
    Stage,
    ApiKey,
    UsagePlan,
    VpcLink,
    ClientCertificate,
    DomainName,
    DomainNameAccessAssociation,
);

fn get(tx: &mut Tx<'_>, input: wire::GetTagsRequest) -> Result<wire::Tags, Fault> {
    let tags = find(tx, &input.resource_arn)?.tags().clone();
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
    let mut found = find(tx, arn)?;
    change(found.tags());
    tag_set::check(found.tags())?;
    found.store(tx)
}

/// What an ARN names. Most have no account in their ARN: they are the caller's own.
fn find(tx: &Tx<'_>, arn: &str) -> Result<Box<dyn Tagged>, Fault> {
    let invalid = || bad_request("Invalid ARN specified in the request");
    let parsed = Arn::parse(arn)
        .filter(|parsed| parsed.service == "apigateway" && parsed.region == tx.region())
        .filter(|parsed| parsed.account.is_empty() || parsed.account == tx.account().as_str())
        .ok_or_else(invalid)?;
    let path = parsed.resource.strip_prefix('/').ok_or_else(invalid)?;
    let segments: Vec<&str> = path.split('/').collect();
    Ok(match segments.as_slice() {
        ["restapis", id] => Box::new(address::api(tx, id)?),
        ["restapis", id, "stages", name] => Box::new(address::stage(tx, id, name)?),
        ["apikeys", id] => Box::new(api_key::find(tx, id)?),
        ["usageplans", id] => Box::new(subscription::plan(tx, id)?),
        ["vpclinks", id] => Box::new(vpc_link::find(tx, id)?),
        ["clientcertificates", id] => Box::new(client_certificate::find(tx, id)?),
        ["domainnames", name] => match name.split_once('+') {
            Some((name, id)) => Box::new(domain_name::find(tx, name, Some(id))?),
            None => Box::new(domain_name::find(tx, name, None)?),
        },
        ["domainnameaccessassociations", ..] => Box::new(access_association::find(tx, arn)?),
        _ => return Err(invalid()),
    })
}

fn need(
    tx: &Tx<'_>,
    verb: &str,
    arn: &str,
    brought: Option<&Tags>,
) -> Result<Vec<Permission>, Fault> {
    let path = format!("/tags/{}", utf8_percent_encode(arn, LABEL));
    let mut permission = address::permission(tx, verb, &path);
    // Who may not tag it does not learn that it is not there.
    if let Ok(mut found) = find(tx, arn) {
        permission = permission.tagged(found.tags());
    }
    if let Some(tags) = brought {
        permission = permission.bringing(tags.clone());
    }
    Ok(vec![permission])
}
