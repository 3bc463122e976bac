//! Putting API keys into usage plans and taking them out. Both act at once.

use portcullis_catalog::traffic::{ApiKey, Usage, UsagePlanKey};
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::fault::{bad_request, conflict, not_found};
use super::subscription::{self, on};
use super::{api_key, page};
use crate::{Offered, Tx, offer};

const API_KEY: &str = "API_KEY";
const UNKNOWN: &str = "Invalid Usage Plan Key identifier specified";

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateUsagePlanKey",
            |tx, input: &wire::CreateUsagePlanKeyRequest| {
                on(tx, "POST", &input.usage_plan_id, "/keys")
            },
            create,
        ),
        offer(
            "GetUsagePlanKey",
            |tx, input: &wire::GetUsagePlanKeyRequest| {
                let part = format!("/keys/{}", input.key_id);
                on(tx, "GET", &input.usage_plan_id, &part)
            },
            |tx, input| {
                find(tx, &input.usage_plan_id, &input.key_id)?;
                to_wire(tx, &api_key::find(tx, &input.key_id)?)
            },
        ),
        offer(
            "GetUsagePlanKeys",
            |tx, input: &wire::GetUsagePlanKeysRequest| {
                on(tx, "GET", &input.usage_plan_id, "/keys")
            },
            list,
        ),
        offer(
            "DeleteUsagePlanKey",
            |tx, input: &wire::DeleteUsagePlanKeyRequest| {
                let part = format!("/keys/{}", input.key_id);
                on(tx, "DELETE", &input.usage_plan_id, &part)
            },
            |tx, input| {
                let place = find(tx, &input.usage_plan_id, &input.key_id)?;
                let (plan, key) = (&place.usage_plan, &place.api_key);
                tx.delete(&UsagePlanKey::key_of(place.account, plan, key));
                tx.delete(&Usage::key_of(place.account, plan, key));
                Ok(())
            },
        ),
    ]
}

/// Puts a key into a plan.
pub(super) fn add(tx: &mut Tx<'_>, plan: &str, key: &ApiKey) -> Result<(), Fault> {
    let plan = subscription::plan(tx, plan)?;
    let place = UsagePlanKey {
        account: plan.account,
        usage_plan: plan.id.clone(),
        api_key: key.id.clone(),
        created: tx.now(),
    };
    tx.put(&place)?;
    subscription::check_key_apart(tx, &plan, &key.id)
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateUsagePlanKeyRequest,
) -> Result<wire::UsagePlanKey, Fault> {
    if input.key_type != API_KEY {
        return Err(bad_request(
            "Invalid Usage Plan Key type specified. Must be one of: [API_KEY]",
        ));
    }
    let plan = subscription::plan(tx, &input.usage_plan_id)?;
    let key = api_key::find(tx, &input.key_id)?;
    let place = UsagePlanKey::key_of(plan.account, &plan.id, &key.id);
    if tx.get::<UsagePlanKey>(&place)?.is_some() {
        return Err(conflict("Usage Plan Key already exists"));
    }
    add(tx, &plan.id, &key)?;
    to_wire(tx, &key)
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::GetUsagePlanKeysRequest,
) -> Result<wire::UsagePlanKeys, Fault> {
    let mut keys = Vec::new();
    // A plan that is not there has no keys, as on AWS.
    for place in subscription::keys_of(tx, &input.usage_plan_id)? {
        let key = api_key::find(tx, &place.api_key)?;
        let name = key.name.as_deref().unwrap_or_default();
        if input
            .name_query
            .as_deref()
            .is_none_or(|query| name.starts_with(query))
        {
            keys.push((page::newest_first(place.created, &key.id), key));
        }
    }
    let (keys, position) = page::page(keys, input.position.as_deref(), input.limit)?;
    let items = keys.iter().map(|key| to_wire(tx, key));
    Ok(wire::UsagePlanKeys {
        position,
        items: Some(items.collect::<Result<_, Fault>>()?),
    })
}

fn find(tx: &Tx<'_>, plan: &str, key: &str) -> Result<UsagePlanKey, Fault> {
    tx.get(&UsagePlanKey::key_of(tx.account(), plan, key))?
        .ok_or_else(|| not_found(UNKNOWN))
}

fn to_wire(tx: &Tx<'_>, key: &ApiKey) -> Result<wire::UsagePlanKey, Fault> {
    Ok(wire::UsagePlanKey {
        id: Some(key.id.clone()),
        r#type: Some(API_KEY.to_owned()),
        value: Some(api_key::open(tx, key)?),
        name: key.name.clone(),
    })
}
