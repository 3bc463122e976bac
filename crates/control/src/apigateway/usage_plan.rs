//! Usage plans: which stages the API keys in them may call, and how much. They act at once.

mod update;

use std::collections::BTreeMap;

use portcullis_catalog::api::Stage;
use portcullis_catalog::id;
use portcullis_catalog::traffic::{
    PlanStage, Quota, QuotaPeriod, Throttle, Usage, UsagePlan, UsagePlanKey,
};
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::api_key::with_tags;
use super::fault::{bad_request, limit_exceeded};
use super::{address, page, subscription, tag_set};
use crate::{Offered, Tx, offer};

/// Amazon API Gateway quotas.
const MAX_PLANS: usize = 300;
/// Stages of one plan, and methods of one stage that are throttled apart: bounds of ours.
const MAX_STAGES: usize = 1_000;
const MAX_METHODS: usize = 1_000;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "CreateUsagePlan",
            |tx, input: &wire::CreateUsagePlanRequest| {
                let create = address::permission(tx, "POST", "/usageplans");
                Ok(vec![with_tags(create, input.tags.as_ref())])
            },
            create,
        ),
        offer(
            "GetUsagePlan",
            |tx, input: &wire::GetUsagePlanRequest| {
                subscription::on(tx, "GET", &input.usage_plan_id, "")
            },
            |tx, input| {
                subscription::plan(tx, &input.usage_plan_id).map(|plan| to_wire(&plan, true))
            },
        ),
        offer(
            "GetUsagePlans",
            |tx, _: &wire::GetUsagePlansRequest| {
                Ok(vec![address::permission(tx, "GET", "/usageplans")])
            },
            list,
        ),
        offer(
            "UpdateUsagePlan",
            |tx, input: &wire::UpdateUsagePlanRequest| {
                subscription::on(tx, "PATCH", &input.usage_plan_id, "")
            },
            update::update,
        ),
        offer(
            "DeleteUsagePlan",
            |tx, input: &wire::DeleteUsagePlanRequest| {
                subscription::on(tx, "DELETE", &input.usage_plan_id, "")
            },
            delete,
        ),
    ]
}

/// Takes a stage of an API, or all of them, out of every plan: one of that name that is made later
/// is another.
pub(super) fn forget(tx: &mut Tx<'_>, api: &str, stage: Option<&str>) -> Result<(), Fault> {
    for mut plan in subscription::plans(tx)? {
        let before = plan.api_stages.len();
        plan.api_stages
            .retain(|known| known.api != api || stage.is_some_and(|stage| known.stage != stage));
        if plan.api_stages.len() < before {
            tx.put(&plan)?;
        }
    }
    Ok(())
}

fn create(tx: &mut Tx<'_>, input: wire::CreateUsagePlanRequest) -> Result<wire::UsagePlan, Fault> {
    if subscription::plans(tx)?.len() >= MAX_PLANS {
        return Err(limit_exceeded(
            "Maximum number of usage plans for this account has been reached.",
        ));
    }
    let tags = input.tags.unwrap_or_default();
    tag_set::check(&tags)?;
    let mut plan = UsagePlan {
        account: tx.account(),
        id: id::api_part_id(&tx.random()?),
        name: input.name,
        description: input.description.filter(|text| !text.is_empty()),
        created: tx.now(),
        api_stages: Vec::new(),
        throttle: input.throttle.as_ref().map(throttle_of),
        quota: input.quota.map(quota_of).transpose()?,
        product_code: None,
        tags,
    };
    for stage in input.api_stages.unwrap_or_default() {
        let mut added = plan_stage(
            tx,
            &stage.api_id.unwrap_or_default(),
            &stage.stage.unwrap_or_default(),
        )?;
        let throttle = stage.throttle.iter().flatten();
        added.throttle = throttle
            .map(|(method, throttle)| (method.clone(), throttle_of(throttle)))
            .collect();
        plan.api_stages.push(added);
    }
    check(&plan)?;
    tx.put(&plan)?;
    Ok(to_wire(&plan, false))
}

/// A stage for a plan, if there is such a stage.
fn plan_stage(tx: &Tx<'_>, api: &str, stage: &str) -> Result<PlanStage, Fault> {
    if api.is_empty() || stage.is_empty() {
        return Err(bad_request("Invalid API Stage specified"));
    }
    let key = Stage::key_of(tx.account(), api, stage);
    match tx.get::<Stage>(&key)? {
        Some(stage) => Ok(PlanStage {
            api: stage.api,
            stage: stage.name,
            throttle: BTreeMap::new(),
        }),
        None => Err(bad_request(format!("API Stage not found: {api}:{stage}"))),
    }
}

fn throttle_of(settings: &wire::ThrottleSettings) -> Throttle {
    Throttle {
        burst_limit: Some(settings.burst_limit.unwrap_or_default()),
        rate_limit: Some(settings.rate_limit.unwrap_or_default()),
    }
}

fn quota_of(settings: wire::QuotaSettings) -> Result<Quota, Fault> {
    let limit = settings.limit.ok_or_else(no_limit)?;
    let period = settings.period.ok_or_else(no_period)?;
    Ok(Quota {
        limit: limit.into(),
        offset: offset_of(settings.offset.unwrap_or_default())?,
        period: period_of(period),
    })
}

fn period_of(period: wire::QuotaPeriodType) -> QuotaPeriod {
    match period {
        wire::QuotaPeriodType::Day => QuotaPeriod::Day,
        wire::QuotaPeriodType::Week => QuotaPeriod::Week,
        wire::QuotaPeriodType::Month => QuotaPeriod::Month,
    }
}

fn offset_of(offset: i32) -> Result<u8, Fault> {
    let offset = u8::try_from(offset);
    offset.map_err(|_| bad_request("Usage Plan quota offset cannot be negative"))
}

fn no_limit() -> Fault {
    bad_request("Usage Plan quota limit must be specified")
}

fn no_period() -> Fault {
    bad_request("Usage Plan quota period must be specified")
}

/// Refuses a plan as a whole that AWS refuses.
fn check(plan: &UsagePlan) -> Result<(), Fault> {
    if plan.name.trim().is_empty() {
        return Err(bad_request("Usage Plan name cannot be blank"));
    }
    if plan.api_stages.len() > MAX_STAGES {
        return Err(limit_exceeded(
            "Maximum number of API stages for this usage plan has been reached.",
        ));
    }
    for (index, stage) in plan.api_stages.iter().enumerate() {
        let mut before = plan.api_stages.iter().take(index);
        if before.any(|known| known.api == stage.api && known.stage == stage.stage) {
            let PlanStage { api, stage, .. } = stage;
            return Err(bad_request(format!(
                "API Stage {api}:{stage} is in the usage plan already"
            )));
        }
        if stage.throttle.len() > MAX_METHODS {
            return Err(limit_exceeded(
                "Maximum number of method throttles for this API stage has been reached.",
            ));
        }
        stage.throttle.values().try_for_each(check_throttle)?;
    }
    plan.throttle.iter().try_for_each(check_throttle)?;
    plan.quota.iter().try_for_each(check_quota)
}

fn check_throttle(throttle: &Throttle) -> Result<(), Fault> {
    if throttle.burst_limit.is_some_and(|burst| burst < 0) {
        return Err(bad_request(
            "Usage Plan throttle burst limit cannot be negative",
        ));
    }
    if throttle
        .rate_limit
        .is_some_and(|rate| !rate.is_finite() || rate < 0.0)
    {
        return Err(bad_request(
            "Usage Plan throttle rate limit cannot be negative",
        ));
    }
    Ok(())
}

fn check_quota(quota: &Quota) -> Result<(), Fault> {
    if quota.limit < 1 {
        return Err(bad_request(
            "Usage Plan quota limit must be greater than zero",
        ));
    }
    let (most, name) = match quota.period {
        QuotaPeriod::Day if quota.offset > 0 => {
            return Err(bad_request(
                "Usage Plan quota offset must be zero in the DAY period",
            ));
        }
        QuotaPeriod::Day => return Ok(()),
        QuotaPeriod::Week => (6, "WEEK"),
        QuotaPeriod::Month => (27, "MONTH"),
    };
    if quota.offset > most {
        return Err(bad_request(format!(
            "Usage Plan quota offset must be between 0 and {most} inclusive in the {name} period"
        )));
    }
    Ok(())
}

fn list(tx: &mut Tx<'_>, input: wire::GetUsagePlansRequest) -> Result<wire::UsagePlans, Fault> {
    let mut plans = subscription::plans(tx)?;
    if let Some(key) = input.key_id.filter(|key| !key.is_empty()) {
        let with = subscription::plans_of(tx, &key)?;
        plans.retain(|plan| with.contains(&plan.id));
    }
    let plans = plans.iter().map(|plan| {
        let place = format!("{:020}/{}", plan.created, plan.id);
        (place, to_wire(plan, false))
    });
    let (items, position) = page::page(plans.collect(), input.position.as_deref(), input.limit)?;
    Ok(wire::UsagePlans {
        position,
        items: Some(items),
    })
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteUsagePlanRequest) -> Result<(), Fault> {
    let plan = subscription::plan(tx, &input.usage_plan_id)?;
    let account = plan.account;
    for place in subscription::keys_of(tx, &plan.id)? {
        tx.delete(&UsagePlanKey::key_of(account, &plan.id, &place.api_key));
        tx.delete(&Usage::key_of(account, &plan.id, &place.api_key));
    }
    tx.delete(&UsagePlan::key_of(account, &plan.id));
    Ok(())
}

/// A plan as it is shown.
fn to_wire(plan: &UsagePlan, with_tags: bool) -> wire::UsagePlan {
    let stages = plan.api_stages.iter().map(|stage| wire::ApiStage {
        api_id: Some(stage.api.clone()),
        stage: Some(stage.stage.clone()),
        throttle: Some(&stage.throttle)
            .filter(|throttle| !throttle.is_empty())
            .map(|throttle| {
                let throttle = throttle.iter();
                throttle
                    .map(|(method, it)| (method.clone(), shown(it)))
                    .collect()
            }),
    });
    wire::UsagePlan {
        id: Some(plan.id.clone()),
        name: Some(plan.name.clone()),
        description: plan.description.clone(),
        api_stages: Some(stages.collect()),
        throttle: plan.throttle.as_ref().map(shown),
        quota: plan.quota.map(|quota| wire::QuotaSettings {
            limit: i32::try_from(quota.limit).ok(),
            offset: Some(quota.offset.into()),
            period: Some(match quota.period {
                QuotaPeriod::Day => wire::QuotaPeriodType::Day,
                QuotaPeriod::Week => wire::QuotaPeriodType::Week,
                QuotaPeriod::Month => wire::QuotaPeriodType::Month,
            }),
        }),
        product_code: plan.product_code.clone(),
        tags: Some(plan.tags.clone()).filter(|tags| with_tags || !tags.is_empty()),
    }
}

fn shown(throttle: &Throttle) -> wire::ThrottleSettings {
    wire::ThrottleSettings {
        burst_limit: throttle.burst_limit,
        rate_limit: throttle.rate_limit,
    }
}
