//! A request while it is there, for whoever may want to keep it or to write it down. It borrows everything, so handing it
//! over costs nothing.

use std::collections::BTreeSet;
use std::net::IpAddr;

use http::header::{HeaderValue, REFERER, USER_AGENT};
use portcullis_catalog::domain::MutualTls;
use portcullis_catalog::snapshot::{Addressing, Via};
use portcullis_catalog::traffic::ApiKeyDigest;
use portcullis_sigv4::{HeaderList, Timestamp};

use super::principals::RecordedPrincipal;
use super::{Asked, AskedCaller, OwnedVia};
use crate::arrival::Arrival;
use crate::caller::Caller;
use crate::principal::Principal;

/// One request.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    pub(super) via: Via<'a>,
    pub(super) peer: IpAddr,
    pub(super) secure: bool,
    pub(super) now: Timestamp,
    pub(super) method: &'a str,
    /// As it came.
    pub(super) path: &'a str,
    pub(super) by_path: bool,
    /// Nothing where its connection was refused: not a byte of it was read.
    pub(super) addressing: Option<Named<'a>>,
    pub(super) server_name: Option<&'a str>,
    pub(super) truststore: Option<&'a MutualTls>,
    pub(super) headers: Option<&'a HeaderList>,
    pub(super) api_key: Option<ApiKeyDigest>,
    pub(super) who: Who<'a>,
}

/// What it names.
#[derive(Clone, Copy, Default)]
pub(super) struct Named<'a> {
    pub(super) host: &'a str,
    pub(super) api_id_header: Option<&'a str>,
}

/// Who makes it.
#[derive(Clone, Copy)]
pub(super) enum Who<'a> {
    Anonymous,
    Signed(&'a Principal),
    Rejected,
    Recorded(&'a RecordedPrincipal<'static>),
}

impl<'a> Asking<'a> {
    /// A connection that was dropped before a byte of it was read.
    pub fn connection(via: Via<'a>, peer: IpAddr, now: Timestamp) -> Self {
        Self {
            via,
            peer,
            secure: false,
            now,
            method: "",
            path: "",
            by_path: false,
            addressing: None,
            server_name: None,
            truststore: None,
            headers: None,
            api_key: None,
            who: Who::Anonymous,
        }
    }

    /// A request. `addressing` is how it was routed; `by_path` says that its path named the API, and `path` is the path as
    /// it came.
    pub fn request(
        arrival: &Arrival<'a>,
        addressing: &Addressing<'a>,
        by_path: bool,
        path: &'a str,
        caller: &'a Caller,
    ) -> Self {
        Self {
            via: arrival.via,
            peer: arrival.peer,
            secure: arrival.secure,
            now: arrival.now,
            method: arrival.method,
            path,
            by_path,
            addressing: Some(Named {
                host: addressing.host,
                api_id_header: addressing.api_id_header,
            }),
            server_name: addressing.handshake.server_name,
            truststore: addressing.handshake.truststore,
            headers: Some(arrival.headers),
            api_key: arrival.api_key,
            who: match caller {
                Caller::Anonymous => Who::Anonymous,
                Caller::Signed(principal) => Who::Signed(principal),
                Caller::Rejected(_) => Who::Rejected,
            },
        }
    }

    /// How it came in.
    pub fn via(&self) -> Via<'a> {
        self.via
    }

    /// The peer of its socket.
    pub fn peer(&self) -> IpAddr {
        self.peer
    }

    /// Whether nothing was read of it.
    pub fn is_connection(&self) -> bool {
        self.addressing.is_none()
    }

    /// Keeps it: without its signature, its body and its secrets.
    pub fn keep(&self) -> Asked {
        let mut headers = HeaderList::new();
        for name in [USER_AGENT, REFERER] {
            let value = self.headers.and_then(|headers| headers.get(&name));
            // A copy: the value as it came holds on to the whole head, signature and tokens included.
            if let Some(Ok(value)) = value.map(|it| HeaderValue::from_bytes(it.as_bytes())) {
                headers.append(name, value);
            }
        }
        let named = self.addressing.unwrap_or_default();
        Asked {
            via: self.via.into(),
            peer: self.peer,
            secure: self.secure,
            now: self.now,
            method: self.method.to_owned(),
            path: self.path.to_owned(),
            by_path: self.by_path,
            host: named.host.to_owned(),
            api_id_header: named.api_id_header.map(str::to_owned),
            server_name: self.server_name.map(str::to_owned),
            truststore: self.truststore.cloned(),
            headers,
            api_key: self.api_key,
            caller: match self.who {
                Who::Anonymous => AskedCaller::Anonymous,
                Who::Signed(principal) => AskedCaller::Signed(principal.clone()),
                Who::Rejected => AskedCaller::Rejected,
                Who::Recorded(recorded) => AskedCaller::Recorded(Box::new(recorded.clone())),
            },
            connection_only: self.is_connection(),
            said: Vec::new(),
            unrecorded: BTreeSet::new(),
        }
    }
}

impl From<Via<'_>> for OwnedVia {
    fn from(via: Via<'_>) -> Self {
        match via {
            Via::Public => Self::Public,
            Via::Endpoint(id) => Self::Endpoint(id.to_owned()),
            Via::AwsEndpoint(id) => Self::AwsEndpoint(id.to_owned()),
        }
    }
}
