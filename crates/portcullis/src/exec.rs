//! `portcullis exec`: runs a program as a workload of an account, where one of its network interfaces is, with the names
//! of its VPC, the local authority and the credentials of its role. The program takes this process over; beside it stays
//! a helper that hands out credentials for as long as the program lives. Secrets are in no argument of either.

mod credentials;
mod view;

use std::error::Error;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use clap::Args;
use nix::fcntl::{FcntlArg, FdFlag, fcntl};
use nix::sched::{CloneFlags, setns};
use portcullis_catalog::AccountId;

use crate::config::Config;
use crate::workload::{Ask, Place, Run, ask};

use view::View;

pub(crate) use credentials::{Options as HelperOptions, help};

/// The helper's name among the subcommands.
const HELPER: &str = "exec-credentials";

/// `portcullis exec …`
#[derive(Args)]
pub(crate) struct Options {
    /// The account whose workload it is.
    #[arg(long, value_parser = account)]
    account: AccountId,
    /// The role that it has, with its path if it has one.
    #[arg(long)]
    role: String,
    /// The VPC that it runs in; outside of all if no place is given.
    #[arg(long)]
    vpc: Option<String>,
    /// The subnet that it runs in.
    #[arg(long)]
    subnet: Option<String>,
    /// The network interface that it has; the one that fits if absent.
    #[arg(long)]
    interface: Option<String>,
    /// The service that it stands for, which the role has to trust.
    #[arg(long)]
    service: Option<String>,
    /// The name of its session.
    #[arg(long, default_value = "workload")]
    session_name: String,
    /// The data directory of the running gateway; by default that of the configuration.
    #[arg(long)]
    data: Option<PathBuf>,
    /// The configuration file of the running gateway.
    #[arg(long, default_value = "portcullis.toml")]
    config: PathBuf,
    /// The user id to run as.
    #[arg(long)]
    uid: Option<u32>,
    /// The group id to run as.
    #[arg(long)]
    gid: Option<u32>,
    /// The program and its arguments.
    #[arg(last = true, required = true)]
    command: Vec<String>,
}

/// What would be taken before the credentials of the role, or lead elsewhere.
const FOREIGN: [&str; 9] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_ENDPOINT_URL",
];

/// Runs the program; returns only if it cannot.
///
/// # Errors
/// When the gateway does not answer, refuses, or the program cannot be started there.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let data = match &options.data {
        Some(data) => data.clone(),
        None => Config::read(&options.config)?.data,
    };
    let data = data
        .canonicalize()
        .map_err(|error| format!("{}: {error}", data.display()))?;
    let somewhere = [&options.vpc, &options.subnet, &options.interface];
    let question = Ask {
        account: options.account,
        role: options.role.clone(),
        session: options.session_name.clone(),
        service: options.service.clone(),
        place: somewhere.iter().any(|it| it.is_some()).then(|| Place {
            vpc: options.vpc.clone(),
            subnet: options.subnet.clone(),
            interface: options.interface.clone(),
        }),
    };
    let run = ask(&data, &question)?;
    if let Some(namespace) = &run.namespace {
        let entered = File::open(namespace).map_err(Box::<dyn Error>::from);
        entered
            .and_then(|file| Ok(setns(file, CloneFlags::CLONE_NEWNET)?))
            .map_err(|error| {
                let path = namespace.display();
                format!("{path}: {error}\n  fix: run this as root, or with CAP_SYS_ADMIN")
            })?;
    }
    let (port, token) = start_helper(&data, &question)?;
    let other_user = options.uid.is_some() || options.gid.is_some();
    if run.namespace.is_some() || other_user {
        let view = View {
            data: &data,
            authority: &run.authority,
            names: run.namespace.is_some().then_some(run.resolver),
        };
        view.take().map_err(|error| {
            format!(
                "{error}\n  fix: run this as root, with CAP_SYS_ADMIN, or without --uid and --gid"
            )
        })?;
    }
    let Some((program, arguments)) = options.command.split_first() else {
        return Err("there is no program to run".into());
    };
    let mut command = Command::new(program);
    command.args(arguments);
    prepare(&mut command, &run, port, &token);
    // In this order: whoever has another user id may no longer change the group.
    if let Some(gid) = options.gid {
        command.gid(gid);
    }
    if let Some(uid) = options.uid {
        command.uid(uid);
    }
    let error = command.exec();
    Err(format!("`{program}`: {error}").into())
}

fn account(text: &str) -> Result<AccountId, String> {
    AccountId::parse(text).map_err(|error| error.to_string())
}

fn prepare(command: &mut Command, run: &Run, port: u16, token: &str) {
    for name in FOREIGN {
        command.env_remove(name);
    }
    let url = format!("http://127.0.0.1:{port}/credentials");
    command
        .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", url)
        .env("AWS_CONTAINER_AUTHORIZATION_TOKEN", token)
        // Files of the user who starts it are no workload's.
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_REGION", &run.region)
        .env("AWS_DEFAULT_REGION", &run.region);
    for name in [
        "AWS_CA_BUNDLE",
        "REQUESTS_CA_BUNDLE",
        "NODE_EXTRA_CA_CERTS",
        "SSL_CERT_FILE",
        "CURL_CA_BUNDLE",
    ] {
        command.env(name, &run.authority);
    }
    if let Some((interface, address)) = &run.interface {
        command
            .env("PORTCULLIS_INTERFACE", interface)
            .env("PORTCULLIS_ADDRESS", address.to_string());
    }
}

/// Starts the helper where this process is. It ends when the pipe to it closes, which the program keeps open.
fn start_helper(data: &Path, question: &Ask) -> Result<(u16, String), Box<dyn Error>> {
    let mut bytes = [0; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| "the operating system gives no random bytes")?;
    let token = data_encoding::HEXLOWER.encode(&bytes);
    let mut helper = Command::new(std::env::current_exe()?)
        .arg(HELPER)
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // What a terminal sends to the program is not for the helper.
        .process_group(0)
        .spawn()?;
    let (Some(mut input), Some(output)) = (helper.stdin.take(), helper.stdout.take()) else {
        return Err("the helper has no pipes".into());
    };
    let told = serde_json::to_string(&(&token, question))?;
    writeln!(input, "{told}")?;
    let mut line = String::new();
    BufReader::new(output.take(16)).read_line(&mut line)?;
    let port = line
        .trim()
        .parse()
        .map_err(|_| "the helper that hands out credentials did not start")?;
    // Whoever holds the other end is the program, and what it starts.
    fcntl(&input, FcntlArg::F_SETFD(FdFlag::empty()))?;
    std::mem::forget(input);
    Ok((port, token))
}
