//! Who runs in a namespace, and their end. A namespace lives for as long as somebody is in it, whether it has a name or
//! not, so nothing is left of one only once these are gone. Who may be ended is decided elsewhere.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// How long they may take to end once they are asked to, and once they are not asked any more.
const PATIENCE: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(10);

/// Ends every process in these namespaces but this one: SIGTERM, and SIGKILL for whoever does not mind it.
///
/// # Errors
/// When some are there still, or nobody can tell.
pub(super) fn end(namespaces: &[File]) -> io::Result<()> {
    let known: io::Result<BTreeSet<(u64, u64)>> = namespaces
        .iter()
        .map(|namespace| namespace.metadata().map(|it| (it.dev(), it.ino())))
        .collect();
    let mut known = known?;
    // Whatever the names say, nobody is ended for being where this process is.
    let own = fs::metadata("/proc/self/ns/net")?;
    known.remove(&(own.dev(), own.ino()));
    for signal in [Signal::SIGTERM, Signal::SIGKILL] {
        let until = Instant::now() + PATIENCE;
        let mut told = BTreeSet::new();
        loop {
            let there = inside(&known)?;
            if there.is_empty() {
                return Ok(());
            }
            // Whoever comes late is told too.
            for pid in there.difference(&told) {
                // One that has ended meanwhile needs no signal.
                let _ = kill(Pid::from_raw(*pid), signal);
            }
            told.extend(there);
            if Instant::now() >= until {
                break;
            }
            std::thread::sleep(LOOK);
        }
    }
    Err(io::Error::other("processes in it do not end"))
}

/// The processes in these namespaces but this one.
fn inside(namespaces: &BTreeSet<(u64, u64)>) -> io::Result<BTreeSet<i32>> {
    let own = std::process::id();
    let mut found = BTreeSet::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse::<i32>().ok()) else {
            continue;
        };
        // One that has ended, or nearly, is in none.
        let Ok(namespace) = fs::metadata(format!("/proc/{pid}/ns/net")) else {
            continue;
        };
        let is_own = u32::try_from(pid).is_ok_and(|pid| pid == own);
        if !is_own && namespaces.contains(&(namespace.dev(), namespace.ino())) {
            found.insert(pid);
        }
    }
    Ok(found)
}
