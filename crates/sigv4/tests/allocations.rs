//! Verifying allocates nothing once its buffers are warm: counted, not believed. A binary of its own, because counting needs a
//! global allocator.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use http::header::{HOST, HeaderName};
use portcullis_sigv4::{
    Algorithm, Credentials, Evidence, HeaderList, PayloadHash, Request, Rules, Scratch, SecretKey,
    Signing, Timestamp, VerifyingKey, claim, diagnose, sign_headers, verify_with,
};

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call is handed to the system's allocator as it came; counting touches a thread-local integer only.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's contract is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's contract is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[test]
fn verifying_a_header_request_allocates_nothing_after_the_first() {
    let secret = SecretKey::new("secret");
    let now = Timestamp::from_unix(1_440_938_160);
    let rules = Rules::execute_api("us-east-1");
    let payload = PayloadHash::of(b"{}");
    let key = VerifyingKey::Hmac(
        secret
            .day(now.date())
            .region(rules.region)
            .service(rules.service)
            .signing(),
    );
    let token = "t".repeat(1000);
    let signing = Signing {
        credentials: Credentials {
            access_key_id: "AKIDEXAMPLE",
            secret: &secret,
            session_token: Some(&token),
        },
        algorithm: Algorithm::HmacSha256,
        region: rules.region,
        service: rules.service,
        time: now,
        content_sha256_header: true,
    };
    let mut headers = HeaderList::new();
    headers.insert(
        HOST,
        "abc123.execute-api.us-east-1.amazonaws.com"
            .parse()
            .unwrap(),
    );
    headers.insert(
        HeaderName::from_static("x-custom"),
        "a   b".parse().unwrap(),
    );
    let unsigned = Request {
        method: "POST",
        path: "/prod/caf%C3%A9/@x",
        query: Some("b=2&a=1&q=a+b%20c&long"),
        headers: &headers,
        authority: None,
    };
    let mut all = headers.clone();
    for (name, value) in sign_headers(&unsigned, &payload, &signing).unwrap() {
        all.insert(name, value);
    }
    let request = Request {
        headers: &all,
        ..unsigned
    };
    let mut scratch = Scratch::new();
    let mut judge = || {
        let claim = claim(&request, &rules, now).unwrap().unwrap();
        verify_with(&mut scratch, &claim, &request, &rules, &payload, &key).unwrap();
    };
    judge();
    let before = ALLOCATIONS.with(Cell::get);
    for _ in 0..100 {
        judge();
    }
    assert_eq!(ALLOCATIONS.with(Cell::get) - before, 0);
    assert!(before > 0, "the counter counts");
}

/// The buffers of a diagnosis grow a few times; how many mistakes it tries, and how many there are to name, changes little.
#[test]
fn diagnosing_allocates_within_a_bound_whatever_is_sent() {
    const MOST_ALLOCATIONS: usize = 160;
    const MOST_TRIES: usize = 128;
    let secret = SecretKey::new("secret/with+signs");
    let rules = Rules::execute_api("us-east-1");
    let now = Timestamp::from_unix(1_440_938_160);
    for size in [1, 10, 100] {
        let mut headers = HeaderList::new();
        headers.insert(HOST, "abc123.example.com:8080".parse().unwrap());
        for index in 0..size.min(40) {
            let name = HeaderName::try_from(format!("x-{index}")).unwrap();
            headers.append(name.clone(), "A   b, c".parse().unwrap());
            headers.append(name, "d".parse().unwrap());
        }
        let signing = Signing {
            credentials: Credentials {
                access_key_id: "AKIDEXAMPLE",
                secret: &secret,
                session_token: None,
            },
            algorithm: Algorithm::HmacSha256,
            region: rules.region,
            service: rules.service,
            time: now,
            content_sha256_header: true,
        };
        let path = "/a%20b/..//@x".repeat(size);
        let query = "b=2&a-b=%7e+&long&a=1&".repeat(size);
        let unsigned = Request {
            method: "POST",
            path: &path,
            query: Some(&query),
            headers: &headers,
            authority: None,
        };
        let mut all = headers.clone();
        for (name, value) in sign_headers(&unsigned, &PayloadHash::EMPTY, &signing).unwrap() {
            all.insert(name, value);
        }
        let corrupt = format!("{path}/corrupt");
        let body = b"line\n".repeat(size);
        let payload = PayloadHash::of(&body);
        let arrived = Request {
            path: &corrupt,
            headers: &all,
            ..unsigned
        };
        let evidence = Evidence {
            payload: &payload,
            body: Some(&body),
            secret: Some(&secret),
            session_token: None,
            other_secrets: &[],
            other_hosts: &[],
        };
        let before = ALLOCATIONS.with(Cell::get);
        let found = diagnose(&arrived, &rules, &evidence, now);
        let allocations = ALLOCATIONS.with(Cell::get) - before;
        assert!(found.causes.is_empty());
        assert!(found.tried <= MOST_TRIES);
        assert!(
            allocations <= MOST_ALLOCATIONS,
            "{allocations} allocations for size {size}"
        );
    }
}
