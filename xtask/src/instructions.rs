//! `cargo xtask instructions`: a request must not cost more than 3 % more instructions than the baseline that is checked
//! in. `benches/replay` counts, under callgrind; this compares, and with `--accept` writes what was counted as the next
//! baseline. It is a part of `cargo xtask test`, because instructions, unlike time, are the same on a busy machine.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::debian;
use crate::workspace::{cargo, installed, output, root, succeed, target};

/// What a count may be over its baseline. Two runs on the same machine differ by half a percent.
const TOLERANCE: f64 = 0.03;
const ACCEPT: &str = "`cargo xtask instructions --accept` records what is counted here";

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments {
        [] => check().map(drop),
        [flag] if flag == "--accept" => accept(),
        _ => Err("usage: cargo xtask instructions [--accept]".to_owned()),
    }
}

/// Compares; `Some` says why that could not be done here.
pub(crate) fn check() -> Result<Option<&'static str>, String> {
    let baseline =
        fs::read_to_string(file()).map_err(|error| format!("{}: {error}", file().display()))?;
    let baseline = Counts::read(&baseline);
    if baseline.machine != machine()? {
        let why = "the baseline is of another compiler or processor";
        println!(
            "{why}: {}, and this is {}; {ACCEPT}",
            baseline.machine,
            machine()?
        );
        return Ok(Some(why));
    }
    let Some(counted) = count()? else {
        let why = "valgrind is not installed";
        println!("{why}");
        return Ok(Some(why));
    };
    let mut over = Vec::new();
    for (name, now) in &counted.requests {
        let Some((_, before)) = baseline.requests.iter().find(|(it, _)| it == name) else {
            println!("{name:<20} {now:>9.0} instructions, and no baseline");
            over.push(name.as_str());
            continue;
        };
        let more = now / before - 1.0;
        println!(
            "{name:<20} {now:>9.0} instructions, {:+.1} % to {before:.0}",
            more * 100.0
        );
        if more > TOLERANCE {
            over.push(name.as_str());
        }
        if more < -TOLERANCE {
            println!("{name} got cheaper; {ACCEPT}, so that it stays so");
        }
    }
    if over.is_empty() {
        return Ok(None);
    }
    Err(format!(
        "more than {:.0} % over the baseline: {}. If that is worth it, {ACCEPT}",
        TOLERANCE * 100.0,
        over.join(", ")
    ))
}

fn accept() -> Result<(), String> {
    let counted = count()?.ok_or("valgrind is not installed")?;
    let text = counted.write();
    print!("{text}");
    fs::write(file(), text).map_err(|error| format!("{}: {error}", file().display()))
}

fn file() -> PathBuf {
    root().join("benches").join("replay").join("baseline.txt")
}

/// What was counted, and where.
#[derive(Debug, PartialEq)]
struct Counts {
    machine: String,
    requests: Vec<(String, f64)>,
}

impl Counts {
    fn read(text: &str) -> Self {
        let mut machine = String::new();
        let mut requests = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once('\t') {
                Some(("machine", value)) => machine = value.to_owned(),
                // What cannot be read is no baseline.
                Some((name, count)) => {
                    requests.extend(count.parse().ok().map(|count| (name.to_owned(), count)));
                }
                None => {}
            }
        }
        Self { machine, requests }
    }

    fn write(&self) -> String {
        let mut text = format!(
            "# Instructions of one request in the data plane. Written by `cargo xtask instructions --accept`.\nmachine\t{}\n",
            self.machine
        );
        for (name, count) in &self.requests {
            text.push_str(&format!("{name}\t{count:.0}\n"));
        }
        text
    }
}

/// What decides how many instructions there are, beside the code: the compiler, and which code for a processor is
/// chosen when the program runs.
fn machine() -> Result<String, String> {
    let compiler = output(Command::new("rustc").arg("--version"))?;
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let has = |flag: &str| processor.split_whitespace().any(|it| it == flag);
    let vectors = ["avx2", "avx", "sse4_2"].into_iter().find(|flag| has(flag));
    Ok(format!(
        "{}, {} {}",
        compiler.trim(),
        std::env::consts::ARCH,
        vectors.unwrap_or_default()
    ))
}

/// `None` where there is no valgrind and none can be installed.
fn count() -> Result<Option<Counts>, String> {
    if !debian::install(&[("valgrind", installed("valgrind"))])?.is_empty() {
        return Ok(None);
    }
    let made = target().join("replay");
    succeed(
        cargo()
            .args(["build", "--release", "--quiet", "--manifest-path"])
            .arg(root().join("benches").join("replay").join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&made),
    )?;
    let program = made.join("release").join("portcullis-bench-replay");
    let counted = Counts::read(&output(Command::new(program).arg("count"))?);
    Ok(Some(Counts {
        machine: machine()?,
        ..counted
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baseline_is_read_as_it_was_written() {
        let counts = Counts {
            machine: "rustc 1.0, a machine".to_owned(),
            requests: vec![("GET".to_owned(), 1234.0), ("POST".to_owned(), 5678.0)],
        };
        assert_eq!(Counts::read(&counts.write()), counts);
    }
}
