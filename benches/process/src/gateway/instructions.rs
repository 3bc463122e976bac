//! What a request costs in instructions, which a busy machine does not change: Portcullis under callgrind, one request
//! after the other on one connection. What is counted begins after the first requests, when everything is warm.

use std::fs;
use std::io::{BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;

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
    let mut client = Repeating::connect(address, request);
    client.repeat(WARM);
    control(&["-i", "on"], pid);
    client.repeat(COUNTED);
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

/// A client that sends the same bytes again and again on one connection, one request after the other.
struct Repeating {
    stream: BufReader<TcpStream>,
    bytes: Vec<u8>,
}

impl Repeating {
    fn connect(address: SocketAddr, request: &Request) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        let mut text = format!(
            "{} {} HTTP/1.1\r\nhost: {}\r\n",
            request.method, request.target, request.host
        );
        for (name, value) in &request.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("content-length: {}\r\n\r\n", request.body.len()));
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(&request.body);
        Self {
            stream: BufReader::new(stream),
            bytes,
        }
    }

    fn repeat(&mut self, times: u64) {
        for _ in 0..times {
            self.stream
                .get_mut()
                .write_all(&self.bytes)
                .expect("a request is sent");
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                self.stream.read_exact(&mut byte).expect("an answer");
                head.push(byte[0]);
            }
            let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
            assert!(head.starts_with("http/1.1 200"), "{head}");
            let length = head
                .split("content-length: ")
                .nth(1)
                .and_then(|it| it.lines().next());
            let length: usize = length.and_then(|it| it.parse().ok()).expect("a length");
            let mut body = vec![0; length];
            self.stream.read_exact(&mut body).expect("a body");
        }
    }
}
