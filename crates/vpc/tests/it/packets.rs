//! Packet rules say what the security groups of the records say.

use std::collections::BTreeSet;
use std::net::IpAddr;

use portcullis_catalog::Snapshot;
use portcullis_catalog::network::{NetworkInterface, Traffic};
use portcullis_vpc::Plan;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::world::{A, World};

pub(crate) fn rule(
    id: usize,
    egress: bool,
    protocol: &Value,
    ports: (i32, i32),
    peer: &Value,
) -> Value {
    json!({
        "id": format!("sgr-{id}"), "egress": egress, "protocol": protocol, "from_port": ports.0, "to_port": ports.1,
        "peer": peer, "description": null, "tags": {},
    })
}

pub(crate) fn group(id: &str) -> Value {
    json!({"group": {"id": id, "account": A}})
}

/// What the records say, asked as layer 1 asks them.
fn judged(
    world: &Snapshot,
    interface: &NetworkInterface,
    egress: bool,
    peer: IpAddr,
    traffic: Traffic,
) -> bool {
    let of_peer = match peer {
        IpAddr::V4(address) => world.interface_in(&interface.vpc, address),
        IpAddr::V6(_) => None,
    };
    let none = BTreeSet::new();
    let peers_groups = of_peer.map_or(&none, |it| &it.security_groups);
    let groups = interface.security_groups.iter();
    groups
        .filter_map(|id| world.security_group(id))
        .flat_map(|group| &group.rules)
        .any(|rule| rule.egress == egress && rule.covers(traffic) && rule.names(peer, peers_groups))
}

#[test]
fn the_callers_group_reaches_the_endpoints_group_and_nobody_else_does() {
    let mut world = World::new(true);
    let https = (443, 443);
    world.group(
        "sg-1",
        &[rule(1, false, &json!("tcp"), https, &group("sg-caller"))],
    );
    world.group(
        "sg-caller",
        &[rule(2, true, &json!("tcp"), https, &group("sg-1"))],
    );
    world.interface("eni-caller", "vpc-1", 20, &["sg-caller"]);
    world.interface("eni-outsider", "vpc-1", 21, &[]);
    world.interface("eni-namesake", "vpc-2", 20, &["sg-caller"]);
    let plan = Plan::of(&world.snapshot());
    let rules = &plan.networks["vpc-1"].rules;
    let (caller, outsider) = (IpAddr::from([10, 0, 1, 20]), IpAddr::from([10, 0, 1, 21]));
    let (endpoint, other) = (IpAddr::from([10, 0, 1, 4]), IpAddr::from([10, 0, 1, 21]));
    assert!(rules.lets_out("eni-caller", endpoint, Traffic::Tcp(443)));
    assert!(!rules.lets_out("eni-caller", endpoint, Traffic::Tcp(80)));
    assert!(!rules.lets_out("eni-caller", other, Traffic::Tcp(443)));
    assert!(rules.lets_in("eni-1", caller, Traffic::Tcp(443)));
    assert!(!rules.lets_in("eni-1", outsider, Traffic::Tcp(443)));
    assert!(!rules.lets_in("eni-gone", caller, Traffic::Tcp(443)));
    // The namesake's group has no member in its own VPC whose address it could mean.
    let rules = &plan.networks["vpc-2"].rules;
    assert!(!rules.lets_out("eni-namesake", endpoint, Traffic::Tcp(443)));
}

#[test]
fn a_plan_has_the_addresses_of_each_vpc() {
    let mut world = World::new(true);
    world.interface("eni-0a1b2c3d4e5f60718", "vpc-2", 4, &[]);
    world.vpc("vpc-2", false, false);
    let plan = Plan::of(&world.snapshot());
    assert_eq!(plan.networks.len(), 2);
    let first = &plan.networks["vpc-1"];
    assert_eq!(first.resolver, Some([10, 0, 0, 2].into()));
    let gateways: Vec<_> = first.gateways.iter().map(ToString::to_string).collect();
    assert_eq!(gateways, ["10.0.1.1", "10.0.2.1"]);
    let second = &plan.networks["vpc-2"];
    assert_eq!(second.resolver, None);
    let interface = &second.interfaces["eni-0a1b2c3d4e5f60718"];
    assert_eq!(interface.address.to_string(), "10.0.1.4");
    assert_eq!(interface.gateway.to_string(), "10.0.1.1");
    assert_eq!(interface.link, "e02giu84fn08xeg");
    assert_eq!(interface.mac, [2, 0, 0, 0, 0, 4]);
}

fn protocol() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!("all")),
        Just(json!("tcp")),
        Just(json!("udp")),
        Just(json!("icmp")),
        Just(json!("icmpv6")),
        prop_oneof![Just(1), Just(6), Just(17), Just(50), Just(58)]
            .prop_map(|number| json!({"number": number})),
    ]
}

fn number() -> impl Strategy<Value = i32> {
    prop_oneof![
        Just(-1),
        Just(0),
        Just(3),
        Just(8),
        Just(443),
        Just(65_535),
        -2..70_000i32
    ]
}

fn peer() -> impl Strategy<Value = Value> {
    prop_oneof![
        (0..3u8).prop_map(|number| group(&format!("sg-{number}"))),
        prop_oneof![
            Just("0.0.0.0/0"),
            Just("10.0.1.0/24"),
            Just("10.0.1.21/30"),
            Just("10.0.1.20/32"),
            Just("::/0"),
            Just("fd00::/8")
        ]
        .prop_map(|block| json!({"cidr": block})),
        Just(json!({"prefix_list": "pl-1"})),
    ]
}

fn traffic() -> impl Strategy<Value = Traffic> {
    let port = prop_oneof![Just(0), Just(3), Just(443), Just(65_535), any::<u16>()];
    let small = || prop_oneof![Just(0u8), Just(3), Just(8), any::<u8>()];
    prop_oneof![
        port.clone().prop_map(Traffic::Tcp),
        port.prop_map(Traffic::Udp),
        (small(), small()).prop_map(|(kind, code)| Traffic::Icmp(kind, code)),
        (small(), small()).prop_map(|(kind, code)| Traffic::Icmpv6(kind, code)),
        prop_oneof![Just(50u8), Just(51)].prop_map(Traffic::Other),
    ]
}

fn rules() -> impl Strategy<Value = Vec<Value>> {
    let one = (any::<bool>(), protocol(), number(), number(), peer());
    proptest::collection::vec(one, 0..4).prop_map(|rules| {
        rules
            .into_iter()
            .enumerate()
            .map(|(id, (egress, protocol, from, to, peer))| {
                rule(id, egress, &protocol, (from, to), &peer)
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn packet_rules_and_layer_1_never_disagree(
        groups in proptest::collection::vec(rules(), 3),
        members in proptest::collection::vec(proptest::collection::btree_set(0..3usize, 0..3), 5),
        traffic in traffic(),
        outside in prop_oneof![Just("198.51.100.7"), Just("10.0.1.99"), Just("fd00::7"), Just("2001:db8::1")],
    ) {
        let mut world = World::new(true);
        for (number, rules) in groups.iter().enumerate() {
            world.group(&format!("sg-{number}"), rules);
        }
        for (last, groups) in (20..).zip(&members) {
            let groups: Vec<String> = groups.iter().map(|number| format!("sg-{number}")).collect();
            let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
            // The last is in another VPC and has the address of the first.
            let (vpc, address) = if last == 24 { ("vpc-2", 20) } else { ("vpc-1", last) };
            world.interface(&format!("eni-w{last}"), vpc, address, &groups);
        }
        let world = world.snapshot();
        let plan = Plan::of(&world);
        let mut peers: Vec<IpAddr> = world.interfaces().map(|it| IpAddr::V4(it.private_ip)).collect();
        peers.push(outside.parse().unwrap());
        for interface in world.interfaces() {
            let rules = &plan.networks[&interface.vpc].rules;
            for peer in &peers {
                let (out, into) = (
                    rules.lets_out(&interface.id, *peer, traffic),
                    rules.lets_in(&interface.id, *peer, traffic),
                );
                prop_assert_eq!(out, judged(&world, interface, true, *peer, traffic), "out of {} to {}", interface.id, peer);
                prop_assert_eq!(into, judged(&world, interface, false, *peer, traffic), "into {} from {}", interface.id, peer);
            }
        }
    }
}

#[test]
fn no_two_ids_have_a_cable_of_the_same_name() {
    use portcullis_vpc::ruleset::link_name;
    let mut names = BTreeSet::new();
    let ids = [
        "00000000000000000",
        "00000000000000001",
        "0a1b2c3d4e5f60718",
        "0a1b2c3d4e5f60719",
        "fa1b2c3d4e5f60718",
        "ffffffffffffffffe",
        "fffffffffffffffff",
    ];
    for id in ids {
        let name = link_name(&format!("eni-{id}"));
        // The kernel takes no more.
        assert_eq!(name.len(), 15, "{name}");
        assert!(names.insert(name), "{id}");
    }
    // What is no such id never takes the name of one.
    let other = link_name("eni-workload");
    assert_eq!(other, "xworkload");
    assert!(names.insert(other));
}
