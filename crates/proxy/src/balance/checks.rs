//! Health checks: each target that a load balancer forwards to is asked, from a node of that load balancer, on a thread
//! that no request waits for. What is found goes into the target's meter; what follows from it is decided elsewhere.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::net::SocketAddrV4;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONNECTION, HOST, USER_AGENT};
use http::{HeaderValue, Request};
use http_body_util::Empty;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use portcullis_catalog::Snapshot;
use portcullis_catalog::balancing::Candidate;
use portcullis_catalog::health::Finding;
use portcullis_catalog::load_balancer::{HealthCheck, TrafficProtocol};
use portcullis_catalog::snapshot::{BalancerEntry, TargetEntry, TargetGroupEntry};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::{AbortHandle, LocalSet};
use tokio::time::{sleep, timeout};

use crate::choice::address_of;
use crate::state::Shared;
use crate::stream::Stream;
use crate::upstream::{Connector, Terms};

/// How many targets are asked at a time.
const MAX_AT_ONCE: usize = 256;
const AGENT: HeaderValue = HeaderValue::from_static("ELB-HealthChecker/2.0");

/// The thread that checks. It ends when this is dropped.
pub(crate) struct Checks {
    wake: mpsc::UnboundedSender<()>,
}

/// One target of one load balancer, as it was registered.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    balancer: String,
    group: String,
    id: String,
    port: Option<u16>,
    registered: i64,
}

struct Checker {
    shared: Arc<Shared>,
    connector: Connector,
    at_once: Semaphore,
}

impl Checks {
    pub(crate) fn start(shared: Arc<Shared>) -> io::Result<Self> {
        let (wake, woken) = mpsc::unbounded_channel();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_blocking_threads(8)
            .build()?;
        std::thread::Builder::new()
            .name("health-checks".to_owned())
            .spawn(move || {
                let tasks = LocalSet::new();
                tasks.block_on(&runtime, run(shared, woken));
                drop(tasks);
                runtime.shutdown_background();
            })?;
        Ok(Self { wake })
    }

    /// There may be other targets now.
    pub(crate) fn wake(&self) {
        // A thread that is gone checks nothing any more.
        let _ = self.wake.send(());
    }
}

async fn run(shared: Arc<Shared>, mut woken: mpsc::UnboundedReceiver<()>) {
    let connector = Connector::new(Arc::clone(&shared.tls), Arc::clone(&shared.clock));
    let checker = Rc::new(Checker {
        shared,
        connector,
        at_once: Semaphore::new(MAX_AT_ONCE),
    });
    let mut running: HashMap<Key, AbortHandle> = HashMap::new();
    loop {
        let wanted = wanted(&checker.shared.world.load());
        running.retain(|key, task| {
            let keep = wanted.contains(key);
            if !keep {
                task.abort();
            }
            keep
        });
        for key in wanted {
            running.entry(key.clone()).or_insert_with(|| {
                let checker = Rc::clone(&checker);
                let task =
                    tokio::task::spawn_local(async move { checker.keep_checking(&key).await });
                task.abort_handle()
            });
        }
        if woken.recv().await.is_none() {
            return;
        }
    }
}

fn wanted(world: &Snapshot) -> BTreeSet<Key> {
    let mut wanted = BTreeSet::new();
    for balancer in world.balancers() {
        let groups: BTreeSet<&str> = balancer.groups().collect();
        for arn in groups {
            let Some(group) = world.target_group(arn) else {
                continue;
            };
            for target in &group.targets {
                if checked(balancer, group, target) {
                    wanted.insert(Key {
                        balancer: balancer.record.path(),
                        group: arn.to_owned(),
                        id: target.target.id.clone(),
                        port: target.target.port,
                        registered: target.target.registered,
                    });
                }
            }
        }
    }
    wanted
}

fn checked(balancer: &BalancerEntry, group: &TargetGroupEntry, target: &TargetEntry) -> bool {
    group.record.health_check.enabled && !target.is_draining() && balancer.serves_zone_of(target)
}

impl Checker {
    async fn keep_checking(&self, key: &Key) {
        loop {
            let world = self.shared.world.load_full();
            let balancer = world
                .balancers()
                .find(|balancer| balancer.record.path() == key.balancer);
            let group = world.target_group(&key.group);
            let (Some(balancer), Some(group)) = (balancer, group) else {
                return;
            };
            let Some(target) = group.target(&key.id, key.port) else {
                return;
            };
            let check = &group.record.health_check;
            let own = target.target.availability_zone.as_deref();
            let mut nodes = balancer.nodes.iter();
            let near = nodes.find(|node| Some(node.availability_zone.as_str()) == own);
            if let Some(node) = near.or(balancer.nodes.first()) {
                let candidate = Candidate {
                    node,
                    group,
                    target,
                };
                let finding = self.find(&world, &candidate, check).await;
                if let Some(condition) = target.health.observe(finding, check) {
                    tracing::info!(
                        group = group.record.name,
                        target = key.id,
                        ?condition,
                        "a target's health changed"
                    );
                }
            }
            sleep(Duration::from_secs(check.interval.max(1).into())).await;
        }
    }

    async fn find(
        &self,
        world: &Snapshot,
        candidate: &Candidate<'_>,
        check: &HealthCheck,
    ) -> Finding {
        let Ok(_turn) = self.at_once.acquire().await else {
            return Finding::Failed;
        };
        let Some(to) = address_of(world, candidate) else {
            return Finding::Failed;
        };
        let to = SocketAddrV4::new(*to.ip(), check.port.unwrap_or(to.port()));
        let patience = Duration::from_secs(check.timeout.max(1).into());
        let asked = timeout(patience, self.ask(world, candidate, check, to)).await;
        match asked {
            Err(_) => Finding::Timeout,
            Ok(Ok(None)) => Finding::Passed,
            Ok(Ok(Some(status))) if check.accepts(status) => Finding::Passed,
            Ok(Ok(Some(status))) => Finding::Mismatch(status),
            Ok(Err(error)) if error.kind() == io::ErrorKind::TimedOut => Finding::Timeout,
            Ok(Err(_)) => Finding::Failed,
        }
    }

    /// The status that the target answers with, where it is asked for more than a connection.
    async fn ask(
        &self,
        world: &Snapshot,
        candidate: &Candidate<'_>,
        check: &HealthCheck,
        to: SocketAddrV4,
    ) -> io::Result<Option<u16>> {
        let inside = &self.shared.inside;
        let way = inside.way(world, candidate.node, to, None)?;
        let stream = inside.connect(&way).await?;
        let host = to.ip().to_string();
        let stream = match check.protocol {
            Some(TrafficProtocol::Http) => Stream::Plain(stream),
            Some(TrafficProtocol::Https) => {
                let secured = self
                    .connector
                    .secure(&Terms::of_balancer(&host), stream)
                    .await;
                secured
                    .map_err(|error| io::Error::other(format!("{error:?}")))?
                    .0
            }
            _ => return Ok(None),
        };
        let path = check.path.as_deref().unwrap_or("/");
        let mut request = Request::new(Empty::<Bytes>::new());
        *request.uri_mut() = path.parse().map_err(io::Error::other)?;
        let headers = request.headers_mut();
        let host = HeaderValue::from_str(&to.to_string()).map_err(io::Error::other)?;
        headers.insert(HOST, host);
        headers.insert(USER_AGENT, AGENT);
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
        let (mut sender, driver) = http1::handshake(TokioIo::new(stream))
            .await
            .map_err(io::Error::other)?;
        let driving = tokio::task::spawn_local(async move {
            // How it ends is seen by the request.
            let _ = driver.await;
        });
        let answered = sender.send_request(request).await;
        driving.abort();
        Ok(Some(answered.map_err(io::Error::other)?.status().as_u16()))
    }
}
