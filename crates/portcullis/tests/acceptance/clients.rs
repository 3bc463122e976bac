//! The real clients, where `cargo xtask test` has put them. A client that is not there skips the
//! test that needs it, and says so.

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

use crate::aws::REGION;
use crate::gateway::Scratch;
use crate::wire::Answer;

/// The files of `tests/clients`.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join("clients")
}

/// boto3, botocore and requests.
pub(crate) fn python() -> Option<Command> {
    Some(neutral(Command::new(client("PORTCULLIS_TEST_PYTHON")?)))
}

/// AWS CLI.
pub(crate) fn aws_cli(endpoint: SocketAddr) -> Option<Command> {
    let mut command = neutral(Command::new(client("PORTCULLIS_TEST_AWS")?));
    command
        .env("AWS_ENDPOINT_URL", format!("http://{endpoint}"))
        .env("AWS_PAGER", "")
        .env("HOME", fresh_home());
    Some(command)
}

/// A home for AWS CLI, which keeps the sessions that it assumed there by role and token file, whatever gateway gave
/// them: one of an earlier run, whose process had the same number, would be taken for one of this gateway.
fn fresh_home() -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let name = format!(
        "home-{}-{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What is left over from that run. It is made only where something is kept.
    let _ = std::fs::remove_dir_all(&home);
    home
}

/// Where AWS CLI is, for scripts.
pub(crate) fn aws_cli_path() -> Option<PathBuf> {
    client("PORTCULLIS_TEST_AWS")
}

/// curl.
pub(crate) fn curl() -> Command {
    let curl = std::env::var_os("PORTCULLIS_TEST_CURL").unwrap_or_else(|| "curl".into());
    let mut command = neutral(Command::new(curl));
    command.args(["--silent", "--show-error", "--max-time", "60"]);
    command
}

/// The same command, so many minutes later, or earlier. The clock that measures how long something takes goes on as it is.
pub(crate) fn later(command: &Command, minutes: i32) -> Option<Command> {
    let mut later = Command::new(client("PORTCULLIS_TEST_FAKETIME")?);
    later
        .args(["-m", "--exclude-monotonic", "-f", &format!("{minutes:+}m")])
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => later.env(name, value),
            None => later.env_remove(name),
        };
    }
    Some(later)
}

/// Node, in a directory of its own that has the packages.
pub(crate) fn node(scratch: &Scratch) -> Option<Command> {
    let modules = client("PORTCULLIS_TEST_NODE_MODULES")?;
    let link = scratch.path().join("node_modules");
    if !link.exists() {
        std::os::unix::fs::symlink(modules, link).unwrap();
    }
    for file in [
        "loopback.cjs",
        "mistakes.cjs",
        "run_000.cjs",
        "run_001.mjs",
        "scenario_000.js",
        "scenario_001.mjs",
        "sign.cjs",
    ] {
        std::fs::copy(folder().join(file), scratch.path().join(file)).unwrap();
    }
    let node = std::env::var_os("PORTCULLIS_TEST_NODE").unwrap_or_else(|| "node".into());
    let mut command = neutral(Command::new(node));
    command.current_dir(scratch.path());
    Some(command)
}

/// Terraform, and the provider that it shall use.
pub(crate) fn terraform() -> Option<(Command, PathBuf)> {
    let terraform = std::env::var_os("PORTCULLIS_TEST_TERRAFORM");
    let provider = std::env::var_os("PORTCULLIS_TEST_TERRAFORM_PROVIDER");
    let (Some(terraform), Some(provider)) = (terraform, provider) else {
        skipped(
            "Terraform and version 5.100.0 of AWS's provider were not found; \
             `cargo xtask clients` says where they are, if they are installed",
        );
        return None;
    };
    Some((neutral(Command::new(terraform)), provider.into()))
}

/// Runs to the end, which has to be a good one; standard output.
#[track_caller]
pub(crate) fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}{}",
        output.status,
        said(&output.stdout),
        said(&output.stderr)
    );
    said(&output.stdout)
}

/// Runs to the end, which has to be a bad one; standard error.
#[track_caller]
pub(crate) fn fail(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(
        !output.status.success(),
        "{command:?}: {}",
        said(&output.stdout)
    );
    said(&output.stderr)
}

/// Runs with a text as standard input.
#[track_caller]
pub(crate) fn succeed_with(command: &mut Command, input: &str) -> String {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output: Output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}",
        output.status,
        said(&output.stderr)
    );
    said(&output.stdout)
}

/// The JSON on the last line of an output.
#[track_caller]
pub(crate) fn last_line(output: &str) -> Value {
    let line = output.trim_end().lines().last().unwrap_or_default();
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {output}"))
}

/// An answer as the Python and JavaScript clients print it.
#[track_caller]
pub(crate) fn answer(printed: &Value) -> Answer {
    let status = printed["status"]
        .as_u64()
        .unwrap_or_else(|| panic!("no answer: {printed}"));
    let headers = printed["headers"].as_array().unwrap().iter().map(|pair| {
        let text = |index: usize| pair[index].as_str().unwrap_or_default().to_owned();
        (text(0), text(1))
    });
    Answer {
        status: u16::try_from(status).unwrap(),
        headers: headers.collect(),
        body: printed["body"].as_str().unwrap().as_bytes().to_vec(),
    }
}

/// What `curl --include` printed.
#[track_caller]
pub(crate) fn curled(output: &str) -> Answer {
    let (head, body) = output
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("no answer: {output}"));
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(": "));
    Answer {
        status: status.unwrap_or_else(|| panic!("no status: {output}")),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: body.as_bytes().to_vec(),
    }
}

/// Says that something is not tested. The test harness swallows what `eprintln!` says in a test that
/// passes, so this goes to standard error itself.
pub(crate) fn skipped(why: &str) {
    let name = std::thread::current().name().unwrap_or_default().to_owned();
    let _ = writeln!(std::io::stderr(), "SKIPPED in {name}: {why}");
}

fn client(variable: &str) -> Option<PathBuf> {
    let found = std::env::var_os(variable).map(PathBuf::from);
    if found.is_none() {
        skipped(&format!(
            "{variable} does not say where the client is; run `cargo xtask test`"
        ));
    }
    found
}

/// Without whatever the machine's own AWS configuration and proxies would add. Clients in Python hold every answer to the
/// model of its operation, which botocore itself does not.
fn neutral(mut command: Command) -> Command {
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        let ours = name.starts_with("AWS_") || name.to_ascii_lowercase().ends_with("_proxy");
        if ours {
            command.env_remove(name);
        }
    }
    command
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONPATH", folder().join("strict"))
        .env("AWS_REGION", REGION)
        .env("AWS_DEFAULT_REGION", REGION);
    command
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
