//! Bounds: too long, too slow, too many. Every refusal is clear and nothing is held for long.

use std::io::{Read, Write};
use std::time::Duration;

use portcullis_proxy::Limits;

use crate::backend::Backend;
use crate::client::{exchange, read_response};
use crate::gateway::{Gateway, Options};
use crate::world::{Api, INVOKE_ALL, Key, OWNER, World, mock, open, proxied_all, signed};

const TOO_LARGE: &str = "HTTP content length exceeded 10485760 bytes.";
const MEGABYTE: usize = 1024 * 1024;

fn gateway(limits: Limits) -> (Gateway, Backend, Key, std::net::Ipv4Addr) {
    let backend = Backend::ok();
    let mut world = World::default();
    let key = world.user(OWNER, "alice", Some(INVOKE_ALL));
    let endpoint = world.open_endpoint("vpce-0aaa", "10.0.0.10");
    let methods = |api: Api| {
        api.method("ANY", "/{proxy+}", open(proxied_all(backend.address)))
            .method("POST", "/signed", signed(proxied_all(backend.address)))
            .method("GET", "/mock", open(mock()))
    };
    world.api(methods(Api::regional("public1234")));
    world.api(methods(Api::private("private123")));
    let options = Options {
        limits,
        ..Options::default()
    };
    (Gateway::with(&mut world, options), backend, key, endpoint)
}

#[test]
fn ten_megabytes_pass_and_one_byte_more_does_not() {
    let (gateway, backend, key, _) = gateway(Limits::default());
    let request = |path| gateway.request("POST", path).api("public1234");
    let body = vec![b'x'; 10 * MEGABYTE];
    request("/prod/up").body(body.clone()).send().is_ok();
    assert_eq!(backend.last().body.len(), 10 * MEGABYTE);
    let mut signed = proxied_all(backend.address);
    signed.request_parameters.clear();
    request("/prod/up")
        .body(body.clone())
        .sign(&key)
        .send()
        .is_ok();

    let before = backend.received().len();
    for request in [
        request("/prod/up"),
        request("/prod/signed").header("content-type", "text/plain"),
    ] {
        let response = request
            .header("content-length", &(10 * MEGABYTE + 1).to_string())
            .send();
        assert_eq!((response.status, response.text()), (413, TOO_LARGE));
        assert!(
            response
                .header("content-type")
                .unwrap()
                .starts_with("text/")
        );
        assert_eq!(response.header("connection"), Some("close"));
    }
    // Chunked, nobody says beforehand how long it will be.
    let mut chunked = format!("{:x}\r\n", body.len() + 1).into_bytes();
    chunked.extend_from_slice(&body);
    chunked.extend_from_slice(b"x\r\n0\r\n\r\n");
    let response = request("/prod/up")
        .header("transfer-encoding", "chunked")
        .body(chunked)
        .send();
    assert_eq!((response.status, response.text()), (413, TOO_LARGE));
    assert_eq!(backend.received().len(), before);
}

#[test]
fn a18_a_body_is_not_read_for_a_caller_whom_the_head_refutes() {
    let (gateway, backend, mut key, _) = gateway(Limits::default());
    key.id = "AKIAUNKNOWN".into();
    // The body never comes: an answer shows that nobody waited for it.
    let request = gateway
        .request("POST", "/prod/signed")
        .api("public1234")
        .sign(&key);
    let response = request.header("content-length", "10000000").send();
    assert_eq!(
        (response.status, response.header("x-amzn-errortype")),
        (403, Some("UnrecognizedClientException"))
    );
    let anonymous = gateway
        .request("POST", "/prod/signed")
        .api("public1234")
        .header("content-length", "10000000");
    assert_eq!(
        anonymous.send().header("x-amzn-errortype"),
        Some("MissingAuthenticationTokenException")
    );
    assert!(backend.received().is_empty());
}

#[test]
fn a_refusal_reaches_a_client_that_is_still_sending() {
    let (gateway, backend, ..) = gateway(Limits::default());
    let request = gateway
        .request("POST", "/prod/signed")
        .api("public1234")
        .body(vec![0; 8 * MEGABYTE]);
    for _ in 0..3 {
        let response = request.send();
        assert_eq!(
            response.header("x-amzn-errortype"),
            Some("MissingAuthenticationTokenException")
        );
        assert_eq!(response.header("connection"), Some("close"));
    }
    assert!(backend.received().is_empty());
}

#[test]
fn urls_and_headers_have_the_lengths_that_api_gateway_gives_them() {
    let (gateway, _, _, endpoint) = gateway(Limits::default());
    let public = |path: &str| gateway.request("GET", path).api("public1234");
    let private = |path: &str| {
        gateway
            .request_through(endpoint, "GET", path)
            .api("private123")
    };
    let path = |length: usize| format!("/prod/mock?{}", "a".repeat(length - "/prod/mock?".len()));
    public(&path(10_240)).send().is_ok();
    assert_eq!(public(&path(10_241)).send().status, 414);
    private(&path(8_192)).send().is_ok();
    assert_eq!(private(&path(8_193)).send().status, 414);

    // `host: …` and `x-long: …` with their line ends.
    let fixed =
        |api: &str| crate::client::host_of(api).len() + "host: \r\n".len() + "x-long: \r\n".len();
    let long = |length: usize| "a".repeat(length);
    public("/prod/mock")
        .header("x-long", &long(10_240 - fixed("public1234")))
        .send()
        .is_ok();
    let refused = public("/prod/mock")
        .header("x-long", &long(10_241 - fixed("public1234")))
        .send();
    assert_eq!(
        (refused.status, refused.header("content-type")),
        (431, Some("application/json"))
    );
    private("/prod/mock")
        .header("x-long", &long(8_000 - fixed("private123")))
        .send()
        .is_ok();
    assert_eq!(
        private("/prod/mock")
            .header("x-long", &long(8_001 - fixed("private123")))
            .send()
            .status,
        431
    );
}

#[test]
fn a_head_without_end_is_refused_and_bounded() {
    let (gateway, ..) = gateway(Limits::default());
    let request = gateway
        .request("GET", "/prod/mock")
        .api("public1234")
        .header("x-long", &"a".repeat(100_000));
    assert_eq!(request.send().status, 431);
    let many = (0..200).fold(
        gateway.request("GET", "/prod/mock").api("public1234"),
        |request, n| request.header(&format!("x-{n}"), "1"),
    );
    assert_eq!(many.send().status, 431);
    let query = format!("/prod/mock?{}", "a&".repeat(600));
    assert_eq!(
        gateway
            .request("GET", &query)
            .api("public1234")
            .send()
            .status,
        400
    );
}

#[test]
fn a_slow_head_is_cut_off() {
    let limits = Limits {
        header_timeout: Duration::from_millis(500),
        ..Limits::default()
    };
    let (gateway, ..) = gateway(limits);
    let request = gateway.request("GET", "/prod/mock").api("public1234");
    // Nothing at all.
    assert!(exchange(request.connect(), b"", "GET").is_none());
    // Half a head.
    assert!(
        exchange(
            request.connect(),
            b"GET /prod/mock HTTP/1.1\r\nHost: ",
            "GET"
        )
        .is_none()
    );
    // Half a head after a whole request.
    let stream = request.connect();
    exchange(stream.try_clone().unwrap(), &request.bytes(), "GET")
        .unwrap()
        .is_ok();
    assert!(exchange(stream, b"GET /prod", "GET").is_none());
}

#[test]
fn a_slow_body_is_given_up() {
    let limits = Limits {
        body_idle_timeout: Duration::from_millis(50),
        ..Limits::default()
    };
    let (gateway, backend, key, _) = gateway(limits);
    let stall = |request: crate::client::Request| {
        let response = request.header("content-length", "10").send();
        assert_eq!(
            (response.status, response.header("x-amzn-errortype")),
            (408, Some("RequestTimeoutException"))
        );
    };
    stall(gateway.request("POST", "/prod/up").api("public1234"));
    stall(
        gateway
            .request("POST", "/prod/up")
            .api("public1234")
            .sign(&key),
    );
    assert!(backend.received().is_empty());
}

#[test]
fn an_idle_connection_is_closed() {
    let limits = Limits {
        idle_timeout: Duration::from_millis(500),
        ..Limits::default()
    };
    let (gateway, ..) = gateway(limits);
    let request = gateway.request("GET", "/prod/mock").api("public1234");
    let mut stream = request.connect();
    exchange(stream.try_clone().unwrap(), &request.bytes(), "GET")
        .unwrap()
        .is_ok();
    assert!(read_response(&mut stream, "GET").is_none());
}

#[test]
fn bodies_are_held_within_a_budget() {
    let limits = Limits {
        max_buffered_body: MEGABYTE,
        ..Limits::default()
    };
    let (gateway, ..) = gateway(limits);
    let request = || gateway.request("POST", "/prod/up").api("public1234");
    let response = request().body(vec![0; MEGABYTE + 1]).send();
    response.is(
        503,
        "ServiceUnavailableException",
        "{\"message\":\"Service Unavailable\"}",
    );
    // What was held is free again.
    request().body(vec![0; MEGABYTE]).send().is_ok();
}

#[test]
fn a_body_that_cannot_be_held_is_refused_before_it_has_come() {
    let limits = Limits {
        max_buffered_body: MEGABYTE,
        ..Limits::default()
    };
    let (gateway, backend, ..) = gateway(limits);
    let up = || gateway.request("POST", "/prod/up").api("public1234");
    // A part of it is enough to see that there is no room for the whole; the rest never comes.
    let large = up()
        .header("content-length", &(8 * MEGABYTE).to_string())
        .body(vec![0; MEGABYTE]);
    assert_eq!(large.send().status, 503);
    assert!(backend.received().is_empty());
    // Who declares much and sends little leaves room for others.
    let declared = up().header("content-length", &MEGABYTE.to_string());
    let slow: Vec<_> = (0..4)
        .map(|_| {
            let mut stream = declared.connect();
            let expecting = up()
                .header("content-length", &MEGABYTE.to_string())
                .header("expect", "100-continue");
            stream.write_all(&expecting.bytes()).unwrap();
            assert_eq!(read_response(&mut stream, "HEAD").unwrap().status, 100);
            stream.write_all(&[0; 8 * 1024]).unwrap();
            stream
        })
        .collect();
    up().body(vec![0; MEGABYTE / 2]).send().is_ok();
    drop(slow);
}

#[test]
fn a_body_arrives_as_it_was_sent_however_it_is_cut() {
    let (gateway, backend, ..) = gateway(Limits::default());
    let body: Vec<u8> = (0..3 * MEGABYTE).map(|at| (at % 251) as u8).collect();
    let up = || gateway.request("POST", "/prod/up").api("public1234");
    for piece in [1_000, 8 * 1024, 70_000, 3 * MEGABYTE] {
        let whole = up().body(body.clone()).bytes();
        let mut chunks = up().header("transfer-encoding", "chunked").bytes();
        for chunk in body.chunks(piece) {
            chunks.extend(format!("{:x}\r\n", chunk.len()).bytes());
            chunks.extend(chunk);
            chunks.extend(b"\r\n");
        }
        chunks.extend(b"0\r\n\r\n");
        for bytes in [whole, chunks] {
            let mut stream = up().connect();
            for piece in bytes.chunks(piece) {
                stream.write_all(piece).unwrap();
            }
            read_response(&mut stream, "POST").unwrap().is_ok();
            assert!(backend.last().body == body, "{piece}");
        }
    }
}

#[test]
fn more_connections_than_allowed_wait_for_their_turn() {
    let limits = Limits {
        max_connections: 1,
        ..Limits::default()
    };
    let (gateway, ..) = gateway(limits);
    let request = gateway.request("GET", "/prod/mock").api("public1234");
    let first = request.connect();
    exchange(first.try_clone().unwrap(), &request.bytes(), "GET")
        .unwrap()
        .is_ok();
    let mut second = request.connect();
    second.write_all(&request.bytes()).unwrap();
    second.set_nonblocking(true).unwrap();
    assert_eq!(
        second.read(&mut [0]).unwrap_err().kind(),
        std::io::ErrorKind::WouldBlock
    );
    second.set_nonblocking(false).unwrap();
    drop(first);
    read_response(&mut second, "GET").unwrap().is_ok();
}

#[test]
fn expect_continue_is_answered_only_when_the_body_is_wanted() {
    let (gateway, ..) = gateway(Limits::default());
    let request = |path| {
        gateway
            .request("POST", path)
            .api("public1234")
            .header("expect", "100-continue")
            .header("content-length", "2")
    };
    assert_eq!(request("/prod/signed").send().status, 403);
    let mut stream = request("/prod/up").connect();
    stream.write_all(&request("/prod/up").bytes()).unwrap();
    assert_eq!(read_response(&mut stream, "HEAD").unwrap().status, 100);
    stream.write_all(b"{}").unwrap();
    read_response(&mut stream, "POST").unwrap().is_ok();
}

#[test]
fn draining_lets_a_request_end_and_refuses_new_ones() {
    let (mut gateway, ..) = gateway(Limits::default());
    let request = gateway
        .request("POST", "/prod/up")
        .api("public1234")
        .header("content-length", "2");
    let mut stream = request.connect();
    stream
        .write_all(&request.header("expect", "100-continue").bytes())
        .unwrap();
    // The request is in flight: its body is awaited.
    assert_eq!(read_response(&mut stream, "HEAD").unwrap().status, 100);
    let proxy = gateway.proxy.take().unwrap();
    let draining = std::thread::spawn(move || proxy.drain(Duration::from_secs(20)));
    stream.write_all(b"{}").unwrap();
    read_response(&mut stream, "POST").unwrap().is_ok();
    assert_eq!(draining.join().unwrap().cut, 0);
    assert!(std::net::TcpStream::connect(gateway.address).is_err());
}
