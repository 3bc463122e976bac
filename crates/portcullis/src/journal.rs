//! The journal of the binary: one line for each request, for people in `dev`, as JSON in `serve`;
//! and the lines of stages' access logs, in a file of their own if the operator wants one. Lines go through a bounded queue to a thread of their own, so that no request waits for a
//! disk; should the queue ever be full, the lines that were lost are counted and said.

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use portcullis_guard::{AccessLine, Asked, Entry, Finding, Journal};

/// How many lines may wait: about 16 MiB at worst.
const QUEUE: usize = 16_384;

/// How long the end of the process may wait for the last lines.
const PATIENCE: Duration = Duration::from_secs(5);

/// How lines are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// A JSON object a line.
    Json,
    /// For a person at a terminal, with the reason of every refusal.
    People,
}

/// A journal that writes lines.
pub(crate) struct LineJournal {
    requests: Lines,
    /// Where access logs go, if not beside the requests.
    access: Option<Lines>,
    format: Format,
}

/// A file that lines are written to, by a thread of its own.
struct Lines {
    // Gone only while the journal ends.
    queue: Option<SyncSender<String>>,
    written: Mutex<Receiver<()>>,
    lost: AtomicU64,
}

impl LineJournal {
    /// Writes to a file, appending, or to standard output; access logs to another file, or to
    /// the same.
    ///
    /// # Errors
    /// When a file cannot be opened.
    pub(crate) fn open(
        file: Option<&Path>,
        access: Option<&Path>,
        format: Format,
    ) -> io::Result<Self> {
        Ok(Self {
            requests: Lines::open(file)?,
            access: access.map(|file| Lines::open(Some(file))).transpose()?,
            format,
        })
    }
}

impl Journal for LineJournal {
    fn record(&self, entry: &Entry<'_>) {
        self.requests.push(match self.format {
            Format::Json => json(entry),
            Format::People => people(entry),
        });
    }

    fn access(&self, line: &AccessLine<'_>) {
        let AccessLine { destination, line } = line;
        let lines = self.access.as_ref().unwrap_or(&self.requests);
        lines.push(match self.format {
            Format::Json => {
                serde_json::json!({ "destination": destination, "line": line }).to_string()
            }
            Format::People => format!("    {destination}  {line}"),
        });
    }

    fn wants_explanation(&self, denied: bool) -> bool {
        denied
    }

    /// Lines for programs can be decided again.
    fn wants_request(&self) -> bool {
        self.format == Format::Json
    }

    /// Where a person reads along. In production whoever knows an access key id could keep a processor busy with it.
    fn wants_diagnosis(&self) -> bool {
        self.format == Format::People
    }
}

impl Lines {
    fn open(file: Option<&Path>) -> io::Result<Self> {
        let target: Box<dyn Write + Send> = match file {
            Some(file) => Box::new(
                std::fs::OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(file)?,
            ),
            None => Box::new(io::stdout()),
        };
        let (queue, lines) = sync_channel(QUEUE);
        let (ended, written) = sync_channel(1);
        thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || {
                write_lines(target, &lines);
                // Nobody waits for it where the process ends without ceremony.
                let _ = ended.send(());
            })?;
        Ok(Self {
            queue: Some(queue),
            written: Mutex::new(written),
            lost: AtomicU64::new(0),
        })
    }

    fn push(&self, line: String) {
        let sent = self.queue.as_ref().map(|queue| queue.try_send(line));
        if !matches!(sent, Some(Ok(()))) {
            let lost = self.lost.fetch_add(1, Ordering::Relaxed) + 1;
            if lost.is_power_of_two() {
                tracing::error!(
                    lost,
                    "journal lines were lost: the journal's file is too slow"
                );
            }
        }
    }
}

/// The lines that still wait are written before the journal is gone, if the disk (or whoever reads
/// standard output) takes them in time.
impl Drop for Lines {
    fn drop(&mut self) {
        self.queue = None;
        let written = self.written.get_mut();
        let written = written.unwrap_or_else(PoisonError::into_inner);
        if written.recv_timeout(PATIENCE).is_err() {
            tracing::error!("the last journal lines were not written");
        }
    }
}

fn write_lines(mut target: Box<dyn Write + Send>, lines: &Receiver<String>) {
    while let Ok(line) = lines.recv() {
        let mut batch = line;
        batch.push('\n');
        for more in lines.try_iter().take(256) {
            batch.push_str(&more);
            batch.push('\n');
        }
        if let Err(error) = target
            .write_all(batch.as_bytes())
            .and_then(|()| target.flush())
        {
            tracing::error!(%error, "the journal cannot be written");
        }
    }
}

fn json(entry: &Entry<'_>) -> String {
    let layers = entry.explanation.map(|explanation| {
        let layers = explanation.layers.iter().map(|layer| {
            serde_json::json!({ "finding": finding(layer.finding), "because": layer.because })
        });
        layers.collect::<Vec<_>>()
    });
    serde_json::json!({
        "at": entry.at,
        "requestId": entry.request_id,
        "service": entry.service,
        "operation": entry.operation,
        "status": entry.status,
        "caller": entry.caller,
        "accessKeyId": entry.access_key_id,
        "resource": entry.resource,
        "resourceAccount": entry.resource_account,
        "sourceIp": entry.peer.to_string(),
        "vpcEndpointId": entry.vpc_endpoint,
        "method": entry.method,
        "path": entry.path,
        "micros": u64::try_from(entry.took.as_micros()).unwrap_or(u64::MAX),
        "deniedBy": entry.denial.map(|denial| format!("{:?}", denial.layer)),
        "failure": entry.failure,
        // What is needed to decide it again (`docs/journal.md`).
        "facts": entry.asked.and_then(Asked::facts),
        "missing": entry.explanation.and_then(|explanation| explanation.missing),
        "layers": layers,
    })
    .to_string()
}

fn people(entry: &Entry<'_>) -> String {
    let Entry {
        status,
        method,
        path,
        caller,
        operation,
        service,
        ..
    } = entry;
    let who = if caller.is_empty() { "nobody" } else { caller };
    let mut line = if *status == 0 {
        let at = entry
            .vpc_endpoint
            .map_or(String::new(), |id| format!(" to {id}"));
        format!("--- a connection from {}{at}", entry.peer)
    } else if *service == "execute-api" {
        format!("{status} {method} {path}  {who}")
    } else {
        format!("{status} {service}:{operation}  {who}")
    };
    if let Some(failure) = entry.failure {
        line.push_str(&format!("\n    {failure}"));
    }
    if let Some(explanation) = entry.explanation {
        if let Some(missing) = explanation.missing {
            line.push_str(&format!("\n    {missing}"));
            return line;
        }
        let names = [
            "security groups",
            "endpoint policy",
            "resource policy",
            "identity",
        ];
        for (index, (layer, name)) in explanation.layers.iter().zip(names).enumerate() {
            let said = finding(layer.finding);
            line.push_str(&format!(
                "\n    {} {name:<16} {said:<8} {}",
                index + 1,
                layer.because
            ));
        }
    }
    line
}

fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::Pass => "pass",
        Finding::Refuse => "refuse",
        Finding::NotAsked => "-",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> std::path::PathBuf {
        let name = format!("portcullis-{name}-{}.jsonl", std::process::id());
        std::env::temp_dir().join(name)
    }

    #[test]
    fn access_logs_have_a_file_of_their_own_or_share_the_journals() {
        let (requests, access) = (file("requests"), file("access"));
        let line = AccessLine {
            destination: "arn:aws:logs:us-east-1:111111111111:log-group:calls",
            line: "\"quoted\" 200",
        };
        let expected = "{\"destination\":\"arn:aws:logs:us-east-1:111111111111:log-group:calls\",\"line\":\"\\\"quoted\\\" 200\"}\n";
        for own in [Some(access.as_path()), None] {
            LineJournal::open(Some(&requests), own, Format::Json)
                .unwrap()
                .access(&line);
            let written = std::fs::read_to_string(own.unwrap_or(&requests)).unwrap();
            assert_eq!(written, expected);
        }
        std::fs::remove_file(&requests).unwrap();
        std::fs::remove_file(&access).unwrap();
    }

    #[test]
    fn every_line_is_written_before_the_journal_is_gone() {
        let file = file("journal");
        let journal = LineJournal::open(Some(&file), None, Format::Json).unwrap();
        for _ in 0..10_000 {
            journal.record(&Entry {
                request_id: "",
                service: "execute-api",
                operation: "Invoke",
                resource: "",
                resource_account: "",
                caller: "anonymous",
                access_key_id: "",
                peer: std::net::Ipv4Addr::LOCALHOST.into(),
                vpc_endpoint: None,
                method: "GET",
                path: "/",
                status: 403,
                at: 0,
                took: Duration::ZERO,
                denial: None,
                failure: None,
                explanation: None,
                asked: None,
                query: None,
                claimed_account: None,
            });
        }
        let lost = journal.requests.lost.load(Ordering::Relaxed);
        drop(journal);
        let lines = std::fs::read_to_string(&file).unwrap().lines().count();
        std::fs::remove_file(&file).unwrap();
        assert_eq!((lines, lost), (10_000, 0));
    }
}
