//! `cargo xtask bench scale`: the same binary over small and large worlds, side by side: how long it
//! takes to start, what it holds, and how long one change takes until it decides. The ratios say
//! whether a cost follows the change or the world. It measures the real process over real sockets.

pub mod measure;
pub mod world;

use std::path::Path;

use measure::Measured;

/// Users; there is an API of 20 methods for every ten of them.
const SIZES: [usize; 3] = [10, 1_000, 100_000];

/// Prints the table; whether every value is within its bar.
pub fn run(binary: &Path, arguments: &[String]) -> bool {
    let asked: Vec<usize> = arguments
        .iter()
        .filter_map(|size| size.parse().ok())
        .collect();
    let sizes = if asked.is_empty() {
        SIZES.to_vec()
    } else {
        asked
    };
    let mut columns: Vec<Vec<Measured>> = Vec::new();
    for size in &sizes {
        eprintln!("{size} users, {} APIs …", world::apis(*size));
        columns.push(measure::all(binary, *size));
    }
    print!("{:<46}", "");
    sizes.iter().for_each(|size| print!("{size:>14}"));
    println!("{:>12}{:>10}", "last/first", "bar");
    let mut holds = true;
    let rows = columns.first().map_or(0, Vec::len);
    for row in 0..rows {
        let line: Vec<&Measured> = columns
            .iter()
            .filter_map(|column| column.get(row))
            .collect();
        let (Some(first), Some(last)) = (line.first(), line.last()) else {
            continue;
        };
        print!("{:<46}", first.what);
        line.iter().for_each(|it| print!("{:>14}", it.shown()));
        print!("{:>12.1}", last.value / first.value);
        match last.bar {
            Some(bar) => {
                let kept = last.value <= bar;
                holds &= kept;
                println!(
                    "{:>10}{}",
                    last.unit.shown(bar),
                    if kept { "" } else { "  OVER" }
                );
            }
            None => println!(),
        }
    }
    holds
}
