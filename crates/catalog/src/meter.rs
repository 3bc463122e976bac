//! What moves while a snapshot stands still: token buckets and counts of usage. They are atomic,
//! carried from one snapshot to the next, and told the time; nothing here waits or knows a clock.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::day::Day;
use crate::traffic::{Quota, QuotaPeriod, Throttle, Usage};

/// A token bucket, full when it is made. It remembers one moment, at which it will be full again
/// (the generic cell rate algorithm), so that its settings may change between two requests.
#[derive(Debug, Default)]
pub struct Bucket(AtomicU64);

/// What one API key uses under one usage plan.
#[derive(Debug, Default)]
pub struct Meter {
    /// The plan's own throttle.
    pub bucket: Bucket,
    /// A count for even days and one for odd days, so that yesterday's can still be saved today.
    days: [AtomicU64; 2],
}

const NANOS: f64 = 1e9;
/// A count of a day: the day above, requests below.
const COUNT_BITS: u32 = 40;
const COUNT: u64 = (1 << COUNT_BITS) - 1;

impl Bucket {
    /// Takes a token, if there is one. `now` is in nanoseconds from any fixed moment on.
    pub fn take(&self, now: u64, throttle: &Throttle) -> bool {
        let Some(rate) = throttle.rate_limit else {
            return true;
        };
        let burst = match throttle.burst_limit {
            Some(burst) => f64::from(burst),
            None => rate.ceil().max(1.0),
        };
        // Tools write -1 where nothing limits.
        if rate < 0.0 || burst < 0.0 {
            return true;
        }
        if rate == 0.0 || burst == 0.0 || !rate.is_finite() {
            return false;
        }
        let token = nanos(NANOS / rate).max(1);
        let capacity = nanos(NANOS / rate * burst).max(token);
        let taken = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |full| {
                let full = full.max(now).saturating_add(token);
                (full.saturating_sub(now) <= capacity).then_some(full)
            });
        taken.is_ok()
    }
}

impl Meter {
    /// Continues what was saved.
    pub fn resumed(saved: Option<&Usage>) -> Self {
        let meter = Self::default();
        // In order, so that the latest even and the latest odd day stay.
        for (day, count) in saved.iter().flat_map(|saved| &saved.days) {
            if let Some(slot) = meter.slot(Day(*day)) {
                slot.store(packed(Day(*day), *count), Ordering::Relaxed);
            }
        }
        meter
    }

    /// The latest counts, which may be later than what was saved.
    pub fn days(&self) -> impl Iterator<Item = (Day, u64)> {
        let days = self
            .days
            .iter()
            .map(|slot| unpacked(slot.load(Ordering::Relaxed)));
        days.filter(|(_, count)| *count > 0)
    }

    /// Requests from one day to another, both included.
    pub fn used(&self, saved: Option<&Usage>, from: Day, to: Day) -> u64 {
        let live: Vec<(Day, u64)> = self.days().collect();
        let is_live = |day: Day| live.iter().any(|(known, _)| *known == day);
        let before: u64 = saved
            .iter()
            .flat_map(|saved| saved.days.range(from.0..=to.0.max(from.0)))
            .filter(|(day, _)| !is_live(Day(**day)))
            .map(|(_, count)| *count)
            .sum();
        let now: u64 = live
            .iter()
            .filter(|(day, _)| (from..=to).contains(day))
            .map(|(_, count)| *count)
            .sum();
        before + now
    }

    /// Whether nothing is left of the quota.
    pub fn is_exhausted(&self, saved: Option<&Usage>, quota: &Quota, today: Day) -> bool {
        self.remaining(saved, quota, today) <= 0
    }

    /// What is left of the quota; negative where it was lowered below what is used.
    pub fn remaining(&self, saved: Option<&Usage>, quota: &Quota, today: Day) -> i64 {
        let start = quota.period_start(today);
        let used = i64::try_from(self.used(saved, start, today)).unwrap_or(i64::MAX);
        quota.limit_in(saved, start).saturating_sub(used)
    }

    /// Counts a request, unless nothing is left of the quota.
    pub fn count(&self, saved: Option<&Usage>, quota: Option<&Quota>, today: Day) -> bool {
        let Some(slot) = self.slot(today) else {
            return false;
        };
        let counted = slot.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |packed_count| {
            // Asked again where another request came in between, so no two take the last one.
            if quota.is_some_and(|quota| self.is_exhausted(saved, quota, today)) {
                return None;
            }
            let (day, count) = unpacked(packed_count);
            Some(if day < today {
                packed(today, 1)
            } else {
                packed(day, count.saturating_add(1))
            })
        });
        counted.is_ok()
    }

    fn slot(&self, day: Day) -> Option<&AtomicU64> {
        self.days.get(usize::from(day.0.rem_euclid(2) == 1))
    }
}

impl Quota {
    /// The first day of the period that a day is in.
    pub fn period_start(&self, day: Day) -> Day {
        let offset = i64::from(self.offset);
        match self.period {
            QuotaPeriod::Day => day,
            QuotaPeriod::Week => Day(day.0 - (day.of_week() - offset).rem_euclid(7)),
            QuotaPeriod::Month => {
                let (year, month, of_month) = day.civil();
                let (year, month) = match (of_month > offset, month) {
                    (true, _) => (year, month),
                    (false, 1) => (year - 1, 12),
                    (false, _) => (year, month - 1),
                };
                Day::from_civil(year, month, offset + 1)
            }
        }
    }

    /// The limit of the period that begins on a day, with what was granted beyond it.
    pub fn limit_in(&self, saved: Option<&Usage>, period_start: Day) -> i64 {
        let extension = saved
            .and_then(|saved| saved.extension)
            .filter(|extension| extension.period_start == period_start.0);
        let requests = extension.map_or(0, |extension| extension.requests);
        self.limit.saturating_add(requests)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, which is what is meant"
)]
fn nanos(of: f64) -> u64 {
    of as u64
}

fn packed(day: Day, count: u64) -> u64 {
    let day = u64::try_from(day.0).unwrap_or_default();
    (day << COUNT_BITS) | count.min(COUNT)
}

fn unpacked(count: u64) -> (Day, u64) {
    let day = i64::try_from(count >> COUNT_BITS).unwrap_or_default();
    (Day(day), count & COUNT)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::AccountId;
    use crate::traffic::Extension;

    const SECOND: u64 = 1_000_000_000;

    fn throttle(rate: f64, burst: i32) -> Throttle {
        Throttle {
            burst_limit: Some(burst),
            rate_limit: Some(rate),
        }
    }

    fn usage(days: &[(i64, u64)]) -> Usage {
        Usage {
            account: AccountId::parse("111111111111").unwrap(),
            usage_plan: "p".to_owned(),
            api_key: "k".to_owned(),
            days: BTreeMap::from_iter(days.iter().copied()),
            extension: None,
        }
    }

    #[test]
    fn a_bucket_gives_its_burst_and_then_its_rate() {
        let bucket = Bucket::default();
        let two = throttle(2.0, 3);
        let taken = |now| bucket.take(now, &two);
        assert_eq!(
            [taken(0), taken(0), taken(0), taken(0)],
            [true, true, true, false]
        );
        assert!(!taken(SECOND / 2 - 1));
        assert!(taken(SECOND / 2));
        assert!(!taken(SECOND / 2));
        // It never holds more than its burst.
        let later = 100 * SECOND;
        assert_eq!(
            [taken(later), taken(later), taken(later), taken(later)],
            [true, true, true, false]
        );
    }

    #[test]
    fn the_edges_of_throttles() {
        let first_and_second = |throttle: Throttle| {
            let bucket = Bucket::default();
            (bucket.take(5, &throttle), bucket.take(5, &throttle))
        };
        assert_eq!(first_and_second(throttle(0.000_001, 1)), (true, false));
        assert_eq!(first_and_second(throttle(0.0, 5)), (false, false));
        assert_eq!(first_and_second(throttle(5.0, 0)), (false, false));
        assert_eq!(first_and_second(throttle(-1.0, -1)), (true, true));
        assert_eq!(first_and_second(throttle(f64::NAN, 1)), (false, false));
        assert_eq!(first_and_second(throttle(1e300, 1)), (true, false));
        let only = |rate_limit, burst_limit| Throttle {
            burst_limit,
            rate_limit,
        };
        assert_eq!(first_and_second(only(None, Some(1))), (true, true));
        assert_eq!(first_and_second(only(Some(1.0), None)), (true, false));
    }

    #[test]
    fn a_changed_throttle_acts_on_a_bucket_that_is_in_use() {
        let bucket = Bucket::default();
        assert!(bucket.take(0, &throttle(1.0, 1)));
        assert!(!bucket.take(0, &throttle(1.0, 1)));
        assert!(bucket.take(0, &throttle(1.0, 2)));
    }

    #[test]
    fn periods_begin_where_the_offset_says() {
        let quota = |period, offset| Quota {
            limit: 1,
            offset,
            period,
        };
        let start = |period, offset, day: &str| {
            quota(period, offset)
                .period_start(Day::parse(day).unwrap())
                .to_string()
        };
        assert_eq!(start(QuotaPeriod::Day, 0, "2015-08-30"), "2015-08-30");
        // A Sunday.
        assert_eq!(start(QuotaPeriod::Week, 0, "2015-08-30"), "2015-08-30");
        assert_eq!(start(QuotaPeriod::Week, 0, "2015-08-29"), "2015-08-23");
        assert_eq!(start(QuotaPeriod::Week, 1, "2015-08-30"), "2015-08-24");
        assert_eq!(start(QuotaPeriod::Month, 0, "2015-08-30"), "2015-08-01");
        assert_eq!(start(QuotaPeriod::Month, 14, "2015-08-15"), "2015-08-15");
        assert_eq!(start(QuotaPeriod::Month, 14, "2015-08-14"), "2015-07-15");
        assert_eq!(start(QuotaPeriod::Month, 27, "2016-01-01"), "2015-12-28");
    }

    #[test]
    fn a_quota_is_counted_over_its_period_across_what_was_saved() {
        let month = Quota {
            limit: 10,
            offset: 0,
            period: QuotaPeriod::Month,
        };
        let day = |text: &str| Day::parse(text).unwrap();
        let saved = usage(&[
            (day("2015-07-31").0, 9),
            (day("2015-08-01").0, 3),
            (day("2015-08-03").0, 4),
        ]);
        let meter = Meter::resumed(Some(&saved));
        let today = day("2015-08-04");
        assert_eq!(meter.remaining(Some(&saved), &month, today), 3);
        let counted: Vec<bool> = (0..4)
            .map(|_| meter.count(Some(&saved), Some(&month), today))
            .collect();
        assert_eq!(counted, [true, true, true, false]);
        assert!(meter.is_exhausted(Some(&saved), &month, today));
        assert_eq!(meter.used(Some(&saved), day("2015-08-03"), today), 7);
        // The next period begins with nothing used.
        assert_eq!(meter.remaining(Some(&saved), &month, day("2015-09-01")), 10);
        // Without a quota all are counted.
        assert!(meter.count(Some(&saved), None, today));
        assert_eq!(meter.used(Some(&saved), today, today), 4);
    }

    #[test]
    fn what_was_granted_counts_in_its_period_only() {
        let daily = Quota {
            limit: 1,
            offset: 0,
            period: QuotaPeriod::Day,
        };
        let mut saved = usage(&[(100, 1)]);
        let meter = Meter::resumed(Some(&saved));
        assert!(!meter.count(Some(&saved), Some(&daily), Day(100)));
        saved.extension = Some(Extension {
            period_start: 100,
            requests: 1,
        });
        assert!(meter.count(Some(&saved), Some(&daily), Day(100)));
        assert!(!meter.count(Some(&saved), Some(&daily), Day(100)));
        assert_eq!(meter.remaining(Some(&saved), &daily, Day(101)), 1);
    }

    #[test]
    fn requests_at_the_same_time_never_share_the_last_one() {
        let daily = Quota {
            limit: 1_000,
            offset: 0,
            period: QuotaPeriod::Day,
        };
        let meter = Meter::default();
        let counted: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        (0..400)
                            .filter(|_| meter.count(None, Some(&daily), Day(7)))
                            .count()
                    })
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .sum()
        });
        assert_eq!(counted, 1_000);
    }
}
