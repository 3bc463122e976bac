//! `portcullis`: the gateway, its development double and its demonstration, in one binary. This
//! file only chooses between them.

#![forbid(unsafe_code)]

mod access;
mod administrator;
mod assembly;
mod candidate;
mod certificates;
mod comparison;
mod config;
mod demo;
mod dev;
mod document;
mod exec;
mod explain;
mod handover;
mod inquiry;
mod invoker;
mod issuers;
mod journal;
mod lint;
mod networks;
mod operator;
mod questions;
mod refusals;
mod replay;
mod serve;
mod shadow;
mod simulate;
mod state;
mod traces;
mod trust;
mod usage;
mod verify;
mod workload;
mod world;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// Bodies, buffers and explanations come in all sizes, and what a burst of them took is given back: after 512 MiB of bodies
/// the C library's allocator keeps four times that (`docs/performance.md`).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// A self-hosted API gateway that speaks AWS: SigV4 signatures, IAM policies, private APIs.
#[derive(Parser)]
#[command(version, about, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the gateway: strict and durable.
    Serve {
        /// The configuration file.
        #[arg(long, default_value = "portcullis.toml")]
        config: PathBuf,
        /// Take over from the process that serves the same data directory, if there is one: its listening sockets come
        /// along, so that no connection is refused.
        #[arg(long)]
        take_over: bool,
    },
    /// Run a double of AWS for a laptop or CI: what is denied here is denied there.
    Dev(dev::Options),
    /// Build a cross-account private API, call it in every way that matters, explain each answer.
    Demo(demo::Options),
    /// Run a program as a workload of an account: in its VPC, with the credentials of a role.
    Exec(exec::Options),
    /// Remove the network namespaces that a gateway has made, and end what runs in them, once it is stopped.
    Teardown {
        /// The configuration file.
        #[arg(long, default_value = "portcullis.toml")]
        config: PathBuf,
        /// The data directory, where there is no configuration file.
        #[arg(long, conflicts_with = "config")]
        data: Option<PathBuf>,
    },
    /// Why a past request was answered as it was: every step, what decided, what would have to change.
    Explain(explain::Options),
    /// What `exec` leaves beside the program.
    #[command(hide = true)]
    ExecCredentials(exec::HelperOptions),
    /// Decide a request that nobody has made, or cases as JSON, without a gateway.
    Simulate(simulate::Options),
    /// List who may call what over which network path, or what changed of it.
    Access(access::Options),
    /// Try policies or a state on the traffic of a running gateway, and enforce nothing of it.
    #[command(subcommand)]
    Shadow(shadow::Command),
    /// Hold recorded decisions against a state or a candidate.
    Replay(replay::Options),
    /// Look for what is wrong with policies, in files or in a state.
    Lint(lint::Options),
    /// Judge signed requests offline, and say what is wrong with a signature.
    Verify(verify::Options),
    /// Take the state of a store out as a document, or put one in its place.
    #[command(subcommand)]
    State(state::Command),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve { config, take_over } => serve::run(&config, take_over),
        Command::Dev(options) => dev::run(&options),
        Command::Demo(options) => demo::run(&options),
        Command::Exec(options) => exec::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Teardown { config, data } => tear_down(&config, data.as_deref()),
        Command::ExecCredentials(options) => exec::help(&options),
        Command::Simulate(options) => simulate::run(&options),
        Command::Access(options) => access::run(&options),
        Command::Shadow(command) => shadow::run(&command),
        Command::Replay(options) => replay::run(&options),
        Command::Lint(options) => lint::run(&options),
        Command::Verify(options) => verify::run(&options),
        Command::State(command) => state::run(&command),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("portcullis: {error}");
            ExitCode::from(2)
        }
    }
}

fn tear_down(file: &Path, data: Option<&Path>) -> Result<ExitCode, Box<dyn std::error::Error>> {
    if let Some(data) = data {
        return networks::tear_down(&networks::tag_of(data));
    }
    let config = config::Config::read(file)?;
    networks::tear_down(&config.vpc.tag(&config.data))
}
