//! `portcullis explain`: why a past request was answered as it was, asked of the gateway that answered it. What is
//! shown is what the gateway lets the asking account read.

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use serde_json::{Value, json};

use crate::inquiry::{Client, Gateway};

pub(crate) mod print;

/// How often what is new is asked for.
const INTERVAL: Duration = Duration::from_millis(500);
/// How many at a time.
const AT_ONCE: usize = 50;

/// `portcullis explain …`
#[derive(Args)]
pub(crate) struct Options {
    /// The id of the request, as its answer has it in `x-amzn-RequestId`.
    #[arg(value_name = "REQUEST-ID", required_unless_present_any = ["last", "follow"])]
    request_id: Option<String>,
    /// The last request that was kept, or the last N.
    #[arg(
        long,
        value_name = "N",
        num_args = 0..=1,
        default_missing_value = "1",
        conflicts_with = "request_id"
    )]
    last: Option<usize>,
    /// Every request from now on, until it is interrupted.
    #[arg(long, conflicts_with = "request_id")]
    follow: bool,
    /// Only what was refused.
    #[arg(long)]
    refused: bool,
    /// A JSON object a line (`docs/explain.md`), instead of text.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    gateway: Gateway,
}

/// Asks and prints.
///
/// # Errors
/// When the gateway cannot be asked, or knows nothing of the request.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let client = options.gateway.client()?;
    if let Some(id) = &options.request_id {
        let input = json!({ "requestId": id, "limit": AT_ONCE, "refused": options.refused });
        show(&client.ask("Explain", &input)?, options.json);
        return Ok(ExitCode::SUCCESS);
    }
    let limit = options.last.unwrap_or(1);
    let input = json!({ "limit": limit, "refused": options.refused });
    let mut answer = client.ask("Explain", &input)?;
    if options.last.is_some() {
        if let Some(traces) = answer.get_mut("traces").and_then(Value::as_array_mut) {
            traces.reverse();
        }
        let found = show(&answer, options.json);
        if !found && !options.follow {
            eprintln!("portcullis: no trace is kept that this account may read");
            return Ok(ExitCode::FAILURE);
        }
    }
    if options.follow {
        follow(&client, options, &answer)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn follow(client: &Client, options: &Options, first: &Value) -> Result<(), Box<dyn Error>> {
    let number = |answer: &Value| answer.get("sequence").and_then(Value::as_u64);
    let mut after = number(first).unwrap_or_default();
    loop {
        let input = json!({ "after": after, "limit": AT_ONCE, "refused": options.refused });
        let answer = client.ask("Explain", &input)?;
        // A gateway that was started again counts anew.
        after = number(&answer).unwrap_or_default();
        if !show(&answer, options.json) {
            std::thread::sleep(INTERVAL);
        }
    }
}

/// Prints what was answered; says whether that was anything.
fn show(answer: &Value, json: bool) -> bool {
    let traces = answer.get("traces").and_then(Value::as_array);
    let traces = traces.map(Vec::as_slice).unwrap_or_default();
    for trace in traces {
        if json {
            println!("{trace}");
        } else {
            println!("{}", print::text(trace));
        }
    }
    !traces.is_empty()
}
