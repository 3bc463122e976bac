//! Where a request's cost goes.

use std::path::Path;

use super::Stage;
use crate::gateway::instructions;
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
        let each = instructions::count(
            counted.process().pid(),
            counted.endpoint,
            &request,
            &directory,
        );
        report.note(&format!(
            "Instructions for a signed GET through four layers: {each:.0}."
        ));
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
