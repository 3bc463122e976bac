//! Callers of every kind, each on connections that it keeps, at a pace that does not wait for answers that are late: who
//! is behind sends at once. Every answer is compared with what had to come.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::Soak;
use super::expected::{Kind, MIXTURE, Way};
use super::world::World;
use crate::client::Connection;

/// How many there are; each has a connection of each way.
const CALLERS: u64 = 24;
/// Bytes of the largest body.
const LARGEST: u64 = 20_000;

/// How many answers there were to each kind, and how many of them were a back end's or the mock's own.
#[derive(Clone, Default)]
pub struct Counts([(u64, u64); MIXTURE.len()]);

impl Counts {
    pub fn total(&self) -> u64 {
        self.0.iter().map(|(count, _)| count).sum()
    }

    pub fn shown(&self) -> String {
        let each = MIXTURE.iter().zip(&self.0);
        let each: Vec<String> = each
            .map(|((kind, _), (count, successes))| format!("{kind:?} {successes} of {count}"))
            .collect();
        each.join(", ")
    }
}

/// Answers a second when nobody pauses.
pub fn capacity(soak: &Soak, time: Duration) -> f64 {
    let over = AtomicBool::new(false);
    let began = Instant::now();
    let counts = everybody(soak, &|| !over.load(Ordering::Relaxed), None, || {
        thread::sleep(time);
        over.store(true, Ordering::Relaxed);
    });
    counts.total() as f64 / began.elapsed().as_secs_f64()
}

/// Calls so often a second until the soak is over.
pub fn run(soak: &Soak, rate: f64) -> Counts {
    everybody(soak, &|| soak.goes_on(), Some(rate), || ())
}

fn everybody(
    soak: &Soak,
    goes_on: &(dyn Fn() -> bool + Sync),
    rate: Option<f64>,
    meanwhile: impl FnOnce(),
) -> Counts {
    let between = rate.map(|rate| Duration::from_secs_f64(CALLERS as f64 / rate));
    thread::scope(|scope| {
        let callers: Vec<_> = (0..CALLERS)
            .map(|number| scope.spawn(move || Caller::new(soak, number).call(goes_on, between)))
            .collect();
        meanwhile();
        let mut all = Counts::default();
        for caller in callers {
            let counts = caller.join().expect("a caller does not panic");
            all.0
                .iter_mut()
                .zip(counts.0)
                .for_each(|(sum, (count, successes))| {
                    sum.0 += count;
                    sum.1 += successes;
                });
        }
        all
    })
}

/// One caller.
struct Caller<'a> {
    soak: &'a Soak,
    dice: Dice,
    public: Option<Connection>,
    endpoint: Option<Connection>,
    guarded: Option<Connection>,
    body: Vec<u8>,
}

impl<'a> Caller<'a> {
    fn new(soak: &'a Soak, number: u64) -> Self {
        let mut dice = Dice::new(number);
        Self {
            soak,
            body: (0..LARGEST).map(|_| dice.below(256) as u8).collect(),
            dice,
            public: None,
            endpoint: None,
            guarded: None,
        }
    }

    fn call(mut self, goes_on: &(dyn Fn() -> bool + Sync), between: Option<Duration>) -> Counts {
        let mut counts = Counts::default();
        let mut due = Instant::now();
        while goes_on() {
            if let Some(between) = between {
                due += between;
                let now = Instant::now();
                match due.checked_duration_since(now) {
                    Some(early) => thread::sleep(early),
                    // Who is a second late does not hurry for it: the machine had other things to do.
                    None if now - due > Duration::from_secs(1) => due = now,
                    None => {}
                }
            }
            let which = self.dice.kind();
            let success = self.once(MIXTURE[which].0);
            counts.0[which].0 += 1;
            counts.0[which].1 += u64::from(success);
        }
        counts
    }

    /// One request; whether its answer was a success.
    fn once(&mut self, kind: Kind) -> bool {
        let preferred = if self.dice.below(2) == 0 {
            Way::Public
        } else {
            Way::Endpoint
        };
        let way = kind.way(preferred);
        let length = match kind {
            Kind::Post | Kind::MortalPost => self.dice.below(LARGEST) as usize,
            _ => 0,
        };
        let body = &self.body[..length];
        let world = &self.soak.world;
        let request = kind.request(world, way, body).bytes();
        let connection = match way {
            Way::Public => &mut self.public,
            Way::Endpoint => &mut self.endpoint,
            Way::Guarded => &mut self.guarded,
        };
        let began = self.soak.facts.before();
        let open = match connection.take() {
            Some(open) => Ok(open),
            None => Connection::open(address(world, way)),
        };
        let answer = open.and_then(|mut open| {
            let answer = open.exchange(&request)?;
            if !answer.closes {
                *connection = Some(open);
            }
            Ok(answer)
        });
        let seen = self.soak.facts.after(began);
        if !kind.permits(world, way, body, &seen, answer.as_ref().ok()) {
            let shown = format!("{answer:.300?}");
            let shown: String = shown.chars().take(600).collect();
            self.soak
                .violations
                .add(&format!("{kind:?} by {way:?}: {shown}"));
        }
        answer.is_ok_and(|it| it.status == 200)
    }
}

pub fn address(world: &World, way: Way) -> SocketAddr {
    match way {
        Way::Public => world.gateway,
        Way::Endpoint => world.endpoint,
        Way::Guarded => world.guarded,
    }
}

/// Numbers that look random and are the same each time (xorshift).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }

    fn kind(&mut self) -> usize {
        let all: u32 = MIXTURE.iter().map(|(_, weight)| weight).sum();
        let mut thrown = self.below(u64::from(all)) as u32;
        MIXTURE
            .iter()
            .position(|(_, weight)| match thrown.checked_sub(*weight) {
                Some(rest) => {
                    thrown = rest;
                    false
                }
                None => true,
            })
            .unwrap_or_default()
    }
}
