//! `serve` with namespaces, as an operator runs it: `[vpc]` in the configuration, names that are handed on, workloads that
//! outlive a restart, and a teardown.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, UdpSocket};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Data, Host, a_role, allowed, interface, tag_of, vpc};
use crate::aws::{A, Account, Keys};
use crate::clients::{fail, last_line, python, succeed};
use crate::gateway::{Gateway, portcullis};

/// A DNS server that says of every name that it is at 192.0.2.77, and is asked by nobody else.
fn another_server() -> String {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let at = socket.local_addr().unwrap().to_string();
    // It ends with the process.
    std::thread::spawn(move || {
        let mut bytes = [0; 512];
        while let Ok((length, peer)) = socket.recv_from(&mut bytes) {
            let question = &bytes[12..length];
            // The name, which ends with an empty label, then type and class.
            let end = question.iter().position(|byte| *byte == 0).unwrap() + 5;
            let is_a = question[end - 4..end - 2] == [0, 1];
            let mut answer = bytes[..2].to_vec();
            answer.extend([0x81, 0x80, 0, 1, 0, u8::from(is_a), 0, 0, 0, 0]);
            answer.extend(&question[..end]);
            if is_a {
                answer.extend([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 77]);
            }
            socket.send_to(&answer, peer).unwrap();
        }
    });
    at
}

fn exec(configuration: &Path, place: &[&str]) -> Command {
    let mut command = portcullis();
    command.arg("exec").arg("--config").arg(configuration);
    command.args(["--account", A, "--role", "lambda-role"]);
    command.args(place).arg("--");
    command
}

fn administrator(gateway: &Gateway, data: &Path) -> Account {
    let file = data.join(format!("first-administrator-{A}.ini"));
    let text = std::fs::read_to_string(file).unwrap();
    let value = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap().trim_start_matches([' ', '=']).to_owned()
    };
    let keys = Keys::new(&value("aws_access_key_id"), &value("aws_secret_access_key"));
    Account::new(gateway.control, keys)
}

#[test]
fn serve_keeps_its_namespaces_over_a_restart_until_they_are_torn_down() {
    if !allowed() {
        return;
    }
    let Some(python) = python() else { return };
    let data = Data::new();
    let tag = tag_of(&data);
    let configuration = data.scratch.configuration(&format!(
        "[vpc]\nrealisation = \"netns\"\npublic_addresses = [\"192.0.2.10\"]\nforward_dns = [\"{}\"]\n",
        another_server()
    ));
    let before = Host::now(&tag);
    let gateway = Gateway::serve(&configuration);
    gateway.complains(&format!("network namespaces pc-{tag}-*"));
    let owner = administrator(&gateway, &data);
    a_role(&owner);
    let (_, subnet) = vpc(&owner, "10.4.0.0/16", "10.4.1.0/24");
    let interface = interface(&owner, &subnet);
    let made = Host::now(&tag);
    assert_eq!(made.namespaces.len(), 2, "{made:?}");
    assert_eq!((&made.links, &made.rules), (&before.links, &before.rules));

    // Names: of a regional API, of none, and of somebody else.
    let (api, _) = crate::api::rest_api(&owner, "public", "REGIONAL");
    let (hidden, _) = crate::api::rest_api(&owner, "hidden", "PRIVATE");
    let look = "import json, socket, sys
def at(name):
    try: return sorted({it[4][0] for it in socket.getaddrinfo(name, 443)})
    except socket.gaierror as error: return error.errno == socket.EAI_NONAME
print(json.dumps([at(name) for name in sys.argv[1:]]))";
    let mut names = exec(&configuration, &["--interface", &interface]);
    names
        .arg(python.get_program())
        .args(["-c", look, &crate::api::host(&api)])
        .args([&crate::api::host(&hidden), "repository.example.com"]);
    let expected = serde_json::json!([["192.0.2.10"], true, ["192.0.2.77"]]);
    assert_eq!(last_line(&succeed(&mut names)), expected);

    // A workload outlives a stop and a start, and asks the next gateway for its credentials.
    let ask = "echo here; read line; curl -s -o /dev/null -w '%{http_code}\\n' -H \"Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN\" $AWS_CONTAINER_CREDENTIALS_FULL_URI; exec sleep 600";
    let mut workload = exec(&configuration, &["--interface", &interface]);
    workload
        .args(["sh", "-c", ask])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut workload = workload.spawn().unwrap();
    let mut lines = BufReader::new(workload.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "here");
    let told = fail(
        portcullis()
            .arg("teardown")
            .arg("--config")
            .arg(&configuration),
    );
    assert!(told.contains(&tag), "it runs: {told}");
    gateway.ask_to_stop();
    let (status, _, stderr) = gateway.wait();
    assert!(status.success(), "{stderr}");
    assert_eq!(Host::now(&tag), made, "kept");
    let gateway = Gateway::serve(&configuration);
    assert_eq!(Host::now(&tag), made, "found again");
    std::io::Write::write_all(&mut workload.stdin.take().unwrap(), b"\n").unwrap();
    assert_eq!(lines.next().unwrap().unwrap(), "200");

    gateway.ask_to_stop();
    gateway.wait();
    let mut teardown = portcullis();
    succeed(teardown.arg("teardown").arg("--config").arg(&configuration));
    assert_eq!(workload.wait().unwrap().signal(), Some(15));
    assert_eq!(Host::now(&tag), before);
}
