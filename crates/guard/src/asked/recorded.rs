//! Requests that are not there: read back from a journal long after (`docs/journal.md`), or made up. What was left out when
//! one was written down is named: deciding it then says what it misses instead of guessing.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::net::IpAddr;

use http::header::{HeaderValue, REFERER, USER_AGENT};
use portcullis_catalog::snapshot::Domain;
use portcullis_catalog::traffic::ApiKeyDigest;
use portcullis_iam::ConditionKey;
use portcullis_sigv4::{HeaderList, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use super::facts::{Facts, FactsCaller};
use super::principals::RecordedPrincipal;
use super::{Asked, AskedCaller, OwnedVia};
use crate::principal::Principal;

/// The keys that a line without facts does not tell.
const UNTOLD: [&str; 10] = [
    "aws:useragent",
    "aws:referer",
    "aws:securetransport",
    "aws:tokenissuetime",
    "aws:multifactorauthpresent",
    "aws:multifactorauthage",
    "aws:sourceidentity",
    "aws:federatedprovider",
    "aws:principaltag",
    "federation",
];

/// Why a line cannot be decided again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is about something else than a call of an API.
    NoCall,
    /// The request was answered before it was known what it meant.
    Unrouted,
    /// It is no line of a journal.
    Malformed(String),
}

/// What a request is, for whoever makes one up. What it leaves out is not known.
#[derive(Clone, Debug, Default)]
pub struct Imagined {
    /// When, Unix seconds.
    pub at: i64,
    /// The VPC endpoint that it comes through.
    pub endpoint: Option<String>,
    /// The peer of its socket, where it is known.
    pub peer: Option<IpAddr>,
    /// A peer that stands for it where it is not known, for security groups to judge.
    pub stand_in: Option<IpAddr>,
    /// Whether over TLS.
    pub secure: bool,
    /// The host that it names.
    pub host: String,
    /// Its `x-apigw-api-id`.
    pub api_id_header: Option<String>,
    /// The verb.
    pub method: String,
    /// The path, the stage included, as it is sent.
    pub path: String,
    /// `User-Agent`.
    pub user_agent: Option<String>,
    /// `Referer`.
    pub referer: Option<String>,
    /// What its API key is found by.
    pub api_key: Option<ApiKeyDigest>,
}

impl Asked {
    /// A request that nobody has made, by a principal or by nobody.
    pub fn imagined(request: Imagined, caller: Option<Principal>) -> Self {
        let mut unrecorded = BTreeSet::new();
        if request.peer.is_none() {
            let key = match request.endpoint {
                Some(_) => "aws:vpcsourceip",
                None => "aws:sourceip",
            };
            unrecorded.insert(key.to_owned());
        }
        let via = match request.endpoint {
            Some(id) => OwnedVia::Endpoint(id),
            None => OwnedVia::Public,
        };
        Self {
            via,
            peer: request
                .peer
                .or(request.stand_in)
                .unwrap_or(IpAddr::V4([0, 0, 0, 0].into())),
            secure: request.secure,
            now: Timestamp::from_unix(request.at),
            method: request.method,
            path: request.path,
            by_path: false,
            server_name: request.secure.then(|| request.host.clone()),
            host: request.host,
            api_id_header: request.api_id_header,
            truststore: None,
            headers: headers(request.user_agent.as_deref(), request.referer.as_deref()),
            api_key: request.api_key,
            caller: caller.map_or(AskedCaller::Anonymous, AskedCaller::Signed),
            connection_only: false,
            said: Vec::new(),
            unrecorded,
        }
    }

    /// Reads a line of a journal, or anything else that holds `facts`. Where there are none, what the line says
    /// otherwise is taken, and what it does not say is not known. `domain` is what the gateway is called.
    ///
    /// # Errors
    /// When it is about something else.
    pub fn from_line(line: &Value, domain: &Domain) -> Result<Self, Unreadable> {
        let text = |name: &str| line.get(name).and_then(Value::as_str);
        if text("service").is_some_and(|service| service != "execute-api") {
            return Err(Unreadable::NoCall);
        }
        let facts = match line.get("facts").filter(|facts| !facts.is_null()) {
            Some(facts) => facts,
            None if text("service").is_none() && text("host").is_some() => line,
            None => return Self::from_what_is_told(line, domain),
        };
        let facts = Facts::deserialize(facts);
        let facts = facts.map_err(|error| Unreadable::Malformed(error.to_string()))?;
        Self::from_facts(facts, line)
    }

    /// What the facts leave out is said by the line that they are in.
    fn from_facts(facts: Facts<'static>, line: &Value) -> Result<Self, Unreadable> {
        let text = |name: &str| line.get(name).and_then(Value::as_str);
        let missing = |name: &str| Unreadable::Malformed(format!("no `{name}`"));
        let said = |fact: Option<Cow<'_, str>>, name: &str| {
            let fact = fact.map(Cow::into_owned);
            fact.or_else(|| text(name).map(str::to_owned))
                .ok_or_else(|| missing(name))
        };
        let at = facts
            .at
            .or_else(|| line.get("at").and_then(Value::as_i64))
            .ok_or_else(|| missing("at"))?;
        let peer = facts
            .source_ip
            .or_else(|| text("sourceIp")?.parse().ok())
            .ok_or_else(|| missing("sourceIp"))?;
        let endpoint = match &*facts.via {
            "public" => facts.endpoint,
            _ => facts
                .endpoint
                .or_else(|| Some(text("vpcEndpointId")?.to_owned().into())),
        };
        let via = match (&*facts.via, endpoint) {
            ("public", None) => OwnedVia::Public,
            ("endpoint", Some(id)) => OwnedVia::Endpoint(id.into_owned()),
            ("awsEndpoint", Some(id)) => OwnedVia::AwsEndpoint(id.into_owned()),
            (other, _) => {
                return Err(Unreadable::Malformed(format!(
                    "no way in is called `{other}`"
                )));
            }
        };
        Ok(Self {
            via,
            peer,
            secure: facts.tls,
            now: Timestamp::from_unix(at),
            method: said(facts.method, "method")?,
            path: said(facts.path, "path")?,
            by_path: facts.by_path,
            host: facts.host.into_owned(),
            api_id_header: facts.api_id_header.map(Cow::into_owned),
            server_name: facts.server_name.map(Cow::into_owned),
            truststore: None,
            headers: headers(facts.user_agent.as_deref(), facts.referer.as_deref()),
            api_key: facts.api_key,
            caller: match facts.caller {
                FactsCaller::Principal(principal) => {
                    let mut principal = principal.into_owned();
                    if principal.access_key_id.is_empty() {
                        let id = text("accessKeyId").unwrap_or_default();
                        principal.access_key_id = Cow::Owned(id.to_owned());
                    }
                    AskedCaller::Recorded(Box::new(principal))
                }
                FactsCaller::Nobody(word) if word == "rejected" => AskedCaller::Rejected,
                FactsCaller::Nobody(_) => AskedCaller::Anonymous,
            },
            connection_only: false,
            said: Vec::new(),
            unrecorded: facts.unrecorded,
        })
    }

    fn from_what_is_told(line: &Value, domain: &Domain) -> Result<Self, Unreadable> {
        let text = |name: &str| line.get(name).and_then(Value::as_str);
        let arn =
            text("resource").ok_or_else(|| Unreadable::Malformed("no `resource`".to_owned()))?;
        let called = arn.splitn(6, ':').nth(5).unwrap_or_default();
        let mut parts = called.splitn(4, '/');
        let (Some(api), Some(stage), Some(verb)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(Unreadable::Unrouted);
        };
        let mut path = format!("/{stage}/");
        portcullis_catalog::path::encode_into(&mut path, parts.next().unwrap_or_default());
        let suffix = domain.suffixes.first().map_or("", String::as_str);
        let source = text("sourceIp").and_then(|address| address.parse().ok());
        let at = line.get("at").and_then(Value::as_i64);
        let (Some(source), Some(at)) = (source, at) else {
            return Err(Unreadable::Malformed("no `sourceIp` or no `at`".to_owned()));
        };
        let caller = match text("caller") {
            None | Some("" | "anonymous") => AskedCaller::Anonymous,
            Some(arn) => {
                let recorded =
                    RecordedPrincipal::named(arn, text("accessKeyId").unwrap_or_default());
                AskedCaller::Recorded(Box::new(
                    recorded
                        .ok_or_else(|| Unreadable::Malformed(format!("`{arn}` is no principal")))?,
                ))
            }
        };
        Ok(Self {
            via: match text("vpcEndpointId") {
                Some(id) => OwnedVia::Endpoint(id.to_owned()),
                None => OwnedVia::Public,
            },
            peer: source,
            secure: true,
            now: Timestamp::from_unix(at),
            method: verb.to_owned(),
            path,
            by_path: false,
            host: format!("{api}.execute-api.{}.{suffix}", domain.region),
            api_id_header: None,
            server_name: None,
            truststore: None,
            headers: HeaderList::new(),
            api_key: None,
            caller,
            connection_only: false,
            said: Vec::new(),
            unrecorded: UNTOLD.map(str::to_owned).into_iter().collect(),
        })
    }

    /// Says the value of a condition key; without values, that it is absent.
    pub fn say(&mut self, key: &str, values: Vec<String>) {
        let key = ConditionKey::parse(key);
        self.unrecorded
            .remove(&key.to_string().to_ascii_lowercase());
        self.said.push((key, values));
    }

    /// When it arrived, Unix seconds.
    pub fn at(&self) -> i64 {
        self.now.unix()
    }

    /// Who made it, as AWS names callers.
    pub fn caller_arn(&self) -> String {
        match &self.caller {
            AskedCaller::Anonymous | AskedCaller::Rejected => "anonymous".to_owned(),
            AskedCaller::Signed(principal) => principal.arn().to_owned(),
            AskedCaller::Recorded(recorded) => recorded.shown(),
        }
    }

    /// Whether the policies of its session are not known, which may refuse what everybody else allows.
    pub fn misses_session_policies(&self) -> bool {
        match &self.caller {
            AskedCaller::Recorded(recorded) => recorded
                .session
                .as_ref()
                .is_some_and(|session| session.policies.is_none()),
            _ => false,
        }
    }
}

fn headers(user_agent: Option<&str>, referer: Option<&str>) -> HeaderList {
    let mut headers = HeaderList::new();
    for (name, value) in [(USER_AGENT, user_agent), (REFERER, referer)] {
        if let Some(Ok(value)) = value.map(HeaderValue::from_str) {
            headers.append(name, value);
        }
    }
    headers
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn domain() -> Domain {
        Domain {
            region: "us-east-1".to_owned(),
            suffixes: vec!["amazonaws.com".to_owned()],
        }
    }

    fn imagined(referer: &str) -> Asked {
        let request = Imagined {
            host: "a.execute-api.us-east-1.amazonaws.com".to_owned(),
            method: "GET".to_owned(),
            path: "/prod/items".to_owned(),
            referer: Some(referer.to_owned()),
            peer: Some(IpAddr::V4([127, 0, 0, 1].into())),
            ..Imagined::default()
        };
        Asked::imagined(request, None)
    }

    #[test]
    fn what_may_hold_a_secret_is_left_out_and_named() {
        for (referer, kept) in [
            ("https://example.com/page", true),
            ("https://example.com/page?token=secret", false),
            ("https://user:secret@example.com/", false),
            (&"x".repeat(513), false),
        ] {
            let facts = json!(imagined(referer).facts().unwrap());
            assert_eq!(facts["referer"] == referer, kept, "{facts}");
            assert_eq!(facts["unrecorded"] == json!(["aws:referer"]), !kept);
            assert!(!facts.to_string().contains("secret"));
            let read = Asked::from_line(&json!({ "facts": facts }), &domain()).unwrap();
            assert_eq!(json!(read.facts().unwrap()), facts);
        }
    }

    #[test]
    fn lines_of_other_kinds_are_told_apart() {
        let read = |line: Value| Asked::from_line(&line, &domain()).err();
        let control = json!({ "service": "iam", "operation": "CreateUser" });
        assert_eq!(read(control), Some(Unreadable::NoCall));
        let unrouted = json!({ "service": "execute-api", "resource": "" });
        assert_eq!(read(unrouted), Some(Unreadable::Unrouted));
        let arn = "arn:aws:execute-api:us-east-1:222222222222:a/prod/GET/items/1";
        for broken in [
            json!({}),
            json!({ "resource": arn }),
            json!({ "resource": arn, "at": 1, "sourceIp": "nowhere" }),
            json!({ "resource": arn, "at": 1, "sourceIp": "::1", "caller": "me" }),
            json!({ "facts": { "at": 1 } }),
            json!({ "facts": 1 }),
        ] {
            let said = read(broken.clone());
            assert!(matches!(said, Some(Unreadable::Malformed(_))), "{broken}");
        }
        let told = json!({
            "resource": arn, "at": 1, "sourceIp": "::1",
            "caller": "arn:aws:sts::111111111111:assumed-role/app/me", "vpcEndpointId": "vpce-1",
        });
        let asked = Asked::from_line(&told, &domain()).unwrap();
        assert_eq!(asked.path(), "/prod/items/1");
        assert_eq!(
            asked.caller_arn(),
            "arn:aws:sts::111111111111:assumed-role/app/me"
        );
        assert!(asked.misses_session_policies() && asked.unrecorded.contains("aws:useragent"));
    }
}
