//! Two ways to do the same work, measured in turns, so that whatever else the machine does falls
//! on both alike.

use std::fmt;
use std::time::Duration;

/// How many samples of each side.
const ROUNDS: usize = 201;
/// How long one sample should take: long against the clock's grain, short against a time slice.
const SAMPLE: Duration = Duration::from_millis(1);

/// Does the work so many times and says how long that took, without the preparation.
pub(crate) type Sample<'a> = dyn FnMut(usize) -> Duration + 'a;

/// One comparison.
pub(crate) struct Row {
    name: String,
    peer: &'static str,
    /// Median nanoseconds for one.
    ours: f64,
    theirs: f64,
    /// The median of the ratios of each round.
    ratio: f64,
    bar: Option<f64>,
}

impl Row {
    /// Whether the ratio is within the bar, where there is one.
    pub(crate) fn holds(&self) -> bool {
        self.bar.is_none_or(|bar| self.ratio <= bar)
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bar = self
            .bar
            .map_or_else(|| "-".to_owned(), |bar| format!("1/{:.0}", 1.0 / bar));
        write!(
            f,
            "{:<34} {:>9.0} ns {:>9.0} ns {:>9} {:>9}  {} ({})",
            self.name,
            self.ours,
            self.theirs,
            format!("1/{:.1}", 1.0 / self.ratio),
            bar,
            if self.holds() { "ok" } else { "OVER" },
            self.peer
        )
    }
}

/// Measures both in turns; in every second round the other one goes first.
pub(crate) fn compare(
    name: &str,
    peer: &'static str,
    bar: Option<f64>,
    ours: &mut Sample<'_>,
    theirs: &mut Sample<'_>,
) -> Row {
    let (our_count, their_count) = (calibrate(ours), calibrate(theirs));
    let mut samples = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        let each = |sample: &mut Sample<'_>, count: usize| {
            sample(count).as_secs_f64() * 1e9 / count as f64
        };
        samples.push(if round % 2 == 0 {
            let first = each(ours, our_count);
            (first, each(theirs, their_count))
        } else {
            let first = each(theirs, their_count);
            (each(ours, our_count), first)
        });
    }
    Row {
        name: name.to_owned(),
        peer,
        ours: median(samples.iter().map(|(ours, _)| *ours)),
        theirs: median(samples.iter().map(|(_, theirs)| *theirs)),
        ratio: median(samples.iter().map(|(ours, theirs)| ours / theirs)),
        bar,
    }
}

/// How many make a sample; finding out also warms everything up.
fn calibrate(sample: &mut Sample<'_>) -> usize {
    let mut count = 1;
    while sample(count) < SAMPLE && count < 1 << 20 {
        count *= 2;
    }
    count
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
