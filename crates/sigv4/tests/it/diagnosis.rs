//! Mistakes are named, and only those that were made: planted with AWS's own signer where it can be led to make them, written
//! out by hand where it cannot, and random corruptions, for which the answer may be "unknown" and must not be wrong.

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4::{self, calculate_signature, generate_signing_key};
use portcullis_sigv4::{
    Algorithm, Cause, Diagnosis, Evidence, PayloadHash, SecretKey, Timestamp, diagnose, expected,
};
use proptest::prelude::*;

use crate::generated;
use crate::raw_request::{KEY_ID, NOW, REGION, RawRequest, SECRET, api_rules, signing};

const HOST: &str = "abc123.execute-api.us-east-1.amazonaws.com";
const TOKEN: &str = "IQoJ/b3+Jp==";
/// The bound of the crate.
const MOST_TRIES: usize = 128;

/// How the oracle is led astray.
struct Planted<'a> {
    secret: &'a str,
    token: Option<&'a str>,
    region: &'a str,
    service: &'a str,
    host: &'a str,
    time: Timestamp,
    body: Option<SignableBody<'a>>,
    settings: fn(&mut SigningSettings),
}

const RIGHT: Planted<'static> = Planted {
    secret: SECRET,
    token: None,
    region: REGION,
    service: "execute-api",
    host: HOST,
    time: NOW,
    body: None,
    settings: |_| {},
};

impl Planted<'_> {
    /// What arrives: the request as it is, with the signature of the mistake.
    fn sign(&self, request: RawRequest) -> RawRequest {
        let token = self.token.map(str::to_owned);
        let identity = Credentials::new(KEY_ID, self.secret, token, None, "tests").into();
        let mut settings = SigningSettings::default();
        (self.settings)(&mut settings);
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name(self.service)
            .time(UNIX_EPOCH + Duration::from_secs(u64::try_from(self.time.unix()).unwrap()))
            .settings(settings)
            .build()
            .unwrap()
            .into();
        let query = request.query.as_ref().map(|query| format!("?{query}"));
        let uri = format!(
            "https://{}{}{}",
            self.host,
            request.path,
            query.unwrap_or_default()
        );
        let headers: Vec<(String, String)> = request
            .headers
            .iter()
            .filter(|(name, _)| *name != "host")
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .chain([("host".to_owned(), self.host.to_owned())])
            .collect();
        let body = request.body.clone();
        let signable = SignableRequest::new(
            &request.method,
            uri,
            headers
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
            self.body.clone().unwrap_or(SignableBody::Bytes(&body)),
        )
        .unwrap();
        let (added, _) = sign(signable, &params).unwrap().into_parts().0.into_parts();
        let mut signed = request;
        for header in added {
            signed.set(header.name(), header.value());
        }
        signed
    }
}

#[derive(Copy, Clone)]
struct Known<'a> {
    secret: &'a str,
    token: Option<&'a str>,
    others: &'a [(&'a str, &'a SecretKey)],
    hosts: &'a [&'a str],
}

const KNOWN: Known<'static> = Known {
    secret: SECRET,
    token: None,
    others: &[],
    hosts: &[],
};

fn diagnosis(request: &RawRequest, known: Known<'_>) -> Diagnosis {
    let secret = SecretKey::new(known.secret);
    let payload = request.payload();
    let evidence = Evidence {
        payload: &payload,
        body: Some(&request.body),
        secret: Some(&secret),
        session_token: known.token,
        other_secrets: known.others,
        other_hosts: known.hosts,
    };
    diagnose(&request.request(), &api_rules(), &evidence, NOW)
}

#[track_caller]
fn check(arrived: &RawRequest, known: Known<'_>, codes: &[&str]) -> Diagnosis {
    assert!(
        !arrived.is_accepted() || known.token.is_some(),
        "the mistake is none"
    );
    let diagnosis = diagnosis(arrived, known);
    let found: Vec<&str> = diagnosis.causes.iter().map(Cause::code).collect();
    assert_eq!(found, codes, "{:?}", diagnosis.causes);
    assert!(diagnosis.tried <= MOST_TRIES);
    diagnosis
}

fn get(target: &str) -> RawRequest {
    RawRequest::to_api("GET", target)
}

#[test]
fn a_path_that_is_signed_by_the_rules_of_s3_is_named() {
    let single = Planted {
        settings: |settings| {
            settings.percent_encoding_mode = PercentEncodingMode::Single;
        },
        ..RIGHT
    };
    check(
        &single.sign(get("/prod/a%20b")),
        KNOWN,
        &["path-encoded-once"],
    );
    let raw = Planted {
        settings: |settings| {
            settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        },
        ..RIGHT
    };
    check(
        &raw.sign(get("/prod//pets")),
        KNOWN,
        &["path-not-normalised"],
    );
    let s3 = Planted {
        settings: |settings| {
            settings.percent_encoding_mode = PercentEncodingMode::Single;
            settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        },
        ..RIGHT
    };
    check(&s3.sign(get("/prod//a%20b")), KNOWN, &["path-as-sent"]);
    let s3_body = Planted {
        body: Some(SignableBody::UnsignedPayload),
        ..s3
    };
    let arrived = s3_body.sign(get("/prod/a%20b").with_body(b"{}"));
    check(&arrived, KNOWN, &["path-encoded-once", "body-unsigned"]);
}

#[test]
fn a_path_that_is_encoded_or_cut_on_the_way_is_named() {
    let mut arrived = RIGHT.sign(get("/prod/a%2520b"));
    arrived.path = "/prod/a%20b".to_owned();
    check(&arrived, KNOWN, &["path-encoded-thrice"]);
    let mut arrived = RIGHT.sign(get("/prod/%E2%98%83"));
    arrived.path = "/prod/%e2%98%83".to_owned();
    check(&arrived, KNOWN, &["path-escapes"]);
    for (signed, sent, code) in [
        ("/prod/pets/", "/prod/pets", "path-last-slash"),
        ("/prod/pets", "/prod/pets/", "path-last-slash"),
        ("/pets", "/prod/pets", "path-first-segment"),
    ] {
        let mut arrived = RIGHT.sign(get(signed));
        arrived.path = sent.to_owned();
        check(&arrived, KNOWN, &[code]);
    }
}

#[test]
fn another_host_or_port_is_named() {
    let elsewhere = |host| Planted { host, ..RIGHT };
    let behind_proxy = elsewhere("api.example.com").sign(get("/prod/pets"));
    check(&behind_proxy, KNOWN, &[]);
    let hosts = ["other.example.com", "api.example.com"];
    let known = Known {
        hosts: &hosts,
        ..KNOWN
    };
    let found = check(&behind_proxy, known, &["host"]);
    assert_eq!(
        found.causes[0].to_string(),
        "the host `api.example.com` was signed"
    );
    let forwarded = behind_proxy
        .clone()
        .with("x-forwarded-host", "api.example.com");
    check(&forwarded, KNOWN, &["host"]);

    let mut with_port = RIGHT.sign(get("/prod/pets"));
    with_port.set("host", &format!("{HOST}:8443"));
    let found = check(&with_port, KNOWN, &["host"]);
    assert!(found.causes[0].to_string().contains(HOST));
    let with_port = elsewhere("abc123.execute-api.us-east-1.amazonaws.com:80");
    let found = check(&with_port.sign(get("/prod/pets")), KNOWN, &["host"]);
    assert!(found.causes[0].to_string().contains(":80`"));
}

#[test]
fn a_body_that_is_not_the_one_signed_is_named() {
    let post = || RawRequest::to_api("POST", "/prod/pets").with_body(b"{\"a\": 1}\n");
    let signed = |body| Planted {
        body: Some(body),
        ..RIGHT
    };
    let declared = |body| Planted {
        settings: |settings| {
            settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        },
        ..signed(body)
    };
    check(
        &signed(SignableBody::Bytes(b"")).sign(post()),
        KNOWN,
        &["body-empty"],
    );
    check(
        &signed(SignableBody::UnsignedPayload).sign(post()),
        KNOWN,
        &["body-unsigned"],
    );
    check(
        &declared(SignableBody::UnsignedPayload).sign(post()),
        KNOWN,
        &["body-unsigned"],
    );
    check(
        &declared(SignableBody::Bytes(b"{\"a\":1}")).sign(post()),
        KNOWN,
        &["body-changed"],
    );
    check(
        &signed(SignableBody::Bytes(b"{\"a\":1}")).sign(post()),
        KNOWN,
        &[],
    );
    check(
        &signed(SignableBody::Bytes(b"{\"a\": 1}")).sign(post()),
        KNOWN,
        &["body-last-line-end"],
    );
    let crlf = signed(SignableBody::Bytes(b"a\r\nb\r\nc"));
    let arrived = crlf.sign(post().with_body(b"a\nb\nc"));
    check(&arrived, KNOWN, &["body-line-ends"]);
}

#[test]
fn another_scope_or_clock_is_named() {
    let sign = |planted: Planted<'_>| planted.sign(get("/prod/pets"));
    let region = Planted {
        region: "eu-west-1",
        ..RIGHT
    };
    check(&sign(region), KNOWN, &["scope-region"]);
    let service = Planted {
        service: "apigateway",
        ..RIGHT
    };
    check(&sign(service), KNOWN, &["scope-service"]);
    let both = Planted {
        region: "eu-west-1",
        service: "lambda",
        ..RIGHT
    };
    check(&sign(both), KNOWN, &["scope-region", "scope-service"]);
    let scope = sign(RIGHT).edit("authorization", "20150830", "20150831");
    check(&scope, KNOWN, &["scope-date"]);
    for (seconds, words) in [
        (-301, "301 seconds before"),
        (400, "400 seconds after"),
        (7190, "local time"),
    ] {
        let skewed = Planted {
            time: Timestamp::from_unix(NOW.unix() + seconds),
            ..RIGHT
        };
        let found = check(&sign(skewed), KNOWN, &["clock-skew"]);
        assert!(
            found.causes[0].to_string().contains(words),
            "{}",
            found.causes[0]
        );
        assert_eq!(found.causes, [Cause::Skew { seconds }]);
    }
}

#[test]
fn a_token_that_is_missing_or_of_somebody_else_is_named() {
    let temporary = Known {
        token: Some(TOKEN),
        ..KNOWN
    };
    let with_token = Planted {
        token: Some(TOKEN),
        ..RIGHT
    };
    let mut lost = with_token.sign(get("/prod/pets"));
    lost.headers.remove("x-amz-security-token");
    check(&lost, temporary, &["header-absent"]);
    check(
        &RIGHT.sign(get("/prod/pets")),
        temporary,
        &["token-missing"],
    );
    let other = Planted {
        token: Some("other"),
        ..RIGHT
    };
    check(
        &other.sign(get("/prod/pets")),
        temporary,
        &["token-of-others"],
    );
    let with_token = with_token.sign(get("/prod/pets"));
    let unexpected = diagnosis(&with_token, KNOWN);
    assert_eq!(unexpected.causes, [Cause::TokenUnexpected]);
    let not_listed = with_token.edit("authorization", ";x-amz-security-token", "");
    check(&not_listed, temporary, &["token-not-listed"]);
}

#[test]
fn a_secret_that_is_not_quite_the_right_one_is_named() {
    let other = SecretKey::new("other");
    let others = [("AKIDOTHER", &other)];
    let known = Known {
        others: &others,
        ..KNOWN
    };
    let signed_with = |secret: &str| Planted { secret, ..RIGHT }.sign(get("/prod/pets"));
    let found = check(&signed_with("other"), known, &["key-other"]);
    assert!(found.causes[0].to_string().contains("`AKIDOTHER`"));
    check(&signed_with("unknown"), known, &[]);
    for (before, after, code) in [
        ("", "\n", "key-blank"),
        ("", "\r\n", "key-blank"),
        ("", " ", "key-blank"),
        (" ", "", "key-blank"),
        ("\"", "\"", "key-quoted"),
    ] {
        check(
            &signed_with(&format!("{before}{SECRET}{after}")),
            known,
            &[code],
        );
    }
    check(
        &signed_with(&SECRET.replace('/', "%2F").replace('+', "%2B")),
        known,
        &["key-encoded"],
    );
    check(
        &signed_with(&SECRET.replace('+', " ")),
        known,
        &["key-encoded"],
    );
}

#[test]
fn a_key_that_was_led_elsewhere_is_named() {
    for (region, service) in [("us-west-2", "execute-api"), (REGION, "apigateway")] {
        let elsewhere = Planted {
            region,
            service,
            ..RIGHT
        };
        let arrived = elsewhere.sign(get("/prod/pets")).edit(
            "authorization",
            &format!("{region}/{service}"),
            &format!("{REGION}/execute-api"),
        );
        let found = check(&arrived, KNOWN, &["key-scope"]);
        let words = found.causes[0].to_string();
        assert!(words.contains(region) && words.contains(service), "{words}");
    }
    let text = format!(
        "GET\n/prod/pets\n\nhost:{HOST}\nx-amz-date:20150830T123600Z\n\nhost;x-amz-date\n{EMPTY}"
    );
    let time = UNIX_EPOCH + Duration::from_secs(u64::try_from(NOW.unix() - 86_400).unwrap());
    let key = generate_signing_key(SECRET, time, REGION, "execute-api");
    let arrived = signed_text_with(get("/prod/pets"), &text, key, "");
    check(&arrived, KNOWN, &["key-date"]);
}

#[test]
fn a_header_or_method_that_changed_on_the_way_is_named() {
    let changed = |name: &'static str, signed: &str, arrived: &str| {
        let mut request = RIGHT.sign(get("/prod/pets").with("x-other", "1").with(name, signed));
        request.set(name, arrived);
        request
    };
    for (name, signed, arrived) in [
        ("accept-encoding", "identity", "gzip"),
        (
            "content-type",
            "application/json",
            "application/json; charset=utf-8",
        ),
        (
            "content-type",
            "application/json; charset=utf-8",
            "application/json",
        ),
        ("x-forwarded-for", "10.0.0.1", "10.0.0.1, 10.0.0.2"),
        ("x-case", "abc", "ABC"),
    ] {
        let found = check(&changed(name, signed, arrived), KNOWN, &["header-changed"]);
        assert!(
            found.causes[0].to_string().contains(name),
            "{}",
            found.causes[0]
        );
    }
    check(&changed("x-free", "one", "two"), KNOWN, &[]);
    let mut absent = changed("x-lost", "1", "1");
    absent.headers.remove("x-lost");
    let found = check(&absent, KNOWN, &["header-absent"]);
    assert_eq!(found.causes, [Cause::HeaderAbsent("x-lost".to_owned())]);
    let mut method = RIGHT.sign(get("/prod/pets"));
    method.method = "HEAD".to_owned();
    let found = check(&method, KNOWN, &["method"]);
    assert_eq!(found.causes[0].to_string(), "the method `GET` was signed");
}

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// What the oracle cannot be led to: canonical requests written out, as mistaken signers write them.
#[test]
fn a_canonical_request_that_is_put_together_wrongly_is_named() {
    let date = "x-amz-date:20150830T123600Z\n";
    let text =
        |query: &str| format!("GET\n/prod\n{query}\nhost:{HOST}\n{date}\nhost;x-amz-date\n{EMPTY}");
    for (sent, signed, code) in [
        ("b=2&a=1", "b=2&a=1", "query-as-sent"),
        ("b=%20&a=1", "b=%20&a=1", "query-as-sent"),
        ("b=:&a", "b=%3A&a=", "query-not-sorted"),
        ("a-b=1&a=%7e", "a-b=1&a=~", "query-not-sorted"),
        ("a=~:&a-b=1", "a-b=1&a=~%3A", "query-sorted-as-text"),
        ("b=x:y&a=1", "a=1&b=x:y", "query-not-encoded"),
        ("a=b+c&c=:", "a=b%2Bc&c=%3A", "query-plus"),
        ("a=b+c", "a=b+c", "query-not-encoded"),
        ("b=%20&a=1", "a=1&b=%2520", "query-encoded-twice"),
        ("b&a=:", "a=%3A&b", "query-no-equals-sign"),
        ("b=2&a=1", "", "query-left-out"),
    ] {
        let arrived = signed_text(get(&format!("/prod?{sent}")), &text(signed));
        check(&arrived, KNOWN, &[code]);
    }
    let right = text("");
    for (wrong, code) in [
        (right.replace('\n', "\r\n"), "layout-crlf"),
        (format!("{right}\n"), "layout-trailing-newline"),
        (
            right.replace("\n\nhost;", "\nhost;"),
            "layout-no-empty-line",
        ),
        (right.replace(EMPTY, ""), "body-no-hash"),
        (
            right.replace(EMPTY, &EMPTY.to_uppercase()),
            "body-upper-case-hash",
        ),
    ] {
        check(&signed_text(get("/prod"), &wrong), KNOWN, &[code]);
    }
    let key = || {
        let time = UNIX_EPOCH + Duration::from_secs(u64::try_from(NOW.unix()).unwrap());
        generate_signing_key(SECRET, time, REGION, "execute-api")
    };
    let newline = signed_text_with(get("/prod"), &right, key(), "\n");
    check(&newline, KNOWN, &["layout-string-to-sign-newline"]);
    let upper = signed_text(get("/prod"), &right);
    let signature = upper.header("authorization");
    let signature = signature.rsplit_once('=').unwrap().1;
    let upper = upper.edit("authorization", signature, &signature.to_uppercase());
    check(&upper, KNOWN, &["not-a-signature"]);
    let header = |value: &str| {
        let lines = format!("GET\n/prod\n\nhost:{HOST}\n{date}x-a:{value}\n");
        format!("{lines}\nhost;x-amz-date;x-a\n{EMPTY}")
    };
    let request = || get("/prod").with("x-a", "a   b");
    for (value, listed) in [("a   b", "x-a"), ("a b ", "x-a")] {
        let arrived = signed_text(request(), &header(value));
        let found = check(&arrived, KNOWN, &["header-changed"]);
        assert!(found.causes[0].to_string().contains(listed));
    }
    let repeated = get("/prod").with("x-a", "2").with("x-a", "1");
    for value in ["2, 1", "1,2", "1", "2"] {
        check(
            &signed_text(repeated.clone(), &header(value)),
            KNOWN,
            &["header-changed"],
        );
    }
    // As curl did before 8.13: a line and a place in the list for each value, in whatever order.
    for (first, second) in [("1", "2"), ("2", "1")] {
        let lines = format!("GET\n/prod\n\nhost:{HOST}\n{date}x-a:{first}\nx-a:{second}\n");
        let text = format!("{lines}\nhost;x-amz-date;x-a;x-a\n{EMPTY}");
        let arrived = signed_text(repeated.clone(), &text);
        let found = check(&arrived, KNOWN, &["header-repeated"]);
        assert!(found.causes[0].to_string().contains("`x-a`"));
    }
}

#[test]
fn sigv4a_is_diagnosed_with_fewer_tries() {
    let secret = SecretKey::new(SECRET);
    let ecdsa = signing(&secret, Algorithm::EcdsaP256Sha256);
    let mut arrived = get("/prod/pets").signed(&ecdsa);
    arrived = arrived.with_body(b"added");
    let found = check(&arrived, KNOWN, &["body-empty"]);
    assert!(found.tried <= 3);
    let mut corrupt = get("/prod/pets").signed(&ecdsa);
    corrupt.path.push('x');
    assert!(check(&corrupt, KNOWN, &[]).tried <= 3);
}

#[test]
fn a_good_signature_holds_and_no_signature_has_no_diagnosis() {
    let found = diagnosis(&RIGHT.sign(get("/prod/pets")), KNOWN);
    assert!(found.holds && found.causes.is_empty());
    let found = diagnosis(&get("/prod/pets"), KNOWN);
    assert!(!found.holds && found.causes.is_empty());
    let dots = RIGHT.sign(get("/prod/a/.."));
    assert!(
        diagnosis(&dots, KNOWN).holds,
        "another reading of a good signature"
    );
}

#[test]
fn what_should_have_been_signed_is_told_of_a_claim_that_is_refused_too() {
    let late = Planted {
        region: "eu-west-1",
        time: Timestamp::from_unix(NOW.unix() - 86_400),
        ..RIGHT
    };
    let arrived = late.sign(get("/prod/a%20b?b&a"));
    let strings = expected(&arrived.request(), &api_rules(), &arrived.payload()).unwrap();
    assert_eq!(
        strings.canonical_request,
        format!(
            "GET\n/prod/a%2520b\na=&b=\nhost:{HOST}\nx-amz-date:20150829T123600Z\n\nhost;x-amz-date\n{EMPTY}"
        )
    );
    let head = "AWS4-HMAC-SHA256\n20150829T123600Z\n20150829/us-east-1/execute-api/aws4_request\n";
    assert!(strings.string_to_sign.starts_with(head));
    let unsigned = get("/prod");
    assert!(expected(&unsigned.request(), &api_rules(), &unsigned.payload()).is_none());
}

fn signed_text(request: RawRequest, canonical: &str) -> RawRequest {
    let time = UNIX_EPOCH + Duration::from_secs(u64::try_from(NOW.unix()).unwrap());
    let key = generate_signing_key(SECRET, time, REGION, "execute-api");
    signed_text_with(request, canonical, key, "")
}

fn signed_text_with(
    mut request: RawRequest,
    canonical: &str,
    key: impl AsRef<[u8]>,
    after: &str,
) -> RawRequest {
    let scope = "20150830/us-east-1/execute-api/aws4_request";
    let hash = PayloadHash::of(canonical.as_bytes()).to_hex();
    let string_to_sign = format!("AWS4-HMAC-SHA256\n20150830T123600Z\n{scope}\n{hash}{after}");
    let signature = calculate_signature(key, string_to_sign.as_bytes());
    request.set("x-amz-date", "20150830T123600Z");
    let signed_headers = match request.headers.contains("x-a") {
        true if canonical.contains("x-a;x-a") => "host;x-amz-date;x-a;x-a",
        true => "host;x-amz-date;x-a",
        false => "host;x-amz-date",
    };
    let credential = format!("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{scope}");
    request.set(
        "authorization",
        &format!("{credential}, SignedHeaders={signed_headers}, Signature={signature}"),
    );
    request
}

/// What a corruption touches.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Method,
    Path,
    Query,
    Header(String),
    SignedHeaders,
    Body,
    Signature,
    Secret,
}

#[derive(Clone, Debug)]
struct Corruption {
    part: Part,
    place: prop::sample::Index,
    edit: Edit,
}

#[derive(Clone, Debug)]
enum Edit {
    Insert(char),
    Replace(char),
    Remove,
    Clear,
}

impl Edit {
    fn apply(&self, text: &str, place: prop::sample::Index) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        let at = place.index(chars.len() + 1);
        match self {
            Edit::Insert(char) => chars.insert(at, *char),
            Edit::Replace(char) => {
                if let Some(old) = chars.get_mut(at) {
                    *old = *char;
                }
            }
            Edit::Remove if at < chars.len() => {
                chars.remove(at);
            }
            Edit::Remove => {}
            Edit::Clear => chars.clear(),
        }
        chars.into_iter().collect()
    }
}

impl Corruption {
    /// The corrupted request and the secret that the server holds.
    fn apply(&self, mut request: RawRequest) -> Option<(RawRequest, String)> {
        let edited = |text: &str| self.edit.apply(text, self.place);
        let mut secret = SECRET.to_owned();
        match &self.part {
            Part::Method => request.method = edited(&request.method),
            Part::Path => request.path = edited(&request.path),
            Part::Query => request.query = Some(edited(&request.query.unwrap_or_default())),
            Part::Header(name) => {
                let old = request
                    .headers
                    .get(name.as_str())?
                    .to_str()
                    .ok()?
                    .to_owned();
                request.set(name, edited(&old).trim());
            }
            Part::SignedHeaders | Part::Signature => {
                let name = match self.part {
                    Part::Signature => "Signature=",
                    _ => "SignedHeaders=",
                };
                let old = request.header("authorization");
                let (before, rest) = old.split_once(name)?;
                let (value, after) = match rest.split_once(',') {
                    Some((value, after)) => (value, format!(",{after}")),
                    None => (rest, String::new()),
                };
                request.set(
                    "authorization",
                    &format!("{before}{name}{}{after}", edited(value)),
                );
            }
            Part::Body => {
                let text: String = request.body.iter().map(|byte| char::from(*byte)).collect();
                request.body = edited(&text).chars().map(|char| char as u8).collect();
            }
            Part::Secret => secret = edited(&secret),
        }
        Some((request, secret))
    }

    /// Whether a cause speaks of what was corrupted.
    fn is_blamed_by(&self, cause: &Cause) -> bool {
        let header = |name: &str| self.part == Part::Header(name.to_owned());
        match cause {
            Cause::NotASignature => self.part == Part::Signature,
            Cause::HeaderAbsent(name) => header(name) || self.part == Part::SignedHeaders,
            Cause::Method { .. } => self.part == Part::Method,
            Cause::Path(_) => self.part == Part::Path,
            Cause::Query(_) => self.part == Part::Query,
            Cause::Host { .. } => header("host"),
            Cause::Header { name, .. } => header(name),
            Cause::Body(_) => self.part == Part::Body || header("x-amz-content-sha256"),
            Cause::TokenOfOthers => header("x-amz-security-token"),
            Cause::TokenNotListed => self.part == Part::SignedHeaders,
            Cause::Key(_) => self.part == Part::Secret,
            // The parts that these are about are not corrupted here.
            Cause::Skew { .. }
            | Cause::ScopeRegion { .. }
            | Cause::ScopeService { .. }
            | Cause::ScopeDate { .. }
            | Cause::TokenMissing
            | Cause::TokenUnexpected
            | Cause::Layout(_) => false,
        }
    }
}

fn corruptions() -> impl Strategy<Value = Corruption> {
    let header = prop::sample::select(vec![
        "host",
        "accept",
        "content-type",
        "x-a",
        "x-b",
        "cookie",
        "x-amz-security-token",
        "x-amz-content-sha256",
    ]);
    let part = prop_oneof![
        Just(Part::Method),
        Just(Part::Path),
        Just(Part::Query),
        header.prop_map(|name| Part::Header(name.to_owned())),
        Just(Part::SignedHeaders),
        Just(Part::Body),
        Just(Part::Signature),
        Just(Part::Secret),
    ];
    let char = || prop::sample::select("aBz09/%+&=;: ,.~\n".chars().collect::<Vec<_>>());
    let edit = prop_oneof![
        char().prop_map(Edit::Insert),
        char().prop_map(Edit::Replace),
        Just(Edit::Remove),
        Just(Edit::Clear),
    ];
    (part, any::<prop::sample::Index>(), edit).prop_map(|(part, place, edit)| Corruption {
        part,
        place,
        edit,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_corruption_is_never_taken_for_another(
        request in generated::request(),
        corruption in corruptions(),
        declares: bool,
        token: bool,
    ) {
        let secret = SecretKey::new(SECRET);
        let mut how = signing(&secret, Algorithm::HmacSha256);
        how.content_sha256_header = declares;
        how.credentials.session_token = token.then_some(TOKEN);
        let signed = request.signed(&how);
        let known = Known { token: token.then_some(TOKEN), ..KNOWN };
        prop_assert!(diagnosis(&signed, known).holds);
        // A line feed cannot be in a head.
        let in_head = !matches!(corruption.part, Part::Body | Part::Secret);
        prop_assume!(!(in_head && matches!(corruption.edit, Edit::Insert('\n') | Edit::Replace('\n'))));
        let Some((arrived, secret)) = corruption.apply(signed) else { return Ok(()) };
        let found = diagnosis(&arrived, Known { secret: &secret, ..known });
        prop_assert!(found.tried <= MOST_TRIES);
        for cause in &found.causes {
            prop_assert!(corruption.is_blamed_by(cause), "{cause}\n{corruption:?}\n{arrived:?}");
        }
    }
}
