//! Where commands that only ask take their world from: the data directory of a gateway that does not
//! run, a state document, or a gateway that runs. Nothing of it is changed, and no secret of it is
//! opened: what is allowed is decided without any.

use std::error::Error;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use portcullis_catalog::api::Resource;
use portcullis_catalog::snapshot::{Compiler, Domain};
use portcullis_catalog::traffic::Throttle;
use portcullis_catalog::{Decoded, Record, Records, Snapshot};
use portcullis_control::state::State;
use portcullis_guard::Settings;
use portcullis_store::{Change, Revision, SqliteStore, Store};

use crate::config::{Config, DOMAINS};
use crate::document;
use crate::inquiry::Gateway;

/// The most that is read of a document: 1 GiB.
const MAX_DOCUMENT: u64 = 1 << 30;

/// Which world is asked about.
#[derive(Args, Clone, Default)]
pub(crate) struct Place {
    /// A data directory that no process serves, or a state document.
    #[arg(long, value_name = "DIR|FILE")]
    pub(crate) state: Option<PathBuf>,
    /// The configuration of a `serve` that does not run.
    #[arg(long, value_name = "FILE", conflicts_with = "state")]
    pub(crate) config: Option<PathBuf>,
    /// A gateway that runs, asked by a signed call of its control plane as the operator's account.
    #[arg(long, conflicts_with_all = ["state", "config"])]
    pub(crate) gateway: bool,
    #[command(flatten)]
    pub(crate) place: Gateway,
    /// The setting `resource_tags` is on: `aws:ResourceTag` exists for execute-api.
    #[arg(long)]
    pub(crate) resource_tags: bool,
}

/// What the gateway's configuration would say, where none is at hand.
#[derive(Clone, Default)]
pub(crate) struct Manner {
    pub(crate) region: Option<String>,
    pub(crate) resource_tags: bool,
}

/// Everything that can be asked about.
pub(crate) struct World {
    /// Where it comes from, for people.
    pub(crate) name: String,
    pub(crate) records: Records,
    /// The resources of APIs as they are edited, which no snapshot needs.
    pub(crate) resources: Vec<Resource>,
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) settings: Settings,
}

impl Place {
    /// Whether one is named.
    pub(crate) fn is_named(&self) -> bool {
        self.gateway || self.state.is_some() || self.config.is_some()
    }

    /// Reads it.
    ///
    /// # Errors
    /// When none is named, or it cannot be read.
    pub(crate) fn read(&self) -> Result<World, Box<dyn Error>> {
        if self.gateway {
            let answer = self
                .place
                .client()?
                .ask("GetState", &serde_json::json!({}))?;
            return World::of_answer(&answer, self.resource_tags);
        }
        if let Some(file) = &self.config {
            let config = Config::read(file)?;
            let settings = Settings {
                domain: Domain {
                    region: config.region.clone(),
                    suffixes: config.domains.clone(),
                },
                resource_tags: config.resource_tags || self.resource_tags,
                ..self.manner().settings()
            };
            return World::of_directory(&config.data, settings);
        }
        let place = self.state.as_deref();
        let place = place.ok_or(
            "no state is named\n  fix: name one with --state or --config, or say --gateway",
        )?;
        World::of(place, &self.manner())
    }

    /// What is said of a gateway whose configuration is not at hand.
    pub(crate) fn manner(&self) -> Manner {
        Manner {
            region: self.place.region.clone(),
            resource_tags: self.resource_tags,
        }
    }
}

impl Manner {
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            domain: Domain {
                region: self.region.clone().unwrap_or("us-east-1".to_owned()),
                suffixes: DOMAINS.map(str::to_owned).to_vec(),
            },
            resource_tags: self.resource_tags,
            development_keys: false,
            conveniences: false,
            echo_canonical_request: false,
            account_throttle: Throttle::ACCOUNT,
        }
    }
}

impl World {
    /// A data directory or a state document, whichever it is.
    ///
    /// # Errors
    /// When it is neither.
    pub(crate) fn of(place: &Path, manner: &Manner) -> Result<Self, Box<dyn Error>> {
        if place.is_dir() {
            return Self::of_directory(place, manner.settings());
        }
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", place.display());
        let mut text = Vec::new();
        std::fs::File::open(place)
            .and_then(|file| file.take(MAX_DOCUMENT).read_to_end(&mut text))
            .map_err(|error| named(&error))?;
        let state = document::read_sealed(&text).map_err(|error| named(&error))?;
        let name = place.display().to_string();
        Self::of_state(name, &state, manner.settings())
    }

    /// The data directory of a gateway that does not run.
    ///
    /// # Errors
    /// When there is no store, or a process serves it.
    pub(crate) fn of_directory(
        directory: &Path,
        settings: Settings,
    ) -> Result<Self, Box<dyn Error>> {
        // Opening makes what is missing, and a name that was misspelt would be an empty world.
        if !directory.join("portcullis.db").exists() {
            return Err(format!("{}: there is no state", directory.display()).into());
        }
        let store = SqliteStore::open(directory)?;
        let mut reading = Reading::default();
        let mut unreadable = None;
        store.replay(Revision::ZERO, &mut |_| {}, &mut |change| {
            if let Change::Put { key, value } = change
                && let Err(error) = reading.take(&key, &value.value)
            {
                unreadable = Some(error);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        match unreadable {
            Some(error) => Err(error),
            None => Ok(reading.finish(directory.display().to_string(), settings)),
        }
    }

    /// What a running gateway answers of itself.
    fn of_answer(answer: &serde_json::Value, resource_tags: bool) -> Result<Self, Box<dyn Error>> {
        let text = |name: &str| answer.get(name).and_then(serde_json::Value::as_str);
        let document = answer
            .get("document")
            .ok_or("the gateway answers no state")?;
        let state = document::read_sealed(document.to_string().as_bytes())?;
        let domains = answer.get("domains").and_then(serde_json::Value::as_array);
        let domains = domains.into_iter().flatten().filter_map(|it| it.as_str());
        let manner = Manner {
            region: text("region").map(str::to_owned),
            resource_tags: resource_tags
                || answer.get("resourceTags") == Some(&serde_json::Value::Bool(true)),
        };
        let mut settings = manner.settings();
        settings.domain.suffixes = domains.map(str::to_owned).collect();
        Self::of_state("gateway".to_owned(), &state, settings)
    }

    /// Records as they are stored.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(crate) fn of_state(
        name: String,
        state: &State,
        settings: Settings,
    ) -> Result<Self, Box<dyn Error>> {
        let mut reading = Reading::default();
        for (key, bytes) in state {
            reading.take(key, bytes)?;
        }
        Ok(reading.finish(name, settings))
    }
}

#[derive(Default)]
struct Reading {
    records: Records,
    resources: Vec<Resource>,
}

impl Reading {
    fn take(&mut self, key: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
        match key.split('/').next() == Some(Resource::KIND) {
            true => self.resources.push(Resource::decode(key, bytes)?),
            false => self.records.insert(Decoded::new(key, bytes)?),
        }
        Ok(())
    }

    fn finish(self, name: String, settings: Settings) -> World {
        let Self { records, resources } = self;
        let snapshot = Compiler::default().compile(&records, 0, &|_, _| None);
        World {
            name,
            records,
            resources,
            snapshot,
            settings,
        }
    }
}
