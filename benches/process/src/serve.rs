//! `portcullis serve` on a directory of its own with two accounts, that of the callers and that of the APIs. What is in
//! the accounts, whoever starts it makes.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::client::Keys;
use crate::control::Control;
use crate::process::{Process, free, wait_for};

/// The account of the callers, and that of the APIs.
pub const A: &str = "111111111111";
pub const B: &str = "222222222222";

/// A running gateway.
pub struct Serving {
    pub process: Process,
    pub control: SocketAddr,
    /// The public listener, whose port every endpoint has too: held here, it is nobody else's to be given at an
    /// endpoint's address.
    pub gateway: SocketAddr,
    /// What it says.
    pub log: PathBuf,
    /// The administrators of both accounts.
    pub callers: Keys,
    pub owner: Keys,
}

/// What is kept of requests.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Records {
    Kept,
    Off,
}

impl Serving {
    /// Starts it on an empty directory, or on one with a world in it.
    pub fn start(
        directory: &Path,
        records: Records,
        workers: usize,
        command: impl Fn(&Path) -> Command,
    ) -> Self {
        fs::create_dir_all(directory).expect("a directory");
        let (gateway, control) = (free(), free());
        let port = gateway.port();
        let data = Self::data(directory);
        let journal = match records {
            Records::Kept => "journal = \"/dev/null\"",
            Records::Off => "journal = false",
        };
        let configuration = format!(
            "region = \"us-east-1\"\ndata = {data:?}\naccounts = [\"{A}\", \"{B}\"]\n{journal}\n\
             [gateway]\nlisten = [\"{gateway}\"]\nendpoint_port = {port}\nworkers = {workers}\n\
             requests_per_second = 100000000\nburst = 100000000\n\
             [control]\nlisten = [\"{control}\"]\n"
        );
        let file = directory.join("portcullis.toml");
        fs::write(&file, configuration).expect("the configuration is written");
        let log = directory.join("log");
        let process = Process::start(command(&file), &log);
        wait_for(control, &log);
        Self {
            process,
            control,
            gateway,
            log,
            callers: administrator(&data, A),
            owner: administrator(&data, B),
        }
    }

    /// Where its records are.
    pub fn data(directory: &Path) -> PathBuf {
        directory.join("data")
    }

    /// Calls as the administrator of the callers' account.
    pub fn as_callers(&self) -> Control {
        Control::of(self.control, &self.callers)
    }

    /// Calls as the administrator of the APIs' account.
    pub fn as_owner(&self) -> Control {
        Control::of(self.control, &self.owner)
    }

    pub fn endpoint(&self, address: &str) -> SocketAddr {
        SocketAddr::new(address.parse().expect("an address"), self.gateway.port())
    }
}

/// The keys that the first start leaves for an account.
fn administrator(data: &Path, account: &str) -> Keys {
    let file = data.join(format!("first-administrator-{account}.ini"));
    let text = fs::read_to_string(file).expect("the administrator's keys");
    let value = |name: &str| {
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
        line.expect("a key").to_owned()
    };
    Keys {
        id: value("aws_access_key_id"),
        secret: value("aws_secret_access_key"),
    }
}

/// The command that serves a configuration.
pub fn serve(mut command: Command, configuration: &Path) -> Command {
    command
        .arg("serve")
        .arg("--config")
        .arg(configuration)
        .env("RUST_LOG", "warn");
    command
}
