//! `portcullis replay`: decisions that were recorded, held against a candidate. What a line does not tell is not guessed: where
//! the answer hangs on it, the line counts as not decided, and what is missing is said.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use portcullis_guard::{Asked, Layer, Unreadable};
use serde_json::{Value, json};

use crate::candidate::CandidateFiles;
use crate::comparison::{Ruling, Tally, text};
use crate::world::Place;

/// The longest line that is read.
const LONGEST: u64 = 4 << 20;

/// `portcullis replay …`
#[derive(Args)]
pub(crate) struct Options {
    /// Journals of `serve`, or traces of `portcullis explain --json`; standard input if there is none, or `-`.
    files: Vec<PathBuf>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    candidate: CandidateFiles,
    /// One JSON object instead of text.
    #[arg(long)]
    json: bool,
    /// End with 1 where a decision would change.
    #[arg(long)]
    exit_code: bool,
}

/// What was read beside decisions.
#[derive(Default)]
struct Read {
    lines: u64,
    others: u64,
    unrouted: u64,
    malformed: u64,
    /// The first line that is none, and why.
    first: Option<String>,
}

/// Decides again, and says what would change.
///
/// # Errors
/// When a file or the state cannot be read, or the candidate does not serve.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let base = options.place.read()?;
    let candidate = options.candidate.read()?;
    let world = match candidate.is_empty() {
        true => std::sync::Arc::clone(&base.snapshot),
        false => {
            let prepared = candidate.prepare(&base.settings)?;
            std::sync::Arc::new(prepared.over(&base.snapshot)?)
        }
    };
    let (mut tally, mut read) = (Tally::default(), Read::default());
    let standard_input = [PathBuf::from("-")];
    let files = match options.files.as_slice() {
        [] => &standard_input,
        files => files,
    };
    for file in files {
        let reader: Box<dyn BufRead> = match file.as_os_str() == "-" {
            true => Box::new(BufReader::new(std::io::stdin())),
            false => {
                let opened = std::fs::File::open(file);
                Box::new(BufReader::new(
                    opened.map_err(|error| format!("{}: {error}", file.display()))?,
                ))
            }
        };
        each_line(reader, |line| {
            read.lines += 1;
            let Ok(line) = serde_json::from_str::<Value>(line) else {
                read.malformed("it is no JSON");
                return;
            };
            // An answer of the gateway holds several.
            match line.get("traces").and_then(Value::as_array) {
                Some(traces) => {
                    for trace in traces {
                        again(trace, &base.settings, &world, &mut tally, &mut read);
                    }
                }
                None => again(&line, &base.settings, &world, &mut tally, &mut read),
            }
        })?;
    }
    if options.json {
        let skipped = json!({
            "lines": read.lines,
            "otherCalls": read.others,
            "unrouted": read.unrouted,
            "malformed": read.malformed,
            "firstMalformed": read.first,
        });
        println!("{}", json!({ "read": skipped, "found": tally.json() }));
    } else {
        print!("{}", text(&tally.json()));
        println!(
            "  of {} lines: {} of other services, {} answered before they were routed, {} unreadable",
            read.lines, read.others, read.unrouted, read.malformed
        );
        if let Some(first) = &read.first {
            println!("  the first that is unreadable: {first}");
        }
    }
    let failed = options.exit_code && tally.changes_something();
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// One recorded decision.
fn again(
    line: &Value,
    settings: &portcullis_guard::Settings,
    world: &portcullis_catalog::Snapshot,
    tally: &mut Tally,
    read: &mut Read,
) {
    let asked = match Asked::from_line(line, &settings.domain) {
        Ok(asked) => asked,
        Err(Unreadable::NoCall) => return read.others += 1,
        Err(Unreadable::Unrouted) => return read.unrouted += 1,
        Err(Unreadable::Malformed(why)) => return read.malformed(&why),
    };
    let Some(was) = ruling(line) else {
        return read.malformed("it does not say what was decided");
    };
    let id = line.get("requestId").and_then(Value::as_str);
    tally.compare(settings, world, &asked, was, id.unwrap_or_default());
}

/// What was decided: the journal names the layer that refused, a trace the step.
fn ruling(line: &Value) -> Option<Ruling> {
    if let Some(denied) = line.get("deniedBy") {
        return match denied.as_str() {
            None => denied.is_null().then_some(Ruling::Admitted),
            Some(name) => layer(name).map(|layer| Ruling::Refused(Some(layer))),
        };
    }
    match line.get("outcome").and_then(Value::as_str)? {
        "admitted" => Some(Ruling::Admitted),
        // What was refused behind the layers was admitted by them.
        "refused" => Some(match line.get("decidedBy").and_then(Value::as_str) {
            Some("throttle" | "validation" | "backend") => Ruling::Admitted,
            _ => Ruling::Refused(None),
        }),
        _ => None,
    }
}

fn layer(name: &str) -> Option<Layer> {
    Some(match name {
        "Addressing" => Layer::Addressing,
        "SecurityGroup" => Layer::SecurityGroup,
        "EndpointPolicy" => Layer::EndpointPolicy,
        "ResourcePolicy" => Layer::ResourcePolicy,
        "Identity" => Layer::Identity,
        _ => return None,
    })
}

fn each_line(
    mut reader: Box<dyn BufRead>,
    mut then: impl FnMut(&str),
) -> Result<(), Box<dyn Error>> {
    let mut line = String::new();
    loop {
        line.clear();
        let mut limited = std::io::Read::take(&mut reader, LONGEST);
        if limited.read_line(&mut line)? == 0 {
            return Ok(());
        }
        if !line.trim().is_empty() {
            then(line.trim());
        }
    }
}

impl Read {
    fn malformed(&mut self, why: &str) {
        self.malformed += 1;
        let number = self.lines;
        self.first
            .get_or_insert_with(|| format!("line {number}: {why}"));
    }
}
