//! Ten thousand clients, each of whom sends a body of a megabyte at the same time, and a back end that takes
//! connections and reads nothing. What the gateway holds must stay within what its limits add up to, and come back.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use rustix::net::sockopt::set_socket_recv_buffer_size;

use super::Stage;
use crate::cost::{memory, reset_peak};
use crate::gateway::portcullis::Portcullis;
use crate::gateway::report::Report;
use crate::limits;
use crate::serve::Records;

const CLIENTS: u64 = 10_000;
const BODY: usize = 1 << 20;
/// What each client sends before the next one's turn: so all bodies grow together.
const PIECE: usize = 16 << 10;
/// When nobody could send anything for so long, everybody is stuck.
const STUCK: Duration = Duration::from_secs(2);
/// After this the gateway has given up on the back end (29 s), and closed what it had for it.
const OVER: Duration = Duration::from_secs(45);

/// Bytes of bodies that the gateway holds at most: `max_buffered_body`.
const BUFFERED: f64 = 512.0 * MIB;
/// A body that outgrows its room is moved to a larger one, and what it leaves is not given back at once.
const GROWTH: f64 = 2.0;
/// What a connection has beside its body: what is read from the socket and not looked at yet, at most 64 KiB
/// (`MAX_HEAD`), and its own state.
const CONNECTION: f64 = 96.0 * 1024.0;
const MIB: f64 = (1 << 20) as f64;

impl Stage<'_> {
    pub(super) fn in_flight(&self, report: &mut Report) {
        let backend = stuck();
        let directory = self.scratch.join("flight");
        let fresh = Portcullis::start(self.binary, &directory, backend, Records::Kept);
        let pid = fresh.process().pid();
        let idle = memory(pid, "VmRSS");
        reset_peak(pid);
        // A file for each connection on both sides, and in the gateway one for each of the bodies that are whole.
        let clients = CLIENTS.min(limits::raise().saturating_sub(2_000));
        let body = vec![b'a'; BODY];
        let request = fresh.request(&fresh.regional_api, &fresh.caller, "POST", &body);
        let bytes = request.bytes();
        let wave = || {
            let mut flight = Flight::new(fresh.gateway, clients);
            flight.push(&bytes);
            flight
        };
        let (refused, stuck) = wave().ended(clients);
        let first = memory(pid, "VmHWM");
        // What the first left behind must serve the second.
        let flight = wave();
        let peak = memory(pid, "VmHWM");
        let bar = idle + BUFFERED * GROWTH + clients as f64 * CONNECTION;
        report.memory(
            &format!("at most, while {clients} clients send bodies of 1 MiB at once"),
            peak,
            Some(bar),
        );
        thread::sleep(OVER);
        drop(flight);
        thread::sleep(Duration::from_secs(1));
        report.note(&format!(
            "Of them {refused} were refused with 503, and {stuck} waited for a back end that reads nothing. The first of two such waves took {:.0} MiB at most. When the gateway had given up on the back end and everybody was gone, it held {:.0} MiB.",
            first / MIB,
            memory(pid, "VmRSS") / MIB,
        ));
    }
}

/// The clients.
struct Flight(Vec<Client>);

struct Client {
    stream: TcpStream,
    sent: usize,
    /// The status of its answer, once it has one; 0 where the connection was closed without.
    answered: Option<u16>,
}

impl Flight {
    fn new(at: SocketAddr, clients: u64) -> Self {
        let clients = (0..clients).map(|_| {
            let stream = TcpStream::connect(at).expect("a connection");
            stream.set_nonblocking(true).expect("it does not block");
            Client {
                stream,
                sent: 0,
                answered: None,
            }
        });
        Self(clients.collect())
    }

    /// Sends a piece for each client, again and again, until nothing moves.
    fn push(&mut self, request: &[u8]) {
        let mut moved = Instant::now();
        while moved.elapsed() < STUCK {
            let mut any = false;
            for client in &mut self.0 {
                any |= client.advance(request);
            }
            if any {
                moved = Instant::now();
            } else {
                thread::sleep(Duration::from_millis(20));
            }
        }
    }

    /// How many were refused for want of memory, and how many wait; nothing else may have come of it.
    fn ended(&self, clients: u64) -> (u64, u64) {
        let count = |wanted: Option<u16>| {
            let with = self.0.iter().filter(|it| it.answered == wanted);
            with.count() as u64
        };
        let (refused, waiting) = (count(Some(503)), count(None));
        assert_eq!(refused + waiting, clients, "refused or waiting");
        (refused, waiting)
    }
}

impl Client {
    /// Whether anything moved.
    fn advance(&mut self, request: &[u8]) -> bool {
        if self.answered.is_some() {
            return false;
        }
        let mut bytes = [0; 64];
        match self.stream.read(&mut bytes) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(_) | Ok(0) => {
                self.answered = Some(0);
                return true;
            }
            Ok(read) => {
                let text = String::from_utf8_lossy(&bytes[..read]);
                let status = text.split(' ').nth(1).and_then(|it| it.parse().ok());
                self.answered = Some(status.unwrap_or(0));
                return true;
            }
        }
        let rest = request.get(self.sent..).unwrap_or_default();
        let piece = rest.get(..PIECE).unwrap_or(rest);
        match self.stream.write(piece) {
            Ok(written) => {
                self.sent += written;
                written > 0
            }
            // It is read again, and said what it was, in its next turn.
            Err(_) => false,
        }
    }
}

/// A back end that takes connections and reads nothing, for as long as this process lives.
fn stuck() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    // What the kernel takes for it is not piled up in the gateway.
    set_socket_recv_buffer_size(&listener, 4096).expect("a small buffer");
    let address = listener.local_addr().expect("its address");
    thread::spawn(move || {
        let kept: Vec<TcpStream> = listener.incoming().flatten().collect();
        drop(kept);
    });
    address
}
