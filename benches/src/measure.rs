//! One piece of work done by Portcullis and by a peer, both measured by criterion in the same run, and the ratio of the
//! two medians. What counts is the processor time of the thread, not the clock on the wall: what other programs take
//! from a busy machine is not held against either side. It knows nothing about what is measured.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::Criterion;
use rustix::time::{ClockId, clock_gettime};

/// Does the work so many times and says how much processor time that took, without the preparation.
pub(crate) type Sample<'a> = dyn FnMut(u64) -> Duration + 'a;

const OURS: &str = "portcullis";

/// Criterion, and what was compared with it so far.
pub(crate) struct Comparisons {
    criterion: Criterion,
    /// Where criterion leaves its estimates.
    home: PathBuf,
    rows: Vec<Row>,
}

/// One comparison.
struct Row {
    name: &'static str,
    peer: &'static str,
    /// Median nanoseconds for one.
    ours: f64,
    theirs: f64,
    /// The largest part of the peer's time that we may take.
    bar: Option<f64>,
}

impl Comparisons {
    pub(crate) fn new(home: PathBuf) -> Self {
        let criterion = Criterion::default()
            .without_plots()
            .output_directory(&home)
            .warm_up_time(Duration::from_secs(1))
            .measurement_time(Duration::from_secs(3));
        Self {
            criterion,
            home,
            rows: Vec::new(),
        }
    }

    /// Measures both sides, one right after the other.
    pub(crate) fn compare(
        &mut self,
        name: &'static str,
        peer: &'static str,
        bar: Option<f64>,
        ours: &mut Sample<'_>,
        theirs: &mut Sample<'_>,
    ) {
        let home = self.home.join(name);
        let mut group = self.criterion.benchmark_group(name);
        for side in [OURS, peer] {
            // Criterion keeps what it finds there to compare with; only what this run writes may be judged.
            let _ = fs::remove_file(estimates(&home, side));
        }
        group.bench_function(OURS, |bencher| bencher.iter_custom(&mut *ours));
        group.bench_function(peer, |bencher| bencher.iter_custom(&mut *theirs));
        group.finish();
        self.rows.push(Row {
            name,
            peer,
            ours: median(&home, OURS),
            theirs: median(&home, peer),
            bar,
        });
    }

    /// Whether every ratio is within its bar.
    pub(crate) fn hold(&self) -> bool {
        self.rows.iter().all(Row::holds)
    }
}

impl fmt::Display for Comparisons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<30} {:>12} {:>14} {:>8} {:>6}",
            "median processor time", OURS, "peer", "ratio", "bar"
        )?;
        self.rows.iter().try_for_each(|row| writeln!(f, "{row}"))
    }
}

impl Row {
    fn ratio(&self) -> f64 {
        self.ours / self.theirs
    }

    fn holds(&self) -> bool {
        self.bar.is_none_or(|bar| self.ratio() <= bar)
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bar = self
            .bar
            .map_or_else(|| "-".to_owned(), |bar| format!("1/{:.0}", 1.0 / bar));
        write!(
            f,
            "{:<30} {:>9.0} ns {:>11.0} ns {:>8} {:>6}  {} ({})",
            self.name,
            self.ours,
            self.theirs,
            format!("1/{:.1}", 1.0 / self.ratio()),
            bar,
            if self.holds() { "ok" } else { "OVER" },
            self.peer
        )
    }
}

/// The processor time that this thread spends on some work.
pub(crate) fn busy(work: impl FnOnce()) -> Duration {
    let start = clock_gettime(ClockId::ThreadCPUTime);
    work();
    let spent = clock_gettime(ClockId::ThreadCPUTime) - start;
    Duration::try_from(spent).expect("the processor time of a thread only grows")
}

fn estimates(home: &Path, side: &str) -> PathBuf {
    home.join(side).join("new").join("estimates.json")
}

/// The median that criterion has just written down, in nanoseconds.
fn median(home: &Path, side: &str) -> f64 {
    let path = estimates(home, side);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    let estimates: serde_json::Value = serde_json::from_str(&text).expect("criterion writes JSON");
    estimates["median"]["point_estimate"]
        .as_f64()
        .expect("criterion estimates a median")
}
