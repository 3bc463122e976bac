//! `portcullis lint`: looks at policies before they act: a policy file, a Terraform plan, a CloudFormation template, an
//! OpenAPI document, or the state of a gateway, running or not. What is looked for is in `crates/lint`.

use std::error::Error;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use portcullis_iam::PolicyType;
use portcullis_lint::{Finding, Kind, Level};

use crate::world::{Place, World};

/// The most that is read of one file: 64 MiB.
const MAX_INPUT: u64 = 64 << 20;

/// `portcullis lint …`
#[derive(Args)]
pub(crate) struct Options {
    /// The files; standard input if there is none, or `-`.
    files: Vec<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// What the files are, where it cannot be told from what is in them.
    #[arg(long)]
    kind: Option<FileKind>,
    /// What policy files are attached to, where it cannot be told from what is in them.
    #[arg(long)]
    policy_type: Option<Attachment>,
    /// What is printed.
    #[arg(long, default_value = "human")]
    format: Format,
    /// The least that makes the exit code 1.
    #[arg(long, default_value = "warning")]
    fail_on: FailOn,
}

#[derive(Clone, Copy, ValueEnum)]
enum FileKind {
    Policy,
    Terraform,
    Cloudformation,
    Openapi,
}

#[derive(Clone, Copy, ValueEnum)]
enum Attachment {
    Identity,
    Resource,
    Endpoint,
    Trust,
    Boundary,
    Session,
    ServiceControl,
    ResourceControl,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Human,
    Json,
    Sarif,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

/// Looks at everything, and says what was found.
///
/// # Errors
/// When an input cannot be read.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let mut findings = Vec::new();
    if options.place.is_named() {
        let World {
            name,
            records,
            resources,
            settings,
            ..
        } = options.place.read()?;
        let tags = settings.resource_tags;
        let world = portcullis_lint::world_of_state(&name, &records, &resources, tags);
        findings.extend(portcullis_lint::lint(&world));
    }
    let standard_input = [PathBuf::from("-")];
    let files = match (options.files.as_slice(), options.place.is_named()) {
        ([], false) => &standard_input,
        (files, _) => files,
    };
    for file in files {
        let (name, text) = text(file)?;
        let mut world = portcullis_lint::read(&name, &text, options.kind())
            .map_err(|error| format!("{name}: {error}"))?;
        world.resource_tags = options.place.resource_tags;
        findings.extend(portcullis_lint::lint(&world));
    }
    let mut output = std::io::stdout().lock();
    match options.format {
        Format::Human => write!(output, "{}", portcullis_lint::human(&findings))?,
        Format::Json => writeln!(output, "{}", portcullis_lint::json(&findings))?,
        Format::Sarif => {
            let version = env!("CARGO_PKG_VERSION");
            writeln!(output, "{}", portcullis_lint::sarif(&findings, version))?;
        }
    }
    Ok(
        match findings.iter().any(|it| options.fail_on.includes(it)) {
            true => ExitCode::FAILURE,
            false => ExitCode::SUCCESS,
        },
    )
}

impl Options {
    fn kind(&self) -> Option<Kind> {
        let policy_type = self.policy_type.map(Attachment::policy_type);
        match self.kind {
            None => policy_type.map(|it| Kind::Policy(Some(it))),
            Some(FileKind::Policy) => Some(Kind::Policy(policy_type)),
            Some(FileKind::Terraform) => Some(Kind::Terraform),
            Some(FileKind::Cloudformation) => Some(Kind::CloudFormation),
            Some(FileKind::Openapi) => Some(Kind::OpenApi),
        }
    }
}

impl Attachment {
    const fn policy_type(self) -> PolicyType {
        match self {
            Self::Identity => PolicyType::Identity,
            Self::Resource => PolicyType::Resource,
            Self::Endpoint => PolicyType::Endpoint,
            Self::Trust => PolicyType::Trust,
            Self::Boundary => PolicyType::PermissionsBoundary,
            Self::Session => PolicyType::Session,
            Self::ServiceControl => PolicyType::ServiceControl,
            Self::ResourceControl => PolicyType::ResourceControl,
        }
    }
}

impl FailOn {
    fn includes(self, finding: &Finding) -> bool {
        let least = match self {
            Self::Never => return false,
            Self::Error => Level::Error,
            Self::Warning => Level::Warning,
            Self::Note => Level::Note,
        };
        finding.level() >= least
    }
}

fn text(file: &Path) -> Result<(String, String), Box<dyn Error>> {
    let mut text = String::new();
    let is_input = file.as_os_str() == "-";
    let name = match is_input {
        true => "stdin".to_owned(),
        false => file.display().to_string(),
    };
    let read = match is_input {
        true => std::io::stdin()
            .take(MAX_INPUT + 1)
            .read_to_string(&mut text),
        false => std::fs::File::open(file)
            .and_then(|opened| opened.take(MAX_INPUT + 1).read_to_string(&mut text)),
    };
    let length = read.map_err(|error| format!("{name}: {error}"))?;
    if length as u64 > MAX_INPUT {
        return Err(format!("{name}: longer than {MAX_INPUT} bytes").into());
    }
    Ok((name, text))
}
