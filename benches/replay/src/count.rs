//! Instructions for one request of each kind: the worker's thread under callgrind, over a short and a long replay, whose
//! difference is what the requests between them cost.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::backend;
use crate::client::replay;
use crate::requests::{self, Replayed};

/// Requests of the two replays. In the short one everything has been filled and grown to its size.
const SHORT: u64 = 100;
const LONG: u64 = 400;

/// The names of the requests, and the instructions of each.
pub fn all() -> Vec<(&'static str, u64)> {
    let backend = backend::start();
    let directory = std::env::temp_dir().join(format!("portcullis-replay-{}", std::process::id()));
    fs::create_dir_all(&directory).expect("a directory for what is counted");
    let requests = requests::all();
    let counted = requests.iter().map(|request| {
        let short = instructions(backend, request, SHORT, &directory);
        let long = instructions(backend, request, LONG, &directory);
        (request.name, long.saturating_sub(short) / (LONG - SHORT))
    });
    let counted = counted.collect();
    let _ = fs::remove_dir_all(&directory);
    counted
}

/// What the gateway's threads beside its first one execute from start to end.
fn instructions(backend: SocketAddr, request: &Replayed, times: u64, directory: &Path) -> u64 {
    let output = directory.join("out");
    let endpoint = loopback();
    let mut gateway = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--separate-threads=yes",
            // Its own scheduling is the only thing about threads that is left to chance.
            "--fair-sched=yes",
            "--quiet",
        ])
        .arg(format!("--callgrind-out-file={}", output.display()))
        .arg(std::env::current_exe().expect("this program"))
        .args(["gateway", &backend.to_string(), &endpoint.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("valgrind starts");
    let mut line = String::new();
    let stdout = gateway.stdout.take().expect("its output");
    BufReader::new(stdout)
        .read_line(&mut line)
        .expect("its port");
    let port = line.trim().parse().expect("its port");
    let host = if request.endpoint {
        endpoint
    } else {
        Ipv4Addr::LOCALHOST
    };
    replay((host, port).into(), &request.bytes, request.status, times);
    drop(gateway.stdin.take());
    let status = gateway.wait().expect("the gateway ends");
    assert!(status.success(), "the gateway ended with {status}");
    let mut total = 0;
    for file in fs::read_dir(directory).expect("what was counted").flatten() {
        let text = fs::read_to_string(file.path()).expect("a file of callgrind");
        // The first thread starts everything and waits: it makes certificates, of which each costs something else.
        if !text.lines().any(|line| line == "thread: 1") {
            let line = text.lines().find_map(|line| line.strip_prefix("totals: "));
            total += line
                .and_then(|it| it.trim().parse::<u64>().ok())
                .unwrap_or(0);
        }
        let _ = fs::remove_file(file.path());
    }
    assert!(total > 0, "callgrind wrote nothing for the worker's thread");
    total
}

/// An address that nobody else on this machine is likely to use.
fn loopback() -> Ipv4Addr {
    let process = std::process::id();
    Ipv4Addr::new(127, 100 + (process % 100) as u8, (process >> 8) as u8, 1)
}
