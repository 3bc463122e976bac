//! The real binary measured as a process, over real sockets. `scale` puts small and large worlds side by side,
//! `gateway` puts Portcullis beside proxies that check nothing, `soak` runs it for minutes and checks every answer, `train`
//! shows the compiler what it does.

mod client;
mod control;
mod cost;
mod gateway;
mod limits;
mod load;
mod process;
mod records;
mod scale;
mod serve;
mod server;
mod signing;
mod soak;
mod tls_client;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: portcullis-bench-process PORTCULLIS scale [SIZE...]
       portcullis-bench-process PORTCULLIS gateway [--seconds S] [--rounds N] [--only TABLE]... [--write FILE]
       portcullis-bench-process PORTCULLIS soak [--minutes M]
       portcullis-bench-process PORTCULLIS train";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [binary, what, rest @ ..] = arguments.as_slice() else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let binary = PathBuf::from(binary);
    limits::raise();
    let holds = match what.as_str() {
        "scale" => Some(scale::run(&binary, rest)),
        "gateway" => gateway::Options::read(rest).map(|options| gateway::run(&binary, &options)),
        "train" => rest.is_empty().then(|| gateway::training::run(&binary)),
        "soak" => soak::Options::read(rest).map(|options| soak::run(&binary, &options)),
        _ => None,
    };
    match holds {
        None => {
            eprintln!("{USAGE}");
            ExitCode::FAILURE
        }
        Some(true) => ExitCode::SUCCESS,
        Some(false) => {
            eprintln!("a value is over its bar, or what was measured did not end well");
            ExitCode::FAILURE
        }
    }
}
