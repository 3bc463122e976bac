//! Connections to back ends: kept, given up, and when a request is sent a second time.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use socket2::{Domain, Socket, Type};

use crate::backend::{Backend, Reply, ok_bytes, response};
use crate::gateway::{Gateway, Options};
use crate::world::{Api, World, open, proxied_all};

fn gateway(backend: &Backend, timeout_millis: u32) -> Gateway {
    let mut world = World::default();
    let mut integration = proxied_all(backend.address);
    integration.timeout_millis = timeout_millis;
    world.api(Api::regional("public1234").method("ANY", "/{proxy+}", open(integration)));
    Gateway::start(&mut world)
}

fn connections(backend: &Backend) -> usize {
    backend
        .received()
        .iter()
        .map(|it| it.connection)
        .max()
        .map_or(0, |last| last + 1)
}

#[test]
fn a_connection_serves_many_requests() {
    let backend = Backend::ok();
    let gateway = gateway(&backend, 29_000);
    for method in ["GET", "POST", "GET", "HEAD", "DELETE"] {
        let response = gateway.request(method, "/prod/x").api("public1234").send();
        assert_eq!(response.status, 200);
        if method == "HEAD" {
            // Our back end sends a body nevertheless, which makes the connection useless.
            break;
        }
    }
    assert_eq!(connections(&backend), 1);
}

#[test]
fn an_answer_without_a_body_frees_its_connection_too() {
    let backend = Backend::start(|request| match request.nth {
        0 => Reply::Bytes(response("200 OK", &[], "")),
        1 => Reply::Bytes(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()),
        _ => Reply::Bytes(ok_bytes()),
    });
    let gateway = gateway(&backend, 29_000);
    for _ in 0..3 {
        gateway.request("GET", "/prod/x").api("public1234").send();
    }
    assert_eq!((backend.received().len(), connections(&backend)), (3, 1));
}

#[test]
fn interim_answers_are_passed_over() {
    let backend = Backend::start(|_| {
        let interim =
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n";
        Reply::Bytes([interim, &ok_bytes()[..]].concat())
    });
    let gateway = gateway(&backend, 29_000);
    for _ in 0..2 {
        let answer = gateway.request("GET", "/prod/x").api("public1234").send();
        answer.is_ok();
        assert_eq!(answer.header("link"), None);
    }
    assert_eq!(connections(&backend), 1);
}

#[test]
fn an_answer_without_a_length_ends_with_its_connection() {
    let backend = Backend::start(|_| Reply::Last(b"HTTP/1.0 200 OK\r\n\r\nhello".to_vec()));
    let gateway = gateway(&backend, 29_000);
    for _ in 0..2 {
        let answer = gateway.request("GET", "/prod/x").api("public1234").send();
        assert_eq!((answer.status, answer.text()), (200, "hello"));
    }
    assert_eq!(connections(&backend), 2);
}

#[test]
fn what_a_back_end_says_unasked_is_nobodys_answer() {
    let backend = Backend::start(|_| {
        let stray = response("200 OK", &[], "{\"somebody\":\"else's\"}");
        Reply::Bytes([ok_bytes(), stray].concat())
    });
    let gateway = gateway(&backend, 29_000);
    for _ in 0..3 {
        let answer = gateway.request("GET", "/prod/x").api("public1234").send();
        answer.is_ok();
        assert_eq!(answer.text(), "{\"ok\":true}");
    }
    assert_eq!(connections(&backend), 3);
}

#[test]
fn an_answer_whose_end_is_not_certain_is_none() {
    let backend = Backend::start(|request| {
        let framing = match request.target.as_str() {
            "/both" => "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "/two" => "Content-Length: 5\r\nContent-Length: 6",
            "/none" => "Content-Length: five",
            "/folded" => "A: b\r\n c: d\r\nContent-Length: 5",
            _ => "Content-Length : 5",
        };
        Reply::Bytes(format!("HTTP/1.1 200 OK\r\n{framing}\r\n\r\nhello").into_bytes())
    });
    let gateway = gateway(&backend, 29_000);
    let network = "{\"message\": \"Network error communicating with endpoint\"}";
    for path in ["both", "two", "none", "folded", "spaced"] {
        let request = gateway.request("POST", &format!("/prod/{path}"));
        let answer = request.api("public1234").send();
        answer.is(504, "InternalServerErrorException", network);
    }
    assert_eq!(connections(&backend), 5);
}

#[test]
fn a_back_end_may_answer_while_it_is_still_being_asked() {
    const BODY: usize = 9 << 20;
    // It reads a piece, and sends it back before it reads the next.
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    listener.set_recv_buffer_size(4096).unwrap();
    listener.set_send_buffer_size(4096).unwrap();
    let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
    listener.bind(&any.into()).unwrap();
    listener.listen(1).unwrap();
    let listener = TcpListener::from(listener);
    let address = listener.local_addr().unwrap();
    let echo = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut head, mut byte) = (Vec::new(), [0]);
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {BODY}\r\n\r\n").unwrap();
        let (mut piece, mut left) = (vec![0; 16 * 1024], BODY);
        while left > 0 {
            let read = stream.read(&mut piece).unwrap();
            stream.write_all(&piece[..read]).unwrap();
            left -= read;
        }
    });
    let mut world = World::default();
    let integration = proxied_all(address);
    world.api(Api::regional("public1234").method("ANY", "/{proxy+}", open(integration)));
    let gateway = Gateway::start(&mut world);

    let body: Vec<u8> = (0..BODY).map(|at| (at % 251) as u8).collect();
    let request = gateway.request("POST", "/prod/x").api("public1234");
    let answer = request.body(body.clone()).send();
    assert_eq!((answer.status, answer.body == body), (200, true));
    echo.join().unwrap();
}

#[test]
fn a_connection_that_the_back_end_closes_is_not_used_again() {
    let backend =
        Backend::start(|_| Reply::Last(response("200 OK", &[("Connection", "close")], "x")));
    let gateway = gateway(&backend, 29_000);
    for _ in 0..3 {
        assert_eq!(
            gateway
                .request("POST", "/prod/x")
                .api("public1234")
                .send()
                .status,
            200
        );
    }
    assert_eq!(connections(&backend), 3);
}

#[test]
fn a_connection_that_is_old_enough_is_not_kept() {
    let backend = Backend::ok();
    let mut world = World::default();
    let integration = proxied_all(backend.address);
    world.api(Api::regional("public1234").method("ANY", "/{proxy+}", open(integration)));
    let mut options = Options::default();
    options.limits.upstream_lifetime = Duration::ZERO;
    let gateway = Gateway::with(&mut world, options);
    for _ in 0..3 {
        let answer = gateway.request("GET", "/prod/x").api("public1234").send();
        answer.is_ok();
    }
    assert_eq!(connections(&backend), 3);
}

#[test]
fn a_safe_request_is_sent_again_when_a_kept_connection_turns_out_dead() {
    // The second request of every connection is read and never answered: the connection ends.
    let backend = Backend::start(|request| match request.nth {
        0 => Reply::Bytes(ok_bytes()),
        _ => Reply::Last(Vec::new()),
    });
    let gateway = gateway(&backend, 29_000);
    let send = |method: &str| gateway.request(method, "/prod/x").api("public1234").send();
    send("GET").is_ok();
    send("GET").is_ok();
    assert_eq!(backend.received().len(), 3);
    send("PUT").is_ok();
    assert_eq!(backend.received().len(), 5);
    // What may have had an effect is not done twice.
    let network = "{\"message\": \"Network error communicating with endpoint\"}";
    send("POST").is(504, "InternalServerErrorException", network);
    assert_eq!(backend.received().len(), 6);
}

#[test]
fn a_request_is_not_sent_again_once_a_byte_of_the_answer_came() {
    let backend = Backend::start(|request| match request.nth {
        0 => Reply::Bytes(ok_bytes()),
        _ => Reply::Last(b"HTTP/1.1 20".to_vec()),
    });
    let gateway = gateway(&backend, 29_000);
    let send = || gateway.request("GET", "/prod/x").api("public1234").send();
    send().is_ok();
    assert_eq!(send().status, 504);
    assert_eq!(backend.received().len(), 2);
}

#[test]
fn a_new_connection_that_dies_is_not_tried_again() {
    let backend = Backend::start(|_| Reply::Last(Vec::new()));
    let gateway = gateway(&backend, 29_000);
    assert_eq!(
        gateway
            .request("GET", "/prod/x")
            .api("public1234")
            .send()
            .status,
        504
    );
    assert_eq!(backend.received().len(), 1);
}

#[test]
fn a_back_end_that_does_not_answer_in_time_is_504() {
    let backend = Backend::start(|_| Reply::Hang);
    let gateway = gateway(&backend, 50);
    let response = gateway
        .request("POST", "/prod/x")
        .api("public1234")
        .body("{}")
        .send();
    response.is(
        504,
        "InternalServerErrorException",
        "{\"message\": \"Endpoint request timed out\"}",
    );
    assert_eq!(response.header("content-length"), Some("41"));
    assert_eq!(backend.received().len(), 1);
}

#[test]
fn an_answer_that_stops_or_breaks_off_breaks_off_towards_the_client() {
    let backend = Backend::start(|request| {
        let started = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello".to_vec();
        if request.target == "/stops" {
            Reply::Bytes(started)
        } else {
            Reply::Last(started)
        }
    });
    // Time enough for the half that comes, on however busy a machine.
    let gateway = gateway(&backend, 1_000);
    for path in ["/prod/stops", "/prod/breaks"] {
        let request = gateway.request("GET", path).api("public1234");
        let mut stream = request.connect();
        std::io::Write::write_all(&mut stream, &request.bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = std::io::Read::read_to_end(&mut stream, &mut answer);
        let text = String::from_utf8(answer).unwrap();
        assert!(
            text.starts_with("HTTP/1.1 200") && text.ends_with("\r\n\r\nhello"),
            "{path}: {text}"
        );
    }
}

#[test]
fn an_answer_is_relayed_while_it_is_still_being_written() {
    let first = Arc::new(AtomicBool::new(true));
    let backend = Backend::start(move |_| {
        assert!(first.swap(false, Ordering::SeqCst));
        // Half of an answer that never ends.
        Reply::Bytes(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n".to_vec(),
        )
    });
    let gateway = gateway(&backend, 29_000);
    let request = gateway.request("GET", "/prod/x").api("public1234");
    let mut stream = request.connect();
    std::io::Write::write_all(&mut stream, &request.bytes()).unwrap();
    let mut text = Vec::new();
    let mut byte = [0];
    while !text.ends_with(b"5\r\nhello\r\n") {
        assert_eq!(std::io::Read::read(&mut stream, &mut byte).unwrap(), 1);
        text.push(byte[0]);
    }
}

#[test]
fn a_body_that_a_back_end_does_not_take_goes_with_its_client() {
    const BODY: usize = 9 << 20;
    // Little fits into its buffers, and it reads nothing until it is told to.
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    listener.set_recv_buffer_size(4096).unwrap();
    let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
    listener.bind(&any.into()).unwrap();
    listener.listen(1).unwrap();
    let listener = TcpListener::from(listener);

    let back_end = Backend::ok();
    let mut world = World::default();
    let slow = proxied_all(listener.local_addr().unwrap());
    world.api(Api::regional("slow12345").method("ANY", "/{proxy+}", open(slow)));
    let other = proxied_all(back_end.address);
    world.api(Api::regional("public1234").method("ANY", "/{proxy+}", open(other)));
    let gateway = Gateway::start(&mut world);

    let request = gateway.request("POST", "/prod/x").api("slow12345");
    let request = request.body(vec![b'x'; BODY]);
    let mut client = request.connect();
    client.write_all(&request.bytes()).unwrap();
    let (mut taken, _) = listener.accept().unwrap();
    taken.read_exact(&mut [0; 64]).unwrap();
    drop(client);
    // The worker, of which there is one, knows that the client is gone before it has answered others that came later.
    for _ in 0..3 {
        let later = gateway.request("GET", "/prod/x").api("public1234").send();
        later.is_ok();
    }

    taken
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let rest = std::io::copy(&mut taken, &mut std::io::sink());
    let why = "the connection is closed, and what was left of the body is gone";
    assert!(rest.is_ok_and(|bytes| bytes < BODY as u64), "{why}");
}
