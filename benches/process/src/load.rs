//! Load from wrk (HTTP/1.1) and h2load (HTTP/2): clients that cost little, so that what is measured is what they call.
//! A request, or a few in turns, are sent over and over, as they are written here.

use std::fmt::Write as _;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

/// A request to repeat.
#[derive(Clone)]
pub struct Request {
    pub method: String,
    pub host: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    /// As it goes over the wire.
    pub fn bytes(&self) -> Vec<u8> {
        let mut text = format!(
            "{} {} HTTP/1.1\r\nhost: {}\r\n",
            self.method, self.target, self.host
        );
        for (name, value) in &self.headers {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        let _ = write!(text, "content-length: {}\r\n\r\n", self.body.len());
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

/// How it is repeated.
#[derive(Clone, Copy)]
pub enum Load {
    /// HTTP/1.1 on so many connections.
    Wrk { connections: usize },
    /// HTTP/2 on so many connections with so many requests at a time on each.
    H2load { connections: usize, streams: usize },
}

/// Where to.
#[derive(Clone, Copy)]
pub struct Target {
    pub address: SocketAddr,
    pub tls: bool,
}

/// What came of it.
#[derive(Clone, Copy)]
pub struct Run {
    pub requests: u64,
    pub seconds: f64,
    /// Answers with another status than 2xx.
    pub refused: u64,
    /// Connections and answers that broke.
    pub broken: u64,
    /// Microseconds; where the client says them.
    pub p50: f64,
    pub p99: f64,
}

/// A command at a place of its own on the machine: peers must not share a processor with what loads them.
pub fn pinned(processor: &str, program: &Path) -> Command {
    // Above what else runs, where that is allowed.
    let mut command = Command::new("nice");
    command.args([
        "-n",
        if is_root() { "-15" } else { "0" },
        "taskset",
        "-c",
        processor,
    ]);
    command.arg(program);
    command
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|it| std::os::unix::fs::MetadataExt::uid(&it) == 0)
}

impl Load {
    /// Runs for so many seconds.
    pub fn run(self, target: Target, requests: &[Request], seconds: u32, scratch: &Path) -> Run {
        match self {
            Self::Wrk { connections } => wrk(connections, target, requests, seconds, scratch),
            Self::H2load {
                connections,
                streams,
            } => {
                let [request] = requests else {
                    panic!("h2load repeats one request");
                };
                h2load(connections, streams, target, request, seconds, scratch)
            }
        }
    }
}

fn wrk(
    connections: usize,
    target: Target,
    requests: &[Request],
    seconds: u32,
    scratch: &Path,
) -> Run {
    let script = scratch.join("request.lua");
    let mut lua = match requests {
        [request] => one(request, scratch),
        several => in_turns(several, scratch),
    };
    lua.push_str(
        "function done(s, l, r)\n  local e = s.errors\n  io.write(string.format(\"RUN %d %d %d %d %d %d\\n\", s.requests, s.duration, e.status, e.connect + e.read + e.write + e.timeout, l:percentile(50), l:percentile(99)))\nend\n",
    );
    fs::write(&script, lua).expect("the script is written");
    let scheme = if target.tls { "https" } else { "http" };
    let output = pinned("1", Path::new("wrk"))
        .args(["-t1", "--timeout", "30s", "--latency"])
        .arg(format!("-c{connections}"))
        .arg(format!("-d{seconds}s"))
        .arg("-s")
        .arg(&script)
        .arg(format!("{scheme}://{}", target.address))
        .output()
        .expect("wrk runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> = text
        .lines()
        .find_map(|line| line.strip_prefix("RUN "))
        .unwrap_or_else(|| panic!("wrk: {text}{}", String::from_utf8_lossy(&output.stderr)))
        .split(' ')
        .map(|it| it.parse().unwrap_or(f64::NAN))
        .collect();
    let [requests, micros, refused, broken, p50, p99] = numbers.as_slice() else {
        panic!("wrk said {text}");
    };
    Run {
        requests: *requests as u64,
        seconds: micros / 1e6,
        refused: *refused as u64,
        broken: *broken as u64,
        p50: *p50,
        p99: *p99,
    }
}

/// The script for one request, which wrk puts together once.
fn one(request: &Request, scratch: &Path) -> String {
    let body = scratch.join("body");
    fs::write(&body, &request.body).expect("the body is written");
    let mut lua = format!(
        "wrk.method = {:?}\nwrk.path = {:?}\n",
        request.method, request.target
    );
    let _ = writeln!(lua, "wrk.headers[\"Host\"] = {:?}", request.host);
    for (name, value) in &request.headers {
        let _ = writeln!(lua, "wrk.headers[{name:?}] = {value:?}");
    }
    if !request.body.is_empty() {
        let _ = writeln!(
            lua,
            "local f = io.open({:?}, \"rb\")\nwrk.body = f:read(\"*a\")\nf:close()",
            body.display().to_string()
        );
    }
    lua
}

/// The script for several, one after the other.
fn in_turns(requests: &[Request], scratch: &Path) -> String {
    let file = scratch.join("requests");
    let mut lua = format!(
        "local f = io.open({:?}, \"rb\")\nlocal all = {{}}\n",
        file.display().to_string()
    );
    let mut bytes = Vec::new();
    for request in requests {
        let request = request.bytes();
        let _ = writeln!(lua, "all[#all + 1] = f:read({})", request.len());
        bytes.extend(request);
    }
    fs::write(&file, bytes).expect("the requests are written");
    lua.push_str(
        "f:close()\nlocal at = 0\nfunction request()\n  at = at % #all + 1\n  return all[at]\nend\n",
    );
    lua
}

fn h2load(
    connections: usize,
    streams: usize,
    target: Target,
    request: &Request,
    seconds: u32,
    scratch: &Path,
) -> Run {
    let mut command = pinned("1", Path::new("h2load"));
    command
        .arg(format!("-c{connections}"))
        .arg(format!("-m{streams}"))
        .arg(format!("-D{seconds}"))
        .arg(format!("--connect-to={}", target.address));
    for (name, value) in &request.headers {
        command.arg("-H").arg(format!("{name}: {value}"));
    }
    if !request.body.is_empty() {
        let body = scratch.join("body");
        fs::write(&body, &request.body).expect("the body is written");
        command.arg("-d").arg(body);
    }
    let scheme = if target.tls { "https" } else { "http" };
    command.arg(format!("{scheme}://{}{}", request.host, request.target));
    let output = command.output().expect("h2load runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = |start: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(start))
            .unwrap_or_else(|| panic!("h2load: {text}{}", String::from_utf8_lossy(&output.stderr)))
    };
    // "requests: 100 total, 100 started, 100 done, 100 succeeded, 0 failed, 0 errored, 0 timeout"
    let count = |text: &str, what: &str| -> u64 {
        let found = text
            .split(", ")
            .find_map(|it| it.trim().strip_suffix(what)?.trim().parse().ok());
        found.unwrap_or(0)
    };
    let requests = line("requests:");
    // "status codes: 100 2xx, 0 3xx, 0 4xx, 0 5xx"
    let statuses = line("status codes:");
    Run {
        requests: count(requests, " done"),
        seconds: f64::from(seconds),
        refused: count(statuses, "3xx") + count(statuses, "4xx") + count(statuses, "5xx"),
        broken: count(requests, " errored") + count(requests, " timeout"),
        p50: f64::NAN,
        p99: f64::NAN,
    }
}
