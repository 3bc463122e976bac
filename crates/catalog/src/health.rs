//! How a target of a load balancer is: what health checks found, counted against the thresholds of its group. It is
//! atomic, carried from one snapshot to the next, and told what was found; nothing here checks anything or knows a clock.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use crate::load_balancer::HealthCheck;

/// The health of one target.
#[derive(Debug, Default)]
pub struct HealthMeter {
    /// What is known: its state, why, a status code and how often in a row.
    known: AtomicU64,
    connections: AtomicU32,
}

/// What one check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It answered as it should.
    Passed,
    /// It answered with another status.
    Mismatch(u16),
    /// It did not answer in time.
    Timeout,
    /// It refused, or what came is no answer.
    Failed,
}

/// How a target is (Elastic Load Balancing API Reference, `TargetHealth`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// No check has ended yet.
    Registering,
    /// It has not passed a check yet, and has not failed too many.
    Checking,
    /// It gets traffic.
    Healthy,
    /// It failed too many checks, the last one like this.
    Unhealthy(Finding),
}

/// A target that has a connection or a request, until it is dropped.
#[derive(Debug)]
pub struct InUse(std::sync::Arc<HealthMeter>);

#[derive(Clone, Copy)]
struct Known {
    condition: Condition,
    /// How many checks in a row spoke for another condition.
    against: u8,
}

impl HealthMeter {
    /// How the target is.
    pub fn condition(&self) -> Condition {
        unpacked(self.known.load(Ordering::Relaxed)).condition
    }

    /// Takes in what a check found; says what it changed the condition to, if it did. One check that is passed makes a
    /// new target healthy (Application Load Balancers User Guide, "Health checks for Application Load Balancer target
    /// groups").
    pub fn observe(&self, finding: Finding, check: &HealthCheck) -> Option<Condition> {
        let mut before = Condition::Registering;
        let mut after = before;
        let step = |word: u64| {
            let known = unpacked(word);
            let next = observed(known, finding, check);
            (before, after) = (known.condition, next.condition);
            Some(packed(next))
        };
        // It always takes what is computed.
        let _ = self
            .known
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, step);
        (before != after).then_some(after)
    }

    /// How many connections and requests the target has.
    pub fn connections(&self) -> u32 {
        self.connections.load(Ordering::Relaxed)
    }

    /// Counts a connection or a request until what is returned is dropped.
    pub fn in_use(self: &std::sync::Arc<Self>) -> InUse {
        self.connections.fetch_add(1, Ordering::Relaxed);
        InUse(std::sync::Arc::clone(self))
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

fn observed(known: Known, finding: Finding, check: &HealthCheck) -> Known {
    let settled = |condition| Known {
        condition,
        against: 0,
    };
    let counted = |condition, most: u8, turned: Condition| {
        let against = known.against.saturating_add(1);
        if against >= most.max(1) {
            settled(turned)
        } else {
            Known { condition, against }
        }
    };
    let failed = Condition::Unhealthy(finding);
    match (known.condition, finding) {
        (Condition::Registering | Condition::Checking | Condition::Healthy, Finding::Passed) => {
            settled(Condition::Healthy)
        }
        (Condition::Unhealthy(_), Finding::Passed) => {
            counted(known.condition, check.healthy_threshold, Condition::Healthy)
        }
        (Condition::Registering | Condition::Checking, _) => {
            counted(Condition::Checking, check.unhealthy_threshold, failed)
        }
        (Condition::Healthy, _) => counted(Condition::Healthy, check.unhealthy_threshold, failed),
        (Condition::Unhealthy(_), _) => settled(failed),
    }
}

/// From the low end: the condition, the finding, how many against it, the status code.
fn packed(known: Known) -> u64 {
    let (condition, finding) = match known.condition {
        Condition::Registering => (0, Finding::Passed),
        Condition::Checking => (1, Finding::Passed),
        Condition::Healthy => (2, Finding::Passed),
        Condition::Unhealthy(finding) => (3, finding),
    };
    let (kind, code) = match finding {
        Finding::Passed => (0, 0),
        Finding::Mismatch(code) => (1, code),
        Finding::Timeout => (2, 0),
        Finding::Failed => (3, 0),
    };
    condition | kind << 4 | u64::from(known.against) << 8 | u64::from(code) << 16
}

fn unpacked(word: u64) -> Known {
    let code = u16::try_from(word >> 16 & 0xffff).unwrap_or_default();
    let finding = match word >> 4 & 0xf {
        1 => Finding::Mismatch(code),
        2 => Finding::Timeout,
        _ => Finding::Failed,
    };
    Known {
        condition: match word & 0xf {
            0 => Condition::Registering,
            1 => Condition::Checking,
            2 => Condition::Healthy,
            _ => Condition::Unhealthy(finding),
        },
        against: u8::try_from(word >> 8 & 0xff).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check() -> HealthCheck {
        HealthCheck {
            enabled: true,
            protocol: None,
            port: None,
            path: None,
            interval: 5,
            timeout: 2,
            healthy_threshold: 3,
            unhealthy_threshold: 2,
            matcher: None,
        }
    }

    #[test]
    fn thresholds_count_checks_in_a_row() {
        use Condition::{Checking, Healthy, Registering, Unhealthy};
        use Finding::{Failed, Mismatch, Passed, Timeout};
        let meter = HealthMeter::default();
        assert_eq!(meter.condition(), Registering);
        for (finding, expected) in [
            (Timeout, Checking),
            // One that is passed is enough for a target that is new.
            (Passed, Healthy),
            (Failed, Healthy),
            (Passed, Healthy),
            (Failed, Healthy),
            (Mismatch(404), Unhealthy(Mismatch(404))),
            (Timeout, Unhealthy(Timeout)),
            (Passed, Unhealthy(Timeout)),
            (Passed, Unhealthy(Timeout)),
            (Failed, Unhealthy(Failed)),
            (Passed, Unhealthy(Failed)),
            (Passed, Unhealthy(Failed)),
            (Passed, Healthy),
        ] {
            meter.observe(finding, &check());
            assert_eq!(meter.condition(), expected, "after {finding:?}");
        }
    }

    #[test]
    fn a_new_target_that_fails_is_unhealthy_in_the_end() {
        let meter = HealthMeter::default();
        assert_eq!(
            meter.observe(Finding::Failed, &check()),
            Some(Condition::Checking)
        );
        let failed = Condition::Unhealthy(Finding::Failed);
        assert_eq!(meter.observe(Finding::Failed, &check()), Some(failed));
        assert_eq!(meter.observe(Finding::Failed, &check()), None);
    }
}
