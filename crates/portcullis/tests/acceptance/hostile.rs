//! Requests that nobody honest sends: oversized, malformed, slow, smuggled, with headers twice.
//! Each gets a clear refusal or a closed connection, nothing of it reaches a back end, and the
//! process stays up and small.

use serde_json::json;

use crate::api::{account, arn, deploy, host, policy, resource, rest_api, signed_method, user};
use crate::aws::{B, Call, Keys};
use crate::backend::Backend;
use crate::gateway::Gateway;
use crate::wire::{Answer, Connection, exchange};

const LIMIT: usize = 10 * 1024 * 1024;

/// A gateway with `ANY /{proxy+}` behind a signature.
struct Target {
    gateway: Gateway,
    backend: Backend,
    host: String,
    keys: Keys,
}

impl Target {
    fn new() -> Self {
        let (backend, gateway) = (Backend::start(), Gateway::dev(&[]));
        let owner = account(&gateway, B);
        let (api, root) = rest_api(&owner, "hostile", "REGIONAL");
        let any = resource(&owner, &api, &root, "{proxy+}");
        signed_method(&owner, &api, &any, "ANY", backend.address);
        deploy(&owner, &api, "prod");
        let everything =
            policy(json!([{ "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*" }]));
        let keys = user(&owner, "caller", Some(&everything));
        Self {
            host: host(&api),
            gateway,
            backend,
            keys,
        }
    }

    fn signed(&self, method: &str, body: &[u8]) -> Call {
        Call::api(method, &self.host, "/prod/items")
            .body(body)
            .signed(&self.keys)
    }

    fn send(&self, bytes: &[u8]) -> Option<Answer> {
        exchange(self.gateway.address, None, bytes)
    }

    /// An ordinary request is still served.
    #[track_caller]
    fn assert_serves(&mut self) {
        let before = self.backend.received().len();
        let answer = self.signed("GET", b"").send(self.gateway.address);
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(self.backend.received().len(), before + 1);
        self.gateway.assert_well();
    }
}

#[test]
fn a_request_that_could_be_read_in_two_ways_is_refused_and_goes_nowhere() {
    let mut target = Target::new();
    let good = String::from_utf8(target.signed("POST", b"hello").bytes()).unwrap();
    let (head, _) = good.split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\nContent-Length: 5", "");
    let smuggled = format!(
        "GET /prod/smuggled HTTP/1.1\r\nHost: {}\r\n\r\n",
        target.host
    );
    let framed = |framing: &str, body: &str| format!("{head}\r\n{framing}\r\n\r\n{body}");
    let cases = [
        (
            "CL.TE",
            framed(
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                &format!("0\r\n\r\n{smuggled}"),
            ),
        ),
        (
            "TE.CL",
            framed(
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "5\r\nhello\r\n0\r\n\r\n",
            ),
        ),
        (
            "two lengths",
            framed(
                "Content-Length: 5\r\nContent-Length: 6",
                &format!("hello{smuggled}"),
            ),
        ),
        (
            "one length twice",
            framed("Content-Length: 5\r\nContent-Length: 5", "hello"),
        ),
        ("a list of lengths", framed("Content-Length: 5, 5", "hello")),
        ("a negative length", framed("Content-Length: -5", "hello")),
        ("a signed length", framed("Content-Length: +5", "hello")),
        (
            "a length that overflows",
            framed("Content-Length: 18446744073709551621", "hello"),
        ),
        ("a length in hex", framed("Content-Length: 0x5", "hello")),
        (
            "two codings",
            framed(
                "Transfer-Encoding: gzip, chunked",
                "5\r\nhello\r\n0\r\n\r\n",
            ),
        ),
        (
            "chunked twice",
            framed(
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "5\r\nhello\r\n0\r\n\r\n",
            ),
        ),
        ("identity", framed("Transfer-Encoding: identity", "hello")),
        (
            "a coding that is none",
            framed("Transfer-Encoding: xchunked", "5\r\nhello\r\n0\r\n\r\n"),
        ),
        (
            "a coding behind a tab",
            framed("Transfer-Encoding:\tchunked\r\nContent-Length: 5", "hello"),
        ),
        (
            "a coding behind a vertical tab",
            framed("Transfer-Encoding: \x0bchunked", "5\r\nhello\r\n0\r\n\r\n"),
        ),
        (
            "a space before the colon",
            framed("Transfer-Encoding : chunked", "5\r\nhello\r\n0\r\n\r\n"),
        ),
        (
            "a folded header",
            framed("X-Folded: a\r\n b\r\nContent-Length: 5", "hello"),
        ),
        (
            "a folded coding",
            framed(
                "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5",
                "hello",
            ),
        ),
        (
            "trailers",
            framed(
                "Transfer-Encoding: chunked\r\nTrailer: Authorization",
                "5\r\nhello\r\n0\r\nAuthorization: x\r\n\r\n",
            ),
        ),
        (
            "a chunk that overflows",
            framed(
                "Transfer-Encoding: chunked",
                "10000000000000005\r\nhello\r\n0\r\n\r\n",
            ),
        ),
        (
            "a chunk of no size",
            framed("Transfer-Encoding: chunked", "\r\nhello\r\n0\r\n\r\n"),
        ),
        (
            "a chunk longer than it says",
            framed("Transfer-Encoding: chunked", "3\r\nhello\r\n0\r\n\r\n"),
        ),
        (
            "a bare line feed",
            framed("Content-Length: 5\nX-Bare: 1", "hello"),
        ),
        (
            "bare line feeds only",
            framed("Content-Length: 5", "hello").replace("\r\n", "\n"),
        ),
        (
            "a bare carriage return",
            framed("Content-Length: 5\rX-Bare: 1", "hello"),
        ),
        (
            "a NUL in a header",
            framed("Content-Length: 5\r\nX-Nul: a\0b", "hello"),
        ),
        (
            "a header without a name",
            framed("Content-Length: 5\r\n: b", "hello"),
        ),
        (
            "a header without a colon",
            framed("Content-Length: 5\r\nnothing", "hello"),
        ),
        (
            "a name with a space",
            framed("Content-Length: 5\r\nX Y: z", "hello"),
        ),
        (
            "no host",
            good.replace(&format!("Host: {}\r\n", target.host), ""),
        ),
        (
            "two hosts",
            good.replace("Host: ", "Host: evil.example\r\nHost: "),
        ),
        (
            "another host in the target",
            good.replace("POST /prod", "POST http://evil.example/prod"),
        ),
        ("HTTP/0.9", "GET /prod/items\r\n".to_owned()),
        ("HTTP/3.0", good.replace("HTTP/1.1", "HTTP/3.0")),
        (
            "a target that is no path",
            good.replace("POST /prod/items", "POST prod/items"),
        ),
        (
            "a target with a space",
            good.replace("/prod/items", "/prod/items x"),
        ),
        (
            "a dot segment",
            good.replace("/prod/items", "/prod/x/../items"),
        ),
        (
            "an encoded dot segment",
            good.replace("/prod/items", "/prod/x/%2e%2e/items"),
        ),
        ("a backslash", good.replace("/prod/items", "/prod/x\\items")),
        (
            "an encoded NUL",
            good.replace("/prod/items", "/prod/items%00"),
        ),
        (
            "a bad escape",
            good.replace("/prod/items", "/prod/items%zz"),
        ),
        (
            "half of HTTP/2",
            "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\nnothing of a frame".to_owned(),
        ),
    ];
    for (name, bytes) in &cases {
        let mut connection = Connection::open(target.gateway.address, None).unwrap();
        connection.send(bytes.as_bytes()).unwrap();
        let answer = connection
            .answer()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(answer.status, 400, "{name}: {}", answer.text());
        // What follows is not taken for another request.
        connection.finish();
        let rest = connection.rest().unwrap();
        assert!(
            rest.is_empty(),
            "{name} was read as two requests: {}",
            String::from_utf8_lossy(&rest)
        );
    }
    let through = target.backend.received();
    assert!(through.is_empty(), "{through:?}");
    target.assert_serves();
}

#[test]
fn every_spelling_of_a_path_gets_the_decision_of_that_path() {
    let mut target = Target::new();
    let owner = account(&target.gateway, B);
    let api = target.host.split('.').next().unwrap();
    let everything_but = policy(json!([
        { "Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*" },
        { "Effect": "Deny", "Action": "execute-api:Invoke", "Resource": format!("{}/prod/GET/admin", arn(B, api)) },
    ]));
    let keys = user(&owner, "guarded", Some(&everything_but));
    let call = |path: &str| Call::api("GET", &target.host, path);
    // One signature covers them all, as it does for AWS.
    let signed = call("/prod/admin").signed(&keys);
    for path in [
        "/prod/admin",
        "/prod//admin",
        "//prod/admin",
        "/prod/admin/",
        "/prod/%61dmin",
        "/prod/admin//",
    ] {
        let mut replayed = signed.clone();
        replayed.target = path.to_owned();
        for call in [replayed, call(path).signed(&keys)] {
            let answer = call.send(target.gateway.address);
            assert_eq!(answer.status, 403, "{path}: {}", answer.text());
        }
        let own = call(path).signed(&keys).send(target.gateway.address);
        assert!(
            own.text()
                .contains("with an explicit deny in an identity-based policy"),
            "{path}: {}",
            own.text()
        );
    }
    for path in [
        "/prod/x/../admin",
        "/prod/./admin",
        "/prod/x/%2e%2e/admin",
        "/prod/..;/prod/admin",
        "/prod/x\\..\\admin",
    ] {
        let mut replayed = signed.clone();
        replayed.target = path.to_owned();
        let answer = target.send(&replayed.bytes()).unwrap();
        assert!(
            matches!(answer.status, 400 | 403),
            "{path}: {} {}",
            answer.status,
            answer.text()
        );
    }
    assert!(target.backend.received().is_empty());
    target.assert_serves();
}

#[test]
fn a_header_that_decides_may_appear_once() {
    let mut target = Target::new();
    let good = target
        .signed("POST", b"hello")
        .with("Content-Type", "text/plain")
        .with("X-Amz-Content-Sha256", "x");
    let token = good.clone().with("X-Amz-Security-Token", "x");
    for name in [
        "host",
        "authorization",
        "x-amz-date",
        "x-amz-content-sha256",
        "content-type",
        "x-amz-security-token",
    ] {
        let (_, value) = token
            .headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .unwrap()
            .clone();
        for value in [value.as_str(), "another"] {
            let answer = target
                .send(&token.clone().with(name, value).bytes())
                .unwrap();
            assert_eq!(answer.status, 400, "{name} twice: {}", answer.text());
            assert_eq!(
                answer.text(),
                format!(r#"{{"message":"The header '{name}' may appear only once"}}"#)
            );
            assert_eq!(
                answer.header("x-amzn-errortype"),
                Some("BadRequestException")
            );
        }
    }
    for named in [
        "authorization",
        "host",
        "x-amz-date",
        "x-amz-security-token",
        "x-amzn-trace-id",
        "content-length",
    ] {
        let answer = target
            .send(
                &target
                    .signed("POST", b"hello")
                    .with("Connection", &format!("close, {named}"))
                    .bytes(),
            )
            .unwrap();
        assert_eq!(answer.status, 400, "Connection: {named}: {}", answer.text());
    }
    assert!(target.backend.received().is_empty());
    target.assert_serves();
}

#[test]
fn what_is_too_large_is_refused_and_held_by_nobody() {
    let mut target = Target::new();
    target.assert_serves();
    let before = target.gateway.memory("VmRSS");

    // Refused by the head alone; the body never comes.
    let mut call = Call::api("POST", &target.host, "/prod/items").signed(&target.keys);
    call.headers
        .push(("Content-Length".to_owned(), (LIMIT + 1).to_string()));
    let answer = target.send(&call.bytes()).unwrap();
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (413, "HTTP content length exceeded 10485760 bytes.")
    );

    // In chunks the length is only known on the way.
    let chunk = [b"100000\r\n", &vec![b'x'; 0x10_0000][..], b"\r\n"].concat();
    let mut call = Call::api("POST", &target.host, "/prod/items").signed(&target.keys);
    call.headers
        .push(("Transfer-Encoding".to_owned(), "chunked".to_owned()));
    let chunked = [call.bytes(), chunk.repeat(12), b"0\r\n\r\n".to_vec()].concat();
    assert_eq!(target.send(&chunked).unwrap().status, 413);

    // From nobody, of any size: refused before the body is read.
    let mut unsigned = Call::api("POST", &target.host, "/prod/items");
    unsigned
        .headers
        .push(("Content-Length".to_owned(), LIMIT.to_string()));
    assert_eq!(target.send(&unsigned.bytes()).unwrap().status, 403);

    // Heads.
    let refusals = [
        Call::api(
            "GET",
            &target.host,
            &format!("/prod/{}", "x".repeat(20_000)),
        ),
        Call::api("GET", &target.host, "/prod/items").with("X-Long", &"x".repeat(20_000)),
        Call::api("GET", &target.host, "/prod/items").with("X-Long", &"x".repeat(200_000)),
        (0..2_000).fold(
            Call::api("GET", &target.host, "/prod/items"),
            |call, number| call.with(&format!("X-{number}"), "y"),
        ),
    ];
    for (call, expected) in refusals.iter().zip([&[414][..], &[431], &[431], &[431]]) {
        let answer = target.send(&call.bytes()).unwrap();
        assert!(
            expected.contains(&answer.status),
            "{} {}",
            answer.status,
            answer.text()
        );
    }

    // The control plane.
    let mut form =
        Call::new("POST", &target.gateway.control.to_string(), "/", "iam").signed(&Keys::root(B));
    form.headers
        .push(("Content-Length".to_owned(), (LIMIT + 1).to_string()));
    let answer = target.send(&form.bytes()).unwrap();
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    let deep = Call::new(
        "POST",
        &target.gateway.control.to_string(),
        "/restapis",
        "apigateway",
    );
    let deep = deep
        .body(format!("{{\"name\":{}", "[".repeat(1_000_000)))
        .with("Content-Type", "application/json");
    let answer = target.send(&deep.signed(&Keys::root(B)).bytes()).unwrap();
    assert_eq!(answer.status, 400, "{}", answer.text());

    // As much as is allowed, from many at a time, goes through and is let go.
    let whole = vec![b'x'; LIMIT];
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                assert_eq!(
                    target
                        .signed("POST", &whole)
                        .send(target.gateway.address)
                        .status,
                    200
                )
            });
        }
    });
    let received = target.backend.received();
    assert_eq!(
        received.iter().filter(|it| it.body.len() == LIMIT).count(),
        4
    );
    assert_eq!(received.len(), 5);
    target.assert_serves();
    let (grown, most) = (
        target.gateway.memory("VmRSS").saturating_sub(before),
        target.gateway.memory("VmHWM"),
    );
    assert!(
        grown < 200 * 1024 && most < 400 * 1024,
        "it holds {grown} KiB more, and held {most} KiB"
    );
}

#[test]
fn those_who_are_slow_keep_nobody_waiting() {
    let mut target = Target::new();
    let good = target.signed("POST", &[b'x'; 64]).bytes();
    let end = good
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    // Some send half a head, some all of it and half a body, some nothing at all.
    let waiting: Vec<Connection> = (0..300)
        .map(|index| {
            let mut connection = Connection::open(target.gateway.address, None).unwrap();
            let part = [0, end / 2, end + 4 + 32][index % 3];
            connection.send(&good[..part]).unwrap();
            connection
        })
        .collect();
    for _ in 0..20 {
        target.assert_serves();
    }
    // The slow are served too, once they have said everything.
    for (index, mut connection) in waiting.into_iter().enumerate() {
        let part = [0, end / 2, end + 4 + 32][index % 3];
        connection.send(&good[part..]).unwrap();
        assert_eq!(connection.answer().unwrap().status, 200);
    }
    target.assert_serves();
}

#[test]
fn requests_in_a_row_on_one_connection_are_answered_in_order() {
    let mut target = Target::new();
    let mut bytes = Vec::new();
    for number in 0..10 {
        let body = format!("{number}");
        bytes.extend(target.signed("POST", body.as_bytes()).bytes());
    }
    let mut connection = Connection::open(target.gateway.address, None).unwrap();
    connection.send(&bytes).unwrap();
    for _ in 0..10 {
        assert_eq!(connection.answer().unwrap().status, 200);
    }
    let bodies: Vec<Vec<u8>> = target
        .backend
        .received()
        .into_iter()
        .map(|it| it.body)
        .collect();
    assert_eq!(
        bodies,
        (0..10)
            .map(|number| number.to_string().into_bytes())
            .collect::<Vec<_>>()
    );
    target.assert_serves();
}

#[test]
fn nonsense_at_the_control_plane_is_the_callers_fault() {
    let mut target = Target::new();
    let to = target.gateway.control;
    let root = Keys::root(B);
    let form = |body: &str| {
        Call::new("POST", &to.to_string(), "/", "iam")
            .body(body)
            .with("Content-Type", "application/x-www-form-urlencoded")
    };
    let json = |method: &str, path: &str, body: &str| {
        Call::new(method, &to.to_string(), path, "apigateway")
            .body(body)
            .with("Content-Type", "application/json")
    };
    let many = (0..20_000).fold(
        "Action=ListUsers&Version=2010-05-08".to_owned(),
        |body, number| format!("{body}&a.{number}.b=c"),
    );
    let cases = [
        form(""),
        form("Version=2010-05-08"),
        form("Action=NoSuchAction&Version=2010-05-08"),
        form("Action=CreateUser&Version=2010-05-08"),
        form("Action=CreateUser&Version=2010-05-08&UserName=a%2Fb"),
        form("Action=CreateUser&Version=2010-05-08&UserName=%ff%fe"),
        form("Action=CreateUser&Version=2010-05-08&UserName=%"),
        form("Action=CreateUser&Action=DeleteUser&Version=2010-05-08&UserName=x"),
        form(&many),
        json("POST", "/restapis", ""),
        json("POST", "/restapis", "{"),
        json("POST", "/restapis", "[]"),
        json("POST", "/restapis", "null"),
        json("POST", "/restapis", r#"{"name":{"a":1}}"#),
        json(
            "POST",
            "/restapis",
            r#"{"name":"x","endpointConfiguration":{"types":["SIDEWAYS"]}}"#,
        ),
        json("POST", "/restapis", "{\"name\":\"\\ud800\"}"),
        json("GET", "/restapis/../etc/passwd", ""),
        json("BREW", "/restapis", ""),
        json("GET", "/nothing/here", ""),
    ];
    for call in cases {
        let answer = call.clone().signed(&root).send(to);
        let sent = format!(
            "{} {} {}",
            call.method,
            call.target,
            String::from_utf8_lossy(&call.body[..call.body.len().min(100)])
        );
        assert!(
            (400..500).contains(&answer.status),
            "{sent}: {} {}",
            answer.status,
            answer.text()
        );
        assert!(!answer.text().contains("<html"), "{sent}");
    }
    target.assert_serves();
}
