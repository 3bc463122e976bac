//! Which targets a load balancer tries, by health, zone and what is on its way out; and that health outlives a change.

use portcullis_catalog::Records;
use portcullis_catalog::health::{Condition, Finding};
use portcullis_catalog::load_balancer::WeightedTargetGroup;
use portcullis_catalog::snapshot::Compiler;
use serde_json::{Value, json};

const A: &str = "111111111111";
const ARN: &str =
    "arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/svc/73e2d6bc24d8a067";
const BALANCER: &str =
    "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/nlb/50dc6c495c0c9188";

struct World {
    records: Records,
    compiler: Compiler,
    revision: u64,
}

impl World {
    fn new(attributes: &Value) -> Self {
        let mut world = Self {
            records: Records::default(),
            compiler: Compiler::default(),
            revision: 0,
        };
        for (zone, number) in [("us-east-1a", 1), ("us-east-1b", 2)] {
            world.put(
                &format!("network-interface/{A}/eni-{number}"),
                json!({ "account": A, "id": format!("eni-{number}"), "vpc": "vpc-1", "subnet": format!("subnet-{number}"),
                    "availability_zone": zone, "private_ip": format!("10.0.{number}.4"), "loopback": format!("127.0.{number}.4"),
                    "mac_address": "", "security_groups": [], "description": "", "vpc_endpoint": null,
                    "load_balancer": "net/nlb/50dc6c495c0c9188", "source_dest_check": true, "tags": {} }),
            );
        }
        let node = |zone: &str, number: u8| json!({ "availability_zone": zone, "network_interface": format!("eni-{number}") });
        world.put(
            &format!("load-balancer/{A}/nlb"),
            json!({ "account": A, "name": "nlb", "id": "50dc6c495c0c9188", "kind": "network", "internal": true, "created": 0,
                "vpc": "vpc-1", "security_groups": [], "dns_label": "nlb-1", "attributes": attributes, "tags": {},
                "nodes": { "subnet-1": node("us-east-1a", 1), "subnet-2": node("us-east-1b", 2) } }),
        );
        world
    }

    fn put(&mut self, key: &str, record: Value) {
        let envelope = json!({ "v": 1, "d": record }).to_string();
        self.records.put(key, envelope.as_bytes()).unwrap();
    }

    /// The group with targets by address, zone, and whether they are on their way out.
    fn targets(&mut self, targets: &[(&str, &str, bool)]) {
        let targets = targets.iter().map(|(id, zone, leaving)| {
            json!({ "id": id, "port": 80, "availability_zone": zone, "registered": 0,
                "draining": leaving.then_some(0) })
        });
        let targets: Vec<Value> = targets.collect();
        self.put(
            &format!("target-group/{A}/svc"),
            json!({ "account": A, "name": "svc", "id": "73e2d6bc24d8a067", "target_kind": "ip", "protocol": "TCP",
                "protocol_version": null, "port": 80, "vpc": "vpc-1", "ipv6": false,
                "health_check": { "enabled": true, "protocol": "TCP", "port": null, "path": null, "interval": 30, "timeout": 5,
                    "healthy_threshold": 2, "unhealthy_threshold": 1, "matcher": null },
                "attributes": {}, "targets": targets, "tags": {} }),
        );
    }

    /// The addresses that would be tried, from which zone, in no order.
    fn tried(&mut self, found: &[(&str, Finding)]) -> Vec<String> {
        self.revision += 1;
        let keys: Vec<String> = self.records.keys().map(str::to_owned).collect();
        let changed = keys.iter().map(String::as_str);
        let world = self
            .compiler
            .update(&self.records, changed, self.revision, &|_, _| None);
        let group = world.target_group(ARN).unwrap();
        for (id, finding) in found {
            let target = group.target(id, Some(80)).unwrap();
            target.health.observe(*finding, &group.record.health_check);
        }
        let groups = [WeightedTargetGroup {
            arn: ARN.to_owned(),
            weight: 1,
        }];
        let balancer = world.balancer(BALANCER).unwrap();
        let tried = balancer.candidates(&world, &groups, None, 9);
        let mut tried: Vec<String> = tried
            .iter()
            .map(|it| {
                let zone = &it.node.availability_zone;
                format!("{} {}", it.target.target.id, &zone[zone.len() - 1..])
            })
            .collect();
        tried.sort();
        tried
    }
}

const IN_A: (&str, &str, bool) = ("10.0.1.20", "us-east-1a", false);
const IN_B: (&str, &str, bool) = ("10.0.2.20", "us-east-1b", false);

#[test]
fn only_healthy_targets_are_tried_unless_none_is() {
    use Finding::{Failed, Passed};
    let mut world = World::new(&json!({}));
    world.targets(&[IN_A, IN_B]);
    let both = ["10.0.1.20 a", "10.0.2.20 b"];
    assert_eq!(world.tried(&[]), both, "nothing is known yet");
    assert_eq!(world.tried(&[(IN_A.0, Passed)]), ["10.0.1.20 a"]);
    assert_eq!(world.tried(&[(IN_B.0, Passed)]), both);
    assert_eq!(world.tried(&[(IN_A.0, Failed)]), ["10.0.2.20 b"]);
    assert_eq!(
        world.tried(&[(IN_B.0, Failed)]),
        both,
        "all get it where none is healthy"
    );
}

#[test]
fn a_node_keeps_to_its_zone_unless_it_may_cross() {
    let mut world = World::new(&json!({}));
    let everywhere = ("10.9.9.9", "all", false);
    world.targets(&[IN_A, everywhere]);
    let found = [(IN_A.0, Finding::Passed), (everywhere.0, Finding::Passed)];
    let tried = world.tried(&found);
    assert_eq!(tried, ["10.0.1.20 a", "10.9.9.9 a", "10.9.9.9 b"]);
    let mut world = World::new(&json!({ "load_balancing.cross_zone.enabled": "true" }));
    // A zone where the load balancer is not is not used.
    world.targets(&[IN_A, IN_B, ("10.0.3.20", "us-east-1c", false)]);
    let tried = world.tried(&[(IN_A.0, Finding::Passed), (IN_B.0, Finding::Passed)]);
    assert_eq!(tried.len(), 2);
}

#[test]
fn what_is_on_its_way_out_gets_nothing_and_is_new_when_it_comes_back() {
    let mut world = World::new(&json!({}));
    world.targets(&[IN_A, IN_B]);
    world.tried(&[(IN_A.0, Finding::Passed), (IN_B.0, Finding::Passed)]);
    world.targets(&[(IN_A.0, IN_A.1, true), IN_B]);
    assert_eq!(world.tried(&[]), ["10.0.2.20 b"]);
    world.targets(&[IN_A, IN_B]);
    assert_eq!(world.tried(&[]), ["10.0.2.20 b"], "it is not checked yet");
    let keys: Vec<String> = world.records.keys().map(str::to_owned).collect();
    let snapshot = world.compiler.update(
        &world.records,
        keys.iter().map(String::as_str),
        99,
        &|_, _| None,
    );
    let group = snapshot.target_group(ARN).unwrap();
    let condition = |id: &str| group.target(id, Some(80)).unwrap().health.condition();
    assert_eq!(condition(IN_A.0), Condition::Registering);
    assert_eq!(condition(IN_B.0), Condition::Healthy);
}

#[test]
fn an_address_of_another_vpc_means_an_endpoint_only_where_both_accounts_are_joined() {
    use std::collections::BTreeSet;

    use portcullis_catalog::AccountId;

    let mut world = World::new(&json!({}));
    let b = "222222222222";
    for (vpc, account, cidr) in [
        ("vpc-1", A, "10.0.0.0/16"),
        ("vpc-2", b, "10.40.0.0/16"),
        ("vpc-3", b, "10.0.0.0/8"),
    ] {
        world.put(
            &format!("vpc/{account}/{vpc}"),
            json!({ "account": account, "id": vpc, "cidr": cidr, "tags": {}, "enable_dns_support": true,
                "enable_dns_hostnames": true, "instance_tenancy": "default", "default_security_group": "sg-1",
                "default_network_acl": "acl-1", "main_route_table": "rtb-1" }),
        );
    }
    for (vpc, address, endpoint) in [
        ("vpc-2", "10.40.0.4", json!("vpce-1")),
        ("vpc-2", "10.40.0.5", Value::Null),
        ("vpc-3", "10.9.0.4", json!("vpce-2")),
    ] {
        let id = format!("eni-{address}");
        world.put(
            &format!("network-interface/{b}/{id}"),
            json!({ "account": b, "id": id, "vpc": vpc, "subnet": "subnet-9", "availability_zone": "us-east-1a",
                "private_ip": address, "loopback": address.replacen("10.", "127.", 1), "mac_address": "", "security_groups": [],
                "description": "", "vpc_endpoint": endpoint, "source_dest_check": true, "tags": {} }),
        );
    }
    let snapshot = Compiler::default().compile(&world.records, 1, &|_, _| None);
    let account = |text: &str| AccountId::parse(text).unwrap();
    let reached = |address: &str, joined: &[&str]| {
        let joined: BTreeSet<AccountId> = joined.iter().map(|text| account(text)).collect();
        let found = snapshot.interface_from("vpc-1", address.parse().unwrap(), &joined);
        found.is_some()
    };
    assert!(reached("10.0.1.4", &[]), "of the same VPC");
    assert!(reached("10.40.0.4", &[A, b]));
    assert!(!reached("10.40.0.4", &[]));
    assert!(!reached("10.40.0.4", &[A]) && !reached("10.40.0.4", &[b]));
    assert!(!reached("10.40.0.5", &[A, b]), "no endpoint");
    assert!(!reached("10.9.0.4", &[A, b]), "blocks that overlap");
}
