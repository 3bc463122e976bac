//! `cargo xtask release`: the binary for production, which the compiler builds knowing what the code does under load. It is
//! built once to count, asked for everything that a gateway is asked for (`benches/process`, `train`), and built again with
//! what was counted ("Profile-guided Optimization" in the book of rustc). A request executes nearly each of its instructions
//! once, so that what it waits for is its own code; laid out by what was counted, that is close together.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use std::{env, io};

use crate::debian;
use crate::workspace::{cargo, installed, output, root, succeed, target};

/// The oldest LLVM whose tools are known to read what the compiler's runtime writes, and the newest that is looked for.
const LLVM: std::ops::RangeInclusive<u32> = 19..=40;

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask release".to_owned());
    }
    println!("{}", build()?.display());
    Ok(())
}

/// Builds it; where it is.
pub(crate) fn build() -> Result<PathBuf, String> {
    let made = target().join("guided");
    let counting = made.join("counting");
    let counts = made.join("counts");
    let profile = made.join("portcullis.profdata");
    let merge = llvm_profdata()?;
    needed(&LOAD)?;
    eprintln!("xtask: building a binary that counts what it does");
    let binary = compile(&counting, "-Cprofile-generate", &counts)?;
    // Who changed nothing has been counted.
    if modified(&profile) < modified(&binary) {
        eprintln!("xtask: asking it for what a gateway is asked for");
        match fs::remove_dir_all(&counts) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(format!("{}: {error}", counts.display()));
            }
            _ => {}
        }
        succeed(
            cargo()
                .args(["run", "--release", "--quiet", "--manifest-path"])
                .arg(root().join("benches").join("process").join("Cargo.toml"))
                .arg("--target-dir")
                .arg(target().join("benches"))
                .arg("--")
                .arg(&binary)
                .arg("train"),
        )?;
        succeed(
            Command::new(merge)
                .args(["merge", "--sparse", "--output"])
                .arg(&profile)
                .arg(&counts),
        )?;
    }
    eprintln!("xtask: building the binary by what was counted");
    compile(&made, "-Cprofile-use", &profile)
}

/// What loads the gateway: Debian's packages, and whether they are there.
const LOAD: [(&str, &[&str]); 4] = [
    ("nginx-light", &["nginx", "/usr/sbin/nginx"]),
    ("wrk", &["wrk"]),
    ("nghttp2-client", &["h2load"]),
    ("util-linux", &["taskset"]),
];

/// Installs what is missing, where that is possible.
pub(crate) fn needed(packages: &[(&str, &[&str])]) -> Result<(), String> {
    let there = |program: &&str| {
        installed(program) || Path::new(program).is_absolute() && Path::new(program).exists()
    };
    let packages: Vec<_> = packages
        .iter()
        .map(|(name, programs)| (*name, programs.iter().any(there)))
        .collect();
    let missing = debian::install(&packages)?;
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("install what is needed: {}", missing.join(" ")))
}

/// Builds the binary with a flag of the compiler. Build scripts and procedural macros are left alone, because cargo gives
/// them other flags as soon as `--target` is named.
fn compile(directory: &Path, flag: &str, value: &Path) -> Result<PathBuf, String> {
    let host = output(Command::new("rustc").arg("-vV"))?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or("rustc does not say its host")?;
    // Separated by something that is in no path.
    let own = env::var("RUSTFLAGS").unwrap_or_default();
    let own: String = own.split_whitespace().flat_map(|it| [it, "\x1f"]).collect();
    let mut flags = OsString::from(own);
    flags.push(flag);
    flags.push("=");
    flags.push(value);
    succeed(
        cargo()
            .env("CARGO_ENCODED_RUSTFLAGS", flags)
            .args([
                "build",
                "--release",
                "--quiet",
                "-p",
                "portcullis",
                "--target",
                host,
            ])
            .arg("--target-dir")
            .arg(directory),
    )?;
    Ok(directory.join(host).join("release").join("portcullis"))
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|it| it.modified()).ok()
}

/// The program that puts counts together: the compiler's own (component `llvm-tools`), or the system's.
fn llvm_profdata() -> Result<OsString, String> {
    let find = || -> Result<Option<OsString>, String> {
        let sysroot = output(Command::new("rustc").args(["--print", "target-libdir"]))?;
        let own = Path::new(sysroot.trim())
            .with_file_name("bin")
            .join("llvm-profdata");
        if own.exists() {
            return Ok(Some(own.into()));
        }
        let names = LLVM.rev().map(|version| format!("llvm-profdata-{version}"));
        Ok(names
            .into_iter()
            .find(|name| installed(name))
            .map(OsString::from))
    };
    if let Some(found) = find()? {
        return Ok(found);
    }
    let missing = debian::install(&[("llvm-19", false)])?;
    match find()? {
        Some(found) if missing.is_empty() => Ok(found),
        _ => Err(
            "what was counted is put together by llvm-profdata: `rustup component add llvm-tools`"
                .to_owned(),
        ),
    }
}
