//! A small world of records, written as they are stored.

use std::sync::Arc;

use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::{Records, Snapshot};
use serde_json::{Value, json};

pub(crate) const A: &str = "111111111111";
pub(crate) const ENDPOINT: &str = "vpce-0123456789abcdef0";

#[derive(Default)]
pub(crate) struct World(Records);

impl World {
    /// Two VPCs with the same block; an endpoint with two interfaces in the first.
    pub(crate) fn new(private_dns: bool) -> Self {
        let mut world = Self::default();
        for vpc in ["vpc-1", "vpc-2"] {
            world.vpc(vpc, true, true);
            world.subnet(&format!("subnet-{vpc}-a"), vpc, "10.0.1.0/24", "us-east-1a");
            world.subnet(&format!("subnet-{vpc}-b"), vpc, "10.0.2.0/24", "us-east-1b");
        }
        world.endpoint_interface("eni-1", "10.0.1.4", "us-east-1a");
        world.endpoint_interface("eni-2", "10.0.2.4", "us-east-1b");
        world.put(
            &format!("vpc-endpoint/{A}/{ENDPOINT}"),
            json!({
                "account": A, "id": ENDPOINT, "vpc": "vpc-1", "service_name": "com.amazonaws.us-east-1.execute-api",
                "created": 0, "policy": null, "subnets": ["subnet-vpc-1-a", "subnet-vpc-1-b"], "security_groups": ["sg-1"],
                "network_interfaces": ["eni-1", "eni-2"], "private_dns_enabled": private_dns, "ip_address_type": "ipv4",
                "dns_suffix": "abcdefgh", "tags": {},
            }),
        );
        world.api("private1", "PRIVATE", &[ENDPOINT]);
        world.api("private2", "PRIVATE", &[]);
        world.api("regional", "REGIONAL", &[]);
        world
    }

    pub(crate) fn vpc(&mut self, id: &str, dns_support: bool, dns_hostnames: bool) {
        self.put(
            &format!("vpc/{A}/{id}"),
            json!({
                "account": A, "id": id, "cidr": "10.0.0.0/16", "tags": {}, "enable_dns_support": dns_support,
                "enable_dns_hostnames": dns_hostnames, "instance_tenancy": "default", "default_security_group": "sg-0",
                "default_network_acl": "acl-0", "main_route_table": "rtb-0",
            }),
        );
    }

    fn subnet(&mut self, id: &str, vpc: &str, cidr: &str, zone: &str) {
        self.put(
            &format!("subnet/{A}/{id}"),
            json!({
                "account": A, "id": id, "vpc": vpc, "cidr": cidr, "availability_zone": zone,
                "map_public_ip_on_launch": false, "tags": {},
            }),
        );
    }

    pub(crate) fn group(&mut self, id: &str, rules: &[Value]) {
        self.put(
            &format!("security-group/{A}/{id}"),
            json!({
                "account": A, "id": id, "vpc": "vpc-1", "name": id, "description": "d", "tags": {}, "rules": rules,
            }),
        );
    }

    /// An interface of a workload, in the first subnet of a VPC.
    pub(crate) fn interface(&mut self, id: &str, vpc: &str, last: u8, groups: &[&str]) {
        let subnet = format!("subnet-{vpc}-a");
        let number = if vpc == "vpc-1" { 1 } else { 2 };
        self.put(
            &format!("network-interface/{A}/{id}"),
            json!({
                "account": A, "id": id, "vpc": vpc, "subnet": subnet, "availability_zone": "us-east-1a",
                "private_ip": format!("10.0.1.{last}"), "loopback": format!("127.{number}.1.{last}"),
                "mac_address": format!("02:00:00:00:00:{last:02x}"), "security_groups": groups, "description": "",
                "vpc_endpoint": null, "source_dest_check": true, "tags": {},
            }),
        );
    }

    fn endpoint_interface(&mut self, id: &str, address: &str, zone: &str) {
        let subnet = format!("subnet-vpc-1-{}", zone.chars().last().unwrap());
        self.put(
            &format!("network-interface/{A}/{id}"),
            json!({
                "account": A, "id": id, "vpc": "vpc-1", "subnet": subnet, "availability_zone": zone,
                "private_ip": address, "loopback": address.replacen("10.", "127.", 1), "mac_address": "02:00:00:00:00:01",
                "security_groups": ["sg-1"], "description": "", "vpc_endpoint": ENDPOINT, "source_dest_check": true,
                "tags": {},
            }),
        );
    }

    fn api(&mut self, id: &str, kind: &str, endpoints: &[&str]) {
        self.put(
            &format!("rest-api/{A}/{id}"),
            json!({
                "account": A, "id": id, "name": id, "description": null, "version": null, "created": 0,
                "endpoint": {"endpoint_type": kind, "vpc_endpoint_ids": endpoints, "ip_address_type": "ipv4"},
                "policy": null, "tags": {}, "binary_media_types": [], "minimum_compression_size": null,
                "api_key_source": "HEADER", "disable_execute_api_endpoint": false, "root_resource_id": "root00",
            }),
        );
    }

    pub(crate) fn put(&mut self, key: &str, record: Value) {
        let envelope = json!({"v": 1, "d": record}).to_string();
        self.0.put(key, envelope.as_bytes()).expect(key);
    }

    pub(crate) fn remove(&mut self, kind: &str, id: &str) {
        self.0.remove(&format!("{kind}/{A}/{id}"));
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Compiler::default().compile(&self.0, 1, &|_, _| None)
    }
}
