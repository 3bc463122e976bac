//! What is measured beside what. The tables themselves are by theme below; here is what stands while they are measured,
//! and the one way to measure.

mod costs;
mod emulators;
mod flight;
mod memory;
mod own;
mod proxies;
mod syscalls;
mod worlds;

use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::Options;
use super::peers::{self, Addresses, Certificate, Peer};
use super::portcullis::Portcullis;
use super::report::{Report, Row};
use crate::cost::{Range, processor_time};
use crate::load::{Load, Request, Run, Target};
use crate::serve::Records;

/// A table, by the name that `--only` knows.
type Table = (&'static str, fn(&Stage<'_>, &mut Report));

/// In the order of the report.
const TABLES: [Table; 14] = [
    ("memory", |stage, report| stage.memory(report)),
    ("flight", |stage, report| stage.in_flight(report)),
    ("get", |stage, report| {
        for connections in [1, 32, 128] {
            stage.small(report, connections);
        }
    }),
    ("tls", |stage, report| stage.tls(report)),
    ("h2", |stage, report| stage.h2(report)),
    ("post", |stage, report| stage.bodies(report)),
    ("refused", |stage, report| stage.refused(report)),
    ("worlds", |stage, report| stage.worlds(report)),
    ("policies", |stage, report| stage.policies(report)),
    ("records", |stage, report| stage.records(report)),
    ("change", |stage, report| stage.change(report)),
    ("emulators", |stage, report| stage.emulators(report)),
    ("syscalls", |stage, report| stage.syscalls(report)),
    ("instructions", |stage, report| {
        stage.instructions(report);
        stage.worlds_in_instructions(report);
    }),
];

/// One side of a comparison.
struct Contender<'a> {
    name: String,
    pid: u32,
    target: Target,
    /// Signed anew for each run; several are sent in turns.
    requests: Box<dyn Fn() -> Vec<Request> + 'a>,
    /// Whether it is to be let through.
    allowed: bool,
    /// What its ratio to the first contender must not exceed.
    bar: Option<f64>,
}

/// Everything that stands while tables are measured.
struct Stage<'a> {
    binary: &'a Path,
    options: &'a Options,
    scratch: &'a Path,
    backend: SocketAddr,
    portcullis: Portcullis,
    peers: Vec<Peer>,
}

pub fn all(binary: &Path, options: &Options, scratch: &Path, report: &mut Report) {
    let (_backend, backend) = peers::backend(scratch);
    let certificate = Certificate::make(scratch);
    let mut others = vec![
        peers::nginx(scratch, backend, &certificate),
        peers::haproxy(scratch, backend, &certificate),
    ];
    if let Some(envoy) = &options.envoy {
        others.push(peers::envoy(envoy, scratch, backend, &certificate));
    }
    let stage = Stage {
        binary,
        options,
        scratch,
        backend,
        portcullis: Portcullis::start(binary, &scratch.join("portcullis"), backend, Records::Kept),
        peers: others,
    };
    for (name, measure) in TABLES {
        if options.only.is_empty() || options.only.iter().any(|it| it == name) {
            // A table that breaks is not measured; the others are.
            let measured = catch_unwind(AssertUnwindSafe(|| measure(&stage, report)));
            if measured.is_err() {
                report.broken(name);
            }
        }
    }
    // For whoever looks at it with a profiler; only by name.
    if options.only.iter().any(|it| it == "profile") {
        stage.profiled();
    }
}

impl Stage<'_> {
    /// The peers, and Portcullis with four layers, and with those that a public API has.
    fn contenders<'a>(
        &'a self,
        at: impl Fn(&Addresses) -> Target,
        own: bool,
        body: &'a [u8],
        bar: f64,
    ) -> Vec<Contender<'a>> {
        let method = if body.is_empty() { "GET" } else { "POST" };
        let portcullis = &self.portcullis;
        // Peers take the same bytes, signature and all.
        let private =
            move || portcullis.request(&portcullis.private_api, &portcullis.caller, method, body);
        let regional =
            move || portcullis.request(&portcullis.regional_api, &portcullis.caller, method, body);
        let peers = self.peers.iter().map(|peer| Contender {
            name: peer.name.to_owned(),
            pid: peer.process.pid(),
            target: at(&peer.at),
            requests: Box::new(move || vec![private()]),
            allowed: true,
            bar: None,
        });
        let mut contenders: Vec<Contender<'a>> = peers.collect();
        contenders.push(Contender {
            name: "Portcullis, four layers".to_owned(),
            pid: portcullis.process().pid(),
            target: Target {
                address: portcullis.endpoint,
                tls: own,
            },
            requests: Box::new(move || vec![private()]),
            allowed: true,
            bar: Some(bar),
        });
        contenders.push(Contender {
            name: "Portcullis, regional".to_owned(),
            pid: portcullis.process().pid(),
            target: Target {
                address: portcullis.gateway,
                tls: own,
            },
            requests: Box::new(move || vec![regional()]),
            allowed: true,
            bar: None,
        });
        contenders
    }

    /// The contenders over plain HTTP/1.1.
    fn plain<'a>(&'a self, body: &'a [u8], bar: f64) -> Vec<Contender<'a>> {
        let at = |at: &Addresses| Target {
            address: at.http,
            tls: false,
        };
        self.contenders(at, false, body, bar)
    }

    /// Runs every contender in turn, and that again and again.
    fn measure(&self, load: Load, contenders: &[Contender<'_>]) -> Vec<Row> {
        let mut runs: Vec<Vec<(f64, Run)>> = contenders.iter().map(|_| Vec::new()).collect();
        for round in 0..=self.options.rounds {
            for (contender, runs) in contenders.iter().zip(&mut runs) {
                let requests = (contender.requests)();
                let before = processor_time(contender.pid);
                let seconds = if round == 0 { 1 } else { self.options.seconds };
                let run = load.run(contender.target, &requests, seconds, self.scratch);
                let spent = processor_time(contender.pid) - before;
                let expected = if contender.allowed {
                    run.refused == 0
                } else {
                    run.refused == run.requests
                };
                assert!(
                    expected && run.requests > 0,
                    "{}: {} of {} requests were refused",
                    contender.name,
                    run.refused,
                    run.requests
                );
                // The first round is for caches and connections.
                if round > 0 {
                    runs.push((spent as f64 / 1e3 / run.requests as f64, run));
                }
            }
        }
        let base: Vec<f64> = runs
            .first()
            .into_iter()
            .flatten()
            .map(|(cost, _)| *cost)
            .collect();
        let rows = contenders.iter().zip(&runs).map(|(contender, runs)| {
            let of = |value: fn(&Run) -> f64| -> Vec<f64> {
                runs.iter().map(|(_, run)| value(run)).collect()
            };
            let costs: Vec<f64> = runs.iter().map(|(cost, _)| *cost).collect();
            let ratios: Vec<f64> = costs
                .iter()
                .zip(&base)
                .map(|(cost, base)| cost / base)
                .collect();
            Row {
                name: contender.name.clone(),
                cost: Range::of(&costs),
                ratio: Range::of(&ratios),
                per_second: Range::of(&of(|run| run.requests as f64 / run.seconds)),
                p50: Range::of(&of(|run| run.p50)),
                p99: Range::of(&of(|run| run.p99)),
                broken: runs.iter().map(|(_, run)| run.broken).sum(),
                bar: contender.bar.filter(|bar| bar.is_finite()),
            }
        });
        rows.collect()
    }
}
