//! What of a request is written down so that it can be decided again, as JSON (`docs/journal.md`). What may hold a secret
//! is left out and named. Writing it borrows everything: it is done for every request. How it is read back is said in
//! `recorded`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::net::IpAddr;

use http::header::{HeaderName, REFERER, USER_AGENT};
use portcullis_catalog::snapshot::Via;
use portcullis_catalog::traffic::ApiKeyDigest;
use serde::{Deserialize, Serialize};

use super::asking::{Asking, Who};
use super::principals::RecordedPrincipal;

/// The longest header that is written down.
const LONGEST_HEADER: usize = 512;

/// What is written down of one request. What the line of a journal says beside it may be left out.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<i64>,
    /// `public`, `endpoint` or `awsEndpoint`.
    pub(super) via: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) endpoint: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source_ip: Option<IpAddr>,
    pub(super) tls: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) server_name: Option<Cow<'a, str>>,
    pub(super) host: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) api_id_header: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) method: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) by_path: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) user_agent: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) referer: Option<Cow<'a, str>>,
    /// A keyed digest, which tells nothing of the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) api_key: Option<ApiKeyDigest>,
    pub(super) caller: FactsCaller<'a>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) unrecorded: BTreeSet<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every request is made by a principal"
)]
pub(super) enum FactsCaller<'a> {
    Principal(Cow<'a, RecordedPrincipal<'a>>),
    /// `anonymous` or `rejected`.
    Nobody(Cow<'a, str>),
}

impl<'a> Asking<'a> {
    /// What is written down of it in a line of the journal, if that is enough to decide it again. The line itself says when,
    /// from where, through which endpoint, by which access key, which verb and which path: it is not said twice.
    pub fn facts_beside_line(&self) -> Option<Facts<'a>> {
        let facts = Facts::of(self, BTreeSet::new())?;
        Some(Facts {
            at: None,
            endpoint: None,
            source_ip: None,
            method: None,
            path: None,
            caller: match facts.caller {
                FactsCaller::Principal(Cow::Owned(principal)) => {
                    FactsCaller::Principal(Cow::Owned(RecordedPrincipal {
                        access_key_id: Cow::default(),
                        ..principal
                    }))
                }
                other => other,
            },
            ..facts
        })
    }
}

impl<'a> Facts<'a> {
    /// What is written down; nothing where not a byte of the request was read, and where its client proved itself with a
    /// certificate, which is not written down.
    pub(super) fn of(asking: &Asking<'a>, mut unrecorded: BTreeSet<String>) -> Option<Self> {
        if asking.addressing.is_none() || asking.truststore.is_some() {
            return None;
        }
        let mut header = |name: HeaderName, key: &str| {
            let value = asking.headers?.get(name)?.to_str().ok()?;
            // A page's address may carry what its site takes for secret.
            if value.len() > LONGEST_HEADER || (key == "aws:referer" && value.contains(['?', '@']))
            {
                unrecorded.insert(key.to_owned());
                return None;
            }
            Some(Cow::Borrowed(value))
        };
        let user_agent = header(USER_AGENT, "aws:useragent");
        let referer = header(REFERER, "aws:referer");
        let (via, endpoint) = match asking.via {
            Via::Public => ("public", None),
            Via::Endpoint(id) => ("endpoint", Some(id)),
            Via::AwsEndpoint(id) => ("awsEndpoint", Some(id)),
        };
        let named = asking.addressing.unwrap_or_default();
        Some(Self {
            at: Some(asking.now.unix()),
            via: via.into(),
            endpoint: endpoint.map(Cow::Borrowed),
            source_ip: Some(asking.peer),
            tls: asking.secure,
            server_name: asking.server_name.map(Cow::Borrowed),
            host: named.host.into(),
            api_id_header: named.api_id_header.map(Cow::Borrowed),
            method: Some(asking.method.into()),
            path: Some(asking.path.into()),
            by_path: asking.by_path,
            user_agent,
            referer,
            api_key: asking.api_key,
            caller: match asking.who {
                Who::Anonymous => FactsCaller::Nobody("anonymous".into()),
                Who::Rejected => FactsCaller::Nobody("rejected".into()),
                Who::Signed(principal) => {
                    FactsCaller::Principal(Cow::Owned(RecordedPrincipal::of(principal)))
                }
                Who::Recorded(recorded) => FactsCaller::Principal(Cow::Borrowed(recorded)),
            },
            unrecorded,
        })
    }
}
