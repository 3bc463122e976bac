//! VPCs on a real kernel: packets pass and do not pass as the records say, and nothing is left behind. Skipped, with a
//! message, where the host does not allow network namespaces or has no `nft`.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use portcullis_catalog::snapshot::Domain;
use portcullis_vpc::netns::{Namespaces, Refused, within};
use portcullis_vpc::resolver::Settings;
use portcullis_vpc::{Error, Names, Plan, Realisation};
use serde_json::json;

use crate::packets::{group, rule};
use crate::world::World;

/// Namespaces for one test; gone with it.
struct Host {
    tag: &'static str,
    namespaces: Option<Namespaces>,
    before: BTreeSet<String>,
}

impl Host {
    fn open(tag: &'static str) -> Option<Self> {
        let before = present();
        match Namespaces::open(tag) {
            Ok(namespaces) => Some(Self {
                tag,
                namespaces: Some(namespaces),
                before,
            }),
            Err(error @ (Error::NotPermitted(_) | Error::NoNft(_))) => {
                eprintln!("skipped: {error}");
                None
            }
            Err(error) => panic!("{error}"),
        }
    }

    fn namespaces(&self) -> &Namespaces {
        self.namespaces.as_ref().unwrap()
    }

    fn reconcile(&self, world: &World) {
        let failures = self.namespaces().reconcile(&Plan::of(&world.snapshot()));
        assert!(failures.is_empty(), "{failures:?}");
    }

    /// As if the process had been killed: what it made stays, and another takes over.
    fn restart(&mut self) {
        self.namespaces = None;
        self.namespaces = Some(Namespaces::open(self.tag).unwrap());
    }

    fn listen(&self, interface: &str, address: &str) -> TcpListener {
        let address: SocketAddr = address.parse().unwrap();
        let socket = self.namespaces().socket(interface).unwrap();
        socket.set_reuse_address(true).unwrap();
        socket.bind(&address.into()).unwrap();
        socket.listen(8).unwrap();
        socket.into()
    }

    /// Whether a connection can be made. One that is refused in silence never answers; half a second is long enough on
    /// one machine, where an answer takes microseconds, and whatever is let in would be seen by the listener too.
    fn reaches(&self, interface: &str, address: &str) -> bool {
        let address: SocketAddr = address.parse().unwrap();
        let socket = self.namespaces().socket(interface).unwrap();
        socket
            .connect_timeout(&address.into(), Duration::from_millis(500))
            .is_ok()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let failures = self.namespaces().remove_all();
        if !std::thread::panicking() {
            assert!(failures.is_empty(), "{failures:?}");
            assert_eq!(of_tag(self.tag), BTreeSet::new());
            assert!(present().is_superset(&self.before));
        }
    }
}

fn present() -> BTreeSet<String> {
    let entries = std::fs::read_dir("/run/netns").into_iter().flatten();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with("pc-"))
        .collect()
}

fn of_tag(tag: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir("/run/netns").into_iter().flatten();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(&format!("pc-{tag}-")))
        .collect()
}

/// The endpoint's group lets in the callers' group on port 443, and each lets the other out.
fn world() -> World {
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
    world.group(
        "sg-other",
        &[rule(
            3,
            true,
            &json!("all"),
            (-1, -1),
            &json!({"cidr": "0.0.0.0/0"}),
        )],
    );
    world.interface("eni-caller", "vpc-1", 20, &["sg-caller"]);
    world.interface("eni-other", "vpc-1", 21, &["sg-other"]);
    world.interface("eni-namesake", "vpc-2", 20, &["sg-other"]);
    world
}

#[test]
fn packets_pass_as_the_groups_say_and_no_others_do() {
    let Some(host) = Host::open("t1") else { return };
    let mut world = world();
    host.reconcile(&world);
    let listener = host.listen("eni-1", "10.0.1.4:443");
    let other_port = host.listen("eni-1", "10.0.1.4:80");
    assert!(host.reaches("eni-caller", "10.0.1.4:443"));
    let (_, peer) = listener.accept().unwrap();
    assert_eq!(peer.ip().to_string(), "10.0.1.20", "its own address");
    listener.set_nonblocking(true).unwrap();
    other_port.set_nonblocking(true).unwrap();
    assert!(!host.reaches("eni-caller", "10.0.1.4:80"), "not that port");
    assert!(!host.reaches("eni-other", "10.0.1.4:443"), "not that group");
    assert!(
        !host.reaches("eni-namesake", "10.0.1.4:443"),
        "not that VPC"
    );
    assert!(
        !host.reaches("eni-caller", "198.51.100.1:443"),
        "no way out"
    );
    // Some machines have something else at that address; what counts is that nothing arrives here.
    let from_host: SocketAddr = "10.0.1.4:443".parse().unwrap();
    let _ = TcpStream::connect_timeout(&from_host, Duration::from_millis(500));
    assert!(listener.accept().is_err(), "no packet of theirs arrives");
    assert!(other_port.accept().is_err());
    // A change of the groups acts at once.
    let all = json!({"cidr": "10.0.1.21/32"});
    world.group("sg-1", &[rule(1, false, &json!("tcp"), (443, 443), &all)]);
    host.reconcile(&world);
    assert!(host.reaches("eni-other", "10.0.1.4:443"));
    assert!(!host.reaches("eni-caller", "10.0.1.4:443"));
}

#[test]
fn a_connection_outlives_the_rule_that_let_it_in() {
    let Some(host) = Host::open("t2") else { return };
    let mut world = world();
    host.reconcile(&world);
    let listener = host.listen("eni-1", "10.0.1.4:443");
    let socket = host.namespaces().socket("eni-caller").unwrap();
    let address: SocketAddr = "10.0.1.4:443".parse().unwrap();
    socket.connect(&address.into()).unwrap();
    let mut client: TcpStream = socket.into();
    let (mut server, _) = listener.accept().unwrap();
    world.group("sg-1", &[]);
    host.reconcile(&world);
    client.write_all(b"still here").unwrap();
    let mut bytes = [0; 10];
    server.read_exact(&mut bytes).unwrap();
    assert_eq!(&bytes, b"still here");
    assert!(!host.reaches("eni-caller", "10.0.1.4:443"), "a new one");
}

#[test]
fn nobody_sends_from_an_address_that_is_not_its_own() {
    let Some(host) = Host::open("t3") else { return };
    host.reconcile(&world());
    let listener = host.listen("eni-1", "10.0.1.4:443");
    listener.set_nonblocking(true).unwrap();
    // Whoever is root in a workload may take any address there.
    let mut command = Command::new("ip");
    command.args(["addr", "replace", "10.0.1.20/32", "dev", "eth0"]);
    let mut child = host.namespaces().enter("eni-other", &mut command).unwrap();
    assert!(child.wait().unwrap().success());
    let socket = host.namespaces().socket("eni-other").unwrap();
    let own: SocketAddr = "10.0.1.20:0".parse().unwrap();
    socket.bind(&own.into()).unwrap();
    let address: SocketAddr = "10.0.1.4:443".parse().unwrap();
    let connected = socket.connect_timeout(&address.into(), Duration::from_millis(500));
    assert!(connected.is_err() && listener.accept().is_err());
}

#[test]
fn what_an_earlier_start_made_is_found_and_what_is_gone_is_removed() {
    let Some(mut host) = Host::open("t4") else {
        return;
    };
    let mut world = world();
    host.reconcile(&world);
    let path = host.namespaces().path("eni-caller").unwrap();
    let workload = std::fs::File::open(path).unwrap();
    host.restart();
    world.remove("network-interface", "eni-other");
    world.interface("eni-new", "vpc-1", 22, &["sg-caller"]);
    host.reconcile(&world);
    let names: Vec<String> = of_tag("t4").into_iter().collect();
    let expected = [
        "eni-1",
        "eni-2",
        "eni-caller",
        "eni-namesake",
        "eni-new",
        "vpc-1",
        "vpc-2",
    ];
    assert_eq!(names, expected.map(|id| format!("pc-t4-{id}")));
    // Who runs in a namespace keeps its network over the restart.
    let _listener = host.listen("eni-1", "10.0.1.4:443");
    let address: SocketAddr = "10.0.1.4:443".parse().unwrap();
    let connected = within(&workload, || {
        TcpStream::connect_timeout(&address, Duration::from_secs(5))
    });
    assert!(connected.unwrap().is_ok());
    assert!(host.reaches("eni-new", "10.0.1.4:443"));
    world.remove("vpc", "vpc-2");
    host.reconcile(&world);
    assert_eq!(of_tag("t4").len(), 5);
}

#[test]
fn what_was_left_half_made_is_made() {
    let Some(mut host) = Host::open("t5") else {
        return;
    };
    host.reconcile(&world());
    // A name without a namespace, and a namespace that was made anew.
    let path = host.namespaces().path("eni-caller").unwrap();
    let undone = Command::new("umount").arg(&path).status().unwrap();
    assert!(undone.success());
    host.restart();
    host.reconcile(&world());
    let _listener = host.listen("eni-1", "10.0.1.4:443");
    assert!(host.reaches("eni-caller", "10.0.1.4:443"));
}

#[test]
fn two_installations_do_not_share_a_tag() {
    let Some(_host) = Host::open("t6") else {
        return;
    };
    assert!(matches!(Namespaces::open("t6"), Err(Error::Busy(_))));
    for tag in ["", "../../etc", "a b", "12345678901234567"] {
        assert!(
            matches!(Namespaces::open(tag), Err(Error::Name(_))),
            "{tag}"
        );
    }
}

#[test]
fn a_command_runs_where_the_interface_is() {
    let Some(host) = Host::open("t7") else { return };
    host.reconcile(&world());
    let mut command = Command::new("ip");
    command.args(["-4", "-o", "addr"]).stdout(Stdio::piped());
    let child = host.namespaces().enter("eni-caller", &mut command).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("10.0.1.20/32"), "{text}");
    assert_eq!(text.lines().count(), 2, "that and lo: {text}");
}

#[test]
fn names_are_resolved_where_the_interface_is_and_refused_packets_are_told() {
    let snapshot = world().snapshot();
    let settings = Settings {
        names: Names {
            domain: Domain {
                region: "us-east-1".to_owned(),
                suffixes: vec!["amazonaws.com".to_owned()],
            },
            public: Vec::new(),
        },
        forward: Vec::new(),
    };
    let (told, hear) = mpsc::channel::<(String, Refused)>();
    let tell = Arc::new(move |vpc: &str, packet: &Refused| {
        // The test may have heard enough.
        let _ = told.send((vpc.to_owned(), packet.clone()));
    });
    let answers_from = Arc::clone(&snapshot);
    let world = Arc::new(move || Arc::clone(&answers_from));
    let realisation = match Realisation::namespaces("t8", settings, world, tell) {
        Ok(realisation) => realisation,
        Err(error @ (Error::NotPermitted(_) | Error::NoNft(_))) => {
            eprintln!("skipped: {error}");
            return;
        }
        Err(error) => panic!("{error}"),
    };
    let failures = realisation.reconcile(&snapshot);
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(realisation.resolver("vpc-1"), Some([10, 0, 0, 2].into()));
    let path = realisation.namespace("eni-other").unwrap();
    let other = std::fs::File::open(path).unwrap();

    // eni-other may reach everybody, and the endpoint's group does not let it in.
    let endpoint: SocketAddr = "10.0.1.4:443".parse().unwrap();
    let connected = within(&other, || {
        TcpStream::connect_timeout(&endpoint, Duration::from_millis(300))
    });
    assert!(connected.unwrap().is_err());
    let (vpc, packet) = hear.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(
        (vpc.as_str(), packet.interface.as_str()),
        ("vpc-1", "eni-1")
    );
    assert!(packet.ingress && packet.protocol == 6 && packet.bytes >= 40);
    assert_eq!(packet.source.0.to_string(), "10.0.1.21");
    assert_eq!(
        (packet.destination.0, packet.destination.1),
        (endpoint.ip(), 443)
    );

    for resolver in ["10.0.0.2:53", "169.254.169.253:53"] {
        let answer = within(&other, || {
            let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
            socket.connect(resolver).unwrap();
            socket
                .set_read_timeout(Some(Duration::from_secs(20)))
                .unwrap();
            let name = b"\x08private1\x0bexecute-api\x09us-east-1\x09amazonaws\x03com\0";
            let mut query = vec![0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
            query.extend(name);
            query.extend([0, 1, 0, 1]);
            socket.send(&query).unwrap();
            let mut answer = vec![0; 512];
            let length = socket.recv(&mut answer).unwrap();
            answer.truncate(length);
            answer
        })
        .unwrap();
        assert_eq!(
            answer.get(6..8),
            Some(&[0, 2][..]),
            "two addresses: {answer:?}"
        );
        assert!(answer.windows(4).any(|it| it == [10, 0, 1, 4]));
        assert!(answer.windows(4).any(|it| it == [10, 0, 2, 4]));
    }
    let failures = realisation.remove_all();
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(of_tag("t8"), BTreeSet::new());
}

#[test]
fn what_runs_in_a_namespace_ends_with_it() {
    let Some(host) = Host::open("t9") else { return };
    let mut world = world();
    host.reconcile(&world);
    let start = |interface: &str, script: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdout(Stdio::piped());
        let mut child = host.namespaces().enter(interface, &mut command).unwrap();
        // It runs, and minds signals or does not, from here on.
        let mut byte = [0];
        child
            .stdout
            .as_mut()
            .unwrap()
            .read_exact(&mut byte)
            .unwrap();
        child
    };
    let mut willing = start("eni-other", "echo; exec sleep 600");
    let mut stubborn = start(
        "eni-other",
        "trap '' TERM; echo; while :; do sleep 600; done",
    );
    let mut elsewhere = start("eni-caller", "echo; exec sleep 600");
    world.remove("network-interface", "eni-other");
    host.reconcile(&world);
    // Both have ended already: their end is only fetched here.
    assert_eq!(willing.try_wait().unwrap().unwrap().signal(), Some(15));
    assert_eq!(stubborn.try_wait().unwrap().unwrap().signal(), Some(9));
    assert!(elsewhere.try_wait().unwrap().is_none(), "not its namespace");
    assert!(host.namespaces().remove_all().is_empty());
    assert_eq!(elsewhere.wait().unwrap().signal(), Some(15));
}

#[test]
fn interfaces_that_cannot_be_told_apart_are_not_made() {
    let Some(host) = Host::open("t10") else {
        return;
    };
    let mut world = world();
    host.reconcile(&world);
    world.interface("eni-workload-number-1", "vpc-1", 30, &["sg-other"]);
    world.interface("eni-workload-number-2", "vpc-1", 31, &["sg-other"]);
    let failures = host.namespaces().reconcile(&Plan::of(&world.snapshot()));
    assert!(
        matches!(failures.as_slice(), [Error::Alike(..)]),
        "{failures:?}"
    );
    let left = of_tag("t10");
    assert!(left.iter().all(|name| !name.contains("workload")));
    assert!(!left.contains("pc-t10-vpc-1"), "{left:?}");
}

#[test]
fn a_refused_packet_is_counted_where_it_is_dropped() {
    let Some(host) = Host::open("t11") else {
        return;
    };
    host.reconcile(&world());
    let router = host.namespaces().path("vpc-1").unwrap();
    let router = std::fs::File::open(router).unwrap();
    let dropped = || {
        let output = within(&router, || {
            let chain = ["list", "chain", "inet", "portcullis", "in_x1"];
            Command::new("nft").args(chain).output()
        });
        let text = String::from_utf8(output.unwrap().unwrap().stdout).unwrap();
        // The last rule is the one that drops what no other lets pass.
        let (_, rest) = text.rsplit_once("counter packets ").expect("a counter");
        let number = rest.split_whitespace().next().unwrap();
        number.parse::<u64>().unwrap()
    };
    let _listener = host.listen("eni-1", "10.0.1.4:443");
    assert!(host.reaches("eni-caller", "10.0.1.4:443"));
    assert_eq!(dropped(), 0, "what is let in is not counted");
    assert!(!host.reaches("eni-other", "10.0.1.4:443"));
    assert!(dropped() >= 1);
}

#[test]
fn an_id_that_cannot_be_part_of_a_rule_is_part_of_none() {
    let Some(host) = Host::open("t12") else {
        return;
    };
    let mut world = world();
    host.reconcile(&world);
    world.interface("eni-x\" accept #", "vpc-1", 30, &["sg-other"]);
    let failures = host.namespaces().reconcile(&Plan::of(&world.snapshot()));
    assert!(
        matches!(failures.as_slice(), [Error::Name(_)]),
        "{failures:?}"
    );
    assert!(!of_tag("t12").contains("pc-t12-vpc-1"));
}
