//! The real clients that the acceptance tests drive: boto3 and the AWS CLI in `target/venv`, the
//! JavaScript signers in `target/clients-node`, curl, and faketime for what only time shows. Installs
//! what is missing and says in environment variables where everything is; the tests look nowhere else.
//! Terraform is not installed, only found.

mod terraform;

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::debian;
use crate::python;
use crate::workspace::{installed, output, root, shown, target};

/// `cargo xtask clients`: prepares them and prints the variables for a shell, so that
/// `eval "$(cargo xtask clients)"` lets a plain `cargo test` run the acceptance tests.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask clients".to_owned());
    }
    for (name, value) in prepare()? {
        println!("export {name}='{}'", value.to_string_lossy());
    }
    Ok(())
}

/// The variables that the tests read.
pub(crate) fn prepare() -> Result<Vec<(&'static str, OsString)>, String> {
    debian_packages()?;
    let venv = python::venv()?;
    let modules = node_modules()?;
    let mut clients: Vec<(&'static str, OsString)> = vec![
        (
            "PORTCULLIS_TEST_PYTHON",
            venv.join("bin").join("python").into(),
        ),
        ("PORTCULLIS_TEST_AWS", venv.join("bin").join("aws").into()),
        ("PORTCULLIS_TEST_NODE", "node".into()),
        ("PORTCULLIS_TEST_NODE_MODULES", modules.into()),
        ("PORTCULLIS_TEST_CURL", "curl".into()),
    ];
    if installed(FAKETIME) {
        clients.push(("PORTCULLIS_TEST_FAKETIME", FAKETIME.into()));
    }
    if let (Some(terraform), Some(provider)) = (terraform::program(), terraform::provider()) {
        clients.push(("PORTCULLIS_TEST_TERRAFORM", terraform.into()));
        clients.push(("PORTCULLIS_TEST_TERRAFORM_PROVIDER", provider.into()));
    }
    Ok(clients)
}

/// Starts a program in another time. Only few tests need it, and they say when it is not there.
const FAKETIME: &str = "faketime";
/// Hands packet rules to the kernel. Tests of namespaces need it, where there is root at all.
const NFTABLES: &str = "nftables";

/// Only few tests go without what cannot be installed; they say so.
fn debian_packages() -> Result<(), String> {
    let venv_works = succeeds(Command::new("python3").args(["-c", "import ensurepip"]));
    let missing = debian::install(&[
        ("curl", installed("curl")),
        ("python3", installed("python3")),
        ("python3-venv", venv_works),
        ("nodejs", installed("node")),
        ("npm", installed("npm")),
        ("g++", installed("c++")),
        (FAKETIME, installed(FAKETIME)),
        (NFTABLES, !debian::is_root() || installed("nft")),
    ])?;
    if missing.iter().all(|it| [FAKETIME, NFTABLES].contains(it)) {
        return Ok(());
    }
    Err(format!(
        "install what the acceptance tests need: {}",
        missing.join(" ")
    ))
}

fn node_modules() -> Result<PathBuf, String> {
    let manifest = root().join("crates/portcullis/tests/clients/package.json");
    let wanted = fs::read_to_string(&manifest)
        .map_err(|error| format!("{}: {error}", manifest.display()))?;
    let directory = target().join("clients-node");
    let modules = directory.join("node_modules");

    // The stamp is written last, so an installation that was cut short is done again.
    let stamp = directory.join("package.json.installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(modules);
    }
    eprintln!(
        "xtask: installing the packages of crates/portcullis/tests/clients/package.json into {}",
        directory.display()
    );
    let write = |path: PathBuf| {
        fs::write(&path, &wanted).map_err(|error| format!("{}: {error}", path.display()))
    };
    fs::create_dir_all(&directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    write(directory.join("package.json"))?;
    let npm = output(Command::new("npm").current_dir(&directory).args([
        "install",
        "--no-package-lock",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--loglevel=error",
    ]))?;
    eprint!("{npm}");
    write(stamp)?;
    Ok(modules)
}

fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    match quiet.status() {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("xtask: {}: {error}", shown(command));
            false
        }
    }
}
