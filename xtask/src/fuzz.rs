//! `cargo xtask fuzz [--seconds N] [TARGET]`: builds the targets in `fuzz/` with coverage for
//! libFuzzer and runs them. The stable compiler can do that without cargo-fuzz; what it cannot do
//! is a sanitizer, and this workspace has no unsafe code for one to watch.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::{cargo, output, root, shown, succeed, target};

/// LLVM's coverage pass, as cargo-fuzz sets it up. Build scripts and procedural macros are left
/// alone, because cargo gives them other flags as soon as `--target` is named.
const FLAGS: &[&str] = &[
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

/// One input may take this long, and the process this much memory.
const LIMITS: &[&str] = &["-timeout=10", "-rss_limit_mb=2048", "-max_len=16384"];

const DEFAULT_SECONDS: u64 = 60;

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let usage = || "usage: cargo xtask fuzz [--seconds N] [TARGET]".to_owned();
    let mut seconds = DEFAULT_SECONDS;
    let mut only = None;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seconds" => {
                let number = arguments.next().and_then(|number| number.parse().ok());
                seconds = number.ok_or_else(usage)?;
            }
            name if only.is_none() && !name.starts_with('-') => only = Some(name),
            _ => return Err(usage()),
        }
    }
    let Some(name) = only else {
        return every_target(seconds);
    };
    let targets = targets()?;
    if !targets.iter().any(|target| target == name) {
        return Err(format!(
            "no fuzz target is called `{name}`; there are: {}",
            targets.join(", ")
        ));
    }
    let built = build(Some(name))?;
    fuzz(&built, name, seconds)
}

/// Builds and runs every target, also when one of them has failed.
pub(crate) fn every_target(seconds: u64) -> Result<(), String> {
    let targets = targets()?;
    all_declared(&targets)?;
    let built = build(None)?;
    let failures: Vec<String> = targets
        .iter()
        .filter_map(|name| fuzz(&built, name, seconds).err())
        .collect();
    if failures.is_empty() {
        return Ok(());
    }
    Err(failures.join("\n"))
}

/// The names in `fuzz/fuzz_targets`.
fn targets() -> Result<Vec<String>, String> {
    let directory = root().join("fuzz").join("fuzz_targets");
    let entries =
        fs::read_dir(&directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .collect();
    names.sort();
    Ok(names)
}

/// Cargo finds targets in this directory only where the manifest names them.
fn all_declared(names: &[String]) -> Result<(), String> {
    let manifest = fs::read_to_string(root().join("fuzz").join("Cargo.toml"))
        .map_err(|error| format!("fuzz/Cargo.toml: {error}"))?;
    let forgotten = names
        .iter()
        .find(|name| !manifest.contains(&format!("\"fuzz_targets/{name}.rs\"")));
    match forgotten {
        Some(name) => Err(format!(
            "fuzz/Cargo.toml has no [[bin]] for fuzz_targets/{name}.rs"
        )),
        None => Ok(()),
    }
}

/// Returns the directory with the executables.
fn build(only: Option<&str>) -> Result<PathBuf, String> {
    let host = host()?;
    let directory = target().join("fuzz");
    let mut cargo = cargo();
    cargo
        .args(["build", "--quiet", "--manifest-path"])
        .arg(root().join("fuzz").join("Cargo.toml"))
        .args(["--target", &host, "--target-dir"])
        .arg(&directory)
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env("RUSTFLAGS", FLAGS.join(" "));
    match only {
        Some(name) => cargo.args(["--bin", name]),
        None => cargo.arg("--bins"),
    };
    succeed(&mut cargo)?;
    Ok(directory.join(host).join("debug"))
}

fn host() -> Result<String, String> {
    let version = output(Command::new("rustc").arg("-vV"))?;
    version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| "`rustc -vV` does not say what the host is".to_owned())
}

fn fuzz(built: &Path, name: &str, seconds: u64) -> Result<(), String> {
    let own = |kind: &str| -> Result<PathBuf, String> {
        let directory = target().join("fuzz").join(kind).join(name);
        fs::create_dir_all(&directory)
            .map_err(|error| format!("{}: {error}", directory.display()))?;
        Ok(directory)
    };
    let corpus = own("corpus")?;
    let mut artifacts = own("artifacts")?.into_os_string();
    artifacts.push("/");

    let mut command = Command::new(built.join(name));
    command.arg(corpus);
    let seeds = root().join("fuzz").join("seeds").join(name);
    if seeds.is_dir() {
        command.arg(seeds);
    }
    let mut prefix = std::ffi::OsString::from("-artifact_prefix=");
    prefix.push(&artifacts);
    command
        .arg(format!("-max_total_time={seconds}"))
        .args(LIMITS)
        .arg("-print_final_stats=1")
        .arg(prefix);
    let run = command
        .output()
        .map_err(|error| format!("{}: {error}", shown(&command)))?;
    let said = String::from_utf8_lossy(&run.stderr);
    if !run.status.success() {
        // Its last words: the panic, the input, and where the input was written.
        let lines: Vec<&str> = said.lines().collect();
        for line in lines.iter().skip(lines.len().saturating_sub(60)) {
            println!("{line}");
        }
        return Err(format!(
            "the fuzz target {name} failed ({}); `{} FILE` runs one input again",
            run.status,
            built.join(name).display()
        ));
    }
    let said = Run::read(&said);
    if said.coverage == 0 {
        return Err(format!(
            "the fuzz target {name} ran without coverage: the compiler did not instrument it"
        ));
    }
    println!(
        "{name}: {} inputs in {seconds} s, coverage {}, nothing found",
        said.inputs, said.coverage
    );
    Ok(())
}

/// What libFuzzer says about a run.
#[derive(Debug, Default, PartialEq, Eq)]
struct Run {
    inputs: u64,
    coverage: u64,
}

impl Run {
    fn read(said: &str) -> Self {
        let mut run = Self::default();
        for line in said.lines() {
            let mut words = line.split_whitespace();
            while let Some(word) = words.next() {
                let into = match word {
                    "stat::number_of_executed_units:" => &mut run.inputs,
                    "cov:" => &mut run.coverage,
                    _ => continue,
                };
                *into = words
                    .next()
                    .and_then(|word| word.parse().ok())
                    .unwrap_or(*into);
            }
        }
        run
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_read_from_what_libfuzzer_says() {
        let said = "INFO: Seed: 1\n#2\tINITED cov: 3 ft: 3 corp: 1/1b exec/s: 0 rss: 30Mb\n\
            #1234\tDONE   cov: 87 ft: 90 corp: 8/80b\nstat::number_of_executed_units: 1234\n";
        assert_eq!(
            Run::read(said),
            Run {
                inputs: 1234,
                coverage: 87
            }
        );
        assert_eq!(Run::read("INFO: no counters\n"), Run::default());
    }
}
