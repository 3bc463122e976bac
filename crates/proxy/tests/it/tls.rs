//! TLS towards clients: what is agreed on, which certificate is shown to whom, and what is closed
//! before, during and after the handshake.

use std::io::{Read, Write};
use std::time::Duration;

use portcullis_catalog::Secret;
use portcullis_proxy::{Limits, Material, Role, Transport};
use rcgen::{CertificateParams, KeyPair};

use crate::client::{Request, connect, exchange, host_of};
use crate::gateway::{Gateway, Options};
use crate::tls_client::{BOTH, TLS12, TLS13, Tls};
use crate::world::{Api, World, mock, open};

/// Everybody may call, over TLS.
const ONLY_SECURE: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"},
    {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"#;

fn world() -> World {
    let mut world = World::default();
    let api = Api::regional("public1234").policy(ONLY_SECURE);
    world.api(api.method("GET", "/items", open(mock())));
    world
}

fn api() -> String {
    host_of("public1234")
}

/// What a server's certificate says for whom it is, by whether a name is among them.
fn is_shown_a_certificate_for(tls: &Tls, name: &str) -> bool {
    let mut other = tls.clone();
    other.name = name.to_owned();
    other.connect().is_ok()
}

#[test]
fn a_call_over_tls_is_secure_transport_and_one_in_the_clear_is_not() {
    let gateway = Gateway::start(&mut world());
    for versions in [TLS13, TLS12, BOTH] {
        let tls = Tls {
            versions,
            ..Tls::new(&gateway, &api())
        };
        tls.get("/prod/items").unwrap().is_ok();
    }
    let plain = gateway.request("GET", "/prod/items").api("public1234");
    assert_eq!(plain.send().status, 403);
    // What a header says of the connection counts for nothing.
    let claimed = plain.header("x-forwarded-proto", "https");
    assert_eq!(claimed.send().status, 403);
}

#[test]
fn the_version_of_http_is_the_one_that_was_agreed_on() {
    let gateway = Gateway::start(&mut world());
    let agreed = |alpn: &[&'static str]| {
        let tls = Tls {
            alpn: alpn.to_vec(),
            ..Tls::new(&gateway, &api())
        };
        let stream = tls.connect().ok()?;
        let agreed = stream.conn.alpn_protocol().map(<[u8]>::to_vec);
        Some(agreed.map(|agreed| String::from_utf8(agreed).unwrap()))
    };
    assert_eq!(agreed(&["h2", "http/1.1"]), Some(Some("h2".to_owned())));
    assert_eq!(agreed(&["http/1.1", "h2"]), Some(Some("h2".to_owned())));
    assert_eq!(agreed(&["http/1.1"]), Some(Some("http/1.1".to_owned())));
    assert_eq!(agreed(&[]), Some(None));
    assert_eq!(agreed(&["spdy/3"]), None);

    // Who did not agree on HTTP/2 does not speak it.
    for alpn in [vec![], vec!["http/1.1"]] {
        let tls = Tls {
            alpn,
            ..Tls::new(&gateway, &api())
        };
        let mut stream = tls.connect().unwrap();
        let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
        stream.write_all(preface).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer);
        let refused = text.is_empty() || text.starts_with("HTTP/1.1 400");
        assert!(refused, "{text:?}");
    }
    let tls = Tls {
        alpn: vec!["h2"],
        ..Tls::new(&gateway, &api())
    };
    let mut stream = tls.connect().unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer);
    assert!(!text.contains("HTTP/1.1"), "{text:?}");
}

#[test]
fn http2_over_tls_is_served_and_keeps_host_and_authority_together() {
    let gateway = Gateway::start(&mut world());
    let send = |authority: &str, host: Option<&str>| {
        let tls = Tls {
            alpn: vec!["h2"],
            ..Tls::new(&gateway, &api())
        };
        http2(&tls, authority, host)
    };
    assert_eq!(send(&api(), None), (200, "{\"ok\":true}".to_owned()));
    assert_eq!(send(&api(), Some(&api())).0, 200);
    let (status, body) = send(&api(), Some("other.example.com"));
    assert_eq!(
        (status, body.contains("different hosts")),
        (400, true),
        "{body}"
    );
}

#[test]
fn the_local_authority_vouches_for_the_gateways_own_names_and_for_no_others() {
    let gateway = Gateway::start(&mut world());
    let tls = Tls::new(&gateway, &api());
    for name in [
        "localhost",
        "127.0.0.1",
        "execute-api.us-east-1.amazonaws.com",
        "any1234567-vpce-0aaa.execute-api.us-east-1.amazonaws.com",
        "vpce-0aaa-abcd.execute-api.us-east-1.vpce.amazonaws.com",
        "sts.us-east-1.amazonaws.com",
        "iam.amazonaws.com",
    ] {
        assert!(is_shown_a_certificate_for(&tls, name), "{name}");
    }
    // A name that nobody here knows is answered all the same, with a certificate for others.
    for name in [
        "api.example.com",
        "abc.execute-api.eu-west-1.amazonaws.com",
        "a.b.execute-api.us-east-1.amazonaws.com",
    ] {
        assert!(!is_shown_a_certificate_for(&tls, name), "{name}");
    }
    assert!(!is_shown_a_certificate_for(
        &Tls {
            to: gateway.address,
            trusted: another_authority(),
            ..tls
        },
        "localhost"
    ));
}

#[test]
fn a_custom_domain_name_has_a_certificate_for_as_long_as_it_exists() {
    let mut world = world();
    let gateway = Gateway::start(&mut world);
    let tls = Tls::new(&gateway, "api.example.com");
    assert!(tls.connect().is_err());
    world.domain("api.example.com", "public1234", |_| {});
    world.domain("*.wild.example.com", "public1234", |_| {});
    gateway.world.store(world.compile());
    tls.get("/items").unwrap().is_ok();
    let wild = Tls::new(&gateway, "any.wild.example.com");
    wild.get("/items").unwrap().is_ok();
    assert!(!is_shown_a_certificate_for(
        &tls,
        "deep.any.wild.example.com"
    ));
}

#[test]
fn the_operators_certificates_come_first_and_are_replaced_without_a_restart() {
    let (first, second) = (
        Issued::new(&["gateway.example.com"]),
        Issued::new(&["*.example.com"]),
    );
    let gateway = Gateway::with(
        &mut world(),
        Options {
            material: first.material(),
            ..Options::default()
        },
    );
    let tls = |issued: &Issued, name: &str| Tls {
        trusted: issued.chain.clone(),
        ..Tls::new(&gateway, name)
    };
    assert!(tls(&first, "gateway.example.com").connect().is_ok());
    assert!(tls(&first, "other.example.com").connect().is_err());
    assert!(Tls::new(&gateway, "localhost").connect().is_ok());
    // Whoever shook hands before keeps the connection.
    let before = tls(&first, "gateway.example.com").connect().unwrap();
    gateway.tls.replace(second.material());
    assert!(tls(&first, "gateway.example.com").connect().is_err());
    assert!(tls(&second, "other.example.com").connect().is_ok());
    let request = gateway.request("GET", "/prod/items").api("public1234");
    exchange(before, &request.bytes(), "GET").unwrap().is_ok();

    let mut material = Material::default();
    let mixed = material.add_certificate(&first.chain, &Secret::new(second.key.clone()));
    assert!(mixed.is_err());
    let none = material.add_certificate("", &Secret::new(first.key.clone()));
    assert!(none.is_err());
}

#[test]
fn a_security_policy_of_tls_1_3_alone_takes_no_older_version() {
    let mut world = world();
    let policy = || Some("SecurityPolicy_TLS13_1_3_2025_09".to_owned());
    world.change_api("public1234", |api| api.security_policy = policy());
    let relaxed = "SecurityPolicy_TLS13_1_2_PQ_2025_09";
    world.domain("api.example.com", "public1234", |domain| {
        domain.security_policy = policy().unwrap();
    });
    world.domain("old.example.com", "public1234", |domain| {
        domain.security_policy = relaxed.to_owned();
    });
    let gateway = Gateway::start(&mut world);
    let agrees = |name: &str, versions| {
        let tls = Tls {
            versions,
            ..Tls::new(&gateway, name)
        };
        tls.connect().is_ok()
    };
    for (name, old) in [
        (api().as_str(), false),
        ("api.example.com", false),
        ("old.example.com", true),
        ("localhost", true),
    ] {
        assert!(agrees(name, TLS13), "{name}");
        assert_eq!(agrees(name, TLS12), old, "{name}");
    }
}

#[test]
fn a_strict_api_is_called_by_the_name_that_tls_was_asked_for() {
    let mut world = world();
    world.change_api("public1234", |api| {
        api.endpoint_access_mode = Some("STRICT".to_owned());
    });
    let gateway = Gateway::start(&mut world);
    Tls::new(&gateway, &api())
        .get("/prod/items")
        .unwrap()
        .is_ok();
    let request = gateway.request("GET", "/prod/items").api("public1234");
    for name in ["localhost", "127.0.0.1", &host_of("other12345")] {
        let answer = Tls::new(&gateway, name).exchange(&request).unwrap();
        answer.is(403, "ForbiddenException", "{\"message\":\"Forbidden\"}");
    }
    assert_eq!(request.send().status, 403);
}

#[test]
fn a_port_of_https_says_so_to_a_client_in_the_clear_and_closes() {
    let https = Options {
        transport: Transport::Https,
        ..Options::default()
    };
    let gateway = Gateway::with(&mut world(), https);
    Tls::new(&gateway, &api())
        .get("/prod/items")
        .unwrap()
        .is_ok();
    let answer = gateway
        .request("GET", "/prod/items")
        .api("public1234")
        .send();
    assert_eq!(
        (answer.status, answer.header("connection")),
        (400, Some("close"))
    );
    assert!(answer.text().contains("HTTPS"), "{}", answer.text());
    assert!(gateway.journal.entries().is_empty() || gateway.journal.last().status == 200);

    let http = Options {
        transport: Transport::Http,
        role: Role::Gateway,
        ..Options::default()
    };
    let gateway = Gateway::with(&mut world(), http);
    assert!(Tls::new(&gateway, &api()).connect().is_err());
}

#[test]
fn a_handshake_that_does_not_come_to_its_end_is_cut_off() {
    let limits = Limits {
        handshake_timeout: Duration::from_millis(300),
        header_timeout: Duration::from_millis(300),
        max_connections: 1,
        ..Limits::default()
    };
    for transport in [Transport::Https, Transport::Either] {
        let options = Options {
            limits: limits.clone(),
            transport,
            ..Options::default()
        };
        let gateway = Gateway::with(&mut world(), options);
        for begun in [&b""[..], b"\x16", b"\x16\x03\x01\x02\x00\x01\x00"] {
            let mut stream = connect(gateway.address, None);
            stream.write_all(begun).unwrap();
            let mut answer = Vec::new();
            let _ = stream.read_to_end(&mut answer);
            assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
        }
        // What is no handshake at all is answered by TLS, if by anything, and frees its place.
        let mut stream = connect(gateway.address, None);
        stream
            .write_all(&b"\x16\x03\x01\x02\x00\x01\x00\x01\xff\x03\x03".repeat(60))
            .unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
        Tls::new(&gateway, &api())
            .get("/prod/items")
            .unwrap()
            .is_ok();
    }
}

#[test]
fn the_security_group_is_judged_before_a_byte_of_tls() {
    let mut world = world();
    world.group("sg-empty", &[]);
    let closed = world.endpoint("vpce-0bbb", "10.0.0.11", "sg-empty", None);
    let opened = world.open_endpoint("vpce-0aaa", "10.0.0.10");
    world.api(Api::private("private123").method("GET", "/items", open(mock())));
    let gateway = Gateway::start(&mut world);
    let through = |address| Tls {
        to: gateway.at(address),
        ..Tls::new(&gateway, &host_of("private123"))
    };
    through(opened).get("/prod/items").unwrap().is_ok();
    let mut stream = connect(gateway.at(closed), None);
    let _ = stream.write_all(b"\x16\x03\x01");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty(), "{answer:?}");
    assert!(through(closed).connect().is_err());
    let refused = gateway.journal.last();
    assert_eq!(refused.denied_by.as_deref(), Some("SecurityGroup"));
}

#[test]
fn access_logs_name_the_version_and_the_cipher_suite() {
    let mut world = World::default();
    let format = "$context.requestId $context.tlsVersion $context.cipherSuite";
    let api = Api::regional("public1234").logged(format);
    world.api(api.method("GET", "/items", open(mock())));
    let gateway = Gateway::start(&mut world);
    let name = host_of("public1234");
    let line = |count: usize| {
        let lines = gateway.journal.lines(count);
        let (_, line) = lines[count - 1].clone();
        line.split_once(' ').unwrap().1.to_owned()
    };
    let over = |versions| Tls {
        versions,
        ..Tls::new(&gateway, &name)
    };
    over(TLS12).get("/prod/items").unwrap().is_ok();
    let logged = line(1);
    assert!(logged.starts_with("TLSv1.2 ECDHE-ECDSA-AES"), "{logged}");
    over(TLS13).get("/prod/items").unwrap().is_ok();
    assert!(line(2).starts_with("TLSv1.3 TLS_AES_"), "{}", line(2));
    Request::new(gateway.address, "GET", "/prod/items")
        .api("public1234")
        .send()
        .is_ok();
    assert_eq!(line(3), "- -");
}

/// A certificate of the operator's own, which vouches for itself.
struct Issued {
    chain: String,
    key: String,
}

impl Issued {
    fn new(names: &[&str]) -> Self {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(names).unwrap().self_signed(&key);
        Self {
            chain: certificate.unwrap().pem(),
            key: key.serialize_pem(),
        }
    }

    fn material(&self) -> Material {
        let mut material = Material::default();
        let key = Secret::new(self.key.clone());
        material.add_certificate(&self.chain, &key).unwrap();
        material
    }
}

fn another_authority() -> String {
    let (other, _) = portcullis_proxy::Authority::generate(crate::gateway::NOW).unwrap();
    other.certificate().to_owned()
}

/// A GET over one HTTP/2 connection.
fn http2(tls: &Tls, authority: &str, host: Option<&str>) -> (u16, String) {
    use http_body_util::BodyExt;
    use hyper_util::rt::{TokioExecutor, TokioIo};

    let mut request = http::Request::builder().uri(format!("https://{authority}/prod/items"));
    if let Some(host) = host {
        request = request.header("host", host);
    }
    let request = request.body(String::new()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let stream = tokio::net::TcpStream::connect(tls.to).await.unwrap();
        let name = rustls::pki_types::ServerName::try_from(tls.name.clone()).unwrap();
        let connector = tokio_rustls::TlsConnector::from(std::sync::Arc::new(tls.config()));
        let stream = connector.connect(name, stream).await.unwrap();
        let (mut sender, connection) =
            hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
                .await
                .unwrap();
        tokio::spawn(connection);
        let response = sender.send_request(request).await.unwrap();
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    })
}
