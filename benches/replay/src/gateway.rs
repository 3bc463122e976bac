//! The gateway whose instructions are counted: the data plane with one worker, at a time that stands still, so that the
//! same bytes are valid in every run. It keeps no record: that is the binary's, and needs all of it.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use arc_swap::ArcSwap;
use portcullis_catalog::snapshot::Domain;
use portcullis_catalog::traffic::Throttle;
use portcullis_guard::{
    AccessLine, ApiKeyDigester, Asked, Entry, Journal, Settings, TokenKey, Unexplained,
};
use portcullis_proxy::{
    Authority, Clock, ControlResponse, Inside, Limits, Material, Proxy, Role, Shared, Tls,
    Transport,
};

use crate::requests::NOW;
use crate::world;

/// Serves until its standard input ends; the port is its first line.
pub fn serve(backend: &str, endpoint: Ipv4Addr) {
    let domain = Domain {
        region: "us-east-1".into(),
        suffixes: vec!["amazonaws.com".into()],
    };
    let (authority, _) = Authority::generate(NOW).expect("an authority");
    let tls = Tls::new(authority, &domain, &[], Material::default()).expect("what TLS needs");
    let shared = Shared {
        world: Arc::new(ArcSwap::from(world::snapshot(backend, endpoint))),
        settings: Arc::new(Settings {
            domain,
            resource_tags: true,
            development_keys: false,
            conveniences: false,
            echo_canonical_request: true,
            account_throttle: Throttle::default(),
        }),
        tokens: Arc::new(TokenKey::new(&[7; 32]).expect("a key")),
        api_keys: Arc::new(ApiKeyDigester::new(&[5; 32])),
        journal: Arc::new(Nowhere::default()),
        clock: Arc::new(Still),
        limits: Limits::default(),
        control: None,
        operator: None,
        health: Arc::new(|| ControlResponse::json(200, "{\"status\":\"ok\"}")),
        endpoint_port: None,
        inside: Arc::<Inside>::default(),
        tls: Arc::new(tls),
    };
    let proxy = Proxy::new(shared, 1).expect("a worker");
    let anywhere = "127.0.0.1:0".parse().expect("an address");
    let address = proxy
        .listen(anywhere, Role::Gateway, Transport::Either)
        .expect("a listener");
    proxy.reconcile();
    println!("{}", address.port());
    std::io::stdout().flush().expect("somebody reads");
    let _ = std::io::stdin().read(&mut [0]);
    proxy.drain(Duration::ZERO);
}

/// Does with a refusal what `serve` does by default, but for the form of its line: it says in words what the four layers
/// found, and keeps what explains it later.
#[derive(Default)]
struct Nowhere(Mutex<Said>);

#[derive(Default)]
struct Said {
    words: String,
    kept: Option<(Asked, Unexplained)>,
}

impl Journal for Nowhere {
    fn record(&self, entry: &Entry<'_>) {
        let Some(explainable) = &entry.explainable else {
            return;
        };
        let mut last = self.0.lock().expect("nothing panics with it");
        last.words.clear();
        explainable.layers(|said| {
            for layer in &said.layers {
                write!(last.words, "{layer}").expect("a string takes all");
            }
        });
        last.kept = Some((explainable.asking.keep(), explainable.keep()));
    }

    fn access(&self, _: &AccessLine<'_>) {}

    fn wants_explanation(&self, denied: bool) -> bool {
        denied
    }
}

/// The time of the signatures.
struct Still;

impl Clock for Still {
    fn now(&self) -> i64 {
        NOW
    }

    fn nanos(&self) -> u64 {
        0
    }
}
