//! What the gateway holds: when nobody calls, and for connections that had an answer and stay.

use std::io::BufReader;
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::Duration;

use super::Stage;
use crate::client::exchange;
use crate::cost::memory;
use crate::gateway::portcullis::Portcullis;
use crate::gateway::report::Report;
use crate::load::Request;
use crate::serve::Records;
use crate::tls_client;

const IDLE_BAR: f64 = 40.0 * (1 << 20) as f64;
const CONNECTION_BAR: f64 = 12.0 * 1024.0;
/// Connections that stay.
const CONNECTIONS: u32 = 10_000;
/// Requests before them, each on a connection of its own, so that what is there once for all is there.
const WARM: u32 = 200;

impl Stage<'_> {
    pub(super) fn memory(&self, report: &mut Report) {
        let directory = self.scratch.join("idle");
        let fresh = Portcullis::start(self.binary, &directory, self.backend, Records::Kept);
        let pid = fresh.process().pid();
        report.memory("idle", memory(pid, "VmRSS"), Some(IDLE_BAR));
        let request = fresh.request(&fresh.regional_api, &fresh.caller, "GET", b"");
        let plain = idle_each(pid, fresh.gateway, &request, plain);
        report.memory(
            "each of 10,000 idle connections that had an answer",
            plain,
            Some(CONNECTION_BAR),
        );
        drop(fresh);
        // A process that has held ten thousand connections has room for the next ten thousand.
        let directory = self.scratch.join("idle-tls");
        let fresh = Portcullis::start(self.binary, &directory, self.backend, Records::Kept);
        let request = fresh.request(&fresh.regional_api, &fresh.caller, "GET", b"");
        let pid = fresh.process().pid();
        let secured = idle_each(pid, fresh.gateway, &request, secured);
        report.memory("the same over TLS 1.3", secured, None);
    }
}

/// How much each connection adds, once it had an answer to this request.
fn idle_each(
    pid: u32,
    at: SocketAddr,
    request: &Request,
    open: fn(SocketAddr, &[u8]) -> TcpStream,
) -> f64 {
    let bytes = request.bytes();
    for _ in 0..WARM {
        drop(open(at, &bytes));
    }
    let settled = || {
        // Connections that were closed are seen to be, and those that stay are parked after a second.
        thread::sleep(Duration::from_secs(3));
        memory(pid, "VmRSS")
    };
    let before = settled();
    let kept: Vec<TcpStream> = (0..CONNECTIONS).map(|_| open(at, &bytes)).collect();
    let each = (settled() - before) / f64::from(CONNECTIONS);
    drop(kept);
    each
}

fn plain(at: SocketAddr, request: &[u8]) -> TcpStream {
    let stream = TcpStream::connect(at).expect("a connection");
    let mut stream = BufReader::new(stream);
    let answer = exchange(&mut stream, request).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.body);
    stream.into_inner()
}

fn secured(at: SocketAddr, request: &[u8]) -> TcpStream {
    let mut stream = BufReader::new(tls_client::connect(at));
    let answer = exchange(&mut stream, request).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.body);
    // What this side of the connection holds is not measured, and nothing more is said on it.
    stream.into_inner().sock
}
