//! `portcullis access`: who may call which methods over which network path, by the evaluator that
//! decides in the gateway, and what changed of it between two states. It is over what exists, and
//! says so; it proves nothing about requests that nobody there can make.

mod difference;
mod matrix;
mod named;
mod print;
mod survey;
mod unknown;

use std::error::Error;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::world::{Place, World};
use difference::Difference;
use matrix::Matrix;
pub(crate) use survey::reach;

/// What every request is taken to be, where it is not asked both ways.
const ASSUMPTIONS: [&str; 8] = [
    "Calls are signed by the principal that is named (`anonymous`: not signed), are made over TLS, and use the default host name of the API.",
    "A role stands for its sessions. A session has no session policy, which could only take away; a session that a policy names is listed by itself.",
    "`depends on` names the condition keys whose values each request brings: aws:SourceIp (public), aws:VpcSourceIp (endpoint), aws:CurrentTime, aws:EpochTime, aws:UserAgent, aws:Referer; of sessions aws:userid, aws:TokenIssueTime, aws:MultiFactorAuthPresent, aws:MultiFactorAuthAge, aws:SourceIdentity; and what an OIDC issuer or session tags say, where the role's trust policy lets them in.",
    "Each condition on such a key is taken as met and as not met, whatever the others are: two that exclude one another are not noticed.",
    "A path parameter stands for a value that no policy names; values that policies name are listed as `GET /pets/{id} as /pets/7`.",
    "A PRIVATE API is called over each VPC endpoint from an interface or range that its security groups let in; what is reached from nowhere is refused.",
    "A method that asks for an API key depends on one, and is refused where no enabled key is in a usage plan of the stage.",
    "Not looked at: throttles and quotas, validation of requests, back ends, custom domain names, AWS's own VPC endpoints.",
];

/// `portcullis access …`
#[derive(Args)]
pub(crate) struct Options {
    #[command(flatten)]
    place: Place,
    /// Say what changed between two states instead: data directories, state documents, or
    /// matrices that `--format json` wrote.
    #[arg(long, num_args = 2, value_names = ["BEFORE", "AFTER"], conflicts_with_all = ["state", "config", "gateway"])]
    diff: Option<Vec<PathBuf>>,
    /// What is printed; a difference is Markdown where nothing is said.
    #[arg(long)]
    format: Option<Format>,
    /// With --diff: end with 1 where access changed.
    #[arg(long, requires = "diff")]
    exit_code: bool,
    #[command(flatten)]
    filter: Filter,
}

/// What is asked about.
#[derive(Args, Clone)]
struct Filter {
    /// Only the API with this id; may be given more than once.
    #[arg(long, value_name = "ID")]
    api: Vec<String>,
    /// Only principals whose ARN contains this; may be given more than once.
    #[arg(long, value_name = "TEXT")]
    principal: Vec<String>,
    /// Only principals of this account, and anonymous; may be given more than once.
    #[arg(long, value_name = "ID")]
    account: Vec<String>,
    /// The most calls that are asked about.
    #[arg(long, value_name = "COUNT", default_value_t = 1_000_000)]
    max_cells: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Markdown,
}

/// Lists access, or what changed of it.
///
/// # Errors
/// When a state cannot be read, or there is too much to ask about.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let mut output = std::io::stdout().lock();
    if let Some([before, after]) = options.diff.as_deref() {
        let difference = Difference::between(&options.matrix(before)?, &options.matrix(after)?);
        match options.format {
            Some(Format::Json) => writeln!(output, "{}", difference.json())?,
            _ => write!(output, "{}", difference.markdown())?,
        }
        let failed = options.exit_code && !difference.is_empty();
        return Ok(if failed {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        });
    }
    let world = options.place.read()?;
    let matrix = survey::survey(&world, &options.filter)?;
    match options.format.unwrap_or(Format::Human) {
        Format::Human => write!(output, "{}", print::human(&matrix))?,
        Format::Json => writeln!(output, "{}", serde_json::to_string_pretty(&matrix)?)?,
        Format::Markdown => write!(output, "{}", print::markdown(&matrix))?,
    }
    Ok(ExitCode::SUCCESS)
}

impl Options {
    /// One side of a difference.
    fn matrix(&self, place: &Path) -> Result<Matrix, Box<dyn Error>> {
        if !place.is_dir()
            && let Some(matrix) = written(place)?
        {
            return Ok(matrix);
        }
        let world = World::of(place, &self.place.manner())?;
        Ok(survey::survey(&world, &self.filter)?)
    }
}

/// A matrix that was written before, if the file is one.
fn written(file: &Path) -> Result<Option<Matrix>, Box<dyn Error>> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let mut text = String::new();
    std::fs::File::open(file)
        .and_then(|opened| opened.take(1 << 30).read_to_string(&mut text))
        .map_err(|error| named(&error))?;
    let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) else {
        return Ok(None);
    };
    match value
        .get("portcullisAccess")
        .and_then(serde_json::Value::as_u64)
    {
        None => Ok(None),
        Some(version) if version > u64::from(matrix::VERSION) => {
            Err(named(&format!("version {version} is newer than this build")).into())
        }
        Some(_) => {
            let matrix = serde_json::from_value(value).map_err(|error| named(&error))?;
            Ok(Some(matrix))
        }
    }
}

impl Filter {
    fn takes_api(&self, id: &str) -> bool {
        self.api.is_empty() || self.api.iter().any(|it| it == id)
    }

    fn takes_principal(&self, name: &str) -> bool {
        let by_name = self.principal.is_empty()
            || self
                .principal
                .iter()
                .any(|text| name.contains(text.as_str()));
        let account = name.split(':').nth(4);
        let by_account = self.account.is_empty()
            || account.is_none_or(|account| self.account.iter().any(|it| it == account));
        by_name && by_account
    }
}
