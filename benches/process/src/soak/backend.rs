//! A back end that answers what it was asked, and that can die: its listener and all its connections close at once, and
//! it returns at the same address.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::Soak;
use super::expected::{LARGE, UNINVITED, echo};

/// How long it lives, and how long it is dead.
const LIFE: Duration = Duration::from_millis(2_300);
const DEATH: Duration = Duration::from_millis(900);

/// A back end that lives.
pub struct Backend {
    state: Arc<State>,
    address: SocketAddr,
    accepting: JoinHandle<()>,
}

#[derive(Default)]
struct State {
    dies: AtomicBool,
    /// Each connection, and the thread that serves it.
    connections: Mutex<HashMap<u64, TcpStream>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    uninvited: Mutex<Vec<String>>,
}

impl Backend {
    pub fn start() -> Self {
        Self::at("127.0.0.1:0".parse().expect("an address"), Arc::default())
    }

    fn at(address: SocketAddr, state: Arc<State>) -> Self {
        let listener = TcpListener::bind(address).expect("a port for the back end");
        let address = listener.local_addr().expect("its address");
        let accepting = thread::spawn({
            let state = Arc::clone(&state);
            move || accept(&listener, &state)
        });
        Self {
            state,
            address,
            accepting,
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Requests that came and ought never to have.
    pub fn uninvited(&self) -> Vec<String> {
        std::mem::take(&mut *self.state.uninvited.lock().expect("no panic"))
    }

    /// Closes everything; after this nobody is answered.
    fn die(self) -> Dead {
        self.state.dies.store(true, Ordering::SeqCst);
        // It waits for a connection; here is one.
        drop(TcpStream::connect(self.address));
        self.accepting.join().expect("accepting ends");
        for (_, stream) in self.state.connections.lock().expect("no panic").drain() {
            let _ = stream.shutdown(Shutdown::Both);
        }
        for thread in self.state.threads.lock().expect("no panic").drain(..) {
            thread.join().expect("a connection ends");
        }
        self.state.dies.store(false, Ordering::SeqCst);
        Dead {
            state: self.state,
            address: self.address,
        }
    }
}

/// One that does not.
struct Dead {
    state: Arc<State>,
    address: SocketAddr,
}

impl Dead {
    fn return_(self) -> Backend {
        Backend::at(self.address, self.state)
    }
}

/// Kills a back end again and again; how often.
pub fn haunt(soak: &Soak, mut backend: Backend) -> u64 {
    let mut deaths = 0;
    while soak.goes_on() {
        soak.pause(LIFE);
        let fact = &soak.facts.backend;
        fact.begin();
        let dead = backend.die();
        fact.end();
        soak.pause(DEATH);
        fact.begin();
        backend = dead.return_();
        fact.end();
        deaths += 1;
    }
    for uninvited in backend.uninvited() {
        soak.violations.add(&uninvited);
    }
    deaths
}

fn accept(listener: &TcpListener, state: &Arc<State>) {
    for (number, stream) in (0_u64..).zip(listener.incoming()) {
        if state.dies.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let Ok(kept) = stream.try_clone() else {
            continue;
        };
        state
            .connections
            .lock()
            .expect("no panic")
            .insert(number, kept);
        let serving = thread::spawn({
            let state = Arc::clone(state);
            move || {
                // It ends as its client does.
                let _ = serve(stream, &state);
                state.connections.lock().expect("no panic").remove(&number);
            }
        });
        let mut threads = state.threads.lock().expect("no panic");
        threads.retain(|thread| !thread.is_finished());
        threads.push(serving);
    }
}

/// Answers until the connection ends.
fn serve(stream: TcpStream, state: &State) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let mut words = line.split_whitespace();
        let method = words.next().unwrap_or_default().to_owned();
        let path = words.next().unwrap_or_default().to_owned();
        let mut length = 0;
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().unwrap_or(0);
            } else if name.eq_ignore_ascii_case(UNINVITED) {
                let text =
                    format!("the back end was asked {method} {path} by somebody who may not");
                state.uninvited.lock().expect("no panic").push(text);
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let answer = if path == "/large" {
            "x".repeat(LARGE)
        } else {
            echo(&method, &path, &body)
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: {}\r\n\r\n",
            answer.len()
        );
        writer.write_all((head + &answer).as_bytes())?;
    }
}
