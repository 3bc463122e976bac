//! The project's chores: `cargo xtask <chore>`. Each chore is a module; this file only picks one.

mod bench;
mod clients;
mod codegen;
mod debian;
mod fuzz;
mod instructions;
mod python;
mod release;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

const CHORES: &str = "\
  test      everything that has to hold before a change lands
  tidy      the rules that no compiler holds
  codegen   writes the AWS shapes of portcullis-wire; with --check only compares
  clients   installs the clients of the acceptance tests, and prints their variables
  fuzz      fuzzes every parser of outside bytes: [--seconds N] [TARGET]
  bench     beside peers: `micro` verifying and evaluating, `gateway` the whole binary, `scale` small and large worlds;
            `soak` runs it for minutes and checks every answer
  release   the binary for production, built by what it does under load
  instructions  a request costs no more instructions than before; with --accept the baseline is written anew";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((chore, rest)) => match chore.as_str() {
            "bench" => bench::run(rest),
            "clients" => clients::run(rest),
            "codegen" => codegen::run(rest),
            "fuzz" => fuzz::run(rest),
            "instructions" => instructions::run(rest),
            "release" => release::run(rest),
            "test" => test::run(rest),
            "tidy" => tidy::run(rest),
            other => Err(format!(
                "no chore is called `{other}`; there are:\n{CHORES}"
            )),
        },
        None => Err(format!("which chore? There are:\n{CHORES}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
