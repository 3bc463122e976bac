//! `cargo xtask bench`: builds and runs `benches/`, which measures verifying and evaluating side by
//! side with other implementations and fails when a ratio is over its bar. Not a part of
//! `cargo xtask test`: the peers take minutes to build, and a busy machine measures nothing.

use crate::workspace::{cargo, root, succeed, target};

pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask bench".to_owned());
    }
    let made = target().join("benches");
    succeed(
        cargo()
            .env("CRITERION_HOME", made.join("criterion"))
            .args(["bench", "--quiet", "--manifest-path"])
            .arg(root().join("benches").join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&made),
    )
}
