//! `cargo xtask bench`: builds and runs `benches/`, which measures verifying and evaluating side by
//! side with other implementations and fails when a ratio is over its bar. Not a part of
//! `cargo xtask test`: the peers take minutes to build, and a busy machine measures nothing.

use std::path::Path;

use crate::workspace::{cargo, root, succeed, target};

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let made = target().join("benches");
    match arguments {
        [] => {}
        [what, sizes @ ..] if what == "scale" => return scale(&made, sizes),
        _ => return Err("usage: cargo xtask bench [scale [SIZE...]]".to_owned()),
    }
    succeed(
        cargo()
            .env("CRITERION_HOME", made.join("criterion"))
            .args(["bench", "--quiet", "--manifest-path"])
            .arg(root().join("benches").join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&made),
    )
}

/// The binary over small and large worlds, side by side.
fn scale(made: &Path, sizes: &[String]) -> Result<(), String> {
    succeed(cargo().args(["build", "--release", "--quiet", "-p", "portcullis"]))?;
    succeed(
        cargo()
            .args(["run", "--release", "--quiet", "--manifest-path"])
            .arg(root().join("benches").join("scale").join("Cargo.toml"))
            .arg("--target-dir")
            .arg(made)
            .arg("--")
            .arg(target().join("release").join("portcullis"))
            .args(sizes),
    )
}
