//! What is left on the host by a kill, a restart, a stop and a teardown: compared before and after, with the namespaces,
//! the links and rules of the host, and the processes of an installation.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use super::{Data, Host, a_role, allowed, exec, interface, namespace, start, vpc};
use crate::api::account;
use crate::aws::A;
use crate::clients::succeed;
use crate::gateway::portcullis;

/// What is known of the processes of an installation: those that name its data directory, and those in its namespaces,
/// which are remembered, since a name may go before they do.
struct Processes<'a> {
    data: &'a Path,
    namespaces: BTreeSet<(u64, u64)>,
}

impl Processes<'_> {
    fn of<'a>(data: &'a Path, interfaces: &[&str]) -> Processes<'a> {
        let namespaces = interfaces.iter().map(|id| {
            let known = namespace(data, id).metadata().unwrap();
            (known.dev(), known.ino())
        });
        Processes {
            data,
            namespaces: namespaces.collect(),
        }
    }

    /// By number, with their command lines.
    fn now(&self) -> BTreeMap<u32, String> {
        let mut found = BTreeMap::new();
        for entry in std::fs::read_dir("/proc").unwrap() {
            let name = entry.unwrap().file_name();
            let Some(pid) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else {
                continue;
            };
            // One that has just ended is there no longer; nor is one whose end nobody has fetched yet.
            let read = std::fs::read(format!("/proc/{pid}/cmdline"));
            let there = std::fs::metadata(format!("/proc/{pid}/ns/net"));
            let (Ok(line), Ok(there)) = (read, there) else {
                continue;
            };
            let line = String::from_utf8_lossy(&line).replace('\0', " ");
            let inside = self.namespaces.contains(&(there.dev(), there.ino()));
            if inside || line.contains(self.data.to_str().unwrap()) {
                found.insert(pid, line);
            }
        }
        found
    }

    /// Waits until there is none.
    #[track_caller]
    fn gone(&self) {
        let until = Instant::now() + Duration::from_secs(20);
        while !self.now().is_empty() {
            assert!(Instant::now() < until, "{:?}", self.now());
            std::thread::yield_now();
        }
    }
}

/// A program that runs for as long as it is let.
fn workload(data: &Path, interface: &str) -> Child {
    let mut command = exec(data, &["--interface", interface]);
    command
        .args(["sh", "-c", "echo here; exec sleep 600"])
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    let told = BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line);
    assert!(told.is_ok() && line == "here\n", "{line}");
    child
}

#[test]
fn a_kill_a_restart_a_stop_and_a_teardown_leave_no_process_behind() {
    if !allowed() {
        return;
    }
    let data = Data::new();
    let gateway = start(&data);
    let before = Host::of(&data);
    let caller = account(&gateway, A);
    a_role(&caller);
    let (_, subnet) = vpc(&caller, "10.8.0.0/16", "10.8.1.0/24");
    let interfaces = [(); 3].map(|()| interface(&caller, &subnet));
    let [first, second, third] = &interfaces;
    let all = Processes::of(&data, &[first, second, third]);

    // A program that ends, whatever ends it, takes its helper with it.
    let mut killed = workload(&data, first);
    assert_eq!(
        all.now().len(),
        3,
        "gateway, program, helper: {:?}",
        all.now()
    );
    killed.kill().unwrap();
    assert_eq!(killed.wait().unwrap().signal(), Some(9));
    let of_first = Processes::of(&data, &[first]);
    let gateways = gateway.pid();
    let until = Instant::now() + Duration::from_secs(20);
    while of_first.now().keys().any(|pid| *pid != gateways) {
        assert!(Instant::now() < until, "{:?}", of_first.now());
        std::thread::yield_now();
    }

    // Others outlive a kill of the gateway, and the next one still gives them credentials.
    let (mut one, mut two) = (workload(&data, first), workload(&data, second));
    gateway.kill();
    assert_eq!(all.now().len(), 4, "{:?}", all.now());
    let gateway = start(&data);
    let caller = account(&gateway, A);
    assert!(one.try_wait().unwrap().is_none() && two.try_wait().unwrap().is_none());

    // What runs at an interface ends with it.
    let parameters = [("NetworkInterfaceId", first.as_str())];
    caller
        .query("ec2", "DeleteNetworkInterface", &parameters)
        .ok();
    assert_eq!(one.wait().unwrap().signal(), Some(15));
    assert!(two.try_wait().unwrap().is_none());

    // A teardown after a kill finds all the rest.
    let mut three = workload(&data, third);
    gateway.kill();
    let mut teardown = portcullis();
    succeed(teardown.arg("teardown").arg("--data").arg(&data.path));
    assert_eq!(Host::of(&data), before);
    for child in [&mut two, &mut three] {
        assert_eq!(child.wait().unwrap().signal(), Some(15));
    }
    all.gone();

    // And so does the stop of a development double.
    let gateway = start(&data);
    let again = Processes::of(&data, &[second, third]);
    let mut two = workload(&data, second);
    gateway.ask_to_stop();
    let (status, _, stderr) = gateway.wait();
    assert!(status.success(), "{stderr}");
    assert_eq!(two.wait().unwrap().signal(), Some(15));
    assert_eq!(Host::of(&data), before);
    again.gone();
}

#[test]
fn a_double_that_keeps_nothing_removes_what_another_left_behind_at_its_kill() {
    use crate::gateway::Gateway;
    if !allowed() {
        return;
    }
    let passing = || {
        let entries = std::fs::read_dir("/run/netns").into_iter().flatten();
        let names = entries.map(|it| it.unwrap().file_name().into_string().unwrap());
        let of_kind = names.filter(|name| name.starts_with("pc-passing"));
        of_kind.collect::<BTreeSet<_>>()
    };
    // Two at once, both on any port: each has its own.
    let (one, two) = (
        Gateway::dev(&["--vpc", "netns"]),
        Gateway::dev(&["--vpc", "netns"]),
    );
    let at_first = passing();
    vpc(&account(&one, A), "10.9.0.0/16", "10.9.1.0/24");
    let of_one: BTreeSet<_> = passing().difference(&at_first).cloned().collect();
    let (kept, _) = vpc(&account(&two, A), "10.9.0.0/16", "10.9.1.0/24");
    assert_eq!(of_one.len(), 1, "{of_one:?}");
    one.kill();
    assert!(
        passing().is_superset(&of_one),
        "nobody was there to tidy up"
    );
    let three = Gateway::dev(&["--vpc", "netns"]);
    assert!(passing().is_disjoint(&of_one));
    let of_two = |name: &String| name.ends_with(&kept);
    assert!(passing().iter().any(of_two), "that one still runs");
    for gateway in [two, three] {
        gateway.ask_to_stop();
        let (status, _, stderr) = gateway.wait();
        assert!(status.success(), "{stderr}");
    }
    assert!(!passing().iter().any(of_two));
}

#[test]
fn a_kill_a_restart_and_a_stop_leave_nothing_behind() {
    if !allowed() {
        return;
    }
    let data = Data::new();
    let gateway = start(&data);
    let before = Host::of(&data);
    let caller = account(&gateway, A);
    let vpc = caller
        .query("ec2", "CreateVpc", &[("CidrBlock", "10.7.0.0/16")])
        .element("vpcId");
    let parameters = [("VpcId", vpc.as_str()), ("CidrBlock", "10.7.1.0/24")];
    let subnet = caller
        .query("ec2", "CreateSubnet", &parameters)
        .element("subnetId");
    let (first, second) = (interface(&caller, &subnet), interface(&caller, &subnet));
    let made = Host::of(&data);
    assert_eq!(made.namespaces.len(), 3, "{made:?}");
    assert_eq!(
        (&made.links, &made.rules),
        (&before.links, &before.rules),
        "the host has none of it"
    );

    gateway.kill();
    assert_eq!(Host::of(&data), made, "nobody was there to tidy up");
    let gateway = start(&data);
    let caller = account(&gateway, A);
    assert_eq!(Host::of(&data), made, "found again");
    caller
        .query(
            "ec2",
            "DeleteNetworkInterface",
            &[("NetworkInterfaceId", &first)],
        )
        .ok();
    let left = Host::of(&data).namespaces;
    assert_eq!(left.len(), 2, "{left:?}");
    gateway.kill();

    // What the records no longer have goes at the next start, or by hand.
    let configuration = data.scratch.file(
        "portcullis.toml",
        &format!("region = \"us-east-1\"\ndata = {:?}\naccounts = [\"{A}\"]\n[gateway]\nlisten = [\"127.0.0.1:0\"]\n[control]\nlisten = [\"127.0.0.1:0\"]\n", &data.path),
    );
    let mut teardown = portcullis();
    succeed(teardown.arg("teardown").arg("--config").arg(&configuration));
    assert_eq!(Host::of(&data), before);

    let gateway = start(&data);
    let caller = account(&gateway, A);
    assert_eq!(Host::of(&data).namespaces, left);
    caller
        .query(
            "ec2",
            "DeleteNetworkInterface",
            &[("NetworkInterfaceId", &second)],
        )
        .ok();
    caller
        .query("ec2", "DeleteSubnet", &[("SubnetId", &subnet)])
        .ok();
    caller.query("ec2", "DeleteVpc", &[("VpcId", &vpc)]).ok();
    assert_eq!(Host::of(&data), before);
}
