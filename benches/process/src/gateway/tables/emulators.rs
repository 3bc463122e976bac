//! Portcullis beside an emulator of AWS that has an API Gateway too, and verifies signatures and evaluates policies when
//! it is told to: the same signed GET, of an API that was made with the emulator's own API.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use super::{Contender, Stage};
use crate::client::{Connection, Keys};
use crate::control::Control;
use crate::gateway::peers::PROXY;
use crate::gateway::report::Report;
use crate::load::{Load, Request, Target, pinned};
use crate::process::{Process, free, wait_for};
use crate::signing::sign;

impl Stage<'_> {
    pub(super) fn emulators(&self, report: &mut Report) {
        let Some(program) = &self.options.ministack else {
            report.note("MiniStack is not installed, and was not measured.");
            return;
        };
        let ministack = MiniStack::start(program, self.scratch, self.backend);
        let own = &self.portcullis;
        let plain = |address| Target {
            address,
            tls: false,
        };
        let contenders = [
            Contender {
                name: "Portcullis, regional".to_owned(),
                pid: own.process().pid(),
                target: plain(own.gateway),
                requests: Box::new(|| {
                    vec![own.request(&own.regional_api, &own.caller, "GET", b"")]
                }),
                allowed: true,
                bar: None,
            },
            Contender {
                name: "MiniStack".to_owned(),
                pid: ministack.process.pid(),
                target: plain(ministack.at),
                requests: Box::new(|| vec![ministack.request()]),
                allowed: true,
                bar: None,
            },
        ];
        let mut forged = ministack.request();
        for (name, value) in &mut forged.headers {
            if name == "authorization" {
                let last = if value.ends_with('0') { "1" } else { "0" };
                value.replace_range(value.len() - 1.., last);
            }
        }
        let answer = Connection::open(ministack.at).and_then(|mut it| it.exchange(&forged.bytes()));
        let refused = answer.map_or(0, |it| it.status);
        let rows = self.measure(Load::Wrk { connections: 32 }, &contenders);
        report.note(&format!(
            "MiniStack is the release that `xtask/peers.txt` pins, with `AUTH=true`; it answers a signature that does not hold with {refused}."
        ));
        report.table(
            "An emulator that does the same job, signed GET, 32 connections",
            rows,
        );
    }
}

/// A running MiniStack with one API.
struct MiniStack {
    process: Process,
    at: std::net::SocketAddr,
    api: String,
    caller: Keys,
}

impl MiniStack {
    fn start(program: &Path, scratch: &Path, backend: std::net::SocketAddr) -> Self {
        let at = free();
        let log = scratch.join("ministack.log");
        let process = Process::start(command(program, at.port()), &log);
        wait_for(at, &log);
        let root = Keys {
            id: "test".to_owned(),
            secret: "test".to_owned(),
        };
        let mut control = Control::of(at, &root);
        let may_call = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*"}]});
        let caller = control.user("caller", &may_call);
        let made = control.rest("POST", "/restapis", &json!({"name": "items"}));
        let api = made["id"].as_str().expect("an id").to_owned();
        let resources = control.rest("GET", &format!("/restapis/{api}/resources"), &json!(null));
        let resources = [
            &resources["item"],
            &resources["items"],
            &resources["_embedded"]["item"],
        ];
        let root = resources.iter().find_map(|it| it[0]["id"].as_str());
        let root = root.expect("a root resource");
        let path = format!("/restapis/{api}/resources/{root}");
        let items = control.rest("POST", &path, &json!({"pathPart": "items"}));
        let items = items["id"].as_str().expect("a resource");
        let method = format!("/restapis/{api}/resources/{items}/methods/GET");
        control.rest("PUT", &method, &json!({"authorizationType": "AWS_IAM"}));
        let to = json!({"type": "HTTP_PROXY", "httpMethod": "GET", "uri": format!("http://{backend}/items")});
        control.rest("PUT", &format!("{method}/integration"), &to);
        let path = format!("/restapis/{api}/deployments");
        control.rest("POST", &path, &json!({"stageName": "prod"}));
        Self {
            process,
            at,
            api,
            caller,
        }
    }

    fn request(&self) -> Request {
        let mut request = Request {
            method: "GET".to_owned(),
            host: format!("{}.execute-api.localhost:{}", self.api, self.at.port()),
            target: "/prod/items".to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        };
        sign(&self.caller, "execute-api", &mut request);
        request
    }
}

fn command(program: &Path, port: u16) -> Command {
    let mut command = pinned(PROXY, program);
    command
        .env("GATEWAY_PORT", port.to_string())
        .env("MINISTACK_HOST", "localhost")
        // Signatures and policies count.
        .env("AUTH", "true")
        .env("LOG_LEVEL", "ERROR");
    command
}
