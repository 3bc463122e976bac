//! What names mean in a VPC, with and without private DNS.

use std::net::IpAddr;

use portcullis_catalog::snapshot::Domain;
use portcullis_vpc::{Answer, Names, answer};

use crate::world::{ENDPOINT, World};

fn check(world: &World, vpc: &str, cases: &[(&str, &str)]) {
    let names = Names {
        domain: Domain {
            region: "us-east-1".to_owned(),
            suffixes: vec!["amazonaws.com".to_owned(), "example.test".to_owned()],
        },
        public: vec!["192.0.2.1".parse().unwrap()],
    };
    let world = world.snapshot();
    for (name, expected) in cases {
        let name = name.replace("VPCE", ENDPOINT);
        let found = match answer(&world, vpc, &names, &name) {
            Answer::Addresses(addresses) => {
                let all: Vec<String> = addresses.iter().map(IpAddr::to_string).collect();
                all.join(" ")
            }
            Answer::Empty => "empty".to_owned(),
            Answer::NoSuchName => "no such name".to_owned(),
            Answer::NotOurs => "not ours".to_owned(),
        };
        assert_eq!(found, *expected, "{name} in {vpc}");
    }
}

const BOTH: &str = "10.0.1.4 10.0.2.4";
const NONE: &str = "no such name";

#[test]
fn with_private_dns_every_name_of_the_service_means_the_endpoint_in_the_whole_vpc() {
    check(
        &World::new(true),
        "vpc-1",
        &[
            ("private1.execute-api.us-east-1.amazonaws.com", BOTH),
            ("private2.execute-api.us-east-1.amazonaws.com", BOTH),
            ("regional.execute-api.us-east-1.amazonaws.com", BOTH),
            ("unknown.execute-api.us-east-1.amazonaws.com", BOTH),
            ("private2-VPCE.execute-api.us-east-1.amazonaws.com", BOTH),
            ("execute-api.us-east-1.amazonaws.com", BOTH),
            ("private1.execute-api.us-east-1.example.test", BOTH),
            ("private1.execute-api.eu-west-1.amazonaws.com", "not ours"),
            ("xexecute-api.us-east-1.amazonaws.com", "not ours"),
            ("sts.us-east-1.amazonaws.com", "not ours"),
        ],
    );
}

#[test]
fn in_another_vpc_and_without_private_dns_names_mean_what_they_mean_on_the_internet() {
    let public = [
        ("private1.execute-api.us-east-1.amazonaws.com", NONE),
        ("regional.execute-api.us-east-1.amazonaws.com", "192.0.2.1"),
        ("unknown.execute-api.us-east-1.amazonaws.com", NONE),
        ("private1-VPCE.execute-api.us-east-1.amazonaws.com", BOTH),
        ("private2-VPCE.execute-api.us-east-1.amazonaws.com", NONE),
        ("private1-vpce-0.execute-api.us-east-1.amazonaws.com", NONE),
        ("execute-api.us-east-1.amazonaws.com", "empty"),
    ];
    check(&World::new(true), "vpc-2", &public);
    check(&World::new(false), "vpc-1", &public);
    let mut without_hostnames = World::new(true);
    without_hostnames.vpc("vpc-1", true, false);
    check(&without_hostnames, "vpc-1", &public);
}

#[test]
fn the_names_of_an_endpoint_mean_its_interfaces_everywhere() {
    for vpc in ["vpc-1", "vpc-2"] {
        check(
            &World::new(false),
            vpc,
            &[
                (
                    "VPCE-abcdefgh.execute-api.us-east-1.vpce.amazonaws.com",
                    BOTH,
                ),
                (
                    "VPCE-abcdefgh-us-east-1a.execute-api.us-east-1.vpce.amazonaws.com",
                    "10.0.1.4",
                ),
                (
                    "VPCE-abcdefgh-us-east-1b.execute-api.us-east-1.vpce.amazonaws.com",
                    "10.0.2.4",
                ),
                (
                    "VPCE-abcdefgh-us-east-1c.execute-api.us-east-1.vpce.amazonaws.com",
                    NONE,
                ),
                ("VPCE.execute-api.us-east-1.vpce.amazonaws.com", NONE),
                (
                    "VPCE-abcdefghi.execute-api.us-east-1.vpce.amazonaws.com",
                    NONE,
                ),
                ("VPCE-other.execute-api.us-east-1.vpce.amazonaws.com", NONE),
                ("execute-api.us-east-1.vpce.amazonaws.com", "empty"),
            ],
        );
    }
}

#[test]
fn an_address_has_a_name_in_its_own_vpc() {
    let own = [
        ("ip-10-0-1-4.ec2.internal", "10.0.1.4"),
        ("ip-10-0-1-9.ec2.internal", NONE),
        ("ip-10-0-1.ec2.internal", NONE),
        ("printer.ec2.internal", NONE),
    ];
    check(&World::new(true), "vpc-1", &own);
    check(
        &World::new(true),
        "vpc-2",
        &[("ip-10-0-1-4.ec2.internal", NONE)],
    );
}

#[test]
fn a_vpc_that_is_gone_knows_no_names() {
    check(
        &World::new(true),
        "vpc-3",
        &[("private1.execute-api.us-east-1.amazonaws.com", "not ours")],
    );
}

#[test]
fn a_load_balancer_has_a_public_name_and_private_addresses() {
    let mut world = World::new(false);
    for (kind, name, last) in [("network", "nlb", 40), ("application", "alb", 41)] {
        let word = if kind == "network" { "net" } else { "app" };
        let id = format!("eni-{name}");
        world.interface(&id, "vpc-1", last, &[]);
        world.put(
            &format!("load-balancer/111111111111/{name}"),
            serde_json::json!({
                "account": "111111111111", "name": name, "id": format!("{word}0"), "kind": kind, "internal": true, "created": 0,
                "vpc": "vpc-1", "security_groups": [], "dns_label": format!("{name}-1"), "attributes": {}, "tags": {},
                "nodes": { "subnet-1": { "availability_zone": "us-east-1a", "network_interface": id } },
            }),
        );
    }
    let names = [
        ("nlb-1.elb.us-east-1.amazonaws.com", "10.0.1.40"),
        ("us-east-1a.nlb-1.elb.us-east-1.amazonaws.com", "10.0.1.40"),
        ("us-east-1b.nlb-1.elb.us-east-1.amazonaws.com", NONE),
        ("alb-1.us-east-1.elb.amazonaws.com", "10.0.1.41"),
        ("alb-1.elb.us-east-1.amazonaws.com", NONE),
        ("nlb-1.us-east-1.elb.amazonaws.com", NONE),
        ("other.us-east-1.elb.amazonaws.com", NONE),
    ];
    check(&world, "vpc-1", &names);
    check(&world, "vpc-2", &names);
}
