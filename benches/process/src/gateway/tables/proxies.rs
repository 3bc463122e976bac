//! Portcullis beside the proxies that check nothing: small requests, TLS, HTTP/2, and bodies.

use std::time::Duration;

use portcullis_sigv4::PayloadHash;
use rustix::time::{ClockId, clock_gettime};

use super::Stage;
use crate::cost::Range;
use crate::gateway::report::{Report, Row};
use crate::load::{Load, Target};

impl Stage<'_> {
    pub(super) fn small(&self, report: &mut Report, connections: usize) {
        let bar = if connections == 32 {
            1.10
        } else {
            f64::INFINITY
        };
        let contenders = self.plain(b"", bar);
        let title = format!("Signed GET, {connections} connections");
        report.table(&title, self.measure(Load::Wrk { connections }, &contenders));
    }

    pub(super) fn tls(&self, report: &mut Report) {
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

    pub(super) fn h2(&self, report: &mut Report) {
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

    pub(super) fn bodies(&self, report: &mut Report) {
        for (size, shown, connections) in [
            (1 << 10, "1 KiB", 32),
            (1 << 20, "1 MiB", 8),
            (10_000_000, "10 MB", 4),
        ] {
            let body = vec![b'a'; size];
            let contenders = self.plain(&body, f64::INFINITY);
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
}

/// Microseconds of a processor for hashing once.
fn hashing(body: &[u8]) -> f64 {
    let times: Vec<f64> = (0..9)
        .map(|_| {
            let before = clock_gettime(ClockId::ThreadCPUTime);
            std::hint::black_box(PayloadHash::of(body));
            let spent = clock_gettime(ClockId::ThreadCPUTime) - before;
            let spent = Duration::try_from(spent).expect("processor time only grows");
            spent.as_secs_f64() * 1e6
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
