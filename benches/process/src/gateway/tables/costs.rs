//! Where a request's cost goes.

use std::fmt::Write as _;
use std::path::Path;

use super::Stage;
use crate::gateway::instructions::{self, Counted};
use crate::gateway::portcullis::Portcullis;
use crate::gateway::report::Report;
use crate::load::{Load, Target};
use crate::serve::Records;

impl Stage<'_> {
    /// Load on Portcullis alone, for whoever looks at it with a profiler.
    pub(super) fn profiled(&self) {
        let portcullis = &self.portcullis;
        let request = portcullis.request(&portcullis.private_api, &portcullis.caller, "GET", b"");
        let target = Target {
            address: portcullis.endpoint,
            tls: false,
        };
        eprintln!("portcullis is process {}", portcullis.process().pid());
        Load::Wrk { connections: 32 }.run(target, &[request], self.options.seconds, self.scratch);
    }

    /// Instructions for a request through all four layers.
    pub(super) fn instructions(&self, report: &mut Report) {
        let directory = self.scratch.join("callgrind");
        let counted = Portcullis::start_as(&directory, self.backend, Records::Kept, |file| {
            instructions::under_callgrind(self.binary, file, &directory)
        });
        let request = counted.request(&counted.private_api, &counted.caller, "GET", b"");
        let found = instructions::count(
            counted.process().pid(),
            counted.endpoint,
            &[request],
            &directory,
        );
        report.note(&by_part(&found));
        if let Some(kept) = std::env::var_os("PORTCULLIS_BENCH_KEEP") {
            std::fs::create_dir_all(&kept).expect("a directory");
            for file in std::fs::read_dir(&directory).expect("the dumps").flatten() {
                if file
                    .file_name()
                    .to_string_lossy()
                    .starts_with("callgrind.out")
                {
                    std::fs::copy(file.path(), Path::new(&kept).join(file.file_name()))
                        .expect("a copy");
                }
            }
        }
    }
}

fn by_part(found: &Counted) -> String {
    let mut text = format!(
        "## Instructions for a signed GET through four layers: {:.0}\n\n| part | instructions | share |\n|---|---|---|",
        found.whole
    );
    let mut rest = found.whole;
    let mut line = |part: &str, cost: f64| {
        let share = cost / found.whole * 100.0;
        let _ = write!(text, "\n| {part} | {cost:.0} | {share:.0} % |");
    };
    for (part, cost) in &found.parts {
        // What the compiler has put into another part is counted there.
        if let Some(cost) = cost {
            line(part, *cost);
            rest -= cost;
        }
    }
    line(
        "the rest: the runtime, sockets, what lies between the parts",
        rest,
    );
    text
}
