//! `cargo xtask bench`: verifying and evaluating, side by side with other implementations of the
//! same work, in one process and in turns. It prints medians and ratios; the ratios are what is
//! held to a bar, because a machine's nanoseconds mean nothing on the next one.

mod evaluate;
mod measure;
mod verify;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut rows = verify::rows();
    rows.extend(evaluate::rows());
    println!(
        "{:<34} {:>12} {:>12} {:>9} {:>9}  ",
        "", "portcullis", "peer", "ratio", "bar"
    );
    for row in &rows {
        println!("{row}");
    }
    if rows.iter().all(measure::Row::holds) {
        ExitCode::SUCCESS
    } else {
        eprintln!("a ratio is over its bar");
        ExitCode::FAILURE
    }
}
