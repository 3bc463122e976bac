//! `portcullis simulate`: decides without a gateway, with the evaluator that decides in it: cases, as a JSON array or one a
//! line, answered by a JSON object a line; or a request that nobody has made, put to a state.

mod request;

use std::error::Error;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use portcullis_iam::Recorder;
use portcullis_iam::case::{Case, CaseError};
use serde_json::{Value, json};

use crate::world::Place;
use request::Request;

/// The most that is read: 64 MiB.
const MAX_INPUT: u64 = 64 << 20;

/// `portcullis simulate …`
#[derive(Args)]
pub(crate) struct Options {
    /// The file of cases; standard input if absent or `-`.
    #[arg(conflicts_with_all = ["url", "action", "principal", "state", "config", "gateway"])]
    file: Option<PathBuf>,
    #[command(flatten)]
    request: Request,
    #[command(flatten)]
    place: Place,
    /// The trace of a request as JSON (`docs/simulate.md`), instead of text.
    #[arg(long)]
    json: bool,
}

/// Answers every case.
///
/// # Errors
/// When the input cannot be read or holds something that is no case.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    if options.request.is_asked() || options.place.is_named() {
        let outcome = options.request.put(&options.place.read()?)?;
        match options.json {
            true => println!("{}", outcome.json),
            false => print!("{}", outcome.text),
        }
        return Ok(match outcome.allowed {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        });
    }
    let mut text = String::new();
    match options.file.as_deref() {
        Some(file) if file.as_os_str() != "-" => {
            let opened = std::fs::File::open(file)
                .map_err(|error| format!("{}: {error}", file.display()))?;
            opened.take(MAX_INPUT).read_to_string(&mut text)?
        }
        _ => std::io::stdin().take(MAX_INPUT).read_to_string(&mut text)?,
    };
    let mut output = std::io::stdout().lock();
    for case in read(&text)? {
        writeln!(output, "{}", answer(&case))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn read(text: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    if text.trim_start().starts_with('[') {
        return Ok(serde_json::from_str(text)?);
    }
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line)
                .map_err(|error| format!("line {}: {error}", number + 1).into())
        })
        .collect()
}

/// The answer to one case: its id and the decision first, then why.
fn answer(case: &Case) -> String {
    let compiled = match case.compile() {
        Ok(compiled) => compiled,
        // As in the gateway: a policy that cannot be read denies.
        Err(error @ CaseError::Policy { .. }) => {
            return line(
                &case.id,
                "ExplicitDeny",
                &json!({ "error": error.to_string() }),
            );
        }
        Err(error) => return line(&case.id, "Error", &json!({ "error": error.to_string() })),
    };
    let mut trace = Recorder::new();
    let decision = compiled.decide(&mut trace);
    let because: Vec<String> = trace.entries.iter().map(ToString::to_string).collect();
    line(
        &case.id,
        decision.name(),
        &json!({ "by": format!("{decision:?}"), "statements": because }),
    )
}

fn line(id: &Value, decision: &str, rest: &Value) -> String {
    // Written by hand, because the order of the first two members is promised.
    let mut line = format!(r#"{{"id":{id},"decision":"{decision}""#);
    if let Some(members) = rest.as_object() {
        for (name, value) in members {
            line.push_str(&format!(r#","{name}":{value}"#));
        }
    }
    line.push('}');
    line
}
