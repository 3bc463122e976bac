//! What a request costs in instructions, which a busy machine does not change: Portcullis under callgrind, one request
//! after the other on one connection. What is counted begins after the first requests, when everything is warm.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use crate::client::Connection;
use crate::load::Request;

/// Requests before anything is counted, and those that are.
const WARM: u64 = 300;
const COUNTED: u64 = 1_000;

/// `serve` under callgrind, which counts nothing until it is told to.
pub fn under_callgrind(binary: &Path, configuration: &Path, directory: &Path) -> Command {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--instr-atstart=no", "--quiet"])
        .arg(format!(
            "--callgrind-out-file={}",
            directory.join("callgrind.out").display()
        ))
        .arg(binary)
        .arg("serve")
        .arg("--config")
        .arg(configuration)
        .env("RUST_LOG", "off");
    command
}

/// Instructions for one of these requests.
pub fn count(pid: u32, address: SocketAddr, request: &Request, directory: &Path) -> f64 {
    let mut client = Connection::open(address).expect("a connection");
    let bytes = request.bytes();
    let mut repeat = |times| {
        for _ in 0..times {
            let answer = client.exchange(&bytes).expect("an answer");
            assert_eq!(answer.status, 200, "{}", answer.body);
        }
    };
    repeat(WARM);
    control(&["-i", "on"], pid);
    repeat(COUNTED);
    control(&["-d", "counted"], pid);
    control(&["-i", "off"], pid);
    total(directory) as f64 / COUNTED as f64
}

fn control(words: &[&str], pid: u32) {
    let done = Command::new("callgrind_control")
        .args(words)
        .arg(pid.to_string())
        .output();
    let done = done.expect("callgrind_control comes with valgrind");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stdout)
    );
}

/// The total of the dump that was last written.
fn total(directory: &Path) -> u64 {
    let files = fs::read_dir(directory)
        .expect("the directory of the dumps")
        .flatten();
    let dumps = files.filter(|it| {
        it.file_name()
            .to_string_lossy()
            .starts_with("callgrind.out.")
    });
    let newest = dumps.max_by_key(|it| it.metadata().and_then(|it| it.modified()).ok());
    let text = fs::read_to_string(newest.expect("a dump").path()).expect("its text");
    let line = text.lines().find_map(|line| {
        line.strip_prefix("totals: ")
            .or(line.strip_prefix("summary: "))
    });
    line.and_then(|it| it.trim().parse().ok()).expect("a total")
}
