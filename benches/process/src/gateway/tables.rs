//! What is measured beside what, and the bar of each.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use portcullis_sigv4::PayloadHash;

use super::Options;
use super::instructions;
use super::peers::{self, Addresses, Certificate, Peer};
use super::portcullis::Portcullis;
use super::report::{Report, Row};
use crate::cost::{Range, memory, processor_time};
use crate::load::{Load, Request, Run, Target};
use crate::serve::Records;

/// One side of a comparison.
struct Contender<'a> {
    name: String,
    pid: u32,
    target: Target,
    request: Box<dyn Fn() -> Request + 'a>,
    /// Whether it is to be let through.
    allowed: bool,
    /// What its ratio to the first contender must not exceed.
    bar: Option<f64>,
}

/// Everything that stands while tables are measured.
struct Stage<'a> {
    options: &'a Options,
    scratch: &'a Path,
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
        options,
        scratch,
        portcullis: Portcullis::start(binary, &scratch.join("portcullis"), backend, Records::Kept),
        peers: others,
    };
    let wanted = |name: &str| options.only.is_empty() || options.only.iter().any(|it| it == name);
    if wanted("memory") {
        stage.idle(report);
    }
    if wanted("get") {
        for connections in [1, 32, 128] {
            stage.small(report, connections);
        }
    }
    if options.only.iter().any(|it| it == "profile") {
        stage.profiled();
    }
    if wanted("tls") {
        stage.tls(report);
    }
    if wanted("h2") {
        stage.h2(report);
    }
    if wanted("post") {
        stage.bodies(report);
    }
    if wanted("refused") {
        stage.refused(report);
    }
    if wanted("instructions") {
        stage.instructions(binary, backend, report);
    }
    if wanted("records") {
        stage.records(binary, backend, report);
    }
    if wanted("change") {
        stage.change(report);
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
            request: Box::new(private),
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
            request: Box::new(private),
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
            request: Box::new(regional),
            allowed: true,
            bar: None,
        });
        contenders
    }

    fn small(&self, report: &mut Report, connections: usize) {
        let bar = if connections == 32 {
            1.10
        } else {
            f64::INFINITY
        };
        let contenders = self.contenders(
            |at| Target {
                address: at.http,
                tls: false,
            },
            false,
            b"",
            bar,
        );
        let title = format!("Signed GET, {connections} connections");
        report.table(&title, self.measure(Load::Wrk { connections }, &contenders));
    }

    /// Load on Portcullis alone, for whoever looks at it with a profiler.
    fn profiled(&self) {
        let portcullis = &self.portcullis;
        let request = portcullis.request(&portcullis.private_api, &portcullis.caller, "GET", b"");
        let target = Target {
            address: portcullis.endpoint,
            tls: false,
        };
        eprintln!("portcullis is process {}", portcullis.process().pid());
        Load::Wrk { connections: 32 }.run(target, &request, self.options.seconds, self.scratch);
    }

    fn tls(&self, report: &mut Report) {
        let contenders = self.contenders(
            |at| Target {
                address: at.https,
                tls: true,
            },
            true,
            b"",
            1.0,
        );
        let rows = self.measure(Load::Wrk { connections: 32 }, &contenders);
        report.table("Signed GET over TLS 1.3, HTTP/1.1, 32 connections", rows);
    }

    fn h2(&self, report: &mut Report) {
        let load = Load::H2load {
            connections: 8,
            streams: 16,
        };
        let contenders = self.contenders(
            |at| Target {
                address: at.h2c,
                tls: false,
            },
            false,
            b"",
            0.75,
        );
        report.table(
            "Signed GET, h2c, 8 connections of 16 streams",
            self.measure(load, &contenders),
        );
        let contenders = self.contenders(
            |at| Target {
                address: at.https,
                tls: true,
            },
            true,
            b"",
            f64::INFINITY,
        );
        report.table(
            "Signed GET, HTTP/2 over TLS, 8 connections of 16 streams",
            self.measure(load, &contenders),
        );
    }

    fn bodies(&self, report: &mut Report) {
        for (size, shown, connections) in [
            (1 << 10, "1 KiB", 32),
            (1 << 20, "1 MiB", 8),
            (10_000_000, "10 MB", 4),
        ] {
            let body = vec![b'a'; size];
            let contenders = self.contenders(
                |at| Target {
                    address: at.http,
                    tls: false,
                },
                false,
                &body,
                f64::INFINITY,
            );
            let mut rows = self.measure(Load::Wrk { connections }, &contenders);
            if size > 1 << 20 {
                let hash = hashing(&body);
                hashed(&mut rows, hash);
                report.note(&format!(
                    "One SHA-256 pass over the 10 MB, measured by itself: {hash:.0} µs. The bar is 1.25 × (nginx + that pass)."
                ));
            }
            report.table(
                &format!("Signed POST of {shown}, {connections} connections"),
                rows,
            );
        }
    }

    /// What is refused has to be cheaper than what is let through.
    fn refused(&self, report: &mut Report) {
        let portcullis = &self.portcullis;
        let api = &portcullis.private_api;
        let contender = |name: &str, request: Box<dyn Fn() -> Request>, allowed, bar| Contender {
            name: name.to_owned(),
            pid: portcullis.process().pid(),
            target: Target {
                address: portcullis.endpoint,
                tls: false,
            },
            request,
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
        let fixed = |which: &'static str| -> Box<dyn Fn() -> Request> {
            let request = make(which);
            Box::new(move || request.clone())
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

    /// Instructions for a request through all four layers.
    fn instructions(&self, binary: &Path, backend: std::net::SocketAddr, report: &mut Report) {
        let directory = self.scratch.join("callgrind");
        let counted = Portcullis::start_as(&directory, backend, Records::Kept, |file| {
            instructions::under_callgrind(binary, file, &directory)
        });
        let request = counted.request(&counted.private_api, &counted.caller, "GET", b"");
        let each = instructions::count(
            counted.process().pid(),
            counted.endpoint,
            &request,
            &directory,
        );
        report.note(&format!(
            "Instructions for a signed GET through four layers: {each:.0}."
        ));
        if let Some(kept) = std::env::var_os("PORTCULLIS_BENCH_KEEP") {
            std::fs::create_dir_all(&kept).expect("a directory");
            for file in std::fs::read_dir(&directory).expect("the dumps").flatten() {
                if file
                    .file_name()
                    .to_string_lossy()
                    .starts_with("callgrind.out")
                {
                    std::fs::copy(file.path(), Path::new(&kept).join(file.file_name()))
                        .expect("a copy");
                }
            }
        }
    }

    /// What the record of each request costs.
    fn records(&self, binary: &Path, backend: std::net::SocketAddr, report: &mut Report) {
        let off = Portcullis::start(
            binary,
            &self.scratch.join("unrecorded"),
            backend,
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
                request: Box::new(move || request.clone()),
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
    fn change(&self, report: &mut Report) {
        let portcullis = &self.portcullis;
        let target = Target {
            address: portcullis.endpoint,
            tls: false,
        };
        let load = Load::Wrk { connections: 32 };
        let run = || {
            let request =
                portcullis.request(&portcullis.private_api, &portcullis.caller, "GET", b"");
            load.run(target, &request, self.options.seconds, self.scratch)
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

    /// What it holds when nobody calls.
    fn idle(&self, report: &mut Report) {
        let pid = self.portcullis.process().pid();
        let idle = memory(pid, "VmRSS");
        report.memory("idle", idle, Some(40.0 * f64::from(1 << 20)));
        let connections = 4_000;
        let open: Vec<_> = (0..connections)
            .map(|_| one_answer(self.portcullis.gateway))
            .collect();
        let each = (memory(pid, "VmRSS") - idle) / f64::from(connections);
        drop(open);
        report.memory("each idle keep-alive connection", each, Some(12.0 * 1024.0));
    }

    /// Runs every contender in turn, and that again and again.
    fn measure(&self, load: Load, contenders: &[Contender<'_>]) -> Vec<Row> {
        let mut runs: Vec<Vec<(f64, Run)>> = contenders.iter().map(|_| Vec::new()).collect();
        for round in 0..=self.options.rounds {
            for (contender, runs) in contenders.iter().zip(&mut runs) {
                let request = (contender.request)();
                let before = processor_time(contender.pid);
                let seconds = if round == 0 { 1 } else { self.options.seconds };
                let run = load.run(contender.target, &request, seconds, self.scratch);
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

/// A connection that had one answer and stays.
fn one_answer(at: std::net::SocketAddr) -> std::net::TcpStream {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(at).expect("a connection");
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: nowhere\r\n\r\n")
        .expect("a request");
    let mut bytes = [0; 1024];
    let read = stream.read(&mut bytes).expect("an answer");
    assert!(read > 0, "an answer");
    stream
}

/// Microseconds of hashing once.
fn hashing(body: &[u8]) -> f64 {
    let times: Vec<f64> = (0..9)
        .map(|_| {
            let began = Instant::now();
            std::hint::black_box(PayloadHash::of(body));
            began.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    Range::of(&times).median
}

/// Puts the ratio of Portcullis to nginx and the hash together.
fn hashed(rows: &mut [Row], hash: f64) {
    let Some(base) = rows.first().map(|row| row.cost.median) else {
        return;
    };
    let floor = (base + hash) / base;
    for row in rows {
        if row.name == "Portcullis, four layers" {
            row.bar = Some(1.25 * floor);
        }
    }
}
