//! A signed request, from its head and body to the verdict, against scratchstack-aws-signature.
//! Both sides hold the signing key ready, look it up by access key id, and hash the body. The
//! peer takes requests by value; making the copies is not measured. Beside it, what hashing takes by itself.

use std::collections::HashMap;
use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::str::FromStr;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac;
use bytes::Bytes;
use chrono::DateTime;
use http::{HeaderName, HeaderValue};
use portcullis_sigv4::{
    Algorithm, Credentials, Evidence, HeaderList, PayloadHash, Request, Rules, Scratch, SecretKey,
    Signing, Timestamp, VerifyingKey, claim, diagnose, expected, sign_headers, verify_with,
};
use scratchstack_aws_signature::{
    GetSigningKeyRequest, GetSigningKeyResponse, KSecretKey, NO_ADDITIONAL_SIGNED_HEADERS,
    SignatureOptions, sigv4_validate_request,
};
use tower::{BoxError, service_fn};

use crate::measure::{Comparisons, busy};

const PEER: &str = "scratchstack-aws-signature 0.11";
/// At most a quarter of the peer's time.
const BAR: f64 = 0.25;

const NOW: Timestamp = Timestamp::from_unix(1_440_938_160);
const ID: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const REGION: &str = "us-east-1";
const SERVICE: &str = "execute-api";
const HOST: &str = "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com";

/// How many requests are made at a time for the peer, which consumes them.
const PREPARED: u64 = 256;

pub(crate) fn compare(comparisons: &mut Comparisons) {
    let token = "IQoJb3JpZ2luX2VjEXAMPLE".repeat(20);
    let small = Sent::new("GET", "/prod/pets", "limit=10&after=a1b2", None, b"");
    let with_token = Sent::new(
        "GET",
        "/prod/pets",
        "limit=10&after=a1b2",
        Some(&token),
        b"",
    );
    let body = br#"{"name":"Rex","kind":"dog"},"#.repeat(37);
    let post = Sent::new("POST", "/prod/pets", "", None, &body[..1024]);
    for (name, bar, sent) in [
        ("verify a small GET", Some(BAR), &small),
        ("verify it with a session token", None, &with_token),
        ("verify a POST of 1 KiB", None, &post),
    ] {
        compare_one(comparisons, name, bar, sent);
    }
    hash_alone(comparisons, &small);
    compare_diagnosis(comparisons, &small);
}

/// What nobody can leave out: one SHA-256 over the canonical request and one HMAC over the string to sign, of bytes that are
/// there already, with a key that is ready. Beside it, all of verifying.
fn hash_alone(comparisons: &mut Comparisons, sent: &Sent) {
    let ours = Ours::new();
    let payload = PayloadHash::of(&sent.body);
    let written = expected(&sent.head(), &ours.rules, &payload).expect("the request is signed");
    let (request, string) = (written.canonical_request, written.string_to_sign);
    let key = SecretKey::new(SECRET).day(NOW.date()).region(REGION);
    let key = hmac_sha256(&*key.service(SERVICE).to_bytes(), b"aws4_request");
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_ref());
    let signature = hmac::sign(&key, string.as_bytes());

    let mut scratch = Scratch::new();
    comparisons.compare(
        "hash and sign its bytes alone",
        "verifying it",
        None,
        &mut |count| {
            busy(|| {
                for _ in 0..count {
                    let (request, string) = (black_box(&request), black_box(&string));
                    black_box(digest(&SHA256, request.as_bytes()));
                    assert!(hmac::verify(&key, string.as_bytes(), signature.as_ref()).is_ok());
                }
            })
        },
        &mut |count| {
            busy(|| {
                for _ in 0..count {
                    assert!(ours.verify(&mut scratch, black_box(sent)));
                }
            })
        },
    );
}

fn hmac_sha256(key: &[u8], data: &[u8]) -> hmac::Tag {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), data)
}

/// Finding no mistake in a corrupt request, which tries every known one, against as many verifications of the peer's as
/// take about 200 µs: what the explanation of a refusal may cost.
fn compare_diagnosis(comparisons: &mut Comparisons, sent: &Sent) {
    const AS_MANY: u64 = 35;
    let secret = SecretKey::new(SECRET);
    let tampered = sent.tampered();
    let payload = PayloadHash::of(&tampered.body);
    let evidence = Evidence {
        payload: &payload,
        body: Some(&tampered.body),
        secret: Some(&secret),
        session_token: None,
        other_secrets: &[],
        other_hosts: &["api.example.com"],
    };
    let rules = Rules::execute_api(REGION);
    let theirs = Theirs::new();
    comparisons.compare(
        "diagnose a corrupt GET",
        "35 times scratchstack-aws-signature 0.11",
        Some(1.0),
        &mut |count| {
            busy(|| {
                for _ in 0..count {
                    let found = diagnose(&black_box(&tampered).head(), &rules, &evidence, NOW);
                    assert!(found.causes.is_empty());
                }
            })
        },
        &mut |count| theirs.sample(sent, count * AS_MANY),
    );
}

fn compare_one(comparisons: &mut Comparisons, name: &'static str, bar: Option<f64>, sent: &Sent) {
    let (ours, theirs) = (Ours::new(), Theirs::new());
    let tampered = sent.tampered();
    assert!(ours.verify(&mut Scratch::new(), sent));
    assert!(!ours.verify(&mut Scratch::new(), &tampered));
    assert!(theirs.verify(sent.request()));
    assert!(!theirs.verify(tampered.request()));

    let mut scratch = Scratch::new();
    comparisons.compare(
        name,
        PEER,
        bar,
        &mut |count| {
            busy(|| {
                for _ in 0..count {
                    assert!(ours.verify(&mut scratch, black_box(sent)));
                }
            })
        },
        &mut |count| theirs.sample(sent, count),
    );
}

/// A request as a server has it.
struct Sent {
    method: &'static str,
    path: &'static str,
    query: &'static str,
    headers: HeaderList,
    body: Bytes,
}

impl Sent {
    fn new(
        method: &'static str,
        path: &'static str,
        query: &'static str,
        token: Option<&str>,
        body: &[u8],
    ) -> Self {
        let mut headers = HeaderList::new();
        headers.insert(
            HeaderName::from_static("host"),
            HeaderValue::from_static(HOST),
        );
        headers.insert(
            HeaderName::from_static("accept"),
            HeaderValue::from_static("*/*"),
        );
        headers.insert(
            HeaderName::from_static("accept-encoding"),
            HeaderValue::from_static("gzip, deflate"),
        );
        if !body.is_empty() {
            let json = HeaderValue::from_static("application/json");
            headers.insert(HeaderName::from_static("content-type"), json);
        }
        let secret = SecretKey::new(SECRET);
        let signing = Signing {
            credentials: Credentials {
                access_key_id: ID,
                secret: &secret,
                session_token: token,
            },
            algorithm: Algorithm::HmacSha256,
            region: REGION,
            service: SERVICE,
            time: NOW,
            content_sha256_header: false,
        };
        let mut sent = Self {
            method,
            path,
            query,
            headers,
            body: Bytes::copy_from_slice(body),
        };
        let added = sign_headers(&sent.head(), &PayloadHash::of(body), &signing)
            .expect("the request can be signed");
        for (name, value) in added {
            sent.headers.insert(name, value);
        }
        sent
    }

    /// Another query under the same signature.
    fn tampered(&self) -> Self {
        Self {
            method: self.method,
            path: self.path,
            query: "limit=11",
            headers: self.headers.clone(),
            body: self.body.clone(),
        }
    }

    fn head(&self) -> Request<'_> {
        Request {
            method: self.method,
            path: self.path,
            query: (!self.query.is_empty()).then_some(self.query),
            headers: &self.headers,
            authority: None,
        }
    }

    fn request(&self) -> http::Request<Bytes> {
        let uri = match self.query {
            "" => self.path.to_owned(),
            query => format!("{}?{query}", self.path),
        };
        let mut request = http::Request::builder()
            .method(self.method)
            .uri(uri)
            .body(self.body.clone())
            .expect("the request is well formed");
        *request.headers_mut() = self.headers.to_map();
        request
    }
}

struct Ours {
    rules: Rules<'static>,
    keys: HashMap<String, VerifyingKey>,
}

impl Ours {
    fn new() -> Self {
        let key = SecretKey::new(SECRET)
            .day(NOW.date())
            .region(REGION)
            .service(SERVICE)
            .signing();
        Self {
            rules: Rules::execute_api(REGION),
            keys: HashMap::from([(ID.to_owned(), VerifyingKey::Hmac(key))]),
        }
    }

    fn verify(&self, scratch: &mut Scratch, sent: &Sent) -> bool {
        let request = sent.head();
        let payload = PayloadHash::of(&sent.body);
        let Ok(Some(claim)) = claim(&request, &self.rules, NOW) else {
            return false;
        };
        let Some(key) = self.keys.get(claim.access_key_id()) else {
            return false;
        };
        verify_with(scratch, &claim, &request, &self.rules, &payload, key).is_ok()
    }
}

struct Theirs {
    keys: Arc<HashMap<String, GetSigningKeyResponse>>,
}

impl Theirs {
    fn new() -> Self {
        let date = DateTime::from_timestamp(NOW.unix(), 0)
            .expect("a time")
            .date_naive();
        let secret = KSecretKey::from_str(SECRET).expect("a secret");
        let response = GetSigningKeyResponse::builder()
            .signing_key(secret.to_ksigning(date, REGION, SERVICE))
            .build()
            .expect("a response");
        Self {
            keys: Arc::new(HashMap::from([(ID.to_owned(), response)])),
        }
    }

    fn sample(&self, sent: &Sent, mut count: u64) -> Duration {
        let mut spent = Duration::ZERO;
        while count > 0 {
            let now = count.min(PREPARED);
            let requests: Vec<_> = (0..now).map(|_| sent.request()).collect();
            spent += busy(|| {
                for request in requests {
                    assert!(self.verify(black_box(request)));
                }
            });
            count -= now;
        }
        spent
    }

    fn verify(&self, request: http::Request<Bytes>) -> bool {
        let keys = Arc::clone(&self.keys);
        let mut service = service_fn(move |asked: GetSigningKeyRequest| {
            let found = keys.get(asked.access_key()).cloned();
            async move { found.ok_or_else(|| BoxError::from("no such key")) }
        });
        let now = DateTime::from_timestamp(NOW.unix(), 0).expect("a time");
        let verdict = sigv4_validate_request(
            request,
            REGION,
            SERVICE,
            &mut service,
            now,
            &NO_ADDITIONAL_SIGNED_HEADERS,
            SignatureOptions::default(),
        );
        // Nothing in it waits for anything.
        match pin!(verdict).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(verdict) => verdict.is_ok(),
            Poll::Pending => false,
        }
    }
}
