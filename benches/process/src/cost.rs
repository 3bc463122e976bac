//! What a process costs: its processor time, from the kernel's own account of each thread. It is steadier than requests
//! a second, which say as much of the client and of whoever else is on the machine.

use std::fs;

/// Nanoseconds on a processor of a process and all that it has started and that still run.
pub fn processor_time(pid: u32) -> u64 {
    let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else {
        return 0;
    };
    let mut total = 0;
    for thread in threads.flatten() {
        let read = |name: &str| fs::read_to_string(thread.path().join(name)).unwrap_or_default();
        let spent = read("schedstat");
        let spent = spent
            .split(' ')
            .next()
            .and_then(|it| it.parse::<u64>().ok());
        total += spent.unwrap_or(0);
        let children = read("children");
        let children = children.split_whitespace().filter_map(|it| it.parse().ok());
        total += children.map(processor_time).sum::<u64>();
    }
    total
}

/// A line of `/proc/PID/status` in bytes: `VmRSS`, `VmHWM`.
pub fn memory(pid: u32, line: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let found = status
        .lines()
        .find_map(|it| it.strip_prefix(line)?.strip_prefix(':'));
    let kilobytes = found.and_then(|it| it.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) * 1024.0
}

/// From here on `VmHWM` is the most since now.
pub fn reset_peak(pid: u32) {
    // Where that is not allowed, the peak of the start counts too.
    let _ = fs::write(format!("/proc/{pid}/clear_refs"), "5");
}

/// The median, the least and the most.
#[derive(Clone, Copy)]
pub struct Range {
    pub median: f64,
    pub least: f64,
    pub most: f64,
}

impl Range {
    pub fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |index: usize| sorted.get(index).copied().unwrap_or(f64::NAN);
        Self {
            median: at(sorted.len() / 2),
            least: at(0),
            most: at(sorted.len().saturating_sub(1)),
        }
    }
}
