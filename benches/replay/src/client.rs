//! A client that sends the same bytes again and again on one connection, one request after the other.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Valgrind is slow, and a replay that stops must not wait for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends the request so many times; each answer has to have the status.
pub fn replay(address: SocketAddr, request: &[u8], status: u16, times: u64) {
    let stream = TcpStream::connect(address).expect("a connection");
    stream.set_nodelay(true).expect("no delay");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let mut stream = BufReader::new(stream);
    let expected = format!("HTTP/1.1 {status} ");
    let mut line = String::new();
    for _ in 0..times {
        stream
            .get_mut()
            .write_all(request)
            .expect("a request is sent");
        let mut length = 0;
        let mut first = true;
        loop {
            line.clear();
            stream.read_line(&mut line).expect("an answer");
            assert!(!first || line.starts_with(&expected), "{line} for {status}");
            first = false;
            let Some((name, value)) = line.split_once(':') else {
                if line == "\r\n" {
                    break;
                }
                continue;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().expect("a length");
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).expect("a body");
    }
}
