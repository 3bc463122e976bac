//! `cargo xtask instructions`: how many instructions a request costs the data plane. The same requests are replayed on one
//! connection against a gateway of one worker, which runs under callgrind; the client and the back end run outside of it.
//! Two replays of different length are subtracted, so that the start counts for nothing. Seconds are not measured: a
//! busy machine changes them, and not these numbers.

mod backend;
mod client;
mod count;
mod gateway;
mod requests;
mod world;

use std::process::ExitCode;

/// The binary's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "usage: portcullis-bench-replay [count | gateway BACKEND ENDPOINT]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["count"] => {
            for (name, instructions) in count::all() {
                println!("{name}\t{instructions}");
            }
            ExitCode::SUCCESS
        }
        ["gateway", backend, endpoint] => {
            let endpoint = endpoint.parse().expect("an address of 127.0.0.0/8");
            gateway::serve(backend, endpoint);
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("{USAGE}");
            ExitCode::FAILURE
        }
    }
}
