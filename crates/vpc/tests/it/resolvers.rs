//! A resolver on ordinary sockets: names of ours it answers itself, and others it hands on where somebody is named for
//! that. It needs no namespace.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use portcullis_catalog::snapshot::Domain;
use portcullis_vpc::Names;
use portcullis_vpc::resolver::{Resolver, ResolverSockets, Settings};
use simple_dns::rdata::{A, RData};
use simple_dns::{
    CLASS, Name, Packet, PacketFlag, QCLASS, QTYPE, Question, RCODE, ResourceRecord, TYPE,
};

use crate::world::World;

const OURS: &str = "private1.execute-api.us-east-1.amazonaws.com";
const THEIRS: &str = "repository.example.com";
const PATIENCE: Duration = Duration::from_secs(20);

/// A resolver of `vpc-1` with its addresses.
struct Asked {
    _resolver: Resolver,
    datagrams: SocketAddr,
    streams: SocketAddr,
}

fn resolver(forward: Vec<SocketAddr>) -> Asked {
    let snapshot = World::new(true).snapshot();
    let settings = Settings {
        names: Names {
            domain: Domain {
                region: "us-east-1".to_owned(),
                suffixes: vec!["amazonaws.com".to_owned()],
            },
            public: Vec::new(),
        },
        forward,
    };
    let resolver = Resolver::start(settings, Arc::new(move || Arc::clone(&snapshot))).unwrap();
    let datagrams = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let streams = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    datagrams.set_nonblocking(true).unwrap();
    streams.set_nonblocking(true).unwrap();
    let asked = Asked {
        datagrams: datagrams.local_addr().unwrap(),
        streams: streams.local_addr().unwrap(),
        _resolver: resolver,
    };
    let sockets = ResolverSockets {
        datagrams: vec![datagrams],
        streams: vec![streams],
    };
    asked._resolver.serve("vpc-1", sockets);
    asked
}

fn question(name: &str) -> Vec<u8> {
    let mut packet = Packet::new_query(4_711);
    packet.set_flags(PacketFlag::RECURSION_DESIRED);
    packet.questions.push(Question::new(
        Name::new_unchecked(name),
        QTYPE::TYPE(TYPE::A),
        QCLASS::CLASS(CLASS::IN),
        false,
    ));
    packet.build_bytes_vec().unwrap()
}

/// The code and the addresses of an answer.
fn told(bytes: &[u8]) -> (RCODE, Vec<Ipv4Addr>) {
    let packet = Packet::parse(bytes).unwrap();
    assert_eq!(packet.id(), 4_711);
    let addresses = packet
        .answers
        .iter()
        .filter_map(|record| match &record.rdata {
            RData::A(found) => Some(Ipv4Addr::from(found.address)),
            _ => None,
        });
    (packet.rcode(), addresses.collect())
}

impl Asked {
    fn by_datagram(&self, name: &str) -> (RCODE, Vec<Ipv4Addr>) {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        socket.connect(self.datagrams).unwrap();
        socket.send(&question(name)).unwrap();
        let mut bytes = vec![0; 4_096];
        let length = socket.recv(&mut bytes).unwrap();
        told(&bytes[..length])
    }

    fn by_stream(&self, name: &str) -> (RCODE, Vec<Ipv4Addr>) {
        let mut stream = TcpStream::connect(self.streams).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let question = question(name);
        let length = u16::try_from(question.len()).unwrap();
        stream.write_all(&length.to_be_bytes()).unwrap();
        stream.write_all(&question).unwrap();
        told(&framed(&mut stream))
    }
}

fn framed(stream: &mut TcpStream) -> Vec<u8> {
    let mut length = [0; 2];
    stream.read_exact(&mut length).unwrap();
    let mut bytes = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut bytes).unwrap();
    bytes
}

/// Another server, for one question by datagram and one by stream; what it is asked, it tells.
fn another(address: Ipv4Addr) -> (SocketAddr, Receiver<String>) {
    let (datagrams, streams) = loop {
        let datagrams = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        // The same port for both; somebody else may have it.
        if let Ok(streams) = TcpListener::bind(datagrams.local_addr().unwrap()) {
            break (datagrams, streams);
        }
    };
    let at = datagrams.local_addr().unwrap();
    let (tell, asked) = channel();
    let answer = move |bytes: &[u8]| {
        let query = Packet::parse(bytes).unwrap();
        let name = query.questions[0].qname.clone().into_owned();
        // The test may have heard enough.
        let _ = tell.send(name.to_string());
        let mut packet = Packet::new_reply(query.id());
        packet
            .questions
            .push(query.questions[0].clone().into_owned());
        let address = RData::A(A {
            address: u32::from(address),
        });
        packet
            .answers
            .push(ResourceRecord::new(name, CLASS::IN, 60, address));
        packet.build_bytes_vec().unwrap()
    };
    std::thread::spawn(move || {
        let mut bytes = vec![0; 512];
        let (length, peer) = datagrams.recv_from(&mut bytes).unwrap();
        datagrams.send_to(&answer(&bytes[..length]), peer).unwrap();
        let (mut stream, _) = streams.accept().unwrap();
        let answer = answer(&framed(&mut stream));
        let length = u16::try_from(answer.len()).unwrap();
        stream.write_all(&length.to_be_bytes()).unwrap();
        stream.write_all(&answer).unwrap();
    });
    (at, asked)
}

#[test]
fn other_names_are_asked_of_whom_the_operator_names() {
    let address = Ipv4Addr::new(192, 0, 2, 77);
    let (server, asked) = another(address);
    let resolver = resolver(vec![server]);
    let expected = (RCODE::NoError, vec![address]);
    assert_eq!(resolver.by_datagram(THEIRS), expected);
    assert_eq!(resolver.by_stream(THEIRS), expected);
    // Names of ours are nobody else's business.
    let own = [[10, 0, 1, 4], [10, 0, 2, 4]].map(Ipv4Addr::from).to_vec();
    for (code, mut found) in [resolver.by_datagram(OURS), resolver.by_stream(OURS)] {
        found.sort();
        assert_eq!((code, found), (RCODE::NoError, own.clone()));
    }
    assert_eq!(asked.iter().take(2).collect::<Vec<_>>(), [THEIRS, THEIRS]);
    assert!(asked.try_recv().is_err());
}

#[test]
fn without_anybody_to_ask_other_names_are_refused() {
    let resolver = resolver(Vec::new());
    assert_eq!(resolver.by_datagram(THEIRS), (RCODE::Refused, Vec::new()));
    assert_eq!(resolver.by_stream(THEIRS), (RCODE::Refused, Vec::new()));
}

#[test]
fn the_next_server_is_asked_where_one_does_not_answer() {
    let address = Ipv4Addr::new(192, 0, 2, 78);
    let (server, _asked) = another(address);
    // A port that nobody has: asking is refused at once.
    let closed = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let gone = closed.local_addr().unwrap();
    drop(closed);
    let resolver = resolver(vec![gone, server]);
    assert_eq!(
        resolver.by_datagram(THEIRS),
        (RCODE::NoError, vec![address])
    );
}
