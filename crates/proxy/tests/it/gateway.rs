//! A proxy that listens on a free port of 127.0.0.1, with a journal that can be read.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use arc_swap::ArcSwap;
use portcullis_catalog::Snapshot;
use portcullis_catalog::snapshot::Domain;
use portcullis_catalog::traffic::Throttle;
use portcullis_guard::{AccessLine, ApiKeyDigester, Entry, Journal, Settings, TokenKey};
use portcullis_proxy::{
    Authority, Clock, ControlPlane, ControlResponse, Limits, Material, Proxy, Role, Shared, Tls,
    Transport,
};

use crate::client::Request;
use crate::world::World;

/// 2025-01-01T00:00:00Z
pub(crate) const NOW: i64 = 1_735_689_600;

/// What finds API keys.
pub(crate) const API_KEYS: [u8; 32] = [5; 32];

pub(crate) struct Gateway {
    pub(crate) proxy: Option<Proxy>,
    pub(crate) address: SocketAddr,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) journal: Arc<TestJournal>,
    pub(crate) world: Arc<ArcSwap<Snapshot>>,
    pub(crate) tls: Arc<Tls>,
}

pub(crate) struct Options {
    pub(crate) limits: Limits,
    pub(crate) role: Role,
    pub(crate) transport: Transport,
    pub(crate) control: Option<Arc<dyn ControlPlane>>,
    pub(crate) operator: Option<Arc<dyn ControlPlane>>,
    pub(crate) workers: usize,
    pub(crate) echo_canonical_request: bool,
    pub(crate) explain: bool,
    pub(crate) account_throttle: Throttle,
    pub(crate) material: Material,
    pub(crate) conveniences: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            role: Role::Gateway,
            transport: Transport::Either,
            control: None,
            operator: None,
            // One worker makes what depends on its pool the same in every run.
            workers: 1,
            echo_canonical_request: false,
            explain: false,
            account_throttle: Throttle::ACCOUNT,
            material: Material::default(),
            conveniences: false,
        }
    }
}

impl Gateway {
    pub(crate) fn start(world: &mut World) -> Self {
        Self::with(world, Options::default())
    }

    pub(crate) fn with(world: &mut World, options: Options) -> Self {
        let clock = Arc::new(TestClock {
            now: AtomicI64::new(NOW),
            nanos: AtomicU64::default(),
        });
        let journal = Arc::new(TestJournal {
            explain: options.explain,
            ..TestJournal::default()
        });
        let world = Arc::new(ArcSwap::from(world.compile()));
        let domain = Domain {
            region: "us-east-1".into(),
            suffixes: vec!["amazonaws.com".into()],
        };
        let (authority, _) = Authority::generate(NOW).unwrap();
        let tls = Tls::new(authority, &domain, &[], options.material).unwrap();
        let tls = Arc::new(tls);
        let shared = Shared {
            world: Arc::clone(&world),
            settings: Arc::new(Settings {
                domain,
                resource_tags: false,
                development_keys: false,
                conveniences: options.conveniences,
                echo_canonical_request: options.echo_canonical_request,
                account_throttle: options.account_throttle,
            }),
            tokens: Arc::new(TokenKey::new(&[7; 32]).unwrap()),
            api_keys: Arc::new(ApiKeyDigester::new(&API_KEYS)),
            journal: Arc::clone(&journal) as Arc<dyn Journal>,
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            limits: options.limits,
            control: options.control,
            operator: options.operator,
            health: Arc::new(|| ControlResponse::json(200, "{\"status\":\"ok\"}")),
            endpoint_port: None,
            inside: Arc::default(),
            tls: Arc::clone(&tls),
        };
        let proxy = Proxy::new(shared, options.workers).unwrap();
        let address = proxy
            .listen(
                "127.0.0.1:0".parse().unwrap(),
                options.role,
                options.transport,
            )
            .unwrap();
        for status in proxy.reconcile() {
            assert_eq!(
                status.state,
                portcullis_proxy::ListenerState::Listening,
                "{status:?}"
            );
        }
        Self {
            proxy: Some(proxy),
            address,
            clock,
            journal,
            world,
            tls,
        }
    }

    pub(crate) fn proxy(&self) -> &Proxy {
        self.proxy.as_ref().unwrap()
    }

    /// Where an endpoint's interface listens.
    pub(crate) fn at(&self, loopback: impl Into<IpAddr>) -> SocketAddr {
        SocketAddr::new(loopback.into(), self.address.port())
    }

    /// A request to the public listener.
    pub(crate) fn request(&self, method: &str, path: &str) -> Request {
        Request::new(self.address, method, path)
    }

    /// A request to an endpoint's listener.
    pub(crate) fn request_through(
        &self,
        loopback: impl Into<IpAddr>,
        method: &str,
        path: &str,
    ) -> Request {
        Request::new(self.at(loopback), method, path)
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        if let Some(proxy) = self.proxy.take() {
            proxy.drain(Duration::ZERO);
        }
    }
}

pub(crate) struct TestClock {
    now: AtomicI64,
    nanos: AtomicU64,
}

impl TestClock {
    pub(crate) fn set(&self, now: i64) {
        self.now.store(now, Ordering::SeqCst);
    }

    /// Lets time pass for what is counted by the second.
    pub(crate) fn advance(&self, nanos: u64) {
        self.nanos.fetch_add(nanos, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> i64 {
        self.now.load(Ordering::SeqCst)
    }

    fn nanos(&self) -> u64 {
        self.nanos.load(Ordering::SeqCst)
    }
}

#[derive(Default)]
pub(crate) struct TestJournal {
    entries: Mutex<Vec<Recorded>>,
    lines: Mutex<Vec<(String, String)>>,
    logged: Condvar,
    explain: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    pub(crate) request_id: String,
    pub(crate) status: u16,
    pub(crate) caller: String,
    pub(crate) resource: String,
    pub(crate) vpc_endpoint: Option<String>,
    pub(crate) path: String,
    pub(crate) denied_by: Option<String>,
    pub(crate) failure: Option<String>,
    pub(crate) layers: Vec<String>,
}

impl TestJournal {
    pub(crate) fn entries(&self) -> Vec<Recorded> {
        self.entries.lock().unwrap().clone()
    }

    /// The lines of access logs, with their destinations, once there are so many. A line is
    /// written when its answer was, so a client may be ahead of it.
    pub(crate) fn lines(&self, count: usize) -> Vec<(String, String)> {
        let lines = self.lines.lock().unwrap();
        let patience = Duration::from_secs(20);
        let waited = self
            .logged
            .wait_timeout_while(lines, patience, |lines| lines.len() < count);
        waited.unwrap().0.clone()
    }

    /// Holds nothing of what was recorded so far: where what is held is counted, in a binary of its own.
    #[allow(dead_code)]
    pub(crate) fn forget(&self) {
        *self.entries.lock().unwrap() = Vec::new();
    }

    pub(crate) fn last(&self) -> Recorded {
        self.entries().pop().expect("nothing was recorded")
    }
}

impl Journal for TestJournal {
    fn record(&self, entry: &Entry<'_>) {
        let layers = entry.explainable.map(|it| {
            let explained = it.explain();
            it.layers(|said| {
                // What is said in passing is what is said at length.
                for (glanced, whole) in said.layers.iter().zip(&explained.layers) {
                    assert_eq!(glanced.finding, whole.finding);
                    assert_eq!(glanced.to_string(), whole.because);
                }
                let layers = said.layers.iter();
                layers.map(|it| format!("{:?}", it.finding)).collect()
            })
        });
        self.entries.lock().unwrap().push(Recorded {
            request_id: entry.request_id.to_owned(),
            status: entry.status,
            caller: entry.caller.to_owned(),
            resource: entry.resource.to_owned(),
            vpc_endpoint: entry.vpc_endpoint.map(str::to_owned),
            path: entry.path.to_owned(),
            denied_by: entry.denial.map(|denial| format!("{:?}", denial.layer)),
            failure: entry.failure.map(str::to_owned),
            layers: layers.unwrap_or_default(),
        });
    }

    fn access(&self, line: &AccessLine<'_>) {
        let line = (line.destination.to_owned(), line.line.to_owned());
        self.lines.lock().unwrap().push(line);
        self.logged.notify_all();
    }

    fn wants_explanation(&self, denied: bool) -> bool {
        self.explain && denied
    }
}
