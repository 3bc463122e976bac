//! Replacing the process under load: the next one takes the listeners over, and no client sees a connection refused, an
//! answer missing or a change lost. A successor that fails leaves the old one serving.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde_json::json;

use crate::api::{Network, deploy, host, method, resource, rest_api};
use crate::aws::Account;
use crate::gateway::{Gateway, Scratch, portcullis};
use crate::operating::administrator;
use crate::wire::Connection;

/// As the acceptance of this says.
const REPLACEMENTS: u64 = 20;

/// An API that answers by itself, for everybody; private where an endpoint leads to it.
fn open_api(root: &Account, kind: &str) -> String {
    let (api, parent) = rest_api(root, "hello", kind);
    let hello = resource(root, &api, &parent, "hello");
    let mock =
        json!({"type": "MOCK", "requestTemplates": {"application/json": "{\"statusCode\": 200}"}});
    method(
        root,
        &api,
        &hello,
        "GET",
        &json!({"authorizationType": "NONE"}),
        &mock,
    );
    let path = format!("/restapis/{api}/resources/{hello}/methods/GET");
    for below in ["responses/200", "integration/responses/200"] {
        root.rest("PUT", &format!("{path}/{below}"), &json!({}))
            .ok();
    }
    if kind == "PRIVATE" {
        let policy = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]});
        crate::api::set_policy(root, &api, &policy.to_string());
    }
    deploy(root, &api, "prod");
    api
}

/// Calls without end, on one connection for as long as the gateway keeps it, or on a new one each time.
fn call(
    at: SocketAddr,
    from: Option<Ipv4Addr>,
    api: &str,
    keeps: bool,
    until: &AtomicBool,
    answered: &AtomicU64,
) {
    let request = format!("GET /prod/hello HTTP/1.1\r\nHost: {}\r\n\r\n", host(api));
    let mut kept: Option<Connection> = None;
    while !until.load(Ordering::Relaxed) {
        let mut connection = kept
            .take()
            .unwrap_or_else(|| Connection::open(at, from).expect("no connection is refused"));
        let answer = connection
            .exchange(request.as_bytes())
            .expect("every request is answered");
        assert_eq!(answer.status, 200, "{}", answer.text());
        answered.fetch_add(1, Ordering::Relaxed);
        if keeps && answer.header("connection") != Some("close") {
            kept = Some(connection);
        }
    }
}

/// Ends the calls however the test ends.
struct Ended<'a>(&'a AtomicBool);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn twenty_replacements_under_load_fail_no_request() {
    let scratch = Scratch::new();
    // A free port that this process had is free at the endpoints' addresses too.
    let port = Gateway::serve(&scratch.configuration("")).address.port();
    let configuration = scratch.configuration("");
    let text = std::fs::read_to_string(&configuration).unwrap();
    let text = text.replace("[gateway]", &format!("[gateway]\nendpoint_port = {port}"));
    std::fs::write(&configuration, text).unwrap();
    let mut gateway = Gateway::serve(&configuration);
    let (at, control) = (gateway.address, gateway.control);
    // A connection that is kept and idle would be left to this client for as long as requests in flight have.
    let keys = administrator(&scratch);
    let call_root = |action: &str, name: &str| {
        let root = Account::new(control, keys.clone());
        root.query("iam", action, &[("UserName", name)]).ok();
    };
    let root = Account::new(control, keys.clone());
    let regional = open_api(&root, "REGIONAL");
    let private = open_api(&root, "PRIVATE");
    let network = Network::new(&root);
    let (_, endpoint) = network.endpoint(&root, port, None);

    drop(root);
    let (until, answered) = (AtomicBool::new(false), AtomicU64::new(0));
    std::thread::scope(|scope| {
        let _ended = Ended(&until);
        for keeps in [true, true, false] {
            let (regional, until, answered) = (&regional, &until, &answered);
            scope.spawn(move || call(at, None, regional, keeps, until, answered));
        }
        scope.spawn(|| {
            call(
                endpoint,
                Some(network.caller),
                &private,
                true,
                &until,
                &answered,
            )
        });
        for turn in 0..REPLACEMENTS {
            let before = answered.load(Ordering::Relaxed);
            // A change that the old process acknowledged is there in the new one.
            let name = format!("before-{turn}");
            call_root("CreateUser", &name);
            let next = Gateway::take_over(&configuration);
            assert_eq!(
                (next.address, next.control),
                (at, control),
                "the same listeners"
            );
            call_root("GetUser", &name);
            let (status, _, said) = std::mem::replace(&mut gateway, next).wait();
            assert!(status.success(), "{said}");
            assert!(
                !said.contains("panicked") && !said.contains("were cut"),
                "{said}"
            );
            while answered.load(Ordering::Relaxed) < before + 8 {
                std::thread::yield_now();
            }
        }
    });
    gateway.assert_well();
}

#[test]
fn where_nobody_serves_taking_over_is_starting() {
    let scratch = Scratch::new();
    let gateway = Gateway::serve_as(&scratch.configuration(""), &["--take-over"]);
    gateway.ask_to_stop();
    let (status, ..) = gateway.wait();
    assert!(status.success());
}

#[test]
fn a_successor_that_cannot_serve_leaves_the_old_one_as_it_was() {
    let scratch = Scratch::new();
    let configuration = scratch.configuration("");
    let gateway = Gateway::serve(&configuration);
    let root = Account::new(gateway.control, administrator(&scratch));
    // It gets the listeners and then finds that a listener of its own cannot be had.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let text = std::fs::read_to_string(&configuration).unwrap();
    let more = format!(
        "listen = [\"127.0.0.1:0\", \"{}\"]",
        taken.local_addr().unwrap()
    );
    let broken = scratch.file(
        "broken.toml",
        &text.replacen("listen = [\"127.0.0.1:0\"]", &more, 1),
    );
    let output = portcullis()
        .args(["serve", "--take-over", "--config"])
        .arg(&broken)
        .output()
        .unwrap();
    assert!(!output.status.success());
    gateway.complains("this one goes on");
    root.query("iam", "CreateUser", &[("UserName", "afterwards")])
        .ok();
    let next = Gateway::take_over(&configuration);
    assert_eq!(next.control, gateway.control);
    root.query("iam", "GetUser", &[("UserName", "afterwards")])
        .ok();
}
