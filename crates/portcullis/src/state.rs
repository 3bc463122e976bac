//! `portcullis state …`: takes the state of a store that no process serves out as a document, or
//! puts one in its place. A gateway that runs holds its store, so that it cannot be changed behind
//! its back; a development double has paths for both instead (`operator.rs`).

use std::error::Error;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use portcullis_control::state::{State, check, everything};
use portcullis_store::{MasterKey, SqliteStore, Store};

use crate::assembly;
use crate::config::Config;
use crate::document::{read, write};

/// The most that is read of a document: 1 GiB.
const MAX_DOCUMENT: u64 = 1 << 30;

/// `portcullis state …`
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Write everything that a store holds as a document. Its secrets stay sealed.
    Export {
        #[command(flatten)]
        place: Place,
        /// The file to make; standard output if absent.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Put the state of a document into a store, all of it or nothing.
    Import {
        #[command(flatten)]
        place: Place,
        /// Replace what the store holds; without it, only an empty store is filled.
        #[arg(long)]
        replace: bool,
        /// The document; standard input if absent or `-`.
        document: Option<PathBuf>,
    },
}

/// Which store, and the keys of its secrets.
#[derive(Args)]
pub(crate) struct Place {
    #[command(flatten)]
    store: StorePlace,
    /// The key that the document's secrets are sealed with, made by an export that finds none;
    /// without it, the master key of the store that it comes from.
    #[arg(long, value_name = "FILE")]
    state_key: Option<PathBuf>,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct StorePlace {
    /// The configuration of `serve`.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The data directory of `dev --data`.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// Exports or imports.
///
/// # Errors
/// When the store is in use, a key is not at hand, or the document does not serve.
pub(crate) fn run(command: &Command) -> Result<ExitCode, Box<dyn Error>> {
    match command {
        Command::Export { place, out } => export(place, out.as_deref())?,
        Command::Import {
            place,
            replace,
            document,
        } => import(place, *replace, document.as_deref())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The start of a development double: a document from a file.
///
/// # Errors
/// When it does not serve.
pub(crate) fn read_file(
    file: &Path,
    master_key: &MasterKey,
    state_key: Option<&MasterKey>,
) -> Result<State, Box<dyn Error>> {
    let text = read_text(Some(file))?;
    let state = read(&text, master_key, state_key)
        .map_err(|error| format!("{}: {error}", file.display()))?;
    check(&state, master_key).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(state)
}

fn export(place: &Place, out: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let directory = place.directory()?;
    if !directory.0.join("portcullis.db").exists() {
        return Err(format!("{}: there is no store", directory.0.display()).into());
    }
    let (store, master_key) = open(&directory)?;
    let state_key = match &place.state_key {
        Some(file) => Some(MasterKey::from_file(file)?),
        None => None,
    };
    let state = everything(&store)?;
    let text = write(&state, &master_key, state_key.as_ref())?;
    match out {
        None => std::io::stdout().lock().write_all(&text)?,
        Some(file) => {
            // Never over something else: an export may be all that is left of a state.
            let made = OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(file);
            let written = made.and_then(|mut made| {
                made.write_all(&text)?;
                made.sync_all()
            });
            written.map_err(|error| format!("{}: {error}", file.display()))?;
        }
    }
    eprintln!("exported {} records", state.len());
    Ok(())
}

fn import(place: &Place, replace: bool, document: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let state_key = match &place.state_key {
        Some(file) if !file.exists() => {
            return Err(format!("{}: there is no such key file", file.display()).into());
        }
        Some(file) => Some(MasterKey::from_file(file)?),
        None => None,
    };
    let text = read_text(document)?;
    let directory = place.directory()?;
    assembly::data_directory(&directory.0)
        .map_err(|error| format!("{}: {error}", directory.0.display()))?;
    let (store, master_key) = open(&directory)?;
    let state = read(&text, &master_key, state_key.as_ref())?;
    check(&state, &master_key)?;
    let held = everything(&store)?.len();
    if held > 0 && !replace {
        return Err(format!(
            "{}: the store holds {held} records\n  fix: import into an empty data directory, or say --replace to lose them",
            directory.0.display()
        )
        .into());
    }
    let count = state.len();
    store.replace(state, store.revision())?;
    eprintln!("imported {count} records");
    Ok(())
}

/// A data directory, and where its master key is.
struct Directory(PathBuf, Option<PathBuf>, Option<String>);

impl Place {
    fn directory(&self) -> Result<Directory, Box<dyn Error>> {
        let StorePlace { config, data } = &self.store;
        if let Some(data) = data {
            return Ok(Directory(data.clone(), None, None));
        }
        let config = config.as_deref().ok_or("there is no data directory")?;
        let Config {
            data, master_key, ..
        } = Config::read(config)?;
        Ok(Directory(data, master_key.file, master_key.environment))
    }
}

/// Opens the store, which fails while a process serves it.
fn open(directory: &Directory) -> Result<(SqliteStore, MasterKey), Box<dyn Error>> {
    let Directory(data, file, environment) = directory;
    let store = SqliteStore::open(data)?;
    let file = file.clone().unwrap_or_else(|| data.join("master.key"));
    let master_key = assembly::master_key(&store, &file, environment.as_deref())?;
    Ok((store, master_key))
}

fn read_text(file: Option<&Path>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut text = Vec::new();
    match file.filter(|file| file.as_os_str() != "-") {
        Some(file) => {
            let opened =
                File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
            opened.take(MAX_DOCUMENT).read_to_end(&mut text)?
        }
        None => std::io::stdin().take(MAX_DOCUMENT).read_to_end(&mut text)?,
    };
    Ok(text)
}
