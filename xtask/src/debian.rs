//! Programs that come from the system. Missing ones are installed where that is possible at all: on Debian and its kin,
//! as root.

use std::process::Command;

use crate::workspace::{installed, succeed};

/// A package, and whether what it brings is there.
pub(crate) type Package<'a> = (&'a str, bool);

/// Installs what is missing; says which could not be.
pub(crate) fn install<'a>(packages: &[Package<'a>]) -> Result<Vec<&'a str>, String> {
    let missing: Vec<&str> = packages
        .iter()
        .filter(|(_, present)| !present)
        .map(|(name, _)| *name)
        .collect();
    if missing.is_empty() || !installed("apt-get") || !is_root() {
        return Ok(missing);
    }
    eprintln!("xtask: installing {}", missing.join(" "));
    succeed(Command::new("apt-get").args(["update", "-qq"]))?;
    succeed(
        Command::new("apt-get")
            .args(["install", "-qq", "--yes", "--no-install-recommends"])
            .args(&missing)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )?;
    Ok(Vec::new())
}

pub(crate) fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
