//! What a request costs in instructions, which a busy machine does not change: Portcullis under callgrind, one request
//! after the other on one connection. What is counted begins after the first requests, when everything is warm.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::client::Connection;
use crate::load::Request;

/// Requests before anything is counted, and those that are.
const WARM: usize = 300;
const COUNTED: usize = 1_000;

/// The parts of a request, and the functions that are each of them, with all that they call. None calls another one.
const PARTS: [(&str, &[&str]); 8] = [
    (
        "parse: the head of HTTP/1, and what may not be read in two ways",
        &[
            "portcullis_proxy::wire::head::Search::take",
            "portcullis_proxy::check::head",
        ],
    ),
    (
        "route: host, stage, resource, method",
        &[
            "portcullis_catalog::snapshot::apis::<impl portcullis_catalog::snapshot::Snapshot>::route",
        ],
    ),
    (
        "claim: what the signature says",
        &["portcullis_guard::caller::present"],
    ),
    (
        "verify: whether it holds",
        &["portcullis_guard::caller::Presented::verify"],
    ),
    ("admit: four layers", &["portcullis_guard::outcome::admit"]),
    (
        "forward: headers chosen, the request written, the answer's head read",
        &[
            "portcullis_proxy::integration::headers::for_proxy",
            "portcullis_proxy::upstream::http1::Http1::put",
            "portcullis_proxy::upstream::http1::Http1::take_head",
        ],
    ),
    (
        "record: a line of the journal",
        &["<portcullis::shadow::ShadowJournal as portcullis_guard::journal::Journal>::record"],
    ),
    (
        "answer: its head and a short body written",
        &["portcullis_proxy::connection::http1::writing::Writing::new"],
    ),
];

/// What a request costs.
pub struct Counted {
    pub whole: f64,
    /// By part; `None` where the compiler has put the part into another.
    pub parts: Vec<(&'static str, Option<f64>)>,
}

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

/// Instructions for one of these requests, which are sent in turns.
pub fn count(pid: u32, address: SocketAddr, requests: &[Request], directory: &Path) -> Counted {
    let mut client = Connection::open(address).expect("a connection");
    let requests: Vec<_> = requests.iter().map(Request::bytes).collect();
    let mut in_turns = requests.iter().cycle();
    let mut repeat = |times| {
        for request in in_turns.by_ref().take(times) {
            let answer = client.exchange(request).expect("an answer");
            assert_eq!(answer.status, 200, "{}", answer.body);
        }
    };
    repeat(WARM);
    // It stays on: turned off and on again, callgrind counted only few of the requests.
    control(&["-i", "on"], pid);
    control(&["-z"], pid);
    repeat(COUNTED);
    control(&["-d", "counted"], pid);
    let dump = newest(directory);
    Counted {
        whole: total(&dump) as f64 / COUNTED as f64,
        parts: parts(&dump),
    }
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

/// The dump that was last written.
fn newest(directory: &Path) -> PathBuf {
    let files = fs::read_dir(directory)
        .expect("the directory of the dumps")
        .flatten();
    let dumps = files.filter(|it| {
        it.file_name()
            .to_string_lossy()
            .starts_with("callgrind.out.")
    });
    let newest = dumps.max_by_key(|it| it.metadata().and_then(|it| it.modified()).ok());
    newest.expect("a dump").path()
}

fn total(dump: &Path) -> u64 {
    let text = fs::read_to_string(dump).expect("the dump's text");
    let line = text.lines().find_map(|line| {
        line.strip_prefix("totals: ")
            .or(line.strip_prefix("summary: "))
    });
    line.and_then(|it| it.trim().parse().ok()).expect("a total")
}

/// The instructions of each part for one request.
fn parts(dump: &Path) -> Vec<(&'static str, Option<f64>)> {
    let annotated = Command::new("callgrind_annotate")
        .args(["--inclusive=yes", "--threshold=100", "--show-percs=no"])
        .arg(dump)
        .output()
        .expect("callgrind_annotate comes with valgrind");
    let text = String::from_utf8_lossy(&annotated.stdout).into_owned();
    // "12,538,000  /src/outcome.rs:portcullis_guard::outcome::admit [/bin/portcullis]"; pieces that were inlined have
    // lines of their own, of less.
    let cost = |name: &str| -> Option<u64> {
        let (named, ends) = (format!(":{name} ["), format!(":{name}"));
        let lines = text
            .lines()
            .filter(|line| line.contains(&named) || line.ends_with(&ends));
        let costs = lines.filter_map(|line| {
            let number = line.split_whitespace().next()?;
            number.replace(',', "").parse().ok()
        });
        costs.max()
    };
    let parts = PARTS.iter().map(|(part, names)| {
        let costs: Vec<u64> = names.iter().filter_map(|name| cost(name)).collect();
        let whole = (costs.len() == names.len()).then(|| costs.iter().sum::<u64>());
        (*part, whole.map(|it| it as f64 / COUNTED as f64))
    });
    parts.collect()
}
