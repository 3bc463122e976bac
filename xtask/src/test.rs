//! `cargo xtask test`: everything that has to hold before a change lands, in one order on every
//! machine. A step that fails does not keep the later ones from running; the summary names each.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::workspace::{cargo, root, shown, succeed};
use crate::{clients, codegen, fuzz, instructions, tidy};

/// How long each fuzz target runs here. Long runs are `cargo xtask fuzz --seconds N`.
const FUZZ_SECONDS: u64 = 4;

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask test".to_owned());
    }
    let mut tests = Tests::default();
    let mut report = Report::default();

    report.step("format", || formatted().map(|()| Outcome::Passed));
    report.step("clippy", || {
        succeed(cargo().args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
        .map(|()| Outcome::Passed)
    });
    report.step("tidy", || tidy::run(&[]).map(|()| Outcome::Passed));
    report.step("codegen", || {
        codegen::run(&["--check".to_owned()]).map(|()| Outcome::Passed)
    });
    report.step("tests", || {
        let variables = clients::prepare()?;
        let mut command = cargo();
        command
            .args(["test", "--workspace", "--no-fail-fast"])
            .envs(variables);
        tests.run(&mut command).map(|()| Outcome::Passed)
    });
    report.step("fuzz", || {
        fuzz::every_target(FUZZ_SECONDS).map(|()| Outcome::Passed)
    });
    report.step("instructions", || {
        instructions::check().map(|skipped| match skipped {
            None => Outcome::Passed,
            Some(why) => Outcome::Skipped { why },
        })
    });
    report.step("deny", denied);

    println!("\n{report}");
    println!("{} passed, {} failed", tests.passed, tests.failed);
    match report.failed() {
        0 => Ok(()),
        count => Err(format!("{count} steps failed")),
    }
}

enum Outcome {
    Passed,
    Skipped { why: &'static str },
}

#[derive(Default)]
struct Report {
    steps: Vec<(&'static str, Duration, Result<Outcome, String>)>,
}

impl Report {
    fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<Outcome, String>) {
        println!("\n=== {name}");
        let start = Instant::now();
        let outcome = work();
        if let Err(message) = &outcome {
            println!("{message}");
        }
        let time = start.elapsed();
        println!("=== {name}: {:.1} s", time.as_secs_f64());
        self.steps.push((name, time, outcome));
    }

    fn failed(&self) -> usize {
        let failed = self.steps.iter().filter(|(_, _, outcome)| outcome.is_err());
        failed.count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut total = Duration::ZERO;
        for (name, time, outcome) in &self.steps {
            total += *time;
            let seconds = time.as_secs_f64();
            match outcome {
                Ok(Outcome::Passed) => writeln!(f, "{name:<12} {seconds:>7.1} s  passed")?,
                Ok(Outcome::Skipped { why }) => {
                    writeln!(f, "{name:<12} {seconds:>7.1} s  skipped: {why}")?;
                }
                Err(message) => {
                    let first = message.lines().next().unwrap_or_default();
                    writeln!(f, "{name:<12} {seconds:>7.1} s  FAILED: {first}")?;
                }
            }
        }
        write!(f, "{:<12} {:>7.1} s", "total", total.as_secs_f64())
    }
}

fn formatted() -> Result<(), String> {
    succeed(cargo().args(["fmt", "--all", "--check"]))?;
    // Packages of their own, outside the workspace.
    for package in ["fuzz", "benches", "benches/process", "benches/replay"] {
        let manifest = root().join(package).join("Cargo.toml");
        if manifest.exists() {
            succeed(
                cargo()
                    .args(["fmt", "--check", "--manifest-path"])
                    .arg(manifest),
            )?;
        }
    }
    Ok(())
}

fn denied() -> Result<Outcome, String> {
    let installed = cargo()
        .args(["deny", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !installed {
        let why = "cargo-deny is not installed (`cargo install --locked cargo-deny`)";
        println!("{why}");
        return Ok(Outcome::Skipped { why });
    }
    succeed(cargo().args(["deny", "check"])).map(|()| Outcome::Passed)
}

/// What cargo's test runs say, summed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tests {
    passed: u64,
    failed: u64,
}

impl Tests {
    /// Runs the command, showing its output as it comes.
    fn run(&mut self, command: &mut Command) -> Result<(), String> {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", shown(command)))?;
        if let Some(stdout) = child.stdout.take() {
            let mut lines = BufReader::new(stdout);
            let mut line = Vec::new();
            while lines.read_until(b'\n', &mut line).is_ok_and(|len| len > 0) {
                let text = String::from_utf8_lossy(&line);
                print!("{text}");
                self.read(&text);
                line.clear();
            }
        }
        match child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("{} ended with {status}", shown(command))),
            Err(error) => Err(format!("{}: {error}", shown(command))),
        }
    }

    /// Adds up a line such as `test result: ok. 3 passed; 1 failed; 0 ignored; …`.
    fn read(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for count in counts.split(';') {
            match count.trim().split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_all_binaries_are_summed() {
        let mut tests = Tests::default();
        let output = "\
running 3 tests
test a ... ok
test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.20s
   test result: ok. 9 passed; this line is a test's own
test result: made up";
        output.lines().for_each(|line| tests.read(line));
        assert_eq!(
            tests,
            Tests {
                passed: 15,
                failed: 2
            }
        );
    }

    #[test]
    fn a_failed_step_is_named_and_the_next_one_still_runs() {
        let mut report = Report::default();
        report.step("one", || Err("broken\nin detail".to_owned()));
        report.step("two", || Ok(Outcome::Skipped { why: "not here" }));
        report.step("three", || Ok(Outcome::Passed));
        assert_eq!(report.failed(), 1);
        let text = report.to_string();
        let ends: Vec<&str> = text
            .lines()
            .filter_map(|line| line.split_once(" s  "))
            .map(|(_, end)| end)
            .collect();
        assert_eq!(ends, ["FAILED: broken", "skipped: not here", "passed"]);
    }
}
