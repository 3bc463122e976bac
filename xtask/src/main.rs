//! The project's chores: `cargo xtask <chore>`. Each chore is a module; this file only picks one.

mod codegen;
mod python;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((chore, rest)) => match chore.as_str() {
            "codegen" => codegen::run(rest),
            other => Err(format!("no chore is called `{other}`; there is: codegen")),
        },
        None => Err("which chore? there is: codegen".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
