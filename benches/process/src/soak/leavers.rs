//! Clients that leave: before they have said anything, in the middle of a head, of a body, of an answer. Nothing is
//! expected of them but that nobody else notices.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use super::Soak;
use super::callers::{Dice, address};
use super::expected::{Kind, Way};

/// Leaving clients at a time, and how long each waits for the next.
const LEAVERS: u64 = 4;
const EVERY: Duration = Duration::from_millis(80);

/// Leaves until the soak is over; how often.
pub fn run(soak: &Soak) -> u64 {
    thread::scope(|scope| {
        let leavers: Vec<_> = (0..LEAVERS)
            .map(|number| {
                scope.spawn(move || {
                    let mut dice = Dice::new(1_000 + number);
                    let mut left = 0;
                    while soak.goes_on() {
                        leave(soak, &mut dice);
                        left += 1;
                        soak.pause(EVERY);
                    }
                    left
                })
            })
            .collect();
        leavers.into_iter().map(|it| it.join().unwrap_or(0)).sum()
    })
}

fn leave(soak: &Soak, dice: &mut Dice) {
    let way = if dice.below(2) == 0 {
        Way::Public
    } else {
        Way::Endpoint
    };
    let Ok(mut stream) = TcpStream::connect(address(&soak.world, way)) else {
        soak.violations
            .add("a client that is about to leave cannot connect");
        return;
    };
    let body = vec![b'b'; 300_000];
    let (kind, part) = match dice.below(6) {
        // Nothing is said at all.
        0 => return,
        // In the middle of the head.
        1 => (Kind::Get, 0.5),
        // In the middle of the body; the request line and headers are a small part of it.
        2 => (Kind::Post, 0.6),
        3 => (Kind::MortalPost, 0.6),
        // In the middle of the answer, or before it.
        4 => (Kind::Large, 1.0),
        _ => (Kind::Mortal, 1.0),
    };
    let body: &[u8] = match kind {
        Kind::Post | Kind::MortalPost => &body,
        _ => b"",
    };
    let request = kind.request(&soak.world, way, body).bytes();
    let sent = (request.len() as f64 * part) as usize;
    // Whether it comes through is of no interest.
    let _ = stream.write_all(&request[..sent]);
    if kind == Kind::Large && dice.below(2) == 0 {
        let _ = stream.read(&mut [0; 1_000]);
    }
}
