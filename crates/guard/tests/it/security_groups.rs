//! Layer 1, rule by rule: who is let out, who is let in, and what a rule has to say for it (Amazon VPC User Guide,
//! "Security group rules"). That replies need no rule is shown where packets are: in the tests of namespaces.

use std::net::IpAddr;
use std::sync::Arc;

use portcullis_catalog::Snapshot;
use portcullis_catalog::identity::Tags;
use portcullis_catalog::network::{Protocol, RulePeer, SecurityGroupRule};
use portcullis_catalog::snapshot::{Compiler, Via};
use portcullis_guard::layer1_security_group::{Verdict, judge};

use crate::world::{A, CALLER, ENDPOINT, OUTSIDER, Plan, STRANGER, account, put, records};

type Ports = (Protocol, i32, i32);

const HTTPS: Ports = (Protocol::Tcp, 443, 443);
const EVERYTHING: Ports = (Protocol::All, -1, -1);

fn group(id: &str) -> RulePeer {
    RulePeer::Group {
        id: id.to_owned(),
        account: account(A),
    }
}

fn cidr(block: &str) -> RulePeer {
    RulePeer::Cidr(block.parse().unwrap())
}

fn rule(egress: bool, (protocol, from_port, to_port): Ports, peer: RulePeer) -> SecurityGroupRule {
    SecurityGroupRule {
        id: if egress { "sgr-out" } else { "sgr-in" }.to_owned(),
        egress,
        protocol,
        from_port,
        to_port,
        peer,
        description: None,
        tags: Tags::new(),
    }
}

/// The caller's group has the one list of rules, the endpoint's the other.
fn world(of_caller: &[SecurityGroupRule], of_endpoint: &[SecurityGroupRule]) -> Arc<Snapshot> {
    let mut records = records(&Plan::default());
    for (id, rules) in [("sg-caller", of_caller), ("sg-endpoint", of_endpoint)] {
        let key = format!("security-group/{A}/{id}");
        let mut changed = (*records.security_groups[key.as_str()]).clone();
        changed.rules = rules.to_vec();
        put(&mut records, &changed);
    }
    Compiler::default().compile(&records, 1, &|_, _| None)
}

fn passes(world: &Snapshot, peer: IpAddr) -> bool {
    judge(world, Via::Endpoint(ENDPOINT), peer).passes()
}

/// Whether the caller gets in by one ingress rule of the endpoint's group.
fn gets_in(ports: Ports, peer: RulePeer, from: IpAddr) -> bool {
    let out = [rule(true, EVERYTHING, cidr("0.0.0.0/0"))];
    passes(&world(&out, &[rule(false, ports, peer)]), from)
}

/// Whether the caller gets out by one egress rule of its own group.
fn gets_out(ports: Ports, peer: RulePeer) -> bool {
    let into = [rule(false, EVERYTHING, cidr("0.0.0.0/0"))];
    passes(&world(&[rule(true, ports, peer)], &into), CALLER)
}

#[test]
fn a_rule_names_blocks_of_either_family_and_groups_by_their_members() {
    // The private address counts, not the one of this host that stands for it.
    for (block, let_in) in [
        ("10.0.1.20/32", true),
        ("10.0.1.0/24", true),
        ("0.0.0.0/0", true),
        ("10.0.1.21/32", false),
        ("127.0.0.0/8", false),
        ("::/0", false),
    ] {
        assert_eq!(gets_in(HTTPS, cidr(block), CALLER), let_in, "{block}");
    }
    // Somebody who is no interface of the VPC has no group, and needs no rule to get out.
    let six: IpAddr = "2001:db8::7".parse().unwrap();
    for (block, peer, let_in) in [
        ("203.0.113.0/24", STRANGER, true),
        ("198.51.100.0/24", STRANGER, false),
        ("2001:db8::/32", six, true),
        ("::/0", six, true),
        ("2001:db9::/32", six, false),
        ("0.0.0.0/0", six, false),
    ] {
        assert_eq!(gets_in(HTTPS, cidr(block), peer), let_in, "{block}");
    }
    assert!(gets_in(HTTPS, group("sg-caller"), CALLER));
    assert!(!gets_in(HTTPS, group("sg-other"), CALLER));
    assert!(gets_in(HTTPS, group("sg-other"), OUTSIDER));
    assert!(!gets_in(HTTPS, group("sg-caller"), STRANGER));
    // A group that names itself lets its own members in, and nobody else.
    assert!(!gets_in(HTTPS, group("sg-endpoint"), CALLER));
    // Nobody here knows what is in a prefix list: nothing.
    let list = RulePeer::PrefixList("pl-1".to_owned());
    assert!(!gets_in(HTTPS, list.clone(), CALLER) && !gets_out(HTTPS, list));
}

#[test]
fn a_group_that_names_itself_lets_its_members_reach_each_other() {
    let mut records = records(&Plan::default());
    let own = [
        rule(true, HTTPS, group("sg-endpoint")),
        rule(false, HTTPS, group("sg-endpoint")),
    ];
    let key = format!("security-group/{A}/sg-endpoint");
    let mut changed = (*records.security_groups[key.as_str()]).clone();
    changed.rules = own.to_vec();
    put(&mut records, &changed);
    let compile = |records: &_| Compiler::default().compile(records, 1, &|_, _| None);
    assert!(!passes(&compile(&records), CALLER));
    let key = format!("network-interface/{A}/eni-caller");
    let mut caller = (*records.network_interfaces[key.as_str()]).clone();
    caller.security_groups.insert("sg-endpoint".to_owned());
    put(&mut records, &caller);
    assert!(passes(&compile(&records), CALLER));
}

#[test]
fn a_rule_covers_https_by_its_ports_and_its_protocol() {
    for (protocol, from, to, covered) in [
        (Protocol::Tcp, 443, 443, true),
        (Protocol::Tcp, 0, 65_535, true),
        (Protocol::Tcp, 400, 500, true),
        (Protocol::Number(6), 443, 443, true),
        (Protocol::All, -1, -1, true),
        (Protocol::Tcp, 80, 80, false),
        (Protocol::Tcp, 444, 65_535, false),
        (Protocol::Tcp, 0, 442, false),
        (Protocol::Udp, 443, 443, false),
        (Protocol::Number(17), 443, 443, false),
        (Protocol::Icmp, -1, -1, false),
        (Protocol::Number(50), -1, -1, false),
    ] {
        let ports = (protocol, from, to);
        let told = format!("{protocol:?} {from}-{to}");
        let all = || cidr("0.0.0.0/0");
        assert_eq!(gets_in(ports, all(), CALLER), covered, "in: {told}");
        assert_eq!(gets_out(ports, all()), covered, "out: {told}");
    }
}

#[test]
fn a_caller_is_let_out_by_address_or_by_the_endpoints_group() {
    assert!(gets_out(HTTPS, cidr("10.0.1.4/32")));
    assert!(gets_out(HTTPS, group("sg-endpoint")));
    assert!(!gets_out(HTTPS, cidr("10.0.1.99/32")));
    assert!(!gets_out(HTTPS, group("sg-other")));
    assert!(!gets_out(HTTPS, cidr("::/0")));
    // What a rule of the other direction says is no help.
    let (out, into) = (
        rule(true, EVERYTHING, cidr("0.0.0.0/0")),
        rule(false, EVERYTHING, cidr("0.0.0.0/0")),
    );
    let only = std::slice::from_ref::<SecurityGroupRule>;
    for (of_caller, of_endpoint) in [(&[] as &[_], only(&into)), (only(&into), only(&into))] {
        let world = world(of_caller, of_endpoint);
        let verdict = judge(&world, Via::Endpoint(ENDPOINT), CALLER);
        let expected = Verdict::NoEgress {
            interface: "eni-caller",
        };
        assert_eq!(verdict, expected);
    }
    for of_endpoint in [&[] as &[_], only(&out)] {
        let world = world(only(&out), of_endpoint);
        let verdict = judge(&world, Via::Endpoint(ENDPOINT), CALLER);
        assert_eq!(verdict, Verdict::NoIngress);
    }
}
