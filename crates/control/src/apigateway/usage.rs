//! What the keys of a usage plan have used, day by day, and giving one of them more for its current
//! period. The counts are those of the data plane, up to the last request.

use std::collections::BTreeMap;

use portcullis_catalog::day::Day;
use portcullis_catalog::traffic::{Extension, Quota, Usage, UsagePlan, UsagePlanKey};
use portcullis_wire::Fault;
use portcullis_wire::apigateway::{self as wire, Op};

use super::fault::{bad_request, not_found};
use super::subscription::{self, on};
use super::{page, patch};
use crate::{Offered, Tx, offer};

/// The most days of one answer (API Gateway API Reference, "GetUsage").
const MAX_DAYS: i64 = 90;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer(
            "GetUsage",
            |tx, input: &wire::GetUsageRequest| on(tx, "GET", &input.usage_plan_id, "/usage"),
            get,
        ),
        offer(
            "UpdateUsage",
            |tx, input: &wire::UpdateUsageRequest| {
                let part = format!("/keys/{}/usage", input.key_id);
                on(tx, "PATCH", &input.usage_plan_id, &part)
            },
            update,
        ),
    ]
}

fn get(tx: &mut Tx<'_>, input: wire::GetUsageRequest) -> Result<wire::Usage, Fault> {
    let plan = subscription::plan(tx, &input.usage_plan_id)?;
    let day = |text: &str| {
        Day::parse(text)
            .ok_or_else(|| bad_request("Invalid date specified. Must be in the form YYYY-MM-DD"))
    };
    let (start, end) = (day(&input.start_date)?, day(&input.end_date)?);
    if end < start {
        return Err(bad_request(
            "Usage start date must not be after its end date",
        ));
    }
    if end.0 - start.0 >= MAX_DAYS {
        return Err(bad_request(format!(
            "Usage can be shown for at most {MAX_DAYS} days"
        )));
    }
    let mut keys = subscription::keys_of(tx, &plan.id)?;
    if let Some(wanted) = input.key_id.filter(|key| !key.is_empty()) {
        keys.retain(|key| key.api_key == wanted);
    }
    let keys = keys.into_iter().map(|key| (key.api_key.clone(), key));
    let (keys, position) = page::page(keys.collect(), input.position.as_deref(), input.limit)?;
    let mut items = BTreeMap::new();
    for key in keys {
        let counts = Counts::of(tx, &key)?;
        items.insert(key.api_key, counts.shown(&plan, start, end));
    }
    Ok(wire::Usage {
        usage_plan_id: Some(plan.id),
        start_date: Some(input.start_date),
        end_date: Some(input.end_date),
        position,
        items: Some(items),
    })
}

fn update(tx: &mut Tx<'_>, input: wire::UpdateUsageRequest) -> Result<wire::Usage, Fault> {
    let plan = subscription::plan(tx, &input.usage_plan_id)?;
    let key = UsagePlanKey::key_of(plan.account, &plan.id, &input.key_id);
    let key: UsagePlanKey = tx
        .get(&key)?
        .ok_or_else(|| not_found("Invalid Usage Plan Key identifier specified"))?;
    let quota = plan
        .quota
        .ok_or_else(|| bad_request("Usage Plan does not have a quota"))?;
    let mut counts = Counts::of(tx, &key)?;
    let today = Day::of(tx.now());
    let start = quota.period_start(today);
    for patch in patch::read(input.patch_operations)? {
        match (patch.path().as_slice(), patch.op) {
            (["remaining"], Op::Replace) => {
                let remaining = patch.value.parse::<i32>().ok().filter(|left| *left >= 0);
                let remaining = remaining.ok_or_else(|| {
                    bad_request("Invalid value specified for /remaining. Must be a number")
                })?;
                let used = counts.used(start, today);
                counts.0.extension = Some(Extension {
                    period_start: start.0,
                    requests: i64::from(remaining) + used - quota.limit,
                });
            }
            _ => return Err(patch.not_among("/remaining")),
        }
    }
    tx.put(&counts.0)?;
    let shown = counts.shown(&plan, start, today);
    Ok(wire::Usage {
        usage_plan_id: Some(plan.id),
        start_date: Some(start.to_string()),
        end_date: Some(today.to_string()),
        position: None,
        items: Some(BTreeMap::from([(key.api_key, shown)])),
    })
}

/// What a key has used, with what is not saved yet.
struct Counts(Usage);

impl Counts {
    fn of(tx: &Tx<'_>, key: &UsagePlanKey) -> Result<Self, Fault> {
        let (account, plan, api_key) = (key.account, &key.usage_plan, &key.api_key);
        let saved: Option<Usage> = tx.get(&Usage::key_of(account, plan, api_key))?;
        let mut usage = saved.unwrap_or_else(|| Usage {
            account,
            usage_plan: plan.clone(),
            api_key: api_key.clone(),
            days: BTreeMap::new(),
            extension: None,
        });
        if let Some(live) = tx.facts().world.subscription(account, plan, api_key) {
            for (day, count) in live.meter.days() {
                let known = usage.days.entry(day.0).or_default();
                *known = count.max(*known);
            }
        }
        Ok(Self(usage))
    }

    fn used(&self, from: Day, to: Day) -> i64 {
        let days = self.0.days.range(from.0..=to.0.max(from.0));
        i64::try_from(days.map(|(_, count)| count).sum::<u64>()).unwrap_or(i64::MAX)
    }

    /// For each day what was used on it and what was left after it.
    fn shown(&self, plan: &UsagePlan, start: Day, end: Day) -> Vec<Vec<i64>> {
        let left = |quota: &Quota, day: Day| {
            let start = quota.period_start(day);
            let limit = quota.limit_in(Some(&self.0), start);
            (limit - self.used(start, day)).max(0)
        };
        let days = (start.0..=end.0).map(Day);
        days.map(|day| {
            let remaining = plan.quota.as_ref().map(|quota| left(quota, day));
            // Without a quota nothing ever runs out.
            let remaining = remaining.unwrap_or(i64::from(i32::MAX));
            vec![self.used(day, day), remaining]
        })
        .collect()
    }
}
