//! What `portcullis exec` asks of the running gateway, over a socket in the data directory: where a workload is to run,
//! and credentials of its role. Who may open the socket may read the master key beside it too, so nobody else is asked
//! for permission; the role itself has to trust the service that the workload stands for.

use std::error::Error;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::Ipv4Addr;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use portcullis_catalog::network::NetworkInterface;
use portcullis_catalog::snapshot::{Identity, IdentityKind};
use portcullis_catalog::{AccountId, Snapshot, id};
use portcullis_guard::{
    Entry, Journal, ServiceTrust, SessionClaims, Settings, TokenKey, trusts_service,
};
use portcullis_proxy::{Clock, SystemClock};
use portcullis_vpc::Realisation;
use serde::{Deserialize, Serialize};

/// The socket's name in the data directory.
pub(crate) const SOCKET: &str = "workloads.sock";
/// The longest line of either side.
pub(crate) const MAX_LINE: u64 = 64 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);
/// So many interfaces are named where one has to be chosen.
const CHOICES: usize = 10;
/// What a role usually trusts that a program runs as, in the order in which they are tried.
const SERVICES: [&str; 3] = [
    "lambda.amazonaws.com",
    "ecs-tasks.amazonaws.com",
    "ec2.amazonaws.com",
];

/// A question.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ask {
    pub(crate) account: AccountId,
    /// The role's name, without its path.
    pub(crate) role: String,
    /// The name of the session, which its ARN ends with.
    pub(crate) session: String,
    /// The service that the role trusts; one of the usual ones if absent.
    pub(crate) service: Option<String>,
    pub(crate) place: Option<Place>,
}

/// Where to run: what the interface has to fit.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    pub(crate) vpc: Option<String>,
    pub(crate) subnet: Option<String>,
    pub(crate) interface: Option<String>,
}

/// The answer.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Told {
    Run(Box<Run>),
    Refused(String),
}

/// How to run.
#[derive(Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) credentials: Credentials,
    pub(crate) region: String,
    /// The certificate of the local authority.
    pub(crate) authority: PathBuf,
    /// `eni-…` and its address on this host.
    pub(crate) interface: Option<(String, Ipv4Addr)>,
    /// The file of its network namespace, where it has one.
    pub(crate) namespace: Option<PathBuf>,
    /// Who resolves names there.
    pub(crate) resolver: Option<Ipv4Addr>,
}

/// Credentials as the container credentials endpoint answers them (AWS SDKs and Tools Reference Guide, "Container
/// credential provider").
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Credentials {
    pub(crate) role_arn: String,
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) token: String,
    pub(crate) expiration: String,
}

/// What answers.
pub(crate) struct Workloads {
    pub(crate) world: Arc<ArcSwap<Snapshot>>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) tokens: Arc<TokenKey>,
    pub(crate) realisation: Arc<Realisation>,
    pub(crate) journal: Arc<dyn Journal>,
    pub(crate) authority: PathBuf,
}

impl Workloads {
    /// Answers on the socket in the data directory, for as long as the process lives.
    ///
    /// # Errors
    /// When the socket cannot be made.
    pub(crate) fn serve(self, data: &Path) -> Result<(), Box<dyn Error>> {
        let path = data.join(SOCKET);
        // The store's lock says that nobody else has this directory: what is there was left behind.
        let _ = std::fs::remove_file(&path);
        let listener =
            UnixListener::bind(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        std::thread::Builder::new()
            .name("workloads".to_owned())
            .spawn(move || {
                for stream in listener.incoming() {
                    match stream {
                        // One after the other: an answer takes no time.
                        Ok(stream) => self.converse(&stream),
                        Err(_) => std::thread::sleep(Duration::from_millis(20)),
                    }
                }
            })?;
        Ok(())
    }

    fn converse(&self, stream: &UnixStream) {
        let talk = || -> std::io::Result<()> {
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            let mut line = String::new();
            BufReader::new(stream.take(MAX_LINE)).read_line(&mut line)?;
            let told = match serde_json::from_str(&line) {
                Ok(ask) => self.answer(&ask).unwrap_or_else(Told::Refused),
                Err(error) => Told::Refused(format!("the question cannot be read: {error}")),
            };
            let mut text = serde_json::to_string(&told)?;
            text.push('\n');
            (&*stream).write_all(text.as_bytes())
        };
        if let Err(error) = talk() {
            tracing::debug!(%error, "a workload's question was not answered");
        }
    }

    fn answer(&self, ask: &Ask) -> Result<Told, String> {
        let world = self.world.load_full();
        let interface = match &ask.place {
            Some(place) => Some(choose(&world, ask.account, place)?),
            None => None,
        };
        let role = role(&world, ask)?;
        let now = SystemClock.now();
        let service = self.trusted(&world, &role, ask, now)?;
        let credentials = self.issue(&role, ask, now)?;
        self.journal.record(&Entry {
            request_id: &credentials.access_key_id,
            service: "sts",
            operation: "AssumeRole",
            resource: &role.arn,
            resource_account: role.account.as_str(),
            caller: service,
            access_key_id: "",
            peer: Ipv4Addr::LOCALHOST.into(),
            vpc_endpoint: None,
            method: "",
            path: "",
            status: 200,
            at: now,
            took: Duration::ZERO,
            denial: None,
            failure: None,
            explainable: None,
            asked: None,
            query: None,
        });
        let at = interface.map(|interface| {
            let address = self.realisation.address(interface);
            (interface.id.clone(), address)
        });
        Ok(Told::Run(Box::new(Run {
            credentials,
            region: self.settings.domain.region.clone(),
            authority: self.authority.clone(),
            namespace: interface.and_then(|it| self.realisation.namespace(&it.id)),
            resolver: interface.and_then(|it| self.realisation.resolver(&it.vpc)),
            interface: at,
        })))
    }

    fn trusted<'a>(
        &self,
        world: &Snapshot,
        role: &Identity,
        ask: &'a Ask,
        now: i64,
    ) -> Result<&'a str, String> {
        let asked = match &ask.service {
            Some(service) => vec![service.as_str()],
            None => SERVICES.to_vec(),
        };
        let mut unknowable = None;
        for service in &asked {
            match trusts_service(world, role, service, now) {
                ServiceTrust::Trusted => return Ok(service),
                ServiceTrust::Refused => {}
                ServiceTrust::Unknowable(key) => {
                    unknowable.get_or_insert((*service, key));
                }
            }
        }
        Err(match unknowable {
            Some((service, key)) => format!(
                "whether `{}` trusts `{service}` hangs on `{key}`, which AWS knows of a service's call and nobody here does\n  fix: run it as a role whose trust policy does not ask for it",
                role.arn
            ),
            None if ask.service.is_some() => format!(
                "the trust policy of `{}` does not allow `{}`",
                role.arn,
                asked.join(", ")
            ),
            None => format!(
                "the trust policy of `{}` allows none of {}\n  fix: let it trust one of them, or name another with --service",
                role.arn,
                asked.join(", ")
            ),
        })
    }

    fn issue(&self, role: &Identity, ask: &Ask, now: i64) -> Result<Credentials, String> {
        let failed = || "no credentials can be made".to_owned();
        let access_key_id = id::access_key_id("ASIA", role.account, &random()?);
        let secret_access_key = id::secret_access_key(&random()?);
        let seconds = role.max_session_duration.min(3_600);
        let expires = now.saturating_add(i64::from(seconds));
        let claims = SessionClaims {
            access_key_id: access_key_id.clone(),
            secret_access_key: secret_access_key.clone().into(),
            account: role.account,
            identity_id: role.id.clone(),
            session_name: ask.session.clone(),
            issued: now,
            expires,
            policies: Vec::new(),
            tags: Vec::new(),
            source_identity: None,
            chained: false,
            mfa_at: None,
            federation: None,
        };
        let token = self.tokens.seal(&claims, random()?).ok_or_else(failed)?;
        let expires = jiff::Timestamp::from_second(expires).map_err(|_| failed())?;
        Ok(Credentials {
            role_arn: role.arn.clone(),
            access_key_id,
            secret_access_key,
            token,
            expiration: expires.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        })
    }
}

/// Asks the gateway that keeps its data in a directory.
///
/// # Errors
/// When it does not run, or refuses.
pub(crate) fn ask(data: &Path, question: &Ask) -> Result<Run, Box<dyn Error>> {
    let path = data.join(SOCKET);
    let stream = UnixStream::connect(&path).map_err(|error| {
        format!(
            "{}: {error}\n  fix: start the gateway with this data directory, and run this as its user",
            path.display()
        )
    })?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut line = serde_json::to_string(question)?;
    line.push('\n');
    (&stream).write_all(line.as_bytes())?;
    let mut answer = String::new();
    BufReader::new(stream.take(MAX_LINE)).read_line(&mut answer)?;
    match serde_json::from_str(&answer)? {
        Told::Run(run) => Ok(*run),
        Told::Refused(reason) => Err(reason.into()),
    }
}

fn role(world: &Snapshot, ask: &Ask) -> Result<Arc<Identity>, String> {
    if !is_session_name(&ask.session) {
        return Err(format!("`{}` is no name of a session", ask.session));
    }
    // Names of roles are unique in an account, whatever their path.
    let arn = format!("arn:aws:iam::{}:role/{}", ask.account, ask.role);
    let found = world.identity(&arn).cloned();
    found
        .filter(|role| role.kind == IdentityKind::Role)
        .ok_or_else(|| {
            format!(
                "there is no role `{arn}`; one with a path is named with it, such as `team/app`"
            )
        })
}

/// The one that fits: of the account, and of nobody that Portcullis itself acts for. Where several do, whoever asks has to
/// choose: their groups may differ.
fn choose<'w>(
    world: &'w Snapshot,
    account: AccountId,
    place: &Place,
) -> Result<&'w Arc<NetworkInterface>, String> {
    let is = |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|it| it == found);
    let mut fitting: Vec<_> = world
        .interfaces()
        .filter(|it| {
            it.account == account && it.vpc_endpoint.is_none() && it.load_balancer.is_none()
        })
        .filter(|it| {
            is(&place.interface, &it.id) && is(&place.subnet, &it.subnet) && is(&place.vpc, &it.vpc)
        })
        .collect();
    fitting.sort_by(|a, b| a.id.cmp(&b.id));
    match fitting.as_slice() {
        [one] => Ok(one),
        [] => Err(format!(
            "account `{account}` has no network interface for a workload there\n  fix: aws ec2 create-network-interface --subnet-id SUBNET --groups GROUP"
        )),
        several => {
            let shown = several.iter().take(CHOICES).map(|it| {
                let groups: Vec<&str> = it.security_groups.iter().map(String::as_str).collect();
                let groups = groups.join(",");
                format!("\n  {}  {}  {}  {groups}", it.id, it.private_ip, it.subnet)
            });
            let shown: String = shown.collect();
            let more = match several.len().saturating_sub(CHOICES) {
                0 => String::new(),
                more => format!("\n  and {more} more"),
            };
            Err(format!(
                "account `{account}` has several network interfaces there; choose one with --interface{shown}{more}"
            ))
        }
    }
}

/// AWS STS API Reference, AssumeRole, `RoleSessionName`.
fn is_session_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte);
    (2..=64).contains(&name.len()) && name.bytes().all(allowed)
}

fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes)
        .map_err(|_| "the operating system gives no random bytes".to_owned())?;
    Ok(bytes)
}
