//! How often the kernel is asked for a request, by strace: by Portcullis and by nginx, under the same load. Under strace
//! everything is slow, so nothing is said about time.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;
use std::thread;
use std::time::Duration;

use super::Stage;
use crate::gateway::report::Report;
use crate::load::Load;

/// Less than this for a request is not worth a line.
const LEAST: f64 = 0.05;

impl Stage<'_> {
    pub(super) fn syscalls(&self, report: &mut Report) {
        let contenders = self.plain(b"", f64::INFINITY);
        let counted: Vec<(String, BTreeMap<String, f64>)> = contenders
            .iter()
            .filter(|it| matches!(it.name.as_str(), "nginx" | "Portcullis, four layers"))
            .map(|contender| {
                let trace = self.scratch.join("strace");
                let mut strace = Command::new("strace")
                    .args(["-f", "-qq", "-c", "-U", "calls,name", "-o"])
                    .arg(&trace)
                    .args(["-p", &contender.pid.to_string()])
                    .spawn()
                    .expect("strace starts");
                // It says nowhere when it has attached; before that, nothing may be counted.
                thread::sleep(Duration::from_secs(1));
                let load = Load::Wrk { connections: 32 };
                let seconds = self.options.seconds;
                let requests = (contender.requests)();
                let run = load.run(contender.target, &requests, seconds, self.scratch);
                let asked = Command::new("kill")
                    .args(["-INT", &strace.id().to_string()])
                    .status();
                asked.expect("kill runs");
                strace.wait().expect("strace ends");
                let text = std::fs::read_to_string(&trace).expect("what strace counted");
                (contender.name.clone(), read(&text, run.requests))
            })
            .collect();
        report.note(&table(&counted));
    }
}

/// Lines of a number and a name.
fn read(text: &str, requests: u64) -> BTreeMap<String, f64> {
    let lines = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let count: f64 = words.next()?.parse().ok()?;
        let name = words.next().filter(|name| *name != "total")?;
        Some((name.to_owned(), count / requests as f64))
    });
    lines.collect()
}

fn table(counted: &[(String, BTreeMap<String, f64>)]) -> String {
    let mut text = String::from("## System calls for a signed GET, 32 connections\n\n| |");
    counted.iter().for_each(|(name, _)| {
        let _ = write!(text, " {name} |");
    });
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(counted.len()));
    let mut names: Vec<&String> = counted.iter().flat_map(|(_, calls)| calls.keys()).collect();
    names.sort();
    names.dedup();
    let of = |calls: &BTreeMap<String, f64>, name: &str| calls.get(name).copied().unwrap_or(0.0);
    for name in names {
        if counted.iter().all(|(_, calls)| of(calls, name) < LEAST) {
            continue;
        }
        let _ = write!(text, "\n| {name} |");
        for (_, calls) in counted {
            let _ = write!(text, " {:.2} |", of(calls, name));
        }
    }
    text.push_str("\n| **all** |");
    for (_, calls) in counted {
        let _ = write!(text, " **{:.2}** |", calls.values().sum::<f64>());
    }
    text
}
