//! `portcullis verify`: judges signed requests offline, as the gateway would, and says why: the verdict, what should have been
//! signed, and the mistake, where it can be named. It reads what was sent and what is given; it asks no gateway, and nothing
//! that it prints holds a secret; session tokens are shown where that is asked for.

pub(crate) mod credentials;
mod input;
mod report;

use std::error::Error;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use portcullis_sigv4::{
    Algorithm, Claim, Evidence, PayloadHash, PublicKey, Refusal, Rules, Said, SecretKey, Timestamp,
    VerifyingKey, claim, diagnose, expected, said, verify,
};

use credentials::{Credential, Credentials};
use input::{Captured, Moment};
use report::{Report, Verdict};

/// The most that is read: 64 MiB.
const MAX_INPUT: u64 = 64 << 20;

/// `portcullis verify …`
#[derive(Args)]
pub(crate) struct Options {
    /// The file of requests: one as it was sent, or one a line as JSON. Standard input if absent or `-`.
    file: Option<PathBuf>,
    /// The time to judge by: `20150830T123600Z`, RFC 3339, seconds since 1970, or `signed` for the time of the signature.
    /// Without it, what the input says, else now.
    #[arg(long, value_parser = input::moment)]
    at: Option<Moment>,
    /// A JSON object a line.
    #[arg(long)]
    json: bool,
    /// A file of access keys: profiles as AWS CLI keeps them, or the JSON that IAM and STS answer. Without it, the environment's.
    #[arg(long)]
    credentials: Option<PathBuf>,
    /// The region that is called; without it the input's, the host name's, the environment's, the scope's.
    #[arg(long)]
    region: Option<String>,
    /// The service that is called.
    #[arg(long)]
    service: Option<String>,
    /// Show session tokens, API keys and cookies in the canonical request, to compare it with a signer's own.
    #[arg(long)]
    show_tokens: bool,
    /// Another name of the host that was called, which the client may have signed. Repeatable.
    #[arg(long)]
    host: Vec<String>,
}

/// Judges every request.
///
/// # Errors
/// When the input or the credentials cannot be read.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let credentials = match &options.credentials {
        Some(file) => Credentials::read(&text(file)?)
            .map_err(|error| format!("{}: {error}", file.display()))?,
        None => Credentials::from_environment(),
    };
    let input = bytes(options.file.as_deref())?;
    let mut output = std::io::stdout().lock();
    let mut all_good = true;
    for (index, captured) in input::read(&input).enumerate() {
        let report = match captured {
            Ok(captured) => judge(&captured, &credentials, options),
            Err(error) => Report::unreadable(error),
        };
        all_good &= report.is_accepted();
        if options.json {
            writeln!(output, "{}", report.json())?;
        } else {
            if index > 0 {
                writeln!(output)?;
            }
            write!(output, "{report}")?;
        }
    }
    Ok(if all_good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn judge(captured: &Captured, credentials: &Credentials, options: &Options) -> Report {
    let request = captured.request();
    let said = said(&request, &Rules::execute_api("us-east-1"));
    let said = said.as_ref();
    let region = [
        options.region.clone(),
        captured.region.clone(),
        captured.region_of_host(),
        environment("AWS_REGION"),
        environment("AWS_DEFAULT_REGION"),
        said.and_then(|said| said.region()).map(str::to_owned),
    ];
    let region = region.into_iter().flatten().next();
    let region = region.unwrap_or_else(|| "us-east-1".to_owned());
    let service = options.service.clone().or_else(|| captured.service.clone());
    let service = service.unwrap_or_else(|| "execute-api".to_owned());
    let rules = match service.as_str() {
        "execute-api" => Rules::execute_api(&region),
        service => Rules::control(&region, service),
    };
    let now = match options.at.or(captured.at) {
        Some(Moment::At(at)) => at,
        Some(Moment::Signed) => said.and_then(Said::signed_at).unwrap_or_else(clock),
        None => clock(),
    };
    let payload = PayloadHash::of(&captured.body);
    let mut report = Report::of(captured, expected(&request, &rules, &payload));
    report.in_full = options.show_tokens;
    let claim = match claim(&request, &rules, now) {
        Ok(None) => {
            report.verdict = Verdict::Anonymous;
            return report;
        }
        Ok(Some(claim)) => Ok(claim),
        Err(refusal) => Err(refusal),
    };
    let own = claim
        .as_ref()
        .ok()
        .and_then(|claim| credentials.of(claim.access_key_id()));
    let secrets: Vec<(&str, &SecretKey)> = credentials
        .iter()
        .filter(|other| own.is_none_or(|own| own.access_key_id != other.access_key_id))
        .map(|other| (other.access_key_id.as_str(), &other.secret))
        .collect();
    let hosts: Vec<&str> = options.host.iter().map(String::as_str).collect();
    let evidence = Evidence {
        payload: &payload,
        body: Some(&captured.body),
        secret: own.map(|own| &own.secret),
        session_token: own.and_then(|own| own.session_token.as_deref().map(String::as_str)),
        other_secrets: &secrets,
        other_hosts: &hosts,
    };
    let verdict = match (&claim, own) {
        (Err(refusal), _) => Err(refusal.clone()),
        (Ok(_), None) => Err(Refusal::invalid_token(rules.dialect)),
        (Ok(claim), Some(own)) => verdict(claim, captured, &rules, &payload, own),
    };
    report.tokens_of(captured, credentials);
    match verdict {
        Ok(()) => report.verdict = Verdict::Accepted,
        Err(refusal) => {
            report.refuse(&refusal);
            let found = diagnose(&request, &rules, &evidence, now);
            report.causes = found.causes;
            if let (Ok(claim), None) = (&claim, own) {
                report.unknown_key = Some(claim.access_key_id().to_owned());
            }
        }
    }
    report
}

/// As the gateway: the token has to be the key's, then the signature has to match.
fn verdict(
    claim: &Claim<'_>,
    captured: &Captured,
    rules: &Rules<'_>,
    payload: &PayloadHash,
    own: &Credential,
) -> Result<(), Refusal> {
    let token = own.session_token.as_deref().map(String::as_str);
    if claim.session_token() != token {
        return Err(Refusal::invalid_token(rules.dialect));
    }
    let key = match claim.algorithm() {
        Algorithm::HmacSha256 => VerifyingKey::Hmac(
            own.secret
                .day(claim.date())
                .region(rules.region)
                .service(rules.service)
                .signing(),
        ),
        Algorithm::EcdsaP256Sha256 => {
            let key = PublicKey::derive(&own.secret, &own.access_key_id);
            VerifyingKey::Ecdsa(key.map_err(|_| Refusal::invalid_token(rules.dialect))?)
        }
    };
    verify(claim, &captured.request(), rules, payload, &key)
}

fn bytes(file: Option<&Path>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut input = Vec::new();
    let read = match file {
        Some(file) if file.as_os_str() != "-" => std::fs::File::open(file)
            .map_err(|error| format!("{}: {error}", file.display()))?
            .take(MAX_INPUT + 1)
            .read_to_end(&mut input)?,
        _ => std::io::stdin()
            .take(MAX_INPUT + 1)
            .read_to_end(&mut input)?,
    };
    if read as u64 > MAX_INPUT {
        return Err(format!("the input is longer than {MAX_INPUT} bytes").into());
    }
    Ok(input)
}

fn text(file: &Path) -> Result<zeroize::Zeroizing<String>, Box<dyn Error>> {
    const MOST: u64 = 1 << 20;
    let mut text = zeroize::Zeroizing::new(String::new());
    std::fs::File::open(file)
        .and_then(|opened| opened.take(MOST).read_to_string(&mut text))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(text)
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn clock() -> Timestamp {
    Timestamp::from_unix(jiff::Timestamp::now().as_second())
}
