//! `cargo xtask bench`: verifying and evaluating, side by side with other implementations of the same work, measured by
//! criterion in one run. It ends with a table of medians and ratios; the ratios are what is held to a bar, because a
//! machine's nanoseconds mean nothing on the next one.

mod evaluate;
mod measure;
mod verify;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use measure::Comparisons;

fn main() -> ExitCode {
    let home = env::var_os("CRITERION_HOME")
        .map_or_else(|| PathBuf::from("target/criterion"), PathBuf::from);
    let mut comparisons = Comparisons::new(home);
    verify::compare(&mut comparisons);
    evaluate::compare(&mut comparisons);
    print!("{comparisons}");
    if comparisons.hold() {
        ExitCode::SUCCESS
    } else {
        eprintln!("a ratio is over its bar");
        ExitCode::FAILURE
    }
}
