//! Which API keys and usage plans there are, and which keys are in which plans. A key meters a
//! client by one plan for each stage, so no two plans of a key may have the same stage (API Gateway
//! Developer Guide, "Usage plans and API keys"). It offers no operation.

use std::collections::BTreeSet;

use portcullis_catalog::traffic::{UsagePlan, UsagePlanKey};
use portcullis_wire::Fault;

use super::address;
use super::fault::{conflict, not_found};
use crate::{Permission, Tx};

/// The permission for a plan or a part of it.
pub(super) fn on(tx: &Tx<'_>, verb: &str, id: &str, part: &str) -> Result<Vec<Permission>, Fault> {
    let permission = address::permission(tx, verb, &format!("/usageplans/{id}{part}"));
    let plan = tx.get::<UsagePlan>(&UsagePlan::key_of(tx.account(), id))?;
    Ok(vec![match plan {
        Some(plan) => permission.tagged(&plan.tags),
        None => permission,
    }])
}

/// The plan.
pub(super) fn plan(tx: &Tx<'_>, id: &str) -> Result<UsagePlan, Fault> {
    tx.get(&UsagePlan::key_of(tx.account(), id))?
        .ok_or_else(|| not_found("Invalid Usage Plan ID specified"))
}

/// The plans of an account.
pub(super) fn plans(tx: &Tx<'_>) -> Result<Vec<UsagePlan>, Fault> {
    tx.scan(&format!("usage-plan/{}/", tx.account()))
}

/// The keys of a plan.
pub(super) fn keys_of(tx: &Tx<'_>, plan: &str) -> Result<Vec<UsagePlanKey>, Fault> {
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
    let others: Vec<UsagePlan> = plans(tx)?
        .into_iter()
        .filter(|other| other.id != plan.id && shared(plan, other).is_some())
        .collect();
    if others.is_empty() {
        return Ok(());
    }
    for place in keys_of(tx, &plan.id)? {
        for other in &others {
            let key = UsagePlanKey::key_of(plan.account, &other.id, &place.api_key);
            if tx.get::<UsagePlanKey>(&key)?.is_some() {
                return Err(not_apart(plan, other, &place.api_key));
            }
        }
    }
    Ok(())
}

/// Refuses a key in a plan that shares a stage with another plan of the key.
pub(super) fn check_key_apart(tx: &Tx<'_>, plan: &UsagePlan, key: &str) -> Result<(), Fault> {
    let with_key = plans_of(tx, key)?;
    let others = plans(tx)?;
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
