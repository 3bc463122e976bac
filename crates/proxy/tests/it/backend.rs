//! A back end that remembers what it was asked, byte for byte, and answers as a test says.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

pub(crate) struct Backend {
    pub(crate) address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    received: Mutex<Vec<Received>>,
    // Kept open until the test ends.
    streams: Mutex<Vec<TcpStream>>,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// Which connection it came over, from 0.
    pub(crate) connection: usize,
    /// Which request of that connection it was, from 0.
    pub(crate) nth: usize,
    pub(crate) method: String,
    pub(crate) target: String,
    /// Names in lower case, in order.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) peer: Peer,
}

/// What the client said by TLS.
#[derive(Clone, Debug, Default)]
pub(crate) struct Peer {
    pub(crate) server_name: Option<String>,
    /// Its own certificate, where it was asked for one and had one.
    pub(crate) certificate: Option<Vec<u8>>,
}

pub(crate) enum Reply {
    /// These bytes, and the connection stays.
    Bytes(Vec<u8>),
    /// These bytes, then the end of the connection.
    Last(Vec<u8>),
    /// Nothing, ever.
    Hang,
}

impl Backend {
    pub(crate) fn start(reply: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        Self::listen(None, reply)
    }

    /// The same over TLS.
    pub(crate) fn secured(config: ServerConfig) -> Self {
        Self::listen(Some(Arc::new(config)), |_| Reply::Bytes(ok_bytes()))
    }

    fn listen(
        tls: Option<Arc<ServerConfig>>,
        reply: impl Fn(&Received) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State::default());
        let (shared, reply) = (Arc::clone(&state), Arc::new(reply));
        std::thread::spawn(move || {
            for (connection, stream) in listener.incoming().flatten().enumerate() {
                let (state, reply) = (Arc::clone(&shared), Arc::clone(&reply));
                state
                    .streams
                    .lock()
                    .unwrap()
                    .push(stream.try_clone().unwrap());
                let tls = tls.clone();
                std::thread::spawn(move || {
                    let socket = stream.try_clone().unwrap();
                    let end = || socket.shutdown(Shutdown::Both);
                    match tls {
                        None => serve(connection, stream, Peer::default(), &state, &*reply),
                        Some(tls) => {
                            if let Some((stream, peer)) = secure(tls, stream) {
                                serve(connection, stream, peer, &state, &*reply);
                            }
                        }
                    }
                    let _ = end();
                });
            }
        });
        Self { address, state }
    }

    /// Answers 200 with a small JSON document.
    pub(crate) fn ok() -> Self {
        Self::start(|_| Reply::Bytes(ok_bytes()))
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap().clone()
    }

    pub(crate) fn last(&self) -> Received {
        self.received().pop().expect("nothing reached the back end")
    }
}

pub(crate) fn ok_bytes() -> Vec<u8> {
    response(
        "200 OK",
        &[("Content-Type", "application/json")],
        "{\"ok\":true}",
    )
}

pub(crate) fn response(status: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status}\r\n");
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    text += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
    text.into_bytes()
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(it, _)| it == name)
            .map(|(_, value)| value.as_str())
    }

    /// The names of its headers, sorted.
    pub(crate) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// Shakes hands; `None` where that fails, and the client has been told.
fn secure(
    tls: Arc<ServerConfig>,
    mut stream: TcpStream,
) -> Option<(StreamOwned<ServerConnection, TcpStream>, Peer)> {
    let mut connection = ServerConnection::new(tls).unwrap();
    while connection.is_handshaking() {
        connection.complete_io(&mut stream).ok()?;
    }
    let shown = connection.peer_certificates();
    let peer = Peer {
        server_name: connection.server_name().map(str::to_owned),
        certificate: shown.and_then(|shown| Some(shown.first()?.to_vec())),
    };
    Some((StreamOwned::new(connection, stream), peer))
}

fn serve(
    connection: usize,
    mut stream: impl Read + Write,
    peer: Peer,
    state: &State,
    reply: &(impl Fn(&Received) -> Reply + ?Sized),
) {
    for nth in 0.. {
        let Some(mut request) = read_request(connection, nth, &mut stream) else {
            return;
        };
        request.peer = peer.clone();
        state.received.lock().unwrap().push(request.clone());
        match reply(&request) {
            Reply::Bytes(bytes) => {
                if stream.write_all(&bytes).is_err() {
                    return;
                }
            }
            Reply::Last(bytes) => {
                let _ = stream.write_all(&bytes);
                let _ = stream.flush();
                return;
            }
            Reply::Hang => {}
        }
    }
}

fn read_request(connection: usize, nth: usize, stream: &mut impl Read) -> Option<Received> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.lines();
    let mut request_line = lines.next()?.split(' ');
    let (method, target) = (
        request_line.next()?.to_owned(),
        request_line.next()?.to_owned(),
    );
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let mut body = vec![0; length.map_or(0, |(_, length)| length.parse().unwrap())];
    stream.read_exact(&mut body).ok()?;
    Some(Received {
        connection,
        nth,
        method,
        target,
        headers,
        body,
        peer: Peer::default(),
    })
}
