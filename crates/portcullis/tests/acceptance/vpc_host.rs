//! VPCs on addresses that the host has: the gateway runs in a network namespace of the test's own, whose addresses the
//! test gives and keeps back. Skipped, with a message, where the host does not allow it.

use std::fs::File;
use std::path::Path;
use std::process::Command;

use portcullis_vpc::netns::within;

use crate::api::account;
use crate::aws::{A, Call};
use crate::gateway::{Gateway, Scratch};
use crate::vpc_netns::{Guarded, a_role, address_of, allowed, exec};

/// A development double in a network of its own, which has no address but those of 127.0.0.0/8.
fn start(data: &Path) -> Gateway {
    std::fs::create_dir_all(data).unwrap();
    let mut command = Command::new("unshare");
    let script = "ip link set lo up && exec \"$0\" \"$@\"";
    command.args([
        "--net",
        "sh",
        "-c",
        script,
        env!("CARGO_BIN_EXE_portcullis"),
    ]);
    let data = data.to_str().unwrap();
    Gateway::dev_as(command, &["--vpc", "host", "--data", data])
}

fn give(address: &str) {
    let address = format!("{address}/32");
    let arguments = ["addr", "add", &address, "dev", "lo"];
    let status = Command::new("ip").args(arguments).status().unwrap();
    assert!(status.success());
}

#[test]
fn endpoints_are_at_the_hosts_own_addresses_and_say_which_one_is_missing() {
    if !allowed() {
        return;
    }
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    let gateway = start(&data);
    let network = File::open(format!("/proc/{}/ns/net", gateway.pid())).unwrap();
    within(&network, || tried(&gateway, &data)).unwrap();
}

#[test]
fn who_is_refused_at_a_load_balancer_is_seen_too() {
    if !allowed() {
        return;
    }
    let scratch = Scratch::new();
    let data = scratch.path().join("data");
    let gateway = start(&data);
    let network = File::open(format!("/proc/{}/ns/net", gateway.pid())).unwrap();
    within(&network, || tried_at_a_load_balancer(&gateway, &data)).unwrap();
}

fn tried_at_a_load_balancer(gateway: &Gateway, data: &Path) {
    let caller = account(gateway, A);
    a_role(&caller);
    let Guarded {
        vpc,
        subnet,
        guards: balancers,
        member,
        outsider,
        ..
    } = Guarded::new(&caller, "balancers", "ALL");
    let ec2 =
        |action: &str, parameters: &[(&str, &str)]| caller.query("ec2", action, parameters).ok();
    let (own, of_outsider) = (address_of(&caller, &member), address_of(&caller, &outsider));
    // Its address is the next of the subnet: what is not there when it is made cannot be listened at.
    for address in [&own, &of_outsider] {
        give(address);
    }
    for last in 6..12 {
        give(&format!("10.0.1.{last}"));
    }
    let elb = |action: &str, parameters: &[(&str, &str)]| {
        caller
            .query("elasticloadbalancing", action, parameters)
            .ok()
    };
    let balancer = [
        ("Name", "inner"),
        ("Type", "network"),
        ("Scheme", "internal"),
        ("Subnets.member.1", &subnet),
        ("SecurityGroups.member.1", &balancers),
    ];
    let balancer = elb("CreateLoadBalancer", &balancer).element("LoadBalancerArn");
    let targets = [
        ("Name", "targets"),
        ("Protocol", "TCP"),
        ("Port", "443"),
        ("TargetType", "ip"),
        ("VpcId", &vpc),
    ];
    let targets = elb("CreateTargetGroup", &targets).element("TargetGroupArn");
    let listener = [
        ("LoadBalancerArn", balancer.as_str()),
        ("Protocol", "TCP"),
        ("Port", "443"),
        ("DefaultActions.member.1.Type", "forward"),
        ("DefaultActions.member.1.TargetGroupArn", &targets),
    ];
    elb("CreateListener", &listener);
    let nodes = [
        ("Filter.1.Name", "description"),
        ("Filter.1.Value.1", "ELB net/inner/*"),
    ];
    let node = ec2("DescribeNetworkInterfaces", &nodes).element("networkInterfaceId");
    let at = address_of(&caller, &node);
    let url = format!("https://{at}/");
    let curl = |interface: &str| {
        let mut command = exec(data, &["--interface", interface]);
        let script =
            "exec curl -sk --interface $PORTCULLIS_ADDRESS --connect-timeout 5 -o /dev/null $0";
        command.args(["sh", "-c", script, &url]).output().unwrap()
    };

    let mark = gateway.mark();
    curl(&member);
    let lines = gateway.says_after(mark, &format!("{node} {own} {at} "));
    let line = lines.last().unwrap();
    assert!(
        line.contains(" 443 6 ") && line.ends_with("ACCEPT OK"),
        "{lines:?}"
    );
    let mark = gateway.mark();
    assert!(!curl(&outsider).status.success());
    gateway.says_after(mark, "do not let it through to the load balancer");
    let lines = gateway.says_after(mark, &format!("{node} {of_outsider} {at} "));
    assert!(lines.last().unwrap().ends_with("REJECT OK"), "{lines:?}");
    let health = Call::api("GET", &gateway.address.to_string(), "/_portcullis/health");
    let health = health.send(gateway.address).json();
    assert_eq!(health["refused"]["connections"], 1, "{health}");
}

/// All of it happens where the gateway is.
fn tried(gateway: &Gateway, data: &Path) {
    let caller = account(gateway, A);
    a_role(&caller);
    let Guarded {
        vpc,
        subnet,
        guards: endpoints,
        member,
        outsider,
        ..
    } = Guarded::new(&caller, "endpoints", "ALL");
    let ec2 =
        |action: &str, parameters: &[(&str, &str)]| caller.query("ec2", action, parameters).ok();
    let parameters = [
        ("VpcId", vpc.as_str()),
        ("VpcEndpointType", "Interface"),
        ("ServiceName", "com.amazonaws.us-east-1.execute-api"),
        ("SubnetId.1", &subnet),
        ("SecurityGroupId.1", &endpoints),
        ("PrivateDnsEnabled", "false"),
    ];
    let made = ec2("CreateVpcEndpoint", &parameters);
    let endpoint = made.element("vpcEndpointId");
    let interfaces = made.element("networkInterfaceIdSet");
    let (_, interface) = interfaces.split_once("<item>").unwrap();
    let (interface, _) = interface.split_once("</item>").unwrap();
    let at = address_of(&caller, interface);

    // The address is not there yet.
    let line = gateway.complains("is no address of this host");
    assert!(line.contains(&at) && line.contains(interface), "{line}");
    let url = format!("https://{at}/");
    let curl = |interface: &str| {
        let mut command = exec(data, &["--interface", interface]);
        let script =
            "exec curl -sk --interface $PORTCULLIS_ADDRESS --connect-timeout 5 -o /dev/null $0";
        let output = command.args(["sh", "-c", script, &url]).output().unwrap();
        output.status.code().unwrap()
    };
    let own = address_of(&caller, &member);
    give(&own);
    assert_ne!(curl(&member), 0);

    // Now it is, and the next change finds it.
    give(&at);
    let tag = [
        ("ResourceId.1", endpoint.as_str()),
        ("Tag.1.Key", "Found"),
        ("Tag.1.Value", "now"),
    ];
    ec2("CreateTags", &tag);
    let mark = gateway.mark();
    assert_eq!(curl(&member), 0);
    let lines = gateway.says_after(mark, &format!(" {own} {at} "));
    assert!(lines.last().unwrap().ends_with("ACCEPT OK"), "{lines:?}");

    // Outside of the group, and from an address that nothing in a VPC has.
    let of_outsider = address_of(&caller, &outsider);
    give(&of_outsider);
    let mark = gateway.mark();
    assert_ne!(curl(&outsider), 0);
    let lines = gateway.says_after(mark, "security groups  refuse");
    assert!(!lines.is_empty());
    let lines = gateway.says_after(mark, &format!("{interface} {of_outsider} {at} "));
    assert!(lines.last().unwrap().ends_with("REJECT OK"), "{lines:?}");
    let mark = gateway.mark();
    let mut stranger = Command::new("curl");
    let arguments = ["-sk", "--interface", "127.0.0.1", "-o", "/dev/null", &url];
    assert!(!stranger.args(arguments).status().unwrap().success());
    let lines = gateway.says_after(mark, "an address of 127.0.0.0/8 is nobody's in a VPC");
    let flow = format!("{interface} 127.0.0.1 {at} ");
    assert!(
        lines
            .iter()
            .any(|line| line.contains(&flow) && line.ends_with("REJECT OK")),
        "{lines:?}"
    );

    let health = Call::api("GET", &gateway.address.to_string(), "/_portcullis/health");
    let health = health.send(gateway.address).json();
    assert_eq!(
        health["refused"],
        serde_json::json!({ "connections": 2, "packets": 0 })
    );
}
