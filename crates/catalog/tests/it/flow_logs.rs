//! Lines of flow logs, and which flow logs an interface is seen by.

use std::net::IpAddr;
use std::sync::Arc;

use portcullis_catalog::flow_log::Flow;
use portcullis_catalog::snapshot::Compiler;
use portcullis_catalog::{Records, Snapshot};
use serde_json::json;

const A: &str = "111111111111";

fn world(logs: &[(&str, &str, &str, &str)]) -> Arc<Snapshot> {
    let mut records = Records::default();
    let mut put = |key: String, record: serde_json::Value| {
        let envelope = json!({ "v": 1, "d": record }).to_string();
        records.put(&key, envelope.as_bytes()).unwrap();
    };
    put(
        format!("network-interface/{A}/eni-1"),
        json!({
            "account": A, "id": "eni-1", "vpc": "vpc-1", "subnet": "subnet-1", "availability_zone": "us-east-1a",
            "private_ip": "10.0.1.4", "loopback": "127.0.1.4", "mac_address": "02:00:00:00:00:01",
            "security_groups": [], "description": "", "vpc_endpoint": null, "source_dest_check": true, "tags": {},
        }),
    );
    for (id, resource, traffic, format) in logs {
        put(
            format!("flow-log/{A}/{id}"),
            json!({
                "account": A, "id": id, "resource": resource, "traffic_type": traffic,
                "destination_type": "cloud-watch-logs", "destination": null, "log_group_name": "flows", "role": null,
                "log_format": format, "max_aggregation_interval": 60, "created": 0, "tags": {},
            }),
        );
    }
    Compiler::default().compile(&records, 1, &|_, _| None)
}

/// The lines that a flow to the interface becomes.
fn lines(world: &Snapshot, accepted: bool, counted: Option<(u64, u64)>) -> Vec<String> {
    let interface = world.interface_in("vpc-1", [10, 0, 1, 4].into()).unwrap();
    let flow = Flow {
        interface,
        ingress: true,
        source: (IpAddr::from([10, 0, 1, 20]), 40_000),
        destination: (IpAddr::from([10, 0, 1, 4]), 443),
        protocol: 6,
        counted,
        seen: (1_418_530_010, 1_418_530_070),
        accepted,
    };
    let logs = world.flow_logs_of(interface);
    logs.filter(|log| log.wants(accepted))
        .map(|log| log.line(&flow))
        .collect()
}

#[test]
fn the_default_line_has_the_fields_of_version_2_in_their_order() {
    let world = world(&[("fl-1", "eni-1", "ALL", "")]);
    assert_eq!(
        lines(&world, true, Some((20, 4_249))),
        [
            "2 111111111111 eni-1 10.0.1.20 10.0.1.4 40000 443 6 20 4249 1418530010 1418530070 ACCEPT OK"
        ]
    );
    assert_eq!(
        lines(&world, false, None),
        ["2 111111111111 eni-1 10.0.1.20 10.0.1.4 40000 443 6 - - 1418530010 1418530070 REJECT OK"]
    );
}

#[test]
fn a_format_of_its_own_has_what_is_known_and_a_dash_for_what_is_not() {
    let format = "${flow-direction} ${vpc-id} ${subnet-id} ${type} ${pkt-srcaddr} ${instance-id} ${unheard-of}";
    let world = world(&[("fl-1", "eni-1", "ALL", format)]);
    assert_eq!(
        lines(&world, true, None),
        ["ingress vpc-1 subnet-1 IPv4 10.0.1.20 - -"]
    );
}

#[test]
fn an_interface_is_seen_by_its_own_logs_and_those_of_its_subnet_and_vpc() {
    let world = world(&[
        ("fl-1", "eni-1", "ACCEPT", "${log-status}"),
        ("fl-2", "subnet-1", "REJECT", "${action}"),
        ("fl-3", "vpc-1", "ALL", "${protocol}"),
        ("fl-4", "vpc-2", "ALL", "${version}"),
        ("fl-5", "eni-2", "ALL", "${version}"),
    ]);
    assert_eq!(lines(&world, true, None), ["OK", "6"]);
    assert_eq!(lines(&world, false, None), ["REJECT", "6"]);
}
