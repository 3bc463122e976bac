//! `cargo xtask bench gateway`: Portcullis, which verifies a signature and asks four layers of policies for each
//! request, beside proxies that check nothing. All take the same requests from the same client to the same back end,
//! in turns, each pinned to one processor. What counts is processor time per request, and its ratio to nginx in the
//! same turn: requests a second also measure the client and whoever else uses the machine.

mod instructions;
mod peers;
mod portcullis;
mod report;
mod tables;
pub mod training;

use std::path::{Path, PathBuf};

use crate::server::Scratch;
use report::Report;

/// How long and how often.
pub struct Options {
    /// Seconds of one run.
    pub seconds: u32,
    /// Turns; the first is not counted.
    pub rounds: usize,
    /// The tables to measure; all of them if empty.
    pub only: Vec<String>,
    /// Where the report goes besides the terminal.
    pub write: Option<PathBuf>,
    /// Envoy, where there is one.
    pub envoy: Option<PathBuf>,
    /// MiniStack, where there is one.
    pub ministack: Option<PathBuf>,
}

impl Options {
    pub fn read(arguments: &[String]) -> Option<Self> {
        let found = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let mut options = Self {
            seconds: 3,
            rounds: 5,
            only: Vec::new(),
            write: None,
            envoy: found("PORTCULLIS_BENCH_ENVOY"),
            ministack: found("PORTCULLIS_BENCH_MINISTACK"),
        };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let value = words.next()?;
            match word.as_str() {
                "--seconds" => options.seconds = value.parse().ok()?,
                "--rounds" => options.rounds = value.parse().ok()?,
                "--only" => options.only.push(value.clone()),
                "--write" => options.write = Some(value.into()),
                _ => return None,
            }
        }
        Some(options)
    }
}

/// Measures, prints and writes; whether every bar is met.
pub fn run(binary: &Path, options: &Options) -> bool {
    let scratch = Scratch::new("gateway");
    let mut report = Report::new(binary, options);
    tables::all(binary, options, &scratch.0, &mut report);
    report.finish(options.write.as_deref())
}
