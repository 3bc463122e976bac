//! The report: for the terminal, and as Markdown for `docs/performance.md`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use super::Options;
use crate::cost::Range;

/// One contender in a table.
pub struct Row {
    pub name: String,
    /// Microseconds of processor time for a request.
    pub cost: Range,
    /// To the first of the table, in the same turn.
    pub ratio: Range,
    pub per_second: Range,
    pub p50: Range,
    pub p99: Range,
    pub broken: u64,
    pub bar: Option<f64>,
}

/// What was measured so far.
pub struct Report {
    text: String,
    over: Vec<String>,
}

/// Whether a bar is met, in a word.
fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "**missed**" }
}

/// What a program says of its version, without where it lies, whose it is and where it comes from.
fn shown<'l>(program: &Path, line: &'l str) -> Cow<'l, str> {
    let line = line.trim_end_matches(" - https://haproxy.org/");
    let line = line.split_once(" Copyright").map_or(line, |(line, _)| line);
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    match line.strip_prefix(&*program.to_string_lossy()) {
        Some(rest) => Cow::Owned(format!("{name}{rest}")),
        None => Cow::Borrowed(line),
    }
}

impl Report {
    pub fn new(binary: &Path, options: &Options) -> Self {
        let mut text = String::from("## Versions\n\n");
        let mut version = |program: &Path, flag: &str| {
            let said = Command::new(program).arg(flag).output();
            let said = said
                .map(|it| [it.stdout, it.stderr].concat())
                .unwrap_or_default();
            let said = String::from_utf8_lossy(&said).into_owned();
            let line = said
                .lines()
                .map(str::trim)
                .find(|line| !line.is_empty())
                .unwrap_or("not there");
            let _ = writeln!(text, "- {}", shown(program, line));
        };
        version(binary, "--version");
        version(Path::new("nginx"), "-v");
        version(Path::new("haproxy"), "-v");
        if let Some(envoy) = &options.envoy {
            version(envoy, "--version");
        }
        version(Path::new("wrk"), "-v");
        version(Path::new("h2load"), "--version");
        version(Path::new("uname"), "-srm");
        version(Path::new("date"), "+%-d %B %Y");
        let _ = writeln!(
            text,
            "- {} turns of {} s each, one after the other, after one that is not counted",
            options.rounds, options.seconds
        );
        let report = Self {
            text,
            over: Vec::new(),
        };
        println!("{}", report.text);
        report
    }

    pub fn note(&mut self, text: &str) {
        self.add(&format!("\n{text}\n"));
    }

    /// A table that could not be measured.
    pub fn broken(&mut self, table: &str) {
        self.over
            .push(format!("table `{table}` could not be measured"));
        self.note(&format!("The table `{table}` could not be measured."));
    }

    pub fn table(&mut self, title: &str, rows: Vec<Row>) {
        let mut text = format!(
            "\n## {title}\n\n| | CPU µs a request | ratio | requests/s | p50 µs | p99 µs | broken | bar |\n|---|---|---|---|---|---|---|---|\n"
        );
        for row in rows {
            let bar = row.bar.map_or_else(String::new, |bar| {
                let met = row.ratio.median <= bar;
                if !met {
                    self.over.push(format!(
                        "{title}: {} is at {:.2}, the bar is {bar:.2}",
                        row.name, row.ratio.median
                    ));
                }
                format!("{bar:.2} {}", verdict(met))
            });
            let latency = |it: Range| {
                if it.median.is_nan() {
                    "-".to_owned()
                } else {
                    format!("{:.0}", it.median)
                }
            };
            let _ = writeln!(
                text,
                "| {} | {:.2} ({:.2}-{:.2}) | **{:.2}** ({:.2}-{:.2}) | {:.0} | {} | {} | {} | {bar} |",
                row.name,
                row.cost.median,
                row.cost.least,
                row.cost.most,
                row.ratio.median,
                row.ratio.least,
                row.ratio.most,
                row.per_second.median,
                latency(row.p50),
                latency(row.p99),
                row.broken,
            );
        }
        self.add(&text);
    }

    /// One latency before and during something.
    pub fn latency(
        &mut self,
        title: &str,
        before: &[f64],
        during: &[f64],
        ratios: &[f64],
        bar: f64,
    ) {
        let (before, during, ratio) = (Range::of(before), Range::of(during), Range::of(ratios));
        let met = ratio.median <= bar;
        if !met {
            self.over
                .push(format!("{title}: {:.2}, the bar is {bar:.2}", ratio.median));
        }
        self.add(&format!(
            "\n## {title}\n\n| before, µs | during, µs | ratio | bar |\n|---|---|---|---|\n| {:.0} ({:.0}-{:.0}) | {:.0} ({:.0}-{:.0}) | **{:.2}** ({:.2}-{:.2}) | {bar:.2} {} |\n",
            before.median, before.least, before.most,
            during.median, during.least, during.most,
            ratio.median, ratio.least, ratio.most,
            verdict(met),
        ));
    }

    /// Instructions of a request, each beside the first.
    pub fn instructions(&mut self, title: &str, rows: &[(String, f64)], bar: f64) {
        let mut text =
            format!("\n## {title}\n\n| | instructions | ratio | bar |\n|---|---|---|---|\n");
        let first = rows.first().map_or(f64::NAN, |(_, first)| *first);
        for (at, (name, counted)) in rows.iter().enumerate() {
            let ratio = counted / first;
            let bar = if at == 0 {
                String::new()
            } else {
                let met = ratio <= bar;
                if !met {
                    self.over.push(format!(
                        "{title}: {name} is at {ratio:.3}, the bar is {bar:.2}"
                    ));
                }
                format!("{bar:.2} {}", verdict(met))
            };
            let _ = writeln!(text, "| {name} | {counted:.0} | **{ratio:.3}** | {bar} |");
        }
        self.add(&text);
    }

    pub fn memory(&mut self, what: &str, bytes: f64, bar: Option<f64>) {
        let shown = |bytes: f64| {
            if bytes < 1e6 {
                format!("{:.1} KiB", bytes / 1024.0)
            } else {
                format!("{:.1} MiB", bytes / f64::from(1 << 20))
            }
        };
        let bar = bar.map_or_else(String::new, |bar| {
            let met = bytes <= bar;
            if !met {
                self.over.push(format!(
                    "memory, {what}: {}, the bar is {}",
                    shown(bytes),
                    shown(bar)
                ));
            }
            format!("; the bar is {}, {}", shown(bar), verdict(met))
        });
        self.add(&format!("\nMemory, {what}: {}{bar}.\n", shown(bytes)));
    }

    fn add(&mut self, text: &str) {
        print!("{text}");
        self.text.push_str(text);
    }

    /// Says what is over its bar, writes the file, and whether all is well.
    pub fn finish(self, file: Option<&Path>) -> bool {
        for over in &self.over {
            eprintln!("over: {over}");
        }
        if let Some(file) = file {
            self.write(file);
        }
        self.over.is_empty()
    }

    /// Puts the report where the document has its place for it; what people wrote around it stays.
    fn write(&self, file: &Path) {
        const BEGIN: &str = "<!-- measured: begin -->\n";
        const END: &str = "<!-- measured: end -->";
        let document = std::fs::read_to_string(file).unwrap_or_default();
        let around = document.split_once(BEGIN).and_then(|(before, rest)| {
            let (_, after) = rest.split_once(END)?;
            Some((before, after))
        });
        let (before, after) = around.unwrap_or((document.as_str(), "\n"));
        let whole = format!("{before}{BEGIN}{}\n{END}{after}", self.text);
        std::fs::write(file, whole).expect("the report is written");
    }
}
