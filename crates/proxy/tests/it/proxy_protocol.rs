//! The PROXY protocol: what its headers say and which are taken, and a listener behind a load
//! balancer, which is believed, while nobody else is.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use portcullis_proxy::{Behind, Limits, ProxyHeader, ProxyHeaderError, Transport};
use proptest::prelude::*;

use crate::client::{Request, connect, exchange, host_of};
use crate::gateway::{Gateway, Options};
use crate::tls_client::Tls;
use crate::world::{Api, World, mock, open};

const SIGNATURE: &[u8] = b"\r\n\r\n\0\r\nQUIT\n";
const AWS_ENDPOINT: &str = "vpce-08d2bf15fac5001c9";

/// A header as a load balancer writes it.
fn header(source: SocketAddr, destination: SocketAddr, fields: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut rest = Vec::new();
    let family = match (source.ip(), destination.ip()) {
        (IpAddr::V4(source), IpAddr::V4(destination)) => {
            rest.extend(source.octets());
            rest.extend(destination.octets());
            0x11
        }
        (IpAddr::V6(source), IpAddr::V6(destination)) => {
            rest.extend(source.octets());
            rest.extend(destination.octets());
            0x21
        }
        _ => panic!("two families"),
    };
    rest.extend(source.port().to_be_bytes());
    rest.extend(destination.port().to_be_bytes());
    for (kind, value) in fields {
        rest.push(*kind);
        rest.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
        rest.extend(value);
    }
    raw(0x21, family, &rest)
}

fn raw(command: u8, family: u8, rest: &[u8]) -> Vec<u8> {
    let mut bytes = SIGNATURE.to_vec();
    bytes.extend([command, family]);
    bytes.extend(u16::try_from(rest.len()).unwrap().to_be_bytes());
    bytes.extend(rest);
    bytes
}

fn aws(endpoint: &str) -> (u8, Vec<u8>) {
    (0xea, [&[1], endpoint.as_bytes()].concat())
}

fn v4(text: &str) -> SocketAddr {
    text.parse().unwrap()
}

/// CRC32C by a table, to compare with.
fn checksum(bytes: &[u8]) -> u32 {
    let table: Vec<u32> = (0..256_u32)
        .map(|byte| {
            (0..8).fold(byte, |sum, _| {
                if sum & 1 == 1 {
                    sum >> 1 ^ 0x82f6_3b78
                } else {
                    sum >> 1
                }
            })
        })
        .collect();
    !bytes.iter().fold(!0, |sum: u32, byte| {
        let index = (sum ^ u32::from(*byte)) & 0xff;
        sum >> 8 ^ table[index as usize]
    })
}

/// The same header with its checksum in the place that was kept for it.
fn summed(mut header: Vec<u8>) -> Vec<u8> {
    let place = header
        .windows(7)
        .position(|it| it == [3, 0, 4, 0, 0, 0, 0])
        .unwrap()
        + 3;
    let sum = checksum(&header).to_be_bytes();
    header[place..place + 4].copy_from_slice(&sum);
    header
}

#[test]
fn a_header_of_awss_says_who_the_client_is_and_through_which_endpoint() {
    let (source, destination) = (v4("10.1.2.3:41000"), v4("10.0.0.7:443"));
    let read = |fields: &[(u8, Vec<u8>)]| ProxyHeader::read(&header(source, destination, fields));
    let client = |endpoint: Option<&str>| {
        Ok(ProxyHeader::Client {
            source,
            destination,
            endpoint: endpoint.map(str::to_owned),
        })
    };
    assert_eq!(read(&[]), client(None));
    assert_eq!(read(&[aws(AWS_ENDPOINT)]), client(Some(AWS_ENDPOINT)));
    // Padding, what nobody knows, and what AWS may say one day.
    let others = [
        (4, vec![0; 30]),
        (0xe5, vec![1, 2]),
        (0xea, vec![9, 9]),
        (0xea, Vec::new()),
    ];
    assert_eq!(read(&others), client(None));
    let summed = summed(header(
        source,
        destination,
        &[(3, vec![0; 4]), aws(AWS_ENDPOINT)],
    ));
    assert_eq!(ProxyHeader::read(&summed), client(Some(AWS_ENDPOINT)));
    // The load balancer itself says no more.
    assert_eq!(
        ProxyHeader::read(&raw(0x20, 0, b"")),
        Ok(ProxyHeader::Local)
    );
    assert_eq!(
        ProxyHeader::read(&raw(0x20, 0x11, &[7; 40])),
        Ok(ProxyHeader::Local)
    );
}

#[test]
fn what_is_not_such_a_header_is_refused() {
    use ProxyHeaderError as Error;
    let good = header(
        v4("10.1.2.3:41000"),
        v4("10.0.0.7:443"),
        &[aws(AWS_ENDPOINT)],
    );
    let fields = |fields: &[(u8, Vec<u8>)]| header(v4("10.1.2.3:1"), v4("10.0.0.7:2"), fields);
    let mut version1 = good.clone();
    version1[12] = 0x11;
    let mut wrong = summed(fields(&[(3, vec![0; 4])]));
    *wrong.last_mut().unwrap() ^= 1;
    for (bytes, expected) in [
        (
            b"PROXY TCP4 10.1.2.3 10.0.0.7 41000 443\r\n".to_vec(),
            Error::NotVersion2,
        ),
        (
            b"GET / HTTP/1.1\r\nHost: a\r\n\r\n".to_vec(),
            Error::NotVersion2,
        ),
        (version1, Error::NotVersion2),
        (raw(0x22, 0x11, &[0; 12]), Error::UnknownCommand),
        (raw(0x21, 0x00, &[0; 12]), Error::NotTcp),
        (raw(0x21, 0x12, &[0; 12]), Error::NotTcp),
        (raw(0x21, 0x31, &[0; 216]), Error::NotTcp),
        (raw(0x21, 0x11, &[0; 11]), Error::Truncated),
        (raw(0x21, 0x11, &[0; 13]), Error::Truncated),
        (raw(0x21, 0x11, &[0; 1_025]), Error::TooLong),
        (Vec::new(), Error::Truncated),
        (wrong, Error::Checksum),
        (fields(&[(3, vec![0; 3])]), Error::Checksum),
        (fields(&[aws("")]), Error::Endpoint),
        (fields(&[aws("vpce-")]), Error::Endpoint),
        (fields(&[aws("eni-1")]), Error::Endpoint),
        (fields(&[aws("vpce-1\r\n")]), Error::Endpoint),
        (fields(&[aws("vpce-ABC")]), Error::Endpoint),
        (
            fields(&[aws(&format!("vpce-{}", "a".repeat(64)))]),
            Error::Endpoint,
        ),
        (fields(&[aws("vpce-1"), aws("vpce-1")]), Error::Endpoint),
    ] {
        assert_eq!(ProxyHeader::read(&bytes), Err(expected), "{bytes:?}");
    }
    for length in 0..good.len() {
        assert!(ProxyHeader::read(&good[..length]).is_err(), "{length}");
    }
    let mut longer = good;
    longer.push(0);
    assert!(ProxyHeader::read(&longer).is_err());
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        source: SocketAddr, port: u16, fields in prop::collection::vec((4_u8..0xea, prop::collection::vec(any::<u8>(), 0..40)), 0..8), endpoint in prop::option::of("vpce-[a-z0-9]{1,32}"),
    ) {
        let destination = match source {
            SocketAddr::V4(_) => SocketAddr::from(([10, 0, 0, 1], port)),
            SocketAddr::V6(_) => SocketAddr::from(([0, 0, 0, 0, 0, 0, 0, 1], port)),
        };
        let mut fields = fields;
        fields.extend(endpoint.as_deref().map(aws));
        let read = ProxyHeader::read(&header(source, destination, &fields)).unwrap();
        let ProxyHeader::Client { source: read_source, destination: read_destination, endpoint: read_endpoint } = read else {
            panic!("{read:?}");
        };
        prop_assert_eq!((read_source.ip(), read_source.port()), (source.ip(), source.port()));
        prop_assert_eq!(read_destination, destination);
        prop_assert_eq!(read_endpoint, endpoint);
    }

    #[test]
    fn no_bytes_make_it_stumble(mut bytes in prop::collection::vec(any::<u8>(), 0..300), framed: bool) {
        if framed && bytes.len() >= 16 {
            bytes[..12].copy_from_slice(SIGNATURE);
            let rest = u16::try_from(bytes.len() - 16).unwrap();
            bytes[14..16].copy_from_slice(&rest.to_be_bytes());
        }
        let _ = ProxyHeader::read(&bytes);
    }
}

/// What the listener behind a load balancer is told of a client of a regional and a private API.
struct Setup {
    gateway: Gateway,
    behind: SocketAddr,
}

const BY_ENDPOINT: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{
        "StringEquals":{"aws:SourceVpce":"vpce-08d2bf15fac5001c9"},
        "IpAddress":{"aws:VpcSourceIp":"10.1.0.0/16"},
        "Null":{"aws:SourceIp":"true","aws:SourceVpc":"true"}}}]}"#;
const BY_ADDRESS: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{
        "IpAddress":{"aws:SourceIp":"203.0.113.0/24"},"Null":{"aws:SourceVpce":"true"}}}]}"#;

fn setup() -> Setup {
    let mut world = World::default();
    world.group(
        "sg-some",
        &[(
            "in",
            portcullis_catalog::network::RulePeer::Cidr("10.9.0.0/16".parse().unwrap()),
        )],
    );
    world.endpoint("vpce-0aaa", "10.0.0.10", "sg-some", None);
    let api = |api: Api| api.method("GET", "/items", open(mock()));
    world.api(api(Api::regional("public1234").policy(BY_ADDRESS)));
    world.api(api(Api::private("private123").policy(BY_ENDPOINT)));
    world.api(api(Api::private("private456")));
    let limits = Limits {
        handshake_timeout: Duration::from_millis(500),
        ..Limits::default()
    };
    let gateway = Gateway::with(
        &mut world,
        Options {
            limits,
            ..Options::default()
        },
    );
    let behind = Behind {
        peers: vec!["127.0.0.1/32".parse().unwrap()],
        aws_endpoints: [AWS_ENDPOINT.to_owned()].into(),
    };
    let address = v4("127.0.0.1:0");
    let behind = gateway
        .proxy()
        .listen_behind(address, Transport::Either, behind)
        .unwrap();
    Setup { gateway, behind }
}

impl Setup {
    /// The status of a call, of nothing where there is no answer.
    fn call(&self, header: &[u8], api: &str) -> Option<u16> {
        let request = Request::new(self.behind, "GET", "/prod/items").api(api);
        let bytes = [header, &request.bytes()].concat();
        exchange(request.connect(), &bytes, "GET").map(|answer| answer.status)
    }
}

#[test]
fn the_address_of_the_client_is_the_one_that_the_load_balancer_says() {
    let setup = setup();
    let from = |source: &str| header(v4(source), v4("10.0.0.7:443"), &[]);
    assert_eq!(
        setup.call(&from("203.0.113.9:5000"), "public1234"),
        Some(200)
    );
    assert_eq!(
        setup.call(&from("198.51.100.9:5000"), "public1234"),
        Some(403)
    );
    // It is not the load balancer's own, and not what a client says in the clear or before it.
    assert_eq!(setup.call(&raw(0x20, 0, b""), "public1234"), Some(403));
    let two = [from("198.51.100.9:5000"), from("203.0.113.9:5000")].concat();
    assert_ne!(setup.call(&two, "public1234"), Some(200));
    let request = Request::new(setup.behind, "GET", "/prod/items").api("public1234");
    let claimed = request.header("x-forwarded-for", "203.0.113.9").bytes();
    let bytes = [from("198.51.100.9:5000"), claimed].concat();
    let answer = exchange(connect(setup.behind, None), &bytes, "GET").unwrap();
    assert_eq!(answer.status, 403);
    // A public client does not reach a private API.
    assert_eq!(
        setup.call(&from("203.0.113.9:5000"), "private456"),
        Some(403)
    );
}

#[test]
fn an_endpoint_of_awss_is_the_one_that_policies_ask_for() {
    let setup = setup();
    let through = |id: &str, source: &str| header(v4(source), v4("10.0.0.7:443"), &[aws(id)]);
    let known = through(AWS_ENDPOINT, "10.1.2.3:5000");
    assert_eq!(setup.call(&known, "private123"), Some(200));
    let logged = setup.gateway.journal.last();
    assert_eq!(logged.vpc_endpoint.as_deref(), Some(AWS_ENDPOINT));
    assert_eq!(
        setup.call(&through(AWS_ENDPOINT, "10.2.2.3:5000"), "private123"),
        Some(403)
    );
    assert_eq!(setup.call(&known, "private456"), Some(200));
    // It serves private APIs alone, and nobody else's endpoint comes through.
    assert_eq!(setup.call(&known, "public1234"), Some(403));
    assert_eq!(
        setup.call(&through("vpce-0fff", "10.1.2.3:5000"), "private456"),
        None
    );
    let twice = header(
        v4("10.1.2.3:1"),
        v4("10.0.0.7:2"),
        &[aws(AWS_ENDPOINT), aws("vpce-0fff")],
    );
    assert_eq!(setup.call(&twice, "private456"), None);
}

#[test]
fn an_endpoint_of_ours_keeps_its_security_groups_behind_a_load_balancer() {
    let setup = setup();
    let through = |source: &str| header(v4(source), v4("10.0.0.7:443"), &[aws("vpce-0aaa")]);
    assert_eq!(
        setup.call(&through("10.9.1.1:5000"), "private456"),
        Some(200)
    );
    assert_eq!(setup.call(&through("10.8.1.1:5000"), "private456"), None);
    let refused = setup.gateway.journal.last();
    assert_eq!(refused.denied_by.as_deref(), Some("SecurityGroup"));
}

#[test]
fn who_is_no_load_balancer_is_turned_away_and_so_is_who_says_nothing() {
    let setup = setup();
    let good = header(v4("203.0.113.9:5000"), v4("10.0.0.7:443"), &[]);
    let request = Request::new(setup.behind, "GET", "/prod/items").api("public1234");
    let stranger = Some(Ipv4Addr::new(127, 0, 0, 2));
    let bytes = [good.clone(), request.bytes()].concat();
    assert!(exchange(connect(setup.behind, stranger), &bytes, "GET").is_none());
    assert_eq!(setup.call(b"", "public1234"), None);
    assert_eq!(
        setup.call(b"PROXY TCP4 203.0.113.9 10.0.0.7 1 2\r\n", "public1234"),
        None
    );
    // A header that does not come to its end is not waited for.
    for length in [0, 5, 16, good.len() - 1] {
        let mut stream = connect(setup.behind, None);
        stream.write_all(&good[..length]).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty(), "{length}");
    }
    // Where no load balancer is expected its header is nothing but a bad request.
    let answer = exchange(connect(setup.gateway.address, None), &bytes, "GET");
    assert!(answer.is_none_or(|answer| answer.status == 400));
}

#[test]
fn tls_begins_after_the_header() {
    let setup = setup();
    let mut tls = Tls::new(&setup.gateway, &host_of("public1234"));
    tls.to = setup.behind;
    tls.first = header(v4("203.0.113.9:5000"), v4("10.0.0.7:443"), &[]);
    tls.get("/prod/items").unwrap().is_ok();
    tls.first = header(
        v4("10.1.2.3:5000"),
        v4("10.0.0.7:443"),
        &[aws(AWS_ENDPOINT)],
    );
    tls.name = host_of("private123");
    tls.get("/prod/items").unwrap().is_ok();
}
