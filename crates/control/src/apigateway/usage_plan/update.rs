//! Changing a usage plan by PATCH (API Gateway API Reference, "Patch operations"). A throttle of one
//! method is named by its resource path and verb, whose slashes come escaped or not.

use portcullis_catalog::traffic::{PlanStage, Quota, QuotaPeriod, Throttle, UsagePlan};
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};

use super::{check, no_limit, no_period, offset_of, period_of, plan_stage, throttle_of, to_wire};
use crate::Tx;
use crate::apigateway::fault::{bad_request, not_found};
use crate::apigateway::patch::{self, Patch};
use crate::apigateway::subscription;

const PATHS: &str = "/apiStages, /description, /name, /productCode, /quota, /quota/limit, /quota/offset, /quota/period, /throttle, /throttle/burstLimit, /throttle/rateLimit";

/// A quota that is being put together.
#[derive(Default)]
struct Quotas {
    limit: Option<i64>,
    offset: Option<u8>,
    period: Option<QuotaPeriod>,
}

pub(super) fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateUsagePlanRequest,
) -> Result<wire::UsagePlan, Fault> {
    let mut plan = subscription::plan(tx, &input.usage_plan_id)?;
    let mut quota = plan.quota.map_or_else(Quotas::default, |quota| Quotas {
        limit: Some(quota.limit),
        offset: Some(quota.offset),
        period: Some(quota.period),
    });
    for patch in patch::read(input.patch_operations)? {
        apply(tx, &mut plan, &mut quota, &patch)?;
    }
    plan.quota = quota.finish()?;
    check(&plan)?;
    subscription::check_apart(tx, &plan)?;
    tx.put(&plan)?;
    Ok(to_wire(&plan, true))
}

fn apply(
    tx: &Tx<'_>,
    plan: &mut UsagePlan,
    quota: &mut Quotas,
    patch: &Patch,
) -> Result<(), Fault> {
    let set = matches!(patch.op, Op::Add | Op::Replace);
    match patch.path().as_slice() {
        ["name"] if patch.op == Op::Replace => plan.name = patch.value.clone(),
        ["description"] if patch.op == Op::Replace => plan.description = patch.optional()?,
        ["productCode"] if set => {
            plan.product_code = Some(patch.value.clone()).filter(|code| !code.is_empty());
        }
        ["productCode"] if patch.op == Op::Remove => plan.product_code = None,
        ["quota"] if patch.op == Op::Remove => *quota = Quotas::default(),
        ["quota", "limit"] if set => quota.limit = Some(number::<i32>(patch)?.into()),
        ["quota", "offset"] if set => quota.offset = Some(offset_of(number(patch)?)?),
        ["quota", "period"] if set => {
            let period = patch.value.parse().map_err(|_| invalid(patch))?;
            quota.period = Some(period_of(period));
        }
        ["throttle"] if patch.op == Op::Remove => plan.throttle = None,
        ["throttle", field] if set => set_throttle(&mut plan.throttle, field, patch)?,
        ["apiStages"] => stages(tx, plan, patch)?,
        ["apiStages", stage, "throttle", method @ ..] => {
            methods(stage_of(plan, stage)?, method, patch)?;
        }
        _ => return Err(patch.not_among(PATHS)),
    }
    Ok(())
}

/// Adds a stage or removes one.
fn stages(tx: &Tx<'_>, plan: &mut UsagePlan, patch: &Patch) -> Result<(), Fault> {
    patch.only(&[Op::Add, Op::Remove])?;
    let (api, stage) = named(&patch.value)?;
    if patch.op == Op::Add {
        plan.api_stages.push(plan_stage(tx, api, stage)?);
        return Ok(());
    }
    stage_of(plan, &patch.value)?;
    plan.api_stages
        .retain(|known| known.api != api || known.stage != stage);
    Ok(())
}

/// The throttles of single methods of a stage: all of them, one, or one setting of one.
fn methods(stage: &mut PlanStage, method: &[&str], patch: &Patch) -> Result<(), Fault> {
    let invalid_path = || patch.not_among(PATHS);
    if method.is_empty() {
        if patch.op == Op::Remove {
            stage.throttle.clear();
            return Ok(());
        }
        patch.only(&[Op::Add, Op::Replace, Op::Remove])?;
        let given: std::collections::BTreeMap<String, wire::ThrottleSettings> =
            serde_json::from_str(&patch.value).map_err(|_| invalid(patch))?;
        let given = given.iter();
        stage.throttle = given
            .map(|(method, settings)| (method.clone(), throttle_of(settings)))
            .collect();
        return Ok(());
    }
    let (field, method) = match method {
        [method @ .., field @ ("burstLimit" | "rateLimit")] => (Some(*field), method),
        method => (None, method),
    };
    let method = method.join("/");
    if method.is_empty() {
        return Err(invalid_path());
    }
    match (field, patch.op) {
        (Some(field), Op::Add | Op::Replace) => {
            let mut throttle = stage.throttle.get(&method).copied();
            set_throttle(&mut throttle, field, patch)?;
            stage
                .throttle
                .extend(throttle.map(|throttle| (method, throttle)));
        }
        (None, Op::Add | Op::Replace) => {
            let settings = serde_json::from_str(&patch.value).map_err(|_| invalid(patch))?;
            stage.throttle.insert(method, throttle_of(&settings));
        }
        (None, Op::Remove) => {
            let removed = stage.throttle.remove(&method);
            removed.ok_or_else(|| not_found("Invalid method specified for the API Stage"))?;
        }
        _ => return Err(invalid_path()),
    }
    Ok(())
}

/// Sets one setting; what the other has not been given yet is nothing.
fn set_throttle(throttle: &mut Option<Throttle>, field: &str, patch: &Patch) -> Result<(), Fault> {
    let known = throttle.get_or_insert(Throttle {
        burst_limit: Some(0),
        rate_limit: Some(0.0),
    });
    match field {
        "burstLimit" => known.burst_limit = Some(number(patch)?),
        "rateLimit" => known.rate_limit = Some(number(patch)?),
        _ => return Err(patch.not_among(PATHS)),
    }
    Ok(())
}

fn stage_of<'p>(plan: &'p mut UsagePlan, name: &str) -> Result<&'p mut PlanStage, Fault> {
    let (api, stage) = named(name)?;
    let unknown = not_found(format!(
        "Invalid API Stage {{api: {api}, stage: {stage}}} specified for usageplan {}",
        plan.id
    ));
    let mut stages = plan.api_stages.iter_mut();
    let found = stages.find(|known| known.api == api && known.stage == stage);
    found.ok_or(unknown)
}

/// `{api}:{stage}`
fn named(text: &str) -> Result<(&str, &str), Fault> {
    let parts = text.split_once(':');
    let parts = parts.filter(|(api, stage)| !api.is_empty() && !stage.is_empty());
    parts.ok_or_else(|| bad_request("Invalid API Stage specified"))
}

fn number<N: std::str::FromStr>(patch: &Patch) -> Result<N, Fault> {
    patch.value.parse().map_err(|_| invalid(patch))
}

fn invalid(patch: &Patch) -> Fault {
    let Patch { raw, value, .. } = patch;
    bad_request(format!("Invalid value '{value}' specified for path {raw}"))
}

impl Quotas {
    fn finish(self) -> Result<Option<Quota>, Fault> {
        match self {
            Self {
                limit: None,
                offset: None,
                period: None,
            } => Ok(None),
            Self {
                limit,
                offset,
                period,
            } => Ok(Some(Quota {
                limit: limit.ok_or_else(no_limit)?,
                offset: offset.unwrap_or_default(),
                period: period.ok_or_else(no_period)?,
            })),
        }
    }
}
