//! What arrives where the endpoint is: the packets of whom the groups let in, and not one of anybody else's. Looked at
//! where the packets would be, in the endpoint's own namespace, and where they are dropped, in its router.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use portcullis_vpc::netns::within;

use super::{Data, Guarded, address_of, allowed, curl, group, interface_in, namespace, start, vpc};
use crate::api::account;
use crate::aws::A;
use crate::clients::{last_line, python};

/// Prints the sources of all IPv4 packets that an interface receives, until one comes from a certain address.
const CAPTURE: &str = "import json, socket, sys
frames = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.ntohs(3))
print('listening', flush=True)
seen = []
while sys.argv[1] not in seen:
    frame, origin = frames.recvfrom(65535)
    if origin[2] != 4 and frame[12:14] == b'\\x08\\x00':
        seen.append(socket.inet_ntoa(frame[26:30]))
print(json.dumps(seen))";

/// What the kernel counts in a namespace: connections that were accepted, and packets of IP that came.
fn counted(there: &File, row: &str, column: &str) -> u64 {
    let read = || std::fs::read_to_string("/proc/thread-self/net/snmp");
    let text = within(there, read).unwrap().unwrap();
    let mut rows = text.lines().filter(|line| line.starts_with(row));
    let names = rows.next().unwrap().split(' ');
    let values = rows.next().unwrap().split(' ');
    let mut both = names.zip(values);
    let (_, value) = both.find(|(name, _)| *name == column).unwrap();
    value.parse().unwrap()
}

/// How many packets for an interface its router has dropped.
fn dropped(router: &File, interface: &str) -> u64 {
    let list = || {
        let table = ["list", "table", "inet", "portcullis"];
        Command::new("nft").args(table).output()
    };
    let text = String::from_utf8(within(router, list).unwrap().unwrap().stdout).unwrap();
    let told = format!("log prefix \"in {interface}\"");
    let (_, rest) = text.split_once(&told).unwrap_or_else(|| panic!("{text}"));
    let (_, rest) = rest.split_once("counter packets ").unwrap();
    rest.split(' ').next().unwrap().parse().unwrap()
}

/// Every connection there, in any state, as `ss` shows it.
fn connections(there: &File) -> String {
    let list = || Command::new("ss").args(["-Htan"]).output();
    let output = within(there, list).unwrap().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

fn capture(there: &File, until: &str) -> Child {
    let python = python().unwrap();
    let mut command = Command::new(python.get_program());
    command.args(["-c", CAPTURE, until]).stdout(Stdio::piped());
    within(there, || command.spawn()).unwrap().unwrap()
}

#[test]
fn no_packet_of_a_refused_peer_reaches_the_endpoint() {
    if !allowed() || python().is_none() {
        return;
    }
    let data = Data::new();
    let gateway = start(&data);
    let caller = account(&gateway, A);
    super::a_role(&caller);
    let Guarded {
        vpc,
        subnet,
        guards: endpoints,
        others,
        member,
        outsider,
    } = Guarded::new(&caller, "endpoints", "REJECT");
    let parameters = [
        ("VpcId", vpc.as_str()),
        ("VpcEndpointType", "Interface"),
        ("ServiceName", "com.amazonaws.us-east-1.execute-api"),
        ("SubnetId.1", &subnet),
        ("SecurityGroupId.1", &endpoints),
        ("PrivateDnsEnabled", "false"),
    ];
    let made = caller.query("ec2", "CreateVpcEndpoint", &parameters).ok();
    let interfaces = made.element("networkInterfaceIdSet");
    let (_, interface) = interfaces.split_once("<item>").unwrap();
    let (interface, _) = interface.split_once("</item>").unwrap();
    let url = format!("https://{}/", address_of(&caller, interface));
    let (there, router) = (namespace(&data, interface), namespace(&data, &vpc));
    let (of_member, of_outsider) = (address_of(&caller, &member), address_of(&caller, &outsider));

    let mut listening = capture(&there, &of_member);
    let mut lines = BufReader::new(listening.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "listening");
    let before = (
        counted(&there, "Tcp:", "PassiveOpens"),
        counted(&there, "Ip:", "InReceives"),
        dropped(&router, interface),
    );
    let mark = gateway.mark();
    assert_eq!(curl(&data, &outsider, &url), Some(28), "nobody answers");
    let after = (
        counted(&there, "Tcp:", "PassiveOpens"),
        counted(&there, "Ip:", "InReceives"),
        dropped(&router, interface),
    );
    assert_eq!((after.0, after.1), (before.0, before.1), "nothing came");
    assert!(after.2 > before.2, "it was dropped on the way");
    let there_now = connections(&there);
    assert!(!there_now.contains(&of_outsider), "{there_now}");
    assert!(there_now.contains("LISTEN"), "{there_now}");
    let lines_of_it = gateway.says_after(mark, &format!(" {of_outsider} "));
    assert!(lines_of_it.last().unwrap().ends_with("REJECT OK"));
    assert!(
        !lines_of_it
            .iter()
            .any(|line| line.contains("security groups")),
        "the process never saw it: {lines_of_it:?}"
    );

    // Whom the group lets in is the first to be seen there at all.
    assert_eq!(curl(&data, &member, &url), Some(0));
    let seen = last_line(&lines.next().unwrap().unwrap());
    assert_eq!(seen, serde_json::json!([of_member]), "{seen}");
    assert!(listening.wait().unwrap().success());
    assert_eq!(counted(&there, "Tcp:", "PassiveOpens"), before.0 + 1);
    assert!(connections(&there).contains("LISTEN"));

    // Nor does anything leave a group that lets nothing out.
    let revoke = [
        ("GroupId", others.as_str()),
        ("IpPermissions.1.IpProtocol", "-1"),
        ("IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"),
    ];
    caller
        .query("ec2", "RevokeSecurityGroupEgress", &revoke)
        .ok();
    let mark = gateway.mark();
    assert_eq!(curl(&data, &outsider, &url), Some(28));
    let line = gateway.says_after(mark, &format!(" {outsider} {of_outsider} "));
    assert!(line.last().unwrap().ends_with("REJECT OK"), "{line:?}");

    // The numbers that an operator sees.
    let health = crate::aws::Call::api("GET", &gateway.address.to_string(), "/_portcullis/health");
    let health = health.send(gateway.address).json();
    assert_eq!(health["refused"]["connections"], 0, "{health}");
    assert!(health["refused"]["packets"].as_u64() >= Some(2), "{health}");
}

/// Rules that are not taken must not leave those of before in force.
#[test]
fn where_new_rules_are_not_taken_nothing_passes_until_they_are() {
    if !allowed() {
        return;
    }
    let data = Data::new();
    let broken = data.scratch.path().join("broken");
    let wrapper = data.scratch.file(
        "nft",
        &format!(
            "#!/bin/sh\n[ -e {} ] && {{ echo no memory >&2; exit 1; }}\nPATH=/usr/sbin:/sbin:$PATH exec nft \"$@\"\n",
            broken.display()
        ),
    );
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&wrapper, executable).unwrap();
    let path = std::env::var("PATH").unwrap();
    // The wrapper must not find itself.
    let text = std::fs::read_to_string(&wrapper).unwrap();
    std::fs::write(
        &wrapper,
        text.replace("$PATH exec", &format!("{path} exec")),
    )
    .unwrap();
    let mut command = crate::gateway::portcullis();
    command.env("PATH", format!("{}:{path}", data.scratch.path().display()));
    let options = ["--vpc", "netns", "--data", data.to_str().unwrap()];
    let gateway = crate::gateway::Gateway::dev_as(command, &options);
    let caller = account(&gateway, A);
    super::a_role(&caller);
    let (vpc, subnet) = vpc(&caller, "10.0.0.0/16", "10.0.1.0/24");
    let all = group(&caller, &vpc, "all");
    let rule = [
        ("GroupId", all.as_str()),
        ("IpPermissions.1.IpProtocol", "-1"),
        ("IpPermissions.1.IpRanges.1.CidrIp", "10.0.0.0/16"),
    ];
    let ec2 =
        |action: &str, parameters: &[(&str, &str)]| caller.query("ec2", action, parameters).ok();
    ec2("AuthorizeSecurityGroupIngress", &rule);
    let (one, two) = (
        interface_in(&caller, &subnet, &all),
        interface_in(&caller, &subnet, &all),
    );
    // A port that nobody has is refused at once by whoever is reached: 7. Nobody answers where nothing passes: 28.
    let url = format!("http://{}:9/", address_of(&caller, &two));
    assert_eq!(curl(&data, &one, &url), Some(7));
    std::fs::write(&broken, "").unwrap();
    ec2("RevokeSecurityGroupIngress", &rule);
    gateway.complains("does not take the packet rules");
    assert_eq!(curl(&data, &one, &url), Some(28));
    ec2("AuthorizeSecurityGroupIngress", &rule);
    assert_eq!(
        curl(&data, &one, &url),
        Some(28),
        "nor by what it should be now"
    );
    std::fs::remove_file(&broken).unwrap();
    ec2("RevokeSecurityGroupIngress", &rule);
    assert_eq!(curl(&data, &one, &url), Some(28));
    ec2("AuthorizeSecurityGroupIngress", &rule);
    assert_eq!(curl(&data, &one, &url), Some(7));
}
