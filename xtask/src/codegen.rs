//! `cargo xtask codegen [--check]`: writes the shapes and tables of `portcullis-wire` from the service models that the
//! pinned botocore ships. It generates data and no logic; the models themselves are never committed.

mod emit;
mod model;
mod names;
mod reach;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs, str};

use serde::Deserialize;

use crate::{python, workspace};
use model::Model;

/// What `operations.toml` says about one service.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Selection {
    model: String,
    operations: Vec<String>,
    #[serde(default)]
    omit: Vec<String>,
    #[serde(default)]
    text: Vec<String>,
    #[serde(default)]
    order: BTreeMap<String, Vec<String>>,
}

/// Generates every file, or with `--check` compares and names the files that differ.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => return Err("usage: cargo xtask codegen [--check]".to_owned()),
    };
    let root = workspace::root();
    let venv = python::venv()?;
    let wire = root.join("crates").join("wire");
    let selections = read(&wire.join("operations.toml"))?;
    let selections: BTreeMap<String, Selection> =
        toml::from_str(&selections).map_err(|error| format!("operations.toml: {error}"))?;

    let mut stale = Vec::new();
    for (service, selection) in &selections {
        let model = load(&venv, &selection.model)?;
        let source = emit::service(service, selection, &model)
            .map_err(|error| format!("{service}: {error}"))?;
        let source = rustfmt(&root, &source)?;
        let path = wire
            .join("src")
            .join("generated")
            .join(format!("{service}.rs"));
        if fs::read_to_string(&path).is_ok_and(|present| present == source) {
            continue;
        }
        if !check {
            fs::write(&path, source).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        stale.push(
            path.strip_prefix(&root)
                .unwrap_or(&path)
                .display()
                .to_string(),
        );
    }
    match (check, stale.is_empty()) {
        (_, true) => println!("codegen: {} services, nothing to change", selections.len()),
        (false, false) => println!("codegen: wrote {}", stale.join(", ")),
        (true, false) => {
            return Err(format!(
                "not what `cargo xtask codegen` writes: {}",
                stale.join(", ")
            ));
        }
    }
    Ok(())
}

/// Reads a model out of the installed botocore. Python unpacks it, since it may be gzipped and Python is there anyway.
fn load(venv: &Path, model: &str) -> Result<Model, String> {
    const UNPACK: &str = "import botocore, gzip, os, sys\n\
        path = os.path.join(botocore.__path__[0], 'data', *sys.argv[1].split('/'), 'service-2.json')\n\
        data = open(path, 'rb').read() if os.path.exists(path) else gzip.open(path + '.gz').read()\n\
        sys.stdout.buffer.write(data)";
    let output = Command::new(venv.join("bin").join("python"))
        .args(["-c", UNPACK, model])
        .output()
        .map_err(|error| format!("python: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "the model `{model}` cannot be read: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("the model `{model}`: {error}"))
}

fn rustfmt(root: &Path, source: &str) -> Result<String, String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout"])
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("rustfmt: {error}"))?;
    let mut stdin = child.stdin.take().ok_or("rustfmt: no stdin")?;
    let source = source.to_owned();
    // From a thread of its own, since rustfmt may answer before it has read everything.
    let writer = std::thread::spawn(move || stdin.write_all(source.as_bytes()));
    let output = child
        .wait_with_output()
        .map_err(|error| format!("rustfmt: {error}"))?;
    if !matches!(writer.join(), Ok(Ok(()))) || !output.status.success() {
        return Err("rustfmt refused what was generated".to_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| format!("rustfmt: {error}"))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
