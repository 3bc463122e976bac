//! DNS messages, against another implementation.

use std::net::IpAddr;

use portcullis_vpc::Answer;
use portcullis_vpc::dns::message::{MAX_QUERY, Malformed, read};
use proptest::prelude::*;
use simple_dns::rdata::RData;
use simple_dns::{CLASS, Name, Packet, PacketFlag, QCLASS, QTYPE, Question, RCODE, TYPE};

fn question(name: &str, kind: QTYPE, size: Option<u16>) -> Vec<u8> {
    let mut packet = Packet::new_query(0x1234);
    packet.set_flags(PacketFlag::RECURSION_DESIRED);
    let name = Name::new(name).unwrap().into_owned();
    let class = QCLASS::CLASS(CLASS::IN);
    packet
        .questions
        .push(Question::new(name, kind, class, false));
    if let Some(udp_packet_size) = size {
        *packet.opt_mut() = Some(simple_dns::rdata::OPT {
            udp_packet_size,
            version: 0,
            opt_codes: Vec::new(),
        });
    }
    packet.build_bytes_vec().unwrap()
}

fn a() -> QTYPE {
    QTYPE::TYPE(TYPE::A)
}

fn answer(count: u8) -> Answer {
    let addresses = (0..count).map(|last| IpAddr::from([10, 0, 1, last]));
    Answer::Addresses(addresses.collect())
}

#[test]
fn a_question_is_read_and_answered_as_another_implementation_reads_it() {
    let query = read(&question("ABC.Example.com", a(), None)).unwrap();
    assert_eq!(query.name, "abc.example.com");
    let bytes = query.respond(&answer(2), false);
    let packet = Packet::parse(&bytes).unwrap();
    assert_eq!((packet.id(), packet.rcode()), (0x1234, RCODE::NoError));
    assert!(packet.has_flags(PacketFlag::RESPONSE | PacketFlag::RECURSION_DESIRED));
    assert_eq!(packet.questions.len(), 1);
    assert_eq!(packet.questions[0].qname.to_string(), "ABC.Example.com");
    let mut found: Vec<_> = packet
        .answers
        .iter()
        .map(|record| match &record.rdata {
            RData::A(it) => IpAddr::V4(it.address.into()),
            other => panic!("{other:?}"),
        })
        .collect();
    found.sort();
    assert_eq!(Answer::Addresses(found), answer(2));
    assert!(
        packet
            .answers
            .iter()
            .all(|it| it.name.to_string() == "ABC.Example.com")
    );
}

#[test]
fn what_is_no_address_of_that_family_is_an_answer_without_records() {
    for kind in [TYPE::AAAA, TYPE::MX, TYPE::TXT] {
        let query = read(&question("a.example", QTYPE::TYPE(kind), None)).unwrap();
        let bytes = query.respond(&answer(2), false);
        let packet = Packet::parse(&bytes).unwrap();
        assert_eq!((packet.rcode(), packet.answers.len()), (RCODE::NoError, 0));
    }
}

#[test]
fn each_answer_has_its_code() {
    let query = read(&question("a.example", a(), Some(4_096))).unwrap();
    for (answer, code) in [
        (Answer::Empty, RCODE::NoError),
        (Answer::NoSuchName, RCODE::NameError),
        (Answer::NotOurs, RCODE::Refused),
    ] {
        let bytes = query.respond(&answer, false);
        let packet = Packet::parse(&bytes).unwrap();
        assert_eq!((packet.rcode(), packet.answers.len()), (code, 0));
        assert!(packet.opt().is_some());
    }
    assert_eq!(
        Packet::parse(&query.fail()).unwrap().rcode(),
        RCODE::ServerFailure
    );
}

#[test]
fn a_datagram_is_cut_where_the_client_takes_no_more_and_a_stream_never_is() {
    for (size, count, cut) in [
        (None, 20, false),
        (None, 40, true),
        (Some(1_232), 40, false),
        (Some(4_096), 100, true),
    ] {
        let query = read(&question("a.example", a(), size)).unwrap();
        let bytes = query.respond(&answer(count), false);
        let packet = Packet::parse(&bytes).unwrap();
        assert_eq!(packet.has_flags(PacketFlag::TRUNCATION), cut, "{size:?}");
        assert_eq!(packet.answers.is_empty(), cut);
        let bytes = query.respond(&answer(count), true);
        let packet = Packet::parse(&bytes).unwrap();
        assert_eq!(packet.answers.len(), usize::from(count));
    }
}

#[test]
fn what_is_no_question_is_not_answered_as_one() {
    let good = question("a.example", a(), None);
    let with = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        read(&bytes).unwrap_err()
    };
    assert_eq!(with(2, 0x81), Malformed::Silent, "an answer");
    assert_eq!(with(2, 0x29), Malformed::Code(0x1234, 4), "an update");
    assert_eq!(with(5, 2), Malformed::Code(0x1234, 1), "two questions");
    assert_eq!(with(7, 1), Malformed::Code(0x1234, 1), "with an answer");
    assert_eq!(with(12, 0xc0), Malformed::Code(0x1234, 1), "a pointer");
    assert_eq!(with(12, 63), Malformed::Code(0x1234, 1), "beyond the end");
    assert_eq!(read(&good[..11]).unwrap_err(), Malformed::Silent);
    assert!(Malformed::Silent.respond().is_none());
    let refusal = Malformed::Code(0x1234, 1).respond().unwrap();
    assert_eq!(Packet::parse(&refusal).unwrap().rcode(), RCODE::FormatError);
    let mut long = good.clone();
    long.resize(MAX_QUERY + 1, 0);
    assert_eq!(read(&long).unwrap_err(), Malformed::Code(0x1234, 1));
}

#[test]
fn an_octet_that_no_name_of_ours_has_makes_no_name_of_ours() {
    let mut bytes = question("aXb.example", a(), None);
    bytes[14] = b'.';
    assert_eq!(read(&bytes).unwrap().name, "a?b.example");
}

proptest! {
    #[test]
    fn no_bytes_break_it_and_every_answer_can_be_read(mut bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        // Most inputs would end at the header.
        for (at, byte) in [(2, 1), (4, 0), (5, 1), (6, 0), (7, 0), (8, 0), (9, 0)] {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        match read(&bytes) {
            Ok(query) => {
                let answer = query.respond(&answer(3), false);
                prop_assert!(answer.len() <= 1_232);
                prop_assert_eq!(&answer[..2], &bytes[..2]);
            }
            Err(malformed) => { malformed.respond(); }
        }
    }
}
