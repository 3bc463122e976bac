//! Puts the parts together: store, feed, control plane, data plane. `serve`, `dev` and `demo` are
//! the same assembly with different plans.

use std::error::Error;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use arc_swap::ArcSwap;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use portcullis_catalog::Snapshot;
use portcullis_control::{Control, ControlParts, Feed, IssuerKeys};
use portcullis_guard::{API_KEY_DIGESTS, ApiKeyDigester, Journal, Settings, TokenKey};
use portcullis_proxy::{
    Clock, ControlPlane, ControlRequest, ControlResponse, Health, Inside, Limits, ListenerState,
    Passed, Proxy, Shared, SystemClock, TestInvoker, Tls, give_way,
};
use portcullis_store::{MasterKey, Revision, Store};
use portcullis_vpc::Realisation;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::Notify;

use crate::candidate::Candidate;
use crate::invoker::DataPlane;
use crate::networks::{OnHost, VpcPlan};
use crate::operator::{Beginning, Operator};
use crate::questions::Questions;
use crate::refusals::{Counting, Refusals};
use crate::shadow::{Shadow, ShadowJournal};
use crate::traces::{TraceInquiries, Traces};
use crate::usage::UsageSaver;
use crate::workload::Workloads;

/// The label under which the key of session tokens is derived from the master key.
const SESSION_TOKENS: &str = "session tokens";

/// How long requests in flight may take to end once the process is asked to.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// What to assemble.
pub(crate) struct Plan {
    pub(crate) settings: Settings,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) master_key: MasterKey,
    pub(crate) journal: Arc<dyn Journal>,
    /// What answers questions that AWS has no API for.
    pub(crate) traces: Arc<Traces>,
    /// Worker threads of the data plane.
    pub(crate) workers: usize,
    /// The port of VPC endpoints; that of the first gateway listener if absent.
    pub(crate) endpoint_port: Option<u16>,
    /// Listening sockets of the process that served before.
    pub(crate) inherited: Vec<Passed>,
    /// What clients are shown, and what they have to show.
    pub(crate) tls: Arc<Tls>,
    /// Knows the keys of OIDC issuers.
    pub(crate) issuers: Arc<dyn IssuerKeys>,
    /// How VPCs are there.
    pub(crate) vpc: VpcPlan,
    /// Where workloads ask for their place and credentials, and the certificate that they are told to trust.
    pub(crate) workloads: Option<(PathBuf, PathBuf)>,
    /// Where there is one, the state can be taken, replaced and begun again with; in `dev` alone.
    pub(crate) beginning: Option<Beginning>,
    /// What is compared with the decisions from the start on.
    pub(crate) candidate: Option<Candidate>,
    /// What the health answer calls this process: `serve` or `dev`.
    pub(crate) mode: &'static str,
}

/// Everything that runs.
pub(crate) struct Assembly {
    /// Listens and forwards.
    pub(crate) proxy: Arc<Proxy>,
    /// What it decides by.
    pub(crate) world: Arc<ArcSwap<Snapshot>>,
    /// The VPCs on this host.
    pub(crate) realisation: Arc<Realisation>,
    /// Saves what API keys have used.
    pub(crate) usage: UsageSaver,
    /// Told when another process has taken over.
    pub(crate) succeeded: Arc<Notify>,
}

/// Starts every part; nothing listens yet.
///
/// # Errors
/// When the store cannot be read or a thread cannot be started.
pub(crate) fn assemble(plan: Plan) -> Result<Assembly, Box<dyn Error>> {
    let Plan {
        settings,
        store,
        master_key,
        journal,
        traces,
        workers,
        endpoint_port,
        inherited,
        tls,
        issuers,
        vpc,
        workloads,
        beginning,
        candidate,
        mode,
    } = plan;
    let settings = Arc::new(settings);
    let refusals = Arc::new(Refusals::default());
    let journal: Arc<dyn Journal> = Arc::new(Counting {
        journal,
        refusals: Arc::clone(&refusals),
    });
    let tokens = TokenKey::new(&*master_key.derive(SESSION_TOKENS)?)
        .ok_or("the token key has the wrong length")?;
    let tokens = Arc::new(tokens);
    let api_keys = ApiKeyDigester::new(&*master_key.derive(API_KEY_DIGESTS)?);
    let master_key = Arc::new(master_key);
    let feed = Arc::new(Feed::start(Arc::clone(&store), Arc::clone(&master_key))?);
    let shadow = Shadow::new(Arc::clone(&settings), feed.world())?;
    if let Some(candidate) = candidate {
        shadow.begin(candidate)?;
    }
    traces.follow(feed.world())?;
    let journal: Arc<dyn Journal> = Arc::new(ShadowJournal {
        inner: journal,
        shadow: Arc::clone(&shadow),
    });
    let usage = UsageSaver::start(Arc::clone(&store), Arc::clone(&feed))?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let of_endpoints = endpoint_port.or(vpc.endpoint_port());
    let joined = vpc.joined.clone();
    let realisation = vpc.start(
        &settings.domain,
        feed.world(),
        Arc::clone(&journal),
        Arc::clone(&refusals),
    )?;
    let shared = Shared {
        world: feed.world(),
        settings: Arc::clone(&settings),
        tokens: Arc::clone(&tokens),
        api_keys: Arc::new(api_keys),
        journal: Arc::clone(&journal),
        clock: Arc::clone(&clock),
        limits: Limits::default(),
        control: None,
        operator: None,
        health: health(&feed, mode, refusals),
        tls,
        endpoint_port: of_endpoints,
        inside: Arc::new(Inside::new(
            Arc::new(OnHost(Arc::clone(&realisation))),
            joined,
        )),
    };
    if let Some((data, authority)) = workloads {
        let workloads = Workloads {
            world: feed.world(),
            settings: Arc::clone(&settings),
            tokens: Arc::clone(&tokens),
            realisation: Arc::clone(&realisation),
            journal: Arc::clone(&journal),
            // They may run in another directory.
            authority: authority.canonicalize()?,
        };
        workloads.serve(&data)?;
    }
    let invoker = TestInvoker::new(shared.clone())?;
    let control = Arc::new(Control::new(ControlParts {
        inquiries: Arc::new(Questions {
            operator: traces.operator(),
            traces: TraceInquiries {
                traces,
                settings: Arc::clone(&settings),
            },
            shadow,
            store: Arc::clone(&store),
            master_key: Arc::clone(&master_key),
            settings: Arc::clone(&settings),
        }),
        settings,
        store,
        feed: Arc::clone(&feed),
        master_key: Arc::clone(&master_key),
        tokens,
        journal,
        issuers,
        invoker: Arc::new(DataPlane(invoker)),
    }));
    let operator = beginning.map(|beginning| -> Arc<dyn ControlPlane> {
        Arc::new(Operator {
            control: Arc::clone(&control),
            master_key,
            beginning,
        })
    });
    feed.follow(give_way)?;
    let proxy = Proxy::new(
        Shared {
            control: Some(Arc::new(ControlAdapter { control, clock })),
            operator,
            ..shared
        },
        workers,
    )?;
    proxy.inherit(inherited);
    let proxy = Arc::new(proxy);
    // An endpoint listens before the call that made it is answered. The proxy owns the control
    // plane, which owns the feed: a strong reference here would keep all three for ever.
    let weak = Arc::downgrade(&proxy);
    let listening_at = AtomicU64::new(u64::MAX);
    let host = Arc::clone(&realisation);
    feed.after_swap(move |world| {
        // Its interfaces first: an endpoint listens on them.
        for error in host.reconcile(world) {
            tracing::error!(%error, "a VPC is not as its records say");
        }
        let revision = world.endpoints_revision().max(world.balancers_revision());
        if listening_at.load(Ordering::Relaxed) == revision {
            return;
        }
        if let Some(proxy) = weak.upgrade() {
            // What could not listen is tried again with the next change, whatever it changes.
            let failed = report_failures(&proxy);
            let at = if failed { u64::MAX } else { revision };
            listening_at.store(at, Ordering::Relaxed);
        }
    });
    Ok(Assembly {
        proxy,
        world: feed.world(),
        realisation,
        usage,
        succeeded: Arc::default(),
    })
}

/// What `/_portcullis/health` says. A gateway that cannot follow its store still decides by the
/// last snapshot, so it is told apart and not taken out of service.
fn health(feed: &Arc<Feed>, mode: &'static str, refusals: Arc<Refusals>) -> Health {
    let (feed, world) = (Arc::downgrade(feed), feed.world());
    Arc::new(move || {
        let stale = feed.upgrade().and_then(|feed| feed.stale_since());
        let (status, since) = match stale {
            None => ("ok", String::new()),
            Some(since) => ("stale", format!(r#","stale_since":"{}""#, utc(since))),
        };
        let revision = world.load().revision();
        let version = env!("CARGO_PKG_VERSION");
        let refused = refusals.told();
        let body = format!(
            r#"{{"status":"{status}","mode":"{mode}","version":"{version}","revision":{revision}{since},"refused":{refused}}}"#
        );
        ControlResponse::json(200, body)
    })
}

/// Such as `2015-08-30T12:36:00Z`.
fn utc(time: SystemTime) -> String {
    let time = jiff::Timestamp::try_from(time).unwrap_or(jiff::Timestamp::MAX);
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// SIGTERM and SIGINT, from when this is made on: one that comes earlier ends the process at once.
pub(crate) struct StopSignals {
    runtime: tokio::runtime::Runtime,
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignals {
    /// # Errors
    /// When signals cannot be waited for.
    pub(crate) fn listen() -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let entered = runtime.enter();
        let terminate = signal(SignalKind::terminate())?;
        let interrupt = signal(SignalKind::interrupt())?;
        drop(entered);
        Ok(Self {
            runtime,
            terminate,
            interrupt,
        })
    }
}

/// Waits for SIGTERM, SIGINT or a successor, then lets requests in flight end.
pub(crate) fn run_until_asked_to_stop(assembly: Assembly, signals: StopSignals) {
    let StopSignals {
        runtime,
        mut terminate,
        mut interrupt,
    } = signals;
    let has_successor = runtime.block_on(async {
        tokio::select! {
            _ = terminate.recv() => false,
            _ = interrupt.recv() => false,
            () = assembly.succeeded.notified() => true,
        }
    });
    let reason = if has_successor {
        "another process has taken over"
    } else {
        "stopping"
    };
    eprintln!(
        "portcullis: {reason}; requests in flight have {} s",
        PATIENCE.as_secs()
    );
    let proxy = alone(assembly.proxy);
    let drained = if has_successor {
        proxy.succeed(PATIENCE)
    } else {
        proxy.drain(PATIENCE)
    };
    if drained.cut > 0 {
        eprintln!("portcullis: {} connections were cut", drained.cut);
    }
    // No request is left that could use anything.
    drop(assembly.usage);
}

/// The feed holds the proxy too while it reconciles, for a moment only.
fn alone(mut proxy: Arc<Proxy>) -> Proxy {
    loop {
        match Arc::try_unwrap(proxy) {
            Ok(proxy) => return proxy,
            Err(shared) => proxy = shared,
        }
        std::thread::yield_now();
    }
}

/// The master key of a store: from an environment variable, or from a file, which is made for a
/// store that is new. A new key for a store that is not would open nothing that is in it.
///
/// # Errors
/// When it is not there, not private, or no key.
pub(crate) fn master_key(
    store: &dyn Store,
    file: &Path,
    environment: Option<&str>,
) -> Result<MasterKey, Box<dyn Error>> {
    match environment {
        Some(variable) => Ok(MasterKey::from_env(variable)?),
        None if store.revision() != Revision::ZERO && !file.exists() => Err(format!(
            "{}: the master key is missing, and the store was sealed with it\n  fix: put the file back; without it every access key is lost",
            file.display()
        )
        .into()),
        None => Ok(MasterKey::from_file(file)?),
    }
}

/// Makes the directory that everything is kept in, for nobody else to read.
///
/// # Errors
/// When it cannot be made.
pub(crate) fn data_directory(directory: &Path) -> std::io::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(directory)
}

/// As many workers as there are processors.
pub(crate) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Brings the listeners in step with the world; says whether one of them cannot listen.
fn report_failures(proxy: &Proxy) -> bool {
    let listeners = proxy.reconcile();
    let mut states = listeners.iter().map(|listener| &listener.state);
    states.any(|state| matches!(state, ListenerState::Failed(_)))
}

struct ControlAdapter {
    control: Arc<Control>,
    clock: Arc<dyn Clock>,
}

impl ControlPlane for ControlAdapter {
    fn handle(&self, request: ControlRequest) -> ControlResponse {
        self.answer(request, Control::handle)
    }

    fn turn_away(&self, request: ControlRequest) -> ControlResponse {
        self.answer(request, Control::turn_away)
    }
}

impl ControlAdapter {
    fn answer(
        &self,
        request: ControlRequest,
        by: fn(&Control, &portcullis_control::ControlRequest<'_>) -> portcullis_wire::HttpResponse,
    ) -> ControlResponse {
        let call = portcullis_control::ControlRequest {
            method: &request.method,
            path: &request.path,
            query: request.query.as_deref(),
            authority: request.authority.as_deref(),
            headers: &request.headers,
            body: &request.body,
            peer: request.peer.ip(),
            secure: request.secure,
            now: self.clock.now(),
            request_id: &request.request_id,
        };
        let response = by(&self.control, &call);
        let named = response.headers.iter().filter_map(|(name, value)| {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            Some((name, HeaderValue::from_str(value).ok()?))
        });
        let mut headers: Vec<_> = named.collect();
        // An answer that carries what a client once sent may name any type.
        let content_type = HeaderValue::from_str(&response.content_type)
            .unwrap_or(HeaderValue::from_static("application/octet-stream"));
        headers.push((CONTENT_TYPE, content_type));
        let request_id = HeaderName::from_static("x-amzn-requestid");
        if !headers.iter().any(|(name, _)| *name == request_id) {
            headers.extend(
                HeaderValue::from_str(&request.request_id)
                    .ok()
                    .map(|id| (request_id, id)),
            );
        }
        ControlResponse {
            status: response.status,
            headers,
            body: response.body.into(),
        }
    }
}
