//! What the process holds over time. Memory is flat if the straight line that fits best rises, from the end of the first
//! minute to the end, by no more than a twentieth or 2 MiB, whichever is more: two threads' allocator has some play.

use std::fmt;
use std::time::{Duration, Instant};

use super::Soak;
use crate::cost::memory;

/// In which everything grows to its size.
const SETTLING: Duration = Duration::from_secs(60);
const PLAY: f64 = 0.05;
const LEAST_PLAY: f64 = (2 << 20) as f64;

/// Seconds and bytes.
pub struct Samples(Vec<(f64, f64)>);

impl Samples {
    /// One a second for so long. A process that is gone ends it.
    pub fn take(soak: &Soak, pid: u32, length: Duration) -> Self {
        let began = Instant::now();
        let mut samples = Vec::new();
        while began.elapsed() < length {
            std::thread::sleep(Duration::from_secs(1).min(length));
            let held = memory(pid, "VmRSS");
            if held.is_nan() {
                soak.violations.add("the process is gone");
                break;
            }
            let seconds = began.elapsed().as_secs_f64();
            if (seconds as u64).is_multiple_of(60) {
                eprintln!(
                    "{:.0} s: {:.1} MiB, {} violations",
                    seconds,
                    held / f64::from(1 << 20),
                    soak.violations.count()
                );
            }
            samples.push((seconds, held));
        }
        // A short run has no first minute to leave out.
        let settling = SETTLING.min(length / 2).as_secs_f64();
        samples.retain(|(seconds, _)| *seconds >= settling);
        Self(samples)
    }

    pub fn are_flat(&self) -> bool {
        let (begin, end) = self.line();
        end - begin <= LEAST_PLAY.max(begin * PLAY)
    }

    /// Where the straight line that fits best begins and ends (least squares).
    fn line(&self) -> (f64, f64) {
        let count = self.0.len() as f64;
        let mean = |value: fn(&(f64, f64)) -> f64| self.0.iter().map(value).sum::<f64>() / count;
        let (time, held) = (mean(|it| it.0), mean(|it| it.1));
        let up: f64 = self.0.iter().map(|it| (it.0 - time) * (it.1 - held)).sum();
        let along: f64 = self.0.iter().map(|it| (it.0 - time).powi(2)).sum();
        let slope = if along > 0.0 { up / along } else { 0.0 };
        let at = |sample: Option<&(f64, f64)>| {
            sample.map_or(f64::NAN, |it| held + slope * (it.0 - time))
        };
        (at(self.0.first()), at(self.0.last()))
    }
}

impl fmt::Display for Samples {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (begin, end) = self.line();
        let mebibytes = |bytes: f64| bytes / f64::from(1 << 20);
        let most = self.0.iter().map(|it| it.1).fold(0.0, f64::max);
        write!(
            f,
            "memory after the first minute: the line that fits it goes from {:.1} to {:.1} MiB ({:+.1} %), at most {:.1} MiB; {}",
            mebibytes(begin),
            mebibytes(end),
            (end / begin - 1.0) * 100.0,
            mebibytes(most),
            if self.are_flat() {
                "flat"
            } else {
                "**not flat**"
            }
        )
    }
}
