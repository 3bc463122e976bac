//! `portcullis serve`: production. It starts only with a configuration that it understands to the
//! last key, and says what listens where and what is enforced.

use std::error::Error;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use portcullis_catalog::snapshot::Domain;
use portcullis_guard::Settings;
use portcullis_proxy::{Clock, ListenerState, Role, SystemClock, Tls, Transport};
use portcullis_store::{SqliteStore, Store};

use crate::administrator;
use crate::assembly::{self, Plan, StopSignals};
use crate::candidate::CandidateFiles;
use crate::certificates;
use crate::config::{Config, ShadowSection};
use crate::handover::{Inheritance, Offer};
use crate::issuers::Issuers;
use crate::journal::{Format, LineJournal};
use crate::networks::Choice;
use crate::traces::{Traces, TracingJournal};

/// Runs until it is asked to stop.
///
/// # Errors
/// When the configuration, the store or an address does not serve.
pub(crate) fn run(file: &Path, take_over: bool) -> Result<ExitCode, Box<dyn Error>> {
    let config = Config::read(file)?;
    tracing_subscriber::fmt()
        .json()
        .with_writer(std::io::stderr)
        .init();
    assembly::data_directory(&config.data).map_err(|error| {
        format!(
            "{}: `data`: {}: {error}",
            file.display(),
            config.data.display()
        )
    })?;
    let (inheritance, inherited) = match take_over {
        true => Inheritance::ask(&config.data)?.unzip(),
        false => (None, None),
    };
    let signals = StopSignals::listen()?;
    let store = Arc::new(SqliteStore::open(&config.data)?);
    let key_file = config
        .master_key
        .file
        .clone()
        .unwrap_or_else(|| config.data.join("master.key"));
    let environment = config.master_key.environment.as_deref();
    let master_key = assembly::master_key(&*store, &key_file, environment)?;
    for account in &config.accounts {
        let now = SystemClock.now();
        if let Some(made) =
            administrator::ensure(&*store, &master_key, *account, &config.data, now)?
        {
            eprintln!(
                "account {account} is new. The access key of its administrator (root user) is in"
            );
            eprintln!("  {}", made.display());
            eprintln!(
                "It is in no log and is not shown again: move it to where you keep secrets, and delete the file."
            );
        }
    }
    let issuers = config
        .web_identity
        .sources()
        .map_err(|(problem, _)| problem)?;
    for (issuer, source) in &issuers {
        eprintln!("issuer    {issuer}  keys from {source}");
    }
    let candidate = config.shadow.as_ref().map(files_of);
    let candidate = candidate.map(|files| files.read()).transpose();
    let candidate =
        candidate.map_err(|problem| format!("{}: `shadow`: {problem}", file.display()))?;
    let access_logs = config.access_logs.as_deref();
    let (journal, writers) = LineJournal::open(&config.journal, access_logs, Format::Json)?;
    let traces = Arc::new(Traces::new(config.explain.settings()));
    let domain = Domain {
        region: config.region.clone(),
        suffixes: config.domains.clone(),
    };
    let (authority, certificate) = certificates::kept_authority(&config.data, &master_key)?;
    let files = config.tls.files();
    let tls = Tls::new(authority, &domain, &config.tls.names, files.read()?)?;
    let tls = Arc::new(tls);
    files.follow(&tls)?;
    let assembly = assembly::assemble(Plan {
        settings: Settings {
            domain,
            resource_tags: config.resource_tags,
            development_keys: false,
            conveniences: false,
            echo_canonical_request: config.echo_canonical_request,
            account_throttle: config.account_throttle(),
        },
        store: Arc::clone(&store) as Arc<dyn Store>,
        master_key,
        journal: Arc::new(TracingJournal::new(journal, Arc::clone(&traces))),
        traces,
        workers: config.gateway.workers.unwrap_or_else(assembly::processors),
        endpoint_port: Some(config.gateway.endpoint_port),
        inherited: inherited.unwrap_or_default(),
        tls: Arc::clone(&tls),
        issuers: Issuers::follow(issuers, config.web_identity.discovery)?,
        vpc: config.vpc.plan(&config.data, &config.gateway.listen),
        workloads: Some((config.data.clone(), certificate.clone())),
        beginning: None,
        candidate,
        mode: "serve",
    })?;
    for address in &config.gateway.listen {
        let transport = transport(*address, config.gateway.plaintext);
        let bound = assembly.proxy.listen(*address, Role::Gateway, transport)?;
        eprintln!(
            "gateway   {}  REGIONAL APIs at {{api}}.execute-api.{}.{}",
            urls(bound, transport),
            config.region,
            config.domains.join(" | ")
        );
    }
    if let Some(section) = &config.gateway.proxy_protocol {
        let behind = section.behind().map_err(|(_, problem, _)| problem)?;
        for address in &section.listen {
            let transport = transport(*address, config.gateway.plaintext);
            let bound = assembly
                .proxy
                .listen_behind(*address, transport, behind.clone())?;
            eprintln!(
                "behind    {}  load balancers in {} that speak the PROXY protocol",
                urls(bound, transport),
                section.peers.join(", ")
            );
        }
    }
    for address in &config.control.listen {
        let transport = transport(*address, config.control.plaintext);
        let bound = assembly.proxy.listen(*address, Role::Control, transport)?;
        eprintln!(
            "control   {}  apigateway, iam, sts, organizations, ec2, elbv2, lambda, logs, cloudtrail (set AWS_ENDPOINT_URL to it)",
            urls(bound, transport)
        );
    }
    for listener in assembly.proxy.reconcile() {
        let address = listener.address;
        match (&listener.endpoint, &listener.state) {
            (None, _) => {}
            (Some(endpoint), ListenerState::Listening) => {
                let urls = urls(address, listener.transport);
                eprintln!("endpoint  {urls}  {endpoint}  PRIVATE APIs");
            }
            (Some(endpoint), ListenerState::Failed(reason)) => {
                eprintln!("endpoint  {address}  {endpoint} does not listen: {reason}");
            }
        }
    }
    if config.vpc.realisation == Choice::Netns {
        let tag = config.vpc.tag(&config.data);
        eprintln!("vpcs      network namespaces pc-{tag}-*, kept when this stops");
    }
    for known in &config.tls.certificates {
        eprintln!(
            "tls       {}  read again when it changes",
            known.chain.display()
        );
    }
    let names: Vec<_> = tls.names().collect();
    eprintln!(
        "tls       local authority {}  vouches for {} and custom domain names",
        certificate.display(),
        names.join(", ")
    );
    eprintln!(
        "          clients trust it by AWS_CA_BUNDLE, REQUESTS_CA_BUNDLE, NODE_EXTRA_CA_CERTS, SSL_CERT_FILE or the system's store"
    );
    eprintln!(
        "enforced  signatures (±5 min), security groups, endpoint policies, resource policies, identity policies"
    );
    eprintln!(
        "          aws:ResourceTag from API tags: {}",
        if config.resource_tags { "on" } else { "off" }
    );
    let offer = Offer {
        proxy: Arc::downgrade(&assembly.proxy),
        store: Arc::downgrade(&store),
        save: Box::new(assembly.usage.now()),
        succeeded: Arc::clone(&assembly.succeeded),
    };
    offer.make(&config.data)?;
    drop(store);
    if let Some(inheritance) = inheritance {
        assembly.proxy.disown();
        inheritance.ready()?;
        eprintln!("took over  the process that served before ends with its last request");
    }
    assembly::run_until_asked_to_stop(assembly, signals);
    drop(writers);
    Ok(ExitCode::SUCCESS)
}

fn files_of(section: &ShadowSection) -> CandidateFiles {
    CandidateFiles {
        identity_policy: section.identity_policy.clone(),
        managed_policy: section.managed_policy.clone(),
        resource_policy: section.resource_policy.clone(),
        endpoint_policy: section.endpoint_policy.clone(),
        candidate: section.candidate.clone(),
    }
}

/// What others can reach speaks HTTPS alone, unless the operator wants it otherwise.
fn transport(address: SocketAddr, plaintext: bool) -> Transport {
    if plaintext || address.ip().is_loopback() {
        Transport::Either
    } else {
        Transport::Https
    }
}

fn urls(address: SocketAddr, transport: Transport) -> String {
    match transport {
        Transport::Http => format!("http://{address}"),
        Transport::Https => format!("https://{address}"),
        Transport::Either => format!("http://{address} and https://{address}"),
    }
}
