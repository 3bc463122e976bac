//! `cargo xtask bench soak`: the gateway for minutes at 70 % of what it can do, while its configuration changes, a back
//! end dies and returns, and clients leave in the middle of everything. Each answer is compared with what has to come of
//! the request. It says nothing about speed.

mod backend;
mod callers;
mod changes;
mod expected;
mod facts;
mod leavers;
mod memory;
mod world;

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::serve::{Records, Serving, serve};
use crate::server::Scratch;
use backend::Backend;
use facts::Facts;
use memory::Samples;
use world::World;

/// The part of the capacity that is asked for.
const LOAD: f64 = 0.7;
/// How long the capacity is measured.
const MEASURED: Duration = Duration::from_secs(10);
/// Two for each processor of a small machine, as many as `serve` has by itself there.
const WORKERS: usize = 2;
/// How many violations are printed; all are counted.
const SHOWN: u64 = 20;

/// How long.
pub struct Options {
    pub minutes: f64,
}

impl Options {
    pub fn read(arguments: &[String]) -> Option<Self> {
        match arguments {
            [] => Some(Self { minutes: 10.0 }),
            [flag, value] if flag == "--minutes" => {
                let minutes = value.parse().ok()?;
                (minutes > 0.0).then_some(Self { minutes })
            }
            _ => None,
        }
    }
}

/// What must not be.
#[derive(Default)]
pub struct Violations(AtomicU64);

impl Violations {
    pub fn add(&self, text: &str) {
        let before = self.0.fetch_add(1, Ordering::Relaxed);
        if before < SHOWN {
            eprintln!("VIOLATION: {text}");
        }
    }

    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Everything that the threads of a soak share.
pub struct Soak {
    pub world: World,
    pub facts: Facts,
    pub violations: Violations,
    pub over: AtomicBool,
}

impl Soak {
    pub fn goes_on(&self) -> bool {
        !self.over.load(Ordering::Relaxed)
    }

    /// Sleeps, but not past the end.
    pub fn pause(&self, time: Duration) {
        let until = Instant::now() + time;
        while self.goes_on() && Instant::now() < until {
            thread::sleep(time.min(Duration::from_millis(20)));
        }
    }
}

/// Runs it and says what came of it; whether nothing was wrong.
pub fn run(binary: &Path, options: &Options) -> bool {
    let scratch = Scratch::new("soak");
    let steady = Backend::start();
    let mortal = Backend::start();
    let serving = Serving::start(&scratch.0, Records::Kept, WORKERS, |file| {
        serve(Command::new(binary), file)
    });
    let world = World::make(&serving, steady.address(), mortal.address());
    let soak = Soak {
        world,
        facts: Facts::default(),
        violations: Violations::default(),
        over: AtomicBool::new(false),
    };
    let capacity = callers::capacity(&soak, MEASURED);
    let rate = capacity * LOAD;
    eprintln!("{capacity:.0} answers a second at most; {rate:.0} are asked for from now on");
    let began = Instant::now();
    let length = Duration::from_secs_f64(options.minutes * 60.0);
    let (called, changed, deaths, left, memory) = thread::scope(|scope| {
        let called = scope.spawn(|| callers::run(&soak, rate));
        let changed = scope.spawn(|| changes::run(&soak, &serving));
        let deaths = scope.spawn(|| backend::haunt(&soak, mortal));
        let left = scope.spawn(|| leavers::run(&soak));
        let memory = Samples::take(&soak, serving.process.pid(), length);
        soak.over.store(true, Ordering::Relaxed);
        // A thread that panics has met an answer of the control plane that is no success.
        (
            ended(&soak, "the callers", called),
            ended(&soak, "the changes", changed),
            ended(&soak, "the back end's deaths", deaths),
            ended(&soak, "the leaving clients", left),
            memory,
        )
    });
    let seconds = began.elapsed().as_secs_f64();
    for uninvited in steady.uninvited() {
        soak.violations.add(&uninvited);
    }
    let flat = memory.are_flat();
    if !flat {
        soak.violations.add("memory grows");
    }
    stopped(&soak, serving);
    println!("\n## Soak\n");
    println!(
        "- {:.1} minutes at {rate:.0} requests a second, 70 % of the {capacity:.0} that were measured before; {WORKERS} workers",
        seconds / 60.0
    );
    let called = called.unwrap_or_default();
    println!(
        "- {} answers, each compared with what had to come; successes by kind: {}",
        called.total(),
        called.shown()
    );
    println!(
        "- {:.0} answers a second on the whole",
        called.total() as f64 / seconds
    );
    println!("- {}", changed.unwrap_or_default());
    println!(
        "- a back end died {} times and returned",
        deaths.unwrap_or_default()
    );
    println!("- {} clients left early", left.unwrap_or_default());
    println!("- {memory}");
    println!("- {} violations", soak.violations.count());
    soak.violations.count() == 0
}

fn ended<T>(soak: &Soak, who: &str, thread: thread::ScopedJoinHandle<'_, T>) -> Option<T> {
    let result = thread.join();
    if result.is_err() {
        soak.violations.add(&format!("{who} ended early"));
    }
    result.ok()
}

/// Asks the process to end, as an operator does, and reads what it said.
fn stopped(soak: &Soak, serving: Serving) {
    let log = serving.log.clone();
    match serving.process.stop(Duration::from_secs(60)) {
        Some(status) if status.success() => {}
        Some(status) => soak.violations.add(&format!("it ended with {status}")),
        None => soak.violations.add("it did not end when it was asked to"),
    }
    let said = std::fs::read_to_string(log).unwrap_or_default();
    for line in said.lines() {
        if line.contains("panicked") || line.contains("ERROR") {
            soak.violations.add(line);
        }
    }
}
