//! A request as JSON, so that it can be decided again long after (`docs/journal.md`), and back. What may hold a secret is
//! left out, and what is left out is named: deciding again then says what it misses instead of guessing.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;

use http::HeaderMap;
use http::header::{HeaderName, HeaderValue, REFERER, USER_AGENT};
use portcullis_catalog::snapshot::{Domain, Identity, IdentityKind};
use portcullis_catalog::traffic::ApiKeyDigest;
use portcullis_catalog::{AccountId, Snapshot};
use portcullis_iam::ConditionKey;
use portcullis_sigv4::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Asked, AskedCaller, OwnedVia};
use crate::principal::Principal;
use crate::session::{Federation, Session, SessionClaims, SessionTag};

/// The longest header that is written down.
const LONGEST_HEADER: usize = 512;
/// The most bytes of session policies that are written down.
const MOST_POLICIES: usize = 8 * 1024;

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

/// A principal, written down.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedPrincipal {
    /// `root`, `user` or `role`.
    pub kind: String,
    /// Its account.
    pub account: AccountId,
    /// Its ARN; for a session, that of the role.
    pub arn: String,
    /// Its unique id, where it was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it signed with.
    #[serde(default)]
    pub access_key_id: String,
    /// Its session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<RecordedSession>,
}

/// A session, written down without its secrets.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordedSession {
    /// RoleSessionName; empty where it is a user's own.
    pub name: String,
    /// Unix seconds.
    #[serde(default)]
    pub issued: i64,
    /// Unix seconds of a second factor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mfa_at: Option<i64>,
    /// Its source identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_identity: Option<String>,
    /// Its tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<SessionTag>,
    /// Its policies, where they were written down.
    #[serde(default)]
    pub policies: Option<Vec<String>>,
    /// The issuer that vouched for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub federation: Option<Federation>,
}

/// The JSON.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Facts {
    at: i64,
    /// `public`, `endpoint` or `awsEndpoint`.
    via: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    endpoint: Option<String>,
    source_ip: IpAddr,
    tls: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    server_name: Option<String>,
    host: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    api_id_header: Option<String>,
    method: String,
    path: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    by_path: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user_agent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    referer: Option<String>,
    /// A keyed digest, which tells nothing of the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    api_key: Option<ApiKeyDigest>,
    caller: FactsCaller,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    unrecorded: BTreeSet<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum FactsCaller {
    Principal(Box<RecordedPrincipal>),
    /// `anonymous` or `rejected`.
    Nobody(String),
}

impl Asked {
    /// The request as JSON; nothing where not a byte of it was read, and where its client proved itself with a
    /// certificate, which is not written down.
    pub fn facts(&self) -> Option<Value> {
        if self.connection_only || self.truststore.is_some() {
            return None;
        }
        let mut unrecorded = self.unrecorded.clone();
        let mut header = |name: HeaderName, key: &str| {
            let value = self.headers.get(name)?.to_str().ok()?;
            // A page's address may carry what its site takes for secret.
            if value.len() > LONGEST_HEADER || (key == "aws:referer" && value.contains(['?', '@']))
            {
                unrecorded.insert(key.to_owned());
                return None;
            }
            Some(value.to_owned())
        };
        let user_agent = header(USER_AGENT, "aws:useragent");
        let referer = header(REFERER, "aws:referer");
        let (via, endpoint) = match &self.via {
            OwnedVia::Public => ("public", None),
            OwnedVia::Endpoint(id) => ("endpoint", Some(id.clone())),
            OwnedVia::AwsEndpoint(id) => ("awsEndpoint", Some(id.clone())),
        };
        let caller = match &self.caller {
            AskedCaller::Anonymous => FactsCaller::Nobody("anonymous".to_owned()),
            AskedCaller::Rejected => FactsCaller::Nobody("rejected".to_owned()),
            AskedCaller::Signed(principal) => {
                FactsCaller::Principal(Box::new(RecordedPrincipal::of(principal)))
            }
            AskedCaller::Recorded(recorded) => FactsCaller::Principal(recorded.clone()),
        };
        let facts = Facts {
            at: self.now.unix(),
            via: via.to_owned(),
            endpoint,
            source_ip: self.peer,
            tls: self.secure,
            server_name: self.server_name.clone(),
            host: self.host.clone(),
            api_id_header: self.api_id_header.clone(),
            method: self.method.clone(),
            path: self.path.clone(),
            by_path: self.by_path,
            user_agent,
            referer,
            api_key: self.api_key,
            caller,
            unrecorded,
        };
        serde_json::to_value(facts).ok()
    }

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
        if let Some(facts) = line.get("facts").filter(|facts| !facts.is_null()) {
            let facts = Facts::deserialize(facts);
            return Self::from_facts(
                facts.map_err(|error| Unreadable::Malformed(error.to_string()))?,
            );
        }
        if text("service").is_none() && text("host").is_some() {
            let facts = Facts::deserialize(line);
            return Self::from_facts(
                facts.map_err(|error| Unreadable::Malformed(error.to_string()))?,
            );
        }
        Self::from_what_is_told(line, domain)
    }

    fn from_facts(facts: Facts) -> Result<Self, Unreadable> {
        let via = match (facts.via.as_str(), facts.endpoint) {
            ("public", None) => OwnedVia::Public,
            ("endpoint", Some(id)) => OwnedVia::Endpoint(id),
            ("awsEndpoint", Some(id)) => OwnedVia::AwsEndpoint(id),
            (other, _) => {
                return Err(Unreadable::Malformed(format!(
                    "no way in is called `{other}`"
                )));
            }
        };
        Ok(Self {
            via,
            peer: facts.source_ip,
            secure: facts.tls,
            now: Timestamp::from_unix(facts.at),
            method: facts.method,
            path: facts.path,
            by_path: facts.by_path,
            host: facts.host,
            api_id_header: facts.api_id_header,
            server_name: facts.server_name,
            truststore: None,
            headers: headers(facts.user_agent.as_deref(), facts.referer.as_deref()),
            api_key: facts.api_key,
            caller: match facts.caller {
                FactsCaller::Principal(principal) => AskedCaller::Recorded(principal),
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
            headers: HeaderMap::new(),
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

impl RecordedPrincipal {
    fn of(principal: &Principal) -> Self {
        let identity = &principal.identity;
        let kind = match identity.kind {
            IdentityKind::Root => "root",
            IdentityKind::User => "user",
            IdentityKind::Role => "role",
        };
        let session = principal.session.as_deref().map(|session| {
            let claims = &session.claims;
            let size: usize = claims.policies.iter().map(String::len).sum();
            RecordedSession {
                name: claims.session_name.clone(),
                issued: claims.issued,
                mfa_at: claims.mfa_at,
                source_identity: claims.source_identity.clone(),
                tags: claims.tags.clone(),
                policies: (size <= MOST_POLICIES).then(|| claims.policies.clone()),
                federation: claims.federation.clone(),
            }
        });
        Self {
            kind: kind.to_owned(),
            account: identity.account,
            arn: identity.arn.clone(),
            id: Some(identity.id.clone()),
            access_key_id: principal.access_key_id.as_ref().to_owned(),
            session,
        }
    }

    /// What an ARN says of a principal. A session's names its role by its friendly name alone.
    pub fn named(arn: &str, access_key_id: &str) -> Option<Self> {
        let account = AccountId::parse(arn.split(':').nth(4)?).ok()?;
        let rest = arn.splitn(6, ':').nth(5)?;
        let (kind, session) = match rest.split_once('/') {
            None if rest == "root" => ("root", None),
            Some(("user", _)) => ("user", None),
            Some(("role", _)) => ("role", None),
            Some(("assumed-role", session)) => {
                let (_, name) = session.split_once('/')?;
                ("role", Some(name.to_owned()))
            }
            _ => return None,
        };
        Some(Self {
            kind: kind.to_owned(),
            account,
            arn: arn.to_owned(),
            id: None,
            access_key_id: access_key_id.to_owned(),
            session: session.map(|name| RecordedSession {
                name,
                ..RecordedSession::default()
            }),
        })
    }

    /// The ARN that AWS shows: for a role, that of the session.
    fn shown(&self) -> String {
        match (&self.session, self.arn.rsplit_once('/')) {
            (Some(session), Some((before, role))) if before.contains(":role") => format!(
                "arn:aws:sts::{}:assumed-role/{role}/{}",
                self.account, session.name
            ),
            _ => self.arn.clone(),
        }
    }

    /// The principal as a world knows it; `None` where it is not there.
    pub fn in_world(&self, world: &Snapshot) -> Option<Principal> {
        let identity = match (self.kind.as_str(), &self.id) {
            ("root", _) => Arc::new(Identity::root(self.account)),
            (_, Some(id)) => Arc::clone(world.identity_by_id(id)?),
            (_, None) => match world.identity(&self.arn) {
                Some(identity) => Arc::clone(identity),
                None => {
                    let role = self.arn.split('/').nth(1)?;
                    let mut identities = world.identities();
                    Arc::clone(identities.find(|it| {
                        it.kind == IdentityKind::Role
                            && it.account == self.account
                            && it.name == role
                    })?)
                }
            },
        };
        let session = self.session.as_ref().map(|session| {
            let claims = SessionClaims {
                access_key_id: self.access_key_id.clone(),
                secret_access_key: String::new().into(),
                account: self.account,
                identity_id: identity.id.clone(),
                session_name: session.name.clone(),
                issued: session.issued,
                expires: i64::MAX,
                policies: session.policies.clone().unwrap_or_default(),
                tags: session.tags.clone(),
                source_identity: session.source_identity.clone(),
                chained: false,
                mfa_at: session.mfa_at,
                federation: session.federation.clone(),
            };
            let role = (identity.kind == IdentityKind::Role).then_some(identity.name.as_str());
            Arc::new(Session::new(claims, role))
        });
        Some(Principal {
            identity,
            session,
            access_key_id: self.access_key_id.as_str().into(),
        })
    }
}

fn headers(user_agent: Option<&str>, referer: Option<&str>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [(USER_AGENT, user_agent), (REFERER, referer)] {
        if let Some(Ok(value)) = value.map(HeaderValue::from_str) {
            headers.insert(name, value);
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
            let facts = imagined(referer).facts().unwrap();
            assert_eq!(facts["referer"] == referer, kept, "{facts}");
            assert_eq!(facts["unrecorded"] == json!(["aws:referer"]), !kept);
            assert!(!facts.to_string().contains("secret"));
            let read = Asked::from_line(&json!({ "facts": facts }), &domain()).unwrap();
            assert_eq!(read.facts().unwrap(), facts);
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
