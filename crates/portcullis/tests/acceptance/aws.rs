//! A caller with keys: signs and sends as AWS's SDKs do, and as attackers do. Everything about a
//! request can be changed before it is signed, and its bytes after.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::{SystemTime, UNIX_EPOCH};

use http::{HeaderName, HeaderValue};
use portcullis_sigv4::{
    Algorithm, Credentials, HeaderList, PayloadHash, Request, SecretKey, Signing, Timestamp,
    presign, sign_headers,
};
use serde_json::Value;

use crate::wire::{Answer, Connection, exchange};

/// The region of every gateway here.
pub(crate) const REGION: &str = "us-east-1";
/// The account of the callers.
pub(crate) const A: &str = "111111111111";
/// The account of the APIs.
pub(crate) const B: &str = "222222222222";

/// Somebody's keys.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) token: Option<String>,
}

/// A request that can be signed.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) method: String,
    /// Path and query string.
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) region: String,
    pub(crate) service: String,
    /// How many seconds ago it was signed; negative for the future.
    pub(crate) age: i64,
    pub(crate) algorithm: Algorithm,
}

impl Keys {
    pub(crate) fn new(id: &str, secret: &str) -> Self {
        Self {
            id: id.to_owned(),
            secret: secret.to_owned(),
            token: None,
        }
    }

    /// The root user of an account, as `dev` knows it.
    pub(crate) fn root(account: &str) -> Self {
        Self::new(account, "test")
    }

    /// What an STS or IAM answer gives away.
    pub(crate) fn in_answer(answer: &Answer) -> Self {
        Self {
            id: answer.element("AccessKeyId"),
            secret: answer.element("SecretAccessKey"),
            token: answer.elements("SessionToken").into_iter().next(),
        }
    }

    /// As environment variables.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        let mut variables = vec![
            ("AWS_ACCESS_KEY_ID", self.id.clone()),
            ("AWS_SECRET_ACCESS_KEY", self.secret.clone()),
        ];
        variables.extend(
            self.token
                .iter()
                .map(|token| ("AWS_SESSION_TOKEN", token.clone())),
        );
        variables
    }
}

impl Call {
    /// A call of an API.
    pub(crate) fn api(method: &str, host: &str, target: &str) -> Self {
        Self::new(method, host, target, "execute-api")
    }

    /// A request for any service.
    pub(crate) fn new(method: &str, host: &str, target: &str, service: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: vec![("Host".to_owned(), host.to_owned())],
            body: Vec::new(),
            region: REGION.to_owned(),
            service: service.to_owned(),
            age: 0,
            algorithm: Algorithm::HmacSha256,
        }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Signed in its headers.
    pub(crate) fn signed(mut self, keys: &Keys) -> Self {
        let secret = SecretKey::new(&keys.secret);
        let headers = self.header_list();
        let (path, query) = self.path_and_query();
        let request = Request {
            method: &self.method,
            path,
            query,
            headers: &headers,
            authority: None,
        };
        let added = sign_headers(
            &request,
            &PayloadHash::of(&self.body),
            &self.signing(keys, &secret),
        )
        .unwrap();
        for (name, value) in added {
            self.headers
                .push((name.to_string(), value.to_str().unwrap().to_owned()));
        }
        self
    }

    /// Signed in its query string.
    pub(crate) fn presigned(mut self, keys: &Keys, expires: u32) -> Self {
        let secret = SecretKey::new(&keys.secret);
        let headers = self.header_list();
        let (path, query) = self.path_and_query();
        let request = Request {
            method: &self.method,
            path,
            query,
            headers: &headers,
            authority: None,
        };
        let signing = self.signing(keys, &secret);
        let query = presign(
            &request,
            &PayloadHash::of(&self.body),
            &signing,
            Some(expires),
        )
        .unwrap();
        self.target = format!("{path}?{query}");
        self
    }

    /// The bytes on the wire.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{} {} HTTP/1.1\r\n", self.method, self.target).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        if !self.body.is_empty() {
            bytes.extend_from_slice(format!("Content-Length: {}\r\n", self.body.len()).as_bytes());
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(&self.body);
        bytes
    }

    /// Sends it on a connection of its own; `None` where that is closed without an answer.
    pub(crate) fn try_send(&self, to: SocketAddr, from: Option<Ipv4Addr>) -> Option<Answer> {
        exchange(to, from, &self.bytes())
    }

    #[track_caller]
    pub(crate) fn send(&self, to: SocketAddr) -> Answer {
        self.try_send(to, None).expect("an answer")
    }

    fn header_list(&self) -> HeaderList {
        let mut headers = HeaderList::new();
        for (name, value) in &self.headers {
            headers.append(
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        headers
    }

    fn path_and_query(&self) -> (&str, Option<&str>) {
        match self.target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (&self.target, None),
        }
    }

    fn signing<'a>(&'a self, keys: &'a Keys, secret: &'a SecretKey) -> Signing<'a> {
        Signing {
            credentials: Credentials {
                access_key_id: &keys.id,
                secret,
                session_token: keys.token.as_deref(),
            },
            algorithm: self.algorithm,
            region: &self.region,
            service: &self.service,
            time: Timestamp::from_unix(now() - self.age),
            content_sha256_header: false,
        }
    }
}

/// A call of a query service such as IAM.
pub(crate) fn query_call(
    to: SocketAddr,
    service: &str,
    action: &str,
    parameters: &[(&str, &str)],
) -> Call {
    let version = match service {
        "iam" => "2010-05-08",
        "sts" => "2011-06-15",
        "elasticloadbalancing" => "2015-12-01",
        _ => "2016-11-15",
    };
    let mut body = format!("Action={action}&Version={version}");
    for (name, value) in parameters {
        body.push_str(&format!("&{}={}", escape(name), escape(value)));
    }
    let call = Call::new("POST", &to.to_string(), "/", service).body(body);
    call.with("Content-Type", "application/x-www-form-urlencoded")
}

/// A call of API Gateway's management API.
pub(crate) fn rest_call(to: SocketAddr, method: &str, target: &str, body: &Value) -> Call {
    let call = Call::new(method, &to.to_string(), target, "apigateway");
    if body.is_null() {
        return call;
    }
    call.body(body.to_string())
        .with("Content-Type", "application/json")
}

/// One account's user at a control plane; its connection is kept.
pub(crate) struct Account {
    pub(crate) keys: Keys,
    pub(crate) to: SocketAddr,
    connection: std::cell::RefCell<Option<Connection>>,
}

impl Account {
    pub(crate) fn new(to: SocketAddr, keys: Keys) -> Self {
        Self {
            keys,
            to,
            connection: std::cell::RefCell::default(),
        }
    }

    pub(crate) fn query(&self, service: &str, action: &str, parameters: &[(&str, &str)]) -> Answer {
        self.send(query_call(self.to, service, action, parameters))
            .expect("an answer")
    }

    pub(crate) fn rest(&self, method: &str, target: &str, body: &Value) -> Answer {
        self.send(rest_call(self.to, method, target, body))
            .expect("an answer")
    }

    /// Signs and sends; an error where no whole answer comes back.
    pub(crate) fn send(&self, call: Call) -> std::io::Result<Answer> {
        let mut kept = self.connection.borrow_mut();
        let mut connection = match kept.take() {
            Some(connection) => connection,
            None => Connection::open(self.to, None)?,
        };
        let answer = connection.exchange(&call.signed(&self.keys).bytes())?;
        if !answer
            .header("connection")
            .is_some_and(|value| value.eq_ignore_ascii_case("close"))
        {
            *kept = Some(connection);
        }
        Ok(answer)
    }
}

pub(crate) fn now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(now.as_secs()).unwrap()
}

/// Percent-encodes everything but unreserved characters.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
