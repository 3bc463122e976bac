//! The real binary measured as a process, over real sockets. `scale` puts small and large worlds side by side,
//! `gateway` puts Portcullis beside proxies that check nothing, `soak` runs it for minutes and checks every answer.

mod client;
mod cost;
mod gateway;
mod load;
mod scale;
mod server;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: portcullis-bench-process PORTCULLIS scale [SIZE...]
       portcullis-bench-process PORTCULLIS gateway [--seconds S] [--rounds N] [--only TABLE]... [--write FILE]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [binary, what, rest @ ..] = arguments.as_slice() else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let binary = PathBuf::from(binary);
    let holds = match what.as_str() {
        "scale" => scale::run(&binary, rest),
        "gateway" => match gateway::Options::read(rest) {
            Some(options) => gateway::run(&binary, &options),
            None => {
                eprintln!("{USAGE}");
                return ExitCode::FAILURE;
            }
        },
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::FAILURE;
        }
    };
    if holds {
        ExitCode::SUCCESS
    } else {
        eprintln!("a value is over its bar");
        ExitCode::FAILURE
    }
}
