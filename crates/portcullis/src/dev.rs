//! `portcullis dev`: a double of AWS for laptops and CI, on one port. Accounts exist when they
//! are first used; nothing is allowed that AWS's documents say is denied.

use std::error::Error;
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use portcullis_catalog::AccountId;
use portcullis_catalog::snapshot::Domain;
use portcullis_control::state::State;
use portcullis_guard::Settings;
use portcullis_proxy::{ListenerState, Role, Tls, Transport};
use portcullis_store::{MasterKey, SqliteStore, Store};

use crate::assembly::{self, Plan, StopSignals};
use crate::certificates::{self, TlsFiles};
use crate::config::{DOMAINS, is_name, parse_flag, parse_truststore};
use crate::issuers::Issuers;
use crate::issuers::source::Source;
use crate::journal::{Format, LineJournal, Recorded};
use crate::networks::{Choice, VpcPlan, passing_tag, tag_of};
use crate::operator::Beginning;
use crate::state;
use crate::traces::{TraceSettings, Traces, TracingJournal};

/// `portcullis dev …`
#[derive(Args)]
pub(crate) struct Options {
    /// Where to listen, for the control plane and execute-api alike; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:4566")]
    listen: SocketAddr,
    /// Keep everything in this directory; without it, in memory.
    #[arg(long)]
    data: Option<PathBuf>,
    /// The region that signatures are scoped to.
    #[arg(long, default_value = "us-east-1")]
    region: String,
    /// Fill `aws:ResourceTag/…` from the tags of an API, which AWS does not do for execute-api.
    #[arg(long)]
    resource_tags: bool,
    /// A name or an address that the certificate is valid for beside the usual ones, such as that of
    /// a container; may be given more than once.
    #[arg(long, value_name = "NAME", value_parser = tls_name)]
    tls_name: Vec<String>,
    /// How VPCs are there: addresses of 127.0.0.0/8, addresses that this host has, or network namespaces.
    #[arg(long, value_enum, default_value = "loopback")]
    vpc: Choice,
    /// An account whose VPCs are joined with those of the other accounts that are named so, as by a transit gateway; may
    /// be given more than once.
    #[arg(long, value_name = "ACCOUNT", value_parser = parse_account)]
    joined_account: Vec<AccountId>,
    /// A PEM file with authorities that vouch for back ends, beside those of the system; may be given
    /// more than once.
    #[arg(long, value_name = "FILE")]
    back_end_ca: Vec<PathBuf>,
    /// The truststore of custom domain names with mutual TLS, and the PEM file that stands for it; may
    /// be given more than once.
    #[arg(long, value_name = "s3://BUCKET/KEY=FILE", value_parser = parse_truststore)]
    truststore: Vec<(String, PathBuf)>,
    /// Offer only what AWS has: no paths that name API and stage, no ids pinned by `_custom_id_`.
    #[arg(long)]
    no_conveniences: bool,
    /// Name the layer in a header of each refusal, `x-portcullis-denied-by`, which AWS does not.
    #[arg(long)]
    layer_header: bool,
    /// Keep the traces of admitted requests too, for `portcullis explain`.
    #[arg(long)]
    trace_admitted: bool,
    /// Keep the values of query parameters in traces, not only their names.
    #[arg(long)]
    trace_query_values: bool,
    /// Begin with the state of this document, and go back to it at a reset.
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    state: Option<PathBuf>,
    /// The key that secrets in state documents are sealed with, made if it is missing; without it,
    /// the master key of this double, which in memory ends with it.
    #[arg(long, value_name = "FILE")]
    state_key: Option<PathBuf>,
    /// An OIDC issuer and where its keys are, a URL or a file; may be given more than once.
    #[arg(long, value_name = "ISSUER=KEYS", value_parser = parse_flag)]
    issuer: Vec<(String, Source)>,
}

fn parse_account(text: &str) -> Result<AccountId, String> {
    AccountId::parse(text).map_err(|error| error.to_string())
}

/// Runs until it is asked to stop.
///
/// # Errors
/// When the data directory or the address does not serve.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    tracing_subscriber::fmt()
        .without_time()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    let (store, master_key): (Arc<dyn Store>, MasterKey) = match &options.data {
        Some(directory) => {
            assembly::data_directory(directory)?;
            let store = SqliteStore::open(directory)?;
            let master_key = assembly::master_key(&store, &directory.join("master.key"), None)?;
            (Arc::new(store), master_key)
        }
        None => (Arc::new(SqliteStore::in_memory()?), MasterKey::generate()?),
    };
    let state_key = match &options.state_key {
        Some(file) => Some(MasterKey::from_file(file)?),
        None => None,
    };
    let beginning = match &options.state {
        Some(file) => state::read_file(file, &master_key, state_key.as_ref())?,
        None => State::new(),
    };
    if !beginning.is_empty() {
        store.replace(beginning.clone(), store.revision())?;
    }
    let conveniences = !options.no_conveniences;
    let settings = settings(&options.region, options.resource_tags, conveniences);
    // What is temporary goes when this function ends.
    let (authority, certificate, _temporary) = match &options.data {
        Some(directory) => {
            let (authority, file) = certificates::kept_authority(directory, &master_key)?;
            (authority, file, None)
        }
        None => {
            let (authority, file, temporary) = certificates::passing_authority()?;
            (authority, file, Some(temporary))
        }
    };
    let names = &options.tls_name;
    let files = TlsFiles {
        certificates: Vec::new(),
        authorities: options.back_end_ca.clone(),
        truststores: options.truststore.iter().cloned().collect(),
    };
    let tls = Tls::new(authority, &settings.domain, names, files.read()?)?;
    let tls = Arc::new(tls);
    files.follow(&tls)?;
    let tag = match &options.data {
        Some(directory) => tag_of(directory),
        None if options.vpc == Choice::Netns => passing_tag()?,
        None => String::new(),
    };
    let vpc = VpcPlan {
        choice: options.vpc,
        joined: options.joined_account.iter().copied().collect(),
        tag: tag.clone(),
        ..VpcPlan::default()
    };
    let workloads = options.data.clone().map(|data| (data, certificate.clone()));
    let traces = Arc::new(Traces::new(TraceSettings {
        layer_header: options.layer_header,
        admitted: options.trace_admitted,
        query_values: options.trace_query_values,
        // The test keys without an account.
        operator: AccountId::parse("000000000000").ok(),
        ..TraceSettings::default()
    }));
    let (lines, writers) = LineJournal::open(&Recorded::default(), None, Format::People)?;
    let assembly = assembly::assemble(Plan {
        settings,
        store,
        master_key,
        journal: Arc::new(TracingJournal::new(lines, Arc::clone(&traces))),
        traces,
        workers: assembly::processors(),
        endpoint_port: None,
        inherited: Vec::new(),
        tls,
        issuers: Issuers::follow(options.issuer.clone(), false)?,
        vpc,
        workloads,
        beginning: Some(Beginning {
            state: beginning,
            state_key,
        }),
        candidate: None,
        mode: "dev",
    })?;
    let bound = assembly
        .proxy
        .listen(options.listen, Role::Both, Transport::Either)?;
    println!("portcullis dev on http://{bound} and https://{bound}");
    println!(
        "  tools       export AWS_ENDPOINT_URL=http://{bound} AWS_DEFAULT_REGION={}",
        options.region
    );
    println!(
        "  https       export AWS_ENDPOINT_URL=https://{bound} AWS_CA_BUNDLE={}",
        certificate.display()
    );
    println!(
        "              the same file for REQUESTS_CA_BUNDLE, NODE_EXTRA_CA_CERTS, SSL_CERT_FILE and curl --cacert"
    );
    println!(
        "  accounts    access key id = any 12-digit account id, secret = test   (test/test is 000000000000)"
    );
    println!(
        "  APIs        Host: {{api}}.execute-api.{}.amazonaws.com, or http(s)://{{api}}.execute-api.{}.localhost:{}/{{stage}}/…",
        options.region,
        options.region,
        bound.port()
    );
    if conveniences {
        println!(
            "              or http://{bound}/_aws/execute-api/{{api}}/{{stage}}/…; the tag _custom_id_ pins an id"
        );
    }
    println!(
        "  state       POST /_portcullis/reset, GET and PUT /_portcullis/state, GET /_portcullis/health"
    );
    println!("  explain     portcullis explain --last, or the id of a request");
    match options.vpc {
        Choice::Loopback => println!(
            "  endpoints   each VPC endpoint listens on its own address in 127.0.0.0/8, port {}:",
            bound.port()
        ),
        Choice::Host => {
            println!("  endpoints   each VPC endpoint listens on its private address, port 443:");
        }
        Choice::Netns => println!(
            "  endpoints   each VPC endpoint listens on its private address, port 443, in the namespaces pc-{tag}-*:"
        ),
    }
    println!(
        "              aws ec2 describe-network-interfaces --query 'NetworkInterfaces[].PrivateIpAddresses[].PrivateIpAddress'"
    );
    println!(
        "  enforced    signatures (±5 min), security groups, endpoint, resource and identity policies, as on AWS"
    );
    println!(
        "              aws:ResourceTag for execute-api: {}",
        if options.resource_tags {
            "from API tags (AWS has no such key)"
        } else {
            "absent, as on AWS"
        }
    );
    for (issuer, source) in &options.issuer {
        println!("  issuer      {issuer}, keys from {source}");
    }
    match &options.data {
        Some(directory) => println!("  data        {}", directory.display()),
        None => println!("  data        in memory, gone at the end (--data DIR keeps it)"),
    }
    for listener in assembly.proxy.reconcile() {
        let address = listener.address;
        match (&listener.endpoint, &listener.state) {
            (None, _) => {}
            (Some(endpoint), ListenerState::Listening) => {
                println!("  endpoint    {endpoint} on http://{address} and https://{address}");
            }
            (Some(endpoint), ListenerState::Failed(reason)) => {
                println!("  endpoint    {endpoint} does not listen on {address}: {reason}");
            }
        }
    }
    let realisation = Arc::clone(&assembly.realisation);
    assembly::run_until_asked_to_stop(assembly, StopSignals::listen()?);
    drop(writers);
    for error in realisation.remove_all() {
        eprintln!("portcullis: {error}");
    }
    Ok(ExitCode::SUCCESS)
}

fn tls_name(text: &str) -> Result<String, String> {
    if is_name(text) {
        Ok(text.to_owned())
    } else {
        Err("write a host name in lower case, or an IP address".to_owned())
    }
}

/// The settings of a development double.
pub(crate) fn settings(region: &str, resource_tags: bool, conveniences: bool) -> Settings {
    Settings {
        domain: Domain {
            region: region.to_owned(),
            suffixes: DOMAINS.map(str::to_owned).to_vec(),
        },
        resource_tags,
        development_keys: true,
        conveniences,
        echo_canonical_request: true,
        account_throttle: portcullis_catalog::traffic::Throttle::ACCOUNT,
    }
}
