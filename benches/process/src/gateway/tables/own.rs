//! Portcullis beside itself: refused requests, the record of decisions, and the configuration that changes.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use super::{Contender, Stage};
use crate::gateway::portcullis::Portcullis;
use crate::gateway::report::Report;
use crate::load::{Load, Request, Target};
use crate::serve::Records;

impl Stage<'_> {
    /// What is refused has to be cheaper than what is let through.
    pub(super) fn refused(&self, report: &mut Report) {
        let portcullis = &self.portcullis;
        let api = &portcullis.private_api;
        let contender =
            |name: &str, requests: Box<dyn Fn() -> Vec<Request>>, allowed, bar| Contender {
                name: name.to_owned(),
                pid: portcullis.process().pid(),
                target: Target {
                    address: portcullis.endpoint,
                    tls: false,
                },
                requests,
                allowed,
                bar,
            };
        // The requests borrow the gateway for as long as the table is measured.
        let make = |which: &'static str| -> Request {
            match which {
                "unsigned" => portcullis.unsigned(api),
                "forged" => portcullis.forged(api),
                "denied" => portcullis.request(api, &portcullis.denied, "GET", b""),
                _ => portcullis.request(api, &portcullis.caller, "GET", b""),
            }
        };
        let fixed = |which: &'static str| -> Box<dyn Fn() -> Vec<Request>> {
            let request = make(which);
            Box::new(move || vec![request.clone()])
        };
        let contenders = [
            contender("let through", fixed("allowed"), true, None),
            contender("no signature", fixed("unsigned"), false, Some(1.0)),
            contender(
                "a signature that does not hold",
                fixed("forged"),
                false,
                Some(1.0),
            ),
            contender("denied by a policy", fixed("denied"), false, Some(1.0)),
        ];
        let rows = self.measure(Load::Wrk { connections: 32 }, &contenders);
        report.table(
            "Refused requests, 32 connections; the ratio is to one that is let through",
            rows,
        );
    }

    /// What the record of each request costs.
    pub(super) fn records(&self, report: &mut Report) {
        let off = Portcullis::start(
            self.binary,
            &self.scratch.join("unrecorded"),
            self.backend,
            Records::Off,
        );
        let side = |name: &str, portcullis: &'_ Portcullis| {
            let request =
                portcullis.request(&portcullis.private_api, &portcullis.caller, "GET", b"");
            Contender {
                name: name.to_owned(),
                pid: portcullis.process().pid(),
                target: Target {
                    address: portcullis.endpoint,
                    tls: false,
                },
                requests: Box::new(move || vec![request.clone()]),
                allowed: true,
                bar: None,
            }
        };
        let contenders = [
            side("no record", &off),
            side("a record of each request", &self.portcullis),
        ];
        let rows = self.measure(Load::Wrk { connections: 32 }, &contenders);
        report.table("The record of decisions, 32 connections", rows);
    }

    /// The tail of the latency while an API is edited and deployed ten times a second.
    pub(super) fn change(&self, report: &mut Report) {
        let portcullis = &self.portcullis;
        let target = Target {
            address: portcullis.endpoint,
            tls: false,
        };
        let load = Load::Wrk { connections: 32 };
        let run = || {
            let request =
                portcullis.request(&portcullis.private_api, &portcullis.caller, "GET", b"");
            load.run(target, &[request], self.options.seconds, self.scratch)
        };
        run();
        let (mut before, mut during, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        let turn = AtomicU64::new(0);
        for _ in 0..self.options.rounds {
            let quiet = run();
            let busy = AtomicBool::new(true);
            let changed = std::thread::scope(|scope| {
                scope.spawn(|| {
                    while busy.load(Ordering::Relaxed) {
                        portcullis.change(turn.fetch_add(1, Ordering::Relaxed));
                        std::thread::sleep(Duration::from_millis(100));
                    }
                });
                let changed = run();
                busy.store(false, Ordering::Relaxed);
                changed
            });
            before.push(quiet.p99);
            during.push(changed.p99);
            ratios.push(changed.p99 / quiet.p99);
        }
        report.latency(
            "p99 while an API is deployed ten times a second",
            &before,
            &during,
            &ratios,
            1.5,
        );
    }
}
