//! The journal of the binary: one line for each request, for people in `dev`, as JSON in `serve`;
//! and the lines of stages' access logs, in a file of their own if the operator wants one. Each is a
//! line here; how lines reach their file is said in `lines`.

mod json;
mod lines;

use std::cell::RefCell;
use std::io;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use portcullis_guard::{AccessLine, Entry, Facts, Finding, Journal, Layer, LayerSaid, Said};
use serde::{Deserialize, Serialize, Serializer};

use lines::{Lines, Pace, Writer};

/// Where lines go.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a file's name, or `false` to record no request")]
pub(crate) enum Recorded {
    /// To standard output, or nowhere.
    Switch(bool),
    /// To a file.
    File(PathBuf),
}

impl Default for Recorded {
    fn default() -> Self {
        Self::Switch(true)
    }
}

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
    /// Nowhere, where the operator wants no record.
    requests: Option<Lines>,
    /// Where access logs go, if not beside the requests.
    access: Option<Lines>,
    format: Format,
}

/// Keeps the journal's files open. Who runs the process drops it when no request is left.
#[must_use = "dropped, it ends the journal"]
pub(crate) struct Writers {
    _requests: Option<Writer>,
    _access: Option<Writer>,
}

impl LineJournal {
    /// Writes to a file, appending, or to standard output; access logs to another file, or to the same. They are
    /// written, as stages ask for them, where requests are not.
    ///
    /// # Errors
    /// When a file cannot be opened.
    pub(crate) fn open(
        requests: &Recorded,
        access: Option<&Path>,
        format: Format,
    ) -> io::Result<(Self, Writers)> {
        let pace = match format {
            Format::Json => Pace::Gathered,
            Format::People => Pace::Prompt,
        };
        let requests = match requests {
            Recorded::Switch(false) => None,
            Recorded::Switch(true) => Some(Lines::open(None, pace)?),
            Recorded::File(file) => Some(Lines::open(Some(file), pace)?),
        };
        let access = match (access, &requests) {
            (None, Some(_)) => None,
            (file, _) => Some(Lines::open(file, pace)?),
        };
        let (requests, _requests) = requests.unzip();
        let (access, _access) = access.unzip();
        Ok((
            Self {
                requests,
                access,
                format,
            },
            Writers { _requests, _access },
        ))
    }
}

impl Journal for LineJournal {
    fn record(&self, entry: &Entry<'_>) {
        if let Some(requests) = &self.requests {
            match self.format {
                Format::Json => json(entry, |line| requests.push(line)),
                Format::People => requests.push(people(entry).as_bytes()),
            }
        }
    }

    fn access(&self, line: &AccessLine<'_>) {
        let AccessLine { destination, line } = line;
        let Some(lines) = self.access.as_ref().or(self.requests.as_ref()) else {
            return;
        };
        let line = match self.format {
            Format::Json => {
                serde_json::json!({ "destination": destination, "line": line }).to_string()
            }
            Format::People => format!("    {destination}  {line}"),
        };
        lines.push(line.as_bytes());
    }

    fn wants_explanation(&self, denied: bool) -> bool {
        denied && self.requests.is_some()
    }

    /// Where a person reads along. In production whoever knows an access key id could keep a processor busy with it.
    fn wants_diagnosis(&self) -> bool {
        self.format == Format::People
    }
}

/// An entry as a JSON object.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    at: i64,
    request_id: &'a str,
    service: &'a str,
    operation: &'a str,
    status: u16,
    caller: &'a str,
    access_key_id: &'a str,
    resource: &'a str,
    resource_account: &'a str,
    source_ip: IpAddr,
    vpc_endpoint_id: Option<&'a str>,
    method: &'a str,
    path: &'a str,
    micros: u64,
    denied_by: Option<&'static str>,
    failure: Option<&'a str>,
    /// What is needed to decide it again (`docs/journal.md`).
    facts: Option<Facts<'a>>,
    missing: Option<&'a str>,
    layers: Option<[LayerLine<'a>; 4]>,
}

#[derive(Serialize)]
struct LayerLine<'a> {
    finding: &'static str,
    because: Because<'a>,
}

/// Put into words where it is written.
struct Because<'a>(&'a LayerSaid<'a>);

impl Serialize for Because<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

thread_local! {
    /// Where a worker writes its lines, one after the other.
    static LINE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

fn json(entry: &Entry<'_>, then: impl FnOnce(&[u8])) {
    match &entry.explainable {
        Some(explainable) => explainable.layers(|said| write(entry, Some(said), then)),
        None => write(entry, None, then),
    }
}

fn write(entry: &Entry<'_>, said: Option<&Said<'_>>, then: impl FnOnce(&[u8])) {
    let line = Line {
        at: entry.at,
        request_id: entry.request_id,
        service: entry.service,
        operation: entry.operation,
        status: entry.status,
        caller: entry.caller,
        access_key_id: entry.access_key_id,
        resource: entry.resource,
        resource_account: entry.resource_account,
        source_ip: entry.peer,
        vpc_endpoint_id: entry.vpc_endpoint,
        method: entry.method,
        path: entry.path,
        micros: u64::try_from(entry.took.as_micros()).unwrap_or(u64::MAX),
        denied_by: entry.denial.map(|denial| layer(denial.layer)),
        failure: entry.failure,
        facts: entry.asked.and_then(|asking| asking.facts_beside_line()),
        missing: said.and_then(|said| said.missing),
        layers: said.map(|said| {
            said.layers.each_ref().map(|layer| LayerLine {
                finding: finding(layer.finding),
                because: Because(layer),
            })
        }),
    };
    LINE.with_borrow_mut(|buffer| {
        buffer.clear();
        // Numbers and text: there is nothing in it that has no form in JSON.
        if json::append(buffer, &line).is_ok() {
            then(buffer);
        }
    });
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
    } else if *service != "execute-api" {
        format!("{status} {service}:{operation}  {who}")
    } else if method.is_empty() {
        format!("{status} to {}, whose request cannot be read", entry.peer)
    } else {
        format!("{status} {method} {path}  {who}")
    };
    if let Some(failure) = entry.failure {
        line.push_str(&format!("\n    {failure}"));
    }
    if let Some(explainable) = &entry.explainable {
        explainable.layers(|said| tell(said, &mut line));
    }
    line
}

/// What the layers said, a line for each.
fn tell(said: &Said<'_>, line: &mut String) {
    if let Some(missing) = said.missing {
        line.push_str(&format!("\n    {missing}"));
        return;
    }
    let names = [
        "security groups",
        "endpoint policy",
        "resource policy",
        "identity",
    ];
    for (index, (layer, name)) in said.layers.iter().zip(names).enumerate() {
        let found = finding(layer.finding);
        line.push_str(&format!(
            "\n    {} {name:<16} {found:<8} {layer}",
            index + 1
        ));
    }
}

/// The layer that refused, as `replay` reads it.
fn layer(layer: Layer) -> &'static str {
    match layer {
        Layer::Addressing => "Addressing",
        Layer::SecurityGroup => "SecurityGroup",
        Layer::EndpointPolicy => "EndpointPolicy",
        Layer::ResourcePolicy => "ResourcePolicy",
        Layer::Identity => "Identity",
    }
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
            let recorded = Recorded::File(requests.clone());
            let (journal, writers) = LineJournal::open(&recorded, own, Format::Json).unwrap();
            journal.access(&line);
            drop(writers);
            let written = std::fs::read_to_string(own.unwrap_or(&requests)).unwrap();
            assert_eq!(written, expected);
        }
        std::fs::remove_file(&requests).unwrap();
        std::fs::remove_file(&access).unwrap();
    }

    fn called(service: &'static str, method: &'static str, path: &'static str) -> Entry<'static> {
        Entry {
            request_id: "",
            service,
            operation: "Invoke",
            resource: "",
            resource_account: "",
            caller: "anonymous",
            access_key_id: "",
            peer: std::net::Ipv4Addr::LOCALHOST.into(),
            vpc_endpoint: None,
            method,
            path,
            status: 403,
            at: 0,
            took: std::time::Duration::ZERO,
            denial: None,
            failure: None,
            explainable: None,
            asked: None,
            query: None,
        }
    }

    #[test]
    fn people_are_told_apart_a_call_a_control_call_and_what_cannot_be_read() {
        let call = called("execute-api", "GET", "/");
        assert_eq!(people(&call), "403 GET /  anonymous");
        let unreadable = Entry {
            failure: Some("why"),
            ..called("execute-api", "", "")
        };
        let told = people(&unreadable);
        assert_eq!(
            told,
            "403 to 127.0.0.1, whose request cannot be read\n    why"
        );
        // A workload's credentials are issued without a request of HTTP.
        let issued = called("sts", "", "");
        assert_eq!(people(&issued), "403 sts:Invoke  anonymous");
    }

    #[test]
    fn every_line_is_written_before_the_process_ends_whoever_still_holds_the_journal() {
        let file = file("journal");
        let recorded = Recorded::File(file.clone());
        let (journal, writers) = LineJournal::open(&recorded, None, Format::Json).unwrap();
        for _ in 0..10_000 {
            journal.record(&called("execute-api", "GET", "/"));
        }
        let lost = journal.requests.as_ref().unwrap().lost();
        drop(writers);
        let lines = std::fs::read_to_string(&file).unwrap().lines().count();
        std::fs::remove_file(&file).unwrap();
        assert_eq!((lines, lost), (10_000, 0));
    }
}
