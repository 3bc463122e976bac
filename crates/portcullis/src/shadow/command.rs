//! `portcullis shadow …`: starts, asks and stops the shadow of a running gateway, by signed calls of its control plane.

use std::error::Error;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::candidate::CandidateFiles;
use crate::comparison;
use crate::inquiry::Gateway;

/// `portcullis shadow …`
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Compare a candidate with what is decided, from now on. What was compared before is forgotten.
    Start {
        #[command(flatten)]
        candidate: CandidateFiles,
        #[command(flatten)]
        asking: Asking,
    },
    /// Say what the candidate would have changed so far.
    Status {
        #[command(flatten)]
        asking: Asking,
    },
    /// End it, and say what it found.
    Stop {
        #[command(flatten)]
        asking: Asking,
    },
}

#[derive(Args)]
pub(crate) struct Asking {
    #[command(flatten)]
    gateway: Gateway,
    /// One JSON object instead of text.
    #[arg(long)]
    json: bool,
}

/// Asks and prints.
///
/// # Errors
/// When the gateway cannot be asked, or refuses.
pub(crate) fn run(command: &Command) -> Result<ExitCode, Box<dyn Error>> {
    let (operation, input, asking) = match command {
        Command::Start { candidate, asking } => {
            let candidate = candidate.read()?;
            ("StartShadow", json!({ "candidate": candidate }), asking)
        }
        Command::Status { asking } => ("GetShadow", json!({}), asking),
        Command::Stop { asking } => ("StopShadow", json!({}), asking),
    };
    let answer = asking.gateway.client()?.ask(operation, &input)?;
    if asking.json {
        println!("{answer}");
    } else {
        print!("{}", text(&answer));
    }
    Ok(ExitCode::SUCCESS)
}

fn text(answer: &Value) -> String {
    let Some(found) = answer.get("found") else {
        return "no shadow runs\n".to_owned();
    };
    let mut text = comparison::text(found);
    let dropped = answer.get("dropped").and_then(Value::as_u64);
    if let Some(dropped) = dropped.filter(|dropped| *dropped > 0) {
        text.push_str(&format!(
            "  {dropped:>6} not looked at: there was no time\n"
        ));
    }
    if let Some(problem) = answer.get("problem").and_then(Value::as_str) {
        text.push_str(&format!(
            "  the candidate does not fit any more: {problem}\n"
        ));
    }
    text
}
