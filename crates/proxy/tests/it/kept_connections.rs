//! Connections that are kept for the next request hold nothing meanwhile. Nobody can tell from outside: what comes next
//! is read as if it were the first, and every limit holds as before.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use portcullis_proxy::Limits;

use crate::backend::{Backend, Reply, response};
use crate::client::{Request, Response, exchange, host_of, read_response};
use crate::gateway::{Gateway, Options};
use crate::tls_client::Tls;
use crate::world::{Api, World, mock, open, proxied_all, signed};

const API: &str = "public1234";

fn gateway(limits: Limits) -> (Gateway, Backend) {
    let backend = Backend::start(|request| match request.target.as_str() {
        "/long" => Reply::Bytes(response("200 OK", &[], &long())),
        _ => Reply::Bytes(crate::backend::ok_bytes()),
    });
    (in_front_of(&backend, limits), backend)
}

fn in_front_of(backend: &Backend, limits: Limits) -> Gateway {
    crate::log::capture();
    let mut world = World::default();
    let api = Api::regional(API)
        .method("ANY", "/{proxy+}", open(proxied_all(backend.address)))
        .method("GET", "/mock", open(mock()))
        .method("POST", "/signed", signed(proxied_all(backend.address)));
    world.api(api);
    let options = Options {
        limits,
        ..Options::default()
    };
    Gateway::with(&mut world, options)
}

fn long() -> String {
    "0123456789abcdef".repeat(9 * 65_536)
}

/// A client with one connection.
struct Client<S> {
    stream: S,
    own: SocketAddr,
    answered: usize,
}

impl Client<TcpStream> {
    fn new(gateway: &Gateway) -> Self {
        let stream = crate::client::connect(gateway.address, None);
        let own = stream.local_addr().unwrap();
        Self {
            stream,
            own,
            answered: 0,
        }
    }
}

impl<S: Read + Write> Client<S> {
    /// Waits until the gateway waits for the request after those that were answered.
    fn is_kept(&self) {
        let peer = format!("peer={}", self.own);
        let says = "message=a connection waits for its next request";
        crate::log::wait_for(self.answered, [&peer, says]);
    }

    fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).unwrap();
        self.stream.flush().unwrap();
    }

    fn answer(&mut self) -> Option<Response> {
        let answer = read_response(&mut self.stream, "GET");
        self.answered += usize::from(answer.is_some());
        answer
    }

    #[track_caller]
    fn is_answered(&mut self) {
        self.answer().expect("the connection was closed").is_ok();
    }

    /// Whether the connection was closed, and nothing said.
    fn is_closed(&mut self) -> bool {
        self.answer().is_none()
    }
}

fn get(gateway: &Gateway, path: &str) -> Vec<u8> {
    gateway.request("GET", path).api(API).bytes()
}

fn post(gateway: &Gateway, path: &str, body: &str) -> Vec<u8> {
    gateway.request("POST", path).api(API).body(body).bytes()
}

#[test]
fn a_kept_connection_is_served_as_before() {
    let (gateway, backend) = gateway(Limits::default());
    let mut client = Client::new(&gateway);
    for turn in ["0", "1", "2"] {
        client.send(&post(&gateway, "/prod/up", turn));
        client.is_answered();
        assert_eq!(backend.last().text(), turn);
        client.is_kept();
    }
    client.send(&get(&gateway, "/prod/mock"));
    client.is_answered();
}

#[test]
fn a_kept_connection_of_tls_is_served_as_before() {
    let (gateway, backend) = gateway(Limits::default());
    let stream = Tls::new(&gateway, &host_of(API)).connect().unwrap();
    let own = stream.sock.local_addr().unwrap();
    let mut client = Client {
        stream,
        own,
        answered: 0,
    };
    for turn in ["0", "1", "2"] {
        client.send(&post(&gateway, "/prod/up", turn));
        client.is_answered();
        assert_eq!(backend.last().text(), turn);
        client.is_kept();
    }
    // A request in several records, of which the first is a single byte.
    let request = post(&gateway, "/prod/up", "in pieces");
    let (first, rest) = request.split_at(1);
    client.send(first);
    client.send(rest);
    client.is_answered();
    assert_eq!(backend.last().text(), "in pieces");
}

#[test]
fn requests_one_after_the_other_and_at_once_are_told_apart() {
    let (gateway, backend) = gateway(Limits::default());
    let mut client = Client::new(&gateway);
    for _ in 0..3 {
        let before = backend.received().len();
        let two = [
            post(&gateway, "/prod/one", "GET /prod/none HTTP/1.1\r\n\r\n"),
            post(&gateway, "/prod/two", "2"),
        ];
        client.send(&two.concat());
        client.is_answered();
        client.is_answered();
        let received = backend.received().split_off(before);
        let targets: Vec<&str> = received.iter().map(|it| it.target.as_str()).collect();
        assert_eq!(targets, ["/one", "/two"]);
        assert_eq!(received[0].text(), "GET /prod/none HTTP/1.1\r\n\r\n");
        client.is_kept();
    }
}

/// Answers that wait for a client who does not read are sent in their order when it reads.
#[test]
fn answers_reach_a_client_that_asks_for_many_before_it_reads_one() {
    const ASKED: usize = 2_000;
    const UNREAD: usize = 500;
    let backend = Backend::start(|request| {
        let long = request.target.repeat(7_000 / request.target.len());
        Reply::Bytes(response("200 OK", &[], &long))
    });
    let gateway = in_front_of(&backend, Limits::default());
    let mut client = Client::new(&gateway);
    let mut asks = client.stream.try_clone().unwrap();
    std::thread::scope(|scope| {
        let (asked, much_is_asked) = std::sync::mpsc::channel();
        let gateway = &gateway;
        scope.spawn(move || {
            for number in 0..ASKED {
                let path = format!("/prod/{number}");
                asks.write_all(&get(gateway, &path)).unwrap();
                if number == UNREAD {
                    asked.send(()).unwrap();
                }
            }
        });
        much_is_asked.recv().unwrap();
        for number in 0..ASKED {
            let answer = client.answer().expect("an answer");
            let begins = format!("/{number}/{number}");
            assert!(answer.text().starts_with(&begins), "{number}");
        }
    });
    client.is_kept();
}

#[test]
fn a_head_may_come_byte_by_byte_before_and_after() {
    let (gateway, backend) = gateway(Limits::default());
    let mut client = Client::new(&gateway);
    // Its first letter could be that of HTTP/2.
    for body in ["before", "after"] {
        for byte in post(&gateway, "/prod/up", body) {
            client.send(&[byte]);
        }
        client.is_answered();
        assert_eq!(backend.last().text(), body);
        client.is_kept();
    }
}

#[test]
fn half_a_head_that_came_with_a_body_is_not_lost() {
    let (gateway, backend) = gateway(Limits::default());
    let mut client = Client::new(&gateway);
    let (one, two) = (
        post(&gateway, "/prod/one", "1"),
        post(&gateway, "/prod/two", "2"),
    );
    let (half, rest) = two.split_at(20);
    client.send(&[&one, half].concat());
    client.is_answered();
    // What was read too far is put back.
    client.is_kept();
    client.send(rest);
    client.is_answered();
    let last = backend.last();
    assert_eq!((last.target.as_str(), last.text()), ("/two", "2"));
    client.is_kept();
    client.send(&get(&gateway, "/prod/mock"));
    client.is_answered();
}

#[test]
fn a_head_that_can_be_read_in_two_ways_is_refused_after_as_before() {
    let (gateway, backend) = gateway(Limits::default());
    let host = host_of(API);
    let heads = [
        format!(
            "POST /prod/up HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n"
        ),
        format!(
            "POST /prod/up HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
        ),
        format!("POST /prod/up HTTP/1.1\r\nHost: {host}\nContent-Length: 1\r\n\r\n"),
        // A parser skips lines before a head.
        format!(
            "\r\nPOST /prod/up HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n"
        ),
    ];
    for head in heads {
        for kept in [false, true] {
            let mut client = Client::new(&gateway);
            client.send(&get(&gateway, "/prod/mock"));
            client.is_answered();
            if kept {
                client.is_kept();
            }
            client.send(head.as_bytes());
            let answer = client.answer().unwrap();
            assert_eq!(answer.status, 400, "{head:?} {kept}: {answer:?}");
        }
    }
    assert!(backend.received().is_empty());
}

#[test]
fn http_1_0_ends_with_its_answer_unless_the_client_wants_more() {
    let (gateway, _) = gateway(Limits::default());
    let host = host_of(API);
    let head = |fields: &str| format!("GET /prod/mock HTTP/1.0\r\nHost: {host}\r\n{fields}\r\n");
    let mut client = Client::new(&gateway);
    client.send(head("Connection: keep-alive\r\n").as_bytes());
    let answer = client.answer().unwrap();
    assert_eq!(answer.header("connection"), Some("keep-alive"));
    client.send(head("").as_bytes());
    let answer = client.answer().unwrap();
    assert_eq!(answer.header("connection"), Some("close"));
    assert!(client.is_closed());
}

/// HTTP/1.0 knows no chunks: what has no length ends with the connection.
#[test]
fn an_answer_without_a_length_reaches_http_1_0_until_the_connection_ends() {
    let backend = Backend::start(|_| {
        let chunks = "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        Reply::Bytes([head, chunks].concat().into_bytes())
    });
    let gateway = in_front_of(&backend, Limits::default());
    let host = host_of(API);
    let mut client = Client::new(&gateway);
    let head = format!("GET /prod/x HTTP/1.0\r\nHost: {host}\r\nConnection: keep-alive\r\n\r\n");
    client.send(head.as_bytes());
    let mut said = String::new();
    client.stream.read_to_string(&mut said).unwrap();
    let (head, body) = said.split_once("\r\n\r\n").unwrap();
    assert!(
        head.contains("\r\nconnection: close") && !head.contains("encoding"),
        "{head}"
    );
    assert_eq!(body, "hello world");
    // Over HTTP/1.1 it comes in chunks, and the connection goes on.
    let mut client = Client::new(&gateway);
    for _ in 0..2 {
        client.send(&get(&gateway, "/prod/x"));
        let answer = client.answer().unwrap();
        assert_eq!(answer.header("transfer-encoding"), Some("chunked"));
        assert_eq!(answer.text(), "hello world");
    }
}

#[test]
fn the_rest_of_a_body_that_nobody_read_is_no_request() {
    let (gateway, backend) = gateway(Limits::default());
    let smuggled = get(&gateway, "/prod/smuggled");
    for path in ["/prod/signed", "/nowhere/at/all"] {
        let mut client = Client::new(&gateway);
        let refused = gateway
            .request("POST", path)
            .api(API)
            .header("content-length", "100000");
        client.send(&refused.bytes());
        let answer = client.answer().unwrap();
        assert_eq!(
            (answer.status, answer.header("connection")),
            (403, Some("close"))
        );
        // The gateway still listens, for the client to read the answer. Meanwhile others come and go.
        let mut other = Client::new(&gateway);
        let mut turns = || {
            for _ in 0..10 {
                other.send(&get(&gateway, "/prod/mock"));
                other.is_answered();
                other.is_kept();
            }
        };
        turns();
        client.send(&smuggled);
        turns();
        let mut said = Vec::new();
        let _ = client.stream.read_to_end(&mut said);
        assert_eq!(String::from_utf8_lossy(&said), "");
    }
    assert!(backend.received().is_empty());
}

#[test]
fn what_was_http_1_does_not_become_http_2() {
    let (gateway, _) = gateway(Limits::default());
    let mut client = Client::new(&gateway);
    client.send(&get(&gateway, "/prod/mock"));
    client.is_answered();
    client.is_kept();
    client.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0");
    let mut said = Vec::new();
    let _ = client.stream.read_to_end(&mut said);
    let text = String::from_utf8_lossy(&said);
    assert!(
        said.is_empty() || text.starts_with("HTTP/1.1 400"),
        "{text:?}"
    );
}

#[test]
fn a_preface_may_come_in_pieces() {
    let (gateway, _) = gateway(Limits::default());
    let mut client = Client::new(&gateway);
    for byte in b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" {
        client.send(&[*byte]);
    }
    // Its own settings; the server's come back, and its word for having seen these.
    client.send(b"\0\0\0\x04\0\0\0\0\0");
    let mut frame = [0; 9];
    client.stream.read_exact(&mut frame).unwrap();
    assert_eq!(frame[3], 4, "a frame SETTINGS");
}

#[test]
fn half_a_head_is_cut_off_in_its_time() {
    let limits = Limits {
        header_timeout: Duration::from_millis(300),
        ..Limits::default()
    };
    let (gateway, _) = gateway(limits);
    // After an answer; beside the body of another, where nothing else comes; and half a preface.
    let mut client = Client::new(&gateway);
    client.send(&get(&gateway, "/prod/mock"));
    client.is_answered();
    client.is_kept();
    client.send(b"GET /prod/mo");
    assert!(client.is_closed());

    let mut client = Client::new(&gateway);
    client.send(&[&*post(&gateway, "/prod/up", "1"), b"GET /prod/mo"].concat());
    client.is_answered();
    assert!(client.is_closed());

    let mut client = Client::new(&gateway);
    client.send(b"PRI * HT");
    assert!(client.is_closed());
}

#[test]
fn a_kept_connection_is_closed_when_it_has_been_idle_for_long() {
    let limits = Limits {
        idle_timeout: Duration::from_millis(300),
        ..Limits::default()
    };
    let (gateway, _) = gateway(limits);
    let mut client = Client::new(&gateway);
    client.send(&get(&gateway, "/prod/mock"));
    client.is_answered();
    client.is_kept();
    assert!(client.is_closed());
}

#[test]
fn a_client_that_leaves_a_kept_connection_makes_room_for_another() {
    let limits = Limits {
        max_connections: 1,
        ..Limits::default()
    };
    let (gateway, _) = gateway(limits);
    for _ in 0..3 {
        let mut client = Client::new(&gateway);
        client.send(&get(&gateway, "/prod/mock"));
        client.is_answered();
        client.is_kept();
    }
}

#[test]
fn draining_closes_kept_connections_at_once() {
    let (mut gateway, _) = gateway(Limits::default());
    let mut plain = Client::new(&gateway);
    plain.send(&get(&gateway, "/prod/mock"));
    plain.is_answered();
    plain.is_kept();
    // One that has said nothing yet; it is accepted before the next.
    let mut silent = Client::new(&gateway);
    let stream = Tls::new(&gateway, &host_of(API)).connect().unwrap();
    let own = stream.sock.local_addr().unwrap();
    let mut secured = Client {
        stream,
        own,
        answered: 0,
    };
    secured.send(&get(&gateway, "/prod/mock"));
    secured.is_answered();
    secured.is_kept();
    let drained = gateway.proxy.take().unwrap().drain(Duration::from_secs(20));
    assert_eq!(drained.cut, 0);
    assert!(plain.is_closed() && silent.is_closed());
    // With a good-bye: without one, this would be an error.
    assert_eq!(secured.stream.read(&mut [0]).unwrap(), 0);
}

#[test]
fn a_kept_connection_has_one_more_answer_when_another_process_takes_over() {
    let (mut gateway, _) = gateway(Limits::default());
    let mut client = Client::new(&gateway);
    client.send(&get(&gateway, "/prod/mock"));
    client.is_answered();
    client.is_kept();
    let request = get(&gateway, "/prod/mock");
    let proxy = gateway.proxy.take().unwrap();
    let ending = std::thread::spawn(move || proxy.succeed(Duration::from_secs(20)));
    // Nobody accepts any more once it is told.
    while TcpStream::connect(gateway.address).is_ok() {}
    client.send(&request);
    let answer = client.answer().unwrap();
    answer.is_ok();
    assert_eq!(answer.header("connection"), Some("close"));
    drop(client);
    assert_eq!(ending.join().unwrap().cut, 0);
}

#[test]
fn an_answer_that_is_not_taken_yet_is_under_way() {
    let (gateway, _) = gateway(Limits::default());
    let mut client = Client::new(&gateway);
    client.send(&get(&gateway, "/prod/long"));
    // The gateway has looked at this connection many times before the other is done.
    let mut other = Client::new(&gateway);
    for _ in 0..20 {
        other.send(&get(&gateway, "/prod/mock"));
        other.is_answered();
        other.is_kept();
    }
    let answer = client.answer().unwrap();
    assert_eq!(answer.text(), long());
    client.is_kept();
    client.send(&get(&gateway, "/prod/mock"));
    client.is_answered();
}

#[test]
fn an_answer_that_never_comes_and_a_body_that_does_are_under_way() {
    let backend = Backend::start(|_| Reply::Hang);
    let gateway = in_front_of(&backend, Limits::default());
    let mut client = Client::new(&gateway);
    let request = Request::new(gateway.address, "POST", "/prod/up")
        .api(API)
        .header("content-length", "3");
    client.send(&request.bytes());
    let mut other = Client::new(&gateway);
    for byte in b"abc" {
        assert!(exchange(&mut other.stream, &get(&gateway, "/prod/mock"), "GET").is_some());
        other.is_kept();
        client.send(&[*byte]);
    }
    while backend.received().is_empty() {
        other.send(&get(&gateway, "/prod/mock"));
        other.is_answered();
    }
    assert_eq!(backend.last().body, b"abc");
}
