//! Which API keys are in which usage plan. A key meters a client by one plan for each stage, so no
//! two plans of a key may have the same stage (API Gateway Developer Guide, "Usage plans and API
//! keys").

use std::collections::BTreeSet;

use portcullis_catalog::traffic::{ApiKey, Usage, UsagePlan, UsagePlanKey};
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::fault::{bad_request, conflict, not_found};
use super::usage_plan::{self, on};
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
    let plan = usage_plan::find(tx, plan)?;
    let place = UsagePlanKey {
        account: plan.account,
        usage_plan: plan.id.clone(),
        api_key: key.id.clone(),
        created: tx.now(),
    };
    tx.put(&place)?;
    check_key_apart(tx, &plan, &key.id)
}

/// The keys of a plan.
pub(super) fn all(tx: &Tx<'_>, plan: &str) -> Result<Vec<UsagePlanKey>, Fault> {
    tx.scan(&format!("usage-plan-key/{}/{plan}/", tx.account()))
}

/// The ids of the plans that a key is in.
pub(super) fn plans_of(tx: &Tx<'_>, key: &str) -> Result<BTreeSet<String>, Fault> {
    let all: Vec<UsagePlanKey> = tx.scan(&format!("usage-plan-key/{}/", tx.account()))?;
    let with_key = all.into_iter().filter(|place| place.api_key == key);
    Ok(with_key.map(|place| place.usage_plan).collect())
}

/// Refuses a plan, as it will be, that shares a stage with another plan of one of its keys.
pub(super) fn check_apart(tx: &Tx<'_>, plan: &UsagePlan) -> Result<(), Fault> {
    let others: Vec<UsagePlan> = usage_plan::all(tx)?
        .into_iter()
        .filter(|other| other.id != plan.id && shared(plan, other).is_some())
        .collect();
    if others.is_empty() {
        return Ok(());
    }
    for place in all(tx, &plan.id)? {
        for other in &others {
            let key = UsagePlanKey::key_of(plan.account, &other.id, &place.api_key);
            if tx.get::<UsagePlanKey>(&key)?.is_some() {
                return Err(not_apart(plan, other, &place.api_key));
            }
        }
    }
    Ok(())
}

fn check_key_apart(tx: &Tx<'_>, plan: &UsagePlan, key: &str) -> Result<(), Fault> {
    let with_key = plans_of(tx, key)?;
    let others = usage_plan::all(tx)?;
    let mut others = others.iter().filter(|other| {
        other.id != plan.id && with_key.contains(&other.id) && shared(plan, other).is_some()
    });
    match others.next() {
        Some(other) => Err(not_apart(plan, other, key)),
        None => Ok(()),
    }
}

/// A stage that both plans have.
fn shared(one: &UsagePlan, other: &UsagePlan) -> Option<String> {
    let mut stages = one.api_stages.iter();
    let stage = stages.find(|stage| {
        let mut known = other.api_stages.iter();
        known.any(|known| known.api == stage.api && known.stage == stage.stage)
    })?;
    Some(format!("{}:{}", stage.api, stage.stage))
}

fn not_apart(plan: &UsagePlan, other: &UsagePlan, key: &str) -> Fault {
    let stage = shared(plan, other).unwrap_or_default();
    conflict(format!(
        "API Key {key} is in more than one usage plan with the API stage {stage}: {}, {}",
        plan.id, other.id
    ))
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
    let plan = usage_plan::find(tx, &input.usage_plan_id)?;
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
    for place in all(tx, &input.usage_plan_id)? {
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
