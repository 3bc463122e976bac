//! The Python environment in `target/venv`: made when it is missing or when `requirements.txt` has changed.
//! The service models and the real clients of the acceptance tests come out of it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::workspace::{root, succeed, target};

/// The environment's folder, with everything that `requirements.txt` pins installed.
pub(crate) fn venv() -> Result<PathBuf, String> {
    let venv = target().join("venv");
    let requirements = root().join("xtask").join("requirements.txt");
    let wanted = fs::read_to_string(&requirements)
        .map_err(|error| format!("{}: {error}", requirements.display()))?;

    // The stamp is written last, so an installation that was cut short is done again.
    let stamp = venv.join("requirements.installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(venv);
    }
    eprintln!(
        "xtask: installing the Python packages of xtask/requirements.txt into {}",
        venv.display()
    );
    if !venv.join("bin").join("python").exists() {
        succeed(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    }
    succeed(
        Command::new(venv.join("bin").join("pip"))
            .args(["install", "--quiet", "--disable-pip-version-check", "-r"])
            .arg(&requirements),
    )?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(venv)
}
