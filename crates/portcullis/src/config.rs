//! The configuration of `serve`. It is strict: an unknown key is an error, because a setting that
//! is ignored is a protection that is believed in and absent. Every error names the file, the
//! key and the fix.

mod explain;
mod proxy_protocol;
mod shadow;
mod tls;
mod vpc;
mod web_identity;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use portcullis_catalog::AccountId;
use portcullis_catalog::traffic::Throttle;
use serde::Deserialize;

use crate::journal::Recorded;

pub(crate) use explain::ExplainSection;
pub(crate) use proxy_protocol::ProxyProtocol;
pub(crate) use shadow::ShadowSection;
pub(crate) use tls::{TlsSection, is_name, parse_truststore};
pub(crate) use vpc::VpcSection;
pub(crate) use web_identity::{WebIdentity, parse_flag};

/// The domains under which a development double answers: AWS's own, and names that resolve to
/// this machine.
pub(crate) const DOMAINS: [&str; 3] = ["amazonaws.com", "localhost", "localhost.localstack.cloud"];

/// `portcullis.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The region that signatures are scoped to, such as `us-east-1`.
    pub(crate) region: String,
    /// The domains under which APIs are called: `{api}.execute-api.{region}.{domain}`.
    #[serde(default = "default_domains")]
    pub(crate) domains: Vec<String>,
    /// Where everything is kept. Made at the first start.
    pub(crate) data: PathBuf,
    /// The accounts of this installation; each gets an administrator at its first start.
    pub(crate) accounts: Vec<AccountId>,
    /// Fill `aws:ResourceTag/…` from the tags of an API, which AWS does not do for execute-api.
    #[serde(default = "yes")]
    pub(crate) resource_tags: bool,
    /// Repeat the canonical request in signature refusals, as AWS does.
    #[serde(default = "yes")]
    pub(crate) echo_canonical_request: bool,
    /// The data plane.
    pub(crate) gateway: Gateway,
    /// The control plane.
    pub(crate) control: ControlPlane,
    /// Where the master key comes from.
    #[serde(default)]
    pub(crate) master_key: MasterKeySource,
    /// What clients are shown.
    #[serde(default)]
    pub(crate) tls: TlsSection,
    /// How VPCs are there on this host.
    #[serde(default)]
    pub(crate) vpc: VpcSection,
    /// The OIDC issuers whose tokens may become sessions.
    #[serde(default)]
    pub(crate) web_identity: WebIdentity,
    /// What is kept of past requests.
    #[serde(default)]
    pub(crate) explain: ExplainSection,
    /// What is compared with the decisions from the start on, and never enforced.
    pub(crate) shadow: Option<ShadowSection>,
    /// Where requests are recorded, a JSON object a line.
    #[serde(default)]
    pub(crate) journal: Recorded,
    /// The file for the access logs of stages, a JSON object a line; the journal's if absent.
    pub(crate) access_logs: Option<PathBuf>,
}

/// `[gateway]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gateway {
    /// The addresses for public (REGIONAL) APIs.
    pub(crate) listen: Vec<SocketAddr>,
    /// The port of every VPC endpoint's address.
    #[serde(default = "endpoint_port")]
    pub(crate) endpoint_port: u16,
    /// Requests a second to all APIs of one account, and how many may come at once.
    #[serde(default = "requests_per_second")]
    pub(crate) requests_per_second: f64,
    #[serde(default = "burst")]
    pub(crate) burst: i32,
    /// Worker threads; as many as there are processors if absent.
    pub(crate) workers: Option<usize>,
    /// Whether plain HTTP is spoken on an address that others can reach, beside HTTPS.
    #[serde(default)]
    pub(crate) plaintext: bool,
    /// Listeners behind load balancers.
    pub(crate) proxy_protocol: Option<ProxyProtocol>,
}

/// `[control]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ControlPlane {
    /// The addresses for AWS CLI, SDKs and Terraform.
    pub(crate) listen: Vec<SocketAddr>,
    /// As for the gateway.
    #[serde(default)]
    pub(crate) plaintext: bool,
}

/// `[master_key]`: a file, which the first start makes, or an environment variable.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MasterKeySource {
    /// `master.key` in the data directory if neither is given.
    pub(crate) file: Option<PathBuf>,
    /// The name of a variable that holds 64 hexadecimal digits.
    pub(crate) environment: Option<String>,
}

/// What is wrong with a configuration file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// It cannot be read.
    #[error("{file}: {source}\n  fix: create it; `docs/configuration.md` has a complete example", file = .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what it should be; the text names line and key.
    #[error("{file}: {reason}", file = .file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// Line, key and what is wrong.
        reason: String,
    },
    /// A key has a value that cannot work.
    #[error("{file}: `{key}`: {problem}\n  fix: {fix}", file = .file.display())]
    Invalid {
        /// The file.
        file: PathBuf,
        /// The key, dotted.
        key: &'static str,
        /// What is wrong.
        problem: String,
        /// What to do.
        fix: &'static str,
    },
}

impl Config {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// Naming the file, the key and the fix.
    pub(crate) fn read(file: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file).map_err(|source| ConfigError::Unreadable {
            file: file.to_owned(),
            source,
        })?;
        let config: Self = toml::from_str(&text).map_err(|error| ConfigError::Malformed {
            file: file.to_owned(),
            reason: error.to_string().trim_end().to_owned(),
        })?;
        config.check(file)?;
        Ok(config)
    }

    /// How much all APIs of one account are called.
    pub(crate) fn account_throttle(&self) -> Throttle {
        Throttle {
            burst_limit: Some(self.gateway.burst),
            rate_limit: Some(self.gateway.requests_per_second),
        }
    }

    fn check(&self, file: &Path) -> Result<(), ConfigError> {
        let invalid = |key, problem: String, fix| {
            Err(ConfigError::Invalid {
                file: file.to_owned(),
                key,
                problem,
                fix,
            })
        };
        let region = &self.region;
        let known_form = region
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if region.is_empty() || !known_form {
            return invalid(
                "region",
                format!("`{region}` is no region"),
                "write it as AWS does, such as \"us-east-1\"",
            );
        }
        if self.accounts.is_empty() {
            return invalid(
                "accounts",
                "there are none, so nobody could sign in".to_owned(),
                "list 12-digit account ids, such as accounts = [\"111111111111\"]",
            );
        }
        if self.domains.is_empty() {
            return invalid(
                "domains",
                "there are none".to_owned(),
                "name at least one, such as [\"amazonaws.com\"]",
            );
        }
        if self.gateway.endpoint_port == 0 {
            return invalid(
                "gateway.endpoint_port",
                "nobody could know the port of an endpoint".to_owned(),
                "give one, such as 443, or leave it out",
            );
        }
        let rate = self.gateway.requests_per_second;
        if !rate.is_finite() || rate <= 0.0 {
            return invalid(
                "gateway.requests_per_second",
                format!("`{rate}` would let nobody call"),
                "give a number of requests, such as 10000, or leave it out",
            );
        }
        if self.gateway.burst < 1 {
            return invalid(
                "gateway.burst",
                format!("`{}` would let nobody call", self.gateway.burst),
                "give a number of requests, such as 5000, or leave it out",
            );
        }
        let listeners = [
            ("gateway.listen", &self.gateway.listen),
            ("control.listen", &self.control.listen),
        ];
        for (key, addresses) in listeners {
            if addresses.is_empty() {
                return invalid(
                    key,
                    "there is no address".to_owned(),
                    "give one, such as [\"127.0.0.1:8080\"]",
                );
            }
        }
        if self
            .gateway
            .listen
            .iter()
            // Port 0 is another free port each time.
            .any(|address| address.port() != 0 && self.control.listen.contains(address))
        {
            return invalid(
                "control.listen",
                "it is also an address of the gateway".to_owned(),
                "give the control plane a port of its own",
            );
        }
        if self.master_key.file.is_some() && self.master_key.environment.is_some() {
            return invalid(
                "master_key",
                "both `file` and `environment` are given".to_owned(),
                "keep one of them",
            );
        }
        if let Some(Err((key, problem, fix))) = self
            .gateway
            .proxy_protocol
            .as_ref()
            .map(ProxyProtocol::behind)
        {
            return invalid(key, problem, fix);
        }
        if let Err((key, problem, fix)) = self.tls.check() {
            return invalid(key, problem, fix);
        }
        if let Err((key, problem, fix)) = self.vpc.check() {
            return invalid(key, problem, fix);
        }
        if let Err((key, problem, fix)) = self.explain.check(&self.accounts) {
            return invalid(key, problem, fix);
        }
        if let Err((problem, fix)) = self.web_identity.sources() {
            return invalid("web_identity.issuers", problem, fix);
        }
        Ok(())
    }
}

fn default_domains() -> Vec<String> {
    vec!["amazonaws.com".to_owned()]
}

fn yes() -> bool {
    true
}

fn requests_per_second() -> f64 {
    Throttle::ACCOUNT.rate_limit.unwrap_or_default()
}

fn burst() -> i32 {
    Throttle::ACCOUNT.burst_limit.unwrap_or_default()
}

fn endpoint_port() -> u16 {
    443
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
        region = "us-east-1"
        data = "data"
        accounts = ["111111111111"]
        [gateway]
        listen = ["127.0.0.1:8080"]
        [control]
        listen = ["127.0.0.1:4566"]
    "#;

    fn read(text: &str) -> Result<Config, String> {
        let config: Config = toml::from_str(text).map_err(|error| error.to_string())?;
        config
            .check(Path::new("portcullis.toml"))
            .map_err(|error| error.to_string())?;
        Ok(config)
    }

    #[test]
    fn the_smallest_configuration_is_strict_and_has_resource_tags_on() {
        let config = read(GOOD).unwrap();
        assert!(config.resource_tags);
        assert_eq!(config.domains, ["amazonaws.com"]);
        assert_eq!(config.gateway.endpoint_port, 443);
    }

    #[test]
    fn free_ports_are_never_the_same_port() {
        let free = GOOD.replace("8080", "0").replace("4566", "0");
        assert!(read(&free).is_ok());
    }

    #[test]
    fn every_error_names_the_key_and_the_fix() {
        let cases = [
            (
                GOOD.replace("\"111111111111\"", ""),
                "`accounts`",
                "fix: list",
            ),
            (GOOD.replace("111111111111", "1111"), "accounts", "12-digit"),
            (
                GOOD.replace("us-east-1", "Frankfurt!"),
                "`region`",
                "fix: write",
            ),
            (
                GOOD.replace("\"127.0.0.1:8080\"", ""),
                "`gateway.listen`",
                "fix: give one",
            ),
            (
                format!(
                    "{GOOD}\n[gateway.proxy_protocol]\nlisten = [\"127.0.0.1:0\"]\npeers = [\"0.0.0.0/0\"]"
                ),
                "would take everybody's word",
                "fix: write the subnets",
            ),
            (
                format!("{GOOD}\n[gateway.proxy_protocol]\nlisten = [\"127.0.0.1:0\"]\npeers = []"),
                "`gateway.proxy_protocol`",
                "fix: give both",
            ),
            (
                format!(
                    "{GOOD}\n[gateway.proxy_protocol]\nlisten = [\"127.0.0.1:0\"]\npeers = [\"10.0.0.0/8\"]\naws_endpoints = [\"*\"]"
                ),
                "`gateway.proxy_protocol.aws_endpoints`",
                "fix: write it as AWS does",
            ),
            (
                format!("{GOOD}\n[tls.truststores]\n\"clients\" = \"/nonexistent\""),
                "`tls.truststores`",
                "fix: write it as domain names do",
            ),
            (
                format!("{GOOD}\n[tls]\nnames = [\"Not a name\"]"),
                "`tls.names`",
                "fix: write a host name",
            ),
            (
                format!(
                    "{GOOD}\n[[tls.certificates]]\nchain = \"/nonexistent\"\nkey = \"/nonexistent\""
                ),
                "`tls`: /nonexistent",
                "fix: give PEM files",
            ),
            (
                format!("{GOOD}\n[vpc]\ntag = \"no/path\""),
                "`vpc.tag`",
                "fix: write 1 to 16",
            ),
            (
                format!("{GOOD}\n[vpc]\nrealisation = \"bridge\""),
                "realisation",
                "unknown variant",
            ),
            (
                GOOD.replace("4566", "8080"),
                "`control.listen`",
                "port of its own",
            ),
            (
                GOOD.replace("[control]", "endpoint_port = 0\n[control]"),
                "`gateway.endpoint_port`",
                "fix: give",
            ),
            (
                format!("{GOOD}\n[[web_identity.issuers]]\nissuer = \"https://a.example\""),
                "`web_identity.issuers`",
                "fix: say where",
            ),
            (
                format!(
                    "{GOOD}\n[[web_identity.issuers]]\nissuer = \"http://a.example\"\njwks_url = \"https://a.example/keys\""
                ),
                "plain HTTP",
                "fix: write it as the claim `iss`",
            ),
            (
                format!(
                    "{GOOD}\n[[web_identity.issuers]]\nissuer = \"https://a.example\"\njwks_url = \"http://a.example/keys\""
                ),
                "plain HTTP",
                "fix: give the HTTPS URL",
            ),
            (
                format!(
                    "{GOOD}\n[[web_identity.issuers]]\nissuer = \"https://a.example\"\njwks_file = \"/nonexistent\""
                ),
                "/nonexistent",
                "fix: give a file",
            ),
            (
                format!("{GOOD}\n[explain]\noperator = \"222222222222\""),
                "`explain.operator`",
                "fix: name an account",
            ),
            (
                format!("{GOOD}\n[web_identity]\ndiscover = true"),
                "discover",
                "unknown field",
            ),
            (
                GOOD.replace("[control]", "tls = true\n[control]"),
                "tls",
                "unknown field",
            ),
        ];
        for (text, key, fix) in cases {
            let error = read(&text).unwrap_err();
            assert!(error.contains(key) && error.contains(fix), "{error}");
        }
    }
}
