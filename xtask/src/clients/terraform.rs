//! Finds Terraform and AWS's provider for it where people and packages put them. Neither is installed: the provider alone
//! is 700 MB. The acceptance tests that need them say so when they are not there.

use std::fs;
use std::path::{Path, PathBuf};

/// The provider of the version that the configurations ask for; what follows differs from build to build.
const PROVIDER: &str = "terraform-provider-aws_v5.100.0";
/// How deep a mirror of providers lies: `PREFIX/DIRECTORY/HOST/NAMESPACE/TYPE/VERSION/PLATFORM/FILE`, and two more.
const DEPTH: usize = 9;
/// How many directories are looked into at most.
const MOST: usize = 20_000;

/// `terraform` on the path.
pub(super) fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|directory| directory.join("terraform"))
        .find(|file| file.is_file())
}

/// The file of the provider, in the directories that hold it by Terraform's habits or by the system's.
pub(super) fn provider() -> Option<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let of_the_user = home.map(|home| home.join(".terraform.d"));
    let of_the_system = [
        "/opt",
        "/usr/local",
        "/usr/share/terraform",
        "/var/lib/terraform",
    ];
    let mut budget = MOST;
    of_the_user
        .into_iter()
        .chain(of_the_system.map(PathBuf::from))
        .find_map(|directory| find(&directory, DEPTH, &mut budget))
}

/// Links are not followed, so that no directory comes twice.
fn find(directory: &Path, depth: usize, budget: &mut usize) -> Option<PathBuf> {
    *budget = budget.checked_sub(1)?;
    let entries = fs::read_dir(directory).ok()?.filter_map(Result::ok);
    let mut below = Vec::new();
    for entry in entries {
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() {
            below.push(entry.path());
        } else if kind.is_file() && entry.file_name().to_string_lossy().starts_with(PROVIDER) {
            return Some(entry.path());
        }
    }
    let depth = depth.checked_sub(1)?;
    below
        .iter()
        .find_map(|directory| find(directory, depth, budget))
}
