//! A control plane over an empty store in memory, and clients that sign as AWS's do. Requests
//! pass through the same bytes as on a socket; only the socket itself is left out.

#![allow(dead_code, reason = "not every service uses all of it")]

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use http::{HeaderName, HeaderValue};
use portcullis_catalog::identity::AccessKey;
use portcullis_catalog::snapshot::Domain;
use portcullis_catalog::{AccountId, Record, Sealed};
use portcullis_control::{
    Control, ControlParts, ControlRequest, Feed, Invoker, IssuerKeys, Known, Trial, TrialAnswer,
};
use portcullis_guard::sigv4::{self, HeaderList, PayloadHash, SecretKey};
use portcullis_guard::{
    AccessLine, Controlled, Entry, Journal, Permit, Principal, Settings, TokenKey,
};
use portcullis_store::{Batch, MasterKey, SqliteStore, Store};
use portcullis_wire::HttpResponse;
use serde_json::Value;

/// The account of [`Harness::root`].
pub(crate) const ACCOUNT: &str = "111111111111";
/// Another account.
pub(crate) const OTHER_ACCOUNT: &str = "222222222222";
/// The region of the gateway.
pub(crate) const REGION: &str = "us-east-1";
/// When every harness begins, Unix seconds.
pub(crate) const START: i64 = 1_795_262_181;

const REQUEST_ID: &str = "7b1d5c9e-0f3a-4c57-9d0b-2f6f1c1e0a11";

/// A control plane and its clock.
pub(crate) struct Harness {
    /// Answers calls.
    pub(crate) control: Control,
    /// Follows the store.
    pub(crate) feed: Arc<Feed>,
    /// Where the records are.
    pub(crate) store: Arc<dyn Store>,
    /// What is known of OIDC issuers: nothing at first.
    pub(crate) issuers: Arc<Issuers>,
    now: AtomicI64,
}

/// What is known of OIDC issuers, and what was asked.
#[derive(Default)]
pub(crate) struct Issuers {
    pub(crate) known: Mutex<BTreeMap<String, Known>>,
    pub(crate) asked: Mutex<Vec<String>>,
}

impl IssuerKeys for Issuers {
    fn keys(&self, issuer: &str, _: Option<&str>) -> Known {
        self.asked.lock().unwrap().push(issuer.to_owned());
        let known = self.known.lock().unwrap();
        known.get(issuer).cloned().unwrap_or(Known::NotConfigured)
    }
}

/// Who signs.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) token: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Harness {
    /// A control plane over an empty store, with development keys, as `dev` runs it.
    pub(crate) fn new() -> Self {
        let store = Arc::new(SqliteStore::in_memory().unwrap());
        Self::over(store, MasterKey::generate().unwrap(), true)
    }

    /// A control plane that takes only keys that were made, as `serve` runs it, with one key of
    /// the root user of [`ACCOUNT`].
    pub(crate) fn serving() -> (Self, Keys) {
        let store = SqliteStore::in_memory().unwrap();
        let master_key = MasterKey::generate().unwrap();
        let keys = Keys::new("AKIAROOTROOTROOTROOT", "secret");
        let key = AccessKey::key_of(&keys.id);
        let sealed = master_key.seal(keys.secret.as_bytes(), &key).unwrap();
        let record = AccessKey {
            id: keys.id.clone(),
            account: AccountId::parse(ACCOUNT).unwrap(),
            user: None,
            active: true,
            created: START,
            secret: Sealed::from_bytes(&sealed),
        };
        let mut batch = Batch::default();
        batch.put(key, record.encode().unwrap());
        store.commit(batch, store.revision()).unwrap();
        (Self::over(Arc::new(store), master_key, false), keys)
    }

    /// A control plane as `dev` runs it, over a store of the test's own.
    pub(crate) fn on(store: Arc<dyn Store>) -> Self {
        Self::over(store, MasterKey::generate().unwrap(), true)
    }

    fn over(store: Arc<dyn Store>, master_key: MasterKey, development_keys: bool) -> Self {
        let master_key = Arc::new(master_key);
        let tokens =
            Arc::new(TokenKey::new(&master_key.derive("session tokens").unwrap()).unwrap());
        let feed = Arc::new(Feed::start(Arc::clone(&store), Arc::clone(&master_key)).unwrap());
        let settings = Arc::new(Settings {
            domain: Domain {
                region: REGION.to_owned(),
                suffixes: vec!["amazonaws.com".to_owned()],
            },
            resource_tags: false,
            development_keys,
            conveniences: development_keys,
            echo_canonical_request: false,
            account_throttle: portcullis_catalog::traffic::Throttle::ACCOUNT,
        });
        let issuers = Arc::new(Issuers::default());
        let control = Control::new(ControlParts {
            settings,
            store: Arc::clone(&store),
            feed: Arc::clone(&feed),
            master_key,
            tokens,
            journal: Arc::new(Unwritten),
            issuers: Arc::clone(&issuers) as Arc<dyn IssuerKeys>,
            invoker: Arc::new(Echo),
            inquiries: Arc::new(portcullis_control::NoInquiries),
        });
        Self {
            control,
            feed,
            store,
            issuers,
            now: AtomicI64::new(START),
        }
    }

    /// The time that calls are made at, Unix seconds.
    pub(crate) fn now(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    /// Lets time pass.
    pub(crate) fn advance(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }

    /// The root user of [`ACCOUNT`].
    pub(crate) fn root() -> Keys {
        Keys::new(ACCOUNT, "test")
    }

    /// The root user of [`OTHER_ACCOUNT`].
    pub(crate) fn other_root() -> Keys {
        Keys::new(OTHER_ACCOUNT, "test")
    }

    /// A call of a query protocol (`iam`, `sts`, `ec2`): the action and its parameters as a form.
    pub(crate) fn query(
        &self,
        keys: &Keys,
        service: &str,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> Answer {
        let form = form(service, action, parameters);
        let region = if service == "iam" {
            "us-east-1"
        } else {
            REGION
        };
        self.send(
            Some(keys),
            (service, region),
            "POST",
            "/",
            (FORM, form.as_bytes()),
        )
    }

    /// The same without a signature.
    pub(crate) fn unsigned(
        &self,
        service: &str,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> Answer {
        let form = form(service, action, parameters);
        self.send(
            None,
            (service, REGION),
            "POST",
            "/",
            (FORM, form.as_bytes()),
        )
    }

    /// A call of API Gateway: verb, path with its query string, and a JSON body.
    pub(crate) fn rest(&self, keys: &Keys, method: &str, target: &str, body: &Value) -> Answer {
        self.rest_of(keys, "apigateway", method, target, body)
    }

    /// The same of another service.
    pub(crate) fn rest_of(
        &self,
        keys: &Keys,
        service: &str,
        method: &str,
        target: &str,
        body: &Value,
    ) -> Answer {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let kind = "application/json";
        self.send(
            Some(keys),
            (service, REGION),
            method,
            target,
            (kind, body.as_bytes()),
        )
    }

    /// A call of a service of JSON 1.1: the target, such as `Logs_20140328.CreateLogGroup`, and a body.
    pub(crate) fn json(&self, keys: &Keys, service: &str, target: &str, body: &Value) -> Answer {
        let target = ("x-amz-target", target);
        let body = body.to_string();
        let body = ("application/x-amz-json-1.1", body.as_bytes());
        self.send_with(&[target], Some(keys), (service, REGION), "POST", "/", body)
    }

    /// A call of AWS Organizations, which is in one region.
    pub(crate) fn organizations(&self, keys: &Keys, operation: &str, body: &Value) -> Answer {
        let target = format!("AWSOrganizationsV20161128.{operation}");
        let body = body.to_string();
        let body = ("application/x-amz-json-1.1", body.as_bytes());
        let scope = ("organizations", "us-east-1");
        self.send_with(
            &[("x-amz-target", &target)],
            Some(keys),
            scope,
            "POST",
            "/",
            body,
        )
    }

    /// A call, signed for a service and region, or not at all.
    pub(crate) fn send(
        &self,
        keys: Option<&Keys>,
        scope: (&str, &str),
        method: &str,
        target: &str,
        body: (&str, &[u8]),
    ) -> Answer {
        self.send_with(&[], keys, scope, method, target, body)
    }

    /// The same with more headers.
    pub(crate) fn send_with(
        &self,
        more: &[(&'static str, &str)],
        keys: Option<&Keys>,
        (service, region): (&str, &str),
        method: &str,
        target: &str,
        (content_type, body): (&str, &[u8]),
    ) -> Answer {
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (target, None),
        };
        let mut headers = HeaderList::new();
        let host = format!("{service}.{region}.amazonaws.com");
        headers.insert(http::header::HOST, HeaderValue::from_str(&host).unwrap());
        headers.insert(
            http::header::ACCEPT,
            HeaderValue::from_static("application/json"),
        );
        if !body.is_empty() {
            headers.insert(
                http::header::CONTENT_TYPE,
                HeaderValue::from_str(content_type).unwrap(),
            );
        }
        for (name, value) in more {
            headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        if let Some(keys) = keys {
            let request = sigv4::Request {
                method,
                path,
                query,
                headers: &headers,
                authority: None,
            };
            let secret = SecretKey::new(&keys.secret);
            let signing = sigv4::Signing {
                credentials: sigv4::Credentials {
                    access_key_id: &keys.id,
                    secret: &secret,
                    session_token: keys.token.as_deref(),
                },
                algorithm: sigv4::Algorithm::HmacSha256,
                region,
                service,
                time: sigv4::Timestamp::from_unix(self.now()),
                content_sha256_header: false,
            };
            let added: Vec<(HeaderName, HeaderValue)> =
                sigv4::sign_headers(&request, &PayloadHash::of(body), &signing).unwrap();
            headers.extend(added);
        }
        self.control
            .handle(&ControlRequest {
                method,
                path,
                query,
                authority: None,
                headers: &headers,
                body,
                peer: IpAddr::V4(Ipv4Addr::LOCALHOST),
                secure: false,
                now: self.now(),
                request_id: REQUEST_ID,
            })
            .into()
    }

    /// A user of the root's account with this identity policy as its only permission, and keys.
    pub(crate) fn user(&self, root: &Keys, name: &str, policy: &Value) -> Keys {
        self.query(root, "iam", "CreateUser", &[("UserName", name)])
            .expect(200);
        let document = policy.to_string();
        let inline = [
            ("UserName", name),
            ("PolicyName", "only"),
            ("PolicyDocument", &document),
        ];
        self.query(root, "iam", "PutUserPolicy", &inline)
            .expect(200);
        let made = self.query(root, "iam", "CreateAccessKey", &[("UserName", name)]);
        made.expect(200);
        Keys::new(&made.xml("AccessKeyId"), &made.xml("SecretAccessKey"))
    }
}

impl Keys {
    /// Long-term credentials.
    pub(crate) fn new(id: &str, secret: &str) -> Self {
        Self {
            id: id.to_owned(),
            secret: secret.to_owned(),
            token: None,
        }
    }
}

impl Answer {
    /// Checks the status.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    /// The body as JSON; null where it is empty.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        if self.body.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// A header by its name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self
            .headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.as_str())
    }

    /// The text of the first XML element with this name.
    #[track_caller]
    pub(crate) fn xml(&self, element: &str) -> String {
        let mut all = self.xml_all(element);
        assert!(!all.is_empty(), "no <{element}> in {}", self.body);
        all.swap_remove(0)
    }

    /// The texts of all XML elements with this name that hold text, in order.
    pub(crate) fn xml_all(&self, element: &str) -> Vec<String> {
        let (open, close) = (format!("<{element}>"), format!("</{element}>"));
        let parts = self.body.split(&open).skip(1);
        let texts = parts.filter_map(|part| part.split(&close).next());
        texts.map(unescape).collect()
    }

    /// Checks a refusal: status, code and message, in whichever of AWS's forms it came.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str, message: &str) {
        let said = if self.body.starts_with('{') {
            let body = self.json();
            let code = self.header("x-amzn-ErrorType").map(str::to_owned);
            let text = |name: &str| {
                body.get(name)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned()
            };
            (code.unwrap_or_else(|| text("__type")), text("message"))
        } else {
            (self.xml("Code"), self.xml("Message"))
        };
        assert_eq!(
            (self.status, said.0.as_str(), said.1.as_str()),
            (status, code, message),
            "{}",
            self.body
        );
    }
}

impl From<HttpResponse> for Answer {
    fn from(response: HttpResponse) -> Self {
        let headers = response.headers.into_iter();
        Self {
            status: response.status,
            content_type: response.content_type.into_owned(),
            headers: headers
                .map(|(name, value)| (name.to_string(), value))
                .collect(),
            body: String::from_utf8(response.body).unwrap(),
        }
    }
}

const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

fn form(service: &str, action: &str, parameters: &[(&str, &str)]) -> String {
    let version = match service {
        "iam" => "2010-05-08",
        "sts" => "2011-06-15",
        "ec2" => "2016-11-15",
        "elasticloadbalancing" => "2015-12-01",
        other => panic!("`{other}` speaks no query protocol"),
    };
    let mut form = format!("Action={action}&Version={version}");
    for (name, value) in parameters {
        form.push_str(&format!("&{}={}", escape(name), escape(value)));
    }
    form
}

/// Percent-encodes everything but unreserved characters.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

fn unescape(text: &str) -> String {
    let mut plain = text.to_owned();
    for (escaped, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(escaped, character);
    }
    plain
}

/// Answers a test with what was to be run.
struct Echo;

impl Invoker for Echo {
    fn invoke(
        &self,
        _: Permit<Controlled>,
        principal: &Principal,
        trial: &Trial,
    ) -> Result<TrialAnswer, String> {
        if trial.path_and_query.as_deref() == Some("bad") {
            return Err("`bad` is no path".to_owned());
        }
        let shown = trial.client_identity.as_ref();
        let shown = shown.map(|shown| ("X-Shown".to_owned(), format!("{shown:?}")));
        let headers = trial.headers.iter().cloned().chain(shown);
        Ok(TrialAnswer {
            status: 207,
            headers: headers.collect(),
            body: trial.body.clone(),
            log: format!(
                "{} {} {:?} {:?} {}",
                trial.verb,
                trial.resource.path,
                trial.path_and_query,
                trial.stage_variables,
                principal.arn()
            ),
            latency: 5,
        })
    }
}

/// A journal that keeps nothing.
struct Unwritten;

impl Journal for Unwritten {
    fn record(&self, _: &Entry<'_>) {}

    fn access(&self, _: &AccessLine<'_>) {}

    fn wants_explanation(&self, _: bool) -> bool {
        false
    }
}
