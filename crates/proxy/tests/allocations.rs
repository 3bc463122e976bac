//! What the data plane holds for connections that wait, and for bodies that come all at once: counted, not believed. A
//! binary of its own, because counting needs a global allocator. The clients are in this process too, and hold next to
//! nothing.
#![allow(unsafe_code)]

#[path = "it/backend.rs"]
#[allow(dead_code)]
mod backend;
#[path = "it/client.rs"]
#[allow(dead_code)]
mod client;
#[path = "it/gateway.rs"]
#[allow(dead_code)]
mod gateway;
#[path = "it/tls_client.rs"]
#[allow(dead_code)]
mod tls_client;
#[path = "it/world.rs"]
#[allow(dead_code)]
mod world;

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::time::{Duration, Instant};

use portcullis_proxy::Limits;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use client::{exchange, host_of, read_response};
use gateway::{Gateway, Options};
use tls_client::Tls;
use world::{Api, World, mock, open, proxied_all};

const API: &str = "public1234";
const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// Counts the bytes that are held, and the most that there were.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call is handed to the system's allocator as it came; counting touches integers only.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(held, Ordering::Relaxed);
        // SAFETY: the caller's contract is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's contract is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// Counts the times that a connection waited for its next request.
struct Kept;

static KEPT: Mutex<usize> = Mutex::new(0);
static KEEPS: Condvar = Condvar::new();

impl Subscriber for Kept {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "portcullis_proxy::connection::http1"
            && *metadata.level() == tracing::Level::TRACE
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        *KEPT.lock().unwrap() += 1;
        KEEPS.notify_all();
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Has what is counted to itself, and counts from nothing.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    static ONCE: Once = Once::new();
    let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    ONCE.call_once(|| tracing::subscriber::set_global_default(Kept).unwrap());
    *KEPT.lock().unwrap() = 0;
    alone
}

fn wait_until_kept(count: usize) {
    let kept = KEPT.lock().unwrap();
    let patience = Duration::from_secs(20);
    let waited = KEEPS.wait_timeout_while(kept, patience, |kept| *kept < count);
    assert!(!waited.unwrap().1.timed_out(), "not all were kept");
}

fn gateway(limits: Limits, backend: Option<std::net::SocketAddr>) -> Gateway {
    let mut world = World::default();
    let mut api = Api::regional(API).method("GET", "/mock", open(mock()));
    if let Some(backend) = backend {
        api = api.method("POST", "/{proxy+}", open(proxied_all(backend)));
    }
    world.api(api);
    let options = Options {
        limits,
        ..Options::default()
    };
    Gateway::with(&mut world, options)
}

/// How much each of so many connections adds, once it had an answer and waits.
fn idle_each(count: usize, connect: impl Fn(&Gateway, &[u8]) -> TcpStream) -> usize {
    let gateway = gateway(Limits::default(), None);
    let request = gateway.request("GET", "/prod/mock").api(API).bytes();
    // What there is once for all, and for so many descriptors.
    let first: Vec<_> = (0..count).map(|_| connect(&gateway, &request)).collect();
    wait_until_kept(count);
    gateway.journal.forget();
    let before = HELD.load(Ordering::Relaxed);
    let kept: Vec<_> = (0..count).map(|_| connect(&gateway, &request)).collect();
    wait_until_kept(2 * count);
    gateway.journal.forget();
    let after = HELD.load(Ordering::Relaxed);
    drop((first, kept));
    (after - before) / count
}

#[test]
fn an_idle_connection_is_small() {
    let _alone = alone();
    let each = idle_each(200, |gateway, request| {
        let stream = client::connect(gateway.address, None);
        exchange(&stream, request, "GET").unwrap().is_ok();
        stream
    });
    eprintln!("an idle connection: {each} bytes");
    assert!(each <= 4 * KIB, "{each} bytes");
}

#[test]
fn an_idle_connection_of_tls_is_small() {
    let _alone = alone();
    let each = idle_each(100, |gateway, request| {
        let mut stream = Tls::new(gateway, &host_of(API)).connect().unwrap();
        exchange(&mut stream, request, "GET").unwrap().is_ok();
        // What this side holds is not measured, and nothing more is said on it.
        stream.sock
    });
    eprintln!("an idle connection of TLS: {each} bytes");
    assert!(each <= 12 * KIB, "{each} bytes");
}

/// Bodies that come all at once, to a back end that takes none of them.
#[test]
fn bodies_that_come_at_once_are_held_within_the_budget() {
    const CLIENTS: usize = 96;
    const BUDGET: usize = 8 * MIB;
    /// What is read from a socket and not looked at yet, and the state of the connection, on both sides of the gateway.
    const CONNECTION: usize = 64 * KIB;

    let _alone = alone();
    let backend = TcpListener::bind("127.0.0.1:0").unwrap();
    socket2::SockRef::from(&backend)
        .set_recv_buffer_size(4 * KIB)
        .unwrap();
    let limits = Limits {
        max_buffered_body: BUDGET,
        ..Limits::default()
    };
    let gateway = gateway(limits, Some(backend.local_addr().unwrap()));
    let body = vec![b'a'; MIB];
    let request = gateway.request("POST", "/prod/up").api(API).body(body);
    let request = request.bytes();
    let mut clients: Vec<_> = (0..CLIENTS)
        .map(|_| (client::connect(gateway.address, None), 0))
        .collect();
    backend.set_nonblocking(true).unwrap();
    for (stream, _) in &clients {
        stream.set_nonblocking(true).unwrap();
    }
    let before = HELD.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    // In turns, so that all of them grow together, until each is refused or on its way to the back end.
    let (mut refused, mut let_in) = (0, Vec::new());
    let ends = Instant::now() + Duration::from_secs(20);
    while refused + let_in.len() < CLIENTS {
        assert!(
            Instant::now() < ends,
            "{refused} refused, {} let in",
            let_in.len()
        );
        let_in.extend(backend.accept());
        clients.retain_mut(|(stream, sent)| {
            if stream.peek(&mut [0]).is_ok() {
                stream.set_nonblocking(false).unwrap();
                assert_eq!(read_response(stream, "POST").unwrap().status, 503);
                refused += 1;
                return false;
            }
            let rest = &request[*sent..];
            let piece = &rest[..rest.len().min(16 * KIB)];
            *sent += stream.write(piece).unwrap_or_default();
            true
        });
    }
    let most = MOST.load(Ordering::Relaxed) - before;
    eprintln!("{refused} refused, {most} bytes at most");
    let bound = BUDGET + BUDGET / 8 + CLIENTS * CONNECTION;
    assert!(most <= bound, "{most} bytes of {bound}");
    assert!(let_in.len() <= BUDGET / MIB && !let_in.is_empty());
}
