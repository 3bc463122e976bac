//! `portcullis demo`.
use std::error::Error;
use std::process::ExitCode;
/// Options.
#[derive(clap::Args)]
pub struct Options {
    /// End after the table.
    #[arg(long)]
    exit: bool,
}
/// Runs.
pub fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> { let _ = options.exit; Ok(ExitCode::SUCCESS) }
